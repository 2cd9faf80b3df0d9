//! Worked cases, counted by hand.

use wortlaut_model::{EntityId, EntityType, Sentence, Token, TokenKind};

use super::super::read::leveled;
use super::*;

type Marks<'m> = &'m [(usize, usize, &'m str)];

/// Gold and an annotated document over the same text, whose tokens stand between blanks.
fn case(text: &str, given: bool, gold: Marks<'_>, predicted: Marks<'_>) -> (NamesGold, Document) {
    let mut document = Document::plain("d", text);
    let mut at = 0;
    for form in text.split(' ') {
        let span = Span::new(at, at + form.len());
        document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
        at += form.len() + 1;
    }
    let tokens = Span::new(0, document.tokens.len());
    document.sentences.push(Sentence { span: Span::new(0, text.len()), tokens });
    for &(start, end, label) in predicted {
        let class = NameClass::parse(label);
        document.mentions.push(Mention {
            span: Span::new(start, end),
            entity_type: EntityType::ALL.into_iter().find(|one| one.name() == class.type_name).unwrap(),
            kind: class.kind,
            entity: EntityId::new(0),
            confidence: 0.9,
            rule: "test",
        });
    }
    let spans = document.tokens.iter().map(|token| token.span).collect();
    let given = if given { Given::Tokens { tokens: spans, sentences: vec![tokens] } } else { Given::Page };
    let names = gold.iter().map(|&(start, end, label)| (Span::new(start, end), NameClass::parse(label))).collect();
    let gold = NamesGold { id: "d".to_owned(), text: text.to_owned(), date: None, given, names: leveled(names) };
    (gold, document)
}

fn scored(case: &(NamesGold, Document)) -> NameScores {
    let mut scores = NameScores::default();
    scores.count(&case.0, &case.1, None);
    scores
}

/// Correct, incorrect, partial, missed, spurious of each scheme.
fn counts(scores: &NameScores, view: View) -> [[usize; 5]; 4] {
    scores.view(view).schemes.map(|tally| [tally.correct, tally.incorrect, tally.partial, tally.missed, tally.spurious])
}

const TEXT: &str = "Anna Berg von der Universität Bonn traf Köln und den Berliner Jan Tal";

#[test]
fn schemes_levels_and_classes() {
    let gold: Marks<'_> =
        &[(0, 9, "PER"), (18, 35, "ORG"), (31, 35, "LOC"), (41, 46, "ORG"), (55, 63, "LOCderiv"), (64, 71, "PER")];
    let predicted: Marks<'_> =
        &[(0, 9, "PER"), (18, 30, "ORG"), (31, 35, "LOC"), (41, 46, "LOC"), (47, 50, "MISC"), (55, 63, "LOC")];
    let scores = scored(&case(TEXT, false, gold, predicted));
    // All: Anna Berg and Bonn are right (COR 2); Universität is cut short (boundary); Köln has another type, Berliner another
    // kind (two wrong classes); Jan Tal is missed; `und` is made up.
    let [strict, exact, partial, type_only] = counts(&scores, View::All);
    assert_eq!(strict, [2, 3, 0, 1, 1]);
    assert_eq!(exact, [4, 1, 0, 1, 1]);
    assert_eq!(partial, [4, 0, 1, 1, 1]);
    assert_eq!(type_only, [3, 2, 0, 1, 1]);
    // Berliner counts where the kind does not: 3 of 6 gold names, 6 found.
    assert_eq!(scores.view(View::All).kind_aside, Counts { gold: 6, predicted: 6, correct: 3 });
    // Outer: gold without the inner Bonn; the found Bonn stands by itself, for the cut `Universität` does not hold it, and
    // has no gold of its own, since Universität has answered: it is made up here.
    assert_eq!(counts(&scores, View::Outer)[0], [1, 3, 0, 1, 2]);
    // Inner: Bonn alone, and no answer at this level.
    assert_eq!(counts(&scores, View::Inner)[0], [0, 0, 0, 1, 0]);
    let classes: Vec<(String, Counts)> =
        scores.view(View::All).classes.iter().map(|(class, counts)| (class.to_string(), *counts)).collect();
    let of = |gold, predicted, correct| Counts { gold, predicted, correct };
    assert_eq!(
        classes,
        [
            ("LOC".to_owned(), of(1, 3, 1)),
            ("LOCderiv".to_owned(), of(1, 0, 0)),
            ("MISC".to_owned(), of(0, 1, 0)),
            ("ORG".to_owned(), of(2, 1, 0)),
            ("PER".to_owned(), of(2, 1, 1)),
        ]
    );
    // PER, LOC and ORG of kind name: gold 1 + 2 + 2, found 3 + 1 + 1, right 1 + 0 + 1.
    let groups = scores.view(View::All).groups();
    assert_eq!(groups[0], Group { name: "PER LOC ORG".to_owned(), counts: of(5, 5, 2) });
}

#[test]
fn errors_say_where_and_guess_why() {
    let gold: Marks<'_> = &[(0, 9, "PER"), (18, 35, "ORG"), (64, 71, "PER")];
    let predicted: Marks<'_> = &[(0, 9, "ORG"), (18, 30, "ORG"), (41, 46, "LOC")];
    let scores = scored(&case(TEXT, false, gold, predicted));
    let causes: Vec<Cause> = scores.errors.iter().map(|error| error.cause).collect();
    assert_eq!(causes, [Cause::Type, Cause::Boundary, Cause::Spurious, Cause::Missed]);
    assert_eq!(scores.errors[1].context[1], "Universität Bonn");
    let sample: Vec<Cause> = scores.sample(2).into_iter().map(|error| error.cause).collect();
    assert_eq!(sample, [Cause::Type, Cause::Spurious]);
    assert_eq!(scores.sample(9).len(), 4);
}

#[test]
fn a_part_stands_for_its_token_where_gold_has_whole_tokens() {
    let text = "Der SPD-Chef von Bonn";
    let (gold, predicted): (Marks<'_>, Marks<'_>) = (&[(4, 12, "ORGpart")], &[(4, 7, "ORGpart")]);
    assert_eq!(counts(&scored(&case(text, true, gold, predicted)), View::All)[0], [1, 0, 0, 0, 0]);
    assert_eq!(counts(&scored(&case(text, false, gold, predicted)), View::All)[0], [0, 1, 0, 0, 0]);
}

#[test]
fn two_parts_of_one_token_are_one_and_a_name_holds_its_part() {
    let text = "Der SPD-CDU-Streit";
    let (gold, predicted): (Marks<'_>, Marks<'_>) = (&[(4, 18, "ORGpart")], &[(4, 7, "ORGpart"), (8, 11, "ORGpart")]);
    assert_eq!(counts(&scored(&case(text, true, gold, predicted)), View::All)[0], [1, 0, 0, 0, 0]);
    let (gold, predicted): (Marks<'_>, Marks<'_>) =
        (&[(4, 18, "ORG"), (4, 18, "ORGpart")], &[(4, 18, "ORG"), (4, 7, "ORGpart")]);
    let scores = scored(&case(text, true, gold, predicted));
    assert_eq!(counts(&scores, View::Outer)[0], [1, 0, 0, 0, 0]);
    assert_eq!(counts(&scores, View::Inner)[0], [1, 0, 0, 0, 0]);
}

#[test]
fn types_that_are_not_asked_for_do_not_count() {
    let case = case(TEXT, false, &[(0, 9, "PER"), (18, 35, "ORG")], &[(0, 9, "PER"), (41, 46, "LOC")]);
    let mut scores = NameScores::default();
    scores.count(&case.0, &case.1, Some(&["PER".to_owned()]));
    assert_eq!(counts(&scores, View::All)[0], [1, 0, 0, 0, 0]);
}

#[test]
fn scores_of_two_texts_add_up() {
    let one = scored(&case(TEXT, false, &[(0, 9, "PER")], &[(0, 9, "PER")]));
    let mut both = one.clone();
    both.add(scored(&case(TEXT, false, &[(0, 9, "PER")], &[])));
    assert_eq!(counts(&both, View::All)[0], [1, 0, 0, 1, 0]);
    // One name of 0.9, and it is right: 0.1 away.
    assert!((both.view(View::All).calibration.error() - 0.1).abs() < 1e-6);
}
