//! English tokens, tags, lemmas, dependency heads and entities: `&str` → [`Document`].
//!
//! A port of spaCy 3.8's pipeline with its small English model (see `models/en_core_web_sm.md`) to Rust without
//! native libraries. [`Engine::embedded`] carries the model in the program. It never fails and never panics, takes
//! time in proportion to the text, and gives a text the same document whatever was read before or beside it.
//!
//! ```
//! use verbale_language::{Dep, Engine, Options};
//!
//! let text = "Kenya's foreign minister met his Chadian colleague in Paris.";
//! let document = Engine::embedded().analyse_with(text, &Options { paragraphs: true });
//! let met = (0..document.len()).find(|&i| document.lemma(i) == "meet").unwrap();
//! let who = document.children(met).find(|&i| document.dep(i) == Dep::Nsubj).unwrap();
//! assert_eq!(document.span(document.subtree(who)).of(text), "Kenya's foreign minister");
//! assert_eq!(document.entities().len(), 3);
//! ```
//!
//! Beside it stands [`Encoder`], a small BERT that scores the harder questions; its model is a file of its own.
mod chars;
mod document;
mod encoder;
mod engine;
mod hash;
mod kernels;
mod labels;
mod lemma;
mod lexeme;
mod lexicon;
mod model;
mod ner;
mod output;
mod parser;
mod ruler;
mod scorer;
mod tok2vec;
mod tokenizer;
mod url;

pub use document::{Document, Entity, Token};
pub use encoder::{Encoder, Head, HeadKind, Logits, Pieces, Precision, States};
pub use engine::{Engine, Options};
pub use labels::{Dep, EntityKind, Pos, Tag, UnknownLabel};
pub use model::ModelError;
pub use output::Row;
