//! What we say of a text is what spaCy says of it.

mod common;

use verbale_language::Engine;

const WHAT: [&str; 10] = [
    "token",
    "tag",
    "pos",
    "head",
    "label",
    "tag, head and label",
    "lemma",
    "sentence start",
    "entity",
    "entity of ours",
];

fn compare(file: &str) -> common::Parity {
    let mut parity = common::Parity::default();
    for reference in common::read(file) {
        parity.add(&reference, &Engine::embedded().analyse(&reference.text));
    }
    parity
}

#[test]
fn our_paragraphs_are_read_as_spacy_reads_them() {
    agrees(include_str!("data/reference.jsonl"));
}

/// Marks, units, addresses, scripts and spaces: what the tokenizer's rules are about.
#[test]
fn odd_lines_are_read_as_spacy_reads_them() {
    agrees(include_str!("data/odd.jsonl"));
}

fn agrees(file: &str) {
    let parity = compare(file);
    assert!(parity.differences.is_empty(), "{}\n{parity}", parity.differences.join("\n"));
    assert!(WHAT.iter().all(|what| parity.percent(what) == 100.0), "{parity}");
}

/// References made from other texts, in the folder that `VERBALE_REFERENCES` names.
#[test]
fn articles_are_read_as_spacy_reads_them() {
    let Some(folder) = std::env::var_os("VERBALE_REFERENCES").filter(|f| !f.is_empty()) else {
        return eprintln!("skipped: VERBALE_REFERENCES names no folder of reference files");
    };
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            let parity = compare(&std::fs::read_to_string(&path).expect("a readable file"));
            println!("{}\n{parity}", path.display());
            for what in WHAT {
                assert!(parity.percent(what) >= 99.9, "{what}\n{parity}");
            }
        }
    }
}
