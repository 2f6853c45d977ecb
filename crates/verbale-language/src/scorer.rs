//! Scores the moves of a transition system: the sum of what each looked-at word contributes to a hidden layer, then
//! one linear layer. What a word contributes from each place is worked out for many words at once, ahead of need.

use crate::kernels::{self, HIDDEN, MOVES, Packed, Rows, SUMS, Scores, Upper, WIDTH};
use crate::model::{ModelError, Reader};

/// Most words that are looked at.
pub(crate) const MAX_PLACES: usize = 8;

/// The network of one transition system.
pub(crate) struct Scorer {
    reduce: Packed,
    places: Packed,
    bias: [f32; SUMS],
    /// What an absent word contributes, by place.
    absent: Vec<[f32; SUMS]>,
    upper: Upper,
}

impl Scorer {
    /// Reads the network and the names of its moves.
    pub(crate) fn read<'a>(r: &mut Reader<'a>) -> Result<(Self, Vec<&'a str>), ModelError> {
        if (r.count()?, r.count()?) != (HIDDEN, WIDTH) {
            return Err(r.shape("a reduction from 96 to 64"));
        }
        let weights = r.floats(HIDDEN * WIDTH)?;
        let reduce = Packed::linear(&weights, &r.floats(HIDDEN)?, HIDDEN, WIDTH, |c| c);
        let nr_places = r.count()?;
        if (r.count()?, r.count()?, r.count()?) != (HIDDEN, 2, HIDDEN) || nr_places > MAX_PLACES {
            return Err(r.shape("places of 64 units in two pieces"));
        }
        let weights = r.floats(nr_places * SUMS * HIDDEN)?;
        // Pieces apart, so that the maximum is taken of two halves.
        let places = Packed::linear(&weights, &[], nr_places * SUMS, HIDDEN, piece_order);
        let split = |sums: &[f32]| -> [f32; SUMS] { std::array::from_fn(|c| sums[piece_order(c)]) };
        let bias = split(&r.floats(SUMS)?);
        let absent = r.floats(nr_places * SUMS)?.chunks_exact(SUMS).map(split).collect();
        let nr_moves = r.count()?;
        if !(1..=MOVES).contains(&nr_moves) {
            return Err(r.shape("not more moves than fit"));
        }
        let weights = r.floats(nr_moves * HIDDEN)?;
        let upper = Upper::new(&weights, &r.floats(nr_moves)?);
        let names = r.texts()?;
        if names.len() != nr_moves {
            return Err(r.shape("a name for each move"));
        }
        Ok((Self { reduce, places, bias, absent, upper }, names))
    }

    pub(crate) fn nr_places(&self) -> usize {
        self.absent.len()
    }

    /// Adds the reduced vectors of the rows of `x` to `out`, 64 numbers each.
    pub(crate) fn reduce(
        &self,
        x: &[f32],
        rows: Rows<'_>,
        count: usize,
        scratch: &mut Vec<f32>,
        out: &mut Vec<f32>,
    ) {
        let width = self.reduce.width();
        scratch.resize(count * width, 0.0);
        kernels::linear(&self.reduce, x, rows, scratch, width);
        scratch.chunks_exact(width).for_each(|row| out.extend_from_slice(&row[..HIDDEN]));
    }

    /// Begins a text whose reduced vectors are `reduced`.
    pub(crate) fn begin<'a>(&'a self, reduced: &'a [f32], memory: &'a mut Contributions) -> Run<'a> {
        let words = reduced.len() / HIDDEN;
        let width = self.places.width();
        let kept = words.next_multiple_of(AHEAD).min(KEPT);
        memory.sums.resize(memory.sums.len().max(kept * width), 0.0);
        memory.far.resize(MAX_PLACES * width, 0.0);
        Run { scorer: self, reduced, memory, kept, filled: 0, words }
    }
}

/// Where column `c` of our order stands in the model's: units in twos there, first halves then second halves here.
fn piece_order(c: usize) -> usize {
    let (place, c) = (c / SUMS, c % SUMS);
    place * SUMS + (c % HIDDEN) * 2 + c / HIDDEN
}

/// Words whose contributions are kept, and words worked out at a time. A word further back than is kept is worked
/// out again when it is looked at; that bounds the memory a long text takes.
const KEPT: usize = 2048;
const AHEAD: usize = 64;

/// What words contribute from every place; memory that texts share.
#[derive(Default)]
pub(crate) struct Contributions {
    sums: Vec<f32>,
    far: Vec<f32>,
}

/// The scoring of one text.
pub(crate) struct Run<'a> {
    scorer: &'a Scorer,
    reduced: &'a [f32],
    memory: &'a mut Contributions,
    kept: usize,
    /// Words worked out so far; the last `kept` of them are there.
    filled: usize,
    words: usize,
}

impl Run<'_> {
    /// The best move that `mask` allows with `words` at the places.
    pub(crate) fn best<const N: usize>(&mut self, words: [Option<u32>; N], mask: &Scores) -> Option<usize> {
        while words.iter().flatten().any(|&w| w as usize >= self.filled) && self.filled < self.words {
            self.fill();
        }
        let width = self.scorer.places.width();
        for (place, word) in words.iter().enumerate() {
            if let Some(word) = word.map(|w| w as usize).filter(|w| self.is_far(*w)) {
                let far = &mut self.memory.far[place * width..][..width];
                kernels::linear(&self.scorer.places, &self.reduced[word * HIDDEN..], ONE, far, width);
            }
        }
        let parts: [&[f32; SUMS]; N] = std::array::from_fn(|place| match words[place] {
            None => &self.scorer.absent[place],
            Some(word) => {
                let word = word as usize;
                let row = match self.is_far(word) {
                    true => &self.memory.far[place * width..],
                    false => &self.memory.sums[word % self.kept * width..],
                };
                &row.as_chunks::<SUMS>().0[place]
            }
        });
        kernels::best_move(&parts, &self.scorer.bias, &self.scorer.upper, mask)
    }

    fn is_far(&self, word: usize) -> bool {
        word + self.kept < self.filled
    }

    /// Works out the next words; a batch never wraps around what is kept.
    fn fill(&mut self) {
        let width = self.scorer.places.width();
        let count = (self.words - self.filled).min(AHEAD);
        let rows = Rows::Every { stride: HIDDEN, count };
        let out = &mut self.memory.sums[self.filled % self.kept * width..];
        kernels::linear(&self.scorer.places, &self.reduced[self.filled * HIDDEN..], rows, out, width);
        self.filled += count;
    }
}

const ONE: Rows<'static> = Rows::Every { stride: HIDDEN, count: 1 };

/// A mask that allows the moves `allowed` says.
pub(crate) fn mask(moves: usize, allowed: impl Fn(usize) -> bool) -> Scores {
    std::array::from_fn(|m| if m < moves && allowed(m) { 0.0 } else { f32::NEG_INFINITY })
}
