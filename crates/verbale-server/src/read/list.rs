//! Lists: what is asked for in, one page of entries by day out.
//!
//! A list walks the rarest of its properties in order of day and asks of each entry whether it has the others. A
//! page ends with a cursor that names the last entry's day and id, so that it stays good when articles join.

use super::{Kind, Snapshot};
use crate::reply::Trouble;
use rusqlite::types::Value;
use std::cmp::Ordering;

/// Which entries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// Of these kinds.
    pub(crate) kinds: Vec<Kind>,
    /// With all these properties: facet and value.
    pub(crate) with: Vec<(&'static str, String)>,
    /// Not before this day, month or year.
    pub(crate) from: Option<String>,
    /// Not after it.
    pub(crate) to: Option<String>,
    /// Earliest first.
    pub(crate) ascending: bool,
}

/// An entry's place in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) kind: Kind,
    pub(crate) day: String,
    pub(crate) ord: i64,
    /// The entry as stored.
    pub(crate) entry: String,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    day: String,
    kind: Kind,
    id: String,
}

impl Cursor {
    /// `2021-07-26~statement~15df56926e4e1594`
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '~');
        let (day, kind, id) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { day: day.to_owned(), kind: Kind::of_listed(kind)?, id: id.to_owned() })
    }

    fn write(&self) -> String {
        format!("{}~{}~{}", self.day, self.kind.listed(), self.id)
    }
}

/// One page of a list.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) entries: Vec<Listed>,
    /// Where the next one begins.
    pub(crate) next: Option<String>,
}

/// A walk along one property.
struct Walk {
    driver: i64,
    others: Vec<i64>,
}

impl Snapshot<'_> {
    /// A page of at most `limit` entries after `cursor`.
    pub(crate) fn list(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page, Trouble> {
        let Some(walk) = self.walk(&filter.with)? else { return Ok(Page::default()) };
        let at = after.map(|c| self.ord(c).map(|ord| (c, ord))).transpose()?;
        let mut rows = Vec::new();
        for &kind in &filter.kinds {
            let (sql, params) = walk.sql(filter, kind, at, limit + 1);
            rows.extend(self.all(&sql, rusqlite::params_from_iter(params), |r| {
                Ok(Listed { kind, day: r.get(0)?, ord: r.get(1)?, entry: String::new() })
            })?);
        }
        rows.sort_by(|a, b| filter.order((&a.day, a.kind, a.ord), (&b.day, b.kind, b.ord)));
        let more = rows.len() > limit;
        rows.truncate(limit);
        let mut last = None;
        for row in &mut rows {
            let sql = format!("SELECT entry, id FROM {} WHERE ord = ?1", row.kind.table());
            let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?));
            let (entry, id) = self.c.prepare_cached(&sql)?.query_row([row.ord], read)?;
            row.entry = entry;
            last = Some(Cursor { day: row.day.clone(), kind: row.kind, id });
        }
        Ok(Page { entries: rows, next: last.filter(|_| more).map(|c| c.write()) })
    }

    /// Entries a month, and whether they are counted for the whole filter or only for its rarest property.
    pub(crate) fn months(&self, filter: &Filter) -> Result<(Vec<(String, u64)>, bool), Trouble> {
        /// More entries than this are not asked one by one.
        const FEW: u64 = 5_000;
        let Some(walk) = self.walk(&filter.with)? else { return Ok((Vec::new(), true)) };
        let whole = Filter { from: None, to: None, ..filter.clone() };
        let exact = walk.others.is_empty() || self.size(walk.driver)? <= FEW;
        let mut months: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        for &kind in &filter.kinds {
            let (sql, params) = if exact && !walk.others.is_empty() {
                let (sql, params) = walk.sql(&whole, kind, None, FEW as usize);
                (format!("SELECT substr(day, 1, 7), count(*) FROM ({sql}) GROUP BY 1"), params)
            } else {
                let sql = "SELECT month, n FROM density WHERE k = ? AND type = ?".to_owned();
                (sql, vec![Value::from(walk.driver), Value::from(kind.listed().to_owned())])
            };
            let rows = self.all(&sql, rusqlite::params_from_iter(params), |r| {
                Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)? as u64))
            })?;
            for (month, n) in rows {
                *months.entry(month).or_default() += n;
            }
        }
        Ok((months.into_iter().collect(), exact))
    }

    /// The facets' keys, the rarest first; `None` where one has no entry at all.
    fn walk(&self, with: &[(&'static str, String)]) -> Result<Option<Walk>, Trouble> {
        let mut keys = Vec::new();
        let all = [("all", String::new())];
        for (facet, value) in if with.is_empty() { &all[..] } else { with } {
            let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(1)?, r.get::<_, i64>(0)?));
            let sql = "SELECT k, n FROM facet WHERE facet = ?1 AND value = ?2";
            let Some(key) = self.all(sql, [*facet, value.as_str()], read)?.pop() else { return Ok(None) };
            keys.push(key);
        }
        keys.sort_unstable();
        keys.dedup();
        let mut keys = keys.into_iter().map(|(_, k)| k);
        Ok(keys.next().map(|driver| Walk { driver, others: keys.collect() }))
    }

    fn size(&self, k: i64) -> Result<u64, Trouble> {
        Ok(self.one::<i64>("SELECT n FROM facet WHERE k = ?1", [k])?.unwrap_or(0) as u64)
    }

    /// The row a cursor names; of an entry that is gone, the end of its day.
    fn ord(&self, cursor: &Cursor) -> Result<Option<i64>, Trouble> {
        self.one(&format!("SELECT ord FROM {} WHERE id = ?1", cursor.kind.table()), [cursor.id.as_str()])
    }
}

impl Filter {
    /// Of these kinds, all.
    pub(crate) fn of(kinds: &[Kind]) -> Self {
        Self { kinds: kinds.to_vec(), ..Self::default() }
    }

    pub(crate) fn and(mut self, facet: &'static str, value: &str) -> Self {
        self.with.push((facet, value.to_owned()));
        self
    }

    fn order(&self, a: (&str, Kind, i64), b: (&str, Kind, i64)) -> Ordering {
        // Within a day: encounters before events, and as the record has them, whichever way the days run.
        let days = if self.ascending { a.0.cmp(b.0) } else { b.0.cmp(a.0) };
        days.then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
    }
}

impl Walk {
    fn sql(
        &self,
        filter: &Filter,
        kind: Kind,
        at: Option<(&Cursor, Option<i64>)>,
        limit: usize,
    ) -> (String, Vec<Value>) {
        let mut sql =
            "SELECT l.day AS day, l.ord AS ord FROM listing l WHERE l.k = ? AND l.type = ?".to_owned();
        let mut params: Vec<Value> = vec![self.driver.into(), kind.listed().to_owned().into()];
        if let Some(from) = &filter.from {
            sql += " AND l.day >= ?";
            params.push(from.clone().into());
        }
        if let Some(to) = &filter.to {
            sql += " AND l.day > '' AND l.day <= ?";
            params.push(format!("{to}~").into());
        }
        if let Some((cursor, ord)) = at {
            // Kinds that come later within the cursor's day have it still before them.
            let beyond = if filter.ascending { ">" } else { "<" };
            let day = || Value::from(cursor.day.clone());
            sql += &format!(" AND l.day {beyond}= ? AND (l.day {beyond} ?");
            params.extend([day(), day()]);
            match kind.cmp(&cursor.kind) {
                Ordering::Less => {}
                Ordering::Equal => {
                    sql += " OR l.ord > ?";
                    params.push(ord.unwrap_or(i64::MAX).into());
                }
                Ordering::Greater => {
                    sql += " OR l.day = ?";
                    params.push(day());
                }
            }
            sql += ")";
        }
        for k in &self.others {
            sql += " AND EXISTS (SELECT 1 FROM listing o WHERE o.k = ? AND o.type = l.type AND o.day = l.day AND o.ord = l.ord)";
            params.push((*k).into());
        }
        sql += if filter.ascending { " ORDER BY l.day, l.ord" } else { " ORDER BY l.day DESC, l.ord" };
        sql += " LIMIT ?";
        params.push((limit as i64).into());
        (sql, params)
    }
}
