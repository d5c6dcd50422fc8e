//! What one document names: its mentions gathered under their spellings, acronyms and short names.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::rulings::{Rulings, Standing};
use super::tally::KindTally;
use crate::extract::{ActorKind, LinkKind, TextFacts};
use crate::lexicon::countries::country_named;
use crate::lexicon::kept::Kept;
use crate::resolve::names::parts::Name;
use crate::resolve::names::spelled;
use crate::resolve::names::{compare_read, sound};
use crate::text::tags::dictionary_tag;
use crate::text::{Document, DocumentId, Tag};

/// How a spelling stands to the thing it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Rank {
    /// A name of its own.
    Full,
    /// Initials that the document defines.
    Acronym,
    /// A part of a full name, which only the document's context binds.
    Short,
}

/// One spelling in one document.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub(super) text: Arc<str>,
    pub(super) folded: Arc<str>,
    pub(super) rank: Rank,
    /// Why it is this thing's name; empty where that needs no saying.
    pub(super) because: String,
    /// Positions in the document's mentions.
    pub(super) mentions: Vec<u32>,
}

/// One thing as one document names it, or as several do (`types`).
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The citation key of the document, of several the first; of what only a card names the card's place.
    pub(super) key: Arc<str>,
    pub(super) spellings: Vec<Spelling>,
    /// Mentions by kind.
    pub(super) kinds: KindTally,
    /// `@name`.
    pub(super) handle: bool,
    /// An author or publisher in a list of sources.
    pub(super) listed: bool,
    /// The country it is said to belong to, or is.
    pub(super) country: Option<&'static str>,
    /// Its full names, taken apart.
    pub(super) names: Vec<Arc<Name>>,
    /// What the cards say of it.
    pub(super) standing: Standing,
}

impl Entity {
    /// The kind most of its mentions show.
    pub(super) fn kind(&self) -> ActorKind {
        self.kinds.winner()
    }

    /// Its spellings of one rank.
    pub(super) fn ranked(&self, rank: Rank) -> impl Iterator<Item = &Spelling> {
        self.spellings.iter().filter(move |spelling| spelling.rank == rank)
    }

    /// Takes in everything of `other`, whose full names become `rank` here.
    fn take(&mut self, mut other: Entity, rank: Rank, because: &str) {
        for spelling in &mut other.spellings {
            if spelling.rank == Rank::Full && rank != Rank::Full {
                spelling.rank = rank;
            }
            if spelling.because.is_empty() {
                because.clone_into(&mut spelling.because);
            }
        }
        self.spellings.append(&mut other.spellings);
        self.kinds.take(&other.kinds);
        if rank == Rank::Full {
            self.names.append(&mut other.names);
        }
        self.country = self.country.or(other.country);
        self.listed &= other.listed;
        self.standing.take(&other.standing);
    }
}

/// Gathers the mentions of one document.
pub(super) fn of_document(
    id: DocumentId,
    document: &Document,
    facts: &TextFacts,
    rulings: &Rulings<'_>,
) -> Vec<Entity> {
    let (mut spelled, of_mention) = by_spelling(id, document, facts, rulings);
    join_linked(&mut spelled, &of_mention, document, facts);
    let mut entities: Vec<Entity> = Vec::with_capacity(spelled.len());
    entities.extend(spelled.into_iter().flatten());
    join_carded(&mut entities, rulings);
    join_alike(&mut entities);
    bind_short(&mut entities, &document.key, rulings);
    entities
}

/// What makes mentions of one document one from the first.
#[derive(PartialEq, Eq, Hash)]
enum Called {
    /// The same spelling.
    Spelled(Arc<str>),
    /// The same country.
    Country(&'static str),
}

/// One entity for each spelling, letter case, marks and articles aside; and which mention went where.
fn by_spelling(
    id: DocumentId,
    document: &Document,
    facts: &TextFacts,
    rulings: &Rulings<'_>,
) -> (Vec<Option<Entity>>, Vec<usize>) {
    let mut numbers: FxHashMap<(bool, Called), usize> = FxHashMap::default();
    let mut entities: Vec<Option<Entity>> = Vec::new();
    let mut of_mention = Vec::with_capacity(facts.mentions.len());
    let key_of_document: Arc<str> = document.key.as_str().into();
    // Of what stands so in the document: its entity, and its place among the entity's spellings.
    let mut met: FxHashMap<(&str, ActorKind, bool), (usize, usize)> = FxHashMap::default();
    for (number, mention) in facts.mentions.iter().enumerate() {
        let whole = rulings.around(id, number);
        let stands = (mention.span.of(&document.text), mention.kind, mention.listed);
        if whole.is_none()
            && let Some((at, spelling)) = met.get(&stands).copied()
            && let Some(entity) = &mut entities[at]
        {
            of_mention.push(at);
            entity.kinds.add(mention.kind, 1);
            entity.spellings[spelling].mentions.push(number as u32);
            continue;
        }
        let text = whole.map_or_else(|| mention.span.on_one_line(&document.text), Into::into);
        let country = (mention.kind == ActorKind::Country).then(|| country_named(&text)).flatten();
        let spelled = spelled(&text);
        let fold = spelled.folded.clone();
        let standing = rulings.standing(&fold, mention.kind);
        // What stands on a card is no other spelling of a country, and a country refused by a card is not all of it.
        let settled = standing.card.is_some() || !standing.refused.is_empty();
        let called = country.filter(|_| !settled).map_or_else(|| Called::Spelled(Arc::clone(&fold)), Called::Country);
        let because = standing.card.map(|card| rulings.because(card)).unwrap_or_default();
        let at = *numbers.entry((mention.listed, called)).or_insert_with(|| {
            entities.push(Some(Entity {
                key: Arc::clone(&key_of_document),
                spellings: Vec::new(),
                kinds: KindTally::default(),
                handle: document.text[..mention.span.start()].ends_with('@'),
                listed: mention.listed,
                country,
                names: vec![Arc::clone(&spelled.name)],
                standing,
            }));
            entities.len() - 1
        });
        of_mention.push(at);
        let Some(entity) = &mut entities[at] else { continue };
        entity.kinds.add(mention.kind, 1);
        let spelling = entity.spellings.iter().position(|spelling| *spelling.text == *text);
        let spelling = spelling.unwrap_or_else(|| {
            let (text, mentions) = (spelled.text, Vec::new());
            entity.spellings.push(Spelling { text, folded: fold, rank: Rank::Full, because, mentions });
            entity.spellings.len() - 1
        });
        entity.spellings[spelling].mentions.push(number as u32);
        if whole.is_none() {
            met.insert(stands, (at, spelling));
        }
    }
    (entities, of_mention)
}

/// Joins what the document itself declares to be one.
fn join_linked(entities: &mut [Option<Entity>], of_mention: &[usize], document: &Document, facts: &TextFacts) {
    let mut gone: Vec<usize> = (0..entities.len()).collect();
    let find = |gone: &[usize], mut at: usize| {
        while gone[at] != at {
            at = gone[at];
        }
        at
    };
    for link in &facts.links {
        let from = find(&gone, of_mention[link.from as usize]);
        let to = find(&gone, of_mention[link.to as usize]);
        if link.how == LinkKind::Country {
            let country = entities[to].as_ref().and_then(|entity| entity.country);
            if let Some(entity) = &mut entities[from] {
                entity.country = entity.country.or(country);
            }
            continue;
        }
        let blocked =
            |at: usize| entities[at].as_ref().is_none_or(|entity| entity.listed || entity.kind() == ActorKind::Country);
        if from == to || blocked(from) || blocked(to) || parted(entities[from].as_ref(), entities[to].as_ref()) {
            continue;
        }
        let (rank, because) = match link.how {
            LinkKind::Acronym => (Rank::Acronym, format!("acronym defined in {}", document.key)),
            _ => (Rank::Full, format!("called so in {}", document.key)),
        };
        if let Some(other) = entities[to].take()
            && let Some(entity) = &mut entities[from]
        {
            // Whichever of two names becomes the actor's: that they are one is told here.
            let own = entity.spellings.iter_mut().filter(|spelling| rank == Rank::Full && spelling.because.is_empty());
            own.for_each(|spelling| spelling.because.clone_from(&because));
            entity.take(other, rank, &because);
            gone[to] = from;
        }
    }
}

/// True where cards say that two are not one.
fn parted(a: Option<&Entity>, b: Option<&Entity>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.standing.parted(&b.standing))
}

/// Joins what stands on one card, and what is a weak alias of a card that the document names otherwise.
fn join_carded(entities: &mut Vec<Entity>, rulings: &Rulings<'_>) {
    // A later mention may have shown another kind than the first.
    for entity in entities.iter_mut().filter(|entity| entity.standing.card.is_some() && entity.spellings.len() == 1) {
        let standing = rulings.standing(&entity.spellings[0].folded, entity.kind());
        if standing.card.is_none() {
            entity.spellings[0].because.clear();
            entity.standing = standing;
        }
    }
    let carded: Vec<u32> = entities.iter().filter_map(|entity| entity.standing.card).collect();
    for entity in entities.iter_mut().filter(|entity| entity.standing.card.is_none()) {
        let fits = |card: &u32| carded.contains(card) && !entity.standing.refused.contains(card);
        let weakly = entity.ranked(Rank::Full).flat_map(|spelling| rulings.weakly(&spelling.folded));
        let cards: BTreeSet<u32> = weakly.copied().filter(fits).collect();
        let [card] = cards.into_iter().collect::<Vec<_>>()[..] else { continue };
        entity.standing.card = Some(card);
        for spelling in entity.spellings.iter_mut().filter(|spelling| spelling.because.is_empty()) {
            spelling.because = rulings.because(card);
        }
    }
    let mut at = 0;
    while at < entities.len() {
        let card = entities[at].standing.card;
        let same = |entity: &Entity| card.is_some() && entity.standing.card == card;
        while let Some(other) = (at + 1..entities.len()).find(|other| same(&entities[*other])) {
            let taken = entities.remove(other);
            let because = card.map(|card| rulings.because(card)).unwrap_or_default();
            entities[at].take(taken, Rank::Full, &because);
        }
        at += 1;
    }
}

/// Joins full names that are one but for their spelling.
fn join_alike(entities: &mut Vec<Entity>) {
    let mut at = 0;
    while at < entities.len() {
        let mut other = at + 1;
        while other < entities.len() {
            match alike(&entities[at], &entities[other]) {
                Some(because) => {
                    let taken = entities.remove(other);
                    entities[at].take(taken, Rank::Full, &because);
                }
                None => other += 1,
            }
        }
        at += 1;
    }
}

fn alike(a: &Entity, b: &Entity) -> Option<String> {
    let solid = |entity: &Entity| {
        !entity.listed && entity.kind() != ActorKind::Country && entity.names.iter().any(|name| name.parts.len() > 1)
    };
    if !solid(a) || !solid(b) || !compatible(a.kind(), b.kind()) || a.standing.parted(&b.standing) {
        return None;
    }
    let running = |x: &Entity, y: &Entity| x.ranked(Rank::Full).any(|s| y.ranked(Rank::Full).any(|l| runs_on(s, l)));
    if running(a, b) || running(b, a) {
        return Some("a space is missing".to_owned());
    }
    a.names.iter().filter(|name| name.parts.len() > 1).find_map(|x| {
        let y = b.names.iter().filter(|name| name.parts.len() > 1).find(|y| are_one(x, y))?;
        Some(compare_read(x, y).because.join(", "))
    })
}

thread_local! {
    static ONE: Kept<bool, 16_384> = const { Kept::new() };
    static STANDING: Kept<ShortFor, 16_384> = const { Kept::new() };
}

/// True where two names are one; documents have the same pairs of them over and over.
fn are_one(x: &Name, y: &Name) -> bool {
    // Names without a consonant skeleton in common are not worth comparing.
    let near = || x.parts.iter().any(|p| y.parts.iter().any(|q| p.skeleton == q.skeleton));
    x.skeletons & y.skeletons != 0 && ONE.with(|kept| kept.under(pair(x, y), || near() && compare_read(x, y).same))
}

/// A hash of two names, the one before the other.
fn pair(x: &Name, y: &Name) -> u64 {
    (x.written.rotate_left(5) ^ y.written).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(20)
}

/// `Asaib Ahl al-Haqissued`: a name of several words with an English word run on to it.
fn runs_on(name: &Spelling, longer: &Spelling) -> bool {
    let rest = longer.folded.strip_prefix(&*name.folded).filter(|_| name.folded.contains(' '));
    rest.is_some_and(|rest| {
        rest.len() > 3
            && rest.bytes().all(|byte| byte.is_ascii_lowercase())
            && !matches!(dictionary_tag(rest), Tag::Unknown | Tag::ProperNoun)
    })
}

/// True where two kinds can be one thing's.
pub(in crate::resolve) fn compatible(a: ActorKind, b: ActorKind) -> bool {
    use ActorKind::{Country, Person, Place, Unknown};
    a == b
        || match (a, b) {
            (Country, _) | (_, Country) => false,
            (Unknown, _) | (_, Unknown) => true,
            (Person | Place, _) | (_, Person | Place) => false,
            _ => true,
        }
}

/// Binds short names to the one long name of the document that they fit.
fn bind_short(entities: &mut Vec<Entity>, key: &str, rulings: &Rulings<'_>) {
    let mut bindings: Vec<(usize, usize)> = Vec::new();
    for (at, short) in entities.iter().enumerate() {
        let settled = short.standing.card.is_some_and(|card| rulings.is_full(card));
        if short.listed || settled || short.country.is_some() && short.kind() == ActorKind::Country {
            continue;
        }
        let fits: Vec<usize> = (0..entities.len())
            .filter(|long| *long != at && !short.standing.parted(&entities[*long].standing))
            .filter(|long| stands_for(short, &entities[*long]))
            .collect();
        if let [long] = fits.as_slice() {
            bindings.push((at, *long));
        }
    }
    // A short name of a short name goes to the longest.
    let target = |mut at: usize| {
        for _ in 0..4 {
            match bindings.iter().find(|(short, _)| *short == at) {
                Some((_, long)) => at = *long,
                None => break,
            }
        }
        at
    };
    let moves: Vec<(usize, usize)> = bindings.iter().map(|(short, _)| (*short, target(*short))).collect();
    let mut gone: Vec<usize> = Vec::new();
    for (short, long) in moves {
        if short == long {
            continue;
        }
        let whole = entities[long].spellings.first().map(|spelling| spelling.text.clone()).unwrap_or_default();
        let other = entities[short].clone();
        let by_last = || pairs(&other, &entities[long]).any(|(short, long)| ShortFor::of(short, long).last);
        let person = other.names.iter().all(|name| name.parts.len() == 1) && by_last();
        entities[long].take(other, Rank::Short, &format!("short for {whole} in {key}"));
        if person && entities[long].kind() == ActorKind::Unknown {
            entities[long].kinds.add(ActorKind::Person, 1);
        }
        gone.push(short);
    }
    let mut number = 0;
    entities.retain(|_| {
        number += 1;
        !gone.contains(&(number - 1))
    });
}

/// True where `short` can be a short name of `long`.
fn stands_for(short: &Entity, long: &Entity) -> bool {
    if long.listed || long.kind() == ActorKind::Country || !compatible(short.kind(), long.kind()) {
        return false;
    }
    let stands: fn(ShortFor) -> bool = match (short.kind(), long.kind()) {
        (ActorKind::Place, _) | (_, ActorKind::Place) => return false,
        (ActorKind::Person | ActorKind::Unknown, ActorKind::Person) => |of| of.last || of.rare_part,
        (ActorKind::Person | ActorKind::Unknown, ActorKind::Unknown) => |of| of.last,
        _ => |of| of.beginning,
    };
    let parts = |name: &Arc<Name>| name.parts.len();
    short.names.iter().map(parts).min() < long.names.iter().map(parts).max()
        && pairs(short, long).any(|(short, long)| stands(ShortFor::of(short, long)))
}

fn pairs<'e>(short: &'e Entity, long: &'e Entity) -> impl Iterator<Item = (&'e Name, &'e Name)> {
    short
        .names
        .iter()
        .flat_map(move |s| long.names.iter().map(move |l| (s.as_ref(), l.as_ref())))
        // What stands for a longer name has a part that sounds like one of it.
        .filter(|(s, l)| s.parts.len() < l.parts.len() && s.skeletons & l.skeletons != 0)
}

/// What one name is to another with more parts.
#[derive(Clone, Copy, Default)]
struct ShortFor {
    /// Its last part is the last of the other's, and the other parts are among it too.
    last: bool,
    /// All of it is among the other's parts, and few have such a name.
    rare_part: bool,
    /// As [`is_beginning`].
    beginning: bool,
}

impl ShortFor {
    /// Documents have the same pairs of names over and over.
    fn of(short: &Name, long: &Name) -> Self {
        STANDING.with(|kept| kept.under(pair(short, long), || Self::found(short, long)))
    }

    fn found(short: &Name, long: &Name) -> Self {
        let is_last = match (short.parts.last(), long.parts.last()) {
            (Some(a), Some(b)) => sounds_alike(a, b) && a.bound == b.bound,
            _ => false,
        };
        let rare = is_rare(short);
        let part = (is_last || rare) && is_part(short, long);
        Self { last: is_last && part, rare_part: rare && part, beginning: is_beginning(short, long) }
    }
}

/// Every part of `short` sounds like one of `long`.
fn is_part(short: &Name, long: &Name) -> bool {
    short
        .parts
        .iter()
        .filter(|part| !part.optional)
        .all(|part| long.parts.iter().any(|other| part.bound == other.bound && sounds_alike(part, other)))
}

/// What a given name must weigh to stand for a person alone.
const RARE: f32 = 0.75;

/// A given name alone stands for a person only where few have it.
fn is_rare(short: &Name) -> bool {
    short.parts.iter().any(|part| part.weight >= RARE && !part.optional)
}

fn sounds_alike(a: &crate::resolve::names::parts::Part, b: &crate::resolve::names::parts::Part) -> bool {
    a.text.len() > 1 && b.text.len() > 1 && sound::are_alike(&a.sounds, &b.sounds, 0.9)
}

/// A group's short name is the beginning of its long one (`Asaib`, `Fenwater Institute`); where the long one has a head
/// noun, the short one must have kept it, or it may name a place or a family.
fn is_beginning(short: &Name, long: &Name) -> bool {
    let mut both = short.parts.iter().zip(&long.parts);
    // "Hashd Commission" is another organisation than the Hashd.
    let last = long.parts.iter().rposition(|part| part.head.is_some());
    let keeps_head = last.is_some_and(|last| last < short.parts.len());
    both.all(|(a, b)| sounds_alike(a, b)) && (!long.organisation || keeps_head)
}
