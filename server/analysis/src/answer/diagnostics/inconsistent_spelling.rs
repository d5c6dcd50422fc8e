//! `inconsistent-spelling`: one actor whose name the note spells in more than one way.
//!
//! # Why
//!
//! Kadhimi in one paragraph and Kazemi in the next are two men to a reader who does not know him.
//!
//! # What stays silent
//!
//! What is another form and no other spelling: acronyms, surnames and shortened names, articles, plurals, letter case, kinds of
//! apostrophe. Words of a source between quotation marks. Names of countries. Two spellings that the note itself
//! introduces as one (`Kadhimi, also spelled Kazemi`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::fixes::{Fix, Purpose};
use crate::answer::rename::{is_plain, is_quoted};
use crate::answer::{Analysis, Name};
use crate::extract::{ActorKind, LinkKind};
use crate::lexicon::kept::Kept;
use crate::resolve::names::{compare, folded};
use crate::resolve::{Actor, ActorId};
use crate::text::Span;

const RULE: &str = "inconsistent-spelling";

/// A name and what the note writes elsewhere.
struct Odd {
    span: Span,
    actor: ActorId,
    /// The name as it would be spelled as elsewhere.
    as_elsewhere: String,
    /// How often the note spells the word so that it spells so most often, of those that change.
    count: usize,
    /// How often it spells that word which it spells least often as elsewhere.
    support: usize,
}

/// Names spelled otherwise than the note spells them most.
pub(super) fn inconsistent_spellings(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, RULE) else { return Vec::new() };
    let finding = |odd: Odd| {
        let message = format!(
            "{}: this note also writes {}; keep to one spelling",
            odd.span.of(&analysis.note.text),
            odd.as_elsewhere
        );
        Diagnostic { code: RULE, severity, span: odd.span, message, related: Arc::default() }
    };
    odd_names(analysis).into_iter().map(finding).collect()
}

/// What makes the names of `span` consistent: here, and throughout the note.
pub(in crate::answer) fn fixes(analysis: &Analysis, span: Span) -> Vec<Fix> {
    if severity(analysis, RULE).is_none() {
        return Vec::new();
    }
    let odd = odd_names(analysis);
    let mut fixes = Vec::new();
    for here in odd.iter().filter(|odd| odd.span.overlaps(span) || odd.span.touches(span.start())) {
        let title = format!("Write {}", here.as_elsewhere);
        let fix = |title: String, edits: Vec<_>| Fix {
            rule: Some(RULE),
            preferred: edits.len() == 1,
            ..Fix::new(Purpose::Spell, here.span, title, edits)
        };
        fixes.push(fix(title.clone(), vec![edit(here)]));
        let all: Vec<_> = odd.iter().filter(|other| other.actor == here.actor).map(edit).collect();
        if all.len() > 1 {
            fixes.push(fix(format!("{title} throughout the note"), all));
        }
    }
    fixes
}

fn edit(odd: &Odd) -> (Span, String) {
    (odd.span, odd.as_elsewhere.clone())
}

/// A spelling that stands at most once against so many others of the same word is a slip.
const CLEAR: usize = 3;

/// The edits that make names consistent where the note itself leaves no doubt: every part of the name that changes is
/// written so once at most, and at least [`CLEAR`] times as elsewhere.
pub(in crate::answer) fn certain(analysis: &Analysis) -> Vec<(Span, String)> {
    if severity(analysis, RULE).is_none() {
        return Vec::new();
    }
    odd_names(analysis).iter().filter(|odd| odd.support >= CLEAR && odd.count == 1).map(edit).collect()
}

/// A name with the words that its actor's canonical name spells otherwise spelled so; none where there are none, and where
/// the name must stay as it is.
pub(in crate::answer) fn as_canonical(analysis: &Analysis, name: &Name) -> Option<String> {
    let actor = analysis.reference.called(name.actor()?)?;
    let own = actor.kind != ActorKind::Country && is_plain(analysis, name.span) && !is_quoted(analysis, name.span);
    let written = name.span.of(&analysis.note.text);
    let canonical = parts(&actor.name, actor.kind);
    let changed = respelled(written, actor.kind, |part| {
        let other = canonical.iter().find(|other| other.place == part.place)?;
        is_variant(part.written, other.written).then_some(other.written)
    });
    changed.filter(|_| own)
}

/// A name with words of it replaced, and on one line; none where no word is.
fn respelled<'a>(name: &str, kind: ActorKind, new: impl Fn(&Part<'_>) -> Option<&'a str>) -> Option<String> {
    let parts = parts(name, kind);
    let changes: Vec<_> = parts.iter().filter_map(|part| Some((part, new(part)?))).collect();
    let mut respelled = name.to_owned();
    for (part, new) in changes.iter().rev() {
        respelled.replace_range(part.start..part.start + part.written.len(), new);
    }
    (!changes.is_empty()).then(|| respelled.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn odd_names(analysis: &Analysis) -> Vec<Odd> {
    let mut by_actor: BTreeMap<ActorId, Vec<Span>> = BTreeMap::new();
    for (id, name) in analysis.names.iter().filter_map(|name: &Name| Some((name.actor()?, name))) {
        by_actor.entry(id).or_default().push(name.span);
    }
    let mut odd = Vec::new();
    for (id, spans) in by_actor {
        let text = &analysis.note.text;
        let varies = spans.iter().any(|span| span.of(text) != spans[0].of(text));
        let Some(actor) = varies.then(|| analysis.reference.called(id)).flatten() else { continue };
        if actor.kind != ActorKind::Country && !introduces_another_spelling(analysis, &spans) {
            odd.extend(odd_names_of(analysis, &actor, &spans));
        }
    }
    odd.sort_by_key(|odd| odd.span);
    odd
}

/// True where the note says itself that two of these names are one.
fn introduces_another_spelling(analysis: &Analysis, spans: &[Span]) -> bool {
    let facts = &analysis.note.facts;
    let is_one = |mention: u32| facts.mentions.get(mention as usize).is_some_and(|named| spans.contains(&named.span));
    facts.links.iter().any(|link| link.how == LinkKind::Apposition && is_one(link.from) && is_one(link.to))
}

fn odd_names_of(analysis: &Analysis, actor: &Actor, spans: &[Span]) -> Vec<Odd> {
    let text = &analysis.note.text;
    let own = |span: &&Span| is_plain(analysis, **span) && !is_quoted(analysis, **span);
    let mut written: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for span in spans.iter().filter(own) {
        written.entry(span.of(text)).or_default().push(*span);
    }
    if written.len() < 2 {
        return Vec::new();
    }
    let names: Vec<_> = written.into_iter().map(|(name, spans)| (name, parts(name, actor.kind), spans)).collect();
    let better = better_spellings(actor, &names);
    let odd = names.iter().flat_map(|(name, parts, spans)| {
        let rank = |part: &Part<'_>| better.get(&(part.place, plain(part.written)));
        let parts = if parts.iter().any(|part| rank(part).is_some()) { parts.as_slice() } else { &[] };
        let better_part = |part: &Part<'_>| rank(part).map(|better| better.written);
        let as_elsewhere = if parts.is_empty() { None } else { respelled(name, actor.kind, better_part) };
        let count = parts.iter().filter_map(rank).map(|better| better.own).max().unwrap_or_default();
        let support = parts.iter().filter_map(rank).map(|better| better.count).min().unwrap_or_default();
        let odd = spans.iter().filter_map(move |span| Some((*span, as_elsewhere.clone()?)));
        odd.map(move |(span, as_elsewhere)| Odd { span, actor: actor.id, as_elsewhere, count, support })
    });
    odd.collect()
}

/// The spelling of a word that the note has more often.
struct Better<'a> {
    written: &'a str,
    /// How often the note has it.
    count: usize,
    /// How often it has the other.
    own: usize,
}

/// A name, its words, and where the note has it.
type Written<'a> = (&'a str, Vec<Part<'a>>, Vec<Span>);

/// As many spellings of one word are looked at; a note that has more is about something else.
const RIVALS: usize = 8;

/// For each place and spelling of a word (letter case and kinds of apostrophe aside) the other one that the note has more
/// often; of two that it has as often, the one that the documents have more often.
fn better_spellings<'a>(actor: &Actor, names: &[Written<'a>]) -> BTreeMap<(Place, String), Better<'a>> {
    let mut places: BTreeMap<Place, BTreeMap<String, (usize, &'a str)>> = BTreeMap::new();
    for (_, parts, spans) in names {
        for part in parts {
            let spellings = places.entry(part.place).or_default();
            spellings.entry(plain(part.written)).or_insert((0, part.written)).0 += spans.len();
        }
    }
    let mut better = BTreeMap::new();
    for (place, spellings) in places {
        let mut ranked: Vec<_> = spellings.into_iter().collect();
        ranked.sort_by_cached_key(|(_, (count, written))| {
            (std::cmp::Reverse((*count, told(actor, written))), (*written).to_owned())
        });
        for (at, (spelling, (own, written))) in ranked.iter().enumerate().take(RIVALS) {
            let above = ranked[..at].iter().find(|(_, (_, other))| is_variant(written, other));
            if let Some((_, (count, other))) = above {
                let found = Better { written: other, count: *count, own: *own };
                better.insert((place, spelling.clone()), found);
            }
        }
    }
    better
}

/// How often the documents write a word of the actor's name so.
fn told(actor: &Actor, word: &str) -> usize {
    let has = |alias: &str| alias.split([' ', '-', '‑']).any(|own| own == word);
    actor.aliases.iter().filter(|alias| has(&alias.text)).map(|alias| alias.count).sum()
}

/// A word of a name.
struct Part<'a> {
    written: &'a str,
    /// Where it begins in the name, in bytes.
    start: usize,
    place: Place,
}

/// Words are compared that stand in one place: counted from the last where surnames stand alone, else from the first of as
/// many.
type Place = (usize, usize);

/// The words of a name without articles.
fn parts(name: &str, kind: ActorKind) -> Vec<Part<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in name.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '-' | '‑')) {
        let written = word.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '‑'));
        // An article is what folding leaves out.
        if !written.is_empty() && !is_article(written) {
            words.push((start, written));
        }
        start += word.len();
    }
    let count = words.len();
    let place = |at: usize| if kind == ActorKind::Person { (0, count - at) } else { (count, at) };
    words.iter().enumerate().map(|(at, (start, written))| Part { written, start: *start, place: place(at) }).collect()
}

fn is_article(word: &str) -> bool {
    thread_local! {
        static ARTICLES: Kept<bool> = const { Kept::new() };
    }
    ARTICLES.with(|kept| kept.of(word, |word| folded(&format!("{word} x")) == "x"))
}

/// True for two spellings of one word: no other form of it, no acronym, no other word.
fn is_variant(a: &str, b: &str) -> bool {
    let (x, y) = (plain(a), plain(b));
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = |word: &str| letters(word) > 2 && word.chars().any(char::is_lowercase);
    let plural = |x: &str, y: &str| x.strip_suffix('s') == Some(y) || x.strip_suffix("es") == Some(y);
    if x == y || !is_name(a) || !is_name(b) || plural(&x, &y) || plural(&y, &x) {
        return false;
    }
    thread_local! {
        static ALIKE: Kept<bool> = const { Kept::new() };
    }
    ALIKE.with(|kept| kept.of(&format!("{a}\n{b}"), |_| folded(a) == folded(b) || compare(a, b).same))
}

/// Small letters, with one kind of apostrophe.
fn plain(word: &str) -> String {
    word.replace(['’', '‘', '`', 'ʿ', 'ʾ'], "'").to_lowercase()
}
