//! The arithmetic: rows of numbers times packed weights.
//!
//! Four shapes cover the pipeline. A *layer* multiplies each row, takes the largest of three pieces, brings the
//! result to mean 0 and variance 1 and may add the row itself; a *window* does the same with products that are
//! there already; a *linear* map only multiplies; a *score* adds up what a few words contribute, takes the larger of
//! two halves and multiplies once more. All of them sum over the inputs in order, one row by itself, so that a
//! row's result never depends on the rows beside it.
//!
//! There are versions for AVX-512 and AVX2, chosen when the program runs, and a portable one. The wide ones round
//! once where the portable one rounds twice (fused multiply-add), so numbers may differ in the last bits; AVX-512
//! and AVX2 agree exactly. `VERBALE_SIMD` = `off`, `avx2` or `avx512` forbids what is above it.

pub(crate) mod bytes;
mod lanes;
mod portable;
pub(crate) mod rows;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::ops::Range;
use std::sync::OnceLock;

/// Numbers in one lane: what AVX-512 holds in a register.
pub(crate) const LANE: usize = 16;
/// Output columns of one tile: three lanes.
const TILE: usize = 3 * LANE;
/// Width of a layer's result.
pub(crate) const WIDTH: usize = 96;
/// Its lanes.
const LANES: usize = WIDTH / LANE;
/// Sums that go into a score, two for each hidden unit.
pub(crate) const SUMS: usize = 128;
/// Hidden units of a score.
pub(crate) const HIDDEN: usize = SUMS / 2;

#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(64))]
struct Lane([f32; LANE]);

/// Splits numbers into lanes, the last filled up with zeros.
fn lanes(numbers: &[f32]) -> Vec<Lane> {
    let lane = |chunk: &[f32]| {
        let mut lane = Lane([0.0; LANE]);
        lane.0[..chunk.len()].copy_from_slice(chunk);
        lane
    };
    numbers.chunks(LANE).map(lane).collect()
}

/// A weight matrix in tiles: for each tile, for each input, 48 columns.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    weights: Vec<Lane>,
    bias: Vec<Lane>,
    inputs: usize,
    tiles: usize,
}

impl Packed {
    /// Packs a maxout layer's `96 × 3 × inputs` weights: a tile is the three pieces of 16 outputs.
    fn maxout(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        Self::pack(weights, bias, WIDTH / LANE, inputs, |tile, j| {
            Some((tile * LANE + j % LANE) * 3 + j / LANE)
        })
    }

    /// Packs `outputs × inputs` weights; the last tile is filled up with zeros. `order` gives for each output
    /// column the row of `weights` it takes.
    pub(crate) fn linear(
        weights: &[f32],
        bias: &[f32],
        outputs: usize,
        inputs: usize,
        order: impl Fn(usize) -> usize,
    ) -> Self {
        let column = |tile: usize, j: usize| Some(tile * TILE + j).filter(|&c| c < outputs).map(&order);
        Self::pack(weights, bias, outputs.div_ceil(TILE), inputs, column)
    }

    fn pack(
        weights: &[f32],
        bias: &[f32],
        tiles: usize,
        inputs: usize,
        column: impl Fn(usize, usize) -> Option<usize>,
    ) -> Self {
        let mut packed = Vec::with_capacity(tiles * inputs * TILE);
        let mut biases = Vec::with_capacity(tiles * TILE);
        for tile in 0..tiles {
            let columns: Vec<Option<usize>> = (0..TILE).map(|j| column(tile, j)).collect();
            for input in 0..inputs {
                packed.extend(columns.iter().map(|c| c.map_or(0.0, |c| weights[c * inputs + input])));
            }
            biases.extend(columns.iter().map(|c| c.and_then(|c| bias.get(c)).copied().unwrap_or(0.0)));
        }
        Packed { weights: lanes(&packed), bias: lanes(&biases), inputs, tiles }
    }

    /// Packs the rows of a matrix that is there for one product as outputs, into memory that is there: `inputs` numbers
    /// of each row, `stride` from one row to the next, without a bias.
    pub(crate) fn fill(&mut self, rows: &[f32], stride: usize, inputs: usize) {
        let outputs = if rows.len() < inputs { 0 } else { (rows.len() - inputs) / stride + 1 };
        let tiles = outputs.div_ceil(TILE);
        (self.inputs, self.tiles) = (inputs, tiles);
        self.bias.clear();
        self.bias.resize(tiles * 3, Lane([0.0; LANE]));
        self.weights.resize(tiles * inputs * 3, Lane([0.0; LANE]));
        for column in 0..tiles * TILE {
            let (tile, lane, j) = (column / TILE, column % TILE / LANE, column % LANE);
            // Columns that no row fills are read by nobody.
            let row = &rows[column.min(outputs - 1) * stride..][..inputs];
            let weights = self.weights[tile * inputs * 3..].as_chunks_mut::<3>().0;
            for (lanes, number) in weights.iter_mut().zip(row) {
                lanes[lane].0[j] = *number;
            }
        }
    }

    /// Numbers in one row of [`linear`]'s result: the outputs, filled up to whole tiles.
    pub(crate) fn width(&self) -> usize {
        self.tiles * TILE
    }

    fn tile(&self, tile: usize) -> (&[Lane], &[Lane]) {
        (&self.weights[tile * self.inputs * 3..][..self.inputs * 3], &self.bias[tile * 3..][..3])
    }
}

/// Scale and shift after a row was brought to mean 0 and variance 1.
#[derive(Debug)]
pub(crate) struct Norm {
    scale: Vec<Lane>,
    shift: Vec<Lane>,
}

impl Norm {
    /// From as many scales and shifts as numbers in a row, a whole number of lanes.
    pub(crate) fn new(scale: &[f32], shift: &[f32]) -> Self {
        Norm { scale: lanes(scale), shift: lanes(shift) }
    }
}

/// A maxout layer with its normalisation.
#[derive(Debug)]
pub(crate) struct Layer {
    weights: Packed,
    norm: Norm,
}

impl Layer {
    /// A layer from `96 × 3 × inputs` weights and as many biases as columns.
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize, norm: Norm) -> Self {
        Layer { weights: Packed::maxout(weights, bias, inputs), norm }
    }
}

/// Numbers of an [`Entry`]: a vector, and its products with the three thirds of a window layer.
pub(crate) const ENTRY: usize = WIDTH + 3 * PRODUCTS;
/// Columns of a maxout layer.
const PRODUCTS: usize = 3 * WIDTH;
type Entry = [f32; ENTRY];

/// A window layer whose inputs recur: products are worked out once for each vector, a window adds three of them.
#[derive(Debug)]
pub(crate) struct WindowLayer {
    thirds: Packed,
    bias: Vec<Lane>,
    norm: Norm,
}

impl WindowLayer {
    /// A layer from `96 × 3 × 288` weights and as many biases as columns.
    pub(crate) fn new(weights: &[f32], bias: &[f32], norm: Norm) -> Self {
        let whole = Packed::maxout(weights, bias, 3 * WIDTH);
        // The thirds one after the other, each in the order of the whole layer's tiles.
        let third = |c: usize| (c / PRODUCTS, c % PRODUCTS / TILE, c % TILE);
        let weight = |c: usize, input: usize| {
            let (third, tile, j) = third(c);
            whole.tile(tile).0[(third * WIDTH + input) * 3 + j / LANE].0[j % LANE]
        };
        let apart: Vec<f32> = (0..3 * PRODUCTS).flat_map(|c| (0..WIDTH).map(move |i| weight(c, i))).collect();
        WindowLayer {
            thirds: Packed::linear(&apart, &[], 3 * PRODUCTS, WIDTH, |c| c),
            bias: whole.bias,
            norm,
        }
    }

    /// Writes the entry of each vector of `x` to `out`.
    pub(crate) fn entries(&self, x: &[f32], out: &mut [f32]) {
        let count = x.len() / WIDTH;
        for (vector, entry) in x.as_chunks::<WIDTH>().0.iter().zip(out.as_chunks_mut::<ENTRY>().0) {
            entry[..WIDTH].copy_from_slice(vector);
        }
        if count > 0 {
            linear(&self.thirds, x, Rows::Every { stride: WIDTH, count }, &mut out[WIDTH..], ENTRY);
        }
    }
}

/// One window: the entries of a word and its neighbours, by number, and where in the result its row begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    pub(crate) entries: [u32; 3],
    pub(crate) to: u32,
}

/// Puts windows through a window layer and adds the middle vectors.
pub(crate) fn windows(layer: &WindowLayer, entries: &[f32], windows: &[Window], out: &mut [f32]) {
    let entries = entries.as_chunks::<ENTRY>().0;
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::windows_avx512(layer, entries, windows, out),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::windows_avx2(layer, entries, windows, out),
        Level::Portable => portable::windows(layer, entries, windows, out),
    }
}

/// The products of a window's words for tile `tile`: of the left one's first third, and so on.
#[inline(always)]
fn products<'e>(entries: &'e [Entry], window: &Window, tile: usize) -> [&'e [[f32; LANE]; 3]; 3] {
    let third = |third: usize| {
        let lanes = entries[window.entries[third] as usize].as_chunks::<LANE>().0;
        &lanes[LANES + third * 3 * LANES..].as_chunks::<3>().0[tile]
    };
    [third(0), third(1), third(2)]
}

/// Where the input rows of a product begin.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rows<'a> {
    /// `count` rows, `stride` numbers from one to the next.
    Every { stride: usize, count: usize },
    /// At these offsets.
    At(&'a [u32]),
}

impl Rows<'_> {
    fn count(self) -> usize {
        match self {
            Rows::Every { count, .. } => count,
            Rows::At(offsets) => offsets.len(),
        }
    }

    fn at(self, i: usize) -> usize {
        match self {
            Rows::Every { stride, .. } => i * stride,
            Rows::At(offsets) => offsets[i] as usize,
        }
    }

    /// Whether every row of `width` numbers lies in `len` numbers.
    fn fit(self, width: usize, len: usize) -> bool {
        match self {
            Rows::Every { count: 0, .. } => true,
            Rows::Every { stride, count } => (count - 1) * stride + width <= len,
            Rows::At(offsets) => offsets.iter().all(|&o| o as usize + width <= len),
        }
    }
}

/// What stands in a layer's result beside the layer's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Residual {
    /// Nothing: result row `i` is written to `out[i * 96..]`.
    No,
    /// The middle third of the input row; the result is written where that third stands in the input.
    Middle,
}

/// Puts rows through a layer.
pub(crate) fn layer(layer: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    let inputs = layer.weights.inputs;
    assert!(rows.fit(inputs, x.len()));
    match residual {
        Residual::No => assert!(rows.count() * WIDTH <= out.len()),
        Residual::Middle => assert!(inputs == 3 * WIDTH && out.len() == x.len()),
    }
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::layer_avx512(layer, x, rows, residual, out),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::layer_avx2(layer, x, rows, residual, out),
        Level::Portable => portable::layer(layer, x, rows, residual, out),
    }
}

/// Multiplies rows. Row `i` of the result has [`Packed::width`] numbers and begins at `out[i * apart..]`.
pub(crate) fn linear(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    let written = Rows::Every { stride: apart, count: rows.count() };
    assert!(rows.fit(w.inputs, x.len()) && apart >= w.width() && written.fit(w.width(), out.len()));
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::linear_avx512(w, x, rows, out, apart),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::linear_avx2(w, x, rows, out, apart),
        Level::Portable => portable::linear(w, x, rows, out, apart),
    }
}

/// Part of a product: all of these tiles for all of these rows.
struct Block {
    tiles: Range<usize>,
    rows: Range<usize>,
}

/// Weights that stay in the nearest memory while many rows go by, in lanes.
const NEAR: usize = (512 << 10) / size_of::<Lane>();

/// The order of a product: small weights stay while the rows go by, `at_once` at a time; of large ones each tile
/// meets all rows before the next comes.
fn blocks(w: &Packed, rows: usize, at_once: usize) -> impl Iterator<Item = Block> {
    let large = w.weights.len() > NEAR;
    let step = if large { rows.max(1) } else { at_once };
    let tiles = 0..w.tiles;
    (0..rows).step_by(step).map(move |at| Block { tiles: tiles.clone(), rows: at..rows.min(at + step) })
}

/// The last layer of a scorer: for each hidden unit, one weight for each move, filled up to whole lanes.
#[derive(Debug)]
pub(crate) struct Upper {
    weights: Vec<Lane>,
    bias: Vec<Lane>,
    lanes: usize,
}

/// Most moves a scorer can have.
pub(crate) const MOVES: usize = 7 * LANE;

/// What each move scores, `-inf` or worse where it is not allowed.
pub(crate) type Scores = [f32; MOVES];

impl Upper {
    /// Packs `moves × 64` weights; `moves` is at most [`MOVES`].
    pub(crate) fn new(weights: &[f32], bias: &[f32]) -> Self {
        let lanes_of_moves = bias.len().div_ceil(LANE);
        let mut packed = Vec::new();
        for input in 0..HIDDEN {
            packed.extend(
                (0..lanes_of_moves * LANE).map(|m| weights.get(m * HIDDEN + input).copied().unwrap_or(0.0)),
            );
        }
        Upper { weights: lanes(&packed), bias: lanes(bias), lanes: lanes_of_moves }
    }
}

/// Scores all moves for the words that contribute `parts` and gives the first of the best that `mask` allows: it
/// has 0 for a move that is allowed and `-inf` for one that is not.
pub(crate) fn best_move(
    parts: &[&[f32; SUMS]],
    bias: &[f32; SUMS],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::best_move_avx512(parts, bias, upper, mask),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::best_move_avx2(parts, bias, upper, mask),
        Level::Portable => portable::best_move(parts, bias, upper, mask),
    }
}

/// Adds up four vectors of a table, in order, into `out`.
pub(crate) fn gather(table: &[f32], rows: [usize; 4], out: &mut [f32; WIDTH]) {
    let rows = rows.map(|row| &table.as_chunks::<WIDTH>().0[row]);
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::gather_avx512(rows, out),
        // Too little work for its own AVX2 version.
        _ => portable::gather(rows, out),
    }
}

/// `to += from`, element by element.
fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}

/// Which version runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

fn level() -> Level {
    static LEVEL: OnceLock<Level> = OnceLock::new();
    *LEVEL.get_or_init(|| allowed(std::env::var("VERBALE_SIMD").ok().as_deref(), detected()))
}

#[cfg(target_arch = "x86_64")]
fn detected() -> Level {
    let fma = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    match fma {
        true if is_x86_feature_detected!("avx512f") => Level::Avx512,
        true => Level::Avx2,
        false => Level::Portable,
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn detected() -> Level {
    Level::Portable
}

/// The version that the environment's `wish` leaves of what the machine has. Other wishes change nothing.
fn allowed(wish: Option<&str>, detected: Level) -> Level {
    match wish {
        Some("off") => Level::Portable,
        #[cfg(target_arch = "x86_64")]
        Some("avx2") => detected.min(Level::Avx2),
        _ => detected,
    }
}

#[cfg(test)]
mod tests;
