//! Lists handed over: "gave Ms. Sherman a list of demands, one of which was to …", "lists of concerns, including …".

use super::items;
use super::{Floor, Want};
use crate::findings::ActorId;
use crate::statements::{Ground, cue_subject, is_verb};
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Verbs by which a list changes hands.
const HANDS: &[&str] = &[
    "give", "hand", "present", "deliver", "submit", "put", "issue", "set", "lay", "make", "send", "raise",
    "list", "outline",
];

/// Nouns for what is on such a list.
const WANTED: &[&str] = &["demand", "request", "condition", "requirement", "concern"];

/// Every item of every list of demands.
pub(super) fn find(floor: &Floor<'_, '_>) -> Vec<Want> {
    let g = floor.g;
    let nouns = (0..g.doc.len()).filter(|&i| g.doc.pos(i) == Pos::Noun && WANTED.contains(&g.doc.lemma(i)));
    nouns.filter_map(|noun| list(floor, noun)).flatten().collect()
}

fn list(floor: &Floor<'_, '_>, noun: usize) -> Option<Vec<Want>> {
    let g = floor.g;
    let top = list_noun(g, noun);
    // Concerns alone ask for nothing; a list of them, handed over, does.
    if g.doc.lemma(noun) == "concern" && top == noun {
        return None;
    }
    let verb = hander(g, top)?;
    let giver = cue_subject(g, verb)?;
    let spans = items_of(g, top, noun, verb);
    let taker = g
        .tree
        .children(verb)
        .find(|&c| c != top && matches!(g.doc.dep(c), Dep::Dative | Dep::Dobj) && c < top);
    let taker =
        taker.map(|t| if g.doc.pos(t) == Pos::Adp { g.child(t, &[Dep::Pobj]).unwrap_or(t) } else { t });
    let by = floor.one(giver);
    let of = taker.or_else(|| g.prep(verb, &["to"]).map(|p| p.1)).and_then(|t| floor.one(t));
    let of = of.or_else(|| taker.and_then(|_| met(floor, verb, by))).map(|a| floor.side(a));
    let clause = g.doc.span(g.sentence(verb));
    let statement = floor.statements.iter().position(|s| {
        s.content.iter().any(|c| c.part == g.part.part && c.span.contains(g.doc.span(verb..verb + 1)))
    });
    Some(
        spans
            .into_iter()
            .map(|content| Want { by, of, content, clause: vec![clause], statement, rank: 2 })
            .collect(),
    )
}

/// "During the meeting with Ms. Sherman, he gave his counterpart …": the other side named in the sentence.
fn met(floor: &Floor<'_, '_>, verb: usize, by: Option<ActorId>) -> Option<ActorId> {
    let g = floor.g;
    let with = g.sentence(verb).filter(|&i| g.doc.lemma(i) == "meeting" || g.doc.lemma(i) == "talk");
    let others: Vec<ActorId> =
        with.filter_map(|i| g.prep(i, &["with"])).filter_map(|(_, o)| floor.one(o)).collect();
    others.into_iter().find(|&o| by.is_none_or(|b| !floor.same_side(b, o)))
}

/// "two lists of major concerns": the noun that stands for the whole.
fn list_noun(g: &Ground<'_>, noun: usize) -> usize {
    let prep = g.doc.head(noun);
    let over = g.doc.head(prep);
    let of = g.doc.dep(noun) == Dep::Pobj && g.lower(prep) == "of";
    let held = matches!(g.doc.lemma(over), "list" | "set" | "series" | "number" | "raft" | "package");
    if of && held { over } else { noun }
}

fn hander(g: &Ground<'_>, top: usize) -> Option<usize> {
    let head = g.doc.head(top);
    (is_verb(g, head) && HANDS.contains(&g.doc.lemma(head)) && g.doc.dep(top) == Dep::Dobj).then_some(head)
}

fn items_of(g: &Ground<'_>, top: usize, noun: usize, verb: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let sentence = g.sentence(verb);
    if noun + 2 < sentence.end && g.doc.word(noun + 1) == ":" {
        let parted = items::parted(g, noun + 2..sentence.end);
        let first = || (noun + 2..sentence.end).find(|&i| g.doc.head(i) <= noun);
        return if parted.is_empty() { first().map_or(parted, |f| deed_or_noun(g, f)) } else { parted };
    }
    for i in (noun + 1)..sentence.end {
        if g.lower(i) == "including" && [top, noun, verb].iter().any(|&h| near(g, i, h)) {
            if let Some(first) = g.child(i, &[Dep::Pobj, Dep::Pcomp]) {
                out.extend(items::nouns(g, first));
                out.extend(infinitives_after(g, i, sentence.end));
            }
            return out;
        }
        if g.doc.dep(i) == Dep::Relcl && g.doc.lemma(i) == "be" {
            out.extend(
                g.child(i, &[Dep::Xcomp, Dep::Attr, Dep::Advcl, Dep::Ccomp])
                    .into_iter()
                    .flat_map(|d| deed_or_noun(g, d)),
            );
            return out;
        }
    }
    out
}

/// Whether `i` hangs on `head`, whatever the parse puts between.
fn near(g: &Ground<'_>, i: usize, head: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        if at == head {
            return true;
        }
        at = g.doc.head(at);
    }
    false
}

fn deed_or_noun(g: &Ground<'_>, head: usize) -> Vec<Span> {
    if !is_verb(g, head) {
        return items::nouns(g, head);
    }
    let all = g.tree.subtree(head);
    // A place or a party told in a further clause is no part of what is to be done.
    let aside = all
        .clone()
        .find(|&i| i > head && g.doc.dep(i) == Dep::Appos)
        .map_or(all.end, |i| g.tree.subtree(i).start);
    items::deeds(g, head, g.doc.span(head..aside.max(head + 1)))
}

/// "…, and to withdraw the warrant": deeds after the nouns of a list.
fn infinitives_after(g: &Ground<'_>, from: usize, end: usize) -> Vec<Span> {
    let starts = (from..end).filter(|&i| {
        g.doc.tag(i) == Tag::To
            && i > 0
            && g.doc.tag(i - 1) == Tag::Cc
            && i + 1 < end
            && g.doc.tag(i + 1) == Tag::Vb
    });
    starts.filter_map(|i| items::tidy(g, i + 1..g.tree.subtree(i + 1).end)).collect()
}
