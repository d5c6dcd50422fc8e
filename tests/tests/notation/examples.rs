//! The list of examples, read; and what a reader made of them, compared with it.

use std::fmt::Write as _;
use std::fs;

use deskcheck_tests::desk::repository;

/// A note, and what each of its characters is: a letter of the list's legend, or a blank.
pub(crate) struct Example {
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
}

/// A line of a note; there are as many marks as characters.
#[derive(Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) marks: Vec<char>,
}

impl Line {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), marks: vec![' '; text.chars().count()] }
    }

    /// The same line with the marks that `is_read` says yes to.
    fn with(&self, is_read: impl Fn(char) -> bool) -> Self {
        let marks = self.marks.iter().map(|mark| if is_read(*mark) { *mark } else { ' ' }).collect();
        Self { text: self.text.clone(), marks }
    }
}

impl Example {
    /// The note's text.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }

    /// The same note without marks, for a reader to set its own.
    pub(crate) fn unmarked(&self) -> Vec<Line> {
        self.lines.iter().map(|line| Line::new(&line.text)).collect()
    }

    /// The runs of a mark, in order, as they are written.
    pub(crate) fn runs(&self, mark: char) -> Vec<String> {
        let mut runs: Vec<String> = Vec::new();
        for line in &self.lines {
            let mut before = ' ';
            for (character, is) in line.text.chars().zip(&line.marks) {
                match runs.last_mut().filter(|_| before == mark) {
                    Some(run) if *is == mark => run.push(character),
                    _ if *is == mark => runs.push(character.to_string()),
                    _ => {}
                }
                before = *is;
            }
        }
        runs
    }
}

/// All examples.
pub(crate) fn examples() -> Vec<Example> {
    let path = repository().join("grammar/notes/examples.txt");
    let list = fs::read_to_string(&path).expect("the list of examples is there");
    let mut examples: Vec<Example> = Vec::new();
    for (number, line) in (1..).zip(list.lines()) {
        let wrong = |what: &str| -> ! { panic!("{}:{number}: {what}: {line}", path.display()) };
        if let Some(title) = line.strip_prefix("== ") {
            examples.push(Example { title: title.to_owned(), lines: Vec::new() });
            continue;
        }
        // What stands above the first title explains the list.
        let Some(example) = examples.last_mut() else { continue };
        match (line.get(..1), example.lines.last_mut()) {
            (None, _) => {}
            (Some("|"), _) => example.lines.push(Line::new(line.get(2..).unwrap_or_default())),
            (Some(":"), Some(marked)) => set_marks(marked, &line[2..]).unwrap_or_else(|what| wrong(what)),
            _ => wrong("neither a title nor a line of a note nor its marks"),
        }
    }
    examples
}

fn set_marks(line: &mut Line, marks: &str) -> Result<(), &'static str> {
    let count = marks.chars().count();
    if count > line.marks.len() {
        return Err("more marks than characters");
    }
    if let Some(unknown) = marks.chars().find(|mark| !" @-k{}[];pundrasy".contains(*mark)) {
        return Err(if unknown == '\t' { "a tab" } else { "a mark that the legend does not have" });
    }
    line.marks.splice(..count, marks.chars());
    Ok(())
}

/// Compares what a reader made of each example with the list, as far as the reader reads it; shows all that differs.
///
/// What is known to be read wrongly is named in `known`, with the reason, and must still be wrong.
pub(crate) fn check(examples: &[Example], read: &[Vec<Line>], is_read: impl Fn(char) -> bool, known: &[(&str, &str)]) {
    assert_eq!(examples.len(), read.len(), "each example was read");
    let mut told = String::new();
    for (example, read) in examples.iter().zip(read) {
        let wanted: Vec<_> = example.lines.iter().map(|line| line.with(&is_read)).collect();
        match (wanted == *read, known.iter().find(|(title, _)| *title == example.title)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some((title, _))) => writeln!(told, "{title}: right now; take it off the list").expect("a string"),
            (false, None) => tell(&mut told, &example.title, &wanted, read),
        }
    }
    for (title, _) in known {
        assert!(examples.iter().any(|example| example.title == *title), "no example has the title `{title}`");
    }
    assert!(told.is_empty(), "{told}");
}

fn tell(told: &mut String, title: &str, wanted: &[Line], read: &[Line]) {
    writeln!(told, "{title}").expect("a string");
    for (wanted, read) in wanted.iter().zip(read) {
        let marks = |line: &Line| line.marks.iter().collect::<String>();
        writeln!(told, "  note    {}\n  wanted  {}\n  read    {}", wanted.text, marks(wanted), marks(read))
            .expect("a string");
    }
}

#[test]
fn the_list_is_long_enough_and_each_title_its_own() {
    let examples = examples();
    assert!(examples.len() >= 60, "{}", examples.len());
    for (at, example) in examples.iter().enumerate() {
        assert!(!example.lines.is_empty(), "{}", example.title);
        assert!(examples[..at].iter().all(|other| other.title != example.title), "{}", example.title);
    }
}
