//! What a page says of its own encoding, in its first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into the page it is looked for. Browsers stop at 1024 bytes; real pages do not.
const HEAD: usize = 8192;

/// The encoding of `<meta charset>`, `<meta http-equiv … content="…; charset=…">` or the XML declaration.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let in_xml =
        head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).and_then(|tag| label(tag, "encoding"));
    let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let label = tags.find_map(|tag| label(tag, "charset")).or(in_xml)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page whose bytes can be read this far is not in UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The value behind `name=`, quoted or not.
fn label<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ';', '/', ' ', '\t', '\r', '\n']).next().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_ways_to_say_it() {
        for page in [
            "<html><META CHARSET=\"windows-1252\">",
            "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
            "<?xml version=\"1.0\" encoding=\"cp1252\"?><html>",
            "<meta name=x content=y><meta charset = latin1 />",
        ] {
            assert_eq!(declared_encoding(page.as_bytes()).map(Encoding::name), Some("windows-1252"), "{page}");
        }
        for page in ["", "<p>charset=utf-8", "<meta charset=''>", "<meta charset=klingon>"] {
            assert_eq!(declared_encoding(page.as_bytes()), None, "{page}");
        }
    }
}
