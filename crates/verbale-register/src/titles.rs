//! Phrases for offices in running text: `China's vice foreign minister`, `then-U.S. House Speaker`.
//!
//! A title is a phrase of `titles.tsv` with what stands before it (rank, standing, the state or body) and after it
//! (`to China`, `of Japan`, `for the Foreign Ministry`). What the phrase means may depend on the state: `foreign
//! secretary` is a minister in London and an official in New Delhi.

use verbale_span::Span;

use crate::names::{Entry, Match};
use crate::register::Register;
use crate::scan::{Builder, Phrases};

/// Whether the office is held at the time of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// Nothing else is said.
    #[default]
    Current,
    /// `former`, `ex-`, `late`.
    Former,
    /// `then-`: at the time told of.
    Then,
    /// `acting`, `interim`, `caretaker`.
    Acting,
    /// `-elect`, `-designate`, `incoming`, `nominee`.
    Coming,
}

/// An office as a phrase names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Role id, see [`crate::Office`].
    pub role: &'static str,
    /// The state (alpha-3) or organisation whose office it is; `None` where the phrase does not tell.
    pub of: Option<&'static str>,
    /// Whether `of` follows from the phrase itself (`Secretary of State`) and is not named beside it.
    pub implied: bool,
    /// The state or organisation an ambassador is sent to.
    pub counterpart: Option<&'static str>,
    /// The body a spokesperson speaks for, where a listed or made one is named.
    pub body: Option<&'static str>,
    /// Whether the person is a deputy or assistant to the role, which then is not theirs.
    pub deputy: bool,
    /// Whether the office is held now.
    pub standing: Standing,
    /// Whether the phrase is loose (`top diplomat`, `leader`).
    pub weak: bool,
}

pub(crate) struct Titles {
    phrases: Phrases<usize>,
    groups: Vec<Vec<usize>>,
}

const POSSESSIVES: [&str; 4] = ["'s", "’s", "'", "’"];
/// Role of those who speak for a body; the body makes it `foreign-ministry-spokesperson`.
const SPOKESPERSON: &str = "spokesperson";
/// What a `shadow` minister holds.
const LEGISLATOR: &str = "legislator";
const AMBASSADOR: [&str; 3] = ["ambassador", "charge-d-affaires", "consul-general"];
/// Organisations that send ambassadors of their own; to all others they are sent.
const SENDERS: [&str; 2] = ["EU", "AU"];
/// Words of rank that a state may follow inside a title.
const RANKS: [&str; 14] = [
    "chief",
    "highest-ranking",
    "leading",
    "most senior",
    "no. 2",
    "no. 3",
    "number two",
    "number-two",
    "permanent",
    "ranking",
    "second-highest",
    "second-ranking",
    "special",
    "top",
];
/// No title goes on for more bytes than this after a state inside it.
const LONGEST: usize = 64;

/// Where the holder of an office may be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nowhere,
    /// An ambassador.
    Anywhere,
    /// An envoy, who at an organisation is what others call an ambassador.
    ToOrganisations,
}

/// A title phrase in a text: where, its group, and the state or organisation inside it.
type Hit = (Span, usize, Option<&'static str>);

impl Titles {
    pub(crate) fn new(register: &Register) -> Self {
        let mut b = Builder::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for (n, row) in register.title_rows().iter().enumerate() {
            if last != Some(row.phrase) {
                b.add(row.phrase, groups.len());
                groups.push(Vec::new());
                last = Some(row.phrase);
            }
            groups.last_mut().into_iter().for_each(|g| g.push(n));
        }
        Self { phrases: b.build(), groups }
    }

    pub(crate) fn find(&self, register: &Register, text: &str, names: &[Match]) -> Vec<(Span, Title)> {
        let plain = self.phrases.find(text).into_iter();
        let mut hits: Vec<Hit> = plain.filter_map(|(span, g)| Some((span, *g.first()?, None))).collect();
        hits.extend(names.iter().filter_map(|name| self.with_name_inside(register, text, name)));
        hits.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
        let mut out: Vec<(Span, Title)> = Vec::new();
        for (span, group, of) in hits {
            let sent = self.sent(register, text, span, group);
            let around = Around::read(register, text, names, Around { span, of, ..Around::default() }, sent);
            let Some(title) = self.choose(register, group, &around) else { continue };
            match out.last_mut() {
                // `deputy` of a longer title before it: one title, the longer.
                Some((before, _)) if before.overlaps(around.span) => {}
                _ => out.push((around.span, title)),
            }
        }
        out
    }

    /// `top U.S. diplomat`, `permanent U.N. representative`: a title of the tables with a name after its first word.
    fn with_name_inside(&self, register: &Register, text: &str, name: &Match) -> Option<Hit> {
        let body = name.body().and_then(|id| register.body(id)).map(|b| b.country);
        let of = name.state().map(|(code, _)| code).or_else(|| name.organisation()).or(body)?;
        let (from, to) = (name.span.start as usize, name.span.end as usize);
        let before = text.get(..from)?.strip_suffix(' ')?;
        let (rank, start) = RANKS.iter().find_map(|rank| {
            let start = before.len().checked_sub(rank.len())?;
            let is_word = !before.get(..start)?.ends_with(|c: char| c.is_alphanumeric() || c == '-');
            (is_word && before.get(start..)?.eq_ignore_ascii_case(rank)).then_some((rank, start))
        })?;
        // `U.S. military` and `U.S. diplomat` are one name, and in `top U.S. military officer` half of it is the title's.
        let inside = text.get(from..to)?.match_indices(' ').map(|(n, _)| from + n);
        inside.filter(|_| body.is_some()).chain(body.is_none().then_some(to)).find_map(|cut| {
            let rest = text.get(cut..)?;
            let rest = rest.get(..rest.floor_char_boundary(LONGEST)).filter(|r| r.starts_with(' '))?;
            let phrase = format!("{rank}{rest}");
            let (found, groups) = self.phrases.find(&phrase).into_iter().next()?;
            let end = cut + (found.end as usize).checked_sub(rank.len())?;
            (found.start == 0 && end > cut && end >= to).then_some((
                Span::new(start, end),
                *groups.first()?,
                Some(of),
            ))
        })
    }

    /// Whether the phrase names someone sent somewhere, so that `to China` tells where.
    fn sent(&self, register: &Register, text: &str, span: Span, group: usize) -> Sent {
        let rows = self.groups.get(group).into_iter().flatten();
        if rows.filter_map(|&n| register.title_rows().get(n)).any(|r| AMBASSADOR.contains(&r.role)) {
            return Sent::Anywhere;
        }
        let word = span.of(text);
        let envoy = word.eq_ignore_ascii_case("envoy") || word.eq_ignore_ascii_case("envoys");
        if envoy { Sent::ToOrganisations } else { Sent::Nowhere }
    }

    fn choose(&self, register: &Register, group: usize, around: &Around) -> Option<Title> {
        let rows: Vec<_> =
            self.groups.get(group)?.iter().filter_map(|&n| register.title_rows().get(n)).collect();
        let of = around.of.or(around.body.and_then(|id| register.body(id)).map(|b| b.country));
        let row = match of {
            Some(of) => rows
                .iter()
                .find(|r| r.scope.contains(&of))
                .or_else(|| rows.iter().find(|r| r.scope.is_empty())),
            None => rows.iter().find(|r| r.scope.is_empty() || r.implied.is_some()).or(rows.first()),
        }?;
        let implied = of.is_none() && row.implied.is_some();
        let of = match row.implied {
            // An organ of an organisation: its offices are the organisation's (`European Commission president`).
            Some(whole) if of.is_some_and(|of| register.organisation(of).is_some()) => Some(whole),
            implied => of.or(implied),
        };
        // `military leaders` lead no state; the secretary of a party does lead the party.
        let own =
            || around.kind.is_some() && register.office(row.role).is_some_and(|o| o.body == around.kind);
        if row.weak && (of.is_none() || around.body.is_some() && !own()) {
            return None;
        }
        let mut title = Title {
            role: row.role,
            of,
            implied,
            counterpart: around.counterpart,
            body: around.body,
            deputy: around.deputy,
            standing: around.standing,
            weak: row.weak,
        };
        if row.role == SPOKESPERSON {
            let own = around.kind.and_then(|kind| {
                register.offices().find(|o| o.body == Some(kind) && o.role.ends_with(SPOKESPERSON))
            });
            title.role = own.map_or(SPOKESPERSON, |o| o.role);
        }
        if around.posted {
            title.role = AMBASSADOR[0];
        }
        if around.shadow {
            title.role = LEGISLATOR;
            title.deputy = false;
        }
        if title.deputy
            && let Some(deputy) = register.office(title.role).and_then(|o| o.deputy)
        {
            title.role = deputy;
            title.deputy = false;
        }
        Some(title)
    }
}

/// What stands around a title phrase and belongs to it.
#[derive(Debug, Default)]
struct Around {
    span: Span,
    of: Option<&'static str>,
    body: Option<&'static str>,
    kind: Option<&'static str>,
    counterpart: Option<&'static str>,
    deputy: bool,
    standing: Standing,
    /// An opposition's minister.
    shadow: bool,
    /// An envoy posted to an organisation.
    posted: bool,
}

impl Around {
    fn read(register: &Register, text: &str, names: &[Match], hit: Self, sent: Sent) -> Self {
        let mut around = hit;
        // Whether the name before the title stands without `'s`.
        let mut plain = around.of.is_some();
        around.overlapped(register, names);
        around.leftwards(register, text, names, &mut plain);
        if sent != Sent::Nowhere {
            around.sender(register, text, names, sent, plain);
        }
        around.rightwards(register, text, names, sent);
        around
    }

    /// `China's U.N. ambassador`: the name next to the title is where he is sent, the one before it who sends him.
    fn sender(&mut self, register: &Register, text: &str, names: &[Match], sent: Sent, plain: bool) {
        let Some(inner) = self.of.filter(|_| plain && self.body.is_none()) else { return };
        let organisation = register.organisation(inner).is_some();
        let before = text.get(..self.span.start as usize).unwrap_or("");
        let bare = before.strip_suffix(' ').unwrap_or("");
        let owner = POSSESSIVES.iter().find_map(|p| bare.strip_suffix(p));
        let outer = ending_at(names, owner.unwrap_or(bare).len()).filter(|_| !bare.is_empty());
        match outer.and_then(|name| Some((name, name.state()?.0))) {
            Some((name, state))
                if organisation || (owner.is_some() && sent == Sent::Anywhere && state != inner) =>
            {
                self.span.start = name.span.start;
                self.of = Some(state);
                self.counterpart = Some(inner);
                self.posted = sent == Sent::ToOrganisations;
            }
            // The organisation sends nobody: whose ambassador it is, the words do not tell.
            _ if organisation && sent == Sent::Anywhere && !SENDERS.contains(&inner) => {
                self.of = None;
                self.counterpart = Some(inner);
            }
            _ => {}
        }
    }

    /// A name that runs into the title: `US House` + `House Speaker`.
    fn overlapped(&mut self, register: &Register, names: &[Match]) {
        let n = names.partition_point(|m| m.span.end <= self.span.start);
        if let Some(name) = names.get(n)
            && name.span.start < self.span.start
            && name.span.end < self.span.end
            && self.belongs(register, name)
        {
            self.span.start = name.span.start;
        }
        // `secretary of the Communist Party` + `Communist Party of Cuba`.
        let n = names.partition_point(|m| m.span.end <= self.span.end);
        if let Some(name) = names.get(n)
            && (self.span.start..self.span.end).contains(&name.span.start)
            && name.body().is_some()
            && self.belongs(register, name)
        {
            self.span.end = name.span.end;
        }
    }

    fn leftwards(&mut self, register: &Register, text: &str, names: &[Match], plain: &mut bool) {
        // No title has more than a handful of words before it.
        for _ in 0..6 {
            let start = self.span.start as usize;
            let Some(before) = text.get(..start) else { return };
            // A line ends a paragraph: no title runs over it.
            let bare = before.trim_end_matches([' ', '-', '\u{2011}']);
            if start - bare.len() > 2 || (bare.len() == start && start > 0) {
                return;
            }
            if let Some(from) = self.prefix(bare) {
                self.span.start = from as u32;
                continue;
            }
            if self.of.is_some() || self.body.is_some() || self.kind.is_some() {
                return;
            }
            let owner = POSSESSIVES.iter().find_map(|p| bare.strip_suffix(p));
            *plain = owner.is_none();
            let Some(name) = ending_at(names, owner.unwrap_or(bare).len()) else { return };
            if !self.belongs(register, name) {
                return;
            }
            self.span.start = name.span.start;
        }
    }

    fn prefix(&mut self, bare: &str) -> Option<usize> {
        let word_at = bare
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |i| i + bare.get(i..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8));
        let word = bare.get(word_at..).unwrap_or("");
        if word.len() > 12 {
            return None;
        }
        match word.to_ascii_lowercase().as_str() {
            "former" | "ex" | "late" | "onetime" | "ousted" => self.standing = Standing::Former,
            "then" => self.standing = Standing::Then,
            "acting" | "interim" | "caretaker" => self.standing = Standing::Acting,
            "incoming" => self.standing = Standing::Coming,
            "outgoing" | "current" | "new" | "first" | "senior" | "sitting" => {}
            "deputy" | "vice" | "assistant" | "associate" => self.deputy = true,
            "shadow" => self.shadow = true,
            _ => return None,
        }
        Some(word_at)
    }

    fn belongs(&mut self, register: &Register, name: &Match) -> bool {
        if let Some(id) = name.body() {
            self.body = Some(id);
            self.kind = register.body(id).map(|b| b.kind);
        } else if let Some((code, _)) = name.state() {
            self.of = Some(code);
        } else if let Some(id) = name.organisation() {
            self.of = Some(id);
        } else if let Some(kind) = kind_of(name) {
            self.kind = Some(kind);
        } else {
            return false;
        }
        true
    }

    fn rightwards(&mut self, register: &Register, text: &str, names: &[Match], sent: Sent) {
        for _ in 0..3 {
            let end = self.span.end as usize;
            let Some(after) = text.get(end..) else { return };
            if let Some(length) = coming(after) {
                self.standing = Standing::Coming;
                self.span.end += length as u32;
                continue;
            }
            let Some((word, length)) = link(after) else { return };
            let Some(name) = starting_at(names, end + length) else { return };
            let actor = name.state().map(|(code, _)| code).or_else(|| name.organisation());
            match word {
                "to" | "in" if sent == Sent::Anywhere && self.counterpart.is_none() && actor.is_some() => {
                    self.counterpart = actor
                }
                "to" | "at" if sent == Sent::ToOrganisations && self.is_envoy_to(register, name) => {
                    self.counterpart = actor;
                    self.posted = true;
                }
                "of" | "for" if self.of.is_none() && self.body.is_none() => {
                    let known = self.kind;
                    if !self.belongs(register, name) {
                        return;
                    }
                    self.kind = self.kind.or(known);
                }
                _ => return,
            }
            self.span.end = name.span.end;
        }
    }
}

impl Around {
    /// `Russia's envoy to the U.N.`, not `the U.N. envoy to Syria`.
    fn is_envoy_to(&self, register: &Register, name: &Match) -> bool {
        let state = self.of.is_some_and(|of| register.state(of).is_some());
        state && self.counterpart.is_none() && name.state().is_none() && name.organisation().is_some()
    }
}

fn kind_of(name: &Match) -> Option<&'static str> {
    name.entries.iter().find_map(|e| if let Entry::BodyKind(kind) = *e { Some(kind) } else { None })
}

fn ending_at(names: &[Match], end: usize) -> Option<&Match> {
    let n = names.partition_point(|m| (m.span.end as usize) < end);
    names.get(n).filter(|m| m.span.end as usize == end)
}

fn starting_at(names: &[Match], start: usize) -> Option<&Match> {
    let n = names.partition_point(|m| (m.span.start as usize) < start);
    names.get(n).filter(|m| m.span.start as usize == start)
}

/// `-elect` and the like after a title: how many bytes.
fn coming(after: &str) -> Option<usize> {
    ["-elect", "-designate", " designate", "-nominee", " nominee", "-in-waiting"]
        .iter()
        .find(|w| after.get(..w.len()).is_some_and(|a| a.eq_ignore_ascii_case(w)))
        .map(|w| w.len())
}

/// The word that ties a title to what follows, and the bytes up to the name.
fn link(after: &str) -> Option<(&'static str, usize)> {
    ["to", "of", "for", "in", "at"].into_iter().find_map(|word| {
        let rest = after.strip_prefix(' ')?.strip_prefix(word)?.strip_prefix(' ')?;
        let bare = rest.strip_prefix("the ").unwrap_or(rest);
        Some((word, after.len() - bare.len()))
    })
}
