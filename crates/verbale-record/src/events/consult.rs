//! The consultation an encounter is: one for each that was held or is still to come.
//!
//! Direction: visitor or caller as source and host as target. Where nobody is told to have travelled, a meeting in the
//! state of one side has the other as guest, but for an ambassador who resides there; otherwise both sides are both.

use crate::actors::Cast;
use crate::calendar::When;
use crate::encounters::{Account, Merged};
use crate::model::{ActorRef, Place};
use crate::source::Source;
use std::collections::BTreeSet;
use verbale_extract::findings::{EncounterKind, Modality, Status};

/// What the rules read.
pub(super) struct Scene<'a> {
    pub(super) sources: &'a [Source<'a>],
    pub(super) cast: &'a Cast,
    pub(super) accounts: &'a [Account],
    pub(super) merged: &'a [Merged],
}

/// The sides and the mode of an encounter's consultation.
pub(super) struct Consultation {
    pub(super) source: Vec<ActorRef>,
    pub(super) target: Vec<ActorRef>,
    pub(super) mode: Option<String>,
    pub(super) modality: Modality,
}

/// The consultation of merged encounter `m`; `None` where it fell through.
pub(super) fn of(m: usize, scene: &Scene<'_>) -> Option<Consultation> {
    let encounter = &scene.merged[m].encounter;
    let modality = match encounter.status.as_str() {
        "held" => Modality::Occurred,
        "planned" => Modality::Planned,
        "possible" => Modality::Possible,
        _ => return None,
    };
    let parties = parties(m, scene);
    let (source, mut target) = sides(m, &parties, scene);
    let coded = |who: &[usize]| who.iter().map(|&n| scene.cast.coded(n)).collect::<Vec<_>>();
    let source_refs = coded(&source);
    if target.is_empty() {
        target = host_state(m, &source, scene).into_iter().collect();
    }
    let mode = mode(&encounter.kind, &parties, encounter.place.as_ref(), scene.cast).map(str::to_owned);
    Some(Consultation { source: source_refs, target: coded(&target), mode, modality })
}

/// Members that the record names as participants.
fn parties(m: usize, scene: &Scene<'_>) -> Vec<usize> {
    let named: BTreeSet<&str> =
        scene.merged[m].encounter.participants.iter().filter_map(|p| p.actor.as_deref()).collect();
    let all: BTreeSet<usize> =
        scene.merged[m].accounts.iter().flat_map(|&a| scene.accounts[a].parties.iter().copied()).collect();
    all.into_iter().filter(|&n| named.contains(scene.cast.member(n).id.as_str())).collect()
}

fn sides(m: usize, parties: &[usize], scene: &Scene<'_>) -> (Vec<usize>, Vec<usize>) {
    let both = (parties.to_vec(), parties.to_vec());
    let merged = &scene.merged[m];
    let travelled = movers(m, parties, scene);
    let rest: Vec<usize> = parties.iter().copied().filter(|p| !travelled.contains(p)).collect();
    match merged.encounter.kind.as_str() {
        "visit" if travelled.is_empty() => return both,
        "visit" => return (travelled, rest),
        "call" if travelled.is_empty() || rest.is_empty() => return both,
        "call" => return (travelled, rest),
        _ => {}
    }
    let split = |host: &str| -> Option<(Vec<usize>, Vec<usize>)> {
        let home = |p: &&usize| scene.cast.member(**p).country.as_deref() == Some(host);
        let (hosts, guests): (Vec<&usize>, Vec<&usize>) = parties.iter().partition(home);
        let told = !hosts.is_empty()
            && !guests.is_empty()
            && guests.iter().all(|&&g| scene.cast.member(g).country.is_some() && !resides(g, scene));
        told.then(|| (guests.into_iter().copied().collect(), hosts.into_iter().copied().collect()))
    };
    match merged.encounter.place.as_ref().and_then(|p| p.country.as_deref()) {
        Some(host) => split(host).unwrap_or(both),
        None => visited(m, parties, scene).and_then(|host| split(&host)).unwrap_or(both),
    }
}

/// Participants told to have travelled or called, or who stand for those.
fn movers(m: usize, parties: &[usize], scene: &Scene<'_>) -> Vec<usize> {
    let told: BTreeSet<usize> =
        scene.merged[m].accounts.iter().flat_map(|&a| scene.accounts[a].visitors.iter().copied()).collect();
    let named: Vec<usize> = parties.iter().copied().filter(|p| told.contains(p)).collect();
    if !named.is_empty() {
        return named;
    }
    let country = |p: &usize| scene.cast.member(*p).country.clone();
    let states: BTreeSet<String> = told.iter().filter_map(country).collect();
    parties.iter().copied().filter(|p| country(p).is_some_and(|c| states.contains(&c))).collect()
}

/// Whether an article gives somebody the office of an ambassador: at home where posted.
fn resides(who: usize, scene: &Scene<'_>) -> bool {
    scene.sources.iter().enumerate().any(|(a, s)| {
        s.findings.actors.iter().enumerate().any(|(l, actor)| {
            scene.cast.who(a, l as u32) == Some(who)
                && actor.offices.iter().any(|o| o.role.contains("ambassador"))
        })
    })
}

/// The state that one participant was on a visit to at the time, told in one of the same articles.
fn visited(m: usize, parties: &[usize], scene: &Scene<'_>) -> Option<String> {
    let articles =
        |m: &Merged| -> BTreeSet<usize> { m.accounts.iter().map(|&a| scene.accounts[a].article).collect() };
    let own = articles(&scene.merged[m]);
    let together = |a: Option<When>, b: Option<When>| !matches!((a, b), (Some(a), Some(b)) if !a.overlaps(b));
    let hosts: BTreeSet<String> = (0..scene.merged.len())
        .filter(|&v| scene.merged[v].encounter.kind == "visit" && scene.merged[v].encounter.status == "held")
        .filter(|&v| together(scene.merged[v].when, scene.merged[m].when))
        .filter(|&v| !own.is_disjoint(&articles(&scene.merged[v])))
        .filter(|&v| {
            let guests = scene.merged[v].accounts.iter().flat_map(|&a| &scene.accounts[a].visitors);
            guests.into_iter().any(|g| parties.contains(g))
        })
        .filter_map(|v| scene.merged[v].encounter.place.as_ref()?.country.clone())
        .collect();
    match hosts.into_iter().collect::<Vec<_>>().as_slice() {
        [host] => Some(host.clone()),
        _ => None,
    }
}

/// The state a visit went to, where some article names it as an actor.
fn host_state(m: usize, source: &[usize], scene: &Scene<'_>) -> Option<usize> {
    let country = scene.merged[m].encounter.place.as_ref()?.country.as_deref()?;
    let own = source.iter().any(|&p| scene.cast.member(p).country.as_deref() == Some(country));
    if own {
        return None;
    }
    scene.cast.members.iter().position(|x| x.id == country)
}

fn mode(kind: &str, parties: &[usize], place: Option<&Place>, cast: &Cast) -> Option<&'static str> {
    match kind {
        "visit" => return Some("visit"),
        "call" => return Some("phone"),
        _ => {}
    }
    let countries: Option<BTreeSet<String>> =
        parties.iter().map(|&p| cast.member(p).country.clone()).collect();
    let countries = countries?;
    if countries.len() > 2 {
        return Some("multilateral");
    }
    let host = place.and_then(|p| p.country.as_ref())?;
    (!countries.contains(host)).then_some("third-party")
}

/// Whether a coded mode goes with a kind of encounter.
pub(super) fn mode_fits(mode: Option<&str>, kind: EncounterKind) -> bool {
    match mode {
        Some("visit") => kind == EncounterKind::Visit,
        Some("phone") => kind == EncounterKind::Call,
        _ => !matches!(kind, EncounterKind::Visit | EncounterKind::Call),
    }
}

/// Whether an account's status gives a consultation in its article.
pub(super) fn status_fits(status: Status) -> bool {
    matches!(status, Status::Held | Status::Planned)
}
