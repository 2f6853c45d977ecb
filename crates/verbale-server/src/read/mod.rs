//! Questions to the record: one snapshot of the tables in, entries and counts out.
//!
//! Entries are read as they are stored, one JSON object each, and parsed only where a page shows their fields.

mod counts;
mod list;
mod positions;
mod search;
mod who;

pub(crate) use counts::{Pulse, Stand, Tally};
pub(crate) use list::{Cursor, Filter, Listed, Page};
pub(crate) use positions::{Line, Said, Turn};
pub(crate) use search::highlighted;

use crate::reply::Trouble;
use rusqlite::{Connection, OptionalExtension, Row};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use verbale_record::model::{About, ActorRef, Comparison};
use verbale_register::Register;

/// The kinds of entries, each a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Article,
    Actor,
    Encounter,
    Statement,
    Demand,
    Event,
    /// An event that repeats an encounter; listed apart, kept with the events.
    Consult,
    Story,
    Comparison,
    /// Read line by line, in no list.
    Position,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Article,
        Self::Actor,
        Self::Encounter,
        Self::Statement,
        Self::Demand,
        Self::Event,
        Self::Story,
        Self::Comparison,
        Self::Position,
    ];

    /// As it stands in `listing`.
    pub(crate) fn listed(self) -> &'static str {
        match self {
            Self::Consult => "consult",
            other => other.table(),
        }
    }

    /// Its table.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Actor => "actor",
            Self::Encounter => "encounter",
            Self::Statement => "statement",
            Self::Demand => "demand",
            Self::Event | Self::Consult => "event",
            Self::Story => "story",
            Self::Comparison => "comparison",
            Self::Position => "position",
        }
    }

    /// Its room: the first segment of its address.
    pub(crate) fn room(self) -> &'static str {
        match self {
            Self::Article => "articles",
            Self::Actor => "actors",
            Self::Encounter => "encounters",
            Self::Statement => "statements",
            Self::Demand => "demands",
            Self::Event | Self::Consult => "events",
            Self::Story => "stories",
            Self::Comparison => "comparisons",
            Self::Position => "positions",
        }
    }

    pub(crate) fn of_room(room: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.room() == room)
    }

    fn of_listed(listed: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Consult]).find(|k| k.listed() == listed)
    }
}

/// What one says of a report in a few words.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) id: String,
    outlet: Option<String>,
    agency: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    source: String,
    first_words: String,
    /// Whether it is a garbled copy: what it says is not what the outlet it names wrote.
    altered: bool,
}

impl Report {
    /// Its outlet, or what else tells it from others: the agency, the headline, the file.
    pub(crate) fn outlet(&self) -> Cow<'_, str> {
        const HEADLINE: usize = 44;
        if let Some(named) = self.outlet.as_deref().or(self.agency.as_deref()) {
            return if self.altered { format!("{named} (altered copy)").into() } else { named.into() };
        }
        let headline = self.headline.as_deref().map(|h| format!("“{}”", crate::words::short(h, HEADLINE)));
        headline.map_or_else(
            || self.source.rsplit('/').find(|s| !s.is_empty()).unwrap_or(&self.source).into(),
            Cow::from,
        )
    }

    pub(crate) fn title(&self) -> &str {
        self.headline.as_deref().unwrap_or(&self.first_words)
    }
}

/// How an article stands in a story.
pub(crate) struct Standing {
    pub(crate) story: String,
    pub(crate) relation: String,
    /// Of which article.
    pub(crate) of: Option<String>,
    /// The story's.
    pub(crate) title: Option<String>,
}

/// One state of the record.
pub(crate) struct Snapshot<'c> {
    c: &'c Connection,
    pub(crate) register: &'static Register,
    reports: RefCell<BTreeMap<String, Rc<Report>>>,
}

impl<'c> Snapshot<'c> {
    pub(crate) fn new(c: &'c Connection) -> Self {
        Self { c, register: Register::embedded(), reports: RefCell::default() }
    }

    /// An entry as stored.
    pub(crate) fn raw(&self, kind: Kind, id: &str) -> Result<Option<String>, Trouble> {
        self.one(&format!("SELECT entry FROM {} WHERE id = ?1", kind.table()), [id])
    }

    /// An entry with its fields.
    pub(crate) fn entry<T: serde::de::DeserializeOwned>(
        &self,
        kind: Kind,
        id: &str,
    ) -> Result<Option<T>, Trouble> {
        self.raw(kind, id)?.map(|text| Ok(serde_json::from_str(&text)?)).transpose()
    }

    /// About the record.
    pub(crate) fn about(&self) -> Result<About, Trouble> {
        let text: Option<String> = self.one("SELECT value FROM meta WHERE key = ?1", ["record"])?;
        Ok(serde_json::from_str(&text.unwrap_or_default())?)
    }

    /// Where an id leads: an entry's own, or that of any finding an entry gathers.
    pub(crate) fn resolve(&self, id: &str) -> Result<Option<(Kind, String)>, Trouble> {
        if let Some(kind) = self.kind_of(id)? {
            return Ok(Some((kind, id.to_owned())));
        }
        let Some(entry) = self.gatherer(id)? else { return Ok(None) };
        Ok(self.kind_of(&entry)?.map(|kind| (kind, entry)))
    }

    /// The entry that gathers a finding.
    pub(crate) fn gatherer(&self, finding: &str) -> Result<Option<String>, Trouble> {
        self.one("SELECT entry FROM finding WHERE id = ?1", [finding])
    }

    /// What kind of entry an id names.
    pub(crate) fn kind_of(&self, id: &str) -> Result<Option<Kind>, Trouble> {
        for kind in Kind::ALL {
            let sql = format!("SELECT 1 FROM {} WHERE id = ?1", kind.table());
            if self.one::<i64>(&sql, [id])?.is_some() {
                return Ok(Some(kind));
            }
        }
        Ok(None)
    }

    /// A report by its article's id.
    pub(crate) fn report(&self, article: &str) -> Result<Rc<Report>, Trouble> {
        if let Some(known) = self.reports.borrow().get(article) {
            return Ok(known.clone());
        }
        let sql = "SELECT outlet, agency, headline, published, source, substr(body, 1, 90), \
                   instr(entry, '\"flag\":\"garbled\"') > 0 FROM article WHERE id = ?1";
        let read = |r: &Row<'_>| {
            Ok(Report {
                id: article.to_owned(),
                outlet: r.get(0)?,
                agency: r.get(1)?,
                headline: r.get(2)?,
                published: r.get(3)?,
                source: r.get(4)?,
                first_words: r.get(5)?,
                // Within text a quotation mark is escaped, so that no text can pass for a flag.
                altered: r.get(6)?,
            })
        };
        let found = self.c.prepare_cached(sql)?.query_row([article], read).optional()?;
        let report = Rc::new(found.ok_or_else(|| Trouble::nothing("article", article))?);
        self.reports.borrow_mut().insert(article.to_owned(), report.clone());
        Ok(report)
    }

    /// What accounts of an entry agree and differ on.
    pub(crate) fn comparisons(&self, subject: &str) -> Result<Vec<Comparison>, Trouble> {
        self.parsed("SELECT entry FROM comparison WHERE subject = ?1 ORDER BY ord LIMIT 100", [subject])
    }

    /// The fields of an entry that its accounts dispute.
    pub(crate) fn disputed(&self, subject: &str) -> Result<Vec<String>, Trouble> {
        let sql =
            "SELECT DISTINCT attribute FROM comparison WHERE subject = ?1 AND kind = 'dispute' ORDER BY 1";
        self.all(sql, [subject], |r| r.get(0))
    }

    /// The stories an article stands in.
    pub(crate) fn stories_of(&self, article: &str) -> Result<Vec<Standing>, Trouble> {
        let sql = "SELECT s.id, m.relation, m.of, s.title FROM story_article m JOIN story s ON s.id = m.story \
                   WHERE m.article = ?1 ORDER BY s.ord LIMIT 20";
        let read = |r: &Row<'_>| {
            Ok(Standing { story: r.get(0)?, relation: r.get(1)?, of: r.get(2)?, title: r.get(3)? })
        };
        self.all(sql, [article], read)
    }

    /// How many reports a story has.
    pub(crate) fn size_of_story(&self, story: &str) -> Result<u64, Trouble> {
        let n: Option<i64> = self.one("SELECT count(*) FROM story_article WHERE story = ?1", [story])?;
        Ok(n.unwrap_or(0) as u64)
    }

    /// Entries that have words in an article, in the order of their first words.
    pub(crate) fn found_in(&self, article: &str, limit: usize) -> Result<Vec<(Kind, String)>, Trouble> {
        let sql = "SELECT v.entry_id, CASE WHEN EXISTS (SELECT 1 FROM statement WHERE id = v.entry_id) THEN 'statement' \
                     WHEN EXISTS (SELECT 1 FROM encounter WHERE id = v.entry_id) THEN 'encounter' \
                     WHEN EXISTS (SELECT 1 FROM demand WHERE id = v.entry_id) THEN 'demand' ELSE 'event' END \
                   FROM evidence v WHERE v.article = ?1 GROUP BY v.entry_id ORDER BY min(v.start), v.entry_id LIMIT ?2";
        let rows = self.all(sql, rusqlite::params![article, limit as i64], |r| {
            Ok((r.get::<_, String>(1)?, r.get::<_, String>(0)?))
        })?;
        Ok(rows.into_iter().filter_map(|(kind, id)| Some((Kind::of_listed(&kind)?, id))).collect())
    }

    /// A country's name.
    pub(crate) fn country<'a>(&self, code: &'a str) -> &'a str {
        self.register.state(code).map_or(code, |s| s.name)
    }

    /// An issue's name.
    pub(crate) fn issue<'a>(&self, id: &'a str) -> &'a str {
        self.register.issue(id).map_or(id, |i| i.name)
    }

    /// The words for an actor.
    pub(crate) fn name<'a>(&self, who: &'a ActorRef) -> &'a str {
        who.name.as_deref().or(who.country.as_deref()).unwrap_or("unnamed")
    }

    fn one<T: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Option<T>, Trouble> {
        let found = self.c.prepare_cached(sql)?.query_row(params, |r| r.get::<_, Option<T>>(0)).optional()?;
        Ok(found.flatten())
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Trouble> {
        Ok(self.c.prepare_cached(sql)?.query_map(params, row)?.collect::<rusqlite::Result<_>>()?)
    }

    fn parsed<T: serde::de::DeserializeOwned>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<T>, Trouble> {
        let texts = self.all(sql, params, |r| r.get::<_, String>(0))?;
        texts.iter().map(|t| Ok(serde_json::from_str(t)?)).collect()
    }
}
