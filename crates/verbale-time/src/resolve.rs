//! From what the words say to days: [`resolve`] needs an anchor (the day the article was written), which may
//! be known only in part, and a hint of tense.
//!
//! Rules follow HeidelTime's news strategy (Strötgen & Gertz 2010): a name of the calendar without a year lies on
//! the side of the anchor that the tense points to; without a tense a weekday lies in the past. Answers are
//! written in EDTF (ISO 8601-2): a day, month or year, `a/b` for longer stretches, `[a..b]` for one unknown day
//! between two.

use jiff::civil::Date;

use crate::calendar::{Period, date, distance, holiday, nearest_weekday, plus};
use crate::expression::{
    Anchor, Calendar, DurationValue, Modifier, Part, Relative, TimeExpression, TimeValue, Toward, Unit,
    Weekday, Which, YearRef,
};

/// A stretch of days, both ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl From<Date> for Days {
    fn from(day: Date) -> Self {
        Days { first: day, last: day }
    }
}

/// What the expression's clause says about the direction of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tense {
    /// "met", "has met".
    Past,
    /// "meets": news uses it for what is arranged as well as for what has just been.
    Present,
    /// "will meet", "is scheduled to meet".
    Future,
    /// "may meet", "to meet": ahead as a rule, but about past days as well.
    Possible,
    /// No hint.
    #[default]
    Unknown,
}

/// What resolution needs besides the expression.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The day the article was written, or the days it may have been.
    pub anchor: Option<Days>,
    /// Tense of the clause.
    pub tense: Tense,
    /// The date the text spoke of last, for "the following day".
    pub previous: Option<Resolved>,
    /// The last one of them told to the day, for "the morning", "that evening".
    pub previous_day: Option<Resolved>,
    /// The last quarter, for "the quarter" and "a year earlier" beside quarterly figures.
    pub previous_quarter: Option<Resolved>,
}

impl Context {
    /// A context of one known day.
    pub fn on(day: Date) -> Self {
        Context { anchor: Some(day.into()), ..Context::default() }
    }
}

/// How finely a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Granularity {
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The days an expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// First day it can mean.
    pub first: Date,
    /// Last day it can mean. "Early March" narrows both; `edtf` stays the month the words name.
    pub last: Date,
    /// How finely it dates.
    pub granularity: Granularity,
    /// EDTF.
    pub edtf: String,
    /// "about", "nearly": the words are not exact.
    pub approximate: bool,
}

/// The days `expression` means, or `None` where context or words are too vague.
pub fn resolve(expression: &TimeExpression, context: &Context) -> Option<Resolved> {
    let Some(anchor) = context.anchor else {
        let at = At { anchor: None, context };
        return Some(at.resolved(expression, at.period(expression)?));
    };
    let one = |day| {
        let at = At { anchor: Some(day), context };
        Some(at.resolved(expression, at.period(expression)?))
    };
    let low = one(anchor.first)?;
    if anchor.first == anchor.last {
        return Some(low);
    }
    let high = one(anchor.last)?;
    if low == high {
        return Some(low);
    }
    Some(between(low, high))
}

/// One of several possible periods: `[a..b]`.
fn between(low: Resolved, high: Resolved) -> Resolved {
    let (low, high) = if low.first <= high.first { (low, high) } else { (high, low) };
    let start = low.edtf.split('/').next().unwrap_or_default();
    let end = high.edtf.rsplit('/').next().unwrap_or_default();
    Resolved {
        edtf: format!("[{}..{}]", start.trim_end_matches('~'), end.trim_end_matches('~')),
        first: low.first,
        last: low.last.max(high.last),
        ..low
    }
}

/// Resolves a text's expressions in order, each with the last date before it as `previous`.
/// `tense` gives the tense of each expression's clause.
pub fn resolve_all(
    expressions: &[TimeExpression],
    anchor: Option<Days>,
    tense: impl Fn(&TimeExpression) -> Tense,
) -> Vec<Option<Resolved>> {
    let mut context = Context { anchor, ..Context::default() };
    let mut out = Vec::with_capacity(expressions.len());
    for expression in expressions {
        context.tense = tense(expression);
        let resolved = resolve(expression, &context);
        context.remember(expression, resolved.as_ref());
        out.push(resolved);
    }
    out
}

impl Context {
    /// Takes note of a resolved date as the one the text spoke of last. Durations are not dates.
    pub fn remember(&mut self, expression: &TimeExpression, resolved: Option<&Resolved>) {
        let Some(resolved) = resolved else { return };
        match &expression.value {
            TimeValue::Calendar(_) => {}
            // "a year earlier" compares; the text goes on about the later date.
            TimeValue::Relative(r) if r.unit != Unit::Year || r.offset != Some(-1) => {}
            _ => return,
        }
        self.previous = Some(resolved.clone());
        match resolved.granularity {
            Granularity::Day => self.previous_day = Some(resolved.clone()),
            Granularity::Quarter => self.previous_quarter = Some(resolved.clone()),
            _ => {}
        }
    }
}

/// Two ends of a range as one stretch.
pub fn join(first: &Resolved, last: &Resolved) -> Option<Resolved> {
    if first.first > last.last {
        return None;
    }
    let start = first.edtf.split('/').next()?;
    let end = last.edtf.rsplit('/').next()?;
    Some(Resolved {
        first: first.first,
        last: last.last,
        granularity: first.granularity.max(last.granularity),
        edtf: format!("{start}/{end}"),
        approximate: first.approximate || last.approximate,
    })
}

/// News gives the year of a day farther off than this, so a tense that points farther is misread.
const REACH: i64 = 240;

fn grain_of(unit: Unit) -> Granularity {
    match unit {
        Unit::Weekend => Granularity::Weekend,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century | Unit::Millennium => Granularity::Century,
        _ => Granularity::Day,
    }
}

/// One possible anchor day.
struct At<'a> {
    anchor: Option<Date>,
    context: &'a Context,
}

impl At<'_> {
    fn period(&self, expression: &TimeExpression) -> Option<Period> {
        match &expression.value {
            TimeValue::Calendar(value) => self.calendar(value),
            TimeValue::Relative(value) => self.relative(value),
            TimeValue::Duration(value) => self.stretch(value),
            TimeValue::Vague(_) | TimeValue::Set(_) => None,
        }
    }

    fn calendar(&self, value: &Calendar) -> Option<Period> {
        let Some(part) = value.part else {
            return match (value.year, value.weekday) {
                (Some(YearRef::Decade(first)), _) => Period::years(first.into(), 10, Granularity::Decade),
                (Some(YearRef::Century(n)), _) => {
                    Period::years(i32::from(n) * 100, 100, Granularity::Century)
                }
                (Some(year), _) => Period::year(self.year(year)?),
                (None, Some(weekday)) => self.weekday(weekday, value.which),
                (None, None) => None,
            };
        };
        if let Some(year) = value.year {
            return self.part(part, self.year(year)?);
        }
        match part {
            Part::DayOfMonth(day) => self.day_of_month(day),
            Part::Day(..) if value.weekday.is_some() => self.by_weekday(part, value.weekday?),
            _ => self.yearless(part, value.which),
        }
    }

    fn year(&self, year: YearRef) -> Option<i32> {
        match year {
            YearRef::Year(y) | YearRef::Decade(y) => Some(y.into()),
            YearRef::Century(n) => Some(i32::from(n) * 100),
            YearRef::Offset(n) => Some(i32::from(self.anchor?.year()) + i32::from(n)),
            YearRef::Preceding => Some(self.told()?.first.year().into()),
        }
    }

    /// The date the text spoke of last, else the anchor.
    fn told(&self) -> Option<Period> {
        match &self.context.previous {
            Some(p) => Some(Period { first: p.first, last: p.last, grain: p.granularity }),
            None => Some(Period::day(self.anchor?)),
        }
    }

    fn part(&self, part: Part, year: i32) -> Option<Period> {
        match part {
            Part::Half(n) => Period::half(year, n),
            Part::Quarter(n) => Period::quarter(year, n),
            Part::Season(s) => Period::season(year, s),
            Part::Month(m) => Period::month(year, m),
            Part::Day(m, d) => Some(Period::day(date(year, m, d)?)),
            Part::WeekOf(m, d) => Period::week(date(year, m, d)?),
            Part::Holiday(h) => Some(Period::day(holiday(h, year)?)),
            Part::DayOfMonth(_) => None,
        }
    }

    /// A part of a year whose year must be found: the candidates around the anchor's year are tried.
    fn yearless(&self, part: Part, which: Option<Which>) -> Option<Period> {
        let anchor = self.anchor?;
        let year = i32::from(anchor.year());
        let around = |from: i32, to: i32| (from..=to).filter_map(|y| self.part(part, y)).collect::<Vec<_>>();
        let all = around(year - 8, year + 8);
        match which {
            Some(Which::This) => return self.part(part, year),
            Some(Which::Last) => return all.into_iter().rfind(|p| p.last < anchor),
            Some(Which::Next) => return all.into_iter().find(|p| p.first > anchor),
            Some(Which::Previous) => {
                let told = self.told()?;
                return all.into_iter().rfind(|p| p.last < told.first);
            }
            Some(Which::Following) => {
                let told = self.told()?;
                return all.into_iter().find(|p| p.first > told.last);
            }
            Some(Which::LastWeek | Which::NextWeek) | None => {}
        }
        let nearest = all.iter().copied().min_by_key(|p| away(*p, anchor));
        let near = |p: &Period| away(*p, anchor) <= REACH;
        let before = all.iter().copied().rfind(|p| p.first <= anchor);
        match (self.context.tense, part) {
            // Quarterly figures come after the quarter, whatever the tense.
            (Tense::Future | Tense::Possible, Part::Quarter(_) | Part::Half(_)) => nearest,
            (_, Part::Quarter(_) | Part::Half(_)) => before,
            (Tense::Future | Tense::Possible, _) => {
                all.iter().copied().find(|p| p.last >= anchor).filter(near).or(nearest)
            }
            (Tense::Past, Part::Day(..) | Part::Holiday(_)) => before.filter(near).or(nearest),
            (Tense::Past, _) => before,
            _ => nearest,
        }
    }

    /// A day of a month with its weekday: the nearest year in which both hold.
    fn by_weekday(&self, part: Part, weekday: Weekday) -> Option<Period> {
        let anchor = self.anchor?;
        let year = i32::from(anchor.year());
        (year - 8..=year + 8)
            .filter_map(|y| self.part(part, y))
            .filter(|p| crate::calendar::weekday_of(p.first) == weekday.iso())
            .min_by_key(|p| away(*p, anchor))
            .filter(|p| away(*p, anchor) < 400)
            .or_else(|| self.yearless(part, None))
    }

    fn day_of_month(&self, day: i8) -> Option<Period> {
        let anchor = self.anchor?;
        let months = (-2..=2).filter_map(|k| Period::counted(Unit::Month, anchor, k));
        let mut days = months.filter_map(|m| date(m.first.year().into(), m.first.month(), day));
        let found = match self.context.tense {
            Tense::Future => days.find(|d| *d >= anchor),
            Tense::Past => days.rfind(|d| *d <= anchor),
            _ => days.min_by_key(|d| away(Period::day(*d), anchor)),
        };
        Some(Period::day(found?))
    }

    fn weekday(&self, weekday: Weekday, which: Option<Which>) -> Option<Period> {
        let anchor = self.anchor?;
        let day = match which {
            Some(Which::Last) => nearest_weekday(plus(anchor, -1)?, weekday, -1),
            Some(Which::Next) => nearest_weekday(plus(anchor, 1)?, weekday, 1),
            Some(week @ (Which::LastWeek | Which::This | Which::NextWeek)) => {
                let weeks = match week {
                    Which::LastWeek => -7,
                    Which::NextWeek => 7,
                    _ => 0,
                };
                plus(Period::week(anchor)?.first, weeks + i64::from(weekday.iso()) - 1)
            }
            Some(Which::Previous) => nearest_weekday(plus(self.told()?.first, -1)?, weekday, -1),
            Some(Which::Following) => nearest_weekday(plus(self.told()?.last, 1)?, weekday, 1),
            None if self.context.tense == Tense::Future => nearest_weekday(anchor, weekday, 1),
            None => nearest_weekday(anchor, weekday, -1).and_then(|day| self.or_ahead(day, anchor)),
        };
        Some(Period::day(day?))
    }

    /// Where no past tense holds a weekday back: tomorrow's name means tomorrow, and in the present tense
    /// ("the talks open Thursday") so does any name that is nearer ahead.
    fn or_ahead(&self, day: Date, anchor: Date) -> Option<Date> {
        let behind = distance(day, anchor);
        let ahead = match self.context.tense {
            Tense::Possible => behind > 1,
            Tense::Present => behind > 3,
            Tense::Unknown => behind == 6,
            _ => false,
        };
        if ahead { plus(day, 7) } else { Some(day) }
    }

    fn relative(&self, value: &Relative) -> Option<Period> {
        let offset = value.offset?;
        let compared = value.unit == Unit::Year && offset == -1;
        if let Some(quarter) = self.context.previous_quarter.as_ref().filter(|_| compared) {
            return Period::counted(Unit::Quarter, quarter.first, -4);
        }
        match value.anchor {
            Anchor::Document if value.unit == Unit::Weekend => self.weekend(offset),
            Anchor::Document => Period::counted(value.unit, self.anchor?, offset),
            Anchor::Preceding => self.since_told(value.unit, offset),
        }
    }

    fn since_told(&self, unit: Unit, offset: i32) -> Option<Period> {
        if unit == Unit::Quarter && offset == 0 {
            return match &self.context.previous_quarter {
                Some(q) => Period::counted(unit, q.first, 0),
                None => Period::counted(unit, self.anchor?, -1),
            };
        }
        if unit <= Unit::Day {
            // A day that is known to a stretch goes with the anchor's: its last with the last.
            let late = self.context.anchor.is_some_and(|a| a.first != a.last && self.anchor == Some(a.last));
            let told = self.context.previous_day.as_ref().map(|p| if late { p.last } else { p.first });
            let day = told.or(self.anchor)?;
            return Period::counted(unit, day, offset);
        }
        let told = self.told()?;
        let base = if offset > 0 { told.last } else { told.first };
        // A week or month of a date told only to the year is not known.
        if told.grain > grain_of(unit) {
            let anchor = self.anchor.filter(|a| (told.first..=told.last).contains(a))?;
            return Period::counted(unit, anchor, offset);
        }
        Period::counted(unit, base, offset)
    }

    fn weekend(&self, offset: i32) -> Option<Period> {
        let anchor = self.anchor?;
        let this = Period::weekend(anchor)?;
        let reached = this.first <= anchor;
        let weeks = match offset {
            0 if matches!(self.context.tense, Tense::Future | Tense::Possible) || reached => 0,
            0 => -1,
            n if n < 0 => n,
            n if reached => n,
            n => n - 1,
        };
        Period::weekend(plus(anchor, i64::from(weeks) * 7)?)
    }

    /// "the past two weeks": the days up to the anchor.
    fn stretch(&self, value: &DurationValue) -> Option<Period> {
        let anchor = self.anchor?;
        let &[(Some(n), unit)] = value.named()?.parts.as_slice() else { return None };
        let n = i32::try_from(n).ok()?;
        let (reach, grain) = match unit {
            Unit::Day => (plus_units(anchor, i64::from(n), value.toward?)?, Granularity::Day),
            Unit::Week => (plus_units(anchor, i64::from(n) * 7, value.toward?)?, Granularity::Week),
            Unit::Month => (self.months(anchor, n, value.toward?)?, Granularity::Month),
            Unit::Quarter => (self.months(anchor, n.checked_mul(3)?, value.toward?)?, Granularity::Quarter),
            Unit::Year => (self.months(anchor, n.checked_mul(12)?, value.toward?)?, Granularity::Year),
            Unit::Decade => (self.months(anchor, n.checked_mul(120)?, value.toward?)?, Granularity::Decade),
            _ => return None,
        };
        Some(Period { first: anchor.min(reach), last: anchor.max(reach), grain })
    }

    fn months(&self, from: Date, n: i32, toward: Toward) -> Option<Date> {
        let n = if toward == Toward::Past { -n } else { n };
        from.checked_add(jiff::Span::new().try_months(n).ok()?).ok()
    }

    fn resolved(&self, expression: &TimeExpression, period: Period) -> Resolved {
        let stretch = matches!(expression.value, TimeValue::Duration(_));
        let mut approximate =
            matches!(expression.modifier, Some(Modifier::Approx | Modifier::LessThan | Modifier::MoreThan));
        let mut edtf = if stretch { format!("{}/{}", period.first, period.last) } else { edtf(period) };
        if approximate && !stretch && !edtf.contains('/') {
            edtf.push('~');
        }
        let narrow = match expression.modifier {
            Some(Modifier::Early) => period.third(0),
            Some(Modifier::Mid) => period.third(1),
            Some(Modifier::Late) => period.third(2),
            Some(Modifier::Earlier) => match self.anchor {
                Some(a) if period.first <= a && a <= period.last => Period { last: a, ..period },
                _ => period,
            },
            Some(Modifier::Later) => match self.anchor {
                Some(a) if period.first <= a && a <= period.last => Period { first: a, ..period },
                _ => period,
            },
            _ => period,
        };
        approximate |= narrow != period;
        let Period { first, last, grain } = narrow;
        Resolved { first, last, granularity: grain, edtf, approximate }
    }
}

fn plus_units(anchor: Date, days: i64, toward: Toward) -> Option<Date> {
    plus(anchor, if toward == Toward::Past { -days } else { days })
}

/// Days between a period and the anchor; a date ahead counts as a little farther than one behind.
fn away(period: Period, anchor: Date) -> i64 {
    let ahead = distance(anchor, period.first);
    let behind = distance(period.last, anchor);
    if ahead > 0 { ahead + 1 } else { behind.max(0) }
}

/// EDTF of a whole period.
fn edtf(period: Period) -> String {
    let month = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
    let Period { first, last, grain } = period;
    match grain {
        Granularity::Day => first.to_string(),
        Granularity::Week | Granularity::Weekend => format!("{first}/{last}"),
        Granularity::Month => month(first),
        Granularity::Season | Granularity::Quarter | Granularity::Half => {
            format!("{}/{}", month(first), month(last))
        }
        Granularity::Year => format!("{:04}", first.year()),
        Granularity::Decade | Granularity::Century => format!("{:04}/{:04}", first.year(), last.year()),
    }
}
