//! From entries the lines they give the lists: a circle at once, for its stories and comparisons are about what its
//! encounters and events are about.

use super::{Lines, Place, TYPES, number};
use crate::building::Part;
use crate::model::{Actor, ActorRef, Comparison, Date, Demand, Event, Statement};
use crate::store::derived::ord;
use std::collections::{BTreeMap, BTreeSet};
use verbale_register::Register;

/// Facet and value.
type Key = (&'static str, String);

/// Day and facets of the entries that others are about.
type Subjects<'a> = BTreeMap<&'a str, (&'a str, BTreeSet<Key>)>;

/// What a circle gives.
pub(in crate::store) fn of_part(part: &Part, register: &Register) -> Lines {
    let published = part.articles.iter().map(|a| (a.id.as_str(), day(a.published.as_ref()))).collect();
    let mut circle = Circle { part, register, published, about: BTreeMap::new(), lines: Lines::default() };
    circle.encounters();
    circle.events();
    circle.statements();
    circle.articles();
    circle.stories();
    circle.comparisons();
    circle.lines
}

/// What a demand gives.
pub(in crate::store) fn of_demand(d: &Demand, register: &Register) -> Lines {
    let mut lines = Lines::default();
    lines.put("demand", first_told(d), &d.id, about_demand(d, register));
    lines
}

/// What a comparison of a demand's accounts gives.
pub(in crate::store) fn of_comparison(c: &Comparison, of: Option<&Demand>, register: &Register) -> Lines {
    let subject = of.map(|d| (first_told(d), about_demand(d, register)));
    let mut lines = Lines::default();
    lines.comparison(c, subject.as_ref());
    lines
}

/// What an actor gives: its names, to be found by.
pub(in crate::store) fn of_actor(a: &Actor) -> Lines {
    let names: BTreeSet<_> = a.names.iter().map(|n| n.text.as_str()).chain([a.name.as_str()]).collect();
    let names = names.into_iter().collect::<Vec<_>>().join("\n");
    Lines { names: Some((ord(&a.id), names)), ..Lines::default() }
}

struct Circle<'a> {
    part: &'a Part,
    register: &'a Register,
    published: BTreeMap<&'a str, &'a str>,
    about: Subjects<'a>,
    lines: Lines,
}

impl<'a> Circle<'a> {
    fn encounters(&mut self) {
        for e in &self.part.encounters {
            let mut about = parties(e.participants.iter());
            let host = e.place.as_ref().and_then(|p| p.country.as_ref()).filter(|_| e.kind == "visit");
            let sides = countries(e.participants.iter()).chain(host.cloned()).collect();
            about.extend(dyads(&sides));
            about.extend(issues(&e.issues, self.register));
            let day = day(e.date.as_ref());
            self.about.insert(&e.id, (day, about.clone()));
            about.extend([("kind", e.kind.clone()), ("status", e.status.clone())]);
            self.lines.put("encounter", day, &e.id, about);
        }
    }

    fn events(&mut self) {
        for e in &self.part.events {
            let mut about = parties(e.source.iter().chain(&e.target));
            about.extend(between(countries(e.source.iter()), &countries(e.target.iter()).collect()));
            about.extend(issues(&e.issues, self.register));
            let day = day(e.date.as_ref());
            self.about.insert(&e.id, (day, about.clone()));
            about.extend([("kind", e.event.clone()), ("status", e.modality.clone())]);
            // The encounter is listed already.
            self.lines.put(if e.event == "CONSULT" { "consult" } else { "event" }, day, &e.id, about);
            self.lines.pulse(e, day);
        }
    }

    fn statements(&mut self) {
        for s in &self.part.statements {
            let mut about = parties(s.speaker.iter().chain(&s.addressee));
            about.extend(s.speaker.iter().filter_map(|a| Some(("speaker", a.actor.clone()?))));
            about.extend(s.speaker.iter().filter_map(|a| Some(("side", a.country.clone()?))));
            about.extend(between(countries(s.speaker.iter()), &countries(s.addressee.iter()).collect()));
            let matters = issues(&s.issues, self.register);
            about.extend(matters.iter().cloned());
            about.extend([("kind", s.stance.clone()), ("status", s.form.clone())]);
            about.extend(s.channel.iter().map(|c| ("channel", c.clone())));
            // When it was said, or else when it was reported.
            let reported = self.published.get(s.article.as_str()).copied().unwrap_or("");
            let told = s.date.as_ref().map_or(reported, |d| first_day(&d.edtf));
            self.lines.put("statement", told, &s.id, about);
            self.lines.stand(s, told, matters);
        }
    }

    fn articles(&mut self) {
        for (a, named) in self.part.articles.iter().zip(&self.part.named) {
            let mut about: BTreeSet<Key> = a.flags.iter().map(|f| ("flag", f.flag.clone())).collect();
            about.extend(a.outlet.iter().map(|o| ("outlet", o.clone())));
            about.extend(a.language.iter().map(|l| ("language", l.clone())));
            about.extend(named.iter().map(|id| ("actor", id.clone())));
            self.lines.put("article", day(a.published.as_ref()), &a.id, about);
        }
    }

    fn stories(&mut self) {
        for s in &self.part.stories {
            let entries = s.encounters.iter().chain(&s.events);
            let mut about: BTreeSet<Key> = entries
                .filter_map(|id| self.about.get(id.as_str()))
                .flat_map(|(_, keys)| keys.clone())
                .collect();
            about.extend(s.articles.iter().map(|a| ("relation", a.relation.clone())));
            self.lines.put("story", day(s.date.as_ref()), &s.id, about);
        }
    }

    fn comparisons(&mut self) {
        for c in &self.part.comparisons {
            self.lines.comparison(c, self.about.get(c.subject.as_str()));
        }
    }
}

impl Lines {
    fn put(&mut self, kind: &str, day: &str, id: &str, about: BTreeSet<Key>) {
        let mut facets = Vec::with_capacity(about.len() + 1);
        for (facet, value) in about.into_iter().chain([("all", String::new())]) {
            let k = number(facet, &value);
            facets.push(k);
            self.keys.entry(k).or_insert((facet, value));
        }
        let kind = TYPES.iter().position(|t| *t == kind).unwrap_or_default() as u8;
        self.places.push(Place { kind, day: day.to_owned(), ord: ord(id), facets });
    }

    fn comparison(&mut self, c: &Comparison, subject: Option<&(&str, BTreeSet<Key>)>) {
        let mut about = BTreeSet::from([("kind", c.kind.clone()), ("status", c.attribute.clone())]);
        // Agreements are many, and are read where they belong.
        let keys = subject.filter(|_| c.kind == "dispute").map(|(_, keys)| keys);
        about.extend(keys.into_iter().flatten().cloned());
        self.put("comparison", subject.map_or("", |(day, _)| day), &c.id, about);
    }

    fn pulse(&mut self, e: &Event, day: &str) {
        let Some((weight, month)) = e.goldstein.zip(day.get(..7)) else { return };
        if !matches!(e.modality.as_str(), "occurred" | "ongoing") {
            return;
        }
        let tenths = (weight * 10.0).round() as i64;
        let targets: BTreeSet<_> = countries(e.target.iter()).collect();
        for source in countries(e.source.iter()).collect::<BTreeSet<_>>() {
            for target in targets.iter().filter(|t| **t != source) {
                let sum = self.pulses.entry((source.clone(), target.clone(), month.to_owned())).or_default();
                *sum = (sum.0 + 1, sum.1 + tenths.max(0), sum.2 + tenths.min(0));
            }
        }
    }

    fn stand(&mut self, s: &Statement, told: &str, matters: BTreeSet<Key>) {
        let Some(speaker) = &s.speaker else { return };
        let month = told.get(..7).unwrap_or(told);
        // A state speaking for itself counts as its country, once.
        let person = speaker.actor.as_ref().filter(|a| Some(*a) != speaker.country.as_ref());
        for (_, issue) in matters {
            for (side, holder) in [(false, person), (true, speaker.country.as_ref())] {
                let Some(holder) = holder else { continue };
                let stand = (issue.clone(), side, holder.clone(), month.to_owned(), s.stance.clone());
                *self.stands.entry(stand).or_default() += 1;
            }
        }
    }
}

fn about_demand(d: &Demand, register: &Register) -> BTreeSet<Key> {
    let mut about = parties(d.by.iter().chain(&d.of));
    about.extend(d.by.iter().filter_map(|a| Some(("side", a.country.clone()?))));
    about.extend(between(countries(d.by.iter()), &countries(d.of.iter()).collect()));
    about.extend(issues(&d.issues, register));
    about
}

fn first_told(d: &Demand) -> &str {
    d.accounts.iter().map(|a| day(a.date.as_ref())).filter(|d| !d.is_empty()).min().unwrap_or("")
}

fn day(date: Option<&Date>) -> &str {
    date.map_or("", |d| first_day(&d.edtf))
}

/// The first day an EDTF date may mean: `[2021-07-26..2021-08]` is `2021-07-26`.
fn first_day(edtf: &str) -> &str {
    let bare = edtf.trim_start_matches(['[', '{', '.', '/']);
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(bare.len());
    &bare[..end.min(10)]
}

/// The issues, and the fields of those that are matters.
fn issues(ids: &[String], register: &Register) -> BTreeSet<Key> {
    let field = |id: &String| register.issue(id).and_then(|i| i.parent).map(str::to_owned);
    ids.iter().flat_map(|id| [Some(id.clone()), field(id)]).flatten().map(|i| ("issue", i)).collect()
}

/// Who takes part, and for which countries.
fn parties<'a>(refs: impl Iterator<Item = &'a ActorRef> + Clone) -> BTreeSet<Key> {
    let actors = refs.clone().filter_map(|a| a.actor.clone()).map(|a| ("actor", a));
    actors.chain(countries(refs).map(|c| ("country", c))).collect()
}

fn countries<'a>(refs: impl Iterator<Item = &'a ActorRef>) -> impl Iterator<Item = String> {
    refs.filter_map(|a| a.country.clone())
}

/// Every two of them, in order of the alphabet: `CHN-USA`.
fn dyads(sides: &BTreeSet<String>) -> Vec<Key> {
    // A summit of thirty states is no sign of four hundred relations.
    if sides.len() > 6 { Vec::new() } else { between(sides.iter().cloned(), sides) }
}

fn between(left: impl Iterator<Item = String>, right: &BTreeSet<String>) -> Vec<Key> {
    let pairs = left.flat_map(|a| right.iter().filter(|b| **b != a).map(|b| dyad(&a, b)).collect::<Vec<_>>());
    pairs.map(|d| ("dyad", d)).collect()
}

fn dyad(a: &str, b: &str) -> String {
    if a < b { format!("{a}-{b}") } else { format!("{b}-{a}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_listed_at_the_first_day_it_may_mean() {
        assert_eq!(first_day("2021-07-26"), "2021-07-26");
        assert_eq!(first_day("2023-06-18/2023-06-19"), "2023-06-18");
        assert_eq!(first_day("[2023-05-01..2023-06-04]"), "2023-05-01");
        assert_eq!(first_day("[..2023-06-04]"), "2023-06-04");
        assert_eq!(first_day("2023"), "2023");
        assert_eq!(first_day("unknown"), "");
    }

    #[test]
    fn a_dyad_is_the_same_from_either_side_and_never_with_oneself() {
        let sides = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let of = |codes: &[&str]| {
            dyads(&sides(codes))
                .into_iter()
                .map(|(_, d)| d)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&["USA", "CHN"]), ["CHN-USA"]);
        assert_eq!(of(&["USA", "CHN", "JPN"]), ["CHN-JPN", "CHN-USA", "JPN-USA"]);
        assert!(of(&["CHN"]).is_empty());
        assert!(of(&["A", "B", "C", "D", "E", "F", "G"]).is_empty(), "a summit of many is no dyad");
    }
}
