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
    let end = tokens.end;
    let mut starts = vec![deed];
    for i in deed + 1..end {
        if starts.len() < MOST && begins_item(g, &starts, i, end) {
            starts.push(i);
        }
    }
    let mut out = Vec::new();
    let mut from = first_of(g, deed).max(tokens.start);
    for pair in starts.windows(2) {
        let next = first_of(g, pair[1]).max(tokens.start);
        if !shares_object(g, pair[0], next) {
            out.extend(tidy(g, from..opening(g, pair[1]).max(from)));
            from = next;
        }
    }
    out.extend(tidy(g, from..end.max(from)));
    out
}

/// Where the clause of a deed opens: at its "that", where it has one and a subject.
fn opening(g: &Ground<'_>, verb: usize) -> usize {
    let first = first_of(g, verb);
    g.child(verb, &[Dep::Nsubj]).and_then(|_| g.child(verb, &[Dep::Mark])).map_or(first, |m| m.min(first))
}

/// "respect and protect the rights": the first verb has nothing of its own, and is one demand with the next.
fn shares_object(g: &Ground<'_>, verb: usize, next: usize) -> bool {
    next == verb + 2 && g.doc.tag(verb + 1) == Tag::Cc && g.tree.subtree(next).end > next + 1
}

/// Whether verb `i` is another deed of the list whose deeds so far are `starts`: joined to one of them, or bare after
/// a comma.
fn begins_item(g: &Ground<'_>, starts: &[usize], i: usize, end: usize) -> bool {
    let deed = starts[0];
    if g.doc.pos(i) != Pos::Verb && g.doc.tag(i) != Tag::Vb {
        return false;
    }
    let listed = g.doc.dep(i) == Dep::Conj && starts.iter().any(|&s| conjunct_of(g, i, s));
    if let Some(subject) = g.child(i, &[Dep::Nsubj, Dep::Nsubjpass]) {
        return listed && is_same_again(g, i, subject);
    }
    listed && g.doc.tag(i) == g.doc.tag(deed)
        || joined_by_to(g, deed, i)
        || opened_by_to(g, deed, i, end)
        || bare_after_comma(g, i) && g.doc.tag(i) == Tag::Vb && !has_to(g, i)
}

/// "that Serbia recognise … and that it release …".
fn is_same_again(g: &Ground<'_>, verb: usize, subject: usize) -> bool {
    g.doc.tag(subject) == Tag::Prp
        && matches!(g.lower(subject).as_str(), "it" | "they" | "he" | "she")
        && g.child(verb, &[Dep::Mark]).is_some_and(|m| g.lower(m) == "that")
}

/// "stop …, and to withdraw …": an infinitive with its own "to", like the first.
fn joined_by_to(g: &Ground<'_>, deed: usize, i: usize) -> bool {
    has_to(g, deed)
        && g.doc.dep(i) == Dep::Conj
        && i.checked_sub(2).is_some_and(|c| c > deed && is_and_to(g, i) && g.quote_of(c).is_none())
}

/// "stop …, to respect … and to free …": an infinitive after a comma, where the list goes on with "and to".
fn opened_by_to(g: &Ground<'_>, deed: usize, i: usize, end: usize) -> bool {
    let comma = i.checked_sub(2).is_some_and(|c| c > deed && matches!(g.doc.word(c), "," | ";"));
    comma
        && g.doc.tag(i) == Tag::Vb
        && g.doc.tag(i - 1) == Tag::To
        && has_to(g, deed)
        && matches!(g.doc.dep(i), Dep::Conj | Dep::Xcomp | Dep::Advcl)
        && (i + 1..end).any(|j| is_and_to(g, j))
}

fn is_and_to(g: &Ground<'_>, i: usize) -> bool {
    i >= 2 && g.doc.tag(i) == Tag::Vb && g.doc.tag(i - 1) == Tag::To && g.doc.tag(i - 2) == Tag::Cc
}

/// The bounds of a deed with the bare verbs after it that the parse hangs on the cue: "urged A to lift B, withdraw C".
pub(crate) fn with_bare_verbs(g: &Ground<'_>, cue: usize, deed: usize, bounds: Span) -> Span {
    let mut out = bounds;
    for _ in 0..MOST {
        let comma = g.doc.tokens_in(out).end;
        let next = comma + 1;
        let goes_on = next < g.sentence(deed).end
            && matches!(g.doc.word(comma), "," | ";")
            && g.doc.tag(next) == Tag::Vb
            && g.doc.head(next) == cue
            && g.quote_of(next).is_none()
            && g.child(next, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux]).is_none();
        if !goes_on {
            break;
        }
        out = out.cover(g.doc.span(g.tree.subtree(next)));
    }
    out
}

/// Words that number the items of a list.
const ORDINALS: &str =
    " first firstly second secondly third thirdly fourth fifth finally lastly one two three ";

/// The items of "…: first, A; second, B; and C", which semicolons part; none where there is no semicolon.
pub(crate) fn parted(g: &Ground<'_>, tokens: Range<usize>) -> Vec<Span> {
    let marks: Vec<usize> = tokens.clone().filter(|&i| g.doc.word(i) == ";").take(MOST).collect();
    if marks.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(tokens.start).chain(marks.iter().map(|m| m + 1));
    let ends = marks.iter().copied().chain([tokens.end]);
    let number = |i: usize| {
        let digit = g.doc.word(i).chars().all(|c| c.is_ascii_digit() || c == ')' || c == '(');
        g.is_mark(i) || g.doc.tag(i) == Tag::Cc || digit || ORDINALS.contains(&format!(" {} ", g.lower(i)))
    };
    starts
        .zip(ends)
        .filter_map(|(from, to)| tidy(g, (from..to).find(|&i| !number(i)).unwrap_or(to)..to))
        .collect()
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
            || g.doc.dep(i) == Dep::Preconj
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
    let mut out = chain(g, first);
    // A list of three is often parsed as a noun and, beside it, two that are joined.
    let end = g.tree.subtree(first).end;
    let beside = (end + 1 < g.sentence(first).end && g.doc.word(end) == ",")
        .then(|| {
            (end + 1..g.sentence(first).end).find(|&h| g.tree.subtree(h).start == end + 1 && is_noun(g, h))
        })
        .flatten()
        .filter(|&h| {
            let over = g.doc.head(h);
            (over == g.doc.head(first) || over == g.doc.head(g.doc.head(first)))
                && !matches!(g.doc.dep(h), Dep::Nsubj | Dep::Nsubjpass)
                && g.child(h, &[Dep::Conj]).is_some_and(|c| is_noun(g, c))
        });
    out.extend(beside.map(|h| chain(g, h)).unwrap_or_default());
    out
}

fn is_noun(g: &Ground<'_>, i: usize) -> bool {
    matches!(g.doc.pos(i), Pos::Noun | Pos::Propn)
}

fn chain(g: &Ground<'_>, first: usize) -> Vec<Span> {
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
