//! Why a run has a document as it has it: when it was worked on last, from which stage on, and for what reason.

use std::fs;
use std::path::Path;

use wortlaut_export::{Entry, Plan, Reason, Tombstone};

use crate::staging::read_plan;
use crate::{Index, PipelineError};

/// What a run knows of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Explanation {
    /// The input had it.
    Known(Box<Known>),
    /// The run before had it, and the input no longer.
    Gone(Tombstone),
    /// Neither had it.
    Unknown,
}

/// A document that the input of a run had.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// What became of it.
    pub entry: Entry,
    /// The id of the run that is asked.
    pub run: String,
    /// What was different about the pipeline when it was worked on last, where that was the reason and can still be told.
    pub because: Option<String>,
}

impl Known {
    /// Whether the run took it over from an earlier one.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.entry.made.run != self.run
    }

    /// Why it was worked on when it was worked on last.
    #[must_use]
    pub fn reason(&self) -> String {
        let made = &self.entry.made;
        match (&self.because, &made.before) {
            (Some(because), _) if made.reason == Reason::Stage => format!("{}: {because}", made.reason.text()),
            (_, Some(before)) => {
                let short: String = before.chars().take(12).collect();
                let now: String = self.entry.hash.chars().take(12).collect();
                format!("{}: {now}… in place of {short}…", made.reason.text())
            }
            _ => made.reason.text().to_owned(),
        }
    }
}

/// What the published run in `folder` knows of the document `id`.
///
/// # Errors
/// Where the run's index cannot be read.
pub fn explain(folder: &Path, id: &str) -> Result<Explanation, PipelineError> {
    let Some(entry) = Index::open(folder)?.find(id)? else {
        return Ok(tombstone(folder, id)?.map_or(Explanation::Unknown, Explanation::Gone));
    };
    // `current` is no name of a run.
    let folder = folder.canonicalize().map_err(PipelineError::io("read", folder))?;
    let run = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // The run that worked on it may have been removed since.
    let made_by = folder.parent().and_then(|runs| read_plan(&runs.join(&entry.made.run)));
    let because = made_by.and_then(|plan: Plan| plan.rerun).map(|rerun| rerun.because);
    Ok(Explanation::Known(Box::new(Known { entry, run, because })))
}

fn tombstone(folder: &Path, id: &str) -> Result<Option<Tombstone>, PipelineError> {
    let path = folder.join("tombstones.jsonl");
    let text = fs::read_to_string(&path).map_err(PipelineError::io("read", &path))?;
    let mut rows = text.lines().filter_map(|line| serde_json::from_str::<Tombstone>(line).ok());
    Ok(rows.find(|tombstone| tombstone.id == id))
}
