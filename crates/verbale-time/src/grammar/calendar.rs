//! Names of the calendar: dates, months, weekdays, years, decades, quarters, seasons, feast days.

use super::clock;
use super::cursor::{Cursor, Found, of_part, of_year};
use super::numbers::{day, ordinal, year};
use crate::expression::{
    Calendar, Holiday, Kind, Part, Season, SetValue, TimeValue, Unit, Weekday, Which, YearRef,
};
use crate::words::W;

/// Any name of the calendar at `i`, without "last", "early" and the like before it.
pub(crate) fn name(c: &Cursor, i: usize) -> Option<Found> {
    match c.w(i) {
        W::Month(_) | W::MonthAbbr(_) => month_first(c, i).or_else(|| month_alone(c, i)),
        W::Weekday(_) | W::WeekdayAbbr(_) => weekday(c, i),
        W::Weekdays(n) => weekdays(c, i, n),
        W::Number => numeric(c, i)
            .or_else(|| day_first(c, i))
            .or_else(|| decade(c, i))
            .or_else(|| century(c, i))
            .or_else(|| quarter(c, i))
            .or_else(|| year_alone(c, i)),
        W::Ordinal(_) | W::Cardinal(_) => day_first(c, i)
            .or_else(|| quarter(c, i))
            .or_else(|| century(c, i))
            .or_else(|| feast(c, i))
            .or_else(|| year_alone(c, i)),
        W::Apostrophe => decade(c, i),
        W::Season(s) => season(c, i, s),
        W::Feast => feast(c, i),
        W::Fiscal => fiscal(c, i).or_else(|| quarter(c, i)),
        W::Unit(Unit::Year) => {
            let (y, next) = year(c, i + 1)?;
            Some(Found::calendar(i, next, of_year(YearRef::Year(y))))
        }
        W::The => the_name(c, i),
        W::Other => lettered_quarter(c, i).or_else(|| spelled_decade(c, i)).or_else(|| feast(c, i)),
        _ => None,
    }
    .map(|found| clock::with_part(c, found))
}

fn the_name(c: &Cursor, i: usize) -> Option<Found> {
    let inner = match c.w(i + 1) {
        W::Number | W::Ordinal(_) | W::Cardinal(_) => year_then_quarter(c, i + 1)
            .or_else(|| decade(c, i + 1))
            .or_else(|| quarter(c, i + 1))
            .or_else(|| century(c, i + 1))
            .or_else(|| feast(c, i + 1))
            .or_else(|| day_first(c, i + 1))
            .or_else(|| day_of_month(c, i + 1)),
        W::Fiscal => quarter(c, i + 1).or_else(|| fiscal(c, i + 1)),
        W::Last => quarter(c, i + 1),
        W::Apostrophe => decade(c, i + 1),
        W::Season(s) => season(c, i + 1, s).filter(|f| f.next > i + 2),
        W::Unit(Unit::Year) => name(c, i + 1),
        W::Unit(Unit::Week) => week_of(c, i + 1),
        W::Other => spelled_decade(c, i + 1),
        W::Feast => feast(c, i + 1),
        _ => None,
    }?;
    Some(Found { start: i, ..inner })
}

/// A month's name at `i`; abbreviations take their dot along.
pub(crate) fn month(c: &Cursor, i: usize) -> Option<(i8, usize)> {
    match c.w(i) {
        W::Month(m) => Some((m, i + 1)),
        W::MonthAbbr(m) if c.upper(i) => {
            let dot = c.w(i + 1) == W::Dot && c.glued(i + 1);
            Some((m, if dot { i + 2 } else { i + 1 }))
        }
        _ => None,
    }
}

/// "June 18, 2023", "June 2023", "June 18 last year", "June last year".
fn month_first(c: &Cursor, i: usize) -> Option<Found> {
    let (m, after) = month(c, i)?;
    if !c.upper(i) && matches!(m, 3 | 5 | 8) && day(c, after).is_none() {
        return None;
    }
    if let Some((d, next)) = day(c, after)
        && valid(m, d)
        && !c.people(next)
    {
        let (year, next) = trailing_year(c, next).map_or((None, next), |(y, n)| (Some(y), n));
        let value = Calendar { year, ..of_part(Part::Day(m, d)) };
        return Some(Found::calendar(i, next, value));
    }
    let (year, next) = trailing_year(c, after)?;
    Some(Found::calendar(i, next, Calendar { year: Some(year), ..of_part(Part::Month(m)) }))
}

/// The year after a month or day: ", 2023", "of 2023", "last year", "of this year".
pub(crate) fn trailing_year(c: &Cursor, i: usize) -> Option<(YearRef, usize)> {
    let comma = c.skip(i, W::Comma);
    if let Some((y @ 1500..=2100, next)) = year(c, comma)
        && !(comma > i && c.glued(comma) && c.w(next) == W::Comma && c.glued(next + 1))
        && !c.people(next)
        && !(comma > i && matches!(c.w(comma), W::Cardinal(_)))
    {
        return Some((YearRef::Year(y), next));
    }
    let of = c.skip(i, W::Of);
    if of > i
        && let Some((y, next)) = year(c, c.skip(of, W::Fiscal))
    {
        return Some((YearRef::Year(y), next));
    }
    year_phrase(c, of)
}

/// "last year", "this year", "next year", "that year", "the previous year".
fn year_phrase(c: &Cursor, i: usize) -> Option<(YearRef, usize)> {
    let the = c.skip(i, W::The);
    let offset = match c.w(the) {
        W::Last if the == i => YearRef::Offset(-1),
        W::This | W::Current => YearRef::Offset(0),
        W::Next if the == i => YearRef::Offset(1),
        W::That | W::Same => YearRef::Preceding,
        _ => return None,
    };
    (c.w(the + 1) == W::Unit(Unit::Year)).then_some((offset, the + 2))
}

/// A month without a day or a year. Names that are also words or people's names need more of a sign.
fn month_alone(c: &Cursor, i: usize) -> Option<Found> {
    let (m, next) = month(c, i)?;
    let dotted = next > i + 1;
    let full = matches!(c.w(i), W::Month(_));
    let before = c.before(i);
    let pointed = listed(c, i)
        || before == W::A && !name_follows(c, next)
        || before == W::For && c.is(i.wrapping_sub(2), &["scheduled", "set", "planned", "slated", "due"])
        || matches!(
            before,
            W::In
                | W::Of
                | W::Prep
                | W::Last
                | W::This
                | W::Next
                | W::Early
                | W::Late
                | W::Mid
                | W::From
                | W::Between
                | W::Every
                | W::Before
                | W::After
                | W::Past
                | W::Previous
                | W::Following
                | W::Coming
                | W::End
                | W::Hyphen
        );
    if !c.upper(i) && (!full || matches!(m, 3 | 5 | 8)) || (!full && !dotted && !pointed) {
        return None;
    }
    if !full && c.w(i) == W::MonthAbbr(3) && !dotted {
        return None;
    }
    let name_follows = name_follows(c, next);
    let also_a_name = matches!(m, 4 | 5 | 6 | 8);
    let also_a_word = matches!(m, 3 | 5);
    let marches = m == 3 && matches!(c.w(next), W::On | W::For);
    if full && !pointed && (also_a_word && (before != W::The || marches) || also_a_name && name_follows) {
        return None;
    }
    // "Marie-June", "Theresa May"
    if before == W::Hyphen && !matches!(c.before(i - 1), W::Mid | W::Month(_) | W::Early | W::Late) {
        return None;
    }
    Some(Found::calendar(i, if dotted { i + 1 } else { next }, of_part(Part::Month(m))))
}

fn name_follows(c: &Cursor, i: usize) -> bool {
    c.w(i) == W::Other && c.upper(i)
}

/// In a list of months: "February and March".
fn listed(c: &Cursor, i: usize) -> bool {
    let month = |k: usize| matches!(c.w(k), W::Month(_) | W::MonthAbbr(_));
    i >= 2 && matches!(c.w(i - 1), W::And | W::Or | W::Comma | W::To) && month(i - 2)
}

/// "18 June 2023", "18th of June".
fn day_first(c: &Cursor, i: usize) -> Option<Found> {
    let (d, after) = day(c, i)?;
    let dashed = c.hyphen(after);
    let of = if dashed { after + 1 } else { c.skip(after, W::Of) };
    let (m, next) = month(c, of)?;
    let next = if dashed && c.hyphen(next) && year(c, next + 1).is_some() { next + 1 } else { next };
    let decimal = c.before(i) == W::Dot && c.glued(i);
    if decimal || !c.upper(of) || !valid(m, d) || (of == after && c.w(i) == W::Cardinal(2)) {
        return None;
    }
    let (year, next) = trailing_year(c, next).map_or((None, next), |(y, n)| (Some(y), n));
    Some(Found::calendar(i, next, Calendar { year, ..of_part(Part::Day(m, d)) }))
}

/// "the 15th", after "on" or the like only.
fn day_of_month(c: &Cursor, i: usize) -> Option<Found> {
    let (d, next) = ordinal(c, i)?;
    let on = i >= 2 && matches!(c.w(i - 2), W::On | W::Prep);
    let ends = matches!(c.w(next), W::Break | W::Comma | W::Dot);
    let digits = c.w(i) == W::Number;
    (on && ends && digits && (1..=31).contains(&d))
        .then(|| Found::calendar(i, next, of_part(Part::DayOfMonth(d as i8))))
}

/// "Monday", "Monday, June 19, 2023", "Monday 19 June".
pub(crate) fn weekday(c: &Cursor, i: usize) -> Option<Found> {
    let (n, after) = match c.w(i) {
        W::Weekday(n) => (n, i + 1),
        W::WeekdayAbbr(n) if c.upper(i) => {
            let dot = c.w(i + 1) == W::Dot && c.glued(i + 1);
            let next = if dot { i + 2 } else { i + 1 };
            let date = month(c, c.skip(next, W::Comma)).is_some();
            (date || dot && n < 6).then_some((n, if date { next } else { i + 1 }))?
        }
        _ => return None,
    };
    if titled(c, i) {
        return None;
    }
    let weekday = Weekday::from_iso(n);
    let plural = c.is(after, &["mornings", "afternoons", "evenings", "nights"]);
    let timed = if plural { None } else { clock::part(c, after) };
    let comma = c.skip(timed.as_ref().map_or(after, |t| t.1), W::Comma);
    let date = month_first(c, comma)
        .or_else(|| day_first(c, c.skip(comma, W::The)))
        .filter(|f| matches!(f.value, TimeValue::Calendar(Calendar { part: Some(Part::Day(..)), .. })));
    let value = match &date {
        Some(Found { value: TimeValue::Calendar(date), .. }) => Calendar { weekday, ..*date },
        _ => Calendar { weekday, ..Calendar::default() },
    };
    let week = if date.is_none() { of_week(c, timed.as_ref().map_or(after, |t| t.1)) } else { None };
    let (value, next) = match week {
        Some((which, next)) => (Calendar { which: Some(which), ..value }, next),
        None => (value, date.map_or(after, |f| f.next)),
    };
    let found = Found::calendar(i, next, value);
    Some(match timed {
        Some((time, end)) => found.timed(next.max(end), time),
        None => found,
    })
}

/// "(Tuesday) of last week", "(Monday) next week".
fn of_week(c: &Cursor, i: usize) -> Option<(Which, usize)> {
    let at = c.skip(i, W::Of);
    let which = match c.w(at) {
        W::Last => Which::LastWeek,
        W::This => Which::This,
        W::Next => Which::NextWeek,
        _ => return None,
    };
    (c.w(at + 1) == W::Unit(Unit::Week)).then_some((which, at + 2))
}

/// A weekday inside a title: "the Sunday Times", "Black Friday".
fn titled(c: &Cursor, i: usize) -> bool {
    const PAPERS: &[&str] = &[
        "Times",
        "Telegraph",
        "Mirror",
        "Express",
        "Mail",
        "Post",
        "Herald",
        "Independent",
        "Review",
        "People",
        "World",
        "Tribune",
        "Vision",
        "Business",
    ];
    let paper = c.upper(i + 1) && c.is(i + 1, PAPERS);
    let named = i > 0
        && c.upper(i - 1)
        && c.is(
            i - 1,
            &["black", "bloody", "ash", "palm", "super", "fat", "cyber", "holy", "maundy", "shrove", "news"],
        );
    paper || named
}

fn weekdays(c: &Cursor, i: usize, n: i8) -> Option<Found> {
    c.upper(i).then(|| {
        let value = Calendar { weekday: Weekday::from_iso(n), ..Calendar::default() };
        Found::new(i, i + 1, Kind::Set, TimeValue::Set(SetValue::Named(value)))
    })
}

/// "2021-07-26", "2021/07/26", "6/18/2023", "18.06.2023".
fn numeric(c: &Cursor, i: usize) -> Option<Found> {
    let sign = c.w(i + 1);
    if !matches!(sign, W::Hyphen | W::Slash | W::Dot) || c.w(i + 3) != sign {
        return None;
    }
    if (i + 1..=i + 4).any(|k| !c.glued(k)) || c.w(i + 5) == W::Slash && c.glued(i + 5) {
        return None;
    }
    let (y, m, d) = if c.number(i, 4..=4).is_some() {
        (c.number(i, 4..=4)?, c.number(i + 2, 1..=2)?, c.number(i + 4, 1..=2)?)
    } else {
        let (a, b) = (c.number(i, 1..=2)?, c.number(i + 2, 1..=2)?);
        let y = match (c.number(i + 4, 4..=4), sign) {
            (Some(y), _) => y,
            (None, W::Slash) => century_of(c.number(i + 4, 2..=2)?),
            _ => return None,
        };
        // Slashes are American, unless only the other reading is a date; dots put the day first.
        if sign == W::Dot || sign == W::Hyphen || a > 12 { (y, b, a) } else { (y, a, b) }
    };
    let ok = (1000..=2199).contains(&y) && (1..=12).contains(&m) && valid(m as i8, d.min(99) as i8);
    let value = Calendar { year: Some(YearRef::Year(y as i16)), ..of_part(Part::Day(m as i8, d as i8)) };
    ok.then(|| clock::after_iso(c, Found::calendar(i, i + 5, value)))
}

/// Two digits of a year: 70 to 99 in the last century.
fn century_of(two: u32) -> u32 {
    if two >= 70 { 1900 + two } else { 2000 + two }
}

/// A year on its own, where it is no quantity.
fn year_alone(c: &Cursor, i: usize) -> Option<Found> {
    let (y, next) = year(c, i)?;
    let found = Found::calendar(i, next, of_year(YearRef::Year(y)));
    let before = c.before(i);
    if matches!(c.w(i), W::Cardinal(_)) {
        // "nineteen ninety-four" is safe, "two thousand" is not.
        let pointed = matches!(before, W::In | W::Prep | W::Of) && !c.counted_noun(next);
        return (y != 2000 && next > i + 1 || pointed).then_some(found).filter(|_| !is_unit(c.w(next)));
    }
    if matches!(before, W::Money | W::Colon | W::Slash)
        || before == W::Dot && c.glued(i)
        || before == W::Number
        || i > 0
            && c.is(i - 1, &["no", "number", "flight", "room", "article", "resolution", "section", "page"])
        || before == W::Dot && i > 1 && c.is(i - 2, &["no", "nos"])
    {
        return None;
    }
    let tail = c.w(next);
    if is_unit(tail)
        || matches!(tail, W::Percent | W::Zone | W::AmPm(_) | W::OrdinalSuffix)
        || matches!(tail, W::Dot | W::Colon | W::Slash) && c.glued(next + 1) && c.w(next + 1) == W::Number
        || tail == W::Hyphen && c.glued(next) && is_unit(c.w(next + 1))
        || c.glued(next) && tail == W::Other
        || c.is(next, &["percent", "million", "billion", "dead", "km", "kg", "mph", "per"])
    {
        return None;
    }
    let pointed = matches!(
        before,
        W::In
            | W::Prep
            | W::Of
            | W::From
            | W::Between
            | W::Early
            | W::Late
            | W::Fiscal
            | W::Before
            | W::After
            | W::Open
            | W::Mid
    );
    let pointed = pointed || before == W::Hyphen && c.is(i.wrapping_sub(2), &["pre", "post"]);
    // News writes quantities above 999 with a comma, so four digits near our time are a year.
    let known = (1900..=2040).contains(&y);
    if !pointed && (!known || c.people(next) || y % 100 == 0 && c.counted_noun(next)) {
        return None;
    }
    (y >= 1500 || c.w(i - usize::from(i > 0)) == W::In && !c.counted_noun(next)).then_some(found)
}

fn is_unit(w: W) -> bool {
    matches!(w, W::Unit(_) | W::Units(_))
}

/// "1990s", "1990's", "'80s".
fn decade(c: &Cursor, i: usize) -> Option<Found> {
    let (first, at) = if c.w(i) == W::Apostrophe {
        let two = c.number(i + 1, 2..=2).filter(|n| n % 10 == 0 && c.glued(i + 1))?;
        (if two <= 20 { 2000 + two } else { 1900 + two }, i + 2)
    } else if let Some(four) = c.number(i, 4..=4) {
        (four, i + 1)
    } else {
        // "80s" alone is as often a temperature or an age.
        let two = c.number(i, 2..=2).filter(|n| n % 10 == 0 && *n >= 20)?;
        (1900 + two, if c.before(i) == W::The { i + 1 } else { return None })
    };
    let at = if c.w(at) == W::Apostrophe && c.glued(at) { at + 1 } else { at };
    let plural = c.is(at, &["s"]) && c.glued(at) && first % 10 == 0 && (1000..2100).contains(&first);
    // "1990's" before a noun may be a possessive; as a decade's first year it seldom is.
    plural.then(|| Found::calendar(i, at + 1, of_year(YearRef::Decade(first as i16))))
}

fn spelled_decade(c: &Cursor, i: usize) -> Option<Found> {
    const NAMES: &[&str] =
        &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    if !matches!(c.before(i), W::The | W::Early | W::Late | W::Mid | W::Hyphen) {
        return None;
    }
    let n = NAMES.iter().position(|w| c.is(i, &[w]))?;
    Some(Found::calendar(i, i + 1, of_year(YearRef::Decade(1920 + 10 * n as i16))))
}

/// "11th century", "twentieth-century".
fn century(c: &Cursor, i: usize) -> Option<Found> {
    let (n, after) = ordinal(c, i)?;
    let at = c.joined(after);
    let named = c.w(at) == W::Unit(Unit::Century) && (1..=21).contains(&n);
    named.then(|| Found::calendar(i, at + 1, of_year(YearRef::Century(n as i16 - 1))))
}

/// "third quarter", "third-quarter", "second half of 2022", "fiscal first quarter".
fn quarter(c: &Cursor, i: usize) -> Option<Found> {
    let at = c.skip(i, W::Fiscal);
    let (n, after) = match (c.w(at), ordinal(c, at)) {
        (_, Some(found)) => found,
        (W::Last, _) => (2, at + 1),
        _ => return None,
    };
    let noun = c.skip(c.joined(after), W::Fiscal);
    let part = match c.w(noun) {
        W::Unit(Unit::Quarter) if (1..=4).contains(&n) && c.w(at) != W::Last => Part::Quarter(n as i8),
        W::Half if (1..=2).contains(&n) => Part::Half(n as i8),
        _ => return None,
    };
    let year = trailing_year(c, noun + 1).or_else(|| the_year(c, noun + 1));
    let half_alone = matches!(part, Part::Half(_)) && year.is_none() && !c.hyphen(after);
    if half_alone || matches!(part, Part::Quarter(_)) && c.is(noun + 1, &["century", "mile", "hour"]) {
        return None;
    }
    let (year, next) = year.map_or((None, noun + 1), |(y, n)| (Some(y), n));
    Some(Found::calendar(i, next, Calendar { year, ..of_part(part) }))
}

/// "of the year".
fn the_year(c: &Cursor, i: usize) -> Option<(YearRef, usize)> {
    let said = c.w(i) == W::Of && c.w(i + 1) == W::The && c.w(i + 2) == W::Unit(Unit::Year);
    said.then_some((YearRef::Offset(0), i + 3))
}

/// "1988 third quarter".
fn year_then_quarter(c: &Cursor, i: usize) -> Option<Found> {
    let (y, next) = year(c, i)?;
    let found = quarter(c, next)?;
    let TimeValue::Calendar(value) = found.value else { return None };
    Some(Found::calendar(i, found.next, Calendar { year: Some(YearRef::Year(y)), ..value }))
}

/// "Q3", "Q3 2022", "3Q" is left alone.
fn lettered_quarter(c: &Cursor, i: usize) -> Option<Found> {
    if c.raw(i) != "Q" || !c.glued(i + 1) {
        return None;
    }
    let n = c.number(i + 1, 1..=1).filter(|n| (1..=4).contains(n))?;
    let (year, next) = trailing_year(c, i + 2).map_or((None, i + 2), |(y, n)| (Some(y), n));
    Some(Found::calendar(i, next, Calendar { year, ..of_part(Part::Quarter(n as i8)) }))
}

/// "spring 2022", "winter of 1994"; a bare name only after "the", "in" or "over".
fn season(c: &Cursor, i: usize, s: Season) -> Option<Found> {
    let value = of_part(Part::Season(s));
    if let Some((year, next)) = trailing_year(c, i + 1) {
        return Some(Found::calendar(i, next, Calendar { year: Some(year), ..value }));
    }
    let fall = c.is(i, &["fall"]);
    let before = c.before(i);
    let in_the = before == W::The && i >= 2 && matches!(c.w(i - 2), W::In | W::Over | W::Prep);
    let under = matches!(before, W::Early | W::Late | W::Mid)
        || before == W::Hyphen && i >= 2 && c.w(i - 2) == W::Mid;
    let by = !fall && before == W::Prep && c.is(i - 1, &["by", "since", "until"]);
    let ok = if under || by {
        c.w(i + 1) != W::Of
    } else if fall || c.is(i, &["spring"]) {
        in_the && c.w(i + 1) != W::Of && (!fall || c.w(i + 1) != W::In)
    } else {
        in_the || matches!(before, W::In)
    };
    (ok && !c.upper(i + 1) && !c.upper(i)).then(|| Found::calendar(i, i + 1, value))
}

/// "fiscal 1988", "fiscal year 2021".
fn fiscal(c: &Cursor, i: usize) -> Option<Found> {
    let (y, next) = year(c, c.skip(i + 1, W::Unit(Unit::Year)))?;
    Some(Found::calendar(i, next, of_year(YearRef::Year(y))))
}

/// "week of March 6".
fn week_of(c: &Cursor, i: usize) -> Option<Found> {
    let of = (c.w(i + 1) == W::Of).then_some(i + 2)?;
    let found = month_first(c, of).or_else(|| day_first(c, of))?;
    let TimeValue::Calendar(Calendar { year, part: Some(Part::Day(m, d)), .. }) = found.value else {
        return None;
    };
    Some(Found::calendar(i, found.next, Calendar { year, ..of_part(Part::WeekOf(m, d)) }))
}

/// Feast days by their names.
fn feast(c: &Cursor, i: usize) -> Option<Found> {
    use Holiday::*;
    if !c.upper(i) {
        return None;
    }
    let s = |k: usize| if c.possessive(k) { k + 2 } else { k };
    let word = |k: usize, w: &str| c.upper(k) && c.is(k, &[w]);
    let opt_day = |k: usize| if word(k, "Day") { k + 1 } else { k };
    let with_day = |holiday, k: usize| word(k, "Day").then_some((holiday, k + 1));
    let (holiday, next) = match c.raw(i).to_ascii_lowercase().as_str() {
        "christmas" if word(i + 1, "Eve") => (ChristmasEve, i + 2),
        "christmas" => (Christmas, opt_day(i + 1)),
        "thanksgiving" => (Thanksgiving, opt_day(i + 1)),
        "easter" if word(i + 1, "Monday") => (EasterMonday, i + 2),
        "easter" if word(i + 1, "Island") => return None,
        "easter" => (Easter, if word(i + 1, "Sunday") { i + 2 } else { i + 1 }),
        "good" if word(i + 1, "Friday") && !word(i + 2, "Agreement") && !word(i + 2, "Accord") => {
            (GoodFriday, i + 2)
        }
        "halloween" => (Halloween, i + 1),
        "boxing" => with_day(BoxingDay, i + 1)?,
        "new" if word(i + 1, "Year") => {
            let at = s(i + 2);
            if word(at, "Eve") { (NewYearsEve, at + 1) } else { with_day(NewYearsDay, at)? }
        }
        "lunar" | "chinese" if word(i + 1, "New") && word(i + 2, "Year") => (LunarNewYear, i + 3),
        "labor" | "labour" => with_day(LaborDay, i + 1)?,
        "memorial" => with_day(MemorialDay, i + 1)?,
        "veterans" => with_day(VeteransDay, s(i + 1))?,
        "columbus" => with_day(ColumbusDay, i + 1)?,
        "presidents" => with_day(PresidentsDay, s(i + 1))?,
        "independence" => with_day(IndependenceDay, i + 1)?,
        "bastille" => with_day(BastilleDay, i + 1)?,
        "valentine" => with_day(ValentinesDay, s(i + 1))?,
        "martin" if word(i + 1, "Luther") && word(i + 2, "King") => {
            let junior = if c.is(i + 3, &["Jr"]) { c.skip(i + 4, W::Dot) } else { i + 3 };
            with_day(MartinLutherKingDay, junior)?
        }
        "international" if word(i + 1, "Women") => with_day(WomensDay, s(i + 2))?,
        "fourth" if c.w(i + 1) == W::Of && c.w(i + 2) == W::Month(7) => (IndependenceDay, i + 3),
        "may" => with_day(MayDay, i + 1)?,
        _ => return None,
    };
    let (year, next) = trailing_year(c, next).map_or((None, next), |(y, n)| (Some(y), n));
    Some(Found::calendar(i, next, Calendar { year, ..of_part(Part::Holiday(holiday)) }))
}

/// A name of the calendar that "last", "this", "next" may point at: weekday, month, season, feast.
pub(crate) fn pointed(c: &Cursor, i: usize, which: Which) -> Option<Found> {
    let found = match c.w(i) {
        W::Month(_) | W::MonthAbbr(_) => {
            if !c.upper(i) && matches!(c.w(i), W::Month(3 | 5 | 8)) {
                return None;
            }
            month_first(c, i).or_else(|| {
                let (m, next) = month(c, i)?;
                Some(Found::calendar(i, next, of_part(Part::Month(m))))
            })
        }
        W::Weekday(_) => weekday(c, i),
        W::Season(s) => Some(Found::calendar(i, i + 1, of_part(Part::Season(s)))),
        W::Feast => feast(c, i),
        _ => None,
    }?;
    let TimeValue::Calendar(value) = found.value else { return None };
    let which = value.which.unwrap_or(which);
    let found = Found { value: TimeValue::Calendar(Calendar { which: Some(which), ..value }), ..found };
    Some(clock::with_part(c, found))
}

/// Whether a month can have such a day.
pub(crate) fn valid(month: i8, day: i8) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}
