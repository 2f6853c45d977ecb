//! Open connections to the record file, and one consistent look at it a request.

use crate::reply::Trouble;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};
use verbale_record::store::Store;

/// Of a connection's cache, in KiB: the upper levels of the indexes fit.
const CACHE: i64 = 8 * 1024;
/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;
/// Idle connections kept.
const KEPT: usize = 8;
/// An idle connection older than this is closed, so that a build can end its write-ahead log.
const IDLE: Duration = Duration::from_secs(5);

/// The file, by what tells one file from another at the same path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    created: Option<SystemTime>,
}

impl Identity {
    fn of(path: &Path) -> Option<Self> {
        let meta = std::fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self { inode: (meta.dev(), meta.ino()) })
        }
        #[cfg(not(unix))]
        Some(Self { created: meta.created().ok() })
    }
}

/// Connections to one record file, reopened when another file took its place.
#[derive(Debug)]
pub(crate) struct Pool {
    path: PathBuf,
    limit: Duration,
    idle: Mutex<Vec<(Identity, Instant, Connection)>>,
}

impl Pool {
    /// For the record at `path`; a request may take `limit`.
    pub(crate) fn new(path: &Path, limit: Duration) -> Self {
        Self { path: path.to_path_buf(), limit, idle: Mutex::new(Vec::new()) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// When the file was last written: for feeds, which must say when they changed.
    pub(crate) fn written(&self) -> Option<SystemTime> {
        std::fs::metadata(&self.path).ok()?.modified().ok()
    }

    /// Runs `work` inside one read transaction: all it reads is of one state of the record.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let (identity, mut connection) = self.take()?;
        let deadline = Instant::now() + self.limit;
        connection.progress_handler(STEPS, Some(move || Instant::now() > deadline))?;
        connection.execute_batch("BEGIN")?;
        let result = work(&connection);
        // Whatever went wrong inside, the transaction only read.
        if connection.execute_batch("ROLLBACK").is_ok() && !matches!(result, Err(Trouble::Sqlite(_))) {
            self.give_back(identity, connection);
        }
        result
    }

    fn take(&self) -> Result<(Option<Identity>, Connection), Trouble> {
        let now = Identity::of(&self.path);
        let mut idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        idle.retain(|(identity, _, _)| Some(*identity) == now);
        let kept = idle.pop();
        drop(idle);
        match kept {
            Some((identity, _, connection)) => Ok((Some(identity), connection)),
            None => Ok((now, self.open()?)),
        }
    }

    fn open(&self) -> Result<Connection, Trouble> {
        let connection = Store::open(&self.path)?.into_reader()?;
        connection.set_prepared_statement_cache_capacity(128);
        connection.pragma_update(None, "cache_size", -CACHE)?;
        connection.busy_timeout(Duration::from_secs(2))?;
        Ok(connection)
    }

    fn give_back(&self, identity: Option<Identity>, connection: Connection) {
        let Some(identity) = identity else { return };
        let mut idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push((identity, Instant::now(), connection));
        }
    }

    /// Closes connections nobody has used for a while.
    pub(crate) fn rest(&self) {
        let mut idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        idle.retain(|(_, since, _)| since.elapsed() < IDLE);
    }
}
