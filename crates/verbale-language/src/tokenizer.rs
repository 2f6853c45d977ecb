//! Text → tokens, as spaCy's English tokenizer cuts them.
//!
//! A chunk between white space loses marks at both ends, one each round, until an exception ("don't", "U.S.") or
//! nothing more matches; what is left is an exception, an address, or is cut at its infixes (hyphens between
//! letters and the like). Last, exceptions that contain cut points of their own (":-)") are put together again.
//! Work is linear in the text: an exception is looked up only in strings no longer than the longest exception. Here alone
//! it differs from spaCy: a chunk longer than any writing has is one token, so that a million brackets are not a million.

use crate::chars::{Class, Classes, is_space};
use crate::model::{ModelError, Reader};
use crate::url::is_url;
use std::collections::HashMap;

/// Bytes of the longest chunk that is cut.
const LONGEST: usize = 4096;

/// A token's place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Norm the exception gives, as number of [`Tokenizer::norm`] plus one; 0 for none.
    pub(crate) norm: u16,
    /// Whether a space follows.
    pub(crate) space: bool,
}

impl Piece {
    /// The piece moved right by `by` bytes.
    pub(crate) fn shifted(self, by: u32) -> Self {
        Piece { start: self.start + by, end: self.end + by, ..self }
    }
}

/// One token of an exception: its length in bytes and its norm.
type Part = (u32, u16);

/// The tokenizer of one model.
pub(crate) struct Tokenizer {
    exceptions: HashMap<Box<str>, Vec<Part>>,
    norms: Vec<Box<str>>,
    /// First token of exceptions that the affix rules would cut, with all their tokens.
    joined: HashMap<Box<str>, Vec<Vec<Box<str>>>>,
    longest: usize,
    longest_first: usize,
    /// What is cut off after a digit, longest first.
    units: Vec<Box<str>>,
}

impl Tokenizer {
    pub(crate) fn read(units: Vec<&str>, r: &mut Reader<'_>, classes: &Classes) -> Result<Self, ModelError> {
        let mut t = Tokenizer {
            exceptions: HashMap::new(),
            norms: Vec::new(),
            joined: HashMap::new(),
            longest: 0,
            longest_first: 0,
            units: units.into_iter().map(Into::into).collect(),
        };
        t.units.sort_by_key(|u| std::cmp::Reverse(u.len()));
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        for _ in 0..r.count()? {
            let form = r.text()?;
            let mut parts = Vec::new();
            let mut rest = form;
            for _ in 0..r.count()? {
                let (orth, norm) = (r.text()?, r.text()?);
                let after = rest.strip_prefix(orth).filter(|_| !orth.is_empty());
                rest = after.ok_or_else(|| r.shape("exceptions that are their tokens"))?;
                let number = if norm.is_empty() { 0 } else { t.number(&mut numbers, norm) };
                parts.push((orth.len() as u32, number));
            }
            if !rest.is_empty() || parts.is_empty() {
                return Err(r.shape("exceptions that are their tokens"));
            }
            t.longest = t.longest.max(form.len());
            t.exceptions.insert(form.into(), parts);
        }
        t.join(classes);
        Ok(t)
    }

    fn number<'a>(&mut self, numbers: &mut HashMap<&'a str, u16>, norm: &'a str) -> u16 {
        *numbers.entry(norm).or_insert_with(|| {
            self.norms.push(norm.into());
            self.norms.len() as u16
        })
    }

    /// Finds the exceptions that would be cut were they no exceptions.
    fn join(&mut self, classes: &Classes) {
        let mut forms: Vec<Box<str>> = self.exceptions.keys().cloned().collect();
        forms.sort();
        for form in forms {
            let cut = Cut { t: self, classes, exceptions: false };
            if cut.prefix(&form) == 0 && cut.suffix(&form) == 0 && cut.infixes(&form).next().is_none() {
                continue;
            }
            let mut pieces = Vec::new();
            Tokenizer::chunks(&form, &mut pieces, |start, end, out| cut.chunk(&form, start, end, out));
            let tokens: Vec<Box<str>> =
                pieces.iter().map(|p| form[p.start as usize..p.end as usize].into()).collect();
            if let Some(first) = tokens.first().cloned() {
                self.longest_first = self.longest_first.max(first.len());
                self.joined.entry(first).or_default().push(tokens);
            }
        }
    }

    /// The norm that a piece's number names.
    pub(crate) fn norm(&self, number: u16) -> Option<&str> {
        self.norms.get(usize::from(number).checked_sub(1)?).map(|n| &**n)
    }

    /// Cuts `text` at white space. A single space belongs to what is before it; other white space is a chunk.
    /// `chunk` is given each chunk's place and adds its tokens; where a space follows, the last one is told.
    pub(crate) fn chunks(
        text: &str,
        out: &mut Vec<Piece>,
        mut chunk: impl FnMut(usize, usize, &mut Vec<Piece>),
    ) {
        let mut start = 0;
        let mut in_space = text.starts_with(is_space);
        for (i, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < i {
                chunk(start, i, out);
            }
            if c == ' ' {
                if let Some(last) = out.last_mut() {
                    last.space = true;
                }
                start = i + 1;
            } else {
                start = i;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            chunk(start, text.len(), out);
        }
    }

    /// Adds the tokens of the chunk `text[start..end]` to `out`.
    pub(crate) fn chunk(
        &self,
        classes: &Classes,
        text: &str,
        start: usize,
        end: usize,
        out: &mut Vec<Piece>,
    ) {
        Cut { t: self, classes, exceptions: true }.chunk(text, start, end, out);
    }

    /// Whether an exception that was cut can begin with this token.
    pub(crate) fn begins_joined(&self, word: &str) -> bool {
        word.len() <= self.longest_first && self.joined.contains_key(word)
    }

    fn exception(&self, s: &str) -> Option<&[Part]> {
        if s.len() > self.longest {
            return None;
        }
        self.exceptions.get(s).map(Vec::as_slice)
    }

    /// Puts exceptions that were cut together again; `candidates` are the pieces they can begin with. Tells whether
    /// there were any.
    pub(crate) fn rejoin(&self, text: &str, candidates: &[u32], pieces: &mut Vec<Piece>) -> bool {
        let mut found = self.matches(text, candidates, pieces);
        if found.is_empty() {
            return false;
        }
        // Longest first, then leftmost; a match is dropped where one of its ends was seen before.
        found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut seen = vec![false; pieces.len()];
        found.retain(|&(start, end)| {
            let free = !seen[start] && !seen[end - 1];
            seen[start..end].fill(true);
            free
        });
        found.sort_unstable();
        let old = std::mem::take(pieces);
        let mut at = 0;
        for (start, end) in found {
            let (from, to) = (old[start].start as usize, old[end - 1].end as usize);
            let Some(parts) = text.get(from..to).and_then(|s| self.exception(s)) else { continue };
            pieces.extend_from_slice(&old[at..start]);
            push_parts(parts, from, pieces);
            if let Some(last) = pieces.last_mut() {
                last.space = old[end - 1].space;
            }
            at = end;
        }
        pieces.extend_from_slice(&old[at..]);
        true
    }

    /// Ranges of tokens that read like a joined exception, whatever stands between them.
    fn matches(&self, text: &str, candidates: &[u32], pieces: &[Piece]) -> Vec<(usize, usize)> {
        let word = |p: &Piece| &text[p.start as usize..p.end as usize];
        let mut found = Vec::new();
        for &i in candidates {
            let i = i as usize;
            for tokens in self.joined.get(word(&pieces[i])).into_iter().flatten() {
                let end = i + tokens.len();
                let Some(here) = pieces.get(i..end) else { continue };
                if here.iter().map(word).eq(tokens.iter().map(|t| &**t)) {
                    found.push((i, end));
                }
            }
        }
        found
    }
}

fn push_parts(parts: &[Part], start: usize, out: &mut Vec<Piece>) {
    let mut at = start as u32;
    for &(len, norm) in parts {
        out.push(Piece { start: at, end: at + len, norm, space: false });
        at += len;
    }
}

/// The cutting rules, with or without the exceptions.
struct Cut<'a> {
    t: &'a Tokenizer,
    classes: &'a Classes,
    exceptions: bool,
}

impl Cut<'_> {
    fn exception(&self, s: &str) -> Option<&[Part]> {
        if self.exceptions && !s.is_empty() { self.t.exception(s) } else { None }
    }

    fn chunk(&self, text: &str, start: usize, end: usize, out: &mut Vec<Piece>) {
        if end - start > LONGEST {
            out.push(Piece { start: start as u32, end: end as u32, norm: 0, space: false });
            return;
        }
        let mut s = &text[start..end];
        let mut at = start;
        let mut suffixes = Vec::new();
        let mut push = |from: usize, len: usize| {
            out.push(Piece { start: from as u32, end: (from + len) as u32, norm: 0, space: false });
        };
        while !s.is_empty() && self.exception(s).is_none() {
            let pre = self.prefix(s);
            let rest = &s[pre..];
            if pre > 0 && self.exception(rest).is_some() {
                push(at, pre);
                (s, at) = (rest, at + pre);
                break;
            }
            let suf = self.suffix(rest);
            if suf > 0 && self.exception(&s[..s.len() - suf]).is_some() {
                suffixes.push(suf);
                s = &s[..s.len() - suf];
                break;
            }
            if pre == 0 && suf == 0 {
                break;
            }
            if pre > 0 {
                push(at, pre);
            }
            if suf > 0 {
                suffixes.push(suf);
            }
            s = &rest[..rest.len() - suf];
            at += pre;
        }
        self.middle(s, at, out);
        at += s.len();
        for suf in suffixes.into_iter().rev() {
            out.push(Piece { start: at as u32, end: (at + suf) as u32, norm: 0, space: false });
            at += suf;
        }
    }

    /// What is left of a chunk between its affixes.
    fn middle(&self, s: &str, at: usize, out: &mut Vec<Piece>) {
        if s.is_empty() {
            return;
        }
        if let Some(parts) = self.exception(s) {
            return push_parts(parts, at, out);
        }
        let mut push = |from: usize, to: usize| {
            if from < to {
                out.push(Piece { start: (at + from) as u32, end: (at + to) as u32, norm: 0, space: false });
            }
        };
        if is_url(self.classes, s) {
            return push(0, s.len());
        }
        let mut start = 0;
        for (from, to) in self.infixes(s) {
            if from > 0 {
                push(start, from);
                push(from, to);
                start = to;
            }
        }
        push(start, s.len());
    }

    /// Length in bytes of what is cut off the front; 0 for nothing.
    fn prefix(&self, s: &str) -> usize {
        let Some(c) = s.chars().next() else { return 0 };
        match c {
            '+' if !s[1..].starts_with(|c: char| c.is_ascii_digit()) => 1,
            '+' => 0,
            '.' => Some(dots(s)).filter(|&n| n > 1).unwrap_or(0),
            'U' if s.starts_with("US$") => 3,
            'A' | 'C' if s[1..].starts_with('$') => 2,
            _ if self.classes.is(Class::Prefix, c) => c.len_utf8(),
            _ => 0,
        }
    }

    /// Length in bytes of what is cut off the end; 0 for nothing. Where several rules match, the longest wins.
    fn suffix(&self, s: &str) -> usize {
        let mut back = s.chars().rev();
        let Some(c) = back.next() else { return 0 };
        let before = back.next();
        let mut longest = match c {
            '.' => self.last_stop(s, before, back.next()),
            // The one mark that goes in pairs: the pattern for two starts further left.
            '…' if before == Some('…') => 2 * c.len_utf8(),
            's' | 'S' if before.is_some_and(|b| b == '\'' || b == '’') => {
                1 + before.map_or(0, char::len_utf8)
            }
            _ if self.classes.is(Class::Suffix, c) => c.len_utf8(),
            _ => 0,
        };
        if longest == 0 || c == '$' || !c.is_ascii() {
            longest = longest.max(self.unit(s));
        }
        longest
    }

    fn last_stop(&self, s: &str, before: Option<char>, third: Option<char>) -> usize {
        let is = |class, c: Option<char>| c.is_some_and(|c| self.classes.is(class, c));
        if before == Some('.') {
            return s.bytes().rev().take_while(|&b| b == b'.').count();
        }
        let degrees = third == Some('°') && before.is_some_and(|b| "FfCcKk".contains(b));
        let initials = is(Class::InitialBeforeLastStop, before) && is(Class::InitialBeforeLastStop, third);
        usize::from(is(Class::BeforeLastStop, before) || degrees || initials)
    }

    fn unit(&self, s: &str) -> usize {
        let after_digit = |unit: &str| {
            let number = s.strip_suffix(unit)?;
            number.ends_with(|c: char| c.is_ascii_digit()).then_some(unit.len())
        };
        self.t.units.iter().find_map(|u| after_digit(u)).unwrap_or(0)
    }

    /// Places inside `s` at which it is cut, as byte ranges in order.
    fn infixes<'s>(&'s self, s: &'s str) -> impl Iterator<Item = (usize, usize)> + 's {
        let mut at = 0;
        let mut before = None;
        std::iter::from_fn(move || {
            while let Some(c) = s[at..].chars().next() {
                let from = at;
                match self.infix(&s[from..], c, before) {
                    0 => {
                        before = Some(c);
                        at += c.len_utf8();
                    }
                    len => {
                        at += len;
                        before = s[..at].chars().next_back();
                        return Some((from, at));
                    }
                }
            }
            None
        })
    }

    /// Length of the infix at the start of `s`, which begins with `c`; 0 for none.
    fn infix(&self, s: &str, c: char, before: Option<char>) -> usize {
        if c.is_ascii_alphanumeric() {
            return 0;
        }
        let len = c.len_utf8();
        let next = s[len..].chars().next();
        let is = |class, c: Option<char>| c.is_some_and(|c| self.classes.is(class, c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if c == '.' && next == Some('.') {
            return dots(s);
        }
        if self.classes.is(Class::Infix, c) {
            return len;
        }
        if matches!(c, '+' | '-' | '*' | '^') && digit(before) && (digit(next) || next == Some('-')) {
            return 1;
        }
        match c {
            '.' => usize::from(is(Class::BeforeStop, before) && is(Class::AfterStop, next)),
            ',' => usize::from(is(Class::BeforeComma, before) && is(Class::AfterComma, next)),
            ':' | '<' | '>' | '=' | '/' => {
                usize::from(is(Class::BeforeSign, before) && is(Class::AfterSign, next))
            }
            '-' | '–' | '—' | '~' if is(Class::BeforeHyphen, before) => {
                let most = match c {
                    '-' => 3,
                    '—' => 2,
                    _ => 1,
                };
                (1..=most)
                    .take_while(|&n| s[len..].chars().take(n - 1).filter(|&d| d == c).count() == n - 1)
                    .find(|&n| is(Class::AfterHyphen, s[len..].chars().nth(n - 1)))
                    .map_or(0, |n| n * len)
            }
            _ => 0,
        }
    }
}

fn dots(s: &str) -> usize {
    s.bytes().take_while(|&b| b == b'.').count()
}
