//! Several parties of one request: "called on A to lift …, on B to open … and on C to leave …".

use super::Floor;
use crate::findings::ActorId;
use verbale_language::{Dep, Tag};
use verbale_span::Span;

/// A further party and what it is to do.
pub(super) struct Share {
    pub(super) party: ActorId,
    pub(super) deed: usize,
    /// First token of the share.
    pub(super) from: usize,
    /// One past the last.
    pub(super) end: usize,
}

/// The parties named after the first one's `deed`, within `bounds`.
pub(super) fn find(floor: &Floor<'_, '_>, deed: usize, bounds: Span) -> Vec<Share> {
    let end = floor.g.doc.tokens_in(bounds).end;
    let mut out: Vec<Share> = (deed + 2..end).filter_map(|to| share(floor, deed, to, end)).collect();
    for n in 1..out.len() {
        out[n - 1].end = out[n].from;
    }
    out
}

/// The share whose infinitive opens with token `to`.
fn share(floor: &Floor<'_, '_>, deed: usize, to: usize, end: usize) -> Option<Share> {
    let g = floor.g;
    let head = to - 1;
    if g.doc.tag(to) != Tag::To || to + 1 >= end || g.doc.tag(to + 1) != Tag::Vb {
        return None;
    }
    let party = floor.one(head)?;
    let first = g.doc.token_at(g.phrase(head).start as usize);
    let on = g.before(first).filter(|&b| matches!(g.lower(b).as_str(), "on" | "upon"));
    // Without its "on", only what the parse takes for a party of its own: "invite A and B to …" names two of one.
    if on.is_none() && !matches!(g.doc.dep(head), Dep::Nsubj | Dep::Dobj) {
        return None;
    }
    let from = on.unwrap_or(first);
    let joint = g.before(from).filter(|&b| b > deed)?;
    let joined = g.doc.tag(joint) == Tag::Cc || matches!(g.doc.word(joint), "," | ";");
    joined.then_some(Share { party, deed: to + 1, from, end })
}
