//! Who held which office, by name: for "President Obama", whose country goes without saying.

use crate::names;
use jiff::civil::Date;
use std::collections::BTreeMap;
use verbale_extract::findings::{Actor, ActorKind};
use verbale_register::{Register, Tenure};

/// More people of one name than these are nobody in particular.
const NAMESAKES: usize = 3;

/// The register's tenures by the words of their holders' names.
#[derive(Debug)]
pub(crate) struct Holders<'a> {
    pub(super) register: &'a Register,
    by_word: BTreeMap<(&'a str, String), Vec<&'a Tenure>>,
    by_name: BTreeMap<Vec<String>, Vec<&'static str>>,
    terms: BTreeMap<&'static str, Vec<(Date, Date)>>,
}

impl<'a> Holders<'a> {
    pub(crate) fn new(register: &'a Register) -> Self {
        let mut out =
            Self { register, by_word: BTreeMap::new(), by_name: BTreeMap::new(), terms: BTreeMap::new() };
        for tenure in register.tenures() {
            let Some(person) = register.person(tenure.person) else { continue };
            let widest = tenure.widest();
            out.terms.entry(tenure.person).or_default().push((widest.from, widest.to));
            for name in person.names() {
                for word in names::words(&name) {
                    let all = out.by_word.entry((tenure.role, word)).or_default();
                    if !all.iter().any(|t| std::ptr::eq(*t, tenure)) {
                        all.push(tenure);
                    }
                }
                let same = out.by_name.entry(sorted(&name)).or_default();
                if !same.contains(&tenure.person) {
                    same.push(tenure.person);
                }
            }
        }
        out
    }

    /// Tenures of an office, of any country, by people with one of these names.
    pub(super) fn named(&self, role: &str, written: &[&str]) -> Vec<&'a Tenure> {
        let mut out: Vec<&Tenure> = Vec::new();
        for word in written.iter().filter_map(|w| names::words(w).pop()) {
            // Roles are few; their names live as long as the register.
            let Some(role) = self.register.office(role).map(|o| o.role) else { continue };
            for tenure in self.by_word.get(&(role, word)).into_iter().flatten() {
                if !out.iter().any(|t| std::ptr::eq(*t, *tenure)) {
                    out.push(tenure);
                }
            }
        }
        out
    }

    /// All terms of office of each of the people named in full without one; people with a namesake are left out.
    pub(super) fn known(&self, actors: &[Actor]) -> Vec<Vec<(Date, Date)>> {
        let bare = actors.iter().filter(|a| a.kind == ActorKind::Person && a.offices.is_empty());
        bare.filter_map(|a| match self.by_name.get(&sorted(&a.name)).map(Vec::as_slice) {
            Some([one]) if a.name.contains(' ') => self.terms.get(one).cloned(),
            _ => None,
        })
        .collect()
    }

    /// Whether so many people are meant that none is.
    pub(super) fn too_many(held: &[&Tenure]) -> bool {
        let mut people: Vec<&str> = held.iter().map(|t| t.person).collect();
        people.sort_unstable();
        people.dedup();
        people.len() > NAMESAKES
    }
}

fn sorted(name: &str) -> Vec<String> {
    let mut words = names::words(name);
    words.sort();
    words
}
