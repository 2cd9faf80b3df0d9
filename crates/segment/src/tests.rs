//! Tokens and sentences, each phenomenon with the expected cut.

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Role, Segment, Span, Stage, TokenKind};

use crate::{Segmenter, Settings, TokenConvention};

mod invariants;
mod sentences;
mod tokens;

/// The shipped lexicon: what the tests see is what users see.
const LEXICON: &[u8] = include_bytes!("../../../models/segment.lex");

/// A segmenter of the convention.
fn segmenter(tokens: TokenConvention) -> Segmenter {
    Segmenter::new(&Lexicon::from_bytes(LEXICON).unwrap(), Settings { tokens }).unwrap()
}

/// A document of the text, segmented.
fn segmented(segmenter: &Segmenter, text: &str) -> Document {
    let mut document = Document::plain("test", text);
    segmenter.annotate(&mut document, &Budget::unlimited());
    document
}

/// The document's forms, with a bar between tokens and `⏎` for line breaks inside them.
fn forms(document: &Document) -> String {
    let forms: Vec<&str> = document.tokens.iter().map(|token| document.surface(token.span)).collect();
    forms.join("|").replace('\n', "⏎")
}

/// The document's sentences, with two bars between them.
fn sentences(document: &Document) -> String {
    let forms: Vec<&str> = document.sentences.iter().map(|sentence| document.surface(sentence.span)).collect();
    forms.join(" ‖ ").replace('\n', "⏎")
}

/// Checks the tokens of each line, `text` as written and `tokens` with bars, in the convention.
fn check(convention: TokenConvention, cases: &[(&str, &str)]) {
    let segmenter = segmenter(convention);
    for (text, expected) in cases {
        assert_eq!(forms(&segmented(&segmenter, text)), *expected, "{text:?} in {convention:?}");
    }
}

#[test]
fn no_token_and_no_sentence_crosses_a_segment() {
    let mut document = Document::plain("test", "Ostsee-\nTreffen Heute\tDer Rat");
    let segment = |start, end, role| Segment { span: Span::new(start, end), role };
    document.segments = vec![segment(0, 7, Role::Title), segment(8, 15, Role::Heading), segment(22, 29, Role::Body)];
    segmenter(TokenConvention::Stts).annotate(&mut document, &Budget::unlimited());
    assert_eq!(forms(&document), "Ostsee-|Treffen|Heute|Der|Rat");
    assert_eq!(sentences(&document), "Ostsee- ‖ Treffen ‖ Heute ‖ Der Rat");
}

#[test]
fn a_lexicon_without_its_sections_is_refused() {
    let empty = Lexicon::from_bytes(wortlaut_lexicon::LexiconBuilder::new("empty").build()).unwrap();
    assert!(Segmenter::new(&empty, Settings::default()).is_err());
}

#[test]
fn kinds_are_those_that_later_stages_read() {
    let text =
        "Dr. Ott (57) schrieb am 3. Mai an info@hafen.example und www.hafen.int: „Gut, 5 %!“ 😀 #Hafen @rat -bau";
    let document = segmented(&segmenter(TokenConvention::Stts), text);
    let kinds: Vec<(&str, TokenKind)> =
        document.tokens.iter().map(|token| (document.surface(token.span), token.kind)).collect();
    for (form, kind) in [
        ("Dr.", TokenKind::Abbreviation),
        ("Ott", TokenKind::Word),
        ("(", TokenKind::Punctuation),
        ("57", TokenKind::Number),
        ("3.", TokenKind::Ordinal),
        ("info@hafen.example", TokenKind::Email),
        ("www.hafen.int", TokenKind::Url),
        ("„", TokenKind::Quote),
        ("%", TokenKind::Symbol),
        ("!", TokenKind::Terminal),
        ("“", TokenKind::Quote),
        ("😀", TokenKind::Emoji),
        ("#Hafen", TokenKind::Hashtag),
        ("@rat", TokenKind::Handle),
        ("-bau", TokenKind::Word),
    ] {
        assert!(kinds.contains(&(form, kind)), "{form} is no {kind:?} in {kinds:?}");
    }
}

#[test]
fn white_space_behind_a_token_is_noted_and_the_end_of_the_text_is_none() {
    let document = segmented(&segmenter(TokenConvention::Stts), "Ja, gern.");
    let spaces: Vec<bool> = document.tokens.iter().map(|token| token.space_after).collect();
    assert_eq!(spaces, [false, true, false, false]);
}
