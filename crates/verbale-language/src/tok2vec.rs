//! Word forms → vectors that know their neighbours: hashed embeddings, a mixing layer, four convolutions.
//!
//! A form's vector before the convolutions depends on the form alone (Miranda et al., *Multi hash embeddings in
//! spaCy*, 2022), so it is worked out once for each form. Each convolution looks one word to either side; beyond
//! both ends of a text the network sees four rows of zeros that pass through the layers like words.

use crate::hash::row_keys;
pub(crate) use crate::kernels::WIDTH;
use crate::kernels::{self, ENTRY, Layer, Norm, Residual, Rows, Window, WindowLayer};
use crate::model::{ModelError, Reader};
use std::ops::Range;

/// Convolutions, and so the words to either side that a word's vector depends on.
pub(crate) const DEPTH: usize = 4;

struct Table {
    seed: u32,
    rows: u32,
    vectors: Vec<f32>,
}

/// One embedding and encoding network.
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    mix: Layer,
    first: WindowLayer,
    encode: Vec<Layer>,
}

impl Tok2Vec {
    /// Reads a network over `columns` feature numbers.
    pub(crate) fn read(mut r: Reader<'_>, columns: usize) -> Result<Self, ModelError> {
        let r = &mut r;
        let mut tables = Vec::new();
        for _ in 0..r.count()? {
            let (seed, rows, width) = (r.u32()?, r.u32()?, r.count()?);
            if width != WIDTH || rows == 0 {
                return Err(r.shape("tables 96 wide"));
            }
            tables.push(Table { seed, rows, vectors: r.floats(rows as usize * WIDTH)? });
        }
        let layers = r.count()?;
        if layers != 1 + DEPTH || tables.len() != columns {
            return Err(r.shape("a table for each feature, one mixing and four window layers"));
        }
        let inputs = tables.len() * WIDTH;
        let (weights, bias, norm) = read_layer(r, inputs)?;
        let mix = Layer::new(&weights, &bias, inputs, norm);
        let (weights, bias, norm) = read_layer(r, 3 * WIDTH)?;
        let first = WindowLayer::new(&weights, &bias, norm);
        let mut encode = Vec::new();
        for _ in 1..DEPTH {
            let (weights, bias, norm) = read_layer(r, 3 * WIDTH)?;
            encode.push(Layer::new(&weights, &bias, 3 * WIDTH, norm));
        }
        Ok(Self { tables, mix, first, encode })
    }

    /// Numbers in one form's embeddings.
    pub(crate) fn inputs(&self) -> usize {
        self.tables.len() * WIDTH
    }

    /// Adds the summed embeddings of one form's feature numbers to `out`.
    pub(crate) fn embed(&self, ids: impl Iterator<Item = u64>, out: &mut Vec<f32>) {
        let start = out.len();
        out.resize(start + self.inputs(), 0.0);
        for ((table, id), out) in self.tables.iter().zip(ids).zip(out[start..].as_chunks_mut::<WIDTH>().0) {
            let rows = row_keys(id, table.seed).map(|key| (key % table.rows) as usize);
            kernels::gather(&table.vectors, rows, out);
        }
    }

    /// Mixes embeddings into one vector each and adds to `out` what the convolutions need of it.
    pub(crate) fn mix(&self, embedded: &[f32], mixed: &mut Vec<f32>, out: &mut Vec<f32>) {
        let stride = self.inputs();
        let count = embedded.len() / stride;
        mixed.resize(count * WIDTH, 0.0);
        kernels::layer(&self.mix, embedded, Rows::Every { stride, count }, Residual::No, mixed);
        let start = out.len();
        out.resize(start + count * ENTRY, 0.0);
        self.first.entries(mixed, &mut out[start..]);
    }

    /// Runs the convolutions over a block, whose words' entries are in `entries`. The words' rows of the result are
    /// those of [`Block::vectors`].
    pub(crate) fn encode(&self, entries: &[f32], block: &mut Block) {
        let numbers = block.entries.len() * WIDTH;
        block.x.resize(numbers, 0.0);
        block.y.resize(numbers, 0.0);
        let window = |&row: &u32| {
            let middle = row as usize + 1;
            let entries = std::array::from_fn(|i| block.entries[middle - 1 + i]);
            Window { entries, to: (middle * WIDTH) as u32 }
        };
        block.windows.clear();
        block.windows.extend(block.rows[0].iter().map(window));
        kernels::windows(&self.first, entries, &block.windows, &mut block.x);
        for (layer, rows) in self.encode.iter().zip(&mut block.rows[1..]) {
            rows.iter_mut().for_each(|row| *row *= WIDTH as u32);
            kernels::layer(layer, &block.x, Rows::At(rows), Residual::Middle, &mut block.y);
            std::mem::swap(&mut block.x, &mut block.y);
        }
    }
}

/// Weights, biases and normalisation of a layer.
fn read_layer(r: &mut Reader<'_>, inputs: usize) -> Result<(Vec<f32>, Vec<f32>, Norm), ModelError> {
    if (r.count()?, r.count()?, r.count()?) != (WIDTH, 3, inputs) {
        return Err(r.shape("layers of 96 outputs in three pieces"));
    }
    let weights = r.floats(WIDTH * 3 * inputs)?;
    let bias = r.floats(WIDTH * 3)?;
    Ok((weights, bias, Norm::new(&r.floats(WIDTH)?, &r.floats(WIDTH)?)))
}

/// Words that go through the convolutions together, from one or more texts, each between rows of zeros. A long text
/// is cut: a piece then has the text's own words around it where another has zeros.
#[derive(Default)]
pub(crate) struct Block {
    x: Vec<f32>,
    y: Vec<f32>,
    /// Numbers of the rows' entries, [`ZEROS`] between texts.
    entries: Vec<u32>,
    windows: Vec<Window>,
    /// For each convolution the first rows of its windows.
    rows: [Vec<u32>; DEPTH],
    /// Where the words' rows begin.
    words: Vec<u32>,
    ends_in_zeros: bool,
}

/// The number of the entry that is all zeros.
pub(crate) const ZEROS: u32 = 0;

impl Block {
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.rows.iter_mut().for_each(Vec::clear);
        self.words.clear();
        self.ends_in_zeros = false;
    }

    /// Words in the block.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Adds the words `range` of a text of `len` words; `entry` gives the number of a word's entry.
    pub(crate) fn add(&mut self, range: Range<usize>, len: usize, entry: impl Fn(usize) -> u32) {
        if self.ends_in_zeros && range.start == 0 {
            // The zeros that end the last text begin this one, which needs them nearer to it too.
            (1..DEPTH).for_each(|distance| {
                self.need(self.entries.len() - distance, distance, DEPTH + 1 - distance)
            });
        } else {
            let before = |i: usize| (range.start + i).checked_sub(DEPTH);
            (0..DEPTH).for_each(|i| self.row(before(i).map_or(ZEROS, &entry), DEPTH - i));
        }
        range.clone().for_each(|i| self.row(entry(i), 0));
        let after = |i: usize| Some(range.end + i).filter(|&i| i < len);
        (0..DEPTH).for_each(|i| self.row(after(i).map_or(ZEROS, &entry), i + 1));
        self.ends_in_zeros = range.end == len;
    }

    /// Adds a row that is `distance` rows away from the words the block is for.
    fn row(&mut self, entry: u32, distance: usize) {
        let row = self.entries.len();
        self.entries.push(entry);
        if distance == 0 {
            self.words.push((row * WIDTH) as u32);
        }
        self.need(row, distance, usize::MAX);
    }

    /// Notes the convolutions after which a row is still looked at: those that leave at least `distance` more. It is
    /// noted already for those that a row `known` away needs.
    fn need(&mut self, row: usize, distance: usize, known: usize) {
        for (i, rows) in self.rows.iter_mut().enumerate() {
            let left = DEPTH - 1 - i;
            if distance <= left && known > left {
                rows.push(row as u32 - 1);
            }
        }
    }

    /// The words' vectors, after [`Tok2Vec::encode`].
    pub(crate) fn vectors(&self) -> (&[f32], Rows<'_>) {
        (&self.x, Rows::At(&self.words))
    }
}
