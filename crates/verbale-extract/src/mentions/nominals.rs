//! Common nouns that denote actors: offices without a name, officials without a name, "the ministry", "both sides".
//!
//! Read in the order of the text, with what was named before in view. A definite noun goes back to the last actor it
//! fits; where it fits none it is a new, unnamed actor if it says of which state or body.

use super::draft::{Draft, Raw};
use super::offices::Titled;
use super::recent::Recent;
use super::text::Text;
use super::words::{is_occupation, is_persons_noun, is_states_noun, is_unnamed_noun};
use crate::findings::{ActorId, ActorKind, How};
use verbale_language::{Dep, Tag};

/// Adds the nominal mentions of a part.
pub(super) fn find(draft: &mut Draft<'_>, part: usize, titles: &[Titled]) {
    let mut recent = Recent::new(draft, part);
    let mut next_title = 0;
    for i in 0..draft.texts[part].len() {
        recent.advance(draft, i);
        while next_title < titles.len() && titles[next_title].head < i {
            next_title += 1;
        }
        let title = titles.get(next_title).filter(|t| t.head == i);
        let found = match title {
            Some(title) => office(draft, part, title, &recent),
            None => noun(draft, part, i, &recent),
        };
        if let Some(raw) = found {
            recent.add(i, &raw.who);
            draft.mention(raw);
        }
    }
}

/// A title: the person beside it, the person who holds it, or somebody unnamed who does.
fn office(draft: &mut Draft<'_>, part: usize, title: &Titled, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    if text.dateline.contains(&title.head) {
        return None;
    }
    let raw = |who: Vec<ActorId>| Raw {
        part,
        span: title.span,
        tokens: title.head..title.head + 1,
        head: title.head,
        how: How::Title,
        who,
    };
    if !title.named.is_empty() {
        // The name beside it carries the mention; the title answers for its own words.
        let beside = neighbours(draft, part, title);
        return (!beside.is_empty()).then(|| raw(beside));
    }
    if let Some(raw) = apposed(draft, part, title.head) {
        return Some(raw);
    }
    if draft.is_covered(part, title.head) || is_predicate(draft, part, title.head) {
        return None;
    }
    if title.plural {
        let holders = recent.holders(draft, title, 8);
        let wanted = counted(text, title.tokens.start).unwrap_or(2);
        if holders.len() == wanted && title.definite {
            return Some(raw(holders));
        }
        if title.countries.is_empty() {
            return unnamed_plural(draft, part, title.head, title.span);
        }
        let who: Vec<ActorId> =
            title.countries.clone().iter().map(|c| office_holder(draft, title, Some(c))).collect();
        return Some(raw(who));
    }
    let country = title.countries.first().copied();
    // "the country's interim president": of which country, the text tells elsewhere.
    if title.countries.is_empty() && text.tag(title.tokens.start.wrapping_sub(1)) == Some(Tag::Pos) {
        return None;
    }
    let mut holder = recent.holders(draft, title, 1).first().copied().filter(|_| title.definite);
    let acting = acting_upon(draft, part, title.head);
    if holder.is_some_and(|id| acting.contains(&id)) {
        let mut others = recent.holders(draft, title, 8);
        others.retain(|id| {
            !acting.contains(id) && acting.iter().all(|a| recent.times(*id) >= recent.times(*a))
        });
        let [other] = others[..] else { return None };
        holder = Some(other);
    }
    let mention = |id: ActorId| Raw {
        part,
        span: title.span,
        tokens: title.head..title.head + 1,
        head: title.head,
        how: How::Title,
        who: vec![id],
    };
    if let Some(id) = holder {
        let office = title.office(draft, country);
        if office.country.is_some() || office.counterpart.is_some() {
            draft.give_office(id, office);
        }
        let actor = &mut draft.actors[id as usize];
        actor.country = actor.country.take().or(country.map(str::to_owned));
        return Some(mention(id));
    }
    if let Some(id) = presidents_own(draft, title) {
        return Some(mention(id));
    }
    let text = &draft.texts[part];
    let told = country.is_some() || title.title.of.is_some() || title.title.body.is_some();
    if !told || (!title.definite && !is_unnamed_noun(text.doc.lemma(title.head))) {
        return noun(draft, part, title.head, recent);
    }
    // "a leader of Taiwan": anyone who holds it.
    if !title.definite && !text.is_subject(title.head) {
        return None;
    }
    let id = office_holder(draft, title, country);
    Some(Raw {
        part,
        span: title.span,
        tokens: title.head..title.head + 1,
        head: title.head,
        how: How::Title,
        who: vec![id],
    })
}

/// "Moon echoed the president's warning": whoever acts upon what a noun denotes is somebody else.
fn acting_upon(draft: &Draft<'_>, part: usize, i: usize) -> Vec<ActorId> {
    let text = &draft.texts[part];
    let mut at = i;
    for _ in 0..12 {
        let head = text.doc.head(at);
        if head == at || text.is_subject(at) || matches!(text.doc.dep(at), Dep::Relcl | Dep::Acl) {
            break;
        }
        if let Some(s) = text.subject_of(head).filter(|&s| s != at && !text.is_under(i, s)) {
            return if s < i { super::lookup::who(draft, part, s) } else { Vec::new() };
        }
        at = head;
    }
    Vec::new()
}

/// "the president", where the article names the White House and nobody who is a president: that of the United States.
fn presidents_own(draft: &mut Draft<'_>, title: &Titled) -> Option<ActorId> {
    let bare = title.countries.is_empty() && title.title.of.is_none() && title.title.role == "head-of-state";
    let president = draft.texts[title.part].low(title.head) == "president" && title.definite;
    if !bare || !president || title.plural || draft.get("body USA.presidency").is_none() {
        return None;
    }
    let other =
        |o: &crate::findings::Office| o.role == "head-of-state" && o.country.as_deref() != Some("USA");
    let others = draft.actors.iter().flat_map(|a| &a.offices).any(other);
    (!others).then(|| office_holder(draft, title, Some("USA")))
}

/// The people named beside a title.
fn neighbours(draft: &Draft<'_>, part: usize, title: &Titled) -> Vec<ActorId> {
    let mut out = Vec::new();
    for &start in &title.beside {
        for raw in draft.at(part, start).filter(|r| r.how == How::Name) {
            out.extend(raw.who.iter().filter(|w| draft.actors[**w as usize].kind == ActorKind::Person));
        }
    }
    out.dedup();
    out
}

/// Somebody unnamed who holds an office, the same one whenever the article names the office in this way.
fn office_holder(draft: &mut Draft<'_>, title: &Titled, country: Option<&str>) -> ActorId {
    let of = country.or(title.title.of).unwrap_or("");
    let counterpart = title.title.counterpart.unwrap_or("");
    let key = format!("office {} {of} {counterpart} {}", title.title.role, title.plural);
    let words = draft.texts[title.part].words(title.tokens.clone()).to_owned();
    let new = draft.get(&key).is_none();
    let id = draft.keyed(&key, ActorKind::Unnamed, &words);
    if new {
        let office = title.office(draft, country);
        draft.give_office(id, office);
        let noun = draft.texts[title.part].doc.lemma(title.head).to_owned();
        draft.notes[id as usize].noun = Some(noun);
        draft.notes[id as usize].plural = title.plural && title.countries.len() < 2;
        let body = title.body(draft);
        let actor = &mut draft.actors[id as usize];
        actor.country = country.map(str::to_owned);
        actor.body = body.map(str::to_owned);
    }
    id
}

/// "is a diplomat", "as foreign minister", "Wang, the minister": says something of an actor, names none.
fn is_predicate(draft: &Draft<'_>, part: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    match text.doc.dep(i) {
        // What follows a closed quotation is its speaker, whatever the parser made of it.
        Dep::Attr
            if (text.doc.head(i)..i).len() < 60
                && (text.doc.head(i)..i).any(|t| matches!(text.low(t), "”" | "\"" | "''")) =>
        {
            false
        }
        Dep::Attr | Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Oprd => true,
        Dep::Appos => draft.at(part, text.doc.head(i)).next().is_some(),
        Dep::Pobj => text.low(text.doc.head(i)) == "as",
        _ => false,
    }
}

/// "two", "three" before a phrase; "both" is two.
fn counted(text: &Text<'_>, start: usize) -> Option<usize> {
    (start.saturating_sub(2)..=start).rev().find_map(|t| number(text.low(t)))
}

fn number(word: &str) -> Option<usize> {
    Some(match word {
        "two" | "both" => 2,
        "three" => 3,
        "four" => 4,
        _ => return None,
    })
}

fn noun(draft: &mut Draft<'_>, part: usize, i: usize, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let number_word = number(text.low(i)).is_some();
    let common = matches!(text.tag(i), Some(Tag::Nn | Tag::Nns))
        || (text.title_case(i) && matches!(text.tag(i), Some(Tag::Nnp | Tag::Nnps)))
        || is_capitalised(text, i);
    if !(common || number_word) || draft.is_covered(part, i) || text.dateline.contains(&i) {
        return None;
    }
    let lemma = text.doc.lemma(i).to_lowercase();
    if let Some(raw) = apposed(draft, part, i) {
        return Some(raw);
    }
    if let Some(raw) = group(draft, part, i, recent) {
        return Some(raw);
    }
    if let Some(raw) = leaders_administration(draft, part, i, &lemma) {
        return Some(raw);
    }
    if is_occupation(&lemma) {
        nationality(draft, part, i);
    }
    if lemma == "counterpart" && draft.texts[part].tag(i) == Some(Tag::Nn) {
        return counterpart(draft, part, i, recent);
    }
    if is_unnamed_noun(&lemma) && !is_predicate(draft, part, i) && !is_named(draft, part, i) {
        return unnamed(draft, part, i, &lemma, recent);
    }
    let text = &draft.texts[part];
    let the = i > 0
        && text.low(i - 1) == "the"
        && (text.tag(i) == Some(Tag::Nn) || is_capitalised(text, i))
        && is_occupation(&lemma);
    let of_office = || recent.person_as(draft, &lemma, false, &[]).filter(|_| lemma == "secretary");
    if let Some(id) = the.then(|| recent.called(draft, &lemma).or_else(of_office)).flatten() {
        let span = draft.texts[part].doc.span(i..i + 1);
        let whole = !is_predicate(draft, part, i);
        return whole.then(|| Raw {
            part,
            span,
            tokens: i..i + 1,
            head: i,
            how: How::Nominal,
            who: vec![id],
        });
    }
    if let Some(raw) = administration(draft, part, i, &lemma, recent) {
        return Some(raw);
    }
    own_forces(draft, part, i, &lemma).or_else(|| definite_body(draft, part, i, &lemma, recent))
}

/// "The Secretary", "the Director", as governments write of their own: a noun, however it is spelt.
fn is_capitalised(text: &Text, i: usize) -> bool {
    let alone = |t: Option<Tag>| !matches!(t, Some(Tag::Nnp | Tag::Nnps | Tag::Pos));
    text.tag(i) == Some(Tag::Nnp)
        && i > 0
        && text.low(i - 1) == "the"
        && alone(text.tag(i + 1))
        && is_occupation(text.low(i))
        && !text.kids(i).any(|c| c > i && text.low(c) == "of")
}

/// "the administration": the government last called so, else that of the United States, which news calls so.
fn administration(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let the = i > 0 && matches!(text.low(i - 1), "the" | "this") && lemma == "administration";
    let of = text.kids(i).any(|c| c > i && text.low(c) == "of");
    if !the || of || text.tag(i) != Some(Tag::Nn) || !super::organisations::names_america(draft) {
        return None;
    }
    let span = text.doc.span(i..i + 1);
    let again = recent.state_as(draft, lemma);
    let who = vec![again.unwrap_or_else(|| draft.state("USA"))];
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who })
}

/// "the military": the forces of the state in focus.
fn own_forces(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str) -> Option<Raw> {
    let text = &draft.texts[part];
    let the = i > 0 && text.low(i - 1) == "the" && lemma == "military";
    if !the || matches!(text.doc.dep(i), Dep::Compound | Dep::Amod) {
        return None;
    }
    let code = super::focus::state(draft, part, i, true)?;
    let id = draft.register.generic_body("armed-forces", &code)?.id;
    let who = vec![super::bodies::body(draft, id)];
    let span = draft.texts[part].doc.span(i..i + 1);
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who })
}

/// "the minister" in "Jane Doe, the minister of science from Perth": the person it stands beside.
fn apposed(draft: &Draft<'_>, part: usize, i: usize) -> Option<Raw> {
    let text = &draft.texts[part];
    let the = i > 0 && text.low(i - 1) == "the" && text.doc.dep(i) == Dep::Appos;
    if !the || draft.is_covered(part, i) || !is_occupation(text.doc.lemma(i)) {
        return None;
    }
    let names = draft.at(part, text.doc.head(i)).filter(|r| r.how == How::Name && r.who.len() == 1);
    let who = names.map(|r| r.who[0]).find(|&w| draft.actors[w as usize].kind == ActorKind::Person)?;
    let span = text.doc.span(i..i + 1);
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who: vec![who] })
}

/// "Chinese activist Liu Wei", "Liu Wei, a Chinese lawyer": the person's country where no office gave one.
fn nationality(draft: &mut Draft<'_>, part: usize, i: usize) {
    let text = &draft.texts[part];
    let apposed = (text.doc.dep(i) == Dep::Appos).then(|| text.doc.head(i));
    let person = |t: usize| {
        let names = draft.at(part, t).filter(|r| r.how == How::Name).flat_map(|r| r.who.iter().copied());
        names.into_iter().find(|&w| draft.actors[w as usize].kind == ActorKind::Person)
    };
    let next = (i + 1 < text.len() && text.paragraph(i) == text.paragraph(i + 1)).then_some(i + 1);
    let Some(id) = apposed.and_then(person).or_else(|| next.and_then(person)) else { return };
    if let [state] = modifiers(draft, part, i).states[..] {
        let country = &mut draft.actors[id as usize].country;
        *country = country.take().or_else(|| Some(state.to_owned()));
    }
}

/// The noun stands before or beside a name that carries the mention.
fn is_named(draft: &Draft<'_>, part: usize, i: usize) -> bool {
    let text = &draft.texts[part];
    let person = |t: usize| {
        draft.at(part, t).any(|r| r.who.iter().any(|&w| draft.actors[w as usize].kind == ActorKind::Person))
    };
    let next = i + 1 < text.len() && person(i + 1);
    next || text.kids(i).any(|c| text.doc.dep(c) == Dep::Appos && person(c))
}

/// "both sides", "the two countries", "the two leaders", "the two".
fn group(draft: &Draft<'_>, part: usize, i: usize, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let lemma = text.doc.lemma(i);
    let (count, start) = if let Some(n) = number(text.low(i)) {
        // "the two said", "both agreed"
        let bare = !matches!(
            text.tag(i + 1),
            Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Jj | Tag::Cd | Tag::Hyph | Tag::In)
        );
        let the = i > 0 && text.low(i - 1) == "the";
        let subject = text.is_subject(i);
        if !(bare && subject && (the || text.low(i) == "both")) {
            return None;
        }
        (n, i)
    } else {
        if text.tag(i) != Some(Tag::Nns) && !text.title_case(i) {
            return None;
        }
        let counted = (i.saturating_sub(3)..i).rev().find(|&t| number(text.low(t)).is_some());
        // "between the sides": there are two.
        let sides = text.low(i) == "sides" && i > 0 && text.low(i - 1) == "the";
        let n = counted.or(sides.then_some(i))?;
        let between_fits =
            (n + 1..i).all(|t| matches!(text.tag(t), Some(Tag::Jj | Tag::Nn | Tag::Hyph | Tag::Vbg)));
        let definite = text.low(n) == "both"
            || (n > 0
                && matches!(
                    text.low(n - 1),
                    "the" | "these" | "those" | "their" | "its" | "our" | "between"
                ));
        if !between_fits || !definite || text.sentence(n) != text.sentence(i) {
            return None;
        }
        (if n == i { 2 } else { number(text.low(n))? }, n)
    };
    // "both sides of the aisle" are not two of those spoken of.
    let of = text.kids(i).find(|&c| c > i && text.low(c) == "of").and_then(|c| text.kid(c, &[Dep::Pobj]));
    let quarrel = |o: usize| {
        matches!(
            text.doc.lemma(o),
            "conflict"
                | "dispute"
                | "war"
                | "negotiation"
                | "talk"
                | "argument"
                | "fight"
                | "issue"
                | "standoff"
        )
    };
    if of.is_some_and(|o| !quarrel(o)) {
        return None;
    }
    let who = match () {
        () if start == i && text.low(i) == "sides" => recent.of_sentence(draft, i, true).unwrap_or_default(),
        () if number(text.low(i)).is_some() => recent.pair(draft, i, count),
        () if is_persons_noun(lemma) => recent.persons(draft, count, lemma),
        () if is_states_noun(lemma) && !is_domestic(draft, text, start..i, lemma) => {
            recent.states(draft, i, count, matches!(lemma, "side" | "party" | "adversary" | "rival"))
        }
        () => return None,
    };
    let span = text.doc.span(start..i + 1);
    (who.len() == count).then_some(Raw { part, span, tokens: start..i + 1, head: i, how: How::Nominal, who })
}

/// "both political parties": those of one state's politics.
fn is_domestic(draft: &Draft<'_>, text: &Text<'_>, before: std::ops::Range<usize>, lemma: &str) -> bool {
    let party = |a: &crate::findings::Actor| {
        a.register.as_deref().is_some_and(|r| r.ends_with("-party")) && a.kind == ActorKind::Body
    };
    lemma == "party"
        && (before.into_iter().any(|t| matches!(text.low(t), "political" | "major" | "main"))
            || draft.actors.iter().any(party))
}

/// "the Biden administration": the state its leader leads.
fn leaders_administration(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str) -> Option<Raw> {
    if !matches!(lemma, "administration" | "government" | "cabinet" | "regime" | "presidency") {
        return None;
    }
    let text = &draft.texts[part];
    let owner = |c: &usize| matches!(text.doc.dep(*c), Dep::Compound | Dep::Poss | Dep::Nmod);
    let child = text.kids(i).rfind(owner)?;
    let person = draft
        .at(part, child)
        .find_map(|r| r.who.first().copied().filter(|&w| draft.actors[w as usize].kind == ActorKind::Person));
    let country = match person {
        Some(p) => draft.actors[p as usize].country.clone().or_else(|| leads(draft, text.doc.word(child))),
        None => leads(draft, text.doc.word(child)),
    }?;
    let start = draft.at(part, child).map(|r| r.tokens.start).min().unwrap_or(child);
    let span = text.doc.span(start.min(i)..i + 1);
    let who = vec![draft.state(&country)];
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who })
}

/// The one state that people of this family name have led.
fn leads(draft: &Draft<'_>, surname: &str) -> Option<String> {
    let people = draft.register.people_by_surname(surname, None, None);
    let mut states: Vec<&str> = people
        .iter()
        .flat_map(|p| draft.register.tenures_of(p.id))
        .filter(|t| matches!(t.role, "head-of-state" | "head-of-government"))
        .map(|t| t.of)
        .collect();
    states.sort_unstable();
    states.dedup();
    match states[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// Whether a token can stand between the determiner of a noun and the noun.
fn modifies(text: &Text<'_>, i: usize) -> bool {
    match text.tag(i) {
        Some(Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Nn | Tag::Nnp | Tag::Hyph | Tag::Pos | Tag::Cd) => true,
        Some(Tag::Vbn | Tag::Vbg) => text.doc.dep(i) == Dep::Amod,
        _ => false,
    }
}

/// What the modifiers of a noun say of it: states, body, and the words from the first of them.
struct Modified {
    states: Vec<&'static str>,
    body: Option<ActorId>,
    start: usize,
    definite: bool,
    indefinite: bool,
}

fn modifiers(draft: &Draft<'_>, part: usize, i: usize) -> Modified {
    let text = &draft.texts[part];
    let from = text.sentence_start(i).max(i.saturating_sub(8));
    let mut m = Modified { states: Vec::new(), body: None, start: i, definite: false, indefinite: false };
    let mut t = i;
    while t > from {
        let b = t - 1;
        let covering = draft.at(part, b).last().map(|r| (r.who.clone(), r.how));
        let word = text.low(b);
        if let Some((who, _)) = covering.filter(|_| text.tag(b) != Some(Tag::Pos)) {
            for id in who {
                let actor = &draft.actors[id as usize];
                match actor.kind {
                    ActorKind::State => {
                        m.states.extend(draft.known[part].state(b).filter(|s| !m.states.contains(s)))
                    }
                    ActorKind::Body | ActorKind::Organization | ActorKind::Group => {
                        m.body = m.body.or(Some(id))
                    }
                    _ => return m,
                }
            }
        } else if matches!(text.tag(b), Some(Tag::Dt | Tag::PrpPoss))
            || matches!(word, "several" | "many" | "some")
        {
            m.definite = matches!(word, "the" | "this" | "that" | "these" | "those");
            m.indefinite = !m.definite;
            return m;
        } else if matches!(word, "and" | "or" | "/" | "-")
            && draft.known[part].state(t).is_some()
            && b > from
            && draft.known[part].state(b - 1).is_some()
        {
            t = b;
            continue;
        } else if !modifies(text, b) {
            return m;
        }
        t = b;
        m.start = t;
    }
    m
}

/// The state or body of a complement: "officials from both countries", "a spokesman for the ministry".
fn complement(draft: &Draft<'_>, part: usize, i: usize, recent: &Recent) -> (Vec<ActorId>, usize) {
    let text = &draft.texts[part];
    for c in text.kids(i).filter(|&c| {
        c > i
            && text.doc.dep(c) == Dep::Prep
            && matches!(text.low(c), "of" | "from" | "for" | "at" | "in" | "with")
    }) {
        let Some(object) = text.kid(c, &[Dep::Pobj]) else { continue };
        let mut who: Vec<ActorId> = draft.at(part, object).next().map(|r| r.who.clone()).unwrap_or_default();
        for conj in text.kids(object).filter(|&k| text.doc.dep(k) == Dep::Conj) {
            who.extend(draft.at(part, conj).next().map(|r| r.who.clone()).unwrap_or_default());
        }
        if who.is_empty() {
            let lemma = text.doc.lemma(object).to_lowercase();
            let body = definite_body(draft, part, object, &lemma, recent);
            who = body.map(|r| r.who).unwrap_or_default();
        }
        if who.is_empty()
            && is_states_noun(text.doc.lemma(object))
            && text.kids(object).any(|k| matches!(text.low(k), "both" | "two"))
        {
            who = recent.states(draft, i, 2, false);
        }
        who.retain(|&w| !matches!(draft.actors[w as usize].kind, ActorKind::Person | ActorKind::Unnamed));
        if !who.is_empty() && (text.low(c) != "in" || draft.actors[who[0] as usize].kind != ActorKind::State)
        {
            return (who, object);
        }
    }
    (Vec::new(), i)
}

/// Nouns that denote unnamed people even where nothing says whose they are.
fn is_source(lemma: &str, plural: bool) -> bool {
    matches!(
        lemma,
        "official"
            | "diplomat"
            | "source"
            | "analyst"
            | "expert"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "aide"
            | "adviser"
            | "observer"
            | "lawmaker"
            | "witness"
            | "eyewitness"
            | "resident"
    ) || (plural && is_unnamed_noun(lemma))
}

/// "a senior State Department official", "Chinese and U.S. officials", "the official".
fn unnamed(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let plural = matches!(text.tag(i), Some(Tag::Nns | Tag::Nnps));
    let m = modifiers(draft, part, i);
    let (after, end) = complement(draft, part, i, recent);
    let told = !m.states.is_empty() || m.body.is_some() || !after.is_empty();
    // "Middle East observers": a place is no part of them.
    let place = |t: &usize| text.is_proper(*t) && !draft.is_covered(part, *t);
    let start = (m.start..i).rfind(place).map_or(m.start, |t| t + 1);
    let span = text.doc.span(start..i + 1);
    let raw = |who: Vec<ActorId>, how| Raw { part, span, tokens: i..i + 1, head: i, how, who };
    // "the Chinese official" may be one named; "a senior Chinese government official" asked not to be.
    let plain = lemma != "official" || (m.start..i).all(|t| draft.known[part].state(t).is_some());
    // "the leader of the party" says of what, if not whose: it goes back to nobody.
    let of = text.kids(i).any(|c| c > i && text.low(c) == "of");
    let back =
        (m.definite && !(of && m.states.is_empty())) || (!m.states.is_empty() && !plural && !m.indefinite);
    if plain && back {
        let wanted: Vec<&str> = m.states.clone();
        let before = recent.unnamed_of(draft, lemma, &wanted).filter(|_| !plural);
        let called = || recent.called(draft, lemma).filter(|_| wanted.is_empty() && !plural);
        let person = before.or_else(|| recent.person_as(draft, lemma, plural, &wanted)).or_else(called);
        if let Some(id) = person {
            return Some(raw(vec![id], How::Nominal));
        }
    }
    let bare = plural && i > 0 && !draft.is_covered(part, i - 1) && !text.is_proper(i - 1);
    if !told
        && (m.definite || bare)
        && m.start == i
        && !of
        && let Some(id) = recent.unnamed(draft, lemma, plural)
    {
        return Some(raw(vec![id], How::Nominal));
    }
    let speaks = text.is_subject(i)
        || text.doc.dep(i) == Dep::Pobj && matches!(text.low(text.doc.head(i)), "to" | "by");
    if !(told || speaks && is_source(lemma, plural)) {
        return None;
    }
    let own = |t: &usize| text.tag(*t) != Some(Tag::Pos) && !matches!(text.low(*t), "own" | "other" | "such");
    let from = (m.start..i).find(own).unwrap_or(i);
    let description = text.words(from..i + 1).to_owned();
    let long = text.words(from..(end + 1).max(i + 1)).to_owned();
    // "administration officials", of the only administration that news calls so.
    let administration = (m.start..i).any(|t| text.low(t) == "administration");
    let administration = administration && draft.state_if_named("USA").is_some();
    let states: Vec<String> = if m.states.is_empty() {
        after
            .iter()
            .filter(|&&a| draft.actors[a as usize].kind == ActorKind::State)
            .filter_map(|&a| draft.actors[a as usize].country.clone())
            .collect()
    } else {
        m.states.iter().map(|s| (*s).to_owned()).collect()
    };
    let body =
        m.body.or_else(|| after.iter().copied().find(|&a| draft.actors[a as usize].kind != ActorKind::State));
    if states.len() > 1 {
        let each = states.iter().map(|s| {
            let said = (m.start..i)
                .find(|&t| draft.known[part].state(t) == Some(s.as_str()))
                .and_then(|t| draft.known[part].hit(t));
            let adjective = said.map_or(s.clone(), |h| text.words(h.tokens.clone()).to_owned());
            (Some(s.clone()), format!("{adjective} {}", text.low(i)))
        });
        let each: Vec<_> = each.collect();
        let who = each.into_iter().map(|(s, name)| make(draft, lemma, plural, s, body, &name)).collect();
        return Some(raw(who, How::Nominal));
    }
    let name = if m.states.is_empty() && m.body.is_none() { long } else { description };
    let states = if administration && states.is_empty() { vec!["USA".to_owned()] } else { states };
    let state =
        states.into_iter().next().or_else(|| body.and_then(|b| draft.actors[b as usize].country.clone()));
    let who = make(draft, lemma, plural, state, body, &name);
    Some(raw(vec![who], How::Nominal))
}

/// An unnamed actor: a plural of one state and body is one actor throughout, a singular a new one each time.
fn make(
    draft: &mut Draft<'_>,
    lemma: &str,
    plural: bool,
    state: Option<String>,
    body: Option<ActorId>,
    name: &str,
) -> ActorId {
    let id = if plural {
        // "aid officials" and "defense officials" are two, "U.S. officials" and "senior U.S. officials" one.
        let words = if state.is_none() && body.is_none() { name.to_lowercase() } else { String::new() };
        let key = format!("unnamed {lemma} {} {body:?} {words}", state.as_deref().unwrap_or(""));
        draft.keyed(&key, ActorKind::Unnamed, name)
    } else {
        draft.make(ActorKind::Unnamed, name)
    };
    let body = body.and_then(|b| draft.actors[b as usize].register.clone());
    let actor = &mut draft.actors[id as usize];
    actor.country = actor.country.take().or(state);
    actor.body = actor.body.take().or(body);
    let notes = &mut draft.notes[id as usize];
    notes.plural = plural;
    notes.noun = Some(lemma.to_owned());
    notes.gender = super::words::gender_of_word(lemma).filter(|_| !plural);
    id
}

fn unnamed_plural(draft: &mut Draft<'_>, part: usize, i: usize, span: verbale_span::Span) -> Option<Raw> {
    let text = &draft.texts[part];
    let lemma = text.doc.lemma(i).to_owned();
    if !text.is_subject(i) || !is_unnamed_noun(&lemma) {
        return None;
    }
    let name = text.words(text.doc.tokens_in(span)).to_owned();
    let who = vec![make(draft, &lemma, true, None, None, &name)];
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who })
}

/// "the Chinese ministry": the only one of that state's ministries that the article names.
fn states_ministry(draft: &Draft<'_>, part: usize, i: usize) -> Option<Raw> {
    let text = &draft.texts[part];
    let m = modifiers(draft, part, i);
    let [state] = m.states[..] else { return None };
    let of = |id: &usize| {
        let a = &draft.actors[*id];
        let ministry = a.register.as_deref().is_some_and(|r| r.ends_with("-ministry"));
        a.kind == ActorKind::Body && ministry && a.country.as_deref() == Some(state)
    };
    let mut found = (0..draft.actors.len()).filter(of);
    let (one, None) = (found.next()?, found.next()) else { return None };
    let span = text.doc.span(m.start..i + 1);
    let who = vec![one as ActorId];
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who })
}

/// "his Chinese counterpart, Wang Yi", "her Russian counterpart": the person beside it, else the last of that state who
/// holds an office.
fn counterpart(draft: &Draft<'_>, part: usize, i: usize, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let person = |t: usize| {
        let names = draft.at(part, t).filter(|r| r.how == How::Name).flat_map(|r| r.who.iter().copied());
        names.into_iter().find(|&w| draft.actors[w as usize].kind == ActorKind::Person)
    };
    let apposed = text.kids(i).filter(|&c| text.doc.dep(c) == Dep::Appos).find_map(person);
    let next = (i + 1 < text.len()).then(|| person(i + 1)).flatten();
    let comma = (text.low(i + 1) == "," && i + 2 < text.len()).then(|| person(i + 2)).flatten();
    let m = modifiers(draft, part, i);
    let named = apposed.or(next).or(comma.filter(|_| text.kids(i).all(|c| c < i || text.low(c) == ",")));
    let who = named.or_else(|| recent.compatriot(draft, "official", &m.states))?;
    let start = if m.states.is_empty() { i } else { m.start };
    let span = text.doc.span(start..i + 1);
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who: vec![who] })
}

/// "the ministry", "the government", "the bloc": the last one named.
fn definite_body(draft: &Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    if lemma == "ministry"
        && let Some(raw) = states_ministry(draft, part, i)
    {
        return Some(raw);
    }
    let the = i > 0 && matches!(text.low(i - 1), "the" | "this");
    if !the || text.tag(i) == Some(Tag::Nns) || matches!(text.doc.dep(i), Dep::Compound | Dep::Amod) {
        return None;
    }
    let span = text.doc.span(i..i + 1);
    let raw = |id: ActorId| Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who: vec![id] };
    let of = text.kids(i).any(|c| text.low(c) == "of");
    if matches!(lemma, "country" | "nation" | "government" | "kingdom" | "regime") {
        return state_in_focus(draft, part, i, lemma, recent).map(raw);
    }
    if of {
        return None;
    }
    let last_word = |id: ActorId, words: &[&str]| {
        let name = draft.last_name(id).to_lowercase();
        let register = draft.actors[id as usize].register.as_deref().unwrap_or("");
        let listed = draft.register.body(register).map_or(String::new(), |b| b.name.to_lowercase());
        let american =
            lemma == "department" && register.starts_with("USA.") && register.ends_with("-ministry");
        american
            || words.iter().any(|w| name.split_whitespace().chain(listed.split_whitespace()).any(|n| n == *w))
    };
    let kinds: &[ActorKind] = match lemma {
        "ministry" | "department" | "agency" | "embassy" | "parliament" | "army" | "navy" | "military"
        | "council" | "commission" | "court" | "bank" => &[ActorKind::Body, ActorKind::Organization],
        "organization" | "organisation" | "alliance" | "bloc" | "union" | "company" | "firm" | "group" => {
            &[ActorKind::Organization, ActorKind::Group]
        }
        "newspaper" | "agency's" | "broadcaster" | "network" => &[ActorKind::Outlet],
        _ => return None,
    };
    let who = match lemma {
        "ministry" | "department" | "agency" | "embassy" | "parliament" | "army" | "navy" | "military"
        | "council" | "commission" | "court" | "bank" | "union" => {
            recent.last(draft, kinds, |id| last_word(id, &[lemma]))
        }
        _ => recent.last(draft, kinds, |id| is_called(draft, id, lemma)),
    }?;
    Some(raw(who))
}

/// Whether an organisation of the register is one that news calls so: the United Nations are no group or company, and
/// only those between states are a bloc.
fn is_called(draft: &Draft<'_>, id: ActorId, lemma: &str) -> bool {
    let actor = &draft.actors[id as usize];
    let listed = actor.register.as_deref().and_then(|r| draft.register.organisation(r));
    let between_states = listed.map(|o| o.sector == "IGO");
    match lemma {
        "group" => between_states != Some(true) || listed.is_some_and(|o| o.name.contains("Group")),
        "company" | "firm" => {
            actor.kind == ActorKind::Organization && listed.is_none_or(|o| !matches!(o.sector, "IGO" | "NGO"))
        }
        "bloc" | "union" => between_states != Some(false) && actor.kind == ActorKind::Organization,
        _ => true,
    }
}

/// "the government", "the regime of General Doe", "the country": a state the article names.
fn state_in_focus(draft: &Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<ActorId> {
    let text = &draft.texts[part];
    let of = text.kids(i).any(|c| c > i && text.low(c) == "of");
    match lemma {
        "regime" if !of => recent.state_as(draft, lemma).or_else(|| in_focus(draft, part, i, true)),
        _ => in_focus(draft, part, i, !matches!(lemma, "country" | "nation")),
    }
}

fn in_focus(draft: &Draft<'_>, part: usize, i: usize, body: bool) -> Option<ActorId> {
    draft.state_if_named(&super::focus::state(draft, part, i, body)?)
}
