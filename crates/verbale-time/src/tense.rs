//! A guess at a clause's tense from its words, for callers without a parser.
//!
//! The nearest finite cue to the left within the sentence decides ("said", "will", "is due to"), then the
//! preposition before the expression, then the words to its right. A parser knows better.

use crate::expression::TimeExpression;
use crate::resolve::Tense;

/// How many words are looked at on either side.
const REACH: usize = 12;

/// The tense of the clause around `expression` in `text`.
pub fn tense_near(text: &str, expression: &TimeExpression) -> Tense {
    let (start, end) = (expression.span.start as usize, expression.span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return Tense::Unknown };
    let left = words_back(before);
    let right = words_on(after);
    let word = |n: usize| left.get(n).copied().unwrap_or_default();
    let article = usize::from(matches!(word(0), "the" | "a" | "an"));
    let ahead = word(article) == "before" || (word(article) == "of" && word(article + 1) == "ahead");
    if after.starts_with("'s") || after.starts_with("\u{2019}s") {
        return if ahead { Tense::Possible } else { possessed(&right) };
    }
    if word(0) == "since" {
        return Tense::Past;
    }
    if (0..3).any(|n| matches!(word(n), "due" | "payable" | "expires" | "effective")) && word(1) != "been" {
        return Tense::Future;
    }
    if let Some(tense) = left.iter().enumerate().find_map(|(n, w)| cue(w, word(n + 1), word(n + 2))) {
        return tense;
    }
    if matches!(word(0), "by" | "until" | "till") || left.contains(&"to") && infinitive(&left) {
        return Tense::Possible;
    }
    right
        .iter()
        .enumerate()
        .find_map(|(n, w)| cue(w, n.checked_sub(1).map_or("", |n| right[n]), ""))
        .unwrap_or_default()
}

/// "Monday's meeting" is past unless what follows lies ahead.
fn possessed(right: &[&str]) -> Tense {
    let firm = |w: &&&str| matches!(**w, "will" | "expected" | "scheduled" | "planned" | "upcoming");
    let cues = right.iter().take(6).filter(|w| cue(w, "", "").is_some());
    let ahead = cues.take(1).any(|w| firm(&w));
    if ahead { Tense::Future } else { Tense::Past }
}

/// A "to" before a plain lower-case word: "to meet".
fn infinitive(left: &[&str]) -> bool {
    left.windows(2).any(|pair| {
        pair[1] == "to"
            && pair[0].chars().all(char::is_lowercase)
            && !matches!(
                pair[0],
                "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "that" | "death"
            )
    })
}

/// Words before the expression, nearest first, to the sentence's start.
fn words_back(before: &str) -> Vec<&str> {
    let mut at = before.len().saturating_sub(160);
    while !before.is_char_boundary(at) {
        at += 1;
    }
    let window = before[at..].rsplit("\n\n").next().unwrap_or_default();
    let sentence = sentence_start(window).and_then(|n| window.get(n..)).unwrap_or(window);
    sentence.rsplit(|c: char| !c.is_alphabetic() && c != '\'').filter(|w| !w.is_empty()).take(REACH).collect()
}

/// Where the last sentence of `window` starts: after an end mark that follows a small letter.
fn sentence_start(window: &str) -> Option<usize> {
    let bytes = window.as_bytes();
    (1..bytes.len()).rev().find(|&n| {
        let end = match bytes[n] {
            b'!' | b'?' | b';' => true,
            b'.' => bytes[n - 1].is_ascii_lowercase() || bytes[n - 1] == b'"' || bytes[n - 1] == b'\'',
            _ => false,
        };
        let next = bytes[n + 1..].iter().find(|b| !b.is_ascii_whitespace());
        end && next.is_none_or(|b| !b.is_ascii_lowercase() && !b.is_ascii_digit())
    })
}

fn words_on(after: &str) -> Vec<&str> {
    let mut end = after.len().min(120);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let stop = after[..end].find(['.', '!', '?', ';']).unwrap_or(end);
    after[..stop]
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|w| !w.is_empty())
        .take(REACH)
        .collect()
}

/// What one word says; `before` and `farther` are the two words to its left.
fn cue(word: &str, before: &str, farther: &str) -> Option<Tense> {
    const AHEAD: &[&str] = &[
        "will", "won't", "shall", "they'll", "we'll", "he'll", "she'll", "it'll", "i'll", "upcoming",
        "expects", "plans",
    ];
    const POSSIBLE: &[&str] = &[
        "would",
        "may",
        "might",
        "should",
        "could",
        "must",
        "expect",
        "plan",
        "intends",
        "hopes",
        "aims",
        "postponed",
        "extended",
        "adjourned",
        "ahead",
    ];
    const OPENING: &[&str] = &[
        "begins", "starts", "opens", "arrives", "departs", "convenes", "takes", "sits", "heads", "visits",
        "meets", "hosts", "travels", "leaves", "holds", "begin", "start", "take", "meet",
    ];
    // Ahead as participles, unless what they tell had been so.
    const ARRANGED: &[&str] =
        &["expected", "planned", "scheduled", "slated", "due", "set", "planning", "expecting"];
    const BEHIND: &[&str] = &[
        "said", "was", "were", "had", "did", "has", "have", "been", "held", "met", "went", "came", "took",
        "made", "told", "gave", "began", "became", "left", "won", "lost", "sent", "spoke", "wrote", "found",
        "fell", "rose", "grew", "got", "saw", "kept", "brought", "bought", "sold", "paid", "led", "ran",
        "flew", "drew", "broke", "chose", "struck", "says", "didn't", "wasn't", "shot", "sought", "threw",
        "fled", "stood", "ended", "hit", "ago",
    ];
    let lower = word.to_ascii_lowercase();
    let lower = lower.as_str();
    if ARRANGED.contains(&lower) {
        let over = before == "been" && farther == "had";
        return Some(if over { Tense::Past } else { Tense::Future });
    }
    if AHEAD.contains(&lower) {
        return Some(Tense::Future);
    }
    if POSSIBLE.contains(&lower) {
        return Some(Tense::Possible);
    }
    if OPENING.contains(&lower) && !before.eq_ignore_ascii_case("to") {
        return Some(Tense::Present);
    }
    if lower == "going" && matches!(before, "is" | "are" | "be") {
        return Some(Tense::Future);
    }
    // "will be held": the auxiliary decides.
    if matches!(before, "be" | "being") {
        return None;
    }
    let past_form = lower.len() > 4 && lower.ends_with("ed") && !before.eq_ignore_ascii_case("to");
    if BEHIND.contains(&lower)
        || past_form && !matches!(lower, "united" | "armed" | "indeed" | "hundred" | "based")
    {
        // "May" and "US" aside, capitals are names.
        return word.chars().next().is_some_and(char::is_lowercase).then_some(Tense::Past);
    }
    None
}
