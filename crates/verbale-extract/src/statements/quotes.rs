//! Quotation marks: text → the stretches between them.
//!
//! Marks are paired paragraph by paragraph. A quote whose paragraph ends before its closing mark runs to the end of
//! the paragraph (the printers' habit for speech over several paragraphs, and the only bound a missing mark leaves).
//! Quotes inside quotes belong to the outer one.

use verbale_span::Span;

/// One stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// With its marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// Whether it has a closing mark.
    pub(crate) closed: bool,
    /// Whether it goes on from the paragraph before, which left its quote open.
    pub(crate) continues: bool,
}

/// Longest stretch between single marks: beyond it an apostrophe was taken for a mark.
const LONGEST_SINGLE: usize = 400;

/// All outermost quotes of `text`, in order.
pub(crate) fn find(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut at = 0;
    let mut open_before = false;
    for line in text.split_inclusive('\n') {
        let first = quotes.len();
        paragraph(line.trim_end(), at, &mut quotes);
        let lead = at + line.len() - line.trim_start().len();
        let mut left_open = false;
        if let Some(q) = quotes.get_mut(first) {
            q.continues = open_before && q.outer.start as usize == lead;
        }
        if let Some(q) = quotes[first..].last() {
            left_open = !q.closed;
        }
        open_before = left_open || (open_before && line.trim().is_empty());
        at += line.len();
    }
    quotes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open(Kind),
    Close(Kind),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Angle,
}

/// Pairs the marks of one paragraph, which starts at byte `base` of the text.
fn paragraph(line: &str, base: usize, quotes: &mut Vec<Quote>) {
    let mut open: Option<(Kind, usize, usize)> = None;
    let mut before = None;
    let mut chars = line.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        let end = i + c.len_utf8();
        match (mark(c, before, after, open.map(|o| o.0)), open) {
            (Some(Mark::Open(kind)), None) => open = Some((kind, i, end)),
            (Some(Mark::Open(Kind::Double)), Some((Kind::Single, ..))) => open = Some((Kind::Double, i, end)),
            (Some(Mark::Close(kind)), Some((opened, start, inner))) if kind == opened => {
                if kind != Kind::Single || i - start <= LONGEST_SINGLE {
                    push(quotes, base, (start, end), (inner, i), true);
                }
                open = None;
            }
            _ => {}
        }
        before = Some(c);
    }
    if let Some((kind, start, inner)) = open.filter(|o| o.0 != Kind::Single) {
        let end = if kind == Kind::Double { line.len() } else { inner };
        push(quotes, base, (start, end), (inner, end), false);
    }
}

fn push(quotes: &mut Vec<Quote>, base: usize, outer: (usize, usize), inner: (usize, usize), closed: bool) {
    if inner.0 < inner.1 {
        let outer = Span::new(base + outer.0, base + outer.1);
        let inner = Span::new(base + inner.0, base + inner.1);
        quotes.push(Quote { outer, inner, closed, continues: false });
    }
}

/// What `c` does between `before` and `after`, while `open` is open.
fn mark(c: char, before: Option<char>, after: Option<char>, open: Option<Kind>) -> Option<Mark> {
    let starts = before.is_none_or(|b| b.is_whitespace() || "([—–-/“\"‘".contains(b));
    let word_next = after.is_some_and(|a| !a.is_whitespace());
    let ends = after.is_none_or(|a| !a.is_alphanumeric());
    match c {
        '“' | '„' => Some(Mark::Open(Kind::Double)),
        '”' => Some(Mark::Close(Kind::Double)),
        '«' => Some(Mark::Open(Kind::Angle)),
        '»' => Some(Mark::Close(Kind::Angle)),
        '"' | '＂' if open == Some(Kind::Double) => {
            // Inside a quote a mark with a space before and a word after opens an inner one; it is left alone.
            let inner = before.is_some_and(char::is_whitespace) && word_next;
            (!inner).then_some(Mark::Close(Kind::Double))
        }
        '"' | '＂' => (starts && word_next).then_some(Mark::Open(Kind::Double)),
        '‘' if starts && word_next => Some(Mark::Open(Kind::Single)),
        '\'' if starts && word_next && open.is_none() => Some(Mark::Open(Kind::Single)),
        '’' | '\''
            if open == Some(Kind::Single)
                && ends
                && before.is_some_and(|b| !b.is_whitespace() && b != 's') =>
        {
            Some(Mark::Close(Kind::Single))
        }
        // "…enemies'" may close or be a plural's apostrophe: it closes before a mark or the end.
        '’' | '\'' if open == Some(Kind::Single) && before == Some('s') => after
            .is_none_or(|a| !a.is_whitespace() && !a.is_alphanumeric())
            .then_some(Mark::Close(Kind::Single)),
        _ => None,
    }
}
