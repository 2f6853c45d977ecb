//! How a day in question looks against what an article tells: one bin in each group of signs.
//!
//! A report tells of the days just before it; so the group "delay from the latest day told" has a bin for the same
//! day, one for the day after, and so on. [`super::weights`] has what each bin is worth.

use super::clues::{Clues, Place, Told};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Groups of signs.
pub(crate) const GROUPS: usize = 37;

/// Bins of the largest group; every group has room for as many.
pub(crate) const BINS: usize = 16;

/// Bin of a group that has nothing to say of an article.
const SILENT: u8 = 0;

/// A day in question, in the forms the signs ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) number: i32,
    pub(super) year: i32,
    pub(super) month: i32,
    pub(super) day: i32,
    pub(super) weekday: i32,
}

impl Asked {
    pub(super) fn new(number: i32, date: Date) -> Self {
        Self {
            number,
            year: i32::from(date.year()),
            month: i32::from(date.month()),
            day: i32::from(date.day()),
            weekday: i32::from(date.weekday().to_monday_one_offset()),
        }
    }
}

/// Where days are told, in the order of their groups.
const PLACES: [Place; 4] = [Place::Stamp, Place::Caption, Place::Near, Place::Rest];

/// Days of the year before each month, of a year without a leap day.
const BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// What of an article the signs ask for over and over, prepared once.
#[derive(Debug)]
pub(super) struct Signs {
    days: [Vec<i32>; PLACES.len()],
    later: Vec<i32>,
    months: Vec<i32>,
    years: Vec<i32>,
    past_years: Vec<i32>,
    yearless: [Vec<(i32, i32)>; PLACES.len()],
    ahead: Vec<(i32, i32)>,
    paired: Vec<(i32, i32, i32)>,
    named: Vec<i32>,
    named_ahead: Vec<i32>,
    lead: Option<(i32, bool)>,
    weekdays: u8,
    usual: Option<i32>,
    ordinals: Vec<i32>,
    copyright: Option<i32>,
    held: Vec<Vec<(i32, i32)>>,
    former: Vec<i32>,
    main: Option<Vec<(i32, i32)>>,
    known: Vec<Vec<(i32, i32)>>,
    votes: Vec<i32>,
    usual_year: Option<i32>,
    year_counts: BTreeMap<i32, usize>,
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = all.collect();
    out.sort();
    out.dedup();
    out
}

impl Signs {
    pub(super) fn of(clues: &Clues) -> Self {
        let at = |p: Place| sorted(clues.days.iter().filter(|t| t.place == p && !t.future).map(|t| t.what));
        let of_year = |p: Place| {
            let told = clues.yearless.iter().filter(|t| t.place == p && !t.future);
            sorted(told.map(|t| (i32::from(t.what.0), i32::from(t.what.1))))
        };
        let lead = clues.weekdays.first().map(|t| (i32::from(t.what), t.future));
        let past = |t: &&Told<i32>| !t.future;
        let mut often = [0u16; 8];
        clues.weekdays.iter().filter(|t| !t.future).for_each(|t| often[t.what.clamp(0, 7) as usize] += 1);
        let usual = (1..8).max_by_key(|&w| (often[w], 8 - w)).filter(|&w| often[w] >= 2);
        let mut year_counts: BTreeMap<i32, usize> = BTreeMap::new();
        clues.years.iter().for_each(|t| *year_counts.entry(t.what).or_default() += 1);
        Self {
            days: PLACES.map(at),
            later: sorted(clues.days.iter().filter(|t| t.future).map(|t| t.what)),
            months: sorted(clues.months.iter().filter(past).map(|t| t.what)),
            years: sorted(clues.years.iter().map(|t| t.what)),
            past_years: sorted(clues.years.iter().filter(past).map(|t| t.what)),
            yearless: PLACES.map(of_year),
            ahead: sorted(
                clues
                    .yearless
                    .iter()
                    .filter(|t| t.future)
                    .map(|t| (i32::from(t.what.0), i32::from(t.what.1))),
            ),
            paired: sorted(
                clues.yearless.iter().filter_map(|t| {
                    t.what.2.map(|w| (i32::from(t.what.0), i32::from(t.what.1), i32::from(w)))
                }),
            ),
            named: sorted(clues.named.iter().filter(|t| !t.future).map(|t| i32::from(t.what))),
            named_ahead: sorted(clues.named.iter().filter(|t| t.future).map(|t| i32::from(t.what))),
            lead,
            weekdays: clues.weekdays.iter().fold(0, |set, t| set | 1 << (t.what & 7)),
            usual: usual.map(|w| w as i32),
            ordinals: sorted(clues.ordinals.iter().map(|t| i32::from(t.what))),
            copyright: clues.copyright,
            held: clues.held.clone(),
            former: sorted(clues.former.iter().copied()),
            main: clues.main.clone(),
            known: clues.known.clone(),
            votes: sorted(clues.votes.iter().copied()),
            usual_year: year_counts.iter().max_by_key(|(y, n)| (**n, **y)).map(|(y, _)| *y),
            year_counts,
        }
    }

    /// The bins of a day.
    pub(super) fn bins(&self, a: Asked) -> [u8; GROUPS] {
        let mut out = [SILENT; GROUPS];
        for (n, days) in self.days.iter().enumerate() {
            out[n] = since(days, a.number).map_or(u8::from(!days.is_empty()) * 11, delay);
        }
        let after: usize = self.days.iter().map(|d| d.len() - d.partition_point(|&d| d <= a.number)).sum();
        out[4] = if self.days.iter().all(Vec::is_empty) { SILENT } else { 1 + after.min(3) as u8 };
        out[5] = until(&self.later, a.number);
        let month = a.year * 12 + a.month - 1;
        out[6] = since(&self.months, month).map_or(u8::from(!self.months.is_empty()) * 9, months);
        let after = self.months.len() - self.months.partition_point(|&m| m <= month);
        out[7] = if self.months.is_empty() { SILENT } else { 1 + after.min(2) as u8 };
        out[8] = since(&self.years, a.year).map_or(u8::from(!self.years.is_empty()) * 9, years);
        let after = self.past_years.len() - self.past_years.partition_point(|&y| y <= a.year);
        out[9] = if self.past_years.is_empty() { SILENT } else { 1 + after.min(3) as u8 };
        let all = self.years.len() - self.years.partition_point(|&y| y <= a.year);
        out[10] = if self.years.is_empty() { SILENT } else { 1 + all.min(3) as u8 };
        for (n, days) in self.yearless.iter().enumerate() {
            out[11 + n] = days.iter().map(|d| of_year(a, *d)).min().map_or(SILENT, delay);
        }
        let far = self.yearless.iter().flatten().filter(|d| of_year(a, **d) > 300).count();
        let any = self.yearless.iter().any(|d| !d.is_empty());
        out[15] = if any { 1 + far.min(3) as u8 } else { SILENT };
        out[16] = self.ahead.iter().map(|d| 364 - of_year(a, *d)).min().map_or(SILENT, delay);
        out[17] = self.paired(a);
        out[18] = self.named.iter().map(|m| (a.month - m).rem_euclid(12)).min().map_or(SILENT, months);
        out[19] = self.named_ahead.iter().map(|m| (m - a.month).rem_euclid(12)).min().map_or(SILENT, months);
        if let Some((lead, future)) = self.lead {
            out[if future { 21 } else { 20 }] = 1 + (a.weekday - lead).rem_euclid(7) as u8;
        }
        out[22] = self.usual.map_or(SILENT, |w| 1 + (a.weekday - w).rem_euclid(7) as u8);
        out[23] = match (self.weekdays, self.weekdays & 1 << a.weekday) {
            (0, _) => SILENT,
            (_, 0) => 1,
            _ => 2,
        };
        (out[24], out[25]) = self.held(a.number);
        out[26] = self.taken(a.number);
        out[27] = self.copyright.map_or(SILENT, |c| 1 + (c - a.year + 1).clamp(0, 7) as u8);
        out[28] = self.ordinals.iter().map(|d| (a.day - d).rem_euclid(31)).min().map_or(SILENT, delay);
        out[29] = self.main.as_ref().map_or(SILENT, |spans| term(spans, a.number));
        (out[30], out[31]) = self.known(a.number);
        out[32] = a.weekday as u8;
        if !self.year_counts.is_empty() {
            out[33] = 1 + self.year_counts.get(&a.year).map_or(0, |n| (*n).min(5)) as u8;
        }
        out[34] = self.usual_year.map_or(SILENT, |y| 1 + (a.year - y + 3).clamp(0, 9) as u8);
        let vote = self.votes.iter().map(|v| v - a.year).min_by_key(|d| (d.abs(), *d));
        out[35] = vote.map_or(SILENT, |d| 1 + (d + 4).clamp(0, 8) as u8);
        out[36] = self.close(a, &out);
        out
    }

    /// How a day told in a stamp, a caption or the opening goes with the day of the week the report opens with.
    fn close(&self, a: Asked, out: &[u8; GROUPS]) -> u8 {
        let Some((lead, _)) = self.lead else { return SILENT };
        let told = [0, 1, 2, 11, 12, 13].iter().map(|&g| out[g]).filter(|&b| b > 0).min();
        match told {
            None => SILENT,
            Some(since @ 1..=4) => since + if (a.weekday - lead) % 7 == 0 { 0 } else { 4 },
            Some(_) => 9,
        }
    }

    /// Whether the days of a month told with their day of the week can be of the year before or after.
    fn paired(&self, a: Asked) -> u8 {
        if self.paired.is_empty() {
            return SILENT;
        }
        let fits = |&(m, d, w): &(i32, i32, i32)| {
            let since = of_year(a, (m, d));
            let day = |n: i32| (a.weekday - 1 - n).rem_euclid(7) + 1;
            // A leap day in between shifts the count by one.
            let past = since <= 330 && (day(since) == w || since > 59 && day(since + 1) == w);
            let ahead = 365 - since;
            past || ahead <= 60 && (day(-ahead) == w || day(-ahead - 1) == w)
        };
        1 + self.paired.iter().filter(|p| !fits(p)).count().min(2) as u8
    }

    /// How many of the offices told as held had been left by that day, and how many not been taken up, each by
    /// whether there are few or many of them.
    fn held(&self, number: i32) -> (u8, u8) {
        let all = self.held.len() + self.former.len();
        if all == 0 {
            return (SILENT, SILENT);
        }
        let left = self.held.iter().filter(|spans| spans.iter().all(|s| s.1 < number)).count();
        let outside = |spans: &&Vec<(i32, i32)>| !spans.iter().any(|s| s.0 <= number && number <= s.1);
        let early = self.held.iter().filter(outside).count() - left
            + self.former.iter().filter(|f| number < **f).count();
        let size = match all {
            1 => 0,
            2..=3 => 4,
            _ => 8,
        };
        (1 + size + left.min(3) as u8, 1 + size + early.min(3) as u8)
    }

    /// How many of the people named without an office had not yet held one, and the share of those that did then.
    fn known(&self, number: i32) -> (u8, u8) {
        if self.known.is_empty() {
            return (SILENT, SILENT);
        }
        let early = self.known.iter().filter(|spans| spans.iter().all(|s| number < s.0)).count();
        let now = |spans: &&Vec<(i32, i32)>| spans.iter().any(|s| s.0 <= number && number <= s.1);
        let now = self.known.iter().filter(now).count();
        (1 + early.min(4) as u8, 1 + (4 * now / self.known.len()) as u8)
    }

    /// How long ago the last of the offices was taken up.
    fn taken(&self, number: i32) -> u8 {
        let last = self.held.iter().flatten().filter(|s| s.0 <= number && number <= s.1).map(|s| s.0).max();
        match last.map(|l| number - l) {
            None => SILENT,
            Some(..100) => 1,
            Some(..366) => 2,
            Some(..731) => 3,
            Some(..1096) => 4,
            Some(..1461) => 5,
            Some(..2192) => 6,
            Some(..2922) => 7,
            Some(_) => 8,
        }
    }
}

/// Where a day lies to somebody's terms of office.
fn term(spans: &[(i32, i32)], number: i32) -> u8 {
    if spans.iter().any(|s| s.0 <= number && number <= s.1) {
        return 1;
    }
    let before = spans.iter().filter(|s| number < s.0).map(|s| s.0 - number).min();
    let after = spans.iter().filter(|s| s.1 < number).map(|s| number - s.1).min();
    match (before, after) {
        (Some(b), _) if b <= 75 => 2,
        (_, Some(..=30)) => 3,
        (_, Some(..=365)) => 4,
        (_, Some(..=1461)) => 5,
        (_, Some(_)) => 6,
        _ => 7,
    }
}

/// From the latest of `all` that is not after `to`.
fn since(all: &[i32], to: i32) -> Option<i32> {
    all.partition_point(|&d| d <= to).checked_sub(1).map(|n| to - all[n])
}

/// To the first of `all` after `from`.
fn until(all: &[i32], from: i32) -> u8 {
    match all.get(all.partition_point(|&d| d < from)).map(|d| d - from) {
        None => u8::from(!all.is_empty()) * 11,
        Some(days) => delay(days),
    }
}

/// Days since a day of a month was last.
fn of_year(a: Asked, (month, day): (i32, i32)) -> i32 {
    let of = |m: i32, d: i32| BEFORE[(m - 1).clamp(0, 11) as usize] + d;
    (of(a.month, a.day) - of(month, day)).rem_euclid(365)
}

fn delay(days: i32) -> u8 {
    match days {
        ..=3 => 1 + days.max(0) as u8,
        4..=6 => 5,
        7..=13 => 6,
        14..=30 => 7,
        31..=91 => 8,
        92..=182 => 9,
        _ => 10,
    }
}

fn months(months: i32) -> u8 {
    match months {
        ..=3 => 1 + months.max(0) as u8,
        4..=5 => 5,
        6..=8 => 6,
        9..=11 => 7,
        _ => 8,
    }
}

fn years(years: i32) -> u8 {
    match years {
        ..=3 => 1 + years.max(0) as u8,
        4..=5 => 5,
        6..=8 => 6,
        9..=12 => 7,
        _ => 8,
    }
}
