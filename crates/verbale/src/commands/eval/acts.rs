//! `verbale eval acts`: acts of attributions whose spans are given, against sentences with marks.
//!
//! A line is `act<TAB>sentence`, with `<s>source</s>`, `<c>cue</c>` and `<t>content</t>` marked; lines of `none` and those
//! that begin with `#` are passed over. A third of the sentences, told by their bare words, is never trained on: that third
//! is measured.

use super::Predictions;
use super::statements::read_encoder;
use crate::cli::EvalActs;
use anyhow::{Context, bail};
use serde_json::json;
use std::path::Path;
use verbale_article::Article;
use verbale_extract::attribution::{STANCES, Tagger};
use verbale_extract::findings::Stance;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::statements::{act_by_rule, together};
use verbale_extract::{Tools, attribution};
use verbale_span::Span;

const ACTS: usize = STANCES.len();

/// One attribution of a sentence.
#[derive(Debug, Default, PartialEq)]
struct Marked {
    bare: String,
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
}

/// What each reader says of one attribution.
struct Answer {
    head: [f32; ACTS],
    rule: Option<Stance>,
}

/// How often each act (row) was called each act (column).
#[derive(Default)]
struct Confusion([[usize; ACTS]; ACTS]);

pub(super) fn run(args: &EvalActs) -> anyhow::Result<()> {
    let own;
    let encoder = match &args.model {
        None => attribution::encoder(),
        Some(path) => {
            own = read_encoder(path, args.f32)?;
            &own
        }
    };
    let tagger = Tagger::new(encoder).context("the model was not trained for attribution")?;
    let mut predictions = Predictions::to(args.predictions.as_deref())?;
    let [mut head, mut rules, mut both] = [const { Confusion([[0; ACTS]; ACTS]) }; 3];
    for (gold, marked) in sentences(&args.files)? {
        if !args.all && !is_for_testing(&marked.bare) {
            continue;
        }
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

fn sentences(files: &[impl AsRef<Path>]) -> anyhow::Result<Vec<(Stance, Marked)>> {
    let mut out = Vec::new();
    for file in files.iter().map(AsRef::as_ref) {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let Some((act, marked)) = line.split_once('\t') else {
                bail!("{}:{}: no tab between act and sentence", file.display(), n + 1);
            };
            let stance = serde_json::from_value(json!(act));
            if act != "none" {
                let place = || format!("{}:{}: no act `{act}`", file.display(), n + 1);
                out.push((stance.with_context(place)?, unmarked(marked)));
            }
        }
    }
    Ok(out)
}

/// The sentence without its marks, and where they stood.
fn unmarked(marked: &str) -> Marked {
    let (mut out, mut rest, mut start) = (Marked::default(), marked, 0);
    let tags = ["<s>", "</s>", "<c>", "</c>", "<t>", "</t>"];
    while let Some((at, tag)) = tags.iter().filter_map(|&tag| Some((rest.find(tag)?, tag))).min() {
        out.bare.push_str(&rest[..at]);
        rest = &rest[at + tag.len()..];
        let span = Span::new(start, out.bare.len());
        match tag {
            "</s>" => out.source = Some(span),
            // The cue may be in two pieces; what stands between them is then read with it.
            "</c>" => out.cue = Some(out.cue.map_or(span, |cue| cue.cover(span))),
            "</t>" => out.content.push(span),
            _ => start = out.bare.len(),
        }
    }
    out.bare.push_str(rest);
    out
}

/// Every third sentence by FNV-1a of its bytes, as `training/sentences.py` has it.
fn is_for_testing(bare: &str) -> bool {
    let step = |n: u64, byte: u8| (n ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bare.bytes().fold(0xcbf2_9ce4_8422_2325, step).is_multiple_of(3)
}

fn answer(tagger: &Tagger<'_>, marked: &Marked) -> Option<Answer> {
    let article = article(&marked.bare);
    let reading = Reading::new(&article, &Tools::embedded().fast());
    let mentions = Mentions::find(&reading);
    let (source, cue) = (marked.source, marked.cue);
    let rule = act_by_rule(reading.parts.first()?, &mentions, source, cue, &marked.content);
    let head = tagger.read(&marked.bare).act(source, cue, &marked.content)?;
    Some(Answer { head, rule })
}

/// A report of one sentence.
fn article(sentence: &str) -> Article {
    Article {
        id: String::new(),
        source: String::new(),
        url: None,
        outlet: None,
        agency: None,
        headline: None,
        authors: Vec::new(),
        language: None,
        dateline: None,
        stated_dates: Vec::new(),
        body: sentence.to_owned(),
        captions: Vec::new(),
        removed: Vec::new(),
        flags: Vec::new(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_give_spans_of_the_bare_sentence() {
        let found = unmarked("<t>“Ça suffit,”</t> <s>she</s> <c>said</c>, <t>“go.”</t>");
        let of = |spans: &[Span]| spans.iter().map(|s| s.of(&found.bare).to_owned()).collect::<Vec<_>>();
        assert_eq!(found.bare, "“Ça suffit,” she said, “go.”");
        assert_eq!(of(found.source.as_slice()), ["she"]);
        assert_eq!(of(found.cue.as_slice()), ["said"]);
        assert_eq!(of(&found.content), ["“Ça suffit,”", "“go.”"]);
    }

    /// The numbers are those of the published FNV-1a test vectors, by way of their remainders.
    #[test]
    fn the_third_for_testing_is_told_by_fnv() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325_u64), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(is_for_testing(text), hash.is_multiple_of(3), "{text}");
        }
    }
}
