//! Tests from outside, and the evaluation that they and `cargo xtask eval` share.

pub mod eval;
