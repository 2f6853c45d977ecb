//! The register itself: all tables, indexed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use verbale_span::Span;
use xxhash_rust::xxh3::Xxh3Default;

use crate::data;
use crate::names::{Entry, How, Match, Names};
use crate::plover::{self, EventCode};
use crate::rows::{
    Body, BodyKind, Issue, Metonym, Office, Organisation, Person, Place, State, Tenure, TitleRow, read_all,
    unknown,
};
use crate::scan::{Builder, Phrases};
use crate::titles::{Title, Titles};
use crate::{DateRange, TableError, distance, fold};

/// All tables, and what finds names in texts. Made once; the automata when first asked for.
pub struct Register {
    states: BTreeMap<&'static str, State>,
    metonyms: Vec<Metonym>,
    organisations: BTreeMap<&'static str, Organisation>,
    body_kinds: BTreeMap<&'static str, BodyKind>,
    bodies: BTreeMap<&'static str, Body>,
    offices: BTreeMap<&'static str, Office>,
    titles: Vec<TitleRow>,
    people: BTreeMap<&'static str, Person>,
    tenures: Vec<Tenure>,
    places: BTreeMap<&'static str, Place>,
    issues: BTreeMap<&'static str, Issue>,
    events: Vec<EventCode>,
    contexts: Vec<(&'static str, &'static str)>,
    /// Folded full name to people.
    by_name: HashMap<String, Vec<&'static str>>,
    /// Folded surname to people.
    by_surname: HashMap<String, Vec<&'static str>>,
    /// Person to the places of their tenures in `tenures`.
    by_person: HashMap<&'static str, Vec<usize>>,
    names: OnceLock<Names>,
    title_phrases: OnceLock<Titles>,
    issue_phrases: OnceLock<Phrases<&'static str>>,
}

static EMBEDDED: LazyLock<Register> = LazyLock::new(|| {
    // The tables are part of the program and tested: a broken one is a bug, not an input.
    Register::read().unwrap_or_else(|e| panic!("the embedded register is broken: {e}"))
});

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register").finish_non_exhaustive()
    }
}

impl Register {
    /// The register compiled into the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn read() -> Result<Self, TableError> {
        let states = keyed(read_all(data::STATES, &State::COLUMNS, State::read)?, |s| s.code);
        let body_kinds = keyed(read_all(data::BODY_KINDS, &BodyKind::COLUMNS, BodyKind::read)?, |k| k.id);
        let listed = read_all(data::BODIES, &Body::COLUMNS, Body::read)?;
        let people = keyed(read_all(data::PEOPLE, &Person::COLUMNS, Person::read)?, |p| p.id);
        let tenures = read_all(data::TENURES, &Tenure::COLUMNS, Tenure::read)?;
        let mut by_name: HashMap<String, Vec<_>> = HashMap::new();
        let mut by_surname: HashMap<String, Vec<_>> = HashMap::new();
        for p in people.values() {
            let names: BTreeSet<String> = p.names().iter().map(|n| fold(n)).collect();
            names.into_iter().for_each(|n| by_name.entry(n).or_default().push(p.id));
            by_surname.entry(p.folded_surname()).or_default().push(p.id);
        }
        let mut by_person: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, t) in tenures.iter().enumerate() {
            by_person.entry(t.person).or_default().push(n);
        }
        let register = Self {
            bodies: all_bodies(&states, &body_kinds, listed),
            states,
            metonyms: read_all(data::METONYMS, &Metonym::COLUMNS, Metonym::read)?,
            organisations: keyed(
                read_all(data::ORGANISATIONS, &Organisation::COLUMNS, Organisation::read)?,
                |o| o.id,
            ),
            body_kinds,
            offices: keyed(read_all(data::OFFICES, &Office::COLUMNS, Office::read)?, |o| o.role),
            titles: read_all(data::TITLES, &TitleRow::COLUMNS, TitleRow::read)?,
            people,
            tenures,
            places: keyed(read_all(data::PLACES, &Place::COLUMNS, Place::read)?, |p| p.id),
            issues: keyed(read_all(data::ISSUES, &Issue::COLUMNS, Issue::read)?, |i| i.id),
            events: read_all(data::PLOVER, &EventCode::COLUMNS, EventCode::read)?,
            contexts: plover::read_contexts()?,
            by_name,
            by_surname,
            by_person,
            names: OnceLock::new(),
            title_phrases: OnceLock::new(),
            issue_phrases: OnceLock::new(),
        };
        register.check()?;
        Ok(register)
    }

    /// Every id that one table takes from another must be there.
    fn check(&self) -> Result<(), TableError> {
        let actor = |id: &str| self.states.contains_key(id) || self.organisations.contains_key(id);
        for s in self.states.values() {
            known(s.sovereign, |c| self.states.contains_key(c), data::STATES, "state")?;
        }
        for m in &self.metonyms {
            let ok = |id: &str| actor(id) || self.bodies.contains_key(id);
            known(Some(m.stands_for), ok, data::METONYMS, "state, body or organisation")?;
        }
        for o in self.organisations.values() {
            known(o.country, |c| self.states.contains_key(c), data::ORGANISATIONS, "state")?;
        }
        for b in self.bodies.values().filter(|b| b.listed) {
            known(Some(b.country), |c| self.states.contains_key(c), data::BODIES, "state")?;
            known(Some(b.kind), |k| self.body_kinds.contains_key(k), data::BODIES, "kind of body")?;
        }
        for o in self.offices.values() {
            known(o.body, |k| self.body_kinds.contains_key(k), data::OFFICES, "kind of body")?;
            known(o.deputy, |r| self.offices.contains_key(r), data::OFFICES, "role")?;
        }
        for t in &self.titles {
            known(Some(t.role), |r| self.offices.contains_key(r), data::TITLES, "role")?;
            for id in t.scope.iter().copied().chain(t.implied) {
                known(Some(id), actor, data::TITLES, "state or organisation")?;
            }
        }
        for p in self.people.values() {
            known(p.country, |c| self.states.contains_key(c), data::PEOPLE, "state")?;
        }
        for t in &self.tenures {
            known(Some(t.person), |p| self.people.contains_key(p), data::TENURES, "person")?;
            known(Some(t.role), |r| self.offices.contains_key(r), data::TENURES, "role")?;
            known(Some(t.of), actor, data::TENURES, "state or organisation")?;
            known(t.counterpart, actor, data::TENURES, "state or organisation")?;
        }
        for p in self.places.values() {
            known(p.country, |c| self.states.contains_key(c), data::PLACES, "state")?;
            known(p.within, |w| self.places.contains_key(w), data::PLACES, "place")?;
        }
        for i in self.issues.values() {
            known(i.parent, |p| self.issues.contains_key(p), data::ISSUES, "issue")?;
        }
        Ok(())
    }

    /// A hash over all tables as 16 hex digits: the version of the register for a record's header.
    pub fn version(&self) -> String {
        let mut hash = Xxh3Default::new();
        for table in data::ALL {
            hash.update(table.name.as_bytes());
            hash.update(&[0]);
            hash.update(table.text.as_bytes());
            hash.update(&[0]);
        }
        format!("{:016x}", hash.digest())
    }

    /// The state of an alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.get(code)
    }

    /// All states and territories, by code.
    pub fn states(&self) -> impl Iterator<Item = &State> {
        self.states.values()
    }

    /// The organisation of an id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.get(id)
    }

    /// All organisations, by id.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        self.organisations.values()
    }

    /// A body by id, listed (`USA.cia`) or made from a kind (`KAZ.foreign-ministry`).
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.get(id)
    }

    /// All bodies, by id.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.bodies.values()
    }

    /// The body of a kind in a state: `generic_body("foreign-ministry", "CHN")`.
    pub fn generic_body(&self, kind: &str, country: &str) -> Option<&Body> {
        self.bodies.get(format!("{country}.{kind}").as_str())
    }

    /// All kinds of body, by id.
    pub fn body_kinds(&self) -> impl Iterator<Item = &BodyKind> {
        self.body_kinds.values()
    }

    /// The kind of body of an id.
    pub fn body_kind(&self, id: &str) -> Option<&BodyKind> {
        self.body_kinds.get(id)
    }

    /// The office of a role id.
    pub fn office(&self, role: &str) -> Option<&Office> {
        self.offices.get(role)
    }

    /// All offices, by role.
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        self.offices.values()
    }

    /// The person of an id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.get(id)
    }

    /// All people, by id.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The place of an id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    /// All places, by id.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The issue or matter of an id.
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        self.issues.get(id)
    }

    /// All issues and matters, by id.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.values()
    }

    /// All tenures, by state or organisation, role and date.
    pub fn tenures(&self) -> &[Tenure] {
        &self.tenures
    }

    /// Who may have held an office at some time in `when`, in order of date. Ambassadors to everywhere are given; narrow them by
    /// [`Tenure::counterpart`] or ask [`Register::ambassadors`].
    pub fn holders(&self, role: &str, of: &str, when: DateRange) -> Vec<&Tenure> {
        let from = self.tenures.partition_point(|t| (t.of, t.role) < (of, role));
        let same = self.tenures[from..].iter().take_while(|t| t.of == of && t.role == role);
        same.filter(|t| t.touches(when)).collect()
    }

    /// The ambassadors of `of` to `to` who may have been in post in `when`.
    pub fn ambassadors(&self, of: &str, to: &str, when: DateRange) -> Vec<&Tenure> {
        let mut found = self.holders("ambassador", of, when);
        found.retain(|t| t.counterpart == Some(to));
        found
    }

    /// All tenures of a person, in the order of the table.
    pub fn tenures_of(&self, person: &str) -> Vec<&Tenure> {
        let places = self.by_person.get(person).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&n| self.tenures.get(n)).collect()
    }

    /// People with this full name in any listed spelling; case, accents, dots and hyphens do not matter.
    pub fn people_named(&self, name: &str) -> Vec<&Person> {
        let ids = self.by_name.get(&fold(name)).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.person(id)).collect()
    }

    /// People with this surname, of this state or serving it, who held some office in `when`. `None` asks for any.
    pub fn people_by_surname(
        &self,
        surname: &str,
        country: Option<&str>,
        when: Option<DateRange>,
    ) -> Vec<&Person> {
        let ids = self.by_surname.get(&fold(surname)).map_or(&[][..], Vec::as_slice);
        let found = ids.iter().filter_map(|id| self.person(id));
        let of = |p: &Person| {
            country.is_none_or(|c| p.country == Some(c) || self.tenures_of(p.id).iter().any(|t| t.of == c))
        };
        let served = |p: &Person| when.is_none_or(|w| self.tenures_of(p.id).iter().any(|t| t.touches(w)));
        found.filter(|p| of(p) && served(p)).collect()
    }

    /// Holders of an office in `when` whose name is nearly `name`: one word of it wrong by an edit or, if long, two.
    /// Given with the edits, nearest first. Only together with an office and a state is a near name a clue.
    pub fn people_near(&self, name: &str, of: &str, role: &str, when: DateRange) -> Vec<(&Person, usize)> {
        let name = fold(name);
        let mut found: Vec<(&Person, usize)> = Vec::new();
        for tenure in self.holders(role, of, when) {
            let Some(person) = self.person(tenure.person) else { continue };
            if found.iter().any(|(p, _)| p.id == person.id) {
                continue;
            }
            let names = person.names().into_iter().map(|n| fold(&n)).chain([person.folded_surname()]);
            if let Some(edits) = names.filter_map(|n| near(&name, &n)).min() {
                found.push((person, edits));
            }
        }
        found.sort_by_key(|(p, edits)| (*edits, p.id));
        found
    }

    /// All names in `text`, leftmost longest, none overlapping.
    pub fn find(&self, text: &str) -> Vec<Match> {
        self.names.get_or_init(|| Names::new(self)).find(self, text)
    }

    /// All titles in `text` with the words that belong to them.
    pub fn titles(&self, text: &str) -> Vec<(Span, Title)> {
        self.titles_among(text, &self.find(text))
    }

    /// As [`Register::titles`], with the names [`Register::find`] gave for the same text.
    pub fn titles_among(&self, text: &str, names: &[Match]) -> Vec<(Span, Title)> {
        self.title_phrases.get_or_init(|| Titles::new(self)).find(self, text, names)
    }

    /// What one phrase names as an office: the longest title in it.
    pub fn title(&self, phrase: &str) -> Option<Title> {
        let found = self.titles(phrase);
        let longest = found.into_iter().max_by_key(|(span, _)| (span.len(), std::cmp::Reverse(span.start)));
        longest.map(|(_, title)| title)
    }

    /// All phrases in `text` that show an issue or matter is spoken of, with its id. The parent of a matter is an issue too.
    pub fn issues_in(&self, text: &str) -> Vec<(Span, &'static str)> {
        let phrases = self.issue_phrases.get_or_init(|| {
            let mut b = Builder::new();
            for issue in self.issues.values() {
                issue.triggers.iter().for_each(|t| b.add(t, issue.id));
            }
            b.build()
        });
        let found = phrases.find(text).into_iter();
        found.flat_map(|(span, ids)| ids.into_iter().map(move |id| (span, id))).collect()
    }

    pub(crate) fn title_rows(&self) -> &[TitleRow] {
        &self.titles
    }

    pub(crate) fn event_codes(&self) -> &[EventCode] {
        &self.events
    }

    pub(crate) fn contexts(&self) -> &[(&'static str, &'static str)] {
        &self.contexts
    }

    pub(crate) fn metonyms(&self) -> impl Iterator<Item = (&'static str, Entry)> + '_ {
        self.metonyms.iter().map(|m| {
            let id = m.stands_for;
            let entry = if self.states.contains_key(id) {
                Entry::State { code: id, how: How::Metonym }
            } else if self.bodies.contains_key(id) {
                Entry::Body(id)
            } else {
                Entry::Organisation(id)
            };
            (m.name, entry)
        })
    }
}

/// Edits between two folded names that differ in one word at most.
fn near(a: &str, b: &str) -> Option<usize> {
    let (a, b): (Vec<_>, Vec<_>) = (a.split(' ').collect(), b.split(' ').collect());
    if a.len() != b.len() {
        return None;
    }
    let mut differing = a.iter().zip(&b).filter(|(x, y)| x != y);
    let Some((x, y)) = differing.next() else { return Some(0) };
    if differing.next().is_some() {
        return None;
    }
    let letters = y.chars().count();
    distance(x, y, if letters >= 6 { 2 } else { 1 })
}

fn keyed<T>(rows: Vec<T>, key: fn(&T) -> &'static str) -> BTreeMap<&'static str, T> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

fn known(
    id: Option<&str>,
    ok: impl Fn(&str) -> bool,
    table: crate::table::Table,
    what: &str,
) -> Result<(), TableError> {
    match id {
        Some(id) if !ok(id) => Err(unknown(table, what, id)),
        _ => Ok(()),
    }
}

/// The listed bodies, and for every state one of every kind it has no listed one for.
fn all_bodies(
    states: &BTreeMap<&'static str, State>,
    kinds: &BTreeMap<&'static str, BodyKind>,
    listed: Vec<Body>,
) -> BTreeMap<&'static str, Body> {
    let mut bodies = keyed(listed, |b| b.id);
    for state in states.values() {
        for kind in kinds.values() {
            let id = format!("{}.{}", state.code, kind.id);
            if bodies.contains_key(id.as_str()) {
                continue;
            }
            // Leaked once a program: ids are kept as `&'static str` everywhere.
            let id: &'static str = id.leak();
            let name: &'static str = format!("{} {}", state.adjective(), kind.name).leak();
            let body = Body {
                id,
                kind: kind.id,
                country: state.code,
                sector: kind.sector,
                name,
                aliases: Vec::new(),
                listed: false,
            };
            bodies.insert(id, body);
        }
    }
    bodies
}
