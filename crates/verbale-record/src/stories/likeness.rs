//! Which articles may be of one story: near in words and time, found through rare words they share.
//!
//! What is known of an article here is its own: its words, weighed by a table, and its date. Neighbours are found by its
//! weightiest words ([`crate::circles`]).

use crate::calendar::When;
use crate::similarity::words::{self, Vector};
use crate::source::Source;
use crate::trace::{Trace, Weighed};
use std::collections::BTreeMap;

/// Words of an article through which its neighbours are found, beside those of its headline.
const KEYS: usize = 40;

/// How many of them two articles share at least.
const SHARED: u32 = 2;

/// From this likeness on, a pair is near.
const NEAR: f32 = 0.1;

/// What the likeness of two headlines counts: a report of few words, or cut off, has little else.
const HEADLINE: f32 = 0.4;

/// Days after which a report is of another happening, however alike: anniversaries, yearly summits.
pub(super) const APART: i32 = 60;

/// From this confidence on, a date parts articles.
const SURE: f64 = 0.94;

/// What the days weigh at least where they are worked out.
const DOUBTFUL: f32 = 0.85;

/// Texts of the articles of a circle.
pub(crate) struct Texts {
    articles: Vec<Text>,
}

/// One text, weighed.
pub(crate) struct Text {
    pub(crate) words: Vector,
    pub(crate) headline: Vector,
    pub(crate) keys: Vec<u64>,
}

impl Text {
    pub(crate) fn new(source: &Source<'_>) -> Self {
        let words = words::of(source.article);
        let headline = words::of_headline(source.article);
        let mut keys = words::weightiest(&words, KEYS);
        keys.extend(headline.iter().map(|(term, _)| *term));
        keys.sort_unstable();
        keys.dedup();
        Self { words, headline, keys }
    }
}

impl Texts {
    pub(crate) fn new(sources: &[Source<'_>]) -> Self {
        Self { articles: sources.iter().map(Text::new).collect() }
    }

    /// How near each of a few articles is to the others.
    pub(super) fn central(&self, articles: &[usize]) -> Vec<f32> {
        let mut sum: BTreeMap<u64, f32> = BTreeMap::new();
        let vectors: Vec<&Vector> = articles.iter().map(|&a| &self.articles[a].words).collect();
        vectors.iter().copied().flatten().for_each(|&(t, x)| *sum.entry(t).or_default() += x);
        let sum: Vector = sum.into_iter().collect();
        vectors.iter().map(|v| words::product(v, &sum)).collect()
    }
}

/// How alike two articles are by their words.
pub(crate) fn alike(a: &Weighed, b: &Weighed) -> f32 {
    words::product(&a.words, &b.words).max(HEADLINE * words::product(&a.headline, &b.headline))
}

/// Whether two articles that share so many keys may be near.
pub(crate) fn may_be(shared: u32, a: &Trace, b: &Trace) -> bool {
    shared >= SHARED && nearness(a, b) > 0.0
}

/// Whether two articles so alike are near, in their days too.
pub(crate) fn near(alike: f32, a: &Trace, b: &Trace) -> bool {
    alike * nearness(a, b) >= NEAR
}

/// When an article was published, if that is as good as stated: a date worked out from the words is no witness against
/// what the words say.
pub(super) fn sure(trace: &Trace) -> Option<When> {
    trace.when.filter(|_| trace.confidence >= SURE)
}

/// How the days between two articles weigh: 1 for a few days or where a date is not known, 0 for more than two months.
pub(super) fn nearness(a: &Trace, b: &Trace) -> f32 {
    let (Some(x), Some(y)) = (a.when, b.when) else { return 1.0 };
    let near = match x.gap(y) {
        ..=3 => 1.0,
        4..=7 => 0.95,
        8..=20 => 0.85,
        21..=31 => 0.7,
        32..=APART => 0.45,
        _ => 0.0,
    };
    let sure = sure(a).is_some() && sure(b).is_some();
    if sure { near } else { near.max(DOUBTFUL) }
}
