//! One part of a name against one of another: how alike, and by what.

use super::parts::{Joint, Part, Romanised};
use super::sound::likeness;
use crate::lexicon::transliteration::Particle;

/// By what two parts are taken for each other, or kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// The same letters.
    Same,
    /// They sound alike, or do not.
    Sound,
    /// One of them sounds so in the language it is written in.
    Reading,
    /// One stands for every name that begins with it.
    Initial,
    /// One is short for the other.
    ShortForm,
    /// Two forms of one frequent name.
    Form,
    /// One has its article written into it.
    Article,
    /// One has the name of God behind it.
    God,
    /// Pinyin and Wade-Giles.
    Chinese,
    /// Different syllables, both in pinyin.
    Syllables,
    /// Heads of organisations of one kind.
    Heads,
    /// Forms of one ordinary word.
    Word,
    /// Two ordinary words.
    OtherWord,
    /// Two different frequent names.
    TwoNames,
    /// Two numbers.
    Numbers,
    /// A man's and a woman's form of one name.
    Gender,
    /// `Abd al-Karim` and `Karim`.
    Servant,
    /// `Abu Hamza` and `Hamza`.
    Kunya,
}

/// How alike two parts are, from 0 to 1, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) likeness: f32,
    pub(super) link: Link,
}

impl Match {
    fn of(likeness: f32, link: Link) -> Self {
        Self { likeness, link }
    }

    fn or(self, likeness: f32, link: Link) -> Self {
        if likeness > self.likeness { Self { likeness, link } } else { self }
    }
}

/// What two different heads of one kind are to each other.
const HEADS: f32 = 0.6;
/// What an initial is to a name.
const INITIAL: f32 = 0.85;
/// What a short form is to the long one, and one form of a name to another.
const FORM: f32 = 0.9;
/// What Wade-Giles is to pinyin.
const CHINESE: f32 = 0.96;

/// What two frequent names lose of their likeness for being two.
const TWO_NAMES: f32 = 0.25;
/// What the likeness of two ordinary words counts.
const OTHER_WORD: f32 = 0.6;
/// What a man's form of a name is to a woman's.
const GENDER: f32 = 0.55;
/// From here on two such forms are of one name.
const ONE_STEM: f32 = 0.85;
/// From here on no other way to read two parts is tried.
const CERTAIN: f32 = 0.97;
/// What it costs to read a word as another language does, or without the article written into it.
const READING: f32 = 0.03;
/// What it costs to leave the name of God away.
const GOD: f32 = 0.1;
/// What is left of the likeness where only one has `abu` in front: a man is not his father, though he may go by either.
const KUNYA: f32 = 0.75;
/// What is left of it where only one has `abd` in front, which writers in other languages leave out.
const SERVANT: f32 = 0.8;

/// Compares two parts.
pub(super) fn compare_parts(x: &Part, y: &Part) -> Match {
    let plain = compare_texts(x, y);
    match (x.bound, y.bound) {
        (a, b) if a == b => plain,
        (Some(Particle::Kunya), _) | (_, Some(Particle::Kunya)) => Match::of(plain.likeness * KUNYA, Link::Kunya),
        _ => Match::of(plain.likeness * SERVANT, Link::Servant),
    }
}

fn compare_texts(x: &Part, y: &Part) -> Match {
    let digits = |part: &Part| part.text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(x) || digits(y) {
        return Match::of(if x.text == y.text { 1.0 } else { 0.0 }, Link::Numbers);
    }
    if x.text == y.text {
        return Match::of(1.0, Link::Same);
    }
    if x.text.chars().count() == 1 || y.text.chars().count() == 1 {
        let begins = x.text.chars().next() == y.text.chars().next();
        return Match::of(if begins { INITIAL } else { 0.0 }, Link::Initial);
    }
    let alike = likeness(&x.sounds, &y.sounds);
    if x.head.is_some() && x.head == y.head && alike < HEADS {
        return Match::of(HEADS, Link::Heads);
    }
    if x.plain && y.plain {
        return compare_words(&x.text, &y.text, alike);
    }
    compare_names(x, y, alike)
}

/// Ordinary words mean what they say: one either is a form of the other, or it is another word.
fn compare_words(x: &str, y: &str, alike: f32) -> Match {
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let stem = short.trim_end_matches(['e', 'y', 's']);
    if stem.len() > 3 && long.starts_with(stem) {
        Match::of(0.9, Link::Word)
    } else {
        Match::of(alike * OTHER_WORD, Link::OtherWord)
    }
}

fn compare_names(x: &Part, y: &Part, alike: f32) -> Match {
    if are_man_and_woman(x, y) && alike > ONE_STEM {
        return Match::of(GENDER, Link::Gender);
    }
    let found = if alike < CERTAIN { other_readings(x, y, alike) } else { Match::of(alike, Link::Sound) };
    // Two names that many have, and not the same one: what little parts them is what people go by.
    if are_two_names(x, y) {
        return Match::of((found.likeness - TWO_NAMES).max(0.0), Link::TwoNames);
    }
    found
}

/// Two names that many people bear, and not forms of one: Hasan is not Husayn, however alike they are written.
pub(in crate::resolve) fn are_two_names(x: &Part, y: &Part) -> bool {
    x.frequent.is_some() && y.frequent.is_some() && x.frequent != y.frequent
}

fn are_man_and_woman(x: &Part, y: &Part) -> bool {
    x.gender.zip(y.gender).is_some_and(|(x, y)| x != y)
}

/// The likest way to read the two.
fn other_readings(x: &Part, y: &Part, alike: f32) -> Match {
    let mut found = Match::of(alike, Link::Sound);
    if x.frequent.is_some() && x.frequent == y.frequent {
        found = found.or(FORM, Link::Form);
    } else if x.short_forms.contains(&y.text.as_str()) {
        found = found.or(FORM, Link::ShortForm);
    }
    for (one, other) in [(x, y), (y, x)] {
        // Readings that leave other consonants are not worth the while.
        let readings = one.readings.iter().filter(|(_, skeleton)| *skeleton == other.skeleton);
        let reading = readings.map(|(reading, _)| likeness(reading, &other.sounds)).fold(0.0, f32::max);
        found = found.or(reading - READING, Link::Reading);
        if let Some(bare) = &one.bare {
            found = found.or(likeness(bare, &other.sounds) - READING, Link::Article);
        }
        if let Some(godless) = one.godless.as_ref().filter(|_| other.godless.is_none()) {
            found = found.or(likeness(godless, &other.sounds) - GOD, Link::God);
        }
    }
    found
}

/// One part against two neighbours of another name, written as one: how they sound together.
pub(super) fn compare_joint(joint: &Joint, part: &Part) -> Match {
    let (short, long) = (joint.sounds.len().min(part.sounds.len()), joint.sounds.len().max(part.sounds.len()));
    // What is half as long again is no spelling of it.
    let alike = if long * 2 > short * 3 { 0.0 } else { likeness(&joint.sounds, &part.sounds) };
    Match::of(alike, Link::Sound)
}

/// Pinyin against Wade-Giles, where one of the two names is written so.
pub(super) fn romanised(x: Option<&Romanised>, y: Option<&Romanised>) -> Option<Match> {
    let (x, y) = (x?, y?);
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let fits = same(&x.pinyin, &y.wade_giles) || same(&x.wade_giles, &y.pinyin);
    fits.then_some(Match { likeness: CHINESE, link: Link::Chinese })
}
