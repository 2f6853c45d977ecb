//! Exports: the record as one JSON object, as JSON Lines, or as CSV, a file a table.

use crate::model::{ActorRef, Date, Record};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Writes the record as one JSON object, one entry a line, so that two exports can be compared line by line.
pub fn json(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"record\": {}", text(&record.record)?)?;
    list(out, "articles", &record.articles)?;
    list(out, "actors", &record.actors)?;
    list(out, "encounters", &record.encounters)?;
    list(out, "statements", &record.statements)?;
    list(out, "demands", &record.demands)?;
    list(out, "positions", &record.positions)?;
    list(out, "events", &record.events)?;
    list(out, "stories", &record.stories)?;
    list(out, "comparisons", &record.comparisons)?;
    out.write_all(b"\n}\n")
}

fn list<T: Serialize>(out: &mut dyn Write, key: &str, entries: &[T]) -> io::Result<()> {
    write!(out, ",\n\"{key}\": [")?;
    for (n, entry) in entries.iter().enumerate() {
        write!(out, "{}\n{}", if n > 0 { "," } else { "" }, text(entry)?)?;
    }
    out.write_all(if entries.is_empty() { b"]" } else { b"\n]" })
}

/// Writes the record as JSON Lines: each entry with its `type` first.
pub fn jsonl(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    line(out, "record", &record.record)?;
    lines(out, "article", &record.articles)?;
    lines(out, "actor", &record.actors)?;
    lines(out, "encounter", &record.encounters)?;
    lines(out, "statement", &record.statements)?;
    lines(out, "demand", &record.demands)?;
    lines(out, "position", &record.positions)?;
    lines(out, "event", &record.events)?;
    lines(out, "story", &record.stories)?;
    lines(out, "comparison", &record.comparisons)
}

#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'a str,
    #[serde(flatten)]
    entry: &'a T,
}

fn line<T: Serialize>(out: &mut dyn Write, kind: &str, entry: &T) -> io::Result<()> {
    writeln!(out, "{}", text(&Line { r#type: kind, entry })?)
}

fn lines<T: Serialize>(out: &mut dyn Write, kind: &str, entries: &[T]) -> io::Result<()> {
    entries.iter().try_for_each(|e| line(out, kind, e))
}

fn text<T: Serialize>(value: &T) -> io::Result<String> {
    serde_json::to_string(value).map_err(io::Error::other)
}

/// Writes the record as CSV, a file a table, into `folder`, which is made where it does not exist.
///
/// Lists within a cell are joined by "; ". A cell that a spreadsheet would run as a formula is given a leading
/// apostrophe, since article text is untrusted.
pub fn csv(record: &Record, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    csv_articles(record, folder)?;
    csv_actors(record, folder)?;
    csv_encounters(record, folder)?;
    csv_accounts(record, folder)?;
    csv_issues(record, folder)?;
    csv_statements(record, folder)?;
    csv_demands(record, folder)?;
    csv_positions(record, folder)?;
    csv_position_changes(record, folder)?;
    csv_events(record, folder)?;
    csv_stories(record, folder)?;
    csv_comparisons(record, folder)
}

struct Table(::csv::Writer<std::fs::File>);

impl Table {
    fn new(folder: &Path, name: &str, header: &[&str]) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_path(folder.join(name)).map_err(io::Error::other)?;
        writer.write_record(header).map_err(io::Error::other)?;
        Ok(Self(writer))
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) -> io::Result<()> {
        self.0.write_record(cells.iter().map(|c| harmless(c))).map_err(io::Error::other)
    }
}

fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if formula { format!("'{cell}") } else { cell.to_string() }
}

fn or_empty<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map_or_else(String::new, T::to_string)
}

fn edtf(date: &Option<Date>) -> String {
    date.as_ref().map_or_else(String::new, |d| d.edtf.clone())
}

fn names(people: &[ActorRef]) -> String {
    people.iter().filter_map(|p| p.name.clone()).collect::<Vec<_>>().join("; ")
}

fn ids(people: &[ActorRef]) -> String {
    people.iter().filter_map(|p| p.actor.clone()).collect::<Vec<_>>().join("; ")
}

fn countries(people: &[ActorRef]) -> String {
    people.iter().filter_map(|p| p.country.clone()).collect::<Vec<_>>().join("; ")
}

fn one(who: &Option<ActorRef>) -> &[ActorRef] {
    who.as_ref().map_or(&[], std::slice::from_ref)
}

fn csv_articles(record: &Record, folder: &Path) -> io::Result<()> {
    let header =
        ["id", "source", "url", "outlet", "agency", "headline", "authors", "published", "flags", "body"];
    let mut table = Table::new(folder, "articles.csv", &header)?;
    for a in &record.articles {
        let flags: Vec<_> = a.flags.iter().map(|f| f.flag.clone()).collect();
        table.row([
            a.id.clone(),
            a.source.clone(),
            or_empty(&a.url),
            or_empty(&a.outlet),
            or_empty(&a.agency),
            or_empty(&a.headline),
            a.authors.join("; "),
            edtf(&a.published),
            flags.join("; "),
            a.body.clone(),
        ])?;
    }
    Ok(())
}

fn csv_actors(record: &Record, folder: &Path) -> io::Result<()> {
    let mut table =
        Table::new(folder, "actors.csv", &["id", "kind", "name", "country", "sector", "names", "tenures"])?;
    for a in &record.actors {
        let names: Vec<_> = a.names.iter().map(|n| n.text.clone()).collect();
        let tenures: Vec<_> = a
            .tenures
            .iter()
            .map(|t| format!("{} {}/{}", t.office, or_empty(&t.from), or_empty(&t.to)))
            .collect();
        table.row([
            a.id.clone(),
            a.kind.clone(),
            a.name.clone(),
            or_empty(&a.country),
            or_empty(&a.sector),
            names.join("; "),
            tenures.join("; "),
        ])?;
    }
    Ok(())
}

fn csv_encounters(record: &Record, folder: &Path) -> io::Result<()> {
    let header = [
        "id",
        "kind",
        "status",
        "date",
        "place",
        "place_country",
        "participants",
        "participant_ids",
        "countries",
        "minutes_low",
        "minutes_high",
        "issues",
        "reports",
    ];
    let mut table = Table::new(folder, "encounters.csv", &header)?;
    for e in &record.encounters {
        let place = e.place.as_ref();
        table.row([
            e.id.clone(),
            e.kind.clone(),
            e.status.clone(),
            edtf(&e.date),
            place.map_or_else(String::new, |p| p.name.clone()),
            place.map_or_else(String::new, |p| or_empty(&p.country)),
            names(&e.participants),
            ids(&e.participants),
            countries(&e.participants),
            or_empty(&e.duration_minutes.and_then(|m| m.low)),
            or_empty(&e.duration_minutes.and_then(|m| m.high)),
            e.issues.join("; "),
            e.accounts.len().to_string(),
        ])?;
    }
    Ok(())
}

/// Every account of every encounter, demand and event, by its words.
fn csv_accounts(record: &Record, folder: &Path) -> io::Result<()> {
    let header = ["entry", "type", "article", "part", "start", "end", "quote"];
    let mut table = Table::new(folder, "accounts.csv", &header)?;
    let encounters = record
        .encounters
        .iter()
        .flat_map(|e| e.accounts.iter().map(move |a| (&e.id, "encounter", &a.evidence)));
    let demands =
        record.demands.iter().flat_map(|e| e.accounts.iter().map(move |a| (&e.id, "demand", &a.evidence)));
    let events =
        record.events.iter().flat_map(|e| e.accounts.iter().map(move |a| (&e.id, "event", &a.evidence)));
    let statements = record.statements.iter().map(|s| (&s.id, "statement", &s.evidence));
    for (id, kind, evidence) in encounters.chain(statements).chain(demands).chain(events) {
        for e in evidence {
            table.row([
                id.clone(),
                kind.to_string(),
                e.article.clone(),
                e.part.clone(),
                e.start.to_string(),
                e.end.to_string(),
                e.quote.clone(),
            ])?;
        }
    }
    Ok(())
}

/// Every issue of every entry, by the words that led to it.
fn csv_issues(record: &Record, folder: &Path) -> io::Result<()> {
    let header = ["entry", "type", "issue", "article", "part", "start", "end", "quote"];
    let mut table = Table::new(folder, "issues.csv", &header)?;
    let encounters = record.encounters.iter().map(|e| (&e.id, "encounter", &e.issue_evidence));
    let statements = record.statements.iter().map(|s| (&s.id, "statement", &s.issue_evidence));
    let demands = record.demands.iter().map(|d| (&d.id, "demand", &d.issue_evidence));
    let events = record.events.iter().map(|e| (&e.id, "event", &e.issue_evidence));
    for (id, kind, issues) in encounters.chain(statements).chain(demands).chain(events) {
        for (issue, e) in issues.iter().flat_map(|i| i.evidence.iter().map(|e| (&i.issue, e))) {
            table.row([
                id.clone(),
                kind.to_string(),
                issue.clone(),
                e.article.clone(),
                e.part.clone(),
                e.start.to_string(),
                e.end.to_string(),
                e.quote.clone(),
            ])?;
        }
    }
    Ok(())
}

fn csv_statements(record: &Record, folder: &Path) -> io::Result<()> {
    let header = [
        "id",
        "article",
        "date",
        "speaker",
        "speaker_id",
        "country",
        "addressee",
        "channel",
        "form",
        "stance",
        "issues",
        "content",
    ];
    let mut table = Table::new(folder, "statements.csv", &header)?;
    for s in &record.statements {
        table.row([
            s.id.clone(),
            s.article.clone(),
            edtf(&s.date),
            names(one(&s.speaker)),
            ids(one(&s.speaker)),
            countries(one(&s.speaker)),
            names(one(&s.addressee)),
            or_empty(&s.channel),
            s.form.clone(),
            s.stance.clone(),
            s.issues.join("; "),
            s.content.clone(),
        ])?;
    }
    Ok(())
}

fn csv_demands(record: &Record, folder: &Path) -> io::Result<()> {
    let header = ["id", "by", "by_country", "of", "of_country", "content", "issues", "reports"];
    let mut table = Table::new(folder, "demands.csv", &header)?;
    for d in &record.demands {
        table.row([
            d.id.clone(),
            names(one(&d.by)),
            countries(one(&d.by)),
            names(one(&d.of)),
            countries(one(&d.of)),
            d.content.clone(),
            d.issues.join("; "),
            d.accounts.len().to_string(),
        ])?;
    }
    Ok(())
}

/// What was said on each issue, a row an utterance or demand.
fn csv_positions(record: &Record, folder: &Path) -> io::Result<()> {
    let header = [
        "position", "issue", "actor", "country", "date", "again", "stance", "speaker", "to", "content",
        "reports", "entry",
    ];
    let mut table = Table::new(folder, "positions.csv", &header)?;
    for p in &record.positions {
        for e in &p.entries {
            table.row([
                p.id.clone(),
                p.issue.clone(),
                or_empty(&p.actor.name),
                or_empty(&p.actor.country),
                edtf(&e.date),
                or_empty(&e.again),
                e.stance.clone(),
                names(one(&e.speaker)),
                names(one(&e.to)),
                e.content.clone(),
                e.articles.len().to_string(),
                e.id.clone(),
            ])?;
        }
    }
    Ok(())
}

fn csv_position_changes(record: &Record, folder: &Path) -> io::Result<()> {
    let header = [
        "position",
        "issue",
        "actor",
        "kind",
        "from_date",
        "to_date",
        "from",
        "to",
        "before",
        "after",
        "reason",
    ];
    let mut table = Table::new(folder, "position_changes.csv", &header)?;
    for p in &record.positions {
        let words = |id: &String| p.entries.iter().find(|e| e.id == *id).map(|e| e.content.clone());
        for c in &p.changes {
            table.row([
                p.id.clone(),
                p.issue.clone(),
                or_empty(&p.actor.name),
                c.kind.clone(),
                c.dates[0].clone(),
                c.dates[1].clone(),
                c.from.clone(),
                c.to.clone(),
                or_empty(&words(&c.from)),
                or_empty(&words(&c.to)),
                c.reason.clone(),
            ])?;
        }
    }
    Ok(())
}

fn csv_events(record: &Record, folder: &Path) -> io::Result<()> {
    let header = [
        "id",
        "date",
        "source",
        "source_country",
        "target",
        "target_country",
        "event",
        "mode",
        "contexts",
        "modality",
        "cameo",
        "goldstein",
        "place",
        "reports",
        "issues",
    ];
    let mut table = Table::new(folder, "events.csv", &header)?;
    for e in &record.events {
        table.row([
            e.id.clone(),
            edtf(&e.date),
            names(&e.source),
            countries(&e.source),
            names(&e.target),
            countries(&e.target),
            e.event.clone(),
            or_empty(&e.mode),
            e.contexts.join("; "),
            e.modality.clone(),
            or_empty(&e.cameo),
            or_empty(&e.goldstein),
            e.place.as_ref().map_or_else(String::new, |p| p.name.clone()),
            e.accounts.len().to_string(),
            e.issues.join("; "),
        ])?;
    }
    Ok(())
}

fn csv_stories(record: &Record, folder: &Path) -> io::Result<()> {
    let mut table = Table::new(folder, "stories.csv", &["id", "title", "date", "article", "relation", "of"])?;
    for s in &record.stories {
        for a in &s.articles {
            table.row([
                s.id.clone(),
                or_empty(&s.title),
                edtf(&s.date),
                a.article.clone(),
                a.relation.clone(),
                or_empty(&a.of),
            ])?;
        }
    }
    Ok(())
}

fn csv_comparisons(record: &Record, folder: &Path) -> io::Result<()> {
    let header = ["id", "kind", "subject", "attribute", "value", "articles", "origins"];
    let mut table = Table::new(folder, "comparisons.csv", &header)?;
    for c in &record.comparisons {
        for v in &c.values {
            table.row([
                c.id.clone(),
                c.kind.clone(),
                c.subject.clone(),
                c.attribute.clone(),
                v.value.clone(),
                v.articles.join("; "),
                v.origins.to_string(),
            ])?;
        }
    }
    Ok(())
}
