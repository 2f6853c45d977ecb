//! What a reader's lists are made of: the rows of `facets.sql`, kept up piece by piece.
//!
//! Every entry is listed under each property a reader may ask for, by day, so that the newest fifty entries of any
//! dyad, actor or issue are fifty steps along an index however large the record is. A piece of the record (a circle, an
//! actor, a demand) gives [`Lines`]; they are kept in `ledger`, so that taking the piece out takes out just what it gave.
//! What goes and comes back in one build cancels out before anything is written.

mod lines;

pub(super) use lines::{of_actor, of_comparison, of_demand, of_part};

use super::derived::ord;
use crate::model::Statement;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use xxhash_rust::xxh3::xxh3_64;

/// Rows kept in memory before they are written.
const MANY: usize = 1_000_000;

/// What `listing.type` may be.
const TYPES: [&str; 8] =
    ["article", "comparison", "consult", "demand", "encounter", "event", "statement", "story"];

/// What one piece of the record gives the lists.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Lines {
    places: Vec<Place>,
    pulses: BTreeMap<Dyad, Pulse>,
    stands: BTreeMap<Stand, i64>,
    /// The row of an actor and its names, a line each.
    names: Option<(i64, String)>,
    /// What the numbers of the facets stand for.
    #[serde(skip)]
    keys: HashMap<i64, (&'static str, String)>,
}

impl Lines {
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.names.is_none()
    }
}

/// An entry, and the numbers of the facets it is listed under.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    kind: u8,
    day: String,
    ord: i64,
    facets: Vec<i64>,
}

/// Source, target, month.
type Dyad = (String, String, String);

/// Events, and tenths of their Goldstein weights: whole numbers, so that what is taken out leaves nothing behind.
type Pulse = (i64, i64, i64);

/// Issue, whether for a side, holder, month, stance.
type Stand = (String, bool, String, String, String);

/// The lists of a record while it is made.
#[derive(Debug, Default)]
pub(super) struct Lists {
    rows: BTreeMap<(i64, u8, String, i64), i64>,
    pulses: BTreeMap<Dyad, Pulse>,
    stands: BTreeMap<Stand, i64>,
    keys: HashMap<i64, (&'static str, String)>,
    /// Statements taken out, that may come back.
    unsaid: BTreeMap<i64, String>,
}

impl Lists {
    /// Takes out what a piece gave, if it gave anything.
    pub(super) fn take_out(&mut self, c: &Connection, kind: &str, owner: i64) -> rusqlite::Result<()> {
        let found: Option<Vec<u8>> = c
            .prepare_cached("SELECT lines FROM ledger WHERE kind = ?1 AND owner = ?2")?
            .query_row(params![kind, owner], |r| r.get(0))
            .optional()?;
        // Written by this same version: a build by another begins anew.
        let Some(lines) = found.and_then(|bytes| postcard::from_bytes::<Lines>(&bytes).ok()) else {
            return Ok(());
        };
        c.prepare_cached("DELETE FROM ledger WHERE kind = ?1 AND owner = ?2")?
            .execute(params![kind, owner])?;
        if let Some((row, names)) = &lines.names {
            c.prepare_cached("INSERT INTO called (called, rowid, names) VALUES ('delete', ?1, ?2)")?
                .execute(params![row, names])?;
        }
        self.count(lines, -1);
        Ok(())
    }

    /// Puts in what a piece gives.
    pub(super) fn put_in(
        &mut self,
        c: &Connection,
        kind: &str,
        owner: i64,
        lines: Lines,
    ) -> rusqlite::Result<()> {
        c.prepare_cached("INSERT INTO ledger VALUES (?1, ?2, ?3)")?.execute(params![
            kind,
            owner,
            super::making::packed(&lines)
        ])?;
        if let Some((row, names)) = &lines.names {
            c.prepare_cached("INSERT INTO called (rowid, names) VALUES (?1, ?2)")?
                .execute(params![row, names])?;
        }
        self.count(lines, 1);
        if self.rows.len() > MANY { self.write_rows(c) } else { Ok(()) }
    }

    fn count(&mut self, lines: Lines, sign: i64) {
        for Place { kind, day, ord, facets } in lines.places {
            for k in facets {
                *self.rows.entry((k, kind, day.clone(), ord)).or_default() += sign;
            }
        }
        for (dyad, (events, up, down)) in lines.pulses {
            let sum = self.pulses.entry(dyad).or_default();
            *sum = (sum.0 + sign * events, sum.1 + sign * up, sum.2 + sign * down);
        }
        for (stand, n) in lines.stands {
            *self.stands.entry(stand).or_default() += sign * n;
        }
        self.keys.extend(lines.keys);
    }

    /// Remembers the statements of a circle that is to be taken out: the index of texts must be told what it held.
    pub(super) fn unsay(&mut self, c: &Connection, circle: i64) -> rusqlite::Result<()> {
        let mut query = c.prepare_cached("SELECT ord, content FROM statement WHERE circle = ?1")?;
        let said = query.query_map([circle], |r| Ok((r.get(0)?, r.get(1)?)))?;
        said.into_iter().try_for_each(|row| row.map(|(ord, content)| drop(self.unsaid.insert(ord, content))))
    }

    /// Puts statements into the index of texts, but for those that never left it.
    pub(super) fn say(&mut self, c: &Connection, statements: &[Statement]) -> rusqlite::Result<()> {
        let mut say = c.prepare_cached("INSERT INTO said (rowid, content) VALUES (?1, ?2)")?;
        for s in statements {
            let number = ord(&s.id);
            match self.unsaid.remove(&number) {
                Some(old) if old == s.content => continue,
                Some(old) => forget(c, number, &old)?,
                None => {}
            }
            say.execute(params![number, s.content])?;
        }
        Ok(())
    }

    /// Writes what changed, all of it: what is committed after this is whole.
    pub(super) fn write(&mut self, c: &Connection) -> rusqlite::Result<()> {
        for (number, content) in std::mem::take(&mut self.unsaid) {
            forget(c, number, &content)?;
        }
        self.write_rows(c)?;
        self.write_pulses(c)?;
        self.write_stands(c)
    }

    /// Drops what nothing is counted for any more.
    pub(super) fn tidy(c: &Connection) -> rusqlite::Result<()> {
        c.execute_batch(
            "DELETE FROM facet WHERE n = 0; DELETE FROM density WHERE n = 0;
             DELETE FROM pulse WHERE events = 0; DELETE FROM stand WHERE n = 0;",
        )
    }

    fn write_rows(&mut self, c: &Connection) -> rusqlite::Result<()> {
        let mut add = c.prepare_cached("INSERT INTO listing VALUES (?1, ?2, ?3, ?4)")?;
        let mut drop =
            c.prepare_cached("DELETE FROM listing WHERE k = ?1 AND type = ?2 AND day = ?3 AND ord = ?4")?;
        let mut months: BTreeMap<(i64, u8, String), i64> = BTreeMap::new();
        for ((k, kind, day, ord), n) in std::mem::take(&mut self.rows) {
            let row = params![k, TYPES[usize::from(kind)], day, ord];
            match n.signum() {
                1 => add.execute(row)?,
                -1 => drop.execute(row)?,
                _ => continue,
            };
            *months.entry((k, kind, day.chars().take(7).collect())).or_default() += n.signum();
        }
        self.write_counts(c, months)
    }

    fn write_counts(&self, c: &Connection, months: BTreeMap<(i64, u8, String), i64>) -> rusqlite::Result<()> {
        let mut density = c.prepare_cached(
            "INSERT INTO density VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        )?;
        let mut known = c.prepare_cached("UPDATE facet SET n = n + ?2 WHERE k = ?1")?;
        let mut new = c.prepare_cached("INSERT INTO facet VALUES (?1, ?2, ?3, ?4)")?;
        let mut facets: BTreeMap<i64, i64> = BTreeMap::new();
        for ((k, kind, month), n) in months {
            *facets.entry(k).or_default() += n;
            density.execute(params![k, TYPES[usize::from(kind)], month, n])?;
        }
        for (k, n) in facets {
            if known.execute([k, n])? == 0
                && let Some((facet, value)) = self.keys.get(&k)
            {
                new.execute(params![k, facet, value, n])?;
            }
        }
        Ok(())
    }

    fn write_pulses(&mut self, c: &Connection) -> rusqlite::Result<()> {
        let mut put = c.prepare(
            "INSERT INTO pulse VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET events = events + excluded.events, \
             cooperation = cooperation + excluded.cooperation, conflict = conflict + excluded.conflict",
        )?;
        for ((source, target, month), sum) in
            std::mem::take(&mut self.pulses).into_iter().filter(|(_, sum)| *sum != (0, 0, 0))
        {
            put.execute(params![source, target, month, sum.0, sum.1, sum.2])?;
        }
        Ok(())
    }

    fn write_stands(&mut self, c: &Connection) -> rusqlite::Result<()> {
        let mut put = c.prepare(
            "INSERT INTO stand VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        )?;
        for ((issue, side, holder, month, stance), n) in
            std::mem::take(&mut self.stands).into_iter().filter(|(_, n)| *n != 0)
        {
            put.execute(params![issue, side, holder, month, stance, n])?;
        }
        Ok(())
    }
}

fn forget(c: &Connection, number: i64, content: &str) -> rusqlite::Result<()> {
    let mut forget = c.prepare_cached("INSERT INTO said (said, rowid, content) VALUES ('delete', ?1, ?2)")?;
    forget.execute(params![number, content]).map(drop)
}

/// The number of a facet: the same in every record.
fn number(facet: &str, value: &str) -> i64 {
    xxh3_64(format!("{facet}\0{value}").as_bytes()) as i64
}
