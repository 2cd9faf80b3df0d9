//! How fast documents are made: plain text of three shapes, lines of JSON, and a page.

#![expect(clippy::expect_used, reason = "a bench that cannot start says so")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wortlaut_ingest::{Format, Ingester, Options, RawDocument};

/// Sentences of a report, which the benches repeat.
const SENTENCES: [&str; 4] = [
    "Der Hafen von Emden ruht seit dem frühen Morgen, weil der Wind aus Westen nicht nachlässt.",
    "„Wir fahren erst wieder, wenn die Mole sicher ist“, sagte die Hafenmeisterin Ida Kruse am Mittwoch.",
    "Nach Angaben der Reederei sind rund 1.200 Fahrgäste betroffen, die meisten davon auf dem Weg nach Borkum.",
    "Ob die Fähren am Wochenende fahren, soll am Freitag gegen 16:00 Uhr entschieden werden.",
];

/// About `size` bytes, with `count` sentences a paragraph.
fn text(size: usize, count: usize) -> String {
    let mut text = String::from("Hafen ruht\n\nEmden (dpa) – ");
    let mut sentences = SENTENCES.iter().cycle();
    while text.len() < size {
        for sentence in sentences.by_ref().take(count) {
            text.push_str(sentence);
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

fn bench(criterion: &mut Criterion, name: &str, format: Format, bytes: &[u8]) {
    let ingester = Ingester::new(Options::default()).expect("the default options are valid");
    let mut group = criterion.benchmark_group("ingest");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function(name, |bencher| {
        bencher.iter(|| ingester.document(RawDocument::new("d", format, black_box(bytes))).expect("it is a document"));
    });
    group.finish();
}

fn ingest(criterion: &mut Criterion) {
    bench(criterion, "text, 3 KB, paragraphs", Format::Text, text(3_000, 4).as_bytes());
    bench(criterion, "text, 1 MB, paragraphs", Format::Text, text(1_000_000, 4).as_bytes());
    bench(criterion, "text, 1 MB, a sentence a line", Format::Text, text(1_000_000, 1).as_bytes());
    let line = text(3_000, 4).replace('\n', "\\n");
    bench(criterion, "jsonl, 3 KB", Format::Jsonl, format!("{{\"id\": 1, \"text\": \"{line}\"}}").as_bytes());
    let page = text(30_000, 4).replace('\n', "</p>\n<p class=\"text\">");
    bench(
        criterion,
        "html, 30 KB",
        Format::Html,
        format!("<html><body><main><p>{page}</p></main></body></html>").as_bytes(),
    );
}

criterion_group!(benches, ingest);
criterion_main!(benches);
