//! Tells binary data from text.

/// The first bytes of kinds of files that are taken for text now and then, and their names.
const MAGIC: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7FELF", "a program"),
    (b"\xFD7zXZ\x00", "xz-compressed data"),
    (b"BZh9", "bzip2-compressed data"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
];

/// What the first bytes say that the data are.
pub fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// Whether valid UTF-8 is noise all the same: a third of it control characters. Single NULs in a text survive.
pub fn is_noise(bytes: &[u8]) -> bool {
    controls(bytes) * 3 > bytes.len()
}

/// Whether bytes that are no UTF-8 are no text in another encoding either: one control character in a hundred, where a
/// text has none and random bytes have eleven.
pub fn is_binary(bytes: &[u8]) -> bool {
    controls(bytes) * 100 > bytes.len()
}

/// Control characters that no text is laid out with: all but tab, line feed, vertical tab, form feed, carriage return
/// and escape.
fn controls(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte < 0x09 || (0x0E..0x20).contains(&byte) && byte != 0x1B)).sum()
}
