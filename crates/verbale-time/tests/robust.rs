//! Spans hold on any input, and time grows with the text's length only.

use std::time::Instant;

use proptest::prelude::*;
use verbale_time::{Context, constrain, find, resolve, resolve_all, tense_near, timex3_value};

/// What every result must hold: spans in the text, on character boundaries, in order, none overlapping.
fn check(text: &str) {
    let found = find(text);
    let mut end = 0;
    for expression in &found {
        let range = expression.span.range();
        assert!(!range.is_empty() && range.start >= end, "{expression:?} in {text:?}");
        assert!(text.get(range.clone()).is_some(), "{expression:?} off a boundary in {text:?}");
        end = range.end;
    }
    let context = Context::on(jiff::civil::date(2023, 6, 20));
    for expression in &found {
        tense_near(text, expression);
        resolve(expression, &Context::default());
        timex3_value(expression, &context);
        constrain(expression).named_days(2020..=2021);
    }
    resolve_all(&found, Some(jiff::civil::date(9999, 12, 31).into()), |_| Default::default());
    resolve_all(&found, Some(jiff::civil::date(-9999, 1, 1).into()), |_| Default::default());
}

/// Words the grammar knows, thrown together.
fn words() -> impl Strategy<Value = String> {
    let known = [
        "the",
        "a",
        "last",
        "next",
        "this",
        "two",
        "half",
        "and",
        "or",
        "hundred",
        "thousand",
        "999999",
        "2021",
        "31",
        "0",
        "July",
        "Feb.",
        "May",
        "Monday",
        "quarter",
        "year",
        "years",
        "hours",
        "ago",
        "later",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        "'s",
        "s",
        "st",
        "p.m.",
        "GMT",
        "of",
        "end",
        "early",
        "mid",
        "every",
        "past",
        "fiscal",
        "first",
        "third",
        "twenty",
        "century",
        "½",
        "é",
        "’",
        "\n\n",
        "(",
        ")",
        "Q",
        "4294967295",
        "99999999999999999999",
        "week",
        "decades",
        "noon",
        "centuries",
        "Easter",
        "more",
        "than",
        "T",
        "Z",
        "1000",
        "2199",
        "from",
        "to",
        "between",
        "other",
    ];
    let glue = prop::sample::select(vec![" ", "", " ", "\n"]);
    prop::collection::vec((prop::sample::select(known.to_vec()), glue), 0..40)
        .prop_map(|words| words.into_iter().map(|(w, g)| format!("{w}{g}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn any_known_words(text in words()) {
        check(&text);
    }
}

#[test]
fn a_megabyte_of_junk_takes_no_longer_than_its_length() {
    for piece in [
        "the ",
        "twenty ",
        "hundred ",
        "a half ",
        "-",
        "1/",
        "2021-",
        "every other ",
        "May ",
        "and a half ",
        "’",
        "early ",
    ] {
        let small = piece.repeat(100_000 / piece.len());
        let large = piece.repeat(800_000 / piece.len());
        let time = |text: &str| {
            let start = Instant::now();
            find(text);
            start.elapsed().as_secs_f64()
        };
        let (small, large) = (time(&small), time(&large));
        assert!(large < 40.0 * small + 0.5, "{piece:?}: {small} s for 100 kB, {large} s for 800 kB");
    }
}
