//! The rooms in their order: who is who over all articles, then circle by circle what its articles tell together, then
//! what runs through all circles: actors, demands, positions.
//!
//! Who is who in a circle depends on its articles' dates, and the date of an undated article on who meets whom in others.
//! So casting and dating are gone through until nothing changes, a few times at most, each pass from the whole of the
//! last.

use crate::actors::entries::Entries;
use crate::actors::{Cast, Rulings, Troupe};
use crate::circles::Bond;
use crate::dating::{self, Dated, Holders};
use crate::encounters::{self, Context};
use crate::garbling::{self, Garbled};
use crate::gist::Reader;
use crate::lineage::{self, Lineage};
use crate::model::{
    About, Actor, Article, Comparison, Demand, Encounter, Event, Flag, Open, Position, Record, Removed,
    SetAside, Statement, Story,
};
use crate::places::Atlas;
use crate::source::Source;
use crate::statements::utterances;
use crate::stories::{self, Grouping, Texts};
use crate::times::{self, Told};
use crate::trace::Trace;
use crate::voices::Voices;
use crate::{
    Entry, FORMAT, circles, company, comparisons, demands, events, positions, readouts, sorting, statements,
    threads,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::hash::{Hash, Hasher};
use verbale_article::FlagKind;
use verbale_extract::Depth;
use verbale_extract::findings::ActorId;
use verbale_register::Register;
use xxhash_rust::xxh3::Xxh3;

/// Counts up when the rooms change what they make of the same findings: kept parts are then made anew.
pub(crate) const MAKING: u32 = 3;

/// A chain of articles dated by one another is followed this far.
const PASSES: usize = 4;

/// What the register gives the rooms, laid out once.
pub(crate) struct Ground<'r> {
    pub(crate) register: &'r Register,
    pub(crate) atlas: Atlas,
    pub(crate) holders: Holders<'r>,
    reader: Reader,
}

impl<'r> Ground<'r> {
    pub(crate) fn new(register: &'r Register) -> Self {
        Self {
            register,
            atlas: Atlas::new(register),
            holders: Holders::new(register),
            reader: Reader::new(register),
        }
    }
}

/// What a circle of articles gives the record.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) articles: Vec<Article>,
    /// Ids of the actors that each of the articles names.
    pub(crate) named: Vec<BTreeSet<String>>,
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<Event>,
    pub(crate) stories: Vec<Story>,
    pub(crate) comparisons: Vec<Comparison>,
    /// What is asked for, account by account: one demand may run through many circles.
    pub(crate) asked: Vec<demands::Account>,
    /// Who turned out to be somebody else than the traces tell.
    pub(crate) placed: Vec<Replaced>,
}

/// A cluster that is not who its trace tells: id of the article, number in it, id of the person.
pub(crate) type Replaced = (String, ActorId, String);

/// What the passes settle.
struct Settled {
    dated: Vec<Dated>,
    rulings: Rulings,
    cast: Cast,
    told: Vec<Vec<Option<Told>>>,
    accounts: Vec<encounters::Account>,
}

/// The articles in the order of their ids, each once.
fn sorted(entries: &[Entry]) -> Vec<&Entry> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| (&a.article.id, &a.article.source).cmp(&(&b.article.id, &b.article.source)));
    sorted.dedup_by(|a, b| a.article.id == b.article.id);
    sorted
}

/// What is known of all articles together: who is who, which are of one story, which hang together.
pub(crate) struct World {
    pub(crate) traces: Vec<Trace>,
    troupe: Troupe,
    story: Grouping,
    /// Articles without a day of their own that got one from mates.
    redated: BTreeMap<usize, Dated>,
    pub(crate) circles: Vec<Vec<usize>>,
}

impl World {
    /// From the traces, by id, and the bonds between them. `alike` tells how alike two articles are that have no bond, and
    /// `read` gives an article in full.
    pub(crate) fn new<E>(
        mut traces: Vec<Trace>,
        bonds: &[Bond],
        mut alike: impl FnMut(&Trace, &Trace) -> Result<f32, E>,
        mut read: impl FnMut(&Trace) -> Result<Entry, E>,
        ground: &Ground<'_>,
        threads: usize,
    ) -> Result<Self, E> {
        let mut known: HashMap<(usize, usize), f32> = bonds.iter().map(|b| ((b.a, b.b), b.alike)).collect();
        let mut redated: BTreeMap<usize, Dated> = BTreeMap::new();
        let mut pass = 0;
        loop {
            let troupe = Troupe::new(&traces, ground.register);
            let cast = troupe.parties(&traces, ground.register);
            let accounts = encounters::traced(&traces, &cast);
            let mut shared = BTreeMap::new();
            for (a, b) in stories::shared(&accounts, &cast, &traces) {
                let alike = match known.get(&(a, b)) {
                    Some(alike) => *alike,
                    None => alike(&traces[a], &traces[b])?,
                };
                known.insert((a, b), alike);
                shared.insert((a, b), alike);
            }
            let story = stories::cluster(&traces, bonds, &shared, &accounts);
            let mut better = Vec::new();
            for (a, pairs) in dating::mates(&traces, &accounts, &cast, &story.of) {
                let entry = read(&traces[a])?;
                let source = Source::new(&entry);
                let own = dating::alone(&source, &ground.holders);
                if let Some(dated) = dating::by_mates(&source, &own, &pairs, &accounts, &traces) {
                    better.push((a, Trace::of(&source, traces[a].print, &dated, ground).0, dated));
                }
            }
            pass += 1;
            if better.is_empty() || pass == PASSES {
                let dated: Vec<Dated> = traces.iter().map(Trace::dated).collect();
                let context = Context { cast: &cast, dated: &dated, atlas: &ground.atlas, story: &story.of };
                let told = encounters::bonds(&accounts, &context, threads);
                let circles = circles::of(traces.len(), story.of.iter().copied().enumerate().chain(told));
                return Ok(Self { traces, troupe, story, redated, circles });
            }
            for (a, trace, dated) in better {
                traces[a] = trace;
                redated.insert(a, dated);
            }
        }
    }

    /// A number made of all that the entries of a circle follow from, beside the program and the register.
    pub(crate) fn print(&self, circle: &[usize]) -> u64 {
        let mut hasher = Xxh3::new();
        for &a in circle {
            let follows = self.story.follows.get(&self.story.of[a]).map(|&s| &self.traces[s].id);
            let story = &self.traces[self.story.of[a]].id;
            (&self.traces[a].id, self.traces[a].print, self.troupe.view(a), story, follows).hash(&mut hasher);
            self.redated.get(&a).map(|d| (d.when, &d.basis)).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The entries of all actors, after what the circles settled.
    pub(crate) fn actors<'w>(&'w self, replaced: Vec<Replaced>, register: &'w Register) -> Entries<'w> {
        let number = |id: &str| self.traces.binary_search_by(|t| t.id.as_str().cmp(id)).ok();
        let replaced = replaced.into_iter();
        let rulings: Rulings =
            replaced.filter_map(|(id, local, person)| Some(((number(&id)?, local), person))).collect();
        Entries::new(&self.troupe, &self.traces, &rulings, register)
    }

    /// The stories of a circle, by the numbers of its articles in it.
    fn stories(&self, circle: &[usize]) -> stories::Circle {
        let own = |a: usize| circle.binary_search(&a).unwrap_or_default();
        let of: Vec<usize> = circle.iter().map(|&a| own(self.story.of[a])).collect();
        let follows = of.iter().filter_map(|&s| {
            let earlier = self.story.follows.get(&circle[s])?;
            Some((s, stories::id(&self.traces[*earlier].id)))
        });
        stories::Circle { follows: follows.collect(), of }
    }
}

/// All articles at hand.
struct Whole<'e> {
    entries: Vec<&'e Entry>,
    world: World,
}

impl<'e> Whole<'e> {
    fn new(entries: &'e [Entry], ground: &Ground<'_>) -> Self {
        let entries = sorted(entries);
        let trace = |e: &&Entry| {
            let source = Source::new(e);
            Trace::of(&source, 0, &dating::alone(&source, &ground.holders), ground)
        };
        let (traces, weighed): (Vec<_>, Vec<_>) = entries.iter().map(trace).unzip();
        let all: Vec<usize> = (0..traces.len()).collect();
        let Ok(bonds) = circles::bonds(&traces, &all, |n| Ok::<_, Infallible>(weighed[n].clone()));
        let at = |t: &Trace| entries.binary_search_by(|e| e.article.id.cmp(&t.id)).unwrap_or_default();
        let alike =
            |a: &Trace, b: &Trace| Ok::<_, Infallible>(stories::alike(&weighed[at(a)], &weighed[at(b)]));
        let Ok(world) = World::new(traces, &bonds, alike, |t| Ok(entries[at(t)].clone()), ground, 1);
        Self { entries, world }
    }

    fn sources(&self, circle: &[usize]) -> Vec<Source<'e>> {
        circle.iter().map(|&a| Source::new(self.entries[a])).collect()
    }
}

/// What `read` takes from the articles of each circle and who is who in them.
pub(crate) fn casts<T>(
    entries: &[Entry],
    register: &Register,
    mut read: impl FnMut(&[Source<'_>], &Cast) -> T,
) -> Vec<T> {
    let ground = Ground::new(register);
    let whole = Whole::new(entries, &ground);
    let circles = whole.world.circles.iter();
    circles
        .map(|circle| {
            let sources = whole.sources(circle);
            read(&sources, &settle(&sources, circle, &whole.world, &ground).cast)
        })
        .collect()
}

pub(crate) fn build(entries: &[Entry], set_aside: &[SetAside], register: &Register) -> Record {
    let ground = Ground::new(register);
    let whole = Whole::new(entries, &ground);
    let mut record = Record {
        record: about(whole.world.traces.len(), set_aside, register),
        articles: Vec::new(),
        actors: Vec::new(),
        encounters: Vec::new(),
        statements: Vec::new(),
        demands: Vec::new(),
        positions: Vec::new(),
        events: Vec::new(),
        stories: Vec::new(),
        comparisons: Vec::new(),
    };
    let (mut asked, mut replaced) = (Vec::new(), Vec::new());
    for circle in &whole.world.circles {
        let part = part(&whole.sources(circle), circle, &whole.world, &ground);
        record.articles.extend(part.articles);
        record.encounters.extend(part.encounters);
        record.statements.extend(part.statements);
        record.events.extend(part.events);
        record.stories.extend(part.stories);
        record.comparisons.extend(part.comparisons);
        asked.extend(part.asked);
        replaced.extend(part.placed);
    }
    sorting::statements(&mut record.statements);
    let actors = whole.world.actors(replaced, register);
    record.actors = actors.prints().filter_map(|(id, _)| actors.actor(id)).collect();
    let said = Said {
        statements: &record.statements,
        story: record
            .stories
            .iter()
            .flat_map(|s| s.articles.iter().map(|a| (a.article.as_str(), s.id.as_str())))
            .collect(),
        published: record.articles.iter().map(|a| (a.id.as_str(), a.published.as_ref())).collect(),
    };
    let through = through(asked, &said, &actors, &ground, 1);
    (record.demands, record.positions) = (through.0, through.1);
    record.comparisons.extend(through.2);
    record.sort();
    record
}

/// Statements with what positions need to know beside them.
pub(crate) struct Said<'s> {
    /// At least those that are about an issue.
    pub(crate) statements: &'s [Statement],
    /// The story of each article.
    pub(crate) story: BTreeMap<&'s str, &'s str>,
    pub(crate) published: BTreeMap<&'s str, Option<&'s crate::model::Date>>,
}

/// What runs through all circles: demands, positions, and what accounts of demands come to.
pub(crate) fn through(
    mut asked: Vec<demands::Account>,
    said: &Said<'_>,
    actors: &Entries<'_>,
    ground: &Ground<'_>,
    threads: usize,
) -> (Vec<Demand>, Vec<Position>, Vec<Comparison>) {
    asked.sort_by(|a, b| a.id.cmp(&b.id));
    let speakers = said.statements.iter().filter_map(|s| s.speaker.as_ref()?.actor.as_deref());
    let speakers: BTreeSet<&str> =
        speakers.chain(asked.iter().filter_map(demands::Account::speaker)).collect();
    let speakers: Vec<&str> = speakers.into_iter().collect();
    let entries = threads::all(&speakers, threads, |id| actors.actor(id));
    let mut speakers: Vec<Actor> = entries.into_iter().flatten().collect();
    // The states they may speak for.
    let states: BTreeSet<String> = speakers.iter().filter_map(|a| a.country.clone()).collect();
    let known: BTreeSet<String> = speakers.iter().map(|a| a.id.clone()).collect();
    speakers.extend(states.difference(&known).filter_map(|id| actors.actor(id)));
    let voices = Voices::new(&speakers, ground.register);
    let demands = demands::assemble(&asked, &voices, &ground.reader, actors);
    let scene = positions::Scene::new(said, &speakers, voices, &ground.reader, ground.register);
    let positions = positions::find(&scene, &demands, threads);
    let origins = asked.iter().map(demands::Account::origin).collect();
    let comparisons = comparisons::of_demands(&demands, &origins);
    (demands, positions, comparisons)
}

/// What a circle of articles, given by their numbers among all, gives the record.
pub(crate) fn part(sources: &[Source<'_>], circle: &[usize], world: &World, ground: &Ground<'_>) -> Part {
    let (register, atlas) = (ground.register, &ground.atlas);
    let (texts, story) = (Texts::new(sources), world.stories(circle));
    let s = settle(sources, circle, world, ground);
    let context = Context { cast: &s.cast, dated: &s.dated, atlas, story: &story.of };
    let groups = encounters::group(&s.accounts, &context);
    let mut merged = encounters::assemble(&groups, &s.accounts, &context);
    let garbled = garbling::find(sources, &s.dated, &s.cast, &s.rulings, register);
    let lineage = lineage::trace(sources, &s.dated, &garbled);
    let (mut statements, statement_ids) = statements::assemble(sources, &s.told, &s.cast);
    let utterances = utterances::link(&mut statements, sources, &context, &ground.reader);
    let events::Assembled { mut events, tellers, reported } =
        events::assemble(sources, &s.told, &story.of, &s.cast, &s.accounts, &merged);
    for m in &mut merged {
        let articles = m.accounts.iter().map(|&n| s.accounts[n].article).collect();
        m.encounter.origins = lineage.counted(&articles, sources);
    }
    for (event, (_, articles)) in events.iter_mut().zip(&tellers) {
        event.origins = lineage.counted(articles, sources);
    }
    let comparisons = comparisons::find(&comparisons::Scene {
        sources,
        context: &context,
        accounts: &s.accounts,
        merged: &merged,
        statements: &statements,
        utterances: &utterances,
        events: &reported,
        lineage: &lineage,
        rulings: &s.rulings,
        register,
    });
    let heard =
        readouts::Scene { sources, accounts: &s.accounts, cast: &s.cast, statements: &statements, register };
    readouts::find(&mut merged, &heard);
    let told = stories::Told { merged: &merged, accounts: &s.accounts, events: &tellers };
    let stories = stories::assemble(sources, &s.dated, &story, &texts, &lineage, told);
    let asked = demands::accounts(&demands::Scene {
        sources,
        dated: &s.dated,
        told: &s.told,
        story: &story.of,
        cast: &s.cast,
        statements: &statement_ids,
        lineage: &lineage,
    });
    let mut part = Part {
        articles: articles(sources, &s.dated, &garbled, &lineage),
        named: s.cast.named(),
        encounters: merged.into_iter().map(|m| m.encounter).collect(),
        statements,
        events,
        stories,
        comparisons,
        asked,
        placed: s
            .rulings
            .into_iter()
            .map(|((n, local), person)| (sources[n].id().to_owned(), local, person))
            .collect(),
    };
    atlas.locate(&mut part.encounters, &mut part.events);
    part
}

fn settle(sources: &[Source<'_>], circle: &[usize], world: &World, ground: &Ground<'_>) -> Settled {
    let date = |(source, a): (&Source<'_>, &usize)| {
        world.redated.get(a).cloned().unwrap_or_else(|| dating::alone(source, &ground.holders))
    };
    let dated: Vec<Dated> = sources.iter().zip(circle).map(date).collect();
    let told: Vec<Vec<Option<Told>>> = sources.iter().zip(&dated).map(|(s, d)| times::told(s, d)).collect();
    let mut rulings = Rulings::new();
    let mut pass = 0;
    loop {
        let cast = world.troupe.cast(circle, &world.traces, &rulings, ground.register);
        let accounts = encounters::accounts(sources, &told, &dated, &cast, &ground.atlas);
        let found = company::rulings(sources, &accounts, &cast);
        let known = found.iter().all(|(who, person)| rulings.get(who) == Some(person));
        if known || pass == PASSES {
            return Settled { dated, rulings, cast, told, accounts };
        }
        rulings.extend(found);
        pass += 1;
    }
}

pub(crate) fn about(articles: usize, set_aside: &[SetAside], register: &Register) -> About {
    let mut set_aside = set_aside.to_vec();
    set_aside.sort();
    set_aside.dedup();
    About {
        format: FORMAT,
        verbale: env!("CARGO_PKG_VERSION").to_owned(),
        extractor: verbale_extract::VERSION,
        reading: Depth::Full,
        register: register.version(),
        articles,
        set_aside,
    }
}

fn articles(
    sources: &[Source<'_>],
    dated: &[Dated],
    garbled: &[Option<Garbled>],
    lineage: &Lineage,
) -> Vec<Article> {
    let of = |a: usize| {
        let copied = lineage.parent(a).filter(|_| lineage.is_copy(a));
        let spun = lineage.spun(a).map(|detail| Flag::new("garbled", detail));
        let flags = garbled[a].as_ref().map(garbled_flag).into_iter().chain(spun);
        article(&sources[a], &dated[a], flags, copied.map(|c| sources[c].id()))
    };
    (0..sources.len()).map(of).collect()
}

fn article(
    source: &Source<'_>,
    dated: &Dated,
    garbled: impl Iterator<Item = Flag>,
    copied: Option<&str>,
) -> Article {
    let a = source.article;
    let mut flags: Vec<Flag> =
        a.flags.iter().map(|f| Flag::new(flag_word(f.flag), f.detail.clone())).collect();
    flags.extend(garbled);
    flags.extend(copied.map(|id| Flag::new("copy", format!("of {id}"))));
    flags.sort();
    flags.dedup();
    let mut open = Vec::new();
    let mut note = |missing: bool, field: &str, reason: &str| {
        if missing {
            open.push(Open { field: field.to_owned(), reason: reason.to_owned() });
        }
    };
    note(a.url.is_none(), "url", "not stated");
    note(a.outlet.is_none(), "outlet", "the page does not say");
    note(a.agency.is_none(), "agency", "no agency is credited");
    note(a.headline.is_none(), "headline", "the page has none");
    note(a.language.is_none(), "language", "too little text to tell");
    note(a.dateline.is_none(), "dateline", "the text opens with none");
    note(dated.when.is_none(), "published", &dated.reason);
    Article {
        id: a.id.clone(),
        source: a.source.clone(),
        url: a.url.clone(),
        outlet: a.outlet.clone(),
        agency: a.agency.clone(),
        headline: a.headline.clone(),
        authors: a.authors.clone(),
        language: a.language.clone(),
        dateline: a.dateline.as_ref().map(|d| d.span.of(&a.body).to_owned()).filter(|d| !d.is_empty()),
        published: dated.date(),
        body: a.body.clone(),
        captions: a.captions.clone(),
        removed: a
            .removed
            .iter()
            .map(|r| Removed { reason: r.reason.clone(), text: r.text.clone() })
            .collect(),
        flags,
        open,
    }
}

fn garbled_flag(found: &Garbled) -> Flag {
    Flag {
        confidence: Some(found.confidence.into()),
        evidence: found.evidence.clone(),
        ..Flag::new("garbled", found.detail.clone())
    }
}

fn flag_word(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Garbled => "garbled",
        FlagKind::Truncated => "truncated",
        FlagKind::Paywalled => "paywalled",
        FlagKind::Copy => "copy",
    }
}
