//! Which of a row of like things a clause is about, and for each of what it counts: the third album, tiles a day.

use super::super::events::Parse;
use super::super::phrases::Chunk;
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::WordClass;
use crate::lexicon::{lemmas, numbers, rank_words, rates, units};
use crate::text::TokenKind;

/// The places in a row that the noun phrases `chunks` name (`third` is 3, `last` is -1), sorted.
pub(super) fn ranks(parse: &Parse<'_>, chunks: &[usize]) -> Vec<i16> {
    let tokens = chunks.iter().filter_map(|chunk| parse.noun(*chunk)).flat_map(|noun| noun.first..noun.head);
    let mut found: Vec<i16> = tokens.filter_map(|at| rank(parse, at)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn rank(parse: &Parse<'_>, at: usize) -> Option<i16> {
    let word = parse.reading.word(at);
    // `for the first time`
    if matches!(parse.reading.word(at + 1), "time" | "place") {
        return None;
    }
    if let Some(place) = rank_words().get(word) {
        return Some(*place);
    }
    match numbers().word(word) {
        Some((value, NumberKind::Ordinal | NumberKind::Fraction)) if word != "half" && !word.ends_with('s') => {
            Some(value as i16)
        }
        _ => written_rank(parse, at),
    }
}

/// `3rd`, `21st`
fn written_rank(parse: &Parse<'_>, at: usize) -> Option<i16> {
    let suffix = matches!(parse.reading.word(at + 1), "st" | "nd" | "rd" | "th");
    let number = parse.reading.kind(at) == Some(TokenKind::Number) && suffix && parse.reading.touches_previous(at + 1);
    parse.reading.word(at).parse().ok().filter(|_| number)
}

/// What the figure in the noun phrase `chunk` is counted for each of: `day` in `34,000 tiles a day`, `each day`, `daily`.
pub(super) fn rate(parse: &Parse<'_>, chunk: usize, subject: Option<usize>) -> Option<String> {
    let noun = parse.noun(chunk)?;
    let adverb = |at: usize| rates().get(parse.reading.word(at)).map(|per| (*per).to_owned());
    let inside = (noun.first..noun.end).find_map(adverb);
    let each = subject.and_then(|subject| parse.noun(subject)).filter(|noun| is_each(parse.reading.word(noun.first)));
    let each = each.map(|noun| lemmas().noun(parse.reading.word(noun.head)).into_owned());
    inside.or_else(|| rate_behind(parse, chunk)).or_else(|| rate_at_front(parse)).or(each)
}

fn is_each(word: &str) -> bool {
    matches!(word, "each" | "every")
}

/// `a day`, `per head`, `each year`, `annually` behind the phrase and what hangs from it, before the next verb.
fn rate_behind(parse: &Parse<'_>, chunk: usize) -> Option<String> {
    let start = parse.noun(chunk)?.end;
    let ends =
        |next: &&Chunk| !matches!(next, Chunk::Noun(_) | Chunk::Preposition(_) | Chunk::Time(_) | Chunk::Other(_));
    let end = match parse.chunks[chunk + 1..].iter().find(ends) {
        Some(Chunk::Verb(verb)) => verb.first,
        _ => parse.reading.len(),
    };
    let open = |at: &usize| {
        parse.reading.kind(*at) != Some(TokenKind::Mark)
            && !matches!(parse.reading.class(*at), Some(WordClass::Conjunction | WordClass::Subordinator))
    };
    (start..end).take_while(open).find_map(|at| per(parse, at, at == start))
}

/// `Each year 350,000 tourists ...`
fn rate_at_front(parse: &Parse<'_>) -> Option<String> {
    is_each(parse.reading.word(0)).then(|| per(parse, 0, false)).flatten()
}

/// What the words at `at` say that it is counted for each of; `adjacent` where they stand right behind the figure.
fn per(parse: &Parse<'_>, at: usize, adjacent: bool) -> Option<String> {
    let word = parse.reading.word(at);
    if let Some(per) = rates().get(word) {
        return Some((*per).to_owned());
    }
    let article = matches!(word, "a" | "an");
    if !(article || word == "per" || is_each(word)) || parse.reading.kind(at + 1) != Some(TokenKind::Word) {
        return None;
    }
    let next = parse.reading.word(at + 1);
    let of_time = units().named(next).is_some_and(|unit| unit.base == "second") || next == "night";
    // `a day after the raid` is a time.
    let ordered = matches!(parse.reading.word(at + 2), "after" | "before" | "ago" | "later" | "earlier" | "of" | "and");
    let counts = match (article, of_time) {
        (true, true) => !ordered,
        (true, false) => adjacent,
        (false, of_time) => of_time || word == "per" || adjacent,
    };
    counts.then(|| lemmas().noun(next).into_owned())
}
