//! What is done with one document of the input: kept as an earlier run has it, or sent through the stages that have to
//! run, from the first on or from a later one.

use std::cell::RefCell;

use wortlaut_export::{
    Entry, Figures, Made, Outcome, PipelineStamp, PlaceInInput, Plan, Reason, Timing, moved, write_leavings,
    write_record,
};
use wortlaut_graph::Fragment;
use wortlaut_ingest::{RawDocument, Rejection, Verdict};
use wortlaut_model::Document;

use crate::annotate::{Fate, Quarantined};
use crate::earlier::Earlier;
use crate::judge::{Again, Decision, key};
use crate::ledger::{Packed, stored};
use crate::orders::{Order, Orders};
use crate::plan::{Retry, digest};
use crate::restore::restore;
use crate::shards::Output;
use crate::slice::Slice;
use crate::stream::Read;
use crate::work::{misplaced, skipped_message};
use crate::{Pipeline, PipelineError, StageClock};

/// The code of a document whose id an earlier one of the run has.
pub(crate) const TWIN: &str = "duplicate-id";

/// The code of a document that is left out by order.
pub(crate) const DROPPED: &str = "dropped";

/// What a worker needs to know of the run.
pub(crate) struct Desk<'r> {
    pub(crate) pipeline: &'r Pipeline,
    pub(crate) stamp: PipelineStamp,
    pub(crate) plan: &'r Plan,
    pub(crate) output: Output,
    /// Earlier runs, the one to be asked first first; the base is the last.
    pub(crate) earlier: &'r [Earlier],
    pub(crate) orders: &'r Orders,
    pub(crate) slice: Option<Slice>,
    pub(crate) retry: Retry,
    /// Digest of the terms.
    pub(crate) terms: String,
    pub(crate) stages: Vec<&'r str>,
}

/// What came of a document.
#[derive(Debug)]
pub(crate) enum Treated {
    /// An earlier run's results stand as they are; `raw` is there for the case that they cannot be read.
    Kept { entry: Box<Entry>, earlier: usize, raw: Box<RawDocument> },
    /// There are new results, or a new place for old ones.
    Made { entry: Box<Entry>, packed: Option<Packed>, timing: Option<Box<Timing>> },
    /// It is another machine's.
    Elsewhere { hash: String },
    /// It cannot be told.
    Failed(PipelineError),
}

impl<'r> Desk<'r> {
    pub(crate) fn new(
        pipeline: &'r Pipeline,
        plan: &'r Plan,
        output: Output,
        earlier: &'r [Earlier],
        orders: &'r Orders,
        policy: (Option<Slice>, Retry),
    ) -> Self {
        let stages = pipeline.fingerprints().iter().skip(1).map(|stage| stage.stage.as_str()).collect();
        let (slice, retry) = policy;
        let (stamp, terms) = (crate::stamp(pipeline), digest(&plan.terms));
        Self { pipeline, stamp, plan, output, earlier, orders, slice, retry, terms, stages }
    }

    /// Treats what was read.
    pub(crate) fn treat(&self, read: Read) -> Treated {
        let treated = match read {
            Ok(raw) => self.document(raw),
            Err(rejection) => self.rejected(rejection),
        };
        treated.unwrap_or_else(Treated::Failed)
    }

    /// Sends a document through all stages, whatever earlier runs say of it.
    pub(crate) fn anew(&self, raw: RawDocument, reason: Reason) -> Treated {
        let key = key(&raw);
        let again = Again { reason: Some(reason), ..Again::default() };
        self.work(raw, key, again).unwrap_or_else(Treated::Failed)
    }

    fn document(&self, raw: RawDocument) -> Result<Treated, PipelineError> {
        let key = key(&raw);
        match self.decide(&raw, &key)? {
            Decision::Keep(entry, _) if !self.is_ours(&entry.id) => Ok(Treated::Elsewhere { hash: entry.hash }),
            Decision::Keep(entry, earlier) => self.keep(raw, key, *entry, earlier),
            Decision::Drop(entry) => Ok(self.dropped(&raw, *entry)),
            Decision::Again(again) => self.work(raw, key, again),
        }
    }

    /// Keeps what an earlier run has made, in its place of the input.
    fn keep(&self, raw: RawDocument, key: String, mut entry: Entry, earlier: usize) -> Result<Treated, PipelineError> {
        let from = (std::mem::replace(&mut entry.path, raw.path.clone()), entry.index);
        entry.index = raw.index;
        if let Outcome::Quarantined { line, code, .. } = &mut entry.fate
            && code != TWIN
        {
            *line = raw.line;
        }
        let stands = from.0 == entry.path && from.1 == entry.index;
        if stands || !matches!(entry.fate, Outcome::Annotated { .. }) {
            return Ok(Treated::Kept { entry: Box::new(entry), earlier, raw: Box::new(raw) });
        }
        match self.replaced(&mut entry, earlier, PlaceInInput { path: &from.0, index: from.1 })? {
            Some(packed) => Ok(Treated::Made { entry: Box::new(entry), packed: Some(packed), timing: None }),
            None => self.work(raw, key, Again { reason: Some(Reason::Damaged), ..Again::default() }),
        }
    }

    /// The record of a document that stands elsewhere now; none where it cannot be read.
    fn replaced(
        &self,
        entry: &mut Entry,
        earlier: usize,
        from: PlaceInInput<'_>,
    ) -> Result<Option<Packed>, PipelineError> {
        let Outcome::Annotated { record, leavings, .. } = &mut entry.fate else { return Ok(None) };
        let lines = self.earlier.get(earlier).and_then(|earlier| earlier.lines(record, leavings));
        let Some((line, left)) = lines else { return Ok(None) };
        let to = PlaceInInput { path: &entry.path, index: entry.index };
        let Some(line) = moved(&line, &entry.id, from, to) else { return Ok(None) };
        *record = stored(&line);
        self.packed(line, left).map(Some)
    }

    fn packed(&self, record: Vec<u8>, leavings: Vec<u8>) -> Result<Packed, PipelineError> {
        let packing = self.output.packing;
        Ok(Packed { record: packing.pack(record)?, leavings: packing.pack(leavings)? })
    }

    /// Leaves a document of the quarantine out.
    fn dropped(&self, raw: &RawDocument, mut entry: Entry) -> Treated {
        entry.path.clone_from(&raw.path);
        entry.index = raw.index;
        (entry.made, entry.fate) = self.given_up();
        Treated::Made { entry: Box::new(entry), packed: None, timing: None }
    }

    fn given_up(&self) -> (Made, Outcome) {
        let message = "dropped from the quarantine by order".to_owned();
        (self.made("ingest", Reason::Ordered, None), Outcome::Skipped { code: DROPPED.to_owned(), message })
    }

    fn made(&self, from: &str, reason: Reason, before: Option<String>) -> Made {
        Made { run: self.plan.run.clone(), from: from.to_owned(), reason, before }
    }

    /// What could not be read as a document stands in quarantine, and is no work.
    fn rejected(&self, rejection: Rejection) -> Result<Treated, PipelineError> {
        if !self.is_ours(&rejection.id) {
            return Ok(Treated::Elsewhere { hash: rejection.hash });
        }
        let id = rejection.id.clone();
        let mut entry = self.listed(Quarantined { rejection, stage: "ingest".to_owned() }, String::new());
        for earlier in self.earlier {
            let Some(before) = earlier.find(&id)? else { continue };
            if self.follow(&mut entry, before, earlier) {
                break;
            }
        }
        Ok(Treated::Made { entry: Box::new(entry), packed: None, timing: None })
    }

    /// Takes over what an earlier run and the orders given since say of a rejection. Whether it was this very one.
    fn follow(&self, entry: &mut Entry, before: Entry, earlier: &Earlier) -> bool {
        if !is_same_rejection(&before, entry) {
            entry.made = self.made("ingest", Reason::Changed, Some(before.hash));
            return false;
        }
        let dropped = matches!(before.fate, Outcome::Skipped { .. });
        let place = if let Outcome::Quarantined { line, .. } = entry.fate { line } else { None };
        match self.order(&before) {
            _ if before.made.run == self.plan.run => (entry.made, entry.fate) = (before.made, before.fate),
            Some(Order::Drop) if !dropped => (entry.made, entry.fate) = self.given_up(),
            Some(Order::Drop) => (entry.made, entry.fate) = (before.made, before.fate),
            None if !dropped => {
                (entry.made, entry.fate) = (before.made, before.fate);
                self.adopt(&mut entry.made, earlier);
            }
            Some(Order::Retry) | None => {
                entry.made.reason = Reason::Retry;
                if let (Outcome::Quarantined { attempts, .. }, Outcome::Quarantined { attempts: tried, .. }) =
                    (&mut entry.fate, &before.fate)
                {
                    *attempts += tried;
                }
            }
        }
        if let Outcome::Quarantined { line, .. } = &mut entry.fate {
            *line = place;
        }
        true
    }

    /// The entry of what is in quarantine.
    fn listed(&self, quarantined: Quarantined, key: String) -> Entry {
        let Quarantined { rejection, stage } = quarantined;
        Entry {
            sequence: 0,
            id: rejection.id,
            own_id: false,
            hash: rejection.hash,
            path: rejection.path,
            index: rejection.index,
            made: self.made("ingest", Reason::New, None),
            fate: Outcome::Quarantined {
                line: rejection.line,
                stage,
                code: rejection.code.to_owned(),
                message: rejection.message,
                attempts: 1,
                terms: if key.is_empty() { String::new() } else { self.terms.clone() },
            },
            key,
        }
    }

    /// Runs the stages that have to run.
    fn work(&self, raw: RawDocument, key: String, again: Again) -> Result<Treated, PipelineError> {
        let clock = StageClock::default();
        let place = raw.id.clone();
        let arrived = RefCell::new(Arrived::default());
        let fate = self.pipeline.process_from(raw, &clock, |document| {
            let mut arrived = arrived.borrow_mut();
            arrived.own_id = document.id != place;
            arrived.german = Verdict::of(document) == Verdict::German;
            if !self.is_ours(&document.id) {
                arrived.hash.clone_from(&document.source.hash);
                return None;
            }
            tracing::debug!(id = document.id, "annotating");
            let (first, damaged) = self.put_back(document, again.known.as_ref());
            (arrived.first, arrived.damaged) = (first, damaged);
            Some(first)
        });
        let arrived = arrived.into_inner();
        let Some(fate) = fate else { return Ok(Treated::Elsewhere { hash: arrived.hash }) };
        self.written(fate, key, &arrived, &again, &clock)
    }

    /// Puts the layers that are known into a document. The position of the stage to begin with, and whether that is the
    /// first because what was known is damaged.
    fn put_back(&self, document: &mut Document, known: Option<&(usize, Box<Entry>, usize)>) -> (usize, bool) {
        let Some((earlier, entry, first)) = known else { return (0, false) };
        let Outcome::Annotated { record, leavings, .. } = &entry.fate else { return (0, false) };
        let lines = self.earlier.get(*earlier).and_then(|earlier| earlier.lines(record, leavings));
        let kept = self.stages.get(..*first).unwrap_or_default();
        match lines.and_then(|(record, leavings)| restore(document, &record, &leavings, kept)) {
            Some(()) => (*first, false),
            None => (0, true),
        }
    }

    /// The lines of a document that was worked on.
    fn written(
        &self,
        fate: Fate,
        key: String,
        arrived: &Arrived,
        again: &Again,
        clock: &StageClock,
    ) -> Result<Treated, PipelineError> {
        let stages = clock.seconds();
        let (mut entry, packed, timing) = match fate {
            Fate::Quarantined(quarantined) if !self.is_ours(&quarantined.rejection.id) => {
                return Ok(Treated::Elsewhere { hash: quarantined.rejection.hash });
            }
            Fate::Quarantined(quarantined) => {
                let timing = (quarantined.stage != "ingest").then(|| failed(&quarantined, stages));
                (self.listed(quarantined, key), None, timing)
            }
            Fate::Skipped(document) => {
                let fate = Outcome::Skipped { code: "not-german".to_owned(), message: skipped_message(&document) };
                (self.entry(&document, key, fate), None, None)
            }
            Fate::Annotated(document) => self.annotated(&document, key, arrived.german, stages)?,
        };
        entry.own_id = arrived.own_id;
        let (reason, before) = match again.reason {
            Some(_) if arrived.damaged => (Reason::Damaged, None),
            Some(reason) => (reason, None),
            None => self.reason_of(&entry.id, &entry.key)?,
        };
        let from = match arrived.first {
            0 => "ingest",
            first => self.stages.get(first).copied().unwrap_or("export"),
        };
        entry.made = self.made(from, reason, before);
        if let Outcome::Quarantined { attempts, .. } = &mut entry.fate {
            *attempts += again.attempts;
        }
        Ok(Treated::Made { entry: Box::new(entry), packed, timing })
    }

    fn annotated(
        &self,
        document: &Document,
        key: String,
        german: bool,
        stages: Vec<(String, f64)>,
    ) -> Result<Written, PipelineError> {
        let unit = self.pipeline.settings().offsets;
        let mut record = Vec::with_capacity(document.text.len() * 32);
        if let Err(misaligned) = write_record(document, &self.stamp, unit, &mut record) {
            return Ok((self.listed(misplaced(document, misaligned.to_string()), key), None, None));
        }
        let mut leavings = Vec::new();
        write_leavings(document, &Fragment::counted_in(unit, document), &mut leavings);
        let fate = Outcome::Annotated {
            record: stored(&record),
            leavings: stored(&leavings),
            german,
            figures: Box::new(Figures::of(document)),
        };
        let timing = Timing {
            id: document.id.clone(),
            path: document.source.path.clone(),
            bytes: document.text.len() as u64,
            tokens: document.tokens.len() as u64,
            stages,
        };
        let packed = self.packed(record, leavings)?;
        Ok((self.entry(document, key, fate), Some(packed), Some(Box::new(timing))))
    }

    fn entry(&self, document: &Document, key: String, fate: Outcome) -> Entry {
        Entry {
            sequence: 0,
            id: document.id.clone(),
            key,
            own_id: false,
            hash: document.source.hash.clone(),
            path: document.source.path.clone(),
            index: document.source.index,
            made: self.made("ingest", Reason::New, None),
            fate,
        }
    }
}

/// An entry, and what goes with it.
type Written = (Entry, Option<Packed>, Option<Box<Timing>>);

/// What was learned of a document when it had been read.
#[derive(Default)]
struct Arrived {
    hash: String,
    own_id: bool,
    german: bool,
    first: usize,
    damaged: bool,
}

/// Whether an earlier run had the same at this place, with the same fault, or it was given up by order.
fn is_same_rejection(before: &Entry, now: &Entry) -> bool {
    let fault = |entry: &Entry| entry.quarantine_row().map(|row| (row.code, row.message));
    let dropped = matches!(&before.fate, Outcome::Skipped { code, .. } if code == DROPPED);
    before.key.is_empty() && before.hash == now.hash && (dropped || fault(before) == fault(now))
}

/// The time of a document that failed in a stage: nobody knows its tokens.
fn failed(quarantined: &Quarantined, stages: Vec<(String, f64)>) -> Box<Timing> {
    let Rejection { id, path, bytes, .. } = &quarantined.rejection;
    Box::new(Timing { id: id.clone(), path: path.clone(), bytes: *bytes, tokens: 0, stages })
}
