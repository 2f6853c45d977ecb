//! No text, however broken, breaks the scan, and every span fits the text it came from.

use std::time::Instant;

use proptest::prelude::*;
use verbale_register::Register;

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("China".to_owned()),
        Just("’s ".to_owned()),
        Just("U.S.".to_owned()),
        Just(" foreign ministry".to_owned()),
        Just("vice-".to_owned()),
        Just("president".to_owned()),
        Just(" of the ".to_owned()),
        Just("Élysée".to_owned()),
        Just("spokesman for ".to_owned()),
        Just("former ".to_owned()),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn spans_fit_and_do_not_overlap(text in pieces()) {
        let register = Register::embedded();
        let names = register.find(&text);
        for m in &names {
            prop_assert!(!m.span.of(&text).is_empty());
            prop_assert!(!m.entries.is_empty());
        }
        for pair in names.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for (span, _) in register.titles(&text) {
            prop_assert!(!span.of(&text).is_empty());
        }
        for (span, _) in register.issues_in(&text) {
            prop_assert!(!span.of(&text).is_empty());
        }
    }
}

#[test]
fn a_megabyte_of_repetition_takes_time_in_proportion() {
    let register = Register::embedded();
    register.titles("warm");
    for unit in ["vice ", "U.S. ", "former ", "China's foreign ministry of ", "'", "é"] {
        let text = unit.repeat(1_000_000 / unit.len());
        let start = Instant::now();
        let names = register.find(&text);
        register.titles_among(&text, &names);
        register.issues_in(&text);
        assert!(start.elapsed().as_secs() < 10, "{unit:?} took {:?}", start.elapsed());
    }
}
