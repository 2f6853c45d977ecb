//! From one article to its findings: pure, deterministic, every finding with its evidence.
//!
//! Method: the language engine's parse, rules over it, and the register; one module a kind of finding.

pub mod attribution;
pub mod demands;
pub mod encounters;
pub mod events;
pub mod findings;
pub mod mentions;
pub mod reading;
pub mod statements;
pub mod tense;

use findings::Findings;
use reading::Reading;
use verbale_article::Article;
use verbale_language::Engine;
use verbale_register::Register;

/// Version of the extractor: findings made by another version are made anew.
pub const VERSION: u32 = 2;

/// Reads one article.
pub fn extract(article: &Article, engine: &Engine, register: &Register) -> Findings {
    let reading = Reading::new(article, engine, register);
    let mentions = mentions::Mentions::find(&reading);
    let times = tense::times(&reading);
    let statements = statements::find(&reading, &mentions, &times);
    let demands = demands::find(&reading, &mentions, &times, &statements);
    let encounters = encounters::find(&reading, &mentions, &times);
    let events = events::find(&reading, &mentions, &times, &encounters, &statements, &demands);
    Findings {
        article: article.id.clone(),
        times,
        actors: mentions.actors,
        statements,
        demands,
        encounters,
        events,
        quality: Vec::new(),
    }
}
