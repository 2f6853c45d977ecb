//! Pronouns: "he", "their", "its".
//!
//! Up through the clauses of the sentence to the nearest subject that fits, then to the sentence before (Hobbs 1978;
//! Lappin and Leass 1994 for the weight of subjects). Where two fit equally well, or the nearest subject is no actor,
//! the pronoun stays open: a wrong one is worse than none.

use super::draft::{Draft, Raw};
use super::text::Text;
use super::words::{Gender, is_speech};
use crate::findings::{ActorId, ActorKind, How};
use verbale_language::{Dep, Tag};

/// What a pronoun asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    Person(Gender),
    Thing,
    Many,
}

/// What the search found in one place.
enum Found {
    Actors(Vec<ActorId>),
    /// A noun for several people who are no actor so far ("opposition figures").
    People(usize),
    /// A fitting noun that denotes no actor stands in the way, or two fit.
    Blocked,
    Nothing,
}

/// Adds the pronouns of a part that can be resolved.
pub(super) fn find(draft: &mut Draft<'_>, part: usize) {
    for i in 0..draft.texts[part].len() {
        let text = &draft.texts[part];
        let Some(wants) = wants(text, i) else { continue };
        if text.dateline.contains(&i) || is_expletive(text, i) || draft.is_covered(part, i) {
            continue;
        }
        let who = match resolve(draft, part, i, wants) {
            Found::Actors(who) => who,
            Found::People(noun) => vec![people(draft, part, noun)],
            Found::Blocked | Found::Nothing => continue,
        };
        if let (Wants::Person(gender), [one]) = (wants, &who[..]) {
            let notes = &mut draft.notes[*one as usize];
            notes.gender = notes.gender.or(Some(gender));
        }
        let span = draft.texts[part].doc.span(i..i + 1);
        draft.mention(Raw { part, span, tokens: i..i + 1, head: i, how: How::Pronoun, who });
    }
}

/// Unnamed people a pronoun goes back to, by their noun.
fn people(draft: &mut Draft<'_>, part: usize, noun: usize) -> ActorId {
    let text = &draft.texts[part];
    let modifier = |t: &usize| {
        *t > 0 && matches!(text.tag(t - 1), Some(Tag::Nn | Tag::Jj)) && text.doc.head(t - 1) == noun
    };
    let mut start = noun;
    while modifier(&start) {
        start -= 1;
    }
    let (name, span) = (text.words(start..noun + 1).to_owned(), text.doc.span(start..noun + 1));
    let id = draft.make(ActorKind::Unnamed, &name);
    draft.notes[id as usize].plural = true;
    draft.mention(Raw { part, span, tokens: noun..noun + 1, head: noun, how: How::Nominal, who: vec![id] });
    id
}

fn wants(text: &Text<'_>, i: usize) -> Option<Wants> {
    if !matches!(text.tag(i), Some(Tag::Prp | Tag::PrpPoss)) {
        return None;
    }
    Some(match text.low(i) {
        "he" | "him" | "his" | "himself" => Wants::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Wants::Person(Gender::Female),
        "it" | "its" | "itself" => Wants::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Wants::Many,
        _ => return None,
    })
}

/// "It is felt that …", "it remains to be seen".
fn is_expletive(text: &Text<'_>, i: usize) -> bool {
    if text.low(i) != "it" {
        return false;
    }
    if text.doc.dep(i) == Dep::Expl {
        return true;
    }
    let verb = text.doc.head(i);
    let clause = |c: usize| matches!(text.doc.dep(c), Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Advcl);
    let light = text.low(verb).starts_with(['’', '\''])
        || matches!(
            text.doc.lemma(verb),
            "be" | "seem" | "appear" | "remain" | "become" | "take" | "turn" | "happen" | "mean"
        );
    let passive = text.kids(verb).any(|c| text.doc.dep(c) == Dep::Auxpass) && text.kids(verb).any(clause);
    light || passive
}

fn resolve(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Found {
    let text = &draft.texts[part];
    if let Some(noun) = emphasised(text, i) {
        let who = denoted(draft, part, noun);
        let fitting = who.len() == 1 && fits(draft, who[0], 1, wants);
        return if fitting { Found::Actors(who) } else { Found::Nothing };
    }
    // "calling it terror": what is acted upon is more often a thing told of than an actor.
    if text.low(i) == "it" && !text.is_subject(i) {
        return Found::Nothing;
    }
    if let Some(who) = thanked(draft, part, i, wants).or_else(|| urged(draft, part, i, wants)) {
        return Found::Actors(who);
    }
    match joined(draft, part, i, wants) {
        Found::Nothing => {}
        found => return found,
    }
    let not = beside(draft, part, i);
    match within_sentence(draft, part, i, wants, &not) {
        Found::Nothing => {}
        found => return found,
    }
    if wants == Wants::Many {
        match put_first(draft, part, i, &not) {
            Found::Nothing => {}
            found => return found,
        }
    }
    if wants == Wants::Many
        && let Some(one) = collective(draft, part, i, &not)
    {
        return Found::Actors(vec![one]);
    }
    // Only the subject of the whole sentence goes back to the one before.
    let root = text.doc.head(text.doc.head(i)) == text.doc.head(i);
    if wants == Wants::Thing && !(root && text.doc.dep(i) == Dep::Nsubj) {
        return Found::Nothing;
    }
    in_sentences_before(draft, part, i, wants, &not)
}

/// "the fighters and their families", "tariffs and their cost", "Cuba and its doctors": of what the noun is joined to.
fn joined(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Found {
    let text = &draft.texts[part];
    let noun = text.doc.head(i);
    let first = text.doc.head(noun);
    let owned = |t: usize| text.kids(t).any(|c| text.tag(c) == Some(Tag::PrpPoss));
    let plural = matches!(text.tag(first), Some(Tag::Nns | Tag::Nnps));
    let whole = text.tag(i) == Some(Tag::PrpPoss) && text.doc.dep(noun) == Dep::Conj && first < i;
    if !whole || owned(first) {
        return Found::Nothing;
    }
    match look(draft, part, first, i, wants, &[]) {
        Found::Actors(who) if plural || draft.at(part, first).any(|r| r.how == How::Name && r.who == who) => {
            Found::Actors(who)
        }
        Found::Actors(_) => Found::Nothing,
        found if wants == Wants::Many && plural => found,
        _ => Found::Nothing,
    }
}

fn subjects_first<'r>(text: &Text<'_>, of: Vec<&'r Raw>) -> Vec<&'r Raw> {
    let subjects: Vec<&Raw> = of.iter().filter(|r| text.is_subject(r.head)).copied().collect();
    if subjects.is_empty() { of } else { subjects }
}

/// "If officials conclude …, they could …": the subject of the clause put first.
fn put_first(draft: &Draft<'_>, part: usize, i: usize, not: &[ActorId]) -> Found {
    let text = &draft.texts[part];
    let verb = text.doc.head(i);
    let first =
        text.kids(verb).find(|&c| c < i && text.doc.dep(c) == Dep::Advcl).filter(|_| text.is_subject(i));
    let subject = first.and_then(|c| text.kid(c, &[Dep::Nsubj, Dep::Nsubjpass]));
    match subject.map(|s| look(draft, part, s, i, Wants::Many, not)) {
        Some(Found::Blocked) | None => Found::Nothing,
        Some(found) => found,
    }
}

/// Things and groups reach back one sentence, persons three; what is quoted between does not count for the teller.
fn in_sentences_before(draft: &Draft<'_>, part: usize, i: usize, wants: Wants, not: &[ActorId]) -> Found {
    let text = &draft.texts[part];
    let reach = if matches!(wants, Wants::Person(_)) { 3 } else { 1 };
    let (sentence, mut looked) = (text.sentence(i), 0);
    for back in 1..=(reach + 3).min(sentence) {
        let Some(range) = text.doc.sentences().get(sentence - back).cloned() else { break };
        if text.paragraph(range.start) + 2 < text.paragraph(i) || range.len() > 200 {
            break;
        }
        let word = |t: &usize| text.doc.word(*t).chars().any(char::is_alphanumeric);
        if !text.quoted(i) && range.clone().filter(word).all(|t| text.quoted(t)) {
            continue;
        }
        match in_sentence_before(draft, part, range, i, wants, not) {
            Found::Nothing => {}
            found => return found,
        }
        looked += 1;
        if looked == reach {
            break;
        }
    }
    Found::Nothing
}

/// "urged the president to keep the pledges he made": who is urged is who is to act.
fn urged(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Option<Vec<ActorId>> {
    let text = &draft.texts[part];
    let Wants::Person(_) = wants else { return None };
    let mut at = i;
    for _ in 0..20 {
        let head = text.doc.head(at);
        if head == at {
            return None;
        }
        let infinitive = matches!(text.doc.dep(at), Dep::Xcomp | Dep::Ccomp | Dep::Advcl)
            && text.kids(at).any(|c| text.low(c) == "to" && text.tag(c) == Some(Tag::To));
        if infinitive
            && matches!(
                text.doc.lemma(head),
                "urge"
                    | "ask"
                    | "persuade"
                    | "order"
                    | "force"
                    | "press"
                    | "pressure"
                    | "encourage"
                    | "convince"
            )
        {
            // The parser makes whom it is the object of the one verb or the subject of the other.
            let whom = text.kid(head, &[Dep::Dobj]).or_else(|| text.kid(at, &[Dep::Nsubj]))?;
            let who = denoted(draft, part, whom);
            let nearer = text.subject_of(text.doc.head(i)).filter(|&s| s != i && s > whom);
            let fitting = whom < i && nearer.is_none() && who.len() == 1 && fits(draft, who[0], 1, wants);
            return fitting.then_some(who);
        }
        at = head;
    }
    None
}

/// "defeating the militia and ensuring they …", "North Korea's answer was expected, because they …": the only group,
/// else the subject or the only state or body, that the sentence has named, where no plural of things stands between.
fn collective(draft: &Draft<'_>, part: usize, i: usize, not: &[ActorId]) -> Option<ActorId> {
    let text = &draft.texts[part];
    let start = text.sentence_start(i).max(i.saturating_sub(80));
    let plain = |r: &Raw| {
        r.who.len() == 1
            && !not.contains(&r.who[0])
            && !is_modifier(text, r.head)
            && text.quoted(r.head) == text.quoted(i)
            && !(text.doc.dep(r.head) == Dep::Pobj && text.low(text.doc.head(r.head)) == "in")
    };
    let raws: Vec<&Raw> = (start..i).flat_map(|t| draft.at(part, t)).filter(|r| plain(r)).collect();
    let only = |found: Vec<&Raw>| -> Option<ActorId> {
        let last = found.last()?;
        let clear = found.iter().all(|r| r.who == last.who)
            && !(last.tokens.end..i).any(|t| text.tag(t) == Some(Tag::Nns) && !draft.is_covered(part, t));
        clear.then(|| last.who[0])
    };
    let kind = |r: &&&Raw| draft.actors[r.who[0] as usize].kind;
    let groups: Vec<&Raw> = raws.iter().filter(|r| kind(r) == ActorKind::Group).copied().collect();
    if !groups.is_empty() {
        return only(subjects_first(text, groups));
    }
    if !text.is_subject(i) {
        return None;
    }
    let public = |r: &&&Raw| {
        matches!(kind(r), ActorKind::State | ActorKind::Body | ActorKind::Organization)
            && r.how != How::Adjective
    };
    let bodies: Vec<&Raw> = raws.iter().filter(public).copied().collect();
    only(subjects_first(text, bodies))
}

/// Those who stand beside the pronoun in its own clause and so are somebody else: "Lavrov" in "Lavrov met him".
fn beside(draft: &Draft<'_>, part: usize, i: usize) -> Vec<ActorId> {
    let text = &draft.texts[part];
    let reflexive = text.low(i).ends_with("self") || text.low(i).ends_with("selves");
    if text.tag(i) == Some(Tag::PrpPoss) || reflexive {
        return Vec::new();
    }
    let mut verb = text.doc.head(i);
    if text.doc.dep(verb) == Dep::Prep {
        verb = text.doc.head(verb);
    }
    if text.is_subject(i) {
        let object = text.kid(verb, &[Dep::Dobj]);
        return object.map(|o| denoted(draft, part, o)).filter(|who| who.len() == 1).unwrap_or_default();
    }
    text.subject_of(verb).filter(|&s| s != i).map(|s| denoted(draft, part, s)).unwrap_or_default()
}

/// "thanked Lavrov for his patience": the patience of the one thanked.
fn thanked(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Option<Vec<ActorId>> {
    let text = &draft.texts[part];
    let noun = text.doc.head(i);
    let preposition = text.doc.head(noun);
    let verb = text.doc.head(preposition);
    let for_it = text.tag(i) == Some(Tag::PrpPoss)
        && text.doc.dep(noun) == Dep::Pobj
        && text.low(preposition) == "for"
        && matches!(
            text.doc.lemma(verb),
            "thank"
                | "praise"
                | "criticize"
                | "criticise"
                | "blame"
                | "condemn"
                | "commend"
                | "congratulate"
                | "hail"
        );
    let object = text.kid(verb, &[Dep::Dobj]).filter(|&o| for_it && o < i)?;
    let who = denoted(draft, part, object);
    (who.len() == 1 && fits(draft, who[0], 1, wants)).then_some(who)
}

fn is_unnamed(draft: &Draft<'_>, id: ActorId) -> bool {
    draft.actors[id as usize].kind == ActorKind::Unnamed
}

/// The noun of "the commander in chief himself".
fn emphasised(text: &Text<'_>, i: usize) -> Option<usize> {
    let reflexive = text.low(i).ends_with("self") || text.low(i).ends_with("selves");
    let before = i.checked_sub(1).filter(|_| reflexive)?;
    matches!(text.tag(before), Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)).then_some(before)
}

/// The noun a relative clause hangs on, where `s` is its "who".
pub(super) fn antecedent(text: &Text<'_>, s: usize) -> usize {
    let verb = text.doc.head(s);
    let relative = matches!(text.low(s), "who" | "which" | "that") && text.doc.dep(verb) == Dep::Relcl;
    if relative { text.doc.head(verb) } else { s }
}

/// Climbs from the pronoun to the top of its sentence, looking at the subjects of the clauses above.
fn within_sentence(draft: &Draft<'_>, part: usize, i: usize, wants: Wants, not: &[ActorId]) -> Found {
    let text = &draft.texts[part];
    let possessive = text.tag(i) == Some(Tag::PrpPoss);
    let reflexive = text.low(i).ends_with("self") || text.low(i).ends_with("selves");
    let mut at = i;
    let (mut own_clause, mut clauses) = (true, 0);
    for _ in 0..40 {
        let head = text.doc.head(at);
        if head == at {
            break;
        }
        let verb = matches!(
            text.tag(head),
            Some(Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vbg | Tag::Md)
        );
        if verb {
            clauses += 1;
            let subject = text.subject_of(head);
            // "he" is never an argument beside his own name: "Xi told him" speaks of another.
            let barred = own_clause && !possessive && !reflexive;
            if let Some(s) = subject.filter(|&s| s != at && s != i && !barred && !text.is_under(i, s)) {
                let s = antecedent(text, s);
                // "“The army …,” they said": whoever the quotation tells of does not speak it.
                if text.quoted(s) && !text.quoted(i) {
                    own_clause = false;
                    at = head;
                    continue;
                }
                let after = s > i && !matches!(text.doc.dep(at), Dep::Advcl | Dep::Ccomp | Dep::Prep);
                // "She took notes, an official said": whoever is brought in later and unnamed is not meant.
                let later = s > i && denoted(draft, part, s).iter().any(|&w| is_unnamed(draft, w));
                match look(draft, part, s, i, wants, not) {
                    Found::Actors(_) if later => {}
                    Found::Actors(who) if !after && !in_own_quote(draft, part, i, s) => {
                        // "Haenle said it would help Qin when he …": nearer ones of the clauses between may be meant.
                        // "When Trump said he …, Khan": a later subject only where nobody was named before.
                        if s > i && !matches!(before_in_sentence(draft, part, i, wants, not), Found::Nothing)
                        {
                            return Found::Blocked;
                        }
                        if addressed(draft, part, head, wants) {
                            return Found::Blocked;
                        }
                        let told = is_speech(text.doc.lemma(head)) && clauses == 2 && wants != Wants::Thing;
                        let nearer = clauses > 1 && !told && rival_between(draft, part, s, i, wants, &who);
                        return if nearer { Found::Blocked } else { Found::Actors(who) };
                    }
                    Found::People(noun) if !after && !in_own_quote(draft, part, i, s) => {
                        return Found::People(noun);
                    }
                    Found::Blocked if wants != Wants::Many || s < i => return Found::Blocked,
                    _ => {}
                }
            }
            own_clause = false;
        }
        at = head;
    }
    if possessive || !own_clause {
        return before_in_sentence(draft, part, i, wants, not);
    }
    Found::Nothing
}

/// Whether another person that fits is named between the subject and the pronoun.
fn rival_between(draft: &Draft<'_>, part: usize, s: usize, i: usize, wants: Wants, who: &[ActorId]) -> bool {
    let (text, between) = (&draft.texts[part], s.min(i)..i);
    wants != Wants::Many
        && between.len() < 100
        && between.flat_map(|t| draft.at(part, t)).any(|r| {
            r.who.len() == 1
                && !who.contains(&r.who[0])
                && fits(draft, r.who[0], 1, wants)
                && text.doc.dep(r.head) != Dep::Dobj
        })
}

/// "Schumer warned Trump that he …": whoever is warned may be meant as well as the one who warns.
fn addressed(draft: &Draft<'_>, part: usize, verb: usize, wants: Wants) -> bool {
    let text = &draft.texts[part];
    let to = matches!(text.doc.lemma(verb), "warn" | "urge" | "remind" | "ask" | "advise" | "persuade");
    let object = text.kid(verb, &[Dep::Dobj]).filter(|_| to && matches!(wants, Wants::Person(_)));
    object.is_some_and(|o| denoted(draft, part, o).iter().any(|&id| fits(draft, id, 1, wants)))
}

/// In a direct quotation the speaker is "I", never "he".
fn in_own_quote(draft: &Draft<'_>, part: usize, i: usize, subject: usize) -> bool {
    let text = &draft.texts[part];
    text.quoted(i) && !text.quoted(subject)
}

/// Whether the noun at `s` fits the pronoun.
fn look(draft: &Draft<'_>, part: usize, s: usize, i: usize, wants: Wants, not: &[ActorId]) -> Found {
    let text = &draft.texts[part];
    let who = denoted(draft, part, s);
    if who.iter().any(|w| not.contains(w)) {
        return Found::Nothing;
    }
    let people = wants == Wants::Many && is_people(draft, part, s);
    let fit = |id: &ActorId| people || fits(draft, *id, who.len(), wants);
    let fitting: Vec<ActorId> = who.iter().copied().filter(fit).collect();
    if !fitting.is_empty() && fitting.len() == who.len() {
        // "Officials visited the sites to see their state": the sites'.
        if wants == Wants::Many && who.len() == 1 && things_between(draft, part, s, i) {
            return Found::Blocked;
        }
        if wants == Wants::Many || fitting.len() == 1 {
            return Found::Actors(fitting);
        }
        return Found::Blocked;
    }
    if !who.is_empty() {
        return Found::Nothing;
    }
    if wants == Wants::Many && s < i {
        if let Some(group) = leadership(draft, part, s) {
            return Found::Actors(vec![group]);
        }
        if are_people(text, s) {
            return Found::People(s);
        }
    }
    let common = match wants {
        Wants::Person(_) => {
            super::words::is_occupation(text.doc.lemma(s)) || super::words::is_human(text.doc.lemma(s))
        }
        Wants::Thing => matches!(text.tag(s), Some(Tag::Nn | Tag::Nnp)) && s < i,
        Wants::Many => matches!(text.tag(s), Some(Tag::Nns | Tag::Nnps)) && s < i,
    };
    if common { Found::Blocked } else { Found::Nothing }
}

/// "the militia's leadership", "rebel group fighters": the group the noun is of.
fn leadership(draft: &Draft<'_>, part: usize, s: usize) -> Option<ActorId> {
    let text = &draft.texts[part];
    if !matches!(text.doc.lemma(s), "leadership" | "fighter" | "militant" | "command" | "forces") {
        return None;
    }
    let owners = text
        .kids(s)
        .filter(|&c| matches!(text.doc.dep(c), Dep::Compound | Dep::Amod | Dep::Poss | Dep::Nmod));
    let mut groups = owners.flat_map(|c| draft.at(part, c)).filter(|r| r.who.len() == 1).map(|r| r.who[0]);
    groups.find(|&w| draft.actors[w as usize].kind == ActorKind::Group)
}

/// A plural of people: "officials", "figures", "opponents".
fn are_people(text: &Text<'_>, s: usize) -> bool {
    let lemma = text.doc.lemma(s).to_lowercase();
    text.tag(s) == Some(Tag::Nns)
        && (super::words::is_occupation(&lemma)
            || super::words::is_human(&lemma)
            || super::words::is_unnamed_noun(&lemma)
            || matches!(
                lemma.as_str(),
                "figure"
                    | "supporter"
                    | "opponent"
                    | "kid"
                    | "people"
                    | "troop"
                    | "force"
                    | "family"
                    | "relative"
                    | "parent"
                    | "student"
                    | "employee"
                    | "leader"
                    | "colleague"
                    | "hardliner"
                    | "extremist"
                    | "terrorist"
                    | "authority"
                    | "policymaker"
                    | "civilian"
                    | "passenger"
                    | "men"
                    | "women"
            ))
}

/// The actors the noun phrase headed by `s` denotes, conjuncts included.
fn denoted(draft: &Draft<'_>, part: usize, s: usize) -> Vec<ActorId> {
    super::lookup::who(draft, part, s)
}

fn fits(draft: &Draft<'_>, id: ActorId, together: usize, wants: Wants) -> bool {
    let (actor, notes) = (&draft.actors[id as usize], &draft.notes[id as usize]);
    match wants {
        Wants::Person(gender) => {
            let personal =
                actor.kind == ActorKind::Person || (actor.kind == ActorKind::Unnamed && !notes.plural);
            personal && notes.gender.is_none_or(|g| g == gender)
        }
        Wants::Thing => matches!(
            actor.kind,
            ActorKind::State
                | ActorKind::Body
                | ActorKind::Organization
                | ActorKind::Group
                | ActorKind::Outlet
        ),
        Wants::Many => together > 1 || notes.plural || actor.kind == ActorKind::Group,
    }
}

/// "the Russians", "Republicans": a people stands for its state, and is "they".
fn is_people(draft: &Draft<'_>, part: usize, s: usize) -> bool {
    let text = &draft.texts[part];
    let people = |r: &Raw| r.head == s && (r.how == How::Adjective || r.how == How::Name);
    matches!(text.tag(s), Some(Tag::Nns | Tag::Nnps))
        && text.low(s).ends_with('s')
        && draft.at(part, s).any(people)
}

/// Whether a common noun in the plural, which names no actor, stands between the two.
fn things_between(draft: &Draft<'_>, part: usize, s: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    let between = s + 1..i;
    text.tag(i) == Some(Tag::PrpPoss)
        && between.len() < 100
        && between.clone().any(|t| text.tag(t) == Some(Tag::Nns) && !draft.is_covered(part, t))
}

/// What stands before the pronoun in its sentence and fits, where only one does.
fn before_in_sentence(draft: &Draft<'_>, part: usize, i: usize, wants: Wants, not: &[ActorId]) -> Found {
    let Wants::Person(_) = wants else { return Found::Nothing };
    let text = &draft.texts[part];
    let start = text.sentence_start(i).max(i.saturating_sub(80));
    let quoted = text.quoted(i);
    let named = |modifying: bool| {
        let mut found: Vec<ActorId> = Vec::new();
        for raw in (start..i).filter(|&t| text.quoted(t) == quoted).flat_map(|t| draft.at(part, t)) {
            if raw.how != How::Pronoun
                && is_modifier(text, raw.head) == modifying
                && raw.who.len() == 1
                && fits(draft, raw.who[0], 1, wants)
                && !not.contains(&raw.who[0])
                && !found.contains(&raw.who[0])
            {
                found.push(raw.who[0]);
            }
        }
        found
    };
    let mut candidates = named(false);
    let human = |t: usize| super::words::is_human(text.doc.lemma(t)) && text.tag(t) == Some(Tag::Nn);
    if candidates.is_empty() && !(start..i).any(human) {
        candidates = named(true);
    }
    known_gender(draft, wants, &mut candidates);
    match candidates[..] {
        [] => Found::Nothing,
        [one] if !argument_of_same_verb(draft, part, i, one) => Found::Actors(vec![one]),
        _ => Found::Blocked,
    }
}

/// "the Kim regime", "the Trump tariffs": the name says which, of whom nothing is told.
fn is_modifier(text: &Text<'_>, head: usize) -> bool {
    let over = text.doc.head(head);
    matches!(text.doc.dep(head), Dep::Compound | Dep::Nmod | Dep::Amod)
        && over > head
        && matches!(text.tag(over), Some(Tag::Nn | Tag::Nns))
}

/// Of several candidates those whose gender the text has told.
fn known_gender(draft: &Draft<'_>, wants: Wants, candidates: &mut Vec<ActorId>) {
    let Wants::Person(_) = wants else { return };
    let told = |id: &ActorId| draft.notes[*id as usize].gender.is_some();
    if candidates.len() > 1 && candidates.iter().any(told) {
        let women = wants == Wants::Person(Gender::Female);
        // Most names of the news are men's: an untold gender speaks against "she" only.
        if women {
            candidates.retain(told);
        }
    }
}

/// Whether `who` is subject of the very verb the pronoun is an argument of.
fn argument_of_same_verb(draft: &Draft<'_>, part: usize, i: usize, who: ActorId) -> bool {
    let text = &draft.texts[part];
    if text.tag(i) == Some(Tag::PrpPoss) || text.is_subject(i) {
        return false;
    }
    let mut verb = text.doc.head(i);
    if text.doc.dep(verb) == Dep::Prep {
        verb = text.doc.head(verb);
    }
    text.subject_of(verb).is_some_and(|s| denoted(draft, part, s).contains(&who))
}

/// The subject of the sentence before, else the only one in it that fits.
fn in_sentence_before(
    draft: &Draft<'_>,
    part: usize,
    range: std::ops::Range<usize>,
    i: usize,
    wants: Wants,
    not: &[ActorId],
) -> Found {
    let text = &draft.texts[part];
    // Who speaks is not "he" in his own words; and whom he speaks of is not the "he" who then speaks.
    let quoted_speaker = |s: usize| text.quoted(i) != text.quoted(s);
    let root =
        range.clone().find(|&t| text.doc.head(t) == t && text.doc.dep(t) == Dep::Root && !text.is_space(t));
    let mut subject = root.and_then(|r| text.kid(r, &[Dep::Nsubj, Dep::Nsubjpass]));
    // "Wang said", and what Wang said: a speaker comes before the subject of the speech only when that is no actor.
    if let Some(r) = root.filter(|_| text.quoted(i) && subject.is_some_and(quoted_speaker)) {
        subject = text.kid(r, &[Dep::Ccomp]).and_then(|c| text.subject_of(c));
    }
    let mut candidates: Vec<ActorId> = Vec::new();
    let places = range.clone();
    for t in range {
        for raw in draft.at(part, t).filter(|r| !is_modifier(text, r.head)) {
            for &id in &raw.who {
                if fits(draft, id, raw.who.len(), wants) && !candidates.contains(&id) && !quoted_speaker(t) {
                    candidates.push(id);
                }
            }
        }
    }
    candidates.retain(|c| !not.contains(c));
    known_gender(draft, wants, &mut candidates);
    // "The president also mentioned a prisoner": the next words are about him.
    let brings_in = |r: &usize| {
        matches!(text.doc.lemma(*r), "mention" | "cite" | "name" | "introduce" | "identify" | "honor")
    };
    if let Some(o) =
        root.filter(brings_in).and_then(|r| text.kid(r, &[Dep::Dobj])).filter(|_| !text.quoted(i))
    {
        let who = denoted(draft, part, o);
        if who.len() == 1
            && matches!(wants, Wants::Person(_))
            && fits(draft, who[0], 1, wants)
            && !not.contains(&who[0])
        {
            return Found::Actors(who);
        }
    }
    if let Some(two) =
        root.filter(|_| wants == Wants::Many).and_then(|r| two_named(draft, part, places.start..r))
    {
        return Found::Actors(two);
    }
    if let Some(s) = subject.filter(|&s| !quoted_speaker(s)) {
        let found = look(draft, part, s, i, wants, not);
        if let Found::People(noun) = found {
            return Found::People(noun);
        }
        // "The group claimed three attacks. They were planned": what is done is done to things.
        let thing = |t: usize| {
            t > s && text.tag(t) == Some(Tag::Nns) && !draft.is_covered(part, t) && !are_people(text, t)
        };
        let done = text.doc.dep(i) == Dep::Nsubjpass || text.doc.lemma(text.doc.head(i)) == "be";
        if wants == Wants::Many && done && places.clone().any(thing) {
            return Found::Blocked;
        }
        if let Found::Actors(who) = found {
            // An object of the other sentence that fits as well weighs less than its subject, when the pronoun is subject too.
            let parallel = text.is_subject(i) || text.tag(i) == Some(Tag::PrpPoss);
            let rivals = candidates.iter().filter(|c| !who.contains(c)).count();
            return if parallel || rivals == 0 { Found::Actors(who) } else { Found::Blocked };
        }
        if matches!(found, Found::Blocked) && wants != Wants::Many {
            return Found::Blocked;
        }
    }
    // Inside a quotation the one told of was its subject before; whoever it merely names is somebody else.
    if text.quoted(i) && !candidates.is_empty() && !candidates.iter().any(|&c| led(draft, part, &places, c)) {
        return Found::Blocked;
    }
    match (wants, &candidates[..]) {
        (_, []) => Found::Nothing,
        (Wants::Person(_), [one]) => Found::Actors(vec![*one]),
        _ => Found::Blocked,
    }
}

/// "John Doe of Ohio and Jane Roe of Utah said", however the parser joins them: the two people before the verb.
fn two_named(draft: &Draft<'_>, part: usize, before: std::ops::Range<usize>) -> Option<Vec<ActorId>> {
    let text = &draft.texts[part];
    let named = |r: &&Raw| {
        r.how == How::Name && r.who.len() == 1 && draft.actors[r.who[0] as usize].kind == ActorKind::Person
    };
    let mut found: Vec<(usize, usize, ActorId)> = before
        .flat_map(|t| draft.at(part, t))
        .filter(named)
        .map(|r| (r.tokens.start, r.tokens.end, r.who[0]))
        .collect();
    found.dedup();
    let [(_, end, a), (start, _, b)] = found[..] else { return None };
    let joined = start > end && start - end <= 5 && text.low(start - 1) == "and" && a != b;
    joined.then(|| vec![a.min(b), a.max(b)])
}

/// Whether `who` is the subject of a clause in `range`.
fn led(draft: &Draft<'_>, part: usize, range: &std::ops::Range<usize>, who: ActorId) -> bool {
    let text = &draft.texts[part];
    range.clone().any(|t| draft.at(part, t).any(|r| r.who.contains(&who) && text.is_subject(r.head)))
}
