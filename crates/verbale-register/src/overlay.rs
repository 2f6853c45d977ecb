//! A user's own tables, laid over the embedded ones.
//!
//! A folder may hold any of the tables, with the same names and columns. A row of it replaces the embedded rows of the
//! same key, a row whose first column begins with `-` takes them out, one that begins with `+` adds to their lists, any
//! other row is added. Rows are then put in the
//! order of their keys, so that where a row comes from makes no difference to what is read.

use std::collections::BTreeMap;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3Default;

use crate::rows::{Office, Tenure};
use crate::table::{Columns, Row, Table};
use crate::{RegisterError, TableError, data, distance};

/// The embedded tables and those laid over them.
#[derive(Default)]
pub(crate) struct Tables {
    own: Own,
    /// What each own table did.
    changes: BTreeMap<&'static str, Changes>,
}

#[derive(Default, Clone, Copy)]
struct Changes {
    added: usize,
    changed: usize,
    withdrawn: usize,
}

impl Tables {
    /// The tables in `folder`, and `issues` as the table of issues, over the embedded ones.
    pub(crate) fn over(folder: Option<&Path>, issues: Option<&Path>) -> Result<Self, RegisterError> {
        let mut own = folder.map(in_folder).transpose()?.unwrap_or_default();
        if let Some(path) = issues {
            let table = read_table(path, data::ISSUES)?;
            if let Some(other) = own.insert(table.name, table) {
                return Err(RegisterError::Twice { path: table.shown.into(), other: other.shown.into() });
            }
        }
        Ok(Self { own, changes: BTreeMap::new() })
    }
    /// Every row of a table with what the user's own does to it, read with `read`.
    pub(crate) fn read<T>(
        &mut self,
        table: Table,
        columns: Columns,
        read: fn(&Row) -> Result<T, TableError>,
    ) -> Result<Vec<T>, TableError> {
        self.rows(table, columns)?.iter().map(read).collect()
    }

    pub(crate) fn rows(&mut self, table: Table, columns: Columns) -> Result<Vec<Row>, TableError> {
        let base = table.rows(columns)?;
        let Some(own) = self.own.get(table.name) else { return Ok(base) };
        let mut merged: BTreeMap<Vec<&str>, Vec<Row>> = BTreeMap::new();
        base.into_iter().for_each(|row| merged.entry(row.key(table.key)).or_default().push(row));
        let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        let mut changes = Changes::default();
        for row in own.own_rows(columns)? {
            let key = row.key(table.key);
            if let Some(before) = seen.insert(key.clone(), row.line) {
                return Err(row.error(format!("the same entry as line {before}: keep one of them")));
            }
            let before = merged.remove(&key);
            match (&before, row.withdraws || row.extends) {
                (Some(_), _) if row.withdraws => changes.withdrawn += 1,
                (Some(_), _) => changes.changed += 1,
                (None, true) => return Err(row.error(not_there(&row, table, columns, &merged, &key))),
                (None, false) => changes.added += 1,
            }
            let rows = match before {
                _ if row.withdraws => continue,
                Some(rows) if row.extends => {
                    rows.iter().map(|r| r.extended(&row, table.lists)).collect::<Result<_, _>>()?
                }
                _ => vec![row],
            };
            merged.insert(key, rows);
        }
        self.changes.insert(table.name, changes);
        Ok(merged.into_values().flatten().collect())
    }

    /// Where `id` stands in a table: the user's own, if it is there, else the embedded one.
    pub(crate) fn place(&self, table: Table, columns: Columns, id: &str) -> (String, usize) {
        let line = |t: Table, rows: Vec<Row>| {
            rows.iter().find(|r| r.names(id)).map(|r| (t.shown.to_owned(), r.line))
        };
        let own = self.own.get(table.name).and_then(|t| line(*t, t.own_rows(columns).unwrap_or_default()));
        own.or_else(|| line(table, table.rows(columns).unwrap_or_default()))
            .unwrap_or_else(|| (table.shown.to_owned(), 0))
    }

    /// A hash over the embedded tables as 16 hex digits; with a plus and a second one where tables are laid over them.
    pub(crate) fn version(&self) -> String {
        let embedded = hash(data::ALL.iter());
        if self.own.is_empty() { embedded } else { format!("{embedded}+{}", hash(self.own.values())) }
    }

    /// What the user's tables do, in words: "people.tsv: 1 added, tenures.tsv: 1 added, 1 changed".
    pub(crate) fn described(&self) -> Option<String> {
        let each = self.changes.iter().map(|(table, c)| {
            let parts = [(c.added, "added"), (c.changed, "changed"), (c.withdrawn, "withdrawn")];
            let parts: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
            format!("{table}: {}", if parts.is_empty() { "no rows".to_owned() } else { parts.join(", ") })
        });
        let all: Vec<String> = each.collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

/// A user's tables by name.
type Own = BTreeMap<&'static str, Table>;

fn in_folder(folder: &Path) -> Result<Own, RegisterError> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>())
        .map_err(|e| unreadable(folder, e))?;
    files.sort();
    let mut own = Own::new();
    for path in files {
        let Some(base) = table_named(&path)? else { continue };
        own.insert(base.name, read_table(&path, base)?);
    }
    if own.is_empty() {
        return Err(RegisterError::Empty { path: folder.display().to_string(), tables: names() });
    }
    Ok(own)
}

/// The file at `path` as one's own table over `base`.
fn read_table(path: &Path, base: Table) -> Result<Table, RegisterError> {
    let bytes = std::fs::read(path).map_err(|e| unreadable(path, e))?;
    // Leaked once a load: entries are kept as `&'static str` everywhere, and a program loads one register.
    let shown: &'static str = path.display().to_string().leak();
    let text: &'static str = String::from_utf8(bytes).map_err(|e| not_text(shown, &e))?.leak();
    Ok(Table { text, shown, ..base })
}

fn unreadable(path: &Path, cause: std::io::Error) -> RegisterError {
    RegisterError::Unreadable { path: path.display().to_string(), cause }
}

fn hash<'a>(tables: impl Iterator<Item = &'a Table>) -> String {
    let mut hash = Xxh3Default::new();
    for table in tables {
        hash.update(table.name.as_bytes());
        hash.update(&[0]);
        hash.update(table.text.as_bytes());
        hash.update(&[0]);
    }
    format!("{:016x}", hash.digest())
}

fn names() -> String {
    data::OPEN.map(|t| t.name).join(", ")
}

/// The table a file is, `None` for files that are none and do not look like one (`README.md`).
fn table_named(path: &Path) -> Result<Option<Table>, RegisterError> {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    if let Some(table) = data::OPEN.iter().find(|t| t.name == name) {
        return Ok(Some(*table));
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let unknown = |hint: String| RegisterError::UnknownTable { path: path.display().to_string(), hint };
    if data::ALL.iter().any(|t| t.name == name) {
        return Err(unknown(
            "PLOVER's tables are a fixed scheme and the same for everybody; take it out".into(),
        ));
    }
    let meant = data::OPEN.iter().find(|t| {
        let base = t.name.trim_end_matches(".tsv");
        distance(&stem.to_lowercase(), base, 2).is_some()
    });
    match (meant, ending.to_lowercase().as_str()) {
        _ if name.starts_with('.') || path.is_dir() => Ok(None),
        (Some(table), "tsv" | "csv" | "txt" | "tab" | "") => {
            Err(unknown(format!("call it {} if it is that, tab-separated", table.name)))
        }
        (None, "tsv") => Err(unknown(format!("tables are {}", names()))),
        _ => Ok(None),
    }
}

fn not_text(shown: &str, error: &std::string::FromUtf8Error) -> TableError {
    let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    let line = good.iter().filter(|b| **b == b'\n').count() + 1;
    let problem = "not UTF-8 text: save the table as UTF-8".to_owned();
    TableError { table: shown.to_owned(), line, problem }
}

/// What to say of a row that changes one there is not.
fn not_there(
    row: &Row,
    table: Table,
    columns: Columns,
    rows: &BTreeMap<Vec<&str>, Vec<Row>>,
    key: &[&str],
) -> String {
    let keyed: Vec<String> = table
        .key
        .iter()
        .zip(key)
        .map(|(&n, cell)| format!("{} '{cell}'", columns.get(n).unwrap_or(&"")))
        .collect();
    let differing = |k: &[&str]| k.iter().zip(key).filter(|(a, b)| a != b).count();
    let alike = |k: &[&str]| match (k, key) {
        ([a], [b]) => distance(a, b, 2).is_some(),
        _ => differing(k) == 1,
    };
    let near = rows.keys().filter(|k| alike(k)).take(3);
    let near: Vec<String> = near.map(|k| format!("'{}'", k.join("' '"))).collect();
    let hint = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(" and ")) };
    let what = if row.extends { "add to" } else { "withdraw" };
    format!("nothing to {what}: no row has {}{hint}", keyed.join(", "))
}

/// Ends open embedded tenures of a sole office where a user's next holder begins.
///
/// An open end says "in office when last checked"; whoever enters a successor has checked later.
pub(crate) fn end_at_successors(
    tenures: Vec<(Tenure, bool)>,
    offices: &BTreeMap<&'static str, Office>,
) -> Vec<Tenure> {
    let sole = |t: &Tenure| offices.get(t.role).is_some_and(|o| o.sole);
    let begins: Vec<Tenure> = tenures
        .iter()
        .filter(|(t, own)| *own && !t.acting && t.from.is_some() && sole(t))
        .map(|(t, _)| t.clone())
        .collect();
    tenures
        .into_iter()
        .map(|(mut t, own)| {
            let same = |b: &&Tenure| {
                (b.of, b.role, b.counterpart) == (t.of, t.role, t.counterpart)
                    && b.person != t.person
                    && b.from > t.from
            };
            if !own && t.to.is_none() && !begins.is_empty() {
                t.to = begins.iter().filter(same).filter_map(|b| b.from).min();
            }
            t
        })
        .collect()
}
