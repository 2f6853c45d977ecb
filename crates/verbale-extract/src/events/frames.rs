//! The table of frames: which verb with which object means which PLOVER event, and where its target stands.
//!
//! Source: `frames.tsv` beside this file, written for this project after the PLOVER manual. Parsed once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Where the target of a frame may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The object is the target.
    Object,
    /// The object, where an infinitive follows ("want China to").
    ObjectTo,
    /// Named inside the object's phrase ("Russian diplomats", "China's decision").
    Owner,
    /// Inside the complement clause.
    Clause,
    /// The subject is a plural whose members act on each other.
    Subject,
    /// In a phrase with this preposition.
    After(&'static str),
}

/// What a frame asks of the verb's object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Object {
    /// Anything, also none.
    Any,
    /// There must be none.
    Absent,
    /// One of these lemmas, or an actor where `actor` says so.
    Of {
        /// An actor will do.
        actor: bool,
        /// The lemmas.
        lemmas: Vec<&'static str>,
    },
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) object: Object,
    /// A preposition and the lemmas that must follow it; an empty list asks for an actor.
    pub(crate) phrase: Option<(&'static str, Vec<&'static str>)>,
    pub(crate) target: Vec<Slot>,
    pub(crate) event: &'static str,
    pub(crate) mode: Option<&'static str>,
}

const TABLE: &str = include_str!("frames.tsv");

/// The frames of a verb, in the order of the table.
pub(crate) fn of(verb: &str) -> &'static [Frame] {
    static FRAMES: OnceLock<BTreeMap<&'static str, Vec<Frame>>> = OnceLock::new();
    FRAMES.get_or_init(|| parse(TABLE)).get(verb).map_or(&[], Vec::as_slice)
}

fn parse(table: &'static str) -> BTreeMap<&'static str, Vec<Frame>> {
    let mut classes: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    let mut frames: BTreeMap<&'static str, Vec<Frame>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        match cells[..] {
            ["class", name, lemmas] => {
                classes.insert(name, lemmas.split(',').collect());
            }
            [verbs, object, phrase, target, event, mode] => {
                let frame = Frame {
                    object: object_of(object, &classes),
                    phrase: phrase_of(phrase, &classes),
                    target: target.split(',').map(slot).collect(),
                    event,
                    mode: (mode != "-").then_some(mode),
                };
                verbs.split(',').for_each(|v| frames.entry(v).or_default().push(frame.clone()));
            }
            _ => debug_assert!(false, "not a row: {line}"),
        }
    }
    frames
}

fn lemmas(cell: &'static str, classes: &BTreeMap<&'static str, Vec<&'static str>>) -> Vec<&'static str> {
    let mut out = Vec::new();
    for word in cell.split(',').filter(|w| *w != "@") {
        match word.strip_prefix('%') {
            Some(name) => out.extend(classes.get(name).into_iter().flatten()),
            None => out.push(word),
        }
    }
    out
}

fn object_of(cell: &'static str, classes: &BTreeMap<&'static str, Vec<&'static str>>) -> Object {
    match cell {
        "*" => Object::Any,
        "-" => Object::Absent,
        _ => Object::Of { actor: cell.split(',').any(|w| w == "@"), lemmas: lemmas(cell, classes) },
    }
}

fn phrase_of(
    cell: &'static str,
    classes: &BTreeMap<&'static str, Vec<&'static str>>,
) -> Option<(&'static str, Vec<&'static str>)> {
    let (word, what) = cell.split_once(':')?;
    Some((word, lemmas(what, classes)))
}

fn slot(cell: &'static str) -> Slot {
    match cell {
        "object" => Slot::Object,
        "object+to" => Slot::ObjectTo,
        "owner" => Slot::Owner,
        "clause" => Slot::Clause,
        "subject" => Slot::Subject,
        word => Slot::After(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_register::plover;

    #[test]
    fn every_row_is_read_and_names_a_plover_event_and_mode() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("class") && !l.is_empty());
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 6, "{row}");
            assert!(plover::events().contains(&cells[4]), "{row}");
            assert!(cells[5] == "-" || plover::modes(cells[4]).contains(&cells[5]), "{row}");
        }
        let table: String = TABLE.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
        for cell in table.split(['\t', ',', '\n', ':']).filter_map(|c| c.strip_prefix('%')) {
            assert!(TABLE.contains(&format!("class\t{cell}\t")), "no class {cell}");
        }
    }
}
