//! Character classes: what the tokenizer's patterns and Python's string methods say of a character.
//!
//! The classes come as ranges from the model. The first 256 code points, nearly all of news text, are answered from
//! one bit set per character.

use crate::model::{ModelError, Reader};

/// The classes, in the order of the model's section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A letter.
    Alpha,
    /// A digit, superscripts and other scripts included.
    Digit,
    /// An upper-case letter.
    Upper,
    /// Is cut off the front of a word.
    Prefix,
    /// Is cut off the end of a word.
    Suffix,
    /// A full stop after it is cut off the end.
    BeforeLastStop,
    /// A full stop after two of these is cut off the end.
    InitialBeforeLastStop,
    /// Cuts a word by itself.
    Infix,
    BeforeStop,
    AfterStop,
    BeforeComma,
    AfterComma,
    BeforeHyphen,
    AfterHyphen,
    BeforeSign,
    AfterSign,
    /// May stand in the scheme of an address.
    Scheme,
    /// May stand in the last label of a host.
    TopLevel,
}

const CLASSES: usize = 18;
const DIRECT: usize = 256;

/// The class tables of one model.
pub(crate) struct Classes {
    low: [u32; DIRECT],
    ranges: Vec<Vec<(u32, u32)>>,
}

impl Classes {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut ranges = Vec::with_capacity(CLASSES);
        let mut low = [0; DIRECT];
        for class in 0..CLASSES {
            let found = r.ranges()?;
            for (code, bits) in low.iter_mut().enumerate() {
                *bits |= u32::from(holds(&found, code as u32)) << class;
            }
            ranges.push(found);
        }
        Ok(Self { low, ranges })
    }

    /// Whether `c` is in `class`.
    pub(crate) fn is(&self, class: Class, c: char) -> bool {
        match self.low.get(c as usize) {
            Some(bits) => bits >> class as u32 & 1 == 1,
            None => holds(&self.ranges[class as usize], c as u32),
        }
    }
}

/// Whether sorted closed ranges hold a code point.
pub(crate) fn holds(ranges: &[(u32, u32)], code: u32) -> bool {
    let at = ranges.partition_point(|&(_, last)| last < code);
    ranges.get(at).is_some_and(|&(first, _)| first <= code)
}

/// White space as Python's `str.isspace` has it: Rust's and the four ASCII separators.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
