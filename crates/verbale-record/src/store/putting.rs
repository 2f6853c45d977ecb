//! A record that was made elsewhere (an export read in again, one written by hand) as a file.

use super::facets::Lists;
use super::{Store, StoreError, json, sqlite};
use crate::building::Part;
use crate::model::{Actor, Record};
use std::collections::{BTreeMap, BTreeSet};
use verbale_register::Register;

impl Store {
    /// Writes such a record, all of it as one circle. It has no readings: a build into the file makes its own record.
    pub fn put(&mut self, record: Record, register: &Register) -> Result<(), StoreError> {
        let sql = |e| sqlite(&self.path, e);
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
        let put = self.put_all(record, register);
        let end = if put.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.connection.execute_batch(end).map_err(sql)?;
        put
    }

    fn put_all(&self, record: Record, register: &Register) -> Result<(), StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let asked: BTreeSet<&str> = record.demands.iter().map(|d| d.id.as_str()).collect();
        let (of_demands, comparisons): (Vec<_>, Vec<_>) =
            record.comparisons.into_iter().partition(|c| asked.contains(c.subject.as_str()));
        let named = naming(&record.actors);
        let part = Part {
            named: record
                .articles
                .iter()
                .map(|a| named.get(a.id.as_str()).cloned().unwrap_or_default())
                .collect(),
            articles: record.articles,
            encounters: record.encounters,
            statements: record.statements,
            events: record.events,
            stories: record.stories,
            comparisons,
            ..Part::default()
        };
        let mut lists = Lists::default();
        self.put_circle(0, &part, register, &mut lists).map_err(sql)?;
        self.list().map_err(sql)?;
        let actors: BTreeMap<&str, &Actor> = record.actors.iter().map(|a| (a.id.as_str(), a)).collect();
        self.renew(actors.keys().map(|id| (*id, 0)), |id| actors.get(id).map(|a| (*a).clone()), &mut lists)?;
        self.renew_through(&record.demands, &record.positions, &of_demands, register, &mut lists, 1)?;
        lists.write(&self.connection).map_err(sql)?;
        self.note("record", &json(&record.record)).map_err(sql)?;
        self.note("built", "yes").map_err(sql)
    }
}

/// Ids of the actors that each article names.
fn naming(actors: &[Actor]) -> BTreeMap<&str, BTreeSet<String>> {
    let mut out: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for a in actors {
        for article in a.names.iter().flat_map(|n| &n.articles) {
            out.entry(article).or_default().insert(a.id.clone());
        }
    }
    out
}
