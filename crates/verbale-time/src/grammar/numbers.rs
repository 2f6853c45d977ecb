//! Counts, years and days of the month, in digits and in words.

use super::cursor::Cursor;
use crate::words::W;

/// A count of units: `whole` is `None` for "several"; `part` is a fraction on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) whole: Option<u32>,
    pub(crate) part: Option<(u32, u32)>,
}

impl Count {
    pub(crate) fn of(n: u32) -> Self {
        Count { whole: Some(n), part: None }
    }
    const UNKNOWN: Count = Count { whole: None, part: None };
}

/// A count: "2", "7-1/2", "2½", "1.5", "twenty-five", "a few", "a couple of", "two and a half".
pub(crate) fn count(c: &Cursor, i: usize) -> Option<(Count, usize)> {
    match c.w(i) {
        W::Number => digits(c, i),
        W::Cardinal(_) => {
            let (n, next) = words(c, i)?;
            Some(and_a_half(c, n, next))
        }
        W::A if matches!(c.w(i + 1), W::Few | W::Couple) => count(c, i + 1),
        W::A if matches!(c.w(i + 1), W::Cardinal(100 | 1000)) => count(c, i + 1),
        W::A if c.is(i + 1, &["dozen"]) => Some((Count::of(12), i + 2)),
        W::Few | W::Several => Some((Count::UNKNOWN, i + 1)),
        W::Couple => Some((Count::of(2), c.skip(i + 1, W::Of))),
        W::Other if c.is(i, &["dozens", "hundreds", "thousands"]) && c.w(i + 1) == W::Of => {
            Some((Count::UNKNOWN, i + 2))
        }
        _ => None,
    }
}

fn digits(c: &Cursor, i: usize) -> Option<(Count, usize)> {
    let n = c.tokens.get(i)?.number;
    if n > 1_000_000 || c.before(i) == W::Money {
        return None;
    }
    // "7-1/2", "5 1/2"
    let at = c.joined(i + 1);
    if let (Some(top), W::Slash, Some(bottom @ 2..)) =
        (c.number(at, 1..=1), c.w(at + 1), c.number(at + 2, 1..=1))
        && c.glued(at + 1)
        && c.glued(at + 2)
    {
        return Some((Count { whole: Some(n), part: Some((top, bottom)) }, at + 3));
    }
    if let W::Fraction(top, bottom) = c.w(at) {
        return Some((Count { whole: Some(n), part: Some((top.into(), bottom.into())) }, at + 1));
    }
    if c.w(i + 1) == W::Dot
        && c.glued(i + 1)
        && c.glued(i + 2)
        && let Some(tenths) = c.number(i + 2, 1..=1)
    {
        return Some((Count { whole: Some(n), part: Some((tenths, 10)) }, i + 3));
    }
    Some(and_a_half(c, n, i + 1))
}

fn and_a_half(c: &Cursor, n: u32, next: usize) -> (Count, usize) {
    let half = Count { whole: Some(n), part: Some((1, 2)) };
    if c.w(next) == W::And && c.w(next + 1) == W::A && c.w(next + 2) == W::Half {
        return (half, next + 3);
    }
    if c.hyphen(next) && c.w(next + 1) == W::And && c.hyphen(next + 2) && c.w(next + 3) == W::A {
        return (half, c.joined(next + 4) + 1);
    }
    (Count::of(n), next)
}

/// A number in words: "twenty-five", "two hundred", "two thousand".
pub(crate) fn words(c: &Cursor, i: usize) -> Option<(u32, usize)> {
    let W::Cardinal(first) = c.w(i) else { return None };
    let mut value = u32::from(first);
    let mut next = i + 1;
    if (20..100).contains(&value) {
        let at = c.joined(next);
        if let W::Cardinal(ones @ 1..=9) = c.w(at) {
            value += u32::from(ones);
            next = at + 1;
        }
    }
    while let W::Cardinal(scale @ (100 | 1000)) = c.w(next) {
        value = value.saturating_mul(scale.into());
        next += 1;
        if value > 1_000_000 {
            return None;
        }
    }
    Some((value, next))
}

/// A year in four digits or in words ("nineteen ninety-four", "two thousand").
pub(crate) fn year(c: &Cursor, i: usize) -> Option<(i16, usize)> {
    if let Some(n @ 1000..=2199) = c.number(i, 4..=4) {
        return Some((n as i16, i + 1));
    }
    let W::Cardinal(first) = c.w(i) else { return None };
    if c.is(i, &["two"]) && c.w(i + 1) == W::Cardinal(1000) {
        return match c.w(i + 2) {
            W::Cardinal(n @ 1..=99) => Some((2000 + n as i16, i + 3)),
            _ => Some((2000, i + 2)),
        };
    }
    let at = c.joined(i + 1);
    match (first, c.w(at)) {
        (17..=20, W::Cardinal(n @ 10..=99)) => {
            let (rest, next) = words(c, at)?;
            (rest < 100 && n >= 10).then_some((first as i16 * 100 + rest as i16, next))
        }
        (19, W::Cardinal(100)) => Some((1900, at + 1)),
        _ => None,
    }
}

/// A day of the month: "18", "18th", "eighteenth", "twenty-first".
pub(crate) fn day(c: &Cursor, i: usize) -> Option<(i8, usize)> {
    let (n, next) = ordinal(c, i).or_else(|| {
        let n = c.number(i, 1..=2)?;
        // "6.5", "10:30" and "10 days" are no days of a month.
        let more = matches!(c.w(i + 1), W::Dot | W::Colon | W::Slash)
            && c.glued(i + 1)
            && c.glued(i + 2)
            && c.w(i + 2) == W::Number;
        let other = matches!(c.w(i + 1), W::Percent | W::Units(_) | W::AmPm(_));
        let million = c.is(i + 1, &["million", "billion", "percent", "per"]);
        (!more && !other && !million).then_some((n, i + 1))
    })?;
    (1..=31).contains(&n).then_some((n as i8, next))
}

/// An ordinal: "3rd", "third", "twenty-first".
pub(crate) fn ordinal(c: &Cursor, i: usize) -> Option<(u32, usize)> {
    match c.w(i) {
        W::Number if c.w(i + 1) == W::OrdinalSuffix && c.glued(i + 1) => Some((c.number(i, 1..=2)?, i + 2)),
        W::Ordinal(n) => Some((n.into(), i + 1)),
        W::Cardinal(tens @ 20..=90) => {
            let at = c.joined(i + 1);
            match c.w(at) {
                W::Ordinal(ones @ 1..=9) => Some((u32::from(tens) + u32::from(ones), at + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}
