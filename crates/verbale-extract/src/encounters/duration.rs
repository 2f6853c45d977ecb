//! How long an encounter took.
//!
//! "about" widens by a tenth either way; "nearly" ends at the value and begins 15 % below; "more than" has no upper
//! end. Of a visit or summit "two-day" counts calendar days: at least the days between the first and the last, at most all
//! of them. Talks "over two days" did not take two days: that is no length of theirs.

use super::syntax::STEPS;
use super::triggers::Trigger;
use crate::findings::{EncounterKind, Minutes, Time};
use crate::reading::PartReading;
use verbale_language::Document;
use verbale_time::{Length, TimeExpression, TimeValue, Unit};

const DAY: f32 = 1440.0;

/// The duration said of the encounter of `trigger`.
pub(crate) fn of(
    part: &PartReading,
    times: &[Time],
    trigger: &Trigger,
    sentence: &std::ops::Range<usize>,
) -> Option<Minutes> {
    let doc = &part.document;
    let span = doc.span(sentence.clone());
    let here = times.iter().filter(|t| t.at.part == part.part && span.contains(t.at.span));
    let mut found = here.filter_map(|t| {
        let tokens = doc.tokens_in(t.at.span);
        let (low, high) = bounds(&t.expression, trigger.kind, &words_before(doc, tokens.start))?;
        belongs(doc, tokens, trigger).then_some((t, low, high))
    });
    let (time, low, high) = found.next()?;
    Some(Minutes { low, high, at: time.at })
}

/// The two words before, in small letters: "more than", "nearly", "over".
fn words_before(doc: &Document, first: usize) -> String {
    let words = (first.saturating_sub(3)..first).map(|i| doc.word(i).to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// Low and high in minutes; `None` for what is no length of an encounter.
fn bounds(e: &TimeExpression, kind: EncounterKind, before: &str) -> Option<(Option<f32>, Option<f32>)> {
    let TimeValue::Duration(d) = &e.value else { return None };
    // "in five years", "over the past two weeks" are no lengths of an encounter.
    let counts = ["first", "past", "last", "next", "every"];
    if d.toward.is_some()
        || before.split(' ').any(|w| counts.contains(&w))
        || before.ends_with(" in")
        || before == "in"
    {
        return None;
    }
    let minutes = |l: &Option<Length>| l.as_ref().and_then(Length::minutes).map(|m| m as f32);
    let (mut low, mut high) = (minutes(&d.low), minutes(&d.high));
    let unit = d.named()?.parts.iter().map(|p| p.1).max()?;
    if low.is_none() && high.is_none() || unit > Unit::Week {
        return None;
    }
    let nearly = before.ends_with("nearly") || before.ends_with("almost") || before.ends_with("close to");
    let over = ["more than", "over", "at least", "upwards of"].iter().any(|w| before.ends_with(w));
    if unit >= Unit::Day {
        let days = low.or(high)?;
        if matches!(kind, EncounterKind::Visit | EncounterKind::Summit) {
            return Some((Some((days - DAY).max(0.0)), Some(days)));
        }
        return None;
    }
    match (low, high) {
        (Some(a), Some(b)) if nearly && a <= b => low = Some(b * 0.85),
        (Some(_), _) if over => high = None,
        (Some(a), Some(b)) if d.approximate && (a - b).abs() < 0.5 => {
            low = Some(a * 0.9);
            high = Some(b * 1.1);
        }
        _ => {}
    }
    let longest = low.or(high)?;
    (longest >= 5.0).then_some((low, high))
}

/// Whether the expression hangs on the trigger or an anchor of it.
fn belongs(doc: &Document, tokens: std::ops::Range<usize>, trigger: &Trigger) -> bool {
    if tokens.end == trigger.token || tokens.end + 1 == trigger.token {
        return true;
    }
    let Some(mut at) = tokens.clone().find(|&t| !tokens.contains(&doc.head(t)) || doc.head(t) == t) else {
        return false;
    };
    for _ in 0..STEPS {
        if trigger.anchors.contains(&at) {
            return true;
        }
        if doc.head(at) == at
            || super::triggers::is_event_noun(doc, at)
            || (super::syntax::is_verb(doc, at) && !tokens.contains(&at))
        {
            return false;
        }
        at = doc.head(at);
    }
    false
}
