//! Where another recogniser's reading of numbers is a convention of its own.

use deskcheck_analysis::extract::{Hedge, Kind};

use super::{Difference, same};

/// A convention by which a reading of theirs differs from ours.
pub(super) struct Convention {
    /// Its name.
    pub(super) name: &'static str,
    /// Why it is not ours, in one line.
    pub(super) reason: &'static str,
    /// True for a difference that it explains.
    pub(super) holds: fn(&Difference<'_>) -> bool,
}

/// Every convention; the first that explains a difference has it.
pub(super) const CONVENTIONS: &[Convention] = &[
    Convention {
        name: "half-open-range",
        reason: "who writes 20-30 or between 20 and 30 includes 30; they leave the upper end out",
        holds: |difference| {
            difference.wanted.and_then(super::wanted::Wanted::range).zip(difference.found).is_some_and(
                |(wanted, found)| {
                    let ends =
                        |value: Option<f64>, other: Option<f64>| value.zip(other).is_some_and(|(a, b)| same(a, b));
                    found.quantity.hedge == Hedge::Range
                        && wanted.high_open
                        && !wanted.low_open
                        && ends(wanted.low, found.quantity.hard.low)
                        && ends(wanted.high, found.quantity.hard.high)
                },
            )
        },
    },
    Convention {
        name: "implied-ceiling",
        reason: "`over n` in prose has a ceiling that is meant though not said; they leave it unbounded",
        holds: |difference| {
            difference.wanted.and_then(super::wanted::Wanted::range).zip(difference.found).is_some_and(
                |(wanted, found)| {
                    found.quantity.hedge == Hedge::Over
                        && wanted.high.is_none()
                        && wanted.low.zip(found.quantity.soft.low).is_some_and(|(a, b)| same(a, b))
                },
            )
        },
    },
    Convention {
        name: "unit-alone",
        reason: "a unit without a number is no quantity",
        holds: |difference| difference.wanted.is_some_and(super::wanted::Wanted::is_unit_alone),
    },
    Convention {
        name: "percent-of",
        reason: "`percent of 20` is no way to say 20 percent in prose",
        holds: |difference| wanted_words(difference).starts_with("per") && wanted_words(difference).contains(" of "),
    },
    Convention {
        name: "mathematics",
        reason: "powers and spoken divisions are formulas, not prose",
        holds: |difference| wanted_words(difference).contains('^') || wanted_words(difference).contains(" over "),
    },
    Convention {
        name: "joined-digits",
        reason: "the parts of addresses, telephone numbers, dates and numbers spelled one by one count nothing",
        holds: |difference| {
            difference.found.is_none()
                && difference
                    .wanted
                    .is_some_and(|wanted| joined(difference.text, wanted.span.start(), wanted.span.end()))
        },
    },
    Convention {
        name: "number-as-name",
        reason: "list numbers, numbered things and numbers within names count nothing",
        holds: |difference| {
            difference.found.is_none()
                && difference
                    .wanted
                    .is_some_and(|wanted| names(difference.text, wanted.span.start(), wanted.span.end()))
        },
    },
    Convention {
        name: "measure",
        reason: "an amount of a unit that touches its number is a quantity of ours; they leave it to another model",
        holds: |difference| {
            difference.wanted.is_none()
                && difference.found.is_some_and(|found| matches!(found.quantity.kind, Kind::Measure | Kind::Duration))
        },
    },
    Convention {
        name: "rank",
        reason: "ordinals rank, and no amount lies between two of them",
        holds: |difference| {
            wanted_words(difference).split(' ').any(|word| word.ends_with("th")) && difference.found.is_none()
        },
    },
    Convention {
        name: "small-change-unsaid",
        reason: "a bare number behind an amount is small change in speech; in print it counts what follows",
        holds: |difference| {
            difference.wanted.zip(difference.found).is_some_and(|(wanted, found)| {
                let (more, main) = (wanted.amount().unwrap_or_default(), found.quantity.hard.low.unwrap_or_default());
                found.quantity.kind == Kind::Money && more > main && more < main + 1.0
            })
        },
    },
    Convention {
        name: "letter-apart",
        reason: "a scale's letter touches its digits in prose; apart, or as a physicist's prefix, it is something else",
        holds: |difference| {
            let words = wanted_words(difference);
            let letter = words.ends_with(['k', 'm', 'g']) && words[..words.len() - 1].ends_with(' ');
            letter || words.ends_with('g') && words[..words.len() - 1].ends_with(|c: char| c.is_ascii_digit())
        },
    },
    Convention {
        name: "spoken-formula",
        reason: "a denominator of several words, or behind a sum of numbers, is a formula read aloud",
        holds: |difference| {
            let words = wanted_words(difference);
            let last = words.rsplit([' ', '-']).next().unwrap_or_default();
            let denominator = ["ths", "th", "firsts"].iter().any(|ending| last.ends_with(ending));
            denominator && words.split([' ', '-']).filter(|word| !word.is_empty()).count() >= 3
        },
    },
    Convention {
        name: "unit-first",
        reason: "a unit told in words stands behind its number in English",
        holds: |difference| {
            let words = wanted_words(difference);
            difference.found.is_none()
                && words.starts_with(|c: char| c.is_ascii_lowercase())
                && words.split(' ').next().is_some_and(|first| ["dollar", "sen"].contains(&first))
        },
    },
    Convention {
        name: "dash-apart",
        reason: "a dash with space behind it opens a list item or an aside; a minus sign touches its number",
        holds: |difference| wanted_words(difference).starts_with("- "),
    },
    Convention {
        name: "denominator-unread",
        reason: "they leave the denominator of `100 millionths` unread; we read both, and take `two millionth` for a rank",
        holds: |difference| {
            let behind = difference.wanted.map_or("", |wanted| difference.text[wanted.span.end()..].trim_start());
            ["millionth", "billionth", "trillionth"].iter().any(|word| behind.starts_with(word))
        },
    },
];

fn wanted_words<'a>(difference: &Difference<'a>) -> &'a str {
    difference.wanted.map_or("", |wanted| &wanted.words)
}

/// True where digits or number words are joined to others by a sign without space.
fn joined(text: &str, start: usize, end: usize) -> bool {
    let sign = |c: char| matches!(c, '.' | '-' | '/' | ':');
    let behind = text[end..].strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let before = text[..start].strip_suffix(sign).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    behind || before
}

/// True where digits are all that stands before a period, or stand behind a hyphen, a number sign or a word for one.
fn names(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end();
    let item = before.is_empty() && text[end..].trim() == ".";
    let zero_led = end - start > 1 && text[start..end].chars().all(|c| c == '0');
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let listed = text[..start].ends_with(',') && text[..start].contains("nrs.");
    item || listed || zero_led || before.ends_with('-') || matches!(word.as_str(), "nr." | "nrs." | "version")
}
