//! What the encoder reads of a text: words in lower case without accents, each letter with its place in the text.
//!
//! BERT's uncased tokenizer drops control characters and accents, cuts at white space, and lets punctuation and
//! Chinese characters stand alone. Which characters those are, and what the others become, comes with the model.

use crate::chars::holds;
use crate::model::{ModelError, Reader};
use verbale_span::Span;

/// The character tables of one model.
pub(crate) struct Letters {
    dropped: Vec<(u32, u32)>,
    space: Vec<(u32, u32)>,
    /// Characters that are words by themselves, as Chinese is cut.
    alone: Vec<(u32, u32)>,
    marks: Vec<(u32, u32)>,
    /// What a character becomes, where it is not itself; sorted.
    folded: Vec<(u32, Box<str>)>,
}

/// One word: its letters as the vocabulary has them, and where each came from.
#[derive(Debug, Default)]
pub(crate) struct Word {
    pub(crate) letters: String,
    /// For each letter where it begins in `letters`, and its span in the text.
    pub(crate) places: Vec<(u32, Span)>,
}

impl Word {
    fn push(&mut self, letter: char, span: Span) {
        self.places.push((self.letters.len() as u32, span));
        self.letters.push(letter);
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.places.clear();
    }
}

impl Letters {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (dropped, space, alone, marks) = (r.ranges()?, r.ranges()?, r.ranges()?, r.ranges()?);
        let mut folded = Vec::new();
        for _ in 0..r.count()? {
            folded.push((r.u32()?, r.text()?.into()));
        }
        if !folded.is_sorted_by_key(|(code, _)| *code) {
            return Err(r.shape("characters in order"));
        }
        Ok(Self { dropped, space, alone, marks, folded })
    }

    /// Gives each word of a text to `take`; `base` is where the text begins. `word` is memory to use.
    pub(crate) fn words(&self, text: &str, base: usize, word: &mut Word, mut take: impl FnMut(&Word)) {
        let mut end = |word: &mut Word| {
            if !word.letters.is_empty() {
                take(word);
                word.clear();
            }
        };
        word.clear();
        for (at, c) in text.char_indices() {
            let span = Span::new(base + at, base + at + c.len_utf8());
            if c.is_ascii_alphanumeric() {
                word.push(c.to_ascii_lowercase(), span);
                continue;
            }
            let code = c as u32;
            if holds(&self.space, code) {
                end(word);
                continue;
            }
            if holds(&self.dropped, code) {
                continue;
            }
            let alone = holds(&self.alone, code);
            if alone {
                end(word);
            }
            self.fold(c, |letter| {
                let mark = holds(&self.marks, letter as u32);
                if mark {
                    end(word);
                }
                word.push(letter, span);
                if mark {
                    end(word);
                }
            });
            if alone {
                end(word);
            }
        }
        end(word);
    }

    /// Gives what a character becomes.
    fn fold(&self, c: char, mut take: impl FnMut(char)) {
        if let Some(parts) = syllable(c) {
            parts.into_iter().flatten().for_each(take);
        } else if let Ok(at) = self.folded.binary_search_by_key(&(c as u32), |(code, _)| *code) {
            self.folded[at].1.chars().for_each(take);
        } else {
            take(c);
        }
    }
}

/// The parts of a Hangul syllable (Unicode, section 3.12).
fn syllable(c: char) -> Option<[Option<char>; 3]> {
    const FIRST: u32 = 0xAC00;
    let n = (c as u32).checked_sub(FIRST).filter(|&n| n < 11_172)?;
    let last = (n % 28 > 0).then(|| char::from_u32(0x11A7 + n % 28)).flatten();
    Some([char::from_u32(0x1100 + n / 588), char::from_u32(0x1161 + n % 588 / 28), last])
}
