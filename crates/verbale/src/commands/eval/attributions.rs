//! `verbale eval attributions`: the statements of single sentences against marked ones.
//!
//! Takes lines of an act, a tab and a sentence with `<s>source</s>`, `<c>cue</c>` and `<t>content</t>`; a sentence with
//! several attributions stands on several lines, one with none has the act `none`. An attribution counts as found where
//! a statement shares seven tenths of its content and words of its cue or source. A third of the sentences, those whose
//! CRC-32 divides by three, is held out: it is measured only where asked for, and then alone.

use super::percent;
use crate::cli::EvalAttributions;
use anyhow::Context;
use std::collections::BTreeMap;
use verbale_article::Article;
use verbale_extract::findings::Statement;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{Tools, statements, tense};
use verbale_span::Span;

/// Share of the content that makes a find.
const ALIKE: f64 = 0.7;

/// One attribution by its spans.
#[derive(Debug, Default, Clone, PartialEq)]
struct Spans {
    act: String,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

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
    let mut sentences: BTreeMap<String, Vec<Spans>> = BTreeMap::new();
    for file in &args.files {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((act, marked)) = line.split_once('\t') else { continue };
            let (sentence, spans) = read(act, marked);
            sentences.entry(sentence).or_default().extend(spans);
        }
    }
    sentences.retain(|sentence, _| crc32(sentence.as_bytes()).is_multiple_of(3) == args.held_out);
    let tools = if args.fast { Tools::embedded().fast() } else { Tools::embedded() };
    let mut counts = Counts::default();
    for (sentence, gold) in &sentences {
        counts.add(sentence, gold, &told(sentence, &tools), args.list);
    }
    counts.print();
    Ok(())
}

/// The bare sentence and what is marked in it, if anything is.
fn read(act: &str, marked: &str) -> (String, Option<Spans>) {
    let (mut bare, mut spans, mut open) = (String::new(), Spans { act: act.into(), ..Spans::default() }, 0);
    let mut rest = marked;
    while let Some((mark, role, opens)) = next_mark(rest) {
        bare.push_str(&rest[..mark]);
        rest = &rest[mark + if opens { 3 } else { 4 }..];
        if opens {
            open = bare.len();
            continue;
        }
        let of_role = match role {
            's' => &mut spans.source,
            'c' => &mut spans.cue,
            _ => &mut spans.content,
        };
        of_role.push(Span::new(open, bare.len()));
    }
    bare.push_str(rest);
    let marked = !spans.content.is_empty();
    (bare, marked.then_some(spans))
}

/// The next `<s>` or `</s>`: where, which, and whether it opens.
fn next_mark(text: &str) -> Option<(usize, char, bool)> {
    let marks = ['s', 'c', 't'].into_iter().flat_map(|role| {
        let of = |mark: String, opens| text.find(&mark).map(|at| (at, role, opens));
        [of(format!("<{role}>"), true), of(format!("</{role}>"), false)]
    });
    marks.flatten().min()
}

/// CRC-32 as zlib has it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

fn told(sentence: &str, tools: &Tools<'_>) -> Vec<Spans> {
    let article = Article::of_text(sentence);
    let reading = Reading::new(&article, tools);
    let mentions = Mentions::find(&reading);
    let found = statements::find_whole(&reading, &mentions, &tense::times(&reading));
    let spans = |s: &Statement| Spans {
        act: format!("{:?}", s.stance).to_lowercase(),
        source: s.source_at.iter().map(|e| e.span).collect(),
        cue: s.cue.iter().map(|e| e.span).collect(),
        content: s.content.iter().map(|e| e.span).collect(),
    };
    found.iter().map(spans).collect()
}

impl Counts {
    fn add(&mut self, sentence: &str, gold: &[Spans], told: &[Spans], list: bool) {
        self.sentences += 1;
        let mut free: Vec<&Spans> = told.iter().collect();
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
fn holds(outer: &Spans, inner: &Spans) -> bool {
    inner.cue.first().is_some_and(|&cue| outer.content.iter().any(|c| c.contains(cue)))
}

fn is_same(gold: &Spans, told: &Spans) -> bool {
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

fn line(sentence: &str, spans: &Spans) -> String {
    let words = |of: &[Span]| of.iter().map(|s| s.of(sentence)).collect::<Vec<_>>().join(" … ");
    format!("{} | {} | {} | {}", spans.act, words(&spans.source), words(&spans.cue), words(&spans.content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_the_bare_sentence() {
        let (bare, spans) = read("deny", "<s>Oslo</s> <c>denied</c> <t>it</t>, twice.");
        assert_eq!(bare, "Oslo denied it, twice.");
        let spans = spans.expect("an attribution");
        assert_eq!((spans.source[0].of(&bare), spans.cue[0].of(&bare)), ("Oslo", "denied"));
        assert_eq!(spans.content, [Span::new(12, 14)]);
        assert_eq!(read("none", "Nothing was said.").1, None);
    }

    #[test]
    fn the_check_sum_is_zlib_s() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
