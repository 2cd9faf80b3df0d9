//! Tokens that come with a text, as corpora have them, in place of the segment stage's.

use wortlaut_model::{Bytes, Document, Sentence, Span, Token, TokenKind, Tokens};

/// Spans of tokens, and of sentences in tokens.
type Given = (Vec<Span<Bytes>>, Vec<Span<Tokens>>);

/// Takes the tokens and sentences that a document came with out of it, so that the segment stage finds it as it finds
/// others; nothing where it came without.
pub fn take_given(document: &mut Document) -> Option<Given> {
    let (tokens, sentences) = (std::mem::take(&mut document.tokens), std::mem::take(&mut document.sentences));
    let tokens: Vec<Span<Bytes>> = tokens.iter().map(|token| token.span).collect();
    (!tokens.is_empty()).then(|| (tokens, sentences.iter().map(|sentence| sentence.tokens).collect()))
}

/// Puts the given tokens and sentences in place of those that the segment stage has found, whose kinds they take over where
/// both agree on a token.
pub fn put_given(document: &mut Document, tokens: &[Span<Bytes>], sentences: &[Span<Tokens>]) {
    let found = std::mem::take(&mut document.tokens);
    let text = &document.text;
    let kind = |span: Span<Bytes>| {
        let same = found.binary_search_by_key(&span, |token| token.span);
        same.ok().and_then(|index| found.get(index)).map_or_else(|| kind_of(span.of(text)), |token| token.kind)
    };
    let blank = |at: u32| text.get(at as usize..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace);
    let tokens = tokens.iter().map(|&span| Token { span, kind: kind(span), space_after: blank(span.end) });
    document.tokens = tokens.collect();
    document.sentences = sentences.iter().map(|&tokens| Sentence { span: document.bytes_of(tokens), tokens }).collect();
}

/// The kind of a token that the tokenizer sees otherwise: what its first character says.
fn kind_of(form: &str) -> TokenKind {
    match form.chars().next() {
        Some(first) if first.is_numeric() => TokenKind::Number,
        Some('.' | '!' | '?' | '…') => TokenKind::Terminal,
        Some('"' | '„' | '“' | '”' | '»' | '«' | '‚' | '‘' | '’' | '\'' | '`') => TokenKind::Quote,
        Some(first) if first.is_alphabetic() || first == '-' && form.len() > 1 => TokenKind::Word,
        _ => TokenKind::Punctuation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_tokens_stand_and_keep_the_kinds_both_agree_on() {
        let mut document = Document::plain("d", "Nato-Gipfel am 3. Mai.");
        let token = |start, end, kind| Token { span: Span::new(start, end), kind, space_after: true };
        document.tokens = vec![
            token(0, 11, TokenKind::Word),
            token(12, 14, TokenKind::Word),
            token(15, 17, TokenKind::Ordinal),
            token(18, 21, TokenKind::Word),
            token(21, 22, TokenKind::Terminal),
        ];
        let spans = [(0, 4), (4, 5), (5, 11), (12, 14), (15, 17), (18, 22)].map(|(start, end)| Span::new(start, end));
        put_given(&mut document, &spans, &[Span::new(0, 4), Span::new(4, 6)]);
        let kinds: Vec<(TokenKind, bool)> =
            document.tokens.iter().map(|token| (token.kind, token.space_after)).collect();
        let word = TokenKind::Word;
        let expected = [
            (word, false),
            (TokenKind::Punctuation, false),
            (word, true),
            (word, true),
            (TokenKind::Ordinal, true),
            (word, true),
        ];
        assert_eq!(kinds, expected);
        let sentences: Vec<&str> = document.sentences.iter().map(|sentence| document.surface(sentence.span)).collect();
        assert_eq!(sentences, ["Nato-Gipfel am", "3. Mai."]);
    }
}
