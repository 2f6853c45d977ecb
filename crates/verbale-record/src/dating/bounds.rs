//! What bounds an article's date: offices told as held, years told as past.

use super::{Dated, Holders};
use crate::calendar::{EARLIEST, LATEST, When};
use crate::model::Basis;
use crate::names::{self, Fit};
use crate::source::Source;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use verbale_extract::findings::{ActorKind, Office, Standing, Tense};
use verbale_register::Tenure;
use verbale_time::{TimeValue, YearRef};

/// Stretches of days of which the date lies in one, and why.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) spans: Vec<(Date, Date)>,
    /// Whether an office is told as given up.
    pub(super) former: bool,
    /// How often the article speaks of the one who held it.
    pub(super) mentions: usize,
    pub(super) basis: Basis,
}

/// What all bounds together leave.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) basis: Vec<Basis>,
    pub(super) confidence: f64,
}

/// Longer than this, an interval says less than its two ends seem to.
pub(super) const TOO_WIDE: i32 = 3653;

impl Frame {
    pub(super) fn when(&self) -> When {
        When::within(self.from, self.to)
    }

    /// As the date, if it says enough.
    pub(super) fn dated(self, confidence: f64) -> Dated {
        if self.from == EARLIEST || self.to == LATEST || self.when().length() > TOO_WIDE {
            return open(Some(&self));
        }
        let confidence = confidence.min(0.99);
        Dated { when: Some(self.when()), basis: self.basis, confidence, reason: String::new() }
    }
}

/// No date, and what bounds it all the same.
pub(super) fn open(frame: Option<&Frame>) -> Dated {
    Dated::unknown(&match frame.map(|f| (f.from, f.to)) {
        None | Some((EARLIEST, LATEST)) => "no date is stated, and nothing in the text bounds it".to_owned(),
        Some((from, LATEST)) => {
            format!("no date is stated; the text shows only that it is not before {from}")
        }
        Some((EARLIEST, to)) => format!("no date is stated; the text shows only that it is not after {to}"),
        Some((from, to)) => {
            format!("no date is stated; the text shows only that it is between {from} and {to}")
        }
    })
}

/// What the years told bound, beside `tenures`.
pub(super) fn with_years(source: &Source<'_>, tenures: &[Bound]) -> Vec<Bound> {
    tenures.iter().cloned().chain(years(source)).collect()
}

/// What the offices told bound.
pub(super) fn tenures(source: &Source<'_>, holders: &Holders<'_>) -> Vec<Bound> {
    let mut out: BTreeMap<String, Bound> = BTreeMap::new();
    for actor in source.findings.actors.iter().filter(|a| a.kind == ActorKind::Person) {
        let written: Vec<&str> =
            std::iter::once(&actor.name).chain(&actor.variants).map(String::as_str).collect();
        for office in &actor.offices {
            if let Some((person, bound)) = tenure(source, &written, office, holders, actor.mentions.len()) {
                out.entry(format!("{person} {} {:?}", office.role, office.country)).or_insert(bound);
            }
        }
    }
    out.into_values().collect()
}

/// When the person called the holder of an office was so.
fn tenure(
    source: &Source<'_>,
    written: &[&str],
    office: &Office,
    holders: &Holders<'_>,
    mentions: usize,
) -> Option<(&'static str, Bound)> {
    let register = holders.register;
    let mut held = match office.country.as_deref() {
        Some(country) => register.holders(&office.role, country, verbale_register::DateRange::ever()),
        // "President Obama": the country goes without saying.
        None => holders.named(&office.role, written),
    };
    if let Some(to) = office.counterpart.as_deref() {
        held.retain(|t| t.counterpart.is_none() || t.counterpart == Some(to));
    }
    let fits = |t: &&Tenure| {
        let Some(p) = register.person(t.person) else { return Fit::None };
        let known = p.names();
        let best = known.iter().flat_map(|k| written.iter().map(move |w| names::fit(w, k))).max();
        best.unwrap_or(Fit::None)
    };
    let best = held.iter().map(fits).max().filter(|&f| f >= Fit::Near)?;
    held.retain(|t| fits(t) == best);
    let person = held.first()?.person;
    let one = held.iter().all(|t| t.person == person);
    if !one && (office.country.is_some() || Holders::too_many(&held)) {
        return None;
    }
    let widest: Vec<_> = held.iter().map(|t| t.widest()).collect();
    let spans = match office.standing {
        Standing::Current => widest.iter().map(|r| (r.from, r.to)).collect(),
        // No longer in office: some time after a tenure ended.
        Standing::Former => vec![(held.iter().filter_map(|t| t.to).map(|w| w.first).min()?, LATEST)],
        Standing::Then | Standing::Coming => return None,
    };
    let name = register.person(person)?.name;
    let role = register.office(&office.role).map_or(office.role.as_str(), |o| o.name);
    let of = held.first()?.of;
    let state = register.state(of).map_or(of, |s| s.name);
    let held_words = if office.standing == Standing::Former { "was no longer" } else { "was" };
    let basis = Basis {
        rule: format!("{name} {held_words} {role}, {state}: {}", spans_words(&spans)),
        article: Some(source.id().to_owned()),
        quote: Some(source.quote(office.at).to_owned()).filter(|q| !q.is_empty()),
    };
    Some((person, Bound { spans, former: office.standing == Standing::Former, mentions, basis }))
}

fn spans_words(spans: &[(Date, Date)]) -> String {
    let end = |d: Date| match d {
        EARLIEST | LATEST => "…".to_owned(),
        d => d.to_string(),
    };
    spans.iter().map(|(a, b)| format!("{} to {}", end(*a), end(*b))).collect::<Vec<_>>().join(", ")
}

/// The latest year told as past is a lower bound; a date in full told as past is one to the day.
fn years(source: &Source<'_>) -> Option<Bound> {
    let mut latest: Option<(Date, String)> = None;
    for time in &source.findings.times {
        let TimeValue::Calendar(c) = &time.expression.value else { continue };
        let Some(YearRef::Year(year)) = c.year else { continue };
        if time.tense != Tense::Past || !(1900..=2100).contains(&year) {
            continue;
        }
        let first = match c.part {
            Some(verbale_time::Part::Day(m, d)) => Date::new(year, m, d).ok(),
            Some(verbale_time::Part::Month(m)) => Date::new(year, m, 1).ok(),
            _ => None,
        };
        let first = first.unwrap_or(date(year, 1, 1));
        if latest.as_ref().is_none_or(|(d, _)| first > *d) {
            latest = Some((first, source.quote(time.at).to_owned()));
        }
    }
    let (from, quote) = latest?;
    let basis = Basis {
        rule: format!("tells of it as past, so not before {from}"),
        article: Some(source.id().to_owned()),
        quote: Some(quote).filter(|q| !q.is_empty()),
    };
    Some(Bound { spans: vec![(from, LATEST)], former: false, mentions: 0, basis })
}

/// The days that all bounds allow, or, of three and more, all but one: a garbled name contradicts the others.
pub(super) fn solve(bounds: &[Bound]) -> Option<Frame> {
    let mut edges: Vec<Date> =
        bounds.iter().flat_map(|b| b.spans.iter().flat_map(|s| [s.0, next(s.1)])).collect();
    edges.sort();
    edges.dedup();
    let holds = |b: &Bound, d: Date| b.spans.iter().any(|s| s.0 <= d && d <= s.1);
    let count = |d: Date| bounds.iter().filter(|b| holds(b, d)).count();
    let most = edges.iter().map(|&d| count(d)).max()?;
    let allowed = if bounds.len() >= 3 { bounds.len() - 1 } else { bounds.len() };
    if most < allowed.max(1) {
        return None;
    }
    let best: Vec<usize> = (0..edges.len()).filter(|&i| count(edges[i]) == most).collect();
    let from = edges[*best.first()?];
    let last = *best.last()?;
    // Up to the day before the next edge, where the count changes.
    let to = edges.get(last + 1).map_or(LATEST, |d| d.yesterday().unwrap_or(*d));
    let mut basis: Vec<Basis> =
        bounds.iter().filter(|b| holds(b, from) || holds(b, to)).map(|b| b.basis.clone()).collect();
    basis.sort();
    let confidence = if most == bounds.len() { 0.9 } else { 0.75 };
    Some(Frame { from, to: to.max(from), basis, confidence })
}

fn next(d: Date) -> Date {
    d.tomorrow().unwrap_or(d)
}
