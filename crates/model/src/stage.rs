//! What a stage is, and the time it may take.

use std::time::{Duration, Instant};

use crate::Document;

/// A step of the pipeline: reads the layers before it, fills its own.
///
/// A stage is loaded once, immutable, and shared by all threads. It never fails: what it cannot do becomes a
/// [`crate::Diagnostic`]. Its result depends on the document alone.
pub trait Stage: Send + Sync {
    /// The stage's name: a crate's name, e.g. `segment`.
    fn name(&self) -> &'static str;

    /// What its results depend on besides the document.
    fn identity(&self) -> Identity;

    /// Fills the stage's layer. A stage asks the budget from time to time (once a sentence, say) and stops early when it
    /// is spent; the runner then quarantines the document.
    fn annotate(&self, document: &mut Document, budget: &Budget);
}

/// What the results of a stage depend on besides the document: the ground of its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Raised with every change of the code that changes results.
    pub version: u32,
    /// The settings in force, `name=value` each.
    pub settings: Vec<String>,
    /// Hex digests of the models and lexica it reads.
    pub models: Vec<String>,
}

/// How long one document may take.
#[derive(Debug, Clone, Copy, Default)]
pub struct Budget {
    deadline: Option<Instant>,
}

impl Budget {
    /// No limit.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::default()
    }

    /// A limit from now on.
    #[must_use]
    pub fn of(limit: Duration) -> Self {
        Self { deadline: Instant::now().checked_add(limit) }
    }

    /// Whether the time is up.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}
