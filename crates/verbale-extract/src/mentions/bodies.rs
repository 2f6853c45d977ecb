//! States, bodies, organisations, groups and outlets by name.
//!
//! The register finds and names them; this room decides what its hits mean here (the city or the government, which
//! foreign ministry).

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
    /// An organisation by the city it sits in.
    Seat(&'static str),
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
            What::Seat(id) => {
                let actor = organisation(draft, id);
                add(draft, part, n.span, n.tokens, How::Metonym, actor);
            }
            What::Kind(kind) => later.push((kind, n.span, n.tokens)),
        }
    }
    super::organisations::find(draft, part);
    for (kind, span, tokens) in later {
        kind_alone(draft, part, kind, span, tokens);
    }
}

pub(super) fn add(draft: &mut Draft<'_>, part: usize, span: Span, tokens: Range<usize>, how: How, who: u32) {
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
            if is_anothers_party(draft, part, hit.tokens.start) {
                continue;
            }
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
                // The seat of the Union is spoken of far more than that of its host.
                StateHow::Capital if hit.found.organisation().is_some() => {
                    let host = draft.known.iter().any(|k| k.names_state(code));
                    if let Some(id) = hit.found.organisation().filter(|_| !host)
                        && denotes_government(text, &hit.tokens)
                        && !is_part_of_name(draft, part, &hit.tokens)
                    {
                        push(What::Seat(id));
                    }
                }
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

/// "Christian Democrats", "Social Democrats": parties of other names.
fn is_anothers_party(draft: &Draft<'_>, part: usize, start: usize) -> bool {
    let text = &draft.texts[part];
    let before = start.checked_sub(1).filter(|&b| text.capital(b));
    matches!(text.low(start), "democrats" | "republicans")
        && before.is_some_and(|b| {
            matches!(text.low(b), "christian" | "social" | "liberal" | "free" | "national" | "new")
                || draft.known[part].state(b).is_some_and(|c| c != "USA")
        })
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

/// "the foreign ministry": that of the state spoken of, where only one can be meant.
fn kind_alone(draft: &mut Draft<'_>, part: usize, kind: &str, span: Span, tokens: Range<usize>) {
    let text = &draft.texts[part];
    if is_anothers(draft, part, &tokens) || tokens.clone().any(|t| draft.is_covered(part, t)) {
        return;
    }
    let owner = owner(draft, part, &tokens);
    let titled = draft.known[part]
        .title(tokens.start)
        .and_then(|t| t.title.of)
        .filter(|c| draft.register.state(c).is_some());
    if titled.is_none()
        && owner.is_none()
        && let Some(actor) = listed_before(draft, part, &tokens)
    {
        add(draft, part, span, tokens, How::Name, actor);
        return;
    }
    let code = titled
        .map(str::to_owned)
        .or(owner)
        .or_else(|| place(draft, part, tokens.start))
        .or_else(|| only_country(draft, kind))
        .or_else(|| {
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

/// "a full-up army", "the ISIL army", "the Soviet army": none of a state spoken of.
fn is_anothers(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> bool {
    let text = &draft.texts[part];
    let head = head_of(text, tokens);
    let state = |t: usize| draft.known[part].state(t).is_some();
    let other = |c: usize| match text.doc.dep(c) {
        Dep::Det => matches!(text.low(c), "a" | "an" | "any" | "no" | "another" | "every"),
        Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss => {
            !tokens.contains(&c)
                && !state(c)
                && text.capital(c)
                && !text.title_case(c)
                && c > text.sentence_start(c)
                && text.tag(c) != Some(Tag::PrpPoss)
                && draft.known[part].title(c).is_none()
        }
        _ => false,
    };
    text.kids(head).any(other)
}

/// "19 were killed in Nepal, home ministry officials said": the one state the sentence has placed its news in.
fn place(draft: &Draft<'_>, part: usize, token: usize) -> Option<String> {
    let text = &draft.texts[part];
    let inside = |t: &usize| {
        text.doc.dep(*t) == Dep::Pobj && matches!(text.low(text.doc.head(*t)), "in" | "across" | "inside")
    };
    let named = (text.sentence_start(token).max(token.saturating_sub(60))..token).filter(inside);
    let mut states: Vec<&str> = named
        .filter_map(|t| draft.known[part].hit(t)?.found.state())
        .filter(|s| s.1 == StateHow::Name)
        .map(|s| s.0)
        .collect();
    states.sort_unstable();
    states.dedup();
    match states[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// "the Army" after "the U.S. Army": the body last named by a longer name that ends so.
fn listed_before(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> Option<u32> {
    let short = draft.texts[part].words(tokens.clone());
    let longer = |r: &&Raw| {
        let name = r.span.of(draft.texts[r.part].doc.text());
        let of_body = matches!(r.who[..], [one] if draft.actors[one as usize].kind == ActorKind::Body);
        of_body && r.how == How::Name && name.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
    };
    draft.raws.iter().rev().take(400).find(longer).and_then(|r| r.who.first().copied())
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
pub(super) fn owner(draft: &Draft<'_>, part: usize, tokens: &Range<usize>) -> Option<String> {
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
