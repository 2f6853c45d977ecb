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
    if let Some(&id) = recent.holders(draft, title, 1).first().filter(|_| title.definite) {
        let office = title.office(draft, country);
        if office.country.is_some() || office.counterpart.is_some() {
            draft.give_office(id, office);
        }
        let actor = &mut draft.actors[id as usize];
        actor.country = actor.country.take().or(country.map(str::to_owned));
        return Some(Raw {
            part,
            span: title.span,
            tokens: title.head..title.head + 1,
            head: title.head,
            how: How::Title,
            who: vec![id],
        });
    }
    let told = country.is_some() || title.title.of.is_some() || title.title.body.is_some();
    if !told || (!title.definite && !is_unnamed_noun(text.doc.lemma(title.head))) {
        return if title.definite { noun(draft, part, title.head, recent) } else { None };
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
        || (text.title_case(i) && matches!(text.tag(i), Some(Tag::Nnp | Tag::Nnps)));
    if !(common || number_word) || draft.is_covered(part, i) || text.dateline.contains(&i) {
        return None;
    }
    let lemma = text.doc.lemma(i).to_lowercase();
    if let Some(raw) = group(draft, part, i, recent) {
        return Some(raw);
    }
    if let Some(raw) = leaders_administration(draft, part, i, &lemma) {
        return Some(raw);
    }
    if is_occupation(&lemma) {
        nationality(draft, part, i);
    }
    if is_unnamed_noun(&lemma) && !is_predicate(draft, part, i) && !is_named(draft, part, i) {
        return unnamed(draft, part, i, &lemma, recent);
    }
    definite_body(draft, part, i, &lemma, recent)
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
        let n = (i.saturating_sub(3)..i).rev().find(|&t| number(text.low(t)).is_some())?;
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
        (number(text.low(n))?, n)
    };
    let who = match () {
        () if number(text.low(i)).is_some() => recent.pair(draft, count),
        () if is_persons_noun(lemma) => recent.persons(draft, count, lemma),
        () if is_states_noun(lemma) => recent.states(draft, count),
        () => return None,
    };
    let span = text.doc.span(start..i + 1);
    (who.len() == count).then_some(Raw { part, span, tokens: start..i + 1, head: i, how: How::Nominal, who })
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
        if who.is_empty()
            && is_states_noun(text.doc.lemma(object))
            && text.kids(object).any(|k| matches!(text.low(k), "both" | "two"))
        {
            who = recent.states(draft, 2);
        }
        who.retain(|&w| !matches!(draft.actors[w as usize].kind, ActorKind::Person | ActorKind::Unnamed));
        if !who.is_empty() && (text.low(c) != "in" || draft.actors[who[0] as usize].kind != ActorKind::State)
        {
            return (who, object);
        }
    }
    (Vec::new(), i)
}

/// "a senior State Department official", "Chinese and U.S. officials", "the official".
fn unnamed(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let plural = matches!(text.tag(i), Some(Tag::Nns | Tag::Nnps));
    let m = modifiers(draft, part, i);
    let (after, end) = complement(draft, part, i, recent);
    let told = !m.states.is_empty() || m.body.is_some() || !after.is_empty();
    let span = text.doc.span(m.start..i + 1);
    let raw = |who: Vec<ActorId>, how| Raw { part, span, tokens: i..i + 1, head: i, how, who };
    // "the leader of the party" says of what, if not whose: it goes back to nobody.
    let of = text.kids(i).any(|c| c > i && text.low(c) == "of");
    if (m.definite && !(of && m.states.is_empty())) || (!m.states.is_empty() && !plural && !m.indefinite) {
        let wanted: Vec<&str> = m.states.clone();
        if let Some(id) = recent.person_as(draft, lemma, plural, &wanted) {
            return Some(raw(vec![id], How::Nominal));
        }
    }
    if !told
        && m.definite
        && m.start == i
        && !of
        && let Some(id) = recent.unnamed(draft, lemma, plural)
    {
        return Some(raw(vec![id], How::Nominal));
    }
    let speaks = text.is_subject(i)
        || text.doc.dep(i) == Dep::Pobj && matches!(text.low(text.doc.head(i)), "to" | "by");
    if !told
        && (!speaks
            || !matches!(
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
            ))
    {
        return None;
    }
    let description = text.words(m.start..i + 1).to_owned();
    let long = text.words(m.start..(end + 1).max(i + 1)).to_owned();
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
        let key = format!("unnamed {lemma} {} {body:?}", state.as_deref().unwrap_or(""));
        draft.keyed(&key, ActorKind::Unnamed, name)
    } else {
        draft.make(ActorKind::Unnamed, name)
    };
    let body = body.and_then(|b| draft.actors[b as usize].register.clone());
    let actor = &mut draft.actors[id as usize];
    actor.country = actor.country.take().or(state);
    actor.body = actor.body.take().or(body);
    draft.notes[id as usize].plural = plural;
    draft.notes[id as usize].noun = Some(lemma.to_owned());
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

/// "the ministry", "the government", "the bloc": the last one named.
fn definite_body(draft: &mut Draft<'_>, part: usize, i: usize, lemma: &str, recent: &Recent) -> Option<Raw> {
    let text = &draft.texts[part];
    let the = i > 0 && matches!(text.low(i - 1), "the" | "this");
    if !the
        || text.tag(i) == Some(Tag::Nns)
        || matches!(text.doc.dep(i), Dep::Compound | Dep::Amod)
        || text.kids(i).any(|c| text.low(c) == "of")
    {
        return None;
    }
    let last_word = |id: ActorId, words: &[&str]| {
        let name = draft.last_name(id).to_lowercase();
        words.iter().any(|w| name.split_whitespace().any(|n| n == *w))
    };
    let kinds: &[ActorKind] = match lemma {
        "ministry" | "department" | "agency" | "embassy" | "parliament" | "army" | "navy" | "military"
        | "council" | "commission" | "court" | "bank" => &[ActorKind::Body, ActorKind::Organization],
        "organization" | "organisation" | "alliance" | "bloc" | "union" | "company" | "firm" | "group" => {
            &[ActorKind::Organization, ActorKind::Group]
        }
        "newspaper" | "agency's" | "broadcaster" | "network" => &[ActorKind::Outlet],
        "country" | "nation" | "government" | "administration" | "regime" | "kingdom" => &[ActorKind::State],
        _ => return None,
    };
    let who = match lemma {
        "administration" | "regime" => recent.state_as(draft, lemma),
        "country" | "nation" | "government" | "kingdom" => recent.one_state(draft, part, i),
        "ministry" | "department" | "agency" | "embassy" | "parliament" | "army" | "navy" | "military"
        | "council" | "commission" | "court" | "bank" | "union" => {
            recent.last(draft, kinds, |id| last_word(id, &[lemma]))
        }
        _ => recent.last(draft, kinds, |_| true),
    }?;
    let span = text.doc.span(i..i + 1);
    Some(Raw { part, span, tokens: i..i + 1, head: i, how: How::Nominal, who: vec![who] })
}
