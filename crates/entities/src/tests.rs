//! What the rules' tests share: text with the expected names marked in it.

use std::sync::{Arc, LazyLock};

use wortlaut_lexicon::{Lexicon, LexiconBuilder};
use wortlaut_model::{Budget, Document, Emissions, MentionKind, Span, Stage};
use wortlaut_segment::{Segmenter, Settings, TokenConvention};

use crate::EntityRecognizer;
use crate::decode::{LABELS, Label};
use crate::tagger::Convention;

mod entities;
mod invariants;
mod joined;

static NAMES: &[u8] = include_bytes!("../../../models/names.lex");
static SEGMENT: &[u8] = include_bytes!("../../../models/segment.lex");

/// How much the model prefers a label it is sure of, in log odds; and how much it prefers none where it wavers.
const SURE: f32 = 9.0;
const WAVERING: f32 = 1.0;

/// The stages, loaded once.
struct Stages {
    segmenters: [Segmenter; 2],
    recognizer: EntityRecognizer,
}

static STAGES: LazyLock<Stages> = LazyLock::new(|| {
    let segment = Lexicon::from_bytes(SEGMENT).unwrap();
    let segmenter = |tokens| Segmenter::new(&segment, Settings { tokens }).unwrap();
    Stages {
        segmenters: [segmenter(TokenConvention::Stts), segmenter(TokenConvention::Ud)],
        recognizer: lists().with_encoder(&heads("names", &labels()), Convention::Project).unwrap(),
    }
});

/// A recogniser without a model.
fn lists() -> EntityRecognizer {
    EntityRecognizer::new(&Lexicon::from_bytes(NAMES).unwrap()).unwrap()
}

/// A file with the labels of two heads, which is all that the recogniser reads of it.
fn heads(name: &str, labels: &[String]) -> Lexicon {
    let labels = labels.join("\n").into_bytes();
    let builder = LexiconBuilder::new("heads").blob(&format!("head.{name}.labels"), labels.clone());
    Lexicon::from_bytes(builder.blob(&format!("head.{name}.inner.labels"), labels).build()).unwrap()
}

fn labels() -> Vec<String> {
    (0..LABELS).map(|index| Label::at(index).name()).collect()
}

/// The tokens and sentences of the text, in token convention 0 (STTS) or 1 (UD).
fn segmented(text: &str, convention: usize) -> Document {
    let mut document = Document::plain("test", text);
    STAGES.segmenters[convention].annotate(&mut document, &Budget::unlimited());
    document
}

/// The text annotated, where the model gives each token of the two levels a label with these log odds.
fn annotated(text: &str, convention: usize, said: impl Fn(usize, Span) -> (Label, f32)) -> Document {
    let mut document = segmented(text, convention);
    let names: Arc<[String]> = labels().into();
    let emissions = |(level, head): (usize, &str)| {
        let row = |span| {
            let ((label, odds), mut row) = (said(level, span), [0.0; LABELS]);
            row[label.index()] = odds;
            row
        };
        let scores = document.tokens.iter().flat_map(|token| row(token.span)).collect();
        Emissions { head: head.to_owned(), labels: Arc::clone(&names), scores }
    };
    document.emissions = [(0, "names"), (1, "names.inner")].map(emissions).into();
    STAGES.recognizer.annotate(&mut document, &Budget::unlimited());
    document
}

/// The text annotated, where the model is sure of the names marked with a `!`, `[PER! Olaf Scholz]`, and wavers elsewhere.
fn judged(marked: &str, convention: usize) -> Document {
    let (text, sure) = read(marked);
    annotated(&text, convention, |level: usize, span: Span| {
        let name = sure.iter().find(|(name, _)| level == 0 && name.contains(span));
        let wavering = (Label::OUTSIDE, if level == 0 { WAVERING } else { SURE });
        name.map_or(wavering, |(name, class)| {
            let place = if name.start == span.start { "B" } else { "I" };
            (Label::parse(&format!("{place}-{class}")).unwrap(), SURE)
        })
    })
}

/// Checks the names of a text against those marked in it, `[PER Olaf Scholz]`, `[LOC.derived russische]`, nested
/// `[ORG [ORG.part EU]-Kommission]`, in both token conventions. Names with a `!` are the model's, all others are to be found
/// by rules.
#[track_caller]
pub(crate) fn check(marked: &str) {
    for convention in [0, 1] {
        assert_eq!(written(&judged(marked, convention)), marked.replace("! ", " "), "token convention {convention}");
    }
}

/// The text without marks, and the names that are the model's.
fn read(marked: &str) -> (String, Vec<(Span, &str)>) {
    let (mut text, mut sure, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, mark) = rest.split_at(at);
        text.push_str(before);
        if let Some(tail) = mark.strip_prefix('[') {
            let (class, tail) = tail.split_once(' ').unwrap();
            open.push((text.len(), class));
            rest = tail;
        } else {
            let (start, class) = open.pop().unwrap();
            sure.extend(class.strip_suffix('!').map(|class| (Span::new(start, text.len()), class)));
            rest = mark.strip_prefix(']').unwrap();
        }
    }
    (text + rest, sure)
}

/// The text with its mentions marked.
fn written(document: &Document) -> String {
    let mut edges: Vec<(u32, u8, usize, String)> = Vec::new();
    for (number, mention) in document.mentions.iter().enumerate() {
        let kind = if mention.kind == MentionKind::Name { String::new() } else { format!(".{}", mention.kind.name()) };
        edges.push((mention.span.start, 1, number, format!("[{}{kind} ", mention.entity_type.name())));
        edges.push((mention.span.end, 0, usize::MAX - number, "]".to_owned()));
    }
    edges.sort();
    let (mut text, mut at) = (String::new(), 0);
    for (position, _, _, mark) in edges {
        text.push_str(document.text.get(at..position as usize).unwrap());
        text.push_str(&mark);
        at = position as usize;
    }
    text + document.text.get(at..).unwrap()
}
