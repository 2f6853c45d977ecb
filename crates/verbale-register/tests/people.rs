//! People by the forms of their names that texts use.

use verbale_register::{DateRange, Register};

fn surnamed(surname: &str, country: Option<&str>, when: Option<&str>) -> Vec<&'static str> {
    let when = when.map(|w| DateRange::parse(w).unwrap_or_else(|| panic!("{w} is no date")));
    let found = Register::embedded().people_by_surname(surname, country, when);
    found.iter().map(|p| p.id).collect()
}

#[test]
fn an_arabic_article_may_be_left_out_or_written_otherwise() {
    for (written, country, when, who) in [
        ("Assad", "SYR", "2016-04", "bashar-al-assad"),
        ("al-Assad", "SYR", "2016-04", "bashar-al-assad"),
        ("Al Assad", "SYR", "2016-04", "bashar-al-assad"),
        ("Sisi", "EGY", "2019", "abdel-fattah-el-sisi"),
        ("al-Sisi", "EGY", "2019", "abdel-fattah-el-sisi"),
        ("El-Sisi", "EGY", "2019", "abdel-fattah-el-sisi"),
        ("Burhan", "SDN", "2023-04", "abdel-fattah-al-burhan"),
        ("Sharaa", "SYR", "2025-05", "ahmed-al-sharaa"),
    ] {
        assert_eq!(surnamed(written, Some(country), Some(when)), [who], "{written}");
    }
}

#[test]
fn a_first_name_al_is_no_article() {
    // "Al Gore" is one man; nobody else who is called Gore is meant by it.
    assert_eq!(surnamed("Al Blinken", Some("USA"), Some("2022")), [] as [&str; 0]);
    assert_eq!(surnamed("al-Blinken", Some("USA"), Some("2022")), ["antony-blinken"]);
}

#[test]
fn all_words_of_a_family_name_are_looked_up() {
    for (written, who) in [
        ("Suu Kyi", "aung-san-suu-kyi"),
        ("Van Hollen", "chris-van-hollen"),
        ("von der Leyen", "ursula-von-der-leyen"),
        ("Gahr Støre", "jonas-gahr-store"),
        ("Rebelo de Sousa", "marcelo-rebelo-de-sousa"),
        ("Abdul Mahdi", "adel-abdul-mahdi"),
        ("Bhutto-Zardari", "bilawal-bhutto-zardari"),
        ("López Obrador", "andres-manuel-lopez-obrador"),
    ] {
        assert_eq!(surnamed(written, None, None), [who], "{written}");
    }
}

#[test]
fn the_last_word_alone_needs_state_and_days() {
    assert_eq!(surnamed("Obrador", Some("MEX"), Some("2021")), ["andres-manuel-lopez-obrador"]);
    assert_eq!(surnamed("Obrador", None, None), [] as [&str; 0]);
    assert_eq!(surnamed("Obrador", Some("ESP"), Some("2021")), [] as [&str; 0]);
}

#[test]
fn a_given_name_is_no_family_name() {
    assert!(!surnamed("Jae-in", None, None).contains(&"moon-jae-in"));
    assert!(!surnamed("Salman", Some("SAU"), Some("2023")).contains(&"mohammed-bin-salman"));
}

#[test]
fn titles_in_listed_spellings_do_not_hide_the_name() {
    let register = Register::embedded();
    for name in ["Mohammed bin Salman", "Tahnoon bin Zayed", "Pope Francis", "Sheikh Hasina"] {
        assert_eq!(register.people_named(name).len(), 1, "{name}");
    }
    // Bare, it is anyone.
    assert!(register.people_named("King Abdullah").iter().any(|p| p.id == "abdullah-ii"));
    let text = "Saudi Crown Prince Mohammed bin Salman";
    let found = register.find(text);
    assert_eq!(found.last().map(|m| m.span.of(text)), Some("Mohammed bin Salman"));
}
