//! Voices: what several documents print after one another counts once.
//!
//! A copy with another number is another statement: somebody changed it, and that is what the reader has to know.

use super::Compared;
use super::intervals::Relation;
use crate::extract::Kind;
use crate::resolve::{Evidence, Passage, Reference};
use crate::text::DocumentId;

/// Documents that reprint one story speak once, and so do sentences that copy one another as long as they say the same; a
/// source that says both sides agrees.
pub(super) fn one_per_source(compared: Vec<Compared>, reference: &dyn Reference) -> Vec<Compared> {
    let mut sources: Vec<Compared> = Vec::new();
    for side in compared {
        let copied = |other: &Compared| is_same_value(&other.evidence, &side.evidence);
        let is_one = |other: &Compared| is_one_voice(&other.evidence, &side.evidence, reference);
        let known = sources.iter().position(|other| is_one(other) && copied(other));
        match known.or_else(|| sources.iter().position(is_one)) {
            Some(at) => sources[at].merge(side, reference),
            None => sources.push(side),
        }
    }
    for source in &mut sources {
        source.also.extend(printed_by(&source.evidence, reference));
        source.also.sort_unstable();
        source.also.dedup();
        source.also.retain(|document| *document != source.evidence.document);
    }
    sources
}

/// Of a sentence that is printed more often than this, so many copies are looked at: it is a phrase of everybody's.
const COPIES: usize = 32;

/// The documents that print the sentence with the same number, whether or not it was read in them.
fn printed_by(evidence: &Evidence, reference: &dyn Reference) -> Vec<DocumentId> {
    let copies = reference.copies(sentence(evidence));
    let number = Passage { document: evidence.document, span: evidence.figure.quantity.number };
    let Some(number) = (copies.len() > 1).then(|| reference.words_of(number)).flatten() else { return Vec::new() };
    let in_words = number.contains(char::is_alphabetic);
    let has_it = |copy: &&Passage| {
        let words = reference.words_of(**copy).unwrap_or_default();
        words.contains(&number) || in_words && words.to_lowercase().contains(&number.to_lowercase())
    };
    copies.iter().take(COPIES).filter(has_it).map(|copy| copy.document).collect()
}

impl Compared {
    /// Takes in another statement of the same voice: the better one stays, or among equals the one printed first.
    fn merge(&mut self, mut other: Compared, reference: &dyn Reference) {
        let date = |side: &Compared| {
            let date = reference.date(side.evidence.document);
            (date.is_none(), date)
        };
        let same = is_same_value(&self.evidence, &other.evidence);
        let better = rank(other.relation) < rank(self.relation);
        if better || same && rank(other.relation) == rank(self.relation) && date(&other) < date(self) {
            std::mem::swap(self, &mut other);
        }
        if same {
            self.also.extend(other.also.into_iter().chain([other.evidence.document]));
        }
    }
}

fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Entails => 0,
        Relation::Consistent => 1,
        Relation::Unclear => 2,
        Relation::Disjoint | Relation::Silent => 3,
    }
}

fn is_one_voice(a: &Evidence, b: &Evidence, reference: &dyn Reference) -> bool {
    if a.document == b.document {
        // What different people are quoted with are different sides.
        return a.figure.attributed_to.is_none() && b.figure.attributed_to.is_none();
    }
    let copied = reference.copied(sentence(a));
    if copied.is_some() && copied == reference.copied(sentence(b)) {
        return is_same_value(a, b);
    }
    reference.reprint_group(a.document) == reference.reprint_group(b.document)
}

fn sentence(evidence: &Evidence) -> Passage {
    Passage { document: evidence.document, span: evidence.sentence }
}

fn is_same_value(a: &Evidence, b: &Evidence) -> bool {
    let (said, found) = (&a.figure.quantity, &b.figure.quantity);
    let days = |evidence: &Evidence| evidence.figure.time.map(|time| (time.first, time.last));
    said.kind == found.kind
        && said.unit == found.unit
        && said.hedge == found.hedge
        && if said.kind == Kind::Date { days(a) == days(b) } else { said.hard == found.hard }
}
