//! What was asked: a path and a query string in, decoded segments, parameters and the form of the answer out.

use percent_encoding::percent_decode_str;

/// Longer addresses are refused: no link of ours comes near.
pub(crate) const LONGEST: usize = 4096;

/// In which form the answer is wanted, told by the end of the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page.
    Html,
    /// `.json`
    Json,
    /// `.csv`: the figures of a picture.
    Csv,
    /// `.svg`: a picture.
    Svg,
    /// `.bib`: a citation.
    Bib,
}

const ENDINGS: [(&str, Form); 4] =
    [(".json", Form::Json), (".csv", Form::Csv), (".svg", Form::Svg), (".bib", Form::Bib)];

/// A request, decoded.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The path as it came, without a form's ending.
    pub(crate) path: String,
    segments: Vec<String>,
    query: Vec<(String, String)>,
    pub(crate) form: Form,
    /// `http://host:port`, of a host that was checked.
    pub(crate) base: String,
}

impl Ask {
    /// Reads a path and a query; `None` if it is too long or no text.
    pub(crate) fn new(path: &str, query: &str, base: &str) -> Option<Self> {
        if path.len() + query.len() > LONGEST {
            return None;
        }
        let ending = ENDINGS.iter().find(|(ending, _)| path.ends_with(ending));
        let path = ending.map_or(path, |(ending, _)| &path[..path.len() - ending.len()]);
        let segments =
            path.split('/').filter(|s| !s.is_empty()).map(|s| decoded(s, false)).collect::<Option<_>>()?;
        let pair = |p: &str| {
            let (name, value) = p.split_once('=').unwrap_or((p, ""));
            Some((decoded(name, true)?, decoded(value, true)?))
        };
        let query = query.split('&').filter(|p| !p.is_empty()).map(pair).collect::<Option<_>>()?;
        let form = ending.map_or(Form::Html, |(_, form)| *form);
        Some(Self { path: path.to_owned(), segments, query, form, base: base.to_owned() })
    }

    pub(crate) fn segments(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// A parameter that says something.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let of = self.query.iter().find(|(n, _)| n == name);
        of.map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The names of all parameters given.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.query.iter().map(|(n, _)| n.as_str())
    }

    /// This address with one parameter changed (or taken away) and the list begun anew.
    pub(crate) fn with(&self, name: &str, value: Option<&str>) -> String {
        self.with_all(&[(name, value.unwrap_or(""))])
    }

    /// This address with parameters set (or, empty, taken away) and the list begun anew.
    pub(crate) fn with_all(&self, set: &[(&str, &str)]) -> String {
        let stays = |n: &str| n != "after" && set.iter().all(|(s, _)| *s != n);
        let kept = self.query.iter().filter(|(n, v)| stays(n) && !v.is_empty());
        let mut pairs: Vec<_> = kept.map(|(n, v)| (n.as_str(), v.as_str())).collect();
        pairs.extend(set.iter().filter(|(_, v)| !v.is_empty()));
        address(if self.path.is_empty() { "/" } else { &self.path }, &pairs)
    }

    /// This address in another form, for the same question.
    pub(crate) fn in_form(&self, ending: &str) -> String {
        let pairs: Vec<_> = self.query.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let path = if self.path.len() < 2 { "/timeline" } else { self.path.trim_end_matches('/') };
        address(&format!("{path}{ending}"), &pairs)
    }
}

fn decoded(s: &str, plus: bool) -> Option<String> {
    let spaced = if plus { s.replace('+', " ") } else { s.to_owned() };
    let text = percent_decode_str(&spaced).decode_utf8().ok()?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// A path with parameters, encoded.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    for (n, (name, value)) in pairs.iter().enumerate() {
        out.push(if n == 0 { '?' } else { '&' });
        out.push_str(&encoded(name));
        out.push('=');
        out.push_str(&encoded(value));
    }
    out
}

/// Text as part of an address.
pub(crate) fn encoded(s: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
    utf8_percent_encode(s, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(path: &str, query: &str) -> Ask {
        Ask::new(path, query, "http://localhost").unwrap()
    }

    #[test]
    fn an_actors_id_keeps_its_dots_and_a_twin_loses_its_ending() {
        let page = ask("/actors/CHN.foreign-ministry", "");
        assert_eq!((page.segments(), page.form), (vec!["actors", "CHN.foreign-ministry"], Form::Html));
        let twin = ask("/actors/CHN.foreign-ministry.json", "");
        assert_eq!((twin.segments(), twin.form), (vec!["actors", "CHN.foreign-ministry"], Form::Json));
    }

    #[test]
    fn parameters_are_decoded_and_empty_ones_say_nothing() {
        let a = ask("/search", "q=caf%C3%A9+talks&by=&x");
        assert_eq!((a.get("q"), a.get("by"), a.get("x")), (Some("café talks"), None, None));
        assert!(Ask::new("/search", "q=%ff", "").is_none(), "no text");
        assert!(Ask::new("/search", &"q".repeat(5000), "").is_none(), "too long");
    }

    #[test]
    fn a_changed_filter_begins_the_list_anew() {
        let a = ask("/statements", "by=wang-yi&after=2023~x&kind=deny");
        assert_eq!(a.with("kind", None), "/statements?by=wang-yi");
        assert_eq!(a.with("issue", Some("a b&c")), "/statements?by=wang-yi&kind=deny&issue=a%20b%26c");
        assert_eq!(ask("/", "").in_form(".json"), "/timeline.json");
    }
}
