//! Corpora annotated with names, read into one form: tokens with an outer and an inner label each.
//!
//! A reader a format: GermEval's columns (`germeval`), the project's inline marks (`inline`), the project's gold documents
//! (`gold`), and columns that a teacher wrote (`columns`). Where only text is given, the project's own tokenizer finds the
//! tokens; a token inside which a name is part (`SPD-Chef`) bears the label as a whole.

mod columns;
mod germeval;
mod gold;
mod inline;
mod spans;

use wortlaut_entities::decode::Label;
use wortlaut_entities::tagger::Convention;

pub use columns::read_columns;
pub use germeval::read_germeval;
pub use gold::read_gold;
pub use inline::read_inline;
use spans::{Marked, labelled};

/// A sentence with its labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub forms: Vec<String>,
    /// The label of each at the outermost level.
    pub outer: Vec<Label>,
    /// The label of each at the second level.
    pub inner: Vec<Label>,
    /// Whose convention the labels follow.
    pub convention: Convention,
}
