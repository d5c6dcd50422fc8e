//! What the words at the head of a column or row say of its cells.

use crate::extract::reading::Reading;
use crate::extract::times::times;
use crate::lexicon::heads::Says;
use crate::lexicon::sums::Cue;
use crate::lexicon::{WordClass, events, heads, labels, lemmas, nouns, sums, words};
use crate::text::tokens::tokenize;
use crate::text::{Span, TokenKind};

/// What a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing.
    Blank,
    /// What a row of the table of heads says.
    Says(Says),
    /// That it sums up.
    Total,
    /// When.
    Time,
    /// What happened to, or was done by, what is counted (`Dead`, `Houses destroyed`, `Attacks`).
    Event,
    /// Things that a table of the lexicon knows (`Soldiers`).
    Things,
    /// A name by its capitals.
    Name,
    /// Any other words.
    Words,
}

/// What the head at `span` says, its unit in brackets left out.
pub(super) fn head(text: &str, span: Span) -> Head {
    let tokens = tokenize(text, span);
    let lower: Vec<String> = tokens.iter().map(|token| token.text(text).to_lowercase()).collect();
    if lower.is_empty() {
        return Head::Blank;
    }
    if let Some(says) = heads().longest_at(&lower, 0).filter(|(length, _)| *length == lower.len()).map(|(_, says)| says)
    {
        return Head::Says(says);
    }
    if is_time(text, span) {
        return Head::Time;
    }
    let content: Vec<&String> =
        lower.iter().filter(|word| !is_grammar(word) && word.chars().any(char::is_alphabetic)).collect();
    let sums_up = |word: &&String| sums().is_at(Cue::Total, std::slice::from_ref(*word), 0);
    if !content.is_empty() && content.iter().all(|word| sums_up(word) || nouns().is_quantity(&lemmas().noun(word))) {
        return Head::Total;
    }
    if tokens.iter().any(|token| token.kind == TokenKind::Number)
        || content.iter().any(|word| labels().contains(word.as_str()))
    {
        return Head::Words;
    }
    if content.iter().any(|word| tells_event(word)) {
        return Head::Event;
    }
    if content.last().is_some_and(|word| nouns().is_known(&lemmas().noun(word))) {
        return Head::Things;
    }
    let mut named = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let capitals =
        named.all(|token| token.is_capitalised(text) || words().class(&token.text(text).to_lowercase()).is_some());
    if capitals && !content.is_empty() { Head::Name } else { Head::Words }
}

/// True for a word that carries grammar; some nouns are listed with those as they often open sentences (`soldiers`).
fn is_grammar(word: &str) -> bool {
    words().class(word).is_some_and(|class| class != WordClass::Opener)
}

fn tells_event(word: &str) -> bool {
    let lexicon = events();
    let noun = lemmas().noun(word);
    let participle = lemmas().verb_form(word).is_none_or(|form| !form.past_only) && lemmas().verb(word) != word;
    let by_verb = participle && lexicon.transitive.get(&lemmas().verb(word)).is_some_and(|class| class != "exist");
    lexicon.adjective(word).is_some()
        || lexicon.person(&noun).is_some()
        || lexicon.tolls.get(&noun).is_some()
        || by_verb
}

/// True where all of it is a time: `April`, `2 June`, `2019`.
fn is_time(text: &str, span: Span) -> bool {
    let words = format!("in {}", span.of(text));
    let mut reading = Reading::new(&words, tokenize(&words, Span::new(0, words.len())));
    reading.tag();
    let found = times(&reading);
    found.first().is_some_and(|time| time.first <= 1 && time.end == reading.len())
}
