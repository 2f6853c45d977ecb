//! What changed between two records, in the words of somebody who follows the matter.

use super::{count, text};
use std::collections::BTreeMap;
use verbale_record::diff::{
    Diff, Dispute, EncounterChange, Entries, FieldChange, Growth, Line, Report, Tally,
};
use verbale_record::model::{Article, Record};

const LABEL: usize = 14;

/// Entries of one kind that are listed at most; `--json` has all.
const MOST: usize = 20;

/// A diff as text.
pub(crate) fn told(diff: &Diff, old: &Record, new: &Record) -> String {
    if diff.is_empty() {
        return "Nothing changed.\n".to_owned();
    }
    let names = Names::new(old, new);
    let mut out = names.articles(diff);
    let encounters = diff.encounters.changed.iter().map(|c| names.encounter(c)).collect();
    out += &section("Encounters", &diff.encounters, encounters);
    let grown = |e: &Entries<Growth>| e.changed.iter().map(|g| names.growth(g)).collect();
    out += &section("Demands", &diff.demands, grown(&diff.demands));
    out += &section("Stories", &diff.stories, grown(&diff.stories));
    out += &section("Positions that may have changed", &diff.position_changes, Vec::new());
    let counts = [tally("statements", diff.statements), tally("events", diff.events)];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if !counts.is_empty() {
        out += &format!("\n{}", text::heading("Statements and events"));
        out += &counts.iter().map(|c| text::indent(c, 2)).collect::<String>();
    }
    out.trim_start_matches('\n').to_owned()
}

/// What articles of either record are called.
struct Names<'r>(BTreeMap<&'r str, &'r Article>);

impl<'r> Names<'r> {
    fn new(old: &'r Record, new: &'r Record) -> Self {
        Self(old.articles.iter().chain(&new.articles).map(|a| (a.id.as_str(), a)).collect())
    }

    fn of(&self, articles: &[String]) -> String {
        let name = |id: &String| {
            let Some(a) = self.0.get(id.as_str()) else { return id.clone() };
            a.outlet.clone().unwrap_or_else(|| file(&a.source).to_owned())
        };
        let mut names: Vec<String> = articles.iter().map(|a| text::clean(&name(a))).collect();
        names.sort_unstable();
        let more = names.len().saturating_sub(5);
        names.truncate(5);
        names.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
    }

    fn articles(&self, diff: &Diff) -> String {
        let mut out = String::new();
        for (reports, what) in [(&diff.articles_added, "added"), (&diff.articles_removed, "removed")] {
            if reports.is_empty() {
                continue;
            }
            let n = count(reports.len(), "article", "articles");
            out += &format!("\n{}", text::heading(&format!("{n} {what}")));
            out += &reports.iter().take(MOST).map(report).collect::<String>();
            out += &more(reports.len());
        }
        out
    }

    fn encounter(&self, c: &EncounterChange) -> String {
        let mut out = entry("  changed", &c.entry);
        let mut put = |line: &str| out += &text::indent(line, LABEL + 3);
        c.fields.iter().for_each(|f| put(&field(f)));
        if !c.accounts_new.is_empty() {
            put(&format!("now also told by {}", self.of(&c.accounts_new)));
        }
        if !c.accounts_gone.is_empty() {
            put(&format!("no longer told by {}", self.of(&c.accounts_gone)));
        }
        c.disputes_new.iter().for_each(|d| put(&text::warn(&format!("now in dispute: {}", dispute(d)))));
        c.disputes_gone.iter().for_each(|d| put(&format!("no longer in dispute: {}", dispute(d))));
        out
    }

    fn growth(&self, g: &Growth) -> String {
        let mut out = entry(if g.articles_new.is_empty() { "  shrunk" } else { "  grown" }, &g.entry);
        if !g.articles_new.is_empty() {
            let n = count(g.articles_new.len(), "more report", "more reports");
            out += &text::indent(&format!("{n}: {}", self.of(&g.articles_new)), LABEL + 3);
        }
        if !g.articles_gone.is_empty() {
            let n = count(g.articles_gone.len(), "report", "reports");
            out += &text::indent(&format!("{n} fewer: {}", self.of(&g.articles_gone)), LABEL + 3);
        }
        out
    }
}

fn report(r: &Report) -> String {
    let name = text::clean(r.outlet.as_deref().unwrap_or_else(|| file(&r.source)));
    let headline = text::shorten(&text::clean(r.headline.as_deref().unwrap_or("(no headline)")), 90);
    text::indent(&format!("{name}: {headline} {}", text::dim(&r.article)), 2)
}

fn section<C>(title: &str, entries: &Entries<C>, changed: Vec<String>) -> String {
    let (new, gone) = (&entries.new, &entries.gone);
    if new.is_empty() && gone.is_empty() && changed.is_empty() {
        return String::new();
    }
    let numbers = [(new.len(), "new"), (changed.len(), "changed"), (gone.len(), "gone")];
    let numbers: Vec<String> =
        numbers.iter().filter(|n| n.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let mut out = format!("\n{}", text::heading(&format!("{title}: {}", numbers.join(", "))));
    out += &new.iter().take(MOST).map(|l| entry("  new", l)).collect::<String>();
    out += &more(new.len());
    out += &changed.iter().take(MOST).map(String::as_str).collect::<String>();
    out += &more(changed.len());
    out += &gone.iter().take(MOST).map(|l| entry("  gone", l)).collect::<String>();
    out + &more(gone.len())
}

fn entry(label: &str, line: &Line) -> String {
    let date = line.date.as_deref().unwrap_or("undated");
    let what = text::shorten(&text::clean(&line.what), 200);
    let with = match (&line.with, label.trim()) {
        (Some(other), "gone") => format!(", joined with {other}"),
        (Some(other), _) => format!(", was part of {other}"),
        (None, _) => String::new(),
    };
    text::with_label(label, LABEL, &format!("{date} {what}{with} {}", text::dim(&line.id)))
}

/// "was planned, now held"; "place now known: Beijing".
fn field(f: &FieldChange) -> String {
    let name = f.field;
    let told = match (&f.before, &f.after) {
        (Some(before), Some(after)) if name == "status" => format!("was {before}, now {after}"),
        (Some(before), Some(after)) => format!("{name} was {before}, now {after}"),
        (None, Some(after)) => format!("{name} now known: {after}"),
        (Some(before), None) => format!("{name} no longer known, was {before}"),
        (None, None) => String::new(),
    };
    text::clean(&told)
}

fn dispute(d: &Dispute) -> String {
    text::clean(&format!("{}, {}", d.attribute, d.values.join(" ≠ ")))
}

fn tally(what: &str, t: Tally) -> Option<String> {
    let numbers = [(t.new, "new"), (t.changed, "told by other reports"), (t.gone, "gone")];
    let told: Vec<String> = numbers.iter().filter(|n| n.0 > 0).map(|(n, how)| format!("{n} {how}")).collect();
    (!told.is_empty()).then(|| format!("{what}: {}", told.join(", ")))
}

fn more(n: usize) -> String {
    if n <= MOST {
        String::new()
    } else {
        text::indent(&text::dim(&format!("and {} more: --json", n - MOST)), 2)
    }
}

fn file(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}
