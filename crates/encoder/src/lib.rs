//! Subword pieces and an int8 transformer encoder: one pass over each sentence, and scores of its tokens for the stages that
//! read them.
//!
//! An [`Encoder`] is loaded from a weight file: vocabulary ([`Pieces`]), transformer, and [`Head`]s, linear layers that score
//! labels. As a stage it fills [`Document::emissions`], one entry a head, and lets a [`SentenceReader`] fill
//! [`Document::grammar`]; [`Encoder::vectors`] hands out the vectors themselves, for training on them. What a document's scores are depends on the file and on each sentence alone: not
//! on its neighbours, on threads, or on the processor ([`Backend`]).

mod error;
mod head;
#[expect(unsafe_code, reason = "vector instructions: fenced in here, tested against portable code for the same bits")]
mod kernel;
pub mod network;
mod pass;
mod pieces;
mod reader;
mod sections;
mod transformer;
mod window;
mod worker;

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Emissions, Identity, Stage};

pub use error::EncoderError;
pub use head::Head;
pub use kernel::Backend;
pub use pieces::{MAX_PIECES, PieceScratch, Pieces, UNKNOWN};
pub use reader::SentenceReader;

use pass::{Passed, pass};
use reader::Sentences;
use sections::Sections;
use transformer::{Config, Transformer};
use worker::Worker;

/// Raised with every change of the code that changes scores.
const VERSION: u32 = 2;

/// The section of a file of heads that names the encoder they were trained on.
const ENCODER_HASH: &str = "encoder.hash";

/// The stage `encoder`: fills [`Document::emissions`], and [`Document::grammar`] where it has a reader.
#[derive(Debug)]
pub struct Encoder {
    pieces: Pieces,
    transformer: Transformer,
    heads: Vec<Head>,
    // Whether some heads were left out.
    selected: bool,
    reader: Option<Box<dyn SentenceReader>>,
    hash: String,
    models: Vec<String>,
    // Memory of the threads that are not at work now.
    idle: Mutex<Vec<Worker>>,
}

impl Encoder {
    /// An encoder with the heads of its own file, for the processor at hand.
    ///
    /// # Errors
    /// [`EncoderError`] where the file is no encoder, of another layout, or inconsistent.
    pub fn new(lexicon: &Lexicon) -> Result<Self, EncoderError> {
        Self::with_backend(lexicon, Backend::detect())
    }

    /// The same on a backend of choice: for tests and measurements, as results do not differ.
    ///
    /// # Errors
    /// As [`Encoder::new`].
    pub fn with_backend(lexicon: &Lexicon, backend: Backend) -> Result<Self, EncoderError> {
        let sections = Sections(lexicon);
        let config = Config::read(sections)?;
        let pieces = config.pieces(sections)?;
        let transformer = Transformer::read(sections, &config, backend)?;
        let heads = Head::all(lexicon, backend, transformer.hidden)?;
        let hash = lexicon.hash().to_owned();
        let models = vec![hash.clone()];
        let (selected, reader, idle) = (false, None, Mutex::default());
        Ok(Self { pieces, transformer, heads, selected, reader, hash, models, idle })
    }

    /// The encoder with the heads of a further file, which take the place of heads of the same name. The file names the
    /// encoder that its heads were trained on, [`Encoder::hash`], in its section `encoder.hash`.
    ///
    /// # Errors
    /// [`EncoderError::OtherEncoder`] where that is not this one, [`EncoderError::NoHead`] where there is none, and those of
    /// sections that are missing or of a wrong size.
    pub fn with_heads(mut self, lexicon: &Lexicon) -> Result<Self, EncoderError> {
        let found = String::from_utf8_lossy(&lexicon.blob(ENCODER_HASH)?).trim().to_owned();
        let name = || lexicon.name().to_owned();
        if found != self.hash {
            return Err(EncoderError::OtherEncoder { lexicon: name(), expected: self.hash, found });
        }
        let heads = Head::all(lexicon, self.backend(), self.hidden())?;
        if heads.is_empty() {
            return Err(EncoderError::NoHead { lexicon: name() });
        }
        self.heads.retain(|own| heads.iter().all(|head| head.name() != own.name()));
        self.heads.extend(heads);
        self.models.push(lexicon.hash().to_owned());
        Ok(self)
    }

    /// The encoder with none but these heads, in the order in which it has them: what nobody reads need not be scored.
    #[must_use]
    pub fn with_only(mut self, heads: &[&str]) -> Self {
        self.heads.retain(|own| heads.contains(&own.name()));
        self.selected = true;
        self
    }

    /// The encoder with a reader, which fills [`Document::grammar`] in the same pass.
    #[must_use]
    pub fn with_reader(mut self, reader: Box<dyn SentenceReader>) -> Self {
        self.reader = Some(reader);
        self
    }

    /// Numbers of a vector.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.transformer.hidden
    }

    /// The hex digest of the file: what a file of heads names.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The vocabulary.
    #[must_use]
    pub fn pieces(&self) -> &Pieces {
        &self.pieces
    }

    /// What it scores.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// The instructions it runs on.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.transformer.backend()
    }

    /// Hands the vectors of each sentence's tokens to `take`, in text order: the sentence's index, and tokens ×
    /// [`Encoder::hidden`] numbers, of which a token has those of its first piece in the last layer. Returns whether the
    /// budget sufficed.
    pub fn vectors(&self, document: &Document, budget: &Budget, mut take: impl FnMut(usize, &[f32])) -> bool {
        let mut sentences = Sentences::new(0, self.hidden());
        let all = 0..document.sentences.len();
        self.encode(document, all, budget, |_, vectors| sentences.push(document, vectors, &mut take))
    }

    fn encode(
        &self,
        document: &Document,
        sentences: Range<usize>,
        budget: &Budget,
        take: impl FnMut(&[usize], &[f32]),
    ) -> bool {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut worker = idle().pop().unwrap_or_default();
        let done = worker.encode((&self.pieces, &self.transformer), document, sentences, budget, take);
        idle().push(worker);
        done
    }

    fn blank(&self, tokens: usize) -> Vec<Emissions> {
        let blank = |head: &Head| Emissions {
            head: head.name().to_owned(),
            labels: Arc::clone(head.labels()),
            scores: vec![0.0; tokens * head.labels().len()],
        };
        self.heads.iter().map(blank).collect()
    }
}

impl Stage for Encoder {
    fn name(&self) -> &'static str {
        "encoder"
    }

    fn identity(&self) -> Identity {
        let mut identity = Identity { version: VERSION, settings: Vec::new(), models: self.models.clone() };
        if self.selected {
            let names: Vec<&str> = self.heads.iter().map(Head::name).collect();
            identity.settings.push(format!("heads={}", names.join(",")));
        }
        if let Some(reader) = &self.reader {
            let Identity { version, settings, models } = reader.identity();
            identity.settings.push(format!("reader.version={version}"));
            identity.settings.extend(settings.iter().map(|setting| format!("reader.{setting}")));
            identity.models.extend(models);
        }
        identity
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        if let Some(Passed { emissions, grammar }) = pass(self, document, budget) {
            document.emissions = emissions;
            if self.reader.is_some() {
                document.grammar = grammar;
            }
        }
    }
}
