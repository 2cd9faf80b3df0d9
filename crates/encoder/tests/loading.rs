//! Files that are no encoder, or not a whole one, are refused and told apart.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod random;

use random::Shape;
use wortlaut_encoder::{Encoder, EncoderError};
use wortlaut_lexicon::{Lexicon, LexiconBuilder};

fn tiny() -> Lexicon {
    Lexicon::from_bytes(Shape::tiny().build(1).build()).unwrap()
}

/// The tiny encoder with one section changed.
fn changed(section: &str, change: impl Fn(&mut Vec<u8>)) -> Result<Encoder, EncoderError> {
    let whole = tiny();
    let mut builder = LexiconBuilder::new("changed");
    for name in whole.sections() {
        let mut bytes = whole.blob(name).unwrap();
        if name == section {
            change(&mut bytes);
        }
        builder = builder.blob(name, bytes);
    }
    Encoder::new(&Lexicon::from_bytes(builder.build()).unwrap())
}

fn number(bytes: &mut [u8], index: usize, value: u32) {
    bytes[4 * index..4 * index + 4].copy_from_slice(&value.to_le_bytes());
}

#[track_caller]
fn check(found: Result<Encoder, EncoderError>, expected: &str) {
    let message = found.map(|_| ()).unwrap_err().to_string();
    assert!(message.contains(expected), "`{message}` does not say `{expected}`");
}

#[test]
fn an_encoder_is_loaded() {
    let encoder = changed("", |_| ()).unwrap();
    assert_eq!((encoder.hidden(), encoder.pieces().len()), (64, Shape::tiny().pieces.len() + 4));
    let names: Vec<&str> = encoder.heads().iter().map(wortlaut_encoder::Head::name).collect();
    assert_eq!(names, ["names", "names.inner"]);
}

#[test]
fn another_lexicon_is_refused() {
    let words = LexiconBuilder::new("segment").blob("words", Vec::new()).build();
    check(Encoder::new(&Lexicon::from_bytes(words).unwrap()), "`segment` has no section `config`");
}

#[test]
fn every_section_is_needed_and_has_its_size() {
    let whole = tiny();
    for section in whole.sections() {
        let others = whole.sections().filter(|&name| name != section);
        let others =
            others.fold(LexiconBuilder::new("less"), |builder, name| builder.blob(name, whole.blob(name).unwrap()));
        let less = Encoder::new(&Lexicon::from_bytes(others.build()).unwrap());
        // A head is known by its weights.
        assert_eq!(less.is_ok(), section.starts_with("head.") && section.ends_with(".weight"), "without `{section}`");
        if section != "pieces.text" && !section.ends_with(".labels") {
            check(changed(section, |bytes| bytes.truncate(bytes.len() - 4)), section);
            check(changed(section, |bytes| bytes.extend([0; 4])), section);
            check(changed(section, Vec::clear), section);
        }
    }
}

#[test]
fn dimensions_are_those_of_the_kernels() {
    check(changed("config", |bytes| number(bytes, 0, 2)), "encoder layout 2 is not layout 1");
    check(changed("config", |bytes| number(bytes, 1, 0)), "layers 0");
    check(changed("config", |bytes| number(bytes, 1, u32::MAX)), "layers 4294967295");
    check(changed("config", |bytes| number(bytes, 2, 96)), "hidden 96, must be a multiple of 64");
    check(changed("config", |bytes| number(bytes, 2, 0x8000_0000)), "hidden");
    check(changed("config", |bytes| number(bytes, 3, 4)), "attention heads 4, must be hidden / 32");
    check(changed("config", |bytes| number(bytes, 4, 100)), "positions 100, must be between 160");
    check(changed("config", |bytes| number(bytes, 5, u32::MAX)), "pieces");
    check(changed("config", |bytes| number(bytes, 6, 0)), "feed-forward width 0");
    check(changed("config", |bytes| number(bytes, 7, 128)), "`layer.1.up.weight` holds 6144 bytes");
}

#[test]
fn texts_are_texts_and_numbers_are_finite() {
    check(changed("pieces.text", |bytes| bytes.extend(*b"\nx")), "`pieces.text` does not hold");
    check(changed("pieces.text", |bytes| bytes[3] = 0xFF), "`pieces.text` does not hold");
    check(changed("head.names.labels", |bytes| bytes.extend(*b"\nx")), "`head.names.weight` holds");
    check(changed("pieces.scores", |bytes| number(bytes, 5, f32::NAN.to_bits())), "`pieces.scores` holds numbers");
    check(changed("layer.0.norm1", |bytes| number(bytes, 5, f32::INFINITY.to_bits())), "`layer.0.norm1` holds numbers");
    check(changed("positions", |bytes| bytes[1] = 0x7C), "`positions` holds numbers");
    check(changed("embeddings", |bytes| bytes[1] = 0x7C), "`embeddings` holds numbers");
}

#[test]
fn heads_are_added_to_the_encoder_they_belong_to() {
    let whole = tiny();
    let own = |file: Vec<u8>| Encoder::new(&whole).unwrap().with_heads(&Lexicon::from_bytes(file).unwrap());
    let names = |encoder: &Encoder| encoder.heads().iter().map(|head| head.name().to_owned()).collect::<Vec<_>>();
    let added = own(Shape::tiny().head_file(whole.hash(), "ships", 3)).unwrap();
    assert_eq!(names(&added), ["names", "names.inner", "ships"]);
    let replaced = own(Shape::tiny().head_file(whole.hash(), "names", 3)).unwrap();
    assert_eq!(names(&replaced), ["names.inner", "names"]);
    check(own(Shape::tiny().head_file("0123", "ships", 3)), "belong to the encoder `0123`");
    check(own(LexiconBuilder::new("none").build()), "no section `encoder.hash`");
    let hash = whole.hash().as_bytes().to_vec();
    check(own(LexiconBuilder::new("none").blob("encoder.hash", hash).build()), "`none` holds no head");
    let wider = Shape { hidden: 128, ..Shape::tiny() };
    check(own(wider.head_file(whole.hash(), "ships", 3)), "`head.ships.weight` holds 1536 bytes");
}
