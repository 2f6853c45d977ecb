//! The first look: what the record holds, its stories, what is disputed, what lies ahead.

use super::{View, count, day, text};

impl View<'_> {
    /// Counts, stories, disputes, plans, and where to go from here.
    pub(crate) fn overview(&self, file: &str) -> String {
        let r = self.record;
        let counts = [
            count(r.articles.len(), "article", "articles"),
            count(r.stories.len(), "story", "stories"),
            count(r.encounters.len(), "encounter", "encounters"),
            count(r.statements.len(), "statement", "statements"),
            count(r.demands.len(), "demand", "demands"),
            count(r.events.len(), "event", "events"),
        ];
        let mut out = text::heading(&text::clean(file));
        out += &text::indent(&counts.join(", "), 2);
        if !r.record.set_aside.is_empty() {
            let n = count(r.record.set_aside.len(), "source", "sources");
            out += &text::indent(&text::warn(&format!("{n} set aside:")), 2);
            for s in r.record.set_aside.iter().take(5) {
                out += &text::indent(&format!("{}: {}", text::clean(&s.source), text::clean(&s.reason)), 4);
            }
        }
        out += &self.largest_stories();
        out += &self.disputes();
        out += &self.ahead();
        out += "\n";
        let views = "timeline | encounters | statements | demands | positions | events | stories | article ID | encounter ID | story ID | comparison ID";
        out += &text::indent(&text::dim(&format!("Next: verbale show {} [{views}]", text::clean(file))), 0);
        out
    }

    fn largest_stories(&self) -> String {
        let mut stories: Vec<_> = self.record.stories.iter().collect();
        stories.sort_by_key(|s| std::cmp::Reverse(s.articles.len()));
        let mut out = format!("\n{}", text::heading("Stories"));
        for s in stories.iter().take(10) {
            let title = text::clean(s.title.as_deref().unwrap_or("(no headline)"));
            let reports = count(s.articles.len(), "report", "reports");
            out += &text::with_label(
                &format!("  {}", day(s.date.as_ref())),
                14,
                &format!("{title} {}", text::dim(&reports)),
            );
        }
        if stories.len() > 10 {
            out += &text::indent(
                &text::dim(&format!("and {} more: verbale show FILE stories", stories.len() - 10)),
                2,
            );
        }
        out
    }

    fn disputes(&self) -> String {
        let disputes: Vec<_> = self.record.comparisons.iter().filter(|c| c.kind == "dispute").collect();
        if disputes.is_empty() {
            return String::new();
        }
        let mut out = format!("\n{}", text::heading("The accounts disagree"));
        for c in disputes.iter().take(10) {
            let values: Vec<_> = c
                .values
                .iter()
                .map(|v| {
                    let outlets: Vec<_> = v.articles.iter().map(|a| self.outlet(a)).collect();
                    format!("{} ({})", text::clean(&v.value), outlets.join(", "))
                })
                .collect();
            out += &text::indent(
                &format!("{}, {}: {}", self.subject(&c.subject), c.attribute, values.join(" ≠ ")),
                2,
            );
        }
        if disputes.len() > 10 {
            out += &text::indent(&text::dim(&format!("and {} more", disputes.len() - 10)), 2);
        }
        out
    }

    /// An entry in a few words.
    pub(super) fn subject(&self, id: &str) -> String {
        if let Some(e) = self.record.encounters.iter().find(|e| e.id == id) {
            return format!("{} {}", self.everybody(&e.participants), e.kind);
        }
        self.actors.get(id).map_or_else(|| id.to_string(), |a| text::clean(&a.name))
    }

    fn ahead(&self) -> String {
        let ahead: Vec<_> = self
            .record
            .encounters
            .iter()
            .filter(|e| e.status == "planned" || e.status == "possible")
            .collect();
        if ahead.is_empty() {
            return String::new();
        }
        let mut out = format!("\n{}", text::heading("Planned or possible, as last reported"));
        for e in ahead.iter().take(10) {
            let what = format!(
                "{} ({}): {}{}",
                e.kind,
                e.status,
                self.everybody(&e.participants),
                super::place(e.place.as_ref())
            );
            out += &text::with_label(&format!("  {}", day(e.date.as_ref())), 14, &what);
        }
        if ahead.len() > 10 {
            out += &text::indent(
                &text::dim(&format!("and {} more: verbale show FILE timeline", ahead.len() - 10)),
                2,
            );
        }
        out
    }
}
