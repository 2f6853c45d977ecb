//! Demands told by several articles, and the lines of states over time.

use super::record;
use super::writing::Report;
use crate::Entry;
use crate::model::{Position, Record};
use verbale_extract::findings::Stance;

/// Norway's minister asks Sweden for something on a day.
fn asks(id: &str, day: &str, minister: &str, words: &str) -> Entry {
    let body = format!("Foreign Minister {minister} of Norway called on Sweden to {words}.");
    let mut r = Report::new(id, &body).stated(day);
    let by = r.person(minister, Some(("foreign-minister", "NOR")));
    let of = r.state("Sweden", "SWE");
    r.demands(by, of, words, "maritime");
    r.entry
}

fn position<'r>(record: &'r Record, issue: &str, actor: &str) -> &'r Position {
    let found = record.positions.iter().find(|p| p.issue == issue && p.actor.name.as_deref() == Some(actor));
    found.unwrap_or_else(|| panic!("no position of {actor} on {issue}: {:#?}", record.positions))
}

#[test]
fn a_demand_made_on_three_days_is_one_with_three_accounts() {
    let entries = [
        asks("aa", "2015-03-02", "Borge Brende", "lift the blockade of the fishing harbour"),
        asks("bb", "2015-03-09", "Borge Brende", "end its blockade of the fishing harbour"),
        asks(
            "cc",
            "2015-03-20",
            "Borge Brende",
            "lift its blockade of the harbour because fishing had ceased",
        ),
        asks("dd", "2015-03-20", "Borge Brende", "maintain the blockade of the fishing harbour"),
        asks("ee", "2015-03-21", "Borge Brende", "release the crew of the trawler"),
    ];
    let record = record(&entries);
    let accounts: Vec<Vec<&str>> = record
        .demands
        .iter()
        .map(|d| d.accounts.iter().map(|a| a.date.as_ref().map_or("", |d| &d.edtf)).collect())
        .collect();
    let largest = accounts.iter().max_by_key(|a| a.len()).cloned().unwrap_or_default();
    assert_eq!(accounts.len(), 3, "{:#?}", record.demands);
    assert_eq!(largest, ["2015-03-02", "2015-03-09", "2015-03-20"], "in order of date");
}

/// Norway says something about a matter on a day.
fn told(id: &str, day: &str, words: &str, stance: Stance) -> Entry {
    let body = format!("Norway spoke: {words}.");
    let mut r = Report::new(id, &body).stated(day);
    let norway = r.state("Norway", "NOR");
    r.says(norway, words, stance, "maritime");
    r.entry
}

#[test]
fn what_was_denied_and_then_said_is_a_possible_change_with_both_texts() {
    let entries = [
        told("aa", "2015-03-02", "its navy fired on the Swedish trawler Gudrun", Stance::Deny),
        told("bb", "2015-04-02", "its navy had fired on the trawler Gudrun", Stance::Assert),
        told("cc", "2015-05-02", "its navy will train near the cape", Stance::Assert),
    ];
    let record = record(&entries);
    let line = position(&record, "maritime", "Norway");
    let stances: Vec<_> = line.entries.iter().map(|e| e.stance.as_str()).collect();
    assert_eq!(stances, ["deny", "assert", "assert"]);
    let [change] = &line.changes[..] else { panic!("{:#?}", line.changes) };
    assert_eq!(change.kind, "denied, then said so");
    assert_eq!(change.dates, ["2015-03-02", "2015-04-02"]);
    assert_eq!((change.before[0].article.as_str(), change.after[0].article.as_str()), ("aa", "bb"));
}

#[test]
fn one_utterance_in_two_papers_is_one_entry() {
    let words = "the harbour of Bergen will stay open to every Swedish trawler";
    let entries =
        [told("aa", "2015-03-02", words, Stance::Promise), told("bb", "2015-03-03", words, Stance::Promise)];
    let record = record(&entries);
    let line = position(&record, "maritime", "Norway");
    assert_eq!(line.entries.len(), 1);
    assert_eq!(line.entries[0].articles, ["aa", "bb"]);
    assert!(line.changes.is_empty());
}

#[test]
fn an_official_speaks_for_the_state_and_a_newspaper_does_not() {
    let body = "Foreign Minister Borge Brende welcomed the treaty on cod. Critics feared the treaty on cod, wrote Gunnar Stavrum.";
    let mut r = Report::new("aa", body).stated("2015-03-02");
    let minister = r.person("Borge Brende", Some(("foreign-minister", "NOR")));
    let writer = r.person("Gunnar Stavrum", None);
    r.says(minister, "welcomed the treaty on cod", Stance::Praise, "maritime");
    r.says(writer, "Critics feared the treaty on cod", Stance::Concern, "maritime");
    let record = record(&[r.entry]);
    let norway = position(&record, "maritime", "Norway");
    assert_eq!(norway.entries[0].speaker.as_ref().and_then(|s| s.name.as_deref()), Some("Borge Brende"));
    assert_eq!(position(&record, "maritime", "Gunnar Stavrum").entries.len(), 1);
}
