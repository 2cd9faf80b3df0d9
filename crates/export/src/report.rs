//! `report.json`: what a run found, in figures.
//!
//! What documents hold is counted over all of them, kept or made. What took time (`worked`, `stages`, `slowest`) is told
//! of the documents that the run worked on, in all its attempts. Times and rates of work are the only values that depend
//! on the clock.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::drift::{DRIFT_TOLERANCE, Drift, Sample};
use crate::figures::{Counts, Figures, LAYERS, Timing, add, add_all};

/// The slowest documents a report names.
const SLOWEST: usize = 10;

/// The tombstones a report names.
const TOMBSTONES: usize = 100;

/// Upper bounds of the classes of length, in tokens; what is longer than the last is a class of its own.
pub(crate) const LENGTHS: [u64; 9] = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// `wortlaut-report/2`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Id of the run.
    pub run: String,
    /// Name of the pipeline.
    pub pipeline: String,
    /// What became of the documents.
    pub documents: Documents,
    /// What differs from the run before.
    pub changes: Changes,
    /// Ids of documents that the run before had and the input has no longer: the first hundred by name.
    pub tombstones: Vec<String>,
    /// Annotated documents by language.
    pub languages: BTreeMap<String, u64>,
    /// Annotated documents by length.
    pub lengths: Vec<LengthClass>,
    /// Segments by role.
    pub roles: BTreeMap<String, u64>,
    /// Annotations by layer and type, e.g. `mentions` → `PER` → 12.
    pub annotations: BTreeMap<String, BTreeMap<String, u64>>,
    /// Diagnostics by code.
    pub diagnostics: BTreeMap<String, u64>,
    /// Quarantined documents by code.
    pub quarantine: BTreeMap<String, u64>,
    /// Bytes of annotated text.
    pub bytes: u64,
    /// Tokens of annotated text.
    pub tokens: u64,
    /// Sentences of annotated text.
    pub sentences: u64,
    /// Rates of annotations against the run before.
    pub drift: Drift,
    /// Starts it took to make the run: 1 where none was cut short.
    pub attempts: u64,
    /// What the run worked on, in all its attempts.
    pub worked: Worked,
    /// Wall-clock time of the run, all attempts together.
    pub seconds: f64,
    /// Bytes of text worked on a second.
    pub bytes_per_second: f64,
    /// Tokens worked on a second.
    pub tokens_per_second: f64,
    /// The stages in the order in which they run.
    pub stages: Vec<StageTime>,
    /// The documents that took longest, longest first.
    pub slowest: Vec<SlowDocument>,
}

/// What became of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// Found in the input: the sum of the others.
    pub read: u64,
    /// Written as records.
    pub annotated: u64,
    /// Listed in `quarantine.jsonl`.
    pub quarantined: u64,
    /// Left out by the settings, listed in `skipped.jsonl`.
    pub skipped: u64,
}

/// What differs from the run before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Documents that the run before did not have.
    pub new: u64,
    /// Documents with another content.
    pub changed: u64,
    /// Documents with the same content.
    pub unchanged: u64,
    /// Documents that the input has no longer.
    pub gone: u64,
    /// Annotated documents that were taken over whole, no stage run.
    pub kept: u64,
    /// Documents by the first stage that was run on them.
    pub redone: BTreeMap<String, u64>,
}

/// Annotated documents of a class of length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthClass {
    /// The most tokens a document of the class has; null for the class of the longest.
    #[serde(deserialize_with = "crate::record::required")]
    pub up_to: Option<u64>,
    /// How many there are, those of shorter classes not counted.
    pub documents: u64,
}

/// What a run worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worked {
    /// Documents on which a stage was run.
    pub documents: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Their tokens.
    pub tokens: u64,
}

/// A stage and the time it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageTime {
    /// Its name.
    pub stage: String,
    /// Documents it was run on.
    pub documents: u64,
    /// Their tokens.
    pub tokens: u64,
    /// Time spent in it, all threads together.
    pub seconds: f64,
    /// Tokens a second and thread.
    pub tokens_per_second: f64,
}

/// A document and the time it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlowDocument {
    /// Its id.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Bytes of its text.
    pub bytes: u64,
    /// Time spent on it.
    pub seconds: f64,
}

impl Default for Report {
    fn default() -> Self {
        let classes = LENGTHS.into_iter().map(Some).chain([None]);
        Self {
            schema: Self::SCHEMA.to_owned(),
            version: String::new(),
            run: String::new(),
            pipeline: String::new(),
            documents: Documents::default(),
            changes: Changes::default(),
            tombstones: Vec::new(),
            languages: Counts::new(),
            lengths: classes.map(|up_to| LengthClass { up_to, documents: 0 }).collect(),
            roles: Counts::new(),
            annotations: LAYERS.iter().map(|&layer| (layer.to_owned(), Counts::new())).collect(),
            diagnostics: Counts::new(),
            quarantine: Counts::new(),
            bytes: 0,
            tokens: 0,
            sentences: 0,
            drift: Drift { tolerance: DRIFT_TOLERANCE, ..Drift::default() },
            attempts: 1,
            worked: Worked::default(),
            seconds: 0.0,
            bytes_per_second: 0.0,
            tokens_per_second: 0.0,
            stages: Vec::new(),
            slowest: Vec::new(),
        }
    }
}

impl Report {
    /// The version of this file.
    pub const SCHEMA: &str = "wortlaut-report/2";

    /// Counts an annotated document, kept or made.
    pub fn count(&mut self, figures: &Figures) {
        self.documents.read += 1;
        self.documents.annotated += 1;
        self.bytes += figures.bytes;
        self.tokens += figures.tokens;
        self.sentences += figures.sentences;
        add(&mut self.languages, &figures.language, 1);
        if let Some(class) = self.lengths.iter_mut().find(|class| class.up_to.is_none_or(|most| figures.tokens <= most))
        {
            class.documents += 1;
        }
        add_all(&mut self.roles, &figures.roles);
        add_all(&mut self.diagnostics, &figures.diagnostics);
        for (layer, counts) in &figures.annotations {
            add_all(self.annotations.entry(layer.clone()).or_default(), counts);
        }
    }

    /// Counts a document that went into quarantine for the reason `code`.
    pub fn count_quarantined(&mut self, code: &str) {
        self.documents.read += 1;
        self.documents.quarantined += 1;
        add(&mut self.quarantine, code, 1);
    }

    /// Counts a document that the settings leave out.
    pub fn count_skipped(&mut self) {
        self.documents.read += 1;
        self.documents.skipped += 1;
    }

    /// Counts a document that the run before had and the input has no longer; called in the order of the ids.
    pub fn count_gone(&mut self, id: &str) {
        self.changes.gone += 1;
        if self.tombstones.len() < TOMBSTONES {
            self.tombstones.push(id.to_owned());
        }
    }

    /// Adds the time that a document took, in whichever attempt it was worked on. `again`: an attempt before had worked on
    /// it too, and was cut short before its record was written.
    pub fn time(&mut self, timing: &Timing, again: bool) {
        let new = u64::from(!again);
        self.worked.documents += new;
        self.worked.bytes += new * timing.bytes;
        self.worked.tokens += new * timing.tokens;
        for (stage, seconds) in &timing.stages {
            let time = self.stage(stage);
            time.documents += new;
            time.tokens += timing.tokens;
            time.seconds += seconds;
        }
        self.rank(timing);
    }

    /// Adds the work of another run that this one was joined from: what it worked on, its times.
    pub fn add_work(&mut self, other: &Self) {
        self.worked.documents += other.worked.documents;
        self.worked.bytes += other.worked.bytes;
        self.worked.tokens += other.worked.tokens;
        for stage in &other.stages {
            let time = self.stage(&stage.stage);
            time.documents += stage.documents;
            time.tokens += stage.tokens;
            time.seconds += stage.seconds;
        }
        self.slowest.extend(other.slowest.iter().cloned());
        self.cut();
    }

    /// Names the stages, so that those that never ran are told as well, and in their order.
    pub fn name_stages<'s>(&mut self, stages: impl IntoIterator<Item = &'s str>) {
        for stage in stages {
            self.stage(stage);
        }
    }

    /// Compares rates with those of the run before.
    pub fn compare(&mut self, before: Option<&Self>, tolerance: f64) {
        self.drift = match before {
            Some(before) => Drift::between(&before.run, before.sample(), self.sample(), tolerance),
            None => Drift { tolerance, ..Drift::default() },
        };
    }

    /// Sets the time of the whole run, and the rates that follow from it.
    pub fn finish(&mut self, seconds: f64) {
        self.seconds = rounded(seconds);
        self.bytes_per_second = rate(self.worked.bytes, seconds);
        self.tokens_per_second = rate(self.worked.tokens, seconds);
        for stage in &mut self.stages {
            stage.seconds = rounded(stage.seconds);
            stage.tokens_per_second = rate(stage.tokens, stage.seconds);
        }
    }

    fn sample(&self) -> Sample<'_> {
        Sample { annotations: &self.annotations, tokens: self.tokens }
    }

    fn stage(&mut self, stage: &str) -> &mut StageTime {
        let known = self.stages.iter().position(|time| time.stage == stage);
        let place = known.unwrap_or(self.stages.len());
        if known.is_none() {
            let stage = stage.to_owned();
            self.stages.push(StageTime { stage, documents: 0, tokens: 0, seconds: 0.0, tokens_per_second: 0.0 });
        }
        &mut self.stages[place]
    }

    /// Keeps a document if it is among the slowest.
    fn rank(&mut self, timing: &Timing) {
        let seconds = rounded(timing.seconds());
        if self.slowest.len() == SLOWEST && self.slowest.last().is_some_and(|last| last.seconds > seconds) {
            return;
        }
        self.slowest.push(SlowDocument {
            id: timing.id.clone(),
            path: timing.path.clone(),
            bytes: timing.bytes,
            seconds,
        });
        self.cut();
    }

    fn cut(&mut self) {
        self.slowest.sort_by(slower);
        self.slowest.truncate(SLOWEST);
    }
}

fn slower(one: &SlowDocument, other: &SlowDocument) -> Ordering {
    other.seconds.total_cmp(&one.seconds).then_with(|| one.id.cmp(&other.id))
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(count: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { rounded(count as f64 / seconds) } else { 0.0 }
}

/// To microseconds: no more can be measured, and it prints short.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}
