//! Roles and titles before a person's name.

use wortlaut_model::{Document, Gender, Span, Upos};

use crate::lists::{Lists, Noun};
use crate::surface::cleaned;

/// Titles that stand between role and name and are no roles.
const TITLES: &[&str] =
    &["Dr.", "Prof.", "h.c.", "h.", "c.", "med.", "Dr", "Prof", "jur.", "phil.", "Professor", "Professorin"];

/// Forms of address: they tell the sex and no role.
const ADDRESS: &[(&str, bool)] = &[("Herr", false), ("Herrn", false), ("Frau", true)];

/// The role in close apposition before the name at `span`, in the nominative where grammar is known: `Nato-Generalsekretär`.
pub(crate) fn role_before(document: &Document, span: Span, lists: &Lists) -> Option<String> {
    let (start, word) = word_before(&document.text, span)?;
    let is_address = ADDRESS.iter().any(|(address, _)| *address == word);
    let is_role = word.starts_with(char::is_uppercase)
        && !is_address
        && (lists.roles.ends(word) || matches!(lists.noun(word), (Noun::Known | Noun::Tail, true)))
        && !lists.name(word).is_some_and(|entry| entry.class.is_derived());
    is_role.then(|| {
        let form = nominative(document, Span::new(start, start + word.len())).unwrap_or_else(|| word.to_owned());
        cleaned(&form).unwrap_or(form)
    })
}

/// Nouns that end as participles do and are none.
const WEAK: [&str; 7] = ["experte", "kunde", "bote", "gatte", "pate", "gefährte", "soldate"];

/// A noun with the lemma of its last token in that token's place: `Amtskollegen` → `Amtskollege`.
fn nominative(document: &Document, span: Span) -> Option<String> {
    let last = (document.tokens_in(span).end as usize).checked_sub(1)?;
    let grammar = document.grammar.get(last).filter(|grammar| grammar.upos == Upos::Noun)?;
    let token = document.tokens.get(last)?.span;
    let before = document.text.get(span.start as usize..token.start as usize)?;
    // Nouns of participles show the sex: `FDP-Abgeordneter`, `Vorsitzende`.
    let lower = grammar.lemma.to_lowercase();
    let participle =
        (lower.ends_with("nde") || lower.ends_with("te")) && !WEAK.iter().any(|weak| lower.ends_with(weak));
    let male = grammar.feats.gender == Some(Gender::Masc) || token.of(&document.text).ends_with("er");
    let ending = if participle && male { "r" } else { "" };
    Some(format!("{before}{}{ending}", grammar.lemma))
}

/// Whether the word before the name says that its bearer is a woman: `Frau`, `Ministerin`; or a man: `Herr`.
pub(crate) fn sex_before(text: &str, span: Span) -> Option<bool> {
    let (_, word) = word_before(text, span)?;
    let address = ADDRESS.iter().find(|(address, _)| *address == word).map(|(_, female)| *female);
    address.or_else(|| (word.starts_with(char::is_uppercase) && word.ends_with("in") && word.len() > 5).then_some(true))
}

/// The word before the name and where it stands, titles skipped; nothing where a mark of punctuation stands between.
fn word_before(text: &str, span: Span) -> Option<(usize, &str)> {
    let mut rest = text.get(..span.start as usize)?;
    for _ in 0..4 {
        rest = rest.strip_suffix([' ', '\u{a0}', '\n'])?.trim_end();
        let start = rest
            .char_indices()
            .rev()
            .find(|(_, letter)| letter.is_whitespace())
            .map_or(0, |(index, letter)| index + letter.len_utf8());
        let word = rest.get(start..)?;
        if !TITLES.contains(&word) {
            let bare = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
            let is_word = bare.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
            return is_word.then_some((start + word.len() - bare.len(), bare));
        }
        rest = rest.get(..start)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> Option<&str> {
        let start = text.find('|').unwrap();
        let (at, word) = word_before(text, Span::new(start, start + 1))?;
        assert!(text.get(at..).is_some_and(|rest| rest.starts_with(word)), "{at}");
        Some(word)
    }

    #[test]
    fn titles_are_skipped_and_punctuation_stops() {
        assert_eq!(before("die Ministerin Prof. Dr. |Klee"), Some("Ministerin"));
        assert_eq!(before("der „Kanzler |Klee"), Some("Kanzler"));
        assert_eq!(before("sagte der Kanzler, |Klee"), None);
        assert_eq!(before("|Klee"), None);
    }

    #[test]
    fn roles_stand_in_the_nominative() {
        use wortlaut_model::{Deprel, Feats, Grammar, Token, TokenKind, Xpos};
        let check = |form: &str, lemma: &str, gender, expected: &str| {
            let mut document = Document::plain("test", form);
            let span = Span::new(0, form.len());
            document.tokens.push(Token { span, kind: TokenKind::Word, space_after: false });
            let feats = Feats { gender: Some(gender), ..Feats::default() };
            let (upos, xpos, lemma) = (Upos::Noun, Xpos::Nn, lemma.into());
            document.grammar.push(Grammar { lemma, upos, xpos, feats, head: 0, deprel: Deprel::Root });
            assert_eq!(nominative(&document, span).as_deref(), Some(expected));
        };
        check("Amtskollegen", "Amtskollege", Gender::Masc, "Amtskollege");
        check("FDP-Abgeordneten", "FDP-Abgeordnete", Gender::Masc, "FDP-Abgeordneter");
        check("Vorsitzende", "Vorsitzende", Gender::Fem, "Vorsitzende");
        check("Klimaexperten", "Klimaexperte", Gender::Masc, "Klimaexperte");
    }
}
