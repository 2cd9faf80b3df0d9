//! What a run would do, told without doing it: every document is read and hashed, none is annotated, nothing is written.

use std::collections::{BTreeMap, HashSet};

use wortlaut_export::{Outcome, Reason, Rerun};
use wortlaut_ingest::RawDocument;

use crate::judge::Foresight;
use crate::orders::Orders;
use crate::reading::InputReader;
use crate::run::{Run, base};
use crate::staging::current;
use crate::stream::{Load, Read, stream};
use crate::treat::{Desk, TWIN};
use crate::{PipelineError, StageClock};

/// What a run would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// The run it would go on from.
    pub base: Option<String>,
    /// What of unchanged documents would have to run again, and why.
    pub rerun: Option<Rerun>,
    /// Documents that the base does not have.
    pub new: u64,
    /// Documents with another content.
    pub changed: u64,
    /// Documents with the same content.
    pub unchanged: u64,
    /// Documents that the input has no longer.
    pub gone: u64,
    /// Places of the input that cannot be read as documents, and documents with an id that came before.
    pub refused: u64,
    /// Documents on which nothing would have to run.
    pub kept: u64,
    /// Documents on which each stage would run, in the order of the stages.
    pub stages: Vec<(String, u64)>,
    /// Documents to work on, by reason.
    pub reasons: BTreeMap<Reason, u64>,
}

/// What is foreseen of one document.
enum Foreseen {
    /// It is kept.
    Kept { id: String, quarantined: bool },
    /// It is worked on.
    Again { id: String, reason: Reason, first: usize },
    /// It is no document; the base knew it by its id.
    Refused(String),
    /// It is another machine's.
    Elsewhere,
}

impl Run<'_> {
    /// What [`Run::execute`] would do now. Takes no lock; of a run that was cut short it knows nothing.
    ///
    /// # Errors
    /// Where the input, or what the published run keeps, cannot be read.
    pub fn forecast(&self) -> Result<Forecast, PipelineError> {
        let base = base(self.out, &self.terms()?, self.policy.redo_from.as_deref())?;
        let plan = crate::run::plan(self, base.as_ref())?;
        let orders = Orders::load(self.out)?;
        let mut forecast = Forecast { base: current(self.out), rerun: plan.rerun.clone(), ..Forecast::default() };
        let earlier: Vec<_> = base.into_iter().collect();
        let desk =
            Desk::new(self.pipeline, &plan, self.policy.output, &earlier, &orders, (self.policy.slice, self.retry()));
        let stages: Vec<&str> = self.pipeline.fingerprints().iter().map(|stage| stage.stage.as_str()).collect();
        forecast.stages = stages.iter().map(|stage| ((*stage).to_owned(), 0)).collect();
        let mut marks = desk.base().map(|base| base.index.marks());
        let mut ids = HashSet::new();
        let settings = self.pipeline.settings();
        let reader = InputReader::open(self.inputs.clone(), &settings.ingest, self.threads, settings.batch_bytes);
        let load = Load { threads: self.threads, batch_bytes: settings.batch_bytes, stop: self.stop };
        stream(
            reader,
            load,
            |read| desk.foreseen(read),
            |foreseen| {
                let foreseen = foreseen?;
                if let Some(marks) = &mut marks {
                    foreseen.id().into_iter().for_each(|id| marks.set(id));
                }
                forecast.count(foreseen, &mut ids);
                Ok(())
            },
        )?;
        forecast.gone = marks.map_or(0, |marks| marks.unset().len() as u64);
        Ok(forecast)
    }
}

impl Foreseen {
    fn id(&self) -> Option<&str> {
        match self {
            Self::Kept { id, .. } | Self::Again { id, .. } | Self::Refused(id) => Some(id),
            Self::Elsewhere => None,
        }
    }
}

impl Forecast {
    fn count(&mut self, foreseen: Foreseen, ids: &mut HashSet<blake3::Hash>) {
        let is_twin = |id: &str, ids: &mut HashSet<_>| !ids.insert(blake3::hash(id.as_bytes()));
        match foreseen {
            Foreseen::Elsewhere => {}
            Foreseen::Refused(_) => self.refused += 1,
            Foreseen::Kept { id, quarantined } if !quarantined && is_twin(&id, ids) => self.refused += 1,
            Foreseen::Kept { .. } => {
                self.unchanged += 1;
                self.kept += 1;
            }
            Foreseen::Again { id, .. } if is_twin(&id, ids) => self.refused += 1,
            Foreseen::Again { reason, first, .. } => {
                match reason {
                    Reason::New => self.new += 1,
                    Reason::Changed => self.changed += 1,
                    _ => self.unchanged += 1,
                }
                *self.reasons.entry(reason).or_default() += 1;
                // Stages are counted with ingest, which reads every document, ahead of the first.
                let skipped = if first == 0 { 0 } else { first + 1 };
                self.stages.iter_mut().skip(skipped).for_each(|(_, documents)| *documents += 1);
            }
        }
    }
}

impl Desk<'_> {
    fn foreseen(&self, read: Read) -> Result<Foreseen, PipelineError> {
        let raw = match read {
            Ok(raw) => raw,
            Err(rejection) if self.is_ours(&rejection.id) => return Ok(Foreseen::Refused(rejection.id)),
            Err(_) => return Ok(Foreseen::Elsewhere),
        };
        let foreseen = match self.foresee(&raw)? {
            Foresight::Kept(entry) => {
                let quarantined = matches!(entry.fate, Outcome::Quarantined { .. });
                let twin = matches!(&entry.fate, Outcome::Quarantined { code, .. } if code == TWIN);
                let id = entry.id;
                if twin { Foreseen::Refused(id) } else { Foreseen::Kept { id, quarantined } }
            }
            Foresight::Again { id: Some(id), reason: Some(reason), first } => Foreseen::Again { id, reason, first },
            Foresight::Again { reason, first, .. } => {
                let key = crate::judge::key(&raw);
                let id = self.id_of(raw);
                let reason = reason.map_or_else(|| self.reason_of(&id, &key).map(|(reason, _)| reason), Ok)?;
                Foreseen::Again { id, reason, first }
            }
        };
        let ours = foreseen.id().is_some_and(|id| self.is_ours(id));
        Ok(if ours { foreseen } else { Foreseen::Elsewhere })
    }

    /// The id of a document, which may stand in its content.
    fn id_of(&self, raw: RawDocument) -> String {
        let mut id = raw.id.clone();
        // Reading is guarded like annotating; nothing is annotated.
        let _ = self.pipeline.process_from(raw, &StageClock::default(), |document| {
            id.clone_from(&document.id);
            None
        });
        id
    }
}
