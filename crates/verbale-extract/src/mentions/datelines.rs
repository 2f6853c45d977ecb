//! Datelines by their looks: "GENEVA (Wire) - ", where the article's own dateline was not read.
//!
//! A place in capitals, then a dash between spaces, opens a paragraph. Takes a paragraph; gives the bytes up to its
//! first word.

/// Most bytes before the dash.
const LONGEST: usize = 80;

/// Where the text begins after a leading dateline; `None` where there is none.
pub(crate) fn end(line: &str) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    let dashes = [" - ", " – ", " — ", " -- "];
    let (at, dash) = dashes.iter().filter_map(|d| line.find(d).map(|at| (at, *d))).min()?;
    let lead = line.get(start..at).filter(|l| l.len() <= LONGEST)?;
    let place = lead.split([',', '(', ';']).next()?.trim();
    let first = place.split([' ', '/']).next()?;
    let capitals = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    let is_word = first.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (capitals && is_word && lead.split_whitespace().count() <= 8).then_some(at + dash.len())
}

#[cfg(test)]
mod tests {
    use super::end;

    fn rest(line: &str) -> &str {
        end(line).map_or(line, |n| &line[n..])
    }

    #[test]
    fn a_place_in_capitals_before_a_dash_is_no_part_of_the_sentence() {
        assert_eq!(rest("PORT LOUIS - Ministers met."), "Ministers met.");
        assert_eq!(rest("GENEVA, March 3 (Wire) — Ministers met."), "Ministers met.");
        assert_eq!(rest("ROME/PARIS -- Ministers met."), "Ministers met.");
    }

    #[test]
    fn a_dash_in_a_sentence_is_left_alone() {
        for line in
            ["NATO members met – again.", "The talks - the first - ended.", "EU - and others", "Ā – b"]
        {
            assert_eq!(rest(line), line);
        }
    }
}
