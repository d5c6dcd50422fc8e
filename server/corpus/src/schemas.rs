//! The tables of `grammar/` that reading files needs, and their columns; the build script checks them.

use super::tables::Column::{Choice, Key, Number, Text};
use super::tables::Schema;

/// How gladly one word follows another, by class.
pub(crate) const JUNCTIONS: Schema = Schema {
    file: "english/junctions.table",
    columns: &[
        ("left", Key),
        ("plain", Number),
        ("name", Number),
        ("preposition", Number),
        ("number", Number),
        ("article", Number),
        ("ends-s", Number),
        ("ends-ed", Number),
        ("auxiliary", Number),
        ("of", Number),
        ("conjunction", Number),
        ("determiner", Number),
        ("ends-ing", Number),
        ("to", Number),
        ("than", Number),
        ("pronoun", Number),
        ("opener", Number),
        ("possessive", Number),
        ("bracket", Number),
        ("ends-ly", Number),
        ("adverb", Number),
        ("quote", Number),
        ("modal", Number),
        ("subordinator", Number),
        ("dash", Number),
    ],
};

/// Parts of words that keep their hyphen.
pub(crate) const HYPHENS: Schema =
    Schema { file: "english/hyphens.table", columns: &[("part", Key), ("side", Choice(&["first", "second"]))] };

/// What mail programs put around what somebody writes.
pub(crate) const MAIL: Schema = Schema {
    file: "english/mail.table",
    columns: &[
        ("phrase", Key),
        (
            "sign",
            Choice(&[
                "attribution",
                "forwarded",
                "original",
                "sender",
                "header",
                "closing",
                "prefix",
                "personal",
                "list",
            ]),
        ),
    ],
};

/// What labels of a page's elements say.
pub(crate) const PAGE_LABELS: Schema = Schema {
    file: "english/page-labels.table",
    columns: &[("label", Key), ("says", Choice(&["apart", "subject", "note", "aside"]))],
};

/// What the codes of collections of events stand for.
pub(crate) const EVENT_CODES: Schema = Schema {
    file: "english/event-codes.table",
    columns: &[("code", Key), ("incident", Text), ("first", Text), ("second", Text)],
};

/// Every table, for the build's check.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const ALL: &[&Schema] = &[&JUNCTIONS, &HYPHENS, &MAIL, &PAGE_LABELS, &EVENT_CODES];
