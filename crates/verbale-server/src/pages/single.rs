//! Pages of single statements, demands and events: all there is of each, and its words in every account.

use super::frame::{Content, Frame};
use super::{Twin, parts, twin};
use crate::ask::{Form, encoded};
use crate::cite;
use crate::read::{Kind, Snapshot};
use crate::reply::{Answer, Reply, Trouble};
use crate::words;
use maud::html;
use verbale_record::model::{Comparison, Demand, Event, Evidence, Statement};

fn trail(kind: Kind, name: &str) -> Vec<(String, String)> {
    vec![("/".to_owned(), "Timeline".to_owned()), (format!("/{}", kind.room()), name.to_owned())]
}

fn compared(s: &Snapshot<'_>, id: &str) -> Result<(Vec<Comparison>, maud::Markup), Trouble> {
    let all = s.comparisons(id)?;
    let table = parts::comparisons(s, &all)?;
    let section = html! { @if !all.is_empty() { section #compared { h2 { "What the accounts agree and differ on" } (table) } } };
    Ok((all, section))
}

/// Accounts of an entry: an article's words under its name.
fn accounts<'a>(s: &Snapshot<'_>, all: impl Iterator<Item = (&'a str, &'a [Evidence])>) -> parts::Part {
    const MOST: usize = 80;
    let mut out = Vec::new();
    for (article, evidence) in all.take(MOST) {
        let mut quotes = Vec::new();
        for e in evidence.iter().take(6) {
            quotes.push(parts::quote(s, e)?);
        }
        out.push(
            html! { li { h3 { (parts::source(s, article, evidence.first())?) } @for q in &quotes { (q) } } },
        );
    }
    Ok(html! { section #accounts { h2 { "In whose words" } ol.accounts { @for o in &out { (o) } } } })
}

pub(crate) fn statement(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let x: Statement = serde_json::from_str(raw)?;
    if frame.ask.form == Form::Json {
        return twin(&[("statement", Twin::Entry(raw))]);
    }
    let speaker =
        x.speaker.as_ref().map_or_else(|| "Unknown speaker".to_owned(), |w| words::clean(s.name(w)));
    let title = format!("{speaker} {}: {}", words::does(&x.stance), words::short(&x.content, 80));
    let within = x.within.as_deref().map(|id| parts::subject(s, id)).transpose()?;
    let (_, comparisons) = compared(s, &x.id)?;
    let main = html! {
        header.entry { p.kicker { span.kind { "statement" } " " (x.stance) ", " (x.form) } h1.long { bdi { (title) } } }
        (parts::statement_card(s, &x)?)
        dl.facts {
            @if let Some(a) = &x.addressee { dt { "To" } dd { (parts::who(s, a)) } }
            @if let Some(c) = &x.channel { dt { "Through" } dd { (c) } }
            @if !x.issues.is_empty() { dt { "About" } dd { (parts::about_words(s, &x.issues, &x.issue_evidence)?) } }
            dt { "Said" } dd { (parts::day(x.date.as_ref())) (parts::reasons(s, x.date.as_ref())?) }
            @if let Some((to, name)) = &within { dt { "Told within" } dd { a href=(to) { bdi { (name) } } } }
        }
        (comparisons)
        (accounts(s, std::iter::once((x.article.as_str(), x.evidence.as_slice())))?)
        (parts::open(&x.open))
        (cite::cite_box(s, frame, Kind::Statement, raw)?)
    };
    Ok(frame.page(Content { title, trail: trail(Kind::Statement, "Statements"), main }))
}

pub(crate) fn demand(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let d: Demand = serde_json::from_str(raw)?;
    let (all, comparisons) = compared(s, &d.id)?;
    if frame.ask.form == Form::Json {
        return twin(&[
            ("demand", Twin::Entry(raw)),
            ("comparisons", Twin::Value(serde_json::to_value(&all)?)),
        ]);
    }
    let title = words::short(&d.content, 140);
    let said: Vec<_> = d.accounts.iter().filter_map(|a| a.statement.as_deref()).collect();
    let main = html! {
        header.entry { p.kicker { span.kind { "demand" } " " (parts::origins(&d.origins)) } h1.long { bdi { (title) } } }
        dl.facts {
            dt { "By" } dd { @match &d.by { Some(w) => (parts::who(s, w)), None => span.unknown { "not told" } } }
            dt { "Of" } dd { @match &d.of { Some(w) => (parts::who(s, w)), None => span.unknown { "not told" } } }
            @if !d.issues.is_empty() { dt { "About" } dd { (parts::about_words(s, &d.issues, &d.issue_evidence)?) } }
            @if !said.is_empty() { dt { "Made in" } dd { @for (n, id) in said.iter().take(10).enumerate() { @if n > 0 { ", " } a href=(format!("/statements/{}", encoded(id))) { "statement " (n + 1) } } } }
        }
        (comparisons)
        (accounts(s, d.accounts.iter().map(|a| (a.article.as_str(), a.evidence.as_slice())))?)
        (parts::open(&d.open))
        (cite::cite_box(s, frame, Kind::Demand, raw)?)
    };
    Ok(frame.page(Content { title, trail: trail(Kind::Demand, "Demands"), main }))
}

pub(crate) fn event(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let e: Event = serde_json::from_str(raw)?;
    let (all, comparisons) = compared(s, &e.id)?;
    if frame.ask.form == Form::Json {
        return twin(&[
            ("event", Twin::Entry(raw)),
            ("comparisons", Twin::Value(serde_json::to_value(&all)?)),
        ]);
    }
    let title = parts::subject(s, &e.id)?.1;
    let main = html! {
        header.entry { p.kicker { span.kind { "event" } " " (parts::event_code(&e)) " " span.status.(e.modality) { (e.modality) } " " (parts::origins(&e.origins)) } h1 { bdi { (title) } } p.lede { (parts::event_words(&e)) } }
        dl.facts {
            dt { "Source" } dd { (parts::people(s, &e.source)) }
            dt { "Target" } dd { @if e.target.is_empty() { span.unknown { "not told" } } @else { (parts::people(s, &e.target)) } }
            dt { "When" } dd { (parts::day(e.date.as_ref())) (parts::reasons(s, e.date.as_ref())?) }
            @if let Some(p) = &e.place { dt { "Where" } dd { (parts::place(Some(p))) } }
            @if !e.issues.is_empty() { dt { "About" } dd { (parts::about_words(s, &e.issues, &e.issue_evidence)?) } }
            dt { "Code" } dd { (parts::event_code(&e)) @if !e.contexts.is_empty() { ", in the context of " (e.contexts.join(", ")) } @if let Some(c) = &e.cameo { "; CAMEO " (c) } @if let Some(g) = e.goldstein { "; Goldstein’s weight " (format!("{g:+.1}")) } }
        }
        (comparisons)
        (accounts(s, e.accounts.iter().map(|a| (a.article.as_str(), a.evidence.as_slice())))?)
        (parts::open(&e.open))
        (cite::cite_box(s, frame, Kind::Event, raw)?)
    };
    Ok(frame.page(Content { title, trail: trail(Kind::Event, "Events"), main }))
}

/// A comparison is read where its subject is.
pub(crate) fn comparison(s: &Snapshot<'_>, raw: &str) -> Answer {
    let c: Comparison = serde_json::from_str(raw)?;
    let (to, _) = parts::subject(s, &c.subject)?;
    Ok(Reply::redirect(&format!("{to}#c-{}", encoded(&c.id))))
}
