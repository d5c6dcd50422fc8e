//! Web pages.

use deskcheck_analysis::text::Markup;

use super::{Input, Reading, encoding};
use crate::metadata::Metadata;
use crate::reading::Problem;
use crate::source_map::MappedText;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Option<Reading> {
    let file = encoding::decode(input.path, input.bytes, problems)?;
    let mut text = MappedText::default();
    let mut at = 0;
    while let Some(open) = file[at..].find('<') {
        text.copy(&file, at..at + open);
        at = file[at + open..].find('>').map_or(file.len(), |close| at + open + close + 1);
    }
    text.copy(&file, at..file.len());
    let (text, map) = text.finish(&file);
    Some(Reading { text, markup: Markup::Plain, map, metadata: Metadata::default() })
}
