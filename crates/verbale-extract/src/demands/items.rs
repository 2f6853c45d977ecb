//! Lists of deeds in one sentence: "stop A, stop B and drop C" → a span each.

use crate::statements::{Ground, has_to};
use std::ops::Range;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Most items of one list.
const MOST: usize = 30;

/// The deeds that begin with verb `deed`, within `bounds`.
pub(crate) fn deeds(g: &Ground<'_>, deed: usize, bounds: Span) -> Vec<Span> {
    let tokens = g.doc.tokens_in(bounds);
    let end = tokens.end.min(g.sentence(deed).end.max(tokens.end));
    let mut starts: Vec<usize> =
        (deed..end).filter(|&i| i == deed || begins_item(g, deed, i)).take(MOST).collect();
    starts.dedup();
    let firsts: Vec<usize> = starts.iter().map(|&v| first_of(g, v).max(tokens.start)).collect();
    let ends = firsts.iter().skip(1).copied().chain([end]);
    firsts.iter().zip(ends).filter_map(|(&from, to)| tidy(g, from..to)).collect()
}

/// Whether verb `i` is another deed of the list that `deed` opens: joined to it, or bare after a comma.
fn begins_item(g: &Ground<'_>, deed: usize, i: usize) -> bool {
    if g.doc.pos(i) != Pos::Verb && g.doc.tag(i) != Tag::Vb
        || g.child(i, &[Dep::Nsubj, Dep::Nsubjpass]).is_some()
    {
        return false;
    }
    let joined = g.doc.dep(i) == Dep::Conj && conjunct_of(g, i, deed) && g.doc.tag(i) == g.doc.tag(deed);
    joined || joined_by_to(g, deed, i) || bare_after_comma(g, i) && g.doc.tag(i) == Tag::Vb && !has_to(g, i)
}

/// "stop …, and to withdraw …": an infinitive with its own "to", like the first.
fn joined_by_to(g: &Ground<'_>, deed: usize, i: usize) -> bool {
    let and = i.checked_sub(2).filter(|&c| c > deed);
    g.doc.tag(i) == Tag::Vb
        && has_to(g, deed)
        && g.doc.dep(i) == Dep::Conj
        && and.is_some_and(|c| {
            g.doc.tag(c) == Tag::Cc && g.doc.tag(c + 1) == Tag::To && g.quote_of(c).is_none()
        })
}

fn conjunct_of(g: &Ground<'_>, i: usize, first: usize) -> bool {
    let mut at = i;
    for _ in 0..MOST {
        if g.doc.dep(at) != Dep::Conj {
            return false;
        }
        at = g.doc.head(at);
        if at == first {
            return true;
        }
    }
    false
}

fn bare_after_comma(g: &Ground<'_>, i: usize) -> bool {
    let Some(before) = g.before(first_of(g, i)) else { return false };
    matches!(g.doc.word(before), "," | ";")
        || g.doc.tag(before) == Tag::Cc
            && g.before(before).is_some_and(|b| matches!(g.doc.word(b), "," | ";"))
}

/// The deed's first token: its own adverbs and "not", but no "to", subject or conjunction.
fn first_of(g: &Ground<'_>, verb: usize) -> usize {
    let adverbs = g.tree.children(verb).filter(|&c| {
        c < verb
            && matches!(g.doc.dep(c), Dep::Advmod | Dep::Neg)
            && (c..verb).all(|i| {
                let to = g.doc.tag(i) == Tag::To && g.doc.dep(c) == Dep::Neg;
                matches!(g.doc.dep(i), Dep::Advmod | Dep::Neg) || g.is_mark(i) || to
            })
    });
    adverbs.min().unwrap_or(verb)
}

/// Without conjunctions, marks and halves of quotes at its ends.
pub(crate) fn tidy(g: &Ground<'_>, tokens: Range<usize>) -> Option<Span> {
    let loose = |i: usize| {
        g.doc.tag(i) == Tag::Cc
            || g.doc.tag(i) == Tag::To && g.doc.dep(i) == Dep::Aux
            || g.doc.pos(i) == Pos::Punct
                && !g.is_quote_mark(i)
                && !matches!(g.doc.word(i), ")" | "]" | "(" | "[")
    };
    let (mut from, mut to) = (tokens.start, tokens.end);
    let half = |i: usize, from: usize, to: usize| {
        g.is_quote_mark(i)
            && g.quote_of(i).is_none_or(|q| {
                (q.outer.start as usize) < g.start(from) || q.outer.end as usize > g.end(to - 1)
            })
    };
    while from < to && (loose(to - 1) || half(to - 1, from, to)) {
        to -= 1;
    }
    while from < to && (loose(from) || half(from, from, to)) {
        from += 1;
    }
    // "and so on" closes a list and belongs to none of its items.
    let tail: Vec<String> = (from..to).rev().take(3).map(|i| g.lower(i)).collect();
    if tail == ["on", "so", "and"] {
        return tidy(g, from..to - 3);
    }
    let span = g.doc.span(from..to);
    span.of(g.text).chars().any(char::is_alphanumeric).then_some(span)
}

/// The noun phrases of a list that `first` opens: "the lifting of A, an end to B and C".
pub(crate) fn nouns(g: &Ground<'_>, first: usize) -> Vec<Span> {
    let mut heads = vec![first];
    while let Some(next) = heads.last().and_then(|&h| g.child(h, &[Dep::Conj])).filter(|_| heads.len() < MOST)
    {
        heads.push(next);
    }
    let starts: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(n, &h)| if n == 0 { g.tree.subtree(h).start } else { start_of(g, h) })
        .collect();
    let end = g.tree.subtree(first).end;
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).filter_map(|(&from, to)| tidy(g, from..to.max(from))).collect()
}

/// First token of a conjunct, its own words only.
fn start_of(g: &Ground<'_>, head: usize) -> usize {
    let first = g.tree.subtree(head).start;
    if g.doc.tag(first) == Tag::To { first + 1 } else { first }
}
