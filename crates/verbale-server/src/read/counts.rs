//! Counts that were made when the record was built: how often, by whom, when.

use super::Snapshot;
use crate::reply::Trouble;

/// A value of a facet and how many entries have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) value: String,
    pub(crate) n: u64,
}

/// What one country did to another in a month, by Goldstein weight.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pulse {
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) month: String,
    pub(crate) events: u64,
    pub(crate) cooperation: f64,
    pub(crate) conflict: f64,
}

/// How often a stance was taken in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stand {
    /// Who took it (of an issue), or on what (of an actor).
    pub(crate) row: String,
    pub(crate) month: String,
    pub(crate) stance: String,
    pub(crate) n: u64,
}

impl Snapshot<'_> {
    /// The commonest values of a facet, after the first `skip`.
    pub(crate) fn tally(&self, facet: &str, limit: usize, skip: usize) -> Result<Vec<Tally>, Trouble> {
        let sql = "SELECT value, n FROM facet WHERE facet = ?1 ORDER BY n DESC, value LIMIT ?2 OFFSET ?3";
        self.all(sql, rusqlite::params![facet, limit as i64, skip as i64], |r| {
            Ok(Tally { value: r.get(0)?, n: r.get::<_, i64>(1)? as u64 })
        })
    }

    /// How many entries of a kind have a property.
    pub(crate) fn number(&self, kind: super::Kind, facet: &str, value: &str) -> Result<u64, Trouble> {
        let sql = "SELECT sum(d.n) FROM facet f JOIN density d ON d.k = f.k AND d.type = ?3 WHERE f.facet = ?1 AND f.value = ?2";
        Ok(self.one::<i64>(sql, [facet, value, kind.listed()])?.unwrap_or(0) as u64)
    }

    /// How many actors there are.
    pub(crate) fn actors(&self) -> Result<u64, Trouble> {
        Ok(self.one::<i64>("SELECT count(*) FROM actor", [])?.unwrap_or(0) as u64)
    }

    /// The weights between two countries, both ways, by month.
    pub(crate) fn pulses(&self, a: &str, b: &str) -> Result<Vec<Pulse>, Trouble> {
        let sql = "SELECT source, target, month, events, cooperation / 10.0, conflict / 10.0 FROM pulse \
                   WHERE (source = ?1 AND target = ?2) OR (source = ?2 AND target = ?1) ORDER BY month, source";
        self.all(sql, [a, b], |r| {
            Ok(Pulse {
                source: r.get(0)?,
                target: r.get(1)?,
                month: r.get(2)?,
                events: r.get::<_, i64>(3)? as u64,
                cooperation: r.get(4)?,
                conflict: r.get(5)?,
            })
        })
    }

    /// The countries that spoke most on an issue, with their stances by month.
    pub(crate) fn stands_on(&self, issue: &str, most: usize) -> Result<Vec<Stand>, Trouble> {
        let sql = "WITH loud AS (SELECT holder FROM stand WHERE issue = ?1 AND side = 1 \
                     GROUP BY holder ORDER BY sum(n) DESC, holder LIMIT ?2) \
                   SELECT holder, month, stance, n FROM stand WHERE issue = ?1 AND side = 1 AND holder IN (SELECT holder FROM loud) \
                   ORDER BY holder, month, stance";
        self.all(sql, rusqlite::params![issue, most as i64], stand)
    }

    /// The issues an actor spoke on most, with its stances by month.
    pub(crate) fn stands_of(&self, holder: &str, most: usize) -> Result<Vec<Stand>, Trouble> {
        let sql = "WITH often AS (SELECT issue FROM stand WHERE holder = ?1 GROUP BY issue ORDER BY sum(n) DESC, issue LIMIT ?2) \
                   SELECT issue, month, stance, n FROM stand WHERE holder = ?1 AND issue IN (SELECT issue FROM often) \
                   ORDER BY issue, month, stance";
        self.all(sql, rusqlite::params![holder, most as i64], stand)
    }
}

fn stand(r: &rusqlite::Row<'_>) -> rusqlite::Result<Stand> {
    Ok(Stand { row: r.get(0)?, month: r.get(1)?, stance: r.get(2)?, n: r.get::<_, i64>(3)? as u64 })
}
