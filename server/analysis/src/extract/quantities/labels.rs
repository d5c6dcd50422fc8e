//! Digits that name rather than count: pages, scores, hours of the clock, ages, numbers in names.

use super::super::reading::Reading;
use crate::lexicon::{labels, numbers};
use crate::text::TokenKind;

/// `5-0`, `10:30`, `2/3`: two numbers joined without a space that make no range.
pub(super) fn is_score_or_clock(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let mark = |at: usize| matches!(reading.word(at), "-" | "–" | ":" | "/");
    let behind = mark(end)
        && reading.touches_previous(end)
        && reading.touches_previous(end + 1)
        && reading.kind(end + 1) == Some(TokenKind::Number);
    let before = at >= 2
        && mark(at - 1)
        && reading.touches_previous(at)
        && reading.touches_previous(at - 1)
        && reading.kind(at - 2) == Some(TokenKind::Number);
    behind || before || matches!(reading.word(end), "a.m." | "p.m." | "am" | "pm" | "o'clock")
}

/// Numbers that name rather than count: `Week 26`, `No. 5`, `Kurdistan 24`, `[3]`, the `1.` of a list.
pub(super) fn is_label(reading: &Reading<'_>, at: usize) -> bool {
    // `at the age of eight`, `aged 16`.
    let age = |words: usize| at >= words && reading.word(at - words).starts_with("age");
    if age(1) || age(2) && reading.word(at - 1) == "of" {
        return true;
    }
    if reading.kind(at) != Some(TokenKind::Number) {
        return false;
    }
    let next = reading.word(at + 1);
    if at == 0 {
        return matches!(next, "." | ")")
            && reading.len() > 2
            && reading.touches_previous(1)
            && !reading.touches_previous(2);
    }
    let before = reading.word(at - 1);
    if before == "[" && next == "]" || before == "#" || before == "№" {
        return true;
    }
    let named = if before == "." && at >= 2 { reading.word(at - 2) } else { before };
    if labels().contains(named) {
        return true;
    }
    let follows_name =
        at >= 2 && reading.is_capitalised(at - 1) && reading.word(at - 1).len() > 1 && !is_opener(before);
    let counts_something = reading.kind(at + 1) == Some(TokenKind::Word)
        && !reading.is_capitalised(at + 1)
        && !crate::lexicon::words().is_sentence_opener(next)
        || matches!(next, "%" | "€" | "£")
        || numbers().word(next).is_some();
    follows_name && !counts_something
}

pub(super) fn is_opener(lower: &str) -> bool {
    crate::lexicon::words().is_sentence_opener(lower)
}
