//! What layout says of a block: the lead-in over an item, the headers of a cell.
//!
//! A block is read as words of its own between words from elsewhere in its text (`Confirmed cases: 38 in Brannet`), so
//! that the one extractor reads layout as it reads sentences. Where a cell and its headers cannot be joined surely, its
//! numbers are no figures.

mod lists;
mod names;
mod tables;

use smallvec::SmallVec;

use crate::text::{Block, BlockKind, Prose, Span};

/// The words that a block is read as: what it says depends on nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    /// Its own words with those of its context.
    pub(super) text: String,
    /// Where its own words stand among them, in bytes.
    pub(super) own: Span,
    /// True where its numbers are no figures.
    pub(super) mute: bool,
    /// True for a heading: capitals in it may mean nothing.
    pub(super) heading: bool,
}

/// A block with its context.
#[derive(Clone, Debug, Default)]
pub(super) struct InContext {
    /// What it is read as.
    pub(super) words: Words,
    /// Where each piece of these words begins among them, and the bytes of the text it was taken from.
    pieces: SmallVec<[(usize, Span); 1]>,
    /// The bytes of the text that must name whom or what the figures are of, where there are such.
    pub(super) subject: Option<Span>,
}

impl InContext {
    fn alone(block: Block, text: &str) -> Self {
        let mut alone = Self::default();
        alone.own(block.span, text);
        alone.words.heading = matches!(block.kind, BlockKind::Heading(_));
        alone
    }

    /// A block whose words are all there is; they need not be told.
    pub(super) fn by_itself(block: Span) -> Self {
        Self { words: Words { own: block, ..Words::default() }, ..Self::default() }
    }

    /// True for a block that is read as its own words alone.
    pub(super) fn is_alone(&self) -> bool {
        self.pieces.len() == 1 && self.words.own.start() == 0 && self.subject.is_none()
    }

    fn mute(block: Block, text: &str) -> Self {
        let mut mute = Self::alone(block, text);
        mute.words.mute = true;
        mute
    }

    fn own(&mut self, span: Span, text: &str) {
        let start = self.words.text.len();
        self.piece(span, text);
        self.words.own = Span::new(start, self.words.text.len());
    }

    fn piece(&mut self, span: Span, text: &str) {
        self.pieces.push((self.words.text.len(), span));
        self.words.text.push_str(span.of(text));
    }

    fn glue(&mut self, words: &str) {
        self.words.text.push_str(words);
    }

    /// Where the part of `span` that lies in the block's own words stands in the text.
    pub(super) fn own_place(&self, span: Span) -> Span {
        let own = self.words.own;
        let within = Span::new(span.start().max(own.start()), span.end().min(own.end()));
        self.place(within)
    }

    /// Where `span` of the words stands in the text; what reaches beyond its piece is cut.
    pub(super) fn place(&self, span: Span) -> Span {
        let at = self.pieces.partition_point(|(start, _)| *start <= span.start()).saturating_sub(1);
        let Some((start, piece)) = self.pieces.get(at) else { return span };
        let place = |offset: usize| (piece.start() + offset.saturating_sub(*start)).min(piece.end());
        Span::new(place(span.start()), place(span.end()))
    }
}

/// Every block of `prose` in its context.
pub(super) fn in_context(prose: &Prose) -> Vec<InContext> {
    let mut all: Vec<InContext> = prose.blocks.iter().map(|block| InContext::alone(*block, &prose.text)).collect();
    lists::lead_in(prose, &mut all);
    tables::join(prose, &mut all);
    all
}
