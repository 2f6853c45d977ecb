//! Prints every name, title and issue in a text read from standard input, with the time the scan took.

use std::io::Read;
use std::time::Instant;

use verbale_register::Register;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let start = Instant::now();
    let register = Register::embedded();
    let loaded = start.elapsed();
    register.titles("");
    register.issues_in("");
    let built = start.elapsed();
    let names = register.find(&text);
    let titles = register.titles_among(&text, &names);
    let issues = register.issues_in(&text);
    let scanned = start.elapsed() - built;
    for m in &names {
        println!("name\t{}\t{:?}", m.span.of(&text), m.entries);
    }
    for (span, title) in &titles {
        println!("title\t{}\t{title:?}", span.of(&text));
    }
    for (span, issue) in &issues {
        println!("issue\t{}\t{issue}", span.of(&text));
    }
    eprintln!("tables {loaded:?}, automata {:?}, {} bytes in {scanned:?}", built - loaded, text.len());
    Ok(())
}
