//! The four schemes of `SemEval` 2013, task 9.1 (Segura-Bedmar, Martínez, Herrero Zazo 2013, after MUC-5 by Chinchor and
//! Sundheim 1993), and the counts behind them.

use std::ops::AddAssign;

use serde::Serialize;

/// When an answer counts as correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Span and class agree.
    Strict,
    /// The span agrees, whatever the class.
    Exact,
    /// The span agrees, or half of an answer if it only overlaps; whatever the class.
    Partial,
    /// The class agrees and the spans overlap.
    Type,
}

impl Scheme {
    /// All schemes, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Strict, Self::Exact, Self::Partial, Self::Type];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Type => "type",
        }
    }
}

/// Counts of one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// COR: answers that are right.
    pub correct: usize,
    /// INC: answers that are wrong.
    pub incorrect: usize,
    /// PAR: answers that overlap, where the scheme gives them half.
    pub partial: usize,
    /// MIS: gold names without an answer.
    pub missed: usize,
    /// SPU: answers to nothing.
    pub spurious: usize,
}

/// How a gold name and its answer agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// There is an answer: whether span and class agree.
    Answered {
        span: bool,
        class: bool,
    },
    Missed,
    Spurious,
}

impl Tally {
    /// Gold names: POS = COR + INC + PAR + MIS.
    #[must_use]
    pub fn gold(&self) -> usize {
        self.correct + self.incorrect + self.partial + self.missed
    }

    /// Answers: ACT = COR + INC + PAR + SPU.
    #[must_use]
    pub fn predicted(&self) -> usize {
        self.correct + self.incorrect + self.partial + self.spurious
    }

    /// (COR + PAR / 2) / ACT, in percent; 100 where nothing was answered.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.halves(), 2 * self.predicted())
    }

    /// (COR + PAR / 2) / POS, in percent; 100 where gold is empty.
    #[must_use]
    pub fn recall(&self) -> f64 {
        percent(self.halves(), 2 * self.gold())
    }

    /// The harmonic mean of both, in percent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        percent(self.halves(), self.gold() + self.predicted())
    }

    fn halves(&self) -> usize {
        2 * self.correct + self.partial
    }

    /// Counts one more name under `scheme`.
    pub(super) fn count(&mut self, scheme: Scheme, agreement: Agreement) {
        let Agreement::Answered { span, class } = agreement else {
            self.missed += usize::from(agreement == Agreement::Missed);
            self.spurious += usize::from(agreement == Agreement::Spurious);
            return;
        };
        let correct = match scheme {
            Scheme::Strict => span && class,
            Scheme::Exact | Scheme::Partial => span,
            Scheme::Type => class,
        };
        if correct {
            self.correct += 1;
        } else if scheme == Scheme::Partial {
            self.partial += 1;
        } else {
            self.incorrect += 1;
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.incorrect += other.incorrect;
        self.partial += other.partial;
        self.missed += other.missed;
        self.spurious += other.spurious;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of names are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_agreement_under_each_scheme() {
        let answered = |span, class| Agreement::Answered { span, class };
        // The table of the task: for each agreement, what it is under strict, exact, partial and type.
        let table = [
            (answered(true, true), ["COR", "COR", "COR", "COR"]),
            (answered(true, false), ["INC", "COR", "COR", "INC"]),
            (answered(false, true), ["INC", "INC", "PAR", "COR"]),
            (answered(false, false), ["INC", "INC", "PAR", "INC"]),
            (Agreement::Missed, ["MIS", "MIS", "MIS", "MIS"]),
            (Agreement::Spurious, ["SPU", "SPU", "SPU", "SPU"]),
        ];
        for (agreement, expected) in table {
            let counted = Scheme::ALL.map(|scheme| {
                let mut tally = Tally::default();
                tally.count(scheme, agreement);
                let counts = [tally.correct, tally.incorrect, tally.partial, tally.missed, tally.spurious];
                ["COR", "INC", "PAR", "MIS", "SPU"].into_iter().zip(counts).find(|(_, count)| *count == 1)
            });
            assert_eq!(counted.map(|one| one.map(|(name, _)| name)), expected.map(Some), "{agreement:?}");
        }
    }

    /// Six gold names: three right, one with the wrong class, one cut short, one missed; and one answer made up.
    #[test]
    fn figures_of_a_worked_case() {
        let mut tallies = [Tally::default(); 4];
        let answered = |span, class| Agreement::Answered { span, class };
        let mut cases = vec![answered(true, true); 3];
        cases.extend([answered(true, false), answered(false, true), Agreement::Missed, Agreement::Spurious]);
        for (tally, scheme) in tallies.iter_mut().zip(Scheme::ALL) {
            cases.iter().for_each(|&case| tally.count(scheme, case));
            assert_eq!((tally.gold(), tally.predicted()), (6, 6), "POS = ACT = 5 answered + 1");
        }
        // Strict: COR 3, INC 2: 3 / 6. Exact: COR 4, INC 1: 4 / 6. Partial: COR 4, PAR 1: 4.5 / 6. Type: COR 4, INC 1: 4 / 6.
        let expected = [50.0, 400.0 / 6.0, 75.0, 400.0 / 6.0];
        for (tally, expected) in tallies.iter().zip(expected) {
            for figure in [tally.precision(), tally.recall(), tally.f1()] {
                assert!((figure - expected).abs() < 1e-9, "{tally:?}: {figure}");
            }
        }
    }
}
