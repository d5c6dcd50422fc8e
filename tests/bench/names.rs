//! Names of a note against very many known spellings: those that stand there, those that are like one, the tables for both.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::hint::black_box;
use std::time::Duration;

use deskcheck_analysis::answer::Note;
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::actors::ActorNames;
use deskcheck_analysis::resolve::{Actor, ActorId, Alias};
use deskcheck_analysis::text::{Document, Span};
use rustc_hash::FxHasher;

use crate::prose::varied;
use crate::rounds::timed;

/// What the names of one note took.
pub(crate) struct Names {
    /// Known spellings.
    pub(crate) aliases: usize,
    /// Length of the note.
    pub(crate) bytes: usize,
    /// Known spellings that stand in it.
    pub(crate) known: usize,
    /// Other names in it, each spelling once.
    pub(crate) unseen: usize,
    /// Making the tables.
    pub(crate) tables: Vec<Duration>,
    /// Finding the known spellings.
    pub(crate) finding: Vec<Duration>,
    /// Looking up every other name, as when the note is opened; while it is edited only new spellings are looked up.
    pub(crate) likeness: Vec<Duration>,
    /// Completing two letters.
    pub(crate) completing: Vec<Duration>,
}

const ALIASES: usize = 100_000;
const BYTES: usize = 50_000;
/// Findings in a round.
const TIMES: usize = 20;

/// Measures a note made of `sources`, in every sentence or so a known name.
pub(crate) fn measure(sources: &[Document], rounds: usize) -> Names {
    let actors = actors();
    let note = Note::read(note(sources, &actors), None);
    let within: Vec<Span> = note.prose.blocks.iter().map(|block| block.span).collect();
    let (mut tables, mut finding, mut likeness, mut completing) = (vec![], vec![], vec![], vec![]);
    let (mut known, mut unseen) = (0, BTreeSet::new());
    for _ in 0..rounds {
        let (names, time) = timed(|| ActorNames::new(actors.iter()));
        tables.push(time);
        for _ in 0..TIMES {
            let (found, time) = timed(|| names.standing_in(&note.prose.text, &within));
            finding.push(time);
            known = found.len();
        }
        let spellings: BTreeSet<&str> = note.facts.mentions.iter().map(|name| name.span.of(&note.text)).collect();
        unseen = spellings
            .into_iter()
            .filter(|spelling| names.standing_in(spelling, &[whole(spelling)]).is_empty())
            .collect();
        likeness.push(timed(|| unseen.iter().map(|name| black_box(names.named(name)).len()).sum::<usize>()).1);
        for typed in ["ka", "sa", "mu", "al", "da"] {
            completing.push(timed(|| black_box(names.beginning_with(typed, 40))).1);
        }
    }
    let aliases = actors.iter().map(|actor| actor.aliases.len()).sum();
    let (bytes, unseen) = (note.text.len(), unseen.len());
    Names { aliases, bytes, known, unseen, tables, finding, likeness, completing }
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// Persons under two spellings each, and groups under one.
fn actors() -> Vec<Actor> {
    let mut actors = Vec::new();
    let mut aliases = 0;
    for number in 0.. {
        if aliases >= ALIASES {
            break;
        }
        let (given, middle, family) = (name(number, 1, 900), name(number, 2, 900), name(number, 3, 9000));
        let spellings = if number % 4 == 0 {
            vec![format!("{family} {middle} Brigades")]
        } else {
            let respelt = varied(&family, 1);
            vec![format!("{given} al-{family}"), format!("{given} {middle} al-{respelt}")]
        };
        aliases += spellings.len();
        let kind = if spellings.len() == 1 { ActorKind::Group } else { ActorKind::Person };
        actors.push(actor(number, kind, spellings));
    }
    actors
}

fn actor(number: u32, kind: ActorKind, spellings: Vec<String>) -> Actor {
    let name = spellings[0].clone();
    let alias = |text| Alias { text, count: 1, documents: Vec::new(), because: String::new() };
    let aliases = spellings.into_iter().map(alias).collect();
    let (descriptions, mentions, ambiguous_with) = (Vec::new(), Vec::new(), Vec::new());
    Actor { id: ActorId(number), name, kind, aliases, descriptions, mentions, ambiguous_with, card: None }
}

/// One of `many` words of two or three syllables.
fn name(number: u32, part: u32, many: u64) -> String {
    const BEGIN: [&str; 16] = ["k", "m", "s", "sh", "h", "r", "q", "d", "b", "f", "j", "kh", "t", "z", "n", "gh"];
    const MIDDLE: [&str; 10] = ["a", "i", "u", "aa", "ee", "ou", "ai", "e", "o", "ay"];
    const END: [&str; 12] = ["r", "m", "l", "d", "n", "b", "h", "mi", "ri", "wi", "di", "q"];
    let mut hasher = FxHasher::default();
    (number, part).hash(&mut hasher);
    let mut hasher_of_word = FxHasher::default();
    (hasher.finish() % many, part).hash(&mut hasher_of_word);
    let mut turn = hasher_of_word.finish() as usize;
    let mut word = String::new();
    for _ in 0..2 + turn % 2 {
        for letters in [&BEGIN[..], &MIDDLE[..]] {
            word.push_str(letters[turn % letters.len()]);
            turn /= letters.len();
        }
    }
    word.push_str(END[turn % END.len()]);
    word[..1].to_uppercase() + &word[1..]
}

fn note(sources: &[Document], actors: &[Actor]) -> String {
    let mut note = String::new();
    let mut turn = 0;
    for copy in 1.. {
        for paragraph in sources.iter().flat_map(|document| document.text.lines()) {
            if note.len() >= BYTES {
                return note;
            }
            turn += 7919;
            note.push_str(varied(paragraph, copy).trim());
            let (one, other) = (&actors[turn % actors.len()], &actors[turn * 31 % actors.len()]);
            let _ = write!(note, " It was {}’s view. {} thought so too.\n\n", one.name, other.aliases[0].text);
        }
    }
    note
}
