//! Cards as an analyst writes them: TOML, a table `[[actor]]` for each. `docs/actor-cards.md` tells the user the same,
//! and `docs/actor-cards.schema.json` tells it to editors.

use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::Card;

use crate::workspace::entries::{Entry, Located, Value, from_toml};
use crate::workspace::settings::{in_words, listed, no_such, texts};

/// Every key of a card.
const KEYS: [&str; 6] = ["name", "aliases", "weak", "kind", "note", "not"];

/// What `kind` may be.
const KINDS: [(&str, ActorKind); 8] = [
    ("person", ActorKind::Person),
    ("group", ActorKind::Group),
    ("body", ActorKind::Body),
    ("party", ActorKind::Party),
    ("company", ActorKind::Company),
    ("country", ActorKind::Country),
    ("place", ActorKind::Place),
    ("publication", ActorKind::Publication),
];

/// A card with the places of its names.
#[derive(Clone, Debug)]
pub(super) struct WrittenCard {
    pub(super) name: Located<String>,
    pub(super) aliases: Vec<Located<String>>,
    pub(super) not: Vec<Located<String>>,
    weak: Vec<Located<String>>,
    kind: Option<ActorKind>,
    note: Option<String>,
}

impl WrittenCard {
    /// As the analysis takes it; `file` is the name to show.
    pub(super) fn card(&self, file: &str) -> Card {
        let values = |names: &[Located<String>]| names.iter().map(|name| name.value.clone()).collect();
        Card {
            name: self.name.value.clone(),
            aliases: values(&self.aliases),
            weak: values(&self.weak),
            not: values(&self.not),
            kind: self.kind,
            note: self.note.clone(),
            file: file.to_owned(),
            line: self.name.line.unwrap_or(1),
            ready_made: false,
        }
    }
}

/// Reads the cards of one file. What makes no sense is told in one sentence, with its place; the rest holds.
pub(super) fn read(text: &str) -> (Vec<WrittenCard>, Vec<Located<String>>) {
    let (entries, mut faults) = from_toml(text);
    let mut cards = Vec::new();
    for entry in &entries {
        match (entry.key.value.as_str(), &entry.value.value) {
            ("actor", Value::List(items)) => cards.extend(items.iter().filter_map(|item| card(item, &mut faults))),
            ("actor", _) => faults.push(entry.key.with("begin each card with a line [[actor]]".to_owned())),
            // Where editors look for the schema.
            ("$schema", Value::Text(_)) => {}
            (other, _) => faults.push(
                entry.key.with(format!("`{other}` stands outside of any card: begin each card with a line [[actor]]")),
            ),
        }
    }
    faults.sort_by_key(|fault| fault.span);
    (cards, faults)
}

fn card(item: &Located<Value>, faults: &mut Vec<Located<String>>) -> Option<WrittenCard> {
    let Value::Table(entries) = &item.value else {
        faults.push(
            item.with(format!("a card is a table, not {}: begin it with a line [[actor]]", in_words(&item.value))),
        );
        return None;
    };
    let mut name = None;
    let mut card = WrittenCard {
        name: item.with(String::new()),
        aliases: Vec::new(),
        not: Vec::new(),
        weak: Vec::new(),
        kind: None,
        note: None,
    };
    for Entry { key, value } in entries {
        match key.value.as_str() {
            "name" => name = text("name", value, faults),
            "aliases" => card.aliases = names("aliases", value, faults),
            "weak" => card.weak = names("weak", value, faults),
            "not" => card.not = names("not", value, faults),
            "note" => card.note = text("note", value, faults).map(|note| note.value),
            "kind" => card.kind = text("kind", value, faults).and_then(|kind| kind_of(&kind, faults)),
            unknown => faults.push(key.with(no_such("key", unknown, &KEYS))),
        }
    }
    if name.is_none() {
        faults.push(item.with("this card has no name: write name = \"...\"".to_owned()));
    }
    card.name = name?;
    Some(card)
}

/// A string that is not empty.
fn text(key: &str, value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Option<Located<String>> {
    match &value.value {
        Value::Text(text) if !text.trim().is_empty() => return Some(value.with(text.trim().to_owned())),
        Value::Text(_) => faults.push(value.with(format!("`{key}` is empty: write {key} = \"...\""))),
        other => {
            let fault = format!("`{key}` is a string, not {}: write {key} = \"...\"", in_words(other));
            faults.push(value.with(fault));
        }
    }
    None
}

fn names(key: &str, value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Vec<Located<String>> {
    let names = texts(key, value, faults).into_iter().map(|name| name.with(name.value.trim().to_owned()));
    let (names, empty): (Vec<_>, Vec<_>) = names.partition(|name| !name.value.is_empty());
    faults.extend(empty.into_iter().map(|name| name.with(format!("`{key}` holds an empty name"))));
    names
}

fn kind_of(kind: &Located<String>, faults: &mut Vec<Located<String>>) -> Option<ActorKind> {
    let known = KINDS.iter().find(|(name, _)| *name == kind.value);
    if known.is_none() {
        let names: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
        faults.push(kind.with(format!("there is no kind `{}`: use one of {}", kind.value, listed(&names))));
    }
    known.map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests;
