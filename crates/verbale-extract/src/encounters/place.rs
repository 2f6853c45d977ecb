//! Where an encounter or event was: the places in its own phrases, most specific first.
//!
//! A place is given by its name ("in Geneva"), by what it is ("in the Thai capital", "in the Georgian resort of X"), or by
//! who sits there ("at the State Department"). A venue brings its city, the register the country of what it knows. Places
//! that are merely mentioned hang elsewhere in the parse and are not looked at.

use super::syntax::{self, Phrase, child, conjuncts, direct_phrases, governor, preposition};
use super::triggers::Trigger;
use crate::findings::{EncounterKind, Evidence, Place};
use crate::reading::{PartReading, Reading};
use verbale_language::{Dep, Document, EntityKind, Tag};
use verbale_register::{Entry, How, Match};

/// The place a noun names, if it names one.
pub(crate) fn named(reading: &Reading<'_>, part: &PartReading, noun: usize) -> Option<Place> {
    let doc = &part.document;
    let tokens = name_around(doc, noun)?;
    let at = part.tokens(tokens);
    let name = reading.quote(at);
    let without = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    // "The Hague" is named so.
    let is_own = |m: &Match| m.span.len() == name.len() && m.place().is_some();
    let own = without.is_some() && reading.register.find(name).iter().any(is_own);
    let bare = without.filter(|_| !own).unwrap_or(name);
    let known = country_of(reading, bare);
    let geographic = doc.entities().iter().any(|e| {
        e.tokens.contains(&noun) && matches!(e.kind, EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
    });
    match known {
        Known::Somewhere(country) => Some(Place { name: bare.to_owned(), country, at }),
        Known::NoPlace => None,
        Known::Unknown if geographic => Some(Place { name: bare.to_owned(), country: None, at }),
        Known::Unknown => None,
    }
}

/// What the register makes of a name.
enum Known {
    Somewhere(Option<String>),
    NoPlace,
    Unknown,
}

fn country_of(reading: &Reading<'_>, name: &str) -> Known {
    let found = reading.register.find(name);
    let Some(whole) = found.iter().max_by_key(|m| m.span.len()) else { return Known::Unknown };
    if whole.span.len() * 2 < name.len() {
        return Known::Unknown;
    }
    let other = |e: &Entry| {
        matches!(e, Entry::Person(_) | Entry::Body(_) | Entry::BodyKind(_) | Entry::Organisation(_))
    };
    match countries(reading, whole)[..] {
        [] if whole.entries.iter().any(other) => Known::NoPlace,
        [] => Known::Unknown,
        [only] => Known::Somewhere(only.map(str::to_owned)),
        _ => Known::Somewhere(None),
    }
}

/// The countries a name may lie in or be, each once; `None` for land and sea of no one state.
fn countries(reading: &Reading<'_>, name: &Match) -> Vec<Option<&'static str>> {
    let mut out: Vec<Option<&'static str>> = Vec::new();
    for entry in &name.entries {
        let country = match *entry {
            Entry::State { how: How::Demonym | How::Government, .. } => continue,
            Entry::State { code, .. } => Some(code),
            Entry::Place(id) => reading.register.place(id).and_then(|p| p.country),
            _ => continue,
        };
        if !out.contains(&country) {
            out.push(country);
        }
    }
    out
}

/// The tokens of the name that ends in `noun`: its entity, or itself with the names before it.
fn name_around(doc: &Document, noun: usize) -> Option<std::ops::Range<usize>> {
    if let Some(e) = doc.entities().iter().find(|e| e.tokens.contains(&noun)) {
        if matches!(e.kind, EntityKind::Person | EntityKind::Date | EntityKind::Time | EntityKind::Norp) {
            return None;
        }
        let mut tokens = e.tokens.clone();
        // "Paris's", "the Great Hall on": the recogniser runs on.
        while tokens.len() > 1 && matches!(doc.tag(tokens.end - 1), Tag::Pos | Tag::In) {
            tokens.end -= 1;
        }
        return Some(tokens);
    }
    is_name(doc, noun).then(|| with_compounds(doc, noun))
}

/// A name with the parts before it.
fn with_compounds(doc: &Document, noun: usize) -> std::ops::Range<usize> {
    let mut first = noun;
    while first > 0 && doc.dep(first - 1) == Dep::Compound && doc.head(first - 1) == noun {
        first -= 1;
    }
    first..noun + 1
}

fn is_person(doc: &Document, i: usize) -> bool {
    doc.entities().iter().any(|e| e.kind == EntityKind::Person && e.tokens.contains(&i))
}

fn is_name(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Nnp | Tag::Nnps)
}

/// Nouns for a place, which a name or an adjective makes one: "the resort of X", "the Thai capital", "his X estate".
const GROUNDS: [&str; 46] = [
    "resort",
    "city",
    "capital",
    "island",
    "town",
    "village",
    "port",
    "province",
    "region",
    "state",
    "district",
    "suburb",
    "outskirt",
    "peninsula",
    "coast",
    "area",
    "metropolis",
    "municipality",
    "county",
    "enclave",
    "base",
    "airport",
    "airfield",
    "palace",
    "hotel",
    "estate",
    "residence",
    "villa",
    "compound",
    "complex",
    "club",
    "retreat",
    "castle",
    "mansion",
    "guesthouse",
    "headquarters",
    "headquarter",
    "building",
    "campus",
    "ranch",
    "property",
    "hall",
    "monastery",
    "university",
    "center",
    "centre",
];

/// The first of [`GROUNDS`] that are land, so that "of" or a name after them says which.
const LAND: usize = 22;

/// Nouns through which "of" leads on to the place: "on the sidelines of the summit in Rome".
const THROUGH: [&str; 9] =
    ["sideline", "margin", "summit", "meeting", "forum", "conference", "assembly", "gathering", "opening"];

fn is_ground(doc: &Document, noun: usize) -> bool {
    GROUNDS.contains(&doc.lemma(noun).to_lowercase().as_str())
}

fn is_land(doc: &Document, noun: usize) -> bool {
    let lemma = doc.lemma(noun).to_lowercase();
    GROUNDS.iter().take(LAND).any(|g| *g == lemma)
}

/// The places in the phrases of `anchors`, most specific first.
pub(crate) fn of(reading: &Reading<'_>, part: &PartReading, anchors: &[usize]) -> Vec<Place> {
    let doc = &part.document;
    let mut phrases: Vec<Phrase> = anchors.iter().flat_map(|&a| direct_phrases(doc, a)).collect();
    // "met Mr. X in Y": a person's name has no place of its own, though the parser hangs it there.
    for &v in anchors.iter().filter(|&&a| syntax::is_verb(doc, a)) {
        let objects = doc.children(v).filter(|&c| doc.dep(c) == Dep::Dobj);
        let people = objects.flat_map(|o| conjuncts(doc, o)).filter(|&o| is_person(doc, o));
        phrases.extend(people.flat_map(|o| direct_phrases(doc, o)));
    }
    among(reading, part, &phrases)
}

/// The places in `phrases`, most specific first.
pub(crate) fn among(reading: &Reading<'_>, part: &PartReading, phrases: &[Phrase]) -> Vec<Place> {
    let mut out = Vec::new();
    phrases.iter().for_each(|&p| follow(reading, part, p, 4, &mut out));
    order(reading, out)
}

/// Where the trigger's clause leads from: the verb it goes to ("flew to X to meet"), the place it hangs on ("X, where they
/// met"), a phrase that opens the clauses above it ("In X, she was to meet"). For those whose own phrases say nothing.
pub(crate) fn around(reading: &Reading<'_>, part: &PartReading, trigger: &Trigger) -> Vec<Place> {
    if matches!(trigger.kind, EncounterKind::Visit | EncounterKind::Call) {
        return Vec::new();
    }
    let by_name = in_its_name(reading, part, trigger);
    // "the talks" were told of before, so the words around may be of another.
    if !by_name.is_empty() || trigger.definite {
        return by_name;
    }
    let doc = &part.document;
    let mut at = trigger.anchors.iter().copied().find(|&a| syntax::is_verb(doc, a)).unwrap_or(trigger.token);
    for _ in 0..4 {
        let (head, dep) = (doc.head(at), doc.dep(at));
        if head == at {
            break;
        }
        if dep == Dep::Relcl && doc.children(at).any(|c| doc.word(c).eq_ignore_ascii_case("where")) {
            let mut out = Vec::new();
            add(reading, part, head, "in", &mut out);
            return order(reading, out);
        }
        let up = match dep {
            Dep::Xcomp | Dep::Advcl | Dep::Conj if syntax::is_verb(doc, head) => head,
            // "flew to X for talks", "a trip to X for talks".
            Dep::Pobj if doc.word(head).eq_ignore_ascii_case("for") => match governor(doc, head) {
                Some(v) => v,
                None => break,
            },
            _ => break,
        };
        let purpose = dep != Dep::Advcl || has_to(doc, at);
        let found = match purpose {
            true if goes(doc, up) && (dep != Dep::Conj || head < at) => goal(reading, part, up),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return order(reading, found);
        }
        let own_subject = child(doc, at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
        if dep == Dep::Pobj || own_subject || !purpose {
            break;
        }
        let opening: Vec<Phrase> = opening_phrases(doc, up);
        let found = among(reading, part, &opening);
        if !found.is_empty() {
            return found;
        }
        at = up;
    }
    Vec::new()
}

fn has_to(doc: &Document, v: usize) -> bool {
    doc.children(v).any(|c| doc.tag(c) == Tag::To && c < v)
}

/// The phrases of verb `v` that stand before its subject.
fn opening_phrases(doc: &Document, v: usize) -> Vec<Phrase> {
    let Some(subject) = child(doc, v, &[Dep::Nsubj, Dep::Nsubjpass]) else { return Vec::new() };
    direct_phrases(doc, v).into_iter().filter(|p| p.prep < subject).collect()
}

/// Verbs of going to, or being at, a place.
fn goes(doc: &Document, v: usize) -> bool {
    matches!(
        doc.lemma(v).to_lowercase().as_str(),
        "go" | "travel"
            | "fly"
            | "head"
            | "come"
            | "arrive"
            | "land"
            | "return"
            | "visit"
            | "be"
            | "stop"
            | "stay"
            | "drive"
            | "journey"
            | "depart"
            | "leave"
            | "gather"
            | "convene"
            | "assemble"
            | "stand"
            | "attend"
    )
}

/// Where verb `v` goes or is.
fn goal(reading: &Reading<'_>, part: &PartReading, v: usize) -> Vec<Place> {
    let doc = &part.document;
    let mut out = Vec::new();
    let leaves = matches!(doc.lemma(v), "depart" | "leave");
    for p in direct_phrases(doc, v) {
        match preposition(doc, p).as_str() {
            "to" | "for" => add(reading, part, p.object, "in", &mut out),
            "in" | "at" if !leaves => follow(reading, part, p, 3, &mut out),
            _ => {}
        }
    }
    if doc.lemma(v) == "visit"
        && let Some(object) = child(doc, v, &[Dep::Dobj])
    {
        add(reading, part, object, "in", &mut out);
    }
    out
}

/// "the Singapore summit", "the Geneva talks": a place in the name of the encounter, where it is no topic nor party.
fn in_its_name(reading: &Reading<'_>, part: &PartReading, trigger: &Trigger) -> Vec<Place> {
    let doc = &part.document;
    let noun = trigger.token;
    if syntax::is_verb(doc, noun) {
        return Vec::new();
    }
    let beside: Vec<usize> = doc
        .children(noun)
        .filter(|&c| c < noun && matches!(doc.dep(c), Dep::Compound | Dep::Nmod) && is_name(doc, c))
        .collect();
    let [only] = beside[..] else { return Vec::new() };
    let hyphen = |i: usize| matches!(doc.word(i), "-" | "–" | "/");
    if only > 0 && hyphen(only - 1) || hyphen(only + 1) {
        return Vec::new();
    }
    let Some(tokens) = name_around(doc, only) else { return Vec::new() };
    let at = part.tokens(tokens);
    let name = reading.quote(at);
    let found = reading.register.find(name);
    let [whole] = &found[..] else { return Vec::new() };
    let summit = trigger.kind == EncounterKind::Summit;
    let place = whole.span.len() == name.len()
        && whole.entries.iter().any(|e| match *e {
            Entry::Place(id) => {
                reading.register.place(id).is_some_and(|p| p.kind != "sea" && p.kind != "area")
            }
            Entry::State { how: How::Name, .. } => summit,
            _ => false,
        });
    // "the Kashmir talks" are about it.
    if !place || !reading.register.issues_in(&format!("{name} talks")).is_empty() {
        return Vec::new();
    }
    named(reading, part, only).into_iter().collect()
}

fn follow(reading: &Reading<'_>, part: &PartReading, phrase: Phrase, depth: usize, out: &mut Vec<Place>) {
    if depth == 0 {
        return;
    }
    let doc = &part.document;
    let word = preposition(doc, phrase);
    let locates = matches!(word.as_str(), "in" | "at" | "near" | "on" | "outside" | "inside" | "aboard");
    let noun = phrase.object;
    let owner = doc.head(phrase.prep);
    let named_by_of = word == "of" && is_ground(doc, owner);
    if locates || named_by_of {
        add(reading, part, noun, &word, out);
    }
    let through = |n: usize| THROUGH.contains(&doc.lemma(n).to_lowercase().as_str());
    let leads = locates || through(noun) || matches!(word.as_str(), "with" | "between" | "during");
    if leads || word == "of" && (through(owner) || named_by_of) {
        if word == "of" && !named_by_of {
            add(reading, part, noun, &word, out);
        }
        for further in direct_phrases(doc, noun) {
            if preposition(doc, further) != "of" || through(noun) || is_ground(doc, noun) {
                follow(reading, part, further, depth - 1, out);
            }
        }
    }
}

/// The places a noun gives after `word`: "Bali, Indonesia", "the Thai capital, Bangkok", "Geneva's Hotel X".
fn add(reading: &Reading<'_>, part: &PartReading, noun: usize, word: &str, out: &mut Vec<Place>) {
    let doc = &part.document;
    let start = out.len();
    add_one(reading, part, noun, word, out);
    for c in doc.children(noun) {
        let beside =
            matches!(doc.dep(c), Dep::Appos | Dep::Npadvmod) || (doc.dep(c) == Dep::Conj && c == noun + 2);
        if beside {
            add_one(reading, part, c, word, out);
        } else if doc.dep(c) == Dep::Poss && child(doc, c, &[Dep::Case]).is_some() && out.len() == start {
            out.extend(named(reading, part, c).filter(|_| is_ground(doc, noun) || is_name(doc, noun)));
        }
    }
}

fn add_one(reading: &Reading<'_>, part: &PartReading, noun: usize, word: &str, out: &mut Vec<Place>) {
    let doc = &part.document;
    // "on Syria" is about it, "on Capri" is there.
    let about = |p: &Place| word == "on" && !is_isle(reading, p);
    if let Some(place) = named(reading, part, noun).filter(|p| !about(p)) {
        let city = city_of(reading, &place);
        out.push(place);
        out.extend(city);
        return;
    }
    let described = described(reading, part, noun);
    if !described.is_empty() {
        out.extend(described);
        return;
    }
    // "the resort of Tskaltubo": a name neither the register nor the recogniser knows, said to be one.
    let owner = doc.head(doc.head(noun));
    let said_so = word == "of" && is_land(doc, owner) && is_name(doc, noun);
    if said_so {
        let at = part.tokens(with_compounds(doc, noun));
        out.push(Place { name: reading.quote(at).to_owned(), country: None, at });
        return;
    }
    if matches!(word, "at" | "in" | "inside" | "outside") {
        out.extend(seat(reading, part, noun, word));
    }
}

/// Whether the register knows it for an island, a venue or a sea.
fn is_isle(reading: &Reading<'_>, place: &Place) -> bool {
    let found = reading.register.find(&place.name);
    let mut ids = found.iter().filter_map(Match::place);
    ids.any(|id| reading.register.place(id).is_some_and(|p| matches!(p.kind, "island" | "venue" | "sea")))
}

/// The city of a venue the register knows.
fn city_of(reading: &Reading<'_>, place: &Place) -> Option<Place> {
    let found = reading.register.find(&place.name);
    let known = found.iter().max_by_key(|m| m.span.len())?.place()?;
    let city = reading.register.place(reading.register.place(known)?.within?)?;
    let country = city.country.map(str::to_owned);
    Some(Place { name: city.name.trim_start_matches('=').to_owned(), country, at: place.at })
}

/// The words of a noun's group, from its first modifier to the noun, with what the register finds in them.
fn group(reading: &Reading<'_>, part: &PartReading, noun: usize) -> (Evidence, Vec<Match>) {
    let doc = &part.document;
    let mut first = noun;
    for _ in 0..8 {
        let Some(before) = first.checked_sub(1) else { break };
        let inside = |mut i: usize| {
            for _ in 0..4 {
                if doc.head(i) == noun {
                    return true;
                }
                i = doc.head(i);
            }
            false
        };
        let opens = doc.dep(before) == Dep::Det && doc.head(before) == noun;
        if opens || doc.sentence_of(before) != doc.sentence_of(noun) || !inside(before) {
            break;
        }
        first = before;
    }
    let at = part.tokens(first..noun + 1);
    let found = reading.register.find(reading.quote(at));
    (at, found)
}

/// "the Thai capital", "China's capital", "his Mar-a-Lago resort", "an Italian resort": a place by what it is.
fn described(reading: &Reading<'_>, part: &PartReading, noun: usize) -> Vec<Place> {
    let doc = &part.document;
    if is_name(doc, noun) || !is_ground(doc, noun) {
        // "NATO headquarters", "U.N. Headquarters": a venue of the register though the noun is none.
        return whole_group(reading, part, noun);
    }
    let (at, found) = group(reading, part, noun);
    let state = found.iter().find_map(Match::state);
    if doc.lemma(noun).eq_ignore_ascii_case("capital") {
        let provincial = doc.children(noun).any(|c| {
            matches!(doc.word(c).to_lowercase().as_str(), "provincial" | "state" | "regional" | "financial")
        });
        let of = || {
            let owner = direct_phrases(doc, noun).into_iter().find(|p| preposition(doc, *p) == "of")?;
            reading.register.find(doc.word(owner.object)).iter().find_map(Match::state)
        };
        let code = state.or_else(of).map(|(code, _)| code).filter(|_| !provincial);
        let capital = code.and_then(|c| reading.register.capital(c));
        return capital
            .map(|p| Place {
                name: p.name.trim_start_matches('=').to_owned(),
                country: p.country.map(str::to_owned),
                at,
            })
            .into_iter()
            .collect();
    }
    let known = found.iter().rev().find_map(|m| {
        let place = reading.register.place(m.place()?).filter(|p| !matches!(p.kind, "sea" | "area"))?;
        Some((m, place))
    });
    if let Some((m, place)) = known {
        let name = m.span.of(reading.quote(at)).to_owned();
        let country = countries(reading, m);
        let country = if let [Some(only)] = country[..] {
            Some(only.to_owned())
        } else {
            place.country.map(str::to_owned)
        };
        let here = Place { name, country, at };
        let city = city_of(reading, &here);
        return std::iter::once(here).chain(city).collect();
    }
    let land = is_land(doc, noun) && !matches!(doc.lemma(noun), "state" | "region" | "area");
    let Some((code, _)) = state.filter(|_| land) else { return Vec::new() };
    let name = reading.register.state(code).map_or(code, |s| s.name);
    vec![Place { name: name.to_owned(), country: Some(code.to_owned()), at }]
}

/// A venue whose name the whole group is.
fn whole_group(reading: &Reading<'_>, part: &PartReading, noun: usize) -> Vec<Place> {
    let (at, found) = group(reading, part, noun);
    let words = reading.quote(at);
    let Some(m) = found.last().filter(|m| m.span.end as usize == words.len()) else { return Vec::new() };
    let Some(id) = m.place() else { return Vec::new() };
    let country = reading.register.place(id).and_then(|p| p.country).map(str::to_owned);
    let here = Place { name: m.span.of(words).to_owned(), country, at };
    let city = city_of(reading, &here);
    std::iter::once(here).chain(city).collect()
}

/// "at the State Department", "in the Oval Office": where the body or organisation sits. A palace is a place of its own.
fn seat(reading: &Reading<'_>, part: &PartReading, noun: usize, word: &str) -> Vec<Place> {
    let (at, found) = group(reading, part, noun);
    let words = reading.quote(at);
    let Some(m) = found.last() else { return Vec::new() };
    let rest = words.get(m.span.end as usize..).unwrap_or("").trim();
    if !rest.is_empty() && !is_ground(&part.document, noun) {
        return Vec::new();
    }
    let sits = m.entries.iter().find_map(|&e| Some((e, reading.register.seat(e)?)));
    let Some((entry, city)) = sits else { return Vec::new() };
    let palace = match entry {
        Entry::Body(id) => reading
            .register
            .body(id)
            .is_some_and(|b| b.listed && matches!(b.kind, "presidency" | "head-of-government-office")),
        _ => false,
    };
    // "in the State Department" is in its ranks; "in the White House" is in the house.
    if word == "in" && !palace && rest.is_empty() {
        return Vec::new();
    }
    let country = city.country.map(str::to_owned);
    let mut out = Vec::new();
    if palace && rest.is_empty() {
        out.push(Place { name: m.span.of(words).to_owned(), country: country.clone(), at });
    }
    out.push(Place { name: city.name.trim_start_matches('=').to_owned(), country, at });
    out
}

/// Countries last; a place without a country takes that of the country named beside it; doubles dropped.
fn order(reading: &Reading<'_>, mut places: Vec<Place>) -> Vec<Place> {
    let state = places.iter().find_map(|p| p.country.clone());
    for p in &mut places {
        if p.country.is_none() {
            p.country.clone_from(&state);
        }
    }
    let is_state = |p: &Place| {
        let code = p.country.as_deref().and_then(|c| reading.register.state(c));
        code.is_some_and(|s| s.name == p.name || s.aliases.contains(&p.name.as_str()))
    };
    let mut out: Vec<Place> = Vec::new();
    for p in places {
        if !out.iter().any(|q| q.name == p.name) {
            out.push(p);
        }
    }
    out.sort_by_key(is_state);
    out.truncate(4);
    out
}

/// Whether a place is a capital, where news of meetings elsewhere is written.
pub(crate) fn is_capital(reading: &Reading<'_>, place: &Place) -> bool {
    let found = reading.register.find(&place.name);
    found.iter().any(|m| m.entries.iter().any(|e| matches!(e, Entry::State { how: How::Capital, .. })))
}

/// The city of the dateline, with the words that give it.
pub(crate) fn of_dateline(reading: &Reading<'_>) -> Option<Place> {
    let dateline = reading.article.dateline.as_ref()?;
    let [name] = &dateline.places[..] else { return None };
    let Known::Somewhere(Some(country)) = country_of(reading, &spelled(name)) else { return None };
    let at = Evidence { part: verbale_article::Part::Body, span: dateline.span };
    Some(Place { name: spelled(name), country: Some(country), at })
}

/// "TEL AVIV" as names are written in text.
fn spelled(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map(|c| c.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The destinations among `nouns` that are places.
pub(crate) fn destinations(reading: &Reading<'_>, part: &PartReading, nouns: &[usize]) -> Vec<Vec<Place>> {
    let mut out: Vec<Vec<Place>> = Vec::new();
    for &noun in nouns {
        let mut here = Vec::new();
        here.extend(named(reading, part, noun));
        if here.is_empty() {
            here = described(reading, part, noun);
        }
        if here.is_empty() {
            // "to the city of Kazan".
            for phrase in direct_phrases(&part.document, noun) {
                let word = preposition(&part.document, phrase);
                if word == "of" || word == "in" {
                    conjuncts(&part.document, phrase.object)
                        .iter()
                        .for_each(|&n| here.extend(named(reading, part, n)));
                }
            }
        } else {
            add_below(reading, part, noun, &mut here);
        }
        if here.is_empty() {
            // "visited the White House".
            here = seat(reading, part, noun, "in");
        }
        // "Beijing, China": the parser takes the country for a second destination.
        if let ([place], Some(last)) = (&here[..], out.last_mut())
            && last.len() == 1
            && last[0].country.is_some()
            && last[0].country == place.country
        {
            last.push(place.clone());
            continue;
        }
        if !here.is_empty() {
            out.push(here);
        }
    }
    out
}

fn add_below(reading: &Reading<'_>, part: &PartReading, noun: usize, here: &mut Vec<Place>) {
    let doc = &part.document;
    for c in doc.children(noun) {
        if matches!(doc.dep(c), Dep::Appos | Dep::Npadvmod) {
            here.extend(named(reading, part, c));
        }
    }
    for phrase in direct_phrases(doc, noun) {
        if matches!(preposition(doc, phrase).as_str(), "in" | "of") {
            here.extend(named(reading, part, phrase.object));
        }
    }
}
