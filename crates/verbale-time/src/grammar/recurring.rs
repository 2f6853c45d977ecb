//! Sets ("every Monday", "daily", "twice a week") and references without a date ("now", "recently", "soon").

use super::calendar;
use super::cursor::{Cursor, Found};
use super::numbers::count;
use super::relative::clause_ends;
use crate::expression::{
    Calendar, DayPart, Kind, Length, SetValue, TimeOfDay, TimeValue, Unit, Vague, Weekday,
};
use crate::words::W;

fn set(i: usize, next: usize, value: SetValue) -> Found {
    Found::new(i, next, Kind::Set, TimeValue::Set(value))
}

/// "every week", "each Thursday", "every two years", "every other day", "every Friday night".
pub(crate) fn every(c: &Cursor, i: usize) -> Option<Found> {
    let other = c.is(i + 1, &["other"]);
    let at = if other { i + 2 } else { i + 1 };
    let step = if other { 2 } else { 1 };
    match c.w(at) {
        W::Unit(u) if u >= Unit::Minute => {
            return Some(set(i, at + 1, SetValue::Every(Length::of(step, u))));
        }
        W::DayPart(part) => {
            let time = TimeOfDay { clock: None, part: Some(part), zone: None };
            let found = set(i, at + 1, SetValue::Every(Length::of(1, Unit::Day)));
            return Some(Found { time: Some(time), ..found });
        }
        W::Weekday(n) => {
            let value = Calendar { weekday: Weekday::from_iso(n), ..Calendar::default() };
            let found = set(i, at + 1, SetValue::Named(value));
            return Some(match c.w(at + 1) {
                W::DayPart(part) => Found {
                    next: at + 2,
                    time: Some(TimeOfDay { clock: None, part: Some(part), zone: None }),
                    ..found
                },
                _ => found,
            });
        }
        W::Season(s) => {
            return Some(set(
                i,
                at + 1,
                SetValue::Named(super::cursor::of_part(crate::expression::Part::Season(s))),
            ));
        }
        W::Month(_) => {
            let (m, next) = calendar::month(c, at).filter(|_| c.upper(at))?;
            let value = super::cursor::of_part(crate::expression::Part::Month(m));
            return Some(set(i, next, SetValue::Named(value)));
        }
        _ => {}
    }
    let (n, after) = count(c, at)?;
    match (n.whole, n.part, c.w(after)) {
        (Some(n), None, W::Units(u)) => Some(set(i, after + 1, SetValue::Every(Length::of(n, u)))),
        _ => None,
    }
}

/// "daily", "annually"; capitals are names of newspapers.
pub(crate) fn often(c: &Cursor, i: usize) -> Option<Found> {
    let W::Often(u) = c.w(i) else { return None };
    let plain = !c.upper(i) && !c.is(i, &["annual", "quarterly"]);
    plain.then(|| set(i, i + 1, SetValue::Every(Length::of(1, u))))
}

/// "once a week", "twice a year".
pub(crate) fn times_a(c: &Cursor, i: usize) -> Option<Found> {
    let W::Unit(u) = c.w(i + 2) else { return None };
    let said = c.w(i) == W::Once && c.w(i + 1) == W::A && u > Unit::Minute;
    said.then(|| set(i, i + 3, SetValue::Every(Length::of(1, u))))
}

/// "at night", "on weekends".
pub(crate) fn habit(c: &Cursor, i: usize) -> Option<Found> {
    match c.w(i) {
        W::Units(Unit::Weekend) if c.before(i) == W::On => {
            Some(set(i, i + 1, SetValue::Every(Length::of(1, Unit::Weekend))))
        }
        W::DayPart(part @ DayPart::Night) if c.before(i) == W::At && !c.is(i, &["nights"]) => {
            let time = TimeOfDay { clock: None, part: Some(part), zone: None };
            let found = set(i, i + 1, SetValue::Every(Length::of(1, Unit::Day)));
            Some(Found { time: Some(time), ..found })
        }
        _ => None,
    }
}

/// "now", "currently", "recently", "soon", "the near future", "at the time".
pub(crate) fn vague(c: &Cursor, i: usize) -> Option<Found> {
    let say = |next, vague| Some(Found::new(i, next, Kind::Date, TimeValue::Vague(vague)));
    match c.w(i) {
        W::Now if !(c.upper(i) && c.upper(i + 1)) => say(i + 1, Vague::Present),
        W::Currently | W::Current => say(i + 1, Vague::Present),
        W::Recently | W::Recent => say(i + 1, Vague::Past),
        W::Soon if c.is(i, &["shortly"]) && matches!(c.w(i + 1), W::After | W::Before) => None,
        W::Soon if c.w(i + 1) == W::After => None,
        W::Soon if i > 0 && c.is(i - 1, &["as"]) => None,
        W::Soon => say(i + 1, Vague::Future),
        W::The => {
            let near = if c.is(i + 1, &["near", "foreseeable", "immediate"]) { i + 2 } else { i + 1 };
            match c.w(near) {
                W::Future => say(near + 1, Vague::Future),
                W::Past
                    if !matches!(c.w(near + 1), W::Unit(_) | W::Units(_) | W::Cardinal(_) | W::Number)
                        && near == i + 1
                        && matches!(c.before(i), W::In | W::Of) =>
                {
                    say(near + 1, Vague::Past)
                }
                W::Time
                    if c.before(i) == W::At
                        && near == i + 1
                        && clause_ends(c, near + 1)
                        && c.w(near + 1) != W::Of =>
                {
                    say(near + 1, Vague::Past)
                }
                W::Other if c.is(near, &["moment"]) && c.before(i) == W::At => say(near + 1, Vague::Present),
                _ => None,
            }
        }
        W::That if c.w(i + 1) == W::Time && matches!(c.before(i), W::At | W::Prep) => say(i + 2, Vague::Past),
        _ => None,
    }
}
