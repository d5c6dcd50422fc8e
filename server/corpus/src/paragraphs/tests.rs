#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};

use super::flow;
use crate::lines::lines;

fn check(file: &str, expected: &Expect) {
    let text = flow(file, &lines(file), &[]);
    expected.assert_eq(text.text());
}

fn unchanged(file: &str) {
    assert_eq!(flow(file, &lines(file), &[]).text(), file);
}

#[test]
fn wrapped_lines_are_joined_and_headings_are_not() {
    check(
        "Harbour workers walk out over night shifts
The dock workers of Port Selm stopped work on Monday evening
after talks with the harbour company had broken down for the
third time this year, the union said.
What the company offered
Under the plan that was turned down, 140 of the 900 workers
would have moved to nights within six months. The company
has not said what it will do next.
",
        &expect![[r#"
            Harbour workers walk out over night shifts
            The dock workers of Port Selm stopped work on Monday evening after talks with the harbour company had broken down for the third time this year, the union said.
            What the company offered
            Under the plan that was turned down, 140 of the 900 workers would have moved to nights within six months. The company has not said what it will do next."#]],
    );
}

#[test]
fn hyphens_of_line_ends_go_and_those_of_words_stay() {
    check(
        "The anti-strike law was drafted last autumn by the pro-
Selm party, and after less than a week the govern-
ment of the day had it passed in a single, months-
long sitting. Some critics of this party-
backed law say that its author, Sami al-Ka-
mari, never read the record of that months-long debate,
which ran to well over nine hundred pages of the party.
",
        &expect![
            "The anti-strike law was drafted last autumn by the pro-Selm party, and after less than a week the government of the day had it passed in a single, months-long sitting. Some critics of this party-backed law say that its author, Sami al-Kamari, never read the record of that months-long debate, which ran to well over nine hundred pages of the party."
        ],
    );
}

#[test]
fn one_paragraph_a_line_is_left_alone() {
    unchanged(
        "Port Selm has not seen a strike like this one for a generation, and nobody on the quay seems to know when it ends.
Ships wait outside.
The company says that 14 vessels have been turned away since Monday; the union says 20.
Both sides meet again on Friday.",
    );
}

#[test]
fn verse_is_left_alone() {
    unchanged(
        "The cranes stand still
and the gulls have come down
to the empty berths

the tide goes out
without a ship
and comes back in",
    );
}

#[test]
fn lists_and_tables_are_left_alone() {
    unchanged("Held on Monday:\n- three drivers\n- a clerk\n- two men whose names\n- are not known");
    unchanged("Berth   Ships   Tonnes\nNorth   12      4,500\nSouth   7       1,200\nwest    3       900");
}

#[test]
fn a_long_item_goes_on() {
    check(
        "The union asks for three things, none of them new to the
company, which has turned all of them down before:
1. that nights are paid at double the rate of days, as they
were until the spring of last year;
2. that nobody over sixty is put on nights.
",
        &expect![[r#"
            The union asks for three things, none of them new to the company, which has turned all of them down before:
            1. that nights are paid at double the rate of days, as they were until the spring of last year;
            2. that nobody over sixty is put on nights."#]],
    );
}

#[test]
fn page_numbers_stay_on_their_own() {
    check(
        "The harbour company has lost about two million crowns since
the strike began, and it will lose as much again before it
P. 12
ends, if the union holds out for as long as it says that it
can. Nobody on the quay doubts that.
",
        &expect![[r#"
            The harbour company has lost about two million crowns since the strike began, and it will lose as much again before it
            P. 12
            ends, if the union holds out for as long as it says that it can. Nobody on the quay doubts that."#]],
    );
}

#[test]
fn a_line_beyond_measure_is_cut_and_nothing_is_lost() {
    let file = "strike ".repeat(400_000);
    let text = flow(&file, &lines(&file), &[]);
    assert!(text.text().lines().all(|line| line.len() <= super::LONGEST_PARAGRAPH));
    assert_eq!(text.text().split_whitespace().count(), 400_000);
}
