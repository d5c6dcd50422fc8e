//! Plain text: hard-wrapped lines joined to paragraphs, everything else left as it stands.

use deskcheck_analysis::text::Markup;

use super::{Input, Reading, encoding};
use crate::lines::lines;
use crate::metadata::Metadata;
use crate::paragraphs::flow;
use crate::reading::Problem;
use crate::untangle::untangle;

/// `text` with its hard-wrapped lines joined, for what is plain text within another format.
pub(super) fn joined(text: &str) -> String {
    let untangled = untangle(text, &lines(text));
    flow(text, &untangled.lines, &untangled.doubtful).finish(text).0
}

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let Some(file) = encoding::decode(input.path, input.bytes, None, problems) else { return Vec::new() };
    let untangled = untangle(&file, &lines(&file));
    for region in &untangled.doubtful {
        let line = &untangled.lines[region.start];
        problems.push(Problem {
            path: input.path.to_owned(),
            line: Some(1 + file[..line.raw.start].matches('\n').count()),
            message:
                "looks like two columns run together that could not be told apart; its lines are left as they are, so \
                      check by eye what it says"
                    .to_owned(),
        });
    }
    let (text, map) = flow(&file, &untangled.lines, &untangled.doubtful).finish(&file);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata: Metadata::default() }]
}
