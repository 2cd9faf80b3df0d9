//! Readers of the source files: plain, gzip and xz.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;

/// A buffered reader of `path`, decompressed by its suffix.
#[expect(clippy::disallowed_methods, reason = "training is an edge crate: it reads its sources from disk")]
pub fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let reader: Box<dyn Read> = match path.extension().and_then(|suffix| suffix.to_str()) {
        Some("xz") => Box::new(liblzma::read::XzDecoder::new(file)),
        Some("gz") => Box::new(flate2::read::GzDecoder::new(file)),
        _ => Box::new(file),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 20, reader)))
}

/// Calls `each` with every line of `path`.
pub fn lines(path: &Path, mut each: impl FnMut(&str)) -> anyhow::Result<()> {
    let mut reader = open(path)?;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).with_context(|| format!("cannot read `{}`", path.display()))? == 0 {
            return Ok(());
        }
        each(line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}'));
    }
}

/// The JSON value in `path`.
pub fn json(path: &Path) -> anyhow::Result<serde_json::Value> {
    serde_json::from_reader(open(path)?).with_context(|| format!("`{}` is no JSON", path.display()))
}

/// Whether the first letter is a capital.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
