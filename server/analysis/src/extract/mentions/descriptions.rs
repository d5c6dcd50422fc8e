//! Titles, roles and appositions as descriptions; and the answer put together.

use std::ops::Range;

use super::appositions;
use super::candidates::Name;
use super::handles;
use super::words::Words;
use super::{ActorKind, Block, LinkKind, Mention, MentionDescription, MentionLink, Mentions};
use crate::lexicon::kinds::Title;
use crate::text::{Span, TokenKind};

/// Puts the names of a block, by their positions among its candidates and with their kinds, into the answer.
pub(super) fn tell(block: &Block<'_>, kept: &[(usize, ActorKind)], answer: &mut Mentions) {
    let (words, names) = (block.words, &block.found.names);
    let first = answer.mentions.len() as u32;
    let number = |candidate: usize| {
        let position = kept.binary_search_by_key(&candidate, |(at, _)| *at).ok();
        position.map(|position| first + position as u32)
    };
    for (at, kind) in kept {
        let name = &names[*at];
        answer.mentions.push(Mention {
            span: block.place(handles::bare_span(words, name)),
            kind: *kind,
            sentence: block.first_sentence + name.sentence as u32,
            listed: name.listed || name.country.is_none() && block.listed.is_tail(name.words.start),
        });
    }
    for (mention, (at, kind)) in (first..).zip(kept) {
        let name = &names[*at];
        if name.listed || name.country.is_some() {
            continue;
        }
        let title = name.title.clone().and_then(|title| title_span(words, names, name.sentence, title));
        let texts = title.into_iter().chain(apposition(words, name, *kind)).map(|text| block.place(text));
        answer.descriptions.extend(texts.map(|text| MentionDescription { mention, text }));
        let organ = matches!(kind, ActorKind::Body | ActorKind::Group | ActorKind::Party);
        if let Some(country) = name.of_country.filter(|_| organ)
            && let Some(to) = number(country)
        {
            let span = handles::bare_span(words, name).join(handles::bare_span(words, &names[country]));
            answer.links.push(MentionLink { from: mention, to, how: LinkKind::Country, span: block.place(span) });
        }
    }
    for one in &block.found.declared {
        if let (Some(from), Some(to)) = (number(one.long), number(one.short)) {
            answer.links.push(MentionLink { from, to, how: one.how, span: block.place(one.span) });
        }
    }
}

/// A title with the organisation or country right in front of it (`AAH commander`, `Iraq’s Supreme Leader`).
fn title_span(words: &Words, names: &[Name], sentence: usize, title: Range<usize>) -> Option<Span> {
    let speaks = |at: usize| words.all[at].facts.title.is_some_and(|title| title != Title::Honorific);
    if !title.clone().any(speaks) {
        return None;
    }
    let mut start = title.start;
    let mut end = title.end;
    let idle = |at: usize| words.all[at].kind != TokenKind::Word || words.all[at].facts.title == Some(Title::Honorific);
    while end > start && idle(end - 1) {
        end -= 1;
    }
    // Up to two names may lead up to it: "Iraq’s", "Asa'ib Ahl al-Haq (AAH)".
    for _ in 0..3 {
        let number = names.partition_point(|name| name.words.end <= start);
        let Some(before) = number.checked_sub(1).map(|number| &names[number]) else { break };
        let gap = before.words.end..start;
        let close = gap.len() <= 2
            && gap
                .clone()
                .all(|at| words.all[at].kind == TokenKind::Possessive || matches!(words.written(at), "(" | ")"));
        if !close || before.listed || before.title.is_some() || before.sentence != sentence {
            break;
        }
        start = before.words.start;
    }
    Some(words.span(start, end))
}

/// What stands behind a name between commas: `X, secretary of the council, ...`, `X, which is a faction, ...`.
fn apposition(words: &Words, name: &Name, kind: ActorKind) -> Option<Span> {
    let first = name.words.end;
    let end = words.lines[name.sentence].end;
    if kind == ActorKind::Place || first >= end || words.written(first) != "," {
        return None;
    }
    let is_person = kind == ActorKind::Person;
    let tells = if is_person { appositions::is_role } else { appositions::is_group };
    appositions::told(words, first + 1, end, tells)
}
