//! The program as a whole, run as a user would run it.

// Helpers outside `#[test]` functions fail by panicking too.
#![allow(clippy::unwrap_used)]

mod command_line;
mod common;
mod compare;
mod entries;
mod eval;
mod filters;
mod record;
mod register;
mod serve;
