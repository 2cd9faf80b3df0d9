//! How long each stage takes for a document, and which one is running.

use std::cell::{Cell, RefCell};
use std::time::Instant;

/// Counts the seconds of the stages of one document: a stage ends where the next one is entered.
#[derive(Debug)]
pub struct StageClock {
    running: Cell<&'static str>,
    since: Cell<Instant>,
    past: RefCell<Vec<(&'static str, f64)>>,
}

impl Default for StageClock {
    fn default() -> Self {
        Self { running: Cell::new("ingest"), since: Cell::new(Instant::now()), past: RefCell::default() }
    }
}

impl StageClock {
    /// The clock of a document whose first stage, from now on, is `stage`.
    #[must_use]
    pub fn starting_with(stage: &'static str) -> Self {
        Self { running: Cell::new(stage), ..Self::default() }
    }

    /// Notes that `stage` begins.
    pub fn enter(&self, stage: &'static str) {
        let now = Instant::now();
        let seconds = now.duration_since(self.since.replace(now)).as_secs_f64();
        self.past.borrow_mut().push((self.running.replace(stage), seconds));
    }

    /// The stage that is running.
    #[must_use]
    pub fn running(&self) -> &'static str {
        self.running.get()
    }

    /// The seconds of every stage, that of the running one up to now.
    #[must_use]
    pub fn seconds(&self) -> Vec<(String, f64)> {
        let last = (self.running.get(), self.since.get().elapsed().as_secs_f64());
        self.past.borrow().iter().chain([&last]).map(|&(stage, seconds)| (stage.to_owned(), seconds)).collect()
    }
}
