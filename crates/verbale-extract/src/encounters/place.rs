//! Where an encounter was: the places in its own phrases, most specific first.
//!
//! A venue, a city, a country each are a [`Place`]; the register gives the country of the places it knows. Places that
//! are merely mentioned hang elsewhere in the parse and are not looked at.

use super::syntax::{Phrase, child, conjuncts, direct_phrases, preposition};
use crate::findings::Place;
use crate::reading::{PartReading, Reading};
use verbale_language::{Dep, Document, EntityKind, Tag};
use verbale_register::{Entry, How};

/// The place a noun names, if it names one.
pub(crate) fn named(reading: &Reading<'_>, part: &PartReading, noun: usize) -> Option<Place> {
    let doc = &part.document;
    let tokens = name_around(doc, noun)?;
    let at = part.tokens(tokens);
    let name = reading.quote(at);
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
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
    let mut countries: Vec<Option<&str>> = Vec::new();
    let mut person = false;
    for entry in &whole.entries {
        match *entry {
            Entry::State { how: How::Demonym | How::Government, .. } => {}
            Entry::State { code, .. } => countries.push(Some(code)),
            Entry::Place(id) => countries.push(reading.register.place(id).and_then(|p| p.country)),
            Entry::Person(_) | Entry::Body(_) | Entry::BodyKind(_) | Entry::Organisation(_) => person = true,
        }
    }
    countries.dedup();
    match countries[..] {
        [] if person => Known::NoPlace,
        [] => Known::Unknown,
        [only] => Known::Somewhere(only.map(str::to_owned)),
        _ => Known::Somewhere(None),
    }
}

/// The tokens of the name that ends in `noun`: its entity, or itself with the names before it.
fn name_around(doc: &Document, noun: usize) -> Option<std::ops::Range<usize>> {
    if let Some(e) = doc.entities().iter().find(|e| e.tokens.contains(&noun)) {
        if matches!(e.kind, EntityKind::Person | EntityKind::Date | EntityKind::Time | EntityKind::Norp) {
            return None;
        }
        let mut tokens = e.tokens.clone();
        if tokens.len() > 1 && doc.tag(tokens.end - 1) == Tag::Pos {
            tokens.end -= 1;
        }
        return Some(tokens);
    }
    if !matches!(doc.tag(noun), Tag::Nnp | Tag::Nnps) {
        return None;
    }
    let mut first = noun;
    while first > 0 && doc.dep(first - 1) == Dep::Compound && doc.head(first - 1) == noun {
        first -= 1;
    }
    Some(first..noun + 1)
}

/// Nouns through which a phrase leads on to the place: "on the sidelines of the summit in Rome".
const THROUGH: [&str; 12] = [
    "sideline",
    "margin",
    "summit",
    "meeting",
    "forum",
    "conference",
    "assembly",
    "gathering",
    "resort",
    "city",
    "capital",
    "island",
];

/// The places in the phrases of `anchors`, most specific first.
pub(crate) fn of(reading: &Reading<'_>, part: &PartReading, anchors: &[usize]) -> Vec<Place> {
    let phrases: Vec<Phrase> = anchors.iter().flat_map(|&a| direct_phrases(&part.document, a)).collect();
    among(reading, part, &phrases)
}

/// The places in `phrases`, most specific first.
pub(crate) fn among(reading: &Reading<'_>, part: &PartReading, phrases: &[Phrase]) -> Vec<Place> {
    let mut out = Vec::new();
    phrases.iter().for_each(|&p| follow(reading, part, p, 4, &mut out));
    order(out)
}

fn follow(reading: &Reading<'_>, part: &PartReading, phrase: Phrase, depth: usize, out: &mut Vec<Place>) {
    if depth == 0 {
        return;
    }
    let doc = &part.document;
    let word = preposition(doc, phrase);
    let locates = matches!(word.as_str(), "in" | "at" | "near" | "on" | "outside" | "aboard");
    let noun = phrase.object;
    if locates {
        add_with_apposition(reading, part, noun, out);
    }
    let leads = locates || THROUGH.contains(&doc.lemma(noun)) || matches!(word.as_str(), "with" | "between");
    if leads || word == "of" && THROUGH.contains(&doc.lemma(doc.head(phrase.prep))) {
        if word == "of" {
            add_with_apposition(reading, part, noun, out);
        }
        for further in direct_phrases(doc, noun) {
            let through = preposition(doc, further) != "of" || THROUGH.contains(&doc.lemma(noun));
            if through {
                follow(reading, part, further, depth - 1, out);
            }
        }
    }
}

/// "Bali, Indonesia", "the Swiss city of Geneva", "Geneva's Hotel X".
fn add_with_apposition(reading: &Reading<'_>, part: &PartReading, noun: usize, out: &mut Vec<Place>) {
    let doc = &part.document;
    out.extend(named(reading, part, noun));
    for c in doc.children(noun) {
        let beside =
            matches!(doc.dep(c), Dep::Appos | Dep::Npadvmod) || (doc.dep(c) == Dep::Conj && c == noun + 2);
        if beside || (doc.dep(c) == Dep::Poss && child(doc, c, &[Dep::Case]).is_some()) {
            out.extend(named(reading, part, c));
        }
    }
}

/// Countries last; a place without a country takes that of the country named beside it; doubles dropped.
fn order(mut places: Vec<Place>) -> Vec<Place> {
    let state = places.iter().find_map(|p| p.country.clone());
    for p in &mut places {
        if p.country.is_none() {
            p.country.clone_from(&state);
        }
    }
    let mut out: Vec<Place> = Vec::new();
    for p in places {
        if !out.iter().any(|q| q.name == p.name) {
            out.push(p);
        }
    }
    out.truncate(4);
    out
}

/// The destinations among `nouns` that are places.
pub(crate) fn destinations(reading: &Reading<'_>, part: &PartReading, nouns: &[usize]) -> Vec<Vec<Place>> {
    let mut out: Vec<Vec<Place>> = Vec::new();
    for &noun in nouns {
        let mut here = Vec::new();
        here.extend(named(reading, part, noun));
        if here.is_empty() {
            // "to the Chinese capital", "to the city of Kazan".
            for phrase in direct_phrases(&part.document, noun) {
                if preposition(&part.document, phrase) == "of" || preposition(&part.document, phrase) == "in"
                {
                    conjuncts(&part.document, phrase.object)
                        .iter()
                        .for_each(|&n| here.extend(named(reading, part, n)));
                }
            }
        } else {
            add_below(reading, part, noun, &mut here);
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
        if preposition(doc, phrase) == "in" {
            here.extend(named(reading, part, phrase.object));
        }
    }
}
