//! `--by` and `--about`: what they name in a record, and which entries answer.
//!
//! `--by` with a state's name or code takes everybody who speaks for that state; any other name takes the actors one of
//! whose names has these words, whole and in this order. `--about` takes the issues whose id, name or field's name has the
//! words, or that one of the register's own phrases names (JCPOA), and any entry whose text has them.
//! What was taken is told above the entries, so that nobody counts on a Wang he did not mean.

use super::{count, text};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::model::{Actor, ActorRef, Record};
use verbale_register::{How, Issue, Register, distance};

/// Most names told above a list.
const NAMED: usize = 6;

/// Which entries to show.
#[derive(Default)]
pub(crate) struct Filter {
    by: Option<By>,
    about: Option<About>,
}

/// Whom `--by` names.
struct By {
    wanted: String,
    /// The country, where it is one's name: "China", "Chinese", "CHN".
    country: Option<&'static str>,
    /// Ids of the actors.
    taken: BTreeSet<String>,
    told: String,
}

/// What `--about` names.
struct About {
    wanted: String,
    issues: BTreeSet<String>,
    told: String,
}

impl Filter {
    pub(crate) fn new(record: &Record, by: Option<&str>, about: Option<&str>) -> Self {
        Self { by: by.map(|name| By::new(record, name)), about: about.map(|topic| About::new(record, topic)) }
    }

    pub(crate) fn is_set(&self) -> bool {
        self.by.is_some() || self.about.is_some()
    }

    /// What was taken, a line each; empty without a filter.
    pub(crate) fn told(&self) -> String {
        let by = self.by.iter().map(|b| &b.told);
        let lines = by.chain(self.about.iter().map(|a| &a.told)).filter(|told| !told.is_empty());
        lines.map(|told| text::indent(&text::dim(told), 0)).collect()
    }

    /// Whether one of `people` is whom `--by` names.
    pub(crate) fn is_by(&self, people: &[&ActorRef]) -> bool {
        let Some(by) = &self.by else { return true };
        people.iter().any(|p| match (&by.country, &p.actor) {
            (Some(country), _) => p.country.as_deref() == Some(country),
            (None, Some(id)) => by.taken.contains(id),
            // Somebody the articles name and nothing more is known of.
            (None, None) => p.name.as_deref().is_some_and(|n| has_words(n, &by.wanted)),
        })
    }

    /// Whether `issues` or `words` are what `--about` names.
    pub(crate) fn is_about(&self, issues: &[String], words: &str) -> bool {
        let Some(about) = &self.about else { return true };
        issues.iter().any(|i| about.issues.contains(i)) || has_words(words, &about.wanted)
    }
}

impl By {
    fn new(record: &Record, name: &str) -> Self {
        let wanted = one_line(name);
        let country = country_named(&wanted);
        let is_meant = |a: &&Actor| match country {
            Some(code) => a.country.as_deref() == Some(code),
            None => names(a).any(|n| has_words(n, &wanted)),
        };
        let mut taken: Vec<&Actor> = record.actors.iter().filter(is_meant).collect();
        // Told in this order: people by name first, "officials" last.
        taken.sort_by_key(|a| (a.kind != "person", a.kind == "unnamed"));
        let told = match (taken.as_slice(), country) {
            ([], _) => nobody(record, &wanted),
            (all, Some(code)) => {
                let state = Register::embedded().state(code).map_or(code, |s| s.name);
                format!("by {state} and all who speak for it: {}", listed(all))
            }
            ([one], None) => format!("by {}", described(one)),
            (all, None) => {
                format!("“{wanted}” may be any of {}: give more of the name to have one", listed(all))
            }
        };
        Self { wanted, country, taken: taken.iter().map(|a| a.id.clone()).collect(), told }
    }
}

impl About {
    fn new(record: &Record, topic: &str) -> Self {
        let wanted = one_line(topic);
        let register = Register::embedded();
        let mut there: BTreeSet<&str> = BTreeSet::new();
        there.extend(record.encounters.iter().flat_map(|e| &e.issues).map(String::as_str));
        there.extend(record.statements.iter().flat_map(|s| &s.issues).map(String::as_str));
        there.extend(record.demands.iter().flat_map(|d| &d.issues).map(String::as_str));
        there.extend(record.events.iter().flat_map(|e| &e.issues).map(String::as_str));
        let taken: BTreeSet<&str> = there.into_iter().filter(|id| is_meant(register, id, &wanted)).collect();
        let told = if taken.is_empty() {
            String::new()
        } else {
            let shown: Vec<&str> = taken.iter().take(NAMED).map(|id| named(register, id)).collect();
            let more = taken.len() - shown.len();
            let more =
                if more > 0 { format!(" and {}", count(more, "other", "others")) } else { String::new() };
            format!("about {}{more}, or with the words “{wanted}”", shown.join(", "))
        };
        Self { wanted, issues: taken.into_iter().map(str::to_owned).collect(), told }
    }
}

fn named<'a>(register: &'a Register, id: &'a str) -> &'a str {
    register.issue(id).map_or(id, |i| i.name)
}

/// Whether the issue `id`, its field, or one of its phrases is what `wanted` names. A user's own issue has only its id.
fn is_meant(register: &Register, id: &str, wanted: &str) -> bool {
    let Some(issue) = register.issue(id) else { return has_words(id, wanted) };
    let field = issue.parent.and_then(|p| register.issue(p));
    let by_name = |i: &Issue| has_words(i.id, wanted) || has_words(i.name, wanted);
    let phrases = issue.triggers.iter().chain(&issue.topics);
    by_name(issue)
        || field.is_some_and(by_name)
        || phrases.into_iter().any(|t| t.trim_start_matches('=').to_lowercase() == wanted.to_lowercase())
}

/// Nobody of that name: who is called something like it.
fn nobody(record: &Record, wanted: &str) -> String {
    let wanted_words: Vec<String> = wanted.to_lowercase().split(' ').map(str::to_owned).collect();
    let mut near: BTreeMap<usize, Vec<&Actor>> = BTreeMap::new();
    for actor in record.actors.iter().filter(|a| a.kind != "unnamed") {
        if let Some(d) = names(actor).filter_map(|n| unlike(&wanted_words, n)).min() {
            near.entry(d).or_default().push(actor);
        }
    }
    match near.into_values().next() {
        Some(best) => format!("nobody here is called “{wanted}”; did you mean {}?", listed(&best)),
        None => format!("nobody here is called “{wanted}”"),
    }
}

/// How far the nearest words of `name` are from those wanted, all together; `None` where no word is near.
fn unlike(wanted: &[String], name: &str) -> Option<usize> {
    const FAR: usize = 3;
    let name = name.to_lowercase();
    let each = wanted.iter().map(|w| {
        let bound = if w.chars().count() > 5 { 2 } else { 1 };
        name.split_whitespace().filter_map(|n| distance(n, w, bound)).min()
    });
    let each: Vec<Option<usize>> = each.collect();
    each.iter().any(Option::is_some).then(|| each.iter().map(|d| d.unwrap_or(FAR)).sum())
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(actor.name.as_str()).chain(actor.names.iter().map(|n| n.text.as_str()))
}

/// `Wang Yi (CHN), …`, a few of them.
fn listed(actors: &[&Actor]) -> String {
    let shown: Vec<String> = actors.iter().take(NAMED).map(|a| described(a)).collect();
    match actors.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {}", shown.join(", "), count(more, "other", "others")),
    }
}

fn described(actor: &Actor) -> String {
    let name = text::clean(&actor.name);
    match &actor.country {
        Some(c) if *c != actor.id => format!("{name} ({c})"),
        _ => name,
    }
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `wanted` stands in `words` as whole words, in any case, hyphens as spaces, also in the plural: "trade" in
/// "Trade war", not "Iran" in "Tirana".
pub(super) fn has_words(words: &str, wanted: &str) -> bool {
    let plain = |s: &str| s.to_lowercase().replace('-', " ").replace('’', "'");
    let (words, wanted) = (plain(words), plain(wanted));
    let ends = |i: usize| {
        let mut after = words[i + wanted.len()..].chars();
        match after.next() {
            Some('s') => after.next().is_none_or(|c| !c.is_alphanumeric()),
            next => next.is_none_or(|c| !c.is_alphanumeric()),
        }
    };
    let begins = |i: usize| words[..i].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    !wanted.is_empty() && words.match_indices(&wanted).any(|(i, _)| begins(i) && ends(i))
}

/// The code of the state that `name` names and nothing else, in whatever case it is typed.
fn country_named(name: &str) -> Option<&'static str> {
    let register = Register::embedded();
    if let Some(state) = register.state(&name.to_uppercase()) {
        return Some(state.code);
    }
    let named = |name: &str| {
        let whole = register.find(name).into_iter().find(|m| m.span.range() == (0..name.len()))?;
        whole.state().filter(|(_, how)| matches!(how, How::Name | How::Demonym)).map(|(code, _)| code)
    };
    named(name).or_else(|| named(&capitals(name))).or_else(|| named(&name.to_uppercase()))
}

/// "united states" as a name: each word with a capital.
fn capitals(name: &str) -> String {
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
