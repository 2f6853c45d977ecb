//! What a text speaks of, sentence by sentence, whether or not somebody is told to have said it.
//!
//! Takes a text; gives each issue its sentences. A side's own readout that "elaborated on its position on Taiwan" is not
//! silent on Taiwan, though it quotes nobody.

use std::collections::BTreeMap;
use verbale_register::Register;
use verbale_span::Span;

/// Sentences of `text` that name an issue, by issue.
pub fn issue_mentions(text: &str, register: &Register) -> BTreeMap<&'static str, Vec<Span>> {
    let mut out: BTreeMap<&'static str, Vec<Span>> = BTreeMap::new();
    let sentences = sentences(text);
    for (at, issue) in register.issues_in(text) {
        let n = sentences.partition_point(|s| s.end <= at.start);
        let Some(&sentence) = sentences.get(n).filter(|s| s.contains(at)) else { continue };
        let known = out.entry(issue).or_default();
        if known.last() != Some(&sentence) {
            known.push(sentence);
        }
    }
    out
}

/// Words that end in a full stop and end no sentence.
const SHORT: &[&str] =
    &["Adm", "Col", "Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Ms", "No", "Rep", "Sen", "St", "vs"];

/// The sentences of a text, as its marks and capitals tell.
fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut put = |from: usize, to: usize| {
        let words = text[from..to].trim();
        if !words.is_empty() {
            let from = from + text[from..to].find(words).unwrap_or(0);
            out.push(Span::new(from, from + words.len()));
        }
    };
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '.' => is_stop(&text[start..i], &text[end..]),
            '!' | '?' | '。' => true,
            _ => false,
        };
        if ends {
            let closing = text[end..].chars().take_while(|c| matches!(c, '"' | '”' | '’' | ')'));
            let end = end + closing.map(char::len_utf8).sum::<usize>();
            if start < end {
                put(start, end);
                start = end;
            }
        }
    }
    put(start, text.len());
    out
}

/// Whether a full stop between the two ends a sentence.
fn is_stop(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let short = word.chars().count() == 1 || word.contains('.') || SHORT.contains(&word);
    let mut rest = after.trim_start_matches(['"', '”', '’', ')']).chars();
    let apart = rest.next().is_none_or(char::is_whitespace);
    let capital = rest.find(|c| !c.is_whitespace()).is_none_or(|c| !c.is_lowercase());
    apart && capital && !short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_readout_dwells_on_is_no_silence() {
        let text =
            "The U.S. side spoke of trade. Qin set out China's solemn position on the Taiwan question.";
        let found = issue_mentions(text, Register::embedded());
        assert_eq!(
            found["taiwan"][0].of(text),
            "Qin set out China's solemn position on the Taiwan question."
        );
        assert_eq!(found["trade"][0].of(text), "The U.S. side spoke of trade.");
        assert!(!found.contains_key("nuclear-arms"));
    }

    #[test]
    fn a_sentence_ends_with_its_stop_and_not_with_a_title() {
        let text = "Mr. Li met Gen. A. Roe of the U.S. Army.\nHe said: “No deal.” It rained";
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["Mr. Li met Gen. A. Roe of the U.S. Army.", "He said: “No deal.”", "It rained"]);
    }
}
