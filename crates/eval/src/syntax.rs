//! Grammar against grammar: the measures of the CoNLL 2018 shared task, and where the errors are.
//!
//! Both sides are CoNLL-U ([`read`]) over the same characters, white space aside; tokens, words and sentences may differ.
//! Words are aligned first ([`align`]), after Zeman et al. 2018, *CoNLL 2018 Shared Task: Multilingual Parsing from Raw
//! Text to Universal Dependencies*, section 5; then everything is counted on aligned words, as an F1 of what gold has and
//! what was predicted ([`SyntaxScores`]). Universal relations count (`nsubj:pass` is `nsubj`), and universal features; the
//! project's own measures, which count all of both, have names of their own.

mod align;
mod errors;
mod read;
mod scores;

pub use align::{Alignment, align};
pub use errors::{SyntaxCause, SyntaxError, WordSide};
pub use read::{TreeWord, Treebank, read};
pub use scores::{Confusions, Measure, RelationScore, SyntaxScores};
