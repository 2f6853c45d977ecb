//! Who took which stance, or on what, over time: rows by periods, in each cell how often for, neither and against.

use super::{ACCENT, AGAINST, FOR, INK, Picture, RULE, label, run_of_months};
use crate::read::Stand;
use crate::words;
use maud::{Markup, html};
use std::collections::BTreeMap;

const LABEL: f64 = 150.0;
const CELL: f64 = 34.0;
const ROW: f64 = 26.0;
const TOP: f64 = 20.0;
/// More columns than these are drawn by longer periods.
const COLUMNS: usize = 16;

/// How often: for, neither, against.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) with: u64,
    pub(crate) neither: u64,
    pub(crate) against: u64,
    /// By stance.
    pub(crate) stances: BTreeMap<String, u64>,
}

/// Rows by periods.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    /// Ids of the rows, the one with most first.
    pub(crate) rows: Vec<String>,
    /// Periods: `2021-07`, `2021-Q3`, `2021`, or empty for the undated.
    pub(crate) columns: Vec<String>,
    pub(crate) cells: BTreeMap<(String, String), Cell>,
}

/// A stance that opposes, supports, or does neither.
fn side(stance: &str) -> i8 {
    match stance {
        "agree" | "praise" | "promise" | "hope" => 1,
        "accuse" | "criticise" | "deny" | "demand" | "warn" | "concern" => -1,
        _ => 0,
    }
}

impl Cell {
    pub(crate) fn total(&self) -> u64 {
        self.with + self.neither + self.against
    }

    fn add(&mut self, stance: &str, n: u64) {
        match side(stance) {
            1 => self.with += n,
            -1 => self.against += n,
            _ => self.neither += n,
        }
        *self.stances.entry(stance.to_owned()).or_default() += n;
    }

    /// "4: demand 2, assert 1, warn 1"
    pub(crate) fn words(&self) -> String {
        let mut by_number: Vec<_> = self.stances.iter().collect();
        by_number.sort_by_key(|(stance, n)| (std::cmp::Reverse(**n), (*stance).clone()));
        let each: Vec<_> = by_number.iter().map(|(stance, n)| format!("{stance} {n}")).collect();
        format!("{}: {}", self.total(), each.join(", "))
    }
}

impl Matrix {
    /// From counts by month; periods grow until they fit.
    pub(crate) fn new(stands: &[Stand]) -> Self {
        let dated: Vec<&str> = stands.iter().map(|s| s.month.as_str()).filter(|m| m.len() >= 4).collect();
        let run = match (dated.iter().min(), dated.iter().max()) {
            (Some(first), Some(last)) => run_of_months(first, last),
            _ => Vec::new(),
        };
        let known = stands.iter().all(|s| s.month.is_empty() || s.month.len() == 7);
        let period: fn(&str) -> String = match run.len() {
            n if n <= COLUMNS && known => str::to_owned,
            n if n <= COLUMNS * 3 && known => quarter,
            _ => |m| m.get(..4).unwrap_or("").to_owned(),
        };
        let mut matrix = Self::default();
        let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
        for s in stands {
            matrix.cells.entry((s.row.clone(), period(&s.month))).or_default().add(&s.stance, s.n);
            *totals.entry(&s.row).or_default() += s.n;
        }
        let mut rows: Vec<_> = totals.into_iter().collect();
        rows.sort_by_key(|(row, n)| (std::cmp::Reverse(*n), *row));
        matrix.rows = rows.into_iter().map(|(row, _)| row.to_owned()).collect();
        let mut columns: Vec<_> = matrix.cells.keys().map(|(_, c)| c.clone()).collect();
        columns.sort();
        columns.dedup();
        // The latest periods, if there are still too many.
        matrix.columns = columns.split_off(columns.len().saturating_sub(COLUMNS + 4));
        matrix
    }

    pub(crate) fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        self.cells.get(&(row.to_owned(), column.to_owned()))
    }

    /// First and last month of a period.
    pub(crate) fn bounds(column: &str) -> (String, String) {
        match column.split_once("-Q") {
            Some((year, quarter)) => {
                let q: u32 = quarter.parse().unwrap_or(1);
                (format!("{year}-{:02}", q * 3 - 2), format!("{year}-{:02}", q * 3))
            }
            None => (column.to_owned(), column.to_owned()),
        }
    }

    /// Drawn, with a name for each row and a link for each cell.
    pub(crate) fn picture(
        &self,
        title: String,
        row_name: &dyn Fn(&str) -> String,
        link: &dyn Fn(&str, &str) -> String,
    ) -> Option<Picture> {
        if self.rows.is_empty() {
            return None;
        }
        let width = LABEL + CELL * self.columns.len() as f64;
        let height = TOP + ROW * self.rows.len() as f64 + 24.0;
        let most = self.cells.values().map(Cell::total).max().unwrap_or(1).max(1);
        let content = html! {
            @for (n, column) in self.columns.iter().enumerate() {
                text.axis x=(LABEL + CELL * (n as f64 + 0.5)) y="12" fill=(INK) text-anchor="middle" font-size="9" { (heading(column)) }
            }
            @for (r, row) in self.rows.iter().enumerate() {
                @let y = TOP + ROW * r as f64;
                line.rule x1="0" x2=(width) y1=(y) y2=(y) stroke=(RULE) stroke-width="0.5" {}
                text.label x="0" y=(y + 17.0) fill=(INK) { (label(&row_name(row), 24)) }
                @for (n, column) in self.columns.iter().enumerate() {
                    @if let Some(cell) = self.cell(row, column) {
                        a href=(link(row, column)) {
                            title { (row_name(row)) ", " (heading(column)) " — " (cell.words()) }
                            (drawn(cell, most, LABEL + CELL * n as f64, y))
                        }
                    }
                }
            }
            (legend(height - 8.0))
        };
        let rows = self.rows.iter().flat_map(|row| {
            self.columns.iter().filter_map(move |column| {
                let cell = self.cell(row, column)?;
                Some((row, column, cell))
            })
        });
        Some(Picture {
            description: format!(
                "{} by {}. Each cell counts statements: supporting, neither, opposing. {}",
                words::count(self.rows.len() as u64, "row", "rows"),
                words::count(self.columns.len() as u64, "period", "periods"),
                self.loudest(row_name)
            ),
            title,
            width: width.max(360.0) as u32,
            height: height as u32,
            content,
            head: vec!["who or what", "period", "supporting", "neither", "opposing", "stances"],
            rows: rows
                .map(|(row, column, c)| {
                    let figures = [c.with, c.neither, c.against].map(|n| n.to_string());
                    let head = [row_name(row), heading(column)];
                    head.into_iter().chain(figures).chain([c.words()]).collect()
                })
                .collect(),
        })
    }

    fn loudest(&self, row_name: &dyn Fn(&str) -> String) -> String {
        self.rows.first().map_or_else(String::new, |r| format!("Most: {}.", row_name(r)))
    }
}

fn quarter(month: &str) -> String {
    let n: u32 = month.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(1);
    month.get(..4).map_or_else(String::new, |year| format!("{year}-Q{}", n.div_ceil(3)))
}

fn heading(column: &str) -> String {
    if column.is_empty() { "?".to_owned() } else { column.to_owned() }
}

/// A bar as wide as the cell counts much, in up to three parts, and the number.
fn drawn(cell: &Cell, most: u64, x: f64, y: f64) -> Markup {
    let whole = (cell.total() as f64 / most as f64).sqrt().max(0.2) * (CELL - 6.0);
    let part = |n: u64| whole * n as f64 / cell.total().max(1) as f64;
    let (a, b, c) = (part(cell.with), part(cell.neither), part(cell.against));
    let left = x + (CELL - whole) / 2.0;
    let round = super::months::round;
    html! {
        rect.hit x=(x) y=(y) width=(CELL) height=(ROW) fill="transparent" {}
        @if a > 0.0 { rect.for x=(round(left)) y=(y + 16.0) width=(round(a)) height="6" fill=(FOR) {} }
        @if b > 0.0 { rect.neither x=(round(left + a)) y=(y + 16.0) width=(round(b)) height="6" fill=(ACCENT) {} }
        @if c > 0.0 { rect.against x=(round(left + a + b)) y=(y + 16.0) width=(round(c)) height="6" fill=(AGAINST) {} }
        text.number x=(x + CELL / 2.0) y=(y + 12.0) fill=(INK) text-anchor="middle" font-size="10" { (cell.total()) }
    }
}

fn legend(y: f64) -> Markup {
    let each = [(FOR, "for", "supporting"), (ACCENT, "neither", "neither"), (AGAINST, "against", "opposing")];
    html! {
        @for (n, (colour, class, words)) in each.into_iter().enumerate() {
            @let x = n as f64 * 84.0;
            rect class=(class) x=(x) y=(y - 7.0) width="8" height="8" fill=(colour) {}
            text.axis x=(x + 12.0) y=(y) fill=(INK) { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(row: &str, month: &str, stance: &str, n: u64) -> Stand {
        Stand { row: row.into(), month: month.into(), stance: stance.into(), n }
    }

    #[test]
    fn a_year_of_months_stays_months_and_a_decade_becomes_years() {
        let short = Matrix::new(&[stand("CHN", "2021-01", "warn", 1), stand("USA", "2021-12", "assert", 3)]);
        assert_eq!(short.columns, ["2021-01", "2021-12"]);
        assert_eq!(short.rows, ["USA", "CHN"], "the one who spoke most comes first");
        let long = Matrix::new(&[stand("CHN", "2011-01", "warn", 1), stand("CHN", "2021-12", "agree", 2)]);
        assert_eq!(long.columns, ["2011", "2021"]);
        assert_eq!(Matrix::bounds("2021-Q3"), ("2021-07".to_owned(), "2021-09".to_owned()));
    }

    #[test]
    fn a_cell_says_how_often_which_stance_was_taken() {
        let m = Matrix::new(&[
            stand("CHN", "2021-01", "warn", 1),
            stand("CHN", "2021-01", "demand", 2),
            stand("CHN", "2021-01", "agree", 1),
        ]);
        let cell = m.cell("CHN", "2021-01").unwrap();
        assert_eq!((cell.with, cell.neither, cell.against), (1, 0, 3));
        assert_eq!(cell.words(), "4: demand 2, agree 1, warn 1");
    }
}
