//! The names of actors: who is written otherwise than they are called.

use super::{Outcome, Scene, Told};
use crate::encounters::Context;
use crate::model::{Comparison, Evidence};
use crate::names::{self, Fit};
use crate::source::{Source, hash};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{ActorId, How};

/// People whom an article calls by a name that is not theirs, beside articles that have it right.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let Scene { sources, context, rulings, register, .. } = *scene;
    let placed = context.cast.garbles.iter().map(|g| (g.article, g.local)).chain(rulings.keys().copied());
    let mut wrong: BTreeMap<usize, BTreeSet<(usize, ActorId)>> = BTreeMap::new();
    for (article, local) in placed {
        if let Some(n) = context.cast.who(article, local) {
            wrong.entry(n).or_default().insert((article, local));
        }
    }
    let mut out = Vec::new();
    for (n, clusters) in wrong {
        let member = context.cast.member(n);
        let known = member.register.as_deref().and_then(|id| register.person(id)).map(|p| p.names());
        let known = known.unwrap_or_else(|| vec![member.name.clone()]);
        // Against the articles of the same stories, where there are any that have it right.
        let stories: BTreeSet<usize> = clusters.iter().map(|c| context.story[c.0]).collect();
        let beside = |article: usize| stories.contains(&context.story[article]);
        let fits = |name: &str| known.iter().map(|k| names::fit(name, k)).max().unwrap_or(Fit::None);
        let mut told: Vec<Told> = Vec::new();
        for (name, articles) in &member.uses {
            let theirs = fits(name) >= Fit::Near;
            if theirs != (fits(name) == Fit::Same) {
                continue;
            }
            for &article in articles {
                let stray = clusters.iter().any(|c| c.0 == article);
                if (theirs && beside(article)) || (stray && !part_of_another(name, member.uses.keys())) {
                    let value = if theirs { member.name.clone() } else { name.clone() };
                    told.push(Told { value, article, evidence: written(sources, context, article, n, name) });
                }
            }
        }
        let values: BTreeSet<&str> = told.iter().map(|t| t.value.as_str()).collect();
        if values.len() >= 2 && values.contains(member.name.as_str()) {
            let mut found = scene.comparison(&member.id, "name", Outcome::new("dispute", told));
            // One person may be misnamed in several stories.
            let articles = found.values.iter().flat_map(|v| &v.articles).min();
            found.id = hash(&format!("{}\n{}", found.id, articles.map_or("", String::as_str)));
            out.push(found);
        }
    }
    out
}

/// "Chen" beside "Chen Gang" is no name of its own.
fn part_of_another<'a>(name: &str, mut all: impl Iterator<Item = &'a String>) -> bool {
    all.any(|other| other != name && names::fit(name, other) == Fit::Short && other.len() > name.len())
}

/// Where an article writes this name for the actor first.
fn written(
    sources: &[Source<'_>],
    context: &Context<'_>,
    article: usize,
    who: usize,
    name: &str,
) -> Vec<Evidence> {
    let source = &sources[article];
    let own = source.findings.actors.iter().enumerate();
    let clusters = own.filter(|(l, _)| context.cast.who(article, *l as ActorId) == Some(who));
    let mut at: Vec<_> = clusters
        .flat_map(|(_, c)| &c.mentions)
        .filter(|m| m.how == How::Name && source.quote(m.at).contains(name))
        .map(|m| m.at)
        .collect();
    at.sort_by_key(|&e| Source::position(e));
    at.first().and_then(|&e| source.evidence(e)).into_iter().collect()
}
