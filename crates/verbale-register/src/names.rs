//! Names of states, bodies, organisations, people and places in running text.
//!
//! What stands beside each other is read together: a state and a kind of body are that state's body (`China's foreign
//! ministry`, `the Ministry of Defence of Japan`), a state and a word for its government are the state
//! (`the Chinese side`). Namesakes are all given; choosing between them needs context, which the reader has.

use verbale_span::Span;

use crate::people::spoken;
use crate::register::Register;
use crate::scan::{Builder, Phrases};

/// How a text names a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// `China`, `PRC`.
    Name,
    /// `Chinese`, `Americans`: an adjective or a word for its people.
    Demonym,
    /// `Chinese government`, `US administration`, `Chinese side`.
    Government,
    /// `Beijing`: the capital, as the government or as the city.
    Capital,
    /// `Whitehall`, `Zhongnanhai`: the seat of its government.
    Metonym,
}

/// What a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// A state, by its alpha-3 code.
    State {
        /// Alpha-3.
        code: &'static str,
        /// How it is named.
        how: How,
    },
    /// A body of a state, by its id.
    Body(&'static str),
    /// A kind of body with no state beside it: `the foreign ministry`.
    BodyKind(&'static str),
    /// An organisation, by its id.
    Organisation(&'static str),
    /// A person of this full name, by id.
    Person(&'static str),
    /// A place, by its id.
    Place(&'static str),
}

/// A name in a text and everything it may stand for, never empty and sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where.
    pub span: Span,
    /// What it may stand for.
    pub entries: Vec<Entry>,
}

impl Match {
    /// The first state among the entries, and how it is named.
    pub fn state(&self) -> Option<(&'static str, How)> {
        self.entries.iter().find_map(|e| match *e {
            Entry::State { code, how } => Some((code, how)),
            _ => None,
        })
    }

    /// The first body among the entries.
    pub fn body(&self) -> Option<&'static str> {
        self.entries.iter().find_map(|e| if let Entry::Body(id) = *e { Some(id) } else { None })
    }

    /// The first organisation among the entries.
    pub fn organisation(&self) -> Option<&'static str> {
        self.entries.iter().find_map(|e| if let Entry::Organisation(id) = *e { Some(id) } else { None })
    }

    /// The first place among the entries.
    pub fn place(&self) -> Option<&'static str> {
        self.entries.iter().find_map(|e| if let Entry::Place(id) = *e { Some(id) } else { None })
    }

    /// The people among the entries.
    pub fn people(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.entries.iter().filter_map(|e| if let Entry::Person(id) = *e { Some(id) } else { None })
    }

    /// Whether it stands for one thing only.
    pub fn is_plain(&self) -> bool {
        self.entries.len() == 1
    }
}

/// What a phrase gives before neighbours are read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Token {
    Entry(Entry),
    /// A word that means a kind of body only beside a state.
    Weak(&'static str),
    /// A word that makes a state its government.
    Government,
}

const GOVERNMENT: [&str; 12] = [
    "government",
    "administration",
    "authorities",
    "regime",
    "side",
    "leadership",
    "cabinet",
    "governments",
    "central government",
    "delegation",
    "federal government",
    "junta",
];

pub(crate) struct Names {
    phrases: Phrases<Token>,
}

impl Names {
    pub(crate) fn new(register: &Register) -> Self {
        let mut b = Builder::new();
        for s in register.states() {
            let mut add = |names: &[&'static str], how| {
                names.iter().for_each(|n| b.add(n, Token::Entry(Entry::State { code: s.code, how })));
            };
            add(&[s.name], How::Name);
            add(&s.aliases, How::Name);
            // `US` and `Taiwan` are name and adjective: once is enough.
            let only: Vec<_> =
                s.demonyms.iter().filter(|d| **d != s.name && !s.aliases.contains(d)).copied().collect();
            add(&only, How::Demonym);
            add(&s.capitals.iter().filter(|c| **c != s.name).copied().collect::<Vec<_>>(), How::Capital);
            add(&s.metonyms, How::Metonym);
        }
        for (name, entry) in register.metonyms() {
            b.add(name, Token::Entry(entry));
        }
        for o in register.organisations() {
            [o.name].iter().chain(&o.aliases).for_each(|n| b.add(n, Token::Entry(Entry::Organisation(o.id))));
        }
        for body in register.bodies().filter(|b| b.listed) {
            body.aliases.iter().for_each(|n| b.add(n, Token::Entry(Entry::Body(body.id))));
        }
        for kind in register.body_kinds() {
            kind.patterns.iter().for_each(|p| b.add(p, Token::Entry(Entry::BodyKind(kind.id))));
            kind.weak.iter().for_each(|p| b.add(p, Token::Weak(kind.id)));
        }
        for p in register.people() {
            // One word is a person only where the table lists it as such (`Lula`): popes and kings share theirs.
            let names = spoken(p).into_iter().filter(|n| n.contains(' ') || p.variants.contains(&n.as_str()));
            names.for_each(|n| b.add(&n, Token::Entry(Entry::Person(p.id))));
        }
        for p in register.places() {
            [p.name].iter().chain(&p.aliases).for_each(|n| b.add(n, Token::Entry(Entry::Place(p.id))));
        }
        GOVERNMENT.iter().for_each(|w| b.add(w, Token::Government));
        Self { phrases: b.build() }
    }

    pub(crate) fn find(&self, register: &Register, text: &str) -> Vec<Match> {
        let found = self.phrases.find(text);
        let mut out: Vec<Match> = Vec::with_capacity(found.len());
        let mut i = 0;
        while i < found.len() {
            if let Some((next, joined)) =
                found.get(i + 1).and_then(|n| Some((n, join(register, text, &found[i], n)?)))
            {
                out.push(Match { span: found[i].0.cover(next.0), entries: vec![joined] });
                i += 2;
                continue;
            }
            let (span, tokens) = &found[i];
            let entries: Vec<Entry> =
                tokens.iter().filter_map(|t| if let Token::Entry(e) = *t { Some(e) } else { None }).collect();
            if !entries.is_empty() {
                out.push(Match { span: *span, entries });
            }
            i += 1;
        }
        out
    }
}

type Found = (Span, Vec<Token>);

/// `Chinese` + `foreign ministry`, or `foreign ministry` + `of China`.
fn join(register: &Register, text: &str, a: &Found, b: &Found) -> Option<Entry> {
    let gap = text.get(a.0.end as usize..b.0.start as usize)?;
    let possessive = matches!(gap, " " | "\n" | "'s " | "’s " | "' " | "’ ");
    if possessive && let (Some(code), Some(head)) = (state(&a.1), head(&b.1)) {
        return joined(register, code, head);
    }
    let of = matches!(gap, " of " | " of the ");
    if of && let (Some(head), Some(code)) = (head(&a.1), named_state(&b.1)) {
        return joined(register, code, head);
    }
    None
}

fn state(tokens: &[Token]) -> Option<&'static str> {
    tokens
        .iter()
        .find_map(|t| if let Token::Entry(Entry::State { code, .. }) = *t { Some(code) } else { None })
}

/// A state by a name of its own: `government of Syrian…` names none.
fn named_state(tokens: &[Token]) -> Option<&'static str> {
    tokens.iter().find_map(|t| match *t {
        Token::Entry(Entry::State { code, how }) if how != How::Demonym => Some(code),
        _ => None,
    })
}

fn head(tokens: &[Token]) -> Option<Option<&'static str>> {
    tokens.iter().find_map(|t| match *t {
        Token::Entry(Entry::BodyKind(kind)) | Token::Weak(kind) => Some(Some(kind)),
        Token::Government => Some(None),
        Token::Entry(_) => None,
    })
}

fn joined(register: &Register, code: &'static str, head: Option<&'static str>) -> Option<Entry> {
    match head {
        Some(kind) => Some(Entry::Body(register.generic_body(kind, code)?.id)),
        None => Some(Entry::State { code, how: How::Government }),
    }
}
