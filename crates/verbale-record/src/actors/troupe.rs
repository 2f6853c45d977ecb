//! Who is who over all articles, worked out from their traces.
//!
//! Takes all traces; gives each cluster its key, each key what the articles together say of it, and to a circle of
//! articles its [`Cast`]. Nothing here reads an article.

use super::identify::{self, Garble, Identity};
use super::learned::{Learned, Post};
use super::{Cast, Key, Member, Rulings, country_of, current_role, known, most_common};
use crate::calendar::When;
use crate::dating::range;
use crate::names::{self, Fit};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use verbale_extract::findings::{self, ActorId, ActorKind, Standing};
use verbale_register::Register;
use xxhash_rust::xxh3::Xxh3;

/// What all articles together say of an actor, as every entry that names it repeats.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pub(super) kind: ActorKind,
    pub(super) name: String,
    pub(super) country: Option<String>,
    pub(super) sector: Option<String>,
    pub(super) register: Option<String>,
}

/// Who is who over all articles.
#[derive(Debug)]
pub(crate) struct Troupe {
    /// The key of each cluster of each article.
    pub(super) keys: Vec<Vec<Key>>,
    profiles: HashMap<Key, Profile>,
    garbles: BTreeMap<usize, Vec<Garble>>,
    pub(super) learned: Learned,
}

impl Troupe {
    /// Casts all articles.
    pub(crate) fn new(traces: &[Trace], register: &Register) -> Self {
        let own = traces.iter().enumerate();
        let mut garbles: Vec<Garble> = own.flat_map(|(a, t)| identify::garbles(a, &t.identities)).collect();
        let mut keys: Vec<Vec<Key>> = traces.iter().map(|t| t.names.clone()).collect();
        settle_countries(&mut keys);
        settle_spellings(traces, &mut keys);
        let learned = learn(traces, register, &mut keys, &mut garbles);
        let mut groups: HashMap<&Key, Vec<&findings::Actor>> = HashMap::new();
        for (trace, own) in traces.iter().zip(&keys) {
            own.iter().zip(&trace.actors).for_each(|(key, actor)| groups.entry(key).or_default().push(actor));
        }
        let profiles =
            groups.into_iter().map(|(key, told)| (key.clone(), profile(key, &told, register))).collect();
        let mut by_article: BTreeMap<usize, Vec<Garble>> = BTreeMap::new();
        garbles.into_iter().for_each(|g| by_article.entry(g.article).or_default().push(g));
        Self { keys, profiles, garbles: by_article, learned }
    }

    /// A number for all that the other articles had a say in: while it stays, so does who is who in the article.
    pub(crate) fn view(&self, article: usize) -> u64 {
        let mut hasher = Xxh3::new();
        for key in &self.keys[article] {
            key.hash(&mut hasher);
            self.profiles.get(key).hash(&mut hasher);
        }
        for g in self.garbles.get(&article).into_iter().flatten() {
            (g.local, &g.person).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Who plays in a circle of articles, given by their numbers.
    pub(crate) fn cast(
        &self,
        circle: &[usize],
        traces: &[Trace],
        rulings: &Rulings,
        register: &Register,
    ) -> Cast {
        let mut garbles: Vec<Garble> = Vec::new();
        let mut keys: Vec<Vec<Key>> = Vec::new();
        for (n, &a) in circle.iter().enumerate() {
            let own: Vec<Key> = (0..self.keys[a].len())
                .map(|local| self.ruled(a, local, rulings.get(&(n, local as ActorId))))
                .collect();
            let told = self.garbles.get(&a).into_iter().flatten().cloned();
            let holds = |g: &Garble| own[g.local as usize] == Key::Person(g.person.clone());
            garbles.extend(told.filter(holds).map(|g| Garble { article: n, ..g }));
            keys.push(own);
        }
        let mut clusters: BTreeMap<&Key, Vec<(usize, usize)>> = BTreeMap::new();
        for (n, own) in keys.iter().enumerate() {
            own.iter().enumerate().for_each(|(l, key)| clusters.entry(key).or_default().push((n, l)));
        }
        let told = |&(n, l): &(usize, usize)| (n, &traces[circle[n]].actors[l], traces[circle[n]].when);
        let mut members: Vec<(&Key, Member)> = clusters
            .iter()
            .map(|(&key, places)| {
                (key, self.member(key, &places.iter().map(told).collect::<Vec<_>>(), register))
            })
            .collect();
        members.sort_by(|a, b| a.1.id.cmp(&b.1.id).then(a.0.cmp(b.0)));
        let at: BTreeMap<&Key, usize> = members.iter().enumerate().map(|(n, (key, _))| (*key, n)).collect();
        let of = keys.iter().map(|own| own.iter().map(|k| at[k]).collect()).collect();
        Cast { of, members: members.into_iter().map(|(_, m)| m).collect(), garbles }
    }

    /// All who take part in encounters, and nobody else; their names as written are left out.
    pub(crate) fn parties(&self, traces: &[Trace], register: &Register) -> Cast {
        let mut members: BTreeMap<&Key, usize> = BTreeMap::new();
        let met = |t: &Trace| t.encounters.iter().flat_map(|e| e.who.clone()).collect::<BTreeSet<_>>();
        for (own, trace) in self.keys.iter().zip(traces) {
            met(trace).into_iter().filter_map(|l| own.get(l as usize)).for_each(|k| {
                members.insert(k, 0);
            });
        }
        members.values_mut().enumerate().for_each(|(n, at)| *at = n);
        let of = |(own, trace): (&Vec<Key>, &Trace)| {
            let mut of = vec![usize::MAX; own.len()];
            met(trace).into_iter().for_each(|l| {
                if let Some(n) = own.get(l as usize).and_then(|key| members.get(key)) {
                    of[l as usize] = *n;
                }
            });
            of
        };
        let of = self.keys.iter().zip(traces).map(of).collect();
        let members = members.keys().map(|key| self.member(key, &[], register)).collect();
        Cast { members, of, garbles: Vec::new() }
    }

    /// The key of a cluster after a ruling, if there is one.
    fn ruled(&self, article: usize, local: usize, ruling: Option<&String>) -> Key {
        ruling.map_or_else(|| self.keys[article][local].clone(), |person| Key::Person(person.clone()))
    }

    fn member(
        &self,
        key: &Key,
        clusters: &[(usize, &findings::Actor, Option<When>)],
        register: &Register,
    ) -> Member {
        let told = || clusters.iter().map(|(_, c, _)| *c).collect::<Vec<_>>();
        let profile = self.profiles.get(key).cloned().unwrap_or_else(|| profile(key, &told(), register));
        let mut uses: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (n, c, _) in clusters {
            for name in names_of(c) {
                uses.entry(name.clone()).or_default().insert(*n);
            }
        }
        let sector = match key {
            Key::Person(id) => held_sector(id, clusters.iter().map(|c| c.2), register).or(profile.sector),
            _ => profile.sector,
        };
        Member {
            id: key.id(),
            kind: profile.kind,
            name: profile.name,
            country: profile.country,
            sector,
            register: profile.register,
            uses,
        }
    }

    /// What all articles say of an actor.
    pub(super) fn profile(&self, key: &Key) -> Option<&Profile> {
        self.profiles.get(key)
    }

    /// The key of a cluster by rulings that name articles by their numbers among all.
    pub(super) fn key(&self, article: usize, local: usize, rulings: &Rulings) -> Key {
        self.ruled(article, local, rulings.get(&(article, local as ActorId)))
    }
}

/// Names of a cluster as written.
pub(super) fn names_of(actor: &findings::Actor) -> impl Iterator<Item = &String> {
    std::iter::once(&actor.name).chain(&actor.variants).filter(|n| !n.is_empty())
}

/// The keys of an article's clusters by itself and the register.
pub(crate) fn keys_of(article: &str, actors: &[findings::Actor], identities: &[Identity]) -> Vec<Key> {
    let clusters = actors.iter().zip(identities).enumerate();
    clusters
        .map(|(n, (actor, identity))| match (&actor.register, &identity.person) {
            (Some(id), _) if !is_human(actor.kind) => Key::Entry(id.clone()),
            (_, Some(person)) => Key::Person(person.clone()),
            _ => unknown(article, n, actor),
        })
        .collect()
}

fn is_human(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Person | ActorKind::Unnamed)
}

/// The key of an actor the register does not know.
fn unknown(article: &str, n: usize, actor: &findings::Actor) -> Key {
    let kind = actor.kind;
    match kind {
        ActorKind::Person => {
            let mut words = names::words(&actor.name);
            let country = country_of(actor).unwrap_or_default();
            if words.len() >= 2 {
                words.sort();
                return Key::Named(kind, words.join(" "), country);
            }
            match (words.first(), current_role(actor)) {
                (Some(word), Some(role)) if !country.is_empty() => {
                    Key::Named(kind, word.clone(), format!("{country} {role}"))
                }
                _ => Key::Local(article.to_owned(), format!("{n} {}", actor.name)),
            }
        }
        ActorKind::Unnamed => Key::Local(article.to_owned(), format!("{n} {}", actor.name)),
        _ => {
            let name = verbale_register::fold(&actor.name);
            let bare = name.strip_prefix("the ").unwrap_or(&name).to_owned();
            Key::Named(kind, bare, String::new())
        }
    }
}

/// Lets what all articles tell of offices place those that the register leaves open.
fn learn(traces: &[Trace], register: &Register, keys: &mut [Vec<Key>], garbles: &mut Vec<Garble>) -> Learned {
    // A name that an office shows to be garbled speaks for itself here: five reports of it are no garbling.
    let spoken: BTreeMap<(usize, usize), Key> = garbles
        .iter()
        .map(|g| (g.article, g.local as usize))
        .map(|(a, n)| ((a, n), unknown(&traces[a].id, n, &traces[a].actors[n])))
        .collect();
    let learned = {
        let named = |a: usize, n: usize| spoken.get(&(a, n)).unwrap_or(&keys[a][n]);
        Learned::collect(traces, named, register)
    };
    for (a, trace) in traces.iter().enumerate() {
        for (n, actor) in trace.actors.iter().enumerate() {
            match spoken.get(&(a, n)) {
                Some(own) if learned.follows(actor, own, trace.when) => keys[a][n] = own.clone(),
                own => {
                    let own = own.unwrap_or(&keys[a][n]);
                    if let Some(key) =
                        trace.when.and_then(|w| placed(trace, n, actor, own, w, &learned, register))
                    {
                        keys[a][n] = key;
                    }
                }
            }
        }
    }
    garbles.retain(|g| keys[g.article][g.local as usize] == Key::Person(g.person.clone()));
    learned
}

/// Who somebody named by an office or a family name alone is by what the articles tell.
fn placed(
    trace: &Trace,
    n: usize,
    actor: &findings::Actor,
    own: &Key,
    when: When,
    learned: &Learned,
    register: &Register,
) -> Option<Key> {
    match actor.kind {
        ActorKind::Unnamed if trace.identities.get(n).is_some_and(|i| i.one) => {
            let held = actor.offices.iter().filter(|o| o.standing == Standing::Current);
            let sole = held.filter(|o| register.office(&o.role).is_some_and(|r| r.sole));
            sole.filter_map(Post::new).find_map(|p| learned.holder(&p, when, register).cloned())
        }
        ActorKind::Person if own.is_short() => {
            let [surname] = &names::words(&actor.name)[..] else { return None };
            let country = country_of(actor)?;
            learned.by_surname(surname, &country, when).cloned()
        }
        _ => None,
    }
}

/// A full name told without a country is the one namesake whose country is told, where there is but one.
fn settle_countries(keys: &mut [Vec<Key>]) {
    let mut countries: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for key in keys.iter().flatten() {
        if let Key::Named(ActorKind::Person, name, country) = key
            && name.contains(' ')
            && !country.is_empty()
        {
            countries.entry(name).or_default().insert(country);
        }
    }
    let sole = |(name, told): (&str, BTreeSet<&str>)| {
        let mut told = told.into_iter();
        let first = told.next()?;
        told.next().is_none().then(|| (name.to_owned(), first.to_owned()))
    };
    let countries: HashMap<String, String> = countries.into_iter().filter_map(sole).collect();
    for key in keys.iter_mut().flatten() {
        if let Key::Named(ActorKind::Person, name, country) = key
            && country.is_empty()
            && let Some(told) = countries.get(name)
        {
            country.clone_from(told);
        }
    }
}

/// Persons of one office and country whose names differ by a letter or are a part of each other's are one, unless a
/// short name would fit two.
fn settle_spellings(traces: &[Trace], keys: &mut [Vec<Key>]) {
    let mut office: BTreeMap<(String, String), BTreeMap<Key, String>> = BTreeMap::new();
    for (trace, own) in traces.iter().zip(keys.iter()) {
        for (actor, key) in trace.actors.iter().zip(own) {
            if let (Key::Named(ActorKind::Person, ..), Some(role), Some(country)) =
                (key, current_role(actor), country_of(actor))
            {
                let named = office.entry((role.to_owned(), country)).or_default();
                let name = named.entry(key.clone()).or_insert_with(|| actor.name.clone());
                if actor.name < *name {
                    name.clone_from(&actor.name);
                }
            }
        }
    }
    let mut becomes: HashMap<Key, Key> = HashMap::new();
    for named in office.values() {
        let mut named: Vec<(&Key, Vec<String>)> =
            named.iter().map(|(k, name)| (k, names::words(name))).collect();
        named.sort_by(|a, b| fullness(b.0).cmp(&fullness(a.0)));
        let initials = by_initial(&named);
        for (n, (key, words)) in named.iter().enumerate() {
            let alike: BTreeSet<usize> =
                initials_of(words).filter_map(|c| initials.get(&c)).flatten().copied().collect();
            let fits: Vec<&Key> = alike
                .range(..n)
                .map(|&n| &named[n])
                .filter(|(k, _)| fullness(k) > fullness(key))
                .filter(|(_, other)| names::fit_of(words, other) >= Fit::Near)
                .map(|(k, _)| *k)
                .take(2)
                .collect();
            if let [one] = fits[..] {
                becomes.insert((*key).clone(), one.clone());
            }
        }
    }
    for key in keys.iter_mut().flatten() {
        // Always toward the fuller name, so a chain ends.
        for _ in 0..4 {
            match becomes.get(key) {
                Some(next) => *key = next.clone(),
                None => break,
            }
        }
    }
}

/// Names that may be one begin some word with the same letter; an office may have thousands of names.
fn by_initial(named: &[(&Key, Vec<String>)]) -> BTreeMap<char, Vec<usize>> {
    let mut out: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (n, (_, words)) in named.iter().enumerate() {
        initials_of(words).for_each(|c| out.entry(c).or_default().push(n));
    }
    out
}

fn initials_of(words: &[String]) -> impl Iterator<Item = char> + '_ {
    words.iter().filter_map(|w| w.chars().next())
}

/// The more, the rather is it the name to keep: more words, else the earlier in the alphabet.
fn fullness(key: &Key) -> (usize, std::cmp::Reverse<&str>) {
    let name = if let Key::Named(_, name, _) = key { name.as_str() } else { "" };
    (name.split(' ').count(), std::cmp::Reverse(name))
}

pub(super) fn profile(key: &Key, clusters: &[&findings::Actor], register: &Register) -> Profile {
    let known = known(key, register);
    let by_name = clusters.iter().any(|c| c.kind == ActorKind::Person);
    let kind = match &known {
        Some(k) => k.kind,
        // "The foreign minister" of one article is the person another names.
        None if by_name => ActorKind::Person,
        None => most_common(clusters.iter().map(|c| c.kind)).unwrap_or(ActorKind::Unnamed),
    };
    let told = || clusters.iter().filter_map(|c| country_of(c));
    let country = match &known {
        Some(k) if k.country.is_some() || kind != ActorKind::Person => k.country.clone(),
        _ => most_common(told()),
    };
    let sector = known.as_ref().and_then(|k| k.sector.clone()).or_else(|| sector(kind, clusters, register));
    Profile {
        kind,
        name: known.as_ref().map_or_else(|| canonical(clusters, kind), |k| k.name.clone()),
        country,
        sector,
        register: known.map(|_| key.id()),
    }
}

/// The sector of the office a person of the register holds when most of the articles speak of them.
pub(super) fn held_sector(
    id: &str,
    dates: impl Iterator<Item = Option<When>>,
    register: &Register,
) -> Option<String> {
    let tenures = register.tenures_of(id);
    let held = dates.flatten().filter_map(|when| {
        let tenure = tenures.iter().find(|t| t.touches(range(when)))?;
        Some(register.office(tenure.role)?.sector)
    });
    let last = || {
        let last = tenures.iter().max_by_key(|t| (t.from, t.role))?;
        Some(register.office(last.role)?.sector)
    };
    most_common(held).or_else(last).map(str::to_owned)
}

fn sector(kind: ActorKind, clusters: &[&findings::Actor], register: &Register) -> Option<String> {
    if kind == ActorKind::Outlet {
        return Some("MED".to_owned());
    }
    let offices = clusters.iter().flat_map(|c| &c.offices);
    let office = offices.filter_map(|o| register.office(&o.role)).map(|o| o.sector.to_owned());
    let bodies = || clusters.iter().filter_map(|c| register.body(c.body.as_deref()?));
    let official = || {
        let named = clusters.iter().any(|c| names::words(&c.name).iter().any(|w| w.starts_with("official")));
        (kind == ActorKind::Unnamed && named).then(|| "GOV".to_owned())
    };
    most_common(office).or_else(|| most_common(bodies().map(|b| b.sector.to_owned()))).or_else(official)
}

/// The most frequent spelling of the full name; of equals the fuller, then the first in the alphabet.
fn canonical(clusters: &[&findings::Actor], kind: ActorKind) -> String {
    let mut uses: BTreeMap<&String, usize> = BTreeMap::new();
    for c in clusters.iter().filter(|c| c.kind == kind) {
        names_of(c).for_each(|name| *uses.entry(name).or_default() += 1);
    }
    if let [one] = uses.keys().collect::<Vec<_>>()[..] {
        return (*one).clone();
    }
    let count = |n: &str| if kind == ActorKind::Person { names::words(n).len() } else { 1 };
    let best = uses.into_iter().max_by_key(|&(name, times)| {
        let words = count(name);
        (words.min(2), times, words, std::cmp::Reverse(name))
    });
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}
