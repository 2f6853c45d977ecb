//! Which articles are machine-spun: re-worded or translated back until names no longer hold.
//!
//! One slip happens to every desk. An article is flagged where its words are likelier to stand for others than not
//! (`exchanged.rs`, from its text alone), where an office shows a name to be garbled (right office, right given name, a family
//! name nobody of that office has), where two signs of different kinds come together, or where the names of three office
//! holders are all a letter or two off: one or two may be a desk's own spelling.

pub(crate) mod exchanged;
mod phrases;

use crate::actors::{Cast, Rulings};
use crate::dating::{Dated, range};
use crate::model::Evidence;
use crate::names;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use verbale_article::Part;
use verbale_extract::findings::{self, Actor, ActorKind, Standing};
use verbale_register::{DateRange, Person, Register, distance};

/// Bent names of office holders that no desk's spelling explains.
const BENT: usize = 3;

/// From this confidence on words alone flag an article, and from the other they are one sign of two.
const EXCHANGED: f64 = 0.5;
const SUSPECT: f64 = 0.3;

/// Words shown of those that stand for others.
const SHOWN: usize = 8;

/// What shows an article to be garbled.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Garbled {
    pub(crate) detail: String,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// The words that show it.
    pub(crate) evidence: Vec<Evidence>,
}

/// How much a kind of sign is trusted by itself: genuine articles have each now and then. Not measured one by one; the words
/// give their own.
fn trust(kind: &str) -> f64 {
    match kind {
        "office" => 0.8,
        "bent" => 0.6,
        _ => 0.5,
    }
}

pub(crate) fn find(
    sources: &[Source<'_>],
    dated: &[Dated],
    cast: &Cast,
    rulings: &Rulings,
    register: &Register,
) -> Vec<Option<Garbled>> {
    (0..sources.len()).map(|a| one(a, sources, &dated[a], cast, rulings, register)).collect()
}

fn one(
    a: usize,
    sources: &[Source<'_>],
    dated: &Dated,
    cast: &Cast,
    rulings: &Rulings,
    register: &Register,
) -> Option<Garbled> {
    let source = &sources[a];
    let mut kinds: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let written = |local: u32| source.findings.actors.get(local as usize).map_or("", |x| x.name.as_str());
    for g in cast.garbles.iter().filter(|g| g.article == a) {
        let Some(holder) = register.person(&g.person) else { continue };
        let detail =
            format!("“{}” for {}, by the office “{}”", written(g.local), holder.name, source.quote(g.office));
        kinds.entry("office").or_default().insert(detail);
    }
    for ((_, local), id) in rulings.range((a, 0)..=(a, u32::MAX)) {
        let name = register.person(id).map_or(id.as_str(), |p| p.name);
        let detail = format!("“{}” for {name}, by the encounter", written(*local));
        kinds.entry("company").or_default().insert(detail);
    }
    let spellings = spellings(source);
    if !spellings.is_empty() {
        kinds.entry("spelling").or_default().extend(spellings);
    }
    for sign in &source.findings.quality {
        let quotes: Vec<&str> =
            sign.evidence.iter().map(|&e| source.quote(e)).filter(|q| !q.is_empty()).collect();
        kinds.entry("reading").or_default().insert(format!("{}: {}", sign.sign, quotes.join(", ")));
    }
    let bent = bent(source, dated, register);
    let many = bent.len() >= BENT;
    if bent.len() >= 2 {
        kinds.entry("bent").or_default().extend(bent);
    }
    let exchanged = exchanged::judge(&source.article.body).filter(|e| e.confidence() >= SUSPECT);
    let sure = exchanged.as_ref().map_or(0.0, exchanged::Exchanged::confidence);
    let signs = exchanged.map(|e| e.signs).unwrap_or_default();
    let signs = &signs[..signs.len().min(SHOWN)];
    let doubts = kinds.keys().fold(1.0 - sure, |left, kind| left * (1.0 - trust(kind)));
    if !signs.is_empty() {
        let quotes = signs.iter().map(|s| reason(source, s));
        kinds.entry("words").or_default().extend(quotes);
    }
    let flagged = kinds.contains_key("office") || kinds.len() >= 2 || many || sure >= EXCHANGED;
    let detail = kinds.into_values().flatten().collect::<Vec<_>>().join("; ");
    let evidence = signs.iter().map(|s| findings::Evidence { part: Part::Body, span: s.span });
    let evidence = source.all_evidence(&evidence.collect::<Vec<_>>());
    flagged.then_some(Garbled { detail, confidence: 1.0 - doubts, evidence })
}

/// “unified states” for “united”.
fn reason(source: &Source<'_>, sign: &exchanged::Sign) -> String {
    let words = sign.span.of(&source.article.body).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{words}” for “{}”", sign.expected)
}

/// Office holders whose full name is a letter or two off: "Jack" for Jake beside the right family name and office.
fn bent(source: &Source<'_>, dated: &Dated, register: &Register) -> BTreeSet<String> {
    let Some(days) = dated.when.map(range) else { return BTreeSet::new() };
    let people = source.findings.actors.iter().filter(|a| a.kind == ActorKind::Person);
    people.filter_map(|a| bent_name(a, days, register)).collect()
}

fn bent_name(actor: &Actor, days: DateRange, register: &Register) -> Option<String> {
    let written = names::words(&actor.name);
    if written.len() < 2 || !register.people_named(&actor.name).is_empty() {
        return None;
    }
    let mut near: BTreeMap<&str, &Person> = BTreeMap::new();
    for office in actor.offices.iter().filter(|o| o.standing == Standing::Current) {
        let held = match office.country.as_deref() {
            Some(country) => register.holders(&office.role, country, days).iter().map(|t| t.person).collect(),
            None => holders_anywhere(&office.role, written.last()?, days, register),
        };
        let holders = held.into_iter().filter_map(|id| register.person(id));
        near.extend(holders.filter(|p| is_bent(&written, &names::words(p.name))).map(|p| (p.id, p)));
    }
    let mut found = near.into_values();
    let (holder, None) = (found.next()?, found.next()) else { return None };
    Some(format!("“{}” for {}", actor.name, holder.name))
}

fn holders_anywhere<'r>(role: &str, surname: &str, days: DateRange, register: &'r Register) -> Vec<&'r str> {
    let people = register.people_by_surname(surname, None, Some(days));
    let holds = |p: &&Person| register.tenures_of(p.id).iter().any(|t| t.role == role && t.touches(days));
    people.into_iter().filter(holds).map(|p| p.id).collect()
}

/// As many names, in order, each at most two letters off and not all of them right.
fn is_bent(written: &[String], known: &[String]) -> bool {
    let off = |a: &String, b: &String| if a == b { Some(0) } else { distance(a, b, 2) };
    let offs: Option<Vec<usize>> = written.iter().zip(known).map(|(a, b)| off(a, b)).collect();
    written.len() == known.len() && offs.is_some_and(|o| (1..=3).contains(&o.iter().sum::<usize>()))
}

/// One person's first name spelt in several ways beside the same family name, in text and credits.
fn spellings(source: &Source<'_>) -> Vec<String> {
    let article = source.article;
    let mut firsts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let removed = article.removed.iter().map(|r| r.text.as_str());
    let texts = article.authors.iter().map(String::as_str).chain([article.body.as_str()]).chain(removed);
    for text in texts {
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(2) {
            // "Smith. Jones": the end of a sentence parts names.
            let (first, last) = (pair[0], pair[1].trim_end_matches(|c: char| !c.is_alphanumeric()));
            if is_name(first) && is_name(last) {
                firsts.entry(last.to_owned()).or_default().insert(first.to_owned());
            }
        }
    }
    let mut out = Vec::new();
    for (last, firsts) in firsts {
        // A surname with dozens of first names is a word of a title or a table.
        let firsts: Vec<&String> = firsts.iter().take(12).collect();
        for (i, a) in firsts.iter().enumerate() {
            for b in &firsts[i + 1..] {
                if misspelt(&verbale_register::fold(a), &verbale_register::fold(b)) {
                    out.push(format!("“{a} {last}” and “{b} {last}”"));
                }
            }
        }
    }
    out
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 4
        && letters.all(|c| c.is_lowercase() || c == '-')
}

/// A few letters off, from early on: pairs of given names part late (Michael and Michelle, Maria and Marie).
fn misspelt(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let shared = a.chars().zip(b.chars()).take_while(|(p, q)| p == q).count();
    let most = if shorter >= 6 { 3 } else { 1 };
    shorter >= 5 && (1..=3).contains(&shared) && distance(a, b, most).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bent_name_is_a_letter_or_two_off_and_another_name_is_none() {
        let bent = |a: &str, b: &str| is_bent(&names::words(a), &names::words(b));
        assert!(bent("Jack Sullivan", "Jake Sullivan"));
        assert!(bent("Anthony Blinkin", "Antony Blinken"));
        assert!(!bent("Jake Sullivan", "Jake Sullivan"));
        assert!(!bent("Michael Sullivan", "Jake Sullivan"));
        assert!(!bent("Jake R. Sullivan", "Jake Sullivan"), "an initial is no slip");
    }

    #[test]
    fn a_first_name_in_two_spellings_is_a_sign_and_two_first_names_are_none() {
        assert!(misspelt("humeyra", "hamira"));
        assert!(!misspelt("maria", "marie"), "brother and sister, or one letter at the end");
        assert!(!misspelt("michael", "michelle"));
        assert!(!misspelt("anna", "arne"));
    }
}
