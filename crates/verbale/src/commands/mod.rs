//! One module a command.

pub(crate) mod build;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod parse;
mod progress;
pub(crate) mod show;

/// As many threads as asked for, or one a processor.
fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
