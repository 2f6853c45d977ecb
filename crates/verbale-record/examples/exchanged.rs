//! Prints, for each line of JSON with `id` and `text` on standard input, its id, how likely its words were exchanged for
//! others, and the clearest signs. `measures/score_exchanged.py` makes the texts and reads this.

use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(article) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let (id, text) = (article["id"].as_str().unwrap_or(""), article["text"].as_str().unwrap_or(""));
        match verbale_record::exchanged(text) {
            Some((score, signs)) => {
                let signs: Vec<String> =
                    signs.iter().take(8).map(|(here, for_)| format!("{here} / {for_}")).collect();
                println!("{id}\t{score:.4}\t{}", signs.join("; ").replace(['\n', '\t'], " "));
            }
            None => println!("{id}\tshort\t"),
        }
    }
}
