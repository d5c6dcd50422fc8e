//! One text to its [`TextFacts`]: a pure function of that text and its date.
//!
//! A note is read by the very code that reads a document: a claim is nothing but a figure in a note. What a block says
//! by itself ([`BlockFacts`]) depends on its words alone and can be kept while they stay; what it says in its text
//! (names, dates, what was said before) is put together by the discourse step.

pub mod citations;
mod clauses;
mod coordination;
mod discourse;
pub mod events;
pub mod figures;
pub mod foreign;
mod knowledge;
pub mod known;
mod layout;
pub mod mentions;
mod phrases;
mod placing;
pub mod quantities;
mod reading;
pub mod stages;
pub mod times;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lexicon::{events as lexicon_events, lemmas, numbers};
use crate::text::prose::prose;
use crate::text::sentences::sentences;
use crate::text::tokens::tokenize;
use crate::text::{Markup, Prose, Sentence, Span, TokenKind};
pub use citations::Citation;
pub use events::{Event, Form, Modality, Participant, Role};
pub use figures::{Figure, FigureWords, Noun, Scope, Subject, Told};
pub use foreign::{Legible, extract_in, left_out};
use knowledge::{Tells, tells_event};
pub use known::{KnownBlocks, PlacedBlock, Placement, Shift};
pub use layout::Words;
use mentions::BlockNames;
pub use mentions::{ActorKind, LinkKind, Mention, MentionDescription, MentionLink, Mentions};
pub use quantities::{Hedge, Interval, Kind, Quantity};
use reading::Reading;
pub use stages::Stage;
pub use times::{Time, TimeExpression, TimeKind};

/// Everything one text says, as far as it could be read. Spans are bytes of that text; indices are positions in the
/// vectors of this struct.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TextFacts {
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// For each sentence the number of its block.
    pub blocks: Vec<u32>,
    /// Names, in order.
    pub mentions: Vec<Mention>,
    /// Titles, roles and appositions of mentions.
    pub descriptions: Vec<MentionDescription>,
    /// Mentions that belong together.
    pub links: Vec<MentionLink>,
    /// Happenings told, in order of their trigger word.
    pub events: Vec<Event>,
    /// Figures, in order.
    pub figures: Vec<Arc<Figure>>,
    /// Citations, in order.
    pub citations: Vec<Citation>,
    /// The words of every time told, in order, whether or not something is dated by it.
    pub times: Vec<(Span, TimeExpression)>,
}

/// What one block says by itself and its layout; spans are bytes of the words it is read as.
#[derive(Clone, Debug, Default)]
pub struct BlockFacts {
    sentences: Vec<Sentence>,
    events: Vec<Event>,
    figures: Vec<Figure>,
    times: Vec<(Span, TimeExpression)>,
    names: BlockNames,
}

/// The prose of a text, what it says, and its blocks.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// The prose, citations blanked out.
    pub prose: Prose,
    /// What each block of the prose is read as, says by itself, and where it stands, in order.
    pub blocks: Vec<(Words, Arc<BlockFacts>, Placement)>,
    /// Everything together.
    pub facts: TextFacts,
}

/// Reads `text`; `date` is the day it was written, by which "on Thursday" and "last year" are understood.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::{extract::extract, text::Markup};
/// let facts = extract("Police arrested 13 members on 25 June 2020.", Markup::Plain, None);
/// assert_eq!(facts.figures[0].predicate.as_deref(), Some("arrest"));
/// ```
pub fn extract(text: &str, markup: Markup, date: Option<Date>) -> TextFacts {
    extract_watched(text, markup, date, None, &mut |_| ()).facts
}

/// As [`extract`], taking over from `known` what has not changed, and making what can be kept for the next time.
pub fn extract_with(text: &str, markup: Markup, date: Option<Date>, known: &KnownBlocks) -> Extract {
    extract_watched(text, markup, date, Some(known), &mut |_| ())
}

/// As [`extract_with`], as long as `go_on` says so: it is asked before each block that `known` has not.
///
/// # Errors
///
/// Where it is broken off: `known`, and the blocks that were read by then.
pub fn extract_while(
    text: &str,
    markup: Markup,
    date: Option<Date>,
    known: &KnownBlocks,
    go_on: &dyn Fn() -> bool,
) -> Result<Extract, KnownBlocks> {
    extracted(text, markup, date, Some(known), go_on, &mut |_| ())
}

/// As [`extract_with`], calling `done` whenever a step of the work is done: most of them once a sentence. Without `known`
/// nothing is made to be kept.
pub fn extract_watched(
    text: &str,
    markup: Markup,
    date: Option<Date>,
    known: Option<&KnownBlocks>,
    done: &mut impl FnMut(Stage),
) -> Extract {
    extracted(text, markup, date, known, &|| true, done).unwrap_or_default()
}

fn extracted(
    text: &str,
    markup: Markup,
    date: Option<Date>,
    known: Option<&KnownBlocks>,
    go_on: &dyn Fn() -> bool,
    done: &mut impl FnMut(Stage),
) -> Result<Extract, KnownBlocks> {
    let mut prose: Prose = prose(text, markup);
    let citations = if markup == Markup::Markdown { citations::take(text, &mut prose) } else { Vec::new() };
    let contexts = layout::in_context(&prose);
    done(Stage::Prose);
    let mut blocks = Vec::with_capacity(contexts.len());
    for block in &contexts {
        blocks.push(match known.and_then(|known| known.get(&block.words)) {
            Some(block) => block.clone(),
            None if !go_on() => {
                let read = contexts.into_iter().map(|block| block.words).zip(blocks);
                return Err(known.cloned().unwrap_or_default().with(read));
            }
            None => (Arc::new(block_facts(&block.words, done)), None),
        });
    }
    let (mut facts, placements) = discourse::together(&prose, &contexts, &blocks, date, known.is_some(), done);
    facts.citations = citations;
    done(Stage::Discourse);
    let blocks = contexts.into_iter().zip(blocks).zip(placements);
    let blocks = blocks.map(|((context, (facts, _)), placement)| (context.words, facts, placement)).collect();
    Ok(Extract { prose, blocks, facts })
}

/// Reads the words of one block. Its first and last sentence are read with what layout puts around them, for what they
/// say of themselves.
fn block_facts(words: &Words, done: &mut impl FnMut(Stage)) -> BlockFacts {
    let (text, own) = (&words.text, words.own);
    let sentences = sentences(text, own);
    done(Stage::Sentences);
    let last = sentences.len().saturating_sub(1);
    let mut facts = BlockFacts::default();
    for (number, sentence) in sentences.iter().enumerate() {
        let start = if number == 0 { 0 } else { sentence.span.start() };
        let end = if number == last { text.len() } else { sentence.span.end() };
        let around = Span::new(start, end);
        let read = if around == sentence.span || words.mute {
            sentence_facts(words, sentence, done)
        } else {
            sentence_facts(words, &Sentence { span: around, tokens: tokenize(text, around) }, done)
        };
        facts.take(read, words, number as u32);
    }
    facts.names = mentions::names_of_block(text, own, words.heading, &sentences);
    done(Stage::Mentions);
    facts.sentences = sentences;
    facts.shrink();
    facts
}

impl BlockFacts {
    /// Gives back what nothing will be put into: a text may have a million blocks, most of them with one thing of a kind.
    fn shrink(&mut self) {
        self.sentences.shrink_to_fit();
        self.events.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.times.shrink_to_fit();
        self.names.shrink();
    }

    /// Takes in what a sentence says with its own words.
    fn take(&mut self, read: SentenceFacts, words: &Words, sentence: u32) {
        let SentenceFacts { mut events, mut figures, mut times } = read;
        events.retain(|event| words.own.covers(event.span));
        figures.retain(|figure| !words.mute && words.own.contains(figure.quantity.number.start()));
        times.retain(|(span, _)| words.own.covers(*span));
        number_places(&mut figures);
        for event in &mut events {
            event.sentence = sentence;
        }
        for figure in &mut figures {
            figure.sentence = sentence;
        }
        self.events.append(&mut events);
        self.figures.append(&mut figures);
        self.times.append(&mut times);
    }
}

/// What one sentence says by itself.
#[derive(Default)]
struct SentenceFacts {
    events: Vec<Event>,
    figures: Vec<Figure>,
    times: Vec<(Span, TimeExpression)>,
}

fn sentence_facts(words: &Words, sentence: &Sentence, done: &mut impl FnMut(Stage)) -> SentenceFacts {
    let mut reading = Reading::new(&words.text, sentence.tokens.clone());
    let worth = Worth::of(&reading);
    done(Stage::Words);
    if worth == Worth::Nothing {
        return SentenceFacts::default();
    }
    let mut times = times::times(&reading);
    // What layout puts before a sentence is no dateline.
    let is_own = sentence.span.start() >= words.own.start();
    if let Some(end) = dateline(&reading, &times).filter(|_| is_own) {
        // `BAGHDAD, June 26:` tells where and when a text was written, not what happened then.
        reading.skip(end);
        times = times::times(&reading);
    }
    let mut taken = vec![false; reading.len()];
    for time in &times {
        taken[time.first..time.end].fill(true);
    }
    done(Stage::Times);
    let is_empty = worth == Worth::Times && times.is_empty();
    if is_empty && !cfg!(debug_assertions) {
        return SentenceFacts::default();
    }
    reading.tag();
    done(Stage::Tags);
    let quantities = quantities::quantities(&reading, &taken);
    done(Stage::Quantities);
    let chunks = phrases::chunks(&reading, &quantities, &times);
    done(Stage::Phrases);
    let clauses = clauses::clauses(&reading, &chunks);
    done(Stage::Clauses);
    let parse = events::Parse::new(&reading, chunks, clauses, times);
    let events = events::events(&parse);
    done(Stage::Events);
    let mut figures = figures::figures(&parse, &quantities);
    figures.extend(figures::date_figures(&parse, &events));
    figures.sort_by_key(|figure| figure.span);
    debug_assert!(!is_empty || events.is_empty() && figures.is_empty(), "`{}` tells something", words.text);
    let times = (0..parse.times.len()).map(|index| parse.when(index)).collect();
    done(Stage::Figures);
    SentenceFacts { events, figures, times }
}

/// Gives the counted figures of a sentence their places; days and articles stand apart, as sentences that say the same
/// thing differ in them.
fn number_places(figures: &mut [Figure]) {
    let counts = |figure: &Figure| figure.quantity.kind != Kind::Date && figure.quantity.hedge != Hedge::Article;
    let counted = figures.iter().filter(|figure| counts(figure)).count() as u32;
    for (number, figure) in (0..).zip(figures.iter_mut().filter(|figure| counts(figure))) {
        figure.place = (number, counted);
    }
}

/// Where the dateline of a sentence ends: a place in capitals or capitalised words, a day, and a dash or colon.
fn dateline(reading: &Reading<'_>, times: &[times::TimeTokens]) -> Option<usize> {
    let time = times.first().filter(|time| (1..=8).contains(&time.first))?;
    let place = (0..time.first).all(|at| reading.is_capitalised(at) || reading.kind(at) == Some(TokenKind::Mark));
    let dash = (time.end..(time.end + 6).min(reading.len()))
        .find(|at| matches!(reading.word(*at), "—" | "–" | "-" | "--" | ":"))?;
    let bare = (time.end..dash).all(|at| reading.is_capitalised(at) || reading.kind(at) == Some(TokenKind::Mark));
    (place && bare && dash + 1 < reading.len()).then_some(dash + 1)
}

/// How much of a sentence is worth reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worth {
    Nothing,
    /// Times; and where it tells one, everything.
    Times,
    /// Everything: it holds a number, a day or a word of an event.
    Everything,
}

impl Worth {
    fn of(reading: &Reading<'_>) -> Self {
        let mut worth = Self::Nothing;
        for at in 0..reading.len() {
            match reading.kind(at) {
                Some(TokenKind::Number) => return Self::Everything,
                Some(TokenKind::Word) => {}
                _ => continue,
            }
            let vague = || reading.sense(at).vague && numbers().vague.longest_at(&reading.lower, at).is_some();
            match reading.tells(at) {
                Tells::Surely => return Self::Everything,
                Tells::Perhaps if tells_with_others(reading, at) => return Self::Everything,
                Tells::Perhaps => worth = Self::Times,
                Tells::Nothing => {}
            }
            if times::names_day(reading, at) || vague() {
                return Self::Everything;
            }
        }
        worth
    }
}

/// True where the words from `at` on tell an event together.
fn tells_with_others(reading: &Reading<'_>, at: usize) -> bool {
    let (word, next) = (reading.word(at), reading.word(at + 1));
    let verb = lemmas().verb(word);
    tells_event(&[&verb, next, reading.word(at + 2), reading.word(at + 3)])
        || lexicon_events().noun_of_two(word, &lemmas().noun(next)).is_some()
}

#[cfg(test)]
mod tests;
