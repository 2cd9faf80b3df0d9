//! Cases worked out by hand.

use std::path::Path;

use super::*;
use crate::syntax::{SyntaxCause, read};

/// A treebank of one sentence: tokens, or `im=in+dem` for one of several words; the first word is the root, the others
/// depend on it.
fn words(tokens: &[&str]) -> Treebank {
    let (mut lines, mut number) = (String::new(), 0);
    for token in tokens {
        let (form, parts) = token.split_once('=').unwrap_or((token, token));
        let parts: Vec<&str> = parts.split('+').collect();
        if parts.len() > 1 {
            lines += &format!("{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n", number + 1, number + parts.len());
        }
        for part in parts {
            number += 1;
            lines += &format!("{number}\t{part}\t_\t_\t_\t_\t{}\t_\t_\t_\n", u32::from(number > 1));
        }
    }
    read(Path::new("worked.conllu"), &lines).unwrap()
}

#[track_caller]
fn check_words(gold: &[&str], predicted: &[&str], expected: usize) {
    let (gold, predicted) = (words(gold), words(predicted));
    let found = SyntaxScores::of(&gold, &predicted).unwrap();
    let counts = Counts { gold: gold.words.len(), predicted: predicted.words.len(), correct: expected };
    assert_eq!(measure(&found, "Words").counts, counts);
}

fn measure<'s>(scores: &'s SyntaxScores, name: &str) -> &'s Measure {
    scores.measures.iter().find(|measure| measure.name == name).unwrap()
}

#[test]
fn plain_tokens_pair_by_place() {
    check_words(&["Sie", "ruht"], &["Sie", "ruht"], 2);
    check_words(&["UN-Rat"], &["UN", "-", "Rat"], 0);
    check_words(&["Im", "UN-Rat", "ruht"], &["Im", "UN", "-", "Rat", "ruht"], 2);
    check_words(&["z.", "B.", "er"], &["z.B.", "er"], 1);
}

#[test]
fn words_of_contractions_pair_by_form() {
    check_words(&["im=in+dem", "Heim"], &["im=in+dem", "Heim"], 3);
    check_words(&["Im=In+dem", "Heim"], &["Im=in+dem", "Heim"], 3);
    check_words(&["im=in+dem", "Heim"], &["im", "Heim"], 1);
    check_words(&["am=an+dem"], &["am=an+das"], 1);
    check_words(&["abc=a+b+c"], &["a", "b", "c"], 3);
    check_words(&["a", "bc=b+c", "d"], &["a", "b", "cd"], 2);
}

#[test]
fn overlapping_contractions_are_one_stretch() {
    check_words(&["abcd=a+b+c+d"], &["ab=a+b", "cd=c+d"], 4);
    check_words(&["abc=a+b+c", "de=d+e"], &["a", "bcd=b+c+d", "e"], 5);
    check_words(&["abc=a+x+c", "def=d+y+f"], &["ab=a+b", "cd=c+d", "ef=e+f"], 4);
    check_words(&["a", "bc=b+c", "d"], &["ab=x+y", "cd=z+a"], 1);
    check_words(&["ab=a+b", "cd=bc+d"], &["a", "bc", "d"], 2);
}

/// A sentence: `form lemma upos feats head deprel` a line.
fn sentence(rows: &[&str]) -> String {
    let row = |(row, number): (&&str, usize)| {
        let columns: Vec<&str> = row.split(' ').collect();
        let [form, lemma, upos, feats, head, deprel] = columns[..] else { panic!("{row}") };
        format!("{number}\t{form}\t{lemma}\t{upos}\t{upos}-X\t{feats}\t{head}\t{deprel}\t_\t_\n")
    };
    rows.iter().zip(1..).map(row).collect::<String>() + "\n"
}

const GOLD: [&str; 7] = [
    "Der der DET Case=Nom|Number[psor]=Sing 2 det",
    "Hund Hund NOUN Case=Nom 5 nsubj:pass",
    "ist sein AUX _ 5 aux",
    "nie _ ADV _ 5 advmod",
    "gesehen sehen VERB VerbForm=Part 0 root",
    "worden werden AUX _ 5 aux:pass",
    ". . PUNCT _ 5 punct",
];

fn compared(gold: &[&str], predicted: &[&str]) -> SyntaxScores {
    let bank = |rows: &[&str]| read(Path::new("worked.conllu"), &sentence(rows)).unwrap();
    SyntaxScores::of(&bank(gold), &bank(predicted)).unwrap()
}

#[track_caller]
fn check(predicted: &[&str], expected: &[(&str, usize)]) {
    let scores = compared(&GOLD, predicted);
    for (name, correct) in expected {
        assert_eq!(measure(&scores, name).counts.correct, *correct, "{name}");
    }
}

#[test]
fn the_same_is_all_right() {
    let scores = compared(&GOLD, &GOLD);
    assert!(scores.measures.iter().all(|measure| measure.counts.f1() == 100.0), "{:?}", scores.measures);
    assert_eq!((measure(&scores, "UAS").counts.gold, measure(&scores, "CLAS").counts.gold), (7, 3));
    assert!(scores.errors.is_empty() && scores.deprel.is_empty());
}

#[test]
fn a_wrong_feature_of_a_function_word_costs_its_head_mlas() {
    let mut predicted = GOLD;
    predicted[0] = "Der die DET Case=Acc|Number[psor]=Plur 2 det";
    check(
        &predicted,
        &[("UFeats", 6), ("AllFeats", 6), ("Lemmas", 6), ("LAS", 7), ("CLAS", 3), ("MLAS", 2), ("BLEX", 3)],
    );
}

#[test]
fn features_and_subtypes_that_are_not_universal_count_for_the_projects_measures_alone() {
    let mut predicted = GOLD;
    predicted[0] = "Der der DET Case=Nom|Number[psor]=Plur 2 det";
    predicted[1] = "Hund Hund NOUN Case=Nom 5 nsubj";
    check(&predicted, &[("UFeats", 7), ("AllFeats", 6), ("LAS", 7), ("MLAS", 3), ("LAS with subtypes", 6)]);
}

#[test]
fn an_auxiliary_hung_elsewhere_is_missed_by_both_its_heads() {
    let mut predicted = GOLD;
    predicted[2] = "ist sein AUX _ 2 aux";
    // The participle lacks a function word, and the noun has one too many.
    check(&predicted, &[("UAS", 6), ("LAS", 6), ("CLAS", 3), ("MLAS", 1)]);
}

#[test]
fn a_lemma_that_gold_leaves_open_cannot_be_wrong() {
    let mut predicted = GOLD;
    predicted[3] = "nie niemals ADV _ 5 advmod";
    predicted[4] = "gesehen gesehen VERB VerbForm=Part 0 root";
    check(&predicted, &[("Lemmas", 6), ("BLEX", 2)]);
}

#[test]
fn content_words_are_counted_on_each_side_by_its_own_relation() {
    let mut predicted = GOLD;
    predicted[3] = "nie nie ADV _ 5 mark";
    let clas = measure(&compared(&GOLD, &predicted), "CLAS").clone();
    assert_eq!((clas.counts, clas.aligned), (Counts { gold: 3, predicted: 2, correct: 2 }, Some(3)));
}

#[test]
fn errors_are_told_by_cause_with_both_heads() {
    let mut predicted = GOLD;
    predicted[1] = "Hund Hund NOUN Case=Nom 4 obj";
    predicted[6] = ". . PUNCT _ 2 punct";
    let scores = compared(&GOLD, &predicted);
    let causes: Vec<_> = scores.errors.iter().map(|error| (error.form.as_str(), error.cause)).collect();
    assert_eq!(causes, [("Hund", SyntaxCause::Both), (".", SyntaxCause::Head)]);
    let error = &scores.errors[0];
    assert_eq!((error.gold.head.as_str(), error.predicted.as_ref().unwrap().head.as_str()), ("gesehen", "nie"));
    assert_eq!(error.context, ["Der", "Hund", "ist nie gesehen worden ."].map(str::to_owned));
    assert_eq!(scores.deprel, Confusions::from([(("nsubj:pass".to_owned(), "obj".to_owned()), 1)]));
    assert_eq!(scores.worst(1, 1)[0].relation, "nsubj:pass");
    assert_eq!(scores.sample(1).len(), 1);
}

#[test]
fn relations_and_features_add_up() {
    let mut predicted = GOLD;
    predicted[1] = "Hund Hund NOUN Case=Acc 5 obj";
    let scores = compared(&GOLD, &predicted);
    let relation = |name: &str| scores.relations.iter().find(|one| one.relation == name).unwrap();
    let passive = relation("nsubj:pass");
    assert_eq!((passive.counts, passive.heads, passive.labels), (Counts { gold: 1, predicted: 0, correct: 0 }, 1, 0));
    assert_eq!(relation("obj").counts, Counts { gold: 0, predicted: 1, correct: 0 });
    assert_eq!(scores.features["Case"], Counts { gold: 2, predicted: 2, correct: 1 });
}

#[test]
fn other_sentences_change_heads_but_not_words() {
    let gold =
        read(Path::new("g.conllu"), &sentence(&["Ja ja INTJ _ 0 root", "Nein nein INTJ _ 1 parataxis"])).unwrap();
    let parts = sentence(&["Ja ja INTJ _ 0 root"]) + &sentence(&["Nein nein INTJ _ 0 root"]);
    let scores = SyntaxScores::of(&gold, &read(Path::new("p.conllu"), &parts).unwrap()).unwrap();
    assert_eq!(measure(&scores, "Sentences").counts, Counts { gold: 1, predicted: 2, correct: 0 });
    assert_eq!((measure(&scores, "Words").counts.correct, measure(&scores, "UAS").counts.correct), (2, 1));
}

#[test]
fn another_text_is_refused_with_the_place() {
    let error = SyntaxScores::of(&words(&["Der", "Hund"]), &words(&["Der", "Hand"])).unwrap_err();
    assert!(error.to_string().contains("gold has `DerHund` where the prediction has `DerHand`"), "{error}");
}

#[test]
fn malformed_lines_are_refused_with_their_number() {
    let refused = |text: &str| read(Path::new("g.conllu"), text).unwrap_err().to_string();
    assert!(refused("1\tJa\tja\n").contains("line 1: a word has not ten columns"));
    assert!(refused("1\tJa\t_\t_\t_\t_\t_\t_\t_\t_\n").contains("a head is no number"));
    assert!(refused("1\tJa\t_\t_\t_\t_\t7\t_\t_\t_\n\n").contains("line 2: a head lies beyond the sentence"));
    assert!(refused("2\tJa\t_\t_\t_\t_\t0\t_\t_\t_\n").contains("not numbered in order"));
    assert!(refused("1-3\tim\t_\t_\t_\t_\t_\t_\t_\t_\n1\tin\t_\t_\t_\t_\t0\t_\t_\t_\n").contains("goes beyond"));
}
