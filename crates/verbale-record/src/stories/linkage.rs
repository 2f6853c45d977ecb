//! Groups from pairs: average linkage, where two groups join only if they are about as near to one another as each is
//! within itself.
//!
//! Two happenings of one kind (this year's earthquake and last year's, one sect's raid and the next) are nearer to one
//! another than many reports of one sprawling story are among themselves. No fixed bound parts the first and joins the
//! second; the density of the groups does. Pairs that are not given count as [`FAR`], so that the work depends on the
//! pairs that are near, not on all of them. Everything follows from the pairs: groups without a pair between them have
//! no say in each other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What a pair that was not near enough to be given counts.
const FAR: f32 = 0.08;

/// From this average on, two groups may join.
const JOIN: f32 = 0.11;

/// The share of the groups' own density that lies between them, at least.
const DENSITY: f32 = 0.65;

/// A group's density is taken as if, beside its own pairs, it had three of this likeness: one article has none.
const PRIOR: (f32, f32) = (3.0, 0.15);

/// How alike two articles are, the smaller number first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) score: f32,
    pub(super) a: usize,
    pub(super) b: usize,
}

/// Groups, and what lies between those that stayed apart.
#[derive(Debug)]
pub(super) struct Groups {
    /// The group of each article: the number of its first.
    pub(super) of: Vec<usize>,
    /// Average likeness of groups that have pairs between them.
    pub(super) between: Vec<Link>,
}

struct Group {
    articles: Vec<usize>,
    /// Sum of its own pairs above [`FAR`].
    within: f32,
    /// The same of the pairs with other groups.
    near: BTreeMap<usize, f32>,
    version: u32,
}

impl Group {
    fn density(&self) -> f32 {
        let n = self.articles.len() as f32;
        let pairs = n * (n - 1.0) / 2.0;
        (self.within + FAR * pairs + PRIOR.0 * PRIOR.1) / (pairs + PRIOR.0)
    }
}

/// A pair of groups as it was when pushed; stale once either has changed. Positive floats order as their bits do.
type Entry = (u32, Reverse<(usize, usize)>, (u32, u32));

struct Linkage {
    groups: BTreeMap<usize, Group>,
    heap: BinaryHeap<Entry>,
}

/// Groups of `count` articles by the links given. `apart` says of two groups that they cannot be one, whatever the words.
pub(super) fn group(
    count: usize,
    links: &[Link],
    mut apart: impl FnMut(&[usize], &[usize]) -> bool,
) -> Groups {
    let mut linkage = Linkage::new(count, links);
    while let Some((_, Reverse((a, b)), versions)) = linkage.heap.pop() {
        if linkage.is_stale(a, b, versions) {
            continue;
        }
        let (x, y) = (&linkage.groups[&a], &linkage.groups[&b]);
        let bound = JOIN.max(DENSITY * (x.density() * y.density()).sqrt());
        if linkage.average(a, b) >= bound && !apart(&x.articles, &y.articles) {
            linkage.join(a, b);
        }
    }
    linkage.done(count)
}

impl Linkage {
    fn new(count: usize, links: &[Link]) -> Self {
        let alone = |n| Group { articles: vec![n], within: 0.0, near: BTreeMap::new(), version: 0 };
        let mut groups: BTreeMap<usize, Group> = (0..count).map(|n| (n, alone(n))).collect();
        for l in links {
            for (own, other) in [(l.a, l.b), (l.b, l.a)] {
                if let Some(g) = groups.get_mut(&own) {
                    g.near.insert(other, (l.score - FAR).max(0.0));
                }
            }
        }
        let mut linkage = Self { groups, heap: BinaryHeap::new() };
        links.iter().for_each(|l| linkage.push(l.a, l.b));
        linkage
    }

    fn average(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.groups[&a], &self.groups[&b]);
        let pairs = (x.articles.len() * y.articles.len()) as f32;
        FAR + x.near.get(&b).copied().unwrap_or(0.0) / pairs
    }

    fn push(&mut self, a: usize, b: usize) {
        let average = self.average(a, b);
        if average >= JOIN {
            let (a, b) = (a.min(b), a.max(b));
            let versions = (self.groups[&a].version, self.groups[&b].version);
            self.heap.push((average.to_bits(), Reverse((a, b)), versions));
        }
    }

    fn is_stale(&self, a: usize, b: usize, versions: (u32, u32)) -> bool {
        let version = |n: usize| self.groups.get(&n).map(|g| g.version);
        (version(a), version(b)) != (Some(versions.0), Some(versions.1))
    }

    /// `b` becomes part of `a`.
    fn join(&mut self, a: usize, b: usize) {
        let Some(gone) = self.groups.remove(&b) else { return };
        for (&other, sum) in gone.near.iter().filter(|(other, _)| **other != a) {
            if let Some(third) = self.groups.get_mut(&other) {
                third.near.remove(&b);
                *third.near.entry(a).or_default() += sum;
            }
        }
        if let Some(group) = self.groups.get_mut(&a) {
            group.within += gone.within + group.near.remove(&b).unwrap_or(0.0);
            group.articles.extend(gone.articles);
            group.version += 1;
            for (other, sum) in gone.near.into_iter().filter(|(other, _)| *other != a) {
                *group.near.entry(other).or_default() += sum;
            }
        }
        let others: Vec<usize> = self.groups[&a].near.keys().copied().collect();
        others.into_iter().for_each(|other| self.push(a, other));
    }

    fn done(self, count: usize) -> Groups {
        let mut of: Vec<usize> = (0..count).collect();
        let mut between = Vec::new();
        for (&n, group) in &self.groups {
            let first = |g: &Group| g.articles.iter().copied().min().unwrap_or(n);
            group.articles.iter().for_each(|&a| of[a] = first(group));
            for &other in group.near.keys().filter(|other| **other > n) {
                let (a, b) = (first(group), first(&self.groups[&other]));
                between.push(Link { score: self.average(n, other), a: a.min(b), b: a.max(b) });
            }
        }
        Groups { of, between }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(groups: &[&[usize]], within: f32, between: f32) -> Vec<Link> {
        let of = |n: usize| groups.iter().position(|g| g.contains(&n));
        let mut numbers: Vec<usize> = groups.concat();
        numbers.sort_unstable();
        let mut out = Vec::new();
        for (i, &a) in numbers.iter().enumerate() {
            for &b in &numbers[i + 1..] {
                out.push(Link { score: if of(a) == of(b) { within } else { between }, a, b });
            }
        }
        out
    }

    #[test]
    fn two_dense_happenings_stay_two_at_a_likeness_that_joins_loose_reports_of_one() {
        let quakes = group(8, &all(&[&[0, 1, 2, 3], &[4, 5, 6, 7]], 0.5, 0.22), |_, _| false);
        assert_eq!(quakes.of, [0, 0, 0, 0, 4, 4, 4, 4]);
        assert!((quakes.between[0].score - 0.22).abs() < 1e-3, "{:?}", quakes.between);
        let loose = group(8, &all(&[&[0, 1, 2, 3], &[4, 5, 6, 7]], 0.24, 0.22), |_, _| false);
        assert!(loose.of.iter().all(|&g| g == 0));
    }

    #[test]
    fn a_chain_of_half_alike_reports_is_not_one_story() {
        let chain: Vec<Link> = (0..9).map(|n| Link { score: 0.3, a: n, b: n + 1 }).collect();
        let of = group(10, &chain, |_, _| false).of;
        let largest = of.iter().map(|g| of.iter().filter(|o| *o == g).count()).max();
        assert!(largest < Some(5), "{of:?}");
    }

    #[test]
    fn what_cannot_be_one_is_not_joined_however_alike() {
        let link = [Link { score: 0.9, a: 0, b: 1 }];
        assert_eq!(group(2, &link, |_, _| true).of, [0, 1]);
        assert_eq!(group(2, &link, |_, _| false).of, [0, 0]);
    }
}
