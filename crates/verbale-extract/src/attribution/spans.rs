//! States of words → the spans of a paragraph: a semi-Markov model (Sarawagi and Cohen 2004) with three roles.
//!
//! A paragraph is cut into spans of a role and single words outside. A span scores the sum of its words' `inside`, its
//! first word's `start`, its last word's `end`, how well the first word's query agrees with the last one's key, and its
//! length; a word outside scores 0. All cuts together give each span its probability; the set of spans with the most
//! probability above [`FLOOR`] is the one with the best expected F1 (Lipton et al. 2014: the floor is half of it).
//! `training/spans.py` does the same. Time goes with the square of a paragraph, and windows bound those.

use super::Role;
use super::windows::Word;
use verbale_language::{Encoder, Head, States};
use verbale_span::Span;

const ROLES: usize = Role::ALL.len();
/// Numbers of a query or key.
const WIDTH: usize = 64;
/// A span longer than `LENGTHS[k - 1]` words and no longer than `LENGTHS[k]` has length score `k`.
const LENGTHS: [usize; 18] = [1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32, 40, 50, 64, 80, 100];
/// The least probability worth a span.
const FLOOR: f32 = 0.4;

/// A span that scores less than this has a probability below 1e-7 whatever stands beside it, for its words could be
/// outside: how well its ends agree need not be worked out, and it scores [`NEVER`].
const HOPELESS: f32 = -16.0;
const NEVER: f32 = -1e4;

/// The layers that score spans.
pub(super) struct SpanHead<'e> {
    unary: &'e Head,
    pair: &'e Head,
    lengths: &'e [f32],
}

/// First and last word of a span, and its role.
type Found = (usize, usize, Role);

impl<'e> SpanHead<'e> {
    pub(super) fn new(encoder: &'e Encoder) -> Option<Self> {
        let (unary, pair) = (encoder.head("attribution.unary")?, encoder.head("attribution.pair")?);
        let (shape, lengths) = encoder.tensor("attribution.length")?;
        let fit = shape == [ROLES, LENGTHS.len() + 1]
            && unary.labels().len() == 3 * ROLES
            && pair.labels().len() == 2 * ROLES * WIDTH
            && [unary, pair].iter().all(|head| head.inputs() == encoder.width());
        fit.then_some(Self { unary, pair, lengths })
    }

    /// The spans of the lines of one window, each as its first word, its last and its role; a state for each word.
    pub(super) fn spans<'w>(
        &self,
        states: &States,
        lines: &'w [Vec<Word>],
    ) -> impl Iterator<Item = (Span, Span, Role)> + use<'w> {
        let (unary, pair) = (self.unary.score(states.values()), self.pair.score(states.values()));
        let (unary, pair): (Vec<_>, Vec<_>) = (unary.rows().collect(), pair.rows().collect());
        let (mut out, mut at) = (Vec::new(), 0);
        for line in lines {
            let rows = at..(at + line.len()).min(unary.len());
            let scores = Scores::new(&unary[rows.clone()], &pair[rows.clone()], self.lengths);
            out.extend(scores.best().into_iter().map(|(a, b, role)| (line[a].span, line[b].span, role)));
            at = rows.end;
        }
        out.into_iter()
    }
}

/// What every span of one paragraph scores in every role.
struct Scores {
    words: usize,
    /// A square for each role: a row for the first word, a column for the last, none before the first.
    values: [Vec<f32>; ROLES],
}

impl Scores {
    fn new(unary: &[&[f32]], pair: &[&[f32]], lengths: &[f32]) -> Self {
        let words = unary.len();
        let values = std::array::from_fn(|role| {
            let of_length = &lengths[role * (LENGTHS.len() + 1)..];
            square(unary, pair, of_length, role)
        });
        Self { words, values }
    }

    /// The best set of spans, in the order of the text.
    fn best(&self) -> Vec<Found> {
        best_set(self.words, &self.likely())
    }

    /// The spans whose probability is above the floor, by their last word; with what they have above it.
    fn likely(&self) -> Vec<(Found, f32)> {
        let any = self.any_role();
        let Sums { before, after } = Sums::new(&any, self.words);
        let whole = before[self.words];
        let least = whole + FLOOR.ln();
        let mut out = Vec::new();
        for last in 0..self.words {
            for (first, before) in before[..=last].iter().enumerate() {
                let at = first * self.words + last;
                let with = before + any[at] + after[last + 1];
                if with <= least {
                    continue;
                }
                let probability = (with - whole).exp();
                let of = |role: usize| probability * (self.values[role][at] - any[at]).exp() - FLOOR;
                let better = |best: usize, role: usize| if of(role) > of(best) { role } else { best };
                let role = (1..ROLES).fold(0, better);
                if of(role) > 0.0 {
                    out.push(((first, last, Role::ALL[role]), of(role)));
                }
            }
        }
        out
    }

    /// What each span scores in any role: the logarithm of the sum.
    fn any_role(&self) -> Vec<f32> {
        let [a, b, c] = &self.values;
        let mut any = vec![0.0; self.words * self.words];
        for first in 0..self.words {
            for at in first * self.words + first..(first + 1) * self.words {
                any[at] = log_sum(&[a[at], b[at], c[at]]);
            }
        }
        any
    }
}

/// What the spans score in one role.
fn square(unary: &[&[f32]], pair: &[&[f32]], of_length: &[f32], role: usize) -> Vec<f32> {
    let words = unary.len();
    let mut keys = vec![0.0; WIDTH * words];
    for (word, row) in pair.iter().enumerate() {
        let key = &row[(ROLES + role) * WIDTH..][..WIDTH];
        key.iter().enumerate().for_each(|(i, x)| keys[i * words + word] = *x);
    }
    let mut total = 0.0;
    let up_to: Vec<f32> = unary
        .iter()
        .map(|row| {
            total += row[role];
            total
        })
        .collect();
    let ends: Vec<f32> = unary.iter().zip(&up_to).map(|(row, sum)| row[2 * ROLES + role] + sum).collect();
    let lengths: Vec<f32> = (1..=words).map(|n| of_length[LENGTHS.partition_point(|&x| n > x)]).collect();
    let size = |vector: &[f32]| vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    let sizes: Vec<f32> = pair.iter().map(|row| size(&row[(ROLES + role) * WIDTH..][..WIDTH])).collect();
    let mut out = vec![NEVER; words * words];
    for first in 0..words {
        let query = &pair[first][role * WIDTH..][..WIDTH];
        let start = unary[first][ROLES + role] - up_to[first] + unary[first][role];
        let alone = |last: usize| start + ends[last] + lengths[last - first];
        // Ends agree at most as far as the vectors are long.
        let reach = size(query) * EIGHTH;
        let hope = |last: &usize| alone(*last) + reach * sizes[*last] > HOPELESS;
        let Some(from) = (first..words).find(hope) else { continue };
        let to = (from..words).rfind(hope).map_or(words, |last| last + 1);
        let row = &mut out[first * words + from..first * words + to];
        row.iter_mut().zip(from..).for_each(|(x, last)| *x = alone(last));
        for (i, x) in query.iter().enumerate() {
            add(row, &keys[i * words + from..i * words + to], x * EIGHTH);
        }
    }
    out
}

/// What an agreement counts: one through the root of the width.
const EIGHTH: f32 = 0.125;

/// Adds `factor` times one row to another; written so that it becomes vector instructions.
fn add(to: &mut [f32], from: &[f32], factor: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from * factor);
}

/// Logarithms of the sums over all cuts of the words before each place and of those after it.
struct Sums {
    before: Vec<f32>,
    after: Vec<f32>,
}

impl Sums {
    fn new(any: &[f32], words: usize) -> Self {
        let (mut before, mut after) = (vec![0.0; words + 1], vec![0.0; words + 1]);
        let mut logs = Vec::with_capacity(words + 1);
        for last in 0..words {
            logs.clear();
            logs.extend((0..=last).map(|first| before[first] + any[first * words + last]));
            logs.push(before[last]);
            before[last + 1] = log_sum(&logs);
        }
        for first in (0..words).rev() {
            let row = &any[first * words + first..(first + 1) * words];
            logs.clear();
            logs.extend(row.iter().zip(&after[first + 1..]).map(|(score, after)| score + after));
            logs.push(after[first + 1]);
            after[first] = log_sum(&logs);
        }
        Self { before, after }
    }
}

/// What is so much less than the largest adds nothing that a 32-bit float could hold, not even a whole row of it.
const NOTHING: f32 = -24.0;

/// The logarithm of the sum of what these are logarithms of.
fn log_sum(logs: &[f32]) -> f32 {
    let most = logs.iter().fold(f32::NEG_INFINITY, |most, &x| if x > most { x } else { most });
    let rest = logs.iter().map(|x| x - most).filter(|&x| x > NOTHING);
    let sum: f32 = rest.map(f32::exp).sum();
    // One of them alone: most of the time.
    if sum == 1.0 { most } else { most + sum.ln() }
}

/// The spans without overlap that weigh most together. They come in the order of their last words.
fn best_set(words: usize, weighed: &[(Found, f32)]) -> Vec<Found> {
    let mut top = vec![0.0f32; words + 1];
    let mut chosen: Vec<Option<Found>> = vec![None; words + 1];
    let mut rest = weighed;
    for last in 0..words {
        let (here, later) = rest.split_at(rest.iter().take_while(|((_, end, _), _)| *end == last).count());
        rest = later;
        top[last + 1] = top[last];
        for (found, weight) in here {
            let value = top[found.0] + weight;
            if value > top[last + 1] {
                (top[last + 1], chosen[last + 1]) = (value, Some(*found));
            }
        }
    }
    let (mut out, mut at) = (Vec::new(), words);
    while at > 0 {
        at = match chosen[at] {
            Some(found) => {
                out.push(found);
                found.0
            }
            None => at - 1,
        };
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from -3 to 3, the same each time.
    fn numbers(mut seed: u32) -> impl FnMut() -> f32 {
        move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 23) as f32 * 3.0 - 3.0
        }
    }

    fn scores(words: usize, seed: u32) -> Scores {
        let mut number = numbers(seed);
        let values = std::array::from_fn(|_| (0..words * words).map(|_| number()).collect());
        Scores { words, values }
    }

    /// Every cut of the words from `from` on.
    fn cuts(words: usize, from: usize) -> Vec<Vec<Found>> {
        if from == words {
            return vec![Vec::new()];
        }
        let mut out = cuts(words, from + 1);
        for last in from..words {
            for rest in cuts(words, last + 1) {
                for role in Role::ALL {
                    out.push([&[(from, last, role)], &rest[..]].concat());
                }
            }
        }
        out
    }

    fn score(scores: &Scores, cut: &[Found]) -> f32 {
        cut.iter().map(|&(a, b, role)| scores.values[role as usize][a * scores.words + b]).sum()
    }

    #[test]
    fn the_best_set_is_that_of_all_cuts() {
        const WORDS: usize = 5;
        let every = cuts(WORDS, 0);
        let mut found = 0;
        for seed in 0..40 {
            let mut scores = scores(WORDS, seed);
            // Few words outside and some spans nearly certain, so that there is something to find.
            scores.values[seed as usize % 3][(seed as usize % 4) * WORDS + 4] += 5.0;
            let whole: f32 = every.iter().map(|cut| score(&scores, cut).exp()).sum();
            let probability = |span: &Found| {
                let with = every.iter().filter(|cut| cut.contains(span));
                with.map(|cut| score(&scores, cut).exp()).sum::<f32>() / whole
            };
            for (span, above) in scores.likely() {
                assert!((probability(&span) - FLOOR - above).abs() < 1e-4);
            }
            let worth = |cut: &[Found]| cut.iter().map(|span| probability(span) - FLOOR).sum::<f32>();
            let best = every.iter().map(|cut| worth(cut)).fold(0.0, f32::max);
            assert!((worth(&scores.best()) - best).abs() < 1e-4);
            found += scores.best().len();
        }
        assert!(found > 20, "{found}");
    }

    #[test]
    fn of_spans_that_overlap_the_heavier_stay() {
        let (a, b, c) = ((0, 2, Role::Cue), (2, 4, Role::Source), (3, 5, Role::Content));
        assert_eq!(best_set(6, &[(a, 0.3), (b, 0.5), (c, 0.3)]), [a, c]);
        assert_eq!(best_set(6, &[(a, 0.2), (b, 0.5), (c, 0.2)]), [b]);
        assert!(best_set(0, &[]).is_empty());
    }

    #[test]
    fn a_span_scores_the_sum_of_its_parts() {
        let mut number = numbers(7);
        let rows = |n: usize, number: &mut dyn FnMut() -> f32| -> Vec<Vec<f32>> {
            (0..12).map(|_| (0..n).map(|_| number()).collect()).collect()
        };
        let (unary, pair) = (rows(3 * ROLES, &mut number), rows(2 * ROLES * WIDTH, &mut number));
        let lengths: Vec<f32> = (0..ROLES * (LENGTHS.len() + 1)).map(|_| number()).collect();
        let slices = |rows: &[Vec<f32>]| -> Vec<Vec<f32>> { rows.to_vec() };
        let (u, p) = (slices(&unary), slices(&pair));
        let scores = Scores::new(
            &u.iter().map(Vec::as_slice).collect::<Vec<_>>(),
            &p.iter().map(Vec::as_slice).collect::<Vec<_>>(),
            &lengths,
        );
        // Nine words from the third to the eleventh, as cues: bucket seven, more than eight and at most ten.
        let (first, last, role) = (2, 10, 1);
        let inside: f32 = (first..=last).map(|i| unary[i][role]).sum();
        let agree: f32 =
            (0..WIDTH).map(|i| pair[first][role * WIDTH + i] * pair[last][(3 + role) * WIDTH + i]).sum();
        let wanted = inside + unary[first][3 + role] + unary[last][6 + role] + agree / 8.0 + lengths[19 + 7];
        assert!((scores.values[role][first * 12 + last] - wanted).abs() < 1e-3);
    }
}
