//! Stories: the articles that report the same happening.
//!
//! Articles are near when their words are, the nearer when they tell the same encounter as news, the less the more days
//! lie between them. Only what is told as news counts, so a paragraph of background pulls no article into an old story.
//! How groups grow is [`linkage`]'s. All scores come from the texts and dates; no arrival counts.

mod entries;
mod likeness;
mod linkage;

pub(crate) use entries::{Circle, Told, assemble, id};
pub(crate) use likeness::{Text, Texts, alike, may_be, near};

use crate::actors::Cast;
use crate::calendar::{When, distance};
use crate::circles::Bond;
use crate::encounters::Account;
use crate::trace::Trace;
use likeness::{APART, nearness, sure};
use linkage::Link;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::ActorKind;

/// What sharing an encounter told as news adds.
const SHARED: f32 = 0.12;

/// What telling only encounters of other days as news leaves of a likeness.
const OTHER: f32 = 0.4;

/// From this average likeness on, a later story follows up an earlier one.
const FOLLOWS: f32 = 0.12;

/// Stories of all articles, by number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grouping {
    /// The story of each article: the number of its first.
    pub(crate) of: Vec<usize>,
    /// For a story the earlier one it follows up.
    pub(crate) follows: BTreeMap<usize, usize>,
}

/// Groups the articles into stories. `shared` are pairs that tell one encounter as news, with how alike they are.
pub(crate) fn cluster(
    traces: &[Trace],
    bonds: &[Bond],
    shared: &BTreeMap<(usize, usize), f32>,
    accounts: &[Account],
) -> Grouping {
    let days = news_days(accounts, traces.len());
    let near = |a: usize, b: usize| nearness(&traces[a], &traces[b]);
    let told = |a: usize, b: usize| shared.get(&(a, b)).copied();
    let text = bonds.iter().filter(|bond| bond.near).map(|bond| {
        let sharing = if told(bond.a, bond.b).is_some() { SHARED } else { 0.0 };
        (bond.a, bond.b, (bond.alike + sharing) * near(bond.a, bond.b))
    });
    // Both are in order of the articles.
    let bonded = |a: usize, b: usize| {
        bonds.binary_search_by_key(&(a, b), |bond| (bond.a, bond.b)).is_ok_and(|n| bonds[n].near)
    };
    let met = shared.iter().filter(|&(&(a, b), _)| !bonded(a, b));
    let met = met.map(|(&(a, b), alike)| (a, b, (alike + SHARED) * near(a, b)));
    let weigh = |(a, b, score): (usize, usize, f32)| {
        let other = told(a, b).is_none() && days_apart(&days[a], &days[b]);
        Link { score: if other { score * OTHER } else { score }, a, b }
    };
    let links: Vec<Link> = text.chain(met).map(weigh).collect();
    let apart = |x: &[usize], y: &[usize]| is_long(x.iter().chain(y).filter_map(|&n| sure(&traces[n])));
    let groups = linkage::group(traces.len(), &links, apart);
    let follows = follows(&groups, traces);
    Grouping { of: groups.of, follows }
}

/// The nearest story that is earlier, for each that has one.
fn follows(groups: &linkage::Groups, traces: &[Trace]) -> BTreeMap<usize, usize> {
    let mut dates: BTreeMap<usize, (bool, When)> = BTreeMap::new();
    for (&story, trace) in groups.of.iter().zip(traces) {
        let Some(when) = trace.when.map(|w| (w.length() > 1, w)) else { continue };
        let rank = |w: &(bool, When)| (w.0, w.1.from, w.1.length());
        let first = dates.entry(story).or_insert(when);
        if rank(&when) < rank(first) {
            *first = when;
        }
    }
    let mut best: BTreeMap<usize, (f32, Reverse<usize>)> = BTreeMap::new();
    for link in groups.between.iter().filter(|l| l.score >= FOLLOWS) {
        let (Some((_, x)), Some((_, y))) = (dates.get(&link.a), dates.get(&link.b)) else { continue };
        let (earlier, later) = match (x.to < y.from, y.to < x.from) {
            (true, _) => (link.a, link.b),
            (_, true) => (link.b, link.a),
            _ => continue,
        };
        let found = (link.score, Reverse(earlier));
        let better =
            |old: &(f32, Reverse<usize>)| found.0.total_cmp(&old.0).then(found.1.cmp(&old.1)).is_gt();
        if best.get(&later).is_none_or(better) {
            best.insert(later, found);
        }
    }
    best.into_iter().map(|(later, (_, Reverse(earlier)))| (later, earlier)).collect()
}

/// Whether more days lie between the first and the last than one happening is reported.
fn is_long(days: impl Iterator<Item = When>) -> bool {
    let ends = days.fold(None, |ends: Option<When>, w| {
        Some(ends.map_or(w, |e| When::within(e.from.max(w.from), e.to.min(w.to))))
    });
    ends.is_some_and(|e| distance(e.to, e.from) > APART)
}

/// The days of the encounters each article tells as news.
fn news_days(accounts: &[Account], articles: usize) -> Vec<Vec<When>> {
    let mut out = vec![Vec::new(); articles];
    for account in accounts.iter().filter(|a| !a.background) {
        if let Some(when) = account.when().filter(|w| w.length() <= 31) {
            out[account.article].push(when);
        }
    }
    out
}

/// Whether both tell encounters as news, and none of one lies within two days of one of the other.
fn days_apart(a: &[When], b: &[When]) -> bool {
    !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| x.gap(*y) > 2))
}

/// Pairs of articles near in time that tell, as news, an encounter of the same people whose days agree where both are
/// known.
pub(crate) fn shared(accounts: &[Account], cast: &Cast, traces: &[Trace]) -> BTreeSet<(usize, usize)> {
    let mut by_people: BTreeMap<Vec<usize>, Vec<&Account>> = BTreeMap::new();
    for account in accounts.iter().filter(|a| !a.background) {
        let people: Vec<usize> =
            account.parties.iter().copied().filter(|&p| cast.member(p).kind == ActorKind::Person).collect();
        if people.len() >= 2 && people.len() <= 4 {
            by_people.entry(people).or_default().push(account);
        }
    }
    let mut out = BTreeSet::new();
    for block in by_people.values() {
        for (i, a) in block.iter().enumerate() {
            for b in &block[i + 1..] {
                let agree = match (a.when(), b.when()) {
                    (Some(x), Some(y)) => x.gap(y) <= 1,
                    _ => true,
                };
                let near = || nearness(&traces[a.article], &traces[b.article]) > 0.0;
                if a.article != b.article && agree && near() {
                    out.insert((a.article.min(b.article), a.article.max(b.article)));
                }
            }
        }
    }
    out
}
