//! Positions: on each issue, what each side said over time, a line an utterance, and where that may have changed.

use super::{View, count, day, text};
use std::collections::BTreeMap;
use verbale_record::model::{Position, PositionChange, PositionEntry};
use verbale_register::Register;

/// Columns of the dates.
const LABEL: usize = 14;

/// Most characters of the words of one line.
const WORDS: usize = 160;

impl View<'_> {
    /// By issue, then actor; what `--by` and `--about` leave of each.
    pub(crate) fn positions(&self) -> String {
        let mut out = String::new();
        let mut issue = None;
        for p in &self.record.positions {
            let shown: Vec<&PositionEntry> = p.entries.iter().filter(|e| self.is_shown(p, e)).collect();
            if shown.is_empty() {
                continue;
            }
            if issue != Some(&p.issue) {
                let gap = if issue.is_some() { "\n" } else { "" };
                out += &format!("{gap}{}", text::heading(&text::underline(&issue_name(&p.issue))));
                issue = Some(&p.issue);
            }
            out += &self.position(p, &shown);
        }
        self.or_nothing(out, "position")
    }

    fn is_shown(&self, p: &Position, e: &PositionEntry) -> bool {
        let people: Vec<_> = std::iter::once(&p.actor).chain(&e.speaker).collect();
        self.is_by(&people) && self.is_about(std::slice::from_ref(&p.issue), &e.content)
    }

    fn position(&self, p: &Position, shown: &[&PositionEntry]) -> String {
        let name = text::bold(&self.who(&p.actor));
        let mut out = text::indent(&format!("{name}  {}", text::dim(&summary(shown))), 2);
        for e in shown {
            out += &self.position_line(p, e);
        }
        for c in p.changes.iter().filter(|c| shown.iter().any(|e| e.id == c.to)) {
            out += &self.change(c, p);
        }
        out
    }

    /// "2023-06-19 demand Qin Gang → United States: “…” — The Ledger and 2 more, again 2023-06-21".
    fn position_line(&self, p: &Position, e: &PositionEntry) -> String {
        let speaker = e.speaker.as_ref().filter(|s| **s != p.actor);
        let speaker = speaker.and_then(|s| s.name.as_deref()).map(text::clean);
        let to = e.to.as_ref().and_then(|t| t.name.as_deref()).map(|t| format!("→ {}", text::clean(t)));
        let parties: Vec<String> = speaker.into_iter().chain(to).collect();
        let between = if parties.is_empty() { String::new() } else { format!(" {}:", parties.join(" ")) };
        let words = text::quoted(&text::shorten(&text::clean(&e.content), WORDS));
        let told = text::dim(&format!("— {}", self.told_by(e)));
        let date = format!("    {}", day(e.date.as_ref()));
        text::with_label(&date, LABEL, &format!("{}{between} {words} {told}", text::bold(&e.stance)))
    }

    fn told_by(&self, e: &PositionEntry) -> String {
        let first = e.articles.first().map(|a| self.outlet(a)).unwrap_or_default();
        let more = e.articles.len().saturating_sub(1);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let again = e.again.as_ref().map_or_else(String::new, |d| format!(", again {d}"));
        format!("{first}{more}{again}")
    }

    fn change(&self, c: &PositionChange, p: &Position) -> String {
        let head = format!("possible change: {}", text::clean(&c.kind));
        let line = format!("{} {}", text::warn(&head), text::dim(&format!("({})", text::clean(&c.reason))));
        let mut out = text::indent(&line, 4);
        for (id, date) in [&c.from, &c.to].into_iter().zip(&c.dates) {
            let Some(e) = p.entries.iter().find(|e| e.id == *id) else { continue };
            let words = text::quoted(&text::shorten(&text::clean(&e.content), WORDS));
            let told = text::dim(&format!("— {}", self.told_by(e)));
            out += &text::with_label(&format!("      {date}"), LABEL + 2, &format!("{words} {told}"));
        }
        out
    }
}

/// "2 demands, 1 promise; 2021-07-26 to 2023-06-19".
fn summary(shown: &[&PositionEntry]) -> String {
    let mut acts: BTreeMap<&str, usize> = BTreeMap::new();
    shown.iter().for_each(|e| *acts.entry(e.stance.as_str()).or_default() += 1);
    let mut acts: Vec<(&str, usize)> = acts.into_iter().collect();
    acts.sort_by_key(|(act, n)| (std::cmp::Reverse(*n), *act));
    let acts: Vec<String> = acts.into_iter().map(|(act, n)| acts_of(act, n)).collect();
    let dates: Vec<&str> = shown.iter().filter_map(|e| Some(e.date.as_ref()?.edtf.as_str())).collect();
    let span = match (dates.first(), dates.last()) {
        (Some(a), Some(b)) if a != b => format!("; {a} to {b}"),
        (Some(a), _) => format!("; {a}"),
        _ => String::new(),
    };
    acts.join(", ") + &span
}

/// "3 warnings".
fn acts_of(act: &str, n: usize) -> String {
    let (one, many) = match act {
        "assert" => ("assertion", "assertions"),
        "accuse" => ("accusation", "accusations"),
        "criticise" => ("criticism", "criticisms"),
        "deny" => ("denial", "denials"),
        "demand" => ("demand", "demands"),
        "promise" => ("promise", "promises"),
        "warn" => ("warning", "warnings"),
        "praise" => ("praise", "praises"),
        "agree" => ("agreement", "agreements"),
        "concern" => ("concern", "concerns"),
        "hope" => ("hope", "hopes"),
        other => (other, other),
    };
    count(n, one, many)
}

pub(super) fn issue_name(id: &str) -> String {
    Register::embedded().issue(id).map_or_else(|| text::clean(id), |i| i.name.to_owned())
}
