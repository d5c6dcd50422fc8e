//! The words of a text as the search for names sees them: with their case, their lower-case form and what the tables say.

use crate::lexicon::kept::Kept;
use crate::lexicon::kinds::{Joiner, NameWord, NoName, PlaceCue, Title, name_word, stems};
use crate::lexicon::lookup::hash;
use crate::lexicon::{countries, words as lexicon_words};
use crate::text::tags::dictionary_tag;
use crate::text::{Sentence, Span, Tag, Token, TokenKind};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// No word, or one in small letters.
    Lower,
    /// `Iraq`, `al-Kadhimi`.
    Initial,
    /// `CTS`, `U.S.`
    Upper,
    /// `uS`: small letters first.
    Mixed,
}

/// One word.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) case: Case,
    /// Its lower-case form, in bytes of [`Words::lower`].
    lower: Span,
    /// What the tables say of it.
    pub(super) facts: NameWord,
    /// An article, preposition, pronoun, ...
    pub(super) function: bool,
    /// The name of a country may begin with it.
    begins_country: bool,
    /// An ordinary English word, by the dictionary; only asked for words with a capital letter.
    pub(super) common: bool,
    /// Nothing stands between it and the word before.
    pub(super) glued: bool,
}

impl Word {
    /// True where it may be part of a name by its letters.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Initial | Case::Upper)
    }

    /// True for a title that a name follows; modifiers need another title behind them.
    pub(super) fn is_title(&self) -> bool {
        self.facts.title.is_some_and(|title| title != Title::Modifier)
    }

    /// True where it parts one name from the next.
    pub(super) fn is_separator(&self) -> bool {
        matches!(self.facts.no_name, Some(NoName::Separator | NoName::Dated | NoName::Month))
    }

    /// True for the common noun of a place.
    pub(super) fn is_place_noun(&self) -> bool {
        matches!(self.facts.place, Some(PlaceCue::Noun(_)))
    }
}

/// How the letters of a sentence are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Capitals mean something.
    Prose,
    /// Every Word That Matters Has One.
    Headline,
    /// NOTHING ELSE.
    Capitals,
}

/// One sentence: its words and how they are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) style: Style,
}

/// The words of one block; offsets count from its first byte.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) all: Vec<Word>,
    pub(super) lines: Vec<Line>,
    /// Hashes of the lower-case forms that stand in small letters, each once.
    pub(super) small: Vec<u64>,
    /// The text with its ASCII letters small, and behind it the words that have others.
    lower: String,
}

impl Words {
    /// Gives back what nothing will be put into.
    pub(super) fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.small.shrink_to_fit();
        self.lower.shrink_to_fit();
    }

    /// The lower-case form of word `at`.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.all[at].lower.of(&self.lower)
    }

    /// The letters of word `at`.
    pub(super) fn written(&self, at: usize) -> &str {
        self.all[at].span.of(&self.text)
    }

    /// From the first to the last of some words, in bytes.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        self.all[first].span.join(self.all[end.max(first + 1) - 1].span)
    }

    /// True where some line is a headline or nothing but capitals.
    pub(super) fn is_shouted(&self) -> bool {
        self.lines.iter().any(|line| line.style != Style::Prose)
    }

    /// The name of a country that begins at word `at` and its number of words; at least one letter of it is a capital.
    pub(super) fn country(&self, at: usize, end: usize) -> Option<(&'static countries::CountryName, usize)> {
        if !self.all[at].begins_country {
            return None;
        }
        let (name, length) = countries::country_at(self.lower(at), |n| (at + n < end).then(|| self.lower(at + n)))?;
        let has_capital = (at..at + length).any(|word| self.all[word].case != Case::Lower);
        let lone = self.written(at);
        // `US` is also written `uS` by a bad scan, but `Us` and `us` are another word.
        let spoilt = name.capitals && lone.chars().next_back().is_some_and(char::is_lowercase);
        (has_capital && !spoilt).then_some((name, length))
    }
}

/// Reads the words of the block that `own` of `text` is, cut into `sentences`.
pub(super) fn read(text: &str, own: Span, heading: bool, sentences: &[Sentence]) -> Words {
    let text = own.of(text).to_owned();
    let lower = text.to_ascii_lowercase();
    let all = Vec::with_capacity(sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>() + 2);
    let words = Words { text, all, lines: Vec::with_capacity(sentences.len()), small: Vec::new(), lower };
    let mut reader = Reader { words, start: own.start(), heading, dated: false };
    for sentence in sentences {
        reader.sentence(sentence);
    }
    reader.words.small.sort_unstable();
    reader.words.small.dedup();
    reader.words
}

pub(super) struct Reader {
    pub(super) words: Words,
    /// Where the block begins in the text that its tokens count from.
    start: usize,
    /// The block is a heading.
    heading: bool,
    /// The sentence that is being read has a word of the calendar that may be a name.
    dated: bool,
}

impl Reader {
    fn sentence(&mut self, sentence: &Sentence) {
        let first = self.words.all.len();
        for token in &sentence.tokens {
            let span = Span::new(token.span.start() - self.start, token.span.end() - self.start);
            self.token(Token { span, ..*token });
        }
        let end = self.words.all.len();
        if std::mem::take(&mut self.dated) {
            for at in first..end {
                if matches!(self.words.all[at].facts.no_name, Some(NoName::Dated | NoName::Month)) {
                    self.name_of_calendar(first, at, end);
                }
            }
        }
        let style = style(&self.words.all[first..end], self.heading);
        self.words.lines.push(Line { first, end, style });
    }

    fn token(&mut self, token: Token) {
        let written = token.text(&self.words.text);
        let cut = if token.kind == TokenKind::Word && !is_plain(written) { seam(written) } else { None };
        match cut {
            None => self.push(token.kind, token.span),
            Some(cut) => {
                let (start, end) = (token.span.start(), token.span.end());
                self.push(TokenKind::Word, Span::new(start, start + cut));
                self.push(TokenKind::Mark, Span::new(start + cut, start + cut + 1));
                self.push(TokenKind::Word, Span::new(start + cut + 1, end));
            }
        }
    }

    fn push(&mut self, kind: TokenKind, span: Span) {
        let written = span.of(&self.words.text);
        let is_plain = is_plain(written);
        let case = if kind == TokenKind::Word && !is_plain { case(written) } else { Case::Lower };
        let lower_at = if is_plain || written.is_ascii() {
            span
        } else {
            let start = self.words.lower.len();
            self.words.lower.extend(written.chars().flat_map(char::to_lowercase));
            Span::new(start, self.words.lower.len())
        };
        let lower = lower_at.of(&self.words.lower);
        let is_word = kind == TokenKind::Word;
        let key = if is_word { hash(lower) } else { 0 };
        let told = if is_word { TOLD.with(|told| told.under(key, || told_of(lower))) } else { Told::default() };
        let Told { facts, function, begins_country } = told;
        if is_word && case == Case::Lower && !function {
            self.words.small.push(key);
        }
        let common = case != Case::Lower && is_common(lower, facts);
        self.dated |= case != Case::Lower && matches!(facts.no_name, Some(NoName::Dated | NoName::Month));
        let glued = self.words.all.last().is_some_and(|last| last.span.end() == span.start());
        self.words.all.push(Word { span, kind, case, lower: lower_at, facts, function, begins_country, common, glued });
    }
}

thread_local! {
    static TOLD: Kept<Told> = const { Kept::new() };
    static ORDINARY: Kept<bool> = const { Kept::new() };
}

/// What is known of a lower-case word by itself.
#[derive(Clone, Copy, Default)]
struct Told {
    facts: NameWord,
    function: bool,
    begins_country: bool,
}

fn told_of(lower: &str) -> Told {
    let function = lexicon_words().class(lower).is_some() || is_contraction(lower);
    Told { facts: name_word(lower), function, begins_country: countries::begins_country(lower) }
}

/// Where a hyphen parts a name from what is no part of it (`Iran-backed`, `pro-Iran`, `US-Iranian`).
fn seam(written: &str) -> Option<usize> {
    let cut = written.find('-')?;
    let (left, right) = (&written[..cut], &written[cut + 1..]);
    let begins_upper = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    let is_small =
        |part: &str| part.len() > 2 && part.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'));
    let is_country = |part: &str| countries::country_named(part).is_some();
    let small = left.to_lowercase();
    // `E-mail`, `X-ray`
    left.chars().nth(1)?;
    let parts = (name_word(&small).joiner == Some(Joiner::Prefix) && begins_upper(right))
        || (begins_upper(left) && is_small(right) && is_no_syllable(right.rsplit('-').next().unwrap_or(right)))
        || (is_country(left) && begins_upper(right) && is_country(right));
    parts.then_some(cut)
}

/// Of `Jong-chul` the part behind the hyphen belongs to the name: it is short, and no English word.
fn is_no_syllable(lower: &str) -> bool {
    lower.chars().count() > 5 || is_dictionary_word(lower)
}

fn is_dictionary_word(lower: &str) -> bool {
    !matches!(dictionary_tag(lower), Tag::Unknown | Tag::ProperNoun)
}

/// `can’t`, `they’ll`: an auxiliary or pronoun, whatever stands before the apostrophe.
fn is_contraction(lower: &str) -> bool {
    let Some((_, rest)) = lower.rsplit_once(['\'', '’']) else { return false };
    matches!(rest, "t" | "ll" | "re" | "ve" | "d" | "m")
}

pub(super) fn is_common(lower: &str, facts: NameWord) -> bool {
    if facts.has_part() || facts.cue.is_some() {
        return true;
    }
    let ordinary = |lower: &str| match dictionary_tag(lower) {
        Tag::ProperNoun => false,
        Tag::Unknown => stems(lower).any(|stem| is_dictionary_word(&stem)),
        _ => true,
    };
    ORDINARY.with(|kept| kept.of(lower, ordinary))
}

/// True for a word of small ASCII letters alone, as most are.
fn is_plain(written: &str) -> bool {
    written.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn case(written: &str) -> Case {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if first.is_uppercase() {
        let (mut upper, mut lower) = (1, 0);
        for letter in letters {
            if letter.is_lowercase() { lower += 1 } else { upper += 1 }
        }
        // `CTSs` and `MPs` are capitals too.
        return if upper > 1 && (lower == 0 || lower == 1 && written.ends_with('s')) {
            Case::Upper
        } else {
            Case::Initial
        };
    }
    if !letters.any(char::is_uppercase) {
        return Case::Lower;
    }
    let article = written.split(['-', '‑', '\'', '’']).next().unwrap_or_default();
    let is_particle = article.len() < written.len() && name_word(article).joiner == Some(Joiner::Particle);
    if is_particle { Case::Initial } else { Case::Mixed }
}

/// Sets the style of a sentence by its words with a meaning of their own.
fn style(words: &[Word], heading: bool) -> Style {
    let (mut lower, mut upper, mut initial) = (0, 0, 0);
    for word in words.iter().filter(|word| word.kind == TokenKind::Word && !word.function && word.span.len() >= 3) {
        match word.case {
            Case::Lower | Case::Mixed => lower += 1,
            Case::Upper => upper += 1,
            Case::Initial => initial += 1,
        }
    }
    let ends = words.last().is_some_and(|word| word.kind == TokenKind::Mark && word.span.len() == 1);
    let title = heading || !ends;
    if lower == 0 && initial == 0 && upper > 1 && title || !ends && is_damaged(words) {
        Style::Capitals
    } else if lower == 0 && initial + upper >= 4 {
        Style::Headline
    } else {
        Style::Prose
    }
}

/// `MEOG Poli C y MEOG`, `www. NEWSBASE .com`: letters that were set apart, the pieces of an address.
fn is_damaged(words: &[Word]) -> bool {
    let single = |at: &usize| {
        let word = &words[*at];
        let period = words.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Mark);
        word.kind == TokenKind::Word && word.span.len() == 1 && !word.function && !period
    };
    words.len() < 24 && (0..words.len()).filter(single).count() >= 2
}
