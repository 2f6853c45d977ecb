//! What neighbouring expressions say together: lists of days, ranges, appositions, a time and its day.

use super::calendar::{month, trailing_year, valid};
use super::clock::THAT_DAY;
use super::cursor::{Cursor, Found, of_part};
use super::numbers::{day, year};
use crate::expression::{Calendar, Edge, Kind, Part, TimeValue, YearRef};
use crate::words::W;

/// Days under one month, an expression each: "June 18-19", "July 25 and 26, 2021", "18-19 June"; also "2018-21".
pub(crate) fn list(c: &Cursor, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    match c.w(i) {
        W::Month(_) | W::MonthAbbr(_) => month_and_days(c, i, out),
        W::Number => days_and_month(c, i, out).or_else(|| years(c, i, out)),
        _ => None,
    }
}

/// A sign or word that joins two days; whether it makes a range.
fn join(c: &Cursor, i: usize) -> Option<(bool, usize)> {
    match c.w(i) {
        W::Hyphen => Some((true, i + 1)),
        W::To => Some((true, i + 1)),
        W::And => Some((false, i + 1)),
        _ => None,
    }
}

fn month_and_days(c: &Cursor, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (m, first) = month(c, i).filter(|_| c.upper(i))?;
    let (d1, after) = day(c, first)?;
    let (range, second) = join(c, after)?;
    let (d2, next) = day(c, second)?;
    let ok = valid(m, d1) && valid(m, d2) && (d2 > d1) && month(c, next).is_none() && !c.counted_noun(next);
    if !ok || matches!(c.w(next), W::Unit(_) | W::Of) || matches!(c.w(second), W::Ordinal(_)) && !range {
        return None;
    }
    let (year, end) = trailing_year(c, next).map_or((None, next), |(y, n)| (Some(y), n));
    push_days(out, (i, after, d1), (second, end, d2), m, year, range);
    Some(end)
}

fn days_and_month(c: &Cursor, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (d1, after) = day(c, i)?;
    let (range, second) = join(c, after)?;
    let (d2, next) = day(c, second)?;
    let (m, end) = month(c, c.skip(next, W::Of)).filter(|(_, n)| c.upper(n - 1) || c.upper(n - 2))?;
    if !valid(m, d1) || !valid(m, d2) || d2 <= d1 {
        return None;
    }
    let (year, end) = trailing_year(c, end).map_or((None, end), |(y, n)| (Some(y), n));
    push_days(out, (i, after, d1), (second, end, d2), m, year, range);
    Some(end)
}

type Day = (usize, usize, i8);

fn push_days(out: &mut Vec<Found>, a: Day, b: Day, m: i8, year: Option<YearRef>, range: bool) {
    for ((start, next, d), edge) in [(a, Edge::First), (b, Edge::Last)] {
        let value = Calendar { year, ..of_part(Part::Day(m, d)) };
        let found = Found::calendar(start, next, value);
        out.push(Found { edge: range.then_some(edge), ..found });
    }
}

/// "2018-2021", "2018-21", "1989/90".
fn years(c: &Cursor, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (first, at) = year(c, i)?;
    if !matches!(c.w(at), W::Hyphen | W::Slash) || !c.glued(at) || !c.glued(at + 1) {
        return None;
    }
    let last = match c.number(at + 1, 2..=4)? {
        n @ 1000..=2199 => n as i16,
        n if n < 100 => first / 100 * 100 + n as i16,
        _ => return None,
    };
    let more = c.glued(at + 2) && matches!(c.w(at + 2), W::Hyphen | W::Slash | W::Number | W::Other);
    let ok = (1800..=2100).contains(&first) && last > first && last - first <= 150 && c.before(i) != W::Money;
    if !ok || more || c.before(i) == W::Hyphen && c.glued(i) {
        return None;
    }
    for (start, y, edge) in [(i, first, Edge::First), (at + 1, last, Edge::Last)] {
        let value = super::cursor::of_year(YearRef::Year(y));
        out.push(Found { edge: Some(edge), ..Found::calendar(start, start + 1, value) });
    }
    Some(at + 2)
}

/// Looks at each pair of neighbours once.
pub(crate) fn link(c: &Cursor, found: &mut [Found]) {
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        let (a, b) = (&mut left[k - 1], &mut right[0]);
        if b.start.saturating_sub(a.next) > 3 {
            continue;
        }
        range(c, a, b);
        apposition(c, a, b);
        time_and_day(c, a, b);
    }
}

/// "from July 26 to July 28", "between 2018 and 2021", "Monday through Wednesday", "June-July 2021".
fn range(c: &Cursor, a: &mut Found, b: &mut Found) {
    let dates = matches!((a.kind, b.kind), (Kind::Date, Kind::Date) | (Kind::Time, Kind::Time));
    let named = |f: &Found| matches!(f.value, TimeValue::Calendar(_) | TimeValue::Relative(_));
    if !dates || b.start != a.next + 1 || a.edge.is_some() || !named(a) || !named(b) {
        return;
    }
    let lead = c.before(a.start);
    let joined = match c.w(a.next) {
        W::Hyphen => true,
        W::To if day_of(a) && day_of(b) => true,
        W::To => lead == W::From || c.is(a.start.wrapping_sub(1), &["during"]),
        W::Prep => c.is(a.next, &["through", "until", "till"]),
        W::And => lead == W::Between,
        _ => false,
    };
    if !joined {
        return;
    }
    a.edge = Some(Edge::First);
    b.edge = Some(Edge::Last);
    if let (TimeValue::Calendar(from), TimeValue::Calendar(to)) = (&mut a.value, &b.value)
        && from.year.is_none()
        && from.part.is_some()
        && to.part.is_some()
    {
        from.year = to.year;
    }
}

fn day_of(found: &Found) -> bool {
    matches!(found.value, TimeValue::Calendar(Calendar { part: Some(Part::Day(..)), .. }))
}

/// "Monday (July 26)": both say the whole.
fn apposition(c: &Cursor, a: &mut Found, b: &mut Found) {
    let opened = b.start == a.next + 1 && c.w(a.next) == W::Open;
    let (TimeValue::Calendar(x), TimeValue::Calendar(y)) = (&mut a.value, &mut b.value) else { return };
    let lone = x.weekday.is_some() && x.part.is_none() && y.weekday.is_none();
    if opened && lone && matches!(y.part, Some(Part::Day(..) | Part::DayOfMonth(_))) {
        y.weekday = x.weekday;
        *x = *y;
    }
}

/// "10 a.m. on Monday", "Monday at 10 a.m.": the time is on that day.
fn time_and_day(c: &Cursor, a: &mut Found, b: &mut Found) {
    let between = (a.next..b.start).all(|k| {
        matches!(c.w(k), W::At | W::On | W::About | W::Comma | W::Of | W::In | W::The | W::Open | W::Close)
    });
    if !between {
        return;
    }
    let unset = |f: &Found| f.time.is_some() && f.value == TimeValue::Relative(THAT_DAY);
    let dated = |f: &Found| match &f.value {
        TimeValue::Calendar(v) => v.weekday.is_some() || matches!(v.part, Some(Part::Day(..))),
        TimeValue::Relative(v) => v.unit == crate::expression::Unit::Day,
        _ => false,
    };
    if unset(a) && dated(b) && b.time.is_none() {
        a.value = b.value.clone();
    } else if unset(b) && dated(a) {
        b.value = a.value.clone();
    }
}
