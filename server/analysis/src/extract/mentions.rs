//! Mentions: byte ranges that name an actor.

use serde::{Deserialize, Serialize};

use crate::text::Span;

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

/// One name in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without title, article or possessive.
    pub span: Span,
    /// What it names, as far as this text shows.
    pub kind: ActorKind,
    /// The sentence it stands in.
    pub sentence: u32,
}
