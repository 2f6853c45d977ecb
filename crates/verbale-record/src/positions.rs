//! Positions: per actor and issue, what was asserted, demanded, denied, promised, and where that may have changed.
//!
//! Takes the record's statements and demands; gives a [`Position`] for each actor and issue, its entries in order of
//! date. An official's words are the line of the state ([`crate::voices`]); what nobody known said, or what is about no
//! issue of the register, is no position. One utterance told by many articles is one entry, and a demand stands for the
//! statements that make it. Changes are sought by [`changes`], and only said to be possible.

mod changes;
mod utterances;

use crate::building::Said;
use crate::calendar::When;
use crate::gist::{Gist, Reader};
use crate::model::{Actor, ActorRef, Date, Demand, Evidence, Position, PositionEntry, Statement};
use crate::source::hash;
use crate::threads;
use crate::voices::Voices;
use std::collections::{BTreeMap, BTreeSet};
use verbale_register::Register;

/// One thing said or asked, with what comparing needs.
struct Line {
    voice: ActorRef,
    issues: BTreeSet<String>,
    entry: PositionEntry,
    first: Option<When>,
    gist: Gist,
    /// The words that attribute it.
    cue: String,
}

/// What is looked up while positions are found.
pub(crate) struct Scene<'r> {
    said: &'r [Statement],
    actors: BTreeMap<&'r str, &'r Actor>,
    statements: BTreeMap<&'r str, &'r Statement>,
    published: BTreeMap<&'r str, Option<&'r Date>>,
    story: BTreeMap<&'r str, &'r str>,
    voices: Voices<'r>,
    reader: &'r Reader,
    register: &'r Register,
}

/// Positions by issue, then states before others, then name and id.
pub(crate) fn find(scene: &Scene<'_>, demands: &[Demand], threads: usize) -> Vec<Position> {
    let mut lines: Vec<Line> = demands.iter().filter_map(|d| scene.demanded(d)).collect();
    let asked: BTreeSet<&str> =
        demands.iter().flat_map(|d| d.accounts.iter().filter_map(|a| a.statement.as_deref())).collect();
    let told = scene.said.iter().filter(|s| s.stance != "demand" || !asked.contains(s.id.as_str()));
    lines.extend(utterances::find(scene, &told.collect::<Vec<_>>(), threads));
    let mut groups: BTreeMap<(&str, bool, &str, &str), Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        let v = &line.voice;
        let id = v.actor.as_deref().or(v.country.as_deref()).unwrap_or_default();
        let other = v.country.is_none() || v.actor.is_some() && v.actor != v.country;
        let name = v.name.as_deref().unwrap_or_default();
        for issue in &line.issues {
            groups.entry((issue, other, name, id)).or_default().push(line);
        }
    }
    let groups: Vec<_> = groups.into_iter().collect();
    threads::each(&groups, threads, |((issue, _, _, id), lines)| {
        position(issue, id, lines.clone(), scene.reader)
    })
}

fn position(issue: &str, id: &str, mut lines: Vec<&Line>, reader: &Reader) -> Position {
    // `None` sorts first, and the undated belong last.
    lines.sort_by_key(|l| (l.first.is_none(), l.first, &l.entry.id));
    Position {
        id: hash(&format!("position\n{id}\n{issue}")),
        actor: lines[0].voice.clone(),
        issue: issue.to_owned(),
        changes: changes::find(&lines, reader),
        entries: lines.into_iter().map(|l| l.entry.clone()).collect(),
    }
}

impl<'r> Scene<'r> {
    pub(crate) fn new(
        said: &Said<'r>,
        speakers: &'r [Actor],
        voices: Voices<'r>,
        reader: &'r Reader,
        register: &'r Register,
    ) -> Self {
        Self {
            said: said.statements,
            actors: speakers.iter().map(|a| (a.id.as_str(), a)).collect(),
            statements: said.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
            published: said.published.clone(),
            story: said.story.clone(),
            voices,
            reader,
            register,
        }
    }

    /// Whose line the words of `speaker` are: a state's, or their own. Nobody's where they have no name.
    fn voice(&self, speaker: &ActorRef, when: Option<When>) -> Option<ActorRef> {
        let id = speaker.actor.as_deref()?;
        let Some(code) = self.voices.state(id, when) else {
            let named = self.actors.get(id).is_some_and(|a| a.kind != "unnamed");
            return named.then(|| speaker.clone());
        };
        let name = self.actors.get(code).map(|a| a.name.clone());
        let name = name.or_else(|| self.register.state(code).map(|s| s.name.to_owned()));
        let actor = self.actors.contains_key(code).then(|| code.to_owned());
        Some(ActorRef { actor, name, country: Some(code.to_owned()), sector: None })
    }

    /// When a statement was made, or else when its article is of.
    fn date_of(&self, statement: &'r Statement) -> Option<&'r Date> {
        let published = || self.published.get(statement.article.as_str()).copied().flatten();
        statement.date.as_ref().or_else(published)
    }

    fn demanded(&self, demand: &Demand) -> Option<Line> {
        let first = demand.accounts.first()?;
        let when = read(first.date.as_ref());
        let speaker = first.by.as_ref().or(demand.by.as_ref())?;
        let voice = self.voice(speaker, when)?;
        let made: BTreeSet<&str> = demand.accounts.iter().filter_map(|a| a.statement.as_deref()).collect();
        let mut issues: BTreeSet<String> = demand.issues.iter().cloned().collect();
        if issues.is_empty() {
            let of = made.iter().filter_map(|id| self.statements.get(id));
            issues.extend(of.flat_map(|s| s.issues.iter().cloned()));
        }
        let dates: Vec<Option<&Date>> = demand.accounts.iter().map(|a| a.date.as_ref()).collect();
        let code = |r: Option<&ActorRef>| r.and_then(|r| r.country.clone()).unwrap_or_default();
        let (by, of) = (code(Some(&voice)), code(demand.of.as_ref()));
        let entry = PositionEntry {
            id: demand.id.clone(),
            date: first.date.clone(),
            again: again(&dates),
            stance: "demand".to_owned(),
            speaker: Some(speaker.clone()),
            to: demand.of.clone(),
            content: demand.content.clone(),
            statements: made.into_iter().map(str::to_owned).collect(),
            demand: Some(demand.id.clone()),
            articles: each_once(demand.accounts.iter().map(|a| a.article.as_str())),
            evidence: demand.accounts.iter().flat_map(|a| a.evidence.iter().cloned()).collect(),
        };
        let gist = self.reader.asked(&demand.content, &[by.as_str(), of.as_str()]);
        Some(Line { voice, issues, entry, first: when, gist, cue: String::new() })
    }
}

fn read(date: Option<&Date>) -> Option<When> {
    date.and_then(|d| When::read(&d.edtf))
}

/// The last of several dates, where it is surely after the first.
fn again(dates: &[Option<&Date>]) -> Option<String> {
    let known: Vec<When> = dates.iter().filter_map(|d| read(*d)).collect();
    let (first, last) = (known.iter().min()?, known.iter().max_by_key(|w| w.from)?);
    (first.to < last.from).then(|| last.edtf())
}

/// In the order in which they come.
fn each_once<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(*id)).map(str::to_owned).collect()
}

/// The words of the first article alone.
fn first_words(entry: &PositionEntry) -> Vec<Evidence> {
    let first = entry.articles.first();
    entry.evidence.iter().filter(|e| Some(&e.article) == first).cloned().collect()
}
