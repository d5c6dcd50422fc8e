//! Made-up edits of made-up notes, most of which hit what gives a Markdown text its shape.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What notes are made of, and what is put into them.
const PIECES: [&str; 62] = [
    "---\ntitle: Raids\ndate: 2020-07-01\nas-of: 2020-12-31\n---\n\n",
    "---\n",
    "...\n",
    "date: 2020-06-29\n",
    "as-of: 2021-02-30\n",
    "# The Dora raid\n\n",
    "## The Veldra flood\n",
    "Title of it\n===\n",
    "\n---\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    " ",
    "    ",
    "\t",
    "On Thursday 25 June 2020 the Counter Terrorism Service (CTS) arrested 13 members of Kata'ib Hezbollah in Dora.",
    "Its raid led to the arrest of 30 members of the group [@gulf-monitor-2020-06-29; @two-rivers-wire-2020-06-26].",
    "Three of them were freed the next day. ",
    "CTS stormed it on Friday. ",
    "Qais Khazali of Asa'ib Ahl al-Haq (AAH) blamed Kadhimi. AAH fired 12 missiles. ",
    "Khazali said that 5 were killed. ",
    "Prime Minister Mustafa al-Kadhimi met him. ",
    "Kadhimi ",
    "The flood killed 44 people, nine children among them. ",
    "It injured 112 people",
    " and a third of the wells",
    ", more than 33",
    " 2,950 ",
    "7.",
    "%",
    "- Killed by the Veldra flood: 31 people [@halsen-courier-2024-03-13].\n",
    "- In that raid, on 25 June 2020:\n  - 13 arrested\n  - two wounded\n",
    "1. Dead: 44\n2. Missing: seven\n",
    "* ",
    "> ",
    "| Losses, 25 June 2020 | Dead | Wounded |\n|---|---:|---|\n| Dora | 4 | 13 |\n| Basra | none | 5 |\n\n",
    "|",
    "|---|---|\n",
    "| Halsen | 12 |\n",
    "Dead:\t4\nWounded:\t13\n",
    "```\n",
    "~~~",
    "`",
    "``",
    "<!-- deskcheck: dismiss contradicted-figure reason=\"seen\" -->",
    "<!--",
    "-->",
    "<div>\n",
    "</div>",
    "[",
    "](https://example.org/a(b)",
    "]: sources/a.md#page=4 \"title\"\n",
    "[Dora]: https://example.org/dora\n",
    "[^1]",
    "[^1]: Counts differ; compare @lowmark-wire-2024-03-12 with @morvania-gazette-2024-03-27, 44 dead.\n",
    "@",
    "[[Kadhimi|the PM]] and *",
    "**",
    "قال مقتدى الصدر إن 13 شخصا اعتقلوا. ",
    "e\u{301}tat 👩‍👩‍👧 № ½ \u{200f}\u{feff}ß\u{2028}",
];

/// What changes how sentences elsewhere in the note are understood, and such sentences.
const CONTEXTS: [&str; 21] = [
    "# The Grey Lantern\n\n",
    "# Low Tide\n\n",
    "## Low Tide and the Grey Lantern in 2019\n\n",
    "It sold 5 million copies worldwide.\n\n",
    "The novel sold 3 million copies worldwide.\n\n",
    "Low Tide, her second album, sold 2 million copies.\n\n",
    "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer.\n\n",
    "On 5 March it arrested 3 of them.\n\n",
    "The Grey Wolves lost 14 members that day.\n\n",
    "The group killed 9 people in Port Ammer a week later.\n\n",
    "# Port Ammer, March 2021\n\n",
    "# Port Selm, May 2019\n\n",
    "General Anselm Rudd spoke. ",
    "Petra Rudd, the mayor of Port Ammer, spoke. ",
    "Rudd said that 17 members were arrested. ",
    "She said that 6 were wounded. ",
    "The Lantern Party (LP) and the Wolves met. LP has 40 seats. ",
    "---\ndate: 2021-03-05\n---\n\n",
    "---\nas-of: 2021-03-04\n---\n\n",
    "In the raid:\n\n- 14 arrested\n- 6 wounded\n\n",
    "| 4 March 2021 | Arrested | Wounded |\n|---|---|---|\n| Port Ammer | 17 | 6 |\n\n",
];

/// The texts of documents on which the verdicts of those sentences hang.
pub const DOCUMENTS: [&str; 4] = [
    "The Grey Lantern sold 3 million copies worldwide. The second album, Low Tide, sold 5 million copies worldwide.\n",
    "---\ndate: 2021-03-05\n---\n\nOn 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer. \
     Six were wounded. General Anselm Rudd praised it.\n",
    "---\ndate: 2021-03-14\n---\n\nOn 11 March 2021 the Grey Wolves killed nine people in Port Ammer. On 5 March 2021 the \
     Coast Guard had arrested 2 members of the Grey Wolves in Port Ammer, said Petra Rudd, the mayor.\n",
    "---\ndate: 2019-05-20\n---\n\nOn Friday 17 May 2019 the Lantern Party (LP) won 41 seats in Port Selm. 17 members of \
     the party were arrested.\n",
];

/// Notes as analysts write them.
const BRIEFS: [&str; 2] =
    [include_str!("../corpus/iraq-2020/brief.md"), include_str!("../corpus/veldra-flood/brief.md")];

/// Where an edit is made.
#[derive(Clone, Copy, Debug)]
enum Aim {
    /// At the beginning of a line.
    LineStart,
    /// At its end, before the line break.
    LineEnd,
    /// Beside a character of Markdown's notation.
    Mark,
    /// Beside a digit.
    Digit,
    /// Wherever a character begins.
    Anywhere,
}

/// What an edit takes away, from where it is made.
#[derive(Clone, Copy, Debug)]
enum Gone {
    Nothing,
    Characters(usize),
    /// What is left of the line and the white space behind it, which joins blocks.
    ToNextLine,
    Lines(usize),
}

#[derive(Clone, Debug)]
enum Step {
    Change {
        aim: Aim,
        at: Index,
        gone: Gone,
        comes: &'static str,
    },
    /// As it was some versions ago.
    Undo(Index),
}

/// What an edit does to a text: the bytes from `start` to `end` give way to `comes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where what goes begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What comes.
    pub comes: String,
}

impl Change {
    /// The text that it makes of `text`.
    pub fn made(&self, text: &str) -> String {
        [&text[..self.start], &self.comes, &text[self.end..]].concat()
    }
}

/// A note and what a few edits make of it, one after the other.
pub fn versions() -> impl Strategy<Value = Vec<String>> {
    changes().prop_map(|(start, steps)| {
        let mut versions = vec![start];
        for step in steps {
            let text = versions.last().cloned().unwrap_or_default();
            versions.push(step.iter().fold(text, |text, change| change.made(&text)));
        }
        versions
    })
}

/// A note and steps of some changes each, every one to what the one before left.
pub fn changes() -> impl Strategy<Value = (String, Vec<Vec<Change>>)> {
    let pieces = prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat());
    let start = prop_oneof![3 => pieces, 1 => select(&BRIEFS[..]).prop_map(str::to_owned)];
    let step = prop::collection::vec(edit(), 1..4);
    (start, prop::collection::vec(step, 1..12)).prop_map(|(start, steps)| {
        let mut versions = vec![start.clone()];
        let mut done = Vec::new();
        for step in steps {
            let mut text = versions.last().cloned().unwrap_or_default();
            let mut changes = Vec::new();
            for edit in &step {
                changes.push(change(&text, edit, &versions));
                text = changes.last().map(|change: &Change| change.made(&text)).unwrap_or_default();
            }
            versions.push(text);
            done.push(changes);
        }
        (start, done)
    })
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop_oneof![select(&PIECES[..]), select(&CONTEXTS[..])]
}

fn edit() -> impl Strategy<Value = Step> {
    let aim = select(&[Aim::LineStart, Aim::LineEnd, Aim::Mark, Aim::Digit, Aim::Anywhere][..]);
    let gone = prop_oneof![
        6 => Just(Gone::Nothing),
        2 => (1..9_usize).prop_map(Gone::Characters),
        1 => Just(Gone::ToNextLine),
        2 => (1..5_usize).prop_map(Gone::Lines),
    ];
    let comes = prop_oneof![4 => piece(), 1 => Just("")];
    let change = (aim, any::<Index>(), gone, comes);
    prop_oneof![
        12 => change.prop_map(|(aim, at, gone, comes)| Step::Change { aim, at, gone, comes }),
        1 => any::<Index>().prop_map(Step::Undo),
    ]
}

fn change(text: &str, step: &Step, versions: &[String]) -> Change {
    match step {
        Step::Undo(at) => Change { start: 0, end: text.len(), comes: versions[at.index(versions.len())].clone() },
        Step::Change { aim, at, gone, comes } => {
            let places = places(text, *aim);
            let start = places[at.index(places.len())];
            Change { start, end: start + length(&text[start..], *gone), comes: (*comes).to_owned() }
        }
    }
}

/// The bytes of `text` that `aim` may mean; both ends where it means none.
fn places(text: &str, aim: Aim) -> Vec<usize> {
    let after = |wanted: fn(char) -> bool| -> Vec<usize> {
        let found = text.char_indices().filter(|(_, c)| wanted(*c));
        found.flat_map(|(at, c)| [at, at + c.len_utf8()]).collect()
    };
    let places = match aim {
        Aim::LineStart => text.match_indices('\n').map(|(at, _)| at + 1).collect(),
        Aim::LineEnd => text.match_indices('\n').map(|(at, _)| at).collect(),
        Aim::Mark => after(|c| c.is_ascii_punctuation()),
        Aim::Digit => after(|c| c.is_ascii_digit()),
        Aim::Anywhere => text.char_indices().map(|(at, _)| at).collect(),
    };
    if places.is_empty() { vec![0, text.len()] } else { places }
}

/// The bytes at the beginning of `rest` that are taken away.
fn length(rest: &str, gone: Gone) -> usize {
    match gone {
        Gone::Nothing => 0,
        Gone::Characters(count) => rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at),
        Gone::ToNextLine => {
            let line = rest.find('\n').unwrap_or(rest.len());
            line + (rest[line..].len() - rest[line..].trim_start().len())
        }
        Gone::Lines(count) => rest.match_indices('\n').nth(count - 1).map_or(rest.len(), |(at, _)| at + 1),
    }
}
