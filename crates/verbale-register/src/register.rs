//! The register itself: all tables, indexed.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use verbale_span::Span;

use crate::data;
use crate::issues::Issues;
use crate::names::{Entry, How, Match, Names};
use crate::overlay::{self, Tables};
use crate::people::People;
use crate::plover::{self, EventCode};
use crate::rows::{
    self, Body, BodyKind, Issue, Metonym, Office, Organisation, Person, Place, State, Tenure, TitleRow,
};
use crate::table::{Columns, Table};
use crate::titles::{Title, Titles};
use crate::{DateRange, RegisterError, TableError, distance, fold};

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
    by_name: OnceLock<People>,
    /// Person to the places of their tenures in `tenures`.
    by_person: HashMap<&'static str, Vec<usize>>,
    names: OnceLock<Names>,
    title_phrases: OnceLock<Titles>,
    issue_words: OnceLock<Issues>,
    version: String,
    laid_over: Option<String>,
}

static EMBEDDED: LazyLock<Register> = LazyLock::new(|| {
    // The tables are part of the program and tested: a broken one is a bug, not an input.
    Register::read(Tables::default()).unwrap_or_else(|e| panic!("the embedded register is broken: {e}"))
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

    /// The embedded register with the tables in `folder` laid over it, see `register/README.md`.
    pub fn load(folder: &Path) -> Result<Self, RegisterError> {
        Self::load_with(Some(folder), None)
    }

    /// The same with a table of issues that stands by itself, with or without a folder of others.
    pub fn load_with(folder: Option<&Path>, issues: Option<&Path>) -> Result<Self, RegisterError> {
        Ok(Self::read(Tables::over(folder, issues)?)?)
    }

    fn read(mut tables: Tables) -> Result<Self, TableError> {
        let t = &mut tables;
        let states = keyed(t.read(data::STATES, &State::COLUMNS, State::read)?, |s| s.code);
        let body_kinds = keyed(t.read(data::BODY_KINDS, &BodyKind::COLUMNS, BodyKind::read)?, |k| k.id);
        let listed = t.read(data::BODIES, &Body::COLUMNS, Body::read)?;
        let offices = keyed(t.read(data::OFFICES, &Office::COLUMNS, Office::read)?, |o| o.role);
        let people = keyed(t.read(data::PEOPLE, &Person::COLUMNS, Person::read)?, |p| p.id);
        let tenures = t.read(data::TENURES, &Tenure::COLUMNS, |row| Ok((Tenure::read(row)?, row.own)))?;
        let tenures = overlay::end_at_successors(tenures, &offices);
        let mut by_person: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, t) in tenures.iter().enumerate() {
            by_person.entry(t.person).or_default().push(n);
        }
        let organisations = t.read(data::ORGANISATIONS, &Organisation::COLUMNS, Organisation::read)?;
        let register = Self {
            bodies: all_bodies(&states, &body_kinds, listed),
            states,
            metonyms: t.read(data::METONYMS, &Metonym::COLUMNS, Metonym::read)?,
            organisations: keyed(organisations, |o| o.id),
            body_kinds,
            offices,
            titles: t.read(data::TITLES, &TitleRow::COLUMNS, TitleRow::read)?,
            people,
            tenures,
            places: keyed(t.read(data::PLACES, &Place::COLUMNS, Place::read)?, |p| p.id),
            issues: keyed(t.read(data::ISSUES, &Issue::COLUMNS, Issue::read)?, |i| i.id),
            events: t.read(data::PLOVER, &EventCode::COLUMNS, EventCode::read)?,
            contexts: plover::read_contexts()?,
            by_name: OnceLock::new(),
            by_person,
            names: OnceLock::new(),
            title_phrases: OnceLock::new(),
            issue_words: OnceLock::new(),
            version: tables.version(),
            laid_over: tables.described(),
        };
        // The embedded tables are checked by every test; a user's are checked when read.
        if cfg!(debug_assertions) || register.laid_over.is_some() {
            register.check(&tables)?;
        }
        Ok(register)
    }

    /// Every id that one table takes from another must be there.
    fn check(&self, tables: &Tables) -> Result<(), TableError> {
        use Listed::{Body, BodyKind, Issue, Organisation, Person, Place, Role, State};
        let refers = |(table, columns): (Table, Columns), id: Option<&str>, kinds: &[Listed]| match id {
            Some(id) if !kinds.iter().any(|&k| self.has(k, id)) => {
                Err(self.unknown(tables, table, columns, kinds, id))
            }
            _ => Ok(()),
        };
        let actor = [State, Organisation];
        for s in self.states.values() {
            refers((data::STATES, &rows::State::COLUMNS), s.sovereign, &[State])?;
        }
        for m in &self.metonyms {
            let kinds = [State, Organisation, Body];
            refers((data::METONYMS, &Metonym::COLUMNS), Some(m.stands_for), &kinds)?;
        }
        for o in self.organisations.values() {
            let table: (Table, Columns) = (data::ORGANISATIONS, &rows::Organisation::COLUMNS);
            refers(table, o.country, &[State])?;
            refers(table, o.seat, &[Place])?;
        }
        let table: (Table, Columns) = (data::BODIES, &rows::Body::COLUMNS);
        for b in self.bodies.values().filter(|b| b.listed) {
            refers(table, Some(b.country), &[State])?;
            refers(table, Some(b.kind), &[BodyKind])?;
        }
        let table: (Table, Columns) = (data::OFFICES, &Office::COLUMNS);
        for o in self.offices.values() {
            refers(table, o.body, &[BodyKind])?;
            refers(table, o.deputy, &[Role])?;
        }
        let table: (Table, Columns) = (data::TITLES, &TitleRow::COLUMNS);
        for t in &self.titles {
            refers(table, Some(t.role), &[Role])?;
            for id in t.scope.iter().copied().chain(t.implied) {
                refers(table, Some(id), &actor)?;
            }
        }
        for p in self.people.values() {
            refers((data::PEOPLE, &rows::Person::COLUMNS), p.country, &[State])?;
        }
        let table: (Table, Columns) = (data::TENURES, &Tenure::COLUMNS);
        for t in &self.tenures {
            refers(table, Some(t.person), &[Person])?;
            refers(table, Some(t.role), &[Role])?;
            refers(table, Some(t.of), &actor)?;
            refers(table, t.counterpart, &actor)?;
        }
        let table: (Table, Columns) = (data::PLACES, &rows::Place::COLUMNS);
        for p in self.places.values() {
            refers(table, p.country, &[State])?;
            refers(table, p.within, &[Place])?;
        }
        for i in self.issues.values() {
            refers((data::ISSUES, &rows::Issue::COLUMNS), i.parent, &[Issue])?;
        }
        Ok(())
    }

    fn has(&self, kind: Listed, id: &str) -> bool {
        match kind {
            Listed::State => self.states.contains_key(id),
            Listed::Organisation => self.organisations.contains_key(id),
            Listed::Body => self.bodies.contains_key(id),
            Listed::BodyKind => self.body_kinds.contains_key(id),
            Listed::Role => self.offices.contains_key(id),
            Listed::Person => self.people.contains_key(id),
            Listed::Place => self.places.contains_key(id),
            Listed::Issue => self.issues.contains_key(id),
        }
    }

    fn ids(&self, kind: Listed) -> Vec<&'static str> {
        match kind {
            Listed::State => self.states.keys().copied().collect(),
            Listed::Organisation => self.organisations.keys().copied().collect(),
            Listed::Body => self.bodies.keys().copied().collect(),
            Listed::BodyKind => self.body_kinds.keys().copied().collect(),
            Listed::Role => self.offices.keys().copied().collect(),
            Listed::Person => self.people.keys().copied().collect(),
            Listed::Place => self.places.keys().copied().collect(),
            Listed::Issue => self.issues.keys().copied().collect(),
        }
    }

    fn unknown(
        &self,
        tables: &Tables,
        from: Table,
        columns: Columns,
        kinds: &[Listed],
        id: &str,
    ) -> TableError {
        let (table, line) = tables.place(from, columns, id);
        let near = |k: &Listed| self.ids(*k).into_iter().filter_map(|i| Some((distance(i, id, 2)?, i))).min();
        let meant = match kinds.iter().filter_map(near).min() {
            Some((_, near)) => format!(" (is '{near}' meant?)"),
            None => String::new(),
        };
        let what: Vec<&str> = kinds.iter().map(|k| k.what().0).collect();
        let homes: Vec<&str> = kinds.iter().map(|k| k.what().1).collect();
        let (what, homes) = (what.join(" or "), homes.join(" or "));
        TableError {
            table,
            line,
            problem: format!("unknown {what} '{id}'{meant}: a row of {homes} should have it"),
        }
    }

    /// Of which state of the tables this is: 16 hex digits for the embedded ones, with a plus and 16 more where a
    /// user's are laid over them.
    pub fn version(&self) -> String {
        self.version.clone()
    }

    /// What a user's tables change, in words; `None` for the embedded register.
    pub fn laid_over(&self) -> Option<&str> {
        self.laid_over.as_deref()
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

    /// The city a state is governed from.
    pub fn capital(&self, code: &str) -> Option<&Place> {
        // The one capital that is no seat of government.
        let name = if code == "NLD" { &"The Hague" } else { self.state(code)?.capitals.first()? };
        // Ids begin with the state.
        let is_it = |p: &&Place| p.name == *name || p.aliases.contains(name);
        self.places.values().filter(|p| p.country == Some(code) && p.kind == "city").find(is_it)
    }

    /// Where an organisation or a body of a state sits; a body in its state's capital, where it is one that sits there.
    pub fn seat(&self, entry: Entry) -> Option<&Place> {
        match entry {
            Entry::Organisation(id) => self.place(self.organisation(id)?.seat?),
            Entry::Body(id) => {
                let body = self.body(id)?;
                let sits = body.kind.ends_with("-ministry")
                    || matches!(
                        body.kind,
                        "presidency"
                            | "head-of-government-office"
                            | "parliament"
                            | "supreme-court"
                            | "national-security-council"
                            | "central-bank"
                    );
                self.capital(body.country).filter(|_| sits)
            }
            _ => None,
        }
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
        self.by_name().named(name).iter().filter_map(|id| self.person(id)).collect()
    }

    /// People with this surname, of this state or serving it, who held some office in `when`. `None` asks for any.
    ///
    /// All words of it count (`von der Leyen`, `Suu Kyi`), but for an Arabic article (`Assad`). Where nobody has it and
    /// both state and days are given, it may be the last word of a longer one (`Obrador`).
    pub fn people_by_surname(
        &self,
        surname: &str,
        country: Option<&str>,
        when: Option<DateRange>,
    ) -> Vec<&Person> {
        let of = |p: &Person| {
            country.is_none_or(|c| p.country == Some(c) || self.tenures_of(p.id).iter().any(|t| t.of == c))
        };
        let served = |p: &Person| when.is_none_or(|w| self.tenures_of(p.id).iter().any(|t| t.touches(w)));
        let among = |ids: &[&str]| -> Vec<&Person> {
            ids.iter().filter_map(|id| self.person(id)).filter(|p| of(p) && served(p)).collect()
        };
        let found = among(self.by_name().surnamed(surname));
        if found.is_empty() && country.is_some() && when.is_some() {
            return among(self.by_name().surname_ends(surname));
        }
        found
    }

    fn by_name(&self) -> &People {
        self.by_name.get_or_init(|| People::new(self.people.values()))
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

    /// All words in `text` that show an issue or matter is spoken of, with its id, by the rules of `register/README.md`. A
    /// matter is given by itself: that it belongs to its parent's field is for the reader to know.
    pub fn issues_in(&self, text: &str) -> Vec<(Span, &'static str)> {
        self.issue_words.get_or_init(|| Issues::new(self.issues.values())).find(text)
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

/// What an id in a table may name.
#[derive(Debug, Clone, Copy)]
enum Listed {
    State,
    Organisation,
    Body,
    BodyKind,
    Role,
    Person,
    Place,
    Issue,
}

impl Listed {
    /// Its name, and the table that lists it.
    fn what(self) -> (&'static str, &'static str) {
        match self {
            Self::State => ("state", "states.tsv"),
            Self::Organisation => ("organisation", "organisations.tsv"),
            Self::Body => ("body", "bodies.tsv"),
            Self::BodyKind => ("kind of body", "body_kinds.tsv"),
            Self::Role => ("role", "offices.tsv"),
            Self::Person => ("person", "people.tsv"),
            Self::Place => ("place", "places.tsv"),
            Self::Issue => ("issue", "issues.tsv"),
        }
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
