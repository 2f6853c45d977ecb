//! The fields of events told by several articles: date, place, and the figures in their words.

use super::{Outcome, Scene, Told, all_pairs, by_tellers, figures};
use crate::events::{Reported, ReportedAccount};
use crate::model::Comparison;
use crate::places::Lie;
use std::collections::BTreeSet;

pub(super) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let mut out = Vec::new();
    for event in scene.events {
        let articles = event.accounts.iter().map(|a| a.article).collect::<BTreeSet<_>>().len();
        let told = event.accounts.iter().map(|a| figures::Teller {
            article: a.article,
            day: scene.context.dated[a.article].when,
            words: &a.evidence,
        });
        let found = [
            ("date", date(event, articles)),
            ("place", place(event, articles, scene)),
            ("number", figures::compare(told)),
        ];
        let compared = |(attribute, outcome): (&str, Option<Outcome>)| {
            Some(scene.comparison(&event.id, attribute, outcome?))
        };
        out.extend(found.into_iter().filter_map(compared));
    }
    out
}

fn told(account: &ReportedAccount, value: String) -> Told {
    Told { value, article: account.article, evidence: account.evidence.iter().take(1).cloned().collect() }
}

fn date(event: &Reported, articles: usize) -> Option<Outcome> {
    let given: Vec<_> = event.accounts.iter().filter_map(|a| Some((a, a.when?))).collect();
    let agree = all_pairs(&given, |x, y| x.1.overlaps(y.1));
    by_tellers(given.iter().map(|(a, when)| told(a, when.edtf())).collect(), agree, articles)
}

fn place(event: &Reported, articles: usize, scene: &Scene<'_>) -> Option<Outcome> {
    let given: Vec<_> = event.accounts.iter().filter_map(|a| Some((a, a.place.as_ref()?))).collect();
    let agree = all_pairs(&given, |x, y| scene.context.atlas.lie(x.1, y.1) != Lie::Apart);
    by_tellers(given.iter().map(|(a, place)| told(a, place.name.clone())).collect(), agree, articles)
}
