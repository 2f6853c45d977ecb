//! Issues (who stands where) and dyads (how two countries deal with one another).

use super::frame::{Content, Frame};
use super::lists::dyad_name;
use super::{Twin, drawn, parts, positions, twin};
use crate::ask::{Form, address, encoded};
use crate::pictures::{self, Matrix};
use crate::read::{Filter, Kind, Line, Listed, Snapshot};
use crate::reply::{Answer, Reply, Trouble};
use crate::words;
use maud::html;

const SHOWN: usize = 15;

/// All issues, fields with their matters.
pub(crate) fn issues(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    let tally = s.tally("issue", 500, 0)?;
    if frame.ask.form == Form::Json {
        let items: Vec<_> = tally
            .iter()
            .map(|t| serde_json::json!({ "id": t.value, "name": s.issue(&t.value), "entries": t.n }))
            .collect();
        return twin(&[("items", Twin::Value(items.into()))]);
    }
    let parent = |id: &str| s.register.issue(id).and_then(|i| i.parent);
    let line = |t: &crate::read::Tally| html! { a href=(format!("/issues/{}", encoded(&t.value))) { (s.issue(&t.value)) } " " span.facts { (words::grouped(t.n)) } };
    let main = html! {
        h1 { "Issues" }
        p.lede { "What the statements, demands and encounters are about, with the number of entries." }
        ul.tree {
            @for field in tally.iter().filter(|t| parent(&t.value).is_none()) {
                li { (line(field))
                    @let matters: Vec<_> = tally.iter().filter(|t| parent(&t.value) == Some(field.value.as_str())).collect();
                    @if !matters.is_empty() { ul { @for m in matters { li { (line(m)) } } } }
                }
            }
        }
        @if tally.is_empty() { p.nothing { "No entry is about an issue the register knows." } }
    };
    Ok(frame.page(Content { title: "Issues".to_owned(), trail: Vec::new(), main }))
}

/// One issue: who stands where over time, what is demanded, who met about it.
pub(crate) fn issue(s: &Snapshot<'_>, frame: &Frame<'_>, id: &str) -> Answer {
    let known = s.register.issue(id);
    let name = known.map_or(id, |i| i.name).to_owned();
    let stands = s.stands_on(id, 20)?;
    let matrix = Matrix::new(&stands);
    let link = |holder: &str, period: &str| {
        let (from, to) = Matrix::bounds(period);
        address("/statements", &[("by", holder), ("issue", id), ("from", &from), ("to", &to)])
    };
    let picture = matrix.picture(format!("Who stands where: {name}"), &|c| s.country(c).to_owned(), &link);
    if let Some(answer) = drawn(frame.ask.form, picture.as_ref()) {
        return answer;
    }
    let list = |kind: Kind| s.list(&Filter::of(&[kind]).and("issue", id), None, SHOWN);
    let (demands, statements, encounters) =
        (list(Kind::Demand)?.entries, list(Kind::Statement)?.entries, list(Kind::Encounter)?.entries);
    if known.is_none() && demands.is_empty() && statements.is_empty() && encounters.is_empty() {
        return Err(Trouble::nothing("issue", id));
    }
    let (positions, lines) = positions::on_issue(s, id, &matrix.rows)?;
    if frame.ask.form == Form::Json {
        let raws = |all: &[Listed]| Twin::Entries(all.iter().map(|e| e.entry.clone()).collect());
        let issue = serde_json::json!({ "id": id, "name": name, "parent": known.and_then(|i| i.parent) });
        let stands: Vec<_> = stands.iter().map(|x| serde_json::json!({ "actor": x.row, "month": x.month, "stance": x.stance, "statements": x.n })).collect();
        return twin(&[
            ("issue", Twin::Value(issue)),
            ("stands", Twin::Value(stands.into())),
            ("positions", Twin::Value(lines.iter().map(Line::json).collect())),
            ("encounters", raws(&encounters)),
            ("demands", raws(&demands)),
            ("statements", raws(&statements)),
        ]);
    }
    let all = |room: &str, kind: Kind| -> Result<Option<(String, u64)>, Trouble> {
        Ok(Some((address(room, &[("issue", id)]), s.number(kind, "issue", id)?)))
    };
    let matters: Vec<_> = s.register.issues().filter(|i| i.parent == Some(id)).collect();
    let main = html! {
        header.entry {
            p.kicker { span.kind { "issue" } @if let Some(p) = known.and_then(|i| i.parent) { " · of " a href=(format!("/issues/{p}")) { (s.issue(p)) } } }
            h1 { (name) }
            @if !matters.is_empty() { p.facts { "Matters: " @for (n, m) in matters.iter().enumerate() { @if n > 0 { ", " } a href=(format!("/issues/{}", m.id)) { (m.name) } } } }
        }
        @if picture.is_some() {
            section #matrix-section { h2 { "Who stands where" }
                (parts::figure("matrix", picture.as_ref(), &|ending| format!("/issues/{}/matrix{ending}", encoded(id))))
            }
        }
        (positions)
        (parts::section(s, "demands", "What is demanded", &demands, all("/demands", Kind::Demand)?)?)
        (parts::section(s, "statements", "What is said", &statements, all("/statements", Kind::Statement)?)?)
        (parts::section(s, "encounters", "Encounters about it", &encounters, all("/encounters", Kind::Encounter)?)?)
    };
    Ok(frame.page(Content { title: name, trail: vec![("/issues".to_owned(), "Issues".to_owned())], main }))
}

/// Pairs of countries, those with most entries first.
pub(crate) fn dyads(s: &Snapshot<'_>, frame: &Frame<'_>) -> Answer {
    if let Some(typed) = frame.ask.get("q") {
        let dyad = s.dyad_named(typed).ok_or_else(|| {
            Trouble::Bad(format!("“{typed}” does not name two countries: write them as “China, Japan”."))
        })?;
        return Ok(Reply::redirect(&format!("/dyads/{dyad}")));
    }
    let tally = s.tally("dyad", 200, 0)?;
    if frame.ask.form == Form::Json {
        let items: Vec<_> = tally
            .iter()
            .map(|t| serde_json::json!({ "id": t.value, "name": dyad_name(s, &t.value), "entries": t.n }))
            .collect();
        return twin(&[("items", Twin::Value(items.into()))]);
    }
    let main = html! {
        h1 { "Dyads" }
        p.lede { "Pairs of countries, those with most entries first." }
        form.filter action="/dyads" { label { span { "Two countries" } input type="text" name="q" placeholder="China, Japan"; } button { "Open" } }
        table.plain { thead { tr { th scope="col" { "Between" } th.number scope="col" { "Entries" } } } tbody {
            @for t in &tally { tr { th scope="row" { a href=(format!("/dyads/{}", encoded(&t.value))) { (dyad_name(s, &t.value)) } } td.number { (words::grouped(t.n)) } } }
        } }
    };
    Ok(frame.page(Content { title: "Dyads".to_owned(), trail: Vec::new(), main }))
}

/// One pair: cooperation and conflict over time, encounters, demands both ways, where accounts differ.
pub(crate) fn dyad(s: &Snapshot<'_>, frame: &Frame<'_>, typed: &str) -> Answer {
    let id = s.dyad_named(typed).ok_or_else(|| Trouble::nothing("pair of countries", typed))?;
    if id != typed {
        return Ok(Reply::redirect(&format!("/dyads/{id}")));
    }
    let (a, b) = id.split_once('-').unwrap_or((typed, typed));
    let name = dyad_name(s, &id);
    let filter = |kind: Kind| Filter::of(&[kind]).and("dyad", &id);
    let pulses = s.pulses(a, b)?;
    let (met, _) = s.months(&filter(Kind::Encounter))?;
    let (wanted, _) = s.months(&filter(Kind::Demand))?;
    let link = |m: &str| address("/timeline", &[("dyad", &id), ("from", m), ("to", m)]);
    let picture = pictures::curve((s.country(a), s.country(b)), &pulses, &met, &wanted, &link);
    if let Some(answer) = drawn(frame.ask.form, picture.as_ref()) {
        return answer;
    }
    let list = |kind: Kind, n: usize| s.list(&filter(kind), None, n);
    let encounters = list(Kind::Encounter, SHOWN)?.entries;
    let demands = list(Kind::Demand, 40)?.entries;
    let events = list(Kind::Event, SHOWN)?.entries;
    let disputes = list(Kind::Comparison, 8)?.entries;
    if frame.ask.form == Form::Json {
        let raws = |all: &[Listed]| Twin::Entries(all.iter().map(|e| e.entry.clone()).collect());
        let months: Vec<_> = pulses
            .iter()
            .map(|p| serde_json::json!({ "source": p.source, "target": p.target, "month": p.month, "events": p.events, "cooperation": p.cooperation, "conflict": p.conflict }))
            .collect();
        return twin(&[
            ("dyad", Twin::Value(serde_json::json!({ "id": id, "name": name }))),
            ("months", Twin::Value(months.into())),
            ("encounters", raws(&encounters)),
            ("demands", raws(&demands)),
            ("events", raws(&events)),
        ]);
    }
    let all = |room: &str, kind: Kind| -> Result<Option<(String, u64)>, Trouble> {
        Ok(Some((address(room, &[("dyad", &id)]), s.number(kind, "dyad", &id)?)))
    };
    let main = html! {
        header.entry {
            p.kicker { span.kind { "dyad" } }
            h1 { (parts::state(s, a)?) " – " (parts::state(s, b)?) }
        }
        @if picture.is_some() {
            section #curve-section { h2 { "Cooperation and conflict" }
                (parts::figure("curve", picture.as_ref(), &|ending| format!("/dyads/{id}/curve{ending}")))
                p.note { "Sums of Goldstein’s weights of events that occurred, by month. Weights are a convention, and the record holds only what was reported." }
            }
        }
        (parts::section(s, "disputed", "Where accounts differ", &disputes, None)?)
        (parts::section(s, "encounters", "Encounters", &encounters, all("/encounters", Kind::Encounter)?)?)
        (each_way(s, &demands, a, b)?)
        @if let Some((to, n)) = all("/demands", Kind::Demand)? { @if n > demands.len() as u64 { p.all { a href=(to) { "All " (words::grouped(n)) } } } }
        (parts::section(s, "events", "Events", &events, all("/events", Kind::Event)?)?)
        @if encounters.is_empty() && events.is_empty() && demands.is_empty() { p.nothing { "The record holds nothing between these two." } }
    };
    Ok(frame.page(Content { title: name, trail: vec![("/dyads".to_owned(), "Dyads".to_owned())], main }))
}

/// Demands of either side, beside one another.
fn each_way(s: &Snapshot<'_>, demands: &[Listed], a: &str, b: &str) -> parts::Part {
    let by = |side: &str| -> Result<Vec<Listed>, Trouble> {
        let mut out = Vec::new();
        for d in demands {
            let demand: verbale_record::model::Demand = serde_json::from_str(&d.entry)?;
            if demand.by.and_then(|x| x.country).as_deref() == Some(side) {
                out.push(d.clone());
            }
        }
        Ok(out)
    };
    let (left, right) = (parts::cards(s, &by(a)?, false)?, parts::cards(s, &by(b)?, false)?);
    Ok(html! {
        @if !demands.is_empty() {
            section #demands { h2 { "Demands" } div.sides {
                div.side { h3 { "By " (s.country(a)) } (left) }
                div.side { h3 { "By " (s.country(b)) } (right) }
            } }
        }
    })
}
