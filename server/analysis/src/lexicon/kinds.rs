//! What single words tell about names: titles, organisation heads, place and kind cues, joiners, words that are no names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::{rows, schemas};

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One human being.
    Person,
    /// An armed group, a militia, a movement, a family.
    Group,
    /// A ministry, an army, a court, a parliament: an organ of a state or of several.
    Body,
    /// A political party, bloc or coalition.
    Party,
    /// A company.
    Company,
    /// A country, under its name or as an adjective ("Iraqi").
    Country,
    /// A city, district, river, base.
    Place,
    /// A newspaper, agency, broadcaster, web site.
    Publication,
    /// Nothing told.
    #[default]
    Unknown,
}

impl ActorKind {
    /// All kinds that a text can tell, in order; `Unknown` comes behind them.
    pub(crate) const TOLD: [Self; 8] = [
        Self::Person,
        Self::Group,
        Self::Body,
        Self::Party,
        Self::Company,
        Self::Country,
        Self::Place,
        Self::Publication,
    ];

    /// True for a person, and for what nothing tells the kind of.
    pub fn may_be_person(self) -> bool {
        matches!(self, Self::Person | Self::Unknown)
    }

    /// As a reader is told it; empty where nothing tells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Body => "state body",
            Self::Party => "party",
            Self::Company => "company",
            Self::Country => "country",
            Self::Place => "place",
            Self::Publication => "publication",
            Self::Unknown => "",
        }
    }
}

/// What a word before a person's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// President, minister, governor.
    Office,
    /// General, sergeant.
    Rank,
    /// Mr, Ayatollah: says nothing of what the person does.
    Honorific,
    /// Leader, researcher: a common noun.
    Role,
    /// Prime, deputy: goes before another.
    Modifier,
}

/// Where a cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// In front of the name, or as its first word.
    Before,
    /// Behind the name, or as its last word.
    Behind,
    /// Either.
    Both,
    /// Behind, or in front with `of`: `members of X`, `X members`.
    Of,
}

/// What a lower-case word does between the parts of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joiner {
    /// Part of a person's or group's name.
    Particle,
    /// Joins the parts of an organisation's name.
    Link,
    /// Stands before a hyphen and is no part of the name behind it.
    Prefix,
}

/// How a word shows a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceCue {
    /// A common noun of places, beside the name or in it.
    Noun(Seat),
    /// `southern`.
    Direction,
    /// A preposition of place.
    In,
    /// A preposition of place that stands before firms as well.
    At,
}

/// Why a capitalised word names no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoName {
    /// A day, month, holiday, currency, or page furniture: parts one name from the next.
    Separator,
    /// Parts names like those, where it stands in a date.
    Dated,
    /// A month that is a given name too.
    Month,
    /// As its last word, it makes a name that of a happening or thing.
    Event,
    /// The adjective or plural of a people or creed: no actor when alone.
    People,
}

/// Everything the tables say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameWord {
    /// It stands before persons' names.
    pub title: Option<Title>,
    /// It is the head noun of organisations' names.
    pub head: Option<(ActorKind, Seat)>,
    /// In lower case, it tells what the name beside it names.
    pub cue: Option<(ActorKind, Seat)>,
    /// It shows a place.
    pub place: Option<PlaceCue>,
    /// It joins parts of names.
    pub joiner: Option<Joiner>,
    /// It names no actor.
    pub no_name: Option<NoName>,
    /// It is a platform on which things are published.
    pub platform: bool,
}

impl NameWord {
    /// True for a word with a part of its own in names: a title, the head of an organisation, a cue of a place, or what names
    /// nothing.
    pub fn has_part(&self) -> bool {
        self.title.is_some() || self.head.is_some() || self.place.is_some() || self.no_name.is_some()
    }
}

static WORDS: LazyLock<Lookup<NameWord>> = LazyLock::new(|| {
    let mut words: Lookup<NameWord> = Lookup::default();
    for row in rows(&schemas::TITLES, include_str!("../../../../grammar/english/titles.table")) {
        words.entry(row.cells[0]).title = Some(title(row.cells[1]));
    }
    for row in rows(&schemas::ORGANISATION_HEADS, include_str!("../../../../grammar/english/organisation-heads.table"))
    {
        words.entry(row.cells[0]).head = Some((kind(row.cells[1]), seat(row.cells[2])));
    }
    for row in rows(&schemas::KIND_CUES, include_str!("../../../../grammar/english/kind-cues.table")) {
        words.entry(row.cells[0]).cue = Some((kind(row.cells[1]), seat(row.cells[2])));
    }
    for row in rows(&schemas::PLACE_CUES, include_str!("../../../../grammar/english/place-cues.table")) {
        words.entry(row.cells[0]).place = Some(place(row.cells[1]));
    }
    for row in rows(&schemas::NAME_JOINERS, include_str!("../../../../grammar/english/name-joiners.table")) {
        words.entry(row.cells[0]).joiner = Some(joiner(row.cells[1]));
    }
    for row in rows(&schemas::NO_NAMES, include_str!("../../../../grammar/english/no-names.table")) {
        words.entry(row.cells[0]).no_name = Some(no_name(row.cells[1]));
    }
    for row in rows(&schemas::PUBLICATIONS, include_str!("../../../../grammar/english/publications.table")) {
        words.entry(row.cells[0]).platform = true;
    }
    words
});

static ENDINGS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let table = rows(&schemas::ENDINGS, include_str!("../../../../grammar/english/endings.table"));
    table.iter().map(|row| (row.cells[0], row.cells[1])).collect()
});

/// What the tables say of a lower-case word; nothing is said of most words.
pub fn name_word(lower: &str) -> NameWord {
    WORDS.get(lower).copied().unwrap_or_default()
}

static FOREIGN_HEADS: LazyLock<FxHashMap<&'static str, ActorKind>> = LazyLock::new(|| {
    let table =
        rows(&schemas::FOREIGN_HEADS, include_str!("../../../../grammar/transliteration/organisation-heads.table"));
    table.iter().map(|row| (row.cells[0], kind(row.cells[1]))).collect()
});

/// The kind of organisation that a name shows whose first word is `lower` (`Kata'ib`: brigades), with or without its
/// article and apostrophes.
pub fn foreign_head(lower: &str) -> Option<ActorKind> {
    let bare = lower.strip_prefix("al-").unwrap_or(lower);
    match FOREIGN_HEADS.get(bare) {
        None if bare.contains(['\'', '’', '‘', '`', 'ʿ', 'ʾ']) => {
            let plain: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
            FOREIGN_HEADS.get(plain.as_str()).copied()
        }
        found => found.copied(),
    }
}

static ALIAS_PHRASES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for row in rows(&schemas::ALIAS_PHRASES, include_str!("../../../../grammar/english/alias-phrases.table")) {
        phrases.entry(row.cells[0]).or_default().push(row.cells[1]);
    }
    phrases
});

/// What must follow the second of two names that stand for one thing where `between` (lower case, without marks and
/// articles) stands between them: any of these, of which one may be nothing; none where the words declare no such thing.
pub fn alias_phrase(between: &str) -> &'static [&'static str] {
    ALIAS_PHRASES.get(between).map_or(&[], Vec::as_slice)
}

static REFERENCE_HEADINGS: LazyLock<rustc_hash::FxHashSet<&'static str>> = LazyLock::new(|| {
    let table =
        rows(&schemas::REFERENCE_HEADINGS, include_str!("../../../../grammar/english/reference-headings.table"));
    table.iter().map(|row| row.cells[0]).collect()
});

/// True where a lower-case heading begins a list of sources.
pub fn is_reference_heading(heading: &str) -> bool {
    REFERENCE_HEADINGS.contains(heading)
}

/// The words that `lower` may be a regular form of (`villagers`: `village`), for a dictionary that lacks the form.
pub fn stems(lower: &str) -> impl Iterator<Item = String> {
    ENDINGS.iter().filter_map(move |(ending, instead)| {
        let stem = lower.strip_suffix(ending).filter(|stem| stem.len() >= 3)?;
        Some(format!("{stem}{instead}"))
    })
}

fn kind(name: &str) -> ActorKind {
    match name {
        "person" => ActorKind::Person,
        "group" => ActorKind::Group,
        "body" => ActorKind::Body,
        "party" => ActorKind::Party,
        "company" => ActorKind::Company,
        "publication" => ActorKind::Publication,
        _ => ActorKind::Place,
    }
}

fn seat(name: &str) -> Seat {
    match name {
        "first" | "before" => Seat::Before,
        "last" | "behind" => Seat::Behind,
        "of" => Seat::Of,
        _ => Seat::Both,
    }
}

fn title(name: &str) -> Title {
    match name {
        "office" => Title::Office,
        "rank" => Title::Rank,
        "honorific" => Title::Honorific,
        "role" => Title::Role,
        _ => Title::Modifier,
    }
}

fn place(name: &str) -> PlaceCue {
    match name {
        "direction" => PlaceCue::Direction,
        "in" => PlaceCue::In,
        "at" => PlaceCue::At,
        other => PlaceCue::Noun(seat(other)),
    }
}

fn joiner(name: &str) -> Joiner {
    match name {
        "particle" => Joiner::Particle,
        "link" => Joiner::Link,
        _ => Joiner::Prefix,
    }
}

fn no_name(name: &str) -> NoName {
    match name {
        "event" => NoName::Event,
        "short" => NoName::Dated,
        "month-name" => NoName::Month,
        "people" | "creed" => NoName::People,
        _ => NoName::Separator,
    }
}
