//! Citations as Pandoc writes them (<https://pandoc.org/MANUAL.html#citation-syntax>), with blanks allowed in braces: keys are
//! names of files.
//!
//! What is a citation and what only looks like one stands in `grammar/notes/examples.txt`, which editors go by as well.

use serde::{Deserialize, Serialize};

use crate::lexicon::{Locator, locator};
use crate::text::{Prose, Span};

/// So many characters between braces are a key at most: what never ends is not searched to the end for every sign.
const LONGEST_KEY: usize = 1000;

/// One citation of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// From `@` (or the `-` before it) to the end of the key, in bytes.
    pub span: Span,
    /// The citation key.
    pub key: String,
    /// The brackets that it stands in with others and with prefixes and locators, if it does: `[see @key, p. 10; @other]`.
    pub group: Option<Span>,
    /// The page of its locator (`p. 10`), as written; of several the first.
    pub page: Option<String>,
    /// The paragraph of its locator (`para. 4`), from 1; of several the first.
    pub paragraph: Option<u32>,
}

/// Finds the citations of a note and blanks them out of its prose, with the portion marks (`(U)`) at the start of blocks.
pub(super) fn take(text: &str, prose: &mut Prose) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut blanks = Vec::new();
    for block in &prose.blocks {
        for cited in cited_in(text, prose, block.span) {
            let brackets = cited.group.or(cited.suffix);
            let limit = brackets.map_or(cited.span.end(), Span::end);
            let (page, paragraph) = located(text.get(cited.span.end()..limit).unwrap_or_default());
            blanks.push(brackets.map_or(cited.span, |brackets| brackets.join(cited.span)));
            found.push(Citation { span: cited.span, key: cited.key, group: cited.group, page, paragraph });
        }
        blanks.extend(portion_mark(&prose.text, block.span));
    }
    // Citations of one group have one blank.
    blanks.dedup();
    for blank in blanks {
        let spaces =
            blank.of(&prose.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
        prose.text.replace_range(blank.start()..blank.end(), &spaces);
    }
    found
}

/// A key as Pandoc reads it back: in braces where it would end too early.
pub(crate) fn written(key: &str) -> String {
    if plain_key(key).len() == key.len() { key.to_owned() } else { format!("{{{key}}}") }
}

/// A citation and the brackets it belongs to: those around it, or `[p. 3]` right behind it.
struct Cited {
    span: Span,
    key: String,
    group: Option<Span>,
    suffix: Option<Span>,
}

/// Brackets whose end has not been met.
#[derive(Default)]
struct Open {
    start: usize,
    /// The citations met in them, by their number.
    citations: Vec<usize>,
    /// True where the part since the last `;` has one, and where a part before has none.
    cites: bool,
    broken: bool,
}

/// The citations of a block. Marks are looked for in its prose, where code, links and the like are blanked out; what they
/// say is read from the text, because prose knows no web addresses, and a key may be one.
fn cited_in(text: &str, prose: &Prose, block: Span) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut at = block.start();
    let next_mark = |from: usize| {
        // None of them is a part of another letter.
        let mut bytes = prose.text.as_bytes()[from..block.end()].iter();
        bytes.position(|byte| matches!(byte, b'@' | b'[' | b']' | b';')).map(|offset| from + offset)
    };
    while let Some(mark) = next_mark(at) {
        at = mark + 1;
        if is_escaped(text, mark) {
            continue;
        }
        match text.as_bytes()[mark] {
            b'[' => open.push(Open { start: mark, ..Open::default() }),
            b']' => {
                if let Some(closed) = open.pop() {
                    close(text, &closed, at, &mut found);
                }
            }
            b';' => {
                if let Some(around) = open.last_mut() {
                    around.broken |= !std::mem::take(&mut around.cites);
                }
            }
            _ => {
                let Some((key, span)) = key_at(text, mark) else { continue };
                at = span.end().min(block.end());
                if let Some(around) = open.last_mut() {
                    around.cites = true;
                    around.citations.push(found.len());
                }
                found.push(Cited { span, key, group: None, suffix: None });
            }
        }
    }
    found
}

/// Brackets that end before byte `end`: a group, what stands behind a citation, or nothing of ours.
fn close(text: &str, brackets: &Open, end: usize, found: &mut [Cited]) {
    let span = Span::new(brackets.start, end);
    let before = text[..brackets.start].chars().next_back();
    // Inline footnotes, the targets and attributes of links.
    if before == Some('^') || text[end..].starts_with(['(', '{', '[']) {
        return;
    }
    if brackets.cites && !brackets.broken {
        for number in &brackets.citations {
            found[*number].group = Some(span);
        }
    }
    let is_footnote = text[brackets.start + 1..].starts_with('^');
    if let Some(last) = found.last_mut().filter(|_| brackets.citations.is_empty() && !is_footnote) {
        let between = text.get(last.span.end()..brackets.start);
        if between.is_some_and(|between| between.trim().is_empty()) {
            last.suffix = Some(span);
        }
    }
}

/// The key behind a sign that touches no word and no full stop, and its range with the sign (and the `-` before it).
fn key_at(text: &str, sign: usize) -> Option<(String, Span)> {
    let dash = usize::from(text[..sign].ends_with('-'));
    let before = text[..sign].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '.') {
        return None;
    }
    let rest = &text[sign + 1..];
    if let Some(braced) = rest.strip_prefix('{') {
        let length = closing_brace(braced)?;
        return Some((braced[..length].to_owned(), Span::new(sign - dash, sign + length + 3)));
    }
    let key = plain_key(rest);
    (!key.is_empty()).then(|| (key.to_owned(), Span::new(sign - dash, sign + 1 + key.len())))
}

/// Where the brace ends whose inside `braced` begins with, on the same line.
fn closing_brace(braced: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in braced.char_indices().take(LONGEST_KEY) {
        match c {
            '\n' => return None,
            '}' if depth == 0 => return (at > 0).then_some(at),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The key that `text` begins with: letters, digits and `_`, with single marks between them, as in web addresses.
fn plain_key(text: &str) -> &str {
    let of_key = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let joins = end > 0
            && (":.#$%&-+?<>~/".contains(c) && next.is_some_and(of_key) || matches!(c, ':' | '/') && next == Some('/'));
        if !of_key(c) && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}

/// True behind an odd number of backslashes.
fn is_escaped(text: &str, at: usize) -> bool {
    (at - text[..at].trim_end_matches('\\').len()) % 2 == 1
}

/// The page and the paragraph that a locator names, each behind its unit; what stands right behind the key without a unit is a
/// page.
fn located(locator: &str) -> (Option<String>, Option<u32>) {
    let locator = locator.split([';', '@']).next().unwrap_or_default().trim_start_matches([' ', '\n']);
    let first = locator.trim_start_matches([',', '[']).trim_start();
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return (Some(number(first).to_owned()), None);
    }
    let paragraph = named(locator, Locator::Paragraph).and_then(first_number);
    (named(locator, Locator::Page).map(str::to_owned), paragraph)
}

/// The number behind the first unit of this sort.
fn named(text: &str, wanted: Locator) -> Option<&str> {
    let mut inside = false;
    text.char_indices().find_map(|(at, c)| {
        let begins = !std::mem::replace(&mut inside, c.is_alphanumeric() || c == '.');
        let (unit, length) = locator(&text[at..]).filter(|_| begins)?;
        let number = number(text[at + length..].trim_start());
        (unit == wanted && !number.is_empty()).then_some(number)
    })
}

/// 10 of `10-12`.
fn first_number(number: &str) -> Option<u32> {
    number.split(['-', '–']).next()?.parse().ok()
}

/// The number that `text` begins with, Roman ones and ranges included; empty where there is none.
fn number(text: &str) -> &str {
    let length = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '–')).unwrap_or(text.len());
    let first = text[..length].split(['-', '–']).next().unwrap_or_default();
    let is_roman = !first.is_empty() && first.to_lowercase().chars().all(|c| "ivxlcdm".contains(c));
    if is_roman || first.contains(|c: char| c.is_ascii_digit()) { &text[..length] } else { "" }
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
        let found = take(text, &mut read);
        let keys: Vec<_> = found.iter().map(|c| (c.key.as_str(), c.page.as_deref())).collect();
        assert_eq!(keys, expected, "{text}");
        assert_eq!(read.text.split_whitespace().collect::<Vec<_>>().join(" "), left);
    }

    #[test]
    fn keys_are_read_back_whole() {
        for (key, expected) in [
            ("meog-2020-week-26", "meog-2020-week-26"),
            ("a_b:c.d", "a_b:c.d"),
            ("two words", "{two words}"),
            ("ends-", "{ends-}"),
            ("a--b", "{a--b}"),
            ("c++x", "{c++x}"),
        ] {
            assert_eq!(written(key), expected);
        }
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
        check("[@a, paged 3; see @b, iv or page 5]", &[("a", None), ("b", Some("5"))], "");
        check("Men [@a,\np. 10] fled.", &[("a", Some("10"))], "Men fled.");
        check("[13 men; @a] fled", &[("a", None)], "[13 men; ] fled");
    }

    #[test]
    fn places_in_documents() {
        for (locator, page, paragraph) in [
            (", p. 10", Some("10"), None),
            (", pp. 10-12", Some("10-12"), None),
            (", pp.10", Some("10"), None),
            (", page iv", Some("iv"), None),
            (", 33", Some("33"), None),
            (", para. 4", None, Some(4)),
            (", par. 4", None, Some(4)),
            (", paragraphs 4-6", None, Some(4)),
            (", ¶ 4", None, Some(4)),
            (", ¶4", None, Some(4)),
            (", p. 10, para. 4", Some("10"), Some(4)),
            (", parade 4", None, None),
            (", chap. 4", None, None),
        ] {
            let expected = (page.map(str::to_owned), paragraph);
            assert_eq!(located(locator), expected, "{locator}");
        }
    }
}
