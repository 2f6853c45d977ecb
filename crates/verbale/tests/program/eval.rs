//! `verbale eval` against small answers of our own.

use crate::common::verbale;
use std::fs;

#[test]
fn time_expressions_are_scored_and_written_out() {
    let dir = tempfile::tempdir().unwrap();
    let tml = r#"<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2021-07-26" functionInDocument="CREATION_TIME">07/26/2021</TIMEX3></DCT>
<TEXT>São Paulo &amp; Rio: the envoys met on <TIMEX3 tid="t1" type="DATE" value="2021-07-20">July 20, 2021</TIMEX3>.</TEXT></TimeML>"#;
    fs::write(dir.path().join("one.tml"), tml).unwrap();
    let out = dir.path().join("found.jsonl");
    let run =
        verbale().args(["eval", "dates"]).arg(dir.path()).arg("--predictions").arg(&out).assert().success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(printed.contains("1 in the answers, 1 found; strict F1 1.000"), "{printed}");
    assert!(printed.contains("value F1 1.000"), "{printed}");
    let line: serde_json::Value = serde_json::from_str(fs::read_to_string(out).unwrap().trim()).unwrap();
    assert_eq!(line["doc"], "one");
    // Code points of the text with its entity resolved: "São Paulo & Rio: the envoys met on July 20, 2021."
    assert_eq!((line["timex"][0]["start"].as_u64(), line["timex"][0]["end"].as_u64()), (Some(35), Some(48)));
    assert_eq!(line["timex"][0]["value"], "2021-07-20");
}

#[test]
fn a_folder_without_answers_is_said_to_be_one() {
    let dir = tempfile::tempdir().unwrap();
    let run = verbale().args(["eval", "dates"]).arg(dir.path()).assert().failure();
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("no .tml file"), "{said}");
}

#[test]
fn offices_are_looked_up_by_state_and_day() {
    let dir = tempfile::tempdir().unwrap();
    let table = dir.path().join("trips.csv");
    fs::write(
        &table,
        "start,end,country,remarks\n\
         2020-01-30,2020-01-31,United Kingdom,\"Met with Prime Minister Boris Johnson and Foreign Secretary Dominic Raab.\"\n\
         2020-03-01,2020-03-02,Germany,\"Met with Chancellor Angela Merkel; President Nursultan Nazarbayev of Kazakhstan also attended.\"\n\
         2009-01-01,2009-01-02,France,\"Met with President Nicolas Sarkozy.\"\n",
    )
    .unwrap();
    let run = verbale().args(["eval", "offices"]).arg(&table).assert().success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(printed.contains("4 offices with a person, 3 given"), "{printed}");
    // Kazakhstan had another president by then; the miss says whom the register has.
    assert!(
        printed.contains("KAZ Head of state Nursultan Nazarbayev: the register has Kassym-Jomart Tokayev"),
        "{printed}"
    );
}

#[test]
fn mentions_are_judged_where_they_stand_in_the_raw_text() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Envoys meet in Vienna\n\nForeign Minister Sergei Lavrov met Secretary of State John Kerry in Vienna on Tuesday. \
                Mr. Lavrov said the talks were useful. He left for Moscow on Wednesday.";
    let articles = dir.path().join("articles.jsonl");
    let article =
        serde_json::json!({"id": "a1", "title": "Envoys meet in Vienna", "date": "2015-07-07", "text": text});
    fs::write(&articles, format!("{article}\n")).unwrap();
    // The first word or words of where `words` stand.
    let at = |words: &str, length: usize| {
        let start = text.find(words).unwrap();
        format!("{start}\t{}", start + length)
    };
    let gold = dir.path().join("gold.tsv");
    fs::write(
        &gold,
        format!(
            "# who is meant\narticle\tstart\tend\tkind\tname\tcountry\tnote\n\
             a1\t{}\tperson\tSergei Lavrov\tRUS\t\n\
             a1\t{}\tperson\tJohn Kerry\tUSA\t\n\
             a1\t{}\tperson\tAngela Merkel\tDEU\ta wrong answer on purpose\n",
            at("Sergei Lavrov", 13),
            at("John Kerry", 10),
            at("He left", 2),
        ),
    )
    .unwrap();
    let run = verbale()
        .args(["eval", "resolution"])
        .arg(&gold)
        .arg("--articles")
        .arg(&articles)
        .arg("--list")
        .assert()
        .success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(printed.contains("3 mentions, 66.7 % right; 1 wrongly merged"), "{printed}");
    assert!(
        printed.contains("Merged: \"He\" is person Angela Merkel DEU; given: Person Sergei Lavrov RUS"),
        "{printed}"
    );
}

#[test]
fn attributions_are_found_and_written_out() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("text")).unwrap();
    let text = "Río talks\n\"The border will stay open,\" Foreign Minister Jane Roe said on Tuesday.\n";
    fs::write(dir.path().join("text/one.txt"), text).unwrap();
    let out = dir.path().join("found.jsonl");
    verbale().args(["eval", "statements"]).arg(dir.path()).arg("--predictions").arg(&out).assert().success();
    let line: serde_json::Value = serde_json::from_str(fs::read_to_string(out).unwrap().trim()).unwrap();
    let words = |span: &serde_json::Value| -> String {
        let end = |n: usize| usize::try_from(span[n].as_u64().unwrap()).unwrap();
        text.chars().skip(end(0)).take(end(1) - end(0)).collect()
    };
    assert_eq!(words(&line["source"][0]), "Foreign Minister Jane Roe");
    assert_eq!(words(&line["cue"][0]), "said");
    assert_eq!(words(&line["content"][0]), "\"The border will stay open,\"");
    assert_eq!(words(&line["quotes"][0]["speaker"]), "Foreign Minister Jane Roe");
}
