//! What each side's accounts of an encounter contain: issue by issue, act by act, and its words for the talks.

use super::positions::issue_name;
use super::{View, count, text};
use verbale_record::model::{Encounter, Readout, ReadoutIssue};

impl View<'_> {
    /// A paragraph a side.
    pub(super) fn readouts(&self, e: &Encounter) -> String {
        if e.readouts.is_empty() {
            return String::new();
        }
        let sides: String = e.readouts.iter().map(|r| self.readout(r)).collect();
        format!("\n{}{sides}", text::heading("What each side is heard to say of it"))
    }

    fn readout(&self, r: &Readout) -> String {
        let own = if r.own.is_empty() { String::new() } else { format!(", {} its own", r.own.len()) };
        let told = format!("{}{own}", count(r.articles.len(), "report", "reports"));
        let mut out = text::indent(&format!("{} {}", text::bold(&self.who(&r.side)), text::dim(&told)), 2);
        for w in &r.words {
            let cited =
                w.evidence.first().map(|e| format!(" {}", self.cited(&e.article))).unwrap_or_default();
            out +=
                &text::indent(&format!("calls the talks {}{cited}", text::quoted(&text::clean(&w.words))), 6);
        }
        r.issues.iter().for_each(|i| out += &issue(i, r.only.contains(&i.issue)));
        out
    }
}

/// "Taiwan: warn, demand, only this side".
fn issue(i: &ReadoutIssue, only: bool) -> String {
    let acts = if i.acts.is_empty() { "named".to_owned() } else { i.acts.join(", ") };
    let only = if only { text::warn(", only this side") } else { String::new() };
    text::indent(&format!("{}: {acts}{only}", issue_name(&i.issue)), 6)
}
