//! What blocks say in their text: names, dates by the text's own date, and what a sentence takes over from those before.

use std::sync::Arc;

use jiff::civil::Date;

use super::figures::Told;
use super::figures::frame::{content_words, definition};
use super::layout::InContext;
use super::mentions::mentions;
use super::{
    ActorKind, BlockFacts, Event, Figure, Mention, Mentions, Stage, Subject, TextFacts, Time, TimeExpression, TimeKind,
};
use crate::lexicon::words::Trait;
use crate::lexicon::{self, events as lexicon_events, lemmas, nouns};
use crate::text::{Block, BlockKind, Prose, Span};

/// Puts the facts of all blocks together.
pub(super) fn together(
    prose: &Prose,
    contexts: &[InContext],
    blocks: &[Arc<BlockFacts>],
    date: Option<Date>,
    done: &mut impl FnMut(Stage),
) -> TextFacts {
    let mut facts = TextFacts::default();
    let names = prose.blocks.iter().zip(blocks).map(|(block, facts)| (block.span.start(), &facts.names));
    let Mentions { mentions, descriptions, links } = mentions(names);
    (facts.mentions, facts.descriptions, facts.links) = (mentions, descriptions, links);
    done(Stage::Mentions);
    let mut headings = Headings::default();
    for (number, ((block, context), read)) in (0..).zip(prose.blocks.iter().zip(contexts).zip(blocks)) {
        let first = read.sentences.first().map(|sentence| context.place(sentence.span));
        headings.meet(*block, first, &prose.text);
        let setting = if read.figures.is_empty() { Vec::new() } else { headings.words() };
        facts.blocks.extend(read.sentences.iter().map(|_| number));
        let first_sentence = facts.sentences.len() as u32;
        facts.sentences.extend(read.sentences.iter().map(|sentence| context.place(sentence.span)));
        let events =
            read.events.iter().map(|event| placed_event(event, context, first_sentence, date, &facts, &prose.text));
        let events: Vec<_> = events.collect();
        for figure in &read.figures {
            let mut figure = placed_figure(figure, context, first_sentence, date, &facts.mentions);
            if !is_of_subject(&mut figure, context, &facts.mentions) {
                continue;
            }
            figure.setting.clone_from(&setting);
            if block.kind == BlockKind::Cell {
                figure.told = Told::Heads;
            }
            if figure.subject == Subject::Back && figure.sentence > first_sentence {
                figure.setting.extend(names_before(&figure, &facts.sentences, &facts.mentions, &prose.text));
                figure.setting.sort_unstable();
                figure.setting.dedup();
            }
            if figure.when.is_none() {
                figure.time = time_before(&figure, &events, &facts.sentences, &prose.text);
            }
            if figure.actors.is_empty() && figure.sentence > first_sentence {
                figure.actors = group_before(&figure, &facts.sentences, &facts.mentions, &prose.text);
            }
            facts.figures.push(figure);
        }
        facts.events.extend(events);
        facts.times.extend(read.times.iter().map(|(span, expression)| (context.place(*span), expression.clone())));
    }
    facts
}

/// The headings that stand over a block: each until the next of its level or a higher one.
#[derive(Default)]
struct Headings {
    open: Vec<(u8, Vec<u32>)>,
    /// What the first sentence below the first heading says that its subject is.
    definition: Option<Vec<u32>>,
}

impl Headings {
    fn meet(&mut self, block: Block, first: Option<Span>, text: &str) {
        if let BlockKind::Heading(level) = block.kind {
            self.open.retain(|(above, _)| *above < level);
            self.open.push((level, content_words(block.span.of(text))));
        } else if self.definition.is_none()
            && !self.open.is_empty()
            && let Some(first) = first
        {
            self.definition = Some(definition(first.of(text)));
        }
    }

    /// Their content words, hashed, sorted.
    fn words(&self) -> Vec<u32> {
        let mut words: Vec<u32> =
            self.open.iter().map(|(_, words)| words).chain(&self.definition).flatten().copied().collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// The day of the event that a figure without a time of its own goes on about: told in one of the three sentences before
/// it in its block, and taken up again by its verb, by a noun (`The raid netted 13`) or by a pronoun (`It netted 13`).
fn time_before(figure: &Figure, events: &[Event], sentences: &[Span], text: &str) -> Option<Time> {
    let lexicon = lexicon_events();
    // Events are in order of their sentences; only those near the figure are looked at, however long the block is.
    let from = events.partition_point(|event| event.sentence + 3 < figure.sentence);
    let to = events.partition_point(|event| event.sentence <= figure.sentence);
    let (before, here) =
        events[from..to].split_at(events[from..to].partition_point(|event| event.sentence < figure.sentence));
    let takes_up = |class: &str| {
        let by_verb = figure.predicate.as_deref().is_some_and(|predicate| lexicon.compatible(predicate, class));
        let by_noun = here.iter().any(|event| event.nominal && lexicon.compatible(&event.predicate, class));
        by_verb
            || by_noun
            || sentences.get(figure.sentence as usize).is_some_and(|span| opens_with_pronoun(span.of(text)))
    };
    let dated = before
        .iter()
        .rev()
        .filter_map(|event| Some((event, event.time.filter(|time| time.kind == TimeKind::Point && time.days() <= 7)?)));
    let taken_up = dated.filter(|(event, _)| takes_up(&event.predicate)).map(|(_, time)| time).next()?;
    Some(Time { span: Span::default(), inherited: true, ..taken_up })
}

/// The words of the names in the sentence before: what `it` or `the company` may go back to.
fn names_before(figure: &Figure, sentences: &[Span], mentions: &[Mention], text: &str) -> Vec<u32> {
    let before = sentences.get(figure.sentence as usize - 1).into_iter();
    let named = before.flat_map(|sentence| mentions_in(*sentence, mentions));
    named.flat_map(|mention| content_words(mentions[mention as usize].span.of(text))).collect()
}

/// The names of the sentence before, where a figure speaks of `the group` or of `its` members without a name of its own.
fn group_before(figure: &Figure, sentences: &[Span], mentions: &[Mention], text: &str) -> Vec<u32> {
    let refers = figure.parties.iter().any(|party| refers_to_group(party.of(text)));
    let before = sentences.get(figure.sentence as usize - 1).filter(|_| refers);
    let named = before.into_iter().flat_map(|sentence| mentions_in(*sentence, mentions));
    let acts = |index: &u32| !matches!(mentions[*index as usize].kind, ActorKind::Place | ActorKind::Country);
    named.filter(acts).collect()
}

fn refers_to_group(words: &str) -> bool {
    let lower = words.to_lowercase();
    match lower.split_once(' ') {
        Some(("its" | "their", _)) => true,
        Some(("the", noun)) => nouns().root(&lemmas().noun(noun)) == "group",
        _ => false,
    }
}

fn is_pronoun(words: &str) -> bool {
    lexicon::words().has(words, Trait::Personal)
}

fn opens_with_pronoun(sentence: &str) -> bool {
    let first = sentence.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    lexicon::words().has(&first.to_lowercase(), Trait::Resumptive)
}

fn placed_event(
    event: &Event,
    context: &InContext,
    first_sentence: u32,
    date: Option<Date>,
    facts: &TextFacts,
    text: &str,
) -> Event {
    let mut event = event.clone();
    event.span = context.place(event.span);
    event.phrase = context.place(event.phrase);
    event.sentence += first_sentence;
    event.participants.iter_mut().for_each(|participant| participant.span = context.place(participant.span));
    event.grounds.iter_mut().for_each(|ground| *ground = context.place(*ground));
    event.when = event.when.take().map(|(span, expression)| (context.place(span), expression));
    event.time = resolved(event.when.as_ref(), date);
    let parties: Vec<_> = event.participants.iter().map(|participant| participant.span).collect();
    (event.actors, event.places) = named(&parties, &event.grounds, &facts.mentions);
    // `an air strike that killed them`: a pronoun stands for names of its sentence that went before.
    if parties.iter().any(|party| is_pronoun(party.of(text)))
        && let Some(sentence) = facts.sentences.get(event.sentence as usize)
    {
        let before = Span::new(sentence.start(), event.span.start());
        event.actors.extend(mentions_in(before, &facts.mentions));
        event.actors.sort_unstable();
        event.actors.dedup();
    }
    event
}

fn placed_figure(
    figure: &Figure,
    context: &InContext,
    first_sentence: u32,
    date: Option<Date>,
    mentions: &[Mention],
) -> Figure {
    let mut figure = figure.clone();
    figure.span = context.own_place(figure.span);
    figure.quantity.span = context.own_place(figure.quantity.span);
    figure.quantity.number = context.own_place(figure.quantity.number);
    figure.sentence += first_sentence;
    if let Some(noun) = &mut figure.noun {
        noun.span = context.place(noun.span);
    }
    figure
        .parties
        .iter_mut()
        .chain(&mut figure.grounds)
        .chain(&mut figure.belongs_to)
        .for_each(|span| *span = context.place(*span));
    figure.held_by = figure.held_by.map(|span| context.place(span));
    figure.attributed_to = figure.attributed_to.map(|span| context.place(span));
    figure.when = figure.when.take().map(|(span, expression)| (context.place(span), expression));
    figure.time = resolved(figure.when.as_ref(), date);
    (figure.actors, figure.places) = named(&figure.parties, &figure.grounds, mentions);
    figure.holders = figure.held_by.map(|span| mentions_in(span, mentions).collect()).unwrap_or_default();
    figure.owners = named(&figure.belongs_to, &[], mentions).0;
    figure
}

/// A figure under the head of a row or column that is a name is that name's, not what stands further off; where no such
/// name is known it cannot be told what it is of.
fn is_of_subject(figure: &mut Figure, context: &InContext, mentions: &[Mention]) -> bool {
    if figure.told == Told::Row && figure.places.is_empty() && !figure.grounds.is_empty() {
        (figure.noun, figure.predicate, figure.role) = (None, None, None);
    }
    let Some(subject) = context.subject else { return true };
    let (actors, places) = named(&[], &[subject], mentions);
    let known = !actors.is_empty() || !places.is_empty();
    figure.actors.extend(actors);
    figure.places = places;
    known
}

fn resolved(when: Option<&(Span, TimeExpression)>, date: Option<Date>) -> Option<Time> {
    when.and_then(|(span, expression)| expression.resolve(*span, date))
}

/// The mentions inside `parties` that can act, and those inside `grounds` that are places; a place inside a party counts
/// as a place too (`the Dora headquarters`).
fn named(parties: &[Span], grounds: &[Span], mentions: &[Mention]) -> (Vec<u32>, Vec<u32>) {
    let within = |spans: &[Span]| -> Vec<u32> {
        let mut found: Vec<u32> = spans.iter().flat_map(|span| mentions_in(*span, mentions)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let is_place = |index: &u32| matches!(mentions[*index as usize].kind, ActorKind::Place);
    let is_ground = |index: &u32| {
        matches!(mentions[*index as usize].kind, ActorKind::Place | ActorKind::Country | ActorKind::Unknown)
    };
    let (parties, grounds) = (within(parties), within(grounds));
    let actors = parties
        .iter()
        .copied()
        .filter(|index| !is_place(index))
        .chain(grounds.iter().copied().filter(|index| !is_ground(index)))
        .collect();
    let places = grounds.iter().copied().filter(is_ground).chain(parties.iter().copied().filter(is_place)).collect();
    (actors, places)
}

/// Positions of the mentions that begin inside `span`; mentions are in order.
fn mentions_in(span: Span, mentions: &[Mention]) -> impl Iterator<Item = u32> + '_ {
    let first = mentions.partition_point(|mention| mention.span.start() < span.start());
    (first..mentions.len()).take_while(move |at| mentions[*at].span.start() < span.end()).map(|at| at as u32)
}
