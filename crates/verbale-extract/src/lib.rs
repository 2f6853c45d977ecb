//! From one article to its findings: pure, deterministic, every finding with its evidence.
//!
//! Method: the language engine's parse, the encoder's attributions, rules over both, and the register ([`Tools`]); one
//! module a kind of finding.

pub mod attribution;
pub mod demands;
pub mod encounters;
pub mod events;
pub mod findings;
mod issues;
pub mod mentions;
pub mod reading;
pub mod statements;
pub mod tense;
pub mod tools;

use findings::Findings;
use reading::Reading;
pub use tools::{Depth, Tools};
use verbale_article::Article;

/// Version of the extractor: findings made by another version are made anew.
pub const VERSION: u32 = 4;

/// Reads one article.
pub fn extract(article: &Article, tools: &Tools<'_>) -> Findings {
    let reading = Reading::new(article, tools);
    let mentions = mentions::Mentions::find(&reading);
    let mut times = tense::times(&reading);
    let statements = statements::find(&reading, &mentions, &times);
    let demands = demands::find(&reading, &mentions, &times, &statements);
    let mut encounters = encounters::find(&reading, &mentions, &times);
    encounters::look_ahead(&encounters, &mut times);
    issues::of_encounters(&reading, &mentions, &mut encounters);
    let mut events = events::find(&reading, &mentions, &times, &encounters, &statements, &demands);
    issues::of_events(&reading, &mut events);
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
