//! The steps of the extraction by name, for whoever measures what each of them costs. Nothing in here looks at a clock.

/// A step of the extraction, in the order of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// What of the text is prose; citations.
    Prose,
    /// Tokens and sentences.
    Sentences,
    /// Words in lower case, and which sentences are worth reading.
    Words,
    /// Times.
    Times,
    /// Parts of speech.
    Tags,
    /// Quantities.
    Quantities,
    /// Noun phrases and verb groups.
    Phrases,
    /// Clauses.
    Clauses,
    /// Events.
    Events,
    /// Figures.
    Figures,
    /// Names, over the whole text.
    Mentions,
    /// What blocks say in their text.
    Discourse,
}

impl Stage {
    /// Every step, in the order of work.
    pub const ALL: [Self; 12] = [
        Self::Prose,
        Self::Sentences,
        Self::Words,
        Self::Times,
        Self::Tags,
        Self::Quantities,
        Self::Phrases,
        Self::Clauses,
        Self::Events,
        Self::Figures,
        Self::Mentions,
        Self::Discourse,
    ];
}
