//! Who took part: the actors of a trigger's nouns, and who may count as one.

use super::triggers::Trigger;
use crate::findings::{Actor, ActorId, ActorKind};
use crate::mentions::Mentions;
use crate::reading::{PartReading, Reading};
use verbale_language::{Dep, Tag};
use verbale_register::Entry;

/// Most participants one encounter may have.
pub(crate) const MOST: usize = 8;

/// The sides of a trigger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    /// Those who met, called, travelled.
    pub(crate) first: Vec<ActorId>,
    /// The others.
    pub(crate) second: Vec<ActorId>,
}

/// The actors of a trigger's two sides.
pub(crate) fn of(part: &PartReading, mentions: &Mentions, t: &Trigger) -> Sides {
    let persons = |ids: Vec<ActorId>| -> Vec<ActorId> {
        ids.into_iter().filter(|&id| !t.persons || is_person(actor(mentions, id))).collect()
    };
    let mut second = persons(actors(part, mentions, &t.second));
    let mut first = actors(part, mentions, &t.first);
    if first.is_empty() && second.is_empty() {
        first = premodifiers(part, mentions, t.token);
    }
    // A person does not meet a state: there the name is part of something else ("the Ukraine whistleblower").
    let all = |ids: &[ActorId], kind: ActorKind| {
        !ids.is_empty() && ids.iter().all(|&id| actor(mentions, id).is_some_and(|a| a.kind == kind))
    };
    if super::syntax::is_verb(&part.document, t.token)
        && all(&first, ActorKind::Person)
        && all(&second, ActorKind::State)
    {
        second.clear();
    }
    if !t.fallback.is_empty()
        && first.iter().all(|&id| actor(mentions, id).is_some_and(|a| a.kind == ActorKind::Unnamed))
    {
        let persons = |id: &ActorId| actor(mentions, *id).is_some_and(|a| a.kind == ActorKind::Person);
        let found: Vec<ActorId> = actors(part, mentions, &t.fallback).into_iter().filter(persons).collect();
        if !found.is_empty() {
            first = found;
        }
    }
    first.retain(|id| !second.contains(id));
    if t.guests {
        std::mem::swap(&mut first, &mut second);
    }
    first.truncate(MOST);
    second.truncate(MOST.saturating_sub(first.len()));
    Sides { first, second }
}

/// "X and Y signed a statement after their meeting": the two people of two states told together last before "their".
pub(crate) fn pair_before(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    t: &Trigger,
) -> Vec<ActorId> {
    let doc = &part.document;
    let their = |c: &usize| doc.dep(*c) == Dep::Poss && doc.word(*c).eq_ignore_ascii_case("their");
    let Some(their) = doc.children(t.token).find(their) else { return Vec::new() };
    let Some(sentence) = doc.sentences().get(doc.sentence_of(their)) else { return Vec::new() };
    let person = |i: usize| match mentions.at(part.part, i) {
        &[id] => Some(id).filter(|&id| actor(mentions, id).is_some_and(|a| a.kind == ActorKind::Person)),
        _ => None,
    };
    let home = |id: ActorId| actor(mentions, id).and_then(|a| country(reading, a));
    let pair = |i: usize| {
        let (a, b) = (person(doc.head(i))?, person(i)?);
        (doc.dep(i) == Dep::Conj && home(a).is_some() && home(b).is_some() && home(a) != home(b))
            .then(|| vec![a, b])
    };
    (sentence.start..their).rev().find_map(pair).unwrap_or_default()
}

/// Of those told around a gathering the people and states that are there, and the organisation that gathers.
pub(crate) fn at_gathering(mentions: &Mentions, sides: &Sides, body: ActorId) -> Sides {
    let there = |id: &ActorId| {
        let kind = actor(mentions, *id).map(|a| a.kind);
        *id != body && matches!(kind, Some(ActorKind::Person | ActorKind::State))
    };
    let mut first: Vec<ActorId> = sides.first.iter().chain(&sides.second).copied().filter(there).collect();
    first.truncate(MOST - 1);
    Sides { first, second: vec![body] }
}

/// The actor with this number.
pub(crate) fn actor(mentions: &Mentions, id: ActorId) -> Option<&Actor> {
    mentions.actors.get(id as usize)
}

fn is_person(actor: Option<&Actor>) -> bool {
    actor.is_some_and(|a| matches!(a.kind, ActorKind::Person | ActorKind::Unnamed))
}

/// The actors that `nouns` denote, in order, each once; outlets never take part.
pub(crate) fn actors(part: &PartReading, mentions: &Mentions, nouns: &[usize]) -> Vec<ActorId> {
    let mut out = Vec::new();
    for &noun in nouns {
        let mut found = mentions.who(part.part, noun);
        if found.is_empty() {
            found = behind(part, mentions, noun);
        }
        for id in found {
            if !out.contains(&id) && actor(mentions, id).is_some_and(|a| a.kind != ActorKind::Outlet) {
                out.push(id);
            }
        }
    }
    out
}

/// "Blinken is the first secretary to visit": the noun's own subject; "X, the minister, …": its apposition.
fn behind(part: &PartReading, mentions: &Mentions, noun: usize) -> Vec<ActorId> {
    let doc = &part.document;
    if doc.dep(noun) == Dep::Attr {
        let subject = super::syntax::subjects(doc, doc.head(noun));
        let found: Vec<ActorId> = subject.iter().flat_map(|&s| mentions.who(part.part, s)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    if doc.dep(noun) == Dep::Appos {
        return mentions.who(part.part, doc.head(noun));
    }
    let beside = doc.children(noun).filter(|&c| doc.dep(c) == Dep::Appos);
    beside.flat_map(|c| mentions.who(part.part, c)).collect()
}

/// "US-China talks", "the Trump-Kim summit": the names before the noun, where they are two.
fn premodifiers(part: &PartReading, mentions: &Mentions, n: usize) -> Vec<ActorId> {
    let doc = &part.document;
    let mut first = n;
    while first > 0
        && n - first < 8
        && matches!(
            doc.dep(first - 1),
            Dep::Compound | Dep::Amod | Dep::Punct | Dep::Nmod | Dep::Conj | Dep::Cc | Dep::Npadvmod
        )
        && !matches!(doc.tag(first - 1), Tag::Comma | Tag::Stop | Tag::OpenQuote | Tag::CloseQuote)
        && doc.is_under(first - 1, n)
    {
        first -= 1;
    }
    if first == n {
        return Vec::new();
    }
    let mut out: Vec<ActorId> = Vec::new();
    for (_, id) in mentions.within(part.tokens(first..n)) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    if out.len() == 2 { out } else { Vec::new() }
}

/// The country of an actor: as the text gives it, or the only one the register has for that full name.
pub(crate) fn country(reading: &Reading<'_>, actor: &Actor) -> Option<String> {
    if actor.kind == ActorKind::State {
        return actor.register.clone().or_else(|| actor.country.clone());
    }
    if actor.country.is_some() {
        return actor.country.clone();
    }
    if let Some(country) = actor.offices.iter().find_map(|o| o.country.clone()) {
        return Some(country);
    }
    if actor.kind != ActorKind::Person {
        return None;
    }
    let people = reading.register.people_named(&actor.name);
    let mut countries: Vec<&str> = people.iter().filter_map(|p| p.country).collect();
    countries.sort_unstable();
    countries.dedup();
    match countries[..] {
        [only] => Some(only.to_owned()),
        _ => None,
    }
}

/// Whether an actor is of the public world at all: a state, a body, somebody with an office or a country, or a name
/// the register has.
pub(crate) fn is_public(reading: &Reading<'_>, actor: &Actor) -> bool {
    match actor.kind {
        ActorKind::Outlet => false,
        ActorKind::Person => {
            actor.country.is_some() || !actor.offices.is_empty() || in_register(reading, &actor.name)
        }
        ActorKind::Unnamed => actor.country.is_some() || actor.body.is_some() || !actor.offices.is_empty(),
        _ => true,
    }
}

fn in_register(reading: &Reading<'_>, name: &str) -> bool {
    reading.register.find(name).iter().any(|m| m.entries.iter().any(|e| matches!(e, Entry::Person(_))))
}

/// Whether all of `ids` have a known country and it is one and the same: no encounter between states.
pub(crate) fn domestic(reading: &Reading<'_>, mentions: &Mentions, ids: &[ActorId]) -> bool {
    let found: Vec<&Actor> = ids.iter().filter_map(|&id| actor(mentions, id)).collect();
    let mut countries = found.iter().map(|a| country(reading, a));
    let Some(Some(first)) = countries.next() else { return false };
    found.len() > 1
        && countries.all(|c| c.as_ref() == Some(&first))
        && found.iter().all(|a| !matches!(a.kind, ActorKind::Group | ActorKind::Organization))
}
