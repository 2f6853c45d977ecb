//! Who is who across articles: from each article's clusters of mentions to one cast.
//!
//! States, bodies and organisations go by their register id. A person goes by full name where the register knows it,
//! else by office, country and date: whoever holds a sole office on the day is meant by it, even under a name a copy
//! has garbled. What the register does not know goes by its own full name and country. A name that cannot be placed
//! stays itself: two people are never made one to be neat.
//!
//! Every decision is taken on one cluster alone or on whole groups of equal keys, so no order of articles matters.

mod identify;
mod learned;

pub(crate) use identify::Garble;

use crate::calendar::{EARLIEST, LATEST, When};
use crate::dating::Dated;
use crate::model::{Actor, ActorRef, Basis, NameUse, Open, Tenure};
use crate::names::{self, Fit};
use crate::source::{Source, hash};
use learned::{Learned, Post};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, ActorId, ActorKind, Standing};
use verbale_register::Register;

/// One actor of the record while it is being built.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
    /// The register's id, where it knows the actor.
    pub(crate) register: Option<String>,
    /// Names as written, with the articles that write them.
    pub(crate) uses: BTreeMap<String, BTreeSet<usize>>,
    tenures: Vec<Tenure>,
    /// How reports differ from the register on their offices.
    notes: Vec<String>,
}

impl Member {
    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, ActorKind::Person | ActorKind::Unnamed)
    }
}

/// All actors, and who each article's clusters are.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Sorted by id.
    pub(crate) members: Vec<Member>,
    of: Vec<Vec<usize>>,
    /// Names that an office shows to be garbled.
    pub(crate) garbles: Vec<Garble>,
}

impl Cast {
    /// Who cluster `local` of article `article` is.
    pub(crate) fn who(&self, article: usize, local: ActorId) -> Option<usize> {
        self.of.get(article)?.get(local as usize).copied()
    }

    pub(crate) fn member(&self, n: usize) -> &Member {
        &self.members[n]
    }

    /// A reference without the sector.
    pub(crate) fn reference(&self, n: usize) -> ActorRef {
        let m = self.member(n);
        ActorRef {
            actor: Some(m.id.clone()),
            name: Some(m.name.clone()),
            country: m.country.clone(),
            sector: None,
        }
    }

    /// A reference with the sector, for events.
    pub(crate) fn coded(&self, n: usize) -> ActorRef {
        ActorRef { sector: self.member(n).sector.clone(), ..self.reference(n) }
    }

    /// The cast as the record gives it.
    pub(crate) fn actors(&self, sources: &[Source<'_>]) -> Vec<Actor> {
        self.members.iter().map(|m| m.actor(sources)).collect()
    }
}

impl Member {
    fn actor(&self, sources: &[Source<'_>]) -> Actor {
        let names = self.uses.iter().map(|(text, articles)| NameUse {
            text: text.clone(),
            articles: articles.iter().map(|&a| sources[a].id().to_owned()).collect(),
        });
        let mut open = Vec::new();
        let mut note = |field: &str, reason: &str| {
            open.push(Open { field: field.to_owned(), reason: reason.to_owned() });
        };
        if self.country.is_none() {
            let none = "belongs to no one state";
            let told = "no article and no table tells the country";
            note("country", if self.kind == ActorKind::Organization { none } else { told });
        }
        if self.sector.is_none() {
            note("sector", "no office or body is told that gives one");
        }
        self.notes.iter().for_each(|n| note("tenures", n));
        Actor {
            id: self.id.clone(),
            kind: kind_word(self.kind).to_owned(),
            name: self.name.clone(),
            country: self.country.clone(),
            sector: self.sector.clone(),
            names: names.collect(),
            tenures: self.tenures.clone(),
            open,
        }
    }
}

fn kind_word(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        ActorKind::Body => "body",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Outlet => "outlet",
        ActorKind::Unnamed => "unnamed",
    }
}

/// A person placed by something outside of their own mentions: cluster, and the register key or member it is.
pub(crate) type Rulings = BTreeMap<(usize, ActorId), String>;

/// What clusters are gathered under. The same key, the same actor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// State, body or organisation of the register.
    Entry(String),
    /// Person of the register.
    Person(String),
    /// Named, not in the register: kind, name in comparable form, country or role that keeps namesakes apart.
    Named(&'static str, String, String),
    /// Known in its own article only.
    Local(String, String),
}

impl Key {
    /// A person known by one word only.
    fn is_short(&self) -> bool {
        match self {
            Key::Named(_, name, _) => !name.contains(' '),
            Key::Local(..) => true,
            Key::Entry(_) | Key::Person(_) => false,
        }
    }

    fn id(&self) -> String {
        match self {
            Key::Entry(id) | Key::Person(id) => id.clone(),
            Key::Named(kind, name, apart) => hash(&format!("{kind}\n{name}\n{apart}")),
            Key::Local(article, own) => hash(&format!("{article}\n{own}")),
        }
    }
}

/// Casts all articles. `rulings` place clusters that an earlier pass could tell from the company they keep.
pub(crate) fn cast(sources: &[Source<'_>], dated: &[Dated], register: &Register, rulings: &Rulings) -> Cast {
    let mut garbles = Vec::new();
    let mut keys: Vec<Vec<Key>> = Vec::new();
    for (a, source) in sources.iter().enumerate() {
        let when = dated.get(a).and_then(|d| d.when);
        keys.push(keys_of(a, source, when, register, rulings, &mut garbles));
    }
    settle_countries(sources, &mut keys);
    settle_spellings(sources, &mut keys);
    let learned = learn(sources, dated, register, &mut keys, &mut garbles);
    assemble(sources, dated, keys, register, garbles, &learned)
}

/// Lets what all articles tell of offices place those that the register leaves open.
fn learn(
    sources: &[Source<'_>],
    dated: &[Dated],
    register: &Register,
    keys: &mut [Vec<Key>],
    garbles: &mut Vec<Garble>,
) -> Learned {
    // A name that an office shows to be garbled speaks for itself here: five reports of it are no garbling.
    let mut named = keys.to_vec();
    for g in garbles.iter() {
        let (source, n) = (&sources[g.article], g.local as usize);
        named[g.article][n] = unknown(source, n, &source.findings.actors[n]);
    }
    let learned = Learned::collect(sources, dated, &named, register);
    for (a, source) in sources.iter().enumerate() {
        let when = dated.get(a).and_then(|d| d.when);
        for (n, actor) in source.findings.actors.iter().enumerate() {
            let own = &named[a][n];
            if *own != keys[a][n] && learned.follows(actor, own, when) {
                keys[a][n] = own.clone();
            } else if let Some(key) = when.and_then(|w| placed(source, actor, own, w, &learned, register)) {
                keys[a][n] = key;
            }
        }
    }
    garbles.retain(|g| keys[g.article][g.local as usize] == Key::Person(g.person.clone()));
    learned
}

/// Who somebody named by an office or a family name alone is by what the articles tell.
fn placed(
    source: &Source<'_>,
    actor: &findings::Actor,
    own: &Key,
    when: When,
    learned: &Learned,
    register: &Register,
) -> Option<Key> {
    match actor.kind {
        ActorKind::Unnamed if identify::names_one(source, actor) => {
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

fn keys_of(
    a: usize,
    source: &Source<'_>,
    when: Option<When>,
    register: &Register,
    rulings: &Rulings,
    garbles: &mut Vec<Garble>,
) -> Vec<Key> {
    let actors = source.findings.actors.iter().enumerate();
    actors
        .map(|(n, actor)| {
            if let Some(id) = rulings.get(&(a, n as ActorId)) {
                return Key::Person(id.clone());
            }
            match &actor.register {
                Some(id) if actor.kind != ActorKind::Person && actor.kind != ActorKind::Unnamed => {
                    return Key::Entry(id.clone());
                }
                _ => {}
            }
            if matches!(actor.kind, ActorKind::Person | ActorKind::Unnamed)
                && let Some((person, garbled)) = identify::person(source, actor, when, register)
            {
                if let Some(office) = garbled {
                    garbles.push(Garble {
                        article: a,
                        local: n as ActorId,
                        person: person.to_owned(),
                        office,
                    });
                }
                return Key::Person(person.to_owned());
            }
            unknown(source, n, actor)
        })
        .collect()
}

/// The key of an actor the register does not know.
fn unknown(source: &Source<'_>, n: usize, actor: &findings::Actor) -> Key {
    let kind = kind_word(actor.kind);
    match actor.kind {
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
                _ => Key::Local(source.id().to_owned(), format!("{n} {}", actor.name)),
            }
        }
        ActorKind::Unnamed => Key::Local(source.id().to_owned(), format!("{n} {}", actor.name)),
        _ => {
            let name = verbale_register::fold(&actor.name);
            let bare = name.strip_prefix("the ").unwrap_or(&name).to_owned();
            Key::Named(kind, bare, String::new())
        }
    }
}

fn current_role(actor: &findings::Actor) -> Option<&str> {
    actor.offices.iter().find(|o| o.standing == Standing::Current).map(|o| o.role.as_str())
}

fn country_of(actor: &findings::Actor) -> Option<String> {
    let told = actor.offices.iter().filter(|o| o.standing != Standing::Coming);
    actor.country.clone().or_else(|| told.filter_map(|o| o.country.clone()).next())
}

/// A full name told without a country is the one namesake whose country is told, where there is but one.
fn settle_countries(sources: &[Source<'_>], keys: &mut [Vec<Key>]) {
    let mut countries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in keys.iter().flatten() {
        if let Key::Named("person", name, country) = key
            && name.contains(' ')
            && !country.is_empty()
        {
            countries.entry(name.clone()).or_default().insert(country.clone());
        }
    }
    debug_assert_eq!(sources.len(), keys.len());
    for key in keys.iter_mut().flatten() {
        if let Key::Named("person", name, country) = key
            && country.is_empty()
            && let Some(told) = countries.get(name).filter(|c| c.len() == 1)
        {
            *country = told.iter().next().cloned().unwrap_or_default();
        }
    }
}

/// Persons of one office and country whose names differ by a letter or are a part of each other's are one, unless a
/// short name would fit two.
fn settle_spellings(sources: &[Source<'_>], keys: &mut [Vec<Key>]) {
    let mut office: BTreeMap<(String, String), BTreeMap<Key, String>> = BTreeMap::new();
    for (a, own) in keys.iter().enumerate() {
        for (n, key) in own.iter().enumerate() {
            let Some(actor) = sources[a].findings.actors.get(n) else { continue };
            if let (Key::Named("person", ..), Some(role), Some(country)) =
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
    let mut becomes: BTreeMap<Key, Key> = BTreeMap::new();
    for named in office.values() {
        for (key, name) in named {
            let fits: Vec<&Key> = named
                .iter()
                .filter(|(k, other)| *k != key && fuller(k, key) && names::fit(name, other) >= Fit::Near)
                .map(|(k, _)| k)
                .collect();
            if let [one] = fits[..] {
                becomes.insert(key.clone(), one.clone());
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

/// Whether `a` is the name to keep of the two: more words, else the earlier in the alphabet.
fn fuller(a: &Key, b: &Key) -> bool {
    let (Key::Named(_, x, _), Key::Named(_, y, _)) = (a, b) else { return false };
    let count = |s: &str| s.split(' ').count();
    (count(x), std::cmp::Reverse(x)) > (count(y), std::cmp::Reverse(y))
}

fn assemble(
    sources: &[Source<'_>],
    dated: &[Dated],
    keys: Vec<Vec<Key>>,
    register: &Register,
    garbles: Vec<Garble>,
    learned: &Learned,
) -> Cast {
    let mut groups: BTreeMap<&Key, Vec<(usize, usize)>> = BTreeMap::new();
    for (a, own) in keys.iter().enumerate() {
        for (n, key) in own.iter().enumerate() {
            groups.entry(key).or_default().push((a, n));
        }
    }
    let mut members: Vec<(&Key, Member)> =
        groups.iter().map(|(key, places)| (*key, member(sources, dated, key, places, register))).collect();
    for (key, m) in &mut members {
        m.notes = learned.notes.get(key).into_iter().flatten().cloned().collect();
    }
    members.sort_by(|a, b| a.1.id.cmp(&b.1.id).then(a.0.cmp(b.0)));
    let at: BTreeMap<&Key, usize> = members.iter().enumerate().map(|(n, (key, _))| (*key, n)).collect();
    let of = keys.iter().map(|own| own.iter().map(|k| at[k]).collect()).collect();
    Cast { of, members: members.into_iter().map(|(_, m)| m).collect(), garbles }
}

fn member(
    sources: &[Source<'_>],
    dated: &[Dated],
    key: &Key,
    places: &[(usize, usize)],
    register: &Register,
) -> Member {
    let clusters: Vec<(usize, &findings::Actor)> =
        places.iter().map(|&(a, n)| (a, &sources[a].findings.actors[n])).collect();
    let known = known(key, register);
    let by_name = clusters.iter().any(|(_, c)| c.kind == ActorKind::Person);
    let kind = match &known {
        Some(k) => k.kind,
        // "The foreign minister" of one article is the person another names.
        None if by_name => ActorKind::Person,
        None => common(clusters.iter().map(|(_, c)| c.kind)),
    };
    let mut uses: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut named = uses.clone();
    for (a, c) in &clusters {
        for name in std::iter::once(&c.name).chain(&c.variants).filter(|n| !n.is_empty()) {
            uses.entry(name.clone()).or_default().insert(*a);
            if c.kind == kind {
                named.entry(name.clone()).or_default().insert(*a);
            }
        }
    }
    let told = || clusters.iter().filter_map(|(_, c)| country_of(c));
    let country = match &known {
        Some(k) if k.country.is_some() || kind != ActorKind::Person => k.country.clone(),
        _ => most_common(told()),
    };
    let sector = known.as_ref().and_then(|k| k.sector.clone()).or_else(|| sector(kind, &clusters, register));
    let sector = match key {
        Key::Person(id) => held_sector(id, &clusters, dated, register).or(sector),
        _ => sector,
    };
    Member {
        id: key.id(),
        kind,
        name: known.as_ref().map_or_else(|| canonical(&named, kind), |k| k.name.clone()),
        country,
        sector,
        register: known.map(|_| key.id()),
        tenures: tenures(sources, dated, key, &clusters, register),
        notes: Vec::new(),
        uses,
    }
}

struct Known {
    kind: ActorKind,
    name: String,
    country: Option<String>,
    sector: Option<String>,
}

fn known(key: &Key, register: &Register) -> Option<Known> {
    let owned = |s: &str| Some(s.to_owned());
    match key {
        Key::Person(id) => {
            let p = register.person(id)?;
            let country =
                p.country.or_else(|| register.tenures_of(p.id).iter().map(|t| t.of).find(|of| of.len() == 3));
            Some(Known {
                kind: ActorKind::Person,
                name: p.name.to_owned(),
                country: country.and_then(owned),
                sector: None,
            })
        }
        Key::Entry(id) => {
            if let Some(s) = register.state(id) {
                let country = owned(s.code);
                let sector = owned("GOV");
                return Some(Known { kind: ActorKind::State, name: s.name.to_owned(), country, sector });
            }
            if let Some(b) = register.body(id) {
                let (country, sector) = (owned(b.country), owned(b.sector));
                return Some(Known { kind: ActorKind::Body, name: b.name.to_owned(), country, sector });
            }
            let o = register.organisation(id)?;
            let kind = match o.kind {
                "group" => ActorKind::Group,
                "outlet" => ActorKind::Outlet,
                _ => ActorKind::Organization,
            };
            Some(Known {
                kind,
                name: o.name.to_owned(),
                country: o.country.and_then(owned),
                sector: owned(o.sector),
            })
        }
        _ => None,
    }
}

/// The sector of the office a person of the register holds when most of the articles speak of them.
fn held_sector(
    id: &str,
    clusters: &[(usize, &findings::Actor)],
    dated: &[Dated],
    register: &Register,
) -> Option<String> {
    let held = clusters.iter().filter_map(|(a, _)| {
        let when = dated.get(*a).and_then(|d| d.when)?;
        let tenures = register.tenures_of(id);
        let tenure = tenures.iter().find(|t| t.touches(crate::dating::range(when)))?;
        Some(register.office(tenure.role)?.sector.to_owned())
    });
    most_common(held).or_else(|| {
        let last = register.tenures_of(id).into_iter().max_by_key(|t| (t.from, t.role))?;
        Some(register.office(last.role)?.sector.to_owned())
    })
}

fn sector(kind: ActorKind, clusters: &[(usize, &findings::Actor)], register: &Register) -> Option<String> {
    if kind == ActorKind::Outlet {
        return Some("MED".to_owned());
    }
    let offices = clusters.iter().flat_map(|(_, c)| &c.offices);
    let office =
        offices.filter_map(|o| register.office(&o.role)).map(|o| o.sector.to_owned()).collect::<Vec<_>>();
    let bodies = || clusters.iter().filter_map(|(_, c)| register.body(c.body.as_deref()?));
    let official = || {
        let named =
            clusters.iter().any(|(_, c)| names::words(&c.name).iter().any(|w| w.starts_with("official")));
        (kind == ActorKind::Unnamed && named).then(|| "GOV".to_owned())
    };
    most_common(office.into_iter())
        .or_else(|| most_common(bodies().map(|b| b.sector.to_owned())))
        .or_else(official)
}

/// The most frequent spelling of the full name; of equals the fuller, then the first in the alphabet.
fn canonical(uses: &BTreeMap<String, BTreeSet<usize>>, kind: ActorKind) -> String {
    let count = |n: &str| if kind == ActorKind::Person { names::words(n).len() } else { 1 };
    let best = uses.iter().max_by_key(|(name, at)| {
        (count(name).min(2), at.len(), count(name), std::cmp::Reverse(name.to_owned()))
    });
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

fn common(kinds: impl Iterator<Item = ActorKind>) -> ActorKind {
    most_common(kinds).unwrap_or(ActorKind::Unnamed)
}

/// The most frequent; of equals the smallest.
pub(crate) fn most_common<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|i| *counts.entry(i).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(i, _)| i)
}

/// Tenures of the register, and those the articles tell: begun by the first report of it, ended after the last.
fn tenures(
    sources: &[Source<'_>],
    dated: &[Dated],
    key: &Key,
    clusters: &[(usize, &findings::Actor)],
    register: &Register,
) -> Vec<Tenure> {
    let mut out = BTreeSet::new();
    let mut covered: BTreeSet<(String, Option<String>)> = BTreeSet::new();
    if let Key::Person(id) = key {
        for t in register.tenures_of(id) {
            covered.insert((t.role.to_owned(), Some(t.of.to_owned())));
            let edtf = |w: verbale_register::When| When::within(w.first, w.last).edtf();
            let rule = if t.acting { "the register has them acting" } else { "the register" };
            out.insert(Tenure {
                office: office_words(t.role, Some(t.of), t.counterpart, register),
                from: t.from.map(edtf),
                to: t.to.map(edtf),
                basis: vec![Basis { rule: rule.to_owned(), article: None, quote: Some(t.source.to_owned()) }],
            });
        }
    }
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for (a, c) in clusters.iter().filter(|(_, c)| c.kind == ActorKind::Person) {
        for o in c.offices.iter().filter(|o| !covered.contains(&(o.role.clone(), o.country.clone()))) {
            let office = office_words(&o.role, o.country.as_deref(), o.counterpart.as_deref(), register);
            let rule = match o.standing {
                Standing::Current => "told by the article",
                Standing::Former => "told by the article as former",
                Standing::Then => "told by the article as held then",
                Standing::Coming => "told by the article as to come",
            };
            let told = told.entry(office).or_default();
            let when = dated.get(*a).and_then(|d| d.when);
            told.held.extend(when.filter(|_| o.standing == Standing::Current));
            told.basis.insert(Basis {
                rule: rule.to_owned(),
                article: Some(sources[*a].id().to_owned()),
                quote: Some(sources[*a].quote(o.at).to_owned()).filter(|q| !q.is_empty()),
            });
        }
    }
    out.extend(told.into_iter().map(|(office, told)| {
        let (first, last) = (told.held.iter().map(|w| w.to).min(), told.held.iter().map(|w| w.from).max());
        Tenure {
            office,
            from: first.map(|d| When::within(EARLIEST, d).edtf()),
            to: last.map(|d| When::within(d, LATEST).edtf()),
            basis: told.basis.into_iter().collect(),
        }
    }));
    out.into_iter().collect()
}

/// An office as the articles tell it: on which days it was held, and where they say so.
#[derive(Default)]
struct Told {
    held: BTreeSet<When>,
    basis: BTreeSet<Basis>,
}

/// "foreign minister, China"; "ambassador, United States, to China".
fn office_words(role: &str, of: Option<&str>, to: Option<&str>, register: &Register) -> String {
    let name = |id: &str| {
        let state = register.state(id).map(|s| s.name);
        state.or_else(|| register.organisation(id).map(|o| o.name)).unwrap_or(id).to_owned()
    };
    let mut words = register.office(role).map_or(role, |o| o.name).to_owned();
    for (joint, id) in [(", ", of), (", to ", to)] {
        if let Some(id) = id {
            words.push_str(joint);
            words.push_str(&name(id));
        }
    }
    words
}
