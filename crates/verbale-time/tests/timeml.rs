//! The evaluator reads TimeML as the checker does, and the tagger keeps its level on TimeBank where that is at hand.

use verbale_time::eval::{Score, Timex, predict, read_timeml};

const DOCUMENT: &str = r#"<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2023-06-20"
functionInDocument="CREATION_TIME">20 June</TIMEX3></DCT><TEXT>R&amp;D in Évian: they <EVENT>met</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2023-06-19">Monday</TIMEX3> for
<TIMEX3 tid="t2" type="DURATION" value="PT3H">three hours</TIMEX3>.</TEXT></TimeML>"#;

fn timex(start: usize, end: usize, kind: &str, value: &str) -> Timex {
    Timex { start, end, kind: kind.to_owned(), value: value.to_owned() }
}

#[test]
fn tags_are_removed_and_offsets_count_code_points() {
    let document = read_timeml(DOCUMENT).unwrap();
    assert_eq!(document.created, Some(jiff::civil::date(2023, 6, 20)));
    assert_eq!(document.text, "R&D in Évian: they met on\nMonday for\nthree hours.");
    let gold = [timex(26, 32, "DATE", "2023-06-19"), timex(37, 48, "DURATION", "PT3H")];
    assert_eq!(document.timex, gold);
    assert_eq!(predict(&document.text, document.created), gold);
}

#[test]
fn a_score_tells_span_type_and_value_apart() {
    let gold =
        [timex(0, 6, "DATE", "2023-06-19"), timex(10, 20, "DURATION", "PT3H"), timex(30, 35, "DATE", "2022")];
    let given =
        [timex(0, 6, "DATE", "2023-06-26"), timex(12, 20, "DURATION", "PT3H"), timex(40, 44, "DATE", "2021")];
    let mut score = Score::default();
    score.add(&gold, &given);
    assert_eq!((score.strict, score.relaxed, score.kind, score.value), (1, 2, 2, 1));
    assert!((score.f1(score.relaxed) - 2.0 / 3.0).abs() < 1e-9);
}

/// Unpacked TimeML named by `VERBALE_TIMEBANK`; skipped with a message without it.
#[test]
fn timebank_stays_above_its_mark() {
    let Some(dir) = std::env::var_os("VERBALE_TIMEBANK") else {
        eprintln!("skipped: VERBALE_TIMEBANK names no folder of TimeML");
        return;
    };
    let score = verbale_time::eval::run(dir.as_ref(), |_, _| Ok(())).unwrap();
    assert!(score.f1(score.strict) >= 0.86 && score.f1(score.value) >= 0.78, "{score:?}");
}
