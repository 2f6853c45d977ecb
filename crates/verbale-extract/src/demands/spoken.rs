//! What speakers ask in their own words: "“We urge the US to …”", "“Norway calls for …”".

use super::frames::together;
use super::{Floor, Want, items};
use crate::findings::{ActorId, Statement};
use crate::statements::{Ground, Sides, has_to, is_verb};
use verbale_language::{Dep, Tag};
use verbale_span::Span;

/// Verbs by which one asks in the first person.
const ASKING: &[&str] =
    &["appeal", "ask", "beseech", "call", "demand", "exhort", "implore", "insist", "request", "urge"];

/// Every request in what a known source says.
pub(super) fn find(floor: &Floor<'_, '_>) -> Vec<Want> {
    let g = floor.g;
    let mut out = Vec::new();
    for (n, statement) in floor.statements.iter().enumerate() {
        let pieces = statement.content.iter().filter(|c| c.part == g.part.part && statement.source.is_some());
        for piece in pieces {
            for verb in g.doc.tokens_in(piece.span).filter(|&v| asks(floor, statement, v)) {
                wanted(floor, n, verb, piece.span, &mut out);
            }
        }
    }
    out
}

/// Whether `verb` asks for something in the name of the speaker, here and now.
fn asks(floor: &Floor<'_, '_>, statement: &Statement, verb: usize) -> bool {
    let g = floor.g;
    if !is_verb(g, verb) || !ASKING.contains(&g.doc.lemma(verb)) || g.child(verb, &[Dep::Neg]).is_some() {
        return false;
    }
    let Some(subject) = g.child(verb, &[Dep::Nsubj]) else { return false };
    let sides = Sides { g, mentions: floor.mentions, source: statement.source };
    let first_person = matches!(g.lower(subject).as_str(), "i" | "we");
    let present = matches!(g.doc.tag(verb), Tag::Vbp | Tag::Vbz)
        && g.child(verb, &[Dep::Aux]).is_none_or(|a| g.lower(a) == "do");
    let polite = g.doc.tag(verb) == Tag::Vb
        && g.child(verb, &[Dep::Aux]).is_some_and(|a| matches!(g.lower(a).as_str(), "would" | "must" | "do"));
    let quoted = g.quote_of(verb).is_some();
    quoted && (first_person && (present || polite) || present && sides.is_same_side(subject))
}

fn wanted(floor: &Floor<'_, '_>, n: usize, verb: usize, bounds: Span, out: &mut Vec<Want>) {
    let g = floor.g;
    let sentence = g.doc.span(g.sentence(verb));
    let bounds = Span { start: bounds.start.max(sentence.start), end: bounds.end.min(sentence.end) };
    let Some((of, spans)) = order(floor, verb, bounds).or_else(|| matter(floor, verb)) else { return };
    let statement = &floor.statements[n];
    let addressed = || statement.addressee.map(|a| floor.side(a));
    let clause = together(statement.cue.map(|c| c.span), bounds);
    out.extend(spans.into_iter().filter(|s| bounds.contains(*s)).map(|content| Want {
        by: statement.source,
        of: of.or_else(addressed),
        content,
        clause: clause.clone(),
        statement: Some(n),
        rank: 1,
    }));
}

/// "urge X to …", "call on X to …", "insist that X stop …".
fn order(floor: &Floor<'_, '_>, verb: usize, bounds: Span) -> Option<(Option<ActorId>, Vec<Span>)> {
    let g = floor.g;
    let party = g.child(verb, &[Dep::Dobj]).or_else(|| g.prep(verb, &["on", "upon", "to"]).map(|p| p.1));
    let clause = |c: usize| matches!(g.doc.dep(c), Dep::Xcomp | Dep::Ccomp | Dep::Advcl | Dep::Acl);
    let below = party.into_iter().flat_map(|p| g.tree.children(p));
    let deed = g.tree.children(verb).chain(below).find(|&c| c > verb && clause(c) && is_asked(g, c))?;
    let party = g.child(deed, &[Dep::Nsubj]).or(party);
    Some((party.and_then(|p| floor.one(p)), items::deeds(g, deed, bounds)))
}

fn is_asked(g: &Ground<'_>, deed: usize) -> bool {
    let bare = matches!(g.doc.tag(deed), Tag::Vb | Tag::Vbp) && g.child(deed, &[Dep::Aux]).is_none();
    has_to(g, deed) || bare && g.doc.dep(deed) == Dep::Ccomp
}

/// "call for …", "demand …".
fn matter(floor: &Floor<'_, '_>, verb: usize) -> Option<(Option<ActorId>, Vec<Span>)> {
    let g = floor.g;
    let object = || {
        let asked_for = matches!(g.doc.lemma(verb), "demand" | "request");
        g.child(verb, &[Dep::Dobj]).filter(|_| asked_for)
    };
    let noun = g.prep(verb, &["for"]).map(|p| p.1).or_else(object)?;
    let party = g.prep(verb, &["on", "upon", "from"]).or_else(|| g.prep(noun, &["from", "by"]));
    Some((party.and_then(|(_, p)| floor.one(p)), items::nouns(g, noun)))
}
