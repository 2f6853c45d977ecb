//! Demands in the clauses of cues, and duties in what a source says.

use super::{Floor, Want, items, parties};
use crate::findings::{ActorId, ActorKind, Stance, Statement};
use crate::statements::{Draft, Sides, drafts, has_to, is_state, is_verb, obliges, subject, without_aside};
use verbale_language::{Dep, Tag};
use verbale_span::Span;

/// Every demand by a cue, by a duty in a content, and by a duty told right after a statement.
pub(super) fn find(floor: &Floor<'_, '_>) -> Vec<Want> {
    let mut out = Vec::new();
    for draft in drafts(floor.g, floor.mentions) {
        if draft.stance == Some(Stance::Demand) {
            asked(floor, &draft, &mut out);
        }
    }
    for (n, statement) in floor.statements.iter().enumerate() {
        if statement.content.first().is_some_and(|c| c.part == floor.g.part.part) {
            duties(floor, n, statement, &mut out);
            told_after(floor, n, statement, &mut out);
        }
    }
    out
}

/// "urged Washington to …", "demanded that the US stop …", "called for …".
fn asked(floor: &Floor<'_, '_>, draft: &Draft, out: &mut Vec<Want>) {
    let g = floor.g;
    let statement = floor.statement(draft.cue);
    let by = statement
        .and_then(|n| floor.statements[n].source)
        .or_else(|| draft.source.and_then(|s| floor.one(s)));
    let Some(&bounds) = draft.content.first() else { return };
    let bounds = match (draft.verb, draft.deed) {
        (Some(cue), Some(deed)) if has_to(g, deed) => items::with_bare_verbs(g, cue, deed, bounds),
        _ => bounds,
    };
    if draft.object.is_some_and(|o| is_press(floor, o) || is_own(floor, o)) {
        return;
    }
    let of = draft
        .object
        .filter(|&o| !is_thing(floor, draft, o))
        .or_else(|| party(floor, draft))
        .and_then(|o| floor.one(o).or_else(|| counterpart(floor, o)));
    let others = draft.deed.map_or_else(Vec::new, |deed| parties::find(floor, deed, bounds));
    let cut = others.first().map_or(bounds.end as usize, |o| g.start(o.from));
    let own = Span { start: bounds.start, end: (cut as u32).max(bounds.start) };
    let spans = match draft.deed {
        Some(deed) if obliges(g, deed) || is_bare(floor, deed) || has_to(g, deed) => {
            items::deeds(g, deed, own)
        }
        Some(_) => return,
        None => match top_noun(floor, bounds) {
            Some(noun) => listed(floor, noun, bounds),
            None => duties_within(floor, bounds),
        },
    };
    let clause = together(draft.cue, bounds);
    let told = statement.and_then(|n| floor.statements[n].addressee).filter(|_| draft.deed.is_none());
    let of = of.or_else(|| duty_bearer(floor, bounds)).or_else(|| told.map(|a| floor.side(a)));
    let want = |of, content| Want { by, of, content, clause: clause.clone(), statement, rank: 0 };
    out.extend(spans.into_iter().map(|content| want(of, content)));
    for other in others {
        let spans = items::deeds(g, other.deed, g.doc.span(other.from..other.end));
        out.extend(spans.into_iter().map(|content| want(Some(other.party), content)));
    }
}

/// The items of a noun phrase that is wanted: parted by semicolons after a colon, or joined.
fn listed(floor: &Floor<'_, '_>, noun: usize, bounds: Span) -> Vec<Span> {
    let g = floor.g;
    let tokens = g.doc.tokens_in(bounds);
    let colon = tokens.clone().find(|&i| g.doc.word(i) == ":");
    let parted = colon.map(|c| items::parted(g, c + 1..tokens.end)).unwrap_or_default();
    if parted.is_empty() { items::nouns(g, noun) } else { parted }
}

/// Most bytes between a cue and its content that one piece of evidence spans.
const FAR: u32 = 300;

/// Cue and content as one piece of evidence where they stand together: a cue alone tells nothing.
pub(super) fn together(cue: Option<Span>, content: Span) -> Vec<Span> {
    match cue {
        Some(cue) if cue.cover(content).len() <= (cue.len() + content.len()) + FAR as usize => {
            vec![cue.cover(content)]
        }
        cue => cue.into_iter().chain([content]).collect(),
    }
}

/// Those who are asked to leave a room, not those whom states want something of.
fn is_press(floor: &Floor<'_, '_>, object: usize) -> bool {
    const PRESS: &[&str] = &[
        "reporter",
        "journalist",
        "photographer",
        "correspondent",
        "audience",
        "crowd",
        "viewer",
        "reader",
        "spectator",
        "fan",
        "guest",
    ];
    PRESS.contains(&floor.g.doc.lemma(object))
}

/// "their diplomats": one's own people take orders, not demands.
fn is_own(floor: &Floor<'_, '_>, object: usize) -> bool {
    const OWN: &[&str] = &[
        "diplomat",
        "minister",
        "official",
        "aide",
        "adviser",
        "government",
        "team",
        "negotiator",
        "troop",
        "force",
        "ministry",
        "staff",
        "citizen",
        "people",
        "supporter",
        "delegation",
        "cabinet",
        "military",
    ];
    let g = floor.g;
    let owner = g.child(object, &[Dep::Poss]).filter(|&p| g.doc.tag(p) == Tag::PrpPoss);
    owner.is_some() && OWN.contains(&g.doc.lemma(object)) && floor.who(object).is_empty()
}

/// "his American counterpart": the state of the adjective.
fn counterpart(floor: &Floor<'_, '_>, object: usize) -> Option<ActorId> {
    let g = floor.g;
    let named = g.tree.children(object).filter(|&c| c < object);
    let mut states = named
        .filter_map(|c| floor.mentions.at(g.part.part, c).first().copied())
        .filter(|&a| floor.mentions.kind_of(a) == Some(ActorKind::State));
    (g.doc.lemma(object) == "counterpart").then(|| states.next()).flatten()
}

/// For a cue whose object is what is wanted ("demanded an apology"), that object is no party.
fn is_thing(floor: &Floor<'_, '_>, draft: &Draft, object: usize) -> bool {
    draft.deed.is_none() && draft.addressee.is_none() && floor.who(object).is_empty()
}

/// "demanded an apology from Ankara".
fn party(floor: &Floor<'_, '_>, draft: &Draft) -> Option<usize> {
    let g = floor.g;
    let object = draft.object.and_then(|o| g.prep(o, &["from", "by", "of"]));
    draft
        .verb
        .and_then(|v| g.prep(v, &["from"]))
        .or(object)
        .map(|(_, o)| o)
        .filter(|&o| !floor.who(o).is_empty())
}

/// A subjunctive: "that the US stop".
fn is_bare(floor: &Floor<'_, '_>, deed: usize) -> bool {
    let g = floor.g;
    matches!(g.doc.tag(deed), Tag::Vb | Tag::Vbp)
        && g.child(deed, &[Dep::Aux]).is_none_or(|a| g.lower(a) == "be" || g.lower(a) == "not")
}

/// The noun that heads a content without a verb of its own.
fn top_noun(floor: &Floor<'_, '_>, span: Span) -> Option<usize> {
    let g = floor.g;
    let tokens = g.doc.tokens_in(span);
    let top = tokens.clone().find(|&i| !g.is_mark(i) && !tokens.contains(&g.doc.head(i)))?;
    (!is_verb(g, top)).then_some(top)
}

/// The verbs in `span` that lay a duty on somebody.
fn duty_verbs(floor: &Floor<'_, '_>, span: Span) -> Vec<usize> {
    let g = floor.g;
    g.doc.tokens_in(span).filter(|&i| is_verb(g, i) && obliges(g, i) && !is_state(g, i)).collect()
}

fn duties_within(floor: &Floor<'_, '_>, span: Span) -> Vec<Span> {
    let first = duty_verbs(floor, span).into_iter().next();
    first.map(|v| items::deeds(floor.g, deed_of(floor, v), span)).unwrap_or_default()
}

fn duty_bearer(floor: &Floor<'_, '_>, span: Span) -> Option<ActorId> {
    duty_verbs(floor, span).into_iter().find_map(|v| subject(floor.g, v).and_then(|s| floor.one(s)))
}

/// "needs to respect": what is to be done is the infinitive.
fn deed_of(floor: &Floor<'_, '_>, verb: usize) -> usize {
    let g = floor.g;
    let need = matches!(g.doc.lemma(verb), "need" | "have" | "ought");
    need.then(|| g.child(verb, &[Dep::Xcomp])).flatten().unwrap_or(verb)
}

/// Duties laid on another side in what a source says, and bare verbs told to somebody.
fn duties(floor: &Floor<'_, '_>, n: usize, statement: &Statement, out: &mut Vec<Want>) {
    let g = floor.g;
    let sides = Sides { g, mentions: floor.mentions, source: statement.source };
    if statement.source.is_none() {
        return;
    }
    for piece in &statement.content {
        let told = within_other(floor, n, piece.span);
        for verb in duty_verbs(floor, piece.span) {
            let Some(bearer) = subject(g, verb) else { continue };
            let first = g.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
            if !first
                || !sides.is_other(bearer)
                || told.iter().any(|t| t.contains(g.doc.span(verb..verb + 1)))
                || is_conditional(floor, verb)
            {
                continue;
            }
            push(floor, n, statement, floor.one(bearer), verb, piece.span, out);
        }
        if statement.stance == Stance::Demand
            && statement.addressee.is_some()
            && let Some(verb) = imperative(floor, piece.span)
        {
            push(floor, n, statement, statement.addressee.map(|a| floor.side(a)), verb, piece.span, out);
        }
    }
}

/// Contents of other statements that this one relays: their duties are theirs.
fn within_other(floor: &Floor<'_, '_>, n: usize, span: Span) -> Vec<Span> {
    let inner = floor.near(n).iter().filter(|s| s.within == Some(n as u32));
    inner.flat_map(|s| s.content.iter().map(|c| c.span)).filter(|c| span.contains(*c)).collect()
}

fn is_conditional(floor: &Floor<'_, '_>, verb: usize) -> bool {
    let g = floor.g;
    g.child(verb, &[Dep::Mark]).is_some_and(|m| {
        matches!(g.lower(m).as_str(), "if" | "whether" | "unless" | "because" | "why" | "when")
    }) || g.tree.children(verb).any(|c| g.doc.tag(c) == Tag::Wrb)
        || g.doc.dep(verb) == Dep::Relcl
}

fn imperative(floor: &Floor<'_, '_>, span: Span) -> Option<usize> {
    let g = floor.g;
    let first = g.doc.tokens_in(span).find(|&i| !g.is_mark(i) && !g.is_quote_mark(i))?;
    (g.doc.tag(first) == Tag::Vb && g.child(first, &[Dep::Nsubj, Dep::Aux]).is_none()).then_some(first)
}

fn push(
    floor: &Floor<'_, '_>,
    n: usize,
    statement: &Statement,
    of: Option<ActorId>,
    verb: usize,
    bounds: Span,
    out: &mut Vec<Want>,
) {
    let deed = deed_of(floor, verb);
    let sentence = floor.g.doc.span(floor.g.sentence(verb));
    let bounds = Span { start: bounds.start.max(sentence.start), end: bounds.end.min(sentence.end) };
    let bounds = without_aside(floor.g, bounds, false);
    let clause = together(statement.cue.map(|c| c.span), bounds);
    for content in items::deeds(floor.g, deed, bounds) {
        out.push(Want {
            by: statement.source,
            of,
            content,
            clause: clause.clone(),
            statement: Some(n),
            rank: 1,
        });
    }
}

/// "Qin said … . To do that, Washington needed to respect …": the sentence after a statement goes on in its view.
fn told_after(floor: &Floor<'_, '_>, n: usize, statement: &Statement, out: &mut Vec<Want>) {
    let g = floor.g;
    let Some(last) = statement.content.last().map(|c| c.span) else { return };
    let Some(at) = g.doc.tokens_in(last).rev().find(|&i| !g.is_mark(i)) else { return };
    let mut after = g.doc.sentences().iter().skip(g.doc.sentence_of(at) + 1).take(2);
    let Some(sentence) = after.find(|s| (s.start..s.end).any(|i| !g.is_mark(i))).cloned() else { return };
    let first = sentence.clone().find(|&i| !g.is_mark(i)).unwrap_or(sentence.start);
    let sentence = first..sentence.end;
    let span = g.doc.span(sentence.clone());
    let told = |s: &Statement| {
        s.content.iter().chain(&s.cue).any(|c| c.part == g.part.part && c.span.overlaps(span))
    };
    if !g.same_paragraph(last.end as usize, span.end as usize) || floor.near(n).iter().any(told) {
        return;
    }
    let sides = Sides { g, mentions: floor.mentions, source: statement.source };
    let root = sentence.clone().find(|&i| g.doc.head(i) == i);
    // Only the past of reported speech tells that it is not the writer's own view.
    let reported = |v: usize| matches!(g.lower(v).as_str(), "needed" | "had" | "must");
    let Some(verb) = root.filter(|&v| {
        is_verb(g, v) && obliges(g, v) && (reported(v) || g.child(v, &[Dep::Aux]).is_some_and(reported))
    }) else {
        return;
    };
    let Some(bearer) = subject(g, verb).filter(|&s| statement.source.is_some() && sides.is_other(s)) else {
        return;
    };
    push(floor, n, statement, floor.one(bearer), verb, span, out);
}
