//! One utterance, told by many articles: statements of one speaker within a few days whose words are the same.

use super::{Line, Scene, again, each_once, read};
use crate::calendar::When;
use crate::gist::Gist;
use crate::model::{ActorRef, Date, PositionEntry, Statement};
use crate::threads;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};

/// Most days between two reports of one utterance.
const DAYS: i32 = 3;

struct Told<'r> {
    statement: &'r Statement,
    voice: ActorRef,
    date: Option<&'r Date>,
    when: Option<When>,
    gist: Gist,
    story: &'r str,
    person: bool,
}

/// A line for each utterance that is about an issue.
pub(super) fn find<'r>(scene: &Scene<'r>, statements: &[&'r Statement], threads: usize) -> Vec<Line> {
    let told: Vec<Told<'r>> =
        threads::all(statements, threads, |s| told(scene, s)).into_iter().flatten().collect();
    let ids: Vec<String> = told.iter().map(|t| t.statement.id.clone()).collect();
    let mut blocks: BTreeMap<(Option<&str>, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (n, t) in told.iter().enumerate() {
        blocks.entry((t.voice.actor.as_deref(), t.voice.country.as_deref())).or_default().push(n);
    }
    let pairs: Vec<_> =
        blocks.values().flat_map(|b| wording::candidates(b, |n| &told[n].gist.words)).collect();
    let groups = wording::group_of(&ids, pairs.into_iter(), |a, b| same(&told[a], &told[b]));
    groups.into_iter().map(|g| line(g.into_iter().map(|n| &told[n]).collect())).collect()
}

fn told<'r>(scene: &Scene<'r>, statement: &'r Statement) -> Option<Told<'r>> {
    let speaker = statement.speaker.as_ref().filter(|_| !statement.issues.is_empty())?;
    let date = scene.date_of(statement);
    let when = read(date);
    let actor = speaker.actor.as_deref().and_then(|id| scene.actors.get(id));
    Some(Told {
        statement,
        voice: scene.voice(speaker, when)?,
        date,
        when,
        gist: scene.reader.said(&statement.content),
        story: scene.story.get(statement.article.as_str()).copied().unwrap_or_default(),
        person: actor.is_some_and(|a| a.kind == "person"),
    })
}

/// How alike two accounts of one utterance are; 0 where they are of two.
fn same(a: &Told<'_>, b: &Told<'_>) -> f64 {
    let people = a.person && b.person && a.statement.speaker != b.statement.speaker;
    let near = match (a.when, b.when) {
        (Some(x), Some(y)) => x.gap(y) <= DAYS && x.length().max(y.length()) <= 31,
        _ => false,
    };
    // To deny a thing and to say it are two utterances, however alike the words.
    let denies = |t: &Told<'_>| t.statement.stance == "deny";
    let apart = denies(a) != denies(b) || a.gist.against != b.gist.against;
    if people || apart || !near && a.story != b.story {
        return 0.0;
    }
    let (shared, jaccard) = a.gist.shared(&b.gist);
    let shorter = a.gist.words.len().min(b.gist.words.len());
    let within = shared.len() * 5 >= shorter * 4;
    if jaccard >= 0.999 && !shared.is_empty() || shared.len() >= 4 && (jaccard >= 0.5 || within) {
        jaccard
    } else {
        0.0
    }
}

fn line(mut accounts: Vec<&Told<'_>>) -> Line {
    accounts.sort_by_key(|t| (t.when.is_none(), t.when, &t.statement.id));
    let first = accounts[0];
    // The fullest words of the first article: a headline tells less than the sentence under it.
    let fullest = accounts
        .iter()
        .filter(|t| t.statement.article == first.statement.article)
        .max_by_key(|t| (t.gist.words.len(), std::cmp::Reverse(&t.statement.id)))
        .unwrap_or(&first);
    let s = fullest.statement;
    let dates: Vec<Option<&Date>> = accounts.iter().map(|t| t.date).collect();
    let content = s.content.clone();
    let around = s.evidence.iter().filter(|e| !content.contains(&e.quote)).map(|e| e.quote.to_lowercase());
    Line {
        voice: first.voice.clone(),
        issues: accounts.iter().flat_map(|t| t.statement.issues.iter().cloned()).collect::<BTreeSet<_>>(),
        first: first.when,
        gist: fullest.gist.clone(),
        cue: around.collect::<Vec<_>>().join(" "),
        entry: PositionEntry {
            id: first.statement.id.clone(),
            date: first.date.cloned(),
            again: again(&dates),
            stance: s.stance.clone(),
            speaker: s.speaker.clone(),
            to: s.addressee.clone(),
            content,
            statements: accounts.iter().map(|t| t.statement.id.clone()).collect(),
            demand: None,
            articles: each_once(accounts.iter().map(|t| t.statement.article.as_str())),
            evidence: accounts.iter().flat_map(|t| t.statement.evidence.iter().cloned()).collect(),
        },
    }
}
