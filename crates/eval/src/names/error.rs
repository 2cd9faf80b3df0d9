//! What went wrong with one name, and a first guess at why.

use serde::Serialize;
use wortlaut_model::{Bytes, Span};

use super::NameClass;

/// The first guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The class is right, the span is not.
    Boundary,
    /// The span is right, the type is not.
    Type,
    /// The type is right, but one side has a part or a derived word where the other has a name.
    Kind,
    /// Both span and type are wrong.
    Both,
    /// Nothing was found there.
    Missed,
    /// Nothing is there.
    Spurious,
}

impl Cause {
    /// All causes, in the order of tables.
    pub const ALL: [Self; 6] = [Self::Boundary, Self::Type, Self::Kind, Self::Both, Self::Missed, Self::Spurious];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boundary => "boundary",
            Self::Type => "type",
            Self::Kind => "kind",
            Self::Both => "both",
            Self::Missed => "missed",
            Self::Spurious => "spurious",
        }
    }

    /// The guess; nothing where both sides agree.
    pub(super) fn of(
        gold: Option<(Span<Bytes>, &NameClass)>,
        predicted: Option<(Span<Bytes>, &NameClass)>,
    ) -> Option<Self> {
        let ((wanted, class), (found, answer)) = match (gold, predicted) {
            (Some(gold), Some(predicted)) => (gold, predicted),
            (Some(_), None) => return Some(Self::Missed),
            (None, _) => return Some(Self::Spurious),
        };
        let (same_span, same_type, same_kind) =
            (wanted == found, class.type_name == answer.type_name, class.kind == answer.kind);
        match (same_span, same_type, same_kind) {
            (true, true, true) => None,
            (_, true, false) => Some(Self::Kind),
            (true, false, _) => Some(Self::Type),
            (false, true, true) => Some(Self::Boundary),
            (false, false, _) => Some(Self::Both),
        }
    }
}

/// One side of an error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// The name as it stands in the text.
    pub surface: String,
    /// Its class, as labels write it.
    pub class: String,
    /// Who said so; empty for gold.
    pub rule: String,
    /// How sure it was; 1 for gold.
    pub confidence: f32,
}

/// An error with its surroundings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NameError {
    /// The text's id.
    pub id: String,
    /// The first guess at the cause.
    pub cause: Cause,
    /// What gold has.
    pub gold: Option<Named>,
    /// What was found.
    pub predicted: Option<Named>,
    /// The text before, at, and after the places of both.
    pub context: [String; 3],
}

/// Code points of context on either side.
const CONTEXT: usize = 60;

/// The text before, at and after a span, on one line.
pub(super) fn context(text: &str, span: Span<Bytes>) -> [String; 3] {
    let line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(byte, _)| byte);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(byte, _)| byte);
    [before.get(from..).unwrap_or_default(), span.of(text), after.get(..to).unwrap_or_default()].map(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(gold: Option<(usize, usize, &str)>, predicted: Option<(usize, usize, &str)>, expected: Option<Cause>) {
        let read = |(start, end, label): (usize, usize, &str)| (Span::new(start, end), NameClass::parse(label));
        let (gold, predicted) = (gold.map(read), predicted.map(read));
        let lend = |side: &'_ Option<(Span, NameClass)>| side.as_ref().map(|(span, _)| *span);
        let found = Cause::of(
            lend(&gold).zip(gold.as_ref().map(|(_, class)| class)),
            lend(&predicted).zip(predicted.as_ref().map(|(_, class)| class)),
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn causes() {
        check(Some((0, 4, "PER")), Some((0, 4, "PER")), None);
        check(Some((0, 4, "PER")), Some((0, 9, "PER")), Some(Cause::Boundary));
        check(Some((0, 4, "PER")), Some((0, 4, "ORG")), Some(Cause::Type));
        check(Some((0, 4, "ORGpart")), Some((0, 9, "ORG")), Some(Cause::Kind));
        check(Some((0, 4, "ORGpart")), Some((0, 9, "PER")), Some(Cause::Both));
        check(Some((0, 4, "PER")), None, Some(Cause::Missed));
        check(None, Some((0, 4, "PER")), Some(Cause::Spurious));
    }

    #[test]
    fn context_is_cut_between_characters() {
        let text = format!("{}Köln\n{}", "ä".repeat(70), "ö".repeat(70));
        let [before, at, after] = context(&text, Span::new(140, 145));
        assert_eq!((before.chars().count(), at.as_str(), after.chars().count()), (60, "Köln", 60));
        assert!(after.starts_with(" ö"));
        assert_eq!(context("Ja", Span::new(0, 2)), ["", "Ja", ""]);
    }
}
