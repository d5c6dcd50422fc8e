//! What is shown in a note unasked, and what completion offers, as the analysis tells it: plain data in bytes.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write;
use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, LeadsTo, Marks, Note, Settings, Symbol, TokenSort};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup, Span};
use deskcheck_corpus::MemoryIndex;
use expect_test::{Expect, expect};

/// Documents as `key date title: text`; `-` for no title, blanks of a title as `_`.
const DOCUMENTS: &[&str] = &[
    "bell-2020-05-20 2020-05-20 The_spring_raids: In May police raided the Red Hand in Karsk and seized 40 rifles.",
    "echo-2020-06-26 2020-06-26 Raid_in_Selm: On Thursday, June 25, police raided the headquarters of the Orm Brigade in Selm. \
     Police arrested 13 members of the Orm Brigade in Selm on 25 June 2020.",
    "post-2020-06-28 2020-06-28 -: The raid of 25 June on the Orm Brigade was the first of its kind. On 25 June 2020 in Selm, \
     officers arrested 13 members of the Orm Brigade, the ministry said.",
    "wire-2020-06-27 2020-06-27 Orm_Brigade_raided: On 25 June 2020 police arrested 13 members of the Orm Brigade in Selm.",
];

fn document(line: &str) -> (Arc<Document>, Arc<deskcheck_analysis::extract::TextFacts>) {
    let (head, text) = line.split_once(": ").expect("a head and a text");
    let [key, date, title] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("key, date and title") };
    let date = date.parse().ok();
    let document = Document {
        key: key.to_owned(),
        title: (title != "-").then(|| title.replace('_', " ")),
        date,
        text: text.to_owned(),
        ..Document::default()
    };
    let facts = extract(text, Markup::Plain, date);
    (Arc::new(document), Arc::new(facts))
}

fn judged(text: &str, marks: Marks) -> Analysis {
    let sources: Sources = DOCUMENTS.iter().map(|line| document(line)).collect();
    let reference = Arc::new(MemoryIndex::of(&sources, resolve(&sources, &Cards::default())));
    let settings = Settings { marks, ..Settings::default() };
    Analysis::new(Arc::new(Note::read(text.to_owned(), None)), reference, Arc::new(settings), None)
}

const NOTE: &str = "\
On 25 June 2020 police arrested 13 members of the Orm Brigade in Selm [@echo-2020-06-26, p. 3].

# Selm

On 25 June 2020 police arrested 15 members of the [[Orm Brigade]] in Selm.

## Elsewhere

Police seized 40 rifles from the [[Red Hand|group]] in Karsk in May 2020. Nobody counted the 12 boats [@nobody].
";

#[test]
fn verified_figures_have_hints() {
    let analysis = judged(NOTE, Marks::default());
    let whole = Span::new(0, NOTE.len());
    let mut shown = String::new();
    for hint in analysis.hints(whole) {
        let (_, told) = analysis.hint_told(hint.figure.end()).expect("it is told");
        let _ = writeln!(shown, "{} ✓{}\n  {}", hint.figure.of(NOTE), hint.sources, told.replace('\n', "\n  "));
    }
    expect![[r#"
        25 June 2020 ✓2
          2 sources agree
          25 June 2020: echo-2020-06-26, 2020-06-26 (also printed in wire-2020-06-27)
          25 June 2020: post-2020-06-28, 2020-06-28
        13 members ✓2
          2 sources agree
          13 members: echo-2020-06-26, 2020-06-26 (also printed in wire-2020-06-27)
          13 members: post-2020-06-28, 2020-06-28, according to the ministry
        25 June 2020 ✓2
          2 sources agree
          25 June 2020: echo-2020-06-26, 2020-06-26 (also printed in wire-2020-06-27)
          25 June 2020: post-2020-06-28, 2020-06-28
        40 rifles ✓1
          1 source agrees
          40 rifles: bell-2020-05-20, 2020-05-20
    "#]]
    .assert_eq(&shown);
    let off = judged(NOTE, Marks { inlay_hints: false, code_lens: false });
    assert!(off.hints(whole).is_empty() && off.lenses().is_empty());
}

#[test]
fn headings_have_lenses_and_so_has_what_stands_before_them() {
    let analysis = judged(NOTE, Marks::default());
    let mut shown = String::new();
    for lens in analysis.lenses() {
        let _ = writeln!(shown, "{:?}: {}; first {}", lens.span.of(NOTE), lens.tally.in_words(), lens.first.of(NOTE));
    }
    expect![[r#"
        "": 2 verified; first 25 June 2020
        "Selm": 2 verified, 1 contradicted, 1 unverified; first 15 members
        "Elsewhere": 1 verified, 1 unverified; first 12 boats
    "#]]
    .assert_eq(&shown);
}

#[test]
fn the_outline_has_headings_and_claims() {
    fn lines(symbols: &[Symbol], depth: usize, shown: &mut String) {
        for symbol in symbols {
            let _ = writeln!(shown, "{}{} ({})", "  ".repeat(depth), symbol.name, symbol.detail);
            lines(&symbol.children, depth + 1, shown);
        }
    }
    let mut shown = String::new();
    lines(&judged(NOTE, Marks::default()).outline(), 0, &mut shown);
    expect![[r#"
        25 June 2020 (verified: 2020-06-25)
        13 members (verified: 13)
        Selm (2 verified, 1 contradicted, 1 unverified)
          25 June 2020 (verified: 2020-06-25)
          15 members (contradicted: 15)
          Elsewhere (1 verified, 1 unverified)
            40 rifles (verified: 40)
            12 boats (unverified: 12)
    "#]]
    .assert_eq(&shown);
}

#[test]
fn links_lead_to_documents_and_actors() {
    let text =
        format!("{NOTE}\nSee [this](sources/a.pdf#page=4), [[Orm Brigade|they]], [[Nobody Known]] and [[Nothing|it]].");
    let analysis = judged(&text, Marks::default());
    let mut shown = String::new();
    for link in analysis.links() {
        let to = match link.leads_to {
            LeadsTo::Document(document, place) => {
                format!("{}, place {place:?}", analysis.document_in_words(document).unwrap_or_default())
            }
            LeadsTo::Actor(actor) => {
                analysis.reference().actor(actor).map(|actor| actor.name.clone()).unwrap_or_default()
            }
            LeadsTo::Target(target) => target,
        };
        let _ = writeln!(shown, "{} -> {to}", link.span.of(&text));
    }
    expect![[r#"
        @echo-2020-06-26 -> Raid in Selm, 2020-06-26, place None
        [[Orm Brigade]] -> Orm Brigade
        [[Red Hand|group]] -> Red Hand
        [this](sources/a.pdf#page=4) -> sources/a.pdf#page=4
        [[Orm Brigade|they]] -> Orm Brigade
    "#]]
    .assert_eq(&shown);
}

#[test]
fn words_with_a_meaning_are_tokens() {
    let analysis = judged(NOTE, Marks::default());
    let mut shown = String::new();
    for token in analysis.tokens() {
        let sort = match token.sort {
            TokenSort::Figure(verdict) => format!("figure, {}", verdict.name()),
            TokenSort::Citation(known) => format!("citation, {known:?}"),
            TokenSort::Name(kind, ambiguous) => format!("{kind:?}{}", if ambiguous { ", ambiguous" } else { "" }),
        };
        let _ = writeln!(shown, "{}: {sort}", token.span.of(NOTE));
    }
    expect![[r#"
        25 June 2020: figure, supported
        13: figure, supported
        Orm Brigade: Group
        Selm: Place
        @echo-2020-06-26: citation, Some(true)
        Selm: Place
        25 June 2020: figure, supported
        15: figure, contradicted
        Orm Brigade: Group
        Selm: Place
        40: figure, supported
        Karsk: Place
        12: figure, unverified
        @nobody: citation, Some(false)
    "#]]
    .assert_eq(&shown);
}

/// What is offered at `$0`: what is replaced, and of each offer its label, what is inserted, what editors filter by.
fn check_completion(text: &str, expected: &Expect) {
    let offset = text.find("$0").expect("a cursor stands in the note");
    let text = text.replace("$0", "");
    let analysis = judged(&text, Marks::default());
    let Some(found) = analysis.completion(offset) else {
        expected.assert_eq("nothing\n");
        return;
    };
    let mut shown = format!("`{}`{}\n", found.span.of(&text), if found.more { ", incomplete" } else { "" });
    for offer in &found.offers {
        assert!(
            offer.filter.starts_with(found.span.of(&text)),
            "editors drop what does not begin so: {}",
            offer.filter
        );
        let _ = writeln!(shown, "{} ({}) -> {} | {}", offer.label, offer.detail, offer.insert, offer.filter);
    }
    expected.assert_eq(&shown);
}

#[test]
fn keys_are_completed_behind_an_at() {
    check_completion(
        "Nothing is known [@$0",
        &expect![[r#"
        ``, incomplete
        bell-2020-05-20 (The spring raids, 2020-05-20) -> bell-2020-05-20 | bell-2020-05-20
        echo-2020-06-26 (Raid in Selm, 2020-06-26) -> echo-2020-06-26 | echo-2020-06-26
        post-2020-06-28 (post-2020-06-28, 2020-06-28) -> post-2020-06-28 | post-2020-06-28
        wire-2020-06-27 (Orm Brigade raided, 2020-06-27) -> wire-2020-06-27 | wire-2020-06-27
    "#]],
    );
    check_completion(
        "It is told [@post-2020-06-28]. Nothing is known [@$0]",
        &expect![[r#"
        ``, incomplete
        post-2020-06-28 (post-2020-06-28, 2020-06-28) -> post-2020-06-28 | post-2020-06-28
        bell-2020-05-20 (The spring raids, 2020-05-20) -> bell-2020-05-20 | bell-2020-05-20
        echo-2020-06-26 (Raid in Selm, 2020-06-26) -> echo-2020-06-26 | echo-2020-06-26
        wire-2020-06-27 (Orm Brigade raided, 2020-06-27) -> wire-2020-06-27 | wire-2020-06-27
    "#]],
    );
    check_completion(
        "On 25 June 2020 police arrested 13 members of the Orm Brigade in Selm [@$0].",
        &expect![[r#"
        ``, incomplete
        echo-2020-06-26 (Raid in Selm, 2020-06-26) -> echo-2020-06-26 | echo-2020-06-26
        post-2020-06-28 (post-2020-06-28, 2020-06-28) -> post-2020-06-28 | post-2020-06-28
        wire-2020-06-27 (Orm Brigade raided, 2020-06-27) -> wire-2020-06-27 | wire-2020-06-27
        bell-2020-05-20 (The spring raids, 2020-05-20) -> bell-2020-05-20 | bell-2020-05-20
    "#]],
    );
    check_completion(
        "Nothing is known [@post-2020-06-28; @wi$0",
        &expect![[r#"
        `wi`
        wire-2020-06-27 (Orm Brigade raided, 2020-06-27) -> wire-2020-06-27 | wire-2020-06-27
    "#]],
    );
    check_completion(
        "Nothing is known, as @Raid$0",
        &expect![[r#"
        `Raid`, incomplete
        bell-2020-05-20 (The spring raids, 2020-05-20) -> bell-2020-05-20 | Raids
        echo-2020-06-26 (Raid in Selm, 2020-06-26) -> echo-2020-06-26 | Raid in Selm
        wire-2020-06-27 (Orm Brigade raided, 2020-06-27) -> wire-2020-06-27 | Raided
    "#]],
    );
    check_completion(
        "Nothing is known [-@ec26$0",
        &expect![[r#"
        `ec26`, incomplete
        echo-2020-06-26 (Raid in Selm, 2020-06-26) -> echo-2020-06-26 | ec26echo-2020-06-26
    "#]],
    );
    check_completion(
        "Nothing is known [@zzz$0",
        &expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn no_key_stands_in_mail_addresses_and_code() {
    check_completion(
        "Write to me@ec$0",
        &expect![[r#"
        nothing
    "#]],
    );
    check_completion(
        "Write `@ec$0`",
        &expect![[r#"
        nothing
    "#]],
    );
    check_completion(
        "<!-- @ec$0 -->",
        &expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn incidents_are_completed_from_what_happened() {
    check_completion(
        "They spoke of the raid$0",
        &expect![[r#"
        `raid`, incomplete
        Raid on Orm Brigade, Selm, 25 June 2020 (told in 2 documents) -> raid on the Orm Brigade in Selm on 25 June 2020 | raid on the Orm Brigade in Selm on 25 June 2020
        Raid on Red Hand, Karsk, May 2020 (told in 1 document) -> raid on the Red Hand in Karsk in May 2020 | raid on the Red Hand in Karsk in May 2020
    "#]],
    );
    check_completion(
        "They spoke of the raid on the Or$0",
        &expect![[r#"
        `raid on the Or`, incomplete
        Orm Brigade (ministry said [post-2020-06-28]) -> raid on the Orm Brigade | raid on the Orm Brigade
        Raid on Orm Brigade, Selm, 25 June 2020 (told in 2 documents) -> raid on the Orm Brigade in Selm on 25 June 2020 | raid on the Orm Brigade in Selm on 25 June 2020
    "#]],
    );
    check_completion(
        "Raid on th$0",
        &expect![[r#"
        nothing
    "#]],
    );
    check_completion(
        "They spoke of the Red Hand and of the rai$0",
        &expect![[r#"
        `rai`, incomplete
        Raid on Red Hand, Karsk, May 2020 (told in 1 document) -> raid on the Red Hand in Karsk in May 2020 | raid on the Red Hand in Karsk in May 2020
        Raid on Orm Brigade, Selm, 25 June 2020 (told in 2 documents) -> raid on the Orm Brigade in Selm on 25 June 2020 | raid on the Orm Brigade in Selm on 25 June 2020
    "#]],
    );
    check_completion(
        "They spoke of Raid$0",
        &expect![[r#"
        nothing
    "#]],
    );
    check_completion(
        "They spoke. Raid$0",
        &expect![[r#"
            `Raid`, incomplete
            Raid on Orm Brigade, Selm, 25 June 2020 (told in 2 documents) -> Raid on the Orm Brigade in Selm on 25 June 2020 | Raid on the Orm Brigade in Selm on 25 June 2020
            Raid on Red Hand, Karsk, May 2020 (told in 1 document) -> Raid on the Red Hand in Karsk in May 2020 | Raid on the Red Hand in Karsk in May 2020
        "#]],
    );
    check_completion(
        "They spoke of ra$0",
        &expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn offers_have_cards() {
    let text = "They spoke of the raid on the Orm";
    let analysis = judged(text, Marks::default());
    let found = analysis.completion(text.len()).expect("offers");
    let cards: Vec<_> = found.offers.iter().filter_map(|offer| analysis.offer_card(offer.subject)).collect();
    expect![[r#"
        **Orm Brigade** · group  
        ministry said [post-2020-06-28]

        First seen 2020-06-26 (echo-2020-06-26), last 2020-06-28 (post-2020-06-28), in 3 documents  

        > The raid of 25 June on the Orm Brigade was the first of its kind. (2020-06-28, post-2020-06-28)

        > On 25 June 2020 police arrested 13 members of the Orm Brigade in Selm. (2020-06-27, wire-2020-06-27)

        > On Thursday, June 25, police raided the headquarters of the Orm Brigade in Selm. (2020-06-26, echo-2020-06-26)

        ---

        **Raid on Orm Brigade, Selm, 25 June 2020**  
        told in 2 documents  
        One incident because: the same day, names Orm Brigade

        > On Thursday, June 25, police raided the headquarters of the Orm Brigade in Selm. (2020-06-26, echo-2020-06-26)

        > The raid of 25 June on the Orm Brigade was the first of its kind. (2020-06-28, post-2020-06-28)"#]]
    .assert_eq(&cards.join("\n\n---\n\n"));
}
