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
    /// The columns, the last ones, that are lists a user's row may add to; all but the first may be left out in his table.
    pub(crate) lists: &'static [usize],
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
    /// Whether it changes the lists of an embedded row.
    pub(crate) extends: bool,
}

impl Table {
    /// The rows, checked to have exactly `columns`.
    pub(crate) fn rows(self, columns: Columns) -> Result<Vec<Row>, TableError> {
        self.read(columns, false)
    }

    /// The rows of a user's table, in which a `-` before the first column withdraws the embedded row of that key, and a
    /// `+`, where the table has lists, adds to it.
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
        let least = if own { self.least(columns) } else { columns.len() };
        let given: Vec<&str> = head.trim_end().split('\t').map(str::trim).collect();
        if given.len() < least || !columns.starts_with(&given) {
            return Err(TableError {
                table: self.shown.to_owned(),
                line,
                problem: wrong_head(head, columns),
            });
        }
        lines.map(|(line, text)| self.row(line, text, columns, own)).collect()
    }

    /// How many columns a user's table has at least.
    fn least(self, columns: Columns) -> usize {
        self.lists.first().map_or(columns.len(), |first| first + 1)
    }

    fn row(self, line: usize, text: &'static str, columns: Columns, own: bool) -> Result<Row, TableError> {
        let mut cells: Vec<_> = text.split('\t').map(str::trim).collect();
        let first = cells.first().copied().unwrap_or("");
        let withdrawn = first.strip_prefix('-').filter(|_| own);
        let extended = first.strip_prefix('+').filter(|_| own && !self.lists.is_empty());
        if let (Some(cell), Some(bare)) = (cells.first_mut(), withdrawn.or(extended)) {
            *cell = bare.trim();
        }
        let (withdraws, extends) = (withdrawn.is_some(), extended.is_some());
        let least = match withdraws {
            // Only the key of a row that is withdrawn matters.
            true => self.key.iter().max().map_or(1, |k| k + 1),
            false if own => self.least(columns),
            false => columns.len(),
        };
        let row = Row { table: self.shown, columns, line, cells, own, withdraws, extends };
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

    /// This row with what `more` adds to the lists in `lists`; an item of `more` that begins with `-` is taken out.
    pub(crate) fn extended(&self, more: &Self, lists: &[usize]) -> Result<Self, TableError> {
        let mut out = Self { cells: self.cells.clone(), table: more.table, line: more.line, ..self.clone() };
        out.cells.resize(out.columns.len(), "");
        let fixed = (0..self.columns.len()).filter(|n| !lists.contains(n));
        if let Some(n) = fixed.into_iter().find(|&n| more.some(n).is_some_and(|t| t != self.text(n))) {
            let column = self.columns.get(n).unwrap_or(&"");
            return Err(more.error(format!("a row with + only changes lists: leave '{column}' empty")));
        }
        for &n in lists {
            let mut items = self.list(n);
            for item in more.list(n) {
                match item.strip_prefix('-').map(str::trim) {
                    None => items.push(item),
                    Some(bare) if items.contains(&bare) => items.retain(|i| *i != bare),
                    Some(bare) => {
                        let column = self.columns.get(n).unwrap_or(&"");
                        return Err(more.error(format!("nothing to take out: no '{bare}' in '{column}'")));
                    }
                }
            }
            // Leaked once a load, as the user's tables are.
            out.cells[n] = items.join("|").leak();
        }
        Ok(out)
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
