//! Numbers written as the note writes them: in words or in digits, thousands parted as there, millions as millions.

use crate::lexicon::numbers;
use crate::lexicon::numbers::NumberKind;

/// Characters that part thousands.
const PARTINGS: [char; 6] = [',', '.', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// From here on thousands are parted where the note does not show how it writes them.
const LONG: f64 = 10_000.0;

/// So many decimals are written with a million and its like.
const DECIMALS: f64 = 100.0;

/// `value` written in the manner of `like`, a number of the note; none where that manner does not suit it.
pub(super) fn written_like(like: &str, value: f64) -> Option<String> {
    if !value.is_finite() || value < 0.0 {
        return None;
    }
    if !like.contains(|c: char| c.is_ascii_digit()) {
        return in_words(like, value);
    }
    let digits = like.trim_end_matches(|c: char| c.is_alphabetic() || c == '-' || c.is_whitespace());
    let scale = &like[digits.len()..];
    if !digits.chars().all(|c| c.is_ascii_digit() || PARTINGS.contains(&c)) {
        return None;
    }
    if scale.is_empty() {
        return in_digits(digits, value);
    }
    let factor = scale_of(scale.trim_start_matches(['-', ' ', '\u{a0}']))?;
    let share = value / factor;
    let is_short = ((share * DECIMALS).round() - share * DECIMALS).abs() < 1e-6;
    let share = (share * DECIMALS).round() / DECIMALS;
    (is_short && (1.0..1000.0).contains(&share)).then(|| format!("{}{scale}", with_point(digits, share)))
}

/// What a word or letters behind digits multiply by.
fn scale_of(word: &str) -> Option<f64> {
    let (value, kind) = numbers().word(&word.to_lowercase()).or_else(|| numbers().suffix(word))?;
    (kind == NumberKind::Scale).then_some(value)
}

/// One to ninety-nine in words, with the capital that `like` has.
fn in_words(like: &str, value: f64) -> Option<String> {
    if value.fract() != 0.0 || value > 99.0 {
        return None;
    }
    let words = numbers().spelled(value as u32)?;
    let mut characters = words.chars();
    let first = characters.next()?;
    let is_capital = like.starts_with(char::is_uppercase);
    Some(if is_capital { first.to_uppercase().chain(characters).collect() } else { words })
}

fn in_digits(like: &str, value: f64) -> Option<String> {
    if value.fract() != 0.0 {
        return (value < LONG).then(|| with_point(like, value));
    }
    let parting = parting(like);
    let is_parted = match parting {
        Some(parting) => parting.is_some(),
        None => value >= LONG,
    };
    let digits = format!("{value:.0}");
    Some(if is_parted { parted(&digits, parting.flatten().unwrap_or(',')) } else { digits })
}

/// What parts thousands in a number: nothing where it is long and has none; not known where it is short.
#[expect(clippy::option_option, reason = "that thousands are not parted is known too")]
fn parting(like: &str) -> Option<Option<char>> {
    let mut groups = like.split(PARTINGS);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let whole = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    if !rest.is_empty() && whole {
        return Some(like.chars().find(|c| PARTINGS.contains(c)));
    }
    (rest.is_empty() && first.len() > 3).then_some(None)
}

fn parted(digits: &str, parting: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(parting);
        }
        text.push(digit);
    }
    text
}

/// A number with its decimals, behind a comma where `like` has its own there.
fn with_point(like: &str, value: f64) -> String {
    let written = value.to_string();
    let has_comma = like.rsplit_once(',').is_some_and(|(_, decimals)| decimals.len() != 3) && !like.contains('.');
    if has_comma { written.replace('.', ",") } else { written }
}

#[cfg(test)]
mod tests {
    use super::written_like;

    fn check(like: &str, value: f64, expected: Option<&str>) {
        assert_eq!(written_like(like, value).as_deref(), expected, "{value} like {like}");
    }

    #[test]
    fn words_stay_words() {
        check("thirteen", 14.0, Some("fourteen"));
        check("Thirteen", 40.0, Some("Forty"));
        check("three", 21.0, Some("twenty-one"));
        check("three", 104.0, None);
        check("three", 1.5, None);
        check("two thirds", 14.0, Some("fourteen"));
    }

    #[test]
    fn digits_stay_digits() {
        check("13", 14.0, Some("14"));
        check("13", 1200.0, Some("1200"));
        check("13", 12000.0, Some("12,000"));
        check("5,200", 1_234_567.0, Some("1,234,567"));
        check("5 200", 12000.0, Some("12 000"));
        check("5200", 12000.0, Some("12000"));
        check("5,200", 900.0, Some("900"));
        check("3.5", 4.25, Some("4.25"));
        check("3,5", 4.25, Some("4,25"));
        check("3.5", 4.0, Some("4"));
    }

    #[test]
    fn millions_stay_millions() {
        check("1.2 million", 1_300_000.0, Some("1.3 million"));
        check("1.2m", 2_000_000.0, Some("2m"));
        check("1.2 million", 1_234_567.0, None);
        check("1.2 million", 900_000.0, None);
        check("12 percent", 13.0, None);
    }
}
