//! The working set while mentions are found: clusters so far, and which mention covers which token.

use super::known::Known;
use super::text::Text;
use super::words::Gender;
use crate::findings::{Actor, ActorId, ActorKind, Evidence, How, Mention, Office};
use std::collections::BTreeMap;
use std::ops::Range;
use verbale_register::Register;
use verbale_span::Span;

/// A stretch that denotes one or several actors.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    /// Number of the part.
    pub(super) part: usize,
    /// The words, without determiner, honorific and possessive mark.
    pub(super) span: Span,
    /// The tokens that answer to "who": those of `span`, and the head of the noun phrase.
    pub(super) tokens: Range<usize>,
    /// The head of the noun phrase.
    pub(super) head: usize,
    pub(super) how: How,
    pub(super) who: Vec<ActorId>,
}

/// What the rooms know of an actor beyond what the findings say.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    pub(super) gender: Option<Gender>,
    /// A common noun that named it ("official").
    pub(super) noun: Option<String>,
    /// Denotes several people ("Chinese officials").
    pub(super) plural: bool,
}

/// Clusters and mentions so far.
pub(super) struct Draft<'a> {
    pub(super) register: &'a Register,
    pub(super) texts: Vec<Text<'a>>,
    pub(super) known: Vec<Known>,
    pub(super) actors: Vec<Actor>,
    pub(super) notes: Vec<Notes>,
    pub(super) raws: Vec<Raw>,
    /// By part and token: the mentions that cover it, in order of being found.
    pub(super) over: Vec<Vec<Vec<u32>>>,
    keys: BTreeMap<String, ActorId>,
    last: BTreeMap<ActorId, u32>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(register: &'a Register, texts: Vec<Text<'a>>, known: Vec<Known>) -> Self {
        let over = texts.iter().map(|t| vec![Vec::new(); t.len()]).collect();
        Self {
            register,
            texts,
            known,
            actors: Vec::new(),
            notes: Vec::new(),
            raws: Vec::new(),
            over,
            keys: BTreeMap::new(),
            last: BTreeMap::new(),
        }
    }

    /// Makes an actor.
    pub(super) fn make(&mut self, kind: ActorKind, name: &str) -> ActorId {
        self.actors.push(Actor {
            kind,
            name: name.to_owned(),
            variants: Vec::new(),
            register: None,
            country: None,
            body: None,
            offices: Vec::new(),
            mentions: Vec::new(),
        });
        self.notes.push(Notes::default());
        (self.actors.len() - 1) as ActorId
    }

    /// The actor of a key, made when first asked for.
    pub(super) fn keyed(&mut self, key: &str, kind: ActorKind, name: &str) -> ActorId {
        if let Some(&id) = self.keys.get(key) {
            return id;
        }
        let id = self.make(kind, name);
        self.keys.insert(key.to_owned(), id);
        id
    }

    /// The actor of a key, where there is one.
    pub(super) fn get(&self, key: &str) -> Option<ActorId> {
        self.keys.get(key).copied()
    }

    /// Gives an actor a further key.
    pub(super) fn alias(&mut self, key: &str, id: ActorId) {
        self.keys.entry(key.to_owned()).or_insert(id);
    }

    pub(super) fn state(&mut self, code: &str) -> ActorId {
        let id = self.keyed(&format!("state {code}"), ActorKind::State, "");
        let actor = &mut self.actors[id as usize];
        actor.register = Some(code.to_owned());
        actor.country = Some(code.to_owned());
        id
    }

    pub(super) fn state_if_named(&self, code: &str) -> Option<ActorId> {
        self.get(&format!("state {code}"))
    }

    /// Adds a mention; the tokens of `tokens` and `head` answer to it.
    pub(super) fn mention(&mut self, raw: Raw) {
        let number = self.raws.len() as u32;
        let over = &mut self.over[raw.part];
        for t in raw.tokens.clone().chain([raw.head]) {
            if let Some(list) = over.get_mut(t)
                && list.last() != Some(&number)
            {
                list.push(number);
            }
        }
        if raw.how == How::Name {
            self.last.extend(raw.who.iter().map(|&w| (w, number)));
        }
        self.raws.push(raw);
    }

    /// The mentions that cover a token.
    pub(super) fn at(&self, part: usize, token: usize) -> impl Iterator<Item = &Raw> + '_ {
        let list = self.over.get(part).and_then(|p| p.get(token)).map_or(&[][..], Vec::as_slice);
        list.iter().map(|&n| &self.raws[n as usize])
    }

    pub(super) fn is_covered(&self, part: usize, token: usize) -> bool {
        self.over.get(part).and_then(|p| p.get(token)).is_some_and(|l| !l.is_empty())
    }

    pub(super) fn give_office(&mut self, id: ActorId, office: Office) {
        let offices = &mut self.actors[id as usize].offices;
        let told = |o: &Office| {
            o.role == office.role
                && o.standing == office.standing
                && (office.country.is_none() || o.country == office.country)
                && (office.counterpart.is_none() || o.counterpart == office.counterpart)
        };
        if !offices.iter().any(told) {
            offices.push(office);
        }
    }

    pub(super) fn evidence(&self, part: usize, span: Span) -> Evidence {
        Evidence { part: self.texts[part].part, span }
    }

    /// The finished actors, numbered by their first mention, the mentions, and the new number of each old one.
    pub(super) fn finish(mut self) -> (Vec<Actor>, Vec<Raw>, Vec<Option<ActorId>>) {
        for raw in &self.raws {
            let at = self.evidence(raw.part, raw.span);
            for &id in &raw.who {
                self.actors[id as usize].mentions.push(Mention { at, how: raw.how });
            }
        }
        let order: BTreeMap<_, _> = self.texts.iter().enumerate().map(|(n, t)| (t.part, n)).collect();
        let place = |m: &Mention| (order.get(&m.at.part).copied(), m.at.span, m.how);
        for actor in &mut self.actors {
            actor.mentions.sort_by_key(place);
            actor.mentions.dedup();
        }
        let mut kept: Vec<usize> =
            (0..self.actors.len()).filter(|&i| !self.actors[i].mentions.is_empty()).collect();
        kept.sort_by_key(|&i| (self.actors[i].mentions.first().map(place), i));
        let mut number = vec![None; self.actors.len()];
        kept.iter().enumerate().for_each(|(new, &old)| number[old] = Some(new as ActorId));
        for raw in &mut self.raws {
            raw.who = raw.who.iter().filter_map(|&id| number[id as usize]).collect();
        }
        let texts = &self.texts;
        let quote = |m: &Mention| {
            let text = order.get(&m.at.part).and_then(|&n| texts.get(n));
            text.map_or(String::new(), |t| m.at.span.of(t.doc.text()).to_owned())
        };
        let mut actors = Vec::with_capacity(kept.len());
        for &i in &kept {
            let mut actor = self.actors[i].clone();
            let usual = actor
                .register
                .as_deref()
                .filter(|_| actor.kind == ActorKind::State)
                .and_then(|c| self.register.state(c));
            let usual = usual.map(|s| s.name);
            name(&mut actor, usual, quote);
            actors.push(actor);
        }
        (actors, self.raws, number)
    }

    /// The words of an actor's last name mention.
    pub(super) fn last_name(&self, id: ActorId) -> &str {
        let found = self.last.get(&id).map(|&n| &self.raws[n as usize]);
        found.map_or("", |r| r.span.of(self.texts[r.part].doc.text()))
    }
}

/// Fills in name and variants from the mentions: the usual name if it is written, else the longest, unless one was set.
fn name(actor: &mut Actor, usual: Option<&str>, quote: impl Fn(&Mention) -> String) {
    let named = |m: &&Mention| match actor.kind {
        ActorKind::State => matches!(m.how, How::Name),
        _ => m.how == How::Name,
    };
    let mut names: Vec<String> = actor.mentions.iter().filter(named).map(&quote).collect();
    names.sort();
    names.dedup();
    if actor.name.is_empty() {
        let usual = names.iter().find(|n| Some(n.as_str()) == usual);
        let longest = usual.or_else(|| names.iter().rev().max_by_key(|n| n.chars().count()));
        actor.name = longest.cloned().or_else(|| actor.mentions.first().map(&quote)).unwrap_or_default();
    }
    names.retain(|n| *n != actor.name);
    actor.variants = names;
}
