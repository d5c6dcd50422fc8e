//! The analyst's note, read.

use std::sync::Arc;

use crate::extract::{BlockFacts, Extract, KnownBlocks, Placement, TextFacts, extract_while, extract_with};
use crate::text::{BlockKind, LineIndex, Markup, Prose, Span};
use jiff::civil::Date;

/// What the YAML at the top of a note says, as far as the analysis cares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Title.
    pub title: Option<String>,
    /// The day it was written.
    pub date: Option<Date>,
    /// The day up to which it claims to know.
    pub as_of: Option<Date>,
    /// Bibliographies that it names, as it writes them.
    pub bibliography: Vec<String>,
    /// What could not be read: line (from 0) and a sentence.
    pub problems: Vec<(usize, String)>,
}

/// A comment `<!-- deskcheck: dismiss RULE reason="..." -->` and the block it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Dismissal {
    /// The rule.
    pub rule: String,
    /// The block whose findings of that rule are dismissed, in bytes.
    pub block: Span,
}

/// One note at one moment.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its Markdown.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
    /// Its front matter.
    pub front_matter: FrontMatter,
    /// Its prose.
    pub prose: Prose,
    /// What it says.
    pub facts: TextFacts,
    /// Findings the analyst has dismissed.
    pub dismissals: Vec<Dismissal>,
    /// What each block says by itself, and where it stands, in order.
    blocks: Vec<(Arc<BlockFacts>, Placement)>,
    /// The blocks for the note's next state.
    known: KnownBlocks,
}

impl Note {
    /// Reads a note. `previous` is the same note a moment ago: paragraphs that have not changed are not read again.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::answer::Note;
    /// let note = Note::read("---\nas-of: 2020-12-31\n---\nPolice arrested 13 men.".to_owned(), None);
    /// assert_eq!(note.front_matter.as_of.unwrap().to_string(), "2020-12-31");
    /// assert_eq!(note.facts.figures.len(), 1);
    /// ```
    pub fn read(text: String, previous: Option<&Note>) -> Self {
        let none = KnownBlocks::default();
        let known = previous.map_or(&none, Note::known);
        let front_matter = front_matter(&text);
        let extract = extract_with(&text, Markup::Markdown, own_date(&front_matter), known);
        Self::of(text, front_matter, extract)
    }

    /// Reads a note as long as `go_on` says so, which is asked before each paragraph that `known` has not.
    ///
    /// # Errors
    ///
    /// Where it is broken off: what is known by then, to begin with the next time.
    pub fn read_while(text: String, known: &KnownBlocks, go_on: &dyn Fn() -> bool) -> Result<Self, KnownBlocks> {
        let front_matter = front_matter(&text);
        let extract = extract_while(&text, Markup::Markdown, own_date(&front_matter), known, go_on)?;
        Ok(Self::of(text, front_matter, extract))
    }

    /// What is known of its paragraphs, for its next state.
    pub fn known(&self) -> &KnownBlocks {
        &self.known
    }

    fn of(text: String, front_matter: FrontMatter, extract: Extract) -> Self {
        let lines = LineIndex::new(&text);
        let Extract { prose, blocks, facts } = extract;
        let placed = blocks.iter().map(|(_, facts, placement)| (Arc::clone(facts), placement.clone())).collect();
        let known =
            KnownBlocks::of(blocks.into_iter().map(|(words, facts, placement)| (words, facts, placement.placed)));
        let dismissals = dismissals(&text, &prose);
        Self { lines, front_matter, prose, facts, dismissals, blocks: placed, known, text }
    }

    /// Its blocks, in order, with what each says by itself: one and the same for as long as its words stay.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (Span, &Arc<BlockFacts>)> {
        self.prose.blocks.iter().map(|block| block.span).zip(self.blocks.iter().map(|(facts, _)| facts))
    }

    /// Where its blocks stand, in order.
    pub(super) fn placements(&self) -> impl Iterator<Item = &Placement> {
        self.blocks.iter().map(|(_, placement)| placement)
    }
}

impl FrontMatter {
    /// What the YAML at the top of `text` says.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::answer::FrontMatter;
    /// let read = FrontMatter::of("---\nbibliography: [a.bib, b.json]\n---\n");
    /// assert_eq!(read.bibliography, ["a.bib", "b.json"]);
    /// ```
    pub fn of(text: &str) -> Self {
        front_matter(text)
    }
}

/// The day by which what a note tells is understood.
fn own_date(front_matter: &FrontMatter) -> Option<Date> {
    front_matter.date.or(front_matter.as_of)
}

/// Reads the keys that matter from the YAML between `---` lines at the top; a note is never refused for its front matter.
fn front_matter(text: &str) -> FrontMatter {
    let mut read = FrontMatter::default();
    let mut lines = text.lines().enumerate();
    if lines.next().map(|(_, first)| first.trim_end()) != Some("---") {
        return read;
    }
    let body: Vec<_> = lines.by_ref().take_while(|(_, line)| !matches!(line.trim_end(), "---" | "...")).collect();
    if text.lines().nth(body.len() + 1).is_none() {
        read.problems.push((0, "the front matter is not closed: end it with a line `---`".to_owned()));
        return read;
    }
    let mut listed = false;
    for (number, line) in body {
        if let Some(item) = line.trim_start().strip_prefix("- ").filter(|_| listed) {
            read.bibliography.extend(plain(item));
            continue;
        }
        listed = line.trim_end() == "bibliography:";
        let top_level = !line.starts_with([' ', '\t', '-', '#']) && !line.trim().is_empty();
        match line.split_once(':') {
            Some((key, value)) if top_level => read_key(&mut read, number, key.trim(), value),
            None if top_level => {
                read.problems.push((number, format!("`{}` is no `key: value` of front matter", line.trim())));
            }
            _ => {}
        }
    }
    read
}

fn read_key(read: &mut FrontMatter, number: usize, key: &str, value: &str) {
    if key == "bibliography" {
        let value = value.split(" #").next().unwrap_or_default().trim();
        let items = value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
        read.bibliography
            .extend(items.map_or(vec![value], |items| items.split(',').collect()).into_iter().filter_map(plain));
        return;
    }
    let value = plain(value).unwrap_or_default();
    let value = value.as_str();
    let mut date = || {
        if let Ok(date) = value.get(..10).unwrap_or(value).parse() {
            Some(date)
        } else {
            read.problems.push((number, format!("`{key}: {value}` is no date: write it as 2020-12-31")));
            None
        }
    };
    match key {
        "title" => read.title = Some(value.to_owned()),
        "date" => read.date = date(),
        "as-of" | "as_of" => read.as_of = date(),
        _ => {}
    }
}

/// A plain value without its quotes and the remark behind it; none where nothing is left.
fn plain(value: &str) -> Option<String> {
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.strip_prefix(['"', '\'']).and_then(|inner| inner.strip_suffix(['"', '\''])).unwrap_or(value);
    (!value.is_empty()).then(|| value.to_owned())
}

/// A dismissal speaks of the block it stands in, beside or right before; in a table of the cell it stands in.
fn dismissals(text: &str, prose: &Prose) -> Vec<Dismissal> {
    let of = |comment: &Span| -> Option<Dismissal> {
        let inner = comment.of(text).trim().strip_prefix("<!--")?.trim_start();
        let words = inner.strip_prefix("deskcheck:")?.trim_start().strip_prefix("dismiss")?;
        let rule = words.strip_prefix(char::is_whitespace)?.split_whitespace().next()?.trim_end_matches("-->");
        if rule.is_empty() {
            return None;
        }
        let line = text[..comment.start()].rfind('\n').map_or(0, |at| at + 1);
        let behind = prose.blocks.partition_point(|block| block.span.end() <= line);
        let block = prose.blocks.get(behind)?;
        let before = prose.blocks[behind..].iter().take_while(|block| block.span.start() < comment.start());
        let cell = before.last().filter(|last| (block.kind, last.kind) == (BlockKind::Cell, BlockKind::Cell));
        let block = cell.unwrap_or(block).span;
        Some(Dismissal { rule: rule.to_owned(), block })
    };
    prose.comments.iter().filter_map(of).collect()
}
