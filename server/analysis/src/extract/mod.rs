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

use crate::text::{Markup, Prose, Span};
pub use citations::Citation;
pub use events::{Event, Modality, Participant, Role};
pub use figures::{Figure, Noun, Scope};
pub use mentions::{ActorKind, Mention};
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
    let _ = (prose, date);
    TextFacts::default()
}
