//! Tokens a second of the engine over a folder of text files, one thread or several:
//! `cargo run --release --example throughput -- FOLDER [ROUNDS] [THREADS]`.
//!
//! Prints one JSON object. Reading the model is not counted, the first round (which fills the memory of word forms)
//! is: that is what a user waits for.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use verbale_language::Engine;

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().expect("a folder of text files");
    let rounds: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let threads: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let texts = texts(folder.into());
    let engine = Engine::embedded();
    let start = Instant::now();
    let mut tokens = 0;
    for _ in 0..rounds {
        tokens += analyse(engine, &texts, threads);
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{{\"tokens\": {tokens}, \"seconds\": {seconds:.4}, \"tokens_per_second\": {:.0}}}",
        tokens as f64 / seconds
    );
}

fn texts(folder: PathBuf) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a readable folder");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a readable entry").path()).collect();
    files.sort();
    files.iter().map(|f| std::fs::read_to_string(f).expect("UTF-8 text")).collect()
}

/// Each thread takes the next text that nobody has taken.
fn analyse(engine: &Engine, texts: &[String], threads: usize) -> usize {
    let next = AtomicUsize::new(0);
    let take = || texts.get(next.fetch_add(1, Ordering::Relaxed));
    let count = || std::iter::from_fn(take).map(|t| engine.analyse(t).len()).sum::<usize>();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(count)).collect();
        workers.into_iter().map(|w| w.join().expect("a thread that ends")).sum()
    })
}
