//! The tense and mood of clauses: did it happen, will it, might it.

use crate::findings::{Tense, Time};
use crate::reading::Reading;
use verbale_language::{Dep, Document, Tag};

/// Every time expression of the article with the tense of its clause, in order of part and position.
pub fn times(reading: &Reading<'_>) -> Vec<Time> {
    let mut out = Vec::new();
    for part in &reading.parts {
        for expression in &part.times {
            let tokens = part.document.tokens_in(expression.span);
            let tense = tokens.clone().next().map_or(Tense::Unknown, |t| tense_around(&part.document, t));
            out.push(Time { at: part.evidence(expression.span), expression: expression.clone(), tense });
        }
    }
    out
}

/// The tense of the nearest clause above token `i`.
pub fn tense_around(doc: &Document, i: usize) -> Tense {
    let mut at = i;
    for _ in 0..doc.len() {
        let tense = tense_of(doc, at);
        if tense != Tense::Unknown {
            return tense;
        }
        let head = doc.head(at);
        if head == at {
            break;
        }
        at = head;
    }
    Tense::Unknown
}

/// The tense of the clause whose verb is token `i`; `Unknown` for what is no finite verb.
pub fn tense_of(doc: &Document, i: usize) -> Tense {
    let mut tense = match doc.tag(i) {
        Tag::Vbd => Tense::Past,
        Tag::Vbz | Tag::Vbp => Tense::Present,
        _ => Tense::Unknown,
    };
    for child in doc.children(i) {
        if !matches!(doc.dep(child), Dep::Aux | Dep::Auxpass) {
            continue;
        }
        match (doc.tag(child), doc.lemma(child)) {
            (Tag::Md, "will" | "shall" | "'ll" | "would") => return Tense::Future,
            (Tag::Md, _) => tense = Tense::Future,
            (Tag::Vbd, _) | (_, "have") => tense = Tense::Past,
            (Tag::Vbz | Tag::Vbp, _) if tense == Tense::Unknown => tense = Tense::Present,
            _ => {}
        }
    }
    if is_prospective(doc, i) { Tense::Future } else { tense }
}

/// "is due to meet", "is set to visit", "plans to", "is to meet", "expected to".
fn is_prospective(doc: &Document, i: usize) -> bool {
    let prospective = |j: usize| {
        matches!(
            doc.lemma(j),
            "due"
                | "set"
                | "scheduled"
                | "schedule"
                | "expect"
                | "plan"
                | "slate"
                | "likely"
                | "ready"
                | "intend"
        )
    };
    let to = doc.children(i).any(|c| doc.dep(c) == Dep::Aux && doc.tag(c) == Tag::To);
    to && matches!(doc.dep(i), Dep::Xcomp | Dep::Ccomp | Dep::Advcl) && prospective(doc.head(i))
}
