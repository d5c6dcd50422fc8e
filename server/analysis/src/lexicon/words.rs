//! Function words and abbreviations.

use std::sync::LazyLock;

use super::lookup::Lookup;
use super::{rows, schemas};

/// The closed classes of English words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are grammar's")]
pub enum WordClass {
    Determiner,
    Pronoun,
    Preposition,
    Conjunction,
    Subordinator,
    Auxiliary,
    Modal,
    Adverb,
    /// A word that often begins a sentence and is seldom part of a name.
    Opener,
}

/// What a function word does besides its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// A preposition of place.
    Locative,
    /// What follows is known.
    Definite,
    /// Stands for a noun of its own (`those arrested`).
    Alone,
    /// Counts in addition (`another five`).
    Increment,
    /// A personal pronoun for somebody.
    Personal,
    /// A sentence that it opens goes on about the one before.
    Resumptive,
    /// Opens a relative clause.
    Relative,
    /// May stand behind another determiner or a number (`the other three`).
    Second,
    /// Of somebody or something spoken of before (`his`).
    Possessive,
    /// Matches the numbers of a row with the names of another (`respectively`).
    Crossing,
}

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u16);

impl Traits {
    /// True where `wanted` is among them.
    pub fn has(self, wanted: Trait) -> bool {
        self.0 & 1 << wanted as u16 != 0
    }
}

impl FromIterator<Trait> for Traits {
    fn from_iter<I: IntoIterator<Item = Trait>>(traits: I) -> Self {
        Self(traits.into_iter().fold(0, |set, one| set | 1 << one as u16))
    }
}

/// Lookups over function words and abbreviations.
pub struct Words {
    classes: Lookup<WordClass>,
    traits: Lookup<Traits>,
    /// Word to whether it is an abbreviation only before a number.
    abbreviations: Lookup<bool>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let classes = rows(&schemas::FUNCTION_WORDS, include_str!("../../../../grammar/english/function-words.table"));
    let abbreviations = rows(&schemas::ABBREVIATIONS, include_str!("../../../../grammar/english/abbreviations.table"));
    Words {
        traits: classes.iter().map(|row| (row.cells[0], row.list(2).filter_map(named_trait).collect())).collect(),
        classes: classes.iter().map(|row| (row.cells[0], class(row.cells[1]))).collect(),
        abbreviations: abbreviations.iter().map(|row| (row.cells[0], row.cells[1] == "number")).collect(),
    }
});

/// The one instance.
pub fn words() -> &'static Words {
    &WORDS
}

fn class(name: &str) -> WordClass {
    match name {
        "determiner" => WordClass::Determiner,
        "pronoun" => WordClass::Pronoun,
        "preposition" => WordClass::Preposition,
        "conjunction" => WordClass::Conjunction,
        "subordinator" => WordClass::Subordinator,
        "auxiliary" => WordClass::Auxiliary,
        "modal" => WordClass::Modal,
        "adverb" => WordClass::Adverb,
        _ => WordClass::Opener,
    }
}

fn named_trait(name: &str) -> Option<Trait> {
    Some(match name {
        "locative" => Trait::Locative,
        "definite" => Trait::Definite,
        "alone" => Trait::Alone,
        "increment" => Trait::Increment,
        "personal" => Trait::Personal,
        "resumptive" => Trait::Resumptive,
        "relative" => Trait::Relative,
        "second" => Trait::Second,
        "possessive" => Trait::Possessive,
        "crossing" => Trait::Crossing,
        _ => return None,
    })
}

impl Words {
    /// True where a lower-case function word has a trait.
    pub fn has(&self, lower: &str, wanted: Trait) -> bool {
        self.traits.get(lower).is_some_and(|traits| traits.has(wanted))
    }

    /// Every function word with its class and its traits, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, WordClass, Traits)> {
        self.classes.iter().map(|(word, class)| (*word, *class, self.traits.get(word).copied().unwrap_or_default()))
    }

    /// The class of a lower-case word, where it is a function word.
    pub fn class(&self, lower: &str) -> Option<WordClass> {
        self.classes.get(lower).copied()
    }

    /// True where a capitalised `word` is likelier to begin a sentence than to be part of a name.
    pub fn is_sentence_opener(&self, word: &str) -> bool {
        self.classes.contains(word.to_lowercase().as_str())
    }

    /// True where a period behind `word` belongs to the word.
    pub fn is_abbreviation(&self, word: &str, before_number: bool) -> bool {
        let only_before_number = self.abbreviations.get(word.to_lowercase().as_str());
        only_before_number.is_some_and(|only| !only || before_number)
    }
}
