//! Paths as bytes and back, whatever encoding their names are in.

use std::path::{Path, PathBuf};

/// The bytes of a path, which give the very same path back.
#[cfg(unix)]
pub(super) fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

/// The path of these bytes.
#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).into()
}

/// The bytes of a path, which give the very same path back: its UTF-16 units.
#[cfg(windows)]
pub(super) fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::windows::ffi::OsStrExt::encode_wide(path.as_os_str()).flat_map(u16::to_le_bytes).collect()
}

/// The path of these bytes.
#[cfg(windows)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    <std::ffi::OsString as std::os::windows::ffi::OsStringExt>::from_wide(&units).into()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    use super::{bytes_of, path_of};

    #[test]
    fn a_name_in_any_encoding_comes_back() {
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/desk/caf\xe9 \xff\n.txt"));
        assert_eq!(path_of(&bytes_of(path)), path);
    }
}
