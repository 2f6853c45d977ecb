//! From a group of accounts to the encounter as the record gives it.

use super::{Account, Context};
use crate::actors::most_common;
use crate::calendar::{LATEST, When};
use crate::model::{Encounter, EncounterAccount, Minutes, Open, Origins, Place, StatusStep};
use crate::places::Lie;
use crate::times::{self, Told};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, EncounterKind, Status};

/// An encounter and the accounts it gathers, the earliest-reported first.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) encounter: Encounter,
    pub(crate) accounts: Vec<usize>,
    /// Its days, for sorting and for stories.
    pub(crate) when: Option<When>,
}

pub(crate) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Possible => "possible",
        Status::Planned => "planned",
        Status::Postponed => "postponed",
        Status::Cancelled => "cancelled",
        Status::Held => "held",
    }
}

fn kind_word(kind: EncounterKind) -> &'static str {
    match kind {
        EncounterKind::Meeting => "meeting",
        EncounterKind::Talks => "talks",
        EncounterKind::Call => "call",
        EncounterKind::Visit => "visit",
        EncounterKind::Summit => "summit",
    }
}

/// Days within which a report's own date orders it among others.
const A_WEEK: i32 = 7;

/// When an account was reported: its article's last possible day, far off where not known; then how far on it is.
pub(crate) fn reported(account: &Account, context: &Context<'_>) -> (Date, u8) {
    let rank = match account.status {
        Status::Possible => 0,
        Status::Planned => 1,
        Status::Postponed => 2,
        Status::Cancelled => 3,
        Status::Held => 4,
    };
    (context.dated[account.article].when.map_or(LATEST, |w| w.to), rank)
}

/// The entries for all groups, by date (unknown last), then id.
pub(crate) fn assemble(groups: &[Vec<usize>], accounts: &[Account], context: &Context<'_>) -> Vec<Merged> {
    let mut out: Vec<Merged> = groups.iter().map(|g| one(g, accounts, context)).collect();
    super::visits::date(&mut out, accounts, context);
    out.sort_by(|a, b| {
        let key = |m: &Merged| m.when.map_or((LATEST, LATEST), |w| (w.from, w.to));
        key(a).cmp(&key(b)).then_with(|| a.encounter.id.cmp(&b.encounter.id))
    });
    out
}

fn one(group: &[usize], accounts: &[Account], context: &Context<'_>) -> Merged {
    let mut order: Vec<usize> = group.to_vec();
    // Where one report's days are not known well, how far on the encounter is orders them better than its last day.
    let near = |n: usize| context.dated[accounts[n].article].when.is_some_and(|w| w.length() <= A_WEEK);
    let all_dated = group.iter().all(|&n| near(n));
    let whole: Vec<&Account> = order.iter().map(|&n| &accounts[n]).collect();
    let day_of = best_date(&whole).map(|d| d.when);
    // A report that has it still to come after its day is stale, and moves nothing.
    let stale = |n: usize| {
        let reported = context.dated[accounts[n].article].when;
        let ahead = matches!(accounts[n].status, Status::Planned | Status::Possible);
        ahead && matches!((reported, day_of), (Some(r), Some(d)) if r.from > d.to)
    };
    order.sort_by(|&a, &b| {
        let key = |n: usize| {
            let (day, rank) = reported(&accounts[n], context);
            (!stale(n), if all_dated { day } else { LATEST }, rank, &accounts[n].id)
        };
        key(a).cmp(&key(b))
    });
    let told: Vec<&Account> = order.iter().map(|&n| &accounts[n]).collect();
    let parties = parties(&told, context);
    let visitors: BTreeSet<usize> = told.iter().flat_map(|a| &a.visitors).copied().collect();
    let date = best_date(&told);
    let place = best_place(&told, context);
    let duration = duration(&told);
    let ids: BTreeSet<String> = told.iter().map(|a| a.id.clone()).collect();
    let (issues, issue_evidence) = crate::issues::gathered(told.iter().flat_map(|a| &a.issues));
    let encounter = Encounter {
        id: ids.first().cloned().unwrap_or_default(),
        kind: kind_word(kind(&told)).to_owned(),
        status: status_word(told.last().map_or(Status::Possible, |a| a.status)).to_owned(),
        date: date.as_ref().map(times::date),
        participants: in_order(&parties, &visitors, place.as_ref(), context)
            .into_iter()
            .map(|p| context.cast.reference(p))
            .collect(),
        duration_minutes: duration.ok().flatten(),
        history: history(&told, context),
        accounts: article_accounts(&told, context),
        issues,
        issue_evidence,
        origins: Origins::default(),
        readouts: Vec::new(),
        findings: ids.into_iter().collect(),
        open: open(&told, date.is_none(), place.is_none(), duration),
        place,
    };
    Merged { encounter, accounts: order, when: date.map(|d| d.when) }
}

fn kind(told: &[&Account]) -> EncounterKind {
    most_common(told.iter().map(|a| a.kind)).unwrap_or(EncounterKind::Meeting)
}

/// All who are told to take part; a state only where no one is told to be there for it.
fn parties(told: &[&Account], context: &Context<'_>) -> Vec<usize> {
    let all: BTreeSet<usize> = told.iter().flat_map(|a| a.parties.iter().copied()).collect();
    let with_people: BTreeSet<&str> = all
        .iter()
        .map(|&p| context.cast.member(p))
        .filter(|m| m.kind == findings::ActorKind::Person)
        .filter_map(|m| m.country.as_deref())
        .collect();
    let bodies: BTreeSet<&str> = all
        .iter()
        .map(|&p| context.cast.member(p))
        .filter(|m| m.kind != findings::ActorKind::State)
        .filter_map(|m| m.country.as_deref())
        .collect();
    let kept = all.iter().copied().filter(|&p| {
        let m = context.cast.member(p);
        let country = m.country.as_deref().unwrap_or("");
        match m.kind {
            findings::ActorKind::Person => true,
            findings::ActorKind::State => !bodies.contains(country),
            _ => !with_people.contains(country),
        }
    });
    kept.collect()
}

/// Visitors first, then by country and name. Where nobody is told to have travelled, those not at home did.
fn in_order(
    parties: &[usize],
    visitors: &BTreeSet<usize>,
    place: Option<&Place>,
    context: &Context<'_>,
) -> Vec<usize> {
    let host = place.and_then(|p| context.atlas.chain(p).into_iter().next_back());
    let mut out = parties.to_vec();
    out.sort_by_key(|&p| {
        let m = context.cast.member(p);
        let travelled = visitors.contains(&p);
        let at_home = host.is_some() && m.country == host;
        (!travelled, at_home, m.country.clone(), m.name.clone(), m.id.clone())
    });
    out
}

/// The narrowest date told; of equals the surest, then the one most articles give. What lasted keeps its days.
fn best_date(told: &[&Account]) -> Option<Told> {
    let given: Vec<&Told> = told.iter().filter_map(|a| a.told.as_ref()).collect();
    let votes = |t: &Told| given.iter().filter(|o| o.when == t.when).count();
    let best = given.iter().min_by(|a, b| {
        let key = |t: &Told| (t.when.length(), std::cmp::Reverse(votes(t)));
        let words = |t: &Told| (t.when, t.basis.clone());
        key(a).cmp(&key(b)).then(b.confidence.total_cmp(&a.confidence)).then_with(|| words(a).cmp(&words(b)))
    })?;
    let mut best = (*best).clone();
    if let Some(lasting) = given.iter().find(|t| {
        t.when.form == crate::calendar::Form::Lasting && t.when.length() <= 10 && t.when.overlaps(best.when)
    }) {
        best = (*lasting).clone();
    }
    Some(best)
}

fn best_place(told: &[&Account], context: &Context<'_>) -> Option<Place> {
    let given: Vec<&Place> = told.iter().filter_map(|a| a.place.as_ref()).collect();
    let agreeing = |p: &Place| given.iter().filter(|o| context.atlas.lie(p, o) != Lie::Apart).count();
    let same = |p: &Place| given.iter().filter(|o| o.name == p.name).count();
    let best = given.iter().max_by_key(|p| {
        (agreeing(p), context.atlas.narrowness(p), same(p), std::cmp::Reverse(p.name.clone()))
    })?;
    let country = given
        .iter()
        .filter(|p| context.atlas.lie(p, best) != Lie::Apart)
        .filter_map(|p| p.country.clone())
        .min();
    let chained =
        || context.atlas.chain(best).into_iter().next_back().filter(|k| k.len() == 3 && k.is_ascii());
    let own = best.country.clone().or(country).or_else(chained);
    Some(Place::new(&best.name, own))
}

/// Bounds as they are meant: "more than five hours" is not six and a half.
pub(crate) fn meant(m: findings::Minutes) -> (f64, f64) {
    match (m.low.map(f64::from), m.high.map(f64::from)) {
        // A round figure: "three hours" is said of 3 h 12, not of 3 h 30.
        (Some(low), Some(high)) if (high - low).abs() < 0.5 => (low * 0.96 - 5.0, high * 1.04 + 5.0),
        (Some(low), Some(high)) => (low.min(high) * 0.97, high.max(low) * 1.03),
        (Some(low), None) => (low * 0.98, low * 1.3),
        (None, Some(high)) => (high * 0.75, high * 1.02),
        (None, None) => (0.0, f64::INFINITY),
    }
}

pub(crate) fn durations_agree(a: findings::Minutes, b: findings::Minutes) -> bool {
    let ((a, b), (c, d)) = (meant(a), meant(b));
    a <= d && c <= b
}

fn minutes(m: findings::Minutes) -> Minutes {
    Minutes { low: m.low.map(f64::from), high: m.high.map(f64::from) }
}

/// The narrowest bounds all accounts allow; an error where two do not agree.
fn duration(told: &[&Account]) -> Result<Option<Minutes>, ()> {
    let given: Vec<findings::Minutes> = told.iter().filter_map(|a| a.duration).collect();
    if given.iter().any(|a| given.iter().any(|b| !durations_agree(*a, *b))) {
        return Err(());
    }
    let low = given.iter().filter_map(|m| m.low.map(f64::from)).max_by(f64::total_cmp);
    let high = given.iter().filter_map(|m| m.high.map(f64::from)).min_by(f64::total_cmp);
    Ok(match (low, high) {
        (None, None) => None,
        // Bounds that cross by rounding: the range of both.
        (Some(l), Some(h)) if l > h => Some(Minutes { low: Some(h), high: Some(l) }),
        (low, high) => Some(Minutes { low, high }),
    })
}

fn history(told: &[&Account], context: &Context<'_>) -> Vec<StatusStep> {
    let mut out: Vec<StatusStep> = Vec::new();
    for account in told {
        let status = status_word(account.status);
        if out.last().is_none_or(|s| s.status != status) {
            out.push(StatusStep {
                status: status.to_owned(),
                date: context.dated[account.article].date(),
                evidence: account.evidence.iter().take(1).cloned().collect(),
            });
        }
    }
    out
}

/// One account an article: what it says in several places together.
fn article_accounts(told: &[&Account], context: &Context<'_>) -> Vec<EncounterAccount> {
    let mut by_article: BTreeMap<usize, Vec<&Account>> = BTreeMap::new();
    told.iter().for_each(|a| by_article.entry(a.article).or_default().push(a));
    let accounts = by_article.values().map(|own| {
        let mut evidence = Vec::new();
        for piece in own.iter().flat_map(|a| &a.evidence) {
            if !evidence.contains(piece) {
                evidence.push(piece.clone());
            }
        }
        EncounterAccount {
            article: evidence.first().map(|e: &crate::model::Evidence| e.article.clone()).unwrap_or_default(),
            status: status_word(own.last().map_or(Status::Possible, |a| a.status)).to_owned(),
            date: best_date(own).as_ref().map(times::date),
            place: best_place(own, context),
            duration_minutes: own.iter().find_map(|a| a.duration).map(minutes),
            evidence,
        }
    });
    accounts.collect()
}

fn open(
    told: &[&Account],
    undated: bool,
    unplaced: bool,
    duration: Result<Option<Minutes>, ()>,
) -> Vec<Open> {
    let mut out = Vec::new();
    let mut note = |field: &str, reason: &str| {
        out.push(Open { field: field.to_owned(), reason: reason.to_owned() });
    };
    if undated {
        note("date", told.iter().map(|a| a.undated).max().unwrap_or(""));
    }
    if unplaced {
        note("place", "no article tells where");
    }
    match duration {
        Ok(None) => note("duration_minutes", "no article tells how long"),
        Ok(Some(_)) => {}
        Err(()) => note("duration_minutes", "disputed: see the comparisons"),
    }
    out
}
