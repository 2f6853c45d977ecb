//! Questions about the parse that the rules of encounters and events share.
//!
//! Everything takes a document and token numbers and gives token numbers. Chains of heads are climbed a bounded
//! number of steps, and [`readable`] bounds the sentences, so that junk costs linear time.

use verbale_language::{Dep, Document, Tag};

/// Sentences longer than this are no prose; the rules leave them alone.
const LONGEST: usize = 300;
/// How far a chain of heads or conjuncts is followed.
pub(crate) const STEPS: usize = 12;

/// The sentences short enough to be prose.
pub(crate) fn readable(doc: &Document) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    doc.sentences().iter().filter(|s| s.len() <= LONGEST).cloned()
}

/// Whether token `i` is tagged as a verb.
pub(crate) fn is_verb(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}

/// Whether token `i` is tagged as a noun or name.
pub(crate) fn is_noun(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
}

/// The first child of `i` with one of `deps`.
pub(crate) fn child(doc: &Document, i: usize, deps: &[Dep]) -> Option<usize> {
    doc.children(i).find(|&c| deps.contains(&doc.dep(c)))
}

/// `i` and what is coordinated with it, in order.
pub(crate) fn conjuncts(doc: &Document, i: usize) -> Vec<usize> {
    let mut out = vec![i];
    let mut next = 0;
    while next < out.len() && out.len() < STEPS {
        let more: Vec<usize> = doc.children(out[next]).filter(|&c| doc.dep(c) == Dep::Conj).collect();
        out.extend(more);
        next += 1;
    }
    out
}

/// The particle of a phrasal verb ("call off").
pub(crate) fn particle(doc: &Document, v: usize) -> Option<&str> {
    child(doc, v, &[Dep::Prt]).map(|p| doc.word(p))
}

/// The lemma of verb `v`, with its particle where it has one ("call off").
pub(crate) fn verb_lemma(doc: &Document, v: usize) -> String {
    let lemma = doc.lemma(v).to_lowercase();
    match particle(doc, v) {
        Some(p) => format!("{lemma} {}", p.to_lowercase()),
        None => lemma,
    }
}

/// Whether `v` is in the passive.
pub(crate) fn is_passive(doc: &Document, v: usize) -> bool {
    child(doc, v, &[Dep::Auxpass, Dep::Nsubjpass]).is_some()
        || (doc.tag(v) == Tag::Vbn && doc.dep(v) == Dep::Acl)
}

/// Whether `i` is negated by a word of its own ("not", "never", "no").
pub(crate) fn is_negated(doc: &Document, i: usize) -> bool {
    doc.children(i)
        .any(|c| doc.dep(c) == Dep::Neg || (doc.dep(c) == Dep::Det && doc.word(c).eq_ignore_ascii_case("no")))
}

/// Nouns whose "to" clause tells what their owner does ("its decision to visit").
const INTENTIONS: [&str; 17] = [
    "plan",
    "agreement",
    "decision",
    "offer",
    "intention",
    "proposal",
    "pledge",
    "promise",
    "willingness",
    "readiness",
    "refusal",
    "effort",
    "attempt",
    "desire",
    "threat",
    "invitation",
    "commitment",
];

/// The nouns that do what verb `v` says: its subject, or the one it borrows from the clause above; of a passive the agent.
pub(crate) fn doers(doc: &Document, v: usize) -> Vec<usize> {
    if is_passive(doc, v) {
        let by = doc.children(v).find(|&c| {
            doc.dep(c) == Dep::Agent || (doc.dep(c) == Dep::Prep && doc.word(c).eq_ignore_ascii_case("by"))
        });
        let who = by.and_then(|b| child(doc, b, &[Dep::Pobj]));
        return who.map_or_else(Vec::new, |w| conjuncts(doc, w));
    }
    subjects(doc, v)
}

/// The nouns verb `v` is done to: its objects; of a passive its subject.
pub(crate) fn undergoers(doc: &Document, v: usize) -> Vec<usize> {
    if is_passive(doc, v) {
        return subjects(doc, v);
    }
    let objects =
        doc.children(v).filter(|&c| matches!(doc.dep(c), Dep::Dobj | Dep::Dative) && is_nominal(doc, c));
    objects.flat_map(|o| conjuncts(doc, o)).collect()
}

fn is_nominal(doc: &Document, i: usize) -> bool {
    is_noun(doc, i) || !matches!(doc.tag(i), Tag::In | Tag::To | Tag::Wdt)
}

/// The grammatical subject of `v`, borrowed from the clauses above where it has none of its own.
pub(crate) fn subjects(doc: &Document, v: usize) -> Vec<usize> {
    let mut at = v;
    for _ in 0..STEPS {
        if let Some(s) = child(doc, at, &[Dep::Nsubj, Dep::Nsubjpass]) {
            if matches!(doc.tag(s), Tag::Wdt | Tag::Wp) && doc.dep(at) == Dep::Relcl {
                return conjuncts(doc, doc.head(at));
            }
            return conjuncts(doc, s);
        }
        let head = doc.head(at);
        if head == at {
            break;
        }
        match doc.dep(at) {
            Dep::Acl if doc.tag(at) == Tag::Vbn => return vec![head],
            Dep::Acl | Dep::Relcl => {
                if !INTENTIONS.contains(&doc.lemma(head)) {
                    return conjuncts(doc, head);
                }
                if let Some(owner) = child(doc, head, &[Dep::Poss]) {
                    return conjuncts(doc, owner);
                }
                match governor(doc, head) {
                    Some(g) => at = g,
                    None => break,
                }
                continue;
            }
            Dep::Xcomp | Dep::Ccomp if at != v || doc.tag(at) != Tag::Vbd => {
                if let Some(o) = child(doc, head, &[Dep::Dobj]).filter(|&o| o < at && commands(doc, head)) {
                    return conjuncts(doc, o);
                }
            }
            _ => {}
        }
        if is_verb(doc, head) || doc.tag(head) == Tag::Md {
            at = head;
        } else {
            match governor(doc, head) {
                Some(g) => at = g,
                None => break,
            }
        }
    }
    Vec::new()
}

/// Verbs whose object does what their complement says ("urged China to stop", "invited him to visit").
fn commands(doc: &Document, v: usize) -> bool {
    matches!(
        doc.lemma(v),
        "urge"
            | "ask"
            | "invite"
            | "tell"
            | "order"
            | "allow"
            | "persuade"
            | "press"
            | "force"
            | "push"
            | "send"
            | "want"
            | "help"
            | "encourage"
            | "call"
            | "let"
            | "see"
            | "find"
            | "expect"
            | "require"
            | "warn"
    )
}

/// The nearest verb above `i`.
pub(crate) fn governor(doc: &Document, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..STEPS {
        let head = doc.head(at);
        if head == at {
            return None;
        }
        if is_verb(doc, head) {
            return Some(head);
        }
        at = head;
    }
    None
}

/// A preposition and its object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    /// The preposition.
    pub(crate) prep: usize,
    /// The noun it governs.
    pub(crate) object: usize,
}

/// The prepositional phrases of `i`, and those that hang on their nouns, two levels deep: the parser often hangs
/// "with X" on the place before it ("talks in Tokyo with X").
pub(crate) fn phrases(doc: &Document, i: usize) -> Vec<Phrase> {
    let mut out = direct_phrases(doc, i);
    let mut next = 0;
    for _ in 0..2 {
        let end = out.len();
        while next < end {
            let below = direct_phrases(doc, out[next].object);
            out.extend(below);
            next += 1;
        }
    }
    out
}

/// The prepositional phrases that hang on `i` itself.
pub(crate) fn direct_phrases(doc: &Document, i: usize) -> Vec<Phrase> {
    let mut out = Vec::new();
    for prep in doc.children(i).filter(|&c| matches!(doc.dep(c), Dep::Prep | Dep::Agent | Dep::Dative)) {
        if let Some(object) = child(doc, prep, &[Dep::Pobj]) {
            out.push(Phrase { prep, object });
        }
        // "from X to Y", "in Bali with Y": one preposition under another.
        for inner in doc.children(prep).filter(|&c| doc.dep(c) == Dep::Prep) {
            if let Some(object) = child(doc, inner, &[Dep::Pobj]) {
                out.push(Phrase { prep: inner, object });
            }
        }
    }
    out
}

/// The word of `phrase`'s preposition in small letters.
pub(crate) fn preposition(doc: &Document, phrase: Phrase) -> String {
    doc.word(phrase.prep).to_lowercase()
}

/// The clause around token `i`: from the nearest verb that heads a clause, all that depends on it.
pub(crate) fn clause(doc: &Document, i: usize) -> std::ops::Range<usize> {
    let mut at = i;
    for _ in 0..STEPS {
        let heads_clause = is_verb(doc, at)
            && !matches!(
                doc.dep(at),
                Dep::Xcomp | Dep::Pcomp | Dep::Acl | Dep::Amod | Dep::Aux | Dep::Auxpass
            );
        let head = doc.head(at);
        if head == at || (heads_clause && doc.dep(at) != Dep::Conj) {
            break;
        }
        if heads_clause && child(doc, at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some() {
            break;
        }
        at = head;
    }
    trimmed(doc, doc.subtree(at))
}

/// A range without white space and closing marks at its ends.
fn trimmed(doc: &Document, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let edge = |i: usize| matches!(doc.tag(i), Tag::Space | Tag::Comma);
    let (mut a, mut b) = (range.start, range.end);
    while a < b && edge(a) {
        a += 1;
    }
    while a < b && edge(b - 1) {
        b -= 1;
    }
    a..b
}
