//! `verbale build`: read articles, make or add to a record.
//!
//! One thread lists sources, the workers clean and extract, this thread writes; the channels between them are
//! bounded, so that memory does not grow with the input.

use crate::cli::{Build, What};
use crate::commands::progress::Progress;
use crate::view::{Filter, View, count};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};
use verbale_article::{Article, Input, RawArticle};
use verbale_extract::Tools;
use verbale_record::Entry;
use verbale_record::model::SetAside;
use verbale_record::store::{Counts, Store};
use verbale_register::Register;

/// Readings per transaction, and the time after which fewer are written: what a killed build can lose.
const BATCH: usize = 128;
const AT_LEAST_EVERY: Duration = Duration::from_millis(500);
/// The longest text read as one article, in bytes: a day of transcripts, not a report.
const LONGEST: usize = 1 << 20;
/// Name of the threads that read articles.
const WORKER: &str = "reader";
/// The exit code for "done, but an INPUT could not be read".
const INPUT_UNREADABLE: u8 = 3;

pub(crate) fn run(args: &Build) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    if args.show == Some(What::Article) {
        bail!("--show article needs to know which: build first, then `verbale show FILE article ID`");
    }
    let register = super::register(&args.tables)?;
    let tools = Tools::with(register);
    let tools = if args.fast { tools.fast() } else { tools };
    let extractor = tools.version();
    let mut store = Store::build(&args.output, args.fresh)?;
    let progress = Progress::new(args.quiet);
    quiet_workers();

    let mut tally = Tally::default();
    let known = store.known()?;
    tally.other_register = known.values().any(|e| super::own_tables(e) != super::own_tables(&extractor));
    tally.other_depth = known.values().any(|e| super::is_fast(e) != args.fast);
    let work = Work { known: &known, extractor: &extractor, tools };
    let threads = super::threads(args.threads);
    progress.stage("reading");
    run_stage(&mut store, &work, threads, &progress, &mut tally, |send| list_inputs(&args.inputs, send))?;
    let outdated = store.outdated(&extractor)?;
    if !outdated.is_empty() {
        let why = match tally {
            Tally { other_register: true, .. } => "with this register",
            Tally { other_depth: true, .. } if args.fast => "without the encoder",
            Tally { other_depth: true, .. } => "with the encoder",
            _ => "for this version",
        };
        progress.stage(&format!("reading {} stored articles again {why}", outdated.len()));
        run_stage(&mut store, &work, threads, &progress, &mut tally, move |send| {
            outdated.into_iter().all(|a| send.send(Job::Again(Box::new(a))).is_ok());
        })?;
    }
    if store.is_empty()? {
        progress.done();
        store.discard()?;
        bail!("nothing could be read, so no record was written{}", tally.complaints());
    }
    progress.stage("making the record");
    let counts = store.finish(&tools, threads, false)?;
    let record = args.show.map(|_| store.record()).transpose()?;
    store.close()?;
    progress.done();

    let mut out = anstream::stdout().lock();
    if !args.quiet {
        out.write_all(tally.of_register(args, register).as_bytes())?;
        out.write_all(tally.of_depth(args).as_bytes())?;
        out.write_all(tally.summary(counts, &args.output.display().to_string(), started).as_bytes())?;
    }
    if let (Some(what), Some(record)) = (args.show, &record) {
        let view = View::new(record, Filter::default());
        let text = view.of(what, &args.output.display().to_string());
        let gap = if args.quiet { "" } else { "\n" };
        write!(out, "{gap}{text}").context("cannot print the record")?;
    }
    for failure in &tally.unreadable {
        eprintln!("verbale: {failure}");
    }
    Ok(if tally.unreadable.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(INPUT_UNREADABLE) })
}

/// One thing for a worker to do.
enum Job {
    /// A source to read.
    Raw(Box<RawArticle>),
    /// A stored article whose findings an older version made.
    Again(Box<Article>),
    /// A source that could not be split into articles.
    Aside(SetAside),
    /// An input that could not be read at all.
    Unreadable(String),
}

/// What came of a job.
enum Outcome {
    Known,
    Read(Box<Entry>),
    Aside(SetAside),
    Unreadable(String),
}

/// What workers share.
struct Work<'a> {
    known: &'a BTreeMap<String, String>,
    extractor: &'a str,
    tools: Tools<'static>,
}

#[derive(Default)]
struct Tally {
    read: usize,
    known: usize,
    replaced: usize,
    /// Whether stored articles had been read with another register.
    other_register: bool,
    /// Whether stored articles had been read with the encoder and are now without it, or the reverse.
    other_depth: bool,
    set_aside: Vec<SetAside>,
    unreadable: Vec<String>,
}

fn list_inputs(inputs: &[PathBuf], send: &SyncSender<Job>) {
    for input in inputs {
        let sources = match verbale_article::read(&Input::from(input.as_path())) {
            Ok(sources) => sources,
            Err(e) => {
                let _ = send.send(Job::Unreadable(e.to_string()));
                continue;
            }
        };
        for source in sources {
            let job = match source {
                Ok(raw) => Job::Raw(Box::new(raw)),
                Err(aside) => Job::Aside(SetAside { source: aside.source, reason: aside.reason }),
            };
            // The writer stops listening only on an error, which it reports itself.
            if send.send(job).is_err() {
                return;
            }
        }
    }
}

/// Runs the jobs that `list` sends on `threads` workers and stores what comes of them.
fn run_stage(
    store: &mut Store,
    work: &Work<'_>,
    threads: usize,
    progress: &Progress,
    tally: &mut Tally,
    list: impl FnOnce(&SyncSender<Job>) + Send,
) -> anyhow::Result<()> {
    thread::scope(|scope| {
        let (send_job, jobs) = sync_channel::<Job>(4 * threads);
        let (send_outcome, outcomes) = sync_channel::<Outcome>(4 * threads);
        let jobs = std::sync::Arc::new(Mutex::new(jobs));
        scope.spawn(move || list(&send_job));
        for _ in 0..threads {
            let (jobs, send_outcome) = (jobs.clone(), send_outcome.clone());
            let worker = thread::Builder::new().name(WORKER.to_string());
            worker.spawn_scoped(scope, move || work_on(work, &jobs, &send_outcome))?;
        }
        drop((jobs, send_outcome));
        write_outcomes(store, work.extractor, &outcomes, progress, tally)
    })
}

fn work_on(work: &Work<'_>, jobs: &Mutex<Receiver<Job>>, send: &SyncSender<Outcome>) {
    loop {
        let next = jobs.lock().map(|receiver| receiver.recv());
        let Ok(Ok(job)) = next else { return };
        if send.send(outcome(work, job)).is_err() {
            return;
        }
    }
}

fn outcome(work: &Work<'_>, job: Job) -> Outcome {
    match job {
        Job::Unreadable(message) => Outcome::Unreadable(message),
        Job::Aside(aside) => Outcome::Aside(aside),
        Job::Raw(raw) if work.known.get(&raw.id()).is_some_and(|e| e == work.extractor) => Outcome::Known,
        Job::Raw(raw) => {
            let source = raw.source().to_string();
            guarded(source, || match raw.clean() {
                Ok(article) => read(work, article),
                Err(aside) => Outcome::Aside(SetAside { source: aside.source, reason: aside.reason }),
            })
        }
        Job::Again(article) => guarded(article.source.clone(), || read(work, *article)),
    }
}

fn read(work: &Work<'_>, article: Article) -> Outcome {
    if article.body.len() > LONGEST {
        let reason = format!(
            "its text has {} characters: no report is that long; split it",
            article.body.chars().count()
        );
        return Outcome::Aside(SetAside { source: article.source, reason });
    }
    let findings = verbale_extract::extract(&article, &work.tools);
    Outcome::Read(Box::new(Entry { article, findings }))
}

/// A panic over one article is caught and told in the summary; a trace on the screen helps nobody.
fn quiet_workers() {
    let elsewhere = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(WORKER) {
            elsewhere(info);
        }
    }));
}

/// A defect of ours in one article must not cost the others.
fn guarded(source: String, f: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(f)).unwrap_or_else(|panic| {
        let said =
            panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        let reason = format!(
            "the program failed on it ({}): please report this article as a defect",
            said.unwrap_or("no message")
        );
        Outcome::Aside(SetAside { source, reason })
    })
}

fn write_outcomes(
    store: &mut Store,
    extractor: &str,
    outcomes: &Receiver<Outcome>,
    progress: &Progress,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut flushed = Instant::now();
    let mut aside = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Known => tally.known += 1,
            Outcome::Unreadable(message) => tally.unreadable.push(message),
            Outcome::Aside(a) => aside.push(a),
            Outcome::Read(entry) => {
                tally.read += 1;
                batch.push(*entry);
            }
        }
        progress.article(tally.read + tally.known);
        if batch.len() == BATCH || flushed.elapsed() > AT_LEAST_EVERY {
            flushed = Instant::now();
            tally.replaced += store.add(extractor, &batch, &aside)?;
            batch.clear();
            tally.set_aside.append(&mut aside);
        }
    }
    tally.replaced += store.add(extractor, &batch, &aside)?;
    tally.set_aside.append(&mut aside);
    Ok(())
}

impl Tally {
    /// What could not be read, a line each.
    fn complaints(&self) -> String {
        let aside = self.set_aside.iter().map(|s| format!("{}: {}", s.source, s.reason));
        let mut lines: Vec<String> = self.unreadable.iter().cloned().chain(aside).take(20).collect();
        lines.sort();
        if lines.is_empty() {
            ": the input holds no files".to_string()
        } else {
            format!("\n  {}", lines.join("\n  "))
        }
    }

    /// Which register it was, where that is not plain.
    fn of_register(&self, args: &Build, register: &Register) -> String {
        let mut out = String::new();
        let given = args.tables.register.iter().chain(&args.tables.issues).map(|p| p.display().to_string());
        let given = given.collect::<Vec<_>>().join(" and ");
        if let Some(changes) = register.laid_over() {
            out += &format!("register: the built-in one with {given} over it ({changes})\n");
        }
        if self.other_register {
            out += "the record had been made with another register: all its articles were read again with ";
            out += match register.laid_over() {
                Some(_) => "this one\n",
                None => {
                    "the built-in one (to use your own, give --register DIR or --issues FILE each time)\n"
                }
            };
        }
        out
    }

    /// What was read again for the sake of `--fast`.
    fn of_depth(&self, args: &Build) -> &'static str {
        match (self.other_depth, args.fast) {
            (false, _) => "",
            (true, true) => {
                "the record had been read with the encoder: all its articles were read again without it (leave --fast \
                 out to keep it)\n"
            }
            (true, false) => {
                "the record had been read with --fast: all its articles were read again with the encoder (to stay \
                 fast, give --fast each time)\n"
            }
        }
    }

    fn summary(&self, counts: Counts, file: &str, started: Instant) -> String {
        let mut out = format!("read {}", self.read);
        if self.known > 0 {
            out += &format!(", already there {}", self.known);
        }
        if self.replaced > 0 {
            out += &format!(", replaced by a newer version {}", self.replaced);
        }
        out += &format!(", set aside {}\n", self.set_aside.len());
        let mut set_aside = self.set_aside.clone();
        set_aside.sort();
        for s in set_aside.iter().take(20) {
            out += &format!("  {}: {}\n", s.source, s.reason);
        }
        if set_aside.len() > 20 {
            out += &format!("  and {} more, all in the record\n", set_aside.len() - 20);
        }
        out += &format!(
            "found {}, {}, {}, {} in {} of {}\n",
            count(counts.encounters, "encounter", "encounters"),
            count(counts.statements, "statement", "statements"),
            count(counts.demands, "demand", "demands"),
            count(counts.events, "event", "events"),
            count(counts.articles, "article", "articles"),
            count(counts.stories, "story", "stories")
        );
        out + &format!("wrote {file} in {:.1} s\n", started.elapsed().as_secs_f64())
    }
}
