//! The tables hold together: what a slip in editing would break.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use verbale_register::{Register, Tenure, plover};

/// Rows of a table as written, without comments and head.
fn rows(table: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../register").join(table);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn tables_are_sorted_by_their_key_and_keys_are_unique() {
    let keys: [(&str, &[usize]); 13] = [
        ("states.tsv", &[0]),
        ("metonyms.tsv", &[0, 1]),
        ("organisations.tsv", &[0]),
        ("body_kinds.tsv", &[0]),
        ("bodies.tsv", &[0]),
        ("offices.tsv", &[0]),
        ("titles.tsv", &[0, 1, 2, 3]),
        ("people.tsv", &[0]),
        ("tenures.tsv", &[0, 1, 2, 3, 4, 5]),
        ("places.tsv", &[0]),
        ("issues.tsv", &[0]),
        ("plover.tsv", &[0, 1, 2]),
        ("plover_contexts.tsv", &[0]),
    ];
    for (table, columns) in keys {
        let keys: Vec<Vec<String>> =
            rows(table).iter().map(|r| columns.iter().map(|&c| r[c].clone()).collect()).collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{table}: {:?} stands before {:?}", pair[0], pair[1]);
        }
    }
}

#[test]
fn every_issue_has_words_of_its_own_and_says_of_each_one_thing() {
    for issue in Register::embedded().issues() {
        assert!(!issue.triggers.is_empty(), "{} has no trigger", issue.id);
        let all: Vec<&str> = [&issue.triggers, &issue.topics, &issue.beside, &issue.not]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let once: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len(), "{} has a word twice", issue.id);
        let parent = issue.parent.map(|p| Register::embedded().issue(p).unwrap());
        assert!(parent.is_none_or(|p| p.parent.is_none()), "{}: the parent is no field", issue.id);
    }
}

#[test]
fn every_member_of_the_united_nations_is_there() {
    let register = Register::embedded();
    // 193 members and the Holy See.
    let states = register.states().filter(|s| s.kind == verbale_register::StateKind::State).count();
    assert_eq!(states, 194);
    for code in ["TWN", "PSE", "XKX"] {
        assert!(register.state(code).is_some(), "{code}");
    }
    let cows: BTreeSet<_> = register.states().filter_map(|s| s.cow).collect();
    assert_eq!(cows.len(), register.states().filter(|s| s.cow.is_some()).count(), "a number is used twice");
}

#[test]
fn a_sole_office_has_one_holder_at_a_time() {
    let register = Register::embedded();
    let mut offices: BTreeMap<_, Vec<&Tenure>> = BTreeMap::new();
    for t in register.tenures().iter().filter(|t| register.office(t.role).unwrap().sole) {
        offices.entry((t.of, t.role, t.counterpart)).or_default().push(t);
    }
    let mut clashes = Vec::new();
    for (office, tenures) in offices {
        for (i, a) in tenures.iter().enumerate() {
            for b in &tenures[i + 1..] {
                // A handover on one day is no overlap; nor is one within a month or year known only as such.
                let a_ends = a.to.is_none_or(|to| b.from.is_some_and(|from| to.first > from.last));
                let b_ends = b.to.is_none_or(|to| a.from.is_some_and(|from| to.first > from.last));
                if a_ends && b_ends {
                    clashes.push(format!("{office:?}: {} and {}", a.person, b.person));
                }
            }
        }
    }
    assert!(clashes.is_empty(), "{}", clashes.join("\n"));
}

#[test]
fn no_tenure_ends_before_it_begins() {
    for t in Register::embedded().tenures() {
        if let (Some(from), Some(to)) = (t.from, t.to) {
            assert!(from.first <= to.last, "{} {} {:?}..{:?}", t.person, t.role, from, to);
        }
    }
}

#[test]
fn a_full_name_means_one_person_unless_listed_here() {
    // Kings of Saudi Arabia and of Jordan: the country tells them apart.
    let known: BTreeSet<&str> = ["king abdullah"].into();
    let register = Register::embedded();
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for p in register.people() {
        for name in p.names() {
            names.entry(verbale_register::fold(&name)).or_default().insert(p.id);
        }
    }
    let shared: Vec<_> =
        names.iter().filter(|(n, ids)| ids.len() > 1 && !known.contains(n.as_str())).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

#[test]
fn names_of_states_that_mean_several_are_known() {
    let expected: BTreeSet<&str> = ["Congolese", "Dominican", "Dominicans"].into();
    let register = Register::embedded();
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for s in register.states() {
        for n in [s.name].iter().chain(&s.aliases).chain(&s.demonyms) {
            names.entry(n).or_default().insert(s.code);
        }
    }
    let shared: BTreeSet<&str> = names.iter().filter(|(_, c)| c.len() > 1).map(|(n, _)| *n).collect();
    assert_eq!(shared, expected);
}

#[test]
fn every_capital_is_a_place_of_its_state() {
    let register = Register::embedded();
    let mut missing = Vec::new();
    for s in register.states() {
        for capital in &s.capitals {
            let found = register
                .places()
                .any(|p| p.country == Some(s.code) && (p.name == *capital || p.aliases.contains(capital)));
            if !found {
                missing.push(format!("{} {capital}", s.code));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn plover_has_sixteen_events_and_signs_follow_the_quad_category() {
    assert_eq!(plover::events().len(), 16);
    for c in plover::codes() {
        use plover::Quad::*;
        let friendly = matches!(c.quad, VerbalCooperation | MaterialCooperation);
        assert_eq!(c.goldstein > 0.0, friendly, "{} {:?} {:?}", c.event, c.mode, c.context);
        assert!(plover::code(c.event, None).is_some());
    }
    assert_eq!(plover::cameo("CONSULT", Some("visit")), Some("042"));
    assert_eq!(plover::weight("ASSAULT", Some("no such mode")), plover::weight("ASSAULT", None));
    assert_eq!(plover::code_in("AID", None, &["military"]).unwrap().cameo, "072");
    assert_eq!(plover::weight("NO EVENT", None), None);
}
