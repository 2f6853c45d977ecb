//! Raw text to paragraphs: characters made plain, hard-wrapped lines rejoined. Words are never changed.

use std::borrow::Cow;

/// One paragraph as received, with what tells a heading from a line of prose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// A blank line stood before it.
    pub(crate) gap: bool,
}

/// Splits `raw` into paragraphs.
pub(crate) fn paragraphs(raw: &str) -> Vec<Line> {
    let plain = plain_characters(raw);
    let mut lines = Vec::new();
    let mut gap = true;
    for raw_line in plain.split('\n') {
        let text = single_spaced(raw_line);
        if text.is_empty() {
            gap = true;
            continue;
        }
        lines.push(Line { text, gap });
        gap = false;
    }
    rejoin(lines)
}

/// Collapses every run of white space to one space and trims both ends.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Entities decoded, line ends made `\n`, invisible characters dropped, odd spaces made spaces.
fn plain_characters(raw: &str) -> String {
    let mut text = Cow::Borrowed(raw);
    // Text scraped twice carries `&amp;quot;`.
    for _ in 0..2 {
        if has_entity(&text) {
            text = Cow::Owned(htmlize::unescape(text.as_ref()).into_owned());
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}' => {}
            '\u{fffc}' | '\u{fffd}' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(i, _)| {
        let name = text.get(i + 1..).unwrap_or_default().as_bytes();
        let end = name.iter().take(12).position(|&b| b == b';');
        end.is_some_and(|e| e > 1 && name.iter().take(e).all(|b| b.is_ascii_alphanumeric() || *b == b'#'))
    })
}

/// Whether a line ends the way a finished sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', ';']) && !bare.is_empty()
}

/// Longest line a hard-wrapped text has: editors wrap at 60 to 100.
const WRAP: usize = 100;

fn rejoin(lines: Vec<Line>) -> Vec<Line> {
    let wrapped = is_hard_wrapped(&lines);
    let longest = lines.iter().map(|l| l.text.len()).max().unwrap_or(0);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last_len = 0;
    for line in lines {
        let len = line.text.len();
        let joins = !line.gap
            && out.last().is_some_and(|prev| {
                breaks_sentence(&prev.text, &line.text, last_len)
                    || (wrapped && last_len * 10 >= longest * 7 && !starts_item(&line.text) && last_len > 30)
            });
        last_len = len;
        match out.last_mut() {
            Some(prev) if joins => {
                prev.text.push(' ');
                prev.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
    }
    out
}

/// Most lines are filled to about the same width and many break off inside a sentence.
fn is_hard_wrapped(lines: &[Line]) -> bool {
    let longest = lines.iter().map(|l| l.text.len()).max().unwrap_or(0);
    if !(40..=WRAP + 20).contains(&longest) || lines.len() < 4 {
        return false;
    }
    let followed = lines.windows(2).filter(|w| w.get(1).is_some_and(|next| !next.gap));
    let (mut inner, mut full, mut open) = (0, 0, 0);
    for line in followed.filter_map(|w| w.first()) {
        inner += 1;
        full += usize::from(line.text.len() * 10 >= longest * 7);
        open += usize::from(!ends_sentence(&line.text));
    }
    inner >= 3 && full * 10 >= inner * 6 && open * 2 >= inner
}

/// The line break before `next` falls inside a sentence: it goes on in lower case.
fn breaks_sentence(prev: &str, next: &str, last_len: usize) -> bool {
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    goes_on && last_len >= 25 && !ends_sentence(prev) && !next.contains("://")
}

fn starts_item(text: &str) -> bool {
    text.starts_with(['•', '*', '-', '–', '—', '·', '▪', '●'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        paragraphs(raw).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let raw = "The two ministers met in the capital on Tuesday and agreed to keep\n\
                   their lines open, a spokesman for the Foreign Ministry of Norland\n\
                   said after the talks. No date was given for the next round, which\n\
                   Southmark would host.\n\nA second round is expected.\n";
        let got = texts(raw);
        assert_eq!(got.len(), 2, "{got:#?}");
        assert!(got[0].ends_with("which Southmark would host."));
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let got = texts(
            "Norland recalled its envoy on Monday.\nSouthmark called the step regrettable.\nTalks go on.",
        );
        assert_eq!(got.len(), 3);
    }

    #[test]
    fn entities_and_odd_spaces_are_made_plain() {
        assert_eq!(texts("R&amp;D\u{a0}talks\u{200b} &ldquo;begin&rdquo;"), ["R&D talks “begin”"]);
        assert_eq!(texts("AT&T and R&D; fine"), ["AT&T and R&D; fine"]);
    }
}
