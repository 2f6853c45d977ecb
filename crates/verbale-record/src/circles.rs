//! Circles: articles whose entries hang together, as reports of one story or accounts of one encounter.
//!
//! Takes traces; gives [`Bond`]s between articles, and the circles that follow. A bond depends on two articles alone, so
//! those between old articles are kept. What the record says of an article follows from its circle and from who is who,
//! and only circles that changed are worked out anew.

use crate::stories;
use crate::trace::{Trace, Weighed};
use std::collections::{BTreeMap, HashMap};

/// Articles for which bonds are sought at a time: bounds the memory that takes.
const BATCH: usize = 4096;

/// What two articles have to do with one another by their words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bond {
    /// Numbers of the articles, the smaller first.
    pub(crate) a: usize,
    pub(crate) b: usize,
    /// How alike they are.
    pub(crate) alike: f32,
    /// Whether that may make them one story by itself; else an encounter that both tell made them be compared.
    pub(crate) near: bool,
}

/// Bonds of the articles in `new` (numbers, in order) with all others. `weighed` gives the words of an article.
pub(crate) fn bonds<E>(
    traces: &[Trace],
    new: &[usize],
    mut weighed: impl FnMut(usize) -> Result<Weighed, E>,
) -> Result<Vec<Bond>, E> {
    let mut out = Vec::new();
    for batch in new.chunks(BATCH) {
        let own: HashMap<usize, Weighed> =
            batch.iter().map(|&n| Ok((n, weighed(n)?))).collect::<Result<_, E>>()?;
        let holders = holders(batch, traces);
        // By place in the batch; most articles share a word with many.
        let mut shared = vec![0_u32; batch.len()];
        for (a, trace) in traces.iter().enumerate() {
            let mut touched: Vec<usize> = Vec::new();
            for &n in trace.keys.iter().filter_map(|key| holders.get(key)).flatten() {
                let count = &mut shared[n as usize];
                if *count == 0 {
                    touched.push(n as usize);
                }
                *count += 1;
            }
            touched.sort_unstable();
            let is_new = new.binary_search(&a).is_ok();
            // Each pair of two new articles is looked at once, when the later of the two comes by.
            let fits = |b: usize| b < a || (b > a && !is_new);
            let shared: Vec<usize> = touched
                .into_iter()
                .map(|n| (batch[n], std::mem::take(&mut shared[n])))
                .filter(|&(b, n)| fits(b) && stories::may_be(n, trace, &traces[b]))
                .map(|(b, _)| b)
                .collect();
            if shared.is_empty() {
                continue;
            }
            let loaded;
            let words = match own.get(&a) {
                Some(words) => words,
                None => {
                    loaded = weighed(a)?;
                    &loaded
                }
            };
            out.extend(shared.into_iter().filter_map(|b| {
                let alike = stories::alike(words, &own[&b]);
                let bond = Bond { a: a.min(b), b: a.max(b), alike, near: true };
                stories::near(alike, trace, &traces[b]).then_some(bond)
            }));
        }
    }
    out.sort_unstable_by_key(|bond| (bond.a, bond.b));
    Ok(out)
}

/// Which articles of a batch, by their place in it, have a key.
fn holders(batch: &[usize], traces: &[Trace]) -> HashMap<u64, Vec<u32>> {
    let mut out: HashMap<u64, Vec<u32>> = HashMap::new();
    for (n, &article) in batch.iter().enumerate() {
        traces[article].keys.iter().for_each(|&key| out.entry(key).or_default().push(n as u32));
    }
    out
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
