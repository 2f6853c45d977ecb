//! An event before the article's doubles are joined.

use crate::findings::{ActorId, Event, Evidence, Modality, Place, Status, TimeId};

/// One telling of an event.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) event: &'static str,
    pub(super) mode: Option<&'static str>,
    pub(super) modality: Modality,
    pub(super) source: Vec<ActorId>,
    pub(super) target: Vec<ActorId>,
    pub(super) time: Option<TimeId>,
    pub(super) place: Option<Place>,
    pub(super) trigger: Evidence,
    pub(super) clause: Evidence,
    pub(super) contexts: Vec<String>,
    /// Lemma of the trigger; two deeds of one kind with different verbs are one event only if their times agree.
    pub(super) lemma: String,
}

/// The modality a status stands for; `None` for what was put off or called off.
pub(super) fn modality(status: Status) -> Option<Modality> {
    match status {
        Status::Held => Some(Modality::Occurred),
        Status::Planned => Some(Modality::Planned),
        Status::Possible => Some(Modality::Possible),
        Status::Postponed | Status::Cancelled => None,
    }
}

/// Joins tellings of one event and puts them in order.
pub(super) fn join(drafts: Vec<Draft>) -> Vec<Event> {
    let mut kept: Vec<(Draft, Vec<Evidence>)> = Vec::new();
    for draft in drafts {
        match kept.iter_mut().find(|(k, _)| same(k, &draft)) {
            Some((k, evidence)) => {
                evidence.push(draft.clause);
                k.time = k.time.or(draft.time);
                k.mode = k.mode.or(draft.mode);
                k.place = k.place.take().or(draft.place);
                for c in draft.contexts {
                    if !k.contexts.contains(&c) && k.contexts.len() < 3 {
                        k.contexts.push(c);
                    }
                }
            }
            None => {
                let clause = draft.clause;
                kept.push((draft, vec![clause]));
            }
        }
    }
    let mut out: Vec<Event> = kept.into_iter().map(|(d, evidence)| event(d, evidence)).collect();
    out.sort_by(|a, b| (a.trigger, &a.event).cmp(&(b.trigger, &b.event)));
    out
}

fn event(d: Draft, mut evidence: Vec<Evidence>) -> Event {
    evidence.sort();
    evidence.dedup();
    // A statement's content lies within the clause of its verb: the clause is enough.
    let all = evidence.clone();
    evidence.retain(|e| !all.iter().any(|o| o != e && o.part == e.part && o.span.contains(e.span)));
    Event {
        source: d.source,
        target: d.target,
        event: d.event.to_owned(),
        mode: d.mode.map(str::to_owned),
        contexts: d.contexts,
        issues: Vec::new(),
        modality: d.modality,
        time: d.time,
        place: d.place,
        trigger: d.trigger,
        evidence,
    }
}

fn same(a: &Draft, b: &Draft) -> bool {
    let sets = |x: &[ActorId], y: &[ActorId]| x.len() == y.len() && x.iter().all(|i| y.contains(i));
    let words = matches!(a.event, "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SUPPORT" | "AGREE");
    let times = a.time.is_none() || b.time.is_none() || a.time == b.time;
    a.event == b.event
        && a.modality == b.modality
        && sets(&a.source, &b.source)
        && sets(&a.target, &b.target)
        && times
        && (words || a.lemma == b.lemma)
        && (a.mode.is_none() || b.mode.is_none() || a.mode == b.mode || a.event == "ACCUSE")
}
