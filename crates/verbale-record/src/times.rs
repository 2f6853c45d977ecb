//! The days an article's time expressions mean, once its own date is known or worked out.

use crate::calendar::When;
use crate::dating::Dated;
use crate::model::{Basis, Date};
use crate::resolving;
use crate::source::Source;
use verbale_extract::findings::TimeId;

/// A time expression with the days it means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) when: When,
    pub(crate) confidence: f64,
    pub(crate) basis: Basis,
}

/// The time expressions of one article; `None` for those that no day can be given for.
pub(crate) fn told(source: &Source<'_>, dated: &Dated) -> Vec<Option<Told>> {
    let resolved = resolving::all(source, dated.when);
    let times = source.findings.times.iter().zip(resolved);
    times
        .map(|(time, resolved)| {
            let r = resolved?;
            let (rule, confidence) = if r.absolute {
                ("the words give the date in full", 0.95)
            } else {
                ("the words, counted from the article's own date", 0.9 * dated.confidence)
            };
            let basis = Basis {
                rule: rule.to_owned(),
                article: Some(source.id().to_owned()),
                quote: Some(source.quote(time.at).to_owned()).filter(|q| !q.is_empty()),
            };
            Some(Told { when: r.when, confidence, basis })
        })
        .collect()
}

/// The date that several expressions give one happening: the best, made narrower by those that agree with it.
pub(crate) fn date_of(ids: &[TimeId], told: &[Option<Told>]) -> Option<Told> {
    let mut given = ids.iter().filter_map(|&id| told.get(id as usize)?.clone());
    let mut best = given.next()?;
    for other in given {
        let narrower = other.when.length() < best.when.length();
        if best.when.overlaps(other.when)
            && (narrower || other.when == best.when && other.confidence > best.confidence)
        {
            best = other;
        }
    }
    Some(best)
}

/// As the record gives it.
pub(crate) fn date(told: &Told) -> Date {
    told.when.dated(vec![told.basis.clone()], told.confidence)
}
