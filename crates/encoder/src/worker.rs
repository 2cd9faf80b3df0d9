//! What encodes a document: one worker a thread, with its memory and the pieces of the forms it has seen.

use std::collections::HashMap;
use std::ops::Range;

use wortlaut_model::{Budget, Document};

use crate::pieces::{CLOSING, OPENING, PieceScratch, Pieces};
use crate::transformer::{Batch, Scratch, Transformer};
use crate::window::{Window, windows};

/// Rows of a batch, unless one window has more: enough that a panel of weights is worth fetching, few enough that the rows
/// stay in the second cache.
const BATCH_ROWS: usize = 192;

/// Forms whose pieces are remembered. When there are as many, all are forgotten.
const REMEMBERED_FORMS: usize = 1 << 16;

/// A longer form, in bytes, is rare and not worth the memory.
const LONGEST_REMEMBERED: usize = 64;

/// Memory for one document at a time.
#[derive(Debug, Default)]
pub(crate) struct Worker {
    forms: Forms,
    sentence: SentencePieces,
    batch: Batch,
    // The tokens that the batch reads.
    tokens: Vec<usize>,
    scratch: Scratch,
}

impl Worker {
    /// Hands all tokens of some sentences with their vectors to `take`, in text order, a batch at a time; whether the budget sufficed.
    pub(crate) fn encode(
        &mut self,
        (pieces, transformer): (&Pieces, &Transformer),
        document: &Document,
        sentences: Range<usize>,
        budget: &Budget,
        mut take: impl FnMut(&[usize], &[f32]),
    ) -> bool {
        let Self { forms, sentence, batch, tokens, scratch } = self;
        batch.clear();
        tokens.clear();
        for range in document.sentences[sentences].iter().map(|sentence| sentence.tokens.range()) {
            sentence.fill(range.clone().map(|token| document.form(token)), pieces, forms);
            for window in windows(&sentence.counts) {
                if !batch.pieces.is_empty() && batch.pieces.len() + sentence.rows(&window) > BATCH_ROWS {
                    if budget.is_spent() {
                        return false;
                    }
                    take(tokens, transformer.encode(batch, scratch));
                    batch.clear();
                    tokens.clear();
                }
                sentence.show(&window, batch);
                tokens.extend(range.clone().skip(window.read.start).take(window.read.len()));
            }
        }
        if !tokens.is_empty() {
            take(tokens, transformer.encode(batch, scratch));
        }
        true
    }
}

/// The pieces of a sentence's tokens.
#[derive(Debug, Default)]
struct SentencePieces {
    pieces: Vec<u32>,
    // Pieces of each token, and where they start; one start more than tokens.
    counts: Vec<u8>,
    starts: Vec<usize>,
}

impl SentencePieces {
    fn fill<'d>(&mut self, tokens: impl Iterator<Item = &'d str>, pieces: &Pieces, forms: &mut Forms) {
        self.pieces.clear();
        self.counts.clear();
        self.starts.clear();
        self.starts.push(0);
        for form in tokens {
            self.counts.push(forms.append(form, pieces, &mut self.pieces));
            self.starts.push(self.pieces.len());
        }
    }

    /// Rows of a window, opening and closing piece included.
    fn rows(&self, window: &Window) -> usize {
        self.starts[window.shown.end] - self.starts[window.shown.start] + 2
    }

    /// Adds a window to a batch.
    fn show(&self, window: &Window, batch: &mut Batch) {
        let (row, read) = (batch.pieces.len(), batch.read.len());
        let shown = self.starts[window.shown.start]..self.starts[window.shown.end];
        batch.pieces.push(OPENING);
        batch.pieces.extend_from_slice(&self.pieces[shown.clone()]);
        batch.pieces.push(CLOSING);
        batch.windows.push(row..batch.pieces.len());
        let firsts = self.starts[window.read.clone()].iter().map(|start| (start - shown.start + 1) as u32);
        batch.read.extend(firsts);
        batch.reads.push(read..batch.read.len());
    }
}

/// The pieces of the forms seen so far.
#[derive(Debug, Default)]
struct Forms {
    seen: HashMap<Box<str>, Range<u32>>,
    pieces: Vec<u32>,
    scratch: PieceScratch,
}

impl Forms {
    /// Appends the pieces of a form and tells how many they are.
    fn append(&mut self, form: &str, pieces: &Pieces, out: &mut Vec<u32>) -> u8 {
        if let Some(range) = self.seen.get(form) {
            out.extend_from_slice(&self.pieces[range.start as usize..range.end as usize]);
            return (range.end - range.start) as u8;
        }
        let first = out.len();
        pieces.segment(form, &mut self.scratch, out);
        if form.len() <= LONGEST_REMEMBERED {
            if self.seen.len() == REMEMBERED_FORMS {
                self.seen.clear();
                self.pieces.clear();
            }
            let start = self.pieces.len() as u32;
            self.pieces.extend_from_slice(&out[first..]);
            self.seen.insert(form.into(), start..self.pieces.len() as u32);
        }
        (out.len() - first) as u8
    }
}
