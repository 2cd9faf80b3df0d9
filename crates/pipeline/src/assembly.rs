//! A run put together, document by document in input order.
//!
//! As long as the documents are, one after the other, those of a run that is there already, nothing is written: of the
//! published run in the end nothing is to be done, and of a run that was cut short these are its documents up to where
//! it stopped. From the first document on that differs, results are written, and those before it are copied first.

use std::collections::HashSet;

use wortlaut_export::{Entry, Made, Outcome, Plan, Reason};
use wortlaut_ingest::RawDocument;

use crate::PipelineError;
use crate::earlier::Earlier;
use crate::index::{entries_path, id_digest};
use crate::ledger::{Ledger, Packed, Recovered};
use crate::plan::MaxFailures;
use crate::shards::Output;
use crate::staging::Staging;
use crate::treat::{Desk, TWIN, Treated};

/// A run being put together.
pub(crate) struct Assembly<'r> {
    desk: &'r Desk<'r>,
    staging: &'r mut Staging,
    recovered: Option<Recovered>,
    standing: Option<Standing>,
    ledger: Option<Ledger>,
    /// Digests of the ids of annotated documents.
    ids: HashSet<[u8; 16]>,
    digest: blake3::Hasher,
    max_failures: Option<MaxFailures>,
    tally: Tally,
}

/// What has come so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Documents and places of the input that are none; those of other shares too.
    pub(crate) items: u64,
    /// Those of this share.
    pub(crate) read: u64,
    /// Those that this run sent into quarantine.
    pub(crate) failed: u64,
    /// Tokens that this process annotated.
    pub(crate) tokens: u64,
    /// Documents that this process worked on.
    pub(crate) worked: u64,
}

/// A run that is there already, as far as it has been matched.
struct Standing {
    earlier: usize,
    entries: Box<dyn Iterator<Item = Result<Entry, PipelineError>>>,
    next: Option<Entry>,
    matched: u64,
}

impl Standing {
    /// The first `most` entries of a run; what follows them may be damaged.
    fn of(earlier: usize, run: &Earlier, most: u64) -> Result<Self, PipelineError> {
        let entries = run.index.entries()?.take(usize::try_from(most).unwrap_or(usize::MAX));
        let mut standing = Self { earlier, entries: Box::new(entries), next: None, matched: 0 };
        standing.next = standing.entries.next().transpose()?;
        Ok(standing)
    }

    /// Takes a document that is the next one of the run.
    fn takes(&mut self, entry: &Entry) -> Result<bool, PipelineError> {
        if self.next.as_ref() != Some(entry) {
            return Ok(false);
        }
        self.matched += 1;
        self.next = self.entries.next().transpose()?;
        Ok(true)
    }
}

/// What has been put together.
#[expect(clippy::large_enum_variant, reason = "one a run")]
pub(crate) enum Whole {
    /// Nothing that the published run does not hold.
    Nothing,
    /// A run whose files are to be finished.
    Run(Ledger),
}

impl<'r> Assembly<'r> {
    /// Begins. What was `recovered` of a run that was cut short is the first of the earlier runs.
    pub(crate) fn new(
        desk: &'r Desk<'r>,
        staging: &'r mut Staging,
        recovered: Option<Recovered>,
        max_failures: Option<MaxFailures>,
    ) -> Result<Self, PipelineError> {
        let base = desk.earlier.len().saturating_sub(1);
        let standing = match (&recovered, desk.base()) {
            (Some(recovered), _) => desk.earlier.first().map(|first| Standing::of(0, first, recovered.entries)),
            (None, Some(run)) if is_like(desk.plan, run) => Some(Standing::of(base, run, u64::MAX)),
            (None, _) => None,
        };
        Ok(Self {
            desk,
            staging,
            recovered,
            standing: standing.transpose()?,
            ledger: None,
            ids: HashSet::new(),
            digest: blake3::Hasher::new(),
            max_failures,
            tally: Tally::default(),
        })
    }

    /// What has come so far.
    pub(crate) fn tally(&self) -> Tally {
        self.tally
    }

    /// Digest over the hashes of all that came, in input order.
    pub(crate) fn digest(&self) -> String {
        self.digest.finalize().to_hex().to_string()
    }

    /// Takes the next document.
    pub(crate) fn take(&mut self, treated: Treated) -> Result<(), PipelineError> {
        match treated {
            Treated::Failed(error) => Err(error),
            Treated::Elsewhere { hash } => {
                self.digest.update(hash.as_bytes());
                self.tally.items += 1;
                Ok(())
            }
            Treated::Kept { entry, earlier, raw } => self.keep(*entry, earlier, *raw),
            Treated::Made { entry, packed, timing } => {
                if let Some(timing) = &timing {
                    self.tally.worked += 1;
                    self.tally.tokens += timing.tokens;
                }
                self.accept(*entry, packed)?;
                match (&timing, &mut self.ledger) {
                    (Some(timing), Some(ledger)) => ledger.worked(timing),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Takes a document as an earlier run has it.
    fn keep(&mut self, mut entry: Entry, earlier: usize, raw: RawDocument) -> Result<(), PipelineError> {
        if is_twin(&entry) && !self.knows(&entry.id) {
            // The one it was the twin of is gone.
            return self.take(self.desk.anew(raw, Reason::Changed));
        }
        entry.sequence = self.tally.items;
        if self.is_refused(&entry) {
            return self.accept(entry, None);
        }
        if self.stands(&entry)? {
            return self.count(&entry);
        }
        let Outcome::Annotated { record, leavings, .. } = &entry.fate else { return self.accept(entry, None) };
        let run = self.desk.earlier.get(earlier);
        match run.and_then(|run| run.packed(record, leavings, self.desk.output.packing)) {
            Some(packed) => self.accept(entry, Some(packed)),
            None => self.take(self.desk.anew(raw, Reason::Damaged)),
        }
    }

    /// Writes what became of a document, unless the run that is there already has it.
    fn accept(&mut self, mut entry: Entry, mut packed: Option<Packed>) -> Result<(), PipelineError> {
        entry.sequence = self.tally.items;
        if self.is_refused(&entry) {
            entry = self.twin(entry);
            packed = None;
        }
        self.count(&entry)?;
        if packed.is_none() && self.stands(&entry)? {
            return Ok(());
        }
        self.ledger()?.put(entry, packed.as_ref())
    }

    /// Whether the document is the next one of the run that is there already, and all before it were.
    fn stands(&mut self, entry: &Entry) -> Result<bool, PipelineError> {
        self.standing.as_mut().map_or(Ok(false), |standing| standing.takes(entry))
    }

    /// Within a run an id means one document: the evidence of the graph points by it. The second one of an id goes to
    /// quarantine, with its place in the input.
    fn is_refused(&self, entry: &Entry) -> bool {
        matches!(entry.fate, Outcome::Annotated { .. }) && self.knows(&entry.id)
    }

    fn knows(&self, id: &str) -> bool {
        self.ids.contains(&id_digest(id))
    }

    fn twin(&self, entry: Entry) -> Entry {
        let message = format!("an earlier document of the run has the id `{}`", entry.id);
        let run = self.desk.plan.run.clone();
        let made = Made { run, from: "ingest".to_owned(), reason: Reason::Changed, before: None };
        let fate = Outcome::Quarantined {
            line: None,
            stage: "ingest".to_owned(),
            code: TWIN.to_owned(),
            message,
            attempts: 1,
            terms: String::new(),
        };
        Entry { made, fate, ..entry }
    }

    fn count(&mut self, entry: &Entry) -> Result<(), PipelineError> {
        self.digest.update(entry.hash.as_bytes());
        self.tally.items += 1;
        self.tally.read += 1;
        match &entry.fate {
            Outcome::Annotated { .. } => drop(self.ids.insert(id_digest(&entry.id))),
            Outcome::Quarantined { stage, code, message, .. } if entry.made.run == self.desk.plan.run => {
                tracing::warn!(id = entry.id, stage, code, reason = message, "quarantined");
                self.tally.failed += 1;
            }
            _ => {}
        }
        self.check_failures(false)
    }

    fn check_failures(&self, all_are_read: bool) -> Result<(), PipelineError> {
        let Tally { failed, read, .. } = self.tally;
        match self.max_failures {
            Some(most) if most.are_passed(failed, read, all_are_read) => {
                Err(PipelineError::TooManyFailures { failed, read, limit: most.to_string() })
            }
            _ => Ok(()),
        }
    }

    /// The files to write to. The first time, all that has been matched so far is brought into them.
    fn ledger(&mut self) -> Result<&mut Ledger, PipelineError> {
        let ledger = match self.ledger.take() {
            Some(ledger) => ledger,
            None => self.open()?,
        };
        Ok(self.ledger.insert(ledger))
    }

    fn open(&mut self) -> Result<Ledger, PipelineError> {
        let (output, times) = (self.desk.output, self.staging.times());
        let standing = self.standing.take();
        let matched = standing.as_ref().map_or(0, |standing| standing.matched);
        if let Some(recovered) = &self.recovered {
            if recovered.entries == matched {
                return Ledger::resume(&self.staging.folder(), times, output, recovered);
            }
            self.staging.begin(self.desk.plan)?;
        }
        let mut ledger = Ledger::create(&self.staging.folder(), times, output)?;
        let Some(run) = standing.and_then(|standing| self.desk.earlier.get(standing.earlier)) else {
            return Ok(ledger);
        };
        for entry in run.index.entries()?.take(usize::try_from(matched).unwrap_or(usize::MAX)) {
            copy(entry?, run, output, &mut ledger)?;
        }
        Ok(ledger)
    }

    /// Ends before all documents have come: what was written is left to the next process.
    pub(crate) fn leave(self) -> Result<(), PipelineError> {
        self.ledger.map_or(Ok(()), |mut ledger| ledger.hand_over())
    }

    /// Ends: all documents have come.
    pub(crate) fn finish(mut self) -> Result<Whole, PipelineError> {
        self.check_failures(true)?;
        let nothing = self.recovered.is_none() && self.ledger.is_none();
        if nothing && self.standing.as_ref().is_some_and(|standing| standing.next.is_none()) {
            return Ok(Whole::Nothing);
        }
        self.ledger()?;
        self.ledger.take().map(Whole::Run).ok_or_else(|| PipelineError::Audit("the run has no files".to_owned()))
    }
}

/// Copies a document of a run that is there already.
fn copy(entry: Entry, run: &Earlier, output: Output, ledger: &mut Ledger) -> Result<(), PipelineError> {
    let packed = match &entry.fate {
        Outcome::Annotated { record, leavings, .. } => {
            let damaged = || PipelineError::Index {
                path: entries_path(run.folder()),
                what: format!("the record of `{}` is not what was written", entry.id),
            };
            Some(run.packed(record, leavings, output.packing).ok_or_else(damaged)?)
        }
        _ => None,
    };
    ledger.put(entry, packed.as_ref())
}

/// Whether a run of this plan may turn out to be the one that is published.
fn is_like(plan: &Plan, run: &Earlier) -> bool {
    run.rerun.is_none() && run.plan.output == plan.output && run.plan.slice == plan.slice
}

fn is_twin(entry: &Entry) -> bool {
    matches!(&entry.fate, Outcome::Quarantined { code, .. } if code == TWIN)
}
