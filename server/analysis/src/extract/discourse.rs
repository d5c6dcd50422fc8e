//! What blocks say in their text: names, dates by the text's own date, and what a sentence takes over from those before.

use std::ops::Range;
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
    let first_of_sentence = first_of_sentence(&facts.mentions, blocks);
    let mut headings = Headings::default();
    for (number, ((block, context), read)) in (0..).zip(prose.blocks.iter().zip(contexts).zip(blocks)) {
        let first = read.sentences.first().map(|sentence| context.place(sentence.span));
        headings.meet(*block, first, &prose.text);
        facts.blocks.extend(read.sentences.iter().map(|_| number));
        let first_sentence = facts.sentences.len() as u32;
        facts.sentences.extend(read.sentences.iter().map(|sentence| context.place(sentence.span)));
        facts.times.extend(read.times.iter().map(|(span, expression)| (context.place(*span), expression.clone())));
        let last_sentence = facts.sentences.len();
        let here = first_of_sentence[first_sentence as usize]..first_of_sentence[last_sentence];
        let named = Named { mentions: &facts.mentions, block: block.span, here };
        let placing = Placing { context, first_sentence, date, named, sentences: &facts.sentences, text: &prose.text };
        let first_event = facts.events.len();
        facts.events.extend(read.events.iter().map(|event| placing.event(event)));
        let events = &facts.events[first_event..];
        for figure in &read.figures {
            let mut figure = placing.figure(figure);
            if !placing.is_of_subject(&mut figure) {
                continue;
            }
            figure.setting = headings.words();
            if block.kind == BlockKind::Cell {
                figure.told = Told::Heads;
            }
            if figure.subject == Subject::Back && figure.sentence > first_sentence {
                let before = placing.names_before(&figure);
                figure.setting = distinct(figure.setting.iter().copied().chain(before));
            }
            if figure.when.is_none() {
                figure.time = placing.time_before(&figure, events);
            }
            if figure.actors.is_empty() && figure.sentence > first_sentence {
                figure.actors = placing.group_before(&figure);
            }
            facts.figures.push(figure);
        }
    }
    facts
}

/// For each sentence of the text, and behind the last, the first mention that stands in it or later.
fn first_of_sentence(mentions: &[Mention], blocks: &[Arc<BlockFacts>]) -> Vec<usize> {
    let sentences: usize = blocks.iter().map(|block| block.sentences.len()).sum();
    let mut mention = 0;
    let first = |sentence| {
        mention += mentions[mention..].iter().take_while(|mention| (mention.sentence as usize) < sentence).count();
        mention
    };
    (0..=sentences).map(first).collect()
}

/// Words in ascending order, each once.
fn distinct(words: impl Iterator<Item = u32>) -> Arc<[u32]> {
    let mut words: Vec<u32> = words.collect();
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// The headings that stand over a block: each until the next of its level or a higher one.
#[derive(Default)]
struct Headings {
    open: Vec<(u8, Vec<u32>)>,
    /// What the first sentence below the first heading says that its subject is.
    definition: Option<Vec<u32>>,
    /// Their content words, once they are asked for.
    words: Option<Arc<[u32]>>,
}

impl Headings {
    fn meet(&mut self, block: Block, first: Option<Span>, text: &str) {
        if let BlockKind::Heading(level) = block.kind {
            self.open.retain(|(above, _)| *above < level);
            self.open.push((level, content_words(block.span.of(text))));
            self.words = None;
        } else if self.definition.is_none()
            && !self.open.is_empty()
            && let Some(first) = first
        {
            self.definition = Some(definition(first.of(text)));
            self.words = None;
        }
    }

    /// Their content words, hashed, sorted.
    fn words(&mut self) -> Arc<[u32]> {
        let (open, definition) = (&self.open, &self.definition);
        let told = || distinct(open.iter().map(|(_, words)| words).chain(definition).flatten().copied());
        Arc::clone(self.words.get_or_insert_with(told))
    }
}

/// A block in its text: what its events and figures are placed by.
struct Placing<'t> {
    context: &'t InContext,
    /// The number of its first sentence.
    first_sentence: u32,
    /// The text's own day.
    date: Option<Date>,
    named: Named<'t>,
    /// The sentences of the text up to the end of the block.
    sentences: &'t [Span],
    text: &'t str,
}

impl Placing<'_> {
    /// The day of the event that a figure without a time of its own goes on about: told in one of the three sentences
    /// before it in its block, and taken up again by its verb, by a noun (`The raid netted 13`) or by a pronoun (`It netted
    /// 13`).
    fn time_before(&self, figure: &Figure, events: &[Event]) -> Option<Time> {
        let lexicon = lexicon_events();
        // Events are in order of their sentences; only those near the figure are looked at, however long the block is.
        let from = events.partition_point(|event| event.sentence + 3 < figure.sentence);
        let to = events.partition_point(|event| event.sentence <= figure.sentence);
        let (before, here) =
            events[from..to].split_at(events[from..to].partition_point(|event| event.sentence < figure.sentence));
        let opens_with_pronoun =
            || self.sentence(figure.sentence).is_some_and(|span| opens_with_pronoun(span.of(self.text)));
        let takes_up = |class: &str| {
            let by_verb = figure.predicate.as_deref().is_some_and(|predicate| lexicon.compatible(predicate, class));
            let by_noun = here.iter().any(|event| event.nominal && lexicon.compatible(&event.predicate, class));
            by_verb || by_noun || opens_with_pronoun()
        };
        let point = |time: &Time| time.kind == TimeKind::Point && time.days() <= 7;
        let dated = before.iter().rev().filter_map(|event| Some((event, event.time.filter(point)?)));
        let taken_up = dated.filter(|(event, _)| takes_up(&event.predicate)).map(|(_, time)| time).next()?;
        Some(Time { span: Span::default(), inherited: true, ..taken_up })
    }

    fn sentence(&self, number: u32) -> Option<Span> {
        self.sentences.get(number as usize).copied()
    }

    /// The names in the sentence before that of a figure, which is not the first of its block.
    fn mentions_before(&self, figure: &Figure) -> impl Iterator<Item = u32> {
        self.sentence(figure.sentence - 1).into_iter().flat_map(|sentence| self.named.within(sentence))
    }

    /// The words of the names in the sentence before: what `it` or `the company` may go back to.
    fn names_before(&self, figure: &Figure) -> impl Iterator<Item = u32> {
        let words = |mention: u32| content_words(self.named.mentions[mention as usize].span.of(self.text));
        self.mentions_before(figure).flat_map(words)
    }

    /// The names of the sentence before, where a figure speaks of `the group` or of `its` members without a name of its
    /// own.
    fn group_before(&self, figure: &Figure) -> Vec<u32> {
        if !figure.parties.iter().any(|party| refers_to_group(party.of(self.text))) {
            return Vec::new();
        }
        let acts =
            |index: &u32| !matches!(self.named.mentions[*index as usize].kind, ActorKind::Place | ActorKind::Country);
        self.mentions_before(figure).filter(acts).collect()
    }

    fn event(&self, event: &Event) -> Event {
        let context = self.context;
        let mut event = event.clone();
        event.span = context.place(event.span);
        event.phrase = context.place(event.phrase);
        event.sentence += self.first_sentence;
        event.participants.iter_mut().for_each(|participant| participant.span = context.place(participant.span));
        event.grounds.iter_mut().for_each(|ground| *ground = context.place(*ground));
        if let Some((span, _)) = &mut event.when {
            *span = context.place(*span);
        }
        event.time = resolved(event.when.as_ref(), self.date);
        let parties = || event.participants.iter().map(|participant| participant.span);
        (event.actors, event.places) = self.named.parties_and_places(parties(), event.grounds.iter().copied());
        // `an air strike that killed them`: a pronoun stands for names of its sentence that went before.
        if parties().any(|party| is_pronoun(party.of(self.text)))
            && let Some(sentence) = self.sentence(event.sentence)
        {
            let before = Span::new(sentence.start(), event.span.start());
            event.actors.extend(self.named.within(before));
            event.actors.sort_unstable();
            event.actors.dedup();
        }
        event
    }

    fn figure(&self, figure: &Figure) -> Figure {
        let (context, named) = (self.context, &self.named);
        let mut figure = figure.clone();
        figure.span = context.own_place(figure.span);
        figure.quantity.span = context.own_place(figure.quantity.span);
        figure.quantity.number = context.own_place(figure.quantity.number);
        figure.sentence += self.first_sentence;
        let spans = figure.parties.iter_mut().chain(&mut figure.grounds).chain(&mut figure.belongs_to);
        spans.chain(&mut figure.held_by).chain(&mut figure.attributed_to).for_each(|span| *span = context.place(*span));
        if let Some((span, _)) = &mut figure.when {
            *span = context.place(*span);
        }
        figure.time = resolved(figure.when.as_ref(), self.date);
        let (parties, grounds) = (figure.parties.iter().copied(), figure.grounds.iter().copied());
        (figure.actors, figure.places) = named.parties_and_places(parties, grounds);
        figure.holders = figure.held_by.map(|span| named.within(span).collect()).unwrap_or_default();
        figure.owners = named.parties_and_places(figure.belongs_to.iter().copied(), std::iter::empty()).0;
        figure
    }

    /// A figure under the head of a row or column that is a name is that name's, not what stands further off; where no such
    /// name is known it cannot be told what it is of.
    fn is_of_subject(&self, figure: &mut Figure) -> bool {
        if figure.told == Told::Row && figure.places.is_empty() && !figure.grounds.is_empty() {
            (figure.noun, figure.predicate, figure.role) = (None, None, None);
        }
        let Some(subject) = self.context.subject else { return true };
        let (actors, places) = self.named.parties_and_places(std::iter::empty(), std::iter::once(subject));
        let known = !actors.is_empty() || !places.is_empty();
        figure.actors.extend(actors);
        figure.places = places;
        known
    }
}

/// The names of a text, from where one of its blocks looks at them.
struct Named<'t> {
    mentions: &'t [Mention],
    block: Span,
    /// Positions of those in the block.
    here: Range<usize>,
}

impl Named<'_> {
    /// Positions of the mentions that begin inside `span`, in order.
    fn within(&self, span: Span) -> impl Iterator<Item = u32> {
        let near = if self.block.covers(span) { self.here.clone() } else { 0..self.mentions.len() };
        let mentions = &self.mentions[near.clone()];
        let first = mentions.partition_point(|mention| mention.span.start() < span.start());
        let inside = mentions[first..].iter().take_while(move |mention| mention.span.start() < span.end());
        inside.zip((near.start + first) as u32..).map(|(_, at)| at)
    }

    /// The mentions inside `parties` that can act, and those inside `grounds` that are places; a place inside a party
    /// counts as a place too (`the Dora headquarters`).
    fn parties_and_places(
        &self,
        parties: impl Iterator<Item = Span>,
        grounds: impl Iterator<Item = Span>,
    ) -> (Vec<u32>, Vec<u32>) {
        let kind = |index: u32| self.mentions[index as usize].kind;
        let is_ground = |kind| matches!(kind, ActorKind::Place | ActorKind::Country | ActorKind::Unknown);
        let (mut actors, mut places) = (Vec::new(), Vec::new());
        for index in self.in_order(parties) {
            if kind(index) == ActorKind::Place { places.push(index) } else { actors.push(index) }
        }
        let of_parties = places.len();
        for index in self.in_order(grounds) {
            if is_ground(kind(index)) { places.push(index) } else { actors.push(index) }
        }
        // Those of the grounds stand first.
        places.rotate_left(of_parties);
        (actors, places)
    }

    fn in_order(&self, spans: impl Iterator<Item = Span>) -> Vec<u32> {
        let mut found: Vec<u32> = spans.flat_map(|span| self.within(span)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn resolved(when: Option<&(Span, TimeExpression)>, date: Option<Date>) -> Option<Time> {
    when.and_then(|(span, expression)| expression.resolve(*span, date))
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
