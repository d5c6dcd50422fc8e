//! Folders of files as a user has them: what is read, what is said about the rest, and whether every word knows its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::text::Span;
use deskcheck_corpus::reading::{Order, in_memory};
use deskcheck_corpus::untangle::junctions::Word;
use deskcheck_corpus::untangle::split::split;
use deskcheck_corpus::{Bibliographies, Filed, Library};

fn corpus(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(below)
}

fn read(paths: &[PathBuf], previous: Option<&Library>) -> Library {
    in_memory(&Order::of(paths), previous)
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }
    folder
}

/// The library of a folder, and its problems as `file:line: message`.
fn problems(folder: &tempfile::TempDir) -> (Library, Vec<String>) {
    let library = read(&[folder.path().to_owned()], None);
    let shown = library.problems.iter().map(|problem| {
        let path = problem.path.strip_prefix(folder.path()).unwrap_or(&problem.path).display();
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{path}{line}: {}", problem.message)
    });
    let shown = shown.collect();
    (library, shown)
}

fn keys(library: &Library) -> Vec<&str> {
    library.sources.iter().map(|source| source.filed.document.key.as_str()).collect()
}

#[test]
fn the_sample_corpora_are_read_without_a_problem() {
    let library = read(&[corpus("iraq-2020/sources"), corpus("veldra-flood/sources")], None);
    assert_eq!(library.problems, []);
    for document in library.sources.iter().map(|source| &source.filed.document) {
        let key = document.key.as_str();
        assert!(document.title.is_some(), "{key} has no title");
        let date = document.date.map(|date| date.to_string());
        let named = if key.ends_with("week-26") { "2020-07-01" } else { &key[key.len() - 10..] };
        assert_eq!(date.as_deref(), Some(named), "{key}");
        assert!(!document.date_inferred, "{key}");
        assert_eq!(document.language.as_deref(), Some("en"), "{key}");
    }
}

/// Letters and digits of a document that its map sends elsewhere in the file, each with the line it is sent to.
fn misplaced_letters(source: &Filed) -> Vec<(char, u32)> {
    let file = fs::read_to_string(&source.path).expect("sample files are UTF-8");
    let line_starts: Vec<_> = std::iter::once(0).chain(file.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let letters = source.document.text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    let misplaced = letters.filter_map(|(at, letter)| {
        let place = source.map.locate(Span::new(at, at + letter.len_utf8())).start;
        let before = &file[line_starts[place.line as usize]..place.byte];
        let placed = !before.contains('\n') && before.encode_utf16().count() == place.column_utf16 as usize;
        (!placed || !file[place.byte..].starts_with(letter)).then_some((letter, place.line + 1))
    });
    misplaced.collect()
}

#[test]
fn every_letter_of_the_sample_corpora_stands_where_its_map_says() {
    let library = read(&[corpus("iraq-2020/sources"), corpus("veldra-flood/sources")], None);
    for source in &library.sources {
        assert_eq!(misplaced_letters(&source.filed), [], "{}", source.filed.document.key);
    }
}

/// For each line of a page the words of its left column, as the text in reading order tells.
fn true_cuts(lines: &[&str], reading_order: &str, right_begins: &str) -> Vec<usize> {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
    let whole = letters(reading_order);
    let (left, right) = whole.split_at(whole.find(&letters(right_begins)).expect("the right column is in the text"));
    let mut states = vec![(0, 0, Vec::new())];
    for line in lines {
        let words: Vec<_> = line.split_whitespace().map(letters).collect();
        let mut next = Vec::new();
        for (left_at, right_at, cuts) in &states {
            for cut in 0..=words.len() {
                let (one, two) = (words[..cut].concat(), words[cut..].concat());
                if left[*left_at..].starts_with(&one) && right[*right_at..].starts_with(&two) {
                    let cuts: Vec<usize> = [cuts.as_slice(), &[cut]].concat();
                    next.push((left_at + one.len(), right_at + two.len(), cuts));
                }
            }
        }
        states = next;
    }
    states.into_iter().next().map(|(_, _, cuts)| cuts).expect("the page holds the text")
}

#[test]
fn a_page_of_two_columns_is_cut_right_in_nearly_every_line() {
    let page =
        fs::read_to_string(corpus("iraq-2020/sources/fuel-and-power-2020-week-26.txt")).expect("the page is there");
    let text = fs::read_to_string(corpus("iraq-2020/fuel-and-power-2020-week-26.columns.txt")).expect("its text too");
    let lines: Vec<_> = page.lines().skip(4).filter(|line| !line.is_empty() && !line.starts_with("P10")).collect();
    let wanted = true_cuts(&lines, &text, "About 5,200 American soldiers");
    let words: Vec<Vec<_>> =
        lines.iter().map(|line| line.split_whitespace().map(|word| Word::new(word, 0).keyed()).collect()).collect();
    let found = split(&words, f32::NEG_INFINITY).expect("there is something to cut").cuts;
    let right = found.iter().zip(&wanted).filter(|(found, wanted)| found == wanted).count();
    assert!(right + 2 >= lines.len(), "{right} of {} lines", lines.len());
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let folder = folder(&[
        ("good.txt", b"Thirteen men were arrested in Port Selm."),
        ("binary.txt", b"\x7FELF\0\0\0\x01"),
        ("broken.txt", b"one\ntwo \xFF men\n"),
        ("empty.md", b""),
        ("faulty.md", b"---\ntitle: a: b\ndate: 2020-06-28\n---\n\nText.\n"),
        ("photo.jpg", b"x"),
        ("scan.tif", b"x"),
        ("more/scan.tif", b"x"),
        ("good.yaml", b"publisher: Selm Post\ndate: soon\n"),
        ("deskcheck.toml", b""),
        ("library.bib", b""),
        (".hidden.txt", b"hidden"),
    ]);
    let (library, problems) = problems(&folder);
    assert_eq!(keys(&library), ["broken", "empty", "faulty", "good"]);
    assert_eq!(library.sources[3].filed.document.publisher.as_deref(), Some("Selm Post"));
    assert_eq!(library.sources[2].filed.document.date.map(|date| date.to_string()).as_deref(), Some("2020-06-28"));
    // Without what to do, and without the formats.
    let begin = |problem: &String| {
        let said = problem.split(" can: ").next().unwrap_or_default();
        said.split(|c: char| "(;".contains(c)).next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        problems.iter().map(begin).collect::<Vec<_>>(),
        [
            "binary.txt: is not text but a binary file",
            "broken.txt:2: holds bytes that are no UTF-8",
            "empty.md: holds no text",
            "faulty.md:2: metadata is no valid YAML here ",
            "good.yaml:2: `date: soon` is no day with its year and is left out",
            "more/scan.tif: and 1 other .tif file cannot be read: files of these formats",
            "photo.jpg: cannot be read: files of these formats",
        ]
    );
}

#[test]
fn a_missing_folder_is_said() {
    let library = read(&[PathBuf::from("/nowhere/at/all")], None);
    assert!(library.sources.is_empty());
    assert_eq!(library.problems.len(), 1);
    assert!(library.problems[0].message.starts_with("does not exist"), "{:?}", library.problems);
}

#[test]
fn one_key_for_each_document_whatever_the_order() {
    let folder = folder(&[("a.txt", b"One."), ("a.html", b"<p>Two."), ("b/A.md", b"Three."), ("c.txt", b"Four.")]);
    let (library, problems) = problems(&folder);
    let mut found = keys(&library);
    found.sort_unstable();
    assert_eq!(found, ["A", "a-2", "a-3", "c"]);
    assert_eq!(problems.len(), 2, "{problems:?}");
    let sub = |name: &str| folder.path().join(name);
    let again = read(&[sub("c.txt"), sub("b"), sub("a.txt"), folder.path().to_owned()], None);
    assert_eq!(keys(&again), keys(&library));
}

#[test]
fn unchanged_files_are_not_read_again() {
    let folder = folder(&[("a.txt", b"One man."), ("b.txt", b"Two men."), ("c.txt", b"Three \xFF men.")]);
    let paths = [folder.path().to_owned()];
    let first = read(&paths, None);
    fs::write(folder.path().join("b.txt"), "Two men, or three.").expect("a file can be written");
    fs::write(folder.path().join("a.yaml"), "publisher: Selm Post").expect("a file can be written");
    let second = read(&paths, Some(&first));
    let kept = |key: &str| {
        let of = |library: &Library| {
            library.sources.iter().find(|source| source.filed.document.key == key).map(|source| source.facts.clone())
        };
        of(&first).zip(of(&second)).is_some_and(|(before, after)| Arc::ptr_eq(&before, &after))
    };
    assert_eq!((kept("a"), kept("b"), kept("c")), (false, false, true));
    assert_eq!(second.problems, first.problems);
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let folder = folder(&[("a.txt", b"One man."), ("b.txt", b"Two men.")]);
    let paths = [folder.path().to_owned()];
    let library = in_memory(&Order { stop: &|| true, ..Order::of(&paths) }, None);
    assert!(library.sources.is_empty());
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_twice_to_one_file_do_no_harm() {
    let folder = folder(&[("a.txt", b"One man.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link can be made");
    std::os::unix::fs::symlink(folder.path().join("a.txt"), folder.path().join("b.txt")).expect("a link can be made");
    let (library, problems) = problems(&folder);
    assert_eq!(keys(&library), ["a"]);
    assert!(problems.is_empty(), "nothing is left out: {problems:?}");
}

#[test]
fn a_line_of_fifty_megabytes_is_read_like_any_other() {
    let sentence = "Thirteen men were arrested in Port Selm on Thursday night. ";
    let file = sentence.repeat(50 * 1024 * 1024 / sentence.len());
    let input = deskcheck_corpus::formats::Input { path: Path::new("long.txt"), bytes: file.as_bytes() };
    let reader = deskcheck_corpus::formats::reader(input.path).expect("text can be read");
    let mut problems = Vec::new();
    let reading = (reader.read)(input, &mut problems).pop().expect("it is text");
    assert!(reading.text.lines().all(|line| line.len() <= 1 << 20), "no paragraph is beyond a megabyte");
    assert_eq!(reading.text.matches("Thirteen").count(), file.matches("Thirteen").count());
}

#[test]
fn sidecars_say_what_is_known_of_a_document() {
    let folder = folder(&[
        ("a.txt", b"One man."),
        ("a.txt.yaml", b"author: [Ada Brill, Jon Marr]\ngrade: b2\nretracted: true\naccessed: 2021-01-04\n"),
        ("a.yaml", b"author: Nobody\nlanguage: French\nurl: https://selm-post.example/2020/06/28/men\nkey: men\n"),
        ("b.txt", b"Two men."),
        ("b.yaml", b"grade: G7\nlanguage: Klingon\nurl: selm\nretracted: perhaps\nauthor: {a: b}\n"),
    ]);
    let (library, problems) = problems(&folder);
    assert_eq!(keys(&library), ["b", "men"]);
    let men = &library.sources[1].filed.document;
    assert_eq!(men.author.as_deref(), Some("Ada Brill, Jon Marr"));
    assert_eq!((men.grade.as_deref(), men.retracted, men.language.as_deref()), (Some("B2"), true, Some("fr")));
    assert_eq!(men.day().as_deref(), Some("2020-06-28 (inferred)"), "out of the address");
    assert_eq!(
        problems,
        [
            "b.yaml:1: `grade: G7` is left out: write a letter from A to F and a digit from 1 to 6, such as B2",
            "b.yaml:2: `language: Klingon` is left out: that is no language; write its code, such as `fr`",
            "b.yaml:3: `url: selm` is left out: that is no web address; write it with https://",
            "b.yaml:4: `retracted` is left out: write true or false",
            "b.yaml:5: `author` is left out: write one name, or a list of names",
        ]
    );
}

#[test]
fn a_library_describes_documents_and_brings_its_own() {
    let folder = folder(&[
        ("library.bib", b"@misc{men, title = {Men}, file = {sources/a.txt}}\n@misc{far, file = {kept/far.txt}}\n@misc{gone, title = {Gone}}\n@misc{\n"),
        ("sources/a.txt", b"One man."),
        ("sources/b.txt", b"Two men."),
        ("kept/far.txt", b"Three men."),
    ]);
    let corpus = [folder.path().join("sources")];
    let read = |previous| {
        let libraries = Bibliographies::read(&[folder.path().join("library.bib")], &corpus);
        in_memory(&Order { bibliographies: &libraries, ..Order::of(&corpus) }, previous)
    };
    let first = read(None);
    assert_eq!(keys(&first), ["b", "far", "men"]);
    assert_eq!(first.missing.iter().map(|work| work.key.as_str()).collect::<Vec<_>>(), ["gone"]);
    assert_eq!(first.problems.len(), 1, "{:?}", first.problems);
    assert_eq!(first.problems[0].line, Some(4));

    fs::write(folder.path().join("library.bib"), "@misc{folk, title = {Men}, file = {sources/a.txt}}")
        .expect("a file can be written");
    assert_eq!(keys(&read(Some(&first))), ["b", "folk"], "what a library says is part of what a document is made from");
}
