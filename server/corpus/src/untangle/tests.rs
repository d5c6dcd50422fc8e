use super::{Untangled, untangle};
use crate::lines::lines;

const LEFT: &str = "Port Selm has seen strikes before, but none that began in the middle of the night and none that the \
    police were asked to end within the hour. On Monday evening 140 dock workers laid down their tools after the harbour \
    company had told them that the new shifts would start at once. By midnight the gates were shut. The company called \
    the walkout illegal and turned to the courts, which have not yet answered. In the morning three lorries tried to \
    pass the picket line and were sent back without a quarrel. The mayor, who used to drive a crane himself, came down \
    to the quay and asked both sides to return to the table before the week was over.";
const RIGHT: &str = "Most of the ships that were due this week have been sent to other ports along the coast. The \
    harbour master counted fourteen of them by Wednesday, while the union speaks of twenty. Fruit is the first thing to \
    spoil, and merchants say that they have already thrown away goods worth two million crowns. The railway has begun \
    to feel the strike as well, because half of its trains carry what the cranes unload. Nobody in the ministry would \
    say how long the stores will last. A spokesman pointed out that the last strike ended after nine days, when the \
    company withdrew a plan that looked much like the present one.";

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Two texts side by side in columns of `width` letters; with a gutter of so many blanks, or with one blank only.
fn side_by_side(left: &str, right: &str, width: usize, gutter: Option<usize>) -> String {
    let (left, right) = (wrap(left, width), wrap(right, width));
    let line = |at: usize| {
        let (left, right) = (left.get(at).map_or("", |l| l), right.get(at).map_or("", |r| r));
        match gutter {
            Some(blanks) => format!("{left:width$}{:blanks$}{right}", "").trim_end().to_owned(),
            None => format!("{left} {right}").trim().to_owned(),
        }
    };
    (0..left.len().max(right.len())).map(line).collect::<Vec<_>>().join("\n")
}

fn read(file: &str) -> (Untangled, Vec<String>) {
    let untangled = untangle(file, &lines(file));
    let shown = untangled.lines.iter().filter(|line| !line.is_blank()).map(|line| line.of(file).to_owned()).collect();
    (untangled, shown)
}

/// How many of the lines of both columns came out as they went in.
fn right_lines(file: &str, width: usize) -> (usize, usize) {
    let wanted: Vec<_> = wrap(LEFT, width).into_iter().chain(wrap(RIGHT, width)).collect();
    let (_, found) = read(file);
    (wanted.iter().filter(|line| found.contains(line)).count(), wanted.len())
}

#[test]
fn columns_with_one_blank_between_are_taken_apart() {
    for width in [36, 42, 50] {
        let (right, all) = right_lines(&side_by_side(LEFT, RIGHT, width, None), width);
        assert!(right * 100 >= all * 90, "width {width}: {right} of {all}");
    }
}

#[test]
fn columns_with_a_gutter_come_out_whole() {
    for gutter in [2, 5] {
        let (right, all) = right_lines(&side_by_side(LEFT, RIGHT, 44, Some(gutter)), 44);
        assert_eq!(right, all, "gutter of {gutter}");
    }
}

#[test]
fn no_byte_is_lost() {
    let file = side_by_side(LEFT, RIGHT, 42, None);
    let (_, found) = read(&file);
    let sorted = |text: &str| {
        let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    assert_eq!(sorted(&found.join(" ")), sorted(&file));
}

#[test]
fn what_stands_above_and_below_stays_there() {
    let page = format!("HARBOUR WEEKLY\nStrike at the gates\n{}\nP. 12", side_by_side(LEFT, RIGHT, 42, None));
    let (_, found) = read(&page);
    assert_eq!((found[0].as_str(), found[1].as_str()), ("HARBOUR WEEKLY", "Strike at the gates"));
    assert_eq!(found.last().map(String::as_str), Some("P. 12"));
}

fn untouched(file: &str) {
    let before = lines(file);
    let untangled = untangle(file, &before);
    assert_eq!(untangled, Untangled { lines: before, changed: false, doubtful: Vec::new() });
}

#[test]
fn wrapped_prose_is_left_alone() {
    for width in [60, 72, 84, 96] {
        untouched(&wrap(&format!("{LEFT} {RIGHT}"), width).join("\n"));
    }
    untouched(&format!("{LEFT}\n{RIGHT}"));
}

/// In so few lines some cuts look good by chance.
#[test]
fn a_short_report_is_left_alone() {
    untouched(SHORT_REPORT);
}

const SHORT_REPORT: &str = r"BOLSTURIVKA TRIBUNE                                            17 April 2010

66 killed in attack on Sosada

SOSADA, 17 April 2010 — Nearly 70 people were killed and 15 wounded on April
10 when the Eastern Gianilo Union (EGU) attacked Sosada, the spokeswoman
Munario Pranado said. Of the at least 66 dead, 17 were civilians. Since then
pharmacists have slept in hasty huts, guarded by men who would not give
their names with little noise. Mayor Bolina de Chuelgulosa said that
pharmacists should not be blamed for what the EGU had done.

De Chuelgulosa, who grew up near the grain silo, spoke of the nets that
mechanics used to bring to Sosada.";

#[test]
fn tables_are_left_alone() {
    let rows =
        (1..30).map(|row| format!("Berth number {row:<20} {:<20} {:>12} tonnes", "Harbour of Port Selm", row * 317));
    untouched(&rows.collect::<Vec<_>>().join("\n"));
    let single = (1..30).map(|row| {
        format!("Berth {row} Harbour of Port Selm Orange Juice Company {} {} {}", row * 7, row * 31, row * 317)
    });
    untouched(&single.collect::<Vec<_>>().join("\n"));
}

#[test]
fn lists_are_left_alone() {
    let items = LEFT.split(['.', ',']).chain(RIGHT.split(['.', ','])).filter(|item| item.len() > 60);
    untouched(&items.map(|item| format!("- {}", item.trim())).collect::<Vec<_>>().join("\n"));
}

#[test]
fn long_verse_is_left_alone() {
    let verse = "And when the cranes had bowed their heads above the silent water there,
The gulls came down from every mast and settled on the empty quay;
For no one worked and no one spoke, and only in the cooling air
There hung the smell of tar and salt, the old complaint of men and sea.
Oh, count the ships that pass us by, the captains who will not return,
The lamps along the harbour wall that nobody has come to light;
We laid our hooks and gloves aside, we gave them coal too wet to burn,
And left the masters to their books, their dividends, their dreamless night.
But in the morning, when the fog had lifted from the northern pier,
A single lorry tried the gate and turned, and rattled up the hill;
And some of us began to laugh, and some of us to feel the fear
That strikes the heart of any man whose hands have been too long too still.";
    untouched(verse);
}
