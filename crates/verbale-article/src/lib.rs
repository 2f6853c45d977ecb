//! Readers and cleaning: from a file, a folder, a page or a stream to an [`Article`].
//!
//! Two steps, so that a caller can keep memory bounded and all cores busy: [`read`] walks an input and yields one cheap
//! [`RawArticle`] after another, in a fixed order; [`RawArticle::clean`] is pure, does all the work, and can run on any
//! thread. What is wrong with one article comes out as a [`SetAside`] in its place and never stops its neighbours; what
//! is wrong with an input as a whole is a [`ReadError`].
//!
//! ```no_run
//! use verbale_article::{Input, read};
//! for item in read(&Input::from("reports/"))? {
//!     match item.and_then(|raw| raw.clean()) {
//!         Ok(article) => println!("{}: {} bytes", article.source, article.body.len()),
//!         Err(aside) => eprintln!("set aside {aside}"),
//!     }
//! }
//! # Ok::<(), verbale_article::ReadError>(())
//! ```

mod article;
mod byline;
mod caption;
mod clean;
mod cues;
mod dateline;
mod decode;
mod error;
mod head;
mod html;
mod inside;
mod json;
mod meta;
mod outlet;
mod paragraph;
mod raw;
mod shape;
mod source;
mod stated;
mod tags;
mod tail;
mod text;

pub use article::{Article, DateOrigin, Dateline, Flag, FlagKind, Part, Removed, StatedDate};
pub use error::{ReadError, SetAside};
pub use raw::{Format, RawArticle};
pub use source::{Input, Sources, read};
