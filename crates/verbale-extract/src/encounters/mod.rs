//! Encounters: meetings, talks, calls, visits, summits.
//!
//! Takes an article's parses, mentions and times; gives each encounter once, with every clause that tells of it. The
//! rules are syntax over a closed list of words ([`triggers`]); sides are actors, so an idiom without one says nothing.

pub(crate) mod dates;
mod duration;
mod gathering;
mod merge;
pub(crate) mod participants;
pub(crate) mod place;
pub(crate) mod status;
pub(crate) mod syntax;
mod tone;
mod triggers;

use crate::findings::{Encounter, EncounterKind, Evidence, Place, Status, Tense, Time, TimeId};
use crate::mentions::Mentions;
use crate::reading::{PartReading, Reading};
use merge::{Candidate, Ledger};
use status::Standing;
use syntax::is_verb;
use triggers::Trigger;
use verbale_language::{Dep, Document, Tag};

/// All encounters of the article, its several mentions of one joined.
pub fn find(reading: &Reading<'_>, mentions: &Mentions, times: &[Time]) -> Vec<Encounter> {
    let mut candidates = Vec::new();
    for part in &reading.parts {
        for sentence in syntax::readable(&part.document) {
            for trigger in triggers_in(&part.document, sentence.clone()) {
                candidates.extend(read(reading, part, mentions, times, &trigger, &sentence));
            }
        }
    }
    let mut found = Ledger::new(reading, mentions, times).join(candidates);
    for e in found.iter_mut().filter(|e| undated_meeting(e)) {
        e.times.extend(spoken_day(reading, mentions, times, e));
    }
    found
}

/// "He accepted a meeting before May": what dates only encounters to come lies ahead, though the verb around is past.
pub(crate) fn look_ahead(found: &[Encounter], times: &mut [Time]) {
    let to_come = |e: &&Encounter| matches!(e.status, Status::Planned | Status::Possible);
    let past: Vec<TimeId> =
        found.iter().filter(|e| !to_come(e)).flat_map(|e| e.times.iter().copied()).collect();
    for &id in found.iter().filter(to_come).flat_map(|e| &e.times) {
        if let Some(time) = times.get_mut(id as usize).filter(|_| !past.contains(&id))
            && !dates::is_past(&time.expression)
        {
            time.tense = Tense::Future;
        }
    }
}

fn undated_meeting(e: &Encounter) -> bool {
    let meeting = matches!(e.kind, EncounterKind::Meeting | EncounterKind::Talks | EncounterKind::Summit);
    meeting && e.status == Status::Held && !e.background && e.times.is_empty()
}

/// "A told B on Friday that … The two met for five hours": the day one told the other something, in the sentences just
/// before the meeting's words or in the same one.
fn spoken_day(reading: &Reading<'_>, mentions: &Mentions, times: &[Time], e: &Encounter) -> Option<TimeId> {
    const BEFORE: u32 = 500;
    let mut days: Vec<TimeId> = Vec::new();
    for part in &reading.parts {
        let doc = &part.document;
        for sentence in syntax::readable(doc) {
            let span = doc.span(sentence.clone());
            let beside = e
                .evidence
                .iter()
                .any(|x| x.part == part.part && span.start < x.span.end && span.end + BEFORE >= x.span.start);
            for v in sentence.clone().filter(|&v| beside && tells(doc, v)) {
                let takes_part = |nouns: &[usize]| {
                    participants::actors(part, mentions, nouns).iter().any(|id| e.participants.contains(id))
                };
                if takes_part(&syntax::subjects(doc, v)) && takes_part(&syntax::undergoers(doc, v)) {
                    let found = dates::of(part, times, v, &[v], &sentence);
                    days.extend(found.into_iter().filter(|&id| {
                        times.get(id as usize).is_some_and(|t| dates::coarseness(&t.expression) == 0)
                    }));
                }
            }
        }
    }
    let value = |id: &TimeId| times.get(*id as usize).map(|t| &t.expression.value);
    let first = *days.first()?;
    days.iter().all(|d| value(d) == value(&first)).then_some(first)
}

/// "told", "pressed", "warned": said to somebody's face.
fn tells(doc: &Document, v: usize) -> bool {
    doc.tag(v) == Tag::Vbd
        && matches!(doc.lemma(v), "tell" | "press" | "urge" | "warn" | "assure" | "ask" | "greet" | "thank")
}

/// The triggers of a sentence, those that only elaborate another folded into it ("met for talks", "spoke in a meeting").
fn triggers_in(doc: &Document, sentence: std::ops::Range<usize>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = sentence.filter_map(|i| triggers::any_at(doc, i)).collect();
    let mut n = 0;
    while n < found.len() {
        match found.iter().position(|t| t.token != found[n].token && elaborates(doc, &found[n], t)) {
            // "met at the summit": where they met, and one of its own where an organisation gathers.
            Some(whole) if is_venue(doc, &found[n]) => {
                let anchors = found[n].anchors.clone();
                found[whole].anchors.extend(anchors);
                n += 1;
            }
            Some(whole) => {
                let part = found.remove(n);
                let whole = if whole > n { whole - 1 } else { whole };
                found[whole].anchors.extend(part.anchors);
            }
            None => n += 1,
        }
    }
    found
}

fn is_venue(doc: &Document, t: &Trigger) -> bool {
    matches!(doc.lemma(t.token), "summit" | "gathering")
        && doc.dep(t.token) == Dep::Pobj
        && doc.word(doc.head(t.token)).eq_ignore_ascii_case("at")
}

/// Whether noun trigger `a` only says more of verb trigger `b`: it hangs on it and names no other side.
fn elaborates(doc: &Document, a: &Trigger, b: &Trigger) -> bool {
    let visit = |t: &Trigger| t.kind == EncounterKind::Visit;
    if is_verb(doc, a.token) || !is_verb(doc, b.token) || visit(a) != visit(b) || a.definite {
        return false;
    }
    let own = !a.second.is_empty() && a.second.iter().any(|s| !b.second.contains(s) && !b.first.contains(s));
    let hangs = doc.dep(a.token) == Dep::Pobj && doc.head(doc.head(a.token)) == b.token
        || (doc.dep(a.token) == Dep::Npadvmod && doc.head(a.token) == b.token);
    let prep = doc.word(doc.head(a.token)).to_lowercase();
    hangs
        && !own
        && a.destinations.is_empty()
        && !matches!(prep.as_str(), "after" | "before" | "following" | "since")
}

/// The mentions of encounters one trigger gives: one, or one a country for a tour.
fn read(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    times: &[Time],
    trigger: &Trigger,
    sentence: &std::ops::Range<usize>,
) -> Vec<Candidate> {
    let doc = &part.document;
    let mut sides = participants::of(part, mentions, trigger);
    if sides.first.is_empty() && sides.second.is_empty() {
        sides.first = participants::pair_before(reading, part, mentions, trigger);
    }
    let gathering = gathering::of(reading, part, mentions, trigger);
    let standing = match (status::of(doc, trigger.token), gathering) {
        // "They may meet at the summit": that is to come in any case.
        (Standing::Leaning(Status::Possible), Some(_)) => Standing::Leaning(Status::Planned),
        (standing, _) => standing,
    };
    if trigger.house && gathering.is_none() {
        return Vec::new();
    }
    let sides =
        gathering.map_or_else(|| sides.clone(), |body| participants::at_gathering(mentions, &sides, body));
    let evidence = part.tokens(syntax::clause(doc, trigger.token));
    let one = Candidate {
        kind: trigger.kind,
        standing,
        first: sides.first.clone(),
        second: sides.second.clone(),
        places: places(reading, part, trigger, || {
            in_the_lead(reading, part, mentions, trigger, &sides, standing)
        }),
        duration: duration::of(part, times, trigger, sentence),
        tone: tone::of(part, mentions, trigger),
        evidence,
        background: standing == Standing::Told(Status::Held) && past_perfect(doc, trigger.token),
        definite: trigger.definite && !(trigger.owned && sides.first.is_empty()),
        verbal: is_verb(doc, trigger.token),
        other: trigger.another || with_unknown(doc, trigger, &sides.second),
        gathering,
        archived: is_archived(reading, part, trigger.token),
        directed: trigger.kind == EncounterKind::Visit
            || trigger.kind == EncounterKind::Call && is_verb(doc, trigger.token),
        times: own_times(part, times, trigger, standing, sentence),
    };
    let to_come = matches!(standing, Standing::Told(Status::Planned | Status::Possible));
    let past = |id: &u32| times.get(*id as usize).is_some_and(|t| dates::is_past(&t.expression));
    let mut one = one;
    // "decided last week to meet": that dates the decision.
    one.times.retain(|id| !(to_come && past(id)));
    if trigger.kind != EncounterKind::Visit {
        return vec![one];
    }
    let destinations = place::destinations(reading, part, &trigger.destinations);
    if destinations.is_empty() {
        return each_visitor(doc, trigger, visit_without_place(doc, trigger, one));
    }
    let home = |p: &Place| {
        let country = sides.first.iter().filter_map(|&id| participants::actor(mentions, id));
        let mut countries = country.map(|a| participants::country(reading, a));
        p.country.is_some() && countries.any(|c| c == p.country)
    };
    let abroad = destinations.into_iter().filter(|d| !d.iter().any(home));
    abroad
        .map(|places| {
            let further = one.places.iter().filter(|p| !places.iter().any(|q| q.name == p.name)).cloned();
            let same_country = |p: &Place| {
                p.country.is_none() || places.iter().all(|q| q.country.is_none() || q.country == p.country)
            };
            let mut all = places.clone();
            all.extend(further.filter(same_country));
            Candidate { places: all, ..one.clone() }
        })
        .collect()
}

/// Told in the caption of an old picture.
fn is_archived(reading: &Reading<'_>, part: &PartReading, token: usize) -> bool {
    let at = part.document.span(token..token + 1).start as usize;
    let text = reading.article.text(part.part).get(..at).unwrap_or_default();
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.trim_start().get(..10).is_some_and(|s| s.eq_ignore_ascii_case("file photo"))
}

/// What dates the encounter. "On Friday he postponed the visit" dates the postponing: of what fell through only what hangs
/// on its own noun counts ("Friday's visit", "talks planned for Friday").
fn own_times(
    part: &PartReading,
    times: &[Time],
    trigger: &Trigger,
    standing: Standing,
    sentence: &std::ops::Range<usize>,
) -> Vec<TimeId> {
    let doc = &part.document;
    let fallen = matches!(standing, Standing::Told(Status::Cancelled | Status::Postponed));
    let found = dates::of(part, times, trigger.token, &trigger.anchors, sentence);
    if !fallen {
        return found;
    }
    let own = |id: &TimeId| {
        let Some(time) = times.get(*id as usize) else { return false };
        let first = doc.tokens_in(time.at.span).start;
        first < trigger.token || doc.word(first.saturating_sub(1)).eq_ignore_ascii_case("for")
    };
    let near = |id: &TimeId| {
        let Some(time) = times.get(*id as usize) else { return false };
        let tokens = doc.tokens_in(time.at.span);
        tokens.into_iter().any(|t| doc.is_under(t, trigger.token))
    };
    found.into_iter().filter(|id| near(id) && own(id)).collect()
}

/// "a discussion with traders": somebody who is no actor of the article.
fn with_unknown(doc: &Document, trigger: &Trigger, second: &[crate::findings::ActorId]) -> bool {
    second.is_empty()
        && trigger.second.iter().any(|&n| matches!(doc.tag(n), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps))
}

/// The places of a trigger: in its own phrases, else in those that follow it, else in the clauses around, else `last`.
fn places(
    reading: &Reading<'_>,
    part: &PartReading,
    trigger: &Trigger,
    last: impl FnOnce() -> Option<Place>,
) -> Vec<Place> {
    let own = place::of(reading, part, &trigger.anchors);
    if !own.is_empty() {
        return own;
    }
    if !is_verb(&part.document, trigger.token) {
        let right = place::among(reading, part, &triggers::to_the_right(&part.document, trigger.token));
        if !right.is_empty() {
            return right;
        }
    }
    let around = place::around(reading, part, trigger);
    if around.is_empty() { last().into_iter().collect() } else { around }
}

/// The city of the dateline, for a meeting that the lead itself tells as the news: at home of one of the sides, or in a
/// city whose datelines are not written far from the happening.
fn in_the_lead(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    trigger: &Trigger,
    sides: &participants::Sides,
    standing: Standing,
) -> Option<Place> {
    use EncounterKind::{Call, Visit};
    let doc = &part.document;
    let dateline = reading.article.dateline.as_ref().filter(|_| part.part == verbale_article::Part::Body)?;
    if matches!(trigger.kind, Call | Visit)
        || standing != Standing::Told(Status::Held)
        || past_perfect(doc, trigger.token)
        || trigger.definite
    {
        return None;
    }
    let lead =
        doc.sentences().iter().find(|s| s.len() > 4 && doc.span((*s).clone()).start >= dateline.span.end)?;
    let main = trigger.anchors.iter().any(|&a| is_verb(doc, a) && doc.dep(a) == Dep::Root);
    if !lead.contains(&trigger.token) || !main || speaks_only(doc, trigger) {
        return None;
    }
    let place = place::of_dateline(reading)?;
    let home = |id: &crate::findings::ActorId| {
        let actor = participants::actor(mentions, *id);
        actor.is_some_and(|a| participants::country(reading, a) == place.country)
    };
    let at_home = sides.first.iter().chain(&sides.second).any(home);
    (at_home || !place::is_capital(reading, &place)).then_some(place)
}

/// "spoke", "talked": perhaps by telephone.
fn speaks_only(doc: &Document, trigger: &Trigger) -> bool {
    is_verb(doc, trigger.token) && trigger.kind == EncounterKind::Talks
}

/// "trips by X and Y" are a trip each.
fn each_visitor(doc: &Document, trigger: &Trigger, found: Vec<Candidate>) -> Vec<Candidate> {
    if !matches!(doc.tag(trigger.token), Tag::Nns) {
        return found;
    }
    let alone = |c: &Candidate, id: &crate::findings::ActorId| Candidate { first: vec![*id], ..c.clone() };
    found.iter().flat_map(|c| c.first.iter().map(|id| alone(c, id)).collect::<Vec<_>>()).collect()
}

/// A visit whose goal is not told: one that may point back, or a guest's.
fn visit_without_place(doc: &Document, trigger: &Trigger, one: Candidate) -> Vec<Candidate> {
    if is_verb(doc, trigger.token) && !trigger.guests { Vec::new() } else { vec![one] }
}

/// "had met": told as history.
fn past_perfect(doc: &Document, i: usize) -> bool {
    let verb = if is_verb(doc, i) { Some(i) } else { syntax::governor(doc, i) };
    verb.is_some_and(|v| {
        doc.tag(v) == Tag::Vbn
            && doc
                .children(v)
                .any(|c| doc.dep(c) == Dep::Aux && doc.lemma(c) == "have" && doc.tag(c) == Tag::Vbd)
    })
}

/// The word in a clause that tells of an encounter of this kind.
pub(crate) fn trigger_in(reading: &Reading<'_>, clause: Evidence, kind: EncounterKind) -> Option<Evidence> {
    let part = reading.part(clause.part)?;
    let tokens = part.document.tokens_in(clause.span);
    let found = tokens.filter_map(|i| triggers::at(&part.document, i)).find(|t| t.kind == kind)?;
    Some(part.tokens(found.token..found.token + 1))
}

/// CONSULT, or AGREE where it is still to come, if a trigger links two marked stretches of tokens.
pub(crate) fn linking(
    doc: &Document,
    source: &std::ops::Range<usize>,
    target: &std::ops::Range<usize>,
) -> Option<&'static str> {
    let linked = |t: &Trigger| {
        let all = || t.first.iter().chain(&t.second).chain(&t.destinations);
        all().any(|n| source.contains(n)) && all().any(|n| target.contains(n))
    };
    let trigger = (0..doc.len()).filter_map(|i| triggers::at(doc, i)).find(linked)?;
    match status::of(doc, trigger.token) {
        Standing::None => Some("REJECT"),
        Standing::Told(Status::Planned | Status::Possible) => Some("AGREE"),
        Standing::Told(Status::Cancelled | Status::Postponed) => Some("REJECT"),
        _ => Some("CONSULT"),
    }
}
