//! The grammar: at each token that may begin an expression every rule has a try, and the longest match stands.
//!
//! Rules look a bounded way ahead, so the whole is linear. Extents follow TimeBank: prepositions stay out,
//! modifiers ("early next year", "nearly two years") and the articles of noun phrases come in.

mod calendar;
mod clock;
mod cursor;
mod length;
mod links;
mod numbers;
mod recurring;
mod relative;

use crate::expression::{Modifier, TimeExpression, Unit};
use crate::token::tokens;
use crate::words::W;
use cursor::{Cursor, Found};

/// The time expressions of `text`, sorted, none overlapping another.
pub fn find(text: &str) -> Vec<TimeExpression> {
    // Offsets are u32; what lies beyond 4 GiB cannot be named.
    if text.len() > u32::MAX as usize {
        return Vec::new();
    }
    let tokens = tokens(text);
    let c = Cursor { text, tokens: &tokens };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let next = if tokens[i].word.starts() || starts(&c, i) { at(&c, i, &mut found) } else { None };
        i = next.unwrap_or(i + 1).max(i + 1);
    }
    links::link(&c, &mut found);
    found.into_iter().filter_map(|f| f.expression(&c)).collect()
}

/// Words outside the lexicon that begin an expression after all.
fn starts(c: &Cursor, i: usize) -> bool {
    match c.w(i) {
        W::Other => c.raw(i) == "Q" || c.before(i) == W::The || c.is(i, &["up", "exceeding"]),
        W::At => matches!(c.w(i + 1), W::Least | W::Most),
        _ => false,
    }
}

/// The longest expression at `i`, pushed; the token after it.
fn at(c: &Cursor, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if let Some(next) = links::list(c, i, out) {
        return Some(next);
    }
    let best = candidates(c, i).into_iter().flatten().max_by_key(|f| f.next)?;
    let next = best.next;
    out.push(best);
    Some(next)
}

/// What each rule finds at `i`; among equally long ones the last stands.
fn candidates(c: &Cursor, i: usize) -> [Option<Found>; 13] {
    [
        recurring::vague(c, i),
        recurring::habit(c, i),
        length::plural(c, i),
        length::quantity(c, i),
        length::stretch(c, i),
        length::another(c, i),
        length::quarter_century(c, i),
        recurring::times_a(c, i),
        recurring::often(c, i),
        if c.w(i) == W::Every { recurring::every(c, i) } else { None },
        modified(c, i),
        clock::clock(c, i).or_else(|| clock::day_part(c, i)),
        date(c, i),
    ]
}

fn date(c: &Cursor, i: usize) -> Option<Found> {
    let name = calendar::name(c, i);
    let other = relative::adverb(c, i).or_else(|| relative::phrase(c, i));
    [name, other].into_iter().flatten().max_by_key(|f| f.next)
}

/// A date under a modifier: "early next year", "mid-July", "the end of August", "late yesterday".
fn modified(c: &Cursor, i: usize) -> Option<Found> {
    let at = c.skip(i, W::The);
    let (modifier, next) = match (c.w(at), c.w(at + 1)) {
        (W::Beginning, W::Of) => (Modifier::Early, at + 2),
        (W::Middle, W::Of) => (Modifier::Mid, at + 2),
        (W::End, W::Of) => (Modifier::Late, at + 2),
        (W::Early, _) => (Modifier::Early, c.joined(at + 1)),
        (W::Late, _) => (Modifier::Late, c.joined(at + 1)),
        (W::Mid, _) => (Modifier::Mid, c.joined(at + 1)),
        (W::Earlier, _) if at == i => (Modifier::Earlier, at + 1),
        (W::Later, _) if at == i => (Modifier::Later, at + 1),
        (W::Sometime | W::About | W::Nearly, W::In | W::On) => return None,
        (W::Sometime, _) => (Modifier::Approx, at + 1),
        (W::About, _) if at == i => (Modifier::Approx, at + 1),
        _ => return None,
    };
    // In "the late-November trip" the article belongs to the trip.
    if at > i && c.w(next - 1) == W::Hyphen && modifier != Modifier::Mid {
        return None;
    }
    let of = matches!(c.w(next - 1), W::Of);
    let mid_unit = modifier == Modifier::Mid && c.w(next - 1) == W::Hyphen;
    let inner = if of || mid_unit { relative::bare_unit(c, next) } else { None };
    let inner = inner.or_else(|| clock::clock(c, next)).or_else(|| date(c, next))?;
    // "the close of business Thursday" and "about Monday's meeting" are no modified dates.
    let about_a_name = modifier == Modifier::Approx && c.w(i) == W::About && !about_ok(c, next, &inner);
    (inner.modifier.is_none() && !about_a_name).then(|| inner.modified(i, modifier))
}

/// "around 7:15 p.m.", "about 1990"; not "about Monday".
fn about_ok(c: &Cursor, at: usize, inner: &Found) -> bool {
    matches!(c.w(at), W::Number | W::Noon | W::Midnight)
        || inner.time.is_some()
        || c.w(at) == W::Unit(Unit::Year)
}
