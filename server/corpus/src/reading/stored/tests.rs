//! What an index keeps, notices and forgives.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use deskcheck_analysis::resolve::{Cards, Reference};
use deskcheck_analysis::text::DocumentId;

use super::{Kept, Updated, Waiting, held, read_kept, update};
use crate::index::disk::DiskIndex;
use crate::index::overlaid::Overlaid;
use crate::index::store::{Begun, Store, StoreError, Writer};
use crate::reading::verifying::verify;
use crate::reading::{Order, read_library};
use crate::{Files, MemoryFiles};

/// A folder of documents, and one for their index.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("folders can be made") };
        fs::create_dir(desk.sources()).expect("folders can be made");
        for (name, content) in files {
            desk.write(name, content);
        }
        desk
    }

    fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.sources().join(name), content).expect("files can be written");
    }

    /// Brings the index up to date, `stop` ending it before so many files are done.
    fn update_until(&self, stop: usize) -> Updated {
        let Ok(Begun::Ours(mut writer, None)) = Writer::begin(&self.index()) else { panic!("nobody else writes") };
        let asked = AtomicUsize::new(0);
        let (paths, ignores) = ([self.sources()], |path: &Path| path.ends_with("ignored.txt"));
        let is_enough = || asked.fetch_add(1, Ordering::Relaxed) >= stop;
        let order = Order { ignores: &ignores, stop: &is_enough, ..Order::of(&paths) };
        update(&mut writer, &order).expect("it can be written")
    }

    fn update(&self) -> Updated {
        self.update_until(usize::MAX)
    }

    /// The index, up to date, after a `fault` was found in it.
    fn kept(&self, fault: Option<&str>) -> DiskIndex {
        self.kept_while(fault, None)
    }

    fn kept_while(&self, fault: Option<&str>, waiting: Option<Waiting<'_>>) -> DiskIndex {
        let (paths, cards, bibliographies, folder) = ([self.sources()], Cards::default(), Arc::default(), self.index());
        let kept = Kept {
            folder: &folder,
            cards: &cards,
            cards_hash: 0,
            bibliographies: &bibliographies,
            fault,
            gently: false,
            waiting,
        };
        let index = read_kept(&kept, &Order::of(&paths)).expect("it can be used");
        index.expect("nobody ends it early")
    }

    /// The same by reading all files into memory.
    fn in_memory(&self) -> MemoryFiles {
        MemoryFiles::new(read_library(&[self.sources()]))
    }

    /// Takes what waits in the log of the index into its tables: who closes it last does so, where he may write.
    fn settle(&self) {
        let connection = rusqlite::Connection::open(self.index().join("index.db")).expect("it can be opened");
        connection.pragma_update(None, "wal_checkpoint", "TRUNCATE").expect("nobody else has it open");
        assert!(!self.index().join("index.db-wal").metadata().is_ok_and(|log| log.len() > 0), "nothing waits");
    }

    fn store(&self) -> Store {
        Store::open(&self.index()).expect("it can be opened").expect("it was written")
    }

    /// Number, key and text of each document.
    fn documents(&self) -> Vec<(u32, String, String)> {
        let store = self.store();
        let mut documents = Vec::new();
        let each = |head: crate::index::store::Head| {
            let contents = store.contents(head.id)?.expect("it has a head");
            documents.push((head.id.0, head.document.key, contents.text()?));
            Ok(())
        };
        store.heads(each).expect("it can be read");
        documents
    }
}

/// Files read, unchanged, removed.
fn counts(updated: &Updated) -> (usize, usize, usize) {
    (updated.read, updated.unchanged, updated.removed)
}

/// Everything that is known of the documents.
fn told(files: &dyn Files) -> Vec<String> {
    let ids = (0..files.count() as u32).map(DocumentId);
    ids.map(|id| format!("{:?}", (files.filed(id), files.facts(id)))).collect()
}

/// The names of all actors.
fn names(index: &DiskIndex) -> Vec<String> {
    index.actors().into_iter().filter_map(|id| Some(index.actor(id)?.name.clone())).collect()
}

#[test]
fn what_comes_out_is_what_reading_afresh_gives() {
    let desk = Desk::new(&[
        ("a.txt", "Police arrested 13 members of the Grey Wolves in Selm on 25 June 2020."),
        ("a.md", "# Floods\n\nAbout 5,200 people fled. The Selm Relief Agency (SRA) said so."),
        ("b.html", "<title>Harvest</title><p>Farmers sold 40 tons of wheat, the ministry said on Monday.</p>"),
        ("c.txt", "Twelve \u{fffd} men."),
        ("d.md", ""),
        ("b.yaml", "publisher: Selm Post\ndate: soon"),
    ]);
    fs::write(desk.sources().join("c.txt"), b"Twelve \xff men.").expect("files can be written");
    let afresh = desk.in_memory();
    assert!(afresh.problems().len() > 3, "{:?}", afresh.problems());
    for _ in 0..2 {
        let kept = desk.kept(None);
        assert_eq!((told(&kept), kept.problems()), (told(&afresh), afresh.problems()));
    }
    let figures = |id| afresh.filed(DocumentId(id)).map_or(0, |filed| filed.figures);
    assert!((0..afresh.count() as u32).map(figures).sum::<usize>() > 3);
}

/// The mails of a mailbox are read by several threads, and come out in their order.
#[test]
fn mails_of_a_mailbox_keep_their_order() {
    let mail = |number: usize| {
        let day = number % 28 + 1;
        format!(
            "From a@post.example Thu Jun 4 10:00:00 2020\nMessage-ID: <{number}@post.example>\nDate: {day} Jun 2020 10:00:00 \
             +0000\n\nPolice arrested {number} men in Selm.\n\n"
        )
    };
    let desk = Desk::new(&[("inbox.mbox", &(0..40).map(mail).collect::<String>())]);
    let kept = desk.kept(None);
    assert_eq!(told(&kept), told(&desk.in_memory()));
    desk.kept(Some("it is not looked at"));
    let arrested = |text: &str| text.split_whitespace().find_map(|word| word.parse::<usize>().ok());
    let numbers: Vec<_> = desk.documents().iter().filter_map(|(_, _, text)| arrested(text)).collect();
    assert_eq!(numbers, (0..40).collect::<Vec<_>>());
}

#[test]
fn only_what_changed_is_read_again_and_keeps_its_number() {
    let desk = Desk::new(&[("a.txt", "One man."), ("b.txt", "Two men."), ("c.txt", "Three men.")]);
    assert_eq!(counts(&desk.update()), (3, 0, 0));
    let before = desk.documents();
    let generation = desk.store().generation().expect("it can be read");
    assert_eq!(counts(&desk.update()), (0, 3, 0));
    assert_eq!(desk.store().generation().expect("it can be read"), generation, "nothing has changed");

    desk.write("b.txt", "Two men, or three.");
    fs::remove_file(desk.sources().join("c.txt")).expect("files can be removed");
    desk.write("d.txt", "Four men.");
    assert_eq!(counts(&desk.update()), (2, 1, 1));
    let number = |documents: &[(u32, String, String)], key: &str| {
        documents.iter().find(|document| document.1 == key).map(|document| document.0)
    };
    let after = desk.documents();
    for key in ["a", "b"] {
        assert_eq!(number(&before, key), number(&after, key), "{key}");
    }
    let gone = number(&before, "c").expect("it was there");
    assert!(after.iter().all(|(id, ..)| *id != gone), "numbers are never given again");
    let (changed, removed) = desk.store().changed_since(generation).expect("it can be read");
    let changed: Vec<_> = changed.iter().map(|id| Some(id.0)).collect();
    assert_eq!(changed.len(), 2);
    assert!(changed.contains(&number(&after, "b")) && changed.contains(&number(&after, "d")));
    assert_eq!(removed.iter().map(|id| id.0).collect::<Vec<_>>(), [gone]);
}

#[test]
fn a_sidecar_and_an_ignored_file_count() {
    let desk = Desk::new(&[("a.txt", "One man."), ("ignored.txt", "Two men.")]);
    assert_eq!(counts(&desk.update()), (1, 0, 0));
    desk.write("a.yaml", "key: first");
    assert_eq!(counts(&desk.update()), (1, 0, 0));
    assert_eq!(desk.documents()[0].1, "first");
    fs::remove_file(desk.sources().join("a.yaml")).expect("files can be removed");
    assert_eq!(counts(&desk.update()), (1, 0, 0));
    assert_eq!(desk.documents()[0].1, "a");
}

/// A change of the same length whose time was set back is noticed by the time that only the system sets, and a touched file
/// that says what it said is not read again.
#[test]
fn times_that_were_set_hide_nothing() {
    let desk = Desk::new(&[("a.txt", "One man."), ("b.txt", "Two men.")]);
    let path = desk.sources().join("a.txt");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(1_000_000);
    let set_back =
        |path: &Path| fs::File::options().write(true).open(path).and_then(|file| file.set_modified(long_ago));
    set_back(&path).expect("times can be set");
    assert_eq!(counts(&desk.update()), (2, 0, 0));
    desk.write("a.txt", "Two men.");
    set_back(&path).expect("times can be set");
    set_back(&desk.sources().join("b.txt")).expect("times can be set");
    assert_eq!(counts(&desk.update()), (1, 1, 0));
    assert_eq!(desk.documents()[0].2, "Two men.");
    let future = std::time::SystemTime::now() + std::time::Duration::from_secs(1_000_000);
    fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(future)).expect("times can be set");
    assert_eq!(counts(&desk.update()), (0, 2, 0));
    desk.write("a.txt", "Ten men.");
    fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(future)).expect("times can be set");
    assert_eq!(counts(&desk.update()), (1, 1, 0));
}

#[test]
fn a_reading_that_was_ended_goes_on_where_it_was() {
    let names: Vec<_> = (0..40).map(|number| format!("{number:02}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), "One man.")).collect();
    let desk = Desk::new(&files);
    let first = desk.update_until(25);
    assert!(first.stopped && (1..40).contains(&first.read), "{first:?}");
    assert_eq!(desk.documents().len(), first.read, "what was read can be used");
    let second = desk.update();
    assert_eq!((second.read, second.stopped), (40 - first.read, false));
    assert_eq!(desk.documents().len(), 40);
}

#[test]
fn what_has_changed_is_told_before_it_is_resolved() {
    let desk = Desk::new(&[("a.txt", "One man."), ("b.txt", "Two men.")]);
    let told = Mutex::new(Vec::new());
    let tell = |overlaid: Overlaid| {
        let number = Store::open(&desk.index()).expect("it can be read").map(|store| store.resolved());
        let texts = overlaid.documents().into_iter().filter_map(|id| Some(overlaid.document(id)?.text.clone()));
        told.lock().expect("nobody panics").push((number.map(Result::ok), texts.collect::<Vec<_>>()));
    };
    let base = Arc::new(desk.kept(None));
    let reread = || desk.kept_while(None, Some(Waiting { base: &base, tell: &tell }));
    reread();
    assert_eq!(*told.lock().expect("nobody panics"), [], "nothing has changed");
    desk.write("b.txt", "Three women.");
    let kept = reread();
    let seen = vec!["One man.".to_owned(), "Three women.".to_owned()];
    assert_eq!(*told.lock().expect("nobody panics"), [(Some(Some(1)), seen)], "of what was resolved first");
    assert_eq!(kept.document(DocumentId(1)).map(|document| document.text.clone()).as_deref(), Some("Three women."));
}

#[test]
fn keys_stay_settled_whatever_comes_and_goes() {
    let desk = Desk::new(&[("a.md", "One man."), ("a.txt", "Two men.")]);
    desk.update();
    let keys = |desk: &Desk| {
        let mut keys: Vec<_> = desk.documents().into_iter().map(|(_, key, text)| (key, text)).collect();
        keys.sort();
        keys
    };
    let shown = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    };
    assert_eq!(keys(&desk), shown(&[("a", "One man."), ("a-2", "Two men.")]));
    desk.write("A.html", "<p>Three men.");
    let updated = desk.update();
    assert_eq!(keys(&desk), shown(&[("A", "Three men."), ("a-2", "One man."), ("a-3", "Two men.")]));
    assert_eq!(updated.problems.len(), 2, "{:?}", updated.problems);
    fs::remove_file(desk.sources().join("a.md")).expect("files can be removed");
    desk.update();
    assert_eq!(keys(&desk), shown(&[("A", "Three men."), ("a-2", "Two men.")]));
}

#[test]
fn one_writes_and_the_others_read_what_is_there() {
    let desk = Desk::new(&[("a.txt", "One man.")]);
    desk.kept(None);
    let Ok(Begun::Ours(writer, None)) = Writer::begin(&desk.index()) else { panic!("nobody else writes") };
    desk.write("b.txt", "Two men.");
    let kept = desk.kept(None);
    assert_eq!((kept.count(), kept.is_behind()), (1, true));
    assert_eq!(kept.problems(), [held(&desk.index(), Some(std::process::id()))]);
    drop(writer);
    let kept = desk.kept(None);
    assert_eq!((kept.count(), kept.is_behind()), (2, false));
}

/// Whatever bytes of an index are damaged, that is noticed before anything wrong is said, and what was made anew is said.
#[test]
fn a_damaged_index_is_made_anew_and_said() {
    let text = "Police arrested 13 members of the Grey Wolves in Selm on 25 June 2020. ".repeat(200);
    let desk = Desk::new(&[("a.txt", &text), ("b.txt", &text), ("c.md", "One man.")]);
    let wanted = (told(&desk.kept(None)), names(&desk.kept(None)));
    let mut noticed = 0;
    for (file, damage) in ["index.db", "resolved-", "names-"].iter().flat_map(|file| (0..12).map(move |at| (file, at)))
    {
        desk.kept(Some("it is not looked at"));
        desk.settle();
        let files = fs::read_dir(desk.index()).expect("it is there").flatten().map(|entry| entry.path());
        let is_meant = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(file));
        let path = files.filter(is_meant).min().expect("it was written");
        let mut bytes = fs::read(&path).expect("it is there");
        let at = damage * bytes.len() / 12;
        let end = (at + 600).min(bytes.len());
        bytes[at..end].fill(0x5a);
        // Its place is taken by another file: what is mapped of it stays as it is.
        fs::remove_file(&path).expect("files can be removed");
        fs::write(&path, &bytes).expect("files can be written");
        let mut kept = desk.kept(None);
        let made_anew = |kept: &DiskIndex| kept.problems().iter().any(|problem| problem.path == desk.index());
        let mut is_told = made_anew(&kept);
        if (told(&kept), names(&kept)) != wanted {
            let fault = kept.fault();
            assert!(fault.is_some(), "{file} {damage}: what was lost is noticed");
            kept = desk.kept(fault.as_deref());
            is_told = made_anew(&kept);
        }
        assert_eq!((told(&kept), names(&kept)), wanted, "{file} {damage}");
        noticed += usize::from(is_told);
    }
    assert!(noticed > 18, "{noticed} of 36 were noticed; the others hit what is not used");
}

/// However often a file is replaced while it is read, what comes of it is one of its states; what is written over in place may
/// look whole when half of it is there, and is read again the next time.
#[test]
fn a_file_that_changes_while_it_is_read_is_read_again() {
    let desk = Desk::new(&[]);
    let (path, beside) = (desk.sources().join("a.txt"), desk.folder.path().join("next.txt"));
    let states = ["seven\n", "eleven\n"].map(|line| line.repeat(2_000));
    let replace = |state: &str| fs::write(&beside, state).and_then(|()| fs::rename(&beside, &path));
    let write_over = |state: &str| fs::write(&path, state);
    let says = |state: &String| desk.documents().iter().all(|(_, _, text)| text.trim_end() == state.trim_end());
    for (change, is_replaced) in
        [(&replace as &(dyn Fn(&str) -> std::io::Result<()> + Sync), true), (&write_over, false)]
    {
        change(&states[0]).expect("files can be written");
        let is_over = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let changed = states.iter().cycle().take_while(|_| !is_over.load(Ordering::Relaxed));
                changed.for_each(|state| change(state).expect("files can be written"));
            });
            let mut wrong = Vec::new();
            for _ in 0..10 {
                let told = desk.update().problems.into_iter().map(|problem| problem.message);
                let is_wrong = |told: &String| !told.contains("is being written") && !told.contains("holds no text");
                wrong.extend(told.filter(is_wrong));
                wrong.extend((is_replaced && !states.iter().any(says)).then(|| "it has half a text".to_owned()));
            }
            is_over.store(true, Ordering::Relaxed);
            assert_eq!(wrong, Vec::<String>::new());
        });
        change(&states[1]).expect("files can be written");
        desk.update();
        assert!(says(&states[1]) && desk.documents().len() == 1);
    }
}

/// What is known of a file decides whether it is read again: none of it may change unnoticed.
#[test]
fn what_is_known_of_a_file_is_not_believed_once_damaged() {
    let desk = Desk::new(&[("a.txt", "One man."), ("b.txt", "Two men.")]);
    desk.update();
    let connection = rusqlite::Connection::open(desk.index().join("index.db")).expect("it can be opened");
    let sound: Vec<u8> =
        connection.query_row("SELECT seen FROM files", [], |row| row.get(0)).expect("it was just written");
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        connection.execute("UPDATE files SET seen = ?1 WHERE id = 1", [damaged]).expect("it can be written");
        let Ok(Begun::Ours(mut writer, None)) = Writer::begin(&desk.index()) else { panic!("nobody else writes") };
        let updated = update(&mut writer, &Order::of(&[desk.sources()]));
        assert!(matches!(updated, Err(StoreError::Damaged(_))), "byte {at}: {updated:?}");
    }
    drop(connection);
    assert!(desk.kept(None).problems().iter().any(|problem| problem.message.contains("has been made anew")));
    assert_eq!(counts(&desk.update()), (0, 2, 0));
}

/// What another version of the program has read is not looked at, and that is told.
#[test]
fn who_verifies_tells_what_was_not_looked_at() {
    let desk = Desk::new(&[("a.txt", "One man."), ("b.txt", "Two men."), ("c.txt", "Three men.")]);
    desk.update();
    let looked_at = || {
        let verified = verify(&desk.index(), &Order::of(&[desk.sources()])).expect("it can be read");
        verified.map(|verified| (verified.documents, verified.unlooked))
    };
    assert_eq!(looked_at(), Some((3, 0)));
    let connection = rusqlite::Connection::open(desk.index().join("index.db")).expect("it can be opened");
    connection.execute("UPDATE files SET reader = reader - 1 WHERE id = 1", []).expect("it can be written");
    assert_eq!(looked_at(), Some((2, 1)));
    connection.execute("UPDATE documents SET key = NULL", []).expect("it can be written");
    assert_eq!(looked_at(), Some((0, 3)));
    assert_eq!(counts(&desk.update()), (1, 2, 0));
    assert_eq!(looked_at(), Some((3, 0)));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_said_and_not_waited_for() {
    let desk = Desk::new(&[("a.txt", "One man.")]);
    let pipe = desk.sources().join("pipe.txt");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
        .expect("pipes can be made");
    std::os::unix::fs::symlink(desk.sources(), desk.sources().join("round")).expect("links can be made");
    std::os::unix::fs::symlink("nowhere", desk.sources().join("gone.txt")).expect("links can be made");
    let updated = desk.update();
    let mut told: Vec<_> = updated.problems.iter().filter_map(|problem| problem.path.file_name()).collect();
    told.sort_unstable();
    assert_eq!(told, ["gone.txt", "pipe.txt"], "{:?}", updated.problems);
    assert_eq!(updated.read, 1);
}
