//! One comparison: each value with who gives it, in which words.

use super::{View, count, find, text};
use verbale_record::model::Comparison;

impl View<'_> {
    /// The comparison whose id starts with `id`, or whose subject's does.
    pub(crate) fn comparison(&self, id: &str) -> anyhow::Result<String> {
        let c = find::one(&self.record.comparisons, id, "comparison", id_of, |c, fits| fits(&c.subject))?;
        let title = format!("{}: {}, {}", self.entry_words(&c.subject), c.attribute, kind(&c.kind));
        let mut out = text::heading(&text::clean(&title));
        out += &text::with_label("  id", 12, &c.id);
        out += &text::with_label("  subject", 12, &c.subject);
        out += &self.values(c);
        Ok(out)
    }

    /// Each value, its articles and words; then the reading that reconciles them.
    fn values(&self, c: &Comparison) -> String {
        let mut out = String::new();
        for v in &c.values {
            let outlets: Vec<String> = v.articles.iter().map(|a| self.outlet(a)).collect();
            let told = format!("{}, {}", count(v.origins, "origin", "origins"), outlets.join(", "));
            let line = format!("{} {}", text::bold(&text::clean(&v.value)), text::dim(&told));
            out += &format!("\n{}", text::indent(&line, 2));
            out += &v.evidence.iter().map(|e| self.quoted(e)).collect::<String>();
        }
        if let Some(r) = &c.reading {
            out += &format!("\n{}", text::indent(&format!("reading: {}", text::clean(&r.text)), 2));
            out += &r.evidence.iter().map(|e| self.quoted(e)).collect::<String>();
        }
        out
    }

    /// The entry with this id in words.
    pub(super) fn entry_words(&self, id: &str) -> String {
        let r = self.record;
        if let Some(e) = r.events.iter().find(|e| e.id == id) {
            return format!("{} {} → {}", e.event, self.everybody(&e.source), self.everybody(&e.target));
        }
        if let Some(d) = r.demands.iter().find(|d| d.id == id) {
            let by = self.who_or(d.by.as_ref(), "unknown");
            return format!("demand of {by}: {}", text::shorten(&text::clean(&d.content), 100));
        }
        if let Some(s) = r.statements.iter().find(|s| s.id == id) {
            let by = self.who_or(s.speaker.as_ref(), "unknown");
            return format!("statement of {by}: {}", text::shorten(&text::clean(&s.content), 100));
        }
        self.subject(id)
    }
}

fn id_of(c: &Comparison) -> &str {
    &c.id
}

fn kind(kind: &str) -> &str {
    match kind {
        "agreement" => "on which the accounts agree",
        "dispute" => "in dispute",
        "change" => "which moved on",
        "only" => "told by one side only",
        other => other,
    }
}
