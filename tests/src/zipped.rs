//! ZIP archives made for tests, their parts stored as they are: what office files and books are packed in.

/// An archive of these parts (name, content), in order.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in parts {
        let at = file.len() as u32;
        // Version 2.0, no flags, stored, at midnight of 1 January 1980.
        let about = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..],
            &checksum(content).to_le_bytes(),
            &(content.len() as u32).to_le_bytes(),
            &(content.len() as u32).to_le_bytes(),
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        file.extend([&b"PK\x03\x04"[..], &about, name.as_bytes(), content].concat());
        directory.extend([&b"PK\x01\x02\x14\0"[..], &about, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let (at, count) = (file.len() as u32, parts.len() as u16);
    file.extend_from_slice(&directory);
    file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    file.extend([&count.to_le_bytes()[..], &count.to_le_bytes()].concat());
    file.extend([&(directory.len() as u32).to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat());
    file
}

/// The CRC-32 of ISO 3309.
fn checksum(content: &[u8]) -> u32 {
    !content.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(super::checksum(b"123456789"), 0xCBF4_3926);
    }
}
