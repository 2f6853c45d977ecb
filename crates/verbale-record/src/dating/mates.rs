//! An article without a date of its own gets that of the articles that tell the same encounter, where its words fit.

use super::{Dated, near};
use crate::actors::Cast;
use crate::calendar::When;
use crate::encounters::Account;
use crate::model::Basis;
use crate::source::Source;
use crate::trace::Trace;
use jiff::civil::Date;
use std::collections::BTreeMap;
use verbale_extract::findings::ActorKind;

/// Longer intervals than this may still be narrowed by a mate.
const KNOWN: i32 = 1;

/// For each article not dated to the day the pairs of accounts, its own first, by which another article of its story that
/// is dated may date it. `story` numbers each article's story.
pub(crate) fn mates(
    traces: &[Trace],
    accounts: &[Account],
    cast: &Cast,
    story: &[usize],
) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut told: BTreeMap<(u8, usize, usize), Vec<usize>> = BTreeMap::new();
    for (n, account) in accounts.iter().enumerate().filter(|(_, a)| !a.background) {
        for key in people_pairs(account, cast) {
            told.entry(key).or_default().push(n);
        }
    }
    let known = |n: usize| traces[accounts[n].article].when.filter(|w| w.length() <= KNOWN).is_some();
    let mut out: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for block in told.values() {
        let (dated, undated): (Vec<usize>, Vec<usize>) = block.iter().partition(|&&n| known(n));
        for mine in undated {
            let own = accounts[mine].article;
            let of_story = dated.iter().filter(|&&m| story[accounts[m].article] == story[own]);
            let telling = of_story.filter(|&&m| accounts[m].when().is_some_and(When::is_day));
            let pairs: Vec<(usize, usize)> = telling.map(|&theirs| (mine, theirs)).collect();
            if !pairs.is_empty() {
                out.entry(own).or_default().extend(pairs);
            }
        }
    }
    out
}

/// The date its mates give an article; `own` is what it has by itself.
pub(crate) fn by_mates(
    source: &Source<'_>,
    own: &Dated,
    pairs: &[(usize, usize)],
    accounts: &[Account],
    traces: &[Trace],
) -> Option<Dated> {
    let vote = |&(mine, theirs): &(usize, usize)| {
        vote(source, own, &accounts[mine], &accounts[theirs], &traces[accounts[theirs].article])
    };
    let votes: Vec<Vote> = pairs.iter().filter_map(vote).collect();
    decide(&votes, own)
}

fn people_pairs(account: &Account, cast: &Cast) -> Vec<(u8, usize, usize)> {
    let people: Vec<usize> =
        account.parties.iter().copied().filter(|&p| cast.member(p).kind == ActorKind::Person).collect();
    let class = u8::from(matches!(account.kind, verbale_extract::findings::EncounterKind::Call));
    let mut out = Vec::new();
    for (i, &a) in people.iter().enumerate() {
        out.extend(people[i + 1..].iter().map(|&b| (class, a, b)));
    }
    out
}

/// A day one mate gives an article, with the reasons.
struct Vote {
    day: Date,
    basis: Vec<Basis>,
}

/// The mate dates the encounter to a day of the week that this article names for it too: then it is the same day, and
/// the article is of the day of the week it opens with, closest to that.
fn vote(source: &Source<'_>, own: &Dated, mine: &Account, theirs: &Account, mate: &Trace) -> Option<Vote> {
    let day = theirs.when().filter(|w| w.is_day())?.from;
    let times = &source.findings.encounters.get(mine.finding)?.times;
    let weekday = day.weekday().to_monday_one_offset();
    let named = near::weekdays(source);
    // The words that date the encounter itself; else any naming of that day in the article.
    let of_it = named.iter().find(|(w, t)| {
        *w == weekday
            && times.iter().any(|&id| source.findings.times.get(id as usize).is_some_and(|x| x.at == t.at))
    });
    let (_, words) = of_it.or_else(|| named.iter().find(|(w, _)| *w == weekday))?;
    let (lead, _) = near::lead_weekday(source)?;
    let (published, away) = near::closest(day, lead)?;
    if own.when.is_some_and(|w| !w.contains(published)) || away.abs() > 2 {
        return None;
    }
    let mut basis = vec![
        Basis {
            rule: format!("another article of the same story dates the same encounter to {day}"),
            article: Some(mate.id.clone()),
            quote: theirs.evidence.first().map(|e| e.quote.clone()),
        },
        Basis {
            rule: "its own day of the week for it fits".to_owned(),
            article: Some(source.id().to_owned()),
            quote: Some(source.quote(words.at).to_owned()),
        },
    ];
    basis.extend(own.basis.iter().cloned());
    Some(Vote { day: published, basis })
}

/// The day most mates give; none where two days have as many.
fn decide(votes: &[Vote], old: &Dated) -> Option<Dated> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    votes.iter().for_each(|v| *counts.entry(v.day).or_default() += 1);
    let most = counts.values().max()?;
    let best: Vec<Date> = counts.iter().filter(|(_, n)| *n == most).map(|(d, _)| *d).collect();
    let [day] = best[..] else { return None };
    let basis = votes.iter().filter(|v| v.day == day).map(|v| &v.basis).min()?.clone();
    debug_assert!(old.when.is_none_or(|w| w.contains(day)));
    Some(Dated { when: Some(When::day(day)), basis, confidence: 0.6, reason: String::new() })
}
