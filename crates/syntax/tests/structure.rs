//! What holds of the grammar of any text, by the shipped network and lexicon: every sentence is one tree, and every feature is one
//! of UD's, written as UD wants it.

#![expect(clippy::unwrap_used, reason = "a failure here is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "the models are files of the checkout")]

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Deprel, Document, Feats, Sentence, Span, Stage, Token, TokenKind};
use wortlaut_syntax::forms::Forms;
use wortlaut_syntax::{Separable, Syntax};

static SYNTAX: LazyLock<Syntax> = LazyLock::new(|| {
    let forms = Arc::new(Forms::new(&model("forms")).unwrap());
    Syntax::new(forms, Separable::Plain).with_network(&model("fast-grammar")).unwrap()
});

fn model(name: &str) -> Lexicon {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../models/{name}.lex"));
    Lexicon::from_reader(File::open(path).unwrap()).unwrap()
}

/// A document of these sentences, cut at blanks, with its grammar.
fn annotated(sentences: &[String]) -> Document {
    let mut document = Document::plain("d", sentences.join("\n"));
    let mut at = 0;
    for sentence in sentences {
        let (first, start) = (document.tokens.len(), at);
        for piece in sentence.split(' ') {
            let end = at + piece.len();
            if !piece.is_empty() {
                document.tokens.push(Token { span: Span::new(at, end), kind: TokenKind::Word, space_after: true });
            }
            at = end + 1;
        }
        let tokens = Span::new(first, document.tokens.len());
        if first < document.tokens.len() {
            document.sentences.push(Sentence { span: Span::new(start, at - 1), tokens });
        }
    }
    SYNTAX.annotate(&mut document, &Budget::unlimited());
    document
}

/// Words that German sentences are full of, and such as no lexicon has.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec![
            "der", "die", "das", "ein", "in", "im", "zu", "und", ",", ".", "„", "“", "ist", "habe", "würde", "sagte", "sich", "nicht",
            "dass", "Haus", "Frau", "Berlin", "große", "auf", "mit", "gegangen", "2024", "Wirtschafts-", "er", "Sie", "warum", "an",
        ]).prop_map(str::to_owned),
        2 => "[A-ZÄÖÜ]?[a-zäöüß]{1,12}(en|er|te|st|ung|lich)?",
        1 => "[^ \\n\\r]{1,5}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sentence_is_one_tree(sentences in prop::collection::vec(prop::collection::vec(word(), 1..40).prop_map(|words| words.join(" ")), 1..6)) {
        let document = annotated(&sentences);
        prop_assert_eq!(document.grammar.len(), document.tokens.len());
        for sentence in &document.sentences {
            let grammar = &document.grammar[sentence.tokens.range()];
            let roots = grammar.iter().filter(|token| token.head == 0).count();
            prop_assert_eq!(roots, 1);
            for (place, token) in grammar.iter().enumerate() {
                prop_assert!(token.head as usize <= grammar.len());
                prop_assert_eq!(token.head == 0, token.deprel == Deprel::Root);
                let (mut at, mut steps) = (place, 0);
                while grammar[at].head > 0 {
                    at = grammar[at].head as usize - 1;
                    steps += 1;
                    prop_assert!(steps <= grammar.len(), "a cycle at token {}", place);
                }
            }
        }
    }

    #[test]
    fn features_are_those_of_ud_and_sorted(words in prop::collection::vec(word(), 1..60)) {
        for token in &annotated(&[words.join(" ")]).grammar {
            let written = token.feats.to_string();
            prop_assert_eq!(written.parse::<Feats>().unwrap(), token.feats);
            let names: Vec<String> =
                written.split('|').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name.to_lowercase()).collect();
            prop_assert!(names.is_sorted(), "{}", written);
            prop_assert!(names.iter().all(|name| Feats::NAMES.iter().any(|known| known.to_lowercase() == *name)));
            prop_assert!(!token.lemma.is_empty());
        }
    }

    /// A sentence is read by itself: what stands before it changes nothing.
    #[test]
    fn neighbours_change_nothing(words in prop::collection::vec(prop::collection::vec(word(), 1..20), 2..5)) {
        let sentences: Vec<String> = words.iter().map(|words| words.join(" ")).collect();
        let together = annotated(&sentences);
        let alone: Vec<_> = sentences.iter().flat_map(|sentence| annotated(std::slice::from_ref(sentence)).grammar).collect();
        prop_assert_eq!(together.grammar, alone);
    }
}
