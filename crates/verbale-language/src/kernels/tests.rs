//! The wide kernels against the portable one.

use super::*;

/// Numbers between -1 and 1 that look random and are always the same.
pub(super) fn numbers(n: usize, seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..n).map(next).collect()
}

pub(super) fn near(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 2e-4)
}

fn some_layer(inputs: usize) -> Layer {
    let weights = numbers(WIDTH * 3 * inputs, 1);
    Layer::new(&weights, &numbers(WIDTH * 3, 2), inputs, some_norm())
}

pub(super) fn some_norm() -> Norm {
    Norm::new(&numbers(WIDTH, 3), &numbers(WIDTH, 4))
}

/// The versions this machine can run, the portable one first.
pub(super) fn levels() -> Vec<Level> {
    let mut levels = vec![Level::Portable];
    #[cfg(target_arch = "x86_64")]
    levels.extend([Level::Avx2, Level::Avx512].into_iter().filter(|l| *l <= detected()));
    levels
}

fn run_layer(level: Level, l: &Layer, x: &[f32], rows: Rows<'_>, residual: Residual, out: &mut [f32]) {
    match level {
        Level::Portable => portable::layer(l, x, rows, residual, out),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::layer_avx2(l, x, rows, residual, out),
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::layer_avx512(l, x, rows, residual, out),
    }
}

fn run_linear(level: Level, w: &Packed, x: &[f32], rows: Rows<'_>, out: &mut [f32], apart: usize) {
    match level {
        Level::Portable => portable::linear(w, x, rows, out, apart),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::linear_avx2(w, x, rows, out, apart),
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::linear_avx512(w, x, rows, out, apart),
    }
}

fn run_best(
    level: Level,
    parts: &[&[f32; SUMS]],
    bias: &[f32; SUMS],
    upper: &Upper,
    mask: &Scores,
) -> Option<usize> {
    match level {
        Level::Portable => portable::best_move(parts, bias, upper, mask),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => x86::best_move_avx2(parts, bias, upper, mask),
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => x86::best_move_avx512(parts, bias, upper, mask),
    }
}

#[test]
fn layers_agree() {
    let l = some_layer(3 * WIDTH);
    let x = numbers(30 * WIDTH, 5);
    for count in 0..20 {
        let starts: Vec<u32> = (0..count).map(|i| (i * 7 % 20) * WIDTH as u32).collect();
        let mut results = Vec::new();
        for level in levels() {
            let mut plain = vec![0.0; 30 * WIDTH];
            let mut added = vec![0.0; 30 * WIDTH];
            run_layer(level, &l, &x, Rows::At(&starts), Residual::No, &mut plain);
            run_layer(level, &l, &x, Rows::At(&starts), Residual::Middle, &mut added);
            results.push((plain, added));
        }
        for (i, (plain, added)) in results.iter().enumerate() {
            assert!(near(plain, &results[0].0) && near(added, &results[0].1), "{count} rows, version {i}");
            // The two wide versions round alike.
            assert!(i < 2 || results[i] == results[1]);
        }
    }
}

/// A window layer gives what the same weights give as a layer over rows side by side.
#[test]
fn windows_are_layers() {
    let (weights, bias, x) = (numbers(WIDTH * 9 * WIDTH, 1), numbers(WIDTH * 3, 2), numbers(12 * WIDTH, 5));
    let layer = Layer::new(&weights, &bias, 3 * WIDTH, some_norm());
    let window_layer = WindowLayer::new(&weights, &bias, some_norm());
    let mut entries = vec![0.0; 12 * ENTRY];
    window_layer.entries(&x, &mut entries);
    let windows: Vec<Window> =
        (0..10).map(|i| Window { entries: [i, i + 1, i + 2], to: (i + 1) * WIDTH as u32 }).collect();
    let mut expected = vec![0.0; 12 * WIDTH];
    portable::layer(&layer, &x, Rows::Every { stride: WIDTH, count: 10 }, Residual::Middle, &mut expected);
    let results: Vec<Vec<f32>> = levels()
        .into_iter()
        .map(|level| {
            let (entries, mut out) = (entries.as_chunks::<ENTRY>().0, vec![0.0; 12 * WIDTH]);
            match level {
                Level::Portable => portable::windows(&window_layer, entries, &windows, &mut out),
                #[cfg(target_arch = "x86_64")]
                Level::Avx2 => x86::windows_avx2(&window_layer, entries, &windows, &mut out),
                #[cfg(target_arch = "x86_64")]
                Level::Avx512 => x86::windows_avx512(&window_layer, entries, &windows, &mut out),
            }
            out
        })
        .collect();
    for result in &results {
        assert!(near(result, &expected));
        assert_eq!(result, &results[0]);
    }
}

#[test]
fn a_row_does_not_depend_on_its_neighbours() {
    let l = some_layer(2 * WIDTH);
    let x = numbers(40 * WIDTH, 6);
    for level in levels() {
        let mut all = vec![0.0; 19 * WIDTH];
        run_layer(level, &l, &x, Rows::Every { stride: 2 * WIDTH, count: 19 }, Residual::No, &mut all);
        for i in 0..19 {
            let mut one = vec![0.0; WIDTH];
            run_layer(level, &l, &x, Rows::At(&[(i * 2 * WIDTH) as u32]), Residual::No, &mut one);
            assert_eq!(one, all[i * WIDTH..][..WIDTH], "row {i}, {level:?}");
        }
    }
}

#[test]
fn linear_maps_are_products() {
    let (outputs, inputs) = (50, 37);
    let (weights, bias, x) = (numbers(outputs * inputs, 7), numbers(outputs, 8), numbers(11 * inputs, 9));
    let w = Packed::linear(&weights, &bias, outputs, inputs, |c| c);
    for level in levels() {
        let apart = w.width() + 5;
        let mut out = vec![0.0; 11 * apart];
        run_linear(level, &w, &x, Rows::Every { stride: inputs, count: 11 }, &mut out, apart);
        for i in 0..11 {
            let product =
                |c: usize| (0..inputs).map(|k| x[i * inputs + k] * weights[c * inputs + k]).sum::<f32>();
            let expected: Vec<f32> = (0..outputs).map(|c| product(c) + bias[c]).collect();
            assert!(near(&out[i * apart..][..outputs], &expected), "row {i}, {level:?}");
        }
    }
}

/// Large weights go by in another order than small ones.
#[test]
fn large_maps_give_the_same_rows() {
    let (outputs, inputs, count) = (1536, 96, 21);
    let (weights, x) = (numbers(outputs * inputs, 7), numbers(count * inputs, 9));
    let w = Packed::linear(&weights, &[], outputs, inputs, |c| c);
    for level in levels() {
        let mut all = vec![0.0; count * outputs];
        run_linear(level, &w, &x, Rows::Every { stride: inputs, count }, &mut all, outputs);
        for (i, all) in all.chunks(outputs).enumerate() {
            let mut one = vec![0.0; outputs];
            run_linear(level, &w, &x, Rows::At(&[(i * inputs) as u32]), &mut one, outputs);
            assert_eq!(one, all, "row {i}, {level:?}");
        }
        let (c, row) = (outputs - 1, &x[inputs * (count - 1)..]);
        let right: f32 = row.iter().zip(&weights[c * inputs..]).map(|(x, w)| x * w).sum();
        assert!(near(&all[count * outputs - 1..], &[right]));
    }
}

#[test]
fn rows_become_columns() {
    for outputs in [1, 16, 47, 48, 50] {
        let rows = numbers((outputs - 1) * 70 + 33, 3);
        let mut packed = Packed::default();
        packed.fill(&numbers(5000, 1), 33, 33);
        packed.fill(&rows, 70, 33);
        let plain: Vec<f32> = (0..outputs).flat_map(|c| rows[c * 70..][..33].to_vec()).collect();
        let right = Packed::linear(&plain, &[], outputs, 33, |c| c);
        let x = numbers(4 * 33, 2);
        let run = |w: &Packed| {
            let mut out = vec![0.0; 4 * w.width()];
            linear(w, &x, Rows::Every { stride: 33, count: 4 }, &mut out, w.width());
            out.chunks(w.width()).flat_map(|row| row[..outputs].to_vec()).collect::<Vec<f32>>()
        };
        assert_eq!(run(&packed), run(&right), "{outputs} rows");
    }
}

#[test]
fn the_best_move_is_the_same() {
    for moves in [74, 106, 20] {
        let upper = Upper::new(&numbers(moves * HIDDEN, 10), &numbers(moves, 11));
        let parts: Vec<[f32; SUMS]> =
            (0..8).map(|i| std::array::from_fn(|j| numbers(SUMS, 20 + i)[j])).collect();
        let parts: Vec<&[f32; SUMS]> = parts.iter().collect();
        let mut mask = [f32::NEG_INFINITY; MOVES];
        let best = |mask: &Scores| -> Vec<Option<usize>> {
            levels().into_iter().map(|l| run_best(l, &parts, &[0.1; SUMS], &upper, mask)).collect()
        };
        assert!(best(&mask).iter().all(Option::is_none), "nothing is allowed");
        mask[3] = 0.0;
        assert!(best(&mask).iter().all(|&b| b == Some(3)), "one move is allowed");
        mask[..moves].fill(0.0);
        let found = best(&mask);
        assert!(found[0].is_some() && found.iter().all(|b| *b == found[0]));
    }
}

#[cfg(target_arch = "x86_64")]
#[test]
fn the_environment_forbids() {
    assert_eq!(allowed(Some("off"), Level::Avx512), Level::Portable);
    assert_eq!(allowed(Some("avx2"), Level::Avx512), Level::Avx2);
    assert_eq!(allowed(Some("avx2"), Level::Portable), Level::Portable);
    assert_eq!(allowed(Some("avx512"), Level::Avx2), Level::Avx2);
    assert_eq!(allowed(None, Level::Avx512), Level::Avx512);
}
