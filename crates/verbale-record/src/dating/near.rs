//! Days told close to the news itself: in a caption, a dateline, the first sentences.

use super::Dated;
use super::bounds::Frame;
use crate::calendar::{EARLIEST, LATEST, When, distance, moved};
use crate::model::Basis;
use crate::source::Source;
use jiff::civil::Date;
use std::collections::BTreeSet;
use verbale_article::Part as Text;
use verbale_extract::findings::{Tense, Time};
use verbale_time::{Calendar, Part, TimeValue, Unit, YearRef};

/// Bytes of the body that count as its opening.
const OPENING: u32 = 1200;

/// Days within which a report follows the day it shows or tells of first.
const FRESH: i32 = 3;

/// A day of the month told near the news.
struct Near<'a> {
    time: &'a Time,
    calendar: Calendar,
    month: i8,
    day: i8,
}

/// How often such a day is right where the report tells of that day first, and where of one after it: of few reports,
/// all of those known.
const SHOWN: f64 = 0.6;
const AFTER: f64 = 0.5;

/// The day of an encounter: told in a caption or the opening, on or shortly before the day of the week that the report
/// opens with and dates an encounter by. It is given below the confidence other days need: an encounter's report is
/// of little use without its day.
pub(super) fn day(source: &Source<'_>, frame: Option<&Frame>) -> Option<Dated> {
    let (weekday, lead) = lead_weekday(source).filter(|(_, t)| t.tense != Tense::Future)?;
    if !dates_an_encounter(source, weekday) {
        return None;
    }
    let mut days: Vec<(Date, &Time)> = Vec::new();
    for near in nearby(source) {
        let years = years(&near, source, frame);
        if let [one] = years[..] {
            days.push((one, near.time));
        }
    }
    let in_frame = |d: Date| frame.is_none_or(|f| f.from <= moved(d, FRESH) && d <= f.to);
    days.retain(|(d, _)| in_frame(*d));
    // The latest: an older picture may stand beside a new one.
    let &(shown, time) = days.iter().max_by_key(|(d, t)| (*d, std::cmp::Reverse(Source::position(t.at))))?;
    let wait = (0..=FRESH).find(|&n| moved(shown, n).weekday().to_monday_one_offset() == weekday)?;
    let own = |rule: String, t: &Time| Basis {
        rule,
        article: Some(source.id().to_owned()),
        quote: Some(source.quote(t.at).to_owned()),
    };
    let mut basis = vec![
        own(format!("a day told close to the news: {shown}"), time),
        own("the day of the week the report opens with, on or after that day".to_owned(), lead),
    ];
    basis.extend(frame.map(|f| f.basis.clone()).unwrap_or_default());
    let confidence = if wait == 0 { SHOWN } else { AFTER };
    Some(Dated { when: Some(When::day(moved(shown, wait))), basis, confidence, reason: String::new() })
}

/// Whether the report dates an encounter, told as news, by this day of the week.
fn dates_an_encounter(source: &Source<'_>, weekday: i8) -> bool {
    let times = &source.findings.times;
    let named = |id: &u32| {
        times.get(*id as usize).is_some_and(|t| {
        matches!(&t.expression.value, TimeValue::Calendar(Calendar { weekday: Some(w), .. }) if w.iso() == weekday)
    })
    };
    source.findings.encounters.iter().any(|e| !e.background && e.times.iter().any(named))
}

/// Days of the month in captions and in the opening, not told as to come and not of an archive picture.
fn nearby<'a>(source: &Source<'a>) -> Vec<Near<'a>> {
    let near_part = |t: &Time| match t.at.part {
        Text::Caption(_) => !source.article.text(t.at.part).to_lowercase().contains("file"),
        Text::Headline => true,
        Text::Body => t.at.span.start < OPENING || in_caption_line(source, t),
    };
    let times = source.findings.times.iter().filter(|t| t.tense != Tense::Future && near_part(t));
    times
        .filter_map(|time| match &time.expression.value {
            TimeValue::Calendar(c) => match c.part? {
                Part::Day(month, day) => Some(Near { time, calendar: *c, month, day }),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// A caption left in the body: a short line told in the present with a date in full.
fn in_caption_line(source: &Source<'_>, time: &Time) -> bool {
    let text = source.article.text(time.at.part);
    let (start, end) = (time.at.span.start as usize, time.at.span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    let line =
        before.len() - before.rfind('\n').map_or(0, |n| n + 1) + after.find('\n').unwrap_or(after.len());
    line < 400 && time.tense == Tense::Present
}

/// The years the day can be of: told, or fitting the frame and the days of the week named.
fn years(near: &Near<'_>, source: &Source<'_>, frame: Option<&Frame>) -> Vec<Date> {
    if let Some(YearRef::Year(y)) = near.calendar.year {
        return Date::new(y, near.month, near.day).into_iter().collect();
    }
    let Some(frame) = frame.filter(|f| f.from != EARLIEST && f.to != LATEST) else { return Vec::new() };
    let (from, to) = (frame.from.year(), frame.to.year());
    if to - from > 30 || near.calendar.year.is_some() {
        return Vec::new();
    }
    let days = (from..=to).filter_map(|y| Date::new(y, near.month, near.day).ok());
    let within = days.filter(|&d| frame.from <= moved(d, FRESH) && d <= frame.to);
    let named: BTreeSet<i8> = match near.calendar.weekday {
        Some(w) => [w.iso()].into(),
        None => weekdays(source).into_iter().map(|(w, _)| w).collect(),
    };
    within.filter(|d| named.is_empty() || named.contains(&d.weekday().to_monday_one_offset())).collect()
}

/// Bare days of the week in the article's texts, in order.
pub(super) fn weekdays<'a>(source: &Source<'a>) -> Vec<(i8, &'a Time)> {
    let bare = |t: &'a Time| match &t.expression.value {
        TimeValue::Calendar(Calendar { weekday: Some(w), part: None, year: None, which: None }) => {
            Some((w.iso(), t))
        }
        _ => None,
    };
    let mut out: Vec<(i8, &Time)> = source.findings.times.iter().filter_map(bare).collect();
    out.sort_by_key(|(_, t)| Source::position(t.at));
    out
}

/// The first bare day of the week in the opening of the body: by the custom of the press, the day of the report.
pub(super) fn lead_weekday<'a>(source: &Source<'a>) -> Option<(i8, &'a Time)> {
    let opening = |t: &Time| t.at.part == Text::Body && t.at.span.start < OPENING;
    weekdays(source).into_iter().find(|(_, t)| opening(t))
}

/// "In the three months since", after a month by name: the month that many later, where the frame has but one.
pub(super) fn month(source: &Source<'_>, frame: &Frame) -> Option<Dated> {
    if frame.from == EARLIEST || frame.to == LATEST {
        return None;
    }
    let times = &source.findings.times;
    let (since, months) = times.iter().find_map(|t| months_since(source, t).map(|n| (t, n)))?;
    let anchor = times.iter().rev().find_map(|t| {
        let before = t.at.part == since.at.part && t.at.span.end <= since.at.span.start;
        let close = before && since.at.span.start - t.at.span.end < 800;
        match &t.expression.value {
            TimeValue::Calendar(Calendar { part: Some(Part::Month(m)), year: None, .. }) if close => {
                Some((*m, t))
            }
            _ => None,
        }
    })?;
    let index = i32::from(anchor.0) - 1 + months;
    let month = i8::try_from(index.rem_euclid(12) + 1).ok()?;
    let windows: Vec<When> = (frame.from.year()..=frame.to.year())
        .filter_map(|y| Date::new(y, month, 1).ok())
        .filter_map(|first| When::within(first, first.last_of_month()).shared(frame.when()))
        .collect();
    let [one] = windows[..] else { return None };
    let quote = |t: &Time| Some(source.quote(t.at).to_owned());
    let own = |rule: &str, t: &Time| Basis {
        rule: rule.to_owned(),
        article: Some(source.id().to_owned()),
        quote: quote(t),
    };
    let mut basis = vec![
        own("so many months since the month named before", since),
        own("the month counted from", anchor.1),
    ];
    basis.extend(frame.basis.iter().cloned());
    Some(Dated { when: Some(one), basis, confidence: 0.6, reason: String::new() })
}

/// "three months since": the count.
fn months_since(source: &Source<'_>, time: &Time) -> Option<i32> {
    let TimeValue::Duration(d) = &time.expression.value else { return None };
    let text = source.article.text(time.at.part);
    let after = text.get(time.at.span.end as usize..)?;
    let words = source.quote(time.at).to_lowercase();
    if !after.starts_with(" since") && !words.ends_with(" since") {
        return None;
    }
    match d.named()?.parts[..] {
        [(Some(n), Unit::Month)] if (1..=11).contains(&n) => i32::try_from(n).ok(),
        _ => None,
    }
}

/// The day of the week `weekday` closest to `day`, and how many days away; the earlier of two.
pub(super) fn closest(day: Date, weekday: i8) -> Option<(Date, i32)> {
    (-3..=3)
        .map(|n| moved(day, n))
        .find(|d| d.weekday().to_monday_one_offset() == weekday)
        .map(|d| (d, distance(day, d)))
}
