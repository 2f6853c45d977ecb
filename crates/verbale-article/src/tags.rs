//! A linear scanner over HTML tags: no tree, no recursion, so that no page can exhaust it.
//!
//! It serves three ends: metadata (`meta`), telling whether a page is safe to build a tree of, and a plain text of
//! pages that are not.

/// One tag as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// Without the angle brackets: name and attributes.
    inner: &'a str,
    /// Byte offset of `<`.
    pub(crate) start: usize,
    /// Byte offset after `>`.
    pub(crate) end: usize,
}

impl<'a> Tag<'a> {
    /// Whether it is an end tag.
    pub(crate) fn closes(self) -> bool {
        self.inner.starts_with('/')
    }

    /// Its name as written.
    pub(crate) fn name(self) -> &'a str {
        let name = self.inner.trim_start_matches('/');
        let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(name.len());
        name.get(..end).unwrap_or("")
    }

    /// Whether its name is `name`, in any case.
    pub(crate) fn is(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, entities decoded.
    pub(crate) fn attribute(self, wanted: &str) -> Option<String> {
        let mut rest = self.inner.get(self.name().len()..)?;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
                .unwrap_or(rest.len())
                .max(1);
            let end = (end..=rest.len()).find(|&e| rest.is_char_boundary(e))?;
            let name = rest.get(..end)?;
            rest = rest.get(end..)?.trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
                let (v, r) = match quote {
                    Some(q) => {
                        let inner = after.get(1..)?;
                        let close = inner.find(q).unwrap_or(inner.len());
                        (inner.get(..close)?, inner.get(close + 1..).unwrap_or(""))
                    }
                    None => {
                        let close = after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len());
                        (after.get(..close)?, after.get(close..)?)
                    }
                };
                value = v;
                rest = r;
            }
            if name.eq_ignore_ascii_case(wanted) {
                return Some(htmlize::unescape_attribute(value).into_owned());
            }
        }
    }
}

/// The tags of `html`, in order. A comment comes out as a tag called `!--`; what
/// stands inside it, `script` and `style` is not looked at.
pub(crate) struct Tags<'a> {
    html: &'a str,
    at: usize,
}

/// Scans `html`.
pub(crate) fn tags(html: &str) -> Tags<'_> {
    Tags { html, at: 0 }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            let rest = self.html.get(start + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                let close = comment.find("-->").map_or(self.html.len(), |c| start + 4 + c + 3);
                self.at = close;
                return Some(Tag { inner: "!--", start, end: close });
            }
            let first = rest.chars().next()?;
            if !(first.is_ascii_alphabetic() || first == '/' || first == '!' || first == '?') {
                self.at = start + 1;
                continue;
            }
            let end = start + 1 + tag_end(rest);
            let inner = self.html.get(start + 1..end).unwrap_or("");
            let after = (end + 1).min(self.html.len());
            self.at = after;
            let tag = Tag { inner, start, end: after };
            for raw in ["script", "style", "noscript", "template", "textarea"] {
                if tag.is(raw) && !tag.closes() {
                    self.at = end_of_raw(self.html, after, raw);
                }
            }
            return Some(tag);
        }
    }
}

/// The `>` that closes a tag, not one inside a quoted value. A quote that never closes is not one.
fn tag_end(rest: &str) -> usize {
    let plain = rest.find('>').unwrap_or(rest.len());
    let mut quote = None;
    let mut previous = ' ';
    // A tag longer than this is a broken page.
    for (i, c) in rest.char_indices().take(20_000) {
        match quote {
            None if c == '>' => return i,
            None if (c == '"' || c == '\'') && previous == '=' => quote = Some(c),
            Some(q) if c == q => quote = None,
            _ => {}
        }
        if !c.is_ascii_whitespace() {
            previous = c;
        }
    }
    plain
}

fn end_of_raw(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(i) = html.get(at..).and_then(|h| h.find("</")) {
        let name_at = at + i + 2;
        let close = bytes.get(name_at..name_at + name.len());
        if close.is_some_and(|c| c.eq_ignore_ascii_case(name.as_bytes())) {
            return at + i;
        }
        at = name_at;
    }
    // Never closed: a tree builder would swallow the page; the scanner goes on behind the tag.
    from
}

/// The text between `from` and the next end tag called `name`, its own tags dropped. At most 4,000 bytes are read.
pub(crate) fn text_until(html: &str, from: usize, name: &str) -> String {
    let mut limit = (from + 4_000).min(html.len());
    while !html.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = html.get(from..limit).unwrap_or("");
    let mut out = String::new();
    let mut at = 0;
    for tag in tags(window) {
        out.push_str(window.get(at..tag.start).unwrap_or(""));
        if is_block(tag.name()) {
            out.push(' ');
        }
        at = tag.end;
        if tag.closes() && tag.is(name) {
            return crate::text::single_spaced(&htmlize::unescape(out.as_str()));
        }
    }
    String::new()
}

#[cfg(any(test, feature = "html"))]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "!doctype", "!--",
];
/// Elements a parser closes by itself when the next one starts.
#[cfg(any(test, feature = "html"))]
const SELF_CLOSING: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp", "rt",
    "html", "head", "body",
];
#[cfg(any(test, feature = "html"))]
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "graphic",
    "head",
    "item",
    "lb",
    "list",
    "quote",
    "row",
    "cell",
];

/// Whether an element starts a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCK.iter().any(|b| b.eq_ignore_ascii_case(name))
}

#[cfg(any(test, feature = "html"))]
fn one_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Whether building a tree of the page is bounded: browsers stop at a depth of 512, and unclosed formatting elements
/// are copied into every block that follows, so that their product is the size of the tree.
#[cfg(any(test, feature = "html"))]
pub(crate) fn is_buildable(html: &str) -> bool {
    let (mut depth, mut deepest, mut formatting, mut most, mut blocks, mut all) =
        (0i64, 0, 0i64, 0, 0i64, 0i64);
    for tag in tags(html) {
        let name = tag.name();
        all += 1;
        if one_of(name, VOID) {
            continue;
        }
        let step = if tag.closes() { -1 } else { 1 };
        if one_of(name, FORMATTING) {
            formatting = (formatting + step).max(0);
            most = most.max(formatting);
        } else {
            blocks += i64::from(step > 0);
        }
        if !one_of(name, SELF_CLOSING) {
            depth = (depth + step).max(0);
            deepest = deepest.max(depth);
        }
    }
    deepest <= 400 && most * blocks <= 400_000 && all <= 400_000
}

/// Paragraphs of a page or fragment: every block on its own line, the rest of the tags dropped, entities decoded.
pub(crate) fn to_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut at = 0;
    let mut scanner = tags(html);
    while let Some(tag) = scanner.next() {
        out.push_str(html.get(at..tag.start).unwrap_or(""));
        if is_block(tag.name()) {
            out.push('\n');
        }
        // The scanner has stepped over the content of scripts and the like.
        at = scanner.at.max(tag.end);
    }
    out.push_str(html.get(at..).unwrap_or(""));
    htmlize::unescape(out.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes() {
        let tag = tags(r#"<meta content="A &amp; B > C" name='x' data-y=z itemprop>"#).next().unwrap();
        assert_eq!(tag.attribute("content").as_deref(), Some("A & B > C"));
        assert_eq!(tag.attribute("NAME").as_deref(), Some("x"));
        assert_eq!(tag.attribute("data-y").as_deref(), Some("z"));
        assert_eq!(tag.attribute("nope"), None);
    }

    #[test]
    fn lines_of_a_page() {
        let html = "<p>One <b>two</b></p><script>if (a < b) {}</script><!-- no --><div>Three<br>four &amp; five</div>";
        let lines: Vec<String> =
            to_lines(html).lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        assert_eq!(lines, ["One two", "Three", "four & five"]);
    }

    #[test]
    fn deep_pages_are_not_built() {
        assert!(!is_buildable(&"<div>".repeat(100_000)));
        assert!(!is_buildable(&"<b><p>".repeat(10_000)));
        assert!(is_buildable(&"<p>text".repeat(10_000)));
        assert!(is_buildable(&"<div><b>x</b></div>".repeat(1_000)));
    }
}
