//! Compares documents with what spaCy said of the same texts (`models/reference.py`).

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use verbale_language::Document;

/// spaCy's analysis of one text.
#[derive(Deserialize)]
pub(crate) struct Reference {
    pub(crate) text: String,
    tokens: Vec<Token>,
    entities: Vec<(usize, usize, String)>,
}

/// Start, end, tag, coarse tag, head, label, lemma, and 1 where it starts a sentence.
#[derive(Deserialize)]
struct Token(u32, u32, String, String, u32, String, String, i8);

/// Reads a file of references.
pub(crate) fn read(file: &str) -> Vec<Reference> {
    file.lines().map(|line| serde_json::from_str(line).expect("a line of a reference file")).collect()
}

/// How many of the reference's tokens and entities were met.
#[derive(Default)]
pub(crate) struct Parity {
    counts: BTreeMap<&'static str, (usize, usize)>,
    /// The first differences, to look at.
    pub(crate) differences: Vec<String>,
}

impl Parity {
    fn count(&mut self, what: &'static str, same: bool) {
        let (met, all) = self.counts.entry(what).or_default();
        *met += usize::from(same);
        *all += 1;
    }

    /// The share met, in percent.
    pub(crate) fn percent(&self, what: &str) -> f64 {
        self.counts.get(what).map_or(0.0, |&(met, all)| 100.0 * met as f64 / all as f64)
    }

    /// Counts the tokens and entities of one text.
    pub(crate) fn add(&mut self, reference: &Reference, document: &Document) {
        let ours: BTreeMap<(u32, u32), usize> =
            document.tokens().iter().enumerate().map(|(i, t)| ((t.span.start, t.span.end), i)).collect();
        let starts: Vec<usize> = document.sentences().iter().map(|s| s.start).collect();
        for Token(start, end, tag, pos, head, dep, lemma, first) in &reference.tokens {
            let found = ours.get(&(*start, *end)).copied();
            self.count("token", found.is_some());
            let Some(i) = found else {
                self.differ(reference, *start, *end, "no such token");
                continue;
            };
            let head_token = &reference.tokens[*head as usize];
            let our_head = document.tokens()[document.head(i)].span;
            let same_head = (our_head.start, our_head.end) == (head_token.0, head_token.1);
            let checks = [
                ("tag", document.tag(i).as_str() == tag),
                ("pos", document.pos(i).as_str() == pos),
                ("head", same_head),
                ("label", document.dep(i).as_str() == dep),
                ("lemma", document.lemma(i) == lemma),
                ("sentence start", starts.binary_search(&i).is_ok() == (*first == 1)),
            ];
            self.count("tag, head and label", checks[0].1 && same_head && checks[3].1);
            for (what, same) in checks {
                self.count(what, same);
                if !same {
                    let we = format!(
                        "{what}: {tag} {pos} {dep} {lemma} is {} {} {} {}",
                        document.tag(i),
                        document.pos(i),
                        document.dep(i),
                        document.lemma(i)
                    );
                    self.differ(reference, *start, *end, &we);
                }
            }
        }
        let entities: Vec<(u32, u32, &str)> = document
            .entities()
            .iter()
            .map(|e| (document.span(e.tokens.clone()), e.kind.as_str()))
            .map(|(s, kind)| (s.start, s.end, kind))
            .collect();
        for (first, end, kind) in &reference.entities {
            let (start, end) = (reference.tokens[*first].0, reference.tokens[end - 1].1);
            let same = entities.contains(&(start, end, kind.as_str()));
            self.count("entity", same);
            if !same {
                self.differ(reference, start, end, &format!("no entity {kind}"));
            }
        }
        for &(start, end, kind) in &entities {
            let told = reference.entities.iter().any(|(f, e, k)| {
                (reference.tokens[*f].0, reference.tokens[e - 1].1, k.as_str()) == (start, end, kind)
            });
            self.count("entity of ours", told);
        }
    }

    fn differ(&mut self, reference: &Reference, start: u32, end: u32, what: &str) {
        if self.differences.len() < 400 {
            let text = &reference.text;
            let from = text.floor_char_boundary((start as usize).saturating_sub(20));
            let to = text.ceil_char_boundary(end as usize + 20);
            let word = &text[start as usize..end as usize];
            self.differences.push(format!("{word:?} in {:?}: {what}", &text[from..to]));
        }
    }
}

impl fmt::Display for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, (met, all)) in &self.counts {
            writeln!(f, "{what:20} {met:>8} of {all:>8} {:8.3} %", 100.0 * *met as f64 / *all as f64)?;
        }
        Ok(())
    }
}
