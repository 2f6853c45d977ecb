//! Words by which an account tells its encounter from another of the same people: "their second meeting", "met again",
//! "on Monday morning", "over dinner".

use crate::model::Evidence;

/// What the words of an account say beside who, when and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Second, third, … of a row; "first" is said too freely ("the first since 2009") to tell apart.
    nth: Option<u8>,
    /// "Met again", "another meeting".
    pub(super) again: bool,
    /// Part of the day, where the words name one alone.
    part: Option<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Afternoon,
    Evening,
}

const NTH: &[(&str, u8)] = &[("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6)];

/// What an ordinal counts here.
const COUNTED: &[&str] = &["meeting", "summit", "talks", "round", "session", "encounter", "call", "visit"];

const PARTS: &[(&str, Part)] = &[
    ("morning", Part::Morning),
    ("breakfast", Part::Morning),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("tonight", Part::Evening),
];

impl Marks {
    pub(super) fn of(evidence: &[Evidence]) -> Self {
        let mut marks = Self::default();
        let mut parts = Vec::new();
        for e in evidence {
            let text = verbale_register::fold(&e.quote);
            let words: Vec<&str> = text.split(' ').collect();
            for (n, word) in words.iter().enumerate() {
                let counted = || words.iter().skip(n + 1).take(2).any(|w| COUNTED.contains(w));
                if let Some((_, nth)) = NTH.iter().find(|(w, _)| w == word).filter(|_| counted()) {
                    marks.nth.get_or_insert(*nth);
                }
                marks.again |= *word == "another" && counted() || *word == "again" && met(&words, n);
                parts.extend(PARTS.iter().filter(|(w, _)| w == word).map(|(_, p)| *p));
            }
        }
        parts.dedup();
        if let [part] = parts[..] {
            marks.part = Some(part);
        }
        marks
    }

    /// Whether the words alone make the two accounts tell of two encounters.
    pub(super) fn apart(&self, other: &Self) -> bool {
        let nth = matches!((self.nth, other.nth), (Some(a), Some(b)) if a != b);
        // Reports from two ends of the world put one call in two parts of the day, but not morning against afternoon.
        let part = matches!(
            (self.part, other.part),
            (Some(Part::Morning), Some(Part::Afternoon)) | (Some(Part::Afternoon), Some(Part::Morning))
        );
        nth || part
    }
}

/// "Met again", "meet in Oslo again".
fn met(words: &[&str], again: usize) -> bool {
    words[again.saturating_sub(4)..again].iter().any(|w| matches!(*w, "met" | "meet" | "spoke" | "talked"))
}
