//! When an article was published: as it states, or worked out from what it says, with the reasons.
//!
//! Without a stated date, offices bound it (a person called foreign minister was foreign minister), past years bound
//! it from below, and a day of the month near the news ("on July 26", a caption's date) places it, its year chosen by
//! those bounds and by the days of the week named. What stays open is an interval, or nothing.

mod bounds;
mod mates;
mod near;
mod yearless;

pub(crate) use mates::by_mates;

use crate::calendar::When;
use crate::model::{Basis, Date};
use crate::source::Source;
use verbale_article::DateOrigin;
use verbale_register::{DateRange, Register};

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
    pub(crate) fn date(&self) -> Option<Date> {
        self.when.map(|w| w.dated(self.basis.clone(), self.confidence))
    }

    /// Whether the very day is known.
    pub(crate) fn is_day(&self) -> bool {
        self.when.is_some_and(When::is_day)
    }

    pub(crate) fn unknown(reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..Self::default() }
    }
}

/// For look-ups in the register.
pub(crate) fn range(when: When) -> DateRange {
    DateRange { from: when.from, to: when.to }
}

/// The date of one article by itself.
pub(crate) fn alone(source: &Source<'_>, register: &Register) -> Dated {
    stated(source).unwrap_or_else(|| worked_out(source, register))
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

fn worked_out(source: &Source<'_>, register: &Register) -> Dated {
    let bounds = bounds::find(source, register);
    let frame = bounds::solve(&bounds).map(|f| yearless::narrow(source, f));
    if let Some(dated) = near::day(source, frame.as_ref()) {
        return dated;
    }
    let Some(frame) = frame else {
        return Dated::unknown("no date is stated, and nothing in the text bounds it");
    };
    near::month(source, &frame).or_else(|| near::week(source, &frame)).unwrap_or_else(|| frame.dated())
}
