//! Capitalised runs with their lower-case joiners, and the titles inside them.

use super::words::{Case, Line, Style, Word, Words};
use crate::lexicon::WordClass;
use crate::lexicon::kinds::{ActorKind, Joiner, PlaceCue, Seat, Title};
use crate::lexicon::transliteration::transliteration;
use crate::text::TokenKind;

impl Words {
    fn word(&self, at: usize) -> &Word {
        &self.all[at]
    }

    pub(super) fn begins_run(&self, at: usize, line: Line) -> bool {
        let word = self.word(at);
        let parts = word.is_separator() && !self.is_initial(at, line.end);
        word.is_capital() && !parts && !(line.style != Style::Prose && self.breaks_headline(at))
    }

    /// In a headline an ordinary word parts names; one that heads or introduces a name does not.
    pub(super) fn breaks_headline(&self, at: usize) -> bool {
        let word = self.word(at);
        let speaks = word.facts.head.is_some() || word.facts.title.is_some() || word.is_place_noun();
        word.function || word.common && !speaks
    }

    /// The end of the run of capitalised words that begins at `first`.
    pub(super) fn run_end(&self, first: usize, line: Line) -> usize {
        let mut end = first + 1;
        while end < line.end {
            let next = self.step(first, end, line);
            if next == end {
                break;
            }
            end = next;
        }
        end
    }

    /// The run `first..end` with what follows it, where that belongs to it; else `end`.
    fn step(&self, first: usize, end: usize, line: Line) -> usize {
        let word = self.word(end);
        let last = self.word(end - 1);
        // A gap between columns, or an address that stood there.
        let gap = last.span.end()..word.span.start();
        if gap.len() > 2 && !self.text[gap].contains('\n') {
            return end;
        }
        // "INSTITUTE OF HEALTH": in a line of capitals a joiner has them too.
        let joiner = line.style == Style::Capitals && word.facts.joiner.is_some();
        let linked =
            line.style != Style::Prose && (first..end).any(|at| self.word(at).facts.joiner == Some(Joiner::Link));
        if word.is_capital() && !joiner {
            let country = self.country(end, line.end);
            // "Michael Jordan", "Bank of Jordan", but "Chinese" begins a name of its own.
            let joins = country.is_none_or(|(name, length)| {
                !name.adjective && length == 1 && !last.is_title() && last.facts.head.is_none()
            });
            let headline = line.style != Style::Prose && self.breaks_headline(end) && !linked;
            let grammar = word.function
                && word.case == Case::Initial
                && word.facts.joiner.is_none()
                && word.facts.head.is_none()
                && !self.is_initial(end, line.end);
            return if joins && !word.is_separator() && !headline && !grammar { end + 1 } else { end };
        }
        let follows = |at: usize| at < line.end && self.begins_run(at, line);
        let small = self.lower(end);
        match word.facts.joiner {
            Some(Joiner::Particle) if word.kind == TokenKind::Word && !self.ends_title(first, end) => {
                let next = if self.is_particle(end + 1, line) { end + 2 } else { end + 1 };
                if follows(next) && self.country(next, line.end).is_none() { next + 1 } else { end }
            }
            Some(Joiner::Link) if word.kind == TokenKind::Word => {
                let next = if end + 1 < line.end && self.lower(end + 1) == "the" { end + 2 } else { end + 1 };
                let capitals = line.style == Style::Capitals && next < line.end && self.word(next).is_capital();
                if (follows(next) || capitals) && self.links(first, end, next) { next + 1 } else { end }
            }
            _ if small == "." && word.glued && follows(end + 1) && self.is_shortened(end - 1) => end + 2,
            _ if word.kind == TokenKind::Possessive && self.is_possessor(end, line) => end + 2,
            _ if matches!(small, "," | ".") && self.form_behind(end, line.end).is_some() => {
                self.form_behind(end, line.end).unwrap_or(end)
            }
            _ if small == "&" && follows(end + 1) && (last.case == Case::Upper || self.is_firm(end + 1, line)) => {
                end + 2
            }
            _ => end,
        }
    }

    fn is_particle(&self, at: usize, line: Line) -> bool {
        at < line.end && self.word(at).facts.joiner == Some(Joiner::Particle)
    }

    fn ends_title(&self, first: usize, end: usize) -> bool {
        end > first && self.word(end - 1).is_title()
    }

    /// An initial, or a title that is written with a period.
    fn is_shortened(&self, at: usize) -> bool {
        let word = self.word(at);
        word.span.len() == 1
            || word.facts.title.is_some() && word.span.len() <= 5
            // "Ye. Sokolov", "St. Olave"
            || word.span.len() == 2 && !word.function && word.is_capital()
    }

    /// The initial of a given name, with its period.
    pub(super) fn is_initial(&self, at: usize, end: usize) -> bool {
        let single = self.word(at).span.len() == 1 && self.word(at).is_capital();
        single && at + 1 < end && self.written(at + 1) == "." && self.word(at + 1).glued
    }

    /// A function word; nouns that open sentences are listed with those (`people`).
    fn is_grammar(&self, at: usize) -> bool {
        let class = crate::lexicon::words().class(self.lower(at));
        class.is_some_and(|class| class != WordClass::Opener)
    }

    /// `Workers’ Front`, `People’s Republic`: an organisation or state that an ordinary noun owns.
    fn is_possessor(&self, possessive: usize, line: Line) -> bool {
        let (owner, next) = (self.word(possessive - 1), possessive + 1);
        let facts = owner.facts;
        let plain = owner.common
            && !self.is_grammar(possessive - 1)
            && facts.head.is_none()
            && facts.title.is_none()
            && facts.place.is_none()
            && facts.no_name.is_none();
        let plural = self.written(possessive).chars().count() == 1;
        let owned = next < line.end && self.word(next).is_capital() && self.word(next).common;
        let heads = |at: usize| self.word(at).facts.head.is_some() || self.word(at).is_place_noun();
        let run = (next..line.end).take_while(|at| self.word(*at).is_capital()).take(4);
        plain && owned && !self.word(next).is_separator() && (plural || run.into_iter().any(heads))
    }

    /// `Harwood & Sons`, `Baltic & Orient Mutual`: the noun of a firm ends the run behind the sign.
    fn is_firm(&self, next: usize, line: Line) -> bool {
        let run = (next..line.end).take_while(|at| self.word(*at).is_capital()).take(4);
        run.last().is_some_and(|at| matches!(self.word(at).facts.head, Some((ActorKind::Company, _))))
    }

    /// The end of a legal form behind a comma or period (`Co., Ltd.`), where one stands there.
    fn form_behind(&self, mark: usize, end: usize) -> Option<usize> {
        let is = |at: usize, written: &str| at < end && self.written(at) == written && self.word(at).glued;
        let mut at = mark;
        if is(at, ".") && self.is_form(at - 1) {
            at += 1;
        }
        if is(at, ",") && at + 1 < end && self.word(at + 1).is_capital() && self.is_form(at + 1) {
            let period = is(at + 2, ".") && at + 3 < end;
            return Some(if period { at + 3 } else { at + 2 });
        }
        None
    }

    fn is_form(&self, at: usize) -> bool {
        transliteration().company_form(self.lower(at)).is_some()
    }

    /// True where "of", "for", "and" at `link` joins two parts of one organisation's name.
    fn links(&self, first: usize, link: usize, next: usize) -> bool {
        let last = self.word(link - 1);
        let opens = |at: usize| {
            let word = self.word(at);
            let head = matches!(word.facts.head, Some((_, Seat::Before | Seat::Both)));
            head || matches!(word.facts.place, Some(PlaceCue::Noun(Seat::Before | Seat::Both)))
        };
        let all_common = (first..link).all(|at| self.word(at).common || self.word(at).kind != TokenKind::Word);
        let starts_sentence = self.lines.iter().any(|line| line.first == first) && link == first + 1;
        match self.lower(link) {
            _ if self.ends_title(first, link) && !opens(first) => false,
            "of" => opens(link - 1) || opens(first) || (all_common && !last.function && !starts_sentence),
            "for" => {
                let heads = |at: usize| matches!(self.word(at).facts.head, Some((_, Seat::Before | Seat::Both)));
                (first..link).any(heads)
            }
            _ => {
                let closed = last.facts.head.is_some() && !opens(first);
                all_common && !closed && self.word(next).common && !starts_sentence
            }
        }
    }

    /// Where the title whose last word is `at` begins: modifiers and other titles stand in front of it.
    pub(super) fn title_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor {
            let before = self.word(start - 1);
            let hyphen = self.written(start - 1) == "-" && before.glued;
            let modifies = before.facts.title.is_some() && before.kind == TokenKind::Word;
            if !(modifies || hyphen && start >= 2 && self.word(start - 2).facts.title.is_some()) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The first title in `cursor..end` that is no part of an organisation's name.
    pub(super) fn title_within(&self, cursor: usize, end: usize) -> Option<usize> {
        (cursor..end).find(|at| {
            let word = self.word(*at);
            if word.kind != TokenKind::Word || !word.is_title() {
                return false;
            }
            // "Justice Ministry", "General Motors": a head is reached over ordinary words alone.
            let mut behind = (at + 1..end).take_while(|next| self.word(*next).common && !self.word(*next).function);
            let heads_name = behind.any(|next| self.word(next).facts.head.is_some() || self.word(next).is_place_noun());
            // "Consulate General", "Directorate General": the organisation, where no person follows.
            let general = *at > cursor
                && word.facts.title == Some(Title::Rank)
                && self.word(*at - 1).facts.head.is_some()
                && !(*at + 1 < end && self.word(*at + 1).is_capital());
            if general {
                return false;
            }
            // "Council of Ministers", "Office of the President"
            let inside =
                *at > cursor && (cursor + 1..*at).any(|before| self.word(before).facts.joiner == Some(Joiner::Link));
            !heads_name && !inside
        })
    }

    /// Where the title whose head is `title` begins: `Prime`, `National Security` belong to it, `Quds Force` does not.
    pub(super) fn title_opening(&self, cursor: usize, title: usize) -> usize {
        let mut start = title;
        let rank = self.word(title).facts.title == Some(Title::Rank);
        while start > cursor {
            let word = self.word(start - 1);
            if word.function {
                break;
            }
            let ordinary = word.common && word.facts.head.is_none() && !word.is_place_noun() && !rank;
            if !(word.facts.title.is_some() || ordinary && word.kind == TokenKind::Word) {
                break;
            }
            start -= 1;
        }
        start
    }

    pub(super) fn is_title_object(&self, cursor: usize, end: usize) -> bool {
        cursor < end && matches!(self.lower(cursor), "of" | "for")
    }

    /// `for Political Affairs`: ordinary words behind a title's preposition.
    pub(super) fn skip_object(&self, cursor: usize, end: usize) -> usize {
        let ordinary = |at: &usize| self.word(*at).common || self.word(*at).function;
        (cursor..end).find(|at| !ordinary(at)).unwrap_or(end)
    }
}
