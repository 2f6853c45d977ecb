//! Issues of an entry, each with the words of all accounts that led to it.

use crate::model::{Evidence, IssueEvidence};
use crate::source::Source;
use std::collections::BTreeMap;
use verbale_extract::findings;

/// The issues of one finding.
pub(crate) fn told(source: &Source<'_>, issues: &[findings::Issue]) -> Vec<IssueEvidence> {
    let one = |i: &findings::Issue| IssueEvidence {
        issue: i.issue.clone(),
        evidence: source.evidence(i.at).into_iter().collect(),
    };
    issues.iter().map(one).collect()
}

/// The issues of several accounts as one entry gives them: ids, and ids with all words, in order of id.
pub(crate) fn gathered<'a>(
    told: impl Iterator<Item = &'a IssueEvidence>,
) -> (Vec<String>, Vec<IssueEvidence>) {
    let mut all: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    for i in told {
        let words = all.entry(&i.issue).or_default();
        for e in &i.evidence {
            if !words.contains(e) {
                words.push(e.clone());
            }
        }
    }
    let ids = all.keys().map(|&issue| issue.to_owned()).collect();
    let words = all.into_iter().map(|(issue, evidence)| IssueEvidence { issue: issue.to_owned(), evidence });
    (ids, words.collect())
}
