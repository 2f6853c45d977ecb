//! `verbale export`: the record as JSON, JSON Lines or CSV.

use crate::cli::{Export, ExportFormat};
use anyhow::{Context, bail};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use verbale_record::model::Record;
use verbale_record::{export, store::Store};

pub(crate) fn run(args: &Export) -> anyhow::Result<()> {
    let record = Store::open(&args.file)?.record()?;
    match (args.format, &args.output) {
        (ExportFormat::Csv, None) => bail!("CSV is a file a table: name a folder for them with -o FOLDER"),
        (ExportFormat::Csv, Some(folder)) => {
            export::csv(&record, folder).with_context(|| format!("cannot write to {}", folder.display()))
        }
        (_, None) => write(&record, args.format, &mut std::io::stdout().lock()),
        (_, Some(path)) => {
            if is_database(path) {
                bail!(
                    "{} is a record or another database: an export over it would destroy it; name another file",
                    path.display()
                );
            }
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            write(&record, args.format, &mut BufWriter::new(file))
        }
    }
}

fn write(record: &Record, format: ExportFormat, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut out = BufWriter::new(out);
    match format {
        ExportFormat::Jsonl => export::jsonl(record, &mut out)?,
        _ => export::json(record, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Whether a file begins as SQLite's do.
fn is_database(path: &Path) -> bool {
    let mut head = [0; 15];
    File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && &head == b"SQLite format 3"
}
