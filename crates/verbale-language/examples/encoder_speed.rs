//! Sentences a second of the encoder on one thread, in processor time:
//! `cargo run --release --example encoder_speed -- MODEL [PIECES] [ROUNDS]`.
//!
//! Prints one JSON object for each precision. On a busy machine compare the shares, not the seconds.

use std::time::Instant;
use verbale_language::{Encoder, Pieces, Precision};

fn main() {
    let mut args = std::env::args().skip(1);
    let model = std::fs::read(args.next().expect("a model file")).expect("a readable model");
    let mut number = |or: usize| args.next().and_then(|n| n.parse().ok()).unwrap_or(or);
    let (length, rounds) = (number(32), number(20));
    for precision in [Precision::F32, Precision::Int8] {
        let encoder = Encoder::load_with(&model, precision).expect("a model of this format");
        let sequences = sequences(&encoder, length);
        encoder.encode(&sequences);
        let (mut best, wall, before) = (f64::INFINITY, Instant::now(), seconds());
        for _ in 0..rounds {
            let start = seconds();
            std::hint::black_box(encoder.encode(&sequences));
            best = best.min(seconds() - start);
        }
        let (wall, spent, n) = (wall.elapsed().as_secs_f64(), seconds() - before, sequences.len() as f64);
        println!(
            "{{\"precision\": \"{precision:?}\", \"pieces\": {length}, \"sentences_per_second\": {:.0}, \
             \"best_round\": {:.0}, \"wall_over_cpu\": {:.2}}}",
            n * rounds as f64 / spent,
            n / best,
            wall / spent
        );
    }
}

/// Sentences of exactly so many pieces.
fn sequences(encoder: &Encoder, length: usize) -> Vec<Pieces> {
    let words =
        ["the", "minister", "met", "his", "counterpart", "and", "said", "talks", "would", "resume", "."];
    let count = (2048 / length.max(1)).max(1);
    (0..count)
        .map(|n| {
            let text: Vec<&str> =
                (0..length.saturating_sub(2)).map(|i| words[(i * 7 + n) % words.len()]).collect();
            encoder.tokens(&text.join(" "))
        })
        .collect()
}

/// Processor time of this thread, where the system tells it.
fn seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}

static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
