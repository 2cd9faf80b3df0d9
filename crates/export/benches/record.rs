//! Speed of the record writer and of the graph's rows, in bytes of JSON a second. Tokens make up nearly all of a record.

#![expect(clippy::expect_used, reason = "a bench has no caller to hand an error to")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wortlaut_export::{PipelineStamp, read_record, write_record};
use wortlaut_model::{Deprel, Document, Grammar, OffsetUnit, Sentence, Span, Token, TokenKind, Upos, Xpos};

/// A document of 200 kB with German's share of umlauts and marks.
fn article() -> Document {
    let paragraph = "„Über die Brücke fährt künftig eine Straßenbahn“, kündigte die Bürgermeisterin am Dienstag an. \
                     Die Kosten von rund 4,5 Millionen Euro trägt zur Hälfte das Land.\n";
    let mut document = Document::plain("article", paragraph.repeat(1200));
    let mut start = 0;
    for word in document.text.split_inclusive(char::is_whitespace) {
        let span = Span::new(start, start + word.trim_end().len());
        start += word.len();
        document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
    }
    for first in (0..document.tokens.len()).step_by(12) {
        let tokens = Span::new(first, document.tokens.len().min(first + 12));
        document.sentences.push(Sentence { span: document.bytes_of(tokens), tokens });
    }
    document
}

/// The same with grammar, as a full pipeline leaves it.
fn parsed() -> Document {
    let mut document = article();
    let grammar = |token: &Token| Grammar {
        lemma: token.span.of(&document.text).to_lowercase().into(),
        upos: Upos::Noun,
        xpos: Xpos::Nn,
        feats: "Case=Nom|Gender=Fem|Number=Sing".parse().expect("German features"),
        head: 7,
        deprel: Deprel::Nsubj,
    };
    document.grammar = document.tokens.iter().map(grammar).collect();
    document
}

fn record(criterion: &mut Criterion) {
    let stamp = PipelineStamp { name: "news".to_owned(), fingerprint: "0123456789abcdef".to_owned() };
    let mut group = criterion.benchmark_group("record");
    for (name, document) in [("article", article()), ("parsed", parsed())] {
        let mut out = Vec::new();
        write_record(&document, &stamp, OffsetUnit::CodePoint, &mut out).expect("the document is sound");
        let line = String::from_utf8(out.clone()).expect("records are UTF-8");
        group.throughput(Throughput::Bytes(out.len() as u64));
        group.bench_function(format!("write/{name}"), |bencher| {
            bencher.iter(|| {
                out.clear();
                write_record(black_box(&document), &stamp, OffsetUnit::CodePoint, &mut out)
            });
        });
        group.bench_function(format!("read/{name}"), |bencher| bencher.iter(|| read_record(black_box(&line))));
    }
    group.finish();
}

criterion_group!(benches, record);
criterion_main!(benches);
