//! Lemmas: base forms stay, exceptions come first, then suffix rules whose result is a known word.

use crate::chars::{Class, Classes};
use crate::labels::Pos;
use crate::model::{ModelError, Reader};
use crate::ruler::Form;
use std::borrow::Cow;
use std::collections::HashMap;

struct Table {
    rules: Vec<(Box<str>, Box<str>)>,
    exceptions: HashMap<Box<str>, Vec<Box<str>>>,
    index: Index,
}

/// Known words, sorted, in one string.
struct Index {
    text: String,
    ends: Vec<u32>,
}

impl Index {
    fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let words = r.texts()?;
        if !words.is_sorted() {
            return Err(r.shape("words in order"));
        }
        let mut index = Index { text: String::new(), ends: Vec::with_capacity(words.len()) };
        for word in words {
            index.text.push_str(word);
            index.ends.push(index.text.len() as u32);
        }
        Ok(index)
    }

    fn word(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.text[start as usize..self.ends[i] as usize]
    }

    fn contains(&self, word: &str) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}

/// The lemmatizer of one model.
pub(crate) struct Lemmatizer {
    tables: Vec<(Pos, Table)>,
}

impl Lemmatizer {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut tables = Vec::new();
        for _ in 0..r.count()? {
            let pos: Pos = r.text()?.to_uppercase().parse()?;
            let mut rules = Vec::new();
            for _ in 0..r.count()? {
                rules.push((r.text()?.into(), r.text()?.into()));
            }
            let mut exceptions = HashMap::new();
            for _ in 0..r.count()? {
                let form = r.text()?.into();
                exceptions.insert(form, r.texts()?.into_iter().map(Into::into).collect());
            }
            tables.push((pos, Table { rules, exceptions, index: Index::read(r)? }));
        }
        Ok(Self { tables })
    }

    /// The lemma of `form`, whose lower case is `lower`.
    pub(crate) fn lemma<'a>(
        &self,
        classes: &Classes,
        form: &'a str,
        lower: &'a str,
        pos: Pos,
        morphology: Form,
    ) -> Cow<'a, str> {
        if pos == Pos::Space || is_base(pos, morphology) {
            return lower.into();
        }
        match self.tables.iter().find(|(p, _)| *p == pos) {
            Some((_, table)) => table.lemma(classes, form, lower),
            None if pos == Pos::Propn => form.into(),
            None => lower.into(),
        }
    }
}

/// Whether a form needs no analysis.
fn is_base(pos: Pos, m: Form) -> bool {
    (pos == Pos::Noun && m.singular())
        || (pos == Pos::Verb && m.bare_present())
        || m.infinitive()
        || m.positive()
}

impl Table {
    fn lemma<'a>(&self, classes: &Classes, form: &'a str, lower: &str) -> Cow<'a, str> {
        // Only the first result counts: the last exception given, else the last rule that makes a known word, else
        // the first that makes something other than letters, else the first that makes an unknown word.
        let mut known: Vec<String> = Vec::new();
        let mut odd = None;
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let made = format!("{stem}{new}");
            if made.is_empty() {
                continue;
            }
            if self.index.contains(&made) {
                known.push(made);
            } else if !made.chars().all(|c| classes.is(Class::Alpha, c)) {
                odd.get_or_insert(made);
            } else {
                unknown.get_or_insert(made);
            }
        }
        let exceptions = self.exceptions.get(lower).map_or(&[][..], Vec::as_slice);
        let made = |e: &str| known.iter().any(|k| k == e) || odd.as_deref() == Some(e);
        let exception = exceptions.iter().rev().find(|e| !made(e)).map(|e| e.to_string());
        exception.or_else(|| known.pop()).or(odd).or(unknown).map_or(form.into(), Cow::Owned)
    }
}
