//! Prose like that of the sample corpora, as much as is wanted.
//!
//! The documents are repeated, and each time their names and numbers are others: the spelling of a name is the same
//! throughout one copy of a document, and met in no other.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use deskcheck_analysis::lexicon::{calendar, countries};
use deskcheck_analysis::text::{Document, Tag, tags};
use deskcheck_corpus::{Library, read_library};
use rustc_hash::FxHasher;

/// The sample corpora.
pub(crate) fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The documents below some folder.
pub(crate) fn library(folder: PathBuf) -> Library {
    read_library(&[folder])
}

/// Every document of the sample corpora.
pub(crate) fn sources() -> Result<Vec<Document>> {
    let library = library(corpora());
    let told: Vec<Document> = library.sources.iter().map(|source| source.filed.document.as_ref().clone()).collect();
    if told.is_empty() {
        bail!("there are no documents below {}", corpora().display());
    }
    Ok(told)
}

/// Copies of `documents` until they have `bytes` bytes together.
pub(crate) fn copies(documents: &[Document], bytes: usize) -> Vec<Document> {
    let mut made = Vec::new();
    let mut length = 0;
    for copy in 0.. {
        for document in documents {
            if length >= bytes {
                return made;
            }
            let text = varied(&document.text, copy);
            length += text.len();
            made.push(Document { text, ..document.clone() });
        }
    }
    made
}

/// `text` with the names and numbers of its copy number `copy`; no other copy has one of its names.
pub(crate) fn varied(text: &str, copy: u64) -> String {
    copied(text, copy, |name| with_others(name, copy, &[VOWELS]))
}

/// As [`varied`], but as in the news: an eighth of the names is the same in all copies, a quarter in every eighth copy, another
/// quarter in every sixty-fourth; and what is another name is no other spelling of the same.
pub(crate) fn shared(text: &str, copy: u64) -> String {
    copied(text, copy, |name| {
        let mut hasher = FxHasher::default();
        name.hash(&mut hasher);
        let story = match (hasher.finish() >> 32) % 8 {
            0 => 0,
            1 | 2 => copy % 8,
            3 | 4 => copy % 64,
            _ => copy,
        };
        with_others(name, story, &[VOWELS, CONSONANTS])
    })
}

/// Vowels, and consonants that may stand wherever one stands.
const VOWELS: &str = "aeiou";
const CONSONANTS: &str = "bdfgklmnprstvz";

/// `text` with the numbers of its copy number `copy`, and each name as `other` has it.
fn copied(text: &str, copy: u64, other: impl Fn(&str) -> String) -> String {
    let mut made = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_kind = |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() };
        let length =
            rest.find(|c| !of_kind(c)).unwrap_or(rest.len()).max(if of_kind(first) { 0 } else { first.len_utf8() });
        let (word, behind) = rest.split_at(length);
        if first.is_ascii_digit() {
            made.push_str(&other_number(word, copy));
        } else if first.is_uppercase() && is_name(word) {
            made.push_str(&other(word));
        } else {
            made.push_str(word);
        }
        rest = behind;
    }
    made
}

/// Days stay days and years stay years; of other numbers the first digit changes.
fn other_number(digits: &str, copy: u64) -> String {
    match digits.parse::<u64>() {
        Ok(day @ 1..=28) => (1 + (day - 1 + copy) % 28).to_string(),
        Ok(1900..=2100) | Err(_) => digits.to_owned(),
        Ok(number) => {
            let scale = 10u64.pow(digits.len() as u32 - 1);
            let first = number / scale;
            format!("{}", number - first * scale + (1 + (first + copy) % 9) * scale)
        }
    }
}

/// A capitalised word that no dictionary and no table knows.
fn is_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.len() > 3
        && calendar().get(&lower).is_none()
        && countries::country_named(word).is_none()
        && matches!(tags::dictionary_tag(&lower), Tag::Unknown | Tag::ProperNoun)
}

/// The name with others for its letters of each of `sounds`; number 0 has them as they are.
fn with_others(name: &str, copy: u64, sounds: &[&str]) -> String {
    let mut hasher = FxHasher::default();
    (name, copy).hash(&mut hasher);
    let mut turn = hasher.finish();
    let mut other = |letter: char| {
        let lower = letter.to_ascii_lowercase();
        let (alike, at) = sounds.iter().find_map(|alike| Some((alike, alike.find(lower)?)))?;
        // A step of the generator of Knuth's MMIX: its high bits are even.
        turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let next = alike.as_bytes()[(at + (turn >> 33) as usize) % alike.len()] as char;
        Some(if letter.is_uppercase() { next.to_ascii_uppercase() } else { next })
    };
    name.chars().map(|letter| if copy == 0 { letter } else { other(letter).unwrap_or(letter) }).collect()
}
