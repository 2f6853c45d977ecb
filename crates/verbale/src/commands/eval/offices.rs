//! `verbale eval offices`: does the register give the person somebody met for the office, the state and the day?
//!
//! The tables are diaries: trips, with remarks ("Met with Prime Minister Boris Johnson and Foreign Secretary …"), or
//! visits, with a visitor ("President Joseph Kabila"). Every office with a person's name after it is one look-up; the
//! state is the one beside the office or the name ("President Nazarbayev of Kazakhstan"), else the row's.

use super::percent;
use crate::cli::EvalOffices;
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::path::Path;
use verbale_register::{DateRange, Register, Standing, Title, distance, fold};

/// One row of a diary.
struct Row {
    day: DateRange,
    country: String,
    words: String,
}

/// Whose diaries these are.
const TRAVELLER: &str = "USA";

/// An office and a person named together.
#[derive(Clone)]
struct Named {
    row: usize,
    title: Title,
    country: &'static str,
    name: String,
}

/// What the register says to a look-up.
enum Answer {
    Given,
    Other(String),
    Nobody,
}

impl Answer {
    fn is_given(&self) -> bool {
        matches!(self, Self::Given)
    }
}

pub(super) fn run(args: &EvalOffices) -> anyhow::Result<()> {
    let register = Register::embedded();
    let (mut asked, mut given) = (0, 0);
    for table in &args.tables {
        let rows = rows(table, args.since)?;
        let named: Vec<Named> =
            rows.iter().enumerate().flat_map(|(n, row)| named(register, n, row)).collect();
        let answers: Vec<Answer> = named.iter().map(|n| answer(register, n, &rows[n.row])).collect();
        let right = answers.iter().filter(|a| a.is_given()).count();
        println!(
            "{}: {} rows since {}, {} offices with a person, {right} given by the register ({:.1} %)",
            table.display(),
            rows.len(),
            args.since,
            named.len(),
            percent(right, named.len())
        );
        if !args.quiet {
            print_misses(register, &rows, &named, &answers);
        }
        asked += named.len();
        given += right;
    }
    println!("all: {asked} look-ups, {given} given ({:.1} %)", percent(given, asked));
    Ok(())
}

fn rows(path: &Path, since: i16) -> anyhow::Result<Vec<Row>> {
    let mut table =
        csv::Reader::from_path(path).with_context(|| format!("cannot read {}", path.display()))?;
    let head = table.headers()?.clone();
    let column = |names: &[&str]| names.iter().find_map(|n| head.iter().position(|h| h == *n));
    let columns = (
        column(&["start", "start-date"]),
        column(&["end", "end-date"]),
        column(&["country", "from"]),
        column(&["remarks", "visitor"]),
    );
    let (Some(start), end, Some(country), Some(words)) = columns else {
        bail!(
            "{}: needs the columns start, country, remarks (trips) or start-date, from, visitor",
            path.display()
        );
    };
    let mut rows = Vec::new();
    for record in table.records() {
        let record = record.with_context(|| format!("cannot read {}", path.display()))?;
        let cell = |n: usize| record.get(n).unwrap_or_default().to_owned();
        let day = |n: usize| cell(n).parse::<jiff::civil::Date>().ok();
        let Some(first) = day(start).filter(|d| d.year() >= since) else { continue };
        let last = end.and_then(day).unwrap_or(first);
        rows.push(Row { day: DateRange::new(first, last), country: cell(country), words: cell(words) });
    }
    Ok(rows)
}

fn named(register: &Register, row: usize, of: &Row) -> Vec<Named> {
    let Some(host) = state_called(register, &of.country) else { return Vec::new() };
    let mut out = Vec::new();
    for (span, title) in register.titles(&of.words) {
        if !matches!(title.standing, Standing::Current | Standing::Acting) || title.weak {
            continue;
        }
        let rest = of.words.get(span.end as usize..).unwrap_or_default();
        let Some(name) = name_after(rest) else { continue };
        let beside = rest.get(1 + name.len()..).and_then(|r| state_after(register, r));
        let told = title.of.filter(|_| !title.implied);
        let country = beside.or(told).unwrap_or(host);
        let title = in_state(register, span.of(&of.words), country).unwrap_or(title);
        let named = Named { row, title, country, name };
        // The traveller's own side ("accompanied President Obama") is nobody they met.
        let own = Named { country: TRAVELLER, ..named.clone() };
        let travels = country == host && host != TRAVELLER && answer(register, &own, of).is_given();
        if !travels {
            out.push(named);
        }
    }
    out
}

/// What the phrase means in that state: a chancellor leads the government in Berlin and the treasury in London.
fn in_state(register: &Register, phrase: &str, country: &str) -> Option<Title> {
    let state = register.state(country)?;
    let (_, title) = register.titles(&format!("{}'s {phrase}", state.name)).pop()?;
    (title.of == Some(state.code)).then_some(title)
}

/// "Denmark (Greenland)", "Korea, Republic of": the state of a diary's column.
fn state_called(register: &Register, name: &str) -> Option<&'static str> {
    let plain = name.split(" (").next().unwrap_or(name);
    let turned = plain.split_once(", ").map(|(noun, rest)| format!("{rest} {noun}"));
    let find = |text: &str| register.find(text).iter().find_map(|m| m.state()).map(|s| s.0);
    turned.and_then(|t| find(&t)).or_else(|| find(plain))
}

/// "… of Kazakhstan", directly after the name.
fn state_after(register: &Register, rest: &str) -> Option<&'static str> {
    let of = rest.strip_prefix(" of ")?;
    let of = of.strip_prefix("the ").unwrap_or(of);
    register.find(of).first().filter(|m| m.span.start == 0).and_then(|m| m.state()).map(|s| s.0)
}

/// The capitalised words right after a title: a person's name, with particles ("Ursula von der Leyen").
fn name_after(rest: &str) -> Option<String> {
    const PARTICLES: [&str; 18] = [
        "al", "bin", "bint", "ibn", "ben", "de", "del", "della", "der", "den", "dos", "da", "di", "la", "le",
        "van", "von", "ul",
    ];
    let rest = rest.strip_prefix(' ')?;
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim_end();
        let letters = bare.trim_end_matches([',', '.', ';', ':']);
        let capital = letters.chars().next().is_some_and(char::is_uppercase);
        let joined = letters.contains('-') && letters.chars().any(char::is_uppercase);
        if !(capital || joined || PARTICLES.contains(&letters)) {
            break;
        }
        let start = word.as_ptr() as usize - rest.as_ptr() as usize;
        end = start + letters.len();
        let initial = letters.chars().count() == 1 || matches!(letters, "Jr" | "St");
        if letters.len() != bare.len() && !initial {
            break;
        }
    }
    let name = rest.get(..end)?.trim();
    let gathering =
        name.split(' ').any(|w| matches!(w, "Meeting" | "Meetings" | "Conference" | "Summit" | "Council"));
    (!name.is_empty() && !gathering).then(|| name.to_owned())
}

fn answer(register: &Register, named: &Named, row: &Row) -> Answer {
    let mut held = register.holders(named.title.role, named.country, row.day);
    if let Some(to) = named.title.counterpart {
        held.retain(|t| t.counterpart.is_none_or(|c| c == to));
    }
    let people: BTreeSet<&str> = held.iter().map(|t| t.person).collect();
    let people: Vec<_> = people.into_iter().filter_map(|id| register.person(id)).collect();
    if people.iter().any(|p| p.names().iter().any(|known| same_person(&named.name, known))) {
        return Answer::Given;
    }
    let names: Vec<&str> = people.iter().map(|p| p.name).collect();
    if names.is_empty() { Answer::Nobody } else { Answer::Other(names.join(", ")) }
}

/// A word of both names is the same, or one letter off: the office and the day already say who it must be.
fn same_person(written: &str, known: &str) -> bool {
    let (written, known) = (fold(written), fold(known));
    let words = |s: &'_ str| -> Vec<String> {
        s.split([' ', '-']).filter(|w| w.chars().count() >= 3).map(str::to_owned).collect()
    };
    let (a, b) = (words(&written), words(&known));
    let near = |x: &str, y: &str| x == y || (x.len().min(y.len()) >= 5 && distance(x, y, 1).is_some());
    a.iter().any(|x| b.iter().any(|y| near(x, y)))
}

fn print_misses(register: &Register, rows: &[Row], named: &[Named], answers: &[Answer]) {
    for (n, answer) in named.iter().zip(answers) {
        let said = match answer {
            Answer::Given => continue,
            Answer::Other(names) => format!("the register has {names}"),
            Answer::Nobody => "the register has nobody".to_owned(),
        };
        let role = register.office(n.title.role).map_or(n.title.role, |o| o.name);
        println!("  {} {} {role} {}: {said}", rows[n.row].day.from, n.country, n.name);
    }
}
