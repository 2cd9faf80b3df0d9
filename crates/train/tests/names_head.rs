//! Heads for users' names on the vectors of a small encoder with random weights: it tells forms apart and knows nothing
//! else, so that a head can learn a list by heart and no more.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../encoder/tests/random/mod.rs"]
#[expect(dead_code, reason = "the encoder's own tests build more than these need")]
mod random;

use random::Shape;
use wortlaut_encoder::Encoder;
use wortlaut_entities::chain::Chain;
use wortlaut_eval::names::{Given, GoldName, Level, NameClass, NamesGold};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Document, Sentence, Span, Token, TokenKind};
use wortlaut_train::names_head::{Settings, Sources, Trained, card, train};

fn base() -> Lexicon {
    Lexicon::from_bytes(Shape::tiny().build(7).build()).unwrap()
}

/// Tokens between blanks, sentences at line ends.
fn segment(document: &mut Document) {
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let first = document.tokens.len();
        for form in line.split_inclusive(' ') {
            let span = Span::new(at, at + form.trim_end().len());
            at += form.len();
            document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
        }
        let tokens = Span::new(first, document.tokens.len());
        let span = document.bytes_of(tokens);
        document.sentences.push(Sentence { span, tokens });
    }
}

/// A text with names in brackets: `Die [Stadt Berlin] und`.
fn text(marked: &str) -> NamesGold {
    let (mut text, mut names) = (String::new(), Vec::new());
    for (index, piece) in marked.split('[').enumerate() {
        let Some((name, rest)) = piece.split_once(']').filter(|_| index > 0) else {
            text.push_str(piece);
            continue;
        };
        let (label, name) = name.split_once(' ').unwrap();
        let start = text.len();
        text.push_str(name);
        let span = Span::new(start, text.len());
        names.push(GoldName { span, class: NameClass::parse(label), level: Level::Outer });
        text.push_str(rest);
    }
    NamesGold { id: "t".to_owned(), text, date: None, given: Given::Page, names }
}

fn texts() -> Vec<NamesGold> {
    let lines = [
        "Die [Stadt Berlin] und der [Bau Haus Alt]",
        "der [Bau Haus Alt] und die [Stadt Bonn]",
        "Land und [Stadt Bonn]\ndie [Stadt Berlin]",
        "der Bau der [Bau Haus Alt] in [Stadt Berlin]",
    ];
    lines.into_iter().map(text).collect()
}

fn trained(train_on: Vec<NamesGold>, dev: Option<Vec<NamesGold>>, threads: usize) -> anyhow::Result<Trained> {
    let settings = Settings { batch: 8, ..Settings::default() };
    train(&base(), &Sources { train: train_on, dev, segment: &segment, threads }, &settings, &mut |_| ())
}

#[test]
fn a_head_learns_what_it_is_shown_and_fits_its_encoder() {
    let learned = trained(texts(), Some(texts()), 1).unwrap();
    assert_eq!(learned.labels.names(), ["O", "B-Bau", "I-Bau", "B-Stadt", "I-Stadt"]);
    assert_eq!((learned.scores.all().gold, learned.scores.all().correct), (8, 8), "{}", learned.scores.table());
    assert_eq!(learned.size, (5, 24));
    let head = Lexicon::from_bytes(learned.file.clone()).unwrap();
    let encoder = Encoder::new(&base()).unwrap().with_heads(&head).unwrap();
    assert_eq!(encoder.heads().last().map(wortlaut_encoder::Head::name), Some("user"));
    let other = Lexicon::from_bytes(Shape::tiny().build(8).build()).unwrap();
    assert!(Encoder::new(&other).unwrap().with_heads(&head).is_err(), "a head of another encoder is refused");
    let card = card(&learned, "own.lex");
    assert!(card.contains("Bau, Stadt") && card.contains(encoder.hash()), "{card}");
}

#[test]
fn the_head_that_is_written_scores_as_the_head_that_was_learned() {
    let learned = trained(texts(), Some(texts()), 1).unwrap();
    let head = Lexicon::from_bytes(learned.file).unwrap();
    let encoder = Encoder::new(&base()).unwrap().with_heads(&head).unwrap();
    let mut document = Document::plain("d", "Die Berlin und der Haus Alt");
    segment(&mut document);
    wortlaut_model::Stage::annotate(&encoder, &mut document, &wortlaut_model::Budget::unlimited());
    let emissions = document.emissions_of("user").unwrap();
    let numbers = head.blob("head.user.transitions").unwrap();
    let numbers: Vec<f32> = numbers.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
    let may_follow = |before: Option<usize>, label: usize| match label {
        2 | 4 => before == Some(label) || before == Some(label - 1),
        _ => true,
    };
    let path = Chain::new(5, &numbers, may_follow).best_path(&emissions.scores);
    let labels: Vec<&str> = path.iter().map(|&label| emissions.labels[label].as_str()).collect();
    assert_eq!(labels, ["O", "B-Stadt", "O", "O", "B-Bau", "I-Bau"]);
}

#[test]
fn threads_change_nothing() {
    let many: Vec<NamesGold> = texts().into_iter().cycle().take(13).collect();
    let one = trained(many.clone(), None, 1).unwrap();
    let three = trained(many, None, 3).unwrap();
    assert_eq!(one.file, three.file);
    assert_eq!(one.scores, three.scores);
    assert!(one.scores.size.0 > 0, "something was held out");
}

#[test]
fn texts_without_names_and_files_that_are_no_encoder_are_refused() {
    let error = trained(vec![text("Die Stadt und der Bau")], None, 1).unwrap_err();
    assert_eq!(error.to_string(), "the texts have no names");
    let head = Lexicon::from_bytes(trained(texts(), None, 1).unwrap().file).unwrap();
    let sources = Sources { train: texts(), dev: None, segment: &segment, threads: 1 };
    assert!(train(&head, &sources, &Settings::default(), &mut |_| ()).is_err(), "a head is no encoder");
}
