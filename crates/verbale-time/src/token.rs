//! Text to tokens: words, numbers and signs, each with its class. Linear, on character boundaries.

use crate::words::{W, class};

/// One token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: W,
    /// Nothing stands between this token and the one before.
    pub(crate) glued: bool,
    /// Begins with a capital.
    pub(crate) upper: bool,
    /// Number of digits of a number without a comma; 0 for all else.
    pub(crate) digits: u8,
    /// Value of a number; `u32::MAX` when it does not fit.
    pub(crate) number: u32,
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    let mut glued = false;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_whitespace() {
            let (next, paragraph) = space(bytes, at);
            if paragraph {
                out.push(sign(at, at, W::Break, false));
            }
            at = next;
            glued = false;
            continue;
        }
        let token = if b.is_ascii_alphabetic() {
            word(text, at)
        } else if b.is_ascii_digit() {
            number(bytes, at)
        } else if b < 0x80 {
            sign(at, at + 1, ascii_sign(b), false)
        } else {
            let len = text[at..].chars().next().map_or(1, char::len_utf8);
            let c = text[at..].chars().next().unwrap_or(' ');
            if c.is_whitespace() {
                at += len;
                glued = false;
                continue;
            }
            if c.is_alphabetic() { word(text, at) } else { sign(at, at + len, other_sign(c), false) }
        };
        at = token.end as usize;
        out.push(Token { glued, ..token });
        glued = true;
    }
    out
}

/// Skips blanks from `at`; whether an empty line was among them.
fn space(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut lines = 0;
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        lines += usize::from(bytes[at] == b'\n');
        at += 1;
    }
    (at, lines > 1)
}

fn word(text: &str, start: usize) -> Token {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
        end += 1;
    }
    let mut foreign = false;
    if end < bytes.len() && bytes[end] >= 0x80 {
        let rest: usize = text[end..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        foreign = rest > 0;
        end += rest;
    }
    let upper = bytes[start].is_ascii_uppercase();
    let mut token = sign(start, end, W::Other, false);
    token.upper = upper;
    if foreign {
        return token;
    }
    if end - start == 1
        && let Some(long) = meridiem(bytes, start)
    {
        token.end = long as u32;
        token.word = W::AmPm(bytes[start] | 0x20 == b'p');
        return token;
    }
    token.word = match &text[start..end] {
        "am" | "AM" => W::AmPm(false),
        "pm" | "PM" => W::AmPm(true),
        other => class(other),
    };
    token
}

/// The end of "a.m." or "p.m." at `start`; the last dot may be missing.
fn meridiem(bytes: &[u8], start: usize) -> Option<usize> {
    let b = |i: usize| bytes.get(start + i).map_or(0, |b| b.to_ascii_lowercase());
    if !matches!(b(0), b'a' | b'p') || b(1) != b'.' || b(2) != b'm' || b(3).is_ascii_alphanumeric() {
        return None;
    }
    Some(start + if b(3) == b'.' { 4 } else { 3 })
}

/// Digits, with commas between groups of three.
fn number(bytes: &[u8], start: usize) -> Token {
    let mut end = start;
    let mut value = 0u32;
    let mut commas = false;
    while end < bytes.len() {
        if bytes[end].is_ascii_digit() {
            value = value.saturating_mul(10).saturating_add(u32::from(bytes[end] - b'0'));
            end += 1;
        } else if bytes[end] == b',' && group(bytes, end + 1) && (commas || end - start <= 3) {
            commas = true;
            end += 1;
        } else {
            break;
        }
    }
    let mut token = sign(start, end, W::Number, false);
    token.number = value;
    token.digits = if commas { 0 } else { (end - start).min(255) as u8 };
    token
}

/// Exactly three digits stand at `at`.
fn group(bytes: &[u8], at: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3)
}

fn sign(start: usize, end: usize, word: W, upper: bool) -> Token {
    Token { start: start as u32, end: end as u32, word, glued: false, upper, digits: 0, number: 0 }
}

fn ascii_sign(b: u8) -> W {
    match b {
        b'-' => W::Hyphen,
        b'/' => W::Slash,
        b':' => W::Colon,
        b'.' => W::Dot,
        b',' => W::Comma,
        b'\'' => W::Apostrophe,
        b'(' => W::Open,
        b')' => W::Close,
        b'$' | b'#' => W::Money,
        b'%' => W::Percent,
        _ => W::Punct,
    }
}

fn other_sign(c: char) -> W {
    match c {
        '\u{2010}'..='\u{2015}' => W::Hyphen,
        '\u{2018}' | '\u{2019}' => W::Apostrophe,
        '£' | '€' | '¥' | '₹' | '₽' => W::Money,
        '½' => W::Fraction(1, 2),
        '¼' => W::Fraction(1, 4),
        '¾' => W::Fraction(3, 4),
        _ => W::Punct,
    }
}
