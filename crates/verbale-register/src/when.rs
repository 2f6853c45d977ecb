//! Dates that may be known only to the month or year, and ranges of days.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A date as the tables give it: `2023`, `2023-07` or `2023-07-25`, kept as its first and last possible day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct When {
    /// First day it can be.
    pub first: Date,
    /// Last day it can be.
    pub last: Date,
}

impl When {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else {
            return Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? });
        };
        let first = Date::new(year, digits(month, 2)? as i8, 1).ok()?;
        let Some(day) = parts.next() else { return Some(Self { first, last: first.last_of_month() }) };
        let day = Date::new(year, first.month(), digits(day, 2)? as i8).ok()?;
        parts.next().is_none().then_some(Self { first: day, last: day })
    }

    /// Whether the very day is known.
    pub fn is_day(self) -> bool {
        self.first == self.last
    }
}

fn digits(text: &str, length: usize) -> Option<i16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The days from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl DateRange {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// From one day to another; given the wrong way round, they are swapped.
    pub fn new(a: Date, b: Date) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// The whole of a year, month or day written `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        When::parse(text).map(|w| Self { from: w.first, to: w.last })
    }

    /// Any day at all.
    pub fn ever() -> Self {
        Self { from: date(1, 1, 1), to: date(9999, 12, 31) }
    }

    /// The range made longer by `days` on both sides.
    pub fn widened(self, days: i32) -> Self {
        let back = self.from.checked_sub(days.days()).unwrap_or(self.from);
        let on = self.to.checked_add(days.days()).unwrap_or(self.to);
        Self { from: back, to: on }
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_covers_its_days_and_no_more() {
        let month = When::parse("2024-02").unwrap();
        assert_eq!(month.last, date(2024, 2, 29));
        assert!(!month.is_day());
        assert!(When::parse("2024-02-28").unwrap().is_day());
    }

    #[test]
    fn what_is_no_date_is_none() {
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-2-1", "2024-02-01-01", "about 2020", "٢٠٢٤"]
        {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
    }
}
