//! Writes the encoder's attributions of texts, for PolNeAR's checker.
//!
//! `attributions MODEL FOLDER [--f32]`: a JSON line for each `text/*.txt` of the folder, offsets in code points; how long
//! it took goes to standard error.

use std::path::Path;
use std::time::Instant;
use verbale_extract::attribution::{Attributions, Role, Tagger};
use verbale_language::{Encoder, Precision};
use verbale_span::{OffsetIndex, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (model, folder, precision) = match arguments.as_slice() {
        [model, folder] => (model, folder, Precision::Int8),
        [model, folder, flag] if flag == "--f32" => (model, folder, Precision::F32),
        _ => return Err("usage: attributions MODEL FOLDER [--f32]".into()),
    };
    let encoder = Encoder::load_with(&std::fs::read(model)?, precision)?;
    let tagger = Tagger::new(&encoder).ok_or("the model was not trained for attribution")?;
    let mut files: Vec<_> =
        std::fs::read_dir(Path::new(folder).join("text"))?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut taken = std::time::Duration::ZERO;
    for file in &files {
        let doc = file.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(file)?;
        let started = Instant::now();
        let found = tagger.find(&text);
        taken += started.elapsed();
        println!("{}", prediction(&doc, &text, &found));
    }
    eprintln!("{} texts, {:.1} a second", files.len(), files.len() as f64 / taken.as_secs_f64());
    Ok(())
}

fn prediction(doc: &str, text: &str, found: &Attributions) -> String {
    let index = OffsetIndex::new(text);
    let ends = |s: Span| (index.code_point(text, s.start as usize), index.code_point(text, s.end as usize));
    let pair = |span: Span| format!("[{}, {}]", ends(span).0, ends(span).1);
    let of = |wanted: Role| {
        let spans = found.spans.iter().filter(|(_, role)| *role == wanted);
        spans.map(|(span, _)| pair(*span)).collect::<Vec<_>>().join(", ")
    };
    let quotes = found.quotes.iter().map(|quote| {
        let ((start, end), speaker) = (ends(quote.span), pair(quote.speaker));
        format!("{{\"start\": {start}, \"end\": {end}, \"speaker\": {speaker}}}")
    });
    format!(
        "{{\"doc\": {doc:?}, \"source\": [{}], \"cue\": [{}], \"content\": [{}], \"quotes\": [{}]}}",
        of(Role::Source),
        of(Role::Cue),
        of(Role::Content),
        quotes.collect::<Vec<_>>().join(", ")
    )
}
