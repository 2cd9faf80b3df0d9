//! Parsed documents for the tests of this crate.

use wortlaut_model::{Deprel, Document, Grammar, Sentence, Span, Token, TokenKind, Upos, Xpos};

/// A document over `text` whose tokens are rows of `form lemma upos xpos feats head deprel`, an empty row between
/// sentences. A blank in a form is written `·`.
pub fn parsed(text: &str, rows: &[&str]) -> Document {
    let mut document = Document::plain("d", text);
    let (mut at, mut first) = (0, 0);
    for row in rows.iter().chain([&""]) {
        let columns: Vec<&str> = row.split(' ').collect();
        let [form, lemma, upos, xpos, feats, head, deprel] = columns[..] else {
            let tokens = Span::new(first, document.tokens.len());
            document.sentences.push(Sentence { span: document.bytes_of(tokens), tokens });
            first = document.tokens.len();
            continue;
        };
        let form = form.replace('·', " ");
        let start = at + text.get(at..).unwrap().find(&form).unwrap_or_else(|| panic!("no {form} in the text"));
        at = start + form.len();
        let space_after = text.get(at..).unwrap().chars().next().is_none_or(char::is_whitespace);
        document.tokens.push(Token { span: Span::new(start, at), kind: TokenKind::Word, space_after });
        document.grammar.push(Grammar {
            lemma: lemma.into(),
            upos: Upos::of(upos).unwrap(),
            xpos: Xpos::of(xpos).unwrap(),
            feats: feats.parse().unwrap(),
            head: head.parse().unwrap(),
            deprel: Deprel::of(deprel).unwrap(),
        });
    }
    document
}

/// A sentence with a contraction.
pub fn heim() -> Document {
    parsed(
        "Er ruht im Heim.",
        &[
            "Er er PRON PPER Case=Nom|Number=Sing 2 nsubj",
            "ruht ruhen VERB VVFIN Mood=Ind 0 root",
            "im in ADP APPRART _ 4 case",
            "Heim Heim NOUN NN Gender=Neut 2 obl",
            ". . PUNCT $. _ 2 punct",
        ],
    )
}
