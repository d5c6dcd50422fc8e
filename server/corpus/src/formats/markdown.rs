//! Markdown: the text is the file, and its front matter tells about it.

use deskcheck_analysis::text::Markup;

use super::{Input, Reading, encoding};
use crate::metadata::{Metadata, yaml};
use crate::reading::Problem;
use crate::source_map::MappedText;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Option<Reading> {
    let file = encoding::decode(input.path, input.bytes, None, problems)?;
    let metadata = match front_matter(&file) {
        Some((line, yaml)) => yaml::read(input.path, line, yaml, problems),
        None => Metadata::default(),
    };
    let mut text = MappedText::default();
    text.copy(&file, 0..file.len());
    let (text, map) = text.finish(&file);
    Some(Reading { text, markup: Markup::Markdown, map, metadata })
}

/// The YAML between the fences at the top, and the line (from 1) it begins on.
fn front_matter(file: &str) -> Option<(usize, &str)> {
    let mut lines = file.split_inclusive('\n');
    let fence = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = fence.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((2, &file[fence.len()..end]));
        }
        end += line.len();
    }
    None
}
