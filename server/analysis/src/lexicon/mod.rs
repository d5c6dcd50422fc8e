//! What is known of language: the tables of `grammar/`, compiled in.
//!
//! Each table family has a file here that turns rows into lookups; the rows themselves live in `grammar/`, and the build
//! script has checked them, so that reading them here cannot fail.

pub mod calendar;
pub mod chinese;
pub mod countries;
pub mod cues;
pub mod events;
pub mod heads;
pub(crate) mod kept;
pub mod kinds;
pub mod languages;
pub mod lemmas;
pub mod lookup;
pub mod nouns;
pub mod numbers;
pub mod phrases;
pub mod schemas;
pub mod senses;
pub mod sounds;
pub mod speech;
pub mod sums;
pub mod tables;
pub mod transliteration;
pub mod units;
pub mod words;

pub use calendar::calendar;
pub use cues::{Locator, attributes, locator, rank_words, rates, running_cues, synonyms};
pub use events::events;
pub use heads::heads;
pub use languages::languages;
pub use lemmas::lemmas;
pub use nouns::{contests, labels, marks, nouns};
pub use numbers::numbers;
pub use senses::{Sense, sense};
pub use speech::speech;
pub use sums::sums;
pub use units::units;
pub use words::{WordClass, words};

use tables::{Row, Schema};

/// The rows of a compiled-in table.
fn rows<'a>(schema: &Schema, source: &'a str) -> Vec<Row<'a>> {
    tables::rows(schema, source)
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"))
}

/// The text of a file of `grammar/`.
macro_rules! grammar {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../grammar/", $file))
    };
}
use grammar;
