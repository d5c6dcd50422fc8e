//! `12 people were killed: seven soldiers and four civilians`.

use super::{Mismatch, exact, is_partial, of_sentence, words};
use crate::answer::Analysis;
use crate::extract::{Figure, Interval};
use crate::judge::intervals::disjoint;
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::words::WordClass;
use crate::lexicon::{self, events, lemmas, nouns, sums};
use crate::text::tokens::tokenize;
use crate::text::{Span, Tag, Token, tags};

/// The longest way, in words, from a number to the mark behind which its parts stand.
const REACH: usize = 12;

/// The most words one part has.
const PART: usize = 7;

/// Numbers that are not the sum of the parts told behind them.
pub(super) fn uneven_parts(analysis: &Analysis) -> Vec<Mismatch> {
    let sentences = 0..analysis.note.facts.sentences.len();
    sentences.filter_map(|sentence| in_sentence(analysis, sentence)).collect()
}

fn in_sentence(analysis: &Analysis, sentence: usize) -> Option<Mismatch> {
    let text = &analysis.note.prose.text;
    let whole = of_sentence(analysis, sentence).next()?;
    exact(whole)?;
    let span = analysis.note.facts.sentences[sentence];
    if !text[whole.span.end()..span.end().max(whole.span.end())].contains([':', '(', '–', '—', '-']) {
        return None;
    }
    let mut tokens = tokenize(text, span);
    // Tags cost more than all the rest, and two parts are the least.
    elements(text, inner(text, &tokens, whole)?).nth(1)?;
    tags::tag(text, &mut tokens);
    let inner = inner(text, &tokens, whole)?;
    let within = Span::new(inner.first()?.span.start(), inner.last()?.span.end());
    // One number before the mark: which of two it is that falls into parts cannot be told.
    let others = of_sentence(analysis, sentence).skip(1).filter(|figure| figure.span.start() < within.start());
    if others.count() > 0 || is_partial(&words(text, Span::new(whole.span.start(), within.end()))) {
        return None;
    }
    let figures: Vec<_> =
        of_sentence(analysis, sentence).filter(|figure| within.covers(figure.quantity.span)).collect();
    let parts: Vec<Part> =
        elements(text, inner).map(|element| part(text, element, whole, &figures)).collect::<Option<_>>()?;
    if parts.len() < 2 || parts.iter().all(|part| part.highlight) {
        return None;
    }
    let sum =
        parts.iter().fold((Interval::exactly(0.0), 0.0), |(soft, sum), part| (plus(soft, part.soft), sum + part.value));
    let more = whole.quantity.hard.low.is_some_and(|whole| sum.1 > whole);
    // Whoever is singled out may be among the others.
    let overlaps = more && parts.iter().any(|part| part.highlight);
    if overlaps || !disjoint(sum.0, whole.quantity.soft) {
        return None;
    }
    let figure = whole.span.in_a_line(&analysis.note.text);
    let numbers: Vec<_> = parts.iter().map(|part| part.value.to_string()).collect();
    let message = format!("{figure}: the parts add up to {} ({})", sum.1, numbers.join(" + "));
    Some(Mismatch { span: whole.span, message })
}

fn plus(a: Interval, b: Interval) -> Interval {
    let add = |a: Option<f64>, b: Option<f64>| Some(a? + b?);
    Interval {
        low: add(a.low, b.low),
        high: add(a.high, b.high),
        low_open: a.low_open || b.low_open,
        high_open: a.high_open || b.high_open,
    }
}

/// What stands behind the colon, between the dashes or in the brackets behind a number; up to the end of the sentence.
fn inner<'a>(text: &str, tokens: &'a [Token], whole: &Figure) -> Option<&'a [Token]> {
    let from = tokens.iter().position(|token| token.span.start() >= whole.span.end())?;
    let reach = (from + REACH).min(tokens.len());
    let is_mark = |token: &Token, marks: &[&str]| marks.contains(&token.text(text));
    let open = (from..reach).find(|at| is_mark(&tokens[*at], &[":", "(", "–", "—", "--", ";"]))?;
    let closers: &[&str] = match tokens[open].text(text) {
        ":" => &[".", "!", "?", ";", ":"],
        "(" => &[")"],
        ";" => return None,
        _ => &["–", "—", "--", ".", "!", "?"],
    };
    let spaced = open + 1 < tokens.len() && tokens[open].text(text) != "(" && tokens[open].touches(tokens[open + 1]);
    if spaced && tokens[open - 1].touches(tokens[open]) && tokens[open].text(text) != "—" {
        return None;
    }
    let close = (open + 1..tokens.len()).find(|at| is_mark(&tokens[*at], closers)).unwrap_or(tokens.len());
    Some(&tokens[open + 1..close])
}

/// The stretches between commas and `and`.
fn elements<'a>(text: &'a str, inner: &'a [Token]) -> impl Iterator<Item = &'a [Token]> {
    let parts = |token: &Token| matches!(token.text(text), "," | "and" | "&" | ";");
    inner.split(parts).filter(|element| !element.is_empty())
}

/// One part of a number.
struct Part {
    value: f64,
    soft: Interval,
    /// True for persons who are singled out of a number without the rest being told.
    highlight: bool,
}

/// Reads `seven soldiers`, `a policeman`, `four in Basra`; nothing where it is none, or may be no part of `whole`.
fn part(text: &str, element: &[Token], whole: &Figure, figures: &[&Figure]) -> Option<Part> {
    let span = Span::new(element.first()?.span.start(), element.last()?.span.end());
    let words = words(text, span);
    let mut own = figures.iter().filter(|figure| span.covers(figure.quantity.number));
    let article = matches!(words[0].as_str(), "a" | "an");
    if words.len() > PART || element.iter().any(|token| matches!(token.tag, Tag::Verb | Tag::Auxiliary)) {
        return None;
    }
    match (own.next(), own.next()) {
        (None, None) if article => {
            let lemma = words.iter().skip(1).map(|word| lemmas().noun(word)).find(|lemma| is_part_of(lemma, whole))?;
            let one = Interval::exactly(1.0);
            Some(Part { value: 1.0, soft: one, highlight: sums().is_highlight(&lemma) })
        }
        (Some(figure), None) if figure.quantity.span.start() == span.start() => {
            let value = figure.quantity.hard.low.filter(|_| figure.quantity.span == figure.quantity.number)?;
            let plain = figure.quantity.hard.high == Some(value) && value.fract() == 0.0;
            let behind = words.get(words_of(text, figure.quantity.span));
            let bare = behind.is_none_or(|word| lexicon::words().class(word) == Some(WordClass::Preposition));
            let lemma = figure.noun.as_ref().map(|noun| noun.lemma.as_str());
            let fits = bare || lemma.is_some_and(|lemma| is_part_of(lemma, whole));
            let highlight = !bare && lemma.is_some_and(|lemma| sums().is_highlight(lemma));
            (plain && fits).then_some(Part { value, soft: figure.quantity.soft, highlight })
        }
        _ => None,
    }
}

fn words_of(text: &str, span: Span) -> usize {
    tokenize(text, span).len()
}

/// True where things called `lemma` are things of the kind that `whole` counts.
fn is_part_of(lemma: &str, whole: &Figure) -> bool {
    if let Some(noun) = &whole.noun {
        return matches!(nouns().relation(lemma, &noun.lemma), NounRelation::Same | NounRelation::KindOf);
    }
    let persons = whole.predicate.as_deref().is_some_and(|class| events().is_done_to_persons(class));
    persons && nouns().is_person(lemma)
}
