//! Which cue a content belongs to and which source a cue: two small choosers over the spans around.
//!
//! Every content chooses a cue, every cue a source or none, among the spans of its own paragraph, or of the paragraphs
//! beside it where its own has none. A candidate's score is a sum of weights for its side, the gap, the sentence ends
//! and spans between ([`links.tsv`](Weights)); of equals the nearer wins. `training/links.py` fits the weights and does
//! the same.

use super::Role;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use verbale_span::Span;

/// Candidates that are looked at.
const NEAREST: usize = 8;
/// A gap is of size `k` when it has more characters than so many of these.
const GAPS: [usize; 10] = [0, 1, 2, 3, 6, 12, 25, 50, 100, 200];
/// Counts above two are as two.
const COUNTS: usize = 3;
/// Bytes of a gap that are read: far beyond what tells anything.
const READ: usize = 4096;

static WEIGHTS: LazyLock<[Weights; 2]> = LazyLock::new(|| {
    let rows = include_str!("links.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once('\t'));
    let table = rows.filter_map(|(name, weight)| Some((name, weight.parse().ok()?))).collect();
    ["cue", "source"].map(|kind| Weights::new(&table, kind))
});

/// Weights of one chooser.
struct Weights {
    /// For a candidate before, and one after.
    sides: [Side; 2],
    /// For having none, and for each of: no candidate in the paragraph, one before, one after, both.
    none: f32,
    none_of: [f32; 4],
}

struct Side {
    here: f32,
    gap: [f32; GAPS.len() + 1],
    stops: [f32; COUNTS],
    between: [[f32; COUNTS]; 3],
    all: [f32; COUNTS * COUNTS * COUNTS],
    paragraph: f32,
    only: f32,
}

impl Weights {
    fn new(table: &BTreeMap<&str, f32>, kind: &str) -> Self {
        let of = |name: String| table.get(format!("{kind} {name}").as_str()).copied().unwrap_or(0.0);
        let sides = ["before", "after"].map(|side| Side {
            here: of(side.to_owned()),
            gap: std::array::from_fn(|n| of(format!("{side} gap {n}"))),
            stops: std::array::from_fn(|n| of(format!("{side} stops {n}"))),
            between: ["source", "cue", "content"]
                .map(|role| std::array::from_fn(|n| of(format!("{side} {role} {n}")))),
            all: std::array::from_fn(|n| of(format!("{side} all {} {} {}", n / 9, n / 3 % 3, n % 3))),
            paragraph: of(format!("{side} paragraph")),
            only: of(format!("{side} only")),
        });
        let none_of = ["none of", "none of before", "none of after", "none of after before"];
        Self { sides, none: of("none".to_owned()), none_of: none_of.map(|name| of(name.to_owned())) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Placed {
    span: Span,
    paragraph: usize,
}

/// The spans of a text, ready to choose among.
pub(super) struct Scene<'t> {
    text: &'t str,
    /// Where each run of line feeds begins.
    breaks: Vec<u32>,
    /// In order, for each role.
    spans: [Vec<Placed>; 3],
}

impl<'t> Scene<'t> {
    pub(super) fn new(text: &'t str, spans: &[(Span, Role)]) -> Self {
        let bytes = text.as_bytes();
        let begins = |&at: &usize| bytes[at] == b'\n' && (at == 0 || bytes[at - 1] != b'\n');
        let breaks = (0..bytes.len()).filter(begins).map(|at| at as u32).collect();
        let mut scene = Self { text, breaks, spans: Default::default() };
        for &(span, role) in spans {
            let placed = scene.placed(span);
            scene.spans[role as usize].push(placed);
        }
        scene.spans.iter_mut().for_each(|of_role| of_role.sort_by_key(|x| x.span));
        scene
    }

    fn placed(&self, span: Span) -> Placed {
        Placed { span, paragraph: self.breaks.partition_point(|&at| at < span.start) }
    }

    /// The span of this kind that belongs to `one`: the cue of a content, the source of a cue.
    pub(super) fn choose(&self, one: Span, kind: Role) -> Option<Span> {
        let weights = &WEIGHTS[usize::from(kind == Role::Source)];
        let (candidates, sides) = self.candidates(self.placed(one), kind);
        let mut best: Option<(Option<Span>, f32)> = None;
        for candidate in candidates {
            let score = self.score(one, candidate, weights);
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((Some(candidate.span), score));
            }
        }
        let none = weights.none + weights.none_of[sides];
        best.filter(|(_, most)| kind != Role::Source || none <= *most)?.0
    }

    /// The nearest spans of a kind, nearest first, and on which sides the paragraph itself has some (1 before, 2 after).
    fn candidates(&self, one: Placed, kind: Role) -> (Vec<Placed>, usize) {
        let all = &self.spans[kind as usize];
        let near = |x: &&Placed| x.paragraph.abs_diff(one.paragraph) <= 1;
        let at = all.partition_point(|x| x.span.start < one.span.start);
        let before = all[..at].iter().rev().take_while(near).take(NEAREST);
        let after = all[at..].iter().take_while(near).take(NEAREST);
        let mut out: Vec<Placed> = before.chain(after).copied().collect();
        if out.iter().any(|x| x.paragraph == one.paragraph) {
            out.retain(|x| x.paragraph == one.paragraph);
        }
        let here = out.iter().filter(|x| x.paragraph == one.paragraph);
        let sides = here.fold(0, |sides, x| sides | if x.span.start < one.span.start { 1 } else { 2 });
        out.sort_by_key(|x| (x.span.start.abs_diff(one.span.start), x.span));
        out.truncate(NEAREST);
        (out, sides)
    }

    fn score(&self, one: Span, other: Placed, weights: &Weights) -> f32 {
        let before = other.span.start < one.start;
        let (left, right) = if before { (other.span, one) } else { (one, other.span) };
        let side = &weights.sides[usize::from(!before)];
        let (from, to) = (left.end, right.start);
        let gap = Gap::new(self.text, from, to);
        let mut sum = side.here + side.gap[gap.size] + side.stops[gap.stops];
        let mut all = 0;
        for (starts, weights) in self.spans.iter().zip(&side.between) {
            let until = |at: u32| starts.partition_point(|x| x.span.start < at);
            let count = if from < to { (until(to) - until(from)).min(COUNTS - 1) } else { 0 };
            all = all * COUNTS + count;
            sum += weights[count];
        }
        sum += side.all[all];
        if self.placed(one).paragraph != other.paragraph {
            sum += side.paragraph;
        }
        if gap.only { sum + side.only } else { sum }
    }
}

/// What stands between two spans.
#[derive(Debug, PartialEq, Eq)]
struct Gap {
    size: usize,
    /// Ends of sentences and lines, two at most.
    stops: usize,
    /// Nothing but punctuation and space.
    only: bool,
}

impl Gap {
    fn new(text: &str, from: u32, to: u32) -> Self {
        let end = (to as usize).min(from as usize + READ);
        let end = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let gap = text.get(from as usize..end).unwrap_or("");
        let chars = gap.chars().take(GAPS[GAPS.len() - 1] + 1).count();
        let size = GAPS.iter().filter(|&&n| chars > n).count();
        Self { size, stops: stops(gap), only: !gap.contains(char::is_alphanumeric) }
    }
}

/// Full stops with white space after them (closing marks may stand between) and line feeds, two at most.
fn stops(gap: &str) -> usize {
    let (mut count, mut stopped) = (0, false);
    for c in gap.chars() {
        if (stopped && c.is_whitespace()) || c == '\n' {
            count += 1;
        }
        let closing = matches!(c, '”' | '"' | '’' | '\'' | ')' | ']');
        stopped = matches!(c, '.' | '!' | '?') || (stopped && closing);
        if count == COUNTS - 1 {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends_are_counted_to_two() {
        assert_eq!(stops("a. b"), 1);
        assert_eq!(stops("a.” b!’) c"), 2);
        assert_eq!(stops("a.\nb"), 1);
        assert_eq!(stops("3.5 a.m"), 0);
        assert_eq!(stops("a.\n\nb? c d"), 2);
    }

    #[test]
    fn a_gap_tells_what_is_in_it() {
        let text = "he said: “yes”";
        assert_eq!(Gap::new(text, 7, 9), Gap { size: 2, stops: 0, only: true });
        assert_eq!(Gap::new(text, 2, 7), Gap { size: 4, stops: 0, only: false });
        assert_eq!(Gap::new(text, 9, 7), Gap { size: 0, stops: 0, only: true });
    }

    #[test]
    fn every_weight_of_the_table_is_used() {
        let rows = include_str!("links.tsv").lines().filter(|line| !line.starts_with('#'));
        let listed: f32 = rows.filter_map(|row| row.split_once('\t')?.1.parse::<f32>().ok()).sum();
        let side = |s: &Side| {
            let parts =
                [&s.gap[..], &s.stops, s.between.as_flattened(), &s.all, &[s.here, s.paragraph, s.only]];
            parts.concat().iter().sum::<f32>()
        };
        let of = |w: &Weights| w.none + w.none_of.iter().sum::<f32>() + w.sides.iter().map(side).sum::<f32>();
        assert!((WEIGHTS.iter().map(of).sum::<f32>() - listed).abs() < 1e-3);
    }
}
