//! Progress: a bar on a terminal, a line a stage elsewhere, nothing when quiet.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Where a build tells how far it is.
pub(super) enum Progress {
    Quiet,
    Lines,
    Bar(ProgressBar),
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        if quiet {
            return Self::Quiet;
        }
        if !std::io::stderr().is_terminal() {
            return Self::Lines;
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg} {human_pos} articles, {per_sec}, {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self::Bar(bar)
    }

    pub(super) fn stage(&self, name: &str) {
        match self {
            Self::Quiet => {}
            Self::Lines => eprintln!("{name} …"),
            Self::Bar(bar) => bar.set_message(name.to_string()),
        }
    }

    pub(super) fn article(&self, done: usize) {
        if let Self::Bar(bar) = self {
            bar.set_position(done as u64);
        }
    }

    pub(super) fn done(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
