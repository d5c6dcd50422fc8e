//! Whom a figure's clause is about: a name, something spoken of before, or nobody.

use serde::{Deserialize, Serialize};

use super::super::clauses::Clause;
use super::super::events::Parse;
use super::super::quantities::QuantityTokens;
use super::frame::{is_name, words_of};
use crate::lexicon::words::Trait;

/// How a figure's clause names what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// By nothing: the subject is what is counted, or a plain noun.
    #[default]
    Plain,
    /// By a name.
    Named,
    /// By a pronoun or a phrase such as `the film`: what was spoken of before, or what the whole text is about.
    Back,
}

/// How the clause of the noun phrase `chunk` names its subject, and the content words of the names in it.
pub(super) fn subject(
    parse: &Parse<'_>,
    quantities: &[QuantityTokens],
    chunk: usize,
    clause: Option<&Clause>,
) -> (Subject, Vec<u32>) {
    let governor = || clause?.parent.and_then(|parent| parse.clauses.all[parent].subject);
    let subject = clause.and_then(|clause| clause.subject).or_else(governor).unwrap_or(chunk);
    let mut phrases = vec![subject];
    phrases.extend(parse.attached(subject));
    // `ParaNorman's $51 million`, `his 38 goals`
    if parse.noun(chunk).is_some_and(|noun| noun.possessor_end.is_some()) {
        phrases.push(chunk);
    }
    let named: Vec<usize> = phrases.into_iter().filter(|phrase| is_named(parse, *phrase)).collect();
    if !named.is_empty() {
        return (Subject::Named, words_of(parse, quantities, &named));
    }
    let back = (subject != chunk && goes_back(parse, subject)) || has_pronoun_possessor(parse, chunk);
    (if back { Subject::Back } else { Subject::Plain }, Vec::new())
}

fn is_named(parse: &Parse<'_>, phrase: usize) -> bool {
    let Some(noun) = parse.noun(phrase) else { return false };
    (noun.first..noun.end).any(|at| is_name(parse, at))
}

/// A pronoun, or a definite phrase.
fn goes_back(parse: &Parse<'_>, phrase: usize) -> bool {
    parse.noun(phrase).is_some_and(|noun| noun.pronoun || noun.definite)
}

fn has_pronoun_possessor(parse: &Parse<'_>, phrase: usize) -> bool {
    parse.noun(phrase).is_some_and(|noun| parse.reading.has(noun.first, Trait::Possessive))
}
