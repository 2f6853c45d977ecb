//! Inputs: files, folders and standard input, gzipped or not, as a stream of raw articles in a fixed order.
//!
//! Folders are walked recursively and sorted by path; hidden files are skipped. Kinds are told by the file's name, and
//! by its first bytes where the name says nothing. Nothing is unpacked beyond [`DOCUMENT_LIMIT`], so that a gzip bomb
//! costs no more than a large article.

use std::collections::HashSet;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use crate::error::{ReadError, SetAside};
use crate::raw::{Format, RawArticle};
use crate::{decode, html, json};

/// The largest single article, in bytes after decompression.
const DOCUMENT_LIMIT: u64 = 8 << 20;
/// The largest JSON file that is one array or one spread-out object.
const JSON_LIMIT: u64 = 256 << 20;
/// The most a JSON Lines file may unpack to.
const LINES_LIMIT: u64 = 1 << 36;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input; its kind is guessed.
    Stdin,
}

impl From<&str> for Input {
    fn from(path: &str) -> Self {
        if path == "-" { Input::Stdin } else { Input::Path(path.into()) }
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.into()) }
    }
}

/// Opens an input. Fails where nothing of it can be read; what is wrong with one file or line comes out of the stream.
pub fn read(input: &Input) -> Result<Sources, ReadError> {
    let files = match input {
        Input::Stdin => VecDeque::from([Entry::stdin()]),
        Input::Path(path) => entries(path)?,
    };
    Ok(Sources { files, open: None })
}

/// The articles of an input, in a fixed order. Dropping it stops reading.
pub struct Sources {
    files: VecDeque<Entry>,
    open: Option<Box<dyn Iterator<Item = Item> + Send>>,
}

type Item = Result<RawArticle, SetAside>;

impl std::fmt::Debug for Sources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sources").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

impl Iterator for Sources {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.open.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.open = None;
            let entry = self.files.pop_front()?;
            self.open = Some(articles(entry));
        }
    }
}

/// One file to read.
#[derive(Debug)]
struct Entry {
    /// `None` for standard input.
    path: Option<PathBuf>,
    /// As shown.
    source: String,
    /// As hashed: see [`RawArticle::id`].
    key: String,
}

impl Entry {
    fn stdin() -> Self {
        Self { path: None, source: "-".to_owned(), key: "-".to_owned() }
    }

    /// The file's extension in lower case, without `.gz`.
    fn extension(&self) -> String {
        let name = self.source.rsplit('/').next().unwrap_or("").to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        name.rsplit_once('.').map_or(String::new(), |(_, e)| e.to_owned())
    }
}

fn entries(path: &Path) -> Result<VecDeque<Entry>, ReadError> {
    let meta = std::fs::metadata(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => ReadError::Missing { path: path.to_owned() },
        _ => ReadError::Unreadable { path: path.to_owned(), cause },
    })?;
    let shown = normal(path);
    if meta.is_dir() {
        let own = own_name(path);
        let mut files = walk(path).map_err(|cause| ReadError::Unreadable { path: path.to_owned(), cause })?;
        files.sort();
        let entry = |relative: String| Entry {
            path: Some(path.join(&relative)),
            source: join(&shown, &relative),
            key: join(&own, &relative),
        };
        return Ok(files.into_iter().map(entry).collect());
    }
    if !meta.is_file() && !is_stream(&meta) {
        return Err(ReadError::NotAFile { path: path.to_owned() });
    }
    let file = File::open(path).map_err(|cause| ReadError::Unreadable { path: path.to_owned(), cause })?;
    drop(file);
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let parent = path.parent().map(own_name).unwrap_or_default();
    Ok(VecDeque::from([Entry { path: Some(path.to_owned()), source: shown, key: join(&parent, &name) }]))
}

/// A pipe (`<(zcat …)`) is read like a file.
#[cfg(unix)]
fn is_stream(meta: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    meta.file_type().is_fifo() || meta.file_type().is_char_device()
}

#[cfg(not(unix))]
fn is_stream(_: &std::fs::Metadata) -> bool {
    false
}

/// The path as given, so that `./seeds` and `seeds/` are one name.
fn normal(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => out = "/".to_owned(),
            Component::CurDir => {}
            part => out = join(&out, &part.as_os_str().to_string_lossy()),
        }
    }
    out
}

/// The name of a folder itself, also where it is given as `.` or `..`.
fn own_name(folder: &Path) -> String {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut names: Vec<String> = Vec::new();
    for part in std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => {
                names.pop();
            }
            _ => {}
        }
    }
    names.pop().unwrap_or_default()
}

fn join(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        f if f.ends_with('/') => format!("{f}{name}"),
        f => format!("{f}/{name}"),
    }
}

/// Files below a folder, by relative path with `/`. Hidden ones are skipped; links to folders are not followed, for
/// they may lead in a circle.
fn walk(root: &Path) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let listing = match std::fs::read_dir(root.join(&folder)) {
            Err(e) if folder.is_empty() => return Err(e),
            // Its files will be missed, but a folder without permission must not hide its neighbours: it is read as a
            // file, which gives the reason.
            Err(_) => {
                out.push(folder);
                continue;
            }
            Ok(listing) => listing,
        };
        for entry in listing.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A record kept among its articles is no article, nor is what SQLite keeps beside it.
            if name.starts_with('.')
                || name.ends_with(".verbale")
                || name.contains(".verbale-")
                || name.contains(".verbale.partial")
            {
                continue;
            }
            let relative = join(&folder, &name);
            match entry.file_type() {
                Ok(t) if t.is_dir() => folders.push(relative),
                Ok(t) if t.is_symlink() && root.join(&relative).is_dir() => {}
                _ => out.push(relative),
            }
        }
    }
    Ok(out)
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Html,
    Lines,
    /// JSON that is not one object a line.
    Json,
    /// Another program's, or a kind that is not read.
    Other(&'static str),
}

fn articles(entry: Entry) -> Box<dyn Iterator<Item = Item> + Send> {
    match open(&entry) {
        Err(e) => one(Err(SetAside::new(&entry.source, format!("it cannot be read: {}", plain(&e))))),
        Ok((kind, reader)) => match kind {
            Kind::Other(what) => one(Err(SetAside::new(&entry.source, what))),
            Kind::Lines => {
                Box::new(Lines { entry, reader, number: 0, bytes: 0, done: false, seen: HashSet::new() })
            }
            Kind::Json => Box::new(spread_json(&entry, reader).into_iter()),
            Kind::Text => one(document(&entry, reader, Format::Text)),
            Kind::Html => one(document(&entry, reader, Format::Html)),
        },
    }
}

fn one(item: Item) -> Box<dyn Iterator<Item = Item> + Send> {
    Box::new(std::iter::once(item))
}

type Reader = Box<dyn BufRead + Send>;

fn open(entry: &Entry) -> io::Result<(Kind, Reader)> {
    let raw: Box<dyn Read + Send> = match &entry.path {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin()),
    };
    let mut raw = Filled::new(raw);
    let gzipped = raw.head(2)?.starts_with(&[0x1f, 0x8b]);
    let mut reader: Filled = if gzipped { Filled::new(Box::new(MultiGzDecoder::new(raw))) } else { raw };
    let head = reader.head(HEAD)?;
    let kind = kind(&entry.extension(), head);
    Ok((kind, Box::new(reader)))
}

const HEAD: usize = 1 << 16;

fn kind(extension: &str, head: &[u8]) -> Kind {
    match extension {
        "jsonl" | "ndjson" | "jl" => return Kind::Lines,
        _ if decode::is_binary(head) => return Kind::Other("it is not text (a binary file)"),
        "csv" | "tsv" | "xml" | "rss" | "atom" | "warc" | "parquet" | "rtf" | "yaml" | "yml" | "toml"
        | "py" | "js" | "css" | "svg" | "tex" | "ipynb" | "log" | "sh" => {
            return Kind::Other("this kind of file is not read; plain text, HTML and JSON Lines are");
        }
        _ => {}
    }
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match extension {
        "html" | "htm" | "xhtml" | "shtml" | "mhtml" => Kind::Html,
        "json" => json_kind(start),
        "txt" | "text" | "md" if !html::is_html(start) => Kind::Text,
        _ if html::is_html(start) => Kind::Html,
        _ if start.starts_with("{\"")
            || start.starts_with("{ \"")
            || start.starts_with("[{")
            || start.starts_with("{\n") =>
        {
            json_kind(start)
        }
        _ => Kind::Text,
    }
}

/// JSON Lines where the first line is a whole object.
fn json_kind(start: &str) -> Kind {
    let first = start.lines().next().unwrap_or("");
    let whole = start.starts_with('{')
        && (json::object(first.as_bytes()).is_ok()
            || first.len() + 8 >= start.len() && start.len() > HEAD / 2);
    // A broken first line among whole ones is still JSON Lines.
    let later =
        || start.lines().skip(1).take(3).any(|l| l.starts_with('{') && json::object(l.as_bytes()).is_ok());
    if whole || start.starts_with('{') && later() { Kind::Lines } else { Kind::Json }
}

fn document(entry: &Entry, reader: Reader, format: Format) -> Item {
    let aside = |reason: String| SetAside::new(&entry.source, reason);
    let mut bytes = Vec::new();
    reader
        .take(DOCUMENT_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| aside(format!("it cannot be read: {}", plain(&e))))?;
    if bytes.len() as u64 > DOCUMENT_LIMIT {
        return Err(aside(format!(
            "it is larger than {} MB, too large for one article",
            DOCUMENT_LIMIT >> 20
        )));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(aside("the file is empty".to_owned()));
    }
    Ok(RawArticle { source: entry.source.clone(), key: entry.key.clone(), format, bytes })
}

/// What the system says, in words for a person.
fn plain(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            format!("its gzip data is broken or cut short ({e})")
        }
        io::ErrorKind::IsADirectory => "permission denied for this folder".to_owned(),
        _ => e.to_string(),
    }
}

/// A JSON file that is one object over several lines, an array, or objects one after another.
fn spread_json(entry: &Entry, reader: Reader) -> Vec<Item> {
    let aside = |reason: String| vec![Err(SetAside::new(&entry.source, reason))];
    let mut bytes = Vec::new();
    if let Err(e) = reader.take(JSON_LIMIT + 1).read_to_end(&mut bytes) {
        return aside(format!("it cannot be read: {}", plain(&e)));
    }
    if bytes.len() as u64 > JSON_LIMIT {
        return aside(format!(
            "it is larger than {} MB; make it JSON Lines, one object a line",
            JSON_LIMIT >> 20
        ));
    }
    let text = decode::decode(&bytes, None);
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let mut number = 0;
    for value in serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'))
        .into_iter::<serde_json::Value>()
    {
        let records = match value {
            Ok(serde_json::Value::Array(all)) => all,
            Ok(one) => vec![one],
            Err(e) => {
                out.push(Err(SetAside::new(&entry.source, format!("broken JSON: {e}"))));
                break;
            }
        };
        for record in records {
            number += 1;
            out.push(item(entry, number, record.to_string().into_bytes(), &mut seen, "record"));
        }
    }
    if out.is_empty() {
        return aside("the file is empty".to_owned());
    }
    out
}

/// One JSON object as an article; `number` names it where it has no id of its own.
fn item(entry: &Entry, number: u64, bytes: Vec<u8>, seen: &mut HashSet<u64>, unit: &str) -> Item {
    let at = format!("{}#{number}", entry.source);
    let record = json::object(&bytes).map_err(|e| SetAside::new(&at, format!("{unit} {number}: {e}")))?;
    let mut name = json::id(&record).unwrap_or_else(|| number.to_string());
    // Two records with one id stay two articles.
    if !seen.insert(xxhash_rust::xxh3::xxh3_64(name.as_bytes())) {
        name = format!("{name}:{number}");
    }
    let source = format!("{}#{name}", entry.source);
    Ok(RawArticle { source, key: format!("{}#{name}", entry.key), format: Format::Json, bytes })
}

/// The lines of a JSON Lines file.
struct Lines {
    entry: Entry,
    reader: Reader,
    number: u64,
    bytes: u64,
    done: bool,
    seen: HashSet<u64>,
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            let mut line = Vec::new();
            let read = (&mut self.reader).take(DOCUMENT_LIMIT + 1).read_until(b'\n', &mut line);
            self.number += 1;
            let at = format!("{}#{}", self.entry.source, self.number);
            match read {
                Err(e) => {
                    self.done = true;
                    return Some(Err(SetAside::new(at, format!("line {}: {}", self.number, plain(&e)))));
                }
                Ok(0) => {
                    self.done = true;
                    // A file without a single line is worth a word.
                    return (self.bytes == 0)
                        .then(|| Err(SetAside::new(&self.entry.source, "the file is empty")));
                }
                Ok(n) => self.bytes += n as u64,
            }
            if line.len() as u64 > DOCUMENT_LIMIT && line.last() != Some(&b'\n') {
                if self.skip_line().is_err() {
                    self.done = true;
                }
                let reason = format!(
                    "line {}: larger than {} MB, too large for one article",
                    self.number,
                    DOCUMENT_LIMIT >> 20
                );
                return Some(Err(SetAside::new(at, reason)));
            }
            if self.bytes > LINES_LIMIT {
                self.done = true;
                return Some(Err(SetAside::new(
                    at,
                    "the file unpacks to more than 64 GB; the rest is not read",
                )));
            }
            let text = line.trim_ascii().strip_prefix(b"\xef\xbb\xbf").unwrap_or(line.trim_ascii()).to_vec();
            if !text.is_empty() {
                return Some(item(&self.entry, self.number, text, &mut self.seen, "line"));
            }
        }
        None
    }
}

impl Lines {
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() || self.bytes > LINES_LIMIT {
                return Ok(());
            }
            let (used, found) = match buffer.iter().position(|&b| b == b'\n') {
                Some(i) => (i + 1, true),
                None => (buffer.len(), false),
            };
            self.reader.consume(used);
            self.bytes += used as u64;
            if found {
                return Ok(());
            }
        }
    }
}

/// A reader whose first bytes can be looked at before they are read: pipes give a few at a time.
struct Filled {
    head: Vec<u8>,
    at: usize,
    rest: BufReader<Box<dyn Read + Send>>,
}

impl Filled {
    fn new(inner: Box<dyn Read + Send>) -> Self {
        Self { head: Vec::new(), at: 0, rest: BufReader::with_capacity(HEAD, inner) }
    }

    /// Up to `n` first bytes.
    fn head(&mut self, n: usize) -> io::Result<&[u8]> {
        let wanted = n.saturating_sub(self.head.len()) as u64;
        (&mut self.rest).take(wanted).read_to_end(&mut self.head)?;
        Ok(&self.head)
    }
}

impl Read for Filled {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Filled {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.head.get(self.at..) {
            Some(ready) if !ready.is_empty() => Ok(self.head.get(self.at..).unwrap_or_default()),
            _ => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.head.len() {
            self.at = (self.at + n).min(self.head.len());
        } else {
            self.rest.consume(n);
        }
    }
}
