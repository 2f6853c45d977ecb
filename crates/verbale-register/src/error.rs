//! What can be wrong with a table, or with a folder of them.

/// A line of a table that cannot be read, or an entry that refers to one that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {problem}")]
pub struct TableError {
    /// File name of the table; of a user's own, its path.
    pub table: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub problem: String,
}

/// Why a user's register cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The folder or a file cannot be read.
    #[error("{path}: {cause}: give register tables that can be read")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file that looks like a table and is none.
    #[error("{path} is no table of the register: {hint}")]
    UnknownTable {
        /// Which.
        path: String,
        /// What to do.
        hint: String,
    },
    /// Nothing in it.
    #[error("{path} holds no register table: put one or more of {tables} in it")]
    Empty {
        /// The folder.
        path: String,
        /// The names of tables.
        tables: String,
    },
    /// The same table given in two places.
    #[error("{path} and {other} are both the table of issues: keep one of them")]
    Twice {
        /// One.
        path: String,
        /// The other.
        other: String,
    },
    /// A table has a fault.
    #[error(transparent)]
    Table(#[from] TableError),
}
