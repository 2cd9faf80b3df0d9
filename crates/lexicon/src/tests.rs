//! What is written is read, and nothing else is believed.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Lexicon, LexiconBuilder, LexiconError};

fn file() -> Vec<u8> {
    let words: BTreeSet<String> = ["Dr.", "usw.", "z."].map(str::to_owned).into();
    let places: BTreeMap<String, u64> =
        [("Bad", 1), ("Bad Homburg", 2), ("Köln", 3)].map(|(word, number)| (word.to_owned(), number)).into();
    let builder = LexiconBuilder::new("probe").set("abbreviations", &words).unwrap();
    builder.map("places", &places).unwrap().blob("weights", vec![1, 2, 3]).build()
}

#[test]
fn words_numbers_and_bytes_come_back() {
    let lexicon = Lexicon::from_bytes(file()).unwrap();
    assert_eq!(lexicon.name(), "probe");
    assert!(lexicon.set("abbreviations").unwrap().contains("usw."));
    let places = lexicon.map("places").unwrap();
    assert_eq!(places.value("Köln"), Some(3));
    assert_eq!(places.longest_prefix("Bad Homburg vor der Höhe"), Some((11, 2)));
    assert_eq!(places.longest_prefix("Bad Honnef"), Some((3, 1)));
    assert_eq!(places.longest_prefix("Berlin"), None);
    assert_eq!(lexicon.blob("weights").unwrap(), [1, 2, 3]);
    assert!(matches!(lexicon.set("weights"), Err(LexiconError::MissingSection { .. })));
}

#[test]
fn truncated_foreign_and_corrupted_files_are_refused() {
    let file = file();
    for length in 0..file.len() {
        assert!(Lexicon::from_reader(&file[..length]).is_err(), "{length} bytes");
    }
    assert!(matches!(Lexicon::from_bytes(b"%PDF-1.7 and so on".to_vec()), Err(LexiconError::Foreign)));
    let mut flipped = file.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert!(matches!(Lexicon::from_bytes(flipped), Err(LexiconError::Corrupted)));
    let mut newer = file;
    newer[8] = 9;
    assert!(matches!(Lexicon::from_bytes(newer), Err(LexiconError::Version { found: 9, .. })));
}
