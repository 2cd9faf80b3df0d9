//! Tagging one sentence after the other, remembering words: what a form adds to the scores of the tokens around it is the
//! same wherever it stands, so it is summed up once.

use super::facts::Facts;
use super::features::{OFFSETS, View, edge, single};
use super::weights::{Sums, Weights};
use super::{NameTagger, gazetteer};
use crate::decode::{self, Found, Row};
use crate::hash::Table;

/// The most forms remembered, about a kilobyte each; then all are forgotten.
const REMEMBERED: usize = 1 << 15;

/// The most bytes of a form that are looked at.
const LONGEST: usize = 256;

/// How many words around a token are looked at, itself included.
const REACH: usize = 7;

/// What a form adds to the token that stands 3 words before it, …, 3 words after it.
type Parts = [[i16; 32]; REACH];

/// One thread's memory.
#[derive(Debug, Default)]
pub(super) struct Worker {
    numbers: Table<Box<str>, u32>,
    facts: Vec<Facts>,
    parts: Vec<Parts>,
    /// What the sentence's edges add.
    edges: Option<Parts>,
    features: Vec<u32>,
}

impl Worker {
    /// Looks at a sentence.
    pub(super) fn read<'w>(&'w mut self, tagger: &'w NameTagger, forms: &[&str]) -> Reading<'w> {
        if self.facts.len() >= REMEMBERED {
            *self = Self::default();
        }
        let numbers: Vec<usize> = forms.iter().map(|form| self.number(tagger, form)).collect();
        let edges = self.edges.get_or_insert_with(|| parts(&tagger.outer.weights, |offset| vec![edge(offset)]));
        let facts: Vec<&Facts> = numbers.iter().map(|&number| &self.facts[number]).collect();
        let hits = gazetteer::hits(forms, &facts, &tagger.lists);
        let mut view = View { facts, hits, places: Vec::new(), convention: tagger.convention };
        view.place(forms);
        Reading { tagger, view, numbers, parts: &self.parts, edges, features: &mut self.features }
    }

    fn number(&mut self, tagger: &NameTagger, form: &str) -> usize {
        let form = clipped(form);
        if let Some(&number) = self.numbers.get(form) {
            return number as usize;
        }
        let number = self.facts.len();
        let facts = Facts::new(form, &tagger.lists, &tagger.clusters);
        self.parts.push(parts(&tagger.outer.weights, |offset| {
            facts.atoms(offset).iter().map(|&atom| single(atom, offset)).collect()
        }));
        self.facts.push(facts);
        self.numbers.insert(form.into(), number as u32);
        number
    }
}

/// The beginning of a form: what is no word may be very long.
fn clipped(form: &str) -> &str {
    if form.len() <= LONGEST {
        return form;
    }
    (0..=LONGEST).rev().find_map(|end| form.get(..end)).unwrap_or_default()
}

/// What the features of each offset add.
fn parts(weights: &Weights, features: impl Fn(isize) -> Vec<u32>) -> Parts {
    let mut parts = [[0; 32]; REACH];
    for (offset, part) in OFFSETS.zip(&mut parts) {
        let mut sums: Sums = [0; 32];
        weights.add_all(&features(offset), &mut sums);
        // A form has some sixty features of 511 steps at most: what is cut off here is never there.
        *part = sums.map(|sum| i16::try_from(sum).unwrap_or(if sum < 0 { i16::MIN } else { i16::MAX }));
    }
    parts
}

/// A sentence under work.
pub(super) struct Reading<'w> {
    tagger: &'w NameTagger,
    view: View<'w>,
    numbers: Vec<usize>,
    parts: &'w [Parts],
    edges: &'w Parts,
    features: &'w mut Vec<u32>,
}

impl Reading<'_> {
    /// The scores of its tokens at the outermost level.
    pub(super) fn rows(&mut self) -> Vec<Row> {
        let weights = &self.tagger.outer.weights;
        let mut rows = Vec::with_capacity(self.numbers.len());
        for index in 0..self.numbers.len() {
            let mut sums = [0; 32];
            for (part, offset) in OFFSETS.enumerate() {
                let number = index.checked_add_signed(offset).and_then(|index| self.numbers.get(index));
                let parts = number.map_or(self.edges, |&number| &self.parts[number]);
                sums.iter_mut().zip(&parts[part]).for_each(|(sum, part)| *sum += i32::from(*part));
            }
            self.features.clear();
            self.view.joint_features(index, self.features);
            weights.add_all(self.features, &mut sums);
            rows.push(weights.row(&sums));
        }
        rows
    }

    /// The names nested in a name.
    pub(super) fn inside(&mut self, outer: &Found) -> Vec<Found> {
        let level = &self.tagger.inner;
        let mut rows = Vec::with_capacity(outer.end - outer.start);
        for index in outer.start..outer.end {
            self.view.features(index, self.features);
            self.view.inner_features(index, outer, self.features);
            let mut sums = [0; 32];
            level.weights.add_all(self.features, &mut sums);
            rows.push(level.weights.row(&sums));
        }
        let found = decode::decode(&rows, &level.transitions);
        found.into_iter().map(|name| name.moved(outer.start)).collect()
    }
}
