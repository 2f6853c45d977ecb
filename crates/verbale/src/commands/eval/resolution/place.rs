//! Where a mention of the raw text stands in the clean article, and whom the mention found there denotes.

use verbale_article::{Article, Part};
use verbale_record::mentions::{ResolvedMention, Whom};
use verbale_span::Span;

/// Characters around the mention that tell its occurrences apart.
const AROUND: usize = 60;

/// The occurrence of the words in the clean texts whose surroundings agree most with those in the raw text.
pub(super) fn find(article: &Article, raw: &str, start: usize, end: usize) -> Option<(Part, Span)> {
    let from = raw.char_indices().nth(start)?.0;
    let to = raw.char_indices().nth(end).map_or(raw.len(), |(n, _)| n);
    let (before, words, after) = (raw.get(..from)?, raw.get(from..to)?, raw.get(to..)?);
    let mut best: Option<(usize, Part, Span)> = None;
    for part in article.parts() {
        let text = article.text(part);
        for (at, _) in text.match_indices(words) {
            let score = shared(before.chars().rev(), text[..at].chars().rev())
                + shared(after.chars(), text[at + words.len()..].chars());
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                best = Some((score, part, Span::new(at, at + words.len())));
            }
        }
    }
    best.map(|(_, part, span)| (part, span))
}

/// How many characters agree, white space aside.
fn shared(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    let solid = |c: &char| !c.is_whitespace();
    a.filter(solid).zip(b.filter(solid)).take(AROUND).take_while(|(x, y)| x == y).count()
}

/// Whom the words denote: by the mention that covers them best and ends with them, or, of several names in a row
/// ("McCain and Graham"), by all of those inside.
pub(super) fn denoted(mentions: &[ResolvedMention], part: Part, span: Span, words: &str) -> Vec<Whom> {
    let touching =
        mentions.iter().filter(|m| m.part == part && m.span.start < span.end && span.start < m.span.end);
    if words.contains(" and ") || words.contains(" or ") || words.contains('-') {
        let inside = touching.clone().filter(|m| span.start <= m.span.start && m.span.end <= span.end);
        let mut all: Vec<Whom> = inside.flat_map(|m| m.who.iter().cloned()).collect();
        all.sort();
        all.dedup();
        if all.len() > 1 {
            return all;
        }
    }
    // The head of a phrase is its last word, before what "of" adds.
    let head = span.start + words.find(" of ").unwrap_or(words.len()) as u32;
    let best = touching.filter(|m| m.span.start < head && head <= m.span.end).max_by_key(|m| {
        let shared = m.span.end.min(span.end) - m.span.start.max(span.start);
        let both = m.span.end.max(span.end) - m.span.start.min(span.start);
        u64::from(shared) * 1000 / u64::from(both.max(1))
    });
    best.map(|m| m.who.clone()).unwrap_or_default()
}
