//! One part of an article made ready for looking around in it: children, lower-case words, quotations, datelines.
//!
//! Everything here is computed once, so that the rooms that use it stay linear in the length of the text.

use crate::reading::PartReading;
use std::ops::Range;
use verbale_article::{Article, Part};
use verbale_language::{Dep, Document, EntityKind, Tag};
use verbale_span::Span;

/// Children of one token looked at, at most.
const KIDS: usize = 256;

/// A part with what the rooms ask of it again and again.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) part: Part,
    pub(super) doc: &'a Document,
    lower: Vec<String>,
    children: Vec<u32>,
    first_child: Vec<u32>,
    sentence: Vec<u32>,
    paragraph: Vec<u32>,
    quoted: Vec<bool>,
    entity: Vec<Option<u32>>,
    /// Tokens of the dateline: they name no actor.
    pub(super) dateline: Range<usize>,
    /// By paragraph: most words are capitalised, so that capitals tell nothing (headlines).
    title_case: Vec<bool>,
}

impl<'a> Text<'a> {
    pub(super) fn new(reading: &'a PartReading, article: &Article) -> Self {
        let doc = &reading.document;
        let n = doc.len();
        let (children, first_child) = children_of(doc);
        let mut sentence = vec![0; n];
        for (number, range) in doc.sentences().iter().enumerate() {
            for t in range.clone() {
                sentence[t] = number as u32;
            }
        }
        let mut entity = vec![None; n];
        for (number, e) in doc.entities().iter().enumerate() {
            for t in e.tokens.clone() {
                entity[t] = Some(number as u32);
            }
        }
        let paragraph = paragraphs(doc);
        let dateline = match (&article.dateline, reading.part) {
            (Some(d), Part::Body) => doc.tokens_in(d.span),
            (None, Part::Body) => {
                let line = doc.text().lines().next().unwrap_or("");
                super::datelines::end(line).map_or(0..0, |end| doc.tokens_in(Span::new(0, end)))
            }
            _ => 0..0,
        };
        Self {
            part: reading.part,
            doc,
            lower: (0..n).map(|i| doc.word(i).to_lowercase()).collect(),
            children,
            first_child,
            sentence,
            quoted: quotations(doc, &paragraph),
            title_case: title_case(doc, &paragraph),
            paragraph,
            entity,
            dateline,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.doc.len()
    }

    /// The word in small letters; empty past the end.
    pub(super) fn low(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// Tokens whose head is `i`.
    pub(super) fn kids(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let range = self.first_child[i] as usize..self.first_child[i + 1] as usize;
        // A verb of junk may have a hundred thousand children; no phrase needs so many.
        self.children[range].iter().take(KIDS).map(|&c| c as usize)
    }

    /// Whether `i` hangs on `ancestor`, within a depth that sentences have.
    pub(super) fn is_under(&self, i: usize, ancestor: usize) -> bool {
        let mut at = i;
        for _ in 0..64 {
            if at == ancestor {
                return true;
            }
            at = self.doc.head(at);
        }
        false
    }

    /// First child with one of these labels.
    pub(super) fn kid(&self, i: usize, deps: &[Dep]) -> Option<usize> {
        self.kids(i).find(|&c| deps.contains(&self.doc.dep(c)))
    }

    pub(super) fn sentence(&self, i: usize) -> usize {
        self.sentence.get(i).map_or(0, |&s| s as usize)
    }

    pub(super) fn sentence_start(&self, i: usize) -> usize {
        self.doc.sentences().get(self.sentence(i)).map_or(0, |r| r.start)
    }

    pub(super) fn sentence_end(&self, i: usize) -> usize {
        self.doc.sentences().get(self.sentence(i)).map_or(self.len(), |r| r.end)
    }

    pub(super) fn paragraph(&self, i: usize) -> usize {
        self.paragraph.get(i).map_or(0, |&s| s as usize)
    }

    /// Whether the paragraph of token `i` is written like a headline.
    pub(super) fn title_case(&self, i: usize) -> bool {
        self.title_case.get(self.paragraph(i)).copied().unwrap_or(false)
    }

    /// Whether token `i` stands inside quotation marks.
    pub(super) fn quoted(&self, i: usize) -> bool {
        self.quoted.get(i).copied().unwrap_or(false)
    }

    /// The entity that holds token `i`: its tokens and type.
    pub(super) fn entity(&self, i: usize) -> Option<(Range<usize>, EntityKind)> {
        let number = (*self.entity.get(i)?)?;
        self.doc.entities().get(number as usize).map(|e| (e.tokens.clone(), e.kind))
    }

    pub(super) fn kind(&self, i: usize) -> Option<EntityKind> {
        self.entity(i).map(|e| e.1)
    }

    pub(super) fn words(&self, tokens: Range<usize>) -> &str {
        self.doc.span(tokens).of(self.doc.text())
    }

    /// Whether white space stands before token `i`.
    pub(super) fn spaced(&self, i: usize) -> bool {
        i == 0 || i >= self.len() || self.doc.tokens()[i - 1].span.end < self.doc.tokens()[i].span.start
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        i < self.len() && self.doc.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        (i < self.len()).then(|| self.doc.tag(i))
    }

    pub(super) fn is_proper(&self, i: usize) -> bool {
        matches!(self.tag(i), Some(Tag::Nnp | Tag::Nnps))
    }

    pub(super) fn is_space(&self, i: usize) -> bool {
        self.tag(i) == Some(Tag::Space)
    }

    pub(super) fn is_subject(&self, i: usize) -> bool {
        matches!(self.doc.dep(i), Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj)
    }

    /// The first conjunct of a coordination that `i` stands in, and whether it is another token.
    pub(super) fn first_conjunct(&self, i: usize) -> usize {
        let mut at = i;
        for _ in 0..32 {
            if self.doc.dep(at) != Dep::Conj {
                break;
            }
            at = self.doc.head(at);
        }
        at
    }

    /// The subject of the clause whose verb is `verb`; conjoined verbs share one.
    pub(super) fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..16 {
            if let Some(s) = self.kid(at, &[Dep::Nsubj, Dep::Nsubjpass]) {
                return Some(s);
            }
            if !matches!(self.doc.dep(at), Dep::Conj | Dep::Xcomp) || self.doc.head(at) == at {
                return None;
            }
            at = self.doc.head(at);
        }
        None
    }
}

fn children_of(doc: &Document) -> (Vec<u32>, Vec<u32>) {
    let n = doc.len();
    let mut first = vec![0u32; n + 2];
    let is_child = |i: usize| doc.head(i) != i && doc.head(i) < n;
    for i in (0..n).filter(|&i| is_child(i)) {
        first[doc.head(i) + 2] += 1;
    }
    for i in 2..first.len() {
        first[i] += first[i - 1];
    }
    let mut children = vec![0u32; first[n + 1] as usize];
    for i in (0..n).filter(|&i| is_child(i)) {
        let slot = &mut first[doc.head(i) + 1];
        children[*slot as usize] = i as u32;
        *slot += 1;
    }
    (children, first)
}

fn paragraphs(doc: &Document) -> Vec<u32> {
    let mut out = Vec::with_capacity(doc.len());
    let (mut number, mut end) = (0u32, 0usize);
    for token in doc.tokens() {
        let gap = doc.text().get(end..token.span.start as usize).unwrap_or("");
        if gap.contains('\n') || token.span.of(doc.text()).contains('\n') {
            number += 1;
        }
        out.push(number);
        end = token.span.end as usize;
    }
    out
}

/// Marks the tokens inside double quotation marks; a quotation ends with its paragraph at the latest.
fn quotations(doc: &Document, paragraph: &[u32]) -> Vec<bool> {
    let mut out = vec![false; doc.len()];
    let mut open = false;
    for i in 0..doc.len() {
        if i > 0 && paragraph[i] != paragraph[i - 1] {
            open = false;
        }
        match doc.word(i) {
            "“" | "„" | "«" | "``" => open = true,
            "”" | "»" | "''" => open = false,
            "\"" => open = !open,
            _ => out[i] = open,
        }
    }
    out
}

fn title_case(doc: &Document, paragraph: &[u32]) -> Vec<bool> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (i, &p) in paragraph.iter().enumerate() {
        let word = doc.word(i);
        if counts.len() <= p as usize {
            counts.resize(p as usize + 1, (0, 0));
        }
        if word.chars().count() > 3 && word.chars().all(char::is_alphabetic) {
            let (words, capitals) = &mut counts[p as usize];
            *words += 1;
            *capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    // A full stop ends a sentence, whatever names it is full of.
    for i in (0..doc.len()).filter(|&i| doc.word(i) == "." && paragraph.get(i + 1) != Some(&paragraph[i])) {
        counts[paragraph[i] as usize] = (0, 0);
    }
    counts.into_iter().map(|(words, capitals)| words >= 3 && capitals * 10 >= words * 8).collect()
}
