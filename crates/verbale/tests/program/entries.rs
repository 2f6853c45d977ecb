//! One entry at a time, and what changed between two records.

use crate::common::{build, exported, verbale};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The examples, read once for all tests here.
static EXAMPLES: LazyLock<(tempfile::TempDir, PathBuf, Value)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.verbale");
    build(&["examples/us-china"], &record, &["--quiet", "--fast"]);
    let json = exported(&record);
    (folder, record, json)
});

fn show(what: &str, id: &str) -> Result<String, String> {
    let output =
        verbale().env("COLUMNS", "110").arg("show").arg(&EXAMPLES.1).args([what, id]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn entries(kind: &str) -> &'static Vec<Value> {
    EXAMPLES.2[kind].as_array().unwrap()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_encounter_is_shown_with_its_accounts_history_and_disputes() {
    let disputed = entries("comparisons")
        .iter()
        .find(|c| c["kind"] == "dispute" && entries("encounters").iter().any(|e| e["id"] == c["subject"]));
    let disputed = disputed.expect("the examples hold a dispute");
    let e = entries("encounters").iter().find(|e| e["id"] == disputed["subject"]).unwrap();
    let shown = show("encounter", e["id"].as_str().unwrap()).unwrap();
    for p in e["participants"].as_array().unwrap() {
        assert!(shown.contains(p["name"].as_str().unwrap()), "{shown}");
    }
    for a in e["accounts"].as_array().unwrap() {
        assert!(shown.contains(a["article"].as_str().unwrap()), "each account names its article: {shown}");
    }
    assert!(shown.contains("The accounts disagree") && shown.contains(" ≠ "), "{shown}");
    let step = e["history"][0]["evidence"][0]["quote"].as_str().unwrap();
    let first: Vec<&str> = step.split_whitespace().take(6).collect();
    assert!(words(&shown).contains(&first.join(" ")), "the sentence behind the status: {shown}");
}

#[test]
fn an_encounter_is_found_by_any_finding_it_gathers() {
    let e = entries("encounters").iter().find(|e| e["findings"].as_array().unwrap().len() > 1).unwrap();
    let whole = show("encounter", e["id"].as_str().unwrap()).unwrap();
    for f in e["findings"].as_array().unwrap() {
        assert_eq!(show("encounter", f.as_str().unwrap()).unwrap(), whole);
    }
}

#[test]
fn an_encounter_shows_what_each_side_alone_speaks_of() {
    let sides = |e: &&Value| e["readouts"].as_array().unwrap().iter().any(|r| r["only"][0].is_string());
    let e = entries("encounters").iter().find(sides).expect("the examples hold two readouts of one meeting");
    let shown = show("encounter", e["id"].as_str().unwrap()).unwrap();
    let only: usize =
        e["readouts"].as_array().unwrap().iter().map(|r| r["only"].as_array().unwrap().len()).sum();
    assert_eq!(words(&shown).matches("only this side").count(), only, "{shown}");
}

#[test]
fn an_id_that_fits_nothing_or_several_is_one_clear_line() {
    for kind in ["encounter", "story", "comparison"] {
        let said = show(kind, "no-such-id").unwrap_err();
        assert!(said.contains(kind) && said.contains("no-such-id") && said.lines().count() == 1, "{said}");
    }
    let said = show("encounter", "").unwrap_err();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(verbale().arg("show").arg(&EXAMPLES.1).arg("story").output().unwrap().status.code() == Some(2));
}

#[test]
fn a_story_is_a_tree_of_who_copied_whom() {
    let with_copy = |s: &&Value| s["articles"].as_array().unwrap().iter().any(|a| a["relation"] == "copy");
    let s = entries("stories").iter().find(with_copy).expect("the examples hold a copy");
    let shown = show("story", s["id"].as_str().unwrap()).unwrap();
    let articles = s["articles"].as_array().unwrap();
    for a in articles {
        let id = a["article"].as_str().unwrap();
        assert_eq!(shown.matches(id).count(), 1, "every article once: {shown}");
    }
    let copy = articles.iter().find(|a| a["relation"] == "copy").unwrap();
    let at = |v: &Value| shown.find(v.as_str().unwrap()).unwrap();
    assert!(at(&copy["of"]) < at(&copy["article"]), "a copy comes under what it copies: {shown}");
    assert!(shown.contains("└ copy"), "{shown}");
    assert_eq!(show("story", articles[0]["article"].as_str().unwrap()).unwrap(), shown, "by its article");
}

#[test]
fn a_comparison_shows_each_value_with_its_reading() {
    let c = entries("comparisons").iter().find(|c| !c["reading"].is_null());
    let c = c.unwrap_or_else(|| &entries("comparisons")[0]);
    let shown = show("comparison", c["id"].as_str().unwrap()).unwrap();
    assert!(shown.contains(c["attribute"].as_str().unwrap()), "{shown}");
    for v in c["values"].as_array().unwrap() {
        assert!(words(&shown).contains(&words(v["value"].as_str().unwrap())), "{shown}");
    }
    if let Some(reading) = c["reading"]["text"].as_str() {
        assert!(words(&shown).contains(&words(reading)), "{shown}");
    }
}

const PLAN: &str = "\
Lavrov and Blinken to meet in Geneva

MOSCOW, January 19, 2022 - Russian Foreign Minister Sergei Lavrov will meet U.S. Secretary of State Antony Blinken in
Geneva on Friday to discuss arms control and the release of prisoners, the ministry said.
";

const REPORT: &str = "\
Lavrov and Blinken meet in Geneva

GENEVA, January 21, 2022 - Russian Foreign Minister Sergei Lavrov met U.S. Secretary of State Antony Blinken in Geneva
on Friday for about two hours to discuss arms control and the release of prisoners. Lavrov urged Washington to answer in
writing.
";

fn diff(old: &Path, new: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = verbale().arg("diff").args([old, new]).args(args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_record_does_not_differ_from_itself() {
    let (code, said) = diff(&EXAMPLES.1, &EXAMPLES.1, &["--exit-code"]);
    assert_eq!((code, said.as_str()), (Some(0), "Nothing changed.\n"));
}

#[test]
fn a_diff_tells_what_later_reports_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.verbale"), folder.path().join("new.verbale"));
    let [plan, report] = ["plan.txt", "report.txt"].map(|name| folder.path().join(name));
    std::fs::write(&plan, PLAN).unwrap();
    std::fs::write(&report, REPORT).unwrap();
    let (plan, report) = (plan.to_str().unwrap(), report.to_str().unwrap());
    build(&[plan], &old, &["--quiet", "--fast"]);
    build(&[plan, report], &new, &["--quiet", "--fast"]);
    let (code, said) = diff(&old, &new, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 article added"), "{said}");
    assert!(said.contains("was planned, now held"), "{said}");
    assert!(said.contains("duration now known"), "{said}");
    assert!(said.contains("Demands: 1 new") && said.contains("answer in writing"), "{said}");
    assert_eq!(diff(&old, &new, &["--exit-code"]).0, Some(1));

    let json: Value = serde_json::from_str(&diff(&old, &new, &["--json"]).1).unwrap();
    let fields = &json["encounters"]["changed"][0]["fields"];
    let status = fields.as_array().unwrap().iter().find(|f| f["field"] == "status").unwrap();
    assert_eq!((&status["before"], &status["after"]), (&"planned".into(), &"held".into()));

    let back: Value = serde_json::from_str(&diff(&new, &old, &["--json"]).1).unwrap();
    assert_eq!(back["articles_removed"], json["articles_added"], "backwards it is the other way round");
}
