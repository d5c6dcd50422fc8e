//! Figures: quantities bound to what they count.

mod attribution;
mod binding;
mod counted;
mod days;
pub(crate) mod frame;
mod hashes;
mod label;
mod rank;
mod shares;
mod subject;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::clauses::Clause;
use super::events::Parse;
use super::phrases::Chunk;
use super::quantities::QuantityTokens;
use super::{Hedge, Modality, Quantity, Role, Time, TimeExpression};
use crate::lexicon::{events as lexicon_events, nouns, running_cues};
use crate::text::Span;
use attribution::attribution;
use binding::{Binding, bind};
use counted::counted_noun;
pub(super) use days::date_figures;
use frame::{descriptors, frame, frames, names, terms_of};
use rank::{ranks, rate};
pub use subject::Subject;
use subject::subject;

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noun {
    /// The head's lemma, lower case (`member`).
    pub lemma: String,
    /// Its modifiers, lower case (`iraqi`, `senior`).
    pub modifiers: Vec<String>,
}

/// Which share of the things a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// Some of a greater number ("including three leaders", "three of them").
    Part,
    /// In addition to others ("another five").
    Increment,
    /// What it was before a change ("rose to 44 from 31").
    Former,
}

/// What says what a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Told {
    /// Its own sentence.
    #[default]
    Here,
    /// The heads of its cell, and nothing else.
    Heads,
    /// Another number of its row, from which only its place or time tells it (`54 in Sofia, 9 in Montana`).
    Row,
}

/// A few passages of a text.
pub type Spans = SmallVec<[Span; 2]>;

/// A few mentions, by their positions among those of the text.
pub type Few = SmallVec<[u32; 4]>;

/// A quantity bound to what it counts: what its words say, and what their place in the text adds.
///
/// What the words say is shared by all copies and read as if it stood here; to change it is to have it alone.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The number and what it counts (`13 members`), in bytes.
    pub span: Span,
    /// Its sentence.
    pub sentence: u32,
    /// The number, hedge and unit.
    pub quantity: Quantity,
    /// What its words say.
    pub words: Arc<FigureWords>,
    /// Noun phrases that take part.
    pub parties: Spans,
    /// Noun phrases that what is counted belongs to (`members of the militia`).
    pub belongs_to: Spans,
    /// Who has what is counted (`The United States had 5,200 troops`, `Britain's troops`).
    pub held_by: Option<Span>,
    /// Noun phrases behind prepositions of place.
    pub grounds: Spans,
    /// The words of its time.
    pub when: Option<(Span, TimeExpression)>,
    /// Position among the figures of its sentence, and their number.
    pub place: (u32, u32),
    /// Mentions of who has it.
    pub holders: Few,
    /// Mentions of the owners.
    pub owners: Few,
    /// Mentions of the actors that take part in it, or that the counted things belong to.
    pub actors: Few,
    /// Mentions of places it is bound to.
    pub places: Few,
    /// When.
    pub time: Option<Time>,
    /// Who says so, in bytes.
    pub attributed_to: Option<Span>,
    /// What says what it counts.
    pub told: Told,
    /// The content words, hashed, sorted, of what stands over it: the title of its text, the headings above.
    pub setting: Arc<[u32]>,
}

/// What the words of a figure's sentence say of it, wherever that stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FigureWords {
    /// What is counted; none where that is told by the predicate alone (`killed 12`).
    pub noun: Option<Noun>,
    /// Class or lemma of what happens to or is done by what is counted (`arrest`, `exist`).
    pub predicate: Option<String>,
    /// The part that what is counted plays in it; none where the happenings themselves are counted (`six attacks`).
    pub role: Option<Role>,
    /// True for `the four factions`: the number of all there are, whatever is told of them.
    pub definite: bool,
    /// True where it is a total that grows as time goes on (`the death toll`).
    pub running: bool,
    /// Whole, part or increment.
    pub scope: Scope,
    /// Whether it is asserted.
    pub modality: Modality,
    /// The content words of its sentence, hashed, sorted: what it is about, whatever the grammar.
    #[serde(with = "hashes")]
    pub frame: Vec<u32>,
    /// Those of its own clause: what restricts the count.
    #[serde(with = "hashes")]
    pub terms: Vec<u32>,
    /// Which of a row of like things its clause is about: 3 for `the third album`, -1 for `the last`; sorted.
    pub ranks: Vec<i16>,
    /// What it is counted for each of (`day` in `34,000 tiles a day`).
    pub per: Option<String>,
    /// How its clause names what it is about.
    pub subject: Subject,
    /// Content words of the names in its sentence.
    #[serde(with = "hashes")]
    pub names: Vec<u32>,
    /// Content words that only say what a name beside them names (`the film`).
    #[serde(with = "hashes")]
    pub descriptors: Vec<u32>,
    /// Content words of the names in its subject and in its possessor.
    #[serde(with = "hashes")]
    pub subject_words: Vec<u32>,
}

/// Every keystroke copies all figures of a note. What is derived would take short lists over one by one, which takes twice as
/// long.
impl Clone for Figure {
    fn clone(&self) -> Self {
        Self {
            span: self.span,
            sentence: self.sentence,
            quantity: self.quantity.clone(),
            words: Arc::clone(&self.words),
            parties: Spans::from_slice(&self.parties),
            belongs_to: Spans::from_slice(&self.belongs_to),
            held_by: self.held_by,
            grounds: Spans::from_slice(&self.grounds),
            when: self.when.clone(),
            place: self.place,
            holders: Few::from_slice(&self.holders),
            owners: Few::from_slice(&self.owners),
            actors: Few::from_slice(&self.actors),
            places: Few::from_slice(&self.places),
            time: self.time,
            attributed_to: self.attributed_to,
            told: self.told,
            setting: Arc::clone(&self.setting),
        }
    }
}

impl Deref for Figure {
    type Target = FigureWords;

    fn deref(&self) -> &FigureWords {
        &self.words
    }
}

impl DerefMut for Figure {
    fn deref_mut(&mut self) -> &mut FigureWords {
        Arc::make_mut(&mut self.words)
    }
}

/// The figures of one sentence, in order.
pub(super) fn figures(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<Figure> {
    let frames = if quantities.is_empty() { Vec::new() } else { frames(parse, quantities) };
    let frame_at = |token: usize| {
        let segment = frames.iter().find(|(end, _)| token < *end);
        segment.map_or(&[][..], |(_, frame)| frame.as_slice())
    };
    let mut found: Vec<Figure> = (0..quantities.len())
        .map(|index| figure(parse, quantities, index, frame_at(quantities[index].first)))
        .collect();
    shares::share_out(parse, quantities, &mut found);
    found.extend(article_figures(parse, &|| frame(parse, quantities)));
    if found.is_empty() {
        return found;
    }
    let names = names(parse, quantities);
    let descriptors = descriptors(parse, quantities);
    let so_far = is_so_far(parse);
    for figure in &mut found {
        figure.running |= so_far;
        figure.names.clone_from(&names);
        figure.descriptors.clone_from(&descriptors);
    }
    found
}

fn figure(parse: &Parse<'_>, quantities: &[QuantityTokens], index: usize, frame: &[u32]) -> Figure {
    let tokens = &quantities[index];
    let chunk =
        (0..parse.chunks.len()).find(|chunk| parse.noun(*chunk).is_some_and(|noun| noun.quantity == Some(index)));
    let Some(chunk) = chunk else {
        return unbound(parse, tokens, frame);
    };
    let binding = bind(parse, tokens, chunk);
    let counted = binding.counted.unwrap_or(chunk);
    let noun = counted_noun(parse, tokens, counted, chunk, &binding);
    let mut binding = binding;
    let instrument = noun
        .as_ref()
        .zip(binding.predicate.as_deref())
        .and_then(|(noun, class)| nouns().instrument(&noun.lemma, class));
    if let Some(class) = instrument {
        (binding.predicate, binding.role) = (Some(class.to_owned()), Some(Role::Patient));
    }
    let clause = binding.clause.map(|clause| &parse.clauses.all[clause]);
    let words = FigureWords {
        noun,
        predicate: binding.predicate,
        role: binding.role,
        running: binding.running,
        definite: parse.noun(chunk).is_some_and(|phrase| phrase.definite && phrase.possessor_end.is_none()),
        scope: binding.scope,
        modality: clause.map_or(Modality::Asserted, |clause| clause.modality),
        frame: frame.to_vec(),
        ..FigureWords::default()
    };
    let mut figure = Figure {
        span: figure_span(parse, tokens, chunk),
        quantity: tokens.quantity.clone(),
        words: Arc::new(words),
        attributed_to: attribution(parse, binding.clause, chunk),
        ..Figure::default()
    };
    if clause.is_some_and(|clause| is_negated_np(parse, chunk, clause)) {
        figure.modality = Modality::Negated;
    }
    let phrases = fill_parties(parse, &mut figure, chunk, counted, binding.clause.zip(clause));
    figure.terms = terms_of(parse, quantities, &phrases);
    figure.ranks = ranks(parse, &phrases);
    figure.per = rate(parse, chunk, clause.and_then(|clause| clause.subject));
    (figure.subject, figure.subject_words) = subject(parse, quantities, chunk, clause);
    figure.when = time_of(parse, chunk, clause).map(|index| parse.when(index));
    figure
}

/// A quantity in no noun phrase: only its sentence is known of it.
fn unbound(parse: &Parse<'_>, tokens: &QuantityTokens, frame: &[u32]) -> Figure {
    let span = parse.reading.span(tokens.first, tokens.end);
    let words = FigureWords { frame: frame.to_vec(), ..FigureWords::default() };
    Figure { span, quantity: tokens.quantity.clone(), words: Arc::new(words), ..Figure::default() }
}

fn figure_span(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Span {
    let end = parse.noun(chunk).map_or(tokens.end, |noun| noun.end.max(tokens.end));
    parse.reading.span(tokens.first, end)
}

fn is_negated_np(parse: &Parse<'_>, chunk: usize, clause: &Clause) -> bool {
    let no = parse
        .noun(chunk)
        .is_some_and(|noun| parse.reading.word(noun.first) == "no" && parse.reading.word(noun.first + 1) != "more");
    no || clause.modality == Modality::Negated
}

fn fill_parties(
    parse: &Parse<'_>,
    figure: &mut Figure,
    chunk: usize,
    counted: usize,
    clause: Option<(usize, &Clause)>,
) -> Vec<usize> {
    let mut phrases = vec![chunk, counted];
    phrases.extend(parse.attached(chunk));
    phrases.extend(parse.attached(counted));
    if let Some(parent) = parse.clauses.parent[chunk] {
        phrases.push(parent);
        phrases.extend(parse.attached(parent));
    }
    phrases.extend(label::colon_before(parse, chunk).into_iter().flat_map(|colon| label::phrases(parse, colon)));
    if let Some((number, clause)) = clause {
        let arguments =
            clause.subject.iter().chain(&clause.objects).copied().chain(clause.obliques.iter().map(|(_, np)| *np));
        for argument in arguments {
            phrases.push(argument);
            phrases.extend(parse.attached(argument));
        }
        // `raided Thaer Allah in Basra and arrested 5`: what is joined by `and` happens among the same parties.
        let joined =
            parse.clauses.all[..number].last().filter(|before| clause.coordinated && before.subject == clause.subject);
        for argument in joined
            .into_iter()
            .flat_map(|before| before.objects.iter().copied().chain(before.obliques.iter().map(|(_, np)| *np)))
        {
            phrases.push(argument);
            phrases.extend(parse.attached(argument));
        }
        // A verb without subject of its own has its governor's.
        let governor = clause.parent.and_then(|parent| parse.clauses.all[parent].subject);
        phrases.extend(governor.filter(|_| clause.subject.is_none()));
    }
    let owned = [chunk, counted].into_iter().chain(parse.attached(chunk)).chain(parse.attached(counted));
    figure.belongs_to = owned
        .filter(|phrase| !parse.is_locative(*phrase) || *phrase == chunk)
        .map(|phrase| parse.span_of(phrase))
        .collect();
    let possessor = parse.noun(counted).and_then(|noun| Some(parse.reading.span(noun.first, noun.possessor_end?)));
    let has = clause
        .filter(|(_, clause)| clause.predicate == "exist" && clause.objects.contains(&chunk))
        .and_then(|(_, clause)| clause.subject);
    figure.held_by = possessor.or(has.map(|subject| parse.span_of(subject)));
    let parted = shares::parted(parse, chunk);
    phrases.retain(|phrase| !parted.contains(phrase));
    phrases.sort_unstable();
    phrases.dedup();
    for phrase in &phrases {
        let span = parse.span_of(*phrase);
        if parse.is_locative(*phrase) {
            figure.grounds.push(span);
        } else {
            figure.parties.push(span);
        }
    }
    phrases
}

/// True where the sentence says that it counts up to now.
fn is_so_far(parse: &Parse<'_>) -> bool {
    (0..parse.reading.len()).any(|at| running_cues().longest_at(&parse.reading.lower, at).is_some())
}

/// The time of a figure: the one that modifies it, its clause's, or the only one of its sentence.
fn time_of(parse: &Parse<'_>, chunk: usize, clause: Option<&Clause>) -> Option<usize> {
    let own = parse.noun(chunk).and_then(|noun| noun.time);
    let behind = match (parse.chunks.get(chunk + 1), parse.chunks.get(chunk + 2)) {
        (Some(Chunk::Time(index)), _) | (Some(Chunk::Preposition(_) | Chunk::Comma), Some(Chunk::Time(index))) => {
            Some(*index)
        }
        _ => None,
    };
    let of_clause = clause.and_then(|clause| clause.times.iter().copied().find(|time| !is_compared(parse, *time)));
    let of_subject = clause.and_then(|clause| parse.noun(clause.subject?)?.time);
    let clauses = &parse.clauses.all;
    let said = |index: usize| clauses.iter().any(|clause| clause.reporting.is_some() && clause.times.contains(&index));
    let governor = clause.and_then(|clause| parse.time_of_clause(clause));
    // A time that modifies another noun (`The May raid`) is that noun's.
    let modifies = (0..parse.chunks.len()).any(|np| parse.noun(np).is_some_and(|noun| noun.time.is_some()));
    // `Three men were charged and will appear on May 24`: a time of another finite clause is not this one's.
    let elsewhere = clause.is_some_and(|own| {
        clauses.iter().any(|other| other.verb != own.verb && other.coordinated && other.times.contains(&0))
    });
    let only = (parse.times.len() == 1 && !modifies && !said(0) && !elsewhere && !is_compared(parse, 0)).then_some(0);
    own.or(behind).or(of_clause).or(of_subject).or(governor).or(only)
}

/// `150 more than a week ago`, `the €11.20 of late April`: a time that something else is measured by.
fn is_compared(parse: &Parse<'_>, time: usize) -> bool {
    let first = parse.times[time].first;
    first > 0 && matches!(parse.reading.word(first - 1), "than" | "as")
}

/// `An Iraqi soldier was wounded` counts one, as evidence only.
fn article_figures(parse: &Parse<'_>, frame: &dyn Fn() -> Vec<u32>) -> Vec<Figure> {
    let mut found = Vec::new();
    for (number, clause) in parse.clauses.all.iter().enumerate() {
        if clause.predicate == "exist" || !lexicon_events().is_class(&clause.predicate) {
            continue;
        }
        for chunk in clause.subject.iter().chain(&clause.objects).copied() {
            let Some(noun) = parse
                .noun(chunk)
                .filter(|noun| noun.quantity.is_none() && matches!(parse.reading.word(noun.first), "a" | "an"))
            else {
                continue;
            };
            let role = clause.role(chunk, parse.reading);
            if role != Some(Role::Patient) || !nouns().is_person(&parse.head_lemma(chunk)) {
                continue;
            }
            let span = parse.reading.span(noun.first, noun.end);
            let (hard, soft) = super::quantities::intervals(1.0, 1.0, Hedge::Article);
            let quantity = Quantity {
                span,
                number: parse.reading.span(noun.first, noun.first + 1),
                hard,
                soft,
                hedge: Hedge::Article,
                ..Quantity::default()
            };
            let tokens = QuantityTokens { first: noun.first, end: noun.first + 1, attributive: false, quantity };
            let words = FigureWords {
                noun: counted_noun(parse, &tokens, chunk, chunk, &Binding::default()),
                predicate: Some(clause.predicate.clone()),
                role,
                modality: clause.modality,
                frame: frame(),
                ..FigureWords::default()
            };
            let mut figure = Figure {
                span,
                words: Arc::new(words),
                attributed_to: attribution(parse, Some(number), chunk),
                quantity: tokens.quantity,
                ..Figure::default()
            };
            fill_parties(parse, &mut figure, chunk, chunk, Some((number, clause)));
            figure.when = time_of(parse, chunk, Some(clause)).map(|index| parse.when(index));
            found.push(figure);
        }
    }
    found
}
