//! Words of the calendar that are names as well: `May Lindqvist`, `Jan Novak`, `Low Sun`.

use super::words::{Case, Reader, Word, is_common};
use crate::lexicon::WordClass;
use crate::lexicon::kinds::NoName;
use crate::text::TokenKind;

impl Reader {
    /// Lets word `at` of the sentence `first..end` be a word like any other where it stands in no date.
    pub(super) fn name_of_calendar(&mut self, first: usize, at: usize, end: usize) {
        let word = self.words.all[at];
        let named = word.is_capital()
            && match word.facts.no_name {
                Some(NoName::Month) => self.is_given_name(first, at, end),
                _ => !self.is_dated(first, at, end),
            };
        if named {
            let mut word = word;
            word.facts.no_name = None;
            word.function = false;
            word.common = is_common(self.words.lower(at), word.facts);
            self.words.all[at] = word;
        }
    }

    /// A number or another day or month beside it, or a preposition in front.
    fn is_dated(&self, first: usize, at: usize, end: usize) -> bool {
        let word = |at: usize| &self.words.all[at];
        let dates = |word: &Word| word.kind == TokenKind::Number || word.is_separator();
        let mut next = at + 1;
        while next < end && next <= at + 2 && word(next).kind == TokenKind::Mark {
            next += 1;
        }
        let alone = at == first || word(at - 1).case == Case::Lower;
        let before = at > first && (dates(word(at - 1)) || self.is_grammar(at - 1));
        before || next < end && dates(word(next)) || alone && !self.has_surname(at, end)
    }

    /// `Inspector May Lindqvist`, `editing by April Sung)`: a surname follows, and nothing in front makes it a time.
    fn is_given_name(&self, first: usize, at: usize, end: usize) -> bool {
        if !self.has_surname(at, end) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|_| at > first).map(|at| &self.words.all[at]) else { return false };
        let closes = at + 2 >= end || matches!(self.words.written(at + 2), ")" | "," | ";" | "." | "(");
        match self.words.lower(at - 1) {
            "by" | "and" | "&" => closes,
            _ => before.is_title() || before.kind == TokenKind::Mark && before.case == Case::Lower && closes,
        }
    }

    /// A capitalised word that no dictionary knows stands behind it.
    fn has_surname(&self, at: usize, end: usize) -> bool {
        let surname = self.words.all.get(at + 1).filter(|_| at + 1 < end);
        let unknown = |word: &Word| word.case == Case::Initial && !word.function && !word.common;
        surname.is_some_and(unknown) && self.words.country(at + 1, end).is_none()
    }

    /// A preposition or determiner: it stands before a time.
    fn is_grammar(&self, at: usize) -> bool {
        use WordClass::{Determiner, Preposition};
        matches!(crate::lexicon::words().class(self.words.lower(at)), Some(Preposition | Determiner))
    }
}
