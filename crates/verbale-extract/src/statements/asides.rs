//! What the reporter adds to a content in his own voice, at its end and outside quotation marks.
//!
//! Takes a content's span; gives the span without such an ending. Only four shapes are sure enough to be cut: a
//! disclaimer (", although no date was announced"), a clause in the past after an act that lies ahead ("agreed to
//! reopen the line, which lifted shares"), where it was said (", in a meeting that
//! lasted two hours"), and what a place is ("Cyprus, the island divided since 1974").

use super::clauses::is_cue;
use super::ground::Ground;
use super::source::is_verb;
use std::ops::Range;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Verbs for what a source told or kept back.
const DISCLOSURE: &[&str] = &[
    "announce",
    "give",
    "provide",
    "specify",
    "elaborate",
    "name",
    "detail",
    "disclose",
    "explain",
    "identify",
    "release",
];

/// `span` without the reporter's own ending; `ahead` where the content is an act still to be done.
pub(crate) fn without(g: &Ground<'_>, span: Span, ahead: bool) -> Span {
    let tokens = g.doc.tokens_in(span);
    // A mark, a word of the speaker's own, and only then the aside.
    let comma = tokens.clone().skip(2).find(|&i| {
        g.doc.word(i) == ","
            && g.quote_of(i).is_none()
            && i + 1 < tokens.end
            && is_aside(g, i, tokens.end, ahead)
    });
    comma.map_or(span, |i| g.trim(Span::new(span.start as usize, g.start(i))))
}

fn is_aside(g: &Ground<'_>, comma: usize, end: usize, ahead: bool) -> bool {
    let rest = comma + 1..end;
    if rest.clone().any(|i| g.quote_of(i).is_some()) {
        return false;
    }
    match g.lower(comma + 1).as_str() {
        "although" | "though" | "but" | "without" => disclaims(g, rest),
        "which" => ahead && told_in_past(g, comma + 1) && reaches(g, g.doc.head(comma + 1), end),
        "the" | "a" | "an" => explains_place(g, comma, end),
        "in" | "during" | "at" => names_setting(g, comma + 1) && reaches(g, comma + 1, end),
        _ => false,
    }
}

/// "although no date was announced", "without giving details".
fn disclaims(g: &Ground<'_>, rest: Range<usize>) -> bool {
    let first = rest.start;
    let without = g.lower(first) == "without";
    let negated = without
        || rest
            .clone()
            .any(|i| g.doc.dep(i) == Dep::Neg || matches!(g.lower(i).as_str(), "no" | "neither" | "few"));
    let told = |i: usize| is_verb(g, i) && DISCLOSURE.contains(&g.doc.lemma(i));
    let near = if without { first..(first + 3).min(rest.end) } else { rest.clone() };
    negated && rest.len() <= 16 && near.into_iter().any(told)
}

/// Whether the relative clause of `pronoun` tells of something that has happened.
fn told_in_past(g: &Ground<'_>, pronoun: usize) -> bool {
    let verb = g.doc.head(pronoun);
    g.doc.dep(verb) == Dep::Relcl && g.doc.tag(verb) == Tag::Vbd
}

fn reaches(g: &Ground<'_>, head: usize, end: usize) -> bool {
    (g.tree.subtree(head).end..end).all(|i| g.is_mark(i))
}

/// ", in a meeting that lasted two hours".
fn names_setting(g: &Ground<'_>, preposition: usize) -> bool {
    g.child(preposition, &[Dep::Pobj]).is_some_and(|o| {
        let met =
            matches!(g.doc.lemma(o), "meeting" | "call" | "interview" | "speech" | "conference" | "briefing");
        met && g.child(o, &[Dep::Relcl, Dep::Acl]).is_some()
    })
}

/// "Cyprus, the island divided since 1974".
fn explains_place(g: &Ground<'_>, comma: usize, end: usize) -> bool {
    const PLACES: &[&str] = &[
        "island",
        "territory",
        "region",
        "city",
        "province",
        "peninsula",
        "enclave",
        "strait",
        "capital",
        "town",
        "archipelago",
        "republic",
        "country",
        "nation",
        "democracy",
    ];
    let rest = comma + 1..end;
    let noun = rest.clone().take(6).any(|i| PLACES.contains(&g.doc.lemma(i)));
    let own_clause = rest.clone().any(|i| {
        let inside = matches!(g.doc.dep(i), Dep::Acl | Dep::Relcl);
        is_cue(g, i) && !inside || g.doc.tag(i) == Tag::Md
    });
    g.doc.pos(comma - 1) == Pos::Propn
        && noun
        && !own_clause
        && rest.len() <= 16
        && rest.clone().all(|i| g.doc.word(i) != ",")
}
