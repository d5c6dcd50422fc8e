//! What tests from outside share: the evaluation (also behind `cargo xtask eval`), made-up edits, what fuzzing asks, made-up web pages, a desk for real editors.

pub mod afresh;

pub mod desk;

pub mod edits;

pub mod eval;

pub mod fuzz;

pub mod pages;

pub mod pdf;
