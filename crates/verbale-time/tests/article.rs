//! A whole report with its expressions underlined, as a person would check them.

use std::fmt::Write;

use verbale_time::{Context, find, resolve, tense_near, timex3_value};

const REPORT: &str = "\
VIENNA, June 20 (Courier) -- The foreign ministers of Ruritania and Sylvania met for nearly six hours on Monday, \
their first talks since March 2019.
The meeting, which began shortly after 10 a.m. local time and ran late into the evening, followed a two-day visit \
to Strelsau from June 12 to 13 by the Sylvanian trade envoy.
\"We have talked more in the past three weeks than in the last five years,\" Minister Anton Vale said Tuesday \
morning, adding that a second round would be held in early July, before the summit on Sept. 9-10.
Ties soured in the spring of 2021, when Sylvania closed its consulate; a year later the border was shut. \
The following month Ruritania recalled its ambassador.
Both sides will review progress every quarter. Next Thursday (June 29) officials are to sign an accord that \
dates back to the mid-1990s. It may enter into force later this year or by the end of 2024.
The ministry had said on Friday it expected no breakthrough \u{201c}in the coming months\u{201d}. May Holt, who \
marched with 2,000 people outside the hall, told the Sunday Times that, at the end of the day, nothing had changed.
";

#[test]
fn a_report_of_talks() {
    let mut context = Context::on(jiff::civil::date(2023, 6, 20));
    let found = find(REPORT);
    let mut out = String::new();
    let mut at = 0;
    for line in REPORT.split_inclusive('\n') {
        let inside =
            |e: &&verbale_time::TimeExpression| (at..at + line.len()).contains(&(e.span.start as usize));
        let mut marks = String::new();
        let mut notes = String::new();
        for expression in found.iter().filter(inside) {
            context.tense = tense_near(REPORT, expression);
            let (kind, value) = timex3_value(expression, &context);
            let days = resolve(expression, &context);
            context.remember(expression, days.as_ref());
            let start = REPORT[at..expression.span.start as usize].chars().count();
            let length = expression.span.of(REPORT).chars().count();
            while marks.chars().count() < start {
                marks.push(' ');
            }
            marks.push_str(&"^".repeat(length));
            let days = days.map_or("unknown".to_owned(), |d| d.edtf);
            writeln!(notes, "    {}: {kind} {value}, days {days}", expression.span.of(REPORT)).unwrap();
        }
        write!(out, "{line}{marks}\n{notes}").unwrap();
        at += line.len();
    }
    insta::assert_snapshot!(out);
}
