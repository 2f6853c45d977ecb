//! What each side's accounts of an encounter contain: its official readout, or what is reported of it.
//!
//! Takes the encounters of a circle and its articles; gives each encounter that was held a [`Readout`] for every
//! state that took part and is heard of it. What an article by a side itself tells is all that side's, also what it
//! says the other side said; in a report, the words of a side are those of its officials.

mod mentions;
mod words;

pub use mentions::issue_mentions;
pub use words::words_for_talks;

use crate::actors::Cast;
use crate::encounters::{Account, Merged};
use crate::model::{ActorRef, Evidence, Readout, ReadoutIssue, ReadoutWords, Statement};
use crate::source::Source;
use crate::voices::OFFICIAL;
use std::collections::{BTreeMap, BTreeSet};
use verbale_article::{Article, Part};
use verbale_extract::findings::{self, ActorKind};
use verbale_register::{Entry, Register};
use verbale_span::Span;

/// What the room reads.
pub(crate) struct Scene<'a> {
    pub(crate) sources: &'a [Source<'a>],
    pub(crate) accounts: &'a [Account],
    pub(crate) cast: &'a Cast,
    pub(crate) statements: &'a [Statement],
    pub(crate) register: &'a Register,
}

/// The state whose own account an article is, by its outlet or its headline ("Readout of …"); alpha-3.
pub fn official_side(article: &Article, register: &Register) -> Option<String> {
    let outlet = article.outlet.as_deref().unwrap_or_default();
    if let Some(code) = body_of(outlet, register) {
        return Some(code);
    }
    let headline = article.headline.as_deref().unwrap_or_default();
    let whose = readout_of(headline)?;
    register.find(whose).iter().find_map(|m| state_of(&m.entries, register))
}

/// The part of a headline that says whose readout it heads: "Readout of …", "Beijing's readout: …", "White House readout of …".
/// A report about readouts ("China's readout omits …") is nobody's.
fn readout_of(headline: &str) -> Option<&str> {
    let lower = headline.to_ascii_lowercase();
    let (at, word) = ["readout", "read-out"].iter().find_map(|w| Some((lower.find(w)?, *w)))?;
    let after = &lower[at + word.len()..];
    match headline.get(..at)?.trim() {
        "" => Some(headline),
        owner if after.starts_with(':') || after.starts_with(" of ") => Some(owner),
        _ => None,
    }
}

/// The state of the government body that a short text names.
fn body_of(name: &str, register: &Register) -> Option<String> {
    let bodies = register.find(name);
    let mut bodies = bodies.iter().flat_map(|m| &m.entries);
    bodies.find_map(|e| match *e {
        Entry::Body(id) => {
            register.body(id).filter(|b| OFFICIAL.contains(&b.sector)).map(|b| b.country.to_owned())
        }
        _ => None,
    })
}

fn state_of(entries: &[Entry], register: &Register) -> Option<String> {
    entries.iter().find_map(|e| match *e {
        Entry::State { code, .. } => Some(code.to_owned()),
        Entry::Body(id) => register.body(id).map(|b| b.country.to_owned()),
        Entry::Person(id) => register.tenures_of(id).last().map(|t| t.of.to_owned()),
        _ => None,
    })
}

/// What is known of an article before any encounter is looked at.
struct Told<'a> {
    own: Option<String>,
    statements: Vec<&'a Statement>,
    /// Words for talks, by code points.
    words: Vec<Evidence>,
    /// What a side's own account speaks of.
    mentions: BTreeMap<&'static str, Vec<Evidence>>,
}

/// What a side says, as it is gathered.
#[derive(Default)]
struct Heard {
    articles: BTreeSet<String>,
    own: BTreeSet<String>,
    statements: Vec<String>,
    demands: Vec<String>,
    issues: BTreeMap<String, (BTreeSet<String>, Vec<Evidence>)>,
    words: BTreeMap<String, Vec<Evidence>>,
}

/// Gives each encounter its readouts.
pub(crate) fn find(merged: &mut [Merged], scene: &Scene<'_>) {
    let mut by_article: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for s in scene.statements {
        by_article.entry(&s.article).or_default().push(s);
    }
    let members: BTreeMap<&str, usize> =
        scene.cast.members.iter().enumerate().map(|(n, m)| (m.id.as_str(), n)).collect();
    let mut told: BTreeMap<usize, Told<'_>> = BTreeMap::new();
    for m in merged {
        if m.encounter.status != "held" {
            continue;
        }
        let sides: BTreeSet<String> =
            m.encounter.participants.iter().filter_map(|p| p.country.clone()).collect();
        if sides.len() < 2 {
            continue;
        }
        let people: BTreeSet<&str> =
            m.encounter.participants.iter().filter_map(|p| p.actor.as_deref()).collect();
        let mut heard: BTreeMap<&str, Heard> = BTreeMap::new();
        let news = m.accounts.iter().map(|&n| &scene.accounts[n]).filter(|a| !a.background);
        let mut seen = BTreeSet::new();
        for account in news {
            let article = told.entry(account.article).or_insert_with(|| {
                let source = &scene.sources[account.article];
                let own = official_side(source.article, scene.register);
                Told {
                    statements: by_article.get(source.id()).cloned().unwrap_or_default(),
                    words: talk_words(source),
                    mentions: own.as_ref().map(|_| spoken_of(source, scene.register)).unwrap_or_default(),
                    own,
                }
            });
            let listener = Listener { scene, sides: &sides, people: &people, members: &members };
            if seen.insert(account.article) {
                listener.statements(article, scene.sources[account.article].id(), &mut heard);
            }
            listener.tones(account, article, &mut heard);
        }
        m.encounter.readouts = readouts(heard, scene.register);
    }
}

fn talk_words(source: &Source<'_>) -> Vec<Evidence> {
    in_body(source, words_for_talks(&source.article.body))
}

fn spoken_of(source: &Source<'_>, register: &Register) -> BTreeMap<&'static str, Vec<Evidence>> {
    let found = issue_mentions(&source.article.body, register);
    found.into_iter().map(|(issue, spans)| (issue, in_body(source, spans))).collect()
}

fn in_body(source: &Source<'_>, spans: Vec<Span>) -> Vec<Evidence> {
    let found = spans.into_iter().map(|span| findings::Evidence { part: Part::Body, span });
    found.filter_map(|at| source.evidence(at)).collect()
}

/// Who is heard on one encounter.
struct Listener<'a> {
    scene: &'a Scene<'a>,
    sides: &'a BTreeSet<String>,
    people: &'a BTreeSet<&'a str>,
    members: &'a BTreeMap<&'a str, usize>,
}

impl<'a> Listener<'a> {
    /// The side that `speaker` speaks for.
    fn side(&self, speaker: &ActorRef) -> Option<&'a str> {
        let country = self.sides.get(speaker.country.as_deref()?)?;
        let id = speaker.actor.as_deref()?;
        let member = self.scene.cast.member(*self.members.get(id)?);
        let official = match member.kind {
            ActorKind::State => true,
            ActorKind::Person | ActorKind::Unnamed | ActorKind::Body => {
                self.people.contains(id) || member.sector.as_deref().is_some_and(|s| OFFICIAL.contains(&s))
            }
            _ => false,
        };
        official.then_some(country)
    }

    fn own(&self, article: &Told<'_>) -> Option<&'a str> {
        self.sides.get(article.own.as_deref()?).map(String::as_str)
    }

    fn statements(&self, article: &Told<'_>, id: &str, heard: &mut BTreeMap<&'a str, Heard>) {
        let own = self.own(article);
        for s in &article.statements {
            let Some(side) = own.or_else(|| self.side(s.speaker.as_ref()?)) else { continue };
            let h = heard.entry(side).or_default();
            h.articles.insert(id.to_owned());
            h.statements.push(s.id.clone());
            if s.stance == "demand" {
                h.demands.push(s.id.clone());
            }
            for issue in &s.issues {
                let (acts, evidence) = h.issues.entry(issue.clone()).or_default();
                acts.insert(s.stance.clone());
                evidence.extend(s.evidence.first().cloned());
            }
            let said = article.words.iter().filter(|w| s.evidence.iter().any(|e| holds(e, w)));
            said.for_each(|w| h.says(w));
        }
        if let Some(side) = own {
            let h = heard.entry(side).or_default();
            h.articles.insert(id.to_owned());
            h.own.insert(id.to_owned());
            article.words.iter().for_each(|w| h.says(w));
            for (issue, evidence) in &article.mentions {
                let known = h.issues.entry((*issue).to_owned()).or_default();
                if known.1.is_empty() {
                    known.1.extend(evidence.iter().cloned());
                }
            }
        }
    }

    /// The words for the talks that the article says somebody used.
    fn tones(&self, account: &Account, article: &Told<'_>, heard: &mut BTreeMap<&'a str, Heard>) {
        let source = &self.scene.sources[account.article];
        let own = self.own(article);
        let Some(found) = source.findings.encounters.get(account.finding) else { return };
        for (who, at) in &found.tone {
            let speaker = who.and_then(|l| self.scene.cast.who(account.article, l));
            let side = own.or_else(|| self.side(&self.scene.cast.reference(speaker?)));
            let (Some(side), Some(word)) = (side, source.evidence(*at)) else { continue };
            // As part of a longer run where there is one.
            let whole = article.words.iter().find(|w| holds(w, &word)).cloned().unwrap_or(word);
            let h = heard.entry(side).or_default();
            h.articles.insert(source.id().to_owned());
            h.says(&whole);
        }
        if let Some(side) = own {
            let h = heard.entry(side).or_default();
            for issue in &account.issues {
                h.issues.entry(issue.issue.clone()).or_default().1.extend(issue.evidence.iter().cloned());
            }
        }
    }
}

impl Heard {
    fn says(&mut self, words: &Evidence) {
        let at = self.words.entry(words.quote.to_lowercase()).or_default();
        if !at.contains(words) {
            at.push(words.clone());
        }
    }
}

fn holds(outer: &Evidence, inner: &Evidence) -> bool {
    (&outer.article, &outer.part) == (&inner.article, &inner.part)
        && outer.start <= inner.start
        && inner.end <= outer.end
}

fn readouts(heard: BTreeMap<&str, Heard>, register: &Register) -> Vec<Readout> {
    let issues: BTreeMap<&str, BTreeSet<String>> =
        heard.iter().map(|(side, h)| (*side, h.issues.keys().cloned().collect())).collect();
    let only = |side: &str| {
        let others: BTreeSet<&String> =
            issues.iter().filter(|(s, _)| **s != side).flat_map(|(_, i)| i).collect();
        issues[side].iter().filter(|i| !others.contains(i)).cloned().collect()
    };
    let one = |(side, h): (&str, Heard)| Readout {
        side: ActorRef {
            actor: Some(side.to_owned()),
            name: Some(register.state(side).map_or(side, |s| s.name).to_owned()),
            country: Some(side.to_owned()),
            sector: None,
        },
        only: if issues.len() > 1 { only(side) } else { Vec::new() },
        articles: h.articles.into_iter().collect(),
        own: h.own.into_iter().collect(),
        statements: h.statements,
        demands: h.demands,
        issues: h
            .issues
            .into_iter()
            .map(|(issue, (acts, mut evidence))| {
                evidence.sort();
                evidence.dedup();
                ReadoutIssue { issue, acts: acts.into_iter().collect(), evidence }
            })
            .collect(),
        words: h.words.into_iter().map(|(words, evidence)| ReadoutWords { words, evidence }).collect(),
    };
    heard.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_tells_whose_readout_it_heads_and_a_report_about_readouts_is_nobodys() {
        let side = |headline: &str| {
            let register = Register::embedded();
            let whose = readout_of(headline)?;
            register.find(whose).iter().find_map(|m| state_of(&m.entries, register))
        };
        assert_eq!(
            side("Readout of President Joe Biden's Call with President Xi Jinping").as_deref(),
            Some("USA")
        );
        assert_eq!(side("Beijing's readout: President Xi Jinping meets his guest").as_deref(), Some("CHN"));
        assert_eq!(side("White House readout of the call").as_deref(), Some("USA"));
        assert_eq!(side("China's readout omits human rights"), None);
        assert_eq!(side("The two met for hours"), None);
    }
}
