//! How much memory a document takes with its layers: an estimate that depends on the document alone, so that the same
//! documents pass the limit on every machine.

use wortlaut_model::{Document, Entity, Grammar, Mention, Quote, Relation, Segment, Sentence, Time, Token};

/// What a token takes in the record that is written of it, about.
const RECORDED: usize = 180;

/// Bytes of the text, of all layers, and of the record that they will become.
pub(crate) fn bytes_of(document: &Document) -> u64 {
    let scores: usize = document.emissions.iter().map(|emissions| size_of_val(emissions.scores.as_slice())).sum();
    let names: usize = document.entities.iter().map(|entity| entity.key.len() + entity.name.len()).sum();
    let bytes = document.text.len() * 2
        + document.segments.len() * size_of::<Segment>()
        + document.tokens.len() * (size_of::<Token>() + RECORDED)
        + document.grammar.len() * size_of::<Grammar>()
        + document.sentences.len() * size_of::<Sentence>()
        + document.mentions.len() * size_of::<Mention>()
        + document.entities.len() * size_of::<Entity>()
        + document.times.len() * size_of::<Time>()
        + document.quotes.len() * size_of::<Quote>()
        + document.relations.len() * size_of::<Relation>()
        + scores
        + names;
    bytes as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_model::{Emissions, Span, TokenKind};

    #[test]
    fn every_layer_counts() {
        let mut document = Document::plain("d", "Kiel");
        let mut last = bytes_of(&document);
        let mut grows = |document: &Document| {
            let bytes = bytes_of(document);
            assert!(bytes > last);
            last = bytes;
        };
        document.tokens.push(Token { span: Span::new(0, 4), kind: TokenKind::Word, space_after: false });
        grows(&document);
        let labels = ["O".to_owned()].into();
        document.emissions.push(Emissions { head: "names".to_owned(), labels, scores: vec![0.0; 1000] });
        grows(&document);
        assert!(last > 4000);
    }
}
