//! The tables compiled into the program.

use crate::table::Table;

macro_rules! table {
    ($name:literal, $key:expr) => {
        Table {
            name: $name,
            shown: $name,
            text: include_str!(concat!("../../../register/", $name)),
            key: &$key,
            lists: &[],
        }
    };
}

pub(crate) const STATES: Table = table!("states.tsv", [0]);
pub(crate) const METONYMS: Table = table!("metonyms.tsv", [0]);
pub(crate) const ORGANISATIONS: Table = table!("organisations.tsv", [0]);
pub(crate) const BODY_KINDS: Table = table!("body_kinds.tsv", [0]);
pub(crate) const BODIES: Table = table!("bodies.tsv", [0]);
pub(crate) const OFFICES: Table = table!("offices.tsv", [0]);
pub(crate) const TITLES: Table = table!("titles.tsv", [0, 1, 2]);
pub(crate) const PEOPLE: Table = table!("people.tsv", [0]);
/// Office, counterpart, first day and person: a user who corrects the last day means the same tenure.
pub(crate) const TENURES: Table = table!("tenures.tsv", [0, 1, 2, 3, 5]);
pub(crate) const PLACES: Table = table!("places.tsv", [0]);
/// A user adds words to an entry, or takes some out, without writing out the others.
pub(crate) const ISSUES: Table = Table { lists: &[4, 5, 6, 7], ..table!("issues.tsv", [0]) };
pub(crate) const PLOVER: Table = table!("plover.tsv", [0, 1, 2]);
pub(crate) const PLOVER_CONTEXTS: Table = table!("plover_contexts.tsv", [0]);

/// The tables a user may lay his own over; PLOVER's are a scheme of others, the same for everybody.
pub(crate) const OPEN: [Table; 11] =
    [STATES, METONYMS, ORGANISATIONS, BODY_KINDS, BODIES, OFFICES, TITLES, PEOPLE, TENURES, PLACES, ISSUES];

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
