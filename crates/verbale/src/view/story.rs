//! One story: its articles as a tree of who copied whom, what happened in it, what it follows.

use super::{View, count, day, find, place, text};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::model::{Origins, Story, StoryArticle};

const LABEL: usize = 14;

/// Ids of the findings each happening gathers.
type Findings<'r> = BTreeMap<&'r str, &'r [String]>;

impl View<'_> {
    /// The story whose id starts with `id`, or that of the article, encounter, event or finding whose id does.
    pub(crate) fn story(&self, id: &str) -> anyhow::Result<String> {
        let r = self.record;
        let encounters = r.encounters.iter().map(|e| (e.id.as_str(), e.findings.as_slice()));
        let events = r.events.iter().map(|e| (e.id.as_str(), e.findings.as_slice()));
        let findings: Findings<'_> = encounters.chain(events).collect();
        let s = find::one(&r.stories, id, "story", id_of, |s, fits| self.gathers(s, &findings, fits))?;
        let title = text::clean(s.title.as_deref().unwrap_or("(no headline)"));
        let mut out = text::heading(&title);
        let mut put =
            |label: &str, value: &str| out += &text::with_label(&format!("  {label}"), LABEL, value);
        put("id", &s.id);
        put("when", &day(s.date.as_ref()));
        put("told by", &origins(&s.origins));
        if let Some(earlier) = &s.follows {
            put("follows", &self.story_line(earlier));
        }
        for later in self.record.stories.iter().filter(|l| l.follows.as_ref() == Some(&s.id)) {
            put("followed by", &self.story_line(&later.id));
        }
        out += &format!("\n{}", text::heading("Articles"));
        out += &self.tree(s);
        out += &self.happenings(s);
        out += &self.disputes_of(s);
        Ok(out)
    }

    /// Whether its articles (by id or file name), or the findings of its happenings, have one that fits.
    fn gathers(&self, s: &Story, findings: &Findings<'_>, fits: &dyn Fn(&str) -> bool) -> bool {
        let article = |a: &StoryArticle| {
            let source = self.articles.get(a.article.as_str()).map_or("", |a| a.source.as_str());
            fits(&a.article) || source.rsplit('/').next().is_some_and(fits)
        };
        let happening =
            |id: &String| fits(id) || findings.get(id.as_str()).is_some_and(|of| of.iter().any(|f| fits(f)));
        s.articles.iter().any(article) || s.encounters.iter().chain(&s.events).any(happening)
    }

    fn story_line(&self, id: &str) -> String {
        let Some(s) = self.record.stories.iter().find(|s| s.id == id) else { return text::clean(id) };
        let title = text::clean(s.title.as_deref().unwrap_or("(no headline)"));
        format!("{title}, {} {}", day(s.date.as_ref()), text::dim(&s.id))
    }

    /// Articles that go back to no other, each followed by those that go back to it.
    fn tree(&self, s: &Story) -> String {
        let ids: BTreeSet<&str> = s.articles.iter().map(|a| a.article.as_str()).collect();
        let mut copies: BTreeMap<&str, Vec<&StoryArticle>> = BTreeMap::new();
        let mut roots = Vec::new();
        for a in &s.articles {
            match a.of.as_deref().filter(|of| ids.contains(of) && *of != a.article) {
                Some(of) => copies.entry(of).or_default().push(a),
                None => roots.push(a),
            }
        }
        roots.reverse();
        let mut out = String::new();
        let mut open: Vec<(&StoryArticle, usize)> = roots.into_iter().map(|a| (a, 0)).collect();
        while let Some((a, depth)) = open.pop() {
            out += &text::indent(&self.branch(a), 2 + 4 * depth.min(8));
            let under = copies.remove(a.article.as_str()).unwrap_or_default();
            open.extend(under.into_iter().rev().map(|c| (c, depth + 1)));
        }
        out
    }

    /// "└ copy, same wire text, 97 %: The Harbour “…”".
    fn branch(&self, a: &StoryArticle) -> String {
        let manner = a.manner.as_ref().map(|m| format!(", {m}")).unwrap_or_default();
        let shared = a.shared.map(|s| format!(", {:.0} % shared", s * 100.0)).unwrap_or_default();
        let turn = if a.of.is_some() { "└ " } else { "" };
        let changed = match a.changes.len() {
            0 => String::new(),
            n => format!(", {}", count(n, "passage differs", "passages differ")),
        };
        let outlet = self.outlet(&a.article);
        format!(
            "{turn}{}{manner}{shared}{changed}: {outlet} {}",
            text::bold(&a.relation),
            self.headline(&a.article)
        )
    }

    fn happenings(&self, s: &Story) -> String {
        let mut out = String::new();
        let r = self.record;
        for e in r.encounters.iter().filter(|e| s.encounters.contains(&e.id)) {
            let who = self.everybody(&e.participants);
            let what = text::bold(&format!("{} {}", e.kind, e.status));
            let line = format!("{what} {who}{} {}", place(e.place.as_ref()), text::dim(&e.id));
            out += &text::with_label(&format!("  {}", day(e.date.as_ref())), LABEL, &line);
        }
        // A CONSULT event is the encounter once more.
        for e in r.events.iter().filter(|e| s.events.contains(&e.id) && e.event != "CONSULT") {
            out += &text::with_label(&format!("  {}", day(e.date.as_ref())), LABEL, &self.event_line(e));
        }
        if out.is_empty() { out } else { format!("\n{}{out}", text::heading("What happened")) }
    }

    fn disputes_of(&self, s: &Story) -> String {
        let of = self.record.comparisons.iter().filter(|c| {
            c.kind == "dispute" && (s.encounters.contains(&c.subject) || s.events.contains(&c.subject))
        });
        let lines = of.map(|c| {
            let line = format!("{}: {}", self.entry_words(&c.subject), self.comparison_line(c));
            text::indent(&format!("{line} {}", text::dim(&c.id)), 2)
        });
        let out: String = lines.collect();
        if out.is_empty() { out } else { format!("\n{}{out}", text::heading("The accounts disagree")) }
    }
}

/// "5 reports, 4 outlets, 3 independent".
pub(super) fn origins(o: &Origins) -> String {
    let reports = count(o.reports, "report", "reports");
    // Of some texts no outlet is known.
    let outlets = (o.outlets > 0).then(|| format!(", {}", count(o.outlets, "outlet", "outlets")));
    format!("{reports}{}, {} independent", outlets.unwrap_or_default(), o.independent)
}

fn id_of(s: &Story) -> &str {
    &s.id
}
