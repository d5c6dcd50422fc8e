//! Markdown: the text is the file, and its front matter tells about it.

use deskcheck_analysis::text::Markup;

use super::{Input, Reading, encoding};
use crate::metadata::{Metadata, yaml};
use crate::reading::Problem;
use crate::source_map::MappedText;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let Some(file) = encoding::decode(input.path, input.bytes, None, problems) else { return Vec::new() };
    let mut metadata = match front_matter(&file) {
        FrontMatter::Closed(yaml) => yaml::read(input.path, 2, yaml, problems),
        FrontMatter::Open => {
            problems.push(Problem {
                path: input.path.to_owned(),
                line: Some(1),
                message: "begins front matter that no line `---` ends, so it is read as text; add that line".to_owned(),
            });
            Metadata::default()
        }
        FrontMatter::None => Metadata::default(),
    };
    metadata.title = metadata.title.or_else(|| first_heading(&file));
    let mut text = MappedText::default();
    text.copy(&file, 0..file.len());
    let (text, map) = text.finish(&file);
    vec![Reading { part: None, text, markup: Markup::Markdown, map, metadata }]
}

/// What stands at the top of a file.
enum FrontMatter<'a> {
    /// The YAML between the fences; it begins on line 2.
    Closed(&'a str),
    /// A fence, something like YAML, and no second fence.
    Open,
    None,
}

fn front_matter(file: &str) -> FrontMatter<'_> {
    let mut lines = file.split_inclusive('\n');
    let Some(fence) = lines.next().filter(|line| line.trim_end() == "---") else { return FrontMatter::None };
    let mut end = fence.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return FrontMatter::Closed(&file[fence.len()..end]);
        }
        end += line.len();
    }
    let second = file.lines().nth(1).unwrap_or_default();
    let is_entry = second.split_once(": ").is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '));
    if is_entry { FrontMatter::Open } else { FrontMatter::None }
}

/// The first heading of the first level.
fn first_heading(file: &str) -> Option<String> {
    let heading = file.lines().find_map(|line| line.strip_prefix("# "))?;
    Some(heading.trim_end_matches('#').trim().to_owned())
}
