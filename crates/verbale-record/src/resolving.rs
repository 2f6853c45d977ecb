//! From an article's time expressions to days, by the time crate, with the article's date as anchor.

use crate::calendar::{Form, When};
use crate::source::Source;
use verbale_extract::findings::Tense;
use verbale_time::{Calendar, Context, Days, Edge, Part, Resolved, TimeExpression, TimeValue, Unit, YearRef};

/// The days an expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) when: When,
    /// Whether the words alone give them, without the article's date.
    pub(crate) absolute: bool,
}

/// Longest time that still dates a happening: a year and a bit.
const DATES: i32 = 370;

/// The days of all time expressions of an article written on a day of `anchor`, in their order. Ends of a range have
/// both the whole of it. Durations, sets and words too vague for a year have none.
pub(crate) fn all(source: &Source<'_>, anchor: Option<When>) -> Vec<Option<Placed>> {
    let anchor_month = anchor.is_some_and(|w| w.form == Form::Month);
    let anchor = anchor.map(|w| Days { first: w.from, last: w.to });
    let times = &source.findings.times;
    let mut context = Context { anchor, ..Context::default() };
    let mut out: Vec<Option<Placed>> = Vec::with_capacity(times.len());
    let mut before: Option<Resolved> = None;
    let mut part = None;
    for time in times {
        if part != Some(time.at.part) {
            // "The following day" in the body does not follow a day named in the headline.
            (context.previous, part) = (None, Some(time.at.part));
        }
        context.tense = match time.tense {
            Tense::Past => verbale_time::Tense::Past,
            Tense::Present => verbale_time::Tense::Present,
            Tense::Future => verbale_time::Tense::Future,
            Tense::Unknown => verbale_time::Tense::Unknown,
        };
        let resolved = verbale_time::resolve(&time.expression, &context);
        context.remember(&time.expression, resolved.as_ref());
        let mut placed = resolved.as_ref().filter(|_| dates(&time.expression)).and_then(|r| {
            let when = stretch(r, anchor_month);
            (when.length() <= DATES).then_some(Placed { when, absolute: absolute(&time.expression) })
        });
        if time.expression.edge == Some(Edge::Last)
            && let (Some(first), Some(last)) = (&before, &resolved)
            && let Some(whole) = verbale_time::join(first, last)
        {
            let when = When::lasting(whole.first, whole.last);
            let absolute = placed.is_some_and(|p| p.absolute);
            placed = (when.length() <= DATES).then_some(Placed { when, absolute });
            if let Some(first) = out.last_mut() {
                *first = placed;
            }
        }
        out.push(placed);
        before = resolved;
    }
    out
}

/// The days, called by the month or year the words name ("early March" is in March). A day of the week in an article
/// of which only the month is known is a day of that month.
fn stretch(r: &Resolved, anchor_month: bool) -> When {
    let plain = !r.edtf.contains(['/', '.', '[']);
    if plain && let Some(named) = When::parse(r.edtf.trim_end_matches(['~', '?', '%'])) {
        return named;
    }
    let when = When::within(r.first, r.last);
    let one_month = r.first.first_of_month() == r.last.first_of_month() && when.length() >= 22;
    if anchor_month && one_month {
        return When::within(r.first.first_of_month(), r.last.last_of_month());
    }
    when
}

/// Whether the expression names days; a length of time or a habit does not.
fn dates(expression: &TimeExpression) -> bool {
    match &expression.value {
        TimeValue::Calendar(_) => true,
        TimeValue::Relative(r) => r.offset.is_some() && r.unit >= Unit::Day,
        TimeValue::Vague(_) | TimeValue::Duration(_) | TimeValue::Set(_) => false,
    }
}

fn absolute(expression: &TimeExpression) -> bool {
    matches!(&expression.value, TimeValue::Calendar(Calendar { year: Some(YearRef::Year(_)), part, .. })
        if !matches!(part, Some(Part::DayOfMonth(_))))
}
