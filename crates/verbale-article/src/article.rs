//! The article: one report as published, cleaned, with everything the page itself says about it.
//!
//! Nothing here is resolved: a date is what the source states, and where it states it.

use serde::{Deserialize, Serialize};
use verbale_span::Span;

/// One of the texts of an article that evidence may point into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// The clean text.
    Body,
    /// The headline.
    Headline,
    /// The caption with this number.
    Caption(u32),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Body => f.write_str("body"),
            Part::Headline => f.write_str("headline"),
            Part::Caption(n) => write!(f, "caption:{n}"),
        }
    }
}

/// A report as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Hash of the source's name and bytes, 16 hexadecimal digits.
    pub id: String,
    /// The path or address it was read from; for a line of a JSON Lines file `FILE#ID` (or `FILE#line`).
    pub source: String,
    /// Its address on the web, where stated.
    pub url: Option<String>,
    /// The outlet that published it, where stated or plain from the page's own words.
    pub outlet: Option<String>,
    /// The wire agency credited.
    pub agency: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// ISO 639-1 code of the body's language, where it could be told.
    pub language: Option<String>,
    /// The dateline that opens the body ("BEIJING (Reuters) – ").
    pub dateline: Option<Dateline>,
    /// Every date the source states for its own publication, best first.
    pub stated_dates: Vec<StatedDate>,
    /// Clean text: paragraphs separated by one line feed each, no blank lines.
    pub body: String,
    /// Captions, each one line.
    pub captions: Vec<String>,
    /// What cleaning took out, in order.
    pub removed: Vec<Removed>,
    /// What is wrong with the page as received: `Truncated`, `Paywalled`.
    pub flags: Vec<Flag>,
}

impl Article {
    /// A body of which nothing else is known.
    pub fn of_text(body: impl Into<String>) -> Self {
        Self {
            id: String::new(),
            source: String::new(),
            url: None,
            outlet: None,
            agency: None,
            headline: None,
            authors: Vec::new(),
            language: None,
            dateline: None,
            stated_dates: Vec::new(),
            body: body.into(),
            captions: Vec::new(),
            removed: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// The text of a part; empty where there is none.
    pub fn text(&self, part: Part) -> &str {
        match part {
            Part::Body => &self.body,
            Part::Headline => self.headline.as_deref().unwrap_or(""),
            Part::Caption(n) => self.captions.get(n as usize).map_or("", String::as_str),
        }
    }

    /// Headline, body and captions, in that order, those that are not empty.
    pub fn parts(&self) -> Vec<Part> {
        let captions = (0..self.captions.len() as u32).map(Part::Caption);
        let all = [Part::Headline, Part::Body].into_iter().chain(captions);
        all.filter(|&p| !self.text(p).is_empty()).collect()
    }
}

/// "BEIJING (Reuters) – ", "WASHINGTON, June 18 -".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The whole dateline in the body, without the dash that closes it.
    pub span: Span,
    /// The places, as written.
    pub places: Vec<String>,
    /// The date, as written ("June 18"), where there is one.
    pub date: Option<String>,
}

/// A date the source states for its own publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// ISO 8601: `2021-07-26`, or `2021-07`, or `2021`.
    pub date: String,
    /// Where it was stated.
    pub origin: DateOrigin,
    /// The words or the value that state it.
    pub quote: String,
}

/// Where a publication date was stated, most reliable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrigin {
    /// The `date` field of a JSON Lines record.
    Field,
    /// JSON-LD `datePublished`.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// A line of its own near the headline ("Published July 26, 2021").
    Text,
    /// The dateline, when it gives a full date.
    Dateline,
    /// The path of its address.
    Url,
}

/// A stretch that cleaning took out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Why, in a word or two: `paywall`, `navigation`, `related link`, `newsletter`, `biography`, `comments`, …
    pub reason: String,
    /// What was removed.
    pub text: String,
}

/// A property of the page as received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Which.
    pub flag: FlagKind,
    /// What shows it.
    pub detail: String,
}

/// Kinds of [`Flag`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// Machine-paraphrased or back-translated.
    Garbled,
    /// The text breaks off.
    Truncated,
    /// The page shows a part to non-subscribers.
    Paywalled,
    /// The same text as another article.
    Copy,
}
