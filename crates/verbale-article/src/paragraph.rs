//! A paragraph on its way through cleaning, and what becomes of it.

use crate::article::Removed;
use crate::shape::{Shape, measure};

/// What becomes of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Part of the report.
    Body,
    /// The headline; kept in its own field.
    Headline,
    /// A caption; kept apart.
    Caption,
    /// Not part of the report, for this reason.
    Out(&'static str),
}

#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) shape: Shape,
    pub(crate) fate: Fate,
    /// The cue that removed it says that the article is over.
    pub(crate) ends: bool,
    /// What was cut from its start or its inside.
    pub(crate) cut: Vec<Removed>,
    /// What was cut from its end.
    pub(crate) cut_after: Vec<Removed>,
}

impl Paragraph {
    pub(crate) fn new(text: String) -> Self {
        let shape = measure(&text);
        Self { text, shape, fate: Fate::Body, ends: false, cut: Vec::new(), cut_after: Vec::new() }
    }

    pub(crate) fn is_body(&self) -> bool {
        self.fate == Fate::Body
    }

    /// Kept running text.
    pub(crate) fn is_prose(&self) -> bool {
        self.is_body() && self.shape.is_prose()
    }

    pub(crate) fn take_out(&mut self, reason: &'static str) {
        self.fate = Fate::Out(reason);
    }

    /// Cuts a byte range out of the text; the text around it stays.
    pub(crate) fn cut_range(&mut self, range: std::ops::Range<usize>, reason: &str) {
        let (Some(before), Some(gone), Some(after)) =
            (self.text.get(..range.start), self.text.get(range.clone()), self.text.get(range.end..))
        else {
            return;
        };
        let removed = Removed { reason: reason.to_owned(), text: gone.trim().to_owned() };
        let rest = format!("{}{}", before, after);
        if after.trim().is_empty() {
            // Cuts at the end are made from the last backwards.
            self.cut_after.insert(0, removed);
        } else {
            self.cut.push(removed);
        }
        self.text = crate::text::single_spaced(&rest);
        self.shape = measure(&self.text);
    }
}
