//! One encounter: who, when, where, how long by each account; what was demanded and said; side against side.

use super::frame::{Content, Frame};
use super::{Twin, drawn, parts, readouts, twin};
use crate::ask::{Form, address};
use crate::cite;
use crate::pictures::{self, Told};
use crate::read::{Kind, Snapshot};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::model::{Demand, Encounter, EncounterAccount, Statement};

pub(crate) use parts::encounter_title;

/// Accounts shown on the page; the rest are in its twin.
const ACCOUNTS: usize = 60;
/// Reports whose words are read for what was said.
const REPORTS: usize = 16;
/// Statements shown of each side.
const SAID: usize = 30;

/// What one side demanded and said, in the reports of the encounter.
#[derive(Default)]
struct Side {
    demands: Vec<Demand>,
    statements: Vec<Statement>,
}

/// What was found in the reports of an encounter.
struct Around {
    sides: BTreeMap<String, Side>,
    /// As stored.
    raw: Vec<String>,
    raw_demands: Vec<String>,
    stories: BTreeMap<String, String>,
}

pub(crate) fn encounter(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let e: Encounter = serde_json::from_str(raw)?;
    let title = encounter_title(s, &e);
    let picture = strip(s, &e, &title)?;
    if let Some(answer) = drawn(frame.ask.form, picture.as_ref()) {
        return answer;
    }
    let comparisons = s.comparisons(&e.id)?;
    let around = around(s, &e)?;
    if frame.ask.form == Form::Json {
        let compared = serde_json::to_value(&comparisons)?;
        return twin(&[
            ("encounter", Twin::Entry(raw)),
            ("comparisons", Twin::Value(compared)),
            ("demands", Twin::Entries(around.raw_demands)),
            ("statements", Twin::Entries(around.raw)),
        ]);
    }
    let here = parts::address(Kind::Encounter, &e.id);
    let disputed: BTreeSet<&str> =
        comparisons.iter().filter(|c| c.kind == "dispute").map(|c| c.attribute.as_str()).collect();
    let main = html! {
        header.entry {
            p.kicker { span.kind { (e.kind) } " " span.status.(e.status) { (e.status) } " " (parts::origins(&e.origins)) }
            h1 { bdi { (title) } }
        }
        (facts(s, &e, &disputed)?)
        @if !comparisons.is_empty() {
            section #compared { h2 { "What the accounts agree and differ on" } (parts::comparisons(s, &comparisons)?) }
        }
        section #accounts {
            h2 { "The accounts, side by side" }
            (table(s, &e, &disputed)?)
            @if e.accounts.len() > 2 { (parts::figure("strip", picture.as_ref(), &|ending| format!("{here}/accounts{ending}"))) }
            @else if picture.is_some() { p.takeaway { "The accounts " a href=(format!("{here}/accounts.csv")) { "as CSV" } " · " a href=(format!("{here}/accounts.svg")) { "as SVG" } } }
        }
        @if e.history.len() > 1 { section #history { h2 { "How its status moved" } (history(s, &e)?) } }
        (readouts::readouts(s, &e)?)
        (sides(s, &around, !e.readouts.is_empty())?)
        @if !around.stories.is_empty() {
            section #stories { h2 { "Stories that tell it" } ul.brief {
                @for (id, title) in &around.stories { li { a href=(parts::address(Kind::Story, id)) { bdi { (words::short(title, 120)) } } } }
            } }
        }
        (parts::open(&e.open))
        (cite::cite_box(s, frame, Kind::Encounter, raw)?)
    };
    Ok(frame.page(Content {
        title,
        trail: vec![
            ("/".to_owned(), "Timeline".to_owned()),
            ("/encounters".to_owned(), "Encounters".to_owned()),
        ],
        main,
    }))
}

fn facts(s: &Snapshot<'_>, e: &Encounter, disputed: &BTreeSet<&str>) -> parts::Part {
    let mark = |field: &str| {
        disputed.contains(field).then(|| html! { " " a.differs href="#compared" { "accounts differ" } })
    };
    let abroad = e
        .place
        .as_ref()
        .and_then(|p| p.country.as_deref())
        .filter(|c| e.place.as_ref().is_some_and(|p| p.name != s.country(c)));
    Ok(html! {
        dl.facts {
            dt { "Who" } dd { (parts::people(s, &e.participants)) @if let Some(m) = mark("participants") { (m) } }
            dt { "When" } dd { (parts::day(e.date.as_ref())) @if let Some(m) = mark("date") { (m) } (parts::reasons(s, e.date.as_ref())?) }
            @if let Some(p) = &e.place {
                dt { "Where" } dd {
                    (parts::place(Some(p))) @if let Some(c) = abroad { ", " (s.country(c)) } @if let Some(m) = mark("place") { (m) }
                }
            }
            @if e.duration_minutes.is_some() || disputed.contains("duration") {
                dt { "How long" } dd {
                    @match e.duration_minutes { Some(m) => (words::duration(m)), None => (told_lengths(e)) }
                    @if let Some(m) = mark("duration") { (m) }
                }
            }
            @if !e.issues.is_empty() { dt { "About" } dd { (parts::about_words(s, &e.issues, &e.issue_evidence)?) } }
        }
    })
}

/// Every length that is told, as it is told.
fn told_lengths(e: &Encounter) -> String {
    let all: BTreeSet<_> =
        e.accounts.iter().filter_map(|a| a.duration_minutes.map(words::duration)).collect();
    all.into_iter().collect::<Vec<_>>().join(", or ")
}

/// The fields of an account as words.
fn told(a: &EncounterAccount) -> [Option<String>; 4] {
    [
        a.duration_minutes.map(words::duration),
        a.date.as_ref().map(|d| words::date(&d.edtf)),
        a.place.as_ref().map(words::place),
        Some(a.status.clone()),
    ]
}

fn strip(s: &Snapshot<'_>, e: &Encounter, title: &str) -> Result<Option<pictures::Picture>, Trouble> {
    let rows = e.accounts.iter().map(|a| {
        Ok(Told { outlet: words::clean(&s.report(&a.article)?.outlet()), values: told(a).to_vec() })
    });
    let rows = rows.collect::<Result<Vec<_>, Trouble>>()?;
    Ok(pictures::accounts(
        format!("What each account tells: {title}"),
        &["how long", "when", "where", "status"],
        &rows,
    ))
}

fn table(s: &Snapshot<'_>, e: &Encounter, disputed: &BTreeSet<&str>) -> parts::Part {
    const FIELDS: [(&str, &str); 4] =
        [("How long", "duration"), ("When", "date"), ("Where", "place"), ("Status", "status")];
    let mut rows = Vec::new();
    for a in e.accounts.iter().take(ACCOUNTS) {
        let report = s.report(&a.article)?;
        let mut quotes = Vec::new();
        for v in a.evidence.iter().take(6) {
            quotes.push(html! { li { a.quote href=(super::span_address(v)) { span dir="auto" { (parts::quoted(&words::short(&v.quote, 420))) } } } });
        }
        let relation = s
            .stories_of(&a.article)?
            .into_iter()
            .map(|x| x.relation)
            .find(|r| r != "report" && r != "original");
        rows.push(html! {
            tr {
                th scope="row" {
                    a href=(parts::address(Kind::Article, &a.article)) { bdi { (words::clean(&report.outlet())) } }
                    @if let Some(p) = &report.published { br; span.facts { (words::date(p)) } }
                    @if let Some(r) = relation { br; span.flag { (r) } }
                }
                @for ((name, field), value) in FIELDS.iter().zip(told(a)) {
                    td.differs[disputed.contains(field) && value.is_some()] data-label=(name) {
                        @match value { Some(v) => bdi { (v) }, None => span.unknown { "not told" } }
                    }
                }
                td data-label="In its words" { ul.quotes { @for q in &quotes { (q) } } }
            }
        });
    }
    Ok(html! {
        table.accounts {
            thead { tr { th scope="col" { "Report" } @for (name, _) in FIELDS { th scope="col" { (name) } } th scope="col" { "In its words" } } }
            tbody { @for r in &rows { (r) } }
        }
        @if e.accounts.len() > ACCOUNTS { p.note { "And " (e.accounts.len() - ACCOUNTS) " more accounts, in the JSON of this page." } }
    })
}

fn history(s: &Snapshot<'_>, e: &Encounter) -> parts::Part {
    let mut steps = Vec::new();
    for step in e.history.iter().take(30) {
        let words = step.evidence.first().map(|v| parts::quote(s, v)).transpose()?;
        steps.push(html! {
            li { span.status.(step.status) { (step.status) } @if let Some(d) = &step.date { ", as reported " (parts::day(Some(d))) } @if let Some(w) = words { (w) } }
        });
    }
    Ok(html! { ol.history { @for step in &steps { (step) } } })
}

/// What its reports tell of demands and statements of the sides that took part.
fn around(s: &Snapshot<'_>, e: &Encounter) -> Result<Around, Trouble> {
    let sides: BTreeSet<&str> = e.participants.iter().filter_map(|p| p.country.as_deref()).collect();
    let people: BTreeSet<&str> = e.participants.iter().filter_map(|p| p.actor.as_deref()).collect();
    // Where the record says which statements belong to it, those and no others.
    let said: BTreeMap<&str, &str> = e
        .readouts
        .iter()
        .flat_map(|r| r.statements.iter().filter_map(|id| Some((id.as_str(), r.side.country.as_deref()?))))
        .collect();
    let mut out =
        Around { sides: BTreeMap::new(), raw: Vec::new(), raw_demands: Vec::new(), stories: BTreeMap::new() };
    let mut seen = BTreeSet::new();
    for a in e.accounts.iter().take(REPORTS) {
        for x in s.stories_of(&a.article)? {
            out.stories.insert(x.story.clone(), x.title.unwrap_or(x.story));
        }
        for (kind, id) in s.found_in(&a.article, 200)? {
            if !matches!(kind, Kind::Statement | Kind::Demand) || !seen.insert(id.clone()) {
                continue;
            }
            let Some(raw) = s.raw(kind, &id)? else { continue };
            if kind == Kind::Demand {
                let d: Demand = serde_json::from_str(&raw)?;
                let Some(side) =
                    d.by.as_ref().and_then(|b| b.country.clone()).filter(|c| sides.contains(c.as_str()))
                else {
                    continue;
                };
                out.sides.entry(side).or_default().demands.push(d);
                out.raw_demands.push(raw);
            } else {
                let x: Statement = serde_json::from_str(&raw)?;
                let side = match said.get(x.id.as_str()) {
                    Some(side) => Some((*side).to_owned()),
                    None if said.is_empty() => speaks_for(&x, &sides, &people),
                    None => None,
                };
                let Some(side) = side else { continue };
                out.sides.entry(side).or_default().statements.push(x);
                out.raw.push(raw);
            }
        }
    }
    Ok(out)
}

/// The side whose words a statement is, by its speaker.
fn speaks_for(x: &Statement, sides: &BTreeSet<&str>, people: &BTreeSet<&str>) -> Option<String> {
    let speaker = x.speaker.as_ref()?;
    let one_of_them = speaker.actor.as_deref().is_some_and(|id| people.contains(id));
    speaker.country.clone().filter(|c| one_of_them || sides.contains(c.as_str()))
}

fn sides(s: &Snapshot<'_>, around: &Around, read_out: bool) -> parts::Part {
    if around.sides.values().all(|x| x.demands.is_empty() && x.statements.is_empty()) {
        return Ok(html! {});
    }
    let mut demanded = Vec::new();
    let mut said = Vec::new();
    for (code, side) in &around.sides {
        demanded.push(demands(s, code, side)?);
        said.push(statements(s, code, side)?);
    }
    let any = around.sides.values().any(|x| !x.demands.is_empty());
    Ok(html! {
        @if any {
            section #demanded { h2 { "What was demanded" }
                p.note { "By the sides that took part, in the reports of this encounter." }
                div.sides { @for d in &demanded { (d) } }
            }
        }
        section #said { h2 { (if read_out { "All that was said there" } else { "Side against side" }) }
            p.note { "What each side is reported to have said, by issue, in the same reports." }
            @if read_out { details { summary { "Each statement, with its words" } div.sides { @for x in &said { (x) } } } }
            @else { div.sides { @for x in &said { (x) } } }
        }
    })
}

fn demands(s: &Snapshot<'_>, code: &str, side: &Side) -> parts::Part {
    let mut items = Vec::new();
    for d in side.demands.iter().take(SAID) {
        let (mut words, mut told) = (Vec::new(), Vec::new());
        for a in d.accounts.iter().take(4) {
            told.push(parts::source(s, &a.article, a.evidence.first())?);
            // The first evidence is the demand itself, the last the sentence around it.
            if let Some(v) = a.evidence.last() {
                words.push(parts::quote(s, v)?);
            }
        }
        items.push(html! {
            li {
                p.want { a href=(parts::address(Kind::Demand, &d.id)) { bdi { (words::short(&d.content, 240)) } } }
                p.facts {
                    @if let Some(by) = &d.by { "by " (parts::who(s, by)) } @if let Some(of) = &d.of { ", of " (parts::who(s, of)) } (parts::about(s, &d.issues))
                }
                p.facts { "— " @for (n, t) in told.iter().enumerate() { @if n > 0 { "; " } (t) } @if d.accounts.len() > 4 { " and " (d.accounts.len() - 4) " more" } }
                details { summary { "In whose words" span.unseen { ": " (words::short(&d.content, 60)) } } @for w in &words { (w) } }
            }
        });
    }
    Ok(
        html! { div.side { h3 { (s.country(code)) } @if items.is_empty() { p.unknown { "No demand is reported." } } ul.demands { @for i in &items { (i) } } } },
    )
}

fn statements(s: &Snapshot<'_>, code: &str, side: &Side) -> parts::Part {
    let mut by_issue: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for x in side.statements.iter().take(SAID) {
        by_issue.entry(x.issues.first().map_or("", String::as_str)).or_default().push(x);
    }
    let mut groups: Vec<Markup> = Vec::new();
    // What is about nothing in particular comes last.
    let (none, some): (Vec<_>, Vec<_>) = by_issue.into_iter().partition(|(issue, _)| issue.is_empty());
    for (issue, all) in some.into_iter().chain(none) {
        let mut cards = Vec::new();
        for x in all {
            cards.push(parts::statement_card(s, x)?);
        }
        groups.push(html! { @if issue.is_empty() { h4 { "Else" } } @else { h4 { (s.issue(issue)) } } @for c in &cards { (c) } });
    }
    let all = address("/statements", &[("by", code)]);
    let more = side.statements.len() > SAID;
    Ok(
        html! { div.side { h3 { (s.country(code)) } @for g in &groups { (g) } @if more { p.all { a href=(all) { "All statements" } } } } },
    )
}
