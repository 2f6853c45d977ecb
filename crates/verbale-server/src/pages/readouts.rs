//! Readout against readout: what each side is heard to say of one encounter, issue by issue, its words beside them.

use super::parts;
use crate::ask::encoded;
use crate::read::{Kind, Snapshot};
use crate::words;
use maud::{Markup, html};
use std::collections::BTreeSet;
use verbale_record::model::{Encounter, Evidence, Readout, ReadoutIssue};

/// Quotations shown of one side on one issue.
const QUOTES: usize = 2;

/// The sides beside one another: their words for the talks, what all of them speak of, what one alone does.
pub(crate) fn readouts(s: &Snapshot<'_>, e: &Encounter) -> parts::Part {
    let sides = &e.readouts;
    if sides.is_empty() {
        return Ok(html! {});
    }
    let mut rows = Vec::new();
    if sides.iter().any(|r| !r.words.is_empty()) {
        rows.push(row(s, html! { "Words for the talks" }, sides, |r| tone(s, r))?);
    }
    let issues = || sides.iter().flat_map(|r| r.issues.iter().map(|i| i.issue.as_str()));
    let (only, shared): (BTreeSet<&str>, BTreeSet<&str>) =
        issues().partition(|i| sides.iter().any(|r| r.only.iter().any(|o| o == i)));
    let mut group = |title: &str, ids: Vec<&str>| -> Result<(), crate::reply::Trouble> {
        if !ids.is_empty() {
            rows.push(html! { tr.group { th colspan=(sides.len() + 1) scope="colgroup" { (title) } } });
        }
        for ids in together(ids, sides) {
            let head = html! { @for (n, id) in ids.iter().enumerate() { @if n > 0 { ", " } a href=(format!("/issues/{}", encoded(id))) { (s.issue(id)) } } };
            rows.push(row(s, head, sides, |r| on(s, spoken(r, ids[0])))?);
        }
        Ok(())
    };
    group(
        if sides.len() > 1 { "Spoken of by more than one side" } else { "Spoken of" },
        shared.into_iter().collect(),
    )?;
    for r in sides {
        let own = only.iter().copied().filter(|i| r.only.iter().any(|o| o == i)).collect();
        group(&format!("Only by {}", words::clean(s.name(&r.side))), own)?;
    }
    let mut heads = Vec::new();
    for r in sides {
        heads.push(html! { th scope="col" { (parts::who(s, &r.side)) br; span.facts { (heard(s, r)?) } } });
    }
    Ok(html! {
        section #readouts { h2 { "Readout against readout" }
            p.note { "What each side is heard to say of this encounter: in accounts of its own, all they tell; in reports, what its officials say." }
            table.readouts {
                thead { tr { th scope="col" { "On what" } @for h in &heads { (h) } } }
                tbody { @for r in &rows { (r) } }
            }
        }
    })
}

fn spoken<'r>(r: &'r Readout, issue: &str) -> Option<&'r ReadoutIssue> {
    r.issues.iter().find(|i| i.issue == issue)
}

/// Issues that the very same words name stand in one row: "human rights abuses in Xinjiang, Tibet and Hong Kong".
fn together<'i>(ids: Vec<&'i str>, sides: &[Readout]) -> Vec<Vec<&'i str>> {
    let words = |id: &str| -> Vec<_> { sides.iter().map(|r| spoken(r, id).map(|i| &i.evidence)).collect() };
    let mut out: Vec<Vec<&str>> = Vec::new();
    for id in ids {
        match out.iter_mut().find(|known| words(known[0]) == words(id)) {
            Some(known) => known.push(id),
            None => out.push(vec![id]),
        }
    }
    out
}

/// "heard in 3 reports, 1 of its own"
fn heard(s: &Snapshot<'_>, r: &Readout) -> parts::Part {
    let mut own = Vec::new();
    for id in r.own.iter().take(3) {
        own.push(html! { a href=(parts::address(Kind::Article, id)) { bdi { (words::clean(&s.report(id)?.outlet())) } } });
    }
    Ok(html! {
        "heard in " (words::count(r.articles.len() as u64, "report", "reports"))
        @if own.is_empty() { ", none its own" } @else { ", its own: " @for (n, o) in own.iter().enumerate() { @if n > 0 { ", " } (o) } }
    })
}

fn row(
    s: &Snapshot<'_>,
    head: Markup,
    sides: &[Readout],
    cell: impl Fn(&Readout) -> parts::Part,
) -> parts::Part {
    let mut cells = Vec::new();
    for r in sides {
        cells.push(html! { td data-label=(words::clean(s.name(&r.side))) { (cell(r)?) } });
    }
    Ok(html! { tr { th scope="row" { (head) } @for c in &cells { (c) } } })
}

fn tone(s: &Snapshot<'_>, r: &Readout) -> parts::Part {
    if r.words.is_empty() {
        return Ok(html! { span.unknown { "none heard" } });
    }
    let mut out = Vec::new();
    for w in r.words.iter().take(6) {
        let at = w.evidence.first().map(|v| parts::source(s, &v.article, Some(v))).transpose()?;
        out.push(html! { li { (parts::quoted(&words::short(&w.words, 80))) @if let Some(at) = at { " " span.facts { (at) } } } });
    }
    Ok(html! { ul.quotes { @for o in &out { (o) } } })
}

fn on(s: &Snapshot<'_>, issue: Option<&ReadoutIssue>) -> parts::Part {
    let Some(issue) = issue else { return Ok(html! { span.unknown { "not heard" } }) };
    let acts: Vec<_> = issue.acts.iter().map(|a| words::does(a).to_owned()).collect();
    let mut quotes = Vec::new();
    for v in issue.evidence.iter().take(QUOTES) {
        quotes.push(quote(s, v)?);
    }
    let left = issue.evidence.len().saturating_sub(QUOTES);
    Ok(html! {
        span.facts { @if acts.is_empty() { "named" } @else { (words::listed(&acts)) } }
        ul.quotes { @for q in &quotes { (q) } }
        @if left > 0 { p.note { "and " (left) " more" } }
    })
}

fn quote(s: &Snapshot<'_>, v: &Evidence) -> parts::Part {
    let outlet = words::clean(&s.report(&v.article)?.outlet());
    Ok(
        html! { li { a.quote href=(super::span_address(v)) { span dir="auto" { (parts::quoted(&words::short(&v.quote, 240))) } } span.facts { "— " bdi { (outlet) } } } },
    )
}
