//! What earlier results are good for: whether a document is kept as an earlier run has it, or why it has to be worked on,
//! and from which stage on.

use wortlaut_export::{Entry, Made, Outcome, Reason};
use wortlaut_ingest::RawDocument;

use crate::PipelineError;
use crate::earlier::Earlier;
use crate::orders::Order;
use crate::plan::Retry;
use crate::restore::start;
use crate::treat::{DROPPED, Desk, TWIN};

/// What is to be done with a document.
pub(crate) enum Decision {
    Keep(Box<Entry>, usize),
    Drop(Box<Entry>),
    Again(Again),
}

/// What a run would do with a document.
pub(crate) enum Foresight {
    /// Keep what an earlier run has made.
    Kept(Box<Entry>),
    /// Work on it, from the stage at `first`; id and reason are only known when an earlier run had it.
    Again { id: Option<String>, reason: Option<Reason>, first: usize },
}

/// What an earlier run's results are good for.
enum Judgement {
    /// They stand.
    Keep,
    /// They do not: the document is to be treated again.
    Again(Reason),
    /// The document is to be left out.
    Drop,
}

/// Why and how a document is worked on.
#[derive(Default)]
pub(crate) struct Again {
    /// The reason, where its content is known from an earlier run.
    pub(crate) reason: Option<Reason>,
    /// The results of that run, and the position of the stage to begin with.
    pub(crate) known: Option<(usize, Box<Entry>, usize)>,
    /// How often it was tried before.
    pub(crate) attempts: u64,
}

impl<'r> Desk<'r> {
    /// What an earlier run says of this document; none where it has to be worked on, or is unknown.
    pub(crate) fn foresee(&self, raw: &RawDocument) -> Result<Foresight, PipelineError> {
        let decision = self.decide(raw, &key(raw))?;
        Ok(match decision {
            Decision::Keep(entry, _) => Foresight::Kept(entry),
            Decision::Drop(entry) => Foresight::Again { id: Some(entry.id), reason: Some(Reason::Ordered), first: 0 },
            Decision::Again(again) => {
                let first = again.known.as_ref().map_or(0, |(_, _, first)| *first);
                let id = again.known.map(|(_, entry, _)| entry.id);
                Foresight::Again { id, reason: again.reason, first }
            }
        })
    }

    /// The reason for a document that no earlier run has with this content.
    pub(crate) fn reason_of(&self, id: &str, key: &str) -> Result<(Reason, Option<String>), PipelineError> {
        let before = match self.base() {
            Some(base) => base.find(id)?,
            None => None,
        };
        Ok(match before {
            None => (Reason::New, None),
            Some(before) if before.key == key => (Reason::Retry, None),
            Some(before) => (Reason::Changed, Some(before.hash)),
        })
    }

    /// The published run that this one goes on from.
    pub(crate) fn base(&self) -> Option<&'r Earlier> {
        self.earlier.last().filter(|last| Some(&last.plan.run) == self.plan.base.as_ref())
    }

    pub(crate) fn is_ours(&self, id: &str) -> bool {
        self.slice.is_none_or(|slice| slice.holds(id))
    }

    pub(crate) fn decide(&self, raw: &RawDocument, key: &str) -> Result<Decision, PipelineError> {
        let mut best = Again::default();
        for (position, earlier) in self.earlier.iter().enumerate() {
            let mut entries = earlier.of_key(key)?;
            entries.retain(|entry| entry.key == key && (entry.own_id || entry.id == raw.id));
            // Of several documents of one content and id, the one in the same place; else the one that was annotated.
            let rank =
                |entry: &Entry| (entry.path != raw.path || entry.index != raw.index, entry.verdict() != "annotated");
            let Some(mut entry) = entries.into_iter().min_by_key(rank) else { continue };
            let attempts = if let Outcome::Quarantined { attempts, .. } = entry.fate { attempts } else { 0 };
            match self.judge(&entry, earlier) {
                Judgement::Keep => {
                    self.adopt(&mut entry.made, earlier);
                    return Ok(Decision::Keep(Box::new(entry), position));
                }
                Judgement::Drop => return Ok(Decision::Drop(Box::new(entry))),
                Judgement::Again(reason) => {
                    let first = self.first(&entry, earlier, reason);
                    best.attempts = best.attempts.max(attempts);
                    if best.reason.is_none() || first > best.known.as_ref().map_or(0, |(_, _, first)| *first) {
                        best.reason = Some(reason);
                        best.known = (first > 0).then(|| (position, Box::new(entry), first));
                    }
                }
            }
        }
        Ok(Decision::Again(best))
    }

    /// What `entry` of `earlier` is good for.
    fn judge(&self, entry: &Entry, earlier: &Earlier) -> Judgement {
        if entry.made.run == self.plan.run {
            return Judgement::Keep;
        }
        let rerun = earlier.rerun.as_ref();
        let from_the_start = rerun.is_some_and(|rerun| rerun.from == "ingest");
        let stage = if self.plan.redo_from.is_some() { Reason::Ordered } else { Reason::Stage };
        match &entry.fate {
            Outcome::Annotated { german: false, .. } if self.plan.terms.on_other != "annotate" => {
                Judgement::Again(Reason::Settings)
            }
            Outcome::Annotated { .. } => rerun.map_or(Judgement::Keep, |_| Judgement::Again(stage)),
            Outcome::Skipped { code, .. } if code == DROPPED => match self.order(entry) {
                Some(Order::Drop) => Judgement::Keep,
                _ => Judgement::Again(Reason::Retry),
            },
            Outcome::Skipped { .. } if from_the_start => Judgement::Again(stage),
            Outcome::Skipped { .. } if earlier.plan.terms.on_other != self.plan.terms.on_other => {
                Judgement::Again(Reason::Settings)
            }
            Outcome::Skipped { .. } => Judgement::Keep,
            // The writer knows whether the other one of its id is still there.
            Outcome::Quarantined { code, .. } if code == TWIN => Judgement::Keep,
            Outcome::Quarantined { terms, .. } => match (self.order(entry), self.retry) {
                (Some(Order::Drop), _) => Judgement::Drop,
                (Some(Order::Retry), _) | (None, Retry::Always) => Judgement::Again(Reason::Retry),
                _ if from_the_start && self.plan.redo_from.is_some() => Judgement::Again(Reason::Ordered),
                (None, Retry::OnChange) if *terms != self.terms => Judgement::Again(Reason::Retry),
                _ => Judgement::Keep,
            },
        }
    }

    /// The position of the stage to begin with where `entry` is known; 0 for the first.
    fn first(&self, entry: &Entry, earlier: &Earlier, reason: Reason) -> usize {
        let known = matches!(entry.fate, Outcome::Annotated { .. }) && reason != Reason::Settings;
        match &earlier.rerun {
            Some(rerun) if known => start(&self.stages, &rerun.from),
            _ => 0,
        }
    }

    /// Takes over what a run that was cut short has done as done by this one.
    pub(crate) fn adopt(&self, made: &mut Made, earlier: &Earlier) {
        if Some(&earlier.plan.run) != self.plan.base.as_ref() && made.run == earlier.plan.run {
            made.run.clone_from(&self.plan.run);
        }
    }

    pub(crate) fn order(&self, entry: &Entry) -> Option<Order> {
        self.orders.of(&entry.id, &entry.hash, self.plan.base.as_deref())
    }
}

/// The key that a document is found by.
pub(crate) fn key(raw: &RawDocument) -> String {
    raw.content_key().to_hex().chars().take(32).collect()
}
