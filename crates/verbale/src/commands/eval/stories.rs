//! `verbale eval stories`: which articles report the same happening, for a file of articles.
//!
//! The record is built as ever, attributions by rules alone (no story hangs on them), and each article gets the id of
//! its story, with what it is to which other article. Where the lines tell the answer (`story`), the BCubed measure of Bagga and Baldwin (1998) is printed.

use super::{Predictions, reading};
use crate::cli::EvalStories;
use std::collections::BTreeMap;
use verbale_record::model::StoryArticle;
use verbale_register::Register;

pub(super) fn run(args: &EvalStories) -> anyhow::Result<()> {
    let register = Register::embedded();
    let mut lines = reading::lines(&args.file)?;
    let gold: Vec<Option<String>> = lines.iter().map(|l| reading::field(l, "story")).collect();
    let withheld: &[&str] = if args.dates { &["story"] } else { &["story", "date", "url"] };
    lines.iter_mut().for_each(|line| line.retain(|field, _| !withheld.contains(&field.as_str())));
    let names: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(n, l)| reading::field(l, "id").unwrap_or_else(|| n.to_string()))
        .collect();
    let read = reading::entries_fast(&lines, register);
    let ids: Vec<Option<String>> = read.iter().map(|e| e.as_ref().map(|e| e.article.id.clone())).collect();
    let entries: Vec<_> = read.into_iter().flatten().collect();
    let record = verbale_record::build(&entries, &[], register);
    let name: BTreeMap<&str, &str> =
        ids.iter().zip(&names).filter_map(|(id, name)| Some((id.as_deref()?, name.as_str()))).collect();
    let told: BTreeMap<&str, (&str, &StoryArticle)> = record
        .stories
        .iter()
        .flat_map(|s| s.articles.iter().map(|a| (a.article.as_str(), (s.id.as_str(), a))))
        .collect();
    let mut predictions = Predictions::to(args.predictions.as_deref())?;
    let mut pairs = Vec::new();
    for ((own, id), gold) in names.iter().zip(&ids).zip(gold) {
        let found = id.as_deref().and_then(|id| told.get(id));
        let story = found.map_or(own.as_str(), |f| f.0);
        let of = found.and_then(|f| name.get(f.1.of.as_deref()?));
        let relation = found.map(|f| f.1.relation.as_str());
        predictions
            .line(&serde_json::json!({ "id": own, "story": story, "relation": relation, "of": of }))?;
        pairs.extend(gold.map(|g| (g, story.to_owned())));
    }
    predictions.done()?;
    println!("{} articles, {} stories", names.len(), record.stories.len());
    if !pairs.is_empty() {
        let (precision, recall) = bcubed(&pairs);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("BCubed precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}");
    }
    Ok(())
}

/// Over all articles: the share of those in its story that belong to it, and of those that belong that are in it.
fn bcubed(pairs: &[(String, String)]) -> (f64, f64) {
    let mut sizes: [BTreeMap<&str, f64>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut both: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for (gold, given) in pairs {
        *sizes[0].entry(gold).or_default() += 1.0;
        *sizes[1].entry(given).or_default() += 1.0;
        *both.entry((gold, given)).or_default() += 1.0;
    }
    let share = |which: usize| {
        let of = |(&(gold, given), n): (&(&str, &str), &f64)| n * n / sizes[which][[gold, given][which]];
        both.iter().map(of).sum::<f64>() / pairs.len() as f64
    };
    (share(1), share(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_stories_thrown_together_cost_precision_and_one_torn_apart_costs_recall() {
        let of = |pairs: &[(&str, &str)]| {
            bcubed(&pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>())
        };
        assert_eq!(of(&[("a", "1"), ("a", "1"), ("b", "1"), ("b", "1")]), (0.5, 1.0));
        assert_eq!(of(&[("a", "1"), ("a", "2")]), (1.0, 0.5));
    }
}
