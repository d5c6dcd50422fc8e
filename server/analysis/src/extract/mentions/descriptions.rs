//! Titles, roles and appositions as descriptions; and the answer put together.

use std::ops::Range;

use super::acronyms::Declared;
use super::appositions;
use super::candidates::Name;
use super::handles;
use super::references::Listed;
use super::words::Words;
use super::{ActorKind, LinkKind, Mention, MentionDescription, MentionLink, Mentions};
use crate::lexicon::kinds::Title;
use crate::text::{Span, TokenKind};

/// The kept candidates as mentions, with their descriptions and links.
pub(super) fn mentions_of(
    words: &Words<'_>,
    names: &[Name],
    kept: &[usize],
    declared: &[Declared],
    listed: &Listed,
) -> Mentions {
    let mut answer = Mentions::default();
    let mut numbers = vec![None; names.len()];
    for at in kept {
        let name = &names[*at];
        numbers[*at] = Some(answer.mentions.len() as u32);
        answer.mentions.push(Mention {
            span: span(words, name),
            kind: name.votes.winner(),
            sentence: name.sentence as u32,
            listed: name.listed || name.country.is_none() && listed.is_tail(name.words.start),
        });
    }
    for at in kept {
        let (Some(number), name) = (numbers[*at], &names[*at]) else { continue };
        if name.listed || name.country.is_some() {
            continue;
        }
        let title = name.title.clone().and_then(|title| title_span(words, names, name.sentence, title));
        let texts = title.into_iter().chain(apposition(words, name));
        answer.descriptions.extend(texts.map(|text| MentionDescription { mention: number, text }));
        let organ = matches!(name.votes.winner(), ActorKind::Body | ActorKind::Group | ActorKind::Party);
        if let Some(country) = name.of_country.filter(|_| organ).and_then(|country| numbers[country]) {
            let span = span(words, name).join(answer.mentions[country as usize].span);
            answer.links.push(MentionLink { from: number, to: country, how: LinkKind::Country, span });
        }
    }
    for one in declared {
        if let (Some(from), Some(to)) = (numbers[one.long], numbers[one.short]) {
            answer.links.push(MentionLink { from, to, how: one.how, span: one.span });
        }
    }
    answer
}

fn span(words: &Words<'_>, name: &Name) -> Span {
    handles::bare_span(words, name)
}

/// A title with the organisation or country right in front of it (`AAH commander`, `Iraq’s Supreme Leader`).
fn title_span(words: &Words<'_>, names: &[Name], sentence: usize, title: Range<usize>) -> Option<Span> {
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
fn apposition(words: &Words<'_>, name: &Name) -> Option<Span> {
    let kind = name.votes.winner();
    let first = name.words.end;
    let end = words.lines[name.sentence].end;
    if kind == ActorKind::Place || first >= end || words.written(first) != "," {
        return None;
    }
    let is_person = kind == ActorKind::Person;
    let tells = if is_person { appositions::is_role } else { appositions::is_group };
    appositions::told(words, first + 1, end, tells)
}
