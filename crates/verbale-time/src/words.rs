//! The lexicon: which words can take part in an expression of time, and as what.
//!
//! Every word of a text is looked up once, so the table answers with one hash and no allocation.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::expression::{DayPart, Season, Unit};

/// What a token is to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum W {
    Other,
    /// A paragraph ends here; nothing reaches across.
    Break,
    Number,
    Fraction(u8, u8),
    Month(i8),
    MonthAbbr(i8),
    Weekday(i8),
    WeekdayAbbr(i8),
    Weekdays(i8),
    Unit(Unit),
    Units(Unit),
    Cardinal(u16),
    Ordinal(u8),
    OrdinalSuffix,
    Season(Season),
    DayPart(DayPart),
    Noon,
    Midnight,
    AmPm(bool),
    Zone,
    The,
    A,
    This,
    That,
    These,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    Current,
    Same,
    Recent,
    Latest,
    Every,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    Early,
    Late,
    Mid,
    Beginning,
    Middle,
    End,
    Half,
    Of,
    In,
    On,
    At,
    And,
    Or,
    To,
    From,
    Between,
    Prep,
    For,
    Over,
    Under,
    Within,
    More,
    Less,
    Than,
    Least,
    Most,
    About,
    Nearly,
    Few,
    Several,
    Couple,
    Another,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    Overnight,
    Now,
    Currently,
    Recently,
    Soon,
    Future,
    Often(Unit),
    Once,
    Long(Unit),
    Fiscal,
    Time,
    Sometime,
    Feast,
    Hyphen,
    Slash,
    Colon,
    Dot,
    Comma,
    Apostrophe,
    Open,
    Close,
    Money,
    Percent,
    Punct,
}

impl W {
    /// Whether an expression may begin with this token.
    pub(crate) fn starts(self) -> bool {
        use W::*;
        !matches!(
            self,
            Other
                | Break
                | OrdinalSuffix
                | AmPm(_)
                | Zone
                | Ago
                | Of
                | In
                | On
                | And
                | Or
                | To
                | From
                | Between
                | Prep
                | For
                | Than
                | Least
                | Most
                | Time
                | Hyphen
                | Slash
                | Colon
                | Dot
                | Comma
                | Open
                | Close
                | Money
                | Percent
                | Punct
        )
    }
}

/// FNV-1a: short keys, fixed table, no attacker.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        let mut h = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for &b in bytes {
            h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.0 = h;
    }
    fn write_u8(&mut self, _: u8) {}
}

type Table = HashMap<&'static [u8], W, BuildHasherDefault<Fnv>>;

const LONGEST: usize = 14;

/// The class of `word`, whatever its case.
pub(crate) fn class(word: &str) -> W {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST {
        return W::Other;
    }
    let mut lower = [0u8; LONGEST];
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    TABLE.get(&lower[..bytes.len()]).copied().unwrap_or(W::Other)
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for group in [CALENDAR, UNITS, NUMBERS, POINTERS, SMALL] {
        for &(words, class) in group {
            for word in words.split(' ') {
                debug_assert!(word.len() <= LONGEST, "{word}");
                table.insert(word.as_bytes(), class);
            }
        }
    }
    table
});

type Group = &'static [(&'static str, W)];

const CALENDAR: Group = &[
    ("january", W::Month(1)),
    ("february", W::Month(2)),
    ("march", W::Month(3)),
    ("april", W::Month(4)),
    ("may", W::Month(5)),
    ("june", W::Month(6)),
    ("july", W::Month(7)),
    ("august", W::Month(8)),
    ("september", W::Month(9)),
    ("october", W::Month(10)),
    ("november", W::Month(11)),
    ("december", W::Month(12)),
    ("jan", W::MonthAbbr(1)),
    ("feb", W::MonthAbbr(2)),
    ("mar", W::MonthAbbr(3)),
    ("apr", W::MonthAbbr(4)),
    ("jun", W::MonthAbbr(6)),
    ("jul", W::MonthAbbr(7)),
    ("aug", W::MonthAbbr(8)),
    ("sep sept", W::MonthAbbr(9)),
    ("oct", W::MonthAbbr(10)),
    ("nov", W::MonthAbbr(11)),
    ("dec", W::MonthAbbr(12)),
    ("monday", W::Weekday(1)),
    ("tuesday", W::Weekday(2)),
    ("wednesday", W::Weekday(3)),
    ("thursday", W::Weekday(4)),
    ("friday", W::Weekday(5)),
    ("saturday", W::Weekday(6)),
    ("sunday", W::Weekday(7)),
    ("mon", W::WeekdayAbbr(1)),
    ("tue tues", W::WeekdayAbbr(2)),
    ("wed", W::WeekdayAbbr(3)),
    ("thu thur thurs", W::WeekdayAbbr(4)),
    ("fri", W::WeekdayAbbr(5)),
    ("sat", W::WeekdayAbbr(6)),
    ("sun", W::WeekdayAbbr(7)),
    ("mondays", W::Weekdays(1)),
    ("tuesdays", W::Weekdays(2)),
    ("wednesdays", W::Weekdays(3)),
    ("thursdays", W::Weekdays(4)),
    ("fridays", W::Weekdays(5)),
    ("saturdays", W::Weekdays(6)),
    ("sundays", W::Weekdays(7)),
    ("spring springtime", W::Season(Season::Spring)),
    ("summer summertime", W::Season(Season::Summer)),
    ("autumn fall", W::Season(Season::Autumn)),
    ("winter wintertime", W::Season(Season::Winter)),
    ("morning mornings", W::DayPart(DayPart::Morning)),
    ("afternoon afternoons", W::DayPart(DayPart::Afternoon)),
    ("evening evenings", W::DayPart(DayPart::Evening)),
    ("night nights", W::DayPart(DayPart::Night)),
    ("midday lunchtime", W::DayPart(DayPart::Midday)),
    ("noon", W::Noon),
    ("midnight", W::Midnight),
    (
        "christmas thanksgiving easter halloween good boxing new labor labour memorial veterans columbus \
         presidents independence bastille valentine international lunar chinese martin fourth",
        W::Feast,
    ),
];

const UNITS: Group = &[
    ("seconds", W::Units(Unit::Second)),
    ("minute", W::Unit(Unit::Minute)),
    ("minutes mins", W::Units(Unit::Minute)),
    ("hour", W::Unit(Unit::Hour)),
    ("hours hrs", W::Units(Unit::Hour)),
    ("day", W::Unit(Unit::Day)),
    ("days", W::Units(Unit::Day)),
    ("weekend", W::Unit(Unit::Weekend)),
    ("weekends", W::Units(Unit::Weekend)),
    ("week", W::Unit(Unit::Week)),
    ("weeks", W::Units(Unit::Week)),
    ("month", W::Unit(Unit::Month)),
    ("months", W::Units(Unit::Month)),
    ("quarter", W::Unit(Unit::Quarter)),
    ("quarters", W::Units(Unit::Quarter)),
    ("year", W::Unit(Unit::Year)),
    ("years", W::Units(Unit::Year)),
    ("decade", W::Unit(Unit::Decade)),
    ("decades", W::Units(Unit::Decade)),
    ("century", W::Unit(Unit::Century)),
    ("centuries", W::Units(Unit::Century)),
    ("millennium", W::Unit(Unit::Millennium)),
    ("millennia", W::Units(Unit::Millennium)),
    ("hourlong", W::Long(Unit::Hour)),
    ("daylong", W::Long(Unit::Day)),
    ("weeklong", W::Long(Unit::Week)),
    ("monthlong", W::Long(Unit::Month)),
    ("yearlong", W::Long(Unit::Year)),
    ("decadelong", W::Long(Unit::Decade)),
    ("hourly", W::Often(Unit::Hour)),
    ("daily", W::Often(Unit::Day)),
    ("weekly", W::Often(Unit::Week)),
    ("monthly", W::Often(Unit::Month)),
    ("quarterly", W::Often(Unit::Quarter)),
    ("yearly annually annual", W::Often(Unit::Year)),
];

const NUMBERS: Group = &[
    ("one", W::Cardinal(1)),
    ("two", W::Cardinal(2)),
    ("three", W::Cardinal(3)),
    ("four", W::Cardinal(4)),
    ("five", W::Cardinal(5)),
    ("six", W::Cardinal(6)),
    ("seven", W::Cardinal(7)),
    ("eight", W::Cardinal(8)),
    ("nine", W::Cardinal(9)),
    ("ten", W::Cardinal(10)),
    ("eleven", W::Cardinal(11)),
    ("twelve dozen", W::Cardinal(12)),
    ("thirteen", W::Cardinal(13)),
    ("fourteen", W::Cardinal(14)),
    ("fifteen", W::Cardinal(15)),
    ("sixteen", W::Cardinal(16)),
    ("seventeen", W::Cardinal(17)),
    ("eighteen", W::Cardinal(18)),
    ("nineteen", W::Cardinal(19)),
    ("twenty", W::Cardinal(20)),
    ("thirty", W::Cardinal(30)),
    ("forty", W::Cardinal(40)),
    ("fifty", W::Cardinal(50)),
    ("sixty", W::Cardinal(60)),
    ("seventy", W::Cardinal(70)),
    ("eighty", W::Cardinal(80)),
    ("ninety", W::Cardinal(90)),
    ("hundred", W::Cardinal(100)),
    ("thousand", W::Cardinal(1000)),
    ("first", W::Ordinal(1)),
    ("second", W::Ordinal(2)),
    ("third", W::Ordinal(3)),
    ("fourth", W::Ordinal(4)),
    ("fifth", W::Ordinal(5)),
    ("sixth", W::Ordinal(6)),
    ("seventh", W::Ordinal(7)),
    ("eighth", W::Ordinal(8)),
    ("ninth", W::Ordinal(9)),
    ("tenth", W::Ordinal(10)),
    ("eleventh", W::Ordinal(11)),
    ("twelfth", W::Ordinal(12)),
    ("thirteenth", W::Ordinal(13)),
    ("fourteenth", W::Ordinal(14)),
    ("fifteenth", W::Ordinal(15)),
    ("sixteenth", W::Ordinal(16)),
    ("seventeenth", W::Ordinal(17)),
    ("eighteenth", W::Ordinal(18)),
    ("nineteenth", W::Ordinal(19)),
    ("twentieth", W::Ordinal(20)),
    ("thirtieth", W::Ordinal(30)),
    ("st nd rd th", W::OrdinalSuffix),
    ("half", W::Half),
    ("few", W::Few),
    ("several many", W::Several),
    ("couple", W::Couple),
    ("another additional further", W::Another),
];

const POINTERS: Group = &[
    ("the", W::The),
    ("a an", W::A),
    ("this", W::This),
    ("that", W::That),
    ("these", W::These),
    ("last", W::Last),
    ("past", W::Past),
    ("previous preceding prior", W::Previous),
    ("next", W::Next),
    ("coming upcoming", W::Coming),
    ("following ensuing", W::Following),
    ("current", W::Current),
    ("same", W::Same),
    ("recent", W::Recent),
    ("latest", W::Latest),
    ("every each", W::Every),
    ("ago", W::Ago),
    ("earlier", W::Earlier),
    ("later", W::Later),
    ("before", W::Before),
    ("after", W::After),
    ("early", W::Early),
    ("late", W::Late),
    ("mid", W::Mid),
    ("beginning start", W::Beginning),
    ("middle", W::Middle),
    ("end close", W::End),
    ("today", W::Today),
    ("yesterday", W::Yesterday),
    ("tomorrow", W::Tomorrow),
    ("tonight", W::Tonight),
    ("overnight", W::Overnight),
    ("now nowadays", W::Now),
    ("currently presently", W::Currently),
    ("recently lately", W::Recently),
    ("soon shortly", W::Soon),
    ("future", W::Future),
    ("sometime", W::Sometime),
    ("once twice", W::Once),
];

const SMALL: Group = &[
    ("of", W::Of),
    ("in", W::In),
    ("on", W::On),
    ("at", W::At),
    ("and", W::And),
    ("or", W::Or),
    ("to", W::To),
    ("from", W::From),
    ("between", W::Between),
    ("by since until till through throughout during than versus", W::Prep),
    ("for", W::For),
    ("over", W::Over),
    ("under", W::Under),
    ("within", W::Within),
    ("more longer", W::More),
    ("less fewer", W::Less),
    ("than", W::Than),
    ("least", W::Least),
    ("most", W::Most),
    ("about around approximately roughly some circa", W::About),
    ("nearly almost", W::Nearly),
    ("fiscal", W::Fiscal),
    ("time", W::Time),
    ("gmt utc est edt cst cdt mst mdt pst pdt cet cest bst jst ist msk et", W::Zone),
];
