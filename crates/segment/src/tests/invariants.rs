//! What holds for every text.

use proptest::prelude::*;
use wortlaut_model::{Document, Role, Segment, Span};

use super::{segmented, segmenter};
use crate::Segmenter;
use crate::TokenConvention::{Stts, Ud};

/// Asserts the invariants of tokens and sentences, and that a second run gives the same.
fn assert_sound(segmenter: &Segmenter, text: &str) {
    let document = segmented(segmenter, text);
    assert_covered(&document);
    assert_tiled(&document);
    let again = segmented(segmenter, text);
    assert_eq!((&document.tokens, &document.sentences), (&again.tokens, &again.sentences));
}

/// Tokens stand in order on character boundaries, and hold every character that is no white space once.
fn assert_covered(document: &Document) {
    let mut at = 0;
    for token in &document.tokens {
        assert!(token.span.fits(&document.text), "{:?} in {:?}", token.span, document.text);
        assert!(token.span.start as usize >= at && !token.span.is_empty());
        let gap = document.text.get(at..token.span.start as usize).unwrap();
        assert!(gap.trim().is_empty(), "{gap:?} is in no token of {:?}", document.text);
        let surface = document.surface(token.span);
        assert_eq!(surface, surface.trim(), "white space at the edge of a token");
        at = token.span.end as usize;
        let next = document.text.get(at..).unwrap().chars().next();
        assert_eq!(token.space_after, next.is_some_and(char::is_whitespace));
    }
    assert!(document.text.get(at..).unwrap().trim().is_empty());
}

/// Each token lies in one sentence, in order, and sentences reach from their first to their last token.
fn assert_tiled(document: &Document) {
    let mut at = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, at);
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span, document.bytes_of(sentence.tokens));
        at = sentence.tokens.end;
    }
    assert_eq!(at as usize, document.tokens.len());
}

/// Pieces that meet in unexpected ways.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Der", "z.", "B.", "3", ".", "..", "…", "!", "?", "\"", "„", "“", "''", "'", "‚", "-", "--", "–", ":", ";)",
        ":-)", "@", "#", "www.", "a@b.de", "http://", ".de", "/", "(", ")", "[", "*innen", ":in", "_", " ", "  ", "\n",
        "\n\n", "\t", "\u{A0}", "\u{AD}", "\u{308}", "\u{200D}", "\u{FEFF}", "😀", "🇩", "👍🏽", "ä", "Ä", "ß", "ﬁ",
        "XIV", "Dr.", "1,5", "19.06.", "&", "+", "§", "°C", "م", "中", "\0", "\u{202E}", "usw.", "und", "-\n", "'s",
        "e\u{301}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn random_text_is_sound(text in "\\PC{0,200}|(?s).{0,100}") {
        for convention in [Stts, Ud] {
            assert_sound(&segmenter(convention), &text);
        }
    }

    #[test]
    fn random_pieces_are_sound(text in pieces()) {
        for convention in [Stts, Ud] {
            assert_sound(&segmenter(convention), &text);
        }
    }

    #[test]
    fn segments_are_kept(text in pieces(), cuts in prop::collection::vec(0_usize..200, 0..6)) {
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|&cut| text.is_char_boundary(cut)).collect();
        cuts.sort_unstable();
        let mut document = Document::plain("test", text.as_str());
        let pairs = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]));
        document.segments = pairs.map(|span| Segment { span, role: Role::Body }).collect();
        wortlaut_model::Stage::annotate(&segmenter(Stts), &mut document, &wortlaut_model::Budget::unlimited());
        assert_covered(&document);
        assert_tiled(&document);
        for segment in &document.segments {
            for span in document.tokens.iter().map(|token| token.span).chain(document.sentences.iter().map(|s| s.span)) {
                prop_assert!(!span.overlaps(segment.span) || segment.span.contains(span));
            }
        }
    }
}

/// The shipped samples, whatever their format.
#[test]
fn samples_are_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
    let segmenters = [Stts, Ud].map(segmenter);
    let mut read = 0;
    for entry in sample_files(folder) {
        let text = String::from_utf8_lossy(&entry).into_owned();
        segmenters.iter().for_each(|segmenter| assert_sound(segmenter, &text));
        read += 1;
    }
    assert!(read >= 12, "{read} samples");
}

#[expect(clippy::disallowed_methods, reason = "a test over files")]
fn sample_files(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap()).collect()
}

/// Long runs of one thing: a step that looked back or ahead without bound would take minutes here.
#[test]
fn monotonous_megabytes_are_read() {
    let repeated = [
        "a", "ä", ".", "\"", "„", "'", "-", "a-", "a.", "1.", "1", "(", ")", ":", "a@", "www.", "\u{AD}", "\u{308}",
        "😀", "\n", "a:i", "x. ", "#", "a'",
    ];
    let segmenters = [Stts, Ud].map(segmenter);
    for piece in repeated {
        let text = piece.repeat(1_000_000 / piece.len());
        for segmenter in &segmenters {
            assert_covered(&segmented(segmenter, &text));
        }
    }
}

#[test]
fn the_identity_names_settings_and_model() {
    let identity = wortlaut_model::Stage::identity(&segmenter(Ud));
    assert_eq!(identity.settings, ["tokens=ud"]);
    assert_eq!(identity.models.iter().map(String::len).collect::<Vec<_>>(), [64], "a BLAKE3 digest in hex");
}
