//! Definitions of acronyms: "Long Name (LN)" and "LN (Long Name)", after Schwartz and Hearst 2003.

use super::LinkKind;
use super::candidates::Name;
use super::words::{Case, Words};
use crate::lexicon::kinds::alias_phrase;
use crate::text::{Span, TokenKind};

/// Two candidates that one passage declares to be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) long: usize,
    pub(super) short: usize,
    pub(super) how: LinkKind,
    pub(super) span: Span,
}

/// So many words and marks stand between two names of which one is another name for the other, at most.
const FARTHEST: usize = 8;

/// Finds the definitions in a text and corrects the candidates' ends by them.
pub(super) fn define(words: &Words, names: &mut [Name]) -> Vec<Declared> {
    let mut declared = Vec::new();
    for at in 1..names.len() {
        let (before, name) = (&names[at - 1], &names[at]);
        if before.sentence != name.sentence || before.listed || name.listed || !is_set_off(words, before, name) {
            continue;
        }
        let gap: Vec<&str> = (before.words.end..name.words.start).map(|word| words.written(word)).collect();
        let closed = is_closed(words, names, at);
        let found = match gap.as_slice() {
            [.., "("] | ["(", "the" | "The"] if closed && gap.len() <= 3 && opens_bracket(words, names, at) => {
                bracket(words, names, at)
            }
            // "Hashd al-Shaabi (the Popular Mobilization Forces, PMF)"
            [","] if closed && is_acronym(words, name) => long_form(words, at - 1, at, names),
            _ => also_known(words, before, name).then_some((at - 1, at, LinkKind::Apposition)),
        };
        if let Some((long, short, how)) = found {
            let span = words.span(names[long].words.start.min(names[short].words.start), names[at].words.end);
            declared.push(Declared { long, short, how, span });
        }
    }
    for one in &declared {
        settle(names, one);
    }
    declared
}

/// True where a comma or an opening bracket stands between two names that are not far apart, as in every definition.
fn is_set_off(words: &Words, before: &Name, name: &Name) -> bool {
    let mut gap = before.words.end..name.words.start;
    gap.len() <= FARTHEST && gap.any(|at| matches!(words.written(at), "," | "("))
}

/// A bracket closes behind candidate `at`, or behind the acronym that stands there ("(the Long Name, LN)").
fn is_closed(words: &Words, names: &[Name], at: usize) -> bool {
    let is = |word: usize, mark: &str| word < words.all.len() && words.written(word) == mark;
    let end = names[at].words.end;
    let acronym = names.get(at + 1).is_some_and(|next| {
        next.words.start == end + 1 && is(end, ",") && is(next.words.end, ")") && is_acronym(words, next)
    });
    is(end, ")") || acronym
}

/// Both names are sure, and what speaks for the kind of one speaks for that of the other.
fn settle(names: &mut [Name], one: &Declared) {
    let (long, short) = (names[one.long].votes, names[one.short].votes);
    names[one.long].votes.join(&short);
    names[one.short].votes.join(&long);
    names[one.long].sure = true;
    names[one.short].sure = true;
    if one.how == LinkKind::Acronym {
        names[one.short].acronym_of = Some(one.long);
    }
}

fn opens_bracket(words: &Words, names: &[Name], at: usize) -> bool {
    let gap = names[at - 1].words.end..names[at].words.start;
    // Behind the first name only its possessive may stand before the bracket.
    gap.clone().all(|word| words.all[word].kind == TokenKind::Possessive || matches!(words.lower(word), "(" | "the"))
}

fn bracket(words: &Words, names: &mut [Name], at: usize) -> Option<(usize, usize, LinkKind)> {
    if is_acronym(words, &names[at]) {
        return long_form(words, at - 1, at, names);
    }
    if is_acronym(words, &names[at - 1]) && names[at].words.len() > 1 {
        return long_form(words, at, at - 1, names);
    }
    let translated = (names[at - 1].words.end..names[at].words.start).any(|word| words.lower(word) == "the");
    let plain = |name: &Name| name.country.is_none();
    (translated && plain(&names[at]) && plain(&names[at - 1])).then_some((at - 1, at, LinkKind::Apposition))
}

/// Two to eight capitals.
fn is_acronym(words: &Words, name: &Name) -> bool {
    let lone = name.words.len() == 1 && words.all[name.words.start].case == Case::Upper;
    lone && (2..=8).contains(&letters(words.written(name.words.start)).len())
}

fn letters(written: &str) -> Vec<char> {
    written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where the letters of candidate `short` are found in the words of candidate `long`, the first one at the start of a
/// word, the name is cut or widened to begin there.
fn long_form(words: &Words, long: usize, short: usize, names: &mut [Name]) -> Option<(usize, usize, LinkKind)> {
    let acronym = letters(words.written(names[short].words.start));
    let end = names[long].words.end;
    // A country that was cut off in front may belong to the long form ("United Nations", "Iraqi National Congress").
    let floor = end.saturating_sub((acronym.len() + 5).min(acronym.len() * 2));
    let line = words.lines[names[long].sentence].first;
    let start = matched(words, &acronym, floor.max(line), end)?;
    let earlier = if long > 0 { names[long - 1].words.end } else { 0 };
    if start < earlier || !words.all[start].is_capital() {
        return None;
    }
    // The shortest match is only right where the name does not begin with the acronym's first letter itself.
    let own = names[long].words.start;
    let whole = own < start && words.lower(own).starts_with(acronym[0]);
    names[long].words.start = if whole { own } else { start };
    Some((long, short, LinkKind::Acronym))
}

/// The word at which the letters of an acronym, matched from its end, begin within `floor..end`.
fn matched(words: &Words, acronym: &[char], floor: usize, end: usize) -> Option<usize> {
    let mut rest = acronym.len();
    let mut at = end;
    while at > floor && rest > 0 {
        at -= 1;
        let form: Vec<char> = words.lower(at).chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        for (place, letter) in form.iter().enumerate().rev() {
            if rest == 0 {
                break;
            }
            let begins = place == 0 || form[place - 1] == '-';
            if *letter == acronym[rest - 1] && (rest > 1 || begins) {
                rest -= 1;
                if rest == 0 && !begins {
                    rest = 1;
                }
            }
        }
    }
    (rest == 0).then_some(at)
}

/// "X, also known as Y", "X (“Y”)", "X, a name that means Y", "X, as Y is also called"; "X or Y" is a choice between two.
fn also_known(words: &Words, before: &Name, name: &Name) -> bool {
    let gap = before.words.end..name.words.start;
    if before.country.is_some() || name.country.is_some() {
        return false;
    }
    let written: Vec<&str> = gap.clone().map(|at| words.lower(at)).collect();
    if let ["(", "“" | "\"" | "‘"] = written.as_slice() {
        return true;
    }
    let between: Vec<&str> = gap
        .filter(|at| words.all[*at].kind == TokenKind::Word)
        .map(|at| words.lower(at))
        .filter(|word| !matches!(*word, "the" | "a" | "an"))
        .collect();
    alias_phrase(&between.join(" ")).iter().any(|behind| follows(words, name.words.end, behind))
}

/// The words of `phrase` stand from word `at` on.
fn follows(words: &Words, at: usize, phrase: &str) -> bool {
    phrase.split_whitespace().enumerate().all(|(n, word)| at + n < words.all.len() && words.lower(at + n) == word)
}
