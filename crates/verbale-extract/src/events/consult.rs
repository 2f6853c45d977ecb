//! CONSULT from encounters: visitor or caller as source and host as target; where that is not told, both as both.

use super::draft::{Draft, modality};
use crate::encounters::{participants, trigger_in};
use crate::findings::{ActorId, ActorKind, Encounter, EncounterKind, Status};
use crate::mentions::Mentions;
use crate::reading::Reading;

/// The CONSULT of an encounter that was held or is planned.
pub(super) fn of(reading: &Reading<'_>, mentions: &Mentions, e: &Encounter) -> Option<Draft> {
    if !matches!(e.status, Status::Held | Status::Planned) {
        return None;
    }
    let clause = *e.evidence.first()?;
    let trigger = e.evidence.iter().find_map(|&ev| trigger_in(reading, ev, e.kind)).unwrap_or(clause);
    let visitors = (e.visitors as usize).min(e.participants.len());
    let (first, rest) = e.participants.split_at(visitors);
    let mut source = e.participants.clone();
    let mut target = e.participants.clone();
    if visitors > 0 {
        source = first.to_vec();
        target = if rest.is_empty() { host(mentions, e).into_iter().collect() } else { rest.to_vec() };
    }
    // Of a gathering told without those who came, there is nobody to consult.
    let alone = visitors == 0 && source.len() < 2;
    if source.is_empty() || alone {
        return None;
    }
    let document = &reading.part(clause.part)?.document;
    Some(Draft {
        event: "CONSULT",
        mode: mode(reading, mentions, e),
        modality: modality(e.status)?,
        source,
        target,
        time: e.times.first().copied(),
        place: e.places.first().cloned(),
        trigger,
        clause,
        contexts: super::contexts::of(document, document.tokens_in(clause.span)),
        // "will visit X and Y": one clause, two visits.
        lemma: format!("{} {}", clause.span.start, e.places.first().map_or("", |p| p.name.as_str())),
    })
}

/// The state a visit went to, where the article names it.
fn host(mentions: &Mentions, e: &Encounter) -> Option<ActorId> {
    let country = e.places.iter().find_map(|p| p.country.as_deref())?;
    let state = mentions
        .actors
        .iter()
        .position(|a| a.kind == ActorKind::State && a.register.as_deref() == Some(country));
    state.map(|n| n as ActorId)
}

fn mode(reading: &Reading<'_>, mentions: &Mentions, e: &Encounter) -> Option<&'static str> {
    match e.kind {
        EncounterKind::Visit => return Some("visit"),
        EncounterKind::Call => return Some("phone"),
        _ => {}
    }
    let found = e.participants.iter().filter_map(|&id| participants::actor(mentions, id));
    let mut countries: Vec<Option<String>> = found.map(|a| participants::country(reading, a)).collect();
    countries.sort();
    countries.dedup();
    if countries.contains(&None) {
        return None;
    }
    if countries.len() > 2 {
        return Some("multilateral");
    }
    let place = e.places.iter().find_map(|p| p.country.clone());
    (place.is_some() && !countries.contains(&place)).then_some("third-party")
}
