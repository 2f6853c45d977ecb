//! Every `cases/*.txt` is a noisy article; its snapshot holds what cleaning makes of it. To add a case, add a file, run
//! `cargo insta test --accept -p verbale-article`, and read the snapshot.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use std::fmt::Write as _;
use std::path::Path;

use verbale_article::{Article, Format, RawArticle};

fn shown(a: &Article) -> String {
    let mut out = String::new();
    let or = |s: &Option<String>| s.clone().unwrap_or_else(|| "-".to_owned());
    let _ = writeln!(out, "headline: {}", or(&a.headline));
    let _ = writeln!(
        out,
        "outlet: {} | agency: {} | authors: {}",
        or(&a.outlet),
        or(&a.agency),
        a.authors.join(", ")
    );
    if let Some(d) = &a.dateline {
        let _ = writeln!(out, "dateline: {:?} places {:?} date {:?}", d.span.of(&a.body), d.places, d.date);
    }
    for d in &a.stated_dates {
        let _ = writeln!(out, "stated: {} ({:?}) {:?}", d.date, d.origin, d.quote);
    }
    for f in &a.flags {
        let _ = writeln!(out, "flag: {:?} {:?}", f.flag, f.detail);
    }
    let _ = writeln!(out, "\nBODY\n{}", a.body);
    if !a.captions.is_empty() {
        let _ = writeln!(out, "\nCAPTIONS\n{}", a.captions.join("\n"));
    }
    let _ = writeln!(out, "\nREMOVED");
    for r in &a.removed {
        let _ = writeln!(out, "{:>13} | {}", r.reason, r.text);
    }
    out
}

#[test]
fn cases_read_as_their_snapshots_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    assert!(files.len() >= 7);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let article =
            RawArticle::new(name.as_str(), Format::Text, std::fs::read(&file).unwrap()).clean().unwrap();
        insta::with_settings!({snapshot_path => "cases", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, shown(&article));
        });
    }
}
