//! Compares with a reference file: `cargo run --release --example parity -- reference.jsonl [differences to show]`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;
use verbale_language::Engine;

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a reference file, made by models/reference.py");
    let show = args.next().and_then(|n| n.parse().ok()).unwrap_or(20);
    let references = common::read(&std::fs::read_to_string(path).expect("a readable file"));
    let start = Instant::now();
    let engine = Engine::embedded();
    println!("model read in {:.0?}", start.elapsed());
    let (start, before) = (Instant::now(), on_processor());
    let documents: Vec<_> = references.iter().map(|r| engine.analyse(&r.text)).collect();
    let (spent, busy) = (start.elapsed(), on_processor() - before);
    let tokens = documents.iter().map(|d| d.len()).sum::<usize>();
    let mut parity = common::Parity::default();
    for (reference, document) in references.iter().zip(&documents) {
        parity.add(reference, document);
    }
    for difference in parity.differences.iter().take(show) {
        println!("{difference}");
    }
    println!("{parity}{tokens} tokens in {spent:.2?}: {:.0} tokens/s", tokens as f64 / spent.as_secs_f64());
    let least = ["token", "tag, head and label", "lemma", "entity"]
        .map(|w| parity.percent(w))
        .into_iter()
        .fold(100.0, f64::min);
    println!("least agreement: {least:.3} %");
    if busy > 0.0 {
        println!("{busy:.2} s on the processor: {:.0} tokens/s", tokens as f64 / busy);
    }
}

/// Seconds this process has spent on a processor, where the system tells; another program's load does not count.
fn on_processor() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or_default() / 1e9
}
