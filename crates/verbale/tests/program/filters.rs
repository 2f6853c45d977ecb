//! `--by` and `--about`: they answer what they seem to ask, and say what they took.

use crate::common::{build, verbale};
use std::path::Path;

const REPORT: &str = "\
BEIJING, March 3, 2031 - Chinese Foreign Minister Zoran Wangdu said on Monday that the South China Sea was calm.

Trade Minister Orla Wang said that tariffs on steel would be lifted. “Taiwan is our affair,” Zoran Wangdu said.

Prime Minister Edi Rama of Albania said in Tirana that the airport of Tirana would be enlarged.

Orla Wang told reporters that Brexit had hurt exporters in Ireland.
";

struct Shown {
    record: std::path::PathBuf,
    /// Gone when dropped.
    _folder: tempfile::TempDir,
}

impl Shown {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.txt");
        std::fs::write(&page, REPORT).unwrap();
        let record = folder.path().join("a.verbale");
        build(&[page.to_str().unwrap()], &record, &["--quiet"]);
        Self { record, _folder: folder }
    }

    fn statements(&self, args: &[&str]) -> String {
        shown(&self.record, args)
    }
}

fn shown(record: &Path, args: &[&str]) -> String {
    let output = verbale().arg("show").arg(record).arg("statements").args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_topic_is_an_issue_its_field_or_words_of_the_text_and_never_part_of_a_word() {
    let record = Shown::new();
    for topic in ["south-china-sea", "South China Sea", "south china sea", "Sovereignty"] {
        assert!(record.statements(&["--about", topic]).contains("was calm"), "{topic}");
    }
    let trade = record.statements(&["--about", "trade"]);
    assert!(
        trade.contains("tariffs on steel") && trade.contains("Brexit"),
        "a matter is in its field: {trade}"
    );
    assert!(!trade.contains("airport"), "{trade}");
    assert!(record.statements(&["--about", "AIRPORT"]).contains("enlarged"));
    assert!(!record.statements(&["--about", "Iran"]).contains("Tirana"));
}

#[test]
fn a_name_is_whole_words_and_a_doubtful_one_says_whom_it_took() {
    let record = Shown::new();
    let wang = record.statements(&["--by", "Orla Wang"]);
    assert!(wang.starts_with("by Orla Wang"), "{wang}");
    assert!(wang.contains("tariffs") && !wang.contains("was calm"), "{wang}");
    let wangdu = record.statements(&["--by", "wangdu"]);
    assert!(wangdu.contains("was calm") && !wangdu.contains("tariffs"), "{wangdu}");
    let both = record.statements(&["--by", "Wangdu", "--about", "Taiwan"]);
    assert!(both.contains("our affair") && !both.contains("was calm"), "{both}");
    let nobody = record.statements(&["--by", "Orla Wong"]);
    assert!(nobody.contains("nobody here is called “Orla Wong”; did you mean Orla Wang"), "{nobody}");
    let albania = record.statements(&["--by", "Albania"]);
    assert!(
        albania.contains("by Albania and all who speak for it") && albania.contains("enlarged"),
        "{albania}"
    );
}
