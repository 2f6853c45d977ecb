//! Noise inside a paragraph of prose: widgets before it, pitches after it, templates and link lists within it.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Removed;
use crate::cues;
use crate::paragraph::Paragraph;

/// Widgets that scraping glues to the front of a paragraph.
static FRONT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:Story highlights\s|LISTEN TO ARTICLE \d+:\d+(?: SHARE THIS ARTICLE)?(?: (?:Share|Tweet|Post|Email|Copy link))*\s*|SHARE THIS ARTICLE(?: (?:Share|Tweet|Post|Email))*\s*",
        r"|(?:Advertisement|ADVERTISEMENT)(?: Continue reading the main story)?\s+|Continue reading the main story\s+|Skip to content\s+|Story Continued Below\s+|Play Video\s+|Media caption\s+)+",
    ))
    .expect("pattern")
});

/// Trims `p` from within. Nothing is added, and words that stay are not changed.
pub(crate) fn trim(p: &mut Paragraph) {
    if let Some(m) = FRONT.find(&p.text)
        && m.end() < p.text.len()
    {
        let range = m.range();
        p.cut_range(range, "navigation");
    }
    cut_link_lists(p);
    cut_placeholders(p);
    cut_last_sentences(p);
}

fn cut_placeholders(p: &mut Paragraph) {
    if !p.shape.is_prose() {
        return;
    }
    let mut rest = String::with_capacity(p.text.len());
    let mut at = 0;
    for range in cues::placeholders(&p.text) {
        rest.push_str(p.text.get(at..range.start).unwrap_or(""));
        at = range.end;
        let text = p.text.get(range).unwrap_or("").to_owned();
        p.cut.push(Removed { reason: "placeholder".to_owned(), text });
    }
    if at > 0 {
        rest.push_str(p.text.get(at..).unwrap_or(""));
        p.text = crate::text::single_spaced(&rest);
        p.shape = crate::shape::measure(&p.text);
    }
}

/// The last sentences of a long paragraph, as long as each is a pitch.
fn cut_last_sentences(p: &mut Paragraph) {
    for _ in 0..4 {
        let Some(at) = last_sentence(&p.text) else { return };
        let Some(reason) = p.text.get(at..).and_then(cues::read_last_sentence) else { return };
        let kept = p.text.get(..at).unwrap_or("").trim_end();
        let shape = crate::shape::measure(kept);
        // A line that is a pitch throughout is taken out whole, by its own cue.
        if shape.words < 6 || !shape.closed || cues::read(kept, shape).is_some() {
            return;
        }
        let end = p.text.len();
        p.cut_range(at..end, reason);
    }
}

/// Where the last sentence of `text` starts; `None` where it is the only one.
fn last_sentence(text: &str) -> Option<usize> {
    let mut best = None;
    let mut chars = text.char_indices().peekable();
    let mut closed = false;
    while let Some((i, c)) = chars.next() {
        match c {
            '.' | '!' | '?' => closed = true,
            '"' | '”' | '’' | '\'' | ')' | ']' if closed => {}
            ' ' if closed => {
                let next = chars.peek().map(|(_, n)| *n)?;
                if next.is_uppercase() || "\"“‘'(".contains(next) {
                    best = Some(i + 1);
                }
                closed = false;
            }
            _ => closed = false,
        }
    }
    best
}

/// "President Roe Juan Carlos RoeCourt to hear case Ten things to know MOREsaid": a name's drop-down of links, which
/// repeats the surname just written, runs on without a space, and ends in "MORE".
fn cut_link_lists(p: &mut Paragraph) {
    for _ in 0..24 {
        let Some(range) = link_list(&p.text) else { return };
        p.cut_range(range, "related link");
    }
}

fn link_list(text: &str) -> Option<std::ops::Range<usize>> {
    const REACH: usize = 600;
    let mut previous = 0;
    for (end, mark) in text.match_indices("MORE") {
        let mut floor = end.saturating_sub(REACH).max(previous);
        while !text.is_char_boundary(floor) {
            floor += 1;
        }
        previous = end + mark.len();
        let before = text.get(..end).and_then(|t| t.chars().next_back());
        if !before.is_some_and(|c| c == ' ' || c.is_lowercase()) {
            continue;
        }
        let words: Vec<(usize, &str)> = spans(text.get(floor..end)?);
        for (n, (_, word)) in words.iter().enumerate() {
            // With no links in the list, the surname runs into "MORE" itself.
            let closes = n + 1 == words.len() && !word.is_empty();
            let Some(glue) = glued(word).or(closes.then_some(word.len())) else { continue };
            let surname = word.get(..glue)?;
            // The same surname stands up to six words before, closing the name in the sentence.
            let first = (n.saturating_sub(6)..n)
                .rev()
                .find(|&k| words.get(k).is_some_and(|(_, w)| bare(w) == bare(surname)));
            if let Some((start, w)) = first.and_then(|k| words.get(k)) {
                return Some(floor + start + w.len()..previous);
            }
        }
    }
    None
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Where a capital follows a small letter inside a word: "RoeCourt" at 3.
fn glued(word: &str) -> Option<usize> {
    let mut small = false;
    for (i, c) in word.char_indices() {
        if small && i >= 2 && (c.is_uppercase() || c.is_numeric() || "'‘\"“".contains(c)) {
            return Some(i);
        }
        small = c.is_lowercase();
    }
    None
}

fn spans(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split(' ')
        .map(|w| {
            let start = at;
            at += w.len() + 1;
            (start, w)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(text: &str) -> (String, Vec<String>) {
        let mut p = Paragraph::new(text.to_owned());
        trim(&mut p);
        let cut = p.cut.iter().chain(&p.cut_after).map(|r| format!("{}: {}", r.reason, r.text)).collect();
        (p.text, cut)
    }

    #[test]
    fn pitch_after_prose() {
        let (text, cut) = trimmed(
            "The envoy said on Monday that the talks in Quito would go on until a treaty is signed. Sign up here for our daily newsletter.",
        );
        assert!(text.ends_with("is signed."));
        assert_eq!(cut, ["newsletter: Sign up here for our daily newsletter."]);
    }

    #[test]
    fn link_list_after_a_name() {
        let (text, cut) = trimmed(
            "Critics of President Roe Juan Carlos RoeCourt to hear land case Ten things to know this week MORE said the treaty was weak and should not be signed.",
        );
        assert_eq!(text, "Critics of President Roe said the treaty was weak and should not be signed.");
        assert_eq!(cut.len(), 1);
        let two = "The adviser Larry Mills Lawrence (Larry) MillsMORE on Sunday contradicted President Roe Juan RoeCourt to hear case MORE over trade.";
        assert_eq!(
            trimmed(two).0,
            "The adviser Larry Mills on Sunday contradicted President Roe over trade."
        );
    }

    #[test]
    fn prose_keeps_its_last_sentence() {
        let prose = "The envoy said on Monday that the talks in Quito would go on until a treaty is signed. Norland will sign up to the treaty.";
        assert_eq!(trimmed(prose).0, prose);
        let more = "He asked for MORE money, and McKinley agreed with the terms of the treaty that Quito had offered him. He left.";
        assert_eq!(trimmed(more).0, more);
    }
}
