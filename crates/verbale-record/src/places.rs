//! Where places lie: a venue in its city, a city in its country.

use crate::model::Place;
use std::collections::BTreeMap;
use verbale_register::{Register, fold};

/// How two places stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// One place.
    Same,
    /// One in the other.
    Inside,
    /// Nothing says that they are one, nor that they are two.
    Unknown,
    /// Two places.
    Apart,
}

/// The register's places by name.
#[derive(Debug)]
pub(crate) struct Atlas {
    /// Folded name without spaces to the place and all it lies in, the state last.
    chains: BTreeMap<String, Vec<String>>,
}

impl Atlas {
    pub(crate) fn new(register: &Register) -> Self {
        let mut chains = BTreeMap::new();
        for s in register.states() {
            let state = vec![s.code.to_owned()];
            for name in std::iter::once(&s.name).chain(&s.aliases) {
                chains.insert(key(name), state.clone());
            }
            for name in &s.capitals {
                chains.entry(key(name)).or_insert_with(|| vec![key(name), s.code.to_owned()]);
            }
        }
        for p in register.places() {
            let mut chain = vec![key(p.name)];
            let (mut at, mut country) = (p.within.and_then(|w| register.place(w)), p.country);
            // Tables are small trees; the bound is against a loop in them.
            for _ in 0..8 {
                let Some(outer) = at else { break };
                chain.push(key(outer.name));
                country = country.or(outer.country);
                at = outer.within.and_then(|w| register.place(w));
            }
            chain.extend(country.map(str::to_owned));
            for name in std::iter::once(&p.name).chain(&p.aliases) {
                chains.entry(key(name)).or_insert_with(|| chain.clone());
            }
        }
        Self { chains }
    }

    /// The place and what it lies in, the narrowest first; for "Tianjin, China" the city, then the state.
    pub(crate) fn chain(&self, place: &Place) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut add = |k: &String| {
            if !k.is_empty() && !out.contains(k) {
                out.push(k.clone());
            }
        };
        for piece in place.name.split(", ") {
            let own = key(piece);
            match self.chains.get(&own) {
                Some(chain) => chain.iter().for_each(&mut add),
                None => add(&own),
            }
        }
        place.country.iter().for_each(add);
        out
    }

    /// How `a` and `b` stand to each other.
    pub(crate) fn lie(&self, a: &Place, b: &Place) -> Lie {
        let (x, y) = (self.chain(a), self.chain(b));
        let (Some(first), Some(second)) = (x.first(), y.first()) else { return Lie::Unknown };
        if first == second {
            return Lie::Same;
        }
        if x.contains(second) || y.contains(first) {
            return Lie::Inside;
        }
        let part = |n: &str, m: &str| n.len() >= 4 && m.starts_with(n);
        if part(first, second) || part(second, first) {
            return Lie::Same;
        }
        let state = |c: &[String]| c.iter().find(|k| is_code(k)).cloned();
        match (state(&x), state(&y)) {
            (Some(s), Some(t)) if s != t => Lie::Apart,
            // Two cities the tables know; a name they do not know may be a house in either.
            (Some(_), Some(_)) if self.knows(a) && self.knows(b) => Lie::Apart,
            _ => Lie::Unknown,
        }
    }

    /// How narrow a place is: more for a venue than for a city, more for a city than for a state.
    pub(crate) fn narrowness(&self, place: &Place) -> usize {
        self.chain(place).len()
    }

    /// Whether it is narrower than a state.
    pub(crate) fn below_state(&self, place: &Place) -> bool {
        self.chain(place).first().is_some_and(|k| !is_code(k))
    }

    fn knows(&self, place: &Place) -> bool {
        place.name.split(", ").next().is_some_and(|p| self.chains.contains_key(&key(p)))
    }
}

fn is_code(key: &str) -> bool {
    key.len() == 3 && key.bytes().all(|b| b.is_ascii_uppercase())
}

fn key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).replace(' ', "")
}
