//! The server's own reading. It knows where citations stand; of pages, dismissals and front matter what they say.

use deskcheck_analysis::answer::Note;
use deskcheck_analysis::text::Span;

use super::examples::{Example, Line, check, examples};

/// Signs, keys and their braces.
fn is_of_citation(mark: char) -> bool {
    "@-k{}".contains(mark)
}

#[test]
fn the_server_reads_citations_as_the_list_does() {
    let examples = examples();
    let read: Vec<_> = examples.iter().map(citations).collect();
    check(&examples, &read, is_of_citation, &[]);
}

fn citations(example: &Example) -> Vec<Line> {
    let note = Note::read(example.text(), None);
    let mut lines = example.unmarked();
    for citation in &note.facts.citations {
        let text = citation.span.of(&note.text);
        let sign = text.len() - text.trim_start_matches(['-', '@']).len();
        let braces = usize::from(text[sign..].starts_with('{'));
        let key = Span::new(citation.span.start() + sign + braces, citation.span.end() - braces);
        assert_eq!(key.of(&note.text), citation.key, "{}", example.title);
        for (at, character) in text.char_indices() {
            let at = citation.span.start() + at;
            let mark = if key.start() <= at && at < key.end() { 'k' } else { character };
            let start = note.text[..at].rfind('\n').map_or(0, |end| end + 1);
            lines[note.text[..at].matches('\n').count()].marks[note.text[start..at].chars().count()] = mark;
        }
    }
    lines
}

#[test]
fn the_server_reads_pages_as_the_list_does() {
    for example in examples() {
        let note = Note::read(example.text(), None);
        let read: Vec<_> = note.facts.citations.iter().map(|citation| citation.page.clone()).collect();
        assert_eq!(read, pages(&example), "{}", example.title);
    }
}

/// For each citation of an example the first of the pages that its locator names.
fn pages(example: &Example) -> Vec<Option<String>> {
    let mut pages: Vec<Option<String>> = Vec::new();
    let mut unit = String::new();
    let mut numbers = String::new();
    let end = [('\n', ' ')];
    let lines = example.lines.iter().flat_map(|line| line.text.chars().zip(line.marks.iter().copied()).chain(end));
    for (character, mark) in lines {
        match mark {
            'u' => unit.push(character),
            'n' => numbers.push(character),
            _ if !numbers.is_empty() => {
                let is_page = unit.is_empty() || unit.starts_with('p') && !unit.starts_with("par") && unit != "pt.";
                let first = std::mem::take(&mut numbers).split([',', ' ']).next().map(str::to_owned);
                let page = pages.last_mut().expect("a citation stands before its locator");
                *page = page.take().or(first.filter(|_| is_page));
                unit.clear();
            }
            '@' => pages.push(None),
            _ => {}
        }
    }
    pages
}

#[test]
fn the_server_reads_dismissals_as_the_list_does() {
    for example in examples() {
        let note = Note::read(example.text(), None);
        let read: Vec<_> = note.dismissals.iter().map(|dismissal| dismissal.rule.clone()).collect();
        assert_eq!(read, example.runs('r'), "{}", example.title);
    }
}

#[test]
fn the_server_reads_front_matter_as_the_list_does() {
    for example in examples() {
        let front_matter = Note::read(example.text(), None).front_matter;
        let mut read = Vec::new();
        read.extend(front_matter.title.map(|_| "title"));
        read.extend(front_matter.date.map(|_| "date"));
        read.extend(front_matter.as_of.map(|_| "as-of"));
        let mut wanted = example.runs('y');
        // Bibliographies are named in `deskcheck.toml`; in a note they are for Pandoc.
        wanted.retain(|key| key != "bibliography");
        wanted.sort_by_key(|key| ["title", "date", "as-of"].iter().position(|known| known == key));
        assert_eq!(read, wanted, "{}", example.title);
    }
}
