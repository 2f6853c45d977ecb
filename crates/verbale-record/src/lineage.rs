//! Which article goes back to which: copies, excerpts, rewrites, texts run through a machine. A tree, each under the one
//! its words are nearest to.
//!
//! Pairs are found through a sample of their runs of words (shingles, Broder 1997), taken by hash, so that copies sample
//! the same; then the share of the shorter text's runs that the other has says what they are to one another. Where word
//! stands against word all through two texts that otherwise run alike, one of them was spun.

mod align;

use crate::calendar::LATEST;
use crate::dating::Dated;
use crate::garbling::Garbled;
use crate::model::{Change, Origins, StoryArticle};
use crate::similarity::{self, words};
use crate::source::Source;
use align::{Block, Words};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use verbale_article::Article;
use verbale_span::OffsetIndex;

/// Words in a run: short enough to outlast a word exchanged in every eight.
const RUN: usize = 3;

/// From this share of the shorter text's runs on, an article is a copy of the other.
const COPY: f64 = 0.8;

/// From this share on, it is written from the other. Reports of one happening that quote the same people stay below.
const REWRITE: f64 = 0.4;

/// A copy shorter than this share of its original is an excerpt.
const EXCERPT: f64 = 0.7;

/// One run in so many is looked up.
const SAMPLE: u64 = 8;

/// Runs of a text below which all are looked up: a brief has few.
const FEW: usize = 400;

/// A run that more articles have than this is boilerplate.
const BOILERPLATE: usize = 100;

/// Share of aligned words that stand against one to three others, from which on a text was spun.
const SPUN: f64 = 0.04;

/// Changes listed of one pair.
const LISTED: usize = 60;

/// What an article is to the one it goes back to.
#[derive(Debug, Clone)]
struct Parent {
    of: usize,
    share: f64,
    /// Share of aligned words exchanged one for one.
    exchanged: f64,
    manner: &'static str,
    changes: Vec<Change>,
}

/// How each article stands to the others.
#[derive(Debug)]
pub(crate) struct Lineage {
    parents: BTreeMap<usize, Parent>,
    garbled: Vec<bool>,
    originals: BTreeSet<usize>,
    origin: Vec<usize>,
}

impl Lineage {
    /// How many independent origins these articles have.
    pub(crate) fn origins(&self, articles: impl Iterator<Item = usize>) -> usize {
        articles.map(|a| self.origin[a]).collect::<BTreeSet<_>>().len()
    }

    /// Reports, outlets and independent origins of these articles, each given once.
    pub(crate) fn counted(&self, articles: &BTreeSet<usize>, sources: &[Source<'_>]) -> Origins {
        let outlets: BTreeSet<String> = articles.iter().filter_map(|&a| outlet(&sources[a])).collect();
        Origins {
            reports: articles.len(),
            outlets: outlets.len(),
            independent: self.origins(articles.iter().copied()),
        }
    }

    /// The article at the end of its line of parents: itself, where it goes back to none.
    pub(crate) fn origin(&self, a: usize) -> usize {
        self.origin[a]
    }

    /// `original`, `report`, `rewrite`, `copy` or `garbled copy`.
    pub(crate) fn relation(&self, a: usize) -> &'static str {
        match self.parents.get(&a) {
            _ if self.garbled[a] => "garbled copy",
            Some(p) if p.share >= COPY => "copy",
            Some(_) => "rewrite",
            None if self.originals.contains(&a) => "original",
            None => "report",
        }
    }

    /// Whether it is another article's text, whole or garbled.
    pub(crate) fn is_copy(&self, a: usize) -> bool {
        self.relation(a).ends_with("copy")
    }

    /// The article it goes back to directly.
    pub(crate) fn parent(&self, a: usize) -> Option<usize> {
        self.parents.get(&a).map(|p| p.of)
    }

    /// What shows, beside its original, that it was spun.
    pub(crate) fn spun(&self, a: usize) -> Option<String> {
        let p = self.parents.get(&a).filter(|p| p.exchanged >= SPUN)?;
        let short = |c: &&Change| c.here.as_ref().zip(c.there.as_ref()).is_some();
        let pairs: Vec<String> = p
            .changes
            .iter()
            .filter(short)
            .take(5)
            .filter_map(|c| Some(format!("“{}” for “{}”", c.here.as_ref()?.quote, c.there.as_ref()?.quote)))
            .collect();
        let percent = (p.exchanged * 100.0).round();
        Some(format!(
            "{percent} % of its words stand for others of the article it follows: {}",
            pairs.join(", ")
        ))
    }

    /// The article as its story lists it.
    pub(crate) fn entry(&self, a: usize, sources: &[Source<'_>]) -> StoryArticle {
        let parent = self.parents.get(&a);
        StoryArticle {
            article: sources[a].id().to_owned(),
            relation: self.relation(a).to_owned(),
            of: parent.map(|p| sources[p.of].id().to_owned()),
            manner: parent.map(|p| p.manner.to_owned()),
            shared: parent.map(|p| (p.share * 100.0).round() / 100.0),
            changes: parent.map(|p| p.changes.clone()).unwrap_or_default(),
        }
    }
}

/// Finds the lineage of the articles of a circle. `garbled` are those that show it by themselves.
pub(crate) fn trace(sources: &[Source<'_>], dated: &[Dated], garbled: &[Option<Garbled>]) -> Lineage {
    let runs: Vec<Vec<u64>> = sources.iter().map(|s| similarity::runs(&s.article.body, RUN)).collect();
    let mut texts: BTreeMap<usize, Words> = BTreeMap::new();
    let mut parents: BTreeMap<usize, Parent> = BTreeMap::new();
    let rank = |a: usize| {
        let day = dated[a].when.map_or((true, LATEST), |w| (false, w.from));
        (garbled[a].is_some(), day, Reverse(runs[a].len()), sources[a].id())
    };
    for (share, a, b) in alike(&runs) {
        for n in [a, b] {
            texts.entry(n).or_insert_with(|| Words::new(&sources[n].article.body));
        }
        let pair = Pair::new(&sources[a], &texts[&a], &sources[b], &texts[&b]);
        let (first, second) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        // Of two that are word for word but for exchanged words, the one with the rarer words was spun.
        let turned = pair.exchanged >= SPUN && pair.rarer(sources, second, first);
        let (of, copy) = if turned { (second, first) } else { (first, second) };
        let better = |old: &Parent| share > old.share || (share == old.share && rank(of) < rank(old.of));
        if parents.get(&copy).is_none_or(better) && !leads_to(of, copy, &parents) {
            parents.insert(copy, pair.parent(of, copy, share, sources));
        }
    }
    let origin = (0..sources.len()).map(|a| origin(a, &parents)).collect();
    let flagged = |a: usize| garbled[a].is_some() || parents.get(&a).is_some_and(|p| p.exchanged >= SPUN);
    Lineage {
        garbled: (0..sources.len()).map(flagged).collect(),
        originals: parents.values().map(|p| p.of).collect(),
        origin,
        parents,
    }
}

/// The outlet of an article, however it writes itself.
pub(crate) fn outlet(source: &Source<'_>) -> Option<String> {
    source.article.outlet.as_deref().map(verbale_register::fold)
}

/// Whether the line of parents from `a` comes to `b`.
fn leads_to(mut a: usize, b: usize, parents: &BTreeMap<usize, Parent>) -> bool {
    while a != b {
        let Some(p) = parents.get(&a) else { return false };
        a = p.of;
    }
    true
}

/// The article at the end of the line of parents; [`trace`] lets in no circle.
fn origin(mut a: usize, parents: &BTreeMap<usize, Parent>) -> usize {
    while let Some(p) = parents.get(&a) {
        a = p.of;
    }
    a
}

/// Two articles with their words laid side by side.
struct Pair<'p> {
    blocks: Vec<Block>,
    texts: [&'p Words; 2],
    ids: [&'p str; 2],
    exchanged: f64,
}

impl<'p> Pair<'p> {
    fn new(a: &'p Source<'_>, words_a: &'p Words, b: &'p Source<'_>, words_b: &'p Words) -> Self {
        let blocks = align::blocks(words_a, words_b);
        let aligned: usize = blocks.iter().map(|b| b.a.len()).sum();
        let exchanged: usize = align::changes(&blocks).filter(is_exchange).map(|c| c.a.len()).sum();
        let exchanged = exchanged as f64 / (aligned + exchanged).max(100) as f64;
        Self { blocks, texts: [words_a, words_b], ids: [a.id(), b.id()], exchanged }
    }

    /// The side of an article.
    fn side(&self, source: &Source<'_>) -> usize {
        usize::from(self.ids[1] == source.id())
    }

    /// Whether the words `y` has for those of `x` are the more usual ones.
    fn rarer(&self, sources: &[Source<'_>], y: usize, x: usize) -> bool {
        let weigh = |n: usize| {
            let (side, body) = (self.side(&sources[n]), sources[n].article.body.as_str());
            let of = |c: &Block| self.texts[side].bytes(if side == 0 { &c.a } else { &c.b });
            let found = align::changes(&self.blocks).filter(is_exchange).filter_map(|c| body.get(of(&c)?));
            found.map(words::weight).sum::<f32>()
        };
        weigh(y) < weigh(x)
    }

    fn parent(&self, of: usize, copy: usize, share: f64, sources: &[Source<'_>]) -> Parent {
        let (here, there) = (&sources[copy], &sources[of]);
        let manner = self.manner(here, there, share);
        Parent { of, share, exchanged: self.exchanged, manner, changes: self.changes(here, there) }
    }

    fn manner(&self, here: &Source<'_>, there: &Source<'_>, share: f64) -> &'static str {
        let length = |s: &Source<'_>| self.texts[self.side(s)].at.len() as f64;
        if self.exchanged >= SPUN {
            "reworded word by word"
        } else if share < COPY {
            "rewritten"
        } else if is_live(here.article) || is_live(there.article) {
            "live-blog item"
        } else if length(here) < EXCERPT * length(there) {
            "excerpt"
        } else if same_agency(here.article, there.article) {
            "same wire text"
        } else {
            "same text"
        }
    }

    /// Where the two differ, in the order of the copy.
    fn changes(&self, here: &Source<'_>, there: &Source<'_>) -> Vec<Change> {
        let (mine, theirs) = (self.side(here), self.side(there));
        let index = [here, there].map(|s| OffsetIndex::new(&s.article.body));
        let range = |c: &Block, side: usize| if side == 0 { c.a.clone() } else { c.b.clone() };
        align::changes(&self.blocks)
            .take(LISTED)
            .map(|c| Change {
                here: passage(here, &index[0], self.texts[mine].bytes(&range(&c, mine))),
                there: passage(there, &index[1], self.texts[theirs].bytes(&range(&c, theirs))),
            })
            .collect()
    }
}

fn passage(
    source: &Source<'_>,
    index: &OffsetIndex,
    bytes: Option<Range<usize>>,
) -> Option<crate::model::Passage> {
    let (bytes, text) = (bytes?, source.article.body.as_str());
    let quote = text.get(bytes.clone())?.to_owned();
    let (start, end) = (index.code_point(text, bytes.start), index.code_point(text, bytes.end));
    Some(crate::model::Passage { start, end, quote })
}

/// A few words against a few.
fn is_exchange(c: &Block) -> bool {
    (1..=3).contains(&c.a.len()) && (1..=3).contains(&c.b.len())
}

fn same_agency(a: &Article, b: &Article) -> bool {
    a.agency.is_some() && a.agency == b.agency
}

fn is_live(article: &Article) -> bool {
    let headline = article.headline.as_deref().unwrap_or("").to_lowercase();
    headline.starts_with("live:")
        || ["live updates", "live blog", "as it happened"].iter().any(|w| headline.contains(w))
}

/// The runs of a text by which its copies are found: a sample, of a brief all.
pub(crate) fn sample(body: &str) -> Vec<u64> {
    sampled(&similarity::runs(body, RUN)).collect()
}

fn sampled(runs: &[u64]) -> impl Iterator<Item = u64> + '_ {
    let all = runs.len() <= FEW;
    runs.iter().copied().filter(move |r| all || r % SAMPLE == 0)
}

/// Pairs that share at least what a rewrite does, the nearest first.
fn alike(runs: &[Vec<u64>]) -> Vec<(f64, usize, usize)> {
    let sampled = |n: usize| sampled(&runs[n]);
    let mut postings: HashMap<u64, Vec<usize>> = HashMap::new();
    for n in 0..runs.len() {
        sampled(n).for_each(|r| postings.entry(r).or_default().push(n));
    }
    let mut out = Vec::new();
    for b in 0..runs.len() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for run in sampled(b) {
            let others = postings.get(&run).filter(|p| p.len() <= BOILERPLATE).into_iter().flatten();
            others.take_while(|&&a| a < b).for_each(|&a| *shared.entry(a).or_default() += 1);
        }
        let enough = |a: usize, n: usize| {
            let shorter = runs[a].len().min(runs[b].len());
            let step = if runs[a].len() <= FEW && runs[b].len() <= FEW { 1 } else { SAMPLE as usize };
            // Half of what is asked for: the sample may be poor.
            n * step * 5 >= shorter
        };
        let found = shared.into_iter().filter(|&(a, n)| enough(a, n)).map(|(a, _)| a);
        out.extend(found.map(|a| (similarity::overlap(&runs[a], &runs[b]), a, b)).filter(|p| p.0 >= REWRITE));
    }
    out.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_found_though_a_sample_might_miss_them() {
        let text = "The envoy left the capital on Monday after two days of talks that brought no result.";
        let runs = vec![similarity::runs(text, RUN), similarity::runs("A storm closed the harbour.", RUN)];
        let with_copy = [runs.clone(), vec![similarity::runs(text, RUN)]].concat();
        assert!(alike(&runs).is_empty());
        assert_eq!(alike(&with_copy), [(1.0, 0, 2)]);
    }
}
