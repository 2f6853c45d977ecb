//! What a record looks like in a terminal: a record in, text out.
//!
//! The text carries colours; `anstream` strips them where output is no terminal. Article text is untrusted:
//! [`text::clean`] takes out control characters before anything is printed.

mod article;
mod entries;
mod overview;
mod text;

use crate::cli::What;
use std::collections::BTreeMap;
use verbale_record::model::{Actor, ActorRef, Article, Date, Evidence, Place, Record};
use verbale_register::{How, Register};

/// A record with the look-ups that views need.
pub(crate) struct View<'a> {
    record: &'a Record,
    articles: BTreeMap<&'a str, &'a Article>,
    actors: BTreeMap<&'a str, &'a Actor>,
    filter: Filter,
}

/// Which entries to show.
pub(crate) struct Filter {
    by: Option<String>,
    /// The country that `by` names, if it names one: "China", "Chinese", "CHN".
    country: Option<&'static str>,
    about: Option<String>,
}

impl Filter {
    pub(crate) fn new(by: Option<&str>, about: Option<&str>) -> Self {
        let one_line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let country = by.map(one_line).and_then(|name| country_named(&name));
        Self {
            by: by.map(|s| one_line(s).to_lowercase()),
            country,
            about: about.map(|s| one_line(s).to_lowercase()),
        }
    }

    pub(crate) fn is_set(&self) -> bool {
        self.by.is_some() || self.about.is_some()
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(record: &'a Record, filter: Filter) -> Self {
        let articles = record.articles.iter().map(|a| (a.id.as_str(), a)).collect();
        let actors = record.actors.iter().map(|a| (a.id.as_str(), a)).collect();
        Self { record, articles, actors, filter }
    }

    /// A view of the whole record. One article needs an id: see [`View::article`].
    pub(crate) fn of(&self, what: What, file: &str) -> String {
        match what {
            What::Timeline => self.timeline(),
            What::Encounters => self.encounters(),
            What::Statements => self.statements(),
            What::Demands => self.demands(),
            What::Events => self.events(),
            What::Stories => self.stories(),
            What::Overview | What::Article => self.overview(file),
        }
    }

    /// Whether one of `people` is whom `--by` names: by part of any of their names, or by country code.
    fn is_by(&self, people: &[&ActorRef]) -> bool {
        let Some(wanted) = &self.filter.by else { return true };
        if let Some(country) = self.filter.country {
            return people.iter().any(|p| p.country.as_deref() == Some(country));
        }
        let has = |s: &str| s.to_lowercase().contains(wanted.as_str());
        people.iter().any(|p| {
            let actor = p.actor.as_deref().and_then(|id| self.actors.get(id));
            p.name.as_deref().is_some_and(has) || actor.is_some_and(|a| a.names.iter().any(|n| has(&n.text)))
        })
    }

    /// Whether issues or words hold what `--about` names.
    fn is_about(&self, issues: &[String], words: &str) -> bool {
        let Some(wanted) = &self.filter.about else { return true };
        let as_id = wanted.replace(' ', "-");
        issues.iter().any(|i| i.to_lowercase().contains(&as_id))
            || starts_a_word(&words.to_lowercase(), wanted)
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

/// The code of the state that `name` names and nothing else, in whatever case it is typed.
fn country_named(name: &str) -> Option<&'static str> {
    let register = Register::embedded();
    if let Some(state) = register.state(&name.to_uppercase()) {
        return Some(state.code);
    }
    let named = |name: &str| {
        let whole = register.find(name).into_iter().find(|m| m.span.range() == (0..name.len()))?;
        whole.state().filter(|(_, how)| matches!(how, How::Name | How::Demonym)).map(|(code, _)| code)
    };
    named(name).or_else(|| named(&capitals(name))).or_else(|| named(&name.to_uppercase()))
}

/// "united states" as a name: each word with a capital.
fn capitals(name: &str) -> String {
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether `wanted` stands in `words` at the start of a word: "trade" in "trade war", not "rade" in "traded".
fn starts_a_word(words: &str, wanted: &str) -> bool {
    let at_start = |i: usize| words[..i].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let whole =
        |i: usize| words[i + wanted.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() || c == 's');
    !wanted.is_empty() && words.match_indices(wanted).any(|(i, _)| at_start(i) && whole(i))
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
