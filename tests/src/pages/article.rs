//! Articles for made-up pages: the Markdown documents of the sample corpora, as blocks.

use std::fs;

use crate::desk::repository;

/// What a page is about.
#[derive(Clone, Debug)]
pub(super) struct Article {
    /// Name of its file, without extension.
    pub(super) name: String,
    /// Headline.
    pub(super) title: String,
    /// Day of publication, as ISO 8601 writes it.
    pub(super) date: String,
    /// Who published it.
    pub(super) publisher: String,
    /// Who wrote it.
    pub(super) author: String,
    /// What it says, below the headline.
    pub(super) blocks: Vec<Block>,
}

/// A block of an article.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A heading within it.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// The items of a list.
    Items(Vec<String>),
    /// The rows of a table, the first of them its heads.
    Rows(Vec<Vec<String>>),
}

/// The articles: every Markdown document of the sample corpora that has a few paragraphs, in order of their names.
pub(super) fn articles() -> Vec<Article> {
    let mut paths = Vec::new();
    for corpus in fs::read_dir(repository().join("tests/corpus")).expect("the sample corpora can be listed").flatten() {
        let sources = fs::read_dir(corpus.path().join("sources")).into_iter().flatten().flatten();
        paths
            .extend(sources.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|kind| kind == "md")));
    }
    paths.sort_by_key(|path| path.file_name().map(ToOwned::to_owned));
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        article(name, &fs::read_to_string(path).expect("a sample document can be read"))
    };
    paths.iter().map(read).filter(|article| article.blocks.len() >= 3).collect()
}

fn article(name: String, text: &str) -> Article {
    let (head, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text));
    let known = |key: &str, else_: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        line.unwrap_or(else_).trim_matches('"').to_owned()
    };
    let mut article = Article {
        name,
        title: known("title", "Untitled"),
        date: known("date", "2019-02-11"),
        publisher: known("publisher", "Estmoor Almanac"),
        author: known("author", "Ada Lorne"),
        blocks: Vec::new(),
    };
    for chunk in body.split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty()) {
        if let Some(title) = chunk.strip_prefix("# ") {
            article.title = bare(title);
        } else {
            article.blocks.push(block(chunk));
        }
    }
    article
}

fn block(chunk: &str) -> Block {
    if let Some(heading) = chunk.strip_prefix("## ") {
        Block::Heading(bare(heading))
    } else if chunk.starts_with("- ") {
        Block::Items(chunk.lines().map(|item| bare(item.trim_start_matches("- "))).collect())
    } else if chunk.starts_with('|') {
        let rows = chunk.lines().filter(|line| !line.contains("--"));
        let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| bare(cell.trim())).collect();
        Block::Rows(rows.map(cells).collect())
    } else {
        Block::Paragraph(bare(&chunk.replace('\n', " ")))
    }
}

/// The text without the signs of emphasis.
fn bare(text: &str) -> String {
    text.replace(['*', '`'], "")
}

impl Article {
    /// Everything it says, a block a line, the headline first.
    pub(super) fn text(&self) -> String {
        let mut lines = vec![self.title.clone()];
        for block in &self.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) => lines.push(text.clone()),
                Block::Items(items) => lines.extend(items.iter().cloned()),
                Block::Rows(rows) => lines.extend(rows.iter().map(|row| row.join(" "))),
            }
        }
        lines.join("\n")
    }

    /// Its paragraphs, without headings, lists and tables.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.as_str()),
            _ => None,
        })
    }
}
