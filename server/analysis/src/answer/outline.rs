//! The outline of a note: its headings, nested, with the claims below them.

use super::sections::{Section, Tally, claims_in, sections, title};
use super::{Analysis, Claim, Note, wording};
use crate::judge::Verdict;
use crate::text::Span;

/// A heading or a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its words.
    pub name: String,
    /// What there is to say of it: of a claim its verdict and its value, of a heading how the claims below it came off.
    pub detail: String,
    /// True for a claim, false for a heading.
    pub is_claim: bool,
    /// All of it, in bytes of the note: of a heading the whole section.
    pub span: Span,
    /// The words that name it, in bytes of the note.
    pub words: Span,
    /// What stands below a heading, in order.
    pub children: Vec<Symbol>,
}

/// The headings of a note that is not judged.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::answer::{Note, headings};
/// let outline = headings(&Note::read("# Raids\n\n## In Selm\n".to_owned(), None));
/// assert_eq!((outline[0].name.as_str(), outline[0].children[0].name.as_str()), ("Raids", "In Selm"));
/// ```
pub fn headings(note: &Note) -> Vec<Symbol> {
    let named = sections(note).into_iter().filter_map(|section| heading(note, &section, String::new()));
    nested(named.collect())
}

/// Headings and claims.
pub(super) fn outline(analysis: &Analysis) -> Vec<Symbol> {
    let note = &analysis.note;
    let headings = sections(note).into_iter().filter_map(|section| {
        let tally = Tally::of(claims_in(analysis, section.span));
        heading(note, &section, tally.in_words())
    });
    let mut all: Vec<Symbol> = headings.chain(analysis.claims().iter().map(|claim| of_claim(note, claim))).collect();
    // A section begins no later than what stands in it; it comes first.
    all.sort_by_key(|symbol| (symbol.span.start(), symbol.is_claim));
    nested(all)
}

fn heading(note: &Note, section: &Section, detail: String) -> Option<Symbol> {
    let name = title(note, section)?;
    Some(Symbol { name, detail, is_claim: false, span: section.span, words: section.heading, children: Vec::new() })
}

fn of_claim(note: &Note, claim: &Claim) -> Symbol {
    let span = claim.evidence.figure.span;
    let verdict = match claim.judgement.verdict {
        Verdict::Supported => "verified",
        other => other.name(),
    };
    let detail = format!("{verdict}: {}", wording::value(&claim.evidence.figure));
    Symbol { name: span.in_a_line(&note.text), detail, is_claim: true, span, words: span, children: Vec::new() }
}

/// Puts each symbol into the one before it that holds it.
fn nested(symbols: Vec<Symbol>) -> Vec<Symbol> {
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<Symbol> = Vec::new();
    for symbol in symbols {
        while open.last().is_some_and(|outer| outer.is_claim || !outer.span.covers(symbol.span)) {
            close(&mut open, &mut roots);
        }
        open.push(symbol);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

fn close(open: &mut Vec<Symbol>, roots: &mut Vec<Symbol>) {
    let Some(done) = open.pop() else { return };
    open.last_mut().map_or(roots, |outer| &mut outer.children).push(done);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(symbols: &[Symbol], depth: usize, lines: &mut Vec<String>) {
        for symbol in symbols {
            lines.push(format!("{}{}", "  ".repeat(depth), symbol.name));
            shown(&symbol.children, depth + 1, lines);
        }
    }

    #[test]
    fn headings_are_nested_by_level() {
        let text = "---\ntitle: X\n---\n### A\n\n# B `code`\n\n## C\n\n#### D\n\n## E [@key]\n\n#\n\nF\n=\n";
        let mut lines = Vec::new();
        shown(&headings(&Note::read(text.to_owned(), None)), 0, &mut lines);
        assert_eq!(lines, ["A", "B", "  C", "    D", "  E", "F"]);
    }
}
