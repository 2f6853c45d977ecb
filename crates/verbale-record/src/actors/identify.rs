//! Which person of the register a cluster of mentions is: by full name, by office and date, by surname and country.

use crate::calendar::When;
use crate::dating::range;
use crate::names::{self, Fit};
use crate::source::Source;
use verbale_extract::findings::{self, ActorId, ActorKind, Office, Standing};
use verbale_register::{DateRange, Person, Register, Tenure};

/// A name that an office shows to be garbled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Garble {
    pub(crate) article: usize,
    pub(crate) local: ActorId,
    /// Register id of the holder.
    pub(crate) person: String,
    /// Where the article gives the office.
    pub(crate) office: findings::Evidence,
}

/// The person, and where an office alone told it against the name as written, the words for the office.
pub(crate) fn person(
    source: &Source<'_>,
    actor: &findings::Actor,
    when: Option<When>,
    register: &Register,
) -> Option<(&'static str, Option<findings::Evidence>)> {
    let days = when.map_or_else(DateRange::ever, range);
    if actor.kind == ActorKind::Unnamed {
        let one = names_one(source, actor);
        return holder_unnamed(actor, when, register).filter(|_| one).map(|id| (id, None));
    }
    by_name(actor, days, register)
        .map(|id| (id, None))
        .or_else(|| by_office(actor, when, register))
        .or_else(|| by_surname(actor, when, register).map(|id| (id, None)))
        .or_else(|| by_role(actor, when, register).map(|id| (id, None)))
}

/// Years beyond a tenure in which a bare name may still mean its holder.
const REMEMBERED: i32 = 15 * 365;

fn by_name(actor: &findings::Actor, days: DateRange, register: &Register) -> Option<&'static str> {
    let mut found: Vec<&Person> = Vec::new();
    for name in std::iter::once(&actor.name).chain(&actor.variants).filter(|n| names::words(n).len() >= 2) {
        found.extend(register.people_named(name));
    }
    found.sort_by_key(|p| p.id);
    found.dedup_by_key(|p| p.id);
    let countries = countries(actor);
    found.retain(|p| countries.is_empty() || countries.iter().any(|c| serves(p, c, register)));
    if countries.is_empty() && actor.offices.is_empty() {
        // A bare name tells nothing but itself: only people of the time.
        found.retain(|p| register.tenures_of(p.id).iter().any(|t| t.touches(days.widened(REMEMBERED))));
    }
    if found.len() > 1 {
        let fits = |p: &Person| {
            let tenures = register.tenures_of(p.id);
            let role = tenures.iter().any(|t| actor.offices.iter().any(|o| o.role == t.role));
            (role, tenures.iter().any(|t| t.touches(days)))
        };
        let best = found.iter().map(|p| fits(p)).max()?;
        found.retain(|p| fits(p) == best);
    }
    match found[..] {
        [one] => Some(one.id),
        _ => None,
    }
}

fn countries(actor: &findings::Actor) -> Vec<&str> {
    let offices = actor.offices.iter().filter_map(|o| o.country.as_deref());
    actor.country.as_deref().into_iter().chain(offices).collect()
}

fn serves(person: &Person, country: &str, register: &Register) -> bool {
    person.country == Some(country) || register.tenures_of(person.id).iter().any(|t| t.of == country)
}

/// Who may hold what the words name, in the days given.
pub(crate) fn holders<'r>(office: &Office, days: DateRange, register: &'r Register) -> Vec<&'r Tenure> {
    let Some(country) = office.country.as_deref() else { return Vec::new() };
    let mut found = register.holders(&office.role, country, days);
    if let Some(to) = office.counterpart.as_deref() {
        found.retain(|t| t.counterpart.is_none() || t.counterpart == Some(to));
    }
    found
}

/// Days in which an office told with this standing is held, seen from the article's own date.
fn days_of(office: &Office, when: Option<When>) -> Option<DateRange> {
    let days = when.map_or_else(DateRange::ever, range);
    match office.standing {
        Standing::Current => Some(days),
        Standing::Former | Standing::Then => Some(DateRange { from: DateRange::ever().from, to: days.to }),
        Standing::Coming => None,
    }
}

fn by_office(
    actor: &findings::Actor,
    when: Option<When>,
    register: &Register,
) -> Option<(&'static str, Option<findings::Evidence>)> {
    for office in &actor.offices {
        let Some(days) = days_of(office, when) else { continue };
        let found = holders(office, days, register);
        let mut best: Vec<(Fit, &'static str)> = Vec::new();
        for t in &found {
            let Some(p) = register.person(t.person) else { continue };
            if best.iter().any(|(_, id)| *id == p.id) {
                continue;
            }
            best.push((goes_with(actor, p), p.id));
        }
        best.sort();
        if let Some(&(fit, id)) = best.last()
            && fit >= Fit::Near
            && best.iter().filter(|(f, _)| *f == fit).count() == 1
        {
            return Some((id, None));
        }
        // The office is sole, its holder of those days is one, and a part of the name is theirs: the rest is garbled.
        let sole = register.office(&office.role).is_some_and(|o| o.sole);
        if let ([(Fit::Part, id)], true, true, true) =
            (&best[..], sole, office.standing == Standing::Current, when.is_some())
            && let Some(holder) = register.person(id)
            && shares_given_name(actor, holder)
        {
            return Some((id, Some(office.at).filter(|_| !names::spells(&actor.name, holder.surname))));
        }
    }
    None
}

/// How well any of the actor's names goes with any of the person's.
fn goes_with(actor: &findings::Actor, person: &Person) -> Fit {
    let known = person.names();
    let written: Vec<&String> =
        std::iter::once(&actor.name).chain(&actor.variants).filter(|n| !n.is_empty()).collect();
    // The fullest name decides: "Chen" beside "Chen Gang" says nothing more.
    let most = written.iter().map(|n| names::words(n).len()).max().unwrap_or(0);
    let full = written.iter().filter(|n| names::words(n).len() == most);
    full.flat_map(|n| known.iter().map(move |k| names::fit(n, k))).max().unwrap_or(Fit::None)
}

/// Sharing a family name makes nobody the same person; sharing the given name and the office does.
fn shares_given_name(actor: &findings::Actor, person: &Person) -> bool {
    let surname = names::words(person.surname);
    let given: Vec<String> = names::words(person.name).into_iter().filter(|w| !surname.contains(w)).collect();
    let written = names::words(&actor.name);
    !given.is_empty()
        && given.iter().all(|g| written.contains(g) && g.len() >= 3)
        && !surname.iter().any(|s| written.contains(s))
}

/// "China's foreign minister", nowhere named: whoever held the office on the article's days, if that is one person.
fn holder_unnamed(actor: &findings::Actor, when: Option<When>, register: &Register) -> Option<&'static str> {
    let when = when?;
    actor.offices.iter().filter(|o| o.standing == Standing::Current).find_map(|office| {
        if !register.office(&office.role)?.sole {
            return None;
        }
        one_person(&holders(office, range(when), register))
    })
}

/// Words that make a title speak of no one holder, or of another than today's.
const NOT_ONE: [&str; 20] = [
    "a",
    "an",
    "another",
    "any",
    "each",
    "every",
    "first",
    "former",
    "future",
    "last",
    "late",
    "next",
    "no",
    "other",
    "past",
    "potential",
    "previous",
    "some",
    "two",
    "would-be",
];

/// Whether the words speak of one holder: "China's foreign minister", not "American presidents" or "a prime minister".
fn names_one(source: &Source<'_>, actor: &findings::Actor) -> bool {
    let words: Vec<String> = actor.name.split_whitespace().map(str::to_lowercase).collect();
    let plural = |w: &&String| {
        let noun = [
            "ministers",
            "presidents",
            "secretaries",
            "leaders",
            "ambassadors",
            "speakers",
            "chiefs",
            "premiers",
        ];
        noun.contains(&w.as_str())
            || ["kings", "popes", "envoys", "advisers", "officials", "heads"].contains(&w.as_str())
    };
    let speaker = words.last().is_some_and(|w| w == "speaker") && words.len() <= 2;
    let before = |at: findings::Evidence| {
        let text = source.article.text(at.part).get(..at.span.start as usize).unwrap_or("");
        text.split_whitespace().next_back().unwrap_or("").to_lowercase()
    };
    let indefinite = actor.mentions.first().is_some_and(|m| NOT_ONE.contains(&before(m.at).as_str()));
    !indefinite
        && !speaker
        && words.iter().filter(plural).count() == 0
        && !words.iter().any(|w| NOT_ONE.contains(&w.as_str()))
}

fn one_person(tenures: &[&Tenure]) -> Option<&'static str> {
    let first = tenures.first()?.person;
    tenures.iter().all(|t| t.person == first).then_some(first)
}

fn by_surname(actor: &findings::Actor, when: Option<When>, register: &Register) -> Option<&'static str> {
    let countries = countries(actor);
    let (&country, days) = (countries.first()?, range(when?));
    let words = names::words(&actor.name);
    let [surname] = &words[..] else { return None };
    let mut found = register.people_by_surname(&actor.name, Some(country), Some(days));
    found.extend(register.people_by_surname(surname, Some(country), Some(days)));
    found.sort_by_key(|p| p.id);
    found.dedup_by_key(|p| p.id);
    match found[..] {
        [one] => Some(one.id),
        _ => None,
    }
}

/// "President Macron", no country told: the one person of that name who held such an office anywhere in those days.
fn by_role(actor: &findings::Actor, when: Option<When>, register: &Register) -> Option<&'static str> {
    let days = range(when?);
    if !countries(actor).is_empty() {
        return None;
    }
    let words = names::words(&actor.name);
    let roles: Vec<&str> =
        actor.offices.iter().filter(|o| o.standing == Standing::Current).map(|o| o.role.as_str()).collect();
    let surname = words.last().filter(|_| !roles.is_empty())?;
    let mut found = register.people_by_surname(surname, None, Some(days));
    found.retain(|p| {
        let held = register.tenures_of(p.id).into_iter().any(|t| roles.contains(&t.role) && t.touches(days));
        held && (words.len() == 1 || goes_with(actor, p) >= Fit::Near)
    });
    match found[..] {
        [one] => Some(one.id),
        _ => None,
    }
}
