//! Words put in the place of others, judged from one text alone.
//!
//! For every word: how much likelier its neighbours make the words it may stand for than the word itself ("alien" before
//! "ministry", where all the world writes "foreign"). Text and synonyms are taken for a noisy channel (Shannon 1948; Kernighan,
//! Church and Gale 1990, for misspelt words): the logarithm of the odds that the word came through it, averaged. A rare
//! subject moves the word and what it may stand for alike, and cancels out.

use super::phrases::{Phrases, Word, table};
use std::collections::{BTreeMap, BTreeSet};
use verbale_span::Span;

/// Share of words exchanged that the odds are about.
const SHARE: f32 = 0.3;

/// No single word speaks louder than this.
const LOUDEST: f32 = 200.0;

/// From these odds on a word is shown as a reason.
const SHOWN: f32 = 4.0;

/// Kinds of words a text has at least: fewer tell nothing.
const LEAST: usize = 60;

/// Words looked at in one text: enough for a report, a bound for a book.
const WORDS: usize = 4000;

/// Words that hold sentences together: nobody exchanges them.
const STOP: &[&str] = &[
    "about", "after", "all", "also", "and", "are", "been", "being", "but", "can", "could", "did", "does",
    "done", "for", "from", "had", "has", "have", "having", "her", "him", "his", "how", "into", "its", "just",
    "may", "might", "more", "not", "one", "only", "other", "our", "out", "over", "said", "some", "than",
    "that", "the", "their", "them", "then", "there", "they", "this", "was", "were", "what", "when", "which",
    "who", "will", "with", "would", "you", "your",
];

/// What a text's words tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Exchanged {
    /// Above zero the likelier, the more words were exchanged.
    pub(crate) score: f32,
    /// Where words stand that others fit far better, the clearest first; each word once.
    pub(crate) signs: Vec<Sign>,
}

impl Exchanged {
    /// How likely the text is a spun one. The slope is fitted on texts the table has not seen and on spins of them by a
    /// dictionary used nowhere else; where one half lies is set by how many genuine texts may be flagged (`phrases.md`).
    pub(crate) fn confidence(&self) -> f64 {
        1.0 / (1.0 + (2.757 - 9.19 * f64::from(self.score)).exp())
    }
}

/// A word with its neighbours, and the word one would expect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sign {
    pub(crate) span: Span,
    pub(crate) expected: &'static str,
    odds: f32,
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    known: Option<Word>,
}

/// Judges a text; `None` where it is too short to tell.
pub(crate) fn judge(text: &str) -> Option<Exchanged> {
    let table = table();
    let (mut kinds, mut all): (BTreeMap<String, Vec<f32>>, Vec<f32>) = Default::default();
    let mut signs: BTreeMap<String, Sign> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for run in runs(text, table) {
        for n in 0..run.len() {
            if tells(run[n].text) {
                told.insert(run[n].text);
            }
            let Some(weighed) = weigh(&run, n, table) else { continue };
            let value = (1.0 - SHARE + SHARE * weighed.odds.min(LOUDEST)).ln();
            let word = run[n].text.to_lowercase();
            if let Some(expected) = weighed.expected.filter(|_| weighed.odds >= SHOWN) {
                let sign = Sign { span: span(&run, n), expected: table.text(expected), odds: weighed.odds };
                let best = signs.entry(word.clone()).or_insert_with(|| sign.clone());
                if best.odds < sign.odds {
                    *best = sign;
                }
            }
            kinds.entry(word).or_default().push(value);
            all.push(value);
        }
        if all.len() >= WORDS {
            break;
        }
    }
    if told.len() < LEAST || kinds.is_empty() {
        return None;
    }
    // A word said again and again is one choice, but one seen often is surer: both ways of counting, less what chance explains.
    let each: Vec<f32> = kinds.values().map(|v| mean(v)).collect();
    let score = mean(&all) + mean(&each) - 2.0 * standard_error(&each);
    let mut signs: Vec<Sign> = signs.into_values().collect();
    signs.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.span.start.cmp(&b.span.start)));
    Some(Exchanged { score, signs })
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

fn standard_error(values: &[f32]) -> f32 {
    let mean = mean(values);
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / values.len().max(1) as f32;
    (variance / values.len().max(1) as f32).sqrt()
}

/// The odds that a word stands for another, and the likeliest other.
struct Weighed {
    odds: f32,
    expected: Option<Word>,
}

/// Names and words that hold sentences together tell nothing.
fn tells(word: &str) -> bool {
    word.len() >= 3 && is_lower(word) && !is_stop(word)
}

/// `None` for a word that tells nothing, or of which it is not known what it may stand for.
fn weigh(run: &[Token<'_>], n: usize, table: &Phrases) -> Option<Weighed> {
    let token = run[n];
    if !tells(token.text) {
        return None;
    }
    let left = n.checked_sub(1).and_then(|n| run[n].known);
    let right = run.get(n + 1).and_then(|t| t.known);
    let chance = |word: Word| {
        let after = left.map_or_else(|| table.share(word), |l| table.chance(l, word));
        after * right.map_or(1.0, |r| table.chance(word, r))
    };
    let mut weighed = Weighed { odds: 0.0, expected: None };
    let word = token.known?;
    let (here, mut best) = (chance(word).max(f32::MIN_POSITIVE), 0.0);
    for (other, exchanged) in table.behind(word) {
        let odds = exchanged * chance(other) / here;
        weighed.odds += odds;
        if odds > best {
            (best, weighed.expected) = (odds, Some(other));
        }
    }
    weighed.expected.is_some().then_some(weighed)
}

/// The word with its neighbours.
fn span(run: &[Token<'_>], n: usize) -> Span {
    let (first, last) = (run[n.saturating_sub(1)], run[(n + 1).min(run.len() - 1)]);
    Span::new(first.start, last.start + last.text.len())
}

fn is_lower(word: &str) -> bool {
    word.chars().all(|c| !c.is_uppercase())
}

fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Words with nothing but space or hyphen between them; a number is the word "0".
fn runs<'t>(text: &'t str, table: &Phrases) -> Vec<Vec<Token<'t>>> {
    let mut out: Vec<Vec<Token<'t>>> = vec![Vec::new()];
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_ascii_alphabetic() {
            let word = &rest[..word_length(rest)];
            let known = table.word(&word.to_lowercase().replace('’', "'"));
            push(&mut out, Token { text: word, start: at, known });
            at += word.len();
        } else if c.is_ascii_digit() {
            let length =
                rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
            push(&mut out, Token { text: &rest[..length], start: at, known: table.word("0") });
            at += length;
        } else {
            if (!c.is_whitespace() && c != '-') || c == '\n' {
                out.push(Vec::new());
            }
            at += c.len_utf8();
        }
    }
    out.retain(|run| !run.is_empty());
    out
}

fn push<'t>(runs: &mut [Vec<Token<'t>>], token: Token<'t>) {
    if let Some(run) = runs.last_mut() {
        run.push(token);
    }
}

/// Letters, and an ending after an apostrophe ("China's").
fn word_length(rest: &str) -> usize {
    let letters = |s: &str, of: fn(&char) -> bool| s.chars().take_while(of).count();
    let stem = letters(rest, char::is_ascii_alphabetic);
    let after = &rest[stem..];
    let mark = after.chars().next().filter(|c| matches!(c, '\'' | '’')).map_or(0, char::len_utf8);
    let ending = if mark > 0 { letters(&after[mark..], char::is_ascii_lowercase) } else { 0 };
    if ending > 0 { stem + mark + ending } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: &str = "The foreign minister said on Tuesday that the United States and its allies would impose new sanctions \
        on the country if it did not stop its nuclear program. Speaking to reporters after a meeting of the Security Council, \
        he said the government had failed to answer questions about human rights and the release of political prisoners. \
        The prime minister is expected to meet European leaders next week to discuss the war, the price of oil and the peace \
        talks. Officials said the two sides had agreed on a cease-fire, but troops were still moving toward the border, and a \
        senior official warned that the conflict could spread across the region. The president told members of parliament that \
        he would not sign the trade deal unless the military withdrew its forces. Thousands of people have been killed since the \
        fighting began last year, and hundreds of thousands have fled to neighboring countries, according to aid groups.";

    const SPUN: &str = "The alien cleric said on Tuesday that the Unified States and its friends would inflict novel penalties \
        on the nation if it did not halt its atomic programme. Talking to journalists after a gathering of the Safety Committee, \
        he said the administration had flunked to reply inquiries about mortal privileges and the discharge of governmental captives. \
        The prime cleric is anticipated to encounter continental chiefs following week to debate the combat, the cost of petroleum and the \
        tranquility discussions. Functionaries said the two flanks had consented on an armistice, but soldiery were yet shifting toward the frontier, and \
        an elderly functionary cautioned that the strife could disperse across the district. The chairman informed associates of assembly that \
        he would not autograph the commerce bargain unless the soldierly retracted its powers. Thousands of individuals have been slain since the \
        battling commenced final annum, and hundreds of thousands have absconded to bordering lands, according to assistance bunches.";

    #[test]
    fn exchanged_words_are_told_from_plain_ones_and_named() {
        let (plain, spun) = (judge(PLAIN).unwrap(), judge(SPUN).unwrap());
        assert!(plain.confidence() < 0.1, "{}", plain.confidence());
        assert!(spun.confidence() > 0.9, "{}", spun.confidence());
        let named = |here: &str, there: &str| {
            spun.signs.iter().any(|s| s.span.of(SPUN).contains(here) && s.expected == there)
        };
        let pairs = [("atomic", "nuclear"), ("anticipated", "expected"), ("slain", "killed")];
        assert!(pairs.iter().all(|(here, there)| named(here, there)), "{:?}", spun.signs);
    }

    #[test]
    fn one_odd_word_is_no_spun_text_and_a_few_words_are_too_few_to_tell() {
        let one = PLAIN.replacen("human rights", "mortal rights", 1);
        assert!(judge(&one).unwrap().confidence() < 0.1);
        assert_eq!(judge("The alien cleric met the Unified States."), None);
    }

    #[test]
    fn the_words_nobody_exchanges_can_be_searched() {
        assert!(STOP.windows(2).all(|w| w[0] < w[1]));
    }

    proptest! {
        #[test]
        fn any_text_is_judged_and_signs_lie_in_it(text in "(\\PC{0,12}[ \n’'-]){0,400}") {
            if let Some(found) = judge(&text) {
                prop_assert!(found.score.is_finite());
                prop_assert!(found.signs.iter().all(|s| !s.span.of(&text).is_empty()));
            }
        }
    }
}
