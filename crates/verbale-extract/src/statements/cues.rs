//! The table of cues: which words attribute, with which complement, and what kind of act they report.
//!
//! `cues.tsv` has a line a reading of a lemma: lemma, frame, stance. A stance of `-` is left to the content. The
//! frames of a lemma are tried in the order of the file. Classes of cues follow PARC and PolNeAR (Pareti 2015;
//! Newell et al. 2018), stances the record.

use super::ground::Ground;
use crate::findings::Stance;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use verbale_language::Pos;

/// What a cue takes as its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A clause or a quote: "said (that) …", "…, she said".
    Clause,
    /// A person, then a clause or a quote: "told Blinken that …".
    Tell,
    /// A party and what it is to do: "urged Washington to …".
    Order,
    /// A party and a deed: "accused X of …", "blamed X for …".
    Of,
    /// A noun phrase, with "as", "for" or "over" after it: "condemned the move as …".
    Object,
    /// A noun phrase and what it is said to be: "described the talks as …".
    As,
    /// A noun phrase and its predicate: "called the move “…”".
    Called,
    /// An infinitive: "pledged to …".
    Infinitive,
    /// "called on X to …".
    On,
    /// "called for …", "asked for …".
    For,
    /// "warned of …", "complained about …".
    About,
    /// A noun that is an act of speech: "expressed concern about …".
    Noun,
    /// "made (it) clear that …".
    Clear,
    /// A clause, and the subject is one who is asked for views: "analysts expect …".
    View,
}

/// One reading of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// What follows it.
    pub(crate) frame: Frame,
    /// The act; `None` where the content tells.
    pub(crate) stance: Option<Stance>,
}

/// The readings of `lemma` as a cue, in the order they are to be tried.
pub(crate) fn of(lemma: &str) -> &'static [Cue] {
    table().0.get(lemma).map_or(&[], Vec::as_slice)
}

/// The readings of token `i` as a cue, however it is tagged.
pub(crate) fn of_word(g: &Ground<'_>, i: usize) -> &'static [Cue] {
    of(&stem(g, i))
}

/// The lemma of token `i`; of a headline's "Urges", which the tagger takes for a name, the verb's.
pub(crate) fn stem(g: &Ground<'_>, i: usize) -> String {
    let lemma = g.doc.lemma(i).to_lowercase();
    if !of(&lemma).is_empty() || !matches!(g.doc.pos(i), Pos::Propn | Pos::Noun) {
        return lemma;
    }
    let cut = |end: &str| lemma.strip_suffix(end).filter(|stem| !of(stem).is_empty()).map(str::to_owned);
    ["s", "es", "d", "ed", "ing"].iter().find_map(|end| cut(end)).unwrap_or(lemma)
}

/// The act that "express" and its like report with the noun `lemma` ("concern").
pub(crate) fn noun(lemma: &str) -> Option<Option<Stance>> {
    table().1.get(lemma).copied()
}

type Table = (BTreeMap<&'static str, Vec<Cue>>, BTreeMap<&'static str, Option<Stance>>);

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| parse(include_str!("cues.tsv")))
}

/// Lines that are no cue are skipped; a test holds that there is none.
fn parse(text: &'static str) -> Table {
    let mut table = Table::default();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(lemma), Some(kind), Some(act)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let Some(stance) = stance(act) else { continue };
        if kind == "a noun" {
            table.1.insert(lemma, stance);
        } else if let Some(frame) = frame(kind) {
            table.0.entry(lemma).or_default().push(Cue { frame, stance });
        }
    }
    table
}

fn frame(name: &str) -> Option<Frame> {
    Some(match name {
        "clause" => Frame::Clause,
        "tell" => Frame::Tell,
        "order" => Frame::Order,
        "of" => Frame::Of,
        "object" => Frame::Object,
        "as" => Frame::As,
        "called" => Frame::Called,
        "infinitive" => Frame::Infinitive,
        "on" => Frame::On,
        "for" => Frame::For,
        "about" => Frame::About,
        "noun" => Frame::Noun,
        "clear" => Frame::Clear,
        "view" => Frame::View,
        _ => return None,
    })
}

fn stance(name: &str) -> Option<Option<Stance>> {
    Some(Some(match name {
        "-" => return Some(None),
        "assert" => Stance::Assert,
        "accuse" => Stance::Accuse,
        "criticise" => Stance::Criticise,
        "deny" => Stance::Deny,
        "demand" => Stance::Demand,
        "promise" => Stance::Promise,
        "warn" => Stance::Warn,
        "praise" => Stance::Praise,
        "agree" => Stance::Agree,
        "concern" => Stance::Concern,
        "hope" => Stance::Hope,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_table_is_read() {
        let bad: Vec<_> = include_str!("cues.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter(|l| {
                let f: Vec<_> = l.split('\t').collect();
                f.len() != 3
                    || super::stance(f[2]).is_none()
                    || (f[1] != "a noun" && super::frame(f[1]).is_none())
            })
            .collect();
        assert_eq!(bad, Vec::<&str>::new(), "lines that name no frame or stance");
    }
}
