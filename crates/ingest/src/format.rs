//! Formats and compressions, and how file names and first bytes show them.

use std::path::Path;
use std::str::FromStr;

use crate::IngestError;

/// How a file holds its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One document a file, as it stands.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// A header row, then one record a document, separated by commas (or semicolons, as German spreadsheets write them).
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// One page a file.
    Html,
    /// Tokens and sentences, a document from each `# newdoc` on.
    Conllu,
}

impl Format {
    /// The name that options and messages use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Conllu => "conllu",
        }
    }

    /// The format that the file name shows, a compression's suffix left out of account.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (name, _) = Compression::strip(name);
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "conllu" => Some(Self::Conllu),
            _ => None,
        }
    }

    /// Whether one file holds many documents.
    #[must_use]
    pub fn holds_many(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv | Self::Tsv | Self::Conllu)
    }
}

impl FromStr for Format {
    type Err = IngestError;

    fn from_str(name: &str) -> Result<Self, IngestError> {
        match name.to_ascii_lowercase().as_str() {
            "text" | "txt" => Ok(Self::Text),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            "html" | "htm" => Ok(Self::Html),
            "conllu" => Ok(Self::Conllu),
            _ => Err(IngestError::UnknownFormat { name: name.to_owned() }),
        }
    }
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// RFC 1952, any number of members.
    Gzip,
    /// RFC 8878, any number of frames.
    Zstd,
}

impl Compression {
    /// The name used in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// A file name without its compression's suffix, and the compression.
    #[must_use]
    pub fn strip(name: &str) -> (&str, Option<Self>) {
        let suffixes = [(".gz", Self::Gzip), (".zst", Self::Zstd), (".zstd", Self::Zstd)];
        for (suffix, compression) in suffixes {
            let split = name.len().saturating_sub(suffix.len());
            if let (Some(stem), Some(tail)) = (name.get(..split), name.get(split..))
                && !stem.is_empty()
                && tail.eq_ignore_ascii_case(suffix)
            {
                return (stem, Some(compression));
            }
        }
        (name, None)
    }

    /// The compression that the first bytes of a file show. No text starts with these bytes.
    #[must_use]
    pub fn of_magic(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0x1F, 0x8B]) {
            Some(Self::Gzip)
        } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
            Some(Self::Zstd)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_shows_format_and_compression() {
        let check = |name: &str, format, compression| {
            assert_eq!(Format::of_path(Path::new(name)), format, "{name}");
            assert_eq!(Compression::strip(name).1, compression, "{name}");
        };
        check("a.txt", Some(Format::Text), None);
        check("a.JSONL.GZ", Some(Format::Jsonl), Some(Compression::Gzip));
        check("a.b.ndjson.zst", Some(Format::Jsonl), Some(Compression::Zstd));
        check("seite.htm", Some(Format::Html), None);
        check("baum.conllu.zst", Some(Format::Conllu), Some(Compression::Zstd));
        check("notes.md", None, None);
        check("txt", None, None);
        check(".gz", None, None);
        check("größe.csv", Some(Format::Csv), None);
    }
}
