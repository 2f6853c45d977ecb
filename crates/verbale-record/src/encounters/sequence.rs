//! Encounters told without a day, put in their place among the dated ones of the same people.
//!
//! "Their planned summit" is the next encounter of those two, "their talks" the last one: what is to come when a report
//! is written is the first dated encounter after it, what is over the last before it. A day announced vaguely ("in May or
//! early June") may slip. What was long ago is known by its town, where no other of theirs was there. Where nothing is dated, reports near in time that look ahead to the same people mean one thing.
//! Works on groups that agree already, key by key (two people, two states for a summit, visitor and state for a visit),
//! in the order of time. What fell through is the next that was to come.

use super::{Account, Context, pairs};
use crate::calendar::{When, distance};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{EncounterKind, Status};

/// Days from a report to what it looks ahead to.
const AHEAD: i32 = 120;

/// Days back to what a report calls over without a day.
const BACK: i32 = 60;

/// Days between two reports that look ahead to one thing no one dates.
const TOGETHER: i32 = 45;

/// Days by which a vague announcement may slip.
const SLIP: i32 = 45;

/// Dated encounters tried for one without a day: bounds the work for those who meet daily.
const TRIED: usize = 4;

/// Dated encounters looked through for one in the same town.
const RECALLED: usize = 40;

/// What a group is at a place in time.
struct Stop {
    group: usize,
    /// Where its own words put it, if they do well enough to place others by.
    when: Option<When>,
    /// Vague days of something to come.
    vague: Option<When>,
    reported: (Date, Date),
    ahead: bool,
}

/// Pairs of groups that are one encounter, by their numbers; the first is the one to be placed.
pub(super) fn placed(
    groups: &[Vec<usize>],
    accounts: &[Account],
    context: &Context<'_>,
) -> Vec<(usize, usize)> {
    let mut keyed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, group) in groups.iter().enumerate() {
        for key in keys(group, accounts, context) {
            keyed.entry(key).or_default().push(n);
        }
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let clear = |a: usize, b: usize| {
        groups[a].iter().all(|&m| groups[b].iter().all(|&n| !conflict(&accounts[m], &accounts[n], context)))
    };
    let there = |a: usize, b: usize| {
        groups[a]
            .iter()
            .any(|&m| groups[b].iter().any(|&n| pairs::one_town(&accounts[m], &accounts[n], context)))
    };
    // People come before states: their keys sort first.
    for numbers in keyed.values().filter(|n| n.len() > 1) {
        let stops: Vec<Stop> =
            numbers.iter().filter_map(|&n| stop(n, &groups[n], accounts, context)).collect();
        for (from, to) in along(&stops, clear, there) {
            if done.insert(from) {
                out.push((from, to));
            }
        }
    }
    out
}

/// Whom it is between: each two people of two states, and for a summit two states.
fn keys(group: &[usize], accounts: &[Account], context: &Context<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for account in group.iter().map(|&n| &accounts[n]) {
        match account.kind {
            EncounterKind::Meeting | EncounterKind::Talks | EncounterKind::Summit => {}
            EncounterKind::Visit => {
                out.extend(journey(account, context));
                continue;
            }
            EncounterKind::Call => continue,
        }
        if let Some(body) = pairs::gathering(account, context) {
            out.insert(format!("of {body}"));
            continue;
        }
        let members = account.parties.iter().map(|&p| context.cast.member(p));
        let people: Vec<_> = members.clone().filter(|m| m.is_person()).collect();
        let states: BTreeSet<&str> = members.filter_map(|m| m.country.as_deref()).collect();
        if let [a, b] = people[..]
            && a.country != b.country
        {
            out.insert(format!(
                "person {} {}",
                a.id.clone().min(b.id.clone()),
                a.id.clone().max(b.id.clone())
            ));
        }
        if account.kind == EncounterKind::Summit && states.len() == 2 {
            out.insert(format!("summit {}", states.into_iter().collect::<Vec<_>>().join(" ")));
        }
    }
    out
}

/// A visitor and the state visited.
fn journey(visit: &Account, context: &Context<'_>) -> Option<String> {
    let [visitor] = visit.visitors[..] else { return None };
    let visitor = Some(context.cast.member(visitor)).filter(|m| m.is_person())?;
    let there = visit.place.as_ref().and_then(|p| p.country.clone().or_else(|| context.atlas.chain(p).pop()));
    let hosts = || visit.parties.iter().filter_map(|&p| context.cast.member(p).country.clone());
    let host = there.or_else(|| hosts().find(|c| visitor.country.as_ref() != Some(c)))?;
    Some(format!("visit {} {host}", visitor.id))
}

fn ahead(a: &Account) -> bool {
    matches!(a.status, Status::Planned | Status::Possible)
}

fn fell_through(a: &Account) -> bool {
    matches!(a.status, Status::Cancelled | Status::Postponed)
}

fn stop(group: usize, own: &[usize], accounts: &[Account], context: &Context<'_>) -> Option<Stop> {
    let own = || own.iter().map(|&n| &accounts[n]);
    let fallen = own().all(fell_through);
    // Who tells of it as fallen through tells no more of when it would be.
    let own = || own().filter(|a| fallen || !fell_through(a));
    let reports = || own().filter_map(|a| context.dated[a.article].when).filter(|w| w.length() <= 31);
    let reported = (reports().map(|w| w.from).min()?, reports().map(|w| w.to).max()?);
    let all_ahead = own().all(|a| ahead(a) || fell_through(a));
    let told = own().filter_map(Account::when).min_by_key(|w| (w.length(), *w));
    // What is to come does not lie before the report of it.
    let told = told.filter(|w| !all_ahead || w.to >= reported.0);
    let exact = told.filter(|w| w.length() <= if all_ahead { 7 } else { 31 });
    Some(Stop {
        group,
        when: exact,
        vague: told.filter(|_| exact.is_none()),
        reported,
        ahead: own().any(ahead) || fallen,
    })
}

/// From each group without a day to the one it belongs to.
fn along(
    stops: &[Stop],
    clear: impl Fn(usize, usize) -> bool,
    there: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut dated: Vec<(&Stop, When)> = stops.iter().filter_map(|s| Some((s, s.when?))).collect();
    dated.sort_by_key(|(s, w)| (w.from, w.to, s.group));
    let mut open: Vec<&Stop> = stops.iter().filter(|s| s.when.is_none()).collect();
    open.sort_by_key(|s| (s.reported, s.group));
    let mut out = Vec::new();
    let mut waiting: Option<&Stop> = None;
    for s in open {
        let fits = |to: &&Stop| clear(s.group, to.group);
        let target = if s.ahead {
            next(s, &dated, fits)
        } else {
            last(s, &dated, fits).or_else(|| only_there(s, &dated, |to| there(s.group, to.group) && fits(to)))
        };
        if let Some(to) = target {
            out.push((s.group, to.group));
        } else if s.ahead {
            let near = |w: &&Stop| distance(w.reported.1, s.reported.0) <= TOGETHER;
            if let Some(first) = waiting.filter(near) {
                out.push((s.group, first.group));
            }
            waiting = Some(s);
        }
    }
    out
}

/// The first after the last report that looks ahead to it, of those that fit.
fn next<'s>(s: &Stop, dated: &[(&'s Stop, When)], fits: impl Fn(&&Stop) -> bool) -> Option<&'s Stop> {
    let after = &dated[dated.partition_point(|(_, w)| w.to < s.reported.1)..];
    let near = after.iter().take_while(|(_, w)| distance(s.reported.0, w.from) <= AHEAD);
    let slipped = |w: &When| s.vague.is_none_or(|v| v.gap(*w) <= SLIP);
    near.filter(|(_, w)| slipped(w)).map(|(to, _)| *to).take(TRIED).find(fits)
}

/// The last before the first report of it, of those that fit.
fn last<'s>(s: &Stop, dated: &[(&'s Stop, When)], fits: impl Fn(&&Stop) -> bool) -> Option<&'s Stop> {
    let before = &dated[..dated.partition_point(|(_, w)| w.from <= s.reported.0)];
    let near = before.iter().rev().take_while(|(_, w)| distance(w.to, s.reported.1) <= BACK);
    let agrees = |w: &When| s.vague.is_none_or(|v| v.overlaps(*w));
    near.filter(|(to, w)| agrees(w) && !to.ahead_only()).map(|(to, _)| *to).take(TRIED).find(fits)
}

/// The only one before the report, however long, that was in the town it is told of.
fn only_there<'s>(s: &Stop, dated: &[(&'s Stop, When)], there: impl Fn(&&Stop) -> bool) -> Option<&'s Stop> {
    let before = dated[..dated.partition_point(|(_, w)| w.from <= s.reported.0)].iter();
    let agrees = |w: &When| s.vague.is_none_or(|v| v.overlaps(*w));
    let mut found = before.rev().take(RECALLED).filter(|(to, w)| agrees(w) && !to.ahead_only() && there(to));
    let (first, when) = found.next()?;
    // Several whose days may be the same are one by the time all are joined.
    found.all(|(_, w)| w.overlaps(*when)).then_some(*first)
}

impl Stop {
    /// Nothing says that it took place by the time it is told as over.
    fn ahead_only(&self) -> bool {
        self.ahead && self.when.is_some_and(|w| w.from > self.reported.1)
    }
}

/// Whether two accounts, one of them put in its place by time alone, cannot be one encounter.
pub(super) fn conflict(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    pairs::other_company(a, b, context) || {
        let open = |x: &Account| ahead(x) || fell_through(x);
        a.article == b.article && open(a) != open(b)
    }
}
