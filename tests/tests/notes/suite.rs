//! A suite's Markdown, taken apart into cases.

use std::collections::BTreeMap;

/// One suite file.
pub(crate) struct Suite {
    pub(crate) cases: Vec<Case>,
}

/// One case: a section of the file.
#[derive(Default)]
pub(crate) struct Case {
    /// The heading.
    pub(crate) title: String,
    pub(crate) sources: Vec<Fenced>,
    pub(crate) note: Fenced,
    /// The lines of the `expect` block.
    pub(crate) expected: Vec<String>,
    /// Line of the first of them, from 1.
    pub(crate) expect_line: usize,
}

/// A fenced block: `name` and `key=value` words behind the kind, and what it holds.
#[derive(Default)]
pub(crate) struct Fenced {
    pub(crate) line: usize,
    pub(crate) name: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) lines: Vec<String>,
}

impl Suite {
    /// Reads a suite.
    ///
    /// # Errors
    ///
    /// Line and sentence, where a block or a case is not as the format wants it.
    pub(crate) fn read(source: &str) -> Result<Self, String> {
        let mut cases: Vec<Case> = Vec::new();
        let mut lines = (1..).zip(source.lines());
        while let Some((number, line)) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                cases.push(Case { title: title.to_owned(), ..Case::default() });
                continue;
            }
            let Some(information) = line.strip_prefix("```").filter(|rest| !rest.is_empty()) else { continue };
            let body: Vec<_> =
                lines.by_ref().map(|(_, line)| line.to_owned()).take_while(|line| line.trim_end() != "```").collect();
            let case = cases.last_mut().ok_or(format!("{number}: a block stands before the first `## ` heading"))?;
            case.take(number, information, body)?;
        }
        match cases.iter().find(|case| case.expected.is_empty() || case.note.lines.is_empty()) {
            Some(case) => Err(format!("1: `{}` has no note or expects nothing", case.title)),
            None => Ok(Self { cases }),
        }
    }

    /// The text of a suite with the `expect` blocks of some cases rewritten.
    pub(crate) fn rewritten(source: &str, edits: &[(&Case, Vec<String>)]) -> String {
        let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
        for (case, present) in edits.iter().rev() {
            let first = case.expect_line - 1;
            lines.splice(first..first + case.expected.len(), present.iter().cloned());
        }
        lines.join("\n") + "\n"
    }
}

impl Case {
    fn take(&mut self, line: usize, information: &str, lines: Vec<String>) -> Result<(), String> {
        let mut words = information.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let mut block = Fenced { line, lines, ..Fenced::default() };
        for word in words {
            match word.split_once('=') {
                Some((key, value)) => {
                    block.attributes.insert(key.to_owned(), value.to_owned());
                }
                None => block.name = Some(word.to_owned()),
            }
        }
        match kind {
            "source" if block.name.is_some() => self.sources.push(block),
            "source" => return Err(format!("{line}: a source needs a key: ```source KEY date=2020-06-28")),
            "note" => self.note = block,
            "expect" => (self.expected, self.expect_line) = (block.lines, line + 1),
            _ => return Err(format!("{line}: `{kind}` is none of: source, note, expect")),
        }
        Ok(())
    }
}
