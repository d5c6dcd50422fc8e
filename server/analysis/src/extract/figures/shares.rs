//! Numbers that leave out what they count, as one before them has said it: `105 cases: 54 in Sofia and 9 in Montana`,
//! `arrested 12 men in Basra and 7 in Kut`. Each is of its own place or time alone.

use std::sync::Arc;

use super::super::events::Parse;
use super::super::phrases::Chunk;
use super::super::quantities::QuantityTokens;
use super::super::{Kind, Scope};
use super::binding::is_bare;
use super::frame::terms_of;
use super::{Figure, FigureWords, Spans, Told, figure_span};
use crate::lexicon::words::Trait;
use crate::text::Span;

/// Gives each share what the number before its row is told of. `found` has a figure for each quantity.
pub(super) fn share_out(parse: &Parse<'_>, quantities: &[QuantityTokens], found: &mut [Figure]) {
    // Which number of one row is whose of another is not read.
    if (0..parse.reading.len()).any(|at| parse.reading.has(at, Trait::Crossing)) {
        for figure in found {
            (figure.noun, figure.predicate, figure.role) = (None, None, None);
        }
        return;
    }
    for first in (0..parse.chunks.len()).filter(|at| parse.clauses.row[*at] == Some(*at)) {
        let members = members(parse, first);
        let Some(whole) = whole(parse, quantities, &members, found) else { continue };
        let shared: Vec<Span> = members.iter().flat_map(|member| own_grounds(parse, *member)).collect();
        let told = &mut found[quantity(parse, whole).unwrap_or_default()];
        if whole == first {
            (told.told, told.grounds) = (Told::Row, own_grounds(parse, first));
        } else {
            told.grounds.retain(|ground| !shared.contains(ground));
        }
        for member in members.into_iter().filter(|member| *member != whole) {
            let shared = share(parse, quantities, found, whole, member);
            found[quantity(parse, member).unwrap_or_default()] = shared;
        }
    }
}

fn members(parse: &Parse<'_>, first: usize) -> Vec<usize> {
    (first..parse.chunks.len()).filter(|at| parse.clauses.row[*at] == Some(first)).collect()
}

/// The other members of the row of `chunk` with what hangs from them, where not only the last has a place of its own
/// (`12 soldiers in Basra and 7 policemen in Kut`): what is told of them is not told of `chunk`.
pub(super) fn parted(parse: &Parse<'_>, chunk: usize) -> Vec<usize> {
    let Some(first) = parse.clauses.row[chunk] else { return Vec::new() };
    let members = members(parse, first);
    let places = |member: &usize| !own_grounds(parse, *member).is_empty();
    if !members.split_last().is_some_and(|(_, before)| before.iter().any(places)) {
        return Vec::new();
    }
    let others = members.into_iter().filter(|member| *member != chunk);
    others.flat_map(|member| parse.attached(member).into_iter().chain([member])).collect()
}

/// The chunk that says what the members of a row count: the first of them, or what stands before a colon or bracket.
fn whole(parse: &Parse<'_>, quantities: &[QuantityTokens], members: &[usize], found: &[Figure]) -> Option<usize> {
    let is_share = |member: &usize| {
        let Some(tokens) = quantity(parse, *member).and_then(|index| quantities.get(index)) else { return false };
        is_bare(parse, tokens, *member) && tokens.quantity.kind == Kind::Count && stands_apart(parse, *member)
    };
    let (first, rest) = members.split_first()?;
    if !rest.iter().all(is_share) || !stands_apart(parse, *first) {
        return None;
    }
    let opened = first.checked_sub(1).filter(|before| {
        matches!(parse.chunks[*before], Chunk::Stop(at) if matches!(parse.reading.word(at), ":" | "(" | "–" | "—"))
    });
    let told = |chunk: usize| {
        let figure = found.get(quantity(parse, chunk)?)?;
        (figure.predicate.is_some() && figure.scope == Scope::Whole && figure.quantity.kind == Kind::Count)
            .then_some(chunk)
    };
    match opened {
        Some(opened) if is_share(first) => (0..opened).rev().find(|at| quantity(parse, *at).is_some()).and_then(told),
        _ => told(*first),
    }
}

fn quantity(parse: &Parse<'_>, chunk: usize) -> Option<usize> {
    parse.noun(chunk)?.quantity
}

/// True where a place or a time of its own stands right behind.
fn stands_apart(parse: &Parse<'_>, chunk: usize) -> bool {
    !own_grounds(parse, chunk).is_empty() || own_time(parse, chunk).is_some()
}

fn own_grounds(parse: &Parse<'_>, chunk: usize) -> Spans {
    let attached = parse.attached(chunk).into_iter();
    attached.filter(|np| parse.is_locative(*np)).map(|np| parse.span_of(np)).collect()
}

fn own_time(parse: &Parse<'_>, chunk: usize) -> Option<usize> {
    match (parse.chunks.get(chunk + 1)?, parse.chunks.get(chunk + 2)) {
        (Chunk::Time(index), _) | (Chunk::Preposition(_), Some(Chunk::Time(index))) => Some(*index),
        _ => None,
    }
}

/// The figure of `member`: what is told of `whole`, for its own place or time.
fn share(parse: &Parse<'_>, quantities: &[QuantityTokens], found: &[Figure], whole: usize, member: usize) -> Figure {
    let (of_whole, own) = (quantity(parse, whole).unwrap_or_default(), quantity(parse, member).unwrap_or_default());
    let told = &found[of_whole];
    let mut phrases = parse.attached(member);
    phrases.extend([whole, member]);
    let terms = terms_of(parse, quantities, &phrases);
    let words = FigureWords { terms, running: false, definite: false, ..FigureWords::clone(&told.words) };
    Figure {
        span: figure_span(parse, &quantities[own], member),
        quantity: quantities[own].quantity.clone(),
        words: Arc::new(words),
        grounds: own_grounds(parse, member),
        when: own_time(parse, member).map(|index| parse.when(index)).or_else(|| told.when.clone()),
        told: Told::Row,
        ..told.clone()
    }
}
