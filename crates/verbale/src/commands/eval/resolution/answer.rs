//! One answer of a reader, and how a resolved mention compares with it.

use anyhow::Context;
use std::collections::BTreeSet;
use verbale_extract::findings::ActorKind;
use verbale_record::mentions::Whom;
use verbale_register::{Register, distance, fold};

/// Who a mention is, as the reader says.
pub(super) struct Answer {
    pub(super) article: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kinds: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) doubtful: bool,
}

/// How a resolved mention compares with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// The same actor, or rightly nobody.
    Right,
    /// Given to a named actor that it is not.
    Merged,
    /// Taken for an actor of another sort: a named one left unnamed, or a city for nobody.
    Kind,
    /// Given to nobody, or to a name alone where the reader knows who it is.
    Open,
    /// The words are not in the clean text.
    Missing,
}

impl Answer {
    /// A line of the table: article, start, end, kind, name, country, note; several at once joined by `|`.
    pub(super) fn read(line: &str) -> anyhow::Result<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |n: usize| cells.get(n).copied().unwrap_or_default();
        let list = |n: usize| cell(n).split('|').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        let number = |n: usize| cell(n).parse().with_context(|| format!("'{}' is not a number", cell(n)));
        Ok(Self {
            article: cell(0).to_owned(),
            start: number(1)?,
            end: number(2)?,
            kinds: list(3),
            names: list(4),
            countries: list(5),
            doubtful: cell(6).starts_with("doubtful"),
        })
    }

    /// `words` are those of the mention, `who` those it was given to.
    pub(super) fn judge(&self, words: &str, who: &[Whom], register: &Register) -> Verdict {
        let nobody = self.kinds.iter().all(|k| k == "none" || k == "place");
        if who.is_empty() {
            return if nobody { Verdict::Right } else { Verdict::Open };
        }
        let named = who.iter().any(|w| w.kind != ActorKind::Unnamed);
        // What bears the very name it is given is merged with nobody.
        let itself = who.iter().all(|w| w.register.is_none() && fold(&w.name) == fold(words));
        if nobody {
            return if named && !itself { Verdict::Merged } else { Verdict::Kind };
        }
        if self.kinds.iter().any(|k| k == "unnamed") {
            return self.judge_unnamed(who, named);
        }
        let asked = 0..self.names.len().max(1);
        let found = |n: usize| who.iter().any(|w| self.is(n, w, register));
        let stranger =
            |w: &Whom| w.kind != ActorKind::Unnamed && !asked.clone().any(|n| self.is(n, w, register));
        let strangers = who.iter().any(stranger);
        if asked.clone().all(found) && !strangers {
            return Verdict::Right;
        }
        if itself || who.iter().all(|w| asked.clone().any(|n| self.could_be(n, w))) {
            return Verdict::Open;
        }
        if strangers { Verdict::Merged } else { Verdict::Kind }
    }

    fn judge_unnamed(&self, who: &[Whom], named: bool) -> Verdict {
        let country = self.countries.first();
        let fits = |w: &Whom| country.is_none() || w.country.is_none() || w.country.as_ref() == country;
        match named {
            true => Verdict::Merged,
            false if who.iter().any(fits) => Verdict::Right,
            false => Verdict::Kind,
        }
    }

    /// Whether `who` is the `n`th of those meant.
    fn is(&self, n: usize, who: &Whom, register: &Register) -> bool {
        let kind = self.kinds.get(n).or(self.kinds.first()).map_or("", String::as_str);
        let name = self.names.get(n).map_or("", String::as_str);
        match (kind, who.kind) {
            ("state", ActorKind::State) => {
                self.countries.get(n).is_some_and(|c| *c == who.actor || Some(c) == who.country.as_ref())
            }
            ("person", ActorKind::Person) => {
                let listed = |id: &str| listed(name, id, register);
                same_person(name, &who.name)
                    || who.register.as_deref().is_some_and(listed)
                    || self.nicknamed(n, who)
            }
            ("body" | "organization" | "group" | "outlet", k)
                if k != ActorKind::Person && k != ActorKind::Unnamed =>
            {
                // A people, a faith or a region told as an actor may be a state's: then the country says it.
                same_body(name, who, register)
            }
            _ => false,
        }
    }

    /// "Bill Barr" of one country is its "William Barr".
    fn nicknamed(&self, n: usize, who: &Whom) -> bool {
        let (known, written) = (words(self.names.get(n).map_or("", String::as_str)), words(&who.name));
        let same_country = who.country.is_some() && who.country.as_ref() == self.countries.get(n);
        written.len() > 1 && known.last() == written.last() && same_country
    }

    /// Whether `who` has a part of the `n`th name and no other: left open, and no mistake.
    fn could_be(&self, n: usize, who: &Whom) -> bool {
        let (known, written) = (words(self.names.get(n).map_or("", String::as_str)), words(&who.name));
        who.register.is_none() && !written.is_empty() && written.iter().all(|w| known.contains(w))
    }
}

/// The same name, a middle name or a word before it more or less, a first name cut short, a letter off.
fn same_person(a: &str, b: &str) -> bool {
    let solid = |s: &str| fold(s).replace(' ', "");
    if solid(a) == solid(b) || (a.len().min(b.len()) > 8 && distance(&solid(a), &solid(b), 1).is_some()) {
        return true;
    }
    let (a, b) = (words(a), words(b));
    if a.len() < 2 || b.len() < 2 {
        return false;
    }
    let inside = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
    let cut = |x: &str, y: &str| x.starts_with(y) || y.starts_with(x);
    inside(&a, &b) || inside(&b, &a) || (a.last() == b.last() && cut(&a[0], &b[0]))
}

/// One of the names the register has for the person.
fn listed(name: &str, id: &str, register: &Register) -> bool {
    register.people_named(name).iter().any(|p| p.id == id)
        || register.person(id).is_some_and(|p| p.names().iter().any(|known| same_person(name, known)))
}

/// The same entry of the register, or the same words, country names aside.
fn same_body(name: &str, who: &Whom, register: &Register) -> bool {
    let entry = |text: &str| -> Option<&'static str> {
        let whole = register
            .find(text)
            .into_iter()
            .find(|m| m.span.end as usize - m.span.start as usize == text.len());
        whole.and_then(|m| m.body().or(m.organisation()).or(m.state().map(|s| s.0)))
    };
    let known = entry(name);
    if known.is_some() && (known == who.register.as_deref() || known == entry(&who.name)) {
        return true;
    }
    std::iter::once(&who.name).chain(&who.names).any(|n| same_words(name, n, register))
}

fn same_words(a: &str, b: &str, register: &Register) -> bool {
    let bare = |s: &str| -> BTreeSet<String> {
        let states: Vec<_> =
            register.find(s).into_iter().filter(|m| m.state().is_some()).map(|m| m.span).collect();
        let outside: String = s
            .char_indices()
            .map(|(n, c)| if states.iter().any(|p| (p.start..p.end).contains(&(n as u32))) { ' ' } else { c })
            .collect();
        let small = ["of", "the", "and", "for"];
        words(&outside).into_iter().filter(|w| !small.contains(&w.as_str())).collect()
    };
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

fn words(name: &str) -> Vec<String> {
    fold(name).split(' ').filter(|w| w.chars().count() > 1).map(str::to_owned).collect()
}
