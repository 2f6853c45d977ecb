//! From readings to the record: what is new is traced, who is who and which articles belong together is worked out from
//! all traces, and only circles that changed are read in full and written.
//!
//! The record is the same whether its articles came at once or one by one: it is a function of all readings, and every
//! shortcut taken here is a number made of all that a piece of it follows from.

use super::derived::{self, ord};
use super::facets::{self, Lists};
use super::{Store, StoreError, json, sqlite};
use crate::building::{self, Ground, MAKING, Part, Said, World};
use crate::circles::{self, Bond};
use crate::model::{Date, SetAside, Statement};
use crate::sorting;
use crate::source::Source;
use crate::trace::{Trace, Weighed};
use crate::{Entry, dating, demands, stories, threads};
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use verbale_extract::Tools;
use verbale_register::Register;

/// What circles are called in the ledger of lists.
const CIRCLE: &str = "circle";

/// Articles read in full at a time.
const BATCH: usize = 512;

/// How many entries of each kind a record has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Counts {
    pub articles: usize,
    pub encounters: usize,
    pub statements: usize,
    pub demands: usize,
    pub events: usize,
    pub stories: usize,
    /// Articles whose part of the record was worked out by this build.
    pub worked_out: usize,
}

/// One record being made.
struct Making<'m> {
    ground: Ground<'m>,
    world: World,
    threads: usize,
}

impl Store {
    /// Makes the record of all readings, which were made with `tools`, on so many threads; `anew` works out everything
    /// again. Readers see the old record until the new one is whole.
    pub fn finish(&mut self, tools: &Tools<'_>, threads: usize, anew: bool) -> Result<Counts, StoreError> {
        let making = format!("{MAKING} {} {}", env!("CARGO_PKG_VERSION"), tools.register.version());
        let anew = anew || self.meta("making")?.as_deref() != Some(&making);
        let begin = self.connection.execute_batch("BEGIN IMMEDIATE");
        begin.map_err(|e| sqlite(&self.path, e))?;
        let made = self.make(tools, threads, anew, &making);
        let end = if made.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = self.connection.execute_batch(end).map_err(|e| sqlite(&self.path, e));
        let counts = made?;
        ended.map(|()| counts)
    }

    /// Nobody reads a record that grows beside its place: what is done of it may be kept as it comes.
    fn step(&self) -> Result<(), StoreError> {
        let step = if self.partial.is_some() { "COMMIT; BEGIN IMMEDIATE" } else { "" };
        self.connection.execute_batch(step).map_err(|e| sqlite(&self.path, e))
    }

    fn make(
        &self,
        tools: &Tools<'_>,
        threads: usize,
        anew: bool,
        making: &str,
    ) -> Result<Counts, StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let ground = Ground::new(tools.register);
        if anew {
            self.forget(making).map_err(sql)?;
        }
        let (traces, new) = self.traces(&ground, threads)?;
        self.tie(&traces, &new)?;
        self.step()?;
        let world = self.world(traces, &ground, threads)?;
        let making = Making { ground, world, threads };
        let mut lists = Lists::default();
        let worked_out = self.circles(&making, &mut lists)?;
        self.through(&making, &mut lists)?;
        lists.write(&self.connection).and_then(|()| Lists::tidy(&self.connection)).map_err(sql)?;
        let mut about = building::about(making.world.traces.len(), &self.set_aside()?, tools.register);
        about.reading = tools.depth();
        self.note("record", &json(&about)).map_err(sql)?;
        self.note("built", "yes").map_err(sql)?;
        Ok(Counts { worked_out, ..self.counts()? })
    }

    pub(super) fn note(&self, key: &str, value: &str) -> rusqlite::Result<()> {
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?1, ?2)", [key, value]).map(drop)
    }

    fn set_aside(&self) -> Result<Vec<SetAside>, StoreError> {
        self.rows("SELECT source, reason FROM set_aside ORDER BY source", |r| {
            Ok(SetAside { source: r.get(0)?, reason: r.get(1)? })
        })
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            let n = self.connection.query_row(&sql, [], |r| r.get::<_, i64>(0));
            n.map(|n| n as usize).map_err(|e| sqlite(&self.path, e))
        };
        Ok(Counts {
            articles: count("article")?,
            encounters: count("encounter")?,
            statements: count("statement")?,
            demands: count("demand")?,
            events: count("event")?,
            stories: count("story")?,
            worked_out: 0,
        })
    }

    /// Forgets everything but the readings.
    fn forget(&self, making: &str) -> rusqlite::Result<()> {
        for index in ["search", "said", "called"] {
            self.connection.execute(&format!("INSERT INTO {index} ({index}) VALUES ('delete-all')"), [])?;
        }
        let empty = |table: &str| self.connection.execute(&format!("DELETE FROM {table}"), []).map(drop);
        derived::ALL.into_iter().try_for_each(empty)?;
        self.note("making", making)
    }

    /// Traces of all readings, by id, and the numbers of those that had none yet. Traces of readings that are gone are
    /// dropped.
    fn traces(&self, ground: &Ground<'_>, threads: usize) -> Result<(Vec<Trace>, BTreeSet<i64>), StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let ids: Vec<String> = self.rows("SELECT id FROM reading", |r| r.get(0))?;
        let read: HashSet<i64> = ids.iter().map(|id| ord(id)).collect();
        let packed: Vec<(i64, Vec<u8>)> =
            self.rows("SELECT ord, trace FROM trace", |r| Ok((r.get(0)?, r.get(1)?)))?;
        let (kept, gone): (Vec<_>, Vec<_>) = packed.into_iter().partition(|(ord, _)| read.contains(ord));
        gone.iter().try_for_each(|(ord, _)| drop_trace(&self.connection, *ord)).map_err(sql)?;
        let file = self.file();
        let mut traces = threads::all(&kept, threads, |(_, bytes)| file.unpacked::<Trace>(bytes))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let traced: HashSet<i64> = kept.into_iter().map(|(ord, _)| ord).collect();
        let new: Vec<String> = ids.into_iter().filter(|id| !traced.contains(&ord(id))).collect();
        self.trace(&new, ground, threads, &mut traces)?;
        traces.sort_by(|a, b| a.id.cmp(&b.id));
        Ok((traces, new.iter().map(|id| ord(id)).collect()))
    }

    /// Traces readings that have no trace yet.
    fn trace(
        &self,
        new: &[String],
        ground: &Ground<'_>,
        threads: usize,
        traces: &mut Vec<Trace>,
    ) -> Result<(), StoreError> {
        let file = self.file();
        for batch in new.chunks(BATCH) {
            let made = threads::each(&self.readings(batch)?, threads, |raw| {
                let (entry, print) = file.entry(raw)?;
                let source = Source::new(&entry);
                let dated = dating::alone(&source, &ground.holders);
                Ok(Trace::of(&source, print, &dated, ground))
            });
            for made in made {
                let (trace, words) = made?;
                self.put_trace(&trace, &words).map_err(|e| sqlite(&self.path, e))?;
                traces.push(trace);
            }
        }
        Ok(())
    }

    fn put_trace(&self, trace: &Trace, words: &Weighed) -> rusqlite::Result<()> {
        let (c, number) = (&self.connection, ord(&trace.id));
        c.prepare_cached("INSERT INTO trace VALUES (?1, ?2)")?.execute(params![number, packed(trace)])?;
        c.prepare_cached("INSERT INTO weighed VALUES (?1, ?2)")?
            .execute(params![number, packed(words)])
            .map(drop)
    }

    /// The stored article and findings of some readings, in the order of the ids.
    fn readings(&self, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
        let read = |id: &String| {
            let mut query =
                self.connection.prepare_cached("SELECT article, findings FROM reading WHERE id = ?1")?;
            query.query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
        };
        ids.iter().map(|id| read(id).map_err(|e| sqlite(&self.path, e))).collect()
    }

    /// Finds what the new articles have to do with others.
    fn tie(&self, traces: &[Trace], new: &BTreeSet<i64>) -> Result<(), StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let numbers: Vec<usize> = (0..traces.len()).filter(|&n| new.contains(&ord(&traces[n].id))).collect();
        for bond in circles::bonds(traces, &numbers, |n| self.weighed(&traces[n]))? {
            self.put_bond(&traces[bond.a], &traces[bond.b], &bond).map_err(sql)?;
        }
        Ok(())
    }

    fn weighed(&self, trace: &Trace) -> Result<Weighed, StoreError> {
        let query = self.connection.prepare_cached("SELECT words FROM weighed WHERE ord = ?1");
        let bytes: Vec<u8> = query
            .and_then(|mut q| q.query_row([ord(&trace.id)], |r| r.get(0)))
            .map_err(|e| sqlite(&self.path, e))?;
        self.file().unpacked(&bytes)
    }

    fn put_bond(&self, a: &Trace, b: &Trace, bond: &Bond) -> rusqlite::Result<()> {
        let mut put = self.connection.prepare_cached("INSERT INTO bond VALUES (?1, ?2, ?3, ?4)")?;
        put.execute(params![ord(&a.id), ord(&b.id), bond.alike, bond.near]).map(drop)
    }

    /// Who is who, which articles are of one story, which hang together.
    fn world(&self, traces: Vec<Trace>, ground: &Ground<'_>, threads: usize) -> Result<World, StoreError> {
        let number: HashMap<i64, usize> = traces.iter().enumerate().map(|(n, t)| (ord(&t.id), n)).collect();
        let rows = self.rows("SELECT a, b, alike, near FROM bond", |r| {
            let (a, b): (i64, i64) = (r.get(0)?, r.get(1)?);
            Ok((a, b, r.get::<_, f32>(2)?, r.get(3)?))
        })?;
        let bond = |(a, b, alike, near)| {
            let (a, b) = (*number.get(&a)?, *number.get(&b)?);
            Some(Bond { a: a.min(b), b: a.max(b), alike, near })
        };
        let mut bonds: Vec<Bond> = rows.into_iter().filter_map(bond).collect();
        bonds.sort_unstable_by_key(|b| (b.a, b.b));
        let alike = |a: &Trace, b: &Trace| {
            let alike = stories::alike(&self.weighed(a)?, &self.weighed(b)?);
            let bond = Bond { a: 0, b: 0, alike, near: false };
            self.put_bond(a, b, &bond).map_err(|e| sqlite(&self.path, e))?;
            Ok(alike)
        };
        let read = |t: &Trace| {
            let raw = self.readings(std::slice::from_ref(&t.id))?;
            raw.first()
                .map_or_else(|| Err(StoreError::Unfinished(self.name())), |raw| Ok(self.file().entry(raw)?.0))
        };
        World::new(traces, &bonds, alike, read, ground, threads)
    }

    /// Works out the circles that changed, and takes out those that are no more. Gives the number of articles read.
    fn circles(&self, making: &Making<'_>, lists: &mut Lists) -> Result<usize, StoreError> {
        let sql = |e| sqlite(&self.path, e);
        let known: BTreeSet<i64> =
            self.rows("SELECT circle FROM circle", |r| r.get(0))?.into_iter().collect();
        let circles = &making.world.circles;
        let prints: Vec<i64> = circles.iter().map(|c| making.world.print(c) as i64).collect();
        let stay: BTreeSet<i64> = prints.iter().copied().filter(|p| known.contains(p)).collect();
        self.unlist(making).map_err(sql)?;
        for gone in known.difference(&stay) {
            lists.unsay(&self.connection, *gone).map_err(sql)?;
            lists.take_out(&self.connection, CIRCLE, *gone).map_err(sql)?;
            derived::take_out(&self.connection, *gone).map_err(sql)?;
        }
        let changed: Vec<(i64, &Vec<usize>)> =
            prints.iter().copied().zip(circles).filter(|(print, _)| !stay.contains(print)).collect();
        for batch in batches(&changed) {
            for (print, part) in self.parts(batch, making)? {
                self.put_circle(print, &part, making.ground.register, lists).map_err(sql)?;
            }
            if self.partial.is_some() {
                // The step commits the ledger: what it says was written must be.
                lists.write(&self.connection).map_err(sql)?;
            }
            self.step()?;
        }
        self.list().map_err(sql)?;
        Ok(changed.iter().map(|(_, circle)| circle.len()).sum())
    }

    pub(super) fn put_circle(
        &self,
        print: i64,
        part: &Part,
        register: &Register,
        lists: &mut Lists,
    ) -> rusqlite::Result<()> {
        derived::put_in(&self.connection, print, part)?;
        lists.say(&self.connection, &part.statements)?;
        lists.put_in(&self.connection, CIRCLE, print, facets::of_part(part, register))
    }

    /// What the circles of a batch give.
    fn parts(
        &self,
        batch: &[(i64, &Vec<usize>)],
        making: &Making<'_>,
    ) -> Result<Vec<(i64, Part)>, StoreError> {
        let mut raw = Vec::new();
        for (_, circle) in batch {
            let ids: Vec<String> = circle.iter().map(|&n| making.world.traces[n].id.clone()).collect();
            raw.push(self.readings(&ids)?);
        }
        let jobs: Vec<_> = batch.iter().zip(raw).collect();
        let file = self.file();
        let made = threads::each(&jobs, making.threads, |((print, circle), raw)| {
            let entries: Vec<Entry> =
                raw.iter().map(|r| Ok(file.entry(r)?.0)).collect::<Result<_, StoreError>>()?;
            let sources: Vec<Source<'_>> = entries.iter().map(Source::new).collect();
            let part = building::part(&sources, circle, &making.world, &making.ground);
            Ok((*print, part))
        });
        made.into_iter().collect()
    }

    /// Takes articles that are no more out of the index of texts, which must be told what it held.
    fn unlist(&self, making: &Making<'_>) -> rusqlite::Result<()> {
        let there: BTreeSet<&str> = making.world.traces.iter().map(|t| t.id.as_str()).collect();
        let listed: Vec<String> = self
            .connection
            .prepare("SELECT id FROM article")?
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        let gone = listed.iter().filter(|id| !there.contains(id.as_str()));
        let mut drop = self.connection.prepare(
            "INSERT INTO search (search, rowid, headline, body) \
             SELECT 'delete', ord, headline, body FROM article WHERE id = ?1",
        )?;
        let mut forget = self.connection.prepare("DELETE FROM listed WHERE ord = ?1")?;
        for id in gone {
            drop.execute([id])?;
            forget.execute([ord(id)])?;
        }
        Ok(())
    }

    /// Puts articles that are new into the index of texts.
    pub(super) fn list(&self) -> rusqlite::Result<()> {
        self.connection.execute_batch(
            "INSERT INTO search (rowid, headline, body)
             SELECT ord, headline, body FROM article
             WHERE ord IN (SELECT ord FROM article INDEXED BY article_by_circle EXCEPT SELECT ord FROM listed);
             INSERT INTO listed
             SELECT ord FROM article INDEXED BY article_by_circle EXCEPT SELECT ord FROM listed;",
        )
    }

    /// Writes the actors, demands and positions that changed.
    fn through(&self, making: &Making<'_>, lists: &mut Lists) -> Result<(), StoreError> {
        let (mut placed, mut asked, mut published) = (Vec::new(), Vec::new(), Vec::new());
        let told = self.rows("SELECT asked, placed, dates FROM circle", |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        for (own, rulings, dates) in told {
            asked.extend(self.parse::<Vec<demands::Account>>(&own)?);
            placed.extend(self.parse::<Vec<building::Replaced>>(&rulings)?);
            published.extend(self.parse::<Vec<(String, Option<Date>)>>(&dates)?);
        }
        let actors = making.world.actors(placed, making.ground.register);
        self.renew(actors.prints(), |id| actors.actor(id), lists)?;
        let statements = self
            .rows("SELECT entry FROM statement WHERE id IN (SELECT entry_id FROM entry_issue)", |r| {
                r.get::<_, String>(0)
            })?;
        let file = self.file();
        let statements = threads::all(&statements, making.threads, |s| file.parse::<Statement>(s));
        let mut statements = statements.into_iter().collect::<Result<Vec<_>, _>>()?;
        sorting::statements(&mut statements);
        let stories = self.rows("SELECT article, story FROM story_article", |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))
        })?;
        let said = Said {
            statements: &statements,
            story: stories.iter().map(|(a, s)| (a.as_str(), s.as_str())).collect(),
            published: published.iter().map(|(a, d)| (a.as_str(), d.as_ref())).collect(),
        };
        let (demands, positions, comparisons) =
            building::through(asked, &said, &actors, &making.ground, making.threads);
        let register = making.ground.register;
        self.renew_through(&demands, &positions, &comparisons, register, lists, making.threads)
    }
}

/// Drops what is kept in mind of an article.
pub(super) fn drop_trace(c: &Connection, ord: i64) -> rusqlite::Result<()> {
    c.prepare_cached("DELETE FROM trace WHERE ord = ?1")?.execute([ord])?;
    c.prepare_cached("DELETE FROM weighed WHERE ord = ?1")?.execute([ord])?;
    c.prepare_cached("DELETE FROM bond WHERE a = ?1 OR b = ?1")?.execute([ord]).map(drop)
}

/// Circles together, until they have enough articles to keep the threads busy.
fn batches<'c>(circles: &'c [(i64, &'c Vec<usize>)]) -> Vec<&'c [(i64, &'c Vec<usize>)]> {
    let mut out = Vec::new();
    let (mut start, mut articles) = (0, 0);
    for (n, (_, circle)) in circles.iter().enumerate() {
        articles += circle.len();
        if articles >= BATCH {
            out.push(&circles[start..=n]);
            (start, articles) = (n + 1, 0);
        }
    }
    if start < circles.len() {
        out.push(&circles[start..]);
    }
    out
}

pub(super) fn packed<T: serde::Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}
