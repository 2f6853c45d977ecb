//! The words for the talks themselves: "candid, substantive and constructive" before *talks*, or said of them.
//!
//! Takes a text, gives the stretches. Read off the surface, so that a readout whose talks no verb tells of ("a frank,
//! in-depth exchange of views") gives them too.

use verbale_span::Span;

/// What has a tone, by its first letters.
const TALKS: &[&str] = &[
    "talk",
    "meeting",
    "exchange",
    "conversation",
    "discussion",
    "communication",
    "dialogue",
    "negotiation",
    "consultation",
    "atmosphere",
    "manner",
    "spirit",
    "call",
];

/// Words for a tone; others ("bilateral talks") tell what the talks were, not how.
const TONES: &[&str] = &[
    "acrimonious",
    "amicable",
    "blunt",
    "businesslike",
    "business-like",
    "candid",
    "comprehensive",
    "constructive",
    "contentious",
    "cordial",
    "courteous",
    "detailed",
    "difficult",
    "direct",
    "extensive",
    "fierce",
    "forthright",
    "frank",
    "friendly",
    "fruitful",
    "good",
    "heated",
    "honest",
    "hostile",
    "in-depth",
    "intense",
    "lively",
    "meaningful",
    "open",
    "positive",
    "pragmatic",
    "productive",
    "professional",
    "respectful",
    "robust",
    "serious",
    "sincere",
    "stormy",
    "strained",
    "substantive",
    "successful",
    "tense",
    "thorough",
    "timely",
    "tough",
    "unproductive",
    "useful",
    "warm",
];

/// Words that may stand between a tone and what it is said of.
const BETWEEN: usize = 3;
/// Words from the talks to what is said of them ("the talks between the two sides were").
const PREDICATE: usize = 12;

/// Where the words for talks stand, in order.
pub fn words_for_talks(text: &str) -> Vec<Span> {
    let words = words(text);
    let mut out: Vec<Span> = Vec::new();
    let mut n = 0;
    while n < words.len() {
        let Some(end) = run(text, &words, n) else {
            n += 1;
            continue;
        };
        if before_talks(text, &words, end) || said_of_talks(text, &words, n) {
            out.push(Span::new(words[n].0, words[end - 1].1));
        }
        n = end;
    }
    out
}

/// Words with their bytes; an inner hyphen joins.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<usize> = None;
    for (i, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (open.is_some() && matches!(c, '-' | '\'' | '’'));
        match (inside, open) {
            (true, None) => open = Some(i),
            (false, Some(start)) => {
                out.push((start, i));
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|start| (start, text.len())));
    out
}

fn is_tone(word: &str) -> bool {
    let word = word.to_lowercase();
    let plain = word.strip_suffix("ly").unwrap_or(&word);
    TONES.contains(&word.as_str()) || TONES.contains(&plain)
}

fn is_talks(word: &str) -> bool {
    let word = word.to_lowercase();
    let plain = word.strip_suffix('s').unwrap_or(&word);
    TALKS.contains(&plain)
}

/// The end of a run of tones that begins at `n`: one after the other, with commas or "and" between.
fn run(text: &str, words: &[(usize, usize)], n: usize) -> Option<usize> {
    let word = |i: usize| &text[words[i].0..words[i].1];
    if !is_tone(word(n)) {
        return None;
    }
    let mut end = n + 1;
    loop {
        let mut next = end;
        while next < words.len() && next < end + 2 && matches!(word(next), "and" | "but" | "yet" | "very") {
            next += 1;
        }
        let goes_on =
            next < words.len() && is_tone(word(next)) && is_close(&text[words[end - 1].1..words[next].0]);
        if !goes_on {
            return Some(end);
        }
        end = next + 1;
    }
}

/// Whether no sentence ends between.
fn is_close(gap: &str) -> bool {
    !gap.contains(['.', ';', ':', '\n', '!', '?', '”', '"'])
}

fn before_talks(text: &str, words: &[(usize, usize)], end: usize) -> bool {
    for &(from, to) in words.iter().skip(end).take(BETWEEN) {
        if !is_close(&text[words[end - 1].1..from]) || text[words[end - 1].1..from].contains(',') {
            return false;
        }
        let word = &text[from..to];
        // "good use of the call", "open to talks": what stands between must be a word of the same phrase.
        if matches!(word, "of" | "to" | "for" | "the" | "a" | "in" | "on" | "with" | "that" | "as" | "and") {
            return false;
        }
        if is_talks(word) {
            return true;
        }
    }
    false
}

/// "The talks between the two sides were …", "called the meeting …", "described the talks as …".
fn said_of_talks(text: &str, words: &[(usize, usize)], n: usize) -> bool {
    let word = |i: usize| &text[words[i].0..words[i].1];
    let first = n.saturating_sub(PREDICATE);
    let back = (first..n).rev().find(|&i| !is_close(&text[words[i].1..words[n].0]));
    let first = back.map_or(first, |i| i + 1);
    let Some(talks) = (first..n).rev().find(|&i| is_talks(word(i))) else { return false };
    let between: Vec<&str> = (talks + 1..n).map(word).collect();
    let links = ["was", "were", "is", "are", "been", "as", "being"];
    let degrees = ["very", "quite", "highly", "extremely", "both", "rather", "also", "more"];
    let last = between.iter().rposition(|w| !degrees.contains(w));
    match last {
        Some(i) => links.contains(&between[i]),
        // "called the talks frank": the verb stands before.
        None => (first..talks).rev().take(3).any(|i| {
            matches!(
                word(i),
                "called" | "calls" | "labelled" | "labeled" | "termed" | "considered" | "hailed"
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::words_for_talks;

    fn found(text: &str) -> Vec<&str> {
        words_for_talks(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn words_before_talks_and_said_of_them() {
        assert_eq!(
            found("They had a candid, substantive, and constructive discussion on many issues."),
            ["candid, substantive, and constructive"]
        );
        assert_eq!(found("The two sides held frank, in-depth exchanges of views."), ["frank, in-depth"]);
        assert_eq!(
            found("The talks between the ministers were frank and very useful."),
            ["frank and very useful"]
        );
        assert_eq!(found("He described the meeting as “businesslike”."), ["businesslike"]);
        assert_eq!(found("A candid conversation for two hours."), ["candid"]);
        assert_eq!(found("Both called the talks fruitful."), ["fruitful"]);
    }

    #[test]
    fn what_is_not_said_of_the_talks_is_left_out() {
        assert_eq!(found("A constructive role in the region. The meeting was long."), Vec::<&str>::new());
        assert_eq!(found("They are open to talks and want good relations."), Vec::<&str>::new());
        assert_eq!(found("In bilateral talks they sought practical cooperation."), Vec::<&str>::new());
    }
}
