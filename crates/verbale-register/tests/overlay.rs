//! A user's own tables over the embedded ones.

// Helpers outside `#[test]` functions fail by panicking too.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use verbale_register::{DateRange, Register, RegisterError};

/// A folder of tables, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("verbale-overlay-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }

    fn load(&self) -> Result<Register, RegisterError> {
        Register::load(&self.0)
    }

    /// The message, without the folder's name.
    fn complaint(&self) -> String {
        let said = self.load().expect_err("a fault to be told").to_string();
        said.replace(&format!("{}/", self.0.display()), "").replace(&self.0.display().to_string(), "DIR")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ISSUES: &str = "id\tkind\tparent\tname\ttriggers\n";

fn issues(register: &Register, text: &str) -> Vec<&'static str> {
    register.issues_in(text).into_iter().map(|(_, id)| id).collect()
}

/// A table of issues that stands by itself.
fn with_issues(name: &str, rows: &str) -> Result<Register, String> {
    let folder = Folder::new(name, &[("mine.tsv", &format!("{ISSUES}{rows}"))]);
    let file = folder.0.join("mine.tsv");
    Register::load_with(None, Some(&file))
        .map_err(|e| e.to_string().replace(&format!("{}/", folder.0.display()), ""))
}

#[test]
fn a_users_issues_are_added_extended_and_withdrawn() {
    let rows = "amber\tmatter\ttrade\tAmber route\tamber road|Zarnika\n\
                +taiwan\t\t\t\tFormosa question|-Taipei\n\
                -quad\n";
    let register = with_issues("issues", rows).unwrap();
    assert_eq!(issues(&register, "They spoke of the amber road."), ["amber"]);
    assert_eq!(issues(&register, "the Formosa question and Taiwan"), ["taiwan", "taiwan"]);
    assert!(issues(&register, "He flew to Taipei.").is_empty());
    assert!(register.issue("quad").is_none());
    assert_eq!(register.laid_over(), Some("issues.tsv: 1 added, 1 changed, 1 withdrawn"));
    assert_ne!(register.version(), Register::embedded().version());
}

#[test]
fn what_is_wrong_with_a_users_issues_is_told_with_file_and_line() {
    let said = |name: &str, rows: &str| with_issues(name, rows).err().unwrap();
    assert_eq!(
        said("there-is-none", "+taiwn\t\t\t\tFormosa\n"),
        "mine.tsv, line 2: nothing to add to: no row has id 'taiwn'; there is 'taiwan'"
    );
    assert_eq!(
        said("not-in-it", "+taiwan\t\t\t\t-Formosa\n"),
        "mine.tsv, line 2: nothing to take out: no 'Formosa' in 'triggers'"
    );
    assert_eq!(
        said("renamed", "+taiwan\t\t\tFormosa\tFormosa\n"),
        "mine.tsv, line 2: a row with + only changes lists: leave 'name' empty"
    );
    assert!(said("orphan", "amber\tmatter\ttrad\tAmber\tamber road\n").contains("is 'trade' meant?"));
    assert!(said("short", "amber\tmatter\ttrade\n").contains("line 2: 3 columns"));
}

#[test]
fn issues_given_twice_are_refused() {
    let folder = Folder::new("twice", &[("issues.tsv", ISSUES), ("mine.tsv", ISSUES)]);
    fs::create_dir_all(folder.0.join("dir")).unwrap();
    fs::rename(folder.0.join("issues.tsv"), folder.0.join("dir/issues.tsv")).unwrap();
    let both = Register::load_with(Some(&folder.0.join("dir")), Some(&folder.0.join("mine.tsv")));
    assert!(both.err().unwrap().to_string().contains("keep one of them"));
}

const PEOPLE: &str = "id\tname\tsurname\tcountry\tvariants\twikidata\n";
const TENURES: &str = "of\trole\tcounterpart\tfrom\tto\tperson\tacting\tsource\n";
const PLACES: &str = "id\tkind\tcountry\twithin\tlat\tlon\tname\taliases\n";

fn day(text: &str) -> DateRange {
    DateRange::parse(text).unwrap()
}

fn holders(register: &Register, role: &str, of: &str, when: &str) -> Vec<&'static str> {
    register.holders(role, of, day(when)).iter().map(|t| t.person).collect()
}

#[test]
fn an_added_minister_is_found_and_ends_the_term_of_the_one_before() {
    let people = format!("{PEOPLE}zoe-examplar\tZoë Examplar\tExamplar\tFRA\tZoe Marie Examplar\t\n");
    let tenures = format!("{TENURES}FRA\tforeign-minister\t\t2031-05-02\t\tzoe-examplar\t\tour desk\n");
    let folder = Folder::new("added", &[("people.tsv", &people), ("tenures.tsv", &tenures)]);
    let register = folder.load().unwrap();
    assert_eq!(register.people_named("Zoe Examplar")[0].id, "zoe-examplar");
    assert_eq!(holders(&register, "foreign-minister", "FRA", "2031-06-01"), ["zoe-examplar"]);
    let before = holders(&register, "foreign-minister", "FRA", "2023-06-01");
    assert_eq!(before, holders(Register::embedded(), "foreign-minister", "FRA", "2023-06-01"));
    assert_eq!(register.laid_over(), Some("people.tsv: 1 added; tenures.tsv: 1 added"));
}

#[test]
fn a_row_with_the_same_key_overrides_and_a_minus_withdraws() {
    let row =
        Register::embedded().tenures().iter().find(|t| t.person == "qin-gang" && t.to.is_some()).unwrap();
    let from = row.from.map(|f| f.first.to_string()).unwrap();
    let key = format!("{}\t{}\t{}\t{from}", row.of, row.role, row.counterpart.unwrap_or(""));
    let corrected = format!("{TENURES}{key}\t2030-01-01\tqin-gang\t\tour desk\n");
    let register = Folder::new("changed", &[("tenures.tsv", &corrected)]).load().unwrap();
    let ends: Vec<_> = register
        .tenures_of("qin-gang")
        .iter()
        .filter(|t| t.role == row.role && t.of == row.of)
        .map(|t| t.to.unwrap().first.to_string())
        .collect();
    assert_eq!(ends, ["2030-01-01"]);

    let withdrawn = format!("{TENURES}-{key}\t\tqin-gang\n");
    let register = Folder::new("withdrawn", &[("tenures.tsv", &withdrawn)]).load().unwrap();
    assert_eq!(register.tenures().len(), Register::embedded().tenures().len() - 1);
    assert_eq!(register.laid_over(), Some("tenures.tsv: 1 withdrawn"));
}

#[test]
fn the_version_tells_one_overlay_from_another_and_from_none() {
    let with = |name: &str, venue: &str| {
        let text = format!("{PLACES}DEU.{name}\tvenue\tDEU\tDEU.berlin\t52.5\t13.4\t{venue}\t\n");
        Folder::new(name, &[("places.tsv", &text)]).load().unwrap().version()
    };
    let (a, b) = (with("a", "Examplar Hall"), with("b", "Examplar House"));
    assert_ne!(a, b);
    let embedded = Register::embedded().version();
    assert!(a.starts_with(&format!("{embedded}+")), "{a}");
}

#[test]
fn other_line_ends_a_byte_order_mark_and_a_readme_do_no_harm() {
    let text = "\u{feff}# ours\r\n\r\n".to_owned()
        + &PLACES.replace('\n', "\r\n")
        + "DEU.x\tvenue\tDEU\tDEU.berlin\t\t\tExamplar Hall\t\r\n";
    let folder = Folder::new("windows", &[("places.tsv", &text), ("README.md", "ours")]);
    assert_eq!(folder.load().unwrap().place("DEU.x").unwrap().name, "Examplar Hall");
}

#[test]
fn a_fault_is_told_with_file_line_and_what_to_do() {
    let tenure = |row: &str| format!("{TENURES}{row}\n");
    let cases: &[(&str, &str, &str)] = &[
        (
            "tenures.tsv",
            &tenure("FRA\tforeing-minister\t\t2031\t\tkaja-kallas\t\tus"),
            "tenures.tsv, line 2: unknown role 'foreing-minister' (is 'foreign-minister' meant?): a row of offices.tsv should have it",
        ),
        (
            "tenures.tsv",
            &tenure("FRA\tforeign-minister\t\t2031\t\tno-body-at-all\t\tus"),
            "tenures.tsv, line 2: unknown person 'no-body-at-all': a row of people.tsv should have it",
        ),
        (
            "tenures.tsv",
            &tenure("FRA\tforeign-minister\t\tlast May\t\tkaja-kallas\t\tus"),
            "tenures.tsv, line 2: 'last May' is no date: write 2024, 2024-05 or 2024-05-31",
        ),
        (
            "tenures.tsv",
            &tenure("FRA foreign-minister 2031 kaja-kallas"),
            "tenures.tsv, line 2: no tab in this line: its 8 columns are separated by tabs",
        ),
        (
            "people.tsv",
            "id\tname\tcountry\tvariants\twikidata\nx\tX Y\tFRA\t\t\n",
            "people.tsv, line 1: column 'surname' is missing; the first line should name the columns, with tabs between: id, name, surname, country, variants, wikidata",
        ),
        (
            "people.tsv",
            &format!("{PEOPLE}x\tX Y\tY\tFRA\t\t\nx\tX Z\tZ\tFRA\t\t\n"),
            "people.tsv, line 3: the same entry as line 2: keep one of them",
        ),
        (
            "people.tsv",
            &format!("{PEOPLE}-nobody\n"),
            "people.tsv, line 2: nothing to withdraw: no row has id 'nobody'",
        ),
        (
            "people.tsv",
            "",
            "people.tsv, line 1: no line that names the columns; the first line should name the columns, with tabs between: id, name, surname, country, variants, wikidata",
        ),
        (
            "places.tsv",
            &format!("{PLACES}X.y\tvenue\t\t\t95\t0\tY\t\n"),
            "places.tsv, line 2: '95' should be degrees from -90 to 90, as 48.86",
        ),
        (
            "tenure.tsv",
            "x",
            "tenure.tsv is no table of the register: call it tenures.tsv if it is that, tab-separated",
        ),
        (
            "people.csv",
            "x",
            "people.csv is no table of the register: call it people.tsv if it is that, tab-separated",
        ),
        (
            "plover.tsv",
            "x",
            "plover.tsv is no table of the register: PLOVER's tables are a fixed scheme and the same for everybody; take it out",
        ),
    ];
    for (n, (file, text, expected)) in cases.iter().enumerate() {
        assert_eq!(Folder::new(&format!("fault{n}"), &[(file, text)]).complaint(), *expected);
    }
    assert!(
        Folder::new("empty", &[("notes.md", "x")]).complaint().starts_with("DIR holds no register table")
    );
    let message = Register::load("/nowhere/at/all".as_ref()).unwrap_err().to_string();
    assert!(message.starts_with("/nowhere/at/all: "), "{message}");
}

#[test]
fn bytes_that_are_no_text_are_told_not_met_with_a_panic() {
    let folder = Folder::new("bytes", &[]);
    fs::write(folder.0.join("people.tsv"), b"id\tname\n\xff\xfe").unwrap();
    assert_eq!(folder.complaint(), "people.tsv, line 2: not UTF-8 text: save the table as UTF-8");
}

proptest::proptest! {
    #[test]
    fn no_table_makes_it_panic(text in "(-?[a-z|=\\t\\n\\-0-9é]{0,40}\\n?){0,6}", table in 0..3_usize, head in proptest::bool::ANY) {
        let (name, columns) = [("people.tsv", PEOPLE), ("tenures.tsv", TENURES), ("places.tsv", PLACES)][table];
        let text = if head { format!("{columns}{text}") } else { text };
        let _ = Folder::new("junk", &[(name, &text)]).load();
    }
}
