//! Classes of events and states, by verb, noun and adjective.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::Lookup;
use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// How a verb names whom it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// As its object.
    Transitive,
    /// As its subject.
    Ergative,
}

/// Lookups over events.
pub struct Events {
    /// Verb phrases (base form first) that take an object.
    pub transitive: Phrases<&'static str>,
    /// Verb phrases whose subject it is done to.
    pub ergative: Phrases<&'static str>,
    nouns: Lookup<&'static str>,
    /// Nouns of two words: the second, a lemma, and the class, by the first.
    nouns_of_two: Lookup<Vec<(&'static str, &'static str)>>,
    persons: Lookup<&'static str>,
    adjectives: Lookup<&'static str>,
    /// Nouns of running totals (`death toll`).
    pub tolls: Phrases<&'static str>,
    parents: FxHashMap<&'static str, &'static str>,
    classes: FxHashSet<&'static str>,
    growing: FxHashSet<&'static str>,
    incidents: FxHashSet<&'static str>,
    to_persons: FxHashSet<&'static str>,
    light: Phrases<LightVerb>,
    headlines: FxHashMap<&'static str, Headline>,
    once: FxHashSet<&'static str>,
}

/// How an incident of a class is called in a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The noun (`raid`).
    pub noun: &'static str,
    /// The preposition before whom it is done to; empty where that is not told.
    pub to: &'static str,
    /// The preposition before who does it.
    pub by: &'static str,
}

/// What a verb without a happening of its own is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LightVerb {
    /// Its object is the happening: `carried out six attacks`.
    Event,
    /// It says that something is there: `received six votes`.
    State,
}

static EVENTS: LazyLock<Events> = LazyLock::new(|| {
    let table = rows(&schemas::EVENTS, grammar!("english/events.table"));
    let light = rows(&schemas::LIGHT_VERBS, grammar!("english/light-verbs.table"));
    let names = rows(&schemas::INCIDENT_NAMES, grammar!("english/incident-names.table"));
    let column = |at: usize| -> Vec<(&'static str, &'static str)> {
        table.iter().flat_map(|row| row.list(at).map(|word| (word, row.cells[0]))).collect()
    };
    // An earlier row wins a word that several rows hold.
    let first = |at: usize| column(at).into_iter().rev().collect::<Lookup<_>>();
    Events {
        transitive: Phrases::new(column(2)),
        ergative: Phrases::new(column(3)),
        nouns_of_two: first(4).iter().fold(Lookup::default(), |mut pairs: Lookup<Vec<_>>, (words, class)| {
            if let Some((first, second)) = words.split_once(' ') {
                pairs.entry(first).push((second, *class));
            }
            pairs
        }),
        nouns: first(4),
        persons: first(5),
        adjectives: first(6),
        tolls: Phrases::new(column(7)),
        classes: table.iter().map(|row| row.cells[0]).collect(),
        growing: table.iter().filter(|row| row.cells[8] == "yes").map(|row| row.cells[0]).collect(),
        to_persons: table.iter().filter(|row| row.cells[10] == "persons").map(|row| row.cells[0]).collect(),
        incidents: table.iter().filter(|row| row.cells[9] == "yes").map(|row| row.cells[0]).collect(),
        parents: table.iter().filter(|row| !row.cells[1].is_empty()).map(|row| (row.cells[0], row.cells[1])).collect(),
        headlines: names
            .iter()
            .map(|row| (row.cells[0], Headline { noun: row.cells[1], to: row.cells[2], by: row.cells[3] }))
            .collect(),
        once: names.iter().filter(|row| row.cells[4] == "yes").map(|row| row.cells[0]).collect(),
        light: Phrases::new(
            light
                .iter()
                .map(|row| (row.cells[0], if row.cells[1] == "event" { LightVerb::Event } else { LightVerb::State })),
        ),
    }
});

/// The one instance.
pub fn events() -> &'static Events {
    &EVENTS
}

impl Events {
    /// Class and frame of the verb phrase that begins at `lemmas[at]`, the longest first.
    pub fn verb<S: AsRef<str>>(&self, lemmas: &[S], at: usize) -> Option<(&'static str, Frame)> {
        let transitive = self.transitive.longest_at(lemmas, at).map(|(n, class)| (n, class, Frame::Transitive));
        let ergative = self.ergative.longest_at(lemmas, at).map(|(n, class)| (n, class, Frame::Ergative));
        let longest = match (transitive, ergative) {
            (Some(a), Some(b)) if b.0 > a.0 => Some(b),
            (None, b) => b,
            (a, _) => a,
        };
        longest.map(|(_, class, frame)| (class, frame))
    }

    /// True where a verb in base form begins a verb phrase of some class.
    pub fn is_verb(&self, lemma: &str) -> bool {
        self.transitive.begins_with(lemma) || self.ergative.begins_with(lemma)
    }

    /// The use of the light verb that begins at `lemmas[at]`.
    pub fn light<S: AsRef<str>>(&self, lemmas: &[S], at: usize) -> Option<LightVerb> {
        self.light.longest_at(lemmas, at).map(|(_, usage)| usage)
    }

    /// The first words of all light verbs.
    pub fn light_verbs(&self) -> impl Iterator<Item = &'static str> {
        self.light.first_words()
    }

    /// The class of a noun that tells an event (`arrest`, `bombing`), a lemma.
    pub fn noun(&self, lemma: &str) -> Option<&'static str> {
        self.nouns.get(lemma).copied()
    }

    /// The class of an event that two words name (`air strike`), the second a lemma.
    pub fn noun_of_two(&self, first: &str, second: &str) -> Option<&'static str> {
        self.nouns_of_two.get(first)?.iter().find(|(last, _)| *last == second).map(|(_, class)| *class)
    }

    /// True where the first of two words that name an event is this one.
    pub fn begins_noun(&self, first: &str) -> bool {
        self.nouns_of_two.contains(first)
    }

    /// The class of a noun that is counted for an event: its victims or its single happenings (`death`, `detainee`).
    pub fn person(&self, lemma: &str) -> Option<&'static str> {
        self.persons.get(lemma).copied()
    }

    /// The class of an adjective that says it of a noun (`dead`).
    pub fn adjective(&self, lower: &str) -> Option<&'static str> {
        self.adjectives.get(lower).copied()
    }

    /// True where a number alone behind `class` counts persons.
    pub fn is_done_to_persons(&self, class: &str) -> bool {
        self.to_persons.contains(class)
    }

    /// True where `class` happens at one time and place.
    pub fn is_incident(&self, class: &str) -> bool {
        self.incidents.contains(class)
    }

    /// How an incident of `class` is called in a headline.
    pub fn headline(&self, class: &str) -> Headline {
        let known = self.classes.get(class).copied().unwrap_or("incident");
        self.headlines.get(known).copied().unwrap_or(Headline { noun: known, to: "of", by: "by" })
    }

    /// The classes of incidents whose headline noun begins with `typed`, lower case, or is its first words; with the noun, in
    /// order.
    pub fn headlines_beginning(&self, typed: &str) -> Vec<(&'static str, &'static str)> {
        let begins = |noun: &str| {
            let behind = typed.strip_prefix(noun);
            noun.starts_with(typed) || behind.is_some_and(|rest| rest.starts_with(' '))
        };
        let fitting = self.headlines.iter().filter(|(_, form)| begins(form.noun));
        let mut found: Vec<_> = fitting.map(|(class, form)| (*class, form.noun)).collect();
        found.sort_unstable();
        found
    }

    /// The class of incidents called `word`, lower case: by its own name (`kill`), or as a headline or a text calls it.
    pub fn incident_called(&self, word: &str) -> Option<&'static str> {
        let class = self.classes.get(word).copied().or_else(|| {
            let mut headlines: Vec<_> = self.headlines.iter().filter(|(_, form)| form.noun == word).collect();
            headlines.sort_unstable_by_key(|(class, _)| **class);
            headlines.first().map(|(class, _)| **class)
        });
        class.or_else(|| self.noun(word)).filter(|class| self.is_incident(class))
    }

    /// True where `class` is `kind` or one of its kinds.
    pub fn is_kind(&self, class: &str, kind: &str) -> bool {
        class == kind || self.parents.get(class) == Some(&kind)
    }

    /// True where `class` happens to a person once only.
    pub fn happens_once(&self, class: &str) -> bool {
        self.once.contains(class)
    }

    /// True where counts of `class` rise from report to report, so that a later count supersedes an earlier one.
    pub fn grows(&self, class: &str) -> bool {
        self.growing.contains(class)
    }

    /// True where `a` and `b` are one class, or one a kind of the other.
    pub fn compatible(&self, a: &str, b: &str) -> bool {
        let parent = |class: &str| self.parents.get(class).copied();
        a == b || parent(a) == Some(b) || parent(b) == Some(a)
    }

    /// True where the table has `class`.
    pub fn is_class(&self, class: &str) -> bool {
        self.classes.contains(class)
    }

    /// `class` as the table has it; empty for a class it does not have.
    pub fn class_named(&self, class: &str) -> &'static str {
        self.classes.get(class).copied().unwrap_or("")
    }

    /// The widest class above `class` as the table has it; empty for a class it does not have.
    pub fn root_class(&self, class: &str) -> &'static str {
        let known = self.class_named(class);
        self.parents.get(known).copied().unwrap_or(known)
    }

    /// The widest class above `class` (itself where it has none).
    pub fn root<'a>(&self, class: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.parents.get(class).copied().unwrap_or(class)
    }
}
