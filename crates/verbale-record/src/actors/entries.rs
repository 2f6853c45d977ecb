//! The entries of actors: names as written, offices, from all articles.

use super::learned::Learned;
use super::troupe::{Troupe, held_sector, names_of};
use super::{Key, Rulings, kind_word, office_words};
use crate::calendar::{EARLIEST, LATEST, When};
use crate::model::{Actor, ActorRef, Basis, NameUse, Open, Tenure};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use verbale_extract::findings::{self, ActorKind, Standing};
use verbale_register::Register;
use xxhash_rust::xxh3::Xxh3;

/// All actors with the clusters that are theirs, after all rulings.
pub(crate) struct Entries<'t> {
    troupe: &'t Troupe,
    traces: &'t [Trace],
    register: &'t Register,
    /// By id.
    clusters: BTreeMap<String, (Key, Vec<(usize, usize)>)>,
}

impl<'t> Entries<'t> {
    pub(crate) fn new(
        troupe: &'t Troupe,
        traces: &'t [Trace],
        rulings: &Rulings,
        register: &'t Register,
    ) -> Self {
        let mut groups: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
        for (a, trace) in traces.iter().enumerate() {
            for local in 0..trace.actors.len() {
                groups.entry(troupe.key(a, local, rulings)).or_default().push((a, local));
            }
        }
        let clusters = groups.into_iter().map(|(key, told)| (key.id(), (key, told))).collect();
        Self { troupe, traces, register, clusters }
    }

    /// Ids of all, in order, each with a number that stays while the entry does.
    pub(crate) fn prints(&self) -> impl Iterator<Item = (&str, u64)> {
        self.clusters.iter().map(|(id, (key, told))| (id.as_str(), self.print(key, told)))
    }

    /// A reference to an actor that is in the record.
    pub(crate) fn reference(&self, id: &str) -> Option<ActorRef> {
        let profile = self.clusters.get(id).and_then(|(key, _)| self.troupe.profile(key))?;
        Some(ActorRef {
            actor: Some(id.to_owned()),
            name: Some(profile.name.clone()),
            country: profile.country.clone(),
            sector: None,
        })
    }

    fn print(&self, key: &Key, told: &[(usize, usize)]) -> u64 {
        let mut hasher = Xxh3::new();
        // Another article may have dated this one.
        told.iter().for_each(|&(a, n)| (&self.traces[a].id, self.traces[a].when, n).hash(&mut hasher));
        self.troupe.profile(key).hash(&mut hasher);
        self.notes(key).hash(&mut hasher);
        hasher.finish()
    }

    fn notes(&self, key: &Key) -> Option<&BTreeSet<String>> {
        let learned: &Learned = &self.troupe.learned;
        learned.notes.get(key)
    }

    /// The entry of an actor.
    pub(crate) fn actor(&self, id: &str) -> Option<Actor> {
        let (key, told) = self.clusters.get(id)?;
        let clusters: Vec<(usize, &findings::Actor)> =
            told.iter().map(|&(a, n)| (a, &self.traces[a].actors[n])).collect();
        let of_all = self.troupe.profile(key).cloned();
        let own =
            || super::troupe::profile(key, &clusters.iter().map(|c| c.1).collect::<Vec<_>>(), self.register);
        let profile = of_all.unwrap_or_else(own);
        let dates = clusters.iter().map(|(a, _)| self.traces[*a].when);
        let sector = match key {
            Key::Person(id) => held_sector(id, dates, self.register).or(profile.sector),
            _ => profile.sector,
        };
        let mut uses: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
        for (a, c) in &clusters {
            names_of(c).for_each(|name| {
                uses.entry(name).or_default().insert(*a);
            });
        }
        let names = uses.into_iter().map(|(text, articles)| NameUse {
            text: text.clone(),
            articles: articles.into_iter().map(|a| self.traces[a].id.clone()).collect(),
        });
        let open = self.open(key, profile.kind, profile.country.is_none(), sector.is_none());
        Some(Actor {
            id: id.to_owned(),
            kind: kind_word(profile.kind).to_owned(),
            name: profile.name,
            country: profile.country,
            sector,
            names: names.collect(),
            tenures: self.tenures(key, told),
            open,
        })
    }

    fn open(&self, key: &Key, kind: ActorKind, stateless: bool, no_sector: bool) -> Vec<Open> {
        let mut open = Vec::new();
        let mut note = |field: &str, reason: &str| {
            open.push(Open { field: field.to_owned(), reason: reason.to_owned() });
        };
        if stateless {
            let none = "belongs to no one state";
            let told = "no article and no table tells the country";
            note("country", if kind == ActorKind::Organization { none } else { told });
        }
        if no_sector {
            note("sector", "no office or body is told that gives one");
        }
        self.notes(key).into_iter().flatten().for_each(|n| note("tenures", n));
        open
    }

    /// Tenures of the register, and those the articles tell: begun by the first report of it, ended after the last.
    fn tenures(&self, key: &Key, clusters: &[(usize, usize)]) -> Vec<Tenure> {
        let mut out = BTreeSet::new();
        let mut covered: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
        if let Key::Person(id) = key {
            for t in self.register.tenures_of(id) {
                covered.insert((t.role, Some(t.of)));
                let edtf = |w: verbale_register::When| When::within(w.first, w.last).edtf();
                let rule = if t.acting { "the register has them acting" } else { "the register" };
                out.insert(Tenure {
                    office: office_words(t.role, Some(t.of), t.counterpart, self.register),
                    from: t.from.map(edtf),
                    to: t.to.map(edtf),
                    basis: vec![Basis {
                        rule: rule.to_owned(),
                        article: None,
                        quote: Some(t.source.to_owned()),
                    }],
                });
            }
        }
        let mut told: BTreeMap<String, Told> = BTreeMap::new();
        for &(a, n) in clusters {
            let (trace, actor) = (&self.traces[a], &self.traces[a].actors[n]);
            let words = trace.identities.get(n).map_or(&[][..], |i| i.offices.as_slice());
            for (o, words) in actor.offices.iter().zip(words).filter(|_| actor.kind == ActorKind::Person) {
                if covered.contains(&(o.role.as_str(), o.country.as_deref())) {
                    continue;
                }
                let (country, to) = (o.country.as_deref(), o.counterpart.as_deref());
                let told = told.entry(office_words(&o.role, country, to, self.register)).or_default();
                told.held.extend(trace.when.filter(|_| o.standing == Standing::Current));
                told.basis.insert(Basis {
                    rule: rule(o.standing).to_owned(),
                    article: Some(trace.id.clone()),
                    quote: Some(words.clone()).filter(|q| !q.is_empty()),
                });
            }
        }
        out.extend(told.into_iter().map(|(office, told)| told.tenure(office)));
        out.into_iter().collect()
    }
}

fn rule(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "told by the article",
        Standing::Former => "told by the article as former",
        Standing::Then => "told by the article as held then",
        Standing::Coming => "told by the article as to come",
    }
}

/// An office as the articles tell it: on which days it was held, and where they say so.
#[derive(Default)]
struct Told {
    held: BTreeSet<When>,
    basis: BTreeSet<Basis>,
}

impl Told {
    fn tenure(self, office: String) -> Tenure {
        let (first, last) = (self.held.iter().map(|w| w.to).min(), self.held.iter().map(|w| w.from).max());
        Tenure {
            office,
            from: first.map(|d| When::within(EARLIEST, d).edtf()),
            to: last.map(|d| When::within(d, LATEST).edtf()),
            basis: self.basis.into_iter().collect(),
        }
    }
}
