//! One utterance, told in several statements: the same quote in other papers, cut otherwise or translated otherwise.
//!
//! Takes the statements of a circle; gives groups of their numbers and sets `utterance`. Looked at are statements of one
//! story or one speaker that share rarer words. Two are one utterance when they have a long run of words in common,
//! whoever is said to have spoken; or when the same speaker, within a few days or one story, says the same for the most
//! part. A quote and its denial are two.

use crate::calendar::When;
use crate::encounters::Context;
use crate::gist::{Gist, Reader};
use crate::model::{ActorRef, Statement};
use crate::source::Source;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};

/// Most days between two reports of one utterance.
const DAYS: i32 = 3;

/// Farther apart, the words of one story are said again.
const WEEK: i32 = 7;

/// Words in a row that two speakers do not say by chance.
const RUN: usize = 9;

/// Words that carry content in such a run.
const CONTENT: usize = 4;

struct Said {
    article: usize,
    speaker: Option<ActorRef>,
    person: bool,
    when: Option<When>,
    deny: bool,
    gist: Gist,
    words: Vec<String>,
}

/// Groups of statements, by number, that tell one utterance: only those of two and more.
pub(crate) fn link(
    statements: &mut [Statement],
    sources: &[Source<'_>],
    context: &Context<'_>,
    reader: &Reader,
) -> Vec<Vec<usize>> {
    let number: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(n, s)| (s.id(), n)).collect();
    let people: BTreeSet<&str> =
        context.cast.members.iter().filter(|m| m.is_person()).map(|m| m.id.as_str()).collect();
    let said: Vec<Said> = statements.iter().map(|s| read(s, &number, &people, context, reader)).collect();
    let ids: Vec<String> = statements.iter().map(|s| s.id.clone()).collect();
    let mut blocks: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (n, s) in said.iter().enumerate().filter(|(_, s)| s.gist.words.len() >= 3) {
        blocks.entry((0, context.story[s.article].to_string())).or_default().push(n);
        if let Some(id) = s.speaker.as_ref().and_then(|r| r.actor.clone()) {
            blocks.entry((1, id)).or_default().push(n);
        }
    }
    let pairs: BTreeSet<(usize, usize)> =
        blocks.values().flat_map(|b| wording::candidates(b, |n| &said[n].gist.words)).collect();
    let score = |a: usize, b: usize| same(&said[a], &said[b], context);
    let mut groups = wording::group_of(&ids, pairs.into_iter(), score);
    groups.retain(|g| g.len() > 1);
    for group in &mut groups {
        group.sort_unstable();
        let first = ids[group[0]].clone();
        group.iter().for_each(|&n| statements[n].utterance = Some(first.clone()));
    }
    groups
}

fn read(
    s: &Statement,
    number: &BTreeMap<&str, usize>,
    people: &BTreeSet<&str>,
    context: &Context<'_>,
    reader: &Reader,
) -> Said {
    let article = number.get(s.article.as_str()).copied().unwrap_or_default();
    let own = s.date.as_ref().and_then(|d| When::read(&d.edtf));
    Said {
        article,
        person: s.speaker.as_ref().and_then(|r| r.actor.as_deref()).is_some_and(|id| people.contains(id)),
        speaker: s.speaker.clone(),
        when: own.or(context.dated[article].when),
        deny: s.stance == "deny",
        gist: reader.said(&s.content),
        words: words(&s.content),
    }
}

/// Folded words, without what an editor put in brackets; "he's" is two.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let open: String = text
        .chars()
        .filter(|c| {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let open = open.replace(['’', '\''], " ");
    verbale_register::fold(&open).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// How alike two tellings of one utterance are; 0 where they are of two.
fn same(a: &Said, b: &Said, context: &Context<'_>) -> f64 {
    let story = context.story[a.article] == context.story[b.article];
    let (near, far) = match (a.when, b.when) {
        (Some(x), Some(y)) => (x.gap(y) <= DAYS && x.length().max(y.length()) <= 31, x.gap(y) > WEEK),
        _ => (false, false),
    };
    if far || !(story || near) {
        return 0.0;
    }
    let (shared, jaccard) = a.gist.shared(&b.gist);
    let run = run(&a.words, &b.words);
    let content = wording::stems(&run.join(" ")).len();
    if run.len() >= RUN && content >= CONTENT {
        return 1.0 + jaccard;
    }
    if speakers(a, b) != Some(true) || a.deny != b.deny || a.gist.against != b.gist.against {
        return 0.0;
    }
    let shorter = a.gist.words.len().min(b.gist.words.len());
    let within = shared.len() * 5 >= shorter * 4;
    let most = shared.len() >= 4 && (jaccard >= 0.5 || within && run.len() >= 3);
    // Of a translation only the rarer words stay, but some of them side by side.
    let translated = story && shared.len() >= 4 && jaccard >= 0.4 && run.len() >= 2;
    let whole = jaccard >= 0.999 && shared.len() >= 3;
    if most || translated || whole || run.len() >= 5 && in_step(&a.words, &b.words) {
        jaccard.max(0.1)
    } else {
        0.0
    }
}

/// Whether most words of the shorter come in the other, in their order: a few were exchanged.
fn in_step(a: &[String], b: &[String]) -> bool {
    let shorter = a.len().min(b.len());
    shorter >= 10 && wording::aligned(a, b).len() * 4 >= shorter * 3
}

/// Whether the two are surely one speaker; `None` where that is not told.
fn speakers(a: &Said, b: &Said) -> Option<bool> {
    let (x, y) = (a.speaker.as_ref()?, b.speaker.as_ref()?);
    let one = x.actor.is_some() && x.actor == y.actor || x.actor.is_none() && x.name == y.name;
    let side = x.country.is_some() && x.country == y.country && !(a.person && b.person);
    Some(one || side)
}

/// The longest run of words that both have.
fn run<'w>(a: &'w [String], b: &[String]) -> &'w [String] {
    let mut row = vec![0_usize; b.len() + 1];
    let (mut best, mut end) = (0, 0);
    for (i, x) in a.iter().enumerate().take(LONGEST) {
        let mut before = 0;
        for (j, y) in b.iter().enumerate().take(LONGEST) {
            let above = std::mem::replace(&mut row[j + 1], if x == y { before + 1 } else { 0 });
            before = above;
            if row[j + 1] > best {
                (best, end) = (row[j + 1], i + 1);
            }
        }
    }
    &a[end - best..end]
}

/// Words of a statement that are looked at.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        let (a, b) = (words("we will not, we shall never yield"), words("They said: “we shall never”"));
        assert_eq!(run(&a, &b), ["we", "shall", "never"]);
        assert!(run(&a, &[]).is_empty());
    }

    #[test]
    fn what_an_editor_put_in_brackets_is_no_word_of_the_speaker() {
        assert_eq!(words("They [the Finns] left"), ["they", "left"]);
    }
}
