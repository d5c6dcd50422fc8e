//! Numbers that name rather than count: pages, scores, hours of the clock, ages, telephone numbers, footnote marks, numbers
//! in names and in lists.

use super::super::reading::Reading;
use super::Hedge;
use crate::lexicon::kinds::{PlaceCue, name_word};
use crate::lexicon::{WordClass, contests, labels, lemmas, nouns, numbers, words};
use crate::text::{Tag, TokenKind};

/// `5-0`, `10:30`, `7 a.m.`, `0730 GMT`: numbers that are the parts of a result or a time of day.
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
    behind || before || is_clock(reading, end)
}

/// True where the words at `at` make an hour of the number before them.
pub(super) fn is_clock(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m" | "o'clock" | "gmt" | "utc")
        || reading.stands(at, "local time")
}

/// `won 1-3`, `a 5-7 defeat`: the two numbers from `at` up to `end` are the result of a contest.
pub(super) fn is_result(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let digits = reading.word(at + 1) == "-" || reading.word(at + 1) == "–";
    let told = |word: &str| contests().contains(word) || contests().contains(lemmas().verb(word).as_ref());
    let near = (at.saturating_sub(3)..at).any(|at| told(reading.word(at)));
    let behind = (end..end + 2).any(|at| told(&lemmas().noun(reading.word(at))));
    digits && end == at + 3 && (near || behind || is_line(reading, at))
}

/// `(555)435-6711`, `435-6711`: three digits and four, as telephone numbers have them and ranges have not.
fn is_line(reading: &Reading<'_>, at: usize) -> bool {
    let digits = |at: usize, length| {
        reading.word(at).len() == length && reading.word(at).bytes().all(|byte| byte.is_ascii_digit())
    };
    let touching = reading.touches_previous(at + 1) && reading.touches_previous(at + 2);
    let round = reading.word(at + 2).ends_with("00");
    touching && digits(at, 3) && digits(at + 2, 4) && !round
}

/// Numbers that name rather than count: `Week 26`, `No. 5`, `Kurdistan 24`, `[3]`, the `1.` of a list.
pub(super) fn is_label(reading: &Reading<'_>, at: usize) -> bool {
    // `all but three`: what is told of the others is not told of them.
    if at >= 2 && reading.stands(at - 2, "all but") {
        return true;
    }
    if is_age(reading, at) || is_labelled(reading, at) {
        return true;
    }
    if reading.kind(at) != Some(TokenKind::Number) {
        return false;
    }
    if at == 0 {
        let next = reading.word(1);
        return matches!(next, "." | ")") && reading.touches_previous(1) && !reading.touches_previous(2);
    }
    let before = reading.word(at - 1);
    let area_code = before == "("
        && reading.word(at + 1) == ")"
        && reading.touches_previous(at + 2)
        && reading.kind(at + 2) == Some(TokenKind::Number);
    // `Article 5(2)`
    let clause =
        before == "(" && reading.touches_previous(at - 1) && at >= 2 && reading.kind(at - 2) == Some(TokenKind::Number);
    let bracketed = before == "[" && reading.word(at + 1) == "]" || area_code || clause;
    bracketed
        || matches!(before, "#" | "№")
        || is_footnote(reading, at)
        || in_formula(reading, at)
        || in_name(reading, at)
        || in_address(reading, at)
}

/// `at the age of eight`, `aged 16`, `16 years old`.
fn is_age(reading: &Reading<'_>, at: usize) -> bool {
    let age = |words: usize| at >= words && reading.word(at - words).starts_with("age");
    age(1) || age(2) && reading.word(at - 1) == "of"
}

/// `children under five`, `those over 60`: the number from `start` up to `end` bounds how old they are.
pub(super) fn bounds_age(reading: &Reading<'_>, start: usize, end: usize, hedge: Hedge) -> bool {
    let preposition = matches!(reading.word(start), "under" | "over" | "below" | "above");
    let bound = preposition && matches!(hedge, Hedge::LessThan | Hedge::Over);
    if bound && start > 0 && reading.word(start - 1).starts_with("age") {
        return true;
    }
    let persons = |at: usize| {
        let word = reading.word(at);
        word == "those" || nouns().is_person(&lemmas().noun(word))
    };
    bound && start > 0 && persons(start - 1) && !counts_something(reading, end - 1)
}

/// A word for something numbered stands before it: `Week 26`, `page 10`, `version two`.
fn is_labelled(reading: &Reading<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let point = usize::from(reading.word(before) == "." && reading.touches_previous(before));
    let Some(named) = before.checked_sub(point) else { return false };
    // `to seat 30 people`, `question five suspects`
    let verb = reading.kind(at) != Some(TokenKind::Number) || reading.tokens[named].tag == Tag::Verb;
    labels().contains(reading.word(named)) && !(verb && counts_something(reading, at))
}

/// A mark that points to a note: `the bridge.12 Then`, `fled,"3 and`.
fn is_footnote(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.word(at - 1);
    let touching = reading.touches_previous(at) && at >= 2 && reading.touches_previous(at - 1);
    let stop = matches!(before, "." | "," | ";" | "\"" | "”" | "!" | "?");
    let word = at >= 2 && matches!(reading.kind(at - 2), Some(TokenKind::Word | TokenKind::Mark));
    // `of 22 cases,14 of them`: a space is missing.
    let counts = matches!(before, "," | ";") && (reading.word(at + 1) == "of" || counts_something(reading, at));
    touching && stop && word && !counts && !(before == "." && reading.kind(at - 2) == Some(TokenKind::Mark))
}

/// `2^3`, `1.3x10`.
fn in_formula(reading: &Reading<'_>, at: usize) -> bool {
    let power = |at: usize| reading.word(at) == "^" && reading.touches_previous(at);
    // Powers of ten are read with their number (`digits`); others are no prose.
    power(at + 1) && reading.word(at) != "10"
        || (1..=3).any(|back| at >= back && reading.word(at - back).starts_with('^'))
}

/// `Kurdistan 24`, `the Boeing 737 jets`: digits behind a name, where nothing says that they count.
fn in_name(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.word(at - 1);
    let follows_name =
        at >= 2 && reading.is_capitalised(at - 1) && reading.word(at - 1).len() > 1 && !is_opener(before);
    let article = |at: usize| matches!(reading.word(at), "a" | "an");
    let model = reading.is_capitalised(at - 1) && !is_opener(before) && at >= 2 && article(at - 2);
    model || follows_name && !counts_something(reading, at)
}

/// `10 Downing Street`: the number of a house, where nothing behind the name is counted.
fn in_address(reading: &Reading<'_>, at: usize) -> bool {
    let name = (at + 1..at + 4).take_while(|at| reading.is_capitalised(*at)).last();
    name.is_some_and(|last| {
        let street = matches!(name_word(reading.word(last)).place, Some(PlaceCue::Noun(_)));
        last > at + 1 && street && !counts_something(reading, last)
    })
}

/// True where what stands behind the number at `at` is counted by it.
fn counts_something(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    if matches!(next, "%" | "€" | "£") || numbers().word(next).is_some() {
        return true;
    }
    // `step two is` names; in digits a verb may follow what it counts (`12 killed`).
    let verb = reading.kind(at) == Some(TokenKind::Word)
        && reading.tokens.get(at + 1).is_some_and(|token| token.tag == Tag::Verb);
    reading.kind(at + 1) == Some(TokenKind::Word) && !reading.is_capitalised(at + 1) && !is_grammar(next) && !verb
}

fn is_opener(lower: &str) -> bool {
    words().is_sentence_opener(lower)
}

/// The token behind a number at `at` that names, and behind those that go on with it: `12:30`, `+1-222-2222`,
/// `pages 10 and 12`.
pub(super) fn after_naming(reading: &Reading<'_>, at: usize) -> usize {
    if reading.kind(at) != Some(TokenKind::Number) {
        return at + 1;
    }
    let labelled = is_labelled(reading, at) || is_age(reading, at);
    let mut end = at + 1;
    loop {
        let joined = matches!(reading.word(end), "-" | "–" | ":" | "/" | ".")
            && reading.touches_previous(end)
            && reading.touches_previous(end + 1);
        let listed = labelled
            && matches!(reading.word(end), "and" | "to" | "or" | "-" | "–" | "," | "through" | "&")
            && !counts_something(reading, end + 1);
        let plain =
            |at: usize| reading.word(at).len() >= 4 && reading.word(at).bytes().all(|byte| byte.is_ascii_digit());
        let row = reading.kind(end) == Some(TokenKind::Number)
            && (reading.word(at).starts_with('0') || plain(at) && plain(end));
        if (joined || listed) && reading.kind(end + 1) == Some(TokenKind::Number) {
            end += 2;
        } else if row {
            end += 1;
        } else {
            return end;
        }
    }
}

/// True for a word that carries grammar; some nouns that open sentences are listed with those (`people`).
fn is_grammar(lower: &str) -> bool {
    words().class(lower).is_some_and(|class| class != WordClass::Opener)
}
