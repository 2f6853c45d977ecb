//! Mentions and their clusters: who is named where.
//!
//! Takes a [`Reading`], gives the article's actors and, for each noun phrase, whom it denotes. Names come first (people
//! by runs of capitals, honorifics and titles; states, bodies and organisations by the register), are clustered over
//! the whole article, and only then the words that lean on them: titles and officials without a name, "both sides",
//! pronouns. Where two readings are equally good there is none.

mod bodies;
mod datelines;
mod draft;
mod focus;
mod georgia;
mod governments;
mod known;
mod lookup;
mod names;
mod nominals;
mod offices;
mod organisations;
mod persons;
mod pronouns;
mod recent;
mod text;
mod words;

use crate::findings::{Actor, ActorId, ActorKind, Evidence};
use crate::reading::Reading;
pub(crate) use datelines::end as dateline_end;
use draft::{Draft, Raw};
use std::collections::BTreeMap;
use verbale_article::Part;
use verbale_language::Dep;

/// The actors of an article and who each noun phrase denotes.
#[derive(Debug, Default)]
pub struct Mentions {
    /// The clusters; an [`ActorId`] is a position here.
    pub actors: Vec<Actor>,
    parts: Vec<Indexed>,
}

/// One part's mentions, by token.
#[derive(Debug)]
struct Indexed {
    part: Part,
    /// By token: whom the phrase headed there denotes.
    phrases: Vec<Vec<ActorId>>,
    /// By token: whom the narrowest mention over it names.
    tokens: Vec<Vec<ActorId>>,
    /// Mentions in order of position.
    mentions: Vec<(Evidence, ActorId)>,
}

impl Mentions {
    /// Finds all mentions and clusters them.
    pub fn find(reading: &Reading<'_>) -> Self {
        let register = reading.register;
        let texts: Vec<_> = reading.parts.iter().map(|p| text::Text::new(p, reading.article)).collect();
        let not = georgia::is_other(&texts, register).then_some(georgia::CODE);
        let known = texts.iter().map(|t| known::Known::new(t, register, not)).collect();
        let mut draft = Draft::new(register, texts, known);
        // The body spells names out; headline and captions lean on it.
        let mut order: Vec<usize> = (0..draft.texts.len()).collect();
        order.sort_by_key(|&p| (draft.texts[p].part != Part::Body, p));

        let mut titles: Vec<_> = order_free(&draft, |part| offices::titles(&draft, part));
        let mut runs: Vec<_> = order_free(&draft, |part| names::runs(&draft, part));
        for part in 0..draft.texts.len() {
            names::attach(&draft, &mut runs[part], &mut titles[part], part);
        }
        persons::cluster(&mut draft, &mut runs, &titles, &order);
        for &part in &order {
            bodies::names(&mut draft, part);
        }
        offices::fill(&mut draft, &titles);
        for &part in &order {
            nominals::find(&mut draft, part, &titles[part]);
        }
        for &part in &order {
            pronouns::find(&mut draft, part);
        }
        let phrases: Vec<_> = order_free(&draft, |part| phrases(&draft, part));
        Self::index(draft, phrases)
    }

    fn index(draft: Draft<'_>, phrases: Vec<Vec<Vec<u32>>>) -> Self {
        let parts: Vec<Part> = draft.texts.iter().map(|t| t.part).collect();
        let over = draft.over.clone();
        let (actors, raws, number) = draft.finish();
        let renumber = |who: Vec<ActorId>| -> Vec<ActorId> {
            who.into_iter().filter_map(|id| number[id as usize]).collect()
        };
        let indexed = parts.iter().zip(phrases).enumerate().map(|(n, (&part, phrases))| {
            let by_token =
                |(t, list): (usize, &Vec<u32>)| lookup::narrowest(list.iter().map(|&r| &raws[r as usize]), t);
            let tokens = over[n].iter().enumerate().map(by_token).collect();
            let in_part = |r: &&Raw| r.part == n;
            let mut mentions: Vec<_> = raws
                .iter()
                .filter(in_part)
                .flat_map(|r| r.who.iter().map(move |&w| (Evidence { part, span: r.span }, w)))
                .collect();
            mentions.sort_unstable();
            mentions.dedup();
            Indexed { part, phrases: phrases.into_iter().map(&renumber).collect(), tokens, mentions }
        });
        Self { parts: indexed.collect(), actors }
    }

    fn part(&self, part: Part) -> Option<&Indexed> {
        self.parts.iter().find(|p| p.part == part)
    }

    /// Who the noun phrase headed by token `head` of `part` denotes: one actor for a name or pronoun, several for
    /// "Xi and Biden", "the two leaders", "both sides"; none where it denotes no actor ("China's demands").
    pub fn who(&self, part: Part, head: usize) -> Vec<ActorId> {
        self.part(part).and_then(|p| p.phrases.get(head)).cloned().unwrap_or_default()
    }

    /// Whom the narrowest mention over a token names, without its conjuncts: "China" in "China's foreign minister".
    pub fn at(&self, part: Part, token: usize) -> &[ActorId] {
        self.part(part).and_then(|p| p.tokens.get(token)).map_or(&[], Vec::as_slice)
    }

    /// The mentions inside a stretch, in order, with their actors.
    pub fn within(&self, at: Evidence) -> Vec<(Evidence, ActorId)> {
        let Some(part) = self.part(at.part) else { return Vec::new() };
        let from = part.mentions.partition_point(|m| m.0.span.start < at.span.start);
        let inside = part.mentions[from..].iter().take_while(|m| m.0.span.start < at.span.end);
        inside.filter(|m| at.span.contains(m.0.span)).copied().collect()
    }

    /// The actor of an id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id as usize)
    }

    /// The name of an actor; empty for an id that is none.
    pub fn name_of(&self, id: ActorId) -> &str {
        self.actor(id).map_or("", |a| &a.name)
    }

    /// The kind of an actor.
    pub fn kind_of(&self, id: ActorId) -> Option<ActorKind> {
        self.actor(id).map(|a| a.kind)
    }

    /// The country the text gives an actor (alpha-3); a state's own code.
    pub fn country_of(&self, id: ActorId) -> Option<&str> {
        self.actor(id).and_then(|a| a.country.as_deref())
    }

    /// The state of an alpha-3 code, where the article names it.
    pub fn state(&self, code: &str) -> Option<ActorId> {
        let is = |a: &Actor| a.kind == ActorKind::State && a.register.as_deref() == Some(code);
        self.actors.iter().position(is).map(|n| n as ActorId)
    }

    /// Countries by how often the article names them and theirs, most often first.
    pub fn sides(&self) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for actor in self.actors.iter().filter(|a| a.kind != ActorKind::Outlet) {
            if let Some(country) = actor.country.as_deref() {
                *counts.entry(country).or_default() += actor.mentions.len();
            }
        }
        let mut out: Vec<_> = counts.into_iter().collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        out
    }
}

fn order_free<T>(draft: &Draft<'_>, read: impl Fn(usize) -> T) -> Vec<T> {
    (0..draft.texts.len()).map(read).collect()
}

/// Whom the phrase at every token denotes.
fn phrases(draft: &Draft<'_>, part: usize) -> Vec<Vec<ActorId>> {
    let text = &draft.texts[part];
    let denotes = |i: usize| {
        let inner = matches!(text.doc.dep(i), Dep::Punct | Dep::Case);
        if inner && !draft.is_covered(part, i) { Vec::new() } else { lookup::who(draft, part, i) }
    };
    (0..text.len()).map(denotes).collect()
}
