//! Words for the tone of talks: "frank", "constructive", with who used them.

use super::syntax::{doers, is_verb};
use super::triggers::Trigger;
use crate::findings::{ActorId, Evidence};
use crate::mentions::Mentions;
use crate::reading::PartReading;
use verbale_language::{Dep, Document};

const WORDS: [&str; 44] = [
    "candid",
    "constructive",
    "frank",
    "productive",
    "substantive",
    "cordial",
    "friendly",
    "warm",
    "tense",
    "heated",
    "acrimonious",
    "fruitful",
    "positive",
    "businesslike",
    "amicable",
    "difficult",
    "fierce",
    "testy",
    "stormy",
    "useful",
    "excellent",
    "in-depth",
    "depth",
    "detailed",
    "contentious",
    "honest",
    "open",
    "sincere",
    "blunt",
    "intense",
    "tough",
    "respectful",
    "good",
    "great",
    "successful",
    "unproductive",
    "pragmatic",
    "courteous",
    "professional",
    "direct",
    "robust",
    "lively",
    "strained",
    "hostile",
];

/// The tone words said of the encounter of `trigger`.
pub(crate) fn of(
    part: &PartReading,
    mentions: &Mentions,
    trigger: &Trigger,
) -> Vec<(Option<ActorId>, Evidence)> {
    let doc = &part.document;
    let n = trigger.token;
    if is_verb(doc, n) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let modifiers = doc.children(n).filter(|&c| doc.dep(c) == Dep::Amod);
    push_all(doc, part, modifiers, None, &mut out);
    let head = doc.head(n);
    match (doc.dep(n), doc.lemma(head)) {
        (Dep::Nsubj, "be") => {
            let said = doc.children(head).filter(|&c| matches!(doc.dep(c), Dep::Acomp | Dep::Attr));
            push_all(doc, part, said, speaker(doc, part, mentions, head), &mut out);
        }
        (Dep::Dobj, "describe" | "call" | "characterize" | "characterise" | "hail" | "label") => {
            let who = doers(doc, head).iter().flat_map(|&d| mentions.who(part.part, d)).next();
            let said = doc.subtree(head).filter(|&i| i > n);
            push_all(doc, part, said, who, &mut out);
        }
        _ => {}
    }
    out
}

fn push_all(
    doc: &Document,
    part: &PartReading,
    tokens: impl Iterator<Item = usize>,
    who: Option<ActorId>,
    out: &mut Vec<(Option<ActorId>, Evidence)>,
) {
    for head in tokens {
        for i in super::syntax::conjuncts(doc, head) {
            let at = part.tokens(i..i + 1);
            if WORDS.contains(&doc.word(i).to_lowercase().as_str()) && !out.iter().any(|(_, e)| *e == at) {
                out.push((who, at));
            }
        }
    }
}

/// Who says the clause of verb `v`, where it is what somebody says.
fn speaker(doc: &Document, part: &PartReading, mentions: &Mentions, v: usize) -> Option<ActorId> {
    let above = doc.head(v);
    let says =
        doc.dep(v) == Dep::Ccomp && matches!(doc.lemma(above), "say" | "tell" | "write" | "add" | "state");
    says.then(|| doers(doc, above).iter().flat_map(|&d| mentions.who(part.part, d)).next()).flatten()
}
