//! Who holds an office by the reports themselves: "China's foreign minister, Qin Gang" is evidence of a tenure.
//!
//! Takes all clusters with who they are by name; gives the holder of an office on a day where the register is silent, or
//! where it is out of date. Reports are counted by origin: one outlet, one agency, or one text and its copies count
//! once. One report contradicts the register in vain, five of independent origin do not, unless as many say that its
//! holder is still in office. The counting looks at whole sets in a fixed order, so no order of articles matters.

use super::{Key, current_role, known, office_words};
use crate::calendar::{When, distance, moved};
use crate::dating::{Dated, range};
use crate::names::{self, Fit};
use crate::similarity;
use crate::source::Source;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::{self, ActorKind, Standing};
use verbale_register::Register;

/// Independent reports that overrule the register.
const ENOUGH: usize = 5;

/// Days before the first and after the last report in which its holder may be meant.
const REACH: i32 = 183;

/// Days around the reports of a new holder in which reports of the old one still speak for him.
const ALONGSIDE: i32 = 30;

/// Origins counted to at most; more tell nothing more.
const MOST: usize = 12;

/// From this share of shared runs on, one text is written from the other.
const COPY: f64 = 0.3;

/// Words in the runs that are compared.
const RUN: usize = 5;

/// An office of one state or organisation, for ambassadors towards another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Post {
    role: String,
    of: String,
    to: Option<String>,
}

impl Post {
    pub(super) fn new(office: &findings::Office) -> Option<Self> {
        let (role, to) = (office.role.clone(), office.counterpart.clone());
        Some(Self { role, of: office.country.clone()?, to })
    }

    /// Those the register has for it on these days.
    fn registered(&self, when: When, register: &Register) -> BTreeSet<Key> {
        let mut found = register.holders(&self.role, &self.of, range(when));
        if let Some(to) = self.to.as_deref() {
            found.retain(|t| t.counterpart.is_none_or(|c| c == to));
        }
        found.into_iter().map(|t| Key::Person(t.person.to_owned())).collect()
    }

    /// Whether a person of the register holds it at any time.
    fn ever_held_by(&self, key: &Key, register: &Register) -> bool {
        let Key::Person(id) = key else { return false };
        register.tenures_of(id).iter().any(|t| t.role == self.role && t.of == self.of)
    }
}

/// What the reports say of one person in one office.
#[derive(Debug, Clone, Default)]
struct Claim {
    /// Dates and articles, in order.
    reports: BTreeSet<(When, usize)>,
    names: BTreeMap<String, usize>,
}

impl Claim {
    fn first(&self) -> Option<Date> {
        self.reports.iter().map(|(w, _)| w.from).min()
    }

    fn last(&self) -> Option<Date> {
        self.reports.iter().map(|(w, _)| w.to).max()
    }

    /// Days from the nearest end of the reports; 0 within them.
    fn away(&self, when: When) -> Option<i32> {
        let (first, last) = (self.first()?, self.last()?);
        Some(distance(when.to, first).max(distance(last, when.from)).max(0))
    }

    fn name(&self) -> &str {
        let most = self.names.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map_or("", |(name, _)| name)
    }
}

/// A holder the register does not have, and from when on it is followed.
#[derive(Debug, Clone)]
struct Newer {
    key: Key,
    from: Date,
    to: Date,
    origins: usize,
}

/// All that the articles tell of who holds what.
#[derive(Debug, Default)]
pub(super) struct Learned {
    posts: BTreeMap<Post, BTreeMap<Key, Claim>>,
    newer: BTreeMap<Post, Newer>,
    /// By actor: how the reports differ from the register.
    pub(super) notes: BTreeMap<Key, BTreeSet<String>>,
}

impl Learned {
    /// Collects the claims. `named` is who each cluster is by its name, whatever its office says.
    pub(super) fn collect(
        sources: &[Source<'_>],
        dated: &[Dated],
        named: &[Vec<Key>],
        register: &Register,
    ) -> Self {
        let mut learned = Self::default();
        for (a, source) in sources.iter().enumerate() {
            let Some(when) = dated.get(a).and_then(|d| d.when) else { continue };
            for (actor, key) in source.findings.actors.iter().zip(&named[a]) {
                for post in posts(actor) {
                    let claim = learned.posts.entry(post).or_default().entry(key.clone()).or_default();
                    claim.reports.insert((when, a));
                    *claim.names.entry(actor.name.clone()).or_default() += 1;
                }
            }
        }
        let mut origins = Origins { sources, runs: BTreeMap::new() };
        let posts: Vec<Post> = learned.posts.keys().cloned().collect();
        for post in posts {
            learned.weigh(&post, register, &mut origins);
        }
        learned
    }

    /// Compares the claims to one office with the register.
    fn weigh(&mut self, post: &Post, register: &Register, origins: &mut Origins<'_, '_>) {
        let Some(claims) = self.posts.get(post) else { return };
        let mut newer: Option<Newer> = None;
        let mut notes: Vec<(Key, Key, String)> = Vec::new();
        for (key, claim) in claims.iter().filter(|(k, _)| !post.ever_held_by(k, register)) {
            let against: Vec<(When, usize, BTreeSet<Key>)> = claim
                .reports
                .iter()
                .map(|&(when, a)| (when, a, post.registered(when, register)))
                .filter(|(_, _, held)| !held.is_empty())
                .collect();
            let (Some(first), Some(last)) = (against.first(), against.last()) else { continue };
            let (from, to) = (first.0.from, last.0.to);
            let count = origins.count(against.iter().map(|r| r.1));
            let period = When::within(moved(from, -ALONGSIDE), moved(to, ALONGSIDE));
            let still = first
                .2
                .iter()
                .chain(&last.2)
                .filter_map(|k| claims.get(k))
                .map(|c| origins.count(c.reports.iter().filter(|r| r.0.overlaps(period)).map(|r| r.1)))
                .max()
                .unwrap_or(0);
            let followed = count >= ENOUGH && count > still;
            for held in &first.2 {
                let note = disagreement(post, held, claim, from, count, followed, register);
                notes.push((key.clone(), held.clone(), note));
            }
            let best = newer.as_ref().is_none_or(|n| (count, &n.key) > (n.origins, key));
            if followed && best {
                newer = Some(Newer { key: key.clone(), from, to, origins: count });
            }
        }
        if let Some(newer) = newer {
            self.newer.insert(post.clone(), newer);
        }
        for (claimant, held, note) in notes {
            self.notes.entry(claimant).or_default().insert(note.clone());
            self.notes.entry(held).or_default().insert(note);
        }
    }

    /// Who holds the office on these days, where the register does not know or knows it no longer.
    pub(super) fn holder(&self, post: &Post, when: When, register: &Register) -> Option<&Key> {
        if let Some(n) = self.newer.get(post)
            && n.from <= when.from
            && when.to <= moved(n.to, REACH)
        {
            return Some(&n.key);
        }
        if !post.registered(when, register).is_empty() {
            return None;
        }
        let claims = self.posts.get(post)?;
        let mut near: Vec<(i32, &Key)> = claims
            .iter()
            .filter_map(|(k, c)| Some((c.away(when)?, k)))
            .filter(|(d, _)| *d <= REACH)
            .collect();
        near.sort();
        match near[..] {
            [(_, one)] => Some(one),
            // Two within reach: only where the reports of one, and of no other, span the day.
            [(0, one), (next, _), ..] if next > 0 => Some(one),
            _ => None,
        }
    }

    /// Whether the reports, against the register, make `key` the holder of some office the actor is given.
    pub(super) fn follows(&self, actor: &findings::Actor, key: &Key, when: Option<When>) -> bool {
        let Some(when) = when else { return false };
        let holds = |n: &Newer| n.key == *key && n.from <= when.from && when.to <= moved(n.to, REACH);
        posts(actor).any(|p| self.newer.get(&p).is_some_and(holds))
    }

    /// The one learned holder of this family name who serves the country in these days.
    pub(super) fn by_surname(&self, surname: &str, country: &str, when: When) -> Option<&Key> {
        let posts = self.posts.iter().filter(|(p, _)| p.of == country);
        let claims = posts.flat_map(|(_, claims)| claims);
        let fits = |c: &Claim| {
            c.away(when).is_some_and(|d| d <= REACH)
                && c.names.keys().any(|n| names::fit(surname, n) == Fit::Short)
        };
        let found: BTreeSet<&Key> = claims.filter(|(_, c)| fits(c)).map(|(k, _)| k).collect();
        match found.len() {
            1 => found.into_iter().next(),
            _ => None,
        }
    }
}

/// The offices an article says a person of a full name holds now.
fn posts(actor: &findings::Actor) -> impl Iterator<Item = Post> + '_ {
    let full = actor.kind == ActorKind::Person && names::words(&actor.name).len() >= 2;
    let held = actor.offices.iter().filter(|o| o.standing == Standing::Current);
    held.filter(move |_| full && current_role(actor).is_some()).filter_map(Post::new)
}

fn disagreement(
    post: &Post,
    held: &Key,
    claim: &Claim,
    from: Date,
    origins: usize,
    followed: bool,
    register: &Register,
) -> String {
    let office = office_words(&post.role, Some(&post.of), post.to.as_deref(), register);
    let holder = known(held, register).map_or_else(String::new, |k| k.name);
    let outlets = if origins == 1 { "1 independent report says" } else { "independent reports say" };
    let count = if origins == 1 { String::new() } else { format!("{origins} ") };
    let verdict = if followed { "; the reports are followed" } else { "; the register is followed" };
    format!("the register has {holder} as {office} on {from}; {count}{outlets} {}{verdict}", claim.name())
}

/// Counts independent origins.
struct Origins<'s, 'a> {
    sources: &'s [Source<'a>],
    runs: BTreeMap<usize, Vec<u64>>,
}

impl Origins<'_, '_> {
    /// How many of the articles, at most [`MOST`], are of different outlets and agencies and no copies of each other.
    fn count(&mut self, articles: impl Iterator<Item = usize>) -> usize {
        let mut counted: Vec<usize> = Vec::new();
        let mut desks: BTreeSet<String> = BTreeSet::new();
        let articles: BTreeSet<usize> = articles.collect();
        for a in articles {
            let article = self.sources[a].article;
            let desk = article.agency.as_deref().or(article.outlet.as_deref()).map(verbale_register::fold);
            if desk.as_ref().is_some_and(|d| desks.contains(d)) || self.is_copy(a, &counted) {
                continue;
            }
            desks.extend(desk);
            counted.push(a);
            if counted.len() == MOST {
                break;
            }
        }
        counted.len()
    }

    fn is_copy(&mut self, a: usize, of: &[usize]) -> bool {
        for &n in of.iter().chain([&a]) {
            let body = &self.sources[n].article.body;
            self.runs.entry(n).or_insert_with(|| similarity::runs(body, RUN));
        }
        of.iter().any(|n| similarity::overlap(&self.runs[&a], &self.runs[n]) >= COPY)
    }
}
