//! Plain text: hard-wrapped lines joined to paragraphs, everything else left as it stands.

use deskcheck_analysis::text::Markup;

use super::{Input, Reading, encoding};
use crate::metadata::Metadata;
use crate::reading::Problem;
use crate::source_map::MappedText;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Option<Reading> {
    let file = encoding::decode(input.path, input.bytes, problems)?;
    let mut text = MappedText::default();
    text.copy(&file, 0..file.len());
    let (text, map) = text.finish(&file);
    Some(Reading { text, markup: Markup::Plain, map, metadata: Metadata::default() })
}
