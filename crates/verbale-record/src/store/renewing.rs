//! Writes what runs through all circles (actors, demands, positions, comparisons of demands): only entries whose print, a
//! number made of all they are, is not that of before.

use super::derived::{Through, ord};
use super::facets::{self, Lines, Lists};
use super::making::packed;
use super::{Store, StoreError, json, sqlite};
use crate::model::{Actor, Comparison, Demand, Position};
use crate::threads;
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeMap;
use verbale_register::Register;
use xxhash_rust::xxh3::xxh3_64;

impl Store {
    /// Writes those actors whose prints changed; `entry` makes one.
    pub(super) fn renew<'i>(
        &self,
        prints: impl Iterator<Item = (&'i str, u64)>,
        entry: impl Fn(&str) -> Option<Actor>,
        lists: &mut Lists,
    ) -> Result<(), StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let mut old = self.prints(Actor::KIND)?;
        for (id, print) in prints {
            if old.remove(id) == Some(print as i64) {
                continue;
            }
            if let Some(entry) = entry(id) {
                self.remove::<Actor>(id, lists).map_err(sql)?;
                self.put_entry(&entry, print as i64, facets::of_actor(&entry), lists).map_err(sql)?;
            }
        }
        old.keys().try_for_each(|id| self.remove::<Actor>(id, lists)).map_err(sql)
    }

    /// The same for demands, positions, and comparisons of what accounts tell of demands.
    pub(super) fn renew_through(
        &self,
        demands: &[Demand],
        positions: &[Position],
        comparisons: &[Comparison],
        register: &Register,
        lists: &mut Lists,
        threads: usize,
    ) -> Result<(), StoreError> {
        let of: BTreeMap<&str, &Demand> = demands.iter().map(|d| (d.id.as_str(), d)).collect();
        let disputed =
            |c: &Comparison| facets::of_comparison(c, of.get(c.subject.as_str()).copied(), register);
        self.renew_all(comparisons, disputed, lists, threads)?;
        self.renew_all(demands, |d: &Demand| facets::of_demand(d, register), lists, threads)?;
        self.renew_all(positions, |_: &Position| Lines::default(), lists, threads)
    }

    /// Writes those entries at hand whose prints changed; `lines` gives what each is listed under.
    fn renew_all<T: Through + Serialize + Sync>(
        &self,
        entries: &[T],
        lines: impl Fn(&T) -> Lines + Sync,
        lists: &mut Lists,
        threads: usize,
    ) -> Result<(), StoreError> {
        // Where an entry is listed may change though the entry does not: a comparison's subject is about something else.
        let prints: Vec<u64> = threads::all(entries, threads, |e| {
            xxh3_64(json(e).as_bytes()) ^ xxh3_64(&packed(&lines(e))).rotate_left(1)
        });
        let sql = |e| sqlite(&self.path, e);
        let mut old = self.prints(T::KIND)?;
        let mut changed = Vec::new();
        for (e, print) in entries.iter().zip(prints) {
            match old.remove(e.id()) {
                Some(same) if same == print as i64 => {}
                _ => changed.push((e, print as i64)),
            }
        }
        // All that changed goes before anything comes: a finding may have passed from one entry to another.
        let gone = old.keys().map(String::as_str).chain(changed.iter().map(|(e, _)| e.id()));
        gone.into_iter().try_for_each(|id| self.remove::<T>(id, lists)).map_err(sql)?;
        changed.into_iter().try_for_each(|(e, print)| self.put_entry(e, print, lines(e), lists)).map_err(sql)
    }

    fn prints(&self, kind: &str) -> Result<BTreeMap<String, i64>, StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let mut query =
            self.connection.prepare("SELECT id, print FROM print WHERE kind = ?1").map_err(sql)?;
        let rows = query.query_map([kind], |r| Ok((r.get(0)?, r.get(1)?))).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    fn put_entry<T: Through + Serialize>(
        &self,
        entry: &T,
        print: i64,
        lines: Lines,
        lists: &mut Lists,
    ) -> rusqlite::Result<()> {
        entry.put_in(&self.connection, &json(entry))?;
        if !lines.is_empty() {
            lists.put_in(&self.connection, T::KIND, ord(entry.id()), lines)?;
        }
        let mut put = self.connection.prepare_cached("INSERT INTO print VALUES (?1, ?2, ?3)")?;
        put.execute(params![T::KIND, entry.id(), print]).map(drop)
    }

    fn remove<T: Through>(&self, id: &str, lists: &mut Lists) -> rusqlite::Result<()> {
        let c = &self.connection;
        lists.take_out(c, T::KIND, ord(id))?;
        T::take_out(c, id)?;
        c.prepare_cached(&format!("DELETE FROM {} WHERE ord = ?1", T::KIND))?.execute([ord(id)])?;
        c.prepare_cached("DELETE FROM print WHERE kind = ?1 AND id = ?2")?.execute([T::KIND, id]).map(drop)
    }
}
