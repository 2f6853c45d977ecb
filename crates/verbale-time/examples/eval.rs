//! Scores the tagger on a folder of TimeML: `eval DIR [PREDICTIONS.jsonl]`.

use std::io::Write;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(dir) = args.first() else {
        eprintln!("usage: eval DIR [PREDICTIONS.jsonl]");
        std::process::exit(2);
    };
    let mut out = args.get(1).map(std::fs::File::create).transpose()?;
    let score = verbale_time::eval::run(Path::new(dir), |doc, timex| match &mut out {
        Some(out) => writeln!(out, "{}", serde_json::json!({ "doc": doc, "timex": timex })),
        None => Ok(()),
    })?;
    println!(
        "gold {}, given {}; F1 strict {:.3}, relaxed {:.3}, type {:.3}, value {:.3}",
        score.gold,
        score.given,
        score.f1(score.strict),
        score.f1(score.relaxed),
        score.f1(score.kind),
        score.f1(score.value)
    );
    Ok(())
}
