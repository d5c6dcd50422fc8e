//! Bytes that a client may send.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| deskcheck_tests::fuzz::frames(bytes));
