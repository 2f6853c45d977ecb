//! The words of a text and the state of each: what one pass of the encoder leaves.

use std::ops::Range;
use verbale_language::States;
use verbale_span::Span;

/// Words in the order of the text, their states by window.
#[derive(Debug, Default)]
pub(super) struct Words {
    spans: Vec<Span>,
    windows: Vec<States>,
    /// The first word of each window.
    starts: Vec<usize>,
}

impl Words {
    /// Adds the words of the next window, a row of the states for each.
    pub(super) fn add(&mut self, spans: impl IntoIterator<Item = Span>, states: States) {
        self.starts.push(self.spans.len());
        self.spans.extend(spans);
        self.windows.push(states);
    }

    /// The states of the words that these spans touch, in the order of the spans.
    pub(super) fn rows(&self, spans: &[Span]) -> impl Iterator<Item = &[f32]> {
        spans.iter().flat_map(|&span| self.touched(span)).map(|word| self.row(word))
    }

    fn touched(&self, span: Span) -> Range<usize> {
        let start = self.spans.partition_point(|word| word.end <= span.start);
        let end = self.spans.partition_point(|word| word.start < span.end);
        start..end.max(start)
    }

    fn row(&self, word: usize) -> &[f32] {
        let window = self.starts.partition_point(|&start| start <= word) - 1;
        self.windows[window].row(word - self.starts[window])
    }
}
