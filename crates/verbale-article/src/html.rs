//! A page to its text and what it states about itself. The main text is found by `trafilatura` (Barbaresi 2021, in its
//! Rust port); its guesses at dates are not used.

use crate::clean::Stated;
use crate::{meta, tags};

/// The main text of a page as raw lines, and its metadata.
pub(crate) fn read(html: &str) -> (String, Stated) {
    let stated = meta::read(html);
    let text = main_text(html).filter(|t| !t.trim().is_empty()).unwrap_or_else(|| tags::to_lines(html));
    (text, stated)
}

/// Without the `html` feature no main text is looked for.
#[cfg(not(feature = "html"))]
fn main_text(_html: &str) -> Option<String> {
    None
}

/// `None` where the page is no tree that can be built in bounded time, or has no main text.
#[cfg(feature = "html")]
fn main_text(html: &str) -> Option<String> {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

    if !tags::is_buildable(html) {
        return None;
    }
    let mut options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true);
    options.html_date_mode = HtmlDateMode::Disabled;
    // A page must never stop a build, whatever it does to someone else's parser.
    let result = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options))).ok()?.ok()?;
    let lines = tags::to_lines(&result.content_html);
    Some(if lines.trim().is_empty() { result.content_text } else { lines })
}

/// Whether text is a page or a fragment of one.
pub(crate) fn is_html(text: &str) -> bool {
    let mut end = text.len().min(2048);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("").trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if !head.starts_with('<') {
        return false;
    }
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<section",
        "<main",
        "<meta",
        "<title",
        "<figure",
        "<header",
        "<span",
    ]
    .iter()
    .any(|t| head.starts_with(t))
        || (head.starts_with("<?xml") || head.starts_with("<!--")) && head.contains("<html")
}
