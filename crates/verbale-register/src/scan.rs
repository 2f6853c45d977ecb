//! Finds written phrases in running text, in one pass.
//!
//! Phrases are kept by their first word: at each word of the text the few that begin with it are compared, and of those
//! that hold the longest is taken. That scans about as fast as an Aho-Corasick automaton over the same phrases and is
//! made in a fiftieth of the time, which a command that reads one article would otherwise spend waiting.
//!
//! What case a phrase asks for follows from how it is written:
//! - small letters only (`foreign ministry`): any case;
//! - capitals (`South Korea`, `NATO`): every word written with a capital must have one, so `NATO`, `Nato` and
//!   `SOUTH KOREA` hold and `south korea` does not;
//! - up to three capitals (`WHO`), or a leading `=`: exactly as written.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use verbale_span::Span;

use crate::fold::without_accents;

/// A phrase as written, the case it asks for, and what it may mean.
type Phrase<T> = (String, Case, Vec<T>);

/// Phrases, each with what it may mean.
pub(crate) struct Phrases<T> {
    /// First word in small letters to the phrases that begin with it, longest first.
    by_word: HashMap<Vec<u8>, Vec<Phrase<T>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Any,
    Capitals,
    Exact,
}

/// Gathers phrases.
pub(crate) struct Builder<T> {
    phrases: BTreeMap<(String, Case), Vec<T>>,
}

impl<T: Copy + Ord> Builder<T> {
    pub(crate) fn new() -> Self {
        Self { phrases: BTreeMap::new() }
    }

    /// Adds a phrase as the tables write it, with its plain-letter and curly-apostrophe spellings.
    pub(crate) fn add(&mut self, phrase: &str, means: T) {
        let (text, case) = match phrase.strip_prefix('=') {
            Some(text) => (text, Case::Exact),
            None => (phrase, case_of(phrase)),
        };
        let mut spellings = vec![text.to_owned()];
        if case != Case::Exact {
            spellings.extend(without_accents(text));
        }
        let curly: Vec<_> =
            spellings.iter().filter(|s| s.contains('\'')).map(|s| s.replace('\'', "’")).collect();
        spellings.extend(curly);
        for spelling in spellings.into_iter().filter(|s| !s.is_empty()) {
            let means_all = self.phrases.entry((spelling, case)).or_default();
            if !means_all.contains(&means) {
                means_all.push(means);
            }
        }
    }

    /// Puts them in order.
    pub(crate) fn build(self) -> Phrases<T> {
        let mut by_word: HashMap<Vec<u8>, Vec<Phrase<T>>> = HashMap::new();
        for ((text, case), mut means) in self.phrases {
            means.sort_unstable();
            let word = first_word(&text).as_bytes().to_ascii_lowercase();
            by_word.entry(word).or_default().push((text, case, means));
        }
        for phrases in by_word.values_mut() {
            phrases.sort_by(|a, b| (b.0.len(), &a.0, a.1).cmp(&(a.0.len(), &b.0, b.1)));
        }
        Phrases { by_word }
    }
}

fn case_of(phrase: &str) -> Case {
    let letters = || phrase.chars().filter(|c| c.is_alphabetic());
    if !letters().any(char::is_uppercase) {
        Case::Any
    } else if letters().all(char::is_uppercase) && phrase.chars().count() <= 3 {
        Case::Exact
    } else {
        Case::Capitals
    }
}

impl<T: Copy + Ord> Phrases<T> {
    /// All phrases in `text` that do not overlap, leftmost longest first, each with everything it may mean.
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, Vec<T>)> {
        let bytes = spaced(text);
        let mut out = Vec::new();
        let (mut key, mut start) = (Vec::new(), 0);
        while let Some(rest) = text.get(start..).filter(|r| !r.is_empty()) {
            let word = first_word(rest);
            if word.is_empty() {
                start += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            key.clear();
            key.extend(word.bytes().map(|b| b.to_ascii_lowercase()));
            match self.by_word.get(&key).and_then(|phrases| longest(phrases, text, &bytes, start)) {
                Some((end, means)) => {
                    out.push((Span::new(start, end), means));
                    start = end;
                }
                None => start += word.len(),
            }
        }
        out
    }
}

/// The longest of `phrases` (given longest first) that stands at `start`: its end and what it may mean.
fn longest<T: Copy + Ord>(
    phrases: &[Phrase<T>],
    text: &str,
    bytes: &[u8],
    start: usize,
) -> Option<(usize, Vec<T>)> {
    let mut found: Option<(usize, Vec<T>)> = None;
    for (phrase, case, means) in phrases {
        let end = start + phrase.len();
        match &mut found {
            Some((longer, _)) if end < *longer => break,
            _ if !holds(phrase, *case, text, bytes, start) => {}
            // The same words, once as written and once in any case.
            Some((_, all)) => all.extend(means),
            None => found = Some((end, means.clone())),
        }
    }
    found.map(|(end, mut means)| {
        means.sort_unstable();
        means.dedup();
        (end, means)
    })
}

fn holds(phrase: &str, case: Case, text: &str, bytes: &[u8], start: usize) -> bool {
    let end = start + phrase.len();
    let (Some(found), Some(after)) = (bytes.get(start..end), text.get(end..)) else { return false };
    let next = after.chars().next();
    found.eq_ignore_ascii_case(phrase.as_bytes())
        && !(next.is_some_and(inside_word) && phrase.ends_with(inside_word) || next == Some('$'))
        && match case {
            Case::Any => true,
            Case::Exact => found == phrase.as_bytes(),
            Case::Capitals => has_capitals(phrase.as_bytes(), found),
        }
}

/// The word `text` begins with; empty where it begins with none.
fn first_word(text: &str) -> &str {
    text.split(|c| !inside_word(c)).next().unwrap_or("")
}

fn inside_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '@'
}

fn has_capitals(phrase: &[u8], found: &[u8]) -> bool {
    phrase.iter().zip(found).enumerate().all(|(i, (p, f))| {
        let opens = i == 0 || !phrase[i - 1].is_ascii_alphanumeric() && phrase[i - 1].is_ascii();
        !(opens && p.is_ascii_uppercase()) || f.is_ascii_uppercase()
    })
}

/// Line breaks and tabs as spaces, byte for byte: names run over the end of a line.
fn spaced(text: &str) -> Cow<'_, [u8]> {
    let is_break = |b: &u8| matches!(b, b'\n' | b'\r' | b'\t');
    if !text.as_bytes().iter().any(is_break) {
        return Cow::Borrowed(text.as_bytes());
    }
    Cow::Owned(text.bytes().map(|b| if is_break(&b) { b' ' } else { b }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut builder = Builder::new();
        for (n, p) in phrases.iter().enumerate() {
            builder.add(p, n);
        }
        builder.build().find(text).iter().map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn case_is_asked_for_as_the_phrase_is_written() {
        assert_eq!(found(&["WHO"], "who told the WHO"), ["WHO"]);
        assert_eq!(found(&["NATO"], "Nato and NATO, not nato"), ["Nato", "NATO"]);
        assert_eq!(found(&["foreign ministry"], "Foreign Ministry"), ["Foreign Ministry"]);
        assert_eq!(found(&["=Malé"], "Male voters in Malé"), ["Malé"]);
        assert_eq!(found(&["=US"], "US$5, US-led, us"), ["US"]);
    }

    #[test]
    fn a_long_phrase_that_fails_does_not_hide_a_short_one() {
        assert_eq!(found(&["South", "South Korea"], "South Korean"), ["South"]);
    }

    #[test]
    fn accents_apostrophes_and_line_ends_do_not_matter() {
        assert_eq!(found(&["Élysée"], "Elysee, Élysée"), ["Elysee", "Élysée"]);
        assert_eq!(found(&["Quai d'Orsay"], "Quai d’Orsay"), ["Quai d’Orsay"]);
        assert_eq!(found(&["South Korea"], "South\nKorea"), ["South\nKorea"]);
    }
}
