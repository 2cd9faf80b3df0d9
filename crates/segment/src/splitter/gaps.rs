//! The gaps between tokens, and what is known of the tokens beside them.

use wortlaut_model::{Token, TokenKind};

use crate::chars::{Class, class_at, seen_at};
use crate::lists::Lists;
use crate::words::{Usage, hash};

/// What is decided of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The sentence goes on.
    GoesOn,
    /// The sentence ends.
    Ends,
    /// The scorer decides.
    Open(Kind),
}

/// Why a gap is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing ends before it, but what follows could start a sentence: a capital, a digit, an opening mark.
    Bare,
    /// A colon or semicolon stands before it, and a capital behind.
    Colon,
    /// A stop stands before it, and a lower-case word behind.
    Lower,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 3] = [Self::Bare, Self::Colon, Self::Lower];

    /// Its position among all.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Bare => 0,
            Self::Colon => 1,
            Self::Lower => 2,
        }
    }
}

/// What the splitter needs to know of a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// Its use.
    pub(crate) usage: Usage,
    /// A hash of its form, case of the first letter aside.
    pub(crate) hash: u32,
    /// Its kind and case as a small number.
    pub(crate) shape: u8,
}

/// Shapes that rules ask for.
pub(crate) mod shape {
    pub(crate) const LOWER: u8 = 1;
    pub(crate) const UPPER: u8 = 2;
    pub(crate) const CAPITALS: u8 = 3;
    pub(crate) const SINGLE: u8 = 4;
    pub(crate) const NUMBER: u8 = 5;
    pub(crate) const TERMINAL: u8 = 6;
    pub(crate) const QUOTE: u8 = 7;
    pub(crate) const COMMA: u8 = 8;
    pub(crate) const COLON: u8 = 9;
    pub(crate) const OPEN: u8 = 10;
    pub(crate) const CLOSE: u8 = 11;
    pub(crate) const DASH: u8 = 12;
    pub(crate) const SLASH: u8 = 13;
    pub(crate) const ABBREVIATION: u8 = 14;
    pub(crate) const ORDINAL: u8 = 15;
    pub(crate) const ADDRESS: u8 = 16;
    pub(crate) const EMOJI: u8 = 17;
    pub(crate) const SYMBOL: u8 = 18;
    pub(crate) const EDGE: u8 = 19;
}

impl Known {
    /// What is known beyond the first and last token.
    pub(crate) const EDGE: Self = Self {
        usage: Usage { lower: 0, upper: 0, initial: 0, last: 0, cluster: 0, finite: false, noun: false },
        hash: 0,
        shape: shape::EDGE,
    };

    /// What is known of a token.
    pub(crate) fn of(text: &str, token: &Token, lists: &Lists) -> Self {
        let form = token.span.of(text);
        let shape = shape_of(text, token, form);
        if matches!(token.kind, TokenKind::Word | TokenKind::Abbreviation) {
            let hash = hash(form);
            return Self { usage: lists.words.usage_of(hash), hash: hash as u32, shape };
        }
        let hash = if matches!(token.kind, TokenKind::Number | TokenKind::Ordinal) { 0 } else { hash(form) as u32 };
        Self { usage: Usage::default(), hash, shape }
    }

    /// Whether the word is capitalised here and lower-case elsewhere: "Die", "Gestern".
    pub(crate) fn is_raised(&self) -> bool {
        matches!(self.shape, shape::UPPER | shape::SINGLE) && self.usage.is_lower_word()
    }

    /// Whether it starts with a capital.
    pub(crate) fn is_upper(&self) -> bool {
        matches!(self.shape, shape::UPPER | shape::CAPITALS | shape::SINGLE)
    }
}

fn shape_of(text: &str, token: &Token, form: &str) -> u8 {
    match token.kind {
        TokenKind::Word => word_shape(text, token),
        TokenKind::Number => shape::NUMBER,
        TokenKind::Terminal => shape::TERMINAL,
        TokenKind::Quote => shape::QUOTE,
        TokenKind::Abbreviation => shape::ABBREVIATION,
        TokenKind::Ordinal => shape::ORDINAL,
        TokenKind::Url | TokenKind::Email | TokenKind::Hashtag | TokenKind::Handle => shape::ADDRESS,
        TokenKind::Emoji => shape::EMOJI,
        TokenKind::Symbol => shape::SYMBOL,
        TokenKind::Punctuation => match form.as_bytes().first() {
            Some(b',') => shape::COMMA,
            Some(b':' | b';') => shape::COLON,
            Some(b'(' | b'[' | b'{') => shape::OPEN,
            Some(b')' | b']' | b'}') => shape::CLOSE,
            Some(b'/' | b'\\') => shape::SLASH,
            _ => shape::DASH,
        },
    }
}

fn word_shape(text: &str, token: &Token) -> u8 {
    let start = token.span.start as usize;
    let first = seen_at(text, start);
    if first.class != Class::Upper {
        return shape::LOWER;
    }
    let second = start + first.length;
    if second >= token.span.end as usize {
        return shape::SINGLE;
    }
    if class_at(text, second) == Class::Upper { shape::CAPITALS } else { shape::UPPER }
}

/// All gaps of a document: the one behind each token, the last token's included.
#[derive(Debug)]
pub(crate) struct Gaps {
    /// The verdict on the gap behind each token.
    pub(crate) verdicts: Vec<Verdict>,
    /// What is known of each token.
    pub(crate) known: Vec<Known>,
}

impl Gaps {
    /// What is known of the token at `index`, which may lie outside.
    pub(crate) fn known(&self, index: isize) -> &Known {
        usize::try_from(index).ok().and_then(|index| self.known.get(index)).unwrap_or(&Known::EDGE)
    }

    /// The open gaps of a kind.
    pub(crate) fn open(&self, kind: Kind) -> Vec<usize> {
        let open = |(gap, verdict): (usize, &Verdict)| (*verdict == Verdict::Open(kind)).then_some(gap);
        self.verdicts.iter().enumerate().filter_map(open).collect()
    }

    /// Decides that a sentence ends at the gap.
    pub(crate) fn end(&mut self, gap: usize) {
        if let Some(verdict) = self.verdicts.get_mut(gap) {
            *verdict = Verdict::Ends;
        }
    }
}
