//! One encounter, however often the article speaks of it.
//!
//! Mentions are taken in order. One that names its sides joins an encounter with the same people, a compatible time,
//! place and status, or opens a new one; one that does not ("the talks") joins the encounter spoken of last that it
//! may mean. Generic sides ("Chinese officials") give way to persons of the same state at the same time or place.

use super::dates::{coarseness, looks_back};
use super::participants::{MOST, actor, country, domestic, is_public};
use super::status::Standing;
use crate::findings::{
    ActorId, ActorKind, Encounter, EncounterKind, Evidence, Minutes, Place, Status, Time, TimeId,
};
use crate::mentions::Mentions;
use crate::reading::Reading;
use verbale_article::Part;
use verbale_time::{Calendar, TimeExpression, TimeValue};

/// One mention of an encounter with all that its clause says.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) kind: EncounterKind,
    pub(crate) standing: Standing,
    pub(crate) first: Vec<ActorId>,
    pub(crate) second: Vec<ActorId>,
    pub(crate) places: Vec<Place>,
    pub(crate) times: Vec<TimeId>,
    pub(crate) duration: Option<Minutes>,
    pub(crate) tone: Vec<(Option<ActorId>, Evidence)>,
    pub(crate) evidence: Evidence,
    pub(crate) background: bool,
    pub(crate) definite: bool,
    pub(crate) directed: bool,
    /// Told by a verb: without its sides it says nothing.
    pub(crate) verbal: bool,
    /// Not one told of before ("previous visits"), or with somebody unknown ("talks with traders").
    pub(crate) other: bool,
    /// The organisation whose members gather.
    pub(crate) gathering: Option<ActorId>,
    /// Told in the caption of an old picture.
    pub(crate) archived: bool,
}

/// Bytes within which a bare "the talks" means an encounter: some three paragraphs.
const REACH: u32 = 1200;

/// What joining needs to know.
pub(crate) struct Ledger<'a> {
    reading: &'a Reading<'a>,
    mentions: &'a Mentions,
    times: &'a [Time],
    open: Vec<Entry>,
}

/// An encounter in the making.
#[derive(Debug, Clone)]
struct Entry {
    c: Candidate,
    told: bool,
    evidence: Vec<Evidence>,
    last: usize,
}

impl<'a> Ledger<'a> {
    /// An empty ledger for one article.
    pub(crate) fn new(reading: &'a Reading<'a>, mentions: &'a Mentions, times: &'a [Time]) -> Self {
        Self { reading, mentions, times, open: Vec::new() }
    }

    /// Joins all mentions, in order, to encounters.
    pub(crate) fn join(mut self, candidates: Vec<Candidate>) -> Vec<Encounter> {
        let mut waiting = Vec::new();
        for (n, c) in candidates.into_iter().enumerate() {
            if c.standing == Standing::None {
                continue;
            }
            if self.complete(&c) {
                let several = c.first.iter().chain(&c.second).any(|&id| self.is_several(id));
                let passing = several && c.definite && matches!(c.standing, Standing::Leaning(_));
                match self.same(&c) {
                    Some(e) => self.add(e, c, n),
                    // "his talks with officials are seen as a test": those of a visit, not one of their own.
                    None if passing => {}
                    None => self.open_new(c, n),
                }
            } else if c.verbal || c.other {
                continue;
            } else if c.kind != EncounterKind::Visit && c.first.len() + c.second.len() > 1 {
                // Two sides of one state, or nobody of the public world.
                continue;
            } else if let Some(e) = self.meant(&c) {
                self.add(e, c, n);
            } else if c.evidence.part == Part::Headline && !(c.first.is_empty() && c.second.is_empty())
                || c.definite && !(c.times.is_empty() && c.places.is_empty())
            {
                // "The June 12 meeting in Rome": who meets may be told later.
                waiting.push((n, c));
            }
        }
        for (n, c) in waiting {
            let fits: Vec<usize> = (0..self.open.len()).filter(|&e| self.may_mean(&c, e)).collect();
            if let [only] = fits[..] {
                self.add(only, c, n);
            }
        }
        self.close()
    }

    /// Whether a mention names enough to stand alone.
    fn complete(&self, c: &Candidate) -> bool {
        let all: Vec<ActorId> = c.first.iter().chain(&c.second).copied().collect();
        let public = all.iter().any(|&id| self.is_public(id));
        if c.gathering.is_some() {
            return !c.other;
        }
        match c.kind {
            EncounterKind::Visit => {
                let visitor = c.first.iter().any(|&id| self.is_public(id));
                let announced =
                    matches!(c.standing, Standing::Told(Status::Planned | Status::Possible)) && !c.definite;
                visitor && (announced || !c.places.is_empty() || !c.second.is_empty())
            }
            _ => all.len() >= 2 && public && !domestic(self.reading, self.mentions, &all),
        }
    }

    fn company_agrees(&self, a: &Candidate, b: &Candidate) -> bool {
        if a.gathering.is_some() { self.one_year(a, b) } else { self.people_agree(a, b) }
    }

    /// Organisations gather year by year: "last year's summit" is not the one that is told of without a time.
    fn one_year(&self, a: &Candidate, b: &Candidate) -> bool {
        let back = |c: &Candidate| self.expressions(&c.times).into_iter().any(looks_back);
        back(a) == back(b) || self.times_agree(a, b) == Some(true)
    }

    fn is_public(&self, id: ActorId) -> bool {
        actor(self.mentions, id).is_some_and(|a| is_public(self.reading, a))
    }

    fn generic(&self, id: ActorId) -> bool {
        actor(self.mentions, id)
            .is_some_and(|a| matches!(a.kind, ActorKind::State | ActorKind::Body | ActorKind::Unnamed))
    }

    fn country(&self, id: ActorId) -> Option<String> {
        actor(self.mentions, id).and_then(|a| country(self.reading, a))
    }

    /// The encounter a mention with sides is another mention of.
    fn same(&self, c: &Candidate) -> Option<usize> {
        let fits = |&e: &usize| {
            let entry = &self.open[e];
            kinds_agree(c.kind, entry.c.kind)
                && c.gathering == entry.c.gathering
                && self.company_agrees(c, &entry.c)
                && (c.archived == entry.c.archived || self.times_agree(c, &entry.c) == Some(true))
                && self.times_agree(c, &entry.c) != Some(false)
                && self.places_agree(c, &entry.c) != Some(false)
                && self.status_agree(c, entry)
        };
        let found: Vec<usize> = (0..self.open.len()).filter(fits).collect();
        let firm = found.iter().copied().find(|&e| self.times_agree(c, &self.open[e].c) == Some(true));
        firm.or_else(|| found.into_iter().max_by_key(|&e| self.open[e].last))
    }

    /// The encounter a mention without both sides means: the one spoken of last that fits.
    fn meant(&self, c: &Candidate) -> Option<usize> {
        let named = !c.first.is_empty() || !c.second.is_empty();
        // "X has meetings at the palace on Tuesday": with a time or place of its own it is another.
        let own = !(c.definite || c.verbal || c.times.is_empty() && c.places.is_empty());
        if !c.definite && !named || own && c.kind != EncounterKind::Visit && c.evidence.part == Part::Body {
            return None;
        }
        let fits: Vec<usize> = (0..self.open.len()).filter(|&e| self.may_mean(c, e)).collect();
        let firm = fits.iter().copied().find(|&e| self.times_agree(c, &self.open[e].c) == Some(true));
        firm.or_else(|| fits.into_iter().max_by_key(|&e| self.open[e].last))
    }

    fn may_mean(&self, c: &Candidate, e: usize) -> bool {
        let entry = &self.open[e];
        let people = |ids: &[ActorId]| {
            ids.iter().all(|&id| {
                let all = entry.c.first.iter().chain(&entry.c.second);
                all.clone().any(|&p| p == id)
                    || (self.generic(id) && all.clone().any(|&p| self.one_state(id, p)))
            })
        };
        // A visit's owner is its visitor.
        let visitor = c.kind != EncounterKind::Visit
            || c.first.iter().all(|id| entry.c.first.contains(id) || self.generic(*id));
        // Beside a gathering others meet: "the meeting" is theirs.
        let gathers = entry.c.gathering.is_none() || c.kind == EncounterKind::Summit;
        kinds_agree(c.kind, entry.c.kind)
            && gathers
            && visitor
            && self.is_near(c, entry)
            && self.goes_with_end(c, entry)
            && people(&c.first)
            && people(&c.second)
            && self.times_agree(c, &entry.c) != Some(false)
            && self.places_agree(c, &entry.c) != Some(false)
            && self.status_agree(c, entry)
    }

    /// Whether a bare "the talks" follows closely on what it may mean; a headline stands near all of its report.
    fn is_near(&self, c: &Candidate, entry: &Entry) -> bool {
        let bare = c.first.is_empty() && c.second.is_empty();
        let near = |e: &Evidence| {
            e.part != c.evidence.part || c.evidence.span.start.saturating_sub(e.span.end) <= REACH
        };
        !bare || entry.evidence.iter().any(near)
    }

    /// A visit told as a fact is not the one called off, talks to come not those held, unless the times say so.
    fn goes_with_end(&self, c: &Candidate, entry: &Entry) -> bool {
        let ended = matches!(entry.c.standing, Standing::Told(Status::Cancelled | Status::Postponed));
        let fact = matches!(c.standing, Standing::Told(Status::Held) | Standing::Leaning(Status::Held));
        let held = entry.told && matches!(entry.c.standing, Standing::Told(Status::Held));
        let ahead = matches!(c.standing, Standing::Leaning(Status::Planned | Status::Possible));
        !(ended && fact || held && ahead) || self.times_agree(c, &entry.c) == Some(true)
    }

    /// "his talks with senior officials" are with several: no mention of a meeting with one of them.
    fn is_several(&self, id: ActorId) -> bool {
        actor(self.mentions, id).is_some_and(|a| a.kind == ActorKind::Unnamed && a.name.ends_with('s'))
    }

    fn one_state(&self, a: ActorId, b: ActorId) -> bool {
        let country = self.country(a);
        country.is_some() && country == self.country(b)
    }

    /// Whether two mentions have the same people: equal, or a generic side that stands for a person of its state.
    fn people_agree(&self, a: &Candidate, b: &Candidate) -> bool {
        if a.kind == EncounterKind::Visit {
            let visitors = self.matched(&a.first, &b.first).is_some();
            let dest = |c: &Candidate| c.places.iter().find_map(|p| p.country.clone());
            let known = dest(a).is_some() && dest(b).is_some();
            return visitors && (!known || dest(a) == dest(b));
        }
        let all = |c: &Candidate| -> Vec<ActorId> { c.first.iter().chain(&c.second).copied().collect() };
        let (x, y) = (all(a), all(b));
        let Some(replaced) = self.matched(&x, &y) else { return false };
        let several = |these: &[ActorId], those: &[ActorId]| {
            these.iter().any(|id| self.is_several(*id) && !those.contains(id))
        };
        if (several(&x, &y) || several(&y, &x))
            && self.times_agree(a, b) != Some(true)
            && self.places_agree(a, b) != Some(true)
        {
            return false;
        }
        // "China and the US" is one with "Wang and Blinken" only where time, place or an article says so.
        replaced < x.len().min(y.len())
            || a.definite
            || self.times_agree(a, b) == Some(true)
            || self.places_agree(a, b) == Some(true)
    }

    /// Matches the shorter list into the longer; gives how many matched only by state. `None` where one has no match.
    fn matched(&self, a: &[ActorId], b: &[ActorId]) -> Option<usize> {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if short.is_empty() {
            return None;
        }
        let mut used = vec![false; long.len()];
        let mut rest = Vec::new();
        for &id in short {
            match long.iter().position(|&l| l == id) {
                Some(p) => used[p] = true,
                None => rest.push(id),
            }
        }
        let replaced = rest.len();
        for id in rest {
            let p = (0..long.len()).find(|&p| {
                !used[p] && self.one_state(id, long[p]) && (self.generic(id) || self.generic(long[p]))
            })?;
            used[p] = true;
        }
        // A third party left over must not be of another state unless the shorter list is whole.
        (short.len() >= 2 || long.len() == 1).then_some(replaced)
    }

    fn times_agree(&self, a: &Candidate, b: &Candidate) -> Option<bool> {
        let (x, y) = (self.expressions(&a.times), self.expressions(&b.times));
        let mut verdict = None;
        for e in &x {
            for f in &y {
                match compare(e, f) {
                    Some(true) => return Some(true),
                    Some(false) => verdict = Some(false),
                    None => {}
                }
            }
        }
        verdict
    }

    fn expressions(&self, ids: &[TimeId]) -> Vec<&TimeExpression> {
        ids.iter().filter_map(|&id| self.times.get(id as usize)).map(|t| &t.expression).collect()
    }

    fn places_agree(&self, a: &Candidate, b: &Candidate) -> Option<bool> {
        if a.places.is_empty() || b.places.is_empty() {
            return None;
        }
        if a.places.iter().any(|p| b.places.iter().any(|q| p.name.eq_ignore_ascii_case(&q.name))) {
            return Some(true);
        }
        let countries = |c: &Candidate| c.places.iter().find_map(|p| p.country.clone());
        match (countries(a), countries(b)) {
            (Some(x), Some(y)) => {
                // Two cities of one country differ; a city and its country agree.
                let levels = |c: &Candidate| c.places.iter().any(|p| self.is_country(p));
                if x != y {
                    Some(false)
                } else if levels(a) || levels(b) {
                    Some(true)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    fn is_country(&self, p: &Place) -> bool {
        p.country.as_deref().and_then(|c| self.reading.register.state(c)).is_some_and(|s| {
            s.name.eq_ignore_ascii_case(&p.name) || s.aliases.iter().any(|n| n.eq_ignore_ascii_case(&p.name))
        })
    }

    fn status_agree(&self, c: &Candidate, entry: &Entry) -> bool {
        use Status::{Cancelled, Held, Planned, Possible, Postponed};
        let unsure = matches!(entry.c.standing, Standing::Told(Possible));
        if c.standing == Standing::Leaning(Held) && unsure && self.times_agree(c, &entry.c) != Some(true) {
            return false;
        }
        let Standing::Told(new) = c.standing else { return true };
        if !entry.told {
            return true;
        }
        let (Standing::Told(old) | Standing::Leaning(old)) = entry.c.standing else { return true };
        match (old, new) {
            _ if old == new => true,
            (Planned | Possible, Planned | Possible) => true,
            (Planned | Possible, Cancelled | Postponed) | (Cancelled | Postponed, Planned | Possible) => {
                self.times_agree(c, &entry.c) == Some(true)
            }
            (Cancelled, Postponed) | (Postponed, Cancelled) => true,
            (Planned | Possible, Held) | (Held, Planned | Possible) => {
                self.times_agree(c, &entry.c) == Some(true)
            }
            _ => false,
        }
    }

    fn open_new(&mut self, c: Candidate, n: usize) {
        let told = matches!(c.standing, Standing::Told(_));
        self.open.push(Entry { evidence: vec![c.evidence], told, last: n, c });
    }

    fn add(&mut self, e: usize, c: Candidate, n: usize) {
        let first = self.specific(&self.open[e].c.first, &c.first, &c.second);
        let second = self.specific(&self.open[e].c.second, &c.second, &c.first);
        let generic: Vec<bool> = c.first.iter().chain(&c.second).map(|&id| self.generic(id)).collect();
        let covered: Vec<bool> = c
            .first
            .iter()
            .chain(&c.second)
            .map(|&id| first.iter().chain(&second).any(|&p| p == id || self.one_state(id, p)))
            .collect();
        let entry = &mut self.open[e];
        entry.c.first = first;
        entry.c.second = second;
        let room = MOST.saturating_sub(entry.c.first.len() + entry.c.second.len());
        let newcomers: Vec<ActorId> = c
            .first
            .iter()
            .chain(&c.second)
            .copied()
            .zip(covered.iter().zip(&generic))
            .filter(|(id, (covered, generic))| {
                let inside = entry.c.first.contains(id) || entry.c.second.contains(id);
                !(inside || **covered && **generic)
            })
            .map(|(id, _)| id)
            .take(room)
            .collect();
        entry.c.second.extend(newcomers);
        entry.last = n;
        entry.evidence.push(c.evidence);
        // "He would like to have the meeting at home": a wish is no place of what others say is settled.
        let wish =
            |s: Standing| matches!(s, Standing::Told(Status::Possible) | Standing::Leaning(Status::Possible));
        if !wish(c.standing) || wish(entry.c.standing) {
            push_new(&mut entry.c.places, c.places, |a, b| a.name == b.name);
        }
        push_new(&mut entry.c.times, c.times, |a, b| a == b);
        push_new(&mut entry.c.tone, c.tone, |a, b| a.1 == b.1);
        if entry.c.duration.is_none() {
            entry.c.duration = c.duration;
        }
        entry.c.background &= c.background;
        entry.c.directed |= c.directed;
        entry.c.kind = firmer_kind(entry.c.kind, c.kind);
        let (standing, told) = later(entry.c.standing, entry.told, c.standing);
        entry.c.standing = standing;
        entry.told = told;
    }

    /// `old` with its generic members replaced by persons of the same state among `new` (or `other`).
    fn specific(&self, old: &[ActorId], new: &[ActorId], other: &[ActorId]) -> Vec<ActorId> {
        let mut out: Vec<ActorId> = Vec::new();
        for &id in old {
            let person = new.iter().chain(other).copied().find(|&p| {
                p != id && self.generic(id) && !self.generic(p) && self.one_state(id, p) && !old.contains(&p)
            });
            let id = person.unwrap_or(id);
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }

    /// "Officials met Sherman on Monday in Tianjin. She spoke with Wang after meeting Xie.": the meeting with several is
    /// those with each, told at once, and gives them its day and place.
    fn share_out(&mut self) {
        let mut at = 0;
        while at < self.open.len() {
            let parts: Vec<usize> =
                (0..self.open.len()).filter(|&e| e != at && self.is_part(e, at)).collect();
            if parts.is_empty() {
                at += 1;
                continue;
            }
            let whole = self.open[at].clone();
            for e in parts {
                let part = &mut self.open[e];
                if part.c.times.is_empty() {
                    part.c.times.clone_from(&whole.c.times);
                }
                if part.c.places.is_empty() {
                    part.c.places.clone_from(&whole.c.places);
                }
                part.evidence.extend(whole.evidence.iter().copied());
            }
            self.open.remove(at);
        }
    }

    /// Whether entry `e` is one of the meetings that entry `whole` tells at once.
    fn is_part(&self, e: usize, whole: usize) -> bool {
        let (part, whole) = (&self.open[e], &self.open[whole]);
        let all = |c: &Candidate| -> Vec<ActorId> { c.first.iter().chain(&c.second).copied().collect() };
        let (one, several) = (all(&part.c), all(&whole.c));
        let (group, named): (Vec<ActorId>, Vec<ActorId>) =
            several.iter().partition(|&&id| self.is_several(id));
        let after = |a: &Evidence, b: &Evidence| {
            a.part == b.part
                && a.span.start >= b.span.start
                && a.span.start.saturating_sub(b.span.end) <= REACH / 2
        };
        !group.is_empty()
            && !named.is_empty()
            && named.iter().all(|id| one.contains(id))
            && group.iter().all(|&g| one.iter().any(|&p| !self.generic(p) && self.one_state(g, p)))
            && kinds_agree(part.c.kind, whole.c.kind)
            && matches!((part.c.standing, whole.c.standing), (Standing::Told(a), Standing::Told(b)) if a == b)
            && self.times_agree(&part.c, &whole.c) != Some(false)
            && self.places_agree(&part.c, &whole.c) != Some(false)
            && part.evidence.iter().any(|a| whole.evidence.iter().any(|b| after(a, b)))
    }

    fn close(mut self) -> Vec<Encounter> {
        self.share_out();
        let mut out: Vec<Encounter> = Vec::new();
        for entry in self.open {
            let (Standing::Told(status) | Standing::Leaning(status)) = entry.c.standing else { continue };
            let c = entry.c;
            let mut evidence = entry.evidence;
            evidence.sort();
            evidence.dedup();
            let mut times = c.times;
            let order = |id: &TimeId| self.times.get(*id as usize).map_or(9, |t| coarseness(&t.expression));
            times.sort_by_key(order);
            let past = |id: &TimeId| self.times.get(*id as usize).is_some_and(|t| looks_back(&t.expression));
            let background = c.background || (status == Status::Held && times.first().is_some_and(past));
            let visitors = if c.directed { c.first.len() as u32 } else { 0 };
            let mut participants = c.first;
            for id in c.second {
                if !participants.contains(&id) {
                    participants.push(id);
                }
            }
            participants.truncate(MOST);
            out.push(Encounter {
                kind: c.kind,
                status,
                participants,
                visitors,
                places: c.places,
                times,
                duration: c.duration,
                issues: Vec::new(),
                evidence,
                tone: c.tone,
                background,
            });
        }
        out.sort_by(|a, b| a.evidence.cmp(&b.evidence));
        out
    }
}

fn push_new<T>(to: &mut Vec<T>, from: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for x in from {
        if !to.iter().any(|y| same(y, &x)) {
            to.push(x);
        }
    }
}

fn kinds_agree(a: EncounterKind, b: EncounterKind) -> bool {
    use EncounterKind::{Call, Meeting, Summit, Talks, Visit};
    matches!(
        (a, b),
        (Meeting | Talks | Summit, Meeting | Talks | Summit)
            | (Call, Call | Talks)
            | (Talks, Call)
            | (Visit, Visit)
    )
}

fn firmer_kind(a: EncounterKind, b: EncounterKind) -> EncounterKind {
    use EncounterKind::Talks;
    if a == Talks { b } else { a }
}

/// The status two mentions leave together: what is told beats what is leaned to, the later stage the earlier.
fn later(old: Standing, told: bool, new: Standing) -> (Standing, bool) {
    use Status::{Cancelled, Held, Planned, Possible, Postponed};
    let (Standing::Told(b), Standing::Told(a) | Standing::Leaning(a)) = (new, old) else {
        return (old, told);
    };
    if !told {
        return (Standing::Told(b), true);
    }
    let rank = |s: Status| match s {
        Possible => 0,
        Planned => 1,
        Postponed => 2,
        Cancelled => 3,
        Held => 4,
    };
    (Standing::Told(if rank(b) > rank(a) { b } else { a }), true)
}

/// Whether two expressions may mean one time; `None` where the words do not tell.
fn compare(a: &TimeExpression, b: &TimeExpression) -> Option<bool> {
    if a.value == b.value {
        return Some(true);
    }
    match (&a.value, &b.value) {
        (TimeValue::Calendar(x), TimeValue::Calendar(y)) => calendars(x, y),
        (TimeValue::Relative(x), TimeValue::Relative(y)) => {
            let both = x.unit == y.unit && x.anchor == y.anchor && x.offset.is_some() && y.offset.is_some();
            both.then_some(x.offset == y.offset)
        }
        // "Monday" and "last year", "in November" and "on Monday".
        _ if looks_back(a) && coarseness(b) == 0 && !dated(b) => Some(false),
        _ if looks_back(b) && coarseness(a) == 0 && !dated(a) => Some(false),
        _ => None,
    }
}

/// Whether it names month and day, so that a month or year may contain it.
fn dated(e: &TimeExpression) -> bool {
    matches!(&e.value, TimeValue::Calendar(c) if c.part.is_some())
}

fn calendars(x: &Calendar, y: &Calendar) -> Option<bool> {
    if let (Some(a), Some(b)) = (x.weekday, y.weekday) {
        return if a != b {
            Some(false)
        } else {
            Some(x.which == y.which || x.which.is_none() || y.which.is_none())
        };
    }
    if let (Some(a), Some(b)) = (x.year, y.year)
        && a != b
        && matches!((a, b), (verbale_time::YearRef::Year(_), verbale_time::YearRef::Year(_)))
    {
        return Some(false);
    }
    if x.weekday.is_some() != y.weekday.is_some() {
        let (day, other) = if x.weekday.is_some() { (x, y) } else { (y, x) };
        let bare = day.part.is_none() && day.year.is_none();
        return (bare
            && !matches!(other.part, Some(verbale_time::Part::Day(..) | verbale_time::Part::DayOfMonth(_))))
        .then_some(false);
    }
    match (x.part, y.part) {
        (Some(a), Some(b)) if a == b => Some(true),
        (Some(verbale_time::Part::Month(m)), Some(verbale_time::Part::Day(n, _)))
        | (Some(verbale_time::Part::Day(n, _)), Some(verbale_time::Part::Month(m))) => {
            (m != n).then_some(false)
        }
        (Some(verbale_time::Part::Month(_)), Some(verbale_time::Part::Month(_)))
        | (Some(verbale_time::Part::Day(..)), Some(verbale_time::Part::Day(..))) => Some(false),
        _ => None,
    }
}
