//! What a block says in its text: names, dates by the text's own date, and what a sentence takes over from those before.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::figures::frame::content_words;
use super::figures::{Few, Told};
use super::layout::InContext;
use super::{ActorKind, BlockFacts, Event, Figure, Mention, Subject, Time, TimeExpression, TimeKind};
use crate::lexicon::words::Trait;
use crate::lexicon::{self, events as lexicon_events, lemmas, nouns};
use crate::text::Span;

/// A block in its text: what its events and figures are placed by.
pub(super) struct Placing<'t> {
    pub(super) context: &'t InContext,
    /// The number of its first sentence.
    pub(super) first_sentence: u32,
    /// The text's own day.
    pub(super) date: Option<Date>,
    pub(super) named: Named<'t>,
    /// The sentences of the text up to the end of the block.
    pub(super) sentences: &'t [Span],
    pub(super) text: &'t str,
}

impl Placing<'_> {
    /// The events and figures of the block where they stand; `setting` are the words of what stands over it.
    pub(super) fn block(&self, read: &BlockFacts, is_cell: bool, setting: &Arc<[u32]>) -> (Vec<Event>, Vec<Figure>) {
        let events: Vec<_> = read.events.iter().map(|event| self.event(event)).collect();
        let mut figures = Vec::with_capacity(read.figures.len());
        for figure in &read.figures {
            let mut figure = self.figure(figure);
            if !self.is_of_subject(&mut figure) {
                continue;
            }
            figure.setting = Arc::clone(setting);
            if is_cell {
                figure.told = Told::Heads;
            }
            let goes_on = figure.sentence > self.first_sentence;
            if figure.subject == Subject::Back && goes_on {
                figure.setting = distinct(setting.iter().copied().chain(self.names_before(&figure)));
            }
            if figure.when.is_none() {
                figure.time = self.time_before(&figure, &events);
            }
            if figure.actors.is_empty() && goes_on {
                figure.actors = self.group_before(&figure);
            }
            figures.push(figure);
        }
        (events, figures)
    }

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
    fn group_before(&self, figure: &Figure) -> Few {
        if !figure.parties.iter().any(|party| refers_to_group(party.of(self.text))) {
            return Few::new();
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
pub(super) struct Named<'t> {
    pub(super) mentions: &'t [Mention],
    pub(super) block: Span,
    /// Positions of those in the block.
    pub(super) here: Range<usize>,
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
    ) -> (Few, Few) {
        let kind = |index: u32| self.mentions[index as usize].kind;
        let is_ground = |kind| matches!(kind, ActorKind::Place | ActorKind::Country | ActorKind::Unknown);
        let (mut actors, mut places) = (Few::new(), Few::new());
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

    fn in_order(&self, spans: impl Iterator<Item = Span>) -> Few {
        let mut found: Few = spans.flat_map(|span| self.within(span)).collect();
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

/// Words in ascending order, each once.
pub(super) fn distinct(words: impl Iterator<Item = u32>) -> Arc<[u32]> {
    let mut words: Vec<u32> = words.collect();
    words.sort_unstable();
    words.dedup();
    words.into()
}
