//! Children that are no readers at all; `tests/tests/isolation.rs` has real ones.

use std::time::Instant;

use super::*;

const PAGE: &[u8] = b"<p>The strike at Selm harbour went into its third day.</p>";

/// Reads a page with a shell script as child, within 200 milliseconds.
fn read(script: &str) -> (Vec<Reading>, Vec<Problem>) {
    let limits = Limits { memory: 64 << 20, time: Duration::from_millis(200), ..Limits::default() };
    let isolation = Isolation {
        program: "/bin/sh".into(),
        arguments: ["-c", script].map(OsString::from).into(),
        environment: Vec::new(),
        limits,
    };
    Readers::new(Some(&isolation)).read(Path::new("page.html"), PAGE)
}

fn check(script: &str, expected: &str) {
    let begun = Instant::now();
    let (readings, problems) = read(script);
    assert!(readings.is_empty(), "{readings:?}");
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(matches!(messages[..], [message] if message.contains(expected)), "{script}: {messages:?}");
    // The script sleeps for minutes; the wait for its end must not.
    assert!(begun.elapsed() < Duration::from_secs(60), "{script}");
}

#[test]
fn a_child_that_fails_costs_its_file() {
    check("exec sleep 600", "takes more than 0 seconds");
    check("cat > /dev/null & exec sleep 600", "takes more than 0 seconds");
    check("exit 3", "is damaged, or needs more than 64 MB");
    check("kill -9 $$", "is damaged, or needs more than 64 MB");
    check("echo Hello, this is no answer at all.", "is damaged, or needs more than 64 MB");
    check(r"printf '\377\377\377\377\377\377\377\177'; exec sleep 600", "is damaged, or needs more than 64 MB");
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let isolation = Isolation {
        program: "/nowhere/deskcheck".into(),
        arguments: Vec::new(),
        environment: Vec::new(),
        limits: Limits::default(),
    };
    let (_, problems) = Readers::new(Some(&isolation)).read(Path::new("page.html"), PAGE);
    assert!(problems[0].message.contains("/nowhere/deskcheck cannot be started"), "{problems:?}");
}

#[test]
fn a_served_file_is_read_as_here() {
    let mut orders = Vec::new();
    messages::send_order(&mut orders, "page.html", PAGE).expect("memory can be written");
    messages::send_order(&mut orders, "broken.html", b"").expect("memory can be written");
    let mut answers = Vec::new();
    serve(std::io::Cursor::new(orders), &mut answers, || ()).expect("memory can be written");
    let mut answers = answers.as_slice();
    let [page, broken] = [(); 2].map(|()| messages::next_answer(&mut answers).expect("an answer"));
    let (here, problems) = Readers::new(None).read(Path::new("page.html"), PAGE);
    assert_eq!((page.readings[0].text.as_str(), page.problems.len()), (here[0].text.as_str(), problems.len()));
    assert_eq!(broken.problems.len(), 1);
    assert!(messages::next_answer(&mut answers).is_none());
}
