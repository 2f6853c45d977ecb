//! `verbale eval dates`: time expressions against TimeML.

use super::Predictions;
use crate::cli::EvalDates;
use anyhow::{Context, bail};

pub(super) fn run(args: &EvalDates) -> anyhow::Result<()> {
    let mut predictions = Predictions::to(args.predictions.as_deref())?;
    let score = verbale_time::eval::run(&args.dir, |doc, timex| {
        predictions.line(&serde_json::json!({ "doc": doc, "timex": timex }))
    })
    .with_context(|| format!("cannot read {}", args.dir.display()))?;
    predictions.done()?;
    if score.gold == 0 {
        bail!(
            "{} holds no .tml file with time expressions in it: give the folder of TimeML files",
            args.dir.display()
        );
    }
    println!(
        "expressions: {} in the answers, {} found; strict F1 {:.3}, relaxed F1 {:.3}, type F1 {:.3}, value F1 {:.3}",
        score.gold,
        score.given,
        score.f1(score.strict),
        score.f1(score.relaxed),
        score.f1(score.kind),
        score.f1(score.value)
    );
    Ok(())
}
