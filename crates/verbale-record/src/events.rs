//! One entry for each coded event.
//!
//! Each encounter of the record is one consultation ([`consult`]), with that encounter's days, place and accounts. Other
//! events are one when, within one story, type, mode, modality, sides and days agree and their clauses say the same: a
//! state and its officials are one side, and a headline repeats its own report.

mod consult;

use crate::actors::Cast;
use crate::calendar::{LATEST, When};
use crate::demands::{side, two_people};
use crate::encounters;
use crate::issues;
use crate::model::{Event, EventAccount, Evidence, IssueEvidence, Open, Origins, Place};
use crate::source::Source;
use crate::times::{self, Told};
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, Modality};
use verbale_register::plover;

struct Account<'a> {
    article: usize,
    found: &'a findings::Event,
    source: Vec<usize>,
    target: Vec<usize>,
    told: Option<Told>,
    place: Option<Place>,
    /// Number of the merged encounter it tells of.
    encounter: Option<usize>,
    words: BTreeSet<String>,
    /// What was asked for, demand by demand.
    asked: Vec<BTreeSet<String>>,
    issues: Vec<IssueEvidence>,
    evidence: Vec<Evidence>,
}

impl Account<'_> {
    fn when(&self) -> Option<When> {
        self.told.as_ref().map(|t| t.when)
    }
}

/// An event told by several articles.
pub(crate) struct Reported {
    pub(crate) id: String,
    pub(crate) accounts: Vec<ReportedAccount>,
}

/// What one article gives for an event.
pub(crate) struct ReportedAccount {
    pub(crate) article: usize,
    pub(crate) when: Option<When>,
    pub(crate) place: Option<Place>,
    pub(crate) evidence: Vec<Evidence>,
}

/// The events by date (unknown last), then id.
pub(crate) struct Assembled {
    pub(crate) events: Vec<Event>,
    /// Of each the id, and the articles that tell it.
    pub(crate) tellers: Vec<(String, BTreeSet<usize>)>,
    pub(crate) reported: Vec<Reported>,
}

/// The events of a circle, one entry each.
pub(crate) fn assemble(
    sources: &[Source<'_>],
    told: &[Vec<Option<Told>>],
    story: &[usize],
    cast: &Cast,
    accounts: &[encounters::Account],
    merged: &[encounters::Merged],
) -> Assembled {
    let (events, ids) = event_accounts(sources, told, cast, accounts, merged);
    let scene = consult::Scene { sources, cast, accounts, merged };
    let mut blocks: BTreeMap<(usize, &str, String, String), Vec<usize>> = BTreeMap::new();
    let mut meetings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, e) in events.iter().enumerate() {
        if let Some(m) = e.encounter {
            meetings.entry(m).or_default().push(n);
            continue;
        }
        let sides = (sides(&e.source, cast), sides(&e.target, cast));
        blocks.entry((story[e.article], &e.found.event, sides.0, sides.1)).or_default().push(n);
    }
    let groups = wording::group(&ids, blocks.into_values(), |a, b| score(&events[a], &events[b], cast));
    let coded = groups.iter().filter(|g| g.iter().all(|&n| events[n].encounter.is_none()));
    let mut out: Vec<(Option<When>, Event, BTreeSet<usize>)> =
        coded.map(|g| one(g, &events, &ids, cast)).collect();
    out.extend(meetings.iter().filter_map(|(&m, g)| consultation(m, g, &events, &ids, &scene)));
    out.sort_by(|a, b| {
        let key = |w: &Option<When>| w.map_or((LATEST, LATEST), |w| (w.from, w.to));
        key(&a.0).cmp(&key(&b.0)).then_with(|| a.1.id.cmp(&b.1.id))
    });
    let tellers = out.iter().map(|(_, e, a)| (e.id.clone(), a.clone())).collect();
    let reported = groups.iter().filter_map(|g| reported(g, &events, &ids)).collect();
    Assembled { events: out.into_iter().map(|(_, e, _)| e).collect(), tellers, reported }
}

/// An event that several articles tell, and what each gives for it; encounters are compared as such.
fn reported(group: &[usize], events: &[Account<'_>], ids: &[String]) -> Option<Reported> {
    let told: Vec<ReportedAccount> = group
        .iter()
        .map(|&n| &events[n])
        .filter(|e| e.encounter.is_none())
        .map(|e| ReportedAccount {
            article: e.article,
            when: e.when(),
            place: e.place.clone(),
            evidence: e.evidence.clone(),
        })
        .collect();
    let several = told.iter().any(|a| a.article != told[0].article);
    several.then(|| Reported {
        id: group.iter().map(|&n| ids[n].clone()).min().unwrap_or_default(),
        accounts: told,
    })
}

fn event_accounts<'a>(
    sources: &'a [Source<'a>],
    told: &[Vec<Option<Told>>],
    cast: &Cast,
    accounts: &[encounters::Account],
    merged: &[encounters::Merged],
) -> (Vec<Account<'a>>, Vec<String>) {
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for (m, e) in merged.iter().enumerate() {
        of.extend(e.accounts.iter().map(|&n| (n, m)));
    }
    let mut by_article: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    accounts.iter().enumerate().for_each(|(n, a)| by_article.entry(a.article).or_default().push(n));
    let (mut out, mut ids) = (Vec::new(), Vec::new());
    for (a, source) in sources.iter().enumerate() {
        let found = &source.findings.events;
        let own =
            |e: &findings::Event| (vec![e.trigger], format!("{} {:?} {:?}", e.event, e.source, e.target));
        let keys: Vec<_> = found.iter().map(own).collect();
        for (found, id) in found.iter().zip(source.ids("event", &keys)) {
            let mut spans = found.evidence.clone();
            if spans.is_empty() {
                spans.push(found.trigger);
            }
            let evidence = source.all_evidence(&spans);
            let who = |ids: &[u32]| -> Vec<usize> {
                ids.iter().filter_map(|&l| cast.who(a, l)).collect::<BTreeSet<_>>().into_iter().collect()
            };
            let (from, to) = (who(&found.source), who(&found.target));
            if evidence.is_empty() || (from.is_empty() && to.is_empty()) {
                continue;
            }
            let near = by_article.get(&a).map_or(&[][..], Vec::as_slice);
            let meeting = (found.event == "CONSULT")
                .then(|| {
                    let fits = near.iter().copied().filter_map(|n| {
                        Some((tells(found, source, &accounts[n], &from, &to)?, std::cmp::Reverse(n)))
                    });
                    fits.max().map(|(_, n)| n.0)
                })
                .flatten();
            let own_time = found.time.and_then(|t| told[a].get(t as usize)?.clone());
            let place = found.place.as_ref().filter(|p| !p.name.trim().is_empty());
            out.push(Account {
                article: a,
                found,
                told: own_time.or_else(|| meeting.and_then(|n| accounts[n].told.clone())),
                place: place
                    .map(|p| Place::new(p.name.trim(), p.country.clone()))
                    .or_else(|| meeting.and_then(|n| accounts[n].place.clone())),
                encounter: meeting.and_then(|n| of.get(&n).copied()),
                words: plain_words(&evidence),
                asked: asked(found, source),
                source: from,
                target: to,
                issues: issues::told(source, &found.issues),
                evidence,
            });
            ids.push(id);
        }
    }
    (out, ids)
}

/// How many parties a consultation and an encounter whose words hold its verb share, less those they do not.
fn tells(
    event: &findings::Event,
    source: &Source<'_>,
    account: &encounters::Account,
    from: &[usize],
    to: &[usize],
) -> Option<i64> {
    let e = source.findings.encounters.get(account.finding)?;
    let inside = |x: &findings::Evidence| x.part == event.trigger.part && x.span.contains(event.trigger.span);
    let fits = e.evidence.iter().any(inside)
        && consult::mode_fits(event.mode.as_deref(), account.kind)
        && consult::status_fits(account.status);
    let own: BTreeSet<usize> = from.iter().chain(to).copied().collect();
    let shared = own.iter().filter(|p| account.parties.contains(p)).count() as i64;
    let apart = own.len() as i64 + account.parties.len() as i64 - 2 * shared;
    let places = |p: &findings::Place| e.places.first().is_some_and(|q| q.name == p.name);
    let there = i64::from(event.place.as_ref().is_some_and(places));
    (fits && shared > 0).then_some(2 * (2 * shared - apart) + there)
}

/// Contents of the demands that stand in an event's words.
fn asked(event: &findings::Event, source: &Source<'_>) -> Vec<BTreeSet<String>> {
    if event.event != "REQUEST" {
        return Vec::new();
    }
    let inside = |at: &findings::Evidence| {
        event.evidence.iter().any(|e| e.part == at.part && e.span.contains(at.span))
    };
    let found = source.findings.demands.iter().filter(|d| inside(&d.content));
    found.map(|d| wording::stems(source.quote(d.content))).collect()
}

fn sides(who: &[usize], cast: &Cast) -> String {
    let all: BTreeSet<String> = who.iter().map(|&n| side(Some(n), cast)).collect();
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// Cues, which say nothing of what is said.
const CUES: &[&str] = &[
    "accus",
    "accuse",
    "ask",
    "blam",
    "blame",
    "call",
    "condemn",
    "criticiz",
    "demand",
    "denounc",
    "describ",
    "offici",
    "official",
    "on",
    "over",
    "say",
    "stat",
    "statement",
    "talk",
    "tell",
    "told",
    "urg",
    "urge",
    "warn",
];

/// Content words of an event's clauses without names, which the parties share anyway; all of a headline in capitals.
fn plain_words(evidence: &[Evidence]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for e in evidence {
        let words: Vec<&str> = e.quote.split_whitespace().collect();
        let small = |w: &&&str| w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase());
        let lower: Vec<&str> = words.iter().filter(small).copied().collect();
        let kept = if lower.len() * 2 < words.len() { words } else { lower };
        out.extend(wording::stems(&kept.join(" ")));
    }
    out.retain(|w| CUES.binary_search(&w.as_str()).is_err());
    out
}

/// How much two accounts agree; 0 where they are two events.
fn score(a: &Account<'_>, b: &Account<'_>, cast: &Cast) -> f64 {
    let days = !matches!((a.when(), b.when()), (Some(x), Some(y)) if !x.overlaps(y));
    let people = |x: &[usize], y: &[usize]| match (x, y) {
        ([p], [q]) => !two_people(Some(*p), Some(*q), cast),
        _ => x == y || x.iter().any(|p| y.contains(p)) || x.is_empty() == y.is_empty(),
    };
    let spoken = matches!(a.found.event.as_str(), "ACCUSE" | "REQUEST");
    let modes = spoken || a.found.mode.is_none() || b.found.mode.is_none() || a.found.mode == b.found.mode;
    let sides = people(&a.source, &b.source) && people(&a.target, &b.target);
    if !days || !sides || !modes || a.encounter != b.encounter || a.found.modality != b.found.modality {
        return 0.0;
    }
    let demands = a.asked.iter().flat_map(|x| b.asked.iter().map(|y| wording::likeness(x, y)));
    let demand = demands.fold(0.0, f64::max);
    if demand > 0.0 {
        return 1.0 + demand;
    }
    let shared = a.words.intersection(&b.words).count();
    let shorter = a.words.len().min(b.words.len()).max(1);
    let part = shared as f64 / shorter as f64;
    // Within an article, and between the words of one person, less needs to be said again.
    let close = a.article == b.article || (spoken && a.source == b.source);
    let enough = if close { shared >= 2 && part >= 0.3 } else { shared >= 3 && part >= 0.5 };
    if enough { part } else { wording::likeness(&a.words, &b.words) }
}

/// The consultation that merged encounter `m` is.
fn consultation(
    m: usize,
    group: &[usize],
    events: &[Account<'_>],
    ids: &[String],
    scene: &consult::Scene<'_>,
) -> Option<(Option<When>, Event, BTreeSet<usize>)> {
    let coded = consult::of(m, scene)?;
    let merged = &scene.merged[m];
    let findings: BTreeSet<String> = group.iter().map(|&n| ids[n].clone()).collect();
    let contexts: BTreeSet<String> =
        group.iter().flat_map(|&n| events[n].found.contexts.iter().cloned()).collect();
    let narrow: Vec<&str> = contexts.iter().map(String::as_str).collect();
    let code = plover::code_in("CONSULT", coded.mode.as_deref(), &narrow);
    let encounter = &merged.encounter;
    let mut open: Vec<Open> =
        encounter.open.iter().filter(|o| matches!(o.field.as_str(), "date" | "place")).cloned().collect();
    if coded.mode.is_none() {
        open.push(Open {
            field: "mode".to_owned(),
            reason: "no mode of the event fits the words".to_owned(),
        });
    }
    if coded.target.is_empty() {
        open.push(Open { field: "target".to_owned(), reason: "the text does not tell the host".to_owned() });
    }
    let account = |a: &crate::model::EncounterAccount| EventAccount {
        article: a.article.clone(),
        evidence: a.evidence.clone(),
    };
    let own = group.iter().flat_map(|&n| &events[n].issues);
    let (issues, issue_evidence) = issues::gathered(encounter.issue_evidence.iter().chain(own));
    let event = Event {
        id: findings.first().cloned().unwrap_or_default(),
        date: encounter.date.clone(),
        source: coded.source,
        target: coded.target,
        event: "CONSULT".to_owned(),
        cameo: code.map(|c| c.cameo.to_owned()),
        goldstein: code.map(|c| c.goldstein),
        mode: coded.mode,
        contexts: contexts.into_iter().collect(),
        issues,
        issue_evidence,
        modality: modality_word(coded.modality).to_owned(),
        place: encounter.place.clone(),
        accounts: encounter.accounts.iter().map(account).collect(),
        origins: Origins::default(),
        findings: findings.into_iter().collect(),
        open,
    };
    let articles = merged.accounts.iter().map(|&a| scene.accounts[a].article).collect();
    Some((merged.when, event, articles))
}

fn modality_word(m: Modality) -> &'static str {
    match m {
        Modality::Occurred => "occurred",
        Modality::Ongoing => "ongoing",
        Modality::Planned => "planned",
        Modality::Possible => "possible",
        Modality::Negated => "negated",
    }
}

fn one(
    group: &[usize],
    events: &[Account<'_>],
    ids: &[String],
    cast: &Cast,
) -> (Option<When>, Event, BTreeSet<usize>) {
    let mut order = group.to_vec();
    order.sort_by(|&a, &b| ids[a].cmp(&ids[b]));
    let told: Vec<&Account<'_>> = order.iter().map(|&n| &events[n]).collect();
    let first = told[0];
    let coded = |all: BTreeSet<usize>| all.into_iter().map(|n| cast.coded(n)).collect::<Vec<_>>();
    let from = coded(told.iter().flat_map(|a| a.source.iter().copied()).collect());
    let to = coded(told.iter().flat_map(|a| a.target.iter().copied()).collect());
    let date = told
        .iter()
        .filter_map(|a| a.told.as_ref())
        .min_by(|a, b| (a.when.length(), a.when, &a.basis).cmp(&(b.when.length(), b.when, &b.basis)));
    let place = told.iter().filter_map(|a| a.place.clone()).min();
    let mode = told.iter().filter_map(|a| a.found.mode.clone()).min();
    let contexts: BTreeSet<String> = told.iter().flat_map(|a| a.found.contexts.iter().cloned()).collect();
    let narrow: Vec<&str> = contexts.iter().map(String::as_str).collect();
    let code = plover::code_in(&first.found.event, mode.as_deref(), &narrow);
    // What happened outweighs what was to.
    let modality = told.iter().map(|a| a.found.modality).min_by_key(|m| match m {
        Modality::Occurred => 0,
        Modality::Ongoing => 1,
        Modality::Planned => 2,
        Modality::Possible => 3,
        Modality::Negated => 4,
    });
    let mut open = Vec::new();
    let mut note = |missing: bool, field: &str, reason: &str| {
        if missing {
            open.push(Open { field: field.to_owned(), reason: reason.to_owned() });
        }
    };
    let timed = told.iter().any(|a| a.found.time.is_some());
    let undated = if timed { "the words for its time give no day" } else { "no time is told for it" };
    note(date.is_none(), "date", undated);
    note(mode.is_none(), "mode", "no mode of the event fits the words");
    note(place.is_none(), "place", "the text does not tell where");
    note(code.is_none(), "cameo", "the event has no row in the tables");
    note(code.is_none(), "goldstein", "the event has no row in the tables");
    let findings: BTreeSet<String> = order.iter().map(|&n| ids[n].clone()).collect();
    let mut accounts: BTreeMap<String, EventAccount> = BTreeMap::new();
    for a in &told {
        let Some(article) = a.evidence.first().map(|e| e.article.clone()) else { continue };
        let account =
            accounts.entry(article.clone()).or_insert_with(|| EventAccount { article, evidence: Vec::new() });
        for e in &a.evidence {
            if !account.evidence.contains(e) {
                account.evidence.push(e.clone());
            }
        }
    }
    let (issues, issue_evidence) = issues::gathered(told.iter().flat_map(|a| &a.issues));
    let event = Event {
        id: findings.first().cloned().unwrap_or_default(),
        date: date.map(times::date),
        source: from,
        target: to,
        event: first.found.event.clone(),
        cameo: code.map(|c| c.cameo.to_owned()),
        goldstein: code.map(|c| c.goldstein),
        mode,
        contexts: contexts.into_iter().collect(),
        issues,
        issue_evidence,
        modality: modality_word(modality.unwrap_or(Modality::Occurred)).to_owned(),
        place,
        accounts: accounts.into_values().collect(),
        origins: Origins::default(),
        findings: findings.into_iter().collect(),
        open,
    };
    (date.map(|d| d.when), event, told.iter().map(|a| a.article).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(quote: &str) -> BTreeSet<String> {
        let (article, part) = ("a".to_owned(), "body".to_owned());
        plain_words(&[Evidence { article, part, start: 0, end: 0, quote: quote.to_owned() }])
    }

    #[test]
    fn names_and_cues_are_not_what_an_accusation_shares() {
        let a = words("Moscow accused Tallinn of harassing Russian speakers");
        let b = words("Moscow accused Tallinn of violating airspace");
        assert!(a.is_disjoint(&b), "{a:?} {b:?}");
    }

    #[test]
    fn a_headline_in_capitals_keeps_its_words() {
        let headline = words("Moscow Urges Tallinn To Withdraw Its Troops");
        let lead = words("Moscow urged Estonia on Friday to withdraw troops from the border");
        assert!(headline.intersection(&lead).count() >= 2, "{headline:?} {lead:?}");
    }

    #[test]
    fn the_list_of_cues_can_be_searched() {
        assert!(CUES.windows(2).all(|w| w[0] < w[1]));
    }
}
