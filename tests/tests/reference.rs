//! The contract of [`Reference`]: whatever is asked, the index in memory and the one on disk give the same answer.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::cards::{EntityList, Listed};
use deskcheck_analysis::resolve::{ActorId, Card, Cards, Evidence, IncidentId, Passage, Reference};
use deskcheck_analysis::text::{DocumentId, Span};
use deskcheck_corpus::reading::stored::{Kept, read_kept, read_over};
use deskcheck_corpus::reading::{Order, in_memory};
use deskcheck_corpus::{Bibliographies, DiskIndex, Library, MemoryIndex, Overlaid};
use deskcheck_tests::alike::{cards, texts};
use deskcheck_tests::desk::{SAMPLES, sample_documents};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Documents, what overrules and describes them, and a folder for their index.
struct Corpus {
    sources: PathBuf,
    cards: Cards,
    bibliographies: Arc<Bibliographies>,
    index: tempfile::TempDir,
    /// Holds the documents, where they were made.
    _made: Option<tempfile::TempDir>,
}

impl Corpus {
    fn of_folder(sources: PathBuf, cards: Cards) -> Self {
        let index = tempfile::tempdir().expect("folders can be made");
        Self { sources, cards, bibliographies: Arc::default(), index, _made: None }
    }

    /// With an empty folder.
    fn made(cards: Cards) -> Self {
        let made = tempfile::tempdir().expect("folders can be made");
        let corpus = Self::of_folder(made.path().to_owned(), cards);
        Self { _made: Some(made), ..corpus }
    }

    fn of_texts(texts: &[String], cards: Cards) -> Self {
        let corpus = Self::made(cards);
        for (number, text) in texts.iter().enumerate() {
            corpus.write(&format!("d{number}.txt"), text.as_bytes());
        }
        corpus
    }

    fn write(&self, name: &str, content: &[u8]) {
        fs::write(self.sources.join(name), content).expect("files can be written");
    }

    fn ordered<T>(&self, read: impl FnOnce(&Order<'_>) -> T) -> T {
        let paths = [self.sources.clone()];
        read(&Order { bibliographies: &self.bibliographies, ..Order::of(&paths) })
    }

    fn in_memory(&self) -> (Library, MemoryIndex) {
        let library = self.ordered(|order| in_memory(order, None));
        let index = MemoryIndex::build(&library, &self.cards);
        (library, index)
    }

    /// The index on disk, brought up to date.
    fn on_disk(&self) -> DiskIndex {
        self.read(false)
    }

    /// The index on disk, made anew where all is to be read `afresh`.
    fn read(&self, afresh: bool) -> DiskIndex {
        let (folder, cards, bibliographies) = (self.index.path(), &self.cards, &self.bibliographies);
        let kept = Kept { folder, cards, cards_hash: 1, bibliographies, fault: None, gently: false, waiting: None };
        let index = self.ordered(|order| read_kept(&kept, &Order { afresh, ..*order })).expect("it can be written");
        index.expect("nobody ends it early")
    }

    /// The index on disk as it is.
    fn opened(&self) -> DiskIndex {
        let index = DiskIndex::open(self.index.path(), &self.cards, &self.bibliographies, false);
        index.expect("it can be read").expect("it was written")
    }
}

/// Everything that is asked, made of what the index in memory knows.
struct Questions {
    documents: Vec<DocumentId>,
    keys: Vec<String>,
    actors: Vec<ActorId>,
    /// Spellings, and what they are when they are mistyped.
    spellings: BTreeSet<String>,
    texts: Vec<(String, Vec<Span>)>,
    sentences: Vec<Passage>,
    passages: Vec<Passage>,
    claims: Vec<Arc<Evidence>>,
    incidents: Vec<IncidentId>,
    classes: BTreeSet<String>,
}

impl Questions {
    fn of(library: &Library, reference: &dyn Reference) -> Self {
        let documents = one_more(reference.documents(), DocumentId);
        let works =
            library.missing.iter().map(|work| &work.key).chain(library.sources.iter().map(|it| &it.filed.document.key));
        let unread = reference.unread();
        let keys = works.chain(unread.iter().map(|unread| &unread.key)).flat_map(|key| mistyped(key)).collect();
        let known = one_more(reference.actors(), ActorId);
        // Entities of lists that no document names have the numbers behind those of the documents' actors.
        let actors: Vec<_> =
            known.iter().copied().chain((0..8).map(|more| ActorId(known.len() as u32 + more))).collect();
        let told = actors.iter().filter_map(|id| reference.actor(*id));
        let spellings =
            told.flat_map(|actor| actor.aliases.iter().flat_map(|alias| mistyped(&alias.text)).collect::<Vec<_>>());
        let of_document = |(id, source): (u32, &deskcheck_corpus::Source)| {
            let in_document = move |span: &Span| Passage { document: DocumentId(id), span: *span };
            source.facts.sentences.iter().map(in_document).collect::<Vec<_>>()
        };
        let sentences: Vec<Passage> = (0..).zip(&library.sources).flat_map(of_document).collect();
        let incidents = one_more(reference.incidents(), IncidentId);
        let told = incidents.iter().filter_map(|id| reference.incident(*id));
        let classes = told.flat_map(|incident| incident.predicates.clone());
        Self {
            keys,
            spellings: spellings.collect(),
            texts: library.sources.iter().map(text_of).collect(),
            passages: sentences.iter().flat_map(|sentence| around(*sentence)).collect(),
            claims: sentences.iter().flat_map(|sentence| reference.figures_in(*sentence)).collect(),
            classes: classes.chain(["raid".to_owned(), "no class".to_owned()]).collect(),
            documents,
            actors,
            sentences,
            incidents,
        }
    }

    /// What `reference` answers, a line for each question.
    fn asked_of(&self, reference: &dyn Reference) -> Vec<String> {
        let mut told = Vec::new();
        let mut tell =
            |question: &str, of: &dyn Debug, answer: &dyn Debug| told.push(format!("{question} {of:?}: {answer:?}"));
        tell("documents", &(), &reference.documents());
        tell("unread", &(), &reference.unread());
        tell("titles", &(), &reference.titles());
        tell("actors", &(), &reference.actors());
        tell("incidents", &(), &reference.incidents());
        for id in &self.documents {
            tell("document", id, &reference.document(*id));
            tell("date", id, &reference.date(*id));
            tell("is_retracted", id, &reference.is_retracted(*id));
            tell("reprint_group", id, &reference.reprint_group(*id));
            tell("reprints_of", id, &reference.reprints_of(*id));
        }
        for key in &self.keys {
            tell("document_of_key", key, &reference.document_of_key(key));
            tell("documents_beside", key, &reference.documents_beside(key));
            tell("listed", key, &reference.listed(key));
        }
        for id in &self.actors {
            tell("actor", id, &reference.actor(*id));
            tell("sightings", id, &reference.sightings(*id));
            tell(
                "mentions",
                id,
                &reference.called(*id).map(|actor| actor.aliases.iter().map(|alias| alias.count).sum::<usize>()),
            );
            tell("kind_of", id, &reference.kind_of(*id));
            let called = reference.called(*id);
            let spellings = called.iter().flat_map(|actor| &actor.aliases).map(|alias| (&alias.text, alias.count));
            tell("called", id, &(called.as_ref().map(|actor| &actor.name), spellings.collect::<Vec<_>>()));
            let is_named = |document: &&DocumentId| reference.is_named_in(*id, **document);
            tell("is_named_in", id, &self.documents.iter().filter(is_named).collect::<Vec<_>>());
            tell("incidents_of", id, &reference.incidents_of(*id));
            tell("places_around", id, &reference.places_around(*id));
        }
        for spelling in &self.spellings {
            tell("actors_named", spelling, &reference.actors_named(spelling));
            tell("actors_sharing", spelling, &reference.actors_sharing(spelling));
            tell("actors_beginning", spelling, &[2, 100].map(|most| reference.actors_beginning(spelling, most)));
            tell("actors_near", spelling, &[2, 100].map(|most| reference.actors_near(spelling, most)));
        }
        for (text, within) in &self.texts {
            tell("actors_standing_in", text, &reference.actors_standing_in(text, within));
            tell("actors_standing_in", &"whole", &reference.actors_standing_in(text, &[Span::new(0, text.len())]));
        }
        for passage in &self.passages {
            tell("actors_in", passage, &reference.actors_in(*passage));
            tell("sentence_of", passage, &reference.sentence_of(*passage));
            tell("figures_in", passage, &reference.figures_in(*passage));
            tell("copied", passage, &reference.copied(*passage));
            tell("copies", passage, &reference.copies(*passage));
            tell("words_of", passage, &reference.words_of(*passage));
        }
        for claim in &self.claims {
            let found = reference.candidates(claim);
            let found: Vec<_> = found.iter().map(|evidence| (evidence.document, evidence.figure.span)).collect();
            tell("has_news_for", &claim.figure.span, &reference.has_news_for(claim));
            tell("candidates", &(claim.document, claim.figure.span), &found);
        }
        for id in &self.incidents {
            tell("incident", id, &reference.incident(*id));
            let happening = reference.happening(*id);
            let told = (happening.as_ref().map(|it| (&it.name, &it.predicates, &it.actors)), reference.tellings(*id));
            tell("happening", id, &told);
            tell("time_of", id, &reference.time_of(*id));
        }
        for class in &self.classes {
            tell("incidents_like", class, &reference.incidents_like(class));
        }
        told
    }
}

/// Numbers, and one that nothing has.
fn one_more<T>(mut known: Vec<T>, of: fn(u32) -> T) -> Vec<T> {
    known.push(of(known.len() as u32));
    known
}

/// A spelling as somebody may type it who means it, or something like it.
fn mistyped(spelling: &str) -> Vec<String> {
    let letters: Vec<char> = spelling.chars().collect();
    let without = |at: usize| letters.iter().enumerate().filter(move |(own, _)| *own != at).map(|(_, letter)| *letter);
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    vec![
        spelling.to_owned(),
        spelling.to_lowercase(),
        spelling.to_uppercase(),
        without(letters.len() / 2).collect(),
        format!("{spelling}s"),
        word(spelling.split_whitespace().next()),
        word(spelling.split_whitespace().next_back()),
        letters.iter().take(3).collect(),
    ]
}

fn text_of(source: &deskcheck_corpus::Source) -> (String, Vec<Span>) {
    (source.filed.document.text.clone(), source.facts.sentences.clone())
}

/// A sentence, a stretch of it, and one that begins in it and ends behind it.
fn around(sentence: Passage) -> [Passage; 3] {
    let (start, end) = (sentence.span.start(), sentence.span.end());
    let middle = usize::midpoint(start, end);
    [(start, end), (start, middle), (middle, end + 40)]
        .map(|(start, end)| Passage { span: Span::new(start, end), ..sentence })
}

/// Expects the same answers from two references.
fn same(wanted: &[String], given: &[String], what: &str) {
    for (wanted, given) in wanted.iter().zip(given) {
        assert_eq!(wanted, given, "{what}");
    }
    assert_eq!(wanted.len(), given.len(), "{what}");
}

/// Asks everything of the index in memory and of all that lie on disk; returns how many questions that were.
fn check(corpus: &Corpus) -> usize {
    let (library, memory) = corpus.in_memory();
    let questions = Questions::of(&library, &memory);
    let wanted = questions.asked_of(&memory);
    let disk = Arc::new(corpus.on_disk());
    same(&wanted, &questions.asked_of(disk.as_ref()), "on disk");
    let overlaid = Overlaid::new(&disk).expect("it can be read").expect("nothing has changed");
    same(&wanted, &questions.asked_of(&overlaid), "on disk, with nothing laid over it");
    assert_eq!(overlaid.number(), disk.number());
    assert_ne!(memory.number(), disk.number());
    assert_eq!(disk.fault(), None);
    wanted.len()
}

#[test]
fn sample_corpora() {
    for name in SAMPLES {
        let asked = check(&Corpus::of_folder(sample_documents(name), Cards::default()));
        assert!(asked > 1_000, "{name}: {asked} questions");
    }
}

/// A corpus with all that the samples lack: a file that cannot be read, works that only a library lists, many figures of one
/// kind, stories that are reprinted, cards and a list.
fn mixed() -> Corpus {
    let mut list = EntityList::new("list.ftm.json".to_owned());
    for (line, names) in [["Coast Guard", "Morvanian Coast Guard"], ["Tessel Front", "TF"]].iter().enumerate() {
        list.push(&Listed { names, weak: &["Front"], kind: ActorKind::Group, line });
    }
    let card = Card {
        name: "Nadim al-Kadhri".to_owned(),
        aliases: vec!["Nadeem Kazri".to_owned()],
        not: vec!["Salim Kadhri".to_owned()],
        file: "actors.toml".to_owned(),
        ..Card::default()
    };
    let cards = Cards { written: vec![card], lists: vec![Arc::new(list.finished())] };
    let mut corpus = Corpus::made(cards);
    let towns = ["Selm", "Halsen", "Orm", "Brackwater"];
    for number in 0..60 {
        let (day, town) = (number % 28 + 1, towns[number % towns.len()]);
        let text = format!(
            "---\ndate: 2021-03-{day:02}\n---\n\nOn {day} March 2021 the Coast Guard arrested {number} members of the Grey \
             Wolves in {town}. Nadeem Kazri said that {} men had fled. Police arrested {} students in the north of the \
             city of {town} on Monday, the ministry said.\n",
            number + 3,
            number + 7,
        );
        corpus.write(&format!("Wire-{number:02}.md"), text.as_bytes());
        if number % 9 == 0 {
            corpus.write(&format!("print-{number:02}.md"), text.replace("date: 2021-03-", "date: 2021-04-").as_bytes());
        }
    }
    corpus.write("undated.yaml", b"retracted: true");
    corpus.write("broken.docx", b"PK\x03\x04 and nothing behind it");
    corpus.write(
        "undated.txt",
        b"Salim Kadhri met the Tessel Front. About 5,200 people fled Selm, which lies in Morvania.",
    );
    let library = corpus.index.path().join("library.json");
    fs::write(
        &library,
        r#"[{"id": "Weir2019", "type": "book", "title": "Weirs"}, {"id": "undated", "type": "report"}]"#,
    )
    .expect("files can be written");
    corpus.bibliographies = Arc::new(Bibliographies::read(&[library], std::slice::from_ref(&corpus.sources)));
    corpus
}

#[test]
fn a_mixed_corpus() {
    let corpus = mixed();
    check(&corpus);
    let (library, memory) = corpus.in_memory();
    assert!(memory.listed("WEIR2019").is_some() && memory.listed("undated").is_none(), "{:?}", library.missing);
    assert_eq!(memory.unread().len(), 1, "{:?}", memory.unread());
    assert!(memory.documents().into_iter().any(|id| memory.is_retracted(id)));
    let questions = Questions::of(&library, &memory);
    let crowd = questions.claims.iter().map(|claim| memory.candidates(claim).len()).max();
    assert!(crowd > Some(60), "{crowd:?}");
    let is_copied = |passage: &Passage| memory.copies(*passage).len() > 1;
    assert!(questions.passages.iter().any(is_copied));
    let is_dated_by_the_first_print = |claim: &Arc<Evidence>| {
        let own = &library.sources[claim.document.0 as usize].facts.figures;
        own.iter().any(|figure| figure.span == claim.figure.span && figure.time != claim.figure.time)
    };
    assert!(questions.claims.iter().any(is_dated_by_the_first_print));
    assert!(!memory.actors_named("TF").is_empty(), "the list is asked");
}

#[test]
fn the_index_is_opened_by_many_at_once() {
    let corpus = mixed();
    let (library, memory) = corpus.in_memory();
    let questions = Questions::of(&library, &memory);
    let wanted = questions.asked_of(&memory);
    let (first, second) = (corpus.on_disk(), corpus.opened());
    thread::scope(|scope| {
        for index in [&first, &second, &second, &second] {
            scope.spawn(|| same(&wanted, &questions.asked_of(index), "asked by many"));
        }
    });
    assert_eq!((first.fault(), second.fault()), (None, None));
}

/// What the sentences of one document say.
fn told_of(reference: &dyn Reference, sentences: &[Passage], id: DocumentId) -> Vec<String> {
    let own = sentences.iter().filter(|sentence| sentence.document == id);
    let sentence = |sentence: &Passage| {
        let (actors, figures) = (reference.actors_in(*sentence), reference.figures_in(*sentence));
        let words = reference.words_of(*sentence).map(|words| format!("{sentence:?} {words}"));
        let is_known = !actors.is_empty() || !figures.is_empty();
        words.into_iter().chain(is_known.then(|| format!("{sentence:?} {actors:?} {figures:?}")))
    };
    let document = reference.document(id).map(|document| format!("{document:?}"));
    document.into_iter().chain(own.flat_map(sentence)).collect()
}

/// Who has an index open goes on with it while it is brought up to date, however many ask.
#[test]
fn what_changes_on_disk_disturbs_nobody() {
    let corpus = mixed();
    let (library, memory) = corpus.in_memory();
    let questions = Questions::of(&library, &memory);
    let told = |index: &dyn Reference, id| told_of(index, &questions.sentences, id);
    let (asked, opened) = (corpus.on_disk(), Arc::new(corpus.opened()));
    let before: Vec<_> = memory.documents().into_iter().map(|id| told(&asked, id)).collect();
    assert!(before.iter().all(|told| told.len() > 1));

    let changed = ["wire-07", "print-09"].map(|key| memory.document_of_key(key).expect("it was written"));
    let nobody = ["On 2 March 2021 the Coast Guard arrested nobody."; 9].join(" ");
    corpus.write("Wire-07.md", nobody.as_bytes());
    fs::remove_file(corpus.sources.join("print-09.md")).expect("files can be removed");
    // The numbers of all documents are others from now on.
    corpus.write("A.md", b"On 1 March 2021 the Coast Guard arrested 99 members of the Grey Wolves in Selm.");
    let now = corpus.on_disk();
    assert_eq!((now.documents().len(), memory.documents().len()), (memory.documents().len(), before.len()));

    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (id, before) in memory.documents().into_iter().zip(&before) {
                    let is_changed = changed.contains(&id);
                    assert_eq!(&told(opened.as_ref(), id), if is_changed { &[][..] } else { before }, "{id:?}");
                    // What was asked for lately may still be at hand.
                    let still = told(&asked, id);
                    let is_part = still.iter().all(|line| before.contains(line));
                    assert!(still == *before || is_changed && is_part, "{id:?}");
                }
                for claim in &questions.claims {
                    let found = opened.candidates(claim);
                    assert!(found.iter().all(|evidence| !changed.contains(&evidence.document)));
                }
                for actor in opened.actors() {
                    assert_eq!(format!("{:?}", opened.actor(actor)), format!("{:?}", memory.actor(actor)));
                }
            });
        }
    });
    assert_eq!((asked.fault(), opened.fault()), (None, None));

    // What has changed is seen where it is laid over that index.
    let overlaid = Overlaid::new(&opened).expect("it can be read").expect("little has changed");
    for (id, before) in memory.documents().into_iter().zip(&before).filter(|(id, _)| !changed.contains(id)) {
        assert_eq!(&told(&overlaid, id), before, "{id:?}");
    }
    let text = |key: &str| Some(overlaid.document(overlaid.document_of_key(key)?)?.text.trim().to_owned());
    assert_eq!(text("print-09"), None);
    assert_eq!(text("wire-07"), Some(nobody));
    let added = overlaid.document_of_key("a").expect("it was written");
    let claim = questions.claims.iter().find(|claim| claim.figure.predicate.as_deref() == Some("arrest"));
    let found = overlaid.candidates(claim.expect("somebody was arrested"));
    assert!(found.iter().any(|evidence| evidence.document == added), "{found:?}");
}

/// In an index that is made anew numbers mean other documents than before.
#[test]
fn an_index_that_is_made_anew_disturbs_nobody() {
    let corpus = mixed();
    let (library, memory) = corpus.in_memory();
    let questions = Questions::of(&library, &memory);
    let wanted = questions.asked_of(&memory);
    corpus.on_disk();
    let opened = corpus.opened();
    for number in 0..5 {
        corpus.write(&format!("a-{number}.md"), b"Two men were arrested in Orm.");
    }
    let now = corpus.read(true);
    assert_eq!(now.documents().len(), memory.documents().len() + 5);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| same(&wanted, &questions.asked_of(&opened), "made anew"));
        }
    });
    assert_eq!(opened.fault(), None);
}

/// A document, by its number, that is written or, where there is no text, removed; and whether it is resolved with the rest.
fn change() -> impl Strategy<Value = (usize, Option<String>, bool)> {
    let text = prop::option::weighted(0.8, texts().prop_map(|texts| texts.concat()));
    (0..7_usize, text, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(20_200_625),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn small_corpora(texts in texts()) {
        check(&Corpus::of_texts(&texts, Cards::default()));
    }

    /// Whatever changes one after the other, and is laid over an index or resolved with the rest: in the end it says what
    /// reading everything afresh says.
    #[test]
    fn changes_one_after_the_other(texts in texts(), changes in prop::collection::vec(change(), 1..6)) {
        let corpus = Corpus::of_texts(&texts, Cards::default());
        let mut base = Arc::new(corpus.on_disk());
        for (number, text, is_resolved) in changes {
            let name = format!("d{number}.txt");
            let file = corpus.sources.join(&name);
            match &text {
                Some(text) => corpus.write(&name, text.as_bytes()),
                None => drop(fs::remove_file(&file)),
            }
            corpus.ordered(|order| read_over(corpus.index.path(), &base, order, &[file])).expect("it can be written");
            let overlaid = Overlaid::new(&base).expect("it can be read").expect("little has changed");
            let key = format!("d{number}");
            let said = overlaid.document_of_key(&key).and_then(|id| Some(overlaid.document(id)?.text.trim().to_owned()));
            prop_assert_eq!(said, text);
            if is_resolved {
                base = Arc::new(corpus.on_disk());
            }
        }
        check(&corpus);
    }

    #[test]
    fn small_corpora_with_cards(texts in texts(), cards in cards()) {
        check(&Corpus::of_texts(&texts, cards));
    }
}
