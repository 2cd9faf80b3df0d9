//! The encoder as a stage: against its definition, the same on every backend and next to any neighbour.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod random;
mod reference;

use std::time::Duration;

use proptest::prelude::*;
use random::Shape;
use wortlaut_encoder::{Backend, Encoder, PieceScratch};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Sentence, Span, Stage, Token, TokenKind};

const TEXT: &str = "Die Stadt Berlin und der Landtag\nHaus\nDie Regierung der Länder tagte in Potsdam und Berlin .";

fn lexicon() -> Lexicon {
    Lexicon::from_bytes(Shape::tiny().build(1).build()).unwrap()
}

/// A document of one sentence a line, one token a word.
fn document(text: &str) -> Document {
    let mut document = Document::plain("test", text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let first = document.tokens.len();
        for word in line.split_inclusive([' ', '\n']) {
            let form = word.trim_end_matches([' ', '\n']);
            let token = Token { span: Span::new(at, at + form.len()), kind: TokenKind::Word, space_after: true };
            document.tokens.extend((!form.is_empty()).then_some(token));
            at += word.len();
        }
        let tokens = Span::new(first, document.tokens.len());
        document.sentences.push(Sentence { span: document.bytes_of(tokens), tokens });
    }
    document
}

fn annotated(encoder: &Encoder, text: &str) -> Document {
    let mut document = document(text);
    encoder.annotate(&mut document, &Budget::unlimited());
    document
}

/// The bits of all scores, head by head.
fn bits(document: &Document) -> Vec<Vec<u32>> {
    let heads = document.emissions.iter();
    heads.map(|emissions| emissions.scores.iter().map(|score| score.to_bits()).collect()).collect()
}

#[test]
fn scores_are_those_of_the_definition() {
    let lexicon = lexicon();
    let encoder = Encoder::new(&lexicon).unwrap();
    let document = annotated(&encoder, TEXT);
    assert_eq!(document.emissions.len(), 2);
    let (mut scratch, mut errors, mut sizes) = (PieceScratch::default(), 0.0, 0.0);
    for sentence in &document.sentences {
        let (mut pieces, mut firsts) = (vec![0], Vec::new());
        for token in sentence.tokens.range() {
            firsts.push(pieces.len());
            encoder.pieces().segment(document.form(token), &mut scratch, &mut pieces);
        }
        pieces.push(2);
        let vectors = reference::encode(&lexicon, &pieces);
        for (token, first) in sentence.tokens.range().zip(firsts) {
            for emissions in &document.emissions {
                let expected = reference::score(&lexicon, &emissions.head, &vectors[first]);
                for (&found, expected) in emissions.of(token).iter().zip(expected) {
                    errors += (f64::from(found) - expected).powi(2);
                    sizes += expected.powi(2);
                }
            }
        }
    }
    // Bytes instead of numbers: a hundredth or so, not more.
    let error = (errors / sizes).sqrt();
    assert!(error < 0.02, "relative error {error}");
}

#[test]
fn all_backends_score_the_same() {
    let lexicon = lexicon();
    let long = format!("{TEXT}\n{}", "Landschaften und 12.500 Häuser ".repeat(60));
    let expected = bits(&annotated(&Encoder::new(&lexicon).unwrap(), &long));
    assert!(expected.iter().flatten().all(|&score| f32::from_bits(score).is_finite() && score != 0));
    for backend in Backend::available() {
        let encoder = Encoder::with_backend(&lexicon, backend).unwrap();
        assert_eq!(encoder.backend(), backend);
        assert!(bits(&annotated(&encoder, &long)) == expected, "{} differs", backend.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Batches, the order of sentences and what a worker has seen before change nothing.
    #[test]
    fn a_sentence_is_scored_by_itself(lines in prop::collection::vec("([A-Za-zäöü.]{1,12} ){1,40}", 1..12)) {
        let encoder = Encoder::new(&lexicon()).unwrap();
        let together = annotated(&encoder, &lines.join("\n"));
        let mut token = 0;
        for line in &lines {
            let alone = annotated(&encoder, line);
            for index in 0..alone.tokens.len() {
                for (own, all) in alone.emissions.iter().zip(&together.emissions) {
                    prop_assert_eq!(own.of(index), all.of(token));
                }
                token += 1;
            }
        }
        prop_assert_eq!(token, together.tokens.len());
    }

    #[test]
    fn any_text_has_finite_scores(text in any::<String>()) {
        let document = annotated(&Encoder::new(&lexicon()).unwrap(), &text);
        for emissions in &document.emissions {
            prop_assert_eq!(emissions.scores.len(), 3 * document.tokens.len());
            prop_assert!(emissions.scores.iter().all(|score| score.is_finite()));
        }
    }
}

#[test]
fn a_sentence_of_many_windows_is_read_whole() {
    let encoder = Encoder::new(&lexicon()).unwrap();
    let words = "Landesregierungsbeschlüsse ".repeat(3_000);
    let document = annotated(&encoder, words.trim_end());
    let scores = document.emissions_of("names").unwrap();
    assert!((0..3_000).all(|token| scores.of(token).iter().all(|&score| score != 0.0)));
}

#[test]
fn texts_without_tokens_have_no_scores() {
    let document = annotated(&Encoder::new(&lexicon()).unwrap(), "\n\n");
    assert!(document.emissions.iter().all(|emissions| emissions.scores.is_empty()));
}

#[test]
fn a_spent_budget_leaves_no_scores() {
    let encoder = Encoder::new(&lexicon()).unwrap();
    let mut document = document(&"Haus und Land\n".repeat(200));
    encoder.annotate(&mut document, &Budget::of(Duration::ZERO));
    assert!(document.emissions.is_empty());
    assert!(!encoder.vectors(&document, &Budget::of(Duration::ZERO), |_, _| ()));
}

#[test]
fn vectors_come_sentence_by_sentence_and_give_the_scores() {
    let lexicon = lexicon();
    let encoder = Encoder::new(&lexicon).unwrap();
    let text = format!("\n{TEXT}\n\n{}\nHaus", "Berlin und ".repeat(300));
    let document = annotated(&encoder, &text);
    let mut seen = 0;
    let done = encoder.vectors(&document, &Budget::unlimited(), |index, vectors| {
        assert_eq!(index, seen);
        seen += 1;
        let tokens = document.sentences[index].tokens;
        assert_eq!(vectors.len(), tokens.len() * encoder.hidden());
        for (token, vector) in tokens.range().zip(vectors.chunks(encoder.hidden())) {
            let vector: Vec<f64> = vector.iter().copied().map(f64::from).collect();
            for emissions in &document.emissions {
                let expected = reference::score(&lexicon, &emissions.head, &vector);
                for (&found, expected) in emissions.of(token).iter().zip(expected) {
                    assert!((f64::from(found) - expected).abs() < 1e-4, "token {token}");
                }
            }
        }
    });
    // An empty sentence at the very end has no tokens to come with.
    assert!(done && seen == document.sentences.len(), "{seen} of {}", document.sentences.len());
}

#[test]
fn threads_share_an_encoder() {
    let encoder = Encoder::new(&lexicon()).unwrap();
    let expected = bits(&annotated(&encoder, TEXT));
    std::thread::scope(|scope| {
        let workers = [(); 4].map(|()| scope.spawn(|| bits(&annotated(&encoder, TEXT))));
        assert!(workers.into_iter().all(|worker| worker.join().unwrap() == expected));
    });
}

#[test]
fn the_identity_names_all_files() {
    let lexicon = lexicon();
    let encoder = Encoder::new(&lexicon).unwrap();
    assert_eq!(encoder.name(), "encoder");
    assert_eq!(encoder.identity().models, [lexicon.hash()]);
    let head = Lexicon::from_bytes(Shape::tiny().head_file(lexicon.hash(), "ships", 3)).unwrap();
    let encoder = encoder.with_heads(&head).unwrap();
    assert_eq!(encoder.identity().models, [lexicon.hash(), head.hash()]);
}
