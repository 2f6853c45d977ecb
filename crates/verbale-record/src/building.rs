//! The rooms in their order: who is who over all articles, then circle by circle what its articles tell together, then
//! what runs through all circles: actors, demands, positions.
//!
//! Who is who in a circle depends on its articles' dates, and the date of an undated article on who meets whom in others.
//! So casting, stories and dating are gone through until nothing changes, a few times at most, each pass from the whole
//! of the last.

use crate::actors::entries::Entries;
use crate::actors::{Cast, Troupe, identify};
use crate::actors::{Casting, Placed};
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
use crate::stories::{self, Grouping, Texts};
use crate::times::{self, Told};
use crate::trace::Trace;
use crate::voices::Voices;
use crate::{Entry, FORMAT, circles, company, comparisons, demands, events, positions, statements};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use verbale_article::FlagKind;
use verbale_extract::Depth;
use verbale_register::Register;

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
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<Event>,
    pub(crate) stories: Vec<Story>,
    pub(crate) comparisons: Vec<Comparison>,
    /// What is asked for, account by account: one demand may run through many circles.
    pub(crate) asked: Vec<demands::Account>,
    /// Who turned out to be somebody else than the traces tell.
    pub(crate) placed: Placed,
}

/// What the passes settle.
struct Settled {
    dated: Vec<Dated>,
    casting: Casting,
    cast: Cast,
    told: Vec<Vec<Option<Told>>>,
    accounts: Vec<encounters::Account>,
    story: Grouping,
}

/// The articles in the order of their ids, each once.
fn sorted(entries: &[Entry]) -> Vec<&Entry> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| (&a.article.id, &a.article.source).cmp(&(&b.article.id, &b.article.source)));
    sorted.dedup_by(|a, b| a.article.id == b.article.id);
    sorted
}

/// All articles at hand: entries, traces, who is who, circles.
struct Whole<'e> {
    entries: Vec<&'e Entry>,
    traces: Vec<Trace>,
    troupe: Troupe,
    circles: Vec<Vec<usize>>,
}

impl<'e> Whole<'e> {
    fn new(entries: &'e [Entry], ground: &Ground<'_>) -> Self {
        let entries = sorted(entries);
        let trace = |e: &&Entry| Trace::of(&Source::new(e), &ground.holders, &ground.atlas, ground.register);
        let (traces, weighed): (Vec<_>, Vec<_>) = entries.iter().map(trace).unzip();
        let troupe = Troupe::new(&traces, ground.register);
        let all: Vec<usize> = (0..traces.len()).collect();
        let Ok(bonds) = circles::bonds(&traces, &all, |n| Ok::<_, Infallible>(weighed[n].clone()));
        let circles = circles(&traces, &troupe, bonds.into_iter(), ground);
        Self { entries, traces, troupe, circles }
    }

    fn sources(&self, circle: &[usize]) -> Vec<Source<'e>> {
        circle.iter().map(|&a| Source::new(self.entries[a])).collect()
    }
}

/// The circles that follow from the bonds of words and passages, and from encounters told.
pub(crate) fn circles(
    traces: &[Trace],
    troupe: &Troupe,
    bonds: impl Iterator<Item = (usize, usize)>,
    ground: &Ground<'_>,
) -> Vec<Vec<usize>> {
    let met = encounters::bonds(traces, troupe, &ground.atlas, ground.register);
    circles::of(traces.len(), bonds.chain(met))
}

/// What `read` takes from the articles of each circle and who is who in them.
pub(crate) fn casts<T>(
    entries: &[Entry],
    register: &Register,
    mut read: impl FnMut(&[Source<'_>], &Cast) -> T,
) -> Vec<T> {
    let ground = Ground::new(register);
    let whole = Whole::new(entries, &ground);
    let circles = whole.circles.iter();
    circles
        .map(|circle| {
            let sources = whole.sources(circle);
            let settled =
                settle(&sources, circle, &whole.traces, &whole.troupe, &Texts::new(&sources), &ground);
            read(&sources, &settled.cast)
        })
        .collect()
}

pub(crate) fn build(entries: &[Entry], set_aside: &[SetAside], register: &Register) -> Record {
    let ground = Ground::new(register);
    let whole = Whole::new(entries, &ground);
    let mut record = Record {
        record: about(whole.traces.len(), set_aside, register),
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
    let (mut asked, mut placed) = (Vec::new(), Placed::new());
    for circle in &whole.circles {
        let part = part(&whole.sources(circle), circle, &whole.traces, &whole.troupe, &ground);
        record.articles.extend(part.articles);
        record.encounters.extend(part.encounters);
        record.statements.extend(part.statements);
        record.events.extend(part.events);
        record.stories.extend(part.stories);
        record.comparisons.extend(part.comparisons);
        asked.extend(part.asked);
        placed.extend(part.placed);
    }
    let actors = Entries::new(&whole.troupe, &whole.traces, &placed, register);
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
    (record.demands, record.positions) = through(asked, &said, &actors, &ground);
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

/// What runs through all circles: demands, and positions.
pub(crate) fn through(
    asked: Vec<demands::Account>,
    said: &Said<'_>,
    actors: &Entries<'_>,
    ground: &Ground<'_>,
) -> (Vec<Demand>, Vec<Position>) {
    let speakers = said.statements.iter().filter_map(|s| s.speaker.as_ref()?.actor.as_deref());
    let speakers: BTreeSet<&str> =
        speakers.chain(asked.iter().filter_map(demands::Account::speaker)).collect();
    let speakers: Vec<Actor> = speakers.into_iter().filter_map(|id| actors.actor(id)).collect();
    let voices = Voices::new(&speakers, ground.register);
    let demands = demands::assemble(&asked, &voices, &ground.reader, actors);
    let scene = positions::Scene::new(said, &speakers, voices, &ground.reader, ground.register);
    let positions = positions::find(&scene, &demands);
    (demands, positions)
}

/// What a circle of articles, given by their numbers among all, gives the record.
pub(crate) fn part(
    sources: &[Source<'_>],
    circle: &[usize],
    traces: &[Trace],
    troupe: &Troupe,
    ground: &Ground<'_>,
) -> Part {
    let (register, atlas) = (ground.register, &ground.atlas);
    let texts = Texts::new(sources);
    let s = settle(sources, circle, traces, troupe, &texts, ground);
    let context = Context { cast: &s.cast, dated: &s.dated, atlas, story: &s.story.of };
    let groups = encounters::group(&s.accounts, &context);
    let merged = encounters::assemble(&groups, &s.accounts, &context);
    let garbled = garbling::find(sources, &s.dated, &s.cast, &s.casting.rulings, register);
    let lineage = lineage::trace(sources, &s.dated, &garbled);
    let (statements, statement_ids) = statements::assemble(sources, &s.told, &s.cast);
    let (events, tellers) = events::assemble(sources, &s.told, &s.story.of, &s.cast, &s.accounts, &merged);
    let comparisons =
        comparisons::find(sources, &context, &s.accounts, &merged, &lineage, &s.casting.rulings, register);
    let told = stories::Told { merged: &merged, accounts: &s.accounts, events: &tellers };
    let stories = stories::assemble(sources, &s.dated, &s.story, &texts, &lineage, told);
    let asked = demands::accounts(&demands::Scene {
        sources,
        dated: &s.dated,
        told: &s.told,
        story: &s.story.of,
        cast: &s.cast,
        statements: &statement_ids,
    });
    let mut part = Part {
        articles: articles(sources, &s.dated, &garbled, &lineage),
        encounters: merged.into_iter().map(|m| m.encounter).collect(),
        statements,
        events,
        stories,
        comparisons,
        asked,
        placed: troupe.placed(circle, traces, &s.casting),
    };
    atlas.locate(&mut part.encounters, &mut part.events);
    part
}

fn settle(
    sources: &[Source<'_>],
    circle: &[usize],
    traces: &[Trace],
    troupe: &Troupe,
    texts: &Texts,
    ground: &Ground<'_>,
) -> Settled {
    let alone: Vec<Dated> = sources.iter().map(|s| dating::alone(s, &ground.holders)).collect();
    let mut dated = alone.clone();
    let mut casting = Casting::default();
    let mut pass = 0;
    loop {
        let cast = troupe.cast(circle, traces, &casting, ground.register);
        let told: Vec<Vec<Option<Told>>> =
            sources.iter().zip(&dated).map(|(s, d)| times::told(s, d)).collect();
        let accounts = encounters::accounts(sources, &told, &dated, &cast, &ground.atlas);
        let story = stories::cluster(texts, &dated, &accounts, &cast);
        let better = dating::by_mates(sources, &dated, &accounts, &cast, &story.of);
        let mut placed = casting.clone();
        placed.rulings.extend(company::rulings(sources, &accounts, &cast));
        for (n, source) in sources.iter().enumerate().filter(|(n, _)| better[*n].when != alone[*n].when) {
            placed.redated.insert(n, identify::all(source, better[n].when, ground.register));
        }
        pass += 1;
        if pass == PASSES || (better == dated && placed == casting) {
            return Settled { dated, casting, cast, told, accounts, story };
        }
        (dated, casting) = (better, placed);
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
        let details = garbled[a].as_ref().map(|g| g.detail.clone()).into_iter().chain(lineage.spun(a));
        article(&sources[a], &dated[a], details, copied.map(|c| sources[c].id()))
    };
    (0..sources.len()).map(of).collect()
}

fn article(
    source: &Source<'_>,
    dated: &Dated,
    garbled: impl Iterator<Item = String>,
    copied: Option<&str>,
) -> Article {
    let a = source.article;
    let mut flags: Vec<Flag> = a
        .flags
        .iter()
        .map(|f| Flag { flag: flag_word(f.flag).to_owned(), detail: f.detail.clone() })
        .collect();
    flags.extend(garbled.map(|detail| Flag { flag: "garbled".to_owned(), detail }));
    flags.extend(copied.map(|id| Flag { flag: "copy".to_owned(), detail: format!("of {id}") }));
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

fn flag_word(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Garbled => "garbled",
        FlagKind::Truncated => "truncated",
        FlagKind::Paywalled => "paywalled",
        FlagKind::Copy => "copy",
    }
}
