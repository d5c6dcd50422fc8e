//! What is kept of a block from one state of its text to the next: what it says by itself, and what it says in its text,
//! counted from its own first byte, sentence and mention.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::layout::InContext;
use super::placing::{Named, Placing};
use super::{BlockFacts, Event, Figure, Mention, Time, Words};
use crate::text::Span;

/// Blocks that were read, by the words they are read as.
#[derive(Clone, Debug, Default)]
pub struct KnownBlocks(FxHashMap<Words, (Arc<BlockFacts>, Option<Arc<PlacedBlock>>)>);

impl KnownBlocks {
    /// The blocks of a text.
    pub fn of(blocks: impl Iterator<Item = (Words, Arc<BlockFacts>, Option<Arc<PlacedBlock>>)>) -> Self {
        Self(blocks.map(|(words, facts, placed)| (words, (facts, placed))).collect())
    }

    /// These blocks and those of another reading.
    pub(super) fn with(
        mut self,
        read: impl Iterator<Item = (Words, (Arc<BlockFacts>, Option<Arc<PlacedBlock>>))>,
    ) -> Self {
        self.0.extend(read);
        self
    }

    /// What a block that reads so says by itself, and what it said in its text.
    pub(super) fn get(&self, words: &Words) -> Option<&(Arc<BlockFacts>, Option<Arc<PlacedBlock>>)> {
        self.0.get(words)
    }
}

/// Where a block stands in its text.
#[derive(Clone, Debug)]
pub struct Placement {
    /// What stands before it.
    pub by: Shift,
    /// Positions of its figures among those of the text.
    pub figures: Range<usize>,
    /// What it says in its text, where that depends on no other block but by names and headings.
    pub placed: Option<Arc<PlacedBlock>>,
}

/// How far on something stands in its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shift {
    /// Bytes before it.
    pub bytes: u32,
    /// Sentences before it.
    pub sentences: u32,
    /// Mentions before it.
    pub mentions: u32,
}

/// What a block says in its text; all offsets and positions count from its own first.
#[derive(Clone, Debug, Default)]
pub struct PlacedBlock {
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Its names.
    pub mentions: Vec<Mention>,
    /// Happenings told.
    pub events: Vec<Event>,
    /// Its figures.
    pub figures: Vec<Arc<Figure>>,
    /// The words of what stands over it.
    setting: Arc<[u32]>,
    /// The text's own day.
    date: Option<Date>,
}

/// What a block's placing depends on, besides its words.
pub(super) struct Around<'t> {
    pub(super) setting: Arc<[u32]>,
    pub(super) date: Option<Date>,
    /// Its names, as they stand in the text.
    pub(super) mentions: &'t [Mention],
    pub(super) by: Shift,
}

impl PlacedBlock {
    /// Places a block by itself: `text` are its own words.
    pub(super) fn new(read: &BlockFacts, around: &Around<'_>, text: &str) -> Self {
        let mentions: Vec<_> = around.mentions.iter().map(|mention| mention.moved_back(around.by)).collect();
        let sentences: Vec<_> = read.sentences.iter().map(|sentence| sentence.span).collect();
        let block = Span::new(0, text.len());
        let context = InContext::by_itself(block);
        let named = Named { mentions: &mentions, block, here: 0..mentions.len() };
        let (date, setting) = (around.date, Arc::clone(&around.setting));
        let placing = Placing { context: &context, first_sentence: 0, date, named, sentences: &sentences, text };
        let (events, figures) = placing.block(read, false, &setting);
        let figures = figures.into_iter().map(Arc::new).collect();
        Self { sentences, mentions, events, figures, setting, date }
    }

    /// True where placing the same block anew would say the same.
    pub(super) fn fits(&self, around: &Around<'_>) -> bool {
        let mentions = self.mentions.iter().map(|mention| mention.moved(around.by));
        self.date == around.date && self.setting == around.setting && mentions.eq(around.mentions.iter().cloned())
    }
}

impl Mention {
    fn moved(&self, by: Shift) -> Self {
        Self { span: self.span.moved(by.bytes), sentence: self.sentence + by.sentences, ..*self }
    }

    fn moved_back(&self, by: Shift) -> Self {
        let bytes = by.bytes as usize;
        let span = Span::new(self.span.start() - bytes, self.span.end() - bytes);
        Self { span, sentence: self.sentence - by.sentences, ..*self }
    }
}

impl Event {
    /// The same event further on.
    pub(super) fn moved(&self, by: Shift) -> Self {
        let mut event = self.clone();
        let spans = event.participants.iter_mut().map(|participant| &mut participant.span).chain(&mut event.grounds);
        let when = event.when.as_mut().map(|(span, _)| span);
        let spans = spans.chain(when).chain([&mut event.span, &mut event.phrase]);
        spans.for_each(|span| *span = span.moved(by.bytes));
        event.time = event.time.map(|time| time.moved(by));
        event.sentence += by.sentences;
        event.actors.iter_mut().chain(&mut event.places).for_each(|mention| *mention += by.mentions);
        event
    }
}

impl Figure {
    /// Moves the figure further on.
    pub fn shift(&mut self, by: Shift) {
        let spans = self.parties.iter_mut().chain(&mut self.grounds).chain(&mut self.belongs_to);
        let when = self.when.as_mut().map(|(span, _)| span);
        let spans = spans.chain(when).chain(&mut self.held_by).chain(&mut self.attributed_to);
        let own = [&mut self.span, &mut self.quantity.span, &mut self.quantity.number];
        spans.chain(own).for_each(|span| *span = span.moved(by.bytes));
        self.time = self.time.map(|time| time.moved(by));
        self.sentence += by.sentences;
        let mentions = self.actors.iter_mut().chain(&mut self.places).chain(&mut self.owners);
        mentions.chain(&mut self.holders).for_each(|mention| *mention += by.mentions);
    }

    /// The same figure further on.
    pub(super) fn moved(&self, by: Shift) -> Self {
        let mut figure = self.clone();
        figure.shift(by);
        figure
    }
}

impl Time {
    fn moved(self, by: Shift) -> Self {
        // One that was taken over stands nowhere.
        if self.inherited { self } else { Self { span: self.span.moved(by.bytes), ..self } }
    }
}
