//! Whether two short texts say the same in other words, and groups of those that do.

use crate::similarity::stem;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words that carry no content of a demand or clause.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "be",
    "but",
    "by",
    "for",
    "from",
    "has",
    "have",
    "her",
    "his",
    "in",
    "including",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "said",
    "so",
    "such",
    "that",
    "the",
    "their",
    "this",
    "to",
    "was",
    "were",
    "which",
    "will",
    "with",
];

/// Content words of a text without their endings.
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    let folded = verbale_register::fold(text);
    folded.split(' ').filter(|w| !w.is_empty() && EMPTY.binary_search(w).is_err()).map(stem).collect()
}

/// Jaccard of the two where they say the same (most words of both, or nearly all of the shorter); else 0.
pub(crate) fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let (shared, all) = (a.intersection(b).count(), a.union(b).count());
    let shorter = a.len().min(b.len());
    if shared < 2 || shorter == 0 {
        return 0.0;
    }
    let (jaccard, contained) = (shared as f64 / all as f64, shared as f64 / shorter as f64);
    if jaccard >= 0.5 || (contained >= 0.8 && shared >= 3) { jaccard } else { 0.0 }
}

/// Items of a block that are all looked at with all.
const FEW: usize = 40;

/// Rarest words of an item by which its like are found in a larger block.
const KEYS: usize = 4;

/// Items that share a word and are all looked at with all.
const COMMON: usize = 80;

/// Pairs of a block that may go together: any two of a small one; of a large one those that share one of the words
/// that are rare in it for either.
pub(crate) fn candidates<'w>(
    block: &[usize],
    words: impl Fn(usize) -> &'w BTreeSet<String>,
) -> BTreeSet<(usize, usize)> {
    if block.len() <= FEW {
        return pairs(block).collect();
    }
    let mut holders: HashMap<&str, usize> = HashMap::new();
    for &n in block {
        words(n).iter().for_each(|w| *holders.entry(w).or_default() += 1);
    }
    let mut keys: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &n in block {
        let mut own: Vec<(usize, &str)> =
            words(n).iter().map(|w| (holders[w.as_str()], w.as_str())).collect();
        own.sort_unstable();
        own.into_iter().take(KEYS).for_each(|(_, w)| keys.entry(w).or_default().push(n));
    }
    keys.into_values().filter(|k| k.len() <= COMMON).flat_map(|k| pairs(&k).collect::<Vec<_>>()).collect()
}

fn pairs(block: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    block.iter().enumerate().flat_map(|(i, &a)| block[i + 1..].iter().map(move |&b| (a.min(b), a.max(b))))
}

/// Groups items by complete link: the likest pairs first, ties by id; none joins a group it does not go with whole.
/// `score` is 0 for two that do not go together. `blocks` hold the items that may.
pub(crate) fn group(
    ids: &[String],
    blocks: impl Iterator<Item = Vec<usize>>,
    score: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    group_of(ids, blocks.flat_map(|b| pairs(&b).collect::<Vec<_>>()), score)
}

/// The same from the pairs that may go together.
pub(crate) fn group_of(
    ids: &[String],
    pairs: impl Iterator<Item = (usize, usize)>,
    score: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    let mut links: Vec<(f64, usize, usize)> = Vec::new();
    for (a, b) in pairs {
        let (a, b) = if ids[a] <= ids[b] { (a, b) } else { (b, a) };
        let s = score(a, b);
        if s > 0.0 {
            links.push((s, a, b));
        }
    }
    links.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then_with(|| (&ids[x.1], &ids[x.2]).cmp(&(&ids[y.1], &ids[y.2])))
    });
    let mut of: Vec<usize> = (0..ids.len()).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = (0..ids.len()).map(|n| (n, vec![n])).collect();
    for (_, a, b) in links {
        let (into, from) = (of[a].min(of[b]), of[a].max(of[b]));
        let whole =
            into != from && groups[&into].iter().all(|&m| groups[&from].iter().all(|&n| score(m, n) > 0.0));
        if whole && let Some(moved) = groups.remove(&from) {
            moved.iter().for_each(|&m| of[m] = into);
            groups.entry(into).or_default().extend(moved);
        }
    }
    groups.into_values().collect()
}

/// Words of a text that are laid beside another's.
const LONGEST: usize = 160;

/// Places of the same words in both texts, in order: a longest common subsequence.
pub(crate) fn aligned(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let width = b.len() + 1;
    let mut best = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_demand_in_other_words_is_the_same_and_another_is_not() {
        let s = stems;
        let same = |a, b| likeness(&a, &b) > 0.0;
        assert!(same(
            s("stop suppressing Chinese companies"),
            s("to stop the suppression of Chinese companies")
        ));
        assert!(!same(
            s("stop suppressing Chinese companies"),
            s("stop harassing Chinese students overseas")
        ));
        assert!(!same(s("lift sanctions"), s("lift visa restrictions on students and on officials")));
    }

    #[test]
    fn the_list_of_empty_words_can_be_searched() {
        assert!(EMPTY.windows(2).all(|w| w[0] < w[1]));
    }
}
