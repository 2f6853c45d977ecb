//! The promises about the record: same input, same bytes; order does not matter; a killed build loses nothing.

use crate::common::{build, example_files, export, exported, root, verbale};
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn adding_one_by_one_in_any_order_equals_building_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = example_files();
    let at_once = folder.path().join("a.verbale");
    build(&files.iter().map(String::as_str).collect::<Vec<_>>(), &at_once, &["--quiet", "--fast"]);
    let expected = export(&at_once);
    for turn in 0..3 {
        files.rotate_left(4);
        files.reverse();
        let grown = folder.path().join(format!("{turn}.verbale"));
        for some in files.chunks(turn + 1) {
            build(&some.iter().map(String::as_str).collect::<Vec<_>>(), &grown, &["--quiet", "--fast"]);
        }
        assert_eq!(export(&grown), expected);
        verbale().arg("rebuild").arg(&grown).arg("--quiet").assert().success();
        assert_eq!(export(&grown), expected, "a record can be made anew from its findings");
    }
}

#[test]
fn an_article_read_again_in_a_newer_version_leaves_nothing_of_the_older() {
    let folder = tempfile::tempdir().unwrap();
    let (grown, fresh) = (folder.path().join("a.verbale"), folder.path().join("b.verbale"));
    let inputs = folder.path().join("in");
    std::fs::create_dir(&inputs).unwrap();
    for file in example_files().iter().take(6) {
        std::fs::copy(root().join(file), inputs.join(std::path::Path::new(file).file_name().unwrap()))
            .unwrap();
    }
    let inputs_name = inputs.to_str().unwrap();
    build(&[inputs_name], &grown, &["--quiet", "--fast"]);
    let first = inputs.join("02-anchorage-harbour.txt");
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&first, text.replacen(". ", ", officials said on Friday. ", 1)).unwrap();
    build(&[inputs_name], &grown, &["--quiet", "--fast"]);
    build(&[inputs_name], &fresh, &["--quiet", "--fast"]);
    assert_eq!(export(&grown), export(&fresh));
}

#[test]
fn the_order_of_inputs_and_the_number_of_threads_do_not_change_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = example_files();
    let mut exports = BTreeSet::new();
    for (n, threads) in ["1", "2", "3"].iter().enumerate() {
        let record = folder.path().join(format!("{n}.verbale"));
        let inputs: Vec<_> = files.iter().map(String::as_str).collect();
        build(&inputs, &record, &["--quiet", "--threads", threads]);
        exports.insert(export(&record));
        files.rotate_left(5);
        files.reverse();
    }
    assert_eq!(exports.len(), 1);
}

#[test]
fn an_article_already_there_is_no_work() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &[]);
    let before = export(&record);
    let said = build(&["examples/us-china"], &record, &[]);
    assert!(said.starts_with("read 0, already there "), "{said}");
    assert_eq!(export(&record), before);
}

#[test]
fn a_record_made_fast_is_read_again_with_the_encoder_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (fast, full) = (folder.path().join("fast.verbale"), folder.path().join("full.verbale"));
    let file = &example_files()[0];
    build(&[file], &full, &["--quiet"]);
    build(&[file], &fast, &["--fast"]);
    assert_eq!(exported(&fast)["record"]["reading"], "fast");
    assert!(build(&[file], &fast, &["--fast"]).starts_with("read 0, already there 1"));

    let said = build(&[file], &fast, &[]);
    assert!(
        said.contains("had been read with --fast: all its articles were read again with the encoder"),
        "{said}"
    );
    assert_eq!(export(&fast), export(&full));
    assert_eq!(exported(&full)["record"]["reading"], "full");

    let said = build(&[file], &fast, &["--fast"]);
    assert!(
        said.contains("had been read with the encoder: all its articles were read again without it"),
        "{said}"
    );
}

#[test]
fn a_changed_source_replaces_what_it_gave_before() {
    let folder = tempfile::tempdir().unwrap();
    let (page, record) = (folder.path().join("page.txt"), folder.path().join("a.verbale"));
    let page_name = page.to_str().unwrap();
    std::fs::write(&page, "President Xi Jinping met President Joe Biden in Bali on Monday.\n").unwrap();
    build(&[page_name], &record, &["--quiet"]);
    std::fs::write(&page, "President Xi Jinping met President Joe Biden in Lima on Saturday.\n").unwrap();
    let said = build(&[page_name], &record, &[]);
    assert!(said.contains("replaced by a newer version 1"), "{said}");
    let articles = exported(&record)["articles"].clone();
    assert_eq!(articles.as_array().unwrap().len(), 1);
    assert!(articles[0]["body"].as_str().unwrap().contains("Lima"));
}

#[test]
fn killing_a_build_at_any_moment_leaves_a_whole_record_and_the_next_build_completes_it() {
    let folder = tempfile::tempdir().unwrap();
    let (clean, record) = (folder.path().join("clean.verbale"), folder.path().join("a.verbale"));
    build(&["examples/us-china"], &clean, &["--quiet"]);
    let whole = export(&clean);
    let first = example_files()[0].clone();
    build(&[&first], &record, &["--quiet"]);
    let old = export(&record);
    for millis in [0, 5, 20, 60, 120, 200, 300, 450, 600] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("verbale"))
            .current_dir(root())
            .args(["build", "examples/us-china", "--threads", "1", "--quiet", "-o"])
            .arg(&record)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().unwrap();
        let now = export(&record);
        let articles = exported(&record)["articles"].as_array().unwrap().len();
        assert!(now == old || articles > 1, "neither the old record nor a new one after {millis} ms");
    }
    build(&["examples/us-china"], &record, &["--quiet"]);
    std::fs::remove_file(&record).unwrap();
    build(&["examples/us-china"], &record, &["--quiet"]);
    assert_eq!(export(&record), whole);
}

#[test]
fn a_killed_first_build_says_what_to_do_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("verbale"))
        .current_dir(root())
        .args(["build", "examples/us-china", "--quiet", "-o"])
        .arg(&record)
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(30));
    let _ = child.kill();
    child.wait().unwrap();
    build(&["examples/us-china"], &record, &["--quiet"]);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["a.verbale"], "nothing but the record is left behind");
}

#[test]
fn fresh_replaces_the_record_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet"]);
    let first = example_files()[0].clone();
    build(&[&first], &record, &["--quiet", "--fresh"]);
    assert_eq!(exported(&record)["articles"].as_array().unwrap().len(), 1);

    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Sir").unwrap();
    let output = verbale().args(["build", &first, "--fresh", "-o"]).arg(&letter).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not a Verbale record"));
    assert_eq!(std::fs::read_to_string(&letter).unwrap(), "Dear Sir");
}

#[test]
fn every_quote_is_the_slice_its_offsets_name() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet"]);
    let v = exported(&record);
    let mut seen = 0;
    for key in ["encounters", "statements", "demands", "events", "comparisons"] {
        check_evidence(&v[key], &v["articles"], &mut seen);
    }
    assert!(seen > 100, "only {seen} pieces of evidence");
}

fn check_evidence(value: &serde_json::Value, articles: &serde_json::Value, seen: &mut usize) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|v| check_evidence(v, articles, seen)),
        serde_json::Value::Object(map) if map.contains_key("quote") && map.contains_key("start") => {
            *seen += 1;
            let article = articles.as_array().unwrap().iter().find(|a| a["id"] == map["article"]).unwrap();
            let text = match map["part"].as_str().unwrap() {
                "body" => article["body"].as_str().unwrap(),
                "headline" => article["headline"].as_str().unwrap(),
                caption => {
                    let n: usize = caption.trim_start_matches("caption:").parse().unwrap();
                    article["captions"][n].as_str().unwrap()
                }
            };
            let (start, end) =
                (map["start"].as_u64().unwrap() as usize, map["end"].as_u64().unwrap() as usize);
            let slice: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(slice, map["quote"].as_str().unwrap());
        }
        serde_json::Value::Object(map) => map.values().for_each(|v| check_evidence(v, articles, seen)),
        _ => {}
    }
}

#[test]
fn the_seeds_give_the_same_record_in_any_order() {
    let shared = std::env::var("VERBALE_SHARED").map_or_else(|_| root().join("../shared"), Into::into);
    let Ok(entries) = std::fs::read_dir(shared.join("seeds")) else {
        eprintln!("skipped: no seeds beside the project");
        return;
    };
    let mut files: Vec<_> = entries.map(|e| e.unwrap().path().display().to_string()).collect();
    files.sort();
    let folder = tempfile::tempdir().unwrap();
    let mut exports = BTreeSet::new();
    for n in 0..files.len() {
        let record = folder.path().join(format!("{n}.verbale"));
        // One by one from another start each time, every second time backwards.
        let mut order = files.clone();
        order.rotate_left(n);
        if n % 2 == 1 {
            order.reverse();
        }
        for file in &order {
            build(&[file], &record, &["--quiet"]);
        }
        exports.insert(export(&record));
    }
    assert_eq!(exports.len(), 1);
}
