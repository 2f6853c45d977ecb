//! PLOVER contexts of a clause, by a table of words (`contexts.tsv`): at most three, in the order of the table.

use std::sync::OnceLock;
use verbale_language::Document;

type Table = Vec<(&'static str, Vec<&'static str>)>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("contexts.tsv").lines().filter(|l| !l.starts_with('#'));
        rows.filter_map(|l| l.split_once('\t')).map(|(c, words)| (c, words.split(',').collect())).collect()
    })
}

/// The contexts shown by the words of `tokens`.
pub(super) fn of(doc: &Document, tokens: std::ops::Range<usize>) -> Vec<String> {
    let words: Vec<String> = tokens.map(|i| doc.lemma(i).to_lowercase()).collect();
    let shown = |word: &str| match word.split_once('-') {
        Some((a, b)) if !words.iter().any(|w| w == word) => {
            words.windows(2).any(|w| w[0] == a && w[1] == b.trim_end_matches('s'))
        }
        _ => words.iter().any(|w| w == word),
    };
    let found =
        table().iter().filter(|(_, list)| list.iter().any(|w| shown(w))).map(|(c, _)| (*c).to_owned());
    found.take(3).collect()
}
