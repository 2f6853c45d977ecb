//! What happens to rows between products: normalisation, GELU, softmax, rounding to bytes, attention's sums.
//!
//! Each is written once over [`Sixteen`] numbers and compiled for AVX-512, for AVX2 and for any machine. Sums go lane
//! by lane and are folded in halves, one row by itself.
#![allow(unsafe_code)]

use super::lanes::Sixteen;
#[cfg(target_arch = "x86_64")]
use super::lanes::{Two, Wide};
use super::{LANE, Level, Norm, level};

/// Compiles a function over rows for each level and chooses when called.
macro_rules! versions {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) = $body:ident;)*) => {
        $($(#[$doc])*
        pub(crate) fn $name($($arg: $ty),*) {
            at::$name(level(), $($arg),*);
        })*
        mod at {
            //! The same at a level that the machine must have.
            use super::*;
            $(pub(super) fn $name(level: Level, $($arg: $ty),*) {
                #[cfg(target_arch = "x86_64")]
                #[target_feature(enable = "avx512f")]
                fn wide($($arg: $ty),*) {
                    $body::<Wide>($($arg),*)
                }
                #[cfg(target_arch = "x86_64")]
                #[target_feature(enable = "avx2,fma")]
                fn two($($arg: $ty),*) {
                    $body::<Two>($($arg),*)
                }
                match level {
                    // SAFETY: `level` says that the machine has these instructions.
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx512 => unsafe { wide($($arg),*) },
                    // SAFETY: as above.
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx2 => unsafe { two($($arg),*) },
                    Level::Portable => $body::<[f32; LANE]>($($arg),*),
                }
            })*
        }
    };
}

versions! {
    /// `x * Φ(x)` for each number: the GELU of Hendrycks and Gimpel, 2016, not its tanh approximation. Numbers come in
    /// whole lanes.
    gelu(x: &mut [f32]) = gelu_all;
    /// Adds `y` to `x` and brings each row to mean 0 and variance 1, then scales and shifts it.
    add_and_norm(x: &mut [f32], y: &[f32], norm: &Norm, epsilon: f32) = add_and_norm_all;
    /// Turns the first `len` numbers of each row of `stride` into weights of 1 for the largest and less for others;
    /// what divides them to sum to 1 goes to `factors`. The rest of a row does not count.
    softmax(x: &mut [f32], stride: usize, len: usize, factors: &mut [f32]) = softmax_all;
    /// Rounds rows of `width` numbers to bytes: byte 0 is a row's lowest number, 255 its highest.
    round(x: &[f32], width: usize, bytes: &mut [u8], ranges: &mut [Range]) = round_all;
    /// Adds up the values of a sequence, weighted.
    mix(weights: &Weights<'_>, values: &[f32], apart: usize, out: &mut [f32], out_apart: usize) = mix_all;
}

/// What the bytes of a row mean: byte `b` stands for `low + b * step`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Range {
    pub(crate) low: f32,
    pub(crate) step: f32,
}

/// Columns of values that are mixed together.
pub(crate) const COLUMNS: usize = 2 * LANE;

/// Rows of `stride` weights, of which the first `len` count, each row to be multiplied by its factor.
pub(crate) struct Weights<'a> {
    pub(crate) rows: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) len: usize,
    pub(crate) factors: &'a [f32],
}

/// Added to a number below 2²², it leaves its whole part in the low bits, ties to even.
const TO_WHOLE: f32 = 12_582_912.0;

/// `e^x` for `x <= 0`, to some units in the last place; below -87 as at -87.
#[inline(always)]
fn exp<V: Sixteen>(x: V) -> V {
    /// ln 2 in two parts, the first exact in few bits.
    const LN2: (f32, f32) = (0.693_359_4, -2.121_944_4e-4);
    let x = x.larger(V::all(-87.0));
    let whole = x.times_plus(V::all(std::f32::consts::LOG2_E), V::all(TO_WHOLE));
    let n = whole.minus(V::all(TO_WHOLE));
    let r = n.times_plus(V::all(-LN2.1), n.times_plus(V::all(-LN2.0), x));
    let mut p = V::all(1.0 / 720.0);
    for c in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        p = p.times_plus(r, V::all(c));
    }
    p.times(whole.as_exponents())
}

/// `z` times the share of a normal distribution above `z >= 0`, by the polynomial that meets it at Chebyshev's points
/// between 0 and [`FAR`]: error below 3e-7.
#[inline(always)]
fn times_above<V: Sixteen>(z: V) -> V {
    let u = z.smaller(V::all(FAR)).times_plus(V::all(2.0 / FAR), V::all(-1.0));
    let mut p = V::all(TIMES_ABOVE[0]);
    for c in &TIMES_ABOVE[1..] {
        p = p.times_plus(u, V::all(*c));
    }
    p
}

/// Above it there is less than 1e-7 left.
const FAR: f32 = 5.5;
/// Powers of what runs from -1 to 1, the highest first.
const TIMES_ABOVE: [f32; 17] = [
    -0.016_437_132,
    -2.678_953_5e-4,
    0.101_876_88,
    -0.038_418_185,
    -0.261_687_82,
    0.233_847_02,
    0.276_241_75,
    -0.546_387_7,
    0.149_504_91,
    0.460_155_7,
    -0.627_847_8,
    0.260_321_05,
    0.178_888_71,
    -0.308_671_77,
    0.191_266_13,
    -0.060_578_227,
    8.194_349e-3,
];

#[inline(always)]
fn gelu_all<V: Sixteen>(x: &mut [f32]) {
    let zero = V::all(0.0);
    for x in x.as_chunks_mut::<LANE>().0 {
        let v = V::load(x);
        let positive = v.larger(zero);
        let size = positive.larger(zero.minus(v));
        // x (1 - tail) above zero, x tail below.
        positive.minus(times_above(size)).store(x);
    }
}

#[inline(always)]
fn sum<V: Sixteen>(v: V) -> f32 {
    v.folded(|a, b| a + b)
}

#[inline(always)]
fn add_and_norm_all<V: Sixteen>(x: &mut [f32], y: &[f32], norm: &Norm, epsilon: f32) {
    let width = norm.scale.len() * LANE;
    for (x, y) in x.chunks_exact_mut(width).zip(y.chunks_exact(width)) {
        let x = x.as_chunks_mut::<LANE>().0;
        let mut total = V::all(0.0);
        for (x, y) in x.iter_mut().zip(y.as_chunks::<LANE>().0) {
            let v = V::load(x).plus(V::load(y));
            v.store(x);
            total = total.plus(v);
        }
        let mean = V::all(sum(total) / width as f32);
        let mut squares = V::all(0.0);
        for x in x.iter() {
            let v = V::load(x).minus(mean);
            squares = v.times_plus(v, squares);
        }
        let factor = V::all(1.0 / (sum(squares) / width as f32 + epsilon).sqrt());
        for ((x, scale), shift) in x.iter_mut().zip(&norm.scale).zip(&norm.shift) {
            let v = V::load(x).minus(mean).times(factor);
            v.times_plus(V::load(&scale.0), V::load(&shift.0)).store(x);
        }
    }
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn softmax_all<V: Sixteen>(x: &mut [f32], stride: usize, len: usize, factors: &mut [f32]) {
    for (row, factor) in x.chunks_exact_mut(stride).zip(factors) {
        // Lanes are filled up with what adds nothing worth mentioning.
        let row = &mut row[..len.next_multiple_of(LANE)];
        row[len..].fill(f32::NEG_INFINITY);
        let lanes = row.as_chunks_mut::<LANE>().0;
        let mut most = V::all(f32::NEG_INFINITY);
        for lane in lanes.iter() {
            most = most.larger(V::load(lane));
        }
        let most = V::all(most.folded(larger));
        let mut total = V::all(0.0);
        for lane in lanes {
            let v = exp(V::load(lane).minus(most));
            v.store(lane);
            total = total.plus(v);
        }
        *factor = 1.0 / sum(total);
    }
}

#[inline(always)]
fn round_all<V: Sixteen>(x: &[f32], width: usize, bytes: &mut [u8], ranges: &mut [Range]) {
    let rows = x.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(ranges);
    for ((x, bytes), range) in rows {
        let lanes = x.as_chunks::<LANE>().0;
        let (mut low, mut high) = (V::all(f32::INFINITY), V::all(f32::NEG_INFINITY));
        for lane in lanes {
            low = low.smaller(V::load(lane));
            high = high.larger(V::load(lane));
        }
        let low = low.folded(|a, b| if a < b { a } else { b });
        let step = (high.folded(larger) - low) / 255.0;
        *range = Range { low, step };
        let per = V::all(if step > 0.0 { 1.0 / step } else { 0.0 });
        for (x, bytes) in lanes.iter().zip(bytes.as_chunks_mut::<LANE>().0) {
            V::load(x).minus(V::all(low)).times_plus(per, V::all(TO_WHOLE)).low_bytes(bytes);
        }
    }
}

#[inline(always)]
fn mix_all<V: Sixteen>(
    weights: &Weights<'_>,
    values: &[f32],
    apart: usize,
    out: &mut [f32],
    out_apart: usize,
) {
    let rows = weights.factors.len();
    let mut at = 0;
    while at < rows {
        at += match rows - at {
            left if V::ROWS >= 8 && left >= 8 => mix_rows::<V, 8>(weights, values, apart, at, out, out_apart),
            left if V::ROWS >= 3 && left >= 3 => mix_rows::<V, 3>(weights, values, apart, at, out, out_apart),
            _ => mix_rows::<V, 1>(weights, values, apart, at, out, out_apart),
        };
    }
}

/// `N` rows from `at` on.
#[inline(always)]
fn mix_rows<V: Sixteen, const N: usize>(
    weights: &Weights<'_>,
    values: &[f32],
    apart: usize,
    at: usize,
    out: &mut [f32],
    out_apart: usize,
) -> usize {
    let rows: [&[f32]; N] =
        std::array::from_fn(|i| &weights.rows[(at + i) * weights.stride..][..weights.len]);
    let mut sums = [[V::all(0.0); 2]; N];
    for k in 0..weights.len {
        let [left, right] = values[k * apart..][..COLUMNS].as_chunks::<LANE>().0 else { break };
        let value = [V::load(left), V::load(right)];
        for (sums, row) in sums.iter_mut().zip(rows) {
            let weight = V::all(row[k]);
            for (sum, value) in sums.iter_mut().zip(value) {
                *sum = weight.times_plus(value, *sum);
            }
        }
    }
    for (i, sums) in sums.into_iter().enumerate() {
        let factor = V::all(weights.factors[at + i]);
        let out = out[(at + i) * out_apart..][..COLUMNS].as_chunks_mut::<LANE>().0;
        for (sum, out) in sums.into_iter().zip(out) {
            sum.times(factor).store(out);
        }
    }
    N
}

#[cfg(test)]
mod tests {
    use super::super::WIDTH;
    use super::super::tests::{levels, near, numbers, some_norm};
    use super::*;

    /// Numbers of the normal distribution and of e, from tables.
    #[test]
    fn gelu_is_the_exact_one() {
        let below = [
            (0.0, 0.5),
            (0.5, 0.691_462_46),
            (1.0, 0.841_344_7),
            (1.96, 0.975_002_1),
            (2.5, 0.993_790_3),
            (3.0, 0.998_650_1),
            (4.0, 0.999_968_3),
            (5.0, 0.999_999_7),
            (6.0, 1.0),
        ];
        let known = below.into_iter().flat_map(|(x, share)| [(x, share), (-x, 1.0 - share)]);
        let known: Vec<(f32, f32)> = known.collect();
        for level in levels() {
            for &(x, share) in &known {
                let mut lane = [x; LANE];
                at::gelu(level, &mut lane);
                assert!(
                    lane.iter().all(|&made| (made - x * share).abs() < 5e-7 * x.abs().max(1.0)),
                    "{x}, {level:?}"
                );
            }
            let mut far = [-40.0; LANE];
            at::gelu(level, &mut far);
            assert!(far.iter().all(|x| x.abs() < 3e-7));
        }
    }

    #[test]
    fn weights_fall_off_as_e() {
        for level in levels() {
            for len in [1, 2, 16, 20, 47] {
                let mut x: Vec<f32> = (0..2 * 48).map(|i| (i % 48) as f32).collect();
                let mut factors = [0.0; 2];
                at::softmax(level, &mut x, 48, len, &mut factors);
                for (row, factor) in x.chunks(48).zip(factors) {
                    assert!((row[..len].iter().sum::<f32>() * factor - 1.0).abs() < 1e-6, "{len}, {level:?}");
                    assert_eq!(row[len - 1], 1.0);
                    let e = std::f64::consts::E;
                    for (i, &w) in row[..len].iter().enumerate() {
                        let right = e.powi(i as i32 + 1 - len as i32);
                        assert!((f64::from(w) / right - 1.0).abs() < 1e-5, "{i} of {len}");
                    }
                }
            }
        }
    }

    #[test]
    fn bytes_stand_for_the_numbers() {
        for level in levels() {
            let x: Vec<f32> = (0..96).map(|i| ((i * 37 % 96) as f32 - 30.0) * 0.11).collect();
            let (mut bytes, mut ranges) = (vec![0; 96], vec![Range::default(); 2]);
            at::round(level, &x, 48, &mut bytes, &mut ranges);
            for (i, x) in x.iter().enumerate() {
                let range = ranges[i / 48];
                let back = range.low + range.step * f32::from(bytes[i]);
                assert!((x - back).abs() <= range.step * 0.51, "{x} came back as {back}, {level:?}");
            }
            let (mut bytes, mut ranges) = ([7; 16], [Range::default()]);
            at::round(level, &[2.5; 16], 16, &mut bytes, &mut ranges);
            assert_eq!((bytes, ranges[0].low), ([0; 16], 2.5), "a row of one number");
        }
    }

    #[test]
    fn rows_are_brought_to_mean_0_and_variance_1() {
        let plain = Norm::new(&[1.0; WIDTH], &[0.0; WIDTH]);
        for level in levels() {
            let (mut x, y) = (numbers(3 * WIDTH, 1), numbers(3 * WIDTH, 2));
            at::add_and_norm(level, &mut x, &y, &plain, 1e-12);
            for (row, (a, b)) in x.chunks(WIDTH).zip(numbers(3 * WIDTH, 1).chunks(WIDTH).zip(y.chunks(WIDTH)))
            {
                let mean = row.iter().sum::<f32>() / WIDTH as f32;
                let variance = row.iter().map(|x| x * x).sum::<f32>() / WIDTH as f32;
                assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{level:?}");
                // Still in the order of the sums.
                let larger = |i: usize, j: usize| (a[i] + b[i] > a[j] + b[j]) == (row[i] > row[j]);
                assert!((1..WIDTH).all(|i| larger(i, i - 1)));
            }
            let mut scaled = numbers(3 * WIDTH, 1);
            at::add_and_norm(level, &mut scaled, &y, &some_norm(), 1e-12);
            let (scale, shift) = (numbers(WIDTH, 3), numbers(WIDTH, 4));
            let right: Vec<f32> =
                (0..3 * WIDTH).map(|i| x[i] * scale[i % WIDTH] + shift[i % WIDTH]).collect();
            assert!(near(&scaled, &right));
        }
    }

    #[test]
    fn mixing_adds_up_weighted_values() {
        for rows in 0..20 {
            let (len, stride, apart) = (rows * 3 + 1, 64, 50);
            let (weights, values) = (numbers(rows * stride, 1), numbers(len * apart, 2));
            let factors = numbers(rows, 3);
            let weights = Weights { rows: &weights, stride, len, factors: &factors };
            for level in levels() {
                let mut out = vec![7.0; rows * 40];
                at::mix(level, &weights, &values, apart, &mut out, 40);
                for (row, out) in out.chunks(40).enumerate() {
                    for (column, &found) in out[..COLUMNS].iter().enumerate() {
                        let term = |k: usize| weights.rows[row * stride + k] * values[k * apart + column];
                        let right = (0..len).map(term).sum::<f32>() * factors[row];
                        assert!(
                            (found - right).abs() < 1e-5,
                            "row {row} of {rows}, column {column}, {level:?}"
                        );
                    }
                    assert!(out[COLUMNS..].iter().all(|&x| x == 7.0), "nothing else is written");
                }
            }
        }
    }
}
