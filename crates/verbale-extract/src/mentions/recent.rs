//! What was named before, latest last: the view a definite noun has of the text.

use super::draft::Draft;
use super::offices::Titled;
use super::words::Gender;
use crate::findings::{ActorId, ActorKind, How, Standing};
use verbale_language::Dep;

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
        // "the U.S. president", of somebody the article never calls so.
        let untitled = if most == 1 { self.untitled(draft, title) } else { Vec::new() };
        if most == 1
            && title.countries.is_empty()
            && let Some(id) = self.at_home(draft, title, &[&out[..], &untitled].concat())
        {
            return vec![id];
        }
        let outweighing = |&&a: &&ActorId| untitled.iter().all(|&o| o == a || self.outweighs(a, o));
        if let Some(&id) = untitled.iter().find(outweighing)
            && (out.is_empty() || (title.countries.is_empty() && out.iter().all(|&o| self.outweighs(id, o))))
        {
            return vec![id];
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

    /// The persons named before whom the register knows in the office, though the article never calls them so.
    fn untitled(&self, draft: &Draft<'_>, title: &Titled) -> Vec<ActorId> {
        let mut found: Vec<ActorId> = self.view().into_iter().map(|v| v.1).collect();
        found.retain(|&id| has_held(draft, id, title) && !holds(draft, id, title));
        found
    }

    /// How often the article names an actor.
    pub(super) fn times(&self, id: ActorId) -> usize {
        self.everything.iter().filter(|&&e| e == id).count()
    }

    /// Whether the article names `a` more than twice as often as `b`.
    fn outweighs(&self, a: ActorId, b: ActorId) -> bool {
        self.times(a) > 2 * self.times(b)
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

    /// "In Congress …, and the president will veto": the holder of the state whose bodies the sentence has named.
    fn at_home(&self, draft: &Draft<'_>, title: &Titled, holders: &[ActorId]) -> Option<ActorId> {
        let text = &draft.texts[self.part];
        let here =
            |s: &&(usize, ActorId)| text.sentence(s.0) == text.sentence(title.head) && s.0 < title.head;
        let named: Vec<ActorId> = self.seen.iter().rev().take(VIEW).filter(here).map(|s| s.1).collect();
        if holders.len() < 2 || named.iter().any(|id| holders.contains(id)) {
            return None;
        }
        let bodies = named.iter().map(|&id| &draft.actors[id as usize]).filter(|a| a.kind == ActorKind::Body);
        let mut countries: Vec<&str> = bodies.filter_map(|a| a.country.as_deref()).collect();
        countries.sort_unstable();
        countries.dedup();
        let [home] = countries[..] else { return None };
        let of = |id: &&ActorId| {
            let actor = &draft.actors[**id as usize];
            let offices = actor.offices.iter().filter_map(|o| o.country.as_deref());
            offices.chain(actor.country.as_deref()).any(|c| c == home) || leads_state(draft, **id, home)
        };
        let mut at_home = holders.iter().filter(of);
        at_home.next().copied().filter(|_| at_home.next().is_none())
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
        let text = &draft.texts[self.part];
        let here = self.seen.last().map_or(0, |s| text.sentence(s.0));
        let near = |id: ActorId| {
            self.seen.iter().rev().take(VIEW).any(|s| s.1 == id && text.sentence(s.0) + 6 >= here)
        };
        self.last(draft, &[ActorKind::Unnamed], |id| {
            if !near(id) {
                return false;
            }
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
                let country = o.country.as_deref().or(actor.country.as_deref());
                o.standing != Standing::Former
                    && role_is(&o.role, lemma)
                    && match lemma {
                        "secretary" => o.role.contains("secretary") || has_secretaries(country),
                        "minister" => country == Some("GBR") || !has_secretaries(country),
                        _ => true,
                    }
                    && (of(&o.country) || of(&actor.country))
            };
            !unnamed && actor.offices.iter().any(fits)
        });
        // "the leader", of a man of office the article is about, not of one it has once called so.
        let rather = by_office.filter(|_| lemma == "leader" && states.is_empty()).and_then(|a| {
            let all = self.view().into_iter().map(|v| v.1);
            all.into_iter().find(|&o| o != a && self.outweighs(o, a) && is_leader(draft, o))
        });
        rather.or(by_office).or_else(|| self.compatriot(draft, lemma, states))
    }

    /// "the Chinese official": the only person of that state among the last few named.
    pub(super) fn compatriot(&self, draft: &Draft<'_>, lemma: &str, states: &[&str]) -> Option<ActorId> {
        if states.is_empty()
            || !matches!(lemma, "official" | "diplomat" | "leader" | "minister" | "politician" | "envoy")
        {
            return None;
        }
        let person = |id: &ActorId| draft.actors[*id as usize].kind == ActorKind::Person;
        let last: Vec<ActorId> = self.view().into_iter().map(|v| v.1).filter(person).take(3).collect();
        let of =
            |id: &ActorId| draft.actors[*id as usize].country.as_deref().is_some_and(|c| states.contains(&c));
        // A president is no "official" in the press.
        let leads = |id: &ActorId| {
            matches!(lemma, "official" | "diplomat" | "envoy")
                && states.iter().any(|s| leads_state(draft, *id, s))
        };
        let mut fitting = last.into_iter().filter(|id| of(id) && !leads(id));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The two (three, …) states spoken of most of late; none where a further one is spoken of nearly as much.
    pub(super) fn states(&self, draft: &Draft<'_>, i: usize, count: usize, groups: bool) -> Vec<ActorId> {
        let two = |pair: &Vec<ActorId>| count == 2 && !is_one_state(draft, pair);
        if let Some(pair) = self.of_sentence(draft, i, groups).filter(two) {
            return pair;
        }
        if let Some(pair) = self.coordinated(draft, groups).filter(two) {
            return pair;
        }
        let so_far = weigh(draft, self.seen.iter().rev().take(VIEW).map(|s| s.1), 0.95, groups);
        let pick = clear_first(so_far, count);
        if pick.is_empty() {
            clear_first(weigh(draft, self.everything.iter().copied(), 1.0, groups), count)
        } else {
            pick
        }
    }

    /// "Israel and Hamas", "between Seoul and Tokyo": the one pair joined so in this sentence or the one before.
    fn coordinated(&self, draft: &Draft<'_>, groups: bool) -> Option<Vec<ActorId>> {
        let text = &draft.texts[self.part];
        let here = text.sentence(self.seen.last()?.0);
        let is_party =
            |id: ActorId| party(draft, id, groups) && draft.actors[id as usize].kind != ActorKind::Person;
        let mut pairs: Vec<Vec<ActorId>> = Vec::new();
        for two in self.seen.windows(2).rev().take(VIEW) {
            let [(a, x), (b, y)] = *two else { continue };
            if text.sentence(a) + 1 < here {
                break;
            }
            let joined = a < b && b - a <= 4 && (a + 1..b).any(|t| text.low(t) == "and");
            let third = (b + 1..(b + 4).min(text.len())).any(|t| text.low(t) == "and")
                || a.checked_sub(1).is_some_and(|t| text.low(t) == ",");
            if joined && !third && x != y && is_party(x) && is_party(y) {
                let pair = vec![x.min(y), x.max(y)];
                if !pairs.contains(&pair) {
                    pairs.push(pair);
                }
            }
        }
        if pairs.len() == 1 { pairs.pop() } else { self.both_acting(draft, groups) }
    }

    /// "Singapore offered help, and Malaysia sent ships": the two that act in the last sentence, where no third does.
    fn both_acting(&self, draft: &Draft<'_>, groups: bool) -> Option<Vec<ActorId>> {
        let text = &draft.texts[self.part];
        let last = text.sentence(self.seen.last()?.0);
        let mut acting: Vec<ActorId> = Vec::new();
        for &(at, id) in self.seen.iter().rev().take_while(|s| text.sentence(s.0) == last) {
            let subject = draft.at(self.part, at).any(|r| r.who == [id] && text.is_subject(r.head));
            if subject && party(draft, id, groups) && !acting.contains(&id) {
                acting.push(id);
            }
        }
        acting.sort_unstable();
        (acting.len() == 2).then_some(acting)
    }

    /// The last persons named, where exactly so many stand together in one sentence or the last two.
    pub(super) fn persons(&self, draft: &Draft<'_>, count: usize, noun: &str) -> Vec<ActorId> {
        let text = &draft.texts[self.part];
        let person = |v: &(usize, ActorId)| draft.actors[v.1 as usize].kind == ActorKind::Person;
        let mut persons: Vec<(usize, ActorId)> = self.view().into_iter().filter(person).collect();
        let gender = match noun {
            "man" => Some(Gender::Male),
            "woman" => Some(Gender::Female),
            _ => None,
        };
        let other = |v: &(usize, ActorId)| {
            gender.is_some_and(|g| draft.notes[v.1 as usize].gender.is_some_and(|own| own != g))
        };
        persons.retain(|v| !other(v));
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
    pub(super) fn pair(&self, draft: &Draft<'_>, i: usize, count: usize) -> Vec<ActorId> {
        let persons = self.persons(draft, count, "");
        if persons.is_empty() { self.states(draft, i, count, false) } else { persons }
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

    /// "the general", "the lawyer": the last person whose name that word stood before.
    pub(super) fn called(&self, draft: &Draft<'_>, lemma: &str) -> Option<ActorId> {
        self.last(draft, &[ActorKind::Person], |id| draft.notes[id as usize].noun.as_deref() == Some(lemma))
    }

    /// "the U.S. official": the unnamed one of that state spoken of before.
    pub(super) fn unnamed_of(&self, draft: &Draft<'_>, lemma: &str, states: &[&str]) -> Option<ActorId> {
        let of =
            |id: ActorId| draft.actors[id as usize].country.as_deref().is_some_and(|c| states.contains(&c));
        self.unnamed(draft, lemma, false).filter(|&id| of(id))
    }

    /// "The United States struck the Taliban in Afghanistan …, the two sides": the only two parties of the sentence so
    /// far, places of what is told left out.
    pub(super) fn of_sentence(&self, draft: &Draft<'_>, i: usize, groups: bool) -> Option<Vec<ActorId>> {
        let text = &draft.texts[self.part];
        let place = |head: usize| {
            text.doc.dep(head) == Dep::Pobj
                && matches!(text.low(text.doc.head(head)), "in" | "across" | "near")
        };
        let mut out: Vec<ActorId> = Vec::new();
        for &(at, id) in
            self.seen.iter().rev().take(VIEW).take_while(|s| text.sentence(s.0) == text.sentence(i))
        {
            let told = draft.at(self.part, at).any(|r| r.who == [id] && !place(r.head));
            if told && party(draft, id, groups) && !out.contains(&id) {
                out.push(id);
            }
        }
        out.sort_unstable();
        (out.len() == 2).then_some(out)
    }
}

/// Whether the register knows the person, by the name the article gives, to have held the office.
fn has_held(draft: &Draft<'_>, id: ActorId, title: &Titled) -> bool {
    let actor = &draft.actors[id as usize];
    let former = actor.offices.iter().any(|o| o.role == title.title.role && o.standing == Standing::Former);
    if actor.kind != ActorKind::Person
        || former
        || title.title.standing != verbale_register::Standing::Current
    {
        return false;
    }
    let country = title.countries.first().copied();
    let name = draft.last_name(id);
    let mut people = draft.register.people_named(name);
    if people.is_empty() {
        people = draft.register.people_by_surname(name, country, None);
    }
    // A bare title is that of leaders only; of two namesakes it is nobody's.
    let noun = draft.texts[title.part].doc.lemma(title.head).to_lowercase();
    let leads = noun == "leader" || matches!(title.title.role, "head-of-state" | "head-of-government");
    if country.is_none() && (!leads || people.len() > 1) {
        return false;
    }
    let held = |p: &&verbale_register::Person| {
        let tenures = draft.register.tenures_of(p.id);
        let role = |r: &str| r == title.title.role || (noun == "leader" && role_is(r, &noun));
        tenures.iter().any(|t| role(t.role) && country.is_none_or(|c| t.of == c))
    };
    people.iter().any(held)
}

/// Whether the register knows the person, by the name last given, to have led a state.
fn is_leader(draft: &Draft<'_>, id: ActorId) -> bool {
    let country = draft.actors[id as usize].country.as_deref();
    draft.actors[id as usize].kind == ActorKind::Person && country.is_some_and(|c| leads_state(draft, id, c))
}

/// Whether the register knows the person, by the name last given, to have led the state.
fn leads_state(draft: &Draft<'_>, id: ActorId, state: &str) -> bool {
    let name = draft.last_name(id);
    let mut people = draft.register.people_named(name);
    people.extend(draft.register.people_by_surname(name, Some(state), None));
    let led = |t: &verbale_register::Tenure| {
        t.of == state && matches!(t.role, "head-of-state" | "head-of-government")
    };
    people.iter().any(|p| draft.register.tenures_of(p.id).into_iter().any(led))
}

/// "Chinese and Hong Kong officials": a state and its own territory are not two sides.
fn is_one_state(draft: &Draft<'_>, pair: &[ActorId]) -> bool {
    let codes: Vec<&str> =
        pair.iter().filter_map(|&id| draft.actors[id as usize].register.as_deref()).collect();
    let sovereign = |code: &&str| draft.register.state(code).and_then(|s| s.sovereign);
    codes.iter().any(|c| sovereign(c).is_some_and(|s| codes.contains(&s)))
}

/// Whether the actor can be a side: a state, and where asked for a group or the Union.
fn party(draft: &Draft<'_>, id: ActorId, groups: bool) -> bool {
    let actor = &draft.actors[id as usize];
    match actor.kind {
        ActorKind::State => true,
        ActorKind::Group => groups,
        ActorKind::Organization => groups && actor.register.as_deref() == Some("EU"),
        _ => false,
    }
}

/// How much each state is spoken of, itself and through its people and bodies; later mentions may weigh less. Armed
/// groups and the European Union are parties to things too, where `groups` are asked for.
fn weigh(
    draft: &Draft<'_>,
    mentions: impl Iterator<Item = ActorId>,
    fading: f64,
    groups: bool,
) -> Vec<(ActorId, f64)> {
    let mut weights: Vec<(ActorId, f64)> = Vec::new();
    let mut weight = 1.0;
    for id in mentions {
        let actor = &draft.actors[id as usize];
        let state = match actor.kind {
            _ if party(draft, id, groups) => Some((id, 1.0)),
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
    // One named in passing is no party.
    let passing = weights.first().is_some_and(|first| least.1 < first.1 * 0.15);
    if passing || weights.get(count).is_some_and(|next| next.1 >= least.1 * 0.7) {
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

/// Whether those who lead a ministry are called secretaries there.
fn has_secretaries(country: Option<&str>) -> bool {
    matches!(country, Some("USA" | "GBR" | "MEX" | "PHL" | "VAT"))
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
