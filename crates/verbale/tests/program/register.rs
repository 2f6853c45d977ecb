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
        said.contains("read again with the built-in one (to use your own, give --register DIR"),
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
