//! Shares and mixed numbers: `a third of`, `two-thirds`, `one in five`, `3/4`, `half a million`, `one and a half`.

use super::super::reading::Reading;
use super::Number;
use super::bounds::hedge_before;
use super::digits::read;
use super::intervals::roundness;
use super::spelled::{Cardinal, cardinal, multiplier, number_word, scale_at};
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::WordClass;
use crate::lexicon::{lemmas, marks, numbers, units};
use crate::text::{Tag, TokenKind};

/// Denominators that are written in digits; others make days, scores and names (`9/11`).
const WRITTEN_DENOMINATORS: &[f64] = &[2.0, 3.0, 4.0, 5.0, 8.0, 16.0, 32.0];

/// What marks are given out of, where digits say so (`7.5/10`).
const MARKS: &[f64] = &[10.0, 100.0];

/// A share that begins at token `at` without a number before it: `a third of`, `half the`, `half a million`, `⅔`,
/// `two-thirds`; or with one that the words behind it make a share: `one in five`.
pub(super) fn share_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    if let Some((value, end)) = vulgar(reading, at) {
        return Some(of_what(reading, value, end));
    }
    if let Some(share) = in_many(reading, at) {
        return Some(share);
    }
    if reading.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let word = reading.word(at);
    if let Some((few, parts)) = word.rsplit_once('-')
        && let (Some((few, NumberKind::Small)), Some((parts, _))) = (number_word(few), denominator_word(parts))
        && few <= parts
    {
        return Some(of_what(reading, few / parts, at + 1)).filter(|_| few > 1.0 || ends_share(reading, at + 1));
    }
    let article = usize::from(matches!(word, "a" | "an"));
    // `a quarter-million`, `half-dozen`
    if let Some((part, scale)) = reading.word(at + article).split_once('-')
        && let (Some((parts, false)), Some(scale)) = (denominator_word(part), multiplier(scale))
        && parts <= 4.0
    {
        let (value, end) = (scale / parts, at + article + 1);
        return Some(Number { value, grain: value / 10.0, scale, end, ..Number::default() });
    }
    let (parts, plural, end) = denominator(reading, at + article)?;
    let scaled = scale_at(reading, end).is_some() || reading.stands(end, "a") && scale_at(reading, end + 1).is_some();
    let share = match parts {
        _ if plural => false,
        _ if scaled && (article == 1 || parts <= 4.0) => parts != 3.0 || article == 1,
        2.0 => is_half(reading, at, end),
        // `a third was hurt` is a third man; `nearly a third were` is a share.
        _ => {
            let hedged = || hedge_before(reading, 0, at).0 < at && ends_share(reading, end);
            let all_there_is = at == 0 && end == reading.len();
            let range = before(reading, at) == "between";
            article == 1 && (reading.word(end) == "of" || all_there_is || range || is_of_unit(reading, end) || hedged())
        }
    };
    share.then(|| of_what(reading, 1.0 / parts, end))
}

/// What the words behind a whole number make of it: `two | thirds`, `one | and a half`.
pub(super) fn behind(reading: &Reading<'_>, at: usize, whole: Number) -> Option<Number> {
    let dash = usize::from(reading.word(whole.end) == "-" && !reading.touches_previous(whole.end));
    if let Some((parts, plural, end)) = denominator(reading, whole.end + dash)
        && is_share(reading, at, (whole.value, parts), plural, end)
    {
        return Some(of_what(reading, whole.value / parts, end));
    }
    if reading.word(whole.end) == "and" { mixed(reading, whole) } else { None }
}

/// `one and a half`, `three million and a quarter`, `one billion and a half million`.
fn mixed(reading: &Reading<'_>, whole: Number) -> Option<Number> {
    let next = whole.end + 1;
    let (few, start) = match reading.word(next) {
        "a" | "an" => (1.0, next + 1),
        _ => cardinal(reading, next, false).map(|few| (few.value, few.end))?,
    };
    let (parts, plural, end) = denominator(reading, start)?;
    let known = few < parts && (plural || few == 1.0) && reading.word(end) != "of" && !is_auxiliary(reading, end);
    let part = known.then_some(few / parts)?;
    let grain = if parts == 2.0 { 0.5 } else { 0.25 };
    match scale_at(reading, end) {
        // `five and a half million`, `one billion and a half million`
        Some((scale, length)) if whole.scale == 1.0 => {
            let value = (whole.value + part) * scale;
            Some(Number { value, grain: roundness(value), scale, end: end + length, ..whole })
        }
        Some((scale, length)) => {
            let value = whole.value + part * scale;
            Some(Number { value, grain: roundness(value), scale, end: end + length, ..whole })
        }
        None => {
            // `a million and a half`: of what was named last, where that is no small number.
            let unit = if whole.scale >= 1000.0 { whole.scale } else { 1.0 };
            Some(Number { value: whole.value + part * unit, grain: grain * unit, end, ..whole })
        }
    }
}

/// True where `few` and what follows it make a part of one: `three quarters`.
pub(super) fn is_proper(reading: &Reading<'_>, few: Cardinal) -> bool {
    denominator(reading, few.end).is_some_and(|(parts, plural, _)| few.value < parts && (plural || few.value == 1.0))
}

/// `3/4`, where its parts touch and nothing else joins them.
pub(super) fn slashed(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let apart = reading.kind(at) != Some(TokenKind::Number)
        || reading.word(at + 1) != "/"
        || reading.kind(at + 2) != Some(TokenKind::Number)
        || !reading.touches_previous(at + 1)
        || !reading.touches_previous(at + 2);
    let joined = |at: usize| matches!(reading.word(at), "/" | "-" | ":") && reading.touches_previous(at);
    if apart || joined(at + 3) || at > 0 && joined(at) || matches!(before(reading, at), "on" | "since" | "until") {
        return None;
    }
    let (few, parts) = (read(reading.word(at))?, read(reading.word(at + 2))?);
    if few.value <= parts.value && (MARKS.contains(&parts.value) || is_marked(reading, at)) {
        return Some(mark(few.value, few.grain, parts.value, at + 3));
    }
    let fits = few.value >= 1.0 && few.value < parts.value && few.grain >= 1.0;
    (fits && WRITTEN_DENOMINATORS.contains(&parts.value)).then(|| of_what(reading, few.value / parts.value, at + 3))
}

/// So many points of so many: an amount on a scale of its own.
fn mark(value: f64, grain: f64, most: f64, end: usize) -> Number {
    Number { value, grain, end, mark_of: Some(most), ..Number::default() }
}

/// True where words before token `at` say that marks are given: `an average rating of`.
fn is_marked(reading: &Reading<'_>, at: usize) -> bool {
    let told = |word: &str| marks().contains(word) || marks().contains(lemmas().verb(word).as_ref());
    (at.saturating_sub(4)..at).any(|at| told(reading.word(at)))
}

/// `½`, `⅔`: its value and the token behind it.
pub(super) fn vulgar(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    // In damaged text the sign stands within words.
    let joined = reading.touches_previous(at) && reading.kind(at - 1) == Some(TokenKind::Word);
    match numbers().word(reading.word(at))? {
        (value, NumberKind::Part) if !joined => Some((value, at + 1)),
        _ => None,
    }
}

/// A share of one up to token `end`, as what stands behind it makes it: a share, a part of a million, a part of an hour.
fn of_what(reading: &Reading<'_>, value: f64, end: usize) -> Number {
    let of = usize::from(reading.word(end) == "of");
    let article = usize::from(matches!(reading.word(end + of), "a" | "an"));
    if of == 0 || article == 1 {
        if let Some((scale, length)) = scale_at(reading, end + of + article) {
            let value = value * scale;
            return Number { value, grain: value / 10.0, scale, end: end + of + article + length, ..Number::default() };
        }
        if unit_at(reading, end + of + article) && (of == 1 || article == 1 || value <= 0.5) {
            return Number { value, grain: value / 2.0, end: end + of + article, ..Number::default() };
        }
    }
    Number { value, grain: 0.01, end, share: value <= 1.0, ..Number::default() }
}

fn unit_at(reading: &Reading<'_>, at: usize) -> bool {
    use crate::lexicon::units::Kind;
    let unit = units().words.longest_at(&reading.lower, at);
    unit.is_some_and(|(_, unit)| matches!(unit.kind, Kind::Duration | Kind::Measure))
}

fn is_of_unit(reading: &Reading<'_>, at: usize) -> bool {
    unit_at(reading, at) || reading.stands(at, "of an") && unit_at(reading, at + 2)
}

/// What parts are told of at token `at`: into how many, whether of several, and the token behind.
fn denominator(reading: &Reading<'_>, at: usize) -> Option<(f64, bool, usize)> {
    let (parts, plural) = denominator_word(reading.word(at))?;
    Some((parts, plural, at + 1))
}

/// `third`, `quarters`, `twenty-fifth`, `hundred-fifths`.
fn denominator_word(word: &str) -> Option<(f64, bool)> {
    let plural = word.ends_with('s');
    if let Some((parts, NumberKind::Fraction)) = numbers().word(word) {
        return Some((parts, plural));
    }
    if !word.as_bytes().contains(&b'-') {
        return None;
    }
    let (ten, rest) = word.rsplit_once('-')?;
    let (ten, kind) = number_word(ten)?;
    let (rest, NumberKind::Fraction | NumberKind::Ordinal) =
        numbers().word(rest).or_else(|| numbers().word(rest.strip_suffix('s')?))?
    else {
        return None;
    };
    (kind == NumberKind::Ten && rest < 10.0).then_some((ten + rest, plural))
}

/// True where `few` and a denominator are a share, not a rank or some quarters of a year.
fn is_share(reading: &Reading<'_>, at: usize, (few, parts): (f64, f64), plural: bool, end: usize) -> bool {
    let in_turn = numbers().word(before(reading, at)).is_some_and(|(_, kind)| kind == NumberKind::Ordinal)
        || matches!(before(reading, at), "last" | "past" | "next" | "previous" | "consecutive");
    match (few, parts) {
        _ if in_turn || few <= 0.0 => false,
        (1.0, _) => !plural && ends_share(reading, end),
        _ if !plural || few == parts => false,
        (_, 4.0) => few == 3.0 || reading.word(end) == "of",
        (_, 2.0) => false,
        _ => true,
    }
}

/// True where what stands at `at` can follow a share.
fn ends_share(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at);
    matches!(next, "of" | "" | "the" | "and" | "or" | "but")
        || reading.kind(at) == Some(TokenKind::Mark) && next != "-"
        || is_auxiliary(reading, at)
        || scale_at(reading, at).is_some()
}

/// `half of`, `half the houses`, `more than half were`; not `the first half`, `half past`.
fn is_half(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = reading.word(end);
    let ordinal = numbers().word(before(reading, at)).is_some_and(|(_, kind)| kind == NumberKind::Ordinal);
    // `a minute and a half`, `half as many`
    if before(reading, at) == "and" || matches!(next, "as" | "again") {
        return false;
    }
    let whole = matches!(next, "of" | "all") || reading.class(end) == Some(WordClass::Determiner) && next != "a";
    let hedged = hedge_before(reading, 0, at).0 < at;
    let alone = reading.word(at) != "half" || is_auxiliary(reading, end);
    !ordinal
        && (whole
            || alone
            || is_of_unit(reading, end)
            || next == "an" && unit_at(reading, end + 1)
            || next == "a" && unit_at(reading, end + 1)
            || hedged && next != "-")
}

fn is_auxiliary(reading: &Reading<'_>, at: usize) -> bool {
    reading.class(at) == Some(WordClass::Auxiliary)
}

/// `one in five`, `two out of three`, `3 in 10`, `one of every four`.
fn in_many(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let (few, end) = plain(reading, at).or_else(|| decimal_mark(reading, at))?;
    let in_word = reading.word(end) == "in";
    let joiner = match reading.word(end) {
        "in" => 1,
        _ if reading.stands(end, "out of") => 2,
        _ if reading.stands(end, "of every") => 1,
        _ => return None,
    };
    let next = end + joiner;
    let next = next + usize::from(reading.word(next) == "every");
    let (many, end) = plain(reading, next)?;
    if !in_word && few <= many && many >= 4.0 && is_marked(reading, at) {
        return Some(mark(few, if few.fract() == 0.0 { 1.0 } else { 0.1 }, many, end));
    }
    if few.fract() != 0.0 {
        return None;
    }
    let round = many <= 10.0 || roundness(many) >= 100.0;
    let year = (1500.0..2200.0).contains(&many) && reading.kind(next) == Some(TokenKind::Number);
    let one = few == 1.0 && many <= 1000.0;
    let listed = in_word && few > 1.0 && is_happening(reading, at);
    let fits = few < many && (round || one) && !year && !listed;
    (fits && few > 0.0).then(|| Number { value: few / many, grain: 0.01, end, share: true, ..Number::default() })
}

/// `9.3 | out of 10`: marks alone have decimals.
fn decimal_mark(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let decimal = reading.kind(at) == Some(TokenKind::Number) && reading.stands(at + 1, "out of");
    decimal.then(|| read(reading.word(at))).flatten().map(|read| (read.value, at + 1))
}

/// `killed 3 in 5 attacks`: behind a verb or preposition a number and `in` do not make a share.
fn is_happening(reading: &Reading<'_>, at: usize) -> bool {
    let start = hedge_before(reading, 0, at).0;
    let Some(before) = start.checked_sub(1) else { return false };
    reading.tokens[before].tag == Tag::Verb || reading.class(before) == Some(WordClass::Preposition)
}

/// A whole number in digits or words that stands for nothing but itself.
fn plain(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    match reading.kind(at)? {
        TokenKind::Number => {
            let value = read(reading.word(at)).filter(|read| read.grain >= 1.0)?.value;
            let touched = reading.touches_previous(at + 1) && reading.kind(at + 1) == Some(TokenKind::Word);
            (!touched).then_some((value, at + 1))
        }
        TokenKind::Word if !matches!(reading.word(at), "a" | "an") => {
            cardinal(reading, at, true).map(|few| (few.value, few.end))
        }
        _ => None,
    }
}

fn before<'a>(reading: &'a Reading<'_>, at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| reading.word(before))
}
