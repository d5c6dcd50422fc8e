//! Electronic books (EPUB 2 and 3): the chapters in the order of reading, each read as a web page that is all text.

use deskcheck_analysis::text::Markup;
use rustc_hash::{FxHashMap, FxHashSet};

use super::composition::Composition;
use super::html::blocks;
use super::package::{Package, resolved};
use super::properties::Properties;
use super::xml::{Element, Event, Events};
use super::{Input, Reading};
use crate::metadata::{Metadata, stated};
use crate::reading::Problem;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let Some(mut package) = Package::open(input, "EPUB", problems) else { return Vec::new() };
    let Some(container) = package.needed("META-INF/container.xml", "EPUB", problems) else { return Vec::new() };
    let root = named(&container, "rootfile", |file| file.attribute("full-path")).into_iter().next();
    let root = root.unwrap_or("content.opf".to_owned());
    let Some(book) = package.needed(&root, "EPUB", problems) else { return Vec::new() };
    let encryption = package.text("META-INF/encryption.xml", problems).unwrap_or_default();
    let locked: FxHashSet<_> =
        named(&encryption, "CipherReference", |part| Some(resolved("", &part.attribute("URI")?))).into_iter().collect();
    let mut composition = Composition::new();
    let mut left_out = 0;
    for chapter in chapters(&book) {
        let name = resolved(&root, &percent_decoded(&chapter));
        if locked.contains(&name) {
            left_out += 1;
        } else if let Some(page) = package.text(&name, problems) {
            composition.blocks(blocks::read(&page).blocks.iter().map(|block| (&*block.text, block.cell, block.item)));
        }
    }
    if left_out > 0 {
        let message =
            format!("is protected against copying, so {left_out} of its chapters are left out; get it without");
        problems.push(Problem::of_file(input.path, message));
    }
    let (text, map) = composition.finish(None);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata: about(&Properties::read(&book)) }]
}

/// What `take` finds in each element of this name.
fn named<T>(xml: &str, name: &str, take: impl Fn(&Element<'_>) -> Option<T>) -> Vec<T> {
    let mut events = Events::of(xml);
    let mut found = Vec::new();
    while let Some(event) = events.next() {
        if let Event::Open(element) = event
            && element.name() == name
        {
            found.extend(take(&element));
        }
    }
    found
}

/// The pages that a reader goes through, in order: no table of contents, nothing that is only jumped to.
fn chapters(book: &str) -> Vec<String> {
    let item = |item: &Element<'_>| {
        let is_page = item.attribute("media-type").is_none_or(|kind| kind.contains("html"));
        let is_contents = item.attribute("properties").is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "nav"));
        Some((item.attribute("id")?, item.attribute("href")?)).filter(|_| is_page && !is_contents)
    };
    let mut pages: FxHashMap<_, _> = named(book, "item", item).into_iter().collect();
    let order = named(book, "itemref", |item| {
        item.attribute("idref").filter(|_| item.attribute("linear").as_deref() != Some("no"))
    });
    // Each page once: a list that repeats one is no reason to read it again.
    order.iter().filter_map(|id| pages.remove(id)).collect()
}

fn about(properties: &Properties) -> Metadata {
    let authors: Vec<_> = properties.all("dc:creator").collect();
    Metadata {
        title: properties.get("dc:title").and_then(stated::title),
        publisher: properties.get("dc:publisher"),
        author: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
        language: properties.get("dc:language").as_deref().and_then(stated::language),
        url: ["dc:source", "dc:identifier"].into_iter().flat_map(|name| properties.all(name)).find(|id| is_address(id)),
        date: properties.day("dc:date"),
        ..Metadata::default()
    }
}

fn is_address(id: &str) -> bool {
    id.starts_with("https://") || id.starts_with("http://")
}

/// A name with the characters that stand in it as `%20`.
fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        let decoded = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
