//! The tree of one sentence, as rules ask it: heads, dependents, subtrees, the verb and the subject of a clause.
//!
//! There is none where no grammar stage has run, and none for a sentence of more than 256 tokens: those are parsed in
//! pieces, and what rules gain there is not worth what walking up a deep tree costs.

use std::ops::Range;

use crate::{Deprel, Document, Grammar, Mood, Number, Upos, VerbForm};

/// The longest sentence with a tree, in tokens.
const LONGEST: usize = 256;

/// The tree over the tokens of a sentence. All indices are the document's.
#[derive(Debug)]
pub struct Tree<'d> {
    /// The tokens of the sentence.
    pub tokens: Range<usize>,
    document: &'d Document,
    /// First token, last token and number of tokens of each subtree.
    bounds: Vec<(usize, usize, usize)>,
}

impl<'d> Tree<'d> {
    /// The tree of the document's sentence with this index.
    #[must_use]
    pub fn of(document: &'d Document, sentence: usize) -> Option<Self> {
        let tokens = document.sentences.get(sentence)?.tokens.range();
        if tokens.len() > LONGEST || tokens.end > document.grammar.len() {
            return None;
        }
        let bounds = tokens.clone().map(|at| (at, at, 0)).collect();
        let mut tree = Self { tokens, document, bounds };
        for at in tree.tokens.clone() {
            tree.count(at);
        }
        Some(tree)
    }

    /// Adds a token to its own subtree and those of all above it.
    fn count(&mut self, at: usize) {
        let mut above = Some(at);
        // A tree is never deeper than its tokens are many: a circle, were there one, ends here.
        for _ in 0..=self.tokens.len() {
            let Some(node) = above else { return };
            let Some(bounds) = self.bounds.get_mut(node - self.tokens.start) else { return };
            *bounds = (bounds.0.min(at), bounds.1.max(at), bounds.2 + 1);
            above = self.head(node);
        }
    }

    /// The grammar of a token of the sentence.
    #[must_use]
    pub fn grammar(&self, at: usize) -> Option<&'d Grammar> {
        self.document.grammar.get(at).filter(|_| self.tokens.contains(&at))
    }

    /// The form of a token; empty beyond the sentence.
    #[must_use]
    pub fn form(&self, at: usize) -> &'d str {
        if self.tokens.contains(&at) { self.document.form(at) } else { "" }
    }

    /// The lemma of a token.
    #[must_use]
    pub fn lemma(&self, at: usize) -> &'d str {
        self.grammar(at).map_or("", |grammar| grammar.lemma.as_str())
    }

    /// What a token hangs on; none for the root.
    #[must_use]
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = self.grammar(at)?.head as usize;
        (head > 0).then(|| self.tokens.start + head - 1).filter(|head| self.tokens.contains(head))
    }

    /// A token's relation to its head, without its subtype.
    #[must_use]
    pub fn relation(&self, at: usize) -> Option<Deprel> {
        self.grammar(at).map(|grammar| grammar.deprel.universal())
    }

    /// Whether a token hangs on its head by this relation, subtypes included where none is asked for.
    #[must_use]
    pub fn is(&self, at: usize, relation: Deprel) -> bool {
        self.grammar(at).is_some_and(|grammar| grammar.deprel == relation || grammar.deprel.universal() == relation)
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        self.tokens.clone().find(|at| self.head(*at).is_none())
    }

    /// What hangs on a token, in text order.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.clone().filter(move |child| self.head(*child) == Some(at))
    }

    /// The first that hangs on a token by this relation.
    #[must_use]
    pub fn child(&self, at: usize, relation: Deprel) -> Option<usize> {
        self.children(at).find(|child| self.is(*child, relation))
    }

    /// The tokens from the first to the last of a subtree.
    #[must_use]
    pub fn span(&self, at: usize) -> Range<usize> {
        let index = at.checked_sub(self.tokens.start);
        index.and_then(|index| self.bounds.get(index)).map_or(at..at, |(first, last, _)| *first..last + 1)
    }

    /// Whether no other token stands among those of a subtree.
    #[must_use]
    pub fn is_whole(&self, at: usize) -> bool {
        let count = at.checked_sub(self.tokens.start).and_then(|index| self.bounds.get(index)).map_or(0, |of| of.2);
        self.span(at).len() == count
    }

    /// Whether a token lies in the subtree of another.
    #[must_use]
    pub fn is_under(&self, at: usize, above: usize) -> bool {
        let mut node = Some(at);
        for _ in 0..=self.tokens.len() {
            match node {
                Some(here) if here == above => return true,
                Some(here) => node = self.head(here),
                None => return false,
            }
        }
        false
    }

    /// The finite verb of the clause that a token heads: itself, or its auxiliary or copula.
    #[must_use]
    pub fn finite(&self, clause: usize) -> Option<usize> {
        let finite =
            |at: &usize| self.grammar(*at).is_some_and(|grammar| grammar.feats.verb_form == Some(VerbForm::Fin));
        let auxiliary = |at: &usize| matches!(self.relation(*at), Some(Deprel::Aux | Deprel::Cop));
        self.children(clause).filter(auxiliary).find(finite).or(Some(clause).filter(finite))
    }

    /// Whether the token is a verb in the Konjunktiv.
    #[must_use]
    pub fn is_subjunctive(&self, at: usize) -> bool {
        self.grammar(at).is_some_and(|grammar| grammar.feats.mood == Some(Mood::Sub))
    }

    /// The head of the subject of the clause that a token heads, be it active or passive.
    #[must_use]
    pub fn subject(&self, clause: usize) -> Option<usize> {
        self.child(clause, Deprel::Nsubj)
    }

    /// Whether the clause that a token heads is in the passive.
    #[must_use]
    pub fn is_passive(&self, clause: usize) -> bool {
        let passive = |at: usize| {
            self.grammar(at).is_some_and(|grammar| matches!(grammar.deprel, Deprel::AuxPass | Deprel::NsubjPass))
        };
        self.children(clause).any(passive)
    }

    /// Whether a clause begins with a subordinating conjunction: `dass`, `ob`, `weil`.
    #[must_use]
    pub fn is_subordinate(&self, clause: usize) -> bool {
        let conjunction = |at: usize| self.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Sconj);
        self.children(clause).any(|at| self.is(at, Deprel::Mark) && conjunction(at))
    }

    /// Whether a token is a mark.
    #[must_use]
    pub fn is_mark(&self, at: usize) -> bool {
        self.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Punct)
    }

    /// Whether a token is in the plural.
    #[must_use]
    pub fn is_plural(&self, at: usize) -> bool {
        self.grammar(at).is_some_and(|grammar| grammar.feats.number == Some(Number::Plur))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Feats, Sentence, Span, Token, TokenKind, Xpos};

    /// `Anna sagte, er habe geschlafen`, with the heads and relations given.
    fn document(heads: [u32; 6]) -> Document {
        let mut document = Document::plain("d", "Anna sagte, er habe geschlafen");
        let words = [
            (0, 4, Upos::Propn, Deprel::Nsubj, ""),
            (5, 10, Upos::Verb, Deprel::Root, "Mood=Ind|Tense=Past|VerbForm=Fin"),
            (10, 11, Upos::Punct, Deprel::Punct, ""),
            (12, 14, Upos::Pron, Deprel::Nsubj, ""),
            (15, 19, Upos::Aux, Deprel::Aux, "Mood=Sub|Tense=Pres|VerbForm=Fin"),
            (20, 30, Upos::Verb, Deprel::Ccomp, "VerbForm=Part"),
        ];
        for ((start, end, upos, deprel, feats), head) in words.into_iter().zip(heads) {
            document.tokens.push(Token { span: Span::new(start, end), kind: TokenKind::Word, space_after: true });
            let feats = if feats.is_empty() { Feats::default() } else { feats.parse().unwrap() };
            document.grammar.push(Grammar { lemma: "".into(), upos, xpos: Xpos::Xy, feats, head, deprel });
        }
        document.sentences.push(Sentence { span: Span::new(0, 30), tokens: Span::new(0, 6) });
        document
    }

    #[test]
    fn a_tree_answers() {
        let document = document([2, 0, 6, 6, 6, 2]);
        let tree = Tree::of(&document, 0).unwrap();
        assert_eq!((tree.root(), tree.head(5), tree.head(1)), (Some(1), Some(1), None));
        assert_eq!(tree.children(1).collect::<Vec<_>>(), [0, 5]);
        assert_eq!((tree.subject(1), tree.subject(5)), (Some(0), Some(3)));
        assert_eq!((tree.finite(1), tree.finite(5)), (Some(1), Some(4)));
        assert!(tree.is_subjunctive(4) && !tree.is_subjunctive(1) && !tree.is_subordinate(5));
        assert_eq!((tree.span(5), tree.is_whole(5), tree.is_whole(1)), (2..6, true, true));
        assert!(tree.is_under(3, 1) && !tree.is_under(0, 5));
        assert_eq!(tree.child(5, Deprel::Aux), Some(4));
    }

    #[test]
    fn a_subtree_with_a_gap_is_not_whole() {
        let document = document([6, 0, 2, 6, 6, 2]);
        let tree = Tree::of(&document, 0).unwrap();
        assert_eq!((tree.span(5), tree.is_whole(5)), (0..6, false));
    }

    #[test]
    fn without_grammar_there_is_no_tree_and_a_circle_ends() {
        let mut circle = document([2, 1, 6, 6, 6, 2]);
        let tree = Tree::of(&circle, 0).unwrap();
        assert_eq!(tree.root(), None);
        assert!(!tree.is_under(0, 5));
        circle.grammar.clear();
        assert!(Tree::of(&circle, 0).is_none());
        assert!(Tree::of(&circle, 9).is_none());
    }
}
