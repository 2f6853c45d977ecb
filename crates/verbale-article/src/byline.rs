//! Bylines: the names in "By Jane Doe and John Roe", in a field, in a credit line at the end.

use std::sync::LazyLock;

use regex::Regex;

use crate::outlet;
use crate::shape::looks_like_name;

static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:By|BY|by|Written by|Story by|Posted by|Author|Authors)\b:?\s+(.{3,160})$")
        .expect("pattern")
});

/// What a byline adds to a name: a role or a house, not a person.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:special|exclusive) (?:to|for) .{2,40}|(?:senior |chief |staff |guest |contributing |diplomatic |foreign |political |national security |white house |asia |china )*",
        r"(?:writer|reporter|correspondent|editor|columnist|contributor|analyst|producer|opinion contributor|bureau chief|news desk|staff|agencies|web desk|op-ed)s?(?: at .{2,40}| for .{2,40}| in .{2,30})?",
        r"|.{2,40} (?:news service|staff|correspondent|news desk|staff writer|staff reporter|bureau|web desk|news agency))$",
    ))
    .expect("pattern")
});

/// Names in a byline or an authors field. Roles, outlets, addresses and handles are left out.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', ',', ';', '|']);
    let mut out: Vec<String> = Vec::new();
    let joined = text.replace(" and ", ",").replace(" AND ", ",").replace(" & ", ",").replace(" with ", ",");
    for part in joined.split([',', ';', '|', '•', '·', '/', '\n']) {
        let part = part.trim().trim_start_matches("By ").trim_start_matches("BY ").trim_start_matches("by ");
        let part = part.split(" in ").next().unwrap_or("").split(" for ").next().unwrap_or("").trim();
        let part =
            part.split(" (").next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let is_house = outlet::agency(part).is_some() || outlet::known(part).is_some() || ROLE.is_match(part);
        let words = part.split(' ').count();
        let ok = part.chars().all(|c| c.is_alphabetic() || " '’.-‑".contains(c))
            && part.chars().any(char::is_uppercase);
        if ok && !is_house && (2..=5).contains(&words) && !out.iter().any(|n| n == part) {
            out.push(part.to_owned());
        }
    }
    out
}

/// A line near the head that is a byline: its names (none for a house's or role's line). `None` where it is not one.
pub(crate) fn line(text: &str, known: &[String]) -> Option<Vec<String>> {
    let words = text.split_whitespace().count();
    if words > 22 || text.ends_with(['?', '!']) {
        return None;
    }
    if let Some(c) = BY.captures(text) {
        let rest = c.get(1).map_or("", |m| m.as_str());
        let names = names(rest);
        let house = outlet::agency(rest).is_some() || outlet::known(rest).is_some() || ROLE.is_match(rest);
        let cased = rest.split(' ').filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
        return ((!names.is_empty() || house) && cased * 2 >= rest.split(' ').count()).then_some(names);
    }
    if outlet::agency(text).is_some()
        || outlet::known(text).is_some() && words <= 4
        || ROLE.is_match(text) && words <= 7
    {
        return Some(Vec::new());
    }
    // "Jane Doe and John Roe, Staff Writers", "Jane Doe in Beijing", a name the record's own field gives.
    let listed = names(text);
    let is_known =
        !listed.is_empty() && listed.iter().all(|n| known.iter().any(|k| k.eq_ignore_ascii_case(n)));
    let parts: Vec<&str> = text.split([',', '|', '•']).map(str::trim).collect();
    let signed = parts.len() >= 2
        && parts
            .iter()
            .skip(1)
            .all(|p| ROLE.is_match(p) || outlet::known(p).is_some() || outlet::agency(p).is_some())
        && parts.first().is_some_and(|p| !names(p).is_empty() && p.split(" and ").all(looks_like_name));
    (is_known || signed).then_some(listed)
}

/// A line that is nothing but one or more names of people.
pub(crate) fn bare_names(text: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.split(" and ").flat_map(|p| p.split(", ")).map(str::trim).collect();
    (parts.len() <= 5 && parts.iter().all(|p| looks_like_name(p))).then(|| names(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_houses_and_places() {
        assert_eq!(names("Ana Lopez in Quito and John Roe, Reuters"), ["Ana Lopez", "John Roe"]);
        assert_eq!(names("By JANE DOE, Associated Press"), ["JANE DOE"]);
        assert_eq!(names("Staff Writer"), Vec::<String>::new());
    }

    #[test]
    fn byline_lines() {
        assert_eq!(line("By Jane Doe and John Roe", &[]), Some(vec!["Jane Doe".into(), "John Roe".into()]));
        assert_eq!(line("Special for USA TODAY", &[]), Some(vec![]));
        assert_eq!(line("By all accounts the talks went well for both", &[]), None);
        assert_eq!(line("Jane Doe", &["Jane Doe".to_owned()]), Some(vec!["Jane Doe".into()]));
        assert_eq!(line("Jane Doe", &[]), None);
    }
}
