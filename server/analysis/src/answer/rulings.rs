//! What an analyst may settle about a name in the note: "the same as ...", "not the same as ...", as changes to actor cards.

use super::{Analysis, names};
use crate::extract::ActorKind;
use crate::resolve::names::folded;
use crate::resolve::{Actor, ActorCard};

/// So many actors or spellings are offered for each answer.
const OFFERED: usize = 5;

/// Something the analyst may settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// In words: `“Kazemi” is the same as Mustafa al-Kadhimi`.
    pub title: String,
    /// True where the documents do not tell whom the name means, or leave it open.
    pub open: bool,
    /// The position of the card that is to say so, among all cards; none where there is to be a new one.
    pub card: Option<u32>,
    /// The canonical name of the actor that the card is of.
    pub actor: String,
    /// What the card is to say.
    pub says: Says,
}

/// What a ruling adds to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A name is the actor's.
    Same(String),
    /// A name is not the actor's.
    NotSame(String),
}

/// What may be settled about the name at byte `offset`, likeliest first.
pub(super) fn rulings(analysis: &Analysis, offset: usize) -> Vec<Ruling> {
    let Some(name) = names::at(analysis, offset) else { return Vec::new() };
    let surface = name.span.in_a_line(&analysis.note.text);
    let reference = analysis.reference.as_ref();
    let meant: Vec<_> = name.actors.iter().filter_map(|id| reference.called(*id)).collect();
    let near = reference.actors_near(&surface, OFFERED + meant.len());
    let near = near.into_iter().filter(|id| !name.actors.contains(id)).filter_map(|id| reference.called(id));
    match meant.as_slice() {
        [actor] => {
            let others = near.filter(|other| may_be_one(actor, other)).take(OFFERED);
            let same = others.filter_map(|other| same(&surface, actor, &other));
            let confused = actor.ambiguous_with.iter().filter_map(|id| reference.called(*id)).take(OFFERED);
            let apart = confused.filter_map(|other| not_same(&other.name, actor));
            same.chain(spellings_apart(&surface, actor)).chain(apart).collect()
        }
        [] => {
            let same = near.take(OFFERED).filter_map(|other| joined(&surface, &other));
            same.map(|ruling| Ruling { open: true, ..ruling }).collect()
        }
        several => {
            let several = &several[..several.len().min(OFFERED)];
            let same = several.iter().filter_map(|actor| joined(&surface, actor));
            let apart = several.iter().filter_map(|actor| not_same(&surface, actor));
            same.chain(apart).map(|ruling| Ruling { open: true, ..ruling }).collect()
        }
    }
}

/// Two actors that nothing keeps apart for good: a country is no person, and what stands on two cards is settled.
fn may_be_one(a: &Actor, b: &Actor) -> bool {
    let country = |actor: &Actor| actor.kind == ActorKind::Country;
    let settled = |actor: &Actor| actor.card.as_ref().is_some_and(|card| !card.ready_made);
    country(a) == country(b) && !(settled(a) && settled(b))
}

/// `surface`, which names `actor`, is the same as `other`: on the card that there is, or on one of the better known.
fn same(surface: &str, actor: &Actor, other: &Actor) -> Option<Ruling> {
    let settled = |actor: &Actor| actor.card.as_ref().is_some_and(|card| !card.ready_made);
    let (keeper, name) =
        if settled(actor) && !settled(other) { (actor, other.name.as_str()) } else { (other, surface) };
    let title = format!("“{surface}” is the same as {}", other.name);
    Some(Ruling { title, ..joined(name, keeper)? })
}

/// `name` is `actor`'s.
fn joined(name: &str, actor: &Actor) -> Option<Ruling> {
    let own = actor.aliases.iter().filter(|alias| alias.count == 0 || alias.text == actor.name);
    let settled = actor.card.is_some() && own.clone().any(|alias| folded(&alias.text) == folded(name));
    let title = format!("“{name}” is the same as {}", actor.name);
    let ruling = ruling(title, actor, Says::Same(name.to_owned()));
    (!settled && folded(name) != folded(&actor.name)).then_some(ruling)
}

/// `name` is not `actor`'s.
fn not_same(name: &str, actor: &Actor) -> Option<Ruling> {
    let said = actor.card.iter().flat_map(|card: &ActorCard| &card.not).any(|not| folded(not) == folded(name));
    let title = format!("“{name}” is not the same as {}", actor.name);
    (!said && folded(name) != folded(&actor.name)).then(|| ruling(title, actor, Says::NotSame(name.to_owned())))
}

/// The spelling under the cursor, or, where that is the canonical name, the others that the documents have, is none of the
/// actor's. What the card itself says is not offered to be unsaid.
fn spellings_apart(surface: &str, actor: &Actor) -> Vec<Ruling> {
    let own = actor.card.as_ref().filter(|card| !card.ready_made);
    let by_card = own.map(|card| format!("card {}", card.file));
    let is_free = |because: &str| by_card.as_deref() != Some(because);
    let known = actor.aliases.iter().find(|alias| folded(&alias.text) == folded(surface));
    if folded(surface) != folded(&actor.name) {
        let free = known.is_none_or(|alias| is_free(&alias.because));
        return free.then(|| not_same(surface, actor)).flatten().into_iter().collect();
    }
    let others = actor.aliases.iter().filter(|alias| alias.count > 0 && is_free(&alias.because));
    others.filter_map(|alias| not_same(&alias.text, actor)).take(OFFERED).collect()
}

fn ruling(title: String, actor: &Actor, says: Says) -> Ruling {
    // A list made elsewhere is not the analyst's to change: what is settled gets a card of its own.
    let card = actor.card.as_ref().filter(|card| !card.ready_made).map(|card| card.number);
    Ruling { title, open: false, card, actor: actor.name.clone(), says }
}
