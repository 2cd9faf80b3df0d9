//! Quotation marks of all systems in use, and which way each one faces.
//!
//! The glyph alone does not say it: `“` closes in German and opens in English, `»` opens in Germany and closes in
//! Switzerland, `"` does both. The characters on both sides decide; where they do not, pairing does.

/// A glyph that quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// `„`
    Low,
    /// `“`
    HighLeft,
    /// `”`, `‟`
    HighRight,
    /// `"`
    Straight,
    /// `»`
    PointsRight,
    /// `«`
    PointsLeft,
    /// ` `` `
    Backticks,
    /// `''`
    Apostrophes,
    /// `‚`
    SingleLow,
    /// `‘`, `‛`
    SingleLeft,
    /// `’`
    SingleRight,
    /// `'`
    Apostrophe,
    /// `›`
    SinglePointsRight,
    /// `‹`
    SinglePointsLeft,
    /// `` ` ``, `´`
    Accent,
}

/// Which way a mark faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// It opens.
    Open,
    /// It closes.
    Close,
    /// Its neighbours do not say.
    Either,
}

/// A mark in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// Its glyph.
    pub glyph: Glyph,
    /// Which way it faces.
    pub side: Side,
}

/// How well a closing glyph fits an opening one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The pair of a system: `„…“`.
    Exact,
    /// A common slip: `„…"`.
    Repaired,
}

impl Glyph {
    /// Whether `closing` can close what this glyph opens.
    pub fn closed_by(self, closing: Self) -> Option<Fit> {
        use Glyph::{
            Accent, Apostrophe, Apostrophes, Backticks, HighLeft, HighRight, Low, PointsLeft, PointsRight, SingleLeft,
            SingleLow, SinglePointsLeft, SinglePointsRight, SingleRight, Straight,
        };
        match (self, closing) {
            (Low, HighLeft | HighRight)
            | (HighLeft | HighRight, HighRight)
            | (Straight, Straight)
            | (PointsRight, PointsLeft)
            | (PointsLeft, PointsRight)
            | (Backticks, Apostrophes)
            | (SingleLow, SingleLeft | SingleRight)
            | (SingleLeft | SingleRight, SingleRight)
            | (Apostrophe, Apostrophe)
            | (SinglePointsRight, SinglePointsLeft)
            | (SinglePointsLeft, SinglePointsRight)
            | (Accent, Accent | Apostrophe) => Some(Fit::Exact),
            (Low, Straight | Apostrophes)
            | (HighLeft | HighRight, HighLeft | Straight)
            | (Straight, HighLeft | HighRight | Apostrophes)
            | (PointsRight, PointsRight)
            | (PointsLeft, PointsLeft)
            | (Backticks, Straight | HighLeft | HighRight)
            | (SingleLow, Apostrophe | Accent)
            | (SingleLeft, Apostrophe | SingleLeft) => Some(Fit::Repaired),
            _ => None,
        }
    }

    /// Whether it is a mark of the inner level, which also serves as an apostrophe.
    pub fn is_single(self) -> bool {
        use Glyph::{Accent, Apostrophe, SingleLeft, SingleLow, SinglePointsLeft, SinglePointsRight, SingleRight};
        matches!(
            self,
            SingleLow | SingleLeft | SingleRight | Apostrophe | SinglePointsRight | SinglePointsLeft | Accent
        )
    }

    fn of(character: char) -> Option<Self> {
        Some(match character {
            '„' | '⹂' => Self::Low,
            '“' => Self::HighLeft,
            '”' | '‟' => Self::HighRight,
            '"' | '＂' => Self::Straight,
            '»' => Self::PointsRight,
            '«' => Self::PointsLeft,
            '‚' => Self::SingleLow,
            '‘' | '‛' => Self::SingleLeft,
            '’' => Self::SingleRight,
            '\'' => Self::Apostrophe,
            '›' => Self::SinglePointsRight,
            '‹' => Self::SinglePointsLeft,
            '`' | '´' => Self::Accent,
            _ => return None,
        })
    }
}

/// The marks of `text`, in order, with offsets from `offset`. Apostrophes inside words and signs of inches are none.
pub(crate) fn scan(text: &str, offset: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut before = None;
    while let Some((start, character)) = characters.next() {
        let Some(mut glyph) = Glyph::of(character) else {
            before = Some(character);
            continue;
        };
        let mut end = start + character.len_utf8();
        if let Some(&(next, second)) = characters.peek()
            && let Some(double) = doubled(character, second)
        {
            glyph = double;
            end = next + second.len_utf8();
            characters.next();
        }
        let after = text.get(end..).and_then(|rest| rest.chars().take(4).find(|c| Glyph::of(*c).is_none()));
        let touches = text.get(end..).and_then(|rest| rest.chars().next());
        if let Some(side) = side(glyph, before, after, touches) {
            marks.push(Mark { start: start + offset, end: end + offset, glyph, side });
        } else {
            before = Some(character);
        }
    }
    marks
}

/// Two characters that make one mark: ` `` `, `''`, `‚‚`.
fn doubled(first: char, second: char) -> Option<Glyph> {
    match (first, second) {
        ('`', '`') => Some(Glyph::Backticks),
        ('\'', '\'') | ('´', '´') | ('’', '’') => Some(Glyph::Apostrophes),
        ('‚', '‚') => Some(Glyph::Low),
        ('‘', '‘') => Some(Glyph::HighLeft),
        _ => None,
    }
}

/// Which way a glyph faces between `before` and `after`, the nearest characters that are no marks; none where it is no
/// mark. `touches` is the character right after.
fn side(glyph: Glyph, before: Option<char>, after: Option<char>, touches: Option<char>) -> Option<Side> {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = |c: Option<char>| space(c) || c.is_some_and(|c| "([{/–—-:¡¿>+|•".contains(c));
    let ends = |c: Option<char>| space(c) || c.is_some_and(|c| ".,;:!?…)]}/–—-<+|".contains(c));
    match glyph {
        Glyph::Low | Glyph::Backticks => Some(Side::Open),
        Glyph::SingleLow => (!space(touches)).then_some(Side::Open),
        Glyph::SingleRight | Glyph::SingleLeft | Glyph::Apostrophe | Glyph::Accent if word(before) && word(after) => {
            None
        }
        Glyph::Straight if before.is_some_and(|c| c.is_ascii_digit()) && word(after) => None,
        Glyph::SingleRight => Some(if opens(before) && word(after) { Side::Open } else { Side::Close }),
        // `''X''` is wiki italics; as a quote's mark it only closes.
        Glyph::Apostrophes => (!space(before)).then_some(Side::Close),
        _ => Some(match (opens(before) && !space(after), !space(before) && ends(after)) {
            (true, false) => Side::Open,
            (false, true) => Side::Close,
            _ if glyph == Glyph::HighRight => Side::Close,
            _ => Side::Either,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks as their facing: `<` opens, `>` closes, `?` either.
    fn facing(text: &str) -> String {
        scan(text, 0)
            .iter()
            .map(|mark| match mark.side {
                Side::Open => '<',
                Side::Close => '>',
                Side::Either => '?',
            })
            .collect()
    }

    #[test]
    fn neighbours_decide_the_side() {
        assert_eq!(facing("„Ja“, sagte er."), "<>");
        assert_eq!(facing("“Ja”, sagte er."), "<>");
        assert_eq!(facing("Er sagte: \"Ja.\""), "<>");
        assert_eq!(facing("«Ja», sagte er. »Nein«, sagte sie."), "<><>");
        assert_eq!(facing("``Ja'', sagte er."), "<>");
        assert_eq!(facing("die „X“-Frage"), "<>");
    }

    #[test]
    fn nested_marks_look_past_each_other() {
        assert_eq!(facing("„‚Ja‘, sagte sie“, sagte er."), "<<>>");
        assert_eq!(facing("„Sie rief: ‚Ja!‘“"), "<<>>");
        assert_eq!(facing("\"'Ja'\", sagte er."), "<<>>");
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        assert_eq!(facing("Das war’s, gibt's auch Peter's Pub?"), "");
        assert_eq!(facing("ein 19\"TFT"), "");
    }

    #[test]
    fn a_mark_between_spaces_faces_either_way() {
        assert_eq!(facing("sagte \" Ja \" und"), "??");
    }
}
