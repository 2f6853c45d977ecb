//! `verbale compare`: two readouts in, side by side out. Nothing is stored.

use crate::cli::Compare;
use crate::view::compare::{Side, Sides};
use anyhow::{Context, bail};
use std::io::Write;
use std::path::Path;
use verbale_article::{Article, Input, read};
use verbale_extract::Tools;
use verbale_record::{Entry, build, readouts};
use verbale_register::Register;

pub(crate) fn run(args: &Compare) -> anyhow::Result<()> {
    if args.a == args.b {
        bail!("both texts are {}: give two different readouts", args.a.display());
    }
    let tools = Tools::embedded();
    let tools = if args.fast { tools.fast() } else { tools };
    let entry = |path: &Path| -> anyhow::Result<Entry> {
        let article = one(path)?;
        let findings = verbale_extract::extract(&article, &tools);
        Ok(Entry { article, findings })
    };
    let (a, b) = (entry(&args.a)?, entry(&args.b)?);
    if a.article.id == b.article.id {
        bail!("{} and {} are the same text: give two readouts", args.a.display(), args.b.display());
    }
    // Each alone, so that neither side's dates and names lean on the other's; both, to know whether they tell of one.
    let register = Register::embedded();
    let both = build(&[a.clone(), b.clone()], &[], register);
    let sides = Sides { a: side(a, register), b: side(b, register), both: &both };
    let mut out = anstream::stdout().lock();
    let text = if args.json { format!("{:#}\n", sides.json()) } else { sides.text() };
    out.write_all(text.as_bytes()).context("cannot print the comparison")
}

fn side(entry: Entry, register: &Register) -> Side {
    let official = readouts::official_side(&entry.article, register);
    let record = build(std::slice::from_ref(&entry), &[], register);
    let body = &entry.article.body;
    let words = readouts::words_for_talks(body).into_iter().map(|s| s.of(body).to_owned()).collect();
    let mentions = readouts::issue_mentions(body, register).into_iter();
    let mentions =
        mentions.map(|(issue, at)| (issue, at.into_iter().map(|s| s.of(body).to_owned()).collect()));
    Side::new(record, official, words, mentions.collect())
}

/// The one article of an input.
fn one(path: &Path) -> anyhow::Result<Article> {
    let name = path.display();
    let mut found = read(&Input::from(path))?;
    let Some(first) = found.next() else { bail!("{name} holds no text: give a readout") };
    if found.next().is_some() {
        bail!("{name} holds more than one article: give a file with one readout");
    }
    let article = first.and_then(|raw| raw.clean());
    article.map_err(|aside| anyhow::anyhow!("{}: {}: give another file", aside.source, aside.reason))
}
