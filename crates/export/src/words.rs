//! The syntactic words of a sentence, as Universal Dependencies counts them: a contraction is one token and two words.

use std::borrow::Cow;
use std::ops::Range;

use wortlaut_model::{Document, Feats, Grammar, Sentence, Xpos};

use crate::contractions::{article, preposition, split};

/// A syntactic word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'d> {
    /// Its form: that of its token, or a part that the contraction stands for.
    pub form: Cow<'d, str>,
    /// Its grammar, heads counted in words; none where no grammar stage has run.
    pub grammar: Option<Grammar>,
}

/// The words of one sentence, and which token each belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'d> {
    words: Vec<Word<'d>>,
    /// Position of the first word of each token, and the number of words at the end.
    first: Vec<usize>,
}

impl<'d> Words<'d> {
    /// The words of `sentence`.
    #[must_use]
    pub fn of(document: &'d Document, sentence: &Sentence) -> Self {
        let range = sentence.tokens.range();
        let Some(grammar) = document.grammar.get(range.clone()) else { return Self::plain(document, range) };
        let parts: Vec<_> = range.clone().zip(grammar).map(|(index, one)| parts(document.form(index), one)).collect();
        let mut first = vec![0];
        first.extend(parts.iter().scan(0, |at, parts| {
            *at += if parts.is_some() { 2 } else { 1 };
            Some(*at)
        }));
        let mut words = Vec::with_capacity(grammar.len() + 2);
        for (((index, one), parts), at) in range.zip(grammar).zip(parts).zip(0..) {
            let one = &Grammar { head: renumbered(one.head, &first), ..one.clone() };
            match parts {
                None => words.push(Word { form: document.form(index).into(), grammar: Some(one.clone()) }),
                Some((adposition, determiner)) => {
                    let source = grammar.get(at).map_or(0, |one| one.head as usize);
                    let mut article = article(&determiner, one, nouns(grammar, at, source));
                    // Where no noun follows („im und um“ as a root), the preposition is all there is to hang on.
                    if article.head == 0 {
                        article.head = renumbered(u32::try_from(at + 1).unwrap_or(u32::MAX), &first);
                    }
                    words.push(Word { form: adposition.into(), grammar: Some(preposition(one)) });
                    words.push(Word { form: determiner.into(), grammar: Some(article) });
                }
            }
        }
        Self { words, first }
    }

    /// All words, in order.
    #[must_use]
    pub fn all(&self) -> &[Word<'d>] {
        &self.words
    }

    /// Positions, from 0, of the words of the sentence's token at `index`: two for a contraction, else one.
    #[must_use]
    pub fn of_token(&self, index: usize) -> Range<usize> {
        let at = |index: usize| self.first.get(index).copied().unwrap_or(self.words.len());
        at(index)..at(index + 1)
    }

    fn plain(document: &'d Document, range: Range<usize>) -> Self {
        let first = (0..=range.len()).collect();
        Self { words: range.map(|index| Word { form: document.form(index).into(), grammar: None }).collect(), first }
    }
}

/// The two forms of a token that is a contraction.
fn parts(form: &str, grammar: &Grammar) -> Option<(String, String)> {
    if grammar.xpos == Xpos::Apprart { split(form) } else { None }
}

/// A head counted in tokens, counted in words; a head beyond the sentence stays beyond it.
fn renumbered(head: u32, first: &[usize]) -> u32 {
    let number = match (head as usize).checked_sub(1) {
        None => 0,
        Some(token) => first.get(token).map_or(head as usize + first.len(), |&word| word + 1),
    };
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Features of the noun that the contraction at `at` marks, whose number is `head`, then of what stands before it.
fn nouns(grammar: &[Grammar], at: usize, head: usize) -> impl Iterator<Item = Feats> {
    let between = grammar.get(at + 1..head.saturating_sub(1)).unwrap_or_default();
    let noun = head.checked_sub(1).and_then(|head| grammar.get(head));
    noun.into_iter().chain(between).map(|one| one.feats)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{heim, parsed};

    fn shown(document: &Document) -> Vec<String> {
        let words = Words::of(document, &document.sentences[0]);
        let word = |word: &Word<'_>| {
            let grammar = word.grammar.clone().unwrap();
            format!("{} {} {} {} {}", word.form, grammar.xpos, grammar.feats, grammar.head, grammar.deprel)
        };
        words.all().iter().map(word).collect()
    }

    #[test]
    fn a_contraction_is_two_words_and_heads_count_on() {
        let document = heim();
        let expected = [
            "Er PPER Case=Nom|Number=Sing 2 nsubj",
            "ruht VVFIN Mood=Ind 0 root",
            "in APPR  5 case",
            "dem ART Case=Dat|Definite=Def|Gender=Neut|Number=Sing|PronType=Art 5 det",
            "Heim NN Gender=Neut 2 obl",
            ". $.  2 punct",
        ];
        assert_eq!(shown(&document), expected);
        let words = Words::of(&document, &document.sentences[0]);
        assert_eq!((words.of_token(2), words.of_token(4)), (2..4, 5..6));
    }

    #[test]
    fn the_article_of_a_root_depends_on_its_preposition() {
        let document = parsed("ja im", &["ja ja PART PTKANT _ 2 discourse", "im in ADP APPRART _ 0 root"]);
        let expected = [
            "ja PTKANT  2 discourse",
            "in APPR  0 root",
            "dem ART Case=Dat|Definite=Def|Gender=Masc|Number=Sing|PronType=Art 2 det",
        ];
        assert_eq!(shown(&document), expected);
    }

    #[test]
    fn am_before_a_superlative_stays_whole() {
        let document = parsed("am besten", &["am an PART PTKA _ 2 advmod", "besten gut ADJ ADJD _ 0 root"]);
        assert_eq!(shown(&document), ["am PTKA  2 advmod", "besten ADJD  0 root"]);
    }
}
