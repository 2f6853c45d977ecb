//! The state in focus, where a noun names none: "the country", "the government", "the military".
//!
//! The state whose subject acts in the same clause is not "the country" it acts upon; what is left of the sentence, then
//! of the two before it, is meant, if it is one state alone or that of the sentence's subject.

use super::draft::Draft;
use super::lookup;
use crate::findings::{ActorId, ActorKind, How};
use std::collections::BTreeMap;
use std::ops::Range;
use verbale_language::{Dep, Tag};

/// Tokens of a sentence looked at, at most.
const LONGEST: usize = 200;

/// The alpha-3 code of the state the noun at `i` is or is of; `body` for a noun that names a part of the state.
pub(super) fn state(draft: &Draft<'_>, part: usize, i: usize, body: bool) -> Option<String> {
    let text = &draft.texts[part];
    if let Some(of) = text.kids(i).find(|&c| c > i && text.low(c) == "of") {
        let owner = text.kid(of, &[Dep::Pobj])?;
        return countries(draft, &lookup::who(draft, part, owner)).pop();
    }
    if let Some(code) = led_by(draft, part, i) {
        return Some(code);
    }
    let own = ruled_out(draft, part, i, body);
    let sentence = text.sentence(i);
    for back in 0..=2usize.min(sentence) {
        let whole = text.doc.sentences().get(sentence - back)?.clone();
        if whole.len() > LONGEST || text.paragraph(whole.start) + 2 < text.paragraph(i) {
            break;
        }
        let range = if back == 0 { whole.start..i } else { whole.clone() };
        let mut named = named_in(draft, part, range.clone(), false);
        named.retain(|c| !own.contains(c));
        // Where no state is named, its people and bodies tell.
        let here = if body && named.is_empty() { named_in(draft, part, range, true) } else { Vec::new() };
        named.extend(here.iter().filter(|c| !own.contains(c)).cloned());
        if named.is_empty() && back == 0 && body && here.len() == 1 {
            return here.into_iter().next();
        }
        match &named[..] {
            [] => {}
            // "I don't plan to leave the country": one named in passing does not outweigh the one told of throughout.
            [one] => {
                let told = dominant(draft).filter(|d| back > 0 && d != one);
                let passing = told.is_some() && acting(draft, part, whole).as_ref() != Some(one);
                return if passing { told.filter(|d| !own.contains(d)) } else { Some(one.clone()) };
            }
            _ => return acting(draft, part, whole).filter(|c| named.contains(c)),
        }
    }
    if body { dominant(draft) } else { None }
}

/// "the country's young leader, Kim Jong Un": the state of the person whom the noun possesses.
fn led_by(draft: &Draft<'_>, part: usize, i: usize) -> Option<String> {
    let text = &draft.texts[part];
    let noun = text.doc.head(i);
    if text.doc.dep(i) != Dep::Poss || !super::words::is_occupation(text.doc.lemma(noun)) {
        return None;
    }
    let apposed = text.kids(noun).filter(|&c| c > noun && text.doc.dep(c) == Dep::Appos);
    let named = apposed.flat_map(|c| draft.at(part, c)).find(|r| r.how == How::Name && r.who.len() == 1)?;
    let person = &draft.actors[named.who[0] as usize];
    person.country.clone().filter(|_| person.kind == ActorKind::Person)
}

/// The states of actors; of somebody unnamed or a body, the one they serve.
fn countries(draft: &Draft<'_>, who: &[ActorId]) -> Vec<String> {
    let mut out: Vec<String> = who.iter().filter_map(|&w| draft.actors[w as usize].country.clone()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The states of the subject that acts upon the noun; none where the noun is, or is part of, that subject.
fn ruled_out(draft: &Draft<'_>, part: usize, i: usize, body: bool) -> Vec<String> {
    let text = &draft.texts[part];
    let place = text.doc.dep(i) == Dep::Pobj
        && matches!(
            text.low(text.doc.head(i)),
            "in" | "throughout" | "across" | "inside" | "into" | "around" | "over"
        );
    let mut out = Vec::new();
    let mut at = i;
    for _ in 0..40 {
        let head = text.doc.head(at);
        if head == at || (text.is_subject(at) && out.is_empty()) {
            break;
        }
        if is_verb(text.tag(head)) {
            let Some(s) = text.subject_of(head).filter(|&s| s != at && !text.is_under(i, s)) else {
                at = head;
                continue;
            };
            // "backer, Iran – which has forces in the country": what stands before it, else what the parser ties it to.
            let relative = matches!(text.low(s), "which" | "who" | "that");
            let before = (s.saturating_sub(2)..s).filter(|_| relative).flat_map(|t| draft.at(part, t));
            let mut who: Vec<ActorId> = before.flat_map(|r| r.who.clone()).collect();
            if who.is_empty() {
                who = lookup::who(draft, part, super::pronouns::antecedent(text, s));
            }
            who.retain(|&w| acts_abroad(draft, w, body || place));
            out.extend(countries(draft, &who));
            // What somebody says of "the country" is of his own, unless it is the place of what he reports.
            if !place || !matches!(text.doc.dep(head), Dep::Ccomp | Dep::Xcomp | Dep::Conj) {
                break;
            }
        }
        at = head;
    }
    out
}

/// Whether what the actor acts upon is another's: a state's always, its people's where it is a government or a place.
fn acts_abroad(draft: &Draft<'_>, who: ActorId, people: bool) -> bool {
    match draft.actors[who as usize].kind {
        ActorKind::State => true,
        ActorKind::Group | ActorKind::Outlet => false,
        _ => people,
    }
}

fn is_verb(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vbg | Tag::Md))
}

/// The states named in a stretch, in order, each once; with `people` also those of its people and bodies.
fn named_in(draft: &Draft<'_>, part: usize, range: Range<usize>, people: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for raw in range.flat_map(|t| draft.at(part, t)) {
        for &id in &raw.who {
            let actor = &draft.actors[id as usize];
            let counts = match actor.kind {
                ActorKind::State => true,
                ActorKind::Outlet => false,
                _ => people,
            };
            out.extend(actor.country.clone().filter(|c| counts && !out.contains(c)));
        }
    }
    out
}

/// The state of the subject of a sentence.
fn acting(draft: &Draft<'_>, part: usize, range: Range<usize>) -> Option<String> {
    let text = &draft.texts[part];
    let root = range.clone().find(|&t| text.doc.dep(t) == Dep::Root && !text.is_space(t))?;
    let subject = text.subject_of(root)?;
    let mut found = countries(draft, &lookup::who(draft, part, subject));
    found.pop().filter(|_| found.is_empty())
}

/// The state the whole article is of: named, with its people and bodies, three times as often as any other.
fn dominant(draft: &Draft<'_>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in draft.raws.iter().take(4000).flat_map(|r| &r.who) {
        let actor = &draft.actors[*id as usize];
        if let Some(c) = actor.country.as_deref().filter(|_| actor.kind != ActorKind::Outlet) {
            *counts.entry(c).or_default() += 1;
        }
    }
    let (most, count) = counts.iter().max_by_key(|c| (*c.1, std::cmp::Reverse(*c.0)))?;
    let next = counts.iter().filter(|c| c.0 != most).map(|c| *c.1).max().unwrap_or(0);
    (*count >= 4 && *count >= 3 * next).then(|| (*most).to_owned())
}
