//! Times of day: "10 a.m.", "1400 GMT", "late afternoon Beijing time", "noon Saturday".

use super::calendar;
use super::cursor::{Cursor, Found};
use super::relative;
use crate::expression::{Anchor, DayPart, Kind, Modifier, Relative, TimeOfDay, TimeValue, Unit};
use crate::words::W;

/// The day a time of day belongs to when its own words name none.
pub(crate) const THAT_DAY: Relative =
    Relative { unit: Unit::Day, offset: Some(0), direction: 0, anchor: Anchor::Preceding };

/// A clock time at `i`, with the day right after it if one is named.
pub(crate) fn clock(c: &Cursor, i: usize) -> Option<Found> {
    let (clock, next) = hour(c, i)?;
    let (zone, next) = zone(c, next).map_or((None, next), |(z, n)| (Some(z), n));
    let time = TimeOfDay { clock: Some(clock), part: None, zone };
    Some(on_day(c, i, next, time))
}

fn on_day(c: &Cursor, i: usize, next: usize, time: TimeOfDay) -> Found {
    let day = match c.w(next) {
        W::Weekday(_) | W::Month(_) | W::MonthAbbr(_) => calendar::name(c, next),
        W::Today | W::Yesterday | W::Tomorrow => relative::adverb(c, next),
        _ => None,
    };
    match day {
        Some(day) if day.time.is_none() => Found { start: i, ..day.clone().timed(day.next, time) },
        _ => Found::new(i, next, Kind::Time, TimeValue::Relative(THAT_DAY)).timed(next, time),
    }
}

fn hour(c: &Cursor, i: usize) -> Option<((i8, i8), usize)> {
    match c.w(i) {
        W::Noon => return Some(((12, 0), i + 1)),
        W::Midnight => return Some(((24, 0), i + 1)),
        W::Cardinal(n @ 1..=12) => {
            let (add, next) = meridiem(c, i + 1, n.into())?;
            return Some(((add, 0), next));
        }
        _ => {}
    }
    // "1400 GMT"
    if let Some(n) = c.number(i, 4..=4) {
        let (h, m) = (n / 100, n % 100);
        let zoned = c.w(i + 1) == W::Zone || c.is(i + 1, &["hours"]);
        return (zoned && h < 24 && m < 60).then_some(((h as i8, m as i8), i + 1));
    }
    let h = c.number(i, 1..=2)?;
    if c.before(i) == W::Money || c.before(i) == W::Dot && c.glued(i) {
        return None;
    }
    let minutes = matches!(c.w(i + 1), W::Colon | W::Dot) && c.glued(i + 1) && c.glued(i + 2);
    if minutes && let Some(m @ 0..=59) = c.number(i + 2, 2..=2) {
        if let Some((h, next)) = meridiem(c, i + 3, h) {
            return Some(((h, m as i8), next));
        }
        let longer = c.w(i + 3) == W::Colon && c.glued(i + 3) && c.w(i + 4) == W::Number;
        let colon = c.w(i + 1) == W::Colon && !longer && h < 24 && c.before(i) != W::Colon;
        let zoned = zone(c, i + 3).is_some();
        let ok = colon && (h >= 5 || zoned || c.before(i) == W::At) || zoned && h < 24;
        return ok.then_some(((h as i8, m as i8), i + 3));
    }
    let (h, next) = meridiem(c, i + 1, h)?;
    Some(((h, 0), next))
}

/// "a.m.", "p.m.", "o'clock" after hour `h`: the hour of 24.
fn meridiem(c: &Cursor, i: usize, h: u32) -> Option<(i8, usize)> {
    if !(1..=12).contains(&h) {
        return None;
    }
    if let W::AmPm(pm) = c.w(i) {
        return Some(((h % 12 + if pm { 12 } else { 0 }) as i8, i + 1));
    }
    let oclock = c.is(i, &["o"]) && c.w(i + 1) == W::Apostrophe && c.is(i + 2, &["clock"]);
    oclock.then_some((h as i8, i + 3))
}

/// "GMT", "local time", "Beijing time", "Eastern Standard Time".
fn zone(c: &Cursor, i: usize) -> Option<(String, usize)> {
    if c.w(i) == W::Zone && c.upper(i) {
        let next = if c.w(i + 1) == W::Time { i + 2 } else { i + 1 };
        return Some((c.raw(i).to_owned(), next));
    }
    if !(c.upper(i) || c.is(i, &["local"])) || c.w(i) != W::Other {
        return None;
    }
    let last = (i + 1..i + 3).find(|&k| c.w(k) == W::Time)?;
    (last == i + 1 || c.upper(i + 1)).then(|| (c.raw(i).to_owned(), last + 1))
}

/// A part of the day after the name of a day: "(Monday) morning", "(Friday) late afternoon".
pub(crate) fn part(c: &Cursor, i: usize) -> Option<(TimeOfDay, usize)> {
    let at = if matches!(c.w(i), W::Early | W::Late) { i + 1 } else { i };
    let part = match c.w(at) {
        W::DayPart(part) => part,
        W::Noon => {
            return Some((TimeOfDay { clock: Some((12, 0)), part: None, zone: None }, at + 1));
        }
        W::Midnight => {
            return Some((TimeOfDay { clock: Some((24, 0)), part: None, zone: None }, at + 1));
        }
        _ => return None,
    };
    Some((TimeOfDay { clock: None, part: Some(part), zone: None }, at + 1))
}

/// Adds the part of the day that follows a date.
pub(crate) fn with_part(c: &Cursor, found: Found) -> Found {
    let day = match &found.value {
        TimeValue::Calendar(v) => {
            v.weekday.is_some() || matches!(v.part, Some(crate::expression::Part::Day(..)))
        }
        TimeValue::Relative(v) => v.unit == Unit::Day,
        _ => false,
    };
    if found.kind != Kind::Date || !day {
        return found;
    }
    let plural = c.is(found.next, &["mornings", "afternoons", "evenings", "nights"]);
    match (part(c, found.next), found.value.clone()) {
        (Some((time, next)), TimeValue::Calendar(named)) if plural && named.weekday.is_some() => {
            let value = TimeValue::Set(crate::expression::SetValue::Named(named));
            Found { kind: Kind::Set, value, ..found.timed(next, time) }
        }
        (Some((time, next)), _) => found.timed(next, time),
        (None, _) => found,
    }
}

/// "T14:30" after an ISO date.
pub(crate) fn after_iso(c: &Cursor, found: Found) -> Found {
    let at = found.next;
    if c.raw(at) != "T" || !(at..at + 4).all(|k| c.glued(k)) || c.w(at + 2) != W::Colon {
        return found;
    }
    match (c.number(at + 1, 2..=2), c.number(at + 3, 2..=2)) {
        (Some(h @ 0..=24), Some(m @ 0..=59)) => {
            let seconds = c.w(at + 4) == W::Colon && c.glued(at + 4) && c.number(at + 5, 2..=2).is_some();
            let next = if seconds { at + 6 } else { at + 4 };
            let zulu = c.raw(next) == "Z" && c.glued(next);
            let zone = zulu.then(|| "UTC".to_owned());
            found.timed(
                next + usize::from(zulu),
                TimeOfDay { clock: Some((h as i8, m as i8)), part: None, zone },
            )
        }
        _ => found,
    }
}

/// A part of the day that stands by itself: "the morning", "this evening", "late afternoon Beijing time".
pub(crate) fn day_part(c: &Cursor, i: usize) -> Option<Found> {
    let (at, day, pointed) = match c.w(i) {
        W::The if c.w(i + 1) == W::Next || c.w(i + 1) == W::Following => {
            (i + 2, Relative { offset: Some(1), direction: 1, ..THAT_DAY }, true)
        }
        W::The if c.w(i + 1) == W::Previous => {
            (i + 2, Relative { offset: Some(-1), direction: -1, ..THAT_DAY }, true)
        }
        W::The => (i + 1, THAT_DAY, matches!(c.before(i), W::In | W::Prep)),
        W::This => (i + 1, Relative { anchor: Anchor::Document, ..THAT_DAY }, true),
        W::That => (i + 1, THAT_DAY, true),
        _ => (i, THAT_DAY, false),
    };
    let (modifier, at) = match c.w(at) {
        W::Early => (Some(Modifier::Early), at + 1),
        W::Late => (Some(Modifier::Late), at + 1),
        W::Mid => (Some(Modifier::Mid), c.joined(at + 1)),
        _ => (None, at),
    };
    let W::DayPart(part) = c.w(at) else { return None };
    if c.is(at, &["mornings", "evenings", "nights", "afternoons"]) {
        return None;
    }
    let (zone, next) = zone(c, at + 1).map_or((None, at + 1), |(z, n)| (Some(z), n));
    let said =
        pointed || modifier.is_some() || zone.is_some() || (part == DayPart::Midday && c.before(i) == W::At);
    if !said {
        return None;
    }
    let time = TimeOfDay { clock: None, part: Some(part), zone };
    let mut found = match day.anchor {
        Anchor::Preceding if day == THAT_DAY => on_day(c, i, next, time),
        _ => Found::relative(i, next, day).timed(next, time),
    };
    found.modifier = modifier;
    Some(found)
}
