//! For whom somebody speaks: officials in office for their state, everybody else for themselves.
//!
//! Takes the record's actors; gives, for an actor and a day, the state whose line the words are. Legislators, parties,
//! analysts, newspapers and companies have lines of their own, and so has a minister who has left office.

use crate::calendar::{EARLIEST, LATEST, When, moved};
use crate::model::{Actor, Tenure};
use std::collections::{BTreeMap, BTreeSet};
use verbale_register::Register;

/// PLOVER sectors whose people and bodies speak for their state.
pub(crate) const OFFICIAL: &[&str] = &["COP", "GOV", "MIL", "SPY"];

/// Offices of a party that are the state's where there is but one party.
const PARTY: &[&str] = &["party-foreign-affairs-director", "politburo-member"];

/// Days for which an office told by reports is taken to be held before the first and after the last of them.
const AROUND: i32 = 365;

enum Voice<'a> {
    /// The state, or a body of its government.
    State(&'a str),
    /// A person, with the days on which they held offices of the state.
    Office(&'a str, Vec<When>),
}

/// Who speaks for which state, and when.
pub(crate) struct Voices<'a> {
    of: BTreeMap<&'a str, Voice<'a>>,
}

impl<'a> Voices<'a> {
    pub(crate) fn new(actors: &'a [Actor], register: &Register) -> Self {
        let official = |role: &str, sector: &str| OFFICIAL.contains(&sector) || PARTY.contains(&role);
        let offices: BTreeSet<&str> =
            register.offices().filter(|o| official(o.role, o.sector)).map(|o| o.name).collect();
        let of = actors.iter().filter_map(|a| Some((a.id.as_str(), voice(a, &offices)?))).collect();
        Self { of }
    }

    /// The state whose line the words of `actor` are on that day; `None` where they are the actor's own.
    pub(crate) fn state(&self, actor: &str, when: Option<When>) -> Option<&'a str> {
        match self.of.get(actor)? {
            Voice::State(country) => Some(country),
            Voice::Office(country, terms) => {
                let held = terms.iter().any(|t| when.is_none_or(|w| t.overlaps(w)));
                held.then_some(*country)
            }
        }
    }
}

fn voice<'a>(actor: &'a Actor, offices: &BTreeSet<&str>) -> Option<Voice<'a>> {
    let country = actor.country.as_deref()?;
    let official = actor.sector.as_deref().is_some_and(|s| OFFICIAL.contains(&s));
    let former = actor.name.split([' ', '-']).any(|w| matches!(w, "former" | "Former" | "ex" | "retired"));
    match actor.kind.as_str() {
        "state" => Some(Voice::State(country)),
        "body" | "unnamed" => (official && !former).then_some(Voice::State(country)),
        "person" => {
            let held: Vec<&Tenure> = actor.tenures.iter().filter(|t| is_of(t, offices)).collect();
            if actor.tenures.is_empty() {
                return official.then_some(Voice::State(country));
            }
            Some(Voice::Office(country, held.into_iter().filter_map(term).collect()))
        }
        _ => None,
    }
}

fn is_of(tenure: &Tenure, offices: &BTreeSet<&str>) -> bool {
    offices.contains(tenure.office.split(", ").next().unwrap_or_default())
}

/// The days of a tenure. One that reports tell has open ends: a year beyond them it is no longer taken for granted.
fn term(tenure: &Tenure) -> Option<When> {
    let now = |rule: &str| !matches!(rule.rsplit("as ").next(), Some("former" | "held then" | "to come"));
    if !tenure.basis.is_empty() && !tenure.basis.iter().any(|b| now(&b.rule)) {
        return None;
    }
    let ends = |edtf: &Option<String>| edtf.as_deref().and_then(When::read);
    let from = ends(&tenure.from)
        .map_or(EARLIEST, |w| if w.from == EARLIEST { moved(w.to, -AROUND) } else { w.from });
    let to = ends(&tenure.to).map_or(LATEST, |w| if w.to == LATEST { moved(w.from, AROUND) } else { w.to });
    Some(When::within(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Basis;
    use jiff::civil::date;

    fn actor(kind: &str, name: &str, sector: &str, tenures: Vec<Tenure>) -> Actor {
        Actor {
            id: name.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            country: Some("NOR".to_owned()),
            sector: Some(sector.to_owned()),
            names: Vec::new(),
            tenures,
            open: Vec::new(),
        }
    }

    fn minister(rule: &str) -> Tenure {
        let basis = vec![Basis { rule: rule.to_owned(), article: None, quote: None }];
        Tenure {
            office: "Foreign minister, Norway".to_owned(),
            from: Some("2013-10-16".to_owned()),
            to: Some("2017-10".to_owned()),
            basis,
        }
    }

    #[test]
    fn a_minister_speaks_for_the_state_in_office_and_not_after() {
        let actors = [actor("person", "A", "GOV", vec![minister("the register")])];
        let voices = Voices::new(&actors, Register::embedded());
        let on = |y, m, d| voices.state("A", Some(When::day(date(y, m, d))));
        assert_eq!(on(2015, 1, 1), Some("NOR"));
        assert_eq!(on(2019, 1, 1), None);
    }

    #[test]
    fn those_out_of_government_speak_for_themselves() {
        let actors = [
            actor("person", "left", "GOV", vec![minister("told by the article as former")]),
            actor("person", "deputy", "LEG", Vec::new()),
            actor("unnamed", "a former official", "GOV", Vec::new()),
            actor("outlet", "paper", "MED", Vec::new()),
            actor("unnamed", "an official", "GOV", Vec::new()),
        ];
        let voices = Voices::new(&actors, Register::embedded());
        let speaking: Vec<_> =
            actors.iter().filter(|a| voices.state(&a.id, None).is_some()).map(|a| a.name.as_str()).collect();
        assert_eq!(speaking, ["an official"]);
    }
}
