//! Reading annotated documents back: a run directory, its output directory, or files of records.

#![expect(clippy::disallowed_methods, reason = "runs are directories: the command line is an edge")]

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use wortlaut_export::read_record;
use wortlaut_ingest::{Format, Input, Item, Options, Reader};
use wortlaut_model::Document;

/// The documents of a run, one after the other; only one is in memory. The first line that is no record ends them.
pub fn documents(named: &str) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>>> {
    // A record is some thirty times as large as its text: the limit of a text is none of a record's.
    let options = Options { format: Some(Format::Jsonl), max_bytes: u64::MAX, ..Options::default() };
    let inputs = match named {
        "-" => vec![Input::stdin(Format::Jsonl)],
        _ => files(Path::new(named))?.into_iter().map(|path| Input::file(path, &options)).collect(),
    };
    Ok(Reader::open(inputs, &options).map(document))
}

/// The document of a line.
pub fn document(item: Item) -> anyhow::Result<Document> {
    let raw = match item {
        Item::Document(raw) => raw,
        Item::Rejected(rejection) => bail!("`{}`: {}", rejection.path, rejection.message),
    };
    let place = || format!("`{}`, line {}", raw.path, raw.line.unwrap_or(1));
    let line = std::str::from_utf8(&raw.bytes).with_context(place)?;
    let record = read_record(line).with_context(place)?;
    record.document().with_context(place)
}

/// The files with the records of a run, in order; a file is one of its own.
fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.exists() {
        return Err(anyhow!("there is no `{}`", path.display()));
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let current = path.join("current");
    let folder = if current.is_dir() { current } else { path.to_owned() };
    let could_not = || format!("could not read `{}`", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(could_not)? {
        let file = entry.with_context(could_not)?.path();
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("annotations-") && name.contains(".jsonl") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() { Err(anyhow!("`{}` holds no annotations", folder.display())) } else { Ok(files) }
}
