//! What findings are about: statements, demands, encounters, events → issues, each with the words that led to it.
//!
//! The words are the register's ([`verbale_register::Register::issues_in`]). A statement or demand is about what its own
//! content names; an encounter about what its clauses name and what its sides are told to have gone on to discuss; an event
//! about what its clauses name. Where it happened is not what it was about.

use crate::encounters::{participants, syntax};
use crate::findings::{Encounter, Event, Evidence, Issue, Place};
use crate::mentions::Mentions;
use crate::reading::Reading;
use verbale_article::Part;
use verbale_language::{Dep, Document};

/// How far behind an encounter's words, in bytes, a sentence may go on about it.
const REACH: u32 = 600;

/// The issues that words of `pieces` name, each once, in order.
pub(crate) fn in_pieces(reading: &Reading<'_>, pieces: &[Evidence]) -> Vec<Issue> {
    let mut out: Vec<Issue> = Vec::new();
    for &at in pieces {
        for (span, issue) in reading.register.issues_in(reading.quote(at)) {
            if !out.iter().any(|i| i.issue == issue) {
                let span = span.shifted(at.span.start as usize);
                out.push(Issue { issue: issue.to_owned(), at: Evidence { part: at.part, span } });
            }
        }
    }
    out
}

/// Gives each encounter the issues of its words and of what follows on it.
pub(crate) fn of_encounters(reading: &Reading<'_>, mentions: &Mentions, encounters: &mut [Encounter]) {
    let mut told: Vec<Vec<Evidence>> = encounters.iter().map(|e| e.evidence.clone()).collect();
    for part in &reading.parts {
        let marks = marks(part.part, encounters);
        for (clause, subjects) in discussions(&part.document) {
            let at = part.tokens(clause);
            let sides = participants::actors(part, mentions, &subjects);
            for n in nearest(&marks, at) {
                let takes_part = |id| encounters[n].participants.contains(id);
                if sides.is_empty() || sides.iter().any(takes_part) {
                    told[n].push(at);
                }
            }
        }
    }
    for (e, pieces) in encounters.iter_mut().zip(told) {
        e.issues = elsewhere(in_pieces(reading, &pieces), &e.places);
    }
}

/// Gives each event the issues of its words.
pub(crate) fn of_events(reading: &Reading<'_>, events: &mut [Event]) {
    for e in events {
        e.issues = elsewhere(in_pieces(reading, &e.evidence), e.place.as_slice());
    }
}

/// Without those whose words only say where it was.
fn elsewhere(mut issues: Vec<Issue>, places: &[Place]) -> Vec<Issue> {
    let inside = |i: &Issue| places.iter().any(|p| p.at.part == i.at.part && p.at.span.contains(i.at.span));
    issues.retain(|i| !inside(i));
    issues
}

/// Where encounters are told in a part, in order: the words and the encounter's number.
fn marks(part: Part, encounters: &[Encounter]) -> Vec<(Evidence, usize)> {
    let each = encounters.iter().enumerate();
    let mut out: Vec<(Evidence, usize)> =
        each.flat_map(|(n, e)| e.evidence.iter().filter(|x| x.part == part).map(move |&x| (x, n))).collect();
    out.sort();
    out
}

/// The encounters told last before `at` ends, where that is near.
fn nearest(marks: &[(Evidence, usize)], at: Evidence) -> impl Iterator<Item = usize> + '_ {
    let before = marks.partition_point(|(x, _)| x.span.start < at.span.end);
    let last = before.checked_sub(1).and_then(|n| marks.get(n)).map(|(x, _)| x.span);
    let last = last.filter(|s| at.span.start.saturating_sub(s.end) <= REACH);
    marks[..before].iter().rev().take_while(move |(x, _)| Some(x.span) == last).map(|(_, n)| *n)
}

/// Clauses that tell what was talked about, with their subjects: "They also raised …", "The talks covered …".
fn discussions(doc: &Document) -> Vec<(std::ops::Range<usize>, Vec<usize>)> {
    let mut out = Vec::new();
    for sentence in syntax::readable(doc) {
        for v in sentence.filter(|&v| syntax::is_verb(doc, v) && TALKING.contains(&doc.lemma(v))) {
            let passive = syntax::child(doc, v, &[Dep::Nsubjpass]).is_some();
            let subjects = if passive { Vec::new() } else { syntax::subjects(doc, v) };
            let people = subjects.iter().any(|&s| SIDES.contains(&doc.word(s).to_lowercase().as_str()));
            // "Taiwan was also discussed", "topics included …": who talked is told before.
            let by_itself = passive && matches!(doc.lemma(v), "discuss" | "raise" | "address" | "cover");
            if by_itself || people {
                out.push((syntax::clause(doc, v), Vec::new()));
            } else if !subjects.is_empty() && doc.lemma(v) != "include" {
                out.push((syntax::clause(doc, v), subjects));
            }
        }
    }
    out
}

const TALKING: [&str; 14] = [
    "discuss", "raise", "address", "cover", "focus", "touch", "exchange", "review", "broach", "tackle",
    "talk", "include", "centre", "center",
];

/// Words for those who met, or for the meeting.
const SIDES: [&str; 24] = [
    "they",
    "both",
    "sides",
    "two",
    "pair",
    "leaders",
    "ministers",
    "presidents",
    "diplomats",
    "officials",
    "delegations",
    "envoys",
    "counterparts",
    "talks",
    "discussions",
    "meeting",
    "meetings",
    "conversation",
    "call",
    "agenda",
    "topics",
    "issues",
    "summit",
    "negotiations",
];
