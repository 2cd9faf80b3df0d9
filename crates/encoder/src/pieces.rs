//! Subword pieces of a token: a SentencePiece unigram vocabulary, segmented for the highest sum of scores.
//!
//! Each token is segmented by itself, so that its pieces depend on its form alone and can be remembered. The rule, which
//! training follows too:
//!
//! 1. s = NFKC of the form, without soft hyphens and characters of no width, with "-" for any hyphen; nothing left is one
//!    unknown piece.
//! 2. s is one mark that stands close to the word before it, and a piece: that piece.
//! 3. Else Viterbi over "▁" + s. A character that no piece covers is unknown, with the lowest score less 10; unknown
//!    neighbours are one piece.
//! 4. The first 16 pieces count.
//!
//! A form is cut after its first 1,024 characters, and s after its first 512, before anything is looked up. Sixteen pieces of
//! a vocabulary such as XLM-R's reach 256 characters at most, unless unknown; so the cut can only show in how a form of
//! more than 512 characters begins, and has never been seen to.

mod trie;

use unicode_normalization::UnicodeNormalization;

use crate::EncoderError;
use trie::Trie;

/// Most pieces of a token.
pub const MAX_PIECES: usize = 16;

/// The piece that opens a window.
pub(crate) const OPENING: u32 = 0;

/// The piece that closes a window.
pub(crate) const CLOSING: u32 = 2;

/// The piece of what the vocabulary does not know.
pub const UNKNOWN: u32 = 3;

/// Pieces that stand for no text: opening, padding, closing, unknown.
const CONTROLS: u32 = 4;

/// What is below the lowest score, for an unknown character: SentencePiece's value.
const UNKNOWN_PENALTY: f64 = 10.0;

/// Marks that are written close to the word before them.
const CLOSE_MARKS: &str = ".,;:!?)]}…%'’”“»";

/// Marks the start of a word.
const WORD_START: char = '▁';

/// Characters of a form that are looked at, and characters that are segmented.
const LONGEST_FORM: usize = 1024;
const LONGEST_WORD: usize = 512;

/// A vocabulary of pieces.
#[derive(Debug)]
pub struct Pieces {
    pieces: Vec<Box<str>>,
    scores: Vec<f64>,
    unknown_score: f64,
    // All pieces but controls.
    trie: Trie,
}

/// What the segmentation of one form needs, kept from form to form.
#[derive(Debug, Default)]
pub struct PieceScratch {
    word: String,
    // Per byte position of the word: the best score of a segmentation up to there, where its last piece starts, and which.
    best: Vec<(f64, u32, u32)>,
}

impl Pieces {
    /// A vocabulary of `pieces` with their scores (log probabilities). The first four stand for no text.
    ///
    /// # Errors
    /// [`EncoderError::Lines`] where there are not as many scores as pieces, or fewer than four.
    pub fn new(pieces: Vec<Box<str>>, scores: &[f32]) -> Result<Self, EncoderError> {
        if pieces.len() != scores.len() || pieces.len() < CONTROLS as usize {
            return Err(EncoderError::Lines { section: "pieces.text".to_owned(), expected: scores.len() });
        }
        let scores: Vec<f64> = scores.iter().copied().map(f64::from).collect();
        let lowest = scores.iter().copied().fold(f64::INFINITY, f64::min);
        let ids = CONTROLS..u32::try_from(pieces.len()).unwrap_or(u32::MAX);
        let trie = Trie::new(&pieces, ids.filter(|&id| !pieces[id as usize].is_empty()));
        Ok(Self { scores, unknown_score: lowest - UNKNOWN_PENALTY, trie, pieces })
    }

    /// The number of pieces.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The text of a piece.
    #[must_use]
    pub fn text(&self, id: u32) -> Option<&str> {
        self.pieces.get(id as usize).map(AsRef::as_ref)
    }

    /// Appends the pieces of a token, between one and [`MAX_PIECES`], to `out`.
    pub fn segment(&self, form: &str, scratch: &mut PieceScratch, out: &mut Vec<u32>) {
        scratch.word.clear();
        scratch.word.push(WORD_START);
        let normalised = form.chars().take(LONGEST_FORM).nfkc().filter(|&c| !is_invisible(c)).map(plain_hyphen);
        scratch.word.extend(normalised.take(LONGEST_WORD));
        let bare = scratch.word.get(WORD_START.len_utf8()..).unwrap_or_default();
        if bare.is_empty() {
            return out.push(UNKNOWN);
        }
        if let Some(mark) = self.close_mark(bare) {
            return out.push(mark);
        }
        self.search(&scratch.word, &mut scratch.best);
        trace(&scratch.best, out);
    }

    fn close_mark(&self, word: &str) -> Option<u32> {
        let mut characters = word.chars();
        let mark = characters.next().filter(|&mark| CLOSE_MARKS.contains(mark))?;
        if characters.next().is_some() {
            return None;
        }
        self.trie.prefixes(word.as_bytes()).find(|&(length, _)| length == mark.len_utf8()).map(|(_, id)| id)
    }

    /// Viterbi: the best segmentation up to each character of `word`. Of two equal ones the first found stays, that with the
    /// earlier start.
    fn search(&self, word: &str, best: &mut Vec<(f64, u32, u32)>) {
        const OPEN: (f64, u32, u32) = (f64::NEG_INFINITY, u32::MAX, UNKNOWN);
        best.clear();
        best.resize(word.len() + 1, OPEN);
        best[0].0 = 0.0;
        for (start, character) in word.char_indices() {
            let (score, from) = (best[start].0, start as u32);
            let mut known = false;
            for (length, id) in self.trie.prefixes(&word.as_bytes()[start..]) {
                known |= length == character.len_utf8();
                offer(&mut best[start + length], (score + self.scores[id as usize], from, id));
            }
            if !known {
                offer(&mut best[start + character.len_utf8()], (score + self.unknown_score, from, UNKNOWN));
            }
        }
    }
}

fn offer(best: &mut (f64, u32, u32), candidate: (f64, u32, u32)) {
    if best.1 == u32::MAX || candidate.0 > best.0 {
        *best = candidate;
    }
}

/// Walks back over the best segmentation, merges unknown neighbours, and keeps the first pieces.
fn trace(best: &[(f64, u32, u32)], out: &mut Vec<u32>) {
    let first = out.len();
    let mut at = best.len() - 1;
    while at > 0 {
        let (_, from, id) = best[at];
        if !(id == UNKNOWN && out.len() > first && out.last() == Some(&UNKNOWN)) {
            out.push(id);
        }
        at = from as usize;
    }
    out[first..].reverse();
    out.truncate(first + MAX_PIECES);
}

/// Soft hyphens and characters of no width: they tell of line breaks, not of words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

/// NFKC has made the hyphen that lines are not broken at (U+2011) the other one.
fn plain_hyphen(c: char) -> char {
    if c == '\u{2010}' { '-' } else { c }
}

#[cfg(test)]
mod tests;
