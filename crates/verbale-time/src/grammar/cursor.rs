//! Read access to the tokens for the grammar's rules, and what a rule gives back.

use crate::expression::{
    Calendar, Edge, Kind, Modifier, Part, Relative, TimeExpression, TimeOfDay, TimeValue, YearRef,
};
use crate::token::Token;
use crate::words::W;
use verbale_span::Span;

/// The tokens of a text. Reading past either end gives a break.
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
}

impl Cursor<'_> {
    pub(crate) fn w(&self, i: usize) -> W {
        self.tokens.get(i).map_or(W::Break, |t| t.word)
    }

    /// The class of the token before `i`.
    pub(crate) fn before(&self, i: usize) -> W {
        i.checked_sub(1).map_or(W::Break, |i| self.w(i))
    }

    pub(crate) fn raw(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| Span { start: t.start, end: t.end }.of(self.text))
    }

    /// Whether token `i` is one of `words`, whatever its case.
    pub(crate) fn is(&self, i: usize, words: &[&str]) -> bool {
        let raw = self.raw(i);
        words.iter().any(|w| raw.eq_ignore_ascii_case(w))
    }

    pub(crate) fn upper(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.upper)
    }

    /// Token `i` stands right after token `i - 1`.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.glued)
    }

    /// A number of at most `digits` digits without commas.
    pub(crate) fn number(&self, i: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
        let t = self.tokens.get(i)?;
        (t.word == W::Number && digits.contains(&t.digits)).then_some(t.number)
    }

    /// The index after `i` if token `i` is `word`, else `i`.
    pub(crate) fn skip(&self, i: usize, word: W) -> usize {
        if self.w(i) == word { i + 1 } else { i }
    }

    /// Past an optional hyphen that joins two words.
    pub(crate) fn joined(&self, i: usize) -> usize {
        if self.w(i) == W::Hyphen && self.glued(i) { i + 1 } else { i }
    }

    /// A hyphen glued on both sides stands at `i`.
    pub(crate) fn hyphen(&self, i: usize) -> bool {
        self.w(i) == W::Hyphen && self.glued(i) && self.glued(i + 1)
    }

    /// A possessive 's stands at `i`.
    pub(crate) fn possessive(&self, i: usize) -> bool {
        self.w(i) == W::Apostrophe && self.glued(i) && self.glued(i + 1) && self.is(i + 1, &["s"])
    }

    /// A word for people who may be counted stands at `i`: after "June 20" the number is theirs.
    pub(crate) fn people(&self, i: usize) -> bool {
        const COUNTED: &[&str] = &[
            "people",
            "men",
            "women",
            "children",
            "soldiers",
            "troops",
            "civilians",
            "countries",
            "nations",
            "states",
            "members",
            "officials",
            "persons",
            "policemen",
            "workers",
            "percent",
            "others",
        ];
        self.is(i, COUNTED)
    }

    /// A lower-case word in the plural that is no unit stands at `i`: "people", "troops".
    pub(crate) fn counted_noun(&self, i: usize) -> bool {
        let raw = self.raw(i);
        if self.w(i) != W::Other || self.upper(i) || self.glued(i) {
            return false;
        }
        self.is(i, &["people", "men", "women", "children", "percent", "police", "personnel", "feet"])
            || (raw.len() > 3 && raw.ends_with('s') && !raw.ends_with("ss") && !raw.ends_with("us"))
    }
}

/// What a rule found: tokens `start..next`.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) next: usize,
    pub(crate) kind: Kind,
    pub(crate) value: TimeValue,
    pub(crate) time: Option<TimeOfDay>,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) edge: Option<Edge>,
}

impl Found {
    pub(crate) fn new(start: usize, next: usize, kind: Kind, value: TimeValue) -> Self {
        Self { start, next, kind, value, time: None, modifier: None, edge: None }
    }

    pub(crate) fn calendar(start: usize, next: usize, value: Calendar) -> Self {
        Self::new(start, next, Kind::Date, TimeValue::Calendar(value))
    }

    pub(crate) fn relative(start: usize, next: usize, value: Relative) -> Self {
        Self::new(start, next, Kind::Date, TimeValue::Relative(value))
    }

    pub(crate) fn modified(mut self, start: usize, modifier: Modifier) -> Self {
        self.start = start;
        self.modifier = Some(modifier);
        self
    }

    /// With a time of day, which makes it a TIMEX3 TIME.
    pub(crate) fn timed(mut self, next: usize, time: TimeOfDay) -> Self {
        self.next = next;
        self.kind = Kind::Time;
        self.time = Some(time);
        self
    }

    /// The expression, with its span in bytes.
    pub(crate) fn expression(self, c: &Cursor) -> Option<TimeExpression> {
        let first = c.tokens.get(self.start)?;
        let last = c.tokens.get(self.next.checked_sub(1)?)?;
        Some(TimeExpression {
            span: Span { start: first.start, end: last.end },
            kind: self.kind,
            value: self.value,
            time: self.time,
            modifier: self.modifier,
            edge: self.edge,
        })
    }
}

/// A calendar value of a year alone.
pub(crate) fn of_year(year: YearRef) -> Calendar {
    Calendar { year: Some(year), ..Calendar::default() }
}

/// A calendar value of a part of a year.
pub(crate) fn of_part(part: Part) -> Calendar {
    Calendar { part: Some(part), ..Calendar::default() }
}
