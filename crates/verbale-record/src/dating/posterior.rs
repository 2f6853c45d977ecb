//! How likely each day is, from the signs and what they are worth.

use super::clues::{self, Clues};
use super::signs::{Asked, GROUPS, Signs};
use super::weights::WORTH;
use crate::calendar::When;
use jiff::civil::{Date, date};

/// The days looked at, unless a text tells only of earlier ones.
const FROM: Date = date(1990, 1, 1);
const TO: Date = date(2035, 12, 31);

/// Every day the article may be of, with its signs; none where nothing tells of a year.
pub(super) fn asked(clues: &Clues) -> Vec<(Date, [u8; GROUPS])> {
    if !clues.has_year() {
        return Vec::new();
    }
    let signs = Signs::of(clues);
    let first = clues::number(FROM);
    let days = FROM.series(jiff::ToSpan::days(1)).take_while(|d| *d <= TO);
    days.zip(first..).map(|(d, n)| (d, signs.bins(Asked::new(n, d)))).collect()
}

/// How likely each day is. Days that are out of the question are left out.
#[derive(Debug)]
pub(super) struct Posterior {
    /// Days in their order with their shares; the shares add up to one.
    days: Vec<(Date, f64)>,
}

/// A month is out of the question where its middle is so much less likely, in natural logarithms, than the best, and
/// no day is told in it or the month before: what a day told adds is less.
const OUT: f32 = 9.0;

impl Posterior {
    /// `None` where nothing tells of a year.
    pub(super) fn of(clues: &Clues) -> Option<Self> {
        if !clues.has_year() {
            return None;
        }
        let signs = Signs::of(clues);
        let worth = |day: Date, n: i32| {
            let bins = signs.bins(Asked::new(n, day));
            WORTH.iter().zip(bins).map(|(w, b)| w[usize::from(b)]).sum::<f32>()
        };
        let middles = (FROM.year()..=TO.year())
            .flat_map(|y| (1..=12).filter_map(move |m| Date::new(y, m, 15).ok()))
            .map(|d| (d, worth(d, clues::number(d))));
        let middles: Vec<(Date, f32)> = middles.collect();
        let best = middles.iter().map(|m| m.1).fold(f32::MIN, f32::max);
        let told = |first: i32| clues.days.iter().any(|t| (first - 31..first + 31).contains(&t.what));
        let mut days: Vec<(Date, f32)> = Vec::new();
        for (middle, score) in middles {
            let first = middle.first_of_month();
            let from = clues::number(first);
            if score >= best - OUT || told(from) {
                let month = first.series(jiff::ToSpan::days(1)).take(middle.days_in_month() as usize);
                days.extend(month.zip(from..).map(|(d, n)| (d, worth(d, n))));
            }
        }
        let most = days.iter().map(|d| d.1).fold(f32::MIN, f32::max);
        let share = |score: f32| f64::from(score - most).exp();
        let all: f64 = days.iter().map(|d| share(d.1)).sum();
        Some(Self { days: days.into_iter().map(|(d, s)| (d, share(s) / all)).collect() })
    }

    /// The likeliest day.
    pub(super) fn day(&self) -> Option<(Date, f64)> {
        self.days.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// The likeliest of the stretches days lie in, as `of` gives them.
    pub(super) fn likeliest(&self, of: impl Fn(Date) -> (Date, Date)) -> Option<(When, f64)> {
        let mut all: Vec<((Date, Date), f64)> = Vec::new();
        for &(day, share) in &self.days {
            let stretch = of(day);
            match all.last_mut().filter(|l| l.0 == stretch) {
                Some(last) => last.1 += share,
                None => all.push((stretch, share)),
            }
        }
        let best = all.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.map(|((from, to), share)| (When::within(from, to), share))
    }

    /// How likely the day lies in `when`.
    pub(super) fn within(&self, when: When) -> f64 {
        self.days.iter().filter(|d| when.contains(d.0)).map(|d| d.1).sum()
    }

    /// From the day before which all but `tail` lies to the one after which it does.
    pub(super) fn middle(&self, tail: f64) -> Option<When> {
        let edge = |days: &mut dyn Iterator<Item = &(Date, f64)>| {
            let mut sum = 0.0;
            for (day, share) in days {
                sum += share;
                if sum > tail {
                    return Some(*day);
                }
            }
            None
        };
        let from = edge(&mut self.days.iter())?;
        let to = edge(&mut self.days.iter().rev())?;
        (from <= to).then(|| When::within(from, to))
    }
}
