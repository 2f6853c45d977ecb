//! Stories: the articles that report the same happening.
//!
//! Articles are near when their words are, the nearer when they tell the same encounter as news, the less the more days
//! lie between them. Only what is told as news counts, so a paragraph of background pulls no article into an old story.
//! How groups grow is [`linkage`]'s. All scores come from the texts and dates; no arrival counts.

mod entries;
mod likeness;
mod linkage;

pub(crate) use entries::{Told, assemble, id};
pub(crate) use likeness::{Text, Texts, bond};

use crate::actors::Cast;
use crate::calendar::{When, distance};
use crate::dating::Dated;
use crate::encounters::Account;
use likeness::{APART, nearness, sure};
use linkage::Link;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::ActorKind;

/// What sharing an encounter told as news adds.
const SHARED: f32 = 0.12;

/// What telling only encounters of other days as news leaves of a likeness.
const OTHER: f32 = 0.4;

/// Stories of articles, by number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grouping {
    /// The story of each article: the number of its first.
    pub(crate) of: Vec<usize>,
    /// Stories near to one another, by the numbers of their first articles.
    between: Vec<Link>,
}

/// Groups the articles into stories.
pub(crate) fn cluster(texts: &Texts, dated: &[Dated], accounts: &[Account], cast: &Cast) -> Grouping {
    let shared = shared_encounters(accounts, cast);
    let days = news_days(accounts, dated.len());
    let mut links: BTreeMap<(usize, usize), f32> =
        texts.links(dated).into_iter().map(|l| ((l.a, l.b), l.score)).collect();
    for &(a, b) in &shared {
        let nearness = nearness(&dated[a], &dated[b]);
        *links.entry((a, b)).or_insert_with(|| texts.alike(a, b) * nearness) += SHARED * nearness;
    }
    let weigh = |((a, b), score): ((usize, usize), f32)| {
        let other = !shared.contains(&(a, b)) && days_apart(&days[a], &days[b]);
        Link { score: if other { score * OTHER } else { score }, a, b }
    };
    let links: Vec<Link> = links.into_iter().map(weigh).collect();
    let apart = |x: &[usize], y: &[usize]| is_long(x.iter().chain(y).filter_map(|&n| sure(&dated[n])));
    let groups = linkage::group(dated.len(), &links, apart);
    Grouping { of: groups.of, between: groups.between }
}

/// Whether more days lie between the first and the last than one happening is reported.
fn is_long(days: impl Iterator<Item = When>) -> bool {
    let ends = days.fold(None, |ends: Option<When>, w| {
        Some(ends.map_or(w, |e| When::within(e.from.max(w.from), e.to.min(w.to))))
    });
    ends.is_some_and(|e| distance(e.to, e.from) > APART)
}

/// The days of the encounters each article tells as news.
fn news_days(accounts: &[Account], articles: usize) -> Vec<Vec<When>> {
    let mut out = vec![Vec::new(); articles];
    for account in accounts.iter().filter(|a| !a.background) {
        if let Some(when) = account.when().filter(|w| w.length() <= 31) {
            out[account.article].push(when);
        }
    }
    out
}

/// Whether both tell encounters as news, and none of one lies within two days of one of the other.
fn days_apart(a: &[When], b: &[When]) -> bool {
    !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| x.gap(*y) > 2))
}

/// Pairs of articles that tell, as news, an encounter of the same people whose days agree where both are known.
fn shared_encounters(accounts: &[Account], cast: &Cast) -> BTreeSet<(usize, usize)> {
    let mut by_people: BTreeMap<Vec<usize>, Vec<&Account>> = BTreeMap::new();
    for account in accounts.iter().filter(|a| !a.background) {
        let people: Vec<usize> =
            account.parties.iter().copied().filter(|&p| cast.member(p).kind == ActorKind::Person).collect();
        if people.len() >= 2 && people.len() <= 4 {
            by_people.entry(people).or_default().push(account);
        }
    }
    let mut out = BTreeSet::new();
    for block in by_people.values() {
        for (i, a) in block.iter().enumerate() {
            for b in &block[i + 1..] {
                let agree = match (a.when(), b.when()) {
                    (Some(x), Some(y)) => x.gap(y) <= 1,
                    _ => true,
                };
                if a.article != b.article && agree {
                    out.insert((a.article.min(b.article), a.article.max(b.article)));
                }
            }
        }
    }
    out
}
