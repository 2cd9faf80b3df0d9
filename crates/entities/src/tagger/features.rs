//! What the tagger looks at: for each token a list of hashes, of its own properties and of its neighbours'.

use super::facts::{Case, Facts};
use super::gazetteer::Hit;
use super::hash::mixed;
use crate::decode::Found;

/// Whose choices the labels follow where the corpora differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// The project's.
    #[default]
    Project,
    /// `GermEval` 2014's.
    GermEval,
}

/// A sentence as the tagger sees it.
#[derive(Debug)]
pub struct View<'s> {
    /// What is known of each token's form.
    pub facts: Vec<&'s Facts>,
    /// What the gazetteer says of each.
    pub hits: Vec<Hit>,
    /// Where each stands: inside quotation marks or brackets, in a sentence of capitals; see [`View::place`].
    pub places: Vec<u8>,
    /// Whose labels are wanted.
    pub convention: Convention,
}

/// How far the tagger looks at single words.
pub(super) const OFFSETS: std::ops::RangeInclusive<isize> = -3..=3;

/// How far it looks for a sentence's subject.
const COMPANY_REACH: usize = 12;

/// Numbers of templates: of pairs, of the inner level, of the sentence's other words, of conventions.
const PAIRS: u64 = 1 << 32;
const INNER: u64 = 2 << 32;
const COMPANY: u64 = 3 << 32;
const CONVENTION: u64 = 4 << 32;

impl View<'_> {
    /// Fills `places` from the sentence's forms.
    pub fn place(&mut self, forms: &[&str]) {
        let count = |case| self.facts.iter().filter(|facts| facts.case == case).count();
        let capitals = count(Case::Capitals);
        let shouted = u8::from(capitals >= 3 && capitals > 2 * count(Case::Small)) << 2;
        let (mut quoted, mut bracketed) = (false, false);
        self.places.clear();
        for form in forms {
            match *form {
                "„" | "»" | "“" | "«" | "\"" | "‚" | "‘" | "'" | "``" | "''" => quoted = !quoted,
                "(" | "[" => bracketed = true,
                ")" | "]" => bracketed = false,
                _ => {}
            }
            self.places.push(u8::from(quoted) | u8::from(bracketed) << 1 | shouted);
        }
    }

    /// Adds what the inner level looks at besides: the name it stands in, and where.
    pub fn inner_features(&self, index: usize, outer: &Found, features: &mut Vec<u32>) {
        let Some(own) = self.facts.get(index) else { return };
        let class = outer.class.index() as u64;
        let (from_start, from_end) = ((index - outer.start).min(2) as u64, (outer.end - index).min(3) as u64);
        let place = mixed(from_start * 4 + from_end, class);
        let hit = u64::from(self.hits.get(index).copied().unwrap_or_default());
        let values = [own.lower, own.summary, own.class, own.suffix, own.shape, own.cluster, hit, 1];
        for (template, value) in (INNER..).zip(values) {
            features.push(folded(mixed(mixed(value, template), class)));
            features.push(folded(mixed(mixed(value, template + 16), place)));
        }
    }

    /// Writes the features of the token at `index` to `features`.
    pub fn features(&self, index: usize, features: &mut Vec<u32>) {
        features.clear();
        for offset in OFFSETS {
            match self.at(index, offset) {
                Some(facts) => facts.atoms(offset).iter().for_each(|&atom| features.push(single(atom, offset))),
                None => features.push(edge(offset)),
            }
        }
        self.joint_features(index, features);
    }

    /// Adds what the token at `index` and its neighbours are together.
    pub(super) fn joint_features(&self, index: usize, features: &mut Vec<u32>) {
        let beyond = &Facts::default();
        let [left2, left, own, right, right2] =
            [-2, -1, 0, 1, 2].map(|offset| self.at(index, offset).unwrap_or(beyond));
        let place = u64::from(self.places.get(index).copied().unwrap_or_default());
        let mut pairs = Pairs { template: PAIRS, features };
        for [a, b] in [
            [left.lower, own.lower],
            [own.lower, right.lower],
            [left.lower, right.lower],
            [left.shape, own.shape],
            [own.shape, right.shape],
            [mixed(left.shape, own.shape), right.shape],
            [left.cluster, own.cluster],
            [own.cluster, right.cluster],
            [left.cluster, right.cluster],
            [left.lower, own.shape],
            [left.lower, own.summary],
            [right.lower, own.summary],
            [left.lower, own.class],
            [right.lower, own.class],
            [left2.lower, left.lower],
            [right.lower, right2.lower],
            [left.summary, own.summary],
            [own.summary, right.summary],
            [mixed(left.summary, own.summary), right.summary],
            [
                mixed(left2.case as u64 * 8 + left.case as u64, own.case as u64),
                right.case as u64 * 8 + right2.case as u64,
            ],
            [own.suffix, left.case as u64 * 8 + right.case as u64],
            [left.cluster, own.suffix],
            [left.summary, own.suffix],
            [mixed(left2.class, left.class), own.class],
            [mixed(left.class, own.class), right.class],
            [own.case as u64, place],
            [own.summary, u64::from(index == 0) * 8 + place],
            [left.suffix, own.summary],
        ] {
            pairs.add(a, b);
        }
        self.gazetteer_features(index, [left, own, right], &mut pairs);
        self.company_features(index, own, &mut pairs);
        if self.convention == Convention::GermEval {
            self.convention_features(index, [left, own, right], &mut pairs);
        }
    }

    /// The names of the lexicon that the token and its neighbours lie in.
    fn gazetteer_features(&self, index: usize, [left, own, right]: [&Facts; 3], pairs: &mut Pairs<'_>) {
        for offset in -2..=2 {
            pairs.add(self.hit(index, offset), own.case as u64);
        }
        let hit = self.hit(index, 0);
        if hit != 0 {
            for value in [left.lower, right.lower, own.lower, left.summary, right.summary, left.class, right.class] {
                pairs.add(hit, value);
            }
        }
    }

    /// What else the sentence is about: a city between a coach and a goal is a club.
    fn company_features(&self, index: usize, own: &Facts, pairs: &mut Pairs<'_>) {
        if !own.is_large() {
            return;
        }
        pairs.template = COMPANY;
        let near = index.saturating_sub(COMPANY_REACH)..self.facts.len().min(index + COMPANY_REACH + 1);
        for other in near.filter(|other| other.abs_diff(index) > 1).filter_map(|other| self.facts.get(other)) {
            if other.is_large() && other.cluster != 0 {
                pairs.add_same(other.cluster, own.summary);
            }
        }
    }

    /// Where `GermEval`'s choices are others.
    fn convention_features(&self, index: usize, [left, own, right]: [&Facts; 3], pairs: &mut Pairs<'_>) {
        pairs.template = CONVENTION;
        let around = mixed(left.lower, own.lower);
        for value in [1, own.lower, own.cluster, own.suffix, own.summary, self.hit(index, 0), around] {
            pairs.add(value, 0);
        }
        pairs.add(left.lower, own.summary);
        pairs.add(own.summary, right.lower);
    }

    fn at(&self, index: usize, offset: isize) -> Option<&Facts> {
        index.checked_add_signed(offset).and_then(|index| self.facts.get(index)).copied()
    }

    fn hit(&self, index: usize, offset: isize) -> u64 {
        let hit = index.checked_add_signed(offset).and_then(|index| self.hits.get(index));
        u64::from(hit.copied().unwrap_or_default())
    }
}

/// Collects features of two values, each pair under a template of its own.
struct Pairs<'f> {
    template: u64,
    features: &'f mut Vec<u32>,
}

impl Pairs<'_> {
    fn add(&mut self, a: u64, b: u64) {
        self.template += 1;
        self.add_same(a, b);
    }

    fn add_same(&mut self, a: u64, b: u64) {
        self.features.push(folded(mixed(mixed(a, self.template), b)));
    }
}

/// A property of a word, seen from `offset` words away.
pub(super) fn single(atom: u64, offset: isize) -> u32 {
    folded(mixed(atom, salt(offset)))
}

/// That the sentence does not reach as far as `offset`.
pub(super) fn edge(offset: isize) -> u32 {
    folded(mixed(7, salt(offset)))
}

fn salt(offset: isize) -> u64 {
    (offset + 8) as u64
}

/// What a feature is known by: the upper half of its hash, spread once more.
fn folded(hash: u64) -> u32 {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}
