//! The lists and tables of a text: what stands below or beside what.
//!
//! Of Markdown they are gathered while the prose is read, from the same events of the parser; in plain text, lines whose
//! cells are parted by bars or tabs are a table. Spans are bytes of the text.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Span;

/// One item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The item with all that stands in it.
    pub span: Span,
    /// 0 for an item of the outermost list, 1 for one of a list inside an item.
    pub depth: u8,
}

/// A list that stands in no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// From its first to its last item.
    pub span: Span,
    /// Its items and theirs, in order.
    pub items: Vec<ListItem>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its cells row by row, the row of the heads first.
    pub rows: Vec<Vec<Span>>,
}

/// The lists and tables of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Lists that stand in no other.
    pub lists: Vec<List>,
    /// Tables.
    pub tables: Vec<Table>,
    /// How many lists are open around what is read.
    open: u8,
}

impl Layout {
    /// Takes one event of the parser and the bytes it stands for.
    pub(super) fn read(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::List(_)) => {
                if self.open == 0 {
                    self.lists.push(List { span, items: Vec::new() });
                }
                self.open = self.open.saturating_add(1);
            }
            Event::End(TagEnd::List(_)) => self.open = self.open.saturating_sub(1),
            Event::Start(Tag::Item) => {
                let depth = self.open.saturating_sub(1);
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(ListItem { span, depth });
                }
            }
            Event::Start(Tag::Table(_)) => self.tables.push(Table::default()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            Event::Start(Tag::TableCell) => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(span);
                }
            }
            _ => {}
        }
    }
}

/// The tables among the lines of a plain text.
pub(super) fn plain_tables(text: &str, lines: &[Span]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut open = None;
    let mut last = 0;
    for line in lines {
        let words = line.of(text);
        if text[last..line.start()].matches('\n').count() > 1 {
            open = None;
        }
        last = line.end();
        if !words.contains(char::is_alphanumeric) && words.contains(['|', '+']) {
            continue;
        }
        let bar = if words.contains('\t') { '\t' } else { '|' };
        let cells = cells(words, bar, line.start());
        if let Some(cells) = cells {
            let kind = Some((bar, cells.len()));
            match tables.last_mut().filter(|_| open == kind) {
                Some(table) => table.rows.push(cells),
                None => tables.push(Table { rows: vec![cells] }),
            }
            open = kind;
        } else {
            open = None;
        }
    }
    tables.retain(|table| table.rows.len() > 1);
    tables
}

/// The cells of a line, without the blanks around them; none where it has fewer than two.
fn cells(line: &str, bar: char, start: usize) -> Option<Vec<Span>> {
    let framed = line.strip_prefix('|').and_then(|inner| inner.strip_suffix('|'));
    let (from, inner) = framed.map_or((start, line), |inner| (start + 1, inner));
    if bar == '|' && !inner.contains(" | ") {
        return None;
    }
    let mut at = from;
    let cells = inner.split(bar).map(|cell| {
        let begin = at + cell.len() - cell.trim_start().len();
        at += cell.len() + 1;
        Span::new(begin, begin + cell.trim().len())
    });
    Some(cells.collect::<Vec<_>>()).filter(|cells| cells.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::super::{Markup, prose::prose};

    #[test]
    fn plain_lines_of_cells_are_tables() {
        let text = "Losses\n| Town | Dead |\n|---|---|\n| Selm | 4 |\n\nA | lone line\nArdal\t3\nKell\t7\n";
        let layout = prose(text, Markup::Plain).layout;
        let cells: Vec<Vec<Vec<_>>> = layout
            .tables
            .iter()
            .map(|table| table.rows.iter().map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect())
            .collect();
        assert_eq!(cells, [[["Town", "Dead"], ["Selm", "4"]], [["Ardal", "3"], ["Kell", "7"]]]);
    }

    #[test]
    fn lists_and_tables() {
        let text = "Three:\n\n- a\n- b\n  1. c\n\n- d\n\nEnd.\n\n| x | y |\n|--|--|\n| 1 | 2 |\n";
        let layout = prose(text, Markup::Markdown).layout;
        let items: Vec<_> =
            layout.lists[0].items.iter().map(|item| (item.depth, item.span.of(text).trim_end())).collect();
        assert_eq!(items, [(0, "- a"), (0, "- b\n  1. c"), (1, "1. c"), (0, "- d")]);
        let cells: Vec<Vec<_>> =
            layout.tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.of(text).trim()).collect()).collect();
        assert_eq!(cells, [["x", "y"], ["1", "2"]]);
    }
}
