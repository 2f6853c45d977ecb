//! Pages: an entry and what belongs to it in, HTML (or the same as JSON, or its picture) out.
//!
//! Everything is written by `maud`, which escapes whatever is put in; nothing here makes markup out of text.

mod actor;
mod article;
mod encounter;
mod frame;
mod lists;
mod parts;
mod positions;
mod readouts;
mod relations;
mod search;
mod single;
mod story;
mod timeline;

pub(crate) use actor::{actor, actors};
pub(crate) use article::article;
pub(crate) use encounter::encounter;
pub(crate) use frame::{Frame, asset, trouble};
pub(crate) use lists::{list, reader_filter};
pub(crate) use parts::{encounter_title, span_address};
pub(crate) use positions::{asked as positions_asked, position, positions};
pub(crate) use relations::{dyad, dyads, issue, issues};
pub(crate) use search::{about, search};
pub(crate) use single::{comparison, demand, event, statement};
pub(crate) use story::story;
pub(crate) use timeline::timeline;

use crate::ask::Form;
use crate::pictures::Picture;
use crate::reply::{Answer, Reply, Trouble};

/// What an id names, in words.
pub(crate) fn name_of(s: &crate::read::Snapshot<'_>, id: &str) -> Result<String, Trouble> {
    Ok(parts::subject(s, id)?.1)
}

/// A part of a page's JSON twin.
enum Twin<'a> {
    /// One entry as stored.
    Entry(&'a str),
    /// Entries as stored.
    Entries(Vec<String>),
    /// Anything else.
    Value(serde_json::Value),
}

/// A page as JSON: its parts by name.
fn twin(parts: &[(&str, Twin<'_>)]) -> Answer {
    let text = |part: &Twin<'_>| match part {
        Twin::Entry(raw) => (*raw).to_owned(),
        Twin::Entries(raws) => format!("[{}]", raws.join(",\n")),
        Twin::Value(value) => value.to_string(),
    };
    let fields: Vec<_> = parts.iter().map(|(name, part)| format!("\"{name}\":{}", text(part))).collect();
    Ok(Reply::json(format!("{{{}}}\n", fields.join(",\n"))))
}

/// A page's picture as a file, if that is what was asked for.
fn drawn(form: Form, picture: Option<&Picture>) -> Option<Answer> {
    let missing = || Trouble::Missing("There is nothing to draw here.".to_owned());
    match form {
        Form::Svg => Some(picture.map(Picture::file).ok_or_else(missing)),
        Form::Csv => Some(picture.map(Picture::csv).ok_or_else(missing)),
        _ => None,
    }
}
