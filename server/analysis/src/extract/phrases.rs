//! Phrases: a sentence cut into noun phrases, verb groups and what joins them.
//!
//! A partial parse after Abney (1991, "Parsing by chunks"): no tree, no ambiguity kept; what a chunk is follows from the
//! tables of function words first and from part-of-speech tags second.

use std::borrow::Cow;

use super::TimeExpression;
use super::quantities::QuantityTokens;
use super::reading::Reading;
use super::times::TimeTokens;
use super::{Kind, Modality};
use crate::lexicon::calendar::Day;
use crate::lexicon::events::{Frame, LightVerb};
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::{Trait, WordClass};
use crate::lexicon::{calendar, events, lemmas, numbers, rank_words, speech, units};
use crate::text::{Tag, TokenKind};

/// A noun phrase without what follows its head.
#[derive(Clone, Debug, Default)]
pub(super) struct NounPhrase {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Token of the head; the number itself where no noun follows it.
    pub(super) head: usize,
    /// Index of the quantity that counts it.
    pub(super) quantity: Option<usize>,
    /// Index of a time that modifies it (`the May raid`).
    pub(super) time: Option<usize>,
    /// Where its possessor ends (`Iraq's | forces`).
    pub(super) possessor_end: Option<usize>,
    /// True for `the`, `these`, `its`, a possessor.
    pub(super) definite: bool,
    /// True for a personal pronoun.
    pub(super) pronoun: bool,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup<'r> {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Token of the main verb.
    pub(super) main: usize,
    /// Base form of the main verb.
    pub(super) lemma: Cow<'r, str>,
    /// Event class of the verb and the words behind it (`carry out`), and its frame, where the tables have it.
    pub(super) class: Option<(&'static str, Frame)>,
    /// Its use as a verb without a happening of its own.
    pub(super) light: Option<LightVerb>,
    pub(super) form: VerbFormKind,
    pub(super) passive: bool,
    pub(super) modality: Modality,
}

impl VerbGroup<'_> {
    /// The base form of its main verb and the words behind it.
    pub(super) fn words<'a>(&'a self, reading: &'a Reading<'_>) -> [&'a str; 4] {
        phrase(&self.lemma, self.end, reading)
    }
}

fn phrase<'a>(lemma: &'a str, end: usize, reading: &'a Reading<'_>) -> [&'a str; 4] {
    [lemma, reading.word(end), reading.word(end + 1), reading.word(end + 2)]
}

/// How a verb group can stand in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbFormKind {
    Finite,
    /// `-ed` without auxiliary: past tense or participle.
    Ambiguous,
    /// A participle that is no past tense, without auxiliary.
    Participle,
    Gerund,
    Infinitive,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(super) enum Chunk<'r> {
    Noun(NounPhrase),
    Verb(VerbGroup<'r>),
    Preposition(usize),
    Conjunction,
    Comma,
    Subordinator(usize),
    Relative(usize),
    /// Index of a time.
    Time(usize),
    /// Colon, semicolon, dash, bracket.
    Stop(usize),
    Other(usize),
}

/// What a token can be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Determiner,
    Adjective,
    Noun,
    Pronoun,
    Verb,
    Auxiliary,
    Modal,
    Adverb,
    Preposition,
    Conjunction,
    Subordinator,
    Relative,
    To,
    Mark,
}

/// Cuts a tagged sentence into chunks.
pub(super) fn chunks<'r>(
    reading: &'r Reading<'_>,
    quantities: &[QuantityTokens],
    times: &[TimeTokens],
) -> Vec<Chunk<'r>> {
    let parts = (0..reading.len()).map(|at| part(reading, at)).collect();
    let chunker = Chunker { reading, quantities, times, parts };
    let mut chunks = Vec::with_capacity(reading.len() / 2);
    let mut at = 0;
    while at < reading.len() {
        let (chunk, end) = chunker.chunk_at(at);
        chunks.push(chunk);
        at = end.max(at + 1);
    }
    chunks
}

struct Chunker<'r, 'q> {
    reading: &'r Reading<'r>,
    quantities: &'q [QuantityTokens],
    times: &'q [TimeTokens],
    parts: Vec<Part>,
}

impl<'r> Chunker<'r, '_> {
    fn chunk_at(&self, at: usize) -> (Chunk<'r>, usize) {
        if let Some((index, time)) = self.times.iter().enumerate().find(|(_, time)| time.first == at) {
            // `the May raid` is met at its article; `25 June raid` at the time itself.
            if self.modifies_noun(time)
                && !self.opens_clause(at)
                && let Some(noun) = self.noun_phrase(at)
            {
                let end = noun.end;
                return (Chunk::Noun(noun), end);
            }
            return (Chunk::Time(index), time.end);
        }
        if let Some(noun) = self.noun_phrase(at) {
            let end = noun.end;
            return (Chunk::Noun(noun), end);
        }
        if let Some(verb) = self.verb_group(at) {
            let end = verb.end;
            return (Chunk::Verb(verb), end);
        }
        let chunk = match self.parts[at] {
            Part::Preposition | Part::To => Chunk::Preposition(at),
            Part::Conjunction => Chunk::Conjunction,
            Part::Subordinator => Chunk::Subordinator(at),
            Part::Relative => Chunk::Relative(at),
            Part::Mark if self.reading.word(at) == "," => Chunk::Comma,
            Part::Mark if ":;—–()[]".contains(self.reading.word(at)) => Chunk::Stop(at),
            _ => Chunk::Other(at),
        };
        (chunk, at + 1)
    }

    fn time_at(&self, at: usize) -> Option<(usize, &TimeTokens)> {
        self.times.iter().enumerate().find(|(_, time)| time.first == at)
    }

    fn quantity_at(&self, at: usize) -> Option<(usize, &QuantityTokens)> {
        self.quantities.iter().enumerate().find(|(_, quantity)| quantity.first == at)
    }

    /// True for a time behind a preposition that opens its clause: `On 25 June police arrested 14`.
    fn opens_clause(&self, at: usize) -> bool {
        let behind_preposition = at > 0 && self.parts[at - 1] == Part::Preposition;
        behind_preposition && (at == 1 || self.reading.word(at - 2) == ",")
    }

    /// True where a noun follows a time at once, so that the time modifies it.
    fn modifies_noun(&self, time: &TimeTokens) -> bool {
        let next = time.end;
        let noun = self.parts.get(next).is_some_and(|part| matches!(part, Part::Noun | Part::Adjective));
        // `On 13 May police arrested four`
        let governed = time.first > 0 && self.parts[time.first - 1] == Part::Preposition && is_day(&time.expression);
        if governed {
            return false;
        }
        noun && !self.reading.is_capitalised(next)
            && self.quantity_at(next).is_none()
            && !matches!(calendar().get(self.reading.word(next)), Some(Day::Part(_)))
    }

    fn noun_phrase(&self, first: usize) -> Option<NounPhrase> {
        let mut phrase = NounPhrase { first, end: first, ..NounPhrase::default() };
        let mut head = None;
        let mut at = first;
        if self.parts[at] == Part::Pronoun && self.quantity_at(at).is_none() {
            return Some(NounPhrase { first, end: at + 1, head: at, pronoun: true, ..phrase });
        }
        while at < self.reading.len() {
            if let Some((index, quantity)) = self.quantity_at(at) {
                if phrase.quantity.is_some() || head.is_some() && !quantity.attributive {
                    break;
                }
                if !quantity.attributive || phrase.quantity.is_none() {
                    phrase.quantity = Some(index);
                }
                (at, phrase.end) = (quantity.end, quantity.end);
                if self.reading.word(at) == "-" {
                    at += 1;
                }
                continue;
            }
            if let Some((index, time)) = self.time_at(at) {
                if head.is_some() || !self.modifies_noun(time) {
                    break;
                }
                phrase.time = Some(index);
                at = time.end;
                continue;
            }
            match self.parts[at] {
                Part::Determiner
                    if head.is_none() && phrase.quantity.is_none() || self.is_quantifier_after_all(at, &phrase) =>
                {
                    phrase.definite |= self.reading.has(at, Trait::Definite);
                }
                Part::Noun => {
                    head = Some(at);
                    phrase.end = at + 1;
                }
                Part::Pronoun if phrase.quantity.is_some() && head.is_none() && self.reading.word(at) == "others" => {
                    head = Some(at);
                    phrase.end = at + 1;
                }
                Part::Adjective => {}
                Part::Verb if self.is_plural_head(at, head, &phrase) => {
                    head = Some(at);
                    phrase.end = at + 1;
                }
                Part::Verb if self.is_participle_modifier(at, first) => {}
                Part::Mark if self.reading.kind(at) == Some(TokenKind::Possessive) && head.is_some() => {
                    phrase.possessor_end = Some(at);
                    phrase.definite = true;
                    phrase.end = at + 1;
                    (head, phrase.quantity) = (None, None);
                }
                Part::Mark if self.is_inner_mark(at) => {}
                Part::Adverb if head.is_none() && self.parts.get(at + 1) == Some(&Part::Adjective) => {}
                _ => break,
            }
            at += 1;
        }
        let number_end = phrase.quantity.map(|index| self.quantities[index].end);
        // `those arrested`: a demonstrative without a noun stands for one.
        let determiner = self.parts[first] == Part::Determiner;
        if head.is_none() && number_end.is_none() && determiner && self.reading.has(first, Trait::Alone) {
            return Some(NounPhrase { first, end: first + 1, head: first, pronoun: true, ..phrase });
        }
        phrase.head = head.or(number_end.map(|end| end - 1))?;
        phrase.end = phrase.end.max(phrase.head + 1);
        Some(phrase)
    }

    /// `the other three`, `all 14`: a determiner may stand on either side of another.
    fn is_quantifier_after_all(&self, at: usize, phrase: &NounPhrase) -> bool {
        (phrase.end == phrase.first || phrase.quantity.is_some()) && self.reading.has(at, Trait::Second)
    }

    /// `its 38 league matches`: a number above one wants a plural, which the noun so far is not.
    fn is_plural_head(&self, at: usize, head: Option<usize>, phrase: &NounPhrase) -> bool {
        let (Some(head), Some(index)) = (head, phrase.quantity) else { return false };
        let word = self.reading.word(at);
        let several = self.quantities[index].quantity.hard.low.is_some_and(|low| low > 1.0);
        let noun = self.reading.word(head);
        let singular =
            head + 1 == at && lemmas().noun(noun) == noun && !noun.ends_with('s') && !self.reading.is_capitalised(head);
        let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 3;
        several && singular && plural && self.quantities[index].quantity.kind == Kind::Count
    }

    /// A participle between article or number and noun (`the arrested leaders`, `confirmed cases`).
    fn is_participle_modifier(&self, at: usize, first: usize) -> bool {
        let word = self.reading.word(at);
        let participle = word.ends_with("ed")
            || word.ends_with("ing")
            || lemmas().verb_form(word).is_some_and(|form| form.participle_only);
        let noun_follows =
            matches!(self.parts.get(at + 1), Some(Part::Noun | Part::Adjective)) && self.quantity_at(at + 1).is_none();
        // `of stored grain`
        let behind_preposition =
            at == first && at > 0 && self.parts[at - 1] == Part::Preposition && !word.ends_with("ing");
        let counted = self.quantities.iter().any(|quantity| quantity.end == at);
        let opened = at > first
            && self.reading.kind(at - 1) != Some(TokenKind::Mark)
            && (counted || self.parts[at - 1] != Part::Noun);
        participle && noun_follows && (opened || behind_preposition)
    }

    /// A hyphen or quotation mark inside a phrase.
    fn is_inner_mark(&self, at: usize) -> bool {
        let hyphen = matches!(self.reading.word(at), "-" | "/" | "&") && self.parts.get(at + 1) == Some(&Part::Noun);
        hyphen && at > 0 && matches!(self.parts[at - 1], Part::Noun | Part::Adjective)
    }

    fn verb_group(&self, first: usize) -> Option<VerbGroup<'r>> {
        let mut at = first;
        let mut modality = Modality::Asserted;
        let (mut be, mut have, mut to) = (false, false, false);
        let mut last_auxiliary = None;
        let mut main = None;
        while at < self.reading.len() && self.quantity_at(at).is_none() && self.time_at(at).is_none() {
            let word = self.reading.word(at);
            let is_negation = speech().is_negation(word) && word != "no" && word != "neither" && word != "without";
            if is_negation {
                modality = Modality::Negated;
            }
            match self.parts[at] {
                Part::Auxiliary => {
                    let lemma = lemmas().verb(word);
                    be |= lemma == "be";
                    have |= lemma == "have";
                    last_auxiliary = Some(at);
                }
                Part::Modal => {
                    modality = speech()
                        .modal(word.trim_end_matches("n't"))
                        .filter(|_| modality == Modality::Asserted)
                        .unwrap_or(modality);
                    last_auxiliary = Some(at);
                }
                Part::To if at == first && self.is_infinitive(at + 1) => to = true,
                Part::Adverb if is_negation || at > first || self.verb_follows(at) => {}
                Part::Verb => {
                    main = Some(at);
                    at += 1;
                    // `were reported killed`, `is feared dead`: the second participle tells what happened.
                    if !(be && self.is_reported_participle(at)) {
                        break;
                    }
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        let auxiliary_only = main.is_none();
        let main = main.or(last_auxiliary)?;
        let word = self.reading.word(main);
        let lemma = lemmas().verb(word);
        let end = if auxiliary_only { main + 1 } else { at };
        let words = phrase(&lemma, end, self.reading);
        let (class, light) = (events().verb(&words, 0), events().light(&words, 0));
        let participle = is_participle(word);
        let passive = !auxiliary_only && be && participle;
        let bare = main == first || (first..main).all(|at| self.parts[at] == Part::Adverb);
        let form = if to {
            VerbFormKind::Infinitive
        } else if !bare || auxiliary_only || have {
            VerbFormKind::Finite
        } else if word.ends_with("ing") {
            VerbFormKind::Gerund
        } else {
            match lemmas().verb_form(word) {
                Some(form) if form.past_only => VerbFormKind::Finite,
                Some(form) if form.participle_only => VerbFormKind::Participle,
                Some(_) => VerbFormKind::Ambiguous,
                None if word.ends_with("ed") => VerbFormKind::Ambiguous,
                None => VerbFormKind::Finite,
            }
        };
        Some(VerbGroup { first, end, main, lemma, class, light, form, passive, modality })
    }

    fn is_reported_participle(&self, at: usize) -> bool {
        let said = lemmas().verb(self.reading.word(at - 1));
        self.parts.get(at) == Some(&Part::Verb)
            && is_participle(self.reading.word(at))
            && (speech().reporting(&said).is_some()
                || speech().governor(&said).is_some()
                || said == "fear"
                || said == "find")
    }

    fn is_infinitive(&self, at: usize) -> bool {
        let at = at + usize::from(self.parts.get(at) == Some(&Part::Adverb));
        match self.parts.get(at) {
            Some(Part::Auxiliary) => matches!(self.reading.word(at), "be" | "have" | "do"),
            Some(Part::Verb) => !self.reading.word(at).ends_with("ing") && self.quantity_at(at).is_none(),
            _ => false,
        }
    }

    fn verb_follows(&self, at: usize) -> bool {
        (at + 1..(at + 3).min(self.parts.len()))
            .map(|at| self.parts[at])
            .find(|part| *part != Part::Adverb)
            .is_some_and(|part| matches!(part, Part::Verb | Part::Auxiliary | Part::Modal))
    }
}

fn is_day(expression: &TimeExpression) -> bool {
    matches!(expression, TimeExpression::Day { .. })
}

fn is_participle(word: &str) -> bool {
    match lemmas().verb_form(word) {
        Some(form) => !form.past_only,
        None => word.ends_with("ed"),
    }
}

/// What the token at `at` can be part of: function words by table, the rest by tag, unknown words by their form.
fn part(reading: &Reading<'_>, at: usize) -> Part {
    let token = reading.tokens[at];
    match token.kind {
        TokenKind::Mark | TokenKind::Possessive => return Part::Mark,
        TokenKind::Handle | TokenKind::Number => return Part::Noun,
        TokenKind::Word => {}
    }
    let word = reading.word(at);
    if let Some(part) = function_part(reading, at, word, token.tag) {
        return part;
    }
    // A capitalised word inside a sentence is a name, whatever it is in lower case.
    if at > 0 && token.is_capitalised(reading.text) && !is_after_opening(reading, at) {
        return Part::Noun;
    }
    // `al-Kadhimi` is a name for all its small first letter.
    if word.contains('-') && !token.is_capitalised(reading.text) && reading.written(at).contains(char::is_uppercase) {
        return if reading.written(at).starts_with("al-") || reading.written(at).starts_with("el-") {
            Part::Noun
        } else {
            Part::Adjective
        };
    }
    let verbal = is_verbal_form(word);
    match token.tag {
        Tag::Verb | Tag::Auxiliary if is_noun_reading(reading, at, word) => Part::Noun,
        Tag::Verb | Tag::Auxiliary => Part::Verb,
        Tag::Noun | Tag::ProperNoun if is_verb_reading(reading, at, word) => Part::Verb,
        Tag::Adjective if verbal && is_verb_among_adjectives(reading, at, word) => Part::Verb,
        Tag::Adjective => Part::Adjective,
        Tag::Adverb => Part::Adverb,
        // `The second round of talks`
        Tag::Adposition if !word.contains('-') && !is_behind_ordinal(reading, at) => Part::Preposition,
        Tag::Noun | Tag::ProperNoun | Tag::Numeral | Tag::Pronoun | Tag::Symbol | Tag::Adposition => Part::Noun,
        _ if word.ends_with("ly") => Part::Adverb,
        _ if word.contains('-') && has_noun_behind(reading, at) => Part::Adjective,
        _ if verbal && !word.contains('-') => Part::Verb,
        _ => Part::Noun,
    }
}

fn is_behind_ordinal(reading: &Reading<'_>, at: usize) -> bool {
    let Some(behind) = at.checked_sub(1) else { return false };
    let before = reading.word(behind);
    reading.class(behind) == Some(WordClass::Determiner)
        || rank_words().contains_key(before)
        || numbers().word(before).is_some_and(|(_, kind)| matches!(kind, NumberKind::Ordinal | NumberKind::Fraction))
}

fn function_part(reading: &Reading<'_>, at: usize, word: &str, tag: Tag) -> Option<Part> {
    Some(match reading.class(at)? {
        WordClass::Determiner if word == "that" && tag != Tag::Determiner => relative_or_subordinator(reading, at),
        WordClass::Determiner => Part::Determiner,
        WordClass::Pronoun if reading.has(at, Trait::Relative) => Part::Relative,
        WordClass::Pronoun => Part::Pronoun,
        WordClass::Preposition if word == "to" => Part::To,
        WordClass::Preposition if word == "as" && tag == Tag::SubordinatingConjunction => Part::Subordinator,
        WordClass::Preposition => Part::Preposition,
        WordClass::Conjunction => Part::Conjunction,
        WordClass::Subordinator => Part::Subordinator,
        WordClass::Auxiliary => Part::Auxiliary,
        // `May` the month is read as a time before it gets here.
        WordClass::Modal => Part::Modal,
        WordClass::Adverb => Part::Adverb,
        WordClass::Opener => return None,
    })
}

/// `that` behind a noun is a relative pronoun, behind a verb a subordinator.
fn relative_or_subordinator(reading: &Reading<'_>, at: usize) -> Part {
    let behind_noun = at > 0 && matches!(reading.tokens[at - 1].tag, Tag::Noun | Tag::ProperNoun | Tag::Unknown);
    if behind_noun { Part::Relative } else { Part::Subordinator }
}

fn is_verbal_form(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")) || lemmas().verb_form(word).is_some()
}

/// True where the words before `at` are an opening quote or bracket at the start of the sentence.
fn is_after_opening(reading: &Reading<'_>, at: usize) -> bool {
    (0..at).all(|at| reading.kind(at) == Some(TokenKind::Mark))
}

/// A participle the tagger calls an adjective that no noun follows, or that an auxiliary leads.
fn is_verb_among_adjectives(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    let noun_follows =
        reading.tokens.get(at + 1).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective));
    // `The flood spoiled 165,000 tonnes`: behind a noun and before a number or article only a verb can stand.
    let object_follows =
        reading.tokens.get(at + 1).is_some_and(|next| matches!(next.tag, Tag::Numeral | Tag::Determiner));
    let subject =
        at > 0 && matches!(reading.tokens[at - 1].tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun | Tag::Unknown);
    let led = is_after_auxiliary(reading, at) && word.ends_with("ed");
    led || reading.is_verb(at) && (is_after_auxiliary(reading, at) || !noun_follows) || subject && object_follows
}

fn is_after_auxiliary(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|at| reading.class(at) == Some(WordClass::Auxiliary))
}

fn has_noun_behind(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word
            && matches!(next.tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Unknown | Tag::Verb)
    })
}

/// A word the tagger calls a verb that stands where only a noun can: behind an article, number or preposition, without
/// the ending of a participle.
fn is_noun_reading(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let previous = reading.word(before);
    let class = reading.class(before);
    let opened = matches!(class, Some(WordClass::Determiner)) && !matches!(previous, "that" | "which" | "all" | "both")
        || reading.kind(before) == Some(TokenKind::Possessive)
        || reading.kind(before) == Some(TokenKind::Number)
        || numbers().word(previous).is_some();
    let nominal = || {
        let noun = lemmas().noun(word);
        events().noun(&noun).is_some() || events().person(&noun).is_some()
    };
    let governed = || matches!(class, Some(WordClass::Preposition)) && previous != "to" && nominal();
    !is_verbal_form(word) && (opened || governed())
        || opened && word.ends_with("ing") && reading.word(at + 1) == "of" && nominal()
}

/// A word the tagger calls a noun that stands where only a verb can: behind a modal or `to`, or an -ed form of a known verb.
fn is_verb_reading(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    let before = if at > 0 { reading.word(at - 1) } else { "" };
    if !reading.is_verb(at) {
        return false;
    }
    let modal = at > 0 && reading.class(at - 1) == Some(WordClass::Modal);
    let after_modal = modal || before == "to" && !word.ends_with('s');
    // `those held`, `those killed`
    let those = before == "those" && lemmas().verb_form(word).is_some_and(|form| !form.past_only);
    let governs = reading.word(at + 1) == "to" && speech().governor(&lemmas().verb(word)).is_some();
    // `The bridge cost £512 million`: a past tense like its base form, between a noun and an amount.
    let unchanged = lemmas().verb_form(word).is_some() && lemmas().verb(word) == word;
    let amount = |at: usize| {
        reading.kind(at) == Some(TokenKind::Number)
            || reading.kind(at) == Some(TokenKind::Mark) && units().sign(reading.word(at)).is_some()
    };
    // `samples that test positive`
    let after_relative = at > 0 && before == "that" && reading.tokens[at - 1].tag == Tag::Pronoun;
    // `The share that test positive rose by 12 points`
    let changes = lemmas().verb_form(word).is_some_and(|form| form.past_only)
        && matches!(reading.word(at + 1), "by" | "to" | "from");
    // `cost Corvane €17.5 million`
    let behind = (at + 1..at + 4).take_while(|next| *next == at + 1 || reading.is_capitalised(*next - 1)).any(amount);
    let between = at > 0
        && (matches!(reading.tokens[at - 1].tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun | Tag::Unknown)
            || matches!(before, "and" | "but"))
        && behind;
    // `had cost`
    let perfect = unchanged && lemmas().verb(before) == "have";
    after_modal
        || governs
        || those
        || unchanged && between
        || perfect
        || changes
        || after_relative
        || word.ends_with("ed") && !reading.is_capitalised(at)
}
