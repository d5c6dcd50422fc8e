//! Clusters as actors: canonical name, spellings, descriptions, mentions, what they may be taken for.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::{Entity, Rank, Spelling};
use super::rulings::Rulings;
use super::tally::KindTally;
use super::types::{Calling, Naming, Types};
use super::{Actor, ActorCard, ActorId, Alias, Description, Passage};
use crate::extract::ActorKind;
use crate::lexicon::transliteration::transliteration;
use crate::resolve::each::{self, Each};
use crate::resolve::names::parts::Part;
use crate::resolve::names::{compare, folded};
use crate::text::DocumentId;

/// The actors of `clusters`, most mentioned first, each at the position of its id; and for each document the actor of each
/// mention. What can be described at once is shared out by `each`.
pub(super) fn actors(
    types: &Types,
    clusters: &[Vec<usize>],
    rulings: &Rulings<'_>,
    each: Each<'_>,
) -> (Vec<Actor>, Vec<Vec<ActorId>>) {
    let mut cluster_of = vec![0; types.entities.len()];
    for (number, members) in clusters.iter().enumerate() {
        for member in members {
            cluster_of[*member] = number;
        }
    }
    let tokens = Tokens::new(types, &cluster_of, clusters.len());
    let of_cluster = |number: usize| (actor(types, &clusters[number], &tokens.of(number), rulings), number);
    let mut actors: Vec<(Actor, usize)> = each::all(each, clusters.len(), of_cluster);
    let first_key = |number: usize| clusters[number].iter().map(|member| &types.entities[*member].key).min();
    actors.sort_by(|(a, x), (b, y)| {
        let by_name = b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.name.cmp(&b.name));
        by_name.then_with(|| first_key(*x).cmp(&first_key(*y)))
    });
    let mut ids = vec![ActorId(0); clusters.len()];
    for (id, (actor, number)) in (0..).map(ActorId).zip(&mut actors) {
        (actor.id, ids[*number]) = (id, id);
    }
    let mut actors: Vec<Actor> = actors.into_iter().map(|(actor, _)| actor).collect();
    note_ambiguous(&mut actors);
    let id_of = |naming: &Naming| ids[cluster_of[naming.of as usize]];
    let of_mentions = types.documents.iter().map(|namings| namings.iter().map(id_of).collect()).collect();
    (actors, of_mentions)
}

/// Every mention and description, by cluster.
struct Tokens<'t> {
    mentions: Vec<(DocumentId, Naming)>,
    first_mention: Vec<usize>,
    callings: Vec<&'t Calling>,
    first_calling: Vec<usize>,
}

/// The mentions and descriptions of one cluster, in order of documents.
struct Told<'t> {
    mentions: &'t [(DocumentId, Naming)],
    callings: &'t [&'t Calling],
}

impl<'t> Tokens<'t> {
    fn new(types: &'t Types, cluster_of: &[usize], clusters: usize) -> Self {
        let all = (0..).map(DocumentId).zip(&types.documents);
        let mut mentions: Vec<_> =
            all.flat_map(|(document, namings)| namings.iter().map(move |naming| (document, *naming))).collect();
        mentions.sort_by_key(|(_, naming)| cluster_of[naming.of as usize]);
        let mut callings: Vec<_> = types.callings.iter().collect();
        callings.sort_by_key(|calling| cluster_of[calling.of as usize]);
        Self {
            first_mention: firsts(mentions.iter().map(|(_, naming)| cluster_of[naming.of as usize]), clusters),
            first_calling: firsts(callings.iter().map(|calling| cluster_of[calling.of as usize]), clusters),
            mentions,
            callings,
        }
    }

    fn of(&self, cluster: usize) -> Told<'_> {
        Told {
            mentions: &self.mentions[self.first_mention[cluster]..self.first_mention[cluster + 1]],
            callings: &self.callings[self.first_calling[cluster]..self.first_calling[cluster + 1]],
        }
    }
}

/// Where in an ordered list what belongs to each of `groups` begins, and where the last ends.
fn firsts(ordered: impl Iterator<Item = usize>, groups: usize) -> Vec<usize> {
    let mut firsts = vec![0; groups + 1];
    ordered.for_each(|group| firsts[group + 1] += 1);
    for group in 0..groups {
        firsts[group + 1] += firsts[group];
    }
    firsts
}

/// What the documents of a cluster have of one spelling.
#[derive(Default)]
struct Tally {
    count: usize,
    documents: Vec<DocumentId>,
    rank: Option<Rank>,
    because: String,
    /// It stands on the actor's card.
    carded: bool,
}

impl Tally {
    fn count(&mut self, document: DocumentId) {
        self.count += 1;
        if self.documents.last() != Some(&document) {
            self.documents.push(document);
        }
    }

    /// The documents, in order.
    fn settle(mut self) -> Vec<DocumentId> {
        self.documents.sort_unstable();
        self.documents.dedup();
        self.documents
    }
}

fn actor(types: &Types, members: &[usize], told: &Told<'_>, rulings: &Rulings<'_>) -> Actor {
    let entities = &types.entities;
    let card = members.iter().find_map(|member| entities[*member].standing.card);
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut kinds = KindTally::default();
    for entity in members.iter().map(|member| &entities[*member]) {
        kinds.take(&entity.kinds);
        for spelling in &entity.spellings {
            let tally = tallies.entry(&spelling.text).or_default();
            tally.carded |= card.is_some() && rulings.card_of(&spelling.folded) == card;
            tally.rank = Some(tally.rank.map_or(spelling.rank, |rank| rank.min(spelling.rank)));
            if tally.because.is_empty() {
                tally.because.clone_from(&spelling.because);
            }
        }
    }
    let mut mentions = Vec::with_capacity(told.mentions.len());
    for (document, naming) in told.mentions {
        tallies.entry(&types.texts[naming.text as usize]).or_default().count(*document);
        mentions.push(Passage { document: *document, span: naming.span });
    }
    for (text, passage) in card.iter().flat_map(|card| rulings.spoken(*card)) {
        let tally = tallies.entry(text).or_default();
        tally.count(passage.document);
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
            documents: tally.settle(),
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let descriptions = descriptions(types, told);
    let card = card.map(|number| ActorCard::new(number, rulings.card(number)));
    Actor { id: ActorId(0), name, kind, aliases, descriptions, mentions, ambiguous_with: Vec::new(), card }
}

/// The kind that documents show; where none does, a frequent given name or an initial shows a person.
fn told_kind(kinds: &KindTally, entities: &[Entity], members: &[usize]) -> ActorKind {
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
    match kinds.winner() {
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
fn descriptions(types: &Types, told: &Told<'_>) -> Vec<Description> {
    let mut found: BTreeMap<String, (usize, Description)> = BTreeMap::new();
    for calling in told.callings {
        let text = &types.texts[calling.text as usize];
        let described = || (0, Description { text: text.to_string(), passage: calling.passage });
        found.entry(text.to_lowercase()).or_insert_with(described).0 += 1;
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
fn note_ambiguous(actors: &mut [Actor]) {
    let mut holders: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for actor in actors.iter().filter(|actor| actor.kind != ActorKind::Publication) {
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
            let own = &mut actors[*id as usize].ambiguous_with;
            own.extend(others);
            own.sort_unstable();
            own.dedup();
        }
    }
}
