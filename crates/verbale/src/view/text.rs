//! Lines for a terminal: cleaning, wrapping, emphasis.

use anstyle::{AnsiColor, Style};

/// Text without control characters, which a hostile article could use to rewrite the screen, and without
/// bidirectional overrides. Line breaks become spaces.
pub(super) fn clean(s: &str) -> String {
    s.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// At most `limit` characters, cut between words.
pub(super) fn shorten(s: &str, limit: usize) -> String {
    let Some((end, _)) = s.char_indices().nth(limit) else { return s.to_string() };
    let cut = s[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &s[..cut])
}

/// Wraps to the terminal (at most 110 columns), every line indented by `by`.
pub(super) fn indent(s: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    textwrap::fill(s, wrapping().initial_indent(&pad).subsequent_indent(&pad)) + "\n"
}

/// A first line that starts with a column of its own; what does not fit goes under the text.
pub(super) fn with_label(label: &str, columns: usize, s: &str) -> String {
    let first = format!("{label:<columns$} ");
    let pad = " ".repeat(columns + 1);
    textwrap::fill(s, wrapping().initial_indent(&first).subsequent_indent(&pad)) + "\n"
}

/// Breaks at spaces only: a file's name or an id must survive being copied.
fn wrapping<'a>() -> textwrap::Options<'a> {
    textwrap::Options::new(width())
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// The terminal's width, as far as it can be read in lines.
pub(super) fn columns() -> usize {
    width()
}

fn width() -> usize {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok();
    let width = terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)).or_else(asked);
    width.unwrap_or(100).clamp(40, 110)
}

fn styled(style: Style, s: &str) -> String {
    format!("{style}{s}{style:#}")
}

pub(super) fn bold(s: &str) -> String {
    styled(Style::new().bold(), s)
}

pub(super) fn dim(s: &str) -> String {
    styled(Style::new().dimmed(), s)
}

pub(super) fn underline(s: &str) -> String {
    styled(Style::new().underline(), s)
}

pub(super) fn warn(s: &str) -> String {
    styled(AnsiColor::Yellow.on_default(), s)
}

/// The words in quotation marks; none are added around what is quoted in the source already.
pub(super) fn quoted(s: &str) -> String {
    let s = s.trim();
    let inner = s.strip_prefix(['“', '"']).and_then(|r| r.strip_suffix(['”', '"']));
    match inner {
        Some(inner) if !inner.contains(['“', '”', '"']) => s.to_string(),
        _ => format!("“{s}”"),
    }
}

/// A heading with a rule under it.
pub(super) fn heading(s: &str) -> String {
    format!("{}\n", bold(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_cannot_send_escape_codes_to_the_terminal() {
        let hostile = "a\u{1b}[2Jb\u{202e}c\rd";
        assert_eq!(clean(hostile), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d");
    }

    #[test]
    fn a_quote_is_not_quoted_twice() {
        assert_eq!(quoted("“Talk.”"), "“Talk.”");
        assert_eq!(quoted("“Yes,” and “no”"), "““Yes,” and “no””");
        assert_eq!(quoted("he left"), "“he left”");
    }

    #[test]
    fn shortening_cuts_between_words_and_says_so() {
        assert_eq!(shorten("one two three", 9), "one two …");
        assert_eq!(shorten("été", 3), "été");
    }
}
