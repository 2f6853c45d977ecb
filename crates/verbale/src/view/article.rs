//! One article: what it says of itself, its text with findings underlined, what was removed.

use super::{View, day, text};
use anyhow::bail;
use verbale_record::model::{Article, Evidence};

impl View<'_> {
    /// The article whose id, or whose file's name, starts with `id`.
    pub(crate) fn article(&self, id: &str) -> anyhow::Result<String> {
        let a = self.find_article(id)?;
        let mut out = text::heading(&text::clean(a.headline.as_deref().unwrap_or("(no headline)")));
        out += &self.facts(a);
        out += &self.body(a);
        out += &self.findings(a);
        if !a.removed.is_empty() {
            out += &format!("\n{}", text::heading("Removed from the page"));
            for r in &a.removed {
                out += &text::with_label(
                    &format!("  {}", r.reason),
                    16,
                    &text::dim(&text::shorten(&text::clean(&r.text), 160)),
                );
            }
        }
        Ok(out)
    }

    fn find_article(&self, id: &str) -> anyhow::Result<&Article> {
        let file = |a: &Article| a.source.rsplit('/').next().unwrap_or("").to_string();
        let articles = &self.record.articles;
        let exact = articles.iter().find(|a| a.id == id || a.source == id || file(a) == id);
        // A file's name is what a person knows; an id is tried after it.
        let by = |fits: &dyn Fn(&Article) -> bool| {
            articles.iter().filter(|a| !id.is_empty() && fits(a)).collect::<Vec<_>>()
        };
        let mut found = exact.map_or_else(|| by(&|a| file(a).starts_with(id)), |a| vec![a]);
        if found.is_empty() {
            found = by(&|a| a.id.starts_with(id));
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => bail!(
                "no article's id or file name starts with {id:?}: `verbale show FILE stories` lists them"
            ),
            n => {
                let names: Vec<_> =
                    found.iter().take(8).map(|a| format!("{} ({})", a.id, text::clean(&a.source))).collect();
                bail!("{n} articles' ids or file names start with {id:?}: {}", names.join(", "))
            }
        }
    }

    fn facts(&self, a: &Article) -> String {
        let mut out = String::new();
        let mut put = |label: &str, value: &str| out += &text::with_label(&format!("  {label}"), 12, value);
        put("id", &a.id);
        put("source", &text::clean(&a.source));
        put("outlet", &self.outlet(&a.id));
        if !a.authors.is_empty() {
            put("by", &text::clean(&a.authors.join(", ")));
        }
        let confidence =
            a.published.as_ref().map_or_else(String::new, |d| format!(" (confidence {:.2})", d.confidence));
        put("published", &format!("{}{confidence}", day(a.published.as_ref())));
        for b in a.published.iter().flat_map(|d| &d.basis) {
            let quote = b
                .quote
                .as_ref()
                .map_or_else(String::new, |q| format!(": “{}”", text::shorten(&text::clean(q), 120)));
            put("", &text::dim(&format!("{}{quote}", text::clean(&b.rule))));
        }
        for f in &a.flags {
            let sure =
                f.confidence.map_or_else(String::new, |c| format!(" (confidence {:.2})", f64::from(c)));
            put("flag", &text::warn(&format!("{}{sure}: {}", f.flag, text::clean(&f.detail))));
        }
        for o in &a.open {
            put("open", &text::dim(&format!("{}: {}", o.field, text::clean(&o.reason))));
        }
        out
    }

    /// The text; stretches that support an entry underlined.
    fn body(&self, a: &Article) -> String {
        let chars: Vec<char> = a.body.chars().collect();
        let mut marked = vec![false; chars.len()];
        for e in self.evidence_in(a).iter().filter(|e| e.part == "body") {
            for m in marked.iter_mut().take(e.end).skip(e.start) {
                *m = true;
            }
        }
        let mut out = String::new();
        let mut start = 0;
        for end in (0..=chars.len()).filter(|&i| i == chars.len() || chars[i] == '\n') {
            out += &format!("\n{}", text::indent(&underlined(&chars[start..end], &marked[start..end]), 2));
            start = end + 1;
        }
        for (n, c) in a.captions.iter().enumerate() {
            out += &format!("\n{}", text::indent(&text::dim(&format!("caption {n}: {}", text::clean(c))), 2));
        }
        out
    }

    fn evidence_in(&self, a: &Article) -> Vec<&Evidence> {
        let r = self.record;
        let encounters = r.encounters.iter().flat_map(|e| &e.accounts).flat_map(|x| &x.evidence);
        let statements = r.statements.iter().flat_map(|s| &s.evidence);
        let demands = r.demands.iter().flat_map(|d| &d.accounts).flat_map(|x| &x.evidence);
        let events = r.events.iter().flat_map(|e| &e.accounts).flat_map(|x| &x.evidence);
        let all = encounters.chain(statements).chain(demands).chain(events);
        all.filter(|e| e.article == a.id).collect()
    }

    fn findings(&self, a: &Article) -> String {
        let r = self.record;
        let mut out = format!("\n{}", text::heading("Found in it"));
        let mut put = |label: &str, what: String| out += &text::with_label(&format!("  {label}"), 12, &what);
        for e in r.encounters.iter().filter(|e| e.accounts.iter().any(|x| x.article == a.id)) {
            put(
                "encounter",
                format!(
                    "{} {} {}{}, {}",
                    e.kind,
                    e.status,
                    self.everybody(&e.participants),
                    super::place(e.place.as_ref()),
                    day(e.date.as_ref())
                ),
            );
        }
        for s in r.statements.iter().filter(|s| s.article == a.id) {
            let words = text::shorten(&text::clean(&s.content), 140);
            put(
                "statement",
                format!("{} ({}): {words}", self.who_or(s.speaker.as_ref(), "unknown"), s.stance),
            );
        }
        for d in r.demands.iter().filter(|d| d.accounts.iter().any(|x| x.article == a.id)) {
            let parties = format!(
                "{} of {}",
                self.who_or(d.by.as_ref(), "unknown"),
                self.who_or(d.of.as_ref(), "unknown")
            );
            put("demand", format!("{parties}: {}", text::shorten(&text::clean(&d.content), 140)));
        }
        for e in r.events.iter().filter(|e| e.accounts.iter().any(|x| x.article == a.id)) {
            put(
                "event",
                format!(
                    "{}{} {} → {} ({})",
                    e.event,
                    e.mode.as_ref().map_or_else(String::new, |m| format!("/{m}")),
                    self.everybody(&e.source),
                    self.everybody(&e.target),
                    e.modality
                ),
            );
        }
        out
    }
}

fn underlined(chars: &[char], marked: &[bool]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let run = marked[at..].iter().take_while(|&&m| m == marked[at]).count();
        let piece = text::clean(&chars[at..at + run].iter().collect::<String>());
        out += &if marked[at] { text::underline(&piece) } else { piece };
        at += run;
    }
    out
}
