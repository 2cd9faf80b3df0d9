//! A model's names and the rules' together, with scores made by hand.

use wortlaut_lexicon::{Lexicon, LexiconBuilder, LexiconError};
use wortlaut_model::{Budget, Document, Emissions, Span, Stage};

use super::{SURE, annotated, heads, labels, lists, read, segmented, written};
use crate::decode::Label;
use crate::tagger::Convention;

/// Checks the names where the model labels words: form, label of the outermost level, label of the second, log odds. It is
/// sure that all others are in no name.
#[track_caller]
fn check(said: &[(&str, &str, &str, f32)], expected: &str) -> Document {
    let text = read(expected).0;
    let said = |level: usize, span: Span| {
        // The n-th mention of a word has its n-th entry, and the last of them if there are fewer.
        let form = span.of(&text);
        let number = text.get(..span.start as usize).unwrap().matches(form).count();
        let entries: Vec<_> = said.iter().filter(|(word, ..)| *word == form).collect();
        let entry = entries.get(number).or(entries.last());
        let (_, outer, inner, odds) = entry.map_or(("", "O", "O", SURE), |entry| **entry);
        (Label::parse([outer, inner][level]).unwrap(), odds)
    };
    let document = annotated(&text, 0, said);
    assert_eq!(written(&document), expected);
    document
}

#[test]
fn what_the_model_is_sure_of_stands() {
    let said = [("Grüne", "B-PER", "O", SURE), ("Wolke", "I-PER", "O", SURE)];
    let document = check(&said, "Da lachte [PER Grüne Wolke] sehr.");
    let mention = &document.mentions[0];
    assert!(mention.rule == "entities.news-model" && mention.confidence > 0.99);
}

#[test]
fn a_rule_fills_a_gap_where_the_model_wavers() {
    let document = check(&[("Köln", "O", "O", 1.0)], "Sie fuhr nach [LOC Köln] zurück.");
    assert_eq!(document.mentions[0].rule, "entities.gazetteer-word");
    assert!(document.mentions[0].confidence < 0.99);
}

#[test]
fn a_name_seen_in_full_helps_its_short_form() {
    let said = [("Wim", "B-PER", "O", SURE), ("Aalbers", "I-PER", "O", SURE), ("Aalbers", "B-LOC", "O", 0.5)];
    check(&said, "Auch [PER Wim Aalbers] kam. Lange blieb [PER Aalbers] nicht.");
}

#[test]
fn labels_of_whole_words_become_names_within_them() {
    let said = [
        ("EU-Kommission", "B-ORG", "B-ORGpart", SURE),
        ("Nicht-NATO-Staaten", "B-ORGpart", "O", SURE),
        ("Nokiaaktie", "B-ORGpart", "O", SURE),
        ("Rillotec-Vorstand", "B-ORGpart", "O", SURE),
        ("deutsch-dänische", "B-LOCderiv", "O", SURE),
    ];
    check(
        &said,
        "Die [ORG [ORG.part EU]-Kommission], Nicht-[ORG.part NATO]-Staaten, die [ORG.part Nokia]aktie, der [ORG.part Rillotec]-Vorstand, [LOC.derived deutsch]-[LOC.derived dänische] Pläne.",
    );
}

#[test]
fn marks_and_titles_at_the_edges_stand_outside() {
    let said = [
        ("Dr.", "B-PER", "O", SURE),
        ("Klee", "I-PER", "O", SURE),
        ("„", "B-MISC", "O", SURE),
        ("Stille", "I-MISC", "O", SURE),
        ("“", "I-MISC", "O", SURE),
    ];
    check(&said, "Frau Dr. [PER Klee] las „[MISC Stille]“ vor.");
}

#[test]
fn a_person_and_a_country_side_by_side_are_two() {
    let said = [("Jens", "B-PER", "O", SURE), ("Stoltenberg", "I-PER", "O", SURE), ("Russland", "I-PER", "O", SURE)];
    check(&said, "Gestern hat [PER Jens Stoltenberg] [LOC Russland] gewarnt.");
}

#[test]
fn names_nest() {
    let said = [("Landgericht", "B-ORG", "O", SURE), ("Köln", "I-ORG", "B-LOC", SURE)];
    check(&said, "Das [ORG Landgericht [LOC Köln]] schweigt.");
}

#[test]
fn a_users_head_speaks_alone() {
    let labels = ["O", "B-Drug", "I-Drug"].map(str::to_owned);
    let head = LexiconBuilder::new("head").blob("head.user.labels", labels.join("\n").into_bytes()).build();
    let recognizer = lists().with_encoder(&Lexicon::from_bytes(head).unwrap(), Convention::Project).unwrap();
    let mut document = segmented("In Köln nahm sie Aspirin.", 0);
    let row = |form: &str| if form == "Aspirin" { [0.0, 4.0, 0.0] } else { [4.0, 0.0, 0.0] };
    let scores = document.tokens.iter().flat_map(|token| row(document.surface(token.span))).collect();
    document.emissions = vec![Emissions { head: "user".to_owned(), labels: labels.into(), scores }];
    recognizer.annotate(&mut document, &Budget::unlimited());
    assert_eq!(written(&document), "In Köln nahm sie [Drug Aspirin].");
    assert_eq!(document.entities[0].key, "Drug:aspirin");
}

#[test]
fn heads_that_are_missing_or_strange_are_refused() {
    let refused = |heads: &Lexicon, convention| lists().with_encoder(heads, convention).err();
    let missing = refused(&heads("names", &labels()), Convention::GermEval);
    assert!(matches!(missing, Some(LexiconError::MissingSection { .. })), "{missing:?}");
    let strange = refused(&heads("names", &["O".to_owned(), "B-PER".to_owned()]), Convention::Project);
    assert!(matches!(strange, Some(LexiconError::Malformed { .. })), "{strange:?}");
}
