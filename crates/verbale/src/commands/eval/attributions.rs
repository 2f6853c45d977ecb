//! `verbale eval attributions`: the statements of single sentences against marked ones.
//!
//! Takes [`marked`] sentences. An attribution counts as found where a statement shares seven tenths of its content and
//! words of its cue or source. The third for testing is measured only where asked for, and then alone.

use super::marked::{self, Marked};
use super::percent;
use crate::cli::EvalAttributions;
use std::collections::BTreeMap;
use verbale_article::Article;
use verbale_extract::findings::Statement;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{Tools, statements, tense};
use verbale_span::Span;

/// Share of the content that makes a find.
const ALIKE: f64 = 0.7;

#[derive(Default)]
struct Counts {
    sentences: usize,
    attributions: usize,
    found: usize,
    source: usize,
    cue: usize,
    content: usize,
    acts: usize,
    inner: usize,
    inner_found: usize,
    beyond: usize,
    beyond_none: usize,
}

pub(super) fn run(args: &EvalAttributions) -> anyhow::Result<()> {
    let mut sentences: BTreeMap<String, Vec<Marked>> = BTreeMap::new();
    for one in marked::read(&args.files)? {
        if marked::is_for_testing(&one.bare) == args.held_out {
            let all = sentences.entry(one.bare.clone()).or_default();
            all.extend(Some(one).filter(|one| !one.content.is_empty()));
        }
    }
    let tools = if args.fast { Tools::embedded().fast() } else { Tools::embedded() };
    let mut counts = Counts::default();
    for (sentence, gold) in &sentences {
        counts.add(sentence, gold, &told(sentence, &tools), args.list);
    }
    counts.print();
    Ok(())
}

fn told(sentence: &str, tools: &Tools<'_>) -> Vec<Marked> {
    let article = Article::of_text(sentence);
    let reading = Reading::new(&article, tools);
    let mentions = Mentions::find(&reading);
    let found = statements::find_whole(&reading, &mentions, &tense::times(&reading));
    let spans = |s: &Statement| Marked {
        bare: sentence.to_owned(),
        act: Some(s.stance),
        source: s.source_at.iter().map(|e| e.span).collect(),
        cue: s.cue.iter().map(|e| e.span).collect(),
        content: s.content.iter().map(|e| e.span).collect(),
    };
    found.iter().map(spans).collect()
}

impl Counts {
    fn add(&mut self, sentence: &str, gold: &[Marked], told: &[Marked], list: bool) {
        self.sentences += 1;
        let mut free: Vec<&Marked> = told.iter().collect();
        for one in gold {
            let inner = gold.iter().any(|o| o != one && holds(o, one));
            self.attributions += 1;
            self.inner += usize::from(inner);
            let best = (0..free.len()).filter(|&n| is_same(one, free[n])).max_by(|&a, &b| {
                alike(&one.content, &free[a].content).total_cmp(&alike(&one.content, &free[b].content))
            });
            let Some(n) = best else {
                if list {
                    println!("missed  {}", line(sentence, one));
                }
                continue;
            };
            let same = free.remove(n);
            self.found += 1;
            self.inner_found += usize::from(inner);
            self.source += usize::from(same.source == one.source);
            self.cue += usize::from(same.cue == one.cue);
            self.content += usize::from(same.content == one.content);
            self.acts += usize::from(same.act == one.act);
        }
        self.beyond += free.len();
        self.beyond_none += if gold.is_empty() { free.len() } else { 0 };
        for other in free.iter().filter(|_| list) {
            println!("beyond  {}", line(sentence, other));
        }
    }

    fn print(&self) {
        let all = self.attributions;
        let share = |n: usize| percent(n, all);
        println!("{} attributions in {} sentences", all, self.sentences);
        println!("found {:.1} %, inner layers {} of {}", share(self.found), self.inner_found, self.inner);
        println!(
            "exact: source {:.1} %, cue {:.1} %, content {:.1} %",
            share(self.source),
            share(self.cue),
            share(self.content)
        );
        println!("act right, of those found: {:.1} %", percent(self.acts, self.found));
        let beyond = percent(self.beyond, self.sentences);
        println!(
            "beyond the answers: {beyond:.1} per 100 sentences, {} where there is none",
            self.beyond_none
        );
    }
}

/// Whether the cue of `inner` stands in what `outer` says.
fn holds(outer: &Marked, inner: &Marked) -> bool {
    inner.cue.first().is_some_and(|&cue| outer.content.iter().any(|c| c.contains(cue)))
}

fn is_same(gold: &Marked, told: &Marked) -> bool {
    let named = !gold.cue.is_empty() || !gold.source.is_empty();
    let shares = shared(&gold.cue, &told.cue) > 0 || shared(&gold.source, &told.source) > 0;
    alike(&gold.content, &told.content) >= ALIKE && (shares || !named)
}

fn shared(a: &[Span], b: &[Span]) -> usize {
    let both = |x: &Span, y: &Span| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize;
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).sum()
}

/// Bytes of both over bytes of either.
fn alike(a: &[Span], b: &[Span]) -> f64 {
    let size = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let both = shared(a, b);
    both as f64 / (size(a) + size(b)).saturating_sub(both).max(1) as f64
}

fn line(sentence: &str, spans: &Marked) -> String {
    let words = |of: &[Span]| of.iter().map(|s| s.of(sentence)).collect::<Vec<_>>().join(" … ");
    let act = spans.act.map_or_else(String::new, |act| format!("{act:?}").to_lowercase());
    format!("{act} | {} | {} | {}", words(&spans.source), words(&spans.cue), words(&spans.content))
}
