//! BibTeX and BibLaTeX, entry by entry: one that is malformed costs itself.

use biblatex::{Bibliography, ChunksExt, Entry as Parsed, EntryType, PermissiveType, RawBibliography};
use deskcheck_analysis::lexicon::languages;
use deskcheck_analysis::text::LineIndex;
use jiff::civil::Date;

use super::{Entry, Read, attachments};
use crate::metadata::{Metadata, addresses, in_one_line};

/// Fields that name who published a work, best first: of an article where it stands, of others who put it out.
const CONTAINERS: &[&str] = &[
    "journaltitle",
    "journal",
    "maintitle",
    "eventtitle",
    "organization",
    "publisher",
    "institution",
    "titleaddon",
    "howpublished",
];
const HOUSES: &[&str] =
    &["publisher", "institution", "school", "organization", "journaltitle", "journal", "howpublished"];

/// Reads a library.
pub(super) fn read(text: &str) -> Read {
    let pieces = pieces(text);
    let is_string = |piece: &&Piece<'_>| piece.text[1..].trim_start().to_lowercase().starts_with("string");
    let strings: String = pieces.iter().filter(is_string).map(|piece| piece.text).collect();
    let mut read = Read::default();
    for piece in pieces.iter().filter(|piece| piece.is_entry()) {
        read.take(piece, &strings);
    }
    read
}

/// What begins with an `@` at the beginning of a line, up to the next such.
struct Piece<'t> {
    text: &'t str,
    /// Its first line, from 1.
    line: usize,
}

impl Piece<'_> {
    fn is_entry(&self) -> bool {
        let kind: String = self.text[1..].trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
        !["", "comment", "string", "preamble"].contains(&kind.to_lowercase().as_str())
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let indent = line.len() - line.trim_start().len();
        // In a field an `@` stands behind words, or in an address of mail.
        if line.trim_start().starts_with('@') && line.contains(['{', '(']) {
            starts.push((at + indent, number));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    starts.iter().zip(ends).map(|((start, line), end)| Piece { text: &text[*start..end], line: *line }).collect()
}

impl Read {
    fn take(&mut self, piece: &Piece<'_>, strings: &str) {
        let source = format!("{strings}{}", piece.text);
        let line_of = |at: usize| {
            let inside = at.saturating_sub(strings.len()).min(piece.text.len());
            piece.line + LineIndex::new(piece.text).line(inside)
        };
        let mut raw = match RawBibliography::parse(&source) {
            Ok(raw) => raw,
            Err(error) => {
                let end = error.span.start.min(source.trim_end().len().saturating_sub(1));
                let message =
                    format!("this entry is no BibTeX ({}) and is left out; correct it or export it again", error.kind);
                return self.faults.push((line_of(end), message));
            }
        };
        for entry in &mut raw.entries {
            // The parser does not survive all that may stand there.
            entry.v.fields.retain(|field| !field.key.v.eq_ignore_ascii_case("ids"));
        }
        let Some(key) = raw.entries.first().map(|entry| entry.v.key.v.to_owned()) else { return };
        match Bibliography::from_raw(raw) {
            Ok(parsed) => self.entries.extend(parsed.iter().next().map(|parsed| entry(parsed, piece.line))),
            Err(error) => {
                let message =
                    format!("of the entry `{key}` only the key counts ({}); correct it or export it again", error.kind);
                self.faults.push((line_of(error.span.start), message));
                let metadata = Metadata { key: Some(key), ..Metadata::default() };
                self.entries.push(Entry { metadata, attached: Vec::new(), line: piece.line });
            }
        }
    }
}

fn entry(parsed: &Parsed, line: usize) -> Entry {
    let is_part = matches!(parsed.entry_type, EntryType::Article | EntryType::Online | EntryType::Misc);
    let houses = if is_part { CONTAINERS } else { HOUSES };
    let authors = parsed.author().unwrap_or_default();
    let names: Vec<_> = authors
        .iter()
        .map(|person| {
            let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
            parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
        })
        .collect();
    let language = ["langid", "language", "hyphenation"].iter().find_map(|name| field(parsed, name));
    let doi = field(parsed, "doi").map(|doi| addresses::of_doi(&doi));
    let metadata = Metadata {
        key: Some(parsed.key.clone()),
        title: field(parsed, "title").map(|title| match field(parsed, "subtitle") {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        }),
        publisher: houses.iter().find_map(|name| field(parsed, name)),
        author: in_one_line(&names),
        language: language.and_then(|language| languages().code(&language)).map(str::to_owned),
        url: field(parsed, "url").or(doi),
        retracted: (field(parsed, "pubstate").as_deref() == Some("retracted")).then_some(true),
        date: date(parsed),
        ..Metadata::default()
    };
    let attached = field(parsed, "file").map(|files| attachments::named(&files)).unwrap_or_default();
    Entry { metadata, attached, line }
}

/// A field as one line, without the braces that keep capitals.
fn field(parsed: &Parsed, name: &str) -> Option<String> {
    let chunks = parsed.get(name)?;
    let text = chunks.format_verbatim();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The day it was published; none where only its month or year is told.
fn date(parsed: &Parsed) -> Option<Date> {
    let PermissiveType::Typed(date) = parsed.date().ok()? else { return None };
    let (biblatex::DateValue::At(day) | biblatex::DateValue::After(day) | biblatex::DateValue::Between(day, _)) =
        date.value
    else {
        return None;
    };
    let (month, day_of_month) = (day.month? + 1, day.day? + 1);
    Date::new(i16::try_from(day.year).ok()?, i8::try_from(month).ok()?, i8::try_from(day_of_month).ok()?).ok()
}
