//! Words by which a text gives another's word, or makes something other than a fact.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// Whether a text asserts what it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As not so.
    Negated,
    /// As intended, expected, demanded or possible.
    Planned,
    /// As depending on something.
    Conditional,
}

/// Lookups over reporting and modality.
pub struct Speech {
    /// Base form to whether it denies what follows.
    verbs: Lookup<bool>,
    /// `according to`.
    pub prepositions: Phrases<bool>,
    modals: Lookup<Modality>,
    governors: Lookup<Modality>,
    negations: Lookup<Modality>,
    subordinators: Lookup<Modality>,
}

static SPEECH: LazyLock<Speech> = LazyLock::new(|| {
    let reporting = rows(&schemas::REPORTING, grammar!("english/reporting.table"));
    let modality = rows(&schemas::MODALITY, grammar!("english/modality.table"));
    let form = |form: &str| {
        modality.iter().filter(|row| row.cells[1] == form).map(|row| (row.cells[0], effect(row.cells[2]))).collect()
    };
    let denied = |form: &'static str| {
        reporting.iter().filter(move |row| row.cells[1] == form).map(|row| (row.cells[0], row.cells[2] == "denied"))
    };
    Speech {
        verbs: denied("verb").collect(),
        prepositions: Phrases::new(denied("preposition")),
        modals: form("modal"),
        governors: form("verb"),
        negations: form("negation"),
        subordinators: form("subordinator"),
    }
});

/// The one instance.
pub fn speech() -> &'static Speech {
    &SPEECH
}

fn effect(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "negated" => Modality::Negated,
        _ => Modality::Conditional,
    }
}

impl Speech {
    /// `Some(denies)` where the base form of a verb gives another's word.
    pub fn reporting(&self, lemma: &str) -> Option<bool> {
        self.verbs.get(lemma).copied()
    }

    /// What a modal (`would`) makes of its verb.
    pub fn modal(&self, lower: &str) -> Option<Modality> {
        self.modals.get(lower).copied()
    }

    /// What a verb (base form) makes of the infinitive or clause it governs.
    pub fn governor(&self, lemma: &str) -> Option<Modality> {
        self.governors.get(lemma).copied()
    }

    /// True for `not`, `never`, `no`, and contracted forms.
    pub fn is_negation(&self, lower: &str) -> bool {
        self.negations.contains(lower) || lower.ends_with("n't")
    }

    /// What a subordinator (`if`) makes of its clause.
    pub fn subordinator(&self, lower: &str) -> Option<Modality> {
        self.subordinators.get(lower).copied()
    }
}
