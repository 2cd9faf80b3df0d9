//! Grammar read off the encoder's vectors, in the encoder's own pass.

use std::sync::{Arc, Mutex, PoisonError};

use wortlaut_encoder::{Encoder, SentenceReader};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Document, Grammar, Identity};

use crate::decide::Lattice;
use crate::forms::Forms;
use crate::heads::{Heads, Parse, Scratch};
use crate::vocabulary::Vocabulary;
use crate::{SyntaxError, VERSION};

/// Tags and parses sentences by the heads of grammar in the encoder's file. Lemmas are left empty: [`crate::Syntax`] finds them.
#[derive(Debug)]
pub struct GrammarReader {
    heads: Heads,
    forms: Arc<Forms>,
    models: Vec<String>,
    // Memory of the threads that are not at work now.
    idle: Mutex<Vec<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    forms: Vocabulary,
    numbers: Vec<usize>,
    heads: Scratch,
    parse: Parse,
    lattice: Lattice,
}

impl GrammarReader {
    /// Whether `lexicon`, an encoder's file, has heads of grammar.
    #[must_use]
    pub fn is_in(lexicon: &Lexicon) -> bool {
        lexicon.sections().any(|section| section == "grammar.tasks")
    }

    /// The heads of `lexicon`, for vectors of `encoder`.
    ///
    /// # Errors
    /// Sections that are missing, of a wrong size or malformed.
    pub fn new(lexicon: &Lexicon, encoder: &Encoder, forms: Arc<Forms>) -> Result<Self, SyntaxError> {
        let heads = Heads::read(lexicon, encoder.backend(), encoder.hidden())?;
        let models = vec![lexicon.hash().to_owned(), forms.hash().to_owned()];
        Ok(Self { heads, forms, models, idle: Mutex::default() })
    }
}

impl SentenceReader for GrammarReader {
    fn identity(&self) -> Identity {
        Identity { version: VERSION, settings: Vec::new(), models: self.models.clone() }
    }

    fn read(&self, document: &Document, sentence: usize, vectors: &[f32], grammar: &mut Vec<Grammar>) {
        let Some(sentence) = document.sentences.get(sentence) else { return };
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = idle().pop().unwrap_or_default();
        let Memory { forms, numbers, heads, parse, lattice } = &mut memory;
        if forms.is_full() {
            forms.clear();
            lattice.forget();
        }
        numbers.clear();
        numbers.extend(sentence.tokens.range().map(|index| forms.number(document.form(index))));
        self.heads.parse(vectors, heads, parse);
        lattice.decide((&self.heads, &self.forms), (document, sentence, numbers), parse, grammar);
        idle().push(memory);
    }
}
