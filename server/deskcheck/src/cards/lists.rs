//! Lists of entities in the format of <https://followthemoney.tech>, as sanctions lists are published: one JSON object a
//! line, with `schema` and `properties`. Read line by line; a bad line is told and the rest goes on.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::cards::{EntityList, Listed};
use serde::Deserialize;

/// Schemas of what can act, with their kinds; entities of other schemas (ships, addresses, passports) are passed over.
const SCHEMAS: [(&str, ActorKind); 5] = [
    ("Person", ActorKind::Person),
    ("Organization", ActorKind::Group),
    ("Company", ActorKind::Company),
    ("PublicBody", ActorKind::Body),
    ("LegalEntity", ActorKind::Unknown),
];

/// A line longer than this many bytes is no entity.
const LONGEST: u64 = 4 << 20;

/// So many bad lines are told one by one.
const TOLD: usize = 20;

#[derive(Deserialize)]
struct Entity<'l> {
    #[serde(borrow)]
    schema: Cow<'l, str>,
    #[serde(borrow, default)]
    caption: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    properties: Properties<'l>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Properties<'l> {
    #[serde(borrow)]
    name: Vec<Text<'l>>,
    #[serde(borrow)]
    alias: Vec<Text<'l>>,
    #[serde(borrow)]
    previous_name: Vec<Text<'l>>,
    #[serde(borrow)]
    weak_alias: Vec<Text<'l>>,
    #[serde(borrow)]
    abbreviation: Vec<Text<'l>>,
}

/// A text that is not copied where it stands in the line as it is.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'l>(#[serde(borrow)] Cow<'l, str>);

/// A line that could not be read: its number, from 1, and a sentence.
pub(super) type Fault = (usize, String);

/// Reads the list in `path`; `shown` is the file's name to show.
///
/// # Errors
///
/// Where the file cannot be read to its end.
pub(super) fn read(path: &Path, shown: &str) -> std::io::Result<(EntityList, Vec<Fault>)> {
    let mut lines = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut list = EntityList::new(shown.to_owned());
    let mut faults: Vec<Fault> = Vec::new();
    let (mut line, mut bytes, mut bad) = (0, Vec::new(), 0);
    loop {
        bytes.clear();
        line += 1;
        if lines.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if let Err(fault) = take(&mut list, &mut lines, &bytes, line)? {
            bad += 1;
            if faults.len() < TOLD {
                faults.push((line, fault));
            }
        }
    }
    if bad > faults.len() {
        let more = bad - faults.len();
        faults.push((
            1,
            format!("{more} more lines are no entities: is this a FollowTheMoney file, one JSON object a line?"),
        ));
    }
    Ok((list.finished(), faults))
}

/// Puts the entity of one line on the list; an error says why there is none.
fn take(
    list: &mut EntityList,
    lines: &mut impl BufRead,
    bytes: &[u8],
    line: usize,
) -> std::io::Result<Result<(), String>> {
    if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
        lines.skip_until(b'\n')?;
        return Ok(Err(format!("this line is longer than the {} MB that an entity may have", LONGEST >> 20)));
    }
    let bytes = bytes.trim_ascii_end();
    if bytes.is_empty() {
        return Ok(Ok(()));
    }
    match serde_json::from_slice::<Entity<'_>>(bytes) {
        Ok(entity) => {
            push(list, &entity, line);
            Ok(Ok(()))
        }
        Err(error) => {
            let told = error.to_string();
            let (reason, _) = told.rsplit_once(" at line ").unwrap_or((&told, ""));
            Ok(Err(format!("this is no entity: {reason} at column {}; the line is passed over", error.column())))
        }
    }
}

fn push(list: &mut EntityList, entity: &Entity<'_>, line: usize) {
    let Some((_, kind)) = SCHEMAS.iter().find(|(schema, _)| *schema == entity.schema) else { return };
    let properties = &entity.properties;
    let names = properties.name.iter().chain(&properties.alias).chain(&properties.previous_name);
    let names = entity.caption.iter().map(|caption| &**caption).chain(names.map(|name| &*name.0));
    let names: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
    let weak = properties.weak_alias.iter().chain(&properties.abbreviation);
    let weak: Vec<&str> = weak.map(|name| name.0.trim()).filter(|name| !name.is_empty()).collect();
    list.push(&Listed { names: &names, weak: &weak, kind: *kind, line });
}

#[cfg(test)]
mod tests;
