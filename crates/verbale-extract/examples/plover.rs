//! Measures the event lexicon on sentences with marked sides: `plover FILE.tsv [EVENT]`.
//!
//! The file has the columns of the PLV training set (Hu et al., ACL 2024): sentence, source, target, root. Prints precision,
//! recall and F1 by root and their mean; with an event, the sentences of that root that were missed.

use std::collections::BTreeMap;
use verbale_extract::events::between;
use verbale_language::Engine;
use verbale_span::Span;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let shown = std::env::args().nth(2);
    let Ok(table) = std::fs::read_to_string(&path) else {
        eprintln!("cannot read {path}");
        return;
    };
    let engine = Engine::embedded();
    let (mut right, mut said, mut gold) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, sentence, _, source, target, _, root] = cells[..] else { continue };
        let doc = engine.analyse(sentence);
        let tokens = |words: &str| {
            let at = sentence.find(words).unwrap_or(0);
            doc.tokens_in(Span::new(at, at + words.len()))
        };
        let found = match between(&doc, tokens(source), tokens(target)) {
            Some("CONCEDE" | "RETREAT") => "YIELD",
            Some(event) => event,
            None => "-",
        };
        *gold.entry(root.to_owned()).or_insert(0usize) += 1;
        *said.entry(found.to_owned()).or_insert(0usize) += 1;
        if found == root {
            *right.entry(root.to_owned()).or_insert(0usize) += 1;
        } else if shown.as_deref() == Some(root) {
            println!("{found:9} [{source}] [{target}] {sentence}");
        }
    }
    let mut sum = 0.0;
    for (root, &n) in &gold {
        let hit = right.get(root).copied().unwrap_or(0) as f64;
        let (p, r) = (hit / said.get(root).copied().unwrap_or(0).max(1) as f64, hit / n as f64);
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        sum += f;
        println!("{root:10} {n:4}  P {p:.2}  R {r:.2}  F1 {f:.2}");
    }
    println!(
        "macro-F1 {:.3}, not coded {}",
        sum / gold.len().max(1) as f64,
        said.get("-").copied().unwrap_or(0)
    );
}
