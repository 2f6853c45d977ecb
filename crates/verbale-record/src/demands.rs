//! One entry for each demand, said once or often, by whomever of one side.
//!
//! Demands by one side of one side are one where they ask the same ([`crate::gist`]), in whatever article and on
//! whatever day within a year; within one story it is enough that their words say the same. Demands are sought out
//! by the side that makes them and the rarer of their words, and what is asked in the same words is first made one,
//! so that the work grows with the articles and not with their square.

use crate::actors::Cast;
use crate::actors::entries::Entries;
use crate::calendar::{LATEST, When};
use crate::dating::Dated;
use crate::gist::{Gist, Reader, Ties};
use crate::issues;
use crate::lineage::{self, Lineage};
use crate::model::{ActorRef, Demand, DemandAccount, IssueEvidence, Open, Origins};
use crate::source::Source;
use crate::stories;
use crate::times::{self, Told};
use crate::voices::Voices;
use crate::wording;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, ActorKind};

/// What the articles of a circle tell, as far as demands need it. `statements` are the ids of each article's by number.
pub(crate) struct Scene<'a> {
    pub(crate) sources: &'a [Source<'a>],
    pub(crate) dated: &'a [Dated],
    pub(crate) told: &'a [Vec<Option<Told>>],
    pub(crate) story: &'a [usize],
    pub(crate) cast: &'a Cast,
    pub(crate) statements: &'a [Vec<String>],
    pub(crate) lineage: &'a Lineage,
}

/// One article's account of a demand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    /// Id of its article's story.
    story: String,
    by: Option<Who>,
    of: Option<Who>,
    when: Option<When>,
    told: DemandAccount,
    issues: Vec<IssueEvidence>,
    content: String,
    outlet: Option<String>,
    /// Id of the article that its article goes back to.
    origin: String,
}

impl Account {
    /// Id of who makes it.
    pub(crate) fn speaker(&self) -> Option<&str> {
        self.by.as_ref().map(|w| w.id.as_str())
    }

    /// Id of its article, and of the one that goes back to.
    pub(crate) fn origin(&self) -> (&str, &str) {
        (&self.told.article, &self.origin)
    }
}

/// Who makes a demand, or of whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Who {
    id: String,
    kind: ActorKind,
    name: String,
    country: Option<String>,
}

impl Who {
    fn of(cast: &Cast, n: usize) -> Self {
        let m = cast.member(n);
        Self { id: m.id.clone(), kind: m.kind, name: m.name.clone(), country: m.country.clone() }
    }

    fn reference(&self) -> ActorRef {
        ActorRef {
            actor: Some(self.id.clone()),
            name: Some(self.name.clone()),
            country: self.country.clone(),
            sector: None,
        }
    }

    /// The state a side stands for, or the actor itself.
    fn side(&self) -> &str {
        self.country.as_deref().unwrap_or(&self.id)
    }
}

/// Accounts that ask the same in the same words.
struct Asked {
    accounts: Vec<usize>,
    /// Whose line it is: a state, or an actor of its own; empty where nobody is told.
    voice: String,
    by: BTreeSet<Who>,
    of: String,
    gist: Gist,
    words: BTreeSet<String>,
    stories: BTreeSet<String>,
    when: Option<(When, When)>,
}

/// Most days between two accounts of one demand that do not use the same words.
const YEAR: i32 = 366;

/// Demands by id, from the accounts of all circles.
pub(crate) fn assemble(
    accounts: &[Account],
    voices: &Voices<'_>,
    reader: &Reader,
    actors: &Entries<'_>,
) -> Vec<Demand> {
    let asked = same_words(accounts, voices, reader);
    let ids: Vec<String> = asked.iter().map(|a| accounts[a.accounts[0]].id.clone()).collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, a) in asked.iter().enumerate() {
        let by = accounts[a.accounts[0]].by.as_ref();
        let block = by.map_or_else(|| format!("{:?}", a.stories), |w| w.side().to_owned());
        blocks.entry(block).or_default().push(n);
    }
    let pairs: BTreeSet<(usize, usize)> = blocks
        .values()
        .flat_map(|b| {
            let mut pairs = wording::candidates(b, |n| &asked[n].gist.words);
            pairs.extend(mates(b, &asked));
            pairs
        })
        .collect();
    let groups = wording::group_of(&ids, pairs.into_iter(), |a, b| score(&asked[a], &asked[b]));
    let whole = |g: &Vec<usize>| g.iter().flat_map(|&n| asked[n].accounts.clone()).collect::<Vec<_>>();
    let mut out: Vec<Demand> = groups.iter().map(|g| one(&whole(g), accounts, actors)).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Pairs of a block that stand in one story.
fn mates(block: &[usize], asked: &[Asked]) -> BTreeSet<(usize, usize)> {
    let mut stories: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &n in block {
        asked[n].stories.iter().for_each(|s| stories.entry(s).or_default().push(n));
    }
    stories.values().flat_map(|s| wording::candidates(s, |n| &asked[n].words)).collect()
}

/// What the articles of a circle ask for.
pub(crate) fn accounts(scene: &Scene<'_>) -> Vec<Account> {
    let mut out = Vec::new();
    for (a, source) in scene.sources.iter().enumerate() {
        let found = &source.findings.demands;
        let keys: Vec<_> =
            found.iter().map(|d| (vec![d.content], format!("{:?} {:?}", d.by, d.of))).collect();
        let ids = source.ids("demand", &keys);
        out.extend(found.iter().zip(ids).filter_map(|(d, id)| account(a, d, id, scene)));
    }
    out
}

fn account(a: usize, found: &findings::Demand, id: String, scene: &Scene<'_>) -> Option<Account> {
    let source = &scene.sources[a];
    let content = source.quote(found.content);
    if content.is_empty() {
        return None;
    }
    let who = |local: Option<findings::ActorId>| local.and_then(|l| scene.cast.who(a, l));
    let mut spans = vec![found.content];
    spans.extend(&found.evidence);
    let said = found.time.and_then(|t| scene.told[a].get(t as usize)?.clone());
    let told = DemandAccount {
        article: source.id().to_owned(),
        statement: found.statement.and_then(|s| scene.statements[a].get(s as usize).cloned()),
        by: who(found.by).map(|n| scene.cast.reference(n)),
        date: said.as_ref().map(times::date).or_else(|| scene.dated[a].date()),
        evidence: source.all_evidence(&spans),
    };
    let when = said.map(|s| s.when).or(scene.dated[a].when);
    let issues = issues::told(source, &found.issues);
    Some(Account {
        id,
        story: stories::id(scene.sources[scene.story[a]].id()),
        by: who(found.by).map(|n| Who::of(scene.cast, n)),
        of: who(found.of).map(|n| Who::of(scene.cast, n)),
        when,
        told,
        issues,
        content: content.to_owned(),
        outlet: lineage::outlet(source),
        origin: scene.sources[scene.lineage.origin(a)].id().to_owned(),
    })
}

/// Accounts by sides and words. What names no matter of its own is kept apart by story.
fn same_words(accounts: &[Account], voices: &Voices<'_>, reader: &Reader) -> Vec<Asked> {
    let mut out: BTreeMap<(String, String, Gist, Option<String>), Asked> = BTreeMap::new();
    for (n, a) in accounts.iter().enumerate() {
        let line = |w: &Who| voices.state(&w.id, a.when).unwrap_or(&w.id).to_owned();
        let voice = a.by.as_ref().map_or(String::new(), line);
        let side = |who: &Option<Who>| who.as_ref().map_or(String::new(), |w| w.side().to_owned());
        let (by, of) = (side(&a.by), side(&a.of));
        let gist = reader.asked(&a.content, &[by.as_str(), of.as_str()]);
        let story = (voice.is_empty() || gist.is_generic()).then(|| a.story.clone());
        let asked = out.entry((voice.clone(), of.clone(), gist.clone(), story)).or_insert_with(|| Asked {
            accounts: Vec::new(),
            voice,
            by: BTreeSet::new(),
            of,
            gist,
            words: wording::stems(&a.content),
            stories: BTreeSet::new(),
            when: None,
        });
        asked.accounts.push(n);
        asked.by.extend(a.by.clone());
        asked.stories.insert(a.story.clone());
        asked.when = match (asked.when, a.when) {
            (Some((first, last)), Some(w)) => Some((first.min(w), last.max(w))),
            (when, told) => when.or(told.map(|w| (w, w))),
        };
    }
    out.into_values().collect()
}

/// How far two ask the same; 0 where they do not.
fn score(a: &Asked, b: &Asked) -> f64 {
    if !a.of.is_empty() && !b.of.is_empty() && a.of != b.of {
        return 0.0;
    }
    if a.stories.intersection(&b.stories).next().is_some()
        && a.of == b.of
        && a.gist.against == b.gist.against
        && !apart(a, b)
    {
        let like = wording::likeness(&a.words, &b.words);
        if like > 0.0 {
            return like;
        }
    }
    let ties = Ties { by: a.by == b.by && a.by.len() == 1, of: !a.of.is_empty() && a.of == b.of };
    let near = match (a.when, b.when) {
        (Some(x), Some(y)) => x.1.gap(y.0).min(x.0.gap(y.1)).min(x.0.gap(y.0)) <= YEAR,
        _ => true,
    };
    if a.voice == b.voice && near { a.gist.asks_as(&b.gist, ties) } else { 0.0 }
}

/// Whether they are lines of their own of two people.
fn apart(a: &Asked, b: &Asked) -> bool {
    let people = |x: &Who, y: &Who| x != y && x.kind == ActorKind::Person && y.kind == ActorKind::Person;
    a.voice != b.voice && a.by.iter().any(|x| b.by.iter().any(|y| people(x, y)))
}

/// The state a side stands for, or the actor itself.
pub(crate) fn side(who: Option<usize>, cast: &Cast) -> String {
    who.map_or(String::new(), |n| {
        let m = cast.member(n);
        m.country.clone().unwrap_or_else(|| m.id.clone())
    })
}

/// Whether the two are different named people of one state.
pub(crate) fn two_people(a: Option<usize>, b: Option<usize>, cast: &Cast) -> bool {
    let person = |n: usize| cast.member(n).kind == findings::ActorKind::Person;
    matches!((a, b), (Some(x), Some(y)) if x != y && person(x) && person(y))
}

/// Of the accounts' actors the most telling: a person before a body before the state; of equals the first by id. Where
/// several people speak for one state it is the state that does, if it is in the record.
fn fullest<'w>(who: impl Iterator<Item = &'w Who>, actors: &Entries<'_>) -> Option<ActorRef> {
    let who: BTreeSet<&Who> = who.collect();
    let people: Vec<&&Who> = who.iter().filter(|w| w.kind == ActorKind::Person).collect();
    if let [first, _, ..] = people[..]
        && let Some(state) = first.country.as_deref().and_then(|c| actors.reference(c))
    {
        return Some(state);
    }
    let telling = |w: &&&Who| (w.kind != ActorKind::Person, w.kind == ActorKind::State, w.id.clone());
    who.iter().min_by_key(telling).map(|w| w.reference())
}

fn one(group: &[usize], accounts: &[Account], actors: &Entries<'_>) -> Demand {
    let mut told: Vec<&Account> = group.iter().map(|&n| &accounts[n]).collect();
    told.sort_by_cached_key(|a| (a.when.map_or(LATEST, |w| w.from), a.id.clone()));
    let findings: BTreeSet<String> = told.iter().map(|a| a.id.clone()).collect();
    let by = fullest(told.iter().filter_map(|a| a.by.as_ref()), actors);
    let of = fullest(told.iter().filter_map(|a| a.of.as_ref()), actors);
    let mut open = Vec::new();
    for (field, missing) in [("by", by.is_none()), ("of", of.is_none())] {
        if missing {
            open.push(Open { field: field.to_owned(), reason: "the text does not tell".to_owned() });
        }
    }
    let (issues, issue_evidence) = issues::gathered(told.iter().flat_map(|a| &a.issues));
    Demand {
        id: findings.first().cloned().unwrap_or_default(),
        by,
        of,
        content: told.first().map(|a| a.content.clone()).unwrap_or_default(),
        issues,
        issue_evidence,
        accounts: told.iter().map(|a| a.told.clone()).collect(),
        origins: origins(&told),
        findings: findings.into_iter().collect(),
        open,
    }
}

fn origins(told: &[&Account]) -> Origins {
    let distinct =
        |of: fn(&Account) -> Option<&str>| told.iter().filter_map(|a| of(a)).collect::<BTreeSet<_>>().len();
    Origins {
        reports: distinct(|a| Some(&a.told.article)),
        outlets: distinct(|a| a.outlet.as_deref()),
        independent: distinct(|a| Some(&a.origin)),
    }
}
