//! A register of the user's own: what it changes in a record, and what the program says of it.

use crate::common::{build, exported, verbale};
use std::path::Path;

const PEOPLE: &str =
    "id\tname\tsurname\tcountry\tvariants\twikidata\nzoe-examplar\tZoe Examplar\tExamplar\tNOR\t\t\n";
const TENURES: &str = "of\trole\tcounterpart\tfrom\tto\tperson\tacting\tsource\n\
    NOR\tforeign-minister\t\t2031-01-10\t\tzoe-examplar\t\tour desk\n";
const REPORT: &str =
    "OSLO, Feb. 4, 2031 - The Norwegian foreign minister met President Xi Jinping in Beijing on Monday.\n";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn an_office_holder_of_the_users_own_is_resolved_and_a_build_without_him_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let page = write(folder.path(), "page.txt", REPORT);
    write(folder.path(), "mine/people.tsv", PEOPLE);
    write(folder.path(), "mine/tenures.tsv", TENURES);
    let (mine, record) = (folder.path().join("mine"), folder.path().join("a.verbale"));
    let with_mine = ["--register", mine.to_str().unwrap()];
    let first = |record: &Path| {
        let v = exported(record);
        (v["encounters"][0]["participants"][0]["actor"].clone(), v["record"]["register"].clone())
    };

    build(&[&page], &record, &[]);
    let (without, built_in) = first(&record);
    assert_ne!(without, "zoe-examplar");
    let said = build(&[&page], &record, &with_mine);
    assert!(said.contains("people.tsv: 1 added; tenures.tsv: 1 added"), "{said}");
    assert!(said.contains("made with another register: all its articles were read again"), "{said}");
    let (with, own) = first(&record);
    assert_eq!(with, "zoe-examplar");
    assert!(own.as_str().unwrap().starts_with(&format!("{}+", built_in.as_str().unwrap())), "{own}");
    assert!(build(&[&page], &record, &with_mine).contains("read 0, already there 1"));

    let said = build(&[&page], &record, &[]);
    assert!(
        said.contains("read again with the built-in one (to use your own, give --register DIR or --issues FILE each time)"),
        "{said}"
    );
    assert_eq!(first(&record), (without, built_in));
}

#[test]
fn a_broken_table_is_one_message_and_leaves_the_record_alone() {
    let folder = tempfile::tempdir().unwrap();
    let page = write(folder.path(), "page.txt", REPORT);
    write(folder.path(), "mine/tenures.tsv", TENURES);
    let record = folder.path().join("a.verbale");
    let run = verbale()
        .args(["build", &page, "-o", record.to_str().unwrap(), "--register"])
        .arg(folder.path().join("mine"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("tenures.tsv, line 2: unknown person 'zoe-examplar'"), "{said}");
    assert!(!record.exists());
}

#[test]
fn issues_of_the_users_own_are_told_with_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        "OSLO, Feb. 4, 2031 - President Xi Jinping said on Monday that the amber road would be rebuilt.\n";
    let page = write(folder.path(), "page.txt", text);
    let head = "id\tkind\tparent\tname\ttriggers\n";
    let mine =
        write(folder.path(), "mine.tsv", &format!("{head}amber\tmatter\ttrade\tAmber route\tamber road\n"));
    let record = folder.path().join("a.verbale");
    let issues = |record: &Path| exported(record)["statements"][0]["issue_evidence"].clone();

    build(&[&page], &record, &[]);
    assert_eq!(issues(&record), serde_json::json!([]));
    let said = build(&[&page], &record, &["--issues", &mine]);
    assert!(said.contains("issues.tsv: 1 added") && said.contains("read again with this one"), "{said}");
    let told = issues(&record);
    assert_eq!(
        (&told[0]["issue"], &told[0]["evidence"][0]["quote"]),
        (&"amber".into(), &"amber road".into())
    );

    std::fs::write(&mine, format!("{head}+tawain\t\t\t\tFormosa\n")).unwrap();
    let run =
        verbale().args(["build", &page, "-o", record.to_str().unwrap(), "--issues", &mine]).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(said.contains("mine.tsv, line 2: nothing to add to: no row has id 'tawain'"), "{said}");
}
