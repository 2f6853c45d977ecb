//! How rare a word is in press reports, from a table that comes with the program.
//!
//! Not from the collection at hand: then what an article weighs would change with every article added. The table counts
//! in how many of some two thousand reports a word stands (`measures/count_words.py`).

use std::collections::HashMap;
use std::sync::LazyLock;

struct Table {
    articles: f32,
    counts: HashMap<&'static str, u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| parse(include_str!("words.tsv")));

fn parse(text: &'static str) -> Table {
    let mut rows = text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, n)| Some((word, n.parse().ok()?)));
    let articles = rows.next().map_or(1, |(_, n): (_, u32)| n);
    Table { articles: articles as f32, counts: rows.collect() }
}

/// Logarithm of the inverse share of reports that have the word (inverse document frequency, Spärck Jones 1972).
pub(super) fn rarity(stem: &str) -> f32 {
    let count = TABLE.counts.get(stem).copied().unwrap_or(0);
    ((TABLE.articles + 1.0) / (count as f32 + 1.0)).ln().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_nobody_knows_weighs_more_than_a_minister_and_a_minister_more_than_a_day() {
        assert!(rarity("zhvanetsky") > rarity("minister"));
        assert!(rarity("minister") > rarity("time"));
        assert!(TABLE.counts.len() > 5_000);
    }
}
