//! One entry for each encounter, however many articles told of it.
//!
//! Every article's account is compared with those that share a party with it (never all with all). Two accounts may
//! be one encounter when nothing in them conflicts (kind, parties, days, place, whether it took place), and are joined
//! when enough agrees. Joining is by complete link: a group takes an account only if it conflicts with none of the
//! group, the best pairs first, ties by id; the order of articles cannot matter. What is told without a day then goes to
//! the dated encounter of the same people that time leaves for it ([`sequence`]).

mod assemble;
mod marks;
mod pairs;
mod sequence;
mod visits;

pub(crate) use assemble::{Merged, assemble, durations_agree, status_word};

use crate::actors::Cast;
use crate::calendar::When;
use crate::dating::Dated;
use crate::issues;
use crate::model::{self, IssueEvidence, Place};
use crate::places::Atlas;
use crate::source::Source;
use crate::times::{self, Told};

use crate::trace::{Meeting, Trace};
use marks::Marks;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, EncounterKind, Status};

/// One article's account of one encounter, with its parties and days resolved.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) article: usize,
    pub(crate) id: String,
    pub(crate) kind: EncounterKind,
    pub(crate) status: Status,
    /// Sorted, each once.
    pub(crate) parties: Vec<usize>,
    pub(crate) visitors: Vec<usize>,
    pub(crate) told: Option<Told>,
    /// Why there is no date.
    pub(crate) undated: &'static str,
    pub(crate) place: Option<Place>,
    pub(crate) duration: Option<findings::Minutes>,
    pub(crate) issues: Vec<IssueEvidence>,
    pub(crate) evidence: Vec<model::Evidence>,
    pub(crate) background: bool,
    /// Words that tell it from another of the same people.
    pub(crate) marks: Marks,
    /// Number of the finding in its article.
    pub(crate) finding: usize,
}

impl Account {
    pub(crate) fn when(&self) -> Option<When> {
        self.told.as_ref().map(|t| t.when)
    }
}

/// What the rooms that compare accounts need to know beside them.
pub(crate) struct Context<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) dated: &'a [Dated],
    pub(crate) atlas: &'a Atlas,
    /// Number of the story of each article.
    pub(crate) story: &'a [usize],
}

/// The accounts of all articles, by article and finding. What has no evidence or no party is none.
pub(crate) fn accounts(
    sources: &[Source<'_>],
    told: &[Vec<Option<Told>>],
    dated: &[Dated],
    cast: &Cast,
    atlas: &Atlas,
) -> Vec<Account> {
    let mut out = Vec::new();
    for (a, source) in sources.iter().enumerate() {
        let found = &source.findings.encounters;
        let keys: Vec<_> = found.iter().map(|e| (e.evidence.clone(), own_words(source, e))).collect();
        for (n, (e, id)) in found.iter().zip(source.ids("encounter", &keys)).enumerate() {
            let evidence = source.all_evidence(&e.evidence);
            let who: Vec<usize> = e.participants.iter().filter_map(|&p| cast.who(a, p)).collect();
            if evidence.is_empty() || who.is_empty() {
                continue;
            }
            let visitors = who.iter().take(e.visitors as usize).copied().collect::<BTreeSet<_>>();
            let told = times::date_of(&e.times, &told[a]);
            let undated = match (&told, e.times.is_empty(), dated[a].when) {
                (Some(_), ..) => "",
                (_, true, _) => "the article tells no time for it",
                (_, false, None) => "the article's own date is not known",
                (_, false, Some(_)) => "the words for its time give no day",
            };
            out.push(Account {
                article: a,
                id,
                kind: e.kind,
                status: by_then(e.status, told.as_ref().map(|t| t.when), dated[a].when),
                parties: who.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
                visitors: visitors.into_iter().collect(),
                told,
                undated,
                place: narrowest(&e.places, atlas),
                duration: e.duration,
                issues: issues::told(source, &e.issues),
                marks: Marks::of(&evidence),
                evidence,
                background: e.background,
                finding: n,
            });
        }
    }
    out
}

/// The encounters of one article as its trace keeps them.
pub(crate) fn told_by(source: &Source<'_>, told: &[Option<Told>], atlas: &Atlas) -> Vec<Meeting> {
    let found = &source.findings.encounters;
    let keys: Vec<_> = found.iter().map(|e| (e.evidence.clone(), own_words(source, e))).collect();
    let meeting = |(e, id): (&findings::Encounter, String)| Meeting {
        id,
        kind: e.kind,
        status: e.status,
        who: e.participants.clone(),
        visitors: e.visitors,
        when: times::date_of(&e.times, told).map(|t| t.when),
        place: narrowest(&e.places, atlas).map(|p| (p.name, p.country)),
        background: e.background,
        words: e.evidence.first().map(|&at| source.quote(at).to_owned()),
    };
    found.iter().zip(source.ids("encounter", &keys)).map(meeting).collect()
}

/// The accounts of all articles, by their traces. `cast` are all who take part.
pub(crate) fn traced(traces: &[Trace], cast: &Cast) -> Vec<Account> {
    let of = |(a, trace): (usize, &Trace)| -> Vec<Account> {
        let own = trace.encounters.iter().enumerate();
        own.filter_map(|(n, m)| account_of((a, n), m, trace, cast)).collect()
    };
    traces.iter().enumerate().flat_map(of).collect()
}

/// Pairs of articles that may tell one encounter.
pub(crate) fn bonds(accounts: &[Account], context: &Context<'_>, threads: usize) -> BTreeSet<(usize, usize)> {
    let links = pairs::links(accounts, context, threads).into_iter().map(|l| (l.a, l.b));
    let alone: Vec<Vec<usize>> = (0..accounts.len()).map(|n| vec![n]).collect();
    let links = links.chain(sequence::placed(&alone, accounts, context));
    let pairs = links.map(|(a, b)| (accounts[a].article, accounts[b].article));
    pairs.filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect()
}

fn account_of(
    (article, finding): (usize, usize),
    m: &Meeting,
    trace: &Trace,
    cast: &Cast,
) -> Option<Account> {
    let who: Vec<usize> = m.who.iter().filter_map(|&p| cast.who(article, p)).collect();
    let basis = model::Basis { rule: String::new(), article: None, quote: None };
    let set = |who: &[usize]| who.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let quote = |words: &String| {
        let (article, part) = (trace.id.clone(), String::new());
        model::Evidence { article, part, start: 0, end: 0, quote: words.clone() }
    };
    (!who.is_empty()).then(|| Account {
        article,
        id: m.id.clone(),
        kind: m.kind,
        status: by_then(m.status, m.when, trace.when),
        parties: set(&who),
        visitors: set(&who[..who.len().min(m.visitors as usize)]),
        told: m.when.map(|when| Told { when, confidence: 1.0, basis }),
        undated: "",
        place: m.place.as_ref().map(|(name, country)| Place::new(name, country.clone())),
        duration: None,
        issues: Vec::new(),
        evidence: m.words.iter().map(quote).collect(),
        background: m.background,
        marks: Marks::default(),
        finding,
    })
}

/// What a report puts on a day after its own is still to come, however it is told ("at next week's summit").
fn by_then(status: Status, when: Option<When>, reported: Option<When>) -> Status {
    match (status, when, reported) {
        (Status::Held, Some(day), Some(report)) if day.from > report.to => Status::Planned,
        _ => status,
    }
}

/// What tells apart two encounters found in the same clause.
fn own_words(source: &Source<'_>, e: &findings::Encounter) -> String {
    let names = e.participants.iter().filter_map(|&p| source.findings.actors.get(p as usize));
    format!("{:?} {}", e.kind, names.map(|a| a.name.as_str()).collect::<Vec<_>>().join(" / "))
}

fn narrowest(places: &[findings::Place], atlas: &Atlas) -> Option<Place> {
    let all = places.iter().filter(|p| !p.name.trim().is_empty());
    let all = all.map(|p| Place::new(p.name.trim(), p.country.clone()));
    // The first told of the narrowest.
    all.rev().max_by_key(|p| atlas.narrowness(p))
}

/// Numbers of the accounts that are one encounter, group by group.
pub(crate) fn group(accounts: &[Account], context: &Context<'_>) -> Vec<Vec<usize>> {
    let mut links = pairs::links(accounts, context, 1);
    links.sort_by(|a, b| {
        let ids = |l: &pairs::Link| (accounts[l.a].id.clone(), accounts[l.b].id.clone());
        b.score.total_cmp(&a.score).then_with(|| ids(a).cmp(&ids(b)))
    });
    let (firm, loose): (Vec<_>, Vec<_>) =
        links.into_iter().partition(|l| accounts[l.a].told.is_some() && accounts[l.b].told.is_some());
    let clear = |a: usize, b: usize| !pairs::conflict(&accounts[a], &accounts[b], context);
    let alone = (0..accounts.len()).map(|n| vec![n]).collect();
    let dated = joined(alone, firm.iter().map(|l| (l.a, l.b)), clear);
    // Account by account, what has no day finds its place before it is taken together with its like.
    let placed = sequence::placed(&dated, accounts, context);
    let placed =
        joined(dated, placed.into_iter(), |a, b| !sequence::conflict(&accounts[a], &accounts[b], context));
    let mut of = vec![0; accounts.len()];
    placed.iter().enumerate().for_each(|(n, g)| g.iter().for_each(|&a| of[a] = n));
    let mut out = joined(placed, loose.iter().map(|l| (of[l.a], of[l.b])), clear);
    out.iter_mut().for_each(|g| g.sort_by(|&a, &b| accounts[a].id.cmp(&accounts[b].id)));
    out
}

/// Groups joined by `pairs` of their numbers, in that order, where every two of their accounts may go together.
fn joined(
    groups: Vec<Vec<usize>>,
    pairs: impl Iterator<Item = (usize, usize)>,
    clear: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..groups.len()).collect();
    // What each group is made of, by the numbers given.
    let mut parts: Vec<Vec<usize>> = of.iter().map(|&n| vec![n]).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = groups.into_iter().enumerate().collect();
    for (a, b) in pairs {
        let (into, from) = (of[a].min(of[b]), of[a].max(of[b]));
        let free = into != from && groups[&into].iter().all(|&m| groups[&from].iter().all(|&n| clear(m, n)));
        if free && let Some(moved) = groups.remove(&from) {
            groups.entry(into).or_default().extend(moved);
            let numbers = std::mem::take(&mut parts[from]);
            numbers.iter().for_each(|&n| of[n] = into);
            parts[into].extend(numbers);
        }
    }
    groups.into_values().collect()
}
