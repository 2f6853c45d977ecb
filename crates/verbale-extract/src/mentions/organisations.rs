//! Organisations the register does not know, and peoples: what the recogniser or the last word of a name tells.
//!
//! A state, a person or a service inside such a name ("Turkish Airlines", "Army Capabilities Integration Center") says
//! whose it is, and is no mention of its own. Laws and treaties are no actors.

use super::bodies::{add, body, owner};
use super::draft::Draft;
use crate::findings::{ActorKind, How};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use verbale_language::{EntityKind, Tag};

/// Adds the organisations and peoples of a part.
pub(super) fn find(draft: &mut Draft<'_>, part: usize) {
    let text = &draft.texts[part];
    let named = |e: &&verbale_language::Entity| {
        e.kind == EntityKind::Org || (e.kind == EntityKind::Norp && e.tokens.len() > 1)
    };
    let places = places(draft);
    let nowhere =
        |e: &&verbale_language::Entity| e.tokens.len() > 1 || !places.contains(text.low(e.tokens.start));
    let mut found: Vec<Range<usize>> = text
        .doc
        .entities()
        .iter()
        .filter(named)
        .filter(nowhere)
        .filter_map(|e| organisation_tokens(draft, part, e.tokens.clone()))
        .collect();
    found.extend(by_ending(draft, part, &found));
    found.sort_by_key(|r| r.start);
    let by_last = by_last_word(draft);
    for tokens in found {
        one(draft, part, tokens, &by_last);
    }
    initials(draft, part);
    adjectives(draft, part);
}

/// "in Perevalne", "near Balaklava": single names that the article has something lie in or near are places, not firms.
fn places(draft: &Draft<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (part, text) in draft.texts.iter().enumerate() {
        for i in 2..text.len() {
            let lies = match text.low(i - 1) {
                "near" | "outside" => true,
                "in" => !matches!(
                    text.doc.lemma(i - 2),
                    "stake"
                        | "share"
                        | "invest"
                        | "investment"
                        | "interest"
                        | "confidence"
                        | "trust"
                        | "faith"
                ),
                _ => false,
            };
            let word = text.doc.word(i);
            let single = !text.capital(i + 1) && word.chars().any(char::is_lowercase);
            if lies
                && single
                && text.capital(i)
                && !text.title_case(i)
                && text.is_proper(i)
                && draft.known[part].hit(i).is_none()
            {
                out.insert(text.low(i).to_owned());
            }
        }
    }
    out
}

fn one(draft: &mut Draft<'_>, part: usize, tokens: Range<usize>, by_last: &BTreeMap<String, Option<u32>>) {
    let text = &draft.texts[part];
    let mut span = text.doc.span(tokens.clone());
    let words = text.words(tokens.clone()).to_owned();
    // "Amazon.com" is named Amazon.
    let words = words.strip_suffix(".com").map_or(words.clone(), str::to_owned);
    span.end = span.start + words.len() as u32;
    if let Some(actor) = short_name(draft, &words, by_last) {
        add(draft, part, span, tokens, How::Name, actor);
        return;
    }
    let key = verbale_register::fold(&words);
    let inside = tokens.clone().find_map(|t| draft.known[part].state(t)).map(str::to_owned);
    let country = inside.or_else(|| owner(draft, part, &tokens));
    let bracketed = bracketed(draft, part, tokens.end);
    let paper = words.rsplit_once(' ').is_some_and(|(_, last)| is_paper(&last.to_lowercase()));
    let kind = if paper { ActorKind::Outlet } else { ActorKind::Organization };
    let actor = draft.keyed(&format!("named {key}"), kind, "");
    let own = &mut draft.actors[actor as usize].country;
    *own = own.take().or(country);
    for short in acronym(&words).into_iter().chain(bracketed) {
        draft.alias(&format!("named {short}"), actor);
    }
    add(draft, part, span, tokens, How::Name, actor);
}

/// "CDU" in "Christian Democrats (CDU)".
fn bracketed(draft: &Draft<'_>, part: usize, end: usize) -> Option<String> {
    let text = &draft.texts[part];
    let inside = text.low(end) == "(" && text.low(end + 2) == ")" && is_initials(text.doc.word(end + 1));
    inside.then(|| text.low(end + 1).to_owned())
}

fn is_initials(word: &str) -> bool {
    word.len() >= 2 && word.len() <= 8 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// "the NRA" beside the full name, which the recogniser may take for anything.
fn initials(draft: &mut Draft<'_>, part: usize) {
    for i in 0..draft.texts[part].len() {
        let text = &draft.texts[part];
        if !is_initials(text.doc.word(i)) || draft.is_covered(part, i) || text.dateline.contains(&i) {
            continue;
        }
        let Some(actor) = draft.get(&format!("named {}", text.low(i))) else { continue };
        let span = text.doc.span(i..i + 1);
        add(draft, part, span, i..i + 1, How::Name, actor);
    }
}

/// Organisations, outlets and bodies named so far, by the last word of a longer name.
fn by_last_word(draft: &Draft<'_>) -> BTreeMap<String, Option<u32>> {
    let mut out: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for raw in draft.raws.iter().filter(|r| r.how == How::Name && r.who.len() == 1) {
        let who = raw.who[0];
        if matches!(draft.actors[who as usize].kind, ActorKind::Outlet | ActorKind::Organization)
            && let Some((_, last)) = raw.span.of(draft.texts[raw.part].doc.text()).rsplit_once(' ')
        {
            let known = out.entry(last.to_owned()).or_insert(Some(who));
            *known = known.filter(|k| *k == who);
        }
    }
    out
}

/// "the Times" after "The New York Times", "the House" beside the Senate: one word of a name for the whole.
fn short_name(draft: &mut Draft<'_>, words: &str, by_last: &BTreeMap<String, Option<u32>>) -> Option<u32> {
    if words == "House"
        && ["USA.senate", "USA.parliament"].iter().any(|b| draft.get(&format!("body {b}")).is_some())
    {
        return Some(body(draft, "USA.house"));
    }
    by_last.get(words).copied().flatten()
}

fn organisation_tokens(draft: &Draft<'_>, part: usize, mut tokens: Range<usize>) -> Option<Range<usize>> {
    let text = &draft.texts[part];
    while tokens.start < tokens.end
        && (matches!(text.tag(tokens.start), Some(Tag::Dt))
            || !text.doc.word(tokens.start).chars().any(char::is_alphanumeric))
    {
        tokens.start += 1;
    }
    while tokens.start < tokens.end
        && (text.tag(tokens.end - 1) == Some(Tag::Pos)
            || !text.doc.word(tokens.end - 1).chars().any(char::is_alphanumeric))
    {
        tokens.end -= 1;
    }
    let last = tokens.end.saturating_sub(1);
    // A body of a state ("National Security Council") is the register's.
    let ending = tokens.len() > 1
        && (is_ending(text.low(last)) || is_paper(text.low(last)))
        && draft.known[part].hit(last).is_none();
    let free = |t: usize| {
        (!draft.is_covered(part, t) || (ending && is_namesake(draft, part, t)))
            && (ending || draft.known[part].hit(t).is_none())
            && draft.known[part].title(t).is_none()
    };
    let proper = tokens.clone().any(|t| text.is_proper(t));
    let plain = tokens.len() == 1
        && (text.title_case(tokens.start) || text.doc.word(tokens.start).chars().count() < 2);
    let zone = matches!(
        text.low(tokens.start),
        "gmt" | "utc" | "est" | "edt" | "pst" | "pdt" | "bst" | "cet" | "ist" | "jst" | "llc" | "inc"
    );
    let blocked = zone
        || is_law(text.low(last))
        || tokens.clone().any(|t| text.dateline.contains(&t))
        || super::words::is_honorific(text.low(tokens.start));
    (!tokens.is_empty()
        && proper
        && !plain
        && !blocked
        && text.capital(tokens.start)
        && tokens.clone().all(free))
    .then_some(tokens)
}

/// The person of "Jane Doe University".
fn is_namesake(draft: &Draft<'_>, part: usize, t: usize) -> bool {
    let person = |w: &u32| draft.actors[*w as usize].kind == ActorKind::Person;
    draft.at(part, t).all(|r| r.how == How::Name && r.who.iter().all(person))
}

/// Capitalised names that end as those of organisations do, where the recogniser saw none.
fn by_ending(draft: &Draft<'_>, part: usize, found: &[Range<usize>]) -> Vec<Range<usize>> {
    let text = &draft.texts[part];
    let free = |t: usize| {
        text.capital(t)
            && (text.is_proper(t) || draft.known[part].state(t).is_some())
            && (!draft.is_covered(part, t) || is_namesake(draft, part, t))
            && draft.known[part].title(t).is_none()
            && !text.dateline.contains(&t)
            && !found.iter().any(|r| r.contains(&t))
    };
    let mut out = Vec::new();
    // "the Washington Times", "told the Daily Beast": a paper the recogniser took for a place or a time.
    let paper = |i: usize| is_paper(text.low(i)) && (i.saturating_sub(5)..i).any(|t| text.low(t) == "the");
    let ends =
        |i: usize| (is_ending(text.low(i)) || paper(i)) && free(i) && draft.known[part].hit(i).is_none();
    for i in (1..text.len()).filter(|&i| ends(i) && !text.title_case(i)) {
        let from = text.sentence_start(i).max(i.saturating_sub(6));
        let mut start = i;
        while start > from && free(start - 1) && !super::words::is_honorific(text.low(start - 1)) {
            start -= 1;
        }
        // The first word of a sentence is capitalised anyway.
        let whole = !free(i + 1) && i - start >= 1 && (i - start > 1 || start > text.sentence_start(i));
        if whole && out.last().is_none_or(|o: &Range<usize>| o.end <= start) {
            out.push(start..i + 1);
        }
    }
    out
}

/// The initials a name of several words is shortened to.
fn acronym(name: &str) -> Option<String> {
    let initials: String =
        name.split_whitespace().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect();
    (initials.chars().count() >= 3).then(|| initials.to_lowercase())
}

/// "Kurdish", "the Yazidis", "Democratic lawmakers", "a Marine general": groups and bodies by their adjective.
fn adjectives(draft: &mut Draft<'_>, part: usize) {
    for i in 0..draft.texts[part].len() {
        let text = &draft.texts[part];
        if !text.capital(i)
            || text.title_case(i)
            || draft.is_covered(part, i)
            || draft.known[part].hit(i).is_some()
            || text.dateline.contains(&i)
        {
            continue;
        }
        let plain_next = i + 1 < text.len()
            && !text.capital(i + 1)
            && matches!(text.tag(i + 1), Some(Tag::Nn | Tag::Nns | Tag::Jj));
        let (word, span) = (text.low(i), text.doc.span(i..i + 1));
        let inside = text.capital(i + 1) && text.spaced(i + 1) && text.is_proper(i + 1);
        if let Some((name, how)) = people(word).filter(|_| !inside) {
            let actor = draft.keyed(&format!("people {name}"), ActorKind::Group, name);
            add(draft, part, span, i..i + 1, how, actor);
        } else if let Some(id) = american(word).filter(|_| plain_next && names_america(draft)) {
            let actor = body(draft, id);
            add(draft, part, span, i..i + 1, How::Adjective, actor);
        }
    }
}

pub(super) fn names_america(draft: &Draft<'_>) -> bool {
    draft.state_if_named("USA").is_some() || draft.actors.iter().any(|a| a.country.as_deref() == Some("USA"))
}

/// The American party or service an adjective is of.
fn american(word: &str) -> Option<&'static str> {
    Some(match word {
        "democratic" => "USA.democratic-party",
        "republican" => "USA.republican-party",
        "marine" => "USA.marine-corps",
        _ => return None,
    })
}

/// Peoples without a state of their name, and faiths in the plural.
fn people(word: &str) -> Option<(&'static str, How)> {
    Some(match word {
        "kurds" => ("Kurds", How::Name),
        "kurdish" => ("Kurds", How::Adjective),
        "yazidis" | "yezidis" => ("Yazidis", How::Name),
        "yazidi" | "yezidi" => ("Yazidis", How::Adjective),
        "uyghurs" | "uighurs" => ("Uyghurs", How::Name),
        "uyghur" | "uighur" => ("Uyghurs", How::Adjective),
        "rohingya" | "rohingyas" => ("Rohingya", How::Name),
        "tibetans" => ("Tibetans", How::Name),
        "tamils" => ("Tamils", How::Name),
        "chechens" => ("Chechens", How::Name),
        "tatars" => ("Tatars", How::Name),
        "hazaras" => ("Hazaras", How::Name),
        "pashtuns" => ("Pashtuns", How::Name),
        "catalans" => ("Catalans", How::Name),
        "arabs" => ("Arabs", How::Name),
        "jews" => ("Jews", How::Name),
        "muslims" => ("Muslims", How::Name),
        "christians" => ("Christians", How::Name),
        "sunnis" => ("Sunnis", How::Name),
        "shiites" | "shias" => ("Shiites", How::Name),
        "druze" => ("Druze", How::Name),
        _ => return None,
    })
}

/// Words that end the name of an organisation.
fn is_ending(word: &str) -> bool {
    matches!(
        word,
        "airlines"
            | "airways"
            | "university"
            | "college"
            | "institute"
            | "institution"
            | "group"
            | "association"
            | "committee"
            | "council"
            | "commission"
            | "foundation"
            | "center"
            | "centre"
            | "command"
            | "union"
            | "federation"
            | "party"
            | "movement"
            | "front"
            | "league"
            | "society"
            | "network"
            | "agency"
            | "bureau"
            | "authority"
            | "corporation"
            | "company"
            | "industries"
            | "technologies"
            | "organization"
            | "organisation"
            | "alliance"
            | "coalition"
            | "brigade"
            | "brigades"
            | "bank"
            | "fund"
            | "academy"
            | "observatory"
            | "monitor"
    )
}

/// Words that end the name of a newspaper or a broadcaster.
fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "times"
            | "post"
            | "journal"
            | "herald"
            | "tribune"
            | "gazette"
            | "chronicle"
            | "telegraph"
            | "beast"
            | "magazine"
            | "newspaper"
            | "television"
            | "tv"
            | "radio"
    )
}

/// Words that end the name of a law, a treaty or an event.
fn is_law(word: &str) -> bool {
    matches!(
        word,
        "act"
            | "resolution"
            | "treaty"
            | "agreement"
            | "accord"
            | "accords"
            | "protocol"
            | "amendment"
            | "convention"
            | "constitution"
            | "pact"
            | "charter"
            | "doctrine"
            | "declaration"
            | "communique"
            | "prize"
            | "war"
    )
}
