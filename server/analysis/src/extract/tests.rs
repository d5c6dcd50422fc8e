//! How sentences are read: `figures.txt` holds sentences (`> ...`) and, below each, one line a figure:
//! `words | value | noun | predicate role | time | who says so`. `UPDATE_EXPECT=1` writes what is read now.

use std::fmt::Write as _;

use expect_test::expect_file;
use jiff::civil::Date;

use super::*;

fn describe(text: &str, figure: &Figure) -> String {
    let bound =
        |value: Option<f64>| value.map_or(String::from("∞"), |value| ((value * 10.0).round() / 10.0).to_string());
    let hard = figure.quantity.hard;
    let mut line = format!(
        "{} | {:?} {:?} {}{},{}{} {}",
        figure.span.of(text).replace('\n', " "),
        figure.quantity.kind,
        figure.quantity.hedge,
        if hard.low_open { '(' } else { '[' },
        bound(hard.low),
        bound(hard.high),
        if hard.high_open { ')' } else { ']' },
        figure.quantity.unit,
    );
    let _ = write!(line, " | {}", figure.noun.as_ref().map_or("-", |noun| noun.lemma.as_str()));
    let _ = write!(line, " | {} {:?}", figure.predicate.as_deref().unwrap_or("-"), figure.role);
    if figure.scope != Scope::Whole || figure.modality != Modality::Asserted || figure.running {
        let _ = write!(line, " {:?} {:?} running={}", figure.scope, figure.modality, figure.running);
    }
    if let Some(time) = figure.time {
        let _ = write!(
            line,
            " | {}..{} {:?}{}",
            time.first,
            time.last,
            time.kind,
            if time.inherited { " inherited" } else { "" }
        );
    }
    if let Some(speaker) = figure.attributed_to {
        let _ = write!(line, " | says {}", speaker.of(text));
    }
    line
}

#[test]
fn sentences_are_read_as_figures() {
    let source = include_str!("tests/figures.txt");
    let mut read = String::new();
    for line in source.lines().filter(|line| line.is_empty() || line.starts_with(['#', '>'])) {
        let _ = writeln!(read, "{line}");
        let Some(sentence) = line.strip_prefix("> ") else { continue };
        let facts = extract(sentence, Markup::Plain, Some(Date::constant(2020, 6, 28)));
        for figure in &facts.figures {
            let _ = writeln!(read, "{}", describe(sentence, figure).trim_end());
        }
    }
    expect_file!["tests/figures.txt"].assert_eq(&read);
}

#[test]
fn a_verb_that_tells_an_event_only_in_company_is_read_in_it() {
    let told = |text: &str| {
        let facts = extract(text, Markup::Plain, None);
        let events: Vec<_> = facts.events.iter().map(|event| event.predicate.clone()).collect();
        (events, facts.times.len())
    };
    assert_eq!(told("The army gave up the town."), (vec!["withdraw".to_owned()], 0));
    assert_eq!(told("Police conducted a search operation."), (vec!["raid".to_owned()], 0));
    assert_eq!(told("The army gave the town nothing."), (vec![], 0));
    assert_eq!(told("The army had a base in the town last week."), (vec![], 1));
}
