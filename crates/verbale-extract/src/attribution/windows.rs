//! Paragraphs → windows: what the encoder reads at once.
//!
//! Whole paragraphs are packed in order, each closed by the piece that ends a text, so that a paragraph is read with
//! its neighbours. A paragraph that no window holds is cut after a sentence. `training/polnear.py` does the same.

use std::ops::Range;
use std::rc::Rc;
use verbale_language::{Encoder, Pieces};
use verbale_span::Span;

/// Pieces of a window. In training it is 192; with a third of that, attention costs a third, and F1 changes by 0.002.
const WINDOW: usize = 64;
/// Pieces of the longest part of a paragraph; alone in its window it may be longer than [`WINDOW`].
const LONGEST: usize = 250;
/// Pieces of one word that the model reads.
const OF_A_WORD: usize = 8;
/// A part of so many pieces without a letter is no text, and not read: a megabyte of brackets would take minutes.
const RUBBISH: usize = 64;

/// One sequence for the encoder and the words of the lines in it.
pub(super) struct Window {
    pub(super) pieces: Pieces,
    pub(super) lines: Vec<Vec<Word>>,
}

/// A word of a line: its place in the text, its first piece in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) piece: usize,
}

/// A paragraph or a part of a long one: its words, each with its pieces in those of the paragraph.
struct Line {
    paragraph: Rc<Pieces>,
    words: Vec<(Span, Range<usize>)>,
}

impl Line {
    /// Its pieces in those of the paragraph; a line has a word.
    fn pieces(&self) -> Range<usize> {
        let end = |word: Option<&(Span, Range<usize>)>| word.map_or(0..0, |(_, of)| of.clone());
        end(self.words.first()).start..end(self.words.last()).end
    }
}

/// The windows of a text; none for a text without words.
pub(super) fn windows(text: &str, encoder: &Encoder) -> Vec<Window> {
    let lines = lines(text, encoder);
    let sizes: Vec<usize> = lines.iter().map(|line| line.pieces().len() + 1).collect();
    packed(&sizes).into_iter().map(|run| window(encoder, &lines[run])).collect()
}

fn lines(text: &str, encoder: &Encoder) -> Vec<Line> {
    let (mut out, mut base) = (Vec::new(), 0);
    for raw in text.split('\n') {
        let mut pieces = encoder.begin();
        encoder.add_text(&mut pieces, raw, base);
        let (words, paragraph) = (words(text, &pieces), Rc::new(pieces));
        let read = parts(text, &words).into_iter().map(|part| &words[part]).filter(|w| !rubbish(text, w));
        out.extend(read.map(|w| Line { paragraph: paragraph.clone(), words: w.to_vec() }));
        base += raw.len() + 1;
    }
    out
}

fn rubbish(text: &str, words: &[(Span, Range<usize>)]) -> bool {
    words.len() >= RUBBISH && !words.iter().any(|(span, _)| span.of(text).contains(char::is_alphabetic))
}

/// The words of a paragraph: where each stands, and its pieces.
fn words(text: &str, pieces: &Pieces) -> Vec<(Span, Range<usize>)> {
    let mut out: Vec<(Span, Range<usize>)> = Vec::new();
    for i in (0..pieces.len()).filter(|&i| pieces.word(i).is_some()) {
        let span = pieces.spans()[i];
        match out.last_mut() {
            Some((whole, of)) if pieces.word(of.start) == pieces.word(i) => {
                *whole = whole.cover(span);
                of.end = i + 1;
            }
            _ => out.push((span, i..i + 1)),
        }
    }
    for i in 0..out.len() {
        let next = out.get(i + 1).map_or(text.len(), |(span, _)| span.start as usize);
        let (span, of) = &mut out[i];
        if of.len() == OF_A_WORD {
            *span = whole(text, *span, next);
        }
    }
    out
}

/// A word with the end that the model does not read.
fn whole(text: &str, span: Span, next: usize) -> Span {
    let rest = text.get(span.end as usize..next).unwrap_or("");
    let more = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Span::new(span.start as usize, span.end as usize + more)
}

/// The words of a paragraph in parts of at most [`LONGEST`] pieces, cut after a full stop where there is one.
fn parts(text: &str, words: &[(Span, Range<usize>)]) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    while start < words.len() {
        let most = words[start].1.start + LONGEST;
        let end = start + words[start..].iter().take_while(|(_, of)| of.end <= most).count().max(1);
        let stop = |(span, _): &(Span, _)| span.of(text).starts_with(['.', '!', '?']);
        let cut = if end == words.len() { None } else { words[start..end].iter().rposition(stop) };
        let end = cut.map_or(end, |cut| start + cut + 1);
        out.push(start..end);
        start = end;
    }
    out
}

/// Runs of lines that fit into one window each.
fn packed(sizes: &[usize]) -> Vec<Range<usize>> {
    let (mut out, mut start, mut filled) = (Vec::new(), 0, 1);
    for (i, size) in sizes.iter().enumerate() {
        if i > start && filled + size > WINDOW {
            out.push(start..i);
            (start, filled) = (i, 1);
        }
        filled += size;
    }
    if start < sizes.len() {
        out.push(start..sizes.len());
    }
    out
}

fn window(encoder: &Encoder, lines: &[Line]) -> Window {
    let mut pieces = encoder.begin();
    let mut out = Vec::new();
    for line in lines {
        let (start, of_line) = (pieces.len(), line.pieces());
        encoder.add_pieces(&mut pieces, &line.paragraph, of_line.clone());
        let words = line.words.iter();
        out.push(
            words.map(|(span, of)| Word { span: *span, piece: start + of.start - of_line.start }).collect(),
        );
    }
    Window { pieces, lines: out }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words cut at spaces, each of `pieces` pieces.
    fn cut(text: &str, pieces: usize) -> Vec<(Span, Range<usize>)> {
        let mut at = 0;
        let words = text.split(' ').enumerate().map(|(i, word)| {
            let span = Span::new(at, at + word.len());
            at += word.len() + 1;
            (span, i * pieces..(i + 1) * pieces)
        });
        words.collect()
    }

    #[test]
    fn lines_share_a_window_until_it_is_full() {
        assert_eq!(packed(&[40, 23, 1, 250, 10]), [0..2, 2..3, 3..4, 4..5]);
        assert_eq!(packed(&[40, 24]), [0..1, 1..2]);
        assert!(packed(&[]).is_empty());
    }

    #[test]
    fn a_long_paragraph_is_cut_after_its_last_sentence_that_fits() {
        let text = format!("{}. {}. {}", "a ".repeat(150), "b ".repeat(80), "c ".repeat(40).trim_end());
        let words = cut(&text, 1);
        let parts = parts(&text, &words);
        let ends: Vec<&str> = parts.iter().map(|part| words[part.end - 1].0.of(&text)).collect();
        assert_eq!(ends, [".", "c"]);
        assert_eq!(parts[0].end, parts[1].start);
        assert!(parts[0].len() > 200);
    }

    #[test]
    fn a_paragraph_without_sentences_is_cut_where_it_must() {
        let text = "word ".repeat(600);
        let lens: Vec<usize> = parts(&text, &cut(text.trim_end(), 3)).iter().map(Range::len).collect();
        assert!(lens[..lens.len() - 1].iter().all(|&len| len == LONGEST / 3));
        assert_eq!(lens.iter().sum::<usize>(), 600);
    }

    #[test]
    fn a_megabyte_of_brackets_is_not_read_and_a_row_of_stars_is() {
        let words = |text: &str| rubbish(text, &cut(text, 1));
        assert!(words(&"( [ { < ".repeat(100)));
        assert!(!words("* * *") && !words(&format!("{}said", "( ".repeat(100))));
    }

    #[test]
    fn a_word_keeps_the_end_that_is_not_read() {
        let text = "a Rindfleischetikettierung, so";
        assert_eq!(whole(text, Span::new(2, 9), 26).of(text), "Rindfleischetikettierung");
        assert_eq!(whole(text, Span::new(2, 9), text.len()).of(text), "Rindfleischetikettierung,");
    }
}
