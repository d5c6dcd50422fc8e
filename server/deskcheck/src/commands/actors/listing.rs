//! Actors for a reader at a terminal: all of them in brief, or one in full.

use std::io::Write;

use anyhow::Result;
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::{Actor, Alias, Passage};
use deskcheck_analysis::text::DocumentId;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::corpus::Corpus;
use crate::report::excerpt;

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const DIM: anstyle::Style = anstyle::Style::new().dimmed();

/// How many documents a line names before it counts the rest.
const DOCUMENTS: usize = 3;
/// How many descriptions are told of one actor.
const DESCRIPTIONS: usize = 8;
/// Columns where the output is no terminal.
const COLUMNS: usize = 100;
/// Spellings are set in a column up to this width.
const WIDEST: usize = 36;

/// Every actor with its spellings, those of the story before those that only lists of sources name.
pub(super) fn write_all(out: &mut impl Write, corpus: &Corpus, actors: &[impl AsRef<Actor>]) -> Result<()> {
    let (cited, acting): (Vec<_>, Vec<_>) = actors.iter().map(AsRef::as_ref).partition(|actor| is_cited(corpus, actor));
    for actor in acting {
        write_brief(out, corpus, actor)?;
    }
    if !cited.is_empty() {
        let names: Vec<_> = cited.iter().map(|actor| actor.name.as_str()).collect();
        writeln!(out, "{DIM}only cited, in lists of sources:{DIM:#} {}", names.join("; "))?;
    }
    Ok(())
}

/// True for what only lists of sources name.
fn is_cited(corpus: &Corpus, actor: &Actor) -> bool {
    let listed = |passage: &Passage| {
        corpus.files().facts(passage.document).is_some_and(|facts| {
            let at = facts.mentions.partition_point(|mention| mention.span < passage.span);
            facts.mentions.get(at).is_some_and(|mention| mention.span == passage.span && mention.listed)
        })
    };
    !actor.mentions.is_empty() && actor.mentions.iter().all(listed)
}

fn write_brief(out: &mut impl Write, corpus: &Corpus, actor: &Actor) -> Result<()> {
    let role = actor.descriptions.first().map(|role| format!(", {}", role.text)).unwrap_or_default();
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} {DIM}({}{role}; {}){DIM:#}",
        actor.name,
        kind_name(actor.kind),
        extent(corpus, actor)
    )?;
    // Its one spelling is the name that has just been told.
    if actor.aliases.len() > 1 {
        write_spellings(out, &actor.aliases, |_| String::new())?;
    }
    write_others(out, corpus, actor, "      ")
}

/// One actor with what documents call it, where each spelling stands, and every mention.
pub(super) fn write_full(out: &mut impl Write, corpus: &Corpus, actor: &Actor) -> Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#} {DIM}({}; {}){DIM:#}", actor.name, kind_name(actor.kind), extent(corpus, actor))?;
    for told in actor.descriptions.iter().take(DESCRIPTIONS) {
        writeln!(out, "  {}  {DIM}{}{DIM:#}", told.text, place(corpus, told.passage))?;
    }
    writeln!(out)?;
    write_spellings(out, &actor.aliases, |alias| match alias.documents.as_slice() {
        // Only a card has it.
        [] => String::new(),
        found => format!("in {}", documents(corpus, found)),
    })?;
    write_others(out, corpus, actor, "  ")?;
    writeln!(out)?;
    let columns = terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0)).clamp(40, 140) - 4;
    for passage in &actor.mentions {
        let Some(source) = corpus.source(passage.document) else { continue };
        let shown = excerpt::excerpt(&source.document.text, passage.span, columns);
        writeln!(out, "  {DIM}{}{DIM:#}", place(corpus, *passage))?;
        writeln!(out, "    {}", emphasised(&shown))?;
    }
    Ok(())
}

/// A line with its marked stretch in bold.
fn emphasised(shown: &excerpt::Excerpt) -> String {
    let byte_at = |column: usize| {
        let mut before = 0;
        let reached = shown.line.char_indices().find(|(_, character)| {
            let here = before >= column;
            before += character.width().unwrap_or(0);
            here
        });
        reached.map_or(shown.line.len(), |(byte, _)| byte)
    };
    let (start, end) = (byte_at(shown.indent), byte_at(shown.indent + shown.marked));
    let line = &shown.line;
    format!("{}{BOLD}{}{BOLD:#}{}", &line[..start], &line[start..end], &line[end..])
}

/// How often, how spelt, why: a line for each spelling.
fn write_spellings(out: &mut impl Write, aliases: &[Alias], about: impl Fn(&Alias) -> String) -> Result<()> {
    let widest = aliases.iter().map(|alias| alias.text.width()).max().unwrap_or(0).min(WIDEST);
    for alias in aliases {
        let gap = " ".repeat(widest.saturating_sub(alias.text.width()));
        let told = [about(alias), alias.because.clone()].into_iter().filter(|told| !told.is_empty());
        let told = told.collect::<Vec<_>>().join("; ");
        writeln!(out, "  {:>4}  {}{gap}  {DIM}{told}{DIM:#}", alias.count, alias.text)?;
    }
    Ok(())
}

fn write_others(out: &mut impl Write, corpus: &Corpus, actor: &Actor, indent: &str) -> Result<()> {
    for other in actor.ambiguous_with.iter().filter_map(|id| corpus.reference().called(*id)) {
        let kind = kind_name(other.kind);
        writeln!(out, "{indent}{DIM}not to be confused with{DIM:#} {} {DIM}({kind}){DIM:#}", other.name)?;
    }
    Ok(())
}

/// `35 times in 4 documents`
fn extent(corpus: &Corpus, actor: &Actor) -> String {
    let mut found: Vec<DocumentId> = actor.mentions.iter().map(|passage| passage.document).collect();
    found.dedup();
    let times = match actor.mentions.len() {
        0 => return "in no document".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        number => format!("{number} times"),
    };
    match found.as_slice() {
        [one] => format!("{times} in {}", corpus.key(*one)),
        several => format!("{times} in {} documents", several.len()),
    }
}

/// The keys of the first documents, and how many there are more.
fn documents(corpus: &Corpus, ids: &[DocumentId]) -> String {
    let keys: Vec<_> = ids.iter().take(DOCUMENTS).map(|id| corpus.key(*id)).collect();
    match ids.len().checked_sub(DOCUMENTS) {
        None | Some(0) => keys.join(", "),
        Some(more) => format!("{} and {more} more", keys.join(", ")),
    }
}

/// File and line.
fn place(corpus: &Corpus, passage: Passage) -> String {
    corpus.locate(passage).map_or_else(String::new, |(source, place)| {
        format!("{}:{}", crate::workspace::paths::shown(&source.path), place.start.line + 1)
    })
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Group => "group",
        ActorKind::Body => "body",
        ActorKind::Party => "party",
        ActorKind::Company => "company",
        ActorKind::Country => "country",
        ActorKind::Place => "place",
        ActorKind::Publication => "publication",
        ActorKind::Unknown => "kind unknown",
    }
}
