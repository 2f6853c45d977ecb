//! Text ranges and offsets.
//!
//! Inside Verbale every position is a byte offset into UTF-8 text. Outside, JSON and browsers count code points
//! or UTF-16 units. This crate is the only place that converts between them.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes in some text, `start <= end`. Offsets are `u32`: one text is below 4 GiB.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        Self { start, end: (end as u32).max(start) }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` this span names; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `by` bytes.
    pub fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Self {
        Span::new(r.start, r.end)
    }
}

/// Converts byte offsets of one text to code points and UTF-16 units and back, in logarithmic time.
#[derive(Debug, Clone)]
pub struct OffsetIndex {
    /// For every `STEP`-th code point: byte offset and UTF-16 offset at which it starts.
    marks: Vec<(u32, u32)>,
    bytes: u32,
    ascii: bool,
}

const STEP: usize = 64;

impl OffsetIndex {
    /// Indexes `text`. The index must only be used with that same text.
    pub fn new(text: &str) -> Self {
        let ascii = text.is_ascii();
        let mut marks = Vec::new();
        if !ascii {
            let mut utf16 = 0u32;
            for (n, (byte, c)) in text.char_indices().enumerate() {
                if n % STEP == 0 {
                    marks.push((byte as u32, utf16));
                }
                utf16 += c.len_utf16() as u32;
            }
        }
        Self { marks, bytes: text.len() as u32, ascii }
    }

    /// Code points before byte `byte` of `text`. A byte inside a character counts as that character's start.
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        self.count(text, byte).0
    }

    /// UTF-16 units before byte `byte` of `text`.
    pub fn utf16(&self, text: &str, byte: usize) -> usize {
        self.count(text, byte).1
    }

    /// The byte at which code point `n` of `text` starts; the text's length where there is no such code point.
    pub fn byte(&self, text: &str, n: usize) -> usize {
        if self.ascii {
            return n.min(self.bytes as usize);
        }
        let Some(&(start, _)) = self.marks.get(n / STEP) else { return self.bytes as usize };
        let rest = text.get(start as usize..).unwrap_or("");
        rest.char_indices().nth(n % STEP).map_or(self.bytes as usize, |(i, _)| start as usize + i)
    }

    fn count(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.bytes as usize);
        if self.ascii {
            return (byte, byte);
        }
        let mark = self.marks.partition_point(|&(b, _)| b as usize <= byte).saturating_sub(1);
        let Some(&(start, utf16)) = self.marks.get(mark) else { return (0, 0) };
        let (mut points, mut units) = (mark * STEP, utf16 as usize);
        for (i, c) in text.get(start as usize..).unwrap_or("").char_indices() {
            if start as usize + i + c.len_utf8() > byte {
                break;
            }
            points += 1;
            units += c.len_utf16();
        }
        (points, units)
    }
}
