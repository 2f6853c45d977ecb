//! Which account tells what: a row a report, a column a field, the same mark for the same value.

use super::{ACCENT, AGAINST, FOR, INK, Picture, RULE, label};
use maud::html;

const LABEL: f64 = 190.0;
const COLUMN: f64 = 132.0;
const ROW: f64 = 24.0;
const TOP: f64 = 22.0;
/// More accounts are in the table.
const MOST: usize = 24;
const COLOURS: [(&str, &str); 4] = [(ACCENT, "one"), (AGAINST, "two"), (FOR, "three"), (INK, "four")];

/// One account: outlet, and the value of each field, if it tells it.
pub(crate) struct Told {
    pub(crate) outlet: String,
    pub(crate) values: Vec<Option<String>>,
}

/// The strip, where there is more than one account.
pub(crate) fn accounts(title: String, fields: &[&'static str], told: &[Told]) -> Option<Picture> {
    if told.len() < 2 {
        return None;
    }
    let shown = &told[..told.len().min(MOST)];
    // The values of each field, in the order they are first told.
    let values: Vec<Vec<&str>> = (0..fields.len())
        .map(|f| {
            let mut seen: Vec<&str> = Vec::new();
            for value in told.iter().filter_map(|t| t.values.get(f)?.as_deref()) {
                if !seen.contains(&value) {
                    seen.push(value);
                }
            }
            seen
        })
        .collect();
    let content = html! {
        @for (f, field) in fields.iter().enumerate() {
            text.axis x=(LABEL + COLUMN * f as f64) y="12" fill=(INK) { (field) }
        }
        @for (n, account) in shown.iter().enumerate() {
            @let y = TOP + ROW * n as f64;
            line.rule x1="0" x2=(LABEL + COLUMN * fields.len() as f64) y1=(y) y2=(y) stroke=(RULE) stroke-width="0.5" {}
            text.label x="0" y=(y + 16.0) fill=(INK) { (label(&account.outlet, 30)) }
            @for (f, value) in account.values.iter().enumerate() {
                @if let Some(value) = value {
                    @let which = values[f].iter().position(|v| v == value).unwrap_or(0).min(COLOURS.len() - 1);
                    @let x = LABEL + COLUMN * f as f64;
                    circle class=(COLOURS[which].1) cx=(x + 4.0) cy=(y + 12.0) r="4" fill=(COLOURS[which].0) { title { (fields[f]) ": " (value) } }
                    text.label x=(x + 12.0) y=(y + 16.0) fill=(INK) { (label(value, 19)) }
                }
            }
        }
    };
    let differing: Vec<_> =
        fields.iter().zip(&values).filter(|(_, v)| v.len() > 1).map(|(f, _)| (*f).to_owned()).collect();
    let differ = if differing.is_empty() { "none".to_owned() } else { crate::words::listed(&differing) };
    Some(Picture {
        title,
        description: format!("{} accounts; fields told in more than one way: {differ}.", told.len()),
        width: (LABEL + COLUMN * fields.len() as f64) as u32,
        height: (TOP + ROW * shown.len() as f64 + 4.0) as u32,
        content,
        head: ["report"].into_iter().chain(fields.iter().copied()).collect(),
        rows: told
            .iter()
            .map(|t| {
                [t.outlet.clone()]
                    .into_iter()
                    .chain(t.values.iter().map(|v| v.clone().unwrap_or_default()))
                    .collect()
            })
            .collect(),
    })
}
