//! The front page: what happened when, past and planned, with what one should know first beside it.

use super::frame::{Content, Frame};
use super::{Twin, drawn, lists, parts, twin};
use crate::ask::Form;
use crate::pictures;
use crate::read::{Cursor, Filter, Kind, Page, Snapshot};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::{Markup, html};
use verbale_record::model::Comparison;

const PAGE: usize = 40;
const KINDS: [Kind; 2] = [Kind::Encounter, Kind::Event];

/// What the rail beside the front page shows.
struct Rail {
    disputes: Page,
    bent: Page,
    ahead: Page,
    stories: Page,
}

pub(crate) fn timeline(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    let ask = frame.ask;
    let (mut filter, notes) = lists::reader_filter(s, ask, &KINDS)?;
    match ask.get("type") {
        Some("encounter") => filter.kinds = vec![Kind::Encounter],
        Some("event") => filter.kinds = vec![Kind::Event],
        _ => {}
    }
    let after = ask.get("after").and_then(Cursor::read);
    let (counts, exact) = s.months(&filter)?;
    let of =
        if exact { "Encounters and events" } else { "Encounters and events of the rarest of these filters" };
    let picture = pictures::months(ask, &counts, of);
    if let Some(answer) = drawn(ask.form, picture.as_ref()) {
        return answer;
    }
    let page = s.list(&filter, after.as_ref(), PAGE)?;
    if ask.form == Form::Json {
        let next = page.next.as_deref().map(|n| ask.with_all(&[("after", n)]));
        let items = page.entries.into_iter().map(|e| e.entry).collect();
        return twin(&[("items", Twin::Entries(items)), ("next", Twin::Value(next.into()))]);
    }
    let front = lists::FILTERS.iter().all(|f| ask.get(f).is_none()) && after.is_none();
    let rail = if front { Some(rail(s)?) } else { None };
    let main = html! {
        h1 { @if front { "What was said and done" } @else { "Timeline" } }
        @if front { (summary(s)?) }
        (lists::form(s, ask, Kind::Encounter, &notes)?)
        (parts::figure("months", picture.as_ref(), &|ending| ask.in_form(ending)))
        div.columns[rail.is_some()] {
            @if let Some(r) = &rail { (beside(s, r)?) }
            section #timeline aria-label="Timeline" {
                (parts::cards(s, &page.entries, true)?)
                @if page.entries.is_empty() { p.nothing { "The record holds no encounter or event that answers this." } }
                (parts::pager(ask, page.next.as_deref()))
            }
        }
    };
    Ok(frame.page(Content { title: "Timeline".to_owned(), trail: Vec::new(), main }))
}

fn summary(s: &Snapshot<'_>) -> parts::Part {
    let counted = |kind: Kind| s.number(kind, "all", "");
    let all = [
        (Kind::Article, "report", "reports"),
        (Kind::Story, "story", "stories"),
        (Kind::Encounter, "encounter", "encounters"),
        (Kind::Statement, "statement", "statements"),
        (Kind::Demand, "demand", "demands"),
    ];
    let mut each = Vec::new();
    for (kind, one, many) in all {
        each.push(
            html! { a href=(format!("/{}", kind.room())) { (words::count(counted(kind)?, one, many)) } },
        );
    }
    let events = counted(Kind::Event)? + counted(Kind::Consult)?;
    each.push(html! { a href="/events" { (words::count(events, "event", "events")) } });
    Ok(html! { p.lede { @for (n, e) in each.iter().enumerate() { @if n > 0 { ", " } (e) } "." } })
}

fn rail(s: &Snapshot<'_>) -> Result<Rail, Trouble> {
    let first = |filter: Filter, n| s.list(&filter, None, n);
    Ok(Rail {
        disputes: first(Filter::of(&[Kind::Comparison]).and("kind", "dispute"), 6)?,
        bent: first(Filter::of(&[Kind::Article]).and("flag", "garbled"), 4)?,
        ahead: first(Filter::of(&[Kind::Encounter]).and("status", "planned"), 6)?,
        stories: first(Filter::of(&[Kind::Story]), 6)?,
    })
}

fn beside(s: &Snapshot<'_>, r: &Rail) -> parts::Part {
    let mut disputes = Vec::new();
    for d in &r.disputes.entries {
        let c: Comparison = serde_json::from_str(&d.entry)?;
        disputes.push(parts::comparison_card(s, &c)?);
    }
    let list = |title: &str, id: &str, to: &str, body: Markup, more: bool| {
        html! { section id=(id) { h2 { (title) } (body) @if more { p.all { a href=(to) { "All of them" } } } } }
    };
    Ok(html! {
        aside.rail aria-label="At a glance" {
            @if !disputes.is_empty() {
                (list("Where accounts differ", "differ", "/comparisons?kind=dispute", html! { @for d in &disputes { (d) } }, r.disputes.next.is_some()))
            }
            @if !r.bent.entries.is_empty() {
                (list("Altered copies", "altered", "/articles?flag=garbled", parts::cards(s, &r.bent.entries, false)?, r.bent.next.is_some()))
            }
            @if !r.ahead.entries.is_empty() {
                (list("Planned, as last reported", "planned", "/?type=encounter&status=planned", brief(s, &r.ahead)?, r.ahead.next.is_some()))
            }
            @if !r.stories.entries.is_empty() {
                (list("Latest stories", "stories", "/stories", parts::cards(s, &r.stories.entries, false)?, r.stories.next.is_some()))
            }
        }
    })
}

/// Encounters, a line each.
fn brief(s: &Snapshot<'_>, page: &Page) -> parts::Part {
    let mut lines = Vec::new();
    for listed in &page.entries {
        let e: verbale_record::model::Encounter = serde_json::from_str(&listed.entry)?;
        lines.push(html! {
            li { a href=(parts::address(Kind::Encounter, &e.id)) { bdi { (parts::encounter_title(s, &e)) } } " " span.facts { (e.kind) ", " (parts::day(e.date.as_ref())) } }
        });
    }
    Ok(html! { ul.brief { @for l in &lines { (l) } } })
}
