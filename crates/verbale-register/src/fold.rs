//! Folding of names for comparison: case, accents, dots and hyphens do not tell people apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form names are compared in: lower case, no accents, no dots or apostrophes, hyphens as spaces, single spaces.
///
/// `"Recep Tayyip Erdoğan"` and `"recep tayyip Erdogan"` fold alike; so do `"Moon Jae-in"` and `"Moon Jae In"`.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        name.chars().for_each(|c| push(&mut out, c));
    } else {
        name.nfd().filter(|&c| !is_combining_mark(c)).for_each(|c| push(&mut out, c));
    }
    out.truncate(out.trim_end().len());
    out
}

fn push(out: &mut String, c: char) {
    {
        match c {
            '.' | '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            'ı' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' => out.push('d'),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|&c| !is_combining_mark(c))),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
}

/// Text without accents, its case and all else kept; `None` where it has none.
pub(crate) fn without_accents(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let plain: String = text
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'Ł' => 'L',
            'ø' => 'o',
            'Ø' => 'O',
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect();
    (plain != text).then_some(plain)
}

/// Edits (insertions, deletions, substitutions, swaps of neighbours) between two words; `None` once above `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    // A character has four bytes at most.
    if a.len().abs_diff(b.len()) > 4 * most {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len().min(b.len()) > 64 {
        return None;
    }
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = before.clone();
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        // Neither this row nor the one before leads to less than what they hold.
        if row.iter().chain(&last).min() > Some(&most) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    (last[b.len()] <= most).then_some(last[b.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (a, b) in [
            ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
            ("Moon Jae-in", "Moon Jae In"),
            ("Antony J. Blinken", "Antony J Blinken"),
            ("Radosław Sikorski", "Radoslaw Sikorski"),
            ("İbrahim Kalın", "Ibrahim Kalin"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("Wang Yi"), fold("Wang Ye"));
    }

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(distance("blinken", "blniken", 2), Some(1));
        assert_eq!(distance("qin", "gang", 2), None);
    }
}
