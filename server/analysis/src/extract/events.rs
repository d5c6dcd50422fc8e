//! Events: what is said to have happened, to whom, by whom, in active, passive and nominal form.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use smallvec::{SmallVec, smallvec};

use super::clauses::{Clause, Clauses};
use super::figures::frame::content;
use super::figures::{Few, Spans};
use super::phrases::{Chunk, NounPhrase, VerbFormKind};
use super::reading::Reading;
use super::times::TimeTokens;
use super::{Time, TimeExpression};
pub use crate::lexicon::speech::Modality;
use crate::lexicon::words::Trait;
use crate::lexicon::{events as lexicon_events, lemmas};
use crate::text::Span;

/// The part something plays in an event, whatever the voice of the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who does it.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// What stands behind any other preposition.
    Other,
}

/// One part of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Its part.
    pub role: Role,
    /// The noun phrase, in bytes.
    pub span: Span,
}

/// How the word that tells an event stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A finite verb or participle, or a noun in the singular.
    #[default]
    Plain,
    /// A verb that only names what may be done (`their right to hit back`).
    Infinitive,
    /// A noun in the plural (`attacks`): more than one.
    Plural,
}

/// One happening as one sentence tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    /// The verb or noun that tells it.
    pub span: Span,
    /// The words that name it: for a noun its whole phrase (`The 25 June raid on Kata'ib Hezbollah`), for a verb the verb.
    pub phrase: Span,
    /// Its sentence.
    pub sentence: u32,
    /// Class (`arrest`, `kill`, ...) of the grammar's event table, or the lemma of the verb.
    pub predicate: String,
    /// True where a noun tells it.
    pub nominal: bool,
    /// True where that noun takes it for known (`the raid`).
    pub definite: bool,
    /// How its word stands.
    pub form: Form,
    /// Who and what takes part.
    pub participants: SmallVec<[Participant; 2]>,
    /// Noun phrases behind prepositions of place.
    pub grounds: Spans,
    /// The words of its time.
    pub when: Option<(Span, TimeExpression)>,
    /// When, as far as the text tells.
    pub time: Option<Time>,
    /// Whether it is asserted.
    pub modality: Modality,
    /// Mentions that take part in it, filled in once the text's names are known.
    pub actors: Few,
    /// Mentions of places it is said to have happened in.
    pub places: Few,
}

/// One sentence parsed: what events and figures are read from.
pub(super) struct Parse<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) chunks: Vec<Chunk<'a>>,
    pub(super) clauses: Clauses,
    pub(super) times: Vec<TimeTokens>,
    /// For each chunk those attached to it.
    children: Vec<Vec<usize>>,
    /// For each token the hash of its root, where it is a content word: asked for once, by the first figure.
    content: OnceCell<Vec<Option<u32>>>,
}

impl<'a> Parse<'a> {
    pub(super) fn new(
        reading: &'a Reading<'a>,
        chunks: Vec<Chunk<'a>>,
        clauses: Clauses,
        times: Vec<TimeTokens>,
    ) -> Self {
        let mut children = vec![Vec::new(); chunks.len()];
        for (child, parent) in clauses.parent.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(child);
            }
        }
        Self { reading, chunks, clauses, times, children, content: OnceCell::new() }
    }

    /// For each token the hash of its root, where it is a content word: no function word, number or date.
    pub(super) fn content(&self) -> &[Option<u32>] {
        self.content.get_or_init(|| content(self.reading, &self.times))
    }

    pub(super) fn noun(&self, chunk: usize) -> Option<&NounPhrase> {
        match self.chunks.get(chunk)? {
            Chunk::Noun(noun) => Some(noun),
            _ => None,
        }
    }

    /// The lemma of a noun phrase's head.
    pub(super) fn head_lemma(&self, chunk: usize) -> Cow<'_, str> {
        self.noun(chunk).map(|noun| lemmas().noun(self.reading.word(noun.head))).unwrap_or_default()
    }

    pub(super) fn span_of(&self, chunk: usize) -> Span {
        self.noun(chunk).map(|noun| self.reading.span(noun.first, noun.end)).unwrap_or_default()
    }

    /// The noun phrases attached to `chunk`, and those attached to them.
    pub(super) fn attached(&self, chunk: usize) -> Vec<usize> {
        let mut all = self.children[chunk].clone();
        let mut at = 0;
        while at < all.len() {
            all.extend_from_slice(&self.children[all[at]]);
            at += 1;
        }
        all
    }

    pub(super) fn when(&self, index: usize) -> (Span, TimeExpression) {
        let time = &self.times[index];
        (self.reading.span(time.first, time.end), time.expression.clone())
    }

    /// The time of a clause, or of the clauses it hangs from by what they let happen (`In May he authorised them to ...`);
    /// the day on which something was said is not the day it happened.
    pub(super) fn time_of_clause(&self, clause: &Clause) -> Option<usize> {
        let mut clause = clause;
        loop {
            if let Some(index) = clause.times.first() {
                return Some(*index);
            }
            let parent = &self.clauses.all[clause.parent?];
            if parent.reporting.is_some() || parent.verb >= clause.verb {
                return None;
            }
            clause = parent;
        }
    }

    /// The time that stands right behind a noun phrase or what is attached to it.
    fn time_behind(&self, chunk: usize) -> Option<usize> {
        let last = self.attached(chunk).into_iter().max().unwrap_or(chunk);
        let skip = usize::from(matches!(self.chunks.get(last + 1), Some(Chunk::Preposition(_) | Chunk::Comma)));
        match self.chunks.get(last + 1 + skip) {
            Some(Chunk::Time(index)) => Some(*index),
            _ => None,
        }
    }

    /// True for a noun phrase behind a preposition that tells a place.
    pub(super) fn is_locative(&self, chunk: usize) -> bool {
        self.clauses.preposition[chunk].is_some_and(|token| self.reading.has(token, Trait::Locative))
    }

    pub(super) fn preposition(&self, chunk: usize) -> &str {
        self.clauses.preposition[chunk].map_or("", |token| self.reading.word(token))
    }
}

/// The events of one sentence, by verb and by noun, in order.
pub(super) fn events(parse: &Parse<'_>) -> Vec<Event> {
    let mut found: Vec<Event> = parse.clauses.all.iter().filter_map(|clause| verb_event(parse, clause)).collect();
    found.extend((0..parse.chunks.len()).filter_map(|chunk| noun_event(parse, chunk)));
    found.sort_by_key(|event| event.span);
    found
}

fn verb_event(parse: &Parse<'_>, clause: &Clause) -> Option<Event> {
    let Chunk::Verb(verb) = &parse.chunks[clause.verb] else { return None };
    verb.class.filter(|(class, _)| *class != "exist")?;
    clause_event(parse, clause)
}

/// What clauses with a time of their own tell by verbs that no table has: `ran aground`, `caught fire`.
pub(super) fn other_deeds(parse: &Parse<'_>) -> Vec<Event> {
    let is_deed = |clause: &&Clause| {
        let Chunk::Verb(verb) = &parse.chunks[clause.verb] else { return false };
        let finite = !matches!(verb.form, VerbFormKind::Infinitive | VerbFormKind::Gerund);
        let plain = clause.reporting.is_none() && clause.light.is_none() && clause.predicate != "exist";
        finite && plain && !clause.times.is_empty() && verb.class.is_none()
    };
    parse.clauses.all.iter().filter(is_deed).filter_map(|clause| clause_event(parse, clause)).collect()
}

fn clause_event(parse: &Parse<'_>, clause: &Clause) -> Option<Event> {
    let Chunk::Verb(verb) = &parse.chunks[clause.verb] else { return None };
    let arguments =
        clause.subject.iter().chain(&clause.objects).copied().chain(clause.obliques.iter().map(|(_, np)| *np));
    let mut participants = SmallVec::new();
    let mut grounds = Spans::new();
    for argument in arguments {
        let role = clause.role(argument, parse.reading).unwrap_or(Role::Other);
        for np in std::iter::once(argument).chain(parse.attached(argument)) {
            if role == Role::Other && parse.is_locative(np) || parse.is_locative(np) && np != argument {
                grounds.push(parse.span_of(np));
            } else {
                participants.push(Participant { role, span: parse.span_of(np) });
            }
        }
    }
    let span = parse.reading.span(verb.main, verb.end);
    Some(Event {
        span,
        phrase: span,
        sentence: 0,
        predicate: clause.predicate.clone(),
        nominal: false,
        definite: false,
        form: if verb.form == VerbFormKind::Infinitive { Form::Infinitive } else { Form::Plain },
        participants,
        grounds,
        when: parse.time_of_clause(clause).map(|index| parse.when(index)),
        time: None,
        modality: clause.modality,
        actors: Few::new(),
        places: Few::new(),
    })
}

fn noun_event(parse: &Parse<'_>, chunk: usize) -> Option<Event> {
    let noun = parse.noun(chunk)?;
    let lemma = parse.head_lemma(chunk);
    // `Green Zone attack`, `air strike`: the last two words may be the class.
    let two = (noun.head > noun.first).then(|| parse.reading.word(noun.head - 1));
    let two = two.and_then(|before| lexicon_events().noun_of_two(before, &lemma));
    let predicate = two.or_else(|| lexicon_events().noun(&lemma))?;
    let mut participants = smallvec![Participant { role: Role::Other, span: parse.span_of(chunk) }];
    let mut grounds = Spans::new();
    for np in parse.attached(chunk) {
        let role = match parse.preposition(np) {
            "of" | "on" | "against" | "upon" | "targeting" => Role::Patient,
            "by" => Role::Agent,
            _ if parse.is_locative(np) => {
                grounds.push(parse.span_of(np));
                continue;
            }
            _ => Role::Other,
        };
        participants.push(Participant { role, span: parse.span_of(np) });
    }
    let clause = parse.clauses.clause_of[chunk].map(|clause| &parse.clauses.all[clause]);
    if let Some(clause) = clause {
        let obliques = clause.obliques.iter().filter(|(token, _)| parse.reading.has(*token, Trait::Locative));
        grounds.extend(obliques.map(|(_, np)| parse.span_of(*np)));
    }
    let own_time = noun.time.or_else(|| parse.time_behind(chunk));
    let when = own_time.or_else(|| clause.and_then(|clause| parse.time_of_clause(clause)));
    let last = parse.attached(chunk).into_iter().max().unwrap_or(chunk);
    let end =
        parse.noun(last).map_or(noun.end, |last| last.end).max(own_time.map_or(0, |index| parse.times[index].end));
    let form = if lemma == parse.reading.word(noun.head) { Form::Plain } else { Form::Plural };
    Some(Event {
        span: parse.reading.span(noun.head, noun.head + 1),
        phrase: parse.reading.span(noun.first, end),
        sentence: 0,
        predicate: predicate.to_owned(),
        nominal: true,
        participants,
        grounds,
        when: when.map(|index| parse.when(index)),
        time: None,
        // `the assassination` is taken for granted, whatever is asked or planned about it.
        modality: clause.filter(|_| !noun.definite).map_or(Modality::Asserted, |clause| clause.modality),
        definite: noun.definite,
        form,
        actors: Few::new(),
        places: Few::new(),
    })
}
