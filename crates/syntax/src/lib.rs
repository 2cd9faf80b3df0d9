//! Grammar: tags, lemmas, features and trees.
//!
//! [`forms`] knows the words: which analyses a form may have, and the lemma each leads to. [`lemma`] chooses among them once
//! a word is tagged, and goes on where no lexicon helps. [`tree`] finds the best tree under a parser's scores.

//!
//! Tags and trees come from scores: `heads` makes them from a vector a token, `inventory` and `decide` choose the analyses. The vectors are the
//! encoder's ([`GrammarReader`], in the encoder's own pass) or those of a small network of this crate (`convolution`). [`Syntax`] is the
//! stage.

mod agreement;
mod convolution;
mod decide;
mod error;
pub mod forms;
mod heads;
mod imperative;
mod inventory;
pub mod lemma;
mod mood;
mod punctuation;
mod reader;
mod shown;
mod stage;
pub mod tree;
mod vocabulary;

pub use error::SyntaxError;
pub use reader::GrammarReader;
pub use stage::{Separable, Syntax};

/// Raised with every change of the code that changes tags or trees.
const VERSION: u32 = 4;
