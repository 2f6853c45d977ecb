//! Prints the statements and demands of articles, or predictions over PolNeAR for its checker.
//!
//! `statements FILE|FOLDER` prints; `statements --polnear FOLDER` writes a JSON line for each `text/*.txt` of the folder, with
//! offsets in code points; `statements --lines FILE` writes what each line of a file holds, as tabs and byte offsets. With
//! `--fast` before, by the rules alone.

use std::fmt::Write as _;
use std::path::Path;
use verbale_article::{Article, Input, read};
use verbale_extract::Tools;
use verbale_extract::findings::Evidence;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{demands, statements, tense};
use verbale_span::OffsetIndex;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut tools = Tools::embedded();
    if arguments.first().is_some_and(|a| a == "--fast") {
        arguments.remove(0);
        tools = tools.fast();
    }
    match arguments.as_slice() {
        [flag, folder] if flag == "--polnear" => polnear(Path::new(folder), &tools),
        [flag, file] if flag == "--lines" => lines(Path::new(file), &tools),
        [path] => show(path, &tools),
        _ => Err("usage: statements FILE|FOLDER, or statements --polnear FOLDER".into()),
    }
}

fn show(path: &str, tools: &Tools<'_>) -> Result<(), Box<dyn std::error::Error>> {
    for raw in read(&Input::from(path))? {
        match raw.and_then(|r| r.clean()) {
            Ok(article) => print!("{}", listing(&article, tools)),
            Err(aside) => eprintln!("{aside}"),
        }
    }
    Ok(())
}

fn listing(article: &Article, tools: &Tools<'_>) -> String {
    let reading = Reading::new(article, tools);
    let mentions = Mentions::find(&reading);
    let times = tense::times(&reading);
    let found = statements::find(&reading, &mentions, &times);
    let name = |who: Option<u32>| who.map_or("-", |a| mentions.name_of(a)).to_owned();
    let words = |e: &Option<Evidence>| e.map_or("-", |e| reading.quote(e)).to_owned();
    let mut out = format!("=== {}\n", article.source);
    for (n, s) in found.iter().enumerate() {
        let source = format!("[{}] {} | {}", name(s.source), words(&s.source_at), words(&s.cue));
        let _ = write!(out, "{n}. {source} | {:?} {:?}", s.form, s.stance);
        let _ = s.channel.map_or(Ok(()), |(c, at)| write!(out, " via {c:?} ({})", reading.quote(at)));
        let _ = s.addressee.map_or(Ok(()), |a| write!(out, " to {}", mentions.name_of(a)));
        let _ = s.within.map_or(Ok(()), |w| write!(out, " in {w}"));
        let issues: Vec<&str> = s.issues.iter().map(|i| i.issue.as_str()).collect();
        let _ = writeln!(out, " {issues:?}");
        for piece in &s.content {
            let _ = writeln!(out, "      {}", reading.quote(*piece));
        }
    }
    for d in demands::find(&reading, &mentions, &times, &found) {
        let _ = writeln!(out, "   {} wants of {}: {}", name(d.by), name(d.of), reading.quote(d.content));
    }
    out
}

fn polnear(folder: &Path, tools: &Tools<'_>) -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder.join("text"))?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let doc = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("{}", predictions(&doc, Article::of_text(std::fs::read_to_string(file)?), tools));
    }
    Ok(())
}

fn predictions(doc: &str, article: Article, tools: &Tools<'_>) -> String {
    let reading = Reading::new(&article, tools);
    let mentions = Mentions::find(&reading);
    let found = statements::find_whole(&reading, &mentions, &tense::times(&reading));
    let text = &article.body;
    let index = OffsetIndex::new(text);
    let ends = |e: &Evidence| {
        (index.code_point(text, e.span.start as usize), index.code_point(text, e.span.end as usize))
    };
    let pair = |e: &Evidence| format!("[{}, {}]", ends(e).0, ends(e).1);
    let list = |all: Vec<String>| format!("[{}]", all.join(", "));
    let source = list(found.iter().filter_map(|s| s.source_at.as_ref().map(pair)).collect());
    let cue = list(found.iter().filter_map(|s| s.cue.as_ref().map(pair)).collect());
    let content = list(found.iter().flat_map(|s| &s.content).map(pair).collect());
    let mut quotes = Vec::new();
    for s in &found {
        let speaker = s.source_at.as_ref().map_or("null".to_owned(), pair);
        for quote in s.content.iter().flat_map(|&c| statements::quoted(&reading, c)) {
            let (start, end) = ends(&quote);
            quotes.push(format!("{{\"start\": {start}, \"end\": {end}, \"speaker\": {speaker}}}"));
        }
    }
    let quotes = list(quotes);
    format!(
        "{{\"doc\": {doc:?}, \"source\": {source}, \"cue\": {cue}, \"content\": {content}, \"quotes\": {quotes}}}"
    )
}

fn lines(file: &Path, tools: &Tools<'_>) -> Result<(), Box<dyn std::error::Error>> {
    for (n, line) in std::fs::read_to_string(file)?.lines().enumerate() {
        let article = Article::of_text(line);
        let reading = Reading::new(&article, tools);
        let mentions = Mentions::find(&reading);
        let ends = |e: &Evidence| format!("{}-{}", e.span.start, e.span.end);
        for s in statements::find_whole(&reading, &mentions, &tense::times(&reading)) {
            let or_none = |e: &Option<Evidence>| e.as_ref().map_or(String::new(), ends);
            let content: Vec<String> = s.content.iter().map(ends).collect();
            let within = s.within.map_or(String::new(), |w| w.to_string());
            let who = s.source.map_or("-", |a| mentions.name_of(a));
            println!(
                "{n}\t{}\t{}\t{}\t{within}\t{:?}\t{who}",
                or_none(&s.source_at),
                or_none(&s.cue),
                content.join(";"),
                s.stance
            );
        }
    }
    Ok(())
}
