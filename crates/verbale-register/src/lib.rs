//! The register of actors: who holds which office of which state, and by what names they are written.
//!
//! The facts are plain tables in `register/` beside the crates (one entry a line, see `register/README.md`), compiled in.
//! This crate parses them once and answers three kinds of question:
//!
//! - **What is named here?** [`Register::find`], [`Register::titles`], [`Register::issues_in`] scan a text once and give
//!   spans. They do not decide between namesakes: `Georgia` gives a state and a region, and the reader chooses.
//! - **Who was that?** [`Register::holders`], [`Register::people_named`], [`Register::people_near`] look up by office,
//!   name and date. A date may be a range; every tenure that may have touched it is given.
//! - **What does this code weigh?** [`plover`] maps PLOVER events and modes to CAMEO codes and scores.
//!
//! Everything the tables hold lives as long as the program (`&'static str`), so entries can be kept without lifetimes.
//!
//! ```
//! use verbale_register::{DateRange, Register};
//! let register = Register::embedded();
//! let when = DateRange::day(jiff::civil::date(2023, 6, 18));
//! let holder = register.holders("foreign-minister", "CHN", when)[0];
//! assert_eq!(register.person(holder.person).unwrap().name, "Qin Gang");
//! ```

mod data;
mod error;
mod fold;
mod issues;
mod names;
mod overlay;
mod people;
pub mod plover;
mod register;
mod rows;
mod scan;
mod table;
mod titles;
mod when;

pub use error::{RegisterError, TableError};
pub use fold::{distance, fold};
pub use names::{Entry, How, Match};
pub use register::Register;
pub use rows::{
    Body, BodyKind, Issue, IssueKind, Office, Organisation, Person, Place, State, StateKind, Tenure,
};
pub use titles::{Standing, Title};
pub use when::{DateRange, When};
