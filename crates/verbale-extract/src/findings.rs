//! What one article says, before anybody asks who "Mr. Qin" is or which day "Monday" was.
//!
//! Findings depend on the article alone. Actors are clusters of mentions, numbered within the article; dates are
//! time expressions; nothing is resolved against another article. Every finding has evidence.

use serde::{Deserialize, Serialize};
use verbale_article::Part;
use verbale_span::Span;
use verbale_time::TimeExpression;

/// A stretch of one of the article's texts, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The text.
    pub part: Part,
    /// The stretch.
    pub span: Span,
}

/// Number of a cluster in [`Findings::actors`].
pub type ActorId = u32;

/// Number of a time expression in [`Findings::times`].
pub type TimeId = u32;

/// Everything found in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Findings {
    /// Id of the article.
    pub article: String,
    /// Time expressions, in order of part and position.
    pub times: Vec<Time>,
    /// Actors: clusters of mentions.
    pub actors: Vec<Actor>,
    /// Attributions: who said what.
    pub statements: Vec<Statement>,
    /// What one side wants of another.
    pub demands: Vec<Demand>,
    /// Meetings, talks, calls, visits, summits.
    pub encounters: Vec<Encounter>,
    /// Coded events (PLOVER).
    pub events: Vec<Event>,
    /// Signs about the text itself (garbling).
    pub quality: Vec<QualitySign>,
}

/// A time expression where it stands, with what its sentence tells about its direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Where it stands.
    pub at: Evidence,
    /// What it says; its own span is within the part's text.
    pub expression: TimeExpression,
    /// Tense of the clause it stands in.
    pub tense: Tense,
}

/// Direction of the clause around a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// "met", "has met", "had met".
    Past,
    /// "meets", "is meeting".
    Present,
    /// "will meet", "is due to meet", "is to meet".
    Future,
    /// No finite verb, or it cannot be told.
    Unknown,
}

/// Kinds of actor, as in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A named person.
    Person,
    /// A state and its government, as one.
    State,
    /// A ministry, agency, parliament, army.
    Body,
    /// An international or other organisation, a company.
    Organization,
    /// An armed or other group without a formal seat.
    Group,
    /// A newspaper, agency, broadcaster.
    Outlet,
    /// "a senior State Department official".
    Unnamed,
}

/// A cluster: all mentions in the article of one actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name as written, without title or honorific; for `Unnamed` its description.
    pub name: String,
    /// Other names as written, sorted ("Mr. Qin" gives "Qin").
    pub variants: Vec<String>,
    /// Register id, where name alone decides: a state's alpha-3, a body, an organisation. Never set for persons.
    pub register: Option<String>,
    /// ISO alpha-3 of the country the text gives it ("China's foreign minister", "Chinese state media").
    pub country: Option<String>,
    /// The body it belongs to by the text ("State Department spokesman"), a register id.
    pub body: Option<String>,
    /// Offices the text gives it.
    pub offices: Vec<Office>,
    /// Every mention, in order of part and position.
    pub mentions: Vec<Mention>,
}

/// An office as an article gives it to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Register id of the office's role (`foreign-minister`).
    pub role: String,
    /// Country it is held for.
    pub country: Option<String>,
    /// Country or organisation it is held towards (ambassadors).
    pub counterpart: Option<String>,
    /// "former", "then-", "acting", "incoming".
    pub standing: Standing,
    /// The words.
    pub at: Evidence,
}

/// Whether the office is held at the time of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Held now, as far as the words go.
    Current,
    /// "former", "ex-", "late".
    Former,
    /// "then-": held at the time told of.
    Then,
    /// "incoming", "designate", "nominee".
    Coming,
}

/// One mention of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words of the name, title or pronoun.
    pub at: Evidence,
    /// How it names the actor.
    pub how: How,
}

/// How a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// A name, full or in part.
    Name,
    /// A demonym or adjective ("Chinese officials").
    Adjective,
    /// A capital or seat of power for the government.
    Metonym,
    /// An office without a name ("the foreign minister").
    Title,
    /// A common noun ("the ministry", "the spokesman").
    Nominal,
    /// "he", "they".
    Pronoun,
}

/// Forms of attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All of the content in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// Channels a statement came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Channel {
    #[serde(rename = "readout")]
    Readout,
    #[serde(rename = "statement")]
    Statement,
    #[serde(rename = "press conference")]
    PressConference,
    #[serde(rename = "briefing")]
    Briefing,
    #[serde(rename = "speech")]
    Speech,
    #[serde(rename = "interview")]
    Interview,
    #[serde(rename = "social media")]
    SocialMedia,
    #[serde(rename = "broadcast")]
    Broadcast,
    #[serde(rename = "article")]
    Article,
}

/// What kind of act a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Stance {
    Assert,
    Accuse,
    Criticise,
    Deny,
    Demand,
    Promise,
    Warn,
    Praise,
    Agree,
    Concern,
    Hope,
}

/// An issue and the words that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Register id of the issue or named matter.
    pub issue: String,
    /// The words.
    pub at: Evidence,
}

/// An attribution: a source, a cue, a content (PARC, PolNeAR).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Who said it; `None` where the text does not tell.
    pub source: Option<ActorId>,
    /// The words that name the source.
    pub source_at: Option<Evidence>,
    /// The words that attribute ("said", "according to").
    pub cue: Option<Evidence>,
    /// The content's pieces, in order; at least one.
    pub content: Vec<Evidence>,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// Channel, and the words for it.
    pub channel: Option<(Channel, Evidence)>,
    /// What kind of act.
    pub stance: Stance,
    /// To whom.
    pub addressee: Option<ActorId>,
    /// When it was said, where the text tells.
    pub time: Option<TimeId>,
    /// About what.
    pub issues: Vec<Issue>,
    /// Number of the statement that reports this one ("the ministry said Wang told Blinken …").
    pub within: Option<u32>,
}

/// A demand: what one side wants of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// Who wants it.
    pub by: Option<ActorId>,
    /// Of whom.
    pub of: Option<ActorId>,
    /// What, one demand of a list.
    pub content: Evidence,
    /// The cue and its clause.
    pub evidence: Vec<Evidence>,
    /// The statement it was made in, by number.
    pub statement: Option<u32>,
    /// About what.
    pub issues: Vec<Issue>,
    /// When.
    pub time: Option<TimeId>,
}

/// Kinds of encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum EncounterKind {
    Meeting,
    Talks,
    Call,
    Visit,
    Summit,
}

/// Whether an encounter took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Expected, sought or discussed, not announced.
    Possible,
    /// Announced or scheduled by a party.
    Planned,
    /// Put off.
    Postponed,
    /// Called off.
    Cancelled,
    /// Took place, or is under way.
    Held,
}

/// Minutes, as far as the words bound them ("more than five hours": low 300, high none).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    /// At least.
    pub low: Option<f32>,
    /// At most.
    pub high: Option<f32>,
    /// The words.
    pub at: Evidence,
}

/// A place with the words that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// As written.
    pub name: String,
    /// Country, where the text or the register's only place of that name gives it.
    pub country: Option<String>,
    /// The words.
    pub at: Evidence,
}

/// One encounter as this article tells it: all its mentions together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// Meeting, talks, call, visit, summit.
    pub kind: EncounterKind,
    /// Latest status this article gives it.
    pub status: Status,
    /// Who took part; for a visit the visitors first, then the hosts.
    pub participants: Vec<ActorId>,
    /// How many of `participants`, from the front, travelled (visits), called (calls); 0 where not told.
    pub visitors: u32,
    /// Where.
    pub places: Vec<Place>,
    /// When, best first: expressions that date the encounter itself.
    pub times: Vec<TimeId>,
    /// How long.
    pub duration: Option<Minutes>,
    /// What it was about.
    pub issues: Vec<Issue>,
    /// The clauses that tell of it, in order; at least one.
    pub evidence: Vec<Evidence>,
    /// Words used for the talks ("candid", "constructive"), with who used them.
    pub tone: Vec<(Option<ActorId>, Evidence)>,
    /// Background, not this article's news (told in the past perfect, "in November", "last year").
    pub background: bool,
}

/// Whether a coded event took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Modality {
    Occurred,
    Ongoing,
    Planned,
    Possible,
    Negated,
}

/// A coded event (PLOVER).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Who acts.
    pub source: Vec<ActorId>,
    /// Upon whom.
    pub target: Vec<ActorId>,
    /// PLOVER type (`CONSULT`, `ACCUSE`, …).
    pub event: String,
    /// PLOVER mode (`visit`, `threaten`, …).
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// About what.
    #[serde(default)]
    pub issues: Vec<Issue>,
    /// Did it happen.
    pub modality: Modality,
    /// When.
    pub time: Option<TimeId>,
    /// Where.
    pub place: Option<Place>,
    /// The verb or noun that carries it.
    pub trigger: Evidence,
    /// The clause.
    pub evidence: Vec<Evidence>,
}

/// A sign that the text is not what its author wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QualitySign {
    /// `name spelt differently`, `office contradicts`, `unidiomatic`, …
    pub sign: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}
