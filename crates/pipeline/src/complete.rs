//! From the documents of a run to the run: all its other files are made of its entries, in one pass, so that it makes no
//! difference which of the documents were kept and in how many attempts the others were annotated.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use wortlaut_export::{
    Documents, Entry, Leavings, Manifest, Outcome, OutputStamp, PipelineStamp, Plan, Report, Timing, Tombstone,
};

use crate::PipelineError;
use crate::earlier::Earlier;
use crate::index::{EntryReader, FOLDER, Marks, Tables, entries_path, id_digest};
use crate::ledger::{LEAVINGS, Ledger, line, place, sum};
use crate::output::{OutputWriter, Written};
use crate::shards::{Output, ShardReader};
use crate::spill::GraphSpill;

/// What the manifest and the report say besides what the documents say.
pub(crate) struct Frame<'f> {
    /// The plan of the run.
    pub(crate) plan: &'f Plan,
    /// How the files are cut and packed.
    pub(crate) output: Output,
    /// The run it goes on from.
    pub(crate) base: Option<&'f Earlier>,
    /// The pipeline.
    pub(crate) stamp: PipelineStamp,
    /// Its settings, written out.
    pub(crate) settings: String,
    /// The unit of the offsets.
    pub(crate) offsets: &'f str,
    /// What was read.
    pub(crate) input: wortlaut_export::Input,
    /// Rates that differ by more from the run before are flagged.
    pub(crate) drift_tolerance: f64,
    /// Wall-clock seconds of all attempts, up to now.
    pub(crate) seconds: f64,
    /// Whether more than one thread may be used.
    pub(crate) parallel: bool,
    /// Reports of runs that were joined: their work is this run's.
    pub(crate) joined: &'f [&'f Report],
}

/// A run that is written, and not yet audited.
#[derive(Debug)]
pub(crate) struct Complete {
    /// Its files.
    pub(crate) files: Vec<Written>,
    /// Its figures.
    pub(crate) report: Report,
    /// Rows of `quarantine.jsonl` and `skipped.jsonl`.
    pub(crate) listed: (u64, u64),
}

/// Makes the run in `folder` of what its ledger holds. `times` is the file of the times that documents took.
pub(crate) fn complete(
    frame: &Frame<'_>,
    ledger: Ledger,
    folder: &Path,
    times: &Path,
) -> Result<Complete, PipelineError> {
    let (mut files, rest) = ledger.finish()?;
    files.extend(rest);
    let mut report = report(frame);
    let mut marks = frame.base.map(|base| base.index.marks());
    let listed = entries(frame, folder, &mut report, marks.as_mut(), &mut files)?;
    files.push(tombstones(frame, folder, &mut report, marks)?);
    for file in graph(frame, folder)? {
        files.push(file.finish()?);
    }
    finish_report(frame, &mut report, times)?;
    let text = |name: &str, text: &str| write_whole(folder, name, text);
    files.push(text("plan.json", &pretty(frame.plan))?);
    files.push(text("report.json", &pretty(&report))?);
    files.push(text("metrics.prom", &wortlaut_export::metrics(&report))?);
    files.push(text("manifest.json", &pretty(&manifest(frame, folder, &report, &files)))?);
    Ok(Complete { files, report, listed })
}

fn report(frame: &Frame<'_>) -> Report {
    let mut report = Report {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        run: frame.plan.run.clone(),
        pipeline: frame.stamp.name.clone(),
        attempts: frame.plan.attempts,
        ..Report::default()
    };
    report.name_stages(frame.plan.terms.stages.iter().map(|stage| stage.name.as_str()));
    report
}

/// The pass over the entries: lists, tables, counts. The rows of the two lists.
fn entries(
    frame: &Frame<'_>,
    folder: &Path,
    report: &mut Report,
    mut marks: Option<&mut Marks<'_>>,
    files: &mut Vec<Written>,
) -> Result<(u64, u64), PipelineError> {
    let mut quarantine = OutputWriter::create(folder.join("quarantine.jsonl"))?;
    let mut skipped = OutputWriter::create(folder.join("skipped.jsonl"))?;
    let mut tables = Tables::default();
    let mut reader = EntryReader::open(&entries_path(folder))?;
    loop {
        let offset = reader.offset();
        let Some(entry) = reader.next_entry()? else { break };
        tables.add(&entry, offset);
        if let Some(marks) = marks.as_deref_mut() {
            marks.set(&entry.id);
        }
        count(report, &entry, &frame.plan.run);
        if let Some(row) = entry.quarantine_row() {
            quarantine.row(&line(&row))?;
        }
        if let Some(row) = entry.skipped_row() {
            skipped.row(&line(&row))?;
        }
    }
    files.push(tables.sorted().write(folder)?);
    let (quarantine, skipped) = (quarantine.finish()?, skipped.finish()?);
    let rows = (quarantine.rows, skipped.rows);
    files.extend([quarantine, skipped]);
    Ok(rows)
}

/// Counts a document into the report.
fn count(report: &mut Report, entry: &Entry, run: &str) {
    use wortlaut_export::Reason;
    let made = entry.made.run == run;
    match &entry.fate {
        Outcome::Annotated { figures, .. } => {
            report.count(figures);
            if made {
                *report.changes.redone.entry(entry.made.from.clone()).or_default() += 1;
            } else {
                report.changes.kept += 1;
            }
        }
        Outcome::Skipped { .. } => report.count_skipped(),
        Outcome::Quarantined { code, .. } => report.count_quarantined(code),
    }
    match entry.made.reason {
        Reason::New if made => report.changes.new += 1,
        Reason::Changed if made => report.changes.changed += 1,
        _ => report.changes.unchanged += 1,
    }
}

/// Lists what the base had and the input has no longer.
fn tombstones(
    frame: &Frame<'_>,
    folder: &Path,
    report: &mut Report,
    marks: Option<Marks<'_>>,
) -> Result<Written, PipelineError> {
    let mut file = OutputWriter::create(folder.join("tombstones.jsonl"))?;
    let Some((base, marks)) = frame.base.zip(marks) else { return file.finish() };
    let mut gone = Vec::new();
    for offset in marks.unset() {
        let Entry { id, path, hash, .. } = base.at(offset)?;
        gone.push(Tombstone { id, path, hash, run: base.plan.run.clone() });
    }
    gone.sort_by(|one, other| one.id.cmp(&other.id));
    for tombstone in gone {
        report.count_gone(&tombstone.id);
        file.row(&line(&tombstone))?;
    }
    file.finish()
}

/// Writes the graph of all leavings.
fn graph(frame: &Frame<'_>, folder: &Path) -> Result<Vec<OutputWriter>, PipelineError> {
    // An earlier attempt may have been cut short here.
    let spill = folder.join("graph-spill");
    if spill.exists() {
        fs::remove_dir_all(&spill).map_err(PipelineError::io("remove", &spill))?;
    }
    let mut graph = GraphSpill::new(spill);
    let mut leavings = ShardReader::new(&folder.join(FOLDER), LEAVINGS, frame.output.packing);
    let mut reader = EntryReader::open(&entries_path(folder))?;
    while let Some(entry) = reader.next_entry()? {
        let Outcome::Annotated { leavings: stored, .. } = &entry.fate else { continue };
        let line = leavings.line(place(stored))?;
        let damaged = |why: &str| PipelineError::Audit(format!("the leavings of `{}` are {why}", entry.id));
        if sum(&line) != stored.sum {
            return Err(damaged("not what was written"));
        }
        let text = std::str::from_utf8(&line).map_err(|_| damaged("no text"))?;
        let fragment = Leavings::read(text).and_then(|leavings| leavings.fragment());
        graph.add(fragment.map_err(|error| damaged(&error.to_string()))?)?;
    }
    graph.finish(&folder.join("graph"), frame.parallel)
}

/// Adds what is not of the documents: times, drift, rates.
fn finish_report(frame: &Frame<'_>, report: &mut Report, times: &Path) -> Result<(), PipelineError> {
    let mut worked_on = HashSet::new();
    if let Ok(file) = fs::File::open(times) {
        for row in BufReader::new(file).lines() {
            let row = row.map_err(PipelineError::io("read", times))?;
            // A line that a killed process left half-written tells nothing.
            if let Ok(timing) = serde_json::from_str::<Timing>(&row) {
                let again = !worked_on.insert(id_digest(&format!("{}\n{}", timing.path, timing.id)));
                report.time(&timing, again);
            }
        }
    }
    frame.joined.iter().for_each(|joined| report.add_work(joined));
    let before = frame.base.and_then(|base| read_report(base.folder()));
    report.compare(before.as_ref(), frame.drift_tolerance);
    report.finish(frame.seconds);
    Ok(())
}

/// The report of a published run.
pub(crate) fn read_report(run: &Path) -> Option<Report> {
    serde_json::from_slice(&fs::read(run.join("report.json")).ok()?).ok()
}

fn manifest(frame: &Frame<'_>, folder: &Path, report: &Report, files: &[Written]) -> Manifest {
    Manifest {
        schema: Manifest::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        run: frame.plan.run.clone(),
        pipeline: frame.stamp.clone(),
        offsets: frame.offsets.to_owned(),
        settings: frame.settings.clone(),
        stages: frame.plan.terms.stages.clone(),
        input: frame.input.clone(),
        slice: frame.plan.slice.clone(),
        output: OutputStamp {
            compression: frame.output.packing.name().to_owned(),
            shard_bytes: frame.output.shard_bytes,
        },
        documents: report.documents,
        files: files.iter().map(|file| file.listed(folder)).collect(),
        started: frame.plan.started.clone(),
        finished: jiff::Timestamp::now().to_string(),
    }
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn write_whole(folder: &Path, name: &str, text: &str) -> Result<Written, PipelineError> {
    let mut file = OutputWriter::create(folder.join(name))?;
    text.lines().try_for_each(|line| file.row(format!("{line}\n").as_bytes()))?;
    file.finish()
}

impl Complete {
    /// How many documents there are of which kind, checked against the lists.
    pub(crate) fn documents(&self) -> Result<Documents, PipelineError> {
        let documents = self.report.documents;
        let Documents { read, annotated, quarantined, skipped } = documents;
        if (quarantined, skipped) == self.listed && read == annotated + quarantined + skipped {
            return Ok(documents);
        }
        let counts = format!("{read} read, {annotated} annotated, {quarantined} quarantined, {skipped} skipped");
        Err(PipelineError::Audit(format!("counts do not add up: {counts}, and lists of {:?} rows", self.listed)))
    }
}
