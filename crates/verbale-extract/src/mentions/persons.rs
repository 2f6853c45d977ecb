//! Which names are one person: full names first, then the short ones, in the order they are read.
//!
//! Two different full names are never one person. A short name goes to the person of the article it can be part of:
//! by family name before any other part, by title where several fit, then to the one spoken of most.

use super::draft::{Draft, Raw};
use super::names::Run;
use super::offices::Titled;
use super::text::Text;
use super::words::{Gender, gender_of_given, given_names_of, is_family_first, is_occupation};
use crate::findings::{ActorId, ActorKind, How};
use std::collections::BTreeMap;

/// Votes a name needs to be a person's.
const ENOUGH: f32 = 2.0;

/// A person while names are gathered.
#[derive(Debug)]
struct Person {
    id: ActorId,
    /// Fullest name, and in comparable words.
    name: String,
    words: Vec<String>,
    gender: Option<Gender>,
    roles: Vec<&'static str>,
    countries: Vec<&'static str>,
    /// Mentions so far, and the last one's place.
    count: usize,
    /// Mentions by full name in the whole article.
    full: usize,
    last: (usize, usize),
    first: (usize, usize),
    family: Option<Vec<String>>,
}

/// Clusters the runs of all parts; `order` is the order parts are read in.
pub(super) fn cluster(draft: &mut Draft<'_>, runs: &mut [Vec<Run>], titles: &[Vec<Titled>], order: &[usize]) {
    let mut persons = Persons::default();
    let mut who: Vec<Vec<Option<usize>>> = runs.iter().map(|r| vec![None; r.len()]).collect();
    for &part in order {
        for n in 0..runs[part].len() {
            let run = &runs[part][n];
            let cased = !draft.texts[part].title_case(run.head) || run.registered || run.honorific;
            if run.words.len() >= 2 && (run.votes >= ENOUGH && cased) {
                let found = full(&persons, run);
                let p = found.unwrap_or_else(|| persons.add(draft, run));
                persons.meet(draft, p, run, n, &titles[part]);
                persons.all[p].full += 1;
                who[part][n] = Some(p);
            }
        }
    }

    for &part in order {
        for n in 0..runs[part].len() {
            let run = &runs[part][n];
            let at = (part, run.tokens.start);
            if who[part][n].is_none() {
                who[part][n] = short(draft, &mut persons, run, &titles[part], at);
            }
            if let Some(p) = who[part][n] {
                persons.all[p].count += 1;
                persons.all[p].last = at;
                persons.meet(draft, p, run, n, &titles[part]);
            }
        }
    }
    // Names that came before anything showed them to be a person's.
    for &part in order {
        for n in 0..runs[part].len() {
            let run = &runs[part][n];
            let at = (part, run.tokens.start);
            if who[part][n].is_none() {
                who[part][n] = short(draft, &mut persons, run, &titles[part], at);
            }
        }
    }
    for part in 0..runs.len() {
        for n in 0..runs[part].len() {
            if let Some(p) = who[part][n] {
                record(draft, persons.all[p].id, &runs[part][n], n, &titles[part]);
            }
        }
    }
    for p in persons.all {
        let given = if p.words.first().is_some_and(|w| is_family_first(w)) {
            p.words.last()
        } else {
            p.words.first()
        };
        let gender =
            p.gender.or_else(|| given.filter(|_| p.words.len() > 1).and_then(|g| gender_of_given(g)));
        draft.notes[p.id as usize].gender = gender;
        let country = most_common(&p.countries).or_else(|| country_of_office(draft, &p));
        draft.actors[p.id as usize].country = country;
    }
}

/// The country the register gives the only person of the name: of a full name, of "President Mattarella", who is never
/// named in full, by the one state that somebody of this name has led, and of a family name only one leader has.
fn country_of_office(draft: &Draft<'_>, person: &Person) -> Option<String> {
    let leads = |role: &str| matches!(role, "head-of-state" | "head-of-government");
    let [surname] = &person.words[..] else {
        let [known] = draft.register.people_named(&person.name)[..] else { return None };
        let roles: Vec<&str> = draft.register.tenures_of(known.id).iter().map(|t| t.role).collect();
        let fits = person.roles.is_empty() || person.roles.iter().any(|r| roles.contains(r));
        return known.country.filter(|_| fits).map(str::to_owned);
    };
    let people = draft.register.people_by_surname(surname, None, None);
    let role = person.roles.iter().find(|r| leads(r));
    if role.is_none() && (!person.roles.is_empty() || people.len() > 1) {
        return None;
    }
    let tenures = people.iter().flat_map(|p| draft.register.tenures_of(p.id));
    let held = tenures.filter(|t| role.map_or(leads(t.role), |r| t.role == *r));
    let mut states: Vec<&str> = held.map(|t| t.of).collect();
    states.sort_unstable();
    states.dedup();
    match states[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// The country named most often; the first of those named equally often.
fn most_common(countries: &[&'static str]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    countries.iter().for_each(|c| *counts.entry(c).or_default() += 1);
    let most = counts.values().max()?;
    countries.iter().find(|c| counts.get(*c) == Some(most)).map(|c| (*c).to_owned())
}

/// The people found so far, by the words of their names.
#[derive(Debug, Default)]
struct Persons {
    all: Vec<Person>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl Persons {
    fn add(&mut self, draft: &mut Draft<'_>, run: &Run) -> usize {
        let at = (run.part, run.tokens.start);
        self.all.push(Person {
            id: draft.make(ActorKind::Person, ""),
            name: String::new(),
            words: Vec::new(),
            gender: run.gender,
            roles: Vec::new(),
            countries: Vec::new(),
            count: 0,
            full: 0,
            last: at,
            first: at,
            family: None,
        });
        self.all.len() - 1
    }

    /// Those who share a word with the run; the latest, where a junk text has hundreds.
    fn sharing(&self, run: &Run) -> Vec<usize> {
        let whole = run.words.concat();
        let short = run.words.first().filter(|_| run.words.len() == 1).map_or("", String::as_str);
        let full = given_names_of(short).iter().filter_map(|w| self.by_word.get(*w));
        let lists = run.words.iter().chain([&whole]).filter_map(|w| self.by_word.get(w)).chain(full);
        let mut out: Vec<usize> = lists.flat_map(|l| l.iter().rev().take(64).copied()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Takes over what a mention tells.
    fn meet(&mut self, draft: &Draft<'_>, p: usize, run: &Run, n: usize, titles: &[Titled]) {
        let person = &mut self.all[p];
        if run.words.len() > person.words.len() {
            for word in run.words.iter().chain([&run.words.concat()]) {
                let list = self.by_word.entry(word.clone()).or_default();
                if !list.contains(&p) {
                    list.push(p);
                }
            }
            person.words.clone_from(&run.words);
            person.name = draft.texts[run.part].words(run.tokens.clone()).to_owned();
        }
        person.gender = person.gender.or(run.gender);
        person.countries.extend(run.country);
        for &t in &run.titles {
            let title = &titles[t];
            if !person.roles.contains(&title.title.role) {
                person.roles.push(title.title.role);
            }
            person.countries.extend(country_for(title, n));
        }
        if person.family.is_none() && run.words.len() >= 2 {
            let name = draft.texts[run.part].words(run.tokens.clone());
            if let [known] = draft.register.people_named(name)[..] {
                person.family = Some(super::names::words_of(known.surname));
            }
        }
    }
}

/// The person of this full name.
fn full(persons: &Persons, run: &Run) -> Option<usize> {
    let mut fitting = persons.sharing(run);
    fitting.retain(|&p| same_full(&persons.all[p].words, &run.words));
    let compatible = |p: &&usize| {
        let gender = persons.all[**p].gender;
        gender.is_none() || run.gender.is_none() || gender == run.gender
    };
    let exact = fitting.iter().find(|&&p| persons.all[p].words.concat() == run.words.concat());
    exact.or_else(|| fitting.iter().filter(compatible).max_by_key(|&&p| persons.all[p].last)).copied()
}

/// Whether two full names can be one: equal but for spacing, order, middle names and initials.
fn same_full(a: &[String], b: &[String]) -> bool {
    if a.concat() == b.concat() {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0] {
        return true;
    }
    // Same first and last word, the words between a part of the others': "Antony Blinken", "Antony J. Blinken".
    let ends = alike(&short[0], &long[0]) && short.last() == long.last();
    let tail = long.len() > short.len() && long.ends_with(short);
    let head = long.len() > short.len()
        && long.starts_with(short)
        && short.len() >= 2
        && !is_family_first(&short[0]);
    (ends && in_order(short, long)) || tail || head
}

/// Equal, or one the other's initial.
fn alike(a: &str, b: &str) -> bool {
    a == b
        || (a.len() == 1 && b.starts_with(a))
        || (b.len() == 1 && a.starts_with(b))
        || given_names_of(a).contains(&b)
        || given_names_of(b).contains(&a)
}

fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|s| rest.any(|l| alike(s, l)))
}

/// How well a person fits a short name, best last: part of the name, same title, nearness, mentions so far, last place;
/// before any mention, how often the article gives the full name.
type Fit = (u8, bool, u8, usize, usize, (usize, usize));

/// The person a short name means; a new one where it is surely a person's and fits nobody.
fn short(
    draft: &mut Draft<'_>,
    persons: &mut Persons,
    run: &Run,
    titles: &[Titled],
    at: (usize, usize),
) -> Option<usize> {
    let text = &draft.texts[run.part];
    let mut best: Option<(Fit, usize)> = None;
    for n in persons.sharing(run) {
        let p = &persons.all[n];
        let mut grade = part_of(p, &run.words);
        if grade == 0 || (p.gender.is_some() && run.gender.is_some() && p.gender != run.gender) {
            continue;
        }
        if p.words == run.words {
            grade = grade.max(3);
        }
        // A given name alone is nobody's, unless nothing speaks against it.
        if grade == 1 && run.honorific {
            continue;
        }
        let role = run.titles.iter().any(|&t| p.roles.contains(&titles[t].title.role));
        let foreign = !run.titles.is_empty() && !p.roles.is_empty() && !role;
        let before = p.first <= at || p.first.0 != at.0;
        let near = p.last.0 == at.0 && text.sentence(p.last.1) == text.sentence(at.1) && p.count > 0;
        let score = (
            if foreign { grade.min(2) } else { grade },
            role,
            u8::from(before) + u8::from(near),
            p.count,
            if p.count == 0 { p.full } else { 0 },
            p.last,
        );
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, n));
        }
    }
    if let Some(((grade, ..), n)) = best {
        let mut needed = match grade {
            3 => -2.0,
            2 => 0.0,
            _ => 1.0,
        };
        if text.title_case(run.head) {
            needed -= 2.0;
        }
        if run.votes >= needed {
            return Some(n);
        }
    }
    // A single word the recogniser alone takes for a person is often a firm or a place.
    let enough = if run.words.len() == 1 { ENOUGH + 0.5 } else { ENOUGH + 1.0 };
    let cased = !text.title_case(run.head) || run.honorific;
    let letters = run.words.iter().any(|w| w.chars().count() > 1);
    (run.votes >= enough && cased && letters).then(|| persons.add(draft, run))
}

/// How well a short name fits a person: 3 family name, 2 another end of the name, 1 a given name, 0 not at all.
fn part_of(person: &Person, short: &[String]) -> u8 {
    let words = &person.words;
    if person.family.as_ref().is_some_and(|f| short.concat() == f.concat()) {
        return 3;
    }
    if words.concat() == short.concat() {
        return 3;
    }
    if short.len() >= words.len() && words.len() > 1 {
        return 0;
    }
    let first = words.starts_with(short);
    let last = words.ends_with(short);
    let asian = words.len() >= 2 && words.len() <= 3 && is_family_first(&words[0]);
    match (first, last) {
        _ if words.len() == 1 => u8::from(first) * 3,
        (true, _) if asian => 3,
        (_, true) if asian => 1,
        (_, true) => 3,
        (true, _) => 1,
        _ if short.len() == 1 && nicknamed(words, &short[0]) => 1,
        // "Mohammed bin Salman Al Saud": "bin Salman".
        _ if short.len() >= 2 && words.windows(short.len()).any(|w| w == short) => 2,
        _ if words.len() >= 3
            && words[1..].iter().any(|w| *w == short[0])
            && short.len() == 1
            && short[0].len() > 2 =>
        {
            2
        }
        _ => 0,
    }
}

/// Whether one of the given names has this short form.
fn nicknamed(words: &[String], short: &str) -> bool {
    let full = given_names_of(short);
    words.split_last().is_some_and(|(_, given)| given.iter().any(|w| full.contains(&w.as_str())))
}

/// Writes the mention and its offices into the draft.
fn record(draft: &mut Draft<'_>, person: ActorId, run: &Run, n: usize, titles: &[Titled]) {
    let span = draft.texts[run.part].doc.span(run.tokens.clone());
    let (part, tokens, head) = (run.part, run.tokens.clone(), run.head);
    if let Some(noun) = called(&draft.texts[part], run) {
        draft.notes[person as usize].noun = Some(noun.to_owned());
    }
    draft.mention(Raw { part, span, tokens, head, how: How::Name, who: vec![person] });
    for &t in &run.titles {
        let title = &titles[t];
        // A director of anything: the role says something only with its organisation.
        if title.title.role != "director-general" || title.title.of.is_some() {
            let office = title.office(draft, country_for(title, n));
            draft.give_office(person, office);
        }
        if let Some(body) = title.body(draft) {
            draft.actors[person as usize].body = Some(body.to_owned());
        }
    }
}

/// The rank or calling before a name, spelt out: "general" of "Gen. Petrov", "lawyer" of "his lawyer John Doe".
fn called<'t>(text: &'t Text<'_>, run: &Run) -> Option<&'t str> {
    let before = run.tokens.start.checked_sub(1)?;
    let before = if text.low(before) == "." { before.checked_sub(1)? } else { before };
    Some(match text.low(before).trim_end_matches('.') {
        "gen" => "general",
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "congressman",
        "col" => "colonel",
        "adm" => "admiral",
        "capt" => "captain",
        "sgt" => "sergeant",
        word if is_occupation(word) => word,
        _ => return None,
    })
}

/// The country a title gives the run of this number: its own, or the one in the same place of two equal lists.
fn country_for(title: &Titled, run: usize) -> Option<&'static str> {
    match title.countries[..] {
        [] => None,
        [only] => Some(only),
        _ if title.countries.len() != title.named.len() => None,
        _ => title.named.iter().position(|&n| n == run).map(|p| title.countries[p]),
    }
}
