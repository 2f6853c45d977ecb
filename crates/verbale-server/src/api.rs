//! `/api/v1`: the entries as they are stored, filtered and paged. What each path takes and gives is in `openapi.json`,
//! which a test holds against [`ROUTES`].

use crate::ask::{Ask, address};
use crate::pages;
use crate::read::{Cursor, Kind, Snapshot};
use crate::reply::{Answer, Reply, Trouble, list_json};

const DOCUMENT: &str = include_str!("openapi.json");

/// Entries of a page, if nothing else is asked for.
const PAGE: usize = 50;
const MOST: usize = 200;

/// Paths, and the parameters each takes.
pub(crate) const ROUTES: [(&str, &[&str]); 16] = [
    ("/", &[]),
    ("/openapi.json", &[]),
    ("/record", &[]),
    (
        "/timeline",
        &["who", "country", "dyad", "issue", "kind", "status", "from", "to", "order", "limit", "after"],
    ),
    (
        "/encounters",
        &["who", "country", "dyad", "issue", "kind", "status", "from", "to", "order", "limit", "after"],
    ),
    ("/events", &["who", "country", "dyad", "kind", "status", "from", "to", "order", "limit", "after"]),
    (
        "/statements",
        &[
            "who", "by", "country", "dyad", "issue", "kind", "status", "channel", "from", "to", "order",
            "limit", "after",
        ],
    ),
    ("/demands", &["who", "by", "country", "dyad", "issue", "from", "to", "order", "limit", "after"]),
    ("/stories", &["who", "country", "dyad", "issue", "relation", "from", "to", "order", "limit", "after"]),
    ("/articles", &["who", "outlet", "flag", "from", "to", "order", "limit", "after"]),
    (
        "/comparisons",
        &["who", "country", "dyad", "issue", "kind", "status", "from", "to", "order", "limit", "after"],
    ),
    ("/actors", &["q", "limit", "after"]),
    ("/positions", &["who", "issue", "limit", "after"]),
    ("/search", &["q", "limit", "skip"]),
    ("/id/{id}", &[]),
    ("/{kind}/{id}", &[]),
];

/// Answers what stands after `/api/v1`.
pub(crate) fn answer(s: &Snapshot<'_>, ask: &Ask, rest: &[&str]) -> Answer {
    known_parameters(ask, rest)?;
    match *rest {
        [] => Ok(index(s, ask)?),
        ["openapi"] => Ok(Reply::json(DOCUMENT)),
        ["record"] => Ok(Reply::json(serde_json::to_string(&s.about()?)? + "\n")),
        ["timeline"] => list(s, ask, &[Kind::Encounter, Kind::Event]),
        ["events"] => list(s, ask, &[Kind::Event, Kind::Consult]),
        ["actors"] => actors(s, ask),
        ["positions"] => positions(s, ask),
        ["search"] => search(s, ask),
        ["id", id] => by_id(s, id),
        [room] => match Kind::of_room(room) {
            Some(kind) => list(s, ask, &[kind]),
            None => Err(Trouble::Missing(format!("The API has no {room}."))),
        },
        [room, id] => entry(s, room, id),
        _ => Err(Trouble::Missing("The API has no such path.".to_owned())),
    }
}

/// A parameter with a slip in its name must not look as if it chose nothing.
fn known_parameters(ask: &Ask, rest: &[&str]) -> Result<(), Trouble> {
    let [room] = rest else { return Ok(()) };
    let Some((_, known)) = ROUTES.iter().find(|(path, _)| path.trim_start_matches('/') == *room) else {
        return Ok(());
    };
    match ask.names().find(|n| !known.contains(n)) {
        Some(n) => Err(Trouble::Bad(format!("{room} takes no parameter “{n}”, only {}", known.join(", ")))),
        None => Ok(()),
    }
}

fn limit(ask: &Ask) -> Result<usize, Trouble> {
    let Some(typed) = ask.get("limit") else { return Ok(PAGE) };
    let limit = typed.parse::<usize>().ok().filter(|n| (1..=MOST).contains(n));
    limit.ok_or_else(|| Trouble::Bad(format!("limit must be a number from 1 to {MOST}")))
}

fn index(s: &Snapshot<'_>, ask: &Ask) -> Result<Reply, Trouble> {
    let at = |path: &str| format!("{}/api/v1{path}", ask.base);
    let rooms =
        Kind::ALL.map(|k| (k.room().to_owned(), serde_json::Value::from(at(&format!("/{}", k.room())))));
    let index = serde_json::json!({
        "record": s.about()?,
        "description": at("/openapi.json"),
        "lists": serde_json::Map::from_iter(rooms),
        "timeline": at("/timeline"),
        "search": at("/search?q=words"),
        "entry_of_any_id": at("/id/{id}"),
    });
    Ok(Reply::json(serde_json::to_string_pretty(&index)? + "\n"))
}

fn list(s: &Snapshot<'_>, ask: &Ask, kinds: &[Kind]) -> Answer {
    let (filter, _) = pages::reader_filter(s, ask, kinds)?;
    let after = match ask.get("after") {
        Some(text) => Some(
            Cursor::read(text).ok_or_else(|| Trouble::Bad("after is no cursor of this list".to_owned()))?,
        ),
        None => None,
    };
    let page = s.list(&filter, after.as_ref(), limit(ask)?)?;
    let items: Vec<_> = page.entries.into_iter().map(|e| e.entry).collect();
    let next = page.next.map(|n| ask.with_all(&[("after", &n)]));
    Ok(list_json(&items, next.as_deref(), ask))
}

/// Actors by id, or by name with those that have most entries first.
fn actors(s: &Snapshot<'_>, ask: &Ask) -> Answer {
    let most = limit(ask)?;
    if let Some(q) = ask.get("q") {
        let mut items = Vec::new();
        for (id, _, _) in s.actors_named(q, most)? {
            items.extend(s.raw(Kind::Actor, &id)?);
        }
        return Ok(list_json(&items, None, ask));
    }
    let rows = s.actors_after(ask.get("after").unwrap_or(""), most + 1)?;
    let more = rows.len() > most;
    let shown = &rows[..rows.len().min(most)];
    let next = shown.last().filter(|_| more).map(|(id, _)| ask.with_all(&[("after", id)]));
    let items: Vec<_> = shown.iter().map(|(_, raw)| raw.clone()).collect();
    Ok(list_json(&items, next.as_deref(), ask))
}

/// Heads of positions: the whole line stands at its own address.
fn positions(s: &Snapshot<'_>, ask: &Ask) -> Answer {
    let (lines, next) = pages::positions_asked(s, ask, limit(ask)?)?;
    let items: Vec<_> = lines.iter().map(|l| l.json().to_string()).collect();
    let next = next.map(|n| ask.with_all(&[("after", &n)]));
    Ok(list_json(&items, next.as_deref(), ask))
}

fn search(s: &Snapshot<'_>, ask: &Ask) -> Answer {
    let q = ask.get("q").ok_or_else(|| Trouble::Bad("search needs q".to_owned()))?;
    let skip = ask.get("skip").and_then(|n| n.parse().ok()).unwrap_or(0).min(10_000);
    let most = limit(ask)?.min(50);
    let (found, _) = s.reports_with(q, most, skip)?;
    let (said, _) = s.said_with(q, most, skip)?;
    let mut articles = Vec::new();
    for f in &found {
        articles.extend(s.raw(Kind::Article, &f.report.id)?);
    }
    let mut statements = Vec::new();
    for x in &said {
        statements.extend(s.raw(Kind::Statement, &x.statement.id)?);
    }
    let more = found.len() == most || said.len() == most;
    let next = more.then(|| {
        address(
            &format!("{}/api/v1/search", ask.base),
            &[("q", q), ("limit", &most.to_string()), ("skip", &(skip + most).to_string())],
        )
    });
    let next = serde_json::Value::from(next).to_string();
    Ok(Reply::json(format!(
        "{{\"articles\":[\n{}\n],\n\"statements\":[\n{}\n],\n\"next\":{next}}}\n",
        articles.join(",\n"),
        statements.join(",\n")
    )))
}

/// The entry that any id leads to, with its kind.
fn by_id(s: &Snapshot<'_>, id: &str) -> Answer {
    let (kind, entry) = s.resolve(id)?.ok_or_else(|| Trouble::nothing("entry", id))?;
    let raw = s.raw(kind, &entry)?.ok_or_else(|| Trouble::nothing("entry", id))?;
    Ok(Reply::json(format!("{{\"type\":\"{}\",\n\"entry\":{raw}}}\n", kind.table())))
}

fn entry(s: &Snapshot<'_>, room: &str, id: &str) -> Answer {
    let kind = Kind::of_room(room).ok_or_else(|| Trouble::Missing(format!("The API has no {room}.")))?;
    if let Some(raw) = s.raw(kind, id)? {
        return Ok(Reply::json(raw + "\n"));
    }
    match s.resolve(id)? {
        Some((found, entry)) => {
            Ok(Reply::redirect(&format!("/api/v1/{}/{}", found.room(), crate::ask::encoded(&entry))))
        }
        None => Err(Trouble::nothing(kind.table(), id)),
    }
}
