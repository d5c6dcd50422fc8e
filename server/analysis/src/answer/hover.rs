//! Hover cards: who an actor is, and what the documents say of a figure or under a citation key.

use super::{Analysis, Claim, Name, names, wording};
use crate::extract::ActorKind;
use crate::judge::Verdict;
use crate::resolve::{Actor, ActorId, Passage};
use crate::text::Span;

/// A card for what stands under the cursor.
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about, in bytes of the note.
    pub span: Span,
    /// The card, as Markdown.
    pub markdown: String,
}

/// The card for what stands at byte `offset`: a figure's number, a citation, a name.
pub(super) fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    number(analysis, offset)
        .or_else(|| citation(analysis, offset))
        .or_else(|| name(analysis, offset))
        .or_else(|| counted(analysis, offset))
}

fn number(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let claim = analysis.claims.iter().find(|claim| claim.evidence.figure.quantity.span.touches(offset))?;
    Some(figure_card(analysis, claim))
}

fn counted(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let claim = analysis.claims.iter().find(|claim| claim.evidence.figure.span.touches(offset))?;
    Some(figure_card(analysis, claim))
}

fn figure_card(analysis: &Analysis, claim: &Claim) -> Hover {
    let span = claim.evidence.figure.span;
    let figure = wording::line_of(&analysis.note.text, span);
    let sides = &claim.judgement.sides;
    let agreeing = sides.iter().filter(|side| side.agrees).count();
    let summary = match claim.judgement.verdict {
        Verdict::Unverified => "nothing comparable stands in the documents".to_owned(),
        Verdict::Supported if agreeing == 1 => "one source says so".to_owned(),
        Verdict::Supported => format!("{agreeing} sources say so"),
        Verdict::Contradicted => "every comparable source says otherwise".to_owned(),
        Verdict::Disputed => "sources disagree".to_owned(),
        Verdict::Outdated => "a later count stands in the documents".to_owned(),
        Verdict::Imprecise => "no source says it so exactly".to_owned(),
    };
    let mut lines = vec![format!("**{figure}** · {}: {summary}", claim.judgement.verdict.name()), String::new()];
    for side in sides {
        let Some(document) = analysis.reference.document(side.evidence.document) else { continue };
        let mark = if side.agrees { "✓" } else { "✗" };
        let said = wording::line_of(&document.text, side.evidence.figure.span);
        let speaker = side
            .evidence
            .figure
            .attributed_to
            .map(|span| format!(", according to {}", wording::speaker(&document.text, span)));
        let dated = wording::dated(&side.evidence, analysis.reference.as_ref());
        let also = wording::also_printed(side, analysis.reference.as_ref()).map(|also| format!(" ({also})"));
        lines.push(format!(
            "- {mark} **{said}**: {dated}{}{}  ",
            speaker.unwrap_or_default(),
            also.unwrap_or_default()
        ));
        lines.push(format!("  *{}*", quote(&document.text, side.evidence.sentence)));
    }
    if claim.judgement.verdict == Verdict::Unverified {
        lines.extend(nearest_withheld(analysis, claim));
    }
    Hover { span, markdown: lines.join("\n") }
}

/// The figures that came closest and the gate that held them back, three at most.
fn nearest_withheld(analysis: &Analysis, claim: &Claim) -> Vec<String> {
    let line = |(gate, evidence): &(crate::judge::Gate, std::sync::Arc<crate::resolve::Evidence>)| {
        let document = analysis.reference.document(evidence.document)?;
        let said = wording::line_of(&document.text, evidence.figure.span);
        Some(format!("- not compared: **{said}** ({}), which {}", document.key, gate.describe()))
    };
    claim.judgement.withheld.iter().take(3).filter_map(line).collect()
}

fn citation(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let citation = analysis.note.facts.citations.iter().find(|citation| citation.span.touches(offset))?;
    let document = analysis.reference.document(analysis.reference.document_of_key(&citation.key)?)?;
    let title = document.title.as_deref().unwrap_or(&document.key);
    let date = document.date.map(|date| format!("{date}{}", if document.date_inferred { " (inferred)" } else { "" }));
    let facts: Vec<_> =
        [document.publisher.clone(), date, Some(format!("@{}", document.key))].into_iter().flatten().collect();
    Some(Hover { span: citation.span, markdown: format!("**{title}**\n\n{}", facts.join(" · ")) })
}

fn name(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let Name { span, actors: ids } = names::at(analysis, offset).filter(|name| !name.actors.is_empty())?;
    let reference = analysis.reference.as_ref();
    let actors: Vec<_> = ids.iter().filter_map(|id| reference.actor(*id)).collect();
    let markdown = match actors.as_slice() {
        [] => return None,
        [actor] => actor_card(analysis, actor, span.of(&analysis.note.text)),
        several => ambiguous_card(
            span.of(&analysis.note.text),
            several.iter().map(|actor| (actor.name.clone(), role(analysis, actor))),
        ),
    };
    Some(Hover { span, markdown })
}

/// The card of an actor, wherever it is asked for.
pub(super) fn card(analysis: &Analysis, actor: ActorId) -> Option<String> {
    let actor = analysis.reference.actor(actor)?;
    Some(actor_card(analysis, &actor, &actor.name))
}

fn ambiguous_card(surface: &str, actors: impl Iterator<Item = (String, String)>) -> String {
    let lines: Vec<_> = actors
        .map(|(name, role)| if role.is_empty() { format!("- {name}") } else { format!("- {name}: {role}") })
        .collect();
    format!("**{surface}** may be\n\n{}", lines.join("\n"))
}

/// The best description of an actor with its source.
pub(super) fn role(analysis: &Analysis, actor: &Actor) -> String {
    let Some(description) = actor.descriptions.first() else { return String::new() };
    format!(
        "{} [{}]",
        description.text.split_whitespace().collect::<Vec<_>>().join(" "),
        key(analysis, description.passage)
    )
}

fn key(analysis: &Analysis, passage: Passage) -> String {
    analysis.reference.document(passage.document).map(|document| document.key.clone()).unwrap_or_default()
}

fn actor_card(analysis: &Analysis, actor: &Actor, surface: &str) -> String {
    let mut lines = vec![format!("**{}**{}", actor.name, kind(actor.kind))];
    let role = role(analysis, actor);
    if !role.is_empty() {
        lines.push(format!("{role}  "));
    }
    let note = actor.card.as_ref().and_then(|card| Some((card.note.as_deref()?, &card.file)));
    lines.extend(note.map(|(note, file)| format!("{} [{file}]  ", wording::line_of(note, Span::new(0, note.len())))));
    lines.push(String::new());
    let written: Vec<_> = actor.aliases.iter().filter(|alias| alias.count > 0).collect();
    let spellings: Vec<_> = written.iter().take(8).map(|alias| format!("{} ({})", alias.text, alias.count)).collect();
    if written.len() > 1 {
        lines.push(format!("Written {}  ", spellings.join(", ")));
    }
    let plain = |name: &str| name.replace(['’', '‘'], "'").to_lowercase();
    let known = actor.aliases.iter().find(|alias| plain(&alias.text) == plain(surface));
    match known {
        Some(alias) if alias.text != actor.name && !alias.because.is_empty() => {
            lines.push(format!("Matched because: {}  ", alias.because));
        }
        None => lines.push(format!("Matched by likeness: {surface} stands in no document  ")),
        _ => {}
    }
    lines.extend(seen(analysis, actor));
    lines.extend(latest(analysis, actor));
    let others: Vec<_> = actor
        .ambiguous_with
        .iter()
        .filter_map(|id| analysis.reference.actor(*id))
        .map(|other| other.name.clone())
        .take(4)
        .collect();
    if !others.is_empty() {
        lines.push(format!("\nNot to be confused with {}", others.join(", ")));
    }
    lines.join("\n")
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => " · person",
        ActorKind::Group => " · group",
        ActorKind::Body => " · state body",
        ActorKind::Party => " · party",
        ActorKind::Company => " · company",
        ActorKind::Country => " · country",
        ActorKind::Place => " · place",
        ActorKind::Publication => " · publication",
        ActorKind::Unknown => "",
    }
}

/// Dates of the first and the last document that names the actor.
fn seen(analysis: &Analysis, actor: &Actor) -> Option<String> {
    let mut dated: Vec<_> = actor
        .mentions
        .iter()
        .filter_map(|passage| {
            let document = analysis.reference.document(passage.document)?;
            Some((document.date?, document.key.clone()))
        })
        .collect();
    dated.sort();
    let ((first, first_key), (last, last_key)) = (dated.first()?, dated.last()?);
    let documents = {
        let mut keys: Vec<_> = dated.iter().map(|(_, key)| key).collect();
        keys.sort();
        keys.dedup();
        keys.len()
    };
    Some(if first_key == last_key {
        format!("Seen {first} ({first_key})  ")
    } else {
        format!("First seen {first} ({first_key}), last {last} ({last_key}), in {documents} documents  ")
    })
}

/// The sentences of the latest mentions, one a document, three at most.
fn latest(analysis: &Analysis, actor: &Actor) -> Vec<String> {
    let mut documents: Vec<_> = actor.mentions.iter().map(|passage| passage.document).collect();
    documents.dedup();
    let date = |id| analysis.reference.document(id).and_then(|document| document.date);
    documents.sort_by_key(|id| std::cmp::Reverse(date(*id)));
    let line = |id| {
        let document = analysis.reference.document(id)?;
        let passage = actor.mentions.iter().find(|passage| passage.document == id)?;
        let date = document.date.map(|date| format!("{date}, ")).unwrap_or_default();
        Some(format!("\n> {} ({date}{})", quote(&document.text, around(&document.text, passage.span)), document.key))
    };
    documents.into_iter().take(3).filter_map(line).collect()
}

/// The sentence around a mention, as far as punctuation tells.
fn around(text: &str, span: Span) -> Span {
    let start = text[..span.start()].rfind(['\n']).map_or(0, |at| at + 1);
    let start = text[start..span.start()].rfind(". ").map_or(start, |at| start + at + 2);
    let line_end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
    let end = text[span.end()..line_end].find(". ").map_or(line_end, |at| span.end() + at + 1);
    Span::new(start, end)
}

/// A passage on one line, cut to a readable length.
fn quote(text: &str, span: Span) -> String {
    let line = wording::line_of(text, span);
    match line.char_indices().nth(220) {
        Some((at, _)) => format!("{}…", &line[..line[..at].rfind(' ').unwrap_or(at)]),
        None => line,
    }
}
