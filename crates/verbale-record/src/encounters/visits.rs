//! A visit told without days has those of the meetings told during it, and a meeting told beside a dated visit its days.

use super::{Account, Context, Merged};
use crate::calendar::When;
use crate::model::{Basis, Evidence};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{EncounterKind, Status};

/// Meetings farther apart than this are not of one visit.
const LONGEST: i32 = 10;

/// Dates what the company of visits and meetings in their articles dates.
pub(super) fn date(merged: &mut [Merged], accounts: &[Account], context: &Context<'_>) {
    by_meetings(merged, accounts, context);
    by_visit(merged, accounts, context);
}

/// Code points within which a meeting is told beside the visit it was part of.
const BESIDE: usize = 400;

/// "A visit last month by A to B's country. A met C of that country": told together, undated itself, no other visit there
/// by A in the article, and not told to be elsewhere.
fn by_visit(merged: &mut [Merged], accounts: &[Account], context: &Context<'_>) {
    let mut visits: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut meetings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, m) in merged.iter().enumerate() {
        let first = &accounts[m.accounts[0]];
        if first.kind == EncounterKind::Visit {
            m.accounts.iter().for_each(|&a| visits.entry(accounts[a].article).or_default().push(n));
        } else if m.when.is_none() && m.accounts.iter().all(|&a| is_meeting(&accounts[a])) {
            m.accounts.iter().for_each(|&a| meetings.entry(accounts[a].article).or_default().push(n));
        }
    }
    for (article, told) in meetings {
        for n in told {
            let own = visits.get(&article).map_or(&[][..], Vec::as_slice);
            let of: BTreeSet<usize> =
                own.iter().copied().filter(|&v| during(&merged[v], &merged[n], accounts, context)).collect();
            let [v] = of.iter().copied().collect::<Vec<_>>()[..] else { continue };
            let (visit, meeting) = (&merged[v], &merged[n]);
            let Some(when) = visit.when.filter(|w| w.length() <= 31 && merged[n].when.is_none()) else {
                continue;
            };
            let held = visit.encounter.status == "held";
            let Some(words) = beside(visit, meeting).filter(|_| held) else { continue };
            let rule = format!("the visit it was part of, dated {}", when.edtf());
            let basis =
                Basis { rule, article: Some(words.article.clone()), quote: Some(words.quote.clone()) };
            let when = When::within(when.from, when.to);
            let date = when.dated(vec![basis], 0.6);
            let meeting = &mut merged[n];
            meeting.when = Some(when);
            meeting.encounter.date = Some(date);
            meeting.encounter.open.retain(|o| o.field != "date");
        }
    }
}

/// The visit's words, where the meeting's follow them closely.
fn beside(visit: &Merged, meeting: &Merged) -> Option<Evidence> {
    let pieces = |m: &Merged| -> Vec<Evidence> {
        m.encounter.accounts.iter().flat_map(|a| a.evidence.iter().cloned()).collect()
    };
    let after = pieces(meeting);
    let close = |v: &Evidence| {
        after.iter().any(|m| {
            m.article == v.article && m.part == v.part && m.start >= v.start && m.start <= v.end + BESIDE
        })
    };
    pieces(visit).into_iter().find(close)
}

/// Dates undated visits that took place and are news, from the visitors' meetings with people of the state visited, told
/// in the same story.
fn by_meetings(merged: &mut [Merged], accounts: &[Account], context: &Context<'_>) {
    let mut meetings: BTreeMap<usize, Vec<(When, usize)>> = BTreeMap::new();
    for (n, m) in merged.iter().enumerate() {
        let first = &accounts[m.accounts[0]];
        if let (Some(when), true) = (m.when.filter(|w| w.is_day()), is_meeting(first)) {
            for story in stories(m, accounts, context) {
                meetings.entry(story).or_default().push((when, n));
            }
        }
    }
    for v in 0..merged.len() {
        let visit = &merged[v];
        let news = |a: &Account| a.kind == EncounterKind::Visit && a.status == Status::Held && !a.background;
        if visit.when.is_some() || !visit.accounts.iter().any(|&n| news(&accounts[n])) {
            continue;
        }
        let mut days: Vec<(When, usize)> = stories(visit, accounts, context)
            .iter()
            .flat_map(|s| meetings.get(s).map_or(&[][..], Vec::as_slice))
            .filter(|(_, m)| during(visit, &merged[*m], accounts, context))
            .copied()
            .collect();
        days.sort();
        days.dedup();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
        let when = When::lasting(first.0.from, last.0.to);
        if when.length() > LONGEST {
            continue;
        }
        let basis = days.iter().filter_map(|(day, m)| {
            let e = merged[*m].encounter.accounts.first()?.evidence.first()?;
            Some(Basis {
                rule: format!("a meeting during it, dated {}", day.edtf()),
                article: Some(e.article.clone()),
                quote: Some(e.quote.clone()),
            })
        });
        let date = when.dated(basis.collect(), 0.6);
        let visit = &mut merged[v];
        visit.when = Some(when);
        visit.encounter.date = Some(date);
        visit.encounter.open.retain(|o| o.field != "date");
    }
}

fn is_meeting(a: &Account) -> bool {
    a.status == Status::Held && !matches!(a.kind, EncounterKind::Visit | EncounterKind::Call)
}

/// Stories that tell it as news.
fn stories(m: &Merged, accounts: &[Account], context: &Context<'_>) -> BTreeSet<usize> {
    let news = m.accounts.iter().map(|&n| &accounts[n]).filter(|a| !a.background);
    news.map(|a| context.story[a.article]).collect()
}

/// Whether a visitor is in the meeting, with someone of the state visited, and the meeting is not told to be elsewhere.
fn during(visit: &Merged, meeting: &Merged, accounts: &[Account], context: &Context<'_>) -> bool {
    let parties = |m: &Merged| -> BTreeSet<usize> {
        m.accounts.iter().flat_map(|&n| accounts[n].parties.iter().copied()).collect()
    };
    let told: BTreeSet<usize> =
        visit.accounts.iter().flat_map(|&n| accounts[n].visitors.iter().copied()).collect();
    let guests = if told.is_empty() { parties(visit) } else { told };
    let there = parties(meeting);
    let country = |p: &usize| context.cast.member(*p).country.clone();
    let host = visit
        .encounter
        .place
        .as_ref()
        .and_then(|p| p.country.clone().or_else(|| context.atlas.chain(p).pop()))
        .or_else(|| parties(visit).iter().filter(|p| !guests.contains(p)).find_map(country));
    let Some(host) = host else { return false };
    let place = meeting.encounter.place.as_ref().and_then(|p| p.country.clone());
    guests.iter().any(|g| context.cast.member(*g).is_person() && there.contains(g))
        && there.iter().any(|p| country(p).as_ref() == Some(&host))
        && place.is_none_or(|p| p == host)
}
