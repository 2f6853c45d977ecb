//! Names of people: runs of capitalised words, with the evidence for and against a person.
//!
//! The entity recogniser has one vote among several. Honorifics, titles beside the name, the verb and the register
//! outvote it, because a small model takes unfamiliar family names for places and firms.

use super::draft::Draft;
use super::offices::Titled;
use super::text::Text;
use super::words::{
    Gender, gender_of_given, gender_of_word, is_honorific, is_named_after_people, is_not_person_word,
    is_occupation, is_particle, is_speech,
};
use std::ops::Range;
use verbale_language::{Dep, EntityKind, Tag};
use verbale_register::fold;

/// A run of capitalised words that may name a person.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) part: usize,
    pub(super) tokens: Range<usize>,
    /// Its words in comparable form, one for each stretch without white space.
    pub(super) words: Vec<String>,
    /// The token others hang on.
    pub(super) head: usize,
    /// Evidence for a person, in votes; 2 is enough.
    pub(super) votes: f32,
    pub(super) gender: Option<Gender>,
    pub(super) honorific: bool,
    /// Titles beside it, by number.
    pub(super) titles: Vec<usize>,
    /// The register knows a person of this full name.
    pub(super) registered: bool,
    /// The state that possesses it ("South Korea's Yoon").
    pub(super) country: Option<&'static str>,
}

/// All runs of a part, in order.
pub(super) fn runs(draft: &Draft<'_>, part: usize) -> Vec<Run> {
    let text = &draft.texts[part];
    let mut out = Vec::new();
    let mut i = 0;
    while i < text.len() {
        let Some(end) = run_at(draft, part, i) else {
            i += 1;
            continue;
        };
        let whole = draft.known[part].hit(i).is_some_and(|h| h.is_person() && h.tokens.end + 1 >= end);
        let parts = if whole { std::iter::once(i..end).collect() } else { split(text, i..end) };
        for tokens in parts {
            if let Some(run) = read(draft, part, tokens) {
                out.push(run);
            }
        }
        i = end;
    }
    out
}

/// The end of the run that starts at token `i`, if one does.
fn run_at(draft: &Draft<'_>, part: usize, i: usize) -> Option<usize> {
    let text = &draft.texts[part];
    let person = draft.known[part].hit(i).filter(|h| h.is_person());
    if let Some(name) = person.map(|h| without_title(draft, part, h.tokens.clone()))
        && i <= name.start
    {
        // "King Abdullah II": the number is a part of the name.
        let number =
            matches!(text.doc.word(name.end.min(text.len() - 1)), "II" | "III" | "IV" | "VI" | "Jr." | "Jr");
        let end = name.end + usize::from(number && name.end < text.len());
        return (i == name.start).then_some(end);
    }
    // "Ayatollah Ali Khamenei": the honorific is no part of the name.
    if is_honorific_at(text, i) {
        return None;
    }
    if !starts_name(draft, part, i) {
        return None;
    }
    if opens_sentence(text, i) && !text.is_proper(i) {
        return Some(i + 1);
    }
    let last = text.sentence_end(i).min(i + 8);
    let mut end = i + 1;
    while end < last {
        let joined = !text.spaced(end);
        let hyphen = joined
            && matches!(text.doc.word(end), "-" | "‑" | "–")
            && end + 1 < last
            && !text.spaced(end + 1);
        if hyphen
            && text.tag(end + 1).is_some()
            && !is_blocked(draft, part, end + 1)
            && !is_suffix(text.low(end + 1))
        {
            end += 2;
        } else if particle_inside(draft, part, end, last)
            || (continues_name(draft, part, end) && text.paragraph(end) == text.paragraph(i))
        {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}

/// The name in "Crown Prince Mohammed bin Salman", where the register lists it with the title.
fn without_title(draft: &Draft<'_>, part: usize, tokens: Range<usize>) -> Range<usize> {
    let text = &draft.texts[part];
    let title = |t: &usize| {
        draft.known[part].title(*t).is_some() || is_honorific(text.low(*t)) || is_occupation(text.low(*t))
    };
    let start = tokens.clone().find(|t| !title(t) && text.low(*t) != "crown").unwrap_or(tokens.start);
    // "King Abdullah" without its title is anyone.
    if tokens.end - start >= 2 { start..tokens.end } else { tokens }
}

/// "bin" in "Mohammed bin Salman".
fn particle_inside(draft: &Draft<'_>, part: usize, i: usize, last: usize) -> bool {
    let text = &draft.texts[part];
    // "al-Maliki" is three tokens; "von der Leyen" has two particles.
    let hyphen = text.low(i + 1) == "-" && !text.spaced(i + 1) && !text.spaced(i + 2);
    let more = is_particle(text.low(i + 1)) && !text.capital(i + 1);
    let name = i + 1 + usize::from(hyphen || more);
    is_particle(text.low(i)) && name < last && text.capital(name) && !is_blocked(draft, part, name)
}

/// "Beijing-based", "Obama-era", "Trump-style": the hyphen ends the name.
fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "based"
            | "era"
            | "style"
            | "led"
            | "backed"
            | "born"
            | "like"
            | "appointed"
            | "controlled"
            | "run"
            | "owned"
            | "made"
            | "trained"
            | "elect"
            | "designate"
    )
}

fn starts_name(draft: &Draft<'_>, part: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    if is_blocked(draft, part, i) {
        return false;
    }
    let next_capital = text.capital(i + 1) || (!text.spaced(i + 1) && text.capital(i + 2));
    if is_particle(text.low(i)) && next_capital && text.kind(i) == Some(EntityKind::Person) {
        return true;
    }
    let letters = text.doc.word(i).chars().filter(|c| c.is_alphabetic()).count();
    text.capital(i)
        && letters > 0
        && (opens_sentence(text, i)
            || text.is_proper(i)
            || text.kind(i) == Some(EntityKind::Person)
            || is_named_here(text, i))
}

/// Opens its sentence as some open-class word the tagger may have got wrong ("Trump has …"): a name if it is known as one.
fn opens_sentence(text: &Text<'_>, i: usize) -> bool {
    let open = matches!(
        text.tag(i),
        Some(
            Tag::Nn
                | Tag::Nns
                | Tag::Vb
                | Tag::Vbp
                | Tag::Vbn
                | Tag::Vbd
                | Tag::Vbz
                | Tag::Jj
                | Tag::Fw
                | Tag::Uh
                | Tag::Rb
        )
    );
    let first = i == text.sentence_start(i) || !text.low(i - 1).chars().any(char::is_alphanumeric);
    open && first
}

/// Capitalised inside a sentence although tagged as something else.
fn is_named_here(text: &Text<'_>, i: usize) -> bool {
    let odd = matches!(text.tag(i), Some(Tag::Nn | Tag::Nns | Tag::Fw | Tag::Xx));
    odd && !text.title_case(i)
        && i > text.sentence_start(i)
        && text.low(i - 1).chars().all(char::is_alphabetic)
}

fn continues_name(draft: &Draft<'_>, part: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    !is_blocked(draft, part, i)
        && text.capital(i)
        && !matches!(text.tag(i), Some(Tag::Pos))
        && (text.is_proper(i)
            || text.kind(i) == Some(EntityKind::Person)
            || (!text.title_case(i) && matches!(text.tag(i), Some(Tag::Nn | Tag::Jj | Tag::Nns | Tag::Fw))))
}

/// What cannot be part of a person's name: datelines, dates, titles, names of states and bodies.
fn is_blocked(draft: &Draft<'_>, part: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    let known = &draft.known[part];
    if text.dateline.contains(&i) || text.is_space(i) || is_honorific_at(text, i) {
        return true;
    }
    if !text.doc.word(i).chars().any(char::is_alphabetic) {
        return true;
    }
    let kind = text.entity(i);
    // "Mattis", taken for a people: the register has it for a family name.
    let surname = matches!(kind, Some((ref r, EntityKind::Norp)) if r.len() == 1)
        && known.hit(i).is_none()
        && !draft.register.people_by_surname(text.doc.word(i), None, None).is_empty();
    if !surname
        && matches!(
            kind,
            Some((
                _,
                EntityKind::Date
                    | EntityKind::Time
                    | EntityKind::Norp
                    | EntityKind::Money
                    | EntityKind::Percent
            ))
        )
    {
        return true;
    }
    let in_person = matches!(kind, Some((ref r, EntityKind::Person)) if r.len() >= 2);
    if let Some(hit) = known.hit(i).filter(|h| !h.is_person())
        && (is_foreign_to_names(text, i)
            || hit.tokens.len() > 1
            || !in_person
            || text.title_case(i)
            || hit.found.state().is_some_and(|s| s.1 == verbale_register::How::Demonym))
    {
        return true;
    }
    if is_surname_here(text, i) {
        return false;
    }
    if known.title(i).is_some() {
        return !in_person || text.low(i).len() > 2 && is_occupation(text.low(i));
    }
    let low = text.low(i);
    (is_occupation(low) || low.strip_suffix('s').is_some_and(is_occupation))
        && !(in_person && i > 0 && text.kind(i - 1) == Some(EntityKind::Person))
}

/// "Mr. King", "Peter T. King said": a word for an office where a family name must stand.
fn is_surname_here(text: &Text<'_>, i: usize) -> bool {
    let word = |t: usize| text.low(t).trim_end_matches('.');
    let Some(b) = i.checked_sub(1).filter(|_| text.capital(i) && !text.capital(i + 1)) else { return false };
    let dot = text.low(b) == "." && b > 0;
    let before = if dot { b - 1 } else { b };
    let initial =
        word(before).chars().count() == 1 && text.capital(before) && before > 0 && text.capital(before - 1);
    let called = matches!(word(before), "mr" | "mrs" | "ms" | "dr" | "rep" | "sen") && text.capital(before);
    let given = text.capital(before) && !dot && gender_of_given(text.low(before)).is_some();
    initial || called || given
}

/// "UK" is nobody's name; "Greece" is no family name unless a given name stands before it.
fn is_foreign_to_names(text: &Text<'_>, i: usize) -> bool {
    let letters = text.doc.word(i).chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().all(char::is_uppercase);
    let ends = |end: usize| end == i + 1 || (end == i + 2 && text.tag(i + 1) == Some(Tag::Pos));
    let last = text.entity(i).is_some_and(|e| ends(e.0.end) && e.0.len() > 1);
    capitals || (last && i > 0 && gender_of_given(text.low(i - 1)).is_none())
}

/// The token after an honorific, its dot left out where that is a token of its own.
fn after_honorific(text: &Text<'_>, i: usize) -> usize {
    i + 1 + usize::from(text.low(i + 1) == "." && !text.spaced(i + 1))
}

/// Whether token `i` is an honorific before a name.
pub(super) fn is_honorific_at(text: &Text<'_>, i: usize) -> bool {
    let rank = text.low(i) == "lance" && text.low(i + 1).starts_with("cpl");
    (is_honorific(text.low(i)) || rank) && text.capital(i) && text.capital(after_honorific(text, i))
}

/// Cuts a run where the entity recogniser sees a person beside another name.
fn split(text: &Text<'_>, run: Range<usize>) -> Vec<Range<usize>> {
    let person = run
        .clone()
        .find_map(|t| text.entity(t).filter(|e| e.1 == EntityKind::Person && e.0.len() >= 2).map(|e| e.0));
    let Some(person) = person else { return vec![run] };
    let (start, end) = (person.start.max(run.start), person.end.min(run.end));
    let other = |t: usize| text.kind(t).is_some_and(|k| k != EntityKind::Person);
    let cut_before = start > run.start && (run.start..start).any(other);
    // The recogniser takes "von der" for the end of a name.
    let open = end > start && is_particle(text.low(end - 1)) && !text.capital(end - 1);
    let cut_after = end < run.end && !open && text.spaced(end) && (end..run.end).any(other);
    let mut out = Vec::new();
    let from = if cut_before { start } else { run.start };
    let to = if cut_after { end } else { run.end };
    if cut_before {
        out.push(run.start..start);
    }
    out.push(from..to);
    if cut_after {
        out.push(end..run.end);
    }
    out
}

/// The words of a run in comparable form; the Arabic article goes, since "Maliki" is "al-Maliki".
pub(super) fn words_of(name: &str) -> Vec<String> {
    let bare = |w: &str| {
        let article =
            w.split_once('-').filter(|(a, rest)| matches!(*a, "al" | "el" | "Al" | "El") && rest.len() > 2);
        fold(article.map_or(w, |(_, rest)| rest)).replace(' ', "")
    };
    name.split_whitespace().map(bare).filter(|w| !w.is_empty()).collect()
}

fn read(draft: &Draft<'_>, part: usize, tokens: Range<usize>) -> Option<Run> {
    let text = &draft.texts[part];
    let words = words_of(text.words(tokens.clone()));
    if words.is_empty() || words.len() > 6 || words.iter().all(|w| w.len() < 2) {
        return None;
    }
    let head = head_of(text, &tokens);
    let mut run = Run {
        part,
        registered: draft.known[part].hit(tokens.start).is_some_and(|h| h.is_person()),
        tokens,
        words,
        head,
        votes: 0.0,
        gender: None,
        honorific: false,
        titles: Vec::new(),
        country: None,
    };
    run.country = possessor(draft, &run);
    run.votes = votes(draft, &mut run);
    Some(run)
}

/// The token of a range whose head lies outside it.
pub(super) fn head_of(text: &Text<'_>, tokens: &Range<usize>) -> usize {
    let outside = |&t: &usize| text.doc.head(t) == t || !tokens.contains(&text.doc.head(t));
    let word = |&t: &usize| !matches!(text.doc.dep(t), Dep::Punct | Dep::Case);
    tokens.clone().rev().find(|t| outside(t) && word(t)).unwrap_or(tokens.end.saturating_sub(1))
}

fn possessor(draft: &Draft<'_>, run: &Run) -> Option<&'static str> {
    let mark = run.tokens.start.checked_sub(1).filter(|&m| draft.texts[run.part].tag(m) == Some(Tag::Pos))?;
    let hit = draft.known[run.part].hit(mark.checked_sub(1)?)?;
    hit.found.state().filter(|s| s.1 == verbale_register::How::Name).map(|s| s.0)
}

fn votes(draft: &Draft<'_>, run: &mut Run) -> f32 {
    let text = &draft.texts[run.part];
    let mut votes = if opens_sentence(text, run.tokens.start) { -1.0 } else { 0.0 };
    if run.registered {
        votes += 3.0;
    }
    if run.country.is_some() {
        votes += 1.0;
    }
    let before = run.tokens.start.checked_sub(1);
    let dot = before.is_some_and(|b| text.low(b) == ".");
    let prefix = if dot { run.tokens.start.checked_sub(2) } else { before };
    if let Some(b) = prefix.filter(|&b| is_honorific_at(text, b)) {
        votes += 3.0;
        run.honorific = true;
        run.gender = gender_of_word(text.low(b));
    }
    if before.is_some_and(|b| is_occupation(text.doc.lemma(b)) || is_occupation(text.low(b))) {
        votes += 2.0;
        run.gender = run.gender.or(before.and_then(|b| gender_of_word(text.low(b))));
    }
    // "his sister, Kim Yo Jong"
    if let Some(noun) = before.filter(|&b| text.low(b) == ",").and_then(|b| b.checked_sub(1)) {
        run.gender = run.gender.or_else(|| gender_of_word(text.low(noun)));
    }
    votes += entity_votes(text, run);
    if run.words.len() == 1 {
        votes += fame(draft, text.words(run.tokens.clone()));
    }
    if run.words.len() == 1
        && before.is_some_and(|b| matches!(text.low(b), "on" | "in" | "at" | "near" | "outside" | "via"))
    {
        votes -= 1.0;
    }
    let verb = text.doc.head(run.head);
    let noun = matches!(text.doc.dep(run.head), Dep::Nsubj | Dep::Nsubjpass | Dep::Agent);
    if noun && verb != run.head && is_speech(text.doc.lemma(verb)) {
        votes += if run.words.len() > 1 { 1.5 } else { 1.0 };
    }
    let after = run.tokens.end;
    let of = before.filter(|&b| b > 0 && text.low(b) == "of" && run.words.len() > 1);
    if text.tag(after) == Some(Tag::Pos) && is_of_a_person(text.doc.lemma(after + 1))
        || of.is_some_and(|b| is_done_to_a_person(text.doc.lemma(b - 1)))
    {
        votes += if run.words.len() > 1 { 3.0 } else { 1.5 };
    }
    if text.low(after) == "," && text.low(after + 1) == "who" || text.low(after) == "who" {
        votes += 1.5;
    }
    if run.words.len() == 1 && text.capital(after) && is_occupation(text.low(after)) {
        votes -= 2.0;
    }
    // "the Lincoln Memorial", "USS John McCain", "Tal Abyad, where": things named after people, and places.
    let of_thing = text.capital(after)
        && text.spaced(after)
        && (is_not_person_word(text.low(after)) || is_named_after_people(text.low(after)))
        && !matches!(text.kind(after), Some(EntityKind::Date | EntityKind::Time))
        && !is_day_or_month(text.low(after))
        && !text.title_case(run.head);
    let ship =
        before.is_some_and(|b| matches!(text.low(b), "uss" | "hms" | "hmas" | "hmcs" | "ins" | "usns"));
    if (of_thing && !run.honorific) || ship {
        votes -= 6.0;
    }
    let place_of =
        before.is_some_and(|b| text.low(b) == "of" && b > 0 && is_place_word(text.doc.lemma(b - 1)));
    if text.low(after) == "," && text.low(after + 1) == "where" || place_of {
        votes -= 3.0;
    }
    let apposed = text.kid(run.head, &[Dep::Appos]);
    if apposed
        .is_some_and(|a| matches!(text.doc.lemma(a), "firm" | "company" | "bank" | "city" | "town" | "group"))
    {
        votes -= 3.0;
    }
    let age = text.low(after + 1).parse::<u32>().is_ok_and(|n| (15..110).contains(&n));
    if text.low(after) == "," && age && text.low(after + 2) == "," {
        votes += 1.5;
    }
    if text.low(after) == "," && next_noun(text, after + 1).is_some_and(|n| is_occupation(text.doc.lemma(n)))
    {
        votes += 1.5;
    }
    if run.words.iter().any(|w| is_not_person_word(w)) && !run.registered {
        votes -= if run.honorific { 1.0 } else { 3.0 };
    }
    if before.is_some_and(|b| text.low(b) == "the") && !run.registered {
        votes -= 2.0;
    }
    if run.words.len() == 1
        && run.words[0].len() > 1
        && text.doc.word(run.head).chars().all(char::is_uppercase)
        && !text.title_case(run.head)
    {
        votes -= 2.0;
    }
    votes
}

/// What only a person has: "Doe's widow", "Doe's death".
fn is_of_a_person(lemma: &str) -> bool {
    matches!(
        lemma,
        "body"
            | "death"
            | "killing"
            | "murder"
            | "widow"
            | "wife"
            | "husband"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "lawyer"
            | "attorney"
            | "career"
            | "biography"
    )
}

/// What is done to people: "the murder of Jane Doe".
fn is_done_to_a_person(lemma: &str) -> bool {
    matches!(
        lemma,
        "murder"
            | "killing"
            | "assassination"
            | "slaying"
            | "death"
            | "arrest"
            | "disappearance"
            | "execution"
    )
}

/// Nouns whose "of" names the place itself.
fn is_place_word(lemma: &str) -> bool {
    matches!(
        lemma,
        "town"
            | "city"
            | "village"
            | "province"
            | "district"
            | "region"
            | "port"
            | "island"
            | "state"
            | "county"
            | "suburb"
            | "capital"
            | "base"
    )
}

/// What the register says for a family name: much where only one person of it is known, and they have led.
fn fame(draft: &Draft<'_>, surname: &str) -> f32 {
    let people = draft.register.people_by_surname(surname, None, None);
    let led = |t: &verbale_register::Tenure| {
        matches!(t.role, "head-of-state" | "head-of-government" | "foreign-minister")
    };
    match people[..] {
        [] => 0.0,
        [one] if surname.len() >= 5 && draft.register.tenures_of(one.id).into_iter().any(led) => 3.5,
        _ => 1.0,
    }
}

fn is_day_or_month(word: &str) -> bool {
    word.ends_with("day") && word != "day"
        || matches!(word, "january" | "february" | "march" | "april" | "may" | "june" | "july" | "august")
        || word.ends_with("ember")
        || word == "october"
}

fn entity_votes(text: &Text<'_>, run: &Run) -> f32 {
    let kinds: Vec<_> = run.tokens.clone().filter_map(|t| text.kind(t)).collect();
    let person = kinds.iter().filter(|k| **k == EntityKind::Person).count();
    if person * 2 > run.tokens.len() || (person > 0 && person == kinds.len()) {
        return 2.0;
    }
    match kinds.first() {
        None => 0.5,
        Some(EntityKind::Person) => 1.0,
        Some(EntityKind::Gpe | EntityKind::Org | EntityKind::Loc | EntityKind::Fac) => -1.0,
        Some(_) => -0.5,
    }
}

/// The first noun of the phrase that starts at `i`, before any comma.
fn next_noun(text: &Text<'_>, i: usize) -> Option<usize> {
    (i..(i + 7).min(text.sentence_end(i.min(text.len().saturating_sub(1)))))
        .take_while(|&t| text.low(t) != ",")
        .find(|&t| matches!(text.tag(t), Some(Tag::Nn | Tag::Nns)) && is_occupation(text.doc.lemma(t)))
}

/// Ties each title to the names beside it and counts that for the names.
pub(super) fn attach(draft: &Draft<'_>, runs: &mut [Run], titles: &mut [Titled], part: usize) {
    let text = &draft.texts[part];
    let mut at = vec![None; text.len() + 1];
    for (n, run) in runs.iter().enumerate() {
        run.tokens.clone().for_each(|t| at[t] = Some(n));
    }
    for (number, title) in titles.iter_mut().enumerate() {
        for (n, sure) in beside(text, title, runs, &at) {
            runs[n].titles.push(number);
            runs[n].votes += if sure { 3.0 } else { 1.0 };
            runs[n].gender = runs[n].gender.or_else(|| gender_of_word(text.low(title.head)));
            title.named.push(n);
            // "President Emmanuel Macron of France"
            if title.countries.is_empty() {
                title.countries.extend(of_state(draft, part, runs[n].tokens.end));
            }
            title.beside.push(runs[n].tokens.start);
        }
    }
}

/// The state of "of France" at token `i`.
fn of_state(draft: &Draft<'_>, part: usize, i: usize) -> Option<&'static str> {
    let text = &draft.texts[part];
    let the = usize::from(text.low(i + 1) == "the");
    let hit = draft.known[part].hit(i + 1 + the).filter(|h| h.tokens.start == i + 1 + the)?;
    let name = hit.found.state().filter(|s| s.1 == verbale_register::How::Name);
    name.filter(|_| text.low(i) == "of").map(|s| s.0)
}

/// The runs a title belongs to, and whether that alone makes them people.
fn beside(text: &Text<'_>, title: &Titled, runs: &[Run], at: &[Option<usize>]) -> Vec<(usize, bool)> {
    let end = title.tokens.end;
    let run = |t: usize| at.get(t).copied().flatten();
    let starting = |t: usize| run(t).filter(|&n| runs[n].tokens.start == t);
    let skip =
        |t: usize| if t < text.len() && is_honorific_at(text, t) { after_honorific(text, t) } else { t };
    // "President Xi", "Presidents Xi and Biden"
    let same_line = |t: usize| text.paragraph(t) == text.paragraph(title.head);
    if let Some(first) = starting(skip(end)).filter(|_| text.low(end) != "," && same_line(end)) {
        return with_conjuncts(text, title, first, runs, at);
    }
    // "China's foreign minister, Qin Gang,"
    let comma = |t: usize| matches!(text.low(t), "," | "—" | "–" | "--" | "-" | "(" | ":");
    if comma(end)
        && let Some(n) = starting(skip(end + 1))
        && runs[n].tokens.len() < 8
    {
        let r = &runs[n];
        let under =
            matches!(text.doc.dep(r.head), Dep::Appos) && title.tokens.contains(&text.doc.head(r.head));
        let closed =
            !text.low(r.tokens.end).chars().any(char::is_alphanumeric) || text.low(r.tokens.end) == "and";
        let subject = text.is_subject(r.head) && !under;
        let honorific = skip(end + 1) != end + 1;
        if under || (closed && !subject && !honorific && text.doc.word(end) != ":") {
            return with_conjuncts(text, title, n, runs, at);
        }
    }
    if title.plural {
        return Vec::new();
    }
    // "Qin Gang, China's foreign minister,"
    let start = title.start_with_determiner;
    if start >= 2
        && comma(start - 1)
        && let Some(n) = run(start - 2).filter(|&n| runs[n].tokens.end == start - 1)
    {
        let r = &runs[n];
        let under = text.doc.dep(title.head) == Dep::Appos && r.tokens.contains(&text.doc.head(title.head));
        let closed = !text.low(end).chars().any(char::is_alphanumeric);
        let own = text.is_subject(title.head)
            || text.doc.dep(title.head) == Dep::Conj
            || text.kid(title.head, &[Dep::Appos]).is_some();
        if under || (closed && !own) {
            return vec![(n, under || r.words.len() > 1)];
        }
    }
    copula(text, title, at).into_iter().map(|n| (n, false)).collect()
}

/// "Blinken is the first secretary of state to …", "Borrell, who was foreign minister".
fn copula(text: &Text<'_>, title: &Titled, at: &[Option<usize>]) -> Option<usize> {
    if text.doc.dep(title.head) != Dep::Attr {
        return None;
    }
    let verb = text.doc.head(title.head);
    if text.kid(verb, &[Dep::Neg]).is_some() || !matches!(text.doc.lemma(verb), "be" | "become" | "remain") {
        return None;
    }
    let subject = text.kid(verb, &[Dep::Nsubj])?;
    if text.low(subject) == "who" && text.doc.dep(verb) == Dep::Relcl {
        return at[text.doc.head(verb)];
    }
    at[subject]
}

fn with_conjuncts(
    text: &Text<'_>,
    title: &Titled,
    first: usize,
    runs: &[Run],
    at: &[Option<usize>],
) -> Vec<(usize, bool)> {
    let mut out = vec![(first, true)];
    if !title.plural {
        return out;
    }
    let mut last = first;
    for _ in 0..6 {
        let mut next = runs[last].tokens.end;
        while next < text.len()
            && next < runs[last].tokens.end + 3
            && matches!(text.low(next), "," | "and" | "&")
        {
            next += 1;
        }
        if next == runs[last].tokens.end || next >= text.len() {
            break;
        }
        let next = if is_honorific_at(text, next) { next + 1 } else { next };
        let Some(n) = at[next].filter(|&n| runs[n].tokens.start == next) else { break };
        out.push((n, true));
        last = n;
    }
    out
}
