//! Lines of a plain text, and what they look like: blank, page furniture, list item, table row.

use std::ops::Range;

/// One line of a file, or the part of it that stands in one column. Ranges are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// With the white space around it, without its line end.
    pub raw: Range<usize>,
    /// Without the white space around it; empty for a blank line.
    pub text: Range<usize>,
}

impl Line {
    /// The line or part of a line that takes up `raw`.
    pub fn new(file: &str, raw: Range<usize>) -> Self {
        let whole = &file[raw.clone()];
        let start = raw.start + (whole.len() - whole.trim_start().len());
        let text = if whole.trim().is_empty() { raw.start..raw.start } else { start..start + whole.trim().len() };
        Self { raw, text }
    }

    /// True where it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Its text.
    pub fn of<'a>(&self, file: &'a str) -> &'a str {
        &file[self.text.clone()]
    }

    /// Bytes of white space before its text.
    pub fn indent(&self) -> usize {
        self.text.start - self.raw.start
    }
}

/// The lines of `file`; a line ends at `\n`, `\r\n`, a lone `\r` or a form feed.
pub fn lines(file: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = file.as_bytes();
    for at in memchr::memchr3_iter(b'\n', b'\r', b'\x0c', bytes) {
        if bytes[at] != b'\n' || at == 0 || bytes[at - 1] != b'\r' {
            lines.push(Line::new(file, start..at));
        }
        start = at + 1;
    }
    if start < file.len() {
        lines.push(Line::new(file, start..file.len()));
    }
    lines
}

/// True for lines that belong to the page and not to the text: page numbers, running heads with address or page.
pub fn is_furniture(line: &str) -> bool {
    line.len() <= 120 && (is_page_number(line) || has_running_head(line))
}

/// `P. 10`, `Page 10 - Weekly`, `P10 www.example`, `- 12 -`, `12`, `Page 1 of 1`.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "-–—|[]().•·".contains(c));
    if !bare.is_empty() && bare.len() <= 3 && !line.ends_with('.') && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if !bare.starts_with(['p', 'P']) {
        return false;
    }
    let lower = bare.to_lowercase();
    let rest = lower.strip_prefix("page").or_else(|| lower.strip_prefix("p."));
    let rest = rest.or_else(|| bare.strip_prefix('P').or_else(|| bare.strip_prefix("pg")));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.len() <= 60)
}

/// A short line with a web address, or one that ends with its page (`... page 10`, `... p. 1`).
fn has_running_head(line: &str) -> bool {
    if !["www.", "http", "age", "AGE", "p.", "P.", "pg."].iter().any(|sign| line.contains(sign)) {
        return false;
    }
    let words: Vec<_> = line.split_whitespace().collect();
    let is_address = |word: &&str| word.starts_with("www.") || word.starts_with("http");
    if words.len() <= 10 && words.iter().any(is_address) && words.len() > 1 {
        return true;
    }
    let [.., marker, number] = words.as_slice() else { return false };
    let marker = marker.to_lowercase();
    matches!(marker.as_str(), "page" | "p." | "pg.") && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit())
}

/// True for a line that begins with the sign or number of a list item: `- x`, `• x`, `3. x`, `(a) x`.
pub fn is_item(line: &str) -> bool {
    let Some((mark, rest)) = line.split_once(char::is_whitespace) else { return false };
    if rest.trim().is_empty() {
        return false;
    }
    if mark.chars().count() == 1 && mark.starts_with(['•', '*', '-', '–', '—', '▪', '●', '·', '◦', '○', '+', '‣'])
    {
        return true;
    }
    let Some(inner) = mark.strip_suffix([')', '.', ']']) else { return false };
    let inner = inner.trim_start_matches(['(', '[']);
    let is_number = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = inner.len() == 1 && mark.ends_with(')') && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    !inner.is_empty() && (is_number || is_letter)
}

/// True for a line whose cells are parted by tabs, bars or several blanks.
pub fn is_row(line: &str) -> bool {
    let bars = line.matches(" | ").count();
    let wide_gaps = line.as_bytes().windows(3).filter(|gap| gap[0] != b' ' && gap[1] == b' ' && gap[2] == b' ').count();
    line.contains('\t') || bars >= 1 || wide_gaps >= 1
}

/// True for a line of rules and signs only (`-----`, `* * *`).
pub fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for line in
            ["12", "- 12 -", "P. 10", "Page 10 - Harbour Weekly", "P10 www. HARBOUR .example Week 26", "WIRE   page 1"]
        {
            assert!(is_furniture(line), "{line}");
        }
        for line in
            ["12 men were held.", "Page-turners sell.", "P. Marsh spoke.", "The list is on page 4 of the report."]
        {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn items() {
        for line in ["- one", "• one", "3. one", "(a) one", "12) one"] {
            assert!(is_item(line), "{line}");
        }
        for line in ["-5 degrees", "2020. A year.", "one - two", "A) ", "I. Marsh spoke"] {
            assert!(!is_item(line), "{line}");
        }
    }

    #[test]
    fn each_line_end_ends_one_line() {
        let file = "a\r\n b \rc\n\nd";
        let found: Vec<_> = lines(file).iter().map(|line| line.of(file).to_owned()).collect();
        assert_eq!(found, ["a", "b", "c", "", "d"]);
    }
}
