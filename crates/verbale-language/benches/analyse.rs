//! Tokens a second: `cargo bench -p verbale-language`. `VERBALE_SIMD=off` or `avx2` for the other kernels.

use divan::counter::ItemsCount;
use verbale_language::{Engine, Options};

const TEXTS: &str = include_str!("../tests/data/reference.txt");

fn main() {
    divan::main();
}

fn run(bencher: divan::Bencher, paragraphs: bool) {
    let (engine, options) = (Engine::embedded(), Options { paragraphs });
    let tokens = engine.analyse_with(TEXTS, &options).len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| engine.analyse_with(divan::black_box(TEXTS), &options));
}

/// Line by line, as Verbale reads.
#[divan::bench]
fn by_lines(bencher: divan::Bencher) {
    run(bencher, true);
}

/// As spaCy reads.
#[divan::bench]
fn whole(bencher: divan::Bencher) {
    run(bencher, false);
}

/// Reading the model, once for each start of the program.
#[divan::bench]
fn model(bencher: divan::Bencher) {
    let bytes = include_bytes!("../../../models/en_core_web_sm.vbm");
    bencher.bench(|| Engine::from_bytes(bytes).is_ok());
}
