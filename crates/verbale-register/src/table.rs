//! The tables' format: tab-separated columns, `#` comments, the first other line names the columns.

use crate::TableError;

/// One table as text, with the name it is reported under.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// One line of a table.
#[derive(Clone)]
pub(crate) struct Row {
    table: &'static str,
    pub(crate) line: usize,
    cells: Vec<&'static str>,
}

impl Table {
    /// The rows, checked to have exactly `columns`.
    pub(crate) fn rows(self, columns: &[&str]) -> Result<Vec<Row>, TableError> {
        let mut lines = self
            .text
            .lines()
            .enumerate()
            .map(|(n, line)| (n + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (line, head) = lines.next().unwrap_or((1, ""));
        if head.split('\t').ne(columns.iter().copied()) {
            let problem = format!("columns should be {}", columns.join(", "));
            return Err(TableError { table: self.name, line, problem });
        }
        lines
            .map(|(line, text)| {
                let cells: Vec<_> = text.split('\t').map(str::trim).collect();
                let row = Row { table: self.name, line, cells };
                match row.cells.len() {
                    n if n == columns.len() => Ok(row),
                    n => Err(row.error(format!("{n} columns, not {}", columns.len()))),
                }
            })
            .collect()
    }
}

impl Row {
    /// The text of column `n`; empty where there is none.
    pub(crate) fn text(&self, n: usize) -> &'static str {
        self.cells.get(n).copied().unwrap_or("")
    }

    /// The text of column `n`, `None` where empty.
    pub(crate) fn some(&self, n: usize) -> Option<&'static str> {
        Some(self.text(n)).filter(|t| !t.is_empty())
    }

    /// The text of column `n`, which may not be empty.
    pub(crate) fn needed(&self, n: usize) -> Result<&'static str, TableError> {
        self.some(n).ok_or_else(|| self.error(format!("column {} is empty", n + 1)))
    }

    /// The items of a `|`-separated list in column `n`.
    pub(crate) fn list(&self, n: usize) -> Vec<&'static str> {
        self.text(n).split('|').map(str::trim).filter(|t| !t.is_empty()).collect()
    }

    /// Whether column `n` says yes (`1`) or no (empty or `0`).
    pub(crate) fn flag(&self, n: usize) -> Result<bool, TableError> {
        match self.text(n) {
            "1" => Ok(true),
            "" | "0" => Ok(false),
            other => Err(self.error(format!("'{other}' should be 1 or empty"))),
        }
    }

    pub(crate) fn error(&self, problem: impl Into<String>) -> TableError {
        TableError { table: self.table, line: self.line, problem: problem.into() }
    }
}
