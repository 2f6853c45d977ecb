//! `verbale eval`: measures against answers somebody else gave. One module a measurement.

mod acts;
mod attributions;
mod dates;
mod dating;
mod marked;
mod offices;
mod reading;
mod resolution;
mod statements;
mod stories;

use crate::cli::Eval;
use anyhow::Context;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(crate) fn run(what: &Eval) -> anyhow::Result<()> {
    match what {
        Eval::Acts(args) => acts::run(args),
        Eval::Dates(args) => dates::run(args),
        Eval::Dating(args) => dating::run(args),
        Eval::Offices(args) => offices::run(args),
        Eval::Resolution(args) => resolution::run(args),
        Eval::Statements(args) => statements::run(args),
        Eval::Attributions(args) => attributions::run(args),
        Eval::Stories(args) => stories::run(args),
    }
}

/// Predictions, a JSON object a line, where they are asked for.
struct Predictions(Option<BufWriter<File>>);

impl Predictions {
    fn to(path: Option<&Path>) -> anyhow::Result<Self> {
        let open = |p: &Path| File::create(p).with_context(|| format!("cannot write {}", p.display()));
        Ok(Self(path.map(open).transpose()?.map(BufWriter::new)))
    }

    fn line(&mut self, value: &serde_json::Value) -> std::io::Result<()> {
        self.0.as_mut().map_or(Ok(()), |out| writeln!(out, "{value}"))
    }

    fn done(self) -> anyhow::Result<()> {
        self.0.map_or(Ok(()), |mut out| out.flush()).context("cannot write the predictions")
    }
}

/// `part` of `whole` in per cent; of nothing, nothing.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
