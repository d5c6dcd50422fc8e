//! What tests from outside share: the evaluation (also behind `cargo xtask eval`), made-up edits, what fuzzing asks.

pub mod afresh;

pub mod edits;

pub mod eval;

pub mod fuzz;
