//! A document as rows: CoNLL-U for other tools, [`Row`] for JSON.

use crate::document::Document;
use serde::Serialize;
use std::fmt::Write;

/// One token with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// Number of the token in the document, from 0.
    pub id: usize,
    /// Number of its sentence, from 0.
    pub sentence: usize,
    /// Its characters.
    pub text: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: u32,
    /// Where it ends in the text, in bytes.
    pub end: u32,
    /// Base form.
    pub lemma: &'a str,
    /// Coarse tag.
    pub pos: &'static str,
    /// Fine tag.
    pub tag: &'static str,
    /// Number of the head; its own at a root.
    pub head: usize,
    /// Label of the arc from the head.
    pub dep: &'static str,
    /// `B-` and the type at an entity's first token, `I-` and the type within, `O` outside.
    pub entity: String,
}

impl Document {
    /// All tokens as rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut entities = self.entities().iter().peekable();
        let sentences = self.sentences().iter().enumerate();
        sentences.flat_map(|(n, s)| s.clone().map(move |i| (n, i))).map(move |(sentence, id)| {
            while entities.next_if(|e| e.tokens.end <= id).is_some() {}
            let entity = match entities.peek() {
                Some(e) if e.tokens.start == id => format!("B-{}", e.kind),
                Some(e) if e.tokens.start < id => format!("I-{}", e.kind),
                _ => "O".to_string(),
            };
            let token = &self.tokens()[id];
            Row {
                id,
                sentence,
                text: self.word(id),
                start: token.span.start,
                end: token.span.end,
                lemma: self.lemma(id),
                pos: token.pos.as_str(),
                tag: token.tag.as_str(),
                head: token.head as usize,
                dep: token.dep.as_str(),
                entity,
            }
        })
    }

    /// The document in CoNLL-U, a block for each sentence. Labels are those of this crate, not Universal
    /// Dependencies'; line ends and tabs in forms are written `\n`, `\r` and `\t`; the last column has the token's
    /// bytes, its entity and whether no space follows.
    pub fn to_conllu(&self) -> String {
        let mut out = String::new();
        let mut rows = self.rows().peekable();
        for (n, sentence) in self.sentences().iter().enumerate() {
            let text = self.span(sentence.clone()).of(self.text());
            let _ = writeln!(
                out,
                "# sent_id = {}\n# text = {}",
                n + 1,
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            while let Some(row) = rows.next_if(|r| r.sentence == n) {
                let head = if row.head == row.id || !sentence.contains(&row.head) {
                    0
                } else {
                    row.head - sentence.start + 1
                };
                let glued = rows.peek().is_some_and(|next| next.start == row.end);
                let _ = writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\tStart={}|End={}|Entity={}{}",
                    row.id - sentence.start + 1,
                    visible(row.text),
                    visible(row.lemma),
                    row.pos,
                    row.tag,
                    head,
                    row.dep,
                    row.start,
                    row.end,
                    row.entity,
                    if glued { "|SpaceAfter=No" } else { "" },
                );
            }
            out.push('\n');
        }
        out
    }
}

fn visible(form: &str) -> String {
    if form.is_empty() {
        return "_".to_string();
    }
    form.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}
