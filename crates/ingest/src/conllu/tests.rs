//! CoNLL-U as input: what is kept, and what is refused with its line.

use proptest::prelude::*;

use super::*;

/// A line of a word.
fn word(id: &str, form: &str, misc: &str) -> String {
    format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n")
}

#[track_caller]
fn check(input: &str, expected: &str, tokens: &[&str]) -> Corpus {
    let corpus = parse(input).unwrap();
    assert_eq!(corpus.text, expected);
    let forms: Vec<&str> = corpus.tokens.iter().map(|token| token.span.of(&corpus.text)).collect();
    assert_eq!(forms, tokens);
    corpus
}

#[track_caller]
fn refused(input: &str, line: usize, message: &str) {
    let malformed = parse(input).unwrap_err();
    assert_eq!((malformed.line, malformed.message.as_str()), (line, message));
}

#[test]
fn a_multiword_token_is_its_surface_and_the_text_gives_the_blanks() {
    let words = word("1-2", "Am", "_") + &word("1", "An", "_") + &word("2", "dem", "_") + &word("2.1", "x", "_");
    let input =
        format!("# newdoc id = a/b\n# text = Am  See.\n{words}{}{}\n", word("3", "See", "_"), word("4", ".", "_"));
    let corpus = check(&input, "Am  See.", &["Am", "See", "."]);
    assert_eq!(corpus.id.as_deref(), Some("a/b"));
    let spaces: Vec<bool> = corpus.tokens.iter().map(|token| token.space_after).collect();
    assert_eq!(spaces, [true, false, true]);
}

#[test]
fn without_a_text_line_misc_says_what_stands_between() {
    let input = word("1", "„", "SpaceAfter=No")
        + &word("2", "Ja", "X=1|SpaceAfter=No")
        + &word("3", "“", "SpacesAfter=\\n\\s")
        + "\n";
    let input = input
        + &word("1", "er", "_")
        + &word("2", "nickt", "_")
        + "\n# newpar\n# role = caption\n"
        + &word("1", "Öl", "_");
    let corpus = check(&input, "„Ja“\n er nickt\n\nÖl", &["„", "Ja", "“", "er", "nickt", "Öl"]);
    let sentences: Vec<&str> = corpus.sentences.iter().map(|one| one.span.of(&corpus.text)).collect();
    assert_eq!(sentences, ["„Ja“", "er nickt", "Öl"]);
    let segments: Vec<_> = corpus.segments.iter().map(|one| (one.span.of(&corpus.text), one.role)).collect();
    assert_eq!(segments, [("„Ja“\n er nickt", Role::Body), ("Öl", Role::Caption)]);
}

#[test]
fn metadata_are_taken_from_comments() {
    let corpus = parse("# meta::date = 2024-05-01\n# meta::date = spät\n# author = x\n1\tJa").unwrap();
    assert_eq!(corpus.meta, Meta(vec![("date".to_owned(), MetaValue::String("2024-05-01".to_owned()))]));
}

#[test]
fn malformed_lines_are_named() {
    refused("# text = Ja\n1\tNein\t_\n", 2, "the form is `Nein`, but `# text` goes on with `Ja`");
    refused("# text = Ja nein\n1\tJa\t_\n", 2, "the sentence ends, but `# text` goes on with `nein`");
    refused("1\tJa\n3\tnein\n", 2, "the word is numbered `3` instead of 2");
    refused("eins zwei\n", 1, "the line has no tab, and so no form");
    refused("1\t \n", 1, "the form is empty");
    refused("1-2\tim\n1\tin\n\n", 3, "the range goes beyond the sentence");
    refused("2-3\tim\n", 1, "no range can be numbered `2-3` here");
    refused("7.1\tim\n", 1, "no empty node can be numbered `7.1` here");
}

#[test]
fn a_document_starts_at_newdoc() {
    assert!(is_newdoc(b"# newdoc id = 1") && is_newdoc(b"#newdoc"));
    assert!(!is_newdoc(b"# newpar") && !is_newdoc(b"1\t# newdoc"));
}

proptest! {
    #[test]
    fn nothing_panics_and_tokens_tile_the_text(input in "(1\tJa\n|2\tnein\t\n|1-2\tim|# text = Ja nein\n|\n|#|[ -~\t\n]{0,9}){0,20}") {
        if let Ok(corpus) = parse(&input) {
            let spelt: String = corpus.tokens.iter().map(|token| token.span.of(&corpus.text)).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&spelt), bare(&corpus.text));
        }
    }
}
