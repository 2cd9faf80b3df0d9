//! One document through the stages.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use wortlaut_ingest::{Ingester, RawDocument, Rejection, Verdict};
use wortlaut_model::{Budget, Bytes, Document, Span, Stage, Tokens};
use wortlaut_quotes::QuoteExtractor;
use wortlaut_relations::RelationExtractor;
use wortlaut_segment::Segmenter;
use wortlaut_times::TimeTagger;

use crate::clock::StageClock;
use crate::fingerprint::{Fingerprints, StageFingerprint};
use crate::given::{put_given, take_given};
use crate::settings::OnOther;
use crate::{PipelineError, Settings, grammar, memory, models, names};

/// The stages of a pipeline, loaded: immutable, shared by all threads.
pub struct Pipeline {
    settings: Settings,
    ingester: Ingester,
    stages: Vec<Box<dyn Stage>>,
    fingerprints: Vec<StageFingerprint>,
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline").field("settings", &self.settings).field("stages", &self.fingerprints).finish()
    }
}

/// What became of one document.
#[derive(Debug)]
pub enum Fate {
    /// It was annotated.
    Annotated(Box<Document>),
    /// It is not German, and the settings leave such documents out.
    Skipped(Box<Document>),
    /// It could not be read or annotated.
    Quarantined(Quarantined),
}

/// A document in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Where it stands in the input, and why it is here.
    pub rejection: Rejection,
    /// The stage at which it stopped: `ingest`, a stage's name, or `export`.
    pub stage: String,
}

impl Pipeline {
    /// Loads the models and builds the stages.
    ///
    /// # Errors
    /// [`PipelineError::Model`] where a model cannot be loaded, [`PipelineError::Ingest`] for an unknown encoding.
    pub fn load(settings: Settings) -> Result<Self, PipelineError> {
        let stages = stages(&settings)?;
        Self::of_stages(settings, stages)
    }

    /// A pipeline of other stages than the settings list.
    ///
    /// # Errors
    /// [`PipelineError::Ingest`] for an unknown encoding.
    pub fn of_stages(settings: Settings, stages: Vec<Box<dyn Stage>>) -> Result<Self, PipelineError> {
        let ingester = Ingester::new(settings.ingest.clone())?;
        let fingerprints = Fingerprints::of(&settings, &stages);
        Ok(Self { settings, ingester, stages, fingerprints })
    }

    /// The same pipeline, with `stage` calling itself a later version: what a run makes of a changed stage can be tested
    /// and timed without changing one.
    #[must_use]
    pub fn revised(mut self, stage: &str) -> Self {
        let identities = self.fingerprints.into_iter().map(|StageFingerprint { stage: name, mut identity, .. }| {
            identity.version += u32::from(name == stage);
            (name, identity)
        });
        self.fingerprints = Fingerprints::chained(identities);
        self
    }

    /// The settings it was built from.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The chained fingerprint of each stage, ingest first.
    #[must_use]
    pub fn fingerprints(&self) -> &[StageFingerprint] {
        &self.fingerprints
    }

    /// The fingerprint of the whole: the last stage's, for each is chained to those before it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.fingerprints.last().map_or("", |stage| &stage.fingerprint)
    }

    /// Reads one raw document: text, language and segments, no annotations.
    ///
    /// # Errors
    /// Why there is no text in it.
    #[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
    pub fn read(&self, raw: RawDocument) -> Result<Document, Rejection> {
        self.ingester.document(raw)
    }

    /// Takes one raw document through everything. Never panics: a panic inside a stage, and a limit passed, put the
    /// document into quarantine with its reason.
    #[must_use]
    pub fn process(&self, raw: RawDocument) -> Fate {
        self.process_timed(raw, &StageClock::default())
    }

    /// The same, with `clock` told of every stage entered.
    #[must_use]
    pub fn process_timed(&self, raw: RawDocument, clock: &StageClock) -> Fate {
        let origin = origin(&raw);
        let fate = self.process_from(raw, clock, |_| Some(0));
        fate.unwrap_or_else(|| quarantined(&origin, "ingest", "refused", String::new()))
    }

    /// The same for a document of which some layers may be known. `admit` sees it when it has been read, may put in what is
    /// known, and says at which stage to begin; none comes out where it says none.
    pub(crate) fn process_from(
        &self,
        raw: RawDocument,
        clock: &StageClock,
        admit: impl FnOnce(&mut Document) -> Option<usize>,
    ) -> Option<Fate> {
        let origin = RefCell::new(origin(&raw));
        let failed = |stage, code, message| quarantined(&origin.borrow(), stage, code, message);
        let worked = guarded(|| {
            let mut document = match self.read(raw) {
                Ok(document) => document,
                Err(rejection) => {
                    return Some(Fate::Quarantined(Quarantined { rejection, stage: "ingest".to_owned() }));
                }
            };
            // From here on it is known by its own id.
            origin.borrow_mut().id.clone_from(&document.id);
            let first = admit(&mut document)?;
            match (Verdict::of(&document), self.settings.on_other) {
                (Verdict::German, _) | (_, OnOther::Annotate) => {}
                (_, OnOther::Skip) => return Some(Fate::Skipped(Box::new(document))),
                (_, OnOther::Quarantine) => {
                    let message = format!("the text is not German throughout, but `{}`", document.language.code);
                    return Some(failed("ingest", "not-german", message));
                }
            }
            let entered = |name| clock.enter(name);
            let done = match first {
                0 => self.annotate(&mut document, entered),
                first => self.run_from(first, &mut document, entered, |_| ()),
            };
            Some(match done {
                Ok(()) => Fate::Annotated(Box::new(document)),
                Err(over) => failed(over.stage(), over.code(), over.to_string()),
            })
        });
        worked.unwrap_or_else(|panic| Some(failed(clock.running(), "panic", panic)))
    }

    /// Runs the stages over a document that has its text, segments and language. Tokens and sentences that it has already,
    /// as a pretokenised corpus brings them, are kept.
    ///
    /// # Errors
    /// [`OverLimit`] where the document took more time or memory than the settings allow; its layers are then incomplete.
    pub fn annotate(&self, document: &mut Document, entered: impl Fn(&'static str)) -> Result<(), OverLimit> {
        match take_given(document) {
            Some((tokens, sentences)) => {
                self.run(document, entered, |document| put_given(document, &tokens, &sentences))
            }
            None => self.run(document, entered, |_| ()),
        }
    }

    /// The same for a document whose tokens and sentences are given, as a corpus has them: they stand in place of those
    /// that the segment stage finds.
    ///
    /// # Errors
    /// As [`Pipeline::annotate`].
    pub fn annotate_given(
        &self,
        document: &mut Document,
        tokens: &[Span<Bytes>],
        sentences: &[Span<Tokens>],
    ) -> Result<(), OverLimit> {
        self.run(document, |_| (), |document| put_given(document, tokens, sentences))
    }

    fn run(
        &self,
        document: &mut Document,
        entered: impl Fn(&'static str),
        segmented: impl Fn(&mut Document),
    ) -> Result<(), OverLimit> {
        self.run_from(0, document, entered, segmented)
    }

    /// Runs the stages from the one at `first`.
    fn run_from(
        &self,
        first: usize,
        document: &mut Document,
        entered: impl Fn(&'static str),
        segmented: impl Fn(&mut Document),
    ) -> Result<(), OverLimit> {
        let limit = self.settings.document_time;
        let budget = Budget::of(limit);
        for stage in self.stages.iter().skip(first) {
            entered(stage.name());
            stage.annotate(document, &budget);
            if budget.is_spent() {
                return Err(OverLimit::Time { stage: stage.name(), limit });
            }
            if memory::bytes_of(document) > self.settings.document_memory {
                return Err(OverLimit::Memory { stage: stage.name(), limit: self.settings.document_memory });
            }
            if stage.name() == "segment" {
                segmented(document);
            }
        }
        Ok(())
    }
}

/// A document took more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OverLimit {
    /// Time.
    #[error("annotation took longer than {} s", limit.as_secs_f32())]
    Time {
        /// The stage that was running.
        stage: &'static str,
        /// The limit.
        limit: Duration,
    },
    /// Memory.
    #[error("the document and its annotations take more than {limit} bytes of memory")]
    Memory {
        /// The stage that was running.
        stage: &'static str,
        /// The limit.
        limit: u64,
    },
}

impl OverLimit {
    /// The stage that was running.
    #[must_use]
    pub fn stage(self) -> &'static str {
        match self {
            Self::Time { stage, .. } | Self::Memory { stage, .. } => stage,
        }
    }

    /// The code under which the document is listed.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Time { .. } => "out-of-time",
            Self::Memory { .. } => "out-of-memory",
        }
    }
}

/// The stages in the order in which they run; each reads what those before it made.
fn stages(settings: &Settings) -> Result<Vec<Box<dyn Stage>>, PipelineError> {
    let segment = models::segment(settings.segment_model.as_deref())?;
    let forms = grammar::forms(settings)?;
    let names = names::load(settings, forms.as_ref())?;
    let convention = wortlaut_segment::Settings { tokens: settings.tokens };
    let mut stages: Vec<Box<dyn Stage>> = vec![
        // Tokens and sentences together, for the German full stop decides both.
        Box::new(Segmenter::new(&segment, convention).map_err(|source| models::failed("segment", source))?),
    ];
    // Scores of tokens, for the stages that decode them.
    stages.extend(names.encoder.map(|encoder| Box::new(encoder) as Box<dyn Stage>));
    // Tags, lemmas and trees, which the rules of the stages after it stand on.
    stages.extend(grammar::stage(settings, forms, names.grammar)?.map(|syntax| Box::new(syntax) as Box<dyn Stage>));
    let rest: [Box<dyn Stage>; 4] = [
        // Who and what is named, and which names mean the same.
        Box::new(names.recognizer),
        // When; after names, for the „Welt am Sonntag“ is no day.
        Box::new(TimeTagger::new()),
        // Who says what.
        Box::new(QuoteExtractor::new()),
        // How they are related; last, for it reads all the others.
        Box::new(RelationExtractor::new()),
    ];
    stages.extend(rest);
    stages.retain(|stage| settings.stages.contains(&stage.name()));
    Ok(stages)
}

/// The place of a document in the input, for a reason to be added.
fn origin(raw: &RawDocument) -> Rejection {
    Rejection {
        id: raw.id.clone(),
        path: raw.path.clone(),
        index: raw.index,
        line: raw.line,
        code: "",
        message: String::new(),
        hash: blake3::hash(&raw.bytes).to_hex().to_string(),
        bytes: raw.bytes.len() as u64,
    }
}

fn quarantined(origin: &Rejection, stage: &str, code: &'static str, message: String) -> Fate {
    let rejection = Rejection { code, message, ..origin.clone() };
    Fate::Quarantined(Quarantined { rejection, stage: stage.to_owned() })
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a stage whose panics are caught. A panic hook may ask, to stay quiet there: the panic
/// is told in the quarantine.
#[must_use]
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs `work`; a panic becomes its message.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    // What a panicking stage leaves half-made is dropped with the document, so nothing inconsistent is seen later.
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown panic".to_owned())
    })
}

#[cfg(test)]
mod tests;
