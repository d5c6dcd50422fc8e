//! Citations as Pandoc writes them (<https://pandoc.org/MANUAL.html#citation-syntax>).

use serde::{Deserialize, Serialize};

use crate::text::{Prose, Span};

/// One citation of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// From `@` to the end of the key, in bytes.
    pub span: Span,
    /// The citation key.
    pub key: String,
    /// The page of its locator (`p. 10`), as written.
    pub page: Option<String>,
}

/// Finds the citations of a note and blanks them out of its prose, with the portion marks (`(U)`) at the start of blocks.
pub(super) fn take(prose: &mut Prose) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut blanks = Vec::new();
    let text = &prose.text;
    let mut at = 0;
    while let Some(sign) = text[at..].find('@').map(|offset| at + offset) {
        at = sign + 1;
        let Some(key) = key_at(text, sign) else { continue };
        let group = bracket_around(text, sign).or_else(|| locator_behind(text, key.1.end()));
        let limit = group.map_or(key.1.end(), super::super::text::span::Span::end);
        found.push(Citation { span: key.1, key: key.0, page: page_in(text, key.1.end(), limit) });
        blanks.push(group.unwrap_or(key.1).join(key.1));
        at = key.1.end();
    }
    blanks.extend(prose.blocks.iter().filter_map(|block| portion_mark(text, block.span)));
    for blank in blanks {
        let spaces =
            blank.of(&prose.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
        prose.text.replace_range(blank.start()..blank.end(), &spaces);
    }
    found
}

/// The key behind an `@` that no letter touches from before, and its range with the `@` (and the `-` before it).
fn key_at(text: &str, sign: usize) -> Option<(String, Span)> {
    let before = text[..sign].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.')) {
        return None;
    }
    let start = sign - usize::from(before == Some('-'));
    let rest = &text[sign + 1..];
    if let Some(braced) = rest.strip_prefix('{') {
        let length = braced.find(['}', '\n']).filter(|at| braced[*at..].starts_with('}'))?;
        return Some((braced[..length].to_owned(), Span::new(start, sign + length + 3)));
    }
    let length = rest.find(|c: char| !(c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c))).unwrap_or(rest.len());
    let key = rest[..length].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then(|| (key.to_owned(), Span::new(start, sign + 1 + key.len())))
}

/// The square brackets that hold `sign` on its line.
pub(crate) fn bracket_around(text: &str, sign: usize) -> Option<Span> {
    let open = text[..sign].rfind(['[', ']', '\n']).filter(|at| text[*at..].starts_with('['))?;
    let close = text[sign..].find([']', '[']).map(|at| sign + at).filter(|at| text[*at..].starts_with(']'))?;
    Some(Span::new(open, close + 1))
}

/// `[p. 3]` behind a key.
fn locator_behind(text: &str, end: usize) -> Option<Span> {
    let rest = &text[end..];
    let open = rest
        .strip_prefix(" [")
        .filter(|locator| locator.starts_with('p') || locator.starts_with(|c: char| c.is_ascii_digit()))?;
    let close = open.find([']', '\n']).filter(|at| open[*at..].starts_with(']'))?;
    Some(Span::new(end, end + 2 + close + 1))
}

/// The page named between `start` and the next citation or `limit`.
fn page_in(text: &str, start: usize, limit: usize) -> Option<String> {
    let locator = text.get(start..limit)?.split([';', ']']).next()?;
    let at = ["pp.", "p.", "page"].iter().find_map(|mark| locator.find(mark).map(|at| at + mark.len()))?;
    let page: String =
        locator[at..].trim_start().chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '–')).collect();
    (!page.is_empty()).then_some(page)
}

/// A classification mark such as `(U)` or `(C//NF)` at the start of a block.
fn portion_mark(text: &str, block: Span) -> Option<Span> {
    let inner = block.of(text).strip_prefix('(')?;
    let length = inner.find(')')?;
    let mark = inner[..length].chars().all(|c| c.is_ascii_uppercase() || c == '/') && (1..=12).contains(&length);
    mark.then(|| Span::new(block.start(), block.start() + length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Markup, prose::prose};

    fn check(text: &str, expected: &[(&str, Option<&str>)], left: &str) {
        let mut read = prose(text, Markup::Markdown);
        let found = take(&mut read);
        let keys: Vec<_> = found.iter().map(|c| (c.key.as_str(), c.page.as_deref())).collect();
        assert_eq!(keys, expected, "{text}");
        assert_eq!(read.text.split_whitespace().collect::<Vec<_>>().join(" "), left);
    }

    #[test]
    fn pandoc_forms() {
        check(
            "Men fled [@meog-2020-week-26, p. 10; @other].",
            &[("meog-2020-week-26", Some("10")), ("other", None)],
            "Men fled .",
        );
        check("As @key [p. 3] says, -@b.", &[("key", Some("3")), ("b", None)], "As says, .");
        check("Write to me@example.org or see @{a b}.", &[("a b", None)], "Write to me@example.org or see .");
        check("(U) All quiet.", &[], "All quiet.");
    }
}
