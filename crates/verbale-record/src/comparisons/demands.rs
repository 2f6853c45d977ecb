//! Demands told by several articles: their words, and who makes them.

use super::id;
use crate::model::{ComparedValue, Comparison, Demand, DemandAccount, Evidence};
use std::collections::{BTreeMap, BTreeSet};

/// How one value is told: by which articles, from which origins, in which words.
#[derive(Default)]
struct Tellers<'a> {
    articles: BTreeSet<&'a str>,
    origins: BTreeSet<&'a str>,
    evidence: BTreeSet<&'a Evidence>,
}

/// Comparisons of demands; `origin` gives the article that an article goes back to. The accounts of one demand ask the
/// same, so wordings go together, and so do those who speak for one side.
pub(crate) fn find<'a>(demands: &'a [Demand], origin: &BTreeMap<&'a str, &'a str>) -> Vec<Comparison> {
    let mut out = Vec::new();
    for demand in demands.iter().filter(|d| d.origins.reports > 1) {
        let words = |a: &'a DemandAccount| a.evidence.first().map(|e| e.quote.as_str());
        let by = |a: &'a DemandAccount| a.by.as_ref()?.name.as_deref();
        out.extend(compared(demand, "wording", words, origin));
        out.extend(compared(demand, "speaker", by, origin));
    }
    out
}

fn compared<'a>(
    demand: &'a Demand,
    attribute: &str,
    value: impl Fn(&'a DemandAccount) -> Option<&'a str>,
    origin: &BTreeMap<&'a str, &'a str>,
) -> Option<Comparison> {
    let mut values: BTreeMap<&str, Tellers<'_>> = BTreeMap::new();
    for account in &demand.accounts {
        let Some(told) = value(account) else { continue };
        let article = account.article.as_str();
        let tellers = values.entry(told).or_default();
        tellers.articles.insert(article);
        tellers.origins.insert(origin.get(article).copied().unwrap_or(article));
        tellers.evidence.extend(account.evidence.first());
    }
    let tellers: BTreeSet<&str> = values.values().flat_map(|t| t.articles.iter().copied()).collect();
    (!tellers.is_empty()).then(|| Comparison {
        id: id(&demand.id, attribute),
        kind: if tellers.len() > 1 { "agreement" } else { "only" }.to_owned(),
        subject: demand.id.clone(),
        attribute: attribute.to_owned(),
        values: values
            .into_iter()
            .map(|(value, t)| ComparedValue {
                value: value.to_owned(),
                articles: t.articles.into_iter().map(str::to_owned).collect(),
                origins: t.origins.len(),
                evidence: t.evidence.into_iter().cloned().collect(),
            })
            .collect(),
        reading: None,
    })
}
