//! The kernels in AVX-512 and AVX2.
//!
//! `unsafe` stands here for two reasons alone: a function compiled for an instruction set may run only where the
//! machine has it, and loads and stores take pointers. The first is settled in `level`, which is the only way here;
//! the second by the assertions in the parent module, on which every offset below rests, and by fixed array sizes.
#![allow(unsafe_code)]

use super::{
    Entry, HIDDEN, LANE, LANES, Lane, Layer, MOVES, Norm, Packed, Residual, Rows, SUMS, Scores, Upper, WIDTH,
    Window, WindowLayer,
};
use std::arch::x86_64::*;

/// Rows multiplied at a time: 8 × 3 sums, 3 weights and a broadcast fill the 32 registers of AVX-512.
const ROWS: usize = 8;
/// With the 16 registers of AVX2 it is 3 × 3 sums of half the width; a fourth row would not stay in them.
const ROWS_AVX2: usize = 3;

/// Calls `$f::<N>` for the `$n` rows from `$at` on.
macro_rules! by_rows {
    ($n:expr, $f:ident, $($arg:expr),*) => {
        match $n {
            1 => $f::<1>($($arg),*),
            2 => $f::<2>($($arg),*),
            3 => $f::<3>($($arg),*),
            4 => $f::<4>($($arg),*),
            5 => $f::<5>($($arg),*),
            6 => $f::<6>($($arg),*),
            7 => $f::<7>($($arg),*),
            _ => $f::<8>($($arg),*),
        }
    };
}

pub(super) fn layer_avx512(l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    // SAFETY: `level` chose this version because the machine has AVX-512F.
    unsafe { layer_512(l, x, rows, residual, out) }
}

pub(super) fn layer_avx2(l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    // SAFETY: `level` chose this version because the machine has AVX2 and FMA.
    unsafe { layer_256(l, x, rows, residual, out) }
}

pub(super) fn windows_avx512(l: &WindowLayer, entries: &[Entry], windows: &[Window], out: &mut [f32]) {
    // SAFETY: `level` chose this version because the machine has AVX-512F.
    unsafe { windows_512(l, entries, windows, out) }
}

pub(super) fn windows_avx2(l: &WindowLayer, entries: &[Entry], windows: &[Window], out: &mut [f32]) {
    // SAFETY: `level` chose this version because the machine has AVX2 and FMA.
    unsafe { windows_256(l, entries, windows, out) }
}

pub(super) fn gather_avx512(rows: [&[f32; WIDTH]; 4], out: &mut [f32; WIDTH]) {
    // SAFETY: `level` chose this version because the machine has AVX-512F.
    unsafe { gather_512(rows, out) }
}

pub(super) fn linear_avx512(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    // SAFETY: `level` chose this version because the machine has AVX-512F.
    unsafe { linear_512(w, x, rows, out, apart) }
}

pub(super) fn linear_avx2(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    // SAFETY: `level` chose this version because the machine has AVX2 and FMA.
    unsafe { linear_256(w, x, rows, out, apart) }
}

pub(super) fn best_move_avx512(
    p: &[&[f32; SUMS]],
    bias: &[f32; SUMS],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    // SAFETY: `level` chose this version because the machine has AVX-512F.
    unsafe { best_move_512(p, bias, upper, mask) }
}

pub(super) fn best_move_avx2(
    p: &[&[f32; SUMS]],
    bias: &[f32; SUMS],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    // SAFETY: `level` chose this version because the machine has AVX2 and FMA.
    unsafe { best_move_256(p, bias, upper, mask) }
}

/// The offsets of `N` rows from row `at` on.
fn offsets<const N: usize>(rows: Rows<'_>, at: usize) -> [usize; N] {
    std::array::from_fn(|i| rows.at(at + i))
}

// AVX-512

#[target_feature(enable = "avx512f")]
fn layer_512(l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    let mut at = 0;
    while at < rows.count() {
        let n = (rows.count() - at).min(ROWS);
        by_rows!(n, layer_rows_512, l, x, rows, at, residual, out);
        at += n;
    }
}

#[target_feature(enable = "avx512f")]
fn layer_rows_512<const N: usize>(
    l: &Layer,
    x: &[f32],
    rows: Rows<'_>,
    at: usize,
    residual: Residual,
    out: &mut [f32],
) {
    let from = offsets::<N>(rows, at);
    let mut made = [[Lane([0.0; LANE]); LANES]; N];
    for tile in 0..LANES {
        let sums = multiply_512::<N>(&l.weights, tile, x, from);
        for (made, [a, b, c]) in made.iter_mut().zip(sums) {
            store_512(&mut made[tile].0, _mm512_max_ps(_mm512_max_ps(a, b), c));
        }
    }
    for (i, made) in made.iter().enumerate() {
        let mut row = normalise_512(made, &l.norm);
        let to = match residual {
            Residual::No => (at + i) * WIDTH,
            Residual::Middle => {
                let middle = &x[from[i] + WIDTH..][..WIDTH];
                for (lane, x) in row.iter_mut().zip(middle.as_chunks::<LANE>().0) {
                    *lane = _mm512_add_ps(*lane, load_512(x));
                }
                from[i] + WIDTH
            }
        };
        for (lane, out) in row.into_iter().zip(out[to..to + WIDTH].as_chunks_mut::<LANE>().0) {
            store_512(out, lane);
        }
    }
}

#[target_feature(enable = "avx512f")]
fn windows_512(l: &WindowLayer, entries: &[Entry], windows: &[Window], out: &mut [f32]) {
    for (i, window) in windows.iter().enumerate() {
        if let Some(later) = windows.get(i + 2) {
            fetch(entries, later);
        }
        let mut made = [Lane([0.0; LANE]); LANES];
        for (tile, made) in made.iter_mut().enumerate() {
            let [left, middle, right] = super::products(entries, window, tile);
            let mut sums = [_mm512_setzero_ps(); 3];
            for (i, sum) in sums.iter_mut().enumerate() {
                let two = _mm512_add_ps(load_512(&left[i]), load_512(&middle[i]));
                let three = _mm512_add_ps(two, load_512(&right[i]));
                *sum = _mm512_add_ps(three, load_512(&l.bias[tile * 3 + i].0));
            }
            store_512(&mut made.0, _mm512_max_ps(_mm512_max_ps(sums[0], sums[1]), sums[2]));
        }
        let middle = &entries[window.entries[1] as usize][..WIDTH];
        let out = &mut out[window.to as usize..][..WIDTH];
        let row = normalise_512(&made, &l.norm).into_iter().zip(middle.as_chunks::<LANE>().0);
        for ((lane, middle), out) in row.zip(out.as_chunks_mut::<LANE>().0) {
            store_512(out, _mm512_add_ps(lane, load_512(middle)));
        }
    }
}

/// Asks for the products a later window adds up: entries lie far apart, and the sums wait for memory otherwise.
#[target_feature(enable = "avx512f")]
#[inline]
fn fetch(entries: &[Entry], window: &Window) {
    for tile in 0..LANES {
        for lane in super::products(entries, window, tile).into_iter().flatten() {
            _mm_prefetch::<_MM_HINT_T0>(lane.as_ptr().cast());
        }
    }
}

#[target_feature(enable = "avx512f")]
fn gather_512(rows: [&[f32; WIDTH]; 4], out: &mut [f32; WIDTH]) {
    for (j, out) in out.as_chunks_mut::<LANE>().0.iter_mut().enumerate() {
        let mut sum = load_512(&rows[0].as_chunks::<LANE>().0[j]);
        for row in &rows[1..] {
            sum = _mm512_add_ps(sum, load_512(&row.as_chunks::<LANE>().0[j]));
        }
        store_512(out, sum);
    }
}

#[target_feature(enable = "avx512f")]
fn linear_512(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    for super::Block { tiles, rows: of } in super::blocks(w, rows.count(), ROWS) {
        for tile in tiles {
            for at in of.clone().step_by(ROWS) {
                by_rows!(of.end - at, linear_rows_512, w, tile, x, rows, at, out, apart);
            }
        }
    }
}

#[target_feature(enable = "avx512f")]
fn linear_rows_512<const N: usize>(
    w: &Packed,
    tile: usize,
    x: &[f32],
    rows: Rows<'_>,
    at: usize,
    out: &mut [f32],
    apart: usize,
) {
    let from = offsets::<N>(rows, at);
    for (i, sums) in multiply_512::<N>(w, tile, x, from).into_iter().enumerate() {
        let out = &mut out[(at + i) * apart + tile * 3 * LANE..][..3 * LANE];
        for (sum, out) in sums.into_iter().zip(out.as_chunks_mut::<LANE>().0) {
            store_512(out, sum);
        }
    }
}

/// `N` rows times one tile, bias added.
#[target_feature(enable = "avx512f")]
#[inline]
fn multiply_512<const N: usize>(w: &Packed, tile: usize, x: &[f32], from: [usize; N]) -> [[__m512; 3]; N] {
    let (weights, bias) = w.tile(tile);
    assert!(from.iter().all(|&f| f + w.inputs <= x.len()));
    let rows = from.map(|f| x[f..].as_ptr());
    let mut sums = [[_mm512_setzero_ps(); 3]; N];
    for (k, weights) in weights.as_chunks::<3>().0.iter().enumerate() {
        let weights = [load_512(&weights[0].0), load_512(&weights[1].0), load_512(&weights[2].0)];
        for (sums, row) in sums.iter_mut().zip(rows) {
            // SAFETY: `k < inputs`, and each row has that many numbers by the assertion above.
            let x = _mm512_set1_ps(unsafe { *row.add(k) });
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum = _mm512_fmadd_ps(x, weight, *sum);
            }
        }
    }
    for sums in &mut sums {
        for (sum, bias) in sums.iter_mut().zip(bias) {
            *sum = _mm512_add_ps(*sum, load_512(&bias.0));
        }
    }
    sums
}

#[target_feature(enable = "avx512f")]
#[inline]
fn normalise_512(row: &[Lane; LANES], l: &Norm) -> [__m512; LANES] {
    let mut out = [_mm512_setzero_ps(); LANES];
    for (out, lane) in out.iter_mut().zip(row) {
        *out = load_512(&lane.0);
    }
    let mean = _mm512_set1_ps(sum_512(&out) / WIDTH as f32);
    let mut squares = out;
    for (out, square) in out.iter_mut().zip(&mut squares) {
        *out = _mm512_sub_ps(*out, mean);
        *square = _mm512_mul_ps(*out, *out);
    }
    let variance = sum_512(&squares) / WIDTH as f32;
    let factor = _mm512_set1_ps(1.0 / (variance + 1e-8).sqrt());
    for ((v, scale), shift) in out.iter_mut().zip(&l.scale).zip(&l.shift) {
        let scaled = _mm512_mul_ps(_mm512_mul_ps(*v, factor), load_512(&scale.0));
        *v = _mm512_add_ps(scaled, load_512(&shift.0));
    }
    out
}

/// Lanes added up in order, then folded in halves.
#[target_feature(enable = "avx512f")]
#[inline]
fn sum_512(row: &[__m512; LANES]) -> f32 {
    let mut sum = row[0];
    for lane in &row[1..] {
        sum = _mm512_add_ps(sum, *lane);
    }
    let low = _mm512_castps512_ps256(sum);
    let high = _mm256_castpd_ps(_mm512_extractf64x4_pd::<1>(_mm512_castps_pd(sum)));
    fold_256(_mm256_add_ps(low, high))
}

#[target_feature(enable = "avx512f")]
fn best_move_512(parts: &[&[f32; SUMS]], bias: &[f32; SUMS], upper: &Upper, mask: &Scores) -> Option<usize> {
    const N: usize = SUMS / LANE;
    let mut sums = [_mm512_setzero_ps(); N];
    for part in parts.iter().copied().chain([bias]) {
        for (sum, part) in sums.iter_mut().zip(part.as_chunks::<LANE>().0) {
            *sum = _mm512_add_ps(*sum, load_512(part));
        }
    }
    let mut hidden = [0.0; HIDDEN];
    for (i, out) in hidden.as_chunks_mut::<LANE>().0.iter_mut().enumerate() {
        store_512(out, _mm512_max_ps(sums[i], sums[i + N / 2]));
    }
    match upper.lanes {
        5 => score_512::<5>(&hidden, upper, mask),
        7 => score_512::<7>(&hidden, upper, mask),
        // No model has another number of moves; slow, but right.
        _ => super::portable::best_move(parts, bias, upper, mask),
    }
}

#[target_feature(enable = "avx512f")]
#[inline]
fn score_512<const N: usize>(hidden: &[f32; HIDDEN], upper: &Upper, mask: &Scores) -> Option<usize> {
    let mut scores = [_mm512_setzero_ps(); N];
    for (hidden, weights) in hidden.iter().zip(upper.weights.as_chunks::<N>().0) {
        let hidden = _mm512_set1_ps(*hidden);
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score = _mm512_fmadd_ps(hidden, load_512(&weight.0), *score);
        }
    }
    for ((score, bias), mask) in scores.iter_mut().zip(&upper.bias).zip(mask.as_chunks::<LANE>().0) {
        *score = _mm512_add_ps(_mm512_add_ps(*score, load_512(&bias.0)), load_512(mask));
    }
    let mut best = scores[0];
    for score in &scores[1..] {
        best = _mm512_max_ps(best, *score);
    }
    let best = _mm512_reduce_max_ps(best);
    if best == f32::NEG_INFINITY {
        return None;
    }
    for (i, score) in scores.iter().enumerate() {
        let equal = _mm512_cmpeq_ps_mask(*score, _mm512_set1_ps(best));
        if equal != 0 {
            return Some(i * LANE + equal.trailing_zeros() as usize);
        }
    }
    None
}

#[target_feature(enable = "avx512f")]
#[inline]
fn load_512(from: &[f32; LANE]) -> __m512 {
    // SAFETY: the array has the 16 numbers that are read; the load asks no alignment.
    unsafe { _mm512_loadu_ps(from.as_ptr()) }
}

#[target_feature(enable = "avx512f")]
#[inline]
fn store_512(to: &mut [f32; LANE], v: __m512) {
    // SAFETY: the array has the 16 numbers that are written; the store asks no alignment.
    unsafe { _mm512_storeu_ps(to.as_mut_ptr(), v) }
}

// AVX2

const HALF: usize = LANE / 2;

#[target_feature(enable = "avx2,fma")]
fn layer_256(l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    let mut at = 0;
    while at < rows.count() {
        let n = (rows.count() - at).min(ROWS_AVX2);
        by_rows!(n, layer_rows_256, l, x, rows, at, residual, out);
        at += n;
    }
}

#[target_feature(enable = "avx2,fma")]
fn layer_rows_256<const N: usize>(
    l: &Layer,
    x: &[f32],
    rows: Rows<'_>,
    at: usize,
    residual: Residual,
    out: &mut [f32],
) {
    let from = offsets::<N>(rows, at);
    let mut made = [[0.0; WIDTH]; N];
    for i in 0..2 * LANES {
        let sums = multiply_256::<N>(&l.weights, i / 2, i % 2, x, from);
        for (made, [a, b, c]) in made.iter_mut().zip(sums) {
            store_256(&mut made.as_chunks_mut::<HALF>().0[i], _mm256_max_ps(_mm256_max_ps(a, b), c));
        }
    }
    for (i, made) in made.iter().enumerate() {
        let mut row = normalise_256(made, &l.norm);
        let to = match residual {
            Residual::No => (at + i) * WIDTH,
            Residual::Middle => {
                let middle = &x[from[i] + WIDTH..][..WIDTH];
                for (half, x) in row.iter_mut().zip(middle.as_chunks::<HALF>().0) {
                    *half = _mm256_add_ps(*half, load_256(x));
                }
                from[i] + WIDTH
            }
        };
        for (half, out) in row.into_iter().zip(out[to..to + WIDTH].as_chunks_mut::<HALF>().0) {
            store_256(out, half);
        }
    }
}

#[target_feature(enable = "avx2,fma")]
fn windows_256(l: &WindowLayer, entries: &[Entry], windows: &[Window], out: &mut [f32]) {
    for window in windows {
        let mut made = [0.0; WIDTH];
        for (i, made) in made.as_chunks_mut::<HALF>().0.iter_mut().enumerate() {
            let (tile, half) = (i / 2, i % 2);
            let thirds = super::products(entries, window, tile);
            let mut sums = [_mm256_setzero_ps(); 3];
            for (piece, sum) in sums.iter_mut().enumerate() {
                for third in thirds {
                    *sum = _mm256_add_ps(*sum, load_256(&third[piece].as_chunks::<HALF>().0[half]));
                }
                *sum = _mm256_add_ps(*sum, half_256(&l.bias[tile * 3 + piece], half));
            }
            store_256(made, _mm256_max_ps(_mm256_max_ps(sums[0], sums[1]), sums[2]));
        }
        let middle = &entries[window.entries[1] as usize][..WIDTH];
        let out = &mut out[window.to as usize..][..WIDTH];
        let row = normalise_256(&made, &l.norm).into_iter().zip(middle.as_chunks::<HALF>().0);
        for ((half, middle), out) in row.zip(out.as_chunks_mut::<HALF>().0) {
            store_256(out, _mm256_add_ps(half, load_256(middle)));
        }
    }
}

#[target_feature(enable = "avx2,fma")]
fn linear_256(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    for super::Block { tiles, rows: of } in super::blocks(w, rows.count(), ROWS_AVX2) {
        for (tile, half) in tiles.flat_map(|tile| [(tile, 0), (tile, 1)]) {
            for at in of.clone().step_by(ROWS_AVX2) {
                let n = (of.end - at).min(ROWS_AVX2);
                by_rows!(n, linear_rows_256, w, tile, half, x, rows, at, out, apart);
            }
        }
    }
}

#[target_feature(enable = "avx2,fma")]
#[expect(clippy::too_many_arguments, reason = "a kernel's inner part")]
fn linear_rows_256<const N: usize>(
    w: &Packed,
    tile: usize,
    half: usize,
    x: &[f32],
    rows: Rows<'_>,
    at: usize,
    out: &mut [f32],
    apart: usize,
) {
    let from = offsets::<N>(rows, at);
    for (i, sums) in multiply_256::<N>(w, tile, half, x, from).into_iter().enumerate() {
        let out = &mut out[(at + i) * apart + tile * 3 * LANE..][..3 * LANE];
        for (sum, out) in sums.into_iter().zip(out.as_chunks_mut::<LANE>().0) {
            store_256(&mut out.as_chunks_mut::<HALF>().0[half], sum);
        }
    }
}

/// `N` rows times half a tile, bias added: 8 columns of each lane.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn multiply_256<const N: usize>(
    w: &Packed,
    tile: usize,
    half: usize,
    x: &[f32],
    from: [usize; N],
) -> [[__m256; 3]; N] {
    let (weights, bias) = w.tile(tile);
    assert!(half < 2 && from.iter().all(|&f| f + w.inputs <= x.len()));
    let rows = from.map(|f| x[f..].as_ptr());
    let mut sums = [[_mm256_setzero_ps(); 3]; N];
    for (k, weights) in weights.as_chunks::<3>().0.iter().enumerate() {
        let weights = [half_256(&weights[0], half), half_256(&weights[1], half), half_256(&weights[2], half)];
        for (sums, row) in sums.iter_mut().zip(rows) {
            // SAFETY: `k < inputs`, and each row has that many numbers by the assertion above.
            let x = _mm256_set1_ps(unsafe { *row.add(k) });
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum = _mm256_fmadd_ps(x, weight, *sum);
            }
        }
    }
    for sums in &mut sums {
        for (sum, bias) in sums.iter_mut().zip(bias) {
            *sum = _mm256_add_ps(*sum, half_256(bias, half));
        }
    }
    sums
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn normalise_256(row: &[f32; WIDTH], l: &Norm) -> [__m256; 2 * LANES] {
    let mut out = [_mm256_setzero_ps(); 2 * LANES];
    for (out, half) in out.iter_mut().zip(row.as_chunks::<HALF>().0) {
        *out = load_256(half);
    }
    let mean = _mm256_set1_ps(sum_256(&out) / WIDTH as f32);
    let mut squares = out;
    for (out, square) in out.iter_mut().zip(&mut squares) {
        *out = _mm256_sub_ps(*out, mean);
        *square = _mm256_mul_ps(*out, *out);
    }
    let variance = sum_256(&squares) / WIDTH as f32;
    let factor = _mm256_set1_ps(1.0 / (variance + 1e-8).sqrt());
    for (i, v) in out.iter_mut().enumerate() {
        let scaled = _mm256_mul_ps(_mm256_mul_ps(*v, factor), half_256(&l.scale[i / 2], i % 2));
        *v = _mm256_add_ps(scaled, half_256(&l.shift[i / 2], i % 2));
    }
    out
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn sum_256(row: &[__m256; 2 * LANES]) -> f32 {
    let (mut low, mut high) = (row[0], row[1]);
    for lane in row[2..].as_chunks::<2>().0 {
        low = _mm256_add_ps(low, lane[0]);
        high = _mm256_add_ps(high, lane[1]);
    }
    fold_256(_mm256_add_ps(low, high))
}

/// Eight numbers folded in halves to their sum.
#[target_feature(enable = "avx2")]
#[inline]
fn fold_256(v: __m256) -> f32 {
    let four = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps::<1>(v));
    let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps::<1>(two, two)))
}

#[target_feature(enable = "avx2,fma")]
fn best_move_256(parts: &[&[f32; SUMS]], bias: &[f32; SUMS], upper: &Upper, mask: &Scores) -> Option<usize> {
    const N: usize = SUMS / HALF;
    let mut sums = [_mm256_setzero_ps(); N];
    for part in parts.iter().copied().chain([bias]) {
        for (sum, part) in sums.iter_mut().zip(part.as_chunks::<HALF>().0) {
            *sum = _mm256_add_ps(*sum, load_256(part));
        }
    }
    let mut hidden = [0.0; HIDDEN];
    for (i, out) in hidden.as_chunks_mut::<HALF>().0.iter_mut().enumerate() {
        store_256(out, _mm256_max_ps(sums[i], sums[i + N / 2]));
    }
    match upper.lanes {
        5 => score_256::<5, 10>(&hidden, upper, mask),
        7 => score_256::<7, 14>(&hidden, upper, mask),
        // No model has another number of moves; slow, but right.
        _ => super::portable::best_move(parts, bias, upper, mask),
    }
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn score_256<const N: usize, const HALVES: usize>(
    hidden: &[f32; HIDDEN],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    let mut scores = [_mm256_setzero_ps(); HALVES];
    for (hidden, weights) in hidden.iter().zip(upper.weights.as_chunks::<N>().0) {
        let hidden = _mm256_set1_ps(*hidden);
        for (j, score) in scores.iter_mut().enumerate() {
            *score = _mm256_fmadd_ps(hidden, half_256(&weights[j / 2], j % 2), *score);
        }
    }
    let mut all = [f32::NEG_INFINITY; MOVES];
    let outs = all.as_chunks_mut::<HALF>().0.iter_mut().zip(mask.as_chunks::<HALF>().0);
    for (j, (score, (out, mask))) in scores.into_iter().zip(outs).enumerate() {
        let score = _mm256_add_ps(score, half_256(&upper.bias[j / 2], j % 2));
        store_256(out, _mm256_add_ps(score, load_256(mask)));
    }
    super::portable::first_of_best(&all)
}

#[target_feature(enable = "avx2")]
#[inline]
fn half_256(lane: &Lane, half: usize) -> __m256 {
    load_256(&lane.0.as_chunks::<HALF>().0[half])
}

#[target_feature(enable = "avx2")]
#[inline]
fn load_256(from: &[f32; HALF]) -> __m256 {
    // SAFETY: the array has the 8 numbers that are read; the load asks no alignment.
    unsafe { _mm256_loadu_ps(from.as_ptr()) }
}

#[target_feature(enable = "avx2")]
#[inline]
fn store_256(to: &mut [f32; HALF], v: __m256) {
    // SAFETY: the array has the 8 numbers that are written; the store asks no alignment.
    unsafe { _mm256_storeu_ps(to.as_mut_ptr(), v) }
}
