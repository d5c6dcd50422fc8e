//! `deskcheck names`: how alike two spellings are.

use std::io::{BufRead, Write};

use anstyle::{AnsiColor, Style};
use anyhow::{Result, bail};
use clap::Args;
use deskcheck_analysis::resolve::names::{Likeness, Line, compare, explain};
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

use super::{Listing, Outcome};

/// Say how alike two spellings of a name are, whether they would be taken for one, and why
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck names \"Qassem Soleimani\" \"Qasim Sulaymani\"
  deskcheck names --format json < pairs.jsonl

With --format json and no names: one object {\"a\": ..., \"b\": ...} a line in, one a line out, with
\"score\" (0 to 1), \"same\" and \"because\" added; a line that is no pair gets an object with \"error\".")]
pub(super) struct Names {
    /// One spelling
    #[arg(requires = "b")]
    a: Option<String>,

    /// The other
    b: Option<String>,

    /// How to print the answer
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    same: bool,
    because: Vec<String>,
}

#[derive(Serialize)]
struct Fault {
    error: String,
}

impl Names {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut out = std::io::BufWriter::new(anstream::stdout().lock());
        match (self.a, self.b, self.format) {
            (Some(a), Some(b), Listing::Text) => write_text(&mut out, &a, &b)?,
            (Some(a), Some(b), Listing::Json) => write_line(&mut out, &answer(&a, &b))?,
            (None, None, Listing::Json) => answer_lines(&mut std::io::stdin().lock(), &mut out)?,
            _ => {
                bail!("two names are wanted, or --format json and pairs on standard input: see deskcheck names --help")
            }
        }
        out.flush()?;
        Ok(Outcome::Clean)
    }
}

/// Answers every line; one that is no pair gets an object with `error`, and the next is read.
fn answer_lines(input: &mut impl BufRead, out: &mut impl Write) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Pair>(&line) {
            Ok(pair) => write_line(out, &answer(&pair.a, &pair.b))?,
            Err(error) => write_line(out, &fault(number, &error))?,
        }
    }
    Ok(())
}

fn fault(number: usize, error: &serde_json::Error) -> Fault {
    let (error, column) = (error.to_string(), error.column());
    let reason = error.split(" at line ").next().unwrap_or(&error);
    Fault { error: format!("line {number}, column {column}: no object with the strings \"a\" and \"b\": {reason}") }
}

fn answer<'a>(a: &'a str, b: &'a str) -> Answer<'a> {
    let Likeness { score, same, because } = compare(a, b);
    Answer { a, b, score, same, because }
}

fn write_line(out: &mut impl Write, answer: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Both names, the decision, and below them part against part with what joins or parts them.
fn write_text(out: &mut impl Write, a: &str, b: &str) -> Result<()> {
    let explanation = explain(a, b);
    let bold = Style::new().bold();
    let (word, colour) =
        if explanation.same { ("one and the same", AnsiColor::Green) } else { ("not taken for one", AnsiColor::Red) };
    let colour = bold.fg_color(Some(colour.into()));
    writeln!(out, "{bold}{a}{bold:#} / {bold}{b}{bold:#}")?;
    writeln!(out, "{colour}{word}{colour:#} (likeness {:.2}): {}", explanation.score, explanation.verdict)?;
    writeln!(out)?;
    let cells = |line: &Line| [shown(line.a.as_deref()), shown(line.b.as_deref())];
    let rows: Vec<[String; 2]> = explanation.lines.iter().map(cells).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    for ([a, b], line) in rows.iter().zip(&explanation.lines) {
        let pad = |cell: &str, width: usize| " ".repeat(width - cell.width());
        let likeness = line.likeness.map_or_else(|| "    ".to_owned(), |likeness| format!("{likeness:.2}"));
        writeln!(out, "  {a}{}  {b}{}  {likeness}  {}", pad(a, widths[0]), pad(b, widths[1]), line.why)?;
    }
    Ok(())
}

/// One part of a name, on one line; a dash stands for none.
fn shown(part: Option<&str>) -> String {
    part.unwrap_or("-").chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
