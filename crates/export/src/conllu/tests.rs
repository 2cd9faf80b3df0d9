//! Sentences written as CoNLL-U, and random documents that must stay valid.

use proptest::prelude::*;
use wortlaut_model::{Entity, EntityId, EntityType, Mention, MentionId, MentionKind, Role, Segment, Span};

use super::*;
use crate::sample::{heim, parsed};

fn written(document: &Document) -> String {
    let mut out = String::new();
    write_conllu(document, &mut out);
    out
}

fn mention(document: &mut Document, surface: &str, entity_type: EntityType, kind: MentionKind, key: &str) {
    let start = document.text.find(surface).unwrap();
    let (entity, id) = (EntityId::new(document.entities.len()), MentionId::new(document.mentions.len()));
    let span = Span::new(start, start + surface.len());
    document.mentions.push(Mention { span, entity_type, kind, entity, confidence: 0.9, rule: "r" });
    let (key, name) = (key.to_owned(), surface.to_owned());
    let (aliases, roles, links) = (Vec::new(), Vec::new(), Vec::new());
    document.entities.push(Entity { key, name, entity_type, aliases, roles, links, mentions: vec![id] });
}

#[test]
fn a_contraction_is_a_range_and_offsets_count_code_points() {
    let expected = "# newdoc id = d\n# newpar\n# role = body\n# sent_id = d-s1\n# text = Er ruht im Heim.\n\
        1\tEr\ter\tPRON\tPPER\tCase=Nom|Number=Sing\t2\tnsubj\t_\tTokenRange=0:2\n\
        2\truht\truhen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\tTokenRange=3:7\n\
        3-4\tim\t_\t_\t_\t_\t_\t_\t_\tTokenRange=8:10\n\
        3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_\n\
        4\tdem\tder\tDET\tART\tCase=Dat|Definite=Def|Gender=Neut|Number=Sing|PronType=Art\t5\tdet\t_\t_\n\
        5\tHeim\tHeim\tNOUN\tNN\tGender=Neut\t2\tobl\t_\tSpaceAfter=No|TokenRange=11:15\n\
        6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\tSpaceAfter=No|TokenRange=15:16\n\n";
    assert_eq!(written(&heim()), expected);
    assert_eq!(validate_conllu(expected), Ok(()));
}

#[test]
fn nested_mentions_have_a_label_each_the_outer_first() {
    let mut document = parsed(
        "Uni Bonn ruft",
        &["Uni Uni NOUN NN _ 3 nsubj", "Bonn Bonn PROPN NE _ 1 flat", "ruft rufen VERB VVFIN _ 0 root"],
    );
    mention(&mut document, "Uni Bonn", EntityType::Org, MentionKind::Name, "org:uni-bonn");
    mention(&mut document, "Bonn", EntityType::Loc, MentionKind::Derived, "loc:bonn");
    let written = written(&document);
    assert!(written.contains("\tEntity=B-ORG|EntityKey=org:uni-bonn|TokenRange=0:3\n"), "{written}");
    assert!(written.contains("\tEntity=I-ORG,B-LOCderiv|EntityKey=loc:bonn|TokenRange=4:8\n"), "{written}");
    assert!(written.contains("\t_\tSpaceAfter=No|TokenRange=9:13\n"), "{written}");
}

#[test]
fn white_space_other_than_a_blank_is_told_and_paragraphs_are_marked() {
    let rows = [
        "Ja ja INTJ ITJ _ 0 root",
        "",
        "Öl Öl NOUN NN _ 0 root",
        "an an ADP APPR _ 1 case",
        "",
        "Aus aus ADV ADV _ 0 root",
    ];
    let mut document = parsed(" Ja\n\nÖl \t an Aus", &rows);
    document.segments = vec![
        Segment { span: Span::new(1, 3), role: Role::Title },
        Segment { span: Span::new(5, 19), role: Role::Body },
    ];
    let written = written(&document);
    assert!(written.contains("# newpar\n# role = title\n# sent_id = d-s1\n# text = Ja\n"), "{written}");
    assert!(written.contains("SpacesAfter=\\n\\n|SpacesBefore=\\s|TokenRange=1:3\n"), "{written}");
    assert!(written.contains("# newpar\n# role = body\n# sent_id = d-s2\n# text = Öl an\n"), "{written}");
    assert!(written.contains("SpacesAfter=\\s\\t\\s|TokenRange=5:7\n"), "{written}");
    assert!(written.contains("\n\n# sent_id = d-s3\n"), "{written}");
    assert_eq!(validate_conllu(&written), Ok(()));
}

#[test]
fn without_grammar_its_columns_are_underscores() {
    let mut document = heim();
    document.grammar.clear();
    assert!(written(&document).contains("\n3\tim\t_\t_\t_\t_\t_\t_\t_\tTokenRange=8:10\n"));
}

#[track_caller]
fn refused(change: impl Fn(&str) -> String, problem: &str) {
    let text = change(&written(&heim()));
    let invalid = validate_conllu(&text).unwrap_err().to_string();
    assert!(invalid.contains(problem), "{invalid}");
}

#[test]
fn what_the_validator_refuses() {
    refused(|text| text.replace("\tnsubj\t_", "\tnsubj"), "line 6: 9 columns");
    refused(|text| text.replace("\tnsubj\t", "\t\t"), "line 6: column 8 is empty");
    refused(|text| text.replace("Case=Nom|Number=Sing", "Number=Sing|Case=Nom"), "out of order");
    refused(|text| text.replace("Case=Nom|", "Case=|"), "no feature with a value");
    refused(|text| text.replace("\t2\tnsubj", "\t9\tnsubj"), "beyond the sentence");
    refused(|text| text.replace("\t2\tnsubj", "\t0\tnsubj"), "go together");
    refused(|text| text.replace("\t2\tobl", "\t4\tobl"), "circle");
    refused(|text| text.replace("\n6\t", "\n7\t"), "numbered `7` instead of 6");
    refused(|text| text.replace("3-4\t", "3-9\t"), "beyond the sentence");
    refused(|text| text.replace("3-4\t", "4-5\t"), "no range can start at word 3");
    refused(|text| text.replace("# text = Er", "# text = Es"), "the forms spell `Er ruht im Heim.`");
    refused(|text| format!("{text}{text}"), "the id of two sentences");
    refused(|text| text.trim_end().to_owned(), "not followed by an empty line");
}

/// Words of a random text in sentences of five, chained one to the next, contractions among them.
fn chained(text: &str) -> Document {
    let tag = |form: &str| if form.to_lowercase() == "im" { "APPRART" } else { "XY" };
    let mut rows = Vec::new();
    for sentence in text.split_whitespace().collect::<Vec<_>>().chunks(5) {
        for (at, form) in sentence.iter().enumerate() {
            let relation = if at == 0 { "root" } else { "dep" };
            rows.push(format!("{form} _ X {} Case=Dat|Number=Sing {at} {relation}", tag(form)));
        }
        rows.push(String::new());
    }
    rows.pop();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    if rows.is_empty() { Document::plain("d", text) } else { parsed(text, &rows) }
}

proptest! {
    #[test]
    fn whatever_is_written_is_valid(text in "([a-zäß|\u{1c}\u{0}„=,]{1,4}|im|Im|[ \n\t\u{a0}\u{2028}]{1,3}){0,40}") {
        let document = chained(&text);
        let written = written(&document);
        prop_assert_eq!(validate_conllu(&written), Ok(()), "{}", written);
        prop_assert_eq!(written.lines().filter(|line| line.contains("TokenRange")).count(), document.tokens.len());
    }
}
