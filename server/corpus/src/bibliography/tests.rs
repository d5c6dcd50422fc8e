use std::fmt::Write;
use std::fs;

use expect_test::{Expect, expect};

use super::*;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }
    folder
}

/// What entries say, the files that they name and that are there, and what is wrong with them.
fn check(library: &str, text: &str, others: &[&str], expected: &Expect) {
    let mut files = vec![(library, text)];
    files.extend(others.iter().map(|name| (*name, "Text.")));
    let folder = folder(&files);
    let library = folder.path().join(library);
    let all = Bibliographies::read(std::slice::from_ref(&library), &[folder.path().join("sources")]);
    let mut shown = String::new();
    for Described { metadata, files, .. } in &all.entries {
        let Metadata { key, title, publisher, author, language, url, date, retracted, .. } = metadata;
        let told = [key, title, publisher, author, language, url].map(|told| told.as_deref().unwrap_or("-"));
        let date = date.map_or("-".to_owned(), |date| date.to_string());
        let retracted = if retracted.is_some() { " retracted" } else { "" };
        writeln!(shown, "{} | {date}{retracted}", told.join(" | ")).expect("a string takes all");
        for file in files {
            let file = file.strip_prefix(folder.path()).unwrap_or(file);
            writeln!(shown, "  {}", file.display()).expect("a string takes all");
        }
    }
    for problem in &all.problems {
        writeln!(shown, "{}: {}", problem.line.unwrap_or_default(), problem.message).expect("a string takes all");
    }
    expected.assert_eq(&shown);
}

#[test]
fn biblatex_as_zotero_exports_it() {
    check(
        "library.bib",
        r"
@article{brill_harbour_2020,
	title = {Harbour strike enters its {Third} day},
	url = {https://selm-post.example/2020/06/28/strike},
	author = {Brill, Ada and Marr, Jon},
	journaltitle = {Selm Post},
	urldate = {2021-01-04},
	date = {2020-06-28},
	langid = {british},
	file = {Full Text PDF:files/12/brill_harbour.md:application/pdf;Snapshot:files/13/strike.html:text/html},
}

@report{kell_losses_2019,
	title = {Losses in the {Kell} valley},
	author = {{Office for the Valley}},
	institution = {Ministry of Waters},
	date = {2019},
	doi = {10.1000/Kell},
	file = {C\:\\Users\\ada\\Zotero\\storage\\AB12CD34\\losses\; part 1.html:C\:\\Users\\ada\\Zotero\\storage\\AB12CD34\\losses\; part 1.html:text/html},
}
",
        &["files/12/brill_harbour.md", "files/13/strike.html", "sources/AB12CD34/losses; part 1.html"],
        &expect![[r#"
            brill_harbour_2020 | Harbour strike enters its Third day | Selm Post | Ada Brill, Jon Marr | en | https://selm-post.example/2020/06/28/strike | 2020-06-28
              files/12/brill_harbour.md
              files/13/strike.html
            kell_losses_2019 | Losses in the Kell valley | Ministry of Waters | Office for the Valley | - | https://doi.org/10.1000/Kell | -
              sources/AB12CD34/losses; part 1.html
        "#]],
    );
}

#[test]
fn bibtex_by_hand() {
    check(
        "hand.bib",
        BY_HAND,
        &["sources/gates.txt"],
        &expect![[r#"
            gates | Gates shut | Selm Post | Jon Marr, Ada Brill, Vera Oster and others | - | - | 2020-06-28
              sources/gates.txt
            withdrawn | A claim | - | - | - | - | 2020-06-30 retracted
        "#]],
    );
}

#[test]
fn a_malformed_entry_costs_itself() {
    check(
        "faulty.bib",
        "@misc{one, title = {One}}\n\n@misc{two,\n  title = {Two,\n  date = {2020-06-28}\n\n@misc{three, title = nowhere}\n\
         @misc{four title = {Four}}\n@misc{one, title = {Another}}\n@misc{five, title = {Five}}\n",
        &[],
        &expect![[r#"
            one | One | - | - | - | - | -
            three | - | - | - | - | - | -
            five | Five | - | - | - | - | -
            5: this entry is no BibTeX (unexpected end of file) and is left out; correct it or export it again
            7: of the entry `three` only the key counts (unknown abbreviation "nowhere"); correct it or export it again
            8: this entry is no BibTeX (expected comma) and is left out; correct it or export it again
            9: another entry has the key `one`, and that one counts; give this one its own
        "#]],
    );
    check(
        "faulty.json",
        "[\n  {\"id\": \"one\", \"title\": \"One\"},\n  {\"id\": \"two\",\n   \"title\": Two},\n  {\"title\": \"Nameless\"},\n  \
         {\"id\": 5, \"title\": \"Five\", \"author\": \"Ada\"},\n  {\"id\": \"six\", \"title\": \"Six\"},\n {\"id\": \"seven\", \"ti",
        &[],
        &expect![[r#"
            one | One | - | - | - | - | -
            5 | - | - | - | - | - | -
            six | Six | - | - | - | - | -
            4: this entry cannot be read (expected value) and is left out; correct it or export it again
            5: this entry has no `id` and is left out; give it one
            6: of the entry `5` only the key counts (invalid type: string "Ada", expected a sequence); correct it or export it again
            8: this entry cannot be read (EOF while parsing a string) and is left out; correct it or export it again
        "#]],
    );
    check(
        "empty.json",
        "",
        &[],
        &expect![[r#"
        1: is no library: a list [...] of entries {...} is wanted, as in CSL-JSON; export it again
    "#]],
    );
    check("empty.bib", "", &[], &expect![[r#""#]]);
}

#[test]
fn csl_json_as_zotero_exports_it() {
    check(
        "library.json",
        CSL,
        &["sources/strike.html"],
        &expect![[r#"
        brill2020 | Harbour strike | Selm Post | Ada Brill, Wire staff | en | https://selm-post.example/strike | 2020-06-28
          sources/strike.html
        17 | Losses | Ministry of Waters | - | - | https://doi.org/10.1000/Kell | - retracted
        raw | Gates shut | - | - | - | - | 2020-06-30
    "#]],
    );
}

#[test]
fn the_json_of_better_bibtex() {
    check(
        "better.json",
        BETTER,
        &["storage/AB12CD34/gates.txt"],
        &expect![[r#"
        marr2020 | Gates shut | Selm Post | Jon Marr | - | - | 2020-06-30
          storage/AB12CD34/gates.txt
    "#]],
    );
}

#[test]
fn an_entry_finds_its_document() {
    let folder = folder(&[
        (
            "a.bib",
            "@misc{by-file, title = {F}, file = {one.txt;two.txt}}\n@misc{stem, title = {S}}\n@misc{given, title = {G}}\n\
             @misc{by-url, title = {U}, url = {http://www.a.example/x/}}\n\
             @misc{by-title, title = {Gates: Shut}, date = {2020-06-28}}\n\
             @misc{twin, title = {Twin story}, date = {2020-06-28}}\n@misc{twin2, title = {Twin story}, date = {2020-06-28}}\n",
        ),
        ("one.txt", ""),
        ("two.txt", ""),
    ]);
    let all = Bibliographies::read(&[folder.path().join("a.bib")], &[]);
    let key = |name: &str, part: Option<&str>, itself: Metadata| {
        let told = all.apply(&folder.path().join(name), part, Metadata::default(), itself);
        told.key.unwrap_or_default()
    };
    let text = |text: &str| Some(text.to_owned());
    let itself = Metadata::default();
    let titled =
        |title| Metadata { title: text(title), date: Some(jiff::civil::date(2020, 6, 28)), ..Metadata::default() };
    assert_eq!(key("one.txt", None, itself.clone()), "by-file");
    assert_eq!(key("two.txt", None, itself.clone()), "by-file-2");
    assert_eq!(key("one.txt", Some("attached.pdf"), itself.clone()), "");
    assert_eq!(key("sub/Stem.txt", None, itself.clone()), "stem");
    assert_eq!(key("sub/by-file.txt", None, itself.clone()), "", "that entry has its documents");
    assert_eq!(key("x.txt", None, Metadata { key: text("given"), ..itself.clone() }), "given");
    assert_eq!(key("x.txt", None, Metadata { url: text("https://a.example/x#top"), ..itself.clone() }), "by-url");
    assert_eq!(key("x.txt", Some("2"), Metadata { url: text("https://a.example/x#top"), ..itself }), "by-url");
    assert_eq!(key("x.txt", None, titled("Gates shut")), "by-title");
    assert_eq!(key("x.txt", None, titled("Twin story")), "", "two entries fit");
}

#[test]
fn the_first_that_tells_a_thing_is_believed() {
    let folder = folder(&[("a.bib", "@misc{a, title = {Entry}, publisher = {Entry}, date = {2020-06-28}}")]);
    let all = Bibliographies::read(&[folder.path().join("a.bib")], &[]);
    let text = |text: &str| Some(text.to_owned());
    let beside = Metadata { title: text("Sidecar"), ..Metadata::default() };
    let itself = Metadata {
        title: text("File"),
        publisher: text("File"),
        author: text("File"),
        date: Some(jiff::civil::date(2020, 6, 30)),
        date_inferred: true,
        ..Metadata::default()
    };
    let told = all.apply(Path::new("a.txt"), None, beside, itself);
    let shown = [told.key, told.title, told.publisher, told.author].map(Option::unwrap_or_default);
    assert_eq!(shown, ["a", "Sidecar", "Entry", "File"]);
    assert_eq!((told.date, told.date_inferred), (Some(jiff::civil::date(2020, 6, 28)), false));
}

#[test]
fn what_has_no_document_is_known() {
    let folder = folder(&[("a.bib", "@misc{a, title = {A}}\n@misc{B, title = {B}}\n")]);
    let all = Bibliographies::read(&[folder.path().join("a.bib")], &[]);
    let missing: Vec<_> = all.without_document(["b"].into_iter()).into_iter().map(|document| document.key).collect();
    assert_eq!(missing, ["a"]);
}

#[test]
fn a_library_that_is_not_there_is_said() {
    let all = Bibliographies::read(&[PathBuf::from("/nowhere/a.bib")], &[]);
    assert!(all.entries.is_empty());
    assert!(all.problems.iter().all(|problem| problem.message.starts_with("cannot be read")), "{:?}", all.problems);
    assert_eq!(all.problems.len(), 1);
}

/// BibTeX as people write it.
const BY_HAND: &str = r#"
@string{sp = "Selm Post"}
@comment{nothing}
A remark; mail to ada@selm.example.
@misc{gates,
  author = "Jon Marr and Ada Brill and Vera Oster and Karl Dravik",
  title = "Gates shut",
  howpublished = sp,
  year = 2020, month = jun, day = 28,
  file = {sources/gates.txt}
}
@online{withdrawn, title = {A claim}, date = {2020-06-30}, pubstate = {retracted}, ids = {,,{}}}
"#;

/// As Zotero exports it.
const CSL: &str = r#"[
  {"id": "http://zotero.org/users/1/items/AB12CD34", "citation-key": "brill2020", "type": "article-newspaper",
   "container-title": "Selm Post", "publisher": "Post Group", "language": "en-GB", "title": "Harbour strike",
   "URL": "https://selm-post.example/strike", "author": [{"family": "Brill", "given": "Ada"}, {"literal": "Wire staff"}],
   "issued": {"date-parts": [["2020", 6, "28"]]}, "note": "PMID: 3\nfile: sources/strike.html"},
  {"id": 17, "type": "report", "title": "Losses", "publisher": "Ministry of Waters", "issued": {"date-parts": [[2019, 5]]},
   "DOI": "10.1000/Kell", "status": "retracted"},
  {"id": "raw", "type": "webpage", "title": "Gates shut", "issued": {"raw": "30 June 2020"}}
]"#;

/// As Better BibTeX exports its own JSON.
const BETTER: &str = r#"{"config": {"id": "x", "list": [{"id": "none"}]}, "items": [
  {"citationKey": "marr2020", "itemType": "newspaperArticle", "title": "Gates shut", "publicationTitle": "Selm Post",
   "date": "2020-06-30", "creators": [{"firstName": "Jon", "lastName": "Marr", "creatorType": "author"},
   {"name": "Ada Brill", "creatorType": "editor"}],
   "attachments": [{"path": "C:\\Zotero\\storage\\AB12CD34\\gates.txt", "title": "Gates"}]}
]}"#;

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("folders can be made");
    let pipe = folder.path().join("library.bib");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
        .expect("pipes can be made");
    let read = Bibliographies::read(&[pipe, folder.path().to_path_buf()], &[]);
    assert!(read.problems.iter().all(|problem| problem.message.contains("it is no file")), "{:?}", read.problems);
    assert_eq!(read.problems.len(), 2);
}
