//! Where an actor is named, as far as its card tells: of tens of thousands of mentions the few that it looks at.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Actor, Passage};
use crate::text::DocumentId;

/// Documents of the last days that are quoted.
const QUOTED: usize = 3;

/// Documents of the last days by whose mentions companions are counted.
const LATEST: usize = 16;

/// As many of these mentions, at most.
const LAST: usize = 64;

/// Mentions that show whether a name has an article.
const FIRST: usize = 16;

/// Some of the mentions of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sightings {
    /// How many documents name it.
    pub documents: u32,
    /// How many of these have a day.
    pub dated: u32,
    /// The first and the last of those, by day.
    pub ends: Option<(DocumentId, DocumentId)>,
    /// The first mention in each of the documents of the very last days, the last first.
    pub latest: Vec<Passage>,
    /// The first mentions, in order.
    pub first: Vec<Passage>,
    /// The mentions in the documents of the last days, the last day first.
    pub last: Vec<Passage>,
}

impl Sightings {
    /// Those of `actor`; `date` tells when a document was published.
    pub fn of(actor: &Actor, date: impl Fn(DocumentId) -> Option<Date>) -> Self {
        let by_document = actor.mentions.chunk_by(|a, b| a.document == b.document);
        let mut dated: Vec<(Option<Date>, &[Passage])> =
            by_document.map(|mentions| (date(mentions[0].document), mentions)).collect();
        let days = || dated.iter().filter_map(|(date, mentions)| Some(((*date)?, mentions[0].document)));
        let ends = days().min().zip(days().max()).map(|((_, first), (_, last))| (first, last));
        let (documents, with_day) = (dated.len() as u32, days().count() as u32);
        let later = |(date, mentions): &(Option<Date>, &[Passage])| (Reverse(*date), mentions[0].document);
        if dated.len() > LATEST {
            dated.select_nth_unstable_by_key(LATEST, later);
            dated.truncate(LATEST);
        }
        dated.sort_unstable_by_key(later);
        Self {
            documents,
            dated: with_day,
            ends,
            latest: dated.iter().take(QUOTED).map(|(_, mentions)| mentions[0]).collect(),
            first: actor.mentions.iter().take(FIRST).copied().collect(),
            last: dated.iter().flat_map(|(_, mentions)| *mentions).take(LAST).copied().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::{FIRST, LAST, LATEST, Sightings};
    use crate::extract::ActorKind;
    use crate::resolve::{Actor, ActorId, Passage};
    use crate::text::{DocumentId, Span};

    fn named_in(documents: &[u32]) -> Actor {
        let mention =
            |(at, document): (usize, &u32)| Passage { document: DocumentId(*document), span: Span::new(at, at + 1) };
        Actor {
            id: ActorId(0),
            name: "Badr".to_owned(),
            kind: ActorKind::Group,
            aliases: Vec::new(),
            descriptions: Vec::new(),
            mentions: documents.iter().enumerate().map(mention).collect(),
            ambiguous_with: Vec::new(),
            card: None,
        }
    }

    /// Document 5 has no day; the others came out the later, the lower their number.
    fn date(document: DocumentId) -> Option<Date> {
        (document.0 != 5).then(|| Date::constant(2020, 6, 29 - document.0 as i8))
    }

    #[test]
    fn the_documents_of_the_last_days_are_told_by_their_first_mentions() {
        let seen = Sightings::of(&named_in(&[1, 1, 2, 4, 4, 5, 7]), date);
        assert_eq!((seen.documents, seen.dated, seen.ends), (5, 4, Some((DocumentId(7), DocumentId(1)))));
        let latest: Vec<_> = seen.latest.iter().map(|passage| (passage.document.0, passage.span.start())).collect();
        assert_eq!(latest, [(1, 0), (2, 2), (4, 3)]);
    }

    #[test]
    fn of_many_mentions_a_few_are_kept() {
        let seen = Sightings::of(&named_in(&[3; 1000]), date);
        let starts = |passages: &[Passage]| passages.iter().map(|passage| passage.span.start()).collect::<Vec<_>>();
        assert_eq!(starts(&seen.first), (0..FIRST).collect::<Vec<_>>());
        assert_eq!(starts(&seen.last), (0..LAST).collect::<Vec<_>>());
        let many: Vec<u32> = (0..28).collect();
        assert_eq!(Sightings::of(&named_in(&many), date).last.len(), LATEST);
        assert_eq!(Sightings::of(&named_in(&[]), date), Sightings::default());
    }
}
