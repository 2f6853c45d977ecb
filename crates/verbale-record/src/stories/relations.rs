//! Which article copies which: by the runs of words they share.

use crate::calendar::LATEST;
use crate::dating::Dated;
use crate::garbling::Garbled;
use crate::model::StoryArticle;
use crate::similarity;
use crate::source::Source;
use std::collections::BTreeMap;

/// From this share of the shorter text on, an article is a copy of the other.
const COPY: f64 = 0.75;

/// From this share on, it is written from the other.
const REWRITE: f64 = 0.3;

/// Copies of one article share nearly all runs, so a few of them find every copy.
const SAMPLE: u64 = 8;

/// How each article stands to the others.
#[derive(Debug)]
pub(crate) struct Relations {
    /// `original`, `report`, `rewrite`, `copy`, `garbled copy`, and of which article.
    pub(crate) of: Vec<(&'static str, Option<usize>)>,
    /// Number of the article each goes back to: its own where it is independent.
    pub(crate) origin: Vec<usize>,
}

impl Relations {
    /// Whether it is another article's text, whole or garbled.
    pub(crate) fn is_copy(&self, a: usize) -> bool {
        self.of[a].0.ends_with("copy")
    }

    /// The article as its story lists it.
    pub(crate) fn entry(&self, a: usize, sources: &[Source<'_>]) -> StoryArticle {
        StoryArticle {
            article: sources[a].id().to_owned(),
            relation: self.of[a].0.to_owned(),
            of: self.of[a].1.map(|o| sources[o].id().to_owned()),
        }
    }

    /// How many independent origins these articles have.
    pub(crate) fn origins(&self, articles: impl Iterator<Item = usize>) -> usize {
        articles.map(|a| self.origin[a]).collect::<std::collections::BTreeSet<_>>().len()
    }
}

pub(crate) fn relations(sources: &[Source<'_>], dated: &[Dated], garbled: &[Option<Garbled>]) -> Relations {
    let runs: Vec<Vec<u64>> = sources.iter().map(|s| similarity::runs(&s.article.body)).collect();
    let pairs = alike(&runs);
    // Originals come first: not garbled, earliest, longest, then by id.
    let rank = |a: usize| {
        let day = dated[a].when.map_or((true, LATEST), |w| (false, w.from));
        (garbled[a].is_some(), day, std::cmp::Reverse(runs[a].len()), sources[a].id())
    };
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for &(share, a, b) in &pairs {
        let (source, copy) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        let better = |old: &(f64, usize)| share > old.0 || (share == old.0 && rank(source) < rank(old.1));
        if best.get(&copy).is_none_or(better) {
            best.insert(copy, (share, source));
        }
    }
    let origin: Vec<usize> = (0..sources.len()).map(|a| follow(a, &best)).collect();
    let copied: std::collections::BTreeSet<usize> = best.values().map(|(_, s)| *s).collect();
    let word = |a: usize| match (best.get(&a), &garbled[a]) {
        (Some(&(_, s)), Some(_)) => ("garbled copy", Some(s)),
        (None, Some(_)) => ("garbled copy", None),
        (Some(&(share, s)), None) => (if share >= COPY { "copy" } else { "rewrite" }, Some(s)),
        (None, None) => (if copied.contains(&a) { "original" } else { "report" }, None),
    };
    Relations { of: (0..sources.len()).map(word).collect(), origin }
}

/// The article at the end of the line of sources. Ranks fall along it, so it ends.
fn follow(mut a: usize, best: &BTreeMap<usize, (f64, usize)>) -> usize {
    while let Some(&(_, source)) = best.get(&a) {
        a = source;
    }
    a
}

/// Pairs that share at least what a rewrite does, found through a sample of their runs.
fn alike(runs: &[Vec<u64>]) -> Vec<(f64, usize, usize)> {
    let mut postings: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, own) in runs.iter().enumerate() {
        own.iter().filter(|&r| r % SAMPLE == 0).for_each(|&r| postings.entry(r).or_default().push(n));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // A run that hundreds share is boilerplate.
    for p in postings.values().filter(|p| p.len() >= 2 && p.len() <= 200) {
        for (i, &a) in p.iter().enumerate() {
            p[i + 1..].iter().for_each(|&b| *shared.entry((a, b)).or_default() += 1);
        }
    }
    shared
        .into_iter()
        .filter(|&((a, b), n)| n * 5 * SAMPLE as usize >= runs[a].len().min(runs[b].len()))
        .map(|((a, b), _)| (similarity::overlap(&runs[a], &runs[b]), a, b))
        .filter(|(share, ..)| *share >= REWRITE)
        .collect()
}
