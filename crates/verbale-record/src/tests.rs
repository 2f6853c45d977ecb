//! What a reader of the record would notice if it broke, on small reports written for the purpose.

mod accounts;
mod people;
mod positions;
mod tenures;
mod writing;

use crate::model::{Comparison, Encounter, Record};
use crate::{Entry, build};
use verbale_extract::findings::{Status, Tense};
use verbale_register::Register;
use writing::Report;

fn record(entries: &[Entry]) -> Record {
    build(entries, &[], Register::embedded())
}

/// Every order of a few things.
fn orders<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    let Some((first, rest)) = all.split_first() else { return vec![Vec::new()] };
    let mut out = Vec::new();
    for order in orders(rest) {
        for i in 0..=order.len() {
            let mut one = order.clone();
            one.insert(i, first.clone());
            out.push(one);
        }
    }
    out
}

fn of<'r>(record: &'r Record, who: &[&str]) -> Vec<&'r Encounter> {
    let has =
        |e: &&Encounter| who.iter().all(|w| e.participants.iter().any(|p| p.name.as_deref() == Some(w)));
    record.encounters.iter().filter(has).collect()
}

fn only<'r>(record: &'r Record, who: &[&str]) -> &'r Encounter {
    let found = of(record, who);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0]
}

fn comparison<'r>(record: &'r Record, subject: &str, attribute: &str) -> &'r Comparison {
    let found = record.comparisons.iter().find(|c| c.subject == subject && c.attribute == attribute);
    found.unwrap_or_else(|| panic!("nothing compared on {attribute}: {:#?}", record.comparisons))
}

fn edtf(date: &Option<crate::model::Date>) -> Option<&str> {
    date.as_ref().map(|d| d.edtf.as_str())
}

const TALKS: &str = "Russian Foreign Minister Sergei Lavrov will meet U.S. Secretary of State Antony Blinken in \
                     Geneva on Friday to discuss arms control and the release of prisoners.";
const TALKED: &str = "Russian Foreign Minister Sergei Lavrov met U.S. Secretary of State Antony Blinken in Geneva on \
                      Friday for about two hours to discuss arms control and the release of prisoners.";

fn planned() -> Entry {
    let mut r = Report::new("aa", TALKS).stated("2022-01-19");
    let (lavrov, blinken) = r.ministers();
    r.tense("Friday", Tense::Future);
    r.meeting(TALKS, &[lavrov, blinken], Status::Planned).place("Geneva", "CHE");
    r.entry
}

fn held() -> Entry {
    let mut r = Report::new("bb", TALKED).stated("2022-01-21");
    let (lavrov, blinken) = r.ministers();
    r.meeting(TALKED, &[lavrov, blinken], Status::Held).place("Geneva", "CHE").minutes(
        "about two hours",
        115.0,
        125.0,
    );
    r.entry
}

#[test]
fn a_planned_meeting_that_is_then_held_is_one_whose_status_changed() {
    let record = record(&[planned(), held()]);
    let e = only(&record, &["Sergei Lavrov", "Antony Blinken"]);
    assert_eq!((e.status.as_str(), edtf(&e.date)), ("held", Some("2022-01-21")));
    assert_eq!(e.history.iter().map(|h| h.status.as_str()).collect::<Vec<_>>(), ["planned", "held"]);
    assert_eq!(edtf(&e.history[0].date), Some("2022-01-19"), "the step has the day it was reported");
    assert_eq!(e.accounts.len(), 2);
    assert_eq!(comparison(&record, &e.id, "status").kind, "change");
    assert_eq!(comparison(&record, &e.id, "place").kind, "agreement");
    assert_eq!(comparison(&record, &e.id, "duration").kind, "only");
    assert_eq!(record.stories.len(), 1);
}

#[test]
fn the_order_in_which_articles_come_does_not_matter() {
    let entries = [planned(), held(), geneva_undated(), spun(), june("gg", 300.0)];
    let first = record(&entries);
    for order in orders(&entries) {
        assert_eq!(record(&order), first);
    }
}

#[test]
fn meetings_of_the_same_people_on_two_days_stay_two() {
    let again = TALKED.replace("Friday", "Thursday");
    let mut r = Report::new("cc", &again).stated("2022-01-20");
    let (lavrov, blinken) = r.ministers();
    r.meeting(&again, &[lavrov, blinken], Status::Held).place("Geneva", "CHE");
    let record = record(&[held(), r.entry]);
    let days: Vec<_> =
        of(&record, &["Sergei Lavrov", "Antony Blinken"]).iter().map(|e| edtf(&e.date)).collect();
    assert_eq!(days, [Some("2022-01-20"), Some("2022-01-21")]);
}

#[test]
fn meetings_of_one_minister_with_two_others_stay_two() {
    let body = "Antony Blinken met Wang Yi on Friday. Antony Blinken met Sergei Lavrov on Friday.";
    let mut r = Report::new("dd", body).stated("2022-01-21");
    let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
    let wang = r.person("Wang Yi", Some(("foreign-minister", "CHN")));
    let lavrov = r.person("Sergei Lavrov", Some(("foreign-minister", "RUS")));
    r.meeting("Antony Blinken met Wang Yi on Friday", &[blinken, wang], Status::Held);
    r.meeting("Antony Blinken met Sergei Lavrov on Friday", &[blinken, lavrov], Status::Held);
    let record = record(&[held(), r.entry]);
    assert_eq!(only(&record, &["Wang Yi"]).accounts.len(), 1);
    assert_eq!(only(&record, &["Sergei Lavrov"]).accounts.len(), 2);
}

fn geneva_undated() -> Entry {
    let body = "Antony Blinken and Sergei Lavrov held talks in Geneva on Friday about arms control and the release of \
                prisoners, the Russian ministry said.";
    let mut r = Report::new("ee", body);
    let (lavrov, blinken) = r.ministers();
    r.meeting(
        "Antony Blinken and Sergei Lavrov held talks in Geneva on Friday",
        &[lavrov, blinken],
        Status::Held,
    )
    .place("Geneva", "CHE");
    r.entry
}

#[test]
fn an_undated_article_takes_its_day_from_one_that_tells_the_same_meeting() {
    let record = record(&[geneva_undated(), held()]);
    let undated = record.articles.iter().find(|a| a.id == "ee").unwrap();
    assert_eq!(edtf(&undated.published), Some("2022-01-21"));
    let basis = &undated.published.as_ref().unwrap().basis;
    assert!(basis.iter().any(|b| b.article.as_deref() == Some("bb")), "the reason names the other article");
    assert_eq!(only(&record, &["Sergei Lavrov"]).accounts.len(), 2);
}

#[test]
fn alone_it_is_known_only_as_well_as_the_offices_bound_it() {
    let record = record(&[geneva_undated()]);
    // Blinken's term, within Lavrov's.
    assert_eq!(edtf(&record.articles[0].published), Some("[2021-01-26..2025-01-20]"));
    assert!(
        record.articles[0]
            .published
            .as_ref()
            .unwrap()
            .basis
            .iter()
            .any(|b| b.rule.contains("Antony Blinken"))
    );
}

#[test]
fn nothing_known_is_null_with_a_reason() {
    let record = record(&[Report::new("ff", "The two sides met on Monday.").entry]);
    assert_eq!(record.articles[0].published, None);
    assert!(record.articles[0].open.iter().any(|o| o.field == "published" && !o.reason.is_empty()));
}

#[test]
fn a_caption_without_a_year_is_dated_by_offices_and_the_day_of_the_week() {
    let body = "Chinese officials demanded on Monday that sanctions be lifted, in talks with Deputy Secretary of State \
                Wendy Sherman and Foreign Minister Wang Yi.";
    let mut r = Report::new("hh", body).caption("Wendy Sherman and Wang Yi in Tianjin on July 26.");
    let sherman = r.person("Wendy Sherman", Some(("deputy-foreign-minister", "USA")));
    let wang = r.person("Wang Yi", Some(("foreign-minister", "CHN")));
    r.meeting(body, &[sherman, wang], Status::Held);
    // Both offices allow 2021 and 2022; only in 2021 was July 26 a Monday.
    assert_eq!(edtf(&record(&[r.entry]).articles[0].published), Some("2021-07-26"));
}

fn june(id: &str, least: f32) -> Entry {
    let body = "U.S. Secretary of State Antony Blinken met China’s Foreign Minister Qin Gang in Beijing on Sunday for \
                more than some hours of talks about Taiwan.";
    let mut r = Report::new(id, body).stated("2023-06-19");
    let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
    let qin = r.person("Qin Gang", Some(("foreign-minister", "CHN")));
    let clause = "Antony Blinken met China’s Foreign Minister Qin Gang in Beijing on Sunday";
    r.meeting(clause, &[blinken, qin], Status::Held)
        .place("Beijing", "CHN")
        .at_least("more than some hours", least);
    r.entry
}

fn spun() -> Entry {
    let body = "US Secretary of State Antony Blinken met Chinese Foreign Minister Chen Gang in Beijing on Sunday for \
                over some hours. Talks between Blinken and Kane on Sunday touched Taiwan.";
    let mut r = Report::new("ii", body).stated("2023-06-19");
    let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
    let chen = r.person("Chen Gang", Some(("foreign-minister", "CHN")));
    let kane = r.person("Kane", None);
    let clause = "Antony Blinken met Chinese Foreign Minister Chen Gang in Beijing on Sunday";
    r.meeting(clause, &[blinken, chen], Status::Held)
        .place("Beijing", "CHN")
        .at_least("over some hours", 450.0);
    r.meeting("Talks between Blinken and Kane on Sunday", &[blinken, kane], Status::Held);
    r.entry
}

#[test]
fn a_garbled_name_is_told_by_the_office_and_kept_beside_the_right_one() {
    let record = record(&[june("gg", 300.0), spun()]);
    let qin = record.actors.iter().find(|a| a.name == "Qin Gang").unwrap();
    assert!(qin.names.iter().any(|n| n.text == "Chen Gang" && n.articles == ["ii"]));
    assert!(qin.names.iter().any(|n| n.text == "Kane"), "the same counterpart on the same day");
    let names = comparison(&record, &qin.id, "name");
    assert_eq!(names.kind, "dispute");
    let values: Vec<&str> = names.values.iter().map(|v| v.value.as_str()).collect();
    assert!(values.contains(&"Qin Gang") && values.contains(&"Chen Gang"), "{values:?}");
    let flagged = |id: &str| {
        record.articles.iter().find(|a| a.id == id).unwrap().flags.iter().any(|f| f.flag == "garbled")
    };
    assert!(flagged("ii") && !flagged("gg"));
    assert_eq!(only(&record, &["Qin Gang", "Antony Blinken"]).accounts.len(), 2);
}

#[test]
fn a_namesake_in_the_family_is_not_made_the_minister() {
    let mut r = Report::new("jj", "Foreign Minister Qin Wei spoke.").stated("2023-06-19");
    r.person("Qin Wei", Some(("foreign-minister", "CHN")));
    let record = record(&[r.entry]);
    assert!(record.actors.iter().any(|a| a.name == "Qin Wei"));
    assert!(record.articles[0].flags.is_empty());
}

#[test]
fn lengths_that_cannot_both_be_true_are_in_dispute_and_those_that_can_agree() {
    let disputed = record(&[june("gg", 300.0), june("kk", 450.0)]);
    let e = only(&disputed, &["Qin Gang"]);
    let c = comparison(&disputed, &e.id, "duration");
    assert_eq!(c.kind, "dispute");
    assert!(c.values.iter().any(|v| v.value == "more than 7.5 hours"));
    assert_eq!(e.duration_minutes, None);
    let reading = c.reading.as_ref().unwrap();
    assert!(reading.text.contains("more than 5 hours") && reading.text.contains("more than 7.5 hours"));
    assert!(!reading.evidence.is_empty());
    assert!(e.open.iter().any(|o| o.field == "duration_minutes"));
    let agreed = record(&[june("gg", 300.0), june("kk", 330.0)]);
    let e = only(&agreed, &["Qin Gang"]);
    assert_eq!(comparison(&agreed, &e.id, "duration").kind, "agreement");
    assert_eq!(e.duration_minutes.unwrap().low, Some(330.0));
}

#[test]
fn copies_of_one_report_are_one_origin() {
    let record = record(&[june("gg", 300.0), june("kk", 300.0), june("ll", 300.0)]);
    let e = only(&record, &["Qin Gang"]);
    let place = comparison(&record, &e.id, "place");
    assert_eq!((place.values[0].articles.len(), place.values[0].origins), (3, 1));
    assert_eq!((e.origins.reports, e.origins.independent), (3, 1));
    let relations: Vec<&str> = record.stories[0].articles.iter().map(|a| a.relation.as_str()).collect();
    assert_eq!(relations, ["original", "copy", "copy"]);
}

#[test]
fn a_visit_called_off_in_february_is_not_the_one_made_in_june() {
    let body = "Antony Blinken arrived in Beijing on Sunday. A visit in February was called off.";
    let mut r = Report::new("mm", body).stated("2023-06-19");
    let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
    let china = r.state("China", "CHN");
    r.visit("Antony Blinken arrived in Beijing on Sunday", &[blinken, china], Status::Held)
        .place("Beijing", "CHN");
    r.visit("A visit in February was called off", &[blinken, china], Status::Cancelled)
        .place("Beijing", "CHN");
    let record = record(&[r.entry]);
    let found: Vec<_> =
        of(&record, &["Antony Blinken"]).iter().map(|e| (edtf(&e.date), e.status.as_str())).collect();
    assert_eq!(found, [(Some("2023-02"), "cancelled"), (Some("2023-06-18"), "held")]);
}

#[test]
fn evidence_counts_code_points_and_quotes_what_it_points_at() {
    let record = record(&[june("gg", 300.0)]);
    let e = &record.encounters[0].accounts[0].evidence[0];
    let body: Vec<char> = record.articles[0].body.chars().collect();
    assert!(e.quote.contains('’'), "a sentence with more bytes than code points");
    assert_eq!(body[e.start..e.end].iter().collect::<String>(), e.quote);
}

#[test]
fn every_null_has_its_reason() {
    let record = record(&[planned(), geneva_undated(), spun()]);
    for e in &record.encounters {
        let open = |f: &str| e.open.iter().any(|o| o.field == f && !o.reason.is_empty());
        assert_eq!(e.date.is_none(), open("date"), "{e:#?}");
        assert_eq!(e.place.is_none(), open("place"), "{e:#?}");
        assert_eq!(e.duration_minutes.is_none(), open("duration_minutes"), "{e:#?}");
    }
}

#[test]
fn a_plan_reported_after_the_day_of_a_meeting_is_of_another() {
    let body = "Sergei Lavrov and Antony Blinken will meet again in Geneva, officials said of the arms control talks.";
    let mut r = Report::new("nn", body).stated("2022-01-24");
    let (lavrov, blinken) = r.ministers();
    r.meeting("Sergei Lavrov and Antony Blinken will meet again", &[lavrov, blinken], Status::Planned)
        .place("Geneva", "CHE");
    let record = record(&[held(), r.entry]);
    let found: Vec<_> = of(&record, &["Sergei Lavrov"]).iter().map(|e| e.status.as_str()).collect();
    assert_eq!(found, ["held", "planned"]);
}

#[test]
fn an_undated_visit_lasts_the_days_of_its_meetings() {
    let body = "Antony Blinken’s visit went on. Antony Blinken met Qin Gang on Sunday. Antony Blinken met Wang Yi on \
                Monday.";
    let mut r = Report::new("oo", body).stated("2023-06-19");
    let blinken = r.person("Antony Blinken", Some(("foreign-minister", "USA")));
    let qin = r.person("Qin Gang", Some(("foreign-minister", "CHN")));
    let wang = r.person("Wang Yi", None);
    let china = r.state("China", "CHN");
    r.visit("Antony Blinken’s visit went on", &[blinken, china], Status::Held);
    r.meeting("Antony Blinken met Qin Gang on Sunday", &[blinken, qin], Status::Held);
    r.meeting("Antony Blinken met Wang Yi on Monday", &[blinken, wang], Status::Held);
    let record = record(&[r.entry]);
    let visit = record.encounters.iter().find(|e| e.kind == "visit").unwrap();
    assert_eq!(edtf(&visit.date), Some("2023-06-18/2023-06-19"));
    assert_eq!(visit.date.as_ref().unwrap().basis.len(), 2, "each meeting is a reason");
}
