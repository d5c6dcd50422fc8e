//! Names across scripts and spellings: particles, letters, endings, frequent parts, short forms, legal forms. How letters
//! sound stands in `sounds`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tables::{Row, Schema};
use super::{grammar, rows, schemas};

/// A small word inside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// Says nothing.
    Article,
    /// An article before its own sound alone.
    Assimilated,
    /// Joins two names.
    Son,
    /// One name together with the next.
    Kunya,
    /// One name together with the next, and another than that.
    Servant,
    /// Said or left out at will.
    Plain,
    /// God, behind a servant's particle.
    God,
}

/// Whose form a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// A man's.
    Man,
    /// A woman's.
    Woman,
}

/// What an ending of a name stands for.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// The spelling by which it is compared.
    pub standard: &'static str,
    /// Whose form it is.
    pub gender: Option<Gender>,
    /// It makes a father's name.
    pub patronym: bool,
}

/// What a Spanish or Portuguese name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Iberian {
    /// A given name.
    Given,
    /// A family name.
    Family,
}

/// A frequent name.
pub struct Frequent {
    /// As the table writes it, and other forms of it.
    pub forms: Vec<&'static str>,
    /// From 0 to 1: how much it says of who is named.
    pub weight: f32,
}

/// A company's legal form.
#[derive(Clone, Copy, Debug)]
pub struct CompanyForm {
    /// The shared word by which such forms are compared.
    pub standard: &'static str,
    /// It is one only where it is written in capitals or with dots.
    pub capitals: bool,
}

/// Lookups for comparing names.
pub struct Transliteration {
    particles: FxHashMap<&'static str, Particle>,
    /// Servants' particles that are no form of `abd`.
    servants: Vec<&'static str>,
    letters: FxHashMap<char, &'static str>,
    marked: FxHashMap<char, &'static str>,
    endings: FxHashMap<&'static str, Ending>,
    /// Letters of the longest row of `endings`.
    longest_ending: usize,
    honorifics: FxHashSet<&'static str>,
    iberian: FxHashMap<&'static str, Iberian>,
    /// Frequent parts of names.
    pub frequent: Vec<Frequent>,
    short_forms: FxHashMap<&'static str, Vec<&'static str>>,
    company_forms: FxHashMap<&'static str, CompanyForm>,
    variants: FxHashMap<&'static str, &'static str>,
}

static TRANSLITERATION: LazyLock<Transliteration> = LazyLock::new(Transliteration::read);

/// The one instance.
pub fn transliteration() -> &'static Transliteration {
    &TRANSLITERATION
}

impl Transliteration {
    fn read() -> Self {
        let particles = rows(&schemas::PARTICLES, grammar!("transliteration/particles.table"));
        let endings = rows(&schemas::NAME_ENDINGS, grammar!("transliteration/endings.table"));
        let frequent = rows(&schemas::FREQUENT_NAMES, grammar!("transliteration/frequent-names.table"));
        let honorifics = rows(&schemas::NAME_HONORIFICS, grammar!("transliteration/honorifics.table"));
        let iberian = rows(&schemas::DOUBLE_SURNAMES, grammar!("transliteration/double-surnames.table"));
        Self {
            particles: particles.iter().map(|row| (row.cells[0], particle(row.cells[1]))).collect(),
            servants: particles
                .iter()
                .map(|row| (row.cells[0], particle(row.cells[1])))
                .filter(|(form, class)| *class == Particle::Servant && !form.starts_with("abd") && form.len() > 4)
                .map(|(form, _)| form)
                .collect(),
            letters: letters(&schemas::LETTERS, grammar!("transliteration/letters.table")),
            marked: letters(&schemas::MARKED_LETTERS, grammar!("transliteration/marked-letters.table")),
            endings: endings.iter().map(|row| (row.cells[0], ending(row))).collect(),
            longest_ending: endings.iter().map(|row| row.cells[0].len()).max().unwrap_or(0),
            honorifics: honorifics.iter().map(|row| row.cells[0]).collect(),
            iberian: iberian.iter().map(|row| (row.cells[0], iberian_part(row.cells[1]))).collect(),
            frequent: frequent
                .iter()
                .map(|row| Frequent {
                    forms: std::iter::once(row.cells[0]).chain(row.list(2)).collect(),
                    weight: row.cells[1].parse().unwrap_or(1.0),
                })
                .collect(),
            short_forms: short_forms(),
            company_forms: company_forms(),
            variants: rows(&schemas::NAME_VARIANTS, grammar!("english/name-variants.table"))
                .iter()
                .map(|row| (row.cells[0], row.cells[1]))
                .collect(),
        }
    }

    /// What kind of particle a lower-case word is.
    pub fn particle(&self, word: &str) -> Option<Particle> {
        self.particles.get(word).copied()
    }

    /// What stands behind a servant's particle that is written into a word and takes no article (`Gholamreza`).
    pub fn behind_servant<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.servants.iter().find_map(|servant| word.strip_prefix(servant))
    }

    /// Latin letters for a small letter of another script.
    pub fn latin(&self, letter: char) -> Option<&'static str> {
        self.letters.get(&letter).copied()
    }

    /// How a small Latin letter is read because of its mark.
    pub fn marked(&self, letter: char) -> Option<&'static str> {
        self.marked.get(&letter).copied()
    }

    /// The longest ending in the table that a word has behind two letters or more, with its length in bytes.
    pub fn ending(&self, word: &str) -> Option<(usize, Ending)> {
        let longest = self.longest_ending.min(word.len().saturating_sub(2));
        (2..=longest).rev().find_map(|length| {
            let ending = word.get(word.len() - length..)?;
            self.endings.get(ending).map(|ending| (length, *ending))
        })
    }

    /// The names that a lower-case name is a short form of, or that are short for it.
    pub fn short_forms(&self, word: &str) -> &[&'static str] {
        self.short_forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a lower-case word says of a company's legal form.
    pub fn company_form(&self, word: &str) -> Option<CompanyForm> {
        self.company_forms.get(word).copied()
    }

    /// The standard spelling of a lower-case word of organisations' names.
    pub fn standard<'w>(&self, word: &'w str) -> &'w str {
        self.variants.get(word).copied().unwrap_or(word)
    }

    /// True for a title that may stand among the parts of a name.
    pub fn is_honorific(&self, word: &str) -> bool {
        self.honorifics.contains(word)
    }

    /// What a lower-case word is in Spanish and Portuguese names.
    pub fn iberian(&self, word: &str) -> Option<Iberian> {
        self.iberian.get(word).copied()
    }
}

fn letters(schema: &Schema, source: &'static str) -> FxHashMap<char, &'static str> {
    rows(schema, source).iter().filter_map(|row| Some((row.cells[0].chars().next()?, row.cells[1]))).collect()
}

fn company_forms() -> FxHashMap<&'static str, CompanyForm> {
    let table = rows(&schemas::COMPANY_FORMS, grammar!("english/company-forms.table"));
    let form = |row: &Row<'static>| CompanyForm { standard: row.cells[1], capitals: !row.cells[2].is_empty() };
    table.iter().map(|row| (row.cells[0], form(row))).collect()
}

fn short_forms() -> FxHashMap<&'static str, Vec<&'static str>> {
    let mut forms: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for row in rows(&schemas::SHORT_FORMS, grammar!("transliteration/short-forms.table")) {
        forms.entry(row.cells[0]).or_default().push(row.cells[1]);
        forms.entry(row.cells[1]).or_default().push(row.cells[0]);
    }
    forms
}

fn particle(name: &str) -> Particle {
    match name {
        "article" => Particle::Article,
        "assimilated" => Particle::Assimilated,
        "son" => Particle::Son,
        "kunya" => Particle::Kunya,
        "servant" => Particle::Servant,
        "god" => Particle::God,
        _ => Particle::Plain,
    }
}

fn ending(row: &Row<'static>) -> Ending {
    let gender = match row.cells[2] {
        "man" => Some(Gender::Man),
        "woman" => Some(Gender::Woman),
        _ => None,
    };
    Ending { standard: row.cells[1], gender, patronym: !row.cells[3].is_empty() }
}

fn iberian_part(name: &str) -> Iberian {
    if name == "given" { Iberian::Given } else { Iberian::Family }
}
