//! The act of an attribution whose spans are given: by the cue's words where they tell, else by the content.
//!
//! What the encoder found has no reading of the table of cues yet; its cue may also be longer than a verb ("was deeply
//! troubled by").

use super::clauses::Draft;
use super::cues::{self, Cue, Frame};
use super::ground::Ground;
use super::sides::Sides;
use super::stance;
use crate::findings::Stance;
use crate::mentions::Mentions;
use verbale_language::Pos;
use verbale_span::Span;

/// The act of an attribution with these spans, `None` where no rule sees a sign of one; `drafts` are what the rules
/// found in the same part.
pub(crate) fn act(
    g: &Ground<'_>,
    mentions: &Mentions,
    drafts: &[Draft],
    source: Option<Span>,
    cue: Option<Span>,
    content: &[Span],
) -> Option<Stance> {
    let told = cue.and_then(|cue| drafted(drafts, cue).or_else(|| by_words(g, cue)));
    let told = told.filter(|&stance| stance != Stance::Assert);
    if told.is_some() {
        return told;
    }
    let head = source.and_then(|span| g.doc.tokens_in(span).find(|&i| is_head(g, span, i)));
    let who = head.map(|head| mentions.who(g.part.part, head)).unwrap_or_default();
    let source = if let [one] = who[..] { Some(one) } else { None };
    let sides = Sides { g, mentions, source };
    Some(stance::of(g, content, &sides)).filter(|&stance| stance != Stance::Assert)
}

/// What the rules made of the cue, where they read it as one of their own.
fn drafted(drafts: &[Draft], cue: Span) -> Option<Stance> {
    let same = |draft: &&Draft| draft.cue.is_some_and(|own| own.start < cue.end && cue.start < own.end);
    drafts.iter().find(same)?.stance
}

/// What a cue's words tell by the table: the act of a noun ("a warning", "voiced hope"), or of a verb whose readings
/// agree or are told apart by the word that follows.
fn by_words(g: &Ground<'_>, cue: Span) -> Option<Stance> {
    let mut tokens = g.doc.tokens_in(cue);
    let turned = |i: usize| {
        matches!(
            g.lower(i).as_str(),
            "not" | "n't" | "n’t" | "no" | "never" | "nothing" | "neither" | "without"
        ) || matches!(g.doc.lemma(i), "refuse" | "decline" | "withdraw" | "drop" | "lack")
    };
    if tokens.clone().any(turned) {
        return None;
    }
    tokens.find_map(|i| match g.doc.pos(i) {
        Pos::Noun => cues::noun(g.doc.lemma(i)).flatten(),
        Pos::Verb => by_verb(g, i),
        _ => None,
    })
}

fn by_verb(g: &Ground<'_>, verb: usize) -> Option<Stance> {
    let readings = cues::of(g.doc.lemma(verb));
    let first = readings.first()?;
    if readings.iter().all(|reading| reading.stance == first.stance) {
        return first.stance;
    }
    let next = if verb + 1 < g.doc.tokens().len() { g.lower(verb + 1) } else { String::new() };
    let fits = |reading: &&Cue| match reading.frame {
        Frame::On => next == "on" || next == "upon",
        Frame::For => next == "for",
        Frame::Of => next == "of",
        Frame::About => matches!(next.as_str(), "about" | "of" | "against" | "over" | "at"),
        Frame::As => next == "as",
        _ => false,
    };
    readings.iter().find(fits)?.stance
}

/// Whether token `i` is what a span hangs by.
fn is_head(g: &Ground<'_>, span: Span, i: usize) -> bool {
    let head = g.doc.head(i);
    !g.is_mark(i) && (head == i || !g.doc.tokens_in(span).contains(&head))
}
