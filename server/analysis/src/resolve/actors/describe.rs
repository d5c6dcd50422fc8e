//! Clusters as actors: canonical name, spellings, descriptions, mentions, what they may be taken for.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::{Entity, Rank, Spelling, winner};
use super::rulings::Rulings;
use super::{Actor, ActorCard, ActorId, Alias, Description, Passage};
use crate::extract::ActorKind;
use crate::lexicon::transliteration::transliteration;
use crate::resolve::Sources;
use crate::resolve::names::parts::Part;
use crate::resolve::names::{compare, folded};
use crate::text::DocumentId;

/// The actors with the entities that each was made of, in order of name.
pub(super) fn actors(
    sources: &Sources,
    entities: &[Entity],
    clusters: &[Vec<usize>],
    rulings: &Rulings<'_>,
) -> Vec<(Actor, Vec<usize>)> {
    let mut actors: Vec<(Actor, Vec<usize>)> =
        clusters.iter().map(|members| (actor(sources, entities, members, rulings), members.clone())).collect();
    actors.sort_by(|(a, x), (b, y)| {
        b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.name.cmp(&b.name)).then_with(|| {
            let key = |members: &[usize]| members.iter().map(|member| entities[*member].key.clone()).min();
            key(x).cmp(&key(y))
        })
    });
    for (id, (actor, _)) in actors.iter_mut().enumerate() {
        actor.id = ActorId(id as u32);
    }
    note_ambiguous(&mut actors);
    actors
}

/// What the documents of a cluster have of one spelling.
#[derive(Default)]
struct Tally {
    count: usize,
    documents: BTreeSet<DocumentId>,
    rank: Option<Rank>,
    because: String,
    /// It stands on the actor's card.
    carded: bool,
}

fn actor(sources: &Sources, entities: &[Entity], members: &[usize], rulings: &Rulings<'_>) -> Actor {
    let card = members.iter().find_map(|member| entities[*member].standing.card);
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut kinds: BTreeMap<ActorKind, usize> = BTreeMap::new();
    let mut mentions = Vec::new();
    for entity in members.iter().map(|member| &entities[*member]) {
        for (kind, count) in &entity.kinds {
            *kinds.entry(*kind).or_default() += count;
        }
        for spelling in &entity.spellings {
            let tally = tallies.entry(&spelling.text).or_default();
            tally.count += spelling.mentions.len();
            tally.documents.extend(entity.document);
            tally.carded |= card.is_some() && rulings.card_of(&spelling.folded) == card;
            tally.rank = Some(tally.rank.map_or(spelling.rank, |rank| rank.min(spelling.rank)));
            if tally.because.is_empty() {
                tally.because.clone_from(&spelling.because);
            }
            let Some(document) = entity.document else { continue };
            let facts = &sources[document.0 as usize].1;
            let spans = spelling.mentions.iter().map(|number| facts.mentions[*number as usize].span);
            mentions.extend(spans.map(|span| Passage { document, span }));
        }
    }
    for (text, passage) in card.iter().flat_map(|card| rulings.spoken(*card)) {
        let tally = tallies.entry(text).or_default();
        tally.count += 1;
        tally.documents.insert(passage.document);
        tally.carded = true;
        mentions.push(*passage);
    }
    mentions.sort_unstable();
    let written = card.map(|card| rulings.card(card));
    let kind = written.and_then(|card| card.kind).unwrap_or_else(|| told_kind(&kinds, entities, members));
    let name = match written {
        Some(card) => card.name.clone(),
        None => canonical(&tallies, kind, members.iter().find_map(|member| entities[*member].country)),
    };
    for name in written.iter().flat_map(|card| card.names()) {
        tallies.entry(name).or_insert_with(|| Tally { carded: true, ..Tally::default() });
    }
    let by_card = card.map(|card| rulings.because(card));
    let mut aliases: Vec<Alias> = tallies
        .into_iter()
        .map(|(text, tally)| Alias {
            because: match &by_card {
                Some(by_card) if tally.carded && text != name => by_card.clone(),
                _ => because(text, &tally, &name, kind, card.is_some()),
            },
            text: text.to_owned(),
            count: tally.count,
            documents: tally.documents.into_iter().collect(),
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let descriptions = descriptions(sources, entities, members);
    let card = card.map(|number| ActorCard::new(number, rulings.card(number)));
    Actor { id: ActorId(0), name, kind, aliases, descriptions, mentions, ambiguous_with: Vec::new(), card }
}

/// The kind that documents show; where none does, a frequent given name or an initial shows a person.
fn told_kind(kinds: &BTreeMap<ActorKind, usize>, entities: &[Entity], members: &[usize]) -> ActorKind {
    let exactly = |part: &Part| {
        let row = part.frequent.and_then(|row| transliteration().frequent.get(row));
        row.is_some_and(|row| row.forms.contains(&part.text.as_str()))
    };
    let initial = |spelling: &Spelling| {
        let mut letters = spelling.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
    };
    let personal = |entity: &Entity| {
        let mut names = entity.names.iter().filter(|name| name.parts.len() > 1 && !name.organisation);
        let plain = |part: &Part| part.text.bytes().all(|byte| byte.is_ascii_alphabetic());
        names.any(|name| {
            name.parts.iter().all(plain) && (name.parts.iter().any(exactly) || entity.ranked(Rank::Full).all(initial))
        })
    };
    match winner(kinds) {
        ActorKind::Unknown if members.iter().any(|member| personal(&entities[*member])) => ActorKind::Person,
        kind => kind,
    }
}

/// The most informative frequent spelling: a full name before a surname or an acronym.
fn canonical(tallies: &BTreeMap<&str, Tally>, kind: ActorKind, country: Option<&'static str>) -> String {
    if let Some(country) = country.filter(|_| kind == ActorKind::Country) {
        return country.to_owned();
    }
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let best = tallies.iter().max_by_key(|(text, tally)| {
        let full = tally.rank == Some(Rank::Full);
        let fold = folded(text);
        let words = fold.split(' ').count().min(2);
        let initials = fold.split(' ').any(|word| word.len() == 1);
        (full, !shouted(text) && words > 1, !initials, tally.count, tally.documents.len(), std::cmp::Reverse(**text))
    });
    best.map(|(text, _)| (*text).to_owned()).unwrap_or_default()
}

/// Why a spelling is this actor's, in words.
fn because(text: &str, tally: &Tally, name: &str, kind: ActorKind, has_card: bool) -> String {
    if text == name {
        return "its name".to_owned();
    }
    if kind == ActorKind::Country {
        return "a name or adjective of the country".to_owned();
    }
    if folded(text) == folded(name) {
        return "the same name".to_owned();
    }
    if tally.rank != Some(Rank::Full) && !tally.because.is_empty() {
        return tally.because.clone();
    }
    let likeness = compare(text, name);
    if likeness.same && !likeness.because.is_empty() {
        return likeness.because.join(", ");
    }
    match tally.because.as_str() {
        // A card has given it a name that documents only use for short.
        "" if has_card => "its full name in the documents".to_owned(),
        "" => "the same name".to_owned(),
        because => because.to_owned(),
    }
}

/// What documents call an actor: what more of them say, and what says more, first.
fn descriptions(sources: &Sources, entities: &[Entity], members: &[usize]) -> Vec<Description> {
    let mut found: BTreeMap<String, (usize, Description)> = BTreeMap::new();
    for entity in members.iter().map(|member| &entities[*member]) {
        let Some(id) = entity.document else { continue };
        let (document, facts) = &sources[id.0 as usize];
        let numbers: BTreeSet<u32> =
            entity.spellings.iter().flat_map(|spelling| spelling.mentions.iter().copied()).collect();
        for told in facts.descriptions.iter().filter(|told| numbers.contains(&told.mention)) {
            let text = told.text.in_a_line(&document.text);
            let passage = Passage { document: id, span: told.text };
            let entry =
                found.entry(text.to_lowercase()).or_insert_with(|| (0, Description { text: text.clone(), passage }));
            entry.0 += 1;
        }
    }
    let mut found: Vec<(usize, Description)> = found.into_values().collect();
    found.sort_by(|(n, a), (m, b)| {
        let bare = |text: &str| !text.contains(' ') && text.len() <= 7;
        (bare(&a.text), std::cmp::Reverse(n))
            .cmp(&(bare(&b.text), std::cmp::Reverse(m)))
            .then_with(|| a.text.cmp(&b.text))
    });
    found.into_iter().map(|(_, description)| description).collect()
}

/// Notes actors that share a spelling, or a full name's last word.
fn note_ambiguous(actors: &mut [(Actor, Vec<usize>)]) {
    let mut holders: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (actor, _) in actors.iter().filter(|(actor, _)| actor.kind != ActorKind::Publication) {
        for alias in &actor.aliases {
            let fold = folded(&alias.text);
            if actor.kind == ActorKind::Person
                && let Some((_, last)) = fold.rsplit_once(' ')
            {
                holders.entry(last.to_owned()).or_default().insert(actor.id.0);
            }
            holders.entry(fold).or_default().insert(actor.id.0);
        }
    }
    for ids in holders.into_values().filter(|ids| ids.len() > 1) {
        for id in &ids {
            let others = ids.iter().filter(|other| *other != id).map(|other| ActorId(*other));
            let own = &mut actors[*id as usize].0.ambiguous_with;
            own.extend(others);
            own.sort_unstable();
            own.dedup();
        }
    }
}
