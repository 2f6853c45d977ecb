//! Word pieces a second of the encoder: `cargo bench -p verbale-language --bench encode`. It needs a model file, which
//! `VERBALE_ENCODER` names; `VERBALE_SIMD=off` or `avx2` for the other kernels. On a machine with other work
//! `examples/encoder_speed.rs`, which counts processor time, tells more.

use divan::counter::ItemsCount;
use std::sync::OnceLock;
use verbale_language::{Encoder, Pieces, Precision};

const TEXTS: &str = include_str!("../tests/data/reference.txt");

fn main() {
    match model() {
        Some(_) => divan::main(),
        None => eprintln!("skipped: VERBALE_ENCODER does not name a model file"),
    }
}

fn model() -> Option<&'static [u8]> {
    static MODEL: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    MODEL.get_or_init(|| std::fs::read(std::env::var_os("VERBALE_ENCODER")?).ok()).as_deref()
}

fn encoder(precision: Precision) -> Encoder {
    Encoder::load_with(model().expect("a model file"), precision).expect("a model of this format")
}

fn lines(encoder: &Encoder) -> Vec<Pieces> {
    TEXTS.lines().filter(|line| !line.is_empty()).map(|line| encoder.tokens(line)).collect()
}

fn run(bencher: divan::Bencher, precision: Precision) {
    let encoder = encoder(precision);
    let lines = lines(&encoder);
    let pieces = lines.iter().map(Pieces::len).sum::<usize>();
    bencher.counter(ItemsCount::new(pieces)).bench(|| encoder.encode(divan::black_box(&lines)));
}

#[divan::bench]
fn floats(bencher: divan::Bencher) {
    run(bencher, Precision::F32);
}

#[divan::bench]
fn bytes(bencher: divan::Bencher) {
    run(bencher, Precision::Int8);
}

/// Text to pieces.
#[divan::bench]
fn cut(bencher: divan::Bencher) {
    let encoder = encoder(Precision::Int8);
    let pieces = lines(&encoder).iter().map(Pieces::len).sum::<usize>();
    bencher.counter(ItemsCount::new(pieces)).bench(|| lines(divan::black_box(&encoder)));
}

/// Reading the model, once for each start of the program.
#[divan::bench]
fn load(bencher: divan::Bencher) {
    let bytes = model().expect("a model file");
    bencher.bench(|| Encoder::load(divan::black_box(bytes)).is_ok());
}
