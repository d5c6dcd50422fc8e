//! What office files and books tell about themselves in a part of its own: title, author, language and days.

use jiff::civil::Date;

use super::xml::{Event, Events};
use crate::metadata::dates::day_of;
use crate::metadata::{Metadata, stated};

/// The elements of a file of properties that hold nothing but text: their names as written, and that.
pub(super) struct Properties(Vec<(String, String)>);

impl Properties {
    /// Reads `xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut events = Events::of(xml);
        let mut found = Vec::new();
        let mut open: Option<(String, String)> = None;
        while let Some(event) = events.next() {
            match event {
                Event::Open(element) => open = Some((element.full_name().to_owned(), String::new())),
                Event::Text(piece) => {
                    if let Some((_, text)) = &mut open {
                        text.push_str(&piece);
                    }
                }
                Event::Close(_) => found.extend(open.take()),
            }
        }
        Self(found)
    }

    /// The first text of an element named `name` that is not blank, white space made even.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.all(name).next()
    }

    /// Every such text.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = String> {
        let texts = self.0.iter().filter(move |(found, _)| found == name);
        let even = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        texts.map(move |(_, text)| even(text)).filter(|text| !text.is_empty())
    }

    /// The day that an element states.
    pub(super) fn day(&self, name: &str) -> Option<Date> {
        self.get(name).as_deref().and_then(day_of)
    }

    /// What is told about a text, by the names of the elements for its author and the day it was begun.
    pub(super) fn metadata(&self, author: &str, begun: &str) -> Metadata {
        Metadata {
            title: self.get("dc:title").and_then(stated::title),
            author: self.get(author).and_then(stated::author),
            language: self.get("dc:language").as_deref().and_then(stated::language),
            made: self.day(begun),
            ..Metadata::default()
        }
    }
}
