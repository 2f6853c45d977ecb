//! PLOVER events and modes: the CAMEO code each maps to, its Goldstein weight, and PLOVER's own score.
//!
//! PLOVER (Halterman et al., *PLOVER and POLECAT*, 2023; manual of the Open Event Data Alliance) names sixteen events with
//! modes and contexts. CAMEO (Gerner, Schrodt and Yilmaz 2002) has numbered codes; the weights are Goldstein's (1992),
//! from -10 (conflict) to 10 (cooperation), as extended to CAMEO. Where no row fits an event and mode together, the
//! event's own row counts.

use crate::{Register, TableError, data, table::Row};

/// Quad category of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quad {
    /// Words, friendly.
    VerbalCooperation,
    /// Deeds, friendly.
    MaterialCooperation,
    /// Words, hostile.
    VerbalConflict,
    /// Deeds, hostile.
    MaterialConflict,
}

/// One event, or one event in one mode or context.
#[derive(Debug, Clone, PartialEq)]
pub struct EventCode {
    /// PLOVER event: `CONSULT`.
    pub event: &'static str,
    /// Mode: `visit`; `None` for the event as such.
    pub mode: Option<&'static str>,
    /// Context that narrows the CAMEO code: `economic`.
    pub context: Option<&'static str>,
    /// Its quad category.
    pub quad: Quad,
    /// CAMEO code.
    pub cameo: &'static str,
    /// Goldstein weight of that code.
    pub goldstein: f64,
    /// PLOVER's own score of the event and mode.
    pub score: f64,
    /// What it covers.
    pub description: &'static str,
}

impl EventCode {
    pub(crate) const COLUMNS: [&'static str; 8] =
        ["event", "mode", "context", "quad", "cameo", "goldstein", "score", "description"];

    pub(crate) fn read(row: &Row) -> Result<Self, TableError> {
        let number = |n: usize| row.text(n).parse::<f64>().map_err(|_| row.error("not a number"));
        let quad = match row.text(3) {
            "verbal cooperation" => Quad::VerbalCooperation,
            "material cooperation" => Quad::MaterialCooperation,
            "verbal conflict" => Quad::VerbalConflict,
            "material conflict" => Quad::MaterialConflict,
            other => return Err(row.error(format!("unknown quad category '{other}'"))),
        };
        Ok(Self {
            event: row.needed(0)?,
            mode: row.some(1),
            context: row.some(2),
            quad,
            cameo: row.needed(4)?,
            goldstein: number(5)?,
            score: number(6)?,
            description: row.text(7),
        })
    }
}

/// The sixteen events, in the order of the manual's own scale: most cooperative first.
pub fn events() -> Vec<&'static str> {
    let mut rows: Vec<_> = codes()
        .iter()
        .filter(|c| c.mode.is_none() && c.context.is_none())
        .map(|c| (c.event, c.score))
        .collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    rows.into_iter().map(|(event, _)| event).collect()
}

/// The modes of an event.
pub fn modes(event: &str) -> Vec<&'static str> {
    codes().iter().filter(|c| c.event == event && c.context.is_none()).filter_map(|c| c.mode).collect()
}

/// The contexts any event may have, with what each covers.
pub fn contexts() -> &'static [(&'static str, &'static str)] {
    Register::embedded().contexts()
}

/// All rows of the table.
pub fn codes() -> &'static [EventCode] {
    Register::embedded().event_codes()
}

/// The row of an event and mode; of the event alone where the mode has none. `None` for an unknown event.
pub fn code(event: &str, mode: Option<&str>) -> Option<&'static EventCode> {
    code_in(event, mode, &[])
}

/// As [`code`], narrowed by the first of `contexts` that has a row of its own.
pub fn code_in(event: &str, mode: Option<&str>, contexts: &[&str]) -> Option<&'static EventCode> {
    let find = |mode: Option<&str>, context: Option<&str>| {
        codes().iter().find(|c| c.event == event && c.mode == mode && c.context == context)
    };
    let narrowed = |mode: Option<&str>| contexts.iter().find_map(|c| find(mode, Some(c)));
    narrowed(mode).or_else(|| find(mode, None)).or_else(|| narrowed(None)).or_else(|| find(None, None))
}

/// The CAMEO code of an event and mode.
pub fn cameo(event: &str, mode: Option<&str>) -> Option<&'static str> {
    code(event, mode).map(|c| c.cameo)
}

/// The Goldstein weight of an event and mode.
pub fn weight(event: &str, mode: Option<&str>) -> Option<f64> {
    code(event, mode).map(|c| c.goldstein)
}

pub(crate) fn read_contexts() -> Result<Vec<(&'static str, &'static str)>, TableError> {
    let rows = data::PLOVER_CONTEXTS.rows(&["context", "description"])?;
    rows.iter().map(|r| Ok((r.needed(0)?, r.text(1)))).collect()
}
