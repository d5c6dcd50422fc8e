//! Texts in other languages: of those in Latin letters the names, as far as signs show them that are no language's own; of
//! those in other letters nothing but sentences.
//!
//! Figures, events and days are read in English only: a count that was half understood would be held against a note.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::mentions::BlockNames;
use super::{BlockFacts, Mention, TextFacts, discourse, extract, layout, mentions};
use crate::lexicon::languages;
use crate::lexicon::languages::Capitals;
use crate::text::prose::prose;
use crate::text::sentences::sentences;
use crate::text::{Document, Markup, Span};

/// How much of a text can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legible {
    /// All of it: it is English, or nothing says otherwise.
    All,
    /// Names alone: another language in Latin letters.
    Names,
    /// Nothing: other letters.
    Nothing,
}

/// As many letters show in which script a text is.
const LETTERS: usize = 2000;

impl Legible {
    /// How much can be read of `text`, which is in `language` (its code) where that is known.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::extract::Legible;
    /// assert_eq!(Legible::of("Police arrested 13 men.", None), Legible::All);
    /// assert_eq!(Legible::of("La police a arrêté 13 hommes.", Some("fr")), Legible::Names);
    /// assert_eq!(Legible::of("Полиция задержала 13 человек.", Some("ru")), Legible::Nothing);
    /// ```
    pub fn of(text: &str, language: Option<&str>) -> Self {
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS);
        let (letters, latin) =
            letters.fold((0, 0), |(letters, latin), letter| (letters + 1, latin + usize::from(is_latin(letter))));
        match language {
            _ if 2 * latin < letters => Self::Nothing,
            None | Some("en") => Self::All,
            Some(_) => Self::Names,
        }
    }
}

/// Why the figures of a document are not read, in words: `in French: names only`; none where they are.
pub fn left_out(document: &Document) -> Option<String> {
    let language = document.language.as_deref();
    let name = language.map_or("another script", |code| languages().name(code));
    match Legible::of(&document.text, language) {
        Legible::All => None,
        Legible::Names => Some(format!("in {name}: names only")),
        Legible::Nothing => Some(format!("in {name}: neither names nor figures")),
    }
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// As [`extract`], for a text in `language` (its code); none where that is not known.
pub fn extract_in(text: &str, markup: Markup, date: Option<Date>, language: Option<&str>) -> TextFacts {
    let legible = Legible::of(text, language);
    if legible == Legible::All {
        return extract(text, markup, date);
    }
    let prose = prose(text, markup);
    let contexts = layout::in_context(&prose);
    let blocks = contexts.iter().map(|context| {
        let (text, own) = (&context.words.text, context.words.own);
        let sentences = sentences(text, own);
        let names = match legible {
            Legible::Names => mentions::names_of_block(text, own, context.words.heading, &sentences),
            _ => BlockNames::default(),
        };
        (Arc::new(BlockFacts { sentences, names, ..BlockFacts::default() }), None)
    });
    let blocks: Vec<_> = blocks.collect();
    let (mut facts, _) = discourse::together(&prose, &contexts, &blocks, date, false, &mut |_| ());
    let mentions = std::mem::take(&mut facts.mentions);
    // What English words say of a name is nothing that another language says.
    facts.descriptions.clear();
    facts.links.clear();
    facts.mentions = Signs::of(&prose.text, &facts, language.unwrap_or_default()).names_among(mentions);
    facts
}

/// What a text in any language shows of its capitalised words.
struct Signs<'t> {
    text: &'t str,
    sentences: &'t [Span],
    capitals: Option<&'static Capitals>,
    /// Words that stand in small letters somewhere.
    small: FxHashSet<&'t str>,
    /// Capitalised words, in small letters, behind which stands that they are ordinary nouns.
    nouns: FxHashSet<String>,
}

impl<'t> Signs<'t> {
    fn of(text: &'t str, facts: &'t TextFacts, language: &str) -> Self {
        let capitals = languages().capitals(language);
        let mut signs = Self {
            text,
            sentences: &facts.sentences,
            capitals,
            small: FxHashSet::default(),
            nouns: FxHashSet::default(),
        };
        let mut before = "";
        for word in words(text) {
            if !word.starts_with(char::is_uppercase) {
                signs.small.insert(word);
            } else if capitals.is_some_and(|capitals| capitals.stands_before_nouns(&before.to_lowercase())) {
                signs.nouns.insert(word.to_lowercase());
            }
            before = word;
        }
        signs
    }

    /// Those of `candidates` that are names whatever the language: they stand inside a sentence, or are so written there
    /// elsewhere.
    fn names_among(&self, candidates: Vec<Mention>) -> Vec<Mention> {
        let names = candidates.into_iter().filter_map(|mention| self.name(mention));
        let names: Vec<_> = names.collect();
        let mut inside: FxHashMap<&str, bool> = FxHashMap::default();
        for name in &names {
            *inside.entry(name.span.of(self.text)).or_default() |= !self.begins(name);
        }
        names.iter().filter(|name| inside.get(name.span.of(self.text)) == Some(&true)).cloned().collect()
    }

    /// A candidate without the ordinary words that it begins with; none where nothing shows that it is a name.
    fn name(&self, mut mention: Mention) -> Option<Mention> {
        mention.span = self.bare(mention.span)?;
        let parts: Vec<_> = words(mention.span.of(self.text)).filter(|word| is_capital(word)).collect();
        let is_acronym = |word: &str| (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        let is_name = match parts.as_slice() {
            [] => false,
            [only] if self.all_nouns() => is_acronym(only),
            [only] => !self.stands_small(only) && !self.counted(mention.span),
            [first, ..] => {
                !parts.iter().any(|part| self.is_noun(part))
                    && !parts.iter().all(|part| self.stands_small(part))
                    && !(self.all_nouns() && (self.counted(mention.span) || self.behind_article(mention.span)))
                    && first.chars().any(char::is_alphabetic)
            }
        };
        (is_name && !self.is_shouted(&mention)).then_some(mention)
    }

    /// A candidate behind the titles and other ordinary words that it begins with, up to the next word that is none of its
    /// own, without the ending of its case.
    fn bare(&self, whole: Span) -> Option<Span> {
        let written = whole.of(self.text);
        let ends = |word: &str| !is_capital(word) && (self.is_noun(word) || self.stands_before_nouns(word));
        let end = placed(written).find(|(_, word)| ends(word)).map_or(written.len(), |(at, _)| at);
        let words: Vec<_> = placed(&written[..end]).collect();
        let titles = words.iter().rposition(|(_, word)| is_capital(word) && self.is_noun(word));
        let (first, _) = *words.get(titles.map_or(0, |at| at + 1))?;
        let name = written[first..end].trim_end();
        let case = self.capitals.and_then(Capitals::case).and_then(|sign| name.replace('’', "'").rfind(sign));
        let ends = case.filter(|at| name[*at..].chars().skip(1).all(char::is_lowercase));
        let first = whole.start() + first;
        Some(Span::new(first, first + ends.unwrap_or(name.len())))
    }

    fn all_nouns(&self) -> bool {
        self.capitals.is_some_and(Capitals::all_nouns)
    }

    fn is_noun(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        let is_acronym = word.chars().all(char::is_uppercase);
        self.capitals.is_some_and(|capitals| capitals.is_noun(&small)) || self.nouns.contains(&small) && !is_acronym
    }

    fn stands_small(&self, word: &str) -> bool {
        self.small.contains(word.to_lowercase().as_str())
    }

    /// True where it begins its sentence, or what is quoted or listed in it.
    fn begins(&self, mention: &Mention) -> bool {
        let start = self.sentences.get(mention.sentence as usize).map_or(0, |sentence| sentence.start());
        let before = self.text.get(start..mention.span.start()).unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && !",’'-)".contains(c))
    }

    /// True where a number stands right before it.
    fn counted(&self, span: Span) -> bool {
        self.before(span).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
    }

    fn behind_article(&self, span: Span) -> bool {
        self.stands_before_nouns(self.before(span).unwrap_or_default())
    }

    fn stands_before_nouns(&self, word: &str) -> bool {
        self.capitals.is_some_and(|capitals| capitals.stands_before_nouns(&word.to_lowercase()))
    }

    /// The word right before it.
    fn before(&self, span: Span) -> Option<&'t str> {
        let from = self.text[..span.start()].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let before = self.text[from..span.start()].trim_end_matches(['.', ' ']);
        words(before).last().filter(|word| before.ends_with(word))
    }

    /// True where its sentence has hardly a small letter.
    fn is_shouted(&self, mention: &Mention) -> bool {
        let sentence = self.sentences.get(mention.sentence as usize).map_or("", |sentence| sentence.of(self.text));
        let (large, small) =
            sentence.chars().filter(|letter| letter.is_alphabetic()).fold((0, 0), |(large, small), c| {
                if c.is_uppercase() { (large + 1, small) } else { (large, small + 1) }
            });
        large > small
    }
}

/// True for a word with a capital, behind an article written together with it (`al-Kadhimi`) too.
fn is_capital(word: &str) -> bool {
    word.split('-').any(|part| part.starts_with(char::is_uppercase))
}

/// Words: letters and digits, with hyphens and apostrophes inside them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    placed(text).map(|(_, word)| word)
}

/// Words, each with its first byte.
fn placed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut next = 0;
    let pieces = text.split_inclusive(move |c| !inside(c)).map(move |piece| {
        next += piece.len();
        let begun = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        (next - begun.len(), begun.trim_end_matches(|c: char| !c.is_alphanumeric()))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are read in a text; no figure and no event ever is.
    fn names(language: &str, text: &str) -> Vec<String> {
        let facts = extract_in(text, Markup::Plain, None, Some(language));
        assert!(facts.figures.is_empty() && facts.events.is_empty() && facts.times.is_empty(), "{text}");
        assert!(!facts.sentences.is_empty(), "{text}");
        facts.mentions.iter().map(|mention| mention.span.of(text).to_owned()).collect()
    }

    fn check(language: &str, text: &str, expected: &[&str]) {
        assert_eq!(names(language, text), expected, "{text}");
    }

    #[test]
    fn french() {
        check(
            "fr",
            "Les forces de sécurité ont arrêté 14 membres des Kata'ib Hezbollah à Bagdad, a annoncé le Premier ministre Mustafa al-Kadhimi. Depuis janvier 2020, l'ONU a compté 230 blessés. Bagdad dément.",
            &["Kata'ib Hezbollah", "Bagdad", "Mustafa al-Kadhimi", "Bagdad"],
        );
    }

    #[test]
    fn spanish() {
        check(
            "es",
            "La policía detuvo a 13 hombres en Port Selm, dijo el ministro Adil Haddad. El Ministerio del Interior habló de 15. En marzo la OTAN envió a Edith Varney a Madrid.",
            &["Port Selm", "Adil Haddad", "OTAN", "Edith Varney", "Madrid"],
        );
    }

    #[test]
    fn german() {
        check(
            "de",
            "Am Donnerstag nahm die Polizei in Bagdad 14 Männer fest. Nach Angaben des Ministeriums hatte Präsident Barham Salih den Einsatz mit Edith Varney besprochen. Ende Juni zählten die Vereinten Nationen drei Millionen Menschen ohne Wohnung; die NATO und Mustafa al-Kadhimi schwiegen. Der Sprecher der Regierung sprach von Regierung und Sprecher.",
            &["Barham Salih", "Edith Varney", "NATO", "Mustafa al-Kadhimi"],
        );
    }

    #[test]
    fn turkish() {
        check(
            "tr",
            "Polis, 25 Haziran Perşembe günü Bağdat'ta 14 kişiyi gözaltına aldı. Açıklamayı Cumhurbaşkanı Barham Salih yaptı. Daha sonra Edith Varney de Bağdat'ta konuştu.",
            &["Bağdat", "Barham Salih", "Edith Varney"],
        );
    }

    #[test]
    fn other_scripts() {
        check("ru", "Полиция задержала 13 человек в Багдаде, сообщил Бархам Салих. NATO молчит.", &[]);
        check("ar", "اعتقلت الشرطة 13 رجلا في بغداد، حسبما قال برهم صالح.", &[]);
    }

    #[test]
    fn an_english_text_is_read_whole() {
        let facts = extract_in("Police arrested 13 men.", Markup::Plain, None, Some("en"));
        assert_eq!(facts.figures.len(), 1);
    }
}
