//! Names taken apart: marks and scripts unified, particles understood, surname-first order turned round.

use unicode_normalization::UnicodeNormalization;

use super::sound::{self, Sounds};
use crate::lexicon::kinds::{ActorKind, Joiner, Title, foreign_head, name_word};
use crate::lexicon::transliteration::{Particle, transliteration};

/// One part of a name.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings about one word")]
pub(in crate::resolve) struct Part {
    /// Small Latin letters and digits, without marks.
    pub(in crate::resolve) text: String,
    /// How it sounds.
    pub(in crate::resolve) sounds: Sounds,
    /// Its consonants, roughly: what like parts share.
    pub(in crate::resolve) skeleton: String,
    /// The frequent name it is a spelling of.
    pub(in crate::resolve) frequent: Option<usize>,
    /// An ordinary English word in an organisation's name.
    pub(in crate::resolve) plain: bool,
    /// The kind of organisation it is a head noun of.
    pub(in crate::resolve) head: Option<ActorKind>,
    /// From 0 to 1: how much it says who is named.
    pub(in crate::resolve) weight: f32,
    /// It may be missing: a title, a legal form.
    pub(in crate::resolve) optional: bool,
    /// `abd` or `abu` stands in front of it.
    pub(in crate::resolve) bound: Option<Particle>,
    /// A patronym marker stands in front of it.
    pub(in crate::resolve) son: bool,
    /// Written in capitals only.
    pub(in crate::resolve) capitals: bool,
}

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::resolve) struct Name {
    /// Its parts in natural order, given name first.
    pub(in crate::resolve) parts: Vec<Part>,
    /// It shows that it names an organisation.
    pub(in crate::resolve) organisation: bool,
    /// It stood surname first.
    pub(in crate::resolve) turned: bool,
}

/// The small letters of `surface` without marks, apostrophes, articles and what separates words but one space: what
/// is one spelling to a reader.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::resolve::names::folded;
/// assert_eq!(folded("Asa’ib Ahl al-Haq"), folded("Asaib Ahl Al Haq"));
/// ```
pub fn folded(surface: &str) -> String {
    let mut words: Vec<String> = words(surface).into_iter().map(|word| word.text).collect();
    if words.len() > 1 {
        words.retain(|word| transliteration().particle(word) != Some(Particle::Article) && word != "the");
    }
    words.join(" ")
}

/// Takes `surface` apart.
pub(in crate::resolve) fn read(surface: &str) -> Name {
    let (turned, ordered) = in_natural_order(surface);
    let words = words(&ordered);
    let organisation = words.iter().any(|word| {
        let head = head(&word.text).is_some();
        head && words.len() > 1 || transliteration().company_form(&word.text).is_some() && words.len() > 1
    });
    let mut parts = bind(&words, organisation);
    weigh(&mut parts, organisation);
    Name { parts, organisation, turned }
}

/// The kind of organisation whose names this word heads, in English or in another language.
fn head(word: &str) -> Option<ActorKind> {
    let standard = transliteration().standard(word);
    name_word(standard).head.map(|(kind, _)| kind).or_else(|| foreign_head(word))
}

/// `Deeb, Ahmad` as `Ahmad Deeb`; a legal form or title behind the comma turns nothing.
fn in_natural_order(surface: &str) -> (bool, String) {
    let mut halves = surface.splitn(2, ',');
    let (Some(family), Some(given)) = (halves.next(), halves.next()) else { return (false, surface.to_owned()) };
    let organisation = surface
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| head(word).is_some() || transliteration().company_form(word).is_some());
    if organisation || given.contains(',') || given.trim().is_empty() {
        return (false, surface.replace(',', " "));
    }
    (true, format!("{given} {family}"))
}

struct Piece {
    text: String,
    /// Hangs on the word before by a hyphen.
    hyphen: bool,
    capitals: bool,
}

/// Words in small Latin letters without marks; `SergeiLavrov` is two.
fn words(surface: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    let (mut hyphen, mut small) = (false, false);
    for c in surface.nfkd() {
        match c {
            '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '′' | '\u{ad}' => small = false,
            c if is_mark(c) => {}
            c if c.is_alphanumeric() => {
                let hump = c.is_uppercase() && small;
                if !open || hump {
                    pieces.push(Piece { text: String::new(), hyphen, capitals: true });
                    open = true;
                }
                small = c.is_lowercase();
                hyphen = false;
                if let Some(piece) = pieces.last_mut() {
                    piece.capitals &= !c.is_lowercase();
                    c.to_lowercase().for_each(|c| push_latin(&mut piece.text, c));
                }
            }
            '.' if open && pieces.last().is_some_and(|piece| piece.text.len() == 1 && piece.capitals) => open = false,
            c => {
                hyphen = matches!(c, '-' | '‑' | '–');
                open = false;
                small = false;
            }
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Appends a small letter, in Latin letters.
pub(in crate::resolve) fn push_latin(text: &mut String, c: char) {
    match c {
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'þ' => text.push_str("th"),
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'ı' => text.push('i'),
        'ə' => text.push('a'),
        _ => match transliteration().latin(c) {
            Some(latin) => text.push_str(latin),
            None => text.push(c),
        },
    }
}

/// Words to parts: particles are taken in or fall away.
fn bind(words: &[Piece], organisation: bool) -> Vec<Part> {
    let tables = transliteration();
    let mut parts: Vec<Part> = Vec::new();
    let (mut bound, mut son) = (None, false);
    for (at, word) in words.iter().enumerate() {
        let more = at + 1 < words.len();
        let text = word.text.as_str();
        match tables.particle(text) {
            Some(Particle::Article) if more => continue,
            Some(Particle::Assimilated) if more && assimilates(text, &words[at + 1]) => continue,
            // `Ben Netanyahu` is a given name, `Ali ben Salah` is not.
            Some(Particle::Son) if more && (at > 0 || text != "ben") => {
                son = at > 0;
                continue;
            }
            Some(particle @ (Particle::Kunya | Particle::Servant)) if more => {
                bound = Some(particle);
                continue;
            }
            Some(Particle::Plain) if more && at > 0 => continue,
            _ => {}
        }
        let link = name_word(text).joiner == Some(Joiner::Link) || matches!(text, "the" | "in");
        if link && words.len() > 1 {
            continue;
        }
        let (text, bound_here) = if bound.is_none() && !organisation { split_servant(text) } else { (text, None) };
        let standard = if organisation { tables.company_form(text).unwrap_or(tables.standard(text)) } else { text };
        parts.push(Part {
            skeleton: Sounds::of(standard).skeleton(),
            sounds: Sounds::of(standard),
            frequent: None,
            plain: false,
            head: head(standard).filter(|_| organisation),
            text: standard.to_owned(),
            weight: 1.0,
            optional: false,
            bound: bound.take().or(bound_here),
            son: std::mem::take(&mut son),
            capitals: word.capitals,
        });
    }
    if parts.is_empty() {
        let all = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("");
        parts.push(Part {
            skeleton: Sounds::of(&all).skeleton(),
            sounds: Sounds::of(&all),
            frequent: None,
            plain: false,
            head: None,
            text: all,
            weight: 1.0,
            optional: false,
            bound: None,
            son: false,
            capitals: false,
        });
    }
    parts
}

/// `ash-Shaykh`: the article's consonant is that of the word behind it.
fn assimilates(article: &str, next: &Piece) -> bool {
    let consonant = article.trim_start_matches(['a', 'e', 'u']);
    next.hyphen && next.text.starts_with(consonant)
}

/// `Abdulkarim` as a bound `karim`, `Abuturab` as a bound `turab`; `Abdi` and `Abdo` are names of their own.
fn split_servant(text: &str) -> (&str, Option<Particle>) {
    if let Some(rest) = text.strip_prefix("abu").or_else(|| text.strip_prefix("abou")).filter(|rest| rest.len() >= 4) {
        return (rest, Some(Particle::Kunya));
    }
    let Some(rest) = text.strip_prefix("abd").filter(|rest| rest.len() >= 4) else { return (text, None) };
    let vowelless = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let stem = match vowelless.strip_prefix('l') {
        Some(stem) if !stem.starts_with('l') && stem.len() >= 3 => stem,
        _ => vowelless,
    };
    if stem.len() >= 3 { (stem, Some(Particle::Servant)) } else { (text, None) }
}

/// Titles, legal forms and common words weigh little; frequent names less than rare ones.
fn weigh(parts: &mut [Part], organisation: bool) {
    let tables = transliteration();
    let several = parts.iter().filter(|part| title_weight(part, organisation).is_none()).count() > 0;
    for part in parts.iter_mut() {
        if organisation && tables.company_form(&part.text).is_some() {
            part.weight = 0.1;
            part.optional = true;
        } else if let Some(weight) = title_weight(part, organisation).filter(|_| several) {
            part.weight = weight;
            part.optional = true;
        } else if organisation {
            part.plain = is_plain_word(&part.text);
            part.weight = if part.plain { 0.5 } else { 1.0 };
        } else {
            part.frequent = part.sounds.frequent();
            part.weight = part.frequent.map_or(1.0, sound::rarity);
            // An initial says little and is often left out.
            if part.text.chars().count() == 1 {
                part.weight = 0.3;
                part.optional = several;
            }
        }
    }
}

fn title_weight(part: &Part, organisation: bool) -> Option<f32> {
    let legal = transliteration().company_form(&part.text).is_some();
    match name_word(&part.text).title {
        _ if part.bound.is_some() => None,
        Some(Title::Honorific | Title::Office | Title::Rank) if !organisation => Some(0.1),
        _ => legal.then_some(0.1),
    }
}

/// An ordinary English word: it says what an organisation does, not which one it is.
fn is_plain_word(text: &str) -> bool {
    let facts = name_word(text);
    facts.head.is_some()
        || facts.title.is_some()
        || !matches!(crate::text::tags::dictionary_tag(text), crate::text::Tag::Unknown | crate::text::Tag::ProperNoun)
}
