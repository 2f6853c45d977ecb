//! The fields of encounters: status, date, place, duration, participants.

use super::{Outcome, Scene, Told, all_pairs, by_tellers};
use crate::calendar::{LATEST, When};
use crate::encounters::{Account, Context, durations_agree};
use crate::model::{self, Comparison, Evidence, Reading};
use crate::places::Lie;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, Minutes, Status};
use verbale_span::Span;

pub(super) fn find(scene: &Scene<'_>) -> Vec<Comparison> {
    let (sources, context) = (scene.sources, scene.context);
    let mut out = Vec::new();
    for m in scene.merged {
        let told: Vec<&Account> = m.accounts.iter().map(|&n| &scene.accounts[n]).collect();
        let articles = told.iter().map(|a| a.article).collect::<BTreeSet<_>>().len();
        if articles < 2 {
            continue;
        }
        let found = [
            ("status", status(&told, m.when, context)),
            ("date", date(&told, articles, context)),
            ("place", place(&told, articles, context)),
            ("duration", duration(&told, articles, sources)),
            ("participants", participants(&told, context)),
        ];
        let compared = |(attribute, outcome): (&str, Option<Outcome>)| {
            Some(scene.comparison(&m.encounter.id, attribute, outcome?))
        };
        out.extend(found.into_iter().filter_map(compared));
    }
    out
}

fn first_evidence(a: &Account) -> Vec<Evidence> {
    a.evidence.iter().take(1).cloned().collect()
}

/// One value an article: what it says last.
fn status(told: &[&Account], when: Option<When>, context: &Context<'_>) -> Option<Outcome> {
    let values: Vec<Told> = told
        .iter()
        .map(|a| Told {
            value: crate::encounters::status_word(a.status).to_owned(),
            article: a.article,
            evidence: first_evidence(a),
        })
        .collect();
    let one = values.iter().all(|v| v.value == values[0].value);
    if one {
        return Some(Outcome::new("agreement", values));
    }
    // `told` is in the order of reports; a later report with an earlier stage is a dispute, unless of the same day.
    let day = |a: &Account| context.dated[a.article].when.map_or((LATEST, LATEST), |w| (w.from, w.to));
    // Nothing is over before its day: such words were meant, or read, amiss.
    let early = |a: &Account| when.is_some_and(|w| day(a).1 < w.from);
    let stage = |a: &Account| match a.status {
        Status::Possible | Status::Planned => 0,
        Status::Postponed | Status::Cancelled => 1,
        Status::Held if early(a) => 0,
        Status::Held => 2,
    };
    let back = |(i, a): (usize, &&Account)| {
        told[i + 1..].iter().any(|b| stage(b) < stage(a) && stage(a) == 2 && day(a).1 < day(b).0)
    };
    let fallen = || told.iter().filter(|a| stage(a) == 1);
    let both = fallen().any(|f| told.iter().any(|h| stage(h) == 2 && day(f).1 >= day(h).0));
    if both || told.iter().enumerate().any(back) {
        return Some(Outcome::new("dispute", values));
    }
    // Of one day's reports, those to whom it was still to come were first.
    let mut moved: Vec<(&&Account, Told)> = told.iter().zip(values).collect();
    moved.sort_by_key(|(a, _)| (day(a).0, stage(a), day(a).1));
    Some(Outcome::new("change", moved.into_iter().map(|(_, v)| v).collect()))
}

/// Days that cannot both be true are in dispute, but for a day announced that was another when it came.
fn date(told: &[&Account], articles: usize, context: &Context<'_>) -> Option<Outcome> {
    let given: Vec<(&Account, When)> = told.iter().filter_map(|a| Some((*a, a.when()?))).collect();
    let agree = all_pairs(&given, |x, y| x.1.overlaps(y.1));
    let ahead = |a: &Account| matches!(a.status, Status::Planned | Status::Possible);
    let day = |a: &Account| context.dated[a.article].when;
    let moved = |x: &Account, y: &Account| {
        ahead(x) && matches!((day(x), day(y)), (Some(before), Some(after)) if before.to < after.from)
    };
    let moved_on = all_pairs(&given, |x, y| x.1.overlaps(y.1) || moved(x.0, y.0) || moved(y.0, x.0));
    let values = given.iter().map(|(a, when)| Told {
        value: when.edtf(),
        article: a.article,
        evidence: first_evidence(a),
    });
    let mut outcome = by_tellers(values.collect(), agree, articles)?;
    if outcome.kind == "dispute" && moved_on {
        outcome.kind = "change";
    }
    Some(outcome)
}

fn place(told: &[&Account], articles: usize, context: &Context<'_>) -> Option<Outcome> {
    let given: Vec<_> = told.iter().filter_map(|a| a.place.as_ref().map(|p| (*a, p))).collect();
    let agree = given.iter().all(|(_, p)| given.iter().all(|(_, q)| context.atlas.lie(p, q) != Lie::Apart));
    let values = given.iter().map(|(a, p)| Told {
        value: p.name.clone(),
        article: a.article,
        evidence: first_evidence(a),
    });
    by_tellers(values.collect(), agree, articles)
}

fn duration(told: &[&Account], articles: usize, sources: &[Source<'_>]) -> Option<Outcome> {
    let given: Vec<(&Account, Minutes)> = told.iter().filter_map(|a| a.duration.map(|d| (*a, d))).collect();
    let agree = all_pairs(&given, |x, y| durations_agree(x.1, y.1));
    let values = given.iter().map(|(a, d)| Told {
        value: duration_words(*d),
        article: a.article,
        evidence: sources[a.article].evidence(d.at).into_iter().collect(),
    });
    let mut outcome = by_tellers(values.collect(), agree, articles)?;
    if outcome.kind == "dispute" {
        outcome.reading = reading(&given, sources);
    }
    Some(outcome)
}

/// What one count of the hours may hold and the other not.
const BESIDES: &[&str] = &[
    "dinner",
    "lunch",
    "breakfast",
    "banquet",
    "supper",
    "reception",
    "break",
    "walk",
    "one-on-one",
    "tête-à-tête",
];

/// Bytes after a length of time within which something else is told to have followed.
const FOLLOWS: usize = 240;

/// How the shortest and the longest time told may both be true: the one leaves out what the other counts, or only sets
/// a lower bound.
fn reading(given: &[(&Account, Minutes)], sources: &[Source<'_>]) -> Option<Reading> {
    let length = |m: &Minutes| m.low.or(m.high).unwrap_or_default();
    let (short, long) = (
        given.iter().min_by(|x, y| length(&x.1).total_cmp(&length(&y.1)))?,
        given.iter().max_by(|x, y| length(&x.1).total_cmp(&length(&y.1)))?,
    );
    let words = |g: &(&Account, Minutes)| sources[g.0.article].evidence(g.1.at);
    let (brief, whole) = (duration_words(short.1), duration_words(long.1));
    let beside = given
        .iter()
        .filter(|g| durations_agree(g.1, short.1))
        .find_map(|g| Some((words(g)?, beside(g.1.at, &sources[g.0.article])?)));
    if let Some((told, besides)) = beside {
        let text = format!("{brief} may leave out the {}, and {whole} count it", besides.quote);
        return Some(Reading { text, evidence: vec![told, besides, words(long)?] });
    }
    let open = short.1.high.is_none();
    let text = format!("{brief} is a lower bound, and does not rule out {whole}");
    open.then(|| Some(Reading { text, evidence: vec![words(short)?, words(long)?] }))?
}

/// A meal or the like told right after a length of time.
fn beside(at: findings::Evidence, source: &Source<'_>) -> Option<Evidence> {
    let text = source.article.text(at.part);
    let rest = text.get(at.span.end as usize..)?;
    let end = rest.char_indices().map(|(n, _)| n).take_while(|n| *n <= FOLLOWS).last()?;
    let near = rest[..end].to_ascii_lowercase();
    let (from, word) = BESIDES.iter().filter_map(|w| Some((near.find(w)?, *w))).min()?;
    let start = at.span.end as usize + from;
    source.evidence(findings::Evidence { part: at.part, span: Span::new(start, start + word.len()) })
}

fn duration_words(d: Minutes) -> String {
    let bounds = model::Minutes { low: d.low.map(f64::from), high: d.high.map(f64::from) };
    bounds.words().unwrap_or_else(|| "some time".to_owned())
}

/// Who took part, by each article. The same people, or a state for its people, is agreement; else some are told by one
/// side only.
fn participants(told: &[&Account], context: &Context<'_>) -> Option<Outcome> {
    let mut by_article: BTreeMap<usize, (BTreeSet<usize>, Vec<Evidence>)> = BTreeMap::new();
    for a in told {
        let entry = by_article.entry(a.article).or_default();
        entry.0.extend(&a.parties);
        if entry.1.is_empty() {
            entry.1 = first_evidence(a);
        }
    }
    let same = by_article.values().all(|(p, _)| by_article.values().all(|(q, _)| stand_for(p, q, context)));
    let values = by_article.into_iter().map(|(article, (who, evidence))| {
        let names: BTreeSet<&str> = who.iter().map(|&p| context.cast.member(p).name.as_str()).collect();
        Told { value: names.into_iter().collect::<Vec<_>>().join(", "), article, evidence }
    });
    Some(Outcome::new(if same { "agreement" } else { "only" }, values.collect()))
}

/// Whether everyone in `p` is in `q`, in person or by someone of the same state.
fn stand_for(p: &BTreeSet<usize>, q: &BTreeSet<usize>, context: &Context<'_>) -> bool {
    let country = |n: usize| context.cast.member(n).country.as_deref();
    p.iter().all(|&n| q.contains(&n) || (country(n).is_some() && q.iter().any(|&m| country(m) == country(n))))
}
