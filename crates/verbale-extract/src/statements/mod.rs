//! Attributions: who said what, to whom, through which channel, as what kind of act.
//!
//! Takes the parse, the quotation marks and the actors; gives [`Statement`]s in the order of the text. Cue verbs
//! ([`cues`], [`clauses`]), "according to" ([`according`]) and quotes without a cue ([`direct`]) each give drafts;
//! [`assemble`] joins them: what a readout relays belongs to the person who said it, with the readout as its channel.
//! Spans follow PolNeAR where it decides (Newell et al. 2018): the source is its noun phrase, a quote keeps its marks,
//! "that" belongs to the content, the full stop does not.

mod according;
mod asides;
mod assemble;
mod channel;
mod clauses;
mod cues;
mod direct;
mod given;
mod ground;
mod joined;
mod pieces;
mod quotes;
mod sides;
mod source;
mod speech;
mod stance;
mod together;
mod tree;
mod turns;

use crate::findings::{Evidence, Stance, Statement, Time};
use crate::mentions::Mentions;
use crate::reading::{PartReading, Reading};
pub(crate) use asides::without as without_aside;
pub(crate) use clauses::{Draft, find as drafts, has_to};
pub(crate) use given::act as ruled;
pub(crate) use ground::Ground;
pub(crate) use sides::{Sides, country};
pub(crate) use source::{is_verb, subject as cue_subject};
pub(crate) use stance::{is_state, obliges, subject};
pub use together::together;
use verbale_span::Span;

/// Most words of one statement's content: a sentence and its continuation.
const LONGEST: usize = 60;

/// Words that a single sentence may have before it is cut.
const LONGEST_ALONE: usize = 68;

/// All attributions of the article, in order of part and position, none longer than a sentence and its continuation.
pub fn find(reading: &Reading<'_>, mentions: &Mentions, times: &[Time]) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    for part in &reading.parts {
        let ground = Ground::new(part);
        let whole = assemble::statements(reading, &ground, mentions, times);
        shorten(&ground, whole, &mut out);
    }
    out
}

/// The same attributions, each with its content uncut, as annotators mark them.
pub fn find_whole(reading: &Reading<'_>, mentions: &Mentions, times: &[Time]) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    for part in &reading.parts {
        let ground = Ground::new(part);
        let base = out.len() as u32;
        for mut statement in assemble::statements(reading, &ground, mentions, times) {
            statement.within = statement.within.map(|w| w + base);
            out.push(statement);
        }
    }
    out
}

/// The act that the rules see in an attribution of these spans of one part, found by them or not.
pub fn act_by_rule(
    part: &PartReading,
    mentions: &Mentions,
    source: Option<Span>,
    cue: Option<Span>,
    content: &[Span],
) -> Option<Stance> {
    let ground = Ground::new(part);
    ruled(&ground, mentions, &drafts(&ground, mentions), source, cue, content)
}

/// The stretches of `at` in quotation marks, marks included.
pub fn quoted(reading: &Reading<'_>, at: Evidence) -> Vec<Evidence> {
    let found = quotes::find(reading.article.text(at.part));
    found
        .iter()
        .filter(|q| q.outer.overlaps(at.span))
        .map(|q| Evidence { part: at.part, span: q.outer })
        .collect()
}

/// Splits long contents at sentences; every piece keeps source and cue, and `within` is numbered anew.
fn shorten(g: &Ground<'_>, whole: Vec<Statement>, out: &mut Vec<Statement>) {
    let mut first_of: Vec<u32> = Vec::with_capacity(whole.len());
    let mut made: Vec<(usize, Statement)> = Vec::new();
    for (n, statement) in whole.into_iter().enumerate() {
        first_of.push((out.len() + made.len()) as u32);
        for content in groups(g, &statement.content) {
            made.push((n, Statement { content, ..statement.clone() }));
        }
    }
    for (_, mut statement) in made {
        statement.within = statement.within.and_then(|w| first_of.get(w as usize).copied());
        assemble::settle(g, &mut statement);
        out.push(statement);
    }
}

/// Contents of at most [`LONGEST`] words, from pieces that may be longer.
fn groups(g: &Ground<'_>, pieces: &[Evidence]) -> Vec<Vec<Evidence>> {
    let mut groups: Vec<Vec<Evidence>> = Vec::new();
    let mut words = LONGEST + 1;
    for piece in
        pieces.iter().flat_map(|&p| sentences(g, p.span).into_iter().map(move |span| Evidence { span, ..p }))
    {
        let n = g.words(piece.span);
        match groups.last_mut() {
            Some(group) if words + n <= LONGEST => {
                words += n;
                join(g, group, piece);
            }
            _ => {
                words = n;
                groups.push(vec![piece]);
            }
        }
    }
    groups
}

/// Adds a piece, as one with the last where only white space divides them.
fn join(g: &Ground<'_>, group: &mut Vec<Evidence>, piece: Evidence) {
    if let Some(last) = group.last_mut() {
        let gap = Span { start: last.span.end, end: piece.span.start.max(last.span.end) };
        if gap.of(g.text).chars().all(char::is_whitespace) {
            last.span = last.span.cover(piece.span);
            return;
        }
    }
    group.push(piece);
}

/// A piece, or its sentences where it is too long, or parts of these.
fn sentences(g: &Ground<'_>, span: Span) -> Vec<Span> {
    if g.words(span) <= LONGEST_ALONE {
        return vec![span];
    }
    let tokens = g.doc.tokens_in(span);
    let mut out: Vec<Span> = Vec::new();
    let (mut from, mut words, mut comma) = (tokens.start, 0, None);
    for i in tokens.clone() {
        words += usize::from(!g.is_mark(i));
        let ends = i + 1 == tokens.end || g.sentence(i).end == i + 1;
        if ends {
            out.push(g.doc.span(from..i + 1));
        } else if words >= LONGEST {
            out.push(g.doc.span(from..comma.unwrap_or(i) + 1));
        } else {
            if matches!(g.doc.word(i), "," | ";" | ":" | "—" | "–") {
                comma = Some(i);
            }
            continue;
        }
        from = if ends { i + 1 } else { comma.unwrap_or(i) + 1 };
        words = (from..=i).filter(|&j| !g.is_mark(j)).count();
        comma = None;
    }
    out.retain(|s| s.of(g.text).chars().any(char::is_alphanumeric));
    out.into_iter().map(|s| s.intersect_with(span)).collect()
}

trait Clip {
    fn intersect_with(self, other: Span) -> Span;
}

impl Clip for Span {
    fn intersect_with(self, other: Span) -> Span {
        let start = self.start.max(other.start);
        Span { start, end: self.end.min(other.end).max(start) }
    }
}
