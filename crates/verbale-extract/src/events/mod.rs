//! Coded events (PLOVER): CONSULT from encounters, words from statements and demands, and what verbs tell by the table
//! of frames (`frames.tsv`).
//!
//! Method: PLOVER manual 2021 (Halterman et al. 2023). Source and target must both be known and of different states;
//! only CONSULT may lack a target. Doubles within the article are one event with several evidences.

mod consult;
mod contexts;
mod draft;
mod fit;
mod frames;
mod material;
mod spoken;

use crate::findings::{Demand, Encounter, Event, Statement, Time};
use crate::mentions::Mentions;
use crate::reading::Reading;
use verbale_language::Document;

/// All coded events of the article, in order of part and position.
pub fn find(
    reading: &Reading<'_>,
    mentions: &Mentions,
    times: &[Time],
    encounters: &[Encounter],
    statements: &[Statement],
    demands: &[Demand],
) -> Vec<Event> {
    let mut drafts: Vec<draft::Draft> =
        encounters.iter().filter_map(|e| consult::of(reading, mentions, e)).collect();
    for part in &reading.parts {
        drafts.extend(material::find(reading, part, mentions, times));
    }
    drafts.extend(demands.iter().filter_map(|d| spoken::of_demand(reading, mentions, times, d)));
    drafts.extend(statements.iter().filter_map(|s| spoken::of_statement(reading, mentions, times, s)));
    draft::join(drafts)
}

/// The PLOVER event of the verb that links two marked stretches of tokens, for measuring against marked sentences.
pub fn between(
    doc: &Document,
    source: std::ops::Range<usize>,
    target: std::ops::Range<usize>,
) -> Option<&'static str> {
    let acts = |n: usize| source.contains(&n) || target.contains(&n);
    let mut best: Option<(usize, &'static str)> = None;
    for v in (0..doc.len()).filter(|&i| crate::encounters::syntax::is_verb(doc, i)) {
        for f in fit::at(doc, v, &acts) {
            let from = f.source.iter().any(|n| source.contains(n)) as usize;
            let to = f.target.iter().any(|s| touches(doc, s, &target)) as usize;
            let score = 2 * from + 2 * to;
            if score > 0 && best.is_none_or(|(b, _)| score > b) {
                best = Some((score, still_to_come(doc, v, f.frame.event)));
            }
        }
    }
    let encounter = crate::encounters::linking(doc, &source, &target);
    match (best, encounter) {
        (Some((4, event)), _) => Some(event),
        (_, Some(event)) => Some(event),
        (best, None) => best.map(|(_, e)| e),
    }
}

/// PLOVER: cooperation still to come is AGREE.
pub(crate) fn still_to_come(doc: &Document, v: usize, event: &'static str) -> &'static str {
    let planned = crate::encounters::status::claim(doc, v) == Some(crate::findings::Status::Planned);
    if planned && matches!(event, "AID" | "COOPERATE" | "SUPPORT" | "CONSULT") { "AGREE" } else { event }
}

fn touches(doc: &Document, site: &fit::Site, target: &std::ops::Range<usize>) -> bool {
    match site {
        fit::Site::Nouns(n) => n.iter().any(|i| target.contains(i)),
        fit::Site::Before(n) => n.iter().any(|&i| doc.subtree(i).any(|j| target.contains(&j))),
        fit::Site::Within(r) => r.clone().any(|i| target.contains(&i)),
        fit::Site::Each => false,
    }
}
