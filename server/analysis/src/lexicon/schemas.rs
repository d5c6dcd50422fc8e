//! The tables of `grammar/` and their columns. A new table gets its schema here and its line in [`ALL`].

use super::tables::Column::{Choice, Key};
use super::tables::Schema;

/// Words that carry grammar rather than content.
pub const FUNCTION_WORDS: Schema = Schema {
    file: "english/function-words.table",
    columns: &[
        ("word", Key),
        (
            "class",
            Choice(&[
                "determiner",
                "pronoun",
                "preposition",
                "conjunction",
                "subordinator",
                "auxiliary",
                "modal",
                "adverb",
                "opener",
            ]),
        ),
    ],
};

/// Words whose period ends no sentence.
pub const ABBREVIATIONS: Schema = Schema {
    file: "english/abbreviations.table",
    columns: &[("word", Key), ("before", Choice(&["anything", "number"]))],
};

/// Every table, for the build's check.
pub const ALL: &[&Schema] = &[&FUNCTION_WORDS, &ABBREVIATIONS];
