//! Words that may tell of an encounter, with the nouns around them that stand for its sides.
//!
//! Takes the parse, gives [`Trigger`]s. Idioms ("meet the need", "call for", "talks about") fall out here by syntax, or
//! later because no actor stands on the other side.

use super::syntax::{
    self, Phrase, child, conjuncts, direct_phrases, governor, is_noun, is_passive, is_verb, particle,
    phrases, preposition, subjects,
};
use crate::findings::EncounterKind;
use verbale_language::{Dep, Document, EntityKind, Pos, Tag};

/// A word that may tell of an encounter.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    /// The word.
    pub(crate) token: usize,
    /// What it tells of.
    pub(crate) kind: EncounterKind,
    /// Tokens whose modifiers are modifiers of the encounter: the word, its light verb, "lasted".
    pub(crate) anchors: Vec<usize>,
    /// Nouns for those who met, called or travelled.
    pub(crate) first: Vec<usize>,
    /// Nouns for those they met, called, or whose guests they were.
    pub(crate) second: Vec<usize>,
    /// Nouns for where a visit went.
    pub(crate) destinations: Vec<usize>,
    /// Nouns that may stand for those of `first` where these are none or generic: the subject of the clause around.
    pub(crate) fallback: Vec<usize>,
    /// Only persons (or unnamed officials) may stand on the second side ("called", "hosted").
    pub(crate) persons: bool,
    /// "the meeting", "their talks": it may point back to one told of before.
    pub(crate) definite: bool,
    /// Somebody's own ("their visit"): it points back only together with its owner.
    pub(crate) owned: bool,
    /// The second side travelled ("hosted").
    pub(crate) guests: bool,
    /// "previous visits", "further talks": not one told of before.
    pub(crate) another: bool,
    /// "council meeting": one of a single house, unless that is an organisation of states.
    pub(crate) house: bool,
}

impl Trigger {
    fn new(token: usize, kind: EncounterKind) -> Self {
        Self {
            token,
            kind,
            anchors: vec![token],
            first: Vec::new(),
            second: Vec::new(),
            destinations: Vec::new(),
            fallback: Vec::new(),
            persons: false,
            definite: false,
            owned: false,
            guests: false,
            another: false,
            house: false,
        }
    }
}

/// Verbs that say that the encounter in their object took place, is planned, or began.
const LIGHT: [&str; 31] = [
    "hold",
    "have",
    "conduct",
    "attend",
    "join",
    "host",
    "begin",
    "start",
    "open",
    "conclude",
    "end",
    "finish",
    "resume",
    "continue",
    "launch",
    "make",
    "pay",
    "take",
    "undertake",
    "plan",
    "schedule",
    "cancel",
    "postpone",
    "scrap",
    "complete",
    "convene",
    "wrap up",
    "kick off",
    "call off",
    "put off",
    "chair",
];

/// Whether `verb` (with its particle) lends its subject to the encounter in its object.
pub(crate) fn is_light(verb: &str) -> bool {
    LIGHT.contains(&verb)
}

/// The trigger at token `i`, if it is one.
pub(crate) fn at(doc: &Document, i: usize) -> Option<Trigger> {
    any_at(doc, i).filter(|t| !t.house)
}

/// The trigger at token `i`, also of the meeting of one house.
pub(crate) fn any_at(doc: &Document, i: usize) -> Option<Trigger> {
    if is_verb(doc, i) && doc.pos(i) != Pos::Adj && doc.dep(i) != Dep::Amod && doc.dep(i) != Dep::Compound {
        return of_verb(doc, i);
    }
    if is_noun(doc, i) { of_noun(doc, i) } else { None }
}

fn objects(doc: &Document, v: usize) -> Vec<usize> {
    let heads =
        doc.children(v).filter(|&c| matches!(doc.dep(c), Dep::Dobj | Dep::Dative) && doc.tag(c) != Tag::In);
    heads.flat_map(|o| conjuncts(doc, o)).collect()
}

fn after(doc: &Document, found: &[Phrase], words: &[&str]) -> Vec<usize> {
    let wanted = found.iter().filter(|p| words.contains(&preposition(doc, **p).as_str()));
    wanted.flat_map(|p| conjuncts(doc, p.object)).collect()
}

fn of_verb(doc: &Document, v: usize) -> Option<Trigger> {
    let around = phrases(doc, v);
    let lemma = doc.lemma(v).to_lowercase();
    let passive = is_passive(doc, v);
    let mut t = Trigger::new(v, EncounterKind::Meeting);
    match lemma.as_str() {
        "meet" if !passive => {
            t.second = objects(doc, v);
            t.second.extend(after(doc, &around, &["with"]));
        }
        "sit" if particle(doc, v) == Some("down") => t.second = after(doc, &around, &["with"]),
        "huddle" | "gather" | "convene" if !passive && objects(doc, v).is_empty() => {
            t.second = after(doc, &around, &["with"]);
            if t.second.is_empty() && subjects(doc, v).len() < 2 {
                return None;
            }
        }
        "speak" | "talk" | "confer" | "consult" | "chat" if !passive => {
            t.kind = EncounterKind::Talks;
            t.second = after(doc, &around, &["with"]);
            if t.second.is_empty() {
                // One speaks to an assembly without meeting it.
                t.persons = true;
                t.second = after(doc, &around, &["to"]);
            }
        }
        "discuss" if !passive => {
            t.kind = EncounterKind::Talks;
            t.second = after(doc, &around, &["with"]);
        }
        "call" | "phone" | "telephone" if !passive && is_plain_call(doc, v) => {
            t.kind = EncounterKind::Call;
            t.second = objects(doc, v);
            t.persons = true;
        }
        "host" | "receive" | "welcome" => {
            t.kind = if lemma == "host" { EncounterKind::Visit } else { EncounterKind::Meeting };
            t.second = syntax::undergoers(doc, v);
            t.first = syntax::doers(doc, v);
            t.persons = true;
            t.guests = lemma == "host";
            return Some(t).filter(|t| !t.second.is_empty());
        }
        "visit" | "tour" if !passive => {
            t.kind = EncounterKind::Visit;
            t.destinations = objects(doc, v);
        }
        "travel" | "fly" | "go" | "head" | "journey" | "come" | "return"
            if !passive && objects(doc, v).is_empty() =>
        {
            t.kind = EncounterKind::Visit;
            t.destinations = after(doc, &direct_phrases(doc, v), &["to"]);
        }
        "arrive" | "land" if !passive => {
            t.kind = EncounterKind::Visit;
            t.destinations = after(doc, &direct_phrases(doc, v), &["in", "at"]);
        }
        _ => return None,
    }
    t.first = subjects(doc, v);
    if t.kind == EncounterKind::Visit && t.destinations.is_empty() {
        return None;
    }
    if t.second.is_empty() && t.kind != EncounterKind::Visit && !speaks_for_several(doc, &t.first) {
        return None;
    }
    if t.kind == EncounterKind::Talks && by_phone(doc, v) {
        t.kind = EncounterKind::Call;
    }
    Some(t)
}

/// "X and Y met", "the two leaders spoke".
fn speaks_for_several(doc: &Document, first: &[usize]) -> bool {
    first.len() > 1
        || first
            .first()
            .is_some_and(|&s| matches!(doc.tag(s), Tag::Nns | Tag::Nnps | Tag::Prp | Tag::Cd | Tag::Nn))
}

/// "called Zelensky", not "called him a liar", "called for", "called off".
fn is_plain_call(doc: &Document, v: usize) -> bool {
    let Some(object) = child(doc, v, &[Dep::Dobj]) else { return false };
    let more = doc.children(v).any(|c| {
        matches!(doc.dep(c), Dep::Oprd | Dep::Ccomp | Dep::Prt)
            || (doc.dep(c) == Dep::Prep && c < object)
            || (matches!(doc.dep(c), Dep::Acomp) && c > object)
    });
    // A mark of quotation after the name opens what he was called.
    let quoted = (object + 1..(object + 3).min(doc.len())).any(|i| doc.tag(i) == Tag::OpenQuote);
    !more && !quoted
}

/// "by phone", "on the phone", "in a telephone call".
fn by_phone(doc: &Document, v: usize) -> bool {
    doc.subtree(v).any(|i| matches!(doc.lemma(i), "phone" | "telephone"))
}

fn of_noun(doc: &Document, n: usize) -> Option<Trigger> {
    use EncounterKind::{Call, Meeting, Summit, Talks, Visit};
    if matches!(doc.dep(n), Dep::Compound | Dep::Amod | Dep::Nmod) && doc.lemma(n) != "face" {
        return None;
    }
    let kind = match doc.lemma(n).to_lowercase().as_str() {
        "meeting" | "session" | "gathering" | "dinner" | "lunch" | "encounter" | "sit-down" => Meeting,
        "face" if ends_face_to_face(doc, n) => Meeting,
        "talk" if doc.word(n).eq_ignore_ascii_case("talks") => Talks,
        "consultation" | "discussion" | "negotiation" | "dialogue" | "dialog" => Talks,
        "conversation" if mentions_phone(doc, n) => Call,
        "conversation" => Talks,
        "summit" => Summit,
        "call" if mentions_phone(doc, n) || has_phrase(doc, n, "with") => Call,
        "visit" | "trip" | "tour" | "stopover" => Visit,
        // "his flight, which was postponed".
        "flight" | "journey" if child(doc, n, &[Dep::Poss]).is_some() => Visit,
        _ => return None,
    };
    let mut t = Trigger::new(n, kind);
    t.definite = is_definite(doc, n) && may_point_back(doc, n);
    t.another = is_another(doc, n);
    t.house = kind == Meeting && doc.lemma(n) != "face" && is_of_one_house(doc, n);
    let mut around = phrases(doc, n);
    // "talks in preparation for a meeting between X and Y": those are the meeting's.
    around.retain(|p| doc.head(p.prep) == n || !is_event_noun(doc, doc.head(p.prep)));
    around.extend(to_the_right(doc, n));
    let light = light_verb(doc, n);
    if let Some(v) = light {
        t.anchors.push(v);
        around.extend(direct_phrases(doc, v));
    }
    t.second = after(doc, &around, &["with"]);
    t.anchors.extend(telling_verbs(doc, n, &t.second));
    let between = after(doc, &around, &["between", "among"]);
    // "a discussion of a strike by X": only a visit or call is by somebody.
    let by = if matches!(kind, Visit | Call) { after(doc, &around, &["by"]) } else { Vec::new() };
    let owner = child(doc, n, &[Dep::Poss]).map_or_else(Vec::new, |p| conjuncts(doc, p));
    if kind == Visit {
        t.destinations = after(doc, &around, &["to", "of", "in"]);
        if t.destinations.is_empty() {
            // "an earlier Beijing visit".
            t.destinations = doc.children(n).filter(|&c| doc.dep(c) == Dep::Compound).collect();
        }
        t.first.extend(after(doc, &direct_phrases(doc, n), &["from"]));
    } else if matches!(kind, Meeting | Summit) {
        t.first.extend(after(doc, &direct_phrases(doc, n), &["of"]));
    }
    t.owned = owner.iter().any(|&o| {
        !doc.entities()
            .iter()
            .any(|e| e.tokens.contains(&o) && matches!(e.kind, EntityKind::Date | EntityKind::Time))
    });
    t.first.extend(between.iter().chain(&by).chain(&owner).copied());
    if between.is_empty() && by.is_empty() && owner.is_empty() {
        if let Some(v) = light.filter(|&v| !is_passive(doc, v)) {
            t.first.extend(subjects(doc, v));
        } else if let Some(v) = lender(doc, n, &t) {
            t.first.extend(subjects(doc, v));
            // "pressed him on Friday, in talks with": said there, so on that day.
            let there = matches!(doc.word(doc.head(n)).to_lowercase().as_str(), "in" | "during" | "at");
            if there && kind != Visit {
                t.anchors.push(v);
            }
        }
    }
    if t.first.is_empty() && t.second.is_empty() && matches!(kind, Meeting | Summit | Talks) {
        t.first = sides_in_clause(doc, n);
    }
    if t.kind == Visit
        && doc.dep(n) == Dep::Pobj
        && matches!(doc.lemma(doc.head(n)).to_lowercase().as_str(), "in" | "on" | "during")
    {
        t.fallback = governor(doc, n).map_or_else(Vec::new, |v| subjects(doc, v));
    }
    dedup(&mut t.first);
    dedup(&mut t.second);
    dedup(&mut t.destinations);
    Some(t)
}

fn dedup(nouns: &mut Vec<usize>) {
    let mut seen = Vec::new();
    nouns.retain(|n| {
        !seen.contains(n) && {
            seen.push(*n);
            true
        }
    });
}

/// Whether the noun is one that tells of encounters.
pub(crate) fn is_event_noun(doc: &Document, i: usize) -> bool {
    is_noun(doc, i)
        && matches!(
            doc.lemma(i).to_lowercase().as_str(),
            "meeting"
                | "talk"
                | "talks"
                | "summit"
                | "call"
                | "conversation"
                | "visit"
                | "trip"
                | "tour"
                | "session"
                | "gathering"
                | "dialogue"
                | "consultation"
                | "discussion"
                | "negotiation"
        )
}

/// Phrases after noun `n` before any other verb, though the parser hung them higher ("reacted to a visit last month by X to Y").
pub(crate) fn to_the_right(doc: &Document, n: usize) -> Vec<Phrase> {
    let mut out = Vec::new();
    for i in n + 1..(n + 25).min(doc.len()) {
        let stops = (is_verb(doc, i) && doc.dep(i) != Dep::Amod)
            || matches!(doc.tag(i), Tag::Md | Tag::Stop | Tag::Colon | Tag::Wdt | Tag::Wp | Tag::OpenQuote)
            || matches!(doc.dep(i), Dep::Mark | Dep::Nsubj | Dep::Nsubjpass);
        if stops || doc.sentence_of(i) != doc.sentence_of(n) {
            break;
        }
        let free = doc.head(i) < n && matches!(doc.dep(i), Dep::Prep | Dep::Agent);
        if free
            && matches!(doc.word(i), "by" | "between" | "to" | "in" | "at" | "on")
            && let Some(object) = child(doc, i, &[Dep::Pobj])
        {
            out.push(Phrase { prep: i, object });
        }
    }
    out
}

fn has_phrase(doc: &Document, n: usize, word: &str) -> bool {
    direct_phrases(doc, n).iter().any(|p| preposition(doc, *p) == word)
}

/// "cabinet meeting", "board meeting": no encounter of two sides.
fn is_of_one_house(doc: &Document, n: usize) -> bool {
    doc.children(n).any(|c| {
        matches!(doc.dep(c), Dep::Compound | Dep::Amod)
            && matches!(
                doc.lemma(c).to_lowercase().as_str(),
                "cabinet"
                    | "council"
                    | "board"
                    | "committee"
                    | "party"
                    | "town"
                    | "staff"
                    | "assembly"
                    | "shareholder"
                    | "parliamentary"
                    | "plenary"
                    | "training"
                    | "congress"
            )
    })
}

/// "face-to-face" used as a noun.
fn ends_face_to_face(doc: &Document, n: usize) -> bool {
    let before = n.saturating_sub(4)..n;
    let follows = n + 1 < doc.len() && is_noun(doc, n + 1);
    !follows && before.clone().any(|i| doc.lemma(i) == "to") && before.clone().any(|i| doc.lemma(i) == "face")
}

/// "previous visits", "further talks", "such meetings".
fn is_another(doc: &Document, n: usize) -> bool {
    doc.children(n).any(|c| {
        matches!(doc.dep(c), Dep::Amod | Dep::Det | Dep::Predet)
            && matches!(
                doc.word(c).to_lowercase().as_str(),
                "previous"
                    | "past"
                    | "prior"
                    | "further"
                    | "more"
                    | "other"
                    | "such"
                    | "another"
                    | "future"
                    | "similar"
            )
    })
}

/// "a summit in Oslo, when Danish and Swedish ministers clashed": the sides are those of the clause that tells of it.
fn sides_in_clause(doc: &Document, n: usize) -> Vec<usize> {
    let opens = |v: usize| {
        doc.children(v).any(|c| {
            matches!(doc.word(c).to_lowercase().as_str(), "when" | "where")
                || (doc.dep(c) == Dep::Prep
                    && child(doc, c, &[Dep::Pobj]).is_some_and(|o| doc.tag(o) == Tag::Wdt))
        })
    };
    let near = |v: &usize| is_verb(doc, *v) && opens(*v) && matches!(doc.dep(*v), Dep::Relcl | Dep::Advcl);
    let own = doc.children(n).find(near);
    // The parser may hang it on the place: "a summit in Oslo, when …".
    let below = || direct_phrases(doc, n).into_iter().find_map(|p| doc.children(p.object).find(near));
    own.or_else(below)
        .and_then(|v| child(doc, v, &[Dep::Nsubj, Dep::Nsubjpass]))
        .map_or_else(Vec::new, |s| conjuncts(doc, s))
}

/// "phone call", "telephone conversation", "video call".
fn mentions_phone(doc: &Document, n: usize) -> bool {
    doc.children(n).any(|c| {
        matches!(doc.dep(c), Dep::Compound | Dep::Amod | Dep::Nmod)
            && matches!(doc.lemma(c).to_lowercase().as_str(), "phone" | "telephone" | "video" | "conference")
    })
}

/// "the", "that", "both", "their": whether the noun may point back.
fn is_definite(doc: &Document, n: usize) -> bool {
    doc.children(n).any(|c| {
        doc.dep(c) == Dep::Poss
            || (matches!(doc.dep(c), Dep::Det | Dep::Predet)
                && matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "the" | "that" | "this" | "these" | "those" | "both"
                ))
    })
}

/// "the NATO summit" and "the dinner" are their own; "the talks", "Sunday's meeting" may be one told of before.
fn may_point_back(doc: &Document, n: usize) -> bool {
    let own = matches!(doc.lemma(n), "session" | "dinner" | "lunch" | "encounter");
    let named = doc.children(n).any(|c| {
        matches!(doc.dep(c), Dep::Compound | Dep::Nmod)
            && matches!(doc.tag(c), Tag::Nnp | Tag::Nnps)
            && !doc
                .entities()
                .iter()
                .any(|e| e.tokens.contains(&c) && matches!(e.kind, EntityKind::Date | EntityKind::Time))
    });
    !own && !named
}

/// The verb that has noun `n` as its object (or passive subject) and adds nothing but tense ("hold", "begin").
pub(crate) fn light_verb(doc: &Document, n: usize) -> Option<usize> {
    let n = first_conjunct(doc, n);
    let v = doc.head(n);
    let object = matches!(doc.dep(n), Dep::Dobj | Dep::Nsubjpass);
    (object && is_verb(doc, v) && is_light(&syntax::verb_lemma(doc, v))).then_some(v)
}

/// The first of a coordination that `n` belongs to.
pub(crate) fn first_conjunct(doc: &Document, n: usize) -> usize {
    let mut at = n;
    for _ in 0..8 {
        if doc.dep(at) != Dep::Conj || !is_noun(doc, doc.head(at)) {
            break;
        }
        at = doc.head(at);
    }
    at
}

/// Verbs that say when or how long: "the meeting lasted", "talks, which stretched", "talks took place".
fn telling_verbs(doc: &Document, n: usize, second: &[usize]) -> Vec<usize> {
    let tells = |v: usize| {
        matches!(
            doc.lemma(v),
            "last"
                | "stretch"
                | "run"
                | "go"
                | "take"
                | "begin"
                | "start"
                | "end"
                | "conclude"
                | "continue"
                | "open"
                | "schedule"
                | "set"
                | "plan"
                | "wrap"
                | "happen"
                | "occur"
                | "resume"
                | "hold"
                | "come"
        ) || (doc.lemma(v) == "be")
    };
    let mut out = Vec::new();
    if matches!(doc.dep(n), Dep::Nsubj | Dep::Nsubjpass) && is_verb(doc, doc.head(n)) && tells(doc.head(n)) {
        out.push(doc.head(n));
    }
    out.extend(
        doc.children(n)
            .filter(|&c| matches!(doc.dep(c), Dep::Relcl | Dep::Acl) && is_verb(doc, c) && tells(c)),
    );
    // "his meeting with X, which lasted": the parser hangs the clause on X.
    let lasting = |v: usize| is_verb(doc, v) && matches!(doc.lemma(v), "last" | "stretch" | "run");
    let clauses = second.iter().flat_map(|&s| doc.children(s).collect::<Vec<_>>());
    out.extend(clauses.filter(|&c| doc.dep(c) == Dep::Relcl && lasting(c)));
    let coordinated: Vec<usize> =
        out.iter().flat_map(|&v| conjuncts(doc, v)).filter(|v| !out.contains(v) && tells(*v)).collect();
    out.extend(coordinated);
    out
}

/// Whether one named person, or "he" or "she", does what verb `v` says.
fn by_somebody(doc: &Document, v: usize) -> bool {
    let person = |i: usize| {
        matches!(doc.word(i).to_lowercase().as_str(), "he" | "she")
            || doc.entities().iter().any(|e| e.kind == EntityKind::Person && e.tokens.contains(&i))
    };
    !is_passive(doc, v) && matches!(subjects(doc, v)[..], [one] if person(one))
}

/// The verb whose subject took part in the encounter in its adjunct: "said in a meeting with X", "is on a visit to Y",
/// "said after talks with X".
fn lender(doc: &Document, n: usize, t: &Trigger) -> Option<usize> {
    let other_side = !t.second.is_empty() || !t.destinations.is_empty();
    if !other_side || doc.dep(n) != Dep::Pobj || !t.first.is_empty() {
        return None;
    }
    let prep = doc.head(n);
    let ahead = doc.word(doc.head(prep)).eq_ignore_ascii_case("ahead");
    let v = governor(doc, prep).filter(|_| ahead || is_verb(doc, doc.head(prep)))?;
    let lends = match doc.word(prep).to_lowercase().as_str() {
        "in" | "during" | "at" | "on" | "for" => {
            !is_passive(doc, v) || matches!(doc.lemma(v), "quote" | "schedule" | "expect")
        }
        "after" | "following" | "before" => {
            matches!(doc.lemma(v), "say" | "tell" | "announce" | "speak" | "leave" | "add")
                || by_somebody(doc, v)
        }
        "of" if doc.word(doc.head(prep)).eq_ignore_ascii_case("ahead") => by_somebody(doc, v),
        "from" => matches!(doc.lemma(v), "return"),
        _ => false,
    };
    lends.then_some(v)
}
