//! What requests read: immutable, and thrown away when the text moves on.

use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use deskcheck_analysis::answer::{Analysis, Note};
use deskcheck_analysis::text::Span;
use ropey::Rope;
use tower_lsp::ls_types::{Position, Range, Uri};

use super::diagnostics::Quoted;
use super::documents::Documents;
use super::initialize::Traits;
use super::positions::{self, Lines};
use super::pulled::Report;
use super::semantic_tokens::Told;

/// One note at one moment, judged.
pub(super) struct Snapshot {
    /// The client.
    pub(super) client: Arc<Traits>,
    /// The client's number for the text.
    pub(super) version: i32,
    /// The text.
    pub(super) text: Rope,
    /// The text, read.
    pub(super) note: Arc<Note>,
    /// The documents it was judged by; none until they are read.
    pub(super) documents: Option<Arc<Documents>>,
    /// The text, judged; none as long as there are no documents.
    pub(super) analysis: Option<Analysis>,
    /// What is to be said of it to a client that asks; made at first need.
    pub(super) report: OnceLock<Arc<Report>>,
    /// What the client was told of its tokens last; one and the same for all snapshots of a note while it is open.
    pub(super) told: Arc<Told>,
    /// What the passages behind its findings say, where it was told to the client unasked.
    pub(super) quoted: OnceLock<Quoted>,
    /// Its lines; found at first need.
    pub(super) lines: OnceLock<Lines>,
}

/// The newest judged state of every open note.
pub(super) type Published = DashMap<Uri, Arc<Snapshot>>;

impl Snapshot {
    /// The byte of the note that `position` names.
    pub(super) fn byte(&self, position: Position) -> usize {
        positions::byte(&self.text, position, self.client.encoding)
    }

    /// The range of a span of the note.
    pub(super) fn range(&self, span: Span) -> Range {
        let text = &self.note.text;
        self.lines.get_or_init(|| Lines::of(text)).range(text, span, self.client.encoding)
    }
}
