//! Pictures drawn on the server: figures in, SVG with a title, a description and the figures as a table out.
//!
//! Colours stand in attributes, so that a saved picture keeps them; on a page the style sheet lays its own over them.

mod accounts;
mod curve;
mod lineage;
mod matrix;
mod months;

pub(crate) use accounts::{Told, accounts};
pub(crate) use curve::curve;
pub(crate) use lineage::{Leaf, lineage};
pub(crate) use matrix::Matrix;
pub(crate) use months::months;

use crate::reply::Reply;
use maud::{Markup, html};

pub(crate) const INK: &str = "#5f5b54";
pub(crate) const RULE: &str = "#cfc9bc";
pub(crate) const ACCENT: &str = "#2b5f8f";
pub(crate) const FOR: &str = "#3d7a5c";
pub(crate) const AGAINST: &str = "#b0503c";

/// A picture and what it shows in figures.
pub(crate) struct Picture {
    pub(crate) title: String,
    /// What one sees, for those who cannot.
    pub(crate) description: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// What is drawn.
    pub(crate) content: Markup,
    /// The figures: a head, then rows.
    pub(crate) head: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Picture {
    /// The drawing as an element of a page.
    pub(crate) fn svg(&self, id: &str) -> Markup {
        html! {
            svg.picture viewBox=(format!("0 0 {} {}", self.width, self.height)) width=(self.width) height=(self.height)
                role="group" aria-labelledby=(format!("{id}-title {id}-description")) xmlns="http://www.w3.org/2000/svg"
                font-family="system-ui, sans-serif" font-size="11" {
                title id=(format!("{id}-title")) { (self.title) }
                desc id=(format!("{id}-description")) { (self.description) }
                (self.content)
            }
        }
    }

    /// The drawing as a file of its own.
    pub(crate) fn file(&self) -> Reply {
        let svg = self.svg("picture").into_string();
        Reply::new(
            "image/svg+xml; charset=utf-8",
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{svg}\n"),
        )
    }

    /// The figures as CSV.
    pub(crate) fn csv(&self) -> Reply {
        let mut out = self.head.join(",") + "\r\n";
        for row in &self.rows {
            out += &row.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",");
            out += "\r\n";
        }
        Reply::new("text/csv; charset=utf-8; header=present", out)
    }

    /// The figures as a table of a page.
    pub(crate) fn table(&self) -> Markup {
        /// A longer table is read as CSV.
        const MOST: usize = 120;
        html! {
            div.scroll tabindex="0" role="region" aria-label=(format!("{}: figures", self.title)) {
                table.figures {
                    thead { tr { @for h in &self.head { th scope="col" { (h) } } } }
                    tbody { @for row in self.rows.iter().take(MOST) { tr { @for c in row { td { (c) } } } } }
                }
                @if self.rows.len() > MOST { p.note { "And " (self.rows.len() - MOST) " more rows in the CSV." } }
            }
        }
    }
}

/// One field of a CSV: quoted where it must be, and never a formula to a spreadsheet.
fn cell(c: &str) -> String {
    let formula = c.starts_with(['=', '+', '@', '\t']) || (c.starts_with('-') && c.parse::<f64>().is_err());
    let c = if formula { format!("'{c}") } else { c.to_owned() };
    if c.contains([',', '"', '\n', '\r']) { format!("\"{}\"", c.replace('"', "\"\"")) } else { c }
}

/// Months in a row, from `2021-11` to `2022-02`; years where there is no month.
pub(crate) fn run_of_months(first: &str, last: &str) -> Vec<String> {
    let number = |m: &str| -> Option<i64> {
        let (year, month) = m.split_once('-').unwrap_or((m, "01"));
        Some(year.parse::<i64>().ok()? * 12 + month.get(..2)?.parse::<i64>().ok()? - 1)
    };
    match (number(first), number(last)) {
        // 300 years are a broken date.
        (Some(a), Some(b)) if (0..3600).contains(&(b - a)) => {
            (a..=b).map(|m| format!("{:04}-{:02}", m.div_euclid(12), m.rem_euclid(12) + 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// A name that fits a label.
pub(crate) fn label(s: &str, letters: usize) -> String {
    let s = crate::words::clean(s);
    if s.chars().count() <= letters { s } else { s.chars().take(letters - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_commas() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-2.5"), "-2.5");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }

    #[test]
    fn months_run_over_the_turn_of_the_year() {
        assert_eq!(run_of_months("2021-11", "2022-02"), ["2021-11", "2021-12", "2022-01", "2022-02"]);
        assert!(run_of_months("0001", "2022-02").is_empty());
        assert!(run_of_months("é", "2022-02").is_empty());
    }
}
