//! Did it take place: from tense, modality, negation, and the verbs and nouns that govern the trigger.
//!
//! The chain of heads above the trigger is climbed once; each governor may lower what the clause claims
//! (`held` → `planned` → `possible`) or say that there was no encounter at all.

use super::syntax::{child, governor, is_negated, is_passive, is_verb, verb_lemma};
use super::triggers::{first_conjunct, is_light};
use crate::findings::Status;
use verbale_language::{Dep, Document, Tag};

/// What a mention says of the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It says so.
    Told(Status),
    /// It is not about that; so if nothing else is known.
    Leaning(Status),
    /// It says that there was none ("did not meet", "refused talks").
    None,
}

use Standing::{Leaning, Told};
use Status::{Cancelled, Held, Planned, Possible, Postponed};

const STEPS: usize = 10;

/// The weaker claim of two.
fn weaker(a: Status, b: Status) -> Status {
    let rank = |s: Status| match s {
        Possible => 0,
        Planned => 1,
        Held => 2,
        Postponed | Cancelled => 3,
    };
    if rank(a) <= rank(b) { a } else { b }
}

/// The standing of the encounter that token `i` tells of.
pub(crate) fn of(doc: &Document, i: usize) -> Standing {
    if is_verb(doc, i) { of_verb(doc, i) } else { of_noun(doc, first_conjunct(doc, i), i) }
}

/// What governs an infinitive or a noun: how far it leaves the claim standing. `None` where it takes it away.
fn governing(lemma: &str) -> Option<Option<Status>> {
    Some(match lemma {
        "agree" | "plan" | "schedule" | "set" | "due" | "slate" | "arrange" | "decide" | "announce"
        | "confirm" | "prepare" | "vow" | "promise" | "pledge" | "accept" | "intend" | "commit" | "fix"
        | "finalize" | "be" | "finalise" | "book" => Some(Planned),
        // "hop": the lemma the engine gives "hopes", as its model does.
        "expect" | "hope" | "hop" | "want" | "seek" | "likely" | "try" | "offer" | "ask" | "invite"
        | "consider" | "propose" | "wish" | "aim" | "look" | "urge" | "need" | "like" | "able" | "ready"
        | "willing" | "open" | "press" | "push" | "encourage" | "allow" | "demand" | "request"
        | "suggest" | "anticipate" | "discuss" | "explore" | "mull" | "weigh" | "call" | "pursue"
        | "envisage" | "envision" | "foresee" | "recommend" | "predict" | "possible" | "eager" | "keen"
        | "happy" | "prepared" | "rule out" | "support" | "oppose" | "favor" | "favour" | "unlikely"
        | "negotiate" | "await" | "threaten" | "vote" | "would" | "revive" | "broker" | "facilitate" => {
            Some(Possible)
        }
        "refuse" | "decline" | "fail" | "avoid" | "unable" | "reluctant" | "unwilling" | "forbid"
        | "prevent" | "deny" | "reject" | "boycott" | "skip" | "shun" | "snub" | "block" | "ban"
        | "prohibit" | "miss" => None,
        _ => return None,
    })
}

/// Nouns with "of", "for", "to" before the encounter.
fn governing_noun(lemma: &str) -> Option<Option<Status>> {
    Some(match lemma {
        "possibility" | "prospect" | "talk" | "hope" | "chance" | "proposal" | "call" | "request"
        | "offer" | "invitation" | "idea" | "expectation" | "need" | "push" | "appeal" | "speculation"
        | "likelihood" | "opportunity" | "way" | "condition" | "door" | "readiness" | "willingness"
        | "desire" | "effort" | "attempt" | "rumor" | "rumour" | "suggestion" | "groundwork" | "option"
        | "precondition" => Some(Possible),
        "plan" | "preparation" | "date" | "agreement" | "announcement" | "schedule" | "arrangement"
        | "decision" | "agenda" | "eve" | "runup" | "run" => Some(Planned),
        "cancellation" => Some(Cancelled),
        "postponement" | "delay" => Some(Postponed),
        "refusal" | "failure" | "lack" | "absence" | "freeze" | "halt" | "suspension" | "reluctance"
        | "inability" | "boycott" | "rejection" => None,
        _ => return None,
    })
}

fn of_verb(doc: &Document, v: usize) -> Standing {
    match claim(doc, v) {
        Some(Held) if is_habit(doc, v) => Standing::None,
        Some(status) => Told(status),
        None => Standing::None,
    }
}

/// "They meet regularly", "routinely hosts".
fn is_habit(doc: &Document, v: usize) -> bool {
    let bare = matches!(doc.tag(v), Tag::Vbp | Tag::Vbz | Tag::Vb);
    bare && doc.children(v).any(|c| {
        matches!(
            doc.lemma(c).to_lowercase().as_str(),
            "regularly"
                | "often"
                | "usually"
                | "annually"
                | "routinely"
                | "frequently"
                | "always"
                | "rarely"
                | "never"
                | "sometimes"
                | "every"
        )
    })
}

/// How far the clause of verb `v` claims what it says; `None` where it says it did not happen.
pub(crate) fn claim(doc: &Document, v: usize) -> Option<Status> {
    let mut status = Held;
    let mut at = v;
    for _ in 0..STEPS {
        if is_negated(doc, at) || child(doc, at, &[Dep::Neg]).is_some() {
            return None;
        }
        let (modal, finite) = mood(doc, at);
        if let Some(m) = modal {
            status = weaker(status, m);
        }
        if conditional(doc, at) {
            return Some(Possible);
        }
        let hedged =
            |c: usize| matches!(doc.lemma(c), "likely" | "possibly" | "perhaps" | "maybe" | "probably");
        if status == Planned && doc.children(at).any(|c| doc.dep(c) == Dep::Advmod && hedged(c)) {
            status = Possible;
        }
        if finite && doc.tag(at) != Tag::Vbd && has_mark(doc, at, &["before"]) {
            status = weaker(status, Planned);
        }
        let head = doc.head(at);
        if head == at {
            // A headline's "X to meet Y".
            return Some(if !finite && has_to(doc, at) { weaker(status, Planned) } else { status });
        }
        match doc.dep(at) {
            Dep::Conj if is_verb(doc, head) && !finite => at = head,
            Dep::Conj => return Some(soon(doc, at, status)),
            Dep::Ccomp if finite => {
                match doc.lemma(head) {
                    "hope" | "hop" | "expect" | "believe" | "suggest" | "doubt" | "speculate" | "predict"
                    | "wish" | "want" => {
                        status = weaker(status, Possible);
                    }
                    "deny" => return None,
                    _ => {}
                }
                return Some(soon(doc, at, status));
            }
            Dep::Relcl if finite => return Some(soon(doc, at, status)),
            Dep::Pcomp => {
                match doc.word(head).to_lowercase().as_str() {
                    "of" if doc.word(doc.head(head)).eq_ignore_ascii_case("instead") => return None,
                    "without" | "against" | "from" => return None,
                    "before" => status = weaker(status, Planned),
                    "of" | "for" | "on" | "about" | "to" => {
                        if let Some(g) = governing_noun(doc.lemma(doc.head(head))) {
                            status = weaker(status, g?);
                        }
                    }
                    _ => {}
                }
                match governor(doc, head) {
                    Some(g) => at = g,
                    None => return Some(status),
                }
            }
            Dep::Acl if has_to(doc, at) => {
                if is_negated(doc, head) {
                    return None;
                }
                match governing_noun(doc.lemma(head)) {
                    Some(g) => status = weaker(status, g?),
                    None if !is_first(doc, head) => status = weaker(status, Planned),
                    None => {}
                }
                match governor(doc, head) {
                    Some(g) => at = g,
                    None => return Some(status),
                }
            }
            Dep::Xcomp | Dep::Ccomp | Dep::Advcl if has_to(doc, at) => {
                let lemma = verb_lemma(doc, head);
                match governing(&lemma) {
                    Some(g) => status = weaker(status, g?),
                    // "flew to Rome to meet": the purpose of what was done.
                    None if matches!(lemma.as_str(), "arrive" | "come" | "head" | "leave" | "depart") => {
                        status = weaker(status, Planned);
                    }
                    None => {}
                }
                at = head;
            }
            // "when he travels to Rome": still to come, if not told in the past.
            Dep::Advcl if finite && status == Held && doc.tag(at) != Tag::Vbd && opens_with_when(doc, at) => {
                return Some(Planned);
            }
            Dep::Xcomp | Dep::Ccomp | Dep::Advcl => {
                if let Some(g) = governing(&verb_lemma(doc, head)).filter(|_| doc.dep(at) != Dep::Advcl) {
                    status = weaker(status, g?);
                }
                if finite {
                    return Some(soon(doc, at, status));
                }
                at = head;
            }
            _ => match governor(doc, at) {
                Some(g) if !finite => at = g,
                _ => return Some(soon(doc, at, status)),
            },
        }
        if !is_verb(doc, at) {
            // "is likely to", "is due to": the adjective's own clause.
            match governor(doc, at) {
                Some(g) => at = g,
                None => return Some(status),
            }
        }
    }
    Some(status)
}

/// "the first secretary of state to visit", "the latest leader to travel".
fn is_first(doc: &Document, n: usize) -> bool {
    doc.children(n)
        .any(|c| matches!(doc.lemma(c), "first" | "latest" | "last" | "second" | "third" | "only" | "senior"))
        || doc.children(n).any(|c| matches!(doc.tag(c), Tag::Jjs))
        || matches!(doc.lemma(n), "first" | "latest" | "last")
}

fn has_to(doc: &Document, v: usize) -> bool {
    doc.children(v).any(|c| doc.tag(c) == Tag::To && doc.dep(c) == Dep::Aux)
}

/// The claim a verb's auxiliaries leave, and whether it is finite.
fn mood(doc: &Document, v: usize) -> (Option<Status>, bool) {
    let mut finite = matches!(doc.tag(v), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let mut status = None;
    for c in doc.children(v).filter(|&c| matches!(doc.dep(c), Dep::Aux | Dep::Auxpass)) {
        match (doc.tag(c), doc.lemma(c).to_lowercase().as_str()) {
            (Tag::Md, "will" | "shall" | "'ll" | "’ll" | "wo") => status = Some(Planned),
            (Tag::Md, "would" | "'d" | "’d") => {
                status = Some(if reported(doc, v) { Planned } else { Possible })
            }
            (Tag::Md, _) => status = Some(Possible),
            (Tag::Vbd | Tag::Vbz | Tag::Vbp, _) => {}
            _ => continue,
        }
        finite = true;
    }
    // "is going to meet".
    if doc.lemma(v) == "go" && doc.children(v).any(|c| doc.dep(c) == Dep::Xcomp && has_to(doc, c)) {
        status = Some(Planned);
    }
    (status, finite)
}

/// Whether the clause of `v` is what somebody said, announced or agreed.
fn reported(doc: &Document, v: usize) -> bool {
    doc.dep(v) == Dep::Ccomp
        && matches!(
            doc.lemma(doc.head(v)),
            "say"
                | "announce"
                | "agree"
                | "tell"
                | "confirm"
                | "report"
                | "decide"
                | "add"
                | "state"
                | "reveal"
                | "disclose"
                | "write"
                | "declare"
                | "pledge"
                | "promise"
                | "vow"
        )
}

fn opens_with_when(doc: &Document, v: usize) -> bool {
    let present =
        matches!(doc.tag(v), Tag::Vbz | Tag::Vbp) && !doc.children(v).any(|c| doc.dep(c) == Dep::Aux);
    present
        && doc.children(v).any(|c| matches!(doc.word(c).to_lowercase().as_str(), "when" | "once" | "until"))
}

/// "if they met", "whether they would meet".
fn conditional(doc: &Document, v: usize) -> bool {
    has_mark(doc, v, &["if", "whether", "unless"])
}

fn has_mark(doc: &Document, v: usize, words: &[&str]) -> bool {
    doc.children(v).any(|c| {
        matches!(doc.dep(c), Dep::Mark | Dep::Advmod) && words.contains(&doc.word(c).to_lowercase().as_str())
    })
}

/// A present tense with a word for later is a plan ("is visiting Beijing next week").
fn soon(doc: &Document, v: usize, status: Status) -> Status {
    let present = doc.tag(v) != Tag::Vbd
        && !doc.children(v).any(|c| matches!(doc.tag(c), Tag::Vbd) || doc.lemma(c) == "have");
    if status == Held && present && says_later(doc, v) { Planned } else { status }
}

fn says_later(doc: &Document, i: usize) -> bool {
    doc.subtree(i).any(|c| {
        let word = doc.word(c).to_lowercase();
        matches!(word.as_str(), "tomorrow" | "next" | "upcoming" | "forthcoming" | "coming" | "soon")
    })
}

fn of_noun(doc: &Document, n: usize, trigger: usize) -> Standing {
    if is_negated(doc, trigger) {
        return Standing::None;
    }
    if let Some(standing) = by_modifier(doc, trigger) {
        return standing;
    }
    if let Some(standing) = by_clause(doc, trigger) {
        return standing;
    }
    let head = doc.head(n);
    match doc.dep(n) {
        Dep::Dobj | Dep::Nsubjpass | Dep::Oprd if is_verb(doc, head) => by_verb(doc, head),
        Dep::Nsubj if is_verb(doc, head) => as_subject(doc, head),
        Dep::Attr if is_verb(doc, head) => match claim(doc, head) {
            Some(Held) => Told(Held),
            Some(s) => Leaning(s),
            None => Standing::None,
        },
        Dep::Pobj => after_preposition(doc, head),
        _ => match governor(doc, n).map(|g| claim(doc, g)) {
            Some(Some(s)) => Leaning(s),
            _ => Leaning(Held),
        },
    }
}

/// "a possible meeting", "a planned visit", "next week's talks".
fn by_modifier(doc: &Document, n: usize) -> Option<Standing> {
    for c in doc.children(n) {
        if matches!(doc.dep(c), Dep::Amod | Dep::Compound | Dep::Advmod | Dep::Nmod) {
            let standing = match doc.lemma(c).to_lowercase().as_str() {
                "possible" | "potential" | "proposed" | "eventual" | "prospective" | "propose" | "future"
                | "hypothetical" => Told(Possible),
                "planned" | "plan" | "scheduled" | "schedule" | "upcoming" | "forthcoming" | "expected"
                | "expect" | "impending" | "coming" | "looming" => return Some(planned_or_ended(doc, n)),
                "cancelled" | "canceled" | "cancel" | "aborted" | "abort" | "scrapped" | "scrap" => {
                    Told(Cancelled)
                }
                "postponed" | "postpone" | "delayed" | "delay" => Told(Postponed),
                "regular" | "annual" | "frequent" | "routine" if doc.word(n).ends_with('s') => Standing::None,
                _ => continue,
            };
            return Some(standing);
        }
    }
    let any = doc.children(n).any(|c| doc.dep(c) == Dep::Det && doc.lemma(c).eq_ignore_ascii_case("any"));
    any.then_some(Told(Possible))
}

/// "a visit that Washington had called off", "talks scheduled for Monday".
fn by_clause(doc: &Document, n: usize) -> Option<Standing> {
    let clauses = doc.children(n).filter(|&c| matches!(doc.dep(c), Dep::Relcl | Dep::Acl) && is_verb(doc, c));
    let told = clauses.map(|c| (c, verb_lemma(doc, c))).find_map(|(c, lemma)| match lemma.as_str() {
        "cancel" | "scrap" | "call off" | "abort" | "postpone" | "delay" | "put off" => Some(by_verb(doc, c)),
        "schedule" | "plan" | "set" | "slate" if doc.dep(c) == Dep::Acl => Some(Told(Planned)),
        _ => None,
    });
    told.filter(|s| matches!(s, Told(_)))
}

/// "cancelled a planned visit" is cancelled, "a planned visit" planned.
fn planned_or_ended(doc: &Document, n: usize) -> Standing {
    let ended = matches!(doc.dep(n), Dep::Dobj | Dep::Nsubjpass).then(|| by_verb(doc, doc.head(n)));
    match ended {
        Some(Told(s @ (Cancelled | Postponed))) => Told(s),
        _ => Told(Planned),
    }
}

fn by_verb(doc: &Document, v: usize) -> Standing {
    let lemma = verb_lemma(doc, v);
    let Some(clause) = claim(doc, v) else { return Standing::None };
    match lemma.as_str() {
        "cancel" | "scrap" | "call off" | "abort" | "abandon" | "axe" | "nix" => ended(clause, Cancelled),
        "postpone" | "delay" | "put off" | "reschedule" | "defer" | "suspend" => ended(clause, Postponed),
        "resume" if clause == Held => Told(Held),
        light if is_light(light) && !matches!(light, "plan" | "schedule") => Told(clause),
        // "called the visit provocative" is not "called for a visit".
        "call" => Leaning(clause),
        other => match governing(other) {
            Some(Some(s)) => Told(weaker(clause, s)),
            Some(None) => Standing::None,
            None => Leaning(clause),
        },
    }
}

fn ended(clause: Status, end: Status) -> Standing {
    match clause {
        Held => Told(end),
        _ => Leaning(Planned),
    }
}

fn as_subject(doc: &Document, v: usize) -> Standing {
    let Some(clause) = claim(doc, v) else { return Leaning(Held) };
    match doc.lemma(v) {
        "take" | "happen" | "occur" | "begin" | "start" | "last" | "end" | "resume" | "open" | "conclude"
        | "continue" | "stretch" | "run" | "kick" | "go" => Told(clause),
        "be" if clause == Planned && child(doc, v, &[Dep::Acomp, Dep::Attr]).is_none() => Told(Planned),
        _ if is_passive(doc, v) => by_verb(doc, v),
        // "The meeting could ease tensions" says nothing about the meeting itself.
        _ => Leaning(if clause == Possible { Planned } else { clause }),
    }
}

fn after_preposition(doc: &Document, prep: usize) -> Standing {
    let above = doc.head(prep);
    let clause = if is_verb(doc, above) {
        claim(doc, above)
    } else {
        governor(doc, prep).map_or(Some(Held), |g| claim(doc, g))
    };
    let clause = clause.unwrap_or(Held);
    let word = doc.word(prep).to_lowercase();
    let above_lemma = doc.lemma(above).to_lowercase();
    if word == "of" && above_lemma == "ahead" {
        return Leaning(Planned);
    }
    if !is_verb(doc, above) {
        // "the first talks since a summit": that was.
        if matches!(word.as_str(), "since" | "after" | "following") {
            return Leaning(Held);
        }
        return match governing_noun(&above_lemma) {
            Some(Some(s)) if matches!(s, Cancelled | Postponed) => Told(s),
            Some(Some(s)) => Told(weaker(clause, s)),
            Some(None) => Standing::None,
            None => Leaning(clause),
        };
    }
    match word.as_str() {
        "on" if above_lemma == "agree" => Told(weaker(clause, Planned)),
        "before" => Leaning(Planned),
        "after" | "following" | "since" => Leaning(clause),
        "during" | "in" | "at" | "on" => match clause {
            Held => Told(Held),
            s => Leaning(s),
        },
        "for" if matches!(above_lemma.as_str(), "call" | "push" | "press" | "appeal" | "ask" | "hope") => {
            Told(Possible)
        }
        "for" if matches!(above_lemma.as_str(), "arrive" | "come" | "head" | "leave" | "travel" | "fly") => {
            Told(weaker(clause, Planned))
        }
        "to" if matches!(above_lemma.as_str(), "agree" | "commit") => Told(weaker(clause, Planned)),
        _ => Leaning(clause),
    }
}
