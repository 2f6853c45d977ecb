//! Days and stretches of days, as EDTF writes them.
//!
//! A [`When`] is the first and last day something can have been, and how it is meant: one day, a month, a year, one
//! unknown day of several, or all of them.

use crate::model::{Basis, Date as Dated};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// How a stretch of days is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Form {
    /// The day itself.
    Day,
    /// A month, or a day of it.
    Month,
    /// A year, or a day of it.
    Year,
    /// One unknown day of these: `[a..b]`.
    Within,
    /// All of these: `a/b`.
    Lasting,
}

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct When {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) form: Form,
}

pub(crate) const EARLIEST: Date = date(1, 1, 1);
pub(crate) const LATEST: Date = date(9999, 12, 31);

impl When {
    pub(crate) fn day(day: Date) -> Self {
        Self { from: day, to: day, form: Form::Day }
    }

    /// One unknown day from `from` to `to`; a whole month or year is called so.
    pub(crate) fn within(from: Date, to: Date) -> Self {
        let form = if from == to {
            Form::Day
        } else if from.day() == 1 && to == from.last_of_month() {
            Form::Month
        } else if from.day() == 1 && from.month() == 1 && to == from.last_of_year() {
            Form::Year
        } else {
            Form::Within
        };
        Self { from, to, form }
    }

    pub(crate) fn lasting(from: Date, to: Date) -> Self {
        if from == to { Self::day(from) } else { Self { from, to, form: Form::Lasting } }
    }

    /// Reads a day, month or year of ISO 8601.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('-');
        let year: i16 = numbers.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month: Option<i8> = numbers.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> =
            numbers.next().map(|d| d.get(..2).unwrap_or(d)).map(str::parse).transpose().ok()?;
        match (month, day) {
            (None, _) => {
                let first = Date::new(year, 1, 1).ok()?;
                Some(Self::within(first, first.last_of_year()))
            }
            (Some(m), None) => {
                let first = Date::new(year, m, 1).ok()?;
                Some(Self::within(first, first.last_of_month()))
            }
            (Some(m), Some(d)) => Date::new(year, m, d).ok().map(Self::day),
        }
    }

    pub(crate) fn edtf(self) -> String {
        let end = |d: Date| match d {
            EARLIEST | LATEST => String::new(),
            d => d.to_string(),
        };
        match self.form {
            Form::Day => self.from.to_string(),
            Form::Month => format!("{:04}-{:02}", self.from.year(), self.from.month()),
            Form::Year => format!("{:04}", self.from.year()),
            Form::Within => format!("[{}..{}]", end(self.from), end(self.to)),
            Form::Lasting => format!("{}/{}", self.from, self.to),
        }
    }

    /// What [`When::edtf`] wrote.
    pub(crate) fn read(edtf: &str) -> Option<Self> {
        let day = |s: &str, open: Date| if s.is_empty() { Some(open) } else { s.parse::<Date>().ok() };
        if let Some((from, to)) = edtf.strip_prefix('[').and_then(|e| e.strip_suffix(']')?.split_once("..")) {
            return Some(Self { from: day(from, EARLIEST)?, to: day(to, LATEST)?, form: Form::Within });
        }
        if let Some((from, to)) = edtf.split_once('/') {
            return Some(Self { from: from.parse().ok()?, to: to.parse().ok()?, form: Form::Lasting });
        }
        Self::parse(edtf)
    }

    pub(crate) fn is_day(self) -> bool {
        self.from == self.to
    }

    /// Days it can be.
    pub(crate) fn length(self) -> i32 {
        distance(self.from, self.to) + 1
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    pub(crate) fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days both can be, as one unknown day.
    pub(crate) fn shared(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self::within(self.from.max(other.from), self.to.min(other.to)))
    }

    /// Days between the two; 0 where they touch.
    pub(crate) fn gap(self, other: Self) -> i32 {
        if self.overlaps(other) {
            0
        } else if self.to < other.from {
            distance(self.to, other.from)
        } else {
            distance(other.to, self.from)
        }
    }

    pub(crate) fn dated(self, basis: Vec<Basis>, confidence: f64) -> Dated {
        Dated { edtf: self.edtf(), basis, confidence: (confidence * 100.0).round() / 100.0 }
    }
}

/// Days from `a` to `b`; below zero where `b` is earlier.
pub(crate) fn distance(a: Date, b: Date) -> i32 {
    b.since(a).map_or(0, |s| s.get_days())
}

/// `day` moved by `days`; `day` itself at the ends of the calendar.
pub(crate) fn moved(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_written_as_edtf_and_named_for_what_it_is() {
        let d = date(2023, 6, 18);
        assert_eq!(When::day(d).edtf(), "2023-06-18");
        assert_eq!(When::within(date(2023, 5, 1), date(2023, 5, 31)).edtf(), "2023-05");
        assert_eq!(When::within(date(2022, 1, 1), date(2022, 12, 31)).edtf(), "2022");
        assert_eq!(When::within(d, date(2023, 6, 20)).edtf(), "[2023-06-18..2023-06-20]");
        assert_eq!(When::within(d, LATEST).edtf(), "[2023-06-18..]");
        assert_eq!(When::lasting(d, date(2023, 6, 19)).edtf(), "2023-06-18/2023-06-19");
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        for edtf in [
            "2023-06-18",
            "2023-05",
            "2022",
            "[2023-06-18..2023-06-20]",
            "[..2023-06-18]",
            "2023-06-18/2023-06-19",
        ] {
            assert_eq!(When::read(edtf).map(When::edtf).as_deref(), Some(edtf));
        }
        assert_eq!(When::read("[2023"), None);
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for bad in ["", "about 2020", "2023-13", "2023-02-30", "20230101", "23-01-01"] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
        assert_eq!(When::parse("2016-07-26T10:00:00Z").map(When::edtf).as_deref(), Some("2016-07-26"));
    }

    #[test]
    fn the_gap_between_stretches_counts_the_days_between() {
        let june = When::parse("2023-06").unwrap();
        assert_eq!(june.gap(When::day(date(2023, 7, 2))), 2);
        assert_eq!(june.gap(When::day(date(2023, 6, 2))), 0);
    }
}
