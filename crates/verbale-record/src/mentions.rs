//! Every mention of every article with whom the record takes it for: what resolution is measured by.
//!
//! Takes the entries a record is built of; gives, article by article in order of id, the stretches of text that denote an
//! actor. A stretch that is not listed was left open: the resolver knows nobody it could mean.

use crate::Entry;
use crate::actors::Cast;
use crate::building;
use crate::source::Source;
use std::cmp::Reverse;
use verbale_article::Part;
use verbale_extract::findings::{ActorId, ActorKind, How};
use verbale_register::Register;
use verbale_span::Span;

/// The mentions of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleMentions {
    /// Id of the article.
    pub article: String,
    /// Path or address it was read from.
    pub source: String,
    /// In order of part and position; the longer of two that start together first.
    pub mentions: Vec<ResolvedMention>,
}

/// A stretch of text that denotes somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedMention {
    /// The text it stands in.
    pub part: Part,
    /// Bytes of that text.
    pub span: Span,
    /// By name, title, pronoun, …
    pub how: How,
    /// Whom it denotes: several for "both sides", "the two officials". Never empty.
    pub who: Vec<Whom>,
}

/// An actor of the record as an evaluation compares it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whom {
    /// Id in the record's `actors`.
    pub actor: String,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical name; of somebody unnamed the description.
    pub name: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// Id in the register, where it knows the actor.
    pub register: Option<String>,
    /// Names as its article, and those that have to do with it, write them.
    pub names: Vec<String>,
}

/// All mentions, resolved as [`crate::build`] resolves them.
pub fn mentions(entries: &[Entry], register: &Register) -> Vec<ArticleMentions> {
    let circles = building::casts(entries, register, |sources, cast| {
        let of = |(a, source): (usize, &Source<'_>)| ArticleMentions {
            article: source.id().to_owned(),
            source: source.article.source.clone(),
            mentions: of_article(a, source, cast),
        };
        sources.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    let mut out = circles.concat();
    out.sort_by(|a, b| a.article.cmp(&b.article));
    out
}

fn of_article(a: usize, source: &Source<'_>, cast: &Cast) -> Vec<ResolvedMention> {
    let parts = source.article.parts();
    let mut found = Vec::new();
    for (local, actor) in source.findings.actors.iter().enumerate() {
        let Some(who) = cast.who(a, local as ActorId) else { continue };
        for m in &actor.mentions {
            let place = parts.iter().position(|&p| p == m.at.part);
            found.extend(place.map(|p| (p, m.at.span.start, Reverse(m.at.span.end), m.how, who)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut out: Vec<ResolvedMention> = Vec::new();
    for (place, start, Reverse(end), how, who) in found {
        let (part, span) = (parts[place], Span { start, end });
        match out.last_mut().filter(|l| (l.part, l.span, l.how) == (part, span, how)) {
            Some(last) => last.who.push(whom(cast, who)),
            None => out.push(ResolvedMention { part, span, how, who: vec![whom(cast, who)] }),
        }
    }
    out
}

fn whom(cast: &Cast, who: usize) -> Whom {
    let m = cast.member(who);
    Whom {
        actor: m.id.clone(),
        kind: m.kind,
        name: m.name.clone(),
        country: m.country.clone(),
        register: m.register.clone(),
        names: m.uses.keys().cloned().collect(),
    }
}
