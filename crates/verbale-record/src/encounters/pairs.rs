//! Which pairs of accounts may be, and which are, one encounter.

use super::{Account, Context};
use crate::calendar::When;
use crate::places::Lie;
use crate::threads;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{ActorKind, EncounterKind, Status};

/// Two accounts of one encounter and how much agrees.
pub(super) struct Link {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) score: f64,
}

/// All links among `accounts`.
pub(super) fn links(accounts: &[Account], context: &Context<'_>, threads: usize) -> Vec<Link> {
    let pairs: Vec<(usize, usize)> = candidates(accounts, context).into_iter().collect();
    let link = |&(a, b): &(usize, usize)| {
        let (x, y) = (&accounts[a], &accounts[b]);
        if conflict(x, y, context) {
            return None;
        }
        // The smaller id first: positions depend on which articles there are.
        let (a, b) = if x.id <= y.id { (a, b) } else { (b, a) };
        score(x, y, context).map(|score| Link { a, b, score })
    };
    threads::all(&pairs, threads, link).into_iter().flatten().collect()
}

/// Pairs that share a party and may share a day.
fn candidates(accounts: &[Account], context: &Context<'_>) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, account) in accounts.iter().enumerate() {
        for key in keys(account, context) {
            blocks.entry(key).or_default().push(n);
        }
    }
    let mut out = BTreeSet::new();
    for block in blocks.values_mut() {
        block.sort_by_key(|&n| (accounts[n].when().map(|w| w.from), n));
        for (i, &a) in block.iter().enumerate() {
            for &b in &block[i + 1..] {
                if let (Some(x), Some(y)) = (accounts[a].when(), accounts[b].when())
                    && y.from > x.to
                {
                    // Sorted by first day: none that follows can overlap.
                    break;
                }
                out.insert((a.min(b), a.max(b)));
            }
        }
    }
    out
}

/// Blocks an account stands in: each person in it, and each pair of the states in it.
fn keys(account: &Account, context: &Context<'_>) -> Vec<String> {
    let class = class(account.kind);
    let mut states = BTreeSet::new();
    let mut out = BTreeSet::new();
    for &p in &account.parties {
        let member = context.cast.member(p);
        if member.is_person() {
            out.insert(format!("{class} {}", member.id));
        }
        states.insert(member.country.clone().unwrap_or_else(|| member.id.clone()));
    }
    out.extend(gathering(account, context).map(|body| format!("{class} of {body}")));
    let states: Vec<_> = states.into_iter().collect();
    for (i, a) in states.iter().enumerate() {
        for b in &states[i + 1..] {
            out.insert(format!("{class} {a} {b}"));
        }
    }
    out.into_iter().collect()
}

/// The organisation whose members gather: the one that takes part beside people and states.
pub(super) fn gathering<'c>(account: &Account, context: &'c Context<'_>) -> Option<&'c str> {
    let members = account.parties.iter().map(|&p| context.cast.member(p));
    let others = members.clone().filter(|m| m.kind == ActorKind::Unnamed).count();
    let mut bodies = members.filter(|m| m.kind == ActorKind::Organization && m.country.is_none());
    let body = bodies.next().filter(|m| m.register.is_some())?;
    (others == 0 && bodies.next().is_none() && class(account.kind) == 0).then_some(body.id.as_str())
}

/// A meeting is talks is a summit; a call and a visit are things of their own.
fn class(kind: EncounterKind) -> u8 {
    match kind {
        EncounterKind::Meeting | EncounterKind::Talks | EncounterKind::Summit => 0,
        EncounterKind::Call => 1,
        EncounterKind::Visit => 2,
    }
}

fn fell_through(status: Status) -> bool {
    matches!(status, Status::Cancelled | Status::Postponed)
}

fn ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Possible)
}

/// Whether the two cannot be one encounter.
pub(super) fn conflict(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    class(a.kind) != class(b.kind)
        || days_conflict(a, b)
        || out_of_time(a, b, context)
        || out_of_time(b, a, context)
        || parties_conflict(a, b, context)
        || status_conflicts(a, b, context)
        || places_conflict(a, b, context)
        || gathering(a, context) != gathering(b, context)
        || a.marks.apart(&b.marks)
        || (a.article == b.article && told_apart(a, b))
}

/// Whether kind, people, place or words say that the two are not one, whatever their days.
pub(super) fn other_company(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    class(a.kind) != class(b.kind)
        || parties_conflict(a, b, context)
        || places_conflict(a, b, context)
        || gathering(a, context) != gathering(b, context)
        || a.marks.apart(&b.marks)
}

fn days_conflict(a: &Account, b: &Account) -> bool {
    matches!((a.when(), b.when()), (Some(x), Some(y)) if !x.overlaps(y))
}

/// An undated account of something to come, reported after the other's day, is of another; so is one of something over,
/// reported before it.
fn out_of_time(undated: &Account, dated: &Account, context: &Context<'_>) -> bool {
    let (None, Some(day), Some(reported)) =
        (undated.when(), dated.when(), context.dated[undated.article].when)
    else {
        return false;
    };
    (ahead(undated.status) && reported.from > day.to)
        || (undated.status == Status::Held && reported.to < day.from)
}

/// One article that tells of two, one of them as background, means two; so it does when one is over and one to come.
fn told_apart(a: &Account, b: &Account) -> bool {
    let undated = a.told.is_none() || b.told.is_none();
    a.marks.again != b.marks.again || undated && (a.background != b.background || a.status != b.status)
}

/// Something that took place is not what fell through or was to come, unless their days are known and agree, or it is
/// news in both of one story.
fn status_conflicts(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    if a.status == b.status {
        return false;
    }
    let close = matches!((a.when(), b.when()), (Some(x), Some(y)) if x.length().max(y.length()) <= 31);
    let news = !a.background && !b.background && a.article != b.article && same_story(a, b, context);
    let fallen = fell_through(a.status) || fell_through(b.status);
    if fell_through(a.status) && fell_through(b.status) {
        return false;
    }
    if fallen {
        return !(close || (news && (ahead(a.status) || ahead(b.status))));
    }
    let moved_on = a.status == Status::Held || b.status == Status::Held;
    moved_on && !close && !news
}

fn same_story(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    a.article == b.article || context.story[a.article] == context.story[b.article]
}

/// Whether one of the accounts has, for some state, only other people than the other has.
fn parties_conflict(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    let sides = |x: &Account| {
        let mut sides: BTreeMap<Option<String>, BTreeSet<usize>> = BTreeMap::new();
        for &p in x.parties.iter().filter(|&&p| named(p, context)) {
            sides.entry(context.cast.member(p).country.clone()).or_default().insert(p);
        }
        sides
    };
    let (x, y) = (sides(a), sides(b));
    let two_people =
        x.iter().any(|(c, people)| c.is_some() && y.get(c).is_some_and(|others| people.is_disjoint(others)));
    // People of no known country on both sides, other ones: they might be anybody, so they are two.
    let strangers = |s: &BTreeMap<Option<String>, BTreeSet<usize>>, t: &Account| {
        s.get(&None).is_some_and(|p| p.iter().any(|n| !t.parties.contains(n)))
    };
    two_people
        || strangers(&x, b)
        || strangers(&y, a)
        || (class(a.kind) == 2 && tours(a, b, context))
        || (class(a.kind) != 2 && third_side(a, b, context))
}

/// Someone of a third state in one account alone: "will meet with X and Y" may tell of two meetings. Only the very same
/// day makes it one.
fn third_side(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    let country = |&p: &usize| context.cast.member(p).country.clone();
    let states = |x: &Account| -> BTreeSet<String> { x.parties.iter().filter_map(country).collect() };
    let (x, y) = (states(a), states(b));
    let extra = |more: &BTreeSet<String>, less: &BTreeSet<String>| {
        less.len() == 2 && more.len() > 2 && less.is_subset(more)
    };
    let same_day = matches!((a.when(), b.when()), (Some(x), Some(y)) if x == y && x.is_day());
    (extra(&x, &y) || extra(&y, &x)) && !same_day
}

fn named(p: usize, context: &Context<'_>) -> bool {
    context.cast.member(p).kind == ActorKind::Person
}

/// Visits by different states, or to different ones.
fn tours(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    let states = |who: &[usize]| -> BTreeSet<String> {
        who.iter().filter_map(|&p| context.cast.member(p).country.clone()).collect()
    };
    let hosts = |x: &Account| -> BTreeSet<String> {
        let guests = states(&x.visitors);
        let rest: Vec<usize> = x.parties.iter().copied().filter(|p| !x.visitors.contains(p)).collect();
        states(&rest).difference(&guests).cloned().collect()
    };
    let apart =
        |x: BTreeSet<String>, y: BTreeSet<String>| !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
    apart(states(&a.visitors), states(&b.visitors)) || apart(hosts(a), hosts(b))
}

fn lie(a: &Account, b: &Account, context: &Context<'_>) -> Lie {
    match (&a.place, &b.place) {
        (Some(x), Some(y)) => context.atlas.lie(x, y),
        _ => Lie::Unknown,
    }
}

/// Whether both are told to be in one town, or in a place of it.
pub(super) fn one_town(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    let town = |x: &Account| x.place.as_ref().is_some_and(|p| context.atlas.below_state(p));
    town(a) && town(b) && matches!(lie(a, b, context), Lie::Same | Lie::Inside)
}

/// Two places make two encounters, unless the same people are told to have met on the same day: then the place is in dispute.
fn places_conflict(a: &Account, b: &Account, context: &Context<'_>) -> bool {
    let lie = lie(a, b, context);
    if class(a.kind) == 2 && lie == Lie::Unknown && a.place.is_some() && b.place.is_some() {
        return true;
    }
    if lie != Lie::Apart {
        return false;
    }
    // An organisation gathers in one state a year, whatever the place is called.
    let state = |x: &Account| x.place.as_ref().and_then(|p| p.country.clone());
    if gathering(a, context).is_some() && state(a).is_some() && state(a) == state(b) {
        return false;
    }
    let same_day = matches!((a.when(), b.when()), (Some(x), Some(y)) if x == y && x.is_day());
    !(same_day && a.article != b.article && same_story(a, b, context) && common(a, b, context).0 >= 2)
}

/// People in both, and states in both that only one of them, or none, gives people for.
fn common(a: &Account, b: &Account, context: &Context<'_>) -> (usize, usize) {
    let people = a.parties.iter().filter(|p| named(**p, context) && b.parties.contains(p)).count();
    let states = |x: &Account| -> BTreeSet<String> {
        let country = |&p: &usize| {
            let m = context.cast.member(p);
            m.country.clone().unwrap_or_else(|| m.id.clone())
        };
        x.parties.iter().map(country).collect()
    };
    let shared: BTreeSet<String> = states(a).intersection(&states(b)).cloned().collect();
    let by_people: BTreeSet<String> = a
        .parties
        .iter()
        .filter(|p| named(**p, context) && b.parties.contains(p))
        .filter_map(|&p| context.cast.member(p).country.clone())
        .collect();
    (people, shared.difference(&by_people).count())
}

/// How much agrees; `None` where that is not enough to say that the two are one.
fn score(a: &Account, b: &Account, context: &Context<'_>) -> Option<f64> {
    let (people, states) = common(a, b, context);
    let story = same_story(a, b, context);
    let near = if story { 2.0 } else { closeness(a, b, context) };
    let place = match lie(a, b, context) {
        Lie::Same if a.place.as_ref().is_some_and(|p| context.atlas.below_state(p)) => 1.0,
        Lie::Inside => 0.7,
        Lie::Same => 0.4,
        Lie::Unknown | Lie::Apart => 0.0,
    };
    let days = match (a.when(), b.when()) {
        (Some(x), Some(y)) => Some(agreement(x, y)),
        _ => None,
    };
    let visit = class(a.kind) == 2;
    let gather = gathering(a, context).is_some() && gathering(a, context) == gathering(b, context);
    let parties = if gather {
        Parties::Gathering
    } else if visit {
        visitor_agrees(a, b, people)
    } else {
        party_strength(a, b, people, states)
    };
    let enough = match (parties, days) {
        (Parties::Gathering, Some(d)) => d >= 2.0 || (d >= 1.0 && (place > 0.0 || near >= 1.0)),
        (Parties::Gathering, None) => near >= 1.0 || (place >= 0.7 && near > 0.0),
        (Parties::Weak, _) => false,
        (Parties::People, Some(d)) => d >= 1.0 || place > 0.0 || near >= 1.0,
        (Parties::Mixed, Some(d)) => d >= 2.0 || (d >= 1.0 && (place > 0.0 || near >= 1.0)),
        (Parties::States, Some(d)) => (d >= 3.0 && near >= 1.0) || (d >= 2.0 && story),
        (parties, None) => undated_enough(a, b, parties, near, place, context),
    };
    enough.then(|| 2.0 * people as f64 + states as f64 + days.unwrap_or(0.0) + near + place)
}

/// How the parties agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parties {
    /// Two people in both, or the visitor.
    People,
    /// One person, and the state of the other side.
    Mixed,
    /// The states alone.
    States,
    /// One organisation, whose members gather.
    Gathering,
    /// Too little.
    Weak,
}

fn party_strength(a: &Account, b: &Account, people: usize, states: usize) -> Parties {
    let lone = a.parties.len().min(b.parties.len()) < 2;
    match (people, states) {
        (2.., _) => Parties::People,
        (1, 1..) => Parties::Mixed,
        (1, 0) if lone => Parties::Mixed,
        (0, 2..) => Parties::States,
        _ => Parties::Weak,
    }
}

fn visitor_agrees(a: &Account, b: &Account, people: usize) -> Parties {
    let guests = |x: &Account| if x.visitors.is_empty() { x.parties.clone() } else { x.visitors.clone() };
    let (x, y) = (guests(a), guests(b));
    match x.iter().any(|p| y.contains(p)) {
        true if people >= 1 => Parties::People,
        true => Parties::States,
        false => Parties::Weak,
    }
}

/// 3 for the same day, less the wider the days are that agree.
fn agreement(x: When, y: When) -> f64 {
    match x.length().max(y.length()) {
        1 => 3.0,
        2..=31 => 2.0,
        32..=366 => 1.0,
        _ => 0.3,
    }
}

/// Reports within a week of each other, or a month.
fn closeness(a: &Account, b: &Account, context: &Context<'_>) -> f64 {
    match (context.dated[a.article].when, context.dated[b.article].when) {
        (Some(x), Some(y)) if x.length().max(y.length()) <= 31 => match x.gap(y) {
            0..=7 => 1.0,
            8..=31 => 0.5,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

fn undated_enough(
    a: &Account,
    b: &Account,
    parties: Parties,
    near: f64,
    place: f64,
    context: &Context<'_>,
) -> bool {
    let alike = a.background == b.background && a.status == b.status;
    if near >= 2.0 {
        // Within one story: the same people; or one person and nothing that tells them apart.
        return parties == Parties::People || (parties == Parties::Mixed && alike);
    }
    let city = place >= 0.7;
    let fallen = fell_through(a.status) && fell_through(b.status);
    let half_year = matches!((context.dated[a.article].when, context.dated[b.article].when),
        (Some(x), Some(y)) if x.gap(y) <= 180);
    parties == Parties::People
        && ((near >= 1.0 && (city || !(a.background || b.background)))
            || (city && alike && a.status == Status::Held && a.background)
            || (fallen && half_year && lie(a, b, context) != Lie::Apart))
}
