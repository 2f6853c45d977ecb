//! The inverse of resolution, for dating articles: what an expression says about the day it was written.
//!
//! "Monday, July 26" holds in few years; "on Monday" was written within a week of a Monday.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::calendar::{date, distance, weekday_of};
use crate::expression::{Part, TimeExpression, TimeValue, Weekday, YearRef};

/// What an expression fixes of the day it names; `None` leaves that field open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Constraints {
    /// Year.
    pub year: Option<i16>,
    /// Month.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Day of the week.
    pub weekday: Option<Weekday>,
}

/// News calls a day by its weekday within this many days.
const WEEKDAY_REACH: i64 = 7;

impl Constraints {
    /// Whether the named day can be `day`.
    pub fn hold(&self, day: Date) -> bool {
        self.year.is_none_or(|y| y == day.year())
            && self.month.is_none_or(|m| m == day.month())
            && self.day.is_none_or(|d| d == day.day())
            && self.weekday.is_none_or(|w| w.iso() == weekday_of(day))
    }

    /// Whether nothing is fixed.
    pub fn is_empty(&self) -> bool {
        *self == Constraints::default()
    }

    /// The days of `years` the expression can name.
    pub fn named_days(&self, years: RangeInclusive<i16>) -> Vec<Date> {
        let years = self
            .year
            .map_or(years.clone(), |y| if years.contains(&y) { y..=y } else { RangeInclusive::new(1, 0) });
        let mut out = Vec::new();
        for year in years {
            for month in self.month.map_or(1..=12, |m| m..=m) {
                for day in self.day.map_or(1..=31, |d| d..=d) {
                    out.extend(date(year.into(), month, day).filter(|d| self.hold(*d)));
                }
            }
        }
        out
    }

    /// Whether an article written on `publication` would use these words: a weekday given with its day of the
    /// month lies within a week of it.
    pub fn admits(&self, publication: Date) -> bool {
        if self.weekday.is_none() || self.day.is_none() {
            return true;
        }
        let year = publication.year();
        self.named_days(year - 1..=year + 1).iter().any(|d| distance(*d, publication).abs() <= WEEKDAY_REACH)
    }
}

/// What an expression fixes of the day it names.
pub fn constrain(expression: &TimeExpression) -> Constraints {
    let TimeValue::Calendar(value) = &expression.value else { return Constraints::default() };
    let mut out = Constraints { weekday: value.weekday, ..Constraints::default() };
    if let Some(YearRef::Year(year)) = value.year {
        out.year = Some(year);
    }
    match value.part {
        Some(Part::Month(m)) => out.month = Some(m),
        Some(Part::Day(m, d)) => (out.month, out.day) = (Some(m), Some(d)),
        Some(Part::DayOfMonth(d)) => out.day = Some(d),
        _ => {}
    }
    out
}

/// The days in `years` on which `month`/`day` is a `weekday`.
pub fn days_matching(weekday: Weekday, month: i8, day: i8, years: RangeInclusive<i16>) -> Vec<Date> {
    Constraints { weekday: Some(weekday), month: Some(month), day: Some(day), year: None }.named_days(years)
}
