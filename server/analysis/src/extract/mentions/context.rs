//! What the words around a candidate say of its kind.

use super::ActorKind;
use super::appositions;
use super::candidates::Name;
use super::words::{Case, Style, Word, Words};
use crate::lexicon::kinds::{PlaceCue, Seat};
use crate::text::TokenKind;

/// Lets the surroundings of every candidate speak.
pub(super) fn vote(words: &Words, names: &mut [Name]) {
    for name in names.iter_mut() {
        if name.listed || name.country.is_some() || in_compound(words, name) {
            continue;
        }
        in_front(words, name);
        behind(words, name);
        defined(words, name);
        dateline(words, name);
    }
    pass_on(words, names);
}

/// `pro-Sistani factions`: what stands around a compound speaks of something else.
fn in_compound(words: &Words, name: &Name) -> bool {
    let before =
        name.words.start.checked_sub(1).is_some_and(|at| words.written(at) == "-" && words.all[name.words.start].glued);
    let behind = words.all.get(name.words.end).is_some_and(|next| next.glued && words.written(name.words.end) == "-");
    before || behind
}

fn in_front(words: &Words, name: &mut Name) {
    let line = words.lines[name.sentence];
    let mut at = name.words.start;
    let (mut article, mut direction) = (false, false);
    while at > line.first {
        at -= 1;
        let word = &words.all[at];
        match word.facts.place {
            Some(PlaceCue::Direction) if word.case == Case::Lower || word.facts.no_name.is_some() => {
                direction = true;
                if words.lower(at) != "near" {
                    continue;
                }
            }
            Some(PlaceCue::In) if !article || direction => {
                name.votes.add(ActorKind::Place, 2);
                break;
            }
            Some(PlaceCue::At) if !article || direction => {
                name.votes.add(ActorKind::Place, 1);
                break;
            }
            Some(PlaceCue::Noun(Seat::Before | Seat::Both))
                if word.case == Case::Lower && at + 1 == name.words.start =>
            {
                name.votes.add(ActorKind::Place, 4);
                break;
            }
            _ => {}
        }
        match words.lower(at) {
            "the" | "a" | "an" => {
                article = true;
                // No person's name has an article.
                if at + 1 == name.words.start {
                    name.votes.add(ActorKind::Person, -3);
                }
            }
            "of" if at > line.first => {
                let head = &words.all[at - 1];
                if matches!(head.facts.place, Some(PlaceCue::Noun(_))) && !article {
                    name.votes.add(ActorKind::Place, 3);
                } else {
                    // "Shares of Norwald"
                    cue(head, at - 1 == line.first, name, Seat::Of, 3);
                }
                break;
            }
            "by" => {
                let author =
                    at > line.first && matches!(words.all[at - 1].facts.cue, Some((ActorKind::Person, Seat::Before)));
                if at == line.first || author {
                    name.votes.add(ActorKind::Person, 3);
                }
                break;
            }
            "," if !set_off(words, name) => break,
            "," | "called" | "named" | "dubbed" | "as" | "known" | "“" | "\"" => {}
            _ => {
                cue(word, false, name, Seat::Before, 3);
                break;
            }
        }
        if name.words.start - at > 4 {
            break;
        }
    }
    if direction {
        name.votes.add(ActorKind::Place, 2);
    }
}

/// A comma, bracket or the sentence's end stands behind a name: one in front makes it an apposition ("the militia, X, was").
fn set_off(words: &Words, name: &Name) -> bool {
    let end = words.lines[name.sentence].end;
    name.words.end >= end || matches!(words.written(name.words.end), "," | "." | ")" | ";" | "—" | "–")
}

/// True where a cue of this seat speaks from this side.
fn speaks(seat: Seat, side: Seat) -> bool {
    match side {
        Seat::Of => seat != Seat::Behind,
        Seat::Behind => seat != Seat::Before,
        _ => matches!(seat, Seat::Before | Seat::Both),
    }
}

/// A cue noun in small letters (or, where it `starts` the sentence, with a capital) on the side where it speaks.
fn cue(word: &Word, starts: bool, name: &mut Name, side: Seat, weight: i16) {
    if word.case != Case::Lower && !starts {
        return;
    }
    if let Some((kind, seat)) = word.facts.cue
        && speaks(seat, side)
    {
        // Organisations say things too; whoever has two names or more and no noun of theirs is a person.
        let several = name.words.len() > 1 && !name.common;
        name.votes.add(kind, if kind == ActorKind::Person && !several { 1 } else { weight });
    }
}

fn behind(words: &Words, name: &mut Name) {
    let line = words.lines[name.sentence];
    let mut at = name.words.end;
    let Some(mut next) = words.all.get(at).filter(|_| at < line.end) else { return };
    if next.kind == TokenKind::Possessive {
        return;
    }
    if words.written(at) == "," && at + 1 < line.end && words.lower(at + 1) == "who" {
        name.votes.add(ActorKind::Person, 3);
        return;
    }
    if words.written(at) == "," && appositions::told(words, at + 1, line.end, appositions::is_role).is_some() {
        name.votes.add(ActorKind::Person, 3);
        return;
    }
    // "AAH missile commander": one ordinary word may stand between.
    if next.case == Case::Lower
        && next.facts.cue.is_none()
        && at + 1 < line.end
        && next.kind == TokenKind::Word
        && !next.function
    {
        let further = &words.all[at + 1];
        if further.facts.cue.is_some_and(|(kind, seat)| seat != Seat::Before && kind != ActorKind::Person) {
            at += 1;
            next = further;
        }
    }
    if matches!(next.facts.place, Some(PlaceCue::Noun(Seat::Behind | Seat::Both))) && next.case == Case::Lower {
        name.votes.add(ActorKind::Place, 4);
    } else {
        cue(next, false, name, Seat::Behind, 3);
    }
    let _ = at;
}

/// `Brackwater is a town in the north`: the head of what a name is said to be tells its kind.
fn defined(words: &Words, name: &mut Name) {
    let end = words.lines[name.sentence].end;
    let at = name.words.end;
    let article = at + 2 < end
        && matches!(words.lower(at), "is" | "was" | "are" | "were")
        && matches!(words.lower(at + 1), "a" | "an" | "the");
    if !article {
        return;
    }
    let phrase = (at + 2..end.min(at + 10)).take_while(|at| {
        let word = &words.all[*at];
        word.kind == TokenKind::Word && (word.case != Case::Lower || !word.function)
    });
    let Some(head) = phrase.last().map(|at| &words.all[at]).filter(|head| head.case == Case::Lower) else { return };
    if matches!(head.facts.place, Some(PlaceCue::Noun(_))) {
        name.votes.add(ActorKind::Place, 4);
    } else if let Some((kind, _)) = head.facts.cue {
        name.votes.add(kind, 3);
    }
}

/// `HALSEN, March 12 (Wire) —` and `MARROWITZ.` begin a report with its place.
fn dateline(words: &Words, name: &mut Name) {
    let line = words.lines[name.sentence];
    let starts = name.words.start == line.first && line.style != Style::Headline;
    let capitals = name.words.clone().all(|at| words.all[at].case == Case::Upper && words.all[at].span.len() > 3);
    let begins_block = name.sentence == 0;
    let closed = words
        .all
        .get(name.words.end)
        .is_some_and(|_| matches!(words.written(name.words.end), "," | "." | "(" | "—" | "–" | "-" | ":"));
    if starts && capitals && begins_block && closed && line.end - line.first <= 2 + name.words.len()
        || starts && capitals && begins_block && closed && line.style == Style::Prose
    {
        name.votes.add(ActorKind::Place, 4);
        name.sure = true;
    }
}

/// "the X and Y militias": what is said of the last of several is said of all.
fn pass_on(words: &Words, names: &mut [Name]) {
    for at in (1..names.len()).rev() {
        let (before, after) = (&names[at - 1], &names[at]);
        let gap = before.words.end..after.words.start;
        let joined = before.sentence == after.sentence
            && gap.len() <= 2
            && gap.clone().any(|word| matches!(words.lower(word), "and" | "or" | "&"))
            && gap.clone().all(|word| matches!(words.lower(word), "and" | "or" | "," | "the" | "&"));
        if joined && before.country.is_none() && after.country.is_none() && before.votes.winner() == ActorKind::Unknown
        {
            let kind = after.votes.winner();
            if kind != ActorKind::Unknown && after.votes.of(kind) >= 2 {
                names[at - 1].votes.add(kind, 2);
            }
        }
        // "starring Rory Dane and Mathilde Okonjo"
        let (before, after) = (&names[at - 1], &names[at]);
        if joined
            && before.votes.of(ActorKind::Person) >= 2
            && before.votes.winner() == ActorKind::Person
            && after.country.is_none()
            && after.votes.winner() == ActorKind::Unknown
        {
            names[at].votes.add(ActorKind::Person, 2);
        }
    }
}
