//! What expressions say and mean, sentence by sentence. The article is of Tuesday, June 20, 2023.

use verbale_time::{
    Context, DurationValue, Edge, Granularity, Kind, Resolved, Tense, TimeExpression, TimeValue, Weekday,
    constrain, days_matching, find, join, resolve, resolve_all, tense_near, timex3_value,
};

/// Each expression as `words = TYPE value`, values as TIMEX3.
fn says(text: &str) -> Vec<String> {
    let mut context = Context::on(jiff::civil::date(2023, 6, 20));
    let tell = |expression: TimeExpression| {
        context.tense = tense_near(text, &expression);
        let (kind, value) = timex3_value(&expression, &context);
        context.remember(&expression, resolve(&expression, &context).as_ref());
        format!("{} = {kind} {value}", expression.span.of(text))
    };
    find(text).into_iter().map(tell).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(says(text), *expected, "in {text:?}");
    }
}

fn only(text: &str) -> TimeExpression {
    let found = find(text);
    assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    found.into_iter().next().expect("one")
}

fn edtf(text: &str, anchor: &str, tense: Tense) -> Option<String> {
    let context = Context { tense, ..Context::on(anchor.parse().expect("a date")) };
    resolve(&only(text), &context).map(|r| r.edtf)
}

#[test]
fn full_dates_in_every_common_order() {
    check(&[
        ("The accord was signed on June 18, 2023, in Oslo.", &["June 18, 2023 = DATE 2023-06-18"]),
        ("The accord was signed on 18 June 2023.", &["18 June 2023 = DATE 2023-06-18"]),
        ("They met on the 18th of June, 2022.", &["the 18th of June, 2022 = DATE 2022-06-18"]),
        ("Sent 2021-07-26 by cable.", &["2021-07-26 = DATE 2021-07-26"]),
        ("Sent 6/18/2023 by cable.", &["6/18/2023 = DATE 2023-06-18"]),
        ("Sent 26.07.2021 by cable.", &["26.07.2021 = DATE 2021-07-26"]),
        ("The treaty of Nov. 6, 1989, lapsed.", &["Nov. 6, 1989 = DATE 1989-11-06"]),
        ("Envoys met Monday, June 19, in Rome.", &["Monday, June 19 = DATE 2023-06-19"]),
        ("The September 11, 2001 attacks", &["September 11, 2001 = DATE 2001-09-11"]),
    ]);
}

#[test]
fn parts_of_the_calendar() {
    check(&[
        ("Trade fell in 2018 and 2019.", &["2018 = DATE 2018", "2019 = DATE 2019"]),
        ("Ties froze in the early 1990s.", &["the early 1990s = DATE 199"]),
        ("Borders drawn in the 19th century.", &["the 19th century = DATE 18"]),
        ("He visited in spring 2022.", &["spring 2022 = DATE 2022-SP"]),
        ("Exports rose in the third quarter of 2022.", &["the third quarter of 2022 = DATE 2022-Q3"]),
        ("Exports rose in Q3 2022.", &["Q3 2022 = DATE 2022-Q3"]),
        ("The truce ended at the end of August 2021.", &["the end of August 2021 = DATE 2021-08"]),
        ("A visit is planned for mid-July.", &["mid-July = DATE 2023-07"]),
        ("The pact dates from fiscal 2019.", &["fiscal 2019 = DATE 2019"]),
        ("They paused for Christmas 2022.", &["Christmas 2022 = DATE 2022-12-25"]),
        ("Talks resumed after Thanksgiving.", &["Thanksgiving = DATE 2022-11-24"]),
    ]);
}

#[test]
fn words_that_count_from_the_day_of_writing() {
    check(&[
        ("The minister arrived yesterday.", &["yesterday = DATE 2023-06-19"]),
        ("The minister arrived on Monday.", &["Monday = DATE 2023-06-19"]),
        ("The minister will arrive on Monday.", &["Monday = DATE 2023-06-26"]),
        ("Both sides met last week.", &["last week = DATE 2023-W24"]),
        ("Both sides met last month.", &["last month = DATE 2023-05"]),
        ("Both sides met two days ago.", &["two days ago = DATE 2023-06-18"]),
        ("Both sides met earlier this year.", &["earlier this year = DATE 2023"]),
        ("Both sides met late last year.", &["late last year = DATE 2022"]),
        ("Both sides met in November.", &["November = DATE 2022-11"]),
        ("Both sides will meet in November.", &["November = DATE 2023-11"]),
        ("Both sides met in June last year.", &["June last year = DATE 2022-06"]),
        ("Both sides met last Friday.", &["last Friday = DATE 2023-06-16"]),
        ("Both sides met on Tuesday of last week.", &["Tuesday of last week = DATE 2023-06-13"]),
        ("They now agree.", &["now = DATE PRESENT_REF"]),
        ("They recently agreed.", &["recently = DATE PAST_REF"]),
    ]);
}

#[test]
fn words_that_count_from_the_date_before_them() {
    check(&[
        (
            "He landed on May 3, 2021. The following day he met the king, and left the next week.",
            &[
                "May 3, 2021 = DATE 2021-05-03",
                "The following day = DATE 2021-05-04",
                "the next week = DURATION P1W",
            ],
        ),
        (
            "On June 12 the envoy spoke; a day earlier the king had declined.",
            &["June 12 = DATE 2023-06-12", "a day earlier = DATE 2023-06-11"],
        ),
    ]);
}

#[test]
fn times_of_day_take_the_day_beside_them() {
    check(&[
        ("They met Monday morning.", &["Monday morning = TIME 2023-06-19TMO"]),
        (
            "They met at 10:35 a.m. on Monday.",
            &["10:35 a.m. = TIME 2023-06-19T10:35", "Monday = DATE 2023-06-19"],
        ),
        ("He spoke at 1400 GMT.", &["1400 GMT = TIME 2023-06-20T14:00"]),
        (
            "The call took place late afternoon Beijing time on Monday.",
            &["late afternoon Beijing time = TIME 2023-06-19TAF", "Monday = DATE 2023-06-19"],
        ),
        ("He left last night.", &["last night = TIME 2023-06-19TNI"]),
    ]);
    let expression = &find("The call took place late afternoon Beijing time on Monday.")[0];
    assert_eq!(expression.time.as_ref().unwrap().zone.as_deref(), Some("Beijing"));
}

#[test]
fn durations_in_iso_form() {
    check(&[
        ("after a three-hour meeting", &["three-hour = DURATION PT3H"]),
        ("They talked for an hour and a half.", &["an hour and a half = DURATION PT1H30M"]),
        ("They talked for half an hour.", &["half an hour = DURATION PT30M"]),
        ("during a two-day visit", &["two-day = DURATION P2D"]),
        ("during a weeklong visit", &["weeklong = DURATION P1W"]),
        ("within five working days", &["five working days = DURATION P5D"]),
        ("in the past two weeks", &["the past two weeks = DURATION P2W"]),
        ("feuding for several years", &["several years = DURATION PXY"]),
    ]);
}

#[test]
fn sets() {
    check(&[
        ("Patrols leave every Monday.", &["every Monday = SET XXXX-WXX-1"]),
        ("They meet annually.", &["annually = SET P1Y"]),
        ("They meet twice a year.", &["twice a year = SET P1Y"]),
    ]);
}

#[test]
fn what_only_looks_like_a_date_is_left_alone() {
    for text in [
        "The minister may visit, and Theresa May said no.",
        "April Ryan asked the second question.",
        "Some 2,000 people watched 1,050 troops march past in the sun.",
        "He wrote for the Sunday Times.",
        "At the end of the day, it is about trust.",
        "It cost $2019 and killed 2000 soldiers.",
        "A 48-year-old envoy, 52 years old at most.",
        "Soldiers march to the fall of the city.",
        "She ranked second in the world.",
    ] {
        assert_eq!(says(text), Vec::<String>::new(), "in {text:?}");
    }
}

/// Low and high minutes of the one duration in `text`.
fn minutes(text: &str) -> (Option<u32>, Option<u32>) {
    match only(text).value {
        TimeValue::Duration(value) => value.minutes(),
        other => panic!("{text:?}: {other:?}"),
    }
}

#[test]
fn bounds_of_a_duration_are_kept_apart() {
    assert_eq!(minutes("a three-hour meeting"), (Some(180), Some(180)));
    assert_eq!(minutes("they talked for more than five hours"), (Some(300), None));
    assert_eq!(minutes("they talked for over 7-1/2 hours"), (Some(450), None));
    assert_eq!(minutes("they talked for nearly six hours"), (None, Some(360)));
    assert_eq!(minutes("they talked for up to 90 minutes"), (None, Some(90)));
    assert_eq!(minutes("they talked for three to four hours"), (Some(180), Some(240)));
    assert_eq!(minutes("they talked for two hours and 20 minutes"), (Some(140), Some(140)));
    // Months have no fixed number of minutes.
    assert_eq!(minutes("they talked for two months"), (None, None));
    let TimeValue::Duration(DurationValue { approximate, .. }) = only("roughly three hours").value else {
        panic!()
    };
    assert!(approximate);
}

#[test]
fn ranges_mark_their_ends_and_join() {
    for (text, expected) in [
        ("He toured Asia from July 26 to July 28, 2021.", "2021-07-26/2021-07-28"),
        ("He was in Beijing on June 18-19.", "2023-06-18/2023-06-19"),
        ("He was in Tianjin on July 25-26, 2021.", "2021-07-25/2021-07-26"),
        ("He was abroad June 18 to July 2.", "2023-06-18/2023-07-02"),
        ("He was in Beijing 18-19 June 2023.", "2023-06-18/2023-06-19"),
        ("He served between 2018 and 2021.", "2018/2021"),
        ("He served 2018-21.", "2018/2021"),
    ] {
        let found = find(text);
        let edges: Vec<_> = found.iter().map(|e| e.edge).collect();
        assert_eq!(edges, [Some(Edge::First), Some(Edge::Last)], "in {text:?}");
        let days = resolve_all(&found, Some(jiff::civil::date(2023, 6, 20).into()), |_| Tense::Past);
        let [Some(a), Some(b)] = days.as_slice() else { panic!("{text:?}: {days:?}") };
        assert_eq!(join(a, b).unwrap().edtf, expected, "in {text:?}");
    }
    assert!(find("He met A on Monday and B on Tuesday.").iter().all(|e| e.edge.is_none()));
}

#[test]
fn a_weekday_in_brackets_dates_both() {
    let found = find("The envoys met on Monday (July 26) in Tianjin.");
    assert_eq!(found.len(), 2);
    for expression in &found {
        let fixed = constrain(expression);
        assert_eq!((fixed.weekday, fixed.month, fixed.day), (Some(Weekday::Monday), Some(7), Some(26)));
        let years: Vec<i16> = fixed.named_days(2015..=2024).iter().map(|d| d.year()).collect();
        assert_eq!(years, [2021]);
        assert!(fixed.admits(jiff::civil::date(2021, 7, 27)));
        assert!(!fixed.admits(jiff::civil::date(2022, 7, 27)));
    }
}

#[test]
fn a_weekday_and_day_hold_in_few_years() {
    let days = days_matching(Weekday::Sunday, 6, 18, 2010..=2025);
    assert_eq!(days, [jiff::civil::date(2017, 6, 18), jiff::civil::date(2023, 6, 18)]);
    // February 29 is there in leap years only.
    assert_eq!(days_matching(Weekday::Thursday, 2, 29, 2020..=2024), [jiff::civil::date(2024, 2, 29)]);
}

#[test]
fn without_an_anchor_only_full_dates_resolve() {
    let none = Context::default();
    assert_eq!(resolve(&only("on June 18, 2023"), &none).unwrap().edtf, "2023-06-18");
    assert_eq!(resolve(&only("in the 1990s"), &none).unwrap().edtf, "1990/1999");
    for text in ["on Monday", "yesterday", "in June", "last year", "three hours"] {
        assert_eq!(resolve(&only(text), &none), None, "{text}");
    }
}

#[test]
fn an_anchor_known_in_part_gives_what_it_can() {
    let may =
        verbale_time::Days { first: "2023-05-01".parse().unwrap(), last: "2023-05-31".parse().unwrap() };
    let context = Context { anchor: Some(may), tense: Tense::Past, ..Context::default() };
    let told = |text: &str| resolve(&only(text), &context).unwrap();
    assert_eq!(told("in November").edtf, "2022-11");
    assert_eq!(told("last month").edtf, "2023-04");
    assert_eq!(told("last year").edtf, "2022");
    let monday = told("on Monday");
    assert_eq!(monday.edtf, "[2023-05-01..2023-05-29]");
    assert_eq!(monday.granularity, Granularity::Day);
    assert_eq!(told("last week").edtf, "[2023-04-24..2023-05-28]");
}

#[test]
fn weekdays_follow_the_tense() {
    // July 26, 2021 was a Monday.
    assert_eq!(edtf("on Monday", "2021-07-26", Tense::Unknown).unwrap(), "2021-07-26");
    assert_eq!(edtf("on Monday", "2021-07-28", Tense::Past).unwrap(), "2021-07-26");
    assert_eq!(edtf("on Monday", "2021-07-28", Tense::Future).unwrap(), "2021-08-02");
    assert_eq!(edtf("last Monday", "2021-07-26", Tense::Past).unwrap(), "2021-07-19");
    assert_eq!(edtf("next Monday", "2021-07-26", Tense::Future).unwrap(), "2021-08-02");
    assert_eq!(edtf("the weekend", "2021-07-26", Tense::Past).unwrap(), "2021-07-24/2021-07-25");
    assert_eq!(edtf("this week", "2021-07-28", Tense::Past).unwrap(), "2021-07-26/2021-08-01");
}

#[test]
fn a_headline_above_lends_no_tense() {
    check(&[
        ("Ministers will meet again\n\nTuesday was a long day.", &["Tuesday = DATE 2023-06-20"]),
        ("Ministers will meet again\n\nMonday was a long day.", &["Monday = DATE 2023-06-19"]),
        ("Talks were postponed until Friday.", &["Friday = DATE 2023-06-23"]),
    ]);
}

#[test]
fn a_day_without_a_year_is_not_thrown_a_year_off_by_a_misread_tense() {
    assert_eq!(edtf("on Feb. 10", "2000-01-07", Tense::Past).unwrap(), "2000-02-10");
    assert_eq!(edtf("on Aug. 7", "1998-08-18", Tense::Future).unwrap(), "1998-08-07");
    assert_eq!(edtf("on Nov. 14", "2023-01-20", Tense::Past).unwrap(), "2022-11-14");
}

#[test]
fn modifiers_narrow_the_days_and_leave_the_edtf() {
    let context = Context { tense: Tense::Past, ..Context::on("2023-06-20".parse().unwrap()) };
    let Resolved { first, last, edtf, approximate, .. } = resolve(&only("early February"), &context).unwrap();
    assert_eq!((first, last), ("2023-02-01".parse().unwrap(), "2023-02-09".parse().unwrap()));
    assert_eq!((edtf.as_str(), approximate), ("2023-02", true));
    let since_january = resolve(&only("earlier this year"), &context).unwrap();
    assert_eq!(since_january.last, "2023-06-20".parse().unwrap());
}

#[test]
fn movable_feasts() {
    assert_eq!(edtf("at Easter 2023", "2023-06-20", Tense::Past).unwrap(), "2023-04-09");
    assert_eq!(edtf("on Good Friday 2024", "2023-06-20", Tense::Past).unwrap(), "2024-03-29");
    assert_eq!(edtf("since Lunar New Year", "2023-06-20", Tense::Past).unwrap(), "2023-01-22");
    assert_eq!(edtf("on Labor Day", "2023-10-01", Tense::Past).unwrap(), "2023-09-04");
}

#[test]
fn findings_survive_serialisation() {
    let found =
        find("They met from 10 a.m. on Monday, June 19, for more than two hours, as they do every year.");
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<TimeExpression>>(&json).unwrap(), found);
    assert_eq!(
        found.iter().map(|e| e.kind).collect::<Vec<_>>(),
        [Kind::Time, Kind::Date, Kind::Duration, Kind::Set]
    );
}

#[test]
fn the_day_before_a_day_known_to_a_year_is_known_to_a_year() {
    let monday = only("on Monday");
    let previous = only("the previous day");
    let year =
        verbale_time::Days { first: jiff::civil::date(2023, 1, 1), last: jiff::civil::date(2023, 12, 31) };
    let mut context = Context { anchor: Some(year), tense: Tense::Past, ..Context::default() };
    let met = resolve(&monday, &context).expect("a day of the year");
    context.remember(&monday, Some(&met));
    let before = resolve(&previous, &context).expect("the day before");
    assert_eq!(before.first, met.first.yesterday().expect("a day"));
    assert_eq!(before.last, met.last.yesterday().expect("a day"));
    assert!(before.first < before.last, "{}", before.edtf);
}
