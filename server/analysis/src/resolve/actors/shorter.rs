//! Which names are shorter forms of which. None of this is proof: it binds only where one thing alone has such a name.

use crate::lexicon::countries::demonym_endings;
use crate::lexicon::transliteration::Particle;
use crate::resolve::names::parts::{Name, Part};
use crate::resolve::names::sound::{self, Sounds};

/// The last part of a name sounds like the last of the other.
pub(super) fn is_last(short: &Name, long: &Name) -> bool {
    match (short.parts.last(), long.parts.last()) {
        (Some(a), Some(b)) => long.parts.len() > short.parts.len() && a.bound == b.bound && sounds_alike(a, b),
        _ => false,
    }
}

/// A person's name with less in it: initials, some of the given names, one surname of two, a shortened kunya.
pub(super) fn is_shorter(short: &Name, long: &Name) -> bool {
    if short.organisation || long.organisation || long.parts.len() < 2 {
        return false;
    }
    if short.parts.len() == 1 {
        return is_shortened_kunya(&short.parts[0], &long.parts);
    }
    has_initials(&short.parts, &long.parts)
        || long.parts.len() > short.parts.len() && (leaves_out(&short.parts, &long.parts) || is_end(short, long))
}

/// `Abu Muhandis` for `Abu Mahdi al-Muhandis`.
fn is_shortened_kunya(short: &Part, long: &[Part]) -> bool {
    let (first, last) = (&long[0], &long[long.len() - 1]);
    let abu = |part: &Part| part.bound == Some(Particle::Kunya);
    abu(short) && abu(first) && !abu(last) && sound::are_alike(&short.sounds, &last.sounds, ALIKE)
}

/// `I. V. Orlova` for `Irina Vasilyevna Orlova`: the same surname, the first initial and, where the long name has them, the rest.
fn has_initials(short: &[Part], long: &[Part]) -> bool {
    let (Some((surname, initials)), Some((other, given))) = (short.split_last(), long.split_last()) else {
        return false;
    };
    let fits =
        |initial: &Part, name: &Part| initial.text.len() <= INITIAL && name.text.starts_with(initial.text.as_str());
    let pairs = initials.iter().zip(given);
    let all = initials.iter().all(|part| part.text.len() <= INITIAL);
    all && given.iter().all(|part| part.text.len() > 2)
        && sounds_alike(surname, other)
        && pairs.into_iter().all(|(initial, name)| fits(initial, name))
}

/// `María Fernanda Ortega` for `María Fernanda Ortega Ruiz`, `Mustafa Kadhimi` for `Mustafa Abdul Latif Kadhimi`: the same
/// given name first, and the surname or more than one given name kept.
fn leaves_out(short: &[Part], long: &[Part]) -> bool {
    let mut rest = long.iter();
    let mut in_order = || short.iter().all(|part| rest.any(|other| sounds_alike(part, other)));
    let ends = || sounds_alike(&short[short.len() - 1], &long[long.len() - 1]);
    let begins = || short.len() > 2 && short.iter().zip(long).all(|(a, b)| sounds_alike(a, b));
    sounds_alike(&short[0], &long[0]) && (ends() || begins()) && in_order()
}

/// `Ortega Ruiz` for `María Fernanda Ortega Ruiz`; `Mohammed Hassan` is no short form of his son's `Ali Mohammed Hassan`.
fn is_end(short: &Name, long: &Name) -> bool {
    let end = &long.parts[long.parts.len() - short.parts.len()..];
    short.parts.iter().zip(end).all(|(a, b)| a.frequent.is_none() && sounds_alike(a, b))
}

/// A firm or group by the proper name that its own begins with (`Norwald` for `Norwald Shipping AG`).
pub(super) fn is_firm(short: &Name, long: &Name) -> bool {
    let rest = &long.parts[short.parts.len().min(long.parts.len())..];
    let begins = short.parts.iter().zip(&long.parts).all(|(a, b)| a.text == b.text);
    let ordinary = rest.iter().any(|part| part.plain || part.head.is_some() || part.optional);
    let proper = !short.parts[0].plain && short.parts[0].head.is_none();
    begins && proper && !rest.is_empty() && (ordinary || !long.organisation)
}

/// A group by the foreign noun that its name begins with, where it is alone in having it (`Asaib`, `Hashd`).
pub(super) fn is_head(short: &Name, long: &Name) -> bool {
    let (only, first) = (&short.parts[0], &long.parts[0]);
    let own = long.parts[1..].iter().all(|part| part.head.is_none() && !part.plain);
    long.parts.len() > 1 && only.text == first.text && first.head.is_some() && !first.plain && own
}

/// A long name of an organisation that begins as the short one does, or that has in front of it a proper name or the
/// whole organisation it belongs to; ordinary words (`Supreme`, `Federal`) make it another one.
pub(super) fn is_end_or_beginning(short: &Name, long: &Name) -> bool {
    let equal = |a: &[Part], b: &[Part]| a.iter().zip(b).all(|(x, y)| x.text == y.text);
    let (n, m) = (short.parts.len(), long.parts.len());
    let front = &long.parts[..m - n];
    let proper = front.iter().all(|part| !part.plain) || front.iter().any(|part| part.head.is_some());
    equal(&short.parts, &long.parts[..n]) || proper && equal(&short.parts, &long.parts[m - n..])
}

/// A part of so many letters (in bytes) at most is an initial.
pub(super) const INITIAL: usize = 2;

const ALIKE: f32 = 0.9;

fn sounds_alike(a: &Part, b: &Part) -> bool {
    a.bound == b.bound && a.text.len() > 1 && b.text.len() > 1 && sound::are_alike(&a.sounds, &b.sounds, ALIKE)
}

/// The places that `adjective` (small letters) may be of, by its ending.
pub(super) fn demonym_stems(adjective: &str) -> impl Iterator<Item = String> {
    demonym_endings().iter().filter_map(move |(ending, instead)| {
        let stem = adjective.strip_suffix(ending).filter(|stem| stem.len() >= 3)?;
        Some(format!("{stem}{instead}"))
    })
}

/// The letters of a name of several words.
pub(super) struct Letters {
    given: Vec<String>,
    surname: String,
    whole: String,
}

impl Letters {
    /// Those of `name`; none where it has one word only.
    pub(super) fn of(name: &str) -> Option<Self> {
        let words = name.split([' ', '-', '\u{a0}']).map(letters);
        let mut given: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        let whole = given.concat();
        let surname = given.pop().filter(|_| !given.is_empty())?;
        Some(Self { given, surname, whole })
    }

    /// True where a handle is this name without spaces (`qassimalaraji`) or its surname behind initials (`MAKadhimi`).
    pub(super) fn has_handle(&self, handle: &str) -> bool {
        let handle = letters(handle);
        let near = handle.len() > 6 && handle.as_bytes().first() == self.whole.as_bytes().first();
        if near
            && handle.len().abs_diff(self.whole.len()) <= 3
            && sound::likeness(&Sounds::of(&handle), &Sounds::of(&self.whole)) >= ALIKE
        {
            return true;
        }
        let initials = handle.strip_suffix(self.surname.as_str()).filter(|_| self.surname.len() > 3);
        let mut rest = self.given.iter();
        let mut fits = |initial| rest.any(|word| word.starts_with(initial));
        initials.is_some_and(|initials| !initials.is_empty() && initials.chars().all(&mut fits))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::names::parts::read;

    fn shorter(short: &str, long: &str) -> bool {
        is_shorter(&read(short), &read(long))
    }

    #[test]
    fn less_of_one_name() {
        assert!(shorter("I. V. Orlova", "Irina Vasilyevna Orlova"));
        assert!(shorter("A. P. Shcherbakov", "Aleksandr Shcherbakov"));
        assert!(shorter("Ye. Sokolov", "Yevgeny Sokolov"));
        assert!(shorter("Ortega Ruiz", "María Fernanda Ortega Ruiz"));
        assert!(shorter("María Fernanda Ortega", "María Fernanda Ortega Ruiz"));
        assert!(shorter("Abu Muhandis", "Abu Mahdi al-Muhandis"));
    }

    #[test]
    fn another_s_name() {
        assert!(!shorter("W. Ashdown", "Tobias Ashdown"));
        assert!(!shorter("Mohammed Hassan", "Ali Mohammed Hassan"));
        assert!(!shorter("Zhang Wei", "Zhang Weimin"));
        assert!(!shorter("Abdul Karim", "Abdul Karim Hashem Mustafa"));
        assert!(!shorter("Abu Mahdi", "Abu Mahdi al-Muhandis"));
    }

    #[test]
    fn handles_are_made_of_names() {
        let made = |handle: &str, name: &str| Letters::of(name).is_some_and(|letters| letters.has_handle(handle));
        assert!(made("qassimalaraji", "Qassem al-Araji"));
        assert!(made("MAKadhimi", "Mustafa al-Kadhimi"));
        assert!(!made("MAKadhimi", "Kadhimi") && !made("USEmbBaghdad", "Baghdad"));
    }
}
