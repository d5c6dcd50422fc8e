//! Text as the other rooms see it: byte ranges, lines, prose blocks, tokens, sentences, part-of-speech tags.
//!
//! Nothing in here knows what a word means; that is the lexicon's and the extraction's business.

mod brill;
pub mod document;
pub mod layout;
pub mod lines;
pub mod prose;
pub mod sentences;
pub mod span;
pub mod tags;
pub mod tokens;

pub use document::{Document, DocumentId, PageStart};
pub use layout::Layout;
pub use lines::{LineColumn, LineIndex};
pub use prose::{Block, BlockKind, Markup, Prose};
pub use sentences::Sentence;
pub use span::Span;
pub use tags::Tag;
pub use tokens::{Token, TokenKind};

/// The longest text that is read, in bytes; what a reader hands over beyond it must be cut (and reported) by the reader.
pub const MAX_BYTES: usize = 1 << 30;
