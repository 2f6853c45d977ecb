//! `verbale diff`: what changed from one record to another.

use crate::cli;
use crate::view::changes;
use std::io::Write;
use std::process::ExitCode;
use verbale_record::diff::diff;
use verbale_record::store::Store;

pub(crate) fn run(args: &cli::Diff) -> anyhow::Result<ExitCode> {
    let (old, new) = (Store::open(&args.old)?.record()?, Store::open(&args.new)?.record()?);
    let changed = diff(&old, &new);
    let mut out = anstream::stdout().lock();
    if args.json {
        // As an I/O error, so that a closed pipe is known as one.
        serde_json::to_writer_pretty(&mut out, &changed).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        out.write_all(changes::told(&changed, &old, &new).as_bytes())?;
    }
    out.flush()?;
    let failed = args.exit_code && !changed.is_empty();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
