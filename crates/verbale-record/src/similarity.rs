//! How alike the texts of articles are: by weighted words for stories, by runs of words for copies.

mod rarity;
pub(crate) mod words;

use xxhash_rust::xxh3::xxh3_64;

/// A word without the endings of number and tense: enough to let "talks" meet "talk".
pub(crate) fn stem(word: &str) -> String {
    for (ending, least) in [("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 3)] {
        if let Some(bare) = word.strip_suffix(ending)
            && bare.chars().count() >= least
            && !(ending == "s" && bare.ends_with('s'))
        {
            return if ending == "ies" { format!("{bare}y") } else { bare.to_owned() };
        }
    }
    word.to_owned()
}

/// Hashes of the runs of so many words of a text, sorted, each once.
pub(crate) fn runs(text: &str, length: usize) -> Vec<u64> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut out: Vec<u64> = words.windows(length).map(|w| xxh3_64(w.join(" ").as_bytes())).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The share of the shorter text's runs that are in the other too.
pub(crate) fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let (mut i, mut j, mut same) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                same += 1;
                i += 1;
                j += 1;
            }
        }
    }
    same as f64 / shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_copy_with_a_paragraph_cut_is_wholly_in_its_original() {
        let original =
            "The ministers met in the morning and spoke of trade. In the afternoon they signed two papers.";
        let cut = "The ministers met in the morning and spoke of trade.";
        assert!(overlap(&runs(original, 5), &runs(cut, 5)) > 0.99);
        let other =
            "A storm closed the harbour for two days, and no ship left it before the wind had turned.";
        assert!(overlap(&runs(original, 5), &runs(other, 5)) < 0.01);
    }

    #[test]
    fn endings_fall_away_and_short_words_stay() {
        assert_eq!(stem("talks"), stem("talk"));
        assert_eq!(stem("countries"), "country");
        assert_eq!(stem("gas"), "gas");
        assert_eq!(stem("press"), "press");
    }
}
