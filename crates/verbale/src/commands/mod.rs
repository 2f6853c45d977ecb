//! One module a command.

pub(crate) mod build;
pub(crate) mod compare;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod parse;
mod progress;
pub(crate) mod rebuild;
pub(crate) mod serve;
pub(crate) mod show;

use crate::cli::Tables;
use verbale_register::Register;

/// As many threads as asked for, or one a processor.
fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// The register asked for.
fn register(tables: &Tables) -> anyhow::Result<&'static Register> {
    if tables.register.is_none() && tables.issues.is_none() {
        return Ok(Register::embedded());
    }
    let own = Register::load_with(tables.register.as_deref(), tables.issues.as_deref())?;
    // Leaked once a program: entries are kept without lifetimes, as the built-in ones are.
    Ok(Box::leak(Box::new(own)))
}

/// What of an extractor's version names tables of the user's own: EXTRACTOR+BUILT_IN, or EXTRACTOR+BUILT_IN+OWN.
fn own_tables(extractor: &str) -> Option<&str> {
    extractor.splitn(3, '+').nth(2)
}

/// Whether an extractor of this version reads without the encoder.
fn is_fast(extractor: &str) -> bool {
    extractor.split('+').next().is_some_and(|e| e.ends_with("-fast"))
}
