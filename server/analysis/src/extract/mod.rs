//! One text to its [`TextFacts`]: a pure function of that text and its date.
//!
//! A note is read by the very code that reads a document: a claim is nothing but a figure in a note.

pub mod citations;
pub mod events;
pub mod figures;
pub mod mentions;
pub mod quantities;
pub mod times;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::sentences::sentences;
use crate::text::{Block, Markup, Prose, Sentence, Span};
pub use citations::Citation;
pub use events::{Event, Modality, Participant, Role};
pub use figures::{Figure, Noun, Scope};
pub use mentions::{ActorKind, LinkKind, Mention, MentionDescription, MentionLink, Mentions};
pub use quantities::{Hedge, Interval, Kind, Quantity};
pub use times::{Time, TimeKind};

/// Everything one text says, as far as it could be read. Spans are bytes of that text; indices are positions in the
/// vectors of this struct.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TextFacts {
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Names, in order.
    pub mentions: Vec<Mention>,
    /// Titles, roles and appositions of mentions.
    pub descriptions: Vec<MentionDescription>,
    /// Mentions that belong together.
    pub links: Vec<MentionLink>,
    /// Happenings told, in order of their trigger word.
    pub events: Vec<Event>,
    /// Figures, in order.
    pub figures: Vec<Figure>,
    /// Citations, in order.
    pub citations: Vec<Citation>,
}

/// Reads `text`; `date` is the day it was written, by which "on Thursday" and "last year" are understood.
pub fn extract(text: &str, markup: Markup, date: Option<Date>) -> TextFacts {
    let prose: Prose = crate::text::prose::prose(text, markup);
    let blocks: Vec<(Block, Vec<Sentence>)> =
        prose.blocks.iter().map(|block| (*block, sentences(&prose.text, block.span))).collect();
    let Mentions { mentions, descriptions, links } = mentions::mentions(&prose.text, &blocks);
    let _ = date;
    let sentences = blocks.iter().flat_map(|(_, sentences)| sentences.iter().map(|sentence| sentence.span)).collect();
    TextFacts { sentences, mentions, descriptions, links, ..TextFacts::default() }
}
