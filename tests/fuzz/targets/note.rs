//! Notes that an analyst may write, and what they become.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| deskcheck_tests::fuzz::note(text));
