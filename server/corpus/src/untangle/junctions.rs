//! How gladly one word follows another: natural logarithms of how much oftener they stand side by side than chance has it.
//!
//! Words are known by class only (function words by theirs, others by shape and ending), so that the table of
//! `grammar/english/junctions.table` is small and fits any subject.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use deskcheck_analysis::lexicon::words::WordClass;
use deskcheck_analysis::lexicon::{tables, words};
use rustc_hash::{FxHashMap, FxHasher};

use crate::schemas::JUNCTIONS;

/// What a word shows to the word behind it and to the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands.
    pub text: &'a str,
    /// Where it begins, in bytes of the file.
    pub start: usize,
    /// Its length in characters.
    pub width: usize,
    end: End,
    beginning: u8,
    ends_sentence: bool,
    /// Hash of its letters in lower case.
    key: u64,
    is_function: bool,
}

/// What a page shows about words: which ones there are, and which stand side by side.
#[derive(Debug, Default)]
pub struct Familiar {
    words: FxHashMap<u64, u16>,
    pairs: FxHashMap<(u64, u64), u16>,
}

impl Familiar {
    /// Takes in the words of lines and the pairs within them.
    pub fn of(lines: &[Vec<Word<'_>>]) -> Self {
        let mut familiar = Self::default();
        for word in lines.iter().flatten() {
            *familiar.words.entry(word.key).or_default() += 1;
        }
        for pair in lines.iter().flat_map(|line| line.windows(2)).filter(|pair| !pair[0].stops()) {
            *familiar.pairs.entry((pair[0].key, pair[1].key)).or_default() += 1;
        }
        familiar
    }

    /// How much likelier two words stand side by side for standing so elsewhere, `here` times not counted.
    fn bonus(&self, left: &Word<'_>, right: &Word<'_>, here: u16) -> f32 {
        if left.stops() {
            return 0.0;
        }
        let elsewhere = self.pairs.get(&(left.key, right.key)).copied().unwrap_or_default().saturating_sub(here);
        let weight = match usize::from(left.is_function) + usize::from(right.is_function) {
            0 => 2.5,
            1 => 1.0,
            _ => 0.0,
        };
        weight * f32::from(elsewhere.min(2)).sqrt()
    }
}

/// What the end of a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Half a word: its hyphen ends a line.
    Hyphen,
    /// A row of the table.
    Row(u8),
}

/// What stands behind a line end that cuts a word: the half that makes it a word of this page, something that stands
/// nowhere else on it, a word that does, a name (`pro-Iran`), or what no half begins with.
const KNOWN_WHOLE: f32 = 5.5;
const HALF_BEHIND_HYPHEN: f32 = 3.0;
const WORD_BEHIND_HYPHEN: f32 = 2.5;
const NAME_BEHIND_HYPHEN: f32 = 1.0;
const NOTHING_BEHIND_HYPHEN: f32 = -2.0;
/// A cut word that stands inside a line.
const HYPHEN_WITHIN: f32 = -5.0;

struct Table {
    rows: FxHashMap<&'static str, u8>,
    columns: FxHashMap<&'static str, u8>,
    weights: Vec<Vec<f32>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let source = include_str!("../../../../grammar/english/junctions.table");
    let rows = tables::rows(&JUNCTIONS, source)
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    Table {
        columns: (0..).zip(&JUNCTIONS.columns[1..]).map(|(at, (name, _))| (*name, at)).collect(),
        weights: rows
            .iter()
            .map(|row| row.cells[1..].iter().map(|cell| cell.parse().unwrap_or(0.0)).collect())
            .collect(),
        rows: (0..).zip(rows).map(|(at, row)| (row.cells[0], at)).collect(),
    }
});

impl Table {
    fn row(&self, name: &str) -> u8 {
        self.rows.get(name).copied().unwrap_or_default()
    }

    fn column(&self, name: &str) -> u8 {
        self.columns.get(name).copied().unwrap_or_default()
    }
}

const OPENING: &[char] = &['“', '‘', '"', '\'', '(', '[', '«'];
const CLOSING: &[char] = &['”', '’', '"', '\'', ')', ']', '»'];

impl<'a> Word<'a> {
    /// Reads a word that begins at byte `start` of the file; `text` must not be empty.
    pub fn new(text: &'a str, start: usize) -> Self {
        let width = text.chars().count();
        let end = end(text);
        let ends_sentence = end == End::Row(TABLE.row("end"));
        let core = core(text);
        Self {
            text,
            start,
            width,
            end,
            beginning: TABLE.column(beginning(text)),
            ends_sentence,
            key: key(core),
            is_function: function_class(core).is_some(),
        }
    }

    /// The byte behind it.
    pub fn stop(&self) -> usize {
        self.start + self.text.len()
    }

    /// True where punctuation or a line end parts it from the next word.
    fn stops(&self) -> bool {
        self.ends_sentence || self.is_cut() || self.end == End::Row(TABLE.row("comma"))
    }

    /// True where it is the first half of a word cut by a line end.
    pub fn is_cut(&self) -> bool {
        self.end == End::Hyphen
    }

    /// True where a sentence ends behind it.
    pub fn ends_sentence(&self) -> bool {
        self.ends_sentence
    }

    /// True where it is a function word that nothing ends with ("the", "of", "and").
    pub fn wants_more(&self) -> bool {
        ["article", "of", "to", "conjunction", "preposition", "possessive", "than", "modal", "comma"]
            .iter()
            .any(|name| self.end == End::Row(TABLE.row(name)))
    }

    /// True where it is a function word with a capital, as sentences begin with.
    pub fn opens_sentence(&self) -> bool {
        self.beginning == TABLE.column("opener")
    }

    /// True where a paragraph or sentence may begin with it, by its first letter.
    pub fn is_capital(&self) -> bool {
        core(self.text).starts_with(char::is_uppercase)
    }

    /// How well a stretch of text begins with it.
    pub fn as_start(&self) -> f32 {
        let quote = TABLE.column("quote");
        match self.beginning {
            beginning if beginning == TABLE.column("opener") => 1.0,
            beginning if beginning == quote || beginning == TABLE.column("name") => 0.5,
            beginning if beginning == TABLE.column("number") => 0.0,
            _ => -3.0,
        }
    }

    /// How well a stretch of text ends with it.
    pub fn as_end(&self) -> f32 {
        if self.ends_sentence() { 0.8 } else { -3.0 }
    }
}

fn key(core: &str) -> u64 {
    let mut hasher = FxHasher::default();
    core.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

/// How gladly `right` follows `left` across a line end.
pub fn across(left: &Word<'_>, right: &Word<'_>, familiar: &Familiar) -> f32 {
    match left.end {
        End::Row(row) => TABLE.weights[row as usize][right.beginning as usize] + familiar.bonus(left, right, 0),
        End::Hyphen => {
            let second = core(right.text);
            if !second.starts_with(char::is_lowercase) {
                let is_name = second.starts_with(char::is_uppercase) && !right.opens_sentence();
                return if is_name { NAME_BEHIND_HYPHEN } else { NOTHING_BEHIND_HYPHEN };
            }
            let joined = key(&format!("{}{second}", core(left.text)));
            if familiar.words.contains_key(&joined) {
                KNOWN_WHOLE
            } else if right.is_function {
                NOTHING_BEHIND_HYPHEN
            } else if familiar.words.get(&right.key).is_some_and(|times| *times > 1) {
                WORD_BEHIND_HYPHEN
            } else {
                HALF_BEHIND_HYPHEN
            }
        }
    }
}

/// How gladly `right` follows `left` within a line, where no word is cut.
pub fn within(left: &Word<'_>, right: &Word<'_>, familiar: &Familiar) -> f32 {
    match left.end {
        End::Row(row) => TABLE.weights[row as usize][right.beginning as usize] + familiar.bonus(left, right, 1),
        End::Hyphen => HYPHEN_WITHIN,
    }
}

/// A word without quotes, brackets and punctuation around it.
pub fn core(word: &str) -> &str {
    word.trim_matches(|c| OPENING.contains(&c) || CLOSING.contains(&c) || ".,;:!?…—–-".contains(c))
}

fn end(word: &str) -> End {
    let bare = word.trim_end_matches(CLOSING);
    let row = |name| End::Row(TABLE.row(name));
    match bare.chars().next_back() {
        Some('.') if is_abbreviation(bare) => row("abbreviation"),
        Some('.' | '!' | '?' | '…') => row("end"),
        Some(',' | ';' | ':') => row("comma"),
        Some('—' | '–') => row("dash"),
        Some('-') if bare.len() > 1 => End::Hyphen,
        _ => {
            let core = core(word);
            if ["’s", "'s", "s’", "s'"].iter().any(|end| core.ends_with(end) || word.ends_with(end)) {
                return row("genitive");
            }
            row(function_class(core).filter(|_| !is_all_capitals(core)).unwrap_or_else(|| shape(core)))
        }
    }
}

fn beginning(word: &str) -> &'static str {
    match word.chars().next() {
        Some('(' | '[') => return "bracket",
        Some('"' | '“' | '‘') => return "quote",
        Some('—' | '–' | '-') => return "dash",
        _ => {}
    }
    let core = core(word);
    match function_class(core) {
        Some(_) if core.starts_with(char::is_uppercase) && !is_all_capitals(core) => "opener",
        Some(class) if !core.contains(char::is_uppercase) => class,
        _ => shape(core),
    }
}

fn is_abbreviation(word: &str) -> bool {
    let bare = core(word);
    let is_initial = bare.chars().count() == 1 && bare.starts_with(char::is_alphabetic);
    is_initial || words().is_abbreviation(bare, true)
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// The class of a function word in the table's terms.
fn function_class(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    Some(match (lower.as_str(), words().class(&lower)?) {
        (_, WordClass::Opener) => return None,
        ("the" | "a" | "an", _) => "article",
        ("to", _) => "to",
        ("of", _) => "of",
        ("than", _) => "than",
        ("his" | "her" | "its" | "their" | "our" | "my" | "your", _) => "possessive",
        (_, WordClass::Determiner) => "determiner",
        (_, WordClass::Pronoun) => "pronoun",
        (_, WordClass::Preposition) => "preposition",
        (_, WordClass::Conjunction) => "conjunction",
        (_, WordClass::Subordinator) => "subordinator",
        (_, WordClass::Auxiliary) => "auxiliary",
        (_, WordClass::Modal) => "modal",
        (_, WordClass::Adverb) => "adverb",
    })
}

fn shape(word: &str) -> &'static str {
    match word.chars().next() {
        Some('$' | '€' | '£' | '#' | '0'..='9') => "number",
        Some(first) if first.is_uppercase() => "name",
        _ if word.ends_with("ly") => "ends-ly",
        _ if word.ends_with("ing") => "ends-ing",
        _ if word.ends_with("ed") => "ends-ed",
        _ if word.ends_with('s') && !word.ends_with("ss") => "ends-s",
        _ => "plain",
    }
}
