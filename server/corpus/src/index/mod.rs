//! The reference index: what the documents say together, behind the one door
//! [`Reference`](deskcheck_analysis::resolve::Reference).

pub mod memory;

pub mod store;
