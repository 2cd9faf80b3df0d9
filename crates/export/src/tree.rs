//! Whether grammar is a tree: what Universal Dependencies' validator asks of every sentence.

use thiserror::Error;
use wortlaut_model::{Deprel, Document, Grammar};

/// What is wrong with a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TreeFault {
    /// The head's number is larger than the sentence is long.
    #[error("its head is beyond the sentence")]
    HeadBeyond,
    /// Following the heads from here never ends.
    #[error("its heads run in a circle")]
    Cycle,
    /// No token has head 0.
    #[error("the sentence has no root")]
    NoRoot,
    /// Another token has head 0 already.
    #[error("it is a second root")]
    SecondRoot,
    /// Head 0 without the relation `root`, or `root` with another head.
    #[error("the relation `root` and head 0 go together")]
    RootRelation,
    /// There are tokens without grammar, or more grammar than tokens.
    #[error("grammar and tokens differ in number")]
    Length,
}

/// A fault and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("sentence {sentence}, word {word}: {fault}")]
pub struct NoTree {
    /// The sentence, from 1.
    pub sentence: usize,
    /// The word within it, from 1; 0 where it is the sentence as a whole.
    pub word: usize,
    /// What is wrong.
    pub fault: TreeFault,
}

/// Whether every sentence of `document` is a tree: one root, heads within the sentence, no circles, and `root` the relation
/// of the root alone. A document without grammar has nothing wrong with it.
///
/// # Errors
/// The first word at which it is none.
pub fn check_trees(document: &Document) -> Result<(), NoTree> {
    if document.grammar.is_empty() {
        return Ok(());
    }
    for (index, sentence) in document.sentences.iter().enumerate() {
        let at = |(word, fault)| NoTree { sentence: index + 1, word, fault };
        let words = document.grammar.get(sentence.tokens.range()).ok_or((0, TreeFault::Length)).map_err(at)?;
        let roots = words.iter().map(|Grammar { head, deprel, .. }| (*head, *deprel == Deprel::Root));
        check_heads(roots).map_err(at)?;
    }
    let complete = document.grammar.len() == document.tokens.len();
    if complete { Ok(()) } else { Err(NoTree { sentence: 0, word: 0, fault: TreeFault::Length }) }
}

/// Whether heads, each with whether its relation is `root`, make a tree; else the number of a word where they do not.
pub(crate) fn check_heads(words: impl Iterator<Item = (u32, bool)>) -> Result<(), (usize, TreeFault)> {
    let words: Vec<(u32, bool)> = words.collect();
    let mut root = false;
    for (&(head, is_root), number) in words.iter().zip(1..) {
        let fault = match head as usize {
            head if head > words.len() => Some(TreeFault::HeadBeyond),
            head if (head == 0) != is_root => Some(TreeFault::RootRelation),
            0 if root => Some(TreeFault::SecondRoot),
            _ => None,
        };
        if let Some(fault) = fault {
            return Err((number, fault));
        }
        root |= head == 0;
    }
    if !root {
        return Err((0, TreeFault::NoRoot));
    }
    match circle(&words) {
        Some(number) => Err((number, TreeFault::Cycle)),
        None => Ok(()),
    }
}

/// The number of a word on a circle. Each word is walked over once: a walk ends where an earlier one has been.
fn circle(words: &[(u32, bool)]) -> Option<usize> {
    let mut walks = vec![0; words.len() + 1];
    for start in 1..=words.len() {
        let mut at = start;
        while at != 0 && walks.get(at) == Some(&0) {
            *walks.get_mut(at)? = start;
            at = words.get(at - 1)?.0 as usize;
        }
        if at != 0 && walks.get(at) == Some(&start) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::heim;

    #[test]
    fn trees_and_what_is_none() {
        let check = |heads: &[u32], expected: Result<(), (usize, TreeFault)>| {
            assert_eq!(check_heads(heads.iter().map(|&head| (head, head == 0))), expected, "{heads:?}");
        };
        check(&[0], Ok(()));
        check(&[2, 0, 2], Ok(()));
        check(&[2, 3, 4, 0, 1], Ok(()));
        check(&[2, 0, 4], Err((3, TreeFault::HeadBeyond)));
        check(&[0, 0], Err((2, TreeFault::SecondRoot)));
        check(&[2, 1], Err((0, TreeFault::NoRoot)));
        check(&[0, 3, 2], Err((2, TreeFault::Cycle)));
        check(&[0, 2], Err((2, TreeFault::Cycle)));
        check(&[], Err((0, TreeFault::NoRoot)));
    }

    #[test]
    fn a_documents_trees() {
        let mut document = heim();
        assert_eq!(check_trees(&document), Ok(()));
        document.grammar[0].deprel = Deprel::Root;
        let fault = check_trees(&document).unwrap_err();
        assert_eq!(fault.to_string(), "sentence 1, word 1: the relation `root` and head 0 go together");
        document.grammar.pop();
        assert_eq!(check_trees(&document).unwrap_err().fault, TreeFault::Length);
    }
}
