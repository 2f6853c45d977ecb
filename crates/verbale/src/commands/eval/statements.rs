//! `verbale eval statements`: attributions against annotators' standoff files, as PolNeAR has them.
//!
//! Spans must match exactly, white space at their ends aside; a content in several pieces counts as several spans. Of
//! several annotators of one text the first counts. What is measured is the model's spans, or (`--joined`) the
//! statements that the record would hold, made of these and the parse.

use super::Predictions;
use crate::cli::EvalStatements;
use anyhow::{Context, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use verbale_article::Article;
use verbale_extract::attribution::{self, Attributions, Quote, Role, Tagger};
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{Tools, statements, tense};
use verbale_language::{Encoder, Precision};
use verbale_span::{OffsetIndex, Span};

const ROLES: [(Role, &str); 3] = [(Role::Source, "source"), (Role::Cue, "cue"), (Role::Content, "content")];

/// Spans of one role over all texts.
#[derive(Default, Clone, Copy)]
struct Count {
    gold: usize,
    found: usize,
    both: usize,
}

pub(super) fn run(args: &EvalStatements) -> anyhow::Result<()> {
    let tagger = tagger(args.model.as_deref(), args.f32)?;
    let tools = Tools { tagger: Some(&tagger).filter(|_| !args.fast), ..Tools::embedded() };
    let texts = files(&args.dir.join("text"), "txt")?;
    if texts.is_empty() {
        bail!("{} holds no text/*.txt", args.dir.display());
    }
    let answers = files(&args.dir.join("attributions"), "ann").unwrap_or_default();
    let mut predictions = Predictions::to(args.predictions.as_deref())?;
    let mut counts = [Count::default(); 3];
    for file in texts {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let found = if args.joined { joined(&text, &tools) } else { tagger.find(&text) };
        let index = OffsetIndex::new(&text);
        predictions.line(&prediction(&name, &text, &index, &found))?;
        let of_text = |p: &&PathBuf| {
            p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&format!("{name}_")))
        };
        if let Some(answer) = answers.iter().find(of_text) {
            let gold = std::fs::read_to_string(answer)
                .with_context(|| format!("cannot read {}", answer.display()))?;
            count(&mut counts, &gold_spans(&gold, &text, &index), &found);
        }
    }
    predictions.done()?;
    print(&counts);
    Ok(())
}

/// The statements of a text as the record holds them, uncut, as spans and quotations.
fn joined(text: &str, tools: &Tools<'_>) -> Attributions {
    let article = Article::of_text(text);
    let reading = Reading::new(&article, tools);
    let mentions = Mentions::find(&reading);
    let found = statements::find_whole(&reading, &mentions, &tense::times(&reading));
    let mut out = Attributions::default();
    for s in &found {
        out.spans.extend(s.source_at.map(|e| (e.span, Role::Source)));
        out.spans.extend(s.cue.map(|e| (e.span, Role::Cue)));
        out.spans.extend(s.content.iter().map(|e| (e.span, Role::Content)));
        let quoted = s.content.iter().flat_map(|&c| statements::quoted(&reading, c));
        let spoken = quoted.filter_map(|q| Some(Quote { span: q.span, speaker: s.source_at?.span }));
        out.quotes.extend(spoken);
    }
    out.spans.sort_unstable();
    out.spans.dedup();
    out
}

/// A tagger with the model of a file, or with the one that comes with the program.
pub(super) fn tagger(model: Option<&Path>, f32: bool) -> anyhow::Result<Tagger<'static>> {
    let encoder = match model {
        None => attribution::encoder(),
        // Leaked once a program, as long-lived as the one that comes with it.
        Some(path) => Box::leak(Box::new(read_encoder(path, f32)?)),
    };
    Tagger::new(encoder).context("the model was not trained for attribution")
}

fn read_encoder(path: &Path, f32: bool) -> anyhow::Result<Encoder> {
    let model = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let precision = if f32 { Precision::F32 } else { Precision::Int8 };
    Encoder::load_with(&model, precision).with_context(|| format!("cannot use {}", path.display()))
}

/// The files of a folder with this extension, in order.
fn files(dir: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let mut out: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    out.retain(|p| p.extension().is_some_and(|e| e == extension));
    out.sort();
    Ok(out)
}

/// What was found, offsets in code points.
fn prediction(doc: &str, text: &str, index: &OffsetIndex, found: &Attributions) -> Value {
    let at = |byte: u32| index.code_point(text, byte as usize);
    let pair = |s: Span| json!([at(s.start), at(s.end)]);
    let mut line = json!({ "doc": doc });
    for (role, name) in ROLES {
        let spans = found.spans.iter().filter(|(_, r)| *r == role);
        line[name] = spans.map(|(span, _)| pair(*span)).collect();
    }
    let quotes = found
        .quotes
        .iter()
        .map(|q| json!({ "start": at(q.span.start), "end": at(q.span.end), "speaker": pair(q.speaker) }));
    line["quotes"] = quotes.collect();
    line
}

/// The spans of a standoff file: lines of a name, a kind with ranges in code points ("Content-span 5 9;12 20"), words.
fn gold_spans(standoff: &str, text: &str, index: &OffsetIndex) -> Vec<(Span, Role)> {
    let mut out = Vec::new();
    for line in standoff.lines().filter(|line| line.starts_with('T')) {
        let Some((kind, ranges)) = line.split('\t').nth(1).and_then(|f| f.split_once(' ')) else { continue };
        let kind = kind.split('-').next().unwrap_or(kind).to_lowercase();
        let Some((role, _)) = ROLES.iter().find(|(_, name)| *name == kind) else { continue };
        for range in ranges.split(';') {
            let ends: Vec<usize> = range.split(' ').filter_map(|n| n.parse().ok()).collect();
            if let [start, end] = ends[..] {
                let span = Span::new(index.byte(text, start), index.byte(text, end));
                out.push((trimmed(text, span), *role));
            }
        }
    }
    out
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

fn count(counts: &mut [Count; 3], gold: &[(Span, Role)], found: &Attributions) {
    for (count, (role, _)) in counts.iter_mut().zip(ROLES) {
        let of = |spans: &[(Span, Role)]| -> BTreeSet<Span> {
            spans.iter().filter(|(_, r)| *r == role).map(|(span, _)| *span).collect()
        };
        let (gold, found) = (of(gold), of(&found.spans));
        count.gold += gold.len();
        count.found += found.len();
        count.both += gold.intersection(&found).count();
    }
}

fn print(counts: &[Count; 3]) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    for (count, (_, name)) in counts.iter().zip(ROLES) {
        let Count { gold, found, both } = *count;
        let (precision, recall) = (share(both, found), share(both, gold));
        let f1 = share(2 * both, gold + found);
        println!("{name:8} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  of {gold}");
    }
}
