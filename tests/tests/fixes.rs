//! What may be done about a note, as edits: figures corrected, sources cited, names respelled, findings dismissed.
//!
//! The cursor is `$0`. Each edit is shown as its title and the lines that it changes; below it what is said of the note
//! then, where that is not nothing.

use std::fmt::Write;
use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Fix, Note, Settings};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup, PageStart, Span};
use deskcheck_corpus::MemoryIndex;
use expect_test::{Expect, expect};

/// The documents of a desk, by key; `wire` is a third page.
fn reference(documents: &[(&str, &str)]) -> Arc<MemoryIndex> {
    let mut sources: Sources = documents
        .iter()
        .map(|(key, text)| {
            let date = "2021-03-05".parse().ok();
            let document = Document {
                key: (*key).to_owned(),
                date,
                text: (*text).to_owned(),
                markup: Markup::Plain,
                pages: if *key == "wire" { vec![PageStart { page: 3, at: 0 }] } else { Vec::new() },
                ..Document::default()
            };
            (Arc::new(document), Arc::new(extract(text, Markup::Plain, date)))
        })
        .collect();
    sources.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    Arc::new(MemoryIndex::of(&sources, resolve(&sources, &Cards::default())))
}

fn judged(reference: &Arc<MemoryIndex>, text: &str) -> Analysis {
    let note = Arc::new(Note::read(text.to_owned(), None));
    let reference: Arc<MemoryIndex> = Arc::clone(reference);
    Analysis::new(note, reference, Arc::new(Settings::default()), None)
}

fn applied(text: &str, edits: &[(Span, String)]) -> String {
    let mut text = text.to_owned();
    for (span, new) in edits.iter().rev() {
        text.replace_range(span.start()..span.end(), new);
    }
    text
}

/// The lines that differ.
fn changed(before: &str, after: &str) -> String {
    let kept: Vec<&str> = before.lines().collect();
    let mut changed = String::new();
    for line in after.lines().filter(|line| !kept.contains(line)) {
        let _ = writeln!(changed, "    {line}");
    }
    changed
}

fn shown(reference: &Arc<MemoryIndex>, text: &str, fix: &Fix) -> String {
    let mut shown = format!("{:?}: {}{}\n", fix.purpose, fix.title, if fix.preferred { " (preferred)" } else { "" });
    if let Some(reason) = fix.unfit {
        let _ = writeln!(shown, "    cannot: {reason}");
    }
    if let Some(doubt) = &fix.doubt {
        let _ = writeln!(shown, "    doubt: {doubt}");
    }
    let after = applied(text, &fix.edits);
    shown += &changed(text, &after);
    let blocks = |text: &str| Note::read(text.to_owned(), None).prose.blocks.iter().map(|b| b.kind).collect::<Vec<_>>();
    assert_eq!(blocks(text), blocks(&after), "it breaks the Markdown of {after}");
    if !fix.edits.is_empty() {
        for finding in judged(reference, &after).diagnostics() {
            let _ = writeln!(shown, "    then: {}", finding.message);
        }
    }
    shown
}

/// What is offered at `$0` of `note`, of the purposes that `wanted` names.
fn check(documents: &[(&str, &str)], note: &str, wanted: &str, expected: &Expect) {
    let at = note.find("$0").expect("a cursor");
    let text = note.replace("$0", "");
    let reference = reference(documents);
    let analysis = judged(&reference, &text);
    let fixes = analysis.fixes(Span::new(at, at));
    let fixes = fixes.iter().filter(|fix| wanted.contains(&format!("{:?}", fix.purpose)));
    expected.assert_eq(&fixes.map(|fix| shown(&reference, &text, fix)).collect::<String>());
}

const RAID: &[(&str, &str)] = &[
    ("post", "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer."),
    ("wire", "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer, a spokesman said."),
];

fn corrected(said: &str, found: &str, expected: &Expect) {
    let document = format!("On 4 March 2021 {found} in Port Ammer.");
    let note = format!("On 4 March 2021 {said} in Port Ammer.");
    check(&[("post", &document)], &note, "Correct", expected);
}

#[test]
fn a_figure_becomes_its_sources() {
    let note = "On 4 March 2021 the Coast Guard arrested 1$07 members of the Grey Wolves in Port Ammer.";
    check(
        RAID,
        note,
        "Correct",
        &expect![[r#"
        Correct: Replace 17 with 14 (post and 1 more) (preferred)
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.
    "#]],
    );
}

#[test]
fn numbers_keep_their_manner() {
    let wolves = |count: &str| format!("the Coast Guard arrested {count} members of the Grey Wolves");
    let said = |count: &str| wolves(&format!("$0{count}"));
    corrected(
        &said("seventeen"),
        &wolves("14"),
        &expect![[r#"
        Correct: Replace seventeen with fourteen (post) (preferred)
            On 4 March 2021 the Coast Guard arrested fourteen members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("17"),
        &wolves("fourteen"),
        &expect![[r#"
        Correct: Replace 17 with 14 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("17"),
        &wolves("more than 30"),
        &expect![[r#"
        Correct: Replace 17 with more than 30 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested more than 30 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("more than 40"),
        &wolves("14"),
        &expect![[r#"
        Correct: Replace more than 40 with 14 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("5"),
        &wolves("dozens of"),
        &expect![[r#"
            Correct: Replace 5 with dozens of (post) (preferred)
                On 4 March 2021 the Coast Guard arrested dozens of members of the Grey Wolves in Port Ammer.
        "#]],
    );
    corrected(
        &said("dozens of"),
        &wolves("5"),
        &expect![[r#"
        Correct: Replace dozens of with 5 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested 5 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("1,700"),
        &wolves("2500"),
        &expect![[r#"
        Correct: Replace 1,700 with 2,500 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested 2,500 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &said("17"),
        &wolves("between 20 and 30"),
        &expect![[r#"
        Correct: Replace 17 with between 20 and 30 (post) (preferred)
            On 4 March 2021 the Coast Guard arrested between 20 and 30 members of the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        "$0Seventeen members of the Grey Wolves were arrested by the Coast Guard",
        &wolves("14"),
        &expect![[r#"
        Correct: Replace Seventeen with Fourteen (post) (preferred)
            On 4 March 2021 Fourteen members of the Grey Wolves were arrested by the Coast Guard in Port Ammer.
    "#]],
    );
}

#[test]
fn measures_keep_their_unit_where_it_is_the_sources() {
    let seized = |what: &str| format!("the Coast Guard seized {what} of hashish from the Grey Wolves");
    corrected(
        &seized("$02 tonnes"),
        &seized("5 tonnes"),
        &expect![[r#"
        Correct: Replace 2 with 5 (post) (preferred)
            On 4 March 2021 the Coast Guard seized 5 tonnes of hashish from the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &seized("$01.2 million litres"),
        &seized("1,500,000 litres"),
        &expect![[r#"
        Correct: Replace 1.2 million with 1.5 million (post) (preferred)
            On 4 March 2021 the Coast Guard seized 1.5 million litres of hashish from the Grey Wolves in Port Ammer.
    "#]],
    );
    corrected(
        &seized("$0$1.2 million"),
        &seized("$3 million"),
        &expect![[r#"
        Correct: Replace 1.2 million with 3 million (post) (preferred)
            On 4 March 2021 the Coast Guard seized $3 million of hashish from the Grey Wolves in Port Ammer.
    "#]],
    );
}

#[test]
fn days_keep_their_order() {
    let note = "The Coast Guard raided the Grey Wolves in Port Ammer on Wednesday, $03 March 2021.";
    let source = "The Coast Guard raided the Grey Wolves in Port Ammer on March 4, 2021.";
    check(
        &[("post", source)],
        note,
        "Correct",
        &expect![[r#"
        Correct: Replace Wednesday, 3 March 2021 with Thursday, 4 March 2021 (post) (preferred)
            The Coast Guard raided the Grey Wolves in Port Ammer on Thursday, 4 March 2021.
    "#]],
    );
}

#[test]
fn each_side_of_a_dispute_is_offered() {
    let documents = [
        RAID[0],
        (
            "times",
            "The Coast Guard arrested 19 members of the Grey Wolves in Port Ammer on 4 March 2021, its commander said.",
        ),
        (
            "wire",
            "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer, residents said.",
        ),
    ];
    let note = "On 4 March 2021 the Coast Guard arrested 1$07 members of the Grey Wolves in Port Ammer.";
    check(
        &documents,
        note,
        "Correct Cite",
        &expect![[r#"
            Correct: Replace 17 with 14 (post)
                doubt: Sources disagree: wire says 17 (residents), post says 14, times says 19 (its commander)
                On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.
                then: 14 members: post says 14, times says 19 (its commander), wire says 17 (residents)
            Correct: Replace 17 with 19 (times)
                doubt: Sources disagree: wire says 17 (residents), post says 14, times says 19 (its commander)
                On 4 March 2021 the Coast Guard arrested 19 members of the Grey Wolves in Port Ammer.
                then: 19 members: times says 19 (its commander), post says 14, wire says 17 (residents)
            Cite: Cite wire, p. 3
                On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer [@wire, p. 3].
                then: 17 members: wire says 17 (residents), post says 14, times says 19 (its commander)
        "#]],
    );
}

#[test]
fn numbers_in_lists_and_tables_are_corrected() {
    let items = "On 4 March 2021 the Coast Guard arrested members of the Grey Wolves in Port Ammer:\n\n- $017 members of the Grey Wolves were arrested by the Coast Guard in Port Ammer on 4 March 2021\n";
    check(
        RAID,
        items,
        "Correct Dismiss",
        &expect![[r#"
        Correct: Replace 17 with 14 (post and 1 more) (preferred)
            - 14 members of the Grey Wolves were arrested by the Coast Guard in Port Ammer on 4 March 2021
        Dismiss: Dismiss contradicted-figure here
            - 17 members of the Grey Wolves were arrested by the Coast Guard in Port Ammer on 4 March 2021 <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    let table = "| Port Ammer, 4 March 2021 | Members of the Grey Wolves arrested by the Coast Guard |\n|---|---|\n| Port Ammer | $017 |\n";
    check(RAID, table, "Correct Dismiss", &expect![[""]]);
}

#[test]
fn a_citation_stands_where_pandoc_wants_it() {
    let told = "On 4 March 2021 the Coast Guard arrested $014 members of the Grey Wolves in Port Ammer";
    let cite = |note: &str, expected: &Expect| check(RAID, &note.replace("{}", told), "Cite", expected);
    cite(
        "{}.",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@post].
    "#]],
    );
    cite(
        "{}. The rest fled.",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@post]. The rest fled.
    "#]],
    );
    cite(
        "{} [@other].",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@other; @post].
            then: @other: no document has this key; check the key, or add the document
    "#]],
    );
    cite(
        "{}. [@other, p. 2]",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer. [@other, p. 2; @post]
            then: @other: no document has this key; check the key, or add the document
    "#]],
    );
    cite(
        "{} [@other], and nobody died.",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@other; @post], and nobody died.
            then: @other: no document has this key; check the key, or add the document
    "#]],
    );
    cite(
        "{}, as @other [p. 3] said.",
        &expect![[r#"
        Cite: Cite post
            On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer, as @other [p. 3] said [@post].
            then: @other: no document has this key; check the key, or add the document
    "#]],
    );
    cite(
        "{} [@post].",
        &expect![[r#"
        Cite: Cite post
            cannot: its sentence cites it already
    "#]],
    );
    cite(
        "- {}\n- and more",
        &expect![[r#"
        Cite: Cite post
            - On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@post]
    "#]],
    );
    cite(
        "**{}.**",
        &expect![[r#"
        Cite: Cite post
            **On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@post].**
    "#]],
    );
    cite(
        "[{}](sources/post.txt)",
        &expect![[r#"
        Cite: Cite post
            [On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer](sources/post.txt) [@post]
    "#]],
    );
    cite(
        "He said: “{}.”",
        &expect![[r#"
        Cite: Cite post
            He said: “On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.” [@post]
    "#]],
    );
}

#[test]
fn a_dismissal_takes_the_finding_back_wherever_it_stands() {
    let told = "On 4 March 2021 the Coast Guard arrested $017 members of the Grey Wolves in Port Ammer";
    let dismiss = |note: &str, expected: &Expect| check(RAID, &note.replace("{}", told), "Dismiss", expected);
    dismiss(
        "{}.\n\nMore.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer. <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "{},\nwhere they had met.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            where they had met. <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "# {}\n\nMore.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            # On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "## {} ##\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            ## On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer <!-- deskcheck: dismiss contradicted-figure reason="not given" --> ##
    "#]],
    );
    dismiss(
        "{}\n=====\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "- {}\n  - and more\n- last\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            - On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "> {}.\n> And more.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            > And more. <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "| Day | What |\n|---|---|\n| first | {} |\n| second | x |\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            | first | On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer <!-- deskcheck: dismiss contradicted-figure reason="not given" --> |
    "#]],
    );
    dismiss(
        "**{}** in `code\nthat runs on` here.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            that runs on` here. <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "[{}](sources/post.txt)\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            [On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer](sources/post.txt) <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
    dismiss(
        "Then[^1].\n\n[^1]: {}.\n",
        &expect![[r#"
        Dismiss: Dismiss contradicted-figure here
            [^1]: On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer. <!-- deskcheck: dismiss contradicted-figure reason="not given" -->
    "#]],
    );
}

const NAMES: &[(&str, &str)] = &[
    (
        "post",
        "Prime Minister Mustafa al-Kadhimi met Omar Selmani. Kadhimi left. Mustafa al-Kadhimi returned with Selmani.",
    ),
    ("wire", "Prime Minister Mustafa al-Kazemi met reporters."),
];

#[test]
fn names_are_spelled_as_the_documents_do() {
    check(
        NAMES,
        "Mustafa al-$0Kazemi spoke.",
        "Spell Canonical",
        &expect![[r#"
        Canonical: Write Mustafa al-Kadhimi, as the documents do
            Mustafa al-Kadhimi spoke.
    "#]],
    );
    check(
        NAMES,
        "Mustafa al-Kadhimi spoke. Ka$0zemi left.",
        "Spell Canonical",
        &expect![[r#"
        Spell: Write Kadhimi (preferred)
            Mustafa al-Kadhimi spoke. Kadhimi left.
    "#]],
    );
    check(NAMES, "He said: “Mustafa al-$0Kazemi spoke.”", "Spell Canonical", &expect![[""]]);
    check(NAMES, "Mustafa al-$0Kadhimi spoke.", "Spell Canonical", &expect![[""]]);
}

#[test]
fn only_a_slip_is_certain() {
    let reference = reference(NAMES);
    let fixed = |text: &str| applied(text, &judged(&reference, text).certain_fixes());
    assert_eq!(
        fixed("Kadhimi came. Kadhimi saw. Kadhimi left. Kazemi slept."),
        "Kadhimi came. Kadhimi saw. Kadhimi left. Kadhimi slept."
    );
    for open in ["Kadhimi came. Kazemi left.", "Kadhimi came. Kadhimi saw. Kadhimi left. Kazemi slept. Kazemi woke."] {
        assert_eq!(fixed(open), open);
    }
}
