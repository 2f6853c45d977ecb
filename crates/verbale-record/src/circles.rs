//! Circles: articles that have to do with one another, by their words, by shared passages, or by an encounter told.
//!
//! Takes traces; gives bonds between articles, and the circles that follow from them. A bond depends on two articles
//! alone, so those between old articles are kept. What the record says of an article follows from its circle and from
//! who is who, and only circles that changed are worked out anew.

use crate::lineage;
use crate::stories;
use crate::trace::{Trace, Weighed};
use std::collections::{BTreeMap, HashMap};

/// Articles for which bonds are sought at a time: bounds the memory that takes.
const BATCH: usize = 4096;

/// How much an old article and a new one share.
#[derive(Default, Clone, Copy)]
struct Shared {
    keys: u32,
    runs: u32,
}

/// Bonds of the articles in `new` (numbers, in order) with all others, by words and shared passages. `weighed` gives the
/// words of an article.
pub(crate) fn bonds<E>(
    traces: &[Trace],
    new: &[usize],
    mut weighed: impl FnMut(usize) -> Result<Weighed, E>,
) -> Result<Vec<(usize, usize)>, E> {
    let mut out = Vec::new();
    for batch in new.chunks(BATCH) {
        let own: HashMap<usize, Weighed> =
            batch.iter().map(|&n| Ok((n, weighed(n)?))).collect::<Result<_, E>>()?;
        let (keys, runs) = (holders(batch, |n| &traces[n].keys), holders(batch, |n| &traces[n].runs));
        for (a, trace) in traces.iter().enumerate() {
            let is_new = new.binary_search(&a).is_ok();
            let mut shared: BTreeMap<usize, Shared> = BTreeMap::new();
            // Each pair of two new articles is looked at once, when the later of the two comes by.
            let fits = |b: &usize| *b < a || (*b > a && !is_new);
            for b in sharing(&keys, &trace.keys).filter(fits) {
                shared.entry(b).or_default().keys += 1;
            }
            for b in sharing(&runs, &trace.runs).filter(fits) {
                shared.entry(b).or_default().runs += 1;
            }
            if shared.is_empty() {
                continue;
            }
            let dated = trace.dated();
            let mut words: Option<Weighed> = None;
            for (b, s) in shared {
                let line = || lineage::may_be(&trace.runs, &traces[b].runs, s.runs as usize);
                if s.keys >= 2 && words.is_none() {
                    words = Some(match own.get(&a) {
                        Some(w) => w.clone(),
                        None => weighed(a)?,
                    });
                }
                let story = words
                    .as_ref()
                    .is_some_and(|w| stories::bond(s.keys, (&dated, w), (&traces[b].dated(), &own[&b])));
                if story || line() {
                    out.push((a.min(b), a.max(b)));
                }
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// Which articles of a batch have a word.
fn holders<'t>(batch: &[usize], words: impl Fn(usize) -> &'t Vec<u64>) -> HashMap<u64, Vec<u32>> {
    let mut out: HashMap<u64, Vec<u32>> = HashMap::new();
    for &n in batch {
        words(n).iter().for_each(|&w| out.entry(w).or_default().push(n as u32));
    }
    out
}

/// Articles of a batch that have one of the words, once for each.
fn sharing<'h>(holders: &'h HashMap<u64, Vec<u32>>, words: &'h [u64]) -> impl Iterator<Item = usize> + 'h {
    words.iter().filter_map(|w| holders.get(w)).flatten().map(|&b| b as usize)
}

/// The circles of so many articles: numbers in order, by their first.
pub(crate) fn of(articles: usize, bonds: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..articles).collect();
    for (a, b) in bonds {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        first[a.max(b)] = a.min(b);
    }
    let mut circles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for a in 0..articles {
        circles.entry(root(&mut first, a)).or_default().push(a);
    }
    circles.into_values().collect()
}

fn root(first: &mut [usize], mut a: usize) -> usize {
    while first[a] != a {
        first[a] = first[first[a]];
        a = first[a];
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bonds_gather_articles_whatever_their_order() {
        let circles = of(6, [(4, 5), (0, 2), (2, 4)].into_iter());
        assert_eq!(circles, [vec![0, 2, 4, 5], vec![1], vec![3]]);
        assert_eq!(of(6, [(2, 4), (4, 5), (0, 2)].into_iter()), circles);
    }
}
