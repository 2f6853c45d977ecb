//! Who holds an office by the reports themselves: "China's foreign minister, Qin Gang" is evidence of a tenure.
//!
//! Takes all clusters with who they are by name, from the traces; gives the holder of an office on a day where the register is silent, or
//! where it is out of date. Reports are counted by origin: one outlet, one agency, or one text and its copies count
//! once. One report contradicts the register in vain, five of independent origin do not, unless as many say that its
//! holder is still in office. The counting looks at whole sets in a fixed order, so no order of articles matters.

use super::{Key, current_role, known, office_words};
use crate::calendar::{When, distance, moved};
use crate::dating::range;
use crate::names::{self, Fit};
use crate::similarity;
use crate::trace::Trace;
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
const COPY: f64 = 0.4;

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
    /// The claims by what their posts are of and each word of their holders' names.
    by_word: BTreeMap<(String, String), BTreeSet<(Post, Key)>>,
    /// By actor: how the reports differ from the register.
    pub(super) notes: BTreeMap<Key, BTreeSet<String>>,
}

impl Learned {
    /// Collects the claims. `named` is who each cluster is by its name, whatever its office says.
    pub(super) fn collect<'k>(
        traces: &[Trace],
        named: impl Fn(usize, usize) -> &'k Key,
        register: &Register,
    ) -> Self {
        let mut learned = Self::default();
        for (a, trace) in traces.iter().enumerate() {
            let Some(when) = trace.when else { continue };
            for (n, actor) in trace.actors.iter().enumerate() {
                for post in posts(actor) {
                    let claims = learned.posts.entry(post).or_default();
                    let claim = claims.entry(named(a, n).clone()).or_default();
                    claim.reports.insert((when, a));
                    *claim.names.entry(actor.name.clone()).or_default() += 1;
                }
            }
        }
        for (post, claims) in &learned.posts {
            for (key, claim) in claims {
                for word in claim.names.keys().flat_map(|n| names::words(n)) {
                    let held = learned.by_word.entry((post.of.clone(), word)).or_default();
                    held.insert((post.clone(), key.clone()));
                }
            }
        }
        let posts: Vec<Post> = learned.posts.keys().cloned().collect();
        for post in posts {
            learned.weigh(&post, register, traces);
        }
        learned
    }

    /// Compares the claims to one office with the register.
    fn weigh(&mut self, post: &Post, register: &Register, traces: &[Trace]) {
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
            let count = origins(against.iter().map(|r| r.1), traces);
            let period = When::within(moved(from, -ALONGSIDE), moved(to, ALONGSIDE));
            let still = first
                .2
                .iter()
                .chain(&last.2)
                .filter_map(|k| claims.get(k))
                .map(|c| origins(c.reports.iter().filter(|r| r.0.overlaps(period)).map(|r| r.1), traces))
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
        let held = self.by_word.get(&(country.to_owned(), surname.to_owned()))?;
        let fits = |c: &Claim| {
            c.away(when).is_some_and(|d| d <= REACH)
                && c.names.keys().any(|n| names::fit(surname, n) == Fit::Short)
        };
        let near = held.iter().filter(|(post, key)| self.posts[post].get(key).is_some_and(fits));
        let found: BTreeSet<&Key> = near.map(|(_, key)| key).collect();
        match found.len() {
            1 => found.into_iter().next(),
            _ => None,
        }
    }
}

/// The offices an article says a person of a full name holds now.
fn posts(actor: &findings::Actor) -> impl Iterator<Item = Post> + '_ {
    let full =
        !actor.offices.is_empty() && actor.kind == ActorKind::Person && names::words(&actor.name).len() >= 2;
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

/// How many of the articles, at most [`MOST`], are of different outlets and agencies and no copies of each other.
fn origins(articles: impl Iterator<Item = usize>, traces: &[Trace]) -> usize {
    let mut counted: Vec<&Trace> = Vec::new();
    let mut desks: BTreeSet<&str> = BTreeSet::new();
    let articles: BTreeSet<usize> = articles.collect();
    for trace in articles.into_iter().map(|a| &traces[a]) {
        let desk = trace.desk.as_deref();
        let copied = || counted.iter().any(|c| similarity::overlap(&c.runs, &trace.runs) >= COPY);
        if desk.is_some_and(|d| desks.contains(d)) || copied() {
            continue;
        }
        desks.extend(desk);
        counted.push(trace);
        if counted.len() == MOST {
            break;
        }
    }
    counted.len()
}
