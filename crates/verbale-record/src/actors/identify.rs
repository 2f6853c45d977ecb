//! Which person of the register a cluster of mentions is: by full name, by office and date, by surname and country.

use crate::calendar::When;
use crate::dating::range;
use crate::names::{self, Fit};
use crate::source::Source;
use serde::{Deserialize, Serialize};
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

/// Who a cluster is by its own article and the register.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Identity {
    /// Register id of the person.
    pub(crate) person: Option<String>,
    /// The words for the office that tells it against the name as written.
    pub(crate) against: Option<findings::Evidence>,
    /// Whether an unnamed official is one certain holder of an office.
    pub(crate) one: bool,
    /// The words of each of the actor's offices.
    pub(crate) offices: Vec<String>,
}

/// The identities of all clusters of an article published then.
pub(crate) fn all(source: &Source<'_>, when: Option<When>, register: &Register) -> Vec<Identity> {
    let of = |actor: &findings::Actor| {
        let human = matches!(actor.kind, ActorKind::Person | ActorKind::Unnamed);
        let found = human.then(|| person(source, actor, when, register)).flatten();
        Identity {
            person: found.map(|f| f.0.to_owned()),
            against: found.and_then(|f| f.1),
            one: actor.kind == ActorKind::Unnamed && names_one(source, actor),
            offices: actor.offices.iter().map(|o| source.quote(o.at).to_owned()).collect(),
        }
    };
    source.findings.actors.iter().map(of).collect()
}

/// The names of an article that an office shows to be garbled.
pub(super) fn garbles(article: usize, identities: &[Identity]) -> Vec<Garble> {
    let of = |(n, i): (usize, &Identity)| {
        let (person, office) = (i.person.clone()?, i.against?);
        Some(Garble { article, local: n as ActorId, person, office })
    };
    identities.iter().enumerate().filter_map(of).collect()
}

/// The person, and where an office alone told it against the name as written, the words for the office.
fn person(
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
    by_name(source, actor, days, register)
        .map(|id| (id, None))
        .or_else(|| by_office(actor, when, register))
        .or_else(|| by_surname(actor, when, register).map(|id| (id, None)))
        .or_else(|| by_role(actor, when, register).map(|id| (id, None)))
        .or_else(|| by_fame(source, actor, when, register).map(|id| (id, None)))
}

/// Days before and after a tenure in which a bare family name still means its holder.
const FRESH: i32 = 400;

/// "Obama", "Mr. Lavrov", nowhere named in full and without an office: the only holder of a leading office of that name
/// in those days, or the only one of those whose state the article names. Undated, the name must be of one person alone.
fn by_fame(
    source: &Source<'_>,
    actor: &findings::Actor,
    when: Option<When>,
    register: &Register,
) -> Option<&'static str> {
    let surname = &family_name(actor);
    let roles: Vec<&str> = actor.offices.iter().map(|o| o.role.as_str()).collect();
    let told = countries(actor);
    let mut found = register.people_by_surname(surname, None, None);
    let Some(when) = when else {
        found.retain(|p| leads(p, DateRange::ever(), register));
        let alone = register.people_by_surname(surname, None, None).len() == 1 && told.is_empty();
        return found.first().filter(|_| alone && roles.is_empty()).map(|p| p.id);
    };
    let days = range(when);
    let held = |p: &Person, wide: i32| {
        let tenures = register.tenures_of(p.id);
        tenures.iter().any(|t| t.touches(days.widened(wide)) && (roles.is_empty() || roles.contains(&t.role)))
    };
    found.retain(|p| held(p, FRESH) && (told.is_empty() || told.iter().any(|c| serves(p, c, register))));
    let named = |p: &&Person| {
        let states = source.findings.actors.iter().filter(|a| a.kind == ActorKind::State);
        let mut states = states.filter_map(|a| a.country.as_deref());
        p.country.is_some_and(|c| states.any(|s| s == c)) || led_organisation(p, source, register)
    };
    let mut here: Vec<&Person> = found.iter().copied().filter(named).collect();
    if here.len() > 1 {
        here.retain(|p| held(p, 0));
    }
    let leader = |p: &Person| leads(p, days.widened(FRESH), register);
    let alone = register.people_by_surname(surname, None, None).len() == 1;
    match (&found[..], &here[..]) {
        (all, [one]) => Some(one.id).filter(|_| all.len() == 1 || leader(one)),
        ([one], []) => Some(one.id).filter(|_| alone && leader(one)),
        _ => None,
    }
}

/// What may be a family name in the name as written: one word without initials ("V. Putin"), else all of it ("Suu Kyi").
fn family_name(actor: &findings::Actor) -> String {
    match &names::words(&actor.name)[..] {
        [one] if !actor.name.contains('-') => one.clone(),
        _ => actor.name.clone(),
    }
}

/// Whether the person heads or headed a state, a government or its foreign affairs in these days.
fn leads(person: &Person, days: DateRange, register: &Register) -> bool {
    let roles = ["head-of-state", "head-of-government", "foreign-minister", "secretary-general"];
    register.tenures_of(person.id).iter().any(|t| roles.contains(&t.role) && t.touches(days))
}

/// Whether the article names an organisation the person serves.
fn led_organisation(person: &Person, source: &Source<'_>, register: &Register) -> bool {
    let named = |of: &str| source.findings.actors.iter().any(|a| a.register.as_deref() == Some(of));
    register.tenures_of(person.id).iter().any(|t| register.organisation(t.of).is_some() && named(t.of))
}

/// Days beyond a tenure in which a full name may still mean somebody who led, or whose office is named.
const REMEMBERED: i32 = 15 * 365;
/// Days beyond a tenure in which it may mean anybody else of the register.
const CURRENT: i32 = 4 * 365;

fn by_name(
    source: &Source<'_>,
    actor: &findings::Actor,
    days: DateRange,
    register: &Register,
) -> Option<&'static str> {
    let mut found: Vec<&Person> = Vec::new();
    for name in std::iter::once(&actor.name).chain(&actor.variants).filter(|n| names::words(n).len() >= 2) {
        found.extend(register.people_named(name));
    }
    found.sort_by_key(|p| p.id);
    found.dedup_by_key(|p| p.id);
    found.retain(|p| is_supported(source, actor, p, days, register));
    if found.len() > 1 {
        let fits = |p: &Person| {
            let tenures = register.tenures_of(p.id);
            (has_office(actor, p, days, register), tenures.iter().any(|t| t.touches(days)))
        };
        let best = found.iter().map(|p| fits(p)).max()?;
        found.retain(|p| fits(p) == best);
    }
    match found[..] {
        [one] => Some(one.id),
        _ => None,
    }
}

/// Whether more than a full name says that this is the person: many people share one.
///
/// Another state than theirs speaks against it always. For them speaks an office they held, or, for those who led a
/// state, its government or its foreign affairs, the time alone or the state named. Anybody else must have been in office
/// a few years around, the article must name the state or organisation they served, and no occupation be told that was
/// not theirs.
fn is_supported(
    source: &Source<'_>,
    actor: &findings::Actor,
    person: &Person,
    days: DateRange,
    register: &Register,
) -> bool {
    let told = countries(actor);
    if !told.is_empty() && !told.iter().any(|c| serves(person, c, register)) {
        return false;
    }
    if has_office(actor, person, days, register) {
        return true;
    }
    let tenures = register.tenures_of(person.id);
    let within = |wide: i32| tenures.iter().any(|t| t.touches(days.widened(wide)));
    // Statesmen are named in full long after their time, beside their country.
    let home = !told.is_empty() || is_named(person, source, register);
    let ages = if home { DateRange::ever() } else { days.widened(REMEMBERED) };
    if leads(person, ages, register) {
        return true;
    }
    let office_told = actor.offices.iter().filter_map(|o| o.country.as_deref());
    let mut told = office_told.chain(actor.body.as_deref().and_then(|id| Some(register.body(id)?.country)));
    let place = told.any(|c| serves(person, c, register)) || is_named(person, source, register);
    within(CURRENT) && place && !has_other_trade(actor, person, register)
}

/// Whether the article gives them an office they hold or held.
fn has_office(actor: &findings::Actor, person: &Person, days: DateRange, register: &Register) -> bool {
    let near = days.widened(REMEMBERED);
    let past = DateRange { from: DateRange::ever().from, to: near.to };
    register.tenures_of(person.id).iter().any(|t| {
        actor.offices.iter().any(|o| {
            let of = o.country.as_deref().is_none_or(|c| c == t.of || person.country == Some(c));
            let days = if matches!(o.standing, Standing::Former | Standing::Then) { past } else { near };
            o.role == t.role && of && t.touches(days)
        })
    })
}

/// Whether the article names the state or organisation they are of or served, or a body of it.
fn is_named(person: &Person, source: &Source<'_>, register: &Register) -> bool {
    let others = source.findings.actors.iter().filter(|a| {
        // The countries of people may themselves come from the register.
        !matches!(a.kind, ActorKind::Person | ActorKind::Unnamed)
    });
    let mut places = others.flat_map(|a| [a.country.as_deref(), a.register.as_deref()]).flatten();
    places.any(|p| serves(person, p, register))
}

/// Whether every office told is of a world they never were in: a mayor, a soldier, a member of parliament.
fn has_other_trade(actor: &findings::Actor, person: &Person, register: &Register) -> bool {
    let world = |role: &str| match role {
        "mayor" | "governor" => Some("local"),
        role => register.office(role).map(|o| o.sector),
    };
    let held: Vec<&str> = register.tenures_of(person.id).iter().filter_map(|t| world(t.role)).collect();
    !actor.offices.is_empty()
        && actor.offices.iter().filter_map(|o| world(&o.role)).all(|w| !held.contains(&w))
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
    match register.people_by_surname(&family_name(actor), Some(country), Some(days))[..] {
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
    let roles: Vec<&str> =
        actor.offices.iter().filter(|o| o.standing == Standing::Current).map(|o| o.role.as_str()).collect();
    if roles.is_empty() {
        return None;
    }
    let mut found = endings(&actor.name, register);
    found.retain(|(p, whole)| {
        let held = register.tenures_of(p.id).into_iter().any(|t| roles.contains(&t.role) && t.touches(days));
        held && (*whole || goes_with(actor, p) >= Fit::Near)
    });
    match found[..] {
        [(one, _)] => Some(one.id),
        _ => None,
    }
}

/// People whose family name the written name is, or ends with; and whether it is that and nothing else.
fn endings<'r>(name: &str, register: &'r Register) -> Vec<(&'r Person, bool)> {
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(n, _)| n + 1));
    let mut found: Vec<(&Person, bool)> = Vec::new();
    // A name has a few words; a run of capitals may have many.
    for (n, rest) in starts.filter_map(|n| name.get(n..)).enumerate().take(8) {
        let people = register.people_by_surname(rest, None, None).into_iter();
        found.extend(people.map(|p| (p, n == 0)));
    }
    found.sort_by_key(|(p, whole)| (p.id, !whole));
    found.dedup_by_key(|(p, _)| p.id);
    found
}
