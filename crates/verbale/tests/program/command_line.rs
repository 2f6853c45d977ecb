//! What a user sees: messages, exit codes, views, exports.

use crate::common::{build, exported, root, verbale};
use std::io::Write;

#[test]
fn a_missing_input_is_named_and_the_others_are_built() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    let output =
        verbale().args(["build", "no/such/folder", "examples/us-china", "-o"]).arg(&record).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no/such/folder does not exist"), "{said}");
    assert!(exported(&record)["articles"].as_array().unwrap().len() >= 14);
}

#[test]
fn bad_articles_are_set_aside_with_their_reason_and_cost_no_neighbour() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, record) = (folder.path().join("in"), folder.path().join("a.verbale"));
    std::fs::create_dir(&inputs).unwrap();
    std::fs::write(
        inputs.join("good.txt"),
        "President Emmanuel Macron met Xi Jinping in Beijing on Thursday.\n",
    )
    .unwrap();
    std::fs::write(inputs.join("picture.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 1, 2, 3, 0, 0]).unwrap();
    std::fs::write(inputs.join("empty.txt"), "").unwrap();
    let lines = "{\"id\": \"1\", \"text\": \"Iran and Pakistan agreed on Friday to reopen the border, officials said.\"}\n{broken\n";
    std::fs::write(inputs.join("lines.jsonl"), lines).unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(b"India's foreign minister, Subrahmanyam Jaishankar, visited Moscow on Tuesday.\n").unwrap();
    std::fs::write(inputs.join("packed.txt.gz"), gz.finish().unwrap()).unwrap();
    build(&[inputs.to_str().unwrap()], &record, &["--quiet"]);
    let v = exported(&record);
    assert_eq!(v["articles"].as_array().unwrap().len(), 3);
    let aside: Vec<_> =
        v["record"]["set_aside"].as_array().unwrap().iter().map(|s| s["source"].to_string()).collect();
    for name in ["picture.jpg", "empty.txt", "lines.jsonl"] {
        assert!(aside.iter().any(|s| s.contains(name)), "{name} is not among {aside:?}");
    }
}

#[test]
fn standard_input_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    let text = "Russian Foreign Minister Sergei Lavrov met his Turkish counterpart Hakan Fidan in Ankara on Friday.\n";
    let output = verbale().args(["build", "-", "-q", "-o"]).arg(&record).write_stdin(text).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(exported(&record)["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn reading_what_is_no_record_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Sir, ".repeat(200)).unwrap();
    let cases = [
        (folder.path().join("none.verbale"), "there is no record at"),
        (letter, "is not a Verbale record"),
        (root(), "is not a Verbale record"),
    ];
    for (path, message) in cases {
        let output = verbale().arg("show").arg(&path).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(message), "{said}");
        assert_eq!(said.lines().count(), 1, "one message: {said}");
    }
}

#[test]
fn every_view_of_the_example_quotes_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet"]);
    let show = |args: &[&str]| {
        let output = verbale().arg("show").arg(&record).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains('\u{1b}'), "colour codes in what is no terminal");
        text
    };
    assert!(show(&["encounters"]).contains("Jake Sullivan"));
    assert!(show(&["timeline"]).contains("2023-11-15"));
    assert!(show(&["statements", "--by", "Yang Jiechi"]).contains("does not have the qualification"));
    assert!(!show(&["statements", "--by", "Yang Jiechi"]).contains("Wang Yi ("));
    assert!(show(&["demands"]).contains("stop arming Taiwan"));
    let positions = show(&["positions", "--by", "China", "--about", "Taiwan"]);
    assert!(positions.contains("Taiwan\n  China"), "{positions}");
    assert!(positions.contains("demand") && positions.contains("stop arming Taiwan"), "{positions}");
    assert!(!positions.contains("\n  United States"), "{positions}");
    assert!(show(&["stories"]).contains("copy"));
    assert!(show(&["article", "08-"]).contains("Removed from the page"));
    assert!(show(&[]).contains("Stories"));
}

#[test]
fn csv_has_a_file_a_table_and_no_cell_a_spreadsheet_would_run() {
    let folder = tempfile::tempdir().unwrap();
    let (page, record, tables) =
        (folder.path().join("page.txt"), folder.path().join("a.verbale"), folder.path().join("tables"));
    std::fs::write(&page, "=HYPERLINK(\"http://example.com\") is what the minister met.\nWang Yi said on Monday that talks would go on.\n").unwrap();
    build(&[page.to_str().unwrap()], &record, &["--quiet"]);
    let output = verbale().arg("export").arg(&record).args(["--format", "csv", "-o"]).arg(&tables).output();
    assert!(output.unwrap().status.success());
    let articles = std::fs::read_to_string(tables.join("articles.csv")).unwrap();
    assert!(articles.contains("'=HYPERLINK"), "{articles}");
    for name in [
        "actors",
        "encounters",
        "accounts",
        "statements",
        "demands",
        "positions",
        "position_changes",
        "events",
        "stories",
        "comparisons",
    ] {
        assert!(tables.join(format!("{name}.csv")).exists(), "{name}.csv");
    }
}

#[test]
fn parse_gives_conllu_and_json_in_the_order_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", "Wang met Blinken."), ("b.txt", "Talks ended."), ("c.txt", "Xi left.")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run = |format| {
        let output = verbale()
            .arg("parse")
            .arg(folder.path())
            .args(["--threads", "2", "--format", format])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let conllu = run("conllu");
    let at = |s: &str| conllu.find(s).unwrap_or_else(|| panic!("{s} is not in {conllu}"));
    assert!(at("a.txt") < at("b.txt") && at("b.txt") < at("c.txt"));
    assert!(conllu.lines().any(|l| l.starts_with("2\tmet\tmeet\tVERB\tVBD\t")), "{conllu}");
    let lines: Vec<serde_json::Value> =
        run("json").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 3);
}

#[test]
fn help_has_examples_and_exit_codes_and_completions_are_printed() {
    let help = |args: &[&str]| String::from_utf8(verbale().args(args).output().unwrap().stdout).unwrap();
    assert!(help(&["--help"]).contains("Exit codes"));
    for command in ["build", "show", "export", "parse"] {
        assert!(help(&[command, "--help"]).contains("Examples:"), "{command}");
    }
    assert!(help(&["completions", "bash"]).contains("_verbale"));
}

#[test]
fn an_export_never_overwrites_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china/07-february-planned.txt"], &record, &["--quiet"]);
    let output = verbale().arg("export").arg(&record).arg("-o").arg(&record).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(exported(&record)["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn where_nothing_could_be_read_no_record_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (empty, record) = (folder.path().join("empty"), folder.path().join("a.verbale"));
    std::fs::create_dir(&empty).unwrap();
    for (input, said) in
        [("no/such/file", "no/such/file does not exist"), (empty.to_str().unwrap(), "holds no files")]
    {
        let output = verbale().args(["build", input, "-o"]).arg(&record).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(said), "{message}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "only the empty folder");
    }
}

#[test]
fn a_country_is_named_by_its_name_its_people_or_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet"]);
    let show = |args: &[&str]| {
        let output = verbale().arg("show").arg(&record).args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let by_code = show(&["statements", "--by", "CHN"]);
    assert!(
        by_code.1.contains("Yang Jiechi") && !by_code.1.contains("  Jake Sullivan (USA) –"),
        "{}",
        by_code.1
    );
    for name in ["China", "china", "Chinese", "chn"] {
        assert_eq!(show(&["statements", "--by", name]), by_code, "{name}");
    }
    assert_eq!(show(&["stories", "--by", "China"]).0, Some(1), "a filter that would be ignored is refused");
    assert!(!show(&["events", "--about", "rade"]).1.contains("trade"), "part of a word is no topic");
}

#[test]
fn the_example_shows_what_the_readme_promises() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet"]);
    let v = exported(&record);
    let flagged = |flag: &str| -> Vec<String> {
        let has = |a: &&serde_json::Value| a["flags"].as_array().unwrap().iter().any(|f| f["flag"] == flag);
        v["articles"].as_array().unwrap().iter().filter(has).map(|a| a["source"].to_string()).collect()
    };
    assert!(
        matches!(&flagged("garbled")[..], [one] if one.contains("06-bali-spun")),
        "{:?}",
        flagged("garbled")
    );
    assert!(
        matches!(&flagged("copy")[..], [one] if one.contains("04-bali-lakeside")),
        "{:?}",
        flagged("copy")
    );
    let disputed = v["comparisons"].as_array().unwrap().iter().filter(|c| c["kind"] == "dispute");
    assert!(disputed.map(|c| c["attribute"].as_str().unwrap()).any(|a| a == "duration"));
    let bali = v["encounters"].as_array().unwrap().iter().find(|e| e["place"]["name"] == "Bali").unwrap();
    assert_eq!(bali["date"]["edtf"], "2022-11-14");
}
