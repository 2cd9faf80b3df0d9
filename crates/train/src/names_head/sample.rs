//! The texts as the learner sees them: a vector and a label a token.

use std::ops::Range;

use half::f16;
use wortlaut_encoder::Encoder;
use wortlaut_eval::names::{Given, Level, NamesGold};
use wortlaut_model::{Budget, Document, Sentence, Token, TokenKind};

use super::Sources;
use super::labels::{LabelSet, begin, inside};

/// Texts that one report covers.
const REPORTED: usize = 500;

/// Vectors and labels of many sentences.
#[derive(Debug, Default)]
pub(super) struct Samples {
    hidden: usize,
    vectors: Vec<f16>,
    labels: Vec<u8>,
    /// The tokens of each sentence, and the text it stands in.
    sentences: Vec<(Range<usize>, usize)>,
}

/// Names that tokens cannot show.
#[derive(Debug, Default, Clone, Copy)]
struct Lost {
    nested: usize,
    crossing: usize,
    within: usize,
}

impl Samples {
    /// Encodes texts, `REPORTED` of them at a time.
    pub(super) fn encode(
        encoder: &Encoder,
        sources: &Sources<'_>,
        texts: &[NamesGold],
        labels: &LabelSet,
        report: &mut dyn FnMut(&str),
    ) -> Self {
        let mut samples = Self { hidden: encoder.hidden(), ..Self::default() };
        let mut lost = Lost::default();
        for (number, batch) in texts.chunks(REPORTED).enumerate() {
            for part in in_parallel(encoder, sources, (number * REPORTED, batch), labels) {
                samples.append(part.0);
                lost = Lost {
                    nested: lost.nested + part.1.nested,
                    crossing: lost.crossing + part.1.crossing,
                    within: lost.within + part.1.within,
                };
            }
            let done = number * REPORTED + batch.len();
            report(&format!("encoded {done} of {} texts, {} tokens", texts.len(), samples.tokens()));
        }
        lost.report(report);
        samples
    }

    /// All sentences.
    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.sentences.len()).collect()
    }

    /// How many tokens there are.
    pub(super) fn tokens(&self) -> usize {
        self.labels.len()
    }

    /// Numbers of a vector.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// How many texts have sentences, but for the last ones without.
    pub(super) fn texts(&self) -> usize {
        self.sentences.last().map_or(0, |(_, text)| text + 1)
    }

    /// The text that a sentence stands in.
    pub(super) fn text_of(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, |(_, text)| *text)
    }

    /// The labels of a sentence.
    pub(super) fn labels(&self, sentence: usize) -> &[u8] {
        let tokens = self.sentences.get(sentence).map(|(tokens, _)| tokens.clone());
        tokens.and_then(|tokens| self.labels.get(tokens)).unwrap_or_default()
    }

    /// The vectors of a sentence's tokens.
    pub(super) fn vectors(&self, sentence: usize) -> impl Iterator<Item = &[f16]> {
        let tokens = self.sentences.get(sentence).map(|(tokens, _)| tokens.clone()).unwrap_or_default();
        let numbers = tokens.start * self.hidden..tokens.end * self.hidden;
        self.vectors.get(numbers).unwrap_or_default().chunks_exact(self.hidden)
    }

    fn append(&mut self, other: Self) {
        let tokens = self.labels.len();
        let moved = other.sentences.into_iter().map(|(range, text)| (range.start + tokens..range.end + tokens, text));
        self.sentences.extend(moved);
        self.vectors.extend(other.vectors);
        self.labels.extend(other.labels);
    }

    /// Adds a text.
    fn add(&mut self, encoder: &Encoder, text: usize, document: &Document, labels: &[u8]) {
        encoder.vectors(document, &Budget::unlimited(), |sentence, vectors| {
            let Some(sentence) = document.sentences.get(sentence) else { return };
            let start = self.labels.len();
            self.labels.extend(labels.get(sentence.tokens.range()).unwrap_or_default());
            self.vectors.extend(vectors.iter().map(|&number| f16::from_f32(number)));
            self.sentences.push((start..self.labels.len(), text));
        });
    }
}

impl Lost {
    fn report(self, report: &mut dyn FnMut(&str)) {
        for (count, why) in [
            (self.nested, "stand inside others and are left out"),
            (self.crossing, "cross the end of a sentence, or another name, and are left out"),
            (self.within, "begin or end within a token, and are taken for the whole of it"),
        ] {
            if count > 0 {
                report(&format!("{count} names {why}"));
            }
        }
    }
}

/// Encodes a batch, whose first text has this number, on all threads, each having a run of its texts.
fn in_parallel(
    encoder: &Encoder,
    sources: &Sources<'_>,
    (first, batch): (usize, &[NamesGold]),
    labels: &LabelSet,
) -> Vec<(Samples, Lost)> {
    let share = batch.len().div_ceil(sources.threads.max(1)).max(1);
    let encode = |(part, texts): (usize, &[NamesGold])| {
        let mut samples = Samples { hidden: encoder.hidden(), ..Samples::default() };
        let mut lost = Lost::default();
        for (number, text) in texts.iter().enumerate() {
            let document = tokenised(text, sources);
            let of_tokens = labelled(text, &document, labels, &mut lost);
            samples.add(encoder, first + part * share + number, &document, &of_tokens);
        }
        (samples, lost)
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = batch.chunks(share).enumerate().map(|part| scope.spawn(move || encode(part))).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    })
}

/// The text as a document with tokens and sentences.
fn tokenised(text: &NamesGold, sources: &Sources<'_>) -> Document {
    let mut document = Document::plain(&text.id, &text.text);
    match &text.given {
        Given::Tokens { tokens, sentences } => {
            let token = |&span| Token { span, kind: TokenKind::Word, space_after: true };
            document.tokens = tokens.iter().map(token).collect();
            let sentence = |&tokens| Sentence { span: document.bytes_of(tokens), tokens };
            document.sentences = sentences.iter().map(sentence).collect();
        }
        Given::Page | Given::Passage => (sources.segment)(&mut document),
    }
    document
}

/// The label of each token.
fn labelled(text: &NamesGold, document: &Document, labels: &LabelSet, lost: &mut Lost) -> Vec<u8> {
    let mut of_tokens = vec![0_u8; document.tokens.len()];
    for name in &text.names {
        if name.level == Level::Inner {
            lost.nested += 1;
            continue;
        }
        let tokens = document.tokens_in(name.span);
        let in_one = document.sentences.iter().any(|sentence| sentence.tokens.contains(tokens));
        let slots = of_tokens.get_mut(tokens.range()).filter(|slots| in_one && slots.iter().all(|slot| *slot == 0));
        let (Some(slots), Some(class)) = (slots, labels.class(&name.class.to_string())) else {
            lost.crossing += 1;
            continue;
        };
        lost.within += usize::from(document.bytes_of(tokens) != name.span);
        for (place, slot) in slots.iter_mut().enumerate() {
            // There are at most 201 labels.
            *slot = u8::try_from(if place == 0 { begin(class) } else { inside(class) }).unwrap_or_default();
        }
    }
    of_tokens
}
