//! Strict scores of a tagger on annotated sentences: a name counts if its tokens and its class are right.

use std::fmt::Write as _;

use wortlaut_entities::decode::{Found, NameClass, spans};
use wortlaut_entities::tagger::NameTagger;
use wortlaut_model::{EntityType, MentionKind};

use crate::corpus::Sentence;

/// Right, found, and wanted names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and wanted.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub wanted: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall, in percent.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.found + self.wanted;
        if sum == 0 { 0.0 } else { 200.0 * self.right as f64 / sum as f64 }
    }

    /// The share of the found names that are right, in percent.
    #[must_use]
    pub fn precision(self) -> f64 {
        if self.found == 0 { 0.0 } else { 100.0 * self.right as f64 / self.found as f64 }
    }

    /// The share of the wanted names that are found, in percent.
    #[must_use]
    pub fn recall(self) -> f64 {
        if self.wanted == 0 { 0.0 } else { 100.0 * self.right as f64 / self.wanted as f64 }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// Scores by class, of both levels.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    outer: [Tally; 12],
    inner: [Tally; 12],
    /// Confidence of each outer name found, and whether it was right.
    pub sure: Vec<(NameClass, f32, bool)>,
}

impl Scores {
    /// The scores of a tagger.
    #[must_use]
    pub fn of(tagger: &NameTagger, sentences: &[Sentence]) -> Self {
        let mut scores = Self::default();
        for sentence in sentences {
            let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
            let names = tagger.tag(&forms);
            let wanted = spans(&sentence.outer);
            for found in &names.outer {
                scores.sure.push((found.class, found.confidence, wanted.iter().any(|one| same(one, found))));
            }
            count(&mut scores.outer, &names.outer, &wanted);
            count(&mut scores.inner, &names.inner, &spans(&sentence.inner));
        }
        scores
    }

    /// All classes of the outer level.
    #[must_use]
    pub fn all(&self) -> Tally {
        sum(&self.outer, |_| true)
    }

    /// Names (no parts, no derivations) of persons, organisations and places.
    #[must_use]
    pub fn persons_organisations_places(&self) -> Tally {
        sum(&self.outer, |class| class.kind == MentionKind::Name && class.entity_type != EntityType::Misc)
    }

    /// The expected calibration error: the mean difference between confidence and share of right ones, over ten bins.
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let mut bins = [(0.0, 0.0, 0.0); 10];
        for &(_, confidence, right) in &self.sure {
            let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
            *bin = (bin.0 + f64::from(confidence), bin.1 + f64::from(u8::from(right)), bin.2 + 1.0);
        }
        bins.iter().map(|(sure, right, _): &(f64, f64, f64)| (sure - right).abs()).sum::<f64>()
            / self.sure.len().max(1) as f64
    }

    /// A table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = String::new();
        let inner = sum(&self.inner, |_| true);
        let rows = [("12 classes", self.all()), ("PER ORG LOC", self.persons_organisations_places()), ("inner", inner)];
        let classes = NameClass::ALL.iter().zip(&self.outer).map(|(class, tally)| (class.name(), *tally));
        for (name, tally) in rows.into_iter().map(|(name, tally)| (name.to_owned(), tally)).chain(classes) {
            let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
            let _ = writeln!(table, "{name:12} P {precision:5.1} R {recall:5.1} F {f1:5.2} of {}", tally.wanted);
        }
        let _ = writeln!(table, "calibration error {:.3}", self.calibration_error());
        table
    }
}

fn sum(tallies: &[Tally; 12], wanted: impl Fn(&NameClass) -> bool) -> Tally {
    let mut sum = Tally::default();
    NameClass::ALL.iter().zip(tallies).filter(|(class, _)| wanted(class)).for_each(|(_, tally)| sum.add(*tally));
    sum
}

fn same(a: &Found, b: &Found) -> bool {
    (a.start, a.end, a.class) == (b.start, b.end, b.class)
}

fn count(tallies: &mut [Tally; 12], found: &[Found], wanted: &[Found]) {
    for one in wanted {
        tallies[one.class.index()].wanted += 1;
    }
    for one in found {
        tallies[one.class.index()].found += 1;
        tallies[one.class.index()].right += usize::from(wanted.iter().any(|other| same(one, other)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_entities::decode::Label;

    fn names(labels: &[&str]) -> Vec<Found> {
        spans(&labels.iter().filter_map(|name| Label::parse(name)).collect::<Vec<_>>())
    }

    #[test]
    fn a_name_counts_if_all_its_tokens_and_its_class_are_right() {
        let wanted = names(&["B-PER", "I-PER", "O", "B-LOC", "O", "B-ORGpart"]);
        let found = names(&["B-PER", "O", "O", "B-LOC", "B-MISC", "B-ORG"]);
        let mut scores = Scores::default();
        count(&mut scores.outer, &found, &wanted);
        assert_eq!(scores.all(), Tally { right: 1, found: 4, wanted: 3 });
        assert_eq!(scores.persons_organisations_places(), Tally { right: 1, found: 3, wanted: 2 });
        assert_eq!(scores.all().precision(), 25.0);
    }

    #[test]
    fn the_calibration_error_is_the_mean_distance_in_ten_bins() {
        let class = NameClass::at(0);
        let sure = vec![(class, 0.95, true), (class, 0.95, false), (class, 0.25, false), (class, 0.25, false)];
        let error = Scores { sure, ..Scores::default() }.calibration_error();
        assert!((error - (2.0 * 0.45 + 2.0 * 0.25) / 4.0).abs() < 1e-6, "{error}");
    }
}
