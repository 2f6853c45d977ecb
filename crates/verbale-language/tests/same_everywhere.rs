//! A text's document follows from the text: not from the machine, what was read before, or what is read beside it.

use std::process::Command;
use verbale_language::{Document, Engine, Options};

const TEXTS: &str = include_str!("data/reference.txt");

fn by_lines(text: &str) -> Document {
    Engine::embedded().analyse_with(text, &Options { paragraphs: true })
}

/// Everything a document says, its numbers counted from `token` and `byte`.
fn said(d: &Document, token: usize, byte: u32) -> Vec<String> {
    let row = |r: verbale_language::Row<'_>| {
        let (start, end, head) = (r.start + byte, r.end + byte, r.head + token);
        format!("{start} {end} {} {} {} {head} {} {} {}", r.text, r.tag, r.pos, r.dep, r.lemma, r.entity)
    };
    d.rows().map(row).collect()
}

#[test]
fn what_was_read_before_does_not_matter() {
    let fresh = |text: &'static str| std::thread::spawn(move || by_lines(text)).join().expect("a document");
    for text in TEXTS.split("\n\n") {
        assert_eq!(fresh(text), by_lines(text));
    }
}

#[test]
fn what_is_read_beside_it_does_not_matter() {
    let whole = by_lines(TEXTS);
    let (mut token, mut byte) = (0, 0);
    let mut parts = Vec::new();
    for line in TEXTS.split('\n') {
        let part = by_lines(line);
        parts.extend(said(&part, token, byte));
        token += part.len();
        byte += line.len() as u32 + 1;
    }
    assert_eq!(said(&whole, 0, 0), parts);
}

/// A text longer than a block is cut; the cuts must not show.
#[test]
fn long_lines_are_read_as_one() {
    let line = TEXTS.replace('\n', " ");
    let plain = Engine::embedded().analyse(&line);
    assert!(plain.len() > 2000);
    assert_eq!(said(&plain, 0, 0), said(&by_lines(&line), 0, 0));
    let twice = format!("{}\n{line}", "One minister resigned.");
    let shifted = said(&plain, 4, 23);
    assert_eq!(said(&by_lines(&twice), 0, 0)[4..], shifted);
}

/// Prints what the other test compares; runs alone in a process of its own.
#[test]
fn digest() {
    if std::env::var_os("VERBALE_DIGEST").is_some() {
        said(&by_lines(TEXTS), 0, 0).iter().for_each(|line| println!("digest {line}"));
    }
}

#[test]
fn every_instruction_set_reads_alike() {
    let run = |simd: &str| {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .args(["--exact", "digest", "--nocapture"])
            .env("VERBALE_DIGEST", "1")
            .env("VERBALE_SIMD", simd);
        let output = command.output().expect("a run of this program");
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().filter(|l| l.contains("digest ")).map(str::to_string).collect::<Vec<_>>()
    };
    let portable = run("off");
    assert!(portable.len() > 2000);
    for simd in ["avx2", "avx512"] {
        assert_eq!(run(simd), portable, "{simd}");
    }
}
