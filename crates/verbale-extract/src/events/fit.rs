//! Fits the frames to a verb of the parse: which rows its object and phrases allow, and the nouns of each target slot.

use super::frames::{self, Frame, Object, Slot};
use crate::encounters::syntax::{
    child, conjuncts, direct_phrases, doers, preposition, undergoers, verb_lemma,
};
use verbale_language::{Dep, Document, Tag};

/// A row that fits, with where its sides stand.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    /// The row.
    pub(crate) frame: &'static Frame,
    /// Nouns of those who act.
    pub(crate) source: Vec<usize>,
    /// Places to look for the target, best first.
    pub(crate) target: Vec<Site>,
}

/// Where a target may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Site {
    /// These nouns denote it.
    Nouns(Vec<usize>),
    /// It is named before these nouns, as owner or adjective.
    Before(Vec<usize>),
    /// It is named somewhere in this stretch.
    Within(std::ops::Range<usize>),
    /// The sources act on each other.
    Each,
}

/// The rows that fit verb `v`. `acts` tells whether a noun denotes an actor.
pub(crate) fn at(doc: &Document, v: usize, acts: &dyn Fn(usize) -> bool) -> Vec<Fit> {
    let frames = frames::of(&verb_lemma(doc, v));
    if frames.is_empty() {
        return Vec::new();
    }
    let objects = objects(doc, v);
    let source = doers(doc, v);
    let fitting =
        frames.iter().filter(|f| object_fits(doc, v, f, &objects, acts) && phrase_fits(doc, v, f, acts));
    fitting
        .map(|frame| Fit { frame, source: source.clone(), target: sites(doc, v, frame, &objects, acts) })
        .collect()
}

/// The objects of `v`; of "urged China to stop" China, which the parser may hang on "stop".
pub(super) fn objects(doc: &Document, v: usize) -> Vec<usize> {
    let found = undergoers(doc, v);
    if !found.is_empty() {
        return found;
    }
    // "channels, which Ankara severed", "the ties it broke off".
    let which =
        |c: usize| matches!(doc.dep(c), Dep::Dobj | Dep::Pobj) && matches!(doc.tag(c), Tag::Wdt | Tag::Wp);
    if doc.dep(v) == Dep::Relcl && doc.children(v).any(which) {
        return conjuncts(doc, doc.head(v));
    }
    complement(doc, v)
        .filter(|&c| infinitive(doc, c))
        .and_then(|c| child(doc, c, &[Dep::Nsubj, Dep::Nsubjpass]))
        .map_or_else(Vec::new, |s| conjuncts(doc, s))
}

fn complement(doc: &Document, v: usize) -> Option<usize> {
    child(doc, v, &[Dep::Ccomp, Dep::Xcomp])
}

fn infinitive(doc: &Document, v: usize) -> bool {
    doc.children(v).any(|c| doc.tag(c) == Tag::To && doc.dep(c) == Dep::Aux)
}

fn object_fits(doc: &Document, v: usize, f: &Frame, objects: &[usize], acts: &dyn Fn(usize) -> bool) -> bool {
    if f.target.contains(&Slot::ObjectTo) {
        return complement(doc, v).is_some_and(|c| infinitive(doc, c)) && objects.iter().any(|&o| acts(o));
    }
    match &f.object {
        Object::Any => true,
        Object::Absent => objects.is_empty(),
        Object::Of { actor, lemmas } => objects.iter().any(|&o| {
            (*actor && (acts(o) || is_reciprocal(doc, o)))
                || meant(doc, o).any(|n| lemmas.contains(&doc.lemma(n).to_lowercase().as_str()))
        }),
    }
}

/// The noun, and of "a raft of sanctions" the sanctions.
fn meant(doc: &Document, n: usize) -> impl Iterator<Item = usize> {
    let measure = matches!(
        doc.lemma(n),
        "raft"
            | "series"
            | "slew"
            | "range"
            | "round"
            | "set"
            | "wave"
            | "host"
            | "barrage"
            | "string"
            | "number"
    );
    let of = direct_phrases(doc, n).into_iter().find(|p| measure && preposition(doc, *p) == "of");
    std::iter::once(n).chain(of.map(|p| p.object))
}

fn phrase_fits(doc: &Document, v: usize, f: &Frame, acts: &dyn Fn(usize) -> bool) -> bool {
    let Some((word, lemmas)) = &f.phrase else { return true };
    direct_phrases(doc, v).iter().any(|p| {
        let nouns = conjuncts(doc, p.object);
        preposition(doc, *p) == *word
            && nouns.iter().any(|&n| {
                if lemmas.is_empty() {
                    acts(n)
                } else {
                    meant(doc, n).any(|m| lemmas.contains(&doc.lemma(m).to_lowercase().as_str()))
                }
            })
    })
}

fn sites(doc: &Document, v: usize, f: &Frame, objects: &[usize], acts: &dyn Fn(usize) -> bool) -> Vec<Site> {
    let mut out = Vec::new();
    for slot in &f.target {
        match slot {
            Slot::Object | Slot::ObjectTo => {
                let actors: Vec<usize> =
                    objects.iter().copied().filter(|&o| acts(o) || is_reciprocal(doc, o)).collect();
                out.push(Site::Nouns(actors));
            }
            Slot::Owner => out.push(Site::Before(objects.to_vec())),
            Slot::Subject => out.push(Site::Each),
            Slot::Clause => out.extend(clause_site(doc, v, f.event)),
            Slot::After(word) => {
                for at in std::iter::once(v).chain(objects.iter().copied()) {
                    for p in direct_phrases(doc, at).into_iter().filter(|p| preposition(doc, *p) == *word) {
                        let nouns = conjuncts(doc, p.object);
                        out.push(Site::Nouns(nouns.clone()));
                        out.push(Site::Before(nouns));
                    }
                }
            }
        }
    }
    out
}

/// "each other", "one another".
pub(super) fn is_reciprocal(doc: &Document, n: usize) -> bool {
    n > 0 && matches!(doc.lemma(n), "other" | "another") && matches!(doc.lemma(n - 1), "each" | "one")
}

/// Of a demanded clause its subject, of a promised, refused or threatened one what it is done to.
fn clause_site(doc: &Document, v: usize, event: &str) -> Option<Site> {
    let c = complement(doc, v)?;
    // "declined to say" refuses a reporter, not a state.
    let tells = [
        "say",
        "comment",
        "name",
        "identify",
        "discuss",
        "disclose",
        "elaborate",
        "specify",
        "reveal",
        "answer",
        "confirm",
        "give",
        "be",
    ];
    if event == "REJECT" && tells.contains(&doc.lemma(c)) {
        return None;
    }
    if event == "REQUEST" {
        let subject = child(doc, c, &[Dep::Nsubj, Dep::Nsubjpass])?;
        return Some(Site::Nouns(conjuncts(doc, subject)));
    }
    let tree = doc.subtree(c);
    Some(Site::Within(c..tree.end.min(c + 25)))
}
