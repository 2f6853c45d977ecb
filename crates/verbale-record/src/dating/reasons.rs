//! The reasons for a date worked out: of the clues, those that lead to it.

use super::bounds::Bound;
use super::clues::{Clues, Told, number};
use crate::calendar::When;
use crate::model::Basis;
use crate::source::Source;

/// Days before the date within which a day told leads to it.
const SHORTLY: i32 = 31;

/// Offices named as reasons.
const OFFICES: usize = 6;

pub(super) fn basis(source: &Source<'_>, clues: &Clues, tenures: &[Bound], when: When) -> Vec<Basis> {
    let (from, to) = (number(when.from), number(when.to));
    let mut out = Vec::new();
    let mut add = |rule: String, quote: &str| {
        let quote = Some(quote.to_owned()).filter(|q| !q.is_empty());
        out.push(Basis { rule, article: Some(source.id().to_owned()), quote });
    };
    let month = when.length() <= SHORTLY;
    let close = |t: &&Told<i32>| !t.future && from - SHORTLY <= t.what && t.what <= to;
    if let Some(t) = clues.days.iter().filter(close).max_by_key(|t| t.what).filter(|_| month) {
        add("the latest day told".to_owned(), &t.quote);
    }
    for t in clues.yearless.iter().filter(|_| month) {
        let of_year = |(m, d): (i8, i8)| i32::from(m) * 31 + i32::from(d);
        let since = of_year((when.to.month(), when.to.day())) - of_year((t.what.0, t.what.1));
        if !t.future && (0..=SHORTLY).contains(&since) {
            add("a day of the month told shortly before".to_owned(), &t.quote);
            break;
        }
    }
    if let Some(t) = clues.weekdays.first().filter(|_| when.is_day()) {
        add("the day of the week the report tells of first".to_owned(), &t.quote);
    }
    let year = i32::from(when.to.year());
    let latest = clues.years.iter().filter(|t| t.what <= year).max_by_key(|t| t.what);
    if let Some(t) = latest {
        add(format!("the latest year told: {}", t.what), &t.quote);
    }
    let holds = |b: &&Bound| b.spans.iter().any(|s| s.0 <= when.to && when.from <= s.1);
    let mut offices: Vec<&Bound> = tenures.iter().filter(holds).collect();
    offices.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.basis.cmp(&b.basis)));
    out.extend(offices.into_iter().take(OFFICES).map(|b| b.basis.clone()));
    if out.is_empty() {
        out.push(Basis {
            rule: "weighed from the years, months and people the text names".to_owned(),
            article: Some(source.id().to_owned()),
            quote: None,
        });
    }
    out
}
