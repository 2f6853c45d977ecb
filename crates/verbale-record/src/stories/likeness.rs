//! Which articles may be of one story: near in words and time, found through rare words they share.
//!
//! What is known of an article here is its own: its words, weighed by a table, and its date. Neighbours are found in
//! postings of its weightiest words, kept apart by months, so that finding them takes as long in a large collection
//! as in a small one.

use super::linkage::Link;
use crate::calendar::{EARLIEST, When, distance};
use crate::dating::Dated;
use crate::similarity::words::{self, Vector};
use crate::source::Source;
use crate::trace::Weighed;
use std::collections::{BTreeMap, HashMap};

/// Words of an article through which its neighbours are found, beside those of its headline.
const KEYS: usize = 40;

/// How many of them two articles share at least.
const SHARED: u8 = 2;

/// A word that stands in more articles of such a span than this finds nothing.
const COMMON: usize = 400;

/// Days of a span; articles are looked for in their own and the ones beside. Not less than [`APART`] and a month.
const MONTHS: i32 = 96;

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

/// Texts of all articles, weighed once for all passes.
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

    /// How alike two articles are by their words.
    pub(super) fn alike(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.articles[a], &self.articles[b]);
        alike((&a.words, &a.headline), (&b.words, &b.headline))
    }

    /// How near each of a few articles is to the others.
    pub(super) fn central(&self, articles: &[usize]) -> Vec<f32> {
        let mut sum: BTreeMap<u64, f32> = BTreeMap::new();
        let vectors: Vec<&Vector> = articles.iter().map(|&a| &self.articles[a].words).collect();
        vectors.iter().copied().flatten().for_each(|&(t, x)| *sum.entry(t).or_default() += x);
        let sum: Vector = sum.into_iter().collect();
        vectors.iter().map(|v| words::product(v, &sum)).collect()
    }

    /// Pairs that are near in words and time, by number.
    pub(super) fn links(&self, dated: &[Dated]) -> Vec<Link> {
        let postings = self.postings(dated);
        let mut out = Vec::new();
        for (b, text) in self.articles.iter().enumerate() {
            let mut shared: HashMap<usize, u8> = HashMap::new();
            for key in &text.keys {
                for months in postings.get(key).into_iter().flat_map(|p| beside(p, months(&dated[b]))) {
                    let others = months.iter().take_while(|&&a| a < b).filter(|_| months.len() <= COMMON);
                    others.for_each(|&a| *shared.entry(a).or_default() += 1);
                }
            }
            let mut found: Vec<usize> =
                shared.into_iter().filter(|(_, n)| *n >= SHARED).map(|(a, _)| a).collect();
            found.sort_unstable();
            let links = found.into_iter().map(|a| Link {
                score: self.alike(a, b) * nearness(&dated[a], &dated[b]),
                a,
                b,
            });
            out.extend(links.filter(|l| l.score >= NEAR));
        }
        out
    }

    fn postings(&self, dated: &[Dated]) -> HashMap<u64, Postings> {
        let mut out: HashMap<u64, Postings> = HashMap::new();
        for (n, text) in self.articles.iter().enumerate() {
            for &key in &text.keys {
                out.entry(key).or_default().entry(months(&dated[n])).or_default().push(n);
            }
        }
        out
    }
}

/// How alike two texts are by their words and their headlines.
fn alike(a: (&Vector, &Vector), b: (&Vector, &Vector)) -> f32 {
    words::product(a.0, b.0).max(HEADLINE * words::product(a.1, b.1))
}

/// Whether two articles that share so many keys may be of one story.
pub(crate) fn bond(shared: u32, a: (&Dated, &Weighed), b: (&Dated, &Weighed)) -> bool {
    let days = nearness(a.0, b.0);
    shared >= u32::from(SHARED)
        && days > 0.0
        && days * alike((&a.1.words, &a.1.headline), (&b.1.words, &b.1.headline)) >= NEAR
}

/// Articles that have a word, by their months; those not dated to a month are under `None`.
type Postings = BTreeMap<Option<i32>, Vec<usize>>;

fn months(dated: &Dated) -> Option<i32> {
    sure(dated).filter(|w| w.length() <= 31).map(|w| distance(EARLIEST, w.from) / MONTHS)
}

/// Whatever may be near in time: without a date of its own, all.
fn beside(postings: &Postings, own: Option<i32>) -> impl Iterator<Item = &Vec<usize>> {
    let near = move |other: &Option<i32>| match (own, other) {
        (Some(own), Some(other)) => (own - other).abs() <= 1,
        _ => true,
    };
    postings.iter().filter(move |(months, _)| near(months)).map(|(_, p)| p)
}

/// When an article was published, if that is as good as stated: a date worked out from the words is no witness against
/// what the words say.
pub(super) fn sure(dated: &Dated) -> Option<When> {
    dated.when.filter(|_| dated.confidence >= SURE)
}

/// How the days between two articles weigh: 1 for a few days or where a date is not known, 0 for more than two months.
pub(super) fn nearness(a: &Dated, b: &Dated) -> f32 {
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
