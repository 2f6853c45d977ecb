//! Who is meant by a name typed into a form: a name in, an actor's or a country's id out.

use super::Snapshot;
use crate::reply::Trouble;

/// A name, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// `actor` or `country`.
    pub(crate) facet: &'static str,
    pub(crate) id: String,
    pub(crate) name: String,
    /// Others the name may mean: id and name.
    pub(crate) others: Vec<(String, String)>,
}

impl Snapshot<'_> {
    /// Who is meant: an actor's id, a country's code or name, or the actor of that name with most entries.
    pub(crate) fn who(&self, typed: &str) -> Result<Option<Who>, Trouble> {
        if let Some(code) = self.country_named(typed) {
            let name = self.register.state(code).map_or(code, |s| s.name).to_owned();
            return Ok(Some(Who { facet: "country", id: code.to_owned(), name, others: Vec::new() }));
        }
        if let Some(name) = self.actor_name(typed)? {
            return Ok(Some(Who { facet: "actor", id: typed.to_owned(), name, others: Vec::new() }));
        }
        let mut found = self.actors_named(typed, 8)?.into_iter();
        let Some((id, name, _)) = found.next() else { return Ok(None) };
        let others = found.map(|(id, name, _)| (id, name)).collect();
        Ok(Some(Who { facet: "actor", id, name, others }))
    }

    /// Actors by the start of any word of any name they go by, those with most entries first: id, name, entries.
    pub(crate) fn actors_named(
        &self,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<(String, String, u64)>, Trouble> {
        let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8);
        let query = words.map(|w| format!("\"{w}\"*")).collect::<Vec<_>>().join(" AND ");
        if query.is_empty() {
            return Ok(Vec::new());
        }
        // The inner limit keeps one letter from fetching every actor there is.
        let sql = "SELECT a.id, a.name, coalesce(f.n, 0) FROM (SELECT rowid FROM called WHERE called MATCH ?1 LIMIT 2000) c \
                   JOIN actor a ON a.ord = c.rowid LEFT JOIN facet f ON f.facet = 'actor' AND f.value = a.id \
                   ORDER BY a.kind = 'unnamed', 3 DESC, a.id LIMIT ?2";
        self.all(sql, rusqlite::params![query, limit as i64], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get::<_, i64>(2)? as u64))
        })
    }

    /// An actor's name, without the entry, which of a great power is long.
    pub(crate) fn actor_name(&self, id: &str) -> Result<Option<String>, Trouble> {
        self.one("SELECT name FROM actor WHERE id = ?1", [id])
    }

    /// Actors by id, after one: id and entry.
    pub(crate) fn actors_after(&self, id: &str, limit: usize) -> Result<Vec<(String, String)>, Trouble> {
        let sql = "SELECT id, entry FROM actor WHERE id > ?1 ORDER BY id LIMIT ?2";
        self.all(sql, rusqlite::params![id, limit as i64], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// The code of the country a name or a code names.
    pub(crate) fn country_named(&self, typed: &str) -> Option<&'static str> {
        let wanted = typed.trim().to_lowercase();
        let is = |name: &str| name.trim_start_matches('=').to_lowercase() == wanted;
        let mut states = self.register.states();
        states.find(|s| is(s.code) || is(s.name) || s.aliases.iter().any(|a| is(a))).map(|s| s.code)
    }

    /// A dyad from two names or codes, in order.
    pub(crate) fn dyad_named(&self, typed: &str) -> Option<String> {
        let mut sides = typed.split(['-', '–', '/', ',']).map(|s| self.country_named(s));
        let (a, b) = (sides.next()??, sides.next()??);
        let pair = if a < b { format!("{a}-{b}") } else { format!("{b}-{a}") };
        (a != b && sides.next().is_none()).then_some(pair)
    }
}
