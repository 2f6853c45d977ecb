//! What the accounts of one entry agree on, dispute, change, or only one tells: a room for each kind of subject.
//!
//! Values that can both be true are no dispute: a venue and its city, "about three hours" and "roughly 180 minutes",
//! a month and a day of it, "at least 20" and 23. What moved on from one report to the next is a change. Articles that
//! copy one another are one origin.

mod demands;
mod encounters;
mod events;
mod figures;
mod names;
mod utterances;

pub(crate) use demands::find as of_demands;

use crate::actors::Rulings;
use crate::encounters::{Account, Context, Merged};
use crate::events::Reported;
use crate::lineage::Lineage;
use crate::model::{ComparedValue, Comparison, Evidence, Reading, Statement};
use crate::source::{Source, hash};
use std::collections::{BTreeMap, BTreeSet};
use verbale_register::Register;

/// What the articles of a circle tell.
pub(crate) struct Scene<'a> {
    pub(crate) sources: &'a [Source<'a>],
    pub(crate) context: &'a Context<'a>,
    pub(crate) accounts: &'a [Account],
    pub(crate) merged: &'a [Merged],
    pub(crate) statements: &'a [Statement],
    /// Numbers of the statements of each utterance.
    pub(crate) utterances: &'a [Vec<usize>],
    pub(crate) events: &'a [Reported],
    pub(crate) lineage: &'a Lineage,
    pub(crate) rulings: &'a Rulings,
    pub(crate) register: &'a Register,
}

/// A value as one account gives it.
struct Told {
    value: String,
    article: usize,
    evidence: Vec<Evidence>,
}

/// What comparing one field comes to.
struct Outcome {
    kind: &'static str,
    told: Vec<Told>,
    reading: Option<Reading>,
}

impl Outcome {
    fn new(kind: &'static str, told: Vec<Told>) -> Self {
        Self { kind, told, reading: None }
    }
}

/// All comparisons, by subject, attribute, then id.
pub(crate) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let mut out = encounters::find(scene);
    out.extend(events::find(scene));
    out.extend(utterances::find(scene));
    out.extend(names::find(scene));
    out.sort_by(|a, b| (&a.subject, &a.attribute, &a.id).cmp(&(&b.subject, &b.attribute, &b.id)));
    out
}

impl Scene<'_> {
    fn comparison(&self, subject: &str, attribute: &str, outcome: Outcome) -> Comparison {
        let mut values: BTreeMap<String, (BTreeSet<usize>, Vec<Evidence>)> = BTreeMap::new();
        // What moved on is told in its order.
        let moved = outcome.kind == "change";
        let told: Vec<String> = outcome.told.iter().filter(|_| moved).map(|t| t.value.clone()).collect();
        for t in outcome.told {
            let entry = values.entry(t.value).or_default();
            entry.0.insert(t.article);
            for e in t.evidence {
                if !entry.1.contains(&e) {
                    entry.1.push(e);
                }
            }
        }
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_cached_key(|(value, _)| told.iter().position(|t| t == value));
        let values = values.into_iter().map(|(value, (articles, mut evidence))| {
            evidence.sort();
            ComparedValue {
                value,
                origins: self.lineage.origins(articles.iter().copied()),
                articles: articles.iter().map(|&a| self.sources[a].id().to_owned()).collect(),
                evidence,
            }
        });
        Comparison {
            id: id(subject, attribute),
            kind: outcome.kind.to_owned(),
            subject: subject.to_owned(),
            attribute: attribute.to_owned(),
            values: values.collect(),
            reading: outcome.reading,
        }
    }
}

fn id(subject: &str, attribute: &str) -> String {
    hash(&format!("comparison\n{subject}\n{attribute}"))
}

/// Told by several: agreement or dispute. Told by one of several: only. Told by none: nothing to compare.
fn by_tellers(values: Vec<Told>, agree: bool, articles: usize) -> Option<Outcome> {
    let tellers = values.iter().map(|v| v.article).collect::<BTreeSet<_>>().len();
    match tellers {
        0 => None,
        1 if articles > 1 => Some(Outcome::new("only", values)),
        _ => Some(Outcome::new(if agree { "agreement" } else { "dispute" }, values)),
    }
}

/// Whether every two go together.
fn all_pairs<T>(items: &[T], fit: impl Fn(&T, &T) -> bool) -> bool {
    items.iter().enumerate().all(|(n, a)| items[n + 1..].iter().all(|b| fit(a, b)))
}
