//! Pieces of forms, and what holds of any form in any vocabulary.

use proptest::prelude::*;

use super::*;

/// Longer pieces are likelier than their parts.
fn vocabulary() -> Pieces {
    let pieces = [
        ("<s>", 0.0),
        ("<pad>", 0.0),
        ("</s>", 0.0),
        ("<unk>", 0.0),
        ("▁", -4.0),
        ("▁Ber", -8.0),
        ("lin", -8.5),
        ("▁Berlin", -12.0),
        ("er", -5.0),
        (".", -4.0),
        ("▁.", -3.0),
        ("»", -6.0),
        ("-", -6.0),
        ("ü", -7.0),
        ("K", -7.0),
        ("öln", -7.0),
        ("▁Kö", -9.0),
        ("ln", -7.0),
        ("ab", -6.0),
        ("a", -3.0),
        ("b", -3.0),
        ("fi", -5.0),
    ];
    let scores = pieces.map(|(_, score)| score);
    Pieces::new(pieces.map(|(piece, _)| Box::from(piece)).to_vec(), &scores).unwrap()
}

fn segment(pieces: &Pieces, form: &str) -> Vec<u32> {
    let mut out = Vec::new();
    pieces.segment(form, &mut PieceScratch::default(), &mut out);
    out
}

#[track_caller]
fn check(form: &str, expected: &str) {
    let pieces = vocabulary();
    let found: Vec<&str> = segment(&pieces, form).into_iter().map(|id| pieces.text(id).unwrap()).collect();
    assert_eq!(found.join(" "), expected, "{form}");
}

#[test]
fn the_likeliest_pieces_win() {
    check("Berlin", "▁Berlin");
    check("Berliner", "▁Berlin er");
    check("Köln", "▁Kö ln");
    // Of two equal sums the earlier start stays: "ab" and "a" + "b" are both −6.
    check("ab", "▁ ab");
}

#[test]
fn marks_close_to_a_word_have_no_word_start() {
    check(".", ".");
    check("»", "»");
    check("..", "▁. .");
    check("«", "▁ <unk>");
    // A mark that is no piece by itself is segmented like a word.
    check("!", "▁ <unk>");
}

#[test]
fn unknown_neighbours_are_one_piece() {
    check("Berlin漢字er", "▁Berlin <unk> er");
    check("漢a字", "▁ <unk> a <unk>");
}

#[test]
fn forms_are_normalised_and_invisible_characters_dropped() {
    check("Ber\u{AD}lin", "▁Berlin");
    check("Ber\u{200B}lin\u{FEFF}", "▁Berlin");
    check("u\u{308}", "▁ ü");
    check("ﬁ", "▁ fi");
    check("Ber\u{2011}lin", "▁Ber - lin");
    check("\u{AD}\u{200D}", "<unk>");
    check("", "<unk>");
    check("\u{AD}.", ".");
}

#[test]
fn text_is_never_read_as_a_control() {
    check("<s>", "▁ <unk>");
    check("<unk>", "▁ <unk>");
}

#[test]
fn sixteen_pieces_count() {
    check(&"ü".repeat(40), &format!("▁{}", " ü".repeat(15)));
    assert_eq!(segment(&vocabulary(), &"ab".repeat(500_000)).len(), MAX_PIECES);
    assert_eq!(segment(&vocabulary(), &"\u{308}".repeat(500_000)).len(), 2);
}

#[test]
fn a_vocabulary_has_a_score_a_piece() {
    assert!(matches!(Pieces::new(vec![Box::from("a"); 5], &[0.0; 4]), Err(EncoderError::Lines { .. })));
    assert!(matches!(Pieces::new(vec![Box::from("a"); 3], &[0.0; 3]), Err(EncoderError::Lines { .. })));
}

/// The best sum of scores over all segmentations of the start of `word`, by recursion without memory.
fn best(pieces: &Pieces, word: &str) -> f64 {
    let Some(first) = word.chars().next() else { return 0.0 };
    let rest = |length: usize| best(pieces, word.get(length..).unwrap());
    let known = (4..pieces.len() as u32).filter_map(|id| {
        let text = pieces.text(id)?;
        word.starts_with(text).then(|| pieces.scores[id as usize] + rest(text.len()))
    });
    let alone = pieces.unknown_score + rest(first.len_utf8());
    known.fold(alone, f64::max)
}

proptest! {
    #[test]
    fn any_form_has_pieces(form in any::<String>()) {
        let pieces = vocabulary();
        let found = segment(&pieces, &form);
        prop_assert!((1..=MAX_PIECES).contains(&found.len()));
        prop_assert!(found.iter().all(|&id| (id as usize) < pieces.len() && id >= UNKNOWN));
        prop_assert!(found.windows(2).all(|pair| pair != [UNKNOWN, UNKNOWN]));
    }

    #[test]
    fn any_vocabulary_will_do(words in prop::collection::vec("[▁abäß漢\u{308}]{0,3}", 4..40), form in "[abäß漢\u{308}\u{AD}]{0,40}") {
        let scores: Vec<f32> = (0..words.len()).map(|index| -(index as f32)).collect();
        let pieces = Pieces::new(words.iter().map(|word| Box::from(word.as_str())).collect(), &scores).unwrap();
        let found = segment(&pieces, &form);
        prop_assert!((1..=MAX_PIECES).contains(&found.len()));
        prop_assert!(found.iter().all(|&id| (id as usize) < pieces.len() && id >= UNKNOWN));
    }

    #[test]
    fn no_segmentation_is_likelier(form in "(Berlin|Kö)?(a|b|er|lin|ü|K|öln|ln|fi){1,5}") {
        let pieces = vocabulary();
        let found = segment(&pieces, &form);
        let sum: f64 = found.iter().map(|&id| pieces.scores[id as usize]).sum();
        prop_assert!((sum - best(&pieces, &format!("▁{form}"))).abs() < 1e-9, "{form}: {found:?}");
        let text: String = found.iter().map(|&id| pieces.text(id).unwrap()).collect();
        prop_assert_eq!(text, format!("▁{form}"));
    }
}
