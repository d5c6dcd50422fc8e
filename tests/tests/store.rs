//! The index on disk over real processes: killed, crowded, out of room, with its files changed under its hands.

#[path = "../protocol/desk.rs"]
mod desk;

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use desk::Desk;
use deskcheck_tests::program;

/// A desk whose index is looked at.
struct Kept {
    desk: Desk,
}

/// What one run gave.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Kept {
    fn new() -> Self {
        Self { desk: Desk::new() }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        program::command(self.desk.path()).args(arguments).output().expect("the program can be run").into()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = program::command(self.desk.path());
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started")
    }

    /// Runs `index` and expects nothing to be wrong.
    fn index(&self) -> String {
        let run = self.run(&["index"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.out
    }

    /// Reads until the files are older than a tick of the file system's clock, so that their stamps are believed.
    fn settle(&self) {
        let until = Instant::now() + Duration::from_secs(60);
        while !self.run(&["index", "--status"]).out.contains("due        0 files new or perhaps changed") {
            assert!(Instant::now() < until, "the files stay due: {}", self.index());
            self.index();
        }
    }

    /// Expects the index to be whole and to say what the files say.
    fn verify(&self) {
        let run = self.run(&["index", "--verify"]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    }

    /// Expects the documents that come out of the index to be those that reading afresh gives.
    fn says_what_the_files_say(&self) {
        let listing = |more: &[&str]| self.run(&[&["sources", "--format", "json"], more].concat()).out;
        assert_eq!(listing(&[]), listing(&["--in-memory"]));
    }

    /// The file in it whose name begins so.
    fn file(&self, beginning: &str) -> PathBuf {
        let files = fs::read_dir(self.folder()).expect("it is there").map(|entry| entry.expect("it is there").path());
        let is_it = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning));
        files.filter(is_it).min().expect("it was written")
    }

    /// The folder of the index.
    fn folder(&self) -> PathBuf {
        let below = program::caches(self.desk.path()).join("deskcheck");
        let mut folders = fs::read_dir(&below).expect("it was made").map(|entry| entry.expect("it is there").path());
        folders.find(|folder| folder.join("index.db").exists()).expect("an index was written")
    }
}

/// Numbers that look like chance and are the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[test]
fn what_was_read_is_not_read_again() {
    let kept = Kept::new();
    assert!(kept.index().starts_with("2 documents: 2 files read"));
    assert!(kept.index().contains("0 files read (0.0 MB), 2 unchanged, 0 removed"));
    kept.verify();
    kept.settle();
    let status = kept.run(&["index", "--status"]).out;
    assert!(status.contains("documents  2 in 2 files") && status.contains("writer     none"), "{status}");
    assert!(status.contains("due        0 files new or perhaps changed, 0 gone, 2 unchanged"), "{status}");
    assert!(status.contains("resolved   3 actors, 1 incidents\n"), "{status}");
    assert_eq!(kept.run(&["check", "note.md"]).code, Some(1), "the note's figure is wrong");
    kept.desk.write("sources/third.md", "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves.");
    assert!(kept.index().starts_with("3 documents: 1 files read"));
    let rebuilt = kept.run(&["index", "--rebuild"]);
    assert!(rebuilt.out.starts_with("3 documents: 3 files read"), "{}", rebuilt.out);
    kept.says_what_the_files_say();
}

#[test]
fn nothing_is_written_where_nothing_is_to_be_written() {
    let kept = Kept::new();
    for arguments in [&["check", "--in-memory", "note.md"][..], &["sources", "--in-memory"], &["index", "--in-memory"]]
    {
        kept.run(arguments);
    }
    assert!(!program::caches(kept.desk.path()).exists());
}

/// Two hundred times the program is killed while it reads, at any moment, over documents that change between.
#[test]
fn a_killed_reading_loses_nothing_and_is_gone_on_with() {
    let kept = Kept::new();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let text = |number: u64, version: u64| {
        format!("On {} March 2021 the Coast Guard arrested {version} members of the Grey Wolves.\n", number % 28 + 1)
            .repeat(4)
    };
    for number in 0..40 {
        kept.desk.write(&format!("sources/{number}.txt"), text(number, 7));
    }
    let begun = Instant::now();
    kept.index();
    let usual = begun.elapsed().as_micros() as u64;
    for kill in 0..200 {
        for _ in 0..4 {
            let (number, version) = (chance.below(50), chance.below(1000));
            if version % 5 == 0 {
                // It may not be there.
                let _ = fs::remove_file(kept.desk.file(&format!("sources/{number}.txt")));
            } else {
                kept.desk.write(&format!("sources/{number}.txt"), text(number, version));
            }
        }
        let mut running = kept.start(&["index"]);
        let moment = Instant::now() + Duration::from_micros(chance.below(usual));
        while Instant::now() < moment && running.try_wait().is_ok_and(|ended| ended.is_none()) {
            std::thread::yield_now();
        }
        // It may have ended.
        let _ = running.kill();
        running.wait().expect("it has ended");
        if kill % 25 == 0 {
            kept.verify();
        }
    }
    kept.index();
    kept.verify();
    kept.says_what_the_files_say();
}

#[test]
fn several_may_want_to_write_at_once() {
    let kept = Kept::new();
    for number in 0..60 {
        kept.desk.write(&format!("sources/{number}.md"), format!("Police arrested {number} men in Selm."));
    }
    let running: Vec<_> = (0..4)
        .map(|_| {
            let mut command = program::command(kept.desk.path());
            command
                .args(["sources", "--format", "json"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program can be started")
        })
        .collect();
    for child in running {
        let run = Run::from(child.wait_with_output().expect("it ends"));
        let is_whole = run.out.matches("\"key\"").count() == 62;
        assert!(is_whole || run.err.contains("is being written by process"), "{}{}", run.out, run.err);
    }
    kept.verify();
    kept.says_what_the_files_say();
}

/// Waits for what comes soon, without a guess at when.
#[cfg(unix)]
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}: it does not happen");
        std::thread::yield_now();
    }
}

/// Sends a signal to a process or, where the number is negative, to a group of them.
#[cfg(unix)]
fn signal(name: &str, process: i64) {
    let sent = std::process::Command::new("kill").args(["-s", name, "--", &process.to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "{name} to {process}");
}

#[cfg(unix)]
impl Kept {
    /// More files than are read in the time that a signal takes.
    fn write_many(&self) {
        for number in 0..1500 {
            let text = format!("On 4 March 2021 the Coast Guard arrested {number} members of the Grey Wolves in Selm.");
            self.desk.write(&format!("sources/{number}.txt"), text);
        }
    }

    /// Starts `index` over many new files and waits until it has the index in hand.
    fn indexing(&self) -> Child {
        self.index();
        self.write_many();
        let child = self.start(&["index"]);
        let (lock, number) = (self.file("index.lock"), child.id().to_string());
        until("a lock", || fs::read_to_string(&lock).is_ok_and(|writer| writer == number));
        child
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_reading_keeps_what_was_read_and_says_so() {
    let kept = Kept::new();
    let running = kept.indexing();
    signal("INT", running.id().into());
    let run = Run::from(running.wait_with_output().expect("it ends"));
    assert_eq!(run.code, Some(2), "{}{}", run.out, run.err);
    assert!(run.err.contains("interrupted: what was read is kept, and the next run goes on from there"), "{}", run.err);
    let number = |words: &str, before: &str| {
        let (head, _) = words.split_once(before).expect("it is told");
        head.rsplit(' ').next().and_then(|number| number.parse::<usize>().ok()).expect("it is a number")
    };
    let read = number(&run.out, " files read");
    assert_eq!(number(&run.out, " documents"), 2 + read, "{}", run.out);
    let rest = kept.index();
    assert_eq!((number(&rest, " documents"), number(&rest, " files read")), (1502, 1500 - read), "{rest}");
    kept.verify();
    kept.says_what_the_files_say();
}

/// Ctrl-C reaches everything that was started from a terminal: the children that read files must not end by it, or what they
/// read would be taken for damaged.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_in_a_terminal_makes_no_file_look_damaged() {
    use std::os::unix::process::CommandExt;
    let kept = Kept::new();
    for number in 0..40 {
        let page = "<ul><li><a href=\"/\">News</a></li><li><a href=\"/\">Sport</a></li></ul>".repeat(1000);
        let text =
            format!("<p>On 4 March 2021 the Coast Guard arrested {number} members of the Grey Wolves in Selm.</p>");
        kept.desk.write(&format!("sources/{number}.html"), format!("<html><body>{page}{text}</body></html>"));
    }
    let mut command = program::command(kept.desk.path());
    command.arg("index").stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let running = command.spawn().expect("the program can be started");
    let tasks = format!("/proc/{}/task", running.id());
    // It is apart a moment after it has begun to be.
    let is_apart = |id: &str| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(2)) == Some(id)
    };
    until("a child in a group of its own", || {
        let tasks = fs::read_dir(&tasks).into_iter().flatten().flatten();
        let mut children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
        children.any(|ids| ids.split_whitespace().any(is_apart))
    });
    signal("INT", -i64::from(running.id()));
    let run = Run::from(running.wait_with_output().expect("it ends"));
    assert!(!run.err.contains("damaged"), "{}", run.err);
    assert!(kept.index().starts_with("42 documents"));
    kept.says_what_the_files_say();
}

/// Who waits for a writer takes over as soon as that is gone, however it went.
#[cfg(target_os = "linux")]
#[test]
fn who_waits_takes_over_from_a_writer_that_dies() {
    let kept = Kept::new();
    let mut first = kept.indexing();
    signal("STOP", first.id().into());
    let second = kept.start(&["index"]);
    let opened = format!("/proc/{}/fd", second.id());
    until("a second writer", || {
        let files = fs::read_dir(&opened).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read_link(file.path()).ok()).any(|file| file.ends_with("index.lock"))
    });
    first.kill().expect("it can be killed");
    let run = Run::from(second.wait_with_output().expect("it ends"));
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(run.out.starts_with("1502 documents"), "{}", run.out);
    first.wait().expect("it has ended");
    kept.verify();
}

/// A limit on the length of files stands in for a full disk: both make a write fail.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_what_was_written_stays() {
    let kept = Kept::new();
    kept.index();
    for number in 0..60 {
        let text = format!("Police arrested {number} men in Selm on Thursday night. ").repeat(200);
        kept.desk.write(&format!("sources/{number}.md"), text);
    }
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" index";
    let limited = program::through("sh", kept.desk.path()).args(["-c", script]).arg(program::path()).output();
    let limited = Run::from(limited.expect("a shell can be run"));
    assert_eq!(limited.code, Some(2), "{}{}", limited.out, limited.err);
    assert!(limited.err.contains("disk"), "{}", limited.err);
    kept.verify();
    assert!(kept.index().starts_with("62 documents"));
    kept.verify();
    kept.says_what_the_files_say();
}

#[test]
fn a_damaged_index_is_noticed_and_made_anew() {
    let kept = Kept::new();
    let text = "Police arrested 13 men in Selm on Thursday night. ".repeat(400);
    kept.desk.write("sources/long.md", text);
    kept.index();
    let database = kept.folder().join("index.db");
    let mut bytes = fs::read(&database).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 5000].fill(0x5a);
    fs::write(&database, &bytes).expect("it can be written");
    let found = kept.run(&["index", "--verify"]);
    assert_eq!(found.code, Some(1), "{}", found.out);
    assert!(found.err.contains("--rebuild"), "{}", found.err);
    let used = kept.run(&["sources"]);
    assert!(used.err.contains("has been made anew"), "{}", used.err);
    kept.verify();
    kept.says_what_the_files_say();

    let connection = rusqlite::Connection::open(&database).expect("it can be opened");
    connection.execute("UPDATE files SET seen = zeroblob(length(seen))", []).expect("it can be written");
    drop(connection);
    let run = kept.run(&["index"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("has been made anew") && run.out.starts_with("3 documents: 3 files read"), "{}", run.err);
    kept.verify();

    fs::write(&database, "no database at all, but long enough to be taken for one".repeat(200))
        .expect("it can be written");
    assert!(kept.run(&["sources"]).err.contains("has been made anew"));
    kept.verify();
}

/// An index is sound whatever version of the program has read the files, but that it says what they say is then not known.
#[test]
fn what_another_version_has_read_is_told_and_not_called_compared() {
    let kept = Kept::new();
    kept.index();
    let database = rusqlite::Connection::open(kept.file("index.db")).expect("it can be opened");
    database.execute("UPDATE files SET reader = reader + 1", []).expect("it can be written");
    drop(database);
    let run = kept.run(&["index", "--verify"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.starts_with("0 documents, 0 spans: 0 faults"), "{}", run.out);
    assert!(
        run.err.contains("2 documents were not compared: another version of Deskcheck has read them"),
        "{}",
        run.err
    );
    assert!(kept.index().starts_with("2 documents: 2 files read"));
    let run = kept.run(&["index", "--verify"]);
    assert!(run.out.starts_with("2 documents") && !run.err.contains("not compared"), "{}{}", run.out, run.err);
}

/// Of an index only what is asked for is looked at. Whatever of it is damaged, the answer is right, and damage to what was
/// resolved is said.
#[test]
fn a_damaged_index_is_never_answered_from() {
    let kept = Kept::new();
    let text = "The Coast Guard of Port Ammer said on 5 March 2021 that 14 men were held. ".repeat(40);
    kept.desk.write("sources/long.md", text);
    kept.index();
    let wanted = kept.run(&["check", "note.md"]);
    assert_eq!((wanted.code, wanted.out.contains("14 members")), (Some(1), true), "{}", wanted.out);
    // SQLite fills its pages from behind.
    for (file, page, must_be_said) in [("index.db", 4096, false), ("resolved-", 4096, true), ("names-", 128, true)] {
        let parts = fs::read(kept.file(file)).expect("it is there").len() / page;
        let mut said = 0;
        for end in (1..=parts).map(|part| part * page) {
            let path = kept.file(file);
            let mut bytes = fs::read(&path).expect("it is there");
            bytes[end - 100..end].fill(0x5a);
            fs::write(&path, &bytes).expect("it can be written");
            let found = kept.run(&["index", "--verify"]);
            let given = kept.run(&["check", "note.md"]);
            assert_eq!((given.code, &given.out), (wanted.code, &wanted.out), "{file} before {end}: {}", given.err);
            let is_said = given.err.contains("has been made anew");
            assert!(is_said || !must_be_said, "{file} before {end}: {}", given.err);
            let is_found = found.code == Some(1) && found.err.contains("--rebuild");
            assert!(is_found || !is_said, "{file} before {end}: {}{}", found.out, found.err);
            said += usize::from(is_said);
            kept.run(&["index", "--rebuild"]);
        }
        assert!(said > 3, "{file}: {said} of {parts} were said");
    }
}

#[cfg(unix)]
#[test]
fn names_in_any_encoding_and_links_in_circles_are_no_trouble() {
    use std::os::unix::ffi::OsStrExt;
    let kept = Kept::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9 \xff.txt");
    let sources = kept.desk.file("sources");
    fs::write(sources.join(name), "Police arrested 12 men in Selm.").expect("any name can be written");
    fs::write(sources.join("two\nlines.txt"), "Police arrested 13 men in Selm.").expect("any name can be written");
    for (link, target) in [("round", "."), ("up", ".."), ("itself", "itself")] {
        std::os::unix::fs::symlink(target, sources.join(link)).expect("links can be made");
    }
    let run = kept.run(&["index"]);
    assert!(run.out.starts_with("5 documents: 5 files read"), "{}{}", run.out, run.err);
    assert!(run.err.contains("itself: is a link that leads nowhere"), "{}", run.err);
    assert!(kept.index().contains("5 unchanged"));
    kept.verify();
    kept.says_what_the_files_say();
}

/// What cannot be looked into now keeps what was read of it.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_keeps_what_was_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let kept = Kept::new();
    kept.desk.write("sources/locked/a.txt", "Police arrested 12 men in Selm.");
    kept.index();
    let locked = kept.desk.file("sources/locked");
    let may = |mode| fs::set_permissions(&locked, fs::Permissions::from_mode(mode)).expect("its owner may");
    may(0o000);
    // Root may look into everything; then somebody else has to try, who must be able to reach the rest.
    let is_root = fs::metadata(kept.desk.path()).is_ok_and(|about| about.uid() == 0);
    let run = if is_root {
        let copy = kept.desk.file("deskcheck");
        fs::copy(program::path(), &copy).expect("a program can be copied");
        let given = std::process::Command::new("chown").args(["-R", "65534"]).arg(kept.desk.path()).status();
        assert!(given.is_ok_and(|status| status.success()));
        let mut somebody = program::through("setpriv", kept.desk.path());
        somebody.args(["--reuid=65534", "--clear-groups"]).arg(copy).arg("index");
        Run::from(somebody.output().expect("setpriv is part of every Linux"))
    } else {
        kept.run(&["index"])
    };
    may(0o700);
    assert!(run.out.starts_with("3 documents: 0 files read"), "{}{}", run.out, run.err);
    assert!(run.err.contains("locked: cannot be looked into"), "{}", run.err);
}

#[test]
fn a_hundred_thousand_files_in_one_folder_are_gone_over() {
    let kept = Kept::new();
    kept.index();
    let folder = kept.desk.file("sources/many");
    fs::create_dir(&folder).expect("folders can be made");
    for number in 0..100_000 {
        fs::write(folder.join(format!("{number}.txt")), "").expect("files can be written");
    }
    let status = kept.run(&["index", "--status"]).out;
    // The other two may have been written too shortly before they were read to be believed.
    assert!(status.contains("due        10000") && status.contains("perhaps changed, 0 gone"), "{status}");
}
