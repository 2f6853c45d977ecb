//! Search over the whole record, and what the record says of itself.

use super::frame::{Content, Frame};
use super::{Twin, parts, twin};
use crate::ask::{Form, address, encoded};
use crate::read::{Kind, Snapshot, highlighted};
use crate::reply::Answer;
use crate::words;
use maud::{Markup, html};
use std::path::Path;

const REPORTS: usize = 20;
const SAID: usize = 15;

/// Measured accuracy ships with the program.
const CHANGELOG: &str = include_str!("../../../../CHANGELOG.md");

/// Text with its matches marked.
fn marked(text: &str) -> Markup {
    html! { @for (matched, piece) in highlighted(text) { @if matched { mark { (words::clean(piece)) } } @else { (words::clean(piece)) } } }
}

pub(crate) fn search(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    let ask = frame.ask;
    let q = ask.get("q").unwrap_or("");
    let skip = ask.get("skip").and_then(|n| n.parse().ok()).unwrap_or(0).min(10_000);
    let actors = if skip == 0 { s.actors_named(q, 8)? } else { Vec::new() };
    let (said, all_said) = s.said_with(q, SAID, skip)?;
    let (reports, all_reports) = s.reports_with(q, REPORTS, skip)?;
    if ask.form == Form::Json {
        let actors: Vec<_> = actors
            .iter()
            .map(|(id, name, n)| serde_json::json!({ "id": id, "name": name, "entries": n }))
            .collect();
        let reports: Vec<_> = reports.iter().map(|f| serde_json::json!({ "article": f.report.id, "headline": f.report.headline, "published": f.report.published })).collect();
        let statements =
            said.iter().map(|x| serde_json::to_string(&x.statement)).collect::<Result<_, _>>()?;
        return twin(&[
            ("actors", Twin::Value(actors.into())),
            ("articles", Twin::Value(reports.into())),
            ("statements", Twin::Entries(statements)),
        ]);
    }
    let wanted = q.to_lowercase();
    let issues: Vec<_> = s
        .register
        .issues()
        .filter(|i| wanted.len() > 2 && i.name.to_lowercase().contains(&wanted))
        .take(6)
        .collect();
    let mut statements = Vec::new();
    for x in &said {
        statements.push(html! {
            article.card.statement {
                p.line { @match &x.statement.speaker { Some(w) => (parts::who(s, w)), None => span.unknown { "Unknown speaker" } }
                    " " a.does href=(parts::address(Kind::Statement, &x.statement.id)) { (words::does(&x.statement.stance)) } (parts::about(s, &x.statement.issues)) }
                blockquote.words { p dir="auto" { (marked(&x.words)) } footer { "— " (parts::source(s, &x.statement.article, x.statement.evidence.first())?) } }
            }
        });
    }
    let nothing =
        !q.is_empty() && actors.is_empty() && said.is_empty() && reports.is_empty() && issues.is_empty();
    let more = reports.len() == REPORTS || said.len() == SAID;
    let main = html! {
        h1 { @if q.is_empty() { "Search" } @else { "Search: " bdi { (words::short(q, 80)) } } }
        form.filter.wide action="/search" role="search" aria-label="Full text" {
            label { span { "Words" } input type="search" name="q" value=(q) size="40"; } button { "Search" }
        }
        details.help open[q.is_empty()] { summary { "How to ask" }
            p { "All words must be there. " code { "\"red line\"" } " finds the phrase, " code { "sanction*" } " what begins so, " code { "tariff OR duty" } " either, " code { "-steel" } " leaves out." }
            p { "By field: " a href="/encounters" { "encounters" } ", " a href="/statements" { "statements" } ", " a href="/demands" { "demands" } ", " a href="/events" { "events" } ", " a href="/articles" { "reports" } ", " a href="/comparisons" { "comparisons" } "." }
        }
        @if !actors.is_empty() || !issues.is_empty() {
            section #actors { h2 { "Actors and issues" } ul.inline {
                @for (id, name, n) in &actors { li { a href=(format!("/actors/{}", encoded(id))) { bdi { (words::clean(name)) } } " " span.facts { (words::grouped(*n)) } } }
                @for i in &issues { li { a.issue href=(format!("/issues/{}", i.id)) { (i.name) } } }
            } }
        }
        @if !reports.is_empty() {
            section #reports { h2 { "In reports" } @if !all_reports { p.note { "Very many reports hold these words: they are not in order of fit. Add a word." } }
                @for f in &reports {
                    article.card.report {
                        h3 { a href=(parts::address(Kind::Article, &f.report.id)) { bdi { (marked(&f.headline)) } } }
                        p.facts { bdi { (words::clean(&f.report.outlet())) } @if let Some(p) = &f.report.published { ", " (words::date(p)) } }
                        p.snippet dir="auto" { (marked(&f.words)) }
                    }
                }
            }
        }
        @if !statements.is_empty() {
            section #said { h2 { "In what was said" } @if !all_said { p.note { "Very many statements hold these words: they are not in order of fit. Add a word." } } @for x in &statements { (x) } }
        }
        @if nothing { p.nothing { "Nothing in the record holds these words." } }
        @if more { nav.pager aria-label="Pages" { a rel="next" href=(address("/search", &[("q", q), ("skip", &(skip + REPORTS).to_string())])) { "More" } } }
    };
    Ok(frame.page(Content {
        title: if q.is_empty() { "Search".to_owned() } else { format!("Search: {}", words::short(q, 60)) },
        trail: Vec::new(),
        main,
    }))
}

/// What was read, what was set aside, versions, and how far to trust it.
pub(crate) fn about(s: &Snapshot<'_>, frame: &Frame<'_>, file: &Path) -> Answer {
    const ASIDE: usize = 200;
    let about = s.about()?;
    if frame.ask.form == Form::Json {
        return twin(&[("record", Twin::Value(serde_json::to_value(&about)?))]);
    }
    let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let mut counts = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|k| *k != Kind::Actor) {
        let extra = if kind == Kind::Event { s.number(Kind::Consult, "all", "")? } else { 0 };
        counts.push((kind.room(), s.number(kind, "all", "")? + extra));
    }
    counts.push(("actors", s.actors()?));
    let main = html! {
        h1 { "About this record" }
        dl.facts {
            dt { "File" } dd { code { (words::clean(&name)) } }
            dt { "Format" } dd { (about.format) }
            dt { "Made by" } dd { "Verbale " (about.verbale) ", extractor " (about.extractor) }
            dt { "Register" } dd { code { (words::clean(&about.register)) } }
        }
        section #holds { h2 { "What it holds" } table.plain { tbody { @for (room, n) in &counts { tr { th scope="row" { a href=(format!("/{room}")) { (room) } } td.number { (words::grouped(*n)) } } } } } }
        section #aside { h2 { "What was set aside" }
            @if about.set_aside.is_empty() { p { "Nothing: every source could be read." } } @else {
                table.plain { thead { tr { th scope="col" { "Source" } th scope="col" { "Why" } } } tbody {
                    @for a in about.set_aside.iter().take(ASIDE) { tr { th scope="row" { code { (words::short(&a.source, 200)) } } td { (words::short(&a.reason, 300)) } } }
                } }
                @if about.set_aside.len() > ASIDE { p.note { "And " (about.set_aside.len() - ASIDE) " more, in the JSON of this page." } }
            }
        }
        section #trust { h2 { "How far to trust it" }
            p { "Verbale errs. Every fact names the words it came from; an unknown is left open with its reason. What was measured, on texts that are not these:" }
            div.scroll tabindex="0" role="region" aria-label="Measured accuracy" { table.plain { thead { tr { th scope="col" { "What" } th scope="col" { "On" } th scope="col" { "Figure" } } } tbody {
                @for row in measured() { tr { @for (n, c) in row.iter().enumerate() { @if n == 0 { th scope="row" { (c) } } @else { td { (c) } } } } }
            } } }
        }
        section #words { h2 { "Words used" }
            dl.plain {
                dt { "probably, perhaps" } dd { "before a date: its confidence is under 85 %, under 65 %." }
                dt { "independent origin" } dd { "a report that was not made from another one in this record; copies are not corroboration." }
                dt { "altered copy" } dd { "a report made from another by machine or translation, with names, titles or quotes bent." }
                dt { "possible, planned, held" } dd { "expected or discussed; announced by a party; reported as having taken place." }
            }
        }
    };
    Ok(frame.page(Content { title: "About this record".to_owned(), trail: Vec::new(), main }))
}

/// The rows of the table under "Measured".
fn measured() -> Vec<Vec<&'static str>> {
    let table = CHANGELOG.split("### Measured").nth(1).unwrap_or("");
    let rows = table.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).skip(2);
    rows.map(|l| l.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_measured_accuracy_ships_with_the_program() {
        let rows = super::measured();
        assert!(rows.len() > 5 && rows.iter().all(|r| r.len() == 3), "{rows:?}");
    }
}
