//! What a PDF tells about itself: title, author, language and the day it was made; and the numbers of its pages.

use std::collections::HashMap;

use encoding_rs::{UTF_16BE, WINDOWS_1252};
use jiff::civil::Date;
use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::page_labels::{PageLabelExtractor, PageLabelRange, PageLabelStyle};
use pdf_oxide::extractors::xmp::XmpExtractor;
use pdf_oxide::object::Object;

use crate::metadata::{Metadata, stated};

/// A title or an author is no longer, in characters.
const LONGEST: usize = 300;

/// What the file tells about the document.
pub(super) fn about(document: &PdfDocument) -> Metadata {
    let info = document.trailer().as_dict().and_then(|trailer| entries(document, trailer.get("Info")?));
    let entry = |key: &str| info.as_ref().and_then(|info| text(document, info.get(key)?));
    let xmp = XmpExtractor::extract(document).ok().flatten().unwrap_or_default();
    let language = document.catalog().ok().and_then(|catalog| text(document, catalog.as_dict()?.get("Lang")?));
    Metadata {
        title: entry("Title").or(xmp.dc_title).and_then(stated::title),
        author: entry("Author").or_else(|| filled(&xmp.dc_creator.join(", "))).and_then(stated::author),
        language: language.or(xmp.dc_language).and_then(|tag| stated::language(&tag)),
        made: entry("CreationDate").and_then(|date| day(&date)).or_else(|| day(&xmp.xmp_create_date?)),
        ..Metadata::default()
    }
}

/// The number of each of `count` pages as a reader would cite it: what the file calls the page where that is a number, else
/// its position.
pub(super) fn page_numbers(document: &PdfDocument, count: usize) -> Vec<u32> {
    let ranges = PageLabelExtractor::extract(document).unwrap_or_default();
    let labelled = |at: usize, range: &PageLabelRange| {
        let is_number = range.style == PageLabelStyle::Decimal && range.prefix.is_none();
        is_number.then(|| range.start_value.checked_add((at - range.start_page) as u32)).flatten()
    };
    let number = |at: usize| {
        let range = ranges.iter().rev().find(|range| range.start_page <= at);
        range.and_then(|range| labelled(at, range)).unwrap_or(at as u32 + 1)
    };
    let numbers: Vec<_> = (0..count).map(number).collect();
    // Numbers that begin again would name two pages each.
    if numbers.windows(2).all(|pair| pair[0] < pair[1]) { numbers } else { (1..=count as u32).collect() }
}

fn entries(document: &PdfDocument, object: &Object) -> Option<HashMap<String, Object>> {
    document.resolve_object(object).ok()?.as_dict().cloned()
}

/// A text string: UTF-16 or UTF-8 where it begins with a mark, else single bytes.
fn text(document: &PdfDocument, object: &Object) -> Option<String> {
    let object = document.resolve_object(object).ok()?;
    let text = match object.as_string()? {
        [0xFE, 0xFF, units @ ..] => UTF_16BE.decode_without_bom_handling(units).0,
        [0xEF, 0xBB, 0xBF, utf8 @ ..] => String::from_utf8_lossy(utf8),
        bytes => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    filled(&text)
}

fn filled(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The day of `D:20200701120000Z` or `2020-07-01T12:00:00Z`.
fn day(date: &str) -> Option<Date> {
    let digits: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
    if digits.len() < 8 {
        return None;
    }
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_both_notations() {
        let expected = Some(jiff::civil::date(2020, 7, 1));
        for date in ["D:20200701120000+02'00'", "2020-07-01T12:00:00Z", "20200701"] {
            assert_eq!(day(date), expected, "{date}");
        }
        for date in ["D:2020", "20201301", "long ago"] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
