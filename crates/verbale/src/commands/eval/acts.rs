//! `verbale eval acts`: acts of attributions whose spans are given, against sentences with marks.
//!
//! Takes [`marked`] sentences; measured is the third that no model was trained on.

use super::Predictions;
use super::marked::{self, Marked};
use super::statements::tagger;
use crate::cli::EvalActs;
use anyhow::Context;
use serde_json::json;
use verbale_article::Article;
use verbale_extract::Tools;
use verbale_extract::attribution::{STANCES, Tagger};
use verbale_extract::findings::Stance;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::statements::{act_by_rule, together};
use verbale_span::Span;

const ACTS: usize = STANCES.len();

/// What each reader says of one attribution.
struct Answer {
    head: [f32; ACTS],
    rule: Option<Stance>,
}

/// How often each act (row) was called each act (column).
#[derive(Default)]
struct Confusion([[usize; ACTS]; ACTS]);

pub(super) fn run(args: &EvalActs) -> anyhow::Result<()> {
    let tagger = tagger(args.model.as_deref(), args.f32)?;
    let mut predictions = Predictions::to(args.predictions.as_deref())?;
    let [mut head, mut rules, mut both] = [const { Confusion([[0; ACTS]; ACTS]) }; 3];
    for marked in marked::read(&args.files)? {
        let Some(gold) = marked.act.filter(|_| args.all || marked::is_for_testing(&marked.bare)) else {
            continue;
        };
        let answer = answer(&tagger, &marked).context("the model has no head for acts")?;
        let (called, _) = together(&answer.head, answer.rule);
        head.add(gold, best(&answer.head));
        rules.add(gold, answer.rule.unwrap_or(Stance::Assert));
        both.add(gold, called);
        predictions.line(&json!({
            "sentence": marked.bare, "act": gold, "head": answer.head, "rule": answer.rule, "together": called,
        }))?;
    }
    predictions.done()?;
    println!(
        "macro-F1  head {:.3}  rules {:.3}  together {:.3}",
        head.macro_f1(),
        rules.macro_f1(),
        both.macro_f1()
    );
    both.print();
    Ok(())
}

fn answer(tagger: &Tagger<'_>, marked: &Marked) -> Option<Answer> {
    let article = Article::of_text(&marked.bare);
    let reading = Reading::new(&article, &Tools::embedded().fast());
    let mentions = Mentions::find(&reading);
    // A cue may be in two pieces; what stands between them is then read with it.
    let whole = |spans: &[Span]| spans.iter().copied().reduce(Span::cover);
    let (source, cue) = (whole(&marked.source), whole(&marked.cue));
    let rule = act_by_rule(reading.parts.first()?, &mentions, source, cue, &marked.content);
    let head = tagger.read(&marked.bare).act(source, cue, &marked.content)?;
    Some(Answer { head, rule })
}

fn best(probabilities: &[f32; ACTS]) -> Stance {
    STANCES[(1..ACTS).fold(0, |best, k| if probabilities[k] > probabilities[best] { k } else { best })]
}

impl Confusion {
    fn add(&mut self, gold: Stance, called: Stance) {
        self.0[gold as usize][called as usize] += 1;
    }

    /// Precision, recall, F1 of an act, and how often it is right to call it.
    fn of(&self, k: usize) -> [f64; 4] {
        let gold: usize = self.0[k].iter().sum();
        let called: usize = self.0.iter().map(|row| row[k]).sum();
        let share = |whole: usize| self.0[k][k] as f64 / whole.max(1) as f64;
        let f1 = 2.0 * self.0[k][k] as f64 / (gold + called).max(1) as f64;
        [share(called), share(gold), f1, gold as f64]
    }

    fn macro_f1(&self) -> f64 {
        (0..ACTS).map(|k| self.of(k)[2]).sum::<f64>() / ACTS as f64
    }

    fn print(&self) {
        let names: Vec<String> = STANCES.map(|s| format!("{s:?}").to_lowercase()).into();
        println!("\n{:10} precision recall     F1    of", "together");
        for (k, name) in names.iter().enumerate() {
            let [precision, recall, f1, gold] = self.of(k);
            println!("{name:10} {precision:9.3} {recall:6.3} {f1:6.3} {gold:5}");
        }
        println!("\nact (row) called (column)");
        println!("{:10}{}", "", names.iter().map(|n| format!("{n:>10}")).collect::<String>());
        for (row, name) in self.0.iter().zip(&names) {
            println!("{name:10}{}", row.iter().map(|n| format!("{n:>10}")).collect::<String>());
        }
    }
}
