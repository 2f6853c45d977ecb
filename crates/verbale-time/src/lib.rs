//! Time expressions in English news: what they say ([`find`]), and which days they mean ([`resolve`]).
//!
//! The two are kept apart. A finding holds what the text says ("Monday", "last month"); the calendar date follows
//! only when the article's own date is known or has been worked out, and may come out differently when it changes.
//! Tagging is a hand-written grammar over word tokens: no model, no parser, linear time.
//!
//! Expressions, types and values are those of TimeML TIMEX3 (Pustejovsky et al. 2003); extents follow TimeBank;
//! resolution follows HeidelTime's rules for news (Strötgen & Gertz 2010); dates are written in EDTF
//! (ISO 8601-2:2019).
//!
//! ```
//! use verbale_time::{Context, Tense, find, resolve};
//!
//! let found = find("The ministers met in Vienna on Monday.");
//! let context = Context { tense: Tense::Past, ..Context::on(jiff::civil::date(2021, 7, 28)) };
//! assert_eq!(resolve(&found[0], &context).unwrap().edtf, "2021-07-26");
//! ```

mod calendar;
mod constrain;
pub mod eval;
mod expression;
mod grammar;
mod resolve;
mod tense;
mod timex3;
mod token;
mod words;

pub use constrain::{Constraints, constrain, days_matching};
pub use expression::*;
pub use grammar::find;
pub use resolve::{Context, Days, Granularity, Resolved, Tense, join, resolve, resolve_all};
pub use tense::tense_near;
pub use timex3::timex3_value;
