//! Why two names are taken for one or kept apart, in words.

use super::align::{LIKE, Pair};
use super::pairs::Link;
use super::parts::{Name, Part, folded, read};
use super::score::Veto;
use super::sound::{Change, changes};
use super::{Comparison, SAME};
use crate::lexicon::sounds::{NOTHING, is_vowel, sounds};
use crate::lexicon::transliteration::{Particle, transliteration};

/// What comparing two names found, for people to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// From 0 to 1.
    pub score: f64,
    /// The decision.
    pub same: bool,
    /// Part against part, in the order of the first name, then what only one has.
    pub lines: Vec<Line>,
    /// What decided, as a sentence without its full stop.
    pub verdict: String,
}

/// Parts of two names that stand for each other, or a part that only one has.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As the first name writes it.
    pub a: Option<String>,
    /// As the second name writes it.
    pub b: Option<String>,
    /// From 0 to 1, where both have it.
    pub likeness: Option<f64>,
    /// By what they are joined or kept apart.
    pub why: String,
}

/// Compares two names and says why.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::resolve::names::explain;
/// let explanation = explain("Khalid Haddad", "Halid Haddad");
/// assert!(explanation.same);
/// assert_eq!(explanation.lines[1].why, "the same word");
/// ```
pub fn explain(a: &str, b: &str) -> Explanation {
    let (a, b) = (read(a), read(b));
    let comparison = Comparison::of(&a, &b);
    let lines = if comparison.initials { vec![initials(&a, &b)] } else { lines(&comparison) };
    Explanation { score: comparison.score, same: comparison.same(), lines, verdict: verdict(&comparison) }
}

/// Part against part, then what only one name has.
fn lines(comparison: &Comparison<'_>) -> Vec<Line> {
    let alignment = &comparison.alignment;
    let (a, b) = (alignment.a, alignment.b);
    let mut lines: Vec<Line> = alignment.pairs.iter().map(|pair| line(a, b, pair)).collect();
    for part in alignment.only_a.iter().map(|at| &a.parts[*at]).filter(|part| !part.written.is_empty()) {
        lines.push(Line { a: Some(part.written.clone()), b: None, likeness: None, why: missing(part, "first") });
    }
    for part in alignment.only_b.iter().map(|at| &b.parts[*at]).filter(|part| !part.written.is_empty()) {
        lines.push(Line { a: None, b: Some(part.written.clone()), likeness: None, why: missing(part, "second") });
    }
    lines
}

/// An acronym against the whole name.
fn initials(a: &Name, b: &Name) -> Line {
    let (a, b) = (Some(written(&a.parts)), Some(written(&b.parts)));
    Line { a, b, likeness: None, why: "initials and words".to_owned() }
}

/// The reasons in short form, as a reference index keeps them: `spelling: kadhri~kazri`.
pub(super) fn reasons(comparison: &Comparison<'_>) -> Vec<String> {
    if comparison.initials {
        return vec!["initials".to_owned()];
    }
    let alignment = &comparison.alignment;
    let (a, b) = (alignment.a, alignment.b);
    let mut reasons = Vec::new();
    for pair in &alignment.pairs {
        let (x, y) = (text(&a.parts[pair.a.clone()]), text(&b.parts[pair.b.clone()]));
        let (x, y) = match pair.matched.link {
            Link::Servant | Link::Kunya => (bound(&a.parts[pair.a.start], &x), bound(&b.parts[pair.b.start], &y)),
            _ => (x, y),
        };
        if x != y {
            let one = pair.matched.likeness >= LIKE && pair.matched.link != Link::TwoNames;
            let how = if one { "spelling" } else { "differs" };
            reasons.push(format!("{how}: {x}~{y}"));
        }
    }
    for (name, only) in [(a, &alignment.only_a), (b, &alignment.only_b)] {
        let (legal, other): (Vec<&Part>, Vec<&Part>) =
            only.iter().map(|at| &name.parts[*at]).partition(|part| part.legal);
        let told = |parts: &[&Part], words: fn(&Part) -> &str| {
            parts.iter().map(|part| words(part)).collect::<Vec<_>>().join(" ")
        };
        reasons.extend((!other.is_empty()).then(|| format!("only in one: {}", told(&other, |part| &part.text))));
        reasons.extend((!legal.is_empty()).then(|| format!("legal form: {}", told(&legal, |part| &part.written))));
    }
    let veto = alignment.veto();
    reasons.extend(veto.map(|veto| format!("not the same: {}", short(veto))));
    if comparison.score >= SAME && reasons.is_empty() {
        reasons.push("the same words".to_owned());
    }
    reasons
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// `abu salim` for a bound `salim`.
fn bound(part: &Part, text: &str) -> String {
    match part.bound {
        Some(Particle::Kunya) => format!("abu {text}"),
        Some(Particle::Servant) => format!("abd {text}"),
        _ => text.to_owned(),
    }
}

fn short(veto: Veto) -> &'static str {
    match veto {
        Veto::Differs | Veto::TwoNames => "parts differ",
        Veto::Part => "one name is only a part of the other",
        Veto::Fathers => "father and son are exchanged",
    }
}

fn line(a: &Name, b: &Name, pair: &Pair) -> Line {
    let (xs, ys) = (&a.parts[pair.a.clone()], &b.parts[pair.b.clone()]);
    let likeness = f64::from(pair.matched.likeness);
    Line { a: Some(written(xs)), b: Some(written(ys)), likeness: Some(likeness), why: why(xs, ys, pair) }
}

/// By what two parts are joined or kept apart.
fn why(xs: &[Part], ys: &[Part], pair: &Pair) -> String {
    let (x, y) = (&xs[0], &ys[0]);
    let alike = pair.matched.likeness >= LIKE;
    match pair.matched.link {
        Link::Same => same(x, y).to_owned(),
        Link::Sound if xs.len() + ys.len() > 2 => "two words written as one".to_owned(),
        Link::Sound if !x.text.is_ascii() || !y.text.is_ascii() => "letters of a script that is not read".to_owned(),
        Link::Sound if alike => heard(&changes(&x.sounds, &y.sounds)),
        Link::Sound | Link::OtherWord | Link::Numbers => "another word".to_owned(),
        Link::Reading => "sound alike in the language of one of them".to_owned(),
        Link::Initial if alike => "an initial".to_owned(),
        Link::Initial => "another initial".to_owned(),
        Link::ShortForm => "one is short for the other".to_owned(),
        Link::Form => "forms of one name".to_owned(),
        Link::Article => "one has the article written into it".to_owned(),
        Link::God => "one has -ullah (of God) behind it".to_owned(),
        Link::Chinese => "the same syllables in pinyin and Wade-Giles".to_owned(),
        Link::Syllables => "other syllables in pinyin: another name".to_owned(),
        Link::Heads => "another word, for an organisation of the same kind".to_owned(),
        Link::Word => "forms of one word".to_owned(),
        Link::TwoNames => "two names, each of which many people bear".to_owned(),
        Link::Gender => "a man's and a woman's form of one family name".to_owned(),
        Link::Servant => "one has abd (servant of) in front of it".to_owned(),
        Link::Kunya => "one has abu or umm (father, mother of) in front of it: another name".to_owned(),
    }
}

/// What the same letters may hide: marks, particles, words that stand for one another in organisations' names.
fn same(x: &Part, y: &Part) -> &'static str {
    match folded(&x.written) == folded(&y.written) {
        _ if x.written.to_lowercase() == y.written.to_lowercase() => "the same word",
        _ if x.legal => "legal forms of one kind",
        _ if is_latin(&x.written) != is_latin(&y.written) => "the same, letter for letter, in another script",
        true => "the same but for marks and particles",
        false if x.plain || x.head.is_some() => "two words for one thing",
        false => "the same but for particles",
    }
}

fn is_latin(word: &str) -> bool {
    // Latin letters, extended ones among them, end at U+024F, and go on at U+1E00 with marks.
    word.chars().all(|c| !c.is_alphabetic() || c <= '\u{24f}' || matches!(c, '\u{1e00}'..='\u{1eff}'))
}

/// What differs in sound, and why that is often so.
fn heard(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "sound the same".to_owned();
    }
    let heard = changes.iter().filter(|change| !is_vowel(change.a) && !is_vowel(change.b));
    let told: Vec<String> = heard.map(|change| told(*change)).collect();
    if told.is_empty() {
        return "sound alike: only vowels differ".to_owned();
    }
    format!("sound alike: {}", told.join("; "))
}

fn told(change: Change) -> String {
    let tables = sounds();
    let reason = tables.reason(change.a, change.b).map(|reason| format!(" ({reason})")).unwrap_or_default();
    match (change.a, change.b) {
        (NOTHING, sound) | (sound, NOTHING) => format!("{} left out{reason}", tables.shown(sound)),
        (a, b) => format!("{} for {}{reason}", tables.shown(b), tables.shown(a)),
    }
}

/// What it says that only one name has a part.
fn missing(part: &Part, which: &str) -> String {
    let what = match part.bound {
        _ if part.legal => "a legal form, which may be left out",
        _ if part.optional && part.text.chars().count() == 1 => "an initial, which may be left out",
        _ if part.optional && transliteration().particle(&part.text).is_some() => "a particle, which may be left out",
        _ if part.optional => "a title, which may be left out",
        Some(Particle::Kunya) => "a name of its own",
        _ if part.son => "a father's name",
        _ if part.frequent.is_some() => "a name that many people bear",
        _ if part.head.is_some() => "says what kind of organisation it is",
        _ => "",
    };
    let comma = if what.is_empty() { "" } else { ": " };
    format!("only in the {which} name{comma}{what}")
}

/// What decided.
fn verdict(comparison: &Comparison<'_>) -> String {
    if comparison.initials {
        return "one has the initials of the other, but only a text that says so makes them one".to_owned();
    }
    let alignment = &comparison.alignment;
    match alignment.veto() {
        Some(Veto::Differs) => format!("kept apart, since {}", unlike(comparison, alignment.crossed())),
        Some(Veto::TwoNames) => format!("kept apart, since {}", unlike(comparison, alignment.two_names())),
        Some(Veto::Part) => {
            let more = alignment.missing().filter(|part| !part.optional).map(|part| part.written.as_str());
            let more = more.collect::<Vec<_>>().join(" and ");
            format!("kept apart: only one of them has {more}, which may tell it from the other")
        }
        Some(Veto::Fathers) => "kept apart, since the father of one is the son of the other".to_owned(),
        None if comparison.score >= SAME => format!("{SAME} is enough"),
        None => format!("{SAME} is wanted"),
    }
}

/// `Navalnaya is not Navalny`.
fn unlike<'p>(comparison: &Comparison<'_>, pairs: impl Iterator<Item = &'p Pair>) -> String {
    let (a, b) = (comparison.alignment.a, comparison.alignment.b);
    let told = pairs.map(|pair| {
        let (x, y) = (written(&a.parts[pair.a.clone()]), written(&b.parts[pair.b.clone()]));
        format!("{x} is not {y}")
    });
    told.collect::<Vec<_>>().join(" and ")
}

fn written(parts: &[Part]) -> String {
    parts.iter().map(|part| part.written.as_str()).collect::<Vec<_>>().join(" ")
}
