//! A run: annotated into a directory of its own, audited, published by one rename.
//!
//! ```text
//! output/
//!   runs/.staging-<run>/   while it is being made; stays when it is cut short, and the next run goes on from it
//!   runs/<run>/            annotations-00000.jsonl …, quarantine.jsonl, skipped.jsonl, tombstones.jsonl, manifest.json,
//!                          plan.json, report.json, metrics.prom, graph/{nodes,edges,evidence}.jsonl, graph/graph.graphml,
//!                          index/: what the next run needs to go on from this one
//!   current -> runs/<run>  swapped by rename: readers see the last run or this one, never half of it
//!   .lock                  held by the process that changes any of this
//! ```
//!
//! A run goes on from the one that `current` names: what that has of a document stands if the document's content and
//! everything its annotations depend on are the same. What is published is what a run over the whole input would have
//! made.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use wortlaut_export::{PipelineStamp, Plan, Report, Rerun, Terms};
use wortlaut_ingest::Input;

use crate::assembly::{Assembly, Tally, Whole};
use crate::audit::audit;
use crate::complete::{Frame, complete, read_report};
use crate::earlier::Earlier;
use crate::index::Index;
use crate::ledger::Recovered;
use crate::lock::Lock;
use crate::orders::Orders;
use crate::plan::{MaxFailures, Retry, earlier, output_text, packing, rerun, terms};
use crate::reading::InputReader;
use crate::shards::Output;
use crate::slice::Slice;
use crate::staging::{Staging, current, heal, read_plan};
use crate::stream::{Load, stream};
use crate::treat::{Desk, Treated};
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
    /// How it is run.
    pub policy: Policy,
}

/// How a run is to go about its work.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// How the records are to lie on disk.
    pub output: Output,
    /// The share of the input that is annotated; all of it where there is none.
    pub slice: Option<Slice>,
    /// The stage from which everything is done again: `ingest` for all of it.
    pub redo_from: Option<String>,
    /// What becomes of documents in quarantine, where the pipeline's settings are not to decide.
    pub retry: Option<Retry>,
    /// How many documents may fail before the run is given up.
    pub max_failures: Option<MaxFailures>,
    /// How long to wait for another run to end.
    pub wait: Option<Duration>,
    /// Rates that differ by more from the run before are flagged.
    pub drift_tolerance: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            output: Output::default(),
            slice: None,
            redo_from: None,
            retry: None,
            max_failures: None,
            wait: None,
            drift_tolerance: wortlaut_export::DRIFT_TOLERANCE,
        }
    }
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
    /// The published run holds all that this one would have: it stands, and nothing was written.
    NothingToDo(Box<Published>),
    /// It was stopped; nothing was published, and the next run goes on from where it was.
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
    /// Annotates what has changed, audits and publishes, and says how far it is after every document.
    ///
    /// # Errors
    /// Whatever keeps the run from being whole; then nothing is published. What was annotated is kept for the next run,
    /// unless the audit failed or too many documents did.
    pub fn execute(self, progress: impl FnMut(Progress)) -> Result<RunEnd, PipelineError> {
        let begun = Instant::now();
        let _lock = Lock::take(self.out, self.policy.wait)?;
        heal(self.out)?;
        let base = base(self.out, &self.terms()?, self.policy.redo_from.as_deref())?;
        let mut start = Start::of(&self, base)?;
        let _span = tracing::info_span!("run", run = %start.plan.run).entered();
        tracing::info!(base = start.plan.base, attempts = start.plan.attempts, "planned");
        let end = self.fill(&mut start, begun, progress);
        let spoilt = matches!(&end, Err(PipelineError::Audit(_) | PipelineError::TooManyFailures { .. }));
        let published = matches!(end, Ok(RunEnd::Published(_)));
        if !published && (spoilt || matches!(end, Ok(RunEnd::NothingToDo(_))) || !start.staging.has_work()) {
            // The error that led here says more than one of the removal.
            let _ = start.staging.remove();
        }
        match &end {
            Ok(RunEnd::Published(published)) => {
                tracing::info!(annotated = published.report.documents.annotated, "published");
            }
            Ok(RunEnd::NothingToDo(_)) => tracing::info!("nothing to do"),
            Ok(RunEnd::Interrupted) => tracing::warn!("interrupted"),
            Err(error) => tracing::error!(error = %error, "failed"),
        }
        end
    }

    fn fill(
        &self,
        start: &mut Start,
        begun: Instant,
        mut progress: impl FnMut(Progress),
    ) -> Result<RunEnd, PipelineError> {
        let Start { staging, plan, earlier, recovered } = start;
        let orders = Orders::load(self.out)?;
        let Policy { output, slice, max_failures, .. } = self.policy;
        let desk = Desk::new(self.pipeline, plan, output, earlier, &orders, (slice, self.retry()));
        let settings = self.pipeline.settings();
        let reader = InputReader::open(self.inputs.clone(), &settings.ingest, self.threads, settings.batch_bytes);
        let read = reader.bytes_read();
        let load = Load { threads: self.threads, batch_bytes: settings.batch_bytes, stop: self.stop };
        let mut assembly = Assembly::new(&desk, staging, recovered.take(), max_failures)?;
        stream(
            reader,
            load,
            |read| desk.treat(read),
            |treated: Treated| {
                assembly.take(treated)?;
                let Tally { items: documents, tokens, .. } = assembly.tally();
                progress(Progress { documents, bytes: read.load(Ordering::Relaxed), tokens });
                Ok(())
            },
        )?;
        if self.stop.load(Ordering::Relaxed) {
            assembly.leave()?;
            return Ok(RunEnd::Interrupted);
        }
        let digest = assembly.digest();
        let ledger = match (assembly.finish()?, desk.base()) {
            (Whole::Run(ledger), _) => ledger,
            (Whole::Nothing, base) => return self.nothing(base),
        };
        let bytes = read.load(Ordering::Relaxed);
        let frame = self.frame(&desk, digest, bytes, plan.seconds + begun.elapsed().as_secs_f64());
        let folder = staging.folder();
        let complete = complete(&frame, ledger, &folder, &staging.times())?;
        tracing::info!(files = complete.files.len(), "staged");
        audit(&complete, &folder, (&plan.run, &desk.stamp), output, self.threads)?;
        let folder = staging.publish(self.out)?;
        Ok(RunEnd::Published(Box::new(Published { folder, report: complete.report })))
    }

    /// Everything is as the published run has it.
    fn nothing(&self, base: Option<&Earlier>) -> Result<RunEnd, PipelineError> {
        let folder = base.map(|base| base.folder().to_owned()).unwrap_or_default();
        let missing = || PipelineError::Index { path: folder.join("report.json"), what: "is no report".to_owned() };
        let report = read_report(&folder).ok_or_else(missing)?;
        Ok(RunEnd::NothingToDo(Box::new(Published { folder, report })))
    }

    fn frame<'f>(&self, desk: &'f Desk<'_>, digest: String, bytes: u64, seconds: f64) -> Frame<'f> {
        let settings = self.pipeline.settings();
        Frame {
            plan: desk.plan,
            output: desk.output,
            base: desk.base(),
            stamp: desk.stamp.clone(),
            settings: settings.to_toml(),
            offsets: settings.offsets.name(),
            input: wortlaut_export::Input { paths: self.named.clone(), files: self.inputs.len() as u64, bytes, digest },
            drift_tolerance: self.policy.drift_tolerance,
            seconds,
            parallel: self.threads > 1,
            joined: &[],
        }
    }

    /// What becomes of documents in quarantine.
    pub(crate) fn retry(&self) -> Retry {
        self.policy.retry.unwrap_or(self.pipeline.settings().retry)
    }

    /// What the results depend on; an unknown stage to begin with is an error.
    pub(crate) fn terms(&self) -> Result<Terms, PipelineError> {
        let terms = terms(self.pipeline);
        if let Some(stage) = &self.policy.redo_from
            && stage != "export"
            && !terms.stages.iter().any(|known| known.name == *stage)
        {
            let known: Vec<&str> = terms.stages.iter().map(|stage| stage.name.as_str()).collect();
            return Err(PipelineError::NoSuchStage { stage: stage.clone(), known: known.join(", ") });
        }
        Ok(terms)
    }
}

/// The run that `current` names, where there is one that can be gone on from.
pub(crate) fn base(out: &Path, terms: &Terms, redo_from: Option<&str>) -> Result<Option<Earlier>, PipelineError> {
    let Some(run) = current(out) else { return Ok(None) };
    let folder = out.join("runs").join(run);
    // Runs of versions that kept no plan say nothing of what they did.
    let Some(plan) = read_plan(&folder) else { return Ok(None) };
    let Some(packing) = packing(&plan) else { return Ok(None) };
    let ordered = redo_from.map(|stage| Rerun { from: stage.to_owned(), because: "asked for".to_owned() });
    let rerun = earlier(ordered, rerun(&plan.terms, terms), &terms.stages);
    let index = match Index::open(&folder) {
        // Where everything is done anew, a damaged run is no hindrance.
        Ok(index) if redo_from != Some("ingest") || is_readable(&index) => index,
        Err(error) if redo_from != Some("ingest") => return Err(error),
        _ => return Ok(None),
    };
    Ok(Some(Earlier::new(&folder, plan, index, packing, rerun)))
}

fn is_readable(index: &Index) -> bool {
    index.entries().is_ok_and(|mut entries| entries.all(|entry| entry.is_ok()))
}

/// Where a run begins: anew, or where an earlier process was cut short.
struct Start {
    staging: Staging,
    plan: Plan,
    /// What can be kept: of this run, of others that were cut short, and last the base.
    earlier: Vec<Earlier>,
    /// What is whole of this run; the first of `earlier` then.
    recovered: Option<Recovered>,
}

impl Start {
    fn of(run: &Run<'_>, base: Option<Earlier>) -> Result<Self, PipelineError> {
        let plan = plan(run, base.as_ref())?;
        let mut left = Staging::left(run.out)?;
        let mine = left.iter().position(|(_, left)| left.continues(&plan)).map(|position| left.remove(position));
        let mut start = match mine {
            Some((staging, left)) => Self::resumed(staging, left, run.policy.output)?,
            None => Self::anew(run, plan, &mut left)?,
        };
        for (staging, _) in left {
            staging.remove()?;
        }
        for (folder, plan) in start.staging.abandoned()? {
            let Some(packing) = packing(&plan) else { continue };
            let rerun = rerun(&plan.terms, &start.plan.terms);
            let index = Index::of(&folder, Recovered::of(&folder, packing).tables);
            start.earlier.push(Earlier::new(&folder, plan, index, packing, rerun));
        }
        start.earlier.extend(base);
        Ok(start)
    }

    /// Goes on with a run that was cut short.
    fn resumed(mut staging: Staging, left: Plan, output: Output) -> Result<Self, PipelineError> {
        let worked = seconds_between(&left.resumed, staging.last_written());
        let plan = Plan {
            attempts: left.attempts + 1,
            resumed: Timestamp::now().to_string(),
            seconds: left.seconds + worked,
            ..left
        };
        let mut recovered = staging.recover(output);
        if recovered.entries == 0 {
            staging.begin(&plan)?;
            return Ok(Self { staging, plan, earlier: Vec::new(), recovered: None });
        }
        staging.put_plan(&plan)?;
        let tables = std::mem::take(&mut recovered.tables);
        let folder = staging.folder();
        let index = Index::of(&folder, tables);
        let earlier = vec![Earlier::new(&folder, plan.clone(), index, output.packing, None)];
        Ok(Self { staging, plan, earlier, recovered: Some(recovered) })
    }

    /// Begins a run; the last that was cut short, of another plan, may still have something for it.
    fn anew(run: &Run<'_>, mut plan: Plan, left: &mut Vec<(Staging, Plan)>) -> Result<Self, PipelineError> {
        let mut staging = Staging::make(run.out, run.pipeline.fingerprint())?;
        plan.run.clone_from(&staging.run);
        if plan.redo_from.is_none() && !left.is_empty() {
            let (other, _) = left.remove(0);
            staging.take_in(&other)?;
        }
        staging.begin(&plan)?;
        Ok(Self { staging, plan, earlier: Vec::new(), recovered: None })
    }
}

/// The plan of a run that is still without a name.
pub(crate) fn plan(run: &Run<'_>, base: Option<&Earlier>) -> Result<Plan, PipelineError> {
    let now = Timestamp::now().to_string();
    Ok(Plan {
        schema: Plan::SCHEMA.to_owned(),
        run: String::new(),
        base: base.map(|base| base.plan.run.clone()),
        redo_from: run.policy.redo_from.clone(),
        terms: run.terms()?,
        output: output_text(run.policy.output),
        slice: run.policy.slice.map(|slice| slice.to_string()),
        retry: run.retry().name().to_owned(),
        rerun: base.and_then(|base| base.rerun.clone()),
        attempts: 1,
        started: now.clone(),
        resumed: now,
        seconds: 0.0,
    })
}

/// Seconds from a time to another; none where that is not after it.
fn seconds_between(from: &str, to: Option<SystemTime>) -> f64 {
    let from = from.parse::<Timestamp>().ok();
    let to = to.and_then(|to| Timestamp::try_from(to).ok());
    from.zip(to).map_or(0.0, |(from, to)| to.duration_since(from).as_secs_f64().max(0.0))
}

/// What every record says of the pipeline that made it.
#[must_use]
pub fn stamp(pipeline: &Pipeline) -> PipelineStamp {
    PipelineStamp { name: pipeline.settings().name.clone(), fingerprint: pipeline.fingerprint().to_owned() }
}
