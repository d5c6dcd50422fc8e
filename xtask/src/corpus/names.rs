//! Names that nobody bears: of persons, places and organisations, in a few made-up manners of sounding, and the spellings
//! that one name has in several houses.

use super::chance::Chance;

/// How names of one kind of region sound.
pub(crate) struct Tongue {
    onsets: &'static [&'static str],
    vowels: &'static [&'static str],
    codas: &'static [&'static str],
    given_ends: &'static [&'static str],
    family_ends: &'static [&'static str],
    place_ends: &'static [&'static str],
    /// What stands before some family names.
    particles: &'static [&'static str],
}

pub(crate) const TONGUES: &[Tongue] = &[
    Tongue {
        onsets: &["b", "d", "f", "h", "j", "k", "kh", "m", "n", "q", "r", "s", "sh", "t", "y", "z", "gh", "dh"],
        vowels: &["a", "a", "i", "u", "aa", "ee", "ou"],
        codas: &["", "", "b", "d", "l", "m", "n", "r", "s", "mm", "ss", "bb"],
        given_ends: &["im", "ad", "id", "an", "ir", "oud", "eem", "a"],
        family_ends: &["i", "awi", "ani", "our", "ash", "iri", "an"],
        place_ends: &["iya", "an", "abad", "iyah", "ar", "ut"],
        particles: &["al-", "al-", "bin ", ""],
    },
    Tongue {
        onsets: &["b", "br", "d", "dr", "g", "gr", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "v", "vl", "z", "zh"],
        vowels: &["a", "e", "i", "o", "u", "o"],
        codas: &["", "", "l", "n", "r", "s", "v", "sk", "k"],
        given_ends: &["an", "or", "ek", "islav", "a", "ena", "omir"],
        family_ends: &["ov", "ova", "sky", "enko", "ich", "in", "ak"],
        place_ends: &["grad", "ovo", "itsa", "ivka", "ino", "sk"],
        particles: &[""],
    },
    Tongue {
        onsets: &["b", "c", "ch", "d", "f", "g", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "tr", "pr"],
        vowels: &["a", "e", "i", "o", "u", "ia", "ue"],
        codas: &["", "", "", "l", "n", "r", "s"],
        given_ends: &["o", "a", "el", "ina", "isto", "ena", "ario"],
        family_ends: &["ez", "era", "ales", "ado", "osa", "ino", "era"],
        place_ends: &["ada", "ilo", "osa", "uerta", "ón", "ara"],
        particles: &["", "", "de ", "del "],
    },
    Tongue {
        onsets: &["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "th", "w", "st", "br", "h"],
        vowels: &["a", "e", "i", "o", "u", "ea", "oo"],
        codas: &["ck", "ld", "ll", "m", "n", "nd", "r", "rn", "rt", "st", "t", "ft"],
        given_ends: &["a", "en", "in", "ard", "y", "eth", "on"],
        family_ends: &["ley", "son", "worth", "er", "man", "field", "by"],
        place_ends: &["ton", "mouth", "ham", "wick", "ford", "by", "mere"],
        particles: &[""],
    },
    Tongue {
        onsets: &["b", "ch", "d", "k", "l", "m", "n", "ng", "ny", "p", "s", "t", "w", "y", "mb", "nd"],
        vowels: &["a", "e", "i", "o", "u", "a"],
        codas: &["", "", "", "", "n", "m"],
        given_ends: &["a", "e", "isa", "ani", "u", "wa"],
        family_ends: &["we", "ngi", "sa", "ko", "ba", "mbe", "do"],
        place_ends: &["wa", "ngo", "ra", "ni", "kala", "si"],
        particles: &[""],
    },
];

impl Tongue {
    fn word(&self, chance: &mut Chance, syllables: usize, ends: &[&str]) -> String {
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(chance.one(self.onsets));
            word.push_str(chance.one(self.vowels));
            word.push_str(chance.one(self.codas));
        }
        // Two vowels in a row belong to no name here.
        let end = chance.one(ends);
        if end.starts_with(is_vowel) && word.ends_with(is_vowel) {
            word.push_str(chance.one(&["l", "n", "r", "m"]));
        }
        word.push_str(end);
        capitalised(&without_triples(&word))
    }

    pub(crate) fn given(&self, chance: &mut Chance) -> String {
        self.word(chance, 1, self.given_ends)
    }

    pub(crate) fn family(&self, chance: &mut Chance) -> String {
        let syllables = 1 + usize::from(chance.percent(60));
        format!("{}{}", chance.one(self.particles), self.word(chance, syllables, self.family_ends))
    }

    pub(crate) fn place(&self, chance: &mut Chance) -> String {
        let syllables = 1 + usize::from(chance.percent(60));
        self.word(chance, syllables, self.place_ends)
    }
}

/// No letter stands three times in a row.
fn without_triples(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    for letter in word.chars() {
        if !kept.ends_with(&format!("{letter}{letter}")) {
            kept.push(letter);
        }
    }
    kept
}

fn is_vowel(letter: char) -> bool {
    "aeiouó".contains(letter)
}

/// The text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Ways in which houses write the same sounds.
const MANNERS: &[(&str, &str)] = &[
    ("ou", "u"),
    ("ee", "i"),
    ("aa", "a"),
    ("q", "k"),
    ("al-", "el-"),
    ("al-", "Al "),
    ("zh", "j"),
    ("sky", "skiy"),
    ("v", "w"),
    ("mm", "m"),
    ("ss", "s"),
    ("bb", "b"),
    ("gh", "g"),
    ("dh", "d"),
    ("iyah", "iya"),
    ("ó", "o"),
];

/// The name as a house writes it: `house` decides, the same for every name; half of all houses write names as they are.
pub(crate) fn as_written(name: &str, house: u64) -> String {
    let mut chance = Chance::of(&[house, 77]);
    let mut written = name.to_owned();
    if chance.percent(50) {
        return written;
    }
    for _ in 0..3 {
        let (sound, other) = chance.one(MANNERS);
        if written.contains(sound) {
            written = written.replace(sound, other);
        }
    }
    written
}

/// The first letters of the words of a name.
pub(crate) fn acronym(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}
