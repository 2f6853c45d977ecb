//! When an article was published: as it states, or worked out from what it says, with the reasons.
//!
//! Without a stated date, every sign in the text makes some days likelier than others ([`signs`], [`weights`]), and what
//! is likely enough is given: a day, a month, a year, an interval, or nothing. A day told near the news by which an
//! encounter is dated is given with less.

mod bounds;
mod clues;
mod holders;
mod mates;
mod near;
mod posterior;
mod reasons;
mod signs;
mod weights;
mod yearless;

pub(crate) use signs::GROUPS;

use clues::Clues;
use posterior::Posterior;

pub(crate) use holders::Holders;
pub(crate) use mates::{by_mates, mates};

use crate::calendar::When;
use crate::model::{self, Basis};
use crate::source::Source;
use jiff::civil::Date;
use verbale_article::DateOrigin;
use verbale_register::DateRange;

/// An article's date of publication, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dated {
    pub(crate) when: Option<When>,
    pub(crate) basis: Vec<Basis>,
    /// How likely the date lies in `when`.
    pub(crate) confidence: f64,
    /// Why there is none.
    pub(crate) reason: String,
}

impl Dated {
    /// As the record gives it.
    pub(crate) fn date(&self) -> Option<model::Date> {
        self.when.map(|w| w.dated(self.basis.clone(), self.confidence))
    }

    pub(crate) fn unknown(reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..Self::default() }
    }
}

/// For look-ups in the register.
pub(crate) fn range(when: When) -> DateRange {
    DateRange { from: when.from, to: when.to }
}

/// The signs of one article for each day it may be of, for fitting what they are worth.
pub(crate) fn signs(source: &Source<'_>, holders: &Holders<'_>) -> Vec<(Date, [u8; GROUPS])> {
    let tenures = bounds::tenures(source, holders);
    let clues = Clues::read(source, &tenures, &holders.known(&source.findings.actors));
    posterior::asked(&clues)
}

/// The date of one article by itself.
pub(crate) fn alone(source: &Source<'_>, holders: &Holders<'_>) -> Dated {
    stated(source).unwrap_or_else(|| worked_out(source, holders))
}

/// Days by which two statements of one date may differ without doubt: time zones, and a page put up the next morning.
const SAME_DATE: i32 = 2;

fn stated(source: &Source<'_>) -> Option<Dated> {
    let all: Vec<_> =
        source.article.stated_dates.iter().filter_map(|s| When::parse(&s.date).map(|w| (s, w))).collect();
    let &(first, mut when) = all.first()?;
    if let Some((_, day)) = all.iter().find(|(_, w)| !when.is_day() && w.is_day() && w.overlaps(when)) {
        when = *day;
    }
    let agree = all.iter().all(|(_, w)| w.gap(when) <= SAME_DATE);
    let confidence = match first.origin {
        DateOrigin::Field | DateOrigin::JsonLd | DateOrigin::Meta => 0.99,
        DateOrigin::Text | DateOrigin::Dateline => 0.97,
        DateOrigin::TimeElement | DateOrigin::Url => 0.95,
    };
    let basis = all.iter().map(|(s, w)| Basis {
        rule: if w.gap(when) <= SAME_DATE {
            format!("stated {}", origin_words(s.origin))
        } else {
            format!("stated otherwise {}", origin_words(s.origin))
        },
        article: Some(source.id().to_owned()),
        quote: Some(s.quote.clone()).filter(|q| !q.is_empty()),
    });
    let confidence = if agree { confidence } else { 0.8 };
    Some(Dated { when: Some(when), basis: basis.collect(), confidence, reason: String::new() })
}

fn origin_words(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::Field => "in the record's date field",
        DateOrigin::JsonLd => "in the page's structured data",
        DateOrigin::Meta => "in the page's meta data",
        DateOrigin::TimeElement => "in a time element of the page",
        DateOrigin::Text => "on the page",
        DateOrigin::Dateline => "in the dateline",
        DateOrigin::Url => "in the address",
    }
}

/// How likely a day, a month or a year must be to be given as the date.
const DAY: f64 = 0.8;
const MONTH: f64 = 0.85;
const YEAR: f64 = 0.7;

/// An interval less likely than this is no answer.
const INTERVAL: f64 = 0.5;

/// What an interval leaves out at either end.
const TAIL: f64 = 0.05;

fn worked_out(source: &Source<'_>, holders: &Holders<'_>) -> Dated {
    let tenures = bounds::tenures(source, holders);
    let clues = Clues::read(source, &tenures, &holders.known(&source.findings.actors));
    let frame = bounds::solve(&bounds::with_years(source, &tenures));
    let Some(posterior) = Posterior::of(&clues) else {
        return Dated::unknown("no date is stated, and nothing in the text bounds it");
    };
    let give = |when: When, confidence: f64| Dated {
        when: Some(when),
        basis: reasons::basis(source, &clues, &tenures, when),
        confidence: confidence.min(0.99),
        reason: String::new(),
    };
    if let Some((day, share)) = posterior.day().filter(|d| d.1 >= DAY) {
        return give(When::day(day), share);
    }
    let month = posterior.likeliest(|d| (d.first_of_month(), d.last_of_month()));
    if let Some((month, share)) = month.filter(|m| m.1 >= MONTH) {
        return give(month, share);
    }
    let narrowed = frame.clone().map(|f| yearless::narrow(source, f));
    if let Some(dated) = near::day(source, narrowed.as_ref())
        && posterior.day().is_some_and(|(day, _)| dated.when == Some(When::day(day)))
    {
        return dated;
    }
    if let Some(dated) = narrowed.and_then(|f| near::month(source, &f)) {
        return dated;
    }
    let year = posterior.likeliest(|d| (d.first_of_year(), d.last_of_year()));
    if let Some((year, share)) = year.filter(|y| y.1 >= YEAR) {
        return give(year, share);
    }
    if let Some(dated) = frame.clone().map(|f| {
        let share = posterior.within(f.when());
        f.dated(share)
    }) && dated.when.is_some_and(|w| w.length() > 62)
        && dated.confidence >= INTERVAL
    {
        return dated;
    }
    match posterior.middle(TAIL).filter(|w| w.length() > 62 && w.length() <= bounds::TOO_WIDE) {
        Some(when) => give(when, posterior.within(when)),
        None => bounds::open(frame.as_ref()),
    }
}
