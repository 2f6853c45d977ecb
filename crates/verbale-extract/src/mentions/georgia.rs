//! "Georgia": the state of the Caucasus, or the one of the United States.
//!
//! The names around it tell: neighbours of the one, cities and politics of the other. Where neither speaks up, nobody is
//! claimed.

use super::text::Text;
use std::collections::BTreeSet;
use verbale_register::Register;

/// Alpha-3 code of the state of the Caucasus.
pub(super) const CODE: &str = "GEO";

/// Names that go with the state of the Caucasus.
const CAUCASUS: [&str; 10] = [
    "Georgian ",
    "Tbilisi",
    "Abkhazia",
    "Ossetia",
    "Caucasus",
    "Batumi",
    "Saakashvili",
    "Gori",
    "Sukhumi",
    "former Soviet",
];

/// States named in one breath with it.
const NEIGHBOURS: [&str; 8] = ["ARM", "AZE", "RUS", "UKR", "MDA", "BLR", "KAZ", "TUR"];

/// Names that go with the state of the United States.
const AMERICAN: [&str; 30] = [
    "Atlanta",
    "Savannah",
    "Augusta",
    "Fort Benning",
    "Fulton County",
    "Ga.",
    "Sen.",
    "Gov.",
    "Rep.",
    "Alabama",
    "Arizona",
    "Arkansas",
    "Carolina",
    "Colorado",
    "Florida",
    "Iowa",
    "Kentucky",
    "Louisiana",
    "Michigan",
    "Mississippi",
    "Nevada",
    "Ohio",
    "Pennsylvania",
    "Tennessee",
    "Texas",
    "Virginia",
    "Wisconsin",
    "University of Georgia",
    "Georgia Tech",
    "Georgia Republican",
];

/// Whether "Georgia" in these texts is not the state of the Caucasus, or may not be.
pub(super) fn is_other(texts: &[Text<'_>], register: &Register) -> bool {
    let all = || texts.iter().map(|t| t.doc.text());
    if !all().any(|t| t.contains("Georgia")) {
        return false;
    }
    let count = |names: &[&str]| names.iter().filter(|n| all().any(|t| t.contains(*n))).count();
    let (here, there) = (2 * count(&CAUCASUS), 2 * count(&AMERICAN));
    let found: BTreeSet<&str> =
        all().flat_map(|t| register.find(t)).filter_map(|m| m.state().map(|s| s.0)).collect();
    let neighbours = NEIGHBOURS.iter().filter(|code| found.contains(**code)).count();
    here + neighbours.min(3) <= there
}
