//! The code pages that an RTF file names for its bytes.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// The encoding of a Windows code page; Western European where it is none that is known.
pub(super) fn of_code_page(number: i32) -> &'static Encoding {
    let label = match number {
        874 | 1250..=1258 => format!("windows-{number}"),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => return MACINTOSH,
        65001 => return UTF_8,
        _ => return WINDOWS_1252,
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The encoding of a font's character set; none for those that leave it to the document.
pub(super) fn of_character_set(number: i32) -> Option<&'static Encoding> {
    let code_page = match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(of_code_page(code_page))
}
