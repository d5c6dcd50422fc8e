//! What several documents name alike, taken as one type: the same spellings in the same standing, shown to be of the same
//! kind. Merging compares types, so that it costs what there are different names, and not what there are documents.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::entities::{Entity, Rank};
use super::{Passage, rulings::Rulings};
use crate::extract::{ActorKind, TextFacts};
use crate::text::{Document, DocumentId, Span};

/// One mention: what it names, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    /// The type of its entity.
    pub(super) of: u32,
    /// Its spelling, by the number of the text.
    pub(super) text: u32,
    pub(super) span: Span,
}

/// What a document calls a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calling {
    pub(super) of: u32,
    pub(super) text: u32,
    pub(super) passage: Passage,
}

/// What one document names.
pub(super) struct Named {
    entities: Vec<Entity>,
    /// Where each mention stands.
    mentions: Vec<Span>,
    /// What it calls them: the number of the mention, where the words stand, and they themselves.
    callings: Vec<(u32, Span, String)>,
}

impl Named {
    /// Takes in the entities of a document.
    pub(super) fn new(entities: Vec<Entity>, document: &Document, facts: &TextFacts) -> Self {
        let callings = facts.descriptions.iter();
        let callings = callings.map(|told| (told.mention, told.text, told.text.in_a_line(&document.text)));
        let mentions = facts.mentions.iter().map(|mention| mention.span);
        Self { entities, mentions: mentions.collect(), callings: callings.collect() }
    }
}

/// What all documents name.
#[derive(Default)]
pub(super) struct Types {
    /// What stands for each type, with all spellings that documents have for it; reasons are those of the first document.
    pub(super) entities: Vec<Entity>,
    /// For each document the naming of each mention.
    pub(super) documents: Vec<Vec<Naming>>,
    pub(super) callings: Vec<Calling>,
    /// Texts of spellings and descriptions, each once.
    pub(super) texts: Vec<Arc<str>>,
    text_numbers: FxHashMap<Arc<str>, u32>,
    numbers: FxHashMap<Signature, u32>,
}

/// What entities of one type have in common.
#[derive(PartialEq, Eq, Hash)]
struct Signature {
    /// Spellings with their ranks, in order.
    spellings: Vec<(Arc<str>, Rank)>,
    kind: ActorKind,
    country: Option<&'static str>,
    listed: bool,
    handle: bool,
    card: Option<u32>,
    refused: Vec<u32>,
}

impl Signature {
    fn of(entity: &Entity) -> Self {
        let spellings = entity.spellings.iter();
        let mut spellings: Vec<_> = spellings.map(|one| (Arc::clone(&one.folded), one.rank)).collect();
        spellings.sort_unstable();
        spellings.dedup();
        Self {
            spellings,
            kind: entity.kind(),
            country: entity.country,
            listed: entity.listed,
            handle: entity.handle,
            card: entity.standing.card,
            refused: entity.standing.refused.clone(),
        }
    }
}

impl Types {
    /// For so many documents.
    pub(super) fn new(documents: usize) -> Self {
        Self { documents: vec![Vec::new(); documents], ..Self::default() }
    }

    /// Takes in what a document names. Documents come in order of their keys.
    pub(super) fn take(&mut self, id: DocumentId, named: Named) {
        let unnamed = Naming { of: 0, text: 0, span: Span::default() };
        let mut namings = vec![unnamed; named.mentions.len()];
        for entity in named.entities {
            let of = self.number_of(&entity);
            for spelling in &entity.spellings {
                let text = self.text(&spelling.text);
                for mention in &spelling.mentions {
                    let at = *mention as usize;
                    namings[at] = Naming { of, text, span: named.mentions[at] };
                }
            }
            self.merge(of, entity);
        }
        for (mention, span, words) in named.callings {
            let (of, text) = (namings[mention as usize].of, self.text(&words));
            self.callings.push(Calling { of, text, passage: Passage { document: id, span } });
        }
        self.documents[id.0 as usize] = namings;
    }

    /// Takes in what only cards name; each is a type of its own.
    pub(super) fn take_cards(&mut self, rulings: &Rulings<'_>) {
        self.entities.extend(rulings.entities());
    }

    fn number_of(&mut self, entity: &Entity) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(Signature::of(entity)).or_insert(next)
    }

    fn merge(&mut self, of: u32, mut entity: Entity) {
        entity.spellings.iter_mut().for_each(|spelling| spelling.mentions = Vec::new());
        let Some(known) = self.entities.get_mut(of as usize) else {
            self.entities.push(entity);
            return;
        };
        known.kinds.take(&entity.kinds);
        for spelling in entity.spellings {
            if !known.spellings.iter().any(|one| one.text == spelling.text && one.rank == spelling.rank) {
                known.spellings.push(spelling);
            }
        }
        for name in entity.names {
            if !known.names.iter().any(|one| one.written == name.written) {
                known.names.push(name);
            }
        }
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.text_numbers.get(text) {
            return *number;
        }
        let (number, text) = (self.texts.len() as u32, Arc::<str>::from(text));
        self.texts.push(Arc::clone(&text));
        self.text_numbers.insert(text, number);
        number
    }
}
