//! Labels: words before a colon that say what the number behind it counts (`Arrested: 13`, `Members on strike: 1,450`).

use super::super::Role;
use super::super::events::Parse;
use super::super::phrases::{Chunk, VerbFormKind};
use super::super::quantities::QuantityTokens;
use super::binding::{event_noun, is_bare};
use crate::lexicon::{events, labels, lemmas, nouns};

/// What a label says.
pub(super) struct Label {
    /// What happens to what is counted.
    pub(super) predicate: String,
    /// The part it has in that.
    pub(super) role: Option<Role>,
    /// The noun phrase that says what is counted.
    pub(super) counted: Option<usize>,
}

/// The label of the noun phrase `chunk`, where one stands right before it.
pub(super) fn label(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Option<Label> {
    let colon = colon_before(parse, chunk)?;
    let first = start_of_label(parse, colon);
    let event = told_by_label(parse, first, colon);
    let bare = is_bare(parse, tokens, chunk);
    let named = (first..colon).find(|at| parse.noun(*at).is_some()).filter(|at| {
        let counts = parse.noun(*at).is_some_and(|noun| noun.quantity.is_none() && !noun.pronoun);
        bare && counts && !(first..colon).any(|at| is_finite(parse, at))
    });
    let outer = named;
    let named = named.map(|at| of_quantity(parse, at));
    let lemma = named.map(|at| parse.head_lemma(at)).unwrap_or_default();
    let by_noun = named.and_then(|_| event_noun(&lemma));
    if let Some((class, role)) = by_noun {
        return Some(Label { predicate: class.to_owned(), role, counted: named });
    }
    // `Houses destroyed: 40`: the noun says what, the participle what happened; `Killed by the flood: 31` names none.
    let tells = |at: &usize| parse.noun(*at).is_some_and(|noun| class_of(parse.reading.word(noun.head)).is_some());
    let is_free = outer.is_some_and(|at| parse.preposition(at).is_empty());
    let thing = named.filter(|at| is_free && !tells(at));
    if let Some(predicate) = event {
        return Some(Label { predicate, role: Some(Role::Patient), counted: thing });
    }
    let counts = thing.is_some() && !labels().contains(lemma.as_ref()) && !lemma.is_empty();
    counts.then(|| Label { predicate: "exist".to_owned(), role: Some(Role::Patient), counted: thing })
}

/// The colon right before a noun phrase; a dash where what stands before it is a label and nothing else (`Killed – 12`).
pub(super) fn colon_before(parse: &Parse<'_>, chunk: usize) -> Option<usize> {
    parse.noun(chunk)?;
    let before = chunk.checked_sub(1)?;
    (is_colon(parse, before) || is_dash(parse, before) && is_bare_label(parse, before)).then_some(before)
}

fn is_colon(parse: &Parse<'_>, chunk: usize) -> bool {
    matches!(parse.chunks[chunk], Chunk::Stop(token) if parse.reading.word(token) == ":")
}

fn is_dash(parse: &Parse<'_>, chunk: usize) -> bool {
    matches!(parse.chunks[chunk], Chunk::Stop(token) | Chunk::Other(token)
        if matches!(parse.reading.word(token), "–" | "—" | "-" | "--") && !parse.reading.touches_previous(token))
}

/// True where a noun, or a participle, is all that stands before the chunk `dash`.
fn is_bare_label(parse: &Parse<'_>, dash: usize) -> bool {
    let start = start_of_label(parse, dash);
    let within = &parse.chunks[start..dash];
    let fits = |chunk: &Chunk<'_>| match chunk {
        Chunk::Noun(noun) => noun.quantity.is_none() && !noun.pronoun,
        Chunk::Verb(verb) => verb.form != VerbFormKind::Finite,
        Chunk::Other(_) => true,
        _ => false,
    };
    (1..=2).contains(&within.len()) && within.iter().all(fits)
}

/// Where the label that ends before the chunk `colon` begins: behind the colon before it, or where the sentence does.
fn start_of_label(parse: &Parse<'_>, colon: usize) -> usize {
    (0..colon).rev().find(|at| is_colon(parse, *at)).map_or(0, |before| before + 1)
}

/// The noun phrases of the label before the chunk `colon`, and the places of those before that.
pub(super) fn phrases(parse: &Parse<'_>, colon: usize) -> Vec<usize> {
    let start = start_of_label(parse, colon);
    // Of what leads in, only where it is told for.
    let within = |at: &usize| parse.noun(*at).is_some() && (*at >= start || parse.is_locative(*at));
    (0..colon).filter(within).collect()
}

fn is_finite(parse: &Parse<'_>, chunk: usize) -> bool {
    matches!(&parse.chunks[chunk], Chunk::Verb(verb) if verb.form == VerbFormKind::Finite)
}

/// `Number of houses`: the houses.
fn of_quantity(parse: &Parse<'_>, chunk: usize) -> usize {
    let of = |child: &usize| parse.preposition(*child) == "of";
    let attached = || parse.attached(chunk).into_iter().find(of);
    if nouns().is_quantity(&parse.head_lemma(chunk)) { attached().unwrap_or(chunk) } else { chunk }
}

/// The class that the first or the last word of a label tells: `Killed by the flood: 31 people`.
fn told_by_label(parse: &Parse<'_>, first: usize, colon: usize) -> Option<String> {
    let token = |chunk: usize| match parse.chunks[chunk] {
        Chunk::Stop(at) | Chunk::Other(at) => Some(at),
        _ => None,
    };
    let begin = first.checked_sub(1).and_then(token).map_or(0, |before| before + 1);
    let end = token(colon)?.checked_sub(1)?;
    [begin, end].into_iter().find_map(|at| class_of(parse.reading.word(at))).map(str::to_owned)
}

/// The class that a word alone tells: `arrested`, `dead`, `deaths`.
fn class_of(word: &str) -> Option<&'static str> {
    let lexicon = events();
    // `Number of houses`: what only says that something is there is no event.
    let by_verb = || lexicon.transitive.get(&lemmas().verb(word)).filter(|class| *class != "exist");
    lexicon.adjective(word).or_else(|| lexicon.person(&lemmas().noun(word))).or_else(by_verb)
}
