//! The encoder's part of a model file: a header in JSON and the tensors it lists.
//!
//! A tensor is 32-bit floats, or signed bytes followed by one 32-bit scale for each row. `models/convert_encoder.py`
//! writes it.

use crate::model::{ModelError, Reader};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The header: the network's sizes, what it gives, where its numbers are.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) width: usize,
    pub(crate) inner: usize,
    pub(crate) heads: usize,
    pub(crate) layers: usize,
    pub(crate) positions: usize,
    pub(crate) features: usize,
    pub(crate) epsilon: f32,
    #[serde(default)]
    pieces_a_word: usize,
    #[serde(default)]
    pub(crate) settings: serde_json::Value,
    pub(crate) outputs: Vec<Output>,
    pub(crate) tensors: Vec<Listed>,
}

/// How a model reads words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// Pieces of one word that are read; the rest of a longer one is left out.
    pub(crate) pieces: usize,
    /// Whether letter case and quotation marks stand beside the pieces.
    pub(crate) case_and_quotes: bool,
}

impl Header {
    pub(crate) fn reading(&self) -> Reading {
        let pieces = if self.pieces_a_word > 0 { self.pieces_a_word } else { usize::MAX };
        Reading { pieces, case_and_quotes: self.features == super::features::COUNT }
    }
}

/// A head as the header describes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) kind: super::HeadKind,
    #[serde(default)]
    pub(crate) pool: super::head::Pool,
    pub(crate) labels: Vec<String>,
    pub(crate) layers: Vec<OutputLayer>,
}

/// One layer of a head, its tensors by name.
#[derive(Debug, Deserialize)]
pub(crate) struct OutputLayer {
    pub(crate) weight: String,
    pub(crate) bias: String,
    #[serde(default)]
    pub(crate) activation: super::head::Activation,
}

/// A tensor as the header lists it.
#[derive(Debug, Deserialize)]
pub(crate) struct Listed {
    name: String,
    shape: Vec<usize>,
    kind: Kind,
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    F32,
    Int8,
}

/// The numbers of a tensor.
pub(crate) enum Numbers {
    Floats(Vec<f32>),
    /// Bytes, and what one of a row's is worth.
    Bytes(Vec<i8>, Vec<f32>),
}

impl Numbers {
    /// As floats, whatever the file has; `width` numbers a row.
    pub(crate) fn floats(self, width: usize) -> Vec<f32> {
        match self {
            Numbers::Floats(floats) => floats,
            Numbers::Bytes(bytes, scales) => {
                let rows = bytes.chunks_exact(width).zip(scales);
                rows.flat_map(|(row, scale)| row.iter().map(move |&b| f32::from(b) * scale)).collect()
            }
        }
    }

    /// As bytes with a scale for each row of `width` numbers.
    pub(crate) fn bytes(self, width: usize) -> (Vec<i8>, Vec<f32>) {
        match self {
            Numbers::Bytes(bytes, scales) => (bytes, scales),
            Numbers::Floats(floats) => {
                let mut bytes = Vec::with_capacity(floats.len());
                let scales = floats.chunks_exact(width).map(|row| {
                    let most = row.iter().fold(0.0f32, |most, x| most.max(x.abs()));
                    let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
                    bytes.extend(row.iter().map(|x| (x / scale).round_ties_even() as i8));
                    scale
                });
                let scales = scales.collect();
                (bytes, scales)
            }
        }
    }
}

/// The tensors of a file, by name.
pub(crate) struct Tensors<'a> {
    listed: BTreeMap<String, (Vec<usize>, Kind, &'a [u8])>,
    section: Reader<'a>,
}

impl<'a> Tensors<'a> {
    /// Finds the bytes of each tensor in its section.
    pub(crate) fn new(mut section: Reader<'a>, header: &mut Header) -> Result<Self, ModelError> {
        let bytes = section.rest();
        let mut listed = BTreeMap::new();
        for Listed { name, shape, kind, at } in header.tensors.drain(..) {
            let count = shape.iter().try_fold(1usize, |n, &size| n.checked_mul(size));
            let size = count.and_then(|n| match kind {
                Kind::F32 => n.checked_mul(4),
                Kind::Int8 => n.checked_add(shape.first()?.checked_mul(4)?),
            });
            let data = size.and_then(|size| bytes.get(at..)?.get(..size));
            let data = data.ok_or_else(|| section.shape("tensors inside their section"))?;
            listed.insert(name, (shape, kind, data));
        }
        Ok(Self { listed, section })
    }

    /// A tensor that must have this shape.
    pub(crate) fn take(&mut self, name: &str, shape: &[usize]) -> Result<Numbers, ModelError> {
        match self.listed.remove(name) {
            Some((found, kind, data)) if found == shape => Ok(read(&found, kind, data)),
            _ => Err(self.section.shape("the tensors of its layers, in their shapes")),
        }
    }

    /// A tensor of one dimension.
    pub(crate) fn vector(&mut self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        Ok(self.take(name, &[len])?.floats(len.max(1)))
    }

    /// The shape of a tensor.
    pub(crate) fn shape(&self, name: &str) -> Option<&[usize]> {
        self.listed.get(name).map(|(shape, ..)| shape.as_slice())
    }

    /// All that nobody took, as floats with their shapes.
    pub(crate) fn rest(self) -> BTreeMap<String, (Vec<usize>, Vec<f32>)> {
        let floats = |(shape, kind, data): (Vec<usize>, Kind, &[u8])| {
            let width = shape.iter().skip(1).product::<usize>().max(1);
            let numbers = read(&shape, kind, data).floats(width);
            (shape, numbers)
        };
        self.listed.into_iter().map(|(name, tensor)| (name, floats(tensor))).collect()
    }
}

fn read(shape: &[usize], kind: Kind, data: &[u8]) -> Numbers {
    let floats = |data: &[u8]| data.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
    match kind {
        Kind::F32 => Numbers::Floats(floats(data)),
        Kind::Int8 => {
            let (bytes, scales) = data.split_at(shape.iter().product());
            Numbers::Bytes(bytes.iter().map(|&b| b.cast_signed()).collect(), floats(scales))
        }
    }
}
