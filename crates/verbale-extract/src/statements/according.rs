//! "According to X": the source stands in a phrase, and what it hangs on is the content.

use super::clauses::{Draft, whole_quotes};
use super::cues::Frame;
use super::ground::Ground;
use verbale_language::{Dep, Tag};
use verbale_span::Span;

/// All attributions by "according to" of one part, in order.
pub(crate) fn find(g: &Ground<'_>) -> Vec<Draft> {
    (0..g.doc.len().saturating_sub(2)).filter_map(|i| at(g, i)).collect()
}

fn at(g: &Ground<'_>, i: usize) -> Option<Draft> {
    if g.lower(i) != "according" || g.lower(i + 1) != "to" || g.quote_of(i).is_some() {
        return None;
    }
    let source =
        [i + 1, i].into_iter().find_map(|t| g.child(t, &[Dep::Pobj, Dep::Pcomp])).filter(|&s| s > i)?;
    let phrase = g.phrase(source);
    let content = content(g, i, g.doc.tokens_in(phrase).end);
    (!content.is_empty()).then(|| Draft {
        verb: Some(i),
        cue: Some(g.doc.span(i..i + 2)),
        source: Some(source),
        named: None,
        content,
        frame: Frame::Clause,
        stance: None,
        addressee: None,
        object: None,
        deed: None,
    })
}

/// The sentence around the phrase: what follows it where it opens the sentence, else what precedes it, with what the
/// phrase only interrupts.
fn content(g: &Ground<'_>, cue: usize, after: usize) -> Vec<Span> {
    let sentence = g.sentence(cue);
    let lead = (sentence.start..cue).any(|i| !g.is_mark(i) && g.doc.tag(i) != Tag::Cc);
    let rest = rest(g, after.min(sentence.end), sentence.end);
    if !lead || adjunct(g, &sentence, cue) {
        return rest.into_iter().filter_map(|r| tidy(g, r)).collect();
    }
    let first =
        (sentence.start..cue).find(|&i| !g.is_mark(i) || g.is_quote_mark(i)).unwrap_or(sentence.start);
    let first = if g.doc.tag(first) == Tag::Cc { first + 1 } else { first };
    let split = (first..cue)
        .rev()
        .find(|&i| g.doc.word(i) == ";" && g.quote_of(i).is_none())
        .map_or(first, |i| i + 1);
    let mut pieces: Vec<Span> = tidy(g, Span::new(g.start(split), g.start(cue))).into_iter().collect();
    if rest.is_some_and(|r| !starts_anew(g, g.doc.token_at(r.start as usize))) {
        pieces.extend(rest.and_then(|r| tidy(g, r)));
    }
    pieces
}

/// "In fact, according to X, …": what stands before is no part of a clause that the phrase interrupts.
fn adjunct(g: &Ground<'_>, sentence: &std::ops::Range<usize>, cue: usize) -> bool {
    let words: Vec<usize> = (sentence.start..cue).filter(|&i| !g.is_mark(i)).collect();
    words.len() <= 3
        && words
            .iter()
            .all(|&i| !matches!(g.doc.dep(i), Dep::Nsubj | Dep::Nsubjpass) && !super::source::is_verb(g, i))
}

/// From the comma after the phrase to the end of the sentence.
fn rest(g: &Ground<'_>, after: usize, end: usize) -> Option<Span> {
    let comma = (after..end).find(|&i| !g.is_quote_mark(i))?;
    let from = if g.doc.word(comma) == "," { comma + 1 } else { return None };
    (from < end).then(|| g.doc.span(from..end))
}

/// A clause about the source, another clause, or another source begins at token `i`.
fn starts_anew(g: &Ground<'_>, i: usize) -> bool {
    i >= g.doc.len()
        || matches!(g.doc.tag(i), Tag::Wdt | Tag::Wp | Tag::WpPoss | Tag::Wrb | Tag::Cc)
        || g.tree.subtree(i).contains(&i) && matches!(g.doc.dep(i), Dep::Appos)
}

fn tidy(g: &Ground<'_>, span: Span) -> Option<Span> {
    let span = g.trim(whole_quotes(g, g.trim(span)));
    let enough = g.doc.tokens_in(span).filter(|&i| !g.is_mark(i)).count() >= 1;
    enough.then_some(span)
}
