//! What several accounts of one happening come to: encounters told without a day, utterances, speakers.

use super::writing::Report;
use super::{comparison, edtf, of, only, record};
use crate::Entry;
use crate::model::Record;
use verbale_extract::findings::{Stance, Status};

/// The ministers meet, as told on a day in these words.
fn ministers(id: &str, day: &str, words: &str, status: Status, place: Option<&str>) -> Entry {
    let body = format!("Russian Foreign Minister Sergei Lavrov and Antony Blinken: {words}.");
    let mut r = Report::new(id, &body).stated(day);
    let (lavrov, blinken) = r.ministers();
    let meeting = r.meeting(words, &[lavrov, blinken], status);
    if let Some(place) = place {
        meeting.place(place, "CHE");
    }
    r.entry
}

fn days(record: &Record) -> Vec<(Option<&str>, usize)> {
    of(record, &["Sergei Lavrov"]).iter().map(|e| (edtf(&e.date), e.accounts.len())).collect()
}

#[test]
fn a_meeting_announced_without_a_day_is_the_next_of_those_two() {
    let entries = [
        ministers("aa", "2022-01-03", "the two agreed to meet soon", Status::Planned, None),
        ministers("bb", "2022-01-21", "the two met on Friday", Status::Held, Some("Geneva")),
        ministers("cc", "2022-02-25", "the two met on Friday", Status::Held, Some("Geneva")),
    ];
    let record = record(&entries);
    assert_eq!(days(&record), [(Some("2022-01-21"), 2), (Some("2022-02-25"), 1)]);
    let first = &of(&record, &["Sergei Lavrov"])[0];
    let steps: Vec<_> =
        first.history.iter().map(|h| (h.status.as_str(), h.evidence[0].quote.as_str())).collect();
    assert_eq!(steps, [("planned", "the two agreed to meet soon"), ("held", "the two met on Friday")]);
}

#[test]
fn a_meeting_told_as_over_without_a_day_is_the_last_of_those_two() {
    let entries = [
        ministers("aa", "2022-01-21", "the two met on Friday", Status::Held, Some("Geneva")),
        ministers("bb", "2022-02-25", "the two met on Friday", Status::Held, Some("Geneva")),
        ministers("cc", "2022-03-05", "after their talks in Geneva", Status::Held, Some("Geneva")),
        ministers("dd", "2022-03-06", "after their talks in Basel", Status::Held, Some("Basel")),
    ];
    let record = record(&entries);
    assert_eq!(days(&record)[..2], [(Some("2022-01-21"), 1), (Some("2022-02-25"), 2)], "not in another town");
}

#[test]
fn two_meetings_of_one_day_stay_two_where_the_words_say_so() {
    let day = "2022-01-21";
    let told = |again: &str| {
        let entries = [
            ministers("aa", day, "the two held their second meeting on Friday", Status::Held, None),
            ministers("bb", day, again, Status::Held, None),
        ];
        days(&record(&entries)).len()
    };
    assert_eq!(told("the two held their third meeting on Friday"), 2);
    assert_eq!(told("the two held a meeting on Friday"), 1);
}

/// Somebody says something, on a day.
fn says(id: &str, name: &str, day: &str, words: &str) -> Entry {
    let body = format!("The ferry was late. Foreign Minister {name} of Norway said: {words}");
    let mut r = Report::new(id, &body).stated(day);
    let who = r.person(name, Some(("foreign-minister", "NOR")));
    let at = r.entry.findings.actors[who as usize].mentions[0].at;
    r.says(who, words, Stance::Assert, "maritime");
    r.entry.findings.statements[0].source_at = Some(at);
    r.entry
}

const HARBOUR: &str = "“The harbour is the heart of our town and nobody will take it from us.”";

#[test]
fn a_quote_in_other_words_is_one_utterance_with_two_wordings() {
    let port = "“The port is the heart of our city and nobody will take it from us.”";
    let cut = "“Nobody will take it from us.”";
    let other = "“The railway will be paid for by the cod fishers of the north.”";
    let day = "2015-03-02";
    let entries = [
        says("aa", "Borge Brende", day, HARBOUR),
        says("bb", "Borge Brende", day, port),
        says("cc", "Borge Brende", day, other),
        says("dd", "Borge Brende", "2015-06-02", cut),
    ];
    let record = record(&entries);
    let utterance = |n: usize| record.statements[n].utterance.as_deref();
    assert_eq!(utterance(0), Some(record.statements[0].id.as_str()), "the earliest-sorting one");
    assert_eq!(utterance(0), utterance(1));
    assert_eq!((utterance(2), utterance(3)), (None, None), "other words, another month");
    let wording = comparison(&record, &record.statements[0].id, "wording");
    assert_eq!((wording.kind.as_str(), wording.values.len()), ("dispute", 2));
    assert_eq!(comparison(&record, &record.statements[0].id, "speaker").kind, "agreement");
}

#[test]
fn one_quote_given_to_two_people_is_in_dispute() {
    let day = "2015-03-02";
    let entries = [says("aa", "Borge Brende", day, HARBOUR), says("bb", "Erna Solberg", day, HARBOUR)];
    let record = record(&entries);
    let speaker = comparison(&record, &record.statements[0].id, "speaker");
    let names: Vec<&str> = speaker.values.iter().map(|v| v.value.as_str()).collect();
    assert_eq!((speaker.kind.as_str(), names), ("dispute", vec!["Borge Brende", "Erna Solberg"]));
    assert_eq!(comparison(&record, &record.statements[0].id, "wording").kind, "agreement");
}

#[test]
fn each_side_is_heard_by_its_own_words() {
    let body = "Sergei Lavrov met Antony Blinken in Geneva on Friday. Blinken warned that an invasion would bring \
                sanctions. Lavrov said the talks were frank and useful. Lavrov said NATO must not expand.";
    let mut r = Report::new("rr", body).stated("2022-01-21");
    let (lavrov, blinken) = r.ministers();
    r.meeting("Sergei Lavrov met Antony Blinken in Geneva on Friday", &[lavrov, blinken], Status::Held);
    r.says(blinken, "an invasion would bring sanctions", Stance::Warn, "sanctions");
    r.says(lavrov, "the talks were frank and useful", Stance::Assert, "diplomacy");
    r.says(lavrov, "NATO must not expand", Stance::Demand, "nato");
    let record = record(&[r.entry]);
    let e = only(&record, &["Sergei Lavrov", "Antony Blinken"]);
    let [russia, america] = &e.readouts[..] else { panic!("{:#?}", e.readouts) };
    assert_eq!(russia.side.actor.as_deref(), Some("RUS"));
    assert_eq!(russia.words.iter().map(|w| w.words.as_str()).collect::<Vec<_>>(), ["frank and useful"]);
    assert_eq!((russia.demands.len(), america.demands.len()), (1, 0));
    assert_eq!(america.only, ["sanctions"]);
    assert_eq!(america.issues[0].acts, ["warn"]);
    assert!(america.words.is_empty(), "the other side's words are not its own");
}

#[test]
fn a_visit_called_off_without_a_day_is_the_one_that_was_planned() {
    let visit = |id: &str, day: &str, words: &str, status: Status| {
        let mut r = Report::new(id, &format!("Antony Blinken: {words}.")).stated(day);
        let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
        r.visit(words, &[blinken], status).place("Ankara", "TUR");
        r.entry
    };
    let record = record(&[
        visit("aa", "2024-02-01", "he will visit Ankara on February 12", Status::Planned),
        visit("bb", "2024-02-09", "he put off his visit to Ankara", Status::Postponed),
        visit("cc", "2024-09-20", "he visited Ankara on September 19", Status::Held),
    ]);
    let visits = of(&record, &["Antony Blinken"]);
    let told: Vec<_> = visits.iter().map(|e| (e.status.as_str(), edtf(&e.date), e.accounts.len())).collect();
    assert_eq!(told, [("postponed", Some("2024-02-12"), 2), ("held", Some("2024-09-19"), 1)]);
}

#[test]
fn what_a_report_puts_on_a_later_day_is_to_come() {
    let entries = [ministers("aa", "2022-01-20", "at their meeting on January 24, 2022", Status::Held, None)];
    assert_eq!(of(&record(&entries), &["Sergei Lavrov"])[0].status, "planned");
}
