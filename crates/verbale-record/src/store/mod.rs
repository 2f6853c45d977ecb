//! The record file: one SQLite database.
//!
//! `reading` rows are added as articles are read and committed in batches; what they change in the record is written in
//! one transaction at the end ([`making`]). A build killed at any moment therefore leaves the last whole record, plus readings
//! that the next build need not do again. A file that does not exist yet, or is built anew, grows beside its
//! place under the name `FILE.partial` until it is whole.

mod derived;
mod facets;
mod making;
mod putting;
mod renewing;

pub use making::Counts;

use crate::model::{Record, SetAside};
use crate::{Entry, FORMAT};
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use xxhash_rust::xxh3::xxh3_64;

/// "VBLE", in the header's application id: tells `file` and other tools what this is.
const APPLICATION_ID: i32 = 0x5642_4C45;

/// Pages of a file kept at hand while it is built, in KiB.
const CACHE: i64 = 256 * 1024;

/// What can go wrong with a record file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no record at {0}: make one with `verbale build INPUT… -o {0}`")]
    Missing(String),
    /// It is some other file.
    #[error("{0} is not a Verbale record: give the file that `verbale build … -o FILE` wrote")]
    NotARecord(String),
    /// It is a record of another format.
    #[error(
        "{path} has record format {found}, this program reads format {FORMAT}: build it anew with `--fresh`"
    )]
    Format {
        /// The file.
        path: String,
        /// Its format.
        found: i64,
    },
    /// The first build was interrupted.
    #[error("{0} holds no finished record: run the same `verbale build` again, it goes on where it stopped")]
    Unfinished(String),
    /// It was written before records had lists for readers.
    #[error("{0} was written by an older program: run `verbale rebuild {0}` once")]
    Unlisted(String),
    /// Somebody else writes to it.
    #[error("{0} is being written by another program: wait until it is done, then try again")]
    Busy(String),
    /// Anything else SQLite says.
    #[error("{path}: {cause}. Check that its folder exists and may be written, and that the disk has room")]
    Sqlite {
        /// The file.
        path: String,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
    /// A stored entry is damaged.
    #[error("{path}: a stored entry cannot be read ({cause}): build the record anew with `--fresh`")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong.
        cause: String,
    },
    /// The file system says no.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: String,
        /// What it says.
        cause: std::io::Error,
    },
}

/// A record file, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The file the user named.
    path: PathBuf,
    /// Where it grows until it is whole, if not in place.
    partial: Option<PathBuf>,
}

impl Store {
    /// Opens a whole record for reading.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            let name = path.display().to_string();
            let begun = partial_path(path).exists();
            return Err(if begun { StoreError::Unfinished(name) } else { StoreError::Missing(name) });
        }
        not_a_folder(path)?;
        let connection = open_to_read(path).map_err(|e| sqlite(path, e))?;
        let store = Self { connection, path: path.to_path_buf(), partial: None };
        store.check_header()?;
        store.connection.pragma_update(None, "query_only", true).map_err(|e| sqlite(path, e))?;
        if store.meta("built")?.is_none() {
            return Err(StoreError::Unfinished(path.display().to_string()));
        }
        Ok(store)
    }

    /// The file itself, to be queried only; for readers that do not want the whole record at once.
    pub fn into_reader(self) -> Result<Connection, StoreError> {
        let listed = self.connection.query_row("SELECT EXISTS (SELECT 1 FROM listing)", [], |_| Ok(()));
        match listed {
            Ok(()) => Ok(self.connection),
            Err(rusqlite::Error::SqliteFailure(..)) => Err(StoreError::Unlisted(self.name())),
            Err(e) => Err(sqlite(&self.path, e)),
        }
    }

    /// Opens a record to add to: the file itself where it exists, else (or with `fresh`) one that grows beside it.
    pub fn build(path: &Path, fresh: bool) -> Result<Self, StoreError> {
        not_a_folder(path)?;
        let partial = partial_path(path);
        if fresh && path.exists() {
            // Replacing what is no record would destroy somebody's file.
            Self::open_in(path, path, None)?;
        }
        if fresh || path.exists() {
            remove_database(&partial)?;
        }
        if path.exists() && !fresh {
            return Self::open_in(path, path, None);
        }
        match Self::open_in(&partial, path, Some(partial.clone())) {
            Err(StoreError::NotARecord(_) | StoreError::Format { .. }) => {
                remove_database(&partial)?;
                Self::open_in(&partial, path, Some(partial.clone()))
            }
            other => other,
        }
    }

    /// Opens a record that is there, to add to or to make anew.
    pub fn add_to(path: &Path) -> Result<Self, StoreError> {
        Self::open(path)?;
        Self::open_in(path, path, None)
    }

    fn open_in(at: &Path, path: &Path, partial: Option<PathBuf>) -> Result<Self, StoreError> {
        let is_new = !at.exists();
        let connection = Connection::open(at).map_err(|e| sqlite(path, e))?;
        connection.busy_timeout(Duration::from_secs(10)).map_err(|e| sqlite(path, e))?;
        let store = Self { connection, path: path.to_path_buf(), partial };
        if !is_new {
            store.check_header()?;
        }
        store.prepare(is_new).map_err(|e| sqlite(path, e))?;
        Ok(store)
    }

    fn prepare(&self, is_new: bool) -> rusqlite::Result<()> {
        if is_new {
            self.connection.execute_batch(&format!(
                "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT};\n{}\nCOMMIT;",
                include_str!("schema.sql")
            ))?;
        }
        self.connection.execute_batch(include_str!("facets.sql"))?;
        // Rows that refer to one another are written table by table; what refers to what is settled before.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        self.connection.pragma_update(None, "journal_mode", "wal")?;
        // Room for what one build changes: with SQLite's own two megabytes pages are written out and read again.
        self.connection.pragma_update(None, "cache_size", -CACHE)?;
        self.connection.pragma_update(None, "synchronous", "normal")
    }

    fn check_header(&self) -> Result<(), StoreError> {
        let name = self.path.display().to_string();
        let pragma = |p: &str| self.connection.pragma_query_value(None, p, |r| r.get::<_, i64>(0));
        let id = pragma("application_id").map_err(|e| match e.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotARecord(name.clone()),
            _ => sqlite(&self.path, e),
        })?;
        if id != i64::from(APPLICATION_ID) {
            return Err(StoreError::NotARecord(name));
        }
        let found = pragma("user_version").map_err(|e| sqlite(&self.path, e))?;
        if found != i64::from(FORMAT) {
            return Err(StoreError::Format { path: name, found });
        }
        Ok(())
    }

    fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let found = self.connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0));
        found.optional().map_err(|e| sqlite(&self.path, e))
    }

    /// The articles already read, by id, with what made their findings.
    pub fn known(&self) -> Result<BTreeMap<String, String>, StoreError> {
        self.rows("SELECT id, extractor FROM reading", |r| Ok((r.get(0)?, r.get(1)?)))
            .map(|rows| rows.into_iter().collect())
    }

    /// Articles whose findings another extractor made.
    pub fn outdated(&self, extractor: &str) -> Result<Vec<verbale_article::Article>, StoreError> {
        let mut query = self
            .connection
            .prepare("SELECT article FROM reading WHERE extractor <> ?1 ORDER BY id")
            .map_err(|e| sqlite(&self.path, e))?;
        let rows =
            query.query_map([extractor], |r| r.get::<_, String>(0)).map_err(|e| sqlite(&self.path, e))?;
        let mut out = Vec::new();
        for row in rows {
            out.push(self.parse(&row.map_err(|e| sqlite(&self.path, e))?)?);
        }
        Ok(out)
    }

    /// Adds a batch of readings, and sources set aside, in one transaction. A source read again replaces what it
    /// gave before. Returns how many were replaced.
    pub fn add(
        &mut self,
        extractor: &str,
        batch: &[Entry],
        set_aside: &[SetAside],
    ) -> Result<usize, StoreError> {
        let path = self.path.clone();
        self.add_rows(extractor, batch, set_aside).map_err(|e| sqlite(&path, e))
    }

    fn add_rows(
        &mut self,
        extractor: &str,
        batch: &[Entry],
        set_aside: &[SetAside],
    ) -> rusqlite::Result<usize> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut replaced = 0;
        {
            let mut drop_source =
                transaction.prepare_cached("DELETE FROM reading WHERE source = ?1 AND id <> ?2")?;
            let mut insert =
                transaction.prepare_cached("INSERT OR REPLACE INTO reading VALUES (?1, ?2, ?3, ?4, ?5)")?;
            let mut readable = transaction.prepare_cached("DELETE FROM set_aside WHERE source = ?1")?;
            let mut aside = transaction.prepare_cached("INSERT OR REPLACE INTO set_aside VALUES (?1, ?2)")?;
            for entry in batch {
                let article = &entry.article;
                making::drop_trace(&transaction, derived::ord(&article.id))?;
                // What came through standard input has no name that a newer version could share.
                if !article.source.starts_with('-') {
                    replaced += drop_source.execute([&article.source, &article.id])?;
                }
                readable.execute([&article.source])?;
                insert.execute(params![
                    article.id,
                    article.source,
                    extractor,
                    json(article),
                    json(&entry.findings)
                ])?;
            }
            for s in set_aside {
                aside.execute([&s.source, &s.reason])?;
            }
        }
        transaction.commit()?;
        Ok(replaced)
    }

    /// Whether nothing was ever read into it.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        let any =
            self.connection.query_row("SELECT EXISTS (SELECT 1 FROM reading)", [], |r| r.get::<_, bool>(0));
        any.map(|any| !any).map_err(|e| sqlite(&self.path, e))
    }

    /// Gives up a record that grew beside its place; one in place stays as it is.
    pub fn discard(self) -> Result<(), StoreError> {
        let Self { connection, partial, .. } = self;
        drop(connection);
        partial.map_or(Ok(()), |p| remove_database(&p))
    }

    /// Puts a record that grew beside its place into it, and closes the file.
    pub fn close(self) -> Result<(), StoreError> {
        let Self { connection, path, partial } = self;
        let checkpoint = connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        checkpoint.map_err(|e| sqlite(&path, e))?;
        // Without a write-ahead log the file can be read where nothing can be written. A reader may forbid it; no matter.
        let _ = connection.pragma_update(None, "journal_mode", "delete");
        let Some(partial) = partial else { return Ok(()) };
        if path.exists() {
            // Readers may have the old file open with its write-ahead log: copy inside SQLite, which respects both.
            let mut old = Connection::open(&path).map_err(|e| sqlite(&path, e))?;
            let backup =
                rusqlite::backup::Backup::new(&connection, &mut old).map_err(|e| sqlite(&path, e))?;
            backup.step(-1).map_err(|e| sqlite(&path, e))?;
            drop(backup);
            drop(connection);
            remove_database(&partial)
        } else {
            connection.close().map_err(|(_, e)| sqlite(&path, e))?;
            std::fs::rename(&partial, &path).map_err(|e| io(&path, e))
        }
    }

    /// All readings, by id.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let rows = self.rows("SELECT article, findings FROM reading ORDER BY id", |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))
        })?;
        rows.iter().map(|(a, f)| Ok(Entry { article: self.parse(a)?, findings: self.parse(f)? })).collect()
    }

    /// The whole record.
    pub fn record(&self) -> Result<Record, StoreError> {
        let about =
            self.meta("record")?.ok_or_else(|| StoreError::Unfinished(self.path.display().to_string()))?;
        let mut record = Record {
            record: self.parse(&about)?,
            articles: self.table("article")?,
            actors: self.table("actor")?,
            encounters: self.table("encounter")?,
            statements: self.table("statement")?,
            demands: self.table("demand")?,
            positions: self.table("position")?,
            events: self.table("event")?,
            stories: self.table("story")?,
            comparisons: self.table("comparison")?,
        };
        record.sort();
        Ok(record)
    }

    fn table<T: serde::de::DeserializeOwned>(&self, table: &str) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(&format!("SELECT entry FROM {table}"), |r| r.get::<_, String>(0))?;
        rows.iter().map(|row| self.parse(row)).collect()
    }

    fn rows<T>(
        &self,
        sql: &str,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let all =
            || -> rusqlite::Result<Vec<T>> { self.connection.prepare(sql)?.query_map([], row)?.collect() };
        all().map_err(|e| sqlite(&self.path, e))
    }

    fn parse<T: serde::de::DeserializeOwned>(&self, text: &str) -> Result<T, StoreError> {
        self.file().parse(text)
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn file(&self) -> File<'_> {
        File(&self.path)
    }
}

/// The file by its name, for what is read of it on other threads than the connection's.
#[derive(Clone, Copy)]
struct File<'p>(&'p Path);

impl File<'_> {
    fn parse<T: serde::de::DeserializeOwned>(self, text: &str) -> Result<T, StoreError> {
        let path = || self.0.display().to_string();
        serde_json::from_str(text)
            .map_err(|cause| StoreError::Damaged { path: path(), cause: cause.to_string() })
    }

    /// A stored article and findings, with a number made of both.
    fn entry(self, (article, findings): &(String, String)) -> Result<(Entry, u64), StoreError> {
        let print = xxh3_64(article.as_bytes()) ^ xxh3_64(findings.as_bytes()).rotate_left(1);
        Ok((Entry { article: self.parse(article)?, findings: self.parse(findings)? }, print))
    }

    fn unpacked<T: serde::de::DeserializeOwned>(self, bytes: &[u8]) -> Result<T, StoreError> {
        let path = || self.0.display().to_string();
        postcard::from_bytes(bytes)
            .map_err(|cause| StoreError::Damaged { path: path(), cause: cause.to_string() })
    }
}

fn not_a_folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() { Err(StoreError::NotARecord(path.display().to_string())) } else { Ok(()) }
}

/// Opens a file that may lie where nothing can be written: on such a medium SQLite is told that nobody else writes.
fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let readable = |flags: OpenFlags, name: &Path| -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_query_value(None, "schema_version", |r| r.get::<_, i64>(0))?;
        Ok(connection)
    };
    let first = readable(OpenFlags::SQLITE_OPEN_READ_WRITE, path)
        .or_else(|_| readable(OpenFlags::SQLITE_OPEN_READ_ONLY, path));
    first.or_else(|e| {
        let denied = matches!(
            e.sqlite_error_code(),
            Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen)
        );
        let Some(absolute) = path.canonicalize().ok().filter(|_| denied) else { return Err(e) };
        let escaped =
            absolute.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let address = PathBuf::from(format!("file:{escaped}?immutable=1"));
        readable(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI, &address)
    })
}

/// `FILE.partial`, where a new record grows.
fn partial_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".partial");
    PathBuf::from(name)
}

fn remove_database(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_os_string();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(io(path, e)),
            _ => {}
        }
    }
    Ok(())
}

/// JSON of a value of our own types, which always serialises.
fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn io(path: &Path, cause: std::io::Error) -> StoreError {
    StoreError::Io { path: path.display().to_string(), cause }
}

fn sqlite(path: &Path, cause: rusqlite::Error) -> StoreError {
    let name = path.display().to_string();
    match cause.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            StoreError::Busy(name)
        }
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotARecord(name),
        _ => StoreError::Sqlite { path: name, cause },
    }
}
