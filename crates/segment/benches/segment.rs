//! Throughput of tokens and sentences on prose and on posts, in both conventions.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Stage};
use wortlaut_segment::{Segmenter, Settings, TokenConvention};

const LEXICON: &[u8] = include_bytes!("../../../models/segment.lex");

/// A news article from the samples.
const ARTICLE: &str = include_str!("../../../seeds/02-zeitung-nachtzuege.txt");

/// Posts: many marks, few stops.
const POSTS: &str = "Gestern am Hafen war's echt schön :-) Wir kommen wieder!! @hafenrat wann fährt die 2. Fähre am 3.10.? \
                     Infos z.B. unter www.hafen.example/faehre. Das Essen war lecker Die Bedienung könnte schneller sein... \
                     #kiel #foerde 😀 Preis: 12,50 € pro Person (Kinder bis 12 J. frei), d.h. für uns ca. 30 €\n\n";

fn segment(criterion: &mut Criterion) {
    let Ok(lexicon) = Lexicon::from_bytes(LEXICON) else { return };
    let mut group = criterion.benchmark_group("segment");
    for (name, sample) in [("article", ARTICLE), ("posts", POSTS)] {
        let text = sample.repeat(200_000 / sample.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        for tokens in [TokenConvention::Stts, TokenConvention::Ud] {
            let Ok(segmenter) = Segmenter::new(&lexicon, Settings { tokens }) else { return };
            let mut document = Document::plain("bench", text.as_str());
            let id = format!("{name} {}", tokens.name());
            group.bench_function(id, |bencher| {
                bencher.iter(|| segmenter.annotate(&mut document, &Budget::unlimited()));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
