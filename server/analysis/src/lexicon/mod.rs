//! What is known of language: the tables of `grammar/`, compiled in.
//!
//! Each table family has a file here that turns rows into lookups; the rows themselves live in `grammar/`, and the build
//! script has checked them, so that reading them here cannot fail.

pub mod schemas;
pub mod tables;
pub mod words;

pub use words::words;

use tables::{Row, Schema};

/// The rows of a compiled-in table.
fn rows<'a>(schema: &Schema, source: &'a str) -> Vec<Row<'a>> {
    tables::rows(schema, source)
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"))
}
