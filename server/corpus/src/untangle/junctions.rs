//! How gladly one word follows another: natural logarithms of how much oftener they stand side by side than chance has it.
//!
//! Words are known by class only (function words by theirs, others by shape and ending), so that the table of
//! `grammar/english/junctions.table` is small and fits any subject.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use deskcheck_analysis::lexicon::{tables, words};
use rustc_hash::{FxHashMap, FxHasher};

use crate::schemas::JUNCTIONS;
use deskcheck_analysis::lexicon::schemas::FUNCTION_WORDS as FUNCTION_WORDS_TABLE;

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
    /// Rows of words that nothing ends with.
    wanting: Vec<u8>,
}

/// Classes of words that nothing ends with.
const WANTING: &[&str] = &["article", "of", "to", "conjunction", "preposition", "possessive", "than", "modal", "comma"];

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
        wanting: (0..).zip(&rows).filter(|(_, row)| WANTING.contains(&row.cells[0])).map(|(at, _)| at).collect(),
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
        let core = core(text);
        let function = function_word(core);
        let end = end(text, core, function);
        Self {
            text,
            start,
            width: text.chars().count(),
            end,
            beginning: beginning(text, core, function),
            ends_sentence: end == End::Row(ROWS.end),
            key: 0,
            is_function: function.is_some(),
        }
    }

    /// The same word, ready to be known again.
    #[must_use]
    pub fn keyed(self) -> Self {
        Self { key: key(core(self.text)), ..self }
    }

    /// The byte behind it.
    pub fn stop(&self) -> usize {
        self.start + self.text.len()
    }

    /// True where punctuation or a line end parts it from the next word.
    fn stops(&self) -> bool {
        self.ends_sentence || self.is_cut() || self.end == End::Row(ROWS.comma)
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
        matches!(self.end, End::Row(row) if TABLE.wanting.contains(&row))
    }

    /// True where it is a function word with a capital, as sentences begin with.
    pub fn opens_sentence(&self) -> bool {
        self.beginning == COLUMNS.opener
    }

    /// True where a paragraph or sentence may begin with it, by its first letter.
    pub fn is_capital(&self) -> bool {
        core(self.text).starts_with(char::is_uppercase)
    }

    /// How well a stretch of text begins with it.
    pub fn as_start(&self) -> f32 {
        let quote = COLUMNS.quote;
        match self.beginning {
            beginning if beginning == COLUMNS.opener => 1.0,
            beginning if beginning == quote || beginning == COLUMNS.name => 0.5,
            beginning if beginning == COLUMNS.number => 0.0,
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

fn end(word: &str, core: &str, function: Option<(u8, u8)>) -> End {
    let bare = word.trim_end_matches(CLOSING);
    let row = match bare.chars().next_back() {
        Some('.') if is_abbreviation(bare) => ROWS.abbreviation,
        Some('.' | '!' | '?' | '…') => ROWS.end,
        Some(',' | ';' | ':') => ROWS.comma,
        Some('—' | '–') => ROWS.dash,
        Some('-') if bare.len() > 1 => return End::Hyphen,
        _ if is_genitive(core) || is_genitive(word) => ROWS.genitive,
        _ => match function {
            Some((row, _)) if !is_all_capitals(core) => row,
            _ => ROWS.shape(core),
        },
    };
    End::Row(row)
}

fn is_genitive(word: &str) -> bool {
    ["’s", "'s", "s’", "s'"].iter().any(|end| word.ends_with(end))
}

fn beginning(word: &str, core: &str, function: Option<(u8, u8)>) -> u8 {
    match word.chars().next() {
        Some('(' | '[') => return COLUMNS.bracket,
        Some('"' | '“' | '‘') => return COLUMNS.quote,
        Some('—' | '–' | '-') => return COLUMNS.dash,
        _ => {}
    }
    match function {
        Some(_) if core.starts_with(char::is_uppercase) && !is_all_capitals(core) => COLUMNS.opener,
        Some((_, column)) if !core.contains(char::is_uppercase) => column,
        _ => COLUMNS.shape(core),
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

/// Function words, each with its row and column in the table.
static FUNCTION_WORDS: LazyLock<FxHashMap<&'static str, (u8, u8)>> = LazyLock::new(|| {
    let source = include_str!("../../../../grammar/english/function-words.table");
    let rows = tables::rows(&FUNCTION_WORDS_TABLE, source)
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    let classes = rows.iter().filter_map(|row| Some((row.cells[0], class_name(row.cells[0], row.cells[1])?)));
    classes.map(|(word, class)| (word, (TABLE.row(class), TABLE.column(class)))).collect()
});

/// What the table of junctions calls a function word: by itself, or by its class.
fn class_name(word: &'static str, class: &'static str) -> Option<&'static str> {
    match (word, class) {
        (_, "opener") => None,
        ("the" | "a" | "an", _) => Some("article"),
        ("to" | "of" | "than", _) => Some(word),
        ("his" | "her" | "its" | "their" | "our" | "my" | "your", _) => Some("possessive"),
        _ => Some(class),
    }
}

/// Row and column of a function word, letter case aside.
fn function_word(core: &str) -> Option<(u8, u8)> {
    let mut lower = [0; 16];
    let letters = lower.get_mut(..core.len()).filter(|_| core.is_ascii() && !core.is_empty())?;
    letters.copy_from_slice(core.as_bytes());
    letters.make_ascii_lowercase();
    FUNCTION_WORDS.get(std::str::from_utf8(letters).ok()?).copied()
}

/// Where the table has what words show that are no function words. Rows and columns share these names.
#[derive(Clone, Copy)]
struct Named {
    end: u8,
    comma: u8,
    dash: u8,
    abbreviation: u8,
    genitive: u8,
    bracket: u8,
    quote: u8,
    opener: u8,
    number: u8,
    name: u8,
    ly: u8,
    ing: u8,
    ed: u8,
    s: u8,
    plain: u8,
}

static ROWS: LazyLock<Named> = LazyLock::new(|| Named::by(|name| TABLE.row(name)));
static COLUMNS: LazyLock<Named> = LazyLock::new(|| Named::by(|name| TABLE.column(name)));

impl Named {
    fn by(at: impl Fn(&str) -> u8) -> Self {
        Self {
            end: at("end"),
            comma: at("comma"),
            dash: at("dash"),
            abbreviation: at("abbreviation"),
            genitive: at("genitive"),
            bracket: at("bracket"),
            quote: at("quote"),
            opener: at("opener"),
            number: at("number"),
            name: at("name"),
            ly: at("ends-ly"),
            ing: at("ends-ing"),
            ed: at("ends-ed"),
            s: at("ends-s"),
            plain: at("plain"),
        }
    }

    fn shape(&self, word: &str) -> u8 {
        match word.chars().next() {
            Some('$' | '€' | '£' | '#' | '0'..='9') => self.number,
            Some(first) if first.is_uppercase() => self.name,
            _ if word.ends_with("ly") => self.ly,
            _ if word.ends_with("ing") => self.ing,
            _ if word.ends_with("ed") => self.ed,
            _ if word.ends_with('s') && !word.ends_with("ss") => self.s,
            _ => self.plain,
        }
    }
}
