//! Candidates for names: capitalised runs with their lower-case joiners, cut at countries, titles and separators.

use std::ops::Range;

use super::ActorKind;
use super::handles;
use super::references::{self, Listed};
use super::words::{Case, Line, Style, Word, Words};
use crate::lexicon::countries::{CountryName, is_state_form};
use crate::lexicon::kinds::{NoName, PlaceCue, Seat, Title, foreign_head};
use crate::text::TokenKind;

/// How strongly each kind is spoken for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes([i16; 9]);

impl Votes {
    /// Adds `weight` for `kind`.
    pub(super) fn add(&mut self, kind: ActorKind, weight: i16) {
        let votes = &mut self.0[kind as usize];
        *votes = votes.saturating_add(weight);
    }

    /// Adds everything that speaks in `other`.
    pub(super) fn join(&mut self, other: &Votes) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own = own.saturating_add(more);
        }
    }

    /// What speaks for `kind`.
    pub(super) fn of(&self, kind: ActorKind) -> i16 {
        self.0[kind as usize]
    }

    /// The kind with most votes, the earlier one where two are level.
    pub(super) fn winner(&self) -> ActorKind {
        let best = ActorKind::TOLD.iter().max_by_key(|kind| (self.of(**kind), std::cmp::Reverse(**kind)));
        best.copied().filter(|kind| self.of(*kind) > 1).unwrap_or_default()
    }
}

/// What may be a name.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings, each asked for by name")]
pub(super) struct Name {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its sentence.
    pub(super) sentence: usize,
    /// What speaks for each kind.
    pub(super) votes: Votes,
    /// Found by a sure-fire rule.
    pub(super) sure: bool,
    /// Its capital may be due to its place (sentence start, headline) alone.
    pub(super) doubtful: bool,
    /// Every word of it is an ordinary English word.
    pub(super) common: bool,
    /// The title in front of it or behind it.
    pub(super) title: Option<Range<usize>>,
    /// The country it names.
    pub(super) country: Option<&'static str>,
    /// The country name right in front of it: its position among the candidates.
    pub(super) of_country: Option<usize>,
    /// It stands in the head of an entry of a list of sources.
    pub(super) listed: bool,
    /// It stands in a title that is not set off, or is a hashtag: only what the text names elsewhere is a name there.
    pub(super) loose: bool,
    /// It is the acronym that the text defines for another candidate.
    pub(super) acronym_of: Option<usize>,
}

/// Finds the candidates of a block, in order.
pub(super) fn candidates(words: &Words, listed: &Listed) -> Vec<Name> {
    let mut finder = Finder { words, listed, names: Vec::new(), pending: None };
    for (sentence, line) in words.lines.iter().enumerate() {
        finder.sentence(sentence, *line);
    }
    finder.names
}

struct Finder<'w> {
    words: &'w Words,
    listed: &'w Listed,
    names: Vec<Name>,
    /// A title that waits for its person: its words, and whether an `of` or `for` has followed it.
    pending: Option<(Range<usize>, bool)>,
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &Word {
        &self.words.all[at]
    }

    fn sentence(&mut self, sentence: usize, line: Line) {
        self.pending = None;
        let mut at = line.first;
        while at < line.end {
            if let Some(head) = self.listed.head(at) {
                let head = head.clone();
                at = head.end;
                self.entry(sentence, head);
            } else if let Some((name, length)) = self.country(at, line) {
                let votes = votes_for(ActorKind::Country, 9);
                let country = Name { words: at..at + length, sentence, votes, sure: true, ..Name::default() };
                self.names.push(Name { country: Some(name.country), ..country });
                at += length;
            } else if self.word(at).kind == TokenKind::Handle {
                self.names.extend(handles::candidate(self.words, sentence, at));
                at += 1;
            } else if self.words.begins_run(at, line) {
                let end = self.words.run_end(at, line);
                self.split(sentence, line, at..end);
                at = end;
            } else {
                self.pass(at);
                at += 1;
            }
        }
    }

    /// The author or publisher of a listed source.
    fn entry(&mut self, sentence: usize, head: Range<usize>) {
        let kind = references::kind_of_head(self.words, &head);
        let name = Name { words: head, sentence, votes: votes_for(kind, 9), sure: true, ..Name::default() };
        self.names.push(Name { listed: true, ..name });
    }

    /// A country at word `at`; none where it only begins the name of a street or bridge.
    fn country(&self, at: usize, line: Line) -> Option<(&'static CountryName, usize)> {
        let (name, length) = self.words.country(at, line.end)?;
        let behind = at + length;
        let names_place = !name.adjective
            && behind < line.end
            && self.word(behind).is_capital()
            && matches!(self.word(behind).facts.place, Some(PlaceCue::Noun(Seat::Behind | Seat::Both)))
            && line.style == Style::Prose;
        (!names_place).then_some((name, length))
    }

    /// Keeps track of a title in small letters (`commander`, `governor of`) that a name may follow.
    fn pass(&mut self, at: usize) {
        let word = *self.word(at);
        let adjacent = |title: &Range<usize>| title.end == at;
        self.pending = match self.pending.take() {
            _ if word.kind == TokenKind::Word && word.is_title() => {
                let start = self.words.title_start(at, 0);
                Some((start..at + 1, false))
            }
            Some((title, false)) if adjacent(&title) && matches!(self.words.lower(at), "of" | "for") => {
                Some((title.start..at + 1, true))
            }
            Some((title, of)) if adjacent(&title) && self.words.written(at) == "," => Some((title, of)),
            // "governor of the northern", "secretary for political affairs"
            Some((title, true)) if adjacent(&title) && (word.common || word.kind == TokenKind::Word) => {
                (title.len() < 8).then_some((title.start..at + 1, true))
            }
            Some((title, of)) if title.end + 1 == at && word.kind != TokenKind::Word => Some((title, of)),
            _ => None,
        };
    }

    /// Cuts one run into titles and names.
    fn split(&mut self, sentence: usize, line: Line, run: Range<usize>) {
        let mut cursor = self.after_title_object(&run);
        while let Some(title) = self.words.title_within(cursor, run.end) {
            let start = self.words.title_opening(cursor, title);
            if start > cursor {
                let held = matches!(self.word(title).facts.title, Some(Title::Role | Title::Rank));
                let known = self.names.len();
                self.push(sentence, line, cursor..start);
                for name in self.names[known..].iter_mut().filter(|_| held) {
                    name.votes.add(ActorKind::Group, 2);
                }
            }
            let mut end = title + 1;
            while end < run.end && (self.word(end).facts.title.is_some() || self.words.written(end) == ".") {
                end += 1;
            }
            let start = match &self.pending {
                // "spokesman for Prime Minister X": a title behind a preposition begins another one.
                Some((before, false)) if before.end == start => before.start,
                _ => start,
            };
            self.pending = Some((start..end, false));
            cursor = end;
            if self.words.is_title_object(cursor, run.end) {
                cursor = self.words.skip_object(cursor, run.end);
                self.pending = Some((start..cursor, true));
            }
        }
        if cursor < run.end {
            self.push(sentence, line, cursor..run.end);
        }
    }

    /// "Secretary for Political Affairs Dana Hale": ordinary words behind a title's preposition belong to the title.
    fn after_title_object(&mut self, run: &Range<usize>) -> usize {
        let Some((title, true)) = &self.pending else { return run.start };
        let name = self.words.skip_object(run.start, run.end);
        let heads = (name..run.end).any(|at| self.word(at).facts.head.is_some() || self.word(at).is_place_noun());
        if title.end != run.start || name == run.start || name == run.end || heads {
            return run.start;
        }
        self.pending = Some((title.start..name, false));
        name
    }

    /// Takes in one name.
    fn push(&mut self, sentence: usize, line: Line, words: Range<usize>) {
        let words = self.trimmed(line, words);
        if words.is_empty() {
            return;
        }
        let pending = self.pending.take();
        let loose = self.listed.is_loose(words.start);
        let starts = loose || words.start == line.first || self.opens_quote(line, words.start);
        let mut name = Name {
            doubtful: starts || line.style != Style::Prose,
            common: words.clone().all(|at| self.word(at).common || !self.word(at).is_capital()),
            of_country: self.country_before(words.start),
            country: self.state_form(&words),
            loose,
            sentence,
            words,
            ..Name::default()
        };
        self.vote_by_words(&mut name);
        if let Some((title, of)) = pending {
            self.take_title(&mut name, title, of);
        }
        self.names.push(name);
    }

    /// Gives a name the title in front of it, or keeps the title waiting where the name is only its object.
    fn take_title(&mut self, name: &mut Name, title: Range<usize>, of: bool) {
        let direct = title.end == name.words.start
            || title.end + 1 == name.words.start && matches!(self.words.written(title.end), "," | ".");
        if !direct {
            return;
        }
        let comma = title.end < name.words.start && self.words.written(title.end) == ",";
        let is_object = of && !comma;
        if is_object {
            self.pending = Some((title.start..name.words.end, true));
            return;
        }
        // "The premier Tweeted": an ordinary word behind a title in small letters.
        if name.common && name.words.len() == 1 && self.word(title.start).case == Case::Lower {
            return;
        }
        let organisation = [ActorKind::Group, ActorKind::Body, ActorKind::Party, ActorKind::Company, ActorKind::Place];
        if organisation.iter().all(|kind| name.votes.of(*kind) < 3) {
            name.votes.add(ActorKind::Person, if comma { 3 } else { 5 });
            name.sure = true;
            name.title = Some(title);
        }
    }

    /// A quotation mark, a colon or a bullet in front: capitals may stand for the beginning alone.
    fn opens_quote(&self, line: Line, at: usize) -> bool {
        at > line.first
            && matches!(self.words.written(at - 1), "“" | "\"" | ":" | "•" | "-" | "–" | "—" | "‘" | "”" | "(" | "…")
            && self.word(at - 1).kind == TokenKind::Mark
            && !self.word(at - 1).span.is_empty()
            && (self.words.written(at - 1) != "-" || at - 1 == line.first)
    }

    /// The country name that ends right before word `at`, with or without a possessive.
    fn country_before(&self, at: usize) -> Option<usize> {
        let number = self.names.len().checked_sub(1)?;
        let last = &self.names[number];
        last.country?;
        let gap = last.words.end..at;
        let possessive = gap.len() == 1 && self.word(gap.start).kind == TokenKind::Possessive;
        (gap.is_empty() || possessive).then_some(number)
    }

    /// Without what belongs to no name at its edges.
    fn trimmed(&self, line: Line, words: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = words;
        let opens = line.style != Style::Prose || start == line.first || self.opens_quote(line, start);
        let people = |at: usize| self.word(at).facts.no_name == Some(NoName::People);
        // "(Two Rivers Wire)": what fills a bracket is a name from its first word on.
        let article = |at: usize| matches!(self.words.lower(at), "the" | "a" | "an");
        let bracketed = start > line.first
            && end < line.end
            && self.words.written(start - 1) == "("
            && self.words.written(end) == ")"
            && !article(start);
        while start < end {
            let word = self.word(start);
            let grammar = word.function && !self.words.is_initial(start, line.end) && !self.is_will(start, line);
            let shouted = word.case == Case::Upper && start == line.first && self.words.lower(start) == "the";
            let small = word.case == Case::Initial && (opens && !bracketed || word.facts.joiner.is_some());
            let opener = grammar && (small || shouted);
            let more = start + 1 < end;
            let alone =
                more && people(start) && self.word(start + 1).facts.head.is_none() && !self.word(start + 1).common;
            if !(opener || word.kind != TokenKind::Word || alone || !word.is_capital()) {
                break;
            }
            start += 1;
        }
        while end > start && (self.word(end - 1).kind != TokenKind::Word || !self.word(end - 1).is_capital()) {
            end -= 1;
        }
        start..end
    }

    /// `Will Ashdown said`: no question, so the first word is no verb.
    fn is_will(&self, at: usize, line: Line) -> bool {
        let asks = line.end > line.first && self.words.written(line.end - 1).starts_with('?');
        let follows = at + 1 < line.end && self.word(at + 1).case == Case::Initial && !self.word(at + 1).common;
        at == line.first && self.words.lower(at) == "will" && !asks && follows
    }

    /// What a name's own words say of its kind.
    fn vote_by_words(&self, name: &mut Name) {
        if name.country.is_some() {
            name.votes.add(ActorKind::Country, 9);
            name.sure = true;
            return;
        }
        let (first, last) = (name.words.start, name.words.end - 1);
        let several = last > first;
        if let Some((kind, Seat::Behind | Seat::Both)) = self.word(last).facts.head {
            name.votes.add(kind, if several { 5 } else { 2 });
            name.sure |= several;
        } else if let Some((kind, Seat::Before | Seat::Both)) = name
            .words
            .clone()
            .take_while(|at| self.word(*at).is_capital() && self.word(*at).facts.joiner.is_none())
            .last()
            .and_then(|at| self.word(at).facts.head)
        {
            name.votes.add(kind, if several { 5 } else { 2 });
            name.sure |= several;
        } else if let Some(kind) = foreign_head(self.words.lower(first)).filter(|_| several) {
            name.votes.add(kind, 5);
            name.sure = true;
        } else if several && self.names_place(first, last) {
            name.votes.add(ActorKind::Place, 5);
            name.sure = true;
        }
        let inner = first + 1..last;
        if inner.clone().any(|at| matches!(self.words.lower(at), "bin" | "ibn" | "ben" | "bint" | "von" | "van"))
            || matches!(self.words.lower(first), "abu" | "abou" | "umm" | "ibn" | "abdul" | "abd") && several
        {
            name.votes.add(ActorKind::Person, 3);
        }
        if self.word(last).facts.platform {
            name.votes.add(ActorKind::Publication, 5);
        }
    }

    /// The country whose full name this is: `People’s Republic of China`.
    fn state_form(&self, words: &Range<usize>) -> Option<&'static str> {
        let link = words.clone().rev().find(|at| self.words.lower(*at) == "of")?;
        let (name, length) = self.words.country(link + 1, words.end)?;
        let whole = link + 1 + length == words.end && link > words.start && !name.adjective;
        (whole && is_state_form(self.words.lower(link - 1))).then_some(name.country)
    }

    fn names_place(&self, first: usize, last: usize) -> bool {
        // "Islamic State", "Kurdish Republic": the noun says nothing behind a creed or people.
        if self.word(first).facts.no_name == Some(NoName::People) {
            return false;
        }
        let behind = matches!(self.word(last).facts.place, Some(PlaceCue::Noun(Seat::Behind | Seat::Both)));
        let before = matches!(self.word(first).facts.place, Some(PlaceCue::Noun(Seat::Before | Seat::Both)));
        behind || before
    }
}

fn votes_for(kind: ActorKind, weight: i16) -> Votes {
    let mut votes = Votes::default();
    votes.add(kind, weight);
    votes
}
