//! Text to time runs on: plenary protocols, one document a sitting's agenda stretch, as JSONL.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use liblzma::read::XzDecoder;

/// Bytes at which a document ends with its line: about a long newspaper article.
const DOCUMENT: usize = 8_000;

/// Cuts `megabytes` of protocols into documents and writes them to `path`.
///
/// The raw text is read from its start, again and again where it is shorter than what is wanted.
pub fn write_documents(data: &Path, megabytes: usize, path: &Path) -> Result<u64> {
    let mut out = std::io::BufWriter::new(File::create(path)?);
    let wanted = megabytes * 1_000_000;
    let (mut bytes, mut number) = (0, 0);
    while bytes < wanted {
        let mut document = String::new();
        for line in protocol(data)?.lines() {
            let line = line?;
            if !line.starts_with("###") {
                document.push_str(&line);
                document.push('\n');
            }
            if document.len() >= DOCUMENT {
                bytes += document.len();
                let row = serde_json::json!({ "id": format!("bt20-{number:06}"), "text": document });
                writeln!(out, "{row}")?;
                document.clear();
                number += 1;
            }
            if bytes >= wanted {
                break;
            }
        }
    }
    out.flush()?;
    Ok(bytes as u64)
}

fn protocol(data: &Path) -> Result<BufReader<impl Read>> {
    let path = data.join("raw/bundestag-20.txt.xz");
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    Ok(BufReader::with_capacity(1 << 20, XzDecoder::new(BufReader::new(file))))
}
