//! The analysis behind Deskcheck: text in, answers out.
//!
//! Pure by design: no file, clock, socket, thread pool or editor protocol in here. A text becomes [`extract::TextFacts`],
//! the facts of many texts become actors and incidents ([`resolve`]), a claim of a note meets the evidence of the
//! documents ([`judge`]), and an editor or a terminal shows the [`answer`].
//!
//! Rooms point one way: `answer -> judge -> resolve -> extract -> text`, and each may use [`lexicon`].

pub mod text;

pub mod lexicon;

pub mod extract;

pub mod resolve;

pub mod judge;

pub mod answer;
