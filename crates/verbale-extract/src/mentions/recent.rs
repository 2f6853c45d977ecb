//! What was named before, latest last: the view a definite noun has of the text.

use super::draft::Draft;
use super::offices::Titled;
use crate::findings::{ActorId, ActorKind, How, Standing};

/// Mentions looked back at, at most.
const VIEW: usize = 80;

/// The mentions of a part up to a token.
#[derive(Debug)]
pub(super) struct Recent {
    part: usize,
    waiting: std::iter::Peekable<std::vec::IntoIter<(usize, Vec<ActorId>)>>,
    seen: Vec<(usize, ActorId)>,
    /// Persons and states of the whole article, for nouns that come before any name (headlines).
    all: Vec<ActorId>,
    /// The same, once for every mention.
    everything: Vec<ActorId>,
}

impl Recent {
    pub(super) fn new(draft: &Draft<'_>, part: usize) -> Self {
        let mut waiting: Vec<_> = draft
            .raws
            .iter()
            .filter(|r| r.part == part && r.how != How::Pronoun)
            .map(|r| (r.tokens.start, r.who.clone()))
            .collect();
        waiting.sort();
        let everything: Vec<ActorId> =
            draft.raws.iter().flat_map(|r| r.who.iter().copied()).take(4000).collect();
        let mut all: Vec<ActorId> = draft.raws.iter().flat_map(|r| r.who.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        Self { part, waiting: waiting.into_iter().peekable(), seen: Vec::new(), all, everything }
    }

    /// Takes in the mentions that start before token `i`.
    pub(super) fn advance(&mut self, _draft: &Draft<'_>, i: usize) {
        while let Some((at, who)) = self.waiting.next_if(|w| w.0 < i) {
            self.seen.extend(who.into_iter().map(|w| (at, w)));
        }
    }

    pub(super) fn add(&mut self, i: usize, who: &[ActorId]) {
        self.seen.extend(who.iter().map(|&w| (i, w)));
    }

    /// The last actors, latest first, each once.
    fn view(&self) -> Vec<(usize, ActorId)> {
        let mut out: Vec<(usize, ActorId)> = Vec::new();
        for &(at, id) in self.seen.iter().rev().take(VIEW) {
            if !out.iter().any(|o| o.1 == id) {
                out.push((at, id));
            }
        }
        out
    }

    /// Those of the article that hold the office, latest first.
    pub(super) fn holders(&self, draft: &Draft<'_>, title: &Titled, most: usize) -> Vec<ActorId> {
        let fits = |id: ActorId| holds(draft, id, title);
        let mut out: Vec<ActorId> = self.view().into_iter().map(|v| v.1).filter(|&id| fits(id)).collect();
        if out.is_empty() && most == 1 {
            // "the U.S. president", of somebody the article never calls so.
            out = self.view().into_iter().map(|v| v.1).filter(|&id| has_held(draft, id, title)).collect();
            if out.len() > 1 {
                out.clear();
            }
        }
        if out.is_empty() {
            out = self.all.iter().copied().filter(|&id| fits(id)).collect();
            // Told of later only: certain where one alone fits.
            if out.len() > most {
                out.clear();
            }
        }
        if most == 1 && title.countries.is_empty() {
            self.subject_first(draft, &mut out);
        }
        out.truncate(most);
        out
    }

    /// "President A met President B. The President …": the one who last acted, among those of the sentences before.
    fn subject_first(&self, draft: &Draft<'_>, holders: &mut [ActorId]) {
        let text = &draft.texts[self.part];
        let acts = |&(at, id): &(usize, ActorId)| {
            holders.contains(&id) && draft.at(self.part, at).any(|r| r.who == [id] && text.is_subject(r.head))
        };
        let last = self.seen.iter().rev().take(VIEW).find(|s| acts(s)).map(|s| s.1);
        if let Some(n) = last.and_then(|id| holders.iter().position(|&h| h == id)) {
            holders.swap(0, n);
        }
    }

    /// The last actor of some kind that fits.
    pub(super) fn last(
        &self,
        draft: &Draft<'_>,
        kinds: &[ActorKind],
        fits: impl Fn(ActorId) -> bool,
    ) -> Option<ActorId> {
        self.view()
            .into_iter()
            .map(|v| v.1)
            .find(|&id| kinds.contains(&draft.actors[id as usize].kind) && fits(id))
    }

    /// The unnamed person or people a noun goes back to.
    pub(super) fn unnamed(&self, draft: &Draft<'_>, lemma: &str, plural: bool) -> Option<ActorId> {
        self.last(draft, &[ActorKind::Unnamed], |id| {
            let notes = &draft.notes[id as usize];
            notes.plural == plural && notes.noun.as_deref() == Some(lemma)
        })
    }

    /// The last person whose office the noun names: "the diplomat", "the Chinese leader".
    pub(super) fn person_as(
        &self,
        draft: &Draft<'_>,
        lemma: &str,
        plural: bool,
        states: &[&str],
    ) -> Option<ActorId> {
        if plural {
            return None;
        }
        let by_office = self.view().into_iter().map(|v| v.1).find(|&id| {
            let actor = &draft.actors[id as usize];
            let unnamed = actor.kind == ActorKind::Unnamed && draft.notes[id as usize].plural;
            let of =
                |c: &Option<String>| states.is_empty() || c.as_deref().is_some_and(|c| states.contains(&c));
            let fits = |o: &crate::findings::Office| {
                o.standing != Standing::Former
                    && role_is(&o.role, lemma)
                    && (of(&o.country) || of(&actor.country))
            };
            !unnamed && actor.offices.iter().any(fits)
        });
        by_office.or_else(|| self.compatriot(draft, lemma, states))
    }

    /// "the Chinese official": the only person of that state among the last few named.
    fn compatriot(&self, draft: &Draft<'_>, lemma: &str, states: &[&str]) -> Option<ActorId> {
        if states.is_empty()
            || !matches!(lemma, "official" | "diplomat" | "leader" | "minister" | "politician" | "envoy")
        {
            return None;
        }
        let person = |id: &ActorId| draft.actors[*id as usize].kind == ActorKind::Person;
        let last: Vec<ActorId> = self.view().into_iter().map(|v| v.1).filter(person).take(3).collect();
        let of =
            |id: &ActorId| draft.actors[*id as usize].country.as_deref().is_some_and(|c| states.contains(&c));
        let mut fitting = last.into_iter().filter(of);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The two (three, …) states spoken of most of late; none where a further one is spoken of nearly as much.
    pub(super) fn states(&self, draft: &Draft<'_>, count: usize) -> Vec<ActorId> {
        let so_far = weigh(draft, self.seen.iter().rev().take(VIEW).map(|s| s.1), 0.95);
        let pick = clear_first(so_far, count);
        if pick.is_empty() {
            clear_first(weigh(draft, self.everything.iter().copied(), 1.0), count)
        } else {
            pick
        }
    }

    /// The last persons named, where exactly so many stand together in one sentence or the last two.
    pub(super) fn persons(&self, draft: &Draft<'_>, count: usize, noun: &str) -> Vec<ActorId> {
        let text = &draft.texts[self.part];
        let person = |v: &(usize, ActorId)| draft.actors[v.1 as usize].kind == ActorKind::Person;
        let mut persons: Vec<(usize, ActorId)> = self.view().into_iter().filter(person).collect();
        let in_office =
            |v: &(usize, ActorId)| draft.actors[v.1 as usize].offices.iter().any(|o| role_is(&o.role, noun));
        if persons.iter().filter(|p| in_office(p)).count() >= count {
            persons.retain(in_office);
        }
        if persons.len() < count {
            return Vec::new();
        }
        let apart = text.sentence(persons[0].0)
            - text.sentence(persons[count - 1].0).min(text.sentence(persons[0].0));
        let next = persons.get(count).map(|p| text.sentence(p.0));
        // A further person named as near would make it a guess.
        let clear = next.is_none_or(|s| s < text.sentence(persons[count - 1].0));
        if apart > 4 || !clear {
            return Vec::new();
        }
        let mut out: Vec<ActorId> = persons[..count].iter().map(|p| p.1).collect();
        out.sort_unstable();
        out
    }

    /// "the two": the persons of late if so many were, else the states.
    pub(super) fn pair(&self, draft: &Draft<'_>, count: usize) -> Vec<ActorId> {
        let persons = self.persons(draft, count, "");
        if persons.is_empty() { self.states(draft, count) } else { persons }
    }

    /// "the administration": the state last named by such a word.
    pub(super) fn state_as(&self, draft: &Draft<'_>, lemma: &str) -> Option<ActorId> {
        let named = |(at, id): (usize, ActorId)| {
            let state = draft.actors[id as usize].kind == ActorKind::State;
            let words = |r: &super::draft::Raw| r.span.of(draft.texts[self.part].doc.text()).to_lowercase();
            state && draft.at(self.part, at).any(|r| r.who == [id] && words(r).ends_with(lemma))
        };
        self.seen.iter().rev().take(VIEW).copied().find(|s| named(*s)).map(|s| s.1)
    }

    /// "the country": the only state named in this sentence and the one before.
    pub(super) fn one_state(&self, draft: &Draft<'_>, part: usize, i: usize) -> Option<ActorId> {
        let text = &draft.texts[part];
        let near = |v: &&(usize, ActorId)| text.sentence(v.0) + 1 >= text.sentence(i);
        let mut states: Vec<ActorId> = Vec::new();
        for &(_, id) in self.seen.iter().rev().take(VIEW).take_while(near) {
            if draft.actors[id as usize].kind == ActorKind::State && !states.contains(&id) {
                states.push(id);
            }
        }
        match states[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Whether the register knows the person, by the name the article gives, to have held the office of that country.
fn has_held(draft: &Draft<'_>, id: ActorId, title: &Titled) -> bool {
    if draft.actors[id as usize].kind != ActorKind::Person {
        return false;
    }
    let Some(&country) = title.countries.first() else { return false };
    let name = draft.last_name(id);
    let mut people = draft.register.people_named(name);
    if people.is_empty() {
        people = draft.register.people_by_surname(name, Some(country), None);
    }
    let held = |p: &&verbale_register::Person| {
        draft.register.tenures_of(p.id).iter().any(|t| t.role == title.title.role && t.of == country)
    };
    people.iter().any(held)
}

/// How much each state is spoken of, itself and through its people and bodies; later mentions may weigh less.
fn weigh(draft: &Draft<'_>, mentions: impl Iterator<Item = ActorId>, fading: f64) -> Vec<(ActorId, f64)> {
    let mut weights: Vec<(ActorId, f64)> = Vec::new();
    let mut weight = 1.0;
    for id in mentions {
        let actor = &draft.actors[id as usize];
        let state = match actor.kind {
            ActorKind::State => Some((id, 1.0)),
            ActorKind::Outlet => None,
            _ => actor.country.as_deref().and_then(|c| draft.state_if_named(c)).map(|s| (s, 0.6)),
        };
        if let Some((state, share)) = state {
            match weights.iter_mut().find(|w| w.0 == state) {
                Some(w) => w.1 += weight * share,
                None => weights.push((state, weight * share)),
            }
        }
        weight *= fading;
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weights
}

/// The first few, where the next one weighs clearly less.
fn clear_first(weights: Vec<(ActorId, f64)>, count: usize) -> Vec<ActorId> {
    let Some(least) = count.checked_sub(1).and_then(|n| weights.get(n)) else { return Vec::new() };
    if weights.get(count).is_some_and(|next| next.1 >= least.1 * 0.7) {
        return Vec::new();
    }
    let mut out: Vec<ActorId> = weights.iter().take(count).map(|w| w.0).collect();
    out.sort_unstable();
    out
}

fn holds(draft: &Draft<'_>, id: ActorId, title: &Titled) -> bool {
    let actor = &draft.actors[id as usize];
    if actor.kind != ActorKind::Person {
        return false;
    }
    actor.offices.iter().any(|o| {
        let country = o.country.as_deref().or(actor.country.as_deref());
        let same_country = title.countries.is_empty() || country.is_none_or(|c| title.countries.contains(&c));
        let counterpart = o.counterpart.is_none()
            || title.title.counterpart.is_none()
            || o.counterpart.as_deref() == title.title.counterpart;
        let former = o.standing == Standing::Former;
        let wants_former = super::offices::standing(title.title.standing) == Standing::Former;
        let loose =
            matches!(title.title.role, "leader" | "top-diplomat" | "minister" | "secretary" | "legislator");
        let noun = draft.texts[title.part].doc.lemma(title.head).to_lowercase();
        let role = o.role == title.title.role || (loose && role_is(&o.role, &noun));
        role && same_country && counterpart && (former == wants_former || o.standing == Standing::Then)
    })
}

/// Whether a noun can stand for an office: "the minister" for a foreign minister, "the diplomat" for an envoy.
pub(super) fn role_is(role: &str, noun: &str) -> bool {
    match noun {
        "leader" => matches!(
            role,
            "head-of-state"
                | "head-of-government"
                | "supreme-leader"
                | "party-leader"
                | "leader"
                | "opposition-leader"
                | "group-leader"
        ),
        "president" => matches!(
            role,
            "head-of-state" | "commission-president" | "council-president" | "parliament-president"
        ),
        "premier" | "chancellor" => role == "head-of-government",
        "diplomat" => {
            matches!(
                role,
                "foreign-minister"
                    | "top-diplomat"
                    | "deputy-foreign-minister"
                    | "foreign-secretary-official"
                    | "high-representative"
            ) || role.contains("ambassador")
                || role.contains("envoy")
                || role.contains("under-secretary")
                || role.contains("affairs-director")
        }
        "envoy" => role.contains("envoy") || role == "ambassador",
        "spokesman" | "spokeswoman" | "spokesperson" => role.contains("spokesperson"),
        "aide" | "adviser" | "advisor" => role.contains("advis") || role.contains("aide"),
        "lawmaker" | "legislator" | "senator" | "parliamentarian" => role.contains("legislat"),
        "commander" | "general" => matches!(role, "military-commander" | "chief-of-staff-armed-forces"),
        "minister" => role.contains("minister"),
        "secretary" => role.contains("minister") || role.contains("secretary"),
        "prosecutor" | "ambassador" => role == noun,
        _ => false,
    }
}
