//! What lower case and cutting lose of a word, as one small number beside its pieces: letter case and quotation marks.
//!
//! 0 to 3 for a word without capitals, one that begins with its only capital, one in capitals, any other; 4 more for one
//! inside quotation marks. A straight mark opens and closes in turn; a text's end closes. `training/polnear.py` does the
//! same.

/// Rows of a table of these numbers.
pub(crate) const COUNT: usize = 8;

/// Follows the quotation marks of one text.
#[derive(Default)]
pub(crate) struct Quotes {
    inside: bool,
}

impl Quotes {
    /// The number of the next word, as it stands in the text. An opening mark is inside; so is a closing one, but for a
    /// straight one.
    pub(crate) fn feature(&mut self, word: &str) -> u32 {
        match word.chars().next() {
            Some('“' | '«' | '„') => self.inside = true,
            Some('"') => self.inside = !self.inside,
            _ => {}
        }
        let feature = case(word) + 4 * u32::from(self.inside);
        if word.starts_with(['”', '»']) {
            self.inside = false;
        }
        feature
    }
}

fn case(word: &str) -> u32 {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => 0,
        1 if word.starts_with(char::is_uppercase) => 1,
        _ if !word.contains(char::is_lowercase) => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(words: &str) -> Vec<u32> {
        let mut quotes = Quotes::default();
        words.split(' ').map(|word| quotes.feature(word)).collect()
    }

    #[test]
    fn case_is_told_apart() {
        assert_eq!(
            features("the Minister UN McKay US1 A e iPhone Émile 2023"),
            [0, 1, 2, 3, 2, 1, 0, 3, 1, 0]
        );
    }

    #[test]
    fn marks_open_and_close() {
        assert_eq!(features("he said “ We met ” today"), [0, 0, 4, 5, 4, 4, 0]);
        assert_eq!(features("\" yes \" he said \" no"), [4, 4, 0, 0, 0, 4, 4]);
    }
}
