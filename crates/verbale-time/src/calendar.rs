//! Calendar arithmetic: the days of a week, month, quarter, season, decade, and of feast days.

use jiff::civil::Date;

use crate::expression::{Holiday, Season, Unit, Weekday};
use crate::resolve::Granularity;

/// A stretch of days of one granularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) grain: Granularity,
}

pub(crate) fn date(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// `days` after `from`, or `None` beyond the calendar.
pub(crate) fn plus(from: Date, days: i64) -> Option<Date> {
    from.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Days from `a` to `b`.
pub(crate) fn distance(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |span| i64::from(span.get_days()))
}

pub(crate) fn weekday_of(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

impl Period {
    pub(crate) fn day(day: Date) -> Self {
        Period { first: day, last: day, grain: Granularity::Day }
    }

    /// The ISO week that holds `day`.
    pub(crate) fn week(day: Date) -> Option<Self> {
        let first = plus(day, 1 - i64::from(weekday_of(day)))?;
        Some(Period { first, last: plus(first, 6)?, grain: Granularity::Week })
    }

    /// The weekend of the ISO week that holds `day`.
    pub(crate) fn weekend(day: Date) -> Option<Self> {
        let week = Self::week(day)?;
        Some(Period { first: plus(week.first, 5)?, last: week.last, grain: Granularity::Weekend })
    }

    /// `months` whole months from the first of a month.
    fn months(year: i32, month: i8, months: i32, grain: Granularity) -> Option<Self> {
        let first = date(year, month, 1)?;
        let end = i32::from(month) - 1 + months - 1;
        let last = date(year + end.div_euclid(12), end.rem_euclid(12) as i8 + 1, 1)?.last_of_month();
        Some(Period { first, last, grain })
    }

    pub(crate) fn month(year: i32, month: i8) -> Option<Self> {
        Self::months(year, month, 1, Granularity::Month)
    }

    pub(crate) fn quarter(year: i32, n: i8) -> Option<Self> {
        Self::months(year, n.checked_mul(3)?.checked_sub(2)?, 3, Granularity::Quarter)
    }

    pub(crate) fn half(year: i32, n: i8) -> Option<Self> {
        Self::months(year, if n == 1 { 1 } else { 7 }, 6, Granularity::Half)
    }

    /// Meteorological seasons of the north; a winter has the year of its December.
    pub(crate) fn season(year: i32, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::months(year, month, 3, Granularity::Season)
    }

    pub(crate) fn years(first: i32, count: i32, grain: Granularity) -> Option<Self> {
        Some(Period { first: date(first, 1, 1)?, last: date(first + count - 1, 12, 31)?, grain })
    }

    pub(crate) fn year(year: i32) -> Option<Self> {
        Self::years(year, 1, Granularity::Year)
    }

    /// The period of `unit` that lies `offset` such units after the one that holds `base`.
    pub(crate) fn counted(unit: Unit, base: Date, offset: i32) -> Option<Self> {
        let year = i32::from(base.year());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Self::day(base)),
            Unit::Day => Some(Self::day(plus(base, offset.into())?)),
            Unit::Week => Self::week(plus(base, i64::from(offset) * 7)?),
            Unit::Weekend => Self::weekend(plus(base, i64::from(offset) * 7)?),
            Unit::Month => {
                let n =
                    year.checked_mul(12)?.checked_add(i32::from(base.month()) - 1)?.checked_add(offset)?;
                Self::month(n.div_euclid(12), n.rem_euclid(12) as i8 + 1)
            }
            Unit::Quarter => {
                let n = year
                    .checked_mul(4)?
                    .checked_add((i32::from(base.month()) - 1) / 3)?
                    .checked_add(offset)?;
                Self::quarter(n.div_euclid(4), n.rem_euclid(4) as i8 + 1)
            }
            Unit::Year => Self::year(year.checked_add(offset)?),
            Unit::Decade => Self::grouped(year, 10, offset, Granularity::Decade),
            Unit::Century => Self::grouped(year, 100, offset, Granularity::Century),
            Unit::Millennium => None,
        }
    }

    fn grouped(year: i32, size: i32, offset: i32, grain: Granularity) -> Option<Self> {
        let first = year.div_euclid(size).checked_add(offset)?.checked_mul(size)?;
        Self::years(first, size, grain)
    }

    /// The early, middle or late third.
    pub(crate) fn third(self, n: i64) -> Self {
        let days = distance(self.first, self.last) + 1;
        if days < 3 {
            return self;
        }
        let first = plus(self.first, days * n / 3).unwrap_or(self.first);
        let last = plus(self.first, days * (n + 1) / 3 - 1).unwrap_or(self.last);
        Period { first, last, ..self }
    }
}

/// The weekday on or before (`step` -1) or on or after (`step` 1) `from`.
pub(crate) fn nearest_weekday(from: Date, weekday: Weekday, step: i64) -> Option<Date> {
    let gap = i64::from(weekday.iso() - weekday_of(from)) * step;
    plus(from, gap.rem_euclid(7) * step)
}

/// The `n`-th `weekday` of a month; 0 asks for the last.
fn nth(year: i32, month: i8, weekday: Weekday, n: i64) -> Option<Date> {
    let first = date(year, month, 1)?;
    match n {
        0 => nearest_weekday(first.last_of_month(), weekday, -1),
        n => plus(nearest_weekday(first, weekday, 1)?, (n - 1) * 7),
    }
}

/// The day a feast falls on; American and British rules, Western Easter.
pub(crate) fn holiday(holiday: Holiday, year: i32) -> Option<Date> {
    use Holiday::*;
    use Weekday::*;
    match holiday {
        NewYearsDay => date(year, 1, 1),
        NewYearsEve => date(year, 12, 31),
        LunarNewYear => lunar_new_year(year),
        MartinLutherKingDay => nth(year, 1, Monday, 3),
        ValentinesDay => date(year, 2, 14),
        PresidentsDay => nth(year, 2, Monday, 3),
        WomensDay => date(year, 3, 8),
        GoodFriday => plus(easter(year)?, -2),
        Easter => easter(year),
        EasterMonday => plus(easter(year)?, 1),
        MayDay => date(year, 5, 1),
        MemorialDay => nth(year, 5, Monday, 0),
        IndependenceDay => date(year, 7, 4),
        BastilleDay => date(year, 7, 14),
        LaborDay => nth(year, 9, Monday, 1),
        ColumbusDay => nth(year, 10, Monday, 2),
        Halloween => date(year, 10, 31),
        VeteransDay => date(year, 11, 11),
        Thanksgiving => nth(year, 11, Thursday, 4),
        ChristmasEve => date(year, 12, 24),
        Christmas => date(year, 12, 25),
        BoxingDay => date(year, 12, 26),
    }
}

/// Gregorian Easter, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let m = (a + 11 * h) / 319;
    let r = (2 * (b % 4) + 2 * (c / 4) - c % 4 - h + m + 32).rem_euclid(7);
    let month = (h - m + r + 90) / 25;
    let day = (h - m + r + month + 19).rem_euclid(32);
    date(year, month as i8, day as i8)
}

/// The Chinese new year from 2000 to 2030, a table since it follows the moon; month times 100 and day.
fn lunar_new_year(year: i32) -> Option<Date> {
    const DAYS: [i32; 31] = [
        205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205,
        125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203,
    ];
    let at = DAYS.get(usize::try_from(year - 2000).ok()?)?;
    date(year, (at / 100) as i8, (at % 100) as i8)
}
