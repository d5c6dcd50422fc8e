//! Clauses: which noun phrase is whose subject, object and oblique.
//!
//! Roles are the verb's, not the grammar's: the subject of a passive is the patient, and so is that of an ergative verb.

use super::coordination;
use super::phrases::{Chunk, VerbFormKind, VerbGroup};
use super::reading::Reading;
use super::{Modality, Role};
use crate::lexicon::events::{Frame, LightVerb};
use crate::lexicon::{events, lemmas, nouns, speech};

/// One verb with its dependents; numbers are positions in the sentence's chunks.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) verb: usize,
    pub(super) subject: Option<usize>,
    /// What is joined to the subject in a row of counted things.
    pub(super) joined: Vec<usize>,
    pub(super) objects: Vec<usize>,
    /// Preposition (token) and noun phrase.
    pub(super) obliques: Vec<(usize, usize)>,
    /// Indices of times.
    pub(super) times: Vec<usize>,
    /// Event class, or the lemma of the verb.
    pub(super) predicate: String,
    pub(super) frame: Frame,
    pub(super) light: Option<LightVerb>,
    pub(super) passive: bool,
    pub(super) modality: Modality,
    /// The clause it hangs from.
    pub(super) parent: Option<usize>,
    /// Set for a verb of saying: whether it denies.
    pub(super) reporting: Option<bool>,
    /// Joined by `and` to the clause before it, with nothing of its own in between.
    pub(super) coordinated: bool,
}

impl Clause {
    /// The part that the noun phrase `np` plays in it.
    pub(super) fn role(&self, np: usize, reading: &Reading<'_>) -> Option<Role> {
        let patient_subject = self.passive || self.frame == Frame::Ergative;
        if self.subject == Some(np) || self.joined.contains(&np) {
            return Some(if patient_subject { Role::Patient } else { Role::Agent });
        }
        if self.objects.contains(&np) {
            return Some(Role::Patient);
        }
        let (preposition, _) = self.obliques.iter().find(|(_, oblique)| *oblique == np)?;
        let with = reading.word(*preposition) == "with"
            && *preposition > 0
            && matches!(reading.word(preposition - 1), "along" | "together");
        Some(match reading.word(*preposition) {
            "by" if self.passive => Role::Agent,
            // `arrested him along with three others`: the company shares the part.
            "alongside" => Role::Patient,
            _ if with && (self.passive || !self.objects.is_empty()) => Role::Patient,
            _ => Role::Other,
        })
    }
}

/// A sentence's clauses and the links between its noun phrases.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub(super) all: Vec<Clause>,
    /// For each chunk that is a noun phrase: the preposition (token) before it.
    pub(super) preposition: Vec<Option<usize>>,
    /// For each chunk that is a noun phrase: the noun phrase it is attached to by `of` or another preposition.
    pub(super) parent: Vec<Option<usize>>,
    /// For each chunk: the clause it depends on.
    pub(super) clause_of: Vec<Option<usize>>,
    /// For each chunk: the first of the row of counted noun phrases it stands in.
    pub(super) row: Vec<Option<usize>>,
}

/// Finds the clauses of a chunked sentence.
pub(super) fn clauses(reading: &Reading<'_>, chunks: &[Chunk<'_>]) -> Clauses {
    let none = vec![None; chunks.len()];
    let row = coordination::rows(reading, chunks);
    let found = Clauses { all: Vec::new(), preposition: none.clone(), parent: none.clone(), clause_of: none, row };
    let mut walk = Walk { reading, chunks, found, state: State::default(), current: None, outer: None, bracket: 0 };
    for at in 0..chunks.len() {
        walk.step(at);
    }
    walk.finish();
    walk.found
}

/// What has been met since the last boundary.
#[derive(Debug, Default)]
struct State {
    /// Noun phrases before the verb that can be its subject, in order.
    candidates: Vec<usize>,
    /// Times before the verb.
    times: Vec<usize>,
    /// Obliques before the verb (`In Baghdad, ...`).
    obliques: Vec<(usize, usize)>,
    preposition: Option<usize>,
    /// The noun phrase that a relative pronoun stands for.
    antecedent: Option<usize>,
    conjunction: bool,
    comma: bool,
    conditional: Option<Modality>,
    /// True behind a word that opens a clause: the next noun phrase is no object of the verb before.
    opened: bool,
    last_noun: Option<usize>,
}

struct Walk<'a> {
    reading: &'a Reading<'a>,
    chunks: &'a [Chunk<'a>],
    found: Clauses,
    state: State,
    current: Option<usize>,
    /// What had been met of the first clause when a clause between commas interrupted it, and the clauses until then.
    outer: Option<(State, usize)>,
    /// Depth of open brackets.
    bracket: usize,
}

impl Walk<'_> {
    fn step(&mut self, at: usize) {
        match &self.chunks[at] {
            Chunk::Noun(_) => self.noun(at),
            Chunk::Verb(verb) => self.verb(at, verb),
            Chunk::Preposition(token) => self.state.preposition = Some(*token),
            Chunk::Conjunction => self.state.conjunction = true,
            Chunk::Comma => self.comma(),
            Chunk::Subordinator(token) => {
                self.interrupt();
                self.subordinator(at, *token);
            }
            Chunk::Relative(token) => {
                self.interrupt();
                self.relative(*token);
            }
            Chunk::Time(index) => self.time(*index),
            Chunk::Stop(token) => self.stop(*token),
            Chunk::Other(_) => {}
        }
    }

    /// `In Basra, where Thaer Allah had been raided in May, 5 men were held`: what stands before the clause between commas
    /// belongs to the one behind it.
    fn interrupt(&mut self) {
        let pending = !self.state.obliques.is_empty() || !self.state.times.is_empty();
        if self.current.is_none() && self.outer.is_none() && self.state.comma && pending {
            let kept = State {
                obliques: std::mem::take(&mut self.state.obliques),
                times: std::mem::take(&mut self.state.times),
                candidates: self.state.candidates.clone(),
                opened: true,
                ..State::default()
            };
            self.outer = Some((kept, self.found.all.len()));
        }
    }

    fn comma(&mut self) {
        self.state.comma = true;
        if let Some((outer, _)) = self.outer.take_if(|(_, clauses)| self.found.all.len() > *clauses) {
            (self.state, self.current) = (State { comma: true, ..outer }, None);
        }
    }

    fn noun(&mut self, at: usize) {
        // What stands in brackets takes no part in the clause around them.
        if self.bracket > 0 {
            return;
        }
        if self.joins_row(at) {
            (self.state.last_noun, self.state.conjunction, self.state.comma) = (Some(at), false, false);
            return;
        }
        let preposition = self.state.preposition.take();
        self.found.preposition[at] = preposition;
        let adjacent = self.state.last_noun.filter(|last| preposition.is_some() && *last + 2 == at);
        let coordinated = self.state.conjunction && !self.state.comma;
        match (preposition, self.current) {
            (Some(token), _) => {
                let of = self.reading.word(token) == "of";
                self.found.parent[at] = adjacent;
                if !(of && adjacent.is_some()) {
                    self.oblique(token, at);
                }
            }
            // `bases and embassies` behind a preposition: the second hangs where the first does.
            (None, _)
                if coordinated
                    && self
                        .state
                        .last_noun
                        .is_some_and(|last| last + 2 == at && self.found.preposition[last].is_some())
                    && !self.verb_follows(at) =>
            {
                let last = self.state.last_noun.unwrap_or(at);
                self.found.preposition[at] = self.found.preposition[last];
                self.found.parent[at] = self.found.parent[last];
                if let Some(token) = self.found.preposition[last].filter(|_| self.found.parent[last].is_none()) {
                    self.oblique(token, at);
                }
            }
            (None, Some(current))
                if self.takes_object(current)
                    && !((self.state.conjunction || self.is_complement()) && self.verb_follows(at)) =>
            {
                self.found.all[current].objects.push(at);
                self.found.clause_of[at] = Some(current);
            }
            (None, _) => {
                let apposition = self.state.comma && !self.state.conjunction && !self.state.candidates.is_empty();
                if !apposition || self.reporting_verb_follows(at) {
                    self.state.candidates.push(at);
                }
            }
        }
        self.state.last_noun = Some(at);
        self.state.conjunction = false;
        self.state.comma = false;
    }

    /// True for a further member of a row whose first is an object, or waits for its verb: it takes part as that does.
    fn joins_row(&mut self, at: usize) -> bool {
        let Some(first) = self.found.row[at].filter(|first| *first != at && self.state.preposition.is_none()) else {
            return false;
        };
        if self.state.candidates.contains(&first) {
            return true;
        }
        let object_of = self.current.filter(|current| self.found.all[*current].objects.contains(&first));
        let Some(current) = object_of.filter(|_| !self.verb_follows(at)) else { return false };
        self.found.all[current].objects.push(at);
        self.found.clause_of[at] = Some(current);
        true
    }

    fn oblique(&mut self, preposition: usize, at: usize) {
        match self.current {
            Some(current) if self.state.candidates.is_empty() && !self.state.opened => {
                self.found.all[current].obliques.push((preposition, at));
                self.found.clause_of[at] = Some(current);
            }
            _ => self.state.obliques.push((preposition, at)),
        }
    }

    /// True while noun phrases without preposition still belong to the verb: before a comma, or in a list.
    fn takes_object(&self, current: usize) -> bool {
        let clause = &self.found.all[current];
        let list = self.state.conjunction && !clause.objects.is_empty();
        self.state.candidates.is_empty()
            && !self.state.opened
            && (!self.state.comma || list)
            && (clause.objects.len() < 2 || list)
    }

    fn verb_follows(&self, at: usize) -> bool {
        self.chunks[at + 1..].iter().take_while(|chunk| !matches!(chunk, Chunk::Comma | Chunk::Stop(_) | Chunk::Noun(_) | Chunk::Relative(_))).any(|chunk| {
            matches!(chunk, Chunk::Verb(verb) if matches!(verb.form, VerbFormKind::Finite | VerbFormKind::Ambiguous))
        })
    }

    fn reporting_verb_follows(&self, at: usize) -> bool {
        matches!(self.chunks.get(at + 1), Some(Chunk::Verb(verb)) if speech().reporting(&verb.lemma).is_some())
    }

    fn verb(&mut self, at: usize, verb: &VerbGroup<'_>) {
        let coordinated = self.state.conjunction;
        let behind_preposition = self.state.preposition.take();
        let (subject, parent, passive) = self.subject_of(at, verb, behind_preposition.is_some());
        let (predicate, frame, light) = predicate_of(verb, self.reading.word(verb.main), passive);
        let mut modality = self.state.conditional.unwrap_or(verb.modality);
        if modality == Modality::Asserted
            && let Some(parent) = parent.map(|parent| &self.found.all[parent])
        {
            modality = governed_modality(parent, verb, coordinated, self.chunks);
        }
        let number = self.found.all.len();
        let in_row = |np: &usize| subject.is_some() && self.found.row[*np] == subject && Some(*np) != subject;
        let joined: Vec<usize> = (0..at).filter(in_row).collect();
        for np in &joined {
            self.found.clause_of[*np].get_or_insert(number);
        }
        let clause = Clause {
            verb: at,
            subject,
            joined,
            objects: Vec::new(),
            obliques: std::mem::take(&mut self.state.obliques),
            times: std::mem::take(&mut self.state.times),
            predicate,
            frame,
            light,
            passive,
            modality,
            parent,
            reporting: speech().reporting(&verb.lemma),
            coordinated,
        };
        for (_, oblique) in &clause.obliques {
            self.found.clause_of[*oblique] = Some(number);
        }
        if let Some(subject) = subject {
            self.found.clause_of[subject].get_or_insert(number);
        }
        self.found.clause_of[at] = Some(number);
        self.found.all.push(clause);
        self.current = Some(number);
        self.state = State::default();
    }

    /// Subject, governing clause and voice of a verb group.
    fn subject_of(
        &mut self,
        at: usize,
        verb: &VerbGroup<'_>,
        behind_preposition: bool,
    ) -> (Option<usize>, Option<usize>, bool) {
        let previous = self.current;
        let previous_subject = previous.and_then(|previous| self.found.all[previous].subject);
        let candidate = self.candidate(verb);
        if let Some(antecedent) = self.state.antecedent.take() {
            let inner = candidate.filter(|_| !verb.passive);
            return (inner.or(Some(antecedent)), previous, verb.passive);
        }
        match verb.form {
            VerbFormKind::Infinitive => (previous_subject.or(candidate), previous, verb.passive),
            VerbFormKind::Gerund if behind_preposition => (None, previous, false),
            VerbFormKind::Gerund if self.state.comma || self.state.conjunction => {
                (previous_subject.or(candidate), previous, false)
            }
            VerbFormKind::Gerund => (self.state.last_noun.or(candidate).or(previous_subject), previous, false),
            VerbFormKind::Participle => (self.state.last_noun.or(candidate), previous, true),
            VerbFormKind::Ambiguous => self.past_or_participle(at, candidate, previous_subject),
            VerbFormKind::Finite => {
                let shared = self.state.conjunction || previous.is_some();
                let subject = candidate.or(previous_subject.filter(|_| shared));
                (subject, previous.filter(|_| self.state.conjunction || self.is_complement()), verb.passive)
            }
        }
    }

    /// A finite clause right behind a verb of saying hangs from it.
    fn is_complement(&self) -> bool {
        self.current.is_some_and(|current| self.found.all[current].reporting.is_some())
    }

    fn candidate(&self, verb: &VerbGroup<'_>) -> Option<usize> {
        let reporting = speech().reporting(&verb.lemma).is_some();
        let last = self.state.candidates.last();
        if reporting { last.copied() } else { self.state.candidates.first().copied() }
    }

    /// `-ed` without auxiliary: a past tense where it has a subject of its own and an object, or nothing else is finite;
    /// else a participle of the noun before it.
    fn past_or_participle(
        &self,
        at: usize,
        candidate: Option<usize>,
        previous_subject: Option<usize>,
    ) -> (Option<usize>, Option<usize>, bool) {
        let object_follows = matches!(self.chunks.get(at + 1), Some(Chunk::Noun(_)));
        let by_follows =
            matches!(self.chunks.get(at + 1), Some(Chunk::Preposition(token)) if self.reading.word(*token) == "by");
        let that_follows = matches!(self.chunks.get(at + 1), Some(Chunk::Subordinator(_)));
        if self.state.conjunction && candidate.is_none() {
            return (previous_subject, self.current, false);
        }
        let last = self.state.last_noun;
        match candidate {
            Some(subject)
                if object_follows
                    || that_follows
                    || !by_follows && !self.finite_follows(at) && !self.is_headline(at) =>
            {
                (Some(subject), self.current.filter(|_| self.is_complement()), false)
            }
            Some(subject) => (last.filter(|_| !self.state.comma).or(Some(subject)), None, true),
            None if last.is_some() && !object_follows => (last, self.current, true),
            None => (previous_subject, self.current, false),
        }
    }

    /// `13 members arrested in raid`: no other verb, a verb that wants an object, and none behind it.
    fn is_headline(&self, at: usize) -> bool {
        let Chunk::Verb(verb) = &self.chunks[at] else { return false };
        let transitive = matches!(verb.class, Some((_, Frame::Transitive)));
        let alone =
            !self.chunks.iter().enumerate().any(|(other, chunk)| other != at && matches!(chunk, Chunk::Verb(_)));
        let ergative = events().ergative.longest_at(&verb.words(self.reading), 0).is_some();
        transitive && !ergative && alone
    }

    fn finite_follows(&self, at: usize) -> bool {
        self.chunks[at + 1..]
            .iter()
            .take_while(|chunk| {
                !matches!(
                    chunk,
                    Chunk::Comma | Chunk::Stop(_) | Chunk::Relative(_) | Chunk::Subordinator(_) | Chunk::Conjunction
                )
            })
            .any(|chunk| matches!(chunk, Chunk::Verb(verb) if verb.form == VerbFormKind::Finite))
    }

    fn subordinator(&mut self, at: usize, token: usize) {
        self.state.candidates.clear();
        // `the flood of 2011, when 19 people died`
        let behind = if matches!(self.chunks.get(at.wrapping_sub(1)), Some(Chunk::Comma)) {
            at.wrapping_sub(2)
        } else {
            at.wrapping_sub(1)
        };
        if let Some(Chunk::Time(index)) = self.chunks.get(behind).filter(|_| self.reading.word(token) == "when") {
            self.state.times.push(*index);
        }
        self.state.conditional = speech().subordinator(self.reading.word(token));
        self.state.opened = true;
        self.state.conjunction = false;
        self.state.comma = false;
        self.state.last_noun = None;
    }

    fn relative(&mut self, token: usize) {
        let mut antecedent = self.state.last_noun.or_else(|| self.last_noun_of_current());
        // `14 members of the militia who`: the relative clause speaks of the counted.
        while let Some(parent) =
            antecedent.and_then(|np| self.found.parent[np]).filter(|parent| self.is_counted(*parent))
        {
            antecedent = Some(parent);
        }
        self.state.antecedent = self.person_before(token, antecedent).or(antecedent);
        self.state.opened = true;
        self.state.candidates.clear();
        self.state.comma = false;
        self.state.preposition = None;
    }

    /// `who` speaks of persons: the nearest noun phrase before it that names some.
    fn person_before(&self, token: usize, antecedent: Option<usize>) -> Option<usize> {
        let antecedent = antecedent.filter(|_| self.reading.word(token) == "who")?;
        (antecedent.saturating_sub(6)..=antecedent).rev().find(|chunk| match &self.chunks[*chunk] {
            Chunk::Noun(noun) => nouns().is_person(&lemmas().noun(self.reading.word(noun.head))),
            _ => false,
        })
    }

    fn last_noun_of_current(&self) -> Option<usize> {
        let clause = &self.found.all[self.current?];
        clause.objects.iter().copied().chain(clause.obliques.iter().map(|(_, np)| *np)).max()
    }

    fn is_counted(&self, np: usize) -> bool {
        matches!(&self.chunks[np], Chunk::Noun(noun) if noun.quantity.is_some())
    }

    fn time(&mut self, index: usize) {
        self.state.preposition = None;
        match self.current {
            Some(current)
                if self.state.candidates.is_empty()
                    && !self.state.opened
                    && !(self.state.comma && self.state.conjunction) =>
            {
                self.found.all[current].times.push(index);
            }
            _ => self.state.times.push(index),
        }
    }

    /// A semicolon or colon ends a clause; what stands in brackets or between dashes leaves it open.
    fn stop(&mut self, token: usize) {
        match self.reading.word(token) {
            "(" | "[" => self.bracket += 1,
            ")" | "]" => self.bracket = self.bracket.saturating_sub(1),
            _ => {}
        }
        let ends = matches!(self.reading.word(token), ";" | ":");
        let open = std::mem::take(&mut self.state);
        self.state = State { times: open.times, obliques: open.obliques, opened: ends, ..State::default() };
        if ends {
            self.leave_clause();
        } else {
            (self.state.candidates, self.state.last_noun, self.state.opened) =
                (open.candidates, open.last_noun, open.opened);
        }
    }

    /// What stood before a verb that never came belongs to the clause before.
    fn leave_clause(&mut self) {
        let (times, obliques) = (std::mem::take(&mut self.state.times), std::mem::take(&mut self.state.obliques));
        if let Some(current) = self.current {
            for (_, np) in &obliques {
                self.found.clause_of[*np].get_or_insert(current);
            }
            let clause = &mut self.found.all[current];
            clause.times.extend(times);
            clause.obliques.extend(obliques);
        } else {
            self.state.times = times;
            self.state.obliques = obliques;
        }
    }

    fn finish(&mut self) {
        self.leave_clause();
    }
}

/// Class (or lemma), frame and lightness of a verb group.
fn predicate_of(verb: &VerbGroup<'_>, participle: &str, passive: bool) -> (String, Frame, Option<LightVerb>) {
    // `those held` are detained: some participles tell more than their verb.
    if let Some(class) = events().adjective(participle).filter(|_| passive) {
        return (class.to_owned(), Frame::Transitive, None);
    }
    // `31 are missing`
    if let Some(class) =
        events().adjective(participle).filter(|_| participle.ends_with("ing") && verb.first < verb.main)
    {
        return (class.to_owned(), Frame::Ergative, None);
    }
    let light = verb.light;
    match verb.class {
        Some((class, frame)) => (class.to_owned(), frame, light),
        None if light == Some(LightVerb::State) => ("exist".to_owned(), Frame::Transitive, light),
        None => (verb.lemma.clone().into_owned(), Frame::Transitive, light),
    }
}

/// What the governing verb makes of an infinitive, of the clause it reports, or of a coordinated verb.
fn governed_modality(parent: &Clause, verb: &VerbGroup<'_>, coordinated: bool, chunks: &[Chunk<'_>]) -> Modality {
    let Chunk::Verb(governor) = &chunks[parent.verb] else { return Modality::Asserted };
    if parent.reporting == Some(true) {
        return Modality::Negated;
    }
    match verb.form {
        VerbFormKind::Infinitive => {
            let governed = speech().governor(&governor.lemma).unwrap_or(Modality::Asserted);
            if parent.modality == Modality::Asserted { governed } else { parent.modality }
        }
        _ if coordinated && verb.form != VerbFormKind::Finite => parent.modality,
        VerbFormKind::Finite if coordinated && verb.first == verb.main => parent.modality,
        _ => Modality::Asserted,
    }
}
