//! Whom the register's people are found for, by the form of the name and by what else a report says of them.

use super::record;
use super::writing::Report;

/// The id of the actor the words name in a report of this day; the office and state are told, and states are named.
fn who(date: &str, name: &str, office: Option<(&str, &str)>, states: &[(&str, &str)]) -> String {
    let mut r = Report::new("p", &format!("Asked about the talks, {name} declined to comment.")).stated(date);
    r.person(name, office);
    for (state, code) in states {
        r.state(state, code);
    }
    let record = record(&[r.entry]);
    let named = |a: &&crate::model::Actor| a.names.iter().any(|n| n.text == name);
    record.actors.iter().find(named).unwrap_or_else(|| panic!("no {name}")).id.clone()
}

#[test]
fn a_family_name_of_several_words_is_told_by_state_or_office() {
    let head = "head-of-government";
    for (date, name, office, id) in [
        ("2019-03-02", "Abdul Mahdi", Some((head, "IRQ")), "adel-abdul-mahdi"),
        ("2024-03-02", "Gahr Støre", Some((head, "NOR")), "jonas-gahr-store"),
        ("2017-09-09", "Suu Kyi", Some(("leader", "MMR")), "aung-san-suu-kyi"),
        ("2016-02-02", "Assad", Some(("head-of-state", "SYR")), "bashar-al-assad"),
        ("2023-05-05", "al-Burhan", Some(("leader", "SDN")), "abdel-fattah-al-burhan"),
    ] {
        assert_eq!(who(date, name, office, &[]), id, "{name}");
    }
    assert_eq!(who("2022-05-05", "von der Leyen", None, &[("Germany", "DEU")]), "ursula-von-der-leyen");
}

#[test]
fn a_common_name_is_not_the_official_of_that_name() {
    let usa = [("United States", "USA")];
    let (name, id) = ("Matthew Miller", "matthew-miller");
    assert_eq!(who("2023-11-02", name, None, &usa), id, "in office, and the state is named");
    let spokesman = Some(("foreign-ministry-spokesperson", "USA"));
    assert_eq!(who("2023-11-02", name, spokesman, &[]), id, "by the office");
    assert_ne!(who("2023-11-02", name, None, &[("Kenya", "KEN")]), id, "nothing of his state");
    assert_ne!(who("2023-11-02", name, Some(("legislator", "AUS")), &usa), id, "of another state");
    assert_ne!(who("2023-11-02", name, Some(("mayor", "USA")), &usa), id, "another trade");
    assert_ne!(who("2009-11-02", name, None, &usa), id, "years before he came to office");
}

#[test]
fn statesmen_are_known_by_their_full_name() {
    assert_eq!(who("2021-06-01", "Angela Merkel", None, &[]), "angela-merkel");
    let usa = [("United States", "USA")];
    assert_eq!(who("2025-06-01", "Condoleezza Rice", None, &usa), "condoleezza-rice", "long out of office");
    assert_ne!(who("2021-06-01", "Angela Merkel", Some(("mayor", "NZL")), &[]), "angela-merkel");
}

#[test]
fn a_name_said_twice_is_not_everyone_with_half_of_it() {
    let minister = |name| who("2003-05-05", name, Some(("foreign-minister", "AFG")), &[]);
    assert_eq!(minister("Abdullah Abdullah"), "abdullah-abdullah");
    assert_ne!(minister("Abdullah Karimi"), "abdullah-abdullah");
}

#[test]
fn a_near_spelling_needs_the_office() {
    let head = Some(("head-of-state", "UKR"));
    assert_eq!(who("2023-05-05", "Volodimir Zelenskyy", head, &[]), "volodymyr-zelensky");
    assert_ne!(who("2023-05-05", "Volodimir Zelensko", None, &[("Ukraine", "UKR")]), "volodymyr-zelensky");
}
