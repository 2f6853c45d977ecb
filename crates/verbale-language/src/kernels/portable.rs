//! The kernels in plain Rust: what the others are tested against, and what runs where none of them does.

use super::{
    Entry, HIDDEN, LANE, Layer, MOVES, Norm, Packed, Residual, Rows, SUMS, Scores, TILE, Upper, WIDTH,
    Window, WindowLayer,
};

pub(super) fn layer(l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    for i in 0..rows.count() {
        let from = rows.at(i);
        let row = &x[from..from + l.weights.inputs];
        let mut made = [0.0; WIDTH];
        for (tile, made) in made.as_chunks_mut::<LANE>().0.iter_mut().enumerate() {
            *made = largest(&multiply(&l.weights, tile, row));
        }
        normalise(&mut made, &l.norm);
        match residual {
            Residual::No => out[i * WIDTH..][..WIDTH].copy_from_slice(&made),
            Residual::Middle => {
                super::add(&mut made, &row[WIDTH..2 * WIDTH]);
                out[from + WIDTH..][..WIDTH].copy_from_slice(&made);
            }
        }
    }
}

pub(super) fn windows(l: &WindowLayer, entries: &[Entry], windows: &[Window], out: &mut [f32]) {
    for window in windows {
        let mut made = [0.0; WIDTH];
        for (tile, made) in made.as_chunks_mut::<LANE>().0.iter_mut().enumerate() {
            let mut sums = [0.0; TILE];
            for products in super::products(entries, window, tile) {
                super::add(&mut sums, products.as_flattened());
            }
            for (sums, bias) in sums.as_chunks_mut::<LANE>().0.iter_mut().zip(&l.bias[tile * 3..]) {
                super::add(sums, &bias.0);
            }
            *made = largest(&sums);
        }
        normalise(&mut made, &l.norm);
        super::add(&mut made, &entries[window.entries[1] as usize][..WIDTH]);
        out[window.to as usize..][..WIDTH].copy_from_slice(&made);
    }
}

/// The largest of the three pieces of each output.
fn largest(sums: &[f32; TILE]) -> [f32; LANE] {
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    std::array::from_fn(|j| larger(larger(sums[j], sums[j + LANE]), sums[j + 2 * LANE]))
}

pub(super) fn linear(w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    for i in 0..rows.count() {
        let row = &x[rows.at(i)..][..w.inputs];
        for tile in 0..w.tiles {
            out[i * apart + tile * TILE..][..TILE].copy_from_slice(&multiply(w, tile, row));
        }
    }
}

/// One row times one tile.
fn multiply(w: &Packed, tile: usize, row: &[f32]) -> [f32; TILE] {
    let (weights, bias) = w.tile(tile);
    let [mut a, mut b, mut c] = [[0.0; LANE]; 3];
    for (x, [u, v, w]) in row.iter().zip(weights.as_chunks::<3>().0) {
        for j in 0..LANE {
            a[j] += x * u.0[j];
            b[j] += x * v.0[j];
            c[j] += x * w.0[j];
        }
    }
    let mut out = [0.0; TILE];
    for (j, out) in out.iter_mut().enumerate() {
        *out = [&a, &b, &c][j / LANE][j % LANE] + bias[j / LANE].0[j % LANE];
    }
    out
}

fn normalise(row: &mut [f32; WIDTH], norm: &Norm) {
    let mean = lane_sum(row, |v| v) / WIDTH as f32;
    let variance = lane_sum(row, |v| (v - mean) * (v - mean)) / WIDTH as f32;
    let factor = 1.0 / (variance + 1e-8).sqrt();
    for ((row, scale), shift) in row.as_chunks_mut::<LANE>().0.iter_mut().zip(&norm.scale).zip(&norm.shift) {
        for ((v, g), b) in row.iter_mut().zip(&scale.0).zip(&shift.0) {
            *v = (*v - mean) * factor * g + b;
        }
    }
}

/// A sum in 16 lanes, folded in halves: the order of the wide kernels.
fn lane_sum(row: &[f32; WIDTH], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANE];
    for chunk in row.as_chunks::<LANE>().0 {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane += f(*v);
        }
    }
    let mut half = LANE / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}

pub(super) fn gather(rows: [&[f32; WIDTH]; 4], out: &mut [f32; WIDTH]) {
    for (j, out) in out.iter_mut().enumerate() {
        *out = rows[0][j] + rows[1][j] + rows[2][j] + rows[3][j];
    }
}

pub(super) fn best_move(
    parts: &[&[f32; SUMS]],
    bias: &[f32; SUMS],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    let mut sums = [0.0; SUMS];
    for part in parts {
        super::add(&mut sums, *part);
    }
    super::add(&mut sums, bias);
    let (one, two) = sums.split_at(HIDDEN);
    let mut scores = [0.0; MOVES];
    for ((a, b), weights) in one.iter().zip(two).zip(upper.weights.chunks_exact(upper.lanes)) {
        let hidden = a.max(*b);
        for (scores, weights) in scores.as_chunks_mut::<LANE>().0.iter_mut().zip(weights) {
            for (score, weight) in scores.iter_mut().zip(&weights.0) {
                *score += hidden * weight;
            }
        }
    }
    for (scores, bias) in scores.as_chunks_mut::<LANE>().0.iter_mut().zip(&upper.bias) {
        super::add(scores, &bias.0);
    }
    super::add(&mut scores, mask);
    first_of_best(&scores[..upper.lanes * LANE])
}

/// The first of the highest numbers; `None` where none is above `-inf`.
pub(super) fn first_of_best(scores: &[f32]) -> Option<usize> {
    let mut best = f32::NEG_INFINITY;
    for &score in scores {
        best = if score > best { score } else { best };
    }
    scores.iter().position(|&s| s == best && best > f32::NEG_INFINITY)
}
