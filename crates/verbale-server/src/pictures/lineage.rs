//! Who copied whom: the articles of a story as a small tree.

use super::{AGAINST, INK, Picture, RULE, label};
use maud::html;
use std::collections::{BTreeMap, BTreeSet};

const ROW: f64 = 24.0;
const INDENT: f64 = 26.0;
const WIDTH: f64 = 720.0;
/// A larger story is drawn in part.
const MOST: usize = 40;

/// An article of a story.
pub(crate) struct Leaf {
    pub(crate) id: String,
    pub(crate) of: Option<String>,
    pub(crate) relation: String,
    pub(crate) outlet: String,
    pub(crate) headline: String,
    pub(crate) date: String,
}

/// In the order of the tree: place of the parent, depth, leaf.
fn walk(leaves: &[Leaf]) -> Vec<(Option<usize>, usize, &Leaf)> {
    let ids: BTreeSet<&str> = leaves.iter().map(|l| l.id.as_str()).collect();
    let parent = |l: &Leaf| l.of.clone().filter(|of| ids.contains(of.as_str()) && *of != l.id);
    let mut children: BTreeMap<Option<String>, Vec<&Leaf>> = BTreeMap::new();
    for leaf in leaves {
        children.entry(parent(leaf)).or_default().push(leaf);
    }
    let mut out: Vec<(Option<usize>, usize, &Leaf)> = Vec::new();
    let mut stack: Vec<(Option<usize>, usize, &Leaf)> = Vec::new();
    let roots = children.get(&None).into_iter().flatten();
    stack.extend(roots.rev().map(|l| (None, 0, *l)));
    while let Some((above, depth, leaf)) = stack.pop() {
        let at = out.len();
        out.push((above, depth, leaf));
        let below = children.get(&Some(leaf.id.clone())).into_iter().flatten();
        stack.extend(below.rev().map(|l| (Some(at), depth + 1, *l)));
    }
    // Those that copy one another in a circle have no root.
    let drawn: BTreeSet<&str> = out.iter().map(|(_, _, l)| l.id.as_str()).collect();
    out.extend(leaves.iter().filter(|l| !drawn.contains(l.id.as_str())).map(|l| (None, 0, l)));
    out
}

/// The tree, if anything in it was copied.
pub(crate) fn lineage(title: &str, leaves: &[Leaf]) -> Option<Picture> {
    let tree = walk(leaves);
    let copies = tree.iter().filter(|(above, _, _)| above.is_some()).count();
    if copies == 0 {
        return None;
    }
    let shown = &tree[..tree.len().min(MOST)];
    let x = |depth: usize| 8.0 + INDENT * depth.min(12) as f64;
    let y = |row: usize| 14.0 + ROW * row as f64;
    let content = html! {
        @for (row, (above, depth, leaf)) in shown.iter().enumerate() {
            @let bent = leaf.relation == "garbled copy";
            @if let Some(above) = above {
                path.rule d=(format!("M{} {} V{} H{}", x(depth - 1), y(*above) + 5.0, y(row), x(*depth) - 6.0)) fill="none" stroke=(RULE) {}
            }
            circle.mark.against[bent] cx=(x(*depth)) cy=(y(row)) r="4" fill=(if bent { AGAINST } else { INK }) {}
            a href=(format!("/articles/{}", crate::ask::encoded(&leaf.id))) {
                text.label x=(x(*depth) + 10.0) y=(y(row) + 4.0) fill=(INK) {
                    tspan font-weight="600" { (label(&leaf.outlet, 30)) }
                    tspan { "  " (leaf.relation) "  " }
                    tspan opacity="0.8" { (label(&leaf.headline, 64usize.saturating_sub(4 * depth))) }
                }
            }
        }
    };
    let outlet = |id: Option<usize>| id.map_or(String::new(), |n| tree[n].2.outlet.clone());
    let rest = tree.len() - shown.len();
    let more = if rest > 0 { format!(" {rest} more are in the table.") } else { String::new() };
    Some(Picture {
        title: title.to_owned(),
        description: format!(
            "{} articles, {copies} of them made from another of the story.{more}",
            tree.len()
        ),
        width: WIDTH as u32,
        height: (y(shown.len()) + 2.0) as u32,
        content,
        head: vec!["outlet", "relation", "made from", "headline", "date", "article"],
        rows: tree
            .iter()
            .map(|(above, _, l)| {
                let (outlet_of, relation) = (outlet(*above), l.relation.clone());
                vec![l.outlet.clone(), relation, outlet_of, l.headline.clone(), l.date.clone(), l.id.clone()]
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(id: &str, of: Option<&str>) -> Leaf {
        Leaf {
            id: id.into(),
            of: of.map(Into::into),
            relation: if of.is_some() { "copy".into() } else { "report".into() },
            outlet: id.to_uppercase(),
            headline: String::new(),
            date: String::new(),
        }
    }

    #[test]
    fn copies_stand_under_what_they_copy() {
        let leaves = [leaf("a", Some("c")), leaf("b", Some("a")), leaf("c", None), leaf("d", None)];
        let order: Vec<_> = walk(&leaves).iter().map(|(_, depth, l)| (l.id.clone(), *depth)).collect();
        assert_eq!(
            order,
            [("c".to_owned(), 0), ("a".to_owned(), 1), ("b".to_owned(), 2), ("d".to_owned(), 0)]
        );
        assert!(lineage("t", &leaves).is_some());
    }

    #[test]
    fn a_circle_of_copies_is_drawn_and_ends() {
        let leaves = [leaf("a", Some("b")), leaf("b", Some("a")), leaf("c", Some("c"))];
        assert_eq!(walk(&leaves).len(), 3);
        assert!(lineage("t", &[leaf("a", None)]).is_none(), "nothing was copied");
    }
}
