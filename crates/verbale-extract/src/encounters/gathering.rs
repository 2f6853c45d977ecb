//! Gatherings of an organisation of states: "the G20 summit in Osaka", "a meeting of the Security Council".
//!
//! The organisation itself takes part, with those who are told to attend. That it is in the name of the gathering, or
//! owns it, is what counts: who meets "with NATO", or "at NATO headquarters", has a meeting of another kind.

use super::syntax::direct_phrases;
use super::triggers::Trigger;
use crate::findings::{ActorId, ActorKind, Evidence};
use crate::mentions::Mentions;
use crate::reading::{PartReading, Reading};
use verbale_language::{Document, Tag};
use verbale_span::Span;

/// Courts, banks and offices: their meetings are within one house.
const HOUSES: [&str; 8] = ["CJEU", "EC", "ECB", "ECHR", "EP", "ICC", "ICJ", "PCA"];

/// Words that may stand between the organisation and its gathering.
const BETWEEN: [&str; 12] =
    ["leaders", "leader", "heads", "member", "members", "annual", "'", "’", "'s", "’s", ")", "-"];

/// Whom a gathering may be "of", when an organisation is in the phrase.
const MEMBERS: [&str; 9] =
    ["leader", "member", "head", "nation", "country", "state", "ally", "government", "power"];

/// The organisation whose gathering the trigger's noun tells of.
pub(crate) fn of(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    trigger: &Trigger,
) -> Option<ActorId> {
    if !is_gathering(&part.document, trigger.token) {
        return None;
    }
    named(reading, part, mentions, trigger.token).or_else(|| owned(reading, part, mentions, trigger.token))
}

fn is_gathering(doc: &Document, n: usize) -> bool {
    matches!(doc.lemma(n).to_lowercase().as_str(), "summit" | "meeting" | "gathering" | "session")
        && matches!(doc.tag(n), Tag::Nn | Tag::Nnp)
}

/// "the Group of Seven (G-7) leaders' summit".
fn named(reading: &Reading<'_>, part: &PartReading, mentions: &Mentions, n: usize) -> Option<ActorId> {
    let doc = &part.document;
    let sentence = doc.sentences().get(doc.sentence_of(n))?;
    let first = n.saturating_sub(12).max(sentence.start);
    let before = mentions.within(part.tokens(first..n));
    let (at, id) = *before.iter().max_by_key(|(e, _)| (e.span.end, std::cmp::Reverse(e.span.start)))?;
    let next = doc.tokens_in(at.span).end;
    let joins = |i: usize| BETWEEN.contains(&doc.word(i).to_lowercase().as_str());
    let free = next <= n && (next..n).all(joins) && !is_pair(doc, &before, at);
    (free && of_states(reading, mentions, id)).then_some(id)
}

/// "the EU-China summit" is between the two.
fn is_pair(doc: &Document, before: &[(Evidence, ActorId)], last: Evidence) -> bool {
    let first = doc.tokens_in(last.span).start;
    before.iter().any(|(e, _)| {
        let end = doc.tokens_in(e.span).end;
        let between = Span { start: e.span.end, end: last.span.start };
        e.span.end <= last.span.start
            && (between.len() <= 1 || (end + 1 == first && matches!(doc.word(end), "-" | "–" | "/" | "and")))
    })
}

/// "a summit of NATO leaders", "a meeting of the Security Council".
fn owned(reading: &Reading<'_>, part: &PartReading, mentions: &Mentions, n: usize) -> Option<ActorId> {
    let doc = &part.document;
    let of = direct_phrases(doc, n).into_iter().find(|p| doc.word(p.prep).eq_ignore_ascii_case("of"))?;
    let first = doc.subtree(of.object).min().unwrap_or(of.object).max(of.prep + 1);
    let found = mentions.within(part.tokens(first..of.object + 1));
    let (at, id) = *found.iter().rfind(|(_, id)| of_states(reading, mentions, *id))?;
    let itself = doc.tokens_in(at.span).contains(&of.object);
    let members = MEMBERS.contains(&doc.lemma(of.object));
    (itself || members).then_some(id)
}

fn of_states(reading: &Reading<'_>, mentions: &Mentions, id: ActorId) -> bool {
    let Some(actor) = mentions.actor(id).filter(|a| a.kind == ActorKind::Organization) else { return false };
    let known = actor.register.as_deref().and_then(|r| reading.register.organisation(r));
    known.is_some_and(|o| o.sector == "IGO" && !HOUSES.contains(&o.id))
}
