//! Hashes of words where they are kept: four bytes each, little-endian, as one stretch. Numbers of varying length, as
//! postcard writes them, are shorter where they are small, which hashes are not.

use serde::{Deserialize, Deserializer, Serializer};

/// Writes them.
pub(super) fn serialize<S: Serializer>(hashes: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
    serializer.serialize_bytes(&bytes)
}

/// Reads them.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
    Ok(bytes.as_chunks().0.iter().map(|hash| u32::from_le_bytes(*hash)).collect())
}
