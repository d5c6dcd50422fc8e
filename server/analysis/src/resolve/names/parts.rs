//! Names taken apart: particles understood, surname-first order turned round, and everything found out that depends on
//! one name alone, so that comparing two costs little.

use super::sound::Sounds;
use super::weights::weigh;
use super::words::{Word, words};
use crate::lexicon::chinese;
use crate::lexicon::kinds::{ActorKind, Joiner, foreign_head, name_word};
use crate::lexicon::lookup::hash;
use crate::lexicon::sounds::sounds;
use crate::lexicon::transliteration::{CompanyForm, Gender, Iberian, Particle, transliteration};

/// One part of a name.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings about one word")]
pub(in crate::resolve) struct Part {
    /// As it stands in the text, with the particles in front of it.
    pub(in crate::resolve) written: String,
    /// Small Latin letters and digits, without marks.
    pub(in crate::resolve) text: String,
    /// How it sounds.
    pub(in crate::resolve) sounds: Sounds,
    /// How else it can be read, with its marks, or in a language that writes its letters for other sounds; and the skeleton
    /// of that.
    pub(super) readings: Vec<(Sounds, String)>,
    /// How it sounds without the article that was written into it (`Alshaer`).
    pub(super) bare: Option<Sounds>,
    /// How it sounds without the name of God at its end (`Aminullah`).
    pub(super) godless: Option<Sounds>,
    /// Its consonants, roughly: what like parts share.
    pub(in crate::resolve) skeleton: String,
    /// The frequent name it is a spelling or a form of.
    pub(in crate::resolve) frequent: Option<usize>,
    /// Names that it is short for, or that are short for it.
    pub(super) short_forms: &'static [&'static str],
    /// Its syllables, where the whole name may be Chinese.
    pub(super) chinese: Option<Romanised>,
    /// What it is in Spanish and Portuguese names.
    pub(super) iberian: Option<Iberian>,
    /// Whose form it is, by its ending.
    pub(super) gender: Option<Gender>,
    /// It is made of a father's name by its ending.
    pub(super) patronym: bool,
    /// An ordinary English word in an organisation's name.
    pub(in crate::resolve) plain: bool,
    /// The kind of organisation it is a head noun of.
    pub(in crate::resolve) head: Option<ActorKind>,
    /// From 0 to 1: how much it says who is named.
    pub(in crate::resolve) weight: f32,
    /// It may be missing: a title, a legal form.
    pub(in crate::resolve) optional: bool,
    /// It says a legal form.
    pub(super) legal: bool,
    /// `abd` or `abu` stands in front of it.
    pub(in crate::resolve) bound: Option<Particle>,
    /// A patronym marker stands in front of it.
    pub(in crate::resolve) son: bool,
    /// Written in capitals only.
    pub(in crate::resolve) capitals: bool,
}

/// Chinese syllables run together, in Wade-Giles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Romanised {
    /// Of what is read as pinyin.
    pub(super) pinyin: Option<String>,
    /// Of what is read as Wade-Giles.
    pub(super) wade_giles: Option<String>,
}

/// How a Chinese name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Romanisation {
    /// As only Wade-Giles writes it.
    WadeGiles,
    /// In pinyin, with a Chinese family name.
    Pinyin,
}

/// Two neighbouring parts taken as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joint {
    pub(super) sounds: Sounds,
    pub(super) chinese: Option<Romanised>,
}

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::resolve) struct Name {
    /// Its parts in natural order, given name first.
    pub(in crate::resolve) parts: Vec<Part>,
    /// Each part together with the next.
    pub(super) joints: Vec<Joint>,
    /// It shows that it names an organisation.
    pub(in crate::resolve) organisation: bool,
    /// It stood surname first.
    pub(in crate::resolve) turned: bool,
    /// How its syllables are written, where it may be Chinese.
    pub(super) romanisation: Option<Romanisation>,
    /// A bit for the skeleton of each part: names that share no bit share no skeleton.
    pub(in crate::resolve) skeletons: u64,
    /// A hash of it as it stands in the text.
    pub(in crate::resolve) written: u64,
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
    let (turned, words) = in_natural_order(surface);
    let organisation = words.len() > 1 && is_organisation(&words);
    let mut parts = bind(&words, organisation);
    weigh(&mut parts, organisation);
    let romanisation = if organisation { None } else { romanise(&mut parts, &words) };
    let joints = parts.windows(2).map(|pair| Joint::of(&pair[0], &pair[1])).collect();
    let skeletons = parts.iter().fold(0, |bits, part| bits | 1 << (hash(&part.skeleton) >> (u64::BITS - 6)));
    Name { parts, joints, organisation, turned, romanisation, skeletons, written: hash(surface) }
}

/// The kind of organisation whose names this word heads, in English or in another language.
fn head(word: &str) -> Option<ActorKind> {
    let standard = transliteration().standard(word);
    name_word(standard).head.map(|(kind, _)| kind).or_else(|| foreign_head(word))
}

/// True where one of the words says so.
fn is_organisation(words: &[Word]) -> bool {
    let shouted = words.iter().all(|word| word.capitals);
    words.iter().any(|word| head(&word.text).is_some() || legal(word).is_some_and(|form| !(form.capitals && shouted)))
}

/// The legal form that a word says: `SA` and `S.A.` do, `Sa` does not.
fn legal(word: &Word) -> Option<CompanyForm> {
    transliteration().company_form(&word.text).filter(|form| !form.capitals || word.capitals || word.dotted)
}

/// The words of `Deeb, Ahmad` as of `Ahmad Deeb`; a legal form or title behind the comma turns nothing.
fn in_natural_order(surface: &str) -> (bool, Vec<Word>) {
    let Some((family, given)) = surface.split_once(',') else { return (false, words(surface)) };
    let (family, mut given) = (words(family), words(given));
    let turns = !given.is_empty() && surface.matches(',').count() == 1;
    let both = [family.as_slice(), given.as_slice()].concat();
    if !turns || is_organisation(&both) {
        return (false, both);
    }
    given.extend(family);
    (true, given)
}

/// Words to parts: particles are taken in or fall away.
fn bind(words: &[Word], organisation: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(words.len());
    let (mut bound, mut son, mut front) = (None, false, String::new());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        match role(word, at, next, organisation) {
            Role::Part => {
                let fused = bound == Some(Particle::Servant) && is_god(&word.text);
                let mut part = part(word, bound.take(), organisation);
                if fused {
                    part = self::part(&Word { text: format!("abd{}", word.text), ..word.clone() }, None, organisation);
                }
                part.son = std::mem::take(&mut son);
                // `Van Gogh`: a family name alone, with its particle.
                part.optional = at == 0 && words.len() == 2 && is_particle(&word.text) && !organisation;
                part.written = std::mem::take(&mut front) + &word.written;
                parts.push(part);
                continue;
            }
            Role::Son => son = at > 0 && next.is_some(),
            Role::Bound(particle) => bound = Some(particle),
            Role::Nothing => {}
        }
        front.push_str(&word.written);
        front.push(if next.is_some_and(|next| next.hyphen) { '-' } else { ' ' });
    }
    if parts.is_empty() {
        let text: String = words.iter().map(|word| word.text.as_str()).collect();
        let written = words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ");
        parts.push(part(&Word { written, text, ..Word::default() }, None, organisation));
    }
    parts
}

/// What a word does in a name.
enum Role {
    Part,
    Son,
    Bound(Particle),
    Nothing,
}

fn role(word: &Word, at: usize, next: Option<&Word>, organisation: bool) -> Role {
    let (text, more) = (word.text.as_str(), next.is_some());
    match transliteration().particle(text) {
        Some(Particle::Article) if more => return Role::Nothing,
        Some(Particle::Assimilated) if next.is_some_and(|next| assimilates(text, next)) => return Role::Nothing,
        // `Ben Netanyahu` is a given name, `Ali ben Salah` is not; `Salman, Mohammed bin` has lost its order.
        Some(Particle::Son) if at > 0 || more && text != "ben" => return Role::Son,
        Some(particle @ (Particle::Kunya | Particle::Servant)) if more => return Role::Bound(particle),
        Some(Particle::Plain) if more && at > 0 => return Role::Nothing,
        _ => {}
    }
    let link = name_word(text).joiner == Some(Joiner::Link) || matches!(text, "the" | "in");
    if link && (organisation || !word.written.starts_with(char::is_uppercase)) && (at > 0 || more) {
        return Role::Nothing;
    }
    Role::Part
}

/// A part that is one word.
fn part(word: &Word, bound: Option<Particle>, organisation: bool) -> Part {
    let tables = transliteration();
    let form = legal(word).filter(|_| organisation);
    let (text, bound_here) = match (bound, organisation) {
        (None, false) => split_servant(&word.text),
        _ => (word.text.as_str(), None),
    };
    let text = if organisation { form.map_or(tables.standard(text), |form| form.standard) } else { text };
    let mut part = Part {
        text: text.to_owned(),
        head: head(text).filter(|_| organisation),
        legal: organisation && (form.is_some() || tables.company_form(text).is_some()),
        bound: bound.or(bound_here),
        capitals: word.capitals,
        weight: 1.0,
        ..Part::default()
    };
    if organisation {
        part.sounds = Sounds::of(text);
    } else {
        listen(&mut part, word);
    }
    part.skeleton = part.sounds.skeleton();
    part
}

/// How a part of a person's name can sound.
fn listen(part: &mut Part, word: &Word) {
    let tables = transliteration();
    let text = part.text.as_str();
    let ending = tables.ending(text);
    let standard = ending.map(|(length, ending)| format!("{}{}", &text[..text.len() - length], ending.standard));
    part.gender = ending.and_then(|(_, ending)| ending.gender);
    part.patronym = ending.is_some_and(|(_, ending)| ending.patronym);
    let heard = standard.as_deref().unwrap_or(text);
    part.sounds = Sounds::of(heard);
    part.short_forms = tables.short_forms(text);
    part.iberian = tables.iberian(text);
    for reading in sounds().others(text).chain(word.marked.iter().map(|marked| sounds().of(marked))) {
        let reading = Sounds::from(reading);
        if reading != part.sounds && part.readings.iter().all(|(other, _)| *other != reading) {
            let skeleton = reading.skeleton();
            part.readings.push((reading, skeleton));
        }
    }
    let bare = ["al", "el"].iter().find_map(|article| text.strip_prefix(article)).filter(|bare| bare.len() >= 4);
    part.bare = bare.map(Sounds::of);
    let godless = heard.strip_suffix("ullah").or_else(|| heard.strip_suffix("allah"));
    part.godless = godless.filter(|rest| rest.len() >= 3).map(Sounds::of);
}

/// `ash-Shaykh`: the article's consonant is that of the word behind it.
fn assimilates(article: &str, next: &Word) -> bool {
    let consonant = article.trim_start_matches(['a', 'e', 'u']);
    next.hyphen && next.text.starts_with(consonant)
}

fn is_particle(text: &str) -> bool {
    transliteration().particle(text) == Some(Particle::Plain)
}

fn is_god(text: &str) -> bool {
    transliteration().particle(text) == Some(Particle::God)
}

/// `Abdulkarim` as a bound `karim`, `Abuturab` as a bound `turab`; `Abdi` and `Abdo` are names of their own, and so is `Abdallah`.
fn split_servant(text: &str) -> (&str, Option<Particle>) {
    if let Some(rest) = text.strip_prefix("abu").or_else(|| text.strip_prefix("abou")).filter(|rest| rest.len() >= 4) {
        return (rest, Some(Particle::Kunya));
    }
    if let Some(rest) = transliteration().behind_servant(text).filter(|rest| rest.len() >= 3) {
        return (rest, Some(Particle::Servant));
    }
    let Some(rest) = text.strip_prefix("abd").filter(|rest| rest.len() >= 4) else { return (text, None) };
    let vowelless = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let stem = match vowelless.strip_prefix('l') {
        Some(stem) if !stem.starts_with('l') && stem.len() >= 3 => stem,
        _ => vowelless,
    };
    // `Abdurrahman`: the article has taken the sound behind it.
    let mut letters = stem.chars();
    let doubled = letters.next().is_some_and(|first| letters.next() == Some(first) && first.is_ascii());
    let stem = if doubled { &stem[1..] } else { stem };
    if stem.len() >= 3 && !is_god(stem) { (stem, Some(Particle::Servant)) } else { (text, None) }
}

/// Reads parts as Chinese syllables where all of them are such.
fn romanise(parts: &mut [Part], words: &[Word]) -> Option<Romanisation> {
    let romanised: Option<Vec<Romanised>> = parts
        .iter()
        .map(|part| {
            let wade_giles = chinese::as_wade_giles(&part.text);
            let pinyin = chinese::from_pinyin(&part.text);
            (pinyin.is_some() || wade_giles.is_some()).then_some(Romanised { pinyin, wade_giles })
        })
        .collect();
    let romanised = romanised.filter(|all| all.len() > 1 && all.len() < 5)?;
    let pinyin = romanised.iter().all(|one| one.pinyin.is_some())
        && (chinese::is_surname(&parts[0].text) || parts.last().is_some_and(|part| chinese::is_surname(&part.text)));
    let older = romanised.iter().all(|one| one.wade_giles.is_some())
        && (romanised.iter().any(|one| one.pinyin.is_none()) || words.iter().any(|word| word.hyphen));
    for (part, one) in parts.iter_mut().zip(romanised) {
        part.chinese = Some(one);
    }
    match (older, pinyin) {
        (true, _) => Some(Romanisation::WadeGiles),
        (false, true) => Some(Romanisation::Pinyin),
        (false, false) => None,
    }
}

impl Joint {
    fn of(a: &Part, b: &Part) -> Self {
        let join = |x: &Option<String>, y: &Option<String>| Some(format!("{}{}", x.as_ref()?, y.as_ref()?));
        let chinese = a.chinese.as_ref().zip(b.chinese.as_ref()).map(|(x, y)| Romanised {
            pinyin: join(&x.pinyin, &y.pinyin),
            wade_giles: join(&x.wade_giles, &y.wade_giles),
        });
        // Numbers are no part of a word.
        let digits = |part: &Part| part.text.bytes().any(|byte| byte.is_ascii_digit());
        let together = if digits(a) || digits(b) { String::new() } else { format!("{}{}", a.text, b.text) };
        Self { sounds: Sounds::of(&together), chinese }
    }
}
