//! Readers: what else reads the vectors of a document's tokens in the encoder's pass.

use std::fmt::Debug;

use wortlaut_model::{Document, Grammar, Identity};

/// Reads the vectors of each sentence's tokens while the encoder passes over a document: the parser of a pipeline, say.
///
/// One reader is shared by all threads, and sentences of one document may be read by several at once: a reader keeps nothing
/// from sentence to sentence but memory to work in. Its result depends on the document, the sentence and the vectors alone.
pub trait SentenceReader: Send + Sync + Debug {
    /// What its results depend on besides: becomes part of the encoder's identity.
    fn identity(&self) -> Identity;

    /// Reads the sentence at the index `sentence`, which has tokens: `vectors` holds tokens × hidden numbers, in text order.
    /// Adds one entry a token to the end of `grammar`, in which the entries of earlier sentences may stand, or not.
    fn read(&self, document: &Document, sentence: usize, vectors: &[f32], grammar: &mut Vec<Grammar>);
}

/// Joins batches of vectors to sentences.
#[derive(Debug)]
pub(crate) struct Sentences {
    hidden: usize,
    next: usize,
    pending: Vec<f32>,
}

impl Sentences {
    /// Sentences from the index `first` on; a token has `hidden` numbers.
    pub(crate) fn new(first: usize, hidden: usize) -> Self {
        Self { hidden, next: first, pending: Vec::new() }
    }

    /// Hands all sentences that are whole with these vectors to `take`: index and vectors.
    pub(crate) fn push(&mut self, document: &Document, mut vectors: &[f32], mut take: impl FnMut(usize, &[f32])) {
        while let Some(sentence) = document.sentences.get(self.next) {
            let whole = sentence.tokens.len() * self.hidden;
            let (own, rest) = vectors.split_at((whole - self.pending.len()).min(vectors.len()));
            if self.pending.len() + own.len() < whole {
                self.pending.extend_from_slice(own);
                return;
            }
            if self.pending.is_empty() {
                take(self.next, own);
            } else {
                self.pending.extend_from_slice(own);
                take(self.next, &self.pending);
                self.pending.clear();
            }
            vectors = rest;
            self.next += 1;
        }
    }
}
