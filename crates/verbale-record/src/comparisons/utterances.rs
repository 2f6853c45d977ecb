//! One utterance in several articles: its wording, who is said to have spoken, the figures in it.

use super::{Outcome, Scene, Told, all_pairs, by_tellers, figures};
use crate::model::{ActorRef, Comparison, Statement};
use crate::names::{self, Fit};
use crate::statements::utterances::words;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};

/// A statement of an utterance, with the number of its article.
type Saying<'a> = (usize, &'a Statement);

pub(super) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let number: BTreeMap<&str, usize> = scene.sources.iter().enumerate().map(|(n, s)| (s.id(), n)).collect();
    let people: BTreeSet<&str> =
        scene.context.cast.members.iter().filter(|m| m.is_person()).map(|m| m.id.as_str()).collect();
    let mut out = Vec::new();
    for group in scene.utterances {
        let sayings: Vec<Saying<'_>> = group
            .iter()
            .map(|&n| &scene.statements[n])
            .filter_map(|s| Some((*number.get(s.article.as_str())?, s)))
            .collect();
        let articles = sayings.iter().map(|s| s.0).collect::<BTreeSet<_>>().len();
        let Some(first) = sayings.first().filter(|_| articles > 1) else { continue };
        let told = sayings.iter().map(|(article, s)| figures::Teller {
            article: *article,
            day: scene.context.dated[*article].when,
            words: content(s),
        });
        let found = [
            ("wording", wording(&sayings)),
            ("speaker", speaker(&sayings, articles, &people)),
            ("number", figures::compare(told)),
        ];
        let compared = |(attribute, outcome): (&str, Option<Outcome>)| {
            Some(scene.comparison(&first.1.id, attribute, outcome?))
        };
        out.extend(found.into_iter().filter_map(compared));
    }
    out
}

/// The evidence of what is said, without cue and source: as many pieces as the content has.
fn content(s: &Statement) -> &[crate::model::Evidence] {
    let pieces = s.content.matches(" … ").count() + 1;
    &s.evidence[..pieces.min(s.evidence.len())]
}

/// Words put in quotation marks are claimed to be exact: where two such differ, the wording is in dispute.
fn wording(sayings: &[Saying<'_>]) -> Option<Outcome> {
    let quoted: Vec<Vec<String>> = sayings.iter().flat_map(|(_, s)| quotes(s)).map(|q| words(&q)).collect();
    let agree = all_pairs(&quoted, |x, y| !differ(x, y));
    let told = sayings.iter().map(|(article, s)| Told {
        value: s.content.clone(),
        article: *article,
        evidence: content(s).to_vec(),
    });
    Some(Outcome::new(if agree { "agreement" } else { "dispute" }, told.collect()))
}

/// What of a statement stands in quotation marks.
fn quotes(s: &Statement) -> Vec<String> {
    let (open, close) = (['“', '"', '‘'], ['”', '"', '’']);
    if s.form == "direct" {
        return vec![s.content.clone()];
    }
    let mut out = Vec::new();
    let mut rest = s.content.as_str();
    while let Some(from) = rest.find(open) {
        let mark = rest[from..].chars().next().map_or(1, char::len_utf8);
        let Some(length) = rest[from + mark..].find(close) else { break };
        out.push(rest[from + mark..from + mark + length].to_owned());
        let after = &rest[from + mark + length..];
        rest = &after[after.chars().next().map_or(0, char::len_utf8)..];
    }
    out
}

/// Words that two quotes share on either side of what they put otherwise.
const SHARED: usize = 2;

/// Most words on one side of such a place: more is another sentence.
const OTHERWISE: usize = 6;

/// Words whose choice is the ear's, not the speaker's.
const SLIGHT: &[&str] = &[
    "am", "are", "did", "do", "does", "had", "he", "i", "if", "is", "it", "ll", "not", "re", "she", "that",
    "they", "this", "ve", "we", "would", "you",
];

/// Whether two quotes run alike, and somewhere between shared words have others that carry content.
fn differ(a: &[String], b: &[String]) -> bool {
    let pairs = wording::aligned(a, b);
    let follows = |w: &[(usize, usize)]| w[1].0 == w[0].0 + 1 && w[1].1 == w[0].1 + 1;
    (SHARED..=pairs.len().saturating_sub(SHARED)).any(|n| {
        let run = |r: &[(usize, usize)]| r.windows(2).all(follows);
        let (before, after) = (&pairs[n - SHARED..n], &pairs[n..n + SHARED]);
        let (from, to) = (before[SHARED - 1], after[0]);
        let (x, y) = (&a[from.0 + 1..to.0], &b[from.1 + 1..to.1]);
        run(before) && run(after) && otherwise(x, y)
    })
}

/// Whether a few words stand for a few others.
fn otherwise(x: &[String], y: &[String]) -> bool {
    let core = |s: &[String]| {
        let mut stems = wording::stems(&s.join(" "));
        stems.retain(|w| w.len() > 1 && !SLIGHT.contains(&w.as_str()));
        stems
    };
    let (short, x, y) = (x.len().max(y.len()) <= OTHERWISE, core(x), core(y));
    short && !x.is_empty() && !y.is_empty() && x.is_disjoint(&y) && !spelt_alike(&x, &y)
}

/// "defence" and "defense", "Gen." and "General": one word that begins like the other.
fn spelt_alike(x: &BTreeSet<String>, y: &BTreeSet<String>) -> bool {
    let start = |w: &String| w.chars().take(3).collect::<String>();
    let (x, y): (BTreeSet<String>, BTreeSet<String>) =
        (x.iter().map(start).collect(), y.iter().map(start).collect());
    x == y
}

/// In dispute where an article has only speakers who cannot be those of another.
fn speaker(sayings: &[Saying<'_>], articles: usize, people: &BTreeSet<&str>) -> Option<Outcome> {
    let sayings: Vec<&Saying<'_>> = sayings.iter().filter(|(_, s)| names_speaker(s)).collect();
    let mut by_article: BTreeMap<usize, Vec<&ActorRef>> = BTreeMap::new();
    for (article, s) in &sayings {
        by_article.entry(*article).or_default().extend(&s.speaker);
    }
    let named: Vec<&Vec<&ActorRef>> = by_article.values().filter(|v| !v.is_empty()).collect();
    let may = |x: &&Vec<&ActorRef>, y: &&Vec<&ActorRef>| {
        x.iter().any(|a| y.iter().any(|b| may_be_one(a, b, people)))
    };
    let agree = all_pairs(&named, may);
    let told = sayings.iter().filter_map(|(article, s)| {
        let value = s.speaker.as_ref()?.name.clone()?;
        let evidence = s.evidence.last().cloned().into_iter().collect();
        Some(Told { value, article: *article, evidence })
    });
    by_tellers(told.collect(), agree, articles)
}

/// Whether the words around a statement name its speaker: who "he" was, or whose post it was, may be misread.
fn names_speaker(s: &Statement) -> bool {
    let name = s.speaker.as_ref().and_then(|r| r.name.as_deref()).unwrap_or("");
    let last = verbale_register::fold(name);
    let last = last.split(' ').next_back().unwrap_or("");
    let around = s.evidence.iter().skip(content(s).len());
    around.into_iter().any(|e| verbale_register::fold(&e.quote).split(' ').any(|w| w == last))
}

/// Two people are two, and so are bodies of two states; a person may speak for a body, and "an official" be anybody.
fn may_be_one(a: &ActorRef, b: &ActorRef, people: &BTreeSet<&str>) -> bool {
    let person = |r: &ActorRef| r.actor.as_deref().is_some_and(|id| people.contains(id));
    let (x, y) = (a.name.as_deref().unwrap_or(""), b.name.as_deref().unwrap_or(""));
    if a.actor.is_some() && a.actor == b.actor
        || names::fit(x, y) != Fit::None
        || names::fit(y, x) != Fit::None
    {
        return true;
    }
    if person(a) && person(b) {
        return false;
    }
    !matches!((&a.country, &b.country), (Some(x), Some(y)) if x != y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_two(a: &str, b: &str) -> bool {
        differ(&words(a), &words(b))
    }

    #[test]
    fn a_quote_cut_short_is_the_same_and_one_in_other_words_is_not() {
        let whole = "The harbour is the heart of our town and nobody will take it from us";
        assert!(!are_two(whole, "nobody will take it from us"));
        assert!(!are_two(whole, "The harbour is the heart of our town … nobody will take it"));
        assert!(are_two(whole, "The port is the heart of our city and nobody will take it from us"));
        assert!(!are_two("our defence of the harbour stands", "our defense of the harbour stands"));
        assert!(!are_two("They say he’s the best captain of all", "They say he is the best captain of all"));
    }
}
