//! The stage `syntax`.

use std::sync::{Arc, Mutex, PoisonError};

use compact_str::CompactString;
use wortlaut_encoder::Backend;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Deprel, Document, Feats, Identity, Sentence, Stage, Upos, Xpos};

use crate::convolution::{self, Convolution};
use crate::decide::{Lattice, is_initial};
use crate::forms::Forms;
use crate::heads::{self, Heads, Parse};
use crate::lemma::{Lemmatizer, Word, joined};
use crate::vocabulary::{OfForms, Vocabulary};
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
    // Memory of the threads that are not at work now.
    idle: Mutex<Vec<Memory>>,
}

/// The fast tier's network, from forms to trees.
#[derive(Debug)]
struct Network {
    words: Convolution,
    heads: Heads,
}

#[derive(Debug, Default)]
struct Memory {
    forms: Vocabulary,
    // Those of the document's tokens.
    numbers: Vec<usize>,
    words: convolution::Scratch,
    vectors: Vec<f32>,
    heads: heads::Scratch,
    parse: Parse,
    lattice: Lattice,
    lemmas: OfForms<Vec<(Tagged, CompactString)>>,
}

/// What a lemma depends on beside the form: whether a capital may come from its place, tags and features.
type Tagged = (bool, Upos, Xpos, Feats);

/// Ways to be tagged that are remembered of a form.
const MOST_TAGGED: usize = 16;

impl Memory {
    /// Numbers the forms of a document.
    fn number(&mut self, document: &Document) {
        if self.forms.is_full() {
            self.forms.clear();
            self.words.forget();
            self.lattice.forget();
            self.lemmas.clear();
        }
        self.numbers.clear();
        self.numbers.extend((0..document.tokens.len()).map(|index| self.forms.number(document.form(index))));
    }
}

impl Syntax {
    /// The stage behind an encoder that tags and parses ([`crate::GrammarReader`]).
    #[must_use]
    pub fn new(forms: Arc<Forms>, separable: Separable) -> Self {
        let models = vec![forms.hash().to_owned()];
        Self { forms, network: None, separable, models, idle: Mutex::default() }
    }

    /// The stage with the network in `lexicon`, which needs no encoder.
    ///
    /// # Errors
    /// Sections that are missing, of a wrong size or malformed.
    pub fn with_network(mut self, lexicon: &Lexicon) -> Result<Self, SyntaxError> {
        let backend = Backend::detect();
        let words = Convolution::read(lexicon, backend)?;
        let heads = Heads::read(lexicon, backend, Convolution::WIDTH)?;
        self.network = Some(Network { words, heads });
        self.models.push(lexicon.hash().to_owned());
        Ok(self)
    }

    fn lemmatize(&self, document: &mut Document, memory: &mut Memory) {
        let mut grammar = std::mem::take(&mut document.grammar);
        let lemmatizer = Lemmatizer::new(&self.forms);
        for sentence in &document.sentences {
            for index in sentence.tokens.range() {
                let (Some(token), Some(&number)) = (grammar.get_mut(index), memory.numbers.get(index)) else { break };
                let (form, initial) = (document.form(index), is_initial(document, sentence, index));
                let word = Word { form, initial, upos: token.upos, xpos: token.xpos, feats: token.feats };
                token.lemma = lemma(lemmatizer, word, memory.lemmas.of(number));
            }
            if self.separable == Separable::Joined {
                join_particles(document, sentence, &mut grammar);
            }
        }
        document.grammar = grammar;
    }
}

/// The lemma of `word`, one of those `seen` of its form or found anew.
fn lemma(lemmatizer: Lemmatizer<'_>, word: Word<'_>, seen: &mut Vec<(Tagged, CompactString)>) -> CompactString {
    let tagged = (word.initial, word.upos, word.xpos, word.feats);
    if let Some((_, lemma)) = seen.iter().find(|(other, _)| *other == tagged) {
        return lemma.clone();
    }
    let lemma = lemmatizer.lemma(word);
    if seen.len() < MOST_TAGGED {
        seen.push((tagged, lemma.clone()));
    }
    lemma
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
    fn fill(&self, forms: &Forms, document: &mut Document, budget: &Budget, memory: &mut Memory) -> bool {
        let Memory { numbers, words, vectors, heads, parse, lattice, .. } = memory;
        let mut grammar = Vec::with_capacity(document.tokens.len());
        for sentence in &document.sentences {
            if budget.is_spent() {
                return false;
            }
            let numbers = numbers.get(sentence.tokens.range()).unwrap_or_default();
            let tokens = sentence.tokens.range().map(|index| document.form(index));
            self.words.vectors(tokens.zip(numbers.iter().copied()), words, vectors);
            self.heads.parse(vectors, heads, parse);
            lattice.decide((&self.heads, forms), (document, sentence, numbers), parse, &mut grammar);
        }
        document.grammar = grammar;
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
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = idle().pop().unwrap_or_default();
        memory.number(document);
        let fill = |network: &Network| network.fill(&self.forms, document, budget, &mut memory);
        let done = self.network.as_ref().is_none_or(fill);
        if done && document.grammar.len() == document.tokens.len() {
            self.lemmatize(document, &mut memory);
        }
        idle().push(memory);
    }
}
