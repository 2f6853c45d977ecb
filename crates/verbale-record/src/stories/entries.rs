//! The entries of stories: title, date, articles, happenings, and what each follows up.

use super::Texts;
use crate::calendar::{LATEST, When};
use crate::dating::Dated;
use crate::encounters::{Account, Merged};
use crate::lineage::Lineage;
use crate::model::{Date, Story};
use crate::source::{Source, hash};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Stories of the articles of a circle, all of them whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Circle {
    /// The story of each article: the number of its first.
    pub(crate) of: Vec<usize>,
    /// For a story the id of the earlier one it follows up.
    pub(crate) follows: BTreeMap<usize, String>,
}

/// What the articles tell.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) merged: &'a [Merged],
    pub(crate) accounts: &'a [Account],
    /// Ids of events with the articles that tell them as news.
    pub(crate) events: &'a [(String, BTreeSet<usize>)],
}

/// One story before it is written out.
struct Draft {
    /// Its number: that of its first article.
    number: usize,
    articles: Vec<usize>,
    when: Option<When>,
    date: Option<Date>,
}

/// The entries, by date (unknown last), then id.
pub(crate) fn assemble(
    sources: &[Source<'_>],
    dated: &[Dated],
    story: &Circle,
    texts: &Texts,
    lineage: &Lineage,
    told: Told<'_>,
) -> Vec<Story> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    story.of.iter().enumerate().for_each(|(a, &s)| groups.entry(s).or_default().push(a));
    let drafts: BTreeMap<usize, Draft> = groups
        .into_iter()
        .map(|(number, articles)| {
            let (when, date) = story_date(&articles, dated);
            (number, Draft { number, articles, when, date })
        })
        .collect();
    let encounters = encounters_by_story(told, &story.of);
    let mut events: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (id, articles) in told.events {
        articles.iter().for_each(|&a| {
            events.entry(story.of[a]).or_default().insert(id.clone());
        });
    }
    let mut out: Vec<(Option<When>, Story)> = drafts
        .values()
        .map(|draft| {
            let own = encounters.get(&draft.number).map_or(&[][..], Vec::as_slice);
            let mut ids: Vec<String> = own.iter().map(|m| m.encounter.id.clone()).collect();
            ids.sort();
            let story = Story {
                id: id(sources[draft.number].id()),
                title: title(draft, sources, dated, texts, lineage).or_else(|| in_words(own)),
                date: draft.date.clone(),
                articles: draft.articles.iter().map(|&a| lineage.entry(a, sources)).collect(),
                encounters: ids,
                events: events.remove(&draft.number).into_iter().flatten().collect(),
                follows: story.follows.get(&draft.number).cloned(),
                origins: lineage.counted(&draft.articles.iter().copied().collect(), sources),
            };
            (draft.when, story)
        })
        .collect();
    out.sort_by(|a, b| {
        let key = |w: &Option<When>| w.map_or((LATEST, LATEST), |w| (w.from, w.to));
        key(&a.0).cmp(&key(&b.0)).then_with(|| a.1.id.cmp(&b.1.id))
    });
    out.into_iter().map(|(_, s)| s).collect()
}

/// The id of the story whose first article this is.
pub(crate) fn id(first: &str) -> String {
    hash(&format!("story\n{first}"))
}

fn encounters_by_story<'m>(told: Told<'m>, story: &[usize]) -> BTreeMap<usize, Vec<&'m Merged>> {
    let mut out: BTreeMap<usize, Vec<&Merged>> = BTreeMap::new();
    for m in told.merged {
        let news = m.accounts.iter().map(|&n| &told.accounts[n]).filter(|a| !a.background);
        let stories: BTreeSet<usize> = news.map(|a| story[a.article]).collect();
        stories.into_iter().for_each(|s| out.entry(s).or_default().push(m));
    }
    out
}

/// The earliest day of its articles; of those not dated to a day, the narrowest interval.
fn story_date(articles: &[usize], dated: &[Dated]) -> (Option<When>, Option<Date>) {
    let known =
        articles.iter().filter_map(|&a| dated[a].when.map(|w| (w.length() > 1, w.from, w.length(), a)));
    let first = known.min().map(|(.., a)| &dated[a]);
    (first.and_then(|d| d.when), first.and_then(Dated::date))
}

/// The headline of its most central article that is no copy; of two, of the earlier.
fn title(
    draft: &Draft,
    sources: &[Source<'_>],
    dated: &[Dated],
    texts: &Texts,
    lineage: &Lineage,
) -> Option<String> {
    let central = texts.central(&draft.articles);
    let headed = draft.articles.iter().zip(central).filter_map(|(&a, central)| {
        let headline = sources[a].article.headline.as_deref().map(str::trim).filter(|h| !h.is_empty())?;
        // A day known beats an interval that begins earlier.
        let date = dated[a].when.map_or((2, LATEST), |w| (u8::from(w.length() > 1), w.from));
        let rank = (!lineage.is_copy(a), if draft.articles.len() > 2 { central } else { 0.0 });
        Some((rank, Reverse((date, sources[a].id())), headline))
    });
    let best =
        headed.max_by(|x, y| x.0.0.cmp(&y.0.0).then(x.0.1.total_cmp(&y.0.1)).then_with(|| x.1.cmp(&y.1)));
    best.map(|(.., headline)| headline.to_owned())
}

/// The main encounter in words: "Meeting: Lavrov and Blinken, Geneva".
fn in_words(encounters: &[&Merged]) -> Option<String> {
    let main = encounters.iter().max_by_key(|m| (m.accounts.len(), Reverse(m.encounter.id.clone())))?;
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
