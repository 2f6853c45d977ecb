//! Rows of the record: what a circle gives, and what runs through all circles, put in and taken out.

use super::json;
use crate::building::Part;
use crate::model::{
    Actor, ActorRef, Article, Comparison, Demand, Encounter, Event, Evidence, Position, Statement, Story,
};
use crate::stories;
use rusqlite::{Connection, params};
use xxhash_rust::xxh3::xxh3_64;

/// All that is derived from the readings.
pub(super) const ALL: [&str; 30] = [
    "ledger",
    "facet",
    "listing",
    "density",
    "pulse",
    "stand",
    "listed",
    "trace",
    "weighed",
    "bond",
    "circle",
    "print",
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
    "meta",
];

/// The number of an entry: an id of sixteen hexadecimal digits in the order of ids, any other by its hash.
pub(super) fn ord(id: &str) -> i64 {
    let number = match u64::from_str_radix(id, 16) {
        Ok(number) if id.len() == 16 => number,
        _ => xxh3_64(id.as_bytes()),
    };
    (number ^ (1 << 63)) as i64
}

/// Takes out what a circle gave.
pub(super) fn take_out(c: &Connection, circle: i64) -> rusqlite::Result<()> {
    for table in ["encounter", "statement", "event"] {
        for hanging in ["evidence", "entry_issue"] {
            let sql =
                format!("DELETE FROM {hanging} WHERE entry_id IN (SELECT id FROM {table} WHERE circle = ?1)");
            c.prepare_cached(&sql)?.execute([circle])?;
        }
    }
    for table in ["encounter", "event"] {
        let sql = format!(
            "DELETE FROM finding WHERE id IN \
             (SELECT f.value FROM {table} t, json_each(t.entry, '$.findings') f WHERE t.circle = ?1)"
        );
        c.prepare_cached(&sql)?.execute([circle])?;
    }
    let mut listed = c.prepare_cached("SELECT id FROM article WHERE circle = ?1")?;
    let articles = listed.query_map([circle], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut forget = c.prepare_cached("DELETE FROM finding WHERE id = ?1")?;
    articles.iter().try_for_each(|a| forget.execute([stories::id(a)]).map(drop))?;
    for sql in [
        "DELETE FROM finding WHERE id IN (SELECT id FROM statement WHERE circle = ?1)",
        "DELETE FROM participant WHERE encounter IN (SELECT id FROM encounter WHERE circle = ?1)",
        "DELETE FROM event_actor WHERE event IN (SELECT id FROM event WHERE circle = ?1)",
        "DELETE FROM story_article WHERE story IN (SELECT id FROM story WHERE circle = ?1)",
        "DELETE FROM encounter WHERE circle = ?1",
        "DELETE FROM statement WHERE circle = ?1",
        "DELETE FROM event WHERE circle = ?1",
        "DELETE FROM story WHERE circle = ?1",
        "DELETE FROM comparison WHERE circle = ?1",
        "DELETE FROM article WHERE circle = ?1",
        "DELETE FROM circle WHERE circle = ?1",
    ] {
        c.prepare_cached(sql)?.execute([circle])?;
    }
    Ok(())
}

/// Puts in what a circle gives.
pub(super) fn put_in(c: &Connection, circle: i64, part: &Part) -> rusqlite::Result<()> {
    part.articles.iter().try_for_each(|a| article(c, circle, a))?;
    part.encounters.iter().try_for_each(|e| encounter(c, circle, e))?;
    part.statements.iter().try_for_each(|s| statement(c, circle, s))?;
    part.events.iter().try_for_each(|e| event(c, circle, e))?;
    part.stories.iter().try_for_each(|s| story(c, circle, s))?;
    part.comparisons.iter().try_for_each(|x| comparison(c, circle, x))?;
    let dates: Vec<_> = part.articles.iter().map(|a| (&a.id, &a.published)).collect();
    let mut insert = c.prepare_cached("INSERT INTO circle VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![circle, json(&part.asked), json(&part.placed), json(&dates)])?;
    Ok(())
}

fn article(c: &Connection, circle: i64, a: &Article) -> rusqlite::Result<()> {
    let published = a.published.as_ref().map(|d| &d.edtf);
    let mut insert =
        c.prepare_cached("INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let (id, entry) = (&a.id, json(a));
    insert.execute(params![
        ord(id),
        id,
        a.source,
        a.outlet,
        a.agency,
        a.headline,
        published,
        a.body,
        entry,
        circle
    ])?;
    Ok(())
}

fn encounter(c: &Connection, circle: i64, e: &Encounter) -> rusqlite::Result<()> {
    let date = e.date.as_ref().map(|d| &d.edtf);
    let place = e.place.as_ref().map(|p| &p.name);
    let country = e.place.as_ref().and_then(|p| p.country.as_ref());
    let (low, high) = e.duration_minutes.map_or((None, None), |m| (m.low, m.high));
    let mut insert =
        c.prepare_cached("INSERT INTO encounter VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    let (id, entry) = (&e.id, json(e));
    insert.execute(params![ord(id), id, e.kind, e.status, date, place, country, low, high, entry, circle])?;
    let mut person = c.prepare_cached("INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, p) in e.participants.iter().enumerate() {
        person.execute(params![id, n as i64, p.actor, p.name, p.country])?;
    }
    gathered(c, id, &e.findings, e.accounts.iter().flat_map(|a| &a.evidence), &e.issues)
}

fn statement(c: &Connection, circle: i64, s: &Statement) -> rusqlite::Result<()> {
    let date = s.date.as_ref().map(|d| &d.edtf);
    let (speaker, name, country) = columns(s.speaker.as_ref());
    let addressee = s.addressee.as_ref().and_then(|a| a.actor.as_ref());
    let mut insert = c.prepare_cached(
        "INSERT INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    insert.execute(params![
        ord(&s.id),
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
        json(s),
        circle
    ])?;
    gathered(c, &s.id, std::slice::from_ref(&s.id), s.evidence.iter(), &s.issues)
}

fn event(c: &Connection, circle: i64, e: &Event) -> rusqlite::Result<()> {
    let date = e.date.as_ref().map(|d| &d.edtf);
    let place = e.place.as_ref().map(|p| &p.name);
    let mut insert =
        c.prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    let (id, entry) = (&e.id, json(e));
    insert.execute(params![
        ord(id),
        id,
        date,
        e.event,
        e.mode,
        e.modality,
        e.cameo,
        e.goldstein,
        place,
        entry,
        circle
    ])?;
    let mut actor = c.prepare_cached("INSERT INTO event_actor VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (role, people) in [("source", &e.source), ("target", &e.target)] {
        for (n, p) in people.iter().enumerate() {
            actor.execute(params![id, role, n as i64, p.actor, p.name, p.country, p.sector])?;
        }
    }
    gathered(c, id, &e.findings, e.accounts.iter().flat_map(|a| &a.evidence), &e.issues)
}

fn story(c: &Connection, circle: i64, s: &Story) -> rusqlite::Result<()> {
    let date = s.date.as_ref().map(|d| &d.edtf);
    c.prepare_cached("INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        ord(&s.id),
        s.id,
        s.title,
        date,
        json(s),
        circle
    ])?;
    let mut member = c.prepare_cached("INSERT INTO story_article VALUES (?1, ?2, ?3, ?4)")?;
    let mut finding = c.prepare_cached("INSERT OR IGNORE INTO finding VALUES (?1, ?2)")?;
    for a in &s.articles {
        member.execute(params![s.id, a.article, a.relation, a.of])?;
        // A story goes by the id of its first article; another may have been the first before.
        finding.execute([&stories::id(&a.article), &s.id])?;
    }
    Ok(())
}

fn comparison(c: &Connection, circle: i64, x: &Comparison) -> rusqlite::Result<()> {
    c.prepare_cached("INSERT INTO comparison VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        ord(&x.id),
        x.id,
        x.kind,
        x.subject,
        x.attribute,
        json(x),
        circle
    ])?;
    Ok(())
}

/// An entry that follows from articles of many circles.
pub(super) trait Through {
    /// Its kind, which is also its table.
    const KIND: &'static str;
    fn id(&self) -> &str;
    fn put_in(&self, c: &Connection, entry: &str) -> rusqlite::Result<()>;
    /// Takes out the rows that hang on it.
    fn take_out(c: &Connection, id: &str) -> rusqlite::Result<()>;
}

impl Through for Actor {
    const KIND: &'static str = "actor";

    fn id(&self) -> &str {
        &self.id
    }

    fn put_in(&self, c: &Connection, entry: &str) -> rusqlite::Result<()> {
        c.prepare_cached("INSERT INTO actor VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
            ord(&self.id),
            self.id,
            self.kind,
            self.name,
            self.country,
            self.sector,
            entry
        ])?;
        Ok(())
    }

    fn take_out(_: &Connection, _: &str) -> rusqlite::Result<()> {
        Ok(())
    }
}

impl Through for Demand {
    const KIND: &'static str = "demand";

    fn id(&self) -> &str {
        &self.id
    }

    fn put_in(&self, c: &Connection, entry: &str) -> rusqlite::Result<()> {
        let (by, by_name, by_country) = columns(self.by.as_ref());
        let (of, of_name, of_country) = columns(self.of.as_ref());
        let mut insert =
            c.prepare_cached("INSERT INTO demand VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
        let (id, content) = (&self.id, &self.content);
        insert.execute(params![
            ord(id),
            id,
            by,
            by_name,
            by_country,
            of,
            of_name,
            of_country,
            content,
            entry
        ])?;
        let words = self.accounts.iter().flat_map(|a| &a.evidence);
        gathered(c, id, &self.findings, words, &self.issues)
    }

    fn take_out(c: &Connection, id: &str) -> rusqlite::Result<()> {
        for sql in [
            "DELETE FROM finding WHERE id IN \
             (SELECT f.value FROM demand t, json_each(t.entry, '$.findings') f WHERE t.id = ?1)",
            "DELETE FROM evidence WHERE entry_id = ?1",
            "DELETE FROM entry_issue WHERE entry_id = ?1",
        ] {
            c.prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }
}

/// Of a comparison that runs through all circles.
const NO_CIRCLE: i64 = -1;

impl Through for Comparison {
    const KIND: &'static str = "comparison";

    fn id(&self) -> &str {
        &self.id
    }

    fn put_in(&self, c: &Connection, _: &str) -> rusqlite::Result<()> {
        comparison(c, NO_CIRCLE, self)
    }

    fn take_out(_: &Connection, _: &str) -> rusqlite::Result<()> {
        Ok(())
    }
}

impl Through for Position {
    const KIND: &'static str = "position";

    fn id(&self) -> &str {
        &self.id
    }

    fn put_in(&self, c: &Connection, json: &str) -> rusqlite::Result<()> {
        let (actor, name, country) = columns(Some(&self.actor));
        c.prepare_cached("INSERT INTO position VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
            ord(&self.id),
            self.id,
            actor,
            name,
            country,
            self.issue,
            json
        ])?;
        let mut entry =
            c.prepare_cached("INSERT INTO position_entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
        for (n, e) in self.entries.iter().enumerate() {
            entry.execute(params![
                self.id,
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
        let mut change =
            c.prepare_cached("INSERT INTO position_change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for (n, x) in self.changes.iter().enumerate() {
            let [before, after] = &x.dates;
            change.execute(params![self.id, n as i64, x.kind, x.from, x.to, before, after, x.reason])?;
        }
        Ok(())
    }

    fn take_out(c: &Connection, id: &str) -> rusqlite::Result<()> {
        c.prepare_cached("DELETE FROM position_entry WHERE position = ?1")?.execute([id])?;
        c.prepare_cached("DELETE FROM position_change WHERE position = ?1")?.execute([id])?;
        Ok(())
    }
}

/// What an entry gathers: its findings' ids, its words, its issues.
fn gathered<'a>(
    c: &Connection,
    id: &str,
    findings: &[String],
    evidence: impl Iterator<Item = &'a Evidence>,
    issues: &[String],
) -> rusqlite::Result<()> {
    let mut finding = c.prepare_cached("INSERT OR IGNORE INTO finding VALUES (?1, ?2)")?;
    for f in findings {
        finding.execute([f.as_str(), id])?;
    }
    let mut words = c.prepare_cached("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, e) in evidence.enumerate() {
        words.execute(params![id, n as i64, e.article, e.part, e.start as i64, e.end as i64, e.quote])?;
    }
    let mut issue = c.prepare_cached("INSERT OR IGNORE INTO entry_issue VALUES (?1, ?2)")?;
    for i in issues {
        issue.execute([id, i.as_str()])?;
    }
    Ok(())
}

fn columns(who: Option<&ActorRef>) -> (Option<&String>, Option<&String>, Option<&String>) {
    who.map_or((None, None, None), |w| (w.actor.as_ref(), w.name.as_ref(), w.country.as_ref()))
}
