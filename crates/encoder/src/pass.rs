//! One pass over a document: its tokens' vectors, what heads score and what a reader reads.
//!
//! A long document is cut between sentences into parts, which idle threads of the pool help to encode. A sentence's vectors
//! depend on that sentence alone, so that nothing shows where the cuts are.

use std::ops::Range;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use wortlaut_model::{Budget, Document, Emissions, Grammar};

use crate::Encoder;
use crate::kernel::Buffer;
use crate::reader::Sentences;

/// Tokens of a part: some tenths of a second.
const PART_TOKENS: usize = 2048;

/// What a pass finds.
#[derive(Debug)]
pub(crate) struct Passed {
    /// One entry a head.
    pub(crate) emissions: Vec<Emissions>,
    /// What the reader made of each token; empty without one.
    pub(crate) grammar: Vec<Grammar>,
}

/// Passes over the document; nothing where the budget did not suffice.
pub(crate) fn pass(encoder: &Encoder, document: &Document, budget: &Budget) -> Option<Passed> {
    let mut emissions = encoder.blank(document.tokens.len());
    let parts = parts(document, &mut emissions);
    let mut parts = side_by_side(parts, |part| part.run(encoder, document, budget));
    parts.sort_by_key(|part| part.sentences.start);
    let done = parts.iter().all(|part| part.done);
    let grammar: Vec<Grammar> = parts.into_iter().flat_map(|part| part.grammar).collect();
    let whole = encoder.reader.is_none() || grammar.len() == document.tokens.len();
    debug_assert!(whole || !done, "a reader says something of each token");
    done.then(|| Passed { emissions, grammar: if whole { grammar } else { Vec::new() } })
}

/// Some sentences of a document.
#[derive(Debug)]
struct Part<'e> {
    sentences: Range<usize>,
    // The first token, and the scores from there on, one list a head.
    first: usize,
    scores: Vec<&'e mut [f32]>,
    grammar: Vec<Grammar>,
    done: bool,
}

/// Cuts a document into parts of about [`PART_TOKENS`].
fn parts<'e>(document: &Document, emissions: &'e mut [Emissions]) -> Vec<Part<'e>> {
    let widths: Vec<usize> = emissions.iter().map(|emissions| emissions.labels.len()).collect();
    let mut rest: Vec<&mut [f32]> = emissions.iter_mut().map(|emissions| emissions.scores.as_mut_slice()).collect();
    let mut parts: Vec<Part<'e>> = Vec::new();
    let (mut sentence, mut first) = (0, 0);
    while sentence < document.sentences.len() {
        let full = |index: &usize| document.sentences[*index].tokens.range().end >= first + PART_TOKENS;
        let end = (sentence..document.sentences.len()).find(full).map_or(document.sentences.len(), |last| last + 1);
        let next = document.sentences.get(end).map_or(document.tokens.len(), |sentence| sentence.tokens.range().start);
        let (own, after) =
            rest.into_iter().zip(&widths).map(|(scores, width)| scores.split_at_mut((next - first) * width)).unzip();
        parts.push(Part { sentences: sentence..end, first, scores: own, grammar: Vec::new(), done: false });
        (rest, sentence, first) = (after, end, next);
    }
    parts
}

impl Part<'_> {
    fn run(&mut self, encoder: &Encoder, document: &Document, budget: &Budget) {
        let mut padded = Buffer::default();
        let mut sentences = Sentences::new(self.sentences.start, encoder.hidden());
        let Self { first, scores, grammar, .. } = self;
        let range = self.sentences.clone();
        self.done = encoder.encode(document, range, budget, |tokens, vectors| {
            for (head, scores) in encoder.heads.iter().zip(&mut *scores) {
                head.score(vectors, &mut padded);
                let width = head.labels().len();
                for (&token, row) in tokens.iter().zip(padded.chunks_exact(head.width())) {
                    scores[(token - *first) * width..][..width].copy_from_slice(&row[..width]);
                }
            }
            if let Some(reader) = &encoder.reader {
                sentences.push(document, vectors, |sentence, vectors| {
                    if !vectors.is_empty() {
                        reader.read(document, sentence, vectors, grammar);
                    }
                });
            }
        });
    }
}

/// Does the work of all parts and returns them in any order. Inside a thread pool, its idle threads help.
fn side_by_side<T: Send>(mut parts: Vec<T>, work: impl Fn(&mut T) + Sync) -> Vec<T> {
    let threads = if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 };
    if threads == 1 || parts.len() < 2 {
        parts.iter_mut().for_each(work);
        return parts;
    }
    let helpers = parts.len().min(threads) - 1;
    let queue =
        Queue { state: Mutex::new(State { waiting: parts, working: 0, done: Vec::new() }), idle: Condvar::new() };
    rayon::scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(|_| queue.work(&work));
        }
        queue.work(&work);
        // Left to the pool, this thread would start on whole other documents while it waits, on this one's time.
        queue.wait();
    });
    queue.state.into_inner().unwrap_or_else(PoisonError::into_inner).done
}

/// Parts that threads share.
struct Queue<T> {
    state: Mutex<State<T>>,
    // Told when nobody works any more.
    idle: Condvar,
}

struct State<T> {
    waiting: Vec<T>,
    working: usize,
    done: Vec<T>,
}

impl<T> Queue<T> {
    /// Works until no part waits.
    fn work(&self, work: &impl Fn(&mut T)) {
        while let Some(mut part) = self.begin() {
            // Also where the work panics: who waits would wait forever.
            let ended = Ended(self);
            work(&mut part);
            self.state().done.push(part);
            drop(ended);
        }
    }

    fn begin(&self) -> Option<T> {
        let mut state = self.state();
        let part = state.waiting.pop()?;
        state.working += 1;
        Some(part)
    }

    fn wait(&self) {
        let mut state = self.state();
        while state.working > 0 {
            state = self.idle.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells, when it is dropped, that one thread has ended its work on a part.
struct Ended<'q, T>(&'q Queue<T>);

impl<T> Drop for Ended<'_, T> {
    fn drop(&mut self) {
        self.0.state().working -= 1;
        self.0.idle.notify_all();
    }
}
