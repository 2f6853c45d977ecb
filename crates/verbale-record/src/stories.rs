//! Stories: the articles that report the same happening, and which of them copy which.
//!
//! Articles are near when their words are (TF-IDF cosine), the nearer when they tell the same encounter as news, the
//! less the more days lie between them. Groups grow by average link from the nearest pair on, so a chain of half-alike
//! articles does not become one story. All scores come from the texts and dates; no arrival counts.

mod relations;

pub(crate) use relations::{Relations, relations};

use crate::actors::Cast;
use crate::calendar::{LATEST, When};
use crate::dating::Dated;
use crate::encounters::{Account, Merged};
use crate::model::{Story, StoryArticle};
use crate::similarity::{self, Vector};
use crate::source::{Source, hash};
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::ActorKind;
use verbale_register::Register;

/// From this likeness on, two articles may be of one story.
const LINK: f32 = 0.16;

/// From this average likeness on, two groups are.
const JOIN: f32 = 0.14;

/// What sharing an encounter told as news adds.
const SHARED: f32 = 0.12;

/// What telling only encounters of other days as news leaves of a likeness.
const OTHER: f32 = 0.75;

/// Texts of all articles, weighed once for all passes.
pub(crate) struct Texts {
    vectors: Vec<Vector>,
    pairs: Vec<(usize, usize)>,
}

impl Texts {
    pub(crate) fn new(sources: &[Source<'_>], register: &Register) -> Self {
        let articles: Vec<_> = sources.iter().map(|s| s.article).collect();
        let vectors = similarity::vectors(&articles, &similarity::usual(register));
        let pairs = similarity::neighbours(&vectors, 2);
        Self { vectors, pairs }
    }
}

/// The number of each article's story; numbers follow the first article of each.
pub(crate) fn cluster(
    sources: &[Source<'_>],
    texts: &Texts,
    dated: &[Dated],
    accounts: &[Account],
    cast: &Cast,
) -> Vec<usize> {
    let shared = shared_encounters(accounts, cast);
    let days = news_days(accounts, dated.len());
    let mut pairs: BTreeSet<(usize, usize)> = texts.pairs.iter().copied().collect();
    pairs.extend(shared.iter().copied());
    let mut links: Vec<(f32, usize, usize)> = pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let alike = similarity::product(&texts.vectors[a], &texts.vectors[b]);
            let bonus = if shared.contains(&(a, b)) { SHARED } else { 0.0 };
            let other = if bonus == 0.0 && days_apart(&days[a], &days[b]) { OTHER } else { 1.0 };
            let score = (alike + bonus) * nearness(&dated[a], &dated[b]) * other;
            (score >= LINK).then_some((score, a, b))
        })
        .collect();
    links.sort_by(|x, y| {
        let ids = |l: &(f32, usize, usize)| (sources[l.1].id(), sources[l.2].id());
        y.0.total_cmp(&x.0).then_with(|| ids(x).cmp(&ids(y)))
    });
    join(links, texts, dated, &shared)
}

struct Group {
    articles: Vec<usize>,
    sum: Vector,
}

fn join(
    links: Vec<(f32, usize, usize)>,
    texts: &Texts,
    dated: &[Dated],
    shared: &BTreeSet<(usize, usize)>,
) -> Vec<usize> {
    let mut of: Vec<usize> = (0..dated.len()).collect();
    let mut groups: BTreeMap<usize, Group> =
        (0..dated.len()).map(|n| (n, Group { articles: vec![n], sum: texts.vectors[n].clone() })).collect();
    for (_, a, b) in links {
        let (into, from) = (of[a].min(of[b]), of[a].max(of[b]));
        if into == from {
            continue;
        }
        let (x, y) = (&groups[&into], &groups[&from]);
        let pairs = (x.articles.len() * y.articles.len()) as f32;
        let alike = similarity::product(&x.sum, &y.sum) / pairs;
        let both = |m: usize, n: usize| shared.contains(&(m.min(n), m.max(n)));
        let told =
            x.articles.iter().map(|&m| y.articles.iter().filter(|&&n| both(m, n)).count()).sum::<usize>();
        let average = alike + SHARED * told as f32 / pairs;
        let apart =
            x.articles.iter().any(|&m| y.articles.iter().any(|&n| nearness(&dated[m], &dated[n]) == 0.0));
        if apart || average < JOIN {
            continue;
        }
        if let Some(moved) = groups.remove(&from)
            && let Some(group) = groups.get_mut(&into)
        {
            moved.articles.iter().for_each(|&n| of[n] = into);
            group.articles.extend(moved.articles);
            group.sum = similarity::sum(&group.sum, &moved.sum);
        }
    }
    of
}

/// How the days between two articles weigh: 1 for the same or the next, 0 for more than a month.
fn nearness(a: &Dated, b: &Dated) -> f32 {
    match (a.when, b.when) {
        (Some(x), Some(y)) => match x.gap(y) {
            0..=1 if x.length().max(y.length()) <= 31 => 1.0,
            0..=3 => 0.97,
            4..=7 => 0.9,
            8..=14 => 0.8,
            // Only what is all but the same text.
            15..=31 => 0.45,
            _ => 0.0,
        },
        _ => 0.95,
    }
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

/// The entries, by date (unknown last), then id. `events` are ids with the articles that tell them as news.
pub(crate) fn assemble(
    sources: &[Source<'_>],
    dated: &[Dated],
    story: &[usize],
    relations: &Relations,
    merged: &[Merged],
    accounts: &[Account],
    events: &[(String, BTreeSet<usize>)],
) -> Vec<Story> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    story.iter().enumerate().for_each(|(a, &s)| groups.entry(s).or_default().push(a));
    let mut encounters: BTreeMap<usize, Vec<&Merged>> = BTreeMap::new();
    for m in merged {
        let told = m.accounts.iter().map(|&n| &accounts[n]).filter(|a| !a.background);
        let in_stories: BTreeSet<usize> = told.map(|a| story[a.article]).collect();
        in_stories.into_iter().for_each(|s| encounters.entry(s).or_default().push(m));
    }
    let mut by_story: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (id, articles) in events {
        let in_stories: BTreeSet<usize> = articles.iter().map(|&a| story[a]).collect();
        in_stories.into_iter().for_each(|s| by_story.entry(s).or_default().push(id.clone()));
    }
    let mut out: Vec<(Option<When>, Story)> = groups
        .iter()
        .map(|(s, articles)| {
            let own = encounters.get(s).map_or(&[][..], Vec::as_slice);
            let (when, date) = story_date(articles, dated);
            let mut ids: Vec<String> = own.iter().map(|m| m.encounter.id.clone()).collect();
            ids.sort();
            let mut events = by_story.remove(s).unwrap_or_default();
            events.sort();
            let names: Vec<&str> = articles.iter().map(|&a| sources[a].id()).collect();
            let told = |a: &usize| StoryArticle {
                article: sources[*a].id().to_owned(),
                relation: relations.of[*a].0.to_owned(),
                of: relations.of[*a].1.map(|o| sources[o].id().to_owned()),
            };
            let story = Story {
                id: hash(&format!("story\n{}", names.first().copied().unwrap_or(""))),
                title: title(articles, sources, dated, relations, own),
                date,
                articles: articles.iter().map(told).collect(),
                encounters: ids,
                events,
            };
            (when, story)
        })
        .collect();
    out.sort_by(|a, b| {
        let key = |w: &Option<When>| w.map_or((LATEST, LATEST), |w| (w.from, w.to));
        key(&a.0).cmp(&key(&b.0)).then_with(|| a.1.id.cmp(&b.1.id))
    });
    out.into_iter().map(|(_, s)| s).collect()
}

/// The earliest day of its articles; of those not dated to a day, the narrowest interval.
fn story_date(articles: &[usize], dated: &[Dated]) -> (Option<When>, Option<crate::model::Date>) {
    let known =
        articles.iter().filter_map(|&a| dated[a].when.map(|w| (w.length() > 1, w.from, w.length(), a)));
    let first = known.min().map(|(.., a)| &dated[a]);
    (first.and_then(|d| d.when), first.and_then(Dated::date))
}

/// The headline of its earliest article that is no copy; else its main encounter in words.
fn title(
    articles: &[usize],
    sources: &[Source<'_>],
    dated: &[Dated],
    relations: &Relations,
    encounters: &[&Merged],
) -> Option<String> {
    let headed = articles.iter().filter_map(|&a| {
        let headline = sources[a].article.headline.as_deref().map(str::trim).filter(|h| !h.is_empty())?;
        let copied = relations.of[a].0.contains("copy");
        // A day known beats an interval that begins earlier.
        let date = dated[a].when.map_or((2, LATEST), |w| (u8::from(w.length() > 1), w.from));
        Some(((copied, date, sources[a].id()), headline))
    });
    if let Some((_, headline)) = headed.min() {
        return Some(headline.to_owned());
    }
    let main =
        encounters.iter().max_by_key(|m| (m.accounts.len(), std::cmp::Reverse(m.encounter.id.clone())))?;
    let e = &main.encounter;
    let names: Vec<&str> = e.participants.iter().filter_map(|p| p.name.as_deref()).collect();
    let (last, others) = names.split_last()?;
    let who =
        if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) };
    let place = e.place.as_ref().map(|p| format!(", {}", p.name)).unwrap_or_default();
    let mut kind = e.kind.clone();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(format!("{kind}: {who}{place}"))
}
