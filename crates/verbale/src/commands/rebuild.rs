//! `verbale rebuild`: the record once more from its findings.

use super::progress::Progress;
use crate::cli::Rebuild;
use anyhow::bail;
use std::time::Instant;
use verbale_extract::Tools;
use verbale_record::store::Store;

pub(crate) fn run(args: &Rebuild) -> anyhow::Result<()> {
    let started = Instant::now();
    let tools = Tools::with(super::register(&args.tables)?);
    let mut store = Store::add_to(&args.file)?;
    let known = store.known()?;
    let tools = if known.values().all(|e| super::is_fast(e)) { tools.fast() } else { tools };
    let version = tools.version();
    let file = args.file.display();
    if known.values().any(|e| super::own_tables(e) != super::own_tables(&version)) {
        bail!("{file} was made with other tables: give the same --register DIR or --issues FILE as then");
    }
    let progress = Progress::new(args.quiet);
    progress.stage("making the record");
    let counts = store.finish(&tools, super::threads(args.threads), true)?;
    store.close()?;
    progress.done();
    if !args.quiet {
        let (articles, stories) = (counts.articles, counts.stories);
        let seconds = started.elapsed().as_secs_f64();
        println!("made {file} anew from {articles} articles of {stories} stories in {seconds:.1} s");
    }
    Ok(())
}
