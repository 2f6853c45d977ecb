//! The tables' format: tab-separated columns, `#` comments, the first other line names the columns.

use crate::TableError;

/// Names of columns.
pub(crate) type Columns = &'static [&'static str];

/// One table as text.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    /// Its file name, by which a user's table finds the embedded one.
    pub(crate) name: &'static str,
    /// What errors call it: the file name, or the path of a user's file.
    pub(crate) shown: &'static str,
    pub(crate) text: &'static str,
    /// The columns that tell a row from all others.
    pub(crate) key: &'static [usize],
}

/// One line of a table.
#[derive(Clone)]
pub(crate) struct Row {
    table: &'static str,
    columns: Columns,
    pub(crate) line: usize,
    cells: Vec<&'static str>,
    /// Whether a user's table has it.
    pub(crate) own: bool,
    /// Whether it takes an embedded row out.
    pub(crate) withdraws: bool,
}

impl Table {
    /// The rows, checked to have exactly `columns`.
    pub(crate) fn rows(self, columns: Columns) -> Result<Vec<Row>, TableError> {
        self.read(columns, false)
    }

    /// The rows of a user's table, in which a `-` before the first column withdraws the embedded row of that key.
    pub(crate) fn own_rows(self, columns: Columns) -> Result<Vec<Row>, TableError> {
        self.read(columns, true)
    }

    fn read(self, columns: Columns, own: bool) -> Result<Vec<Row>, TableError> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(n, line)| (n + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let (line, head) = lines.next().unwrap_or((1, ""));
        if head.split('\t').map(str::trim).ne(columns.iter().copied()) {
            return Err(TableError {
                table: self.shown.to_owned(),
                line,
                problem: wrong_head(head, columns),
            });
        }
        lines.map(|(line, text)| self.row(line, text, columns, own)).collect()
    }

    fn row(self, line: usize, text: &'static str, columns: Columns, own: bool) -> Result<Row, TableError> {
        let mut cells: Vec<_> = text.split('\t').map(str::trim).collect();
        let mut withdraws = false;
        if own
            && let Some(first) = cells.first_mut()
            && let Some(bare) = first.strip_prefix('-')
        {
            *first = bare.trim();
            withdraws = true;
        }
        // Only the key of a row that is withdrawn matters.
        let least = if withdraws { self.key.iter().max().map_or(1, |k| k + 1) } else { columns.len() };
        let row = Row { table: self.shown, columns, line, cells, own, withdraws };
        match row.cells.len() {
            n if (least..=columns.len()).contains(&n) => Ok(row),
            1 => Err(row.error(format!("no tab in this line: its {least} columns are separated by tabs"))),
            n => Err(row.error(format!(
                "{n} columns, not {}: {} (leave a column empty, do not leave it out)",
                columns.len(),
                columns.join(", ")
            ))),
        }
    }
}

/// What is wrong with the line that names the columns.
fn wrong_head(head: &str, columns: Columns) -> String {
    let given: Vec<&str> = head.split('\t').map(str::trim).collect();
    let should = format!("the first line should name the columns, with tabs between: {}", columns.join(", "));
    let quoted = |names: Vec<&str>| names.iter().map(|n| format!("'{n}'")).collect::<Vec<_>>().join(", ");
    let missing: Vec<&str> = columns.iter().filter(|c| !given.contains(c)).copied().collect();
    let unknown: Vec<&str> =
        given.iter().filter(|g| !g.is_empty() && !columns.contains(g)).take(4).copied().collect();
    match (missing.len(), unknown.len()) {
        (0, 0) => format!("the columns stand in another order; {should}"),
        (n, _) if n == columns.len() => format!("no line that names the columns; {should}"),
        (0, _) => format!("unknown column {}; {should}", quoted(unknown)),
        _ => format!("column {} is missing; {should}", quoted(missing)),
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
        let name = self.columns.get(n).unwrap_or(&"");
        self.some(n).ok_or_else(|| self.error(format!("the column '{name}' is empty: this one is needed")))
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

    /// The number of column `n`, which lies within `bound` of zero; `None` where empty.
    pub(crate) fn degrees(&self, n: usize, bound: f64) -> Result<Option<f64>, TableError> {
        let Some(text) = self.some(n) else { return Ok(None) };
        let number = text.parse::<f64>().ok().filter(|d| d.abs() <= bound);
        let wrong = || self.error(format!("'{text}' should be degrees from -{bound} to {bound}, as 48.86"));
        number.map(Some).ok_or_else(wrong)
    }

    /// What tells it from all others.
    pub(crate) fn key(&self, columns: &[usize]) -> Vec<&'static str> {
        columns.iter().map(|&n| self.text(n)).collect()
    }

    /// Whether a cell, or an item of a list in one, is `word`.
    pub(crate) fn names(&self, word: &str) -> bool {
        self.cells.iter().any(|c| *c == word || c.split('|').any(|item| item.trim() == word))
    }

    pub(crate) fn error(&self, problem: impl Into<String>) -> TableError {
        TableError { table: self.table.to_owned(), line: self.line, problem: problem.into() }
    }
}
