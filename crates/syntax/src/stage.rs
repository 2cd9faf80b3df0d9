//! The stage `syntax`.

use std::sync::{Arc, Mutex, PoisonError};

use wortlaut_encoder::Backend;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Deprel, Document, Identity, Sentence, Stage};

use crate::convolution::{self, Convolution};
use crate::decide::{Lattice, is_initial};
use crate::forms::Forms;
use crate::heads::{self, Heads, Parse};
use crate::lemma::{Lemmatizer, Word, joined};
use crate::{SyntaxError, VERSION};

/// The lemma of a verb whose particle stands apart, `teilte … mit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separable {
    /// That of the verb alone, as UD has it: `teilen`.
    #[default]
    Plain,
    /// That of both together: `mitteilen`.
    Joined,
}

/// Fills [`Document::grammar`]: by its own network, or, where the encoder's reader has tagged and parsed already, only lemmas.
#[derive(Debug)]
pub struct Syntax {
    forms: Arc<Forms>,
    network: Option<Network>,
    separable: Separable,
    models: Vec<String>,
}

/// The fast tier's network, from forms to trees.
#[derive(Debug)]
struct Network {
    words: Convolution,
    heads: Heads,
    // Memory of the threads that are not at work now.
    idle: Mutex<Vec<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    words: convolution::Scratch,
    vectors: Vec<f32>,
    heads: heads::Scratch,
    parse: Parse,
    lattice: Lattice,
}

impl Syntax {
    /// The stage behind an encoder that tags and parses ([`crate::GrammarReader`]).
    #[must_use]
    pub fn new(forms: Arc<Forms>, separable: Separable) -> Self {
        let models = vec![forms.hash().to_owned()];
        Self { forms, network: None, separable, models }
    }

    /// The stage with the network in `lexicon`, which needs no encoder.
    ///
    /// # Errors
    /// Sections that are missing, of a wrong size or malformed.
    pub fn with_network(mut self, lexicon: &Lexicon) -> Result<Self, SyntaxError> {
        let backend = Backend::detect();
        let words = Convolution::read(lexicon, backend)?;
        let heads = Heads::read(lexicon, backend, Convolution::WIDTH)?;
        self.network = Some(Network { words, heads, idle: Mutex::default() });
        self.models.push(lexicon.hash().to_owned());
        Ok(self)
    }

    fn lemmatize(&self, document: &mut Document) {
        let mut grammar = std::mem::take(&mut document.grammar);
        let lemmatizer = Lemmatizer::new(&self.forms);
        for sentence in &document.sentences {
            for index in sentence.tokens.range() {
                let Some(token) = grammar.get_mut(index) else { break };
                let (form, initial) = (document.form(index), is_initial(document, sentence, index));
                let word = Word { form, initial, upos: token.upos, xpos: token.xpos, feats: token.feats };
                token.lemma = lemmatizer.lemma(word);
            }
            if self.separable == Separable::Joined {
                join_particles(document, sentence, &mut grammar);
            }
        }
        document.grammar = grammar;
    }
}

/// Gives each verb whose particle stands apart the lemma of both.
fn join_particles(document: &Document, sentence: &Sentence, grammar: &mut [wortlaut_model::Grammar]) {
    for index in sentence.tokens.range() {
        let Some(token) = grammar.get(index).filter(|token| token.deprel == Deprel::CompoundPrt) else { continue };
        let Some(head) = token.head.checked_sub(1) else { continue };
        if let Some(verb) = grammar.get_mut((sentence.tokens.start + head) as usize) {
            verb.lemma = joined(&verb.lemma, document.form(index));
        }
    }
}

impl Network {
    /// Tags and parses all sentences; whether the budget sufficed.
    fn fill(&self, forms: &Forms, document: &mut Document, budget: &Budget) -> bool {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = idle().pop().unwrap_or_default();
        let Memory { words, vectors, heads, parse, lattice } = &mut memory;
        let mut grammar = Vec::with_capacity(document.tokens.len());
        for sentence in &document.sentences {
            if budget.is_spent() {
                return false;
            }
            let tokens = sentence.tokens.range().map(|index| document.form(index));
            self.words.vectors(tokens, words, vectors);
            self.heads.parse(vectors, heads, parse);
            lattice.decide((&self.heads, forms), (document, sentence), parse, &mut grammar);
        }
        document.grammar = grammar;
        idle().push(memory);
        true
    }
}

impl Stage for Syntax {
    fn name(&self) -> &'static str {
        "syntax"
    }

    fn identity(&self) -> Identity {
        let separable = match self.separable {
            Separable::Plain => "plain",
            Separable::Joined => "joined",
        };
        Identity { version: VERSION, settings: vec![format!("separable={separable}")], models: self.models.clone() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let done = self.network.as_ref().is_none_or(|network| network.fill(&self.forms, document, budget));
        if done && document.grammar.len() == document.tokens.len() {
            self.lemmatize(document);
        }
    }
}
