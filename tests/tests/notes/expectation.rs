//! The lines of an `expect` block, and how they read by the present answers.

use super::answers::Answers;
use super::suite::Case;

/// Behind a line with a present answer: what it should be.
const FIXME: &str = "FIXME wants: ";

/// Verdicts that raise a finding; a figure with one of them must have its line.
const LOUD: &[&str] = &["contradicted", "disputed", "outdated", "imprecise"];

const VERDICTS: &[&str] = &["supported", "contradicted", "disputed", "outdated", "imprecise", "unverified", "none"];

/// One expectation: what was wanted, with the FIXME taken into account.
#[derive(Clone, Debug)]
enum Wanted {
    /// `13 members: disputed`.
    Verdict { figure: String, verdict: String },
    /// `warning contradicted-figure: ...`.
    Finding { code: String, line: String },
    /// `no findings`.
    NoFindings,
    /// `hover 13 members: also printed in port-mirror`.
    Hover { words: String, text: String },
}

/// The `expect` block as it reads by the present answers; equal to the one in the file where nothing has changed.
///
/// # Errors
///
/// Line and sentence, where the block cannot be read.
pub(crate) fn present(case: &Case, answers: &Answers) -> Result<Vec<String>, String> {
    let wanted = wanted(case)?;
    let mut lines = Vec::new();
    let mut met = vec![false; answers.claims.len()];
    let mut from = body(&answers.text);
    for want in &wanted {
        if let Wanted::Verdict { figure, verdict } = want {
            let at = answers.text[from..].find(figure.as_str());
            let at = at.ok_or(format!(
                "{}: `{figure}` does not stand in the note (behind the line before)",
                case.expect_line
            ))?;
            let (start, end) = (from + at, from + at + figure.len());
            let hit = answers.claims.iter().position(|(number, _, _)| number.start() < end && start < number.end());
            let now = hit.map_or("none", |hit| answers.claims[hit].2);
            if let Some(hit) = hit {
                met[hit] = true;
            }
            from = end;
            say(&mut lines, &format!("{figure}: {now}"), &format!("{figure}: {verdict}"));
        }
    }
    for ((_, figure, verdict), _) in
        answers.claims.iter().zip(&met).filter(|((.., verdict), met)| !**met && LOUD.contains(verdict))
    {
        let figure = figure.of(&answers.text).split_whitespace().collect::<Vec<_>>().join(" ");
        say(&mut lines, &format!("and {figure}: {verdict}"), &format!("and {figure}: silent"));
    }
    for want in &wanted {
        if let Wanted::Hover { words, text } = want {
            let at = answers.text[body(&answers.text)..].find(words.as_str());
            let at = at.ok_or(format!("{}: `{words}` does not stand in the note", case.expect_line))?;
            let card = answers.hover(body(&answers.text) + at);
            let shown = if card.contains(text.as_str()) { text } else { &card };
            say(&mut lines, &format!("hover {words}: {shown}"), &format!("hover {words}: {text}"));
        }
    }
    findings(&wanted, answers, &mut lines);
    Ok(lines)
}

/// Where the note begins behind its front matter.
fn body(text: &str) -> usize {
    match text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")) {
        Some(at) => at + "---\n\n---\n".len(),
        None => 0,
    }
}

fn say(lines: &mut Vec<String>, present: &str, wanted: &str) {
    lines.push(present.to_owned());
    if present != wanted {
        lines.push(format!("{FIXME}{wanted}"));
    }
}

/// Findings are compared only where the block speaks of them, and then all of them.
fn findings(wanted: &[Wanted], answers: &Answers, lines: &mut Vec<String>) {
    let none = wanted.iter().any(|want| matches!(want, Wanted::NoFindings));
    let mut left: Vec<(&String, &String)> = wanted
        .iter()
        .filter_map(|want| if let Wanted::Finding { code, line } = want { Some((code, line)) } else { None })
        .collect();
    if !none && left.is_empty() {
        return;
    }
    for found in &answers.findings {
        let code = found.split([' ', ':']).nth(1).unwrap_or_default();
        match left.iter().position(|(wanted, _)| *wanted == code) {
            Some(at) => say(lines, found, left.remove(at).1),
            None => say(lines, found, "no findings"),
        }
    }
    for (_, line) in left {
        say(lines, "no findings", line);
    }
    if none && answers.findings.is_empty() {
        lines.push("no findings".to_owned());
    }
}

/// What the block wants: each line, or the FIXME behind it.
fn wanted(case: &Case) -> Result<Vec<Wanted>, String> {
    let mut wanted = Vec::new();
    let mut lines = (case.expect_line..).zip(&case.expected).filter(|(_, line)| !line.trim().is_empty()).peekable();
    while let Some((number, line)) = lines.next() {
        let fixme = lines.next_if(|(_, next)| next.starts_with(FIXME)).map(|(_, next)| &next[FIXME.len()..]);
        let want = fixme.unwrap_or(line);
        // A figure that nobody spoke of is met anew at each run.
        if line.starts_with("and ") {
            continue;
        }
        wanted.push(read(want).ok_or(format!("{number}: `{want}` is neither `FIGURE: VERDICT` nor a finding"))?);
    }
    Ok(wanted)
}

fn read(line: &str) -> Option<Wanted> {
    if line == "no findings" {
        return Some(Wanted::NoFindings);
    }
    if let Some((words, text)) = line.strip_prefix("hover ").and_then(|rest| rest.split_once(": ")) {
        return Some(Wanted::Hover { words: words.to_owned(), text: text.to_owned() });
    }
    let first = line.split_once(": ").and_then(|(before, _)| before.split_once(' '));
    if let Some((severity, code)) = first
        && matches!(severity, "error" | "warning" | "information" | "hint")
    {
        return Some(Wanted::Finding { code: code.to_owned(), line: line.to_owned() });
    }
    let (figure, verdict) = line.rsplit_once(": ")?;
    let known = VERDICTS.contains(&verdict) && !figure.is_empty();
    known.then(|| Wanted::Verdict { figure: figure.to_owned(), verdict: verdict.to_owned() })
}
