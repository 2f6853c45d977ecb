//! The parse as a tree: children and edges of every token, each found in constant time.
//!
//! [`Document`] answers the same questions by walking a sentence; rules ask them of every verb, and a sentence of
//! junk may be as long as its paragraph.

use std::ops::Range;
use verbale_language::{Dep, Document};

/// Children and subtree edges of a document's tokens.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    children: Vec<Vec<u32>>,
    edges: Vec<(u32, u32)>,
}

impl Tree {
    /// Reads the heads of `doc`.
    pub(crate) fn new(doc: &Document) -> Self {
        let n = doc.len();
        let mut children = vec![Vec::new(); n];
        for i in 0..n {
            let head = doc.head(i);
            if head != i && head < n {
                children[head].push(i as u32);
            }
        }
        let mut edges: Vec<(u32, u32)> = (0..n as u32).map(|i| (i, i)).collect();
        for i in bottom_up(doc, &children) {
            let head = doc.head(i);
            if head != i && head < n {
                let (first, last) = edges[i];
                edges[head] = (edges[head].0.min(first), edges[head].1.max(last));
            }
        }
        Self { children, edges }
    }

    /// The tokens whose head is `i`, in order.
    pub(crate) fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children.get(i).into_iter().flatten().map(|&c| c as usize)
    }

    /// The first child of `i` whose label is one of `deps`.
    pub(crate) fn child(&self, doc: &Document, i: usize, deps: &[Dep]) -> Option<usize> {
        self.children(i).find(|&c| deps.contains(&doc.dep(c)))
    }

    /// From the first to the last token at or under `i`.
    pub(crate) fn subtree(&self, i: usize) -> Range<usize> {
        self.edges.get(i).map_or(0..0, |&(a, b)| a as usize..b as usize + 1)
    }
}

/// Every token after all tokens under it.
fn bottom_up(doc: &Document, children: &[Vec<u32>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..children.len()).filter(|&i| doc.head(i) == i).collect();
    let mut next = 0;
    while next < order.len() {
        order.extend(children[order[next]].iter().map(|&c| c as usize));
        next += 1;
    }
    order.reverse();
    order
}
