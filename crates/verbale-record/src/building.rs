//! The rooms in their order: dates and actors from each article, then what articles tell together.
//!
//! Who is who depends on the dates, and the date of an undated article on who meets whom in others. So casting, stories
//! and dating are gone through until nothing changes, a few times at most, each pass from the whole of the last.

use crate::actors::{Cast, Rulings, cast};
use crate::dating::{self, Dated};
use crate::encounters::{self, Account, Context};
use crate::garbling::{self, Garbled};
use crate::gist::Reader;
use crate::lineage::{self, Lineage};
use crate::model::{About, Article, Flag, Open, Record, Removed, SetAside};
use crate::places::Atlas;
use crate::source::Source;
use crate::stories::{self, Grouping, Texts};
use crate::times::{self, Told};
use crate::voices::Voices;
use crate::{Entry, FORMAT, company, comparisons, demands, events, positions, statements};
use verbale_article::FlagKind;
use verbale_extract::Depth;
use verbale_register::Register;

/// A chain of articles dated by one another is followed this far.
const PASSES: usize = 4;

/// What the passes settle.
struct Settled {
    dated: Vec<Dated>,
    rulings: Rulings,
    cast: Cast,
    told: Vec<Vec<Option<Told>>>,
    accounts: Vec<Account>,
    story: Grouping,
}

/// The articles in the order of their ids, each once.
fn sorted(entries: &[Entry]) -> Vec<Source<'_>> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| (&a.article.id, &a.article.source).cmp(&(&b.article.id, &b.article.source)));
    sorted.dedup_by(|a, b| a.article.id == b.article.id);
    sorted.into_iter().map(Source::new).collect()
}

/// What `read` takes from the articles and who is who in them.
pub(crate) fn cast_of<T>(
    entries: &[Entry],
    register: &Register,
    read: impl FnOnce(&[Source<'_>], &Cast) -> T,
) -> T {
    let sources = sorted(entries);
    let (atlas, texts) = (Atlas::new(register), Texts::new(&sources));
    let settled = settle(&sources, &atlas, &texts, register);
    read(&sources, &settled.cast)
}

pub(crate) fn build(entries: &[Entry], set_aside: &[SetAside], register: &Register) -> Record {
    let sources = sorted(entries);
    let (atlas, texts) = (Atlas::new(register), Texts::new(&sources));
    let s = settle(&sources, &atlas, &texts, register);

    let context = Context { cast: &s.cast, dated: &s.dated, atlas: &atlas, story: &s.story.of };
    let groups = encounters::group(&s.accounts, &context);
    let merged = encounters::assemble(&groups, &s.accounts, &context);
    let garbled = garbling::find(&sources, &s.dated, &s.cast, &s.rulings, register);
    let lineage = lineage::trace(&sources, &s.dated, &garbled);
    let (statements, statement_ids) = statements::assemble(&sources, &s.told, &s.cast);
    let (actors, reader) = (s.cast.actors(&sources), Reader::new(register));
    let voices = Voices::new(&actors, register);
    let demands = demands::assemble(&demands::Scene {
        sources: &sources,
        dated: &s.dated,
        told: &s.told,
        story: &s.story.of,
        cast: &s.cast,
        voices: &voices,
        statements: &statement_ids,
        reader: &reader,
    });
    let (events, tellers) = events::assemble(&sources, &s.told, &s.story.of, &s.cast, &s.accounts, &merged);
    let comparisons =
        comparisons::find(&sources, &context, &s.accounts, &merged, &lineage, &s.rulings, register);
    let told = stories::Told { merged: &merged, accounts: &s.accounts, events: &tellers };
    let stories = stories::assemble(&sources, &s.dated, &s.story, &texts, &lineage, told);
    let mut record = Record {
        record: about(&sources, set_aside, register),
        articles: articles(&sources, &s.dated, &garbled, &lineage),
        actors,
        encounters: merged.into_iter().map(|m| m.encounter).collect(),
        statements,
        demands,
        positions: Vec::new(),
        events,
        stories,
        comparisons,
    };
    atlas.locate(&mut record);
    record.positions = positions::find(&record, &reader, register);
    record
}

fn settle(sources: &[Source<'_>], atlas: &Atlas, texts: &Texts, register: &Register) -> Settled {
    let holders = dating::Holders::new(register);
    let mut dated: Vec<Dated> = sources.iter().map(|s| dating::alone(s, &holders)).collect();
    let mut rulings = Rulings::new();
    let mut pass = 0;
    loop {
        let cast = cast(sources, &dated, register, &rulings);
        let told: Vec<Vec<Option<Told>>> =
            sources.iter().zip(&dated).map(|(s, d)| times::told(s, d)).collect();
        let accounts = encounters::accounts(sources, &told, &dated, &cast, atlas);
        let story = stories::cluster(texts, &dated, &accounts, &cast);
        let better = dating::by_mates(sources, &dated, &accounts, &cast, &story.of);
        let mut placed = rulings.clone();
        placed.extend(company::rulings(sources, &accounts, &cast));
        pass += 1;
        if pass == PASSES || (better == dated && placed == rulings) {
            return Settled { dated, rulings, cast, told, accounts, story };
        }
        (dated, rulings) = (better, placed);
    }
}

fn about(sources: &[Source<'_>], set_aside: &[SetAside], register: &Register) -> About {
    let mut set_aside = set_aside.to_vec();
    set_aside.sort();
    set_aside.dedup();
    About {
        format: FORMAT,
        verbale: env!("CARGO_PKG_VERSION").to_owned(),
        extractor: verbale_extract::VERSION,
        reading: Depth::Full,
        register: register.version(),
        articles: sources.len(),
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
