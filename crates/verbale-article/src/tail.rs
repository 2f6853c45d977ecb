//! The tail of a page, after the report's last paragraph: biographies, credits, walls, forms, lists of other articles.

use std::sync::LazyLock;

use regex::Regex;

use crate::byline;
use crate::paragraph::{Fate, Paragraph};
use crate::shape::looks_like_name;

/// Marks the tail of `paragraphs` as removed. `authors` are the names in the byline.
pub(crate) fn read(paragraphs: &mut [Paragraph], authors: &[String]) {
    after_the_end(paragraphs);
    biographies(paragraphs, authors);
    list_of_titles(paragraphs);
}

/// Once a wall, a form or a copyright line stands after the last long prose, what follows it is not the report.
fn after_the_end(paragraphs: &mut [Paragraph]) {
    let Some(mark) = end_mark(paragraphs) else { return };
    let reason = match paragraphs.get(mark).map(|p| p.fate.clone()) {
        Some(Fate::Out(reason)) => reason,
        _ => return,
    };
    for p in paragraphs.iter_mut().skip(mark + 1).filter(|p| p.is_body()) {
        let bio = p.shape.words > 12 && is_biography(&p.text);
        // Swept up with the wall or form above it, it keeps that reason, so that a reader sees why.
        p.take_out(if bio { "biography" } else { reason });
        p.ends = true;
    }
}

/// The first line that ends the article and has no long prose after it but biographies.
fn end_mark(paragraphs: &[Paragraph]) -> Option<usize> {
    let resumes = |p: &Paragraph| {
        p.is_body() && p.shape.is_long_prose() && !is_biography(&p.text) && !is_pitch(&p.text)
    };
    let from = paragraphs.iter().rposition(resumes)?;
    let mark = paragraphs.iter().enumerate().skip(from + 1).find(|(_, p)| p.ends && p.fate != Fate::Body)?.0;
    // Well-formed short sentences between prose and mark are the report's last words; after the mark they are not.
    Some(mark)
}

/// Running text that speaks to the reader about the outlet.
fn is_pitch(text: &str) -> bool {
    static YOU: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\b(?:your?|our|us)\b").expect("pattern"));
    static SELL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:subscri|newsletter|journalism|reader|member|sign up|donat|support us|unlimited|app\b|inbox|cookies|privacy|comment)").expect("pattern")
    });
    YOU.is_match(text) && SELL.is_match(text) && !text.contains(['“', '"'])
}

static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:(?:is|was|are|has been|serves as|works as)\b[^.]{0,120}\b(?:correspondent|reporter|journalist|columnist|contributor|contributing (?:editor|writer)|staff writer|freelance|bureau chief|news editor|editor(?:-| )(?:at|in)(?:-| )\w+|(?:\w+ ){0,3}editor|producer|broadcaster|blogger|commentator|(?:senior |research |visiting |nonresident |distinguished |associate )*fellow|author of|co-author|host of|professor|lecturer|historian|syndicated|executive director|analyst|writer)s?\b",
        r"|(?:covers|reports on|reports for|reports from|writes about|writes for|writes a|writes on|edits|oversees|leads coverage)\b)",
    ))
    .expect("pattern")
});

/// Signs that the sentence is about the writer, not about someone in the news.
static WRITER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:\bfollow (?:him|her|them|\p{L}+) |@\w{3,}|twitter|e-?mail(?:ed)?:? |\.com\b|\bbased in\b[^.]{0,40}(?:,|\.|$)|\bcorrespondent\b|\breporter\b|\bcolumnist\b|\bcontributor\b|staff writer|freelance|bureau chief|",
        r"author of|co-author|\bbook\b|\bbooks\b|joined (?:the )?\p{Lu}\w+ in|(?:he|she) (?:holds|won|has won|is the author|covers|has (?:covered|reported|written)|previously|was previously|joined)|fellowship|award|degree|school of journalism|covers|writes (?:about|for|a)|syndicated|the views|his own|her own|opinions)",
    ))
    .expect("pattern")
});

/// Whether a paragraph is the biography of a writer.
fn is_biography(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = ["Editor's note: ", "Editor’s note: ", "About the author: ", "About the author "]
        .iter()
        .fold(text, |t, p| t.strip_prefix(p).unwrap_or(t));
    if text.split_whitespace().count() > 150 || text.starts_with(['“', '"']) {
        return false;
    }
    begins_with_name(text) && ROLE.is_match(first_sentence(text)) && WRITER.is_match(text)
        || begins_with_pronoun(text) && WRITER.find_iter(text).take(3).count() >= 2
}

/// Up to the first full stop that does not close an initial or an abbreviation.
fn first_sentence(text: &str) -> &str {
    let long = |at: usize| {
        let word = text.get(..at).and_then(|t| t.rsplit(' ').next()).unwrap_or("");
        word.len() >= 4 && !word.contains('.')
    };
    let end = text.match_indices(". ").map(|(at, _)| at).find(|&at| long(at)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

fn begins_with_pronoun(text: &str) -> bool {
    ["He ", "She ", "They ", "His ", "Her "].iter().any(|p| text.starts_with(p))
}

/// "Ana Lopez is", "Ana Lopez, a former envoy, is", "Ana Lopez and Juan Roe are", "Senior Editor Ana Lopez".
fn begins_with_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').take(6).collect();
    let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    let run = words
        .iter()
        .take_while(|w| capital(w) || ["van", "de", "bin", "al", "von", "der"].contains(*w))
        .count();
    let name =
        words.iter().take(run).map(|w| w.trim_end_matches([',', '.', ':'])).collect::<Vec<_>>().join(" ");
    (2..=6).contains(&run)
        && !text.starts_with("The ")
        && (looks_like_name(&name)
            || run >= 3
            || looks_like_name(&name.split(' ').take(2).collect::<Vec<_>>().join(" ")))
}

/// Biographies that close the article, with the lone name above them.
fn biographies(paragraphs: &mut [Paragraph], authors: &[String]) {
    let mut at = paragraphs.len();
    let mut found = None;
    while at > 0 {
        at -= 1;
        let Some(p) = paragraphs.get(at) else { break };
        if !p.is_body() {
            continue;
        }
        let earlier: Vec<&str> = paragraphs
            .iter()
            .take(at)
            .filter(|q| q.is_body() && q.shape.words >= 5)
            .map(|q| q.text.as_str())
            .collect();
        let bio = earlier.len() >= 2
            && p.shape.words >= 5
            && is_biography(&p.text)
            && !is_actor(&p.text, &earlier, authors);
        let name_above = found.is_some() && p.shape.words <= 8 && byline::bare_names(&p.text).is_some();
        if !bio && !name_above {
            break;
        }
        found = Some(at);
        if let Some(p) = paragraphs.get_mut(at) {
            p.take_out("biography");
        }
    }
}

/// The report itself speaks of this person: then the last paragraph is about the news.
fn is_actor(bio: &str, earlier: &[&str], authors: &[String]) -> bool {
    let name: Vec<&str> =
        bio.split([' ', ',']).filter(|w| w.chars().next().is_some_and(char::is_uppercase)).take(3).collect();
    if authors
        .iter()
        .any(|a| name.iter().filter(|w| a.split(' ').any(|x| x.eq_ignore_ascii_case(w))).count() >= 2)
    {
        return false;
    }
    let surname = name.get(1).copied().unwrap_or("");
    surname.len() >= 3 && earlier.iter().any(|text| text.contains(surname))
}

/// Three or more short lines in a row, none of them a sentence, at the very end: titles of other articles.
fn list_of_titles(paragraphs: &mut [Paragraph]) {
    // Rows of a table or list belong to the report.
    let row = |t: &str| {
        t.starts_with(|c: char| !c.is_alphanumeric() && !"\"“‘'".contains(c))
            || t.ends_with(|c: char| c.is_numeric())
    };
    let titles = |p: &Paragraph| !p.is_body() || !p.shape.closed && p.shape.words <= 18 && !row(&p.text);
    let Some(last) = paragraphs.iter().rposition(|p| !titles(p)) else { return };
    let after = paragraphs.get_mut(last + 1..).unwrap_or_default();
    if after.iter().filter(|p| p.is_body() && p.shape.words >= 3).count() >= 3 {
        for p in after.iter_mut().filter(|p| p.is_body()) {
            p.take_out("related link");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn biographies_of_writers() {
        for text in [
            "Ana Lopez is a senior foreign policy correspondent based in Quito. She covers the ministry.",
            "Juan Roe, a former envoy, is a senior fellow at the Quito Institute and author of “No Way Back.”",
            "— Eva Mills is a syndicated columnist.",
            "Ana Lopez covers diplomacy for the Norland Weekly. Follow her @analopez",
        ] {
            assert!(is_biography(text), "{text}");
        }
        for text in [
            "Ana Lopez is the foreign minister of Norland.",
            "The president is the author of the plan, reporters were told.",
            "Juan Roe said the reporter had been held since June.",
        ] {
            assert!(!is_biography(text), "{text}");
        }
    }
}
