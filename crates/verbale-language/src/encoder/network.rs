//! The network: BERT's encoder (Devlin et al., 2019) at MiniLM's size (Wang et al., 2020), inference only.
//!
//! Sequences go through the layers side by side in one matrix without padding; only attention looks at them one by
//! one. Every row's result depends on its own sequence alone, so it does not matter what runs beside it.

use super::file::{Header, Numbers, Tensors};
use super::{Precision, pieces::Pieces};
use crate::kernels::bytes::{self, PackedBytes, Rounded};
use crate::kernels::rows::{self, COLUMNS, Weights};
use crate::kernels::{self, Norm, Packed, Rows};
use crate::model::{ModelError, Reader};
use std::ops::Range;

/// Numbers in a lane and columns in a tile: sizes are whole numbers of these.
const STEP: usize = 48;

/// Rows that go through the wide middle of a layer together.
const FEW: usize = 64;

/// So many numbers of memory that only ever grows. What they are is left from before.
fn room(memory: &mut Vec<f32>, numbers: usize) -> &mut [f32] {
    if memory.len() < numbers {
        memory.resize(numbers, 0.0);
    }
    &mut memory[..numbers]
}

/// A product's weights in either precision.
pub(super) enum Dense {
    Floats(Packed),
    Bytes(PackedBytes),
}

impl Dense {
    fn read(
        tensors: &mut Tensors<'_>,
        name: &str,
        (outputs, inputs): (usize, usize),
        precision: Precision,
        factor: impl Fn(usize) -> f32,
    ) -> Result<Self, ModelError> {
        let weights = tensors.take(&format!("{name}.weight"), &[outputs, inputs])?;
        let bias = tensors.vector(&format!("{name}.bias"), outputs)?;
        Ok(Self::new(weights, bias, inputs, precision, factor))
    }

    /// Packs weights of `inputs` numbers for each output; `factor` scales an output.
    pub(super) fn new(
        weights: Numbers,
        mut bias: Vec<f32>,
        inputs: usize,
        precision: Precision,
        factor: impl Fn(usize) -> f32,
    ) -> Self {
        bias.iter_mut().enumerate().for_each(|(i, bias)| *bias *= factor(i));
        match precision {
            Precision::F32 => {
                let mut weights = weights.floats(inputs);
                let rows = weights.chunks_exact_mut(inputs).enumerate();
                rows.for_each(|(i, row)| row.iter_mut().for_each(|w| *w *= factor(i)));
                Dense::Floats(Packed::linear(&weights, &bias, bias.len(), inputs, |c| c))
            }
            Precision::Int8 => {
                let (weights, mut scales) = weights.bytes(inputs);
                scales.iter_mut().enumerate().for_each(|(i, scale)| *scale *= factor(i));
                Dense::Bytes(PackedBytes::new(&weights, &scales, &bias, inputs))
            }
        }
    }

    /// Numbers in a row of a product: the outputs, filled up to whole tiles.
    pub(super) fn width(&self) -> usize {
        match self {
            Dense::Floats(w) => w.width(),
            Dense::Bytes(w) => w.width(),
        }
    }

    /// Multiplies rows of `inputs` numbers.
    pub(super) fn product<'o>(
        &self,
        x: &[f32],
        inputs: usize,
        rounded: &mut Rounded,
        out: &'o mut Vec<f32>,
    ) -> &'o mut [f32] {
        let count = x.len() / inputs;
        match self {
            Dense::Floats(w) => {
                let out = room(out, count * w.width());
                kernels::linear(w, x, Rows::Every { stride: inputs, count }, out, w.width());
                out
            }
            Dense::Bytes(w) => {
                let out = room(out, count * w.width());
                rounded.fill(x, inputs);
                bytes::product(w, rounded, out);
                out
            }
        }
    }
}

/// A table of vectors.
enum Table {
    Floats(Vec<f32>),
    Bytes(Vec<i8>, Vec<f32>),
}

impl Table {
    /// Adds vector `row` to `x`.
    fn add(&self, row: usize, x: &mut [f32]) {
        let at = row * x.len()..(row + 1) * x.len();
        match self {
            Table::Floats(vectors) => x.iter_mut().zip(&vectors[at]).for_each(|(x, v)| *x += v),
            Table::Bytes(vectors, scales) => {
                x.iter_mut().zip(&vectors[at]).for_each(|(x, &v)| *x += f32::from(v) * scales[row]);
            }
        }
    }
}

struct Layer {
    qkv: Dense,
    out: Dense,
    norm1: Norm,
    up: Dense,
    down: Dense,
    norm2: Norm,
}

/// The tables and layers of one model.
pub(crate) struct Network {
    width: usize,
    inner: usize,
    heads: usize,
    epsilon: f32,
    words: Table,
    positions: Vec<f32>,
    features: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Network {
    pub(crate) fn read(
        header: &Header,
        vocabulary: usize,
        tensors: &mut Tensors<'_>,
        precision: Precision,
        r: &Reader<'_>,
    ) -> Result<Self, ModelError> {
        let &Header { width, inner, heads, layers: count, positions, features, epsilon, .. } = header;
        let fit = width.is_multiple_of(STEP) && inner.is_multiple_of(STEP) && width * inner > 0;
        if !fit || heads == 0 || !width.is_multiple_of(heads * COLUMNS) || positions < 4 {
            return Err(r.shape("sizes this build can pack"));
        }
        let norm = |tensors: &mut Tensors<'_>, name: &str| -> Result<Norm, ModelError> {
            let scale = tensors.vector(&format!("{name}.weight"), width)?;
            Ok(Norm::new(&scale, &tensors.vector(&format!("{name}.bias"), width)?))
        };
        let words = match (tensors.take("words", &[vocabulary, width])?, precision) {
            (numbers @ Numbers::Floats(_), Precision::F32) => Table::Floats(numbers.floats(width)),
            (numbers, _) => {
                let (bytes, scales) = numbers.bytes(width);
                Table::Bytes(bytes, scales)
            }
        };
        let extra = match features {
            0 => Vec::new(),
            n => tensors.take("features", &[n, width])?.floats(width),
        };
        let mut layers = Vec::new();
        // Questions are scaled once here rather than their scores each time.
        let small = 1.0 / ((width / heads) as f32).sqrt();
        for i in 0..count {
            let name = |part: &str| format!("layers.{i}.{part}");
            let mut dense = |part: &str, shape| Dense::read(tensors, &name(part), shape, precision, |_| 1.0);
            let (out, up, down) =
                (dense("out", (width, width))?, dense("up", (inner, width))?, dense("down", (width, inner))?);
            let scaled = |c: usize| if c < width { small } else { 1.0 };
            layers.push(Layer {
                qkv: Dense::read(tensors, &name("qkv"), (3 * width, width), precision, scaled)?,
                norm1: norm(tensors, &name("norm1"))?,
                norm2: norm(tensors, &name("norm2"))?,
                out,
                up,
                down,
            });
        }
        Ok(Self {
            positions: tensors.take("positions", &[positions, width])?.floats(width),
            norm: norm(tensors, "norm")?,
            features: extra,
            width,
            inner,
            heads,
            epsilon,
            words,
            layers,
        })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Pieces that fit into one run of the network.
    pub(crate) fn longest(&self) -> usize {
        self.positions.len() / self.width
    }

    /// Runs parts of sequences, each at most [`Network::longest`] long. Of their rows, one part after the other, those
    /// of `kept` are in [`Work::states`]; it is in order.
    pub(crate) fn run(&self, parts: &[(&Pieces, Range<usize>)], kept: &[usize], work: &mut Work) {
        self.embed(parts, work);
        let Work { x, y, hidden, rounded, attention, sequences } = work;
        for (i, layer) in self.layers.iter().enumerate() {
            let qkv = layer.qkv.product(x, self.width, rounded, hidden);
            if i + 1 == self.layers.len() {
                // From here on no row looks at another, so the others need not be worked out.
                only(sequences, kept);
                kept.iter().enumerate().for_each(|(to, &from)| {
                    x.copy_within(from * self.width..(from + 1) * self.width, to * self.width);
                });
                x.truncate(kept.len() * self.width);
            }
            let mixed = room(y, x.len());
            attention.run(qkv, self.width, self.heads, sequences, mixed);
            let out = layer.out.product(mixed, self.width, rounded, hidden);
            rows::add_and_norm(x, out, &layer.norm1, self.epsilon);
            // Few rows at a time, so that the widest ones stay near.
            for x in x.chunks_mut(FEW * self.width) {
                let inner = layer.up.product(x, self.width, rounded, hidden);
                rows::gelu(inner);
                let out = layer.down.product(inner, self.inner, rounded, y);
                rows::add_and_norm(x, out, &layer.norm2, self.epsilon);
            }
        }
    }

    fn embed(&self, parts: &[(&Pieces, Range<usize>)], work: &mut Work) {
        let Work { x, y, sequences, .. } = work;
        let count = parts.iter().map(|(_, range)| range.len()).sum::<usize>();
        x.clear();
        x.resize(count * self.width, 0.0);
        y.clear();
        y.resize(count * self.width, 0.0);
        let places =
            parts.iter().flat_map(|(pieces, range)| range.clone().enumerate().map(move |p| (pieces, p)));
        for ((pieces, (position, i)), x) in places.zip(x.chunks_exact_mut(self.width)) {
            let add = |x: &mut [f32], vectors: &[f32], row: usize| {
                if let Some(vector) = vectors.chunks_exact(self.width).nth(row) {
                    x.iter_mut().zip(vector).for_each(|(x, v)| *x += v);
                }
            };
            self.words.add(pieces.ids()[i] as usize, x);
            add(x, &self.positions, position);
            if !self.features.is_empty() {
                let feature = pieces.features()[i] as usize;
                add(x, &self.features, if feature * self.width < self.features.len() { feature } else { 0 });
            }
        }
        rows::add_and_norm(x, y, &self.norm, self.epsilon);
        let mut start = 0;
        sequences.clear();
        sequences.extend(parts.iter().map(|(_, range)| {
            let rows = start..start + range.len();
            start = rows.end;
            Sequence { asked: rows.clone().collect(), rows }
        }));
    }
}

/// Where a sequence stands among the rows, and for which of them attention is worked out.
struct Sequence {
    rows: Range<usize>,
    asked: Vec<usize>,
}

/// Asks for these rows only; they are in order.
fn only(sequences: &mut [Sequence], mut kept: &[usize]) {
    for sequence in sequences {
        let here = kept.partition_point(|&row| row < sequence.rows.end);
        sequence.asked = kept[..here].to_vec();
        kept = &kept[here..];
    }
}

/// Memory for one run after another.
#[derive(Default)]
pub(crate) struct Work {
    x: Vec<f32>,
    y: Vec<f32>,
    hidden: Vec<f32>,
    rounded: Rounded,
    attention: Attention,
    sequences: Vec<Sequence>,
}

impl Work {
    /// The rows of the last run.
    pub(crate) fn states(&self) -> &[f32] {
        &self.x
    }
}

/// Memory for attention.
#[derive(Default)]
struct Attention {
    keys: Packed,
    scores: Vec<f32>,
    factors: Vec<f32>,
    offsets: Vec<u32>,
}

impl Attention {
    /// Mixes each sequence's values by how well its questions and keys agree. A row of `qkv` has all heads'
    /// questions, then keys, then values; a row of `out` is for one that is asked.
    fn run(&mut self, qkv: &[f32], width: usize, heads: usize, sequences: &[Sequence], out: &mut [f32]) {
        let (size, stride) = (width / heads, 3 * width);
        let mut start = 0;
        for Sequence { rows: of, asked } in sequences {
            let len = of.len();
            let sequence = &qkv[of.start * stride..of.end * stride];
            self.factors.resize(asked.len(), 0.0);
            self.offsets.clear();
            self.offsets.extend(asked.iter().map(|row| ((row - of.start) * stride) as u32));
            for at in (0..width).step_by(size) {
                let (questions, keys, values) =
                    (&sequence[at..], &sequence[width + at..], &sequence[2 * width + at..]);
                self.keys.fill(keys, stride, size);
                let across = self.keys.width();
                let scores = room(&mut self.scores, asked.len() * across);
                kernels::linear(&self.keys, questions, Rows::At(&self.offsets), scores, across);
                rows::softmax(scores, across, len, &mut self.factors);
                let weights = Weights { rows: scores, stride: across, len, factors: &self.factors };
                for column in (0..size).step_by(COLUMNS) {
                    let Some(out) = out.get_mut(start * width + at + column..) else { break };
                    rows::mix(&weights, &values[column..], stride, out, width);
                }
            }
            start += asked.len();
        }
    }
}
