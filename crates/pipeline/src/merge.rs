//! The runs of all shares of an input, joined into the run that one machine would have made.
//!
//! Each machine has counted the documents of the others, so entries say at which place of the whole input they stand:
//! joining is a merge of sorted lists, and records are copied as they are packed.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use wortlaut_export::{Entry, Manifest, Outcome, Plan, Report};

use crate::audit::audit;
use crate::complete::{Frame, complete};
use crate::earlier::Earlier;
use crate::history;
use crate::index::Index;
use crate::ledger::Ledger;
use crate::plan::{Retry, output_text, packing};
use crate::run::base;
use crate::staging::{Staging, heal, read_plan};
use crate::{Lock, Output, PipelineError, Published, RunEnd, Slice};

/// What is to be joined, and whither.
#[derive(Debug)]
pub struct Merge<'m> {
    /// The runs: their directories, or output directories for the current run of each.
    pub runs: &'m [PathBuf],
    /// The output directory.
    pub out: &'m Path,
    /// How the records are to lie on disk.
    pub output: Output,
    /// Rates that differ by more from the run before are flagged.
    pub drift_tolerance: f64,
    /// How long to wait for another run to end.
    pub wait: Option<Duration>,
    /// Threads that audit.
    pub threads: usize,
    /// Set from outside to stop.
    pub stop: &'m AtomicBool,
}

/// The run of one share.
struct Share {
    manifest: Manifest,
    report: Report,
    run: Earlier,
    slice: Slice,
}

impl Merge<'_> {
    /// Joins, audits and publishes.
    ///
    /// # Errors
    /// [`PipelineError::Merge`] where the runs are not the shares of one input, each once and all made the same way; else
    /// whatever keeps the run from being whole. Then nothing is published.
    pub fn execute(self) -> Result<RunEnd, PipelineError> {
        let begun = Instant::now();
        let shares = self.runs.iter().map(|run| Share::open(run)).collect::<Result<Vec<_>, _>>()?;
        let first = are_one(&shares)?;
        let _lock = Lock::take(self.out, self.wait)?;
        heal(self.out)?;
        let base = base(self.out, &first.run.plan.terms, None)?;
        let mut staging = Staging::make(self.out, &first.manifest.pipeline.fingerprint)?;
        let plan = self.plan(&shares, first, &staging.run, base.as_ref());
        let _span = tracing::info_span!("run", run = %plan.run).entered();
        tracing::info!(shares = shares.len(), base = plan.base, "joining");
        let begin = staging.begin(&plan);
        let union = Union { merge: &self, shares: &shares, first, plan: &plan, base: base.as_ref(), staging: &staging };
        let end = begin.and_then(|()| match union.join()? {
            Some(ledger) => union.publish(ledger, begun),
            None => Ok(RunEnd::Interrupted),
        });
        if !matches!(end, Ok(RunEnd::Published(_))) {
            // The error that led here says more than one of the removal.
            let _ = staging.remove();
        }
        end
    }

    fn plan(&self, shares: &[Share], first: &Share, run: &str, base: Option<&Earlier>) -> Plan {
        let now = Timestamp::now().to_string();
        Plan {
            schema: Plan::SCHEMA.to_owned(),
            run: run.to_owned(),
            base: base.map(|base| base.plan.run.clone()),
            redo_from: None,
            terms: first.run.plan.terms.clone(),
            output: output_text(self.output),
            slice: None,
            retry: Retry::default().name().to_owned(),
            rerun: base.and_then(|base| base.rerun.clone()),
            attempts: shares.iter().map(|share| share.report.attempts).max().unwrap_or(1),
            started: now.clone(),
            resumed: now,
            seconds: 0.0,
        }
    }
}

/// The shares on their way to one run.
struct Union<'u> {
    merge: &'u Merge<'u>,
    shares: &'u [Share],
    first: &'u Share,
    plan: &'u Plan,
    base: Option<&'u Earlier>,
    staging: &'u Staging,
}

impl Union<'_> {
    /// Copies all documents in the order of the input. None when stopped.
    fn join(&self) -> Result<Option<Ledger>, PipelineError> {
        let mut ledger = Ledger::create(&self.staging.folder(), self.staging.times(), self.merge.output)?;
        let mut lists = self.shares.iter().map(|share| share.run.index.entries()).collect::<Result<Vec<_>, _>>()?;
        let mut heads = lists.iter_mut().map(|list| list.next().transpose()).collect::<Result<Vec<_>, _>>()?;
        for sequence in 0.. {
            if self.merge.stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let holder = heads.iter().position(|head| head.as_ref().is_some_and(|entry| entry.sequence == sequence));
            let Some(holder) = holder else { break };
            let (Some(share), Some(list), Some(head)) =
                (self.shares.get(holder), lists.get_mut(holder), heads.get_mut(holder))
            else {
                break;
            };
            if let Some(entry) = std::mem::replace(head, list.next().transpose()?) {
                self.copy(share, entry, &mut ledger)?;
            }
        }
        match heads.into_iter().flatten().next() {
            Some(entry) => Err(PipelineError::Merge(format!(
                "document `{}` stands at place {} of the input, and the runs do not hold all documents before it",
                entry.id, entry.sequence
            ))),
            None => Ok(Some(ledger)),
        }
    }

    fn copy(&self, share: &Share, mut entry: Entry, ledger: &mut Ledger) -> Result<(), PipelineError> {
        let packed = match &entry.fate {
            Outcome::Annotated { record, leavings, .. } => {
                let packed = share.run.packed(record, leavings, self.merge.output.packing);
                let damaged = || PipelineError::Merge(format!("the record of `{}` is damaged", entry.id));
                Some(packed.ok_or_else(damaged)?)
            }
            _ => None,
        };
        // What the machines have just made, this run has made.
        if entry.made.run == share.run.plan.run {
            entry.made.run.clone_from(&self.plan.run);
        }
        ledger.put(entry, packed.as_ref())
    }

    fn publish(&self, ledger: Ledger, begun: Instant) -> Result<RunEnd, PipelineError> {
        let Self { merge, plan, staging, .. } = self;
        let reports: Vec<&Report> = self.shares.iter().map(|share| &share.report).collect();
        // Machines work at the same time: the run took as long as the slowest, and the joining.
        let slowest = reports.iter().map(|report| report.seconds).fold(0.0, f64::max);
        let manifest = &self.first.manifest;
        let frame = Frame {
            plan,
            output: merge.output,
            base: self.base,
            stamp: manifest.pipeline.clone(),
            settings: manifest.settings.clone(),
            offsets: &manifest.offsets,
            input: manifest.input.clone(),
            drift_tolerance: merge.drift_tolerance,
            seconds: slowest + begun.elapsed().as_secs_f64(),
            parallel: merge.threads > 1,
            joined: &reports,
        };
        let folder = staging.folder();
        let complete = complete(&frame, ledger, &folder, &staging.times())?;
        audit(&complete, &folder, (&plan.run, &frame.stamp), merge.output, merge.threads)?;
        let folder = staging.publish(merge.out)?;
        tracing::info!(annotated = complete.report.documents.annotated, "published");
        Ok(RunEnd::Published(Box::new(Published { folder, report: complete.report })))
    }
}

impl Share {
    fn open(path: &Path) -> Result<Self, PipelineError> {
        let folder = history::locate(path)?;
        // `current` may be swapped while this reads: the run it names now is the one that is joined.
        let folder = folder.canonicalize().map_err(PipelineError::io("read", &folder))?;
        let manifest = history::manifest(&folder)?;
        let none = || PipelineError::NoRun { path: folder.clone() };
        let report = history::report(&folder).ok_or_else(none)?;
        let plan = read_plan(&folder).ok_or_else(none)?;
        let packing = packing(&plan).ok_or_else(none)?;
        let slice = plan.slice.as_ref().and_then(|slice| slice.parse().ok());
        let whole = || PipelineError::Merge(format!("run {} is no share of an input, but all of it", plan.run));
        let slice = slice.ok_or_else(whole)?;
        let run = Earlier::new(&folder, plan, Index::open(&folder)?, packing, None);
        Ok(Self { manifest, report, run, slice })
    }
}

/// Checks that the runs are the shares of one input, each once, and all made the same way. Gives the first of them.
fn are_one(shares: &[Share]) -> Result<&Share, PipelineError> {
    let refused = |text: String| Err(PipelineError::Merge(text));
    let Some(first) = shares.first() else { return refused("no run is named".to_owned()) };
    let of = first.slice.of();
    for share in shares {
        let (run, other) = (&first.run.plan.run, &share.run.plan.run);
        if share.run.plan.terms != first.run.plan.terms || share.manifest.settings != first.manifest.settings {
            return refused(format!("runs {run} and {other} were made with different pipelines or settings"));
        }
        if share.manifest.input.digest != first.manifest.input.digest {
            return refused(format!("runs {run} and {other} have read different inputs"));
        }
        if share.slice.of() != of {
            return refused(format!("runs {run} and {other} are shares {} and {}", first.slice, share.slice));
        }
    }
    for index in 1..=of {
        match shares.iter().filter(|share| share.slice.index() == index).count() {
            1 => {}
            0 => return refused(format!("share {index}/{of} is missing")),
            _ => return refused(format!("share {index}/{of} is named twice")),
        }
    }
    Ok(first)
}
