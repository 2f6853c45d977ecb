//! Days and months told without a year narrow a frame, where they can be of one year only.
//!
//! The press leaves the year out for what lies within the year before or the year to come. "On March 3", told as past,
//! is then the last March 3 before the day of writing; if the frame leaves one year for it, the article is not older.

use super::bounds::Frame;
use crate::calendar::{EARLIEST, LATEST, When, moved};
use crate::model::Basis;
use crate::source::Source;
use jiff::civil::Date;
use verbale_extract::findings::{Tense, Time};
use verbale_time::{Calendar, Part, TimeValue};

/// Days within which the year is left out.
const REACH: i32 = 330;

/// The frame, narrowed as far as the yearless dates of the article allow.
pub(super) fn narrow(source: &Source<'_>, mut frame: Frame) -> Frame {
    if frame.from == EARLIEST || frame.to == LATEST {
        return frame;
    }
    // Each narrowing may settle another's year; the bound is only against going round for nothing.
    for _ in 0..4 {
        let before = (frame.from, frame.to);
        for time in source.findings.times.iter().filter(|t| !beside_a_year(source, t)) {
            if let Some((from, to, rule)) = bound(time, &frame)
                && from.max(frame.from) <= to.min(frame.to)
                && (from > frame.from || to < frame.to)
            {
                (frame.from, frame.to) = (from.max(frame.from), to.min(frame.to));
                frame.confidence = frame.confidence.min(0.8);
                frame.basis.push(Basis {
                    rule,
                    article: Some(source.id().to_owned()),
                    quote: Some(source.quote(time.at).to_owned()),
                });
            }
        }
        if (frame.from, frame.to) == before {
            break;
        }
    }
    frame
}

/// "In 1953 … on July 27": a year told shortly before may be meant to go on.
fn beside_a_year(source: &Source<'_>, time: &Time) -> bool {
    source.findings.times.iter().any(|t| {
        let told = matches!(t.expression.value, TimeValue::Calendar(Calendar { year: Some(_), .. }));
        let before = t.at.part == time.at.part && t.at.span.end <= time.at.span.start;
        told && before && time.at.span.start - t.at.span.end < 400
    })
}

/// The days the article can be of, if the time told can be of one year only.
fn bound(time: &Time, frame: &Frame) -> Option<(Date, Date, String)> {
    let TimeValue::Calendar(Calendar { year: None, part: Some(part), weekday, which: None }) =
        time.expression.value
    else {
        return None;
    };
    let named = |y: i16| match part {
        Part::Day(m, d) => {
            let day = Date::new(y, m, d).ok()?;
            weekday.is_none_or(|w| w.iso() == day.weekday().to_monday_one_offset()).then(|| When::day(day))
        }
        Part::Month(m) => {
            let first = Date::new(y, m, 1).ok()?;
            Some(When::within(first, first.last_of_month()))
        }
        _ => None,
    };
    let written = |w: When| match time.tense {
        Tense::Past => Some((w.from, moved(w.from, REACH))),
        Tense::Future => Some((moved(w.to, -REACH), w.to)),
        _ => None,
    };
    let years = frame.from.year() - 1..=frame.to.year() + 1;
    let fits: Vec<(When, (Date, Date))> = years
        .filter_map(named)
        .filter_map(|w| Some((w, written(w)?)))
        .filter(|(_, (from, to))| *from <= frame.to && frame.from <= *to)
        .collect();
    let [(when, (from, to))] = fits[..] else { return None };
    let told = if time.tense == Tense::Past { "as past" } else { "as to come" };
    Some((from, to, format!("tells {told} what can only be of {}", when.edtf())))
}
