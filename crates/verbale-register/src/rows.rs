//! What the tables hold, one type a table.

use crate::table::Row;
use crate::when::{DateRange, When};
use crate::{TableError, fold};
use jiff::civil::date;

/// Standing of an entry of `states.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateKind {
    /// A sovereign state.
    State,
    /// Recognised by some states only.
    Partly,
    /// Part or dependency of another state, named on its own in the news.
    Territory,
}

/// A state or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3: the id everywhere.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2.
    pub alpha2: &'static str,
    /// Correlates of War number.
    pub cow: Option<u16>,
    /// Its standing.
    pub kind: StateKind,
    /// The state a territory belongs to.
    pub sovereign: Option<&'static str>,
    /// Usual name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// Adjectives and words for its people.
    pub demonyms: Vec<&'static str>,
    /// Capitals, the usual one first.
    pub capitals: Vec<&'static str>,
    /// Words that stand for its government.
    pub metonyms: Vec<&'static str>,
}

impl State {
    pub(crate) const COLUMNS: [&'static str; 10] = [
        "alpha3",
        "alpha2",
        "cow",
        "kind",
        "sovereign",
        "name",
        "aliases",
        "demonyms",
        "capitals",
        "metonyms",
    ];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let cow = row.some(2).map(|n| n.parse().map_err(|_| row.error("cow is not a number"))).transpose()?;
        let kind = match row.text(3) {
            "state" => StateKind::State,
            "partly" => StateKind::Partly,
            "territory" => StateKind::Territory,
            other => return Err(row.error(format!("kind '{other}' should be state, partly or territory"))),
        };
        Ok(Self {
            code: letters(row, 0, 3)?,
            alpha2: letters(row, 1, 2)?,
            cow,
            kind,
            sovereign: row.some(4),
            name: row.needed(5)?,
            aliases: row.list(6),
            demonyms: row.list(7),
            capitals: row.list(8),
            metonyms: row.list(9),
        })
    }

    /// The adjective, for names of bodies: `Chinese`.
    pub fn adjective(&self) -> &'static str {
        self.demonyms.first().copied().unwrap_or(self.name).trim_start_matches('=')
    }
}

/// An organisation of states, a group, an armed movement, an agency of the United Nations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Id: `UN`, `EU`, `hamas`.
    pub id: &'static str,
    /// `organization`, `group` or `outlet`.
    pub kind: &'static str,
    /// PLOVER sector, or `IGO`, `NGO` for those that belong to no state.
    pub sector: &'static str,
    /// The state it works from, for groups that have one.
    pub country: Option<&'static str>,
    /// The place it meets at.
    pub seat: Option<&'static str>,
    /// Usual name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
}

impl Organisation {
    pub(crate) const COLUMNS: [&'static str; 7] =
        ["id", "kind", "sector", "country", "seat", "name", "aliases"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let kind = row.needed(1)?;
        if !matches!(kind, "organization" | "group" | "outlet") {
            return Err(row.error(format!("kind '{kind}' should be organization, group or outlet")));
        }
        Ok(Self {
            id: row.needed(0)?,
            kind,
            sector: row.needed(2)?,
            country: row.some(3),
            seat: row.some(4),
            name: row.needed(5)?,
            aliases: row.list(6),
        })
    }
}

/// A kind of body most states have: a foreign ministry, a parliament, an army.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyKind {
    /// Id: `foreign-ministry`.
    pub id: &'static str,
    /// PLOVER sector.
    pub sector: &'static str,
    /// Name put after the adjective for a state's own: `Foreign Ministry`.
    pub name: &'static str,
    /// Phrases that mean such a body beside the name of a state.
    pub patterns: Vec<&'static str>,
    /// Of these, the ones too common to mean one when no state is named beside them (`army`, `court`).
    pub weak: Vec<&'static str>,
}

impl BodyKind {
    pub(crate) const COLUMNS: [&'static str; 5] = ["kind", "sector", "name", "patterns", "weak"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self {
            id: row.needed(0)?,
            sector: row.needed(1)?,
            name: row.needed(2)?,
            patterns: row.list(3),
            weak: row.list(4),
        })
    }
}

/// A ministry, agency, parliament or army of one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Id: state, dot, kind or own short name: `CHN.foreign-ministry`, `USA.cia`.
    pub id: &'static str,
    /// Its kind, see [`BodyKind`].
    pub kind: &'static str,
    /// The state it belongs to.
    pub country: &'static str,
    /// PLOVER sector.
    pub sector: &'static str,
    /// Name.
    pub name: &'static str,
    /// Other names that mean this one without a state beside them.
    pub aliases: Vec<&'static str>,
    /// Whether the table lists it; the others are made from the kinds.
    pub listed: bool,
}

impl Body {
    pub(crate) const COLUMNS: [&'static str; 6] = ["id", "kind", "country", "sector", "name", "aliases"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self {
            id: row.needed(0)?,
            kind: row.needed(1)?,
            country: row.needed(2)?,
            sector: row.needed(3)?,
            name: row.needed(4)?,
            aliases: row.list(5),
            listed: true,
        })
    }
}

/// A kind of office: foreign minister, ambassador, secretary-general.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Role id: `foreign-minister`.
    pub role: &'static str,
    /// Name.
    pub name: &'static str,
    /// PLOVER sector of its holder.
    pub sector: &'static str,
    /// Whether a state (or a pair of states, for ambassadors) has one holder at a time.
    pub sole: bool,
    /// The kind of body it heads or speaks for.
    pub body: Option<&'static str>,
    /// The role of those who deputise for it, where they are listed too.
    pub deputy: Option<&'static str>,
}

impl Office {
    pub(crate) const COLUMNS: [&'static str; 6] = ["role", "name", "sector", "sole", "body", "deputy"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self {
            role: row.needed(0)?,
            name: row.needed(1)?,
            sector: row.needed(2)?,
            sole: row.flag(3)?,
            body: row.some(4),
            deputy: row.some(5),
        })
    }
}

/// What one phrase for an office means, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TitleRow {
    pub(crate) phrase: &'static str,
    pub(crate) role: &'static str,
    /// States or organisations it has this meaning for; empty for any.
    pub(crate) scope: Vec<&'static str>,
    /// The state or organisation meant where the text names none.
    pub(crate) implied: Option<&'static str>,
    pub(crate) weak: bool,
}

impl TitleRow {
    pub(crate) const COLUMNS: [&'static str; 5] = ["phrase", "role", "scope", "implied", "weak"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self {
            phrase: row.needed(0)?,
            role: row.needed(1)?,
            scope: row.list(2),
            implied: row.some(3),
            weak: row.flag(4)?,
        })
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id: the name in small letters with hyphens.
    pub id: &'static str,
    /// Usual name in the English-language press.
    pub name: &'static str,
    /// Family name, or the one name used alone.
    pub surname: &'static str,
    /// Nationality: alpha-3.
    pub country: Option<&'static str>,
    /// Other full names and spellings.
    pub variants: Vec<&'static str>,
    /// Wikidata item, where sure.
    pub wikidata: Option<&'static str>,
}

impl Person {
    pub(crate) const COLUMNS: [&'static str; 6] =
        ["id", "name", "surname", "country", "variants", "wikidata"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self {
            id: row.needed(0)?,
            name: row.needed(1)?,
            surname: row.needed(2)?,
            country: row.some(3),
            variants: row.list(4),
            wikidata: row.some(5),
        })
    }

    /// All written full names: the usual one, the listed ones, and what follows by rule from them: no middle initial,
    /// and for Japanese names the other order.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for &name in std::iter::once(&self.name).chain(&self.variants) {
            let mut add = |n: String| {
                if !names.contains(&n) {
                    names.push(n);
                }
            };
            let words: Vec<&str> = name.split(' ').collect();
            add(name.to_owned());
            if let [first, middle, last] = words[..]
                && middle.len() == 2
                && middle.ends_with('.')
                && !first.ends_with('.')
            {
                add(format!("{first} {last}"));
            }
            if self.country == Some("JPN") && words.len() == 2 {
                add(format!("{} {}", words[1], words[0]));
            }
        }
        names
    }

    pub(crate) fn folded_surname(&self) -> String {
        fold(self.surname)
    }
}

/// One person's time in one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// Person id.
    pub person: &'static str,
    /// Role id, see [`Office`].
    pub role: &'static str,
    /// The state (alpha-3) or organisation whose office it is.
    pub of: &'static str,
    /// For ambassadors: the state or organisation they are sent to.
    pub counterpart: Option<&'static str>,
    /// Whether held ad interim.
    pub acting: bool,
    /// First day; `None` where not known.
    pub from: Option<When>,
    /// Last day; `None` while in office.
    pub to: Option<When>,
    /// Where the dates come from.
    pub source: &'static str,
}

impl Tenure {
    pub(crate) const COLUMNS: [&'static str; 8] =
        ["of", "role", "counterpart", "from", "to", "person", "acting", "source"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let when = |n: usize| {
            row.some(n)
                .map(|t| {
                    When::parse(t).ok_or_else(|| {
                        row.error(format!("'{t}' is no date: write 2024, 2024-05 or 2024-05-31"))
                    })
                })
                .transpose()
        };
        Ok(Self {
            of: row.needed(0)?,
            role: row.needed(1)?,
            counterpart: row.some(2),
            from: when(3)?,
            to: when(4)?,
            person: row.needed(5)?,
            acting: row.flag(6)?,
            source: row.needed(7)?,
        })
    }

    /// Every day the tenure may have covered.
    pub fn widest(&self) -> DateRange {
        let from = self.from.map_or(date(1, 1, 1), |w| w.first);
        DateRange { from, to: self.to.map_or(date(9999, 12, 31), |w| w.last) }
    }

    /// Whether it may have covered a day of `when`.
    pub fn touches(&self, when: DateRange) -> bool {
        self.widest().overlaps(when)
    }
}

/// A city, venue, region or sea.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Id: `CHN.tianjin`.
    pub id: &'static str,
    /// `city`, `venue`, `region`, `sea`, `island`, `area`.
    pub kind: &'static str,
    /// The state it lies in; `None` for seas and for land whose state is disputed.
    pub country: Option<&'static str>,
    /// For venues: the place they are in.
    pub within: Option<&'static str>,
    /// Degrees north and east: a city's middle, a region's or sea's about.
    pub at: Option<(f64, f64)>,
    /// Name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
}

impl Place {
    pub(crate) const COLUMNS: [&'static str; 8] =
        ["id", "kind", "country", "within", "lat", "lon", "name", "aliases"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let kind = row.needed(1)?;
        if !PLACE_KINDS.contains(&kind) {
            return Err(row.error(format!("kind '{kind}' should be one of {}", PLACE_KINDS.join(", "))));
        }
        Ok(Self {
            id: row.needed(0)?,
            kind,
            country: row.some(2),
            within: row.some(3),
            at: coordinates(row)?,
            name: row.needed(6)?,
            aliases: row.list(7),
        })
    }
}

const PLACE_KINDS: [&str; 6] = ["city", "venue", "region", "sea", "island", "area"];

fn coordinates(row: &Row) -> Result<Option<(f64, f64)>, TableError> {
    match (row.degrees(4, 90.0)?, row.degrees(5, 180.0)?) {
        (Some(lat), Some(lon)) => Ok(Some((lat, lon))),
        (None, None) => Ok(None),
        _ => Err(row.error("one of lat and lon is empty: give both or none")),
    }
}

/// Whether an entry of `issues.tsv` is a field of relations or one named matter in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IssueKind {
    /// A field: trade, human rights.
    Issue,
    /// A named matter: Taiwan, the nuclear deal with Iran.
    Matter,
}

/// An issue in relations between states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Id: `trade`, `taiwan`.
    pub id: &'static str,
    /// Field or named matter.
    pub kind: IssueKind,
    /// The field a matter belongs to.
    pub parent: Option<&'static str>,
    /// Name.
    pub name: &'static str,
    /// Words and phrases that show it is spoken of.
    pub triggers: Vec<&'static str>,
    /// Words that do where a topic is named, or beside another.
    pub topics: Vec<&'static str>,
    /// Words that do beside another of this entry or its field.
    pub beside: Vec<&'static str>,
    /// Phrases in which such a word means something else.
    pub not: Vec<&'static str>,
}

impl Issue {
    pub(crate) const COLUMNS: [&'static str; 8] =
        ["id", "kind", "parent", "name", "triggers", "topics", "beside", "not"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let kind = match row.text(1) {
            "issue" => IssueKind::Issue,
            "matter" => IssueKind::Matter,
            other => return Err(row.error(format!("kind '{other}' should be issue or matter"))),
        };
        let parent = row.some(2);
        if parent.is_some() != (kind == IssueKind::Matter) {
            return Err(row.error("a matter has a parent, an issue has none"));
        }
        Ok(Self {
            id: row.needed(0)?,
            kind,
            parent,
            name: row.needed(3)?,
            triggers: row.list(4),
            topics: row.list(5),
            beside: row.list(6),
            not: row.list(7),
        })
    }
}

/// A word or phrase that stands for the government of a state, or for an organisation or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metonym {
    pub(crate) name: &'static str,
    pub(crate) stands_for: &'static str,
}

impl Metonym {
    pub(crate) const COLUMNS: [&'static str; 3] = ["name", "stands_for", "note"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        Ok(Self { name: row.needed(0)?, stands_for: row.needed(1)? })
    }
}

/// A code of `length` capital letters.
fn letters(row: &Row, n: usize, length: usize) -> Result<&'static str, TableError> {
    let code = row.needed(n)?;
    if code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(code);
    }
    Err(row.error(format!("'{code}' should be {length} capital letters")))
}
