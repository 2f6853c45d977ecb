//! TimeML TIMEX3 `type` and `value`, as TimeBank writes them: `2021-W30`, `1998-Q3`, `199`, `PT3H`, `XXXX-WXX-1`.

use jiff::civil::Date;

use crate::expression::{
    Anchor, Calendar, Holiday, Kind, Part, Season, SetValue, TimeExpression, TimeOfDay, TimeValue, Toward,
    Vague, YearRef,
};
use crate::resolve::{Context, Granularity, Resolved, resolve};

/// TIMEX3 `type` and `value` of an expression in a context.
pub fn timex3_value(expression: &TimeExpression, context: &Context) -> (&'static str, String) {
    let kind = match expression.kind {
        Kind::Date => "DATE",
        Kind::Time => "TIME",
        Kind::Duration => "DURATION",
        Kind::Set => "SET",
    };
    (kind, value(expression, context))
}

fn value(expression: &TimeExpression, context: &Context) -> String {
    let time = time_of_day(expression.time.as_ref());
    match &expression.value {
        TimeValue::Vague(vague) => reference(*vague).to_owned(),
        TimeValue::Duration(d) => match (d.named(), d.toward) {
            (Some(length), _) => length.iso(),
            (None, Some(Toward::Past)) => reference(Vague::Past).to_owned(),
            (None, _) => "PX".to_owned(),
        },
        TimeValue::Set(SetValue::Every(length)) => length.iso() + &time,
        TimeValue::Set(SetValue::Named(named)) => open(named) + &time,
        TimeValue::Calendar(named) => match resolve(expression, context) {
            Some(resolved) => dated(&resolved, &time),
            None => open(named) + &time,
        },
        TimeValue::Relative(relative) => match resolve(expression, context) {
            Some(resolved) => dated(&resolved, &time),
            None if relative.anchor == Anchor::Preceding => "XXXX-XX-XX".to_owned() + &time,
            None if relative.direction < 0 => reference(Vague::Past).to_owned(),
            None if relative.direction > 0 => reference(Vague::Future).to_owned(),
            None => reference(Vague::Present).to_owned(),
        },
    }
}

fn reference(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}

fn time_of_day(time: Option<&TimeOfDay>) -> String {
    match time {
        Some(TimeOfDay { clock: Some((h, m)), .. }) => format!("T{h:02}:{m:02}"),
        Some(TimeOfDay { part: Some(part), .. }) => format!("T{}", part.letters()),
        _ => String::new(),
    }
}

/// A resolved date at its granularity. "[a..b]" has no TIMEX3; its day is left open.
fn dated(resolved: &Resolved, time: &str) -> String {
    if resolved.edtf.starts_with('[') {
        return "XXXX-XX-XX".to_owned() + time;
    }
    let first = resolved.first;
    let year = first.year();
    let week = |d: Date| {
        let iso = d.iso_week_date();
        format!("{:04}-W{:02}", iso.year(), iso.week())
    };
    match resolved.granularity {
        Granularity::Day => format!("{first}{time}"),
        Granularity::Week => week(first),
        Granularity::Weekend => week(first) + "-WE",
        Granularity::Month => format!("{year:04}-{:02}", first.month()),
        Granularity::Season => format!(
            "{year:04}-{}",
            season(match first.month() {
                3..=5 => Season::Spring,
                6..=8 => Season::Summer,
                9..=11 => Season::Autumn,
                _ => Season::Winter,
            })
        ),
        Granularity::Quarter => format!("{year:04}-Q{}", (first.month() - 1) / 3 + 1),
        Granularity::Half => format!("{year:04}-H{}", (first.month() - 1) / 6 + 1),
        Granularity::Year => format!("{year:04}"),
        Granularity::Decade => format!("{:03}", year / 10),
        Granularity::Century => format!("{:02}", year / 100),
    }
}

fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A name of the calendar whose year stays open: `XXXX-07-26`, `XXXX-WXX-1`.
fn open(named: &Calendar) -> String {
    let year = match named.year {
        Some(YearRef::Year(y)) => format!("{y:04}"),
        Some(YearRef::Decade(y)) => format!("{:03}", y / 10),
        Some(YearRef::Century(n)) => format!("{n:02}"),
        _ => "XXXX".to_owned(),
    };
    match (named.part, named.weekday) {
        (Some(Part::Day(m, d)), _) => format!("{year}-{m:02}-{d:02}"),
        (Some(Part::Month(m)), _) => format!("{year}-{m:02}"),
        (Some(Part::Quarter(n)), _) => format!("{year}-Q{n}"),
        (Some(Part::Half(n)), _) => format!("{year}-H{n}"),
        (Some(Part::Season(s)), _) => format!("{year}-{}", season(s)),
        (Some(Part::DayOfMonth(d)), _) => format!("{year}-XX-{d:02}"),
        (Some(Part::Holiday(Holiday::Christmas)), _) => format!("{year}-12-25"),
        (Some(Part::WeekOf(..)), _) => format!("{year}-WXX"),
        (Some(Part::Holiday(_)), _) => format!("{year}-XX-XX"),
        (None, Some(weekday)) => format!("{year}-WXX-{}", weekday.iso()),
        (None, None) => year,
    }
}
