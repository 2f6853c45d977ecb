//! `compare`: what two readouts of one meeting tell, and what only one does.

use crate::common::verbale;

const OURS: &str = "\
Readout of President Joe Biden's Meeting with President Xi Jinping of the People's Republic of China

November 14, 2022

President Joseph R. Biden, Jr. met today with President Xi Jinping of the People's Republic of China in Bali, Indonesia. The two leaders had a candid and constructive conversation for more than three hours. President Biden raised concerns about human rights in Xinjiang. He said that the United States opposes any unilateral change to the status quo in Taiwan. He urged China to press North Korea to stop its missile tests.
";
const THEIRS: &str = "\
President Xi Jinping Meets with U.S. President Joe Biden in Bali

Ministry of Foreign Affairs of the People's Republic of China, November 14, 2022

On November 14, 2022, President Xi Jinping met with U.S. President Joe Biden in Bali, Indonesia. The talks lasted about three hours. Xi Jinping pointed out that the Taiwan question is at the very core of China's core interests. Xi Jinping stressed that the United States must stop its export controls and sanctions. The two sides held in-depth, candid and constructive talks.
";

fn compared(args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("ours.txt"), folder.path().join("theirs.txt"));
    std::fs::write(&a, OURS).unwrap();
    std::fs::write(&b, THEIRS).unwrap();
    let output = verbale().arg("compare").args([&a, &b]).args(args).env("COLUMNS", "80").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn two_readouts_of_one_meeting_are_put_side_by_side() {
    let found: serde_json::Value = serde_json::from_str(&compared(&["--json"])).unwrap();
    assert_eq!(found["one_encounter"], true);
    assert_eq!(found["a"]["words"], serde_json::json!(["candid and constructive"]));
    assert_eq!(found["b"]["words"], serde_json::json!(["in-depth, candid and constructive"]));
    let has = |list: &str, issue: &str| found[list].as_array().unwrap().iter().any(|i| i == issue);
    assert!(has("only_a", "human-rights") && has("only_b", "sanctions"), "{found:#}");
    assert!(!has("only_a", "taiwan") && !has("only_b", "taiwan"), "both speak of it");
    let long = found["fields"].as_array().unwrap().iter().find(|f| f["field"] == "how long").unwrap();
    assert_eq!(long["differs"], false, "over three hours and about three hours go together");
    assert!(compared(&[]).contains("only in"));
}

#[test]
fn a_text_that_is_not_there_is_told_in_one_line() {
    let output = verbale().args(["compare", "nowhere.txt", "README.md"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("nowhere.txt") && told.lines().count() == 1, "{told}");
}
