//! Who held which office, by name, office and date.

use jiff::civil::date;
use verbale_register::{DateRange, Register};

fn holder(role: &str, of: &str, when: &str) -> Vec<&'static str> {
    let register = Register::embedded();
    let Some(when) = DateRange::parse(when) else { panic!("{when} is no date") };
    register
        .holders(role, of, when)
        .iter()
        .filter_map(|t| register.person(t.person))
        .map(|p| p.name)
        .collect()
}

#[test]
fn offices_change_hands_on_their_day() {
    assert_eq!(holder("foreign-minister", "CHN", "2023-06-18"), ["Qin Gang"]);
    assert_eq!(holder("foreign-minister", "CHN", "2023-09-01"), ["Wang Yi"]);
    assert_eq!(holder("foreign-minister", "CHN", "2023-07"), ["Qin Gang", "Wang Yi"]);
    assert_eq!(holder("deputy-foreign-minister", "USA", "2021-07-26")[1..], ["Wendy Sherman"]);
    assert_eq!(holder("foreign-minister", "USA", "2021-03"), ["Antony Blinken"]);
    assert_eq!(holder("foreign-minister", "GBR", "2012-06"), ["William Hague"]);
    assert_eq!(holder("head-of-government", "GBR", "2022-09-20"), ["Liz Truss"]);
    assert_eq!(holder("foreign-minister", "RUS", "2015"), ["Sergei Lavrov"]);
    assert_eq!(holder("head-of-government", "JPN", "2025-11"), ["Sanae Takaichi"]);
    assert_eq!(holder("high-representative", "EU", "2020-02"), ["Josep Borrell"]);
    assert_eq!(holder("secretary-general", "NATO", "2024-10-02"), ["Mark Rutte"]);
    assert_eq!(holder("party-foreign-affairs-director", "CHN", "2021-03-18"), ["Yang Jiechi"]);
    assert_eq!(holder("head-of-state", "UKR", "2014-06-10"), ["Petro Poroshenko"]);
    assert_eq!(holder("trade-representative", "TUV", "2020"), [] as [&str; 0]);
}

#[test]
fn ambassadors_are_told_by_where_they_are_sent() {
    let register = Register::embedded();
    let when = DateRange::day(date(2021, 10, 1));
    let names: Vec<_> = register.ambassadors("CHN", "USA", when).iter().map(|t| t.person).collect();
    assert_eq!(names, ["qin-gang"]);
}

#[test]
fn a_name_is_found_in_any_spelling() {
    let register = Register::embedded();
    for name in ["Antony J. Blinken", "ANTONY BLINKEN", "Tony Blinken"] {
        assert_eq!(register.people_named(name)[0].id, "antony-blinken", "{name}");
    }
}

#[test]
fn a_near_name_counts_only_with_the_office() {
    let register = Register::embedded();
    let when = DateRange::parse("2021-07").unwrap();
    let near = register.people_near("Wendy Shermen", "USA", "deputy-foreign-minister", when);
    assert_eq!(near.iter().map(|(p, edits)| (p.id, *edits)).collect::<Vec<_>>(), [("wendy-sherman", 1)]);
    assert!(register.people_near("Wendy Shermen", "CHN", "deputy-foreign-minister", when).is_empty());
}
