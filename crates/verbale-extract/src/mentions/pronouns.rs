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
        let Some(who) = resolve(draft, part, i, wants) else { continue };
        if let (Wants::Person(gender), [one]) = (wants, &who[..]) {
            let notes = &mut draft.notes[*one as usize];
            notes.gender = notes.gender.or(Some(gender));
        }
        let span = draft.texts[part].doc.span(i..i + 1);
        draft.mention(Raw { part, span, tokens: i..i + 1, head: i, how: How::Pronoun, who });
    }
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

fn resolve(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Option<Vec<ActorId>> {
    let text = &draft.texts[part];
    match within_sentence(draft, part, i, wants) {
        Found::Actors(who) => return Some(who),
        Found::Blocked => return None,
        Found::Nothing => {}
    }
    // Things and groups reach back one sentence, persons three.
    let reach = if matches!(wants, Wants::Person(_)) { 3 } else { 1 };
    // Only the subject of the whole sentence goes back to the one before.
    let root = text.doc.head(text.doc.head(i)) == text.doc.head(i);
    if wants == Wants::Thing && !(root && text.doc.dep(i) == Dep::Nsubj) {
        return None;
    }
    let sentence = text.sentence(i);
    for back in 1..=reach {
        let number = sentence.checked_sub(back)?;
        let range = text.doc.sentences().get(number)?.clone();
        if text.paragraph(range.start) + 2 < text.paragraph(i) {
            return None;
        }
        if range.len() > 200 {
            return None;
        }
        match in_sentence_before(draft, part, range, i, wants) {
            Found::Actors(who) => return Some(who),
            Found::Blocked => return None,
            Found::Nothing => {}
        }
    }
    None
}

/// Climbs from the pronoun to the top of its sentence, looking at the subjects of the clauses above.
fn within_sentence(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Found {
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
                let after = s > i && !matches!(text.doc.dep(at), Dep::Advcl | Dep::Ccomp | Dep::Prep);
                match look(draft, part, s, i, wants) {
                    Found::Actors(who) if !after && !in_own_quote(draft, part, i, s) => {
                        // "Haenle said it would help Qin when he …": nearer ones of the clauses between may be meant.
                        // "When Trump said he …, Khan": a later subject only where nobody was named before.
                        if s > i && !matches!(before_in_sentence(draft, part, i, wants), Found::Nothing) {
                            return Found::Blocked;
                        }
                        let told = is_speech(text.doc.lemma(head)) && clauses == 2 && wants != Wants::Thing;
                        let nearer = clauses > 1 && !told && rival_between(draft, part, s, i, wants, &who);
                        return if nearer { Found::Blocked } else { Found::Actors(who) };
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
        return before_in_sentence(draft, part, i, wants);
    }
    Found::Nothing
}

/// Whether another person that fits is named between the subject and the pronoun.
fn rival_between(draft: &Draft<'_>, part: usize, s: usize, i: usize, wants: Wants, who: &[ActorId]) -> bool {
    let between = s.min(i)..i;
    wants != Wants::Many
        && between.len() < 100
        && between
            .flat_map(|t| draft.at(part, t))
            .any(|r| r.who.len() == 1 && !who.contains(&r.who[0]) && fits(draft, r.who[0], 1, wants))
}

/// In a direct quotation the speaker is "I", never "he".
fn in_own_quote(draft: &Draft<'_>, part: usize, i: usize, subject: usize) -> bool {
    let text = &draft.texts[part];
    text.quoted(i) && !text.quoted(subject)
}

/// Whether the noun at `s` fits the pronoun.
fn look(draft: &Draft<'_>, part: usize, s: usize, i: usize, wants: Wants) -> Found {
    let text = &draft.texts[part];
    let who = denoted(draft, part, s);
    let fitting: Vec<ActorId> = who.iter().copied().filter(|&id| fits(draft, id, who.len(), wants)).collect();
    if !fitting.is_empty() && fitting.len() == who.len() {
        if wants == Wants::Many || fitting.len() == 1 {
            return Found::Actors(fitting);
        }
        return Found::Blocked;
    }
    if !who.is_empty() {
        return Found::Nothing;
    }
    let common = match wants {
        Wants::Person(_) => {
            super::words::is_occupation(text.doc.lemma(s))
                || matches!(text.doc.lemma(s), "man" | "woman" | "boy" | "girl" | "person")
        }
        Wants::Thing => matches!(text.tag(s), Some(Tag::Nn | Tag::Nnp)) && s < i,
        Wants::Many => matches!(text.tag(s), Some(Tag::Nns | Tag::Nnps)) && s < i,
    };
    if common { Found::Blocked } else { Found::Nothing }
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

/// What stands before the pronoun in its sentence and fits, where only one does.
fn before_in_sentence(draft: &Draft<'_>, part: usize, i: usize, wants: Wants) -> Found {
    let Wants::Person(_) = wants else { return Found::Nothing };
    let text = &draft.texts[part];
    let start = text.sentence_start(i).max(i.saturating_sub(80));
    let quoted = text.quoted(i);
    let mut candidates: Vec<ActorId> = Vec::new();
    for t in start..i {
        for raw in draft.at(part, t).filter(|r| r.how != How::Pronoun) {
            if raw.who.len() == 1
                && fits(draft, raw.who[0], 1, wants)
                && !candidates.contains(&raw.who[0])
                && (!quoted || text.quoted(t))
            {
                candidates.push(raw.who[0]);
            }
        }
    }
    match candidates[..] {
        [] => Found::Nothing,
        [one] if !argument_of_same_verb(draft, part, i, one) => Found::Actors(vec![one]),
        _ => Found::Blocked,
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
        for raw in draft.at(part, t) {
            for &id in &raw.who {
                if fits(draft, id, raw.who.len(), wants) && !candidates.contains(&id) && !quoted_speaker(t) {
                    candidates.push(id);
                }
            }
        }
    }
    if let Some(s) = subject.filter(|&s| !quoted_speaker(s)) {
        let found = look(draft, part, s, i, wants);
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

/// Whether `who` is the subject of a clause in `range`.
fn led(draft: &Draft<'_>, part: usize, range: &std::ops::Range<usize>, who: ActorId) -> bool {
    let text = &draft.texts[part];
    range.clone().any(|t| draft.at(part, t).any(|r| r.who.contains(&who) && text.is_subject(r.head)))
}
