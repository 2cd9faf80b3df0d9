//! Gold of names, and scores against it.
//!
//! Gold comes in five forms ([`read`]): `GermEval`'s columns, BIO columns, JSON lines, sentences with inline marks, and the
//! project's gold documents. All become a [`NamesGold`]: a text and the names in it, each at one of two levels. Types are
//! names here, not the project's four, so that a model of a user's own types is scored by the same means.
//!
//! Scores ([`NameScores`]) are those of `SemEval` 2013, task 9.1: four schemes, from span and type down to type on any
//! overlap, each by the counts behind it.

mod calibration;
mod class;
mod columns;
mod error;
mod inline;
mod jsonl;
mod level;
mod pairs;
mod read;
mod scheme;
mod scores;

use wortlaut_model::{Bytes, Span, Tokens};

pub use calibration::{Bin, Calibration};
pub use class::NameClass;
pub use error::{Cause, NameError, Named};
pub use level::Level;
pub use read::{Convention, read};
pub use scheme::{Scheme, Tally};
pub use scores::{Group, NameScores, View, ViewScores};

/// A text and the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamesGold {
    /// Its id, or its file and number.
    pub id: String,
    /// The text.
    pub text: String,
    /// Date of publication, where it is known.
    pub date: Option<String>,
    /// What is given besides the text.
    pub given: Given,
    /// The names, in text order.
    pub names: Vec<GoldName>,
}

/// How a text is to be annotated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// It is a page: it goes through everything.
    Page,
    /// It is a sentence or two out of their page: no title, no byline is looked for.
    Passage,
    /// Its tokens and sentences are given, and names cover whole tokens: a part of one stands for the token.
    Tokens {
        /// The tokens, in text order.
        tokens: Vec<Span<Bytes>>,
        /// Their sentences.
        sentences: Vec<Span<Tokens>>,
    },
}

/// A name in gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldName {
    /// Where.
    pub span: Span<Bytes>,
    /// What.
    pub class: NameClass,
    /// Whether another name holds it.
    pub level: Level,
}

impl NamesGold {
    /// Keeps the names of these types only.
    pub fn keep_types(&mut self, types: &[String]) {
        self.names.retain(|name| types.contains(&name.class.type_name));
    }
}
