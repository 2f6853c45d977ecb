//! Expressions that count from an anchor: "yesterday", "last month", "the following week", "year-earlier".

use super::calendar;
use super::clock;
use super::cursor::{Cursor, Found, of_year};
use super::length;
use crate::expression::{
    Anchor, Calendar, DayPart, Length, Modifier, Part, Relative, TimeOfDay, TimeValue, Unit, Which, YearRef,
};
use crate::words::W;

/// `offset` units from `anchor`.
pub(crate) fn relative(unit: Unit, offset: i32, anchor: Anchor) -> Relative {
    Relative { unit, offset: Some(offset), direction: offset.signum() as i8, anchor }
}

fn doc(unit: Unit, offset: i32) -> Relative {
    relative(unit, offset, Anchor::Document)
}

fn told(unit: Unit, offset: i32) -> Relative {
    relative(unit, offset, Anchor::Preceding)
}

/// A calendar unit by its place: "last year" is a year of the calendar, not a year back from the day.
fn unit_of(i: usize, next: usize, unit: Unit, offset: i16) -> Found {
    match unit {
        Unit::Year => Found::calendar(i, next, of_year(YearRef::Offset(offset))),
        _ => Found::relative(i, next, doc(unit, offset.into())),
    }
}

/// "today", "yesterday morning", "tonight".
pub(crate) fn adverb(c: &Cursor, i: usize) -> Option<Found> {
    let night = || TimeOfDay { clock: None, part: Some(DayPart::Night), zone: None };
    let offset = match c.w(i) {
        W::Today if !(c.upper(i) && c.is(i.wrapping_sub(1), &["usa", "russia"])) => 0,
        W::Yesterday => -1,
        W::Tomorrow => 1,
        W::Tonight => return Some(Found::relative(i, i + 1, doc(Unit::Day, 0)).timed(i + 1, night())),
        W::Overnight => return Some(Found::relative(i, i + 1, clock::THAT_DAY).timed(i + 1, night())),
        _ => return None,
    };
    Some(clock::with_part(c, Found::relative(i, i + 1, doc(Unit::Day, offset))))
}

/// Phrases with a pointing word: "last month", "this year's third quarter", "the previous Friday".
pub(crate) fn phrase(c: &Cursor, i: usize) -> Option<Found> {
    match c.w(i) {
        W::The => the_phrase(c, i),
        W::Last => last(c, i),
        W::Past | W::Previous => pointed(c, i, i + 1, -1, W::Past),
        W::Next => next(c, i),
        W::Coming => pointed(c, i, i + 1, 1, W::Coming),
        W::This => this(c, i),
        W::That => that(c, i, i + 1),
        W::Current => current(c, i, i + 1),
        W::A => year_ago_adjective(c, i).or_else(|| a_day_told(c, i)),
        W::Unit(Unit::Year) => year_ago_adjective(c, i).or_else(|| year_end(c, i)),
        W::Unit(_) => year_end(c, i),
        _ => None,
    }
}

fn the_phrase(c: &Cursor, i: usize) -> Option<Found> {
    let found = match c.w(i + 1) {
        W::Past => pointed(c, i, i + 2, -1, W::Past).filter(|f| !matches!(f.value, TimeValue::Relative(_))),
        W::Previous => told_unit(c, i, i + 2, -1, Which::Previous),
        W::Next | W::Following => told_unit(c, i, i + 2, 1, Which::Following),
        W::Coming => pointed(c, i, i + 2, 1, W::Coming),
        W::Same => that(c, i, i + 2),
        W::Latest => latest(c, i, i + 2),
        W::Current => current(c, i, i + 2),
        W::Unit(Unit::Year) => year_ago_adjective(c, i + 1),
        W::Other if c.is(i + 1, &["comparable"]) => year_ago_adjective(c, i + 2),
        _ => None,
    };
    found.map(|f| Found { start: i, ..f }).or_else(|| the_day_told(c, i)).or_else(|| the_unit(c, i))
}

/// "last month", "last night", "last Friday", "last October".
fn last(c: &Cursor, i: usize) -> Option<Found> {
    if c.before(i) == W::The {
        return None;
    }
    if let Some(found) = quarter_of(c, i, YearRef::Offset(-1)) {
        return Some(found);
    }
    match c.w(i + 1) {
        W::DayPart(part @ (DayPart::Night | DayPart::Evening)) if !c.is(i + 1, &["nights", "evenings"]) => {
            let time = TimeOfDay { clock: None, part: Some(part), zone: None };
            Some(Found::relative(i, i + 2, doc(Unit::Day, -1)).timed(i + 2, time))
        }
        W::Unit(unit) if unit > Unit::Hour && unit != Unit::Day => Some(unit_of(i, i + 2, unit, -1)),
        _ => calendar::pointed(c, i + 1, Which::Last).map(|f| Found { start: i, ..f }),
    }
}

fn next(c: &Cursor, i: usize) -> Option<Found> {
    if c.before(i) == W::The {
        return None;
    }
    if let Some(found) = quarter_of(c, i, YearRef::Offset(1)) {
        return Some(found);
    }
    match c.w(i + 1) {
        W::Unit(Unit::Day) => Some(Found::relative(i, i + 2, told(Unit::Day, 1))),
        W::Unit(unit) if unit > Unit::Hour => Some(unit_of(i, i + 2, unit, 1)),
        _ => calendar::pointed(c, i + 1, Which::Next).map(|f| Found { start: i, ..f }),
    }
}

/// "this year's third quarter": `i` at "this".
fn quarter_of(c: &Cursor, i: usize, year: YearRef) -> Option<Found> {
    if c.w(i + 1) != W::Unit(Unit::Year) || !c.possessive(i + 2) {
        return None;
    }
    let found = calendar::name(c, i + 4)?;
    let TimeValue::Calendar(value @ Calendar { part: Some(Part::Quarter(_)), .. }) = found.value else {
        return None;
    };
    Some(Found::calendar(i, found.next, Calendar { year: Some(year), ..value }))
}

/// "past", "previous", "coming" and a unit or name at `at`.
fn pointed(c: &Cursor, i: usize, at: usize, offset: i32, word: W) -> Option<Found> {
    let past = word == W::Past;
    if past && !matches!(c.w(i), W::Previous | W::This) {
        return None;
    }
    match c.w(at) {
        W::Unit(unit) if unit > Unit::Hour && past && c.w(i) == W::Previous => {
            Some(Found::relative(i, at + 1, told(unit, offset)))
        }
        W::Unit(unit) if unit > Unit::Hour => Some(Found::relative(i, at + 1, doc(unit, offset))),
        _ => {
            let which = if past { Which::Last } else { Which::Next };
            calendar::pointed(c, at, which).map(|f| Found { start: i, ..f })
        }
    }
}

/// "the previous day", "the following year", "the next day", "the previous Friday".
fn told_unit(c: &Cursor, i: usize, at: usize, offset: i32, which: Which) -> Option<Found> {
    let next = c.w(i + 1) == W::Next;
    match c.w(at) {
        W::Unit(unit) if next && unit != Unit::Day => None,
        W::Unit(unit) if unit > Unit::Hour => {
            Some(clock::with_part(c, Found::relative(i, at + 1, told(unit, offset))))
        }
        _ => calendar::pointed(c, at, which),
    }
}

/// "this week", "this Monday", "this past spring", "this coming Sunday".
fn this(c: &Cursor, i: usize) -> Option<Found> {
    if let Some(found) = quarter_of(c, i, YearRef::Offset(0)) {
        return Some(found);
    }
    match c.w(i + 1) {
        W::Past | W::Last => pointed(c, i, i + 2, -1, W::Past),
        W::Coming | W::Next => pointed(c, i, i + 2, 1, W::Coming),
        W::Unit(unit) if unit > Unit::Hour => Some(unit_of(i, i + 2, unit, 0)),
        W::Fiscal if c.w(i + 2) == W::Unit(Unit::Year) => Some(Found::relative(i, i + 3, doc(Unit::Year, 0))),
        _ => calendar::pointed(c, i + 1, Which::This).map(|f| Found { start: i, ..f }),
    }
}

/// "that day", "the same month", "that same day".
fn that(c: &Cursor, i: usize, at: usize) -> Option<Found> {
    let at = c.skip(at, W::Same);
    let W::Unit(unit) = c.w(at) else { return None };
    let found = Found::relative(i, at + 1, told(unit, 0));
    (unit > Unit::Hour).then(|| clock::with_part(c, found))
}

fn current(c: &Cursor, i: usize, at: usize) -> Option<Found> {
    let at = c.skip(at, W::Fiscal);
    let W::Unit(unit) = c.w(at) else { return None };
    (unit > Unit::Hour).then(|| Found::relative(i, at + 1, doc(unit, 0)))
}

fn latest(c: &Cursor, i: usize, at: usize) -> Option<Found> {
    let at = c.skip(at, W::Fiscal);
    let W::Unit(unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week)) = c.w(at) else {
        return None;
    };
    Some(Found::relative(i, at + 1, told(unit, 0)))
}

/// "the day before", "the day after", "the day before yesterday".
fn the_day_told(c: &Cursor, i: usize) -> Option<Found> {
    let W::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = c.w(i + 1) else { return None };
    let offset = match c.w(i + 2) {
        W::Before => -1,
        W::After => 1,
        _ => return None,
    };
    match (c.w(i + 3), offset) {
        (W::Yesterday, -1) => return Some(Found::relative(i, i + 4, doc(unit, -2))),
        (W::Tomorrow, 1) => return Some(Found::relative(i, i + 4, doc(unit, 2))),
        _ => {}
    }
    clause_ends(c, i + 3).then(|| Found::relative(i, i + 3, told(unit, offset)))
}

/// "a day earlier", "a year earlier", "a week later".
fn a_day_told(c: &Cursor, i: usize) -> Option<Found> {
    let W::Unit(unit) = c.w(i + 1) else { return None };
    let offset = match c.w(i + 2) {
        W::Earlier => -1,
        W::Later => 1,
        W::Before if clause_ends(c, i + 3) => -1,
        W::After if clause_ends(c, i + 3) => 1,
        _ => return None,
    };
    (unit > Unit::Hour).then(|| Found::relative(i, i + 3, told(unit, offset)))
}

/// Nothing that "before" or "after" could govern follows.
pub(crate) fn clause_ends(c: &Cursor, i: usize) -> bool {
    matches!(
        c.w(i),
        W::Break
            | W::Comma
            | W::Dot
            | W::Punct
            | W::Close
            | W::And
            | W::At
            | W::In
            | W::On
            | W::Prep
            | W::For
            | W::Of
    ) || c.w(i) == W::Apostrophe
}

/// "the year-earlier quarter", "year-ago", "the year-earlier third quarter".
fn year_ago_adjective(c: &Cursor, i: usize) -> Option<Found> {
    let at = if c.w(i) == W::A { i + 1 } else { i };
    if c.w(at) != W::Unit(Unit::Year) || !c.hyphen(at + 1) || !matches!(c.w(at + 2), W::Earlier | W::Ago) {
        return None;
    }
    let noun = at + 3;
    if let Some(found) = calendar::name(c, noun)
        && let TimeValue::Calendar(value @ Calendar { year: None, part: Some(Part::Quarter(_)), .. }) =
            found.value
    {
        return Some(Found::calendar(i, found.next, Calendar { year: Some(YearRef::Offset(-1)), ..value }));
    }
    let next = match c.w(noun) {
        W::Unit(Unit::Quarter) => noun + 1,
        W::Other if c.is(noun, &["period"]) => noun + 1,
        _ => noun,
    };
    Some(Found::relative(i, next, told(Unit::Year, -1)))
}

/// "year-end", "month's end" is left alone.
fn year_end(c: &Cursor, i: usize) -> Option<Found> {
    let W::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Quarter)) = c.w(i) else { return None };
    let joined = c.hyphen(i + 1) || (unit == Unit::Year && c.w(i + 1) == W::End);
    let at = c.joined(i + 1);
    let said = joined && c.w(at) == W::End && !c.is(at, &["close"]);
    if said && unit == Unit::Year {
        let eve = Calendar { part: Some(Part::Day(12, 31)), ..Calendar::default() };
        return Some(Found::calendar(i, at + 1, eve));
    }
    said.then(|| Found::relative(i, at + 1, doc(unit, 0)).modified(i, Modifier::Late))
}

/// "the quarter", "the year", "the weekend", "the day" where the words around make them dates.
fn the_unit(c: &Cursor, i: usize) -> Option<Found> {
    let at = c.skip(i + 1, W::Fiscal);
    let W::Unit(unit) = c.w(at) else { return None };
    let found = |anchor| Some(Found::relative(i, at + 1, relative(unit, 0, anchor)));
    let inside = matches!(c.before(i), W::In)
        && i >= 2
        && matches!(c.w(i - 2), W::Earlier | W::Later | W::Early | W::Late);
    let modifier = match i.checked_sub(2).map_or(W::Break, |k| c.w(k)) {
        W::Earlier | W::Early => Modifier::Earlier,
        _ => Modifier::Later,
    };
    if inside && unit >= Unit::Day {
        return found(Anchor::Preceding).map(|f| f.modified(i, modifier));
    }
    match unit {
        Unit::Weekend => found(Anchor::Document),
        Unit::Quarter if !matches!(c.w(at + 1), W::Of | W::Hyphen) => found(Anchor::Preceding),
        Unit::Year if at == i + 1 => {
            let pointed = matches!(c.before(i), W::For | W::Of | W::Prep | W::In);
            let tail = matches!(c.w(at + 1), W::Break | W::Comma | W::Dot | W::Punct | W::To | W::And);
            if c.is(at + 1, &["ended", "ending"]) {
                let year = Length::of(1, Unit::Year);
                return Some(length::duration(i, at + 1, year.clone(), year, None, None));
            }
            (pointed && tail).then(|| found(Anchor::Document))?
        }
        Unit::Year => found(Anchor::Document),
        _ => None,
    }
}

/// "the year" and its like after "the end of", "the beginning of".
pub(crate) fn bare_unit(c: &Cursor, i: usize) -> Option<Found> {
    let (at, anchor) = match c.w(i) {
        W::The => (i + 1, Anchor::Document),
        W::This => (i + 1, Anchor::Document),
        W::That => (i + 1, Anchor::Preceding),
        W::Unit(_) => (i, Anchor::Document),
        _ => return None,
    };
    let W::Unit(unit) = c.w(at) else { return None };
    (unit >= Unit::Week).then(|| Found::relative(i, at + 1, relative(unit, 0, anchor)))
}
