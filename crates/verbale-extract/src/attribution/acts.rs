//! Spans of an attribution → how likely each kind of act is.
//!
//! Nothing is encoded again: the states of the words that the tagging pass left are pooled, means of the source's, the
//! cue's and the content's words, the maximum of the content's and its first word's, and a small head scores the acts.
//! `training/acts.py` does the same.

use super::words::Words;
use crate::findings::Stance;
use verbale_language::{Encoder, Head};
use verbale_span::Span;

/// The acts, in the order of [`Stance`] and of the probabilities.
pub const STANCES: [Stance; 11] = [
    Stance::Assert,
    Stance::Accuse,
    Stance::Criticise,
    Stance::Deny,
    Stance::Demand,
    Stance::Promise,
    Stance::Warn,
    Stance::Praise,
    Stance::Agree,
    Stance::Concern,
    Stance::Hope,
];

/// What the head calls them.
const LABELS: [&str; STANCES.len()] = [
    "assert",
    "accuse",
    "criticise",
    "deny",
    "demand",
    "promise",
    "warn",
    "praise",
    "agree",
    "concern",
    "hope",
];

/// Source, cue, content; the content's maximum; its first word.
const POOLS: usize = 5;

/// The layers that score acts.
#[derive(Clone, Copy)]
pub(super) struct ActHead<'e>(&'e Head);

impl<'e> ActHead<'e> {
    /// The head of a model that has one and was trained for these acts.
    pub(super) fn new(encoder: &'e Encoder) -> Option<Self> {
        let head = encoder.head("acts")?;
        let fit = head.inputs() == POOLS * encoder.width() && head.labels() == LABELS;
        fit.then_some(Self(head))
    }

    /// The probability of each act; `None` where the content holds no word.
    pub(super) fn score(
        &self,
        words: &Words,
        source: Option<Span>,
        cue: Option<Span>,
        content: &[Span],
    ) -> Option<[f32; STANCES.len()]> {
        let mut pools = vec![0.0; self.0.inputs()];
        let width = pools.len() / POOLS;
        let mut pool = pools.chunks_exact_mut(width);
        for of in [source.as_slice(), cue.as_slice(), content] {
            mean(pool.next()?, words.rows(of));
        }
        maximum(pool.next()?, words.rows(content));
        pool.next()?.copy_from_slice(words.rows(content).next()?);
        let scores = self.0.score(&pools);
        scores.rows().next().map(softmax)
    }
}

fn mean<'a>(out: &mut [f32], rows: impl Iterator<Item = &'a [f32]>) {
    let mut count = 0.0f32;
    for row in rows {
        out.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        count += 1.0;
    }
    out.iter_mut().for_each(|sum| *sum /= count.max(1.0));
}

fn maximum<'a>(out: &mut [f32], mut rows: impl Iterator<Item = &'a [f32]>) {
    let Some(first) = rows.next() else { return };
    out.copy_from_slice(first);
    for row in rows {
        out.iter_mut().zip(row).for_each(|(most, x)| *most = most.max(*x));
    }
}

/// What scores are divided by before they become shares: trained on few sentences, the head is surer than it is right
/// (Guo et al. 2017). Fitted on sentences it was not trained on.
const TEMPERATURE: f32 = 2.0;

fn softmax(scores: &[f32]) -> [f32; STANCES.len()] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut out =
        std::array::from_fn(|k| scores.get(k).map_or(0.0, |score| ((score - most) / TEMPERATURE).exp()));
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|share| *share /= sum);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_stand_in_the_order_of_the_record() {
        for (n, (stance, label)) in STANCES.iter().zip(LABELS).enumerate() {
            assert_eq!(*stance as usize, n);
            assert_eq!(format!("{stance:?}").to_lowercase(), label);
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let shares = softmax(&[900.0, 899.0, -900.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((shares[0] / shares[1] - (1.0 / TEMPERATURE).exp()).abs() < 1e-3);
    }
}
