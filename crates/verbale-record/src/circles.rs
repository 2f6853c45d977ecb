//! Circles: articles whose entries hang together, as reports of one story, copies of one text, or accounts of one
//! encounter.
//!
//! Takes traces; gives [`Bond`]s between articles, and the circles that follow. A bond depends on two articles alone, so
//! those between old articles are kept. What the record says of an article follows from its circle and from who is who,
//! and only circles that changed are worked out anew.

use crate::lineage;
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
    /// Whether that may make them one story by itself.
    pub(crate) near: bool,
    /// Whether one may be a copy of the other.
    pub(crate) line: bool,
}

/// How many words and runs two articles share.
#[derive(Default, Clone, Copy)]
struct Shared {
    keys: u32,
    runs: usize,
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
        let (keys, runs) = (holders(batch, |n| &traces[n].keys), holders(batch, |n| &traces[n].runs));
        // By place in the batch; most articles share a word with many.
        let mut shared = vec![Shared::default(); batch.len()];
        for (a, trace) in traces.iter().enumerate() {
            let mut touched: Vec<usize> = Vec::new();
            let mut count = |holders: &HashMap<u64, Vec<u32>>, words: &[u64], add: fn(&mut Shared)| {
                for &n in words.iter().filter_map(|w| holders.get(w)).flatten() {
                    let counts = &mut shared[n as usize];
                    if counts.keys == 0 && counts.runs == 0 {
                        touched.push(n as usize);
                    }
                    add(counts);
                }
            };
            count(&keys, &trace.keys, |s| s.keys += 1);
            count(&runs, &trace.runs, |s| s.runs += 1);
            touched.sort_unstable();
            let is_new = new.binary_search(&a).is_ok();
            // Each pair of two new articles is looked at once, when the later of the two comes by.
            let fits = |b: usize| b < a || (b > a && !is_new);
            let shared: Vec<(usize, bool, bool)> = touched
                .into_iter()
                .map(|n| (batch[n], std::mem::take(&mut shared[n])))
                .filter(|(b, _)| fits(*b))
                .map(|(b, s)| {
                    let other = &traces[b];
                    let story = stories::may_be(s.keys, trace, other);
                    (b, story, lineage::may_be(&trace.runs, &other.runs, s.runs))
                })
                .filter(|(_, story, line)| *story || *line)
                .collect();
            if shared.is_empty() {
                continue;
            }
            let words = match own.get(&a) {
                Some(words) => words.clone(),
                None => weighed(a)?,
            };
            out.extend(shared.into_iter().filter_map(|(b, story, line)| {
                let alike = stories::alike(&words, &own[&b]);
                let near = story && stories::near(alike, trace, &traces[b]);
                (near || line).then_some(Bond { a: a.min(b), b: a.max(b), alike, near, line })
            }));
        }
    }
    out.sort_unstable_by_key(|bond| (bond.a, bond.b));
    Ok(out)
}

/// Which articles of a batch, by their place in it, have a word.
fn holders<'t>(batch: &[usize], words: impl Fn(usize) -> &'t Vec<u64>) -> HashMap<u64, Vec<u32>> {
    let mut out: HashMap<u64, Vec<u32>> = HashMap::new();
    for (n, &article) in batch.iter().enumerate() {
        words(article).iter().for_each(|&w| out.entry(w).or_default().push(n as u32));
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
