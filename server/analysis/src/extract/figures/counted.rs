//! The noun that says what a figure counts.

use super::super::events::Parse;
use super::super::quantities::QuantityTokens;
use super::super::{Kind, Role};
use super::Noun;
use super::binding::{Binding, is_bare};
use crate::lexicon::countries::country_named;
use crate::lexicon::{events as lexicon_events, lemmas, nouns, numbers, words};
use crate::text::TokenKind;

pub(super) fn counted_noun(
    parse: &Parse<'_>,
    tokens: &QuantityTokens,
    counted: usize,
    chunk: usize,
    binding: &Binding,
) -> Option<Noun> {
    if let Some(attribute) = binding.attribute {
        return Some(Noun { lemma: attribute.to_owned(), modifiers: Vec::new() });
    }
    let phrase = parse.noun(counted)?;
    if phrase.pronoun || counted == chunk && is_bare(parse, tokens, chunk) {
        return bare_noun(parse, tokens, binding);
    }
    let mut lemma = parse.head_lemma(counted).into_owned();
    let mut modifiers: Vec<String> = (phrase.first..phrase.head)
        .filter(|at| !(counted == chunk && (tokens.first..tokens.end).contains(at)))
        // Names among the modifiers are actors, and compared as such.
        .filter(|at| parse.reading.kind(*at) == Some(TokenKind::Word) && !parse.reading.is_capitalised(*at))
        .map(|at| parse.reading.word(at).to_owned())
        .filter(|word| words().class(word).is_none() && numbers().word(word).is_none())
        .collect();
    // `three Iraqis` and `three others` are persons of whom nothing more is told.
    let written = parse.reading.written(phrase.head);
    if lemma == "other" {
        return None;
    }
    if written.starts_with(char::is_uppercase) && country_named(written.trim_end_matches('s')).is_some() {
        "person".clone_into(&mut lemma);
    }
    // `troop levels` and `the number of soldiers` count troops and soldiers.
    if nouns().is_quantity(&lemma) {
        let of = parse.attached(counted).into_iter().find(|child| parse.preposition(*child) == "of");
        match (of, modifiers.pop()) {
            (Some(of), _) => lemma = parse.head_lemma(of).into_owned(),
            (None, Some(modifier)) => {
                lemma = lemmas().noun(modifier.rsplit('-').next().unwrap_or(&modifier)).into_owned();
            }
            (None, None) => {}
        }
    }
    // `12 deaths` counts persons; the predicate says which.
    if binding.role == Some(Role::Patient) && lexicon_events().person(&lemma).is_some() && !nouns().is_person(&lemma) {
        return None;
    }
    Some(Noun { lemma, modifiers })
}

/// What an amount without a noun measures: the subject of its verb (`prices rose 12 percent`).
pub(super) fn bare_noun(parse: &Parse<'_>, tokens: &QuantityTokens, binding: &Binding) -> Option<Noun> {
    if tokens.quantity.kind == Kind::Count {
        return None;
    }
    let clause = &parse.clauses.all[binding.clause?];
    let subject = parse.noun(clause.subject?)?;
    (!subject.pronoun).then(|| Noun {
        lemma: parse.head_lemma(clause.subject.unwrap_or_default()).into_owned(),
        modifiers: Vec::new(),
    })
}
