//! Texts with marked names: `[Kata’ib Hezbollah|kh|group]`, and the way from their lines to a document's bytes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use deskcheck_analysis::text::Span;

/// The kinds that a mark may give.
pub const KINDS: [&str; 9] =
    ["person", "group", "body", "party", "company", "country", "place", "publication", "unknown"];

/// The text of one document with its names marked.
pub struct Labelled {
    /// The file.
    pub path: PathBuf,
    /// The document's citation key.
    pub key: String,
    /// Its lines, without marks and with single spaces; spans are bytes of the line.
    pub lines: Vec<(String, Vec<Mark>)>,
}

/// One marked name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the line, or (once aligned) of the document's text.
    pub span: Span,
    /// Whom it names, by a word that stands for one thing throughout a corpus; none where careful readers would differ on
    /// whether it names anybody, so that nothing found there is right or wrong.
    pub actor: Option<String>,
    /// One of [`KINDS`].
    pub kind: String,
    /// It stands in a list of sources, as author or publisher.
    pub listed: bool,
}

/// Marks in a document.
pub struct Aligned {
    /// In order.
    pub marks: Vec<Mark>,
    /// What of the document has been labelled.
    pub covered: Vec<Span>,
}

impl Labelled {
    /// Reads a file; its name without ending is the document's key.
    ///
    /// # Errors
    ///
    /// One sentence with file and line, where it cannot be read or a mark is malformed.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let key = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let lines = lines.map(|(number, line)| {
            line_of(line).with_context(|| format!("{}, line {}: a mark is malformed", path.display(), number + 1))
        });
        Ok(Self { path: path.to_owned(), key, lines: lines.collect::<Result<_>>()? })
    }

    /// The marks in the text of the document. Only white space may differ.
    ///
    /// # Errors
    ///
    /// Names the first line that does not stand in the document.
    pub fn aligned(&self, document: &str) -> Result<Aligned> {
        let (plain, places) = squeezed(document);
        let mut aligned = Aligned { marks: Vec::new(), covered: Vec::new() };
        let mut from = 0;
        for (line, marks) in &self.lines {
            let Some(at) = plain[from..].find(line.as_str()).map(|at| from + at) else {
                bail!("{}: this line does not stand in the document: {line}", self.path.display());
            };
            let of_line = |span: Span| Span::new(places[at + span.start()], places[at + span.end() - 1] + 1);
            let whole = of_line(Span::new(0, line.len()));
            aligned.covered.push(whole);
            for mark in marks {
                aligned.marks.push(Mark { span: char_end(document, of_line(mark.span)), ..mark.clone() });
            }
            from = at + line.len();
        }
        Ok(aligned)
    }
}

/// A span whose end is moved on to the end of its last character.
fn char_end(text: &str, span: Span) -> Span {
    let end = (span.end()..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    Span::new(span.start(), end)
}

/// A text with single spaces, and for each of its bytes the byte that it was.
fn squeezed(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            plain.push(c);
            places.extend(at..at + c.len_utf8());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
            places.push(at);
        }
    }
    (plain, places)
}

/// Takes the marks out of a line. A bracket without `|` in it is text.
fn line_of(line: &str) -> Result<(String, Vec<Mark>)> {
    let (mut plain, mut marks) = (String::new(), Vec::new());
    let mut rest = line.trim();
    while let Some(open) = rest.find('[') {
        let close = rest[open..].find(']').map(|at| open + at).context("`[` without `]`")?;
        let inside = &rest[open + 1..close];
        let nested = inside.rfind('[').map_or(open, |at| open + 1 + at);
        let inside = &rest[nested + 1..close];
        plain.push_str(&rest[..nested]);
        let start = plain.len();
        match inside.split('|').collect::<Vec<_>>().as_slice() {
            [_] => plain.push_str(&rest[nested..=close]),
            [name, fields @ ..] => {
                plain.push_str(name);
                marks.push(mark(Span::new(start, plain.len()), fields)?);
            }
            [] => {}
        }
        rest = &rest[close + 1..];
    }
    plain.push_str(rest);
    Ok((plain, marks))
}

fn mark(span: Span, fields: &[&str]) -> Result<Mark> {
    let (actor, kind, listed) = match fields {
        ["?"] => (None, "unknown", false),
        [actor, kind] => (Some(*actor), *kind, false),
        [actor, kind, "listed"] => (Some(*actor), *kind, true),
        _ => bail!("`{}` is neither `actor|kind` nor `actor|kind|listed` nor `?`", fields.join("|")),
    };
    ensure!(KINDS.contains(&kind), "`{kind}` is no kind");
    ensure!(!span.is_empty(), "there is no name in it");
    Ok(Mark { span, actor: actor.map(str::to_owned), kind: kind.to_owned(), listed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_document() {
        let line = line_of("[1] [Hale, Mark|hale|person|listed] met [Ó Sé|se|person]’s [Shia|?].");
        let line = line.expect("the marks are sound");
        assert_eq!(line.0, "[1] Hale, Mark met Ó Sé’s Shia.");
        let labelled = Labelled { path: PathBuf::new(), key: String::new(), lines: vec![line] };
        let document = "x\n[1]  Hale,\nMark met Ó Sé’s Shia. y";
        let marks = labelled.aligned(document).expect("the line is there").marks;
        let names: Vec<_> = marks.iter().map(|mark| (mark.span.of(document), mark.actor.as_deref())).collect();
        assert_eq!(names, [("Hale,\nMark", Some("hale")), ("Ó Sé", Some("se")), ("Shia", None)]);
    }

    #[test]
    fn malformed_marks_are_named() {
        assert!(line_of("[Hale|hale]").is_err() && line_of("[Hale|hale|man]").is_err() && line_of("[Hale").is_err());
    }
}
