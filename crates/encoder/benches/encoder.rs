//! Throughput of an encoder of random weights on prose, in pieces: the shapes that models may have, and the backends that
//! the processor can run. Also how long a model takes to load.

#[expect(dead_code, reason = "tests use the rest")]
#[path = "../tests/random/mod.rs"]
mod random;

use std::collections::BTreeSet;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use random::Shape;
use wortlaut_encoder::{Backend, Encoder, PieceScratch};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Sentence, Span, Stage, Token, TokenKind};

/// A news article from the samples.
const ARTICLE: &str = include_str!("../../../seeds/02-zeitung-nachtzuege.txt");

/// Tokens of a sentence: about 35 pieces.
const SENTENCE: usize = 22;

/// Pieces of the vocabulary.
const PIECES: usize = 32_000;

fn encode(criterion: &mut Criterion) {
    let document = article();
    let mut group = criterion.benchmark_group("encoder");
    group.sample_size(10);
    for (name, layers, inner) in [("6 layers", 6, 1536), ("6 layers, inner 1024", 6, 1024), ("3 layers", 3, 1536)] {
        let file = shape(&document, layers, inner).build(1).build();
        let Ok(lexicon) = Lexicon::from_bytes(file) else { return };
        for backend in Backend::available() {
            let Ok(encoder) = Encoder::with_backend(&lexicon, backend) else { return };
            let mut document = document.clone();
            group.throughput(Throughput::Elements(pieces(&encoder, &document)));
            group.bench_function(format!("{name} {}", backend.name()), |bencher| {
                bencher.iter(|| encoder.annotate(&mut document, &Budget::unlimited()));
            });
        }
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    let file = shape(&article(), 6, 1536).build(1).build();
    let mut group = criterion.benchmark_group("load");
    group.throughput(Throughput::Bytes(file.len() as u64));
    group.bench_function("6 layers", |bencher| {
        bencher.iter(|| Lexicon::from_bytes(file.clone()).map(|lexicon| Encoder::new(&lexicon).is_ok()));
    });
    group.finish();
}

/// The article in words and sentences of even length: what is measured is the encoder, not how well text is split.
fn article() -> Document {
    let mut document = Document::plain("bench", ARTICLE);
    let words: Vec<&str> = ARTICLE.split_whitespace().collect();
    let place = |word: &&str| word.as_ptr() as usize - ARTICLE.as_ptr() as usize;
    let spans = words.iter().map(|word| Span::new(place(word), place(word) + word.len()));
    document.tokens = spans.map(|span| Token { span, kind: TokenKind::Word, space_after: true }).collect();
    let count = document.tokens.len();
    let sentences = (0..count).step_by(SENTENCE).map(|start| Span::new(start, (start + SENTENCE).min(count)));
    document.sentences = sentences.map(|tokens| Sentence { span: document.bytes_of(tokens), tokens }).collect();
    document
}

/// A vocabulary in which words have one piece and a half on average, and the names heads' number of labels.
fn shape(document: &Document, layers: usize, inner: usize) -> Shape {
    let mut pieces: BTreeSet<String> = ARTICLE.chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
    for word in (0..document.tokens.len()).map(|index| document.form(index)) {
        let word: Vec<char> = std::iter::once('▁').chain(word.chars()).collect();
        pieces.extend(word.chunks(7).map(String::from_iter));
    }
    let filling = (0..PIECES).map(|number| format!("▁{number}"));
    let pieces = pieces.into_iter().chain(filling).take(PIECES - 4).collect();
    Shape { hidden: 384, inner: vec![inner; layers], pieces, labels: vec!["B-LOC"; 25] }
}

/// Pieces of the document, with those that open and close a sentence.
fn pieces(encoder: &Encoder, document: &Document) -> u64 {
    let (mut scratch, mut pieces) = (PieceScratch::default(), Vec::new());
    for index in 0..document.tokens.len() {
        encoder.pieces().segment(document.form(index), &mut scratch, &mut pieces);
    }
    (pieces.len() + 2 * document.sentences.len()) as u64
}

criterion_group!(benches, encode, load);
criterion_main!(benches);
