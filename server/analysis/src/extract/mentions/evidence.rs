//! Which candidates are names, by the evidence of the whole text: sure ones, partial matches of them, relaxed ones.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ActorKind;
use super::acronyms::Declared;
use super::candidates::{Name, Votes};
use super::handles;
use super::words::{Case, Style, Words};
use crate::lexicon::kinds::foreign_head;
use crate::text::TokenKind;

/// What the text as a whole says of one spelling.
#[derive(Default)]
struct Spelling {
    votes: Votes,
    /// Found by a sure-fire rule, or more than one word in running prose.
    sure: bool,
    /// Stands inside a sentence with its capital.
    inside: bool,
    /// How often it stands in the text.
    count: usize,
}

/// Decides on every candidate; returns the positions of those that are names, in order, and sets their votes to what
/// the whole text says of their spelling.
pub(super) fn decide(words: &Words<'_>, names: &mut [Name], declared: &[Declared]) -> Vec<usize> {
    let keys: Vec<String> = names.iter().map(|name| key(words, name)).collect();
    let mut spellings: FxHashMap<&str, Spelling> = FxHashMap::default();
    for (name, key) in names.iter().zip(&keys).filter(|(name, _)| !name.listed) {
        let spelling = spellings.entry(key).or_default();
        spelling.votes.join(&name.votes);
        spelling.sure |= name.sure
            && !name.loose
            && (!name.doubtful || name.title.is_some() || name.words.len() > 1 || !name.common);
        spelling.inside |= !name.doubtful && !name.loose;
        spelling.count += 1;
    }
    // A defined acronym and its long form share what is said of either.
    for one in declared {
        let long = spellings.get(keys[one.long].as_str()).map(|spelling| spelling.votes).unwrap_or_default();
        if let Some(short) = spellings.get_mut(keys[one.short].as_str()) {
            short.votes.join(&long);
        }
    }
    let parts = parts(names, &keys, &spellings);
    let mut kept = Vec::new();
    for at in 0..names.len() {
        let cut = cut_end(words, &mut names[at], &keys[at], &spellings);
        if cut
            || shorten(words, names, at, &keys[at], &spellings)
            || accept(words, &names[at], &keys[at], &spellings, &parts)
        {
            kept.push(at);
        }
    }
    for at in &kept {
        let key = key(words, &names[*at]);
        if let Some(spelling) = spellings.get(key.as_str())
            && !names[*at].listed
        {
            names[*at].votes = spelling.votes;
        }
        if names[*at].votes.winner() == ActorKind::Unknown
            && let Some(whole) = parts.get(key.as_str())
        {
            names[*at].votes.join(whole);
        }
    }
    kept
}

/// A candidate's words in small letters, without what spelling varies in.
fn key(words: &Words<'_>, name: &Name) -> String {
    let mut key = String::new();
    if words.all[name.words.start].kind == TokenKind::Handle {
        return handles::spaced(&words.written(name.words.start)[1..]).to_lowercase();
    }
    for at in name.words.clone() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            words
                .lower(at)
                .chars()
                .filter(|c| c.is_alphanumeric() || *c == '-')
                .map(|c| if c == '-' { ' ' } else { c }),
        );
    }
    let bare = ["al ", "el ", "the "].iter().find_map(|article| key.strip_prefix(article)).map(str::to_owned);
    bare.unwrap_or(key)
}

/// The words of persons' and sure names that may stand for the whole: the last word of a person's name, the first of a
/// group's; with what is said of the whole.
fn parts<'k>(names: &[Name], keys: &'k [String], spellings: &FxHashMap<&str, Spelling>) -> FxHashMap<&'k str, Votes> {
    let mut parts: FxHashMap<&str, Votes> = FxHashMap::default();
    let mut done: FxHashSet<&str> = FxHashSet::default();
    for (name, key) in names.iter().zip(keys) {
        if name.country.is_some() || name.listed || !key.contains(' ') || !done.insert(key) {
            continue;
        }
        let Some(spelling) = spellings.get(key.as_str()).filter(|spelling| spelling.sure || spelling.inside) else {
            continue;
        };
        // "Veldra" is not the company that has its name in front of a head noun.
        let kind = spelling.votes.winner();
        let foreign = foreign_head(key.split(' ').next().unwrap_or_default()).is_some();
        if !foreign && !kind.may_be_person() {
            continue;
        }
        for part in key.split(' ').filter(|part| part.len() > 1) {
            parts.entry(part).or_default().join(&spelling.votes);
        }
    }
    parts
}

/// "Observers Badr": where only the rest of a doubtful run is known from elsewhere, the candidate becomes that rest.
fn shorten(words: &Words<'_>, names: &mut [Name], at: usize, key: &str, spellings: &FxHashMap<&str, Spelling>) -> bool {
    let name = &names[at];
    if !name.doubtful || name.words.len() < 2 || name.listed || name.country.is_some() {
        return false;
    }
    let whole = spellings.get(key).is_some_and(|spelling| spelling.inside);
    let first = name.words.start;
    if whole || words.all[first].function || !words.all[first].common || words.all[first].facts.head.is_some() {
        return false;
    }
    let mut rest = name.clone();
    rest.words.start += 1;
    let known =
        spellings.get(self::key(words, &rest).as_str()).is_some_and(|spelling| spelling.inside || spelling.sure);
    if known {
        names[at].words.start += 1;
        names[at].doubtful = false;
    }
    known
}

/// "Asaib al-Nahr Terror": an ordinary word, met once behind a name that stands without it elsewhere, is none of its parts.
fn cut_end(words: &Words<'_>, name: &mut Name, key: &str, spellings: &FxHashMap<&str, Spelling>) -> bool {
    let last = name.words.end - 1;
    let word = &words.all[last];
    let loose = word.common && word.facts.head.is_none() && !word.is_place_noun();
    if name.words.len() < 3 || !loose || name.listed || spellings.get(key).is_none_or(|spelling| spelling.count > 1) {
        return false;
    }
    let mut rest = name.clone();
    rest.words.end -= 1;
    let known = spellings.get(self::key(words, &rest).as_str()).is_some_and(|spelling| spelling.inside);
    if known {
        *name = rest;
    }
    known
}

fn accept(
    words: &Words<'_>,
    name: &Name,
    key: &str,
    spellings: &FxHashMap<&str, Spelling>,
    parts: &FxHashMap<&str, Votes>,
) -> bool {
    if name.listed || name.country.is_some() {
        return true;
    }
    if name.loose {
        return spellings.get(key).is_some_and(|spelling| spelling.sure || spelling.inside);
    }
    let first = name.words.start;
    if words.all[first].kind == TokenKind::Handle {
        return true;
    }
    // "the US Army", "Iraq's Parliament": the country stands for them.
    if name.of_country.is_some() && name.words.len() == 1 && name.common {
        return false;
    }
    let last = &words.all[name.words.end - 1];
    if last.facts.no_name == Some(crate::lexicon::kinds::NoName::Event) && !name.sure {
        return false;
    }
    let Some(spelling) = spellings.get(key) else { return false };
    if name.words.len() > 1 {
        let line = words.lines[name.sentence];
        return match line.style {
            Style::Prose => !name.doubtful || !name.common || spelling.sure || spelling.inside,
            Style::Headline => spelling.sure || spelling.inside || !name.common,
            Style::Capitals => spelling.sure || spelling.inside,
        };
    }
    let word = &words.all[first];
    if word.facts.no_name.is_some() || word.function && !(word.case == Case::Upper && spelling.sure) || key.len() < 2 {
        return false;
    }
    if spelling.sure && (!name.common || name.title.is_some()) || name.acronym_of.is_some() {
        return true;
    }
    if name.common {
        // "the Assembly": a body by its head noun alone, where it is not also written small.
        let head = word.facts.head.is_some_and(|(kind, _)| kind == ActorKind::Body);
        let told = head || word.facts.platform;
        return told && (!name.doubtful || spelling.inside) && !words.stands_small(first) && word.case == Case::Initial;
    }
    if parts.contains_key(key) || spelling.inside {
        return true;
    }
    // At the start of a sentence: a word that no dictionary knows and that the text never writes small.
    let line = words.lines[name.sentence];
    line.style != Style::Capitals && !words.stands_small(first) && key.len() > 2
}
