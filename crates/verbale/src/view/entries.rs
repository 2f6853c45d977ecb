//! Lists of entries, each with the words that support it.

use super::{View, count, day, place, text};
use verbale_record::model::{Comparison, Encounter, Event, Evidence, Minutes, Statement};

const LABEL: usize = 12;

impl View<'_> {
    /// Encounters and events in order of date, one line each, the first words under it.
    pub(crate) fn timeline(&self) -> String {
        let mut lines: Vec<(String, String, Option<&Evidence>)> = Vec::new();
        for e in self.shown_encounters() {
            let what = format!(
                "{} {}{}",
                text::bold(&format!("{} {}", e.kind, e.status)),
                self.everybody(&e.participants),
                place(e.place.as_ref())
            );
            let reports = text::dim(&count(e.accounts.len(), "report", "reports"));
            lines.push((
                day(e.date.as_ref()),
                format!("{what} {reports}"),
                e.accounts.first().and_then(|a| a.evidence.first()),
            ));
        }
        // A CONSULT event is the encounter once more.
        for e in self.shown_events().into_iter().filter(|e| e.event != "CONSULT") {
            lines.push((
                day(e.date.as_ref()),
                self.event_line(e),
                e.accounts.first().and_then(|a| a.evidence.first()),
            ));
        }
        lines.sort_by_cached_key(|l| sort_key(&l.0));
        let mut out = String::new();
        for (date, what, evidence) in lines {
            out += &text::with_label(&date, LABEL, &what);
            out += &evidence.map_or_else(String::new, |e| self.quoted(e));
        }
        self.or_nothing(out, "encounter or event")
    }

    /// Encounters with each account and what the accounts agree and disagree on.
    pub(crate) fn encounters(&self) -> String {
        let mut out = String::new();
        for e in self.shown_encounters() {
            let what = format!(
                "{} {}{}",
                text::bold(&format!("{} {}", e.kind, e.status)),
                self.everybody(&e.participants),
                place(e.place.as_ref())
            );
            out += &text::with_label(&day(e.date.as_ref()), LABEL, &format!("{what} {}", text::dim(&e.id)));
            out += &self.encounter_details(e);
            out += "\n";
        }
        self.or_nothing(out, "encounter")
    }

    fn encounter_details(&self, e: &Encounter) -> String {
        let mut out = String::new();
        if let Some(m) = e.duration_minutes {
            out += &text::indent(&format!("duration {}", length(m)), 4);
        }
        if !e.issues.is_empty() {
            out += &text::indent(&format!("about {}", e.issues.join(", ")), 4);
        }
        for c in self.record.comparisons.iter().filter(|c| c.subject == e.id && c.kind != "only") {
            out += &text::indent(&self.comparison_line(c), 4);
        }
        for account in &e.accounts {
            for evidence in account.evidence.iter().take(3) {
                out += &self.quoted(evidence);
            }
        }
        out
    }

    pub(super) fn comparison_line(&self, c: &Comparison) -> String {
        let values: Vec<_> = c
            .values
            .iter()
            .map(|v| {
                format!("{} {}", text::clean(&v.value), text::dim(&count(v.origins, "origin", "origins")))
            })
            .collect();
        match c.kind.as_str() {
            "agreement" => format!("agreed on {}: {}", c.attribute, values.join("; ")),
            "change" => format!("{} moved on: {}", c.attribute, values.join(" → ")),
            _ => text::warn(&format!("disputed {}: ", c.attribute)) + &values.join(" ≠ "),
        }
    }

    /// Statements: who, to whom, through what, and the words.
    pub(crate) fn statements(&self) -> String {
        let mut out = String::new();
        let mut statements: Vec<_> = self.record.statements.iter().collect();
        let told = |s: &&Statement| {
            let published = self.articles.get(s.article.as_str()).and_then(|a| a.published.as_ref());
            sort_key(&day(s.date.as_ref().or(published)))
        };
        statements.sort_by_cached_key(told);
        for s in statements {
            let speaker: Vec<_> = s.speaker.iter().collect();
            if !self.is_by(&speaker) || !self.is_about(&s.issues, &s.content) {
                continue;
            }
            let mut what = text::bold(&self.who_or(s.speaker.as_ref(), "unknown speaker"));
            what += &s.addressee.as_ref().map_or_else(String::new, |a| format!(" to {}", self.who(a)));
            what += &format!(" – {}, {}", s.stance, s.form);
            what += &s.channel.as_ref().map_or_else(String::new, |c| format!(", {c}"));
            what += &if s.issues.is_empty() { String::new() } else { format!(" [{}]", s.issues.join(", ")) };
            out += &text::with_label(&day(s.date.as_ref()), LABEL, &what);
            let words = text::shorten(&text::clean(&s.content), 500);
            out += &text::indent(&format!("{} {}", text::quoted(&words), self.cited(&s.article)), 6);
        }
        self.or_nothing(out, "statement")
    }

    /// Demands: by whom, of whom, what, and who reports it.
    pub(crate) fn demands(&self) -> String {
        let mut out = String::new();
        for d in &self.record.demands {
            let people: Vec<_> = d.by.iter().chain(&d.of).collect();
            if !self.is_by(&people) || !self.is_about(&d.issues, &d.content) {
                continue;
            }
            let by = self.who_or(d.by.as_ref(), "unknown");
            let of = self.who_or(d.of.as_ref(), "unknown");
            out += &text::indent(&format!("{} of {of}: {}", text::bold(&by), text::clean(&d.content)), 0);
            for evidence in d.accounts.iter().filter_map(|a| a.evidence.last()) {
                out += &self.quoted(evidence);
            }
        }
        self.or_nothing(out, "demand")
    }

    /// Events: who did what to whom, coded.
    pub(crate) fn events(&self) -> String {
        let mut out = String::new();
        for e in self.shown_events() {
            out += &text::with_label(&day(e.date.as_ref()), LABEL, &self.event_line(e));
            for evidence in e.accounts.iter().filter_map(|a| a.evidence.first()) {
                out += &self.quoted(evidence);
            }
        }
        self.or_nothing(out, "event")
    }

    pub(super) fn event_line(&self, e: &Event) -> String {
        let mode = e.mode.as_ref().map_or_else(String::new, |m| format!("/{m}"));
        let weight = e.goldstein.map_or_else(String::new, |g| format!(" {g:+.1}"));
        let code = text::bold(&format!("{}{mode}", e.event));
        let target =
            if e.target.is_empty() { String::new() } else { format!(" → {}", self.everybody(&e.target)) };
        format!(
            "{code} {}{target} {}",
            self.everybody(&e.source),
            text::dim(&format!("{}{weight}", e.modality))
        )
    }

    /// Stories: the articles of each and how they relate.
    pub(crate) fn stories(&self) -> String {
        let mut out = String::new();
        for s in &self.record.stories {
            let title = text::clean(s.title.as_deref().unwrap_or("(no headline)"));
            let title = format!("{} {}", text::bold(&title), text::dim(&s.id));
            out += &text::with_label(&day(s.date.as_ref()), LABEL, &title);
            for a in &s.articles {
                let of = a.of.as_ref().map_or_else(String::new, |o| format!(" of {}", self.outlet(o)));
                out += &text::indent(
                    &format!("{}{of}: {} {}", a.relation, self.outlet(&a.article), self.headline(&a.article)),
                    6,
                );
            }
            out += "\n";
        }
        self.or_nothing(out, "story")
    }

    pub(super) fn headline(&self, article: &str) -> String {
        let Some(a) = self.articles.get(article) else { return String::new() };
        let headline = a.headline.as_deref().unwrap_or_else(|| a.body.lines().next().unwrap_or(""));
        text::dim(&format!("“{}” ({})", text::shorten(&text::clean(headline), 90), &a.id))
    }

    fn shown_encounters(&self) -> Vec<&Encounter> {
        let words = |e: &Encounter| -> String {
            e.accounts
                .iter()
                .flat_map(|a| &a.evidence)
                .map(|v| v.quote.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let shown = |e: &&Encounter| {
            self.is_by(&e.participants.iter().collect::<Vec<_>>()) && self.is_about(&e.issues, &words(e))
        };
        self.record.encounters.iter().filter(shown).collect()
    }

    fn shown_events(&self) -> Vec<&Event> {
        let words = |e: &Event| -> String {
            e.accounts
                .iter()
                .flat_map(|a| &a.evidence)
                .map(|v| v.quote.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let shown = |e: &&Event| {
            let people: Vec<_> = e.source.iter().chain(&e.target).collect();
            self.is_by(&people) && self.is_about(&[e.issues.as_slice(), &e.contexts].concat(), &words(e))
        };
        self.record.events.iter().filter(shown).collect()
    }

    pub(super) fn or_nothing(&self, out: String, kind: &str) -> String {
        if !out.is_empty() {
            return out;
        }
        let asked = if self.filter.is_set() { " that answers this" } else { "" };
        format!("The record holds no {kind}{asked}.\n")
    }
}

/// EDTF by its first digits; the undated last.
fn sort_key(edtf: &str) -> String {
    let bare = edtf.trim_start_matches(['[', '.']);
    if bare.starts_with(|c: char| c.is_ascii_digit()) { bare.to_string() } else { format!("~{bare}") }
}

pub(super) fn length(m: Minutes) -> String {
    m.words().unwrap_or_else(|| "unknown".to_owned())
}
