//! The tables compiled into the program.

use crate::table::Table;

macro_rules! table {
    ($name:literal) => {
        Table { name: $name, text: include_str!(concat!("../../../register/", $name)) }
    };
}

pub(crate) const STATES: Table = table!("states.tsv");
pub(crate) const METONYMS: Table = table!("metonyms.tsv");
pub(crate) const ORGANISATIONS: Table = table!("organisations.tsv");
pub(crate) const BODY_KINDS: Table = table!("body_kinds.tsv");
pub(crate) const BODIES: Table = table!("bodies.tsv");
pub(crate) const OFFICES: Table = table!("offices.tsv");
pub(crate) const TITLES: Table = table!("titles.tsv");
pub(crate) const PEOPLE: Table = table!("people.tsv");
pub(crate) const TENURES: Table = table!("tenures.tsv");
pub(crate) const PLACES: Table = table!("places.tsv");
pub(crate) const ISSUES: Table = table!("issues.tsv");
pub(crate) const PLOVER: Table = table!("plover.tsv");
pub(crate) const PLOVER_CONTEXTS: Table = table!("plover_contexts.tsv");

/// All of them, in a fixed order: the version is a hash over this.
pub(crate) const ALL: [Table; 13] = [
    STATES,
    METONYMS,
    ORGANISATIONS,
    BODY_KINDS,
    BODIES,
    OFFICES,
    TITLES,
    PEOPLE,
    TENURES,
    PLACES,
    ISSUES,
    PLOVER,
    PLOVER_CONTEXTS,
];
