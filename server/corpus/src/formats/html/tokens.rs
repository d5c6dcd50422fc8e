//! HTML cut into tags and text, each with its place in the file.
//!
//! Only as much of the standard as it takes to find text: no tree is built, no error is met, anything is accepted.

use std::ops::Range;

/// One piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>`; the name in lower case.
    Open { name: String, attributes: &'a str, at: Range<usize> },
    /// `</name>`; the name in lower case.
    Close { name: String, at: Range<usize> },
    /// Text between tags, as written.
    Text(Range<usize>),
    /// What stands inside an element whose content is no HTML (a script, the title).
    Raw { name: String, content: Range<usize> },
}

/// Elements whose content is read as it stands up to their end tag.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed"];

/// The pieces of `page`, in order; comments, doctype and processing instructions are left out.
pub(super) fn tokens(page: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let open = page[at..].find('<').map_or(page.len(), |found| at + found);
        if at < open {
            tokens.push(Token::Text(at..open));
        }
        at = if open == page.len() { open } else { tag(page, open, &mut tokens) };
    }
    tokens
}

/// Reads what begins with `<` at byte `at`, and returns the byte behind it.
fn tag<'a>(page: &'a str, at: usize, tokens: &mut Vec<Token<'a>>) -> usize {
    let rest = &page[at..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(page.len(), |end| at + end + 3);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return rest.find('>').map_or(page.len(), |end| at + end + 1);
    }
    let closes = rest.starts_with("</");
    let name_start = at + if closes { 2 } else { 1 };
    let name_len = page[name_start..].find(|c: char| !(c.is_ascii_alphanumeric() || "-:".contains(c))).unwrap_or(0);
    let name = page[name_start..name_start + name_len].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        tokens.push(Token::Text(at..at + 1));
        return at + 1;
    }
    let end = tag_end(page, name_start + name_len);
    if closes {
        tokens.push(Token::Close { name, at: at..end });
        return end;
    }
    let attributes = page[name_start + name_len..end].trim_end_matches('>');
    if RAW.contains(&name.as_str()) && !attributes.ends_with('/') {
        let content = end..raw_end(page, end, &name);
        tokens.push(Token::Open { name: name.clone(), attributes, at: at..end });
        let after = content.end;
        tokens.push(Token::Raw { name, content });
        return after;
    }
    tokens.push(Token::Open { name, attributes, at: at..end });
    end
}

/// The byte behind the `>` that ends a tag; one in quotes does not.
fn tag_end(page: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in page.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if page.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            // A quote that no one closed within a tag's length was none.
            (Some(_), b'<') if at - from > 4096 => return at,
            _ => {}
        }
    }
    page.len()
}

/// Where the end tag of a raw element begins.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = page[at..].find("</") {
        let start = at + found + 2;
        if page.get(start..start + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at + found;
        }
        at = start;
    }
    page.len()
}

/// The value of an attribute, quotes taken off and entities read; an attribute without value has an empty one.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let len = rest.find(|c: char| c.is_whitespace() || "=/>".contains(c)).unwrap_or(rest.len());
        if rest.is_empty() || len == 0 && !rest.starts_with('=') {
            return None;
        }
        let name = &rest[..len];
        let behind = rest[len..].trim_start();
        let (value, after) = match behind.strip_prefix('=') {
            None => ("", behind),
            Some(value) => attribute_value(value.trim_start()),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(html_escape::decode_html_entities(value).into_owned());
        }
        rest = after;
    }
}

/// The value at the start of `text`, and what stands behind it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (&text[..end], &text[end..])
}
