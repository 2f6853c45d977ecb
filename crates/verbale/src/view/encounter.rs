//! One encounter: what is known of it and why, its accounts side by side, what they agree on and dispute.

use super::entries::length;
use super::{View, count, day, find, place, text};
use std::collections::BTreeSet;
use verbale_record::model::{ActorRef, Comparison, Encounter, EncounterAccount};

/// Columns of the labels.
const LABEL: usize = 14;

/// Demands, and statements, that are listed at most.
const MOST: usize = 6;

impl View<'_> {
    /// The encounter whose id, or one of whose findings' ids, starts with `id`.
    pub(crate) fn encounter(&self, id: &str) -> anyhow::Result<String> {
        let own = |e: &Encounter, fits: &dyn Fn(&str) -> bool| e.findings.iter().any(|f| fits(f));
        let e = find::one(&self.record.encounters, id, "encounter", id_of, own)?;
        let mut out = text::heading(&format!("{} {}, {}", e.kind, e.status, self.everybody(&e.participants)));
        out += &self.encounter_facts(e);
        out += &self.status_history(e);
        out += &self.accounts(e);
        out += &self.compared(e);
        out += &self.readouts(e);
        out += &self.demands_at(e);
        out += &self.statements_at(e);
        Ok(out)
    }

    fn encounter_facts(&self, e: &Encounter) -> String {
        let mut out = String::new();
        let mut put =
            |label: &str, value: &str| out += &text::with_label(&format!("  {label}"), LABEL, value);
        put("id", &e.id);
        put("when", &day(e.date.as_ref()));
        for b in e.date.iter().flat_map(|d| &d.basis) {
            let words = b.quote.as_ref().map(|q| format!(": “{}”", text::shorten(&text::clean(q), 120)));
            let cited = b.article.as_ref().map(|a| format!(" {}", self.cited(a)));
            let (words, cited) = (words.unwrap_or_default(), cited.unwrap_or_default());
            put("", &format!("{}{cited}", text::dim(&format!("{}{words}", text::clean(&b.rule)))));
        }
        if e.place.is_some() {
            put("where", place(e.place.as_ref()).trim_start_matches(", "));
        }
        if let Some(m) = e.duration_minutes {
            put("duration", &length(m));
        }
        if !e.issues.is_empty() {
            put("about", &e.issues.join(", "));
        }
        put("told by", &super::story::origins(&e.origins));
        for o in &e.open {
            put("open", &text::dim(&format!("{}: {}", o.field, text::clean(&o.reason))));
        }
        out
    }

    fn status_history(&self, e: &Encounter) -> String {
        let mut out = format!("\n{}", text::heading("How its status moved"));
        for step in &e.history {
            let date = format!("  {}", day(step.date.as_ref()));
            out += &text::with_label(&date, LABEL, &text::bold(&step.status));
            out += &step.evidence.iter().map(|v| self.quoted(v)).collect::<String>();
        }
        if e.history.is_empty() { String::new() } else { out }
    }

    fn accounts(&self, e: &Encounter) -> String {
        let mut out = format!("\n{}", text::heading("Accounts"));
        for a in &e.accounts {
            let title = format!("{} {}", text::bold(&self.outlet(&a.article)), self.headline(&a.article));
            out += &text::indent(&title, 2);
            out += &text::indent(&account_facts(a), 4);
            out += &a.evidence.iter().map(|v| self.quoted(v)).collect::<String>();
        }
        out
    }

    /// What the accounts agree on, what moved on, what they dispute, what one tells alone.
    fn compared(&self, e: &Encounter) -> String {
        let mut out = String::new();
        let kinds = [
            ("agreement", "The accounts agree"),
            ("dispute", "The accounts disagree"),
            ("change", "Moved on from report to report"),
            ("only", "Told by one side only"),
        ];
        for (kind, title) in kinds {
            let of = |c: &&Comparison| c.subject == e.id && c.kind == kind;
            let mut some = self.record.comparisons.iter().filter(of).peekable();
            if some.peek().is_some() {
                out += &format!("\n{}", text::heading(title));
            }
            for c in some {
                out += &text::indent(&self.compared_line(c), 2);
            }
        }
        out
    }

    /// "duration: 5 h (The Ledger) ≠ 7 h (The Harbour); reading".
    fn compared_line(&self, c: &Comparison) -> String {
        let value = |v: &verbale_record::model::ComparedValue| {
            let outlets: BTreeSet<String> = v.articles.iter().map(|a| self.outlet(a)).collect();
            let told: Vec<String> = outlets.into_iter().collect();
            let told = format!("({}; {})", told.join(", "), count(v.origins, "origin", "origins"));
            format!("{} {}", text::clean(&v.value), text::dim(&told))
        };
        let between = match c.kind.as_str() {
            "dispute" => " ≠ ",
            "change" => " → ",
            _ => "; ",
        };
        let values: Vec<String> = c.values.iter().map(value).collect();
        let line = format!("{}: {} {}", text::bold(&c.attribute), values.join(between), text::dim(&c.id));
        match &c.reading {
            Some(r) => format!("{line}; both may be true: {}", text::clean(&r.text)),
            None => line,
        }
    }

    fn demands_at(&self, e: &Encounter) -> String {
        let side = Side::new(e);
        let r = self.record;
        let told = |a: &str| side.articles.contains(a);
        let here = r
            .demands
            .iter()
            .filter(|d| side.has(d.by.as_ref()) && d.accounts.iter().any(|a| told(&a.article)));
        let lines = here.map(|d| {
            let parties = (self.who_or(d.by.as_ref(), "unknown"), self.who_or(d.of.as_ref(), "unknown"));
            let words = text::shorten(&text::clean(&d.content), 200);
            format!("{} of {}: {words}", text::bold(&parties.0), parties.1)
        });
        listed("Demands its sides make in these reports", lines.collect())
    }

    fn statements_at(&self, e: &Encounter) -> String {
        let side = Side::new(e);
        let r = self.record;
        // One utterance is listed once, in the words of its first statement.
        let first = |s: &verbale_record::model::Statement| s.utterance.as_ref().is_none_or(|u| *u == s.id);
        let here = r.statements.iter().filter(|s| {
            first(s) && side.has(s.speaker.as_ref()) && side.articles.contains(s.article.as_str())
        });
        let lines = here.map(|s| {
            let by = text::bold(&self.who_or(s.speaker.as_ref(), "unknown"));
            let words = text::quoted(&text::shorten(&text::clean(&s.content), 200));
            format!("{by} ({}): {words} {}", s.stance, self.cited(&s.article))
        });
        listed("What its sides say in these reports", lines.collect())
    }
}

/// Who took part, with all who speak for their states, and where it is told.
struct Side<'e> {
    people: BTreeSet<&'e str>,
    countries: BTreeSet<&'e str>,
    articles: BTreeSet<&'e str>,
}

impl<'e> Side<'e> {
    fn new(e: &'e Encounter) -> Self {
        Self {
            people: e.participants.iter().filter_map(|p| p.actor.as_deref()).collect(),
            countries: e.participants.iter().filter_map(|p| p.country.as_deref()).collect(),
            articles: e.accounts.iter().map(|a| a.article.as_str()).collect(),
        }
    }

    fn has(&self, who: Option<&ActorRef>) -> bool {
        let is = |id: &Option<String>, of: &BTreeSet<&str>| id.as_deref().is_some_and(|id| of.contains(id));
        who.is_some_and(|w| is(&w.actor, &self.people) || is(&w.country, &self.countries))
    }
}

fn listed(title: &str, lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", text::heading(title));
    out += &lines.iter().take(MOST).map(|l| text::indent(l, 2)).collect::<String>();
    if lines.len() > MOST {
        out += &text::indent(&text::dim(&format!("and {} more", lines.len() - MOST)), 2);
    }
    out
}

/// "held, 2023-06-19, Beijing (CHN), over 5 h".
fn account_facts(a: &EncounterAccount) -> String {
    let long = a.duration_minutes.map(|m| format!(", {}", length(m))).unwrap_or_default();
    format!("{}, {}{}{long}", a.status, day(a.date.as_ref()), place(a.place.as_ref()))
}

fn id_of(e: &Encounter) -> &str {
    &e.id
}
