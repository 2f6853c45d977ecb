//! What a text says of the day it was written on, sorted by kind: days, months and years told, with and without a
//! year, days of the week, copyright years, offices.
//!
//! Everything here is read from one article; [`super::signs`] turns it into numbers for a day in question.

use super::bounds::Bound;
use crate::calendar::distance;
use crate::source::Source;
use jiff::civil::{Date, date};
use verbale_article::Part as Text;
use verbale_extract::findings::{Evidence, Tense};
use verbale_time::{Calendar, Part, TimeExpression, TimeValue, YearRef};

/// Bytes of the body that count as its opening.
const OPENING: u32 = 1200;

/// Mentions read of one article and kind: a book of dates tells no more than a long report.
const MOST: usize = 200;

/// A text whose latest year lies before this one is of a time that was not learned from.
const OLDEST: i32 = 1990;

/// Days from this one are the numbers days are counted in.
const BASE: Date = date(1970, 1, 1);

/// The number of a day.
pub(super) fn number(day: Date) -> i32 {
    distance(BASE, day)
}

/// Where a date stands, by how close such dates lie to the report's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A line of its own that dates something: a post's date, "Published …", "Updated …".
    Stamp,
    /// A picture's caption.
    Caption,
    /// The headline, the first sentences.
    Near,
    /// The rest of the text.
    Rest,
}

/// A time told, where its words stand.
#[derive(Debug, Clone)]
pub(super) struct Told<T> {
    pub(super) what: T,
    pub(super) place: Place,
    pub(super) future: bool,
    pub(super) quote: String,
}

/// All an article tells of its date.
#[derive(Debug, Default)]
pub(super) struct Clues {
    /// Days in full, by number.
    pub(super) days: Vec<Told<i32>>,
    /// Months with their year, counted from year 0.
    pub(super) months: Vec<Told<i32>>,
    /// Years told in any way.
    pub(super) years: Vec<Told<i32>>,
    /// Month and day, and the day of the week where told with them.
    pub(super) yearless: Vec<Told<(i8, i8, Option<i8>)>>,
    /// Months by name alone.
    pub(super) named: Vec<Told<i8>>,
    /// Days of the week alone, in order.
    pub(super) weekdays: Vec<Told<i8>>,
    /// Days of an unnamed month.
    pub(super) ordinals: Vec<Told<i8>>,
    /// Years that name a vote or games.
    pub(super) votes: Vec<i32>,
    /// The latest year a right to copy is claimed for.
    pub(super) copyright: Option<i32>,
    /// Stretches in which the offices told were held.
    pub(super) held: Vec<Vec<(i32, i32)>>,
    /// Days before which an office told as former was not yet given up.
    pub(super) former: Vec<i32>,
    /// The terms of the holder of an office spoken of most.
    pub(super) main: Option<Vec<(i32, i32)>>,
    /// Terms of people named without their office.
    pub(super) known: Vec<Vec<(i32, i32)>>,
}

impl Clues {
    pub(super) fn read(source: &Source<'_>, bounds: &[Bound], known: &[Vec<(Date, Date)>]) -> Self {
        let mut clues = Self::default();
        for time in &source.findings.times {
            let place = place(source, time.at);
            let text = source.article.text(time.at.part);
            let around = (text.get(..time.at.span.start as usize), text.get(time.at.span.end as usize..));
            let (before, after) = (around.0.unwrap_or_default(), around.1.unwrap_or_default());
            if let Some(y) = year(&time.expression).filter(|_| is_vote(after)) {
                clues.votes.push(y);
                continue;
            }
            let future = time.tense == Tense::Future || is_ahead(before);
            clues.take(&time.expression, place, future, source.quote(time.at));
        }
        for removed in &source.article.removed {
            clues.take_removed(&removed.reason, &removed.text);
        }
        let number = |s: &(Date, Date)| (number(s.0), number(s.1));
        for bound in bounds {
            if bound.former {
                clues.former.extend(bound.spans.iter().map(|s| number(s).0));
            } else {
                clues.held.push(bound.spans.iter().map(number).collect());
            }
        }
        let main =
            bounds.iter().filter(|b| !b.former).max_by_key(|b| (b.mentions, std::cmp::Reverse(&b.basis)));
        clues.main = main.map(|b| b.spans.iter().map(number).collect());
        clues.known = known.iter().take(MOST).map(|spans| spans.iter().map(number).collect()).collect();
        clues.votes.truncate(MOST);
        clues
    }

    fn take_removed(&mut self, reason: &str, text: &str) {
        let place = match reason {
            "date line" => Place::Stamp,
            "repeated" | "photo credit" | "credit" => Place::Caption,
            "byline" => Place::Near,
            "copyright" => {
                let years = verbale_time::find(text).into_iter().filter_map(|e| year(&e));
                self.copyright = self.copyright.max(years.max());
                return;
            }
            _ => return,
        };
        for expression in verbale_time::find(text) {
            let quote = expression.span.of(text);
            self.take(&expression, place, false, quote);
        }
    }

    fn take(&mut self, expression: &TimeExpression, place: Place, future: bool, quote: &str) {
        let TimeValue::Calendar(c) = expression.value else { return };
        let quote = quote.to_owned();
        fn push<T>(list: &mut Vec<Told<T>>, what: T, (place, future, quote): (Place, bool, String)) {
            if list.len() < MOST {
                list.push(Told { what, place, future, quote });
            }
        }
        let at = (place, future, quote);
        match c {
            Calendar { year: Some(YearRef::Year(y)), part, .. } if (1900..=2100).contains(&y) => {
                match part {
                    Some(Part::Day(m, d)) => {
                        if let Ok(day) = Date::new(y, m, d) {
                            push(&mut self.days, number(day), at.clone());
                        }
                    }
                    Some(Part::Month(m)) => {
                        push(&mut self.months, i32::from(y) * 12 + i32::from(m) - 1, at.clone());
                    }
                    _ => {}
                }
                push(&mut self.years, i32::from(y), at);
            }
            Calendar { year: None, part: Some(Part::Day(m, d)), weekday, .. } => {
                push(&mut self.yearless, (m, d, weekday.map(verbale_time::Weekday::iso)), at);
            }
            Calendar { year: None, part: Some(Part::Month(m)), which: None, .. } => {
                push(&mut self.named, m, at);
            }
            Calendar { year: None, part: Some(Part::DayOfMonth(d)), which: None, .. } => {
                push(&mut self.ordinals, d, at);
            }
            Calendar { year: None, part: None, weekday: Some(w), which: None } => {
                push(&mut self.weekdays, w.iso(), at);
            }
            _ => {}
        }
    }

    /// Whether anything at all tells of a year, and not of times before the days looked at only.
    pub(super) fn has_year(&self) -> bool {
        let offices = !self.held.is_empty() || !self.former.is_empty() || !self.known.is_empty();
        let recent = self.years.iter().any(|y| y.what >= OLDEST);
        offices || recent || !self.votes.is_empty() || self.copyright.is_some()
    }
}

fn year(expression: &TimeExpression) -> Option<i32> {
    match expression.value {
        TimeValue::Calendar(Calendar { year: Some(YearRef::Year(y)), .. }) => Some(i32::from(y)),
        _ => None,
    }
}

/// "2020 candidates", "the 2016 election" name a vote, before and after it.
fn is_vote(after: &str) -> bool {
    const WORDS: [&str; 14] = [
        " election",
        " presidential",
        " campaign",
        " race",
        " candidate",
        " democrat",
        " republican",
        " vote",
        " primar",
        " midterm",
        " olympic",
        " world cup",
        " general election",
        " contender",
    ];
    let start: String = after.chars().take(20).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|w| start.starts_with(w))
}

/// "by 2030", "until June".
fn is_ahead(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["by", "until", "through", "till", "beyond"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

fn place(source: &Source<'_>, at: Evidence) -> Place {
    let text = source.article.text(at.part);
    let (start, end) = (at.span.start as usize, at.span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return Place::Rest };
    if at.part == Text::Body && is_stamp(before, after) {
        return Place::Stamp;
    }
    match at.part {
        Text::Caption(_) if text.to_lowercase().contains("file") => Place::Rest,
        Text::Caption(_) => Place::Caption,
        Text::Headline => Place::Near,
        Text::Body if at.span.start < OPENING => Place::Near,
        Text::Body => Place::Rest,
    }
}

/// A post is signed "— Name (@handle) May 25, 2018"; a page is headed "Updated 9:48 a.m. ET, Thu August 15, 2013".
fn is_stamp(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let posted = line.trim_end().ends_with(')') && line.rfind("(@").is_some_and(|n| line.len() - n < 40);
    let rest = after.split('\n').next().unwrap_or(after);
    if posted || line.len() + rest.len() > 120 {
        return posted;
    }
    let head = line.trim_start().to_lowercase();
    ["published", "updated", "posted", "last updated", "first published", "(cnn)"]
        .iter()
        .any(|w| head.starts_with(w))
}
