//! Which bytes of a text are prose, and the blocks they stand in.
//!
//! Markdown's own notation, code, HTML, comments, front matter, link targets and URLs are blanked out with spaces in a
//! copy of the same length, so that an offset into the prose is an offset into the text. `CommonMark` 0.31 as read by
//! `pulldown-cmark`, with tables, footnotes and YAML front matter.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::layout::{Table, plain_tables};
use super::{Layout, Span};

/// How a text is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Markup {
    /// One line, one paragraph.
    #[default]
    Plain,
    /// `CommonMark` with front matter, tables and footnotes.
    Markdown,
}

/// What kind of block a stretch of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// One block of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its kind.
    pub kind: BlockKind,
}

/// The prose of a text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// As long as the text it was read from, with spaces where that is not prose.
    pub text: String,
    /// Its blocks, in order, without overlap.
    pub blocks: Vec<Block>,
    /// The YAML between the fences at the top, without them.
    pub front_matter: Option<Span>,
    /// HTML comments.
    pub comments: Vec<Span>,
    /// Links: the shown text and the target as written.
    pub links: Vec<(Span, String)>,
    /// Its lists and tables.
    pub layout: Layout,
}

impl Prose {
    /// The block that byte `offset` lies in or right behind.
    pub fn block_at(&self, offset: usize) -> Option<Block> {
        let next = self.blocks.partition_point(|block| block.span.start() <= offset);
        let block = self.blocks[..next].last()?;
        block.span.touches(offset).then_some(*block)
    }
}

/// Reads the prose of `text`.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::{Markup, prose::prose};
/// let read = prose("# Raid\n\nThey *took* `13` men.", Markup::Markdown);
/// assert_eq!(read.blocks.len(), 2);
/// assert_eq!(read.blocks[1].span.of(&read.text), "They  took       men.");
/// ```
pub fn prose(text: &str, markup: Markup) -> Prose {
    let mut prose = match markup {
        Markup::Plain => plain(text),
        Markup::Markdown => markdown(text),
    };
    blank_urls(&mut prose.text);
    prose
}

fn plain(text: &str) -> Prose {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let kind = if is_bullet(body) { BlockKind::Item } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(at, at + body.len()), kind });
        }
        start += line.len();
    }
    if let [title, _, ..] = &mut blocks[..]
        && is_title(title.span.of(text))
    {
        title.kind = BlockKind::Heading(1);
    }
    let lines: Vec<Span> = blocks.iter().map(|block| block.span).collect();
    let tables = plain_tables(text, &lines);
    let blocks = with_cells(blocks, &tables);
    let mut prose = Prose { text: text.to_owned(), blocks, ..Prose::default() };
    prose.layout.tables = tables;
    prose
}

/// The blocks with the cells of tables in place of their lines.
fn with_cells(blocks: Vec<Block>, tables: &[Table]) -> Vec<Block> {
    let mut all = Vec::with_capacity(blocks.len());
    let mut cells = tables.iter().flat_map(|table| table.rows.iter().flatten().copied()).peekable();
    for block in blocks {
        let mut is_row = false;
        while let Some(cell) = cells.next_if(|cell| cell.end() <= block.span.end()) {
            is_row = true;
            all.extend((!cell.is_empty()).then_some(Block { span: cell, kind: BlockKind::Cell }));
        }
        all.extend((!is_row).then_some(block));
    }
    all
}

/// True for a first line that is short and ends as no sentence does.
fn is_title(line: &str) -> bool {
    line.split_whitespace().count() <= 12 && !line.ends_with(['.', '?', '!', ':', ';', ',', '”', '"'])
}

fn is_bullet(line: &str) -> bool {
    line.strip_prefix(['•', '*', '-', '–', '▪', '●', '·']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn markdown(text: &str) -> Prose {
    let mut reader =
        MarkdownReader { bytes: blank(text), prose: Prose::default(), open: Vec::new(), skip: 0, metadata: false };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        reader.prose.layout.read(&event, span);
        reader.read(text, event, span);
    }
    // Only whole characters of `text` were copied over the spaces, so this cannot lose any.
    reader.prose.text = String::from_utf8(reader.bytes).unwrap_or_else(|_| text.to_owned());
    reader.prose.blocks.sort_by_key(|block| block.span);
    reader.prose
}

/// Spaces in the length of `text`, with its line ends.
fn blank(text: &str) -> Vec<u8> {
    text.bytes().map(|byte| if byte == b'\n' { b'\n' } else { b' ' }).collect()
}

/// A block whose end has not been met: its kind and the prose met so far.
struct OpenBlock {
    kind: BlockKind,
    span: Option<Span>,
}

struct MarkdownReader {
    bytes: Vec<u8>,
    prose: Prose,
    open: Vec<OpenBlock>,
    /// Depth inside elements whose text is not prose.
    skip: usize,
    metadata: bool,
}

impl MarkdownReader {
    fn read(&mut self, text: &str, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.metadata => self.prose.front_matter = Some(span),
            Event::Text(_) if self.skip == 0 => self.copy(text, span),
            Event::Html(_) | Event::InlineHtml(_) if span.of(text).trim_start().starts_with("<!--") => {
                self.prose.comments.push(span);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open_block(self.kind_inside(BlockKind::Paragraph)),
            Tag::Heading { level, .. } => self.open_block(BlockKind::Heading(depth(level))),
            Tag::Item => self.open_block(BlockKind::Item),
            Tag::TableCell => self.open_block(BlockKind::Cell),
            Tag::MetadataBlock(_) => self.metadata = true,
            Tag::CodeBlock(_) => self.skip += 1,
            Tag::Link { dest_url, .. } => self.prose.links.push((span, dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => self.close_block(),
            TagEnd::MetadataBlock(_) => self.metadata = false,
            TagEnd::CodeBlock => self.skip = self.skip.saturating_sub(1),
            _ => {}
        }
    }

    /// A paragraph inside a list item is an item.
    fn kind_inside(&self, kind: BlockKind) -> BlockKind {
        if self.open.iter().any(|open| open.kind == BlockKind::Item) { BlockKind::Item } else { kind }
    }

    /// A block that begins inside another (a list inside an item) ends what the outer one has so far.
    fn open_block(&mut self, kind: BlockKind) {
        if let Some(outer) = self.open.last_mut() {
            let span = outer.span.take();
            let kind = outer.kind;
            self.prose.blocks.extend(span.map(|span| Block { span, kind }));
        }
        self.open.push(OpenBlock { kind, span: None });
    }

    fn close_block(&mut self) {
        let Some(OpenBlock { kind, span }) = self.open.pop() else { return };
        self.prose.blocks.extend(span.map(|span| Block { span, kind }));
    }

    fn copy(&mut self, text: &str, span: Span) {
        self.bytes[span.start()..span.end()].copy_from_slice(span.of(text).as_bytes());
        if let Some(open) = self.open.last_mut() {
            open.span = Some(open.span.map_or(span, |so_far| so_far.join(span)));
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

/// Overwrites web addresses with spaces: nothing in them is prose.
fn blank_urls(text: &mut String) {
    let mut urls = Vec::new();
    for start in ["http://", "https://", "www."].iter().flat_map(|prefix| text.match_indices(prefix)).map(|(at, _)| at)
    {
        let end = text[start..]
            .find(|c: char| c.is_whitespace() || "<>\"”)]".contains(c))
            .map_or(text.len(), |len| start + len);
        urls.push(start..end);
    }
    for url in urls {
        let spaces = " ".repeat(url.len());
        text.replace_range(url, &spaces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let read = prose(text, Markup::Markdown);
        assert_eq!(read.text.len(), text.len());
        let blocks: Vec<_> = read.blocks.iter().map(|b| (b.kind, b.span.of(&read.text))).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn blocks_of_a_note() {
        check(
            "---\ntitle: A 1\n---\n# One\n\nTwo **2**\nthree.\n\n- a\n- b\n  - c\n\n```\ncode 3\n```\n<!-- no 4 -->\n",
            &[
                (BlockKind::Heading(1), "One"),
                (BlockKind::Paragraph, "Two   2  \nthree."),
                (BlockKind::Item, "a"),
                (BlockKind::Item, "b"),
                (BlockKind::Item, "c"),
            ],
        );
    }

    #[test]
    fn table_cells_are_blocks() {
        check(
            "| Arrested | 13 |\n|--|--|\n| x | y |\n",
            &[(BlockKind::Cell, "Arrested"), (BlockKind::Cell, "13"), (BlockKind::Cell, "x"), (BlockKind::Cell, "y")],
        );
    }

    #[test]
    fn addresses_are_no_prose() {
        let read = prose("see https://a.example/13 now", Markup::Plain);
        assert_eq!(read.text, "see                      now");
    }
}
