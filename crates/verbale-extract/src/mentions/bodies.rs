//! States, bodies, organisations, groups and outlets by name.
//!
//! The register finds and names them; this room decides what its hits mean here (the city or the government, which
//! foreign ministry), and takes the recogniser's organisations that the register does not know.

use super::draft::{Draft, Raw};
use super::governments::denotes_government;
use super::names::head_of;
use crate::findings::{Actor, ActorKind, How};
use std::collections::BTreeMap;
use std::ops::Range;
use verbale_language::{Dep, EntityKind, Tag};
use verbale_register::{Entry, How as StateHow, StateKind};
use verbale_span::Span;

/// One name in the register's sense, ready to be a mention.
struct Named {
    span: Span,
    tokens: Range<usize>,
    what: What,
}

enum What {
    State(&'static str, How),
    Body(&'static str),
    Kind(&'static str),
    Organisation(&'static str),
}

/// Adds all names of a part; bodies without a state wait until all states are known.
pub(super) fn names(draft: &mut Draft<'_>, part: usize) {
    let named = read(draft, part);
    let mut later = Vec::new();
    for n in named {
        match n.what {
            What::State(code, how) => {
                let id = draft.state(code);
                add(draft, part, n.span, n.tokens, how, id);
            }
            What::Body(id) => {
                let actor = body(draft, id);
                add(draft, part, n.span, n.tokens, How::Name, actor);
            }
            What::Organisation(id) => {
                let actor = organisation(draft, id);
                add(draft, part, n.span, n.tokens, How::Name, actor);
            }
            What::Kind(kind) => later.push((kind, n.span, n.tokens)),
        }
    }
    entities(draft, part);
    for (kind, span, tokens) in later {
        kind_alone(draft, part, kind, span, tokens);
    }
}

fn add(draft: &mut Draft<'_>, part: usize, span: Span, tokens: Range<usize>, how: How, who: u32) {
    let head = head_of(&draft.texts[part], &tokens);
    draft.mention(Raw { part, span, tokens, head, how, who: vec![who] });
}

fn read(draft: &Draft<'_>, part: usize) -> Vec<Named> {
    let text = &draft.texts[part];
    let mut out = Vec::new();
    for hit in &draft.known[part].hits {
        let covered = hit.tokens.clone().any(|t| draft.is_covered(part, t) || text.dateline.contains(&t));
        if covered || hit.is_person() {
            continue;
        }
        let mut push = |what| out.push(Named { span: hit.span, tokens: hit.tokens.clone(), what });
        if let Some(id) = hit.found.body() {
            push(What::Body(id));
            continue;
        }
        if let Some((code, how)) = hit.found.state() {
            match how {
                StateHow::Name if is_part_of_name(draft, part, &hit.tokens) => {}
                StateHow::Name => push(What::State(code, How::Name)),
                StateHow::Demonym
                    if !is_part_of_name(draft, part, &hit.tokens)
                        && !is_counted(draft, part, &hit.tokens) =>
                {
                    push(What::State(code, How::Adjective));
                }
                StateHow::Demonym => {}
                // "the eastern side of Berlin" has no government.
                StateHow::Government if text.low(hit.tokens.start) == "side" => {}
                StateHow::Government => push(What::State(code, How::Nominal)),
                StateHow::Metonym => push(What::State(code, How::Metonym)),
                StateHow::Capital
                    if denotes_government(text, &hit.tokens)
                        && !is_part_of_name(draft, part, &hit.tokens) =>
                {
                    push(What::State(code, How::Metonym));
                }
                StateHow::Capital => {}
            }
            continue;
        }
        if let Some(id) = hit.found.organisation() {
            push(What::Organisation(id));
            continue;
        }
        if let Some(kind) =
            hit.found.entries.iter().find_map(|e| if let Entry::BodyKind(k) = *e { Some(k) } else { None })
        {
            push(What::Kind(kind));
        }
    }
    // The state inside "Chinese foreign ministry" is named too.
    let inner: Vec<Named> = out.iter().filter_map(|n| inner_state(draft, part, n)).collect();
    out.extend(inner);
    out
}

/// "South China Sea", "Bank of China", "China Daily": the state's name is only a part of another name.
fn is_part_of_name(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> bool {
    let text = &draft.texts[part];
    let Some((entity, kind)) = text.entity(tokens.start) else { return false };
    let outside = entity.clone().any(|t| {
        !tokens.contains(&t)
            && text.capital(t)
            && text.is_proper(t)
            && draft.known[part].hit(t).is_none()
            && draft.known[part].title(t).is_none()
    });
    let possessive = text.tag(tokens.end) == Some(Tag::Pos);
    let named = matches!(
        kind,
        EntityKind::Org
            | EntityKind::Loc
            | EntityKind::Fac
            | EntityKind::Event
            | EntityKind::WorkOfArt
            | EntityKind::Product
            | EntityKind::Law
    );
    named && outside && !possessive && !text.title_case(tokens.start)
}

/// "two Canadians", "a Russian": some people, not the state.
fn is_counted(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> bool {
    let text = &draft.texts[part];
    let head = head_of(text, tokens);
    if !matches!(text.tag(head), Some(Tag::Nns | Tag::Nnps | Tag::Nn | Tag::Nnp))
        || matches!(text.doc.dep(head), Dep::Compound | Dep::Amod | Dep::Nmod)
    {
        return false;
    }
    let counting = |c: usize| {
        text.doc.dep(c) == Dep::Nummod
            || text.doc.dep(c) == Dep::Amod
            || matches!(text.low(c), "a" | "an" | "some" | "many" | "most" | "every" | "each" | "few")
    };
    text.kids(head).any(counting)
}

fn inner_state(draft: &Draft<'_>, part: usize, named: &Named) -> Option<Named> {
    if !matches!(named.what, What::Body(_) | What::State(_, How::Nominal)) || named.tokens.len() < 2 {
        return None;
    }
    let text = &draft.texts[part];
    let all = named.tokens.clone();
    let longest = all.len().min(5);
    let from_start = (1..longest).rev().map(|n| all.start..all.start + n);
    let from_end = (1..longest).rev().map(|n| all.end - n..all.end);
    from_start.chain(from_end).find_map(|tokens| {
        let words = text.words(tokens.clone());
        let found = draft.register.find(words);
        let [m] = &found[..] else { return None };
        let (code, how) = m.state()?;
        let how = match how {
            StateHow::Name => How::Name,
            StateHow::Demonym => How::Adjective,
            _ => return None,
        };
        (m.span.len() == words.len()).then(|| Named {
            span: text.doc.span(tokens.clone()),
            tokens,
            what: What::State(code, how),
        })
    })
}

/// The actor of a body of the register.
pub(super) fn body(draft: &mut Draft<'_>, id: &str) -> u32 {
    let Some(body) = draft.register.body(id) else {
        return draft.keyed(&format!("body {id}"), ActorKind::Body, "");
    };
    let kind = if body.sector == "JRN" { ActorKind::Outlet } else { ActorKind::Body };
    let (register, country) = (body.id.to_owned(), body.country.to_owned());
    let actor = draft.keyed(&format!("body {id}"), kind, "");
    draft.actors[actor as usize].register = Some(register);
    draft.actors[actor as usize].country = Some(country);
    actor
}

/// The actor of an organisation or group of the register.
pub(super) fn organisation(draft: &mut Draft<'_>, id: &str) -> u32 {
    let found = draft.register.organisation(id);
    let kind = match found.map(|o| o.kind) {
        Some("group") => ActorKind::Group,
        Some("outlet") => ActorKind::Outlet,
        _ => ActorKind::Organization,
    };
    let country = found.and_then(|o| o.country).map(str::to_owned);
    let actor = draft.keyed(&format!("organisation {id}"), kind, "");
    draft.actors[actor as usize].register = Some(id.to_owned());
    draft.actors[actor as usize].country = country;
    actor
}

/// Organisations only the recogniser knows.
fn entities(draft: &mut Draft<'_>, part: usize) {
    let found: Vec<Range<usize>> = draft.texts[part]
        .doc
        .entities()
        .iter()
        .filter(|e| e.kind == EntityKind::Org)
        .filter_map(|e| organisation_tokens(draft, part, e.tokens.clone()))
        .collect();
    for tokens in found {
        let text = &draft.texts[part];
        let span = text.doc.span(tokens.clone());
        let words = text.words(tokens.clone()).to_owned();
        let key = verbale_register::fold(&words);
        let country = owner(draft, part, &tokens);
        let actor = draft.keyed(&format!("named {key}"), ActorKind::Organization, "");
        let own = &mut draft.actors[actor as usize].country;
        *own = own.take().or(country);
        if let Some(short) = acronym(&words) {
            draft.alias(&format!("named {short}"), actor);
        }
        add(draft, part, span, tokens, How::Name, actor);
    }
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
    let free = |t: usize| {
        !draft.is_covered(part, t)
            && draft.known[part].hit(t).is_none()
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

/// The initials a name of several words is shortened to.
fn acronym(name: &str) -> Option<String> {
    let initials: String =
        name.split_whitespace().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect();
    (initials.chars().count() >= 3).then(|| initials.to_lowercase())
}

/// "the foreign ministry": that of the state spoken of, where only one can be meant.
fn kind_alone(draft: &mut Draft<'_>, part: usize, kind: &str, span: Span, tokens: Range<usize>) {
    let text = &draft.texts[part];
    let owner = owner(draft, part, &tokens);
    let titled = draft.known[part]
        .title(tokens.start)
        .and_then(|t| t.title.of)
        .filter(|c| draft.register.state(c).is_some());
    let code = titled.map(str::to_owned).or(owner).or_else(|| only_country(draft, kind)).or_else(|| {
        (0..3)
            .map(|back| nearby_states(draft, part, tokens.start, kind, back))
            .find(|n| !n.is_empty())
            .filter(|n| n.len() == 1)
            .map(|n| n[0].clone())
    });
    let definite = tokens.start > 0
        && matches!(text.low(tokens.start - 1), "the" | "its" | "their" | "his" | "her")
        || text.capital(tokens.start);
    let actor = match code.and_then(|c| draft.register.generic_body(kind, &c)).map(|b| b.id) {
        Some(id) => body(draft, id),
        None if definite => draft.keyed(&format!("kind {kind}"), ActorKind::Body, ""),
        None => return,
    };
    add(draft, part, span, tokens, How::Name, actor);
}

/// The country whose body of this kind the article names, where it names one alone.
fn only_country(draft: &Draft<'_>, kind: &str) -> Option<String> {
    let suffix = format!(".{kind}");
    let of_kind =
        |a: &&Actor| a.kind == ActorKind::Body && a.register.as_ref().is_some_and(|r| r.ends_with(&suffix));
    let mut countries: Vec<&String> =
        draft.actors.iter().filter(of_kind).filter_map(|a| a.country.as_ref()).collect();
    countries.dedup();
    match countries[..] {
        // A State Department is never "the foreign ministry".
        [one] if one != "USA" || kind != "foreign-ministry" => Some(one.clone()),
        _ => None,
    }
}

/// The state that possesses the body or that its phrase names: "the ministry of defence in Moscow".
fn owner(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> Option<String> {
    let text = &draft.texts[part];
    let head = head_of(text, tokens);
    let under = text
        .kids(head)
        .filter(|&c| matches!(text.doc.dep(c), Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nmod));
    let inside =
        text.kids(head).filter(|&c| text.doc.dep(c) == Dep::Prep && matches!(text.low(c), "of" | "in"));
    let pobj = inside.filter_map(|c| text.kid(c, &[Dep::Pobj]));
    under.chain(pobj).find_map(|c| draft.known[part].state(c)).map(str::to_owned)
}

/// States named in this sentence and `back` before it, or the body's own state if it was named with one before.
fn nearby_states(draft: &Draft<'_>, part: usize, token: usize, kind: &str, back: usize) -> Vec<String> {
    let text = &draft.texts[part];
    let sentence = text.sentence(token);
    let from = text
        .doc
        .sentences()
        .get(sentence.saturating_sub(back))
        .map_or(0, |r| r.start)
        .max(token.saturating_sub(120));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
    for raw in (from..token).flat_map(|t| draft.at(part, t)) {
        for &id in &raw.who {
            let actor = &draft.actors[id as usize];
            match (actor.kind, &actor.register) {
                (ActorKind::Body, Some(id)) if id.ends_with(kind) => {
                    *bodies.entry(actor.country.clone().unwrap_or_default()).or_default() += 1;
                }
                (ActorKind::State, Some(code)) => *counts.entry(code.clone()).or_default() += 1,
                _ => {}
            }
        }
    }
    let from = if bodies.is_empty() { counts } else { bodies };
    let territory = |c: &String| draft.register.state(c).is_some_and(|s| s.kind == StateKind::Territory);
    // The United States have a State Department instead.
    from.into_keys().filter(|c| (kind != "foreign-ministry" || c != "USA") && !territory(c)).collect()
}
