//! What blocks say together: the names of their text, and each block below its headings.

use std::sync::Arc;

use jiff::civil::Date;

use super::figures::frame::{content_words, definition};
use super::known::{Around, PlacedBlock, Placement, Shift};
use super::layout::InContext;
use super::mentions::{first_of_sentence, mentions};
use super::placing::{Named, Placing, distinct};
use super::{BlockFacts, Mentions, Stage, TextFacts};
use crate::text::{Block, BlockKind, Prose, Span};

/// Puts the facts of all blocks together, and tells where each block stands. What is known of a block is taken over where nothing
/// that it depends on has changed; `keeps` makes what can be taken over the next time.
pub(super) fn together(
    prose: &Prose,
    contexts: &[InContext],
    blocks: &[(Arc<BlockFacts>, Option<Arc<PlacedBlock>>)],
    date: Option<Date>,
    keeps: bool,
    done: &mut impl FnMut(Stage),
) -> (TextFacts, Vec<Placement>) {
    let mut facts = TextFacts::default();
    let names = prose.blocks.iter().zip(blocks).map(|(block, (read, _))| (block.span.start(), &read.names));
    let Mentions { mentions, descriptions, links } = mentions(names);
    (facts.mentions, facts.descriptions, facts.links) = (mentions, descriptions, links);
    done(Stage::Mentions);
    let sentences = blocks.iter().map(|(read, _)| read.sentences.len()).sum();
    let first_of_sentence = first_of_sentence(&facts.mentions, sentences);
    facts.sentences.reserve(sentences);
    facts.blocks.reserve(sentences);
    let figures = blocks.iter().map(|(read, _)| read.figures.len()).sum();
    facts.figures.reserve(figures);
    let mut headings = Headings::default();
    let mut placements = Vec::with_capacity(blocks.len());
    for (number, ((block, context), (read, known))) in (0..).zip(prose.blocks.iter().zip(contexts).zip(blocks)) {
        let first = read.sentences.first().map(|sentence| context.place(sentence.span));
        headings.meet(*block, first, &prose.text);
        let setting = if read.figures.is_empty() { Arc::default() } else { headings.words() };
        let first_sentence = facts.sentences.len();
        facts.blocks.extend(read.sentences.iter().map(|_| number));
        facts.sentences.extend(read.sentences.iter().map(|sentence| context.place(sentence.span)));
        facts.times.extend(read.times.iter().map(|(span, expression)| (context.place(*span), expression.clone())));
        let here = first_of_sentence[first_sentence] as usize..first_of_sentence[facts.sentences.len()] as usize;
        let (bytes, sentences) = (block.span.start() as u32, first_sentence as u32);
        let by = Shift { bytes, sentences, mentions: here.start as u32 };
        let around = Around { setting, date, mentions: &facts.mentions[here.clone()], by };
        let first_figure = facts.figures.len();
        // What layout puts around a block may change without it.
        let placed = (keeps && context.is_alone() && block.kind != BlockKind::Cell).then(|| {
            let known = known.as_ref().filter(|known| known.fits(&around)).cloned();
            known.unwrap_or_else(|| Arc::new(PlacedBlock::new(read, &around, block.span.of(&prose.text))))
        });
        if let Some(placed) = &placed {
            facts.events.extend(placed.events.iter().map(|event| event.moved(by)));
            facts.figures.extend(placed.figures.iter().map(|figure| Arc::new(figure.moved(by))));
        } else {
            let named = Named { mentions: &facts.mentions, block: block.span, here };
            let (sentences, text) = (facts.sentences.as_slice(), prose.text.as_str());
            let placing = Placing { context, first_sentence: by.sentences, date, named, sentences, text };
            let (events, figures) = placing.block(read, block.kind == BlockKind::Cell, &around.setting);
            facts.events.extend(events);
            facts.figures.extend(figures.into_iter().map(Arc::new));
        }
        placements.push(Placement { by, figures: first_figure..facts.figures.len(), placed });
    }
    (facts, placements)
}

/// The headings that stand over a block: each until the next of its level or a higher one.
#[derive(Default)]
struct Headings {
    open: Vec<(u8, Vec<u32>)>,
    /// What the first sentence below the first heading says that its subject is.
    definition: Option<Vec<u32>>,
    /// Their content words, once they are asked for.
    words: Option<Arc<[u32]>>,
}

impl Headings {
    fn meet(&mut self, block: Block, first: Option<Span>, text: &str) {
        if let BlockKind::Heading(level) = block.kind {
            self.open.retain(|(above, _)| *above < level);
            self.open.push((level, content_words(block.span.of(text))));
            self.words = None;
        } else if self.definition.is_none()
            && !self.open.is_empty()
            && let Some(first) = first
        {
            self.definition = Some(definition(first.of(text)));
            self.words = None;
        }
    }

    /// Their content words, hashed, sorted.
    fn words(&mut self) -> Arc<[u32]> {
        let (open, definition) = (&self.open, &self.definition);
        let told = || distinct(open.iter().map(|(_, words)| words).chain(definition).flatten().copied());
        Arc::clone(self.words.get_or_insert_with(told))
    }
}
