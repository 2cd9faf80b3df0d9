//! A half-open range whose unit is part of its type, so that bytes and tokens cannot be mixed up.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// What a [`Span`] counts.
pub trait Unit: Copy + Eq + Ord {}

/// Bytes of a text's UTF-8 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bytes {}

/// Tokens of a document, counted from its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tokens {}

impl Unit for Bytes {}
impl Unit for Tokens {}

/// A half-open range `start..end`, in bytes of the text unless said otherwise.
///
/// Four bytes an end: a document is at most 4 GiB, and the size limit of a run is far below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<U: Unit = Bytes> {
    /// The first unit inside.
    pub start: u32,
    /// The first unit after.
    pub end: u32,
    unit: PhantomData<U>,
}

impl<U: Unit> Span<U> {
    /// The span `start..end`; an end before the start gives an empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)), unit: PhantomData }
    }

    /// The same as a range of `usize`, for indexing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of units inside.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is nothing inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the unit at `position` lies inside.
    #[must_use]
    pub fn holds(self, position: usize) -> bool {
        self.range().contains(&position)
    }

    /// Whether the two share a unit.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), unit: PhantomData }
    }
}

impl Span<Bytes> {
    /// The surface: this part of `text`, or nothing where the span is out of bounds or splits a character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the span lies in `text` on character boundaries.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        text.get(self.range()).is_some()
    }
}

impl<U: Unit> From<Range<usize>> for Span<U> {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl<U: Unit> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surface_is_the_text_inside_and_empty_off_a_boundary() {
        let text = "Größe";
        assert_eq!(Span::<Bytes>::new(0, 4).of(text), "Grö");
        assert_eq!(Span::<Bytes>::new(0, 3).of(text), "");
        assert!(!Span::<Bytes>::new(0, 99).fits(text));
    }

    #[test]
    fn overlap_needs_a_shared_unit() {
        let span = |a, b| Span::<Tokens>::new(a, b);
        assert!(span(0, 2).overlaps(span(1, 3)));
        assert!(!span(0, 2).overlaps(span(2, 3)));
        assert!(span(0, 3).contains(span(1, 3)));
        assert_eq!(span(0, 1).cover(span(4, 5)), span(0, 5));
    }
}
