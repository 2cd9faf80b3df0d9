//! Strict scores of a head on sentences it has not learned from.

use std::fmt::Write as _;

use wortlaut_eval::Counts;

use super::labels::{LabelSet, Span, spans};
use super::learner::Head;
use super::sample::Samples;

/// Strict scores: the tokens of a name and its class are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadScores {
    /// Each class with its counts.
    pub classes: Vec<(String, Counts)>,
    /// Sentences and tokens scored.
    pub size: (usize, usize),
}

impl HeadScores {
    pub(super) fn of(head: &Head, samples: &Samples, sentences: &[usize], labels: &LabelSet) -> Self {
        let mut classes: Vec<(String, Counts)> =
            labels.classes().iter().map(|class| (class.clone(), Counts::default())).collect();
        let chain = labels.chain(&head.transitions);
        let mut tokens = 0;
        for &sentence in sentences {
            let gold: Vec<usize> = samples.labels(sentence).iter().map(|&label| usize::from(label)).collect();
            let gold = spans(&gold);
            let found = spans(&chain.best_path(&head.scores(samples, sentence)));
            for (index, (_, counts)) in classes.iter_mut().enumerate() {
                let of_class = |list: &[Span]| list.iter().filter(|(_, class)| *class == index).count();
                counts.gold += of_class(&gold);
                counts.predicted += of_class(&found);
                counts.correct += found.iter().filter(|span| span.1 == index && gold.contains(span)).count();
            }
            tokens += samples.labels(sentence).len();
        }
        Self { classes, size: (sentences.len(), tokens) }
    }

    /// All classes together.
    #[must_use]
    pub fn all(&self) -> Counts {
        let mut all = Counts::default();
        self.classes.iter().for_each(|(_, counts)| all += *counts);
        all
    }

    /// A markdown table.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = String::from("| type | P | R | F1 | gold |\n|---|---|---|---|---|\n");
        let all = ("all".to_owned(), self.all());
        for (class, counts) in self.classes.iter().chain([&all]) {
            let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
            // Writing to a string cannot fail.
            let _ = writeln!(table, "| {class} | {precision:.1} | {recall:.1} | {f1:.1} | {} |", counts.gold);
        }
        table
    }
}
