//! How often one word follows another, and which words stand behind which: numbers that come with the program.
//!
//! Counted from public texts by `measures/count_phrases.py`, so that what an article is taken for does not change with the
//! articles beside it; `phrases.md` says from what.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A known word.
pub(super) type Word = u16;

/// Taken off each count for what was not seen (absolute discounting; Ney, Essen and Kneser 1994).
const DISCOUNT: f32 = 0.75;

/// As many words seen after each by the share of the word alone: a rare word tells little of what follows it.
const EVEN: f32 = 5.0;

#[derive(Debug, Default)]
struct Entry {
    text: &'static str,
    share: f32,
    count: f32,
    followers: f32,
    /// Where its pairs begin, and where its choices do.
    after: usize,
    behind: usize,
}

/// The table.
#[derive(Debug)]
pub(super) struct Phrases {
    index: HashMap<&'static str, Word>,
    /// One more than there are words: each entry ends where the next begins.
    entries: Vec<Entry>,
    after: Vec<(Word, u8)>,
    behind: Vec<(Word, u8)>,
}

static TABLE: LazyLock<Phrases> =
    LazyLock::new(|| parse(include_bytes!("phrases.bin")).unwrap_or_else(Phrases::empty));

/// The table that comes with the program.
pub(super) fn table() -> &'static Phrases {
    &TABLE
}

impl Phrases {
    fn empty() -> Self {
        Self { index: HashMap::new(), entries: vec![Entry::default()], after: Vec::new(), behind: Vec::new() }
    }

    /// A word in lower case.
    pub(super) fn word(&self, text: &str) -> Option<Word> {
        self.index.get(text).copied()
    }

    pub(super) fn text(&self, word: Word) -> &'static str {
        self.entries[usize::from(word)].text
    }

    /// The share of a word in all text.
    pub(super) fn share(&self, word: Word) -> f32 {
        self.entries[usize::from(word)].share
    }

    /// How often `y` was seen after `x`.
    fn seen(&self, x: Word, y: Word) -> f32 {
        let x = usize::from(x);
        let pairs = &self.after[self.entries[x].after..self.entries[x + 1].after];
        // Counts are kept as twentieths of their logarithm.
        pairs.binary_search_by_key(&y, |p| p.0).map_or(0.0, |n| (f32::from(pairs[n].1) / 20.0).exp())
    }

    /// How likely `y` is after `x`.
    pub(super) fn chance(&self, x: Word, y: Word) -> f32 {
        let entry = &self.entries[usize::from(x)];
        let seen = (self.seen(x, y) - DISCOUNT).max(0.0);
        (seen + (DISCOUNT * entry.followers + EVEN) * self.share(y)) / (entry.count + EVEN)
    }

    /// Words that `word` may stand for, and how likely one is exchanged for it.
    pub(super) fn behind(&self, word: Word) -> impl Iterator<Item = (Word, f32)> {
        let at = usize::from(word);
        let found = &self.behind[self.entries[at].behind..self.entries[at + 1].behind];
        found.iter().map(|&(w, q)| (w, f32::from(q) / 1000.0))
    }
}

/// Takes numbers off the front, little-endian.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn long(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn short(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn pairs(&mut self, n: usize) -> Option<Vec<(Word, u8)>> {
        (0..n).map(|_| Some((self.short()?, self.take::<1>()?[0]))).collect()
    }
}

fn parse(bytes: &'static [u8]) -> Option<Phrases> {
    let mut bytes = Bytes(bytes.strip_prefix(b"VPHRASE1")?);
    let (words, length) = (bytes.long()? as usize, bytes.long()? as usize);
    let (text, rest) = bytes.0.split_at_checked(length)?;
    bytes.0 = rest;
    let texts: Vec<&'static str> = std::str::from_utf8(text).ok()?.lines().collect();
    let (mut entries, mut after, mut behind) = (Vec::with_capacity(words + 1), 0, 0);
    for &text in texts.get(..words)? {
        let (share, count) = (f32::from_le_bytes(bytes.take()?), bytes.long()? as f32);
        entries.push(Entry { text, share, count, followers: f32::from(bytes.short()?), after, behind });
        after += usize::from(bytes.short()?);
        behind += usize::from(bytes.short()?);
    }
    entries.push(Entry { after, behind, ..Entry::default() });
    let index =
        texts.iter().enumerate().map(|(n, &t)| Some((t, Word::try_from(n).ok()?))).collect::<Option<_>>()?;
    let (after, behind) = (bytes.pairs(after)?, bytes.pairs(behind)?);
    let known = |pairs: &[(Word, u8)]| pairs.iter().all(|p| usize::from(p.0) < words);
    (known(&after) && known(&behind)).then_some(Phrases { index, entries, after, behind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_phrase_is_likelier_than_its_words_exchanged() {
        let t = table();
        let chance = |x: &str, y: &str| t.chance(t.word(x).unwrap(), t.word(y).unwrap());
        assert!(chance("human", "rights") > 100.0 * chance("mortal", "rights"));
        assert!(chance("prime", "minister") > 100.0 * chance("prime", "cleric"));
        assert!(chance("united", "states") > 100.0 * chance("unified", "states"));
    }

    #[test]
    fn what_follows_a_word_adds_up_to_about_one() {
        let t = table();
        let words = 0..u16::try_from(t.index.len()).unwrap();
        let all: f32 = words.map(|y| t.chance(t.word("foreign").unwrap(), y)).sum();
        assert!((0.5..1.2).contains(&all), "{all}");
    }

    #[test]
    fn a_table_cut_short_is_none() {
        let whole: &'static [u8] = include_bytes!("phrases.bin");
        assert!(parse(whole).is_some());
        assert!(parse(&whole[..whole.len() - 1]).is_none());
        assert!(parse(&whole[..100]).is_none());
        assert!(parse(b"").is_none());
    }
}
