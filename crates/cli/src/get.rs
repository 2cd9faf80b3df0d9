//! `wortlaut get`: records of single documents, found through the index, written as they were.

use std::io::{Write, stdout};

use anyhow::{Result, bail};
use wortlaut_export::{Entry, Outcome as Fate};
use wortlaut_pipeline::{Index, Place, history};

use crate::Outcome;
use crate::args::GetArgs;

/// Writes the records asked for, one a line, in the order asked for.
pub fn get(args: &GetArgs) -> Result<Outcome> {
    let folder = history::locate(&args.run)?;
    let index = Index::open(&folder)?;
    let mut records = history::records(&folder)?;
    let mut out = stdout().lock();
    for id in &args.ids {
        let place = place(index.find(id)?, id)?;
        out.write_all(&records.line(place)?)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Where the record lies; else why there is none.
fn place(entry: Option<Entry>, id: &str) -> Result<Place> {
    let Some(entry) = entry else { bail!("the run has no document `{id}`") };
    match entry.fate {
        Fate::Annotated { record, .. } => {
            Ok(Place { shard: record.shard, offset: record.offset, length: record.length })
        }
        Fate::Skipped { code, message } => bail!("document `{id}` was left out: {message} ({code})"),
        Fate::Quarantined { stage, code, message, .. } => {
            bail!("document `{id}` is in quarantine: {message} ({code}, stage {stage})")
        }
    }
}
