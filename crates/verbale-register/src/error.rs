//! What can be wrong with a table.

/// A line of a table that cannot be read, or an entry that refers to one that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {problem}")]
pub struct TableError {
    /// File name of the table.
    pub table: &'static str,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}
