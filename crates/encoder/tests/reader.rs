//! Readers of vectors, and heads that are left out: beside the encoder's own scores, in one pass, on any number of threads.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

#[expect(dead_code, reason = "other tests use the rest")]
mod random;

use std::time::Duration;

use random::Shape;
use wortlaut_encoder::{Encoder, SentenceReader};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{
    Budget, Deprel, Document, Feats, Grammar, Identity, Sentence, Span, Stage, Token, TokenKind, Upos, Xpos,
};

/// Writes each token's place in its sentence, and as its lemma the bits of its vector's first number.
#[derive(Debug)]
struct Echo {
    hidden: usize,
}

impl SentenceReader for Echo {
    fn identity(&self) -> Identity {
        Identity { version: 7, settings: vec!["loud=no".to_owned()], models: vec!["e".to_owned()] }
    }

    fn read(&self, document: &Document, sentence: usize, vectors: &[f32], grammar: &mut Vec<Grammar>) {
        let tokens = document.sentences[sentence].tokens.len();
        assert_eq!(vectors.len(), tokens * self.hidden);
        for (place, vector) in vectors.chunks(self.hidden).enumerate() {
            grammar.push(Grammar {
                lemma: format!("{:08x}", vector[0].to_bits()).into(),
                upos: Upos::ALL[0],
                xpos: Xpos::ALL[0],
                feats: Feats::default(),
                head: u32::try_from(place).unwrap(),
                deprel: Deprel::ALL[0],
            });
        }
    }
}

fn encoder() -> Encoder {
    Encoder::new(&Lexicon::from_bytes(Shape::tiny().build(1).build()).unwrap()).unwrap()
}

fn reading() -> Encoder {
    let encoder = encoder();
    let hidden = encoder.hidden();
    encoder.with_reader(Box::new(Echo { hidden }))
}

/// Sentences of one word, of many windows, of a few words, over and over, until there are `tokens`.
fn document(tokens: usize) -> Document {
    let mut text = String::new();
    let mut document = Document::plain("test", "");
    for (number, length) in [1, 400, 7, 12, 0].into_iter().cycle().enumerate() {
        let first = document.tokens.len();
        for word in 0..length {
            let form = ["Haus", "Landschaften", "der", "Berlin"][(number + word) % 4];
            let span = Span::new(text.len(), text.len() + form.len());
            document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
            text = text + form + " ";
        }
        let tokens_of = Span::new(first, document.tokens.len());
        document.sentences.push(Sentence { span: Span::new(0, 0), tokens: tokens_of });
        if first >= tokens {
            break;
        }
    }
    document.text = text;
    document
}

#[test]
fn a_reader_reads_every_token_beside_the_scores() {
    let (encoder, mut found) = (reading(), document(900));
    encoder.annotate(&mut found, &Budget::unlimited());
    let mut expected = Vec::new();
    encoder.vectors(&found, &Budget::unlimited(), |sentence, vectors| {
        if !vectors.is_empty() {
            Echo { hidden: encoder.hidden() }.read(&found, sentence, vectors, &mut expected);
        }
    });
    assert_eq!(found.grammar, expected);
    assert_eq!(found.grammar.len(), found.tokens.len());
    assert_eq!(found.emissions.len(), 2);
}

#[test]
fn a_long_document_is_the_same_on_any_number_of_threads() {
    let encoder = reading();
    let mut alone = document(9_000);
    encoder.annotate(&mut alone, &Budget::unlimited());
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut found = document(9_000);
        pool.install(|| encoder.annotate(&mut found, &Budget::unlimited()));
        assert!(found == alone, "{threads} threads");
    }
}

#[test]
fn a_spent_budget_leaves_no_grammar() {
    let mut document = document(5_000);
    reading().annotate(&mut document, &Budget::of(Duration::ZERO));
    assert!(document.grammar.is_empty() && document.emissions.is_empty());
}

#[test]
fn heads_that_nobody_reads_are_not_scored() {
    let (mut all, mut one) = (document(100), document(100));
    encoder().annotate(&mut all, &Budget::unlimited());
    let encoder = encoder().with_only(&["names.inner", "ships"]);
    encoder.annotate(&mut one, &Budget::unlimited());
    assert_eq!(one.emissions.len(), 1);
    assert_eq!(one.emissions_of("names.inner"), all.emissions_of("names.inner"));
    assert_eq!(encoder.identity().settings, ["heads=names.inner"]);
}

#[test]
fn the_identity_holds_the_readers() {
    let (plain, reading) = (encoder().identity(), reading().identity());
    assert_eq!(reading.settings, ["reader.version=7", "reader.loud=no"]);
    assert_eq!(reading.models, [plain.models, vec!["e".to_owned()]].concat());
}
