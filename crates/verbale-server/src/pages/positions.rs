//! Positions: what an actor said on an issue over time, where that may have changed, and the words behind both.

use super::frame::{Content, Frame};
use super::{Twin, parts, twin};
use crate::ask::{Form, address, encoded};
use crate::cite;
use crate::read::{Kind, Line, Said, Snapshot, Turn};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::{Markup, html};

/// Things said on one page.
const PAGE: usize = 40;
const LINES: usize = 100;
/// Changes shown of one position.
const TURNS: usize = 12;

fn title(s: &Snapshot<'_>, line: &Line) -> String {
    format!("{} on {}", words::clean(s.name(&line.actor)), s.issue(&line.issue))
}

pub(crate) fn position(s: &Snapshot<'_>, frame: &Frame<'_>, id: &str) -> Answer {
    let line = s.position(id)?.ok_or_else(|| Trouble::nothing("position", id))?;
    if frame.ask.form == Form::Json {
        return twin(&[("position", Twin::Entry(&s.raw(Kind::Position, id)?.unwrap_or_default()))]);
    }
    let from: i64 = frame.ask.get("after").and_then(|n| n.parse().ok()).unwrap_or(0).max(0);
    let mut shown = s.said_on(id, from, PAGE + 1)?;
    let next = (shown.len() > PAGE).then(|| shown[PAGE].ord.to_string());
    shown.truncate(PAGE);
    let title = title(s, &line);
    let turns = turns_of(s, &[&line], TURNS)?;
    let main = html! {
        header.entry {
            p.kicker { span.kind { "position" } " " span.count { (words::count(line.entries, "thing said", "things said")) } }
            h1 { a.quiet href=(parts::address(Kind::Actor, line.actor.actor.as_deref().unwrap_or_default())) { bdi { (words::clean(s.name(&line.actor))) } } " on " a.quiet href=(format!("/issues/{}", encoded(&line.issue))) { (s.issue(&line.issue)) } }
        }
        (turns)
        section #said { h2 { "What was said, the earliest first" }
            ol.said { @for x in &shown { (said(s, x, false)?) } }
            (parts::pager(frame.ask, next.as_deref()))
        }
        (cite::position_box(s, frame, id, &title)?)
    };
    let trail = vec![("/positions".to_owned(), "Positions".to_owned())];
    Ok(frame.page(Content { title, trail, main }))
}

/// One thing said: when, how, by whom, and the words.
fn said(s: &Snapshot<'_>, x: &Said, short: bool) -> parts::Part {
    let words = s.first_words(&x.id)?;
    let kind = s.kind_of_said(&x.id)?;
    let at = words.as_ref().map(|v| parts::source(s, &v.article, Some(v))).transpose()?;
    let most = if short { 260 } else { 500 };
    Ok(html! {
        li {
            p.facts {
                @match &x.date { Some(d) => (words::date(d)), None => span.unknown { "undated" } }
                @if let Some(a) = &x.again { ", again " (words::date(a)) }
                " · " @if let Some(w) = &x.speaker { bdi { (words::clean(w)) } " " }
                a href=(parts::address(kind, &x.id)) { (words::does(&x.stance)) }
                @if let Some(to) = &x.to { (if x.stance == "demand" { " of " } else { " to " }) bdi { (words::clean(to)) } }
                @if x.reports > 1 { " · " (words::count(x.reports, "report", "reports")) }
            }
            blockquote.words { p dir="auto" { (words::short(&x.content, most)) } @if let Some(at) = at { footer { "— " (at) } } }
        }
    })
}

/// Where positions may have changed, the words before beside those after.
pub(crate) fn turns_of(s: &Snapshot<'_>, lines: &[&Line], most: usize) -> parts::Part {
    let mut turns: Vec<(&Line, Turn)> = Vec::new();
    for line in lines.iter().filter(|l| l.changes > 0) {
        turns.extend(s.turns(&line.id, most)?.into_iter().map(|t| (*line, t)));
    }
    turns.sort_by(|(_, a), (_, b)| b.after.date.cmp(&a.after.date));
    let all = lines.iter().map(|l| l.changes).sum::<u64>();
    let mut out = Vec::new();
    for (line, t) in turns.iter().take(most) {
        out.push(html! {
            li {
                h3 { @if lines.len() > 1 { a href=(parts::address(Kind::Position, &line.id)) { (title(s, line)) } ": " } (words::clean(&t.kind)) }
                p.note { (words::clean(&t.reason)) }
                ol.sides.said { (said(s, &t.before, true)?) (said(s, &t.after, true)?) }
            }
        });
    }
    let left = all.saturating_sub(out.len() as u64);
    Ok(html! {
        @if !out.is_empty() {
            section #turns { h2 { "Where positions may have changed" }
                p.note { "Two things said that do not go together. Read both: one may be told wrongly." }
                ol.turns { @for o in &out { (o) } }
                @if left > 0 { p.note { "And " (words::grouped(left)) " more, on the pages of the positions." } }
            }
        }
    })
}

/// Positions as a table: whose or on what, how often, and the words said last.
pub(crate) fn table(s: &Snapshot<'_>, lines: &[&Line], by_actor: bool) -> parts::Part {
    let mut rows: Vec<Markup> = Vec::new();
    for line in lines {
        let last = s.last_said(&line.id)?;
        let words = last.as_ref().map(|x| s.first_words(&x.id)).transpose()?.flatten();
        let head = if by_actor { words::clean(s.name(&line.actor)) } else { s.issue(&line.issue).to_owned() };
        rows.push(html! {
            tr {
                th scope="row" { a href=(parts::address(Kind::Position, &line.id)) { bdi { (head) } } }
                td.number data-label="Said" { (words::grouped(line.entries)) }
                td.number data-label="Changes" { @if line.changes > 0 { a href=(format!("{}#turns", parts::address(Kind::Position, &line.id))) aria-label=(format!("{} possible changes: {head}", line.changes)) { (words::grouped(line.changes)) } } @else { "–" } }
                td data-label="Last" {
                    @if let Some(x) = &last {
                        span.facts { @if let Some(d) = &x.date { (words::date(d)) ", " } (words::does(&x.stance)) ": " }
                        @match &words { Some(v) => a.quote href=(super::span_address(v)) { span dir="auto" { (words::short(&x.content, 200)) } }, None => (words::short(&x.content, 200)) }
                    }
                }
            }
        });
    }
    Ok(html! {
        table.positions {
            thead { tr { th scope="col" { (if by_actor { "Who" } else { "On what" }) } th.number scope="col" { "Said" } th.number scope="col" { "May have changed" } th scope="col" { "Said last" } } }
            tbody { @for r in &rows { (r) } }
        }
    })
}

/// All positions, or those of an actor or on an issue.
pub(crate) fn positions(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    let ask = frame.ask;
    let (lines, next) = asked(s, ask, LINES)?;
    if ask.form == Form::Json {
        let next = next.map(|n| ask.with_all(&[("after", &n)]));
        let items = lines.iter().map(Line::json).collect::<Vec<_>>();
        return twin(&[("items", Twin::Value(items.into())), ("next", Twin::Value(next.into()))]);
    }
    let issue = ask.get("issue");
    let mut choices = s.tally("issue", 200, 0)?;
    choices.sort_by(|a, b| s.issue(&a.value).cmp(s.issue(&b.value)));
    let mut rows = Vec::new();
    for l in &lines {
        rows.push(html! {
            tr {
                th scope="row" { (parts::who(s, &l.actor)) }
                td { a href=(parts::address(Kind::Position, &l.id)) { (s.issue(&l.issue)) span.unseen { ", " (words::clean(s.name(&l.actor))) } } }
                td.number { (words::grouped(l.entries)) }
                td.number { @if l.changes > 0 { (words::grouped(l.changes)) } @else { "–" } }
            }
        });
    }
    let main = html! {
        h1 { "Positions" }
        p.lede { "What each actor said on each issue over time, and where that may have changed. An official’s words are the line of the state." }
        form.filter action="/positions" {
            label { span { "Who" } input type="text" name="who" value=[ask.get("who")] placeholder="name or country"; }
            label { span { "Issue" } select name="issue" {
                option value="" { "any" }
                @for t in &choices { option value=(t.value) selected[issue == Some(t.value.as_str())] { (s.issue(&t.value)) } }
            } }
            button { "Show" }
        }
        table.plain {
            thead { tr { th scope="col" { "Who" } th scope="col" { "On what" } th.number scope="col" { "Said" } th.number scope="col" { "May have changed" } } }
            tbody { @for r in &rows { (r) } }
        }
        @if lines.is_empty() { p.nothing { "Nothing in the record answers this." } }
        (parts::pager(ask, next.as_deref()))
    };
    Ok(frame.page(Content { title: "Positions".to_owned(), trail: Vec::new(), main }))
}

/// The positions an address asks for, and the last one's id if there are more.
pub(crate) fn asked(
    s: &Snapshot<'_>,
    ask: &crate::ask::Ask,
    limit: usize,
) -> Result<(Vec<Line>, Option<String>), Trouble> {
    let who = match ask.get("who") {
        Some(typed) => match s.who(typed)? {
            Some(who) => Some(who.id),
            None => return Ok((Vec::new(), None)),
        },
        None => None,
    };
    let mut lines = s.positions(who.as_deref(), ask.get("issue"), ask.get("after"), limit + 1)?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|l| l.id.clone());
    Ok((lines, next))
}

/// Positions of an actor, those most was said on first; and where they may have changed.
pub(crate) fn of_actor(s: &Snapshot<'_>, actor: &str) -> Result<(Markup, Vec<Line>), Trouble> {
    const SHOWN: usize = 14;
    let mut lines = s.positions(Some(actor), None, None, 200)?;
    lines.sort_by(|a, b| b.entries.cmp(&a.entries).then(a.issue.cmp(&b.issue)));
    let first: Vec<&Line> = lines.iter().take(SHOWN).collect();
    let table = table(s, &first, false)?;
    let all: Vec<&Line> = lines.iter().collect();
    let turns = turns_of(s, &all, 6)?;
    let rest = address("/positions", &[("who", actor)]);
    Ok((
        html! {
            @if !lines.is_empty() { section #lines { h2 { "Positions in words" } (table)
                @if lines.len() > SHOWN { p.all { a href=(rest) { "All " (lines.len()) } } } } }
            (turns)
        },
        lines,
    ))
}

/// Positions on an issue of those who spoke most on it; and where they may have changed.
pub(crate) fn on_issue(
    s: &Snapshot<'_>,
    issue: &str,
    holders: &[String],
) -> Result<(Markup, Vec<Line>), Trouble> {
    let mut lines = Vec::new();
    for holder in holders {
        lines.extend(s.positions(Some(holder), Some(issue), None, 1)?);
    }
    let all: Vec<&Line> = lines.iter().collect();
    let (table, turns) = (table(s, &all, true)?, turns_of(s, &all, 6)?);
    let rest = address("/positions", &[("issue", issue)]);
    Ok((
        html! {
            @if !lines.is_empty() { section #lines { h2 { "In their words" } (table) p.all { a href=(rest) { "All positions on this" } } } }
            (turns)
        },
        lines,
    ))
}
