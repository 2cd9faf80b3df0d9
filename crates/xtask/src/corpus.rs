//! Text from the data folder: plenary protocols to time runs on, encyclopedia lines as gold of sentences.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

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
        for line in open_xz(&data.join("raw/bundestag-20.txt.xz"))?.lines() {
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

/// How protocols are cut into documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// What one speaker says at a time.
    Turns,
    /// Each line, which is a paragraph.
    Paragraphs,
}

/// Bytes below which a turn or paragraph is no document of its own.
const LEAST: usize = 100;

/// Writes the first `wanted` documents of the protocols to `path`, every hundredth with a sentence more where `changed`.
pub fn write_cut(data: &Path, cut: Cut, wanted: usize, changed: bool, path: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(File::create(path)?);
    let (mut number, mut document) = (0, String::new());
    let mut finish = |document: &mut String| -> Result<bool> {
        if document.len() >= LEAST {
            if changed && number % 100 == 0 {
                document.push_str("Nachtrag: Das Protokoll ist berichtigt.\n");
            }
            writeln!(out, "{}", serde_json::json!({ "id": format!("bt-{number:07}"), "text": document }))?;
            number += 1;
        }
        document.clear();
        Ok(number == wanted)
    };
    // The protocols again, with other ids, where there are fewer documents than are wanted.
    for name in ["bundestag-20", "bundestag-19", "bundestag-21"].into_iter().cycle() {
        for line in open_xz(&data.join(format!("raw/{name}.txt.xz")))?.lines() {
            let line = line?;
            let ends = line.starts_with("###") || cut == Cut::Paragraphs || begins_turn(&line);
            if ends && finish(&mut document)? {
                return Ok(());
            }
            if !line.starts_with("###") {
                document.push_str(&line);
                document.push('\n');
            }
        }
        if finish(&mut document)? {
            return Ok(());
        }
    }
    Ok(())
}

/// Whether another speaker begins with this line: speakers greet the chair, the chair thanks speakers.
fn begins_turn(line: &str) -> bool {
    let greeting =
        line.split_once('!').is_some_and(|(greeting, _)| greeting.len() < 80 && greeting.contains("räsident"));
    greeting || line.starts_with("Vielen Dank") || line.starts_with("Herzlichen Dank")
}

/// Lines of every how manieth article are taken for sentences.
const ARTICLES: usize = 36;

/// Lines at the start of the articles that the sentence scorer may have been trained on.
const TRAINING_LINES: usize = 500_000;

/// Makes gold of sentences of an encyclopedia's articles, a sentence a line: the lines of a paragraph joined by blanks,
/// those left out that end in no stop, for they are headings and lists.
pub fn write_sentence_gold(articles: &Path, folder: &Path) -> Result<PathBuf> {
    let (mut text, mut sentences, mut length, mut article) = (String::new(), Vec::new(), 0, 0);
    for line in open_xz(articles)?.lines().skip(TRAINING_LINES) {
        let line = line?;
        article += usize::from(line.starts_with("###"));
        let line = line.trim();
        let whole = line.ends_with(['.', '!', '?']) && !line.starts_with("###");
        if article % ARTICLES != 0 || !(whole || line.is_empty()) {
            continue;
        }
        let gap = if whole { " " } else { "\n\n" };
        let count = line.chars().count();
        if whole {
            sentences.push((length, length + count));
        }
        text.push_str(line);
        text.push_str(gap);
        length += count + gap.len();
    }
    let path = folder.join("encyclopedia.json");
    let tokens: [(usize, usize); 0] = [];
    let gold = serde_json::json!({ "id": "encyclopedia", "text": text, "tokens": tokens, "sentences": sentences });
    std::fs::write(&path, gold.to_string())?;
    Ok(path)
}

fn open_xz(path: &Path) -> Result<BufReader<impl Read>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(BufReader::with_capacity(1 << 20, XzDecoder::new(BufReader::new(file))))
}
