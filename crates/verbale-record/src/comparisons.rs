//! What the accounts of one encounter agree on, dispute, or only one tells; and names written otherwise.
//!
//! Values that can both be true are no dispute: a venue and its city, "about three hours" and "roughly 180 minutes",
//! a month and a day of it. A status that moved on from one report to the next is a change.

use crate::actors::Rulings;
use crate::calendar::LATEST;
use crate::encounters::{Account, Context, Merged, durations_agree};
use crate::lineage::Lineage;
use crate::model::{ComparedValue, Comparison, Evidence};
use crate::names::{self, Fit};
use crate::places::Lie;
use crate::source::{Source, hash};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{ActorId, How, Minutes, Status};
use verbale_register::Register;

/// A value as one account gives it.
struct Told {
    value: String,
    article: usize,
    evidence: Vec<Evidence>,
}

/// All comparisons, by subject, attribute, then id.
pub(crate) fn find(
    sources: &[Source<'_>],
    context: &Context<'_>,
    accounts: &[Account],
    merged: &[Merged],
    lineage: &Lineage,
    rulings: &Rulings,
    register: &Register,
) -> Vec<Comparison> {
    let mut out = Vec::new();
    for m in merged {
        let told: Vec<&Account> = m.accounts.iter().map(|&n| &accounts[n]).collect();
        let articles: BTreeSet<usize> = told.iter().map(|a| a.article).collect();
        if articles.len() < 2 {
            continue;
        }
        let mut add = |attribute: &str, found: Option<(&str, Vec<Told>)>| {
            if let Some((kind, values)) = found {
                out.push(comparison(&m.encounter.id, attribute, kind, values, sources, lineage));
            }
        };
        add("status", status(&told, context));
        add("date", date(&told, articles.len()));
        add("place", place(&told, articles.len(), context));
        add("duration", duration(&told, articles.len(), sources));
        add("participants", participants(&told, context));
    }
    out.extend(other_names(sources, context, lineage, rulings, register));
    out.sort_by(|a, b| (&a.subject, &a.attribute, &a.id).cmp(&(&b.subject, &b.attribute, &b.id)));
    out
}

fn comparison(
    subject: &str,
    attribute: &str,
    kind: &str,
    told: Vec<Told>,
    sources: &[Source<'_>],
    lineage: &Lineage,
) -> Comparison {
    let mut values: BTreeMap<String, (BTreeSet<usize>, Vec<Evidence>)> = BTreeMap::new();
    for t in told {
        let entry = values.entry(t.value).or_default();
        entry.0.insert(t.article);
        for e in t.evidence {
            if !entry.1.contains(&e) {
                entry.1.push(e);
            }
        }
    }
    let values = values.into_iter().map(|(value, (articles, mut evidence))| {
        evidence.sort();
        ComparedValue {
            value,
            origins: lineage.origins(articles.iter().copied()),
            articles: articles.iter().map(|&a| sources[a].id().to_owned()).collect(),
            evidence,
        }
    });
    Comparison {
        id: hash(&format!("comparison\n{subject}\n{attribute}")),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        attribute: attribute.to_owned(),
        values: values.collect(),
    }
}

fn first_evidence(a: &Account) -> Vec<Evidence> {
    a.evidence.iter().take(1).cloned().collect()
}

/// One value an article: what it says last.
fn status(told: &[&Account], context: &Context<'_>) -> Option<(&'static str, Vec<Told>)> {
    let values: Vec<Told> = told
        .iter()
        .map(|a| Told {
            value: crate::encounters::status_word(a.status).to_owned(),
            article: a.article,
            evidence: first_evidence(a),
        })
        .collect();
    let one = values.iter().all(|v| v.value == values[0].value);
    if one {
        return Some(("agreement", values));
    }
    // `told` is in the order of reports; a later report with an earlier stage is a dispute, unless of the same day.
    let day = |a: &Account| context.dated[a.article].when.map_or((LATEST, LATEST), |w| (w.from, w.to));
    let stage = |s: Status| match s {
        Status::Possible => 0,
        Status::Planned => 1,
        Status::Postponed | Status::Cancelled => 2,
        Status::Held => 3,
    };
    let back = told
        .iter()
        .enumerate()
        .any(|(i, a)| told[i + 1..].iter().any(|b| stage(b.status) < stage(a.status) && day(a).1 < day(b).0));
    let fell = |s: Status| matches!(s, Status::Cancelled | Status::Postponed);
    let fell_and_held = told.iter().any(|a| fell(a.status)) && told.iter().any(|a| a.status == Status::Held);
    Some((if back || fell_and_held { "dispute" } else { "change" }, values))
}

fn date(told: &[&Account], articles: usize) -> Option<(&'static str, Vec<Told>)> {
    let given: Vec<&&Account> = told.iter().filter(|a| a.told.is_some()).collect();
    let agree = given
        .iter()
        .all(|a| given.iter().all(|b| matches!((a.when(), b.when()), (Some(x), Some(y)) if x.overlaps(y))));
    let values = given.iter().filter_map(|a| {
        let value = a.when()?.edtf();
        Some(Told { value, article: a.article, evidence: first_evidence(a) })
    });
    by_tellers(values.collect(), agree, articles)
}

fn place(told: &[&Account], articles: usize, context: &Context<'_>) -> Option<(&'static str, Vec<Told>)> {
    let given: Vec<_> = told.iter().filter_map(|a| a.place.as_ref().map(|p| (*a, p))).collect();
    let agree = given.iter().all(|(_, p)| given.iter().all(|(_, q)| context.atlas.lie(p, q) != Lie::Apart));
    let values = given.iter().map(|(a, p)| Told {
        value: p.name.clone(),
        article: a.article,
        evidence: first_evidence(a),
    });
    by_tellers(values.collect(), agree, articles)
}

fn duration(told: &[&Account], articles: usize, sources: &[Source<'_>]) -> Option<(&'static str, Vec<Told>)> {
    let given: Vec<(&Account, Minutes)> = told.iter().filter_map(|a| a.duration.map(|d| (*a, d))).collect();
    let agree = given.iter().all(|(_, x)| given.iter().all(|(_, y)| durations_agree(*x, *y)));
    let values = given.iter().map(|(a, d)| Told {
        value: duration_words(*d),
        article: a.article,
        evidence: sources[a.article].evidence(d.at).into_iter().collect(),
    });
    by_tellers(values.collect(), agree, articles)
}

/// Told by several: agreement or dispute. Told by one of several: only. Told by none: nothing to compare.
fn by_tellers(values: Vec<Told>, agree: bool, articles: usize) -> Option<(&'static str, Vec<Told>)> {
    let tellers = values.iter().map(|v| v.article).collect::<BTreeSet<_>>().len();
    match tellers {
        0 => None,
        1 if articles > 1 => Some(("only", values)),
        _ => Some((if agree { "agreement" } else { "dispute" }, values)),
    }
}

/// "more than 5 hours", "about 3 hours", "45 minutes".
fn duration_words(d: Minutes) -> String {
    let words = |m: f32| {
        let (n, unit) = if m >= 60.0 { (m / 60.0, "hour") } else { (m, "minute") };
        let n = (n * 100.0).round() / 100.0;
        format!("{n} {unit}{}", if n == 1.0 { "" } else { "s" })
    };
    match (d.low, d.high) {
        (Some(l), Some(h)) if (l - h).abs() < 0.5 => words(l),
        (Some(l), Some(h)) => format!("{} to {}", words(l), words(h)),
        (Some(l), None) => format!("more than {}", words(l)),
        (None, Some(h)) => format!("less than {}", words(h)),
        (None, None) => "some time".to_owned(),
    }
}

/// Who took part, by each article. The same people, or a state for its people, is agreement; else some are told by one
/// side only.
fn participants(told: &[&Account], context: &Context<'_>) -> Option<(&'static str, Vec<Told>)> {
    let mut by_article: BTreeMap<usize, (BTreeSet<usize>, Vec<Evidence>)> = BTreeMap::new();
    for a in told {
        let entry = by_article.entry(a.article).or_default();
        entry.0.extend(&a.parties);
        if entry.1.is_empty() {
            entry.1 = first_evidence(a);
        }
    }
    let same = by_article.values().all(|(p, _)| by_article.values().all(|(q, _)| stand_for(p, q, context)));
    let values = by_article.into_iter().map(|(article, (who, evidence))| {
        let names: BTreeSet<&str> = who.iter().map(|&p| context.cast.member(p).name.as_str()).collect();
        Told { value: names.into_iter().collect::<Vec<_>>().join(", "), article, evidence }
    });
    Some((if same { "agreement" } else { "only" }, values.collect()))
}

/// Whether everyone in `p` is in `q`, in person or by someone of the same state.
fn stand_for(p: &BTreeSet<usize>, q: &BTreeSet<usize>, context: &Context<'_>) -> bool {
    let country = |n: usize| context.cast.member(n).country.as_deref();
    p.iter().all(|&n| q.contains(&n) || (country(n).is_some() && q.iter().any(|&m| country(m) == country(n))))
}

/// People whom an article calls by a name that is not theirs, beside articles that have it right.
fn other_names(
    sources: &[Source<'_>],
    context: &Context<'_>,
    lineage: &Lineage,
    rulings: &Rulings,
    register: &Register,
) -> Vec<Comparison> {
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
            let mut found = comparison(&member.id, "name", "dispute", told, sources, lineage);
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
