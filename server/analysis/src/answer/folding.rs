//! What of a note can be folded away: front matter, sections, list items, tables, code, comments.

use super::Note;
use super::sections::sections;
use crate::text::Span;

/// A stretch of whole lines that can be folded into its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first to the last character, in bytes of the note; on more than one line.
    pub span: Span,
    /// True for a comment.
    pub is_comment: bool,
}

/// The folds of a note in order of where they begin, the wider of two first.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::answer::{Note, folds};
/// let folds = folds(&Note::read("# One\n\nText.\n\n# Two\n".to_owned(), None));
/// assert_eq!((folds.len(), folds[0].span.end()), (1, 12));
/// ```
pub fn folds(note: &Note) -> Vec<Fold> {
    let layout = &note.prose.layout;
    let items = layout.lists.iter().flat_map(|list| list.items.iter().map(|item| item.span));
    let tables = layout.tables.iter().filter_map(|table| {
        let mut cells = table.rows.iter().flatten().copied();
        cells.next().map(|first| cells.fold(first, Span::join))
    });
    let sections = sections(note).into_iter().map(|section| section.span);
    let plain = front_matter(&note.text).into_iter().chain(sections).chain(items).chain(tables).chain(code(&note.text));
    let plain = plain.map(|span| Fold { span, is_comment: false });
    let comments = note.prose.comments.iter().filter_map(|comment| {
        let end = note.text[comment.start()..].find("-->")? + "-->".len();
        Some(Fold { span: Span::new(comment.start(), comment.start() + end), is_comment: true })
    });
    let mut folds: Vec<Fold> = plain.chain(comments).filter_map(|fold| on_lines(&note.text, fold)).collect();
    folds.sort_by_key(|fold| (fold.span.start(), std::cmp::Reverse(fold.span.end())));
    folds
}

/// The fold without blanks around it; none where it lies on one line.
fn on_lines(text: &str, fold: Fold) -> Option<Fold> {
    let words = fold.span.of(text);
    let start = fold.span.start() + words.len() - words.trim_start().len();
    let span = Span::new(start, fold.span.start() + words.trim_end().len());
    span.of(text).contains(['\n', '\r']).then_some(Fold { span, ..fold })
}

/// The YAML at the top with its fences.
fn front_matter(text: &str) -> Option<Span> {
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next().filter(|first| first.trim_end() == "---")?.len();
    for line in lines {
        end += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Span::new(0, end));
        }
    }
    None
}

/// Code between fences (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>); one that is not closed goes to the end.
fn code(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let fence = fence(line);
        match open {
            None => open = fence.map(|fence| (at, fence)),
            Some((start, opening)) => {
                let closes = fence.is_some_and(|fence| fence.starts_with(opening) && fence.len() == line.trim().len());
                if closes {
                    found.push(Span::new(start, at + line.len()));
                    open = None;
                }
            }
        }
        at += line.len();
    }
    found.extend(open.map(|(start, _)| Span::new(start, text.len())));
    found
}

/// The backticks or tildes, three or more, that begin a line.
fn fence(line: &str) -> Option<&str> {
    let body = line.trim_start();
    let sign = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = body.len() - body.trim_start_matches(sign).len();
    (length >= 3).then(|| &body[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_several_lines_is_folded() {
        let text = "---\ntitle: X\n---\n\n# A\n\n- one\n- two\n  more\n\n  - three\n    four\n\n<!-- short -->\n\n<!-- long\nlong -->\n\n\
                    | a | b |\n|---|---|\n| 1 | 2 |\n\n```text\n~~~\n```\n\n# B\n";
        let note = Note::read(text.to_owned(), None);
        let shown: Vec<_> = folds(&note)
            .iter()
            .map(|fold| {
                let words = fold.span.of(text);
                let (first, last) =
                    (words.lines().next().unwrap_or_default(), words.lines().last().unwrap_or_default());
                (first, last.trim(), fold.is_comment)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("---", "---", false),
                ("# A", "```", false),
                ("- two", "four", false),
                ("- three", "four", false),
                ("<!-- long", "long -->", true),
                ("a | b |", "| 1 | 2", false),
                ("```text", "```", false),
            ]
        );
    }
}
