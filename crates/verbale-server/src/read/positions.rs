//! Positions: an actor, an issue or a position in, what was said on it over time out. Of a great power a position is
//! long, so that it is read line by line, never as a whole.

use super::{Kind, Snapshot};
use crate::reply::Trouble;
use rusqlite::{Row, params};
use verbale_record::model::{ActorRef, Evidence};

/// The head of a position: whose, on what, how much there is of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) actor: ActorRef,
    pub(crate) issue: String,
    /// Things said.
    pub(crate) entries: u64,
    /// Places where it may have changed.
    pub(crate) changes: u64,
}

impl Line {
    /// For readers of JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "id": self.id, "actor": self.actor, "issue": self.issue, "entries": self.entries, "changes": self.changes,
        })
    }
}

/// One thing said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub(crate) ord: i64,
    /// Of a demand or a statement.
    pub(crate) id: String,
    pub(crate) date: Option<String>,
    pub(crate) again: Option<String>,
    pub(crate) stance: String,
    pub(crate) speaker: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) content: String,
    pub(crate) reports: u64,
}

/// Where a position may have changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Turn {
    pub(crate) kind: String,
    pub(crate) reason: String,
    pub(crate) before: Said,
    pub(crate) after: Said,
}

const SAID: &str =
    "e.ord, e.entry_id, e.date, e.again, e.stance, e.speaker, e.addressee, e.content, e.reports";

fn said(r: &Row<'_>) -> rusqlite::Result<Said> {
    Ok(Said {
        ord: r.get(0)?,
        id: r.get(1)?,
        date: r.get(2)?,
        again: r.get(3)?,
        stance: r.get(4)?,
        speaker: r.get(5)?,
        to: r.get(6)?,
        content: r.get(7)?,
        reports: r.get::<_, i64>(8)? as u64,
    })
}

impl Snapshot<'_> {
    /// Positions by actor, then as the record has them: of an actor, on an issue, after one.
    pub(crate) fn positions(
        &self,
        actor: Option<&str>,
        issue: Option<&str>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Line>, Trouble> {
        let sql = format!(
            "SELECT p.id, p.actor, p.name, p.country, p.issue, \
               (SELECT coalesce(max(ord) + 1, 0) FROM position_entry WHERE position = p.id), \
               (SELECT coalesce(max(ord) + 1, 0) FROM position_change WHERE position = p.id) \
             FROM position p WHERE {} AND {} AND {} ORDER BY p.actor, p.ord LIMIT ?4",
            actor.map_or("?1 IS NULL", |_| "p.actor = ?1"),
            issue.map_or("?2 IS NULL", |_| "p.issue = ?2"),
            after.map_or("?3 IS NULL", |_| {
                "(p.actor, p.ord) > (SELECT actor, ord FROM position WHERE id = ?3)"
            }),
        );
        self.all(&sql, params![actor, issue, after, limit as i64], |r| {
            Ok(Line {
                id: r.get(0)?,
                actor: ActorRef { actor: r.get(1)?, name: r.get(2)?, country: r.get(3)?, sector: None },
                issue: r.get(4)?,
                entries: r.get::<_, i64>(5)? as u64,
                changes: r.get::<_, i64>(6)? as u64,
            })
        })
    }

    /// What was said on a position, the earliest first, from its `from`th on.
    pub(crate) fn said_on(&self, position: &str, from: i64, limit: usize) -> Result<Vec<Said>, Trouble> {
        let sql = format!(
            "SELECT {SAID} FROM position_entry e WHERE e.position = ?1 AND e.ord >= ?2 ORDER BY e.ord LIMIT ?3"
        );
        self.all(&sql, params![position, from, limit as i64], said)
    }

    /// What was said last, of what is dated; the undated stand last.
    pub(crate) fn last_said(&self, position: &str) -> Result<Option<Said>, Trouble> {
        let last = |dated: &str| {
            let sql = format!(
                "SELECT {SAID} FROM position_entry e WHERE e.position = ?1 {dated} ORDER BY e.ord DESC LIMIT 1"
            );
            self.all(&sql, [position], said)
        };
        let dated = last("AND e.date IS NOT NULL")?.pop();
        Ok(if dated.is_some() { dated } else { last("")?.pop() })
    }

    /// Where a position may have changed, the latest first.
    pub(crate) fn turns(&self, position: &str, limit: usize) -> Result<Vec<Turn>, Trouble> {
        let sql = "SELECT kind, reason, from_entry, from_date, to_entry, to_date FROM position_change \
                   WHERE position = ?1 ORDER BY to_date DESC, ord LIMIT ?2";
        let rows = self.all(sql, params![position, limit as i64], |r| {
            let text = |n: usize| r.get::<_, String>(n);
            Ok([text(0)?, text(1)?, text(2)?, text(3)?, text(4)?, text(5)?])
        })?;
        let mut out = Vec::new();
        for [kind, reason, from, from_date, to, to_date] in rows {
            let (before, after) = (self.said(&from, from_date)?, self.said(&to, to_date)?);
            if let (Some(before), Some(after)) = (before, after) {
                out.push(Turn { kind, reason, before, after });
            }
        }
        Ok(out)
    }

    /// A demand or a statement as it stands in a position.
    fn said(&self, id: &str, date: String) -> Result<Option<Said>, Trouble> {
        const DEMAND: &str = "SELECT 'demand', by_name, of_name, content FROM demand WHERE id = ?1";
        const STATEMENT: &str = "SELECT stance, speaker_name, NULL, content FROM statement WHERE id = ?1";
        let read = |r: &Row<'_>| {
            Ok(Said {
                ord: 0,
                id: id.to_owned(),
                date: Some(date.clone()),
                again: None,
                stance: r.get(0)?,
                speaker: r.get(1)?,
                to: r.get(2)?,
                content: r.get(3)?,
                reports: 1,
            })
        };
        let demand = self.all(DEMAND, [id], read)?.pop();
        Ok(if demand.is_some() { demand } else { self.all(STATEMENT, [id], read)?.pop() })
    }

    /// The first words of an entry.
    pub(crate) fn first_words(&self, entry: &str) -> Result<Option<Evidence>, Trouble> {
        let sql = "SELECT article, part, start, \"end\", quote FROM evidence WHERE entry_id = ?1 ORDER BY position LIMIT 1";
        let read = |r: &Row<'_>| {
            Ok(Evidence {
                article: r.get(0)?,
                part: r.get(1)?,
                start: r.get::<_, i64>(2)? as usize,
                end: r.get::<_, i64>(3)? as usize,
                quote: r.get(4)?,
            })
        };
        Ok(self.all(sql, [entry], read)?.pop())
    }

    /// The articles a position rests on, as far as `limit` goes.
    pub(crate) fn articles_of_position(&self, id: &str, limit: usize) -> Result<Vec<String>, Trouble> {
        let sql = "SELECT DISTINCT v.article FROM (SELECT entry_id FROM position_entry WHERE position = ?1 ORDER BY ord LIMIT 100) e \
                   JOIN evidence v ON v.entry_id = e.entry_id LIMIT ?2";
        self.all(sql, params![id, limit as i64], |r| r.get(0))
    }

    /// The head of one position.
    pub(crate) fn position(&self, id: &str) -> Result<Option<Line>, Trouble> {
        let of: Vec<(Option<String>, String)> =
            self.all("SELECT actor, issue FROM position WHERE id = ?1", [id], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })?;
        let Some((actor, issue)) = of.into_iter().next() else { return Ok(None) };
        let all = self.positions(actor.as_deref(), Some(&issue), None, 20)?;
        Ok(all.into_iter().find(|l| l.id == id))
    }

    /// Whether a kind of what was said is a demand or a statement.
    pub(crate) fn kind_of_said(&self, id: &str) -> Result<Kind, Trouble> {
        let demand = self.one::<i64>("SELECT 1 FROM demand WHERE id = ?1", [id])?.is_some();
        Ok(if demand { Kind::Demand } else { Kind::Statement })
    }
}
