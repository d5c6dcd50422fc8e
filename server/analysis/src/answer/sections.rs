//! The sections of a note, by its headings, and how the figures of each came off.

use super::{Analysis, Claim, Note};
use crate::judge::Verdict;
use crate::text::{BlockKind, Span};

/// A heading and what stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The words of the heading.
    pub(super) heading: Span,
    /// 1 to 6.
    pub(super) level: u8,
    /// From the line of the heading to the last word before the next heading of its level or a wider one.
    pub(super) span: Span,
}

/// The sections of a note, in order; those of a narrower level lie in the one before them.
pub(super) fn sections(note: &Note) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for block in &note.prose.blocks {
        let BlockKind::Heading(level) = block.kind else { continue };
        let start = line_start(&note.text, block.span.start());
        while let Some(last) = open.pop_if(|last| sections[*last].level >= level) {
            sections[last].span = up_to(note, sections[last].span.start(), start);
        }
        open.push(sections.len());
        sections.push(Section { heading: block.span, level, span: Span::new(start, start) });
    }
    for last in open {
        sections[last].span = up_to(note, sections[last].span.start(), note.text.len());
    }
    sections
}

/// The words of a heading, on one line, without marks; none where it has none.
pub(super) fn title(note: &Note, section: &Section) -> Option<String> {
    let words = section.heading.in_a_line(&note.prose.text);
    let words = if words.is_empty() { section.heading.in_a_line(&note.text) } else { words };
    (!words.is_empty()).then_some(words)
}

/// The first byte of the line that byte `offset` stands in.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// From `start` to the last character before `end` that is no blank.
fn up_to(note: &Note, start: usize, end: usize) -> Span {
    Span::new(start, start + note.text[start..end].trim_end().len())
}

/// How many figures came off with each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What the documents support.
    pub verified: usize,
    /// What they disagree about.
    pub disputed: usize,
    /// What they contradict.
    pub contradicted: usize,
    /// What they have a later count of.
    pub outdated: usize,
    /// What none of them says so exactly.
    pub imprecise: usize,
    /// What they have nothing comparable to.
    pub unverified: usize,
}

impl Tally {
    /// Counts the verdicts of `claims`.
    pub(super) fn of(claims: &[Claim]) -> Self {
        let mut tally = Self::default();
        for claim in claims {
            *match claim.judgement.verdict {
                Verdict::Supported => &mut tally.verified,
                Verdict::Disputed => &mut tally.disputed,
                Verdict::Contradicted => &mut tally.contradicted,
                Verdict::Outdated => &mut tally.outdated,
                Verdict::Imprecise => &mut tally.imprecise,
                Verdict::Unverified => &mut tally.unverified,
            } += 1;
        }
        tally
    }

    /// What there is of each, in words: `5 verified, 1 disputed`; empty where there is nothing.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::answer::Tally;
    /// let tally = Tally { verified: 5, contradicted: 1, ..Tally::default() };
    /// assert_eq!(tally.in_words(), "5 verified, 1 contradicted");
    /// ```
    pub fn in_words(&self) -> String {
        let parts = [
            (self.verified, "verified"),
            (self.disputed, "disputed"),
            (self.contradicted, "contradicted"),
            (self.outdated, "outdated"),
            (self.imprecise, "imprecise"),
            (self.unverified, "unverified"),
        ];
        let told = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        told.collect::<Vec<_>>().join(", ")
    }
}

/// The claims whose figures begin within `span`; claims are in order.
pub(super) fn claims_in(analysis: &Analysis, span: Span) -> &[Claim] {
    let start = |claim: &Claim| claim.evidence.figure.span.start();
    let first = analysis.claims().partition_point(|claim| start(claim) < span.start());
    let end = analysis.claims().partition_point(|claim| start(claim) < span.end());
    &analysis.claims()[first..end.max(first)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_where_a_heading_of_its_level_begins() {
        let text = "Before.\n\n# One *a*\n\nText.\n\n### Deep\n\nMore.\n\n## Two\n\nSecond\n------\n\nEnd.\n\n";
        let note = Note::read(text.to_owned(), None);
        let shown: Vec<_> = sections(&note)
            .iter()
            .map(|section| (section.level, title(&note, section).unwrap_or_default(), section.span.of(text)))
            .collect();
        assert_eq!(
            shown,
            [
                (1, "One a".to_owned(), &text[9..text.trim_end().len()]),
                (3, "Deep".to_owned(), "### Deep\n\nMore."),
                (2, "Two".to_owned(), "## Two"),
                (2, "Second".to_owned(), "Second\n------\n\nEnd."),
            ]
        );
    }
}
