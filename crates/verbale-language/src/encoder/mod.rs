//! A small BERT over word pieces: text → one vector a piece, and the task heads a model file carries.
//!
//! The model is MiniLM-L6 (six layers, 384 wide), published or fine-tuned, in a file that `models/convert_encoder.py`
//! writes. It runs in 32-bit floats or, three times as fast, in bytes: weights rounded once for each output, rows as
//! they come (dynamic quantisation). A sequence's vectors depend on that sequence alone, whatever is encoded beside
//! it. An encoder is shared between threads; memory for the work is kept by each thread.
//!
//! Not for: other languages (the vocabulary is English and lower case), training, text generation.

mod features;
mod file;
mod head;
mod letters;
mod network;
mod pieces;

pub use head::{Head, HeadKind, Logits};
pub use pieces::Pieces;

use crate::model::{Model, ModelError};
use file::{Header, Tensors};
use network::{Network, Work};
use pieces::Vocabulary;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use verbale_span::Span;

/// In which numbers the layers are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// 32-bit floats.
    F32,
    /// Bytes, with sums in 32-bit whole numbers.
    Int8,
}

/// A model: vocabulary, network and heads.
pub struct Encoder {
    vocabulary: Vocabulary,
    network: Network,
    heads: Vec<Head>,
    tensors: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
    settings: String,
    precision: Precision,
}

/// Rows that go through the network together: enough to use each weight often, few enough to stay near.
const ROWS: usize = 256;
/// Pieces on either side of a part of a long sequence that are read for its sake only.
const AROUND: usize = 64;

thread_local! {
    static WORK: RefCell<Work> = RefCell::default();
}

/// A part of a sequence that goes through the network: what is read, and of that what is kept.
struct Part<'p> {
    sequence: usize,
    pieces: &'p Pieces,
    read: Range<usize>,
    kept: &'p [usize],
}

impl Encoder {
    /// An encoder from the bytes of a model file, to run in bytes.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::load_with(bytes, Precision::Int8)
    }

    /// The same with a choice of precision. Weights the file has in the other one are converted.
    pub fn load_with(bytes: &[u8], precision: Precision) -> Result<Self, ModelError> {
        let model = Model::parse(bytes)?;
        let mut section = model.section("encoder")?;
        let json = section.text()?;
        let mut header: Header = serde_json::from_str(json).map_err(|_| section.shape("a header in JSON"))?;
        let (mut letters, mut words) = (model.section("letters")?, model.section("vocabulary")?);
        let vocabulary = Vocabulary::read(&mut letters, &mut words, header.reading())?;
        let mut tensors = Tensors::new(model.section("tensors")?, &mut header)?;
        let network = Network::read(&header, vocabulary.len(), &mut tensors, precision, &section)?;
        let heads =
            header.outputs.into_iter().map(|output| Head::read(output, precision, &mut tensors, &section));
        let heads = heads.collect::<Result<_, _>>()?;
        let settings = header.settings.to_string();
        Ok(Self { vocabulary, network, heads, tensors: tensors.rest(), settings, precision })
    }

    /// In which numbers it runs.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Numbers in a state.
    pub fn width(&self) -> usize {
        self.network.width()
    }

    /// The most pieces that see all of one another; longer sequences are read in parts that overlap.
    pub fn longest(&self) -> usize {
        self.network.longest()
    }

    /// One text as a sequence: the piece that begins, the text's, the piece that ends.
    pub fn tokens(&self, text: &str) -> Pieces {
        let mut pieces = self.begin();
        self.add_text(&mut pieces, text, 0);
        pieces
    }

    /// A sequence of words that are cut already; spans are bytes of `text`.
    pub fn tokens_of(&self, text: &str, words: impl IntoIterator<Item = Span>) -> Pieces {
        let mut pieces = self.begin();
        self.add_words(&mut pieces, text, words);
        pieces
    }

    /// A sequence without text yet.
    pub fn begin(&self) -> Pieces {
        let mut pieces = Pieces::default();
        self.vocabulary.begin(&mut pieces);
        pieces
    }

    /// Adds a text and the piece that ends it. Its spans are moved by `base`: where it begins in a larger one.
    pub fn add_text(&self, pieces: &mut Pieces, text: &str, base: usize) {
        self.vocabulary.text(text, base, pieces);
        self.vocabulary.end(pieces);
    }

    /// Adds words of a text and the piece that ends them.
    pub fn add_words(&self, pieces: &mut Pieces, text: &str, words: impl IntoIterator<Item = Span>) {
        self.vocabulary.words(text, words.into_iter(), pieces);
        self.vocabulary.end(pieces);
    }

    /// Adds pieces of another sequence and the piece that ends them: a part of a text is not cut into pieces again.
    pub fn add_pieces(&self, pieces: &mut Pieces, from: &Pieces, range: Range<usize>) {
        pieces.extend(from, range);
        self.vocabulary.end(pieces);
    }

    /// Works out the states of each sequence, in order.
    ///
    /// A sequence longer than [`Encoder::longest`] is read in parts, each with some pieces around it, so that every
    /// piece has a state; parts far from one another do not see each other.
    pub fn encode(&self, sequences: &[Pieces]) -> Vec<States> {
        let every: Vec<Vec<usize>> = sequences.iter().map(|pieces| (0..pieces.len()).collect()).collect();
        self.encode_at(sequences, &every)
    }

    /// Works out the states of some pieces of each sequence: those whose numbers `kept` lists for it, in order. They are
    /// what [`Encoder::encode`] gives for these pieces, for less work.
    pub fn encode_at(&self, sequences: &[Pieces], kept: &[Vec<usize>]) -> Vec<States> {
        let width = self.width();
        let of = |kept: &Vec<usize>| States { width, values: Vec::with_capacity(kept.len() * width) };
        let mut out: Vec<States> = kept.iter().map(of).collect();
        let parts: Vec<Part<'_>> = (sequences.iter().zip(kept).enumerate())
            .flat_map(|(i, (s, kept))| self.parts(i, s, kept))
            .collect();
        let mut rest = &parts[..];
        WORK.with_borrow_mut(|work| {
            while !rest.is_empty() {
                let mut rows = 0;
                let fits = |part: &&Part<'_>| {
                    rows += part.read.len();
                    rows <= ROWS
                };
                let (now, later) = rest.split_at(rest.iter().take_while(fits).count().max(1));
                self.run(now, work, &mut out);
                rest = later;
            }
        });
        out
    }

    fn run(&self, parts: &[Part<'_>], work: &mut Work, out: &mut [States]) {
        let read: Vec<_> = parts.iter().map(|part| (part.pieces, part.read.clone())).collect();
        let (mut kept, mut start) = (Vec::new(), 0);
        for part in parts {
            kept.extend(part.kept.iter().map(|i| start + i - part.read.start));
            start += part.read.len();
        }
        self.network.run(&read, &kept, work);
        let mut states = work.states();
        for part in parts {
            let (here, later) = states.split_at(part.kept.len() * self.width());
            out[part.sequence].values.extend_from_slice(here);
            states = later;
        }
    }

    /// The parts of a sequence, of which `kept` is wanted.
    fn parts<'p>(
        &self,
        sequence: usize,
        pieces: &'p Pieces,
        kept: &'p [usize],
    ) -> impl Iterator<Item = Part<'p>> + use<'p> {
        let (len, longest) = (pieces.len(), self.longest());
        let around = AROUND.min(longest / 4);
        let step = if len <= longest { len.max(1) } else { longest - 2 * around };
        (0..len).step_by(step).map(move |start| {
            let own = start..len.min(start + step);
            let read = own.start.saturating_sub(around)..len.min(own.end + around);
            let read = if len <= longest { own.clone() } else { read };
            let at = |piece: usize| kept.partition_point(|&i| i < piece);
            Part { sequence, pieces, read, kept: &kept[at(own.start)..at(own.end)] }
        })
    }

    /// The head of this name, where the model has one.
    pub fn head(&self, name: &str) -> Option<&Head> {
        self.heads.iter().find(|head| head.name() == name)
    }

    /// All heads.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// What the file carries for those who use its heads, as JSON; `null` where it carries nothing.
    pub fn settings(&self) -> &str {
        &self.settings
    }

    /// A tensor that the file carries for a decoder of its own: its shape and numbers.
    pub fn tensor(&self, name: &str) -> Option<(&[usize], &[f32])> {
        self.tensors.get(name).map(|(shape, numbers)| (shape.as_slice(), numbers.as_slice()))
    }
}

/// The states of one sequence: a row of numbers for each piece.
#[derive(Debug, Clone, PartialEq)]
pub struct States {
    width: usize,
    values: Vec<f32>,
}

impl States {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.width
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The row of piece `i`; empty where there is none.
    pub fn row(&self, i: usize) -> &[f32] {
        self.values.get(i * self.width..(i + 1) * self.width).unwrap_or(&[])
    }

    /// All rows, one after the other.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// These rows alone, in this order; those that do not exist are left out.
    pub fn select(&self, rows: impl IntoIterator<Item = usize>) -> States {
        let values = rows.into_iter().flat_map(|i| self.row(i)).copied().collect();
        States { width: self.width, values }
    }

    /// The mean of all rows.
    pub fn mean_pooled(&self) -> Vec<f32> {
        self.mean_of(0..self.len())
    }

    /// The mean of some rows; zeros where there is none.
    pub fn mean_of(&self, rows: Range<usize>) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        let count = rows.len().max(1) as f32;
        for i in rows {
            mean.iter_mut().zip(self.row(i)).for_each(|(mean, x)| *mean += x);
        }
        mean.iter_mut().for_each(|mean| *mean /= count);
        mean
    }
}

#[cfg(test)]
mod tests;
