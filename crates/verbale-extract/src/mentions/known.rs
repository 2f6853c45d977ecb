//! What the register finds in a part, as tokens: names of states, bodies, organisations, places, and titles.

use super::text::Text;
use super::words::is_unnamed_noun;
use std::ops::Range;
use verbale_register::{Match, Register, Title};
use verbale_span::Span;

/// A name the register knows.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    pub(super) found: Match,
}

/// A title phrase with the words that belong to it.
#[derive(Debug)]
pub(super) struct TitleHit {
    pub(super) tokens: Range<usize>,
    pub(super) title: Title,
}

/// The register's names and titles of one part, in order.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) hits: Vec<Hit>,
    pub(super) titles: Vec<TitleHit>,
    hit_at: Vec<Option<u32>>,
    title_at: Vec<Option<u32>>,
}

impl Known {
    /// `not` is a state whose name means something else in this article.
    pub(super) fn new(text: &Text<'_>, register: &Register, not: Option<&str>) -> Self {
        let whole = text.doc.text();
        let mut found = register.find(whole);
        found.retain(|m| not.is_none() || m.state().map(|s| s.0) != not);
        let titles = register.titles_among(whole, &found);
        let titles =
            titles.into_iter().map(|(span, title)| TitleHit { tokens: text.doc.tokens_in(span), title });
        let mut titles: Vec<TitleHit> = titles.collect();
        titles.retain(|t| !t.tokens.is_empty());
        let hits =
            found.into_iter().map(|m| Hit { span: m.span, tokens: text.doc.tokens_in(m.span), found: m });
        let hits: Vec<Hit> =
            hits.filter(|h| !h.tokens.is_empty()).map(|h| without_people(text, register, h)).collect();
        let mut hit_at = vec![None; text.len()];
        for (n, hit) in hits.iter().enumerate() {
            hit.tokens.clone().for_each(|t| hit_at[t] = hit_at[t].or(Some(n as u32)));
        }
        let mut title_at = vec![None; text.len()];
        for (n, title) in titles.iter().enumerate() {
            title.tokens.clone().for_each(|t| title_at[t] = Some(n as u32));
        }
        Self { hits, titles, hit_at, title_at }
    }

    pub(super) fn hit(&self, token: usize) -> Option<&Hit> {
        self.hits.get((*self.hit_at.get(token)?)? as usize)
    }

    /// Whether the state is named, itself or by its people.
    pub(super) fn names_state(&self, code: &str) -> bool {
        use verbale_register::How::{Demonym, Name};
        let named = |h: &Hit| h.found.state().is_some_and(|s| s.0 == code && matches!(s.1, Name | Demonym));
        self.hits.iter().any(named)
    }

    pub(super) fn title(&self, token: usize) -> Option<&TitleHit> {
        self.titles.get((*self.title_at.get(token)?)? as usize)
    }

    /// The state the name over `token` is of, whether named, by its people or by its capital.
    pub(super) fn state(&self, token: usize) -> Option<&'static str> {
        self.hit(token).and_then(|h| h.found.state()).map(|s| s.0)
    }
}

/// "Chinese diplomats" are people, not a body: only the state is named.
fn without_people(text: &Text<'_>, register: &Register, hit: Hit) -> Hit {
    let last = hit.tokens.end - 1;
    let people = is_unnamed_noun(text.doc.lemma(last))
        || matches!(text.low(last), "judge" | "judges" | "spies" | "prosecutors" | "opposition");
    if hit.found.body().is_none() || !people || hit.tokens.len() < 2 {
        return hit;
    }
    let words = text.words(hit.tokens.start..last);
    let Some(mut state) = register.find(words).into_iter().find(|m| m.state().is_some()) else { return hit };
    state.span = state.span.shifted(text.doc.span(hit.tokens.clone()).start as usize);
    Hit { span: state.span, tokens: text.doc.tokens_in(state.span), found: state }
}

impl Hit {
    /// Whether it can only be a full person's name.
    pub(super) fn is_person(&self) -> bool {
        self.found.people().next().is_some()
    }
}
