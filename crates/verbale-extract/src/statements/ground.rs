//! What every rule of this module stands on: one part's parse, tree and quotes.

use super::quotes::{self, Quote};
use super::tree::Tree;
use crate::reading::PartReading;
use std::ops::Range;
use verbale_language::{Dep, Document, Pos, Tag};
use verbale_span::Span;

/// Most tokens of a sentence on either side of a word.
const LONGEST_SENTENCE: usize = 400;

/// One part made ready for the rules.
pub(crate) struct Ground<'a> {
    pub(crate) part: &'a PartReading,
    pub(crate) doc: &'a Document,
    pub(crate) text: &'a str,
    pub(crate) tree: Tree,
    pub(crate) quotes: Vec<Quote>,
    /// Datelines that open paragraphs, with their dash.
    datelines: Vec<Span>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(part: &'a PartReading) -> Self {
        let doc = &part.document;
        let text = doc.text();
        let (tree, quotes) = (Tree::new(doc), quotes::find(text));
        let mut ground = Self { part, doc, text, tree, quotes, datelines: datelines(text) };
        ground.close_quotes();
        ground
    }

    /// A quote without a closing mark ends where its speaker is named: "“The border stays open, Petrova said."
    fn close_quotes(&mut self) {
        for n in 0..self.quotes.len() {
            if let Some(end) = (!self.quotes[n].closed).then(|| self.named_in(self.quotes[n].inner)).flatten()
            {
                let quote = &mut self.quotes[n];
                (quote.outer.end, quote.inner.end, quote.closed) = (end, end, true);
            }
        }
    }

    /// The end of the comma before "Petrova said" within `span`.
    fn named_in(&self, span: Span) -> Option<u32> {
        let tokens = self.doc.tokens_in(span);
        tokens.clone().find_map(|verb| {
            let says = matches!(self.doc.lemma(verb), "say" | "add" | "note" | "tell")
                && self.doc.pos(verb) == Pos::Verb;
            let subject = says
                .then(|| self.child(verb, &[Dep::Nsubj]))
                .flatten()
                .filter(|&s| s < verb && self.doc.pos(s) != Pos::Pron)?;
            let comma = self
                .tree
                .subtree(subject)
                .start
                .checked_sub(1)
                .filter(|c| tokens.contains(c) && self.doc.word(*c) == ",")?;
            Some(self.end(comma) as u32)
        })
    }

    /// The quote that holds byte `at`, marks included.
    pub(crate) fn quote_at(&self, at: usize) -> Option<&Quote> {
        let n = self.quotes.partition_point(|q| q.outer.end as usize <= at);
        self.quotes.get(n).filter(|q| q.outer.start as usize <= at)
    }

    /// The quote that token `i` stands in.
    pub(crate) fn quote_of(&self, i: usize) -> Option<&Quote> {
        self.quote_at(self.start(i))
    }

    /// First byte of token `i`.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.doc.tokens().get(i).map_or(self.text.len(), |t| t.span.start as usize)
    }

    /// One past the last byte of token `i`.
    pub(crate) fn end(&self, i: usize) -> usize {
        self.doc.tokens().get(i).map_or(self.text.len(), |t| t.span.end as usize)
    }

    /// The tokens of the sentence that holds token `i`, as far as a sentence reaches: junk may have no end.
    pub(crate) fn sentence(&self, i: usize) -> Range<usize> {
        let whole = self.doc.sentences().get(self.doc.sentence_of(i)).cloned().unwrap_or(i..i + 1);
        whole.start.max(i.saturating_sub(LONGEST_SENTENCE))..whole.end.min(i + LONGEST_SENTENCE)
    }

    /// The word of token `i` in lower case.
    pub(crate) fn lower(&self, i: usize) -> String {
        self.doc.word(i).to_lowercase()
    }

    /// Whether token `i` is a mark or white space.
    pub(crate) fn is_mark(&self, i: usize) -> bool {
        matches!(self.doc.pos(i), Pos::Punct | Pos::Space)
    }

    /// Whether token `i` is a quotation mark.
    pub(crate) fn is_quote_mark(&self, i: usize) -> bool {
        matches!(self.doc.tag(i), Tag::OpenQuote | Tag::CloseQuote) || "“”\"‘’'«»".contains(self.doc.word(i))
    }

    /// The noun after the dateline that the parse took `head` for the head of, before `verb`; else `head`.
    pub(crate) fn after_dateline(&self, head: usize, verb: usize) -> usize {
        let at = self.start(head) as u32;
        let Some(dateline) = self.datelines.iter().find(|d| d.start <= at && at < d.end) else { return head };
        let from = self.doc.token_at(dateline.end as usize);
        let hangs = |&i: &usize| {
            matches!(self.doc.pos(i), Pos::Noun | Pos::Propn) && !(from..verb).contains(&self.doc.head(i))
        };
        (from..verb).find(hangs).unwrap_or(head)
    }

    /// The last token before `i` that is no quotation mark, within the sentence.
    pub(crate) fn before(&self, i: usize) -> Option<usize> {
        let first = self.sentence(i).start;
        (first..i).rev().find(|&j| !self.is_quote_mark(j) && self.doc.pos(j) != Pos::Space)
    }

    /// The first child of `i` with one of these labels.
    pub(crate) fn child(&self, i: usize, deps: &[Dep]) -> Option<usize> {
        self.tree.child(self.doc, i, deps)
    }

    /// The preposition `word` under `i`, with its object.
    pub(crate) fn prep(&self, i: usize, words: &[&str]) -> Option<(usize, usize)> {
        self.tree.children(i).find_map(|p| {
            let fits = matches!(self.doc.dep(p), Dep::Prep | Dep::Dative | Dep::Agent)
                && words.contains(&self.lower(p).as_str());
            let object = fits.then(|| self.child(p, &[Dep::Pobj, Dep::Pcomp])).flatten()?;
            Some((p, object))
        })
    }

    /// The words of `span`, roughly: runs between white space.
    pub(crate) fn words(&self, span: Span) -> usize {
        span.of(self.text).split_whitespace().count()
    }

    /// Whether the two bytes stand in one paragraph.
    pub(crate) fn same_paragraph(&self, a: usize, b: usize) -> bool {
        self.text.get(a.min(b)..a.max(b)).is_some_and(|s| !s.contains('\n'))
    }

    /// The noun phrase headed by `head`: without marks at its ends, and without a clause that hangs on after a comma.
    pub(crate) fn phrase(&self, head: usize) -> Span {
        let all = self.tree.subtree(head);
        let hanging = self.tree.children(head).find(|&c| {
            c > head
                && matches!(self.doc.dep(c), Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Prep)
                && self
                    .before(self.tree.subtree(c).start)
                    .is_some_and(|p| matches!(self.doc.word(p), "," | "—" | "–"))
        });
        let end = hanging.map_or(all.end, |c| self.tree.subtree(c).start.max(head + 1));
        self.trim(self.doc.span(all.start..end))
    }

    /// `span` without white space and loose marks at its ends; brackets, quotes and abbreviations keep theirs.
    pub(crate) fn trim(&self, span: Span) -> Span {
        let (mut start, mut end) = (span.start as usize, (span.end as usize).min(self.text.len()));
        let n = self.datelines.partition_point(|d| d.end as usize <= start);
        if let Some(dateline) = self.datelines.get(n).filter(|d| d.start as usize <= start) {
            start = (dateline.end as usize).min(end);
        }
        while let Some(c) = self.text.get(start..end).and_then(|s| s.chars().next()) {
            if !(c.is_whitespace()
                || ",;:–—-.".contains(c)
                || (c == '”' && self.quote_at(start).is_none_or(|q| (q.outer.start as usize) < start)))
            {
                break;
            }
            start += c.len_utf8();
        }
        while let Some(c) = self.text.get(start..end).and_then(|s| s.chars().next_back()) {
            let stop = c == '.' && self.is_full_stop(end - 1);
            if let Some(conjunction) = [" and", " but", " or"]
                .iter()
                .find(|w| self.text.get(start..end).is_some_and(|s| s.ends_with(**w)))
            {
                end -= conjunction.len();
                continue;
            }
            if !(c.is_whitespace() || ",;:–—-".contains(c) || stop) {
                break;
            }
            end -= c.len_utf8();
        }
        Span::new(start, end)
    }

    /// Whether the full stop at `byte` is a token of its own, and so no part of "U.S.".
    fn is_full_stop(&self, byte: usize) -> bool {
        let token = self.doc.token_at(byte);
        self.doc.tokens().get(token).is_some_and(|t| t.span.start as usize == byte && t.span.len() == 1)
    }
}

/// The datelines of a text, by paragraph.
fn datelines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        out.extend(crate::mentions::dateline_end(line).map(|end| Span::new(at, at + end)));
        at += line.len();
    }
    out
}
