//! The record as the world sees it: the JSON contract, one type an entry.
//!
//! Offsets in [`Evidence`] are Unicode code points, as in a W3C Web Annotation TextPositionSelector. Unknown is
//! `None` (JSON `null`), and [`Open`] says why.

use serde::{Deserialize, Serialize};
use verbale_extract::Depth;

/// A stretch of an article's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the article.
    pub article: String,
    /// `body`, `headline`, `caption:0`, …
    pub part: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly that slice.
    pub quote: String,
}

/// A date in EDTF (ISO 8601-2) with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Date {
    /// `2021-07-26`, `2023-05`, `2022`, `a/b`, `[a..b]`.
    pub edtf: String,
    /// What led to it.
    pub basis: Vec<Basis>,
    /// 0 to 1.
    pub confidence: f64,
}

/// One reason for a date or a tenure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Basis {
    /// The rule applied, in words a person can check.
    pub rule: String,
    /// The article that gave it; `null` for the register.
    pub article: Option<String>,
    /// The words.
    pub quote: Option<String>,
}

/// Why a field is null.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Open {
    /// The field.
    pub field: String,
    /// Why.
    pub reason: String,
}

/// A reference to an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorRef {
    /// Id of an entry in `actors`.
    pub actor: Option<String>,
    /// Its canonical name, or as written.
    pub name: Option<String>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector; only in events.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sector: Option<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// As written, the most specific.
    pub name: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// The city of a venue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub city: Option<String>,
    /// Degrees north, where the register knows the place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lat: Option<Degrees>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lon: Option<Degrees>,
}

impl Place {
    /// A place as an article gives it.
    pub(crate) fn new(name: &str, country: Option<String>) -> Self {
        Self { name: name.to_owned(), country, city: None, lat: None, lon: None }
    }
}

/// Hundredths of a degree, written as degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Degrees(pub i32);

impl From<f64> for Degrees {
    fn from(degrees: f64) -> Self {
        Self((degrees * 100.0).round() as i32)
    }
}

impl From<Degrees> for f64 {
    fn from(degrees: Degrees) -> Self {
        Self::from(degrees.0) / 100.0
    }
}

/// Hundredths, written as a number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Hundredths(pub u8);

impl From<f64> for Hundredths {
    fn from(share: f64) -> Self {
        Self((share * 100.0).round().clamp(0.0, 100.0) as u8)
    }
}

impl From<Hundredths> for f64 {
    fn from(share: Hundredths) -> Self {
        Self::from(share.0) / 100.0
    }
}

/// Bounds in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    /// At least.
    pub low: Option<f64>,
    /// At most.
    pub high: Option<f64>,
}

/// The whole record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// About the file.
    pub record: About,
    /// Reports as published, by id.
    pub articles: Vec<Article>,
    /// Actors, by id.
    pub actors: Vec<Actor>,
    /// Encounters, by date (unknown last), then id.
    pub encounters: Vec<Encounter>,
    /// Statements, by article, then position, then id.
    pub statements: Vec<Statement>,
    /// Demands, by id.
    pub demands: Vec<Demand>,
    /// Positions, by issue, then states before others, then name and id.
    pub positions: Vec<Position>,
    /// Events, by date (unknown last), then id.
    pub events: Vec<Event>,
    /// Stories, by date (unknown last), then id.
    pub stories: Vec<Story>,
    /// Comparisons, by subject, attribute, then id.
    pub comparisons: Vec<Comparison>,
}

/// About the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Version of this JSON and of the file format.
    pub format: u32,
    /// Version of the program.
    pub verbale: String,
    /// Version of the extractor.
    pub extractor: u32,
    /// How the articles were read: `full`, or `fast` without the encoder.
    #[serde(default)]
    pub reading: Depth,
    /// Hash of the register's tables.
    pub register: String,
    /// Number of articles.
    pub articles: usize,
    /// What could not be read, by source.
    pub set_aside: Vec<SetAside>,
}

/// A source that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SetAside {
    /// The source.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// A report as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Hash of source and bytes.
    pub id: String,
    /// Path or address it was read from.
    pub source: String,
    /// Address on the web.
    pub url: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Wire agency credited.
    pub agency: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Byline.
    pub authors: Vec<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Dateline, as written.
    pub dateline: Option<String>,
    /// When it was published: stated or reasoned out.
    pub published: Option<Date>,
    /// Clean text.
    pub body: String,
    /// Captions.
    pub captions: Vec<String>,
    /// What cleaning removed.
    pub removed: Vec<Removed>,
    /// `garbled`, `truncated`, `paywalled`, `copy`.
    pub flags: Vec<Flag>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// What cleaning removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Why.
    pub reason: String,
    /// What.
    pub text: String,
}

/// A property of an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Flag {
    /// Which.
    pub flag: String,
    /// What shows it.
    pub detail: String,
    /// How sure, where it was reasoned out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<Hundredths>,
    /// The words that show it, where single ones do.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<Evidence>,
}

impl Flag {
    /// A flag that needs no more than its words.
    pub(crate) fn new(flag: &str, detail: String) -> Self {
        Self { flag: flag.to_owned(), detail, confidence: None, evidence: Vec::new() }
    }
}

/// An actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// States: alpha-3. Others: register id, or derived from content.
    pub id: String,
    /// `person`, `state`, `body`, `organization`, `group`, `outlet`, `unnamed`.
    pub kind: String,
    /// Canonical name.
    pub name: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Names as written.
    pub names: Vec<NameUse>,
    /// Offices held: from the register, or told by the articles.
    pub tenures: Vec<Tenure>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// A name as written and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameUse {
    /// As written.
    pub text: String,
    /// Ids of the articles.
    pub articles: Vec<String>,
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tenure {
    /// The office, readable ("foreign minister, China").
    pub office: String,
    /// From, EDTF.
    pub from: Option<String>,
    /// To, EDTF.
    pub to: Option<String>,
    /// What led to it.
    pub basis: Vec<Basis>,
}

/// An encounter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// Id of its earliest-sorting finding.
    pub id: String,
    /// `meeting`, `talks`, `call`, `visit`, `summit`.
    pub kind: String,
    /// `held`, `planned`, `possible`, `postponed`, `cancelled`.
    pub status: String,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<Place>,
    /// Who took part; visitors first.
    pub participants: Vec<ActorRef>,
    /// How long.
    pub duration_minutes: Option<Minutes>,
    /// How its status moved.
    pub history: Vec<StatusStep>,
    /// Each article's account.
    pub accounts: Vec<EncounterAccount>,
    /// Register ids of issues it is told to be about.
    pub issues: Vec<String>,
    /// The same with the words that led to each.
    #[serde(default)]
    pub issue_evidence: Vec<IssueEvidence>,
    /// How many told it, and from how many origins.
    #[serde(default)]
    pub origins: Origins,
    /// What each side's accounts of it contain; none where no side is heard.
    #[serde(default)]
    pub readouts: Vec<Readout>,
    /// Ids of the findings it gathers.
    pub findings: Vec<String>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// What one side says of an encounter, in accounts of its own and in reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readout {
    /// The state.
    pub side: ActorRef,
    /// Ids of the articles it is heard in.
    pub articles: Vec<String>,
    /// Ids of those that are its own: all they tell is its account.
    pub own: Vec<String>,
    /// Ids.
    pub statements: Vec<String>,
    /// Ids of the statements that demand something.
    pub demands: Vec<String>,
    /// What it speaks of.
    pub issues: Vec<ReadoutIssue>,
    /// Its words for the talks themselves.
    pub words: Vec<ReadoutWords>,
    /// Register ids of issues that no other side is heard on; empty where no other side is heard.
    pub only: Vec<String>,
}

/// An issue as one side speaks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadoutIssue {
    /// Register id.
    pub issue: String,
    /// Kinds of act, as in statements; empty where it is only named.
    pub acts: Vec<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Words for talks: "candid and constructive".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadoutWords {
    /// In small letters.
    pub words: String,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// An issue and the words that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueEvidence {
    /// Register id.
    pub issue: String,
    /// The words, account by account.
    pub evidence: Vec<Evidence>,
}

/// A status at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusStep {
    /// Status.
    pub status: String,
    /// When it was reported.
    pub date: Option<Date>,
    /// The sentence.
    pub evidence: Vec<Evidence>,
}

/// One article's account of an encounter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EncounterAccount {
    /// Id of the article.
    pub article: String,
    /// Status by this article.
    pub status: String,
    /// Date by this article.
    pub date: Option<Date>,
    /// Place by this article.
    pub place: Option<Place>,
    /// Duration by this article.
    pub duration_minutes: Option<Minutes>,
    /// Its words.
    pub evidence: Vec<Evidence>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Id of the finding.
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// The source.
    pub speaker: Option<ActorRef>,
    /// To whom.
    pub addressee: Option<ActorRef>,
    /// Channel.
    pub channel: Option<String>,
    /// `direct`, `indirect`, `mixed`.
    pub form: String,
    /// Kind of act.
    pub stance: String,
    /// Register ids.
    pub issues: Vec<String>,
    /// The same with the words that led to each.
    #[serde(default)]
    pub issue_evidence: Vec<IssueEvidence>,
    /// The pieces of the content, joined by " … ".
    pub content: String,
    /// When it was said.
    pub date: Option<Date>,
    /// Id of the statement that reports it.
    pub within: Option<String>,
    /// Where the same utterance is told more than once: id of the earliest-sorting statement of it.
    #[serde(default)]
    pub utterance: Option<String>,
    /// Content first, piece by piece; then cue and source.
    pub evidence: Vec<Evidence>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// A demand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// Id of its earliest-sorting finding.
    pub id: String,
    /// Who wants it.
    pub by: Option<ActorRef>,
    /// Of whom.
    pub of: Option<ActorRef>,
    /// What, in the words of its first account.
    pub content: String,
    /// Register ids.
    pub issues: Vec<String>,
    /// The same with the words that led to each.
    #[serde(default)]
    pub issue_evidence: Vec<IssueEvidence>,
    /// Each article's account.
    pub accounts: Vec<DemandAccount>,
    /// How many told it, and from how many origins.
    #[serde(default)]
    pub origins: Origins,
    /// Ids of the findings it gathers.
    pub findings: Vec<String>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// One article's account of a demand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemandAccount {
    /// Id of the article.
    pub article: String,
    /// Id of the statement it was made in.
    pub statement: Option<String>,
    /// Who makes it by this article.
    pub by: Option<ActorRef>,
    /// When it was made, or else when the article is of.
    pub date: Option<Date>,
    /// Its words.
    pub evidence: Vec<Evidence>,
}

/// The line of one actor on one issue, as it was put over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Derived from actor and issue.
    pub id: String,
    /// A state, whoever speaks for it; or an actor who speaks for themselves.
    pub actor: ActorRef,
    /// Register id.
    pub issue: String,
    /// What was said, the earliest first, the undated last.
    pub entries: Vec<PositionEntry>,
    /// Where it may have changed.
    pub changes: Vec<PositionChange>,
}

/// One thing said or demanded, in however many articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PositionEntry {
    /// Id of the demand, or of the first statement.
    pub id: String,
    /// When it was first said, or else when the first article is of.
    pub date: Option<Date>,
    /// The last time it was said again, EDTF; `null` where it was not.
    pub again: Option<String>,
    /// Kind of act, as in statements; `demand` for demands.
    pub stance: String,
    /// Who said it for the actor.
    pub speaker: Option<ActorRef>,
    /// To whom, or of whom.
    pub to: Option<ActorRef>,
    /// The words of the first account.
    pub content: String,
    /// Ids of the statements it gathers.
    pub statements: Vec<String>,
    /// Id of the demand.
    pub demand: Option<String>,
    /// Ids of the articles that tell it.
    pub articles: Vec<String>,
    /// Their words.
    pub evidence: Vec<Evidence>,
}

/// Two entries of one position that do not go together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PositionChange {
    /// What seems to have changed: "denied, then said so".
    pub kind: String,
    /// Id of the earlier entry.
    pub from: String,
    /// Id of the later entry.
    pub to: String,
    /// Their dates, EDTF.
    pub dates: [String; 2],
    /// What shows that both are about the same thing.
    pub reason: String,
    /// Words of the earlier entry.
    pub before: Vec<Evidence>,
    /// Words of the later entry.
    pub after: Vec<Evidence>,
}

/// A coded event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Id of its earliest-sorting finding.
    pub id: String,
    /// When.
    pub date: Option<Date>,
    /// Who acts.
    pub source: Vec<ActorRef>,
    /// Upon whom.
    pub target: Vec<ActorRef>,
    /// PLOVER type.
    pub event: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Register ids of issues its words name.
    #[serde(default)]
    pub issues: Vec<String>,
    /// The same with the words that led to each.
    #[serde(default)]
    pub issue_evidence: Vec<IssueEvidence>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Goldstein weight.
    pub goldstein: Option<f64>,
    /// `occurred`, `ongoing`, `planned`, `possible`, `negated`.
    pub modality: String,
    /// Where.
    pub place: Option<Place>,
    /// Each article's account.
    pub accounts: Vec<EventAccount>,
    /// How many told it, and from how many origins.
    #[serde(default)]
    pub origins: Origins,
    /// Ids of the findings it gathers.
    pub findings: Vec<String>,
    /// Why fields are null.
    pub open: Vec<Open>,
}

/// One article's account of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventAccount {
    /// Id of the article.
    pub article: String,
    /// Its words.
    pub evidence: Vec<Evidence>,
}

/// A story: the articles that report the same happening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Id.
    pub id: String,
    /// A headline of its own; else its main encounter in words.
    pub title: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its articles.
    pub articles: Vec<StoryArticle>,
    /// Ids.
    pub encounters: Vec<String>,
    /// Ids.
    pub events: Vec<String>,
    /// Id of the earlier story it follows up.
    pub follows: Option<String>,
    /// How many told it, and from how many origins.
    pub origins: Origins,
}

/// How often a happening was reported: a text printed by forty desks has one origin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// Articles.
    pub reports: usize,
    /// Outlets, as far as known.
    pub outlets: usize,
    /// Articles that go back to no other: copies and texts of one agency count once.
    pub independent: usize,
}

/// An article in a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryArticle {
    /// Id of the article.
    pub article: String,
    /// `original`, `report`, `rewrite`, `copy`, `garbled copy`.
    pub relation: String,
    /// Of which article.
    pub of: Option<String>,
    /// What kind of copy: `same wire text`, `same text`, `excerpt`, `rewritten`, `live-blog item`,
    /// `reworded word by word`.
    pub manner: Option<String>,
    /// Share of the shorter text's runs of words that both have.
    pub shared: Option<f64>,
    /// Where its body differs from the other's between passages they share.
    pub changes: Vec<Change>,
}

/// Words of a copy and those that stand in their place in the other; `null` where there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// In the copy's body.
    pub here: Option<Passage>,
    /// In the body of the article it goes back to.
    pub there: Option<Passage>,
}

/// A stretch of a body, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Begin.
    pub start: usize,
    /// End.
    pub end: usize,
    /// Its words.
    pub quote: String,
}

/// One field of one entry over its accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Derived from subject and attribute.
    pub id: String,
    /// `agreement`, `dispute`, `change`, `only`.
    pub kind: String,
    /// Id of an encounter, event, demand, statement or actor.
    pub subject: String,
    /// `date`, `place`, `duration`, `status`, `participants`, `name`, `number`, `wording`, `speaker`.
    pub attribute: String,
    /// The values.
    pub values: Vec<ComparedValue>,
    /// How values in dispute may both be true, where words say so.
    #[serde(default)]
    pub reading: Option<Reading>,
}

/// How two values that differ may both be true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// In words.
    pub text: String,
    /// The words that allow it.
    pub evidence: Vec<Evidence>,
}

/// One value and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedValue {
    /// Readable value.
    pub value: String,
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// How many independent origins those articles have.
    pub origins: usize,
    /// Their words.
    pub evidence: Vec<Evidence>,
}
