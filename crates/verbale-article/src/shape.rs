//! The shape of a line: how long it is, how it ends, how it is capitalised. No cue words here.

use crate::text::ends_sentence;

/// What is measured once for each line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    pub(crate) words: usize,
    /// Words that begin with a capital letter or a digit.
    pub(crate) capitals: usize,
    /// Ends as a sentence does.
    pub(crate) closed: bool,
}

pub(crate) fn measure(text: &str) -> Shape {
    let (mut words, mut capitals) = (0, 0);
    for word in text.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { continue };
        words += 1;
        capitals += usize::from(first.is_uppercase() || first.is_numeric());
    }
    Shape { words, capitals, closed: ends_sentence(text) }
}

impl Shape {
    /// A paragraph of running text.
    pub(crate) fn is_prose(self) -> bool {
        (self.words >= 12 && self.closed || self.words >= 28) && self.capitals * 10 < self.words * 8
    }

    /// Text long and well formed enough that an article must have gone on.
    pub(crate) fn is_long_prose(self) -> bool {
        self.words >= 25 && self.closed && self.capitals * 2 < self.words
    }
}

/// The words of a text in lower case, without punctuation: equal for two spellings of one headline.
pub(crate) fn skeleton(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        out.extend(c.to_lowercase());
    }
    out
}

/// Words small enough to stand inside a name or a title.
const JOINING: &[&str] = &[
    "and", "of", "the", "for", "de", "la", "van", "von", "der", "al", "bin", "el", "di", "da", "&", "du",
    "dos", "ter", "den", "ben", "ibn", "abu", "le", "du",
];

/// Two to four capitalised words of letters alone: what a person's name looks like.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let tokens: Vec<&str> = text.split(' ').collect();
    (2..=5).contains(&tokens.len())
        && tokens.iter().enumerate().all(|(i, t)| {
            let letters = t.chars().all(|c| c.is_alphabetic() || "'’.-‑".contains(c));
            let capital = t.chars().next().is_some_and(char::is_uppercase);
            letters
                && (capital
                    || i > 0
                        && JOINING.contains(t)
                        && *t != "and"
                        && *t != "of"
                        && *t != "the"
                        && *t != "for")
        })
        && !tokens.iter().any(|t| NOT_IN_NAMES.binary_search(&t.to_lowercase().as_str()).is_ok())
}

/// Words that open or close labels, places and bodies rather than names of people. Sorted.
const NOT_IN_NAMES: &[&str] = &[
    "a",
    "affairs",
    "africa",
    "african",
    "agency",
    "america",
    "american",
    "analysis",
    "arab",
    "army",
    "asia",
    "asian",
    "australia",
    "bank",
    "beijing",
    "brazil",
    "breaking",
    "britain",
    "british",
    "business",
    "canada",
    "central",
    "centre",
    "china",
    "chinese",
    "city",
    "climate",
    "comment",
    "conflict",
    "congress",
    "council",
    "court",
    "crisis",
    "daily",
    "deal",
    "defense",
    "democrats",
    "east",
    "eastern",
    "economy",
    "election",
    "energy",
    "england",
    "europe",
    "european",
    "exclusive",
    "explainer",
    "feature",
    "force",
    "foreign",
    "france",
    "french",
    "gaza",
    "german",
    "germany",
    "global",
    "government",
    "group",
    "gulf",
    "health",
    "hong",
    "house",
    "in",
    "india",
    "indian",
    "international",
    "iran",
    "iraq",
    "islamic",
    "israel",
    "japan",
    "jerusalem",
    "kingdom",
    "kong",
    "korea",
    "korean",
    "latest",
    "latin",
    "live",
    "london",
    "market",
    "markets",
    "media",
    "mexico",
    "middle",
    "military",
    "minister",
    "ministry",
    "moscow",
    "nations",
    "nato",
    "new",
    "news",
    "north",
    "northern",
    "nuclear",
    "office",
    "on",
    "opinion",
    "pacific",
    "pakistan",
    "parliament",
    "party",
    "peace",
    "peninsula",
    "photo",
    "police",
    "policy",
    "politics",
    "post",
    "president",
    "press",
    "question",
    "relations",
    "report",
    "republic",
    "republicans",
    "review",
    "russia",
    "russian",
    "sanctions",
    "saudi",
    "sea",
    "security",
    "senate",
    "south",
    "southeast",
    "southern",
    "special",
    "sports",
    "state",
    "states",
    "story",
    "strait",
    "street",
    "summit",
    "syria",
    "taiwan",
    "talks",
    "tariffs",
    "tech",
    "technology",
    "tensions",
    "the",
    "times",
    "today",
    "top",
    "trade",
    "treaty",
    "turkey",
    "u.k.",
    "u.n.",
    "u.s.",
    "ukraine",
    "union",
    "united",
    "us",
    "video",
    "war",
    "washington",
    "west",
    "western",
    "what",
    "white",
    "who",
    "why",
    "world",
    "zealand",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted() {
        assert!(NOT_IN_NAMES.is_sorted());
    }

    #[test]
    fn names_are_told_from_labels() {
        assert!(looks_like_name("Maria van den Berg"));
        assert!(looks_like_name("J. K. O'Neil"));
        assert!(!looks_like_name("South Korea"));
        assert!(!looks_like_name("Talks resume"));
        assert!(!looks_like_name("World News"));
    }
}
