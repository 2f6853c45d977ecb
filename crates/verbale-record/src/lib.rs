//! From the findings of many articles to one record.
//!
//! [`build`] is a pure function of all articles, their findings and the register: the order in which articles
//! came cannot matter, since it starts by sorting them by id.

mod actors;
mod building;
mod calendar;
mod circles;
mod company;
mod comparisons;
mod dating;
mod demands;
pub mod diff;
mod encounters;
mod events;
pub mod export;
mod garbling;
mod gist;
mod issues;
mod lengths;
mod lineage;
pub mod mentions;
pub mod model;
mod names;
mod places;
mod positions;
pub mod readouts;
mod resolving;
mod similarity;
mod sorting;
mod source;
mod statements;
pub mod store;
mod stories;
#[cfg(test)]
mod tests;
mod threads;
mod times;
mod trace;
mod voices;
mod wording;

use model::{Record, SetAside};
use verbale_article::Article;
use verbale_extract::findings::Findings;
use verbale_register::Register;

/// One article with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Its findings.
    pub findings: Findings,
}

/// Version of the JSON and of the file.
pub const FORMAT: u32 = 3;

/// Builds the record. `set_aside` are the sources that could not be read. The order of either does not matter; of
/// entries with the same article id one is kept.
pub fn build(entries: &[Entry], set_aside: &[SetAside], register: &Register) -> Record {
    building::build(entries, set_aside, register)
}

/// For the fitting of `dating`: the signs of articles for each day one may be of, one bin in each group.
#[doc(hidden)]
pub fn dating_signs<'a>(
    entries: &'a [Entry],
    register: &'a Register,
) -> impl Iterator<Item = Vec<(jiff::civil::Date, [u8; dating::GROUPS])>> + 'a {
    let holders = dating::Holders::new(register);
    entries.iter().map(move |e| dating::signs(&source::Source::new(e), &holders))
}

/// For measuring `garbling`: how likely the words of a text were exchanged for others, and where.
#[doc(hidden)]
pub fn exchanged(text: &str) -> Option<(f32, Vec<(String, &'static str)>)> {
    let found = garbling::exchanged::judge(text)?;
    Some((found.score, found.signs.iter().map(|s| (s.span.of(text).to_owned(), s.expected)).collect()))
}
