//! Where two texts run word for word, and which words stand in place of which between.
//!
//! Runs of three words that each text has once are fixed points (patience diff, Cohen); those in the same order in both are
//! kept, and stretched as far as the words agree. The work is that of sorting.

use std::collections::HashMap;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a fixed point.
const RUN: usize = 3;

/// A text as words: their bytes in it, and hashes without case.
pub(crate) struct Words {
    pub(crate) at: Vec<Range<usize>>,
    hashes: Vec<u64>,
}

impl Words {
    pub(crate) fn new(text: &str) -> Self {
        let (mut at, mut hashes) = (Vec::new(), Vec::new());
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            at.push(start..start + word.len());
            hashes.push(xxh3_64(word.to_lowercase().as_bytes()));
        }
        Self { at, hashes }
    }

    /// Where each run of words that occurs once begins.
    fn unique(&self) -> HashMap<&[u64], usize> {
        let mut seen: HashMap<&[u64], Option<usize>> = HashMap::new();
        for (n, run) in self.hashes.windows(RUN).enumerate() {
            seen.entry(run).and_modify(|at| *at = None).or_insert(Some(n));
        }
        seen.into_iter().filter_map(|(run, at)| Some((run, at?))).collect()
    }

    /// The bytes from the first word of a range to the last.
    pub(crate) fn bytes(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.at.get(words.start)?, self.at.get(words.end.checked_sub(1)?)?);
        (words.start < words.end).then_some(first.start..last.end)
    }
}

/// Words of one text that are the other's, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// The blocks both have, in order.
pub(crate) fn blocks(a: &Words, b: &Words) -> Vec<Block> {
    let (in_a, in_b) = (a.unique(), b.unique());
    let mut points: Vec<(usize, usize)> =
        in_a.iter().filter_map(|(run, &i)| Some((i, *in_b.get(run)?))).collect();
    points.sort_unstable();
    let mut out: Vec<Block> = Vec::new();
    for (i, j) in increasing(&points) {
        let (floor_a, floor_b) = out.last().map_or((0, 0), |l| (l.a.end, l.b.end));
        if i < floor_a || j < floor_b {
            continue;
        }
        let same = |i: usize, j: usize| a.hashes.get(i).is_some_and(|w| b.hashes.get(j) == Some(w));
        let back = (1..=(i - floor_a).min(j - floor_b)).take_while(|k| same(i - k, j - k)).count();
        let on = (0..).take_while(|k| same(i + k, j + k)).count();
        match out.last_mut().filter(|l| (l.a.end, l.b.end) == (i - back, j - back)) {
            Some(last) => (last.a.end, last.b.end) = (i + on, j + on),
            None => out.push(Block { a: i - back..i + on, b: j - back..j + on }),
        }
    }
    out
}

/// What lies between blocks: words of the one where the other has other words, or none.
pub(crate) fn changes(blocks: &[Block]) -> impl Iterator<Item = Block> {
    blocks.windows(2).map(|w| Block { a: w[0].a.end..w[1].a.start, b: w[0].b.end..w[1].b.start })
}

/// The longest run of points that rise in both (patience sorting).
fn increasing(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(points.len());
    for (n, point) in points.iter().enumerate() {
        let place = ends.partition_point(|&e| points[e].1 < point.1);
        before.push(place.checked_sub(1).map(|p| ends[p]));
        match ends.get_mut(place) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut out = Vec::new();
    let mut at = ends.last().copied();
    while let Some(n) = at {
        out.push(points[n]);
        at = before[n];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Vec<(String, String)> {
        let (x, y) = (Words::new(a), Words::new(b));
        let words = |t: &str, w: &Words, r: &Range<usize>| w.bytes(r).map_or("", |b| &t[b]).to_owned();
        changes(&blocks(&x, &y)).map(|c| (words(a, &x, &c.a), words(b, &y, &c.b))).collect()
    }

    #[test]
    fn a_word_in_place_of_another_stands_against_it() {
        let a = "The two ministers met in the capital on Monday and spoke of trade for an hour.";
        let b = "The two ministers met in the metropolis on Monday and spoke of commerce for an hour.";
        let pairs = [("capital", "metropolis"), ("trade", "commerce")];
        assert_eq!(of(a, b), pairs.map(|(x, y)| (x.to_owned(), y.to_owned())));
    }

    #[test]
    fn a_sentence_left_out_stands_against_nothing() {
        let a = "The first day went well for all. Nobody slept much. The second day went as the first.";
        let b = "The first day went well for all. The second day went as the first.";
        assert_eq!(of(a, b), [("Nobody slept much".to_owned(), String::new())]);
    }

    #[test]
    fn texts_without_common_runs_have_no_blocks() {
        assert!(blocks(&Words::new("one two"), &Words::new("")).is_empty());
        assert!(blocks(&Words::new("a b c d e"), &Words::new("v w x y z")).is_empty());
    }
}
