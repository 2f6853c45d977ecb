//! `verbale show`: the record in the terminal.

use crate::cli::{Show, What};
use crate::view::{Filter, View};
use anyhow::bail;
use std::io::Write;
use verbale_record::store::Store;

pub(crate) fn run(args: &Show) -> anyhow::Result<()> {
    let empty = |s: &Option<String>| s.as_deref().is_some_and(|s| s.trim().is_empty());
    if empty(&args.by) || empty(&args.about) {
        bail!("--by and --about need a name or a topic");
    }
    let lists = matches!(
        args.what,
        What::Timeline | What::Encounters | What::Statements | What::Demands | What::Positions | What::Events
    );
    if !lists && (args.by.is_some() || args.about.is_some()) {
        bail!(
            "--by and --about choose among timeline, encounters, statements, demands, positions and events"
        );
    }
    if !args.what.is_one() && args.id.is_some() {
        bail!(
            "only `article`, `encounter`, `story` and `comparison` take an id; to choose entries use --by and --about"
        );
    }
    let record = Store::open(&args.file)?.record()?;
    let view = View::new(&record, Filter::new(&record, args.by.as_deref(), args.about.as_deref()));
    let id = args.id.as_deref().unwrap_or_default();
    let text = match args.what {
        What::Article => view.article(id)?,
        What::Encounter => view.encounter(id)?,
        What::Story => view.story(id)?,
        What::Comparison => view.comparison(id)?,
        other => view.of(other, &args.file.display().to_string()),
    };
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
