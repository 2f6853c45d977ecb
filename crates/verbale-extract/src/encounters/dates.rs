//! The expressions that date an encounter: those that hang on its own words, not on the verb that reports it.

use super::syntax::{STEPS, is_verb};
use crate::findings::{Time, TimeId};
use crate::reading::PartReading;
use verbale_language::{Dep, Document, Tag};
use verbale_time::{Anchor, Calendar, Kind, Part, Relative, TimeExpression, TimeValue, Unit, YearRef};

/// The times that date what `word` tells, whose modifiers hang on `anchors`: days first, then by nearness.
pub(crate) fn of(
    part: &PartReading,
    times: &[Time],
    word: usize,
    anchors: &[usize],
    sentence: &std::ops::Range<usize>,
) -> Vec<TimeId> {
    let doc = &part.document;
    let span = doc.span(sentence.clone());
    let mut found: Vec<(usize, usize, TimeId)> = Vec::new();
    for (id, time) in times.iter().enumerate() {
        if time.at.part != part.part || !span.contains(time.at.span) || !dates(&time.expression) {
            continue;
        }
        let tokens = doc.tokens_in(time.at.span);
        let current = tokens.start < doc.len() && matches!(doc.lemma(tokens.start), "current" | "now");
        if current || after_since(doc, tokens.start) {
            continue;
        }
        if opens(doc, &tokens, word) {
            found.push((coarseness(&time.expression), 0, id as TimeId));
        } else if let Some(steps) = distance(doc, tokens, word, anchors) {
            found.push((coarseness(&time.expression), steps, id as TimeId));
        }
    }
    found.sort();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// "Tuesday, when they met", "in April, when A visited B": the time that the verb's own clause tells of.
fn opens(doc: &Document, tokens: &std::ops::Range<usize>, word: usize) -> bool {
    let when = |c: usize| doc.word(c).eq_ignore_ascii_case("when");
    is_verb(doc, word)
        && (tokens.contains(&doc.head(word)) || tokens.end <= word && word - tokens.end < 12)
        && matches!(doc.dep(word), Dep::Relcl | Dep::Advcl)
        && doc.children(word).any(when)
        && (tokens.end..word).take(2).any(when)
}

/// Whether an expression can date anything.
fn dates(e: &TimeExpression) -> bool {
    // "later in the day" dates nothing.
    let same_day = matches!(
        e.value,
        TimeValue::Relative(Relative { unit: Unit::Day, offset: Some(0), anchor: Anchor::Preceding, .. })
    );
    !same_day
        && matches!(e.kind, Kind::Date | Kind::Time)
        && !matches!(e.value, TimeValue::Vague(_) | TimeValue::Duration(_) | TimeValue::Set(_))
}

/// How roughly it dates: days 0, weeks and months 1, years and longer 2.
pub(crate) fn coarseness(e: &TimeExpression) -> usize {
    match &e.value {
        TimeValue::Calendar(c) if c.weekday.is_some() => 0,
        TimeValue::Calendar(c) => match c.part {
            Some(Part::Day(..) | Part::DayOfMonth(_) | Part::Holiday(_)) => 0,
            Some(_) => 1,
            None => 2,
        },
        TimeValue::Relative(Relative { unit, .. }) if *unit <= Unit::Day => 0,
        TimeValue::Relative(Relative { unit, .. }) if *unit < Unit::Year => 1,
        _ => 2,
    }
}

/// Whether it looks back from far: a month, a season, a year that is not the present.
pub(crate) fn looks_back(e: &TimeExpression) -> bool {
    match &e.value {
        TimeValue::Calendar(Calendar { part: Some(Part::Day(..) | Part::DayOfMonth(_)), .. }) => false,
        TimeValue::Calendar(c) => {
            c.weekday.is_none()
                && (matches!(c.year, Some(YearRef::Year(_) | YearRef::Offset(..=-1))) || coarseness(e) > 0)
        }
        TimeValue::Relative(r) => r.unit > Unit::Week && (r.direction < 0 || r.offset.is_some_and(|o| o < 0)),
        _ => false,
    }
}

fn after_since(doc: &Document, first: usize) -> bool {
    let before = first.saturating_sub(2)..first;
    before.into_iter().any(|i| matches!(doc.word(i).to_lowercase().as_str(), "since" | "until" | "till"))
}

/// Steps from the expression up to the trigger or one of its anchors, where no other verb stands between.
fn distance(doc: &Document, tokens: std::ops::Range<usize>, word: usize, anchors: &[usize]) -> Option<usize> {
    let beside = tokens.end == word
        || (tokens.end + 1 == word && !is_verb(doc, tokens.end))
        || tokens.start == word + 1
        || (tokens.start == word + 2 && matches!(doc.word(word + 1), "on" | "in" | ","));
    // "July 16, X's summit with Y".
    let within = |i: usize| doc.tag(i) == Tag::Comma || (doc.is_under(i, word) && !is_verb(doc, i));
    let owned = tokens.end < word && word - tokens.end < 6 && !is_verb(doc, word);
    if beside || owned && (tokens.end..word).all(within) {
        return Some(0);
    }
    if !is_verb(doc, word) && follows_directly(doc, word, tokens.start) {
        return Some(tokens.start - word);
    }
    let mut at = tokens.clone().find(|&t| !tokens.contains(&doc.head(t)) || doc.head(t) == t)?;
    for steps in 1..STEPS {
        if anchors.contains(&at) {
            return Some(steps);
        }
        if matches!(doc.lemma(at), "since" | "until") {
            return None;
        }
        let other = (super::triggers::is_event_noun(doc, at) && doc.lemma(at) != "summit")
            || (is_verb(doc, at) && !tokens.contains(&at));
        if other || doc.head(at) == at {
            return None;
        }
        at = doc.head(at);
    }
    None
}

/// Whether nothing but names and phrases stands between noun `word` and token `to` after it.
pub(crate) fn follows_directly(doc: &Document, word: usize, to: usize) -> bool {
    let stops = |i: usize| {
        is_verb(doc, i)
            || matches!(doc.lemma(i), "since" | "until")
            || (super::triggers::is_event_noun(doc, i) && doc.lemma(i) != "summit")
            || matches!(
                doc.tag(i),
                Tag::Md | Tag::Stop | Tag::Colon | Tag::Wdt | Tag::Wp | Tag::OpenQuote | Tag::CloseQuote
            )
    };
    word < to && to - word < 25 && doc.sentence_of(word) == doc.sentence_of(to) && !(word + 1..to).any(stops)
}

/// Whether an encounter's noun stands between verb `v` and token `to`, so that what follows it dates or places that.
pub(crate) fn taken(doc: &Document, v: usize, to: usize) -> bool {
    v < to && (v + 1..to).any(|n| super::triggers::is_event_noun(doc, n) && follows_directly(doc, n, to))
}

/// Whether it is before the day of writing by its own words ("yesterday", "earlier this month", "last week").
pub(crate) fn is_past(e: &TimeExpression) -> bool {
    let before = match &e.value {
        TimeValue::Relative(r) => r.direction < 0 || r.offset.is_some_and(|o| o < 0),
        TimeValue::Calendar(c) => c.which == Some(verbale_time::Which::Last),
        _ => false,
    };
    before || e.modifier == Some(verbale_time::Modifier::Earlier)
}
