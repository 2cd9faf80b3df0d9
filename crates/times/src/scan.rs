//! What a rule sees: the tokens of one sentence with their word classes.

use std::cell::OnceCell;
use std::ops::Range;

use wortlaut_model::{Document, Role, TokenKind};

use crate::meaning::Meaning;
use crate::tense::{self, Tense};
use crate::verbs::{Sign, Verbs};
use crate::word::Word;

/// A rule: its name in the record, and its pattern.
pub(crate) struct Rule {
    /// The name that times bear.
    pub(crate) name: &'static str,
    /// What begins at this token, if anything does.
    pub(crate) find: fn(&Scan<'_>, usize) -> Option<Found>,
}

/// An expression found: its tokens and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) meaning: Meaning,
}

impl Found {
    pub(crate) fn new(tokens: Range<usize>, meaning: Meaning) -> Option<Self> {
        Some(Self { tokens, meaning })
    }
}

/// One sentence under the eyes of the rules. Indices count the document's tokens; beyond the sentence there is nothing:
/// no form, and [`Word::Other`].
#[derive(Debug)]
pub(crate) struct Scan<'d> {
    pub(crate) document: &'d Document,
    words: &'d [Word],
    verbs: &'d Verbs,
    /// What each token says of the tense, once anybody asks.
    signs: OnceCell<Vec<Sign>>,
    first: usize,
    end: usize,
}

impl<'d> Scan<'d> {
    pub(crate) fn new(document: &'d Document, words: &'d [Word], verbs: &'d Verbs, sentence: Range<usize>) -> Self {
        let end = sentence.end.min(words.len());
        Self { document, words, verbs, signs: OnceCell::new(), first: sentence.start, end }
    }

    /// The tokens of the sentence.
    pub(crate) fn range(&self) -> Range<usize> {
        self.first..self.end
    }

    /// The class of the token at `index`.
    pub(crate) fn word(&self, index: usize) -> Word {
        if self.range().contains(&index) { self.words.get(index).copied().unwrap_or(Word::Other) } else { Word::Other }
    }

    /// The class of the token before `index`.
    pub(crate) fn before(&self, index: usize) -> Word {
        index.checked_sub(1).map_or(Word::Other, |index| self.word(index))
    }

    /// The form of the token at `index`.
    pub(crate) fn form(&self, index: usize) -> &'d str {
        if self.range().contains(&index) { self.document.form(index) } else { "" }
    }

    /// The form of the token `back` places before `index`.
    pub(crate) fn form_before(&self, index: usize, back: usize) -> &'d str {
        index.checked_sub(back).map_or("", |index| self.form(index))
    }

    /// Whether the token at `index` is one of `forms`, the first letter's case aside.
    pub(crate) fn is_one_of(&self, index: usize, forms: &[&str]) -> bool {
        is_form(self.form(index), forms)
    }

    /// Whether the token before `index` is one of `forms`.
    pub(crate) fn follows(&self, index: usize, forms: &[&str]) -> bool {
        is_form(self.form_before(index, 1), forms)
    }

    /// The shape of the token at `index`.
    pub(crate) fn kind(&self, index: usize) -> Option<TokenKind> {
        self.range().contains(&index).then(|| self.document.tokens.get(index).map(|token| token.kind)).flatten()
    }

    /// Whether white space follows the token at `index`.
    pub(crate) fn space_after(&self, index: usize) -> bool {
        self.document.tokens.get(index).is_none_or(|token| token.space_after)
    }

    /// A cardinal number in digits.
    pub(crate) fn number(&self, index: usize) -> Option<u32> {
        let form = self.form(index);
        (form.len() <= 6 && form.bytes().all(|byte| byte.is_ascii_digit())).then(|| form.parse().ok()).flatten()
    }

    /// An ordinal number in digits with its stop: `4.`.
    pub(crate) fn ordinal(&self, index: usize) -> Option<i8> {
        let form = self.form(index).strip_suffix('.')?;
        (form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit())).then(|| form.parse().ok()).flatten()
    }

    /// A count in digits or words, in halves: `zwei`, `2`, `1,5`, `anderthalb`.
    pub(crate) fn halves(&self, index: usize) -> Option<u32> {
        match self.word(index) {
            Word::Count(halves) => Some(halves),
            Word::Digits => self.number(index).map(|number| number * 2).or_else(|| {
                let (whole, half) = self.form(index).split_once(',')?;
                (half == "5").then_some(whole.parse::<u32>().ok()?.checked_mul(2)? + 1)
            }),
            _ => None,
        }
    }

    /// A year in four digits: 1000 to 2199.
    pub(crate) fn year(&self, index: usize) -> Option<i16> {
        let form = self.form(index);
        let year = (form.len() == 4).then(|| self.number(index)).flatten()?;
        i16::try_from(year).ok().filter(|year| (1000..2200).contains(year))
    }

    /// Whether the token at `index` begins with a capital.
    pub(crate) fn is_capitalised(&self, index: usize) -> bool {
        self.form(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// The role of the segment the sentence lies in.
    pub(crate) fn role(&self) -> Role {
        self.document
            .tokens
            .get(self.first)
            .map_or(Role::Body, |token| self.document.role_at(token.span.start as usize))
    }

    /// What the token at `index` says of the tense.
    pub(crate) fn sign(&self, index: usize) -> Sign {
        let signs = self.signs.get_or_init(|| self.range().map(|at| self.verbs.sign(self.form(at))).collect());
        index.checked_sub(self.first).and_then(|place| signs.get(place)).copied().unwrap_or(Sign::None)
    }

    /// Whether the clause around `index` speaks of what was or of what will be.
    pub(crate) fn tense(&self, index: usize) -> Tense {
        tense::around(self, index)
    }
}

/// Whether `form` is one of `forms`, the first letter's case aside.
fn is_form(form: &str, forms: &[&str]) -> bool {
    let same = |other: &&str| {
        let (mut a, mut b) = (form.chars(), other.chars());
        match (a.next(), b.next()) {
            (Some(x), Some(y)) => (x == y || x.to_lowercase().eq(y.to_lowercase())) && a.as_str() == b.as_str(),
            _ => false,
        }
    };
    forms.iter().any(same)
}
