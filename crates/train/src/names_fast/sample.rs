//! The training data in memory: forms are numbers, and what is known of a form is kept once.

use std::collections::HashMap;

use wortlaut_entities::decode::Label;
use wortlaut_entities::tagger::Convention;
use wortlaut_entities::tagger::training::{Extractor, Facts, Hit, View};

use crate::corpus::Sentence;

/// All sentences.
pub(super) struct Samples<'e> {
    extractor: &'e Extractor,
    numbers: HashMap<String, u32>,
    /// What is known of each form, and the form where its letters matter to the view.
    forms: Vec<(Facts, String)>,
    tokens: Vec<Token>,
    sentences: Vec<Place>,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub form: u32,
    pub hit: Hit,
    pub outer: Label,
    pub inner: Label,
}

/// Where a sentence lies in the list of tokens.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    weight: f32,
    convention: Convention,
}

/// A sentence of the training data.
pub(super) struct Sample<'s> {
    pub tokens: &'s [Token],
    pub view: View<'s>,
    pub weight: f32,
}

impl<'e> Samples<'e> {
    pub(super) fn new(extractor: &'e Extractor) -> Self {
        Self { extractor, numbers: HashMap::new(), forms: Vec::new(), tokens: Vec::new(), sentences: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.sentences.len()
    }

    pub(super) fn tokens(&self) -> usize {
        self.tokens.len()
    }

    /// Adds a sentence.
    pub(super) fn add(&mut self, sentence: &Sentence, weight: f32) {
        let numbers: Vec<u32> = sentence.forms.iter().map(|form| self.number(form)).collect();
        let facts: Vec<&Facts> = numbers.iter().map(|&number| &self.forms[number as usize].0).collect();
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let hits = self.extractor.hits(&forms, &facts);
        let start = self.tokens.len() as u32;
        let labels = sentence.outer.iter().zip(&sentence.inner);
        let tokens = numbers.iter().zip(hits).zip(labels);
        self.tokens.extend(tokens.map(|((&form, hit), (&outer, &inner))| Token { form, hit, outer, inner }));
        let end = self.tokens.len() as u32;
        self.sentences.push(Place { start, end, weight, convention: sentence.convention });
    }

    /// The sentence of this number.
    pub(super) fn sample(&self, number: usize) -> Sample<'_> {
        let place = self.sentences[number];
        let tokens = &self.tokens[place.start as usize..place.end as usize];
        let forms: Vec<&(Facts, String)> = tokens.iter().map(|token| &self.forms[token.form as usize]).collect();
        let mut view = View {
            facts: forms.iter().map(|(facts, _)| facts).collect(),
            hits: tokens.iter().map(|token| token.hit).collect(),
            places: Vec::new(),
            convention: place.convention,
        };
        view.place(&forms.iter().map(|(_, form)| form.as_str()).collect::<Vec<_>>());
        Sample { tokens, view, weight: place.weight }
    }

    fn number(&mut self, form: &str) -> u32 {
        if let Some(&number) = self.numbers.get(form) {
            return number;
        }
        let number = self.forms.len() as u32;
        // Of long forms, only what they are is of interest; marks are short.
        let kept = if form.len() <= 3 { form.to_owned() } else { String::new() };
        self.forms.push((self.extractor.facts(form), kept));
        self.numbers.insert(form.to_owned(), number);
        number
    }
}
