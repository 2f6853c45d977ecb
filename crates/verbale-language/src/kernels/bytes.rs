//! Products of bytes: rows rounded as they come, weights rounded once for each output.
//!
//! Weights are signed bytes with one scale an output; a row's bytes are unsigned with its own lowest number and step
//! ([`rows::round`]). The sums are exact whole numbers, the same on every machine. `vpdpbusd` (VNNI) adds up four
//! products at once. AVX2's `vpmaddubsw` could overflow on them, so there the row's signs move to the weights first.
#![allow(unsafe_code)]

use super::rows::{self, Range};
use super::{LANE, Lane, Level, TILE, lanes, level};

/// Inputs whose products are added up at once.
const GROUP: usize = 4;

/// Sixteen columns of four inputs.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Block([[i8; GROUP]; LANE]);

/// A rounded weight matrix in tiles: for each tile, for each four inputs, 48 columns.
#[derive(Debug)]
pub(crate) struct PackedBytes {
    weights: Vec<Block>,
    /// What one of a column's weights is worth.
    scale: Vec<Lane>,
    /// The sum of a column's weights, scaled: what a row's lowest number is multiplied with.
    sum: Vec<Lane>,
    /// The sum of a column's weights times 128: what AVX2 leaves out.
    middle: Vec<[i32; LANE]>,
    bias: Vec<Lane>,
    inputs: usize,
    tiles: usize,
}

impl PackedBytes {
    /// Packs `outputs × inputs` weights with a scale and a bias an output. `inputs` is a whole number of lanes.
    pub(crate) fn new(weights: &[i8], scale: &[f32], bias: &[f32], inputs: usize) -> Self {
        assert!(inputs.is_multiple_of(LANE) && weights.len() == scale.len() * inputs);
        let (outputs, tiles) = (scale.len(), scale.len().div_ceil(TILE));
        let mut packed = Vec::with_capacity(tiles * inputs / GROUP * 3);
        for tile in 0..tiles {
            for group in 0..inputs / GROUP {
                for first in (0..3).map(|lane| tile * TILE + lane * LANE) {
                    packed.push(Block(std::array::from_fn(|j| match first + j {
                        c if c < outputs => std::array::from_fn(|i| weights[c * inputs + group * GROUP + i]),
                        _ => [0; GROUP],
                    })));
                }
            }
        }
        let mut sums: Vec<i32> = Vec::with_capacity(tiles * TILE);
        sums.extend(weights.chunks_exact(inputs).map(|w| w.iter().map(|&w| i32::from(w)).sum::<i32>()));
        let scaled: Vec<f32> = sums.iter().zip(scale).map(|(&sum, scale)| sum as f32 * scale).collect();
        sums.resize(tiles * TILE, 0);
        let full = |numbers: &[f32]| {
            let mut numbers = numbers.to_vec();
            numbers.resize(tiles * TILE, 0.0);
            lanes(&numbers)
        };
        PackedBytes {
            weights: packed,
            scale: full(scale),
            sum: full(&scaled),
            middle: sums.as_chunks::<LANE>().0.iter().map(|sums| sums.map(|sum| 128 * sum)).collect(),
            bias: full(bias),
            inputs,
            tiles,
        }
    }

    /// Numbers in one row of the result.
    pub(crate) fn width(&self) -> usize {
        self.tiles * TILE
    }

    fn tile(&self, tile: usize) -> &[[Block; 3]] {
        let groups = self.inputs / GROUP;
        &self.weights.as_chunks::<3>().0[tile * groups..][..groups]
    }
}

/// Rows rounded to bytes.
#[derive(Debug, Default)]
pub(crate) struct Rounded {
    bytes: Vec<u8>,
    ranges: Vec<Range>,
}

impl Rounded {
    /// Takes rows of `width` numbers.
    pub(crate) fn fill(&mut self, x: &[f32], width: usize) {
        self.bytes.resize(x.len(), 0);
        self.ranges.resize(x.len() / width, Range::default());
        rows::round(x, width, &mut self.bytes, &mut self.ranges);
    }
}

/// Multiplies rows. Row `i` of the result begins at `out[i * width..]`, [`PackedBytes::width`] numbers wide.
pub(crate) fn product(w: &PackedBytes, x: &Rounded, out: &mut [f32]) {
    product_at(bytes_level(), w, x, out);
}

/// Which version runs: VNNI is not part of the first AVX-512.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

fn bytes_level() -> Version {
    match level() {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 if x86::has_vnni() => Version::Vnni,
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 | Level::Avx2 => Version::Avx2,
        Level::Portable => Version::Portable,
    }
}

fn product_at(version: Version, w: &PackedBytes, x: &Rounded, out: &mut [f32]) {
    assert!(x.bytes.len() == x.ranges.len() * w.inputs && out.len() >= x.ranges.len() * w.width());
    match version {
        // SAFETY: `bytes_level` says that the machine has these instructions.
        #[cfg(target_arch = "x86_64")]
        Version::Vnni => unsafe { x86::product_512(w, x, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Version::Avx2 => unsafe { x86::product_256(w, x, out) },
        Version::Portable => portable(w, x, out),
    }
}

fn portable(w: &PackedBytes, x: &Rounded, out: &mut [f32]) {
    for (i, (bytes, range)) in x.bytes.chunks_exact(w.inputs).zip(&x.ranges).enumerate() {
        for tile in 0..w.tiles {
            let mut sums = [[0i32; LANE]; 3];
            for (blocks, x) in w.tile(tile).iter().zip(bytes.as_chunks::<GROUP>().0) {
                let x = x.map(i32::from);
                for (sums, block) in sums.iter_mut().zip(blocks) {
                    for (sum, w) in sums.iter_mut().zip(&block.0) {
                        let w = w.map(i32::from);
                        *sum += x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + x[3] * w[3];
                    }
                }
            }
            let out = out[i * w.width() + tile * TILE..][..TILE].as_chunks_mut::<LANE>().0;
            for (lane, (out, sums)) in out.iter_mut().zip(&sums).enumerate() {
                let at = tile * 3 + lane;
                for (j, (out, sum)) in out.iter_mut().zip(sums).enumerate() {
                    let rest = range.low * w.sum[at].0[j] + w.bias[at].0[j];
                    *out = *sum as f32 * (range.step * w.scale[at].0[j]) + rest;
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! As `kernels::x86`: `unsafe` is for the instruction sets, checked before, and for loads inside checked bounds.
    use super::*;
    use std::arch::x86_64::*;

    const ROWS: usize = 8;
    const ROWS_AVX2: usize = 2;

    pub(super) fn has_vnni() -> bool {
        is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vnni")
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) fn product_512(w: &PackedBytes, x: &Rounded, out: &mut [f32]) {
        let rows = x.ranges.len();
        for tile in 0..w.tiles {
            let mut at = 0;
            while at < rows {
                match rows - at {
                    1 => rows_512::<1>(w, tile, x, at, out),
                    2 => rows_512::<2>(w, tile, x, at, out),
                    3 => rows_512::<3>(w, tile, x, at, out),
                    4 => rows_512::<4>(w, tile, x, at, out),
                    5 => rows_512::<5>(w, tile, x, at, out),
                    6 => rows_512::<6>(w, tile, x, at, out),
                    7 => rows_512::<7>(w, tile, x, at, out),
                    _ => rows_512::<ROWS>(w, tile, x, at, out),
                }
                at += ROWS;
            }
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn rows_512<const N: usize>(w: &PackedBytes, tile: usize, x: &Rounded, at: usize, out: &mut [f32]) {
        let bytes = &x.bytes[at * w.inputs..][..N * w.inputs];
        let rows: [*const u8; N] = std::array::from_fn(|i| bytes[i * w.inputs..].as_ptr());
        let mut sums = [[_mm512_setzero_si512(); 3]; N];
        for (k, blocks) in w.tile(tile).iter().enumerate() {
            let weights = [load_512(&blocks[0]), load_512(&blocks[1]), load_512(&blocks[2])];
            for (sums, row) in sums.iter_mut().zip(rows) {
                // SAFETY: `k` is below `inputs / 4`, and each row has `inputs` bytes by the slice above.
                let x = _mm512_set1_epi32(unsafe { row.add(k * GROUP).cast::<i32>().read_unaligned() });
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, x, weight);
                }
            }
        }
        for (i, (sums, range)) in sums.into_iter().zip(&x.ranges[at..]).enumerate() {
            let (low, step) = (_mm512_set1_ps(range.low), _mm512_set1_ps(range.step));
            let out = &mut out[(at + i) * w.width() + tile * TILE..][..TILE];
            for (lane, (sum, out)) in sums.into_iter().zip(out.as_chunks_mut::<LANE>().0).enumerate() {
                let at = tile * 3 + lane;
                let rest = _mm512_fmadd_ps(low, numbers_512(&w.sum[at]), numbers_512(&w.bias[at]));
                let scale = _mm512_mul_ps(step, numbers_512(&w.scale[at]));
                let made = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sum), scale, rest);
                // SAFETY: the array has the 16 numbers that are written.
                unsafe { _mm512_storeu_ps(out.as_mut_ptr(), made) }
            }
        }
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn load_512(block: &Block) -> __m512i {
        // SAFETY: a block has 64 bytes.
        unsafe { _mm512_loadu_si512((&raw const *block).cast()) }
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn numbers_512(lane: &Lane) -> __m512 {
        // SAFETY: a lane has 16 numbers.
        unsafe { _mm512_loadu_ps(lane.0.as_ptr()) }
    }

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn product_256(w: &PackedBytes, x: &Rounded, out: &mut [f32]) {
        let rows = x.ranges.len();
        for tile in 0..w.tiles {
            for at in (0..rows).step_by(ROWS_AVX2) {
                for half in 0..2 {
                    match rows - at {
                        1 => rows_256::<1>(w, tile, half, x, at, out),
                        _ => rows_256::<ROWS_AVX2>(w, tile, half, x, at, out),
                    }
                }
            }
        }
    }

    /// `N` rows times half a tile: 8 columns of each lane.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn rows_256<const N: usize>(
        w: &PackedBytes,
        tile: usize,
        half: usize,
        x: &Rounded,
        at: usize,
        out: &mut [f32],
    ) {
        let bytes = &x.bytes[at * w.inputs..][..N * w.inputs];
        let rows: [*const u8; N] = std::array::from_fn(|i| bytes[i * w.inputs..].as_ptr());
        let (ones, middle) = (_mm256_set1_epi16(1), _mm256_set1_epi8(-128));
        let mut sums = [[_mm256_setzero_si256(); 3]; N];
        for (k, blocks) in w.tile(tile).iter().enumerate() {
            let weights =
                [load_256(&blocks[0], half), load_256(&blocks[1], half), load_256(&blocks[2], half)];
            for (sums, row) in sums.iter_mut().zip(rows) {
                // SAFETY: `k` is below `inputs / 4`, and each row has `inputs` bytes by the slice above.
                let x = _mm256_set1_epi32(unsafe { row.add(k * GROUP).cast::<i32>().read_unaligned() });
                // Around the middle a byte is -128 to 127; its size is at most 128, and 2 * 128 * 127 fits.
                let x = _mm256_xor_si256(x, middle);
                let size = _mm256_abs_epi8(x);
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(weight, x));
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        for (i, (sums, range)) in sums.into_iter().zip(&x.ranges[at..]).enumerate() {
            let low = _mm256_set1_ps(range.low);
            let step = _mm256_set1_ps(range.step);
            let out = &mut out[(at + i) * w.width() + tile * TILE..][..TILE];
            for (lane, (sum, out)) in sums.into_iter().zip(out.as_chunks_mut::<LANE>().0).enumerate() {
                let at = tile * 3 + lane;
                // SAFETY: half a lane has the 8 numbers that are read.
                let middle =
                    unsafe { _mm256_loadu_si256(w.middle[at].as_chunks::<8>().0[half].as_ptr().cast()) };
                let sum = _mm256_add_epi32(sum, middle);
                let rest =
                    _mm256_fmadd_ps(low, numbers_256(&w.sum[at], half), numbers_256(&w.bias[at], half));
                let scale = _mm256_mul_ps(step, numbers_256(&w.scale[at], half));
                let made = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, rest);
                // SAFETY: half a lane has the 8 numbers that are written.
                unsafe { _mm256_storeu_ps(out.as_chunks_mut::<8>().0[half].as_mut_ptr(), made) }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load_256(block: &Block, half: usize) -> __m256i {
        // SAFETY: half a block has 32 bytes.
        unsafe { _mm256_loadu_si256(block.0.as_chunks::<8>().0[half].as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn numbers_256(lane: &Lane, half: usize) -> __m256 {
        // SAFETY: half a lane has 8 numbers.
        unsafe { _mm256_loadu_ps(lane.0.as_chunks::<8>().0[half].as_ptr()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers that look random and are always the same.
    fn numbers(n: usize, seed: u32) -> impl Iterator<Item = i32> {
        (0..n as u32).map(move |i| {
            let mixed = (i.wrapping_add(seed * 7919)).wrapping_mul(2_654_435_761);
            ((mixed >> 11) % 255) as i32 - 127
        })
    }

    fn versions() -> Vec<Version> {
        let mut versions = vec![Version::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            versions.extend(avx2.then_some(Version::Avx2));
            let wide = is_x86_feature_detected!("avx512f") && x86::has_vnni();
            versions.extend(wide.then_some(Version::Vnni));
        }
        versions
    }

    fn check(
        inputs: usize,
        outputs: usize,
        rows: usize,
        weight: impl Fn(i32) -> i8,
        number: impl Fn(i32) -> f32,
    ) {
        let weights: Vec<i8> = numbers(inputs * outputs, 1).map(weight).collect();
        let scale: Vec<f32> = numbers(outputs, 2).map(|n| (n + 130) as f32 * 1e-4).collect();
        let bias: Vec<f32> = numbers(outputs, 3).map(|n| n as f32 * 0.1).collect();
        let x: Vec<f32> = numbers(rows * inputs, 4).map(number).collect();
        let w = PackedBytes::new(&weights, &scale, &bias, inputs);
        let mut rounded = Rounded::default();
        rounded.fill(&x, inputs);
        let results: Vec<Vec<f32>> = versions()
            .into_iter()
            .map(|version| {
                let mut out = vec![0.0; rows * w.width()];
                product_at(version, &w, &rounded, &mut out);
                out
            })
            .collect();
        for (r, c) in (0..rows).flat_map(|r| (0..outputs).map(move |c| (r, c))) {
            let range = rounded.ranges[r];
            let back = |i: usize| {
                f64::from(range.low) + f64::from(range.step) * f64::from(rounded.bytes[r * inputs + i])
            };
            let weight = |i: usize| f64::from(weights[c * inputs + i]) * f64::from(scale[c]);
            let right = (0..inputs).map(|i| back(i) * weight(i)).sum::<f64>() + f64::from(bias[c]);
            let size = (0..inputs).map(|i| (back(i) * weight(i)).abs()).sum::<f64>() + 1.0;
            for result in &results {
                let found = f64::from(result[r * w.width() + c]);
                assert!((found - right).abs() < 1e-5 * size, "row {r}, column {c}: {found} for {right}");
            }
        }
        // The wide versions do the same at the end.
        if let [_, avx2, vnni] = &results[..] {
            assert_eq!(avx2, vnni);
        }
    }

    #[test]
    fn products_are_those_of_the_bytes() {
        for rows in 0..18 {
            check(48, 50, rows, |n| n as i8, |n| n as f32 * 0.03 + 0.4);
        }
        check(1536, 48, 9, |n| n as i8, |n| n as f32);
    }

    /// Where every weight and number is as large as it can be, no sum runs over.
    #[test]
    fn the_largest_numbers_fit() {
        for sign in [127, -127] {
            check(1536, 48, 3, |_| sign, |n| if n > -100 { 1.0 } else { 0.0 });
            check(1536, 48, 3, |_| sign, |n| if n > 100 { 1.0 } else { 0.0 });
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let weights: Vec<i8> = numbers(48 * 48, 1).map(|n| n as i8).collect();
        let w = PackedBytes::new(&weights, &[0.01; 48], &[0.5; 48], 48);
        let x: Vec<f32> = numbers(19 * 48, 4).map(|n| n as f32).collect();
        let run = |version: Version, x: &[f32]| {
            let (mut rounded, mut out) = (Rounded::default(), vec![0.0; x.len()]);
            rounded.fill(x, 48);
            product_at(version, &w, &rounded, &mut out);
            out
        };
        for version in versions() {
            let all = run(version, &x);
            for (row, all) in x.chunks(48).zip(all.chunks(48)) {
                assert_eq!(run(version, row), all, "{version:?}");
            }
        }
    }
}
