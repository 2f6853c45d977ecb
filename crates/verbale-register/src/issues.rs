//! Which issues a text speaks of: a text in, spans with the ids of issues and matters out.
//!
//! The words of `issues.tsv` differ in weight. A *trigger* decides alone. A *topic* word, mostly the bare name of a state
//! at war, decides where a topic is named ("on Syria", "the Syria crisis", in a list with one that does) or beside another
//! word of its entry or field. A word of the third column decides only beside another. Phrases in which a word means
//! something else ("political climate") are found as well, and hide it. That is all there is to read for whoever doubts an
//! issue: the table and these four rules.

use crate::rows::Issue;
use crate::scan::{Builder, Phrases};
use verbale_span::Span;

/// How far apart two words may stand that decide together, in bytes: about a sentence.
const NEAR: u32 = 200;

/// How much a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Trigger,
    Topic,
    Beside,
    /// It means something else here.
    Not,
}

/// What a phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meaning {
    id: &'static str,
    parent: Option<&'static str>,
    weight: Weight,
}

/// The words of all issues, ready to scan with.
pub(crate) struct Issues {
    phrases: Phrases<Meaning>,
}

impl Issues {
    pub(crate) fn new<'a>(issues: impl Iterator<Item = &'a Issue>) -> Self {
        let mut b = Builder::new();
        for issue in issues {
            let lists = [
                (Weight::Trigger, &issue.triggers),
                (Weight::Topic, &issue.topics),
                (Weight::Beside, &issue.beside),
                (Weight::Not, &issue.not),
            ];
            for (weight, words) in lists {
                let meaning = Meaning { id: issue.id, parent: issue.parent, weight };
                words.iter().for_each(|w| b.add(w, meaning));
            }
        }
        Self { phrases: b.build() }
    }

    /// The issues of `text`, each with the words that decide, in order.
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, &'static str)> {
        let found: Vec<(Span, Meaning)> = self
            .phrases
            .find(text)
            .into_iter()
            .flat_map(|(span, all)| all.into_iter().map(move |m| (span, m)))
            .filter(|(_, m)| m.weight != Weight::Not)
            .collect();
        let mut counts: Vec<bool> = (0..found.len()).map(|n| decides(text, &found, n)).collect();
        along_lists(text, &found, &mut counts);
        let counted = found.into_iter().zip(counts).filter(|(_, counts)| *counts);
        counted.map(|((span, m), _)| (span, m.id)).collect()
    }
}

/// Whether word `n` decides, alone or by what stands around it.
fn decides(text: &str, found: &[(Span, Meaning)], n: usize) -> bool {
    let (span, m) = found[n];
    match m.weight {
        Weight::Trigger => true,
        Weight::Topic if is_topic(text, span) => true,
        _ => {
            let after = found[n + 1..].iter().take_while(|(s, _)| s.start < span.end + NEAR);
            let before = found[..n].iter().rev().take_while(|(s, _)| s.end + NEAR > span.start);
            let other = |s: Span| s != span && !s.of(text).eq_ignore_ascii_case(span.of(text));
            before.chain(after).any(|(s, o)| other(*s) && supports(m, *o))
        }
    }
}

/// Whether a word of meaning `other` bears out one of meaning `m` that says too little by itself.
fn supports(m: Meaning, other: Meaning) -> bool {
    use Weight::{Beside, Topic, Trigger};
    let firm = other.weight != Beside;
    match m.parent {
        // Two names of one state are not yet a matter; its name and a word of the field are.
        Some(field) => other.id == field && firm || other.id == m.id && other.weight == Trigger,
        None => {
            other.id == m.id && (firm || m.weight == Topic)
                || other.parent == Some(m.id) && other.weight == Trigger
        }
    }
}

/// Topic words in a list with a word that decides: "discussed Taiwan, Syria and trade".
fn along_lists(text: &str, found: &[(Span, Meaning)], counts: &mut [bool]) {
    let linked = |a: Span, b: Span| {
        let between = text.get(a.end as usize..b.start as usize);
        between.is_some_and(is_link)
    };
    let topic = |n: usize| found[n].1.weight == Weight::Topic;
    for n in 1..found.len() {
        counts[n] |= counts[n - 1] && topic(n) && linked(found[n - 1].0, found[n].0);
    }
    for n in (1..found.len()).rev() {
        counts[n - 1] |= counts[n] && topic(n - 1) && linked(found[n - 1].0, found[n].0);
    }
}

fn is_link(between: &str) -> bool {
    let bare = between.trim();
    let bare = bare.strip_suffix("the").map_or(bare, str::trim_end);
    matches!(bare, "," | "and" | ", and" | "or" | ", or" | "as well as" | ", as well as" | "along with" | "/")
}

/// Whether the words around a span name it as a topic: "on …", "situation in …", "… crisis".
fn is_topic(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or("");
    let after = text.get(span.end as usize..).unwrap_or("");
    leads_to_topic(before) || follows_topic(after)
}

fn leads_to_topic(before: &str) -> bool {
    if !before.ends_with(char::is_whitespace) {
        return false;
    }
    let mut words = before.split_whitespace().rev().map(str::to_lowercase);
    let Some(word) = words.find(|w| !matches!(w.as_str(), "the" | "wider" | "global" | "regional")) else {
        return false;
    };
    let mut after = |nouns: &[&str]| words.next().is_some_and(|w| nouns.contains(&w.as_str()));
    match word.as_str() {
        "on" | "about" | "over" | "regarding" | "concerning" | "toward" | "towards" | "including" => true,
        "discuss" | "discussed" | "discussing" | "raise" | "raised" | "raising" | "addressed" | "covered" => {
            true
        }
        "in" => after(&HAPPENINGS),
        "of" => after(&SUBJECTS),
        "as" => after(&["such"]),
        _ => false,
    }
}

const HAPPENINGS: [&str; 16] = [
    "situation",
    "crisis",
    "conflict",
    "war",
    "wars",
    "developments",
    "events",
    "violence",
    "fighting",
    "bloodshed",
    "unrest",
    "peace",
    "stability",
    "involvement",
    "cooperation",
    "cooperate",
];
const SUBJECTS: [&str; 12] = [
    "issue",
    "issues",
    "question",
    "questions",
    "topic",
    "topics",
    "matter",
    "matters",
    "area",
    "areas",
    "field",
    "discussion",
];

fn follows_topic(after: &str) -> bool {
    let next = after.strip_prefix(' ').unwrap_or("");
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(
        word,
        "issue"
            | "issues"
            | "question"
            | "crisis"
            | "conflict"
            | "situation"
            | "file"
            | "policy"
            | "talks"
            | "negotiations"
            | "cooperation"
            | "dispute"
            | "disputes"
            | "settlement"
    )
}
