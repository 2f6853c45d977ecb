//! What a record looks like in a terminal: a record in, text out.
//!
//! The text carries colours; `anstream` strips them where output is no terminal. Article text is untrusted:
//! [`text::clean`] takes out control characters before anything is printed.

mod article;
pub(crate) mod changes;
pub(crate) mod compare;
mod comparison;
mod encounter;
mod entries;
mod filter;
mod find;
mod overview;
mod positions;
mod readouts;
mod story;
mod text;

use crate::cli::What;
pub(crate) use filter::Filter;
use std::collections::BTreeMap;
use verbale_record::model::{Actor, ActorRef, Article, Date, Evidence, Place, Record};

/// A record with the look-ups that views need.
pub(crate) struct View<'a> {
    record: &'a Record,
    articles: BTreeMap<&'a str, &'a Article>,
    actors: BTreeMap<&'a str, &'a Actor>,
    filter: Filter,
}

impl<'a> View<'a> {
    pub(crate) fn new(record: &'a Record, filter: Filter) -> Self {
        let articles = record.articles.iter().map(|a| (a.id.as_str(), a)).collect();
        let actors = record.actors.iter().map(|a| (a.id.as_str(), a)).collect();
        Self { record, articles, actors, filter }
    }

    /// A view of the whole record. One entry needs an id: see [`View::article`] and its like.
    pub(crate) fn of(&self, what: What, file: &str) -> String {
        let entries = match what {
            What::Timeline => self.timeline(),
            What::Encounters => self.encounters(),
            What::Statements => self.statements(),
            What::Demands => self.demands(),
            What::Positions => self.positions(),
            What::Events => self.events(),
            What::Stories => self.stories(),
            What::Overview | What::Article | What::Encounter | What::Story | What::Comparison => {
                self.overview(file)
            }
        };
        self.filter.told() + &entries
    }

    fn is_by(&self, people: &[&ActorRef]) -> bool {
        self.filter.is_by(people)
    }

    fn is_about(&self, issues: &[String], words: &str) -> bool {
        self.filter.is_about(issues, words)
    }

    /// "The Globe and Mail", or else the file's name.
    fn outlet(&self, article: &str) -> String {
        let Some(a) = self.articles.get(article) else { return article.to_string() };
        let file = a.source.rsplit('/').next().unwrap_or(&a.source);
        let name = match (&a.outlet, &a.agency) {
            (Some(outlet), Some(agency)) if outlet != agency => format!("{outlet} ({agency})"),
            (Some(name), _) | (None, Some(name)) => name.clone(),
            (None, None) => file.to_string(),
        };
        text::clean(&name)
    }

    /// `Wendy Sherman (USA)`.
    fn who(&self, who: &ActorRef) -> String {
        let name = text::clean(who.name.as_deref().unwrap_or("unknown"));
        match &who.country {
            Some(c) if who.actor.as_deref() != Some(c) => format!("{name} ({c})"),
            _ => name,
        }
    }

    fn who_or(&self, who: Option<&ActorRef>, unknown: &str) -> String {
        who.map_or_else(|| unknown.to_string(), |w| self.who(w))
    }

    fn everybody(&self, people: &[ActorRef]) -> String {
        if people.is_empty() {
            return "unknown".to_string();
        }
        people.iter().map(|p| self.who(p)).collect::<Vec<_>>().join(" – ")
    }

    /// Evidence as a quoted line with its outlet.
    fn quoted(&self, evidence: &Evidence) -> String {
        let words = text::quoted(&text::shorten(&text::clean(&evidence.quote), 400));
        text::indent(&format!("{words} {}", self.cited(&evidence.article)), 6)
    }

    /// "— The Globe and Mail, 2021-07-26".
    fn cited(&self, article: &str) -> String {
        let published = self.articles.get(article).and_then(|a| a.published.as_ref());
        let published = published.map_or_else(String::new, |d| format!(", {}", d.edtf));
        text::dim(&format!("— {}{published}", self.outlet(article)))
    }
}

fn day(date: Option<&Date>) -> String {
    date.map_or_else(|| "undated".to_string(), |d| d.edtf.clone())
}

fn place(place: Option<&Place>) -> String {
    match place {
        None => String::new(),
        Some(Place { name, country: Some(c), .. }) if name != c => format!(", {} ({c})", text::clean(name)),
        Some(Place { name, .. }) => format!(", {}", text::clean(name)),
    }
}

pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}
