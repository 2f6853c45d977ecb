//! What stands on top of the encoder: layers that turn states into a number for each label.
//!
//! Heads only score; what is made of the numbers (the best path, a threshold) is decided where they are used.

use super::file::{Output, Tensors};
use super::network::Dense;
use super::{Precision, States};
use crate::kernels::bytes::Rounded;
use crate::kernels::rows;
use crate::model::{ModelError, Reader};
use serde::Deserialize;

/// What a head looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadKind {
    /// Each piece's state: one row of numbers for each piece.
    Tokens,
    /// One vector for the whole sequence: one row.
    Sequence,
}

/// The vector that stands for a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pool {
    /// The state of the first piece.
    First,
    /// The mean of all pieces' states.
    #[default]
    Mean,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Activation {
    #[default]
    None,
    Gelu,
    Tanh,
    Relu,
}

impl Activation {
    fn apply(self, x: &mut [f32]) {
        match self {
            Activation::None => {}
            Activation::Gelu => rows::gelu(x),
            Activation::Tanh => x.iter_mut().for_each(|x| *x = x.tanh()),
            Activation::Relu => x.iter_mut().for_each(|x| *x = x.max(0.0)),
        }
    }
}

struct Layer {
    weights: Dense,
    inputs: usize,
    outputs: usize,
    activation: Activation,
}

/// Outputs from which on a layer is worth rounding; smaller ones are scores, and little work.
const WIDE: usize = 192;
/// A layer that is rounded has a whole number of these inputs.
const STEP: usize = 16;

/// One head of a model: a task's labels and the layers that score them.
pub struct Head {
    name: String,
    kind: HeadKind,
    pool: Pool,
    labels: Vec<String>,
    layers: Vec<Layer>,
}

impl Head {
    /// Takes a head's tensors out of the file.
    pub(crate) fn read(
        output: Output,
        precision: Precision,
        tensors: &mut Tensors<'_>,
        r: &Reader<'_>,
    ) -> Result<Self, ModelError> {
        let Output { name, kind, pool, labels, layers: described } = output;
        let (mut layers, mut before): (Vec<Layer>, Option<usize>) = (Vec::new(), None);
        for layer in described {
            let Some(&[outputs, inputs]) = tensors.shape(&layer.weight) else {
                return Err(r.shape("weights of two dimensions for each head"));
            };
            if inputs == 0 || outputs == 0 || before.is_some_and(|before| before != inputs) {
                return Err(r.shape("heads' layers that follow from one another"));
            }
            let round = outputs >= WIDE && inputs.is_multiple_of(STEP);
            let weights = Dense::new(
                tensors.take(&layer.weight, &[outputs, inputs])?,
                tensors.vector(&layer.bias, outputs)?,
                inputs,
                if round { precision } else { Precision::F32 },
                |_| 1.0,
            );
            layers.push(Layer { weights, inputs, outputs, activation: layer.activation });
            before = Some(outputs);
        }
        if before != Some(labels.len()) {
            return Err(r.shape("a label for each of a head's numbers"));
        }
        Ok(Self { name, kind, pool, labels, layers })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it looks at.
    pub fn kind(&self) -> HeadKind {
        self.kind
    }

    /// What its numbers stand for.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Numbers in one row of its input: the encoder's width, or several times that for a head over joined vectors.
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs
    }

    /// Scores a sequence: a row for each piece, or one row.
    ///
    /// A head over joined vectors gives no rows here: give those vectors to [`Head::score`].
    pub fn logits(&self, states: &States) -> Logits {
        if states.width() != self.inputs() {
            return self.score(&[]);
        }
        match (self.kind, self.pool) {
            (HeadKind::Tokens, _) => self.score(states.values()),
            (HeadKind::Sequence, Pool::First) => self.score(states.row(0)),
            (HeadKind::Sequence, Pool::Mean) => self.score(&states.mean_pooled()),
        }
    }

    /// Scores rows of [`Head::inputs`] numbers; what is left over at the end is not looked at.
    pub fn score(&self, x: &[f32]) -> Logits {
        let count = x.len() / self.inputs();
        let mut values = x[..count * self.inputs()].to_vec();
        let (mut rounded, mut made) = (Rounded::default(), Vec::new());
        for layer in &self.layers {
            let made = layer.weights.product(&values, layer.inputs, &mut rounded, &mut made);
            let rows = made.chunks_exact(layer.weights.width());
            values = rows.flat_map(|row| &row[..layer.outputs]).copied().collect();
            layer.activation.apply(&mut values);
        }
        Logits { values, labels: self.labels.len() }
    }
}

/// A head's numbers: rows with one for each label.
#[derive(Debug, Clone, PartialEq)]
pub struct Logits {
    values: Vec<f32>,
    labels: usize,
}

impl Logits {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.labels.max(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.labels.max(1))
    }

    /// The label with the highest number in each row, the first of equals.
    pub fn best(&self) -> impl ExactSizeIterator<Item = usize> {
        self.rows().map(|row| {
            let better = |best: usize, i: usize| if row[i] > row[best] { i } else { best };
            (1..row.len()).fold(0, better)
        })
    }
}
