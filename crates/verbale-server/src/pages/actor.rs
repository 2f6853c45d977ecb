//! One actor: names, offices, encounters, statements, positions by issue over time; and the list of all.

use super::frame::{Content, Frame};
use super::{Twin, drawn, parts, positions, twin};
use crate::ask::{Form, address, encoded};
use crate::cite;
use crate::pictures::Matrix;
use crate::read::{Filter, Kind, Line, Snapshot};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::html;
use verbale_record::model::{Actor, Tenure};

/// Entries of each kind shown.
const SHOWN: usize = 12;
const PAGE: usize = 100;

pub(crate) fn actor(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let a: Actor = serde_json::from_str(raw)?;
    let name = words::clean(&a.name);
    let country = a.kind == "state";
    let here = parts::address(Kind::Actor, &a.id);
    let stands = s.stands_of(&a.id, 14)?;
    let matrix = Matrix::new(&stands);
    let link = |issue: &str, period: &str| {
        let (from, to) = Matrix::bounds(period);
        address("/statements", &[("by", &a.id), ("issue", issue), ("from", &from), ("to", &to)])
    };
    let picture =
        matrix.picture(format!("Positions of {name} by issue over time"), &|i| s.issue(i).to_owned(), &link);
    if let Some(answer) = drawn(frame.ask.form, picture.as_ref()) {
        return answer;
    }
    // A state acts by its people.
    let facet = if country { "country" } else { "actor" };
    let speaks = if country { "side" } else { "speaker" };
    let list = |kind: Kind, facet: &'static str| s.list(&Filter::of(&[kind]).and(facet, &a.id), None, SHOWN);
    let encounters = list(Kind::Encounter, facet)?.entries;
    let statements = list(Kind::Statement, speaks)?.entries;
    let demands = list(Kind::Demand, facet)?.entries;
    let events = list(Kind::Event, facet)?.entries;
    let disputes = list(Kind::Comparison, facet)?.entries;
    let (lines, positions) = positions::of_actor(s, &a.id)?;
    if frame.ask.form == Form::Json {
        let raws = |all: &[crate::read::Listed]| Twin::Entries(all.iter().map(|e| e.entry.clone()).collect());
        return twin(&[
            ("actor", Twin::Entry(raw)),
            ("positions", Twin::Value(positions.iter().map(Line::json).collect())),
            ("encounters", raws(&encounters)),
            ("statements", raws(&statements)),
            ("demands", raws(&demands)),
            ("events", raws(&events)),
        ]);
    }
    let own = s.comparisons(&a.id)?;
    let all =
        |room: &str, kind: Kind, facet: &'static str, by: &str| -> Result<Option<(String, u64)>, Trouble> {
            Ok(Some((address(room, &[(by, &a.id)]), s.number(kind, facet, &a.id)?)))
        };
    let main = html! {
        header.entry {
            p.kicker { span.kind { (a.kind) } @if let Some(c) = &a.country { @if !country { " · " (parts::state(s, c)?) } } @if let Some(x) = &a.sector { " · " span.code { (x) } } }
            h1 { bdi { (name) } }
        }
        (offices(s, &a.tenures)?)
        (names(s, &a)?)
        @if !own.is_empty() { section #compared { h2 { "How accounts name " bdi { (name) } } (parts::comparisons(s, &own)?) } }
        @if picture.is_some() {
            section #positions { h2 { "Positions by issue over time" }
                (parts::figure("matrix", picture.as_ref(), &|ending| format!("{here}/positions{ending}")))
            }
        }
        (lines)
        (parts::section(s, "disputed", "Where accounts differ", &disputes, None)?)
        (parts::section(s, "encounters", "Encounters", &encounters, all("/encounters", Kind::Encounter, facet, "who")?)?)
        (parts::section(s, "statements", "Statements", &statements, all("/statements", Kind::Statement, speaks, "by")?)?)
        (parts::section(s, "demands", "Demands, by or of", &demands, all("/demands", Kind::Demand, facet, "who")?)?)
        (parts::section(s, "events", "Events", &events, all("/events", Kind::Event, facet, "who")?)?)
        (parts::open(&a.open))
        (cite::actor_box(s, frame, &a)?)
    };
    Ok(frame.page(Content { title: name, trail: vec![("/actors".to_owned(), "Actors".to_owned())], main }))
}

fn offices(s: &Snapshot<'_>, tenures: &[Tenure]) -> parts::Part {
    let mut rows = Vec::new();
    for t in tenures.iter().take(20) {
        let from = t.from.as_deref().map_or_else(|| "…".to_owned(), words::date);
        let to = t.to.as_deref().map_or_else(|| "…".to_owned(), words::date);
        let mut by = Vec::new();
        for b in t.basis.iter().take(3) {
            by.push(match &b.article {
                Some(a) => html! { a href=(parts::address(Kind::Article, a)) { bdi { (words::clean(&s.report(a)?.outlet())) } } },
                None => html! { (words::clean(&b.rule)) },
            });
        }
        rows.push(html! { tr { th scope="row" { (words::clean(&t.office)) } td { (from) " – " (to) } td.facts { @for (n, b) in by.iter().enumerate() { @if n > 0 { ", " } (b) } } } });
    }
    Ok(html! {
        @if !rows.is_empty() {
            section #offices { h2 { "Offices" } table.plain { thead { tr { th scope="col" { "Office" } th scope="col" { "When" } th scope="col" { "By" } } } tbody { @for r in &rows { (r) } } } }
        }
    })
}

fn names(s: &Snapshot<'_>, a: &Actor) -> parts::Part {
    const NAMES: usize = 24;
    let mut items = Vec::new();
    for n in a.names.iter().take(NAMES) {
        let first = n.articles.first().map(|id| s.report(id)).transpose()?;
        items.push(html! {
            li { bdi { (words::short(&n.text, 60)) } " " span.facts {
                @if let (1, Some(r)) = (n.articles.len(), &first) { a href=(parts::address(Kind::Article, &r.id)) { bdi { (words::clean(&r.outlet())) } } }
                @else { (words::count(n.articles.len() as u64, "report", "reports")) }
            } }
        });
    }
    Ok(html! {
        @if !items.is_empty() {
            section #names { h2 { "Names as written" } ul.names { @for i in &items { (i) } @if a.names.len() > NAMES { li { "and " (a.names.len() - NAMES) " more" } } } }
        }
    })
}

/// All actors, those with most entries first.
pub(crate) fn actors(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    let ask = frame.ask;
    let skip = ask.get("skip").and_then(|n| n.parse().ok()).unwrap_or(0).min(1_000_000);
    let found = match ask.get("q") {
        Some(q) => s.actors_named(q, PAGE)?,
        None => {
            let mut out = Vec::new();
            for t in s.tally("actor", PAGE, skip)? {
                if let Some(name) = s.actor_name(&t.value)? {
                    out.push((t.value, name, t.n));
                }
            }
            out
        }
    };
    if ask.form == Form::Json {
        let items: Vec<_> = found
            .iter()
            .map(|(id, name, n)| serde_json::json!({ "id": id, "name": name, "entries": n }))
            .collect();
        return twin(&[("items", Twin::Value(items.into()))]);
    }
    let more = ask.get("q").is_none() && found.len() == PAGE;
    let main = html! {
        h1 { "Actors" }
        p.lede { (words::count(s.actors()?, "person, state, body or group", "people, states, bodies and groups")) ", those with most entries first." }
        form.filter action="/actors" { label { span { "Name" } input type="text" name="q" value=[ask.get("q")]; } button { "Find" } }
        table.plain { thead { tr { th scope="col" { "Name" } th.number scope="col" { "Entries" } } } tbody {
            @for (id, name, n) in &found { tr { th scope="row" { a href=(format!("/actors/{}", encoded(id))) { bdi { (words::clean(name)) } } } td.number { (words::grouped(*n)) } } }
        } }
        @if found.is_empty() { p.nothing { "Nobody in the record goes by that name." } }
        @if more { nav.pager aria-label="Pages" { a rel="next" href=(address("/actors", &[("skip", &(skip + PAGE).to_string())])) { "More" } } }
    };
    Ok(frame.page(Content { title: "Actors".to_owned(), trail: Vec::new(), main }))
}
