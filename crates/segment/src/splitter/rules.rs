//! The rules: which gaps end a sentence for sure, which do not, and which are open.

use wortlaut_model::{Token, TokenKind};

use super::gaps::{Gaps, Kind, Known, Verdict, shape};
use super::lines::{Break, Layout, break_behind};
use crate::lists::{Abbreviation, Lists};

/// The verdict on each gap.
pub(crate) fn judge(text: &str, tokens: &[Token], regions: &[usize], lists: &Lists) -> Gaps {
    let known: Vec<Known> = tokens.iter().map(|token| Known::of(text, token, lists)).collect();
    let mut judge = Judge {
        text,
        tokens,
        lists,
        layout: Layout::of(text, tokens),
        gaps: Gaps { verdicts: Vec::with_capacity(tokens.len()), known },
        quotes: 0,
    };
    let mut regions = regions.iter().copied().skip_while(|&first| first == 0).peekable();
    for at in 0..tokens.len() {
        let verdict = if at + 1 == tokens.len() || regions.next_if_eq(&(at + 1)).is_some() {
            Verdict::Ends
        } else {
            judge.verdict(at)
        };
        judge.gaps.verdicts.push(verdict);
    }
    judge.gaps
}

/// What the rules see: the document, and how many tokens back they have judged.
struct Judge<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lists: &'a Lists,
    layout: Layout,
    gaps: Gaps,
    /// Quotation marks since the paragraph's start.
    quotes: usize,
}

impl Judge<'_> {
    /// The verdict on the gap behind the token at `at`, which is not the last.
    fn verdict(&mut self, at: usize) -> Verdict {
        let (Some(token), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return Verdict::Ends };
        self.quotes += usize::from(token.kind == TokenKind::Quote);
        if token.space_after {
            match break_behind(self.text, token, next) {
                Break::Paragraph => {
                    self.quotes = 0;
                    return Verdict::Ends;
                }
                Break::Line if self.line_ends(at, token) => {
                    self.quotes = 0;
                    return Verdict::Ends;
                }
                _ => {}
            }
        }
        if self.clings(at, next) {
            return Verdict::GoesOn;
        }
        match self.gaps.known(at as isize).shape {
            shape::TERMINAL | shape::QUOTE | shape::CLOSE | shape::EMOJI => self.behind_mark(at),
            shape::COLON => self.behind_colon(at),
            shape::ABBREVIATION => self.behind_abbreviation(at),
            shape::COMMA | shape::OPEN | shape::SLASH | shape::DASH | shape::ORDINAL => Verdict::GoesOn,
            _ => self.bare(at),
        }
    }

    /// Whether a single line break behind the token ends the sentence.
    fn line_ends(&self, at: usize, token: &Token) -> bool {
        let next = self.gaps.known(at as isize + 1);
        if next.shape == shape::LOWER && self.gaps.known(at as isize).shape != shape::TERMINAL {
            return false;
        }
        if self.gaps.known(at as isize).shape == shape::COMMA {
            return false;
        }
        !self.layout.wrapped || self.layout.is_short(self.text, token.span.end as usize)
    }

    /// Whether the next token belongs to what stands before it: further stops, closing marks, an emoji.
    fn clings(&self, at: usize, next: &Token) -> bool {
        let glued = self.tokens.get(at).is_some_and(|token| !token.space_after);
        match self.gaps.known(at as isize + 1).shape {
            shape::TERMINAL => glued || !self.opens_ellipsis(at + 1),
            shape::COMMA | shape::COLON | shape::CLOSE => true,
            shape::EMOJI => true,
            shape::QUOTE => self.closes(at + 1, next, glued),
            _ => false,
        }
    }

    /// Whether the stop at `at` starts something: "… und Lagerfeuer".
    fn opens_ellipsis(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let form = token.span.of(self.text);
        form.starts_with('…') || form.starts_with("..")
    }

    /// Whether a quotation mark closes. "„" and "``" open always; where blanks do not tell, every second mark closes.
    fn closes(&self, at: usize, mark: &Token, glued: bool) -> bool {
        let form = mark.span.of(self.text);
        if matches!(form, "„" | "‚" | "``") {
            return false;
        }
        match (glued, !mark.space_after) {
            (true, false) => true,
            // "gut!“.", "gut!“,", "gut.‘“": what follows closes too.
            (true, true) if self.runs_out(at + 1) => true,
            (false, true) => false,
            _ => matches!(form, "''" | "”") || self.quotes % 2 == 1,
        }
    }

    /// Whether marks alone stand from `at` on, up to the next blank.
    fn runs_out(&self, at: usize) -> bool {
        for (index, token) in self.tokens.iter().enumerate().skip(at).take(6) {
            let shape = self.gaps.known(index as isize).shape;
            if !matches!(shape, shape::QUOTE | shape::TERMINAL | shape::COMMA | shape::COLON | shape::CLOSE) {
                return false;
            }
            if token.space_after {
                return true;
            }
        }
        at < self.tokens.len()
    }

    /// Behind a stop, or behind marks that may close what a stop ended.
    fn behind_mark(&self, at: usize) -> Verdict {
        let next = self.gaps.known(at as isize + 1);
        let Some(stop) = self.stop_before(at) else {
            return if self.gaps.known(at as isize).shape == shape::QUOTE && !self.is_closing(at) {
                Verdict::GoesOn
            } else {
                self.bare(at)
            };
        };
        let bare_stop = stop == at;
        if self.is_aside(stop, at) && !next.is_raised() {
            return Verdict::GoesOn;
        }
        match next.shape {
            shape::LOWER if bare_stop && self.is_full_stop(stop) => Verdict::Open(Kind::Lower),
            shape::LOWER | shape::SLASH => Verdict::GoesOn,
            shape::OPEN if self.is_reference(at + 1) => Verdict::GoesOn,
            shape::DASH if self.gaps.known(at as isize + 2).shape == shape::LOWER => Verdict::GoesOn,
            shape::SYMBOL if self.is_ampersand(at + 1) => Verdict::GoesOn,
            shape::SYMBOL | shape::DASH if !self.tokens.get(at).is_some_and(|token| token.space_after) => {
                Verdict::GoesOn
            }
            _ => Verdict::Ends,
        }
    }

    /// Whether the stop asks or exclaims in brackets inside a sentence: "das geschriebene (und gesprochene?) Latein".
    fn is_aside(&self, stop: usize, at: usize) -> bool {
        let closed = (stop + 1..=at).any(|index| self.gaps.known(index as isize).shape == shape::CLOSE);
        if !closed || self.is_full_stop(stop) {
            return false;
        }
        let mut before = (stop.saturating_sub(40)..stop).rev();
        let open = before.find(|&index| self.gaps.known(index as isize).shape == shape::OPEN);
        let starts = |open: usize| open == 0 || self.gaps.verdicts.get(open - 1) == Some(&Verdict::Ends);
        open.is_some_and(|open| !starts(open))
    }

    /// The stop that the token at `at` is, or that it closes: the position of the stop in "gut.“", "gut.)", "gut! :-)".
    fn stop_before(&self, at: usize) -> Option<usize> {
        let mut index = at;
        loop {
            match self.gaps.known(index as isize).shape {
                shape::TERMINAL => return (!self.is_omission(index)).then_some(index),
                shape::EMOJI => {}
                shape::CLOSE if index >= 3 && self.is_reference(index - 2) => {
                    index -= 3;
                    continue;
                }
                shape::CLOSE => {}
                shape::QUOTE if self.is_closing(index) => {}
                _ => return None,
            }
            index = index.checked_sub(1).filter(|_| at - index < 8)?;
            if self.gaps.verdicts.get(index) == Some(&Verdict::Ends) {
                return None;
            }
        }
    }

    /// Whether the token at `at` is "&".
    fn is_ampersand(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.span.of(self.text) == "&")
    }

    /// Whether a reference to a note stands at `at`: "[3]".
    fn is_reference(&self, at: usize) -> bool {
        let shapes = [0, 1, 2].map(|offset| self.gaps.known((at + offset) as isize).shape);
        let square = self.tokens.get(at).is_some_and(|token| token.span.of(self.text) == "[");
        square && shapes == [shape::OPEN, shape::NUMBER, shape::CLOSE]
    }

    /// Whether the stop at `at` stands for words left out: "(...)", "[…]".
    fn is_omission(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.gaps.known(before as isize).shape);
        before == Some(shape::OPEN) && self.gaps.known(at as isize + 1).shape == shape::CLOSE
    }

    /// Whether the quotation mark at `at` was taken as a closing one: the gap before it is none.
    fn is_closing(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = self.tokens.get(before).is_some_and(|token| !token.space_after);
        self.tokens.get(at).is_some_and(|mark| {
            let form = mark.span.of(self.text);
            !matches!(form, "„" | "‚" | "``")
                && (glued || self.gaps.verdicts.get(before) == Some(&Verdict::GoesOn))
                && (mark.space_after || !glued)
        })
    }

    /// Whether the stop is one full stop.
    fn is_full_stop(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.span.of(self.text) == ".")
    }

    /// Behind a colon or semicolon.
    fn behind_colon(&self, at: usize) -> Verdict {
        let spaced = self.tokens.get(at).is_some_and(|token| token.space_after);
        let next = self.gaps.known(at as isize + 1);
        let starts = next.is_upper() || matches!(next.shape, shape::QUOTE | shape::NUMBER);
        if spaced && starts { Verdict::Open(Kind::Colon) } else { Verdict::GoesOn }
    }

    /// Behind an abbreviation with its stop: an end where it may stand there and a word follows that is lower-case
    /// elsewhere. One that no list knows ends where an article or its like follows.
    fn behind_abbreviation(&self, at: usize) -> Verdict {
        let after = self.gaps.known(at as isize + 1);
        let quoted = matches!(after.shape, shape::QUOTE | shape::OPEN);
        let next = if quoted { self.gaps.known(at as isize + 2) } else { after };
        let ends = match self.chain(at) {
            Some(found) => found.may_end() && next.is_raised(),
            None => next.is_raised() && next.usage.is_starter() && !quoted,
        };
        if ends { Verdict::Ends } else { Verdict::GoesOn }
    }

    /// What is known of the abbreviation that ends at `at`: of all its parts, "u. a." like "u.a.", or of the last.
    fn chain(&self, at: usize) -> Option<Abbreviation> {
        let form = |at: usize| self.tokens.get(at).map_or("", |token| token.span.of(self.text));
        let from = (at.saturating_sub(3)..at).find(|&from| (from..at).all(|part| self.is_short_part(part)));
        let chain = from.and_then(|from| {
            let whole: String = (from..=at).map(form).collect();
            self.lists.abbreviation(&whole)
        });
        chain.or_else(|| self.lists.abbreviation(form(at)))
    }

    /// Whether the token at `at` is one letter with a stop.
    fn is_short_part(&self, at: usize) -> bool {
        let short = self.tokens.get(at).is_some_and(|token| token.span.len() <= 3);
        short && self.gaps.known(at as isize).shape == shape::ABBREVIATION
    }

    /// Behind a word or number without any stop.
    fn bare(&self, at: usize) -> Verdict {
        let (token, next) = (self.gaps.known(at as isize), self.gaps.known(at as isize + 1));
        let spaced = self.tokens.get(at).is_some_and(|token| token.space_after);
        let starts = next.is_upper() || matches!(next.shape, shape::QUOTE | shape::OPEN | shape::NUMBER);
        if !spaced || !starts || (token.shape == shape::LOWER && token.usage.never_ends()) {
            return Verdict::GoesOn;
        }
        Verdict::Open(Kind::Bare)
    }
}
