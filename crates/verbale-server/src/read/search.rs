//! Full text: what a person types in, reports and statements that hold the words out.

use super::{Report, Snapshot};
use crate::reply::Trouble;
use std::rc::Rc;
use verbale_record::model::Statement;

/// Marks around matched words in what SQLite gives back: from the private use area, so that no text means them.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// More matches than this are not weighed one by one.
const WEIGHED: i64 = 3_000;

/// A report that holds the words.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) report: Rc<Report>,
    pub(crate) headline: String,
    /// The words around.
    pub(crate) words: String,
}

/// A statement that holds the words.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) statement: Statement,
    pub(crate) words: String,
}

impl Snapshot<'_> {
    /// Reports that hold the words, the best first, and whether all matches were weighed.
    pub(crate) fn reports_with(
        &self,
        words: &str,
        limit: usize,
        skip: usize,
    ) -> Result<(Vec<Found>, bool), Trouble> {
        let Some(query) = fts(words) else { return Ok((Vec::new(), true)) };
        let few = self.few("search", &query)?;
        let sql = format!(
            "SELECT a.id, highlight(search, 0, ?2, ?3), snippet(search, 1, ?2, ?3, ' … ', 28) \
             FROM search JOIN article a ON a.ord = search.rowid WHERE search MATCH ?1 {} LIMIT ?4 OFFSET ?5",
            order(few)
        );
        let params = rusqlite::params![query, OPEN.to_string(), CLOSE.to_string(), limit as i64, skip as i64];
        let rows = self.all(&sql, params, |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?, r.get::<_, Option<String>>(2)?))
        })?;
        let found = rows.into_iter().map(|(id, headline, words)| {
            let report = self.report(&id)?;
            let headline = headline.unwrap_or_else(|| report.title().to_owned());
            Ok(Found { report, headline, words: words.unwrap_or_default() })
        });
        Ok((found.collect::<Result<_, Trouble>>()?, few))
    }

    /// Statements that hold the words.
    pub(crate) fn said_with(
        &self,
        words: &str,
        limit: usize,
        skip: usize,
    ) -> Result<(Vec<Said>, bool), Trouble> {
        let Some(query) = fts(words) else { return Ok((Vec::new(), true)) };
        let few = self.few("said", &query)?;
        let sql = format!(
            "SELECT s.entry, highlight(said, 0, ?2, ?3) FROM said JOIN statement s ON s.ord = said.rowid \
             WHERE said MATCH ?1 {} LIMIT ?4 OFFSET ?5",
            order(few)
        );
        let params = rusqlite::params![query, OPEN.to_string(), CLOSE.to_string(), limit as i64, skip as i64];
        let rows = self.all(&sql, params, |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
        let said = rows
            .into_iter()
            .map(|(entry, words)| Ok(Said { statement: serde_json::from_str(&entry)?, words }));
        Ok((said.collect::<Result<_, Trouble>>()?, few))
    }

    /// Whether the matches are few enough to be weighed.
    fn few(&self, table: &str, query: &str) -> Result<bool, Trouble> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ?1 LIMIT ?2)");
        Ok(self.one::<i64>(&sql, rusqlite::params![query, WEIGHED + 1])?.unwrap_or(0) <= WEIGHED)
    }
}

fn order(few: bool) -> &'static str {
    if few { "ORDER BY rank" } else { "" }
}

/// What a person types as a query of FTS5: all words, "a phrase", begin*, OR, -without. `None` if there is no word.
pub(crate) fn fts(typed: &str) -> Option<String> {
    /// Terms beyond this many are dropped: nobody types them.
    const MOST: usize = 32;
    let (mut with, mut without, mut either) = (Vec::<String>::new(), Vec::new(), false);
    for (term, phrase) in terms(typed).into_iter().take(MOST) {
        if !phrase && term == "OR" && !with.is_empty() {
            either = true;
            continue;
        }
        let (minus, bare) = match term.strip_prefix('-').filter(|_| !phrase) {
            Some(bare) => (true, bare),
            None => (false, term),
        };
        let (bare, prefix) = match bare.strip_suffix('*').filter(|_| !phrase) {
            Some(bare) => (bare, "*"),
            None => (bare, ""),
        };
        if !bare.chars().any(char::is_alphanumeric) {
            continue;
        }
        let quoted = format!("\"{}\"{prefix}", bare.replace('"', "\"\""));
        match with.last_mut() {
            _ if minus => without.push(quoted),
            Some(last) if either => *last = format!("{last} OR {quoted}"),
            _ => with.push(quoted),
        }
        either = false;
    }
    if with.is_empty() {
        return None;
    }
    let groups: Vec<_> = with.iter().map(|g| format!("({g})")).collect();
    let wanted = groups.join(" AND ");
    Some(if without.is_empty() { wanted } else { format!("({wanted}) NOT ({})", without.join(" OR ")) })
}

/// Words and phrases in quotation marks.
fn terms(typed: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    for (n, piece) in typed.split(['"', '“', '”']).enumerate() {
        if n % 2 == 1 {
            out.push((piece, true));
        } else {
            out.extend(piece.split_whitespace().map(|w| (w, false)));
        }
    }
    out
}

/// Text with marks, as pieces that matched and pieces between.
pub(crate) fn highlighted(text: &str) -> Vec<(bool, &str)> {
    let mut out = Vec::new();
    for (n, piece) in text.split(OPEN).enumerate() {
        match piece.split_once(CLOSE) {
            Some((matched, rest)) if n > 0 => out.extend([(true, matched), (false, rest)]),
            _ => out.push((false, piece)),
        }
    }
    out.retain(|(_, piece)| !piece.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_means_what_they_expect() {
        assert_eq!(fts("trade talks").unwrap(), "(\"trade\") AND (\"talks\")");
        assert_eq!(fts("\"red line\" Taiwan").unwrap(), "(\"red line\") AND (\"Taiwan\")");
        assert_eq!(
            fts("sanction* OR tariff -steel").unwrap(),
            "((\"sanction\"* OR \"tariff\")) NOT (\"steel\")"
        );
        assert_eq!(fts(" * - \" ' "), None);
        assert_eq!(fts("-only"), None, "nothing to take away from");
    }

    #[test]
    fn matches_are_cut_out_of_the_text_they_stand_in() {
        let text = format!("the {OPEN}red line{CLOSE} of {OPEN}Taiwan{CLOSE}");
        assert_eq!(
            highlighted(&text),
            [(false, "the "), (true, "red line"), (false, " of "), (true, "Taiwan")]
        );
        assert_eq!(highlighted(&format!("a{CLOSE}b{OPEN}c")), [(false, "a\u{e001}b"), (false, "c")]);
    }

    proptest::proptest! {
        /// Nothing one can type is a syntax error of the index.
        #[test]
        fn no_words_break_the_index(typed in "\\PC{0,60}") {
            let c = rusqlite::Connection::open_in_memory().unwrap();
            c.execute_batch("CREATE VIRTUAL TABLE t USING fts5 (x)").unwrap();
            if let Some(query) = fts(&typed) {
                let found = c.query_row("SELECT count(*) FROM t WHERE t MATCH ?1", [&query], |r| r.get::<_, i64>(0));
                proptest::prop_assert!(found.is_ok(), "{typed:?} gave {query:?}: {found:?}");
            }
        }
    }
}
