//! `Three bridges were destroyed:` over a list of four.

use super::{Mismatch, exact, is_partial, of_sentence, words};
use crate::answer::Analysis;
use crate::extract::{Figure, Noun, Role};
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::sums::Cue;
use crate::lexicon::words::{Trait, WordClass};
use crate::lexicon::{self, events, lemmas, nouns, sums};
use crate::text::layout::List;
use crate::text::tokens::tokenize;
use crate::text::{BlockKind, Span, TokenKind};

/// The highest number that is held against a list.
const MOST: f64 = 30.0;

/// The longest name of an item, in words.
const HEAD: usize = 8;

/// Lists with another number of items than the sentence above them announces.
pub(super) fn uneven_lists(analysis: &Analysis) -> Vec<Mismatch> {
    let lists = &analysis.note.prose.layout.lists;
    let mismatch = |(number, list): (usize, &List)| {
        let (figure, count) = announced(analysis, list)?;
        let noun = figure.noun.as_ref()?;
        let items = items(analysis, list);
        if items.len() < 2 || is_continued(analysis, list) || items.iter().any(|item| is_partial(&item.words)) {
            return None;
        }
        if may_be(analysis, number).contains(&count) {
            return None;
        }
        let say = |what: String| {
            let words = figure.span.in_a_line(&analysis.note.text);
            Some(Mismatch { span: figure.span, message: format!("{words}: the list below {what}") })
        };
        match weights(analysis, &items)? {
            Some(sum) if sum == count => None,
            Some(sum) => say(format!("adds up to {sum}")),
            None if items.iter().all(|item| is_one(analysis, item, noun)) => say(format!("has {} items", items.len())),
            None => None,
        }
    };
    lists.iter().enumerate().filter_map(mismatch).collect()
}

/// The figure of the sentence right above a list that announces its items, and its number.
fn announced<'a>(analysis: &'a Analysis, list: &List) -> Option<(&'a Figure, usize)> {
    let note = &analysis.note;
    let behind = note.prose.blocks.partition_point(|block| block.span.end() <= list.span.start());
    let at = behind.checked_sub(1)?;
    let block = note.prose.blocks[at];
    let between = &note.text[block.span.end()..list.span.start()];
    let adjacent = between.chars().all(|c| c.is_whitespace() || matches!(c, '*' | '_' | '#'));
    if block.kind != BlockKind::Paragraph || !adjacent || !block.span.of(&note.prose.text).ends_with(':') {
        return None;
    }
    let behind = note.facts.blocks.partition_point(|number| *number as usize <= at);
    let sentence = behind.checked_sub(1).filter(|sentence| note.facts.blocks[*sentence] as usize == at)?;
    let mut figures = of_sentence(analysis, sentence);
    let (figure, None) = (figures.next()?, figures.next()) else { return None };
    let count = exact(figure).filter(|count| (2.0..=MOST).contains(count))?;
    announces(analysis, figure, note.facts.sentences[sentence]).then_some((figure, count as usize))
}

/// True where a figure stands as what is going to be listed: at the end (`There were three attacks:`), or as what something
/// is done to at the beginning (`Three bridges were destroyed:`), or behind `the following`.
fn announces(analysis: &Analysis, figure: &Figure, sentence: Span) -> bool {
    let text = &analysis.note.prose.text;
    let words = words(text, sentence);
    let tokens = tokenize(text, sentence);
    let Some(at) = tokens.iter().position(|token| token.span.start() == figure.quantity.span.start()) else {
        return false;
    };
    if is_partial(&words) {
        return false;
    }
    let class = |at: usize| words.get(at).and_then(|word| lexicon::words().class(word));
    let before = at.checked_sub(1).map(|before| words[before].as_str());
    if before == Some("following") && at > 1 && lexicon::words().has(&words[at - 2], Trait::Definite) {
        return true;
    }
    let point = figure.noun.as_ref().is_some_and(|noun| sums().is_point(&noun.lemma));
    let governed = at > 0 && matches!(class(at - 1), Some(WordClass::Preposition | WordClass::Determiner));
    if governed && !point {
        return false;
    }
    let behind = tokens.iter().position(|token| token.span.start() >= figure.span.end()).unwrap_or(tokens.len());
    let tail = words.len().saturating_sub(behind + 1);
    let ends = tail == 0 || tail <= 6 && class(behind) == Some(WordClass::Preposition);
    let undergoes = figure.role == Some(Role::Patient)
        && figure.predicate.as_deref().is_some_and(|class| events().is_class(class) && class != "exist");
    ends || (at == 0 || before == Some(",") && at <= 6) && (undergoes || point)
}

/// One item of the list, without the lists inside it.
struct Item {
    span: Span,
    words: Vec<String>,
    /// How many of `words` come before the first mark that parts its name from the rest.
    head: usize,
}

fn items(analysis: &Analysis, list: &List) -> Vec<Item> {
    let text = &analysis.note.prose.text;
    let own = |(at, item): (usize, &crate::text::layout::ListItem)| {
        let end =
            list.items.get(at + 1).filter(|next| next.depth > 0).map_or(item.span.end(), |next| next.span.start());
        let span = Span::new(item.span.start(), end);
        let words = words(text, span);
        let parts = |word: &String| matches!(word.as_str(), ":" | "," | ";" | "." | "(" | "–" | "—" | "-" | "--");
        let head = words.iter().position(parts).unwrap_or(words.len());
        Item { span, words, head }
    };
    list.items.iter().enumerate().filter(|(_, item)| item.depth == 0).map(own).collect()
}

/// True where the text goes on with the list behind it.
fn is_continued(analysis: &Analysis, list: &List) -> bool {
    let prose = &analysis.note.prose;
    let Some(next) = prose.blocks.iter().find(|block| block.span.start() >= list.span.end()) else { return false };
    let words = words(&prose.text, next.span);
    let lower = next.span.of(&prose.text).starts_with(char::is_lowercase);
    lower || sums().is_at(Cue::Part, &words, 0)
}

/// Every number of items that may be meant: those of the list, those inside them, those without any inside, and those of
/// the list together with the next one under the same heading.
fn may_be(analysis: &Analysis, number: usize) -> Vec<usize> {
    let prose = &analysis.note.prose;
    let list = &prose.layout.lists[number];
    let top = |list: &List| list.items.iter().filter(|item| item.depth == 0).count();
    let leaves = list.items.windows(2).filter(|pair| pair[1].depth <= pair[0].depth).count() + 1;
    let mut counts = vec![top(list), list.items.len(), list.items.len() - top(list), leaves];
    if let Some(next) = prose.layout.lists.get(number + 1) {
        let between = Span::new(list.span.end().min(next.span.start()), next.span.start());
        let parted = prose
            .blocks
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Heading(_)) && between.overlaps(block.span));
        counts.extend((!parted).then(|| top(list) + top(next)));
    }
    counts
}

/// The sum of the numbers that the items begin with (`two in Kut`), where all do; nothing where none does.
#[expect(clippy::option_option, reason = "no answer, no numbers, and their sum are three things")]
fn weights(analysis: &Analysis, items: &[Item]) -> Option<Option<usize>> {
    let figures = |item: &Item| {
        let within = analysis.note.facts.figures.iter().filter(|figure| item.span.covers(figure.span));
        within.filter(|figure| super::counts(figure)).collect::<Vec<_>>()
    };
    let first = |item: &Item| tokenize(&analysis.note.prose.text, item.span).first().map(|token| token.span.start());
    let leading = |item: &Item| match figures(item).as_slice() {
        [figure] if Some(figure.quantity.span.start()) == first(item) => exact(figure),
        _ => None,
    };
    if items.iter().all(|item| figures(item).is_empty()) {
        return Some(None);
    }
    let numbers: Option<Vec<f64>> = items.iter().map(leading).collect();
    numbers.map(|numbers| Some(numbers.iter().sum::<f64>() as usize))
}

/// True where an item is surely one thing of the kind that was counted: it has the noun in the singular, or it is a name;
/// for reasons, findings and their like whatever it is.
fn is_one(analysis: &Analysis, item: &Item, noun: &Noun) -> bool {
    if sums().is_point(&noun.lemma) {
        return !item.words.is_empty();
    }
    let head = &item.words[..item.head];
    let joined = head.iter().any(|word| matches!(word.as_str(), "and" | "&" | "/" | "or"));
    let has_verb = head.iter().any(|word| lexicon::words().class(word) == Some(WordClass::Auxiliary));
    if head.is_empty() || head.len() > HEAD && !has_verb || joined {
        return false;
    }
    let is_kind = |word: &String| {
        let same =
            matches!(nouns().relation(&lemmas().noun(word), &noun.lemma), NounRelation::Same | NounRelation::KindOf);
        same && lemmas().noun(word) == *word
    };
    let tokens = tokenize(&analysis.note.prose.text, item.span);
    let starts = tokens.iter().take(3).filter(|token| token.kind == TokenKind::Word).map(|token| token.span.start());
    let named = !has_verb
        && starts.into_iter().any(|start| {
            let mentions = &analysis.note.facts.mentions;
            mentions.binary_search_by_key(&start, |mention| mention.span.start()).is_ok()
        });
    // A name with more behind it may stand for several: `Kut: the two bridges of the old town`.
    let bare = item.words.len() <= item.head + 4 || nouns().is_person(&noun.lemma);
    head.iter().take(6).any(is_kind) || named && bare
}
