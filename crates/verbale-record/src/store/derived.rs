//! Writes a built record into the derived tables, replacing what was there, in one transaction.

use super::json;
use crate::model::{ActorRef, Evidence, Record};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

const TABLES: [&str; 17] = [
    "article",
    "actor",
    "encounter",
    "participant",
    "statement",
    "demand",
    "position_change",
    "position_entry",
    "position",
    "event",
    "event_actor",
    "story",
    "story_article",
    "comparison",
    "entry_issue",
    "evidence",
    "finding",
];

/// Replaces the record in the file by `record`.
pub(super) fn write(connection: &mut Connection, record: &Record) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Rows that refer to one another are deleted and written table by table; the commit checks the whole.
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    for table in TABLES {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    articles(&transaction, record)?;
    actors(&transaction, record)?;
    encounters(&transaction, record)?;
    statements(&transaction, record)?;
    demands(&transaction, record)?;
    positions(&transaction, record)?;
    events(&transaction, record)?;
    stories(&transaction, record)?;
    comparisons(&transaction, record)?;
    transaction.execute("INSERT INTO search (search) VALUES ('rebuild')", [])?;
    let mut meta = transaction.prepare("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?;
    meta.execute(["record", &json(&record.record)])?;
    meta.execute(["built", "yes"])?;
    drop(meta);
    transaction.commit()
}

fn articles(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (ord, a) in record.articles.iter().enumerate() {
        let published = a.published.as_ref().map(|d| &d.edtf);
        insert.execute(params![
            ord as i64,
            a.id,
            a.source,
            a.outlet,
            a.agency,
            a.headline,
            published,
            a.body,
            json(a)
        ])?;
    }
    Ok(())
}

fn actors(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO actor VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (ord, a) in record.actors.iter().enumerate() {
        insert.execute(params![ord as i64, a.id, a.kind, a.name, a.country, a.sector, json(a)])?;
    }
    Ok(())
}

fn encounters(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO encounter VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut person = t.prepare("INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (ord, e) in record.encounters.iter().enumerate() {
        let date = e.date.as_ref().map(|d| &d.edtf);
        let place = e.place.as_ref().map(|p| &p.name);
        let country = e.place.as_ref().and_then(|p| p.country.as_ref());
        let (low, high) = e.duration_minutes.map_or((None, None), |m| (m.low, m.high));
        insert.execute(params![
            ord as i64,
            e.id,
            e.kind,
            e.status,
            date,
            place,
            country,
            low,
            high,
            json(e)
        ])?;
        for (n, p) in e.participants.iter().enumerate() {
            person.execute(params![e.id, n as i64, p.actor, p.name, p.country])?;
        }
        gathered(t, &e.id, &e.findings, e.accounts.iter().flat_map(|a| &a.evidence), &e.issues)?;
    }
    Ok(())
}

fn statements(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert =
        t.prepare("INSERT INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?;
    for (ord, s) in record.statements.iter().enumerate() {
        let date = s.date.as_ref().map(|d| &d.edtf);
        let (speaker, name, country) = columns(s.speaker.as_ref());
        let addressee = s.addressee.as_ref().and_then(|a| a.actor.as_ref());
        insert.execute(params![
            ord as i64,
            s.id,
            s.article,
            speaker,
            name,
            country,
            addressee,
            s.channel,
            s.form,
            s.stance,
            date,
            s.content,
            json(s)
        ])?;
        gathered(t, &s.id, std::slice::from_ref(&s.id), s.evidence.iter(), &s.issues)?;
    }
    Ok(())
}

fn demands(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO demand VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (ord, d) in record.demands.iter().enumerate() {
        let (by, by_name, by_country) = columns(d.by.as_ref());
        let (of, of_name, of_country) = columns(d.of.as_ref());
        insert.execute(params![
            ord as i64,
            d.id,
            by,
            by_name,
            by_country,
            of,
            of_name,
            of_country,
            d.content,
            json(d)
        ])?;
        gathered(t, &d.id, &d.findings, d.accounts.iter().flat_map(|a| &a.evidence), &d.issues)?;
    }
    Ok(())
}

fn positions(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO position VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut entry =
        t.prepare("INSERT INTO position_entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut change = t.prepare("INSERT INTO position_change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (ord, p) in record.positions.iter().enumerate() {
        let (actor, name, country) = columns(Some(&p.actor));
        insert.execute(params![ord as i64, p.id, actor, name, country, p.issue, json(p)])?;
        for (n, e) in p.entries.iter().enumerate() {
            entry.execute(params![
                p.id,
                n as i64,
                e.id,
                e.date.as_ref().map(|d| &d.edtf),
                e.again,
                e.stance,
                e.speaker.as_ref().and_then(|s| s.name.as_ref()),
                e.to.as_ref().and_then(|s| s.name.as_ref()),
                e.content,
                e.articles.len() as i64
            ])?;
        }
        for (n, c) in p.changes.iter().enumerate() {
            let [before, after] = &c.dates;
            change.execute(params![p.id, n as i64, c.kind, c.from, c.to, before, after, c.reason])?;
        }
    }
    Ok(())
}

fn events(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut actor = t.prepare("INSERT INTO event_actor VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (ord, e) in record.events.iter().enumerate() {
        let date = e.date.as_ref().map(|d| &d.edtf);
        let place = e.place.as_ref().map(|p| &p.name);
        insert.execute(params![
            ord as i64,
            e.id,
            date,
            e.event,
            e.mode,
            e.modality,
            e.cameo,
            e.goldstein,
            place,
            json(e)
        ])?;
        for (role, people) in [("source", &e.source), ("target", &e.target)] {
            for (n, p) in people.iter().enumerate() {
                actor.execute(params![e.id, role, n as i64, p.actor, p.name, p.country, p.sector])?;
            }
        }
        gathered(t, &e.id, &e.findings, e.accounts.iter().flat_map(|a| &a.evidence), &e.issues)?;
    }
    Ok(())
}

fn stories(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut member = t.prepare("INSERT INTO story_article VALUES (?1, ?2, ?3, ?4)")?;
    for (ord, s) in record.stories.iter().enumerate() {
        insert.execute(params![ord as i64, s.id, s.title, s.date.as_ref().map(|d| &d.edtf), json(s)])?;
        for a in &s.articles {
            member.execute(params![s.id, a.article, a.relation, a.of])?;
        }
    }
    Ok(())
}

fn comparisons(t: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    let mut insert = t.prepare("INSERT INTO comparison VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (ord, c) in record.comparisons.iter().enumerate() {
        insert.execute(params![ord as i64, c.id, c.kind, c.subject, c.attribute, json(c)])?;
    }
    Ok(())
}

/// What an entry gathers: its findings' ids, its words, its issues.
fn gathered<'a>(
    t: &Transaction<'_>,
    id: &str,
    findings: &[String],
    evidence: impl Iterator<Item = &'a Evidence>,
    issues: &[String],
) -> rusqlite::Result<()> {
    let mut finding = t.prepare_cached("INSERT OR IGNORE INTO finding VALUES (?1, ?2)")?;
    for f in findings {
        finding.execute([f, id])?;
    }
    let mut words = t.prepare_cached("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, e) in evidence.enumerate() {
        words.execute(params![id, n as i64, e.article, e.part, e.start as i64, e.end as i64, e.quote])?;
    }
    let mut issue = t.prepare_cached("INSERT OR IGNORE INTO entry_issue VALUES (?1, ?2)")?;
    for i in issues {
        issue.execute([id, i])?;
    }
    Ok(())
}

fn columns(who: Option<&ActorRef>) -> (Option<&String>, Option<&String>, Option<&String>) {
    who.map_or((None, None, None), |w| (w.actor.as_ref(), w.name.as_ref(), w.country.as_ref()))
}
