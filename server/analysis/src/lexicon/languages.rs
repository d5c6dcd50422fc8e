//! Languages by their codes, and what those that are not English write with a capital.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{grammar, rows, schemas};

/// Lookups over languages.
pub struct Languages {
    /// Codes by code and by other words for the language.
    codes: FxHashMap<&'static str, &'static str>,
    /// English names by code.
    names: FxHashMap<&'static str, &'static str>,
    /// By code.
    capitals: FxHashMap<&'static str, Capitals>,
}

/// What a language writes with a capital though it names nobody; words in small letters.
#[derive(Debug, Default)]
pub struct Capitals {
    words: FxHashSet<&'static str>,
    endings: Vec<&'static str>,
    before: FxHashSet<&'static str>,
    case: Option<char>,
}

impl Capitals {
    /// True for a word that names nobody.
    pub fn is_noun(&self, word: &str) -> bool {
        self.words.contains(word) || self.endings.iter().any(|ending| word.ends_with(ending))
    }

    /// True where what stands behind the word is an ordinary noun.
    pub fn stands_before_nouns(&self, word: &str) -> bool {
        self.before.contains(word)
    }

    /// The sign behind which the case of a name is written (`Ankara'da`); none where there is no such sign.
    pub fn case(&self) -> Option<char> {
        self.case
    }

    /// True for a language that writes all its nouns with a capital.
    pub fn all_nouns(&self) -> bool {
        !self.before.is_empty()
    }
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let languages = rows(&schemas::LANGUAGES, grammar!("languages/names.table"));
    let capitals = rows(&schemas::CAPITALS, grammar!("languages/capitals.table"));
    let words =
        |row: &super::tables::Row<'static>| std::iter::once(row.cells[0]).chain(row.list(1)).collect::<Vec<_>>();
    Languages {
        codes: languages.iter().flat_map(|row| words(row).into_iter().map(|word| (word, row.cells[0]))).collect(),
        names: languages.iter().map(|row| (row.cells[0], row.cells[2])).collect(),
        capitals: capitals
            .iter()
            .map(|row| {
                let (words, endings, before) = (row.list(1).collect(), row.list(2).collect(), row.list(3).collect());
                (row.cells[0], Capitals { words, endings, before, case: row.cells[4].chars().next() })
            })
            .collect(),
    }
});

/// The one instance.
pub fn languages() -> &'static Languages {
    &LANGUAGES
}

impl Languages {
    /// The code of a language as metadata write it: a code of two or three letters, with or without a region, or its name.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::lexicon::languages;
    /// assert_eq!(languages().code("fr-CA"), Some("fr"));
    /// assert_eq!(languages().code("German"), Some("de"));
    /// assert_eq!(languages().code("Klingon"), None);
    /// ```
    pub fn code(&self, written: &str) -> Option<&'static str> {
        let small = written.trim().to_lowercase();
        let bare = small.split(['-', '_', ';', ',']).next().unwrap_or_default().trim();
        self.codes.get(small.as_str()).or_else(|| self.codes.get(bare)).copied()
    }

    /// The English name of the language of a code; the code itself where none is known.
    pub fn name<'c>(&self, code: &'c str) -> &'c str {
        self.names.get(code).copied().unwrap_or(code)
    }

    /// What the language of a code writes with a capital though it names nobody; none where it does no such thing.
    pub fn capitals(&self, code: &str) -> Option<&Capitals> {
        self.capitals.get(code)
    }
}
