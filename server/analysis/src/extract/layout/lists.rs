//! Lead-ins: what stands over a list and ends in a colon is read before each of its items.

use super::InContext;
use crate::text::sentences::sentences;
use crate::text::{BlockKind, Prose, Span};

/// Puts its lead-in before the words of each item.
pub(super) fn lead_in(prose: &Prose, all: &mut [InContext]) {
    let text = &prose.text;
    let mut over: Option<Span> = None;
    let nested = nested(prose);
    for (at, block) in prose.blocks.iter().enumerate() {
        if block.kind != BlockKind::Item {
            over =
                Some(block.span).filter(|_| leads(block.span.of(text)) || matches!(block.kind, BlockKind::Heading(_)));
            continue;
        }
        let lead = match nested[at] {
            Place::First => over,
            Place::Below(parent) => Some(prose.blocks[parent].span).filter(|span| leads(span.of(text))),
            Place::Further => None,
        };
        if let Some(lead) = lead.and_then(|lead| last_sentence(text, lead)) {
            let mut joined = InContext::default();
            joined.piece(lead, text);
            joined.glue(if lead.of(text).ends_with(':') { " " } else { ": " });
            joined.own(block.span, text);
            all[at] = joined;
        }
    }
}

fn leads(words: &str) -> bool {
    words.trim_end().ends_with(':')
}

/// Where an item's block stands in its list.
#[derive(Clone, Copy)]
enum Place {
    /// The first block of an item of the outermost list.
    First,
    /// The first block of an item below the item of the block with this position.
    Below(usize),
    /// Another block of an item.
    Further,
}

/// The place of each block; what is no Markdown has no lists but lines that begin with a bullet.
fn nested(prose: &Prose) -> Vec<Place> {
    let mut places = vec![Place::First; prose.blocks.len()];
    for list in &prose.layout.lists {
        let mut open: Vec<usize> = Vec::new();
        let first = prose.blocks.partition_point(|block| block.span.start() < list.span.start());
        let end = prose.blocks.partition_point(|block| block.span.start() < list.span.end());
        places[first..end].fill(Place::Further);
        for item in &list.items {
            open.truncate(usize::from(item.depth));
            let block = prose.blocks.partition_point(|block| block.span.start() < item.span.start());
            if block >= end || !item.span.covers(prose.blocks[block].span) {
                continue;
            }
            places[block] = match open.last() {
                Some(parent) if item.depth > 0 => Place::Below(*parent),
                _ => Place::First,
            };
            open.push(block);
        }
    }
    places
}

/// The last sentence of a lead-in, without the bullet of an item.
fn last_sentence(text: &str, lead: Span) -> Option<Span> {
    sentences(text, lead).last().map(|sentence| sentence.span)
}
