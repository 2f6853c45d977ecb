//! Texts and words → numbers of word pieces, each with its place in the text.
//!
//! A word is cut from the left into the longest pieces the vocabulary has; one that cannot be cut, or is longer than
//! a hundred letters, is one unknown piece (Wu et al., *Google's Neural Machine Translation System*, 2016, as BERT
//! uses it). With a smaller vocabulary the same rule finds smaller pieces.

use super::features::Quotes;
use super::file::Reading;
use super::letters::{Letters, Word};
use crate::model::{ModelError, Reader};
use std::collections::HashMap;
use std::ops::Range;
use verbale_span::Span;

/// Letters of the longest word that is cut.
const LONGEST: usize = 100;

/// The pieces a model knows, and how text is cut into them.
pub(crate) struct Vocabulary {
    letters: Letters,
    /// Pieces that begin a word.
    first: HashMap<Box<str>, u32>,
    /// Pieces that go on with one.
    later: HashMap<Box<str>, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    size: usize,
    unknown: u32,
    begin: u32,
    end: u32,
    reading: Reading,
}

impl Vocabulary {
    pub(crate) fn read(
        letters: &mut Reader<'_>,
        r: &mut Reader<'_>,
        reading: Reading,
    ) -> Result<Self, ModelError> {
        let letters = Letters::read(letters)?;
        let words = r.texts()?;
        let (mut first, mut later) = (HashMap::new(), HashMap::new());
        for (id, word) in words.iter().enumerate() {
            match word.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => later.insert(rest.into(), id as u32),
                _ => first.insert(Box::from(*word), id as u32),
            };
        }
        let special = |name| first.get(name).copied().ok_or_else(|| r.shape("[UNK], [CLS] and [SEP]"));
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        Ok(Self { letters, first, later, longest, size: words.len(), unknown, begin, end, reading })
    }

    pub(crate) fn len(&self) -> usize {
        self.size
    }

    /// Adds the pieces of one word with what is beside them; `text` begins at `base`.
    fn add(
        &self,
        (text, base): (&str, usize),
        word: &Word,
        number: u32,
        quotes: &mut Quotes,
        out: &mut Pieces,
    ) {
        let start = out.len();
        self.cut(word, number, out);
        if self.reading.case_and_quotes
            && let [(_, first), .., (_, last)] | [(_, first @ last)] = word.places[..]
        {
            let written = text.get(first.start as usize - base..last.end as usize - base);
            out.features[start..].fill(quotes.feature(written.unwrap_or("")));
        }
        out.truncate(start.saturating_add(self.reading.pieces).min(out.len()));
    }

    /// Adds the pieces of one word, or the unknown piece.
    fn cut(&self, word: &Word, number: u32, out: &mut Pieces) {
        let start = out.ids.len();
        let (letters, places) = (&word.letters, &word.places);
        let span = |from: usize, to: usize| places[from].1.cover(places[to - 1].1);
        let mut from = 0;
        while from < places.len() && places.len() <= LONGEST {
            let begin = places[from].0 as usize;
            let known = if from == 0 { &self.first } else { &self.later };
            let fits = |to: &usize| {
                let end = places.get(*to).map_or(letters.len(), |place| place.0 as usize);
                (end - begin <= self.longest).then(|| known.get(&letters[begin..end])).flatten()
            };
            let most = places.len().min(from + self.longest);
            let Some((to, id)) = (from + 1..=most).rev().find_map(|to| Some((to, *fits(&to)?))) else {
                break;
            };
            out.push(id, span(from, to), number);
            from = to;
        }
        if from < places.len() {
            out.truncate(start);
            out.push(self.unknown, span(0, places.len()), number);
        }
    }

    /// Adds a text's own words, as BERT cuts them.
    pub(crate) fn text(&self, text: &str, base: usize, out: &mut Pieces) {
        let (mut number, mut quotes) = (out.next_word, Quotes::default());
        self.letters.words(text, base, &mut Word::default(), |word| {
            self.add((text, base), word, number, &mut quotes, out);
            number += 1;
        });
        out.next_word = number;
    }

    /// Adds words that are cut already. One may come apart into several of BERT's, or hold nothing the model reads.
    pub(crate) fn words(&self, text: &str, words: impl Iterator<Item = Span>, out: &mut Pieces) {
        let (mut memory, mut quotes) = (Word::default(), Quotes::default());
        for span in words {
            let number = out.next_word;
            let part = span.of(text);
            self.letters.words(part, span.start as usize, &mut memory, |word| {
                self.add((text, 0), word, number, &mut quotes, out);
            });
            out.next_word += 1;
        }
    }

    /// Adds the piece that begins a sequence.
    pub(crate) fn begin(&self, out: &mut Pieces) {
        out.push(self.begin, Span::default(), NO_WORD);
    }

    /// Adds the piece that ends a text.
    pub(crate) fn end(&self, out: &mut Pieces) {
        let end = out.spans.last().map_or(0, |span| span.end as usize);
        out.push(self.end, Span::new(end, end), NO_WORD);
    }
}

const NO_WORD: u32 = u32::MAX;

/// One sequence for the encoder: a piece at the beginning, then texts, each with a piece at its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pieces {
    ids: Vec<u32>,
    spans: Vec<Span>,
    words: Vec<u32>,
    features: Vec<u32>,
    next_word: u32,
}

impl Pieces {
    fn push(&mut self, id: u32, span: Span, word: u32) {
        self.ids.push(id);
        self.spans.push(span);
        self.words.push(word);
        self.features.push(0);
    }

    /// Adds pieces of another sequence with what is beside them; their words go on counting.
    pub(crate) fn extend(&mut self, from: &Pieces, range: Range<usize>) {
        let before = from.words[range.clone()].iter().copied().find(|&word| word != NO_WORD).unwrap_or(0);
        let next = self.next_word;
        for i in range.clone() {
            let number = from.words[i];
            let word = if number == NO_WORD { NO_WORD } else { number - before + next };
            self.push(from.ids[i], from.spans[i], word);
            self.next_word = if word == NO_WORD { self.next_word } else { word + 1 };
        }
        let start = self.len() - range.len();
        self.features[start..].copy_from_slice(&from.features[range]);
    }

    fn truncate(&mut self, len: usize) {
        self.ids.truncate(len);
        self.spans.truncate(len);
        self.words.truncate(len);
        self.features.truncate(len);
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no piece.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The pieces' numbers in the model's vocabulary.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Where each piece stands in its text, in bytes; empty for the pieces that begin and end.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The word a piece belongs to, counted through the sequence; `None` for the pieces that begin and end.
    pub fn word(&self, piece: usize) -> Option<usize> {
        self.words.get(piece).filter(|&&word| word != NO_WORD).map(|&word| word as usize)
    }

    /// How many words there are, those included that gave no piece.
    pub fn word_count(&self) -> usize {
        self.next_word as usize
    }

    /// The first piece of each word that has one: (word, piece), in order.
    pub fn first_pieces(&self) -> impl Iterator<Item = (usize, usize)> {
        let firsts = (0..self.len()).filter(|&i| i == 0 || self.words[i] != self.words[i - 1]);
        firsts.filter_map(|i| Some((self.word(i)?, i)))
    }

    /// A small number beside each piece that a model with such a table adds to what it reads: for a table of eight
    /// letter case and quotation marks, otherwise 0 until it is set. A number the table does not have counts as 0.
    pub fn features(&self) -> &[u32] {
        &self.features
    }

    /// The same, to be set.
    pub fn features_mut(&mut self) -> &mut [u32] {
        &mut self.features
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::small_vocabulary;
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(String, String)> {
        let vocabulary = small_vocabulary();
        let mut pieces = Pieces::default();
        vocabulary.text(text, 0, &mut pieces);
        let name = |id: u32| {
            let first = vocabulary.first.iter().find(|(_, n)| **n == id).map(|(word, _)| word.to_string());
            first.unwrap_or_else(|| {
                let later = vocabulary.later.iter().find(|(_, n)| **n == id);
                later.map_or(String::new(), |(word, _)| format!("##{word}"))
            })
        };
        pieces
            .ids
            .iter()
            .zip(&pieces.spans)
            .map(|(id, span)| (name(*id), span.of(text).to_string()))
            .collect()
    }

    fn shown(text: &str) -> String {
        cut(text).iter().map(|(piece, from)| format!("{piece}<{from}>")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_longest_piece_wins() {
        assert_eq!(shown("The ministers met."), "the<The> minister<minister> ##s<s> met<met> .<.>");
        assert_eq!(shown("met-met"), "met<met> -<-> met<met>");
    }

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(shown("THÉ Thé"), "the<THÉ> the<Thé>");
        assert_eq!(shown("The\u{301}"), "the<The>");
    }

    #[test]
    fn what_cannot_be_cut_is_unknown() {
        assert_eq!(shown("ministerxyz met"), "[UNK]<ministerxyz> met<met>");
        let long = "s".repeat(101);
        assert_eq!(shown(&long), format!("[UNK]<{long}>"));
    }

    #[test]
    fn case_and_quotes_stand_beside_the_pieces() {
        let mut vocabulary = small_vocabulary();
        vocabulary.reading = Reading { pieces: 1, case_and_quotes: true };
        let mut pieces = Pieces::default();
        vocabulary.text("The \"Ministers\" MET", 7, &mut pieces);
        // One piece a word: the plural's is left out.
        assert_eq!(pieces.features(), [1, 4, 5, 0, 2]);
        assert_eq!(pieces.spans()[2], Span::new(12, 20));
    }

    #[test]
    fn chinese_characters_stand_alone() {
        assert_eq!(shown("met中met"), "met<met> 中<中> met<met>");
    }

    #[test]
    fn syllables_come_apart() {
        let section = super::super::tests::letters_section();
        let letters = Letters::read(&mut section.reader()).unwrap();
        let mut found = Vec::new();
        letters.words("한가", 0, &mut Word::default(), |word| {
            found.push((word.letters.clone(), word.places.len()))
        });
        assert_eq!(found, [("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1161}".to_string(), 5)]);
    }

    #[test]
    fn given_words_keep_their_numbers() {
        let vocabulary = small_vocabulary();
        let text = "met-met \u{7} the";
        let mut pieces = Pieces::default();
        vocabulary.begin(&mut pieces);
        vocabulary.words(text, [0..7, 8..9, 10..13].into_iter().map(Span::from), &mut pieces);
        vocabulary.end(&mut pieces);
        let words: Vec<Option<usize>> = (0..pieces.len()).map(|i| pieces.word(i)).collect();
        assert_eq!(words, [None, Some(0), Some(0), Some(0), Some(2), None]);
        assert_eq!(pieces.word_count(), 3);
        assert_eq!(pieces.first_pieces().collect::<Vec<_>>(), [(0, 1), (2, 4)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the text, pieces stand on character boundaries, in order, and lose only what is no letter.
        #[test]
        fn pieces_lie_in_the_text(text in "(\\PC|[ -~\u{300}-\u{310}\u{4e00}-\u{4e10}가-갚\u{0}\u{ad}]){0,60}") {
            let vocabulary = small_vocabulary();
            let mut pieces = Pieces::default();
            vocabulary.text(&text, 0, &mut pieces);
            let (mut end, mut word) = (0, 0);
            for (i, span) in pieces.spans().iter().enumerate() {
                prop_assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()));
                // Letters of one character share its span.
                prop_assert!(span.start as usize >= end || pieces.spans()[i - 1].contains(*span) || span.end as usize >= end);
                end = span.end as usize;
                let now = pieces.word(i).expect("a word");
                prop_assert!(now >= word);
                word = now;
            }
            let inside = |at: usize| pieces.spans().iter().any(|span| span.range().contains(&at));
            for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_graphic()) {
                prop_assert!(inside(at), "{c:?} is lost");
            }
        }
    }
}
