//! What tests from outside share: the evaluation (also behind `cargo xtask eval`), made-up edits, made-up corpora, made-up
//! files (PDF, packed ones, web pages), what fuzzing asks, the program and how it is started, a desk for real editors.

pub mod afresh;

pub mod alike;

pub mod desk;

pub mod edits;

pub mod eval;

pub mod fuzz;

pub mod pages;

pub mod pdf;

pub mod program;

pub mod zipped;
