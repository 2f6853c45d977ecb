//! The command line as clap sees it: commands, options, help with examples.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  it could not be done; the message says what, where and what to do
  2  the command line is wrong
  3  done, but an INPUT could not be read at all (single bad articles are only set aside)";

/// Reads the press on relations between states and keeps the minute of what was said and done.
#[derive(Debug, Parser)]
#[command(name = "verbale", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and make, or add to, a record
    Build(Build),
    /// Make a record anew from what was found in its articles, without reading them again
    Rebuild(Rebuild),
    /// Look at a record in the terminal
    Show(Show),
    /// Say what changed from one record to another
    Diff(Diff),
    /// Put two readouts of a meeting side by side: what both tell, what only one does, in whose words
    Compare(Compare),
    /// Write a record as JSON, JSON Lines or CSV
    Export(Export),
    /// Read a record in a browser, and ask it over HTTP
    Serve(Serve),
    /// Analyse text: tokens, tags, lemmas, heads, entities
    Parse(Parse),
    /// Measure against answers: time expressions, dating, offices, resolution, attributions, stories
    #[command(subcommand)]
    Eval(Eval),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale build reports/ -o us-china.verbale         all files of a folder
  verbale build more.jsonl.gz -o us-china.verbale    add to it; what is there already is no work
  verbale build reports/ -o us-china.verbale --fresh start anew, replace the file when done
  verbale build archive/ -o archive.verbale --fast   a first look at many articles
  curl … | verbale build - -o one.verbale            standard input
  verbale build reports/ -o us-china.verbale --register mine/
                                                     with your own office holders, places … (register/README.md)
  verbale build reports/ -o us-china.verbale --issues mine.tsv
                                                     with your own issues, words added to an issue or taken out

Reads plain text, HTML and JSON Lines (id, text or html, url, date, outlet, title, authors), gzipped or not.
A build that is stopped loses nothing: run it again and it goes on.")]
pub(crate) struct Build {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The record file; it is added to where it exists
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Start anew and replace FILE only when done
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Read without the encoder: several times as fast, fewer statements found and more of them wrong
    #[arg(long)]
    pub(crate) fast: bool,
    #[command(flatten)]
    pub(crate) tables: Tables,
    /// Threads that read articles [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Print this view of the record when done
    #[arg(long, value_enum, value_name = "VIEW")]
    pub(crate) show: Option<What>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale rebuild us-china.verbale                   the same record, or that of a newer version of the program

A record made with tables of your own needs the same --register or --issues again. To have the articles themselves read
again, give them to `verbale build … --fresh`.")]
pub(crate) struct Rebuild {
    /// The record file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) tables: Tables,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Tables of the user's own.
#[derive(Debug, Args)]
pub(crate) struct Tables {
    /// A folder of your own register tables: office holders, bodies, places … over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) register: Option<PathBuf>,
    /// Your own table of issues and the words that show them, over the built-in one
    #[arg(long, value_name = "FILE")]
    pub(crate) issues: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale show us-china.verbale                                what the record holds
  verbale show us-china.verbale timeline                       what happened when, past and planned
  verbale show us-china.verbale encounters --by Sherman        whom Sherman met, with each account
  verbale show us-china.verbale statements --by \"Wang Yi\" --about Taiwan
  verbale show us-china.verbale positions --by China --about Taiwan
  verbale show us-china.verbale article 08-                    one article, by id or the start of its file name
  verbale show us-china.verbale encounter 3fa9                 one encounter, its accounts side by side
  verbale show us-china.verbale story 08-                      the story of an article: who copied whom, what it tells")]
pub(crate) struct Show {
    /// The record file
    pub(crate) file: PathBuf,
    /// What to show
    #[arg(value_enum, default_value_t = What::Overview)]
    pub(crate) what: What,
    /// Which one: the start of its id; of an article's file name; of the id of a finding it gathers
    #[arg(required_if_eq_any([
        ("what", "article"), ("what", "encounter"), ("what", "story"), ("what", "comparison"),
    ]))]
    pub(crate) id: Option<String>,
    /// Only entries of this actor: words of a name; for a state's name or code all who speak for it
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Only entries about this: words of an issue's name (or its field's), or of the text
    #[arg(long, value_name = "TOPIC")]
    pub(crate) about: Option<String>,
}

/// Views of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// Counts, stories, what is disputed and planned
    Overview,
    /// What happened when, past and planned
    Timeline,
    /// Who met whom, with each account
    Encounters,
    /// Who said what
    Statements,
    /// Who wants what of whom
    Demands,
    /// What each side said on each issue over time, and where that may have changed
    Positions,
    /// Coded events (PLOVER)
    Events,
    /// Which articles report the same happening
    Stories,
    /// One article with everything found in it
    Article,
    /// One encounter: its accounts side by side, how its status moved, what the accounts agree on and dispute
    Encounter,
    /// One story: its articles, who copied whom, its happenings, what it follows
    Story,
    /// One field of one entry, each value with its accounts and words
    Comparison,
}

impl What {
    /// Whether it is one entry, named by an id.
    pub(crate) fn is_one(self) -> bool {
        matches!(self, Self::Article | Self::Encounter | Self::Story | Self::Comparison)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale diff monday.verbale friday.verbale
  verbale diff monday.verbale friday.verbale --json > week.json
  verbale diff old.verbale new.verbale --exit-code > /dev/null || echo something is new

An entry that has other accounts now is the same entry as long as it has a finding in common with the old one.")]
pub(crate) struct Diff {
    /// The earlier record
    pub(crate) old: PathBuf,
    /// The later record
    pub(crate) new: PathBuf,
    /// All of it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Exit with 1 where the records differ
    #[arg(long)]
    pub(crate) exit_code: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale compare white-house.txt foreign-ministry.html
  curl … | verbale compare - kremlin.txt --json

Each text is one side as a whole. Columns stand side by side from 100 columns on.")]
pub(crate) struct Compare {
    /// One readout: text, HTML or one line of JSON; - for standard input
    pub(crate) a: PathBuf,
    /// The other
    pub(crate) b: PathBuf,
    /// Read without the encoder
    #[arg(long)]
    pub(crate) fast: bool,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale export us-china.verbale > us-china.json
  verbale export us-china.verbale --format jsonl | grep '\"type\":\"statement\"'
  verbale export us-china.verbale --format csv -o tables/    a file a table")]
pub(crate) struct Export {
    /// The record file
    pub(crate) file: PathBuf,
    /// Form of the export
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub(crate) format: ExportFormat,
    /// Where to write: a file, or for CSV a folder [default: standard output; CSV needs a folder]
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One object
    Json,
    /// An entry a line
    Jsonl,
    /// A folder with a file a table
    Csv,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale serve us-china.verbale --open                open it in the browser
  verbale serve us-china.verbale --port 0              on any free port; the address is printed
  verbale serve us-china.verbale --host 0.0.0.0        for everybody who can reach this machine

Read-only. The record may be built on while it is served: readers see the old one or the new. docs/serve.md says more.")]
pub(crate) struct Serve {
    /// The record file
    pub(crate) file: PathBuf,
    /// The name or address to listen on; other hosts cannot reach the default
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port to listen on; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8600)]
    pub(crate) port: u16,
    /// Open it in the browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  verbale parse article.txt                     CoNLL-U to standard output
  verbale parse texts/ --threads 2 --format json
  echo 'Wang met Blinken in Beijing.' | verbale parse -")]
pub(crate) struct Parse {
    /// A text file, a folder of them, or - for standard input
    pub(crate) input: PathBuf,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ParseFormat::Conllu)]
    pub(crate) format: ParseFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// CoNLL-U, entities in the MISC column
    Conllu,
    /// A document a line
    Json,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Eval {
    /// What kind of act each attribution is, its spans given, against marked sentences
    Acts(EvalActs),
    /// Time expressions against a folder of TimeML files
    Dates(EvalDates),
    /// Dates of articles worked out from their text, against those they state
    Dating(EvalDating),
    /// The register's office holders against a table of trips and visits
    Offices(EvalOffices),
    /// Who each mention is, against a reader's answers
    Resolution(EvalResolution),
    /// Sources, cues and contents of attributions, against annotated texts
    Statements(EvalStatements),
    /// Attributions in single sentences, against marked ones
    Attributions(EvalAttributions),
    /// Which articles report the same happening, against given stories
    Stories(EvalStories),
}

#[derive(Debug, Args)]
#[command(after_help = "\
A line is an act, a tab and a sentence with <s>source</s>, <c>cue</c> and <t>content</t> marked.
The third of the sentences that is never trained on is measured.")]
pub(crate) struct EvalActs {
    /// Tables of marked sentences
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// All sentences, not only those kept for testing
    #[arg(long)]
    pub(crate) all: bool,
    /// Another model file than the one that comes with the program
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
    /// Work in 32-bit floats instead of bytes
    #[arg(long, requires = "model")]
    pub(crate) f32: bool,
    /// Write what each reader says here, a JSON object an attribution
    #[arg(long, value_name = "OUT")]
    pub(crate) predictions: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct EvalDates {
    /// Folder of .tml files
    pub(crate) dir: PathBuf,
    /// Write what was found here, a JSON object a document
    #[arg(long, value_name = "OUT")]
    pub(crate) predictions: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The date and the address of every article are taken away; then the record is built and its dates are compared.
Lines need `text` and `date`.")]
pub(crate) struct EvalDating {
    /// Articles, a JSON object a line
    pub(crate) file: PathBuf,
    /// Date every article by itself, without the others
    #[arg(long)]
    pub(crate) alone: bool,
    /// List the dates that are wrong, with their reasons
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Tables are CSV with a head: `start`, `country`, `remarks` (trips), or `start-date`, `visitor`, `from` (visits).")]
pub(crate) struct EvalOffices {
    /// CSV tables of trips or visits
    #[arg(required = true, value_name = "TABLE")]
    pub(crate) tables: Vec<PathBuf>,
    /// Only from this year on
    #[arg(long, default_value_t = 2012, value_name = "YEAR")]
    pub(crate) since: i16,
    /// Do not list the misses
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
DIR holds text/NAME.txt and, where there are answers, attributions/NAME_*.ann: standoff lines as PolNeAR has them.")]
pub(crate) struct EvalStatements {
    /// Folder of texts and answers
    pub(crate) dir: PathBuf,
    /// Another model file than the one that comes with the program
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
    /// Work in 32-bit floats instead of bytes
    #[arg(long, requires = "model")]
    pub(crate) f32: bool,
    /// Measure the statements of the record, joined with the parse, instead of the model's spans
    #[arg(long)]
    pub(crate) joined: bool,
    /// Measure them without the model
    #[arg(long, requires = "joined")]
    pub(crate) fast: bool,
    /// Write what was found here, a JSON object a text
    #[arg(long, value_name = "OUT")]
    pub(crate) predictions: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Lines hold an act, a tab and a sentence with <s>source</s>, <c>cue</c> and <t>content</t>, as in training/sentences.")]
pub(crate) struct EvalAttributions {
    /// Tables of marked sentences
    #[arg(required = true, value_name = "TABLE")]
    pub(crate) files: Vec<PathBuf>,
    /// By the rules alone, without the model
    #[arg(long)]
    pub(crate) fast: bool,
    /// Measure the third that is held out, not the rest
    #[arg(long)]
    pub(crate) held_out: bool,
    /// List what was missed and what is beyond the answers
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Lines need `id` and `text`; `title` is read where it is given. Dates and addresses are taken away first: what a page
states is often the day it was fetched. With `story` in the lines, the result is scored.")]
pub(crate) struct EvalStories {
    /// Articles, a JSON object a line
    pub(crate) file: PathBuf,
    /// Write each article's story here, a JSON object a line
    #[arg(long, value_name = "OUT")]
    pub(crate) predictions: Option<PathBuf>,
    /// Leave the dates the lines state
    #[arg(long)]
    pub(crate) dates: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvalResolution {
    /// Answers: a table with article, start, end, kind, name, country (offsets in code points of `text`)
    pub(crate) gold: PathBuf,
    /// The articles, a JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) articles: PathBuf,
    /// List the mentions that are wrong
    #[arg(long)]
    pub(crate) list: bool,
}
