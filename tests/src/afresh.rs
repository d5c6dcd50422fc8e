//! Whether two readings of one note say the same.

use std::fmt::Debug;

use deskcheck_analysis::answer::Analysis;

/// Everything that can be asked of a note that was read and judged, a line for each answer.
pub fn told(analysis: &Analysis) -> Vec<String> {
    let note = analysis.note();
    let (prose, facts) = (&note.prose, &note.facts);
    let mut told = vec![
        format!("text {:?}", note.text),
        format!("lines {:?}", note.lines),
        format!("front matter {:?} {:?}", prose.front_matter, note.front_matter),
        format!("prose {:?}", prose.text),
        format!("comments {:?}", prose.comments),
        format!("layout {:?}", prose.layout),
        format!("as of {:?}", analysis.as_of()),
    ];
    each(&mut told, "block", &prose.blocks);
    each(&mut told, "link", &prose.links);
    each(&mut told, "sentence", &facts.sentences);
    each(&mut told, "of block", &facts.blocks);
    each(&mut told, "mention", &facts.mentions);
    each(&mut told, "description", &facts.descriptions);
    each(&mut told, "joined", &facts.links);
    each(&mut told, "event", &facts.events);
    each(&mut told, "figure", &facts.figures);
    each(&mut told, "citation", &facts.citations);
    each(&mut told, "time", &facts.times);
    each(&mut told, "dismissal", &note.dismissals);
    each(&mut told, "name", analysis.names());
    each(&mut told, "claim", analysis.claims());
    each(&mut told, "finding", &analysis.diagnostics());
    told
}

fn each(told: &mut Vec<String>, what: &str, all: &[impl Debug]) {
    told.extend(all.iter().map(|one| format!("{what} {one:?}")));
}

/// The first answers that two readings of one text differ in; none where they agree.
pub fn difference(kept: &Analysis, afresh: &Analysis) -> Option<String> {
    let (kept, afresh) = (told(kept), told(afresh));
    let at = kept.iter().zip(&afresh).position(|(a, b)| a != b).or((kept.len() != afresh.len()).then_some(0))?;
    Some(format!("kept:   {}\nafresh: {}", kept[at], afresh[at]))
}
