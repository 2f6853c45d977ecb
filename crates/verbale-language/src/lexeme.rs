//! What the network and the rules know of a word form: numbers of its norm, prefix, suffix and shape.

use crate::chars::{Class, Classes, is_space};
use crate::hash::string_hash;
use crate::model::{ModelError, Reader};
use std::collections::HashMap;

/// Numbers strings as the model saw them in training.
pub(crate) struct Strings {
    /// Names that have a number of their own, not a hash.
    symbols: HashMap<Box<str>, u64>,
    /// Norm of a form, by the form's number, where it is not the lower case.
    norms: HashMap<u64, u64>,
}

/// The features of a word form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Features {
    /// Numbers of norm, prefix, suffix and shape.
    pub(crate) ids: [u64; 4],
    pub(crate) lower: Box<str>,
    pub(crate) is_space: bool,
}

impl Strings {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut listed = Vec::new();
        for _ in 0..r.count()? {
            listed.push((r.u64()?, r.text()?));
        }
        let mut strings = Strings { symbols: HashMap::new(), norms: HashMap::new() };
        for _ in 0..r.count()? {
            let name = r.text()?;
            strings.symbols.insert(name.into(), r.u32()?.into());
        }
        strings.norms = listed.into_iter().map(|(form, norm)| (form, strings.number(norm))).collect();
        Ok(strings)
    }

    fn number(&self, s: &str) -> u64 {
        self.symbols.get(s).copied().unwrap_or_else(|| string_hash(s.as_bytes()))
    }

    /// The features of `form`; `norm` is what an exception says its norm is.
    pub(crate) fn features(&self, classes: &Classes, form: &str, norm: Option<&str>) -> Features {
        let lower = form.to_lowercase().into_boxed_str();
        let listed = || self.norms.get(&self.number(form)).copied();
        let norm = norm.map(|n| self.number(n)).or_else(listed).unwrap_or_else(|| self.number(&lower));
        let prefix = form.chars().next().map_or(0, char::len_utf8);
        let suffix = form.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        let ids = [
            norm,
            self.number(&form[..prefix]),
            self.number(&form[suffix..]),
            self.number(&shape(classes, form)),
        ];
        Features { ids, lower, is_space: form.chars().all(is_space) }
    }
}

/// `Moscow-based 2024` has the shape `Xxxxx-xxxx dddd`: runs are cut at four.
fn shape(classes: &Classes, form: &str) -> String {
    if form.chars().nth(99).is_some() {
        return "LONG".to_string();
    }
    let mut shape = String::new();
    let (mut last, mut run) = (None, 0);
    for c in form.chars() {
        let mark = if classes.is(Class::Alpha, c) {
            if classes.is(Class::Upper, c) { 'X' } else { 'x' }
        } else if classes.is(Class::Digit, c) {
            'd'
        } else {
            c
        };
        run = if last == Some(mark) { run + 1 } else { 0 };
        last = Some(mark);
        if run < 4 {
            shape.push(mark);
        }
    }
    shape
}
