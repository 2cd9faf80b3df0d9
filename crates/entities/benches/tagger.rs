//! Throughput of the fast tier's tagger alone, on prose it has read before and on prose it has not: its memory of words is
//! warm or empty.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use wortlaut_entities::tagger::NameTagger;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Stage};
use wortlaut_segment::{Segmenter, Settings};

const SEGMENT: &[u8] = include_bytes!("../../../models/segment.lex");
const NAMES: &[u8] = include_bytes!("../../../models/names.lex");
const FAST: &[u8] = include_bytes!("../../../models/fast.lex");

/// A news article from the samples.
const ARTICLE: &str = include_str!("../../../seeds/02-zeitung-nachtzuege.txt");

fn tag(criterion: &mut Criterion) {
    let lexica = [SEGMENT, NAMES, FAST].map(Lexicon::from_bytes);
    let [Ok(segment), Ok(names), Ok(fast)] = lexica else { return };
    let Ok(segmenter) = Segmenter::new(&segment, Settings::default()) else { return };
    let mut document = Document::plain("bench", ARTICLE);
    segmenter.annotate(&mut document, &Budget::unlimited());
    let sentences: Vec<Vec<&str>> = document
        .sentences
        .iter()
        .map(|sentence| document.tokens_of(sentence).iter().map(|token| document.surface(token.span)).collect())
        .collect();
    let run = |tagger: &NameTagger| sentences.iter().map(|forms| tagger.tag(forms).outer.len()).sum::<usize>();
    let Ok(warm) = NameTagger::new(&fast, &names) else { return };
    let mut group = criterion.benchmark_group("tagger");
    group.throughput(Throughput::Elements(document.tokens.len() as u64));
    group.bench_function("warm", |bencher| bencher.iter(|| run(&warm)));
    let cold = || NameTagger::new(&fast, &names);
    group.bench_function("cold", |bencher| {
        bencher.iter_batched(cold, |tagger| tagger.map(|tagger| run(&tagger)), BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, tag);
criterion_main!(benches);
