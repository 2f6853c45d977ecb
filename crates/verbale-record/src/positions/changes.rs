//! Where a position may have changed: a later entry in like words that denies, grants, drops or reverses an earlier one.
//!
//! Sides seldom say that they have changed their mind, and reports paraphrase; so only pairs that name the same matter in
//! most of their words are given, each with both texts, and what stands under "if" or "whether" is left alone.

use super::{Line, first_words};
use crate::gist::{Reader, is_generic};
use crate::model::PositionChange;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};

/// Least Jaccard coefficient of the words of two entries about one thing.
const LIKE: f64 = 0.45;

/// Most words of an entry of which it can be told what it denies.
const LONGEST: usize = 30;

const WARM: &[&str] = &["agree", "hope", "praise", "promise"];
const COLD: &[&str] = &["accuse", "concern", "criticise", "warn"];

/// The changes of one position, whose lines are in order of date: for each later entry the likest earlier one.
pub(super) fn find(lines: &[&Line], reader: &Reader) -> Vec<PositionChange> {
    let block: Vec<usize> = (0..lines.len()).collect();
    let mut best: BTreeMap<usize, (f64, usize, &'static str)> = BTreeMap::new();
    for (a, b) in wording::candidates(&block, |n| &lines[n].gist.words) {
        if let Some((like, kind)) = change(lines[a], lines[b])
            && best.get(&b).is_none_or(|(other, _, _)| like > *other)
        {
            best.insert(b, (like, a, kind));
        }
    }
    best.into_iter().filter_map(|(b, (_, a, kind))| told(lines[a], lines[b], kind, reader)).collect()
}

/// How like the two are and what changed between them.
fn change(from: &Line, to: &Line) -> Option<(f64, &'static str)> {
    if !matches!((from.first, to.first), (Some(a), Some(b)) if a.to < b.from) {
        return None;
    }
    let demand = from.entry.demand.is_some();
    // The words are compared last: few pairs come so far.
    let kind = match (demand, to.entry.demand.is_some()) {
        (true, true) => reversed(from, to)?,
        (true, false) => dropped(to)?,
        (false, true) => return None,
        (false, false) => contradicted(from, to).or_else(|| cooled(from, to))?,
    };
    let (shared, like) = from.gist.shared(&to.gist);
    let specific = shared.iter().filter(|w| !is_generic(w)).count();
    let enough = if demand { like >= 0.3 } else { like >= LIKE && shared.len() >= 3 };
    (enough && specific >= 2).then_some((like, kind))
}

/// One demand against the other, of the same side.
fn reversed(from: &Line, to: &Line) -> Option<&'static str> {
    let of = |l: &Line| l.entry.to.as_ref().and_then(|t| t.country.clone().or_else(|| t.actor.clone()));
    (from.gist.against != to.gist.against && of(from) == of(to))
        .then_some("demanded, then demanded the opposite")
}

/// "no longer insists", "dropped its demand".
fn dropped(to: &Line) -> Option<&'static str> {
    let words = format!("{} {}", to.cue, to.entry.content.to_lowercase());
    const GIVEN_UP: &[&str] =
        &["no longer demand", "no longer insist", "no longer seek", "no longer require"];
    let demand = ["demand", "insistence", "condition", "request"].iter().any(|w| words.contains(w));
    let drops = ["dropped", "drop its", "withdrew", "withdrawn", "gave up", "given up"]
        .iter()
        .any(|w| words.contains(w));
    (GIVEN_UP.iter().any(|w| words.contains(w)) || demand && drops).then_some("demanded, then gave it up")
}

/// The same words, once affirmed and once denied.
fn contradicted(from: &Line, to: &Line) -> Option<&'static str> {
    const FACTUAL: &[&str] = &["agree", "assert", "deny", "promise", "warn"];
    let plain = |l: &Line| {
        FACTUAL.contains(&l.entry.stance.as_str())
            && l.entry.content.split_whitespace().count() <= LONGEST
            && !is_open(&l.entry.content)
    };
    if denies(from) == denies(to) || !plain(from) || !plain(to) {
        return None;
    }
    let refused = ["refus", "reject", "declin", "ruled out"].iter().any(|w| from.cue.contains(w));
    Some(match (from.entry.stance.as_str(), to.entry.stance.as_str()) {
        ("deny", "agree" | "promise") if refused => "refused, then agreed",
        ("deny", _) => "denied, then said so",
        ("promise", _) => "promised, then said the opposite",
        ("agree", _) => "agreed, then said the opposite",
        (_, "deny") => "said so, then denied it",
        _ => "said one thing, then its opposite",
    })
}

/// What a denial says is denied, however often its words negate.
fn denies(line: &Line) -> bool {
    line.entry.stance == "deny" || line.gist.against
}

/// What is left open contradicts nothing.
fn is_open(content: &str) -> bool {
    const OPEN: &[&str] =
        &["if", "whether", "unless", "until", "may", "might", "could", "would", "only", "should"];
    let mut words = content.split(|c: char| !c.is_alphanumeric());
    content.contains('?') || words.any(|w| OPEN.contains(&w.to_lowercase().as_str()))
}

/// From warm words to cold ones about the same thing, or back.
fn cooled(from: &Line, to: &Line) -> Option<&'static str> {
    let is = |l: &Line, list: &[&str]| list.contains(&l.entry.stance.as_str());
    if is(from, WARM) && is(to, COLD) {
        Some("from approval or hope to warning or blame")
    } else if is(from, COLD) && is(to, WARM) {
        Some("from warning or blame to approval or hope")
    } else {
        None
    }
}

fn told(from: &Line, to: &Line, kind: &str, reader: &Reader) -> Option<PositionChange> {
    let (shared, _) = from.gist.shared(&to.gist);
    let words: BTreeSet<String> = shared.into_iter().filter(|w| !is_generic(w)).collect();
    let words = reader.spelt(&to.entry.content, &words);
    Some(PositionChange {
        kind: kind.to_owned(),
        from: from.entry.id.clone(),
        to: to.entry.id.clone(),
        dates: [from.first?.edtf(), to.first?.edtf()],
        reason: format!("both speak of: {}", words.join(", ")),
        before: first_words(&from.entry),
        after: first_words(&to.entry),
    })
}
