//! What the rules' tests share: text with the expected names marked in it.

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, MentionKind, Stage};
use wortlaut_segment::{Segmenter, Settings, TokenConvention};

use crate::EntityRecognizer;

mod entities;
mod invariants;

static NAMES: &[u8] = include_bytes!("../../../models/names.lex");
static SEGMENT: &[u8] = include_bytes!("../../../models/segment.lex");

/// The stages, loaded once.
pub(crate) struct Stages {
    segmenters: [Segmenter; 2],
    recognizer: EntityRecognizer,
}

static STAGES: std::sync::LazyLock<Stages> = std::sync::LazyLock::new(|| {
    let segment = Lexicon::from_bytes(SEGMENT).unwrap();
    let segmenter = |tokens| Segmenter::new(&segment, Settings { tokens }).unwrap();
    Stages {
        segmenters: [segmenter(TokenConvention::Stts), segmenter(TokenConvention::Ud)],
        recognizer: EntityRecognizer::new(&Lexicon::from_bytes(NAMES).unwrap()).unwrap(),
    }
});

/// The text annotated, in token convention 0 (STTS) or 1 (UD).
pub(crate) fn annotated(text: &str, convention: usize) -> Document {
    let mut document = Document::plain("test", text);
    STAGES.segmenters[convention].annotate(&mut document, &Budget::unlimited());
    STAGES.recognizer.annotate(&mut document, &Budget::unlimited());
    document
}

/// Checks the names of a text against those marked in it, `[PER Olaf Scholz]`, `[LOC.derived russische]`, nested
/// `[ORG [ORG.part EU]-Kommission]`, in both token conventions.
#[track_caller]
pub(crate) fn check(expected: &str) {
    let text = unmarked(expected);
    for convention in [0, 1] {
        assert_eq!(marked(&annotated(&text, convention)), expected, "token convention {convention}");
    }
}

fn unmarked(expected: &str) -> String {
    let mut text = String::new();
    let mut rest = expected;
    while let Some((before, tail)) = rest.split_once('[') {
        text.push_str(&before.replace(']', ""));
        rest = tail.split_once(' ').unwrap().1;
    }
    text + &rest.replace(']', "")
}

fn marked(document: &Document) -> String {
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
