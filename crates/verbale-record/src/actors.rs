//! Who is who across articles: from each article's clusters of mentions to one cast.
//!
//! States, bodies and organisations go by their register id. A person goes by full name where the register knows it,
//! else by office, country and date: whoever holds a sole office on the day is meant by it, even under a name a copy
//! has garbled. What the register does not know goes by its own full name and country. A name that cannot be placed
//! stays itself: two people are never made one to be neat.
//!
//! Who is who over all articles is the [`Troupe`], worked out from traces; a circle of articles sees the part of it that
//! plays there, its [`Cast`]. Every decision is taken on one cluster alone or on whole groups of equal keys, so no order
//! of articles matters.

pub(crate) mod entries;
pub(crate) mod identify;
mod learned;
mod troupe;

pub(crate) use identify::{Garble, Identity};
pub(crate) use troupe::{Troupe, keys_of};

use crate::model::ActorRef;
use crate::source::hash;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, ActorId, ActorKind, Standing};
use verbale_register::Register;

/// One actor as the rooms of a circle know it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
    /// The register's id, where it knows the actor.
    pub(crate) register: Option<String>,
    /// Names as written, with the articles of the circle that write them.
    pub(crate) uses: BTreeMap<String, BTreeSet<usize>>,
}

impl Member {
    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, ActorKind::Person | ActorKind::Unnamed)
    }
}

/// The actors of a circle of articles, and who each article's clusters are.
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

    /// Ids of all that each article names.
    pub(crate) fn named(&self) -> Vec<BTreeSet<String>> {
        let ids = |of: &Vec<usize>| of.iter().map(|&n| self.members[n].id.clone()).collect();
        self.of.iter().map(ids).collect()
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

/// Persons placed by something outside of their own mentions: cluster, and the register id of who it is.
pub(crate) type Rulings = BTreeMap<(usize, ActorId), String>;

/// What clusters are gathered under. The same key, the same actor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Key {
    /// State, body or organisation of the register.
    Entry(String),
    /// Person of the register.
    Person(String),
    /// Named, not in the register: kind, name in comparable form, country or role that keeps namesakes apart.
    Named(ActorKind, String, String),
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
            Key::Named(kind, name, apart) => hash(&format!("{}\n{name}\n{apart}", kind_word(*kind))),
            Key::Local(article, own) => hash(&format!("{article}\n{own}")),
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

/// What the register knows of an actor.
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

/// The most frequent; of equals the smallest.
pub(crate) fn most_common<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|i| *counts.entry(i).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(i, _)| i)
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
