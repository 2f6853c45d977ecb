//! What changed from one record to another: two records in, a [`Diff`] out.
//!
//! Entries are the same where their id is. An entry's id is that of its first finding, so it changes when an earlier
//! one joins: entries left over are the same where they gather the most findings in common.

use crate::model::{ActorRef, Article, Comparison, Date, Encounter, Event, Minutes, Place, Record};
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Diff {
    /// Articles only in the later record.
    pub articles_added: Vec<Report>,
    /// Articles only in the earlier record.
    pub articles_removed: Vec<Report>,
    /// Encounters.
    pub encounters: Entries<EncounterChange>,
    /// Demands.
    pub demands: Entries<Growth>,
    /// Stories.
    pub stories: Entries<Growth>,
    /// Possible changes of positions.
    pub position_changes: Entries<Growth>,
    /// How many events are new, gone, told by other articles now.
    pub events: Tally,
    /// How many statements are new and gone.
    pub statements: Tally,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An article in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Its id.
    pub article: String,
    /// Where it was read from.
    pub source: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub headline: Option<String>,
}

/// Entries of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entries<C> {
    /// Only in the later record.
    pub new: Vec<Line>,
    /// Only in the earlier record.
    pub gone: Vec<Line>,
    /// In both, and not the same.
    pub changed: Vec<C>,
}

// Derived, it would ask the same of `C`.
impl<C> Default for Entries<C> {
    fn default() -> Self {
        Self { new: Vec::new(), gone: Vec::new(), changed: Vec::new() }
    }
}

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// When, EDTF.
    pub date: Option<String>,
    /// What it is.
    pub what: String,
    /// Id of the entry of the other record that has findings of it, where that is another's match: it was joined or split.
    pub with: Option<String>,
}

/// What changed of one encounter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EncounterChange {
    /// The encounter as it is now.
    pub entry: Line,
    /// Its id in the earlier record, where that was another.
    pub was: Option<String>,
    /// `status`, `date`, `place`, `participants`, `duration`, `kind`: what is another now.
    pub fields: Vec<FieldChange>,
    /// Articles that tell it now.
    pub accounts_new: Vec<String>,
    /// Articles that told it before.
    pub accounts_gone: Vec<String>,
    /// What its accounts dispute now and did not.
    pub disputes_new: Vec<Dispute>,
    /// What its accounts disputed and do not now.
    pub disputes_gone: Vec<Dispute>,
}

/// A field's value before and after; `null` where unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field.
    pub field: &'static str,
    /// In the earlier record.
    pub before: Option<String>,
    /// In the later record.
    pub after: Option<String>,
}

/// A dispute in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dispute {
    /// Id of the comparison.
    pub id: String,
    /// The attribute.
    pub attribute: String,
    /// The values.
    pub values: Vec<String>,
}

/// An entry that other articles tell now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Growth {
    /// The entry as it is now.
    pub entry: Line,
    /// Its id in the earlier record, where that was another.
    pub was: Option<String>,
    /// Articles that tell it now.
    pub articles_new: Vec<String>,
    /// Articles that told it before.
    pub articles_gone: Vec<String>,
}

/// Numbers of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Only in the later record.
    pub new: usize,
    /// Only in the earlier record.
    pub gone: usize,
    /// In both, told by other articles now.
    pub changed: usize,
}

/// What changed from `old` to `new`.
pub fn diff(old: &Record, new: &Record) -> Diff {
    Diff {
        articles_added: only_in(&new.articles, &old.articles),
        articles_removed: only_in(&old.articles, &new.articles),
        encounters: encounters(old, new),
        demands: growth(&demands(old), &demands(new)),
        stories: growth(&stories(old), &stories(new)),
        position_changes: growth(&position_changes(old), &position_changes(new)),
        events: tally(&growth(&events(old), &events(new))),
        statements: tally(&growth(&statements(old), &statements(new))),
    }
}

fn only_in(here: &[Article], there: &[Article]) -> Vec<Report> {
    let known: BTreeSet<&str> = there.iter().map(|a| a.id.as_str()).collect();
    let report = |a: &Article| Report {
        article: a.id.clone(),
        source: a.source.clone(),
        outlet: a.outlet.clone(),
        headline: a.headline.clone(),
    };
    here.iter().filter(|a| !known.contains(a.id.as_str())).map(report).collect()
}

/// An entry of any kind, as far as matching goes.
struct Item<'r> {
    id: Cow<'r, str>,
    date: Option<&'r str>,
    what: String,
    gathers: BTreeSet<&'r str>,
    articles: BTreeSet<&'r str>,
}

impl Item<'_> {
    fn line(&self, with: Option<&str>) -> Line {
        Line {
            id: self.id.to_string(),
            date: self.date.map(str::to_owned),
            what: self.what.clone(),
            with: with.map(str::to_owned),
        }
    }
}

/// Which entry of one record is which of the other, both ways, by place in their lists.
struct Matching {
    old_of: BTreeMap<usize, usize>,
    new_of: BTreeMap<usize, usize>,
}

fn matching(old: &[Item<'_>], new: &[Item<'_>]) -> Matching {
    let mut found = Matching { old_of: BTreeMap::new(), new_of: BTreeMap::new() };
    let by_id: BTreeMap<&str, usize> = old.iter().enumerate().map(|(n, i)| (i.id.as_ref(), n)).collect();
    for (n, item) in new.iter().enumerate() {
        if let Some(&o) = by_id.get(item.id.as_ref()) {
            found.put(o, n);
        }
    }
    let holders = holders(old);
    let mut pairs: Vec<(Reverse<usize>, &str, &str, usize, usize)> = Vec::new();
    for (n, item) in new.iter().enumerate().filter(|(n, _)| !found.old_of.contains_key(n)) {
        for (o, common) in in_common(item, &holders) {
            if !found.new_of.contains_key(&o) {
                pairs.push((Reverse(common), &old[o].id, &item.id, o, n));
            }
        }
    }
    pairs.sort_unstable();
    for (.., o, n) in pairs {
        if !found.new_of.contains_key(&o) && !found.old_of.contains_key(&n) {
            found.put(o, n);
        }
    }
    found
}

impl Matching {
    fn put(&mut self, old: usize, new: usize) {
        self.old_of.insert(new, old);
        self.new_of.insert(old, new);
    }
}

/// Which entries gather each finding.
fn holders<'i>(items: &'i [Item<'_>]) -> BTreeMap<&'i str, Vec<usize>> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, item) in items.iter().enumerate() {
        item.gathers.iter().for_each(|&f| out.entry(f).or_default().push(n));
    }
    out
}

/// Entries with findings in common with this one, and how many.
fn in_common(item: &Item<'_>, holders: &BTreeMap<&str, Vec<usize>>) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    for n in item.gathers.iter().filter_map(|f| holders.get(f)).flatten() {
        *out.entry(*n).or_default() += 1;
    }
    out
}

/// Those of `here` without a match, each with the entry that holds most of its findings.
fn unmatched(here: &[Item<'_>], there: &[Item<'_>], matched: &BTreeMap<usize, usize>) -> Vec<Line> {
    let holders = holders(there);
    let alone = here.iter().enumerate().filter(|(n, _)| !matched.contains_key(n));
    let line = |item: &Item<'_>| {
        let common = in_common(item, &holders);
        let most = common.into_iter().max_by_key(|&(n, common)| (common, Reverse(n)));
        item.line(most.map(|(n, _)| there[n].id.as_ref()))
    };
    alone.map(|(_, item)| line(item)).collect()
}

fn growth(old: &[Item<'_>], new: &[Item<'_>]) -> Entries<Growth> {
    let same = matching(old, new);
    let changed = same.old_of.iter().filter_map(|(&n, &o)| {
        let (o, n) = (&old[o], &new[n]);
        let (more, fewer) = (beyond(&n.articles, &o.articles), beyond(&o.articles, &n.articles));
        let differs = !more.is_empty() || !fewer.is_empty();
        differs.then(|| Growth {
            entry: n.line(None),
            was: was(o, n),
            articles_new: more,
            articles_gone: fewer,
        })
    });
    Entries {
        new: unmatched(new, old, &same.old_of),
        gone: unmatched(old, new, &same.new_of),
        changed: changed.collect(),
    }
}

fn was(old: &Item<'_>, new: &Item<'_>) -> Option<String> {
    (old.id != new.id).then(|| old.id.to_string())
}

fn beyond(here: &BTreeSet<&str>, there: &BTreeSet<&str>) -> Vec<String> {
    here.difference(there).map(|a| (*a).to_owned()).collect()
}

fn tally(entries: &Entries<Growth>) -> Tally {
    Tally { new: entries.new.len(), gone: entries.gone.len(), changed: entries.changed.len() }
}

fn encounters(old: &Record, new: &Record) -> Entries<EncounterChange> {
    let (before, after) = (encounter_items(old), encounter_items(new));
    let same = matching(&before, &after);
    let mut changed = Vec::new();
    for (&n, &o) in &same.old_of {
        let change =
            encounter_change((&old.encounters[o], &before[o], old), (&new.encounters[n], &after[n], new));
        changed.extend(change);
    }
    Entries {
        new: unmatched(&after, &before, &same.old_of),
        gone: unmatched(&before, &after, &same.new_of),
        changed,
    }
}

type Side<'r> = (&'r Encounter, &'r Item<'r>, &'r Record);

fn encounter_change((old, o, before): Side<'_>, (new, n, after): Side<'_>) -> Option<EncounterChange> {
    let (then, now) = (disputes(before, &old.id), disputes(after, &new.id));
    // A dispute's id comes from its subject's: what it is about says whether it is the same.
    let fresh = |some: &[Dispute], others: &[Dispute]| {
        let is_other = |d: &&Dispute| others.iter().all(|x| x.attribute != d.attribute);
        some.iter().filter(is_other).cloned().collect::<Vec<_>>()
    };
    let change = EncounterChange {
        entry: n.line(None),
        was: was(o, n),
        fields: fields(old, new),
        accounts_new: beyond(&n.articles, &o.articles),
        accounts_gone: beyond(&o.articles, &n.articles),
        disputes_new: fresh(&now, &then),
        disputes_gone: fresh(&then, &now),
    };
    let same = change.fields.is_empty()
        && change.accounts_new.is_empty()
        && change.accounts_gone.is_empty()
        && change.disputes_new.is_empty()
        && change.disputes_gone.is_empty();
    (!same).then_some(change)
}

fn fields(old: &Encounter, new: &Encounter) -> Vec<FieldChange> {
    let values = |e: &Encounter| {
        let date = e.date.as_ref().map(|d| d.edtf.clone());
        let place = e.place.as_ref().map(|p| p.name.clone());
        let people = (!e.participants.is_empty()).then(|| names(&e.participants));
        let long = e.duration_minutes.and_then(Minutes::words);
        [Some(e.kind.clone()), Some(e.status.clone()), date, place, people, long]
    };
    let names = ["kind", "status", "date", "place", "participants", "duration"];
    let pairs = names.into_iter().zip(values(old).into_iter().zip(values(new)));
    pairs
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| FieldChange { field, before, after })
        .collect()
}

fn disputes(record: &Record, subject: &str) -> Vec<Dispute> {
    let of = |c: &&Comparison| c.kind == "dispute" && c.subject == subject;
    let dispute = |c: &Comparison| Dispute {
        id: c.id.clone(),
        attribute: c.attribute.clone(),
        values: c.values.iter().map(|v| v.value.clone()).collect(),
    };
    record.comparisons.iter().filter(of).map(dispute).collect()
}

fn encounter_items(record: &Record) -> Vec<Item<'_>> {
    let what = |e: &Encounter| {
        format!("{} {}: {}{}", e.kind, e.status, names(&e.participants), at(e.place.as_ref()))
    };
    let all = record.encounters.iter();
    all.map(|e| Item {
        id: Cow::Borrowed(&e.id),
        date: edtf(e.date.as_ref()),
        what: what(e),
        gathers: texts(&e.findings),
        articles: e.accounts.iter().map(|a| a.article.as_str()).collect(),
    })
    .collect()
}

fn demands(record: &Record) -> Vec<Item<'_>> {
    let all = record.demands.iter();
    all.map(|d| Item {
        id: Cow::Borrowed(&d.id),
        date: d.accounts.iter().filter_map(|a| edtf(a.date.as_ref())).min(),
        what: format!("{} of {}: {}", name(d.by.as_ref()), name(d.of.as_ref()), d.content),
        gathers: texts(&d.findings),
        articles: d.accounts.iter().map(|a| a.article.as_str()).collect(),
    })
    .collect()
}

/// A story gathers its articles.
fn stories(record: &Record) -> Vec<Item<'_>> {
    let all = record.stories.iter();
    all.map(|s| {
        let articles: BTreeSet<&str> = s.articles.iter().map(|a| a.article.as_str()).collect();
        let what = s.title.clone().unwrap_or_else(|| "(no headline)".to_owned());
        Item {
            id: Cow::Borrowed(&s.id),
            date: edtf(s.date.as_ref()),
            what,
            gathers: articles.clone(),
            articles,
        }
    })
    .collect()
}

/// A possible change has no id of its own: its position and both entries tell one from another.
fn position_changes(record: &Record) -> Vec<Item<'_>> {
    let all = record.positions.iter().flat_map(|p| p.changes.iter().map(move |c| (p, c)));
    all.map(|(p, c)| Item {
        id: Cow::Owned(format!("{}:{}:{}", p.id, c.from, c.to)),
        date: Some(c.dates[1].as_str()),
        what: format!("{} on {}: {}", name(Some(&p.actor)), p.issue, c.kind),
        gathers: BTreeSet::new(),
        articles: BTreeSet::new(),
    })
    .collect()
}

fn events(record: &Record) -> Vec<Item<'_>> {
    let what = |e: &Event| format!("{} {} → {}", e.event, names(&e.source), names(&e.target));
    let all = record.events.iter();
    all.map(|e| Item {
        id: Cow::Borrowed(&e.id),
        date: edtf(e.date.as_ref()),
        what: what(e),
        gathers: texts(&e.findings),
        articles: e.accounts.iter().map(|a| a.article.as_str()).collect(),
    })
    .collect()
}

fn statements(record: &Record) -> Vec<Item<'_>> {
    let all = record.statements.iter();
    all.map(|s| Item {
        id: Cow::Borrowed(&s.id),
        date: None,
        what: String::new(),
        gathers: BTreeSet::new(),
        articles: BTreeSet::from([s.article.as_str()]),
    })
    .collect()
}

fn texts(ids: &[String]) -> BTreeSet<&str> {
    ids.iter().map(String::as_str).collect()
}

fn edtf(date: Option<&Date>) -> Option<&str> {
    date.map(|d| d.edtf.as_str())
}

fn name(who: Option<&ActorRef>) -> &str {
    who.and_then(|w| w.name.as_deref()).unwrap_or("unknown")
}

fn names(people: &[ActorRef]) -> String {
    people.iter().map(|p| name(Some(p))).collect::<Vec<_>>().join(" – ")
}

fn at(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |p| format!(", {}", p.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item<'a>(id: &'a str, gathers: &[&'a str], articles: &[&'a str]) -> Item<'a> {
        Item {
            id: Cow::Borrowed(id),
            date: None,
            what: String::new(),
            gathers: gathers.iter().copied().collect(),
            articles: articles.iter().copied().collect(),
        }
    }

    #[test]
    fn an_entry_which_an_earlier_finding_joined_is_the_same_and_grew() {
        let old = [item("m", &["m", "q"], &["a1"])];
        let new = [item("b", &["b", "m", "q"], &["a0", "a1"])];
        let found = growth(&old, &new);
        assert!(found.new.is_empty() && found.gone.is_empty(), "{found:?}");
        assert_eq!(found.changed[0].was.as_deref(), Some("m"));
        assert_eq!(found.changed[0].articles_new, ["a0"]);
    }

    #[test]
    fn two_that_became_one_leave_one_gone_and_say_into_which() {
        let old = [item("f1", &["f1"], &["a1"]), item("f2", &["f2", "f3"], &["a2"])];
        let new = [item("f0", &["f0", "f1", "f2", "f3"], &["a1", "a2"])];
        let found = growth(&old, &new);
        assert_eq!(found.changed[0].was.as_deref(), Some("f2"), "the one it has most of");
        assert_eq!(found.gone.len(), 1);
        assert_eq!((found.gone[0].id.as_str(), found.gone[0].with.as_deref()), ("f1", Some("f0")));
    }

    #[test]
    fn one_that_became_two_keeps_its_id_for_one_and_the_other_is_new() {
        let old = [item("f1", &["f1", "f2"], &["a1", "a2"])];
        let new = [item("f1", &["f1"], &["a1"]), item("f2", &["f2"], &["a2"])];
        let found = growth(&old, &new);
        assert_eq!((found.new[0].id.as_str(), found.new[0].with.as_deref()), ("f2", Some("f1")));
        assert_eq!(found.changed[0].articles_gone, ["a2"]);
    }

    #[test]
    fn what_has_nothing_in_common_is_new_and_gone() {
        let found = growth(&[item("x", &["x"], &["a"])], &[item("y", &["y"], &["a"])]);
        assert_eq!((found.new.len(), found.gone.len(), found.changed.len()), (1, 1, 0));
        assert_eq!(found.new[0].with, None);
    }
}
