//! Lengths of time, and dates given as a length from an anchor: "three-hour", "more than five hours",
//! "the past two weeks", "two days ago".

use super::cursor::{Cursor, Found};
use super::numbers::{Count, count};
use super::relative::clause_ends;
use crate::expression::{Anchor, DurationValue, Kind, Length, Modifier, Relative, TimeValue, Toward, Unit};
use crate::words::W;

/// A duration, or the date it leads to ("ago", "later"), at `i`.
pub(crate) fn quantity(c: &Cursor, i: usize) -> Option<Found> {
    let (modifier, at) = bound(c, i).map_or((None, i), |(m, next)| (Some(m), next));
    let (low, high, next) = lengths(c, at)?;
    if c.w(i) == W::Over && !over_is_bound(c, i, &low) {
        return None;
    }
    let found = dated(c, i, next, &high, modifier)
        .or_else(|| Some(duration(i, next, low.clone(), high.clone(), modifier, None)))?;
    let lone = at == i && c.w(at) == W::A && found.kind == Kind::Duration && !a_unit_is_length(c, i, next);
    let aged = found.kind == Kind::Duration && (c.is(next, &["old"]) || c.is(c.joined(next), &["old"]));
    (!lone && !aged).then_some(found)
}

/// Words of bound before a length: "more than", "about", "nearly", "at least", "up to".
pub(crate) fn bound(c: &Cursor, i: usize) -> Option<(Modifier, usize)> {
    Some(match (c.w(i), c.w(i + 1)) {
        (W::More, W::Prep | W::Than) => (Modifier::MoreThan, i + 2),
        (W::Less, W::Prep | W::Than) => (Modifier::LessThan, i + 2),
        (W::At, W::Least) => (Modifier::AtLeast, i + 2),
        (W::At, W::Most) => (Modifier::AtMost, i + 2),
        (W::Over, _) => (Modifier::MoreThan, i + 1),
        (W::Under, _) => (Modifier::LessThan, i + 1),
        (W::About, _) => (Modifier::Approx, i + 1),
        (W::Nearly, _) => (Modifier::LessThan, i + 1),
        (W::Other, W::To) if c.is(i, &["up"]) => (Modifier::AtMost, i + 2),
        (W::Other, _) if c.is(i, &["exceeding"]) => (Modifier::MoreThan, i + 1),
        _ => return None,
    })
}

/// "met for over two days" bounds; "spread over two days" does not. Hours are seldom spread.
fn over_is_bound(c: &Cursor, i: usize, length: &Length) -> bool {
    let short = length.parts.iter().all(|p| p.1 <= Unit::Hour);
    let led = matches!(c.before(i), W::For | W::In | W::After | W::Within);
    short || led || c.is(i.wrapping_sub(1), &["just", "well", "lasted", "lasting", "took", "spent", "a"])
}

/// One length, or two joined ("three to four hours"): low, high, next.
fn lengths(c: &Cursor, i: usize) -> Option<(Length, Length, usize)> {
    if let Some((half, next)) = halves(c, i) {
        return Some((half.clone(), half, next));
    }
    let (first, next) = count(c, i).or_else(|| (c.w(i) == W::A).then_some((Count::of(1), i + 1)))?;
    let between = matches!(c.w(next), W::To | W::Or) || c.hyphen(next);
    if between
        && first.whole.is_some()
        && let Some((second, after)) = count(c, next + 1)
        && second.whole > first.whole
        && let Some((unit, end)) = unit(c, after)
    {
        return Some((length(first, unit)?, length(second, unit)?, end));
    }
    let more = if c.w(next) == W::More { next + 1 } else { next };
    let (u, mut end) = unit(c, more)?;
    // "three-quarters of", "one day" in a tale
    let share =
        u == Unit::Quarter && (c.w(end) == W::Of || c.w(more) == W::Hyphen && c.w(end - 1) == W::Units(u));
    let some_day = u == Unit::Day && c.is(i, &["one"]) && end == i + 2 && !one_day_is_length(c, i, end);
    if share || some_day || titled(c, i) {
        return None;
    }
    if c.w(i) == W::A && (u == Unit::Quarter || c.w(i + 1) == W::Units(u)) && first == Count::of(1) {
        return None;
    }
    // "an hour and a half", "a year and a half"
    let mut first = first;
    if first.part.is_none() && c.w(end) == W::And && c.w(end + 1) == W::A && c.w(end + 2) == W::Half {
        first.part = Some((1, 2));
        end += 3;
    }
    let mut total = length(first, u)?;
    // "two hours and 30 minutes"
    let at = if c.w(end) == W::And { end + 1 } else { c.skip(end, W::Comma) };
    if matches!(u, Unit::Hour | Unit::Minute | Unit::Year)
        && let Some((rest @ Count { part: None, .. }, after)) = count(c, at)
        && let Some((lesser, stop)) = unit(c, after)
        && lesser < u
        && matches!(lesser, Unit::Minute | Unit::Second | Unit::Month)
        && rest.whole.is_some()
    {
        total.parts.push((rest.whole, lesser));
        end = stop;
    }
    Some((total.clone(), total, end))
}

fn one_day_is_length(c: &Cursor, i: usize, next: usize) -> bool {
    matches!(c.before(i), W::For | W::In | W::Within | W::Prep | W::Over | W::Nearly | W::About | W::More)
        || c.is(i.wrapping_sub(1), &["just", "only", "lasted", "least"])
        || matches!(c.w(next), W::Ago | W::Earlier | W::Later | W::After | W::Before)
}

/// Programmes named after a length.
fn titled(c: &Cursor, i: usize) -> bool {
    c.upper(i + 1)
        && (c.raw(i) == "60" && c.is(i + 1, &["minutes"]) || c.raw(i) == "48" && c.is(i + 1, &["hours"]))
}

/// "half an hour", "a half-hour", "half a century".
fn halves(c: &Cursor, i: usize) -> Option<(Length, usize)> {
    let at = if c.w(i) == W::A { i + 1 } else { i };
    if c.w(at) != W::Half {
        return None;
    }
    let unit_at = if c.w(at + 1) == W::A { at + 2 } else { c.joined(at + 1) };
    let (u, next) = unit(c, unit_at)?;
    let half = length(Count { whole: Some(0), part: Some((1, 2)) }, u)?;
    (u != Unit::Quarter).then_some((half, next))
}

/// "a quarter century", "quarter of a century".
pub(crate) fn quarter_century(c: &Cursor, i: usize) -> Option<Found> {
    let at = c.skip(i, W::A);
    if c.w(at) != W::Unit(Unit::Quarter) {
        return None;
    }
    let noun = if c.w(at + 1) == W::Of && c.w(at + 2) == W::A { at + 3 } else { c.joined(at + 1) };
    let years = Length::of(25, Unit::Year);
    let ago = || dated(c, i, noun + 1, &years, None);
    (c.w(noun) == W::Unit(Unit::Century))
        .then(|| ago().unwrap_or_else(|| duration(i, noun + 1, years.clone(), years.clone(), None, None)))
}

/// A unit, maybe joined by a hyphen ("three-hour").
fn unit(c: &Cursor, i: usize) -> Option<(Unit, usize)> {
    let at = c.joined(i);
    match c.w(at) {
        W::Unit(u) | W::Units(u) => {
            let long = c.hyphen(at + 1) && c.is(at + 2, &["long"]);
            Some((u, if long { at + 3 } else { at + 1 }))
        }
        W::Ordinal(2) if at > i => Some((Unit::Second, at + 1)),
        W::Other if c.is(at, &["fortnight"]) => Some((Unit::Week, at + 1)),
        W::Other
            if c.is(
                at,
                &["straight", "consecutive", "business", "working", "full", "successive", "whole", "entire"],
            ) =>
        {
            match c.w(at + 1) {
                W::Unit(u) | W::Units(u) => Some((u, at + 2)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A count of a unit with its fraction turned into lesser units.
fn length(count: Count, unit: Unit) -> Option<Length> {
    let Some((top, bottom)) = count.part else {
        return Some(Length { parts: vec![(count.whole, unit)] });
    };
    let (each, lesser) = match unit {
        Unit::Hour => (60, Unit::Minute),
        Unit::Minute => (60, Unit::Second),
        Unit::Day => (24, Unit::Hour),
        Unit::Week => (7 * 24, Unit::Hour),
        Unit::Month => (30, Unit::Day),
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        _ => return None,
    };
    let rest = each * top / bottom;
    let parts = match count.whole? {
        0 => vec![(Some(rest), lesser)],
        n => vec![(Some(n), unit), (Some(rest), lesser)],
    };
    Some(Length { parts })
}

/// "ago", "earlier", "later", "from now" after a length make it a date.
fn dated(c: &Cursor, i: usize, next: usize, length: &Length, modifier: Option<Modifier>) -> Option<Found> {
    let (&(n, unit), _) = length.parts.split_first()?;
    let next = if c.w(next) == W::Or && c.is(next + 1, &["so"]) { next + 2 } else { next };
    let (sign, anchor, end) = match (c.w(next), c.w(next + 1)) {
        (W::Ago, _) => (-1, Anchor::Document, next + 1),
        (W::From, W::Now) => (1, Anchor::Document, next + 2),
        (W::Earlier, _) => (-1, Anchor::Preceding, next + 1),
        (W::Later, _) => (1, Anchor::Preceding, next + 1),
        (W::Before, _) if clause_ends(c, next + 1) => (-1, Anchor::Preceding, next + 1),
        (W::After | W::Other, _) if c.is(next, &["hence"]) => (1, Anchor::Document, next + 1),
        _ => return None,
    };
    // "two hours later" is told as a length; only "ago" and "from now" lead to a time.
    if unit <= Unit::Hour && anchor == Anchor::Preceding {
        return None;
    }
    let offset = n.and_then(|n| i32::try_from(n).ok()).map(|n| n * sign);
    let value = Relative { unit, offset, direction: sign as i8, anchor };
    let kind = if unit <= Unit::Hour { Kind::Time } else { Kind::Date };
    let found = Found::new(i, end, kind, TimeValue::Relative(value));
    Some(Found { modifier, ..found })
}

/// The duration value under its bound.
pub(crate) fn duration(
    i: usize,
    next: usize,
    low: Length,
    high: Length,
    modifier: Option<Modifier>,
    toward: Option<Toward>,
) -> Found {
    let (low, high) = match modifier {
        Some(Modifier::MoreThan | Modifier::AtLeast) => (Some(low), None),
        Some(Modifier::LessThan | Modifier::AtMost) => (None, Some(high)),
        _ => (Some(low), Some(high)),
    };
    let approximate = modifier == Some(Modifier::Approx);
    let value = DurationValue { low, high, approximate, toward };
    Found { modifier, ..Found::new(i, next, Kind::Duration, TimeValue::Duration(value)) }
}

/// "a week" is a length after some words and a rate after others ("four flights a week").
fn a_unit_is_length(c: &Cursor, i: usize, next: usize) -> bool {
    if next > i + 2 {
        return true;
    }
    let W::Unit(unit) = c.w(i + 1) else { return true };
    let before = c.before(i);
    let led = matches!(before, W::Within | W::For | W::After | W::In)
        || before == W::Prep && c.is(i - 1, &["than", "during", "throughout"])
        || i > 0
            && c.is(i - 1, &["lasted", "took", "spent", "lasting", "just", "only", "takes", "take", "last"]);
    let measured = matches!(c.w(next), W::After | W::Before) && unit > Unit::Hour;
    (led || measured) && !c.hyphen(next)
}

/// "the past two weeks", "the last decade", "the next few days", "recent months", "the first nine months".
pub(crate) fn stretch(c: &Cursor, i: usize) -> Option<Found> {
    let at = c.skip(i, W::The);
    let (modifier, start) = match bound(c, i) {
        Some((m, next)) if c.w(next) == W::The && c.w(i) != W::Over => (Some(m), c.skip(next, W::The)),
        _ => (None, at),
    };
    let the = start > i;
    let toward = match c.w(start) {
        W::Past | W::Last => Some(Toward::Past),
        W::Next | W::Coming => Some(Toward::Future),
        W::Previous | W::Following => None,
        W::Ordinal(_) | W::These => None,
        W::Recent if matches!(c.w(start + 1), W::Units(_)) => return recent(c, i, start),
        _ if the => return the_count(c, i, start),
        _ => return None,
    };
    let first = start + 1;
    let worded = count(c, first);
    if let Some((n, after)) = worded
        && let Some((u, next)) = unit(c, after)
    {
        let length = length(n, u)?;
        return Some(duration(i, next, length.clone(), length, modifier, toward));
    }
    match c.w(first) {
        W::Unit(u) if the && toward.is_some() && u > Unit::Minute && !matches!(u, Unit::Weekend) => {
            let of = Length::of(1, u);
            Some(duration(i, first + 1, of.clone(), of, modifier, toward))
        }
        W::Units(u) if c.w(start) != W::Past || the => {
            let of = Length { parts: vec![(None, u)] };
            Some(duration(i, first + 1, of.clone(), of, modifier, toward))
        }
        _ => None,
    }
}

fn recent(c: &Cursor, i: usize, at: usize) -> Option<Found> {
    let W::Units(u) = c.w(at + 1) else { return None };
    let of = Length { parts: vec![(None, u)] };
    Some(duration(i, at + 2, of.clone(), of, None, Some(Toward::Past)))
}

/// "the nine months", "the four days", "the weeks ahead".
fn the_count(c: &Cursor, i: usize, at: usize) -> Option<Found> {
    if let W::Units(u) = c.w(at) {
        let ahead = c.is(at + 1, &["ahead"]);
        let of = Length { parts: vec![(None, u)] };
        return ahead.then(|| duration(i, at + 2, of.clone(), of, None, Some(Toward::Future)));
    }
    let (n, after) = count(c, at)?;
    let (u, next) = unit(c, after)?;
    let joined = c.w(after) == W::Hyphen || matches!(c.w(next - 1), W::Unit(_)) && n != Count::of(1);
    let length = length(n, u)?;
    // "the two-day rally": the article belongs to the noun.
    (!joined).then(|| duration(i, next, length.clone(), length, None, None))
}

/// "another two weeks", "an additional year", "a full day".
pub(crate) fn another(c: &Cursor, i: usize) -> Option<Found> {
    let at = if c.w(i) == W::A { i + 1 } else { i };
    let full = c.is(at, &["full", "whole", "entire"]) && at > i;
    if c.w(at) != W::Another && !full {
        return None;
    }
    let (n, after) = count(c, at + 1).unwrap_or((Count::of(1), at + 1));
    let (u, next) = unit(c, after)?;
    let length = length(n, u)?;
    (u != Unit::Quarter).then(|| duration(i, next, length.clone(), length, None, None))
}

/// A unit that counts nothing: "for weeks", "months ago", "in years", "weeklong".
pub(crate) fn plural(c: &Cursor, i: usize) -> Option<Found> {
    let unit = match c.w(i) {
        W::Units(unit) => unit,
        // "a weeklong visit", "day-long talks"
        W::Unit(unit) | W::Long(unit) => {
            let long = c.hyphen(i + 1) && c.is(i + 2, &["long"]);
            let next = if long { i + 3 } else { i + 1 };
            let one = Length::of(1, unit);
            let said = long || matches!(c.w(i), W::Long(_));
            return said.then(|| duration(i, next, one.clone(), one, None, None));
        }
        _ => return None,
    };
    let of = Length { parts: vec![(None, unit)] };
    if c.hyphen(i + 1) && c.is(i + 2, &["long"]) {
        return Some(duration(i, i + 3, of.clone(), of, None, None));
    }
    let dated = dated(c, i, i + 1, &of, None);
    let led = matches!(c.before(i), W::For | W::In | W::After | W::Within | W::Over)
        || c.w(i + 1) == W::Later
        || matches!(c.w(i + 1), W::After | W::Before);
    let found = dated.or_else(|| {
        (led && c.w(i + 1) != W::Of).then(|| duration(i, i + 1, of.clone(), of.clone(), None, None))
    });
    found.filter(|_| !matches!(unit, Unit::Weekend))
}
