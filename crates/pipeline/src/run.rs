//! A run: annotated into a directory of its own, audited, published by one rename.
//!
//! ```text
//! output/
//!   runs/.staging-<run>/   while it is being made; gone when it fails
//!   runs/<run>/            manifest.json, annotations-00000.jsonl, quarantine.jsonl, skipped.jsonl, report.json,
//!                          metrics.prom, graph/{nodes,edges,evidence}.jsonl, graph/graph.graphml
//!   current -> runs/<run>  swapped by rename: readers see the last run or this one, never half of it
//! ```

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use jiff::Timestamp;
use wortlaut_export::{Documents, Manifest, PipelineStamp, QuarantineRow, Report, StageStamp};
use wortlaut_ingest::{Input, Reader};

use crate::output::{OutputWriter, Written};
use crate::spill::GraphSpill;
use crate::stream::{Load, stream};
use crate::work::{Wanted, Worked};
use crate::{Pipeline, PipelineError};

/// What is to be run.
#[derive(Debug)]
pub struct Run<'r> {
    /// With what.
    pub pipeline: &'r Pipeline,
    /// The inputs as the user named them.
    pub named: Vec<String>,
    /// The inputs as they were found.
    pub inputs: Vec<Input>,
    /// The output directory.
    pub out: &'r Path,
    /// Threads that annotate.
    pub threads: usize,
    /// Set from outside to stop after the documents at hand.
    pub stop: &'r AtomicBool,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// Documents done.
    pub documents: u64,
    /// Bytes of input read.
    pub bytes: u64,
    /// Tokens annotated.
    pub tokens: u64,
}

/// How a run ended.
#[derive(Debug)]
pub enum RunEnd {
    /// It is published.
    Published(Box<Published>),
    /// It was stopped; nothing was published.
    Interrupted,
}

/// A published run.
#[derive(Debug)]
pub struct Published {
    /// Its directory.
    pub folder: PathBuf,
    /// Its figures.
    pub report: Report,
}

impl Run<'_> {
    /// Annotates, audits and publishes, and says how far it is after every document.
    ///
    /// # Errors
    /// Whatever keeps the run from being whole; then nothing is published and what was made of it is removed.
    pub fn execute(self, progress: impl FnMut(Progress)) -> Result<RunEnd, PipelineError> {
        let staging = Staging::make(self.out, self.pipeline)?;
        let end = self.fill(&staging, progress).and_then(|made| match made {
            Some(made) => made.publish(&staging, self.out).map(|done| RunEnd::Published(Box::new(done))),
            None => Ok(RunEnd::Interrupted),
        });
        if !matches!(end, Ok(RunEnd::Published(_))) {
            // The error that led here says more than one of the removal.
            let _ = fs::remove_dir_all(&staging.folder);
        }
        end
    }

    fn fill(&self, staging: &Staging, mut progress: impl FnMut(Progress)) -> Result<Option<Made>, PipelineError> {
        let started = (Timestamp::now(), Instant::now());
        let stamp = self.stamp();
        let reader = Reader::open(self.inputs.clone(), &self.pipeline.settings().ingest);
        let read = reader.bytes_read();
        let mut files = Files::create(&staging.folder)?;
        let mut done = Progress::default();
        let load = Load { threads: self.threads, batch_bytes: self.pipeline.settings().batch_bytes, stop: self.stop };
        let work = |read| self.pipeline.work(read, &stamp, Wanted::Everything);
        stream(reader, load, work, |worked| {
            done.documents += 1;
            done.tokens += files.take(worked)?;
            done.bytes = read.load(Ordering::Relaxed);
            progress(done);
            Ok(())
        })?;
        if self.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let bytes = read.load(Ordering::Relaxed);
        files.finish(staging, self, started, bytes).map(Some)
    }

    /// What every record says of the pipeline.
    fn stamp(&self) -> PipelineStamp {
        stamp(self.pipeline)
    }
}

/// What every record says of the pipeline that made it.
#[must_use]
pub fn stamp(pipeline: &Pipeline) -> PipelineStamp {
    PipelineStamp { name: pipeline.settings().name.clone(), fingerprint: pipeline.fingerprint().to_owned() }
}

/// Where a run is made before it is published.
struct Staging {
    run: String,
    folder: PathBuf,
}

impl Staging {
    /// A folder of its own below `out`, named by the time and the pipeline.
    fn make(out: &Path, pipeline: &Pipeline) -> Result<Self, PipelineError> {
        let runs = out.join("runs");
        fs::create_dir_all(&runs).map_err(PipelineError::io("make", &runs))?;
        let time = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let print: String = pipeline.fingerprint().chars().take(8).collect();
        // A second run in the same second takes the next number.
        for number in 1.. {
            let run = if number == 1 { format!("{time}-{print}") } else { format!("{time}-{print}-{number}") };
            let folder = runs.join(format!(".staging-{run}"));
            if runs.join(&run).exists() {
                continue;
            }
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Self { run, folder }),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(PipelineError::io("make", &folder)(error)),
            }
        }
        Err(PipelineError::Audit("no free name for the run".to_owned()))
    }
}

/// The files of a run while documents come in.
struct Files {
    annotations: OutputWriter,
    quarantine: OutputWriter,
    skipped: OutputWriter,
    graph: GraphSpill,
    report: Report,
    digest: blake3::Hasher,
    ids: HashSet<blake3::Hash>,
}

impl Files {
    fn create(folder: &Path) -> Result<Self, PipelineError> {
        Ok(Self {
            annotations: OutputWriter::create(folder.join("annotations-00000.jsonl"))?,
            quarantine: OutputWriter::create(folder.join("quarantine.jsonl"))?,
            skipped: OutputWriter::create(folder.join("skipped.jsonl"))?,
            graph: GraphSpill::new(folder.join("graph-spill")),
            report: Report::default(),
            digest: blake3::Hasher::new(),
            ids: HashSet::new(),
        })
    }

    /// Writes what became of one document, and says how many tokens it has.
    fn take(&mut self, worked: Worked) -> Result<u64, PipelineError> {
        let worked = self.refuse_twin(worked);
        match worked {
            Worked::Annotated { origin, record, fragment, report, tokens } => {
                self.digest.update(origin.hash.as_bytes());
                self.annotations.row(&record)?;
                self.graph.add(fragment)?;
                self.report.absorb(*report);
                Ok(tokens)
            }
            Worked::Skipped(row) => {
                self.digest.update(row.hash.as_bytes());
                self.report.count_skipped();
                self.skipped.row(&line(&row)).map(|()| 0)
            }
            Worked::Quarantined(row) => {
                self.digest.update(row.hash.as_bytes());
                self.report.count_quarantined(&row.code);
                self.quarantine.row(&line(&row)).map(|()| 0)
            }
        }
    }

    /// Within a run an id means one document: the evidence of the graph points by it. The second one of an id goes to
    /// quarantine, with its place in the input.
    fn refuse_twin(&mut self, worked: Worked) -> Worked {
        let Worked::Annotated { origin, .. } = &worked else { return worked };
        if self.ids.insert(blake3::hash(origin.id.as_bytes())) {
            return worked;
        }
        Worked::Quarantined(QuarantineRow {
            id: origin.id.clone(),
            path: origin.path.clone(),
            index: origin.index,
            line: None,
            stage: "ingest".to_owned(),
            code: "duplicate-id".to_owned(),
            message: format!("an earlier document of the run has the id `{}`", origin.id),
            hash: origin.hash.clone(),
        })
    }

    /// Ends the files of the documents, and writes those about the run.
    fn finish(
        mut self,
        staging: &Staging,
        run: &Run<'_>,
        started: (Timestamp, Instant),
        bytes: u64,
    ) -> Result<Made, PipelineError> {
        let mut written = vec![self.annotations.finish()?, self.quarantine.finish()?, self.skipped.finish()?];
        for file in self.graph.finish(&staging.folder.join("graph"), run.threads > 1)? {
            written.push(file.finish()?);
        }
        let seconds = started.1.elapsed().as_secs_f64();
        let stamp = run.stamp();
        env!("CARGO_PKG_VERSION").clone_into(&mut self.report.version);
        self.report.run.clone_from(&staging.run);
        self.report.pipeline.clone_from(&stamp.name);
        self.report.finish(seconds);
        let text = |name: &str, text: &str| write_whole(staging.folder.join(name), text);
        written.push(text("report.json", &pretty(&self.report))?);
        written.push(text("metrics.prom", &wortlaut_export::metrics(&self.report))?);
        let manifest = Manifest {
            schema: Manifest::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            run: staging.run.clone(),
            pipeline: stamp,
            offsets: run.pipeline.settings().offsets.name().to_owned(),
            settings: run.pipeline.settings().to_toml(),
            stages: stages(run.pipeline),
            input: wortlaut_export::Input {
                paths: run.named.clone(),
                files: run.inputs.len() as u64,
                bytes,
                digest: self.digest.finalize().to_hex().to_string(),
            },
            documents: self.report.documents,
            files: written.iter().map(|file| file.listed(&staging.folder)).collect(),
            started: started.0.to_string(),
            finished: Timestamp::now().to_string(),
        };
        written.push(text("manifest.json", &pretty(&manifest))?);
        Ok(Made { written, report: self.report })
    }
}

/// A row as a line. Rows are strings and numbers: they always serialise.
fn line(row: &impl serde::Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(row).unwrap_or_default();
    line.push(b'\n');
    line
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn write_whole(path: PathBuf, text: &str) -> Result<Written, PipelineError> {
    let mut file = OutputWriter::create(path)?;
    text.lines().try_for_each(|line| file.row(format!("{line}\n").as_bytes()))?;
    file.finish()
}

fn stages(pipeline: &Pipeline) -> Vec<StageStamp> {
    let stamps = pipeline.fingerprints().iter().map(|stage| StageStamp {
        name: stage.stage.clone(),
        version: stage.identity.version,
        fingerprint: stage.fingerprint.clone(),
        settings: stage.identity.settings.clone(),
        models: stage.identity.models.clone(),
    });
    stamps.collect()
}

/// A run that is written, and not yet published.
struct Made {
    written: Vec<Written>,
    report: Report,
}

impl Made {
    fn publish(self, staging: &Staging, out: &Path) -> Result<Published, PipelineError> {
        self.audit()?;
        let folder = out.join("runs").join(&staging.run);
        fs::rename(&staging.folder, &folder).map_err(PipelineError::io("publish", &folder))?;
        point_current(out, &staging.run)?;
        Ok(Published { folder, report: self.report })
    }

    /// Every document is accounted for once, and every file is on disk as it was written.
    fn audit(&self) -> Result<(), PipelineError> {
        let Documents { read, annotated, quarantined, skipped } = self.report.documents;
        let rows: Vec<u64> = self.written.iter().take(3).map(|file| file.rows).collect();
        if rows != [annotated, quarantined, skipped] || read != annotated + quarantined + skipped {
            let counts = format!("{read} read, {annotated} annotated, {quarantined} quarantined, {skipped} skipped");
            return Err(PipelineError::Audit(format!("counts do not add up: {counts}, and files of {rows:?} rows")));
        }
        self.written.iter().try_for_each(Written::audit)
    }
}

/// Lets `current` point to the run, by a rename over what it was.
fn point_current(out: &Path, run: &str) -> Result<(), PipelineError> {
    let next = out.join(format!(".current-{run}"));
    let current = out.join("current");
    let target = Path::new("runs").join(run);
    link(&target, &next).map_err(PipelineError::io("publish", &next))?;
    fs::rename(&next, &current).map_err(PipelineError::io("publish", &current))?;
    // The rename itself must survive a power cut; not every system lets a directory be synced.
    if let Ok(folder) = fs::File::open(out) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(target: &Path, path: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(target, path)
}
