//! Who a noun phrase denotes, from the mentions that cover its tokens.

use super::draft::{Draft, Raw};
use crate::findings::ActorId;
use verbale_language::{Dep, Document};

/// Conjuncts followed in one phrase, at most.
const CONJUNCTS: usize = 12;

/// Who the phrase headed by `head` denotes while mentions are still being found.
pub(super) fn who(draft: &Draft<'_>, part: usize, head: usize) -> Vec<ActorId> {
    let doc = draft.texts[part].doc;
    let kids = |i: usize| draft.texts[part].kids(i).collect::<Vec<_>>();
    phrase(doc, head, &kids, &|t| narrowest(draft.at(part, t), t))
}

/// The narrowest mention over a token: a state inside a title is the state.
pub(super) fn narrowest<'m>(mentions: impl Iterator<Item = &'m Raw>, token: usize) -> Vec<ActorId> {
    let best = mentions.min_by_key(|r| (r.tokens.len(), r.head != token));
    best.map(|r| r.who.clone()).unwrap_or_default()
}

/// Who a phrase denotes: its head's mention, or that of its apposition, and the same for its conjuncts.
pub(super) fn phrase(
    doc: &Document,
    head: usize,
    kids: &dyn Fn(usize) -> Vec<usize>,
    at: &dyn Fn(usize) -> Vec<ActorId>,
) -> Vec<ActorId> {
    let mut out: Vec<ActorId> = Vec::new();
    let mut next = Some(head);
    for _ in 0..CONJUNCTS {
        let Some(i) = next.filter(|&i| i < doc.len()) else { break };
        let children = kids(i);
        let mut found = at(i);
        if found.is_empty() {
            let apposed = children.iter().copied().find(|&c| doc.dep(c) == Dep::Appos);
            found = apposed.map(|a| conjoined(doc, a, kids, at)).unwrap_or_default();
        }
        out.extend(found.into_iter().filter(|f| !out.contains(f)).collect::<Vec<_>>());
        next = children.into_iter().find(|&c| doc.dep(c) == Dep::Conj && c > i);
    }
    out
}

fn conjoined(
    doc: &Document,
    first: usize,
    kids: &dyn Fn(usize) -> Vec<usize>,
    at: &dyn Fn(usize) -> Vec<ActorId>,
) -> Vec<ActorId> {
    let mut out = at(first);
    let mut next = kids(first).into_iter().find(|&c| doc.dep(c) == Dep::Conj);
    for _ in 0..CONJUNCTS {
        let Some(i) = next else { break };
        out.extend(at(i));
        next = kids(i).into_iter().find(|&c| doc.dep(c) == Dep::Conj && c > i);
    }
    out
}
