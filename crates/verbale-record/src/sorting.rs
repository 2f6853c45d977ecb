//! The order of a record's lists, as record.md states it for each.

use crate::calendar::{LATEST, When};
use crate::model::{Date, Evidence, Position, Record, Statement};
use jiff::civil;

impl Record {
    /// Puts every list into its order.
    pub(crate) fn sort(&mut self) {
        self.articles.sort_by(|a, b| a.id.cmp(&b.id));
        self.actors.sort_by(|a, b| a.id.cmp(&b.id));
        self.encounters.sort_by_cached_key(|e| (days(e.date.as_ref()), e.id.clone()));
        statements(&mut self.statements);
        self.demands.sort_by(|a, b| a.id.cmp(&b.id));
        self.positions.sort_by_cached_key(standing);
        self.events.sort_by_cached_key(|e| (days(e.date.as_ref()), e.id.clone()));
        self.stories.sort_by_cached_key(|s| (days(s.date.as_ref()), s.id.clone()));
        self.comparisons
            .sort_by(|a, b| (&a.subject, &a.attribute, &a.id).cmp(&(&b.subject, &b.attribute, &b.id)));
    }
}

/// Statements by article, then position, then id.
pub(crate) fn statements(all: &mut [Statement]) {
    all.sort_by_cached_key(place);
}

/// First and last day; the undated come last.
fn days(date: Option<&Date>) -> (civil::Date, civil::Date) {
    date.and_then(|d| When::read(&d.edtf)).map_or((LATEST, LATEST), |w| (w.from, w.to))
}

/// Article, then where in it: headline, body, captions.
fn place(s: &Statement) -> (String, Option<(u8, u32, usize)>, String) {
    let at = |e: &Evidence| match e.part.strip_prefix("caption:").map(str::parse) {
        Some(n) => (2, n.unwrap_or(u32::MAX), e.start),
        None => (u8::from(e.part == "body"), 0, e.start),
    };
    (s.article.clone(), s.evidence.first().map(at), s.id.clone())
}

/// Issue, states before others, name, id.
fn standing(p: &Position) -> (String, bool, String, String) {
    let a = &p.actor;
    let other = a.country.is_none() || a.actor.is_some() && a.actor != a.country;
    let id = a.actor.as_deref().or(a.country.as_deref()).unwrap_or_default();
    (p.issue.clone(), other, a.name.clone().unwrap_or_default(), id.to_owned())
}
