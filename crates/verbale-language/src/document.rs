//! What the engine gives: one analysed text.
//!
//! A [`Document`] owns its text and knows its tokens by number. Every token, sentence and entity is a span of
//! that text; a token's head is a token of the same sentence, the root's head is itself.

use crate::labels::{Dep, EntityKind, Pos, Tag};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use verbale_span::Span;

/// One token: a word, a number, a mark, or (`Tag::Space`) a run of white space between others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands in the document's text, in bytes.
    pub span: Span,
    /// Fine tag.
    pub tag: Tag,
    /// Coarse tag.
    pub pos: Pos,
    /// Number of the head token; the token's own number at a root.
    pub head: u32,
    /// Label of the arc from the head.
    pub dep: Dep,
    /// Number of the lemma in the document's lemma table.
    pub(crate) lemma: u32,
}

/// A named entity: consecutive tokens of one type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: EntityKind,
}

/// An analysed text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Document {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    entities: Vec<Entity>,
    lemmas: Vec<String>,
    #[serde(skip)]
    below: Below,
}

/// A document as it is written: what follows from the heads is left out.
#[derive(Default, Deserialize)]
pub(crate) struct Stored {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) lemmas: Vec<String>,
}

/// A stored document that contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document's {0} do not fit its text or tokens")]
pub(crate) struct Unfit(&'static str);

impl TryFrom<Stored> for Document {
    type Error = Unfit;

    fn try_from(s: Stored) -> Result<Self, Unfit> {
        let n = s.tokens.len();
        let check = |fits: bool, what| if fits { Ok(()) } else { Err(Unfit(what)) };
        let ends = s.tokens.iter().map(|t| t.span);
        check(ends.clone().all(|t| s.text.get(t.range()).is_some()), "tokens")?;
        check(ends.clone().zip(ends.skip(1)).all(|(a, b)| a.end <= b.start), "tokens")?;
        check(
            s.tokens.iter().all(|t| (t.head as usize) < n && (t.lemma as usize) < s.lemmas.len()),
            "heads or lemmas",
        )?;
        let mut end = 0;
        let covered =
            s.sentences.iter().all(|r| std::mem::replace(&mut end, r.end) == r.start && r.start < r.end);
        check(covered && end == n, "sentences")?;
        let mut end = 0;
        let apart = s.entities.iter().all(|e| {
            let r = &e.tokens;
            std::mem::replace(&mut end, r.end) <= r.start && r.start < r.end
        });
        check(apart && end <= n, "entities")?;
        Ok(Self::assemble(s))
    }
}

/// What hangs below each token, worked out once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Below {
    /// Where each token's children begin in `children`; one more at the end.
    starts: Vec<u32>,
    children: Vec<u32>,
    /// First and last token of each subtree.
    edges: Vec<(u32, u32)>,
}

impl Below {
    fn of(tokens: &[Token]) -> Self {
        let n = tokens.len();
        let arcs = || tokens.iter().enumerate().filter(|&(i, t)| t.head as usize != i);
        let mut starts = vec![0; n + 1];
        for (_, token) in arcs() {
            starts[token.head as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts[n] as usize];
        for (i, token) in arcs() {
            let at = &mut next[token.head as usize];
            children[*at as usize] = i as u32;
            *at += 1;
        }
        let mut below = Below { starts, children, edges: Vec::new() };
        below.edges = below.find_edges(tokens);
        below
    }

    fn children(&self, i: usize) -> &[u32] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.children[a as usize..b as usize],
            _ => &[],
        }
    }

    fn find_edges(&self, tokens: &[Token]) -> Vec<(u32, u32)> {
        let n = tokens.len();
        // From the roots down, so that backwards every token comes before its head.
        let mut order: Vec<u32> = (0..n as u32).filter(|&i| tokens[i as usize].head == i).collect();
        let mut at = 0;
        while let Some(&i) = order.get(at) {
            order.extend_from_slice(self.children(i as usize));
            at += 1;
        }
        let mut edges: Vec<(u32, u32)> = (0..n as u32).map(|i| (i, i)).collect();
        for &i in order.iter().rev() {
            let (first, last) = edges[i as usize];
            let head = &mut edges[tokens[i as usize].head as usize];
            *head = (head.0.min(first), head.1.max(last));
        }
        edges
    }
}

impl Document {
    /// A document from parts that fit each other.
    pub(crate) fn assemble(s: Stored) -> Self {
        let below = Below::of(&s.tokens);
        Self {
            text: s.text,
            tokens: s.tokens,
            sentences: s.sentences,
            entities: s.entities,
            lemmas: s.lemmas,
            below,
        }
    }

    /// The text that was analysed, unchanged.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Sentences as ranges of token numbers; they cover all tokens without gaps.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Entities in order of their first token; they do not overlap.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The characters of token `i`.
    pub fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(&self.text)
    }

    /// The lemma of token `i`.
    pub fn lemma(&self, i: usize) -> &str {
        self.lemmas.get(self.tokens[i].lemma as usize).map_or("", String::as_str)
    }

    /// Fine tag of token `i`.
    pub fn tag(&self, i: usize) -> Tag {
        self.tokens[i].tag
    }

    /// Coarse tag of token `i`.
    pub fn pos(&self, i: usize) -> Pos {
        self.tokens[i].pos
    }

    /// Dependency label of token `i`.
    pub fn dep(&self, i: usize) -> Dep {
        self.tokens[i].dep
    }

    /// Head of token `i`; `i` itself at a root.
    pub fn head(&self, i: usize) -> usize {
        self.tokens[i].head as usize
    }

    /// The number of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= i)
    }

    /// The tokens whose head is `i`, in order.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.below.children(i).iter().map(|&j| j as usize)
    }

    /// The tokens from the first to the last that depend on `i`, directly or not, `i` included.
    pub fn subtree(&self, i: usize) -> Range<usize> {
        self.below.edges.get(i).map_or(i..i + 1, |&(first, last)| first as usize..last as usize + 1)
    }

    /// Whether token `i` is `ancestor` or depends on it, directly or not.
    pub fn is_under(&self, i: usize, ancestor: usize) -> bool {
        let mut at = i;
        for _ in 0..=self.tokens.len() {
            if at == ancestor {
                return true;
            }
            let head = self.head(at);
            if head == at {
                return false;
            }
            at = head;
        }
        false
    }

    /// The bytes from the first to the last token of `tokens`; empty where the range is.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) if tokens.start < tokens.end => a.span.cover(b.span),
            _ => Span::default(),
        }
    }

    /// The first token that ends after byte `byte`: the token at that byte, or the next one.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end as usize <= byte)
    }

    /// The tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_at(span.start as usize);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        first..last.max(first)
    }
}
