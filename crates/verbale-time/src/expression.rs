//! What a time expression says: the values of [`TimeExpression`], free of any calendar anchor.
//!
//! The kinds are those of TimeML TIMEX3 (Pustejovsky et al. 2003; TimeML 1.2.1). Values keep the words' own
//! terms ("Monday", "last month", "the third quarter"), because which day that is can only be told once the
//! article's own date is known.

use serde::{Deserialize, Serialize};
use verbale_span::Span;

/// One expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands, in bytes of the text it was found in. Prepositions are left out.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: Kind,
    /// What it says.
    pub value: TimeValue,
    /// Clock time or part of the day said with it.
    pub time: Option<TimeOfDay>,
    /// "early", "about", "more than" and the like.
    pub modifier: Option<Modifier>,
    /// Set on the two ends of a range ("from July 26 to July 28"); `Last` directly follows its `First`.
    pub edge: Option<Edge>,
}

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A day or something longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// What the words say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeValue {
    /// A place on the calendar, in full or in part: "June 18, 2023", "Monday", "the 1990s".
    Calendar(Calendar),
    /// So many units from an anchor: "yesterday", "last month", "two days ago", "the following week".
    Relative(Relative),
    /// "recently", "now", "soon".
    Vague(Vague),
    /// "three hours", "the past two weeks".
    Duration(DurationValue),
    /// "daily", "every Monday".
    Set(SetValue),
}

/// A place on the calendar; what is missing must come from the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// The year or what is said in its place.
    pub year: Option<YearRef>,
    /// The part of the year.
    pub part: Option<Part>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// "last", "this", "next" before the name.
    pub which: Option<Which>,
}

/// How the year is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearRef {
    /// The year itself.
    Year(i16),
    /// A decade by its first year: 1990 for "the 1990s".
    Decade(i16),
    /// A century by its first two digits: 10 for "the 11th century", as TIMEX3 writes it.
    Century(i16),
    /// Years from the anchor's: -1 in "June last year".
    Offset(i16),
    /// The year the text spoke of last: "June of that year".
    Preceding,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// First or second half.
    Half(i8),
    /// Quarter, 1 to 4.
    Quarter(i8),
    /// Season.
    Season(Season),
    /// Month, 1 to 12.
    Month(i8),
    /// Month and day.
    Day(i8, i8),
    /// A day of a month that is not named: "the 15th".
    DayOfMonth(i8),
    /// The week that holds a month's day: "the week of March 6".
    WeekOf(i8, i8),
    /// A feast day.
    Holiday(Holiday),
}

/// Days of the week, Monday first as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// From the ISO number, 1 for Monday.
    pub fn from_iso(n: i8) -> Option<Self> {
        use Weekday::*;
        let all = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
        all.get(usize::try_from(n).ok()?.checked_sub(1)?).copied()
    }

    /// The ISO number, 1 for Monday.
    pub fn iso(self) -> i8 {
        self as i8
    }
}

/// "last", "this" or "next" before a name of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// The one before the anchor.
    Last,
    /// The one in the anchor's own week or year.
    This,
    /// The one after the anchor.
    Next,
    /// The one in the week before the anchor's: "Tuesday of last week".
    LastWeek,
    /// The one in the week after the anchor's: "Tuesday next week".
    NextWeek,
    /// The one before the date the text spoke of last: "the previous Friday".
    Previous,
    /// The one after the date the text spoke of last: "the following Friday".
    Following,
}

/// Seasons, as in the northern half of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Feast days with a known rule or table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Holiday {
    NewYearsDay,
    NewYearsEve,
    LunarNewYear,
    MartinLutherKingDay,
    ValentinesDay,
    PresidentsDay,
    WomensDay,
    GoodFriday,
    Easter,
    EasterMonday,
    MayDay,
    MemorialDay,
    IndependenceDay,
    BastilleDay,
    LaborDay,
    ColumbusDay,
    Halloween,
    VeteransDay,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    BoxingDay,
}

/// So many units before or after an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relative {
    /// The unit counted, which is also how finely the words date.
    pub unit: Unit,
    /// How many units after the anchor; below zero is before. `None`: "months ago".
    pub offset: Option<i32>,
    /// +1 or -1 where `offset` is unknown.
    pub direction: i8,
    /// What it counts from.
    pub anchor: Anchor,
}

/// What a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The day the article was written.
    Document,
    /// The date the text spoke of last.
    Preceding,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// TIMEX3's references without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Vague {
    Past,
    Present,
    Future,
}

/// A length of time with its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationValue {
    /// At least this long; `None` where the words give no lower bound ("less than an hour").
    pub low: Option<Length>,
    /// At most this long; `None` where the words give no upper bound ("more than five hours").
    pub high: Option<Length>,
    /// "about", "roughly", "nearly".
    pub approximate: bool,
    /// "the past two weeks" ends at the anchor, "the next two weeks" begins there.
    pub toward: Option<Toward>,
}

impl DurationValue {
    /// The length the words name, whichever bound it stands for.
    pub fn named(&self) -> Option<&Length> {
        self.low.as_ref().or(self.high.as_ref())
    }

    /// Bounds in minutes; a bound is `None` where it is not given or counted in months or longer.
    pub fn minutes(&self) -> (Option<u32>, Option<u32>) {
        (self.low.as_ref().and_then(Length::minutes), self.high.as_ref().and_then(Length::minutes))
    }
}

/// Which way a duration reaches from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Toward {
    Past,
    Future,
}

/// Counts of units, longest first; `None` counts an unknown number ("several years").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// Count and unit.
    pub parts: Vec<(Option<u32>, Unit)>,
}

impl Length {
    /// `count` of one unit.
    pub fn of(count: u32, unit: Unit) -> Self {
        Self { parts: vec![(Some(count), unit)] }
    }

    /// Whole minutes, where every count is known and no unit is longer than a week.
    pub fn minutes(&self) -> Option<u32> {
        let mut seconds = 0u64;
        for &(count, unit) in &self.parts {
            let each: u64 = match unit {
                Unit::Second => 1,
                Unit::Minute => 60,
                Unit::Hour => 3_600,
                Unit::Day => 86_400,
                Unit::Week => 604_800,
                _ => return None,
            };
            seconds += u64::from(count?) * each;
        }
        u32::try_from(seconds / 60).ok()
    }

    /// ISO 8601 form as TIMEX3 writes it: `PT3H`, `P2Y6M`, `PXM`.
    pub fn iso(&self) -> String {
        let mut out = String::from("P");
        let mut clock = false;
        for &(count, unit) in &self.parts {
            let (letter, times) = match unit {
                Unit::Second => ("S", 1),
                Unit::Minute => ("M", 1),
                Unit::Hour => ("H", 1),
                Unit::Day => ("D", 1),
                Unit::Weekend => ("WE", 1),
                Unit::Week => ("W", 1),
                Unit::Month => ("M", 1),
                Unit::Quarter => ("Q", 1),
                Unit::Year => ("Y", 1),
                Unit::Decade => ("Y", 10),
                Unit::Century => ("Y", 100),
                Unit::Millennium => ("Y", 1000),
            };
            if unit <= Unit::Hour && !clock {
                clock = true;
                out.push('T');
            }
            match count {
                Some(n) => out.push_str(&(u64::from(n) * times).to_string()),
                None => out.push('X'),
            }
            let letter = match (unit, count) {
                (Unit::Decade, None) => "E",
                (Unit::Century, None) => "C",
                _ => letter,
            };
            out.push_str(letter);
        }
        out
    }
}

/// Something that comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SetValue {
    /// Every so often.
    Every(Length),
    /// On a name of the calendar: "every Monday", "every July".
    Named(Calendar),
}

/// Clock time or part of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimeOfDay {
    /// Hour (0 to 24) and minute.
    pub clock: Option<(i8, i8)>,
    /// Part of the day.
    pub part: Option<DayPart>,
    /// Time zone as written: "GMT", "Beijing", "local".
    pub zone: Option<String>,
}

/// Parts of the day, with TIMEX3's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl DayPart {
    /// TIMEX3's letters: `MO`, `AF`, …
    pub fn letters(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
            DayPart::Daytime => "DT",
        }
    }
}

/// TIMEX3's `mod`, with "earlier this year" kept apart from "early this year".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Modifier {
    Early,
    Mid,
    Late,
    Earlier,
    Later,
    Approx,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Edge {
    First,
    Last,
}
