//! `verbale eval resolution`: who each mention is, against the answers of a reader.
//!
//! The answers give offsets into an article's raw `text`; cleaning has moved what is left of it, so each mention is
//! found again by its words and what stands around them. Wrong merges are counted apart: a mention given to a named
//! actor that it is not is worse than one left open.

mod answer;
mod place;

use super::{percent, reading};
use crate::cli::EvalResolution;
use answer::{Answer, Verdict};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use verbale_record::Entry;
use verbale_record::mentions::{ArticleMentions, Whom, mentions};
use verbale_register::Register;

pub(super) fn run(args: &EvalResolution) -> anyhow::Result<()> {
    let register = Register::embedded();
    let answers = read_answers(args)?;
    let lines = reading::lines(&args.articles)?;
    let texts: BTreeMap<String, String> =
        lines.iter().filter_map(|l| Some((reading::field(l, "id")?, reading::field(l, "text")?))).collect();
    let entries: Vec<Entry> = reading::entries(&lines, register).into_iter().flatten().collect();
    let resolved = mentions(&entries, register);
    let by_id: BTreeMap<&str, &Entry> = entries.iter().map(|e| (e.article.id.as_str(), e)).collect();
    let by_source: BTreeMap<&str, (&Entry, &ArticleMentions)> = resolved
        .iter()
        .filter_map(|m| Some((m.source.as_str(), (*by_id.get(m.article.as_str())?, m))))
        .collect();

    let mut tally = Tally::default();
    for answer in &answers {
        let Some(&(entry, found)) = by_source.get(answer.article.as_str()) else {
            bail!("article {} is not in {}", answer.article, args.articles.display());
        };
        let text = &texts[&answer.article];
        let at = place::find(&entry.article, text, answer.start, answer.end);
        let words: String = text.chars().skip(answer.start).take(answer.end - answer.start).collect();
        let who = at.map(|(part, span)| place::denoted(&found.mentions, part, span, &words));
        let verdict = who.as_ref().map_or(Verdict::Missing, |who| answer.judge(&words, who, register));
        tally.add(answer, &verdict);
        if args.list && verdict != Verdict::Right {
            println!("{}", line(answer, text, &words, who.as_deref().unwrap_or_default(), &verdict));
        }
    }
    tally.print();
    Ok(())
}

fn read_answers(args: &EvalResolution) -> anyhow::Result<Vec<Answer>> {
    let text = std::fs::read_to_string(&args.gold)
        .with_context(|| format!("cannot read {}", args.gold.display()))?;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        if line.starts_with("article\t") || line.is_empty() {
            continue;
        }
        let answer = Answer::read(line)
            .with_context(|| format!("{} line {}: not an answer", args.gold.display(), n + 1))?;
        out.push(answer);
    }
    if out.is_empty() {
        bail!("{} holds no answers", args.gold.display());
    }
    Ok(out)
}

/// A mention that is not right, for the eye.
fn line(answer: &Answer, text: &str, words: &str, who: &[Whom], verdict: &Verdict) -> String {
    let around: String =
        text.chars().skip(answer.start.saturating_sub(40)).take(answer.end - answer.start + 80).collect();
    let given =
        who.iter().map(|w| format!("{:?} {} {}", w.kind, w.name, w.country.as_deref().unwrap_or("-")));
    let given = if who.is_empty() { "nobody".to_owned() } else { given.collect::<Vec<_>>().join(" | ") };
    format!(
        "{verdict:?}: {words:?} is {} {} {}{}; given: {given}\n    … {} …",
        answer.kinds.join("|"),
        answer.names.join("|"),
        answer.countries.join("|"),
        if answer.doubtful { " (doubtful)" } else { "" },
        around.replace('\n', " ")
    )
}

/// Counts by verdict, by form and overall; doubtful answers apart.
#[derive(Default)]
struct Tally {
    sure: BTreeMap<Verdict, usize>,
    doubtful: BTreeMap<Verdict, usize>,
    by_kind: BTreeMap<String, (usize, usize, usize)>,
}

impl Tally {
    fn add(&mut self, answer: &Answer, verdict: &Verdict) {
        let counts = if answer.doubtful { &mut self.doubtful } else { &mut self.sure };
        *counts.entry(*verdict).or_default() += 1;
        if !answer.doubtful {
            let (all, right, wrong) = self.by_kind.entry(answer.kinds.join("|")).or_default();
            *all += 1;
            *right += usize::from(*verdict == Verdict::Right);
            *wrong += usize::from(*verdict == Verdict::Merged);
        }
    }

    fn print(&self) {
        for (kind, (all, right, wrong)) in &self.by_kind {
            println!("  {kind:14} {all:4} mentions, {right:4} right, {wrong:3} wrongly merged");
        }
        Self::total("answers nobody doubts", &self.sure);
        Self::total("answers marked doubtful", &self.doubtful);
    }

    fn total(name: &str, counts: &BTreeMap<Verdict, usize>) {
        let all: usize = counts.values().sum();
        let of = |v| counts.get(&v).copied().unwrap_or_default();
        println!(
            "{name}: {all} mentions, {:.1} % right; {} wrongly merged ({:.1} %), {} of another kind, {} left open, {} not found in the clean text",
            percent(of(Verdict::Right), all),
            of(Verdict::Merged),
            percent(of(Verdict::Merged), all),
            of(Verdict::Kind),
            of(Verdict::Open),
            of(Verdict::Missing),
        );
    }
}
