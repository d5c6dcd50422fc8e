//! A figure's source cited where Pandoc wants it (<https://pandoc.org/MANUAL.html#citation-syntax>): in square brackets before
//! the mark that ends the sentence, or in the brackets that stand there already.

use super::{Fix, Purpose, is_meant};
use crate::answer::{Analysis, Claim};
use crate::extract::Citation;
use crate::extract::citations::written;
use crate::judge::Side;
use crate::text::Span;

/// So many sources are offered for one figure.
const OFFERED: usize = 5;

/// The sources that the figures within `span` may cite.
pub(super) fn citations(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let meant = analysis.claims().iter().filter(|claim| is_meant(claim.evidence.figure.span, span));
    meant.flat_map(|claim| of_claim(analysis, claim)).collect()
}

fn of_claim(analysis: &Analysis, claim: &Claim) -> Vec<Fix> {
    let place = Place::of(analysis, claim);
    let agreeing = claim.judgement.sides.iter().filter(|side| side.agrees).take(OFFERED);
    agreeing.filter_map(|side| cite(analysis, claim, &place, side)).collect()
}

fn cite(analysis: &Analysis, claim: &Claim, place: &Place, side: &Side) -> Option<Fix> {
    let document = analysis.reference.document(side.evidence.document)?;
    let key = &document.key;
    let page = document.page_of(side.evidence.figure.span.start());
    let locator = page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let title = format!("Cite {key}{locator}");
    let span = claim.evidence.figure.span;
    if place.cited.iter().any(|cited| cited.eq_ignore_ascii_case(key)) {
        return Some(Fix::unfit(Purpose::Cite, span, title, "its sentence cites it already"));
    }
    let citation = format!("@{}{locator}", written(key));
    let new = if place.joins { format!("; {citation}") } else { format!(" [{citation}]") };
    Some(Fix::new(Purpose::Cite, span, title, vec![(Span::new(place.at, place.at), new)]))
}

/// Where a citation of a figure belongs.
struct Place {
    /// A byte of the note.
    at: usize,
    /// True where that is the end of brackets with citations.
    joins: bool,
    /// The keys that the sentence cites.
    cited: Vec<String>,
}

impl Place {
    fn of(analysis: &Analysis, claim: &Claim) -> Self {
        let text = &analysis.note.text;
        let figure = claim.evidence.figure.span;
        let sentence = claim.evidence.sentence.join(figure);
        let behind = group_behind(text, &analysis.note.facts.citations, sentence.end());
        let whole = behind.map_or(sentence, |brackets| sentence.join(brackets));
        let citations = analysis.note.facts.citations.iter();
        let own: Vec<_> = citations.filter(|citation| whole.covers(citation.span)).collect();
        let mut groups = own.iter().filter_map(|citation| citation.group);
        let joined = groups.find(|group| group.start() >= figure.end());
        let (at, joins) = match joined {
            Some(group) => (group.end() - 1, true),
            None => (outside_links(analysis, before_end(text, sentence)), false),
        };
        Self { at, joins, cited: own.iter().map(|citation| citation.key.clone()).collect() }
    }
}

/// Brackets with citations right behind the mark that ends a sentence.
fn group_behind(text: &str, citations: &[Citation], end: usize) -> Option<Span> {
    let rest = text.get(end..)?;
    let start = end + (rest.len() - rest.trim_start_matches(' ').len());
    citations.iter().filter_map(|citation| citation.group).find(|group| group.start() == start)
}

/// The byte before the mark that ends a sentence, or behind the quotation that it ends with.
fn before_end(text: &str, sentence: Span) -> usize {
    let words = sentence.of(text).trim_end();
    let before_mark = words.trim_end_matches(['.', '?', '!', '…', ':', ';']);
    sentence.start() + before_mark.trim_end().len()
}

/// The end of the link that `at` lies in; `at` itself where it lies in none.
fn outside_links(analysis: &Analysis, at: usize) -> usize {
    let inside = |link: &Span| link.start() < at && at < link.end();
    analysis.note.prose.links.iter().map(|(link, _)| *link).find(inside).map_or(at, Span::end)
}

#[cfg(test)]
mod tests {
    use super::before_end;
    use crate::text::Span;

    #[test]
    fn the_mark_that_ends_a_sentence_stays_last() {
        for (sentence, expected) in [
            ("Men fled.", "Men fled"),
            ("Did men flee?!", "Did men flee"),
            ("Men fled", "Men fled"),
            ("“Men fled.”", "“Men fled.”"),
            ("Men fled ... ", "Men fled"),
        ] {
            assert_eq!(&sentence[..before_end(sentence, Span::new(0, sentence.len()))], expected);
        }
    }
}
