//! How much each part says of who is named: rare names more than frequent ones, titles and legal forms next to nothing
//! (frequency-based matching after Winkler, "Frequency-Based Matching in the Fellegi-Sunter Model", 2000).

use super::parts::Part;
use super::sound;
use crate::lexicon::kinds::{Title, name_word};
use crate::lexicon::transliteration::{Particle, transliteration};
use crate::text::Tag;
use crate::text::tags::dictionary_tag;

/// What a title or legal form weighs.
const EMPTY: f32 = 0.1;
/// What an initial weighs: it says little and is often left out.
const INITIAL: f32 = 0.3;
/// What an ordinary word weighs in an organisation's name.
const PLAIN: f32 = 0.5;
/// What a patronym between given and family name weighs, which is said on formal occasions only.
const PATRONYM: f32 = 0.4;

/// Gives each part its weight, and says which may be missing.
pub(super) fn weigh(parts: &mut [Part], organisation: bool) {
    let solid = parts.iter().filter(|part| !is_empty(part, organisation)).count();
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.iter_mut().enumerate() {
        if part.legal || part.optional || solid > 0 && is_empty(part, organisation) {
            part.weight = EMPTY;
            part.optional = true;
        } else if organisation {
            part.plain = is_plain_word(&part.text);
            part.weight = if part.plain { PLAIN } else { 1.0 };
        } else {
            part.frequent = sound::frequent(part);
            part.weight = part.frequent.map_or(1.0, sound::rarity);
            if part.patronym && at > 0 && at < last {
                part.weight = part.weight.min(PATRONYM);
            }
            if part.text.chars().count() == 1 {
                part.weight = INITIAL;
                part.optional = solid > 0;
            }
        }
    }
}

/// A title or a legal form.
fn is_empty(part: &Part, organisation: bool) -> bool {
    if part.bound == Some(Particle::Servant) || part.bound == Some(Particle::Kunya) {
        return false;
    }
    let title = matches!(name_word(&part.text).title, Some(Title::Honorific | Title::Office | Title::Rank));
    part.legal || !organisation && (title || transliteration().is_honorific(&part.text))
}

/// An ordinary English word: it says what an organisation does, not which one it is.
fn is_plain_word(text: &str) -> bool {
    let facts = name_word(text);
    facts.head.is_some() || facts.title.is_some() || !matches!(dictionary_tag(text), Tag::Unknown | Tag::ProperNoun)
}
