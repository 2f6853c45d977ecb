//! What is kept in mind of every article: enough to tell who is who in it and which others it has to do with.
//!
//! A trace depends on its article, its findings and the register alone, so it is made once. Whatever needs all articles
//! at hand (who is who, which articles belong together) is worked out from traces; only circles of articles that changed
//! are read in full again.

use crate::actors::{Identity, Key, identify, keys_of};
use crate::building::Ground;
use crate::calendar::When;
use crate::dating::Dated;
use crate::encounters;
use crate::lineage;
use crate::similarity::words::Vector;
use crate::source::Source;
use crate::stories;
use crate::times;
use serde::{Deserialize, Serialize};
use verbale_extract::findings::{Actor, ActorId, EncounterKind, Status};

/// One article as all others know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// Id of the article.
    pub(crate) id: String,
    /// A number made of the article and its findings.
    pub(crate) print: u64,
    /// When it was published: by its own words, or those of a mate.
    pub(crate) when: Option<When>,
    /// How likely that is.
    pub(crate) confidence: f64,
    /// Its agency, or else its outlet, folded.
    pub(crate) desk: Option<String>,
    /// Its actors without their mentions.
    pub(crate) actors: Vec<Actor>,
    /// Who each of them is by the register, and the words of their offices.
    pub(crate) identities: Vec<Identity>,
    /// Under which key each goes by itself.
    pub(crate) names: Vec<Key>,
    /// The encounters it tells.
    pub(crate) encounters: Vec<Meeting>,
    /// Its weightiest words, for [`stories`].
    pub(crate) keys: Vec<u64>,
    /// A sample of its runs of words, for telling copies from reports of their own.
    pub(crate) runs: Vec<u64>,
}

/// An encounter as far as it may be that of another article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    pub(crate) kind: EncounterKind,
    pub(crate) status: Status,
    pub(crate) who: Vec<ActorId>,
    pub(crate) visitors: u32,
    pub(crate) when: Option<When>,
    pub(crate) place: Option<(String, Option<String>)>,
    pub(crate) background: bool,
    /// The first words that tell it.
    pub(crate) words: Option<String>,
}

/// The weighed words of an article, looked at only where another shares some of its weightiest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weighed {
    pub(crate) words: Vector,
    pub(crate) headline: Vector,
}

impl Trace {
    /// The trace of an article of that date, and its words. `print` is a number made of its content.
    pub(crate) fn of(source: &Source<'_>, print: u64, dated: &Dated, ground: &Ground<'_>) -> (Self, Weighed) {
        let text = stories::Text::new(source);
        let article = source.article;
        let bare = |a: &Actor| Actor { mentions: Vec::new(), ..a.clone() };
        let identities = identify::all(source, dated.when, ground.register);
        let trace = Self {
            id: source.id().to_owned(),
            print,
            when: dated.when,
            confidence: dated.confidence,
            desk: article.agency.as_deref().or(article.outlet.as_deref()).map(verbale_register::fold),
            actors: source.findings.actors.iter().map(bare).collect(),
            names: keys_of(source.id(), &source.findings.actors, &identities),
            identities,
            encounters: encounters::told_by(source, &times::told(source, dated), &ground.atlas),
            keys: text.keys,
            runs: lineage::sample(&article.body),
        };
        (trace, Weighed { words: text.words, headline: text.headline })
    }

    /// Its date as the rooms that compare dates see it.
    pub(crate) fn dated(&self) -> Dated {
        Dated { when: self.when, confidence: self.confidence, ..Dated::default() }
    }
}
