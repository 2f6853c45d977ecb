//! One article and its findings as the rooms of the record see them: evidence in code points, ids from content.

use crate::Entry;
use crate::model;
use std::collections::BTreeMap;
use verbale_article::{Article, Part};
use verbale_extract::findings::{self, Findings};
use verbale_span::OffsetIndex;
use xxhash_rust::xxh3::xxh3_64;

/// An article with its findings and the means to point into it.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) article: &'a Article,
    pub(crate) findings: &'a Findings,
    offsets: BTreeMap<Part, OffsetIndex>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(entry: &'a Entry) -> Self {
        let article = &entry.article;
        let offsets = article.parts().into_iter().map(|p| (p, OffsetIndex::new(article.text(p)))).collect();
        Self { article, findings: &entry.findings, offsets }
    }

    /// The article's id.
    pub(crate) fn id(&self) -> &'a str {
        &self.article.id
    }

    /// The words a finding points at; empty where it does not fit the text.
    pub(crate) fn quote(&self, at: findings::Evidence) -> &'a str {
        at.span.of(self.article.text(at.part))
    }

    /// Evidence as the record gives it; `None` where the span names no words.
    pub(crate) fn evidence(&self, at: findings::Evidence) -> Option<model::Evidence> {
        let (text, quote) = (self.article.text(at.part), self.quote(at));
        let index = self.offsets.get(&at.part).filter(|_| !quote.is_empty())?;
        Some(model::Evidence {
            article: self.id().to_owned(),
            part: at.part.to_string(),
            start: index.code_point(text, at.span.start as usize),
            end: index.code_point(text, at.span.end as usize),
            quote: quote.to_owned(),
        })
    }

    /// All pieces of evidence that hold, in the order given, each once.
    pub(crate) fn all_evidence(&self, at: &[findings::Evidence]) -> Vec<model::Evidence> {
        let mut out: Vec<model::Evidence> = Vec::new();
        for piece in at.iter().filter_map(|&e| self.evidence(e)) {
            if !out.contains(&piece) {
                out.push(piece);
            }
        }
        out
    }

    /// Ids for a list of findings of one kind, each from its article, kind, spans and a word or two of its own; equal
    /// ones are counted up, so that no two findings share an id.
    pub(crate) fn ids(&self, kind: &str, findings: &[(Vec<findings::Evidence>, String)]) -> Vec<String> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        findings
            .iter()
            .map(|(spans, own)| {
                let mut key = format!("{}\n{kind}\n{own}", self.id());
                for e in spans {
                    key.push_str(&format!("\n{} {} {}", e.part, e.span.start, e.span.end));
                }
                let count = seen.entry(key.clone()).or_default();
                *count += 1;
                if *count > 1 {
                    key.push_str(&format!("\n{count}"));
                }
                hash(&key)
            })
            .collect()
    }

    /// Position of a piece of evidence, for sorting: headline, body, captions.
    pub(crate) fn position(at: findings::Evidence) -> (u8, u32, u32) {
        match at.part {
            Part::Headline => (0, 0, at.span.start),
            Part::Body => (1, 0, at.span.start),
            Part::Caption(n) => (2, n, at.span.start),
        }
    }
}

/// Sixteen hexadecimal digits of content.
pub(crate) fn hash(content: &str) -> String {
    format!("{:016x}", xxh3_64(content.as_bytes()))
}
